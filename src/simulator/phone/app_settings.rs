//! The app's settings that `GET` and `PATCH /settings` serve.

use serde_json::{Map, Value, json};

/// The order in which the app sends what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessingOrder {
    /// The newest first, which is the default.
    Lifo,
    /// The oldest first.
    Fifo,
}

/// How the app chooses the SIM for a message that names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SimSelection {
    /// Android decides, and the message does not say which SIM it was.
    OsDefault,
    /// One after the other.
    RoundRobin,
    /// Any.
    Random,
}

/// The settings of the app. They are on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSettings {
    pub send_interval_min_s: i64,
    pub send_interval_max_s: Option<i64>,
    /// The name and the length of the period; no length: no limit.
    pub limit_period: Period,
    pub limit_value: i64,
    pub sim_selection: SimSelection,
    pub log_lifetime_days: Option<i64>,
    pub processing_order: ProcessingOrder,
    pub ping_interval_s: Option<i64>,
    pub logs_lifetime_days: Option<i64>,
    pub internet_required: bool,
    pub retry_count: i64,
    pub signing_key: String,
    pub passphrase: Option<String>,
    pub cloud_url: String,
    pub notification_channel: String,
}

const CLOUD_URL: &str = "https://api.sms-gate.app/mobile/v1";

/// The period of the app's own limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Disabled,
    PerMinute,
    Per30Minutes,
    PerHour,
    PerDay,
}

impl Period {
    const ALL: [Self; 5] = [Self::Disabled, Self::PerMinute, Self::Per30Minutes, Self::PerHour, Self::PerDay];

    fn name(self) -> &'static str {
        match self {
            Self::Disabled => "Disabled",
            Self::PerMinute => "PerMinute",
            Self::Per30Minutes => "Per30Minutes",
            Self::PerHour => "PerHour",
            Self::PerDay => "PerDay",
        }
    }

    /// The length in milliseconds.
    pub fn ms(self) -> i64 {
        match self {
            Self::Disabled => 0,
            Self::PerMinute => 60_000,
            Self::Per30Minutes => 1_800_000,
            Self::PerHour => 3_600_000,
            Self::PerDay => 86_400_000,
        }
    }
}

const ORDERS: [(&str, ProcessingOrder); 2] = [("LIFO", ProcessingOrder::Lifo), ("FIFO", ProcessingOrder::Fifo)];
const SELECTIONS: [(&str, SimSelection); 3] = [
    ("OSDefault", SimSelection::OsDefault),
    ("RoundRobin", SimSelection::RoundRobin),
    ("Random", SimSelection::Random),
];

impl AppSettings {
    /// The settings of an app that was just installed.
    pub fn installed(signing_key: &str) -> Self {
        Self {
            send_interval_min_s: 0,
            send_interval_max_s: None,
            limit_period: Period::Disabled,
            limit_value: 0,
            sim_selection: SimSelection::OsDefault,
            log_lifetime_days: None,
            processing_order: ProcessingOrder::Lifo,
            ping_interval_s: None,
            logs_lifetime_days: Some(30),
            internet_required: true,
            retry_count: 15,
            signing_key: signing_key.to_owned(),
            passphrase: None,
            cloud_url: CLOUD_URL.to_owned(),
            notification_channel: "AUTO".to_owned(),
        }
    }

    /// The settings as `GET /settings` shows them: without secrets.
    pub fn shown(&self) -> Value {
        let name = |names: &[(&'static str, SimSelection)]| {
            names.iter().find(|(_, value)| *value == self.sim_selection).map(|(name, _)| *name)
        };
        let order = ORDERS.iter().find(|(_, value)| *value == self.processing_order).map(|(name, _)| *name);
        json!({
            "gateway": { "cloud_url": self.cloud_url, "notification_channel": self.notification_channel },
            "messages": {
                "send_interval_min": self.send_interval_min_s,
                "send_interval_max": self.send_interval_max_s,
                "limit_period": self.limit_period.name(),
                "limit_value": self.limit_value,
                "sim_selection_mode": name(&SELECTIONS),
                "log_lifetime_days": self.log_lifetime_days,
                "processing_order": order,
            },
            "ping": { "interval_seconds": self.ping_interval_s },
            "logs": { "lifetime_days": self.logs_lifetime_days },
            "webhooks": { "internet_required": self.internet_required, "retry_count": self.retry_count },
        })
    }

    /// Takes over the settings of a `PATCH`. Unknown names are ignored. A section that fails leaves those before it
    /// changed, as in the app.
    pub fn patch(&mut self, sections: &Map<String, Value>, fresh_key: &str) -> Result<(), String> {
        for (name, section) in sections {
            let known = ["encryption", "gateway", "messages", "ping", "logs", "webhooks"].contains(&name.as_str());
            if !known {
                continue;
            }
            let Value::Object(members) = section else { return Err(format!("{name} cannot be cast to a map")) };
            for (key, value) in members {
                self.patch_one(name, key, value, fresh_key)
                    .map_err(|error| format!("Failed to import {name}: {error}"))?;
            }
        }
        Ok(())
    }

    fn patch_one(&mut self, section: &str, key: &str, value: &Value, fresh_key: &str) -> Result<(), String> {
        match (section, key) {
            ("messages", "send_interval_min") => self.send_interval_min_s = number(value)?.unwrap_or(0),
            ("messages", "send_interval_max") => self.send_interval_max_s = number(value)?,
            ("messages", "limit_period") => {
                self.limit_period = named(value, &Period::ALL.map(|period| (period.name(), period)), Period::Disabled)?;
            }
            ("messages", "limit_value") => {
                let limit = number(value)?.unwrap_or(0);
                self.limit_value = at_least(limit, 0, "Limit value must be >= 0")?;
            }
            ("messages", "sim_selection_mode") => {
                self.sim_selection = named(value, &SELECTIONS, SimSelection::OsDefault)?;
            }
            ("messages", "processing_order") => {
                self.processing_order = named(value, &ORDERS, ProcessingOrder::Lifo)?;
            }
            ("messages", "log_lifetime_days") => {
                let days = number(value)?;
                let days = days.map(|days| at_least(days, 1, "Log lifetime days must be >= 1")).transpose()?;
                self.log_lifetime_days = days;
            }
            ("ping", "interval_seconds") => self.ping_interval_s = number(value)?.filter(|seconds| *seconds > 0),
            ("logs", "lifetime_days") => self.logs_lifetime_days = number(value)?.filter(|days| *days > 0),
            ("webhooks", "internet_required") => {
                // Everything but `true` is false, except null, which is the default.
                self.internet_required = text(value).is_none_or(|text| text.eq_ignore_ascii_case("true"));
            }
            ("webhooks", "retry_count") => {
                self.retry_count = at_least(number(value)?.unwrap_or(15), 1, "Retry count must be >= 1")?;
            }
            // Without a key the app makes a new one, which nobody can read.
            ("webhooks", "signing_key") => self.signing_key = text(value).unwrap_or_else(|| fresh_key.to_owned()),
            ("encryption", "passphrase") => self.passphrase = text(value),
            ("gateway", "cloud_url") => {
                let url = text(value).unwrap_or_else(|| CLOUD_URL.to_owned());
                if !url.starts_with("https://") {
                    return Err("url must start with https://".to_owned());
                }
                self.cloud_url = url;
            }
            ("gateway", "notification_channel") => {
                let channels = [("AUTO", "AUTO"), ("SSE_ONLY", "SSE_ONLY")];
                self.notification_channel = named(value, &channels, "AUTO")?.to_owned();
            }
            _ => {}
        }
        Ok(())
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Some(value.to_string()),
    }
}

/// A number, also in a string; a fraction is cut off.
fn number(value: &Value) -> Result<Option<i64>, String> {
    let Some(text) = text(value) else { return Ok(None) };
    let whole = text.split_once('.').map_or(text.as_str(), |(whole, _)| whole);
    whole.parse().map(Some).map_err(|_| format!("For input string: \"{text}\""))
}

fn at_least(number: i64, least: i64, message: &str) -> Result<i64, String> {
    if number < least { Err(message.to_owned()) } else { Ok(number) }
}

fn named<T: Copy>(value: &Value, names: &[(&str, T)], default: T) -> Result<T, String> {
    let Some(text) = text(value) else { return Ok(default) };
    let found = names.iter().find(|(name, _)| *name == text);
    found.map(|(_, value)| *value).ok_or_else(|| format!("No enum constant {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patched(patch: &Value) -> (AppSettings, Result<(), String>) {
        let mut settings = AppSettings::installed("key");
        let result = settings.patch(patch.as_object().unwrap(), "fresh");
        (settings, result)
    }

    #[test]
    fn an_installed_app_shows_its_defaults_and_no_key() {
        let shown = AppSettings::installed("key").shown();
        assert_eq!(shown["webhooks"], json!({ "internet_required": true, "retry_count": 15 }));
        assert_eq!(shown["messages"]["processing_order"], "LIFO");
        assert_eq!(shown["messages"]["sim_selection_mode"], "OSDefault");
        assert!(!shown.to_string().contains("key\""));
    }

    #[test]
    fn a_patch_changes_what_it_names() {
        let (settings, result) = patched(&json!({
            "messages": { "processing_order": "FIFO", "limit_period": "PerHour", "limit_value": "3", "x": 1 },
            "webhooks": { "internet_required": false, "signing_key": "own", "retry_count": 2.0 },
            "ping": { "interval_seconds": 60 },
            "unknown": 1,
        }));
        assert_eq!(result, Ok(()));
        assert_eq!(settings.processing_order, ProcessingOrder::Fifo);
        assert_eq!((settings.limit_period.ms(), settings.limit_value), (3_600_000, 3));
        assert_eq!((settings.internet_required, settings.retry_count), (false, 2));
        assert_eq!((settings.signing_key.as_str(), settings.ping_interval_s), ("own", Some(60)));
        let (settings, _) = patched(&json!({ "webhooks": { "signing_key": null } }));
        assert_eq!(settings.signing_key, "fresh");
    }

    #[test]
    fn a_wrong_patch_is_refused_with_the_words_of_the_app() {
        for (patch, message) in [
            (json!({ "webhooks": { "retry_count": 0 } }), "Failed to import webhooks: Retry count must be >= 1"),
            (json!({ "messages": { "limit_value": -1 } }), "Failed to import messages: Limit value must be >= 0"),
            (json!({ "messages": { "processing_order": "ANY" } }), "Failed to import messages: No enum constant ANY"),
            (
                json!({ "gateway": { "cloud_url": "http://x" } }),
                "Failed to import gateway: url must start with https://",
            ),
            (json!({ "ping": 1 }), "ping cannot be cast to a map"),
        ] {
            assert_eq!(patched(&patch).1, Err(message.to_owned()));
        }
    }
}
