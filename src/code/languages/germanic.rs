//! Germanic languages.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // en
        otp: "otp otps otac passcode one_time_password one_time_passcode one_time_code one_time_pin onetime_password \
            verification_code verification_pin verification_number security_code login_code log_in_code sign_in_code \
            authentication_code authorization_code authorisation_code two_factor_code passkey_code tac_code \
            pickup_code pickup_pin pick_up_code collection_code collection_pin delivery_code delivery_pin \
            delivery_otp unlock_code opening_code locker_code locker_pin handover_code trip_pin ride_pin start_pin \
            ^otp_is one_time_key reset_key access_key login_key one_time_reset_key verification_key passkey_is \
            security_number auth_code approval_code validation_code one_time_verification sms_code text_code \
            secret_number access_number login_number one_time_number the_4_digits approval_pin authorization_pin \
            authorisation_pin login_pin log_in_pin sign_in_pin sign_in_number entry_code entry_pin registration_code \
            activation_code activation_pin payment_code transfer_code reset_code reset_pin pairing_code pairing_pin \
            return_pin handover_pin hand_over_code door_code door_pin gate_pin room_pin opening_pin unlock_pin \
            unlocking_code boarding_code boarding_pin ride_code trip_code trip_otp start_code start_otp sms_pin \
            sms_password sms_key temporary_code temporary_pin temp_password temporary_passcode disposable_code \
            single_use_code single_use_password single_use_pin dynamic_password dynamic_code dynamic_pin \
            confirmation_pin confirm_code linking_code release_code release_pin drop_off_code dropoff_code \
            dropoff_pin drop_off_pin receiver_pin rider_pin driver_pin courier_pin parcel_pin parcel_code \
            withdrawal_code cardless_code secret_word code_word codeword safe_word mfa_code two_step_code \
            second_factor_code verification_no",
        code: "code codes pin password passwd pwd vcode token key this_number following_number number_below these_digits the_digits following_digits digits_below this_combination the_combination combination_is following_combination these_characters \
            following_characters the_characters digit_number four_digits six_digits enter_the_number type_the_number key_in_the_number type_in_the_number number_to_enter number_to_type number_to_log_in number_for_login number_for_logging_in \
            number_for_the_door login_number_is pin_number pass_code passphrase tell_him_the_number number_for_the_driver number_for_the_courier",
        verify: "verif* authent* authoriz* authoris* confirm* login log_in log_into logging_in sign_in signin sign_into sign_up signing_in activat* register registration registering security one_time onetime two_step two_factor mfa identity reset validat* \
            temporary access unlock recover* link_your pairing device_code set_up setting_up approve pair link to_open open_the withdraw* verify_your_phone_number verify_your_phone verify_your_number confirm_your_phone_number confirm_your_phone \
            confirm_your_number verify_phone_number verify_phone verify_your_mobile_number verify_this_phone_number link_your_phone_number verify_your_telephone_number to_collect_your to_pick_up pick_up_your collect_your_parcel to_enter_the restore_access \
            approving connect_your new_device new_phone",
        enter: "use enter type type_in key_in input insert tell_the tell_your tell_driver tell_rider give_the \
            show_the say_the give_this punch_in tap_in give_him give_her give_them press write just_say write_in \
            copy present_this present_it read_out read_it_out read_him read_her read_the tell_him tell_her tell_them \
            tell_courier tell_the_courier tell_the_cashier say_to_the read_to_the enter_it type_it put_in just_type \
            tap give_courier give_driver give_rider hand_the show_him show_her show_your show_this show confirm_with \
            confirm_it_with confirm_by_entering approve_with approve_it_with verify_with authorise_with \
            authorize_with sign_with sign_it_with open_with open_it_with opens_with unlock_with unlock_it_with \
            log_in_with login_with sign_in_with reset_it_with reset_with finish_with link_it_with pair_with \
            recover_it_with by_entering by_typing number_with collect_it_with pick_it_up_with respond_with \
            answer_with to_the_rider to_the_courier to_the_driver to_your_driver to_your_courier to_your_rider \
            to_the_delivery on_the_keypad on_the_screen into_the_app in_the_app with_him with_her with_the_driver \
            with_the_agent with_the_rider with_delivery_agent with_the_courier with_the_postman read_me tell_me",
        hush: "share sharing disclose reveal anyone nobody forward_this confidential never_give not_give not_tell don_t_give keep_it_safe keep_it_secret dont_share wasn_t_you didn_t_request did_not_request not_request_this didn_t_initiate did_not_initiate \
            not_show_it don_t_tell dont_tell keep_this_private keep_private keep_it_to_yourself no_one_else tell_no_one between_us",
        valid: "valid validity expire* expiring within good_for usable lasts runs_out stops_working works_until works_for works_once one_use only_once dies_in active_for",
        second: "second seconds sec secs s",
        minute: "minute minutes min mins m",
        hour: "hour hours hr hrs h",
        day: "day days d",
        other: "order orders ref refno reference account accounts acct a_c ac card cards ticket tickets invoice bill booking reservation flight tracking parcel shipment package consignment awb customer policy claim case id txn transaction trx balance \
            amount ending ends_in ends_with ended last_4 last_four starting seat gate bus train platform room suite apt apartment building street zip postal postcode area country pnr puk imei iccid serial model version loan emi member membership plate \
            vehicle receipt complaint docket request error appointment delivery_no queue cod_amount cod_order iban swift qr source dress barcode table unit sim item sku sort_code booking_code order_code zip_code postal_code area_code country_code \
            tracking_code error_code qr_code dress_code source_code code_review password_protected wifi wi_fi hotspot door branch exam part_no user userid username completed changed updated modified sent_to serial_code reservation_code hs_code bank_code \
            branch_code parking bay locker_no locker_number box_no box_number order_no order_number case_no case_number ticket_no request_no complaint_no complaint_number waybill contract job work_order work_id passport licence license vat tax_number \
            tax_id student_id roll_no registration_no registration_number meter folder docket_no invoice_no account_no policy_no receipt_no booking_no queue_no token_no position_no document_no slot_no gate_no flat_no unit_no apt_no house house_no \
            voucher_no consignment_no manifest pallet staff_no employee_no employee_id patient_no patient_id appointment_no chassis engine_no certificate",
        promo: "promo promocode promotion discount coupon voucher sale offer offers off deal deals cashback gift prize referral refer invite jackpot lottery bonus save_big checkout clearance voucher_code promo_code gift_card free_gift giveaway black_friday \
            save_on",
        call: "call dial phone tel telephone helpline hotline fax toll_free sms_to text_to stop_to contact call_us landline customer_care extension ext call_this_number call_the_number dial_this_number text_this_number ring_us ring_the on_this_number \
            from_this_number at_this_number to_this_number calling whatsapp_us give_us_a_call reach_us_on reach_us_at short_code shortcode complaints_line support_line switchboard reply_to write_to telephone_number",
        unit: "km kg gb mb kb points pts point miles items units people users steps calories kwh votes shares stars rewards coins st street avenue ave road rd mph percent pct words characters tokens credits litres liters kilometres metres meters seats \
            places passengers followers visits residents pieces pcs copies pages rooms tons tonnes watts volts mw",
        ask: "never_ask not_ask will_never ever_ask nobody_will no_one_will fraudsters scammers beware asks_for_your",
        ..NONE
    },
    Language {
        // de
        otp: "^tan einmalpasswort einmalkennwort einmalcode einmal_code einmalpin mtan smstan sms_tan ihre_tan die_tan tan_lautet tan_fur tan_nummer freigabecode freischaltcode bestatigungscode bestaetigungscode verifizierungscode verifikationscode \
            sicherheitscode anmeldecode zugangscode prufcode pruefcode authentifizierungscode aktivierungscode login_code abholcode abhol_code abholpin oeffnungscode offnungscode paketcode sms_code transaktionsnummer einmal_pin loginpin anmeldepin \
            einmal_passwort vorlaufiges_passwort passwort_lautet ziffernfolge login_zahl einmalzahl mobiletan mobile_tan lieferpin liefercode liefer_pin zustellcode zustellpin ubergabecode uebergabecode ubergabepin uebergabepin turcode tuercode tur_code \
            tuer_code turpin torcode zimmercode schließfachcode schliessfachcode fachcode offnungspin oeffnungspin entsperrcode entsperrpin retourencode retourcode ruckgabecode rueckgabecode fahrtcode fahrtpin fahrt_pin startcode boardingcode zahlungscode \
            uberweisungscode ueberweisungscode rucksetzcode ruecksetzcode kopplungscode koppelcode registrierungscode verifizierungspin bestatigungspin bestaetigungspin verifizierungsnummer einmalschlussel einmalschluessel einmalnummer zugangspin \
            zutrittscode einlasscode eintrittscode aktivierungspin sms_passwort sms_schlussel freigabepin freigabe_pin freigabenummer abhol_pin paketpin auszahlungscode wiederherstellungscode wegwerfcode wegwerfpasswort ubergangspasswort startpasswort \
            initialpasswort zufallscode zugangsschlussel tageslosung losungswort geheimwort codewort entriegelungscode empfangscode auslieferungscode ausgabecode transaktionscode signaturcode unterschriftscode",
        code: "code kennwort passwort geheimzahl *code *passwort *kennwort pin zahl ziffern diese_nummer dieser_nummer folgende_nummer folgenden_nummer nummer_unten diese_zahl folgende_zahl diese_ziffern folgenden_ziffern die_ziffern zahlenkombination \
            zahlencode zahlenfolge diese_kombination die_kombination zeichenfolge diese_zeichen folgenden_zeichen stellige_nummer stellige_zahl pinnummer passwortes passworte nummer_ein nummer_am_schloss codenummer",
        verify: "bestatig* bestaetig* verifi* anmeld* registrier* freischalt* freigabe sicherheits* einmal* einloggen aktivier* authentifizier* identitat zugang* zurucksetzen offnen verknupf* verknuepf* uberweisung ueberweisung vorlaufig* vorlaeufig* \
            temporar* nicht_sie_waren einzuloggen log_dich abholen abholung abzuholen zu_offnen zu_oeffnen offne entsperr* wiederherstell* verbinden freizugeben freigeben rucksetz* neues_gerat ihrer_rufnummer ihre_rufnummer deine_rufnummer deiner_rufnummer \
            handynummer_zu uberweisung_frei auszahlung zu_bestatigen",
        enter: "verwenden_sie benutzen_sie geben_sie eingeben eingabe nutzen_sie verwende nutze gib nennen_sie \
            zeigen_sie nenne sagen_sie tippen tippe tragen_sie fugen tippen_sie tipp eintippen tippt drucken_sie \
            drucke druecke druecken_sie schreib schreibe schreiben_sie kopiere kopieren_sie ubertragen_sie verwend \
            benutze benutz nenn nennen sag sage sagen_sie_dem sagen_sie_der sag_dem sag_der nenne_dem nennen_sie_dem \
            nennen_sie_der zeig zeige zeig_dem zeigen_sie_dem lies_dem lesen_sie_dem lies_ihm vorlesen vorzeigen \
            gib_dem gib_der geben_sie_dem geben_sie_der geben_sie_am_schloss gib_am_schloss gebt trag trage \
            bestatige_mit bestatige_es_mit bestatige_dies_mit bestatigen_sie_mit bestatigen_sie_dies_mit \
            bestatigen_sie_sie_mit bestaetigen_sie_mit bestaetige_mit freigeben_mit freigabe_mit offne_mit \
            offnen_sie_mit offnen_mit offnet_mit oeffnen_mit oeffne_mit entsperre_mit entsperren_mit melde_dich_mit \
            melden_sie_sich_mit anmelden_mit anmeldung_mit einloggen_mit logg_dich_mit signieren_mit \
            unterschreiben_sie_mit zurucksetzen_mit nummer_mit handynummer_mit rufnummer_mit telefonnummer_mit \
            fach_mit tur_mit tuer_mit freigeben antworte_mit dem_fahrer dem_kurier dem_boten dem_zusteller \
            am_display",
        hush: "weitergeben weiter_geben teilen teile niemandem geheim vertraulich niemals_weiter sagen_sie_niemandem niemandem_sagen niemandem_mitteilen nicht_weiter nicht_weitergeben behalte_ihn behalten_sie keinem gib_ihn_nicht gib_sie_nicht",
        valid: "gultig gueltig gultigkeit ablauf* lauft_ab laeuft_ab lauft_in verfallt verfaellt innerhalb_von innerhalb innert gilt gilt_nur gilt_bis gilt_fur gultig_bis nur_einmal einmal_gultig",
        second: "sekunde sekunden sek",
        minute: "minute minuten",
        hour: "stunde stunden std",
        day: "tag tage tagen",
        other: "bestellung bestellnummer auftrag auftragsnummer sendung sendungsnummer paket rechnung rechnungsnummer konto kontonummer karte kartennummer kundennummer vorgangsnummer vorgang ticketnummer flug buchung buchungsnummer tisch vertrag \
            vertragsnummer endet_auf endend endziffern endziffer betrag saldo kontostand plz postleitzahl zimmer gleis buchungscode bestellcode zahlernummer geandert geaendert filiale aktenzeichen referenz referenznummer kennzeichen bestellnr auftragsnr \
            kundennr rechnungsnr vertragsnr sendungsnr kontonr kartennr ticketnr vorgangsnr paketnummer paketnr bestellnummern fallnummer beschwerdenummer beschwerde reklamation reklamationsnummer antragsnummer policennummer versicherungsnummer \
            versicherungsschein quittung belegnummer belegnr buchungsnr flugnummer zugnummer sitzplatznummer wartenummer aufrufnummer fachnummer fach_nr box_nr matrikelnummer zahler zahlerstand zaehlernummer zaehlerstand steuernummer steuer_id \
            dokumentennummer mitgliedsnummer personalnummer mandatsreferenz patientennummer termin_nr bearbeitungsnummer hausnummer lieferschein lieferscheinnummer artikelnummer seriennummer geratenummer teilnehmernummer storungsnummer auftrags_nr \
            kunden_nr rechnungs_nr vertrags_nr bestell_nr sendungs_nr vorgangs_nr",
        promo: "rabatt* gutschein* aktionscode angebot* gewinn* sparen bonus* geschenk* pramie",
        call: "telefon rufnummer anrufen rufen_sie hotline tel kundenservice notruf sperrnotruf sperr_notruf sende_an senden_an kurzwahl schreiben_sie_an schreib_an rufen_sie_an ruf_an anruf anzurufen telefonisch_unter unter_der_nummer unter_dieser_nummer \
            diese_nummer_an wahlen_sie waehlen_sie wahle durchwahl servicenummer handy mobil_nr sms_an service_hotline beschwerdestelle an_die_nummer von_der_nummer kurzwahlnummer",
        unit: "punkte punkten uhr personen stuck kilometer meter einheiten einwohner schritte kalorien seiten liter platze mitglieder prozent",
        ask: "fragen_sie_nie fragen_sie_niemals fragen_nie niemals_nach nie_nach betrüger fragen_derzeit betrueger",
        ..NONE
    },
    Language {
        // nl
        otp: "eenmalige_code eenmalig_wachtwoord verificatiecode beveiligingscode bevestigingscode toegangscode inlogcode activatiecode controlecode sms_code ophaalcode afhaalcode ophaalpin openingscode tancode tan_code eenmalige_pincode tijdelijke_code \
            tijdelijk_wachtwoord bezorgcode bezorgpin afleverpin aflevercode leveringscode afgiftecode overdrachtscode retourpin deurcode poortcode kamercode kluiscode lockercode kluispin ontgrendelcode ontgrendelingscode openingspin ritcode rit_pin ritpin \
            betaalcode betalingscode overboekingscode resetcode herstelcode koppelingscode registratiecode aanmeldcode aanmeldpin inlogpin inlognummer verificatiepin verificatienummer bevestigingspin activatiepin goedkeuringscode autorisatiecode \
            toestemmingscode sms_wachtwoord eenmalige_codes wegwerpcode tijdelijke_pin tijdelijke_pincode eenmalige_sleutel wachtwoordzin toegangspin opneemcode veiligheidscode authenticatiecode ondertekencode transactiecode pakketcode codewoord",
        code: "code wachtwoord pincode *code *wachtwoord pin dit_nummer dit_getal deze_cijfers de_cijfers volgende_cijfers volgende_nummer volgende_getal nummer_hieronder cijfercombinatie deze_combinatie de_combinatie deze_tekens volgende_tekens \
            cijferige_code cijferig_nummer paswoord sleutelcode vul_het_nummer voer_het_nummer geheim_woord",
        verify: "verifi* bevestig* inlog* aanmeld* in_te_loggen aan_te_melden log_in registr* beveilig* eenmalig* activer* identiteit toegang koppel* ophalen te_openen tijdelijk* openen ontgrendel* afhalen op_te_halen toegang_tot herstel* goedkeur* \
            goed_te_keuren ondertek* nieuw_apparaat wijzig_je nummer_te_bevestigen telefoonnummer_te telefoonnummer_verif* je_telefoonnummer uw_telefoonnummer",
        enter: "gebruik voer vul noem geef toon typ toets toon_de gebruikt gebruik_de typ_in tik_in toets_in druk \
            druk_op invoeren intypen intoetsen vul_in voer_in schrijf schrijf_op kopieer zeg zeg_tegen zeg_tegen_de \
            geef_de geef_aan lees lees_voor vertel vertel_de zeg_de noem_de laat_zien meld bevestig_met \
            bevestig_dit_met bevestig_het_met goedkeuren_met keur_goed_met open_met open_het_met open_de_deur_met \
            ontgrendel_met log_in_met inloggen_met meld_je_aan_met onderteken_met teken_met herstel_met reset_met \
            nummer_met openen_met bevestigen_met aan_de_bezorger aan_de_chauffeur aan_de_koerier",
        hush: "deel delen niemand vertrouwelijk geef_nooit niet_delen deel_nooit houd_geheim houd_het_geheim vertel_niemand",
        valid: "geldig verloopt vervalt binnen geldigheid is_geldig geldt nog_geldig vervallen verlopen_na eenmalig_te_gebruiken geldig_tot",
        second: "seconde seconden tellen",
        minute: "minuut minuten",
        hour: "uur",
        day: "dag dagen",
        other: "bestelling bestelnummer pakket zending rekening rekeningnummer kaart klantnummer factuur vlucht boeking eindigend eindigt_op saldo bedrag postcode kamer spoor gewijzigd ordernr bestelnr pakketnummer zendingnummer verzendnummer \
            zendingsnummer trackingnummer factuurnummer factuurnr contractnummer klantnr klachtnummer klacht dossiernummer zaaknummer kenmerk polis polisnummer bonnummer reservering reserveringsnummer boekingsnummer vluchtnummer trein treinnummer \
            stoelnummer volgnummer wachtnummer kluisnummer vaknummer kenteken studentnummer meterstand meternummer btw burgerservicenummer bsn documentnummer referentie referentienummer transactienummer aanvraagnummer incident meldingsnummer lidnummer \
            kaartnummer rekeningnr personeelsnummer huisnummer afspraaknummer patientnummer",
        promo: "korting* kortingscode actiecode aanbieding* cadeau* uitverkoop gratis_bij waardebon voordeel spaaractie",
        call: "bel telefoon telefoonnummer stuur_naar sms_naar bellen bel_ons bel_dit_nummer telefoonnr klantenservice sms_dit_nummer op_dit_nummer naar_dit_nummer van_dit_nummer hulplijn klachtenlijn doorkiesnummer mobiel_nummer naar_nummer",
        unit: "punten personen stappen inwoners stuks plaatsen bezoekers",
        ask: "vragen_nooit nooit_om vragen_u_nooit vragen_nooit_naar oplichters",
        ..NONE
    },
    Language {
        // lb
        otp: "bestategungscode sécherheetscode bestätegungscode* bestätegungspin verifikatiounscode* verifizéierungscode* sécherheetspin umeldungscode* umeldecode* umellcode* aloggcode* aktivéierungscode* autorisatiounscode* zougangscode* zougangspin fräigabecode* \
            registréierungscode* ofhuelcode* ofhuelpin ofhuelungscode* liwwercode* liwwerpin liwwerungscode* iwwergabcode* iwwergabecode* retourcode* retouren_code dierecode* dier_code paartecode* zëmmercode* schrankcode* schafcode* opmaachcode* entspärcode* entspaercode* \
            deblockéierungscode* faartcode* fuertcode* bezuelcode* bezuelungscode* iwwerweisungscode* zrécksetzcode* kopplungscode* wiedererstellungscode* eemolege_code eemolegt_passwuert eemolege_pin eemolcode* eemolpasswuert* eemolpin eemoleg_pin eemolege_schlëssel \
            provisorescht_passwuert smscode sms_passwuert geheimzuel codewuert signaturcode* transaktiounscode* luxtrust_code",
        code: "code passwuert *code dës_nummer dëser_nummer dës_zuel dës_zifferen dës_ziffren d_zifferen d_ziffren follgend_nummer follgend_zuel follgend_ziffren folgend_nummer nummer_hei_drënner kombinatioun dës_kombinatioun zuelekombinatioun dës_zeechen stelleg_nummer \
            stellege_code stellegen_code passwuert* passwierder pin_code *passwuert gitt_d_nummer tippt_d_nummer schlësselwuert",
        verify: "bestateg* umeld* verifi* aloggen anzeloggen umellen unzemellen opmaachen opzemaachen entspär* \
            zougang zrécksetz* ofhuelen ofzehuelen ofhuelung liwwerung bezuelung kopplung ënnerschreiwen sécherheet* \
            är_telefonsnummer deng_telefonsnummer neien_apparat maacht_se_op",
        enter: "benotzt benotz gëff_an gitt_an gitt_de_code gitt_dëse gitt_d_nummer gëff_d_nummer aginn anzeginn tipp_an tippt_an dréckt dréck schreift schreif kopéiert sot_dem sot_der so_dem so_dem_chauffer sot_dem_chauffer sot_dem_livreur so_dem_livreur nennt weist weis \
            weist_dem liest_vir lies_vir gitt_dem gëff_dem confirméiert_mat bestätegt_mat bestäteg_mat autoriséiert_mat maacht_op_mat maach_op_mat opmaachen_mat maacht_dier_op_mat entspärt_mat loggt_iech_mat logg_dech_mat mellt_iech_mat mell_dech_mat ënnerschreift_mat nummer_mat \
            äntwert_mat",
        hush: "deelt keengem weiderginn gitt_en_u_keen kengem net_deelen deelt_net deelt_en_net gitt_net_weider weiderzeginn net_weiderginn vertraulech sot_kengem",
        valid: "gulteg gëlteg gellt gëllt valabel valabel_bis leeft_of lafft_of leeft_an bannent",
        second: "sekonnen sekonn",
        minute: "minutten minutt",
        hour: "stonnen stonn stonne",
        day: "deeg deeg_gëlteg",
        other: "bestellungsnummer commandenummer paknummer kontrakt kont kontnummer clientsnummer clientennummer dossiersnummer reklamatioun ufro_nr ufronummer reservatioun reservatiounsnummer fluch fluchnummer zuch_nr plackennummer nummereplack transaktiounsnummer matricule_nr \
            waardenummer endegt_op memberennummer",
        promo: "reduktioun gutschäin",
        call: "rufft urufft uruffen rufft_eis telefonsnummer clientsservice op_dës_nummer un_dës_nummer",
        unit: "persounen",
        ask: "froen_iech_ni froen_ni ni_no_ärem",
        ..NONE
    },
    Language {
        // sv
        otp: "engangskod engangslosenord verifieringskod sakerhetskod bekraftelsekod inloggningskod aktiveringskod autentiseringskod uthamtningskod upphamtningskod hamtkod oppningskod leveranskod engangs_kod tillfalligt_losenord tillfallig_kod leveranskod* \
            leveranspin avlamningskod* utlamningskod* overlamningskod* hamtkod* hamtningskod* upphamtningskod* uthamtningskod* hamtpin dorrkod* dorrpin portkod* grindkod* rumskod* skapkod* skapskod* boxkod* upplasningskod* oppningspin oppningskod* reskod* \
            resekod* startkod* ombordstigningskod* betalningskod* betalkod* overforingskod* aterstallningskod* parkopplingskod* kopplingskod* returkod* registreringskod* verifikationskod* verifieringspin inloggningspin inloggningsnummer godkannandekod* \
            behorighetskod* atkomstkod* tilltradeskod* engangspin* engangsnyckel* engangsnummer* sms_kod* smskod* sms_losenord tillfallig_pin temporart_losenord temporar_kod signeringskod* underskriftskod* uttagskod* entrekod* kontrollkod* paketkod* \
            kodord* engangskod* sakerhetskod* bekraftelsekod* inloggningskod* aktiveringskod*",
        code: "kod koden losenord pinkod *kod *koden *losenord pin det_har_numret detta_nummer foljande_nummer numret_nedan siffrorna dessa_siffror de_har_siffrorna foljande_siffror kombinationen denna_kombination dessa_tecken foljande_tecken siffrig_kod \
            siffriga_kod losenordet losen lossenord pin_koden pinkoden",
        verify: "verifi* bekraft* inlogg* logga_in registr* sakerhet* engangs* aktiver* identitet koppla* hamta* tillfallig* godkann* oppna las_upp logga_in_pa aterstall* signer* parkoppla* anslut* uthamtning upphamtning hamta_ut ditt_telefonnummer \
            ditt_nummer ny_enhet",
        enter: "anvand ange skriv fyll uppge knappa_in knappa tryck tryck_in mata_in skriv_in sla_in visa_upp \
            sag_till beratta tala_om lamna_koden kopiera anvand_koden fyll_i ange_koden uppge_for bekrafta_med \
            bekrafta_det_med godkann_med godkann_det_med oppna_med oppna_dorren_med oppna_skapet_med oppnas_med \
            las_upp_med logga_in_med signera_med skriv_under_med aterstall_med verifiera_med nummer_med numret_med \
            hamta_med hamta_ut_med hamta_paketet_med svara_med till_budet till_föraren öppnas_med luckan_med \
            facket_med slå_in slå_koden slå_siffrorna slå",
        hush: "dela lamna_inte ingen dela_inte dela_aldrig lamna_aldrig lamna_inte_ut visa_inte beratta_inte beratta_aldrig hemlig hall_den_hemlig ge_inte",
        valid: "giltig galler gar_ut inom giltighet upphor giltig_i giltig_till slutar_galla upphor_att forfaller galler_i galler_till giltigt anvandas_en_gang",
        second: "sekund sekunder",
        minute: "minut minuter",
        hour: "timme timmar",
        day: "dag dagar dygn",
        other: "bestallning order ordernummer paket konto kontonummer kort kundnummer faktura flyg bokning bokningsnummer slutar_pa saldo belopp postnummer rum bestallningsnummer bestallningsnr forsandelse forsandelsenummer kollinummer kolli sandning \
            sandningsnummer sandnings_id fraktsedel fakturanummer fakturanr avtalsnummer avtalsnr kortnummer kundnr arende arendenummer arendenr klagomal biljettnummer forsakring forsakringsnummer kvitto kvittonummer bokningsnr flygnummer tagnummer \
            platsnummer konummer kolapp nummerlapp skapnummer registreringsnummer regnr matare matarnummer organisationsnummer orgnr dokumentnummer referens referensnummer ocr ocr_nummer transaktionsnummer medlemsnummer serienummer diarienummer \
            personnummer",
        promo: "rabatt* erbjudande* presentkort kampanj* vinst gava",
        call: "ring telefon skicka_till sms_till telefonnummer ring_oss ringa ringer_du kundtjanst vaxel pa_detta_nummer till_detta_nummer detta_nummer_pa ring_detta_nummer ring_numret till_numret sms_a_till felanmalan pa_telefon mobilnummer tfn",
        unit: "poang personer steg invanare platser sidor stycken procent",
        ask: "aldrig_efter fragar_aldrig bedragare fragar_dig_aldrig ber_dig_aldrig ber_aldrig bedrageri",
        ..NONE
    },
    Language {
        // da
        otp: "engangskode engangsadgangskode bekraeftelseskode bekræftelseskode verifikationskode sikkerhedskode godkendelseskode aktiveringskode loginkode afhentningskode udleveringskode engangs_kode midlertidig_kode midlertidig_adgangskode leveringskode* \
            leverings_pin afleveringskode* overdragelseskode* afhentningskode* afhentningspin udleveringskode* dorkode* vaerelseskode* skabskode* bokskode* bokspin oplasningskode* aabningskode* abningskode* turkode* korselskode* boardingkode* \
            betalingskode* overforselskode* nulstillingskode* gendannelseskode* parringskode* tilknytningskode* verificeringskode* verifikationspin verifikationsnummer loginkode* login_kode login_nummer godkendelsespin godkendelsesnummer engangsnogle \
            engangspassword sms_adgangskode midlertidig_pin midlertidigt_password kontrolkode* haevekode* pakkekode* bekraftelseskode* sikkerhedskode* temporaer_adgangskode",
        code: "kode koden adgangskode pinkode kodeord *kode *koden *adgangskode pin dette_nummer dette_tal folgende_tal nummeret_nedenfor tallet_nedenfor disse_cifre cifrene folgende_cifre denne_kombination disse_tegn folgende_tegn cifret_kode cifrede_kode \
            adgangskoden",
        verify: "verifi* bekraeft* bekræft* log_ind logge_ind login registr* sikkerhed* engangs* aktiver* godkend* identitet tilknyt* midlertidig* abne aabne las_op nulstil* gendan* underskriv* forbind* hent_pakken hentes afhentning udlevering overforsel \
            dit_telefonnummer dit_nummer din_mobil ny_enhed adgang_til parring tilmeld*",
        enter: "brug indtast angiv oplys tast_ind tryk tryk_pa tryk_ind skriv_ind oplys_til sig_til fortael fortæl \
            fortael_chauffoeren vis kopier laes_op læs_op indsaet indsæt brug_koden angiv_koden opgiv bekraeft_med \
            bekræft_med bekraeft_det_med bekræft_det_med godkend_med godkend_den_med abn_med aabn_med abn_doren_med \
            laas_op_med las_op_med log_ind_med log_pa_med underskriv_med nulstil_med verificer_med hent_med \
            hent_pakken_med svar_med indtast_koden indtastes til_buddet til_chaufføren åbnes_med",
        hush: "del_ikke del_aldrig ikke_del ikke_dele ingen giv_ikke oplys_aldrig oplys_ikke fortael_ikke hemmelig hold_den_hemmelig vis_ikke ikke_videre del_den_ikke",
        valid: "gyldig galder gælder udlober udløber inden_for gyldighed galder_i gyldig_i gyldig_til udlobe udloeber bruges_en_gang kun_gyldig inden",
        second: "sekund sekunder",
        minute: "minut minutter",
        hour: "time timer",
        day: "dag dage",
        other: "ordre ordrenummer bestilling pakke konto kontonummer kort kundenummer faktura booking slutter_pa ender_pa saldo belob beløb postnummer ordrenr bestillingsnummer pakkenummer forsendelse forsendelsesnummer fragtbrev kontraktnummer \
            aftalenummer kundenr sagsnummer sagsnr klage klagenummer billetnummer police policenummer kvittering kvitteringsnummer bookingnummer bookingnr reservationsnummer flynummer tognummer skabsnummer boksnummer nummerplade studienummer maler \
            malernummer cvr cvr_nummer cpr cpr_nummer skattenummer referencenummer sporingsnummer varenummer journalnummer tracking_nummer",
        promo: "rabat* tilbud* gavekort kampagne* udsalg gevinst",
        call: "ring telefon send_til sms_til ring_til ring_til_os ringe kundeservice tlf pa_dette_nummer til_dette_nummer fra_dette_nummer ring_dette_nummer til_nummeret kald omstilling",
        unit: "point personer skridt indbyggere pladser sider stk",
        ask: "aldrig_om aldrig_bede beder_aldrig beder_dig_aldrig sporger_aldrig svindlere",
        ..NONE
    },
    Language {
        // no
        otp: "engangskode engangspassord bekreftelseskode verifiseringskode sikkerhetskode paloggingskode innloggingskode aktiveringskode hentekode utleveringskode engangs_kode midlertidig_kode midlertidig_passord leveringspin utleveringspin \
            overleveringskode* hentekode* hentepin hente_kode romkode* boks_kode opplasingskode* apningskode* tilbakestillingskode* gjenopprettingskode* sammenkoblingskode* parkoblingskode* koblingskode* verifikasjonskode* verifiseringspin paloggingspin \
            innloggingspin paloggingsnummer innloggingsnummer godkjenningskode* autentiseringskode* autorisasjonskode* adgangskode* tilgangskode* engangsnokkel sms_passord uttakskode* bekreftelsespin bekreftelseskode* sikkerhetskode* kodeord_er \
            stadfestingskode* eingongskode* eingongspassord tryggingskode*",
        code: "kode koden passord pinkode *kode *koden *passord pin dette_nummeret dette_tallet folgende_tall nummeret_under tallet_under disse_sifrene folgende_sifre kombinasjonen denne_kombinasjonen disse_tegnene passordet",
        verify: "verifi* bekreft* logg_inn logge_inn innlogging palogging registr* sikkerhet* engangs* aktiver* identitet koble* hente midlertidig* apne las_opp låse_opp tilbakestill* nullstill* gjenopprett* godkjenn* koble_til logge_pa logg_pa henting \
            utlevering telefonnummeret_ditt nummeret_ditt mobilnummeret_ditt",
        enter: "bruk skriv oppgi tast vis_koden tast_inn trykk trykk_inn skriv_inn sla_inn legg_inn oppgi_til si_til \
            fortell vis_frem les_opp sett_inn oppgi_koden bruk_koden bekreft_med bekreft_det_med godkjenn_med \
            apne_med apne_doren_med apne_skapet_med las_opp_med logg_inn_med logg_pa_med signer_med tilbakestill_med \
            nullstill_med verifiser_med nummeret_med inntast luken_med luka_med åpnes_med åpne_med til_budet \
            til_sjåføren",
        hush: "del_ikke del_aldri ikke_del ikke_dele ingen oppgi_aldri oppgi_ikke fortell_ingen ikke_gi gi_aldri",
        valid: "gyldig utloper utløper gjelder innen gyldighet kan_brukes_en_gang gar_ut_om utloper_om varer_i",
        second: "sekund sekunder",
        minute: "minutt minutter",
        hour: "time timer",
        day: "dag dager dogn døgn",
        other: "bestilling ordre ordrenummer pakke sending konto kontonummer kort kundenummer faktura slutter_pa saldo belop beløp postnummer sendingsnummer fraktbrev kontraktsnummer avtalenummer saksnummer saksnr reklamasjon billettnummer polise \
            polisenummer forsikringsnummer bestillingsref reservasjon reservasjonsnummer setenummer lukenummer organisasjonsnummer referanse referansenummer kid_nummer transaksjonsnummer fodselsnummer ^kid",
        promo: "rabatt* tilbud* gavekort salg premie",
        call: "ring telefon send_til sms_til sentralbord pa_dette_nummeret til_dette_nummeret ring_dette_nummeret feilmelding_pa",
        unit: "poeng personer skritt innbyggere plasser prosent",
        ask: "aldri_om aldri_be ber_deg_aldri spor_aldri",
        ..NONE
    },
    Language {
        // is
        otp: "stadfestingarkodi öryggiskodi öryggiskóði staðfestingarkóði einnota_kodi innskraningarkodi auðkenningarkóði einskiptis* afhendingarkodi afhendingarkóði oryggisnumer oryggisnumerid öryggisnúmer öryggisnúmerið einnotanumer stadfestingarnumer \
            stadfestingarnumer* stadfestingarkod* stadfestingarpin innskraningarkod* innskraningarnumer* innskraningarlykilord audkenningarkod* audkenningarnumer* adgangskod* adgangsnumer* afhendingarnumer* afhendingarpin sendingarkod* opnunarkod* \
            opnunarnumer* hurdarkod* dyrakod* hlidkod* herbergiskod* skapakod* holfakod* aflaesingarkod* afgreidslukod* greidslukod* millifaerslukod* endurstillingarkod* endurheimtarkod* porunarkod* tengingarkod* skilakod* ferdakod* ferdarkod* raesikod* \
            skraningarkod* virkjunarkod* samthykktarkod* samþykktarkod* einnota_lykilord einnota_pin einnota_numer einnotakod* einnotalykilord bradabirgdalykilord bradabirgda_lykilord timabundid_lykilord timabundinn_kodi leyninumer* leyniord* oryggiskod* \
            urtakskod* pakkakod*",
        code: "kodi kodinn kodann kodanum koda lykilord adgangsord pinnumer *kodi *kodinn *lykilord oryggisnumer* thetta_numer þetta_númer eftirfarandi_numer numerid_her_ad_nedan þessa_tölu thessa_tolu tolurnar tolustafina tolustafirnir þessa_tölustafi \
            eftirfarandi_tolur talnaruna talnarodin þessa_samsetningu stafa_kodi stafa_kóða lykilordid lykilordi pinnid pin_numer pin_numerid adgangsordid leynitala",
        verify: "stadfest* staðfest* innskra* skra_inn skra_sig audkenn* auðkenn* oryggis* einnota opna opnaðu aflaesa aflæsa virkja samthykk* samþykk* undirrit* endurstill* endurheimt* tengja saekja sækja sækið afhending* skraning greidslu millifaersl* \
            simanumerid_thitt símanúmerið_þitt skráðu_þig skradu_thig",
        enter: "notadu sladu notaðu sláðu gefdu segdu syndu sladu_inn skrifadu stimpladu yttu_a gefdu_upp segdu_bilstjoranum segdu_bilstjora lestu_upp afritadu settu_inn notid sláið stadfestu_med stadfestid_med samþykktu_með samthykktu_med opnadu_med \
            opnist_med skradu_thig_inn_med skráðu_þig_inn_með undirritadu_med endurstilltu_med numer_med tilgreindu tilgreinið",
        hush: "deila deildu engum ekki_deila ekki_gefa ekki_segja aldrei_gefa leyndarmal trunadarmal ekki_afhenda",
        valid: "gildir gildur rennur_ut innan gildistimi fyrnist rennur_ut_eftir gildir_i gildir_til gildir_til_kl",
        second: "sekundur sekundum sekunda",
        minute: "minutur minutna minutum mínútur",
        hour: "klukkustund klukkustundir klst klukkustundum klukkutima klukkustundar",
        day: "dagar daga dagur dögum solarhring sólarhringa",
        other: "pontun pontunarnumer reikning* kort sending pontunar* pontun_nr kortnumer* kortid sendingarnumer* sendingin pakki pakkinn pakkanumer* samningsnumer* kvort* malsnumer* mal_nr bokun* flugnumer* midanumer* beidni beiðni* skirteini* kvittun* \
            tilvisun* skjalnumer* holfnumer* bilnumer* kennitala kennitolu nemendanumer* maelir mælir maelisnumer* vsk_numer husnumer vidskiptamannanumer* inneign saetisnumer*",
        promo: "afslatt* tilbod utsala gjafabréf gjof",
        call: "hringdu hringja hringið símanúmer* thjonustuver þjónustuver simi i_thetta_numer í_þetta_númer",
        unit: "krónur stig kilometrar manns skref stykki",
        ask: "aldrei_um_kod* bidjum_aldrei",
        ..NONE
    },
    Language {
        // af
        otp: "eenmalige_pin eenmalige_wagwoord verifikasiekode bevestigingskode sekuriteitskode afhaalkode \
            eenmalige_kode tydelike_wagwoord verifikasie_kode verifiëringskode bevestigings_pin sekerheidskode \
            sekuriteitspin aanmeldkode aanmeld_kode aantekenkode aanteken_kode intekenkode toegangskode \
            magtigingskode goedkeuringskode afleweringskode aflewerings_pin afleweringspin aflewering_pin afhaal_pin \
            afhaalpin oorhandigingskode terugstuurkode deurkode hekkode kamerkode kluiskode sluitkaskode oopmaakkode \
            oopsluitkode ontsluitkode ritkode beginkode instapkode betaalkode oorplasingskode herstelkode \
            terugstelkode koppelkode koppelingskode registrasiekode sms_wagwoord eenmalige_wagwoorde \
            eenmalige_nommer tydelike_kode tydelike_pin wegdoenkode kodewoord geheime_woord ewp ekp ^emp ^ep_is",
        code: "kode wagwoord *kode pin hierdie_nommer hierdie_getal volgende_nommer onderstaande_nommer nommer_hieronder hierdie_syfers die_syfers volgende_syfers hierdie_kombinasie die_kombinasie hierdie_karakters syferkode syfer_kode syfer_nommer \
            wagwoordsin pin_nommer sleutelwoord",
        verify: "verifi* bevestig* aanteken* aan_te_meld registr* sekuriteit eenmalig* intekening in_te_teken goed_te_keur oop_te_maak oop_te_sluit ontsluit* af_te_haal afhaal* aflewering betaling_te jou_foonnommer jou_selfoonnommer nuwe_toestel",
        enter: "gebruik tik voer se_vir wys sleutel_in skryf skryf_in gee_vir gee_die se_die lees_uit lees_vir \
            wys_die plaas_in gebruik_die maak_oop_met oopmaak_met ontsluit_met sluit_oop_met teken_aan_met \
            meld_aan_met teken_in_met nommer_met antwoord_met intik invoer",
        hush: "deel niemand moenie_deel moet_nie_deel moet_niemand moenie_vir vertroulik hou_dit_geheim moenie_gee",
        valid: "geldig verval binne geldig_vir verval_oor verstryk verstryk_oor geld_vir",
        second: "sekondes sekonde",
        minute: "minute minuut minute_geldig",
        hour: "uur ure",
        day: "dae",
        other: "bestelling pakkie rekening kaart faktuur vlug saldo bestelnommer bestellingsnommer bestelling_nr pakkienommer verwysing verwysingsnommer versending versendingsnommer vragbrief rekeningnommer rekening_nr faktuurnommer kontraknommer \
            kaartnommer klagte klagtenommer saaknommer polisnommer kwitansie bespreking besprekingsnommer vlugnommer tounommer kluisnommer nommerplaat studentenommer meternommer belastingnommer dokumentnommer transaksienommer versoeknommer kliëntenommer \
            lidnommer kaartjie kaartjienommer eindig_op eindig_met volgnommer",
        promo: "afslag spesiale afslagkode koepon geskenk geskenkbewys uitverkoping",
        call: "bel skakel bel_die skakel_ons foonnommer selfoonnommer telefoonnommer hierdie_nommer_bel na_hierdie_nommer op_hierdie_nommer by_hierdie_nommer kliëntediens hulplyn noodlyn",
        unit: "punte treë mense",
        ask: "sal_nooit_vra vra_nooit nooit_vra_vir",
        ..NONE
    },
];
