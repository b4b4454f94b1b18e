//! Celtic languages, Basque, Maltese.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // eu
        otp: "egiaztapen_kodea egiaztatze_kodea segurtasun_kodea erabilera_bakarreko_kodea baieztapen_kodea \
            sarbide_kodea pina irekitzeko_pina sarbide_kode* sarrera_kode* berrespen_kode* ordainketa_kode* \
            ordainketako_kode* transferentzia_kode* transferentziaren_kode* lotze_kode* parekatze_kode* \
            bilketa_kode* entrega_kode* emateko_kode* itzultzeko_kode* itzulketa_kode* armairuaren_kode* \
            kutxatilaren_kode* lockerraren_kode* atearen_kode* ateko_kode* gelaren_kode* ontziratze_kode* \
            bidaiaren_kode* bidaia_kode* hasteko_kode* behin_behineko_kode* aldi_baterako_kode* \
            aldi_baterako_pasahitz* behin_behineko_pasahitz* behin_erabiltzeko_kode* behin_erabiltzeko_pasahitz* \
            erabilera_bakarreko_pasahitz* erabilera_bakarreko_gako* erabilera_bakarreko_pin* sms_gako* sms_pasahitz* \
            sinadura_kode* saioa_hasteko_zenbaki* egiaztapen_zenbaki* entrega_pin* sarbide_gako* segurtasun_gako* \
            sinadura_gako* pasahitz_hau hitz_sekretu* gako_hitz* zenbaki_sekretu* sarbidea",
        code: "kodea kode pasahitza *kodea gakoa gakoak pin zenbaki_hau zenbaki_honekin zenbaki_honen zifra_hauek zifra_hauekin zifrak digitu_hauek digituak hurrengo_zenbakia hurrengo_zifrak honako_zenbakia honako_zenbaki_hau beheko_zenbakia azpiko_zenbakia konbinazio_hau \
            konbinazioa karaktere_hauek hurrengo_karaktereak zifrako_kodea digituko_kodea zifrako_zenbakia pina pinaren pasahitzarekin gakoarekin idatzi_zenbakia sartu_zenbakia",
        verify: "egiazta* berrets* baiezt* saioa_hasi saioa erregistr* segurtasun* sartzeko ireki irekitzeko desblokeatz* desblokeatu berrezarri berrezartz* berreskura* aktiba* baimen* onartu onartz* sinatu sinatz* jasotzeko jasotze entregatz* ordainketa_ber saioa_hasteko sartzea \
            identitate* gailu_berri* zure_telefono_zenbakia",
        enter: "erabili sartu idatzi erabil_ezazu erabiltzen sar_ezazu sartu_ezazu sartzea idatz_ezazu idaztea teklatu tekleatu sakatu sakatu_ezazu esan esaiozu esan_gidariari esan_banatzaileari esaiozu_banatzaileari eman_banatzaileari emaiozu irakurri irakur_iezaiozu erakutsi \
            erakuts_ezazu kopiatu aurkeztu adierazi zenbakiarekin berretsi_honekin baieztatu_honekin ireki_honekin hasi_saioa_honekin sinatu_honekin zenbakia_sartu zenbakia_idatzi zenbakia_erabili zenbakia_eman markatu_teklatuan",
        hush: "partekatu inorekin inori ez_eman ez_partekatu ez_esan ez_erakutsi ez_eman_inori konfidentziala sekretua isilpekoa",
        valid: "balio iraungi* barru balio_du balio_izango baliozkoa arte_balio",
        second: "segundotan segundu",
        minute: "minutu minutuz minututan minutura minutuko minuturako minuturen minutuan minutuz_balio",
        hour: "ordu orduz ordutan orduko ordurako orduren",
        day: "egun egunez egunetan eguneko",
        other: "eskaera kontu* txartel* faktura eskaera_zk eskaera_zenbaki* bidalketa* paketea paketearen albaran* faktura_zk faktura_zenbaki* kontratu* bezero_zenbaki* espediente* erreklamazio* kexa poliza* ordainagiri* erreserba* hegaldi* tren_zk matrikula* kontagailu* \
            erreferentzia* transakzio_zk bazkide* telefonoa_zk saldoa zenbatekoa posta_kodea ifz nan_zenbaki* txanda_zk serie_zenbaki* bukatzen",
        promo: "deskontu* eskaintza* beherapen* opari* kupoi* promozio*",
        call: "deitu dei_ezazu deitu_zenbakira telefono_zk bezeroarentzako_arreta bidali_zenbakira zenbaki_honetara",
        unit: "puntu puntuak pertsona kilometro metro",
        ask: "ez_dizugu_inoiz inoiz_ez_dizugu ez_dugu_eskatuko iruzurra",
        ..NONE
    },
    Language {
        // cy
        otp: "cod_dilysu cod_diogelwch cod_cadarnhau cod_untro cod_mynediad cod_y_locer cod_locer y_rhif rhif_gwirio rhif_dilysu rhif_cadarnhau rhif_mewngofnodi cod_talu cod_taliad cod_trosglwyddo rhif_casglu cod_dosbarthu pin_dosbarthu cod_trosglwyddo_parsel cod_dychwelyd \
            cod_drws cod_y_drws cod_ystafell cod_yr_ystafell cod_mynd_ar cod_preswylio cod_taith cod_y_daith pin_y_daith pin_taith cod_cychwyn cod_dechrau cod_un_tro cyfrinair_untro cyfrinair_un_tro pin_untro pin_un_tro allwedd_untro cyfrinair_dros_dro cod_dros_dro pin_dros_dro \
            cod_neges_destun cod_defnydd_sengl cod_cyfrinachol rhif_cyfrinachol gair_cyfrinachol gair_cudd cod_derbyn cod_diogelu cod_tynnu_allan",
        code: "cod cyfrinair pin codau cyfrineiriau rhif_hwn rhif_isod rhif_canlynol rhif_a_ganlyn digidau_hyn y_digidau digidau_canlynol digidau_isod cyfuniad cyfuniad_hwn y_cyfuniad nodau_hyn nodau_canlynol pedwar_digid chwe_digid digid_hwn rhif_pin rhif_pedwar_digid \
            allwedd_mynediad",
        verify: "dilys* diogelwch cadarnhau mewngofnodi cofrestru cadarnhewch gadarnhau gwirio gwiriwch mewngofnodwch fewngofnodi logio_i_mewn arwyddo_i_mewn cofrestrwch actifadu agor agorwch datgloi ddatgloi adfer ailosod cysylltu paru casglu gasglu danfon taliad_i awdurdodi \
            cymeradwyo llofnodi mynediad hunaniaeth eich_rhif_ffôn dyfais_newydd ddilysu",
        enter: "defnyddiwch rhowch teipiwch defnyddio defnyddia rhowch_y teipia teipio teipiwch_y pwyswch pwyso gwasgwch gwasga ysgrifennwch ysgrifenna ysgrifennu copïwch nodwch mewnbynnwch mewnbynnu dywedwch dywed dweud dywedwch_wrth dywed_wrth dweda_wrth darllenwch darllen_i \
            rhowch_i dangoswch dangosa dangos cyflwynwch cadarnhewch_gyda cadarnhau_gyda cadarnha_gyda cymeradwywch_gyda agorwch_gyda agor_gyda agorwch_y_drws_gyda agorwch_y_locer_gyda datglowch_gyda datgloi_gyda mewngofnodwch_gyda mewngofnodi_gyda llofnodwch_gyda ailosodwch_gyda \
            gyda_rhif gan_ddefnyddio drwy_deipio atebwch_gyda",
        hush: "rhannu rhannwch neb peidiwch_a_rhannu peidiwch_a_dweud peidiwch_a_dangos ag_unrhyw_un â_neb â_neb_arall cyfrinachol cadwch_yn_gyfrinachol gyda_neb",
        valid: "ddilys dilys dod_i_ben yn_ddilys_am daw_i_ben yn_dod_i_ben ddod_i_ben dod_i_ben_mewn dilys_am o_fewn",
        second: "eiliad eiliadau",
        minute: "munud funud munudau o_funudau",
        hour: "awr oriau",
        day: "diwrnod diwrnodau dydd",
        other: "archeb rhif_archeb rhif_eich_archeb parsel rhif_parsel pecyn rhif_olrhain llwyth anfoneb rhif_anfoneb rhif_contract cyfrif rhif_cyfrif rhif_y_cyfrif cerdyn rhif_cerdyn rhif_cwsmer rhif_achos cwyn rhif_cwyn cais_rhif rhif_cais polisi rhif_polisi derbynneb \
            archebu_rhif rhif_archebu bwcio hediad rhif_hediad tren_rhif tocyn rhif_tocyn rhif_sedd rhif_ciw rhif_cofrestru platfform_rhif rhif_myfyriwr mesurydd rhif_mesurydd rhif_treth dogfen_rhif cyfeirnod rhif_cyfeirnod trafodiad_rhif aelod rhif_aelod gorffen_gyda \
            gorffen_mewn cod_post rhif_adnabod",
        promo: "gostyngiad disgownt cynnig taleb anrheg arwerthiant",
        call: "ffoniwch ffonio ffonia galwch ffôn rhif_ffôn ffoniwch_y_rhif ffoniwch_ni llinell_gymorth ar_y_rhif_hwn tecstiwch anfonwch_neges",
        unit: "pwynt pwyntiau pobl cilomedr milltir",
        ask: "byth_yn_gofyn ni_fyddwn_byth fyddwn_ni_byth sgam",
        ..NONE
    },
    Language {
        // ga
        otp: "cod_fioraithe cod_slandala cod_aonuaire cod_logala_isteach cod_rochtana cod_clarichain cod_cláraithe cod_udaraithe cod_faofa cod_aistrithe cod_nasctha cod_peireala cod_bailithe cod_bailiuchain pin_bailithe cod_aischurtha cod_fillte cod_dorais cod_an_dorais cod_geata \
            cod_an_tseomra cod_an_taisceadain cod_taisceadáin cod_an_locair cod_bordala cod_turais cod_an_turais cod_tosaithe cod_aon_uaire pasfhocal_aon_uaire pin_aon_uaire eochair_aonuaire pasfhocal_sealadach cod_sealadach pin_sealadach cod_sinithe cod_runda focal_faire \
            uimhir_fhioraithe uimhir_fíoraithe uimhir_runda uimhir_rochtana uimhir_aonuaire pin_an_turais chod_bailithe",
        code: "cod chod pasfhocal uimhir_seo an_uimhir_thios uimhir_thíos uimhir_seo_a_leanas na_digiti digiti_seo digiti_seo_a_leanas teaglaim an_teaglaim teaglaim_seo carachtair_seo na_carachtair cheithre_dhigit sé_dhigit gcod coid chóid phasfhocal pasfhocail uimhir_phin \
            gcod_seo",
        verify: "fiorai* slandal* deimhni* logail aonuaire claraigh clarú fíorú dearbh* logail_isteach gniomhacht* \
            oscail* diglas* díghlas* athshocr* athshlan* peireail bailigh bailiu seachad* iocaioch* faomh* udaru \
            siniu rochtain ceannacht aitheantas_a gleas_nua d_uimhir_ghuthain oscail",
        enter: "usaid cuir_isteach cuir_isteach_an usaid_an usaidigi iontrail ionchuir clóscríobh scriobh scriobh_isteach bruigh cóipeáil abair abair_leis abair_leis_an abair_leis_an_tiomanai tabhair tabhair_do tabhair_don leigh leigh_amach taispeain luaigh deimhnigh_le \
            dearbhaigh_le faomh_le oscail_le oscail_an_doras_le diglasail_le díghlasáil_le logail_isteach_le sinigh_le athshocraigh_le bailigh_le leis_an_uimhir",
        hush: "roinn roinnt aon_duine na_roinn na_tabhair na_habair le_haon le_duine_ar_bith faoi_run",
        valid: "bailí bhaili eagfaidh in_eag rachaidh bailí_ar_feadh i_bhfeidhm as_feidhm rachaidh_as laistigh_de faoi_cheann",
        second: "soicind soicindí",
        minute: "noimead noiméad noimeid noimeada",
        hour: "uair uaire uaireanta uair_an_chloig",
        day: "laethanta",
        other: "ordu_uimh ordú uimhir_ordaithe uimhir_an_ordaithe beart bearta uimhir_beartain pacáiste lastas sonrasc uimhir_sonraisc conradh uimhir_conartha cuntas cuntais uimhir_chuntais chárta uimhir_charta custaimeir uimhir_chustaimeara cas_uimh uimhir_chais gearan \
            uimhir_ghearain iarratas_uimh uimhir_iarratais polasai uimhir_pholasai admhail áirithint uimhir_airithinte eitilt uimhir_eitilte traein ticéad uimhir_ticeid suiochan_uimh uimhir_scuaine arasan urlar_uimh clarphlata cláruimhir uimhir_mic_leinn meadar uimhir_chanach \
            doicimead_uimh tagairt uimhir_thagartha idirbheart_uimh eirchod críochnaíonn dar_crioch iarmhéid uimhir_bhallraiochta",
        promo: "lascaine tairiscint duais bronntanas dearbhan díolachán",
        call: "glaoigh glaoch cuir_glaoch uimhir_ghuthain teileafon líne_chabhrach ag_an_uimhir ar_an_uimhir_seo seol_teacs",
        unit: "pointe duine daoine ciliméadar",
        ask: "ni_iarrfaimid ni_iarrann ní_iarrfar caimil*",
        ..NONE
    },
    Language {
        // mt
        otp: "kodiċi_ta_verifika kodici_ta_sigurta kodiċi_ta_darba kodici_ta_darba password_ta_darba kodici_tad_dhul kodici_tal_hlas kodici_tal_pagament kodici_tat_trasferiment kodici_tar_ritorn kodici_tal_bieb kodici_tal_kamra kodici_tal_locker kodici_tal_imbark kodici_tal_vjagg \
            pin_tal_vjagg kodici_tal_bidu kodici_ta_darba_biss kodici_temporanju kodici_uniku password_temporanja password_ta_darba_biss password_unika pin_temporanju pin_ta_darba kodici_sms kodici_sigriet kelma_sigrieta kelma_tal_moghdija numru_ta_verifika numru_tal_access \
            numru_sigriet cavetta_ta_darba kodici_ta_validazzjoni",
        code: "kodici kodiċi password pin dan_in_numru dan_il_kodici in_numru_li_gej in_numru_t_hawn numru_hawn_taht dawn_ic_cifri ic_cifri dawn_in_numri in_numri_li_gejjin din_il_kombinazzjoni il_kombinazzjoni dawn_il_karattri ta_erba_cifri ta_sitt_cifri ta_4_cifri ta_6_cifri \
            il_password daħħal_in_numru numru_pin il_pin",
        verify: "verifik* sigurta konferma tidhol tikkonferma illoggja ikkonferm* konferm* kkonferm* awtentik* awtorizz* illoggj* tilloggj* idħol iftah tiftah ftuh irreġistra rkupru gbir kunsinna konsenja hlas_tieg iffirm* in_numru_tat_telefon apparat_gdid",
        enter: "uza dahhal dahhlu iddaħħal uzaw tuza ikteb iktbu ittajpja agħfas agħfsu ikkopja għid ghidlu ghid_lix_xufier ghid_lill aqra aqralu agħti aghtih ati_lill aghti_lill urih uri_lill ipprezenta ikkonferma_b ikkonferma_bi kkonferma_b kkonferma_bi ikkonfermah_b approva_b \
            approva_bi awtorizza_b iftaħ_b iftah_bi iftah_il_bieb_b illoggja_b illoggja_bi idhol_b idħol_bi iffirma_b iffirma_bi irrisettja_b bin_numru",
        hush: "taqsamx taqsmu ma_hadd taqsmux taqsamhiex taqsmuhx tghidlux tghidu taghtih ma_hadd_iehor kunfidenzjali tgħid_lil",
        valid: "jiskadi validu validu_ghal jiskadi_fi tiskadi skada fi_zmien",
        second: "sekondi",
        minute: "minuti minuta",
        hour: "siegħa sigħat",
        day: "jum jiem ġranet",
        other: "ordni numru_tal_ordni l_ordni pakkett il_pakkett kunsinna_nru vjeggatur numru_tat_tracking numru_tal_fattura kuntratt numru_tal_kuntratt numru_tal_kont numru_tal_karta klijent numru_tal_klijent kaz_nru ilment numru_tal_ilment talba_nru polza numru_tal_polza \
            ricevuta prenotazzjoni numru_tal_prenotazzjoni titjira numru_tat_titjira biljett sit_nru numru_tal_kju numru_tat_targa meter_nru numru_tat_taxxa dokument_nru referenza numru_ta_referenza ref_nru tranzazzjoni_nru ammont bilanc li_tispicca karta_tal_identita",
        promo: "skont rigal vawcer promozzjoni",
        call: "ċempel cempilna ċemplu numru_tat_telefon mowbajl fuq_dan_in_numru ibghat_sms",
        unit: "persuni",
        ask: "qatt_ma_nistaqsu qatt_m_ahna qatt_mhu qatt_ma_jitolbok qatt_nitolbuk qatt_ma_nitolbuk frodi",
        ..NONE
    },
];
