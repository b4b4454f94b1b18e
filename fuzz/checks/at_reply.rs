//! One line, given to every parser of replies. Used by the fuzz target, and by `tests/library/corpora.rs` on
//! what it found.

use simgate::at::reply::{self, Final, Header};
use simgate::at::{clock, network};

/// Parsers answer or decline; what they give is within its bounds.
pub fn check(input: &[u8]) {
    let line = &*String::from_utf8_lossy(input);
    let fields = reply::fields(line);
    assert!(fields.iter().map(|field| field.len()).sum::<usize>() + fields.len() <= line.len() + 1);
    assert!(Header::parse(line).is_none() || line.starts_with("+CMG"));
    assert!(Final::parse(line).is_none() || !line.is_empty());
    assert!(reply::stores_in_use(line).is_none_or(|stores| !stores.is_empty()));
    assert!(reply::store_groups(line).is_none_or(|groups| !groups.is_empty()));
    assert!(reply::signal_dbm(line).is_none_or(|dbm| (-116..=-25).contains(&dbm)));
    assert!(reply::registration(line).is_some() || network::registered_technology(line).is_none());
    assert!(reply::smsc(line).is_none_or(|number| number.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit())));
    assert!(reply::iccid(line).is_none_or(|iccid| iccid.as_str().starts_with("89")));
    assert!(network::last_cause(line).is_none_or(|cause| !cause.contains(char::is_control)));
    let clock = clock::answered(line);
    assert!(clock.is_none_or(|clock| (1_704_067_200..3_155_760_000).contains(&clock.local_seconds)));
    if let Some(values) = reply::indication_values(line) {
        assert!(values.iter().all(|values| (0..=255).filter(|&value| values.allow(value)).count() <= 256));
    }
    let _ = (reply::indication_set(line), reply::card_state(line), reply::pin_attempts_left(line));
    let _ = (reply::used_indexes(line), reply::message_reference(line), reply::functionality(line));
    let _ = (reply::services(line), network::operator(line), network::ims(line));
}
