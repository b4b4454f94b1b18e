//! More languages of Africa.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // ee
        otp: "kpeɖodzi_xexlẽdzesi kpeɖodzi_kɔd kpeɖodzi_code xexlẽdzesi_ɣaɣla kpeɖodzinya",
        code: "nya_ɣaɣla ɣaɣlanya xexlẽdzesi_sia kɔd_sia",
        verify: "kpeɖodzi kpeɖodziname",
        enter: "zã_xexlẽdzesi zã_kɔd ŋlɔ_xexlẽdzesi ŋlɔ_kɔd",
        hush: "ame_aɖeke na_ame_aɖeke",
        minute: "aɖabaƒoƒo",
        hour: "gaƒoƒo",
        ..NONE
    },
    Language {
        // ak, tw
        otp: "kokoam_nɔma code_a_wode_bɛ nɔma_a_wode_bɛ wo_otp adansedie_code adansedie_nɔma",
        code: "ahintasɛm nɔma_yi code_yi wo_code_no",
        verify: "si_so_dua de_hyɛn_mu adansedie",
        enter: "fa_code_yi fa_nɔma_yi hyɛ_code kyerɛw_code kyerɛw_nɔma ka_code_yi",
        hush: "obiara mfa_nkyerɛ nka_nkyerɛ mfa_mma nka_nkyerɛ_obi",
        minute: "simma",
        hour: "dɔnhwerew nnɔnhwerew",
        other: "akontabuo akawnt_nɔma",
        ..NONE
    },
    Language {
        // ln
        otp: "code_ya_kondimisa kode_ya_kondimisa nimero_ya_kondimisa code_ya_kokota kode_ya_kokota \
            nimero_ya_kokota code_ya_mbala_moko mot_de_passe_ya_mbala_moko kode_ya_libateli code_ya_libateli \
            code_ya_kondima",
        code: "nimero_ya_sekele nimero_ya_kobombama nimero_oyo code_oyo kode_oyo liloba_ya_kobombama \
            code_na_yo kode_na_yo mot_de_passe_na_yo",
        verify: "kondimisa kokota_na kokomisa_nkombo libateli",
        enter: "kotisa_code kotisa_kode kotisa_nimero koma_code koma_nimero salela_code salela_kode \
            salela_nimero pesa_chauffeur yebisa_chauffeur lakisa_code",
        hush: "kopesa_moto_te kopesa_yango_te moto_mosusu_te kolobela_moto moto_moko_te kabola_yango_te \
            kokabola_te kopesa_moto",
        valid: "ekosuka_na ekosala_na ekosila_na",
        minute: "miniti baminiti",
        hour: "bangonga ngonga",
        day: "mikolo",
        other: "komande nimero_ya_komande",
        call: "benga_na benga_nimero",
        ..NONE
    },
    Language {
        // lg
        otp: "koodi_y_okukakasa koodi_ey_okukakasa koodi_ekakasa namba_ekakasa ennamba_ekakasa \
            koodi_y_okuyingira koodi_ey_okuyingira koodi_ey_omulundi_gumu namba_y_okukakasa \
            ennamba_y_okukakasa",
        code: "koodi ennamba_y_ekyama ennamba_ey_ekyama namba_ey_ekyama ekigambo_eky_ekyama \
            ekigambo_ky_okuyingira ennamba_eno namba_eno koodi_yo",
        verify: "okukakasa kakasa okuyingira okwewandiisa",
        enter: "kozesa_koodi kozesa_namba kozesa_ennamba yingiza yingizaamu teekamu ssaamu wandiika_koodi \
            buulira_omuvuzi buulira_ddereeva",
        hush: "togabana togigabana togiwa_muntu towa_muntu tobuulira_muntu muntu_yenna omuntu_yenna \
            muntu_mulala",
        valid: "eggwaako egenda_kuggwaako ekola_okumala ejja_kuggwaako",
        minute: "eddakiika ddakiika",
        hour: "essaawa ssaawa",
        other: "akawunti",
        call: "kubira kuba_essimu kuba_ku",
        ..NONE
    },
    Language {
        // rn
        otp: "inomero_yo_kwemeza kode_yo_kwemeza kode_y_umutekano kode_yo_kwinjira inomero_yo_kwinjira \
            ijambo_ry_akabanga_ry_igihe",
        code: "ijambo_ry_akabanga ijambo_kabanga inomero_y_ibanga iyi_nomero iyi_kode kode_yawe \
            inomero_y_akabanga",
        verify: "kwemeza kwinjira umutekano",
        enter: "koresha shiramwo injiza_kode andika_kode bwira_umushoferi",
        hush: "ntuyisangire ntuyihe ntihagire uwundi_muntu ntuyibwire ntuyimenyeshe",
        valid: "irangira izorangira izomara",
        minute: "iminota umunota",
        hour: "amasaha isaha",
        ..NONE
    },
    Language {
        // bm
        otp: "sɛgɛsɛgɛli_kode kode_sɛgɛsɛgɛli sɛgɛsɛgɛli_nimɔrɔ donni_kode gundo_kode",
        code: "gundo_daɲɛ gundo_nimɔrɔ nin_nimɔrɔ nin_kode i_ka_kode aw_ka_kode",
        verify: "sɛgɛsɛgɛli",
        enter: "sɛbɛn_kode kode_sɛbɛn kode_in_sɛbɛn baara_kɛ_ni_kode",
        hush: "kana_a_di_mɔgɔ kana_di_mɔgɔ mɔgɔ_si_ma mɔgɔ_wɛrɛ_ma mɔgɔ_si",
        minute: "miniti",
        ..NONE
    },
    Language {
        // ff
        otp: "kode_teeŋtingol kode_teeŋtinirɗo kode_goongɗingol limre_teeŋtingol kod_teeŋtingol kode_naatgol \
            kode_seŋagol",
        code: "finnde_maa kode_maa finnde_suuɗiinde kode_suuɗiiɗo",
        verify: "teeŋtin* goongɗin* seŋagol",
        enter: "naatnu_kode huutoro_kode winndu_kode naatnu_limre huutoro_limre",
        hush: "hay_gooto hoto_hollu hoto_rokku hoto_yeewtu hoto_haalan",
        minute: "hojom hojomaaji",
        hour: "waktuuji",
        ..NONE
    },
    Language {
        // wo
        otp: "kodu_dëggal kodu_dëggël kod_bi_ngay_dugg code_bi_ngay_dugg kod_bu_dëggal kodu_duggu \
            code_bu_dëggal",
        code: "baatu_jàll nimero_bii kod_bii code_bii",
        verify: "dëggal firndeel bindu",
        enter: "bindal_kod bindal_code dugalal_kod dugalal_code jëfandikool_kod jëfandikul_code wax_chauffeur",
        hush: "bul_ko_wax bul_ko_séddo bul_ko_won bu_ko_wax bul_ko_jox kenn",
        valid: "dafay_jeex dina_jeex",
        minute: "simili",
        hour: "waxtu",
        ..NONE
    },
    Language {
        // ts
        otp: "khodi_yo_tiyisisa khodi_yo_tiyisekisa nomboro_yo_tiyisisa khodi_ya_ku_tiyisisa \
            khodi_ya_wena_yo_tiyisisa khodi_yo_nghena nomboro_yo_nghena phasiwedi_ya_nkarhi \
            phinikhodi_ya_nkarhi khodi_ya_nkarhi",
        code: "khodi_ya_wena khodi_leyi phasiwedi nomboro_leyi nomboro_ya_xihundla rito_ra_xihundla \
            pini_ya_wena",
        verify: "tiyisis* ku_nghena",
        enter: "tirhisa nghenisa_khodi nghenisa_nomboro tsala_khodi byela_muchayeri",
        hush: "u_nga_avelani u_nga_nyiki u_nga_byeli munhu_un_wana na_munhu",
        valid: "yi_ta_hela yi_hela_nkarhi yi_tirha",
        minute: "timinete",
        hour: "tiawara",
        other: "akhawunti nomboro_ya_oda",
        call: "fonela foyinela",
        ..NONE
    },
    Language {
        // ve
        otp: "khoudu_ya_u_khwaṱhisedza nomboro_ya_u_khwaṱhisedza khoudu_ya_u_dzhena khoudu_ya_tsireledzo \
            phasiwede_ya_tshifhinga khoudu_ya_tshifhinga",
        code: "khoudu phasiwede nomboro_iyi nomboro_ya_tshiphiri",
        verify: "khwaṱhisedz* u_dzhena",
        enter: "shumisani shumisa_khoudu dzhenisani dzhenisa_khoudu dzhenisa_nomboro ṅwalani_khoudu \
            vhudzani_mureili",
        hush: "ni_songo muthu_muṅwe ni_songo_fha ni_songo_kovhela",
        valid: "i_ḓo_fhela i_fhela_nga",
        minute: "mithethe minetse",
        other: "akhaunthu",
        call: "founela",
        ..NONE
    },
    Language {
        // nso
        otp: "nomoro_ya_netefatšo nomoro_ya_tiišetšo khoutu_ya_go_tsena khoutu_ya_nakwana phasewete_ya_nakwana \
            khoutu_ya_go_netefatša nomoro_ya_go_netefatša pin_ya_nakwana khoutu_ya_tšhireletšo",
        code: "lentšuphetišo lentšu_la_sephiri nomoro_ya_sephiri nomoro_ye khoutu_ya_gago",
        verify: "netefats* tiišets* tšhireletšo go_tsena",
        enter: "šomiša tsenya_khoutu tsenya_nomoro botša_mootledi ngwala_khoutu",
        hush: "o_se_ke_wa_abelana motho_yo_mongwe o_se_botše o_se_fe motho_ofe_goba",
        valid: "e_tla_fela e_šoma_lebaka",
        minute: "metsotso",
        hour: "diiri",
        other: "akhaonto nomoro_ya_otara",
        call: "letšetša",
        ..NONE
    },
    Language {
        // ss, nr
        otp: "ikhodi_yekucinisekisa inombolo_yekucinisekisa ikhodi_yekungena inombolo_yekungena \
            iphasiwedi_yesikhashana ikhodi_yesikhashana inomboro_yokuqinisekisa inomboro_yesikhatjhana \
            ikhodi_yesikhatjhana iphasiwedi_yesikhatjhana",
        code: "ligama_lemfihlo inombolo_lemfihlo inombolo_yemfihlo lenombolo inomboro_le inomboro_yefihlo \
            ikhodi_yakho",
        verify: "cinisekis* kucinisekisa yekucinisekis* kungena_ku qinisekis*",
        enter: "sebentisa faka_lenombolo tjela_umshayeli tjela_umtjhayeli bhala_ikhodi",
        hush: "ungayiniketi ungatjeli ungabelani nome_ngubani nanyana_ngubani umuntfu",
        valid: "iyaphelelwa itawuphelelwa isebenta",
        minute: "emaminithi emizuzu imizuzu",
        hour: "ema_awa",
        other: "i_akhawunti",
        ..NONE
    },
    Language {
        // bem
        otp: "kodi_ya_kushininkisha nambala_ya_kushininkisha kodi_ya_kusuminisha nambala_ya_kusuminisha \
            kodi_ya_kwingilila",
        code: "nambala_ya_nkama ishiwi_lya_nkama iyi_nambala kodi_yenu kodi_yobe iyi_kodi",
        verify: "kushininkish* shininkish* kusuminisha",
        enter: "bomfyeni bomfya_kodi bomfya_iyi ingisheni lembeni_kodi lembeni_iyi ebeni_umwensho",
        hush: "mwipela mwiipeela mwieba_umuntu mwilaeba umuntu_nangu_umo",
        valid: "ikapwa ikabomba",
        minute: "amaminiti amamineti",
        ..NONE
    },
    Language {
        // luo
        otp: "namba_mar_donjo kod_mar_donjo namba_mopondo_mar kod_mar_siro",
        code: "namba_mopondo kod_mari",
        verify: "mar_donjo",
        enter: "ket_kod ket_namba ndik_kod ndik_namba ti_gi_kod ti_gi_namba",
        hush: "kik_imi_ng_ato kik_inyis_ng_ato kik_imi_ng_at ng_ato_ang_ata",
        minute: "dakika",
        ..NONE
    },
];
