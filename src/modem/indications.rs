//! Which values of `+CNMI` to try.

use crate::at::reply::Values;

/// What the modem says it takes goes first: Cinterion MC75i lists `(0-3),(0,1),(0,2,3),(0,2),(1)` and takes nothing but
/// `<bfr>` 1. Then the rest of the profile, since some list less than they take.
pub(super) fn to_try(sets: &[[u8; 5]], values: Option<&[Values]>) -> Vec<Vec<u8>> {
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

/// A set of `+CNMI` with values that the modem lists, and as many as it lists (27.005 3.4.1: mode, mt,
/// bm, ds, bfr). Mode and mt stay, or the set is none; so does ds, which asks for reports, where
/// `keeps_reports` says so.
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
