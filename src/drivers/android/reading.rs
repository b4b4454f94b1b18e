//! Reads messages in the app's two forms: as a row of `GET /inbox`, and as the payload of a webhook.
//!
//! The app gives a message one number in both, a hash of its content: `text:-1431655766` in a row, `aaaaaaaa` in a
//! payload. Sender and text are part of the id here, since different messages may have the same hash. A multimedia
//! message has different numbers in the two forms, so its time takes their place.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::attachments;
use crate::flow::callback::CallbackEvent;
use crate::flow::{Content, Origin, TextContent};
use crate::model::{LineId, Name, Timestamp};
use crate::pdu::hex;

/// The phone that a message comes from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The device.
    pub device: Name,
    /// Its slot, if it has only one: without a permission, the app does not tell the slot.
    pub only_slot: Option<u8>,
    /// Whether attachments are saved.
    pub saves_attachments: bool,
}

impl Source {
    /// A phone with these slots.
    pub fn new(device: Name, slots: &[u8], saves_attachments: bool) -> Self {
        let only_slot = if let [slot] = slots { Some(*slot) } else { None };
        Self { device, only_slot, saves_attachments }
    }
}

/// A message, and by which id the app's two forms of it are recognised.
pub type Identified = (String, CallbackEvent);

/// Whether a message with this id only announces a multimedia message that the phone then fetches.
pub fn is_announcement(id: &str) -> bool {
    id.starts_with("mms-header@")
}

/// Reads a row of `GET /inbox`. `None`: it is no message.
pub fn row(source: &Source, row: &Value) -> Option<Identified> {
    let id = text(row, "id")?;
    let (kind, number) = id.split_once(':')?;
    let mut message = Message::of(row, "createdAt")?;
    let preview = text(row, "contentPreview").unwrap_or_default();
    let hash: i32 = number.parse().ok()?;
    let hash = format!("{:x}", hash.cast_unsigned());
    match kind {
        "text" => message.text = preview,
        // The app shows 64 octets at most, and `...` behind them.
        "data" => message.data = hex::decode(preview.trim_end_matches("...")).ok(),
        "mms-header" => message.text = announced(preview.strip_prefix("MMS notification").unwrap_or(&preview)),
        "mms" => {
            message.media = attachments::describe(row, source.saves_attachments);
            message.text = preview.strip_prefix("MMS content").map_or(preview.clone(), str::to_owned);
        }
        _ => return None,
    }
    Some(message.arrived(source, kind, &hash, row))
}

/// Reads the payload of a webhook for a received message. `None`: it is another event.
pub fn payload(source: &Source, event: &str, payload: &Value) -> Option<Result<Identified, String>> {
    let missing = |what: &str| Some(Err(format!("the payload of `{event}` has no `{what}`")));
    let kind = match event {
        "sms:received" => "text",
        "sms:data-received" => "data",
        "mms:received" => "mms-header",
        "mms:downloaded" => "mms",
        _ => return None,
    };
    let Some(mut message) = Message::of(payload, "receivedAt") else { return missing("sender") };
    let Some(hash) = text(payload, "messageId") else { return missing("messageId") };
    match kind {
        "text" => match text(payload, "message") {
            Some(text) => message.text = text,
            None => return missing("message"),
        },
        "data" => match text(payload, "data").and_then(|data| BASE64_STANDARD.decode(data).ok()) {
            Some(data) => message.data = Some(data),
            None => return missing("data"),
        },
        "mms-header" => message.text = announced(&text(payload, "subject").unwrap_or_default()),
        _ => {
            message.text = text(payload, "body").or_else(|| text(payload, "subject")).unwrap_or_default();
            message.media = attachments::describe(payload, false);
        }
    }
    Some(Ok(message.arrived(source, kind, &hash, payload)))
}

struct Message {
    sender: String,
    text: String,
    data: Option<Vec<u8>>,
    sent_at: Option<String>,
    media: Vec<String>,
}

impl Message {
    /// What all kinds have. Apps before 2026 name the sender `phoneNumber` alone.
    fn of(value: &Value, time: &str) -> Option<Self> {
        let sender = text(value, "sender").or_else(|| text(value, "phoneNumber"))?;
        let sent_at = text(value, time).filter(|at| at.len() <= 40 && Timestamp::parse(at).is_some());
        Some(Self { sender, text: String::new(), data: None, sent_at, media: Vec::new() })
    }

    fn arrived(self, source: &Source, kind: &str, hash: &str, whole: &Value) -> Identified {
        let Self { sender, text, data, sent_at, media } = self;
        let index = whole.get("simNumber").and_then(Value::as_u64).and_then(|number| u8::try_from(number).ok());
        let device = source.device.clone();
        let line = match index.filter(|index| *index > 0).or(source.only_slot) {
            Some(index) => LineId::Slot { device, index },
            None => LineId::Device(device),
        };
        let id = match (kind, sent_at.as_deref().and_then(Timestamp::parse)) {
            ("mms" | "mms-header", Some(at)) => format!("{kind}@{} {sender}", at.as_millis()),
            (_, _) => format!("{kind}:{hash}"),
        };
        let origin = Origin::Remote(Some(format!("{id} {sender} {text}")));
        let raw = whole.to_string().into_bytes();
        let content = Content::Text(Box::new(TextContent { sender, text, data, sent_at, media, raw }));
        (id, CallbackEvent::Arrived { line, origin, content })
    }
}

/// A multimedia message that the phone has not fetched yet.
fn announced(subject: &str) -> String {
    match subject {
        "" => "[MMS]".to_owned(),
        subject => format!("[MMS] {subject}"),
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pixel() -> Source {
        Source { device: Name::parse("pixel").unwrap(), only_slot: None, saves_attachments: false }
    }

    fn content(event: &CallbackEvent) -> &TextContent {
        match event {
            CallbackEvent::Arrived { content: Content::Text(text), .. } => text,
            CallbackEvent::Arrived { .. } | CallbackEvent::Progress { .. } => panic!("a text"),
        }
    }

    /// The hash 0x9f3759df is negative as a 32-bit number.
    #[test]
    fn a_message_has_one_id_in_both_forms() {
        let payload = json!({ "messageId": "9f3759df", "sender": "+12025550143", "phoneNumber": "+12025550143",
            "simNumber": 2, "message": "Your code is 246810", "receivedAt": "2026-03-01T09:05:12.000+00:00" });
        let row = json!({ "id": "text:-1623762465", "type": "SMS", "sender": "+12025550143", "simNumber": 2,
            "contentPreview": "Your code is 246810", "createdAt": "2026-03-01T09:05:12.000Z" });
        let (by_webhook, first) = super::payload(&pixel(), "sms:received", &payload).unwrap().unwrap();
        let (by_inbox, second) = super::row(&pixel(), &row).unwrap();
        assert_eq!((by_webhook.as_str(), by_inbox.as_str()), ("text:9f3759df", "text:9f3759df"));
        for event in [&first, &second] {
            let CallbackEvent::Arrived { line, origin, .. } = event else { panic!("an arrival") };
            assert_eq!(*line, LineId::Slot { device: pixel().device, index: 2 });
            let id = "text:9f3759df +12025550143 Your code is 246810";
            assert_eq!(*origin, Origin::Remote(Some(id.to_owned())));
            assert_eq!(content(event).text, "Your code is 246810");
        }
    }

    #[test]
    fn an_old_app_names_no_sender_and_a_phone_without_permission_no_slot() {
        let old = json!({ "messageId": "1", "phoneNumber": "Shop", "message": "hi", "receivedAt": "yesterday" });
        let (_, event) = payload(&pixel(), "sms:received", &old).unwrap().unwrap();
        let CallbackEvent::Arrived { line, .. } = &event else { panic!("an arrival") };
        assert_eq!(*line, LineId::Device(pixel().device));
        assert_eq!((content(&event).sender.as_str(), content(&event).sent_at.as_deref()), ("Shop", None));
        let source = Source { only_slot: Some(1), ..pixel() };
        let (_, event) = payload(&source, "sms:received", &old).unwrap().unwrap();
        let CallbackEvent::Arrived { line, .. } = &event else { panic!("an arrival") };
        assert_eq!(*line, LineId::Slot { device: source.device, index: 1 });
    }

    #[test]
    fn data_and_multimedia_messages_are_read_too() {
        let data =
            json!({ "messageId": "2", "sender": "+1", "data": "3q2+7w==", "receivedAt": "2026-03-01T09:05:12.000Z" });
        let (_, event) = payload(&pixel(), "sms:data-received", &data).unwrap().unwrap();
        assert_eq!(content(&event).data.as_deref(), Some(&[0xDE, 0xAD, 0xBE, 0xEF][..]));
        let row = json!({ "id": "data:2", "sender": "+1", "contentPreview": "deadbeef" });
        assert_eq!(
            content(&super::row(&pixel(), &row).unwrap().1).data.as_deref(),
            Some(&[0xDE, 0xAD, 0xBE, 0xEF][..])
        );

        let headers = json!({ "messageId": "T1", "transactionId": "T1", "sender": "+1", "subject": "Hi", "size": 9 });
        assert_eq!(content(&payload(&pixel(), "mms:received", &headers).unwrap().unwrap().1).text, "[MMS] Hi");
        let mms = json!({ "messageId": "7", "sender": "+1", "body": "look", "attachments": [
            { "partId": 3, "contentType": "image/jpeg", "name": "a.jpg", "size": 5 }, { "contentType": "x" }, "?" ] });
        let (_, event) = payload(&pixel(), "mms:downloaded", &mms).unwrap().unwrap();
        assert_eq!(content(&event).text, "look");
        assert_eq!(content(&event).media, ["attachment 3: image/jpeg a.jpg 5 bytes"]);
    }

    #[test]
    fn a_multimedia_message_has_one_origin_in_both_forms() {
        let webhook =
            json!({ "messageId": "7", "sender": "+1", "body": "look", "receivedAt": "2026-03-01T10:05:12.000+01:00" });
        let listed = json!({ "id": "mms:-99", "sender": "+1", "contentPreview": "look", "createdAt": "2026-03-01T09:05:12.000Z" });
        let origin = |event: CallbackEvent| match event {
            CallbackEvent::Arrived { origin, .. } => origin,
            CallbackEvent::Progress { .. } => panic!("an arrival"),
        };
        let (first, webhook) = payload(&pixel(), "mms:downloaded", &webhook).unwrap().unwrap();
        let (second, listed) = row(&pixel(), &listed).unwrap();
        assert_eq!((first, origin(webhook)), (second, origin(listed)));
    }

    #[test]
    fn what_is_no_message_is_told_apart() {
        assert!(payload(&pixel(), "sms:sent", &json!({})).is_none());
        for (event, body) in [
            ("sms:received", json!({})),
            ("sms:received", json!({ "sender": "+1", "message": "x" })),
            ("sms:received", json!({ "sender": "+1", "messageId": "1" })),
            ("sms:received", json!("text")),
            ("sms:data-received", json!({ "sender": "+1", "messageId": "1", "data": "*" })),
        ] {
            assert!(payload(&pixel(), event, &body).unwrap().is_err(), "{event} {body}");
        }
        for wrong in
            [json!({}), json!({ "id": "text:x", "sender": "+1" }), json!({ "id": "rcs:1", "sender": "+1" }), json!(1)]
        {
            assert!(row(&pixel(), &wrong).is_none(), "{wrong}");
        }
    }
}
