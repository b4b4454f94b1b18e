//! Sends events as e-mail by SMTP (RFC 5321), with STARTTLS (RFC 3207) or TLS from the first byte (RFC 8314).
//!
//! While one mail is on its way, the next events wait, and go together in one mail: so a burst becomes a digest, and a single
//! code waits for nothing. A server that refuses a digest gets its events one by one.

mod letter;
mod settings;

use lettre::Transport;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::SmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::task::JoinSet;

use crate::flow::notice::{Kind, Notice};
use crate::flow::{Answer, Delivery, Event};
use crate::model::printable;

pub use settings::{Authorities, Security, Server, Settings};

/// The most events in one mail, and the most deliveries in flight.
pub const DIGEST_MAX: usize = 50;

/// Starts the task within the running tokio runtime. It ends when the returned sender is dropped. The error is a sentence about
/// the authorities.
pub fn start<E>(settings: Settings, tasks: &mut JoinSet<()>, events: E) -> Result<UnboundedSender<Delivery>, String>
where
    E: Fn(Event) + Send + Sync + 'static,
{
    let post = Post { transport: transport(&settings.server)?, settings };
    let (sender, mut receiver) = mpsc::unbounded_channel();
    tasks.spawn(async move {
        while let Some(first) = receiver.recv().await {
            let waiting = std::iter::from_fn(|| receiver.try_recv().ok()).take(DIGEST_MAX - 1);
            let (told, expected): (Vec<_>, Vec<_>) =
                std::iter::once(first).chain(waiting).partition(|delivery: &Delivery| is_told(delivery.notice.kind));
            for Delivery { id, destination, .. } in expected {
                events(Event::Answered { delivery: id, destination, answer: Answer::Taken });
            }
            let (deliveries, notices): (Vec<_>, Vec<_>) =
                told.into_iter().map(|Delivery { id, destination, notice }| ((id, destination), notice)).unzip();
            let post = post.clone();
            // A panic leaves no answers.
            let answers = tokio::task::spawn_blocking(move || post.send(&notices)).await.unwrap_or_default();
            let fault = || Answer::Failed { why: "a fault of simgate".to_owned(), retry_after: None };
            let answers = answers.into_iter().chain(std::iter::repeat_with(fault));
            for ((delivery, destination), answer) in deliveries.into_iter().zip(answers) {
                events(Event::Answered { delivery, destination, answer });
            }
        }
    });
    Ok(sender)
}

#[derive(Clone)]
struct Post {
    settings: Settings,
    transport: SmtpTransport,
}

impl Post {
    /// Sends notices in one mail. Blocks until the server has answered. Returns an answer for each notice.
    fn send(&self, notices: &[Notice]) -> Vec<Answer> {
        if notices.is_empty() {
            return Vec::new();
        }
        let answer = self.send_one(notices);
        if notices.len() > 1 && matches!(answer, Answer::Refused { .. }) {
            // One of them may be the reason.
            return notices.iter().map(|notice| self.send_one(std::slice::from_ref(notice))).collect();
        }
        vec![answer; notices.len()]
    }

    fn send_one(&self, notices: &[Notice]) -> Answer {
        match self.transport.send(&letter::write(&self.settings, notices)) {
            Ok(_) => Answer::Taken,
            Err(error) => answer(&error),
        }
    }
}

/// Whether a mail tells of it. That a message of one's own was sent and has arrived is expected.
fn is_told(kind: Kind) -> bool {
    match kind {
        Kind::SmsReceived
        | Kind::CallMissed
        | Kind::DeviceState
        | Kind::SimAlarm
        | Kind::SmsFailed
        | Kind::SmsUndelivered
        | Kind::SmsUnknown => true,
        Kind::SmsSent | Kind::SmsDelivered => false,
    }
}

/// What a failure says about the mail and about the server. The server's own words are left out: they may quote the mail.
fn answer(error: &Error) -> Answer {
    let Some(code) = error.status().map(u16::from) else {
        let why = if error.is_response() {
            "the answer of the mail server is none of SMTP".to_owned()
        } else {
            with_sources(error)
        };
        return Answer::Failed { why, retry_after: None };
    };
    let why = format!("the mail server answered {code}");
    match code {
        // It closes, wants another login, or a stronger one (RFC 4954, section 6).
        421 | 530 | 534 | 535 | 538 => Answer::Unavailable { why },
        500.. => Answer::Refused { why },
        _ => Answer::Failed { why, retry_after: None },
    }
}

/// An error of the connection with its reasons, for a person.
fn with_sources(error: &Error) -> String {
    let mut why = printable(&error.to_string()).into_owned();
    let mut source = std::error::Error::source(error);
    while let Some(reason) = source {
        // Some errors repeat those that they come from.
        let reason_text = printable(&reason.to_string()).into_owned();
        if !why.contains(&reason_text) {
            why = format!("{why}: {reason_text}");
        }
        source = reason.source();
    }
    why
}

fn transport(server: &Server) -> Result<SmtpTransport, String> {
    let parameters = |authorities: &Authorities| {
        let mut builder = TlsParameters::builder(server.host.clone());
        if let Some(pem) = authorities {
            builder = builder.certificate_store(CertificateStore::None);
            let certificate = Certificate::from_pem(pem).map_err(|_| "it has no certificate in PEM form".to_owned())?;
            builder = builder.add_root_certificate(certificate);
        }
        builder.build().map_err(|_| "its certificates can't be used".to_owned())
    };
    let tls = match &server.security {
        Security::None => Tls::None,
        Security::StartTls(authorities) => Tls::Required(parameters(authorities)?),
        Security::Tls(authorities) => Tls::Wrapper(parameters(authorities)?),
    };
    let builder =
        SmtpTransport::builder_dangerous(&server.host).port(server.port).timeout(Some(server.timeout)).tls(tls);
    let login = server
        .credentials
        .as_ref()
        .map(|(user, password)| Credentials::new(user.clone(), password.reveal().to_owned()));
    Ok(match login {
        Some(login) => builder.credentials(login).build(),
        None => builder.build(),
    })
}
