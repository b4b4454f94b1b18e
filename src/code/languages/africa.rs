//! Languages of Africa that have no other place here.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // sw
        otp: "nambari_ya_uthibitisho nambari_ya_uthibitishaji msimbo_wa_uthibitishaji msimbo_wa_uthibitisho \
            nywila_ya_mara_moja namba_ya_uthibitisho kodi_ya_uthibitisho msimbo_wa_usalama nambari_ya_kuingia \
            nambari_ya_uhakiki msimbo_wako namba_ya_kuthibitisha msimbo_wa_kuthibitisha nambari_ya_kuthibitisha \
            msimbo_wa_muda nambari_ya_mara_moja msimbo_wa_kuingia pin_ya_muda nambari_ya_siri_ya_mara_moja \
            namba_yako_ya_siri ya_mara_moja namba_ya_siri_ya_mara namba_yako_ya_uthibitisho \
            nambari_yako_ya_uthibitisho",
        code: "nambari_yako msimbo nywila nenosiri neno_la_siri nambari_ya_siri namba_ya_siri",
        verify: "uthibitish* thibitisha kuthibitisha kuingia ingia kujisajili usajili usalama kuhakiki uhakiki \
            malipo",
        enter: "tumia weka ingiza mwambie mpe onyesha",
        hush: "usishiriki usimpe usimwambie mtu_yeyote yeyote usitoe usishirikishe",
        valid: "halali itaisha muda utaisha inaisha unaisha",
        second: "sekunde",
        minute: "dakika",
        hour: "saa masaa",
        day: "siku",
        other: "agizo oda akaunti kadi kifurushi salio kiasi tiketi kumbukumbu",
        promo: "punguzo ofa zawadi shinda",
        call: "piga simu",
        unit: "pointi",
        ask: "hatutakuomba kamwe",
        ..NONE
    },
    Language {
        // so
        otp: "koodhka_xaqiijinta koodhka_hubinta lambarka_xaqiijinta koodhka_xaqiijinta_ah lambarka_gelitaanka \
            koodka_xaqiijinta koodhka_gelitaanka lambarkaaga_sirta lambarka_sirta_ah lambarkaaga_sirta_ah",
        code: "koodhka koodh koodhkaaga furaha_sirta lambarka_sirta koodka koodhkaagu",
        verify: "xaqiij* hubin* gasho diiwaan*",
        enter: "isticmaal geli",
        hush: "ha_la_wadaagin qofna cidna ha_siin",
        valid: "dhacayaa ansax* shaqeynayaa gudahood",
        minute: "daqiiqo daqiiqadood daqiiqado",
        hour: "saacadood saac",
        ..NONE
    },
    Language {
        // om
        otp: "koodii_mirkaneessaa koodii_mirkaneeffannaa lakkoofsa_mirkaneessaa koodii_seensaa koodii_yeroo_tokkoo",
        code: "koodii koodiin jecha_iccitii lakkoofsa_iccitii",
        verify: "mirkanee* seenuu galmee*",
        enter: "fayyadamaa galchaa",
        hush: "hin_qoodinaa nama_kamiyyuu hin_kenninaa",
        valid: "hojjeta hojjata",
        minute: "daqiiqaa daqiiqaaf",
        ..NONE
    },
    Language {
        // ha
        otp: "lambar_tabbatarwa lambar_tantancewa lambar_tabbatar kodin_tabbatarwa lambar_shiga kodin_shiga \
            lambar_sirri_ta kodin_sirri kodin_tantancewa",
        code: "lambar_sirri* kalmar_sirri* kodi kodin lambarka lambar_ka lambarki kodinka",
        verify: "tabbat* tantance* shiga rajista bude",
        enter: "yi_amfani shigar shigar_da",
        hush: "kada_ka kar_ka kowa",
        valid: "aiki kare cikin",
        minute: "minti mintuna",
        hour: "awa sa_o_i awanni",
        ..NONE
    },
    Language {
        // yo
        otp: "koodu_ijerisi kóòdù_ìjẹ́rìí koodu_ifidaniloju nomba_ijerisi koodu_idaniloju koodu_iwole koodu_asiri",
        code: "koodu kóòdù oro_asina ọ̀rọ̀_aṣínà",
        verify: "ijerisi ijẹrisi ifidaniloju wole idaniloju wọlé",
        enter: "lo_koodu te_koodu tẹ_koodu",
        hush: "ma_se_pin enikeni ẹnikẹ́ni pin_pelu",
        valid: "pari wulo",
        minute: "iseju isẹju iṣẹju",
        hour: "wakati",
        ..NONE
    },
    Language {
        // ig
        otp: "koodu_nkwenye nọmba_nkwenye koodu_nyocha koodu_mbanye koodu_nzuzo koodu_nnwale nomba_a",
        code: "koodu okwuntughe okwu_nzuzo",
        verify: "nkwenye nyocha banye ịbanye",
        enter: "jiri tinye nye_onye",
        hush: "ekekorita ekekọrịta onye_obula onye_ọ_bụla kekọrịta",
        valid: "ga_agwu agwu dị_irè",
        minute: "nkeji",
        hour: "awa",
        ..NONE
    },
    Language {
        // zu
        otp: "ikhodi_yokuqinisekisa ikhodi_yokuqinisekiswa inombolo_yokuqinisekisa ikhodi_yokungena \
            ikhodi_yesikhashana i_otp_yakho iphinikhodi_yesikhashana inombolo_yakho_yesikhashana \
            inombolo_yesikhashana inombolo_yakho_yesikhathi inombolo_yesikhathi_esisodwa",
        code: "ikhodi iphasiwedi ikhodi_yakho iphinikhodi",
        verify: "qinisekis* ukungena yokuqinisekis* ukuqinisekis* uqinisekise ukuqinisekisa",
        enter: "sebenzisa faka tshela",
        hush: "ungabelani unganiki muntu namuntu ungayinikezi ungawuniki ungayitsheli",
        valid: "isebenza iphelelwa izophelelwa",
        minute: "amaminithi imizuzu emizuzwini emizuzwini_emi",
        hour: "amahora",
        ..NONE
    },
    Language {
        // xh
        otp: "ikhowudi_yokuqinisekisa inombolo_yokuqinisekisa ikhowudi_yokungena ikhowudi_yakho_yokuqinisekisa \
            i_otp_yakho inombolo_yakho_yexeshana",
        code: "ikhowudi iphaswedi ipaswedi",
        verify: "qinisekis* yokuqinisekis* ukungena ungene",
        enter: "sebenzisa faka ngenisa",
        hush: "ungabelani mntu namntu",
        valid: "isebenza iphelelwa",
        minute: "imizuzu",
        ..NONE
    },
    Language {
        // st
        otp: "khoutu_ya_netefatso khoutu_ya_tiisetso khoutu_ya_netefaletso",
        code: "khoutu phasewete phasewachi",
        verify: "netefats* netefalets* tiisets* ho_kena go_tsena",
        enter: "sebedisa dirisa kenya",
        hush: "se_arolelane mang_kapa_mang se_abelane ope o_se_abelane",
        valid: "sebetsa felelwa dira",
        minute: "metsotso",
        ..NONE
    },
    Language {
        // sn
        otp: "kodhi_yekusimbisa nhamba_yekusimbisa kodhi_yekupinda kodhi_yako",
        code: "kodhi pasiwedhi",
        verify: "kusimbisa simbisa kupinda",
        enter: "shandisa isa",
        hush: "usagovane usape munhu",
        valid: "inoshanda inopera",
        minute: "maminitsi",
        ..NONE
    },
    Language {
        // ny
        otp: "khodi_yotsimikizira nambala_yotsimikizira khodi_yolowera khodi_yanu",
        code: "khodi chinsinsi",
        verify: "kutsimikizira yotsimikizira kulowa",
        enter: "gwiritsani lowetsani",
        hush: "musagawane musapatse wina",
        valid: "itha imagwira",
        minute: "mphindi",
        ..NONE
    },
    Language {
        // rw
        otp: "kode_yo_kwemeza umubare_wo_kwemeza kode_y_igenzura kode_yo_kugenzura kode_yo_kwinjira \
            kode_yawe_yo_kwemeza umubare_wawe_wo_kwemeza",
        code: "kode ijambobanga ijambo_ry_ibanga umubare_w_ibanga umubare",
        verify: "kwemeza kwinjira kugenzura igenzura",
        enter: "koresha andika",
        hush: "ntugasangize ntuyisangize undi umuntu ntukagire ntuwuhe ntuyihe",
        valid: "irangira imara igomba irarangira",
        minute: "iminota minota",
        hour: "amasaha",
        ..NONE
    },
    Language {
        // mg
        otp: "kaody_fanamarinana kaody_fanamafisana kaody_fidirana",
        code: "kaody kaodi* teny_miafina tenimiafina",
        verify: "fanamarinana hidirana fanamafisana",
        enter: "ampiasao ampidiro",
        hush: "aza_zaraina olona",
        valid: "manankery lany manan_kery",
        minute: "minitra",
        ..NONE
    },
    Language {
        // wo
        otp: "kodu_firndeel kod_dëggal",
        code: "kodu kod",
        verify: "dëggal firndeel dugg",
        hush: "bul_ko_jox kenn",
        minute: "simili",
        ..NONE
    },
];
