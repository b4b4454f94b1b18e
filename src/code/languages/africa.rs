//! Languages of Africa that have no other place here.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // sw
        otp: "nambari_ya_uthibitisho nambari_ya_uthibitishaji msimbo_wa_uthibitishaji msimbo_wa_uthibitisho \
            nywila_ya_mara_moja namba_ya_uthibitisho kodi_ya_uthibitisho msimbo_wa_usalama",
        code: "nambari_yako msimbo nywila nenosiri neno_la_siri nambari_ya_siri namba_ya_siri",
        verify: "uthibitish* thibitisha kuthibitisha kuingia ingia kujisajili usajili usalama",
        enter: "tumia weka ingiza",
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
        otp: "koodhka_xaqiijinta koodhka_hubinta lambarka_xaqiijinta",
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
        otp: "koodii_mirkaneessaa koodii_mirkaneeffannaa lakkoofsa_mirkaneessaa",
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
        otp: "lambar_tabbatarwa lambar_tantancewa lambar_tabbatar kodin_tabbatarwa",
        code: "lambar_sirri* kalmar_sirri* kodi kodin lambarka lambar_ka lambarki kodinka",
        verify: "tabbat* tantance* shiga rajista",
        enter: "yi_amfani shigar",
        hush: "kada_ka kar_ka kowa",
        valid: "aiki kare cikin",
        minute: "minti mintuna",
        hour: "awa sa_o_i awanni",
        ..NONE
    },
    Language {
        // yo
        otp: "koodu_ijerisi kóòdù_ìjẹ́rìí koodu_ifidaniloju nomba_ijerisi",
        code: "koodu kóòdù oro_asina ọ̀rọ̀_aṣínà",
        verify: "ijerisi ijẹrisi ifidaniloju wole",
        enter: "lo_koodu te_koodu",
        hush: "ma_se_pin enikeni ẹnikẹ́ni pin_pelu",
        valid: "pari wulo",
        minute: "iseju isẹju iṣẹju",
        hour: "wakati",
        ..NONE
    },
    Language {
        // ig
        otp: "koodu_nkwenye nọmba_nkwenye koodu_nyocha",
        code: "koodu okwuntughe okwu_nzuzo",
        verify: "nkwenye nyocha banye ịbanye",
        enter: "jiri tinye",
        hush: "ekekorita ekekọrịta onye_obula onye_ọ_bụla kekọrịta",
        valid: "ga_agwu agwu dị_irè",
        minute: "nkeji",
        hour: "awa",
        ..NONE
    },
    Language {
        // zu
        otp: "ikhodi_yokuqinisekisa ikhodi_yokuqinisekiswa inombolo_yokuqinisekisa",
        code: "ikhodi iphasiwedi ikhodi_yakho iphinikhodi",
        verify: "qinisekis* ukungena yokuqinisekis* ukuqinisekis*",
        enter: "sebenzisa faka",
        hush: "ungabelani unganiki muntu namuntu",
        valid: "isebenza iphelelwa izophelelwa",
        minute: "amaminithi imizuzu emizuzwini",
        hour: "amahora",
        ..NONE
    },
    Language {
        // xh
        otp: "ikhowudi_yokuqinisekisa inombolo_yokuqinisekisa",
        code: "ikhowudi iphaswedi ipaswedi",
        verify: "qinisekis* yokuqinisekis* ukungena",
        enter: "sebenzisa faka",
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
        otp: "kodhi_yekusimbisa nhamba_yekusimbisa",
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
        otp: "khodi_yotsimikizira nambala_yotsimikizira",
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
        otp: "kode_yo_kwemeza umubare_wo_kwemeza kode_y_igenzura kode_yo_kugenzura",
        code: "kode ijambobanga ijambo_ry_ibanga umubare_w_ibanga",
        verify: "kwemeza kwinjira kugenzura igenzura",
        enter: "koresha andika",
        hush: "ntugasangize ntuyisangize undi umuntu ntukagire",
        valid: "irangira imara igomba",
        minute: "iminota",
        hour: "amasaha",
        ..NONE
    },
    Language {
        // mg
        otp: "kaody_fanamarinana kaody_fanamafisana",
        code: "kaody kaodi* teny_miafina tenimiafina",
        verify: "fanamarinana hidirana fanamafisana",
        enter: "ampiasao ampidiro",
        hush: "aza_zaraina olona",
        valid: "manankery lany",
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
