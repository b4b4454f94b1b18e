//! Languages of other scripts as people key them in on Latin keyboards, and Dhivehi in its own.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // ru-Latn
        otp: "kod_podtverzhdeniya kod_podtverzhdenija kod_podtverjdeniya kod_dlya_vhoda kod_dlja_vhoda kod_dostupa kod_avtorizacii kod_avtorizatsii kod_aktivacii parol_dlya_podtverzhdeniya parol_dlya_vhoda odnorazovyj_parol odnorazovyi_parol odnoraz_parol odnorazovy_parol \
            odnorazovyj_kod odnorazovyi_kod proverochnyj_kod proverochnyi_kod kod_proverki sms_parol sms_kod kod_polucheniya kod_dlya_polucheniya kod_podtverzdeniya proverochniy_kod proverochnyy_kod kod_vkhoda kod_dlya_vkhoda kod_perevoda kod_sbrosa kod_dostavki kod_vozvrata \
            kod_dlya_kurera kod_kureru kod_dlya_voditelya kod_poezdki kod_posadki kod_yacheyki kod_jacheyki kod_postamata kod_ot_yacheyki kod_ot_dveri kod_dveri kod_domofona kod_nomera kod_iz_sms kod_bezopasnosti kod_doverennosti sekretnyy_kod sekretnyj_kod sekretniy_kod \
            odnorazovym_parolem vremennyy_parol vremennyj_parol vremenniy_parol vremennyi_parol vremennyy_kod razovyy_parol razovyy_kod razoviy_kod pin_kod_dlya kodovoe_slovo",
        code: "kod kodu parol parolya etot_nomer eti_cifry eti_tsifry cifry_koda sleduyuschie_cifry sleduyushchie_cifry sleduyuschiy_nomer etu_kombinaciyu kombinaciya kombinatsiya kombinaciyu etot_kod klyuch_dostupa vvedite_nomer vvedite_chislo eto_chislo simvoly_koda",
        verify: "podtverzhd* podtverjd* vhod* registrac* avtoriz* aktivac* odnorazov* polucheni* oplat* podtverdi* voyti voiti voyd* zaregistr* otkryt* otkroy* razblok* vosstanov* privyaz* poluchit* zabrat zaberite vydach* dostup* lichniy_kabinet lichnyy_kabinet",
        enter: "vvedite ispolzuyte ukazhite nazovite skazhite vvedi vvesti vvodite vvod naberite naberi nabrat_na ukazhi ukazat nazovi nazvat skazhi skazat soobschite_kureru soobshchite_kureru soobshite_kureru soobschite_voditelyu soobshchite_voditelyu soobschi_kureru napishite_v \
            vpishite vstavte ispolzuy ispolzovat ispolzuite ispolzujte nazhmite pokazhite pokazhi predyavite prodiktuyte prodiktuite prodiktujte podtverdite podtverdi_s otkroyte_s otkroyte_kodom podtverdite_kodom voydite_s",
        hush: "nikomu ne_soobshchayte ne_soobschayte ne_soobshayte ne_govorite ne_peredavayte nikomu_ne_soob* nikomu_ne_gov* nikomu_ne_nazyv* ne_nazyvayte ne_pokazyvayte sekretno ne_soobshchajte ne_soobschajte ne_soobshchaite",
        valid: "deystv* dejstv* istek* srok_deystviya deistv* v_techenie istechet",
        second: "sekund sekundu",
        minute: "minut minuty",
        hour: "chasa chasov chas chasy",
        day: "dney dnya sutok sutki",
        other: "zakaz zakaza schet karta karty kartu posylka posylki reys rejs balans ostatok summa zayavka zakazu zakaze zakaz_nomer nomer_zakaza posylku otpravlenie otpravleniya nakladnaya nakladnoy nakladnuyu schyot scheta schetu dogovor dogovora dogovoru nomer_dogovora \
            zayavki zayavku zayavke obraschenie obrashchenie obrascheniya zhaloba zhaloby bileta poezd vagon mesto_n polisa kvitanciya kvitantsiya chek_n broni bronirovanie talon talona ochered_n yacheyka_n kvartira podezd gosnomer nomer_avto schetchik pokazaniya snils dokument_n \
            nomer_dokumenta licevoy_schet litsevoy_schet nomer_scheta nomer_karty summu summy bonusnaya_karta studencheskiy reysa reysu trek_nomer",
        promo: "skidk* promokod* akciy* akci* rasprodazh* podarok aktsi*",
        call: "zvonite pozvonite zvoni pozvoni goryachaya_liniya goriachaya_liniya po_nomeru na_nomer spravki podderzhka spravochnaya nomer_telefona",
        unit: "ballov bally chelovek litrov shtuk",
        ask: "nikogda_ne_spr* nikogda_ne_zapr* moshennik* ne_zaprashiva* sotrudniki_banka_ne",
        ..NONE
    },
    Language {
        // uk-Latn
        otp: "kod_pidtverdzhennya kod_pidtverdzhennia kod_dlya_vhodu kod_dlia_vkhodu odnorazovyi_kod odnorazovyy_parol odnorazovyi_parol kod_dostupu kod_perevirky kod_perekazu kod_skydannya kod_dostavky kod_povernennya kod_poizdky kod_komirky kod_poshtomatu kod_vid_komirky \
            kod_dverey kod_posadky kod_z_sms tymchasovyy_parol tymchasovyi_parol tymchasovyy_kod tymchasovyi_kod kod_bezpeky taiemnyi_kod sekretnyi_kod kodove_slovo",
        code: "kod kodu parol cey_nomer tsey_nomer tsei_nomer ci_cyfry tsi_tsyfry tsyfry_kodu nastupni_cyfry nastupnyy_nomer cyu_kombinaciyu tsiu_kombinatsiiu cey_kod tsei_kod vvedit_nomer vvedit_chyslo",
        verify: "pidtverd* vhodu vkhodu reyestrac* reiestrats* perevirk* otrymann* vviyty uviyty uviity vkhid vhid zareyestr* reyestr* avtoryz* aktyv* vidkryt* vidkryy* rozblok* vidnovl* pryvyaz* otrymaty otrymay* zabraty osobystyi_kabinet",
        enter: "vvedit vykorystovuyte vvedy vvesty naberit nabery vkazhit vkazhy vpyshit vpyshy napyshit nazvit nazvy skazhit skazhy povidomte_kuryeru povidomte_kurieru povidomte_vodiyu povidom_kuryeru prodyktuyte prodyktuite pokazhit pokazhy prediavit natysnit natysny \
            vykorystayte vykorystaite skorystaytes pidtverdit_kodom vidkryyte_kodom uviydit_z",
        hush: "nikomu_ne ne_povidomlyayte ne_kazhit ne_povidomliaite ne_povidomlyay* ne_rozholoshu* ne_kazhy ne_pokazuyte",
        valid: "diysnyi diye diie diysnyy dijsnyi diisnyi diye_do protyagom protiahom spliv* splyv* zakinchu*",
        second: "sekund",
        minute: "hvylyn khvylyn hv hvylyny khvylyny khvylynu",
        hour: "godyn hodyn godyny hodyny godynu",
        day: "dniv doby",
        other: "zamovlennya zamovlennia zamovlenya posylky vidpravlennya vidpravlennia nakladna nakladnoi ttn rakhunok rahunok rakhunku dogovir dohovir dohovoru kartka kartky kartku zaiavka zayavky zvernennya zvernennia skarga skarha kvytok kvytka potiah potyag reis kvytantsiya \
            bronyuvannya bronuvannia cherga_n komirka_n kvartyra lichylnyk ipn nomer_zamovlennya nomer_rakhunku osobovyy_rakhunok zalyshok",
        promo: "znyzhk* podarunok rozprodazh",
        call: "dzvonit zatelefonuyte zatelefonuite podzvonit harjacha_liniya garyacha_liniya za_nomerom",
        unit: "baliv osib",
        ask: "nikoly_ne_pyta* nikoly_ne_zapyt* shahray* shakhrai*",
        ..NONE
    },
    Language {
        // bg-Latn, mk-Latn
        otp: "kod_za_potvarzhdenie kod_za_potvarjdenie kod_za_potvyrzhdenie kod_za_potvurzhdenie kod_za_vhod kod_za_dostap kod_za_sigurnost ednokratna_parola ednokraten_kod kod_za_verifikatsia kod_za_verifikacia kod_za_potvrda kod_za_verifikacija ednokratna_lozinka kod_za_najava \
            kod_za_potvurjdenie kod_za_svarzvane kod_za_predavane kod_za_vrashtane kod_za_vrakanje kod_za_otvaryane kod_za_otvaranje kod_za_vrata kod_za_vratata kod_za_shkafche kod_za_staya kod_za_patuvane kod_za_pateshestvie kod_za_vozenje kod_za_start kod_za_kachvane \
            ednokraten_kluch vremenna_parola vremenen_kod vremena_lozinka tayna_duma tajen_kod taen_kod broj_za_najava broj_za_potvrda nomer_za_vhod",
        code: "kod koda kodat parola parolata lozinka pin_koda pinot tozi_nomer toya_nomer sledniya_nomer tezi_cifri tezi_tsifri cifrite tsifrite slednite_cifri tazi_kombinaciya kombinaciyata ovoj_broj sledniot_broj ovie_cifri ovie_brojki brojkite slednive_cifri ovaa_kombinacija \
            kombinacijata simvolite vavedete_nomera vnesete_go_brojot",
        verify: "potvarzhd* potvarjd* potvyrzhd* potvurzhd* potvard* vhod verifik* registrac* sigurnost ednokrat* plashtan* potvurd* vlizane vlezete vlez najav* otvor* otkluc* otklyuch* vazstanov* svarzh* polucha* prezem* podign* podigan* plakanje prevod isporaka dostavka kachete",
        enter: "vavedete vuvedete vyvedete izpolzvayte izpolzvaite vnesete vuvedi vavedi kazhete vuvezhdane vpishete vpishi napishete napishi natisnete natisni izpolzvay izpolzvai kazhi kazhete_na kazhi_na kajete pokazhete pokajete prochetete prochetete_na dayte_na izdiktuvayte \
            kopirayte koristete iskoristete vnesi vnesuvanje vpisete vpisi napisete pritisnete pritisni kazete kazete_mu_na pokazete procitajte procitaj potvardete_s potvarzhdavane_s potvrdete_so potvrdi_so odobrete_s odobrete_so otvorete_s otvori_s otvorete_so otvori_so \
            otklyuchete_s otklucete_so vlezte_s najavete_se_so potpisete_so podpishete_s",
        hush: "ne_go_predostavyaite ne_spodelyayte ne_spodelyaite ne_go_spodelyayte nikogo ne_spodeluvajte ne_kazvayte ne_kazvaite ne_davayte ne_pokazvayte ne_kazuvajte ne_davajte ne_go_kazuvajte ne_go_davajte na_nikogo poveritelno",
        valid: "validen validna valjan vazhi vazi iztich* istekuva valid_do vazi_do validnost vo_rok_od v_ramkite_na",
        second: "sekundi",
        minute: "minuti",
        hour: "chasa casa casovi",
        day: "denovi",
        other: "porachka poruchka porachkata porachki naracka narachka naracka_br pratka pratkata tovaritelnica tovaritelnitsa smetka smetkata dogovorot kartichka zhalba zalba reklamaciya zayavlenie_n baranje_br predmet_br polica kasova_belezhka smetkopotvrda rezervaciya polet \
            poleta vlak voz_br red_n shkafche_n apartament stan_br registracionen_nomer tablica elektromer vodomer broilo egn embg danochen_broj referenten_broj referenciya klient_n klientski_nomer broj_na_naracka broj_na_smetka nomer_na_porachka nomer_na_pratka",
        promo: "otstapka namalenie promociya podarak vaucher",
        call: "obadete_se obadi_se zvannete na_telefon javete_se povikajte na_broj broj_na_telefon goreshta_liniya",
        unit: "tochki poeni dushi",
        ask: "nikoga_ne_iskame nikoga_nyama nikoga_ne_bara* nikogash_ne_bara* nikogas_ne_bara* izmam*",
        ..NONE
    },
    Language {
        // ar-Latn
        otp: "code_el_taf3eel code_eltaf3eel code_el_tafeel kod_el_taf3eel code_el_ta2keed code_el_taakeed ramz_el_tahaqoq ramz_al_tahaqoq ramz_eltahaqoq kod_el_ta2keed code_el_dokhool kod_el_dokhool code_el_te2keed code_el_tas2eel el_code_beta3ak code_bta3ak code_beta3ak \
            kod_bta3ak code_el_taslim code_el_estelam rakam_el_serry el_ramz_el_serry code_mta3ek lcode_dyalek code_dyalek code_dyal el_code_mta3ek code_tafi3il code_eltas2eel ramz_tahakok ramz_eldokhool ramz_mo2aqat ramz_moakat kelmet_serr kelmet_el_serr kelmet_elserr \
            kelmet_serr_mo2aqata klimat_serr kalimat_morour kalimat_el_moror kelmet_moror code_mo2aqat code_wa2ty code_morra_wa7da code_marra_wa7da code_elestelam code_eltawseel code_el_bab code_elbab code_el_khazna code_el_locker code_ftou7 code_el_re7la code_elre7la \
            code_el_mashwar code_mashwar code_eldaf3 code_el_rogoo3 code_erja3 code_el_sms el_code_el_serry raqam_serri raqm_serri ra2m_serri rakm_serri el_raqam_el_serri rkm_el_ta2keed rakam_el_ta2kid rakam_ta2keed code_dyalk code_dialek code_dialk code_ta3ek code_ntaek \
            code_ta3k code_mte3ek code_lmo2aqat code_lma7del code_hay_el_marra",
        code: "code kod ramz el_code elcode el_kod el_password lcode l_code lkod el_ramz alramz el_raqam_da el_rakam_da rakam_da el_ra2m_da ra2m_da hal_ra2m hal_rakam hada_raqam had_raqm had_nemra had_numero had_numiro had_larqam el_ar2am_di el_arkam_di ar2am_di hal_ar2am \
            had_lar9am lar9am el_ar9am had_code hal_code hel_code el_code_da elcode_da code_hada had_lcode password_da mot_de_passe_dyalek",
        verify: "taf3eel eltaf3eel tafeel ta2keed taakeed dokhool tasgeel tasjeel tefta7 te3mel_login da5ool t2akked takked ta2kid takid taakid t2kid te2keed tafe3il taf3il taf3el dokhoul dukhool dukhul tasjil tasgil tas2eel fat7 efta7 fta7 ifta7 tefta7_el estelam istilam \
            testelem tawseel daf3 ta7weel tahaqoq ta7a2o2 ta7aqoq akked sajjel",
        enter: "ektb ekteb da5al da5el e3ml edkhol esta5dem a3tih mdd hott hotti ekteb_el oktob ektob ekteby ekteby_el ekteb_el_code de5al dakhal dakhel dakhkhel dakhli d5ol dkhol da5ly edkhol_b edkhul_b estakhdem esta3mel esta3mil ista3mel st3mel sta3mel esti3mel ool_lel \
            ool_lelsawa2 ool_lelmandoub goul_l goul_lel gool_lel qoul_l goulih gouli_l a3ti a3ti_l eddi_el eddy_el edihom warri_el orih edghat edghat_3ala doos_3ala eqra eqraa e2ra e2ra_el akked_b akid_b ekked_b confirmi_b confirmi_bel efta7_b fta7_b ifta7_b el_bab_b sajel_b \
            sajjel_b log_in_b connecti_b",
        hush: "matedihosh matidihosh mat2olosh mat2oloosh matesharkosh matsharekhosh ma_t3tih ma_ta3ti le_7ad la_7ad li_7ad l7ad ma_ta3tih ta3tih matedeesh matediesh matiddihosh mat3tihsh ma3tihsh mat2olsh matqolosh matgoulosh la_tsharek la_tshare la_t3ti la_t3tih la_tqoul \
            la_tgoul ma_t9olo ma_t9olha ma_tgoul ma_tshare ma_tcherkch ma_tpartagich matpartagich lay_7ad ay_7ad had_tani li_hed l7ed hetta_wa7ed serri sirri",
        valid: "sale7 saleh sal7 bytlghy hay5las salha ynthy yentehy sale7_le sal7a sal7a_le saleh_le le_modet li_modet modet yentehi tentehi yenteha byentehi ysala7 kaysali ysali",
        second: "sania sawani thanya sawany sanya thawani",
        minute: "da2aye2 de2aye2 d2aye2 da2i2a dakika dqiqa da2ay2 da2e2a d2i2a dqayeq d9aye9 daqayeq da9aye9 da2i2 dakayek dkika",
        hour: "sa3at sa3a sa3ah swaye3 sway3",
        day: "youm ayam ayyam iyam",
        other: "lcommande commande talab talabak otlob talabek talabeyya talab_raqam raqam_el_talab rakam_el_talab ra2m_el_talab order_raqam el_order elorder lorder shohna sho7na el_sho7na sha7na el_tard el_fatora fatora fatoora lfacture el_7esab rakam_el_hesab carte_dyal bita2a \
            el_kart raqam_el_re7la re7la_raqam tazkara tazkera ticket_raqam shakwa el_shakwa hagz el_hagz maw3ed dor_raqam ra2m_el_dor sha2a_raqam raqam_el_sha2a el_3addad raqam_el_3a2d raseed rasidak raseedak solde_dyalek mablagh lcolis colis_dyalek raqam_el_fatora",
        promo: "takhfid takhfeed khasm hdiya hedeya kasbt rbe7ti",
        call: "etesel kallem kalemna kallemna etesel_b ettesel_b itasel etsel_b sonni rakam_telefon telefon_rakam raqam_el_hatef hatef mobile_raqam khedmet_el_3omala2",
        ask: "mosh_hantlob mesh_hantlob ma_hantlobsh nasb nassab",
        ..NONE
    },
    Language {
        // hi-Latn, ur-Latn, pa-Latn
        otp: "aapka_otp aapka_code aapka_pin satyapan_code satyapan_kod verification_code_hai pushti_code tasdeeqi_code tasdiqi_code tasdeeq_code ap_ka_code aap_ka_code aapki_otp tuhada_otp aapka_verification aap_ka_otp apka_otp apka_code apka_pin ap_ka_otp aapke_otp \
            satyapan_number tasdeeqi_number tasdiqi_number tasdeeqi_pin dakhle_ka_code login_ka_otp darwaze_ka_code darwaza_code gate_ka_code locker_ka_code locker_ka_pin delivery_ka_code delivery_ka_otp delivery_ka_pin parcel_ka_code pickup_ka_code ride_ka_otp ride_ka_pin \
            ride_shuru trip_ka_otp safar_ka_code bhugtan_ka_otp payment_ka_otp payment_ka_code wapsi_code return_ka_code ek_bar_ka_password ek_baar_ka_password ek_martaba_ka_password yakbargi_password arzi_password aarzi_password asthayi_password asthai_password khufia_code \
            khufiya_code khufia_number gupt_code gupt_sankhya gupt_number guptsankhya sms_ka_code tuhada_code tuhada_pin tuhada_pasword tera_otp mera_otp",
        code: "code kod paasword otp_hai yeh_number ye_number is_number_ko yeh_code ye_code neeche_diya_number niche_diya_number ye_ank yeh_ank in_anko in_ankon ye_digit yeh_digits ank_ka_code anko_ka ankon_ka hindse yeh_hindse char_ank chhe_ank chaar_ank password_hai pin_hai \
            code_hai number_daalein number_dalein number_darj ye_combination raaz_lafz gupt_shabd kunji khufia_lafz aah_number eh_number eh_code",
        verify: "satyapan pushti login panjikaran tasdeeq tasdiq jodne verify satyapit pushtikaran pushti_karne login_karne kholne kholein kholen khole shuru_karne tasdeeq_karne dakhil dakhla panjikrit register_karne bhugtan adaigi manzoor manjoor lene_ke_liye prapt_karne \
            hasil_karne link_karne badalne reset_karne confirm_karne unlock_karne",
        enter: "darj_karein darj_karen darj_kare dalein daalein istemal istemaal upyog bataen bataein dein batao \
            bataiye batayein batana bolein dikhayein darj_kijiye darj_kijiyega darj_karo darj_kro darj_krein \
            darj_karna daaliye daliye dalo daalo daal_dein dal_dein daal_do dal_do dalna daalna likhein likhen \
            likhiye likho likh_dein likh_do type_karein type_karen type_kare type_karo enter_karein enter_karen \
            enter_kare enter_karo dabayein dabaye dabaen dabaiye dabao istemal_karein istemaal_karein use_karein \
            use_karen use_kare use_karo upyog_karein prayog_karein batayen bata_dein bata_do batayiye bataye \
            bataiyega bata_den driver_ko rider_ko courier_ko delivery_boy_ko driver_nu rider_nu bolen boliye bolo \
            dikhaein dikhayen dikhaiye dikhao dikha_dein padhkar_sunayein padh_kar_sunayein sunayein suna_dein \
            de_dein dijiye se_login se_kholein se_kholen se_verify se_confirm se_pushti se_tasdeeq se_approve \
            se_unlock se_reset se_sign darj_karo_ji dasso daso pao_ji bharein bharen bhariye bharo copy_karein \
            bata_dena dena_hai",
        hush: "kisi_ko_na kisi_se_share kisi_ke_saath kisi_ke_sath kisi_ko_mat na_batayein na_bataye mat_batayen mat_bataye mat_batana share_na_karein share_na_karen share_mat kisi_ko_bhi kisi_ko_na_bata* kisi_se_bhi kisi_se_na kisi_ko_nahi kisi_nu_na kise_nu kise_naal \
            gupt_rakhein gupt_rakhe raaz_rakhein share_na_kare share_na_karo share_mat_kar* mat_share na_dein na_de_kisi mat_dena na_dasso",
        valid: "tak_valid tak_maanya maanya ke_liye_valid ke_andar mudat tak_hi_valid me_expire mein_expire me_khatam mein_khatam samapt khatam_ho ke_bheetar ke_andar_use minute_tak tak_vaidh vaidh",
        second: "second_mein sekand",
        minute: "minat minto minute_mein minton minuton",
        hour: "ghante ghanta ghanton ghanto ghantay",
        day: "dinon",
        other: "order_sankhya order_id order_ka_number shikayat shikayat_number shikayat_sankhya shikayat_kramank khata khata_sankhya khate khate_ka khaata bill_number bill_sankhya rasid raseed_number ticket_number seat_number gaadi_number gadi_number gaadi gadi train_number \
            train_no flight_number ghar_number makan_number makaan_number flat_number kamra_number meter_number meter_no darkhwast darkhast darkhwast_number aavedan aavedan_sankhya aavedan_kramank kramank kramaank roll_number anukramank policy_number dastavez_number lenden_number \
            mulaqat_number qatar_number token_number parcel_number tracking_number consumer_number upbhokta_sankhya grahak_sankhya hawala_number sandarbh shanakhti_card shesh_rashi baqaya",
        promo: "chhoot chhut chhut_paayein muft inaam uphaar uphar tohfa riayat discount_paayein sale_mein",
        call: "call_karein call_karen call_kare call_karo phone_karein fon_karein phone_kare sampark sampark_karein rabta rabta_karein helpline_number par_call pe_call raabta is_number_par is_number_pe sms_karein sms_bhejein",
        unit: "ank_mile",
        ask: "kabhi_nahi_mang* kabhi_nahin_mang* kabhi_nahi_maang* kabhi_otp kabhi_nahi_puch* nahi_mangta nahi_mangte dhokha thagi",
        ..NONE
    },
    Language {
        // bn-Latn, as-Latn
        otp: "apnar_otp apnar_code apnar_pin jachai_code verification_code_holo apnar_verification jachaikoron_code nishchitkoron_code login_er_otp gopon_code gopon_pin ek_kalin_password ekkalin_password ekbar_baboharjoggo_password ekbarer_password ekbar_byabohar_password \
            osthayi_password asthayi_pin delivery_r_code delivery_code_ti delivery_pin_ti parcel_er_code parcel_er_pin locker_er_code dorjar_code darjar_code khular_code ride_er_otp ride_er_pin tripper_code jatrar_code payment_er_otp payment_er_code lenden_er_otp \
            taka_pathanor_code ferot_code sms_code_ti tomar_otp tomar_code aponar_otp aponar_code aponar_pin",
        code: "code kod gopon_number ei_number ei_numberti ei_nombor ei_nambar nicher_number nicher_code ei_code ei_codeti ei_sonkhya ei_songkha songkhati ei_digit onker_code onko_code char_onker choy_onker ei_password password_ti code_ti code_hocche pin_ti codeta codeti \
            numberti_din number_din code_din gopon_shobdo",
        verify: "jachai nischit login nibondhon jachai_korte nischit_korte nishchit nishchit_korte nischitkoron probesh dhukte khulte khulun kholar login_korte nibondhon_korte chalu_korte parcel_nite delivery_nite lenden payment_korte reset_korte jukto_korte nischayan",
        enter: "byabohar_korun likhun bolun janan dekhan byabohar_koro babohar_korun bebohar_korun byabohar_korben likhe_din likh din_ei diye_din diye_dao dao_rider dao_driver type_korun type_koro enter_korun enter_koro chapun chap_din prodan_korun dakhil_korun boshan bole_din \
            jana_din dekhan_rider dekhao dekhiye_din pore_shonan pore_shonao driver_ke rider_ke courier_ke driverke riderke courierke delivery_man_ke delivery_boy_ke diye_login diye_khulun diye_kholen diye_nischit diye_confirm diye_verify copy_korun byabohar_karok byobohar_karok \
            likhok diyok kowk",
        hush: "kauke_bolben kauke_deben karo_sathe share_korben bolben_na deben_na kaukei karo_shathe karo_sathe_share kauke_janaben janaben_na share_korben_na kauke_diben diben_na kauke_bolo gopon_rakhun karu_logot kako_nokobo kako_nidiba",
        valid: "moddhe porjonto meyad meyad_shesh minute_porjonto minit_porjonto er_moddhe shesh_hobe valid_thakbe boidho",
        second: "sekend",
        minute: "minute_er minite",
        hour: "ghonta ghontar",
        day: "din_porjonto",
        other: "order_nombor order_nambar orderer_number parcel_nombor parcel_no account_nombor hisab_nombor hishab invoice_nombor bill_nombor obhijog obhijog_nombor ovijog ovijog_nombor abedon abedon_nombor ticket_nombor train_nombor flight_nombor seat_nombor gari_nombor \
            garir_number meter_nombor roll_nombor chukti policy_nombor customer_nombor grahok_nombor songjog_nombor tracking_nombor lenden_nombor balance_ache porimaan basa_nombor flat_nombor sirial_nombor serial_nombor token_nombor",
        promo: "chhar chhaar mulyochar upohar puroskar",
        call: "call_korun call_koro fon_korun phone_korun jogajog jogajog_korun ei_numbere ei_number_e_call helpline_e",
        unit: "manush",
        ask: "kokhono_chai* kokhonoi_chai* kokhono_otp protarok protarona",
        ..NONE
    },
    Language {
        // fa-Latn
        otp: "kode_taeed kode_tayid code_taeed code_tayid ramze_yekbar_masraf ramz_yekbar_masraf ramze_poya ramz_pouya kode_faalsazi kode_vorood code_vorood kode_vorud kode_hoviyat kode_ehraz ramze_yekbarmasraf ramz_yekbarmasraf ramz_yek_bar_masraf ramze_yek_bar_masraf \
            ramze_movaghat ramz_movaghat ramze_movaqat kode_movaghat ramze_dovom_poya ramze_dovome_poya ramze_pooya ramz_pooya ramz_poya ramze_kharid ramz_kharid kode_kharid ramze_entegal kode_pardakht ramze_pardakht kode_tahvil kod_tahvil code_tahvil ramze_tahvil kode_daryaft \
            code_daryaft kode_marsule kode_sabte_nam kode_faal_sazi kode_taghir_ramz kode_baz_kardan kode_dar kode_sandogh kode_komod kode_otagh kode_safar code_safar kode_savar kode_bargasht kode_marjooei kode_yekbar kode_amniyati ramze_amniyati kode_payamaki code_payamaki \
            ramze_payamaki kode_sms ramz_sms kode_emza kalame_obur kalame_oboor kalame_ramz_movaghat adade_taeed shomare_taeed kode_shoma_baraye",
        code: "kode_shoma code_shoma ramz ramze ramze_shoma in_adad in_adadha in_argham argham_zir in_shomare_ra adade_zir adad_zir shomare_zir_ra in_ramz in_kod in_code code_zir codet codetun ramzet ramzetun kalame_obour in_tarkib in_horuf char_raghami shish_raghami \
            chahar_raghami panj_raghami ramz_obur ramze_oboor",
        verify: "taeed tayid vorood vorud faalsazi sabtenam taied tayeed taeid tasdigh ehraze ehraz_hoviyat vorude voroode sabte_nam faal_sazi baz_kardan bazkardan bazyabi taghir_ramz tahvil_gereftan tahvile daryafte pardakhte enteghal kharide emzaye etesal ersal_pardakht \
            vared_shodan",
        enter: "vared_konid estefade vared_kon vared_konin vared_kardan vared_nemaeid vared_namaeid vared_konam bezanid bezan bezanin bezanid_ta benevisid benevis benevisin type_konid type_kon estefade_konid estefade_kon estefade_konin be_peyk be_peik be_ranande be_rande be_safir \
            be_forushande be_peyk_begid begid bego_be beguyid be_ranande_begid be_ranande_bego be_peyk_bego elam_konid elam_kon neshan_dahid neshan_bede neshun_bede eraye_dahid eraye_konid bekhanid fesharid feshar_dahid ba_in_kod ba_kode ba_ramze ba_adade bedid_be bede_be \
            vaard_konid vaared_konid",
        hush: "be_kasi dar_ekhtiar eshterak nadahid be_digaran be_hichkas hichkas be_hich_kas be_kasi_nagid be_kasi_nagoo nagid be_kasi_nadid ekhtiare_digaran ekhtiyar_digaran dar_ekhtiar_kasi mahramane fash_nakonid",
        valid: "motabar etebar monghazi ta_daghighe_digar ta_saat motabar_ast etebare be_modate monghazi_mishavad",
        second: "saniye sanie saniyeh",
        minute: "daghighe daqiqe daghigheh daghigeh daqiqeh dagige daghigheye",
        hour: "saat saate saatha",
        day: "ruz rooz rouz",
        other: "sefaresh sefareshe shomare_sefaresh sefareshetun marsule marsoole morsule baste_posti barname shomare_marsule hesabe shomare_hesab shomare_kart shomare_ghabz ghabz fatoor factor_shomare shomare_faktor gharardad gharardade shomare_gharardad shekayat \
            shomare_shekayat parvande parvandeh shomare_parvande shomare_darkhast bime_name bimename shomare_bime shomare_resid belit shomare_belit parvaz shomare_parvaz ghatar shomare_ghatar sandali_shomare nobat shomare_nobat pelak pelake vahed_shomare tabaghe_shomare \
            shomare_kontor shomare_daneshjooyi code_melli kode_melli code_posti kode_posti code_rahgiri kode_rahgiri code_peygiri kode_peygiri shomare_peygiri shomare_rahgiri erja shomare_erja mojoodi mojudi mablaghe tarakonesh_shomare code_takhfif_n",
        promo: "takhfif code_takhfif kode_takhfif jayeze gorekeshi ghoreekeshi",
        call: "tamas_begirid tamas_begir zang_bezanid zang_bezan shomare_telefon shomare_tamas poshtibani be_shomare ba_shomare payamak_be",
        unit: "nafar emtiaz emtiyaz",
        ask: "hargez_nemi* hich_vaght_nemi* hichvaght_nemi* kolahbardar*",
        ..NONE
    },
    Language {
        // ta-Latn, te-Latn, ml-Latn, kn-Latn
        otp: "ungal_otp ungalin_otp unga_otp mee_otp ningalude_otp nimma_otp ungal_code ungal_pin ungaludaya_otp ungaludaiya_otp ungaloda_otp ungaloda_code unga_code unga_pin ungal_verification ungal_kadavuchol ungal_kuriyeedu uruthippaduthal_kuriyeedu orumurai_kadavuchol \
            oru_murai_kadavuchol thatkaliga_kadavuchol tharkaliga_kadavuchol delivery_kuriyeedu payana_otp kadhavu_code ragasiya_kuriyeedu ragasiya_en mee_code mee_pin mee_verification nee_otp mi_otp oka_sari_password okasari_password tatkalika_password rahasya_code talupu_code \
            delivery_kosam_code ride_kosam_otp ninte_otp ningalude_code ningalude_pin ningalude_verification sthirikarana_code pravesana_code ottathavana_password otta_thavana_password thalkalika_password rahasya_number vathil_code thurakkanulla_code nimma_code nimma_pin \
            nimma_verification ninna_otp pravesha_sankhye omme_balake_password tatkalika_pin bagilu_code tereyuva_code rahasya_sankhye",
        code: "kuriyeedu kadavuchol indha_en indha_number indha_code intha_code intha_number intha_en keezhe_ulla_number kizhe_ulla_en ilakka_en ilakkam_code naangu_ilakka aaru_ilakka ragasiya_sol kadavuchollai kadavu_sol kuriyeettu kuriyeettai ee_number ee_code ee_sankhya \
            ee_ankelu kindi_number kindi_code nalugu_ankela aaru_ankela rahasya_padam ee_number_il ee_akkangal thazhe_kanunna_number nalakka aarakka rahasya_vakku ee_sankhye ee_ankigalu kelagina_number kelagina_sankhye nalku_ankiya aaru_ankiya gupta_pada guptapada rahasyapadam",
        verify: "sariparpu dhruvikarana nirdharana sthireekarana sariparkka sariparppu uruthi_seyya uruthippadutha uruthi ulnuzhaiya ulnuzhaivu thirakka pathivu pathivu_seyya pera_indha kattanam dhruvikarin* dhrivikar* nirdharin* login_avvadaniki teravadaniki pravesham \
            pravesinch* namodu chellimpu login_cheyyan thurakkan sthireekarikkan sthireekar* pravesikkan rejistar thurakkuka drudhikar* parisheel* tereyalu pravesha login_aagalu nondani pavati",
        enter: "sollunga sollavum cheppandi parayuka heli nu_sollunga ullidavum ullidunga ullidungal \
            ulleedu_seyyavum ulleedu type_pannunga type_pannavum type_pannu enter_pannunga enter_pannavum podunga \
            podavum payanpaduthavum payanpaduthunga use_pannunga azhuthavum azhuthunga sollungal kattunga kaattavum \
            kaatunga driver_kitta driverkitta rider_kitta courier_kitta driveridam koduthu kodunga kodukkavum \
            namodu_cheyyandi namodu_cheyandi type_cheyandi type_cheyyandi enter_cheyandi enter_cheyyandi vadandi \
            upayoginchandi vadandi_mee nokkandi chepandi cheppu driver_ki driverki rider_ki courier_ki chupinchandi \
            chupandi ivvandi rayandi nalkuka nalkoo nalku_ka rekhappeduthuka upayogikkuka upayogikku type_cheyyuka \
            type_cheyyu type_cheyuka enter_cheyyuka enter_cheyyu amarthuka parayoo parayu paranju_kodukkuka \
            driverode driverodu rider_odu courierodu kanikkuka kanikku namudisi namoodisi type_madi type_maadi \
            enter_madi enter_maadi balasi upayogisi otti_ri heliri driver_ge driverige riderge courierge torisi \
            thorisi kodi_driver bareyiri kodungal",
        hush: "yaridamum yarudanum pagira evaritonu evarikee aarkum aarumayum yarigu_helabedi yaridamum_pagira yarukkum yaarukum yaarukkum yaridamum_solla pagiravendam pagira_vendam sollathinga solla_vendam share_pannathinga share_panna_vendam evarikee_cheppa* evvariki evvarikee \
            cheppavaddu cheppakandi share_cheyakandi share_cheyoddu panchukovaddu aarodum aarkkum pankuvekkaruthu pankidaruthu parayaruthu share_cheyyaruthu yarigu yaarigu yarigoo helabedi_yarigu hanchikollabedi hanchikobedi share_madabedi",
        valid: "varai varaikum lopala nimidam_varai nimidangalukku sellubadiyagum mudivadaiyum kaalavadhi nimishala_varaku varaku chellutundi mugustundi nimisham_vare vare_sadhuvaanu kalahrana nimishagala_kala nimishadalli avadhi",
        second: "vinadi vinadigal kshanalu sekandu",
        minute: "nimidam nimidangal nimishalu nimishangal nimisha nimidangalil nimidathil nimishallo nimishala nimishalalo nimisham nimishangalkkullil nimishagalu nimishagala nimishadalli",
        hour: "mani_neram gantalu gantala manikkoor gante gantegalu",
        day: "naatkal naal rojulu divasam divasangal dinagalu",
        other: "order_en aanai_en parcel_en kanakku_en kanakku bill_en rasidhu pugar_en pugar vandi_en vaagana_en ticket_en rail_en vimana_en irukkai_en meter_en vinnappa_en oppandha_en phiryadu phiryadu_sankhya rasidu vahana_sankhya parathi_number parathi accountinte \
            vandi_number khate_sankhye duru_sankhye duru vahana_sankhye arji_sankhye arji tikketu order_sankhye tharavu_en",
        promo: "thallupadi salugai parisu tagginpu bahumathi kizhivu riyayiti uduguore",
        call: "azhaikkavum azhaikkunga call_pannunga thodarbukku call_cheyandi call_cheyyandi sampradinchandi vilikkuka vilikku call_cheyyuka kare_madi karemadi call_madi samparkisi",
        unit: "per_vanthu pulligal",
        ask: "eppodhum_ketka* orupothum_ketka* eppudu_adag* epudu_adag* orikkalum_choodik* orikkalum_chodik* endigu_kel*",
        ..NONE
    },
    Language {
        // ka-Latn, hy-Latn
        otp: "ertjeradi_kodi ertjeradi_paroli dadasturebis_kodi damadasturebeli_kodi hastatman_kod hastatman_kody mekangamya_kod mekangamya_gaghtnabar ertjeradi_kodia ertjeradi_pin erjeradi_kodi erjeradi_paroli ertjerad_kods verifikaciis_kodia shesasvleli_kodi aqtivaciis_kodi \
            gadarickhvis_kodi mibmis_kodi dakavshirebis_kodi migebis_kodi mighebis_kodi gatanis_kodi amanatis_kodi chabarebis_kodi mitanis_kodi dabrunebis_kodi karis_kodi otaxis_kodi ujris_kodi lokeris_kodi gaghebis_kodi gagebis_kodi gaxsnis_kodi gakhsnis_kodi ganblokvis_kodi \
            mgzavrobis_kodi mgzavrobis_pin dackebis_kodi dawyebis_kodi chasxdomis_kodi droebiti_paroli droebiti_kodi sms_paroli usafrtxoebis_kodi usafrtkhoebis_kodi saidumlo_kodi saidumlo_sityva dadasturebis_nomeri hastatman_tiv hastatman_hamar mek_angamya_kod mekangamya_kody \
            miangamya_kod miangamya_gaghtnabar miangam_kod miangam_gaghtnabar zhamanakavor_gaghtnabar jamanakavor_gaghtnabar zhamanakavor_kod grancman_kod grantsman_kod vcharman_kod vjarman_kod poxancman_kod pokhantsman_kod araqman_kod arakman_kod stacman_kod statsman_kod \
            hanznman_kod veradardzi_kod dran_kod senyaki_kod pahararani_kod bacman_kod batsman_kod apakoghpman_kod uxevorutyan_kod nstecman_kod anvtangutyan_kod gaghtni_kod gaghtni_tiv gaghtnabary gaghtnabarn gaghtnabarov",
        code: "kodi paroli kody gaghtnabar es_nomeri es_ricxvi es_rickhvi es_cifrebi es_ciprebi am_nomrit am_kodit \
            shemdegi_nomeri shemdegi_cifrebi es_kombinacia kombinacia otxnishna_kodi eqvsnishna_kodi otkhnishna_kodi \
            pin_kodi ays_hamary ays_tivy ays_tvery ays_tver hetevyal_tivy hetevyal_hamary hetevyal_tvery ays_kody \
            ays_kodn qaranish_kod vecanish_kod karanish_kod vetsanish_kod pin_kody ays_hamadrutyuny gaxtnabar* \
            gaghtnabar*",
        verify: "dadastureb* shesvl* avtorizaci* hastat* mutq* mtnelu dasadastureb* daadastur* gasaxsn* gasagheb* gaaqtiur* agdgen* aghdgen* misagheb* asaghebad gasatan* gadaxd* gadakhd* gadaricxv* mutki mtnel grancv* grantsv* grancum verakangn* bacel batsel bacelu statsel stanal \
            stanalu vcharum vjarum poxancum pokhantsum araqum arakum",
        enter: "mutqagreq sheiyvane sheiyvanet sheikvanet sheikvane sheyvanet akrifet akripet akrife daachiret daachire daweret dawere chaweret chawere gamoiyenet gamoikenet gamoiyene utxarit utkharit utxari utkharit_kuriers utxarit_kuriers utxarit_mdzgols daasaxelet dausaxelet \
            achvenet uchvenet achvene miutitet miutite waukitxet tsaukitkhet wauqitxet dadasturet_kodit gaaghet_kodit gaxsenit_kodit gakhsenit_kodit mutqagrel mutqagri mutqagreq_ays mutkagreq mutkagrek nermucreq nermutseq havaqeq havakek greq ogtagorceq ogtagortsek ogtagorcel \
            sexmeq seghmeq sekhmek aseq asek asa_arakichin aseq_araqichin aseq_varordin aseq_arakichin asek_varordin haytneq haytnek cuyc_tveq tsuyts_tvek kardaceq kartaceq nsheq nshek hastateq_kodov bacek_kodov",
        hush: "aravis ar_gauziarot voch_voqi vochvoqi mi_asa aravistan aravin aravis_uTxrat ar_utxrat ar_utkhrat ar_gaendot ar_gaacnot ar_gadascet ar_gaumjghavnot saidumlod voch_meki vochmeki voch_mekin vochmekin chasel mi_asek mi_aseq mi_haytneq mi_tramadreq mi_poxanceq \
            mi_kisveq mi_kisvek",
        valid: "moqmedebs dzalashia vaver moqmedi moqmedia dzalashi dzalashi_a vada_gasdis iwureba itsureba vaver_e vavere gorcum_e gortsum_e zhamketn zhamketi kavartvi",
        second: "wami tsami wamis vayrkyan",
        minute: "cuti tsuti rope wuti wutis wutshi tsutis tsutshi wutia ropei ropeum ropeic",
        hour: "saati saatis saatshi zham zhamva zhami",
        day: "dghe dgis dghis orva oreri",
        other: "shekveta shekvetis shekvetis_nomeri sekveta amanati amanatis amanatis_nomeri gzavnili gzavnilis angarishi angarishis angarishis_nomeri baratis_nomeri barati baratis invoisi invoisis xelshekruleba khelshekruleba xelshekrulebis sachivris sachivari ganacxadi \
            ganatskhadi ganacxadis sakmis saqmis_nomeri qvitari bileti biletis reisis matarebeli matareblis adgili_nomeri rigis_nomeri javshani javshnis bina_nomeri mricxveli mrickhveli mricxvelis abonentis_nomeri piradi_nomeri sanomre nashti tanxa tankha patver patveri patvery \
            patverneri patveri_hamar araqum_hamar arakanu_hamar hashiv hashvi hashvehamar hashvi_hamar qart qarti karti_hamar paymanagir paymanagri paymanagri_hamar boghoq boghoqi dimum dimumi dimumi_hamar tom_hamar chvert chverti chvertahamar gnacq gnacqi hert_hamar hert_i \
            bnakaran hashvich hashvichi andznagir andzagir mnacord mnatsord gumar",
        promo: "fasdakleba pasdakleba fasdaklebis aqcia sachuqari vaucheri zeghch zeghchi zexch zeghchy nverner",
        call: "dagvirekeT dagvirekt darekeT darekt dagvirekot daukavshirdit daukavshirdi telefoni tel_nomeri telefonis_nomeri nomerze cxel_xaz zangel zangeq zangahareq zangaharel zangek heraxos herakhos heraxosahamar herakhosahamar",
        unit: "qula qulebi mardik miavor",
        ask: "arasdros_ar arasodes_ar arasodes_mo erbeq_chi erbeq_chenq erbek_chenk taghlit*",
        ..NONE
    },
    Language {
        // mn-Latn
        otp: "neg_udaagiin_nuuts_ug neg_udaagiin_kod batalgaajuulah_kod batalgaajuulakh_kod nevtreh_kod neg_udaagiin_nuuts_dugaar neg_udaagin_nuuts_ug neg_udaagiin_kodoo negudaagiin_kod batalgaajuulah_kodoo batalgaajuulakh_dugaar batalgaajuulah_dugaar nevtreh_kodoo \
            nevtreh_nuuts_ug nevtrekh_nuuts_ug nevtreh_dugaar tulburiin_kod tolboriin_kod guilgeenii_kod guilgeenii_nuuts_ug shiljuuleh_kod hurgeltiin_kod khurgeltiin_kod ilgeemjiin_kod ilgeemj_avah_kod avah_kod avakh_kod huleelgeh_kod butsaah_kod butsaakh_kod haalganii_kod \
            khaalganii_kod uudnii_kod oroonii_kod lokeriin_kod shuugeenii_kod hairtsagnii_kod ayalliin_kod unaanii_kod ehluuleh_kod ekhluulekh_kod suuh_kod tur_nuuts_ug tur_kod tur_zuuriin_nuuts_ug tur_pin msj_kod ayulgui_kod ayulgui_baidliin_kod nuuts_kod nuuts_dugaar",
        code: "nuuts_ug kod nuuts_ugiig nuuts_ugee nuuts_ugeer nuuts_ugiin pin_kodoo ene_dugaar ene_dugaariig ene_toog ene_too daraah_too daraah_toog daraakh_dugaar daraah_dugaar dooroh_too dooroh_dugaar dooroh_kod edgeer_toog toonuudiig ene_kodiig ene_kod orontoi_kod orontoi_too \
            dorvon_orontoi durvun_orontoi zurgaan_orontoi toon_tsuvaa hoslol_toog nuuts_toog tulhuur_ug",
        verify: "batalgaajuul* nevtr* burtg* udaagiin batalgaa batalgaat* nevter nevterne idevhj* idevkhj* neeh neekh neene tailah tailakh sergee* holboh kholbokh ilgeemj_avah ilgeemjee_avah avahdaa tulbur_tuluh guilgee guilgeeg zovshoor* hurgelt khurgelt huleeleej \
            utasnii_dugaaraa_batalgaa",
        enter: "oruulna oruulna_uu oruulah oruulakh oruulaad oruulj oruulaarai orluulna bichne_uu bichih bicheerei bichij darna_uu darj daraarai shivne_uu shivj shiveerei ashigla ashiglana ashiglana_uu ashiglaarai ashiglaj hereglene_uu heregleerei helne_uu heleerei khelne_uu \
            khelj helj hurgegchid_helne hurgegchid jolooochid joloochid joloochid_helne kurert haruulna_uu uzuulne_uu uzuuleerei kharuulna haruul unshij_og unshij_ogno_uu og_uu dugaaraar_batalgaajuul kodoor_batalgaajuul kodoor_neene kodoor_nevter toogoor",
        hush: "busdad_buu hend_ch buu_damjuul* busdad_bitgii busdad_bitgiy hen_negend khen_negend khend_ch hend_ch_buu hend_ch_bitgii bitgii_hel bitgii_khel bitgii_damjuul* bitgii_ogooroi buu_hel buu_khel buu_og nuutsal*",
        valid: "huchintei hugatsaa huchintei_hugatsaa khuchintei khugatsaa duusna duusah hugatsaa_duus* dotor_ashigla minutiin_dotor",
        second: "sekundiin",
        minute: "minutiin minuted minutyn",
        hour: "tsag tsagiin tsagt",
        day: "honog khonog honogiin udur udriin",
        other: "zahialga zakhialga zahialgiin zakhialgiin zahialgiin_dugaar zahialga_no ilgeemj_no ilgeemjiin_dugaar ilgeemj_dugaar achaa_no achaanii_dugaar dansnii dansnii_dugaar dansand kartiin_dugaar nehemjleh nekhemjlekh nehemjlehiin geree gereenii_dugaar gomdol \
            gomdliin_dugaar gomdol_no hereg_no khereg_no huselt_no huseltiin_dugaar khuselt daatgal_no daatgaliin barimt barimtiin_dugaar biletiin_dugaar tasalbar nislegiin nislegiin_dugaar galt_tereg galt_teregnii suudal_no daraalliin_dugaar ochriin_dugaar ocher_no bair_no \
            toot_no tootiin dugaar_mashin mashinii_dugaar ulsiin_dugaar oyutnii_dugaar toolluur tooluur register_no registriin_dugaar uldegdel uldegdeltei lavlah_dugaar tsag_zahialga guilgeenii_dugaar",
        promo: "hymdral hyamdral khyamdral khymdral uramshuulal",
        call: "zalga zalgana zalgana_uu zalgah zalgaarai zalgaad utas utasnii_dugaar utsaar dugaart_zalga dugaart dugaar_luu dugaarluu lavlah utas_no holboo_barina",
        unit: "onoo",
        ask: "hezee_ch_asuu* khezee_ch_asuu* asuuhgui asuukhgui luivarch*",
        ..NONE
    },
    Language {
        // am-Latn, ti-Latn
        otp: "yemaregagecha_kod yemirmera_kod yemaregageca_kutir yemisitir_kutir yemaregagecha_kutir yemaregagech_kod yemaregageja_kod yemaregagecha_mister yemaregagecha_kodwo yemaregagecha_kodih maregagecha_kutir maregagecha_kodwo yemegbiya_kod yemegbia_kod yemegbiya_kutir \
            yemegbiya_mister yemizgeba_kod yemezgeba_kod yekifiya_kod yekfya_kod yemilawet_kod yemastelalefiya_kod yemasgebiya_kod yemedhanit_kod yemekfecha_kod yemekfecha_kutir yemekfecha_pin yebir_kod yeber_kod yebet_kod yekifil_kod yelocker_kod yemerekebiya_kod yemekebeya_kod \
            yemerkebiya_kod yemareka_kod yeasreka_kod yemasrekebia_kod yemelesha_kod yemeles_kod yeguzo_kod yeguzo_pin yemejemeria_kod yemejemeriya_kod yemesaferia_kod yemiyagelegil_kod yeand_gize_kod yeand_gize_yemister_kutir yeand_gize_mister yeand_ghize_kod yeandgize_kod \
            yeandgize_password and_gize_bicha and_ghize_yemiyagelegl gizeyawi_kod gizeyawi_mister gizeyawi_yemister gizeyawi_password yemister_kod yemister_kal yemister_kutr yesms_kod yesms_kutir yedehninet_kod yetsetita_kod yedihninet_kod yehule_maregagecha kod_maregagetsi \
            kod_mregagetsi nay_maregagetsi_kod nay_mereagagetsi kod_mreagagetsi nay_hade_gize_kod nay_metewi_kod metewi_kod nay_mstir_kod mstirawi_kod mstirawi_kutsri mstirawi_qutsri nay_mkfat_kod nay_mrkab_kod nay_gizeawi gizeawi_kod gizeawi_kal kal_mstir kale_mstir mihlefi_kal",
        code: "kod kodu mister yihen_kutir yihenin_kutir yihin_kutir yihen_kod yihin_kod yihenin_kod yihen_mister yihen_kutr yihn_kutir yeh_kutir mister_kutir mistir_kutir yemister_kutir yemistir_kutir ketay_kutir yemiketelewin_kutir yemiketelewun kezih_betach_yalewn arat_aha \
            sidist_aha ba4_aha aha_kutir ahazoch ahazochin izi_kutsri ezi_kutsri ezi_qutsri izi_kod ezi_kod izom_kutsritat mistir_kal yemaleffya_kal yemalefia_kal yemalefiya_kal yeyilef_kal pinwo passwordwo",
        verify: "maregagecha lemegbat lemaregaget lemaregagt maregaget aregagt yaregagtu yaregagitu mereagagets mregagats mregagts lemregagats megbat megbiya mizgeba lemezgeb mezgeb lemekfet mekfet lemekfel kifiya lemerekeb merekeb rikikib mestelalef lemastelalef lemashagager \
            yaskefetu askefet lemekebel mekebel asrekeb lemasrekeb lemetew mtaw nmtaw nmkfat nmrkab lemelewet",
        enter: "yasgebu yasgebt yasgabu asgeba asgebi asgebu yasigebu yasigbu asigeba asigebu tsafu yitsafu tsihafu yichanu chanu yinegru yinegrut yinigeru yinigerut nigeru nigerew nigerut lasgebu leshufferu_yinegru leshufferu leshuferu leasharkariw leasharkariwu lemelaktegnaw \
            lemelaktegna ledirayiveru leadirashu yasayu yasayut asayu asayi yitekemu yitekemubet tetekem tetekemi tetekemu metekem yanbibu yanbebulet bezih_kutir bezih_kod bekodu bezih_yikfetu yikfetu ab_app_tsihafu tsehafu tsihaf atiwu aetu a_etu nigeruwo nigerwo",
        hush: "leman_m lemanim ayagaru aysetu leman_minim leman_yam lemanm lemanim_ayinegru lemanim_ayasayu lemanim_ayisetu lelela_sew ayinegru aynegru ayasayu aynageru aynigeru ayaschu mister_new nimanim nimenim nimanm_aytnegru aytnegru aythabu aytihabu ayititkfel ayatkfel",
        valid: "yageleglal yemiyagelegl yemiageleglew yagelegilal yemiyabeka gizew_yabekal yabekal yiyabekal yagelgilal yseriḥ",
        second: "sekond sekondoch",
        minute: "dekika dekikawoch dekikoch dekikawochi bedekika dekikan dekiqa deqiqa dekayk bedeqiqa",
        hour: "saat_wist bese_at sa_at",
        day: "kenat qen qenat kenoch meealti maalti",
        other: "tizaz tizaz_kutir yetizaz yetizaz_kutir teezaz yeteezaz_kutir eka_kutir yeka_kutir yetila_kutir yepost_kutir pakej hisab_kutir yehisab_kutir hisab yehisab kard_kutir yekard_kutir deresegn deresegn_kutir yederesegn_kutir wul_kutir yewul_kutir wil_kutir yewil_kutir \
            kontrat_kutir yeabetuta_kutir abetuta abetuta_kutir kis_kutir yetikit_kutir tiket_kutir ticket_kutir beretta bereta_kutir yebereta_kutir yeberera_kutir berera wenber_kutir yewenber_kutir yewerefa_kutir werefa werefa_kutir tera_kutir yetera_kutir betkutir bet_kutir \
            yebet_kutir kifl_kutir targa_kutir yetarga_kutir yetemari_kutir kotari_kutir yekotari_kutir yegibir_kutir tin_kutir sened_kutir masreja_kutir mahder_kutir mamelkecha_kutir yemamelkecha_kutir medin_kutir yegenzeb_menor kerihisab kerihisabwo tirf balansh melaya \
            melaya_kutir",
        promo: "kinash yewaga_kinash waga_kinash shilimat sitota",
        call: "yidewilu yidewlu dewilu dewlu dewil dewl yidewilulin silk_kutir yesilk_kutir besilk besilk_kutir yetelefon_kutir yagignun yanagagrun dewlulna dewlu_na tilifon bizih_kutir_yidewilu",
        unit: "sewoch netib natib",
        ask: "banku_ayteyqm ayteyqm ayteykim aytyekim atyekim aniteyikim anteyikim anteykm aychefjer ateberbari achberbari",
        ..NONE
    },
    Language {
        // dv
        otp: "އޯޓީޕީ ވެރިފިކޭޝަން_ކޯޑު ކޯޑަކީ އޯޓީޕީ_ކޯޑު އޯޓީޕީއަކީ ވެރިފިކޭޝަން_ކޯޑަކީ ވެރިފިކޭޝަން_ނަންބަރު ކަށަވަރުކުރުމުގެ_ކޯޑު ޔަޤީންކުރުމުގެ_ކޯޑު ޔަގީންކުރުމުގެ_ކޯޑު ލޮގިންވުމުގެ_ކޯޑު ވަންނަ_ކޯޑު ސެކިއުރިޓީ_ކޯޑު ސިކިއުރިޓީ_ކޯޑު އެކްޓިވޭޝަން_ކޯޑު ރަޖިސްޓްރޭޝަން_ކޯޑު \
            ރެޖިސްޓްރޭޝަން_ކޯޑު ޓްރާންސްފަރ_ކޯޑު ޑެލިވަރީ_ކޯޑު ޑެލިވަރީ_ޕިން ޕިކަޕް_ކޯޑު ލޮކަރު_ކޯޑު ލޮކަރ_ކޯޑު ދޮރު_ކޯޑު ދޮރުގެ_ކޯޑު ހުޅުވުމުގެ_ކޯޑު ކޮޓަރީގެ_ކޯޑު ޓްރިޕް_ކޯޑު ރައިޑް_ޕިން އެއްފަހަރުގެ_ޕާސްވޯޑު އެއްފަހަރުގެ_ކޯޑު އެއްފަހަރު_ބޭނުންކުރެވޭ ވަގުތީ_ޕާސްވޯޑު ވަގުތީ_ކޯޑު \
            އެސްއެމްއެސް_ކޯޑު ސިއްރު_ކޯޑު ސިއްރު_ނަންބަރު",
        code: "ކޯޑު ކޯޑް ޕާސްވޯޑު ޕިން މި_ނަންބަރު މި_އަދަދު މި_އަދަދުތައް ތިރީގައިވާ_ނަންބަރު ތިރީގައިވާ_އަދަދު މި_ކޯޑު މި_ޕިން ކޯޑުން ކޯޑެއް ކޯޑުގެ ކޯޑުތައް ޕިން_ނަންބަރު ޕިންކޯޑު ޕިންކޯޑް ޕާސްވޯޑް ޕާސްވޯޑަކީ އަކުރުގެ_ކޯޑު",
        verify: "ވެރިފައި ލޮގިން ކަށަވަރު ވެރިފައިކުރުމަށް ވެރިފައި_ކުރުމަށް ވެރިފިކޭޝަން ޔަޤީންކުރުމަށް ޔަގީންކުރުމަށް ކަށަވަރުކުރުމަށް ލޮގިންވުމަށް ލޮގިން_ވުމަށް ވަނުމަށް ރަޖިސްޓްރީ ރަޖިސްޓަރ ހުޅުވުމަށް އެކްޓިވޭޓް އެކްޓިވޭޓްކުރުމަށް ރީސެޓް ބަލައިގަތުމަށް ކަންފާރމް ކޮންފަރމް \
            ޕޭމަންޓް އެޕްރޫވް",
        enter: "ޖައްސަވާ ޖަހާ ޖެއްސެވުމަށް އެންޓަރކުރައްވާ އެންޓަރ_ކުރައްވާ އެންޓަރކުރޭ ޓައިޕްކުރައްވާ ޓައިޕް_ކުރައްވާ ލިޔުއްވާ ލިޔޭ ބޭނުންކުރައްވާ ބޭނުން_ކުރައްވާ ބޭނުންކުރޭ ވިދާޅުވޭ ބުނޭ ޑްރައިވަރަށް ޑްރައިވަރަށް_ބުނޭ ރައިޑަރަށް ދައްކަވާ ދައްކާ ދެއްވާ އަންގަވާ ފިއްތަވާ ފިތާ",
        hush: "އެހެން_މީހަކަށް ނުދައްކާ ޝެއަރ ހިއްސާ އެހެން_މީހުންނަށް އެހެން_މީހަކާ އެހެން_މީހުންނާ އެހެން_ފަރާތަކާ އެއްވެސް_މީހަކަށް އެއްވެސް_ފަރާތަކަށް ހިއްސާނުކުރައްވާ ހިއްސާ_ނުކުރައްވާ ޝެއަރނުކުރައްވާ ޝެއާ ނުދެއްވާ ނުބުނޭ ނުދޭ ސިއްރުކޮށް",
        valid: "މިނެޓް ތެރޭގައި މިނެޓުގެ_ތެރޭގައި މުއްދަތު ހަމަވާނެ މުއްދަތުހަމަވާނެ ބޭނުންކުރެވޭނީ ސައްޙަ",
        second: "ސިކުންތު",
        minute: "މިނިޓު މިނެޓު މިނެޓް މިނިޓް މިނެޓުގެ މިނިޓުގެ",
        hour: "ގަޑިއިރު ގަޑިއިރުގެ",
        day: "ދުވަސް ދުވަހުގެ ދުވަހު",
        other: "އޯޑަރު އޯޑަރ އޯޑަރު_ނަންބަރު އޯޑަރުގެ_ނަންބަރު ޕާރސަލް ޕާސަލް ޝިޕްމަންޓް އެކައުންޓް އެކައުންޓު އެކައުންޓު_ނަންބަރު ކާޑު ކާޑުގެ_ނަންބަރު ކާޑް_ނަންބަރު އިންވޮއިސް ބިލް_ނަންބަރު ބިލު_ނަންބަރު ޓިކެޓް ޓިކެޓު_ނަންބަރު ފްލައިޓް ބުކިންގ ކޭސް_ނަންބަރު މައްސަލަ_ނަންބަރު \
            ޝަކުވާ ޝަކުވާ_ނަންބަރު ރިކުއެސްޓް_ނަންބަރު ސީޓް_ނަންބަރު ކިޔޫ_ނަންބަރު ޓޯކަން_ނަންބަރު މީޓަރު މީޓަރު_ނަންބަރު އެއްބަސްވުން_ނަންބަރު ރެފަރެންސް ރެފަރެންސް_ނަންބަރު ރިސީޓް_ނަންބަރު އައިޑީ_ކާޑު ބޭލެންސް ބާކީ",
        promo: "ޑިސްކައުންޓް ޕްރޮމޯޝަން އޮފަރ ހަދިޔާ ސޭލް",
        call: "ގުޅުއްވާ ގުޅުއްވުމަށް ގުޅާ ފޯނު ފޯނު_ނަންބަރު ނަންބަރަށް_ގުޅުއްވާ ހޮޓްލައިން",
        unit: "ޕޮއިންޓް މީހުން ރުފިޔާ",
        ask: "އެއްވެސް_އިރަކު_ނާހާ އެއްވެސްއިރަކު_ނާހާ ކޯޑު_ނޭދެ",
        ..NONE
    },
];
