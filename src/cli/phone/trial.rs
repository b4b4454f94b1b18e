//! Tries whether the phone reaches a callback: registers a temporary webhook, lets the app call it, and removes it.
//!
//! The call needs no SMS: a message for tomorrow is placed in the app and cancelled at once, which the app announces. If the
//! cancelling fails, the message has expired before it is due. A webhook that is left behind, because a person ended this,
//! is removed by the daemon.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http::Uri;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;

use crate::cli::finding::Finding;
use crate::clock;
use crate::drivers::android::{Call, CallOutcome, Change, trial_id};
use crate::model::Name;

/// How long the app's call may take. It tries again after 5 s and 10 s.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a connection may last.
const CONNECTION_MAX: Duration = Duration::from_secs(10);
/// The most connections at a time; others are closed.
const CONNECTIONS_MAX: usize = 16;
/// The message is due after it has expired.
const DUE_AFTER: Duration = Duration::from_secs(86_400);
const EXPIRES_AFTER: Duration = Duration::from_secs(3_600);
const EVENT: &str = "sms:cancelled";

/// Listens where the daemon will, for one call.
pub struct Listener {
    /// Path and query that the call must have.
    target: String,
    calls: Receiver<()>,
    /// Dropping it ends the thread.
    _stop: oneshot::Sender<()>,
}

impl Listener {
    /// Opens the port. `path`: that of the callback.
    pub fn open(address: SocketAddr, tls: Option<TlsAcceptor>, path: &str) -> io::Result<Self> {
        let random = || getrandom::u64().map_err(io::Error::other);
        let target = format!("{path}?trial={:016x}{:016x}", random()?, random()?);
        let socket = TcpListener::bind(address)?;
        socket.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (called, calls) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let wanted = target.clone();
        std::thread::Builder::new().name("trial".to_owned()).spawn(move || {
            runtime.block_on(async {
                let Ok(socket) = tokio::net::TcpListener::from_std(socket) else { return };
                tokio::select! {
                    _ = stopped => {}
                    () = serve(&socket, tls, &wanted, &called) => {}
                }
            });
        })?;
        Ok(Self { target, calls, _stop: stop })
    }
}

async fn serve(socket: &tokio::net::TcpListener, tls: Option<TlsAcceptor>, target: &str, called: &mpsc::Sender<()>) {
    let mut connections = tokio::task::JoinSet::new();
    loop {
        tokio::select! {
            accepted = socket.accept() => match accepted {
                Ok((stream, _)) if connections.len() < CONNECTIONS_MAX => {
                    let (tls, target, called) = (tls.clone(), target.to_owned(), called.clone());
                    connections.spawn(tokio::time::timeout(CONNECTION_MAX, async move {
                        match tls {
                            // A failed handshake is a certificate that the phone does not trust.
                            Some(tls) => if let Ok(stream) = tls.accept(stream).await {
                                answer(stream, &target, &called).await;
                            },
                            None => answer(stream, &target, &called).await,
                        }
                    }));
                }
                Ok(_) => {}
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Answers 200 to the call that is waited for, and 404 to all others.
async fn answer(stream: impl AsyncRead + AsyncWrite + Unpin, target: &str, called: &mpsc::Sender<()>) {
    let service = service_fn(|request: Request<Incoming>| async move {
        let is_it = request.uri().path_and_query().is_some_and(|asked| asked.as_str() == target);
        if is_it {
            // Nobody waits any more once the first call has come.
            let _ = called.send(());
        }
        let status = if is_it { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        Ok::<_, std::convert::Infallible>(response)
    });
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new());
    // The caller may end a connection at any time.
    let _ = server.serve_connection(TokioIo::new(stream), service).await;
}

/// Lets the app call the callback, and tells whether the call came.
pub fn run(callback: &Uri, listener: &Listener, phone: &Name, ask: &mut dyn FnMut(Call) -> CallOutcome) -> Finding {
    let origin = callback.to_string();
    let origin = origin.strip_suffix(callback.path_and_query().map_or("", |path| path.as_str())).unwrap_or(&origin);
    let url = format!("{origin}{}", listener.target);
    let id = trial_id(phone);
    let started = clock::now();
    let register = Change::Register { id: id.clone(), event: EVENT, url };
    if let Err(why) = done(ask(register.call())) {
        return Finding::wrong("webhook", format!("the app does not take {callback}: {why}")).remedy(
            "use https://, or http://127.0.0.1 by `adb reverse`, or leave the callback out: see docs/phones.md",
        );
    }
    let message = format!("simgate-trial-{:x}", started.wall.as_millis());
    let body = json!({
        "id": message,
        "textMessage": { "text": "simgate tries its webhook; this message is cancelled at once" },
        "phoneNumbers": ["+12025550100"],
        "scheduleAt": started.wall.after(DUE_AFTER).to_string(),
        "validUntil": started.wall.after(EXPIRES_AFTER).to_string(),
        "withDeliveryReport": false,
    });
    let caused =
        done(ask(Call::post("/messages", body))).and_then(|()| done(ask(Call::delete(format!("/messages/{message}")))));
    let came = match &caused {
        Ok(()) => listener.calls.recv_timeout(PATIENCE),
        Err(_) => Err(RecvTimeoutError::Timeout),
    };
    let removed = done(ask(Change::Unregister { id }.call()));
    let finding = match (caused, came) {
        (Err(why), _) => Finding::note("webhook", format!("it can't be tried: {why}")),
        (Ok(()), Ok(())) => {
            let ms = clock::now().mono.saturating_sub(started.mono).as_millis();
            Finding::good("webhook", format!("the phone reached {callback} within {ms} ms"))
        }
        (Ok(()), Err(_)) => {
            let text = format!("the phone did not reach {callback} within {} s", PATIENCE.as_secs());
            Finding::wrong("webhook", text).remedy(match callback.scheme_str() {
                Some("http") => "run `adb reverse`, as docs/phones.md shows; the phone must also have internet for this trial",
                _ => "the phone must trust the certificate, find the host and reach its port; it must also have internet for \
                      this trial",
            })
        }
    };
    match removed {
        Ok(()) => finding,
        Err(why) => {
            Finding { text: format!("{}; its webhook stays until simgate starts: {why}", finding.text), ..finding }
        }
    }
}

fn done(outcome: CallOutcome) -> Result<(), String> {
    match outcome {
        Ok(answer) if answer.is_success() => Ok(()),
        Ok(answer) => Err(answer.reason()),
        Err(trouble) => Err(trouble.why().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::finding::Grade;
    use crate::drivers::android::Answer;

    const CALLBACK: &str = "http://127.0.0.1:9/sms/webhook/pixel";

    fn listener() -> (Listener, SocketAddr) {
        // The port is free until the listener takes it.
        let address = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
        (Listener::open(address, None, "/sms/webhook/pixel").unwrap(), address)
    }

    /// Runs a trial against an app that answers so; returns the finding and the calls.
    fn trial(mut app: impl FnMut(&Call, &Listener, SocketAddr) -> u16) -> (Finding, Vec<String>) {
        let (listener, address) = listener();
        let mut calls = Vec::new();
        let mut ask = |call: Call| {
            calls.push(format!("{} {}", call.method, call.path.split("trial-").next().unwrap()));
            Ok(Answer { status: app(&call, &listener, address), body: Vec::new() })
        };
        let finding = run(&CALLBACK.parse().unwrap(), &listener, &Name::parse("pixel").unwrap(), &mut ask);
        (finding, calls)
    }

    fn post(url: &str) -> u16 {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        agent.post(url).send(&b"{}"[..]).unwrap().status().as_u16()
    }

    #[test]
    fn the_call_with_the_token_is_the_proof_and_everything_is_removed() {
        let (finding, calls) = trial(|call, listener, address| {
            if call.method == http::Method::DELETE && call.path.starts_with("/messages") {
                assert_eq!(post(&format!("http://{address}/sms/webhook/pixel?trial=0")), 404);
                assert_eq!(post(&format!("http://{address}{}", listener.target)), 200);
            }
            200
        });
        assert_eq!(finding.grade, Grade::Good, "{finding:?}");
        let all =
            ["POST /webhooks", "POST /messages", "DELETE /messages/simgate-", "DELETE /webhooks/simgate-pixel-trial"];
        assert_eq!(calls, all);
    }

    #[test]
    fn the_certificate_of_the_interface_is_used() {
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = rcgen::CertificateParams::new(["127.0.0.1".to_owned()]).unwrap().self_signed(&key).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let file = |name: &str, pem: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, pem).unwrap();
            path
        };
        let (certificates, key) = (file("certificate", &certificate.pem()), file("key", &key.serialize_pem()));
        let tls = crate::api::Tls { certificates, key }.acceptor().unwrap();
        let address = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
        let listener = Listener::open(address, Some(tls), "/x").unwrap();
        let trusted = ureq::tls::Certificate::from_der(certificate.der()).to_owned();
        let roots = ureq::tls::RootCerts::new_with_certs(&[trusted]);
        let tls = ureq::tls::TlsConfig::builder().root_certs(roots).build();
        let agent = ureq::Agent::config_builder().tls_config(tls).build().new_agent();
        let answer = agent.post(format!("https://{address}{}", listener.target)).send(&b"{}"[..]).unwrap();
        assert_eq!((answer.status().as_u16(), listener.calls.try_recv()), (200, Ok(())));
        assert!(
            agent.post(format!("http://{address}{}", listener.target)).send(&b"{}"[..]).is_err(),
            "not in the clear"
        );
    }

    #[test]
    fn a_message_that_is_not_cancelled_never_goes_out() {
        let (_, _) = trial(|call, _, _| {
            if call.path == "/messages" {
                let body = call.body.clone().unwrap();
                let time = |key: &str| crate::model::Timestamp::parse(body[key].as_str().unwrap()).unwrap();
                assert!(time("validUntil") < time("scheduleAt"), "it has expired before it is due: {body}");
            }
            if call.method == http::Method::DELETE && call.path.starts_with("/messages") { 500 } else { 200 }
        });
    }

    #[test]
    fn a_refusal_is_the_apps_word() {
        let (finding, calls) = trial(|_, _, _| 400);
        assert_eq!((finding.grade, calls), (Grade::Wrong, vec!["POST /webhooks".to_owned()]));
    }
}
