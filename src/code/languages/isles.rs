//! Islands of Asia and the Pacific, the Americas, creoles.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // su
        otp: "kode_asup kode_vérifikasi kode_konfirmasi kode_kaamanan kode_sakali_pake sandi_sakali_pake \
            sandi_samentara kode_samentara kode_nyokot_pakét kode_daptar",
        code: "kecap_sandi kecap_konci nomer_ieu angka_ieu kode_ieu kode_anjeun",
        verify: "vérifikasi konfirmasi asup_ka_akun lebet_ka_akun ngasupkeun_akun ngonfirmasi kaamanan",
        enter: "asupkeun lebetkeun anggo_kode anggo_ieu paké_kode paké_ieu ketik_kode béjakeun_ka \
            wartoskeun_ka tunjukkeun",
        hush: "ulah_dibagikeun ulah_dibikeun ulah_dibéjakeun ulah_béjakeun ulah_ngabagikeun ka_sing_saha \
            ka_saha_waé ka_sasaha",
        valid: "lumaku dina_waktu",
        minute: "menit",
        hour: "jam",
        other: "pesenan nomer_pesenan rékening",
        promo: "potongan_harga",
        call: "ngahubungan",
        ..NONE
    },
    Language {
        // ceb
        otp: "kodigo_sa_pagmatuod kodigo_sa_pagpamatuod kodigo_sa_kumpirmasyon kodigo_sa_pagkumpirma \
            kodigo_sa_pagsulod kodigo_sa_pag_login imong_verification_code imong_otp imong_one_time \
            imong_login_code verification_code_nimo otp_nimo kodigo_sa_pagkuha",
        code: "imong_code imong_kodigo imong_pin imong_password kining_numero kini_nga_numero kining_code \
            kini_nga_code kini_nga_kodigo",
        verify: "pagmatuod pamatud* pagkumpirma kumpirmaha kumpirmahon pag_login maka_login aron_maka_log",
        enter: "isulod i_type_ang ihatag_sa_rider ihatag_sa_driver ingna_ang_rider ingna_ang_driver \
            ipakita_ang isulti_sa_rider isulti_ang gamita gamita_ang",
        hush: "ayaw_ihatag ayaw_ipaambit ayaw_isulti ayaw_i_share ayaw_ipakita bisan_kinsa kang_bisan_kinsa",
        ask: "dili_gayud_mangayo dili_mi_mangayo",
        valid: "balido_sulod mo_expire ma_expire mapaso",
        minute: "minutos minuto",
        hour: "ka_oras",
        day: "ka_adlaw",
        other: "numero_sa_order numero_sa_parcel",
        call: "tawagi tawag_sa",
        ..NONE
    },
    Language {
        // hil, war, bcl
        otp: "kodigo_sang_pagpamatuod kodigo_sang_pagkumpirma kodigo_han_pagpamatuod kodigo_han_kumpirmasyon \
            kodigo_kan_pagkumpirma imo_verification_code imo_otp imo_one_time saimong_otp \
            saimong_verification_code",
        code: "imo_code imo_kodigo imo_pin ini_nga_numero ini_nga_code ini_nga_kodigo saimong_code \
            saimong_kodigo ining_numero",
        verify: "pagpamatuod pagkumpirma kumpirmahon maka_log_in",
        enter: "isulod igsulod gamiton_ini gamita_ini ilaag_ini ihatag_sa_rider ihatag_ha_rider itao_sa_rider \
            ihambal_sa sabihon_sa_rider isurat_ini",
        hush: "indi_paghatag indi_ipaambit indi_paghambal indi_i_share bisan_kay_sin_o bisan_sin_o \
            ayaw_igsumat bisan_kan_kanay dai_itao dai_ipagsabi dai_i_share maski_siisay",
        valid: "sa_sulod_sang ha_sulod_hin sa_laog_nin",
        minute: "minutos",
        hour: "ka_oras",
        ..NONE
    },
    Language {
        // ilo
        otp: "kodigo_ti_panangpasingked kodigo_ti_panagpasingked kodigo_ti_panagserrek \
            kodigo_ti_panangpaneknek verification_codemo otpm",
        code: "kodigom daytoy_a_numero daytoy_a_kodigo daytoy_a_code dagitoy_a_numero",
        verify: "panangpasingked panagpasingked pasingkedan pammaneknek panagserrek",
        enter: "usaren_ti usaren_daytoy ikabil_ti ikabilmo iserrek_ti ibagam_iti ipakitam",
        hush: "saan_nga_ibaga saanmo_nga_ibaga saan_mo_nga_ibaga saanmo_nga_ited saan_nga_i_share dimo_ibaga \
            uray_asino uray_siasino",
        valid: "agpaso iti_uneg_ti",
        minute: "minuto",
        ..NONE
    },
    Language {
        // min
        otp: "kode_masuak kode_pangamanan kode_verifikasi kato_sandi_sakali_pakai kode_sakali_pakai \
            kode_pandaftaran",
        code: "kato_sandi angko_ko nomor_ko kode_ko",
        verify: "masuak_ka_akun verifikasi konfirmasi",
        enter: "masuakkan masuakan pakai_kode pakai_angko katikkan sabuikkan",
        hush: "jan_agiah jan_agiahan jan_dibagi jan_dibagian jan_kasihan ka_urang_lain ka_siapo siapopun",
        valid: "balaku",
        minute: "minik menit",
        other: "pasanan",
        ..NONE
    },
    Language {
        // ban
        otp: "kode_verifikasi kode_ngranjing kode_konfirmasi sandi_asiki",
        code: "kruna_sandi angka_puniki nomor_puniki kode_puniki",
        verify: "verifikasi konfirmasi",
        enter: "rarisang_nganggen nganggen_kode anggen_kode ranjingang",
        hush: "sampunang_ngicenin sampunang_nyobyahang sampunang_kabagi ring_sapasira ring_anak_lian",
        minute: "menit",
        ..NONE
    },
    Language {
        // ace
        otp: "kode_tamong kode_keuamanan kode_verifikasi kode_sigo_ngui",
        code: "nomor_nyoe angka_nyoe kode_nyoe",
        verify: "verifikasi tamong_u_akun",
        enter: "peutamong neupeutamong neungui_kode",
        hush: "bek_neubi bek_neubagi bek_neupeugah keu_soe_mantong keu_soe_pih",
        minute: "minèt",
        ..NONE
    },
    Language {
        // tet
        otp: "kódigu_verifikasaun kódigu_konfirmasaun kódigu_seguransa kódigu_asesu kódigu_login kódigu_tama \
            kódigu_ba_verifikasaun kódigu_ba_konfirmasaun númeru_verifikasaun",
        code: "kódigu ita_nia_kódigu ita_boot_nia_kódigu liafuan_xave liafuan_pase númeru_segredu númeru_ne_e",
        verify: "verifikasaun konfirmasaun konfirma_ita seguransa rejistu hodi_tama",
        enter: "uza_kódigu uza_númeru hatama_kódigu hatama_númeru hakerek_kódigu hatudu_kódigu fó_kódigu",
        hush: "keta_fahe keta_fó labele_fahe labele_fó ba_ema_seluk ba_ema_ida keta_haruka",
        valid: "válidu sei_hotu_iha",
        minute: "minutu",
        day: "loron",
        other: "enkomenda númeru_konta kartaun",
        promo: "diskontu promosaun",
        ..NONE
    },
    Language {
        // haw
        otp: "helu_hō_oia helu_hooia code_hō_oia pā_ālua_hō_oia helu_huna_hō_oia",
        code: "pā_ālua pāālua helu_hūnā hua_ōlelo_hūnā hua_huna kēia_helu",
        verify: "hō_oia hooia e_hō_oia",
        enter: "kikokiko_i ho_okomo_i hookomo_i ho_ohana_i hoohana_i",
        hush: "mai_hā_awi mai_haawi mai_ka_ana_i i_kekahi_mea_ē_a_e",
        valid: "pau_ana_i_loko",
        minute: "minuke",
        other: "mo_okāki",
        call: "kelepona",
        ..NONE
    },
    Language {
        // mi
        otp: "waehere_manatoko waehere_whakaū waehere_whakamana waehere_haumaru waehere_takiuru waehere_urunga \
            waehere_kotahi waehere_whakatūturu kupuhipa_kotahi kupuhipa_wā_poto tau_manatoko pin_kotahi",
        code: "waehere kupuhipa kupu_huna tau_huna ēnei_mati",
        verify: "manatoko manatokona whakaū whakaūngia whakamana takiuru haumaru whakatūturu*",
        enter: "whakamahia tāurua tāurutia patohia whakaurua whakaaturia kōrerotia_ki kī_atu_ki",
        hush: "kaua_e_tohatoha kaua_e_tohaina kaua_e_hoatu kaua_e_whāki kaua_e_tuku ki_tētahi_atu \
            ki_te_tangata kaua_e",
        valid: "ka_pau_i_roto ka_pau_hei whai_mana ka_mōnehu mōnehu",
        second: "hēkona",
        minute: "meneti miniti",
        hour: "haora",
        other: "tau_ota nama_ota pūkete",
        promo: "whakahekenga",
        call: "waea_mai waea_atu",
        ..NONE
    },
    Language {
        // sm
        otp: "numera_faamaonia numera_fa_amaonia code_faamaonia code_fa_amaonia kode_faamaonia kode_fa_amaonia \
            numera_faalilolilo numera_mo_le_ulufale",
        code: "upu_faataga upu_fa_ataga upu_faalilolilo numera_lenei lenei_numera lenei_code",
        verify: "faamaonia fa_amaonia faamaoni_lau ulufale_i_lau saini_i_totonu",
        enter: "fa_aaoga_le faaaoga_le faaaogā_le tusi_le_numera tuu_i_totonu_le ta_u_i_le_avetaavale",
        hush: "aua_nei_faasoa aua_le_faasoa aua_nei_tuuina aua_nei_tu_uina i_so_o_se_tasi i_soo_se_tasi \
            aua_e_te",
        valid: "aoga_mo_le e_muta_i",
        hour: "itula",
        other: "teugatupe",
        call: "vili_mai telefoni",
        ..NONE
    },
    Language {
        // to
        otp: "fika_fakapapau kouti_fakapapau code_fakapapau fika_fakamo_oni kouti_fakamo_oni fika_hū",
        code: "lea_fufū fika_fakapulipuli fika_ko_eni fika_ko_ení mata_ifika_ko_eni",
        verify: "fakapapau* fakamo_oni_i",
        enter: "ngāue_aki_a ngāue_aki_e faka_aonga_i_e taipe_i_e",
        hush: "oua_te_ke oua_na_a_ke ki_ha_taha ki_ha_taha_kehe",
        valid: "aonga_i_ha",
        minute: "miniti",
        hour: "houa",
        other: "fika_ota",
        ..NONE
    },
    Language {
        // fj
        otp: "code_ni_veivakadeitaki naba_ni_veivakadeitaki naba_ni_vakadinadina code_ni_vakadinadina \
            code_ni_curu naba_ni_curu code_ni_veitaqomaki",
        code: "naba_vuni vosa_vuni naba_oqo code_oqo nomu_code nomuni_code",
        verify: "vakadeitak* veivakadeitaki vakadinadin* curuma",
        enter: "vakayagataka taipataka biuta_na_naba biuta_na_code vola_na_naba tukuna_vua_na vakaraitaka_na",
        hush: "kua_ni_wasea kua_ni_solia kua_ni_tukuna vua_e_dua vei_ira_na_tani",
        valid: "ena_oti_ena ena_cava_ena",
        minute: "miniti",
        hour: "auwa",
        other: "akaude",
        call: "qirita",
        ..NONE
    },
    Language {
        // gn
        otp: "código_ñemoañete código_moañeteha código_ñemoañeteha papapy_ñemoañete código_jeikeha \
            código_jeikerã papapy_jeikeha nde_otp",
        code: "nde_código ñe_ẽñemi ñe_eñemi papapy_ñemi ko_papapy ko_código",
        verify: "ñemoañete emoañete moañete* jeike* eike_hag̃ua eike_haguã",
        enter: "emoinge eipuru ehai_ko ehechauka_ko ere_conductor",
        hush: "ani_eme_e ani_eme_ẽ ani_remombe_u avavépe mavavépe ani_emombe_u",
        minute: "aravo_i",
        hour: "aravo",
        call: "ehenói",
        ..NONE
    },
    Language {
        // qu
        otp: "chiqaqchay_código takyachina_código takyachiq_yupay takyachina_yupay chiqanchana_código \
            yaykuna_código yaykuna_yupay chiqanchana_yupay huk_kutilla_código",
        code: "yaykuna_rimay pakasqa_simi pakasqa_yupay pakasqa_rimay kay_yupay* kay_código*",
        verify: "chiqanchana* chiqaqchay* takyachi* yaykunaykipaq yaykunapaq",
        enter: "qillqay_kay qillqamuy qillqay_código churay_kay churamuy willay_conductorman rikuchiy_kay",
        hush: "pimanpas ama_willankichu ama_willaychu ama_qunkichu ama_rakinakuychu ama_pimanpas",
        minute: "minutu",
        ..NONE
    },
    Language {
        // ay
        otp: "chiqanchañ_código chiqanchañ_jakhu chiqanchañ_chimpu mantañ_código mantañ_chimpu mantañ_jakhu",
        code: "imantat_aru imantata_jakhu imantat_jakhu aka_jakhu*",
        verify: "chiqancha* mantañataki",
        enter: "qillqam_aka apnaqam_aka qillqt_am uñacht_ayam",
        hush: "khitirus jan_khitirus jan_khitirusa jan_churamti",
        minute: "minutu",
        ..NONE
    },
    Language {
        // tpi, bi, pis
        otp: "namba_bilong_konfemim kod_bilong_konfemim kod_bilong_login kod_bilong_siurim \
            namba_bilong_go_insait hait_namba_bilong kod_blong_konfemem namba_blong_konfemem kod_blong_login \
            sikret_namba_blong kod_blong_konfemesen kod_fo_konfem",
        code: "hait_namba haitnamba sikret_namba sikret_kod dispela_namba dispela_kod kod_bilong_yu \
            kod_blong_yu namba_ia kod_ia paswod",
        verify: "konfemim konfemem siurim_olsem bilong_go_insait blong_go_insaed",
        enter: "yusim_dispela taipim_dispela putim_dispela raitim_dispela tokim_draiva givim_draiva \
            soim_draiva yusum_kod yusum_namba putum_kod putum_namba taepem raetem_kod talem_long_draeva",
        hush: "no_ken_givim noken_givim no_ken_tokim noken_tokim no_ken_serim noken_serim narapela_man \
            no_givim_long no_mas_talem no_talem_long no_serem narafala_man eniwan",
        valid: "bai_pinis_long bai_dai_long bae_i_finis bae_hem_i_finis",
        minute: "minit",
        hour: "aua aoa",
        other: "oda_namba namba_bilong_oda akaun",
        promo: "diskaun",
        call: "ringim",
        ..NONE
    },
    Language {
        // pap
        otp: "kódigo_di_verifikashon kódigo_di_konfirmashon kódigo_di_seguridat kódigo_di_akseso \
            kódigo_di_aktivashon kódigo_di_acceso codigo_di_verificacion codigo_di_confirmacion \
            codigo_di_seguridad codigo_di_activacion codigo_di_acceso kódigo_pa_log_in kódigo_úniko \
            kódigo_di_un_biaha codigo_unico password_di_un_biaha kódigo_temporal",
        code: "e_number_aki e_kódigo_aki e_codigo_aki bo_kódigo bo_codigo palabra_sekreto kontraseña",
        verify: "verifik* konfirm* verificacion confirmacion seguridat akseso aktivashon",
        enter: "usa_e_kódigo usa_e_codigo usa_e_number yena_e_kódigo yena_e_codigo hinka_e_kódigo \
            skirbi_e_kódigo bisa_e_shofùr duna_e_shofùr mustra_e_kódigo mustra_e_codigo",
        hush: "niun_hende ningun_hende ku_niun_hende cu_ningun_hende no_kompartí no_comparti",
        valid: "ta_válido ta_valido ta_balido ta_ekspirá ta_vence ta_vensé",
        minute: "minüt minuut",
        hour: "oranan",
        other: "number_di_order number_di_kuenta number_di_cuenta pakete tarheta kuenta",
        promo: "deskuento",
        call: "yama_nos yama_na",
        ..NONE
    },
    Language {
        // srn
        otp: "kode_fu_log_in code_fu_log_in kode_fu_kontrolere code_fu_kontrolere wan_tron_kode wan_tron_code \
            kode_fu_opo",
        code: "yu_kode_na yu_code_na a_nomru_disi a_kode_disi a_code_disi kibri_wortu",
        verify: "fu_log_in kontrolere",
        enter: "gebroiki_a skrifi_a_kode skrifi_a_code skrifi_a_nomru sori_a_kode taigi_a_kode gi_a_sofeer",
        hush: "no_gi_nowan no_taigi_nowan no_prati nowan_sma",
        minute: "miniti",
        hour: "yuru",
        ..NONE
    },
    Language {
        // pcm
        otp: "di_code_wey code_wey_you_go na_your_otp your_otp_na di_otp_wey one_time_code_na code_to_confam \
            code_wey_go",
        code: "na_your_code na_dis_code dis_code dis_number di_code_na di_code_be secret_number",
        verify: "confam to_confam",
        enter: "put_dis_code make_you_put make_you_use make_you_type put_am_for type_am_for tell_di_driver \
            tell_di_rider give_di_rider give_di_driver show_di_rider",
        hush: "no_give_am no_give_anybody no_tell_anybody no_show_anybody no_share_am no_give_person \
            make_you_no_share make_you_no_tell make_you_no_give",
        ask: "we_no_go_ask we_no_dey_ask",
        valid: "e_go_expire go_expire e_go_die e_go_work_for",
        call: "make_you_call",
        ..NONE
    },
];
