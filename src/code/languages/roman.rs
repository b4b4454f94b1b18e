//! Languages of other scripts as people key them in on Latin keyboards.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // ru-Latn
        otp: "kod_podtverzhdeniya kod_podtverzhdenija kod_podtverjdeniya kod_dlya_vhoda kod_dlja_vhoda kod_dostupa \
            kod_avtorizacii kod_avtorizatsii kod_aktivacii parol_dlya_podtverzhdeniya parol_dlya_vhoda \
            odnorazovyj_parol odnorazovyi_parol odnoraz_parol odnorazovy_parol odnorazovyj_kod odnorazovyi_kod \
            proverochnyj_kod proverochnyi_kod kod_proverki sms_parol sms_kod kod_polucheniya kod_dlya_polucheniya",
        code: "kod kodu parol parolya",
        verify: "podtverzhd* podtverjd* vhod* registrac* avtoriz* aktivac* odnorazov* polucheni* oplat*",
        enter: "vvedite ispolzuyte ukazhite nazovite skazhite",
        hush: "nikomu ne_soobshchayte ne_soobschayte ne_soobshayte ne_govorite ne_peredavayte",
        valid: "deystv* dejstv* istek* srok_deystviya",
        second: "sekund",
        minute: "minut minuty",
        hour: "chasa chasov",
        other: "zakaz zakaza schet karta karty kartu posylka posylki reys rejs balans ostatok summa zayavka",
        promo: "skidk* promokod* akciy* akci* rasprodazh*",
        ..NONE
    },
    Language {
        // uk-Latn
        otp: "kod_pidtverdzhennya kod_pidtverdzhennia kod_dlya_vhodu kod_dlia_vkhodu odnorazovyi_kod odnorazovyy_parol \
            odnorazovyi_parol kod_dostupu kod_perevirky",
        code: "kod kodu parol",
        verify: "pidtverd* vhodu vkhodu reyestrac* reiestrats* perevirk* otrymann*",
        enter: "vvedit vykorystovuyte",
        hush: "nikomu_ne ne_povidomlyayte ne_kazhit",
        valid: "diysnyi diye diie",
        second: "sekund",
        minute: "hvylyn khvylyn hv",
        hour: "godyn hodyn",
        ..NONE
    },
    Language {
        // bg-Latn, mk-Latn
        otp: "kod_za_potvarzhdenie kod_za_potvarjdenie kod_za_potvyrzhdenie kod_za_potvurzhdenie kod_za_vhod \
            kod_za_dostap kod_za_sigurnost ednokratna_parola ednokraten_kod kod_za_verifikatsia kod_za_verifikacia \
            kod_za_potvrda kod_za_verifikacija ednokratna_lozinka kod_za_najava",
        code: "kod koda kodat parola parolata lozinka",
        verify: "potvarzhd* potvarjd* potvyrzhd* potvurzhd* potvard* vhod verifik* registrac* sigurnost ednokrat* plashtan*",
        enter: "vavedete vuvedete vyvedete izpolzvayte izpolzvaite vnesete vuvedi vavedi kazhete",
        hush: "ne_go_predostavyaite ne_spodelyayte ne_spodelyaite ne_go_spodelyayte nikogo ne_spodeluvajte",
        valid: "validen validna valjan vazhi vazi iztich* istekuva",
        second: "sekundi",
        minute: "minuti",
        hour: "chasa casa",
        ..NONE
    },
    Language {
        // ar-Latn
        otp: "code_el_taf3eel code_eltaf3eel code_el_tafeel kod_el_taf3eel code_el_ta2keed code_el_taakeed \
            ramz_el_tahaqoq ramz_al_tahaqoq ramz_eltahaqoq kod_el_ta2keed code_el_dokhool kod_el_dokhool \
            code_el_te2keed code_el_tas2eel el_code_beta3ak code_bta3ak code_beta3ak kod_bta3ak code_el_taslim \
            code_el_estelam rakam_el_serry el_ramz_el_serry code_mta3ek lcode_dyalek code_dyalek code_dyal \
            el_code_mta3ek",
        code: "code kod ramz el_code elcode el_kod el_password",
        verify: "taf3eel eltaf3eel tafeel ta2keed taakeed dokhool tasgeel tasjeel tefta7 te3mel_login da5ool t2akked \
            takked",
        enter: "hot ektb ekteb da5al da5el e3ml edkhol esta5dem a3tih mdd",
        hush: "matedihosh matidihosh mat2olosh mat2oloosh matesharkosh matsharekhosh ma_t3tih ma_ta3ti le_7ad la_7ad \
            li_7ad l7ad ma_ta3tih ta3tih",
        valid: "sale7 saleh sal7 bytlghy hay5las salha ynthy yentehy",
        second: "sania sawani",
        minute: "da2aye2 de2aye2 d2aye2 da2i2a dakika dqiqa",
        hour: "sa3at sa3a",
        other: "lcommande commande talab talabak otlob",
        call: "etesel kallem",
        ..NONE
    },
    Language {
        // hi-Latn, ur-Latn, pa-Latn
        otp: "aapka_otp aapka_code aapka_pin satyapan_code satyapan_kod verification_code_hai pushti_code \
            tasdeeqi_code tasdiqi_code tasdeeq_code ap_ka_code aap_ka_code aapki_otp tuhada_otp",
        code: "code kod paasword otp_hai",
        verify: "satyapan pushti login panjikaran tasdeeq tasdiq jodne verify",
        enter: "darj_karein darj_karen darj_kare dalein daalein istemal istemaal upyog bataen bataein dein batao \
            bataiye batayein batana bolein dikhayein",
        hush: "kisi_ko_na kisi_se_share kisi_ke_saath kisi_ke_sath kisi_ko_mat na_batayein na_bataye mat_batayen \
            mat_bataye mat_batana share_na_karein share_na_karen share_mat",
        valid: "tak_valid tak_maanya maanya ke_liye_valid ke_andar mudat",
        minute: "minat minto",
        hour: "ghante ghanta",
        ..NONE
    },
    Language {
        // bn-Latn, as-Latn
        otp: "apnar_otp apnar_code apnar_pin jachai_code verification_code_holo apnar_verification",
        code: "code kod gopon_number",
        verify: "jachai nischit login nibondhon",
        enter: "byabohar_korun likhun bolun janan dekhan",
        hush: "kauke_bolben kauke_deben karo_sathe share_korben bolben_na deben_na kaukei",
        valid: "moddhe porjonto meyad",
        minute: "minute_er",
        hour: "ghonta",
        ..NONE
    },
    Language {
        // fa-Latn
        otp: "kode_taeed kode_tayid code_taeed code_tayid ramze_yekbar_masraf ramz_yekbar_masraf ramze_poya ramz_pouya \
            kode_faalsazi kode_vorood code_vorood kode_vorud",
        code: "kode_shoma code_shoma ramz ramze ramze_shoma",
        verify: "taeed tayid vorood vorud faalsazi sabtenam",
        enter: "vared_konid estefade",
        hush: "be_kasi dar_ekhtiar eshterak nadahid",
        valid: "motabar etebar monghazi",
        second: "saniye",
        minute: "daghighe daqiqe",
        hour: "saat",
        ..NONE
    },
    Language {
        // ta-Latn, te-Latn, ml-Latn, kn-Latn
        otp: "ungal_otp ungalin_otp unga_otp mee_otp ningalude_otp nimma_otp",
        code: "kuriyeedu kadavuchol",
        verify: "sariparpu dhruvikarana nirdharana sthireekarana",
        hush: "yaridamum yarudanum pagira evaritonu evarikee aarkum aarumayum yarigu_helabedi",
        valid: "varai varaikum lopala",
        minute: "nimidam nimidangal nimishalu nimishangal nimisha",
        enter: "sollunga sollavum cheppandi parayuka heli nu_sollunga",
        ..NONE
    },
    Language {
        // ka-Latn, hy-Latn
        otp: "ertjeradi_kodi ertjeradi_paroli dadasturebis_kodi damadasturebeli_kodi hastatman_kod hastatman_kody \
            mekangamya_kod mekangamya_gaghtnabar",
        code: "kodi paroli kody gaghtnabar",
        verify: "dadastureb* shesvl* avtorizaci* hastat* mutq* mtnelu",
        hush: "aravis ar_gauziarot voch_voqi vochvoqi mi_asa",
        valid: "moqmedebs dzalashia vaver",
        minute: "cuti tsuti rope",
        enter: "mutqagreq",
        ..NONE
    },
    Language {
        // mn-Latn
        otp: "neg_udaagiin_nuuts_ug neg_udaagiin_kod batalgaajuulah_kod batalgaajuulakh_kod nevtreh_kod",
        code: "nuuts_ug kod",
        verify: "batalgaajuul* nevtr* burtg* udaagiin",
        hush: "busdad_buu hend_ch buu_damjuul*",
        valid: "huchintei hugatsaa",
        minute: "minutiin",
        ..NONE
    },
    Language {
        // am-Latn, ti-Latn
        otp: "yemaregagecha_kod yemirmera_kod yemaregageca_kutir yemisitir_kutir",
        code: "kod kodu mister",
        verify: "maregagecha lemegbat lemaregaget",
        hush: "leman_m lemanim ayagaru aysetu",
        valid: "yageleglal",
        minute: "dekika dekikawoch",
        ..NONE
    },
    Language {
        // dv
        otp: "އޯޓީޕީ ވެރިފިކޭޝަން_ކޯޑު ކޯޑަކީ",
        code: "ކޯޑު ކޯޑް ޕާސްވޯޑު ޕިން",
        verify: "ވެރިފައި ލޮގިން ކަށަވަރު",
        hush: "އެހެން_މީހަކަށް ނުދައްކާ ޝެއަރ ހިއްސާ",
        valid: "މިނެޓް ތެރޭގައި",
        minute: "މިނިޓު މިނެޓު މިނެޓް",
        ..NONE
    },
];
