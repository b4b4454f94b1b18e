//! One request and its answer, by ureq, and the kept connections.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Condvar, Mutex, PoisonError, mpsc};
use std::time::Duration;

use ureq::Error;
use ureq::config::Config;
use ureq::http::uri::Scheme;
use ureq::http::{HeaderMap, Method, StatusCode, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use crate::clock;
use crate::model::{Network, is_public};

/// The settings of a destination. Destinations with the same settings share one agent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Client {
    /// The time limit from the name lookup to the end of the answer.
    pub timeout: Duration,
    pub trust: Trust,
    pub reach: Reach,
    /// The largest body that is read of an answer.
    pub answer_bytes_max: u64,
}

/// The addresses that a destination may have. They are checked at each connection, since a name may lead elsewhere later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Any: the operator named the URL.
    Anywhere,
    /// By `https` public addresses; by `https` and `http` those of these networks.
    PublicOr(Vec<Network>),
}

impl Reach {
    /// Whether an address may be connected to.
    pub fn allows(&self, address: IpAddr, is_https: bool) -> bool {
        match self {
            Self::Anywhere => true,
            Self::PublicOr(networks) => {
                is_https && is_public(address) || networks.iter().any(|network| network.contains(address))
            }
        }
    }
}

/// The trusted certificates for `https`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// The public authorities.
    Public,
    /// Only these authorities, or these certificates themselves, in DER.
    Only(Vec<Vec<u8>>),
}

#[derive(Debug, Clone)]
pub struct Request {
    pub method: Method,
    pub url: Uri,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<Vec<u8>>,
}

/// The destination's answer, whatever its status; a redirect is an answer, too.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The body, or why it is incomplete: the connection broke, or the body is longer than the client wants.
    pub body: Result<Vec<u8>, String>,
}

/// Why there is no answer. The texts name host and cause, never anything of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// There was no connection, so nothing was sent; any other request would fail, too.
    Unreachable(String),
    /// The request may have arrived all the same.
    NoAnswer(String),
    /// The request was withdrawn before a worker started it.
    Withdrawn(String),
    /// The sender did not need the request any more when its turn came.
    Unwanted,
    /// A panic of simgate; its text went to standard error.
    Panicked,
}

/// The largest body that is usually read, so that the connection stays usable.
pub const BODY_BYTES_MAX: u64 = 64 * 1024;

const OUTPUT_BYTES: usize = 16 * 1024;
const HEAD_BYTES_MAX: usize = 32 * 1024;
/// The largest head of an answer.
const INPUT_BYTES: usize = 40 * 1024;

/// Idle connections are closed after this time: their buffers contain the last request, which may be a code.
pub const REST: Duration = Duration::from_secs(8);
/// The largest number of idle connections of one agent; each has buffers and a file descriptor.
const RESTING_MAX: usize = 32;
const AGENTS_MAX: usize = 8;
/// The largest number of concurrent name lookups. ureq starts a thread for each, which ends when the system gives up, possibly
/// long after the timeout.
const LOOKUPS_MAX: usize = 64;

/// One ureq agent for all destinations with the same settings, for as long as it is used.
#[derive(Default)]
pub struct Agents {
    agents: BTreeMap<Arc<Client>, Kept>,
    names: Names,
}

struct Kept {
    agent: ureq::Agent,
    used: Duration,
}

impl Agents {
    pub fn of(&mut self, client: &Arc<Client>, now: Duration) -> ureq::Agent {
        if let Some(kept) = self.agents.get_mut(client) {
            kept.used = now;
            return kept.agent.clone();
        }
        if self.agents.len() >= AGENTS_MAX {
            let oldest = self.agents.iter().min_by_key(|(_, kept)| kept.used).map(|(client, _)| Arc::clone(client));
            oldest.and_then(|oldest| self.agents.remove(&oldest));
        }
        let agent = agent(client, self.names.clone());
        self.agents.insert(Arc::clone(client), Kept { agent: agent.clone(), used: now });
        agent
    }

    /// Closes the connections of agents that were not used for `REST`. For an agent in use, ureq closes connections that were
    /// idle as long at its next request.
    pub fn close_resting(&mut self, now: Duration) {
        self.agents.retain(|_, kept| kept.used + REST > now);
    }

    pub fn forget(&mut self, client: &Arc<Client>) {
        self.agents.remove(client);
    }

    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.agents.is_empty()
    }

    pub fn close_all(&mut self) {
        self.agents.clear();
    }

    /// Its connections become idle.
    pub fn note_end(&mut self, client: &Arc<Client>, now: Duration) {
        if let Some(kept) = self.agents.get_mut(client) {
            kept.used = now;
        }
    }
}

fn agent(client: &Client, names: Names) -> ureq::Agent {
    let roots = match &client.trust {
        Trust::Public => RootCerts::WebPki,
        Trust::Only(certificates) => {
            let certificates: Vec<_> = certificates.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
            RootCerts::new_with_certs(&certificates)
        }
    };
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(client.timeout))
        // A timeout of its own distinguishes this from a receiver that accepts the connection and does not answer.
        .timeout_connect(Some(client.timeout * 3 / 4))
        // The operator named this URL; a redirect could lead anywhere.
        .max_redirects(0)
        .http_status_as_error(false)
        // A proxy of the environment would see requests to this machine, too.
        .proxy(None)
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .max_idle_connections(RESTING_MAX)
        .max_idle_connections_per_host(RESTING_MAX)
        .max_idle_age(REST)
        .output_buffer_size(OUTPUT_BYTES)
        .input_buffer_size(INPUT_BYTES)
        .max_response_header_size(HEAD_BYTES_MAX)
        .user_agent(concat!("simgate/", env!("CARGO_PKG_VERSION")))
        .build();
    let resolver = Guard { names, reach: client.reach.clone() };
    ureq::Agent::with_parts(config, DefaultConnector::default(), resolver)
}

/// Sends a request and waits for the whole answer.
pub fn exchange(agent: &ureq::Agent, request: Request, answer_bytes_max: u64) -> Result<Reply, Failure> {
    let failed = |error: Error| {
        if is_away(&error) { Failure::Unreachable(error.to_string()) } else { Failure::NoAnswer(error.to_string()) }
    };
    let mut head = ureq::http::Request::builder().method(request.method).uri(request.url);
    for (name, value) in request.headers {
        head = head.header(name, value);
    }
    let answered = match request.body {
        Some(body) => head.body(body).map_err(Error::Http).and_then(|request| agent.run(request)),
        None => head.body(()).map_err(Error::Http).and_then(|request| agent.run(request)),
    };
    let mut response = answered.map_err(failed)?;
    let body = response.body_mut().with_config().limit(answer_bytes_max).read_to_vec();
    let (head, _) = response.into_parts();
    Ok(Reply { status: head.status, headers: head.headers, body: body.map_err(|error| error.to_string()) })
}

/// Whether there was no connection.
fn is_away(error: &Error) -> bool {
    const KINDS: [ErrorKind; 5] = [
        ErrorKind::ConnectionRefused,
        ErrorKind::HostUnreachable,
        ErrorKind::NetworkUnreachable,
        ErrorKind::NetworkDown,
        ErrorKind::AddrNotAvailable,
    ];
    if let Error::Io(error) = error {
        return KINDS.contains(&error.kind());
    }
    matches!(
        error,
        Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect)
            | Error::HostNotFound
            | Error::ConnectionFailed
            | Error::Tls(_)
            | Error::Pem(_)
            | Error::Rustls(_)
    )
}

/// Looks up names, a bounded number at a time. An address needs no lookup.
#[derive(Debug, Clone, Default)]
struct Names(Arc<Lookups>);

#[derive(Debug, Default)]
struct Lookups {
    under_way: Mutex<usize>,
    bell: Condvar,
}

/// A permit that the thread of a lookup holds.
struct Lookup(Names);

impl Drop for Lookup {
    fn drop(&mut self) {
        *self.0.0.under_way.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.0.bell.notify_one();
    }
}

impl Names {
    /// Waits for a permit. `None`: too many lookups run, and none of them ended in time.
    fn begin(&self, within: Duration) -> Option<Lookup> {
        let under_way = self.0.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |count: &mut usize| *count >= LOOKUPS_MAX;
        let waited = self.0.bell.wait_timeout_while(under_way, within, is_full);
        let (mut under_way, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return None;
        }
        *under_way += 1;
        Some(Lookup(self.clone()))
    }
}

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let port = uri.port_u16().unwrap_or(if uri.scheme() == Some(&Scheme::HTTPS) { 443 } else { 80 });
        if let Ok(address) = host.parse() {
            let mut addresses = self.empty();
            addresses.push(SocketAddr::new(address, port));
            return Ok(addresses);
        }
        let too_late = || Error::Timeout(ureq::Timeout::Resolve);
        let until = clock::now().mono + *timeout.after;
        let lookup = self.begin(*timeout.after).ok_or_else(too_late)?;
        let (found, waits) = mpsc::sync_channel(1);
        let (uri, config) = (uri.clone(), config.clone());
        std::thread::Builder::new().name("http-name".to_owned()).spawn(move || {
            let _lookup = lookup;
            // Without a timeout ureq looks the name up on this thread.
            let _ = found.send(DefaultResolver::default().resolve(&uri, &config, NextTimeout::default()));
        })?;
        waits.recv_timeout(until.saturating_sub(clock::now().mono)).map_err(|_| too_late())?
    }
}

/// Looks up names, and removes addresses that the destination may not have.
#[derive(Debug)]
struct Guard {
    names: Names,
    reach: Reach,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let is_https = uri.scheme() == Some(&Scheme::HTTPS);
        let mut allowed = self.empty();
        found
            .iter()
            .filter(|address| self.reach.allows(address.ip(), is_https))
            .for_each(|&address| allowed.push(address));
        if allowed.is_empty() {
            let why = "the address is not public, and `webhook_networks` does not list it";
            return Err(Error::Io(std::io::Error::new(ErrorKind::PermissionDenied, why)));
        }
        Ok(allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_only_to_allowed_addresses() {
        let config = ureq::Agent::config_builder().build();
        let within = |networks: &[&str], uri: &str| {
            let networks = networks.iter().map(|network| Network::parse(network).unwrap()).collect();
            let guard = Guard { names: Names::default(), reach: Reach::PublicOr(networks) };
            let after = ureq::unversioned::transport::time::Duration::Exact(Duration::from_secs(20));
            let timeout = NextTimeout { after, ..NextTimeout::default() };
            guard.resolve(&uri.parse().unwrap(), &config, timeout).map(|addresses| addresses.len())
        };
        for (networks, uri, is_allowed) in [
            (&[][..], "https://localhost/", false),
            (&[], "https://127.0.0.1/", false),
            (&[], "https://[::ffff:10.0.0.1]/", false),
            (&[], "https://1.1.1.1/", true),
            (&[], "http://1.1.1.1/", false),
            (&["10.0.0.0/8"], "https://127.0.0.1/", false),
            (&["10.0.0.0/8"], "http://10.1.2.3/", true),
            (&["127.0.0.0/8", "::1"], "http://localhost/", true),
        ] {
            assert_eq!(within(networks, uri).is_ok(), is_allowed, "{networks:?} {uri}");
        }
        let refused = within(&[], "https://localhost/").unwrap_err();
        assert!(refused.to_string().contains("webhook_networks"), "{refused}");
    }

    #[test]
    fn names_are_looked_up_a_bounded_number_at_a_time() {
        let (names, config) = (Names::default(), ureq::Agent::config_builder().build());
        let uri: Uri = "http://localhost:81/".parse().unwrap();
        let within = |timeout| {
            let after = ureq::unversioned::transport::time::Duration::Exact(timeout);
            names.resolve(&uri, &config, NextTimeout { after, ..NextTimeout::default() })
        };
        assert!(within(Duration::from_secs(20)).unwrap().iter().all(|address| address.port() == 81));
        let lookups: Vec<_> = (0..LOOKUPS_MAX).map(|_| names.begin(Duration::from_secs(20)).unwrap()).collect();
        let failed = within(Duration::from_millis(50)).unwrap_err();
        assert!(matches!(failed, Error::Timeout(ureq::Timeout::Resolve)) && is_away(&failed), "{failed}");
        drop(lookups);
        assert!(within(Duration::from_secs(20)).is_ok());
        let literal = names.resolve(&"https://[::1]/".parse().unwrap(), &config, NextTimeout::default()).unwrap();
        assert_eq!(literal[..], [SocketAddr::from(([0, 0, 0, 0, 0, 0, 0, 1], 443))]);
    }
}
