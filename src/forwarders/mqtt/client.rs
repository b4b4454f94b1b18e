//! One connection to a broker, in either version of the protocol.
//!
//! A connection is made anew each time: what has to survive it of what we publish is in the store, and what was under way
//! goes again by the same id. The session is clean too, unless commands are taken.

use std::sync::Arc;
use std::time::Duration;

use rumqttc_v4 as v4;
use rumqttc_v5 as v5;
use rustls::ClientConfig;

use super::session;
use crate::model::Secret;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// MQTT 5.0.
    V5,
    /// MQTT 3.1.1.
    V311,
}

impl Version {
    pub fn other(self) -> Self {
        match self {
            Self::V5 => Self::V311,
            Self::V311 => Self::V5,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::V5 => "5",
            Self::V311 => "3.1.1",
        }
    }
}

/// Whom to connect to, and as whom.
#[derive(Debug, Clone)]
pub struct Address {
    pub host: String,
    pub port: u16,
    pub tls: Option<Arc<ClientConfig>>,
    pub credentials: Option<(String, Secret)>,
    pub client_id: String,
    pub keep_alive: Duration,
    /// For making the connection.
    pub timeout: Duration,
    /// The topic on which the broker says `offline` for us.
    pub will: String,
}

/// What the broker said when it let us in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Welcome {
    /// The longest packet that it takes, in octets (MQTT 5.0 section 3.2.2.3.6).
    pub packet_max: u32,
}

impl Welcome {
    /// Whether the broker takes a packet of so many octets: sending it one that it does not would end the connection.
    pub fn takes(self, length: usize) -> bool {
        length <= usize::try_from(self.packet_max).unwrap_or(usize::MAX)
    }
}

/// What a connection brings.
pub enum Heard {
    Welcome(Welcome),
    Command(Box<Command>),
    /// The PUBACK for this packet has gone out.
    Acknowledged(u16),
    /// The broker lets nobody subscribe, or not us.
    NotSubscribed(String),
}

/// A message that was published to us.
pub enum Command {
    V5(v5::Publish),
    V311(v4::Publish),
}

/// Why there is no connection (any more).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    pub why: String,
    /// The broker answered, but not as this version of the protocol has it: the other may do.
    pub strange: bool,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Taken,
    /// This message, or this topic, the broker does not want.
    Refused(String),
    /// The broker takes nothing now, or nobody knows whether it took this.
    Unknown(String),
}

/// Gives messages to the connection.
#[derive(Clone)]
pub enum Publisher {
    V5(v5::AsyncClient),
    V311(v4::AsyncClient),
}

/// A message on its way.
pub enum Receipt {
    V5(v5::PublishNotice),
    V311(v4::PublishNotice),
}

/// The connection itself, which lives as long as it is asked what happens.
pub enum Link {
    V5(Box<v5::EventLoop>),
    V311(Box<v4::EventLoop>),
}

/// What both versions are told in the same words.
macro_rules! options {
    ($version:ident, $address:expr, $will:expr) => {{
        let address: &Address = $address;
        let mut options = $version::MqttOptions::new(&address.client_id, (address.host.clone(), address.port));
        options.set_keep_alive(u16::try_from(address.keep_alive.as_secs()).unwrap_or(u16::MAX));
        options.set_last_will($will);
        if let Some((user, password)) = &address.credentials {
            options.set_credentials(user, password.reveal().as_bytes().to_vec());
        }
        if let Some(tls) = &address.tls {
            let tls = $version::TlsConfiguration::Rustls(Arc::clone(tls));
            options.set_transport($version::Transport::tls_with_config(tls));
        }
        options
    }};
}

/// The same for both.
fn network(address: &Address) -> v5::NetworkOptions {
    let mut network = v5::NetworkOptions::new();
    network.set_tcp_nodelay(true);
    network.set_connection_timeout(address.timeout.as_secs().max(1));
    network
}

const OFFLINE: &str = "offline";

/// Begins to connect: [`Link::next`] tells whether it succeeds. With `commands` the broker keeps those that come while there
/// is no connection.
pub fn open(address: &Address, version: Version, commands: bool) -> (Publisher, Link) {
    match version {
        Version::V5 => {
            let will =
                v5::mqttbytes::v5::LastWill::new(&address.will, OFFLINE, v5::mqttbytes::QoS::AtLeastOnce, true, None);
            let mut options = options!(v5, address, will);
            options.set_network_options(network(address));
            options.set_outgoing_inflight_upper_limit(session::UNDER_WAY_MAX);
            if commands {
                session::keep_v5(&mut options);
            }
            let (client, link) = v5::AsyncClient::builder(options).unbounded().build();
            (Publisher::V5(client), Link::V5(Box::new(link)))
        }
        Version::V311 => {
            let will = v4::LastWill::new(&address.will, OFFLINE, v4::QoS::AtLeastOnce, true);
            let mut options = options!(v4, address, will);
            options.set_max_packet_size(session::ANY_LENGTH, session::ANY_LENGTH);
            if commands {
                session::keep_v311(&mut options);
            }
            let (client, mut link) = v4::AsyncClient::builder(options).unbounded().build();
            link.set_network_options(network(address));
            (Publisher::V311(client), Link::V311(Box::new(link)))
        }
    }
}

impl Link {
    /// Goes on until there is something to tell, or the connection ends.
    pub async fn next(&mut self) -> Result<Heard, Lost> {
        loop {
            match self {
                Self::V5(link) => match link.poll().await {
                    Ok(v5::Event::Incoming(v5::Packet::ConnAck(ack))) => {
                        let packet_max = ack.properties.and_then(|known| known.max_packet_size);
                        return Ok(Heard::Welcome(Welcome { packet_max: packet_max.unwrap_or(u32::MAX) }));
                    }
                    Ok(v5::Event::Incoming(v5::Packet::Publish(publish))) => {
                        return Ok(Heard::Command(Box::new(Command::V5(publish))));
                    }
                    Ok(v5::Event::Outgoing(v5::Outgoing::PubAck(packet))) => return Ok(Heard::Acknowledged(packet)),
                    Ok(v5::Event::Incoming(v5::Packet::SubAck(ack))) => {
                        let is_no = |code: &&_| !matches!(code, v5::SubscribeReasonCode::Success(_));
                        if let Some(no) = ack.return_codes.iter().find(is_no) {
                            return Ok(Heard::NotSubscribed(format!("the broker refused it: {no:?}")));
                        }
                    }
                    Ok(_) => {}
                    Err(error) => return Err(lost_v5(&error)),
                },
                Self::V311(link) => match link.poll().await {
                    Ok(v4::Event::Incoming(v4::Packet::ConnAck(_))) => {
                        return Ok(Heard::Welcome(Welcome { packet_max: u32::MAX }));
                    }
                    Ok(v4::Event::Incoming(v4::Packet::Publish(publish))) => {
                        return Ok(Heard::Command(Box::new(Command::V311(publish))));
                    }
                    Ok(v4::Event::Outgoing(v4::Outgoing::PubAck(packet))) => return Ok(Heard::Acknowledged(packet)),
                    Ok(v4::Event::Incoming(v4::Packet::SubAck(ack))) => {
                        if ack.return_codes.contains(&v4::SubscribeReasonCode::Failure) {
                            return Ok(Heard::NotSubscribed("the broker refused it".to_owned()));
                        }
                    }
                    Ok(_) => {}
                    Err(error) => return Err(lost_v311(&error)),
                },
            }
        }
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

    /// With 3.1.1 only the copies that the broker gives to those who come later are marked so.
    pub fn is_retained(&self) -> bool {
        match self {
            Self::V5(publish) => publish.retain,
            Self::V311(publish) => publish.retain,
        }
    }

    /// By what it is acknowledged; with QoS 0 it is not.
    pub fn packet_id(&self) -> Option<u16> {
        let id = match self {
            Self::V5(publish) => publish.pkid,
            Self::V311(publish) => publish.pkid,
        };
        (id != 0).then_some(id)
    }

    /// The topic on which an answer is wanted, and what it is known by there (MQTT 5.0 section 4.10).
    pub fn reply_to(&self) -> (Option<&str>, Option<Vec<u8>>) {
        let Self::V5(v5::Publish { properties: Some(known), .. }) = self else { return (None, None) };
        (known.response_topic.as_deref(), known.correlation_data.as_ref().map(|data| data.to_vec()))
    }
}

/// The library's words name the host and what failed, never a message.
fn lost_v5(error: &v5::ConnectionError) -> Lost {
    use v5::ConnectionError::{ConnectionRefused, MqttState, NotConnAck};
    use v5::mqttbytes::v5::ConnectReturnCode::{RefusedProtocolVersion, UnsupportedProtocolVersion};
    let strange = matches!(
        error,
        ConnectionRefused(UnsupportedProtocolVersion | RefusedProtocolVersion) | MqttState(_) | NotConnAck(_)
    );
    Lost { why: error.to_string(), strange }
}

fn lost_v311(error: &v4::ConnectionError) -> Lost {
    use v4::ConnectionError::{ConnectionRefused, MqttState, NotConnAck};
    let strange = matches!(
        error,
        ConnectionRefused(v4::ConnectReturnCode::RefusedProtocolVersion) | MqttState(_) | NotConnAck(_)
    );
    Lost { why: error.to_string(), strange }
}

impl Publisher {
    /// Puts a message in line; the receipt tells what becomes of it. QoS 1.
    pub fn publish(&self, topic: &str, body: Vec<u8>, retain: bool) -> Result<Receipt, Verdict> {
        self.put(topic, body, retain, None)
    }

    /// An answer, with what whoever asked knows it by.
    pub fn reply(&self, topic: &str, body: Vec<u8>, correlation: Option<&[u8]>) -> Result<Receipt, Verdict> {
        self.put(topic, body, false, correlation)
    }

    fn put(&self, topic: &str, body: Vec<u8>, retain: bool, correlation: Option<&[u8]>) -> Result<Receipt, Verdict> {
        let refused = |error: &dyn std::fmt::Display| Verdict::Unknown(error.to_string());
        match self {
            Self::V5(client) => {
                let properties = v5::mqttbytes::v5::PublishProperties {
                    payload_format_indicator: Some(1),
                    content_type: (!retain).then(|| "application/json".to_owned()),
                    correlation_data: correlation.map(|data| data.to_vec().into()),
                    ..Default::default()
                };
                let options = v5::PublishOptions::at_least_once().retain(retain).properties(properties);
                let receipt = client.try_publish_tracked(topic, body, options);
                receipt.map(Receipt::V5).map_err(|error| refused(&error))
            }
            Self::V311(client) => {
                let options = v4::PublishOptions::at_least_once().retain(retain);
                let receipt = client.try_publish_tracked(topic, body, options);
                receipt.map(Receipt::V311).map_err(|error| refused(&error))
            }
        }
    }

    /// QoS 1. What is published to be retained comes marked so where the version has a way to ask for that.
    pub fn subscribe(&self, topic: &str) -> Result<(), String> {
        match self {
            Self::V5(client) => {
                let filter = v5::SubscribeFilterInput::new(topic, v5::QoS::AtLeastOnce).preserve_retain(true);
                client.try_subscribe_many([filter]).map_err(|error| error.to_string())
            }
            Self::V311(client) => client.try_subscribe(topic, v4::QoS::AtLeastOnce).map_err(|error| error.to_string()),
        }
    }

    /// The broker may forget it.
    pub fn acknowledge(&self, command: &Command) -> Result<(), String> {
        match (self, command) {
            (Self::V5(client), Command::V5(publish)) => client.try_ack(publish).map_err(|error| error.to_string()),
            (Self::V311(client), Command::V311(publish)) => client.try_ack(publish).map_err(|error| error.to_string()),
            (Self::V5(_), Command::V311(_)) | (Self::V311(_), Command::V5(_)) => {
                Err("it came by another connection".to_owned())
            }
        }
    }

    /// Says good-bye once everything in line has gone out.
    pub fn leave(&self) {
        // A connection that is gone has no need of it.
        let _ = match self {
            Self::V5(client) => client.try_disconnect().is_ok(),
            Self::V311(client) => client.try_disconnect().is_ok(),
        };
    }
}

impl Receipt {
    /// The broker's own word. 3.1.1 has no way to refuse: its PUBACK means that the packet was
    /// understood.
    pub async fn verdict(self) -> Verdict {
        match self {
            Self::V5(notice) => match notice.wait_async().await {
                Ok(v5::PublishResult::Qos1(ack)) => judged(ack.reason),
                Ok(other) => Verdict::Unknown(format!("an answer to another QoS: {other:?}")),
                Err(v5::PublishNoticeError::V5PubAck(reason)) => judged(reason),
                Err(error) => Verdict::Unknown(error.to_string()),
            },
            Self::V311(notice) => match notice.wait_async().await {
                Ok(v4::PublishResult::Qos1(_)) => Verdict::Taken,
                Ok(other) => Verdict::Unknown(format!("an answer to another QoS: {other:?}")),
                Err(error) => Verdict::Unknown(error.to_string()),
            },
        }
    }
}

/// MQTT 5.0 section 3.4.2.1. Reasons below 0x80 mean yes.
fn judged(reason: v5::mqttbytes::v5::PubAckReason) -> Verdict {
    use v5::mqttbytes::v5::PubAckReason as Reason;
    let said = |words: &str| format!("the broker refused it: {words} (0x{:02x})", reason as u8);
    match reason {
        Reason::Success | Reason::NoMatchingSubscribers => Verdict::Taken,
        Reason::NotAuthorized => Verdict::Refused(said("not authorized for this topic")),
        Reason::TopicNameInvalid => Verdict::Refused(said("topic name invalid")),
        Reason::PayloadFormatInvalid => Verdict::Refused(said("payload format invalid")),
        Reason::QuotaExceeded => Verdict::Unknown(said("quota exceeded")),
        Reason::PacketIdentifierInUse => Verdict::Unknown(said("packet identifier in use")),
        Reason::UnspecifiedError => Verdict::Unknown(said("unspecified error")),
        Reason::ImplementationSpecificError => Verdict::Unknown(said("implementation specific error")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use v5::mqttbytes::v5::PubAckReason as Reason;

    #[test]
    fn only_a_reason_below_0x80_is_a_yes() {
        for reason in [
            Reason::Success,
            Reason::NoMatchingSubscribers,
            Reason::UnspecifiedError,
            Reason::ImplementationSpecificError,
            Reason::NotAuthorized,
            Reason::TopicNameInvalid,
            Reason::PacketIdentifierInUse,
            Reason::QuotaExceeded,
            Reason::PayloadFormatInvalid,
        ] {
            assert_eq!(judged(reason) == Verdict::Taken, (reason as u8) < 0x80, "{reason:?}");
        }
    }
}
