//! To a broker: the socket, TLS, and what the library is told.
//!
//! A connection is made anew each time: what has to survive it of what we publish is in the store, and what was under way
//! goes again by the same id. The session is clean too, unless commands are taken.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rumqttc_v4 as v4;
use rumqttc_v5 as v5;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::client::{Driver, Link, Publisher};
use super::session;
use super::version::Version;
use super::wire::{Acks, PACKET_MAX, Socket, Wire};
use crate::model::Secret;

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

/// Packets that the library reads before it is asked for the first of them.
const READ_AT_ONCE: usize = 16;

/// What both versions are told in the same words.
macro_rules! options {
    ($version:ident, $protocol:expr, $address:expr, $will:expr) => {{
        let address: &Address = $address;
        let mut options = $version::MqttOptions::new(&address.client_id, (address.host.clone(), address.port));
        options.set_keep_alive(u16::try_from(address.keep_alive.as_secs()).unwrap_or(u16::MAX));
        options.set_last_will($will);
        if let Some((user, password)) = &address.credentials {
            options.set_credentials(user, password.reveal().as_bytes().to_vec());
        }
        let (version, acks) = ($protocol, Acks::default());
        let (own_address, own_acks) = (address.clone(), acks.clone());
        options.set_read_batch_size(READ_AT_ONCE);
        options.set_socket_connector(move |_, _| {
            let (address, acks) = (own_address.clone(), own_acks.clone());
            async move { Ok(Wire::new(connect(&address).await?, version, acks)) }
        });
        (options, acks)
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

/// Begins to connect: [`Link::next`] tells whether it succeeds. With `keep_session` the broker keeps the commands that come
/// while there is no connection; without it the broker forgets what it kept.
pub fn open(address: &Address, version: Version, keep_session: bool) -> (Publisher, Link) {
    match version {
        Version::V5 => {
            let will =
                v5::mqttbytes::v5::LastWill::new(&address.will, OFFLINE, v5::mqttbytes::QoS::AtLeastOnce, true, None);
            let (mut options, acks) = options!(v5, version, address, will);
            options.set_network_options(network(address));
            options.set_outgoing_inflight_upper_limit(session::UNDER_WAY_MAX);
            // What is longer the broker does not even send (MQTT 5.0 section 3.1.2.11.4).
            options.set_max_packet_size(u32::try_from(PACKET_MAX).ok());
            if keep_session {
                session::keep_v5(&mut options);
            }
            let (client, link) = v5::AsyncClient::builder(options).unbounded().build();
            (Publisher::V5(client, acks.clone()), Link { driver: Driver::V5(Box::new(link)), acks })
        }
        Version::V311 => {
            let will = v4::LastWill::new(&address.will, OFFLINE, v4::QoS::AtLeastOnce, true);
            let (mut options, acks) = options!(v4, version, address, will);
            options.set_max_packet_size(PACKET_MAX, session::ANY_LENGTH);
            if keep_session {
                session::keep_v311(&mut options);
            }
            let (client, mut link) = v4::AsyncClient::builder(options).unbounded().build();
            link.set_network_options(network(address));
            (Publisher::V311(client), Link { driver: Driver::V311(Box::new(link)), acks })
        }
    }
}

/// The connection that MQTT is spoken on. The library would put TLS on top of what looks at the packets.
async fn connect(address: &Address) -> io::Result<Box<dyn Socket>> {
    let stream = dial(address).await?;
    stream.set_nodelay(true)?;
    let Some(tls) = &address.tls else { return Ok(Box::new(stream)) };
    let name = ServerName::try_from(address.host.clone()).map_err(io::Error::other)?;
    Ok(Box::new(TlsConnector::from(Arc::clone(tls)).connect(name, stream).await?))
}

/// A host that has several addresses may answer on one of them only.
async fn dial(address: &Address) -> io::Result<TcpStream> {
    let known: Vec<_> = lookup_host((address.host.as_str(), address.port)).await?.collect();
    let share = address.timeout / u32::try_from(known.len().max(1)).unwrap_or(u32::MAX);
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for one in known {
        match timeout(share, TcpStream::connect(one)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => last = error,
            Err(late) => last = late.into(),
        }
    }
    Err(last)
}
