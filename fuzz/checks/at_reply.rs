//! One row for every parser of replies. Used by the fuzz target, and by `tests/library/corpora.rs` on
//! what it found.

use simgate::at::reply::{self, Final, Header};
use simgate::at::{clock, network};

/// Parsers return a value or `None`; a value is within its bounds.
pub fn check(input: &[u8]) {
    let row = &*String::from_utf8_lossy(input);
    let fields = reply::fields(row);
    assert!(fields.iter().map(|field| field.len()).sum::<usize>() + fields.len() <= row.len() + 1);
    assert!(Header::parse(row).is_none() || row.starts_with("+CMG"));
    assert!(Final::parse(row).is_none() || !row.is_empty());
    assert!(reply::stores_in_use(row).is_none_or(|stores| !stores.is_empty()));
    assert!(reply::store_groups(row).is_none_or(|groups| !groups.is_empty()));
    assert!(reply::signal_dbm(row).is_none_or(|dbm| (-116..=-25).contains(&dbm)));
    assert!(reply::registration(row).is_some() || network::registered_technology(row).is_none());
    assert!(reply::smsc(row).is_none_or(|number| number.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit())));
    assert!(reply::iccid(row).is_none_or(|iccid| iccid.as_str().starts_with("89")));
    assert!(network::last_cause(row).is_none_or(|cause| !cause.contains(char::is_control)));
    let clock = clock::parse_answer(row);
    assert!(clock.is_none_or(|clock| (1_704_067_200..3_155_760_000).contains(&clock.local_seconds)));
    if let Some(values) = reply::indication_values(row) {
        assert!(values.iter().all(|values| (0..=255).filter(|&value| values.allow(value)).count() <= 256));
    }
    let _ = (reply::indication_set(row), reply::card_state(row), reply::pin_attempts_left(row));
    let _ = (reply::used_indexes(row), reply::message_reference(row), reply::functionality(row));
    let _ = (reply::services(row), network::operator(row), network::ims(row));
}
