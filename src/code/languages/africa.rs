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
    Language {
        // zu
        otp: "ikhodi_yokuqinisekisa ikhodi_yokuqinisekiswa inombolo_yokuqinisekisa ikhodi_yokungena \
            ikhodi_yesikhashana i_otp_yakho iphinikhodi_yesikhashana inombolo_yakho_yesikhashana \
            inombolo_yesikhashana inombolo_yakho_yesikhathi inombolo_yesikhathi_esisodwa ikhodi_yokubhalisa \
            ikhodi_yokulanda ikhodi_yokwamukela ikhodi_yokulethwa ikhodi_yokunikezela ikhodi_yokuvula \
            ikhodi_yomnyango ikhodi_yelokha ikhodi_yohambo ikhodi_yokukhokha ikhodi_yokukhipha_imali \
            ikhodi_yokugunyaza ikhodi_yesikhathi_esisodwa ikhodi_esetshenziswa_kanye ikhodi_yokuphepha \
            ikhodi_yemfihlo ikhodi_eyimfihlo iphinikhodi_yokulanda iphinikhodi_yokuvula \
            iphinikhodi_yesikhathi_esisodwa iphinikhodi_yokungena ikhodi_yakho_yokuqinisekisa ikhodi_yakho_yokungena \
            ikhodi_yakho_yokuvula ikhodi_yakho_yesikhashana ikhodi_yakho_yokulanda inombolo_yokulanda \
            inombolo_yokwamukela inombolo_yokugunyaza inombolo_yemfihlo iphasiwedi_yesikhashana \
            iphasiwedi_yesikhathi_esisodwa iphasiwedi_yokusetshenziswa_kanye i_pin_yesikhashana i_pin_yokulanda \
            ngekhodi_yokuqinisekisa inombolo_yakho_yokuqinisekisa",
        code: "ikhodi iphasiwedi ikhodi_yakho iphinikhodi lezi_zinombolo izinombolo_ezilandelayo \
            inombolo_engezansi leli_phasiwedi igama_lokungena ngekhodi ngephinikhodi amadijithi lamadijithi \
            ikhodi_elandelayo ikhodi_engezansi ikhodi_ithi iphinikhodi_yakho iphasiwedi_yakho ikhodi_yethu \
            inombolo_eyimfihlo",
        verify: "qinisekis* ukungena yokuqinisekis* ukuqinisekis* uqinisekise ukuqinisekisa ukulanda ukwamukela \
            ukugunyaza gunyaza ngena yokungena ukulethwa",
        enter: "sebenzisa faka tshela thayipha chofoza cindezela khombisa yisho tshela_umshayeli \
            nikeza_umshayeli nika_umshayeli nika_umthwali kopisha namathisela qinisekisa_nge vula_nge ngena_nge \
            uthayiphe ubhale utshele ukhombise umtshele fakani sebenzisani gunyaza_ngo wenze usayine_ngo ukufaka \
            umnyango_ngo",
        hush: "ungabelani unganiki muntu namuntu ungayinikezi ungawuniki ungayitsheli ungatsheli ungabatsheli \
            ungakhombisi ungayikhiphi ungayikhombisi ungayabelani ungaboleki",
        valid: "isebenza iphelelwa izophelelwa iphelelwa_yisikhathi ngaphakathi izosebenza ephelelwayo",
        minute: "amaminithi imizuzu emizuzwini emizuzwini_emi imizuzu_engu emizuzwini_engu amaminithi_angu \
            imizuzwini",
        hour: "amahora amahora_angu amahora_ama amahora_awu ihora",
        promo: "umklomelo mahhala",
        ask: "ngeke_sikucele asikaze",
        call: "shayela fonela ucingo inombolo_yocingo xhumana_nathi thintana shayela_le_nombolo \
            fonela_le_nombolo",
        second: "imizuzwana_engu amasekhondi",
        day: "izinsuku izinsuku_ezi izinsuku_ezingu",
        unit: "amaphuzu amarandi",
        other: "inombolo_ye_akhawunti iphasela iphakheji inombolo_yephasela inkontileka inombolo_yenkontileka \
            irisidi ithikithi inombolo_yethikithi inombolo_yesihlalo indiza isitimela isikhalo \
            inombolo_yesikhalo icala inombolo_yecala umugqa inombolo_yomugqa isitezi ipuleti inombolo_yemitha \
            inombolo_yentela idokhumenti inombolo_yedokhumenti inkomba inombolo_yenkomba ipholisi \
            inombolo_yepholisi inombolo_yomazisi umazisi inombolo_yohambo ukubhukha inombolo_yokubhukha",
        ..NONE
    },
    Language {
        // xh
        otp: "ikhowudi_yokuqinisekisa inombolo_yokuqinisekisa ikhowudi_yokungena ikhowudi_yakho_yokuqinisekisa \
            i_otp_yakho inombolo_yakho_yexeshana ikhowudi_yokubhalisa ikhowudi_yokuthatha ikhowudi_yokwamkela \
            ikhowudi_yokuhambisa ikhowudi_yokunikezela ikhowudi_yokuvula ikhowudi_yocango ikhowudi_yelokha \
            ikhowudi_yohambo ikhowudi_yokuqala ikhowudi_yokuhlawula ikhowudi_yokukhupha_imali \
            ikhowudi_yokugunyazisa ikhowudi_yexeshana ikhowudi_yexesha_elinye ikhowudi_yokhuseleko \
            ikhowudi_eyimfihlo inombolo_yokungena inombolo_yokuvula inombolo_yokuthatha inombolo_yokubhalisa \
            inombolo_eyimfihlo inombolo_yexeshana ikhowudi_yakho_yokungena ipaswedi_yexeshana \
            iphaswedi_yexeshana igama_lokugqitha_lexeshana ipin_yexeshana",
        code: "ikhowudi iphaswedi ipaswedi le_nombolo la_manani manani_alandelayo inombolo_elandelayo \
            inombolo_engezantsi igama_lokugqitha igama_eliyimfihlo ipin_yakho ngekhowudi le_khowudi \
            ngale_khowudi ikhowudi_elandelayo ngale_nombolo ikhowudi_yakho ipaswedi_yakho iikhowudi",
        verify: "qinisekis* yokuqinisekis* ukungena ungene ukubhalisa bhalisa ukuvula vula ukuthatha ukwamkela \
            ukugunyazisa gunyazisa uvule qinisekisa",
        enter: "sebenzisa faka ngenisa chwetheza bhala cofa cinezela bonisa xelela yithi fundela nika_umqhubi \
            xelela_umqhubi khuphela vula_ngo ngena_ngo qinisekisa_ngo ufake usebenzise uchwetheze uxelele \
            ubonise fakela ngenisa_inombolo",
        hush: "ungabelani mntu namntu sukuxelela musa_ukuxelela musa_ukwabelana ungaxeleli ungabonisi nabani_na \
            omnye_umntu",
        valid: "isebenza iphelelwa iphelelwa_lixesha iyaphelelwa iya_kuphelelwa ixesha",
        minute: "imizuzu imizuzu_eyi imizuzu_emi imizuzu_engama imizuzu_eli kwimizuzu",
        promo: "isaphulelo ibhaso isipho ibhonasi",
        ask: "asisoze asinakuze",
        hour: "iiyure iyure",
        call: "tsalela umnxeba fowunela inombolo_yomnxeba tsalela_le_nombolo qhagamshelana",
        second: "imizuzwana",
        day: "iintsuku usuku",
        unit: "amanqaku",
        other: "i_odolo inombolo_ye_odolo iakhawunti i_akhawunti inombolo_yeakhawunti ikhadi inombolo_yekhadi \
            ipasile inombolo_yepasile iphakeji irisithi itikiti inombolo_yetikiti isihlalo inqwelomoya \
            isikhalazo inombolo_yesikhalazo inombolo_yesicelo ityala inombolo_yetyala umgca igumbi \
            inombolo_yegumbi inombolo_yemoto inombolo_yomfundi imitha inombolo_yerhafu uxwebhu \
            inombolo_yereferensi ireferensi ikontrakthi inombolo_yekontrakthi uloliwe inombolo_yelokha",
        ..NONE
    },
    Language {
        // st
        otp: "khoutu_ya_netefatso khoutu_ya_tiisetso khoutu_ya_netefaletso khoutu_ya_ho_kena khoutu_ya_go_tsena \
            khoutu_ya_ngodiso khoutu_ya_ingodiso khoutu_ya_kwadiso khoutu_ya_ikwadiso khoutu_ya_ho_nka \
            khoutu_ya_go_tsaya khoutu_ya_ho_amohela khoutu_ya_go_amogela khoutu_ya_thomelo khoutu_ya_ho_bula \
            khoutu_ya_go_bula khoutu_ya_lebati khoutu_ya_loeto khoutu_ya_nako_e_le_nngwe khoutu_ya_nakwana \
            khoutu_ya_polokeho khoutu_ya_tshireletso khoutu_ya_pabalesego khoutu_ya_sephiri khoutu_ya_tumello \
            khoutu_ya_tumelelo khoutu_ya_sms khoutu_ya_phuthelwana khoutu_ya_go_fetola khoudu_ya_netefatso \
            khoudu_ya_netefaletso khoudu_ya_go_tsena khoudu_ya_thomelo khoudu_ya_nakwana \
            khoutu_ya_hao_ya_netefatso khoutu_ya_hao_ya_netefaletso khoutu_ya_hao_ya_tiisetso \
            khoutu_ya_hao_ya_ho_kena khoutu_ya_hao_ya_go_tsena khoutu_ya_gago_ya_netefatso \
            khoutu_ya_gago_ya_netefaletso khoutu_ya_gago_ya_tiisetso khoutu_ya_gago_ya_ho_kena \
            khoutu_ya_gago_ya_go_tsena nomoro_ya_netefatso nomoro_ya_netefaletso nomoro_ya_tiisetso \
            nomoro_ya_ho_kena nomoro_ya_go_tsena nomoro_ya_sephiri nomoro_ya_lekunutu phasewete_ya_nakwana \
            phasewachi_ya_nakwana",
        code: "khoutu phasewete phasewachi nomoro_ena nomoro_e_latelang nomoro_e_e_latelang dinomoro_tsena \
            dinomoro_tse_latelang dinomoro_tse dipalo_tse_latelang nomoro_ye khoutu_ena khoutu_e_latelang khoudu \
            khouto khoutu_ya_hao khoutu_ya_gago lentswe_la_lekunutu lefoko_la_sephiri lentsu_la_sephiri \
            lefoko_la_go_tsena phasewete_ya_hao nomoro_e_ka_tlase nomoro_ya_sephiri nomoro_ya_lekunutu phasewede \
            khoutung",
        verify: "netefats* netefalets* tiisets* ho_kena go_tsena ngodis* ingodis* ikwadis* ho_bula go_bula \
            kena_ho go_kena ho_amohela go_amogela bula_lebati tsena_mo ho_ingodisa ho_nka",
        enter: "sebedisa dirisa tsenya ngola kwala tobetsa penya bolella bolelela bontsha thaepa kopitsa \
            netefatsa_ka bula_ka kena_ka tsena_ka somisa bala_nomoro kenya_nomoro tsenya_nomoro sebedisa_nomoro \
            dirisa_nomoro bolella_mokganni bolelela_mokgweetsi kenyang sebedisang tlanya balla_mokganni supetsa",
        hush: "se_arolelane mang_kapa_mang se_abelane ope o_se_abelane se_bolelle motho_e_mong mang_le_mang \
            se_fe o_se_neye mongwe",
        valid: "sebetsa felelwa dira felloa fela_nako fedile_nako",
        minute: "metsotso metsotso_e metsotso_ye motsotso metsotsong",
        promo: "theolelo phokotso",
        ask: "re_ke_ke_ra re_ka_se re_se_ke",
        hour: "dihora diura",
        call: "letsetsa leletsa founela mohala mogala letsetsa_nomoro_ena",
        second: "metsotswana",
        day: "matsatsi malatsi letsatsi",
        unit: "dintlha batho diranta",
        other: "odara otara akhaonto akhaonte karete phasele sephuthelwana invoise konteraka rasiti thekethe \
            setulo sefofane terene tletlebo ngongorego nomoro_ya_kopo nyewe kamore phaposi nomoro_ya_koloi \
            nomoro_ya_moithuti mitara lekgetho tokomane nomoro_ya_tshupiso nomoro_ya_tlhaloso nomoro_ya_mola \
            polisi_nomoro",
        ..NONE
    },
    Language {
        // sn
        otp: "kodhi_yekusimbisa nhamba_yekusimbisa kodhi_yekupinda kodhi_yako kodhi_yekunyoresa kodhi_yekutora \
            kodhi_yekugamuchira kodhi_yekuunza kodhi_yekuvhura kodhi_yemusuwo kodhi_yerwendo kodhi_yekubhadhara \
            kodhi_yekuchengetedza kodhi_yenguva_pfupi kodhi_yekushandisa_kamwe kodhi_yakavanzika \
            nhamba_yekupinda nhamba_yekuvhura nhamba_yekutora nhamba_yakavanzika nhamba_yekunyoresa \
            kodhi_yako_yekusimbisa pasiwedhi_yenguva_pfupi",
        code: "kodhi pasiwedhi nhamba_iyi nhamba_idzi nhamba_inotevera nhamba_dzinotevera nhamba_iri_pasi \
            manhamba_aya manhamba_anotevera kodhi_iyi kodhi_inotevera paswedhi izwi_rekuvanza nhamba_yakavanzika \
            nhamba_yekuvanza pini_yako nekodhi nenhamba_iyi pasiwedhi_yako",
        verify: "kusimbisa simbisa kupinda kunyoresa nyoresa kuvhura vhura kugamuchira kutora_pasuru kubvumidza \
            bvumidza pinda kudzorera kubhadhara",
        enter: "shandisa pinza nyora dzvanya udza taura ratidza verengera taurira shandisai nyorai pinzai \
            dzvanyai udzai ratidzai simbisa_ne vhura_ne pinda_ne udza_mutyairi taurira_mutyairi isa_nhamba \
            shandisa_nhamba verenga_nhamba isai_nhamba kopa_nhamba",
        hush: "usagovane usape munhu usaudza usaratidza usapa usataurira ani_zvake",
        valid: "inoshanda inopera ichapera inopera_mu kupera",
        minute: "maminitsi miniti mineti maminetsi",
        promo: "dhisikaundi mubairo",
        ask: "hatizombokukumbiri hatimbokumbiri",
        hour: "maawa",
        call: "fona fonera nhare runhare nhamba_yerunhare nhamba_yefoni fonera_nhamba_iyi bata_isu",
        second: "masekonzi",
        day: "mazuva zuva",
        unit: "mapoinzi vanhu",
        other: "odha nhamba_yeodha nhamba_yeoda akaundi nhamba_yeakaundi nhamba_yeaccount kadhi nhamba_yekadhi \
            pasuru nhamba_yepasuru inivhoisi nhamba_yerisiti chibvumirano nhamba_yetikiti chigaro \
            nhamba_yechigaro chitima chichemo nhamba_yechichemo chikumbiro nhamba_yechikumbiro nhamba_yenyaya \
            mutsetse nhamba_yemutsetse kamuri nhamba_yekamuri nhamba_yemotokari mita_nhamba nhamba_yemita \
            nhamba_yemudzidzi mutero nhamba_yemutero gwaro nhamba_yegwaro nhamba_yekondirakiti kondirakiti",
        ..NONE
    },
    Language {
        // ny
        otp: "khodi_yotsimikizira nambala_yotsimikizira khodi_yolowera khodi_yanu khodi_yolembetsera \
            khodi_yotengera khodi_yolandirira khodi_yoperekera khodi_yotsegulira khodi_yaulendo khodi_yovomereza \
            khodi_yakanthawi khodi_yanthawi_yochepa khodi_yogwiritsa_ntchito_kamodzi khodi_yachitetezo \
            khodi_yachinsinsi nambala_yolowera nambala_yotsegulira nambala_yotengera nambala_yolandirira \
            nambala_yakanthawi mawu_achinsinsi_akanthawi khodi_yanu_yotsimikizira pini_yakanthawi",
        code: "khodi chinsinsi nambala_iyi nambala_izi manambala_awa nambala_yotsatirayi nambala_ili_pansipa \
            manambala_otsatirawa khodi_iyi khodi_yotsatirayi mawu_achinsinsi nambala_yachinsinsi pini_yanu \
            pasiwedi nambala_yanu_yachinsinsi",
        verify: "kutsimikizira yotsimikizira kulowa kulembetsa lembetsani kutsegula tsegulani kulandira \
            kuvomereza lowani tsimikizirani tsimikizani kulumikiza kutenga_katundu",
        enter: "gwiritsani lowetsani lowetsa gwiritsa ikani lembani dinani tchulani uzani uza_dalaivala \
            werengani onetsani perekani_kwa tsimikizirani_ndi tsegulani_ndi lowani_ndi tayipani ika_nambala \
            lemba_nambala pogwiritsa muuzeni muwerengereni kopani",
        hush: "musagawane musapatse wina musauze musaonetse musapereke aliyense musawuze",
        valid: "itha imagwira idzatha imatha itatha yatha ikhala",
        minute: "mphindi mphindi_zi",
        promo: "kuchotsera mphatso mphoto",
        ask: "sitidzakufunsani sitifunsa",
        hour: "maola",
        call: "imbani imbirani foni lamya tiyimbireni imbani_nambala_iyi",
        second: "masekondi",
        day: "masiku tsiku",
        unit: "mapointi anthu",
        other: "khadi phukusi invoyisi risiti mgwirizano tikiti mpando ndege sitima dandaulo madandaulo pempho \
            mlandu mzere chipinda nambala_ya_chipinda nambala_ya_galimoto nambala_ya_mita nambala_ya_wophunzira \
            msonkho chikalata nambala_ya_katundu oda_yanu",
        ..NONE
    },
    Language {
        // rw
        otp: "kode_yo_kwemeza umubare_wo_kwemeza kode_y_igenzura kode_yo_kugenzura kode_yo_kwinjira \
            kode_yawe_yo_kwemeza umubare_wawe_wo_kwemeza kode_yo_kwiyandikisha kode_yo_gufata kode_yo_kwakira \
            kode_yo_gutanga kode_yo_gufungura kode_yo_gutangira kode_yo_gusubizaho kode_yo_kwemerera \
            kode_y_urugendo kode_y_umuryango kode_y_agateganyo kode_y_igihe_gito kode_y_ibanga kode_y_umutekano \
            umubare_wo_kwinjira umubare_wo_gufungura umubare_wo_gufata umubare_wo_kwiyandikisha \
            umubare_wo_kugenzura umubare_wo_kwakira nimero_yo_kwinjira nimero_yo_gufungura nimero_yo_gufata \
            nimero_yo_kwemeza nimero_yo_kwiyandikisha nimero_yo_kugenzura nimero_yo_kwakira ikoreshwa_rimwe \
            kode_yawe_yo_kwinjira umubare_ukoreshwa_rimwe umubare_w_agateganyo ijambobanga_ry_agateganyo \
            ijambobanga_rikoreshwa_rimwe pin_y_agateganyo",
        code: "kode ijambobanga ijambo_ry_ibanga umubare_w_ibanga umubare uyu_mubare iyi_nimero iyi_mibare \
            iyi_nomero imibare_ikurikira nimero_ikurikira umubare_ukurikira ijambo_banga kode_yawe \
            kode_ikurikira urufunguzo inimero_ikurikira ino_nimero ijambo_kabanga pin_yawe ijambo_banga_ryawe \
            inyuguti_zikurikira",
        verify: "kwemeza kwinjira kugenzura igenzura kwiyandikisha iyandikishe gufungura fungura emeza injira \
            kwakira gufata_ipaki kwinjiramo kwugurura guhindura_ijambobanga",
        enter: "koresha andika injiza shyiramo kanda bwira vuga erekana andukura ukoresheje ukoreshe \
            bwira_umushoferi ha_umushoferi ereka ereka_umushoferi shiramwo kandika kwandika andikamo injizamo \
            kwinjiza gushyiramo mubwire somera_umushoferi",
        hush: "ntugasangize ntuyisangize undi umuntu ntukagire ntuwuhe ntuyihe ntubwire ntukabwire ntuhe ntukahe \
            ntukereke uwo_ari_we ntukayihe ntuyereke",
        valid: "irangira imara igomba irarangira izarangira izata_agaciro ifite_agaciro",
        minute: "iminota minota umunota mu_minota",
        hour: "amasaha isaha",
        promo: "igabanuka igabanywa impano ibihembo",
        ask: "ntabwo_tuzagusaba ntituzagusaba ntitugusaba",
        call: "hamagara telefoni hamagara_iyi_nimero twandikire mwohereze_kuri ohereza_kuri",
        second: "amasegonda isegonda",
        day: "iminsi umunsi",
        unit: "amanota abantu amafaranga",
        other: "komande konti ikarita ipaki umuzigo fagitire inyemezabwishyu kitansi amasezerano itike icyicaro \
            intebe indege ikirego ubusabe dosiye umurongo_wa icyumba pulake purake nimero_y_umunyeshuri mubazi \
            indangamuntu inyandiko nimero_y_umusoro tike kuri_kode ishyura_kode",
        ..NONE
    },
    Language {
        // mg
        otp: "kaody_fanamarinana kaody_fanamafisana kaody_fidirana kaody_fisoratana_anarana kaody_fakana \
            kaody_fandraisana kaody_fanaterana kaody_fanokafana kaody_fandoavana kaody_vonjimaika \
            kaody_indray_mandeha kaody_fiarovana kaody_miafina kaody_sms kaody_hidirana kaody_hanamarinana \
            kaody_hanokafana laharana_fanamarinana isa_fanamarinana laharana_fidirana laharana_miafina \
            tenimiafina_vonjimaika tenimiafina_indray_mandeha teny_miafina_vonjimaika kaodinao_fanamarinana \
            pin_vonjimaika",
        code: "kaody kaodi* teny_miafina tenimiafina ity_laharana_ity ity_isa_ity ireto_isa_ireto isa_manaraka \
            laharana_manaraka laharana_etsy_ambany tarehimarika_ireto ireto_tarehimarika kaody_ity kaodinao \
            kaody_manaraka tenimiafinao teny_fidirana litera_manaraka laharana_miafina isa_etsy_ambany",
        verify: "fanamarinana hidirana fanamafisana fisoratana_anarana hanamarinana hanokafana hamoha \
            fandraisana hanamarina fanokafana fidirana hiditra hisoratra hamafisina handraisana",
        enter: "ampiasao ampidiro soraty tsindrio lazao ambarao asehoy omeo_ny_mpamily adikao apetaho \
            hamarino_amin sokafy_amin midira_amin ampidiro_ny soraty_ny ampiasaina_ny teneno atoroy fenoy_ny \
            tapao_ny amafiso_amin tsindrio_ny vakio_ny",
        hush: "aza_zaraina olona aza_omena aza_lazaina aza_aseho olon_kafa na_iza_na_iza aza_ambara aza_atoro",
        valid: "manankery lany manan_kery lany_daty tapitra mandritra",
        minute: "minitra",
        promo: "fihenam_bidy fanomezana tombony",
        ask: "tsy_hangataka tsy_mangataka tsy_hanontany",
        hour: "adiny",
        call: "antsoy miantso miantsoa telefaonina finday antsoy_ity_laharana_ity mifandraisa",
        second: "segondra",
        day: "andro",
        unit: "ariary",
        other: "baiko kaomandy kaonty karatra laharan_entana fonosana faktiora rosia fifanekena tapakila seza \
            sidina lamasinina fitarainana fangatahana filaharana efitra efitrano laharam_pamantarana \
            laharana_mpianatra hetra antontan_taratasy",
        ..NONE
    },
    Language {
        // wo
        otp: "kodu_firndeel kod_dëggal kod_dugg kod_ubbi kod_jël kod_jot kod_joxe kod_bindu kod_fay kod_yoon \
            kod_benn_yoon kod_kaaraange kod_firndeel kodu_dëggal kodu_dugg kodu_ubbi kodu_jël kodu_yoon \
            kodu_benn_yoon kod_bu_dëggal kod_bu_dugg kod_bu_ubbi kod_bu_jël kod_bu_yoon kod_bu_benn_yoon \
            kod_bu_firndeel kod_ngir_dugg kod_ngir_ubbi kod_ngir_jël kod_ngir_dëggal kod_ngir_jot kod_ngir_bindu \
            kod_ngir_firndeel kod_ngir_fay nimero_dëggal nimero_firndeel baatu_jàll_bu_benn_yoon",
        code: "kodu kod nimero_bii nimero_yii nimero_bi_ci_suuf limat_yii kod_bi kod_bii kod_bile baatu_jàll \
            baat_bu_nëbbu nimero_bu_nëbbu",
        verify: "dëggal firndeel dugg ubbi ubbil bindul dugal duggu dëggalal jëlal jël_sa_kolis",
        hush: "bul_ko_jox kenn bul_ko_wax bul_wax bul_ko_won bul_jox keneen",
        minute: "simili simil",
        valid: "jeex",
        promo: "wàññi_njëg neexal",
        call: "woote wooteel woo_nu",
        hour: "waxtu",
        unit: "junni",
        enter: "bindal bindleen dugalal dugalleen jëfandikool jëfandikoo bësal bësleen waxal waxleen wonal \
            wonleen jàngal jox_sofer waxal_sofer firndeelal_ak ubbil_ak duggal_ak dëggalal_ak jàngal_ko",
        other: "komaand kolis nimero_nekk nimero_toogukaay",
        ..NONE
    },
];
