//! East and Southeast Asia.

use super::{Language, NONE};

pub const LANGUAGES: &[Language] = &[
    Language {
        // zh
        otp: "验证码 驗證碼 校验码 校驗碼 动态码 動態碼 动态密码 動態密碼 确认码 確認碼 短信码 安全码 安全碼 登录码 登入碼 激活码 授权码 認證碼 认证码 一次性密码 一次性密碼 随机码 交易码 验证代码 \
            驗證代碼 认证代码 一次性代码 安全代码 动态口令 验证密码 检验码 檢核碼 识别码 簡訊密碼 簡訊碼 短信口令 校验代码 登陆码 识别代码 取件码 取件碼 取货码 取貨碼 提货码 提貨碼 开柜码 開櫃碼 \
            开锁码 收货码 收貨碼 登录密码为 临时密码 臨時密碼 动态验证码 动态密码为 校验密码 交易密碼 交易验证码 交易驗證碼 网银验证码 支付验证码 付款码 一次性验证码 手机验证码 簡訊驗證碼 短信验证码 \
            確認密碼 口令码 身份码 otp密碼 otp密码 登入驗證碼 收餐码 收餐碼 取餐验证码 四個字 取件号 开门码 開門碼 开门密码 開門密碼 开箱码 開箱碼 开箱密码 開箱密碼 开锁密码 開鎖密碼 开柜密码 \
            開櫃密碼 取件密码 取件密碼 取货密码 取貨密碼 提货密码 提貨密碼 收件码 收件碼 签收码 簽收碼 交付码 交付碼 交货码 送达码 送達碼 核验码 核驗碼 查验码 核实码 核實碼 门禁码 門禁碼 门禁密码 \
            門禁密碼 房门密码 房門密碼 入住密码 入住密碼 入门密码 寄件码 寄件碼 退货码 退貨碼 上车码 上車碼 乘车码 乘車碼 启动码 啟動碼 解锁码 解鎖碼 解锁密码 解鎖密碼 重置码 重置碼 重设码 重設碼 \
            绑定码 綁定碼 配对码 配對碼 连接码 連接碼 注册码 註冊碼 转账码 轉帳碼 授權碼 啟用碼 開通碼 开通码 临时码 臨時碼 一次性口令 一次性碼 一次性码 一次性數字 一次性数字 单次密码 單次密碼 \
            otp码 otp碼 短信密码 驗證密碼 验证号码 驗證號碼 确认号码 確認號碼 认证号码 認證號碼 登录口令 登入口令 收货密码 收貨密碼 验证数字 驗證數字 动态数字 單次碼 登入代碼 確認代碼 确认代码 \
            登录代码 交接码 交接碼 派送码 配送码 还车码 取车码 取車碼 借車碼 註冊數字 登入數字 注册数字 登录数字",
        code: "代码 代碼 密码 密碼 口令 验证号 码 碼 以下数字 以下數字 下列数字 下列數字 下面的数字 下面的數字 下方数字 下方數字 这个数字 這個數字 此数字 此數字 这串数字 這串數字 该数字 \
            該數字 这组数字 這組數字 这些数字 這些數字 以下字符 以下字元 这组字符 暗號 暗语 通关密语 四位数字 四位數字 六位数字 六位數字 呢個數字 以下号码 以下號碼 下列号码 下列號碼 下方號碼 \
            呢個號碼",
        verify: "验证 驗證 登录 登入 登錄 注册 註冊 认证 認證 身份 激活 绑定 綁定 安全 重置 修改密码 授权 授權 确认 支付 解锁 解鎖 取件 收货 收貨 签收 簽收 开门 開門 开箱 開箱 \
            取货 取貨 啟用 开通 開通 找回 配对 配對 转账 轉帳 付款 驗明 核实 核實 核验 核驗 登陆 签署 簽署 重設 验证手机号 驗證手機號 绑定手机号 綁定手機號 验证手机号码 驗證手機號碼 \
            验证电话号码 驗證電話號碼 确认手机号 确认手机号码 確認手機號碼",
        enter: "请输入 請輸入 输入 輸入 使用 填写 回填 凭 憑 告知 出示 报 告诉骑手 入 將 填寫 粘贴 貼上 请按 請按 按下 念给 唸給 念出 读给 讀給 读出 讀出 报给 報給 报上 報上 \
            报出 報出 告诉司机 告訴司機 告诉快递员 告訴快遞員 告诉店员 告訴店員 告诉外卖员 告訴外送員 告訴騎士 告诉配送员 告诉收银员 告訴櫃檯 告诉前台 告訴送貨員 話俾司機 話畀司機 話俾店員 \
            話畀店員 話俾送貨員 話畀送貨員 出示给 出示給 即可开门 即可開門 即可解锁 即可解鎖 即可登录 即可取件 即可取货 即可取貨 即可开箱 即可開箱 即可开柜 即可開櫃 即可提货 来开门 來開門 \
            来解锁 來解鎖 来登录 来验证 來驗證 完成验证 完成驗證 完成登录 完成注册 完成註冊 填上 入返 請用 请用",
        hush: "请勿 請勿 勿泄露 勿告知 切勿 不要告诉 不要告訴 他人 泄露 洩漏 洩露 转发 保密 提供给 話俾人 不要分享 请勿分享 請勿分享 不要透露 请勿透露 請勿透露 妥善保管 唔好話 唔好俾 \
            唔好畀 切勿分享 別告訴 别告诉 不要告知 勿转告 勿轉告 勿轉發 勿向 勿給 勿给 任何人",
        valid: "有效 过期 過期 失效 内 內 逾期 到期 作废 作廢 时效 時效 效期",
        second: "秒",
        minute: "分钟 分鐘 分",
        hour: "小时 小時 个小时 個小時 個鐘",
        day: "天 日内 天内 天內 個工作天",
        other: "订单 訂單 尾号 尾號 末四码 末四碼 卡号 卡號 账号 帳號 运单 運單 单号 單號 快递 航班 车次 余额 餘額 金额 金額 车牌 座位 邮编 郵遞區號 取件码 取餐码 提货码 核销码 \
            编号 編號 账户 帳戶 工号 券码 兑换码 优惠码 房间 排队 版本 型号 公司 流水号 号码 號碼 条码 條碼 二维码 二維碼 编码 編碼 邮政编码 车牌号码 条形码 末三碼 末三码 末五碼 發票 \
            发票 統編 合同 合約 合约 案号 案號 案件 工单 工單 投诉 投訴 受理号 受理號 申请号 申請號 保单 保單 收据 收據 票号 票號 车票 車票 机票 機票 门票 門票 预订 預訂 预约号 \
            預約號 登机口 登機門 登機口 车厢 車廂 柜号 櫃號 格口 箱号 箱號 货架 貨架 房号 房號 楼层 樓層 学号 學號 水表 水錶 电表 電錶 户号 戶號 税号 稅號 识别号 識別號 參考 参考号 \
            交易号 交易號 凭证 憑證 文号 文號 证件 證件 身份证 身分證 护照 護照 手机号 手機號 会员号 會員號 病历号 病歷號 就诊号 就診號 挂号 掛號 包裹 快件 邮件号 序号 序號 批次 批號 \
            存单 表号 錶號 信用卡 列车 列車 班次 桌号 桌號 台号 门牌 門牌 后四位 後四碼 后4位 後4碼 末4碼 末四位 排号 候診號 叫号 叫號 号牌 號牌 學員號 单据 單據",
        promo: "优惠 優惠 折扣 促销 特价 红包 活动 抽奖 免费领 退订 满减 礼品 特價 贈送 抵用券 代金券 礼券 禮券 赠品 贈品 抽獎 促銷 特惠 立减 立減 滿減 返现 返現 打折 折價 禮物 \
            礼物 禮品 优惠券 優惠券 團購 团购 秒杀 秒殺 满额 滿額 送券 領券 领券",
        call: "致电 致電 拨打 撥打 电话 電話 客服 热线 熱線 咨询 详询 回复 来电 來電 专线 專線 发送至 发送到 發送至 傳送至 发至 發至 联系 聯絡 聯繫 举报 舉報 回拨 回撥 传真 傳真 \
            短信至 拨号 撥號 分机 分機 洽詢 洽询",
        unit: "积分 積分 元 人 件 个 次 年 月 日 万 號房 步 公里 公斤 克 點數 点数 平方 兆 毫升 元整 萬 筆",
        ask: "谨防 索取 不会要求 诈骗 詐騙 謹防 不會要求 不会索要 不會索要 绝不会 絕不會 从不索要 不會主動要求 不会向您 不會向您 唔會問",
        ..NONE
    },
    Language {
        // ja
        otp: "認証コード 認証番号 確認コード 確認番号 ワンタイムパスワード セキュリティコード 検証コード 本人確認コード ログインコード 認証キー パスコード ワンタイムコード ワンタイム暗証番号 \
            認証用コード 認証用番号 承認番号 承認コード 認証ｺｰﾄﾞ 確認用コード ログイン番号 受取コード 受取番号 受け取りコード 解錠番号 暗証コード 取引コード 登録コード 認証用の番号 認証ナンバー \
            仮パスワード 一時パスワード 開錠番号 開錠コード 解錠コード ワンタイムpw お受取り番号 ワンタイムキー ワンタイムpin 取引認証番号 認証ワード 確認キー 受渡コード 受渡番号 受け渡しコード \
            受け渡し番号 引渡コード 引渡番号 引き渡しコード 引き渡し番号 お渡し番号 受取暗証番号 受取用番号 受取pin 受け取り番号 受取パスワード 配達コード 配達pin 返却番号 ロッカー暗証番号 \
            開扉番号 入室コード 入室番号 入館コード 入館番号 ドア番号は 解除コード 解除番号 解除キー 乗車コード 乗車番号 再設定コード 再設定番号 再設定キー 連携コード 連携番号 連携キー \
            取引パスワード 使い捨てパスワード 使い切りパスワード smsコード smsパスワード sms認証 ショートメール認証 有効化コード 有効化キー アクティベーションキー アクセスコード アクセスキー \
            ログインキー ログインpin 臨時パスワード 臨時の暗証番号 仮暗証番号 仮のパスワード 照合番号 検証番号 検証キー 認証パスワード 認証文字 認証数字 確認用番号 確認用の番号 確認用パスワード \
            確認用の数字 承認キー 承認パスワード 一度限り 一回限りの 回限りのパスワード セキュリティ番号 セキュリティキー ワンタイム番号 引取番号 引き取り番号 宅配ボックスの番号 宅配ボックス暗証番号 \
            宅配ボックスの暗証番号 取引暗証番号 otp番号 確認文字列 認証文字列",
        code: "コード 暗証番号 パスワード 次の番号 下記の番号 以下の番号 上記の番号 次の数字 下記の数字 以下の数字 上記の数字 この数字 この番号を こちらの番号を こちらの数字 桁の数字 桁の番号 \
            合言葉 合い言葉 あいことば 暗証 ﾊﾟｽﾜｰﾄﾞ ｺｰﾄﾞ 暗号 次の文字列 以下の文字列 下記の文字列 秘密の言葉 pin番号 次の文字 以下の文字 トークン 次の数字です 下記の数字です \
            以下の数字です 次の番号です",
        verify: "認証 確認 ログイン 登録 本人確認 サインイン 検証 二段階 再設定 受取 受け取り 解錠 開錠 解除 サインアップ 連携 有効化 復元 復旧 再発行 照合 承認 ペアリング 開始手続き",
        enter: "入力 お伝え お見せ ご提示 打ち込 打込 タイプ を伝え を見せ を提示 を押し を押す を押せ を読み上げ を読んで を告げ をコピー を貼り付け を書い を打って を打つ を使って \
            と言って と伝え とお申し出 とお申し付け をお申し出 をお知らせ を知らせて を教えて を入れて をいれて でログイン で解錠 で開錠 で開き で開け で開く で開ける で認証 で承認 でサインイン \
            で解除 でロック解除 でお受け取り で受け取れ で受取 をプッシュ ドライバーに 配達員に 運転手に 店員に スタッフに レジで",
        hush: "教えないで 共有しないで 他人 伝えないで 知らせないで 絶対に 第三者 教えない 知らせない 伝えない 他の人 誰にも 共有しない 開示しない 漏らさない 転送しない 口外 教えては \
            見せないで 人に見せない 秘密に",
        valid: "有効 以内 期限 失効 無効になり 有効時間",
        second: "秒",
        minute: "分間 分以内 分 分後 ふん",
        hour: "時間 時間以内",
        day: "日間 日以内 日後",
        other: "注文番号 ご注文 伝票番号 お問い合わせ番号 問い合わせ番号 予約番号 受付番号 会員番号 口座番号 便名 残高 金額 末尾 下4桁 下四桁 郵便番号 追跡番号 整理番号 お客様番号 管理番号 \
            確認番号は不要 バーコード 契約番号 契約 証券番号 案件番号 申込番号 申請番号 請求番号 請求書 領収書 領収証 チケット番号 座席 座席番号 号車 搭乗口 ゲート番号 ロッカー番号 ロッカーno \
            部屋番号 学籍番号 学生番号 診察券 診察番号 患者番号 社員番号 荷物番号 配送番号 送り状 ご利用番号 取引番号 参照番号 照会番号 商品番号 型番 品番 製造番号 シリアル番号 車両番号 車番 \
            メーター番号 検針 納税番号 法人番号 登録番号 発券番号 文書番号 書類番号 支払番号 収納番号 お支払い番号 払込番号 電話番号 携帯番号 カード番号 番号札 呼出番号 呼び出し番号 ケース番号 \
            チケットno 注文no 伝票no 予約no ご予約 下4桁の番号 下4桁の数字 末尾4桁 末尾の番号 苦情番号 クレーム番号 受付no 会計番号 店舗番号 支店 口座 管理no 通知番号 事件番号 \
            保険証 免許証 パスポート番号 列車番号 棚番号 階",
        promo: "クーポン 割引 セール キャンペーン プレゼント 特典 優待 値引 値下げ 抽選 当選 お得 福袋 送料無料 半額 景品 粗品 ギフト 還元 無料進呈 おトク",
        call: "電話 お電話 フリーダイヤル tel お問い合わせ 問い合わせ先 お問合せ 連絡先 ご連絡 コールセンター サポートセンター 相談窓口 ダイヤル おかけ 折り返し 通話 番号まで ファックス",
        unit: "円 ポイント 名様 個 年 月 号室 様 枚 歩 マイル キロ 点 人分 杯 台 世帯",
        ask: "お聞きすることは お尋ねすることは 詐欺 お聞きしません 尋ねることは 聞くことは 求めることは お伺いすることは フィッシング",
        ..NONE
    },
    Language {
        // ko
        otp: "인증번호 인증코드 인증_번호 인증_코드 확인코드 확인_코드 보안코드 보안_코드 일회용_비밀번호 일회용비밀번호 본인확인 로그인_코드 확인번호 승인번호는 임시비밀번호 임시_비밀번호 \
            인증_비밀번호 결제인증번호 수령코드 수령번호 픽업코드 일회용_코드 일회용코드 임시번호 비밀번호는 승인코드 otp번호 otp_번호 보관함_비밀번호 본인인증번호 출입코드 인증키 \
            인증_숫자 인증숫자 회용_비밀번호 회용비밀번호 회용_인증 회용인증 회용_코드 회용코드 회용_번호 회용번호 확인_번호 출입번호 출입_번호 출입_코드 출입_비밀번호 출입비밀번호 \
            현관번호 현관_번호 문_비밀번호 도어락_번호 도어락_비밀번호 도어락_비번 개폐번호 택배함_비밀번호 택배함_비번 택배함_번호는 보관함_비번 사물함_비밀번호 사물함_비번 라커_비밀번호 \
            락커_비밀번호 락커_비번 열림번호 열림_번호 잠금해제_번호 잠금_해제_번호 해제코드 해제번호 인수번호 인수_번호 수령_번호 수령_코드 수령_비밀번호 수령비밀번호 배달확인 탑승코드 \
            탑승번호 탑승_번호 연결_코드 페어링코드 등록_코드 가입번호 재설정_코드 재설정_번호 결제_인증 이체_인증 송금_인증 보안번호 보안_번호 보안숫자 보안_숫자 접속코드 접속번호 \
            접속_번호 로그인코드 로그인번호 로그인_번호 로그인_비밀번호 검증번호 검증_번호 임시코드 임시_코드 임시비번 임시_비번 임시_번호 픽업_비밀번호 액세스_코드 인증_키 확인용_번호 \
            인증용_번호 인증용_숫자 원타임 일회성_비밀번호 일회성_번호 객실_비밀번호 입실_비밀번호 입실번호 otp는",
        code: "코드 비밀번호 암호 비번 패스워드 핀번호 핀_번호 pin번호 pin_번호 비밀_번호 다음_번호 아래_번호 아래번호 아래의_번호 이_번호를 위_번호 다음_숫자 아래_숫자 \
            아래의_숫자 이_숫자 위_숫자 자리_숫자 자리_번호 자리숫자 번호_네_자리 숫자_네_자리 다음_문자 아래_문자 암호말 암구호 토큰",
        verify: "인증 로그인 가입 본인 보안 확인 등록 결제 승인 수령 픽업 해제 출입 재설정 초기화 활성화 연결 연동 페어링 탑승 문열림 복구 접속",
        enter: "입력 사용 알려 보여 누르 눌러 말씀해 말씀하 말해 전달해 전달하 전해_주 전해주 제시 불러 읽어 적어 기입 기재 쳐_주 넣어 넣으 찍어 복사 붙여 보여주 보여_주 쓰세요 \
            써_주 로_로그인 로_인증 로_열 로_여 로_잠금 로_문 로_접속 이라고 라고_말 라고_하",
        hush: "타인 공유하지 알려주지 노출 다른_사람 누구에게도 유출 알리지 알려주면 누출 제3자 전달하지 말하지 공개하지 보여주지 절대 남에게",
        valid: "유효 만료 이내 안에 유효기간 만료됩니다 동안 내에 유효시간",
        second: "초",
        minute: "분 분간 분_이내 분_동안 분_내",
        hour: "시간 시간_동안",
        day: "일",
        other: "주문번호 주문 운송장 운송장번호 송장번호 예약번호 계좌 계좌번호 카드 잔액 금액 항공편 접수번호 우편번호 고객번호 승인금액 계약 계약번호 증권번호 보험번호 청구서 청구번호 \
            영수증 접수 접수증 민원 신청번호 신청_번호 예약 예매 예매번호 티켓 좌석 좌석번호 열차 항공권 편명 대기번호 대기_번호 순번 호출번호 보관함_번호 보관함번호 사물함_번호 \
            사물함번호 락커번호 락커_번호 방번호 게이트 탑승구 차량번호 차량_번호 차량 학번 학생번호 회원번호 회원_번호 사번 사업자번호 등록번호 납부번호 문서번호 참조번호 거래번호 \
            거래고유번호 상품번호 모델번호 모델명 일련번호 시리얼 계량기 등기번호 등기 송장 소포 소포번호 택배번호 물품번호 가맹점번호 환자번호 진료번호 사건번호 전화번호 휴대폰번호 \
            휴대폰_번호 여권번호 면허번호 고객_번호 주문_번호 예약_번호 운송장_번호 계좌_번호 카드번호 카드_번호 접수_번호 견적번호 승인번호 뒷자리 끝자리 끝_4자리 뒤_4자리 문의번호 \
            처리번호 통지서 고지서 배송번호 배송_번호 차번호",
        promo: "할인 쿠폰 이벤트 혜택 광고 세일 무료거부 적립 증정 사은품 특가 프로모션 기프티콘 경품 당첨 적립금 무료배송 상품권 사은 반값 체험단",
        call: "전화 문의 고객센터 수신거부 연락처 상담 문의처 콜센터 대표번호 연락 통화 수신자부담 ars로 팩스 수신_거부",
        unit: "원 점 포인트 명 개 건 호 년 월 캐시 코인 걸음 마일 킬로",
        ask: "요구하지 요청하지 사기 묻지 묻지_않 요구하는_경우 요청하는_경우 보이스피싱 사칭 스미싱",
        ..NONE
    },
    Language {
        // th
        otp: "รหัสยืนยัน รหัสโอทีพี รหัส_otp รหัสผ่านครั้งเดียว รหัสผ่านชั่วคราว รหัสความปลอดภัย รหัสตรวจสอบ \
            รหัสเข้าสู่ระบบ รหัสเปิดใช้งาน รหัสการยืนยัน รหัสรับพัสดุ รหัสรับสินค้า รหัสส่งมอบ รหัสเปิดตู้ \
            รหัส_sms รหัสลับ รหัสใช้ครั้งเดียว รหัสทำรายการ รหัสลงทะเบียน รหัสปลดล็อก พินรับพัสดุ \
            รหัสยืนยันตัวตน รหัสพิสูจน์ตัวตน รหัสรับของ รหัสรับอาหาร รหัสรับคืน รหัสส่งของ รหัสส่งคืน \
            รหัสคืนสินค้า รหัสจัดส่ง รหัสล็อกเกอร์ รหัสเปิดประตู รหัสประตู รหัสเข้าห้อง รหัสปลดล็อค รหัสขึ้นรถ \
            รหัสเริ่มเดินทาง รหัสรีเซ็ต รหัสกู้คืน รหัสจับคู่ รหัสเชื่อมต่อ รหัสชำระเงิน รหัสโอนเงิน รหัสอนุมัติ \
            รหัสล็อกอิน รหัสเข้าใช้งาน รหัสเข้าระบบ รหัสสมัคร รหัสแบบใช้ครั้งเดียว รหัสชั่วคราว พินชั่วคราว \
            pin_ชั่วคราว pin_รับพัสดุ pin_เปิดตู้ เลขยืนยัน โค้ดยืนยัน รหัสไรเดอร์ รหัสเช็คอิน รหัสเอสเอ็มเอส \
            รหัสกดเงิน รหัสถอนเงิน รหัสเปิด โอทีพี รหัสลงนาม รหัสยืนยันเบอร์โทรศัพท์ รหัสยืนยันเบอร์โทร \
            รหัสยืนยันหมายเลขโทรศัพท์ รหัสยืนยันเบอร์มือถือ รหัสห้อง",
        code: "รหัสผ่าน รหัส โค้ด ตัวเลขนี้ ตัวเลขเหล่านี้ เลขชุดนี้ เลขต่อไปนี้ เลขด้านล่าง ชุดตัวเลข \
            ตัวเลขข้างล่าง รหัสพิน เลขพิน พาสเวิร์ด พาสเวิร์ท คำลับ ตัวอักษรต่อไปนี้ อักขระต่อไปนี้ โทเค็น",
        verify: "ยืนยัน เข้าสู่ระบบ ลงทะเบียน ล็อกอิน ตรวจสอบ ความปลอดภัย ใช้ครั้งเดียว ทำรายการ รับพัสดุ \
            เข้าใช้งาน เข้าระบบ สมัครสมาชิก ปลดล็อก ปลดล็อค เปิดตู้ เปิดประตู เปิดใช้งาน กู้คืน รีเซ็ต \
            ตั้งรหัสผ่านใหม่ จับคู่ รับสินค้า รับของ รับอาหาร อนุมัติ เชื่อมต่อ เริ่มเดินทาง ขึ้นรถ \
            ยืนยันเบอร์โทรศัพท์ ยืนยันเบอร์โทร ยืนยันเบอร์มือถือ ยืนยันเบอร์ ยืนยันหมายเลขโทรศัพท์ ยืนยันรายการ",
        enter: "กรอก ใส่ ใช้ แจ้ง บอก กด ป้อน พิมพ์ แสดง อ่าน กรอกหมายเลข ใส่หมายเลข กดหมายเลข แจ้งหมายเลข \
            ใช้หมายเลข ป้อนหมายเลข กรอกตัวเลข ใส่ตัวเลข กดตัวเลข แจ้งตัวเลข บอกตัวเลข กรอกเลข ใส่เลข กดเลข \
            แจ้งเลข บอกเลข บอกหมายเลข ป้อนตัวเลข ป้อนเลข แจ้งไรเดอร์ บอกไรเดอร์ แจ้งคนขับ บอกคนขับ แจ้งพนักงาน \
            บอกพนักงาน บอกเจ้าหน้าที่ แสดงต่อพนักงาน แจ้งคนส่งของ บอกคนส่งของ แจ้งผู้ส่ง บอกผู้ส่ง กรอกในแอป \
            ใส่ในแอป กดที่ตู้ กดที่ประตู ยืนยันด้วย เปิดด้วย ปลดล็อกด้วย ปลดล็อคด้วย เข้าสู่ระบบด้วย ล็อกอินด้วย \
            เข้าระบบด้วย ลงทะเบียนด้วย ด้วยเลข ด้วยหมายเลข ด้วยตัวเลข อ่านให้ แสดงเลข แสดงหมายเลข ให้ไรเดอร์ \
            ให้คนขับ ให้พนักงาน",
        hush: "ห้ามเปิดเผย อย่าเปิดเผย อย่าแชร์ ห้ามแชร์ ผู้อื่น แก่ผู้ใด ห้ามบอก อย่าบอก ห้ามให้ อย่าส่ง ผู้ใด \
            ห้ามส่งต่อ อย่าให้ อย่าเผย ไม่เปิดเผย ห้ามแจ้ง อย่าแจ้ง ห้ามส่ง บุคคลอื่น คนอื่น กับใคร แก่ใคร \
            ให้ใคร เป็นความลับ",
        valid: "หมดอายุ ภายใน มีอายุ ใช้ได้ ใช้ได้ถึง สิ้นสุด หมดเวลา มีผล ก่อนหมด",
        second: "วินาที",
        minute: "นาที",
        hour: "ชั่วโมง ชม ชม.",
        day: "วัน",
        other: "คำสั่งซื้อ ออเดอร์ บัญชี บัตร พัสดุ เที่ยวบิน ใบแจ้งหนี้ ยอดเงิน ยอด คงเหลือ เลขที่ ลงท้าย \
            อ้างอิง หมายเลข ref ใบสั่งซื้อ กรมธรรม์ ใบเสร็จ ใบกำกับภาษี ตั๋ว ที่นั่ง คำร้อง ร้องเรียน เคส คดี \
            การจอง ใบจอง คิว ห้อง ตู้ที่ ช่องที่ ประตูทางออก ขบวน รถไฟ ทะเบียนรถ ทะเบียน รหัสนักศึกษา \
            รหัสนักเรียน รหัสพนักงาน รหัสสมาชิก รหัสลูกค้า รหัสสินค้า รหัสไปรษณีย์ รหัสสาขา รหัสจอง รหัสการจอง \
            รหัสอ้างอิง มิเตอร์ มาตร ผู้เสียภาษี เลขประจำตัว แทร็กกิ้ง เลขใบ ใบนัด เบอร์ ท้าย สลาก ผู้ป่วย \
            เลขที่รายการ หมายเลขรายการ เลขธุรกรรม เลขสมาชิก เลขลูกค้า เลขเอกสาร เลขคำขอ เลขสัญญา สัญญาเลข",
        promo: "ส่วนลด โปรโมชั่น คูปอง ของขวัญ รับฟรี ลดราคา โค้ดส่วนลด โค้ดลด ลดสูงสุด ของแถม แถมฟรี ชิงโชค \
            ลุ้นรับ แคชแบ็ก เงินคืน สิทธิพิเศษ แจกฟรี โปรสุดคุ้ม โปรพิเศษ โปรดี โปรแรง โปรโมชัน โปรเด็ด \
            ฟรีค่าส่ง",
        call: "โทร ติดต่อ สอบถาม โทรศัพท์ สายด่วน คอลเซ็นเตอร์ ศูนย์บริการ ส่งไปที่ ส่งไปยัง ส่งมาที่ แฟกซ์ \
            แจ้งเรื่อง ร้องเรียนที่ ติดต่อกลับ",
        unit: "บาท คะแนน แต้ม คน กม กิโล หน่วย คะแนนสะสม ชิ้น ปี เดือน ไมล์ ก้าว",
        ask: "ไม่มีนโยบาย มิจฉาชีพ ไม่ขอ ไม่เคยขอ จะไม่สอบถาม จะไม่ถาม ไม่มีการขอ แอบอ้าง หลอกลวง ระวังมิจ",
        ..NONE
    },
    Language {
        // lo
        otp: "ລະຫັດຢືນຢັນ ລະຫັດ_otp ລະຫັດຜ່ານຄັ້ງດຽວ ລະຫັດກວດສອບ ລະຫັດຮັບເຄື່ອງ ລະຫັດໃຊ້ຄັ້ງດຽວ \
            ລະຫັດເຂົ້າສູ່ລະບົບ ລະຫັດຢັ້ງຢືນ ລະຫັດ_sms ລະຫັດຄວາມປອດໄພ ລະຫັດຊົ່ວຄາວ ລະຫັດຜ່ານຊົ່ວຄາວ ລະຫັດລັບ \
            ລະຫັດເປີດ ລະຫັດເປີດຕູ້ ລະຫັດຕູ້ ລະຫັດເປີດປະຕູ ລະຫັດປະຕູ ລະຫັດເຂົ້າ ລະຫັດລົງທະບຽນ ລະຫັດຮັບພັດສະດຸ \
            ລະຫັດຮັບສິນຄ້າ ລະຫັດສົ່ງ ລະຫັດສົ່ງເຄື່ອງ ລະຫັດມອບ ລະຫັດປົດລັອກ ລະຫັດຂຶ້ນລົດ ລະຫັດການເດີນທາງ \
            ລະຫັດເລີ່ມ ລະຫັດໂອນເງິນ ລະຫັດຊໍາລະ ລະຫັດຊຳລະ ລະຫັດທຸລະກໍາ ລະຫັດທຸລະກຳ ລະຫັດອະນຸມັດ ລະຫັດເປີດໃຊ້ \
            ລະຫັດຣີເຊັດ ລະຫັດຕັ້ງໃໝ່ ລະຫັດກູ້ຄືນ ລະຫັດເຊື່ອມຕໍ່ ເລກຢືນຢັນ ໂຄດຢືນຢັນ ລະຫັດຖອນເງິນ \
            ລະຫັດແບບໃຊ້ຄັ້ງດຽວ ໂອທີພີ ລະຫັດຫ້ອງ ລະຫັດຢືນຢັນເບີໂທ ລະຫັດຢືນຢັນເບີ",
        code: "ລະຫັດຜ່ານ ລະຫັດ ລະຫັດພິນ ໂຄ້ດ ໂຄດ ເລກນີ້ ເລກຕໍ່ໄປນີ້ ເລກລຸ່ມນີ້ ພາສເວີດ",
        verify: "ຢືນຢັນ ເຂົ້າສູ່ລະບົບ ລົງທະບຽນ ຢັ້ງຢືນ ເຂົ້າລະບົບ ລ໋ອກອິນ ເປີດຕູ້ ເປີດປະຕູ ປົດລັອກ ຮັບເຄື່ອງ \
            ຮັບພັດສະດຸ ຮັບສິນຄ້າ ເປີດໃຊ້ ກູ້ຄືນ ຣີເຊັດ ອະນຸມັດ ເຊື່ອມຕໍ່ ສະໝັກ ຄວາມປອດໄພ ຢືນຢັນເບີໂທ",
        hush: "ຫ້າມ ຢ່າ ຜູ້ອື່ນ ໃຜ ຫ້າມບອກ ຢ່າບອກ ຢ່າແບ່ງປັນ ຫ້າມແບ່ງປັນ ຫ້າມເປີດເຜີຍ ຄົນອື່ນ ຄວາມລັບ",
        valid: "ໝົດອາຍຸ ພາຍໃນ ໃຊ້ໄດ້ ຫມົດອາຍຸ ມີອາຍຸ ໝົດເວລາ ມີຜົນ",
        minute: "ນາທີ",
        hour: "ຊົ່ວໂມງ",
        other: "ບັນຊີ ບັດ ຍອດ ຄໍາສັ່ງຊື້ ຄຳສັ່ງຊື້ ອໍເດີ ອໍເດີ້ ພັດສະດຸ ໃບບິນ ໃບຮັບເງິນ ສັນຍາ ປີ້ ບ່ອນນັ່ງ \
            ຖ້ຽວບິນ ລົດໄຟ ຄໍາຮ້ອງ ຄຳຮ້ອງ ການຈອງ ຄິວ ຫ້ອງ ທະບຽນລົດ ປ້າຍທະບຽນ ລະຫັດນັກສຶກສາ ລະຫັດລູກຄ້າ \
            ລະຫັດສິນຄ້າ ລະຫັດໄປສະນີ ລະຫັດອ້າງອີງ ອ້າງອີງ ເລກທີ ໝໍ້ນັບ ໝາຍເລກ ຫມາຍເລກ ເລກຕູ້ ຍອດເງິນ ຕູ້ເບີ \
            ເລກເອກະສານ",
        unit: "ກີບ ຄະແນນ ກມ",
        enter: "ໃສ່ ປ້ອນ ພິມ ກົດ ບອກ ແຈ້ງ ສະແດງ ອ່ານ ໃຊ້ ປ້ອນເລກ ໃສ່ເລກ ກົດເລກ ບອກເລກ ແຈ້ງເລກ ໃສ່ຕົວເລກ \
            ປ້ອນຕົວເລກ ໃຊ້ເລກ ໃສ່ໝາຍເລກ ປ້ອນໝາຍເລກ ບອກຄົນຂັບ ແຈ້ງຄົນຂັບ ບອກຄົນສົ່ງ ແຈ້ງຄົນສົ່ງ ບອກພະນັກງານ \
            ແຈ້ງພະນັກງານ ສະແດງຕໍ່ພະນັກງານ ຢືນຢັນດ້ວຍ ເປີດດ້ວຍ ເຂົ້າສູ່ລະບົບດ້ວຍ ດ້ວຍເລກ ໃຫ້ຄົນຂັບ ໃຫ້ຄົນສົ່ງ \
            ໃຫ້ພະນັກງານ ປ້ອນໃນແອັບ ໃສ່ໃນແອັບ",
        promo: "ສ່ວນຫຼຸດ ສ່ວນລຸດ ໂປຣໂມຊັ່ນ ຂອງຂວັນ ຄູປອງ ແຖມ ລຸ້ນ",
        call: "ໂທ ໂທຫາ ຕິດຕໍ່ ສາຍດ່ວນ ສອບຖາມ ສົ່ງໄປທີ່",
        ask: "ບໍ່ຂໍ ຈະບໍ່ຖາມ ມິດສາຊີບ ຫຼອກລວງ",
        day: "ວັນ ມື້",
        second: "ວິນາທີ",
        ..NONE
    },
    Language {
        // km
        otp: "លេខកូដផ្ទៀងផ្ទាត់ កូដផ្ទៀងផ្ទាត់ លេខសម្ងាត់ លេខកូដ_otp លេខកូដបញ្ជាក់ កូដបញ្ជាក់ លេខកូដសម្ងាត់ \
            លេខកូដផ្ទៀងផ្ទាត់គឺ លេខសម្ងាត់បណ្តោះអាសន្ន កូដសម្ងាត់ កូដចូល កូដសុវត្ថិភាព កូដបើក លេខកូដបើកទ្វារ \
            លេខកូដទ្វារ លេខកូដបើកទូ លេខកូដទូ កូដទទួល លេខកូដទទួលអីវ៉ាន់ លេខកូដទទួលឥវ៉ាន់ កូដដឹកជញ្ជូន កូដប្រគល់ \
            កូដចុះឈ្មោះ លេខកូដធ្វើឱ្យសកម្ម កូដដោះសោ លេខកូដធ្វើដំណើរ លេខកូដផ្ទេរប្រាក់ លេខកូដទូទាត់ \
            លេខកូដប្រតិបត្តិការ លេខកូដអនុម័ត លេខកូដកំណត់ឡើងវិញ កូដប្រើម្តង ប្រើតែម្តង ពាក្យសម្ងាត់បណ្តោះអាសន្ន \
            ពាក្យសម្ងាត់ប្រើម្តង លេខកូដបណ្តោះអាសន្ន លេខផ្ទៀងផ្ទាត់ លេខបញ្ជាក់ លេខកូដ_sms លេខ_pin \
            លេខសម្ងាត់ទទួលកញ្ចប់ កូដទទួលកញ្ចប់ លេខសម្ងាត់បើកទូ លេខសម្ងាត់បើកទ្វារ កូដបន្ទប់ លេខកូដបើកបន្ទប់",
        code: "លេខកូដ កូដ ពាក្យសម្ងាត់ លេខខាងក្រោម លេខនេះ លេខទាំងនេះ លេខដូចខាងក្រោម តួលេខ កូដនេះ លេខកូដសំងាត់ \
            លេខសំងាត់ ពាក្យសំងាត់ តួអក្សរខាងក្រោម",
        verify: "ផ្ទៀងផ្ទាត់ បញ្ជាក់ ចូលគណនី ចុះឈ្មោះ ចូល_គណនី ចូលប្រើ ចូលក្នុង បើកទ្វារ បើកទូ ដោះសោ ទទួលអីវ៉ាន់ \
            ទទួលឥវ៉ាន់ ទទួលទំនិញ ធ្វើឱ្យសកម្ម កំណត់ឡើងវិញ សុវត្ថិភាព អនុម័ត ភ្ជាប់ ទូទាត់ ផ្ទេរប្រាក់ ស្តារ \
            ឡុកអ៊ីន ផ្ទៀងផ្ទាត់លេខទូរស័ព្ទ បញ្ជាក់លេខទូរស័ព្ទ ផ្ទៀងផ្ទាត់ទូរស័ព្ទ",
        hush: "កុំ ចែករំលែក អ្នកដទៃ អ្នកណា កុំប្រាប់ កុំឱ្យ កុំឲ្យ កុំផ្តល់ អ្នកផ្សេង ជនណា ជាសម្ងាត់",
        valid: "ផុតកំណត់ មានសុពលភាព ក្នុងរយៈពេល សុពលភាព ហួសកំណត់ ប្រើបាន មានប្រសិទ្ធភាព",
        minute: "នាទី",
        hour: "ម៉ោង",
        other: "គណនី កាត សមតុល្យ បញ្ជាទិញ លេខកញ្ចប់ វិក្កយបត្រ វិក័យបត្រ បង្កាន់ដៃ សំបុត្រ កៅអី ជើងហោះហើរ \
            រថភ្លើង បណ្តឹង លេខសំណើ ការកក់ លេខកក់ លេខរង់ចាំ បន្ទប់ លេខទូ ស្លាកលេខ ផ្លាកលេខ អត្តលេខ លេខសម្គាល់ \
            នាឡិកាស្ទង់ លេខយោង ប្រតិបត្តិការលេខ លេខប្រតិបត្តិការ លេខអតិថិជន ចុងក្រោយ បញ្ចប់ដោយ លេខទូរស័ព្ទ \
            លេខប័ណ្ណ កូដប្រៃសណីយ៍ ទឹកប្រាក់ ចំនួន លេខកិច្ចសន្យា លេខឯកសារ",
        promo: "បញ្ចុះតម្លៃ ប្រូម៉ូសិន ប្រម៉ូសិន រង្វាន់ ឥតគិតថ្លៃ គូប៉ុង កាដូ ឈ្នះ បញ្ចុះ",
        enter: "បញ្ចូល ប្រើ វាយ ចុច ប្រាប់ បង្ហាញ អាន សរសេរ ប្រើលេខ បញ្ចូលលេខ វាយលេខ ចុចលេខ ប្រាប់លេខ បង្ហាញលេខ \
            ដាក់លេខ ប្រើប្រាស់ ប្រាប់អ្នកបើកបរ ប្រាប់អ្នកដឹក ប្រាប់អ្នកដឹកជញ្ជូន ប្រាប់បុគ្គលិក បង្ហាញបុគ្គលិក \
            ឱ្យអ្នកដឹក ឲ្យអ្នកដឹក បញ្ជាក់ដោយ បើកដោយ ចូលដោយ បញ្ជាក់ជាមួយ បើកជាមួយ",
        unit: "រៀល ដុល្លារ ពិន្ទុ នាក់ គីឡូ ឆ្នាំ",
        call: "ទូរស័ព្ទ ហៅ ទាក់ទង ផ្ញើទៅ ផ្ញើទៅកាន់ សេវាអតិថិជន ទំនាក់ទំនង ខលមក ខលទៅ",
        ask: "មិនដែលសុំ នឹងមិនសុំ មិនសួរ ឆបោក បោកប្រាស់",
        day: "ថ្ងៃ",
        second: "វិនាទី",
        ..NONE
    },
    Language {
        // my
        otp: "အတည်ပြုကုဒ် အတည်ပြုနံပါတ် အတည်ပြု_ကုဒ် လုံခြုံရေးကုဒ် တစ်ခါသုံးစကားဝှက် otp_ကုဒ် အတည်ပြုရန်ကုဒ် \
            တစ်ခါသုံးကုဒ် အတည်ပြု_နံပါတ် အတည်ပြုစကားဝှက် အတည်ပြုရန်_ကုဒ် လုံခြုံရေး_ကုဒ် လုံခြုံရေးနံပါတ် \
            ဝင်ရောက်ရန်ကုဒ် ဝင်ရန်ကုဒ် လော့ဂ်အင်ကုဒ် login_ကုဒ် လျှို့ဝှက်ကုဒ် လျှို့ဝှက်နံပါတ် ယာယီစကားဝှက် \
            ယာယီကုဒ် တစ်ကြိမ်သုံးကုဒ် တစ်ကြိမ်သုံး_ကုဒ် တစ်ကြိမ်သုံးစကားဝှက် တစ်ခါသုံး_စကားဝှက် တစ်ခါသုံး \
            တစ်ကြိမ်သုံး otp_နံပါတ် otp_ကုတ် sms_ကုဒ် ပင်နံပါတ် ပစ္စည်းယူရန်ကုဒ် ပါဆယ်ယူရန်ကုဒ် လက်ခံကုဒ် \
            ထုတ်ယူရန်ကုဒ် ပို့ဆောင်ရေးကုဒ် ပို့ဆောင်မှုကုဒ် လွှဲပြောင်းကုဒ် တံခါးကုဒ် ဖွင့်ရန်ကုဒ် ဖွင့်ကုဒ် \
            မှတ်ပုံတင်ကုဒ် ငွေလွှဲကုဒ် ငွေပေးချေမှုကုဒ် ငွေထုတ်ကုဒ် အသက်သွင်းကုဒ် ပြန်လည်သတ်မှတ်ကုဒ် \
            ခွင့်ပြုကုဒ် အိုတီပီ အတည်ပြုဂဏန်း စစ်ဆေးရေးကုဒ်",
        code: "ကုဒ် ကုတ် စကားဝှက် ကုဒ်နံပါတ် ပတ်စ်ဝေါ့ ပတ်စဝေါ့ စကားဝှက်နံပါတ် ဒီနံပါတ် ဤနံပါတ် ဤဂဏန်း ဒီဂဏန်း \
            အောက်ပါနံပါတ် အောက်ပါဂဏန်း အောက်ပါ_ဂဏန်း အောက်ပါ_နံပါတ် လုံးဂဏန်း လုံးနံပါတ် code_နံပါတ်",
        verify: "အတည်ပြု လော့ဂ်အင် ဝင်ရောက် မှတ်ပုံတင် အတည်ပြုရန် လော့အင် လော့ဂ်အင်ဝင် အကောင့်ဝင် အကောင့်ဖွင့် \
            ဝင်ရန် ဖွင့်ရန် တံခါးဖွင့် သော့ဖွင့် ပြန်လည်သတ်မှတ် အသက်သွင်း ချိတ်ဆက် လက်ခံရန် ထုတ်ယူရန် ပစ္စည်းယူ \
            ပါဆယ်ယူ ငွေပေးချေ ငွေလွှဲ လုံခြုံရေး ခွင့်ပြု",
        hush: "မမျှဝေ မပြော မည်သူ ဘယ်သူ့ကိုမှ မပြောပါနဲ့ မပေးပါနှင့် မပေးပါနဲ့ မပေးရ မမျှဝေပါနှင့် အခြားသူ \
            တခြားသူ မည်သူ့ကိုမျှ မည်သူ့ကိုမှ ဘယ်သူ့ကိုမျှ လျှို့ဝှက် မဖော်ပြ",
        valid: "သက်တမ်း အတွင်း သက်တမ်းကုန် ကုန်ဆုံး အကျုံးဝင် တရားဝင် အသုံးပြုနိုင်",
        minute: "မိနစ်",
        hour: "နာရီ",
        other: "အော်ဒါ အကောင့် ကတ် လက်ကျန် အော်ဒါနံပါတ် မှာယူမှု ပါဆယ် ပါဆယ်နံပါတ် ပြေစာ ဘောက်ချာ စာချုပ် \
            လက်မှတ် ထိုင်ခုံ လေယာဉ် ရထား တိုင်ကြားစာ တိုင်ကြားချက် လျှောက်လွှာ ဘွတ်ကင် ကြိုတင်မှာ တန်းစီနံပါတ် \
            အခန်း အခန်းနံပါတ် အထပ် ယာဉ်နံပါတ် ကားနံပါတ် ကျောင်းသားနံပါတ် ခုံနံပါတ် မီတာ စာရွက်စာတမ်း ရည်ညွှန်း \
            ကိုးကား ငွေပမာဏ ငွေစာရင်း စာရင်းနံပါတ် ကတ်နံပါတ် ဖောက်သည်နံပါတ် လော့ကာနံပါတ် စာတိုက်ကုဒ် \
            လုပ်ငန်းစဉ်အမှတ် အမှတ်စဉ် ဖုန်းနံပါတ်",
        promo: "လျှော့စျေး ပရိုမိုးရှင်း လျှော့ဈေး လက်ဆောင် ကူပွန် ဆုမဲ အခမဲ့ ပရိုမို ဘောနပ်စ်",
        unit: "ကျပ် ပွိုင့် ယောက် မိုင် ကီလို နှစ်",
        enter: "ထည့်ပါ ရိုက်ထည့် ကိုထည့် ကို_ထည့် ကို_ရိုက် ကိုရိုက် ကို_နှိပ် ကိုနှိပ် ကို_ပြော ကိုပြော ကို_ပြ \
            ကိုပြ ကို_ဖတ် ကိုဖတ် ကို_ဖော်ပြ ကို_အသုံးပြု ကိုအသုံးပြု ကို_ရေး ကိုရေး ကို_အက်ပ် ကို_app \
            ကို_ယာဉ်မောင်း ကို_ပို့ဆောင်သူ ကို_delivery ကို_rider ကို_ဝန်ထမ်း ကို_ကောင်တာ ဖြင့်_အတည်ပြု \
            ဖြင့်အတည်ပြု ဖြင့်_ဖွင့် ဖြင့်ဖွင့် ဖြင့်_ဝင် ဖြင့်ဝင် နဲ့_အတည်ပြု နဲ့အတည်ပြု နဲ့_ဖွင့် နဲ့ဖွင့် \
            နဲ့_ဝင် နဲ့ဝင် လို့_ပြော ရိုက်ပါ နှိပ်ပါ ပြောပါ ပြပါ ထည့်သွင်း အသုံးပြုပါ ဖြင့်_တံခါး နဲ့_တံခါး \
            နှင့်_အတည်ပြု",
        call: "ဖုန်းဆက် ဖုန်း ခေါ်ဆို ဆက်သွယ် ဟော့လိုင်း သို့_ပို့ သို့ပို့",
        ask: "မတောင်းပါ ဘယ်တော့မှ တောင်းမည်မဟုတ် မေးမြန်းမည်မဟုတ် လိမ်လည် သတိပြု",
        day: "ရက် ရက်အတွင်း",
        second: "စက္ကန့်",
        ..NONE
    },
    Language {
        // vi
        otp: "mã_xác_thực mã_xác_nhận mã_xác_minh mã_otp mã_bảo_mật mã_kích_hoạt mã_đăng_nhập mã_kiểm_tra \
            mật_khẩu_một_lần mật_mã_dùng_một_lần mã_số_xác_thực mã_pin mã_số_xác_nhận mã_giao_dịch mã_mở_tủ \
            mã_nhận_hàng mã_giao_hàng mã_lấy_hàng mã_mở_khóa bằng_mã mã_truy_cập mã_đặt_lại mã_đăng_ký \
            mật_khẩu_tạm mã_tạm_thời mã_smart_otp mật_khẩu_dùng_một_lần mã_hoàn_tất doc_ma mã_giao_nhận \
            mã_bàn_giao mã_trả_hàng mã_tủ mã_ngăn_tủ mã_cửa mã_mở_cửa mã_mở_cổng mã_phòng mã_vào_cửa \
            mã_vào_phòng mã_nhận_phòng mã_lên_xe mã_chuyến_xe mã_chuyến_đi mã_bắt_đầu mã_khởi_động mã_ghép_nối \
            mã_kết_nối mã_liên_kết mã_chuyển_tiền mã_chuyển_khoản mã_rút_tiền mã_ủy_quyền mã_phê_duyệt \
            mã_khôi_phục mã_thiết_lập_lại mã_cấp_lại mã_sms mã_dùng_một_lần mã_một_lần mã_sử_dụng_một_lần \
            mật_khẩu_tạm_thời mật_khẩu_sử_dụng_một_lần mã_bí_mật pin_tạm_thời pin_nhận_hàng số_xác_nhận \
            số_xác_thực số_xác_minh số_bí_mật mã_token mã_check_in mã_ký_số mã_nhận_đồ mã_lấy_đồ mã_mở_hộp mã_mở \
            mã_đổi_mật_khẩu mã_lấy_lại_mật_khẩu mã_xác_nhận_giao_hàng mã_xn mã_xt mã_ra_vào mã_cho_shipper \
            mã_đón_khách",
        code: "mã_là mã_của mã_số mật_khẩu mã_code mã_này mã_sau nhập_mã mã_để dùng_mã với_mã đọc_mã mã_nhận pin \
            số_này số_sau số_sau_đây số_dưới_đây dãy_số mật_mã mã_dưới_đây mã_sau_đây các_chữ_số tổ_hợp_này \
            ký_tự_sau mã_gồm mã_bên_dưới mã_trên mật_khẩu_là từ_khóa mã_bảo_vệ",
        verify: "xác_thực xác_nhận xác_minh đăng_nhập đăng_ký kích_hoạt bảo_mật một_lần giao_dịch thanh_toán \
            chuyển_tiền mở_tủ mở_khoá mở_cửa nhận_hàng nhận_phòng kết_nối liên_kết ghép_nối khôi_phục đặt_lại \
            lấy_lại lên_xe rút_tiền truy_cập phê_duyệt ủy_quyền xác_thực_số_điện_thoại xác_nhận_số_điện_thoại \
            xác_minh_số_điện_thoại xác_thực_sđt chuyển_khoản đổi_mật_khẩu giao_hàng kích_hoạt_tài_khoản lấy_hàng \
            nhận_đồ",
        enter: "nhập sử_dụng xuất_trình đọc_số đọc_mã đọc_cho hãy_đọc vui_lòng_đọc bạn_đọc nói_số nói_mã nói_với \
            hãy_nói vui_lòng_nói gõ_số gõ_mã hãy_gõ vui_lòng_gõ bấm_số bấm_mã bấm_phím vui_lòng_bấm hãy_bấm \
            nhấn_số vui_lòng_nhấn hãy_nhấn điền_số điền_mã hãy_điền vui_lòng_điền điền_vào báo_số báo_mã \
            báo_tài_xế báo_shipper báo_nhân_viên báo_cho hãy_báo vui_lòng_báo đưa_mã đưa_số cho_shipper \
            cho_tài_xế cho_nhân_viên cho_bưu_tá cho_lái_xe cho_người_giao với_tài_xế với_shipper với_nhân_viên \
            dùng_số hãy_dùng vui_lòng_dùng bằng_số với_số xác_nhận_bằng xác_thực_bằng mở_bằng mở_khóa_bằng \
            đăng_nhập_bằng ký_bằng mở_cửa_bằng mở_tủ_bằng cung_cấp_số cung_cấp_mã cho_biết_số trình_mã đưa_ra \
            sao_chép dán_mã ghi_số để_mở_tủ để_mở_cửa để_mở_khóa để_nhận_hàng cho_thu_ngân nhập_số vào_app \
            vào_ứng_dụng",
        hush: "không_chia_sẻ chia_sẻ bất_kỳ_ai cho_ai không_cung_cấp tiết_lộ đừng_cho đừng_gửi tuyệt_đối \
            người_khác không_đưa không_gửi giữ_bí_mật không_nói",
        valid: "hiệu_lực hết_hạn trong_vòng có_giá_trị hiệu_lực_trong có_hạn hạn_dùng sử_dụng_trong",
        second: "giây",
        minute: "phút",
        hour: "giờ tiếng",
        day: "ngày",
        other: "đơn_hàng mã_đơn_hàng mã_vận_đơn tài_khoản tk số_thẻ hóa_đơn chuyến_bay đặt_chỗ số_dư số_tiền \
            mã_giảm_giá vận_đơn bưu_gửi bưu_phẩm bưu_kiện kiện_hàng gói_hàng hợp_đồng biên_lai biên_nhận phiếu \
            mã_vé số_vé vé_số số_ghế ghế_số chỗ_ngồi chuyến_tàu mã_đặt_vé mã_đặt_phòng mã_đặt_bàn yêu_cầu_số \
            mã_yêu_cầu số_yêu_cầu khiếu_nại hồ_sơ vụ_việc mã_số_thuế mã_khách_hàng mã_kh số_thứ_tự stt phòng_số \
            số_phòng tầng_số tủ_số số_tủ ô_số ngăn_số cổng_số cửa_số biển_số biển_kiểm_soát mssv mã_sinh_viên \
            mã_số_sinh_viên mã_nhân_viên mã_số_nhân_viên mã_bệnh_nhân công_tơ chứng_từ tham_chiếu mã_gd số_gd \
            cmnd cccd căn_cước hộ_chiếu mã_đơn mã_kiện stk số_đuôi đuôi_số kết_thúc_bằng số_bảo_hiểm mã_bảo_hiểm \
            số_seri mã_bưu_điện mã_bưu_chính mã_quà mã_ưu_đãi mã_khuyến_mãi mã_voucher mã_cửa_hàng mã_sản_phẩm \
            mã_tra_cứu quyết_định_số mã_lịch_hẹn lịch_hẹn_số mã_danh_bộ số_danh_bộ mã_thẻ thẻ_số bàn_số số_xe",
        promo: "giảm_giá khuyến_mãi ưu_đãi quà_tặng giảm_ngay giảm_tới giảm_đến tặng_ngay tặng_quà trúng_thưởng \
            mã_giảm hoàn_tiền quay_số giảm_sốc tri_ân tặng_bạn quà_tặng_hấp_dẫn",
        call: "gọi điện_thoại hotline lh tổng_đài liên_hệ gọi_số_này gọi_số_sau gọi_số gọi_vào_số_này gọi_vào_số \
            gọi_đến_số liên_hệ_số_sau liên_hệ_số_này liên_hệ_số đường_dây_nóng sđt nhắn_tin rồi_gửi và_gửi \
            gửi_tới_số gửi_đến_số gửi_đầu_số gửi_về_số gọi_lại cskh",
        unit: "điểm đồng đ nghìn ngàn triệu lượt sản_phẩm",
        ask: "không_bao_giờ lừa_đảo không_yêu_cầu không_hỏi giả_mạo cảnh_giác không_bao_giờ_yêu_cầu \
            không_bao_giờ_hỏi",
        ..NONE
    },
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
