//! The settings of the app that simgate would change, with the present value and the reason.

use serde_json::{Value, json};

use crate::cli::finding::Finding;
use crate::drivers::android::{Webhooks, changed_settings};

/// One setting that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// Its place: `webhooks.internet_required`.
    pub key: String,
    /// The present value. `None`: the app does not show it.
    pub old: Option<Value>,
    /// The new value. `None`: a secret.
    pub new: Option<Value>,
}

const SIGNING_KEY: &str = "webhooks.signing_key";

impl SettingChange {
    pub fn json(&self) -> Value {
        json!({ "key": self.key, "old": self.old, "new": self.new })
    }

    /// The change and its reason, for a person.
    fn describe(&self) -> String {
        let shown = |value: &Option<Value>, unknown: &str| match value {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => unknown.to_owned(),
        };
        let (old, new) = (shown(&self.old, "not shown"), shown(&self.new, "a key of simgate's own"));
        let why = match self.key.as_str() {
            "messages.processing_order" => ": the oldest message goes first",
            "webhooks.internet_required" => ": the app also calls while the phone has no internet",
            SIGNING_KEY => ": simgate recognises genuine calls by it",
            _ => "",
        };
        format!("simgate would change {} from {old} to {new}{why}", self.key)
    }
}

/// The changes that simgate would make to the present settings.
pub fn changes(present: &Value, webhooks: Option<&Webhooks>) -> Vec<SettingChange> {
    let wanted = changed_settings(present, webhooks);
    let sections = wanted.as_ref().and_then(Value::as_object).into_iter().flatten();
    let keys = sections.flat_map(|(section, keys)| {
        keys.as_object().into_iter().flatten().map(move |(key, value)| (format!("{section}.{key}"), value))
    });
    keys.map(|(key, value)| SettingChange {
        old: present.pointer(&format!("/{}", key.replace('.', "/"))).cloned(),
        new: (key != SIGNING_KEY).then(|| value.clone()),
        key,
    })
    .collect()
}

/// The findings about the present settings, those that simgate would change among them.
pub fn findings(present: &Value, changes: &[SettingChange]) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        changes.iter().map(|change| Finding::note("settings", change.describe())).collect();
    if changes.is_empty() {
        findings.push(Finding::good("settings", "they are as simgate needs them"));
    }
    let period = present.pointer("/messages/limit_period").and_then(Value::as_str).unwrap_or("Disabled");
    if period != "Disabled" {
        let value = present.pointer("/messages/limit_value").and_then(Value::as_i64).unwrap_or_default();
        let text = format!("the app has a limit of its own, {value} {period}: further messages wait in the phone");
        let remedy = "in the app: Settings › Messages… › Limits; simgate has limits of its own, which survive the app";
        findings.push(Finding::note("settings", text).remedy(remedy));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::finding::Grade;
    use crate::model::Secret;

    #[test]
    fn each_change_has_its_old_and_new_value_and_no_secret() {
        let present = json!({ "messages": { "processing_order": "LIFO", "limit_period": "PerDay", "limit_value": 5 },
                              "webhooks": { "internet_required": true } });
        let webhooks = Webhooks { url: "https://gw/x".into(), signing_key: Secret::new("geheim") };
        let changes = changes(&present, Some(&webhooks));
        let keys: Vec<_> = changes.iter().map(|change| change.key.as_str()).collect();
        assert_eq!(keys, ["messages.processing_order", "webhooks.internet_required", "webhooks.signing_key"]);
        assert_eq!((&changes[0].old, &changes[0].new), (&Some(json!("LIFO")), &Some(json!("FIFO"))));
        let findings = findings(&present, &changes);
        assert!(findings.iter().all(|finding| finding.grade == Grade::Note));
        assert!(findings[3].text.contains("5 PerDay"), "{findings:?}");
        let all = format!("{findings:?}{:?}", changes.iter().map(SettingChange::json).collect::<Vec<_>>());
        assert!(!all.contains("geheim") && all.contains("from LIFO to FIFO"), "{all}");
    }

    #[test]
    fn right_settings_are_left_alone() {
        let present = json!({ "messages": { "processing_order": "FIFO", "limit_period": "Disabled" } });
        let changes = changes(&present, None);
        assert_eq!(changes, []);
        assert_eq!(findings(&present, &changes), [Finding::good("settings", "they are as simgate needs them")]);
    }
}
