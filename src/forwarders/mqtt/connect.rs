//! Connects to a broker: the socket, TLS, and the settings of the library.
//!
//! Every connection starts without state: publications are in the store, and those in flight are repeated with the same id.
//! The session is clean, too, unless commands are enabled.

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

/// The broker's address and our credentials.
#[derive(Debug, Clone)]
pub struct Address {
    pub host: String,
    pub port: u16,
    pub tls: Option<Arc<ClientConfig>>,
    pub credentials: Option<(String, Secret)>,
    pub client_id: String,
    pub keep_alive: Duration,
    /// The time limit for connecting.
    pub timeout: Duration,
    /// The topic of the last will, `offline`.
    pub will: String,
}

/// Packets that the library reads ahead.
const READ_AT_ONCE: usize = 16;

/// Applies the settings that both versions share.
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

/// Starts to connect: [`Link::next`] returns the result. With `keep_session` the broker keeps commands while there is no
/// connection; without it the broker deletes its session.
pub fn open(address: &Address, version: Version, keep_session: bool) -> (Publisher, Link) {
    match version {
        Version::V5 => {
            let will =
                v5::mqttbytes::v5::LastWill::new(&address.will, OFFLINE, v5::mqttbytes::QoS::AtLeastOnce, true, None);
            let (mut options, acks) = options!(v5, version, address, will);
            options.set_network_options(network(address));
            options.set_outgoing_inflight_upper_limit(session::UNDER_WAY_MAX);
            // The broker does not send longer packets (MQTT 5.0 section 3.1.2.11.4).
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

/// Opens the socket, with TLS where it is set. The library itself would put TLS above the filter of packets.
async fn connect(address: &Address) -> io::Result<Box<dyn Socket>> {
    let stream = dial(address).await?;
    stream.set_nodelay(true)?;
    let Some(tls) = &address.tls else { return Ok(Box::new(stream)) };
    let name = ServerName::try_from(address.host.clone()).map_err(io::Error::other)?;
    Ok(Box::new(TlsConnector::from(Arc::clone(tls)).connect(name, stream).await?))
}

/// Tries each address of the host, since only one of them may answer.
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
