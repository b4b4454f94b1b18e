//! What the app's answers say of the phone: its SIMs, and how it is.

use serde_json::{Value, json};

use crate::cli::finding::Finding;
use crate::drivers::android::health_warnings;

/// A SIM that the phone shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sim {
    /// The slot; the first is 1.
    pub slot: u8,
    /// Its own number, if card and permission tell it.
    pub number: Option<String>,
    /// Name of the operator.
    pub carrier: Option<String>,
}

impl Sim {
    pub fn json(&self) -> Value {
        json!({ "slot": self.slot, "number": self.number, "carrier": self.carrier })
    }

    /// Its operator and number, for a person.
    pub fn describe(&self) -> String {
        let carrier = self.carrier.as_deref().unwrap_or("unknown operator");
        let number = self.number.as_deref().unwrap_or("number not on the card");
        format!("{carrier}, {number}")
    }
}

/// The SIMs in the body of `GET /device`, by slot.
pub fn sims(body: &Value) -> Vec<Sim> {
    let device = body.as_array().map_or(Some(body), |all| all.first());
    let cards = device.and_then(|device| device.get("simCards")).and_then(Value::as_array);
    let text = |card: &Value, key: &str| {
        let text = card.get(key).and_then(Value::as_str).map(|text| text.chars().take(60).collect::<String>());
        text.filter(|text| !text.is_empty())
    };
    let sim = |card: &Value| {
        let slot = card.get("simNumber").and_then(Value::as_u64).and_then(|slot| u8::try_from(slot).ok())?;
        Some(Sim { slot, number: text(card, "phoneNumber"), carrier: text(card, "carrierName") })
    };
    let mut sims: Vec<Sim> = cards.into_iter().flatten().filter_map(sim).collect();
    sims.sort_by_key(|sim| sim.slot);
    sims
}

const ALLOW_PHONE: &str =
    "allow the app the permission Phone: Settings › Apps › SMSGate › Permissions; then restart the app";

/// The findings about permissions and the configured slots. `number`: what the configuration says of a slot.
pub fn slots(sims: &[Sim], wanted: &[u8], number: &dyn Fn(u8) -> Option<String>) -> Vec<Finding> {
    if sims.is_empty() {
        let text = "the app shows no SIM: it lacks the permission Phone, or no SIM is in";
        return vec![Finding::wrong("permissions", text).remedy(ALLOW_PHONE)];
    }
    let shown = |slot: u8| sims.iter().find(|sim| sim.slot == slot);
    let allowed = "Phone is allowed, since the app sees its SIMs; whether SMS is, only a message shows";
    let mut findings = vec![Finding::good("permissions", allowed)];
    findings.extend(wanted.iter().map(|slot| {
        let Some(sim) = shown(*slot) else {
            return Finding::wrong("slots", format!("slot {slot} is configured, but has no SIM"))
                .remedy("put a SIM in, or change `slots` in [[device]]");
        };
        let here = format!("slot {slot}: {}", sim.describe());
        match (number(*slot), &sim.number) {
            (Some(configured), Some(own)) if digits(&configured) != digits(own) => {
                Finding::note("slots", format!("{here}, but [[sim]] says {configured}"))
                    .remedy("correct `number` in [[sim]] if the SIM is another one; the card may also be wrong")
            }
            (None, None) => Finding::note("slots", format!("{here}, nor in the configuration"))
                .remedy("set `number` in [[sim]]; without it, messages have no recipient and no owner"),
            (Some(_), Some(_) | None) | (None, Some(_)) => Finding::good("slots", here),
        }
    }));
    let unused = sims.iter().filter(|sim| !wanted.contains(&sim.slot));
    findings.extend(unused.map(|sim| {
        Finding::note("slots", format!("slot {} is not used: {}", sim.slot, sim.describe()))
            .remedy(format!("add {} to `slots` in [[device]] to use it", sim.slot))
    }));
    findings
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// The findings in the body of `GET /health`.
pub fn health(body: &Value) -> Vec<Finding> {
    let value = |check: &str| body.pointer(&format!("/checks/{check}/observedValue")).and_then(Value::as_i64);
    let warnings = health_warnings(body, false);
    let warned = |code: &str| warnings.iter().find(|warning| warning.code == code);
    let mut findings = Vec::new();
    let version = body.get("version").and_then(Value::as_str).unwrap_or("unknown");
    let version: String = version.chars().take(20).collect();
    findings.push(match warned("app-old") {
        Some(old) => Finding::wrong("app", old.text.clone()).remedy(old.remedy.clone()),
        None => Finding::good("app", format!("version {version}")),
    });
    if let Some(percent) = value("battery:level") {
        let charging = match value("battery:charging") {
            Some(flags) if flags & 1 != 0 => "charging",
            Some(_) => "not charging",
            None => "charger unknown",
        };
        findings.push(match warned("battery-low") {
            Some(low) => Finding::note("battery", low.text.clone()).remedy(low.remedy.clone()),
            None => Finding::good("battery", format!("{percent} %, {charging}")),
        });
    }
    let others = warnings.iter().filter(|warning| !["app-old", "battery-low"].contains(&&*warning.code));
    findings.extend(others.map(|other| Finding::note("sending", other.text.clone()).remedy(other.remedy.clone())));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::finding::Grade;

    fn device(cards: &Value) -> Value {
        json!([{ "id": "a", "simCards": cards }])
    }

    #[test]
    fn slots_are_compared_with_the_configuration() {
        let body = device(&json!([
            { "slotIndex": 1, "simNumber": 2, "phoneNumber": "+12025550102", "carrierName": "B" },
            { "slotIndex": 0, "simNumber": 1, "carrierName": "A" },
            { "slotIndex": 2, "simNumber": "x" },
        ]));
        let sims = sims(&body);
        assert_eq!(sims.iter().map(|sim| sim.slot).collect::<Vec<_>>(), [1, 2]);
        let grades = |wanted: &[u8], number: Option<&str>| {
            let number = number.map(str::to_owned);
            slots(&sims, wanted, &|_| number.clone()).iter().skip(1).map(|finding| finding.grade).collect::<Vec<_>>()
        };
        assert_eq!(grades(&[1, 2], Some("+1 202 555 0102")), [Grade::Good, Grade::Good]);
        assert_eq!(grades(&[1, 2], Some("+12025550199")), [Grade::Good, Grade::Note], "another number");
        assert_eq!(grades(&[1], None), [Grade::Note, Grade::Note], "no number, and slot 2 is not used");
        assert_eq!(grades(&[1, 2, 3], Some("+12025550102"))[2], Grade::Wrong, "an empty slot");
    }

    #[test]
    fn no_sim_at_all_is_a_missing_permission_or_an_empty_phone() {
        for body in [json!([]), json!({ "id": "a" }), device(&json!([])), device(&json!("?"))] {
            let findings = slots(&sims(&body), &[1], &|_| None);
            assert_eq!(findings.len(), 1);
            assert!(findings[0].grade == Grade::Wrong && findings[0].remedy.as_ref().unwrap().contains("Phone"));
        }
    }

    #[test]
    fn health_names_version_battery_and_failures() {
        let body = |version: &str, level: i64, charging: i64, failing: &str| {
            json!({ "status": "pass", "version": version, "checks": {
                "battery:level": { "observedValue": level }, "battery:charging": { "observedValue": charging },
                "messages:failed": { "observedValue": 3, "status": failing } } })
        };
        let grades = |body: &Value| health(body).iter().map(|one| (one.step, one.grade)).collect::<Vec<_>>();
        assert_eq!(grades(&body("1.68.0", 80, 0, "pass")), [("app", Grade::Good), ("battery", Grade::Good)]);
        let poor = body("1.9.0", 10, 0, "fail");
        assert_eq!(grades(&poor), [("app", Grade::Wrong), ("battery", Grade::Note), ("sending", Grade::Note)]);
        assert_eq!(health(&body("1.68.0", 10, 3, "pass"))[1].text, "10 %, charging");
    }
}
