//! Events as HTTP POSTs, in the body that the receiver wants, signed.
//!
//! Blocking HTTP on threads of its own: a receiver that hangs holds up one thread until the
//! timeout and nothing else. What is tried again, and when, is the gateway's to say.

mod body;

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::uri::Scheme;
use ureq::http::{HeaderMap, StatusCode, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::clock;
use crate::flow::notice::Notice;
use crate::flow::{Answer, Event, Handover};
use crate::model::{DeviceName, Secret};
use crate::task::caught;

use self::body::body;
use super::sign;
use super::whole::Whole;

/// The shape of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// simgate's own event.
    Event,
    /// The Android app's webhook.
    Smsgate,
    /// The flat body of an ENUM backend.
    Enum,
}

#[derive(Debug, Clone)]
pub struct Settings {
    pub name: DeviceName,
    pub url: Uri,
    pub format: Format,
    /// `None`: unsigned, by the operator's word.
    pub secret: Option<Secret>,
    /// From connecting to the end of the answer.
    pub timeout: Duration,
}

/// Deliveries that may be handed over and not answered. More than the threads can take at a time: in a burst none of
/// them waits for the gateway.
pub const AT_ONCE: usize = 16;
/// Requests under way at the same time, each on a thread of its own.
const THREADS: usize = 4;

/// An answer's body is read so far, which keeps its connection usable.
const ANSWER_BYTES_MAX: u64 = 64 * 1024;

/// What is sent at a time, which is the whole of a request.
const OUTPUT_BYTES: usize = 16 * 1024;
const HEAD_BYTES_MAX: usize = 32 * 1024;
/// An answer's head has to fit in.
const INPUT_BYTES: usize = 40 * 1024;

/// Starts the threads. They end when what is returned here is dropped.
pub fn start<E>(settings: Settings, events: E) -> std::io::Result<Outlet>
where
    E: Fn(Event) + Clone + Send + 'static,
{
    let work = Work { waiting: VecDeque::new(), over: false, agent: agent(settings.timeout), used: None };
    let desk = Arc::new(Desk { work: Mutex::new(work), bell: Condvar::new() });
    for number in 1..=THREADS {
        let (settings, desk, events) = (settings.clone(), Arc::clone(&desk), events.clone());
        std::thread::Builder::new()
            .name(format!("{}-{number}", settings.name))
            .stack_size(256 * 1024)
            .spawn(move || run(&settings, &desk, events))?;
    }
    Ok(Outlet(desk))
}

/// Where deliveries are left.
pub struct Outlet(Arc<Desk>);

impl Outlet {
    pub fn send(&self, handover: Handover) {
        self.0.lock().waiting.push_back(handover);
        self.0.bell.notify_one();
    }
}

impl Drop for Outlet {
    fn drop(&mut self) {
        self.0.lock().over = true;
        self.0.bell.notify_all();
    }
}

/// What the threads share.
struct Desk {
    work: Mutex<Work>,
    bell: Condvar,
}

/// The next deliveries, and the connections.
struct Work {
    waiting: VecDeque<Handover>,
    over: bool,
    agent: ureq::Agent,
    /// When its connections were last wanted; nothing before they were made.
    used: Option<Duration>,
}

/// Connections that rest so long are closed: their buffers hold what was sent last, which may be a code.
const IDLE: Duration = Duration::from_secs(8);

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What no thread has begun with: it would meet the same, and is the gateway's to hold back.
    fn give_back(&self) -> VecDeque<Handover> {
        std::mem::take(&mut self.lock().waiting)
    }

    /// `None` at the end, when nothing is left.
    fn next(&self, timeout: Duration) -> Option<(Handover, ureq::Agent)> {
        let mut work = self.lock();
        loop {
            if let Some(handover) = work.waiting.pop_front() {
                work.used = Some(clock::now().mono);
                return Some((handover, work.agent.clone()));
            }
            if work.over {
                return None;
            }
            work = match work.used.map(|used| (used + IDLE).saturating_sub(clock::now().mono)) {
                None => self.bell.wait(work).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => {
                    (work.agent, work.used) = (agent(timeout), None);
                    work
                }
                Some(left) => self.bell.wait_timeout(work, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }
}

fn agent(timeout: Duration) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(timeout))
        // Told apart from a receiver that takes the connection and says nothing.
        .timeout_connect(Some(timeout * 3 / 4))
        // A redirect could lead anywhere: the operator named this place.
        .max_redirects(0)
        .http_status_as_error(false)
        // A proxy of the environment would see what goes to this machine, too.
        .proxy(None)
        .max_idle_connections_per_host(THREADS)
        .output_buffer_size(OUTPUT_BYTES)
        .input_buffer_size(INPUT_BYTES)
        .max_response_header_size(HEAD_BYTES_MAX)
        .user_agent(concat!("simgate/", env!("CARGO_PKG_VERSION")))
        .build();
    ureq::Agent::with_parts(config, Whole::default(), Names::default())
}

/// ureq resolves the host for each request, on a thread made for that. An address needs none.
#[derive(Debug, Default)]
struct Names(DefaultResolver);

impl Resolver for Names {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let port = uri.port_u16().unwrap_or(if uri.scheme() == Some(&Scheme::HTTPS) { 443 } else { 80 });
        let Ok(address) = host.parse() else { return self.0.resolve(uri, config, timeout) };
        let mut addresses = self.empty();
        addresses.push(SocketAddr::new(address, port));
        Ok(addresses)
    }
}

fn run(settings: &Settings, desk: &Desk, events: impl Fn(Event)) {
    while let Some((Handover { delivery, destination, notice }, agent)) = desk.next(settings.timeout) {
        // One that panics would take its thread along, and the delivery would never be answered.
        let answer = caught(|| post(settings, &agent, &notice))
            .unwrap_or_else(|_| Answer::Failed { why: "a fault of simgate".to_owned(), retry_after: None });
        let rest = match &answer {
            Answer::Failed { why, .. } | Answer::Unavailable { why } => {
                Some((desk.give_back(), Answer::Unavailable { why: why.clone() }))
            }
            Answer::Taken | Answer::Refused { .. } | Answer::Gone { .. } => None,
        };
        events(Event::Answered { delivery, destination, answer });
        if let Some((deliveries, answer)) = rest {
            for Handover { delivery, destination, .. } in deliveries {
                events(Event::Answered { delivery, destination, answer: answer.clone() });
            }
        }
    }
}

fn post(settings: &Settings, agent: &ureq::Agent, notice: &Notice) -> Answer {
    let unix_seconds = clock::now().wall.as_seconds();
    let Some(body) = body(settings, notice) else { return Answer::Taken };
    let mut request = agent.post(&settings.url).content_type("application/json");
    for (name, value) in headers(settings, notice, unix_seconds, body.as_bytes()) {
        request = request.header(name, value);
    }
    match request.send(body.as_bytes()) {
        Ok(mut response) => {
            let (status, retry_after) = (response.status(), retry_after(response.headers()));
            // Without this the connection could not be used again.
            let _ = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_vec();
            answer(status, retry_after)
        }
        // ureq's words name the host and what failed, never the body.
        Err(error) if is_away(&error) => Answer::Unavailable { why: error.to_string() },
        Err(error) => Answer::Failed { why: error.to_string(), retry_after: None },
    }
}

/// Whether no connection came about: then it does not matter what was to be sent.
fn is_away(error: &ureq::Error) -> bool {
    const KINDS: [ErrorKind; 5] = [
        ErrorKind::ConnectionRefused,
        ErrorKind::HostUnreachable,
        ErrorKind::NetworkUnreachable,
        ErrorKind::NetworkDown,
        ErrorKind::AddrNotAvailable,
    ];
    if let ureq::Error::Io(error) = error {
        return KINDS.contains(&error.kind());
    }
    matches!(
        error,
        ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect)
            | ureq::Error::HostNotFound
            | ureq::Error::ConnectionFailed
            | ureq::Error::Tls(_)
            | ureq::Error::Pem(_)
            | ureq::Error::Rustls(_)
    )
}

/// What a status means. A receiver that does not know the path or the key may be one that is not ready: every message
/// would meet the same, and a person mends it for all at once. Whether others pass tells.
fn answer(status: StatusCode, retry_after: Option<Duration>) -> Answer {
    let why = format!("the receiver answered {status}");
    match status.as_u16() {
        200..=299 => Answer::Taken,
        410 => Answer::Gone { why },
        400 | 402 | 405..=407 | 409 | 411..=424 | 426..=428 | 430..=499 => Answer::Refused { why },
        _ => Answer::Failed { why, retry_after },
    }
}

/// Seconds, or a date as RFC 9110 10.2.3 has it.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp().as_second();
    let seconds = date - clock::now().wall.as_seconds();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

fn headers(settings: &Settings, notice: &Notice, unix_seconds: i64, body: &[u8]) -> Vec<(&'static str, String)> {
    let stamp = unix_seconds.to_string();
    match (&settings.secret, settings.format) {
        (Some(secret), Format::Smsgate) => {
            vec![("x-timestamp", stamp), ("x-signature", sign::smsgate(secret, unix_seconds, body))]
        }
        (None, Format::Smsgate) => vec![],
        (secret, Format::Event | Format::Enum) => {
            let mut headers = vec![("webhook-id", notice.id.clone()), ("webhook-timestamp", stamp)];
            if let Some(key) = secret.as_ref().and_then(sign::standard_key) {
                headers.push(("webhook-signature", sign::standard(&key, &notice.id, unix_seconds, body)));
            }
            headers
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn settings(format: Format) -> Settings {
        Settings {
            name: DeviceName::parse("backend").unwrap(),
            url: "http://127.0.0.1:1/hook".parse().unwrap(),
            format,
            secret: Some(Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")),
            timeout: Duration::from_secs(1),
        }
    }

    pub fn notice(text: Option<&str>, data_hex: Option<&str>) -> Notice {
        let mut notice = Notice::example();
        let data = notice.received_mut();
        data.from = "+12025550143".into();
        (data.to, data.code, data.owner) = (None, None, None);
        (data.text, data.data_hex) = (text.map(str::to_owned), data_hex.map(str::to_owned));
        notice
    }

    #[test]
    fn each_format_has_its_signature() {
        let names = |format, secret: bool| {
            let mut settings = settings(format);
            if !secret {
                settings.secret = None;
            }
            let headers = headers(&settings, &notice(Some("hi"), None), 1, b"{}");
            headers.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(names(Format::Event, true), ["webhook-id", "webhook-timestamp", "webhook-signature"]);
        assert_eq!(names(Format::Enum, false), ["webhook-id", "webhook-timestamp"]);
        assert_eq!(names(Format::Smsgate, true), ["x-timestamp", "x-signature"]);
        assert!(names(Format::Smsgate, false).is_empty());
    }

    #[test]
    fn a_status_says_whom_the_trouble_concerns() {
        let of = |status: u16| answer(StatusCode::from_u16(status).unwrap(), None);
        for status in [200, 202, 204] {
            assert_eq!(of(status), Answer::Taken);
        }
        for status in [400, 413, 422, 499] {
            assert!(matches!(of(status), Answer::Refused { .. }), "{status}");
        }
        for status in [301, 307, 401, 403, 404, 408, 425, 429, 500, 503] {
            assert!(matches!(of(status), Answer::Failed { .. }), "{status}");
        }
        assert!(matches!(of(410), Answer::Gone { .. }));
    }

    #[test]
    fn retry_after_comes_in_seconds_or_as_a_date() {
        let of = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", value.parse().unwrap());
            retry_after(&headers)
        };
        assert_eq!(of("120"), Some(Duration::from_secs(120)));
        assert_eq!(of("Fri, 31 Dec 1999 23:59:59 GMT"), Some(Duration::ZERO));
        assert_eq!(of("soon"), None);
    }

    /// Each would meet the same and take the whole timeout for it, and the gateway holds them back as well.
    #[test]
    fn what_waits_behind_a_receiver_that_hangs_is_given_back() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap()).parse().unwrap();
        let tried = std::thread::spawn(move || {
            let held: Vec<_> = listener.incoming().map_while(Result::ok).take(THREADS).collect();
            listener.set_nonblocking(true).unwrap();
            (held, listener)
        });
        let (answers, answered) = std::sync::mpsc::channel();
        let outlet =
            start(Settings { url, ..settings(Format::Event) }, move |event| answers.send(event).unwrap()).unwrap();
        for delivery in 0..12 {
            let destination = DeviceName::parse("backend").unwrap();
            outlet.send(Handover { delivery, destination, notice: notice(Some("hi"), None) });
        }
        let (mut failed, mut given_back) = (0, 0);
        for _ in 0..12 {
            let event = answered.recv_timeout(Duration::from_secs(60)).unwrap();
            failed += usize::from(matches!(event, Event::Answered { answer: Answer::Failed { .. }, .. }));
            given_back += usize::from(matches!(event, Event::Answered { answer: Answer::Unavailable { .. }, .. }));
        }
        assert_eq!((failed, given_back), (THREADS, 12 - THREADS));
        let (_held, listener) = tried.join().unwrap();
        assert!(listener.accept().is_err(), "nobody else was tried");
    }
}
