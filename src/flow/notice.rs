//! An event as destinations receive it: the body of webhooks, MQTT messages and streams. Its field names are a
//! contract.

use serde::Serialize;

use super::outbound::State;

/// One event. Its id consists of the message's id and of what happened, so it is the same over all retries and
/// restarts.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Id of the event: `<message id>.<what happened>`.
    pub id: String,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// When it happened, in RFC 3339 form.
    pub time: String,
    /// Name of the gateway.
    pub gateway: String,
    /// The message or the call.
    pub data: Data,
}

/// The message or the call that an event is about.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Data {
    /// A received message.
    Received(Box<Received>),
    /// A message to send.
    Outgoing(Box<Outgoing>),
    /// A missed call.
    Call(Box<Call>),
    /// A trouble of a device or of a SIM.
    Device(Box<DeviceTrouble>),
}

impl Notice {
    /// The received message, if the event is about one.
    pub fn received(&self) -> Option<&Received> {
        match &self.data {
            Data::Received(received) => Some(received),
            Data::Outgoing(_) | Data::Call(_) | Data::Device(_) => None,
        }
    }
}

/// What happened. The words are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// A message was received.
    #[serde(rename = "sms.received")]
    SmsReceived,
    /// The network accepted all parts of a message.
    #[serde(rename = "sms.sent")]
    SmsSent,
    /// The recipient's phone has the message.
    #[serde(rename = "sms.delivered")]
    SmsDelivered,
    /// The network gave up delivering the message.
    #[serde(rename = "sms.undelivered")]
    SmsUndelivered,
    /// The message was not sent, or not whole.
    #[serde(rename = "sms.failed")]
    SmsFailed,
    /// Whether the message was sent is unknown.
    #[serde(rename = "sms.unknown")]
    SmsUnknown,
    /// A call rang and ended without an answer.
    #[serde(rename = "call.missed")]
    CallMissed,
    /// A device has a trouble, or has it no more.
    #[serde(rename = "device.state")]
    DeviceState,
    /// A SIM needs a person, or does no more.
    #[serde(rename = "sim.alarm")]
    SimAlarm,
}

impl Kind {
    /// The event that a message to send causes when it reaches a state, if there is one.
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

    /// The word for it, such as `sms.sent`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SmsReceived => "sms.received",
            Self::SmsSent => "sms.sent",
            Self::SmsDelivered => "sms.delivered",
            Self::SmsUndelivered => "sms.undelivered",
            Self::SmsFailed => "sms.failed",
            Self::SmsUnknown => "sms.unknown",
            Self::CallMissed => "call.missed",
            Self::DeviceState => "device.state",
            Self::SimAlarm => "sim.alarm",
        }
    }

    /// Reads the word for a kind.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [
            Self::SmsReceived,
            Self::SmsSent,
            Self::SmsDelivered,
            Self::SmsUndelivered,
            Self::SmsFailed,
            Self::SmsUnknown,
            Self::CallMissed,
            Self::DeviceState,
            Self::SimAlarm,
        ];
        all.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A message to send and its state. The text is left out: the sender has it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Outgoing {
    /// Id of the message.
    pub message_id: String,
    /// The caller's own id of it.
    pub id: Option<String>,
    /// The number to send it from, if the caller named one.
    pub from: Option<String>,
    /// The recipient.
    pub to: String,
    /// Its state.
    pub state: &'static str,
    /// Why it failed, for a person.
    pub reason: Option<String>,
    /// Number of its parts.
    pub parts: u32,
    /// Parts that the network accepted.
    pub parts_sent: u32,
    /// The row of the line that sent it, by which callers of the app's interface know the line.
    #[serde(skip)]
    pub line: Option<i64>,
    /// Number of the card that sent it.
    pub iccid: Option<String>,
    /// Name of the device that sent it.
    pub device: Option<String>,
    /// When the caller's request was accepted, in RFC 3339 form.
    pub created_at: String,
}

/// A missed call.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// Id of the call.
    pub call_id: String,
    /// The caller's number. `None`: the number is withheld or was not reported.
    pub from: Option<String>,
    /// The line's own number, if it is known.
    pub to: Option<String>,
    /// The end of the caller's number, if the line is configured to read a code there.
    pub code: Option<Code>,
    /// The code expired before the delivery, so code and caller were erased.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expired: bool,
    /// The line that was called.
    pub sim: Sim,
    /// Name of the device that rang.
    pub device: String,
    /// When it began to ring, in RFC 3339 form.
    pub received_at: String,
    /// How often it rang.
    pub rings: u32,
    /// Owner of the line's number.
    pub owner: Option<String>,
}

/// A trouble of a device, or of a SIM.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct DeviceTrouble {
    /// The SIM, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sim: Option<Sim>,
    /// Name of the device.
    pub device: String,
    /// The kind of trouble, as a word: `battery-low`, `phone-away`.
    pub warning: String,
    /// Whether it lasts. `false`: it is over.
    pub active: bool,
    /// What is wrong, for a person.
    pub reason: String,
    /// What a person can do.
    pub remedy: String,
}

/// A received message.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Received {
    /// Id of the message.
    pub message_id: String,
    /// The sender as the network reports it: a number, or a name of up to 11 characters.
    pub from: String,
    /// The line's own number, if it is known.
    pub to: Option<String>,
    /// The text. `None`: the message has binary data, or its TPDU can't be decoded.
    pub text: Option<String>,
    /// `data` if the text was sent as 8-bit data, which `data_hex` has, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_from: Option<&'static str>,
    /// The one-time code in the text, if one was found.
    pub code: Option<Code>,
    /// The code expired before the delivery, so text and code were erased.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expired: bool,
    /// The line that received it.
    pub sim: Sim,
    /// The row of the line, by which callers of the app's interface know the line.
    #[serde(skip)]
    pub line: Option<i64>,
    /// Name of the device that received it.
    pub device: String,
    /// When the SMSC received it, in RFC 3339 form with the SMSC's offset.
    pub sent_at: Option<String>,
    /// When simgate received it, in RFC 3339 form.
    pub received_at: String,
    /// Number of its parts.
    pub parts: u16,
    /// Owner of the line's number.
    pub owner: Option<String>,
    /// Numbers of the parts that didn't come in time, from 1.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing_parts: Vec<u16>,
    /// Links to pictures and other attachments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<String>,
    /// Binary user data, as hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_hex: Option<String>,
    /// The TPDU, as hexadecimal digits, if it can't be decoded or ends before the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undecoded_hex: Option<String>,
}

/// A one-time code.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    /// Its characters, as a user types them.
    pub value: String,
    /// The code as it stands in the text, where that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spelling: Option<String>,
    /// What else may be the code instead, the most probable one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
    /// Name of the service that sent it, if it is known.
    pub service: Option<String>,
    /// Domain that the code is bound to, if the message names one.
    pub origin: Option<String>,
    /// How sure simgate is.
    pub confidence: Confidence,
    /// When simgate erases it, in RFC 3339 form.
    pub expires_at: String,
}

/// How sure it is that a code is one: 0 to 100 in memory, 0 to 1 in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confidence(pub u8);

impl Confidence {
    /// Converts a share of 1.
    pub fn from_share(share: f32) -> Self {
        // The value is clamped, so the cast can't truncate it.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Self((share.clamp(0.0, 1.0) * 100.0).round() as u8)
    }
}

impl Serialize for Confidence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

/// The line of an event.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Sim {
    /// Name of the line.
    pub name: String,
    /// Number of its card, if it has one.
    pub iccid: Option<String>,
}

/// Without text and code, which must not reach a log.
impl std::fmt::Debug for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Notice({})", self.id)
    }
}

#[cfg(test)]
impl Notice {
    /// A received message with the usual fields, for tests of forwarders.
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
                    spelling: None,
                    alternatives: vec![],
                    service: Some("Telegram".into()),
                    origin: None,
                    confidence: Confidence(99),
                    expires_at: "2026-11-22T10:40:00.120Z".into(),
                }),
                expired: false,
                sim: Sim { name: "att-1".into(), iccid: Some("8901".into()) },
                line: Some(2),
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

    /// A missed call with a code, for tests of forwarders.
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
                    spelling: None,
                    alternatives: vec![],
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

    /// The call of [`example_call`](Self::example_call), to be changed.
    pub fn call_mut(&mut self) -> &mut Call {
        let Data::Call(call) = &mut self.data else { unreachable!("the example is a call") };
        call
    }

    /// The message of [`example`](Self::example), to be changed.
    pub fn received_mut(&mut self) -> &mut Received {
        let Data::Received(received) = &mut self.data else { unreachable!("the example is a received message") };
        received
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_matches_the_contract() {
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
