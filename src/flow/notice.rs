//! The event as the outside world sees it: the body of webhooks, MQTT messages and streams. Its
//! field names are a contract.

use serde::Serialize;

use super::outbound::State;

/// One event. The id is made of the message's id and what happened to it, so it is the same over
/// every retry and restart.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: Kind,
    /// When it happened, RFC 3339.
    pub time: String,
    pub gateway: String,
    pub data: Data,
}

/// What the event is about.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Data {
    Received(Box<Received>),
    Outgoing(Box<Outgoing>),
    Call(Box<Call>),
}

impl Notice {
    /// The message, if one arrived.
    pub fn received(&self) -> Option<&Received> {
        match &self.data {
            Data::Received(received) => Some(received),
            Data::Outgoing(_) | Data::Call(_) => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Kind {
    #[serde(rename = "sms.received")]
    SmsReceived,
    #[serde(rename = "sms.sent")]
    SmsSent,
    #[serde(rename = "sms.delivered")]
    SmsDelivered,
    #[serde(rename = "sms.undelivered")]
    SmsUndelivered,
    #[serde(rename = "sms.failed")]
    SmsFailed,
    #[serde(rename = "sms.unknown")]
    SmsUnknown,
    #[serde(rename = "call.missed")]
    CallMissed,
}

impl Kind {
    /// The event of a message that has come so far on its way out, where there is one.
    pub fn of(state: State) -> Option<Self> {
        match state {
            State::Sent => Some(Self::SmsSent),
            State::Delivered => Some(Self::SmsDelivered),
            State::Undelivered => Some(Self::SmsUndelivered),
            State::Failed => Some(Self::SmsFailed),
            State::Unknown => Some(Self::SmsUnknown),
            State::Queued | State::Sending | State::Cancelled => None,
        }
    }

    /// `sms.sent`, as in the event.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SmsReceived => "sms.received",
            Self::SmsSent => "sms.sent",
            Self::SmsDelivered => "sms.delivered",
            Self::SmsUndelivered => "sms.undelivered",
            Self::SmsFailed => "sms.failed",
            Self::SmsUnknown => "sms.unknown",
            Self::CallMissed => "call.missed",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        let all = [
            Self::SmsReceived,
            Self::SmsSent,
            Self::SmsDelivered,
            Self::SmsUndelivered,
            Self::SmsFailed,
            Self::SmsUnknown,
            Self::CallMissed,
        ];
        all.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// How a message on its way out stands. Without its text: whoever sent it has that.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Outgoing {
    pub message_id: String,
    /// The caller's own id for it.
    pub id: Option<String>,
    /// The number it was to be sent from, where the caller named one.
    pub from: Option<String>,
    pub to: String,
    pub state: &'static str,
    /// Why, for a person, where it failed.
    pub reason: Option<String>,
    pub parts: u32,
    /// Parts that the network took.
    pub parts_sent: u32,
    pub iccid: Option<String>,
    pub device: Option<String>,
    pub created_at: String,
}

/// A call that nobody took.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    pub call_id: String,
    /// As the network told it; `None`: withheld, or not told.
    pub from: Option<String>,
    /// The line's own number, where the operator told it.
    pub to: Option<String>,
    /// The end of the caller's number, where the operator says that it is one.
    pub code: Option<Code>,
    /// It had a code, whose time is over: code and caller were erased before they could be delivered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expired: bool,
    pub sim: Sim,
    pub device: String,
    /// When it began to ring.
    pub received_at: String,
    pub rings: u32,
    pub owner: Option<String>,
}

/// A message that arrived.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Received {
    pub message_id: String,
    /// As the network gave it: a number, or a name of up to 11 characters.
    pub from: String,
    /// The line's own number, where the operator told it.
    pub to: Option<String>,
    /// `None` where there is none: binary data, or a TPDU that can't be decoded.
    pub text: Option<String>,
    /// `data` where the text was sent as 8-bit data, which is in `data_hex`, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_from: Option<&'static str>,
    pub code: Option<Code>,
    /// It had a code, whose time is over: text and code were erased before they could be delivered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expired: bool,
    pub sim: Sim,
    pub device: String,
    /// The SMSC's own time, with its offset.
    pub sent_at: Option<String>,
    pub received_at: String,
    pub parts: u16,
    pub owner: Option<String>,
    /// Parts that did not come in time, counted from 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing_parts: Vec<u16>,
    /// Links to what came with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<String>,
    /// Binary user data, as hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_hex: Option<String>,
    /// The TPDU that can't be decoded, or that ends before its text, as it came, as hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undecoded_hex: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    pub value: String,
    pub service: Option<String>,
    pub origin: Option<String>,
    /// 0 to 1, in hundredths.
    pub confidence: Confidence,
    pub expires_at: String,
}

/// Kept in hundredths, shown as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confidence(pub u8);

impl Confidence {
    /// From a share of 1.
    pub fn from_share(share: f32) -> Self {
        // Clamped, so that the cast can't cut anything off.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Self((share.clamp(0.0, 1.0) * 100.0).round() as u8)
    }
}

impl Serialize for Confidence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Sim {
    pub name: String,
    pub iccid: Option<String>,
}

/// Texts and codes must not reach a log by way of `{:?}`.
impl std::fmt::Debug for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Notice({})", self.id)
    }
}

#[cfg(test)]
impl Notice {
    /// One with everything that most have, for tests of what carries it.
    pub fn example() -> Self {
        Self {
            id: "01JD.received".into(),
            kind: Kind::SmsReceived,
            time: "2026-11-22T10:30:00.120Z".into(),
            gateway: "attic".into(),
            data: Data::Received(Box::new(Received {
                message_id: "01JD".into(),
                from: "Telegram".into(),
                to: Some("+12025550143".into()),
                text: Some("Telegram code: 12345".into()),
                text_from: None,
                code: Some(Code {
                    value: "12345".into(),
                    service: Some("Telegram".into()),
                    origin: None,
                    confidence: Confidence(99),
                    expires_at: "2026-11-22T10:40:00.120Z".into(),
                }),
                expired: false,
                sim: Sim { name: "att-1".into(), iccid: Some("8901".into()) },
                device: "modem-1".into(),
                sent_at: Some("2026-11-22T10:29:58+01:00".into()),
                received_at: "2026-11-22T10:30:00.120Z".into(),
                parts: 1,
                owner: Some("alice".into()),
                missing_parts: vec![],
                media: vec![],
                data_hex: None,
                undecoded_hex: None,
            })),
        }
    }

    /// A missed call with a code.
    pub fn example_call() -> Self {
        Self {
            id: "01JE.missed".into(),
            kind: Kind::CallMissed,
            time: "2026-11-22T10:30:20.000Z".into(),
            gateway: "attic".into(),
            data: Data::Call(Box::new(Call {
                call_id: "01JE".into(),
                from: Some("+12025550199".into()),
                to: Some("+12025550143".into()),
                code: Some(Code {
                    value: "0199".into(),
                    service: None,
                    origin: None,
                    confidence: super::call::CONFIDENCE,
                    expires_at: "2026-11-22T10:40:20.000Z".into(),
                }),
                expired: false,
                sim: Sim { name: "att-1".into(), iccid: Some("8901".into()) },
                device: "modem-1".into(),
                received_at: "2026-11-22T10:30:00.120Z".into(),
                rings: 3,
                owner: Some("alice".into()),
            })),
        }
    }

    /// What [`example_call`](Self::example_call) says, to be changed.
    pub fn call_mut(&mut self) -> &mut Call {
        match &mut self.data {
            Data::Call(call) => call,
            Data::Received(_) | Data::Outgoing(_) => unreachable!("the example is a call"),
        }
    }

    /// What [`example`](Self::example) says, to be changed.
    pub fn received_mut(&mut self) -> &mut Received {
        match &mut self.data {
            Data::Received(received) => received,
            Data::Outgoing(_) | Data::Call(_) => unreachable!("the example is a message that arrived"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_the_contract() {
        let notice = Notice::example();
        assert_eq!(
            serde_json::to_string(&notice).unwrap(),
            concat!(
                r#"{"id":"01JD.received","type":"sms.received","time":"2026-11-22T10:30:00.120Z","gateway":"attic","#,
                r#""data":{"message_id":"01JD","from":"Telegram","to":"+12025550143","text":"Telegram code: 12345","#,
                r#""code":{"value":"12345","service":"Telegram","origin":null,"confidence":0.99,"#,
                r#""expires_at":"2026-11-22T10:40:00.120Z"},"sim":{"name":"att-1","iccid":"8901"},"device":"modem-1","#,
                r#""sent_at":"2026-11-22T10:29:58+01:00","received_at":"2026-11-22T10:30:00.120Z","parts":1,"owner":"alice"}}"#
            )
        );
        assert_eq!(format!("{notice:?}"), "Notice(01JD.received)");
        assert_eq!(
            serde_json::to_string(&Notice::example_call()).unwrap(),
            concat!(
                r#"{"id":"01JE.missed","type":"call.missed","time":"2026-11-22T10:30:20.000Z","gateway":"attic","#,
                r#""data":{"call_id":"01JE","from":"+12025550199","to":"+12025550143","#,
                r#""code":{"value":"0199","service":null,"origin":null,"confidence":0.5,"#,
                r#""expires_at":"2026-11-22T10:40:20.000Z"},"sim":{"name":"att-1","iccid":"8901"},"device":"modem-1","#,
                r#""received_at":"2026-11-22T10:30:00.120Z","rings":3,"owner":"alice"}}"#
            )
        );
    }
}
