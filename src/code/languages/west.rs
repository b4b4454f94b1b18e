//! Germanic and Romance languages; the smaller ones of the west are in `roman`.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // en
        otp: "otp otps otac passcode one_time_password one_time_passcode one_time_code one_time_pin onetime_password verification_code verification_pin verification_number security_code login_code log_in_code sign_in_code authentication_code \
            authorization_code authorisation_code two_factor_code passkey_code tac_code pickup_code pickup_pin pick_up_code collection_code collection_pin delivery_code delivery_pin delivery_otp unlock_code opening_code locker_code locker_pin handover_code \
            trip_pin ride_pin start_pin ^otp_is one_time_key reset_key access_key login_key one_time_reset_key verification_key passkey_is security_number auth_code approval_code validation_code one_time_verification sms_code text_code secret_number \
            access_number login_number one_time_number the_4_digits approval_pin authorization_pin authorisation_pin login_pin log_in_pin sign_in_pin sign_in_number entry_code entry_pin registration_code activation_code activation_pin payment_code \
            transfer_code reset_code reset_pin pairing_code pairing_pin return_pin handover_pin hand_over_code door_code door_pin gate_pin room_pin opening_pin unlock_pin unlocking_code boarding_code boarding_pin ride_code trip_code trip_otp start_code \
            start_otp sms_pin sms_password sms_key temporary_code temporary_pin temp_password temporary_passcode disposable_code single_use_code single_use_password single_use_pin dynamic_password dynamic_code dynamic_pin confirmation_pin confirm_code \
            linking_code release_code release_pin drop_off_code dropoff_code dropoff_pin drop_off_pin receiver_pin rider_pin driver_pin courier_pin parcel_pin parcel_code withdrawal_code cardless_code secret_word code_word codeword safe_word mfa_code \
            two_step_code second_factor_code",
        code: "code codes pin password passwd pwd vcode token key this_number following_number number_below these_digits the_digits following_digits digits_below this_combination the_combination combination_is following_combination these_characters \
            following_characters the_characters digit_number four_digits six_digits enter_the_number type_the_number key_in_the_number type_in_the_number number_to_enter number_to_type number_to_log_in number_for_login number_for_logging_in \
            number_for_the_door login_number_is pin_number pass_code passphrase tell_him_the_number number_for_the_driver number_for_the_courier",
        verify: "verif* authent* authoriz* authoris* confirm* login log_in log_into logging_in sign_in signin sign_into sign_up signing_in activat* register registration registering security one_time onetime two_step two_factor mfa identity reset validat* \
            temporary access unlock recover* link_your pairing device_code set_up setting_up approve pair link to_open open_the withdraw* verify_your_phone_number verify_your_phone verify_your_number confirm_your_phone_number confirm_your_phone \
            confirm_your_number verify_phone_number verify_phone verify_your_mobile_number verify_this_phone_number link_your_phone_number verify_your_telephone_number to_collect_your to_pick_up pick_up_your collect_your_parcel to_enter_the restore_access \
            approving connect_your new_device new_phone",
        enter: "use enter type type_in key_in input insert tell_the tell_your tell_driver tell_rider give_the show_the say_the give_this punch_in tap_in give_him give_her give_them press write just_say write_in copy present_this present_it read_out \
            read_it_out read_him read_her read_the tell_him tell_her tell_them tell_courier tell_the_courier tell_the_cashier say_to_the read_to_the enter_it type_it put_in just_type tap give_courier give_driver give_rider hand_the show_him show_her \
            show_your show_this show confirm_with confirm_it_with confirm_by_entering approve_with approve_it_with verify_with authorise_with authorize_with sign_with sign_it_with open_with open_it_with opens_with unlock_with unlock_it_with log_in_with \
            login_with sign_in_with reset_it_with reset_with finish_with link_it_with pair_with recover_it_with by_entering by_typing number_with collect_it_with pick_it_up_with respond_with answer_with",
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
        enter: "verwenden_sie benutzen_sie geben_sie eingeben eingabe nutzen_sie verwende nutze gib nennen_sie zeigen_sie nenne sagen_sie tippen tippe tragen_sie fugen tippen_sie tipp eintippen tippt drucken_sie drucke druecke druecken_sie schreib schreibe \
            schreiben_sie kopiere kopieren_sie ubertragen_sie verwend benutze benutz nenn nennen sag sage sagen_sie_dem sagen_sie_der sag_dem sag_der nenne_dem nennen_sie_dem nennen_sie_der zeig zeige zeig_dem zeigen_sie_dem lies_dem lesen_sie_dem lies_ihm \
            vorlesen vorzeigen gib_dem gib_der geben_sie_dem geben_sie_der geben_sie_am_schloss gib_am_schloss gebt trag trage bestatige_mit bestatige_es_mit bestatige_dies_mit bestatigen_sie_mit bestatigen_sie_dies_mit bestatigen_sie_sie_mit \
            bestaetigen_sie_mit bestaetige_mit freigeben_mit freigabe_mit offne_mit offnen_sie_mit offnen_mit offnet_mit oeffnen_mit oeffne_mit entsperre_mit entsperren_mit melde_dich_mit melden_sie_sich_mit anmelden_mit anmeldung_mit einloggen_mit \
            logg_dich_mit signieren_mit unterschreiben_sie_mit zurucksetzen_mit nummer_mit handynummer_mit rufnummer_mit telefonnummer_mit fach_mit tur_mit tuer_mit freigeben antworte_mit",
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
        enter: "gebruik voer vul noem geef toon typ toets toon_de gebruikt gebruik_de typ_in tik_in toets_in druk druk_op invoeren intypen intoetsen vul_in voer_in schrijf schrijf_op kopieer zeg zeg_tegen zeg_tegen_de geef_de geef_aan lees lees_voor vertel \
            vertel_de zeg_de noem_de laat_zien meld bevestig_met bevestig_dit_met bevestig_het_met goedkeuren_met keur_goed_met open_met open_het_met open_de_deur_met ontgrendel_met log_in_met inloggen_met meld_je_aan_met onderteken_met teken_met \
            herstel_met reset_met nummer_met openen_met bevestigen_met",
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
        enter: "anvand ange skriv fyll uppge knappa_in knappa tryck tryck_in mata_in skriv_in sla_in visa_upp sag_till beratta tala_om lamna_koden kopiera anvand_koden fyll_i ange_koden uppge_for bekrafta_med bekrafta_det_med godkann_med godkann_det_med \
            oppna_med oppna_dorren_med oppna_skapet_med oppnas_med las_upp_med logga_in_med signera_med skriv_under_med aterstall_med verifiera_med nummer_med numret_med hamta_med hamta_ut_med hamta_paketet_med svara_med",
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
        enter: "brug indtast angiv oplys tast_ind tryk tryk_pa tryk_ind skriv_ind oplys_til sig_til fortael fortæl fortael_chauffoeren vis kopier laes_op læs_op indsaet indsæt brug_koden angiv_koden opgiv bekraeft_med bekræft_med bekraeft_det_med \
            bekræft_det_med godkend_med godkend_den_med abn_med aabn_med abn_doren_med laas_op_med las_op_med log_ind_med log_pa_med underskriv_med nulstil_med verificer_med hent_med hent_pakken_med svar_med indtast_koden indtastes",
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
        enter: "bruk skriv oppgi tast vis_koden tast_inn trykk trykk_inn skriv_inn sla_inn legg_inn oppgi_til si_til fortell vis_frem les_opp sett_inn oppgi_koden bruk_koden bekreft_med bekreft_det_med godkjenn_med apne_med apne_doren_med apne_skapet_med \
            las_opp_med logg_inn_med logg_pa_med signer_med tilbakestill_med nullstill_med verifiser_med nummeret_med inntast",
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
        otp: "eenmalige_pin eenmalige_wagwoord verifikasiekode bevestigingskode sekuriteitskode afhaalkode eenmalige_kode tydelike_wagwoord verifikasie_kode verifiëringskode bevestigings_pin sekerheidskode sekuriteitspin aanmeldkode aanmeld_kode \
            aantekenkode aanteken_kode intekenkode toegangskode magtigingskode goedkeuringskode afleweringskode aflewerings_pin afleweringspin aflewering_pin afhaal_pin afhaalpin oorhandigingskode terugstuurkode deurkode hekkode kamerkode kluiskode \
            sluitkaskode oopmaakkode oopsluitkode ontsluitkode ritkode beginkode instapkode betaalkode oorplasingskode herstelkode terugstelkode koppelkode koppelingskode registrasiekode sms_wagwoord eenmalige_wagwoorde eenmalige_nommer tydelike_kode \
            tydelike_pin wegdoenkode kodewoord geheime_woord ewp ekp",
        code: "kode wagwoord *kode pin hierdie_nommer hierdie_getal volgende_nommer onderstaande_nommer nommer_hieronder hierdie_syfers die_syfers volgende_syfers hierdie_kombinasie die_kombinasie hierdie_karakters syferkode syfer_kode syfer_nommer \
            wagwoordsin pin_nommer sleutelwoord",
        verify: "verifi* bevestig* aanteken* aan_te_meld registr* sekuriteit eenmalig* intekening in_te_teken goed_te_keur oop_te_maak oop_te_sluit ontsluit* af_te_haal afhaal* aflewering betaling_te jou_foonnommer jou_selfoonnommer nuwe_toestel",
        enter: "gebruik tik voer se_vir wys sleutel_in skryf skryf_in gee_vir gee_die se_die lees_uit lees_vir wys_die plaas_in gebruik_die maak_oop_met oopmaak_met ontsluit_met sluit_oop_met teken_aan_met meld_aan_met teken_in_met nommer_met antwoord_met \
            intik invoer",
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
    Language {
        // fr
        otp: "code_a_usage_unique mot_de_passe_unique mot_de_passe_a_usage_unique code_de_verification code_de_securite code_de_confirmation code_de_validation code_d_activation code_d_authentification code_d_acces code_sms code_de_retrait code_retrait \
            code_de_livraison code_confidentiel code_temporaire code_unique code_de_connexion code_d_ouverture code_d_autorisation code_de_deblocage mot_de_passe_provisoire mot_de_passe_temporaire code_provisoire numero_secret code_secret \
            code_secret_de_retrait code_de_remise code_de_reception code_de_collecte code_colis code_casier code_consigne code_du_casier code_de_la_consigne code_de_recuperation code_de_reinitialisation code_d_association code_d_appairage \
            code_d_appariement code_de_jumelage code_d_inscription code_d_enregistrement code_d_identification code_de_paiement code_de_virement code_de_transfert code_de_signature code_de_transaction code_d_approbation code_d_entree code_de_porte \
            code_de_la_porte code_porte code_portail code_du_portail code_de_la_chambre code_chambre code_de_deverrouillage code_d_embarquement code_de_course code_de_trajet code_course code_de_depart code_de_demarrage code_de_retour code_retour \
            code_jetable code_ephemere code_dynamique code_personnel_unique code_recu_par_sms mot_de_passe_a_usage mot_de_passe_ephemere mot_de_passe_jetable mot_de_passe_dynamique cle_unique cle_a_usage_unique cle_d_acces cle_de_connexion cle_sms \
            numero_de_verification numero_de_confirmation_unique numero_d_acces numero_de_connexion pin_de_livraison pin_livraison pin_de_retrait pin_retrait pin_de_remise pin_unique pin_temporaire pin_provisoire pin_de_connexion pin_de_confirmation \
            pin_de_verification code_livraison code_livreur code_verification code_connexion code_confirmation code_validation code_activation code_ouverture code_acces_unique code_d_usage_unique code_authentification code_securite_unique mot_secret \
            mot_code code_de_controle code_de_double_authentification",
        code: "code mot_de_passe pin ce_numero ces_chiffres les_chiffres chiffres_suivants chiffres_ci_dessous numero_suivant numero_ci_dessous nombre_suivant nombre_ci_dessous cette_combinaison la_combinaison combinaison_suivante ces_caracteres \
            caracteres_suivants les_caracteres a_4_chiffres a_6_chiffres a_quatre_chiffres a_six_chiffres saisissez_le_numero entrez_le_numero tapez_le_numero saisir_le_numero mdp motdepasse numero_pour_vous_connecter numero_pour_ouvrir jeton",
        verify: "verifi* confirm* valider validez connexion connect* identifi* inscription inscrire authentif* activ* securite unique temporaire associer lier retirer provisoire retrait pas_a_l_origine recuper* reinitialis* ouvrir ouvrez ouverture \
            deverrouill* deblo* approuv* autoris* signature_electronique recevoir_votre retrait_de jumel* appair* reconnecter s_identifier creer_votre votre_numero_de_telephone numero_de_telephone_est_bien verifier_votre_numero confirmer_votre_numero \
            nouvel_appareil reception_de_votre",
        enter: "utilisez saisissez entrez saisir renseignez tapez saisis utilise entre_le donnez_le communiquez_le indiquez montrez presentez donnez dites communiquez_lui donnez_lui utiliser tape taper tapez_le entrer ecrivez ecris inserez appuyez_sur \
            copiez recopiez reportez renseigne montre presente lisez lisez_lui lis_lui dictez dis_lui dites_lui donne_lui dis_au dites_au dites_a_votre donnez_au donne_au donnez_a_votre communiquez_au montrez_au montrez_le presentez_le presentez_au \
            remettez_au indiquez_au indiquez_le confirmez_avec confirmez_le_avec confirmez_par confirme_avec validez_avec validez_par valide_avec valide_en_saisissant en_saisissant en_tapant en_entrant approuvez_avec autorisez_avec ouvrez_avec ouvre_avec \
            ouvrez_le_casier_avec s_ouvre_avec deverrouillez_avec deverrouille_avec connectez_vous_avec connecte_toi_avec signez_avec signe_avec reinitialisez_avec recuperez_le_avec retirez_le_avec numero_avec mettez repondez_avec pianotez utiliser_le",
        hush: "partag* communiqu* divulgu* personne transmett* confidentiel donnez_pas ne_le_donnez ne_le_partagez ne_le_communiquez ne_partagez ne_le_dites ne_dites gardez_le gardez_ce ne_le_transmettez a_quiconque ne_le_divulguez",
        valid: "valable valide expire expirera validite d_ici dans_les pendant pour_une_duree valables cesse_d_etre utilisable une_seule_fois",
        second: "seconde secondes",
        minute: "minute minutes mn",
        hour: "heure heures",
        day: "jour jours",
        other: "commande colis compte carte facture dossier client vol reservation billet suivi numero_de_suivi expedition solde montant terminant se_terminant finissant contrat chambre quai porte_d_embarquement cp code_postal code_de_reservation \
            code_client modifie agence digicode numero_de_commande commande_n numero_de_colis n_de_colis n_de_commande bordereau lettre_de_voiture numero_de_facture numero_de_contrat n_de_contrat numero_de_compte numero_client n_client numero_de_dossier \
            n_de_dossier numero_de_reclamation reclamation plainte numero_de_demande numero_de_ticket police_d_assurance recu_n quittance numero_de_vol numero_de_train place_n voiture_n numero_de_place file_d_attente numero_d_appel casier_n consigne_n \
            plaque immatriculation numero_d_etudiant compteur numero_de_compteur releve siret siren numero_fiscal fiscal ref_n virement_n matricule numero_de_securite_sociale terminal devis bon_de_commande rendez_vous_n rdv_n serie numero_de_serie \
            code_guichet code_banque code_agence code_barre code_erreur code_pays code_wifi",
        promo: "promo promotion remise_de reduction reductions soldes bon_d_achat cadeau offre offres parrainage code_promo code_reduction code_avantage bon_de_reduction gagnez gagner jeu_concours",
        call: "appelez telephone appeler tel envoyez_au par_sms_au envoyer_au ecrivez_au ecrivez_nous_au appelez_le appelez_nous telephonez composez_le composer_le joindre service_client standard au_numero appelez_ce_numero contactez contactez_le \
            contactez_nous par_telephone envoyez_stop stop_au numero_de_tel assistance",
        unit: "points personnes habitants etoiles visiteurs",
        ask: "demandons_jamais demandera_jamais demanderons_jamais fraude arnaque ne_vous_demandera_jamais ne_demande_jamais ne_demandera ne_demandons escroc* arnaques",
        ..NONE
    },
    Language {
        // es
        otp: "clave_dinamica clave_de_un_solo_uso codigo_de_un_solo_uso codigo_de_verificacion codigo_de_seguridad codigo_de_confirmacion codigo_de_acceso clave_temporal token_digital codigo_sms clave_sms codigo_de_recogida codigo_de_entrega \
            codigo_de_retiro codigo_de_apertura pin_de_entrega pin_de_recogida codigo_de_inicio codigo_de_autorizacion codigo_unico codigo_temporal clave_de_acceso firma_con_la_clave coordenada_sms clave_de_firma clave_de_seguridad clave_de_verificacion \
            codigo_de_activacion codigo_de_registro pin_de_apertura contrasena_temporal contrasena_provisional clave_provisional clave_provisoria codigo_provisional numero_secreto clave_secreta codigo_de_pago codigo_de_transferencia \
            codigo_de_inicio_de_sesion codigo_de_ingreso codigo_de_entrada codigo_de_validacion codigo_de_autenticacion codigo_de_recuperacion codigo_de_restablecimiento codigo_de_vinculacion codigo_de_emparejamiento codigo_de_devolucion \
            codigo_de_casillero codigo_del_casillero codigo_de_taquilla codigo_del_locker codigo_de_puerta codigo_de_la_puerta codigo_de_desbloqueo codigo_de_viaje codigo_del_viaje codigo_de_arranque codigo_de_partida codigo_de_aprobacion codigo_de_firma \
            codigo_de_transaccion codigo_dinamico codigo_desechable codigo_efimero codigo_de_control codigo_de_identificacion codigo_de_recepcion codigo_otp codigo_por_sms codigo_para_ingresar codigo_para_entrar codigo_para_iniciar clave_otp clave_unica \
            clave_de_ingreso clave_de_inicio clave_de_un_uso clave_de_uso_unico clave_de_confirmacion clave_de_entrega clave_de_retiro clave_de_autorizacion clave_de_activacion clave_de_transferencia clave_de_pago clave_digital clave_por_sms clave_recibida \
            clave_desechable clave_de_viaje palabra_clave palabra_secreta contrasena_de_un_solo_uso contrasena_de_un_uso contrasena_unica contrasena_dinamica contrasena_desechable contrasena_sms pin_temporal pin_unico pin_de_un_solo_uso pin_de_acceso \
            pin_de_viaje pin_del_viaje pin_de_retiro pin_de_confirmacion pin_de_verificacion pin_de_seguridad pin_de_devolucion pin_de_inicio pin_de_desbloqueo numero_de_verificacion numero_de_acceso numero_de_seguridad numero_de_un_solo_uso \
            numero_para_entrar llave_de_acceso",
        code: "codigo clave contrasen* password token pin este_numero estos_digitos los_digitos estos_numeros los_siguientes_digitos siguientes_digitos siguiente_numero siguientes_numeros numero_siguiente numero_de_abajo numero_a_continuacion \
            esta_combinacion la_combinacion siguiente_combinacion estos_caracteres siguientes_caracteres los_caracteres de_4_digitos de_6_digitos de_cuatro_digitos de_seis_digitos ingrese_el_numero ingresa_el_numero introduce_el_numero introduzca_el_numero \
            escribe_el_numero escriba_el_numero teclea_el_numero marca_el_numero_en_el_teclado numero_para_ingresar numero_para_abrir numero_para_iniciar dile_el_numero",
        verify: "verific* confirm* inici* sesion ingres* registr* autentic* activa* seguridad un_solo_uso acceso acceder validar validacion identidad temporal vincul* retir* recog* firma* autoriz* entrar provisional provisoria abrir no_fuiste recuper* \
            restablec* abre abra apertura aprob* aprueb* entrega_de_tu recibir_tu recibir_su emparej* tu_numero_de_telefono su_numero_de_telefono tu_telefono_es numero_de_celular numero_de_movil verificar_tu_numero confirmar_tu_numero nuevo_dispositivo \
            dispositivo_nuevo cambiar_tu_clave reestablec*",
        enter: "usa use utiliza utilice introduce introduzca ingresa ingrese ingresar digita digite escribe dile dele diga muestra muestre indica indique dicta dicte teclea teclee utilizar introducir escriba escribir teclear digitar marca_en_el_teclado \
            pulsa pulse presiona presione copia_y copie pega pegue inserta inserte indicale indiquele digale dile_al digale_al dele_al dale_al da_al de_al_repartidor dicta_al dictale dictele lee_al leele lea_le lee_le comunica_al comunique_al informa_al \
            informe_al muestrale muestrele muestra_al ensena ensene presenta entrega_al entregue_al proporciona proporcione menciona mencione confirma_con confirme_con confirmalo_con confirmar_con confirmala_con aprueba_con apruebe_con aprobar_con \
            apruebalo_con autoriza_con autorice_con autorizar_con autorizala_con valida_con valide_con validalo_con verifica_con verifique_con abre_con abrir_con abra_con abrelo_con abrela_con se_abre_con desbloquea_con desbloquee_con desbloquear_con \
            inicia_sesion_con inicie_sesion_con ingresa_con ingrese_con entra_con entre_con accede_con acceda_con firma_con firme_con firmalo_con restablece_con restablezca_con restablecela_con recupera_con recogelo_con recoja_con recoge_con retira_con \
            retire_con retiralo_con con_el_numero responde_con numero_con telefono_con ponga pasale_el",
        hush: "compart* revel* nadie divulg* no_lo_des confidencial no_la_compartas no_lo_compartas nunca_lo_compartas personal_del_banco no_la_des no_lo_digas no_lo_diga no_se_lo no_lo_entregues no_lo_entregue no_la_entregue intransferible con_nadie \
            no_comp* no_lo_muestres",
        valid: "valido valida vence caduca expira vigencia dentro_de durante vigente validez valido_por vencera vence_en caduca_en caducidad expirara dura_solo por_unica_vez solo_una_vez",
        second: "segundo segundos seg",
        minute: "minuto minutos",
        hour: "hora horas",
        day: "dia dias",
        other: "pedido cuenta tarjeta factura cliente vuelo reserva billete boleto guia envio paquete rastreo seguimiento saldo monto importe terminada terminado termina_en terminacion localizador referencia folio postal cp habitacion cambiada cambiado \
            oficina sucursal cod_autorizacion autorizacion numero_de_pedido n_pedido num_pedido numero_de_orden orden_n nro_de_orden numero_de_envio numero_de_guia albaran n_albaran remito numero_de_factura n_factura numero_de_contrato contrato \
            numero_de_cuenta nro_de_cuenta numero_de_tarjeta numero_de_cliente n_cliente expediente numero_de_expediente numero_de_caso reclamo reclamacion queja numero_de_reclamo nro_de_reclamo denuncia numero_de_solicitud solicitud_n incidencia poliza \
            numero_de_poliza recibo comprobante nro_comprobante numero_de_reserva numero_de_vuelo numero_de_turno ventanilla matricula_n patente placa placas expediente_n legajo medidor contador nis nif cif dni rfc ruc curp cuit num_documento \
            numero_de_documento numero_de_referencia transaccion_n nro_de_operacion numero_de_operacion operacion_n socio afiliado abonado nro_de_socio autobus cedula no_de_cuenta terminacion_en finaliza_en codigo_de_reserva codigo_de_cliente \
            codigo_de_barras codigo_de_error codigo_de_pais codigo_de_area codigo_de_producto codigo_de_comercio",
        promo: "descuento descuentos promocion promo oferta ofertas cupon regalo sorteo codigo_promocional codigo_de_descuento rebajas ganaste gratis_con cupones liquidacion",
        call: "llama llame llamar telefono llamanos tel envia_al envie_al al_numero por_sms_al escriba_a escriba_al escribe_al escribe_a escribanos_al escribenos_al llamanos_al llame_al llama_al llamando linea_gratuita linea_de_atencion atencion_al_cliente \
            telefonos whatsapp_al comuniquese llame_a_este_numero llama_a_este_numero a_este_numero desde_este_numero marque_al marca_al marque contactanos responde_a_este mensaje_al sms_al envia_baja envie_un_sms conmutador",
        unit: "puntos personas kilometros metros pasos habitantes plazas litros paginas asistentes estrellas",
        ask: "nunca_le_pediremos nunca_te_pediremos no_pedimos pediremos estafa fraude nunca_pedira nunca_te_pedira nunca_le_pedira jamas_pediremos jamas_te no_te_pediremos no_solicitamos nunca_solicit* estafadores fraudes",
        ..NONE
    },
    Language {
        // pt
        otp: "codigo_de_verificacao codigo_de_seguranca codigo_de_confirmacao codigo_de_acesso codigo_de_uso_unico senha_temporaria codigo_de_autenticacao codigo_de_ativacao codigo_sms codigo_de_levantamento codigo_de_retirada codigo_de_entrega \
            codigo_de_recolha codigo_de_desbloqueio codigo_temporario codigo_unico senha_de_uso_unico codigo_de_validacao token_de_seguranca codigo_de_autorizacao codigo_de_login senha_provisoria codigo_provisorio palavra_passe_temporaria numero_secreto \
            codigo_secreto codigo_de_pagamento codigo_de_registo codigo_de_cadastro codigo_de_aprovacao codigo_de_recuperacao codigo_de_redefinicao codigo_de_vinculacao codigo_de_emparelhamento codigo_de_pareamento codigo_de_devolucao codigo_do_cacifo \
            codigo_de_cacifo codigo_do_locker codigo_do_armario codigo_da_porta codigo_do_portao codigo_do_quarto codigo_de_abertura codigo_de_viagem codigo_da_viagem codigo_da_corrida codigo_de_corrida codigo_de_transacao codigo_de_assinatura \
            codigo_descartavel codigo_de_identificacao codigo_de_rececao codigo_de_recebimento codigo_de_coleta codigo_para_acessar senha_unica senha_de_acesso_temporaria senha_de_uma_vez senha_descartavel senha_sms senha_de_verificacao \
            senha_de_confirmacao senha_de_entrega senha_de_retirada senha_da_corrida senha_dinamica palavra_passe_provisoria palavra_passe_unica palavra_passe_de_uso_unico palavra_secreta chave_de_acesso_unica chave_temporaria chave_de_seguranca \
            chave_de_uso_unico pin_temporario pin_de_levantamento pin_de_retirada pin_de_recolha pin_de_acesso pin_de_confirmacao pin_de_verificacao pin_de_abertura pin_da_viagem pin_de_uso_unico pin_de_devolucao numero_de_verificacao numero_de_seguranca \
            numero_de_acesso numero_de_uso_unico",
        code: "codigo senha palavra_passe chave token pin esse_numero estes_numeros estes_digitos esses_digitos os_digitos digitos_abaixo digitos_a_seguir seguintes_digitos seguinte_numero numero_abaixo numero_a_seguir numero_seguinte esta_combinacao \
            essa_combinacao a_combinacao seguinte_combinacao estes_caracteres esses_caracteres os_caracteres de_quatro_digitos insira_o_numero introduza_o_numero digite_o_numero informe_o_numero escreva_o_numero numero_para_entrar numero_para_acessar \
            palavrapasse",
        verify: "verific* confirm* entrar login acess* registr* cadastr* autentic* ativ* seguranca uso_unico identidade iniciar_sessao vincul* validar retirar levantar aceder desbloque* provisori* abrir recuper* redefin* abertura entrega_da_sua \
            levantamento receber_a_sua receber_seu recolha aprov* assin* emparelh* parear logar seu_numero_de_telefone seu_celular_e seu_telefone_e o_seu_telemovel numero_de_telemovel confirmar_seu_numero verificar_seu_numero novo_dispositivo \
            dispositivo_novo",
        enter: "use utilize digite insira informe introduza diga mostre indique apresente tecle fale inserir insere introduzir introduz escreva escreve escrever teclar marque_no_teclado tecla aperte copiar indicar informar_ao informa forneca fornece \
            fale_para diga_ao diga_a dize_ao fala_ao passe_ao passa_ao de_ao_entregador da_ao comunique_ao leia_ao leia_para dite_ao mostre_ao apresenta apresente_ao entregue_ao confirme_com confirma_com confirmar_com confirme_o_pagamento_com aprove_com \
            aprovar_com aprova_com autorize_com autorizar_com valide_com validar_com valida_com verifique_com abra_com abrir_com abre_com abre_se_com abra_o_cacifo_com desbloqueie_com desbloquear_com desbloqueia_com entre_com entra_com acesse_com aceda_com \
            inicie_sessao_com faca_login_com assine_com assinar_com assina_com redefina_com redefinir_com recupere_com retire_com levante_com levanta_com recolha_com com_o_numero responda_com numero_com telefone_com celular_com telemovel_com coloque",
        hush: "compartilh* partilh* ninguem divulgu* revel* nao_informe nao_passe nao_compartilhe nao_partilhe nao_diga nao_mostre nao_forneca nao_divulgue nao_revele nao_de_este nao_entregue intransmissivel nao_passe_este",
        valid: "valido valida expira validade dentro_de vence vale valem validos valida_por expira_em expirar valido_ate vence_em uma_unica_vez so_uma_vez",
        second: "segundos segundo",
        minute: "minuto minutos",
        hour: "hora horas",
        day: "dia dias",
        other: "pedido encomenda conta cartao fatura cliente voo reserva bilhete rastreio rastreamento saldo valor terminado final_do_cartao final protocolo boleto cep localizador referencia alterada agencia senha_de_atendimento numero_do_pedido pedido_n \
            numero_da_encomenda numero_de_rastreio guia_de_remessa guia_n nota_fiscal numero_da_fatura nf_e numero_do_contrato numero_da_conta numero_do_cartao chamado numero_do_processo reclamacao queixa ocorrencia solicitacao_n numero_da_solicitacao \
            apolice numero_da_apolice comprovante numero_da_reserva numero_do_voo trem_n assento_n cacifo_n armario_n portao_n numero_de_aluno cpf cnpj nib bilhete_n documento_n numero_do_documento numero_da_transacao transacao_n operacao_n nsu \
            numero_de_socio associado cartao_n linha_n autocarro onibus ordem_de_servico orcamento multa autuacao codigo_de_rastreio codigo_postal codigo_do_cliente codigo_de_erro codigo_do_produto",
        promo: "desconto descontos promocao promo oferta ofertas cupom cupao vale_presente sorteio codigo_de_desconto brinde ganhou liquidacao",
        call: "ligue telefone ligar tel contacte envie_para para_o_numero envie_sms escreva_para ligue_para ligando ligue_ja contacte_nos contate fale_conosco whatsapp_no linha_de_apoio apoio_ao_cliente central_de_atendimento para_este_numero neste_numero \
            deste_numero ligue_para_este_numero envie_sair responda_para sms_para o_numero_de_telefone",
        unit: "pontos pessoas quilometros passos lugares milhas estrelas",
        ask: "nao_pedimos nunca_pedimos nao_solicitamos golpe fraude nunca_pediremos nunca_pede nao_pede_a nao_lhe_pedimos jamais_pedimos jamais_solicita* fraudadores golpistas burla",
        ..NONE
    },
    Language {
        // it
        otp: "codice_di_verifica codice_di_sicurezza codice_di_conferma codice_di_accesso codice_di_attivazione codice_usa_e_getta codice_temporaneo password_monouso codice_otp codice_sms codice_di_ritiro codice_ritiro codice_di_consegna codice_di_sblocco \
            codice_di_apertura pin_di_ritiro codice_dispositivo codice_di_autorizzazione codice_monouso codice_di_autenticazione codice_di_registrazione codice_dinamico password_provvisoria password_temporanea codice_provvisorio pin_temporaneo \
            numero_segreto codice_segreto codice_di_pagamento codice_di_trasferimento codice_bonifico codice_di_login codice_di_ingresso codice_d_accesso codice_accesso codice_verifica codice_di_iscrizione codice_di_validazione codice_di_approvazione \
            codice_di_recupero codice_di_ripristino codice_di_reset codice_di_reimpostazione codice_di_associazione codice_di_abbinamento codice_di_accoppiamento codice_di_reso codice_reso codice_dell_armadietto codice_armadietto codice_locker \
            codice_del_locker codice_porta codice_della_porta codice_cancello codice_camera codice_apertura codice_sblocco codice_d_imbarco codice_della_corsa codice_corsa codice_di_avvio codice_di_transazione codice_di_firma codice_firma codice_usa \
            codice_unico codice_consegna codice_attivazione codice_conferma codice_ricevuto_via_sms codice_prelievo codice_di_prelievo codice_per_accedere codice_per_entrare password_usa_e_getta password_dinamica password_unica password_sms pin_di_consegna \
            pin_consegna pin_ritiro pin_provvisorio pin_di_verifica pin_di_conferma pin_di_accesso pin_monouso pin_di_apertura pin_corsa pin_della_corsa pin_usa_e_getta chiave_di_accesso chiave_monouso chiave_temporanea chiave_di_sicurezza \
            numero_di_verifica numero_di_accesso numero_di_sicurezza numero_monouso parola_d_ordine parola_segreta parola_chiave",
        code: "codice password pin cifre questo_numero queste_cifre le_cifre seguenti_cifre cifre_seguenti seguente_numero numero_seguente numero_qui_sotto numero_sotto questa_combinazione la_combinazione seguente_combinazione questi_caratteri \
            seguenti_caratteri i_caratteri a_4_cifre a_6_cifre di_4_cifre di_6_cifre a_quattro_cifre a_sei_cifre inserisci_il_numero inserire_il_numero digita_il_numero digitare_il_numero immetti_il_numero numero_per_accedere numero_per_entrare \
            numero_per_aprire codici",
        verify: "verific* conferm* acced* accesso login registr* autentic* attiv* sicurezza monouso identita collegare associare ritirare autorizz* entrare sbloccare provvisori* prelievo aprire recuper* reimpost* ripristin* apri apra sblocc* firm* approv* \
            abbina* associ* bonifico ritiro prelevare il_tuo_numero_di_telefono numero_di_telefono_e il_tuo_numero_di_cellulare verificare_il_numero confermare_il_numero nuovo_dispositivo dispositivo_nuovo iscri*",
        enter: "usa usare inserisci inserire utilizza digita immetti comunica mostra fornisci indica riferisci di_al digitando inseriscilo inserendo autorizzi inserisca inserite digiti digitate digitare digitalo immettere immetta usate usalo utilizzi \
            utilizzare utilizzate scrivi scriva scrivere scrivete premere copia_e copialo incolla comunicalo comunicare_al comunichi_al comunica_a dillo_al dillo_a dica_al dica fornisca fornisci_al fornirlo dai_al dia_al dallo_al leggi_al legga_al leggilo \
            dettalo detta_al mostri mostra_al mostralo mostri_al presentalo presenta_al esibisci esibire conferma_con confermi_con confermare_con confermalo_con approva_con approvi_con approvare_con autorizza_con autorizzi_con autorizzare_con \
            autorizzalo_con apri_con apra_con aprilo_con aprire_con si_apre_con sblocca_con sblocchi_con sbloccare_con sbloccalo_con accedi_con accedere_con entri_con firmi_con firmare_con reimposta_con reimpostala_con ripristina_con ritira_con ritiri_con \
            ritiralo_con ritirare_con con_il_numero rispondi_con",
        hush: "condivid* nessuno comunic* rivelare divulg* non_condivid* non_comunicarlo non_comunicare non_dirlo non_darlo non_fornirlo non_fornire non_mostrarlo a_nessuno",
        valid: "valido valida scade scadra validita entro valevole valido_per validi scadranno scade_tra scade_alle scadenza utilizzabile una_sola_volta",
        second: "secondo secondi",
        minute: "minuto minuti",
        hour: "ora ore",
        day: "giorno giorni",
        other: "ordine conto carta fattura cliente volo prenotazione biglietto spedizione pacco saldo importo termina_con terminante binario camera pratica riferimento numero_ordine n_ordine numero_d_ordine numero_di_spedizione ldv lettera_di_vettura ddt \
            numero_fattura numero_contratto contratto numero_conto numero_carta numero_cliente numero_pratica segnalazione numero_reclamo numero_richiesta numero_ticket polizza numero_polizza scontrino ricevuta_n quietanza numero_prenotazione \
            codice_prenotazione numero_volo numero_di_coda armadietto_n targa matricola numero_matricola contatore pdr partita_iva codice_fiscale numero_documento numero_di_riferimento rif_n transazione_n operazione_n numero_operazione iscrizione_n \
            numero_di_serie utenza sinistro numero_di_tracking tracciamento cro trn iuv bollettino codice_cliente codice_avviso codice_a_barre codice_iban codice_errore codice_tributo codice_articolo impegnativa",
        promo: "sconto sconti promozione promo offerta offerte buono regalo saldi codice_sconto codice_promo omaggio hai_vinto ricarica_omaggio",
        call: "chiama chiamare telefono numero_verde tel invia_al invia_sms_al scrivi_a scriva_a scriva_al scrivici_al chiamaci chiami chiamate contatta contattaci contattare servizio_clienti centralino telefonare telefonaci a_questo_numero \
            da_questo_numero chiama_questo_numero chiamare_questo_numero numero_di_telefono scrivi_al invia_stop",
        unit: "punti persone chilometri metri passi abitanti posti litri pagine stelle",
        ask: "non_ti_chiederemo non_chiede* mai_il_codice truffa truffe non_ti_chied* non_le_chied* non_vi_chied* mai_chiede* truffatori",
        ..NONE
    },
    Language {
        // ro
        otp: "cod_de_verificare codul_de_verificare cod_de_securitate codul_de_securitate cod_de_confirmare codul_de_confirmare cod_unic codul_unic parola_unica cod_de_autentificare cod_de_ridicare codul_de_ridicare cod_de_acces codul_de_acces \
            cod_de_activare cod_de_livrare cod_de_deschidere pin_ridicare codul_pin parola_de_unica_folosinta codul_dvs codul_dumneavoastra codul_dvs_unic parola_temporara codul_lockerului cod_locker parola_dvs_temporara numar_secret cod_de_plata \
            codul_de_plata cod_de_transfer codul_de_transfer cod_de_conectare codul_de_conectare cod_de_logare codul_de_logare cod_de_autorizare codul_de_autorizare cod_de_inregistrare codul_de_inregistrare cod_de_validare codul_de_validare cod_de_resetare \
            codul_de_resetare cod_de_recuperare codul_de_recuperare cod_de_asociere codul_de_asociere cod_de_imperechere cod_de_retur codul_de_retur codul_de_activare codul_de_livrare cod_de_predare codul_de_predare codul_de_deschidere cod_de_deblocare \
            codul_de_deblocare codul_usii codul_camerei codul_cutiei codul_cursei cod_de_cursa codul_calatoriei cod_de_pornire codul_de_pornire cod_de_semnare codul_de_semnare cod_temporar codul_temporar cod_provizoriu codul_provizoriu cod_unica_folosinta \
            cod_de_unica_folosinta codul_de_unica_folosinta codului_de_verificare codului_de_confirmare cod_dinamic cod_sms codul_sms codul_primit codul_otp cod_otp cod_secret codul_secret cod_verificare cod_confirmare cod_ridicare cod_livrare cod_acces \
            cod_activare cod_deschidere parola_provizorie parola_de_unica parola_unica_folosinta parola_sms parola_otp parola_dinamica pin_de_ridicare pinul_de_ridicare pin_de_livrare pin_livrare pin_temporar pin_unic pin_de_acces pin_de_confirmare \
            pinul_de_confirmare pinul_cursei cheie_de_acces cheia_de_acces cheia_temporara cheie_unica numar_de_verificare numarul_de_verificare numarul_secret numar_de_acces cuvant_secret cuvantul_secret cuvantul_cheie",
        code: "cod codul codului parola pin acest_numar numarul_acesta aceste_cifre cifrele urmatoarele_cifre urmatorul_numar numarul_urmator numarul_de_mai_jos cifrele_de_mai_jos aceasta_combinatie combinatia urmatoarea_combinatie aceste_caractere \
            urmatoarele_caractere din_4_cifre din_6_cifre din_patru_cifre din_sase_cifre coduri pinul pinului introduceti_numarul introdu_numarul tastati_numarul numarul_pentru_autentificare numarul_pentru_deschidere",
        verify: "verific* confirm* autentific* conect* inregistr* activ* securitate unic logare asociez* ridic* autoriz* temporar* semnarea recuper* reset* deschide* logati validare valideaza semna* asociere asocia* livrarea_coletului preluare primirea \
            plata_cu transferul numarul_de_telefon_este numarul_dvs_de_telefon numarului_de_telefon numarul_tau_de_telefon dispozitiv_nou contului_nou",
        enter: "folositi foloseste introduceti introdu utilizati utilizeaza comunicati_curierului spuneti spune aratati tastati tasteaza folosind introducand introduceti_in introducere scrieti tastand apasa apasati copiaza copiati completeaza completati \
            comunica_i comunicati_i comunica_curierului spune_i spuneti_i spune_curierului spuneti_curierului spune_soferului spuneti_soferului oferiti oferiti_curierului da_i_curierului dati_curierului dictati citeste_i cititi_i citeste_curierului arata_i \
            aratati_i prezinta prezentati mentionati precizati confirma_cu confirmati_cu confirmare_cu aproba_cu aprobati_cu autorizati_cu autorizeaza_cu valideaza_cu validati_cu verificati_cu deschide_cu deschideti_cu se_deschide_cu deblocheaza_cu \
            deblocati_cu conecteaza_te_cu conectati_va_cu autentifica_te_cu autentificati_va_cu semneaza_cu semnati_cu reseteaza_cu resetati_cu recupereaza_cu ridica_cu ridicati_cu ridica_coletul_cu cu_numarul numarul_cu raspunde_cu raspundeti_cu",
        hush: "distribui* impartas* nimanui divulg* comunica* dezvalui* nu_distribui* nu_comunica* nu_divulga* nu_dezvalui* nu_transmite* nu_il_spune* nu_spune* nu_impartas* pastreaza_l",
        valid: "valabil valabila expira valabilitate in_termen_de valabil_pana valabil_timp_de valabile expira_in expira_la expirare",
        second: "secunde secunda",
        minute: "minut minute",
        hour: "ora ore",
        day: "zi zile",
        other: "comanda comenzii contul card cardul factura client zbor rezervare colet awb soldul suma terminat se_termina abonat cod_client cod_abonat comanda_nr numarul_comenzii numar_comanda nr_comanda coletul coletului nr_awb expediere facturii \
            nr_factura numar_factura contractul contractului nr_contract cont_nr contului_nr iban_ul numarul_cardului cod_abonament nr_dosar reclamatie reclamatia sesizare sesizarea plangere nr_reclamatie cerere_nr cererea_nr solicitare_nr solicitarea_nr \
            tichet tichetul bilet biletul polita politei chitanta bon_fiscal rezervarea rezervarii numarul_rezervarii zborul inmatriculare nr_auto matricol contorul cui_ul cnp cod_fiscal numar_document referinta referinta_nr tranzactie_nr tranzactia_nr \
            numar_de_inregistrare nr_inregistrare inregistrat_cu_nr autobuz amenda proces_verbal cod_postal cod_de_bare cod_eroare cod_client_nr mandat_postal cod_rezervare",
        promo: "reducere reduceri promotie oferta voucher cadou cod_promotional cod_reducere cod_promo",
        call: "suna sunati telefon apelati trimite_la trimiteti_la apeleaza contactati contacteaza contactati_ne sunati_ne suna_ne la_numarul la_acest_numar de_la_acest_numar sunati_la suna_la asistenta relatii_clienti tel_verde numar_de_telefon sms_la \
            stop_la call_center",
        unit: "puncte kilometri pasi locuri pagini persoane locuitori stele",
        ask: "nu_va_cere* nu_cerem frauda nu_va_vom_cere niciodata_nu_va nu_solicit* niciodata_nu_cere* inselaciune",
        ..NONE
    },
    Language {
        // ca
        otp: "codi_de_verificacio codi_de_seguretat codi_d_un_sol_us codi_d_acces codi_de_recollida codi_de_confirmacio codi_temporal codi_unic clau_per codi_per clau_d_un_sol_us codi_de_recuperacio codi_d_activacio codi_d_entrada codi_de_registre \
            codi_d_autoritzacio codi_de_validacio codi_d_autenticacio codi_d_aprovacio codi_de_pagament codi_de_transferencia codi_de_signatura codi_de_restabliment codi_de_vinculacio codi_d_aparellament codi_de_lliurament codi_d_entrega codi_de_retirada \
            codi_de_devolucio codi_de_l_armariet codi_de_la_taquilla codi_de_la_porta codi_de_l_habitacio codi_d_obertura codi_de_desbloqueig codi_d_embarcament codi_del_viatge codi_de_viatge codi_d_inici codi_provisional codi_d_us_unic codi_sms \
            codi_secret codi_dinamic codi_de_connexio codi_de_recepcio contrasenya_d_un_sol_us contrasenya_temporal contrasenya_provisional contrasenya_unica contrasenya_sms pin_de_lliurament pin_de_recollida pin_d_acces pin_de_confirmacio pin_d_obertura \
            pin_de_viatge clau_d_acces clau_temporal clau_de_seguretat clau_de_signatura numero_de_verificacio paraula_clau paraula_secreta paraula_de_pas",
        code: "codi contrasenya clau pin aquest_numero aquests_numeros aquests_digits els_digits aquestes_xifres les_xifres les_seguents_xifres seguents_digits seguent_numero numero_seguent numero_de_sota aquesta_combinacio la_combinacio combinacio_seguent \
            aquests_caracters seguents_caracters de_4_digits de_6_digits de_4_xifres de_6_xifres de_quatre_xifres de_sis_xifres introdueix_el_numero introduiu_el_numero escriu_el_numero escriviu_el_numero mot_de_pas codis",
        verify: "verific* confirm* inici* sessio registr* autentic* activ* seguretat acces un_sol_us vincul* accedir entrar signar obrir obre obertura autoritz* signa signeu signatura recollir recollida lliurament rebre_el valideu connexio restabl* \
            aparell* el_teu_telefon_es el_teu_numero_de_telefon el_vostre_telefon_es numero_de_telefon_es nou_dispositiu",
        enter: "utilitza introdueix fes_servir digues mostra escriu utilitzeu utilitzi feu_servir faci_servir introduiu introdueixi introduir escriviu escrigui escriure tecleja teclegeu teclegi marca_al_teclat premeu copia_i copieu enganxa digueu digui \
            digues_al digues_li digueu_al digueu_li digueu_li_al dona_al dona_li doneu_al doneu_li dicteu llegeix_al llegeix_li llegiu_li mostreu mostreu_al ensenya ensenya_li ensenyeu indiqueu indiqui presenteu confirma_amb confirmeu_amb confirma_ho_amb \
            confirmeu_ho_amb confirmar_amb aprova_amb aproveu_amb autoritza_amb autoritzeu_amb valida_amb valideu_amb verifica_amb obre_amb obriu_amb obre_la_porta_amb s_obre_amb desbloqueja_amb desbloquegeu_amb inicia_sessio_amb inicieu_sessio_amb \
            entra_amb entreu_amb accedeix_amb accediu_amb signa_amb signeu_amb signeu_ho_amb restableix_la_amb restabliu_amb recull_lo_amb recolliu_amb retira_amb amb_el_numero numero_amb respon_amb",
        hush: "comparteix* comparteixis ningu no_el_comparteixis no_el_comparteixi no_el_diguis no_el_digueu amb_ningu a_ningu no_el_donis no_el_doneu no_el_mostris",
        valid: "valid caduca valida expira d'aqui_a caducara caduca_d caducara_en valid_durant valid_fins vigent expira_en dura_fins",
        second: "segons segon",
        minute: "minut minuts",
        hour: "hora hores",
        day: "dia dies",
        other: "comanda compte targeta factura vol reserva paquet saldo acabada numero_de_comanda comanda_num enviament numero_d_enviament albara expedicio contracte numero_de_contracte numero_de_targeta numero_de_client expedient numero_d_expedient \
            reclamacio numero_de_reclamacio sol_licitud_num polissa numero_de_polissa tiquet tiquet_num bitllet tren_num matricula comptador transaccio_num operacio_num numero_de_soci codi_postal codi_de_barres codi_de_reserva codi_de_client codi_d_error \
            saldo_de numero_de_torn",
        promo: "descompte oferta promocio val_regal descomptes rebaixes ofertes codi_promocional codi_de_descompte val_de",
        call: "truca telefon truqueu truqueu_al truca_al truqui truca_ns trucar telefoneu telefon_d_atencio atencio_al_client a_aquest_numero des_d_aquest_numero envieu_un_sms envia_un_sms contacta contacteu tel_f",
        unit: "punts persones quilometres",
        ask: "mai_et_demanarem mai_us_demanarem no_us_demanarem mai_demana mai_demanem",
        ..NONE
    },
    Language {
        // gl
        otp: "codigo_de_verificacion codigo_de_seguridade codigo_dun_so_uso codigo_de_confirmacion codigo_de_acceso codigo_de_rexistro codigo_de_recollida codigo_de_sinatura codigo_de_restablecemento codigo_da_viaxe codigo_de_viaxe codigo_dun_uso \
            contrasinal_temporal contrasinal_provisional contrasinal_dun_so_uso contrasinal_unico pin_da_viaxe clave_dun_so_uso",
        code: "codigo contrasinal estes_dixitos os_dixitos estas_cifras as_cifras seguintes_cifras seguintes_dixitos numero_de_abaixo a_combinacion seguinte_combinacion de_4_dixitos de_6_dixitos de_catro_dixitos de_seis_dixitos introduce_o_numero \
            escribe_o_numero contrasinais chave_de",
        verify: "verific* confirm* sesion rexistr* autentic* activa* seguridade acceder entrar asinar asine asina sinatura recoller entrega_do iniciar_sesion teu_numero_de_telefono seu_numero_de_telefono",
        enter: "usa utiliza introduce empregue emprega dille diga_lle dille_ao digalle digalle_ao dalle_ao deille_ao lelle_ao lea_lle mostralle ensina confirmao_con confirmeo_con aproba_con aprobe_con abrese_con asina_con asine_con recolleo_con recolla_con \
            co_numero con_este_numero",
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
];
