//! One connection to a broker, in either version of the protocol: incoming events and outgoing publications.

use rumqttc_v4 as v4;
use rumqttc_v5 as v5;

use super::wire::Acks;

/// The broker's CONNACK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Welcome {
    /// The longest packet that the broker accepts, in octets (MQTT 5.0 section 3.2.2.3.6).
    pub packet_max: u32,
}

impl Welcome {
    /// Whether the broker accepts a packet of this many octets; a longer one would end the connection.
    pub fn takes(self, length: usize) -> bool {
        length <= usize::try_from(self.packet_max).unwrap_or(usize::MAX)
    }
}

/// An event of the connection.
pub enum Incoming {
    Welcome(Welcome),
    Command(Box<Command>),
    /// The PUBACK for this packet was sent.
    Acknowledged(u16),
}

/// A message that a client published to us.
pub enum Command {
    V5(v5::Publish),
    V311(v4::Publish),
}

/// Why the connection failed or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    pub why: String,
    /// The broker's answer does not fit this version of the protocol; the other version may work.
    pub strange: bool,
    /// The broker sent bytes that are not MQTT, or closed the connection within a packet.
    pub garbled: bool,
    /// The broker named a reason that does not concern our publications.
    pub is_innocent: bool,
}

/// The outcome of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Taken,
    /// The broker refuses this message or this topic.
    Refused(String),
    /// It is unknown whether the broker accepted it.
    Unknown(String),
}

/// Publishes messages on the connection.
#[derive(Clone)]
pub enum Publisher {
    V5(v5::AsyncClient, Acks),
    V311(v4::AsyncClient),
}

/// A message or subscription without an answer yet.
pub enum Receipt {
    V5(v5::PublishNotice, Acks),
    V311(v4::PublishNotice),
    SubscriptionV5(v5::SubscribeNotice),
    SubscriptionV311(v4::SubscribeNotice),
}

/// The connection itself, which works only while `next` is polled.
pub struct Link {
    pub driver: Driver,
    pub acks: Acks,
}

pub enum Driver {
    V5(Box<v5::EventLoop>),
    V311(Box<v4::EventLoop>),
}

impl Link {
    /// Waits for the next event, or the end of the connection.
    pub async fn next(&mut self) -> Result<Incoming, Lost> {
        loop {
            match &mut self.driver {
                Driver::V5(link) => match link.poll().await {
                    Ok(v5::Event::Incoming(v5::Packet::ConnAck(ack))) => {
                        let packet_max = ack.properties.and_then(|known| known.max_packet_size);
                        return Ok(Incoming::Welcome(Welcome { packet_max: packet_max.unwrap_or(u32::MAX) }));
                    }
                    Ok(v5::Event::Incoming(v5::Packet::Publish(publish))) => {
                        return Ok(Incoming::Command(Box::new(Command::V5(publish))));
                    }
                    Ok(v5::Event::Outgoing(v5::Outgoing::PubAck(packet))) => return Ok(Incoming::Acknowledged(packet)),
                    Ok(v5::Event::Outgoing(v5::Outgoing::Publish(packet))) => self.acks.note_published(packet),
                    Ok(_) => {}
                    Err(error) => return Err(self.lost(lost_v5(&error))),
                },
                Driver::V311(link) => match link.poll().await {
                    Ok(v4::Event::Incoming(v4::Packet::ConnAck(_))) => {
                        return Ok(Incoming::Welcome(Welcome { packet_max: u32::MAX }));
                    }
                    Ok(v4::Event::Incoming(v4::Packet::Publish(publish))) => {
                        return Ok(Incoming::Command(Box::new(Command::V311(publish))));
                    }
                    Ok(v4::Event::Outgoing(v4::Outgoing::PubAck(packet))) => return Ok(Incoming::Acknowledged(packet)),
                    Ok(v4::Event::Outgoing(v4::Outgoing::Publish(packet))) => self.acks.note_published(packet),
                    Ok(_) => {}
                    Err(error) => return Err(self.lost(lost_v311(&error))),
                },
            }
        }
    }

    fn lost(&self, mut lost: Lost) -> Lost {
        if let Some(reason) = self.acks.unknown() {
            lost.why = format!("{}; the broker's reason is 0x{reason:02x}", lost.why);
        }
        if self.acks.is_welcome() {
            lost.strange = false;
            lost.garbled |= self.acks.is_midway();
        } else {
            lost.garbled = false;
        }
        lost
    }
}

impl Command {
    pub fn topic(&self) -> &[u8] {
        match self {
            Self::V5(publish) => &publish.topic,
            Self::V311(publish) => &publish.topic,
        }
    }

    pub fn body(&self) -> &[u8] {
        match self {
            Self::V5(publish) => &publish.payload,
            Self::V311(publish) => &publish.payload,
        }
    }

    /// Whether the message was retained. With 3.1.1 only copies for later subscribers are marked.
    pub fn is_retained(&self) -> bool {
        match self {
            Self::V5(publish) => publish.retain,
            Self::V311(publish) => publish.retain,
        }
    }

    /// The packet identifier for its PUBACK; with QoS 0 there is none.
    pub fn packet_id(&self) -> Option<u16> {
        let id = match self {
            Self::V5(publish) => publish.pkid,
            Self::V311(publish) => publish.pkid,
        };
        (id != 0).then_some(id)
    }

    /// The response topic and the correlation data (MQTT 5.0 section 4.10).
    pub fn reply_to(&self) -> (Option<&str>, Option<Vec<u8>>) {
        let Self::V5(v5::Publish { properties: Some(known), .. }) = self else { return (None, None) };
        (known.response_topic.as_deref(), known.correlation_data.as_ref().map(|data| data.to_vec()))
    }
}

/// The library's errors name host and cause, never a message.
fn lost_v5(error: &v5::ConnectionError) -> Lost {
    use v5::ConnectionError::{ConnectionRefused, MqttState, NotConnAck};
    use v5::StateError::{Deserialization, IncomingPacketTooLarge, ProtocolViolation, ServerDisconnect, Unsolicited};
    use v5::mqttbytes::v5::ConnectReturnCode::{RefusedProtocolVersion, UnsupportedProtocolVersion};
    let strange = matches!(
        error,
        ConnectionRefused(UnsupportedProtocolVersion | RefusedProtocolVersion) | MqttState(_) | NotConnAck(_)
    );
    let (mut is_innocent, mut why) = (false, error.to_string());
    if let MqttState(ServerDisconnect { reason_code, .. }) = error {
        is_innocent = !is_about_what_we_sent(*reason_code);
        why = format!("the broker ended it: {reason_code:?} (0x{:02x})", *reason_code as u8);
    }
    let is_end = matches!(error, MqttState(Deserialization(v5::mqttbytes::Error::Io(_))));
    let garbled = !is_end
        && matches!(
            error,
            MqttState(Deserialization(_) | ProtocolViolation(_) | Unsolicited(_) | IncomingPacketTooLarge { .. })
        );
    Lost { why, strange, garbled, is_innocent }
}

/// Whether a message may be the cause of this DISCONNECT reason (MQTT 5.0 section 3.14.2.1).
fn is_about_what_we_sent(reason: v5::mqttbytes::v5::DisconnectReasonCode) -> bool {
    use v5::mqttbytes::v5::DisconnectReasonCode as Reason;
    match reason {
        Reason::UnspecifiedError
        | Reason::MalformedPacket
        | Reason::ProtocolError
        | Reason::ImplementationSpecificError
        | Reason::NotAuthorized
        | Reason::TopicFilterInvalid
        | Reason::TopicNameInvalid
        | Reason::ReceiveMaximumExceeded
        | Reason::TopicAliasInvalid
        | Reason::PacketTooLarge
        | Reason::MessageRateTooHigh
        | Reason::QuotaExceeded
        | Reason::PayloadFormatInvalid
        | Reason::RetainNotSupported
        | Reason::QoSNotSupported
        | Reason::SharedSubscriptionNotSupported
        | Reason::SubscriptionIdentifiersNotSupported
        | Reason::WildcardSubscriptionsNotSupported => true,
        Reason::NormalDisconnection
        | Reason::DisconnectWithWillMessage
        | Reason::ServerBusy
        | Reason::ServerShuttingDown
        | Reason::KeepAliveTimeout
        | Reason::SessionTakenOver
        | Reason::AdministrativeAction
        | Reason::UseAnotherServer
        | Reason::ServerMoved
        | Reason::ConnectionRateExceeded
        | Reason::MaximumConnectTime => false,
    }
}

fn lost_v311(error: &v4::ConnectionError) -> Lost {
    use v4::ConnectionError::{ConnectionRefused, MqttState, NotConnAck};
    use v4::StateError::{Deserialization, ProtocolViolation, Unsolicited};
    let strange = matches!(
        error,
        ConnectionRefused(v4::ConnectReturnCode::RefusedProtocolVersion) | MqttState(_) | NotConnAck(_)
    );
    let is_end = matches!(error, MqttState(Deserialization(v4::mqttbytes::Error::Io(_))));
    let garbled = !is_end && matches!(error, MqttState(Deserialization(_) | ProtocolViolation(_) | Unsolicited(_)));
    Lost { why: error.to_string(), strange, garbled, is_innocent: false }
}

impl Publisher {
    /// Queues a message with QoS 1; the receipt resolves to its outcome. A reply carries the requester's correlation data.
    pub fn publish(
        &self,
        topic: &str,
        body: Vec<u8>,
        retain: bool,
        correlation: Option<&[u8]>,
    ) -> Result<Receipt, Verdict> {
        match self {
            Self::V5(client, acks) => {
                let properties = v5::mqttbytes::v5::PublishProperties {
                    payload_format_indicator: Some(1),
                    content_type: (!retain).then(|| "application/json".to_owned()),
                    correlation_data: correlation.map(|data| data.to_vec().into()),
                    ..Default::default()
                };
                let options = v5::PublishOptions::at_least_once().retain(retain).properties(properties);
                let receipt = client.try_publish_tracked(topic, body, options);
                receipt.map(|notice| Receipt::V5(notice, acks.clone())).map_err(|error| unknown(&error))
            }
            Self::V311(client) => {
                let options = v4::PublishOptions::at_least_once().retain(retain);
                let receipt = client.try_publish_tracked(topic, body, options);
                receipt.map(Receipt::V311).map_err(|error| unknown(&error))
            }
        }
    }

    /// Subscribes with QoS 1. With MQTT 5 it asks the broker to keep the retain flag of publications.
    pub fn subscribe(&self, topic: &str) -> Result<Receipt, Verdict> {
        match self {
            Self::V5(client, _) => {
                let filter = v5::SubscribeFilterInput::new(topic, v5::QoS::AtLeastOnce).preserve_retain(true);
                let receipt = client.try_subscribe_many_tracked([filter]);
                receipt.map(Receipt::SubscriptionV5).map_err(|error| unknown(&error))
            }
            Self::V311(client) => {
                let receipt = client.try_subscribe_tracked(topic, v4::QoS::AtLeastOnce);
                receipt.map(Receipt::SubscriptionV311).map_err(|error| unknown(&error))
            }
        }
    }

    /// Acknowledges a command, so that the broker forgets it.
    pub fn acknowledge(&self, command: &Command) -> Result<(), String> {
        match (self, command) {
            (Self::V5(client, _), Command::V5(publish)) => client.try_ack(publish).map_err(|error| error.to_string()),
            (Self::V311(client), Command::V311(publish)) => client.try_ack(publish).map_err(|error| error.to_string()),
            (Self::V5(..), Command::V311(_)) | (Self::V311(_), Command::V5(_)) => {
                Err("it came by another connection".to_owned())
            }
        }
    }

    /// Sends DISCONNECT after everything that is queued.
    pub fn leave(&self) {
        // A connection that has ended needs none.
        let _ = match self {
            Self::V5(client, _) => client.try_disconnect().is_ok(),
            Self::V311(client) => client.try_disconnect().is_ok(),
        };
    }
}

fn unknown(error: &dyn std::fmt::Display) -> Verdict {
    Verdict::Unknown(error.to_string())
}

impl Receipt {
    /// Waits for the broker's answer. 3.1.1 has no way to refuse: its PUBACK means that the broker has the message.
    pub async fn verdict(self) -> Verdict {
        match self {
            Self::V5(notice, acks) => match notice.wait_async().await {
                Ok(v5::PublishResult::Qos1(ack)) => judged(acks.take_reason(ack.pkid).unwrap_or(ack.reason as u8)),
                Ok(other) => Verdict::Unknown(format!("an answer to another QoS: {other:?}")),
                Err(error @ v5::PublishNoticeError::RetainNotSupported) => Verdict::Refused(error.to_string()),
                Err(error) => unknown(&error),
            },
            Self::V311(notice) => match notice.wait_async().await {
                Ok(v4::PublishResult::Qos1(_)) => Verdict::Taken,
                Ok(other) => Verdict::Unknown(format!("an answer to another QoS: {other:?}")),
                Err(error) => unknown(&error),
            },
            Self::SubscriptionV5(notice) => match notice.wait_async().await {
                Ok(ack) => {
                    let is_no = |code: &&_| !matches!(code, v5::SubscribeReasonCode::Success(_));
                    ack.return_codes.iter().find(is_no).map_or(Verdict::Taken, |no| subscription_refused(&no))
                }
                Err(error) => unknown(&error),
            },
            Self::SubscriptionV311(notice) => match notice.wait_async().await {
                Ok(ack) if ack.return_codes.contains(&v4::SubscribeReasonCode::Failure) => {
                    Verdict::Refused("the broker refused it".to_owned())
                }
                Ok(_) => Verdict::Taken,
                Err(error) => unknown(&error),
            },
        }
    }
}

fn subscription_refused(code: &dyn std::fmt::Debug) -> Verdict {
    Verdict::Refused(format!("the broker refused it: {code:?}"))
}

/// MQTT 5.0 sections 2.4 and 3.4.2.1: a reason below 0x80 is success, any other is a failure.
fn judged(reason: u8) -> Verdict {
    let words = match reason {
        0x00..0x80 => return Verdict::Taken,
        0x80 => "unspecified error",
        0x83 => "implementation specific error",
        0x87 => "not authorized for this topic",
        0x90 => "topic name invalid",
        0x91 => "packet identifier in use",
        0x95 => "packet too large",
        0x97 => "quota exceeded",
        0x99 => "payload format invalid",
        _ => "no reason that is known for it",
    };
    Verdict::Refused(format!("the broker refused it: {words} (0x{reason:02x})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_reason_below_0x80_is_a_yes() {
        for reason in 0..=255 {
            assert_eq!(judged(reason) == Verdict::Taken, reason < 0x80, "{reason:#x}");
        }
    }
}
