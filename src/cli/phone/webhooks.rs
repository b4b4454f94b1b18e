//! The webhooks of the app that simgate would register, replace or remove, and whether the app takes the callback.

use http::Uri;
use serde_json::{Value, json};

use crate::cli::finding::Finding;
use crate::drivers::android::{Change, Webhooks, changes as wanted_changes, is_accepted_callback};
use crate::model::Name;

/// One webhook that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookChange {
    pub id: String,
    /// The event; `None` for one that is removed and names none.
    pub event: Option<String>,
    /// The present URL. `None`: it would be new.
    pub old: Option<String>,
    /// The URL after the change. `None`: it would be removed.
    pub new: Option<String>,
}

impl WebhookChange {
    /// What would happen, as a word that is a contract.
    fn action(&self) -> &'static str {
        match (&self.old, &self.new) {
            (_, None) => "remove",
            (None, Some(_)) => "register",
            (Some(_), Some(_)) => "replace",
        }
    }

    pub fn json(&self) -> Value {
        json!({ "change": self.action(), "id": self.id, "event": self.event, "old": self.old, "new": self.new })
    }
}

/// The changes that simgate would make to the present webhooks.
pub fn changes(present: &Value, device: &Name, webhooks: Option<&Webhooks>) -> Vec<WebhookChange> {
    let text = |id: &str, key: &str| {
        let found = present.as_array().into_iter().flatten().find(|webhook| webhook["id"] == id);
        found.and_then(|webhook| webhook.get(key)?.as_str()).map(str::to_owned)
    };
    let change = |change| match change {
        Change::Register { id, event, url } => {
            WebhookChange { event: Some(event.to_owned()), old: text(&id, "url"), new: Some(url), id }
        }
        Change::Unregister { id } => WebhookChange { event: text(&id, "event"), old: text(&id, "url"), new: None, id },
    };
    wanted_changes(present, device, webhooks).into_iter().map(change).collect()
}

/// The findings about the present webhooks.
pub fn findings(present: &Value, changes: &[WebhookChange], webhooks: Option<&Webhooks>) -> Vec<Finding> {
    let events = |action: &str| {
        let of_action = changes.iter().filter(|change| change.action() == action);
        of_action.map(|change| change.event.as_deref().unwrap_or(&change.id)).collect::<Vec<_>>().join(", ")
    };
    let mut findings = Vec::new();
    for action in ["register", "replace", "remove"] {
        let events = events(action);
        if !events.is_empty() {
            findings.push(Finding::note("webhooks", format!("simgate would {action} those for {events}")));
        }
    }
    if findings.is_empty() {
        let text =
            if webhooks.is_some() { "all are registered" } else { "none is needed, and none of simgate's is left" };
        findings.push(Finding::good("webhooks", text));
    }
    let all = present.as_array().into_iter().flatten().filter_map(|webhook| webhook.get("id")?.as_str());
    let others = all.filter(|id| !id.starts_with("simgate-")).count();
    if others > 0 {
        let text = format!("{others} of other programs stay; one whose URL is dead delays simgate's");
        findings.push(Finding::note("webhooks", text).remedy("in the app: Settings › Webhooks… › Registered Webhooks"));
    }
    findings
}

/// Whether the app takes the callback, and how messages arrive without one. `listens`: the port of `[api]`.
pub fn callback(callback: Option<&Uri>, listens: Option<u16>) -> Finding {
    let Some(url) = callback else {
        return Finding::good("callback", "none: simgate asks the phone every 5 s what has arrived");
    };
    let Some(port) = listens else {
        return Finding::note("callback", "[api] does not listen, so the phone reaches simgate through nothing")
            .remedy("set `listen` in [api]; until then simgate asks the phone once a minute");
    };
    match (is_accepted_callback(url), url.scheme_str()) {
        (true, Some("http")) => {
            let at = url.port_u16().unwrap_or(80);
            Finding::good("callback", format!("{url} is taken by the app; it ends at the phone's own port {at}"))
                .remedy(format!(
                    "let the cable lead it here: `adb reverse tcp:{at} tcp:{port}`, again after each replugging"
                ))
        }
        (true, _) => {
            Finding::good("callback", format!("{url} is taken by the app, if the phone trusts its certificate"))
        }
        (false, _) => {
            Finding::note("callback", format!("{url} is refused by the app: it calls https://, or http://127.0.0.1"))
                .remedy("docs/phones.md shows the ways; without `callback`, simgate asks the phone every 5 s")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::finding::Grade;
    use crate::model::Secret;

    #[test]
    fn changes_are_told_apart_and_strangers_stay() {
        let webhooks = Webhooks { url: "https://gw/new".into(), signing_key: Secret::new("k") };
        let present = json!([
            { "id": "simgate-pixel-sms-received", "event": "sms:received", "url": "https://gw/old" },
            { "id": "simgate-pixel-sms-sent", "event": "sms:sent", "url": "https://gw/new" },
            { "id": "simgate-pixel-trial", "event": "sms:cancelled", "url": "https://gw/x" },
            { "id": "mine", "event": "sms:received", "url": "https://other/" },
        ]);
        let pixel = Name::parse("pixel").unwrap();
        let changes = changes(&present, &pixel, Some(&webhooks));
        let of = |id: &str| changes.iter().find(|change| change.id == id).map(WebhookChange::action);
        assert_eq!(of("simgate-pixel-sms-received"), Some("replace"));
        assert_eq!(of("simgate-pixel-sms-sent"), None, "it is right");
        assert_eq!(of("simgate-pixel-sms-delivered"), Some("register"));
        assert_eq!((of("simgate-pixel-trial"), of("mine")), (Some("remove"), None));
        let findings = findings(&present, &changes, Some(&webhooks));
        let texts: Vec<_> = findings.iter().map(|finding| finding.text.as_str()).collect();
        assert_eq!(
            texts[1..3],
            ["simgate would replace those for sms:received", "simgate would remove those for sms:cancelled"]
        );
        assert!(texts[3].starts_with("1 of other programs"), "{texts:?}");
    }

    #[test]
    fn the_callback_is_judged_as_the_app_does() {
        let judge = |url: &str, port: Option<u16>| callback(Some(&url.parse().unwrap()), port);
        assert_eq!(judge("https://gw.example/sms/webhook/pixel", Some(8443)).grade, Grade::Good);
        let reverse = judge("http://127.0.0.1:9876/sms/webhook/pixel", Some(8081));
        assert!(reverse.remedy.unwrap().contains("adb reverse tcp:9876 tcp:8081"));
        assert_eq!(judge("http://192.168.1.5:8081/sms/webhook/pixel", Some(8081)).grade, Grade::Note);
        assert_eq!(judge("https://gw.example/sms/webhook/pixel", None).grade, Grade::Note);
        assert_eq!(callback(None, None).grade, Grade::Good);
    }
}
