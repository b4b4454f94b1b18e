//! A provider that calls the shipped binary: which calls are accepted and refused, and that the answer follows the
//! commit.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use rustix::process::Signal;
use serde_json::{Value, json};
use sha2::Sha256;
use simgate_testing::http::Client;
use simgate_testing::program::program;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

const NUMBER: &str = "+12025550143";
const KEY: &str = "a key that both know";
const SOON: Duration = Duration::from_secs(30);

/// A provider with calls like those of Telnyx, which are signed together with a time stamp.
const PROVIDER: &str = r#"
[[device]]
type = "template"
name = "provider"
verify = "hmac-sha256"
secret = "a key that both know"
signature_header = "x-signature"
timestamp_header = "x-timestamp"
numbers = ["+12025550143"]
sender = "/data/payload/from/phone_number"
recipient = "/data/payload/to/0/phone_number"
text = "/data/payload/text"
id = "/data/payload/id"
time = "/data/payload/received_at"
media = "/data/payload/media"
only = { "/data/event_type" = "message.received" }
"#;

/// A provider that sends a secret, no ids, and several messages in a call.
const PLAIN: &str = r#"
[[device]]
type = "template"
name = "plain"
verify = "bearer"
secret = "a key that both know"
sender = "/from"
recipient = "/to"
text = "/text"
array = ""
"#;

fn message(id: &str, text: &str) -> String {
    let payload = json!({
        "id": id, "from": { "phone_number": "+12025550199" }, "to": [{ "phone_number": NUMBER }], "text": text,
        "received_at": "2026-03-01T09:00:03.001+00:00", "media": [{ "url": "https://media.example/a.jpg" }],
    });
    json!({ "data": { "event_type": "message.received", "payload": payload } }).to_string()
}

fn unix_seconds() -> u64 {
    SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs()
}

fn signature(stamp: u64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    mac.update(format!("{stamp}.{body}").as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The headers of a genuine call.
fn signed(body: &str) -> Vec<(&'static str, String)> {
    signed_at(unix_seconds(), body)
}

fn signed_at(stamp: u64, body: &str) -> Vec<(&'static str, String)> {
    vec![("x-timestamp", stamp.to_string()), ("x-signature", signature(stamp, body))]
}

fn bearer(secret: &str) -> Vec<(&'static str, String)> {
    vec![("authorization", format!("Bearer {secret}"))]
}

async fn bench(modems: usize, api: &str) -> Bench {
    let bench = Bench::new(vec![quick("ec25", None); modems], 71, false).await;
    let owner = format!("[[owner]]\nname = \"alice\"\nnumbers = [\"{NUMBER}\"]\nforward_to = [\"backend\"]\n");
    let text = fs::read_to_string(&bench.config).unwrap().replace("[api]\n", &format!("[api]\n{api}\n"));
    fs::write(&bench.config, format!("{text}{owner}{PROVIDER}{PLAIN}")).unwrap();
    bench
}

/// Starts the shipped binary under a command. Also returns a client of its port.
async fn started(bench: &Bench, command: Command) -> (Daemon, Client) {
    let listens = || bench.log().matches("HTTP interface listens").count();
    let before = listens();
    let daemon = Daemon(bench.command(command).spawn().expect("strace is installed (./test does it)"));
    let until = Instant::now() + SOON;
    while listens() == before {
        assert!(Instant::now() < until, "it does not listen:\n{}", bench.log());
        sleep(Duration::from_millis(20)).await;
    }
    (daemon, Client::of(bench, "http").await)
}

/// A gateway with two template devices and this many modems.
struct Fixture {
    bench: Bench,
    daemon: Daemon,
    client: Client,
}

impl Fixture {
    async fn new(modems: usize, api: &str) -> Self {
        let bench = bench(modems, api).await;
        let (daemon, client) = started(&bench, Command::new(program())).await;
        Self { bench, daemon, client }
    }

    async fn restart(&mut self) {
        (self.daemon, self.client) = started(&self.bench, Command::new(program())).await;
    }

    fn call(&self, device: &str, headers: &[(&str, String)], body: &str) -> (u16, Value) {
        call(&self.client, device, headers, body)
    }

    fn call_in_background(&self, body: &str) -> JoinHandle<(u16, Value)> {
        let (client, body) = (self.client.clone(), body.to_owned());
        std::thread::spawn(move || call(&client, "provider", &signed(&body), &body))
    }

    fn inbox(&self) -> Vec<Value> {
        self.client.get("/sms/inbox").1["messages"].as_array().unwrap().clone()
    }

    /// The status and the code of a refusal. Checks that it reveals nothing.
    fn refused(&self, device: &str, headers: &[(&str, String)], body: &str) -> (u16, String) {
        let (status, answer) = self.call(device, headers, body);
        assert_eq!(self.inbox().len(), 0, "{answer}");
        let text = answer.to_string();
        assert!(!text.contains("482913") && !text.contains(KEY), "{text}");
        (status, answer["error"]["code"].as_str().unwrap_or_default().to_owned())
    }

    /// Removes the database, or restores it.
    fn database(&self, is_there: bool) {
        for end in ["", "-wal", "-shm"] {
            let here = self.bench.dir.path().join(format!("data/simgate.db{end}"));
            let away = self.bench.dir.path().join(format!("away{end}"));
            if is_there { fs::rename(away, here).unwrap() } else { fs::rename(here, away).unwrap() }
        }
    }
}

fn call(client: &Client, device: &str, headers: &[(&str, String)], body: &str) -> (u16, Value) {
    let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(SOON * 2));
    let mut request = ureq::http::Request::post(format!("http://{}/sms/webhook/{device}", client.address));
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    match config.build().new_agent().run(request.body(body.as_bytes()).unwrap()) {
        Ok(mut response) => {
            let text = response.body_mut().read_to_string().unwrap();
            (response.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::String(text)))
        }
        // The daemon died.
        Err(_) => (0, Value::Null),
    }
}

fn code(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_becomes_one_event_however_often_it_is_repeated() {
    let mut fixture = Fixture::new(0, "").await;
    assert_eq!(fixture.client.get("/readyz").1["devices_ready"], 2);
    let devices = fixture.client.get("/devices").1["devices"].clone();
    let provider = devices.as_array().unwrap().iter().find(|device| device["name"] == "provider").unwrap();
    assert_eq!(
        (&provider["state"], &provider["reason"]),
        (&json!("ready"), &json!("receives callbacks at /sms/webhook/provider"))
    );
    assert_eq!(provider["lines"][0]["line"], format!("number:provider:{NUMBER}"));
    let body = message("a-1", "Your code is 482913");
    for _ in 0..3 {
        assert_eq!(fixture.call("provider", &signed(&body), &body), (200, json!({ "success": true })));
    }
    let seen = tokio::time::timeout(SOON, fixture.bench.seen.recv()).await.unwrap().unwrap().unwrap();
    let data = &seen.event["data"];
    assert_eq!(
        [&data["from"], &data["to"], &data["text"], &data["code"]["value"], &data["owner"], &data["sent_at"]],
        ["+12025550199", NUMBER, "Your code is 482913", "482913", "alice", "2026-03-01T09:00:03.001+00:00"]
    );
    assert_eq!(data["media"], json!(["https://media.example/a.jpg"]));
    let listed = fixture.bench.printed(&["inbox"]);
    assert!(listed.contains("Your code is 482913") && listed.contains("+12025550199"), "{listed}");

    // An event that is no message changes nothing and is no error.
    let other = r#"{"data":{"event_type":"message.sent","payload":{}}}"#;
    assert_eq!(fixture.call("provider", &signed(other), other).0, 200);
    assert_eq!(fixture.inbox().len(), 1);

    // Without ids, equal bytes are a repeat, and another message isn't.
    let two = r#"[{"from":"Bank","to":"80800","text":"one"},{"from":"Bank","to":"80800","text":"two"}]"#;
    let three = r#"[{"from":"Bank","to":"80800","text":"three"},{"from":"Bank","to":"80800","text":"two"}]"#;
    for body in [two, two, three] {
        assert_eq!(fixture.call("plain", &bearer(KEY), body).0, 200);
    }
    assert_eq!(fixture.inbox().len(), 4);
    fixture.bench.expect(3, SOON).await;
    assert!(fixture.bench.events.values().all(|ids| ids.len() == 1), "{:?}", fixture.bench.events);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_refusal_of_a_call_has_its_code_and_changes_nothing() {
    let fixture = Fixture::new(1, "").await;
    let body = message("a-1", "Your code is 482913");
    let (right, now) = (signed(&body), unix_seconds());
    let with = |more: &[(&'static str, String)]| [right.clone(), more.to_vec()].concat();
    let not_verified = || code(401, "callback_not_verified");
    for headers in [
        vec![],
        vec![right[0].clone()],
        vec![right[1].clone()],
        vec![right[0].clone(), ("x-signature", signature(now, "other"))],
        with(&[right[1].clone()]),
        with(&[right[0].clone()]),
        with(&[("x-signature", signature(now, "other"))]),
        signed_at(now - 400, &body),
        signed_at(now + 400, &body),
        vec![("x-timestamp", (now + 1).to_string()), right[1].clone()],
        bearer(KEY),
    ] {
        assert_eq!(fixture.refused("provider", &headers, &body), not_verified(), "{headers:?}");
    }
    let other = message("a-1", "Your code is 482914");
    assert_eq!(fixture.refused("provider", &right, &other), not_verified());
    for headers in [bearer("guessed"), [bearer(KEY), bearer(KEY)].concat(), right.clone(), bearer(&fixture.client.key)]
    {
        assert_eq!(fixture.refused("plain", &headers, "[]"), not_verified());
    }
    let metrics = fixture.client.text("/metrics");
    for counted in [
        r#"{device="plain",reason="callback_not_verified"} 4"#,
        r#"{device="provider",reason="callback_not_verified"} 12"#,
    ] {
        assert!(metrics.contains(&format!("simgate_callbacks_refused_total{counted}\n")), "{metrics}");
    }
    for wrong in [
        "",
        "{",
        "482913",
        r#"{"data":{"event_type":"message.received"}}"#,
        &body.replace("+12025550199", ""),
        &body.replace("a-1", &"a".repeat(300)),
        &message("a-1", &"ä".repeat(10_001)),
    ] {
        let expected = match wrong {
            // Without a type it is no message.
            "482913" => code(200, ""),
            _ => code(400, "callback_not_understood"),
        };
        assert_eq!(fixture.refused("provider", &signed(wrong), wrong), expected);
    }
    let half = r#"[{"from":"Bank","to":"1","text":"one"},{"from":"Bank","to":"1"}]"#;
    assert_eq!(fixture.refused("plain", &bearer(KEY), half), code(400, "callback_not_understood"));
    // A modem has no remote that calls.
    for device in ["modem-1", "other", "Provider", "..", "a%2Fb"] {
        assert_eq!(fixture.refused(device, &right, &body), code(404, "unknown_device"), "{device}");
    }
    let large = message("a-1", &"x".repeat(64 * 1024));
    assert_eq!(fixture.refused("provider", &signed(&large), &large), code(413, "body_too_large"));
    let (status, _) = fixture.client.get("/sms/webhook/provider");
    assert_eq!(status, 405);
    assert!(!fixture.bench.log().contains("482913"), "a text is in the log");
    // After all of this a genuine call is accepted.
    assert_eq!(fixture.call("provider", &right, &body).0, 200);
    assert_eq!(fixture.inbox().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guesses_are_limited_and_the_provider_is_not() {
    let fixture = Fixture::new(0, "requests_per_minute = 20").await;
    let guesses: BTreeSet<u16> = (0..60).map(|_| fixture.call("plain", &bearer("guessed"), "[]").0).collect();
    assert_eq!(guesses, [401, 429].into());
    assert_eq!(fixture.call("plain", &bearer(KEY), r#"[{"from":"a","to":"b","text":"c"}]"#).0, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_can_not_be_committed_gets_no_200_and_is_stored_once() {
    let mut fixture = Fixture::new(0, "").await;
    let first = message("a-1", "first");
    assert_eq!(fixture.call("provider", &signed(&first), &first).0, 200);
    fixture.bench.expect(1, SOON).await;
    fixture.database(false);
    let body = message("a-2", "meanwhile");
    // The gateway answers after the disk refused writes for a long time.
    let waiting = fixture.call_in_background(&body);
    let (status, answer) = waiting.join().unwrap();
    assert_eq!((status, &answer["error"]["code"]), (503, &json!("busy")), "{answer}");
    let waiting = fixture.call_in_background(&body);
    sleep(Duration::from_secs(1)).await;
    assert!(!waiting.is_finished());
    fixture.database(true);
    assert_eq!(waiting.join().unwrap().0, 200);
    fixture.bench.expect(2, SOON).await;
    assert!(fixture.bench.events.values().all(|ids| ids.len() == 1), "{:?}", fixture.bench.events);

    // The daemon is killed before the commit.
    fixture.database(false);
    let body = message("a-3", "killed before");
    let waiting = fixture.call_in_background(&body);
    sleep(Duration::from_secs(1)).await;
    fixture.daemon.kill();
    assert_ne!(waiting.join().unwrap().0, 200);
    fixture.database(true);
    fixture.restart().await;
    for _ in 0..2 {
        assert_eq!(fixture.call("provider", &signed(&body), &body).0, 200);
    }

    // The daemon is killed after the commit, and the answer is lost.
    let body = message("a-4", "killed after");
    let mut connection = TcpStream::connect(fixture.client.address).unwrap();
    let headers = signed(&body).iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect::<String>();
    let length = body.len();
    write!(
        connection,
        "POST /sms/webhook/provider HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    )
    .unwrap();
    fixture.bench.expect(4, SOON).await;
    fixture.daemon.kill();
    drop(connection);
    fixture.restart().await;
    assert_eq!(fixture.call("provider", &signed(&body), &body).0, 200);
    sleep(Duration::from_secs(1)).await;
    fixture.bench.collect(Duration::ZERO).await;
    assert_eq!((fixture.inbox().len(), fixture.bench.events.len()), (4, 4));
    assert!(fixture.bench.events.values().all(|ids| ids.len() == 1), "{:?}", fixture.bench.events);
}

/// A device that only receives gets no submissions.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_sent_by_a_number_that_only_receives() {
    let fixture = Fixture::new(0, "").await;
    let order = json!({ "to": "+12025550199", "message": "hello", "on_exhausted": "refuse" });
    let mut by_it = order.clone();
    by_it["from"] = json!(NUMBER);
    for (order, expected) in [(order, (503, "no_line")), (by_it, (422, "unknown_sender"))] {
        let (status, refused) = fixture.client.post("/sms/send", &order);
        assert_eq!((status, refused["error"]["code"].as_str().unwrap()), expected, "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_is_added_and_removed_while_simgate_runs() {
    let fixture = Fixture::new(0, "").await;
    let before = fs::read_to_string(&fixture.bench.config).unwrap();
    let another = PLAIN.replace("plain", "another").replace(KEY, "another key");
    let body = r#"[{"from":"Bank","to":"80800","text":"one"}]"#;
    let status = |secret: &str| fixture.call("another", &bearer(secret), body).0;
    for (text, secret, until) in [
        (format!("{before}{another}"), "another key", 200),
        (format!("{before}{}", another.replace("another key", "a third key")), "a third key", 200),
        (before.clone(), "a third key", 404),
    ] {
        assert_ne!(status(secret), until);
        fs::write(&fixture.bench.config, text).unwrap();
        fixture.daemon.signal(Signal::HUP);
        let limit = Instant::now() + SOON;
        while status(secret) != until {
            assert!(Instant::now() < limit, "{until}:\n{}", fixture.bench.log());
            sleep(Duration::from_millis(50)).await;
        }
    }
    assert_eq!(fixture.inbox().len(), 1, "the same device with another secret");
}

/// Checks the system calls of the shipped binary: written, synced, and only then answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_answered_after_its_row_was_synced() {
    let bench = bench(0, "").await;
    let trace = bench.dir.path().join("strace");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-s", "5000", "-e", "trace=write,writev,pwrite64,sendto,sendmsg,fdatasync,fsync", "-o"]);
    strace.arg(&trace).arg(program());
    let (mut strace, client) = started(&bench, strace).await;
    const CALLS: usize = 10;
    for number in 0..CALLS {
        let body = message(&format!("a-{number}"), &format!("planted-{number:03}-text"));
        assert_eq!(call(&client, "provider", &signed(&body), &body).0, 200);
    }
    let ended = Command::new("pkill").args(["-TERM", "-P", &strace.0.id().to_string()]).status().unwrap();
    assert!(ended.success());
    assert!(strace.0.wait().unwrap().success(), "{}", bench.log());
    let trace = fs::read_to_string(&trace).unwrap();
    let lines: Vec<&str> = trace.lines().collect();
    let answers: Vec<usize> =
        (0..lines.len()).filter(|&at| lines[at].contains("HTTP/1.1 200") && lines[at].contains("success")).collect();
    assert_eq!(answers.len(), CALLS, "the answers of {CALLS} calls");
    for (number, &answered) in answers.iter().enumerate() {
        let text = format!("planted-{number:03}-text");
        let first = |from: usize, is: &dyn Fn(&str) -> bool| (from..lines.len()).find(|&at| is(lines[at]));
        let written = first(0, &|line| line.contains("pwrite64(") && line.contains(&text)).expect("it was written");
        let is_sync =
            |line: &str| ["fdatasync", "fsync"].iter().any(|name| line.contains(name)) && line.ends_with("= 0");
        let synced = first(written, &is_sync).expect("it was synced");
        assert!(synced < answered, "call {number} was answered (line {answered}) before it was synced (line {synced})");
    }
}
