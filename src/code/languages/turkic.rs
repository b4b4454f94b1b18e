//! Turkic languages.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // tr
        otp: "dogrulama_kodu dogrulama_kodunuz onay_kodu onay_kodunuz tek_kullanimlik guvenlik_kodu \
            guvenlik_kodunuz giris_kodu aktivasyon_kodu sms_sifreniz sms_sifresi tek_seferlik onay_sifreniz \
            islem_sifreniz teslimat_kodu teslimat_kodunuz teslim_kodu teslimat_sifreniz kurye_kodu \
            tek_kullanimlik_sifre tek_kullanimlik_kod mobil_onay_kodu giris_sifreniz gecici_sifreniz dolap_kodu \
            islem_kodu odeme_kodu dogrulama_sifreniz uyelik_kodu sms_onay_kodu kapi_kodu_degil gecici_sifre \
            dogrulama_numara* onay_numara* giris_numara* teslimat_numarasi kapi_kodu kapi_sifresi bina_kodu \
            dolap_sifresi kasa_kodu acilis_kodu oda_kodu sifre_yenileme_kodu iade_kodu eft_kodu",
        code: "kod* sifre sifreniz* sifresi parola* sifrenizi bu_numarayi su_numarayi asagidaki_numarayi \
            bu_rakamlari su_rakamlari anahtar_kelime anahtar* gizli_kelime bu_numara* bu_rakam* su_numara* \
            su_rakam* asagidaki_numara* su_sayi*",
        verify: "dogrula* onay* giris* kayit uyelik guvenlik tek_kullanim* aktivasyon oturum islem* baglamak \
            baglanti odeme* teslim* gecici uye_olmak aktif_et* kapi_icin siparis_icin siparisiniz_icin \
            siparisinizi_almak siparisinizi_teslim kargonuz_icin kargo_icin gonderiniz_icin paketiniz_icin \
            paketinizi_almak paketi_almak hesabiniz_icin hesabiniza_gir* kartiniz_icin iade_icin basvurunuz_icin \
            aboneliginiz_icin",
        enter: "girin giriniz kullanin kullaniniz soyleyin gosterin soyleyiniz tuslayin yazin tuslayiniz tuslayarak \
            girerek yaziniz okuyun i_girin u_girin yi_girin yu_girin i_soyleyin yi_soyleyin ile_onaylayin \
            ile_dogrulayin ile_acin i_tuslayin u_tuslayin yi_tuslayin yu_tuslayin u_soyleyin numarasini_girin \
            kuryeye sürücüye kuryenize şoföre",
        hush: "paylasmayin paylasmayiniz paylasma kimseyle kimseye vermeyin paylasmayalim soylemeyin \
            soylemeyiniz vermeyiniz paylasmayin* kimse_ile gizli_tutun gizli_tutunuz",
        valid: "gecerli gecerlidir gecerlilik icinde boyunca dolacak sureyle icerisinde gecerliligi",
        second: "saniye sn saniyedir",
        minute: "dakika dk dakikadir dakikalik dakikadan",
        hour: "saat saattir",
        day: "gun gundur gunluk gune",
        other: "siparis siparisiniz hesap hesabiniz kart kartiniz kargo fatura musteri ucus rezervasyon bakiye \
            tutar takip gonderi sonu abone tesisat pnr siparis* fatura* rezervasyon* kargo* hesab* kartin* \
            sozlesme* basvuru* talep_no talebiniz* talep_numara* sikayet* dosya* makbuz* fis_no bilet* ucus* \
            vagon* koltuk* peron* kapi_no kat_no daire* oda_no plaka* sira_no sira_numara* siraniz vergi_no \
            vergi_numara* tc_kimlik_no kimlik_no kimlik_numara* tckn vkn ogrenci_no sayac* tren",
        promo: "indirim* kampanya* hediye* firsat* kupon* promosyon* cekilis* puan_kazan*",
        call: "arayin arayiniz telefon musteri_hizmetleri gonderin gonder telefonunuz telefonla arayabilir* \
            aramaniz numaradan numarasindan",
        unit: "puan numarali nolu no_lu ile_biten adet kisi tl no_lu_siparis adettir",
        ask: "asla_iste* istemez sormaz* dolandirici* sormayacak* istemeyecek* sormuyoruz",
        ..NONE
    },
    Language {
        // az
        otp: "təsdiq_kodu təsdiqləmə_kodu birdəfəlik_şifrə birdəfəlik_kod təhlükəsizlik_kodu birdefelik \
            tesdiq_kodu giriş_kodu birdəfəlik_parol qeydiyyat_kodu çatdırılma_kodu aktivasiya_kodu \
            bir_dəfəlik_kod təsdiq_nömrəsi giriş_nömrəsi alma_kodu bağlama_kodu bağlamanın_kodu şkaf_kodu \
            şkafın_kodu yuva_kodu açma_kodu qapı_kodu qapının_kodu otaq_kodu əməliyyat_kodu qaytarma_kodu",
        code: "kod kodu kodunuz kodunuzu şifrə şifrəniz parol gizli_söz bu_nömrəni bu_rəqəm* bu_ədəd* \
            aşağıdakı_nömrə* aşağıdakı_rəqəm* rəqəmli_nömrə* rəqəmli_ədəd* rəqəmləri rəqəmlərini simvolları \
            kombinasiya* açarı növbəti_rəqəm* bu_şifrə*",
        verify: "təsdiq* tesdiq* giriş* qeydiyyat* təhlükəsiz* birdəfəlik* birdefelik* ödəniş* odenis* köçürmə* \
            müvəqqəti daxil_ol* sifarişiniz_üçün sifariş_üçün bağlamanız_üçün bağlamanı_götür* \
            bağlamanızı_götür* sifarişinizi_təhvil hesabınız_üçün hesabınıza_daxil kartınız_üçün açmaq qoşul* \
            bərpa* götürmək götürmə təhvil* çatdırılma* qapını eyniləş* yoxlama* muveqqeti",
        enter: "daxil_edin istifadə_edin deyin göstərin yığın ilə_təsdiqləyin ilə_açın i_daxil_edin \
            ni_daxil_edin u_daxil_edin daxil_ediniz daxil_et daxil_edərək daxil_etməy* yığınız söyləyin söylə \
            göstər oxuyun köçürün istifadə_et istifadə_edərək təqdim_edin ni_yazın",
        hush: "paylaşmayın heç_kimə heç_kimlə verməyin hec_kime bildirməyin heç_kəsə heç_kəslə verməyin* deməyin \
            söyləməyin",
        valid: "etibarlıdır qüvvədədir ərzində keçərlidir bitəcək etibarlı keçərli qüvvədə müddəti",
        second: "saniyə saniyədir",
        minute: "dəqiqə deqiqe dəqiqədir dəqiqəlik deq",
        hour: "saat saatdır",
        other: "sifariş sifarişiniz hesab kart bağlama balans məbləğ sifariş* kartı bağlama* göndəriş* müqavilə* \
            müraciət* şikayət* ərizə* sorğu* qaimə* faktura* qəbz* çek_no reys* qatar* vaqon* yer_no oturacaq* \
            rezervasiya* polis_no şəhadətnamə* mənzil* mərtəbə* otaq_no avtomobil* nömrə_nişanı növbə* vöen \
            fin_kod fin_kodu şəxsiyyət* sənəd_no",
        promo: "endirim* kampaniya* hədiyyə* güzəşt* keşbek* uduş*",
        call: "zəng qaynar_xətt çağrı_mərkəzi müştəri_xidmət* əlaqə_nömrə* nömrəyə dəstək",
        unit: "nömrəli nomreli qəpik",
        ask: "heç_vaxt_soruş* heç_vaxt_istə*",
        ..NONE
    },
    Language {
        // kk
        otp: "растау_коды бір_реттік_құпиясөз бір_реттік_код қауіпсіздік_коды бір_реттік_пароль кіру_коды \
            алу_коды белсендіру_коды тіркелу_коды жеткізу_коды sms_код смс_код bir_rettik растау_кодыңыз \
            кіру_нөмірі растау_нөмірі операция_коды ұяшық_коды ұяшықтың_коды жәшік_коды сәлемдеме_коды \
            сәлемдеменің_коды постамат_коды беру_коды жол_жүру_коды сапар_коды отырғызу_коды",
        code: "код коды кодты кодыңыз* құпиясөз* құпия_сөз пароль кодын кодыңызды кодпен кодтың кодыңызбен код* \
            құпиясөзбен құпиясөзді құпиясөзі пароліңіз* парольді пинкод* пин_код* бұл_нөмір* осы_нөмір* \
            мына_нөмір* мына_сан* осы_сан* бұл_сан* келесі_сан* кілт",
        verify: "раста* кіру* тіркел* тіркеу бір_реттік қауіпсіз* авторизац* төлем* алу аудар* уақытша қол_қою* \
            беру_үшін жеке_басы тапсырысыңыз_үшін тапсырыс_үшін тапсырысты_алу* сәлемдемені_алу* сәлемдеме_алу* \
            сәлемдемеңізді_алу* сәлемдемеңіз_үшін тапсырысыңызды_алу* шотыңыз_үшін картаңыз_үшін ашу ашыңыз* \
            кіріңіз белсенді* қалпына* байланыстыр* қолтаңба* жеткізу* тапсыру*",
        enter: "енгізіңіз пайдаланыңыз айтыңыз көрсетіңіз енгізу енгізіп енгіз енгізіңдер теріңіз жазыңыз жазып \
            басыңыз пайдалан пайдаланып қолданыңыз атаңыз көрсет көрсетіп хабарлаңыз көшіріңіз курьерге \
            жүргізушіге оқып_беріңіз айтып_беріңіз беріңіз_курьер қойыңыз_код деп_айтыңыз деп_жазыңыз \
            деп_теріңіз ді_енгізіңіз ды_енгізіңіз ді_айтыңыз",
        hush: "ешкімге айтпаңыз бермеңіз айтпа бермеңдер көрсетпеңіз хабарламаңыз жібермеңіз",
        valid: "жарамды ішінде қолданыста мерзімі жарамдылық қолданылады аяқталады",
        second: "секунд секундта",
        minute: "минут минутта",
        hour: "сағат сағаттан",
        day: "күн күндік",
        other: "тапсырыс тапсырысыңыз шот карта сәлемдеме теңгерім сома тапсырыс* шот* карта* сәлемдеме* \
            жөнелтілім* келісімшарт* шарты өтініш* өтінім* шағым* арыз* жүкқұжат* түбіртек* чек_нөмірі билет* \
            рейс* пойыз* вагон* орын* брон* полис* анықтама* куәлік* пәтер* қабат* кабинет* көлік* \
            мемлекеттік_нөмір* кезек* талон* жсн бсн иин бин қалдық*",
        promo: "жеңілдік* акция* промокод* сыйлық* ұтыс* жарнама*",
        call: "қоңырау* хабарласыңыз телефон* нөміріне нөмірінен нөмірге жедел_желі",
        unit: "теңге нөмірлі балл",
        ask: "сұрамаймыз сұрамайды ешқашан_сұра*",
        ..NONE
    },
    Language {
        // ky
        otp: "ырастоо_коду бир_жолку_сырсөз бир_жолку_код коопсуздук_коду тастыктоо_коду ырастоо_кодуңуз кирүү_коду \
            бир_жолку_пароль алуу_коду активдештирүү_коду кирүү_номери тастыктоо_кодуңуз операция_коду ячейка_коду \
            уячанын_коду посылка_коду посылканын_коду постамат_коду берүү_коду жол_коду сапар_коду активация_коду \
            бир_жолку_пин сыр_сөзү сыр_сөзүңүз",
        code: "код коду кодуңуз* кодду сырсөз* кодун кодуңузду парол* бул_номер* бул_сан* ушул_номер* ушул_сан* \
            төмөнкү_номер* төмөнкү_сан* кийинки_сан* орундуу_сан* орундуу_номер* цифралар* цифраларды сандарды \
            белгилерди символдор* ачкыч*",
        verify: "ыраста* тастыкта* кирүү* каттал* бир_жолку коопсуз* төлөм* алуу убактылуу кирүү кол_коюу* \
            заказыңыз_үчүн заказ_үчүн буйрутмаңыз_үчүн заказды_алуу* посылканы_алуу* посылка_алуу* \
            посылкаңызды_алуу* эсебиңиз_үчүн картаңыз_үчүн ачуу ачыңыз кириңиз катто* активдеш* калыбына* \
            туташтыр* жеткирүү* тапшыруу* айдоочу* эшик* текшер* которуу* кайтаруу* ырасто*",
        enter: "киргизиңиз колдонуңуз айтыңыз көрсөтүңүз терип_коюңуз териңиз киргиз киргизүү киргизип териң \
            терип колдонуп көрсөт көрсөтүп билдириңиз көчүрүңүз айдоочуга айтып_бериңиз окуп_бериңиз \
            ди_киргизиңиз ду_киргизиңиз ни_киргизиңиз ну_киргизиңиз ти_киргизиңиз ту_киргизиңиз ны_киргизиңиз \
            ди_айтыңыз ду_айтыңыз ни_айтыңыз ну_айтыңыз санын_киргизиңиз",
        hush: "эч_кимге айтпаңыз бербеңиз көрсөтпөңүз жөнөтпөңүз билдирбеңиз бөлүшпөңүз",
        valid: "жарактуу ичинде мөөнөтү жарактуу* күчүндө бүтөт аяктайт",
        second: "секунд секундда",
        minute: "мүнөт мунот мүнөткө",
        hour: "саат сааттан",
        day: "күндүк сутка",
        other: "заказ буйрутма эсеп карта заказ* буйрутма* эсеп* эсебиңиз* посылк* жөнөтүү_номери келишим* \
            даттан* кайрыл* өтүнмө* накладной* квитанц* чек_номери поезд* орун* күбөлүк* маалымкат* батир* \
            кабат* автоунаа* унаа* мамлекеттик_номер* инн пин_номери жеке_номер* студенттик абоненттик айып* \
            протокол* трек*",
        promo: "арзандат* акция* белек* утуш* арзанда*",
        call: "чалыңыз чалуу байланышыңыз номерине номеринен номерге кайнар_линия",
        unit: "номерлүү сом упай киши",
        ask: "сурабайбыз сурабайт эч_качан_сура*",
        ..NONE
    },
    Language {
        // uz
        otp: "tasdiqlash_kodi tasdiq_kodi bir_martalik_parol bir_martalik_kod xavfsizlik_kodi тасдиқлаш_коди \
            бир_марталик_парол kirish_kodi faollashtirish_kodi olish_kodi sms_kod bir_martalik_kodingiz \
            yetkazish_kodi tasdiqlash_kodingiz тасдиқлаш_кодингиз бир_марталик_код tasdiqlash_raqami \
            kirish_raqami kirish_kaliti ro_yxatdan_o_tish_kodi yetkazib_berish_kodi olish_kodingiz \
            qabul_qilish_kodi posilka_kodi jo_natma_kodi yacheyka_kodi katak_kodi",
        code: "kod kodi kodni kodingiz parol parolingiz код коди парол raqamini raqamni kodini kodidan kodlar \
            kalit_so_z maxfiy_so_z ushbu_raqam* bu_raqam* quyidagi_raqam* shu_raqam* quyidagi_son* ushbu_son* \
            xonali_raqam* xonali_son* xonali_kod* raqamlarni belgilarni",
        verify: "tasdiq* kirish* roʻyxat* royxat* ro_yxat* bir_martalik xavfsizlik* тасдиқ* кириш* to_lov* \
            tolov* o_tkazma* vaqtinchalik bog_lash* yetkazib_ber* qabul_qil* olish_uchun olib_ketish* o_tkaz* \
            to_lash* posilkani_ol* buyurtmani_ol* buyurtmangiz_uchun buyurtma_uchun buyurtmangizni_ol* \
            posilkangiz_uchun posilkangizni_ol* hisobingiz_uchun hisobingizga_kir* kartangiz_uchun олиш_учун \
            бир_марталик imzo",
        enter: "kiriting foydalaning ayting ko_rsating kirit* kiritib kiritish* tering terib yozing yozib bosing \
            foydalanib ishlating ko'rsating korsating bildiring nusxalang kuryerga haydovchiga киритинг киритиш \
            терин теринг айтинг ёзинг босинг кўрсатинг фойдаланинг курьерга ҳайдовчига ko_rsatib xabar_qiling \
            o_qib_bering aytib_bering",
        hush: "hech_kimga bermang aytmang ҳеч_кимга hech_kimga* hech_kim_bilan begonalarga ulashmang",
        valid: "amal_qiladi yaroqli davomida muddati амал_қилади amal_qilish amal_qiladigan ичида",
        second: "soniya sekund soniyada",
        minute: "daqiqa minut дақиқа daqiqada",
        hour: "soat соат soatdan",
        day: "kunlik кун",
        other: "buyurtma hisob karta posilka balans summa buyurtma* hisob* karta* posilka* jo_natma* jo'natma* \
            shartnoma* ariza* murojaat* shikoyat* so_rov_raqam* so_rovnoma* nakladnoy* kvitansiya* chek_raqam* \
            chipta* poyezd* poezd* o_rin_raqam* joy_raqam* polis_raqam* sug_urta* guvohnoma* xonadon* kvartira* \
            qavat* davlat_raqam* navbat*",
        promo: "chegirma* aksiya* промокод sovg_a* sovga* sovrin* yutuq*",
        call: "qongiroq qo_ngiroq qo_ng_iroq* qo'ng'iroq* qongiroq* ishonch_telefon* aloqa_markazi",
        unit: "raqamli so_mlik so_m",
        ask: "so_ramaymiz so_ramaydi so'ramaymiz",
        ..NONE
    },
    Language {
        // tk
        otp: "tassyklama_kody bir_gezeklik_parol tassyklaýyş_kody tassyklaýyş_koduňyz giriş_koduňyz \
            bir_gezeklik_kod tassyklama_koduňyz hasaba_alyş_kody hasaba_durmak_kody amal_kody eltip_bermek_kody \
            eltip_beriş_kody alyş_kody gapy_kody gapynyň_kody öýjük_kody açyş_kody gaýtaryş_kody dikeldiş_kody \
            sms_paroly",
        code: "parol* açar_söz kod kody koduňyz belgisini koduňyzy kodyny koduny parolyny açarsöz* açar_sözi* \
            gizlin_söz bu_belgi* şu_belgi* bu_san* şu_san* bu_sifr* aşakdaky_belgi* aşakdaky_san* belgili_san* \
            sanly_belgi* sanlary açary",
        verify: "tassyk* giriş* hasaba_al* bir_gezeklik tölegi* ulgama girmek hasaba_dur* eltip_ber* almak_üçin \
            gol_çek* sargydyňyz_üçin sargyt_üçin sargydy_almak bukjany_almak hasabyňyza_gir* kartyňyz_üçin giriň \
            açyň işjeňleş* dikelt* birikdir* tabşyr* sürüji* gapyny barlag* howpsuzlyk* töleg* geçirim* \
            şahsyýet* wagtlaýyn",
        enter: "giriziň ulanyň ýazyň giriz girizmek girizip ýazyp ýazmak aýdyň aýdyp görkeziň görkezip basyň \
            ulanyp i_giriziň kurýere sürüjä ýygyň habar_beriň okap_beriň goýuň_kod ni_giriziň ny_giriziň \
            y_giriziň ni_aýdyň ny_aýdyň i_aýdyň y_aýdyň ni_ýazyň ny_ýazyň belgisini_giriziň belgini_giriziň \
            sanyny_giriziň",
        hush: "hiç_kime bermäň aýtmaň hiç_kim_bilen paýlaşmaň görkezmäň ibermäň başgalara",
        valid: "güýjünde dowamynda hereket_edýär möhleti güýji tamamlanýar",
        second: "sekunt",
        minute: "minut minudyň",
        hour: "sagat sagadyň",
        day: "günüň",
        other: "sargyt* sargydyňyz* hasap_belgi* hasaby hasabyňyz* kart_belgi* kartyňyz* bukja* posylka* \
            ugradyş* şertnama* arza* ýüztutma* şikaýat* haýyş* töleg_haty kwitansiýa* çek_belgi* petek* uçar* \
            otly* wagon* orun* polis_belgi* şahadatnama* öý_belgi* gat_belgi* otag* ulag_belgi* awtoulag*",
        promo: "arzanladyş* sowgat* utuş*",
        call: "jaň belgä belgisine belgisinden habarlaşyň gyzgyn_liniýa sms_iber*",
        unit: "manat teňňe belgili",
        ask: "soramaýarys soramaýar hiç_haçan_sora*",
        ..NONE
    },
    Language {
        // tt
        otp: "раслау_коды бер_тапкыр_кулланыла_торган_код бер_тапкырлык_серсүз раслау_кодыгыз керү_коды \
            бер_тапкырлы_код керү_номеры посылка_коды ячейка_коды кайтару_коды бер_тапкырлы_пароль \
            бер_тапкырлы_серсүз бер_тапкырлык_код бер_тапкырлык_пароль бер_мәртәбәлек_код бер_мәртәбәлек_пароль \
            смс_коды",
        code: "код коды кодыгыз серсүз серсүзегез* серсүзне пароле парольне бу_номер* бу_сан* шушы_номер* \
            шушы_сан* түбәндәге_номер* түбәндәге_сан* урынлы_сан* санлы_код* санлы_номер* цифраларны саннарны \
            символларны",
        verify: "расла* керү* теркәл* алу_өчен кул_кую* бер_тапкыр* заказыгыз_өчен заказ_өчен посылканы_алу* \
            посылка_алу* заказны_алу* заказыгызны_алу* посылкагызны_алу* хисабыгыз_өчен картагыз_өчен керегез \
            кереү ачу ачыгыз теркәү* активлаш* торгыз* бәйлә* тикшер* куркынычсыз* түлә* күчерү* алыгыз шофер*",
        enter: "кертегез кертү языгыз язып җыегыз җый басыгыз кулланыгыз файдаланыгыз әйтегез әйтеп күрсәтегез \
            күчерегез шоферга йөртүчегә хәбәр_итегез укып_бирегез дип_әйтегез дип_языгыз не_кертегез ны_кертегез \
            не_әйтегез ны_әйтегез не_җыегыз ны_җыегыз санын_кертегез номерын_кертегез номерын_әйтегез",
        hush: "беркемгә әйтмәгез бирмәгез күрсәтмәгез җибәрмәгез хәбәр_итмәгез бүлешмәгез",
        valid: "гамәлдә дәвамында дәвамында* эчендә вакыты_чыга",
        minute: "минут минутлык",
        hour: "сәгать",
        day: "көн көнлек",
        other: "җибәрү_номеры хисап* хисабыгыз* килешү* гариза* мөрәҗәгать* шикаять* шикаятегез* чек_номеры \
            урын_номеры урыны таныклык* фатир* кат_номеры машина_номеры автомобиль* чират* снилс документ_номеры \
            абонент_номеры счетчик* штраф* беркетмә* трек_номер* соңгы_сан* соңгы_цифра*",
        promo: "ташлама* бүләк*",
        call: "шалтырат* номерына номерыннан номерга элемтә* смс_җибәр*",
        unit: "сум номерлы кеше данә",
        ask: "сорамыйбыз сорамый беркайчан_сора*",
        ..NONE
    },
];
