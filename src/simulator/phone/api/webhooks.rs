//! Routes about webhooks. Each registration is for one event.

use serde_json::{Value, json};

use crate::simulator::phone::http::{HttpReply, HttpRequest, object};
use crate::simulator::phone::state::State;
use crate::simulator::phone::webhook_table::{EVENTS, Registration};

pub fn list(state: &State) -> HttpReply {
    HttpReply::json(200, state.database.webhooks.registrations().iter().map(show).collect::<Value>())
}

pub fn add(state: &mut State, request: &HttpRequest) -> Result<HttpReply, HttpReply> {
    let body = object(request)?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    if text("deviceId").is_some_and(|id| id != state.database.device_id) {
        return Err(HttpReply::error(400, "Device ID mismatch"));
    }
    let url = text("url").unwrap_or_default();
    if !accepts(url, state.settings.insecure) {
        return Err(HttpReply::error(400, "url must start with https:// or http://127.0.0.1"));
    }
    let event = text("event").and_then(|name| EVENTS.into_iter().find(|event| *event == name));
    let event = event.ok_or_else(|| HttpReply::error(400, "Unsupported event"))?;
    let id = match text("id") {
        Some(id) => id.to_owned(),
        None => state.fresh_id(),
    };
    let registration = Registration { id, url: url.to_owned(), event };
    let shown = show(&registration);
    state.database.webhooks.upsert(registration);
    Ok(HttpReply::json(201, shown))
}

/// Removing what is not there is no error.
pub fn remove(state: &mut State, id: &str) -> HttpReply {
    state.database.webhooks.remove(id);
    HttpReply::empty(204)
}

/// `https`, or `http` to exactly 127.0.0.1 unless the APK is the insecure one.
fn accepts(url: &str, insecure: bool) -> bool {
    let starts = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let host = url.get("http://".len()..).map(|rest| rest.split(['/', ':', '?', '#']).next().unwrap_or_default());
    starts("https://") || (starts("http://") && (insecure || host == Some("127.0.0.1")))
}

fn show(webhook: &Registration) -> Value {
    json!({ "id": webhook.id, "url": webhook.url, "event": webhook.event, "source": "Local" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_urls_are_accepted() {
        for (url, plain, insecure) in [
            ("https://gw.example/hook", true, true),
            ("http://127.0.0.1:8080/hook", true, true),
            ("http://127.0.0.1", true, true),
            ("http://localhost:8080/hook", false, true),
            ("http://127.0.0.1.example/", false, true),
            ("http://192.0.2.1/", false, true),
            ("ftp://gw.example/", false, false),
            ("", false, false),
        ] {
            assert_eq!((accepts(url, false), accepts(url, true)), (plain, insecure), "{url}");
        }
    }
}
