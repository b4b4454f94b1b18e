//! A simulated phone in real time: its app's server on a loopback port, and the calls of its webhooks.
//!
//! Only here is the simulated time the real one. The port is closed while the app does not run, and another one when the
//! phone has moved. A phone that is off or away takes connections and says nothing on them.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::calling::WebhookCall;
use super::http::{Answer, HttpReply, HttpRequest};
use super::machine::SimPhone;
use super::settings::PhoneSettings;

/// The most connections at a time; further ones are closed at once.
const CONNECTIONS_MAX: usize = 64;
/// The largest body of a request.
const BODY_BYTES_MAX: usize = 1024 * 1024;
/// How long to wait before a port that can't be opened is tried again.
const REOPEN_AFTER: Duration = Duration::from_millis(100);
/// How long the app waits for a connection and for an answer, and for all of it.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
const CALL_WITHIN: Duration = Duration::from_secs(30);

/// A phone that runs in real time.
pub struct LivePhone {
    start: Instant,
    phone: Mutex<SimPhone>,
    wake: Notify,
    address: Mutex<SocketAddr>,
}

/// A running phone. Dropping it closes its port.
pub struct RunningPhone {
    /// The phone.
    pub phone: Arc<LivePhone>,
    /// Its task.
    pub tasks: JoinSet<()>,
}

impl LivePhone {
    /// Starts a phone on a free loopback port. Its time zero is now. Must be called within a tokio runtime.
    pub fn start(settings: PhoneSettings, seed: u64) -> io::Result<RunningPhone> {
        let settings = PhoneSettings { epoch: crate::clock::now().wall, ..settings };
        let listener = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let phone = Arc::new(Self {
            start: Instant::now(),
            phone: Mutex::new(SimPhone::new(settings, seed)),
            wake: Notify::new(),
            address: Mutex::new(listener.local_addr()?),
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(Arc::clone(&phone).drive(listener));
        Ok(RunningPhone { phone, tasks })
    }

    /// The address of the app's server. A phone that moved has another one than before.
    pub fn address(&self) -> SocketAddr {
        *lock(&self.address)
    }

    /// The simulated time: the real time since the start.
    pub fn now(&self) -> Duration {
        self.start.elapsed()
    }

    /// Runs a function on the phone, then wakes its task.
    pub fn act<T>(&self, act: impl FnOnce(&mut SimPhone, Duration) -> T) -> T {
        let done = act(&mut lock(&self.phone), self.now());
        self.wake.notify_one();
        done
    }

    /// Runs the phone forever.
    async fn drive(self: Arc<Self>, listener: TcpListener) {
        let mut listener = Some(listener);
        let mut moves = 0;
        let mut connections = JoinSet::new();
        let mut calls = JoinSet::new();
        let agent = agent();
        loop {
            let step = self.step();
            if step.moves != moves {
                moves = step.moves;
                listener = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).ok();
                connections.abort_all();
                if let Some(address) = listener.as_ref().and_then(|listener| listener.local_addr().ok()) {
                    *lock(&self.address) = address;
                }
            }
            if !step.is_open {
                listener = None;
                connections.abort_all();
            } else if listener.is_none() {
                listener = bind(self.address()).ok();
            }
            if let Some(call) = step.call {
                calls.spawn(Arc::clone(&self).call(agent.clone(), call));
            }
            let reopen = (step.is_open && listener.is_none()).then(|| self.now() + REOPEN_AFTER);
            let next = [step.next, reopen].into_iter().flatten().min();
            tokio::select! {
                () = self.sleep_until(next) => {}
                () = self.wake.notified() => {}
                accepted = accept(listener.as_ref()) => if let Ok(stream) = accepted
                    && connections.len() < CONNECTIONS_MAX
                {
                    connections.spawn(Arc::clone(&self).serve(stream));
                },
                Some(_) = connections.join_next() => {}
                Some(_) = calls.join_next() => {}
            }
        }
    }

    /// Lets the phone do what is due.
    fn step(&self) -> Step {
        let mut phone = lock(&self.phone);
        let call = phone.due_webhook(self.now());
        Step {
            call,
            next: phone.wake_at(),
            moves: phone.address(),
            is_open: !phone.is_reachable() || phone.is_listening(),
        }
    }

    async fn sleep_until(&self, next: Option<Duration>) {
        match next {
            Some(next) => tokio::time::sleep(next.saturating_sub(self.now())).await,
            None => std::future::pending().await,
        }
    }

    async fn serve(self: Arc<Self>, stream: TcpStream) {
        let service = service_fn(|request: Request<Incoming>| {
            let phone = Arc::clone(&self);
            async move { phone.answer(request).await }
        });
        // The caller may end a connection at any time, and so may the phone.
        let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
    }

    /// An error closes the connection without an answer.
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Body>, io::Error> {
        let (head, body) = request.into_parts();
        let header = |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let body = to_bytes(Body::new(body), BODY_BYTES_MAX).await.map_err(io::Error::other)?;
        let request = HttpRequest {
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            authorization: header("authorization"),
            content_type: header("content-type"),
            body: body.to_vec(),
        };
        match self.act(|phone, now| phone.request(&request, now)) {
            Answer::Reply(reply, late) => {
                tokio::time::sleep(late).await;
                response(reply)
            }
            Answer::Lost | Answer::Refused => Err(io::ErrorKind::ConnectionAborted.into()),
            Answer::Silent => std::future::pending().await,
        }
    }

    async fn call(self: Arc<Self>, agent: ureq::Agent, call: WebhookCall) {
        let id = call.id;
        // A panic of the call counts as no answer.
        let status = tokio::task::spawn_blocking(move || post(&agent, &call)).await.ok().flatten();
        self.act(|phone, now| phone.webhook_done(id, status, now));
    }
}

struct Step {
    call: Option<WebhookCall>,
    next: Option<Duration>,
    moves: u32,
    is_open: bool,
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = tokio::net::TcpSocket::new_v4()?;
    // The same port is opened again while old connections linger.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(128)
}

async fn accept(listener: Option<&TcpListener>) -> io::Result<TcpStream> {
    match listener {
        Some(listener) => listener.accept().await.map(|(stream, _)| stream),
        None => std::future::pending().await,
    }
}

fn response(reply: HttpReply) -> Result<Response<Body>, io::Error> {
    let mut response = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(reply.body)).map_err(io::Error::other)
}

/// The app's client: it follows no redirects, and takes every status for an answer.
fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_connect(Some(ANSWER_WITHIN))
        .timeout_recv_response(Some(ANSWER_WITHIN))
        .timeout_global(Some(CALL_WITHIN))
        .max_redirects(0)
        .http_status_as_error(false)
        .build()
        .new_agent()
}

fn post(agent: &ureq::Agent, call: &WebhookCall) -> Option<u16> {
    let mut request = agent.post(&call.url);
    for (name, value) in &call.headers {
        request = request.header(*name, value);
    }
    request.send(&call.body[..]).ok().map(|response| response.status().as_u16())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::super::fault::Fault;
    use super::*;
    use crate::simulator::phone::Journey;
    use axum::Router;
    use axum::routing::post as on_post;
    use serde_json::{Value, json};
    use tokio::sync::mpsc;

    const TEST_TIMEOUT: Duration = Duration::from_secs(20);

    fn start() -> RunningPhone {
        let settings = PhoneSettings {
            work_delay: Duration::from_millis(5),
            restart_after: Duration::from_millis(300),
            journey: Journey { on_air: true, steps: Vec::new() },
            ..PhoneSettings::new(1)
        };
        LivePhone::start(settings, 1).unwrap()
    }

    /// A request over the wire. `None`: the connection failed or ended without an answer.
    async fn ask(address: SocketAddr, method: &'static str, target: &str, body: Option<Value>) -> Option<(u16, Value)> {
        let url = format!("http://sms:k3x9v2pq@{address}{target}");
        let work = move || {
            let config = ureq::Agent::config_builder().http_status_as_error(false);
            let agent = config.timeout_global(Some(Duration::from_secs(2))).build().new_agent();
            let answer = match body {
                Some(body) => agent.post(&url).header("Content-Type", "application/json").send(body.to_string()),
                None if method == "GET" => agent.get(&url).call(),
                None => agent.delete(&url).call(),
            };
            let mut answer = answer.ok()?;
            let body = answer.body_mut().read_to_string().unwrap_or_default();
            Some((answer.status().as_u16(), serde_json::from_str(&body).unwrap_or(Value::Null)))
        };
        tokio::task::spawn_blocking(work).await.unwrap()
    }

    async fn until(what: &str, mut done: impl AsyncFnMut() -> bool) {
        let deadline = Instant::now() + TEST_TIMEOUT;
        while !done().await {
            assert!(Instant::now() < deadline, "{what}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    #[tokio::test]
    async fn a_phone_serves_its_api_and_calls_webhooks() {
        let running = start();
        let phone = &running.phone;
        let (seen, mut bodies) = mpsc::unbounded_channel();
        let router = Router::new().route("/hook", on_post(|body: String| async move { drop(seen.send(body)) }));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let receiver = tokio::spawn(async move { axum::serve(listener, router).await });
        let webhook = json!({ "url": url, "event": "sms:received" });
        assert_eq!(ask(phone.address(), "POST", "/webhooks", Some(webhook)).await.unwrap().0, 201);
        let message = json!({ "id": "a", "message": "x", "phoneNumbers": ["+12025550143"] });
        assert_eq!(ask(phone.address(), "POST", "/messages", Some(message)).await.unwrap().0, 202);
        until("sent", async || phone.act(|phone, _| phone.sent().count()) == 1).await;
        let state = ask(phone.address(), "GET", "/messages/a", None).await.unwrap();
        assert_eq!((state.0, &state.1["state"]), (200, &json!("Processed")));
        let at = crate::clock::now().wall;
        phone.act(|phone, now| phone.receive(0, "Bank", "246810", at, now));
        let body = tokio::time::timeout(TEST_TIMEOUT, bodies.recv()).await.unwrap().unwrap();
        assert!(body.contains("246810"), "{body}");
        until("settled", async || phone.act(|phone, _| phone.webhook_counts()) == (0, 1, 0)).await;
        receiver.abort();
    }

    #[tokio::test]
    async fn faults_are_seen_on_the_wire() {
        let running = start();
        let phone = &running.phone;
        let fault = |fault| phone.act(|phone, now| phone.fault(fault, now));
        let first = phone.address();
        fault(Fault::LoseAnswers(1));
        assert_eq!(ask(first, "GET", "/health", None).await, None, "lost");
        assert_eq!(ask(first, "GET", "/health", None).await.unwrap().0, 200);
        fault(Fault::Away);
        assert_eq!(ask(first, "GET", "/health", None).await, None, "silent");
        fault(Fault::Back);
        assert_eq!(ask(first, "GET", "/health", None).await.unwrap().0, 200);
        fault(Fault::Kill);
        until("refused", async || TcpStream::connect(first).await.is_err()).await;
        until("started again on its port", async || ask(first, "GET", "/health", None).await.is_some()).await;
        fault(Fault::Moved);
        until("moved", async || phone.address() != first).await;
        assert_eq!(ask(first, "GET", "/health", None).await, None);
        assert_eq!(ask(phone.address(), "GET", "/health", None).await.unwrap().0, 200);
        drop(running);
    }
}
