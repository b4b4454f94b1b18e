//! Measures how long a PDU takes: `cargo bench --bench pdu`.

use divan::{Bencher, black_box};
use simgate::pdu::{Address, Language, Pdu, Request, Text, Tpdu, UserData, compose, hex};

fn main() {
    divan::main();
}

/// Texts of one part each; the longer ones nearly fill it.
const TEXTS: [(&str, &str); 3] = [("code", "Your code is 482913"), ("gsm7", GSM7), ("ucs2", UCS2)];

const GSM7: &str = "Your parcel {AB-12345} will be delivered between 10:00 and 12:00; the fee is 3,50 €. \
                    Track it at https://example.net/t/AB12345 and don't reply to this.";
const UCS2: &str = "Ваш код подтверждения: 482913. Никому его не сообщайте 😀 даже нам";

fn text(name: &str) -> &'static str {
    TEXTS.into_iter().find(|(known, _)| *known == name).expect("a name from the list").1
}

fn pdu(text: &str) -> Vec<u8> {
    let to = Address::number("+12025550143").expect("a number");
    let part = compose(&to, &Text::from(text), &Request::default()).expect("few parts");
    let [part] = <[_; 1]>::try_from(part).expect("one part");
    Pdu { smsc: Some(to), tpdu: Tpdu::Submit(part) }.encode().octets
}

#[divan::bench(args = TEXTS.map(|(name, _)| name))]
fn decode(bencher: Bencher<'_, '_>, name: &str) {
    let octets = pdu(text(name));
    bencher.bench_local(|| Pdu::decode(black_box(&octets)));
}

#[divan::bench(args = TEXTS.map(|(name, _)| name))]
fn encode(bencher: Bencher<'_, '_>, name: &str) {
    let text = text(name);
    let to = Address::number("+12025550143").expect("a number");
    bencher.bench_local(|| {
        let mut parts = compose(&to, &Text::from(black_box(text)), &Request::default()).expect("one part");
        Pdu { smsc: None, tpdu: Tpdu::Submit(parts.remove(0)) }.encode()
    });
}

#[divan::bench]
fn encode_national(bencher: Bencher<'_, '_>) {
    let to = Address::number("+12025550143").expect("a number");
    let text =
        Text { languages: &[Language::Turkish], ..Text::from("Doğrulama kodunuz: 482913. Kimseyle paylaşmayın.") };
    bencher.bench_local(|| compose(&to, black_box(&text), &Request::default()));
}

#[divan::bench]
fn compose_ten_parts(bencher: Bencher<'_, '_>) {
    let to = Address::number("+12025550143").expect("a number");
    let text = GSM7.repeat(10);
    bencher.bench_local(|| compose(&to, &Text::from(black_box(&*text)), &Request::default()));
}

#[divan::bench]
fn join_ten_parts(bencher: Bencher<'_, '_>) {
    let text = GSM7.repeat(10);
    let (_, parts) = Text::from(&*text).split().expect("ten parts");
    bencher.bench_local(|| UserData::join(black_box(&parts)));
}

#[divan::bench]
fn hex_both_ways(bencher: Bencher<'_, '_>) {
    let text = hex::encode(&pdu(GSM7));
    bencher.bench_local(|| hex::decode(black_box(&text)).map(|octets| hex::encode(&octets)));
}
