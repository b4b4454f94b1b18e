//! The name of a sender, and how the text spells it.
//!
//! A sender has 11 characters at most, of the GSM alphabet (TS 23.040, 9.1.2.5): it abbreviates names, and writes those of
//! other scripts in Latin letters.

use super::class::Role;
use super::evidence::Evidence;
use super::fold::{Glyph, fold_word};
use super::name::{Span, is_name, letters_of, text_of};
use super::particles::particles;
use super::script::{Sort, is_caseless, is_joined};
use super::tokens::{Kind, Token};

/// The name of an alphanumeric sender; none for names such as `INFO`. The name of an Indian header (`VM-EXMPLE-S`) is its
/// middle.
pub fn sender_name(from: &str) -> Option<&str> {
    let from = from.trim();
    if !from.chars().any(char::is_alphabetic) || from.contains('@') {
        return None;
    }
    let is_header =
        |route: &str, name: &str| route.len() == 2 && route.bytes().all(|b| b.is_ascii_uppercase()) && name.len() >= 5;
    let parts: Vec<&str> = from.split('-').collect();
    let name = match parts.as_slice() {
        [route, name] if is_header(route, name) => name,
        [route, name, kind] if is_header(route, name) && kind.len() == 1 => name,
        _ => from,
    };
    (!particles().has_role(&fold_word(name), Role::Sender)).then_some(name)
}

/// The letters and digits of the name of an alphanumeric sender, folded. Empty for a number.
pub fn letters(from: &str) -> String {
    sender_name(from).map_or_else(String::new, letters_of)
}

/// A name has at most this many tokens.
const NAME_TOKENS_MAX: usize = 5;

/// An abbreviation leaves out at most this many letters.
const SKIPPED_MAX: usize = 8;

/// The sender's name as the text spells it: `Sohbetçi` for `SOHBETCI`, `Banco Solana` for `BancoSolana`, `Alder Bank` for
/// `Alder` or `ALDRBNK`, `Волга Банк` for `VolgaBank`. The sender's own spelling where the text adds the ending of a case.
pub fn in_text(evidence: &Evidence<'_>, sender: &str) -> Option<String> {
    if let Some(span) = spelled(evidence, sender) {
        return Some(text_of(evidence, span));
    }
    let wanted: Vec<char> = letters_of(sender).chars().collect();
    if spans(evidence, &wanted, |words| is_inflected(evidence, words, &wanted)).next().is_some() && !is_header(sender) {
        return Some(sender.to_owned());
    }
    let shortened = |words: &[Token]| is_shortened(evidence, words, &wanted);
    let found = spans(evidence, &wanted, shortened).next().or_else(|| transliterated(evidence, sender))?;
    Some(text_of(evidence, with_institution(evidence, found)))
}

/// The ending of a case has at most this many letters.
const ENDING_MAX: usize = 4;

/// A sender with this many letters may be cut off.
const SENDER_LETTERS_CUT: usize = 10;

/// Whether it has the length of the names in Indian headers, which are cut off or filled up.
fn is_header(sender: &str) -> bool {
    sender.len() == 6 && sender.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether it is the name with the ending of a case: `Boltis` for `Bolt`.
fn is_inflected(evidence: &Evidence<'_>, words: &[Token], name: &[char]) -> bool {
    let ending = glyphs(evidence, words).count().saturating_sub(name.len());
    let is_cut = name.len() >= SENDER_LETTERS_CUT;
    words.len() == 1
        && name.len() >= 4
        && !is_cut
        && (1..=ENDING_MAX).contains(&ending)
        && is_name(evidence, words[0])
        && glyphs(evidence, words).zip(name).all(|(glyph, c)| glyph.fold == *c)
}

/// The words that have the letters of a name, whatever signs are between them, and of several the longest with its kind of
/// company.
pub fn spelled(evidence: &Evidence<'_>, name: &str) -> Option<Span> {
    let wanted: Vec<char> = letters_of(name).chars().collect();
    let same = |words: &[Token]| glyphs(evidence, words).map(|glyph| glyph.fold).eq(wanted.iter().copied());
    let all = spans(evidence, &wanted, same).map(|span| with_institution(evidence, span));
    all.max_by_key(|(start, end)| (end - start, usize::MAX - start))
}

/// A name that the sender's name begins with: `Alder` for `ALDERX`.
pub fn beginning(evidence: &Evidence<'_>, sender: &str) -> Option<Span> {
    let wanted: Vec<char> = letters_of(sender).chars().collect();
    let begins = |words: &[Token]| {
        let [word] = words else { return false };
        let same = glyphs(evidence, words).zip(&wanted).take_while(|(glyph, c)| glyph.fold == **c).count();
        let length = word.end - word.start;
        let starts = !evidence.tokens.same_sentence(word.start, word.start.saturating_sub(1)) || word.start == 0;
        same >= 4
            && same * 2 >= wanted.len()
            && same + 2 >= length
            && is_name(evidence, *word)
            && !is_institution(evidence, word)
            && !starts
    };
    spans(evidence, &wanted, begins).next()
}

/// The places of the words from each token on that a test accepts, the fewest words each. They begin as the name does.
fn spans<'a>(
    evidence: &'a Evidence<'_>,
    name: &'a [char],
    test: impl Fn(&[Token]) -> bool + 'a,
) -> impl Iterator<Item = Span> + 'a {
    let list = &evidence.tokens.list;
    let is_first = |(_, first): &(usize, &Token)| {
        first.kind != Kind::Mark && name.first().is_some_and(|c| evidence.text[first.start].fold == *c)
    };
    list.iter().enumerate().filter(is_first).filter_map(move |(at, first)| {
        let most = NAME_TOKENS_MAX.min(list.len() - at);
        let length = (1..=most).find(|length| test(&list[at..at + length]))?;
        (!evidence.tokens.in_address(first.start)).then(|| (first.start, list[at + length - 1].end))
    })
}

/// With the word after it, if that ends the name of a company: `Alder Bank` for `Alder`.
fn with_institution(evidence: &Evidence<'_>, (start, end): Span) -> Span {
    let next = evidence.tokens.list.iter().find(|token| token.start == end + 1);
    let is_proper = |token: &&Token| {
        let first = evidence.text[token.start].orig;
        (first.is_uppercase() || is_caseless(first)) && evidence.has_role(token, Role::Institution)
    };
    next.filter(is_proper).map_or((start, end), |token| (start, token.end))
}

fn glyphs<'a>(evidence: &'a Evidence<'_>, words: &'a [Token]) -> impl Iterator<Item = &'a Glyph> + Clone {
    let all = words.iter().flat_map(|word| &evidence.text[word.start..word.end]);
    all.filter(|glyph| glyph.fold.is_alphanumeric())
}

/// Whether the name abbreviates the words: `CorvanoBk` for `Corvano Bank`.
fn is_shortened(evidence: &Evidence<'_>, words: &[Token], name: &[char]) -> bool {
    let has_mark = words.iter().any(|word| word.kind == Kind::Mark && evidence.text[word.start].orig != '-');
    if name.len() < 5 || has_mark || !evidence.text[words[0].start].orig.is_uppercase() {
        return false;
    }
    let total = glyphs(evidence, words).count();
    let same = glyphs(evidence, words).zip(name).take_while(|(glyph, c)| glyph.fold == **c).count();
    // Of a name without vowels such as `FLPKRT` any letter may be missing.
    let cryptic = !name.iter().any(|c| "aeiou".contains(*c));
    let skipped = total.saturating_sub(name.len());
    let near = cryptic || same >= 4 || (same >= 2 && skipped * 2 <= name.len());
    // `KlarnaPay` is not `Klarna Payment`.
    let is_cut = same == name.len() && skipped > 0 && name.len() < SENDER_LETTERS_CUT;
    let named = || {
        words.iter().all(|word| word.kind == Kind::Mark || is_name(evidence, *word) || is_institution(evidence, word))
    };
    let words = words.iter().filter(|word| word.kind != Kind::Mark);
    let folded = words.map(|word| glyphs(evidence, std::slice::from_ref(word)).map(|glyph| glyph.fold).collect());
    near && skipped <= SKIPPED_MAX && abbreviates(name, &folded.collect::<Vec<_>>()) && (!is_cut || named())
}

fn is_institution(evidence: &Evidence<'_>, word: &Token) -> bool {
    evidence.has_role(word, Role::Institution)
}

/// Whether the short form has the first letter of each word, and some of its other letters in their order.
fn abbreviates(short: &[char], words: &[Vec<char>]) -> bool {
    // A bit for each number of letters of `short` that the words can have used up.
    let mut used = 1_u32;
    for (at, c) in words.iter().flat_map(|word| word.iter().enumerate()) {
        let next = short.iter().enumerate().filter(|(_, other)| *other == c).fold(0, |bits, (i, _)| bits | 1 << i);
        let more = (used & next) << 1;
        used = if at == 0 { more } else { used | more };
    }
    short.len() < 32 && used >> short.len() & 1 == 1
}

/// Words of another script that sound as the sender's name: `თბილპეი` for `TbilPay`.
fn transliterated(evidence: &Evidence<'_>, sender: &str) -> Option<Span> {
    let name: Vec<char> = consonants(sender.chars()).collect();
    let initial = sender.chars().next()?.to_ascii_lowercase();
    let list = &evidence.tokens.list;
    (0..list.len()).filter(|_| name.len() >= 3).find_map(|at| {
        let first = &evidence.text[list[at].start..list[at].end];
        let sounds = |skipped: usize| first.get(skipped..).is_some_and(|rest| of(rest).next() == Some(name[0]));
        if !is_foreign(evidence, &list[at]) || ![0, 1, article(first)].into_iter().any(sounds) {
            return None;
        }
        // A language may join a preposition to the name.
        let begins =
            |skipped: &usize| first.get(*skipped).is_some_and(|glyph| latin(glyph.orig).next() == Some(initial));
        let start = list[at].start + [0, 1].into_iter().find(begins).unwrap_or(0);
        let run = list[at..].iter().take(3).take_while(|token| is_foreign(evidence, token)).count();
        (1..=run).find_map(|length| {
            let bounds = list[at..at + length].iter().map(|token| (token.start.max(start), token.end));
            let words: Vec<&[Glyph]> = bounds.map(|(start, end)| &evidence.text[start..end]).collect();
            sound_as(&words, &name).then(|| (start, list[at + length - 1].end))
        })
    })
}

/// Whether it is a word of another script than the Latin one that can be a part of a name.
fn is_foreign(evidence: &Evidence<'_>, token: &Token) -> bool {
    let first = evidence.text[token.start];
    let is_proper = (is_caseless(first.orig) && !is_joined(first.orig)) || first.orig.is_uppercase();
    let is_common = || [Role::NoName, Role::Link].iter().any(|role| evidence.has_role(token, *role));
    token.kind == Kind::Word && first.sort == Sort::Letter && is_proper && !is_common()
}

/// Whether the consonants of the words are those of the name, or a few more.
fn sound_as(words: &[&[Glyph]], name: &[char]) -> bool {
    let is_close = |words: Vec<Vec<char>>| {
        let skipped = words.iter().map(Vec::len).sum::<usize>().checked_sub(name.len());
        let is_whole = words.iter().all(|word| !word.is_empty());
        is_whole && skipped.is_some_and(|skipped| skipped <= (name.len() - 3).min(2)) && abbreviates(name, &words)
    };
    let read = |skip: fn(&[Glyph]) -> usize| words.iter().map(|word| of(&word[skip(word)..]).collect()).collect();
    is_close(read(|_| 0)) || (words.iter().any(|word| article(word) > 0) && is_close(read(article)))
}

/// The length of the Arabic article.
fn article(word: &[Glyph]) -> usize {
    match word {
        [first, second, _, _, ..] if (first.fold, second.fold) == ('ا', 'ل') => 2,
        _ => 0,
    }
}

/// The Latin letters for a letter, small.
fn latin(c: char) -> impl Iterator<Item = char> {
    any_ascii::any_ascii_char(c).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase())
}

fn of(word: &[Glyph]) -> impl Iterator<Item = char> {
    consonants(word.iter().map(|glyph| glyph.orig))
}

/// The consonants of a word, those alike as one: scripts write vowels in many ways or not at all.
fn consonants(word: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut before = None;
    let once = word.flat_map(latin).filter(move |c| before.replace(*c) != Some(*c));
    once.filter(|c| !"aeiouyhvw".contains(*c)).map(|c| match c {
        'c' | 'q' => 'k',
        'z' | 'j' => 's',
        'm' => 'n',
        'f' => 'p',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Finder;

    #[test]
    fn the_text_spells_what_the_sender_abbreviates() {
        for (from, text, service) in [
            ("CorvanoBk", "Your code is 482913. Corvano Bank", "Corvano Bank"),
            ("VM-KSTBNK", "482913 is the OTP for your Kaustubh Bank card", "Kaustubh Bank"),
            ("Alder", "Code 482913 for a payment at VELMORA. Alder Bank", "Alder Bank"),
            ("MoravaB", "Vas OTP je 482913. Morava Banka", "Morava Banka"),
            ("AD-RYDOOO", "Share OTP 4417 with your Rydoo captain", "Rydoo"),
            ("KlarnaPay", "Confirm a Klarna payment with code 482913", "Klarna"),
            // Another script.
            ("VolgaBank", "Код 482913. Никому не сообщайте. Волга Банк", "Волга Банк"),
            ("TbilPay", "თქვენი ერთჯერადი კოდია 5501. თბილპეი", "თბილპეი"),
            ("BankNakhl", "رمز التحقق هو 902174. بنك النخيل", "بنك النخيل"),
            ("AbayBir", "የአባይብር የማረጋገጫ ኮድዎ 440291 ነው።", "አባይብር"),
            // Endings of cases, and words that only sound alike.
            ("Boltio", "Sinu Boltiole kood on 7261", "Boltio"),
            ("Karun", "کد تایید شما: ۷۷۱۰۲۹ آن را در اختیار کسی قرار ندهید.", "Karun"),
        ] {
            let found = Finder::default().find(from, text).expect("has a code");
            assert_eq!(found.service.as_deref(), Some(service), "{text}");
        }
    }
}
