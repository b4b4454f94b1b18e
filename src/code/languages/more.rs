//! More languages of Europe: the smaller ones.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // nn
        otp: "mellombels_kode mellombels_passord stadfestingsnummer eingongs_kode eingongspin \
            påloggingskoden_din",
        code: "desse_sifra desse_tala dette_talet følgjande_tal følgjande_siffer nummeret_nedanfor",
        verify: "stadfest* tryggleik* eingong* mellombels* utlevering* godkjenn*",
        enter: "oppgje nytt_koden nytt_denne_koden sei_til_sjåføren sei_koden syn_fram syn_koden skriv_inn",
        hush: "ikkje_del ikkje_gje ikkje_sei ikkje_syn fortel_ingen del_ikkje gje_ikkje sei_ikkje",
        ask: "spør_aldri",
        valid: "gjeld_i gjeld_til går_ut_om",
        hour: "timar",
        day: "dagar",
        other: "tingingsnummer tinginga",
        promo: "tilbod",
        ..NONE
    },
    Language {
        // fo
        otp: "váttanarkod* váttanarnummar góðkenningarkod* innritanarkod* eingangskod* eingangsloyniorð \
            eingangsloyniorðið trygdarkod* atgongukod* heintikod* avhendingarkod* virkjanarkod* fyribilskod* \
            fyribils_loyniorð",
        code: "koda kodan loyniorð loyniorðið hetta_talið hesi_tølini",
        verify: "váttan* váttið góðkenn* innrit* rita_inn trygd* eingangs_koda",
        enter: "skriva_koduna skriva_inn brúka_koduna nýt_koduna nýtið_koduna slá_koduna sig_bilføraranum \
            sig_sendilin",
        hush: "ongum lat_ongan ikki_deila deil_ikki ikki_geva",
        valid: "galdandi rennur_út gongur_út",
        minute: "minuttir",
        hour: "tímar",
        other: "bíleggingarnummar bíleggingin kontonummar kortnummar sendingarnummar",
        promo: "avsláttur",
        call: "ringið",
        ..NONE
    },
    Language {
        // fy
        otp: "befêstigingskoade befestigingskoade ferifikaasjekoade feilichheidskoade oanmeldkoade ynlochkoade \
            tagongskoade ienmalige_koade ienmalich_wachtwurd ienmalige_pin ophelkoade aktivearringskoade \
            besoarchkoade betelkoade tydlike_koade tydlik_wachtwurd",
        code: "koade koaden wachtwurd pinkoade *koade dit_nûmer dizze_sifers",
        verify: "ferifiearj* ferifikaasje* befêstig* oanmeld* ynlogge* feilichheid* registrearj* ienmalich \
            ienmalige",
        enter: "brûk_de_koade brûk_dizze folje_de_koade folje_dizze fier_de_koade fier_dizze typ_de_koade \
            sis_de_koade sis_tsjin_de jou_de_koade lit_de_koade",
        hush: "nimmen diel_net net_diele diel_dizze_koade_net diel_nea",
        valid: "jildich ferrint",
        minute: "minút minuten",
        hour: "oeren oere",
        other: "bestelnûmer rekkennûmer kaartnûmer folchnûmer",
        promo: "koarting oanbieding",
        call: "telefoan belje_nei",
        ..NONE
    },
    Language {
        // br
        otp: "kod_gwiriañ kod_gwiriekaat kod_kadarnaat kod_surentez kod_kevreañ kod_moned kod_digeriñ \
            kod_paeañ kod_untro kod_enskrivañ kod_degas ger_tremen_untro ger_tremen_un_implij kod_un_implij \
            kod_implij_ur_wech niverenn_gwiriañ",
        code: "ho_kod kodoù ger_tremen ho_ker_tremen ar_c_hod an_niver_mañ ar_sifroù_mañ",
        verify: "gwiriañ gwiriadenn kadarnaat gadarnaat kadarnadenn kevreañ gevreañ surentez enskrivañ",
        enter: "implijit implijit_ar skrivit ebarzhit enlakait roit_ar_c_hod lavarit_ar_c_hod diskouezit_ar",
        hush: "da_zen_ebet gant_den_ebet den_ebet na_roit_ket na_rannit_ket",
        valid: "talvoudus talvoudek diamzeret",
        minute: "munutenn munutennoù",
        hour: "eurvezh eurvezhioù",
        day: "devezh",
        other: "urzhiad niverenn_urzhiad niverenn_gont pakad kartenn_gred",
        promo: "distaol",
        call: "pellgomz pellgomzit",
        ..NONE
    },
    Language {
        // oc
        otp: "còdi_de_verificacion còdi_de_confirmacion còdi_de_seguretat còdi_d_un_sol_usatge \
            còdi_d_usatge_unic còdi_de_connexion còdi_d_accès còdi_unic còdi_d_activacion còdi_temporari \
            còdi_de_recuperacion còdi_de_validacion còdi_de_retirada mot_de_passa_unic senhal_unic \
            senhal_temporari mot_de_passa_temporari senhal_d_un_sol_usatge",
        code: "mot_de_passa senhal aqueste_numèro aquestas_chifras lo_còdi",
        verify: "verificacion confirmacion connexion identificacion seguretat inscripcion validacion \
            autentificacion vos_connectar",
        enter: "utilizatz picatz picatz_lo escrivètz sasissètz dintratz_lo entratz_lo donatz_lo disètz_lo",
        hush: "partegetz_pas partejatz_pas lo_partegetz a_degun amb_degun a_pas_degun",
        valid: "valable expira_dins valid_pendent",
        minute: "minutas",
        other: "numèro_de_comanda numèro_de_compte carta_bancària colís",
        promo: "reduccion ofèrta",
        call: "telefonatz sonatz_lo",
        ..NONE
    },
    Language {
        // ast
        otp: "códigu_de_verificación códigu_de_confirmación códigu_de_seguridá códigu_d_un_solu_usu \
            códigu_d_usu_únicu códigu_d_accesu códigu_d_activación códigu_d_entrega códigu_de_recoyida \
            códigu_d_entrada códigu_temporal códigu_d_aniciu códigu_de_rexistru contraseña_d_un_solu_usu",
        code: "códigu códigu_ye contraseña esti_númberu esti_númeru estos_númberos estes_cifres",
        verify: "aniciar_sesión anicia_sesión accesu seguridá rexistr* verificación confirmación verificar \
            confirmar",
        enter: "introduz introduz_el escribi_el usa_el_códigu usa_esti amuesa_el da_y_el",
        hush: "naide nun_lu_compartas nun_compartas nun_lu_deas",
        valid: "ye_válidu val_por caduca_en caduca_nel",
        minute: "minutu minutos",
        other: "númberu_de_pidíu pidíu númberu_de_cuenta",
        promo: "descuentu ufierta",
        call: "llamái teléfonu",
        ..NONE
    },
    Language {
        // co
        otp: "codice_di_verificazione codice_di_cunferma codice_di_cunfirmazione codice_di_sicurezza \
            codice_d_accessu codice_unicu codice_di_cunnessione codice_timpurariu codice_à_usu_unicu \
            parolla_d_intesa_unica parolla_d_intesa_timpuraria",
        code: "parolla_d_intesa parolla_d_accessu parolla_secreta stu_numeru ste_cifre stu_codice",
        verify: "cunferm* cunfirm* verificazione cunnession* cunnettevi accessu",
        enter: "aduprate aduprà scrivite_u scrivite_stu mettite_u mettite_stu entrite_u dite_u_codice",
        hush: "à_nimu cù_nimu ùn_spartite ùn_u_date",
        valid: "hè_validu validu_per scadenu",
        minute: "minuti minutu",
        other: "numeru_di_cumanda numeru_di_contu pacchettu",
        promo: "scontu",
        call: "chjamate",
        ..NONE
    },
    Language {
        // sc
        otp: "còdighe_de_verìfica còdighe_de_cunfirma còdighe_de_seguresa còdighe_de_atzessu \
            còdighe_temporàneu còdighe_de_impreu_ùnicu còdighe_ùnicu còdixi_de_verìfica còdixi_de_cunfirma \
            còdixi_de_seguresa còdixi_de_atzessu crae_temporànea",
        code: "còdighe còdixi crae_de_intrada paràula_de_passu custu_nùmeru custas_tzifras",
        verify: "cunfirm* seguresa atzessu registratzione identificatzione verìfica",
        enter: "impreade imprea_su imprea_custu iscrie_su iscrie_custu inserta_su inserta_custu insertade",
        hush: "non_cumpartzas non_lu_cumpartzas cun_nemos a_nemos non_du_donis",
        valid: "est_vàlidu vàlidu_pro iscadit",
        minute: "minutus minutos",
        other: "nùmeru_de_òrdine nùmeru_de_contu",
        promo: "iscontu",
        ..NONE
    },
    Language {
        // rm
        otp: "code_da_verificaziun code_da_confermaziun code_da_conferma code_da_segirezza code_d_access \
            code_d_activaziun code_unic code_d_annunzia code_da_retratga code_d_avertura code_temporar \
            pled_clav_unic pled_clav_temporar",
        code: "pled_clav pleds_clav quest_numer questas_cifras suandantas_cifras",
        verify: "verificaziun confermaziun confermar segirezza annunzia* activaziun registraziun s_annunziar \
            identificaziun",
        enter: "endatai endatar utilisai tippai scrivai inditgai mussai_il dai_il_code duvrai_il",
        hush: "a_nagin cun_nagin betg_parta* na_dai_betg na_partai",
        valid: "valaivel scada_en scada_suenter",
        minute: "minutas",
        hour: "uras",
        other: "numer_d_empustaziun empustaziun numer_da_conto",
        promo: "reducziun",
        call: "telefonai",
        ..NONE
    },
    Language {
        // fur
        otp: "codiç_di_verifiche codiç_di_conferme codiç_di_sigurece codiç_di_acès codiç_temporani \
            codiç_di_ativazion codiç_unic peraule_clâf_temporanie",
        code: "codiç peraule_clâf chest_numar chestis_cifris",
        verify: "verifiche conferme sigurece regjistrazion ativazion",
        enter: "dopre_il dopre_chest scrîf_il scrîf_chest inserìs_il inserìs_chest",
        hush: "a_nissun cun_nissun no_sta_condividi no_stâ_condividi",
        valid: "al_scjât al_è_valit",
        minute: "minûts",
        other: "numar_di_ordin numar_di_cont",
        promo: "scont",
        ..NONE
    },
    Language {
        // szl
        otp: "kod_potwierdzyniŏ kod_weryfikacyje kod_autoryzacyje kod_logowaniŏ kod_dostympu jednorazowe_hasło \
            kod_jednorazowy kod_aktywacyje kod_ôdbioru",
        code: "tyn_numer te_cyfry tyn_kod",
        verify: "potwierdz* weryfikacyj* autoryzacyj* logowani* ôdbiōr ôdbioru",
        enter: "wkludź wpisz_tyn podej_kod podej_go podej_tyn użyj_tyn pokŏż_kod",
        hush: "niy_dŏwej niy_gŏdej niy_pokazuj żŏdnymu",
        valid: "je_ważny ważny_bez",
        minute: "minutōw",
        other: "zamōwiyni* numer_zamōwiyniŏ",
        call: "zadzwōń",
        ..NONE
    },
    Language {
        // hsb
        otp: "wobkrućenski_kod přizjewjenski_kod wěstotny_kod jednorazowe_hesło jednorazowy_kod přistupny_kod \
            přepruwowanski_kod aktiwizowanski_kod wobkrućenske_čisło wobtwjerdźenski_kod",
        code: "hesło tute_čisło tute_ličby tute_cyfry tutón_kod",
        verify: "wobkruć* wobtwjerdź* přizjew* přepruw* wěstot* zregistr* jednorazow*",
        enter: "zapodaj zapodajće wužij wužijće wužiwaj wužiwajće napisajće_kod pokažće_kod prajće_kod",
        hush: "njedawajće njedawaj njepřeradźće njedźělće",
        valid: "płaćiwy płaćiwe spadnje",
        minute: "mjeńšin mjeńšiny minutow",
        hour: "hodźin hodźiny",
        other: "skazanka skazanki čisło_skazanki zličbowanka",
        call: "zazwońće",
        ..NONE
    },
    Language {
        // rue
        otp: "код_потверджіня код_підтверджіня код_про_вход код_про_приголошіня єдноразовый_код \
            єдноразове_гесло єдноразовый_пароль код_безпекы",
        code: "гесло тото_чісло тоты_цифры тот_код",
        verify: "потвердж* вход* приголош* зареґіструй* безпекы єдноразов*",
        enter: "введіте впиште_код хоснуйте повіджте_код покажте_код",
        hush: "никому_не не_давайте_никому не_повідайте",
        valid: "дїйсный дійсный",
        minute: "мінут мінуты",
        hour: "годин години",
        other: "обїднавк*",
        ..NONE
    },
    Language {
        // yi
        otp: "באשטעטיגונגס_קאד באשטעטיגונג_קאד באשטעטיקונג_קאד וועריפיקאציע_קאד איינמאליגער_קאד \
            איינמאליגער_פאסווארט איינמאליקער_קאד זיכערהייט_קאד לאגין_קאד אריינגאנג_קאד אריינלאגירן_קאד \
            באשטעטיגן_קאד אקטיוויר_קאד",
        code: "קאד קאוד פאסווארט געהיימע_נומער געהיימער_נומער די_ציפערן די_נומערן",
        verify: "באשטעטיג* באשטעטיק* וועריפי* לאגין אריינלאג* זיכערהייט רעגיסטר* איינמאליג*",
        enter: "שרייבט_אריין לייגט_אריין קלאפט_אריין ניצט_דעם באנוצט_דעם אריינלייגן אריינשרייבן זאגט_דעם \
            ווייזט_דעם",
        hush: "קיינעם נישט_טיילן טיילט_נישט נישט_געבן גיט_נישט ניט_געבן",
        valid: "גילטיג גילטיק גייט_אויס אין_משך",
        minute: "מינוט מינוטן",
        day: "טעג",
        other: "באשטעלונג קאנטע אקאונט קארטל פעקל",
        promo: "ראבאט",
        call: "רופט טעלעפאן",
        ..NONE
    },
    Language {
        // se
        otp: "duođaštankod* duođaštuskod* nannenkod* sisačálihankod* sihkarvuođakod* ovttageardánkod* \
            ovttagearddát_koda beassankod* viežžankod* loggenkod* duođaštannummir oanehisáigge_koda",
        code: "koda beassansátni suollesátni dát_nummir dán_nummira dáid_loguid",
        verify: "duođaš* sisačálih* sihkarvuo* logge_sisa loggen_sisa beassan* registrer*",
        enter: "čále_koda čális_koda geavat_koda geavat_dán muital_koda muital_vuoddjái čájet_koda deaddil",
        hush: "ale_juoge ale_muital ale_atte geasage geainnage",
        valid: "gustovaš gustojeaddji nohká",
        minute: "minuhta minuhtta minuhtas",
        hour: "diimmu diimmus",
        day: "beaivvi",
        other: "diŋgonnummir diŋgon kontonummir kártanummir",
        promo: "fálaldat",
        call: "riŋge telefovdna",
        ..NONE
    },
    Language {
        // kl
        otp: "uppernarsaanermi_kode uppernarsaatissaq kode_uppernarsaat* kodi_uppernarsaat* \
            ataasiarluni_atugassaq ataasiaannarluni_atorneqartussaq isissutissaq_utaqqiisaagallartoq",
        code: "isissutissaq isissutissat isissut normu_una kode_una kodit_una kisitsisit_uku",
        verify: "uppernarsa* isernissa* isersinna* nalunaarsor*",
        enter: "allaguk kode_atoruk atoruk una_atoruk takutiguk ikkuguk oqaatigiuk",
        hush: "kimulluunniit kinamulluunniit allanut",
        valid: "atuuppoq atorsinnaavoq atorunnaassaaq",
        minute: "minutsi minutsit minutsini minutsinut",
        hour: "akunneq akunnerit",
        other: "inniminniineq inniminniinerup kontup_normua kortip_normua poortugaq",
        call: "sianerit sianigit",
        ..NONE
    },
];
