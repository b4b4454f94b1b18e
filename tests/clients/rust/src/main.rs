//! Calls every public method of the crate `android-sms-gateway`, and prints the result of each; or verifies the signature of a
//! webhook with it.
//!
//! Arguments: `call`, the URL at which a validator judges the calls, simgate's own URL for what the specification forbids, the
//! name of a key, the key, a word that makes ids unique, and `phone` or `server` for the
//! dialect. Or `verify`, the key, the body, the time stamp and the signature: it prints `valid` or `wrong`.

use std::future::Future;
use std::time::Duration;

use android_sms_gateway::types::{
    InboxRefreshRequest, JwtScope, ListInboxOptions, ListMessagesOptions, Message, MessagesExportRequest,
    ProcessingState, SendOptions, TextMessage, TokenRequest, Webhook, WebhookEvent,
};
use android_sms_gateway::webhook::verify_signature;
use android_sms_gateway::{Client, ClientConfig, Error};
use chrono::{DateTime, TimeDelta, Utc};

const TO: &str = "+12025550199";
/// Signatures that are older are refused, as the app's documentation recommends.
const MAX_AGE_S: u64 = 300;

async fn serves<T>(name: &str, call: impl Future<Output = Result<T, Error>>) -> T {
    let value = call.await.unwrap_or_else(|error| panic!("{name}: {error}"));
    println!("Client.{name}: ok");
    value
}

async fn refuses<T>(name: &str, status: &str, call: impl Future<Output = Result<T, Error>>) {
    let error = call.await.err().unwrap_or_else(|| panic!("{name} was served")).to_string();
    assert!(error.contains(status), "{name}: {error}");
    let reason = error.split_once(r#"{"message":""#).and_then(|(_, rest)| rest.rsplit_once('"'));
    let (reason, _) = reason.unwrap_or_else(|| panic!("{name}: {error}"));
    println!("Client.{name}: refused: {reason}");
}

fn text(id: String, words: &str) -> Message {
    Message {
        id: Some(id),
        text_message: Some(TextMessage { text: words.to_owned() }),
        phone_numbers: vec![TO.to_owned()],
        with_delivery_report: Some(true),
        ..Message::default()
    }
}

async fn messages(client: &Client, tag: &str, now: DateTime<Utc>, day: TimeDelta) {
    let (first, waits) = (format!("{tag}-1"), format!("{tag}-2"));
    let options = SendOptions::new().with_skip_phone_validation(true).with_device_active_within(12);
    let sent = serves("send", client.send(&text(first.clone(), "from Rust"), &options)).await;
    assert_eq!(sent.id, first);
    let mut state = serves("get_message_state", client.get_message_state(&first)).await;
    for _ in 0..400 {
        if !matches!(state.state, ProcessingState::Pending | ProcessingState::Processed) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        state = client.get_message_state(&first).await.expect("it was there before");
    }
    assert!(matches!(state.state, ProcessingState::Sent | ProcessingState::Delivered), "{:?}", state.state);
    let options = ListMessagesOptions::new().with_limit(50).with_from(now - day).with_to(now + day);
    let (listed, total) = serves("list_messages", client.list_messages(&options.with_include_content(true))).await;
    assert!(listed.iter().any(|message| message.id == first) && total.is_some());
    let later = Message { schedule_at: Some(now + day), ..text(waits.clone(), "never") };
    client.send(&later, &SendOptions::new()).await.expect("it is scheduled");
    serves("cancel_message", client.cancel_message(&waits)).await;
}

async fn webhooks(client: &Client, tag: &str) {
    // The crate itself refuses everything but `https://`.
    let hook = "https://hooks.example/in";
    let id = format!("{tag}-hook");
    let event = WebhookEvent::new(WebhookEvent::SMS_RECEIVED);
    let webhook = Webhook { id: Some(id.clone()), device_id: None, url: hook.to_owned(), event };
    let webhook = serves("register_webhook", client.register_webhook(&webhook)).await;
    assert_eq!((webhook.id.as_ref(), webhook.url.as_str()), (Some(&id), hook));
    assert!(serves("list_webhooks", client.list_webhooks()).await.iter().any(|other| other.id == webhook.id));
    serves("delete_webhook", client.delete_webhook(&id)).await;
}

async fn inbox(client: &Client, device_id: &str, now: DateTime<Utc>, day: TimeDelta) {
    let options = ListInboxOptions::new().with_from(now - day);
    let (inbox, total) = serves("list_inbox_messages", client.list_inbox_messages(&options)).await;
    assert!(inbox.iter().any(|message| message.content_preview == "for the inbox") && total.is_some());
    refuses("download_attachment", "not found", client.download_attachment(&inbox[0].id, 1)).await;
    let (since, until) = (now - day, now + day);
    let refresh = InboxRefreshRequest {
        device_id: None,
        since,
        until,
        message_types: None,
        trigger_webhooks: true,
        webhook_delivery: None,
    };
    serves("refresh_inbox", client.refresh_inbox(&refresh)).await;
    let export = MessagesExportRequest { device_id: device_id.to_owned(), since, until };
    serves("export_inbox", client.export_inbox(&export)).await;
    assert!(!serves("get_logs", client.get_logs(&since, &until)).await.is_empty());
}

async fn tokens(client: &Client, lenient: &Client, url: &str, tag: &str) {
    let scopes = [JwtScope::MESSAGES_READ, JwtScope::MESSAGES_SEND].map(JwtScope::new).into();
    let token = serves("generate_token", client.generate_token(&TokenRequest { ttl: Some(600), scopes })).await;
    let refresh = token.refresh_token.expect("a token can be refreshed");
    let token = serves("refresh_token", lenient.refresh_token(&refresh)).await;
    let config = ClientConfig::new().with_base_url(url).with_token(&token.access_token);
    let holder = Client::new(config).expect("the settings are right");
    let first = format!("{tag}-1");
    holder.get_message_state(&first).await.expect("the token allows it");
    serves("revoke_token", client.revoke_token(&token.id)).await;
    let refused = holder.get_message_state(&first).await.err();
    assert!(matches!(refused, Some(Error::Unauthorized(_))), "{refused:?}");
}

async fn run(words: [&str; 6]) {
    let [url, direct, user, key, tag, dialect] = words;
    let client = |url: &str| {
        let config = ClientConfig::new().with_base_url(url).with_basic_auth(user, key);
        Client::new(config).expect("the settings are right")
    };
    let (judged, unjudged) = (client(url), client(direct));
    let (now, day) = (Utc::now(), TimeDelta::days(1));
    serves("check_health", judged.check_health()).await;
    messages(&judged, tag, now, day).await;
    let devices = serves("list_devices", judged.list_devices()).await;
    assert!(devices[0].sim_cards.as_ref().is_some_and(|cards| !cards.is_empty()));
    refuses("delete_device", "forbidden", judged.delete_device(&devices[0].id)).await;
    let settings = serves("get_settings", judged.get_settings()).await;
    refuses("replace_settings", "forbidden", judged.replace_settings(&settings)).await;
    refuses("update_settings", "forbidden", judged.update_settings(&settings)).await;
    webhooks(&judged, tag).await;
    inbox(&judged, &devices[0].id, now, day).await;
    // The specification has the servers' 201 for a refresh, and their body of a 401. The app answers 200 and an empty 401, and
    // so does simgate in its dialect.
    let (lenient, url) = if dialect == "server" { (&judged, url) } else { (&unjudged, direct) };
    tokens(&judged, lenient, url, tag).await;
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["call", url, direct, user, key, tag, dialect] => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime starts").block_on(run([url, direct, user, key, tag, dialect]));
        }
        ["verify", key, body, stamp, signature] => {
            let is_valid = verify_signature(key, body, stamp, signature, Some(MAX_AGE_S));
            println!("{}", if is_valid { "valid" } else { "wrong" });
        }
        _ => panic!("see the head of this file for the arguments"),
    }
}
