//! Octets as a modem might send them. Used by the fuzz target, and by `tests/library/corpora.rs` on what it found.

use simgate::pdu::{Direction, Element, Flaw, Flaws, Pdu, Tpdu, UserData};

/// Decoding ends, and its result can be encoded and decodes to the same again.
pub fn check(octets: &[u8]) {
    for direction in [Direction::ToMobile, Direction::FromMobile, Direction::Stored] {
        if let Ok(tpdu) = Tpdu::decode(octets, direction) {
            let again = Tpdu::decode(&tpdu.encode(), Direction::Stored).expect("of a type that is stored");
            assert_same(tpdu, again);
        }
    }
    let Ok(pdu) = Pdu::decode(octets) else { return };
    let encoded = pdu.encode();
    assert!(encoded.tpdu_length < encoded.octets.len());
    if let Some(user_data) = pdu.tpdu.user_data() {
        let joined = UserData::join([user_data]);
        assert_eq!(user_data.text().unwrap_or(""), joined);
        let concat = user_data.concat();
        assert!(concat.is_none_or(|concat| (1..=concat.total).contains(&concat.sequence)));
    }
}

/// Without flaws, which are not encoded, and without the element in which a header was cut off.
fn assert_same(mut one: Tpdu, mut other: Tpdu) {
    assert_eq!(said(&one), said(&other));
    if !one.flaws().contains(Flaw::Truncated) {
        assert_eq!(one.user_data(), other.user_data());
    }
    for tpdu in [&mut one, &mut other] {
        let (user_data, flaws) = match tpdu {
            Tpdu::Deliver(deliver) => (&mut deliver.user_data, &mut deliver.flaws),
            Tpdu::Submit(submit) => (&mut submit.user_data, &mut submit.flaws),
            Tpdu::StatusReport(report) => (&mut report.user_data, &mut report.flaws),
        };
        (*user_data, *flaws) = (None, Flaws::default());
    }
    assert_eq!(one, other);
}

/// The user data as text or octets, and the elements of its header.
fn said(tpdu: &Tpdu) -> Option<(&[u8], Vec<Element<'_>>)> {
    let user_data = tpdu.user_data()?;
    let elements = user_data.header().into_iter().flat_map(|header| header.elements());
    let octets = user_data.text().map(str::as_bytes).or(user_data.octets());
    Some((octets.expect("one of the two"), elements.collect()))
}
