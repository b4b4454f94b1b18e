//! Numbers that senders write as words before a unit of time: "in ten minutes".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::fold::{Glyph, fold_word};

/// In the forms that stand before "minutes" or "hours"; accents and case are folded away.
const NUMERALS: [(u64, &str); 10] = [
    (
        1,
        "one eine einer einem un une una uno um uma een en ett et één jedna jedne jednu jedną jedno jeden одну одна один една \
        една eden edna един една едно egy bir yksi yhden üks ühe viens viena vienu viena vieną një μία μια ενα ერთი ერთ \
        մեկ واحدة واحد يک ایک یک אחת एक এক ஒரு ఒక ഒരു ಒಂದು એક ਇੱਕ එක් หนึ่ง ໜຶ່ງ satu isa isang moja один",
    ),
    (
        2,
        "two zwei deux dos due duas dois dous dues două doua twee två tva to tvær tvo dwie dwa dwóch dvě dve dva dvije две два \
        двух дві двох két ket kettő iki kaksi kahden kaks kahe dvi divas divu divām dy δύο δυο ორი ორ երկու اثنتين اثنين \
        دقيقتين دو دوو שתי שתיים दो দুই இரண்டு రెండు രണ്ട് ಎರಡು બે ਦੋ දෙක สอง ສອງ dua dalawang mbili екі ики ikki икки",
    ),
    (
        3,
        "three drei trois tres tre três trei drie trzy trzech tři tri трьох три трёх három harom üç uc kolme kolm kolme trys \
        trīs triju τρία τρεις სამი երեք ثلاث ثلاثة سه تین שלוש तीन তিন மூன்று మూడు മൂന്ന് ಮೂರು ત્રણ ਤਿੰਨ තුනක් สาม ສາມ \
        tiga tatlong tatu үш уч uch",
    ),
    (
        5,
        "five fünf funf fuenf cinq cinco cinque cinci vijf fem fimm pięć piec pieciu pět pet päť pät пять пяти пять пʼять п'ять \
        пет öt ot beş bes viisi viiden viis viie penkias penkių piecas piecu pesë πέντε ხუთი ხუთ հինգ خمس خمسة پنج پانچ חמש \
        पाँच पांच পাঁচ ஐந்து ఐదు അഞ്ച് ಐದು પાંચ ਪੰਜ පහක් ห้า ຫ້າ lima limang tano бес беш besh cinc",
    ),
    (
        10,
        "ten zehn dix diez dieci dez zece tien tio ti tíu dziesięć dziesiec dziesieciu deset desať desat десять десяти десет \
        tíz tiz on kymmenen kymme kümme kümne dešimt dešimties desmit desmitu dhjetë δέκα ათი ათ տասը عشر عشرة ده دس עשר \
        दस দশ பத்து పది പത്ത് ಹತ್ತು દસ ਦਸ දහයක් สิบ ສິບ sepuluh sampung kumi он o'n deu",
    ),
    (
        15,
        "fifteen fünfzehn funfzehn fuenfzehn quinze quince quindici cincisprezece vijftien femton femten fimmtán piętnaście \
        pietnascie patnáct pätnásť petnajst petnaest пятнадцать пятнадцати п'ятнадцять петнадесет tizenöt onbeş viisitoista \
        viisteist penkiolika piecpadsmit δεκαπέντε თხუთმეტი տասնհինգ پانزده پندرہ पंद्रह পনেরো",
    ),
    (
        20,
        "twenty zwanzig vingt veinte venti vinte douăzeci twintig tjugo tyve tuttugu dwadzieścia dvacet dvadsať dvajset dvadeset \
        двадцать двадцати двадцять двадесет húsz husz yirmi kaksikymmentä kakskümmend dvidešimt divdesmit είκοσι ოცი քսան \
        عشرين بیست بیس बीस বিশ",
    ),
    (
        30,
        "thirty dreißig dreissig trente treinta trenta trinta treizeci dertig trettio tretti tredive þrjátíu trzydzieści třicet \
        tridsať trideset тридцать тридцати тридцять тридесет harminc otuz kolmekymmentä kolmkümmend trisdešimt trīsdesmit \
        τριάντα ოცდაათი երեսուն ثلاثين سی تیس तीस ত্রিশ",
    ),
    (
        60,
        "sixty sechzig soixante sesenta sessanta sessenta zestig sextio seksti sześćdziesiąt šedesát шестьдесят шестидесяти",
    ),
    (90, "ninety neunzig noventa novanta negentig nittio"),
];

/// The number that a word says.
pub fn numeral(word: &[Glyph]) -> Option<u64> {
    static WORDS: LazyLock<BTreeMap<String, u64>> = LazyLock::new(|| {
        let pairs = NUMERALS.iter().flat_map(|(number, words)| words.split_whitespace().map(|word| (word, *number)));
        pairs.map(|(word, number)| (fold_word(word), number)).collect()
    });
    let folded: String = word.iter().map(|glyph| glyph.fold).collect();
    WORDS.get(&folded).copied()
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn words_say_numbers() {
        for (word, number) in
            [("Ten", Some(10)), ("fünf", Some(5)), ("десяти", Some(10)), ("خمس", Some(5)), ("minutes", None)]
        {
            assert_eq!(numeral(&fold(word)), number, "{word}");
        }
    }

    #[test]
    fn no_word_says_two_numbers() {
        for (number, words) in NUMERALS {
            for word in words.split_whitespace() {
                assert_eq!(numeral(&fold(word)), Some(number), "{word}");
            }
        }
    }
}
