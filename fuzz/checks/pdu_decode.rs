//! Octets as a modem might hand them over. Used by the fuzz target, and by `tests/corpora.rs` on
//! what it found.

use simgate::pdu::{Direction, Flaw, Flaws, Pdu, Tpdu, UserData};

/// Decoding ends, and what it gives can be written and then reads the same.
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

/// But for flaws, which are not written; for the element that a header was cut off in; and for
/// names, of which one that ends in `@` may lose it.
fn assert_same(mut one: Tpdu, mut other: Tpdu) {
    let elements = |tpdu: &Tpdu| -> Vec<_> {
        let header = tpdu.user_data().and_then(UserData::header);
        header.into_iter().flat_map(|header| header.elements()).map(|e| (e.id, e.data.to_vec())).collect()
    };
    assert_eq!(elements(&one), elements(&other));
    if one.flaws().contains(Flaw::Truncated) {
        assert_eq!(one.user_data().and_then(UserData::text), other.user_data().and_then(UserData::text));
        assert_eq!(one.user_data().and_then(UserData::octets), other.user_data().and_then(UserData::octets));
        return;
    }
    let names = [&mut one, &mut other].map(|tpdu| match tpdu {
        Tpdu::Deliver(deliver) => {
            deliver.flaws = Flaws::default();
            deliver.originator.is_alphanumeric()
        }
        Tpdu::Submit(submit) => {
            submit.flaws = Flaws::default();
            submit.recipient.is_alphanumeric()
        }
        Tpdu::StatusReport(report) => {
            report.flaws = Flaws::default();
            report.recipient.is_alphanumeric()
        }
    });
    if names == [false, false] {
        assert_eq!(one, other);
    } else {
        assert_eq!(one.user_data(), other.user_data());
    }
}
