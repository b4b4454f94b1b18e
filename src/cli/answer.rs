//! Answers of the daemon's HTTP interface, and the causes when there is no answer.

use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;

use http::StatusCode;
use serde_json::Value;
use ureq::Timeout;

use super::gateway::Gateway;
use super::{CliError, Exit};

pub struct Answer {
    pub status: StatusCode,
    pub retry_after: Option<Duration>,
    /// `Null` if the body was not JSON.
    pub body: Value,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The gateway got nothing of the request.
    Unreached(String),
    /// The gateway may have got the request.
    Unanswered(String),
    /// Another server answers at this address; a retry would reach it again.
    Untrusted(String),
    /// The system does not let this user connect.
    NotPermitted(String),
}

impl Fault {
    pub fn of(error: &ureq::Error) -> Self {
        use ureq::Error as E;
        let why = error.to_string();
        if let E::Io(io) = error
            && io.get_ref().is_some_and(is_about_tls)
        {
            return Self::Untrusted(why);
        }
        let unreached = |io: &std::io::Error| {
            use ErrorKind as Kind;
            matches!(
                io.kind(),
                Kind::ConnectionRefused
                    | Kind::AddrNotAvailable
                    | Kind::NetworkUnreachable
                    | Kind::HostUnreachable
                    // The socket does not exist.
                    | Kind::NotFound
            )
        };
        if matches!(error, E::Io(io) if io.kind() == ErrorKind::PermissionDenied) {
            return Self::NotPermitted(why);
        }
        if matches!(error, E::Rustls(_) | E::Tls(_)) {
            return Self::Untrusted(why);
        }
        let early =
            matches!(error, E::HostNotFound | E::ConnectionFailed | E::Timeout(Timeout::Connect | Timeout::Resolve));
        if early || matches!(error, E::Io(io) if unreached(io)) { Self::Unreached(why) } else { Self::Unanswered(why) }
    }

    pub fn why(&self) -> &str {
        let (Self::Unreached(why) | Self::Unanswered(why) | Self::Untrusted(why) | Self::NotPermitted(why)) = self;
        why
    }

    pub fn explain(&self, gateway: &Gateway) -> CliError {
        let why = self.why();
        let here = matches!(gateway, Gateway::Here(_));
        match self {
            Self::Unreached(_) if here => CliError::failed("simgate does not run on this machine")
                .cause(format!("{gateway}: {why}"))
                .hint(
                    "`systemctl start simgate`, or `simgate run`, starts it; `data` in [gateway] names the directory of its \
                     socket; --url asks another gateway",
                ),
            Self::Unreached(_) => CliError::failed(format!("can't reach the gateway at {gateway}"))
                .cause(why)
                .hint("`simgate run` must be running there; `listen` in [api], or --url, names its address"),
            Self::Unanswered(_) => CliError::failed(format!("the gateway at {gateway} does not answer"))
                .cause(why)
                .hint("its log names what it waits for"),
            Self::Untrusted(_) => {
                CliError::failed(format!("the certificate at {gateway} is not the gateway's")).cause(why).hint(
                    "after a change of `tls_cert` the gateway must be restarted; \
                     `--url https://NAME:PORT` has the certificate checked by that name",
                )
            }
            Self::NotPermitted(_) => {
                CliError::new(Exit::NoPermission, format!("this user may not ask the gateway at {gateway}"))
                    .cause(why)
                    .hint(
                        "run this as root, or as the user that simgate runs as, or with a key of your own: --key-file or \
                         SIMGATE_KEY",
                    )
            }
        }
    }
}

fn is_about_tls(error: &(dyn Error + Send + Sync + 'static)) -> bool {
    error.downcast_ref::<rustls::Error>().is_some_and(|error| matches!(error, rustls::Error::InvalidCertificate(_)))
}

/// An answer that refuses the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub code: String,
    /// The gateway's sentence for a person.
    pub message: String,
    pub next_at: Option<String>,
}

impl Answer {
    /// Reads the gateway's own refusal. `None`: the answer is not one of simgate's.
    pub fn problem(&self) -> Option<Problem> {
        let error = self.body.get("error")?;
        let text = |key: &str| error.get(key)?.as_str().map(str::to_owned);
        Some(Problem {
            code: text("code")?,
            message: text("message").unwrap_or_else(|| self.status.to_string()),
            next_at: text("next_at"),
        })
    }

    /// The error for an answer of another server, or of a gateway that does not accept this key.
    pub fn stranger(&self, gateway: &Gateway) -> CliError {
        if self.status == StatusCode::UNAUTHORIZED {
            let error = CliError::new(Exit::NoPermission, format!("the gateway at {gateway} does not take this key"));
            let error = match self.problem() {
                Some(problem) => error.cause(problem.message),
                None => error,
            };
            return error.hint("--key-file or SIMGATE_KEY set another key; `simgate keys add` makes one");
        }
        CliError::failed(format!("what answers at {gateway} is not simgate"))
            .cause(format!("it answered {}", self.status))
            .hint("--url, SIMGATE_URL or `listen` in [api] name the gateway's address")
    }
}

/// The longest time in all that a request waits when the gateway answers that there are too many (429).
pub const WAIT_MAX: Duration = Duration::from_secs(900);
/// The largest number of such waits.
pub const WAITS_MAX: u32 = 60;

/// The pause that an answer asks for, in `Retry-After` or by its status. `None`: it asks for none.
pub fn asks_to_wait(answer: &Answer) -> Option<Duration> {
    let limited = answer.status == StatusCode::TOO_MANY_REQUESTS
        && answer.problem().is_none_or(|problem| problem.code == "rate_limited");
    // A pause of zero would repeat the same request at once. Where the header is missing, a few seconds are usual.
    let wait = answer.retry_after.unwrap_or(Duration::from_secs(5)).max(Duration::from_millis(200));
    limited.then_some(wait)
}

impl Problem {
    pub fn explain(&self, what: &str) -> CliError {
        let error = CliError::failed(what).cause(self.words());
        match self.hint() {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }

    /// The error as one row.
    pub fn words(&self) -> String {
        let from = self.next_at.as_ref().map(|at| format!("; from {at} on")).unwrap_or_default();
        format!("{}{from} ({})", self.message, self.code)
    }

    fn hint(&self) -> Option<&'static str> {
        Some(match self.code.as_str() {
            "exhausted" => "`--on-exhausted wait` waits until a line may send it; `simgate sims` shows what is used",
            "unknown_sender" | "no_line" | "limit_too_small" => "`simgate sims` shows the lines and their limits",
            "unknown_sim" | "not_supported" => "`simgate sims` shows the names of the SIM cards",
            "unknown_device" => "`simgate devices` shows the names of the modems",
            "command_refused" => "docs/operating.md lists what a console passes on",
            "line_busy" => "a dialogue ends by itself, at the latest after three minutes",
            "no_answer" => "look at the balance before you repeat a code that costs money",
            "key_reused" => "another message needs another --id",
            "unknown_message" => "`simgate outbox` shows the messages and their ids",
            "wrong_state" => "`simgate status ID` shows how it stands",
            "invalid_recipient" => "in E.164 form: `simgate send +12025550143 TEXT`",
            "rate_limited" => "`sends_per_minute` and `requests_per_minute` in [api] are the limits",
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(status: u16, body: Value, retry_after: Option<u64>) -> Answer {
        let status = StatusCode::from_u16(status).unwrap();
        Answer { status, retry_after: retry_after.map(Duration::from_secs), body }
    }

    #[test]
    fn only_a_limit_of_requests_is_waited_for() {
        let error = |code: &str| json!({"error": {"code": code, "message": "no"}});
        let of = |status, body, after| asks_to_wait(&answer(status, body, after)).map(|wait| wait.as_millis());
        assert_eq!(of(429, error("rate_limited"), Some(3)), Some(3000));
        assert_eq!(of(429, error("rate_limited"), None), Some(5000));
        assert_eq!(of(429, Value::Null, Some(0)), Some(200));
        assert_eq!(of(429, error("exhausted"), Some(3)), None);
        assert_eq!(of(503, error("rate_limited"), Some(3)), None);
    }

    #[test]
    fn the_words_of_a_refusal_are_the_gateways() {
        let body = json!({"error": {"code": "stopped", "message": "not to them", "next_at": "2026-01-01T00:00:00Z"}});
        let problem = answer(403, body, None).problem().unwrap();
        assert_eq!(problem.words(), "not to them; from 2026-01-01T00:00:00Z on (stopped)");
        assert_eq!(answer(404, json!({"detail": "nginx"}), None).problem(), None);
    }

    #[test]
    fn a_fault_says_whether_the_request_may_have_arrived() {
        let io = |kind| ureq::Error::Io(std::io::Error::from(kind));
        assert!(matches!(Fault::of(&io(ErrorKind::ConnectionRefused)), Fault::Unreached(_)));
        assert!(matches!(Fault::of(&ureq::Error::HostNotFound), Fault::Unreached(_)));
        assert!(matches!(Fault::of(&io(ErrorKind::ConnectionReset)), Fault::Unanswered(_)));
        assert!(matches!(Fault::of(&ureq::Error::Timeout(Timeout::RecvResponse)), Fault::Unanswered(_)));
        assert!(matches!(Fault::of(&io(ErrorKind::NotFound)), Fault::Unreached(_)));
        assert!(matches!(Fault::of(&io(ErrorKind::PermissionDenied)), Fault::NotPermitted(_)));
        let certificate = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let wrapped = ureq::Error::Io(std::io::Error::new(ErrorKind::InvalidData, certificate));
        assert!(matches!(Fault::of(&wrapped), Fault::Untrusted(_)));
    }
}
