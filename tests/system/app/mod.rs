//! The Android app's client API of the shipped binary.

mod hooks;
mod messages;
mod tokens;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use simgate_testing::http::Client;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

/// The numbers of the cards in both modems.
pub const CARDS: [&str; 2] = ["+12025550143", "+12025550144"];
pub const RECIPIENT: &str = "+12025550199";
pub const SOON: Duration = Duration::from_secs(40);

/// How a client identifies itself.
#[derive(Debug, Clone)]
pub enum Login {
    Nobody,
    Basic(String, String),
    Bearer(String),
}

/// An answer.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Value,
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.body)
    }
}

/// A gateway with two modems, whose cards have numbers.
pub struct Fixture {
    pub bench: Bench,
    daemon: Daemon,
    address: String,
    /// The first key, as a client of the app uses it.
    pub admin: Login,
    pub client: Client,
}

impl Fixture {
    pub async fn new(seed: u64) -> Self {
        Self::with(seed, "", "").await
    }

    /// With more rows in `[api]`, and more sections.
    pub async fn with(seed: u64, api: &str, more: &str) -> Self {
        let bench = Bench::new(vec![quick("ec25", None), quick("e3372h", None)], seed, false).await;
        let card = |port: usize| bench.rig().modem(port, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
        for (port, number) in CARDS.iter().enumerate() {
            bench.configure(&format!(
                "[[sim]]\niccid = \"{}\"\nname = \"sim-{port}\"\nnumber = \"{number}\"\nlimits = {{ gap = \"0s\" }}\n",
                card(port)
            ));
        }
        bench.configure(more);
        let text = std::fs::read_to_string(&bench.config).unwrap();
        let api = format!("[api]\nsends_per_minute = 0\nwebhook_networks = [\"127.0.0.1\"]\n{api}");
        std::fs::write(&bench.config, text.replace("[api]\n", &api)).unwrap();
        let daemon = bench.daemon();
        let client = bench.ready(2).await;
        let admin = Login::Basic("first".into(), client.key.clone());
        Self { address: format!("http://{}", client.address), bench, daemon, admin, client }
    }

    /// Ends the process at once, and starts it again.
    pub async fn kill_and_restart(&mut self) {
        self.daemon.kill();
        std::fs::remove_file(self.bench.dir.path().join("log")).unwrap();
        self.daemon = self.bench.daemon();
        self.client = self.bench.ready(2).await;
        self.address = format!("http://{}", self.client.address);
    }

    /// Makes a key, with which a client logs in by Basic.
    pub fn key(&self, name: &str, scopes: &str, number: Option<&str>) -> Login {
        let number = number.map(|number| vec!["--number", number]).unwrap_or_default();
        let key = self.bench.printed(&[&["keys", "add", name, "--scopes", scopes][..], &number].concat());
        Login::Basic(name.to_owned(), key)
    }

    pub fn call(&self, login: &Login, method: &str, path: &str, body: Option<&Value>) -> Reply {
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(SOON));
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        request = match login {
            Login::Nobody => request,
            Login::Basic(user, word) => {
                request.header("Authorization", format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{word}"))))
            }
            Login::Bearer(token) => request.header("Authorization", format!("Bearer {token}")),
        };
        let agent = config.build().new_agent();
        let response = match body {
            Some(body) => agent.run(request.body(body.to_string()).unwrap()),
            None => agent.run(request.body(()).unwrap()),
        };
        let mut response = response.unwrap();
        let text = response.body_mut().read_to_string().unwrap();
        let word = |value: &ureq::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), word(value))).collect();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Reply { status: response.status().as_u16(), headers, body }
    }

    pub fn get(&self, path: &str) -> Reply {
        self.call(&self.admin, "GET", path, None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.call(&self.admin, "POST", path, Some(body))
    }

    pub fn delete(&self, path: &str) -> Reply {
        self.call(&self.admin, "DELETE", path, None)
    }

    /// Sends a message that must be accepted.
    pub fn send(&self, body: &Value) -> Value {
        let reply = self.post("/messages", body);
        assert_eq!(reply.status, 202, "{reply:?}");
        reply.body
    }

    /// Waits until a message has a final state, or one of these.
    pub async fn over(&self, id: &str) -> Value {
        let until = Instant::now() + SOON;
        loop {
            let message = self.get(&format!("/messages/{id}")).body;
            if !matches!(message["state"].as_str(), Some("Pending" | "Processed")) || Instant::now() > until {
                return message;
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// A message arrives at a modem, and simgate has it.
    pub async fn receive(&self, modem: usize, text: &str) {
        self.bench.rig().post_text(modem, RECIPIENT, text).unwrap().unwrap();
        let has_come = || {
            let inbox = self.get("/inbox?limit=500").body;
            inbox.as_array().unwrap().iter().any(|message| message["contentPreview"] == text)
        };
        self.bench.until("the message is in the inbox", SOON, has_come).await;
    }
}

/// A message to one recipient.
pub fn message(text: &str) -> Value {
    json!({ "textMessage": { "text": text }, "phoneNumbers": [RECIPIENT] })
}

/// A message that waits until tomorrow.
pub fn tomorrow(id: &str) -> Value {
    let at = jiff::Timestamp::now() + Duration::from_secs(86_400);
    json!({ "id": id, "textMessage": { "text": "hi" }, "phoneNumbers": [RECIPIENT], "scheduleAt": at.to_string() })
}
