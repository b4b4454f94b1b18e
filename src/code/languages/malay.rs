//! Languages of the Malay archipelago and the Philippines.

use super::language::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // id
        otp: "kode_verifikasi kode_otp kode_keamanan kode_konfirmasi kode_aktivasi kode_masuk sandi_sekali_pakai \
            kode_sekali_pakai kode_autentikasi kode_login kode_rahasia kode_akses kode_ambil kode_pengambilan \
            pin_ambil pin_ambil_paket kode_ambil_paket kode_serah_terima kode_pembayaran kode_transaksi \
            kode_unik_login kode_pendaftaran kode_reset kode_persetujuan pin_sementara sandi_sementara \
            kode_pengiriman kode_buka kata_sandi_sementara password_sementara kode_penyerahan kode_penerimaan \
            kode_terima kode_terima_paket pin_penerimaan pin_paket pin_loker kode_pintu pin_pintu kode_gerbang \
            kode_kamar pin_kamar kode_masuk_kamar kode_buka_loker kode_buka_pintu kode_buka_kunci kode_pembuka \
            kode_pembukaan kode_antar kode_pengantaran pin_pengantaran kode_serah kode_pengembalian \
            kode_perjalanan pin_perjalanan pin_jemput kode_jemput kode_penjemputan kode_tarik_tunai \
            kode_penarikan kode_pencairan kode_pairing kode_penautan kode_tautan kode_registrasi kode_daftar \
            kode_otorisasi kode_pengesahan kode_validasi kode_verif kode_sms kode_pemulihan kode_atur_ulang \
            kode_setel_ulang kode_reset_password kode_ganti_sandi kode_transfer kode_tac kode_token \
            nomor_verifikasi pin_sekali_pakai pin_verifikasi password_sekali_pakai kata_sandi_sekali \
            kode_sementara kode_presensi kode_check_in kode_unlock kode_tanda_tangan kode_pengaktifan pin_login \
            pin_masuk kunci_sekali_pakai kode_buka_blokir",
        code: "kode sandi kata_sandi pin angka_berikut_ini angka_di_bawah_ini angka_tersebut nomor_berikut \
            nomor_berikut_ini nomor_di_bawah_ini kombinasi_ini kombinasi_berikut karakter_berikut kode_ini \
            kata_rahasia kodenya kodemu sandinya sandimu pinnya pinmu passwordnya kata_kuncinya kode_nya \
            digit_angka",
        verify: "verifikasi konfirmasi masuk login daftar pendaftaran aktivasi keamanan sekali_pakai autentikasi \
            transaksi pembayaran transfer sementara ambil_paket terima_paket atur_ulang setel_ulang tautkan \
            persetujuan menyetujui setujui tarik_tunai penarikan registrasi validasi otorisasi memverifikasi \
            mengonfirmasi mengkonfirmasi serah_terima penyerahan",
        enter: "gunakan masukkan masukan ketik sebutkan tunjukkan sampaikan beritahu_kurir ketikkan ketikan \
            tuliskan ucapkan perlihatkan beri_tahu beritahukan kasih_tahu kasih_tau berikan_ke_kurir \
            berikan_kepada_kurir berikan_ke_driver berikan_kepada_driver berikan_kepada_pengemudi \
            berikan_pada_kurir kasih_ke_kurir kasih_ke_driver informasikan tempelkan inputkan pakai_angka \
            pakai_kode pakai_nomor konfirmasi_dengan verifikasi_dengan login_dengan masuk_dengan setujui_dengan \
            tandatangani_dengan reset_dengan buka_kunci_dengan dengan_kode mengetik mengetikkan menyebutkan \
            menunjukkan menggunakan tunjukan tunjukin sebutin masukin pake_angka bilang_ke_kurir \
            bilang_ke_driver bilang_ke_abang katakan cantumkan loker_dengan pintu_dengan",
        hush: "jangan bagikan berikan siapa_pun siapapun rahasia memberikan jangan_beri rahasiakan jgn jgn_kasih \
            jangan_kasih jangan_sebarkan",
        valid: "berlaku kedaluwarsa kadaluarsa dalam_waktu hangus kedaluarsa berakhir habis_dalam aktif_selama",
        second: "detik dtk",
        minute: "menit mnt",
        hour: "jam",
        day: "hari",
        other: "pesanan rekening kartu resi paket tagihan penerbangan pemesanan booking saldo nominal berakhiran \
            no_rek order token_listrik stand kode_pos kode_booking kode_pesanan polis faktur kuitansi kwitansi \
            struk no_nota nomor_nota karcis kursi kereta gerbong pengaduan keluhan nomor_laporan no_laporan \
            pengajuan nomor_kasus no_kasus perkara antrian antrean nomor_loker loker_nomor loker_no kamar lantai \
            gerbang nopol ^NIM ^NIS ^NISN ^NIP ^NIK ^KTP ^NPWP meteran idpel id_pelanggan nomor_pelanggan \
            nomor_dokumen referensi nomor_transaksi nomor_va no_va kode_bayar kode_billing kode_toko kode_barang \
            kode_produk kode_bank kode_cabang kode_promo kode_voucher kode_referral kode_area kode_tiket \
            kode_kelas nomor_surat no_surat nomor_seri no_seri rekam_medis no_rm no_pasien nomor_pasien bpjs \
            nomor_peserta no_peserta no_registrasi nomor_registrasi nomor_pendaftaran meja_nomor nomor_meja \
            manifes kiriman",
        promo: "diskon promo voucher hadiah potongan kupon obral pemenang kode_diskon hemat_hingga gratis_ongkir",
        call: "hubungi telepon telp kirim_ke sms_ke lapor_ke laporkan_ke lapor hub menghubungi call_center \
            layanan_pelanggan hubungi_nomor_berikut hubungi_nomor_berikut_ini hubungi_nomor_ini \
            hubungi_nomor_di_bawah_ini telepon_nomor_berikut telp_nomor_berikut hubungi_no_berikut \
            ke_nomor_berikut ke_nomor_berikut_ini menghubungi_nomor_berikut menelepon no_hp nomor_hp",
        unit: "poin rupiah orang rb jt koin langkah persen",
        ask: "tidak_pernah_meminta waspada penipuan pernah_minta tdk_pernah tidak_pernah_minta \
            tak_pernah_meminta tidak_meminta mengatasnamakan",
        ..NONE
    },
    Language {
        // ms
        otp: "kod_pengesahan nombor_tac kod_keselamatan kata_laluan_sekali kod_pengaktifan kod_tac \
            kod_sekali_guna kod_otp kod_log_masuk kod_ambilan kod_ambil kod_penghantaran kod_transaksi no_tac \
            tac_anda kod_pengambilan kata_laluan_sementara kod_pendaftaran kod_akses kod_sah kod_serahan \
            kod_penyerahan kod_terima kod_penerimaan kod_bungkusan kod_ambil_bungkusan kod_ambil_parcel \
            kod_loker kod_pintu kod_pagar kod_bilik kod_buka kod_buka_kunci kod_buka_loker kod_buka_pintu \
            kod_nyahkunci kod_pulangan kod_pemulangan kod_hantar kod_hantaran kod_naik kod_perjalanan kod_mula \
            kod_pembayaran kod_pindahan kod_kebenaran kod_pelulusan kod_set_semula kod_tetapan_semula \
            kod_tetap_semula kod_pemulihan kod_gandingan kod_padanan kod_pautan kod_verifikasi kod_rahsia \
            kod_sementara pin_sekali_guna kata_laluan_sekali_guna katalaluan_sekali_guna katalaluan_sementara \
            angka_pengesahan kod_capaian kod_daftar kod_aktivasi kod_pengeluaran kod_masuk kod_kutipan \
            kod_pengambilan_bungkusan pin_pengambilan pin_bungkusan kod_serah_terima kod_pemandu kod_rider \
            kod_untuk_rider kod_log_masuk_anda kod_tandatangan kod_tuntutan nombor_pengesahan_anda \
            pin_penghantaran kod_pengenalan_sekali",
        code: "kod kata_laluan tac pin angka_ini angka_berikut nombor_berikut nombor_di_bawah digit_ini \
            digit_berikut kata_rahsia kod_ini kodnya kod_berikut katalaluan gabungan_ini aksara_berikut \
            angka_di_bawah kata_kunci",
        verify: "pengesahan sahkan log_masuk daftar pendaftaran keselamatan pengaktifan sekali_guna pindahan \
            transaksi pembayaran sementara mengesahkan mendaftar buka_kunci buka_pintu buka_loker membuka_loker \
            membuka_pintu nyahkunci ambil_bungkusan mengambil_bungkusan terima_bungkusan penerimaan aktifkan \
            mengaktifkan set_semula tetapkan_semula pemulihan pautkan luluskan meluluskan kelulusan pengeluaran \
            pengambilan penghantaran",
        enter: "gunakan masukkan sila_guna beritahu tunjukkan taip tekan sebut bacakan baca_nombor baca_kod \
            baca_angka tulis isikan salin guna_kod guna_nombor guna_angka maklumkan nyatakan tunjuk \
            beritahu_rider bagitahu berikan_kepada_pemandu berikan_kepada_rider beri_kepada_rider \
            beri_kepada_pemandu berikan_kepada_penghantar sahkan_dengan buka_dengan nyahkunci_dengan \
            tandatangan_dengan luluskan_dengan dengan_nombor dengan_angka dengan_kod memasukkan menaip menekan \
            taipkan kemukakan sila_masuk_nombor",
        hush: "jangan kongsi dedahkan sesiapa dedah rahsiakan orang_lain",
        valid: "sah tamat_tempoh luput dalam_masa laku luput_dalam sehingga_pukul tamat_dalam sah_selama \
            sah_dalam",
        second: "saat",
        minute: "minit",
        hour: "jam",
        day: "hari",
        other: "pesanan akaun kad bungkusan bil penerbangan tempahan baki jumlah invois resit kontrak polisi \
            tempat_duduk aduan permohonan rujukan no_siri giliran bilik loker_nombor no_loker no_plat \
            no_pendaftaran matrik kad_pengenalan meter no_cukai no_dokumen konsainan poskod gerabak keretapi \
            no_pelajar nombor_pelajar no_fail nombor_kes no_kes kes_nombor penjejakan tingkat nombor_pelanggan \
            no_pelanggan no_kenderaan no_transaksi nombor_transaksi id_transaksi kad_berakhir berakhir_dengan",
        promo: "diskaun promosi tawaran baucar percuma kod_promo cabutan_bertuah menangi potongan_harga \
            jualan_murah rebat",
        call: "hubungi telefon hantar_ke talian khidmat_pelanggan hubungi_nombor_berikut hubungi_nombor_ini \
            telefon_nombor_berikut hubungi_kami telefon_ke",
        unit: "mata ringgit ribu juta",
        ask: "tidak_akan_meminta penipuan takkan_meminta takkan_minta tidak_akan_minta",
        ..NONE
    },
    Language {
        // jv
        otp: "kode_verifikasi kodhe_verifikasi sandi_sepisan kode_mlebu kodhe_mlebu kode_njupuk kode_jupuk \
            kode_jupuk_paket kodhe_jupuk kode_pangiriman kode_bukak kode_mbukak kode_mbukak_lawang kode_lawang \
            kode_loker kode_sepisan kodhe_sepisan sandi_sepisan_nganggo sandhi_sepisan kode_ndhaftar kode_nampa \
            kode_masrahake sandhi_sauntara kode_sauntara angka_verifikasi kode_asup kode_nyokot \
            kode_nyokot_paket kode_muka kode_panto kode_sakali_make kode_sakali_pake sandi_samentara \
            sandi_samentawis kode_daptar kode_pendaptaran kode_narima kode_nampi kode_bayar_sepisan kode_mlaku \
            kode_numpak",
        code: "kode kodhe sandhi tembung_sandhi sandi nomer_iki angka_iki angka_ing_ngisor angka_ing_ngisor_iki \
            nomer_ing_ngisor angka_kasebut kodene kodhene sandine kode_iki kodhe_iki angka_ieu angka_di_handap \
            nomer_di_handap nomer_di_handap_ieu kecap_konci kodena sandina kode_ieu tembung_wadi",
        verify: "verifikasi mlebu konfirmasi ndhaftar mbukak njupuk_paket jupuk_paket aktifake lebet mlebet \
            ngaktifake mbukak_lawang asup ngadaptar daptar muka_panto muka_loker nyokot_paket pendaptaran \
            mastikeun nampa_paket",
        enter: "gunakna lebokna gunakake tulisen pencet pencetan sebutna tuduhna wacakna wenehna_kurir \
            wenehna_marang_kurir kandhakna ngandhani aturna nggunakake ketiken lebetaken lebokake ketikna \
            kandha_marang_sopir serahna nganggo_kode nganggo_angka lebetkeun asupkeun asupken pencétkeun sebatkeun \
            tingalikeun tembongkeun bacakeun béjakeun wartoskeun anggo_kode anggo_angka pake_kode tuliskeun \
            bikeun_ka_kurir pasihkeun_ka_kurir konfirmasi_nganggo mbukak_nganggo mlebu_nganggo buka_ku lebokno",
        hush: "aja_dituduhake aja_menehi sapa_wae wong_liya dibagi ulah_dibagikeun batur saha_waé aja_diwenehake \
            aja_dikandhakake aja_kandha ulah_dibéjakeun ulah_dibikeun ulah_disebarkeun ojo_diwenehke",
        valid: "berlaku lumaku sajroning kadaluwarsa valid entek_ing sajrone dina_waktu kanggo_wektu salila \
            sajeroning sateuacan",
        minute: "menit",
        hour: "jam",
        second: "",
        other: "pesenan layang_nomer nomer_pelanggan",
        call: "telpon telponen nelpon nelepon telepon_ka kontak_ka hubungi_nomer",
        unit: "ewu yuta rebu",
        day: "dinten poé",
        promo: "undian",
        ask: "ora_tau_njaluk ora_bakal_njaluk moal_menta moal_kantos",
        ..NONE
    },
    Language {
        // fil
        otp: "verification_code_mo one_time_pin_mo kodigo_sa_pagpapatunay code_para_sa_pagkuha pickup_code_mo \
            login_code_mo otp_mo ang_code_mo kodigo_ng_beripikasyon kodigo_mo claim_pin pick_up_pin \
            delivery_code_mo login_pin_mo code_sa_pag_login code_para_sa_delivery code_sa_delivery \
            code_ng_delivery code_sa_locker code_ng_locker code_ng_pinto code_ng_gate code_para_mabuksan \
            code_pambukas code_para_buksan pansamantalang_password pansamantalang_pin pansamantalang_code \
            isang_beses_na_code minsanang_code one_time_code_mo code_ng_pagpapatunay code_sa_pagpaparehistro \
            code_para_sa_pagpaparehistro code_ng_biyahe code_para_sa_biyahe code_ng_sakay kodigo_sa_pagpasok \
            kodigo_ng_pagpapatunay kodigo_sa_pagkuha sekretong_code otp_ninyo otp_nyo pin_para_sa_pagkuha \
            pin_sa_pagkuha pin_para_sa_delivery code_pang_pickup code_para_sa_rider release_code_mo otp_nimo \
            code_sa_pagkuha kodigo_sa_pagsulod code_sa_pagsulod temporaryo_nga_password otp_yo \
            code_para_ma_verify verification_pin_mo access_code_mo confirmation_code_mo numero_sa_pagpapatunay",
        code: "kodigo code_mo password_mo pin numerong_ito numero_na_ito sumusunod_na_numero numero_sa_ibaba \
            digit_na_ito kombinasyong_ito lihim_na_salita code_na_ito code_sa_ibaba code_ninyo code_nyo \
            code_niyo pin_mo pin_ninyo pin_nyo numerong_nasa_ibaba kini_nga_numero numero_sa_ubos \
            mosunod_nga_numero code_nimo sumusunod_na_digit",
        verify: "mag_log_in beripikasyon i_verify kumpirmasyon patunayan mag_verify maka_log_in magparehistro \
            pagpaparehistro mabuksan buksan kunin_ang_parcel makuha_ang_parcel pagkuha kumpirmahin i_activate \
            maglogin pagsulod pag_verify ablihan abrihan kumpirmaha pag_abli maabli i_claim ma_claim ipares \
            aprubahan maaprubahan",
        enter: "gamitin ilagay i_type sabihin ipakita banggitin ibigay_sa_rider i_enter ang_code basahin \
            bigkasin i_encode itype ienter iinput pindutin i_press kopyahin i_paste isulat ipasok itipa \
            sabihin_kay_rider sabihin_sa_rider sabihin_sa_driver sabihin_kay_kuya ibigay_kay_rider \
            ibigay_sa_driver ibigay_sa_courier ibigay_sa_guard ibigay_sa_cashier ipakita_sa_guard \
            ipakita_sa_cashier ipakita_sa_rider ipakita_kay_rider basahin_kay_rider basahin_sa_rider gamit_ang \
            gamit_ito kumpirmahin_gamit gamita isulti ibutang pislita isulod basaha sultihi usaren ikabil ibaga \
            itag_an ihatag_sa_rider ihatag_sa_driver i_present banggitin_sa pakisabi paki_lagay pakipakita \
            paki_sabi itudlo",
        hush: "huwag ibahagi ibigay kaninuman kahit_kanino ayaw_ihatag ayaw_ipaambit bisan_kinsa wag_sabihin \
            huwag_sabihin wag_mong huwag_mong ayaw_isulti ayaw_hatag ibang_tao iba_pang_tao sinuman",
        valid: "valid_hanggang mag_e_expire sa_loob_ng mag_expire balido mapapaso sulod_sa mawawalan_ng_bisa \
            may_bisa mag_eexpire sa_sunod_na hangtod balido_sulod",
        second: "segundo",
        minute: "minuto minutong",
        hour: "oras oras_lang",
        other: "padala numero_ng_order resibo tiket kontrata numero_ng_reklamo numero_ng_kaso upuan silid \
            palapag numero_sa_pila numero_ng_pila plaka ticket_no tracking_no waybill_no numero_ng_locker \
            numero_ng_estudyante numero_ng_dokumento numero_ng_transaksyon",
        promo: "premyo libreng may_libre libre_ang diskwento manalo panalo raffle bawas_presyo papremyo",
        call: "tumawag tawag i_text_sa itext_sa tawagan mag_text itawag tawagi makipag_ugnayan \
            tumawag_sa_numerong_ito tawagan_ang_numerong_ito tawag_sa mag_text_sa i_text_ang",
        ask: "hindi_kailanman hindi_namin_hihingin hindi_hihingi hindi_kami_hihingi hinding_hindi dili_gyud \
            dili_mangayo",
        day: "araw adlaw",
        unit: "katao",
        ..NONE
    },
];
