//! What simgate changes in the app: three settings, and one webhook for each event.
//!
//! `simgate phone check` shows these changes before simgate makes them.

use hmac::{Hmac, KeyInit, Mac};
use http::Uri;
use serde_json::{Map, Value, json};
use sha2::Sha256;

use super::call::Call;
use crate::model::{Name, Secret};

/// The events that simgate uses. The app wants a webhook for each. `mms:downloaded` is not among them: it has the whole
/// attachments, and the app would try a call that is too large 16 times before the next one.
pub const EVENTS: [&str; 9] = [
    "sms:received",
    "sms:data-received",
    "sms:sent",
    "sms:delivered",
    "sms:failed",
    "sms:cancelled",
    "mms:received",
    "system:ping",
    "app:started",
];

/// The URL at which simgate is called, and the key that signs the calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhooks {
    /// The whole URL.
    pub url: String,
    /// The app signs with it.
    pub signing_key: Secret,
}

/// The key that a phone signs with. Whoever has the password can set the key in the app anyway, so it needs no secret of
/// its own; and it is the same after a restart.
pub fn signing_key(password: &Secret, device: &Name) -> Secret {
    derived(password, device.as_str())
}

/// The key that a phone signs with that dials in. Each registration has another one, so an earlier phone can't sign any
/// more. `key` is simgate's own.
pub fn signing_key_of(key: &Secret, device: &Name, registration: &str) -> Secret {
    derived(key, &format!("{device} {registration}"))
}

fn derived(key: &Secret, owner: &str) -> Secret {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal().as_bytes()).expect("HMAC takes a key of any length");
    mac.update(b"simgate: signing key of webhooks: ");
    mac.update(owner.as_bytes());
    Secret::new(mac.finalize().into_bytes().iter().map(|octet| format!("{octet:02x}")).collect::<String>())
}

/// Whether the app takes this URL for a webhook: `https`, or `http` to exactly 127.0.0.1. Its insecure build takes any.
pub fn is_accepted(url: &Uri) -> bool {
    url.scheme_str() == Some("https") || (url.scheme_str() == Some("http") && url.host() == Some("127.0.0.1"))
}

/// The id of a webhook that is registered for a trial. A daemon removes one that was left behind, as all with its prefix
/// that it doesn't want.
pub fn trial_id(device: &Name) -> String {
    format!("{}trial", prefix(device))
}

/// One change of the app's webhooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Adds one, or replaces the one with this id.
    Register {
        /// Its id.
        id: String,
        /// The event.
        event: &'static str,
        /// Where the app posts it.
        url: String,
    },
    /// Removes one.
    Unregister {
        /// Its id.
        id: String,
    },
}

impl Change {
    /// The request that makes the change.
    pub fn call(&self) -> Call {
        match self {
            Self::Register { id, event, url } => {
                Call::post("/webhooks", json!({ "id": id, "event": event, "url": url }))
            }
            Self::Unregister { id } => Call::delete(format!("/webhooks/{}", percent_encoded(id))),
        }
    }
}

/// The settings to change, in the form that `PATCH /settings` takes. `None`: all are right.
///
/// The app never shows its signing key, so the key is set whenever there are webhooks.
pub fn settings(present: &Value, webhooks: Option<&Webhooks>) -> Option<Value> {
    let mut change = Map::new();
    // In the other order, the app sends the newest message first, and an old one may wait for ever.
    if present.pointer("/messages/processing_order").and_then(Value::as_str) != Some("FIFO") {
        change.insert("messages".to_owned(), json!({ "processing_order": "FIFO" }));
    }
    if let Some(webhooks) = webhooks {
        let mut section = json!({ "signing_key": webhooks.signing_key.reveal() });
        // Otherwise the app posts nothing while the phone has no internet, even to a machine on its own network.
        if present.pointer("/webhooks/internet_required").and_then(Value::as_bool) != Some(false) {
            section["internet_required"] = json!(false);
        }
        change.insert("webhooks".to_owned(), section);
    }
    (!change.is_empty()).then_some(Value::Object(change))
}

/// The changes that turn the app's present webhooks into those that simgate wants. Webhooks of others stay.
pub fn changes(present: &Value, device: &Name, webhooks: Option<&Webhooks>) -> Vec<Change> {
    let mut changes = Vec::new();
    let present: Vec<(&str, &str, &str)> = present.as_array().into_iter().flatten().filter_map(row).collect();
    // A webhook whose URL is dead holds up all others, because the app posts one after the other.
    for (id, event, _) in &present {
        let is_wanted =
            webhooks.is_some() && EVENTS.iter().any(|wanted| id_of(device, wanted) == *id && wanted == event);
        if id.starts_with(&prefix(device)) && !is_wanted {
            changes.push(Change::Unregister { id: (*id).to_owned() });
        }
    }
    for event in webhooks.into_iter().flat_map(|_| EVENTS) {
        let (id, url) = (id_of(device, event), webhooks.map(|webhooks| webhooks.url.clone()).unwrap_or_default());
        if !present.contains(&(id.as_str(), event, url.as_str())) {
            changes.push(Change::Register { id, event, url });
        }
    }
    changes
}

/// The webhooks of a phone that dials in, which takes the whole list. It reports states of messages in another way.
pub fn listed(device: &Name, webhooks: &Webhooks) -> Value {
    let is_state = |event: &str| matches!(event, "sms:sent" | "sms:delivered" | "sms:failed" | "sms:cancelled");
    let hook = |event: &str| json!({ "id": id_of(device, event), "url": webhooks.url, "event": event });
    EVENTS.into_iter().filter(|event| !is_state(event)).map(hook).collect()
}

fn row(webhook: &Value) -> Option<(&str, &str, &str)> {
    let text = |key: &str| webhook.get(key).and_then(Value::as_str);
    Some((text("id")?, text("event")?, text("url")?))
}

/// The id of the webhook for an event: the same at each start, so registering again replaces it.
fn id_of(device: &Name, event: &str) -> String {
    format!("{}{}", prefix(device), event.replace(':', "-"))
}

fn prefix(device: &Name) -> String {
    format!("simgate-{device}-")
}

/// Ids of other programs may hold any character.
fn percent_encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn webhooks(url: &str) -> Webhooks {
        Webhooks { url: url.into(), signing_key: Secret::new("k3y") }
    }

    fn pixel() -> Name {
        Name::parse("pixel").unwrap()
    }

    #[test]
    fn only_wrong_settings_are_changed() {
        let right = json!({ "messages": { "processing_order": "FIFO" }, "webhooks": { "internet_required": false } });
        assert_eq!(settings(&right, None), None);
        let key = json!({ "webhooks": { "signing_key": "k3y" } });
        assert_eq!(settings(&right, Some(&webhooks("https://gw/x"))), Some(key));
        let all = json!({
            "messages": { "processing_order": "FIFO" },
            "webhooks": { "signing_key": "k3y", "internet_required": false }
        });
        for present in [json!({}), json!({ "messages": { "processing_order": "LIFO" } }), json!("?")] {
            assert_eq!(settings(&present, Some(&webhooks("https://gw/x"))), Some(all.clone()), "{present}");
        }
        assert_eq!(settings(&json!({}), None), Some(json!({ "messages": { "processing_order": "FIFO" } })));
    }

    #[test]
    fn registering_twice_changes_nothing_and_strangers_stay() {
        let mut app = vec![json!({ "id": "mine", "event": "sms:received", "url": "https://other/" })];
        let apply = |app: &mut Vec<Value>, changes: Vec<Change>| {
            for change in changes {
                let id_of_change = match &change {
                    Change::Register { id, .. } | Change::Unregister { id } => id.clone(),
                };
                app.retain(|webhook| webhook["id"] != id_of_change.as_str());
                app.extend(change.call().body);
            }
        };
        let present = |app: &[Value]| Value::Array(app.to_vec());
        let first = changes(&present(&app), &pixel(), Some(&webhooks("https://gw/a")));
        assert_eq!(first.len(), EVENTS.len());
        apply(&mut app, first);
        assert_eq!(changes(&present(&app), &pixel(), Some(&webhooks("https://gw/a"))), []);

        let moved = changes(&present(&app), &pixel(), Some(&webhooks("https://gw/b")));
        assert_eq!(moved.len(), EVENTS.len());
        apply(&mut app, moved);
        assert_eq!(app.len(), 1 + EVENTS.len(), "the old URL gets nothing more");

        app.push(json!({ "id": "simgate-pixel-sms-old", "event": "sms:old", "url": "https://gw/b" }));
        let stale = changes(&present(&app), &pixel(), Some(&webhooks("https://gw/b")));
        assert_eq!(stale, [Change::Unregister { id: "simgate-pixel-sms-old".into() }]);
        apply(&mut app, stale);

        let none = changes(&present(&app), &pixel(), None);
        apply(&mut app, none);
        assert_eq!(app, [json!({ "id": "mine", "event": "sms:received", "url": "https://other/" })]);
    }

    #[test]
    fn a_trial_that_was_left_behind_is_removed() {
        let left = json!([{ "id": trial_id(&pixel()), "event": "sms:cancelled", "url": "https://gw/a?t=1" }]);
        let removal = Change::Unregister { id: "simgate-pixel-trial".into() };
        assert_eq!(changes(&left, &pixel(), None), [removal]);
    }

    #[test]
    fn the_app_calls_https_and_itself_only() {
        for (url, taken) in [
            ("https://gw.example/sms/webhook/pixel", true),
            ("http://127.0.0.1:9876/sms/webhook/pixel", true),
            ("http://localhost:9876/sms/webhook/pixel", false),
            ("http://192.168.1.5/sms/webhook/pixel", false),
        ] {
            assert_eq!(is_accepted(&url.parse().unwrap()), taken, "{url}");
        }
    }

    #[test]
    fn an_id_is_safe_in_a_path() {
        let change = Change::Unregister { id: "simgate-pixel-a/../b?c".into() };
        assert_eq!(change.call().path, "/webhooks/simgate-pixel-a%2F..%2Fb%3Fc");
    }
}
