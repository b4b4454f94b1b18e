//! Languages of southern and eastern Africa, Madagascar and Senegal.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
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
