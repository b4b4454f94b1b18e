//! The bodies of webhooks, one for each format.

use serde_json::{Value, json};

use super::settings::{Format, Settings};
use crate::flow::hook::HookEvent;
use crate::flow::notice::{Call, Confidence, Data, Kind, Notice, Outgoing, Received};

/// The body for an event. `None`: the format can't represent the event, so nothing is delivered.
pub fn body(settings: &Settings, notice: &Notice) -> Option<String> {
    let value = match (settings.format, &notice.data) {
        (Format::Smsgate, Data::Received(data)) => smsgate(settings, notice, data)?,
        (Format::Smsgate, Data::Outgoing(data)) => smsgate_status(settings, notice, data)?,
        (Format::Enum { min_confidence }, Data::Received(data)) => flat(data, min_confidence),
        // These formats have messages only. A receiver would take any other event for a message.
        (Format::Smsgate, Data::Call(_) | Data::Device(_)) | (Format::Enum { .. }, Data::Device(_)) => return None,
        (Format::Enum { .. }, Data::Call(data)) => flat_call(data)?,
        (Format::Event, _) | (Format::Enum { .. }, Data::Outgoing(_)) => {
            serde_json::to_value(notice).expect("a notice is plain data")
        }
    };
    Some(value.to_string())
}

/// `{from,to,message,timestamp,code}`. `message` is the text; it is empty for binary data. A code that is less sure counts as
/// none.
fn flat(data: &Received, min_confidence: Confidence) -> Value {
    let code = data.code.as_ref().filter(|code| code.confidence >= min_confidence);
    json!({
        "from": data.from,
        "to": data.to,
        "message": data.text.as_deref().unwrap_or_default(),
        "timestamp": data.received_at,
        "code": code.map(|code| &code.value),
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
fn smsgate_status(settings: &Settings, notice: &Notice, data: &Outgoing) -> Option<Value> {
    let mut payload = json!({
        "messageId": data.id.as_ref().unwrap_or(&data.message_id),
        "phoneNumber": data.to,
        "recipient": data.to,
        "simNumber": data.line.unwrap_or(1),
    });
    let event = match notice.kind {
        Kind::SmsReceived | Kind::CallMissed | Kind::DeviceState | Kind::SimAlarm | Kind::SmsSent => {
            payload["sentAt"] = json!(notice.time);
            payload["partsCount"] = json!(data.parts);
            HookEvent::SmsSent
        }
        Kind::SmsDelivered => {
            payload["deliveredAt"] = json!(notice.time);
            HookEvent::SmsDelivered
        }
        Kind::SmsUndelivered | Kind::SmsFailed | Kind::SmsUnknown => {
            payload["failedAt"] = json!(notice.time);
            payload["reason"] = json!(data.reason.as_deref().unwrap_or(data.state));
            HookEvent::SmsFailed
        }
    };
    envelope(settings, notice, event, data.device.as_deref().unwrap_or("simgate"), &payload)
}

/// The envelope of the Android app, version 1.68. Unknown fields are omitted, as by the app. `receivedAt` is the SMSC's time
/// stamp, as with the app.
fn smsgate(settings: &Settings, notice: &Notice, data: &Received) -> Option<Value> {
    let mut payload = json!({
        "messageId": data.message_id,
        "sender": data.from,
        "phoneNumber": data.from,
        "simNumber": data.line.unwrap_or(1),
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
            HookEvent::SmsDataReceived
        }
        (text, _) => {
            payload["message"] = json!(text.as_deref().unwrap_or_default());
            HookEvent::SmsReceived
        }
    };
    envelope(settings, notice, event, &data.device, &payload)
}

/// The app's envelope. `None`: the webhook was registered for other events.
fn envelope(settings: &Settings, notice: &Notice, event: HookEvent, device: &str, payload: &Value) -> Option<Value> {
    let (webhook, device) = match &settings.registered {
        Some(registered) if registered.event != event => return None,
        Some(registered) => (registered.id.as_str(), registered.device.as_str()),
        None => (settings.name.as_str(), device),
    };
    Some(json!({
        "id": notice.id,
        "webhookId": webhook,
        "event": event.as_str(),
        "deviceId": device,
        "payload": payload,
    }))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::settings::Registered;
    use super::super::tests::{ENUM, notice, settings};
    use super::*;

    #[test]
    fn each_format_has_its_body() {
        assert_eq!(
            body(&settings(ENUM), &notice(Some("hi"), None)).unwrap(),
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
    fn a_flat_body_has_only_a_code_that_is_sure_enough() {
        for (confidence, shown) in [(69, Value::Null), (70, json!("482913")), (100, json!("482913"))] {
            let mut notice = Notice::example();
            let code = notice.received_mut().code.as_mut().expect("has a code");
            (code.value, code.confidence) = ("482913".into(), Confidence(confidence));
            let flat: Value = serde_json::from_str(&body(&settings(ENUM), &notice).unwrap()).unwrap();
            let event: Value = serde_json::from_str(&body(&settings(Format::Event), &notice).unwrap()).unwrap();
            assert_eq!(flat["code"], shown, "{confidence}");
            assert_eq!(event["data"]["code"]["value"], "482913", "an event says how sure it is");
        }
    }

    #[test]
    fn a_registered_webhook_gets_its_events_under_its_own_id() {
        let registered = |event| {
            let registered = Registered { id: "mine".into(), event, device: "attic".into() };
            Settings { registered: Some(Arc::new(registered)), ..settings(Format::Smsgate) }
        };
        let of = |event, notice: &Notice| {
            let body = body(&registered(event), notice)?;
            Some(serde_json::from_str::<Value>(&body).unwrap())
        };
        let (text, data) = (notice(Some("hi"), None), notice(None, Some("DEADBEEF")));
        let posted = of(HookEvent::SmsReceived, &text).unwrap();
        assert_eq!(
            [&posted["id"], &posted["webhookId"], &posted["event"], &posted["deviceId"]],
            ["01JD.received", "mine", "sms:received", "attic"]
        );
        assert_eq!((&posted["payload"]["simNumber"], &posted["payload"]["message"]), (&json!(2), &json!("hi")));
        assert!(of(HookEvent::SmsDataReceived, &data).is_some());
        for (event, notice) in [
            (HookEvent::SmsReceived, &data),
            (HookEvent::SmsDataReceived, &text),
            (HookEvent::SmsSent, &text),
            (HookEvent::SmsReceived, &Notice::example_call()),
        ] {
            assert_eq!(of(event, notice), None, "{event:?}");
        }
    }

    #[test]
    fn a_call_goes_where_the_format_has_a_place_for_it() {
        let mut call = Notice::example_call();
        assert_eq!(
            body(&settings(ENUM), &call).unwrap(),
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
        assert_eq!(body(&settings(ENUM), &call), None);
        assert!(body(&settings(Format::Event), &call).is_some());
    }
}
