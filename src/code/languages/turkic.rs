//! Turkic and Finno-Ugric languages, Mongolian, Georgian, Armenian, Greek, Albanian.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // tr
        otp: "dogrulama_kodu dogrulama_kodunuz onay_kodu onay_kodunuz tek_kullanimlik guvenlik_kodu guvenlik_kodunuz \
            giris_kodu aktivasyon_kodu sms_sifreniz sms_sifresi tek_seferlik onay_sifreniz islem_sifreniz \
            teslimat_kodu teslimat_kodunuz teslim_kodu teslimat_sifreniz kurye_kodu tek_kullanimlik_sifre \
            tek_kullanimlik_kod mobil_onay_kodu giris_sifreniz gecici_sifreniz dolap_kodu islem_kodu odeme_kodu \
            dogrulama_sifreniz uyelik_kodu sms_onay_kodu kapi_kodu_degil gecici_sifre",
        code: "kod* sifre sifreniz* sifresi parola* sifrenizi",
        verify: "dogrula* onay* giris* kayit uyelik guvenlik tek_kullanim* aktivasyon oturum islem* baglamak \
            baglanti odeme* teslim* gecici",
        enter: "girin giriniz kullanin kullaniniz soyleyin gosterin soyleyiniz tuslayin yazin",
        hush: "paylasmayin paylasmayiniz paylasma kimseyle kimseye vermeyin paylasmayalim soylemeyin soylemeyiniz \
            vermeyiniz",
        valid: "gecerli gecerlidir gecerlilik icinde boyunca dolacak",
        second: "saniye sn",
        minute: "dakika dk dakikadir dakikalik",
        hour: "saat",
        day: "gun gundur",
        other: "siparis siparisiniz hesap hesabiniz kart kartiniz kargo fatura musteri ucus rezervasyon bakiye tutar \
            takip gonderi sonu abone tesisat pnr",
        promo: "indirim* kampanya* hediye* firsat* kupon*",
        call: "arayin arayiniz telefon musteri_hizmetleri gonderin gonder",
        unit: "puan numarali nolu no_lu ile_biten adet kisi tl",
        ask: "asla_iste* istemez sormaz* dolandirici*",
        ..NONE
    },
    Language {
        // az
        otp: "təsdiq_kodu təsdiqləmə_kodu birdəfəlik_şifrə birdəfəlik_kod təhlükəsizlik_kodu birdefelik tesdiq_kodu \
            giriş_kodu giris_kodu birdəfəlik_parol qeydiyyat_kodu çatdırılma_kodu aktivasiya_kodu bir_dəfəlik_kod",
        code: "kod kodu kodunuz kodunuzu şifrə şifrəniz parol",
        verify: "təsdiq* tesdiq* giriş* qeydiyyat* təhlükəsiz* birdəfəlik* birdefelik* ödəniş* odenis* köçürmə* \
            müvəqqəti",
        enter: "daxil_edin istifadə_edin deyin göstərin",
        hush: "paylaşmayın heç_kimə heç_kimlə verməyin hec_kime bildirməyin",
        valid: "etibarlıdır qüvvədədir ərzində keçərlidir bitəcək",
        second: "saniyə",
        minute: "dəqiqə deqiqe dəqiqədir",
        hour: "saat",
        other: "sifariş sifarişiniz hesab kart bağlama balans məbləğ",
        promo: "endirim* kampaniya* hədiyyə*",
        call: "zəng",
        ..NONE
    },
    Language {
        // kk
        otp: "растау_коды бір_реттік_құпиясөз бір_реттік_код қауіпсіздік_коды бір_реттік_пароль кіру_коды алу_коды \
            белсендіру_коды тіркелу_коды жеткізу_коды sms_код смс_код bir_rettik растау_кодыңыз",
        code: "код коды кодты кодыңыз* құпиясөз* құпия_сөз пароль кодын кодыңызды",
        verify: "раста* кіру* тіркел* тіркеу бір_реттік қауіпсіз* авторизац* төлем* алу аудар* уақытша",
        enter: "енгізіңіз пайдаланыңыз айтыңыз көрсетіңіз",
        hush: "ешкімге айтпаңыз бермеңіз",
        valid: "жарамды ішінде қолданыста мерзімі",
        second: "секунд",
        minute: "минут",
        hour: "сағат",
        other: "тапсырыс тапсырысыңыз шот карта сәлемдеме теңгерім сома",
        promo: "жеңілдік* акция* промокод*",
        ..NONE
    },
    Language {
        // ky
        otp: "ырастоо_коду бир_жолку_сырсөз бир_жолку_код коопсуздук_коду тастыктоо_коду ырастоо_кодуңуз кирүү_коду \
            бир_жолку_пароль алуу_коду активдештирүү_коду",
        code: "код коду кодуңуз* кодду сырсөз* кодун кодуңузду",
        verify: "ыраста* тастыкта* кирүү* каттал* бир_жолку коопсуз* төлөм* алуу убактылуу кирүү",
        enter: "киргизиңиз колдонуңуз айтыңыз көрсөтүңүз терип_коюңуз териңиз",
        hush: "эч_кимге айтпаңыз бербеңиз",
        valid: "жарактуу ичинде мөөнөтү",
        second: "секунд",
        minute: "мүнөт мунот",
        hour: "саат",
        other: "заказ буйрутма эсеп карта",
        promo: "арзандат* акция*",
        ..NONE
    },
    Language {
        // uz
        otp: "tasdiqlash_kodi tasdiq_kodi bir_martalik_parol bir_martalik_kod xavfsizlik_kodi тасдиқлаш_коди \
            бир_марталик_парол kirish_kodi faollashtirish_kodi olish_kodi sms_kod bir_martalik_kodingiz \
            yetkazish_kodi tasdiqlash_kodingiz тасдиқлаш_кодингиз бир_марталик_код",
        code: "kod kodi kodni kodingiz parol parolingiz код коди парол raqamini raqamni",
        verify: "tasdiq* kirish* roʻyxat* royxat* ro_yxat* bir_martalik xavfsizlik* тасдиқ* кириш* to_lov* tolov* \
            o_tkazma* vaqtinchalik",
        enter: "kiriting foydalaning ayting ko_rsating",
        hush: "hech_kimga bermang aytmang ҳеч_кимга",
        valid: "amal_qiladi yaroqli davomida muddati амал_қилади",
        second: "soniya sekund",
        minute: "daqiqa minut дақиқа",
        hour: "soat соат",
        other: "buyurtma hisob karta posilka balans summa",
        promo: "chegirma* aksiya* промокод",
        call: "qongiroq qo_ngiroq",
        ..NONE
    },
    Language {
        // tk
        otp: "tassyklama_kody bir_gezeklik_parol tassyklaýyş_kody tassyklaýyş_koduňyz giriş_koduňyz bir_gezeklik_kod \
            tassyklama_koduňyz",
        code: "parol* açar_söz kod kody koduňyz belgisini",
        verify: "tassyk* giriş* hasaba_al* bir_gezeklik tölegi* ulgama girmek",
        enter: "giriziň ulanyň ýazyň ýazyn",
        hush: "hiç_kime bermäň aýtmaň",
        valid: "güýjünde dowamynda hereket_edýär",
        minute: "minut",
        hour: "sagat",
        ..NONE
    },
    Language {
        // tt
        otp: "раслау_коды бер_тапкыр_кулланыла_торган_код бер_тапкырлык_серсүз раслау_кодыгыз керү_коды \
            бер_тапкырлы_код",
        code: "код коды кодыгыз серсүз",
        verify: "расла* керү* теркәл*",
        enter: "кертегез",
        hush: "беркемгә әйтмәгез бирмәгез",
        valid: "гамәлдә дәвамында",
        minute: "минут",
        ..NONE
    },
    Language {
        // mn
        otp: "баталгаажуулах_код нэг_удаагийн_нууц_үг нэг_удаагийн_код нэвтрэх_код нууц_код баталгаажуулах_нууц_код \
            хүлээн_авах_код батлах_код",
        code: "код кодыг кодоо нууц_үг нууц_код пин",
        verify: "баталгаажуул* нэвтр* бүртг* нэг_удаагийн батла* төлбөр* гүйлгээ*",
        enter: "оруулна_уу ашиглана_уу",
        hush: "бусдад хэнд_ч бүү_дамжуул хэлж_болохгүй бүү_хэл",
        valid: "хүчинтэй дотор хугацаа",
        second: "секунд",
        minute: "минут минутын",
        hour: "цаг цагийн",
        other: "захиалга захиалгын данс дансны карт үлдэгдэл",
        promo: "хямдрал* урамшуул*",
        ..NONE
    },
    Language {
        // ka
        otp: "დამადასტურებელი_კოდი დადასტურების_კოდი ერთჯერადი_პაროლი ერთჯერადი_კოდი ვერიფიკაციის_კოდი \
            უსაფრთხოების_კოდი სმს_კოდი ერთჯერადი_კოდია შესვლის_კოდი ავტორიზაციის_კოდი მიღების_კოდი აქტივაციის_კოდი",
        code: "კოდ* პაროლ* პინ",
        verify: "დადასტურ* დამადასტურ* შესვლ* ავტორიზაც* რეგისტრაც* ერთჯერად* ვერიფიკაც* უსაფრთხო* გადახდ* \
            გადარიცხვ* მიღებ*",
        enter: "შეიყვანეთ გამოიყენეთ",
        hush: "არავის არ_გაუზიაროთ არ_გადასცეთ",
        valid: "მოქმედებს ძალაშია ვადა მოქმედია განმავლობაში",
        second: "წამი წამის",
        minute: "წუთი წუთის წთ",
        hour: "საათი საათის",
        other: "შეკვეთა შეკვეთის ანგარიში ანგარიშის ბარათი ბარათის ამანათი ნაშთი თანხა",
        promo: "ფასდაკლება* აქცია* პრომო*",
        ..NONE
    },
    Language {
        // hy
        otp: "հաստատման_կոդ հաստատման_կոդը մեկանգամյա_գաղտնաբառ մեկանգամյա_կոդ անվտանգության_կոդ ստուգման_կոդ \
            մուտքի_կոդ մուտքի_կոդը ակտիվացման_կոդ ստացման_կոդ մեկանգամյա_օգտագործման նույնականացման_կոդ",
        code: "կոդ կոդը կոդն կոդով գաղտնաբառ գաղտնաբառը ծածկագիր ծածկագիրը",
        verify: "հաստատ* մուտք* գրանց* մեկանգամյա անվտանգ* ստուգ* վճար* փոխանց* ստաց* մտնելու",
        enter: "մուտքագրեք օգտագործեք",
        hush: "ոչ_ոքի մի_փոխանցեք մի_հայտնեք",
        valid: "վավեր գործում ընթացքում գործողության",
        second: "վայրկյան",
        minute: "րոպե րոպեի",
        hour: "ժամ ժամվա",
        other: "պատվեր պատվերի հաշիվ հաշվի քարտ քարտի ծանրոց մնացորդ գումար",
        promo: "զեղչ* ակցիա*",
        ..NONE
    },
    Language {
        // et
        otp: "kinnituskood uhekordne_parool uhekordne_kood turvakood sisselogimiskood ukskood uksikkood \
            valjastuskood sms_kood uhekordne_pin avamiskood ajutine_parool",
        code: "kood koodi parool salasona *kood",
        verify: "kinnit* sisselogi* logi_sisse registr* turva* uhekord* aktiveeri* tuvast* makse* katte* ajuti*",
        enter: "kasuta kasutage sisesta sisestage utle naita oelge",
        hush: "jaga jagage kellegagi",
        valid: "kehtib aegub kehtiv jooksul",
        second: "sekundit",
        minute: "minutit minuti",
        hour: "tundi tunni",
        day: "paeva",
        other: "tellimus tellimuse pakk paki konto kaart kaardi arve saldo",
        promo: "allahindlus* soodus* kupong",
        call: "helista telefon",
        ask: "ei_kusi kunagi petturid",
        ..NONE
    },
    Language {
        // fi
        otp: "vahvistuskoodi kertakayttokoodi kertakayttoinen_salasana kertakayttosalasana turvakoodi \
            tunnistautumiskoodi kirjautumiskoodi varmistuskoodi aktivointikoodi vahvistustunnus vahvistustunnuksesi \
            noutokoodi noutotunnus avauskoodi kertakayttotunnus kertatunnus kertakoodi tunnistuskoodi luovutuskoodi \
            lukkerikoodi pakettikoodi todennuskoodi kertakayttoisella_tunnuksella kirjautumisen_varmenne \
            kertakayttoinen_tunnus kertakayttoinen_koodi tilapainen_salasana valiaikainen_salasana tunnusluvulla",
        code: "koodi* salasana salasanasi tunnusluku *koodi *koodisi *salasana tunnus tunnusta tunnuksesi \
            tunnuksella",
        verify: "vahvist* kirjaut* rekister* turva* kertakaytto* tunnistaut* aktivoi* varmenn* maksu* nouto* todenn* \
            lunast* tilapai* valiaikai* maksu",
        enter: "kayta syota anna kirjoita kerro_kuljettajalle nayta",
        hush: "jaa jaa_sita kerro kenellekaan luovuta",
        valid: "voimassa vanhenee kuluessa vanhentuu",
        second: "sekuntia sekunnin",
        minute: "minuuttia minuutin minuutissa",
        hour: "tuntia tunnin",
        day: "paivaa",
        other: "tilaus tilausnumero lahetys paketti tili tilinumero kortti lasku lento varaus saldo summa \
            asiakasnumero paattyva lipun_tunnus lipun",
        promo: "alennus* tarjous* alekoodi lahjakortti etukoodi",
        call: "soita puhelin puh",
        unit: "pistetta",
        ask: "emme_koskaan huijar*",
        ..NONE
    },
    Language {
        // hu
        otp: "ellenorzo_kod megerosito_kod egyszeri_jelszo egyszer_hasznalatos biztonsagi_kod hitelesito_kod \
            belepesi_kod aktivalo_kod ellenorzokod azonosito_kod visszaigazolo_kod atveteli_kod atvevokod nyitokod \
            belepokod jovahagyo_kod egyszeri_kod sms_kod sms_jelszo aktivacios_kod regisztracios_kod tranzakcios_kod \
            csomagkod ideiglenes_jelszo hitelesitokod megerositokod biztonsagikod",
        code: "jelsz* *kod *kodja *kodod *jelszo",
        verify: "ellenorz* megerosit* bejelentkez* belep* regisztrac* hitelesit* biztonsag* egyszeri aktival* \
            azonosit* jovahagy* atvetel* fizetes* utalas* tranzakcio* ideiglenes*",
        enter: "hasznalja hasznald irja adja_meg add_meg mondja mutassa mondd",
        hush: "ne_ossza ne_oszd senkinek senkivel ne_adja",
        valid: "ervenyes lejar ervenyesseg perc_mulva",
        second: "masodperc masodpercig",
        minute: "perc percig percen",
        hour: "ora oraig oran",
        day: "nap napig",
        other: "rendeles rendelesszam csomag csomagszam szamla szamlaszam kartya jarat foglalas egyenleg osszeg vegu \
            ugyfelszam",
        promo: "kedvezmeny* akcio* kupon* ajandek* leertekeles",
        call: "hivja telefon kuldje kuldjon",
        unit: "pont ft",
        ask: "soha_nem_ker* csalok",
        ..NONE
    },
    Language {
        // el
        otp: "κωδικός_επαλήθευσης κωδικός_επιβεβαίωσης κωδικός_μιας_χρήσης κωδικός_ασφαλείας κωδικός_πρόσβασης \
            κωδικός_εισόδου kodikos_epalithefsis κωδικός_παραλαβής κωδικός_ενεργοποίησης κωδικός_παράδοσης \
            κωδικός_σύνδεσης κωδικός_ταυτοποίησης κωδικό_επαλήθευσης κωδικό_επιβεβαίωσης kodikos_epivevaiosis \
            kodikos_epivevaiwshs kwdikos kwdikos_epalitheusis kodikos_epalitheysis kodikos_asfaleias \
            kodikos_mias_xrisis kodikos_eisodou kodikos_prosvasis kodikos_paralavis προσωρινός_κωδικός",
        code: "κωδικός κωδικό κωδικού κωδικοσ pin συνθηματικό kodikos kwdikos kwdiko kodiko",
        verify: "επαλήθευσ* επιβεβαίωσ* σύνδεσ* είσοδο* εγγραφ* ασφαλεί* μιας_χρήσης ταυτοποίησ* ενεργοποίησ* \
            παραλαβ* πληρωμ* συναλλαγ* epivevaios* epalitheus* syndesi* sindesi* eisodo* pliromi* προσωριν*",
        enter: "χρησιμοποιήστε εισάγετε πληκτρολογήστε plhktrologiste eisagete xrisimopoiiste πείτε δείξτε δώστε",
        hush: "μην_κοινοποιήσετε μοιραστείτε μην_τον κανέναν μην_αποκαλύψετε κοινοποιείτε min_ton_moirasteite \
            mhn_ton kanenan se_kanenan moirasteite",
        valid: "ισχύει λήγει έγκυρος εντός ισχύς isxyei isxuei lixei",
        second: "δευτερόλεπτα",
        minute: "λεπτά λεπτών lepta",
        hour: "ώρες ωρών ώρα",
        day: "ημέρες μέρες",
        other: "παραγγελία παραγγελίας λογαριασμός λογαριασμού κάρτα κάρτας δέμα αποστολή πτήση κράτηση τιμολόγιο \
            υπόλοιπο ποσό λήγουσα",
        promo: "έκπτωσ* προσφορ* κουπόνι δώρο",
        call: "καλέστε τηλέφωνο τηλ στείλτε στείλε",
        unit: "πόντοι πόντους",
        ask: "δεν_θα_ζητή* ποτέ_δεν απάτη",
        ..NONE
    },
    Language {
        // sq
        otp: "kodi_i_verifikimit kodi_verifikues kodi_i_konfirmimit kodi_i_sigurise fjalekalimi_njeperdorimsh \
            kodi_i_hyrjes kodi_i_aktivizimit kodi_i_terheqjes kodi_njeperdorimsh kodi_juaj kodi_i_vetem",
        code: "kodi kodin kod fjalekalimi",
        verify: "verifik* konfirm* hyrje* regjistr* siguri* identifik* terheq* pages*",
        enter: "perdorni vendosni shkruani perdor tregoni tregojini thuaji jepini",
        hush: "mos_e_ndani mos_ndani askend askujt",
        valid: "vlefshem skadon vlen",
        second: "sekonda",
        minute: "minuta minutash",
        hour: "ore",
        other: "porosia porosise llogaria llogarise karta fatura dergesa",
        promo: "zbritje oferte kupon",
        call: "telefononi telefon",
        ..NONE
    },
];
