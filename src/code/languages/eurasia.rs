//! Between Europe and Asia: Finno-Ugric languages, Greek, Albanian, Armenian, Georgian, Mongolian.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // mn
        otp: "баталгаажуулах_код нэг_удаагийн_нууц_үг нэг_удаагийн_код нэвтрэх_код нууц_код \
            баталгаажуулах_нууц_код хүлээн_авах_код батлах_код баталгаажуулах_дугаар нэвтрэх_нууц_үг \
            нэвтрэх_дугаар нэг_удаагийн_код* нэг_удаагийн_нууц нэг_удаагийн_пин нэг_удаагийн_дугаар \
            хослуулах_код илгээмжийн_код өгөх_код буцаах_код",
        code: "код кодыг кодоо нууц_үг нууц_код пин кодоор коднууд нууц_үг* нууц_үгээ энэ_дугаар* дараах_дугаар* \
            доорх_дугаар* энэ_тоо* дараах_тоо* доорх_тоо* оронтой_тоо* оронтой_код* оронтой_дугаар* эдгээр_тоо* \
            цифр* тэмдэгт*",
        verify: "баталгаажуул* нэвтр* бүртг* нэг_удаагийн батла* төлбөр* гүйлгээ* хүлээн_ав* хүлээж_ав* \
            гарын_үсэг* хувийн_мэдээлэл захиалгаа_авах* захиалга_авах* захиалгаа_баталгаажуул* илгээмж_авах* \
            илгээмжээ_авах* ачаагаа_авах* дансандаа_нэвтр* нэвтэр* орох нээх* нээ тайлах* онгойлго* идэвхж* \
            сэргээ* холбо* хосло* шилжүүл* авах* хүргэлт* хүргэгч* түр",
        enter: "оруулна_уу ашиглана_уу оруул оруулаад оруулах оруулж оруулан бичээд бичих дараад шивээд хэлээрэй \
            хэлээд үзүүлээрэй ашиглаж ашиглан ашиглаарай хуулж хүргэгчид жолоочид хийнэ_үү бичнэ_үү дарна_уу \
            товшино_уу шивнэ_үү хэлнэ_үү хэлж_өгнө_үү үзүүлнэ_үү мэдэгдэнэ_үү уншиж_өгнө_үү өгнө_үү г_оруулна_уу \
            г_хэлнэ_үү",
        hush: "бусдад хэнд_ч бүү_дамжуул хэлж_болохгүй бүү_хэл хэнд_ч_бүү хэлэхгүй_байх дамжуулахгүй \
            бүү_хуваалц*",
        valid: "хүчинтэй дотор хугацаа хугацаа* дуусна дуусах хүртэл",
        second: "секунд секундын",
        minute: "минут минутын минутад",
        hour: "цаг цагийн цагийн_дотор",
        day: "өдөр өдрийн",
        other: "захиалга захиалгын данс дансны карт үлдэгдэл захиалга* захиалгын* илгээмж* ачаа* данс* карт* \
            гэрээ* өргөдөл* гомдол* хүсэлт* нэхэмжлэх* баримт* падаан* тасалбар* нислэг* галт_тэрэг* суудал* \
            автобус* даатгал* хэрэг* тоот байр* давхар* өрөө* автомашин* улсын_дугаар* регистр* татвар* ттд \
            оюутн* тоолуур* торгууль* дүн",
        promo: "хямдрал* урамшуул* хөнгөлөл* бэлэг* хямдар* сугалаа*",
        call: "залга* утас* дугаар_руу дугаарт дугаараас дугаарлуу холбогд*",
        unit: "дугаартай төгрөг оноо",
        ask: "асуухгүй асуудаггүй хэзээ_ч_асуу*",
        ..NONE
    },
    Language {
        // ka
        otp: "დამადასტურებელი_კოდი დადასტურების_კოდი ერთჯერადი_პაროლი ერთჯერადი_კოდი ვერიფიკაციის_კოდი \
            უსაფრთხოების_კოდი სმს_კოდი ერთჯერადი_კოდია შესვლის_კოდი ავტორიზაციის_კოდი მიღების_კოდი \
            აქტივაციის_კოდი დამადასტურებელი_ნომერი შესვლის_ნომერი გაცემის_კოდი ამანათის_კოდი კარების_კოდი \
            საკეტის_კოდი ყუთის_კოდი ოთახის_კოდი მგზავრობის_კოდი ჩასხდომის_კოდი დაბრუნების_კოდი სმს_პაროლი",
        code: "კოდ* პაროლ* პინ ეს_ნომერი ეს_რიცხვ* ეს_ციფრ* ამ_ნომრით ამ_ციფრებ* შემდეგი_ნომერი შემდეგი_ციფრები \
            შემდეგი_რიცხვი ქვემოთ_მოცემული ნიშნა_რიცხვი ნიშნა_ნომერი ნიშნა_კოდი ოთხნიშნა ექვსნიშნა ციფრები",
        verify: "დადასტურ* დამადასტურ* შესვლ* ავტორიზაც* რეგისტრაც* ერთჯერად* ვერიფიკაც* უსაფრთხო* გადახდ* \
            გადარიცხვ* მიღებ* შეკვეთის_მისაღებად შეკვეთის_ჩასაბარ* შეკვეთის_გასატან* შეკვეთის_დადასტურ* \
            ამანათის_მისაღებად ამანათის_მიღებ* ამანათის_გატან* ამანათის_გასატან* ანგარიშზე_შესვლ* \
            ბარათის_გააქტიურ* ბარათით_გადახდ* გახსნ* გასახსნელ* გასაღებ* გააღ* განბლოკ* გააქტიურ* აქტივაც* \
            აღდგენ* აღსადგენ* დაკავშირ* დაწყვილ* ხელმოწერ*",
        enter: "შეიყვანეთ გამოიყენეთ აკრიფეთ უთხარით კურიერს მძღოლს აჩვენეთ მიუთითეთ დააჭირეთ შეიყვანე შეყვან* \
            შეიტანეთ შეიტანე აკრიფე ჩაწერეთ ჩაწერე ჩაბეჭდეთ მიუთითე გამოიყენე გამოყენებით უთხარი უთხრათ მოლარეს \
            აცნობეთ აჩვენე წარადგინეთ წარუდგინეთ წაუკითხეთ ჩასვით",
        hush: "არავის არ_გაუზიაროთ არ_გადასცეთ არ_გაანდოთ არ_უთხრათ არ_გაამხილოთ არ_გაამჟღავნოთ",
        valid: "მოქმედებს ძალაშია ვადა მოქმედია განმავლობაში იწურება ძალაში იქნება_აქტიური",
        second: "წამი წამის წამში",
        minute: "წუთი წუთის წთ წუთში წუთ",
        hour: "საათი საათის საათში სთ",
        day: "დღე დღის",
        other: "შეკვეთა შეკვეთის ანგარიში ანგარიშის ბარათი ბარათის ამანათი ნაშთი თანხა შეკვეთ* გზავნილ* \
            ზედნადებ* ინვოის* ხელშეკრულებ* განცხადებ* განაცხად* საჩივ* მოთხოვნ* ჯავშ* ბილეთ* რეის* ფრენ* \
            მატარებელ* ვაგონ* პოლის* ქვით* ჩეკ* ბინა ბინის სართულ* კაბინეტ* ოფის* ავტომობილ* სახელმწიფო_ნომ* \
            რიგის_ნომ* რიგში ტალონ* პირადი_ნომ* საიდენტიფიკაციო დოკუმენტის_ნომ* პასპორტ*",
        promo: "ფასდაკლება* აქცია* პრომო* კუპონ* საჩუქ* ბონუს* ვაუჩერ*",
        call: "დარეკ* დაგვირეკ* ტელეფონ* ცხელი_ხაზ* ნომერზე ნომრიდან დაგვიკავშირდ*",
        unit: "ლარი ლარის თეთრი ქულა",
        ask: "არ_გთხოვთ არასდროს_გთხოვ* თაღლით*",
        ..NONE
    },
    Language {
        // hy
        otp: "հաստատման_կոդ հաստատման_կոդը մեկանգամյա_գաղտնաբառ մեկանգամյա_կոդ անվտանգության_կոդ ստուգման_կոդ \
            մուտքի_կոդ մուտքի_կոդը ակտիվացման_կոդ ստացման_կոդ մեկանգամյա_օգտագործման նույնականացման_կոդ \
            մուտքի_համարը ծանրոցի_կոդ* արկղի_կոդ* կողպեքի_կոդ* սենյակի_կոդ* ուղևորության_կոդ* նստեցման_կոդ* \
            վերադարձի_կոդ* մուտքի_բանալի sms_կոդ* սմս_կոդ* sms_գաղտնաբառ* մեկանգամյա_բանալի",
        code: "կոդ կոդը կոդն կոդով գաղտնաբառ գաղտնաբառը ծածկագիր ծածկագիրը ծածկագ* պին_կոդ* պին փին այս_համարը \
            այս_թիվը այս_թվերը այս_թվանշան* հետևյալ_համարը հետևյալ_թիվը հետևյալ_թվանշան* ստորև_նշված_համար* \
            ստորև_նշված_թիվ* նիշ_համար* նիշանոց քառանիշ",
        verify: "հաստատ* մուտք* գրանց* մեկանգամյա անվտանգ* ստուգ* վճար* փոխանց* ստաց* մտնելու ծանրոցի_համար \
            ծանրոցը_ստան* ծանրոցն_ստան* ծանրոցի_ստաց* պատվերի_համար պատվերը_ստան* պատվերի_ստաց* պատվերի_հաստատ* \
            հաշվի_համար հաշիվ_մուտք* քարտի_ակտիվ* քարտով_վճար* բաց* ապակողպ* ակտիվաց* վերականգն* կապակց* \
            զուգակց* միացն* ստորագր* նույնական* վավերաց* մտեք մտնել*",
        enter: "մուտքագրեք օգտագործեք հավաքեք ասեք ասացեք գրեք սեղմեք առաքիչին վարորդին մուտքագրել մուտքագրիր \
            մուտքագրելով ներմուծեք ներմուծել ներմուծիր հավաքել հավաքիր գրիր սեղմել օգտագործել օգտագործիր \
            օգտագործելով նշեք նշել գանձապահին հաղորդեք հաղորդել ներկայացրեք",
        hush: "ոչ_ոքի մի_փոխանցեք մի_հայտնեք ոչ_մեկին ոչ_մեկի մի_ասեք մի_տրամադրեք մի_տվեք",
        valid: "վավեր գործում ընթացքում գործողության ուժի_մեջ ժամկետը լրանում սպառվ*",
        second: "վայրկյան",
        minute: "րոպե րոպեի",
        hour: "ժամ ժամվա",
        day: "օր օրվա",
        other: "պատվեր պատվերի հաշիվ հաշվի քարտ քարտի ծանրոց մնացորդ գումար առաքան* բեռնագիր* ապրանքագիր* \
            պայմանագ* դիմում* հայտի_համար* բողոք* հարցում* անդորրագ* կտրոն* տոմս* չվերթ* թռիչք* գնացք* վագոն* \
            նստատեղ* ամրագր* պոլիս* տեղեկանք* բնակարան* հարկ* շենք* աշխատասենյակ* մեքեն* պետհամարանիշ* հերթ* \
            հվհհ սոցքարտ* հծհ փաստաթղթի_համար* անձնագ* ուսանող* տուգան*",
        promo: "զեղչ* ակցիա* կուպոն* նվեր* բոնուս* վաուչեր*",
        call: "զանգ* հեռախոս* թեժ_գիծ համարին համարից կապ_հաստատ* կապվեք ուղարկեք_sms",
        unit: "դրամ դրամի համարի լիտր",
        ask: "երբեք_չ* չենք_հարցն* չի_պահանջ*",
        ..NONE
    },
    Language {
        // et
        otp: "kinnituskood uhekordne_parool uhekordne_kood turvakood sisselogimiskood ukskood uksikkood \
            valjastuskood sms_kood uhekordne_pin avamiskood ajutine_parool kinnituskoodi* kinnitusnumb* \
            sisselogimiskoodi* sisselogimisnumber sisenemiskood* sissepaasukood* registreerimiskood* \
            aktiveerimiskood* autoriseerimiskood* maksekood* tehingukood*",
        code: "kood koodi parool salasona *kood see_number seda_numbrit need_numbrid koodiga koodile koodid \
            koodita koodis parooli parooliga paroolid salasona* *koodi *koodiga *parool votme",
        verify: "kinnit* sisselogi* logi_sisse registr* turva* uhekord* aktiveeri* tuvast* makse* katte* ajuti* \
            paki_katte* pakki_katte paki_avami* saadetise_katte* saadetise_saami* tellimuse_katte* \
            tellimuse_kinnit* tellimuse_jaoks tellimuse_eest paki_jaoks konto_kinnit* kontole_sisse* \
            kaardi_aktiveer* kaardiga_maks* avada avage avamis* sisene* autend*",
        enter: "kasuta kasutage sisesta sisestage utle naita oelge vajuta vajutage truki trukkige toksi toksige \
            tipi naidake oelda kinnita_numbriga ava_numbriga sisestades sisestada kasutades kasutada utlege \
            naidata nimetage esitage kopeeri kopeerige kleepige tippige kirjuta_appi",
        hush: "jaga jagage kellegagi ara_utle arge_oelge ara_avalda arge_avaldage",
        valid: "kehtib aegub kehtiv jooksul kehtivus* kehtivad aegumis*",
        second: "sekundit",
        minute: "minutit minuti minutiks",
        hour: "tundi tunni tundide tund",
        day: "paeva paev paevaks",
        other: "tellimus tellimuse pakk paki konto kaart kaardi arve saldo tellimus* pakk* saadetis* saatelehe* \
            kontonumb* kaardi* arve* leping* taotlus* avaldus* kaebus* paringu* juhtumi* juhtum toimik* polii* \
            kindlustus* kviitung* tsekk tseki pilet* lend lennu rong rongi vagun* istekoht* koht_nr naidu*",
        promo: "allahindlus* soodus* kupong kingitus* kinkekaart* boonus*",
        call: "helista telefon helistage helistada telefoni telefonil telefonile numbrile numbril",
        unit: "punkti eurot senti",
        ask: "ei_kusi kunagi petturid petur* pettur*",
        ..NONE
    },
    Language {
        // fi
        otp: "vahvistuskoodi kertakayttokoodi kertakayttoinen_salasana kertakayttosalasana turvakoodi \
            tunnistautumiskoodi kirjautumiskoodi varmistuskoodi aktivointikoodi vahvistustunnus vahvistustunnuksesi \
            noutokoodi noutotunnus avauskoodi kertakayttotunnus kertatunnus kertakoodi tunnistuskoodi luovutuskoodi \
            lukkerikoodi pakettikoodi todennuskoodi kertakayttoisella_tunnuksella kirjautumisen_varmenne \
            kertakayttoinen_tunnus kertakayttoinen_koodi tilapainen_salasana valiaikainen_salasana tunnusluvulla \
            vahvistuskoodi* varmistuskoodi* vahvistusnumero* varmennekoodi* varmennuskoodi* kirjautumiskoodi* \
            kirjautumisnumero* kirjautumistunnus* kirjautumispin sisaankirjautumiskoodi* rekisterointikoodi* \
            rekisteroitymiskoodi* maksukoodi* kertakoodi* avainluku avainlukua",
        code: "koodi* salasana salasanasi tunnusluku *koodi *koodisi *salasana tunnus tunnusta tunnuksesi \
            tunnuksella tama_numero tata_numeroa taman_numeron nama_numerot seuraava_numero seuraavat_numerot \
            *koodia",
        verify: "vahvist* kirjaut* rekister* turva* kertakaytto* tunnistaut* aktivoi* varmenn* maksu* nouto* \
            todenn* lunast* tilapai* valiaikai* maksu hae_pakettisi paketin_nout* pakettisi_nout* \
            paketin_vastaan* paketin_luovu* lahetyksen_nout* lahetyksen_vastaan* tilauksen_vahvist* \
            tilauksen_nout* tilauksesi_nout* tilauksen_vastaan* tilausta_varten pakettia_varten \
            tilauksesi_vahvist* laskun_maksu* kortin_aktivoi* avata",
        enter: "kayta syota kirjoita kerro_kuljettajalle nayta nappaile nappailkaa nappailemalla naputtele syottakaa \
            syottamalla kerro_kuskille kerro_lahetille vahvista_numerolla vahvista_luvulla avaa_numerolla \
            kirjaudu_numerolla anna_koodi anna_numero anna_kuljettajalle",
        hush: "jaa jaa_sita kerro kenellekaan luovuta ala_nayta ala_anna ala_laheta alkaa_kertoko salassa",
        valid: "voimassa vanhenee kuluessa vanhentuu voimassaolo* vanhenevat raukeaa",
        second: "sekuntia sekunnin sekunti",
        minute: "minuuttia minuutin minuutissa minuutti",
        hour: "tuntia tunnin tunti",
        day: "paivaa paivan paiva",
        other: "tilaus tilausnumero lahetys paketti tili tilinumero kortti lasku lento varaus saldo summa \
            asiakasnumero paattyva lipun_tunnus lipun tilauksen tilauksesi tilauksessa tilausnumer* tilausnro \
            lahetyksen lahetyksesi lahetysnumer* lahetystunnus* seurantakoodi* seurantatunnus* paketin pakettisi \
            paketilla laskun laskusi laskunumer* laskulla kortin korttisi kortilla korttinumer* tilin tilisi \
            tililta tilille tililla tapaus",
        promo: "alennus* tarjous* alekoodi lahjakortti etukoodi alennu* tarjouk* etukoodi* arvon*",
        call: "soita puhelin puh soittakaa soittamalla soittaa numeroon numerosta numerostamme vaihde",
        unit: "pistetta pisteen euroa senttia",
        ask: "emme_koskaan huijar* emme_kysy emme_pyyda ei_koskaan_kysy",
        ..NONE
    },
    Language {
        // hu
        otp: "ellenorzo_kod megerosito_kod egyszeri_jelszo egyszer_hasznalatos biztonsagi_kod hitelesito_kod \
            belepesi_kod aktivalo_kod ellenorzokod azonosito_kod visszaigazolo_kod atveteli_kod atvevokod \
            nyitokod belepokod jovahagyo_kod egyszeri_kod sms_kod sms_jelszo aktivacios_kod regisztracios_kod \
            tranzakcios_kod csomagkod ideiglenes_jelszo hitelesitokod megerositokod biztonsagikod belepesi_szam \
            ellenorzo_szam* megerosito_szam* hitelesito_szam* azonositokod* azonosito_szam aktivaciokod \
            jovahagyokod* atvetelikod* atadasi_kod* atadokod* szallitasi_kod* zarkod*",
        code: "jelsz* *kod *kodja *kodod *jelszo ezt_a_szamot ez_a_szam ezeket_a_szamokat az_alabbi_szamot \
            a_kovetkezo_szamot *kodot *kodjat *koddal *kododat *kodom *jelszot",
        verify: "ellenorz* megerosit* bejelentkez* belep* regisztrac* hitelesit* biztonsag* egyszeri aktival* \
            azonosit* jovahagy* atvetel* fizetes* utalas* tranzakcio* ideiglenes* lepj_be lepjen_be vegye_at \
            csomag_atvet* csomagja_atvet* csomagod_atvet* rendeles_atvet* rendelese_atvet* rendelesed_atvet* \
            rendeles_megerosit* csomag_kezbesit* kartyas_fizet* kartyas_vasarl* kartya_aktival* szamla_aktival* \
            kinyit* nyitas* nyitni nyissa felold* helyreallit*",
        enter: "hasznalja hasznald irja adja_meg add_meg mondja mutassa mondd irja_be_a usse_be_a ird_be \
            ird_be_a usd_be_a adja_meg_a add_meg_a mondja_a_futarnak nyomja_meg irja_be_az beirni beirasaval \
            usse_be usse_be_az beutni gepelje megadni megadasaval megadva kozolje kozold diktalja diktald mutasd \
            hasznalataval usd_be",
        hush: "ne_ossza ne_oszd senkinek senkivel ne_adja ne_ossza_meg ne_oszd_meg ne_adja_ki ne_add_ki",
        valid: "ervenyes lejar ervenyesseg perc_mulva ervenyess* lejarat* lejarta",
        second: "masodperc masodpercig mp",
        minute: "perc percig percen percet perces",
        hour: "ora oraig oran oraja orat",
        day: "nap napig napos",
        other: "rendeles rendelesszam csomag csomagszam szamla szamlaszam kartya jarat foglalas egyenleg osszeg \
            vegu ugyfelszam rendelesszam* rendelese rendelesed rendelest rendelesenek megrendeles* csomagszam* \
            csomagja csomagod csomagot csomagjat kuldemeny* fuvarlevel* szallitolevel* szamlaszam* szamlaja \
            szamlat szamlajan szamlan kartyaja kartyad kartyajaval kartyaval kartyat bankkartya* szerzodes* \
            ugyszam*",
        promo: "kedvezmeny* akcio* kupon* ajandek* leertekeles leertekel* nyeremeny* nyerjen",
        call: "hivja telefon kuldje kuldjon hivjon hivd hivhat* telefonszam* telefonon telefonja \
            ugyfelszolgalat*",
        unit: "pont ft pontot forint forintot",
        ask: "soha_nem_ker* csalok nem_ker* adathalasz* csalo*",
        ..NONE
    },
    Language {
        // el
        otp: "κωδικός_επαλήθευσης κωδικός_επιβεβαίωσης κωδικός_μιας_χρήσης κωδικός_ασφαλείας κωδικός_πρόσβασης \
            κωδικός_εισόδου kodikos_epalithefsis κωδικός_παραλαβής κωδικός_ενεργοποίησης κωδικός_παράδοσης \
            κωδικός_σύνδεσης κωδικός_ταυτοποίησης κωδικό_επαλήθευσης κωδικό_επιβεβαίωσης kodikos_epivevaiosis \
            kodikos_epivevaiwshs kwdikos kwdikos_epalitheusis kodikos_epalitheysis kodikos_asfaleias \
            kodikos_mias_xrisis kodikos_eisodou kodikos_prosvasis kodikos_paralavis προσωρινός_κωδικός \
            κωδικό_εισόδου κωδικό_μιας_χρήσης κωδικός_locker κωδικός_δωματίου κωδικός_θύρας κωδικός_κλειδαριάς \
            κωδικός_δέματος κωδικό_δέματος κωδικός_αποστολής_sms κωδικός_διαδρομής",
        code: "κωδικός κωδικό κωδικού κωδικοσ pin συνθηματικό kodikos kwdikos kwdiko kodiko αυτόν_τον_αριθμό \
            τον_παρακάτω_αριθμό τον_αριθμό_αυτό τα_παρακάτω_ψηφία αυτά_τα_ψηφία κωδικοί",
        verify: "επαλήθευσ* επιβεβαίωσ* σύνδεσ* είσοδο* εγγραφ* ασφαλεί* μιας_χρήσης ταυτοποίησ* ενεργοποίησ* \
            παραλαβ* πληρωμ* συναλλαγ* epivevaios* epalitheus* syndesi* sindesi* eisodo* pliromi* προσωριν* \
            μπείτε_στ* μπεις_στ* κούριερ_για οδηγό_για έναρξη_της_διαδρομ* για_την_παραγγελία_σας \
            για_το_δέμα_σας πληρωμή_με_κάρτα ενεργοποίηση_της_κάρτας ενεργοποίηση_κάρτας σύνδεση_στον_λογαριασμό \
            είσοδο_στον_λογαριασμό επαληθεύ* επιβεβαιώ* συνδεθ* εισέλθ* είσοδ* ενεργοποιήσ* ενεργοποιείτε",
        enter: "χρησιμοποιήστε εισάγετε πληκτρολογήστε plhktrologiste eisagete xrisimopoiiste πείτε δείξτε δώστε \
            πατήστε επιβεβαιώστε_με επιβεβαίωσε_με ανοίξτε_με ξεκλειδώστε_με συνδεθείτε_με_το γράψτε_το \
            στον_οδηγό_το στον_κούριερ_το στον_διανομέα_το στο_ταμείο_το εισαγάγετε εισάγεις εισαγάγεις εισάγετέ \
            βάλτε καταχωρήστε καταχωρίστε καταχώρησε καταχώρισε πληκτρολόγησε πληκτρολογώντας πληκτρολογείστε \
            vale_to",
        hush: "μην_κοινοποιήσετε μοιραστείτε μην_τον κανέναν μην_αποκαλύψετε κοινοποιείτε min_ton_moirasteite \
            mhn_ton kanenan se_kanenan moirasteite μην_μοιράζεστε μην_δώσετε μην_τον_δώσετε μη_δίνετε",
        valid: "ισχύει λήγει έγκυρος εντός ισχύς isxyei isxuei lixei ισχύουν λήξη λήξης ισχύ εγκυρ*",
        second: "δευτερόλεπτα δευτ",
        minute: "λεπτά λεπτών lepta λεπτό λεπτού λ",
        hour: "ώρες ωρών ώρα ωρα ωρης",
        day: "ημέρες μέρες ημέρα ημερών",
        other: "παραγγελία παραγγελίας λογαριασμός λογαριασμού κάρτα κάρτας δέμα αποστολή πτήση κράτηση \
            τιμολόγιο υπόλοιπο ποσό λήγουσα παραγγελί* παραγγελιών λογαριασμ* κάρτ* δέματος δεμάτων αποστολής \
            voucher_αρ αρ_voucher φορτωτικ* τιμολογίου τιμολόγια συμβόλαιο συμβολαίου σύμβασ* αίτησ* αιτήματος \
            αίτημα αίτημά παράπονο παραπόνου καταγγελί* υπόθεσ* αναφορά_αρ πρωτόκολλο πρωτοκόλλου αρ_πρωτ \
            ασφαλιστήρι* τρένο",
        promo: "έκπτωσ* προσφορ* κουπόνι δώρο κουπόν* εκπτωτικ* δωρο*",
        call: "καλέστε τηλέφωνο τηλ στείλτε στείλε κάλεσε καλώντας καλείτε καλέσετε τηλεφωνήστε τηλεφώνου \
            τηλεφωνικά",
        unit: "πόντοι πόντους ευρώ λεπτά_του πόντων",
        ask: "δεν_θα_ζητή* ποτέ_δεν απάτη δεν_ζητάμε δεν_θα_σας_ζητ* ποτέ_δεν_θα",
        ..NONE
    },
    Language {
        // sq
        otp: "kodi_i_verifikimit kodi_verifikues kodi_i_konfirmimit kodi_i_sigurise fjalekalimi_njeperdorimsh \
            kodi_i_hyrjes kodi_i_aktivizimit kodi_i_terheqjes kodi_njeperdorimsh kodi_juaj kodi_i_vetem \
            kodin_e_aktivizimit kodi_i_dergeses kodi_i_marrjes kodi_i_pakos kodi_i_kutise kodi_i_dollapit \
            kodi_i_dhomes kodi_i_portes kodi_i_zhbllokimit kodi_i_udhetimit kodi_i_nisjes",
        code: "kodi kodin kod fjalekalimi kete_numer keto_shifra keto_numra numrin_e_meposhtem kodit kodet \
            kodeve fjalekalim* fjalekalimin pini pinin ky_numer kete_kod",
        verify: "verifik* konfirm* hyrje* regjistr* siguri* identifik* terheq* pages* hyni_ne te_hyni \
            per_te_hyre per_te_hapur te_merrni per_porosine_tuaj per_pakon_tuaj per_llogarine hyrjen_ne_llogari* \
            aktivizimin_e_kartes kyc* kyqu* lidh* zhblloko* hapje* hapni rikupero* rivendos* autentik* miratuar \
            mirato* nenshkru* nenshkrim* pranim*",
        enter: "perdorni vendosni shkruani perdor tregoni tregojini thuaji jepini shkruaj shtypni vendos futni \
            tregoji konfirmoni_me hapeni_me shkruaje fusni futeni tastieroni perdoreni perdore perdorur thuajini \
            thoni thuaj thuaje tregoje tregoju tregojeni jepjani lexoni lexoja paraqisni paraqitni paraqit hap_me \
            fut",
        hush: "mos_e_ndani mos_ndani askend askujt mos_e_jepni mos_ia_jepni mos_ia_jep mos_ia_tregoni",
        valid: "vlefshem skadon vlen vlefshme skadojne skadence",
        second: "sekonda sekondave",
        minute: "minuta minutash minutave",
        hour: "ore oresh oreve",
        day: "dite diteve",
        other: "porosia porosise llogaria llogarise karta fatura dergesa porosi* llogari* karten kartela \
            karteles fatures faturen dergesen dergeses pako pakon pakos pakoja kontrata kontrates kontraten \
            kerkesa kerkeses kerkesen ankesa ankeses ankesen ankimi lenda lendes rasti_nr aplikimi aplikimit \
            aplikim_nr polica policen deftesa kupon_tatimor",
        promo: "zbritje oferte kupon zbritj* ofert* dhurat* lotari*",
        call: "telefononi telefon telefonit telefonin thirrni thirr_ne kontaktoni_ne ne_numrin nga_numri",
        unit: "pike lek cope litra",
        ask: "nuk_kerkojme nuk_kerkon mashtru*",
        ..NONE
    },
];
