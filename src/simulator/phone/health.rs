//! The app's opinion of itself.

use serde_json::{Value, json};

use super::outbox::ProcessingState;
use super::state::State;

/// A check of the app and the phone.
pub(super) struct Health {
    pub shown: Value,
    pub failed: bool,
}

const HOUR_MS: i64 = 3_600_000;
/// The flag of Wi-Fi in `connection:transport`.
const WIFI: i64 = 4;

/// Checks messages, connection and battery. The worst of them is the status of the whole.
pub(super) fn check(state: &State) -> Health {
    use ProcessingState::{Delivered, Failed, Processed, Sent};
    let since = state.wall_ms() - HOUR_MS;
    let outbox = &state.database.outbox;
    let (failed, _) = outbox.processed_since(since, &[Failed]);
    let (processed, _) = outbox.processed_since(since, &[Processed, Sent, Delivered]);
    let messages = match (failed, processed) {
        (0, _) => "pass",
        (_, 0) => "fail",
        (_, _) => "warn",
    };
    let percent = i64::from(state.battery.percent);
    let battery = match percent {
        ..10 => "fail",
        10..25 => "warn",
        25.. => "pass",
    };
    let good = |is_good: bool| if is_good { "pass" } else { "fail" };
    let (internet, at_home) = (state.link.internet, state.link.at_home);
    let checks = [
        ("messages:failed", messages, failed, "messages", "Failed messages for last hour"),
        ("connection:status", good(internet), i64::from(internet), "boolean", "Internet connection status"),
        ("connection:transport", good(at_home), if at_home { WIFI } else { 0 }, "flags", "Network transport type"),
        ("connection:cellular", "pass", 0, "index", "Cellular network type"),
        ("battery:level", battery, percent, "percent", "Battery level in percent"),
        ("battery:charging", "pass", state.battery.flags(), "flags", "Is the phone charging?"),
    ];
    let any = |wanted: &str| checks.iter().any(|(_, status, ..)| *status == wanted);
    let status = if any("fail") {
        "fail"
    } else if any("warn") {
        "warn"
    } else {
        "pass"
    };
    let one = |(name, status, value, unit, text): &(&str, &str, i64, &str, &str)| {
        let check = json!({ "status": status, "observedValue": value, "observedUnit": unit, "description": text });
        ((*name).to_owned(), check)
    };
    let shown = json!({
        "status": status,
        "version": state.settings.version,
        "releaseId": state.settings.release,
        "checks": checks.iter().map(one).collect::<serde_json::Map<String, Value>>(),
    });
    Health { shown, failed: status == "fail" }
}
