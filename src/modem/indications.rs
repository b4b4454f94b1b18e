//! The values of `+CNMI` to try (27.005 3.4.1).

use crate::at::reply::Values;

/// For a modem without a usable store: it sends messages (mt 2) and reports (ds 1) directly.
pub(super) const DIRECT_INDICATIONS: &[[u8; 5]] =
    &[[2, 2, 0, 1, 0], [1, 2, 0, 1, 0], [2, 2, 0, 0, 0], [1, 2, 0, 0, 0], [3, 2, 0, 0, 0]];

/// Sets of values in the order to try. Sets that the modem lists come first: Cinterion MC75i lists
/// `(0-3),(0,1),(0,2,3),(0,2),(1)` and accepts nothing but `<bfr>` 1. The rest of the profile follows, since some
/// modems list less than they accept.
pub(super) fn candidates(sets: &[[u8; 5]], values: Option<&[Values]>) -> Vec<Vec<u8>> {
    let fitting =
        |keeps_reports: bool| sets.iter().filter_map(move |set| fitted(set, values.unwrap_or_default(), keeps_reports));
    let all = fitting(true).chain(fitting(false)).chain(sets.iter().map(|set| set.to_vec()));
    let mut found = Vec::new();
    for set in all {
        if !found.contains(&set) {
            found.push(set);
        }
    }
    found
}

/// The set, adapted to the values that the modem lists, and with as many values as it lists (27.005 3.4.1: mode, mt,
/// bm, ds, bfr). Mode and mt can't change; if `keeps_reports`, neither can ds, which requests reports. `None`: the
/// modem doesn't list such a set.
fn fitted(set: &[u8; 5], values: &[Values], keeps_reports: bool) -> Option<Vec<u8>> {
    const MAY_CHANGE: [bool; 5] = [false, false, true, false, true];
    let mut fitted = Vec::new();
    for (at, &wanted) in set.iter().enumerate() {
        let Some(allowed) = values.get(at) else { break };
        let may_change = MAY_CHANGE.get(at) == Some(&true) || (at == 3 && !keeps_reports);
        let value = if allowed.allow(wanted) { Some(wanted) } else { allowed.lowest().filter(|_| may_change) };
        fitted.push(value?);
    }
    (fitted.len() >= 2).then_some(fitted)
}
