//! Slavic, Baltic and Finno-Ugric languages, Greek, Albanian.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // ru
        otp: "код_подтверждения одноразовый_пароль одноразовый_код код_проверки проверочный_код код_доступа \
            код_авторизации код_активации код_безопасности пароль_для_входа код_для_входа смс_код sms_код код_входа \
            kod_podtverzhdeniya kod_podtverzhdenija код_получения код_выдачи код_для_получения код_для_подтверждения \
            секретный_код смс_пароль пин_код_для_получения код_операции код_регистрации код_для_авторизации \
            код_для_оплаты код_к_покупке код_для_выдачи код_ячейки код_от_ячейки парол*_для_подтверждения \
            временный_пароль временный_код секретный_номер",
        code: "код кода кодом коду пароль пароля паролем пин пин_код паролю цифры",
        verify: "подтвержд* подтверд* вход* войти войдите авторизац* регистрац* активац* верификац* проверк* \
            безопасн* одноразов* смены_пароля восстановл* аутентификац* доступ* операци* привяз* получени* платеж* \
            перевод* оплат* временн* снятие это_не_вы не_вы",
        enter: "введите используйте укажите введи назовите предъявите сообщите_курьеру скажите наберите сообщите \
            продиктуйте покажите",
        hush: "никому не_сообщайте не_говорите не_передавайте не_называйте сообщайте конфиденциал* nikomu никому_не \
            не_сообщать",
        valid: "действ* истек* в_течение срок_действия годен",
        second: "секунд секунды сек",
        minute: "минут минуты минуту мин",
        hour: "час часа часов",
        day: "день дня дней сутки суток",
        other: "заказ заказа заказу счет счета счету карта карты карте карту посылка посылки трек накладная рейс \
            бронь бронирования билет договор договора лицевой квитанция баланс остаток сумма заявка заявки обращение \
            заявление артикул кабинет этаж квартира дом подъезд индекс поезд место вагон номер_заказа логин",
        promo: "скидк* промокод* акци* распродаж* бонус* купон* подар* выгод* кешбэк* кэшбэк*",
        call: "звоните позвоните тел телефон телефону горячая_линия отправьте_на смс_на на_номер позвоните_по",
        unit: "баллов балла руб рублей р км кг шт человек",
        ask: "мошенник* просят не_спрашив* не_запрашив*",
        ..NONE
    },
    Language {
        // uk
        otp: "код_підтвердження одноразовий_пароль одноразовий_код код_перевірки код_доступу код_безпеки \
            код_авторизації код_для_входу смс_код код_отримання код_для_отримання код_видачі код_операції \
            секретний_код пароль_для_входу код_для_підтвердження код_активації код_комірки код_поштомату \
            код_реєстрації тимчасовий_пароль тимчасовий_код код_посилки секретний_номер",
        code: "код коду кодом пароль паролю пін пін_код паролем цифри",
        verify: "підтверд* вход* увійти авторизац* реєстрац* активац* верифікац* перевірк* безпек* одноразов* \
            відновл* доступ* прив'яз* отриман* платеж* переказ* оплат* тимчасов* зняття",
        enter: "введіть використайте використовуйте вкажіть назвіть пред_явіть введи повідомте_водію скажіть \
            продиктуйте покажіть наберіть",
        hush: "нікому не_повідомляйте не_кажіть не_передавайте не_повідомляти не_розголошуйте не_передавай нікому_не",
        valid: "дійсн* діє термін_дії протягом спливає діятиме",
        second: "секунд секунди",
        minute: "хвилин хвилини хвилину хв",
        hour: "годин години годину год",
        day: "день дні днів доби",
        other: "замовлення рахунок рахунку карта картка картки картку посилка посилки ттн накладна рейс бронювання \
            квиток договір договору баланс залишок сума заявка заявки логін",
        promo: "знижк* промокод* акці* розпродаж* бонус* купон* подарун* кешбек*",
        call: "телефонуйте дзвоніть тел телефон надішліть_на смс_на на_номер",
        unit: "балів бали грн км кг",
        ask: "шахраї просять не_запиту*",
        ..NONE
    },
    Language {
        // be
        otp: "код_пацвярджэння код_пацверджання аднаразовы_пароль аднаразовы_код код_бяспекі код_для_ўваходу \
            код_атрымання код_доступу",
        code: "код кода пароль кодам",
        verify: "пацвярдж* пацвердж* пацвердз* уваход* увайсці рэгістрац* актывац* праверк* аднаразов* бяспек* \
            атрыман* плацяж*",
        enter: "увядзіце выкарыстоўвайце назавіце скажыце пакажыце",
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
            код_за_вход код_за_получаване код_за_отваряне код_за_регистрация код_за_активация еднократният_код \
            пин_за_получаване временна_парола",
        code: "код кода кодът парола паролата пин пина",
        verify: "потвърж* потвърд* вход влизане верифик* регистрац* активир* сигурност еднократ* удостовер* влезете \
            влезнете получаван* плащане превод* временн*",
        enter: "използвайте въведете използвай въведи кажете кажи покажете наберете",
        hush: "не_споделяйте споделяйте никого не_предоставяйте не_го_споделяй* не_го_съобщавайте",
        valid: "валиден валидна валидност изтича в_рамките_на важи",
        second: "секунди",
        minute: "минути минута",
        hour: "часа час",
        day: "дни",
        other: "поръчка поръчката сметка карта картата пратка товарителница полет резервация фактура баланс сума",
        promo: "отстъпк* промо* промоция ваучер намален*",
        call: "обадете телефон тел изпратете_на смс_на",
        unit: "точки лв",
        ask: "никога_не_иск* измам*",
        ..NONE
    },
    Language {
        // sr
        otp: "једнократна_лозинка код_за_потврду код_за_верификацију сигурносни_код верификациони_код \
            jednokratna_lozinka jednokratni_kod verifikacioni_kod sigurnosni_kod kod_za_potvrdu kod_za_verifikaciju \
            potvrdni_kod jednokratna_zaporka kontrolni_kod kod_za_preuzimanje kod_za_prijavu kod_za_aktivaciju \
            kod_za_pristup код_за_пријаву код_за_преузимање код_за_активацију једнократни_код jednokratni_pin \
            autorizacijski_kod autorizacioni_kod mtoken_kod jednokratnu_lozinku jednokratnom_lozinkom \
            privremena_lozinka jednokratnu_zaporku",
        code: "код лозинка шифра kod kôd lozinka zaporka sifra kodom sifru kodove pin_kod шифру lozink* zapork* \
            sifr* koda kodu лозинк* шифр* кодом pin",
        verify: "потврд* верификац* пријав* регистрац* активац* сигурносн* једнократн* potvrd* verifik* prijav* \
            registrac* aktiv* sigurnos* jednokrat* autentifik* provjer* preuz* преуз* placanj* plaćanj* плаћањ* \
            uplat* transakcij* трансакциј* kuriru privremen* привремен*",
        enter: "унесите користите unesite koristite upisite iskoristite unesi upotrijebite reci_mu recite reci \
            pokazite pokazi реци реците покажите recite_vozacu upisi",
        hush: "не_делите никоме ne_dijelite ne_delite nikome ne_otkrivajte dijeliti deliti не_саопштавајте \
            ne_saopstavajte",
        valid: "важи истиче vazi istice vrijedi vredi valjan valjana vazeci unutar u_roku",
        second: "секунди sekundi sekunde",
        minute: "минута минут minuta minute minut",
        hour: "сати sati sata sat h",
        day: "дана dana",
        other: "поруџбина рачун картица пошиљка narudzba narudzbe narudzbina porudzbina racun racuna kartica kartice \
            karticu posiljka paket rezervacija faktura saldo iznos",
        promo: "попуст* popust* akcij* kupon* poklon* nagrad*",
        call: "позовите pozovite nazovite telefon posaljite_na",
        unit: "bodova poena",
        ask: "nikada_ne_traz* prevar*",
        ..NONE
    },
    Language {
        // mk
        otp: "код_за_потврда код_за_верификација еднократна_лозинка безбедносен_код код_за_најава код_за_подигнување \
            еднократен_код код_за_активација код_за_пристап",
        code: "код кодот лозинка кодов лозинката pin",
        verify: "потврд* верифик* најав* регистрац* безбеднос* еднократ* трансакциј* плаќањ* подигн*",
        enter: "внесете користете искористете кажете покажете",
        hush: "не_споделувајте никого",
        valid: "важи истекува валиден",
        second: "секунди",
        minute: "минути минута",
        hour: "часа",
        other: "нарачка сметка картичка пратка",
        promo: "попуст* купон*",
        ..NONE
    },
    Language {
        // sl
        otp: "potrditvena_koda enkratno_geslo enkratna_koda varnostna_koda koda_za_potrditev koda_za_prijavo \
            koda_za_prevzem enkratno_geslo_je prevzemna_koda zacasno_geslo",
        code: "koda kodo kode geslo gesl* pin",
        verify: "potrdit* potrdi* prijav* registrac* varnost* enkratn* preverjanj* aktivac* prevzem* placil* plačil* \
            zacasn*",
        enter: "uporabite vnesite vpisite povejte pokazite poveste",
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
            autorizacni_sms prihlasovaci_kod aktivacni_kod kontrolni_kod kod_pro_vyzvednuti kod_k_vyzvednuti \
            kod_pro_vydej vydejni_kod pin_pro_vyzvednuti sms_kod heslo_pro_vyzvednuti kod_pro_prihlaseni \
            kod_pro_platbu kod_pro_overeni potvrzovaci_sms_kod jednorazove_pin docasne_heslo",
        code: "kod kodu kodem heslo heslem pin hesl*",
        verify: "overen* overit* overte overov* overeni* potvrz* potvrd* prihlas* registr* autoriz* aktivac* \
            bezpecnost* jednoraz* vyzved* platb* potvrzen* transakc* docasn*",
        enter: "pouzijte zadejte opiste vlozte sdelte nahlaste ukazte reknete",
        hush: "nesdelujte nikomu nesdilejte neprozrazujte",
        valid: "plati platny platnost vyprsi do_doby",
        second: "sekund sekundy",
        minute: "minut minuty",
        hour: "hodin hodiny h",
        day: "dni dny",
        other: "objednavka objednavky zasilka zasilky balik ucet uctu karta karty faktura letu rezervace koncici \
            zustatek castka smlouva smlouvy psc var_symbol vs",
        promo: "sleva slevu slevovy slevy akce kupon* darek*",
        call: "volejte zavolejte telefon zaslete_na poslete_na",
        unit: "bodu kc",
        ask: "nikdy_nechceme podvod* nikdy_nezad*",
        ..NONE
    },
    Language {
        // sk
        otp: "overovaci_kod autorizacny_kod potvrdzovaci_kod bezpecnostny_kod jednorazove_heslo jednorazovy_kod \
            prihlasovaci_kod kod_na_vyzdvihnutie kod_na_prevzatie sms_kod kod_na_prihlasenie kod_na_overenie \
            overovaci_pin aktivacny_kod docasne_heslo overovaci_retazec",
        code: "kod kodu heslo hesl* kodom pin",
        verify: "overen* overit* overte overov* overeni* potvrdz* potvrd* prihlas* registr* autoriz* aktivac* \
            bezpecnost* jednoraz* vyzdvih* prevzat* platb* docasn*",
        enter: "pouzite zadajte povedzte nahlaste ukazte",
        hush: "neposkytujte nikomu nezdielajte neprezradzajte",
        valid: "plati platny platnost vyprsi",
        second: "sekund",
        minute: "minut minuty",
        hour: "hodin hodiny",
        day: "dni",
        other: "objednavka objednavky zasielka zasielky balik ucet uctu karta karty faktura letu rezervacia koncia* \
            zostatok suma",
        promo: "zlava zlavu zlavovy akcia kupon*",
        call: "volajte telefon poslite_na",
        ask: "nikdy_neziad* podvod*",
        ..NONE
    },
    Language {
        // pl
        otp: "kod_weryfikacyjny kod_autoryzacyjny kod_potwierdzajacy kod_bezpieczenstwa haslo_jednorazowe \
            kod_jednorazowy kod_sms kod_aktywacyjny smskod kod_dostepu haslo_sms kod_odbioru kod_do_odbioru \
            kod_dostawy kod_operacji kod_transakcji kod_logowania kod_do_logowania kod_uwierzytelniajacy \
            kod_autoryzacji kod_potwierdzenia kod_weryfikacji kod_otwarcia pin_odbioru kod_rejestracji \
            haslo_tymczasowe tymczasowe_haslo",
        code: "kod kodu kodem haslo hasla hasl* haslem",
        verify: "weryfik* potwierdz* autoryz* logowani* zaloguj* zalogow* rejestrac* aktyw* bezpiecz* jednoraz* \
            odbior* odebra* odbierz* platnosc* przelew* tymczasow*",
        enter: "uzyj wpisz wprowadz podaj powiedz pokaz przekaz_kurierowi",
        hush: "nie_udostepniaj nikomu nie_podawaj nie_przekazuj nie_ujawniaj",
        valid: "wazny wazne waznosc wygasa w_ciagu przez_najblizsze",
        second: "sekund sekundy",
        minute: "minut minuty",
        hour: "godzin godziny godz",
        day: "dni",
        other: "zamowienie zamowienia paczka paczki przesylka przesylki konto konta karta karty faktura faktury lot \
            rezerwacja konczaca konczacej saldo kwota klient umowa umowy zlecenie pocztowy",
        promo: "rabat* promocj* znizk* znizka kupon* prezent* okazj* rabatowy",
        call: "zadzwon dzwon telefon infolinia wyslij_na sms_na wyslij_sms",
        unit: "punktow zl",
        ask: "nie_prosimy oszust* nigdy_nie_pros*",
        ..NONE
    },
    Language {
        // lt
        otp: "patvirtinimo_kodas vienkartinis_slaptazodis vienkartinis_kodas saugos_kodas prisijungimo_kodas \
            atsiemimo_kodas kodas_siuntai vienkartinis_pin sms_kodas kodas_prisijungimui atsiėmimo_kodas \
            laikinas_slaptazodis",
        code: "slaptazod* kodas koda kodo pin",
        verify: "patvirtin* prisijung* registrac* saugos vienkartin* autentif* aktyvav* atsiem* mokejim* laikin*",
        enter: "naudokite iveskite pasakykite parodykite",
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
            apstiprinasanas_kods sanemsanas_kods izsniegsanas_kods sms_kods kods_pieteiksanas pieklaves_kods \
            autorizacijas_kods pagaidu_parole",
        code: "parole* paroli kods kodu pin parole",
        verify: "apstiprin* pieteik* ielog* registrac* drosib* vienreiz* verifik* autentifik* aktiviz* sanem* \
            sanems* maksajum* pagaidu",
        enter: "izmantojiet ievadiet ievadi nosauciet paradiet",
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
