//! The words that the rules know, by language.
//!
//! Words are parted by blanks. `_` stands for anything between two words of a phrase, a final `*`
//! for any ending, an initial `*` for any beginning (compounds: `*kod` is `engångskod`), an initial
//! `^` for a word that counts only in capitals. Case,
//! accents and spelling variants that `fold` removes need not be listed. All languages are
//! looked for in every text: senders mix them.

// Every entry ends alike, whether it has words for everything or not.
#![allow(clippy::needless_update)]

mod africa;
mod asia;
mod baltic;
mod east;
mod ethiopic;
mod eurasia;
mod germanic;
mod india;
mod inner;
mod isles;
mod language;
mod malay;
mod more;
mod roman;
mod romance;
mod savanna;
mod semitic;
mod southern;
mod turkic;
mod west;

use language::Language;

pub fn all() -> impl Iterator<Item = &'static Language> {
    [
        germanic::LANGUAGES,
        romance::LANGUAGES,
        west::LANGUAGES,
        east::LANGUAGES,
        baltic::LANGUAGES,
        turkic::LANGUAGES,
        eurasia::LANGUAGES,
        semitic::LANGUAGES,
        ethiopic::LANGUAGES,
        india::LANGUAGES,
        asia::LANGUAGES,
        malay::LANGUAGES,
        africa::LANGUAGES,
        southern::LANGUAGES,
        roman::LANGUAGES,
        more::LANGUAGES,
        inner::LANGUAGES,
        isles::LANGUAGES,
        savanna::LANGUAGES,
    ]
    .into_iter()
    .flatten()
}

/// Amounts of money: stand before or after a number. Signs are in `tokens.rs`.
pub const MONEY: &str = "usd eur gbp inr rs rs. mrp pkr npr lkr bdt aed sar qar kwd omr bhd egp jod ils tl rub руб* р грн uah kzt \
    тенге kgs сом uzs so'm azn manat amd gel pln zl chf sek nok dkk kr isk huf ft czk kc ron lei bgn лв rsd din \
    дин* hrk mkd ден lek leke eth etb birr kes ksh ugx tzs tsh zar ngn ghs cfa xaf xof fcfa mad dh dhs dzd tnd \
    idr rp rm myr sgd php thb baht บาท vnd vnđ đồng dong khr riel lak kip mmk kyat cny rmb yuan 元 块 円 yen jpy \
    twd nt hkd hk 원 krw mnt төгрөг brl ars clp cop mxn pen uyu bob pesos dollars euro euros dolares reais rupees \
    রুপি টাকা taka рублей гривен ريال درهم جنيه دينار تومان ريال روپے रुपये रु ₹ դրամ ლარი ש\"ח שח";

/// Codes that name a customer, a product, a payment: no one-time code, though the words may say "code".
pub const OTHER_CODES: &str = "customer_code client_code product_code payment_code payment_reference visit_code appointment_code \
    member_code subscriber_code payer_code contract_code company_code store_code item_code dealer_code \
    user_code biller_code school_code class_code employer_code customer_number código_de_cliente \
    código_cliente código_de_pago código_de_producto código_de_contrato código_de_afiliado código_de_usuario \
    código_de_visita código_de_suministro código_de_compra código_de_barras código_do_cliente \
    código_de_pagamento código_do_produto código_da_fatura código_de_utente código_de_reserva code_client \
    code_produit code_paiement code_de_paiement code_barre code_abonné code_adhérent code_dossier \
    code_contrat codice_cliente codice_fiscale codice_avviso codice_pratica codice_prodotto codice_contratto \
    codice_utente codice_pagamento codice_visita codi_de_visita codi_de_client codi_client codi_de_pagament \
    kundencode produktcode artikelcode zahlungscode klantcode productcode cod_client cod_de_client \
    codul_de_client codul_client cod_abonat cod_produs cod_de_plată cod_contract kod_klienta kod_produktu \
    kod_płatnika kód_klienta kód_zákazníka zákaznický_kód kód_produktu šifra_kupca šifra_korisnika \
    šifra_klijenta šifra_proizvoda šifra_artikla šifra_stranke шифра_купца шифра_корисника kod_kupca \
    kod_korisnika клиентски_код код_на_клиента код_клиента код_абонента код_плательщика код_товара \
    код_договора код_организации код_клієнта код_абонента код_платника код_товару код_кліента код_абанента \
    kliento_kodas mokėtojo_kodas prekės_kodas klienta_kods abonenta_kods kliendikood asiakaskoodi ügyfélkód \
    vevőkód κωδικός_πληρωμής κωδικός_πελάτη κωδικός_συνδρομητή κωδικός_προϊόντος müşteri_kodu abone_kodu \
    ürün_kodu müştəri_kodu abonent_kodu mijoz_kodi абонент_коды тұтынушы_коды абонент_коду აბონენტის_კოდი \
    მომხმარებლის_კოდი բաժանորդի_կոդ хэрэглэгчийн_код төлбөрийн_код رمز_العميل كود_العميل كود_الدفع رمز_السداد \
    رمز_المفوتر کد_مشتری کد_اشتراک קוד_לקוח קוד_מוצר ग्राहक_कोड उपभोक्ता_कोड গ্রাহক_কোড کسٹمر_کوڈ صارف_کوڈ \
    รหัสลูกค้า รหัสสินค้า รหัสสมาชิก mã_khách_hàng mã_sản_phẩm mã_hợp_đồng mã_hóa_đơn mã_số_thuế \
    kode_pelanggan kode_bayar kode_pembayaran kode_produk kode_booking kode_billing kode_toko kod_pelanggan \
    kod_produk 客户代码 商品编码 缴费编号 客戶代碼 繳費代碼 產品代碼 お客様コード 会員コード 店舗コード 商品コード 고객코드 상품코드 kodi_ya_mteja namba_ya_malipo";

/// Months: a number next to one is a day or a year.
pub const MONTHS: &str = "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october \
    nov november dec december janvier fevrier mars avril mai juin juillet aout septembre octobre novembre \
    decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre januar \
    februar marz juni juli oktober dezember gennaio febbraio aprile maggio giugno luglio settembre ottobre \
    dicembre janeiro fevereiro marco maio junho julho setembro outubro dezembro января февраля марта апреля мая \
    июня июля августа сентября октября ноября декабря stycznia lutego marca kwietnia maja czerwca lipca sierpnia \
    wrzesnia pazdziernika listopada grudnia ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim \
    aralik يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر";

#[cfg(test)]
mod tests {
    use super::*;

    /// A word is looked for from its first letter on: one that begins with a digit would never be found.
    #[test]
    fn every_word_begins_with_a_letter() {
        for language in all() {
            let words = [language.otp, language.code, language.verify, language.enter, language.hush, language.ask];
            let more = [language.valid, language.other, language.promo, language.call, language.unit];
            for word in words.into_iter().chain(more).flat_map(str::split_whitespace) {
                assert!(word.trim_matches(['*', '^']).starts_with(char::is_alphabetic), "{word}");
            }
        }
    }

    #[test]
    fn every_language_can_name_a_code() {
        assert!(all().count() >= 80, "{}", all().count());
        for language in all() {
            assert!(
                !language.otp.is_empty() && !language.code.is_empty() && !language.verify.is_empty(),
                "{}",
                language.otp
            );
        }
    }
}
