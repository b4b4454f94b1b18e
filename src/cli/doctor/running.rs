//! What a gateway that runs knows already: its devices, and the deliveries that its destinations did not accept.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::client::Client;
use super::super::inbox::open;
use super::super::terminal::text_at;
use crate::cli::finding::Finding;
use crate::config::Config;
use crate::model::Name;

/// The devices, as the running gateway reports them. None: no gateway answers.
pub fn reports(client: &Client) -> Option<Vec<Value>> {
    client.get("/devices").ok()?.body.get("devices")?.as_array().cloned()
}

/// The report of one device.
pub fn of<'a>(reports: &'a [Value], name: &Name) -> Option<&'a Value> {
    reports.iter().find(|report| text_at(report, "/name") == name.as_str())
}

/// What a report says, with a remedy.
pub fn device(name: &Name, report: &Value) -> Vec<Finding> {
    let (state, reason) = (text_at(report, "/state"), text_at(report, "/reason"));
    let mut findings = vec![match remedy(&state, &reason) {
        None => Finding::good("device", format!("{name}: {reason}")),
        Some(remedy) => Finding::wrong("device", format!("{name}: {state} ({reason})")).remedy(remedy),
    }];
    let warnings = report.get("warnings").and_then(Value::as_array).into_iter().flatten();
    findings.extend(warnings.map(|warning| {
        let finding = Finding::note("device", format!("{name}: {}", text_at(warning, "/text")));
        let remedy = Some(text_at(warning, "/remedy")).filter(|remedy| remedy != "-");
        remedy.into_iter().fold(finding, Finding::remedy)
    }));
    findings
}

/// What helps a device in a state. None: it is well.
fn remedy(state: &str, reason: &str) -> Option<&'static str> {
    // The reason itself says what to do about a card and its PIN.
    Some(match state {
        "ready" if !reason.contains("nothing can be sent") => return None,
        "ready" => "set `smsc` in its [[sim]]: the operator publishes the number",
        "absent" if reason.contains("another program") => "end that program: `sudo fuser -v PORT` names it",
        "absent" => "plug it in, or correct its port or address; `lsusb` shows whether the machine sees a modem",
        "no-network" if reason.contains("denied") => {
            "check with the operator whether the card is active and may use this network"
        }
        "no-network" if reason.contains("radio is off") => {
            "remove `radio_on = false`, or look for a switch at the modem"
        }
        "no-network" => "connect the antenna, move it to a window, and see whether a phone has coverage there",
        "blocked" => "do what the reason names; then simgate goes on by itself within a minute",
        "resting" => {
            "unplug it and plug it in again; try another cable, another USB port, and a hub with a supply of its own"
        }
        "starting" => "wait a minute; then run this again",
        _ => "`journalctl -u simgate` shows what led to it",
    })
}

/// Destinations that accept nothing now, with their last error.
pub fn deliveries(config: &Config) -> Vec<Finding> {
    const LISTED: usize = 1000;
    let Ok(store) = open(config) else { return Vec::new() };
    let mut failing: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let pending = store.deliveries().list(Some("pending"), LISTED).unwrap_or_default();
    for delivery in pending {
        if let Some(error) = delivery.error {
            failing.entry(delivery.destination).or_insert((0, error)).0 += 1;
        }
    }
    let finding = |(destination, (count, error)): (String, (usize, String))| {
        let text = format!("{destination}: {count} deliveries wait; its last error: {error}");
        Finding::wrong("delivery", text)
            .remedy("mend the receiver: simgate tries again by itself (`simgate deliveries list`)")
    };
    let mut findings: Vec<Finding> = failing.into_iter().map(finding).collect();
    let dead = store.deliveries().list(Some("dead"), LISTED).map_or(0, |rows| rows.len());
    if dead > 0 {
        let finding =
            Finding::note("delivery", format!("{dead} deliveries are dead letters: no receiver accepted them in time"));
        findings.push(
            finding.remedy("`simgate deliveries list --state dead` shows why, `simgate deliveries replay` tries again"),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::super::finding::Grade;
    use super::*;

    #[test]
    fn a_device_that_is_not_well_has_a_remedy() {
        let name = Name::parse("m").unwrap();
        let grade = |state: &str, reason: &str| device(&name, &json!({"state": state, "reason": reason})).remove(0);
        assert_eq!(grade("ready", "receives").grade, Grade::Good);
        for (state, reason, remedy) in [
            ("ready", "receives; its card names no SMSC, so nothing can be sent", "smsc"),
            ("absent", "can't open `/dev/ttyUSB2`: another program has it", "fuser"),
            ("absent", "can't open `/dev/ttyUSB2`: no such file", "plug it in"),
            ("no-network", "network: denied", "operator"),
            ("no-network", "network: searching", "antenna"),
            ("no-network", "flight mode: its radio is off (`+CFUN: 4`)", "radio_on"),
            ("blocked", "there is no card", "reason"),
            ("resting", "does not answer", "unplug"),
        ] {
            let finding = grade(state, reason);
            let found = finding.remedy.unwrap_or_default();
            assert!(finding.grade == Grade::Wrong && found.contains(remedy), "{state} {reason}: {found}");
        }
        let warned = json!({"state": "ready", "reason": "receives", "warnings": [{"text": "12 %", "remedy": "plug in a charger"}]});
        let findings = device(&name, &warned);
        assert_eq!(
            (findings.len(), findings[1].grade, findings[1].remedy.as_deref()),
            (2, Grade::Note, Some("plug in a charger"))
        );
    }
}
