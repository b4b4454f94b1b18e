//! The bodies of webhooks, one for each format.

use serde_json::{Value, json};

use super::settings::{Format, Settings};
use crate::flow::notice::{Call, Data, Kind, Notice, Outgoing, Received};

/// The body for an event. `None`: the format can't represent the event, so nothing is delivered.
pub fn body(settings: &Settings, notice: &Notice) -> Option<String> {
    let value = match (settings.format, &notice.data) {
        (Format::Smsgate, Data::Received(data)) => smsgate(settings, notice, data),
        (Format::Smsgate, Data::Outgoing(data)) => smsgate_status(settings, notice, data),
        (Format::Enum, Data::Received(data)) => flat(data),
        // These formats have messages only. A receiver would take any other event for a message.
        (Format::Smsgate, Data::Call(_) | Data::Device(_)) | (Format::Enum, Data::Device(_)) => return None,
        (Format::Enum, Data::Call(data)) => flat_call(data)?,
        (Format::Event, _) | (Format::Enum, Data::Outgoing(_)) => {
            serde_json::to_value(notice).expect("a notice is plain data")
        }
    };
    Some(value.to_string())
}

/// `{from,to,message,timestamp,code}`. `message` is the text; it is empty for binary data.
fn flat(data: &Received) -> Value {
    json!({
        "from": data.from,
        "to": data.to,
        "message": data.text.as_deref().unwrap_or_default(),
        "timestamp": data.received_at,
        "code": data.code.as_ref().map(|code| &code.value),
    })
}

/// The same for a call. A call without a code has no body, since it would look like an empty message.
fn flat_call(data: &Call) -> Option<Value> {
    let code = data.code.as_ref()?;
    Some(json!({
        "from": data.from,
        "to": data.to,
        "message": "",
        "timestamp": data.received_at,
        "code": code.value,
    }))
}

/// The app's envelope for messages that were sent: `sms:sent`, `sms:delivered` and `sms:failed`.
fn smsgate_status(settings: &Settings, notice: &Notice, data: &Outgoing) -> Value {
    let mut payload = json!({
        "messageId": data.id.as_ref().unwrap_or(&data.message_id),
        "phoneNumber": data.to,
        "recipient": data.to,
        "simNumber": 1,
    });
    let event = match notice.kind {
        Kind::SmsReceived | Kind::CallMissed | Kind::DeviceState | Kind::SmsSent => {
            payload["sentAt"] = json!(notice.time);
            "sms:sent"
        }
        Kind::SmsDelivered => {
            payload["deliveredAt"] = json!(notice.time);
            "sms:delivered"
        }
        Kind::SmsUndelivered | Kind::SmsFailed | Kind::SmsUnknown => {
            payload["failedAt"] = json!(notice.time);
            payload["reason"] = json!(data.reason.as_deref().unwrap_or(data.state));
            "sms:failed"
        }
    };
    let device = data.device.as_deref().unwrap_or("simgate");
    json!({
        "id": notice.id,
        "webhookId": settings.name.as_str(),
        "event": event,
        "deviceId": device,
        "payload": payload,
    })
}

/// The envelope of the Android app, version 1.68. Unknown fields are omitted, as by the app. `receivedAt` is the SMSC's time
/// stamp, as with the app.
fn smsgate(settings: &Settings, notice: &Notice, data: &Received) -> Value {
    let mut payload = json!({
        "messageId": data.message_id,
        "sender": data.from,
        "phoneNumber": data.from,
        "simNumber": 1,
        "receivedAt": data.sent_at.as_ref().unwrap_or(&data.received_at),
    });
    if let Some(to) = &data.to {
        payload["recipient"] = json!(to);
    }
    let event = match (&data.text, &data.data_hex) {
        (None, Some(hex)) => {
            use base64::Engine;
            let octets = crate::pdu::hex::decode(hex).unwrap_or_default();
            payload["data"] = json!(base64::prelude::BASE64_STANDARD.encode(octets));
            "sms:data-received"
        }
        (text, _) => {
            payload["message"] = json!(text.as_deref().unwrap_or_default());
            "sms:received"
        }
    };
    json!({
        "id": notice.id,
        "webhookId": settings.name.as_str(),
        "event": event,
        "deviceId": data.device,
        "payload": payload,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{notice, settings};
    use super::*;

    #[test]
    fn each_format_has_its_body() {
        assert_eq!(
            body(&settings(Format::Enum), &notice(Some("hi"), None)).unwrap(),
            r#"{"code":null,"from":"+12025550143","message":"hi","timestamp":"2026-11-22T10:30:00.120Z","to":null}"#
        );
        let app: Value =
            serde_json::from_str(&body(&settings(Format::Smsgate), &notice(Some("hi"), None)).unwrap()).unwrap();
        assert_eq!(app["event"], "sms:received");
        assert_eq!(app["payload"]["receivedAt"], "2026-11-22T10:29:58+01:00");
        assert_eq!(app["payload"].get("recipient"), None);
        let data: Value =
            serde_json::from_str(&body(&settings(Format::Smsgate), &notice(None, Some("DEADBEEF"))).unwrap()).unwrap();
        assert_eq!((&data["event"], &data["payload"]["data"]), (&json!("sms:data-received"), &json!("3q2+7w==")));
    }

    #[test]
    fn a_call_goes_where_the_format_has_a_place_for_it() {
        let mut call = Notice::example_call();
        assert_eq!(
            body(&settings(Format::Enum), &call).unwrap(),
            concat!(
                r#"{"code":"0199","from":"+12025550199","message":"","timestamp":"2026-11-22T10:30:00.120Z","#,
                r#""to":"+12025550143"}"#
            )
        );
        assert_eq!(
            body(&settings(Format::Event), &call),
            serde_json::to_value(&call).ok().map(|call| call.to_string())
        );
        assert_eq!(body(&settings(Format::Smsgate), &call), None);
        call.call_mut().code = None;
        assert_eq!(body(&settings(Format::Enum), &call), None);
        assert!(body(&settings(Format::Event), &call).is_some());
    }
}
