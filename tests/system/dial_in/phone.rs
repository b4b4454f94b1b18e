//! A phone with the app, as a client of simgate written from the app's side of the contract.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use simgate_testing::http::Client;
use simgate_testing::program::program;
use simgate_testing::{Bench, Daemon};
use tokio::time::{Instant, sleep};

pub const SOON: Duration = Duration::from_secs(30);
pub const NUMBER: &str = "+12025550199";
pub const OTHER: &str = "+12025550143";
const PATH: &str = "/api/mobile/v1";

const DEVICES: &str = r#"
[[device]]
type = "android"
name = "pixel"
dial_in = true
callback = "https://gw.example"

[[sim]]
device = "pixel"
slot = 1
name = "prepaid"
number = "+12025550199"
"#;

/// A gateway with one phone that dials in.
pub struct Fixture {
    pub bench: Bench,
    pub daemon: Daemon,
    pub client: Client,
}

impl Fixture {
    pub async fn new(api: &str) -> Self {
        let bench = Bench::new(Vec::new(), 5, false).await;
        let text = fs::read_to_string(&bench.config).unwrap().replace("[api]\n", &format!("[api]\n{api}\n"));
        fs::write(&bench.config, format!("{text}{DEVICES}")).unwrap();
        let (daemon, client) = started(&bench).await;
        Self { bench, daemon, client }
    }

    /// kill -9, and a new process.
    pub async fn crash(&mut self) {
        self.daemon.kill();
        (self.daemon, self.client) = started(&self.bench).await;
    }

    pub fn code(&self) -> String {
        let printed = self.bench.printed(&["phone", "code", "pixel", "--json"]);
        let code: Value = serde_json::from_str(&printed).unwrap();
        code["code"].as_str().unwrap().to_owned()
    }

    /// Registers a phone.
    pub fn phone(&self) -> Phone {
        let mut phone =
            Phone { address: self.client.address, token: String::new(), id: String::new(), sent: BTreeSet::new() };
        let (status, answer) = phone.register(&self.code());
        assert_eq!(status, 201, "{answer}");
        phone.take(&answer);
        phone
    }

    pub fn send(&self, text: &str) -> String {
        let (status, sent) = self.client.post("/sms/send", &json!({ "to": OTHER, "message": text }));
        assert_eq!(status, 200, "{sent}");
        sent["message_id"].as_str().unwrap().to_owned()
    }

    pub fn state(&self, id: &str) -> String {
        self.client.get(&format!("/sms/status/{id}")).1["status"].as_str().unwrap_or_default().to_owned()
    }

    pub async fn until_state(&self, id: &str, state: &str) {
        self.bench.until(&format!("{id} is {state}"), SOON, || self.state(id) == state).await;
    }

    pub fn device(&self) -> Value {
        self.client.get("/devices").1["devices"][0].clone()
    }

    pub async fn until_ready(&self) {
        self.bench.until("the phone is ready", SOON, || self.device()["state"] == "ready").await;
    }
}

async fn started(bench: &Bench) -> (Daemon, Client) {
    let listens = || bench.log().matches("HTTP interface listens").count();
    let before = listens();
    let daemon = Daemon(bench.command(Command::new(program())).spawn().unwrap());
    let until = Instant::now() + SOON;
    while listens() == before {
        assert!(Instant::now() < until, "it does not listen:\n{}", bench.log());
        sleep(Duration::from_millis(20)).await;
    }
    (daemon, Client::of(bench, "http").await)
}

pub fn unix_seconds() -> u64 {
    SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs()
}

/// The app on one phone.
pub struct Phone {
    pub address: SocketAddr,
    pub token: String,
    pub id: String,
    /// The ids that the app knows. It sends each of them once.
    pub sent: BTreeSet<String>,
}

impl Phone {
    pub fn request(&self, method: &str, path: &str, authorization: &str, body: &[u8]) -> (u16, Value) {
        let url = format!("http://{}{path}", self.address);
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(SOON)).build();
        let mut request = ureq::http::Request::builder().method(method).uri(url);
        if !authorization.is_empty() {
            request = request.header("Authorization", authorization);
        }
        let request = request.header("Content-Type", "application/json");
        let mut response = match body.is_empty() {
            true => config.new_agent().run(request.body(()).unwrap()).unwrap(),
            false => config.new_agent().run(request.body(body).unwrap()).unwrap(),
        };
        let text = response.body_mut().read_to_string().unwrap();
        (response.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    pub fn register_with(&self, authorization: &str, body: &[u8]) -> (u16, Value) {
        self.request("POST", &format!("{PATH}/device"), authorization, body)
    }

    pub fn register(&self, code: &str) -> (u16, Value) {
        let body = json!({ "name": "Google/panther", "pushToken": null, "simCards": [] }).to_string();
        self.register_with(&format!("Code {code}"), body.as_bytes())
    }

    pub fn take(&mut self, answer: &Value) {
        self.id = answer["id"].as_str().unwrap().to_owned();
        self.token = answer["token"].as_str().unwrap().to_owned();
    }

    pub fn get(&self, path: &str) -> (u16, Value) {
        self.request("GET", &format!("{PATH}{path}"), &format!("Bearer {}", self.token), b"")
    }

    pub fn patch(&self, path: &str, body: &Value) -> (u16, Value) {
        let body = body.to_string();
        self.request("PATCH", &format!("{PATH}{path}"), &format!("Bearer {}", self.token), body.as_bytes())
    }

    /// Fetches messages, and sends those that it does not know. Returns the ids that it was to send.
    pub fn fetch(&mut self) -> Vec<String> {
        let (status, rows) = self.get("/message?order=fifo");
        assert_eq!(status, 200, "{rows}");
        let pending = rows.as_array().unwrap().iter().filter(|row| row["state"] == "Pending");
        let ids: Vec<String> = pending.map(|row| row["id"].as_str().unwrap().to_owned()).collect();
        self.sent.extend(ids.iter().cloned());
        ids
    }

    pub fn tell(&self, id: &str, state: &str) {
        let recipients = json!([{ "phoneNumber": OTHER, "state": state }]);
        let now = "2026-03-01T09:00:00.000+00:00";
        let body = json!([{ "id": id, "state": state, "recipients": recipients, "states": { state: now } }]);
        assert_eq!(self.patch("/message", &body).0, 204);
    }

    pub fn listen(&self) -> Stream {
        let mut tcp = TcpStream::connect(self.address).unwrap();
        let head = format!("GET {PATH}/events HTTP/1.1\r\nHost: gw\r\nAuthorization: Bearer {}\r\n\r\n", self.token);
        tcp.write_all(head.as_bytes()).unwrap();
        let (sender, events) = channel();
        let mut rows = BufReader::new(tcp.try_clone().unwrap());
        std::thread::spawn(move || {
            let (mut row, mut event) = (String::new(), String::new());
            // The last chunk of a body is empty.
            while rows.read_line(&mut row).is_ok_and(|read| read > 0) && row != "0\r\n" {
                if let Some(kind) = row.strip_prefix("event: ") {
                    event = kind.trim_end().to_owned();
                } else if let Some(data) = row.strip_prefix("data: ") {
                    let data = serde_json::from_str(data).unwrap();
                    if sender.send((event.clone(), data)).is_err() {
                        return;
                    }
                }
                row.clear();
            }
        });
        Stream { tcp, events }
    }

    /// Posts a webhook as the app does. Returns the status.
    pub fn call(&self, key: &str, event: &str, payload: &Value) -> u16 {
        let body = json!({ "id": "w-1", "webhookId": "simgate-pixel-sms-received", "event": event,
            "deviceId": self.id, "payload": payload })
        .to_string();
        let stamp = unix_seconds().to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(format!("{body}{stamp}").as_bytes());
        let signature: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(SOON)).build();
        let request = ureq::http::Request::builder()
            .method("POST")
            .uri(format!("http://{}/sms/webhook/pixel", self.address))
            .header("X-Timestamp", stamp)
            .header("X-Signature", signature)
            .header("Content-Type", "application/json");
        config.new_agent().run(request.body(body).unwrap()).unwrap().status().as_u16()
    }
}

/// What the phone reads of its stream of events.
pub struct Stream {
    tcp: TcpStream,
    events: Receiver<(String, Value)>,
}

impl Stream {
    /// Waits for an event of this type; others are left out.
    pub fn wait_for(&self, event: &str) -> Value {
        loop {
            let (kind, data) = self.events.recv_timeout(SOON).unwrap_or_else(|_| panic!("no {event}"));
            if kind == event {
                return data;
            }
        }
    }

    /// Waits until simgate ends the stream.
    pub fn has_ended(&self) -> bool {
        loop {
            match self.events.recv_timeout(SOON) {
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => return true,
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }

    /// The network of the phone is gone.
    pub fn cut(self) {
        self.tcp.shutdown(Shutdown::Both).unwrap();
    }
}
