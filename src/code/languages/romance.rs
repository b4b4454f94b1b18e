//! Romance languages, Haitian, Esperanto.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
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
        enter: "utilisez saisissez entrez saisir renseignez tapez saisis utilise entre_le donnez_le communiquez_le \
            indiquez montrez presentez donnez dites communiquez_lui donnez_lui utiliser tape taper tapez_le entrer \
            ecrivez ecris inserez appuyez_sur copiez recopiez reportez renseigne montre presente lisez lisez_lui \
            lis_lui dictez dis_lui dites_lui donne_lui dis_au dites_au dites_a_votre donnez_au donne_au \
            donnez_a_votre communiquez_au montrez_au montrez_le presentez_le presentez_au remettez_au indiquez_au \
            indiquez_le confirmez_avec confirmez_le_avec confirmez_par confirme_avec validez_avec validez_par \
            valide_avec valide_en_saisissant en_saisissant en_tapant en_entrant approuvez_avec autorisez_avec \
            ouvrez_avec ouvre_avec ouvrez_le_casier_avec s_ouvre_avec deverrouillez_avec deverrouille_avec \
            connectez_vous_avec connecte_toi_avec signez_avec signe_avec reinitialisez_avec recuperez_le_avec \
            retirez_le_avec numero_avec mettez repondez_avec pianotez utiliser_le au_livreur au_coursier \
            au_chauffeur sur_le_clavier",
        hush: "partag* communiqu* divulgu* personne transmett* confidentiel donnez_pas ne_le_donnez ne_le_partagez ne_le_communiquez ne_partagez ne_le_dites ne_dites gardez_le gardez_ce ne_le_transmettez a_quiconque ne_le_divulguez",
        valid: "valable valide expire expirera validite d_ici dans_les pendant pour_une_duree valables cesse_d_etre utilisable une_seule_fois",
        second: "seconde secondes",
        minute: "minute minutes mn",
        hour: "heure heures",
        day: "jour jours",
        other: "commande colis compte carte facture dossier client vol reservation billet suivi numero_de_suivi \
            expedition solde montant terminant se_terminant finissant contrat chambre quai porte_d_embarquement cp \
            code_postal code_de_reservation code_client modifie agence digicode numero_de_commande commande_n \
            numero_de_colis n_de_colis n_de_commande bordereau lettre_de_voiture numero_de_facture numero_de_contrat \
            n_de_contrat numero_de_compte numero_client n_client numero_de_dossier n_de_dossier \
            numero_de_reclamation reclamation plainte numero_de_demande numero_de_ticket police_d_assurance recu_n \
            quittance numero_de_vol numero_de_train place_n voiture_n numero_de_place file_d_attente numero_d_appel \
            casier_n consigne_n plaque immatriculation numero_d_etudiant compteur numero_de_compteur releve siret \
            siren numero_fiscal fiscal ref_n virement_n matricule numero_de_securite_sociale terminal devis \
            bon_de_commande rendez_vous_n rdv_n serie numero_de_serie code_guichet code_banque code_agence \
            code_barre code_erreur code_pays code_wifi rue",
        promo: "promo promotion remise_de reduction reductions soldes bon_d_achat cadeau offre offres parrainage code_promo code_reduction code_avantage bon_de_reduction gagnez gagner jeu_concours",
        call: "appelez telephone appeler tel envoyez_au par_sms_au envoyer_au ecrivez_au ecrivez_nous_au appelez_le \
            appelez_nous telephonez composez_le composer_le joindre service_client standard au_numero \
            appelez_ce_numero contactez contactez_le contactez_nous par_telephone envoyez_stop stop_au numero_de_tel \
            assistance infos_au plus_d_infos infos_sur renseignements_au",
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
        enter: "usa use utiliza utilice introduce introduzca ingresa ingrese ingresar digita digite escribe dile \
            dele diga muestra muestre indica indique dicta dicte teclea teclee utilizar introducir escriba escribir \
            teclear digitar marca_en_el_teclado pulsa pulse presiona presione copia_y copie pega pegue inserta \
            inserte indicale indiquele digale dile_al digale_al dele_al dale_al da_al de_al_repartidor dicta_al \
            dictale dictele lee_al leele lea_le lee_le comunica_al comunique_al informa_al informe_al muestrale \
            muestrele muestra_al ensena ensene presenta entrega_al entregue_al proporciona proporcione menciona \
            mencione confirma_con confirme_con confirmalo_con confirmar_con confirmala_con aprueba_con apruebe_con \
            aprobar_con apruebalo_con autoriza_con autorice_con autorizar_con autorizala_con valida_con valide_con \
            validalo_con verifica_con verifique_con abre_con abrir_con abra_con abrelo_con abrela_con se_abre_con \
            desbloquea_con desbloquee_con desbloquear_con inicia_sesion_con inicie_sesion_con ingresa_con \
            ingrese_con entra_con entre_con accede_con acceda_con firma_con firme_con firmalo_con restablece_con \
            restablezca_con restablecela_con recupera_con recogelo_con recoja_con recoge_con retira_con retire_con \
            retiralo_con con_el_numero responde_con numero_con telefono_con ponga pasale_el al_repartidor \
            al_mensajero al_conductor al_rider dale_el dale_este comunicale en_el_teclado pon escribí ingresá poné \
            usá introducí digitá decile mostrá mostrale dale_a",
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
        enter: "use utilize digite insira informe introduza diga mostre indique apresente tecle fale inserir insere \
            introduzir introduz escreva escreve escrever teclar marque_no_teclado tecla aperte copiar indicar \
            informar_ao informa forneca fornece fale_para diga_ao diga_a dize_ao fala_ao passe_ao passa_ao \
            de_ao_entregador da_ao comunique_ao leia_ao leia_para dite_ao mostre_ao apresenta apresente_ao \
            entregue_ao confirme_com confirma_com confirmar_com confirme_o_pagamento_com aprove_com aprovar_com \
            aprova_com autorize_com autorizar_com valide_com validar_com valida_com verifique_com abra_com abrir_com \
            abre_com abre_se_com abra_o_cacifo_com desbloqueie_com desbloquear_com desbloqueia_com entre_com \
            entra_com acesse_com aceda_com inicie_sessao_com faca_login_com assine_com assinar_com assina_com \
            redefina_com redefinir_com recupere_com retire_com levante_com levanta_com recolha_com com_o_numero \
            responda_com numero_com telefone_com celular_com telemovel_com coloque ao_entregador ao_motorista \
            ao_estafeta no_teclado",
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
        enter: "usa usare inserisci inserire utilizza digita immetti comunica mostra fornisci indica riferisci di_al \
            digitando inseriscilo inserendo autorizzi inserisca inserite digiti digitate digitare digitalo immettere \
            immetta usate usalo utilizzi utilizzare utilizzate scrivi scriva scrivere scrivete premere copia_e \
            copialo incolla comunicalo comunicare_al comunichi_al comunica_a dillo_al dillo_a dica_al dica fornisca \
            fornisci_al fornirlo dai_al dia_al dallo_al leggi_al legga_al leggilo dettalo detta_al mostri mostra_al \
            mostralo mostri_al presentalo presenta_al esibisci esibire conferma_con confermi_con confermare_con \
            confermalo_con approva_con approvi_con approvare_con autorizza_con autorizzi_con autorizzare_con \
            autorizzalo_con apri_con apra_con aprilo_con aprire_con si_apre_con sblocca_con sblocchi_con \
            sbloccare_con sbloccalo_con accedi_con accedere_con entri_con firmi_con firmare_con reimposta_con \
            reimpostala_con ripristina_con ritira_con ritiri_con ritiralo_con ritirare_con con_il_numero \
            rispondi_con comunicagli comunicale dagli al_rider al_corriere al_fattorino sul_tastierino",
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
        verify: "verific* confirm* inici* sessio registr* autentic* activ* seguretat acces un_sol_us vincul* accedir \
            entrar signar obrir obre obertura autoritz* signa signeu signatura recollir recollida lliurament \
            rebre_el valideu connexio restabl* aparell* el_teu_telefon_es el_teu_numero_de_telefon \
            el_vostre_telefon_es numero_de_telefon_es nou_dispositiu obre_l obre_la obriu*",
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
        verify: "verific* confirm* sesion rexistr* autentic* activa* seguridade acceder entrar asinar asine asina \
            sinatura recoller entrega_do iniciar_sesion teu_numero_de_telefono seu_numero_de_telefono ábrao ábraa",
        enter: "usa utiliza introduce empregue emprega dille diga_lle dille_ao digalle digalle_ao dalle_ao deille_ao \
            lelle_ao lea_lle mostralle ensina confirmao_con confirmeo_con aproba_con aprobe_con abrese_con asina_con \
            asine_con recolleo_con recolla_con co_numero con_este_numero mete_o mete_este ao_repartidor",
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
        // ht
        otp: "kod_verifikasyon kòd_sekirite kod_aksè kod_antre kod_validasyon kod_apwobasyon kod_peman kod_transfè kod_rekiperasyon kod_ramase kod_resepsyon kod_retou kod_pot kod_pot_la kod_chanm kod_kazye kod_locker kod_ouveti kod_pou_antre kod_anbakman kod_kous kod_vwayaj \
            kod_depa kod_demaraj kod_tanpore kod_pwovizwa kod_inik kod_yon_sel_fwa kod_sekre kod_siyati modpas_tanpore modpas_pwovizwa modpas_yon_sel_fwa modpas_inik pin_tanpore pin_yon_sel_fwa nimewo_verifikasyon nimewo_sekre nimewo_konfimasyon mo_sekre mo_de_pas kle_sekrè \
            kle_aksè kod_ou_a kòd_ou",
        code: "kod modpas nimewo_sa nimewo_sa_a nimewo_swivan nimewo_anba nimewo_ki_anba_a chif_sa_yo chif_yo chif_swivan konbinezon konbinezon_sa karaktè_sa_yo kat_chif sis_chif a_4_chif a_6_chif antre_nimewo tape_nimewo modpas_la",
        verify: "verifi* konekte konfime sekirite konfimasyon koneksyon enskri* otantifi* otoriz* apwouv* valide louvri ouvri rekipere reyinisyaliz* lye_kont siyen ranmase resevwa_pake peman_ou retre livrezon aksè_nan idantite nimewo_telefòn_ou nouvo_aparèy",
        enter: "itilize antre sevi_ak tape_nimewo peze peze_sou ekri kopye itilize_nimewo di_chofè di_chofè_a di_livre di_livrè_a di_kous bay_chofè bay_chofè_a bay_livre bay_livrè_a bay_li li_pou montre_l prezante konfime_ak konfime_avèk konfime_l_ak apwouve_ak otorize_ak \
            valide_ak louvri_ak louvri_pot_la_ak ouvri_ak debloke_ak konekte_ak konekte_avèk antre_ak siyen_ak reyinisyalize_ak ranmase_l_ak nimewo_ak reponn_ak sèvi_avek",
        hush: "pataje pesonn pa_pataje pa_bay_pesonn pa_di_pèsonn pa_montre konfidansyel sekrè kenbe_l_sekre",
        valid: "valab ekspire bon_pou valab_pou ap_ekspire l_ap_ekspire fini_nan nan_espas",
        second: "segonn",
        minute: "minit minit_yo",
        hour: "edtan",
        other: "komand komand_nimewo nimewo_komand koli nimewo_koli nimewo_pake nimewo_swivi fakti nimewo_fakti nimewo_kontra kont_nimewo nimewo_kont kat_nimewo nimewo_kat nimewo_kliyan dosye nimewo_dosye plent nimewo_plent reklamasyon demann_nimewo polis_nimewo nimewo_resi \
            rezèvasyon nimewo_rezèvasyon vol_nimewo nimewo_vol tikè nimewo_tike nimewo_chèz plak nimewo_plak kontè nimewo_kontè nimewo_fiskal referans nimewo_referans tranzaksyon_nimewo montan ki_fini_pa",
        promo: "pwomosyon kado koupon",
        call: "rele_nou nimewo_telefòn sou_nimewo_sa nan_nimewo_sa voye_sms voye_mesaj_nan sèvis_kliyan",
        unit: "pwen moun kilomèt",
        ask: "pap_janm_mande p_ap_janm_mande pa_janm_mande fwod",
        ..NONE
    },
    Language {
        // eo
        otp: "konfirmkodo kontrolkodo konfirmkod* kontrolkod* konfirma_kodon ensalutkod* sekurkod* alirkod* alira_kodo aktivigkod* aktivigokodo registrokodo pagokod* paga_kodo transpaga_kodo gxirokodo ĝirokodo restarigkodo reagorda_kodo parigkodo transdonkodo transdona_kodo \
            liverkod* livera_kodo livera_pin ricevkod* prenkod* revenkodo pordkod* porda_kodo pordokodo cxambrokodo ĉambrokodo sxrankokodo ŝrankokodo malfermkod* enirkod* enira_kodo vojagxkodo vojaĝkodo vetura_kodo unufoja_kodo unufojan_kodon unufoja_pasvorto unufoja_pin \
            unufojan_pasvorton provizora_pasvorto provizora_kodo portempa_pasvorto portempa_kodo dumtempa_pasvorto sekreta_kodo sekreta_numero sekreta_vorto konfirma_numero kontrola_numero alira_numero unufoja_slosilo pasfrazo",
        code: "kodo pasvorto pasvorton pasvortoj ci_tiu_numero ci_tiun_numeron cxi_tiun_numeron jenan_numeron jena_numero sekvan_numeron suban_numeron ci_tiujn_ciferojn cxi_tiujn_ciferojn la_ciferojn la_ciferoj jenajn_ciferojn ci_tiun_kombinon la_kombinon kombino jenajn_signojn \
            kvarcifera sescifera kvarciferan sesciferan tajpu_la_numeron enigu_la_numeron pinkodo pinkodon",
        verify: "konfirm* kontrol* ensaluti aliri aliro ensalut* malferm* malŝlos* malsxlos* rajtig* restarig* kunlig* parig* identig* sekurec* transpreni ricevi_la_pakajon ricevi_vian subskrib* verigi pagon_de via_telefonnumero nova_aparato",
        enter: "enigu enigi enmetu tajpu tajpi uzu entajpu entajpi skribu premu klaku kopiu diru diru_al diru_al_la_soforo diru_al_la_kuriero legu_al vocxlegu voĉlegu donu_al montru montru_al prezentu konfirmu_per konfirmu_gxin_per konfirmu_ĝin_per aprobu_per rajtigu_per \
            malfermu_per malfermi_per malsxlosu_per malŝlosu_per ensalutu_per ensaluti_per eniru_per subskribu_per restarigu_per per_la_numero numeron_per respondu_per",
        hush: "diskonigu dividu ne_diskonigu ne_dividu ne_kunhavigu ne_diru ne_montru al_neniu kun_neniu neniu konfidenca ne_donu",
        valid: "validas senvalidigxos senvalidiĝos eksvalidigxos eksvalidiĝos eksvalidiĝas gis_la ene_de",
        second: "sekundoj sekundojn",
        minute: "minutoj minutojn",
        hour: "horo horoj horojn",
        day: "tago tagoj tagojn",
        other: "mendo mendon mendonumero pakajxo pakaĵo pakajxonumero pakaĵonumero sendajxo sendaĵo fakturo fakturnumero kontrakto kontonumero karto kartnumero kliento klientnumero afero_n plendo plendonumero peto_n poliso kvitanco rezervo rezervonumero flugo trajno bileto \
            biletnumero segxo_n sidloko_n etagxo_n aŭtoplato studentnumero mezurilo referenco referencnumero transakcio_n finigxanta finiĝanta membronumero serinumero postkodo posxtkodo",
        promo: "oferto donaco",
        call: "voku telefonnumero al_ci_tiu_numero al_la_numero sendu_sms",
        unit: "poentoj personoj kilometroj metroj",
        ask: "neniam_petos neniam_petas neniam_demandas",
        ..NONE
    },
];
