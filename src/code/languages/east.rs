//! Slavic, Baltic, Finno-Ugric and Turkic languages, Greek, Albanian, Armenian, Georgian, Mongolian.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // ru
        otp: "код_подтверждения одноразовый_пароль одноразовый_код код_проверки проверочный_код код_доступа \
            код_авторизации код_активации код_безопасности пароль_для_входа код_для_входа смс_код sms_код код_входа \
            kod_podtverzhdeniya kod_podtverzhdenija",
        code: "код кода кодом коду пароль пароля паролем пин пин_код",
        verify: "подтвержд* подтверд* вход* войти войдите авторизац* регистрац* активац* верификац* проверк* безопасн* \
            одноразов* смены_пароля восстановл* аутентификац* доступ* операци*",
        enter: "введите используйте укажите введи",
        hush: "никому не_сообщайте не_говорите не_передавайте не_называйте сообщайте конфиденциал* nikomu",
        valid: "действ* истек* в_течение срок_действия годен",
        second: "секунд секунды сек",
        minute: "минут минуты минуту мин",
        hour: "час часа часов",
        day: "день дня дней сутки суток",
        other: "заказ заказа заказу счет счета счету карта карты карте карту посылка посылки трек накладная рейс бронь \
            бронирования билет договор договора лицевой квитанция баланс остаток сумма заявка заявки обращение \
            заявление артикул кабинет этаж квартира дом подъезд индекс поезд место вагон номер_заказа",
        promo: "скидк* промокод* акци* распродаж* бонус* купон* подар* выгод* кешбэк* кэшбэк*",
        call: "звоните позвоните тел телефон телефону горячая_линия",
        unit: "баллов балла руб рублей р км кг шт человек",
        ask: "мошенник* просят не_спрашив* не_запрашив*",
        ..NONE
    },
    Language {
        // uk
        otp: "код_підтвердження одноразовий_пароль одноразовий_код код_перевірки код_доступу код_безпеки \
            код_авторизації код_для_входу смс_код",
        code: "код коду кодом пароль паролю пін пін_код",
        verify: "підтверд* вход* увійти авторизац* реєстрац* активац* верифікац* перевірк* безпек* одноразов* відновл* \
            доступ*",
        enter: "введіть використайте використовуйте вкажіть",
        hush: "нікому не_повідомляйте не_кажіть не_передавайте не_повідомляти не_розголошуйте",
        valid: "дійсн* діє термін_дії протягом спливає діятиме",
        second: "секунд секунди",
        minute: "хвилин хвилини хвилину хв",
        hour: "годин години годину год",
        day: "день дні днів доби",
        other: "замовлення рахунок рахунку карта картка картки картку посилка посилки ттн накладна рейс бронювання \
            квиток договір договору баланс залишок сума заявка заявки",
        promo: "знижк* промокод* акці* розпродаж* бонус* купон* подарун* кешбек*",
        call: "телефонуйте дзвоніть тел телефон",
        unit: "балів бали грн км кг",
        ask: "шахраї просять не_запиту*",
        ..NONE
    },
    Language {
        // be
        otp: "код_пацвярджэння код_пацверджання аднаразовы_пароль аднаразовы_код код_бяспекі",
        code: "код кода пароль кодам",
        verify: "пацвярдж* пацвердж* пацвердз* уваход* увайсці рэгістрац* актывац* праверк* аднаразов* бяспек*",
        enter: "увядзіце выкарыстоўвайце",
        hush: "нікому не_паведамляйце не_перадавайце",
        valid: "дзейнічае сапраўдны на_працягу дзейсны",
        second: "секунд",
        minute: "хвілін хвіліны",
        hour: "гадзін гадзіны",
        other: "заказ заказу рахунак рахунку карта карткі пасылка",
        promo: "зніжк* акцы* прамакод*",
        ..NONE
    },
    Language {
        // bg
        otp: "код_за_потвърждение еднократна_парола еднократен_код код_за_сигурност код_за_верификация код_за_достъп \
            код_за_вход",
        code: "код кода кодът парола паролата пин",
        verify: "потвърж* потвърд* вход влизане верифик* регистрац* активир* сигурност еднократ* удостовер*",
        enter: "използвайте въведете използвай въведи",
        hush: "не_споделяйте споделяйте никого не_предоставяйте",
        valid: "валиден валидна валидност изтича в_рамките_на важи",
        second: "секунди",
        minute: "минути минута",
        hour: "часа час",
        day: "дни",
        other: "поръчка поръчката сметка карта картата пратка товарителница полет резервация фактура баланс сума",
        promo: "отстъпк* промо* промоция ваучер намален*",
        call: "обадете телефон тел",
        unit: "точки лв",
        ask: "никога_не_иск* измам*",
        ..NONE
    },
    Language {
        // sr
        otp: "једнократна_лозинка код_за_потврду код_за_верификацију сигурносни_код верификациони_код \
            jednokratna_lozinka jednokratni_kod verifikacioni_kod sigurnosni_kod kod_za_potvrdu kod_za_verifikaciju \
            potvrdni_kod jednokratna_zaporka kontrolni_kod",
        code: "код лозинка шифра kod kôd lozinka zaporka sifra kodom",
        verify: "потврд* верификац* пријав* регистрац* активац* сигурносн* једнократн* potvrd* verifik* prijav* \
            registrac* aktiv* sigurnos* jednokrat* autentifik* provjer*",
        enter: "унесите користите unesite koristite upisite iskoristite unesi upotrijebite",
        hush: "не_делите никоме ne_dijelite ne_delite nikome ne_otkrivajte dijeliti deliti",
        valid: "важи истиче vazi istice vrijedi vredi valjan valjana vazeci unutar u_roku",
        second: "секунди sekundi sekunde",
        minute: "минута минут minuta minute minut",
        hour: "сати sati sata sat h",
        day: "дана dana",
        other: "поруџбина рачун картица пошиљка narudzba narudzbe narudzbina porudzbina racun racuna kartica kartice \
            karticu posiljka paket rezervacija faktura saldo iznos",
        promo: "попуст* popust* akcij* kupon* poklon* nagrad*",
        call: "позовите pozovite nazovite telefon",
        unit: "bodova poena",
        ask: "nikada_ne_traz* prevar*",
        ..NONE
    },
    Language {
        // mk
        otp: "код_за_потврда код_за_верификација еднократна_лозинка безбедносен_код",
        code: "код кодот лозинка",
        verify: "потврд* верифик* најав* регистрац* безбеднос* еднократ*",
        enter: "внесете користете искористете",
        hush: "не_споделувајте никого",
        valid: "важи истекува валиден",
        second: "секунди",
        minute: "минути",
        hour: "часа",
        other: "нарачка сметка картичка пратка",
        promo: "попуст* купон*",
        ..NONE
    },
    Language {
        // sl
        otp: "potrditvena_koda enkratno_geslo enkratna_koda varnostna_koda koda_za_potrditev",
        code: "koda kodo kode geslo",
        verify: "potrdit* potrdi* prijav* registrac* varnost* enkratn* preverjanj* aktivac*",
        enter: "uporabite vnesite vpisite",
        hush: "ne_delite nikomur",
        valid: "velja veljavna veljavno potece",
        second: "sekund",
        minute: "minut minuti",
        hour: "ur ure",
        day: "dni",
        other: "narocilo narocila racun kartica kartice posiljka paket rezervacija znesek stanje",
        promo: "popust* akcij* kupon*",
        call: "poklicite telefon",
        ..NONE
    },
    Language {
        // cs
        otp: "overovaci_kod autorizacni_kod potvrzovaci_kod bezpecnostni_kod jednorazove_heslo jednorazovy_kod \
            autorizacni_sms prihlasovaci_kod aktivacni_kod kontrolni_kod",
        code: "kod kodu kodem heslo heslem pin",
        verify: "overen* overit* overte overov* overeni* potvrz* potvrd* prihlas* registr* autoriz* aktivac* bezpecnost* \
            jednoraz*",
        enter: "pouzijte zadejte opiste vlozte",
        hush: "nesdelujte nikomu nesdilejte neprozrazujte",
        valid: "plati platny platnost vyprsi do_doby",
        second: "sekund sekundy",
        minute: "minut minuty",
        hour: "hodin hodiny h",
        day: "dni dny",
        other: "objednavka objednavky zasilka zasilky balik ucet uctu karta karty faktura letu rezervace koncici \
            zustatek castka smlouva smlouvy psc var_symbol vs",
        promo: "sleva slevu slevovy slevy akce kupon* darek*",
        call: "volejte zavolejte telefon",
        unit: "bodu kc",
        ask: "nikdy_nechceme podvod* nikdy_nezad*",
        ..NONE
    },
    Language {
        // sk
        otp: "overovaci_kod autorizacny_kod potvrdzovaci_kod bezpecnostny_kod jednorazove_heslo jednorazovy_kod \
            prihlasovaci_kod",
        code: "kod kodu heslo",
        verify: "overen* overit* overte overov* overeni* potvrdz* potvrd* prihlas* registr* autoriz* aktivac* bezpecnost* \
            jednoraz*",
        enter: "pouzite zadajte",
        hush: "neposkytujte nikomu nezdielajte neprezradzajte",
        valid: "plati platny platnost vyprsi",
        second: "sekund",
        minute: "minut minuty",
        hour: "hodin hodiny",
        day: "dni",
        other: "objednavka objednavky zasielka zasielky balik ucet uctu karta karty faktura letu rezervacia koncia* \
            zostatok suma",
        promo: "zlava zlavu zlavovy akcia kupon*",
        call: "volajte telefon",
        ask: "nikdy_neziad* podvod*",
        ..NONE
    },
    Language {
        // pl
        otp: "kod_weryfikacyjny kod_autoryzacyjny kod_potwierdzajacy kod_bezpieczenstwa haslo_jednorazowe \
            kod_jednorazowy kod_sms kod_aktywacyjny smskod kod_dostepu haslo_sms",
        code: "kod kodu kodem haslo hasla",
        verify: "weryfik* potwierdz* autoryz* logowani* zaloguj* zalogow* rejestrac* aktyw* bezpiecz* jednoraz*",
        enter: "uzyj wpisz wprowadz podaj",
        hush: "nie_udostepniaj nikomu nie_podawaj nie_przekazuj nie_ujawniaj",
        valid: "wazny wazne waznosc wygasa w_ciagu przez_najblizsze",
        second: "sekund sekundy",
        minute: "minut minuty",
        hour: "godzin godziny godz",
        day: "dni",
        other: "zamowienie zamowienia paczka paczki przesylka przesylki konto konta karta karty faktura faktury lot \
            rezerwacja konczaca konczacej saldo kwota klient umowa umowy zlecenie pocztowy",
        promo: "rabat* promocj* znizk* znizka kupon* prezent* okazj* rabatowy",
        call: "zadzwon dzwon telefon infolinia",
        unit: "punktow zl",
        ask: "nie_prosimy oszust* nigdy_nie_pros*",
        ..NONE
    },
    Language {
        // lt
        otp: "patvirtinimo_kodas vienkartinis_slaptazodis vienkartinis_kodas saugos_kodas prisijungimo_kodas",
        code: "slaptazod*",
        verify: "patvirtin* prisijung* registrac* saugos vienkartin* autentif* aktyvav*",
        enter: "naudokite iveskite",
        hush: "nesidalinkite niekam neatskleiskite nesakykite",
        valid: "galioja galios baigiasi",
        second: "sekundes sekundziu",
        minute: "minutes minuciu min",
        hour: "valandas valandu val",
        day: "dienas dienu",
        other: "uzsakymas uzsakymo siunta siuntos saskaita saskaitos kortele korteles suma likutis",
        promo: "nuolaid* akcij* kuponas",
        call: "skambinkite telefonu",
        ..NONE
    },
    Language {
        // lv
        otp: "apstiprinajuma_kods vienreizeja_parole vienreizejais_kods drosibas_kods verifikacijas_kods \
            apstiprinasanas_kods",
        code: "parole* paroli",
        verify: "apstiprin* pieteik* ielog* registrac* drosib* vienreiz* verifik* autentifik* aktiviz*",
        enter: "izmantojiet ievadiet ievadi",
        hush: "neizpaudiet nevienam nedalieties",
        valid: "derigs deriga beigsies beidzas speka",
        second: "sekundes",
        minute: "minutes minusu min",
        hour: "stundas",
        day: "dienas",
        other: "pasutijums pasutijuma sutijums konts konta karte kartes rekins summa atlikums",
        promo: "atlaid* akcij* kupon*",
        call: "zvaniet talrunis",
        ..NONE
    },
    Language {
        // et
        otp: "kinnituskood uhekordne_parool uhekordne_kood turvakood sisselogimiskood",
        code: "kood koodi parool salasona *kood",
        verify: "kinnit* sisselogi* logi_sisse registr* turva* uhekord* aktiveeri* tuvast*",
        enter: "kasuta kasutage sisesta sisestage",
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
            tunnistautumiskoodi kirjautumiskoodi varmistuskoodi aktivointikoodi",
        code: "koodi* salasana salasanasi tunnusluku *koodi *koodisi *salasana",
        verify: "vahvist* kirjaut* rekister* turva* kertakaytto* tunnistaut* aktivoi* varmenn*",
        enter: "kayta syota anna kirjoita",
        hush: "jaa jaa_sita kerro kenellekaan luovuta",
        valid: "voimassa vanhenee kuluessa vanhentuu",
        second: "sekuntia sekunnin",
        minute: "minuuttia minuutin minuutissa",
        hour: "tuntia tunnin",
        day: "paivaa",
        other: "tilaus tilausnumero lahetys paketti tili tilinumero kortti lasku lento varaus saldo summa asiakasnumero \
            paattyva",
        promo: "alennus* tarjous* alekoodi lahjakortti etukoodi",
        call: "soita puhelin puh",
        unit: "pistetta",
        ask: "emme_koskaan huijar*",
        ..NONE
    },
    Language {
        // hu
        otp: "ellenorzo_kod megerosito_kod egyszeri_jelszo egyszer_hasznalatos biztonsagi_kod hitelesito_kod \
            belepesi_kod aktivalo_kod ellenorzokod azonosito_kod visszaigazolo_kod",
        code: "jelsz* *kod *kodja *kodod *jelszo",
        verify: "ellenorz* megerosit* bejelentkez* belep* regisztrac* hitelesit* biztonsag* egyszeri aktival* azonosit* \
            jovahagy*",
        enter: "hasznalja hasznald irja adja_meg add_meg",
        hush: "ne_ossza ne_oszd senkinek senkivel ne_adja",
        valid: "ervenyes lejar ervenyesseg perc_mulva",
        second: "masodperc masodpercig",
        minute: "perc percig percen",
        hour: "ora oraig oran",
        day: "nap napig",
        other: "rendeles rendelesszam csomag csomagszam szamla szamlaszam kartya jarat foglalas egyenleg osszeg vegu \
            ugyfelszam",
        promo: "kedvezmeny* akcio* kupon* ajandek* leertekeles",
        call: "hivja telefon",
        unit: "pont ft",
        ask: "soha_nem_ker* csalok",
        ..NONE
    },
    Language {
        // el
        otp: "κωδικός_επαλήθευσης κωδικός_επιβεβαίωσης κωδικός_μιας_χρήσης κωδικός_ασφαλείας κωδικός_πρόσβασης \
            κωδικός_εισόδου kodikos_epalithefsis",
        code: "κωδικός κωδικό κωδικού κωδικοσ pin συνθηματικό kodikos",
        verify: "επαλήθευσ* επιβεβαίωσ* σύνδεσ* είσοδο* εγγραφ* ασφαλεί* μιας_χρήσης ταυτοποίησ* ενεργοποίησ*",
        enter: "χρησιμοποιήστε εισάγετε πληκτρολογήστε",
        hush: "μην_κοινοποιήσετε μοιραστείτε μην_τον κανέναν μην_αποκαλύψετε κοινοποιείτε",
        valid: "ισχύει λήγει έγκυρος εντός ισχύς",
        second: "δευτερόλεπτα",
        minute: "λεπτά λεπτών",
        hour: "ώρες ωρών ώρα",
        day: "ημέρες μέρες",
        other: "παραγγελία παραγγελίας λογαριασμός λογαριασμού κάρτα κάρτας δέμα αποστολή πτήση κράτηση τιμολόγιο \
            υπόλοιπο ποσό λήγουσα",
        promo: "έκπτωσ* προσφορ* κουπόνι δώρο",
        call: "καλέστε τηλέφωνο τηλ",
        unit: "πόντοι πόντους",
        ask: "δεν_θα_ζητή* ποτέ_δεν απάτη",
        ..NONE
    },
    Language {
        // sq
        otp: "kodi_i_verifikimit kodi_verifikues kodi_i_konfirmimit kodi_i_sigurise fjalekalimi_njeperdorimsh",
        code: "kodi kodin kod fjalekalimi",
        verify: "verifik* konfirm* hyrje* regjistr* siguri* identifik*",
        enter: "perdorni vendosni shkruani perdor",
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
    Language {
        // tr
        otp: "dogrulama_kodu dogrulama_kodunuz onay_kodu onay_kodunuz tek_kullanimlik guvenlik_kodu guvenlik_kodunuz \
            giris_kodu aktivasyon_kodu sms_sifreniz sms_sifresi tek_seferlik onay_sifreniz islem_sifreniz",
        code: "kod* sifre sifreniz* sifresi parola* sifrenizi",
        verify: "dogrula* onay* giris* kayit uyelik guvenlik tek_kullanim* aktivasyon oturum islem*",
        enter: "girin giriniz kullanin kullaniniz",
        hush: "paylasmayin paylasmayiniz paylasma kimseyle kimseye vermeyin paylasmayalim",
        valid: "gecerli gecerlidir gecerlilik icinde boyunca dolacak",
        second: "saniye sn",
        minute: "dakika dk dakikadir dakikalik",
        hour: "saat",
        day: "gun gundur",
        other: "siparis siparisiniz hesap hesabiniz kart kartiniz kargo fatura musteri ucus rezervasyon bakiye tutar \
            takip gonderi sonu abone tesisat pnr",
        promo: "indirim* kampanya* hediye* firsat* kupon*",
        call: "arayin arayiniz telefon musteri_hizmetleri",
        unit: "puan numarali nolu no_lu ile_biten adet kisi tl",
        ask: "asla_iste* istemez sormaz* dolandirici*",
        ..NONE
    },
    Language {
        // az
        otp: "təsdiq_kodu təsdiqləmə_kodu birdəfəlik_şifrə birdəfəlik_kod təhlükəsizlik_kodu birdefelik tesdiq_kodu",
        code: "kod kodu kodunuz kodunuzu şifrə şifrəniz parol",
        verify: "təsdiq* tesdiq* giriş* qeydiyyat* təhlükəsiz* birdəfəlik* birdefelik*",
        enter: "daxil_edin istifadə_edin",
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
        otp: "растау_коды бір_реттік_құпиясөз бір_реттік_код қауіпсіздік_коды бір_реттік_пароль",
        code: "код коды кодты кодыңыз* құпиясөз* құпия_сөз пароль",
        verify: "раста* кіру* тіркел* тіркеу бір_реттік қауіпсіз* авторизац*",
        enter: "енгізіңіз пайдаланыңыз",
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
        otp: "ырастоо_коду бир_жолку_сырсөз бир_жолку_код коопсуздук_коду тастыктоо_коду",
        code: "код коду кодуңуз* кодду сырсөз*",
        verify: "ыраста* тастыкта* кирүү* каттал* бир_жолку коопсуз*",
        enter: "киргизиңиз колдонуңуз",
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
            бир_марталик_парол",
        code: "kod kodi kodni kodingiz parol parolingiz код коди парол",
        verify: "tasdiq* kirish* roʻyxat* royxat* ro_yxat* bir_martalik xavfsizlik* тасдиқ* кириш*",
        enter: "kiriting foydalaning",
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
        otp: "tassyklama_kody bir_gezeklik_parol tassyklaýyş_kody",
        code: "parol* açar_söz",
        verify: "tassyk* giriş* hasaba_al* bir_gezeklik",
        enter: "giriziň ulanyň",
        hush: "hiç_kime bermäň aýtmaň",
        valid: "güýjünde dowamynda hereket_edýär",
        minute: "minut",
        hour: "sagat",
        ..NONE
    },
    Language {
        // tt
        otp: "раслау_коды бер_тапкыр_кулланыла_торган_код бер_тапкырлык_серсүз",
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
        otp: "баталгаажуулах_код нэг_удаагийн_нууц_үг нэг_удаагийн_код нэвтрэх_код",
        code: "код кодыг кодоо нууц_үг нууц_код пин",
        verify: "баталгаажуул* нэвтр* бүртг* нэг_удаагийн",
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
            უსაფრთხოების_კოდი სმს_კოდი",
        code: "კოდ* პაროლ* პინ",
        verify: "დადასტურ* დამადასტურ* შესვლ* ავტორიზაც* რეგისტრაც* ერთჯერად* ვერიფიკაც* უსაფრთხო*",
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
        otp: "հաստատման_կոդ հաստատման_կոդը մեկանգամյա_գաղտնաբառ մեկանգամյա_կոդ անվտանգության_կոդ ստուգման_կոդ",
        code: "կոդ կոդը կոդն կոդով գաղտնաբառ գաղտնաբառը ծածկագիր ծածկագիրը",
        verify: "հաստատ* մուտք* գրանց* մեկանգամյա անվտանգ* ստուգ*",
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
];
