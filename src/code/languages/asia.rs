//! East and Southeast Asia.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // zh
        otp: "验证码 驗證碼 校验码 校驗碼 动态码 動態碼 动态密码 動態密碼 确认码 確認碼 短信码 安全码 安全碼 登录码 登入碼 激活码 授权码 認證碼 认证码 一次性密码 一次性密碼 随机码 交易码 验证代码 \
            驗證代碼 认证代码 一次性代码 安全代码 动态口令 验证密码 检验码 檢核碼 识别码 簡訊密碼 簡訊碼 短信口令 校验代码 登陆码 识别代码 取件码 取件碼 取货码 取貨碼 提货码 提貨碼 开柜码 開櫃碼 \
            开锁码 收货码 收貨碼 登录密码为 临时密码 臨時密碼 动态验证码 动态密码为 校验密码 交易密碼 交易验证码 交易驗證碼 网银验证码 支付验证码 付款码 一次性验证码 手机验证码 簡訊驗證碼 短信验证码 \
            確認密碼 口令码 身份码 otp密碼 otp密码 登入驗證碼 收餐码 收餐碼 取餐验证码 四個字 取件号",
        code: "代码 代碼 密码 密碼 口令 验证号 码 碼",
        verify: "验证 驗證 登录 登入 登錄 注册 註冊 认证 認證 身份 激活 绑定 綁定 安全 重置 修改密码 授权 授權 确认 支付",
        enter: "请输入 請輸入 输入 輸入 使用 填写 回填 凭 憑 告知 出示 报 告诉骑手 入 將",
        hush: "请勿 請勿 勿泄露 勿告知 切勿 不要告诉 不要告訴 他人 泄露 洩漏 洩露 转发 保密 提供给 話俾人",
        valid: "有效 过期 過期 失效 内 內 逾期 到期",
        second: "秒",
        minute: "分钟 分鐘 分",
        hour: "小时 小時",
        day: "天 日内",
        other: "订单 訂單 尾号 尾號 末四码 末四碼 卡号 卡號 账号 帳號 运单 運單 单号 單號 快递 航班 车次 余额 餘額 金额 金額 车牌 座位 邮编 郵遞區號 取件码 取餐码 提货码 核销码 编号 編號 \
            账户 帳戶 工号 券码 兑换码 优惠码 房间 排队 版本 型号 公司 流水号 号码 號碼 条码 條碼 二维码 二維碼 编码 編碼 邮政编码 车牌号码 条形码 末三碼 末三码 末五碼 發票 发票 統編",
        promo: "优惠 優惠 折扣 促销 特价 红包 活动 抽奖 免费领 退订 满减 礼品 特價 贈送",
        call: "致电 致電 拨打 撥打 电话 電話 客服 热线 熱線 咨询 详询 回复",
        unit: "积分 積分 元 人 件 个 次 年 月 日 万 號房 步",
        ask: "谨防 索取 不会要求 诈骗 詐騙 謹防 不會要求",
        ..NONE
    },
    Language {
        // ja
        otp: "認証コード 認証番号 確認コード 確認番号 ワンタイムパスワード セキュリティコード 検証コード 本人確認コード ログインコード 認証キー パスコード ワンタイムコード ワンタイム暗証番号 認証用コード \
            認証用番号 承認番号 承認コード 認証ｺｰﾄﾞ 確認用コード ログイン番号 受取コード 受取番号 受け取りコード 解錠番号 暗証コード 取引コード 登録コード 認証用の番号 認証ナンバー 仮パスワード \
            一時パスワード 開錠番号 開錠コード 解錠コード ワンタイムpw お受取り番号 ワンタイムキー ワンタイムpin 取引認証番号 認証ワード 確認キー",
        code: "コード 暗証番号 パスワード",
        verify: "認証 確認 ログイン 登録 本人確認 サインイン 検証 二段階 再設定",
        enter: "入力 お伝え お見せ ご提示",
        hush: "教えないで 共有しないで 他人 伝えないで 知らせないで 絶対に 第三者",
        valid: "有効 以内 期限",
        second: "秒",
        minute: "分間 分以内 分",
        hour: "時間",
        day: "日間",
        other: "注文番号 ご注文 伝票番号 お問い合わせ番号 問い合わせ番号 予約番号 受付番号 会員番号 口座番号 便名 残高 金額 末尾 下4桁 下四桁 郵便番号 追跡番号 整理番号 お客様番号 管理番号 \
            確認番号は不要 バーコード",
        promo: "クーポン 割引 セール キャンペーン プレゼント 特典 優待",
        call: "電話 お電話 フリーダイヤル tel",
        unit: "円 ポイント 名様 個 年 月 号室 様",
        ask: "お聞きすることは お尋ねすることは 詐欺",
        ..NONE
    },
    Language {
        // ko
        otp: "인증번호 인증코드 인증_번호 인증_코드 확인코드 확인_코드 보안코드 보안_코드 일회용_비밀번호 일회용비밀번호 본인확인 로그인_코드 확인번호 승인번호는 임시비밀번호 임시_비밀번호 \
            인증_비밀번호 결제인증번호 수령코드 수령번호 픽업코드 일회용_코드 일회용코드 임시번호 비밀번호는 승인코드 otp번호 otp_번호 보관함_비밀번호 본인인증번호 출입코드 인증키",
        code: "코드 비밀번호 암호",
        verify: "인증 로그인 가입 본인 보안 확인 등록 결제 승인",
        enter: "입력 사용 알려 보여",
        hush: "타인 공유하지 알려주지 노출 다른_사람 누구에게도 유출",
        valid: "유효 만료 이내 안에",
        second: "초",
        minute: "분",
        hour: "시간",
        day: "일",
        other: "주문번호 주문 운송장 운송장번호 송장번호 예약번호 계좌 계좌번호 카드 잔액 금액 항공편 접수번호 우편번호 고객번호 승인금액",
        promo: "할인 쿠폰 이벤트 혜택 광고 세일 무료거부 적립",
        call: "전화 문의 고객센터 수신거부",
        unit: "원 점 포인트 명 개 건 호 년 월",
        ask: "요구하지 요청하지 사기",
        ..NONE
    },
    Language {
        // th
        otp: "รหัสยืนยัน รหัสโอทีพี รหัส_otp รหัสผ่านครั้งเดียว รหัสผ่านชั่วคราว รหัสความปลอดภัย รหัสตรวจสอบ \
            รหัสเข้าสู่ระบบ รหัสเปิดใช้งาน รหัสการยืนยัน รหัสรับพัสดุ รหัสรับสินค้า รหัสส่งมอบ รหัสเปิดตู้ รหัส_sms \
            รหัสลับ รหัสใช้ครั้งเดียว รหัสทำรายการ รหัสลงทะเบียน รหัสปลดล็อก พินรับพัสดุ",
        code: "รหัสผ่าน รหัส โค้ด",
        verify: "ยืนยัน เข้าสู่ระบบ ลงทะเบียน ล็อกอิน ตรวจสอบ ความปลอดภัย ใช้ครั้งเดียว ทำรายการ รับพัสดุ",
        enter: "กรอก ใส่ ใช้ แจ้ง บอก กด",
        hush: "ห้ามเปิดเผย อย่าเปิดเผย อย่าแชร์ ห้ามแชร์ ผู้อื่น แก่ผู้ใด ห้ามบอก อย่าบอก ห้ามให้ อย่าส่ง ผู้ใด",
        valid: "หมดอายุ ภายใน มีอายุ ใช้ได้",
        second: "วินาที",
        minute: "นาที",
        hour: "ชั่วโมง ชม",
        day: "วัน",
        other: "คำสั่งซื้อ ออเดอร์ บัญชี บัตร พัสดุ เที่ยวบิน ใบแจ้งหนี้ ยอดเงิน ยอด คงเหลือ เลขที่ ลงท้าย อ้างอิง \
            หมายเลข ref",
        promo: "ส่วนลด โปรโมชั่น โปร คูปอง ของขวัญ รับฟรี ลดราคา",
        call: "โทร ติดต่อ",
        unit: "บาท คะแนน แต้ม คน",
        ask: "ไม่มีนโยบาย มิจฉาชีพ",
        ..NONE
    },
    Language {
        // lo
        otp: "ລະຫັດຢືນຢັນ ລະຫັດ_otp ລະຫັດຜ່ານຄັ້ງດຽວ ລະຫັດກວດສອບ ລະຫັດຮັບເຄື່ອງ ລະຫັດໃຊ້ຄັ້ງດຽວ ລະຫັດເຂົ້າສູ່ລະບົບ",
        code: "ລະຫັດຜ່ານ ລະຫັດ",
        verify: "ຢືນຢັນ ເຂົ້າສູ່ລະບົບ ລົງທະບຽນ",
        hush: "ຫ້າມ ຢ່າ ຜູ້ອື່ນ ໃຜ",
        valid: "ໝົດອາຍຸ ພາຍໃນ ໃຊ້ໄດ້ ຫມົດອາຍຸ",
        minute: "ນາທີ",
        hour: "ຊົ່ວໂມງ",
        other: "ບັນຊີ ບັດ ຍອດ",
        unit: "ກີບ",
        enter: "ໃສ່ ປ້ອນ",
        ..NONE
    },
    Language {
        // km
        otp: "លេខកូដផ្ទៀងផ្ទាត់ កូដផ្ទៀងផ្ទាត់ លេខសម្ងាត់ លេខកូដ_otp លេខកូដបញ្ជាក់ កូដបញ្ជាក់ លេខកូដសម្ងាត់ \
            លេខកូដផ្ទៀងផ្ទាត់គឺ លេខសម្ងាត់បណ្តោះអាសន្ន កូដសម្ងាត់",
        code: "លេខកូដ កូដ ពាក្យសម្ងាត់",
        verify: "ផ្ទៀងផ្ទាត់ បញ្ជាក់ ចូលគណនី ចុះឈ្មោះ",
        hush: "កុំ ចែករំលែក អ្នកដទៃ អ្នកណា",
        valid: "ផុតកំណត់ មានសុពលភាព ក្នុងរយៈពេល សុពលភាព",
        minute: "នាទី",
        hour: "ម៉ោង",
        other: "គណនី កាត សមតុល្យ បញ្ជាទិញ",
        promo: "បញ្ចុះតម្លៃ",
        enter: "បញ្ចូល ប្រើ",
        ..NONE
    },
    Language {
        // my
        otp: "အတည်ပြုကုဒ် အတည်ပြုနံပါတ် အတည်ပြု_ကုဒ် လုံခြုံရေးကုဒ် တစ်ခါသုံးစကားဝှက် otp_ကုဒ် အတည်ပြုရန်ကုဒ် \
            တစ်ခါသုံးကုဒ်",
        code: "ကုဒ် ကုတ် စကားဝှက်",
        verify: "အတည်ပြု လော့ဂ်အင် ဝင်ရောက် မှတ်ပုံတင် အတည်ပြုရန်",
        hush: "မမျှဝေ မပြော မည်သူ ဘယ်သူ့ကိုမှ",
        valid: "သက်တမ်း အတွင်း",
        minute: "မိနစ်",
        hour: "နာရီ",
        other: "အော်ဒါ အကောင့် ကတ် လက်ကျန်",
        promo: "လျှော့စျေး ပရိုမိုးရှင်း",
        unit: "ကျပ်",
        enter: "ထည့်ပါ ရိုက်ထည့်",
        ..NONE
    },
    Language {
        // vi
        otp: "mã_xác_thực mã_xác_nhận mã_xác_minh mã_otp mã_bảo_mật mã_kích_hoạt mã_đăng_nhập mã_kiểm_tra \
            mật_khẩu_một_lần mật_mã_dùng_một_lần mã_số_xác_thực mã_pin mã_số_xác_nhận mã_giao_dịch mã_mở_tủ \
            mã_nhận_hàng mã_giao_hàng mã_lấy_hàng mã_mở_khóa bằng_mã mã_truy_cập mã_đặt_lại mã_đăng_ký mật_khẩu_tạm \
            mã_tạm_thời mã_smart_otp mật_khẩu_dùng_một_lần mã_hoàn_tất doc_ma",
        code: "mã_là mã_của mã_số mật_khẩu mã_code mã_này mã_sau nhập_mã mã_để dùng_mã với_mã đọc_mã mã_nhận pin",
        verify: "xác_thực xác_nhận xác_minh đăng_nhập đăng_ký kích_hoạt bảo_mật một_lần giao_dịch thanh_toán \
            chuyển_tiền mở_tủ",
        enter: "nhập sử_dụng đọc nói xuất_trình",
        hush: "không_chia_sẻ chia_sẻ bất_kỳ_ai cho_ai không_cung_cấp tiết_lộ",
        valid: "hiệu_lực hết_hạn trong_vòng có_giá_trị",
        second: "giây",
        minute: "phút",
        hour: "giờ tiếng",
        day: "ngày",
        other: "đơn_hàng mã_đơn_hàng mã_vận_đơn tài_khoản tk số_thẻ hóa_đơn chuyến_bay đặt_chỗ số_dư số_tiền mã_giảm_giá \
            vận_đơn",
        promo: "giảm_giá khuyến_mãi ưu_đãi quà_tặng giảm_ngay",
        call: "gọi điện_thoại hotline lh tổng_đài",
        unit: "điểm đồng đ",
        ask: "không_bao_giờ lừa_đảo",
        ..NONE
    },
    Language {
        // id
        otp: "kode_verifikasi kode_otp kode_keamanan kode_konfirmasi kode_aktivasi kode_masuk sandi_sekali_pakai \
            kode_sekali_pakai kode_autentikasi kode_login kode_rahasia kode_akses kode_ambil kode_pengambilan \
            pin_ambil pin_ambil_paket kode_ambil_paket kode_serah_terima kode_pembayaran kode_transaksi \
            kode_unik_login kode_pendaftaran kode_reset kode_persetujuan pin_sementara sandi_sementara \
            kode_pengiriman kode_buka kata_sandi_sementara password_sementara",
        code: "kode sandi kata_sandi pin",
        verify: "verifikasi konfirmasi masuk login daftar pendaftaran aktivasi keamanan sekali_pakai autentikasi \
            transaksi pembayaran transfer sementara",
        enter: "gunakan masukkan masukan ketik sebutkan tunjukkan sampaikan beritahu_kurir ketikkan",
        hush: "jangan bagikan berikan siapa_pun siapapun rahasia memberikan jangan_beri",
        valid: "berlaku kedaluwarsa kadaluarsa dalam_waktu",
        second: "detik",
        minute: "menit",
        hour: "jam",
        day: "hari",
        other: "pesanan rekening kartu resi paket tagihan penerbangan pemesanan booking saldo nominal berakhiran no_rek \
            order token_listrik stand kode_pos kode_booking kode_pesanan",
        promo: "diskon promo voucher hadiah potongan kupon",
        call: "hubungi telepon telp kirim_ke sms_ke lapor_ke laporkan_ke lapor hub",
        unit: "poin rupiah orang",
        ask: "tidak_pernah_meminta waspada penipuan pernah_minta tdk_pernah tidak_pernah_minta",
        ..NONE
    },
    Language {
        // ms
        otp: "kod_pengesahan nombor_tac kod_keselamatan kata_laluan_sekali kod_pengaktifan kod_tac kod_sekali_guna \
            kod_otp kod_log_masuk kod_ambilan kod_ambil kod_penghantaran kod_transaksi no_tac tac_anda \
            kod_pengambilan kata_laluan_sementara kod_pendaftaran kod_akses kod_sah",
        code: "kod kata_laluan tac pin",
        verify: "pengesahan sahkan log_masuk daftar pendaftaran keselamatan pengaktifan sekali_guna pindahan \
            transaksi pembayaran sementara",
        enter: "gunakan masukkan sila_guna beritahu tunjukkan taip",
        hush: "jangan kongsi dedahkan sesiapa",
        valid: "sah tamat_tempoh luput dalam_masa laku",
        second: "saat",
        minute: "minit",
        hour: "jam",
        day: "hari",
        other: "pesanan akaun kad bungkusan bil penerbangan tempahan baki jumlah",
        promo: "diskaun promosi tawaran baucar percuma",
        call: "hubungi telefon hantar_ke",
        unit: "mata ringgit",
        ask: "tidak_akan_meminta penipuan",
        ..NONE
    },
    Language {
        // jv
        otp: "kode_verifikasi kodhe_verifikasi sandi_sepisan",
        code: "kode kodhe sandhi tembung_sandhi sandi",
        verify: "verifikasi mlebu konfirmasi",
        enter: "gunakna lebokna gunakake",
        hush: "aja_dituduhake aja_menehi sapa_wae wong_liya dibagi ulah_dibagikeun batur saha_waé",
        valid: "berlaku lumaku sajroning kadaluwarsa valid",
        minute: "menit",
        hour: "jam",
        ..NONE
    },
    Language {
        // fil
        otp: "verification_code_mo one_time_pin_mo kodigo_sa_pagpapatunay code_para_sa_pagkuha pickup_code_mo \
            login_code_mo otp_mo ang_code_mo kodigo_ng_beripikasyon kodigo_mo claim_pin pick_up_pin",
        code: "kodigo code_mo password_mo pin",
        verify: "mag_log_in beripikasyon i_verify kumpirmasyon patunayan mag_verify maka_log_in",
        enter: "gamitin ilagay i_type sabihin ipakita banggitin ibigay_sa_rider i_enter ang_code",
        hush: "huwag ibahagi ibigay kaninuman kahit_kanino ayaw_ihatag ayaw_ipaambit bisan_kinsa",
        valid: "valid_hanggang mag_e_expire sa_loob_ng mag_expire balido mapapaso sulod_sa",
        second: "segundo",
        minute: "minuto",
        hour: "oras",
        other: "padala numero_ng_order",
        promo: "libre premyo",
        call: "tumawag tawag i_text_sa itext_sa",
        ask: "hindi_kailanman",
        ..NONE
    },
];
