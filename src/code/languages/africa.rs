//! Languages of Africa that have no other place here.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // sw
        otp: "nambari_ya_uthibitisho nambari_ya_uthibitishaji msimbo_wa_uthibitishaji msimbo_wa_uthibitisho \
            nywila_ya_mara_moja namba_ya_uthibitisho kodi_ya_uthibitisho msimbo_wa_usalama nambari_ya_kuingia \
            nambari_ya_uhakiki msimbo_wako namba_ya_kuthibitisha msimbo_wa_kuthibitisha nambari_ya_kuthibitisha \
            msimbo_wa_muda nambari_ya_mara_moja msimbo_wa_kuingia pin_ya_muda nambari_ya_siri_ya_mara_moja \
            namba_yako_ya_siri ya_mara_moja namba_ya_siri_ya_mara namba_yako_ya_uthibitisho \
            nambari_yako_ya_uthibitisho msimbo_wa_kujisajili msimbo_wa_usajili msimbo_wa_kuchukua \
            msimbo_wa_kuchukulia msimbo_wa_kupokea msimbo_wa_kupokelea msimbo_wa_uwasilishaji \
            msimbo_wa_kukabidhi msimbo_wa_kufungua msimbo_wa_kufungulia msimbo_wa_mlango msimbo_wa_kabati \
            msimbo_wa_lango msimbo_wa_chumba msimbo_wa_safari msimbo_wa_kuanza msimbo_wa_kupanda \
            msimbo_wa_malipo msimbo_wa_muamala msimbo_wa_idhini msimbo_wa_kuidhinisha msimbo_wa_kuwezesha \
            msimbo_wa_kuamilisha msimbo_wa_kuweka_upya msimbo_wa_kurejesha msimbo_wa_kuunganisha \
            msimbo_wa_kutoa_pesa msimbo_wa_siri msimbo_wa_mara_moja msimbo_wa_mzigo msimbo_wa_kifurushi \
            msimbo_wa_uhakiki msimbo_wa_sms kodi_ya_kuthibitisha kodi_ya_kuingia kodi_ya_usajili \
            kodi_ya_kuchukua kodi_ya_kupokea kodi_ya_kufungua kodi_ya_safari kodi_ya_usalama kodi_ya_muda \
            pin_ya_kuthibitisha pin_ya_kuingia pin_ya_usajili pin_ya_kuchukua pin_ya_kupokea pin_ya_kufungua \
            pin_ya_safari pin_ya_usalama namba_ya_kufungua namba_ya_kufungulia namba_ya_kujisajili \
            namba_ya_kuchukulia namba_ya_kupokelea namba_ya_kuingilia namba_ya_kuhakiki namba_ya_usalama \
            namba_ya_muda namba_ya_kuanza_safari nambari_ya_kufungua nambari_ya_kufungulia nambari_ya_kujisajili \
            nambari_ya_kuchukulia nambari_ya_kupokelea nambari_ya_kuingilia nambari_ya_kuhakiki \
            nambari_ya_usalama nambari_ya_muda nambari_ya_kuanza_safari neno_la_siri_la_muda neno_siri_la_muda \
            nenosiri_la_muda nenosiri_la_mara_moja nywila_ya_muda msimbo_wako_wa_uthibitisho",
        code: "nambari_yako msimbo nywila nenosiri neno_la_siri nambari_ya_siri namba_ya_siri namba_hii \
            nambari_hii namba_hizi nambari_hizi namba_ifuatayo nambari_ifuatayo namba_zifuatazo \
            nambari_zifuatazo tarakimu_hizi tarakimu_zifuatazo tarakimu_hii msimbo_huu msimbo_ufuatao neno_siri \
            namba_iliyo_hapa_chini nambari_iliyo_hapa_chini namba_hapa_chini nambari_hapa_chini pin_yako \
            nenosiri_lako kodi_hii herufi_zifuatazo namba_siri",
        verify: "uthibitish* thibitisha kuthibitisha kuingia ingia kujisajili usajili usalama kuhakiki uhakiki \
            malipo kufungua fungua kufungulia kuchukua_kifurushi kuchukua_mzigo kupokea_mzigo kupokea_kifurushi \
            kuwezesha kuamilisha amilisha wezesha idhinisha kuidhinisha kurejesha kuweka_upya kuunganisha \
            jisajili hakiki kujiunga jiunge makabidhiano uwasilishaji",
        enter: "tumia weka ingiza mwambie mpe onyesha bonyeza chapa_namba taja soma_namba msomee mtajie \
            mwonyeshe muonyeshe mpatie toa_namba toa_msimbo nakili bandika jaza_namba jaza_msimbo iweke tumieni \
            wekeni ingizeni andikeni thibitisha_kwa fungua_kwa ingia_kwa saini_kwa idhinisha_kwa kwa_kutumia \
            kwa_msimbo mweleze mwambie_dereva wasilisha_namba kuingiza kuweka kubonyeza kuandika mwambieni \
            ingiza_namba weka_namba tumia_namba piga_namba_ya_siri",
        hush: "usishiriki usimpe usimwambie mtu_yeyote yeyote usitoe usishirikishe usimpatie usimtajie \
            usimwonyeshe mtu_mwingine usitoe_kwa usimuonyeshe usisambaze",
        valid: "halali itaisha muda utaisha inaisha unaisha itakwisha ndani_ya muda_wake inatumika itatumika",
        second: "sekunde",
        minute: "dakika",
        hour: "saa masaa",
        day: "siku siku_saba",
        other: "agizo oda akaunti kadi kifurushi salio kiasi tiketi kumbukumbu mzigo stakabadhi mkataba bima kiti \
            treni malalamiko lalamiko ombi kesi jalada foleni chumba ghorofa namba_ya_gari nambari_ya_gari \
            namba_ya_usajili_wa namba_ya_mita nambari_ya_mita namba_ya_mwanafunzi nambari_ya_mwanafunzi \
            namba_ya_mlipakodi muamala_namba namba_ya_muamala nambari_ya_muamala control_number namba_ya_malipo \
            nambari_ya_malipo namba_ya_udhibiti paybill till_number namba_ya_kampuni namba_ya_mteja kitambulisho \
            namba_ya_kabati nambari_ya_kabati shehena usafirishaji namba_ya_ankara nambari_ya_ankara ankara_namba \
            wakala",
        promo: "punguzo ofa zawadi shinda bonasi bahati_nasibu kuponi droo promosheni",
        call: "piga simu pigia tupigie kupiga wasiliana huduma_kwa_wateja tuma_kwenda tuma_kwa piga_namba_hii \
            piga_nambari_hii kupitia_namba_hii kupitia_nambari_hii wasiliana_kwa_namba_hii kwenda_namba",
        unit: "pointi alama kilomita watu shilingi",
        ask: "hatutakuomba kamwe hatutawahi hatuwezi_kukuomba hatuombi matapeli tahadhari",
        ..NONE
    },
    Language {
        // so
        otp: "koodhka_xaqiijinta koodhka_hubinta lambarka_xaqiijinta koodhka_xaqiijinta_ah lambarka_gelitaanka \
            koodka_xaqiijinta koodhka_gelitaanka lambarkaaga_sirta lambarka_sirta_ah lambarkaaga_sirta_ah \
            koodhka_diiwaangelinta koodhka_qaadashada koodhka_dhiibista koodhka_gaarsiinta koodhka_furitaanka \
            koodhka_albaabka koodhka_khaanadda koodhka_sanduuqa koodhka_safarka koodhka_bilowga koodhka_bixinta \
            koodhka_lacag_bixinta koodhka_dib_u_dejinta koodhka_soo_celinta koodhka_ansixinta koodhka_oggolaanshaha \
            koodhka_hawlgelinta koodhka_isku_xirka koodhka_sirta_ah koodhka_ku_meelgaarka_ah koodhka_halka_mar_ah \
            koodka_diiwaangelinta koodka_qaadashada koodka_furitaanka koodka_safarka koodka_sirta_ah \
            koodka_ku_meelgaarka_ah koodka_halka_mar_ah lambarka_hubinta lambarka_diiwaangelinta \
            furaha_sirta_ee_ku_meelgaarka koodhkaaga_xaqiijinta koodkaaga_xaqiijinta koodhkaaga_gelitaanka \
            lambarka_furitaanka furaha_hal_mar koodhka_sms furahaaga_hal_mar koodhka_hal_mar",
        code: "koodhka koodh koodhkaaga furaha_sirta lambarka_sirta koodka koodhkaagu lambarkan \
            lambarka_soo_socda lambarka_hoose lambaradan lambarradan tirooyinkan tirada_hoose nambarkan \
            nambarka_soo_socda nambarka_hoose koodhkan koodkan koodkaaga koodkaagu ereyga_sirta erayga_sirta \
            furahaaga_sirta pin_kaaga pinkaaga koodhkii xarfahan",
        verify: "xaqiij* hubin* gasho diiwaan* gelitaan* furitaan* furista hawlgeli* ansixi* gal_akoonkaaga \
            soo_gal isdiiwaan* qaadashada xaqiijiso",
        enter: "isticmaal geli gali ku_qor qor_lambarka taabo riix sheeg u_akhri akhri_lambarka u_tus \
            tus_darawalka tus_shaqaalaha u_dhiib garaac ku_xaqiiji ku_fur ku_gal geliso gelisa isticmaasho \
            siib_darawalka sii_darawalka nuqul_ka ku_dheji adeegso",
        hush: "ha_la_wadaagin qofna cidna ha_siin ha_u_sheegin ha_siinin qof_kale cid_kale cidna_ha ha_tusin \
            ha_bixin",
        valid: "dhacayaa ansax* shaqeynayaa gudahood dhaca dhici_doona shaqaynaysa shaqaynayaa ku_eg",
        minute: "daqiiqo daqiiqadood daqiiqado daqiiqadaha daqiiqo_gudahood daqiiqadood_gudahood",
        hour: "saacadood saac saacado saacadaha saacad",
        promo: "qiimo_dhimis* hadiyad* abaalmarin* dhimis",
        ask: "weligeen weligayo kuma_weydiin ma_weydiin_doono",
        call: "wac la_xiriir la_xidhiidh telefoon* taleefan* taleefoon* wac_lambarkan lambarkan_wac \
            lambarka_telefoonka",
        second: "ilbiriqsi ilbidhiqsi",
        day: "maalin maalmood maalmo",
        unit: "dhibcood qof",
        other: "dalabka dalabkaaga lambarka_dalabka lambarka_xisaabta lambarka_akoonka kaarka_dhammaada tikidh* \
            tigidh* baakad* shixnad* rasiidh* qaansheeg* heshiis* cabasho* lambarka_cabashada lambarka_codsiga \
            duulimaad* kursiga lambarka_kursiga qolka lambarka_qolka taargo* mitirka lambarka_ardayga \
            lambarka_canshuurta lambarka_tixraaca tixraac* lambarka_kiiska biilka lambarka_biilka lambarka_safka \
            lambarka_khaanadda dabaqa lambarka_macaamiisha lambarka_aqoonsiga lambarka_shixnadda \
            lambarka_heshiiska cabasha*",
        ..NONE
    },
    Language {
        // om
        otp: "koodii_mirkaneessaa koodii_mirkaneeffannaa lakkoofsa_mirkaneessaa koodii_seensaa koodii_yeroo_tokkoo \
            koodii_galmee koodii_ittiin_seenan koodii_fudhannaa koodii_kennuu koodii_imalaa koodii_jalqabaa \
            koodii_balbalaa koodii_banuu koodii_kaffaltii koodii_yeroo_gabaabaa koodii_iccitii koodii_raggaasisaa \
            koodii_mirkaneessuu lakkoofsa_mirkaneeffannaa lakkoofsa_seensaa lakkoofsa_yeroo_tokkoo \
            lakkoofsa_ittiin_seenan lakkoofsa_raggaasisaa jecha_darbii_yeroo_tokkoo jecha_iccitii_yeroo_tokkoo \
            jecha_iccitii_yeroo lakkoofsa_icciitii_yeroo koodiin_mirkaneessaa koodiin_seensaa koodiin_keessan \
            koodiin_kee_kan lakkoofsi_mirkaneessaa lakkoofsi_mirkaneeffannaa lakkoofsi_seensaa",
        code: "koodii koodiin jecha_iccitii lakkoofsa_iccitii lakkoofsa_kana lakkoofsota_kana \
            lakkoofsa_armaan_gadii lakkoofsota_armaan_gadii lakkoofsa_kanatti koodii_kana koodii_kanaan \
            koodiitiin koodiin_kee koodii_keessan jecha_darbii jecha_icciitii lakkoofsa_icciitii furtuu_iccitii \
            lakkoofsa_kanaan qubee_armaan_gadii",
        verify: "mirkanee* seenuu galmee* seenuuf seenuu_keessan banuuf banuu fudhachuuf fudhachuu raggaas* \
            jalqabuuf haaromsuuf deebisuuf kaffaluuf walqabsiisuuf eeyyam*",
        enter: "fayyadamaa galchaa galchi galchuu fayyadami fayyadamuun fayyadamuudhaan barreessi barreessaa \
            tuqi tuqaa dhiibaa dhiibi himi himaa himaaf dubbisi dubbisaa agarsiisi agarsiisaa konkolaachisaaf \
            galchitee maxxansaa garagalchaa guuti",
        hush: "hin_qoodinaa nama_kamiyyuu hin_kenninaa hin_himinaa hin_himin hin_kennin hin_agarsiisin \
            nama_biraa nama_biraatiif eenyuttuu",
        valid: "hojjeta hojjata hojiirra dhumata xumurama",
        minute: "daqiiqaa daqiiqaaf daqiiqaatti daqiiqaa_keessatti daqiiqoota daqiiqa",
        promo: "hir_ina_gatii badhaasa carraa kennaa_addaa",
        ask: "hin_gaafannu gonkumaa",
        hour: "sa_aatii sa_aatiif saatii",
        call: "bilbilaa bilbili bilbila bilbiluun quunnamaa",
        second: "sekondii sekondiif",
        day: "guyyaa guyyoota",
        unit: "qabxii birrii",
        other: "ajajni ajajaa lakkoofsa_herregaa herrega kaardii paakeejii nagahee* waliigaltee* tikeetii* \
            teessoo balalii komii* iyyannoo* lakkoofsa_kutaa gabatee lakkoofsa_barataa lakkoofsa_gibiraa wabii \
            dabaree lakkoofsa_galmee lakkoofsa_dhimmaa meetirii lakkoofsa_bilbilaa",
        ..NONE
    },
    Language {
        // ha
        otp: "lambar_tabbatarwa lambar_tantancewa lambar_tabbatar kodin_tabbatarwa lambar_shiga kodin_shiga \
            lambar_sirri_ta kodin_sirri kodin_tantancewa lambar_rajista lambar_karba lambar_karbar_kaya \
            lambar_karbar_sako lambar_isarwa lambar_mika_kaya lambar_bude lambar_budewa lambar_bude_kofa \
            lambar_kofa lambar_tafiya lambar_fara_tafiya lambar_biyan_kudi lambar_tura_kudi lambar_cire_kudi \
            lambar_sake_saiti lambar_hadawa lambar_izini lambar_amincewa lambar_kunnawa lambar_wucin_gadi \
            lambar_sau_daya lambar_amfani_sau_daya lambar_tsaro lambar_dauka kodin_rajista kodin_karba \
            kodin_bude kodin_tafiya kodin_wucin_gadi kodin_sau_daya kodin_amfani_sau_daya \
            kalmar_sirri_ta_wucin_gadi kalmar_sirri_ta_sau_daya kalmar_sirri_ta_lokaci \
            lambar_sirri_ta_wucin_gadi lambar_sirri_ta_sau_daya lambarka_ta_tabbatarwa lambarka_ta_shiga \
            lambarki_ta_tabbatarwa kodinka_na_tabbatarwa kodin_sms",
        code: "lambar_sirri* kalmar_sirri* kodi kodin lambar_ka lambarki kodinka lambar_nan wannan_lambar \
            lambobin_nan wadannan_lambobi lambar_mai_zuwa lambobi_masu_zuwa lambar_da_ke_kasa \
            lambobin_da_ke_kasa lambar_dake_kasa kalmar_wucewa kodinki kodinku lambarku pin_dinka pin_dinki \
            pin_naka kalmarka_ta_sirri lambobin_sirri lambarka_ita lambarka_ta lambarka_na lambarka_don \
            ga_lambarka wannan_ce_lambarka",
        verify: "tabbat* tantance* shiga rajista bude bude_kofa karbar_kaya karbi_kaya karbar_sako fara_tafiya \
            amincewa amince izini sake_saiti kunnawa budewa",
        enter: "yi_amfani shigar shigar_da saka rubuta danna gaya_wa gaya_ma fada_wa fadi_lambar karanta nuna_wa \
            nuna_ma ba_direba ba_mai_kawo mika_wa bayar_da_lambar tabbatar_da bude_da shiga_da yi_amfani_da \
            kwafa buga_lambar saka_lambar shigarwa fada_masa sanya_lambar",
        hush: "kada_ka kar_ka kowa kada_ku kar_ku kar_ki kada_ki kada_a wani_mutum wanin_ka ko_wane",
        valid: "aiki kare cikin zai_daina wa_adin",
        minute: "minti mintuna mintoci mintina",
        hour: "awa sa_o_i awanni awowi sa_a",
        promo: "rangwame garabasa kyauta tagomashi",
        ask: "ba_za_mu_taba ba_za_mu_tambaye ba_ma_tambayar",
        call: "kira_mu a_kira kira_lamba kira_lambar kira_wannan_lambar kira_lambar_nan lambar_waya lambar_wayar \
            tuntube tuntubi ka_kira ku_kira",
        day: "kwana kwanaki",
        unit: "maki mutane",
        other: "lambar_odar odarka asusunka lambar_asusu asusun katin_ku lambar_kati lambar_kaya kunshi rasidi \
            kwangila kujera lambar_jirgi jirgin korafi koke lambar_bukata shari_a lambar_layi layi_na \
            lambar_mota lambar_dalibi lambar_mita lambar_haraji lambar_takarda lambar_ciniki lambar_tunani \
            lambar_shaida lambar_akwati lambar_daki",
        ..NONE
    },
    Language {
        // yo
        otp: "koodu_ijerisi kóòdù_ìjẹ́rìí koodu_ifidaniloju nomba_ijerisi koodu_idaniloju koodu_iwole koodu_asiri \
            koodu_ijeriisi koodu_igba_die koodu_igbaniwole koodu_iforukosile koodu_gbigba koodu_gbigba_eru \
            koodu_ifijise koodu_ilekun koodu_sisi koodu_irinajo koodu_eekan nomba_ijeriisi nomba_iwole nomba_asiri \
            nomba_idaniloju nomba_igba_die nomba_eekan oro_igbaniwole_igba_die oro_asina_igba_die \
            oro_igbaniwole_eekan oro_igbaniwole_onigba_die koodu_re_fun nọ́mbà_ìfìdímúlẹ̀ nọmba_ifidimulẹ",
        code: "koodu kóòdù oro_asina ọ̀rọ̀_aṣínà nomba_yii nomba_wonyi nomba_to_wa_nisale nomba_isale \
            oro_igbaniwole oro_asiri nomba_asiri koodu_yii koodu_re pin_re oro_asina_re awon_leta_wonyi \
            oro_ifiwole nomba_to_tele",
        verify: "ijerisi ijẹrisi ifidaniloju wole idaniloju wọlé ijeriisi jerisi jeriisi fidi_mule fi_idi_mule \
            iforukosile forukosile buwolu iwole idanimo_re sisi_ilekun gbigba_eru",
        enter: "lo_koodu te_koodu tẹ_koodu te_nomba lo_nomba fi_nomba ko_nomba so_nomba ka_nomba so_fun_onise \
            so_fun_olufiranse fi_han_awako fi_han_olutaja fi_koodu fi_sinu sinu_app sinu_ero lati_wole \
            lati_fi_idi lati_jerisi lati_jeriisi lati_fidi lati_si_ilekun lati_si_apoti lati_si_koko lati_buwolu \
            lati_forukosile lati_gba_eru lati_bere_irinajo te_e_sinu ko_sinu ko_o_sinu fun_awako fun_oluranse",
        hush: "ma_se_pin enikeni ẹnikẹ́ni pin_pelu ma_so_fun ma_fi_han ma_fun ma_se_so ma_se_fun elomiran elomii",
        valid: "pari wulo laarin",
        minute: "iseju isẹju iṣẹju iseju_marun",
        hour: "wakati wakati_kan",
        promo: "edinwo ebun ajeseku",
        ask: "a_ko_ni_beere a_ki_i_beere",
        call: "pe_wa pe_nomba pe_sori foonu ero_ibanisoro",
        unit: "eniyan",
        other: "nomba_ibere akanti nomba_eru iwe_owo iwe_adehun ijoko oko_ofurufu nomba_esun nomba_ejo nomba_ila \
            nomba_oko nomba_akeko nomba_akekoo nomba_owo_ori itokasi nomba_idunadura nomba_ile nomba_apoti \
            nomba_odaa nomba_ose nomba_aga nomba_yara",
        ..NONE
    },
    Language {
        // ig
        otp: "koodu_nkwenye nọmba_nkwenye koodu_nyocha koodu_mbanye koodu_nzuzo koodu_nnwale nomba_a \
            koodu_nbanye koodu_ndebanye koodu_nnata koodu_inata koodu_nnyefe koodu_mmeghe koodu_imeghe koodu_uzo \
            koodu_njem koodu_nkwado koodu_otu_oge koodu_otu_ugboro nomba_nbanye nomba_mbanye nomba_nzuzo \
            nomba_otu_oge nomba_nkwado nomba_nnyocha okwuntughe_otu_oge okwuntughe_nwa_oge \
            okwuntughe_nke_otu_oge koodu_gi_nke koodu_nke_nkwenye nomba_nkwenye_gi",
        code: "koodu okwuntughe okwu_nzuzo nomba_ndi_a nomba_na_eso nomba_ndi_na_eso nomba_di_n_okpuru \
            okwu_ntughe paswoodu koodu_a koodu_gi pin_gi okwuntughe_gi nomba_nzuzo akara_nzuzo \
            mkpuruedemede_ndi_a",
        verify: "nkwenye nyocha banye ịbanye kwenye kwado ikwado ikwenye mepee imeghe ndebanye debanye idebanye \
            inata ibanye_na nnabata nyochaa",
        enter: "jiri tinye nye_onye pia_nomba dee_nomba gwa_onye gwa_onye_oru gwa_onye_okwo gwa_dereva kwuo gosi \
            webata guo_nomba guputa banye_na_ya iji_banye iji_meghe iji_kwado iji_nata iji_kwenye ka_i_banye \
            ka_i_nweta tinyere detuo nye_dereva nye_onye_na_ebu kwado_ya_na mepee_ya_na",
        hush: "ekekorita ekekọrịta onye_obula onye_ọ_bụla kekọrịta agwala agwakwala egosila enyela onye_ọzọ \
            gwala_onye",
        valid: "ga_agwu agwu dị_irè ga_akwusi kwusi n_ime",
        minute: "nkeji nkeji_ise",
        hour: "awa elekere",
        promo: "onyinye mbelata nkwalite",
        ask: "anyi_agaghi_ajụ anyi_agaghi anaghi_ajụ",
        call: "kpoo kpoturu ekwenti kpọọ_anyị",
        day: "ubochi",
        unit: "naira mmadu",
        other: "akauntu kaadi ngwugwu nkwekorita nomba_oche ugbo_elu mkpesa aririo nomba_ahiri nomba_ime_ulo \
            nomba_ugboala nomba_nwa_akwukwo nomba_mita nomba_utu ntuaka nomba_igbe nomba_ulo",
        ..NONE
    },
];
