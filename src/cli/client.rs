//! A client of the daemon's HTTP interface, for the verbs that send and query.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use http::{StatusCode, Uri};
use serde_json::Value;
use ureq::config::ConfigBuilder;
use ureq::typestate::AgentScope;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, DefaultConnector, TcpConnector};

use super::answer::{Answer, Fault, WAIT_MAX, WAITS_MAX, asks_to_wait};
use super::gateway::Gateway;
use super::pinned_tls::Pinned;
use super::socket::{CONNECT, Socket};
use super::{CliError, ConfigArg, Exit};
use crate::api::local::SOCKET_FILE;
use crate::config::{Config, Listen};
use crate::daemon::KEY_FILE;
use crate::model::Secret;

/// Options of every verb that talks to the daemon.
#[derive(clap::Args)]
pub struct ClientArg {
    #[command(flatten)]
    config: ConfigArg,
    /// The URL of another gateway [default: $SIMGATE_URL; else the gateway of this machine, by its socket in the data directory]
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// A file with an API key for the gateway at --url, or at `listen` of the configuration [default: $SIMGATE_KEY; with a URL,
    /// `api.key` in the data directory]
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

pub const KEY_VARIABLE: &str = "SIMGATE_KEY";
const WHOLE: Duration = Duration::from_secs(30);
const ANSWER_BYTES_MAX: u64 = 8 << 20;
const KEY_BYTES_MAX: u64 = 1024;

pub struct Client {
    agent: ureq::Agent,
    to: Gateway,
    /// The base URL, without a slash at its end.
    base: String,
    key: Option<Secret>,
}

impl ClientArg {
    /// Connects by the socket in the data directory; with a URL or a key, by the network.
    pub fn connect(&self) -> Result<Client, CliError> {
        let (url, named) = (self.url.clone().or_else(|| variable("SIMGATE_URL")), variable(KEY_VARIABLE));
        let mut config = None;
        if url.is_none() && self.key_file.is_none() && named.is_none() {
            return Ok(Client::local(&self.loaded(&mut config)?.gateway.data));
        }
        let (base, certificate) = match url {
            Some(url) => (read_url(&url)?, None),
            None => listening(self.loaded(&mut config)?)?,
        };
        let key = match (&self.key_file, named) {
            (Some(file), _) => read_key(file)?,
            (None, Some(key)) => clean_key(&key).ok_or_else(|| {
                CliError::failed("SIMGATE_KEY does not hold a key")
                    .hint("a key is one word, as `api.key` in the data directory holds it")
            })?,
            (None, None) => read_key(&self.loaded(&mut config)?.gateway.data.join(KEY_FILE))?,
        };
        let agent = agent(certificate.as_deref())?;
        Ok(Client { agent, to: Gateway::At(base.clone()), base, key: Some(key) })
    }

    /// Reads the configuration, whose warnings were printed when [`ClientArg::connect`] read it.
    pub fn configuration(&self) -> Result<Config, CliError> {
        Ok(self.config.examine()?)
    }

    /// Reads the configuration only where it is needed: a caller on another machine has none.
    fn loaded<'a>(&self, config: &'a mut Option<Config>) -> Result<&'a Config, CliError> {
        if config.is_none() {
            *config = Some(self.config.load()?);
        }
        Ok(config.get_or_insert_default())
    }
}

impl Client {
    /// A client over the socket: nothing crosses the network, and no key is needed.
    pub fn local(data: &Path) -> Self {
        let agent = ureq::Agent::with_parts(settings().build(), Socket(data.to_owned()), DefaultResolver::default());
        // A placeholder that needs no lookup; the connector ignores it.
        let base = "http://127.0.0.1".to_owned();
        Self { agent, to: Gateway::Here(data.join(SOCKET_FILE)), base, key: None }
    }

    pub fn get(&self, path: &str) -> Result<Answer, Fault> {
        let request = self.agent.get(format!("{}{path}", self.base));
        finish(match self.bearer() {
            Some(bearer) => request.header("authorization", bearer).call(),
            None => request.call(),
        })
    }

    pub fn post(&self, path: &str, body: Option<&Value>) -> Result<Answer, Fault> {
        self.post_within(WHOLE, path, body)
    }

    /// The same for a request whose answer may take so long.
    pub fn post_within(&self, limit: Duration, path: &str, body: Option<&Value>) -> Result<Answer, Fault> {
        let request = self.agent.post(format!("{}{path}", self.base));
        let request = request.config().timeout_global(Some(limit)).build();
        let request = match self.bearer() {
            Some(bearer) => request.header("authorization", bearer),
            None => request,
        };
        finish(match body {
            Some(body) => request.content_type("application/json").send(body.to_string()),
            None => request.send_empty(),
        })
    }

    pub fn delete(&self, path: &str) -> Result<Answer, Fault> {
        let request = self.agent.delete(format!("{}{path}", self.base));
        finish(match self.bearer() {
            Some(bearer) => request.header("authorization", bearer).call(),
            None => request.call(),
        })
    }

    /// The gateway that this client asks.
    pub fn gateway(&self) -> &Gateway {
        &self.to
    }

    fn bearer(&self) -> Option<String> {
        self.key.as_ref().map(|key| format!("Bearer {}", key.reveal()))
    }
}

/// The caller's word, escaped as one segment of a path.
pub fn segment(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// Sends the request until the answer is another than 429, too many requests.
pub fn ask(client: &Client, request: impl Fn(&Client) -> Result<Answer, Fault>) -> Result<Answer, CliError> {
    let mut waited = Duration::ZERO;
    for _ in 0..WAITS_MAX {
        let answer = request(client).map_err(|fault| fault.explain(client.gateway()))?;
        match asks_to_wait(&answer) {
            Some(wait) if waited + wait <= WAIT_MAX => {
                waited += wait;
                std::thread::sleep(wait);
            }
            Some(_) | None => return Ok(answer),
        }
    }
    Err(CliError::failed("the gateway is asked too often").hint("`requests_per_minute` in [api] is its limit"))
}

/// The JSON object of a good answer. A refusal becomes an error with `what` as its sentence.
pub fn expect(client: &Client, answer: &Answer, what: &str) -> Result<Value, CliError> {
    if answer.status == StatusCode::OK && answer.body.is_object() {
        return Ok(answer.body.clone());
    }
    match answer.problem() {
        Some(problem) if answer.status != StatusCode::UNAUTHORIZED => Err(problem.explain(what)),
        Some(_) | None => Err(answer.stranger(client.gateway())),
    }
}

/// The list under this key of a good answer's body.
pub fn list<'a>(client: &Client, answer: &Answer, body: &'a Value, key: &str) -> Result<&'a [Value], CliError> {
    let rows = body.get(key).and_then(Value::as_array).map(Vec::as_slice);
    rows.ok_or_else(|| answer.stranger(client.gateway()))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn finish(sent: Result<http::Response<ureq::Body>, ureq::Error>) -> Result<Answer, Fault> {
    let mut response = sent.map_err(|error| Fault::of(&error))?;
    let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let status = response.status();
    let body = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec();
    let body = body.map_err(|error| Fault::Unanswered(error.to_string()))?;
    Ok(Answer {
        status,
        retry_after: retry_after.map(Duration::from_secs),
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    })
}

fn settings() -> ConfigBuilder<AgentScope> {
    ureq::Agent::config_builder()
        .timeout_connect(Some(CONNECT))
        .timeout_global(Some(WHOLE))
        // A redirect would send the key to another server.
        .max_redirects(0)
        .http_status_as_error(false)
        // No proxy, whatever the environment names: key and texts are for the gateway alone.
        .proxy(None)
        .user_agent(concat!("simgate/", env!("CARGO_PKG_VERSION")))
}

fn agent(certificate: Option<&Path>) -> Result<ureq::Agent, CliError> {
    let config = settings().build();
    let resolver = DefaultResolver::default();
    Ok(match certificate {
        None => ureq::Agent::with_parts(config, DefaultConnector::default(), resolver),
        Some(file) => {
            let pinned = Pinned::from_file(file).map_err(|error| {
                CliError::failed(format!("can't read the gateway's certificate {}", file.display()))
                    .because(&*error)
                    .hint("`--url https://NAME:PORT` has the certificate checked by that name, as a browser does")
            })?;
            ureq::Agent::with_parts(config, ().chain(TcpConnector::default()).chain(pinned), resolver)
        }
    })
}

/// Checks `http://host:port` with an optional path prefix. The error does not repeat the URL, since it may hold a password.
fn read_url(url: &str) -> Result<String, CliError> {
    let wrong = |why: &str| {
        Err(CliError::new(Exit::Usage, format!("the gateway's URL {why}"))
            .hint("such as --url http://127.0.0.1:8081, or SIMGATE_URL"))
    };
    let Ok(uri) = url.trim().parse::<Uri>() else { return wrong("is not a URL") };
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return wrong("must begin with http:// or https://");
    }
    if uri.authority().is_none_or(|authority| authority.host().is_empty() || authority.as_str().contains('@')) {
        return wrong("must name a host, and nothing before it");
    }
    if uri.query().is_some() {
        return wrong("must end with its path");
    }
    Ok(uri.to_string().trim_end_matches('/').to_owned())
}

/// The address at which the daemon of this configuration listens, and the certificate that it presents there.
fn listening(config: &Config) -> Result<(String, Option<PathBuf>), CliError> {
    let Listen::On(address) = config.api.listen else {
        return Err(CliError::new(Exit::Config, "the HTTP interface is off, so there is nobody to ask")
            .cause("`listen` in [api] is \"off\"")
            .hint("name an address there, such as \"127.0.0.1:8081\", or another gateway with --url"));
    };
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    let scheme = if config.api.tls_cert.is_some() { "https" } else { "http" };
    Ok((format!("{scheme}://{}", SocketAddr::new(ip, address.port())), config.api.tls_cert.clone()))
}

fn read_key(file: &Path) -> Result<Secret, CliError> {
    let mut text = String::new();
    let read = File::open(file).and_then(|open| open.take(KEY_BYTES_MAX + 1).read_to_string(&mut text));
    let read = read.map_err(|error| {
        let denied = error.kind() == ErrorKind::PermissionDenied;
        let exit = if denied { Exit::NoPermission } else { Exit::Failed };
        CliError::new(exit, format!("can't read the API key in {}", file.display())).because(&error).hint(if denied {
            "run this as the user that simgate runs as, or set a key of your own with --key-file or SIMGATE_KEY"
        } else {
            "`simgate run` makes `api.key` in its data directory when it first starts; --key-file or SIMGATE_KEY give \
             another key"
        })
    });
    read?;
    clean_key(&text).ok_or_else(|| {
        CliError::failed(format!("{} does not hold a key", file.display()))
            .hint("the file is to hold one line: the key")
    })
}

/// Reads a key: one word of printable ASCII, as a header can carry it.
fn clean_key(text: &str) -> Option<Secret> {
    let key = text.trim();
    let good = !key.is_empty() && key.len() as u64 <= KEY_BYTES_MAX && key.bytes().all(|byte| byte.is_ascii_graphic());
    good.then(|| Secret::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(api: &str) -> Config {
        Config::parse(Path::new("test"), &format!("[api]\n{api}"), &|_| None).unwrap()
    }

    #[test]
    fn the_address_is_where_the_daemon_listens_as_seen_from_this_machine() {
        for (listen, url) in [
            ("listen = '127.0.0.1:8081'", "http://127.0.0.1:8081"),
            ("listen = '0.0.0.0:80'\nplain_http = true", "http://127.0.0.1:80"),
            ("listen = '[::]:80'\nplain_http = true", "http://[::1]:80"),
            ("listen = '192.0.2.7:80'\nplain_http = true", "http://192.0.2.7:80"),
            ("", "http://127.0.0.1:8081"),
        ] {
            assert_eq!(listening(&config(listen)).unwrap(), (url.to_owned(), None), "{listen}");
        }
        let (url, file) =
            listening(&config("listen = '0.0.0.0:443'\ntls_cert = '/c.pem'\ntls_key = '/k.pem'")).unwrap();
        assert_eq!((url.as_str(), file), ("https://127.0.0.1:443", Some("/c.pem".into())));
        let off = listening(&config("listen = 'off'")).unwrap_err();
        assert!(off.exit == Exit::Config && off.to_string().contains("hint: "), "{off}");
    }

    #[test]
    fn a_url_names_a_host_and_perhaps_a_path() {
        assert_eq!(read_url("http://127.0.0.1:8081/").unwrap(), "http://127.0.0.1:8081");
        assert_eq!(read_url("https://sms.example/gate/").unwrap(), "https://sms.example/gate");
        for wrong in ["", "127.0.0.1:8081", "ftp://a", "http://", "http://me:sesame@a", "http://a/?q=1", "/a", "a b"] {
            let error = read_url(wrong).err().unwrap_or_else(|| panic!("{wrong} was taken"));
            assert!(error.exit == Exit::Usage && !error.to_string().contains("sesame"), "{error}");
        }
    }

    #[test]
    fn a_key_is_one_word() {
        assert_eq!(clean_key(" abc\r\n").unwrap().reveal(), "abc");
        for wrong in ["", "\n", "two words", "two\nlines", "k\u{e9}y"] {
            assert!(clean_key(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn an_id_stays_within_its_segment() {
        assert_eq!(segment("01JD-a_b~"), "01JD-a_b~");
        assert_eq!(segment("../a?b=1#c\u{e9}"), "%2E%2E%2Fa%3Fb%3D1%23c%C3%A9");
    }
}
