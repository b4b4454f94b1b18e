//! Languages of other scripts as people key them in on Latin keyboards, and the smaller ones of the west:
//! Catalan, Galician, Basque, Luxembourgish, Welsh, Irish, Maltese, Esperanto, Haitian.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // ca
        otp: "codi_de_verificacio codi_de_seguretat codi_d_un_sol_us codi_d_acces codi_de_recollida codi_de_confirmacio codi_temporal codi_unic \
            clau_per codi_per clau_d_un_sol_us codi_de_recuperacio codi_d_activacio codi_d_entrada codi_de_registre codi_d_autoritzacio \
            codi_de_validacio codi_d_autenticacio codi_d_aprovacio codi_de_pagament codi_de_transferencia codi_de_signatura codi_de_restabliment \
            codi_de_vinculacio codi_d_aparellament codi_de_lliurament codi_d_entrega codi_de_retirada codi_de_devolucio codi_de_l_armariet \
            codi_de_la_taquilla codi_de_la_porta codi_de_l_habitacio codi_d_obertura codi_de_desbloqueig codi_d_embarcament codi_del_viatge \
            codi_de_viatge codi_d_inici codi_provisional codi_d_us_unic codi_sms codi_secret codi_dinamic codi_de_connexio codi_de_recepcio \
            contrasenya_d_un_sol_us contrasenya_temporal contrasenya_provisional contrasenya_unica contrasenya_sms pin_de_lliurament \
            pin_de_recollida pin_d_acces pin_de_confirmacio pin_d_obertura pin_de_viatge clau_d_acces clau_temporal clau_de_seguretat \
            clau_de_signatura numero_de_verificacio paraula_clau paraula_secreta paraula_de_pas",
        code: "codi contrasenya clau pin aquest_numero aquests_numeros aquests_digits els_digits aquestes_xifres les_xifres les_seguents_xifres \
            seguents_digits seguent_numero numero_seguent numero_de_sota aquesta_combinacio la_combinacio combinacio_seguent aquests_caracters \
            seguents_caracters de_4_digits de_6_digits de_4_xifres de_6_xifres de_quatre_xifres de_sis_xifres introdueix_el_numero \
            introduiu_el_numero escriu_el_numero escriviu_el_numero mot_de_pas codis",
        verify: "verific* confirm* inici* sessio registr* autentic* activ* seguretat acces un_sol_us vincul* accedir entrar signar obrir obre \
            obertura autoritz* signa signeu signatura recollir recollida lliurament rebre_el valideu connexio restabl* aparell* el_teu_telefon_es \
            el_teu_numero_de_telefon el_vostre_telefon_es numero_de_telefon_es nou_dispositiu",
        enter: "utilitza introdueix fes_servir digues mostra escriu utilitzeu utilitzi feu_servir faci_servir introduiu introdueixi introduir \
            escriviu escrigui escriure tecleja teclegeu teclegi marca_al_teclat premeu copia_i copieu enganxa digueu digui digues_al digues_li \
            digueu_al digueu_li digueu_li_al dona_al dona_li doneu_al doneu_li dicteu llegeix_al llegeix_li llegiu_li mostreu mostreu_al ensenya \
            ensenya_li ensenyeu indiqueu indiqui presenteu confirma_amb confirmeu_amb confirma_ho_amb confirmeu_ho_amb confirmar_amb aprova_amb \
            aproveu_amb autoritza_amb autoritzeu_amb valida_amb valideu_amb verifica_amb obre_amb obriu_amb obre_la_porta_amb s_obre_amb \
            desbloqueja_amb desbloquegeu_amb inicia_sessio_amb inicieu_sessio_amb entra_amb entreu_amb accedeix_amb accediu_amb signa_amb signeu_amb \
            signeu_ho_amb restableix_la_amb restabliu_amb recull_lo_amb recolliu_amb retira_amb amb_el_numero numero_amb respon_amb",
        hush: "comparteix* comparteixis ningu no_el_comparteixis no_el_comparteixi no_el_diguis no_el_digueu amb_ningu a_ningu no_el_donis \
            no_el_doneu no_el_mostris",
        valid: "valid caduca valida expira d'aqui_a caducara caduca_d caducara_en valid_durant valid_fins vigent expira_en dura_fins",
        second: "segons segon",
        minute: "minut minuts",
        hour: "hora hores",
        day: "dia dies",
        other: "comanda compte targeta factura vol reserva paquet saldo acabada numero_de_comanda comanda_num enviament numero_d_enviament albara \
            expedicio contracte numero_de_contracte numero_de_targeta numero_de_client expedient numero_d_expedient reclamacio numero_de_reclamacio \
            sol_licitud_num polissa numero_de_polissa tiquet tiquet_num bitllet tren_num matricula comptador transaccio_num operacio_num \
            numero_de_soci codi_postal codi_de_barres codi_de_reserva codi_de_client codi_d_error saldo_de numero_de_torn",
        promo: "descompte oferta promocio val_regal descomptes rebaixes ofertes codi_promocional codi_de_descompte val_de",
        call: "truca telefon truqueu truqueu_al truca_al truqui truca_ns trucar telefoneu telefon_d_atencio atencio_al_client a_aquest_numero \
            des_d_aquest_numero envieu_un_sms envia_un_sms contacta contacteu tel_f",
        unit: "punts persones quilometres",
        ask: "mai_et_demanarem mai_us_demanarem no_us_demanarem mai_demana mai_demanem",
        ..NONE
    },
    Language {
        // gl
        otp: "codigo_de_verificacion codigo_de_seguridade codigo_dun_so_uso codigo_de_confirmacion codigo_de_acceso codigo_de_rexistro \
            codigo_de_recollida codigo_de_sinatura codigo_de_restablecemento codigo_da_viaxe codigo_de_viaxe codigo_dun_uso contrasinal_temporal \
            contrasinal_provisional contrasinal_dun_so_uso contrasinal_unico pin_da_viaxe clave_dun_so_uso",
        code: "codigo contrasinal estes_dixitos os_dixitos estas_cifras as_cifras seguintes_cifras seguintes_dixitos numero_de_abaixo a_combinacion \
            seguinte_combinacion de_4_dixitos de_6_dixitos de_catro_dixitos de_seis_dixitos introduce_o_numero escribe_o_numero contrasinais \
            chave_de",
        verify: "verific* confirm* sesion rexistr* autentic* activa* seguridade acceder entrar asinar asine asina sinatura recoller entrega_do \
            teu_numero_de_telefono seu_numero_de_telefono",
        enter: "usa utiliza introduce empregue emprega dille diga_lle dille_ao digalle digalle_ao dalle_ao deille_ao lelle_ao lea_lle mostralle \
            ensina confirmao_con confirmeo_con aproba_con aprobe_con abrese_con asina_con asine_con recolleo_con recolla_con co_numero \
            con_este_numero",
        hush: "compart* ninguen non_o_compart* non_compart* non_llo_digas con_ninguen a_ninguen non_o_diga non_o_deas",
        valid: "valido caduca valido_durante",
        minute: "minutos",
        hour: "horas",
        other: "pedido conta tarxeta factura numero_de_conta numero_de_tarxeta numero_de_voo rematada_en",
        promo: "desconto oferta rebaixas agasallo",
        call: "chama chame chamar chamenos atencion_ao_cliente ao_numero",
        unit: "persoas",
        ask: "nunca_che_pediremos nunca_lle_pediremos non_pedimos",
        ..NONE
    },
    Language {
        // eu
        otp: "egiaztapen_kodea egiaztatze_kodea segurtasun_kodea erabilera_bakarreko_kodea baieztapen_kodea sarbide_kodea pina irekitzeko_pina \
            egiaztapen_kode* egiaztatze_kode* segurtasun_kode* sarbide_kode* sartzeko_kode* sarrera_kode* berrespen_kode* baieztapen_kode* \
            baieztatze_kode* aktibazio_kode* aktibatze_kode* baimen_kode* baimentze_kode* erregistro_kode* ordainketa_kode* ordainketako_kode* \
            transferentzia_kode* transferentziaren_kode* berrezartze_kode* berrezartzeko_kode* lotze_kode* parekatze_kode* jasotzeko_kode* \
            jasotze_kode* bilketa_kode* entrega_kode* entregatzeko_kode* emateko_kode* itzultzeko_kode* itzulketa_kode* armairuaren_kode* \
            kutxatilaren_kode* lockerraren_kode* atearen_kode* ateko_kode* gelaren_kode* irekitzeko_kode* desblokeatzeko_kode* ontziratze_kode* \
            bidaiaren_kode* bidaia_kode* hasteko_kode* behin_behineko_kode* aldi_baterako_kode* aldi_baterako_pasahitz* behin_behineko_pasahitz* \
            behin_erabiltzeko_kode* behin_erabiltzeko_pasahitz* erabilera_bakarreko_pasahitz* erabilera_bakarreko_gako* erabilera_bakarreko_pin* \
            sms_gako* sms_pasahitz* sinatzeko_kode* sinadura_kode* saioa_hasteko_kode* saioa_hasteko_zenbaki* egiaztapen_zenbaki* egiaztatze_pin* \
            jasotzeko_pin* entrega_pin* sartzeko_pin* sarbide_gako* segurtasun_gako* sinadura_gako* pasahitz_hau hitz_sekretu* gako_hitz* \
            zenbaki_sekretu*",
        code: "kodea kode pasahitza *kodea gakoa gakoak pin zenbaki_hau zenbaki_honekin zenbaki_honen zifra_hauek zifra_hauekin zifrak digitu_hauek \
            digituak hurrengo_zenbakia hurrengo_zifrak honako_zenbakia honako_zenbaki_hau beheko_zenbakia azpiko_zenbakia konbinazio_hau konbinazioa \
            karaktere_hauek hurrengo_karaktereak zifrako_kodea digituko_kodea zifrako_zenbakia pina pinaren pasahitzarekin gakoarekin \
            idatzi_zenbakia sartu_zenbakia",
        verify: "egiazta* berrets* baiezt* saioa_hasi saioa erregistr* segurtasun* sartzeko ireki irekitzeko desblokeatz* desblokeatu berrezarri \
            berrezartz* berreskura* aktiba* baimen* onartu onartz* sinatu sinatz* jasotzeko jasotze entregatz* ordainketa_ber saioa_hasteko sartzea \
            identitate* gailu_berri* zure_telefono_zenbakia",
        enter: "erabili sartu idatzi erabil_ezazu erabiltzen sar_ezazu sartu_ezazu sartzea idatz_ezazu idaztea teklatu tekleatu sakatu sakatu_ezazu \
            esan esaiozu esan_gidariari esan_banatzaileari esaiozu_banatzaileari eman_banatzaileari emaiozu irakurri irakur_iezaiozu erakutsi \
            erakuts_ezazu kopiatu aurkeztu adierazi zenbakiarekin berretsi_honekin baieztatu_honekin ireki_honekin hasi_saioa_honekin sinatu_honekin \
            zenbakia_sartu zenbakia_idatzi zenbakia_erabili zenbakia_eman markatu_teklatuan",
        hush: "partekatu inorekin inori ez_eman ez_partekatu ez_esan ez_erakutsi ez_eman_inori konfidentziala sekretua isilpekoa",
        valid: "balio iraungi* barru balio_du balio_izango baliozkoa arte_balio",
        second: "segundotan segundu",
        minute: "minutu minutuz minututan minutura minutuko minuturako minuturen minutuan minutuz_balio",
        hour: "ordu orduz ordutan orduko ordurako orduren",
        day: "egun egunez egunetan eguneko",
        other: "eskaera kontu* txartel* faktura eskaera_zk eskaera_zenbaki* bidalketa* paketea paketearen albaran* faktura_zk faktura_zenbaki* \
            kontratu* bezero_zenbaki* espediente* erreklamazio* kexa poliza* ordainagiri* erreserba* hegaldi* tren_zk matrikula* kontagailu* \
            erreferentzia* transakzio_zk bazkide* telefonoa_zk saldoa zenbatekoa posta_kodea ifz nan_zenbaki* txanda_zk serie_zenbaki* bukatzen",
        promo: "deskontu* eskaintza* beherapen* opari* kupoi* promozio*",
        call: "deitu dei_ezazu deitu_zenbakira telefono_zk bezeroarentzako_arreta bidali_zenbakira zenbaki_honetara",
        unit: "puntu puntuak pertsona kilometro metro",
        ask: "ez_dizugu_inoiz inoiz_ez_dizugu ez_dugu_eskatuko iruzurra",
        ..NONE
    },
    Language {
        // lb
        otp: "bestategungscode sécherheetscode bestätegungscode* bestätegungspin verifikatiounscode* verifizéierungscode* sécherheetspin \
            umeldungscode* umeldecode* umellcode* aloggcode* aktivéierungscode* autorisatiounscode* autorisatiouns_code zougangscode* zougangspin \
            fräigabecode* registréierungscode* ofhuelcode* ofhuelpin ofhuelungscode* liwwercode* liwwerpin liwwerungscode* iwwergabcode* \
            iwwergabecode* retourcode* retouren_code dierecode* dier_code paartecode* zëmmercode* schrankcode* schafcode* opmaachcode* entspärcode* \
            entspaercode* deblockéierungscode* faartcode* fuertcode* bezuelcode* bezuelungscode* iwwerweisungscode* zrécksetzcode* kopplungscode* \
            wiedererstellungscode* eemolege_code eemolegt_passwuert eemolege_pin eemolcode* eemolpasswuert* eemolpin eemoleg_pin eemolege_schlëssel \
            temporärt_passwuert temporäre_code provisorescht_passwuert smscode sms_passwuert geheimzuel codewuert signaturcode* transaktiounscode* \
            luxtrust_code",
        code: "code passwuert *code dës_nummer dëser_nummer dës_zuel dës_zifferen dës_ziffren d_zifferen d_ziffren follgend_nummer follgend_zuel \
            follgend_ziffren folgend_nummer nummer_hei_drënner kombinatioun dës_kombinatioun zuelekombinatioun dës_zeechen stelleg_nummer \
            stellege_code stellegen_code passwuert* passwierder pin_code *passwuert gitt_d_nummer tippt_d_nummer schlësselwuert",
        verify: "bestateg* umeld* verifi* aloggen anzeloggen umellen unzemellen opmaachen opzemaachen entspär* zougang zrécksetz* ofhuelen \
            ofzehuelen ofhuelung liwwerung bezuelung kopplung ënnerschreiwen sécherheet* är_telefonsnummer deng_telefonsnummer neien_apparat",
        enter: "benotzt benotz gëff_an gitt_an gitt_de_code gitt_dëse gitt_d_nummer gëff_d_nummer aginn anzeginn tipp_an tippt_an dréckt dréck \
            schreift schreif kopéiert sot_dem sot_der so_dem so_dem_chauffer sot_dem_chauffer sot_dem_livreur so_dem_livreur nennt weist weis \
            weist_dem liest_vir lies_vir gitt_dem gëff_dem confirméiert_mat bestätegt_mat bestäteg_mat autoriséiert_mat maacht_op_mat maach_op_mat \
            opmaachen_mat maacht_dier_op_mat entspärt_mat loggt_iech_mat logg_dech_mat mellt_iech_mat mell_dech_mat ënnerschreift_mat nummer_mat \
            äntwert_mat",
        hush: "deelt keengem weiderginn gitt_en_u_keen kengem net_deelen deelt_net deelt_en_net gitt_net_weider weiderzeginn net_weiderginn \
            vertraulech sot_kengem",
        valid: "gulteg gëlteg gellt gëllt valabel valabel_bis leeft_of lafft_of leeft_an bannent",
        second: "sekonnen sekonn",
        minute: "minutten minutt",
        hour: "stonnen stonn stonne",
        day: "deeg deeg_gëlteg",
        other: "bestellungsnummer commandenummer paknummer kontrakt kont kontnummer clientsnummer clientennummer dossiersnummer reklamatioun ufro_nr \
            ufronummer reservatioun reservatiounsnummer fluch fluchnummer zuch_nr plackennummer nummereplack transaktiounsnummer matricule_nr \
            waardenummer endegt_op memberennummer",
        promo: "reduktioun gutschäin",
        call: "rufft urufft uruffen rufft_eis telefonsnummer clientsservice op_dës_nummer un_dës_nummer",
        unit: "persounen",
        ask: "froen_iech_ni froen_ni ni_no_ärem",
        ..NONE
    },
    Language {
        // cy
        otp: "cod_dilysu cod_diogelwch cod_cadarnhau cod_untro cod_mynediad cod_y_locer cod_locer y_rhif cod_gwirio rhif_gwirio rhif_dilysu \
            rhif_cadarnhau cod_mewngofnodi rhif_mewngofnodi pin_mewngofnodi cod_cofrestru cod_actifadu cod_awdurdodi cod_cymeradwyo cod_talu \
            cod_taliad cod_trosglwyddo cod_ailosod cod_adfer cod_cysylltu cod_paru cod_casglu pin_casglu rhif_casglu cod_danfon pin_danfon \
            cod_dosbarthu pin_dosbarthu cod_trosglwyddo_parsel cod_dychwelyd cod_drws cod_y_drws cod_ystafell cod_yr_ystafell cod_agor pin_agor \
            cod_datgloi pin_datgloi cod_mynd_ar cod_preswylio cod_taith cod_y_daith pin_y_daith pin_taith cod_cychwyn cod_dechrau cod_un_tro \
            cyfrinair_untro cyfrinair_un_tro pin_untro pin_un_tro allwedd_untro cyfrinair_dros_dro cod_dros_dro pin_dros_dro cod_neges_destun \
            cod_llofnodi cod_defnydd_sengl cod_cyfrinachol rhif_cyfrinachol gair_cyfrinachol gair_cudd cod_derbyn cod_diogelu cod_tynnu_allan",
        code: "cod cyfrinair pin codau cyfrineiriau rhif_hwn rhif_isod rhif_canlynol rhif_a_ganlyn digidau_hyn y_digidau digidau_canlynol \
            digidau_isod cyfuniad cyfuniad_hwn y_cyfuniad nodau_hyn nodau_canlynol pedwar_digid chwe_digid digid_hwn rhif_pin rhif_pedwar_digid \
            allwedd_mynediad",
        verify: "dilys* diogelwch cadarnhau mewngofnodi cofrestru cadarnhewch gadarnhau gwirio gwiriwch mewngofnodwch fewngofnodi logio_i_mewn \
            arwyddo_i_mewn cofrestrwch actifadu agor agorwch datgloi ddatgloi adfer ailosod cysylltu paru casglu gasglu danfon taliad_i awdurdodi \
            cymeradwyo llofnodi mynediad hunaniaeth eich_rhif_ffôn dyfais_newydd ddilysu",
        enter: "defnyddiwch rhowch teipiwch defnyddio defnyddia rhowch_y teipia teipio teipiwch_y pwyswch pwyso gwasgwch gwasga ysgrifennwch \
            ysgrifenna ysgrifennu copïwch nodwch mewnbynnwch mewnbynnu dywedwch dywed dweud dywedwch_wrth dywed_wrth dweda_wrth darllenwch darllen_i \
            rhowch_i dangoswch dangosa dangos cyflwynwch cadarnhewch_gyda cadarnhau_gyda cadarnha_gyda cymeradwywch_gyda agorwch_gyda agor_gyda \
            agorwch_y_drws_gyda agorwch_y_locer_gyda datglowch_gyda datgloi_gyda mewngofnodwch_gyda mewngofnodi_gyda llofnodwch_gyda ailosodwch_gyda \
            gyda_rhif gan_ddefnyddio drwy_deipio atebwch_gyda",
        hush: "rhannu rhannwch neb peidiwch_a_rhannu peidiwch_a_dweud peidiwch_a_dangos ag_unrhyw_un â_neb â_neb_arall cyfrinachol \
            cadwch_yn_gyfrinachol gyda_neb",
        valid: "ddilys dilys dod_i_ben yn_ddilys_am daw_i_ben yn_dod_i_ben ddod_i_ben dod_i_ben_mewn dilys_am o_fewn",
        second: "eiliad eiliadau",
        minute: "munud funud munudau o_funudau",
        hour: "awr oriau",
        day: "diwrnod diwrnodau dydd",
        other: "archeb rhif_archeb rhif_eich_archeb parsel rhif_parsel pecyn rhif_olrhain llwyth anfoneb rhif_anfoneb rhif_contract cyfrif \
            rhif_cyfrif rhif_y_cyfrif cerdyn rhif_cerdyn rhif_cwsmer rhif_achos cwyn rhif_cwyn cais_rhif rhif_cais polisi rhif_polisi derbynneb \
            archebu_rhif rhif_archebu bwcio hediad rhif_hediad tren_rhif tocyn rhif_tocyn rhif_sedd rhif_ciw rhif_cofrestru platfform_rhif \
            rhif_myfyriwr mesurydd rhif_mesurydd rhif_treth dogfen_rhif cyfeirnod rhif_cyfeirnod trafodiad_rhif aelod rhif_aelod gorffen_gyda \
            gorffen_mewn cod_post rhif_adnabod",
        promo: "gostyngiad disgownt cynnig taleb anrheg arwerthiant",
        call: "ffoniwch ffonio ffonia galwch ffôn rhif_ffôn ffoniwch_y_rhif ffoniwch_ni llinell_gymorth ar_y_rhif_hwn tecstiwch anfonwch_neges",
        unit: "pwynt pwyntiau pobl cilomedr milltir",
        ask: "byth_yn_gofyn ni_fyddwn_byth fyddwn_ni_byth sgam",
        ..NONE
    },
    Language {
        // ga
        otp: "cod_fioraithe cod_slandala cod_aonuaire cod_deimhnithe cod_dearbhaithe cod_logala_isteach cod_rochtana cod_clarichain cod_cláraithe \
            cod_gniomhachtaithe cod_udaraithe cod_faofa cod_iocaiochta cod_aistrithe cod_athshocraithe cod_athshlanaithe cod_nasctha cod_peireala \
            cod_bailithe cod_bailiuchain cod_seachadta pin_bailithe pin_seachadta cod_aischurtha cod_fillte cod_dorais cod_an_dorais cod_geata \
            cod_an_tseomra cod_oscailte cod_an_taisceadain cod_taisceadáin cod_an_locair cod_diglasala cod_díghlasála cod_bordala cod_turais \
            cod_an_turais cod_tosaithe cod_aon_uaire pasfhocal_aonuaire pasfhocal_aon_uaire pin_aonuaire pin_aon_uaire eochair_aonuaire \
            pasfhocal_sealadach cod_sealadach pin_sealadach cod_sinithe cod_runda focal_faire uimhir_fhioraithe uimhir_fíoraithe uimhir_runda \
            uimhir_rochtana uimhir_aonuaire pin_oscailte pin_an_turais chod_fioraithe chod_slandala chod_aonuaire chod_seachadta chod_bailithe",
        code: "cod chod pasfhocal uimhir_seo an_uimhir_thios uimhir_thíos uimhir_seo_a_leanas na_digiti digiti_seo digiti_seo_a_leanas teaglaim \
            an_teaglaim teaglaim_seo carachtair_seo na_carachtair cheithre_dhigit sé_dhigit gcod coid chóid phasfhocal pasfhocail uimhir_phin \
            gcod_seo",
        verify: "fiorai* slandal* deimhni* logail aonuaire claraigh clarú fíorú dearbh* logail_isteach gniomhacht* oscail* diglas* díghlas* \
            athshocr* athshlan* peireail bailigh bailiu seachad* iocaioch* faomh* udaru siniu rochtain ceannacht aitheantas_a gleas_nua \
            d_uimhir_ghuthain",
        enter: "usaid cuir_isteach cuir_isteach_an usaid_an usaidigi iontrail ionchuir clóscríobh scriobh scriobh_isteach bruigh cóipeáil abair \
            abair_leis abair_leis_an abair_leis_an_tiomanai tabhair tabhair_do tabhair_don leigh leigh_amach taispeain luaigh deimhnigh_le \
            dearbhaigh_le faomh_le oscail_le oscail_an_doras_le diglasail_le díghlasáil_le logail_isteach_le sinigh_le athshocraigh_le bailigh_le \
            leis_an_uimhir",
        hush: "roinn roinnt aon_duine na_roinn na_tabhair na_habair le_haon le_duine_ar_bith faoi_run",
        valid: "bailí bhaili eagfaidh in_eag rachaidh bailí_ar_feadh i_bhfeidhm as_feidhm rachaidh_as laistigh_de faoi_cheann",
        second: "soicind soicindí",
        minute: "noimead noiméad noimeid noimeada",
        hour: "uair uaire uaireanta uair_an_chloig",
        day: "laethanta",
        other: "ordu_uimh ordú uimhir_ordaithe uimhir_an_ordaithe beart bearta uimhir_beartain pacáiste lastas sonrasc uimhir_sonraisc conradh \
            uimhir_conartha cuntas cuntais uimhir_chuntais chárta uimhir_charta custaimeir uimhir_chustaimeara cas_uimh uimhir_chais gearan \
            uimhir_ghearain iarratas_uimh uimhir_iarratais polasai uimhir_pholasai admhail áirithint uimhir_airithinte eitilt uimhir_eitilte traein \
            ticéad uimhir_ticeid suiochan_uimh uimhir_scuaine arasan urlar_uimh clarphlata cláruimhir uimhir_mic_leinn meadar uimhir_chanach \
            doicimead_uimh tagairt uimhir_thagartha idirbheart_uimh eirchod críochnaíonn dar_crioch iarmhéid uimhir_bhallraiochta",
        promo: "lascaine tairiscint duais bronntanas dearbhan díolachán",
        call: "glaoigh glaoch cuir_glaoch uimhir_ghuthain teileafon líne_chabhrach ag_an_uimhir ar_an_uimhir_seo seol_teacs",
        unit: "pointe duine daoine ciliméadar",
        ask: "ni_iarrfaimid ni_iarrann ní_iarrfar caimil*",
        ..NONE
    },
    Language {
        // mt
        otp: "kodiċi_ta_verifika kodici_ta_sigurta kodiċi_ta_darba kodici_ta_darba password_ta_darba kodici_ta_konferma kodici_ta_l_access \
            kodici_tal_access kodici_ta_access kodici_ta_login kodici_tal_login kodici_tad_dhul kodici_ta_registrazzjoni kodici_tar_registrazzjoni \
            kodici_ta_attivazzjoni kodici_tal_attivazzjoni kodici_ta_awtorizzazzjoni kodici_tal_awtorizzazzjoni kodici_ta_awtentikazzjoni \
            kodici_tal_awtentikazzjoni kodici_tal_hlas kodici_tal_pagament kodici_tat_trasferiment kodici_tar_reset kodici_ta_rkupru kodici_tal_gbir \
            kodici_tal_kunsinna kodici_tal_konsenja pin_tal_kunsinna pin_tal_gbir kodici_tar_ritorn kodici_tal_bieb kodici_tal_kamra \
            kodici_tal_locker kodici_tal_ftuh kodici_biex_tiftah kodici_biex_tidhol kodici_tal_imbark kodici_tal_vjagg pin_tal_vjagg kodici_tal_bidu \
            kodici_ta_darba_biss kodici_temporanju kodici_uniku password_temporanja password_ta_darba_biss password_unika pin_temporanju \
            pin_ta_darba kodici_sms kodici_tal_firma kodici_sigriet kelma_sigrieta kelma_tal_moghdija numru_ta_verifika numru_tal_access \
            numru_sigriet cavetta_ta_darba kodici_tal_verifika kodici_tas_sigurta kodici_ta_validazzjoni",
        code: "kodici kodiċi password pin dan_in_numru dan_il_kodici in_numru_li_gej in_numru_t_hawn numru_hawn_taht dawn_ic_cifri ic_cifri \
            dawn_in_numri in_numri_li_gejjin din_il_kombinazzjoni il_kombinazzjoni dawn_il_karattri ta_erba_cifri ta_sitt_cifri ta_4_cifri \
            ta_6_cifri il_password daħħal_in_numru numru_pin il_pin",
        verify: "verifik* sigurta konferma tidhol tikkonferma illoggja ikkonferm* konferm* kkonferm* awtentik* awtorizz* illoggj* tilloggj* idħol \
            iftah tiftah ftuh irreġistra rkupru gbir kunsinna konsenja hlas_tieg iffirm* in_numru_tat_telefon apparat_gdid",
        enter: "uza dahhal dahhlu iddaħħal uzaw tuza ikteb iktbu ittajpja agħfas agħfsu ikkopja għid ghidlu ghid_lix_xufier ghid_lill aqra aqralu \
            agħti aghtih ati_lill aghti_lill urih uri_lill ipprezenta ikkonferma_b ikkonferma_bi kkonferma_b kkonferma_bi ikkonfermah_b approva_b \
            approva_bi awtorizza_b iftaħ_b iftah_bi iftah_il_bieb_b illoggja_b illoggja_bi idhol_b idħol_bi iffirma_b iffirma_bi irrisettja_b \
            bin_numru",
        hush: "taqsamx taqsmu ma_hadd taqsmux taqsamhiex taqsmuhx tghidlux tghidu taghtih ma_hadd_iehor kunfidenzjali tgħid_lil",
        valid: "jiskadi validu validu_ghal jiskadi_fi tiskadi skada fi_zmien",
        second: "sekondi",
        minute: "minuti minuta",
        hour: "siegħa sigħat",
        day: "jum jiem ġranet",
        other: "ordni numru_tal_ordni l_ordni pakkett il_pakkett kunsinna_nru vjeggatur numru_tat_tracking numru_tal_fattura kuntratt \
            numru_tal_kuntratt numru_tal_kont numru_tal_karta klijent numru_tal_klijent kaz_nru ilment numru_tal_ilment talba_nru polza \
            numru_tal_polza ricevuta prenotazzjoni numru_tal_prenotazzjoni titjira numru_tat_titjira biljett sit_nru numru_tal_kju numru_tat_targa \
            meter_nru numru_tat_taxxa dokument_nru referenza numru_ta_referenza ref_nru tranzazzjoni_nru ammont bilanc li_tispicca \
            karta_tal_identita",
        promo: "skont rigal vawcer promozzjoni",
        call: "ċempel cempilna ċemplu numru_tat_telefon mowbajl fuq_dan_in_numru ibghat_sms",
        unit: "persuni",
        ask: "qatt_ma_nistaqsu qatt_m_ahna qatt_mhu qatt_ma_jitolbok qatt_nitolbuk qatt_ma_nitolbuk frodi",
        ..NONE
    },
    Language {
        // eo
        otp: "konfirmkodo kontrolkodo konfirmkod* kontrolkod* konfirma_kodo konfirma_kodon ensalutkod* ensaluta_kodo ensaluta_pasvorto sekurkod* \
            sekureca_kodo alirkod* alira_kodo aktivigkod* aktiviga_kodo aktivigokodo registra_kodo registrokodo rajtiga_kodo pagokod* paga_kodo \
            transpaga_kodo gxirokodo ĝirokodo restariga_kodo restarigkodo reagorda_kodo kunliga_kodo parigkodo pariga_kodo transdonkodo \
            transdona_kodo liverkod* livera_kodo livera_pin ricevkod* prenkod* revenkodo pordkod* porda_kodo pordokodo cxambrokodo ĉambrokodo \
            sxrankokodo ŝrankokodo malfermkod* malferma_kodo malsxlosa_kodo malŝlosa_kodo enirkod* enira_kodo vojagxkodo vojaĝkodo vetura_kodo \
            unufoja_kodo unufojan_kodon unufoja_pasvorto unufoja_pin unufojan_pasvorton provizora_pasvorto provizora_kodo portempa_pasvorto \
            portempa_kodo dumtempa_pasvorto subskriba_kodo sekreta_kodo sekreta_numero sekreta_vorto konfirma_numero kontrola_numero alira_numero \
            unufoja_slosilo pasfrazo",
        code: "kodo pasvorto pasvorton pasvortoj ci_tiu_numero ci_tiun_numeron cxi_tiun_numeron jenan_numeron jena_numero sekvan_numeron \
            suban_numeron ci_tiujn_ciferojn cxi_tiujn_ciferojn la_ciferojn la_ciferoj jenajn_ciferojn ci_tiun_kombinon la_kombinon kombino \
            jenajn_signojn kvarcifera sescifera kvarciferan sesciferan tajpu_la_numeron enigu_la_numeron pinkodo pinkodon",
        verify: "konfirm* kontrol* ensaluti aliri aliro ensalut* malferm* malŝlos* malsxlos* rajtig* restarig* kunlig* parig* identig* sekurec* \
            transpreni ricevi_la_pakajon ricevi_vian subskrib* verigi pagon_de via_telefonnumero nova_aparato",
        enter: "enigu enigi enmetu tajpu tajpi uzu entajpu entajpi skribu premu klaku kopiu diru diru_al diru_al_la_soforo diru_al_la_kuriero \
            legu_al vocxlegu voĉlegu donu_al montru montru_al prezentu konfirmu_per konfirmu_gxin_per konfirmu_ĝin_per aprobu_per rajtigu_per \
            malfermu_per malfermi_per malsxlosu_per malŝlosu_per ensalutu_per ensaluti_per eniru_per subskribu_per restarigu_per per_la_numero \
            numeron_per respondu_per",
        hush: "diskonigu dividu ne_diskonigu ne_dividu ne_kunhavigu ne_diru ne_montru al_neniu kun_neniu neniu konfidenca ne_donu",
        valid: "validas senvalidigxos senvalidiĝos eksvalidigxos eksvalidiĝos eksvalidiĝas gis_la ene_de",
        second: "sekundoj sekundojn",
        minute: "minutoj minutojn",
        hour: "horo horoj horojn",
        day: "tago tagoj tagojn",
        other: "mendo mendon mendonumero pakajxo pakaĵo pakajxonumero pakaĵonumero sendajxo sendaĵo fakturo fakturnumero kontrakto kontonumero karto \
            kartnumero kliento klientnumero afero_n plendo plendonumero peto_n poliso kvitanco rezervo rezervonumero flugo trajno bileto biletnumero \
            segxo_n sidloko_n etagxo_n aŭtoplato studentnumero mezurilo referenco referencnumero transakcio_n finigxanta finiĝanta membronumero \
            serinumero postkodo posxtkodo",
        promo: "oferto donaco",
        call: "voku telefonnumero al_ci_tiu_numero al_la_numero sendu_sms",
        unit: "poentoj personoj kilometroj metroj",
        ask: "neniam_petos neniam_petas neniam_demandas",
        ..NONE
    },
    Language {
        // ht
        otp: "kod_verifikasyon kòd_sekirite kòd_konfimasyon kod_otantifikasyon kod_aksè kod_koneksyon kod_antre kod_enskripsyon kod_aktivasyon \
            kod_otorizasyon kod_validasyon kod_apwobasyon kod_peman kod_transfè kod_retre kod_reyinisyalizasyon kod_rekiperasyon kod_livrezon \
            pin_livrezon kod_ramase kod_pou_ranmase kod_resepsyon kod_retou kod_pot kod_pot_la kod_chanm kod_kazye kod_locker kod_ouveti \
            kod_pou_louvri kod_pou_antre kod_pou_konekte kod_debloke kod_deblokaj kod_anbakman kod_kous kod_vwayaj kod_depa kod_demaraj kod_tanpore \
            kod_pwovizwa kod_inik kod_yon_sel_fwa kod_sekre kod_siyati modpas_tanpore modpas_pwovizwa modpas_yon_sel_fwa modpas_inik pin_tanpore \
            pin_yon_sel_fwa pin_retre nimewo_verifikasyon nimewo_sekre nimewo_konfimasyon mo_sekre mo_de_pas kle_sekrè kle_aksè kod_sekirite_w \
            kod_ou_a kòd_ou",
        code: "kod modpas nimewo_sa nimewo_sa_a nimewo_swivan nimewo_anba nimewo_ki_anba_a chif_sa_yo chif_yo chif_swivan konbinezon konbinezon_sa \
            karaktè_sa_yo kat_chif sis_chif a_4_chif a_6_chif antre_nimewo tape_nimewo modpas_la",
        verify: "verifi* konekte konfime sekirite konfimasyon koneksyon enskri* otantifi* otoriz* apwouv* valide louvri ouvri rekipere reyinisyaliz* \
            lye_kont siyen ranmase resevwa_pake peman_ou retre livrezon aksè_nan idantite nimewo_telefòn_ou nouvo_aparèy",
        enter: "itilize antre sevi_ak tape_nimewo peze peze_sou ekri kopye itilize_nimewo di_chofè di_chofè_a di_livre di_livrè_a di_kous bay_chofè \
            bay_chofè_a bay_livre bay_livrè_a bay_li li_pou montre_l prezante konfime_ak konfime_avèk konfime_l_ak apwouve_ak otorize_ak valide_ak \
            louvri_ak louvri_pot_la_ak ouvri_ak debloke_ak konekte_ak konekte_avèk antre_ak siyen_ak reyinisyalize_ak ranmase_l_ak nimewo_ak \
            reponn_ak sèvi_avek",
        hush: "pataje pesonn pa_pataje pa_bay_pesonn pa_di_pèsonn pa_montre konfidansyel sekrè kenbe_l_sekre",
        valid: "valab ekspire bon_pou valab_pou ap_ekspire l_ap_ekspire fini_nan nan_espas",
        second: "segonn",
        minute: "minit minit_yo",
        hour: "edtan",
        other: "komand komand_nimewo nimewo_komand koli nimewo_koli nimewo_pake nimewo_swivi fakti nimewo_fakti nimewo_kontra kont_nimewo \
            nimewo_kont kat_nimewo nimewo_kat nimewo_kliyan dosye nimewo_dosye plent nimewo_plent reklamasyon demann_nimewo polis_nimewo nimewo_resi \
            rezèvasyon nimewo_rezèvasyon vol_nimewo nimewo_vol tikè nimewo_tike nimewo_chèz plak nimewo_plak kontè nimewo_kontè nimewo_fiskal \
            referans nimewo_referans tranzaksyon_nimewo montan ki_fini_pa",
        promo: "pwomosyon kado koupon",
        call: "rele_nou nimewo_telefòn sou_nimewo_sa nan_nimewo_sa voye_sms voye_mesaj_nan sèvis_kliyan",
        unit: "pwen moun kilomèt",
        ask: "pap_janm_mande p_ap_janm_mande pa_janm_mande fwod",
        ..NONE
    },
    Language {
        // ru-Latn
        otp: "kod_podtverzhdeniya kod_podtverzhdenija kod_podtverjdeniya kod_dlya_vhoda kod_dlja_vhoda kod_dostupa kod_avtorizacii kod_avtorizatsii \
            kod_aktivacii parol_dlya_podtverzhdeniya parol_dlya_vhoda odnorazovyj_parol odnorazovyi_parol odnoraz_parol odnorazovy_parol \
            odnorazovyj_kod odnorazovyi_kod proverochnyj_kod proverochnyi_kod kod_proverki sms_parol sms_kod kod_polucheniya kod_dlya_polucheniya",
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
        otp: "kod_pidtverdzhennya kod_pidtverdzhennia kod_dlya_vhodu kod_dlia_vkhodu odnorazovyi_kod odnorazovyy_parol odnorazovyi_parol kod_dostupu \
            kod_perevirky",
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
        otp: "kod_za_potvarzhdenie kod_za_potvarjdenie kod_za_potvyrzhdenie kod_za_potvurzhdenie kod_za_vhod kod_za_dostap kod_za_sigurnost \
            ednokratna_parola ednokraten_kod kod_za_verifikatsia kod_za_verifikacia kod_za_potvrda kod_za_verifikacija ednokratna_lozinka \
            kod_za_najava",
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
        otp: "code_el_taf3eel code_eltaf3eel code_el_tafeel kod_el_taf3eel code_el_ta2keed code_el_taakeed ramz_el_tahaqoq ramz_al_tahaqoq \
            ramz_eltahaqoq kod_el_ta2keed code_el_dokhool kod_el_dokhool code_el_te2keed code_el_tas2eel el_code_beta3ak code_bta3ak code_beta3ak \
            kod_bta3ak code_el_taslim code_el_estelam rakam_el_serry el_ramz_el_serry code_mta3ek lcode_dyalek code_dyalek code_dyal el_code_mta3ek",
        code: "code kod ramz el_code elcode el_kod el_password",
        verify: "taf3eel eltaf3eel tafeel ta2keed taakeed dokhool tasgeel tasjeel tefta7 te3mel_login da5ool t2akked takked",
        enter: "hot ektb ekteb da5al da5el e3ml edkhol esta5dem a3tih mdd",
        hush: "matedihosh matidihosh mat2olosh mat2oloosh matesharkosh matsharekhosh ma_t3tih ma_ta3ti le_7ad la_7ad li_7ad l7ad ma_ta3tih ta3tih",
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
        otp: "aapka_otp aapka_code aapka_pin satyapan_code satyapan_kod verification_code_hai pushti_code tasdeeqi_code tasdiqi_code tasdeeq_code \
            ap_ka_code aap_ka_code aapki_otp tuhada_otp",
        code: "code kod paasword otp_hai",
        verify: "satyapan pushti login panjikaran tasdeeq tasdiq jodne verify",
        enter: "darj_karein darj_karen darj_kare dalein daalein istemal istemaal upyog bataen bataein dein batao bataiye batayein batana bolein \
            dikhayein",
        hush: "kisi_ko_na kisi_se_share kisi_ke_saath kisi_ke_sath kisi_ko_mat na_batayein na_bataye mat_batayen mat_bataye mat_batana \
            share_na_karein share_na_karen share_mat",
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
        otp: "kode_taeed kode_tayid code_taeed code_tayid ramze_yekbar_masraf ramz_yekbar_masraf ramze_poya ramz_pouya kode_faalsazi kode_vorood \
            code_vorood kode_vorud",
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
        enter: "sollunga sollavum cheppandi parayuka heli nu_sollunga",
        hush: "yaridamum yarudanum pagira evaritonu evarikee aarkum aarumayum yarigu_helabedi",
        valid: "varai varaikum lopala",
        minute: "nimidam nimidangal nimishalu nimishangal nimisha",
        ..NONE
    },
    Language {
        // ka-Latn, hy-Latn
        otp: "ertjeradi_kodi ertjeradi_paroli dadasturebis_kodi damadasturebeli_kodi hastatman_kod hastatman_kody mekangamya_kod \
            mekangamya_gaghtnabar",
        code: "kodi paroli kody gaghtnabar",
        verify: "dadastureb* shesvl* avtorizaci* hastat* mutq* mtnelu",
        enter: "mutqagreq",
        hush: "aravis ar_gauziarot voch_voqi vochvoqi mi_asa",
        valid: "moqmedebs dzalashia vaver",
        minute: "cuti tsuti rope",
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
