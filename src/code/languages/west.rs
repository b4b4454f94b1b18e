//! Germanic, Romance and Celtic languages, Basque, Maltese, Esperanto, Haitian.

use super::{Language, NONE};

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
            secret_number access_number login_number one_time_number the_4_digits",
        code: "code codes pin password passwd pwd vcode token key",
        verify: "verif* authent* authoriz* authoris* confirm* login log_in log_into logging_in sign_in signin \
            sign_into sign_up signing_in activat* register registration registering security one_time onetime \
            two_step two_factor mfa identity reset validat* temporary access unlock recover* link_your pairing \
            device_code set_up setting_up approve pair link to_open open_the withdraw*",
        enter: "use enter type type_in key_in input insert tell_the tell_your tell_driver tell_rider give_the \
            show_the say_the give_this punch_in tap_in give_him give_her give_them",
        hush: "share sharing disclose reveal anyone nobody forward_this confidential never_give not_give not_tell \
            don_t_give keep_it_safe keep_it_secret dont_share wasn_t_you didn_t_request did_not_request not_request_this didn_t_initiate did_not_initiate",
        valid: "valid validity expire* expiring within good_for usable lasts",
        second: "second seconds sec secs s",
        minute: "minute minutes min mins m",
        hour: "hour hours hr hrs h",
        day: "day days d",
        other: "order orders ref refno reference account accounts acct a_c ac card cards ticket tickets invoice bill \
            booking reservation flight tracking parcel shipment package consignment awb customer policy claim case \
            id txn transaction trx balance amount ending ends_in ends_with ended last_4 last_four starting seat gate \
            bus train platform room suite apt apartment building street zip postal postcode area country pnr puk \
            imei iccid serial model version loan emi member membership plate vehicle receipt complaint docket \
            request error appointment delivery_no queue cod_amount cod_order iban swift qr source dress barcode \
            table unit sim item sku sort_code booking_code order_code zip_code postal_code area_code country_code \
            tracking_code error_code qr_code dress_code source_code code_review password_protected wifi wi_fi \
            hotspot door branch exam part_no user userid username completed changed updated modified sent_to \
            serial_code reservation_code hs_code bank_code branch_code",
        promo: "promo promocode promotion discount coupon voucher sale offer offers off deal deals cashback gift prize \
            referral refer invite jackpot lottery bonus save_big checkout clearance",
        call: "call dial phone tel telephone helpline hotline fax toll_free sms_to text_to stop_to contact call_us \
            landline customer_care extension ext",
        unit: "km kg gb mb kb points pts point miles items units people users steps calories kwh votes shares stars \
            rewards coins st street avenue ave road rd mph percent pct words characters tokens credits",
        ask: "never_ask not_ask will_never ever_ask nobody_will no_one_will fraudsters scammers beware asks_for_your",
        ..NONE
    },
    Language {
        // de
        otp: "^tan einmalpasswort einmalkennwort einmalcode einmal_code einmalpin mtan smstan sms_tan ihre_tan \
            die_tan tan_lautet tan_fur tan_nummer freigabecode freischaltcode bestatigungscode bestaetigungscode \
            verifizierungscode verifikationscode sicherheitscode anmeldecode zugangscode prufcode pruefcode \
            authentifizierungscode aktivierungscode login_code abholcode abhol_code abholpin oeffnungscode \
            offnungscode paketcode sms_code transaktionsnummer einmal_pin loginpin anmeldepin einmal_passwort \
            vorlaufiges_passwort passwort_lautet ziffernfolge login_zahl einmalzahl mobiletan mobile_tan",
        code: "code kennwort passwort geheimzahl *code *passwort *kennwort pin zahl ziffern",
        verify: "bestatig* bestaetig* verifi* anmeld* registrier* freischalt* freigabe sicherheits* einmal* \
            einloggen aktivier* authentifizier* identitat zugang* zurucksetzen offnen verknupf* verknuepf* \
            uberweisung ueberweisung vorlaufig* vorlaeufig* temporar* nicht_sie_waren",
        enter: "verwenden_sie benutzen_sie geben_sie eingeben eingabe nutzen_sie verwende nutze gib nennen_sie \
            zeigen_sie nenne sagen_sie tippen tippe tragen_sie fugen",
        hush: "weitergeben weiter_geben teilen teile niemandem geheim vertraulich niemals_weiter",
        valid: "gultig gueltig gultigkeit ablauf* lauft_ab laeuft_ab lauft_in verfallt verfaellt innerhalb_von innerhalb \
            innert",
        second: "sekunde sekunden sek",
        minute: "minute minuten",
        hour: "stunde stunden std",
        day: "tag tage tagen",
        other: "bestellung bestellnummer auftrag auftragsnummer sendung sendungsnummer paket rechnung rechnungsnummer \
            konto kontonummer karte kartennummer kundennummer vorgangsnummer vorgang ticketnummer flug buchung \
            buchungsnummer tisch vertrag vertragsnummer endet_auf endend endziffern endziffer betrag saldo \
            kontostand plz postleitzahl zimmer gleis buchungscode bestellcode zahlernummer geandert geaendert \
            filiale aktenzeichen referenz referenznummer kennzeichen",
        promo: "rabatt* gutschein* aktionscode angebot* gewinn* sparen bonus*",
        call: "telefon rufnummer anrufen rufen_sie hotline tel kundenservice notruf sperrnotruf sperr_notruf \
            sende_an senden_an kurzwahl",
        unit: "punkte punkten uhr personen stuck",
        ask: "fragen_sie_nie fragen_sie_niemals fragen_nie niemals_nach nie_nach betrüger fragen_derzeit betrueger",
        ..NONE
    },
    Language {
        // nl
        otp: "eenmalige_code eenmalig_wachtwoord verificatiecode beveiligingscode bevestigingscode toegangscode \
            inlogcode activatiecode controlecode sms_code ophaalcode afhaalcode ophaalpin openingscode tancode \
            tan_code eenmalige_pincode tijdelijke_code tijdelijk_wachtwoord",
        code: "code wachtwoord pincode *code *wachtwoord pin",
        verify: "verifi* bevestig* inlog* aanmeld* in_te_loggen aan_te_melden log_in registr* beveilig* eenmalig* \
            activer* identiteit toegang koppel* ophalen te_openen tijdelijk*",
        enter: "gebruik voer vul noem geef toon typ toets",
        hush: "deel delen niemand vertrouwelijk",
        valid: "geldig verloopt vervalt binnen geldigheid",
        second: "seconde seconden",
        minute: "minuut minuten",
        hour: "uur",
        day: "dag dagen",
        other: "bestelling bestelnummer pakket zending rekening rekeningnummer kaart klantnummer factuur vlucht \
            boeking eindigend eindigt_op saldo bedrag postcode kamer spoor gewijzigd",
        promo: "korting* kortingscode actiecode aanbieding* cadeau*",
        call: "bel telefoon telefoonnummer stuur_naar sms_naar",
        unit: "punten personen",
        ask: "vragen_nooit nooit_om",
        ..NONE
    },
    Language {
        // sv
        otp: "engangskod engangslosenord verifieringskod sakerhetskod bekraftelsekod inloggningskod aktiveringskod \
            autentiseringskod uthamtningskod upphamtningskod hamtkod oppningskod leveranskod engangs_kod \
            tillfalligt_losenord tillfallig_kod",
        code: "kod koden losenord pinkod *kod *koden *losenord pin",
        verify: "verifi* bekraft* inlogg* logga_in registr* sakerhet* engangs* aktiver* identitet koppla* hamta* \
            tillfallig*",
        enter: "anvand ange skriv fyll uppge",
        hush: "dela lamna_inte ingen",
        valid: "giltig galler gar_ut inom giltighet upphor",
        second: "sekund sekunder",
        minute: "minut minuter",
        hour: "timme timmar",
        day: "dag dagar dygn",
        other: "bestallning order ordernummer paket konto kontonummer kort kundnummer faktura flyg bokning \
            bokningsnummer slutar_pa saldo belopp postnummer rum",
        promo: "rabatt* erbjudande* presentkort kampanj*",
        call: "ring telefon skicka_till sms_till",
        unit: "poang personer",
        ask: "aldrig_efter fragar_aldrig bedragare",
        ..NONE
    },
    Language {
        // da
        otp: "engangskode engangsadgangskode bekraeftelseskode bekræftelseskode verifikationskode sikkerhedskode \
            godkendelseskode aktiveringskode loginkode afhentningskode udleveringskode engangs_kode \
            midlertidig_kode midlertidig_adgangskode",
        code: "kode koden adgangskode pinkode kodeord *kode *koden *adgangskode pin",
        verify: "verifi* bekraeft* bekræft* log_ind logge_ind login registr* sikkerhed* engangs* aktiver* godkend* \
            identitet tilknyt* midlertidig*",
        enter: "brug indtast angiv oplys",
        hush: "del_ikke del_aldrig ikke_del ikke_dele ingen",
        valid: "gyldig galder gælder udlober udløber inden_for gyldighed",
        second: "sekund sekunder",
        minute: "minut minutter",
        hour: "time timer",
        day: "dag dage",
        other: "ordre ordrenummer bestilling pakke konto kontonummer kort kundenummer faktura booking slutter_pa \
            ender_pa saldo belob beløb postnummer",
        promo: "rabat* tilbud* gavekort kampagne*",
        call: "ring telefon send_til sms_til",
        unit: "point personer",
        ask: "aldrig_om aldrig_bede",
        ..NONE
    },
    Language {
        // no
        otp: "engangskode engangspassord bekreftelseskode verifiseringskode sikkerhetskode paloggingskode \
            innloggingskode aktiveringskode hentekode utleveringskode engangs_kode midlertidig_kode \
            midlertidig_passord",
        code: "kode koden passord pinkode *kode *koden *passord pin",
        verify: "verifi* bekreft* logg_inn logge_inn innlogging palogging registr* sikkerhet* engangs* aktiver* \
            identitet koble* hente midlertidig*",
        enter: "bruk skriv oppgi tast vis_koden",
        hush: "del_ikke del_aldri ikke_del ikke_dele ingen",
        valid: "gyldig utloper utløper gjelder innen gyldighet",
        second: "sekund sekunder",
        minute: "minutt minutter",
        hour: "time timer",
        day: "dag dager dogn døgn",
        other: "bestilling ordre ordrenummer pakke sending konto kontonummer kort kundenummer faktura slutter_pa saldo \
            belop beløp postnummer",
        promo: "rabatt* tilbud* gavekort",
        call: "ring telefon send_til sms_til",
        unit: "poeng personer",
        ask: "aldri_om aldri_be",
        ..NONE
    },
    Language {
        // is
        otp: "stadfestingarkodi öryggiskodi öryggiskóði staðfestingarkóði einnota_kodi innskraningarkodi \
            auðkenningarkóði einskiptis* afhendingarkodi afhendingarkóði oryggisnumer oryggisnumerid öryggisnúmer \
            öryggisnúmerið einnotanumer stadfestingarnumer",
        code: "kodi kodinn kodann kodanum koda lykilord adgangsord pinnumer *kodi *kodinn *lykilord oryggisnumer*",
        verify: "stadfest* staðfest* innskra* skra_inn skra_sig audkenn* auðkenn* oryggis* einnota",
        enter: "notadu sladu notaðu sláðu gefdu segdu syndu",
        hush: "deila deildu engum",
        valid: "gildir gildur rennur_ut innan",
        second: "sekundur sekundum",
        minute: "minutur minutna minutum mínútur",
        hour: "klukkustund klukkustundir klst klukkustundum",
        day: "dagar daga",
        other: "pontun pontunarnumer reikning* kort sending",
        promo: "afslatt* tilbod",
        ..NONE
    },
    Language {
        // af
        otp: "eenmalige_pin eenmalige_wagwoord verifikasiekode bevestigingskode sekuriteitskode afhaalkode \
            eenmalige_kode tydelike_wagwoord",
        code: "kode wagwoord *kode pin",
        verify: "verifi* bevestig* aanteken* aan_te_meld registr* sekuriteit eenmalig*",
        enter: "gebruik tik voer se_vir wys",
        hush: "deel niemand",
        valid: "geldig verval binne",
        minute: "minute minuut",
        hour: "uur ure",
        other: "bestelling pakkie rekening kaart faktuur vlug saldo",
        promo: "afslag spesiale",
        call: "bel skakel",
        ..NONE
    },
    Language {
        // fr
        otp: "code_a_usage_unique mot_de_passe_unique mot_de_passe_a_usage_unique code_de_verification \
            code_de_securite code_de_confirmation code_de_validation code_d_activation code_d_authentification \
            code_d_acces code_sms code_de_retrait code_retrait code_de_livraison code_confidentiel code_temporaire \
            code_unique code_de_connexion code_d_ouverture code_d_autorisation code_de_deblocage \
            mot_de_passe_provisoire mot_de_passe_temporaire code_provisoire numero_secret code_secret \
            code_secret_de_retrait",
        code: "code mot_de_passe pin",
        verify: "verifi* confirm* valider validez connexion connect* identifi* inscription inscrire authentif* \
            activ* securite unique temporaire associer lier retirer provisoire retrait pas_a_l_origine recuper* \
            reinitialis*",
        enter: "utilisez saisissez entrez saisir renseignez tapez saisis utilise entre_le donnez_le communiquez_le \
            indiquez montrez presentez donnez dites communiquez_lui donnez_lui",
        hush: "partag* communiqu* divulgu* personne transmett* confidentiel donnez_pas ne_le_donnez",
        valid: "valable valide expire expirera validite d_ici dans_les pendant",
        second: "seconde secondes",
        minute: "minute minutes mn",
        hour: "heure heures",
        day: "jour jours",
        other: "commande colis compte carte facture dossier client vol reservation billet suivi numero_de_suivi \
            expedition solde montant terminant se_terminant finissant contrat chambre quai porte_d_embarquement cp \
            code_postal code_de_reservation code_client modifie agence digicode",
        promo: "promo promotion remise_de reduction reductions soldes bon_d_achat cadeau offre offres parrainage",
        call: "appelez telephone appeler tel envoyez_au par_sms_au envoyer_au",
        unit: "points personnes",
        ask: "demandons_jamais demandera_jamais demanderons_jamais fraude arnaque",
        ..NONE
    },
    Language {
        // es
        otp: "clave_dinamica clave_de_un_solo_uso codigo_de_un_solo_uso codigo_de_verificacion codigo_de_seguridad \
            codigo_de_confirmacion codigo_de_acceso clave_temporal token_digital codigo_sms clave_sms \
            codigo_de_recogida codigo_de_entrega codigo_de_retiro codigo_de_apertura pin_de_entrega pin_de_recogida \
            codigo_de_inicio codigo_de_autorizacion codigo_unico codigo_temporal clave_de_acceso firma_con_la_clave \
            coordenada_sms clave_de_firma clave_de_seguridad clave_de_verificacion codigo_de_activacion \
            codigo_de_registro pin_de_apertura contrasena_temporal contrasena_provisional clave_provisional \
            clave_provisoria codigo_provisional numero_secreto clave_secreta",
        code: "codigo clave contrasen* password token pin",
        verify: "verific* confirm* inici* sesion ingres* registr* autentic* activa* seguridad un_solo_uso acceso \
            acceder validar validacion identidad temporal vincul* retir* recog* firma* autoriz* entrar provisional \
            provisoria abrir no_fuiste recuper* restablec*",
        enter: "usa use utiliza utilice introduce introduzca ingresa ingrese ingresar digita digite escribe dile \
            dele diga muestra muestre indica indique dicta dicte teclea teclee",
        hush: "compart* revel* nadie divulg* no_lo_des confidencial no_la_compartas no_lo_compartas \
            nunca_lo_compartas personal_del_banco",
        valid: "valido valida vence caduca expira vigencia dentro_de durante vigente",
        second: "segundo segundos seg",
        minute: "minuto minutos",
        hour: "hora horas",
        day: "dia dias",
        other: "pedido cuenta tarjeta factura cliente vuelo reserva billete boleto guia envio paquete rastreo \
            seguimiento saldo monto importe terminada terminado termina_en terminacion localizador referencia folio \
            postal cp habitacion cambiada cambiado oficina sucursal cod_autorizacion autorizacion",
        promo: "descuento descuentos promocion promo oferta ofertas cupon regalo sorteo",
        call: "llama llame llamar telefono llamanos tel envia_al envie_al al_numero por_sms_al",
        unit: "puntos personas",
        ask: "nunca_le_pediremos nunca_te_pediremos no_pedimos pediremos estafa fraude",
        ..NONE
    },
    Language {
        // pt
        otp: "codigo_de_verificacao codigo_de_seguranca codigo_de_confirmacao codigo_de_acesso codigo_de_uso_unico \
            senha_temporaria codigo_de_autenticacao codigo_de_ativacao codigo_sms codigo_de_levantamento \
            codigo_de_retirada codigo_de_entrega codigo_de_recolha codigo_de_desbloqueio codigo_temporario \
            codigo_unico senha_de_uso_unico codigo_de_validacao token_de_seguranca codigo_de_autorizacao \
            codigo_de_login senha_provisoria codigo_provisorio palavra_passe_temporaria numero_secreto \
            codigo_secreto",
        code: "codigo senha palavra_passe chave token pin",
        verify: "verific* confirm* entrar login acess* registr* cadastr* autentic* ativ* seguranca uso_unico \
            identidade iniciar_sessao vincul* validar retirar levantar aceder desbloque* provisori* abrir recuper* \
            redefin*",
        enter: "use utilize digite insira informe introduza diga mostre indique apresente tecle fale",
        hush: "compartilh* partilh* ninguem divulgu* revel* nao_informe nao_passe",
        valid: "valido valida expira validade dentro_de vence vale valem",
        second: "segundos segundo",
        minute: "minuto minutos",
        hour: "hora horas",
        day: "dia dias",
        other: "pedido encomenda conta cartao fatura cliente voo reserva bilhete rastreio rastreamento saldo valor \
            terminado final_do_cartao final protocolo boleto cep localizador referencia alterada agencia \
            senha_de_atendimento",
        promo: "desconto descontos promocao promo oferta ofertas cupom cupao vale_presente sorteio",
        call: "ligue telefone ligar tel contacte envie_para para_o_numero envie_sms",
        unit: "pontos pessoas",
        ask: "nao_pedimos nunca_pedimos nao_solicitamos golpe fraude",
        ..NONE
    },
    Language {
        // it
        otp: "codice_di_verifica codice_di_sicurezza codice_di_conferma codice_di_accesso codice_di_attivazione \
            codice_usa_e_getta codice_temporaneo password_monouso codice_otp codice_sms codice_di_ritiro \
            codice_ritiro codice_di_consegna codice_di_sblocco codice_di_apertura pin_di_ritiro codice_dispositivo \
            codice_di_autorizzazione codice_monouso codice_di_autenticazione codice_di_registrazione codice_dinamico \
            password_provvisoria password_temporanea codice_provvisorio pin_temporaneo numero_segreto codice_segreto",
        code: "codice password pin cifre",
        verify: "verific* conferm* acced* accesso login registr* autentic* attiv* sicurezza monouso identita \
            collegare associare ritirare autorizz* entrare sbloccare provvisori* prelievo aprire recuper* reimpost* \
            ripristin*",
        enter: "usa usare inserisci inserire utilizza digita immetti comunica mostra fornisci indica riferisci di_al \
            digitando inseriscilo inserendo autorizzi",
        hush: "condivid* nessuno comunic* rivelare divulg*",
        valid: "valido valida scade scadra validita entro valevole",
        second: "secondo secondi",
        minute: "minuto minuti",
        hour: "ora ore",
        day: "giorno giorni",
        other: "ordine conto carta fattura cliente volo prenotazione biglietto spedizione pacco saldo importo \
            termina_con terminante binario camera pratica riferimento",
        promo: "sconto sconti promozione promo offerta offerte buono regalo saldi",
        call: "chiama chiamare telefono numero_verde tel invia_al invia_sms_al",
        unit: "punti persone",
        ask: "non_ti_chiederemo non_chiede* mai_il_codice truffa truffe",
        ..NONE
    },
    Language {
        // ro
        otp: "cod_de_verificare codul_de_verificare cod_de_securitate codul_de_securitate cod_de_confirmare \
            codul_de_confirmare cod_unic codul_unic parola_unica cod_de_autentificare cod_de_ridicare \
            codul_de_ridicare cod_de_acces codul_de_acces cod_de_activare cod_de_livrare cod_de_deschidere \
            pin_ridicare codul_pin parola_de_unica_folosinta codul_dvs codul_dumneavoastra codul_dvs_unic \
            parola_temporara codul_lockerului cod_locker parola_dvs_temporara numar_secret",
        code: "cod codul codului parola pin",
        verify: "verific* confirm* autentific* conect* inregistr* activ* securitate unic logare asociez* ridic* \
            autoriz* temporar* semnarea recuper* reset*",
        enter: "folositi foloseste introduceti introdu utilizati utilizeaza comunicati_curierului spuneti spune \
            aratati tastati tasteaza",
        hush: "distribui* impartas* nimanui divulg* comunica* dezvalui*",
        valid: "valabil valabila expira valabilitate in_termen_de",
        second: "secunde",
        minute: "minut minute",
        hour: "ora ore",
        day: "zi zile",
        other: "comanda comenzii contul card cardul factura client zbor rezervare colet awb soldul suma terminat \
            se_termina abonat cod_client cod_abonat",
        promo: "reducere reduceri promotie oferta voucher cadou",
        call: "suna sunati telefon apelati trimite_la trimiteti_la",
        unit: "puncte",
        ask: "nu_va_cere* nu_cerem frauda",
        ..NONE
    },
    Language {
        // ca
        otp: "codi_de_verificacio codi_de_seguretat codi_d_un_sol_us codi_d_acces codi_de_recollida \
            codi_de_confirmacio codi_temporal codi_unic clau_per codi_per clau_d_un_sol_us",
        code: "codi contrasenya clau pin",
        verify: "verific* confirm* inici* sessio registr* autentic* activ* seguretat acces un_sol_us vincul* accedir \
            entrar signar",
        enter: "utilitza introdueix fes_servir digues mostra escriu",
        hush: "comparteix* comparteixis ningu",
        valid: "valid caduca valida expira d'aqui_a caducara",
        second: "segons",
        minute: "minut minuts",
        hour: "hora hores",
        day: "dia dies",
        other: "comanda compte targeta factura vol reserva paquet saldo acabada",
        promo: "descompte oferta promocio val_regal",
        call: "truca telefon",
        ..NONE
    },
    Language {
        // gl
        otp: "codigo_de_verificacion codigo_de_seguridade codigo_dun_so_uso codigo_de_confirmacion codigo_de_acceso",
        code: "codigo contrasinal",
        verify: "verific* confirm* sesion rexistr* autentic* activa* seguridade acceder entrar",
        enter: "usa utiliza introduce",
        hush: "compart* ninguen",
        valid: "valido caduca",
        minute: "minutos",
        hour: "horas",
        other: "pedido conta tarxeta factura",
        promo: "desconto oferta",
        ..NONE
    },
    Language {
        // eu
        otp: "egiaztapen_kodea egiaztatze_kodea segurtasun_kodea erabilera_bakarreko_kodea baieztapen_kodea \
            sarbide_kodea pina irekitzeko_pina",
        code: "kodea kode pasahitza *kodea gakoa gakoak pin",
        verify: "egiazta* berrets* baiezt* saioa_hasi saioa erregistr* segurtasun* sartzeko",
        enter: "erabili sartu idatzi",
        hush: "partekatu inorekin inori ez_eman",
        valid: "balio iraungi* barru",
        minute: "minutu minutuz minututan minutura",
        hour: "ordu orduz",
        other: "eskaera kontu* txartel* faktura",
        promo: "deskontu* eskaintza*",
        ..NONE
    },
    Language {
        // lb
        otp: "bestategungscode sécherheetscode",
        code: "code passwuert *code",
        verify: "bestateg* umeld* verifi*",
        hush: "deelt keengem weiderginn gitt_en_u_keen kengem",
        valid: "gulteg gëlteg gellt gëllt",
        minute: "minutten minutt",
        hour: "stonnen",
        ..NONE
    },
    Language {
        // cy
        otp: "cod_dilysu cod_diogelwch cod_cadarnhau cod_untro cod_mynediad cod_y_locer cod_locer y_rhif",
        code: "cod cyfrinair pin",
        verify: "dilys* diogelwch cadarnhau mewngofnodi cofrestru",
        enter: "defnyddiwch rhowch teipiwch",
        hush: "rhannu rhannwch neb",
        valid: "ddilys dilys dod_i_ben",
        minute: "munud funud",
        hour: "awr",
        ..NONE
    },
    Language {
        // ga
        otp: "cod_fioraithe cod_slandala cod_aonuaire",
        code: "cod chod pasfhocal",
        verify: "fiorai* slandal* deimhni* logail aonuaire",
        enter: "usaid cuir_isteach",
        hush: "roinn roinnt aon_duine",
        valid: "bailí bhaili eagfaidh in_eag rachaidh",
        minute: "noimead noiméad noimeid",
        hour: "uair",
        ..NONE
    },
    Language {
        // mt
        otp: "kodiċi_ta_verifika kodici_ta_sigurta kodiċi_ta_darba kodici_ta_darba password_ta_darba",
        code: "kodici kodiċi password pin",
        verify: "verifik* sigurta konferma tidhol tikkonferma illoggja",
        enter: "uza dahhal",
        hush: "taqsamx taqsmu ma_hadd",
        valid: "jiskadi validu",
        minute: "minuti minuta",
        ..NONE
    },
    Language {
        // eo
        otp: "konfirmkodo kontrolkodo",
        code: "kodo pasvorto",
        verify: "konfirm* kontrol* ensaluti",
        hush: "diskonigu dividu",
        valid: "validas",
        minute: "minutoj minutojn",
        ..NONE
    },
    Language {
        // ht
        otp: "kod_verifikasyon kòd_sekirite",
        code: "kod modpas",
        verify: "verifi* konekte konfime sekirite",
        enter: "itilize antre sevi_ak",
        hush: "pataje pesonn",
        valid: "valab ekspire",
        minute: "minit",
        hour: "edtan",
        ..NONE
    },
];
