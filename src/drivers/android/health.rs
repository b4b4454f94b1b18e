//! What `GET /health` tells of the phone, as sentences with a remedy.

use std::time::Duration;

use serde_json::Value;

use super::call::{Call, Outcome};
use crate::flow::Warning;

/// How often the phone is asked.
const EVERY: Duration = Duration::from_secs(60);
/// Below this, a phone that isn't charging is about to end; a warning ends only above the second value.
const BATTERY_LOW: i64 = 20;
const BATTERY_FINE: i64 = 30;
/// The oldest version whose API simgate knows: it has signed webhooks, FIFO order and the inbox.
const OLDEST: (u32, u32) = (1, 60);

/// One request of this child: `GET /health`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task;

/// The health of one phone.
#[derive(Debug, Default)]
pub struct Health {
    in_flight: bool,
    due: Duration,
    warnings: Option<Vec<Warning>>,
}

impl Health {
    /// The next request.
    pub fn next(&mut self, now: Duration) -> Option<(Task, Call)> {
        if self.in_flight || now < self.due {
            return None;
        }
        (self.in_flight, self.due) = (true, now + EVERY);
        Some((Task, Call::get("/health")))
    }

    /// When the next request is due.
    pub fn wake_at(&self) -> Option<Duration> {
        (!self.in_flight).then_some(self.due)
    }

    /// Asks at once.
    pub fn hurry(&mut self) {
        self.due = Duration::ZERO;
    }

    /// Handles the answer. The app answers 500 if a check fails.
    pub fn answered(&mut self, outcome: &Outcome) {
        self.in_flight = false;
        let body = outcome.as_ref().ok().and_then(|answer| answer.json());
        if let Some(body) = body.filter(|body| body.get("status").is_some()) {
            let was_low = self.warnings.iter().flatten().any(|warning| warning.code == "battery-low");
            self.warnings = Some(warnings(&body, was_low));
        }
    }

    /// What a person should know of. `None`: the phone was not asked yet.
    pub fn warnings(&self) -> Option<&[Warning]> {
        self.warnings.as_deref()
    }
}

/// What a person should know of, from the body of `GET /health`. `was_low`: the last one warned of the battery.
pub fn warnings(body: &Value, was_low: bool) -> Vec<Warning> {
    let value = |check: &str| body.pointer(&format!("/checks/{check}/observedValue")).and_then(Value::as_i64);
    let mut warnings = Vec::new();
    let is_charging = value("battery:charging").is_none_or(|flags| flags & 1 != 0);
    let least = if was_low { BATTERY_FINE } else { BATTERY_LOW };
    if let Some(percent) = value("battery:level").filter(|percent| *percent < least && !is_charging) {
        warnings.push(Warning {
            code: "battery-low".into(),
            text: format!("the phone's battery is at {percent} % and not charging"),
            remedy: "plug in a charger".into(),
        });
    }
    if let Some(failed) = value("messages:failed").filter(|_| check_fails(body, "messages:failed")) {
        warnings.push(Warning {
            code: "messages-failing".into(),
            text: format!("every message of the last hour failed in the phone ({failed})"),
            remedy: "check the SIM's credit and signal, and the app's permission to send SMS".into(),
        });
    }
    if let Some(version) = body.get("version").and_then(Value::as_str).filter(|version| is_old(version)) {
        let version: String = version.chars().filter(|c| c.is_ascii_graphic()).take(20).collect();
        warnings.push(Warning {
            code: "app-old".into(),
            text: format!("the app is version {version}; simgate needs {}.{} or later", OLDEST.0, OLDEST.1),
            remedy: "update the app".into(),
        });
    }
    warnings
}

fn check_fails(body: &Value, check: &str) -> bool {
    body.pointer(&format!("/checks/{check}/status")).and_then(Value::as_str) == Some("fail")
}

/// Whether a version is older than [`OLDEST`]. An unreadable one isn't.
fn is_old(version: &str) -> bool {
    let mut numbers = version.split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) < OLDEST,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::call::Answer;
    use super::*;

    fn codes(health: &Health) -> Vec<&str> {
        health.warnings().unwrap_or_default().iter().map(|warning| warning.code.as_ref()).collect()
    }

    fn heard(health: &mut Health, status: u16, body: &Value) {
        health.answered(&Ok(Answer { status, body: body.to_string().into_bytes() }));
    }

    fn battery(level: i64, charging: i64) -> Value {
        json!({ "status": "pass", "version": "1.68.0", "checks": {
            "battery:level": { "status": "pass", "observedValue": level },
            "battery:charging": { "status": "pass", "observedValue": charging } } })
    }

    #[test]
    fn a_battery_warns_once_until_it_is_charged() {
        let mut health = Health::default();
        for (level, charging, want) in [
            (80, 0, vec![]),
            (19, 1, vec![]),
            (19, 0, vec!["battery-low"]),
            (25, 0, vec!["battery-low"]),
            (25, 5, vec![]),
            (25, 0, vec![]),
            (5, 0, vec!["battery-low"]),
            (31, 0, vec![]),
        ] {
            heard(&mut health, 200, &battery(level, charging));
            assert_eq!(codes(&health), want, "{level} % {charging}");
        }
    }

    #[test]
    fn a_failing_app_and_an_old_one_are_noticed() {
        let mut health = Health::default();
        let failing = json!({ "status": "fail", "version": "1.9.2",
            "checks": { "messages:failed": { "status": "fail", "observedValue": 4 } } });
        heard(&mut health, 500, &failing);
        assert_eq!(codes(&health), ["messages-failing", "app-old"]);
        health.answered(&Ok(Answer { status: 502, body: b"<html>".to_vec() }));
        assert_eq!(codes(&health).len(), 2, "an answer that isn't the app's changes nothing");
        heard(&mut health, 200, &json!({ "status": "warn", "version": "1.60.0", "checks": {} }));
        assert_eq!(codes(&health), Vec::<&str>::new());
        for (version, old) in [("1.59.9", true), ("1.60", false), ("2.0.1", false), ("0.9", true), ("dev", false)] {
            assert_eq!(is_old(version), old, "{version}");
        }
    }
}
