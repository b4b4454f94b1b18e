//! Callers of the HTTP interface of the shipped binary: what each key may do with existing messages, what happens to
//! the requests of a deleted key, and what is left for others during a flood.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};
use simgate_testing::http::Client;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

const CARD: &str = "+12025550143";
const OTHER: &str = "+12025550199";
const NOBODYS: &str = "+12025550177";

struct Fixture {
    bench: Bench,
    _daemon: Daemon,
    client: Client,
}

impl Fixture {
    /// A gateway with one modem, whose card has a number.
    async fn new(seed: u64, api: &str) -> Self {
        let bench = Bench::new(vec![quick("ec25", None)], seed, false).await;
        let iccid = bench.rig().modem(0, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
        bench.configure(&format!("[[sim]]\niccid = \"{iccid}\"\nname = \"one\"\nnumber = \"{CARD}\"\n"));
        let text = std::fs::read_to_string(&bench.config).unwrap();
        let listen = "listen = \"127.0.0.1:0\"\n";
        std::fs::write(&bench.config, text.replace(listen, &format!("{listen}{api}"))).unwrap();
        let daemon = bench.daemon();
        let client = Client::of(&bench, "http").await;
        Self { bench, _daemon: daemon, client }
    }

    fn key(&self, name: &str, scopes: &str, number: Option<&str>) -> Client {
        let number = number.map_or(vec![], |number| vec!["--number", number]);
        let words = [&["keys", "add", name, "--scopes", scopes][..], &number].concat();
        self.client.with_key(&self.bench.printed(&words))
    }

    fn remove(&self, name: &str) {
        self.bench.printed(&["keys", "remove", name]);
    }

    /// Changes the database directly, for states that take long to reach.
    fn sql(&self, text: &str) {
        let store = rusqlite::Connection::open(self.bench.dir.path().join("data/simgate.db")).unwrap();
        store.busy_timeout(Duration::from_secs(10)).unwrap();
        store.execute_batch(text).unwrap();
    }
}

/// A request to send a message tomorrow.
fn tomorrow(id: &str) -> Value {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
    json!({ "to": OTHER, "message": "x", "from": CARD, "id": id, "send_at": at.to_string() })
}

fn place(client: &Client, body: &Value) -> String {
    let (status, answer) = client.post("/sms/send", body);
    assert_eq!(status, 200, "{answer}");
    answer["message_id"].as_str().unwrap().to_owned()
}

async fn within(limit: u64, what: &str, mut done: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_secs(limit);
    while !done() {
        assert!(Instant::now() < until, "{what}");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_needs_its_scope() {
    let fixture = Fixture::new(51, "sends_per_minute = 0\n").await;
    let client = &fixture.client;
    let owner = fixture.key("owner", "send", None);
    // From the fewest to the most rights, each with the expected answers to the calls below.
    let callers = [
        ("nobody", client.with_key("simgate_wrong"), [401; 10]),
        (
            "read-other",
            fixture.key("read-other", "read", Some(NOBODYS)),
            [404, 403, 403, 403, 200, 200, 200, 403, 403, 200],
        ),
        ("read", fixture.key("read", "read", None), [200, 403, 403, 403, 200, 200, 200, 200, 200, 200]),
        ("send-other", fixture.key("send-other", "send", None), [404, 404, 404, 200, 200, 403, 403, 403, 403, 403]),
        ("owner", owner.clone(), [200, 200, 200, 200, 200, 403, 403, 403, 403, 403]),
        (
            "admin-other",
            fixture.key("admin-other", "admin", Some(NOBODYS)),
            [404, 404, 404, 422, 200, 200, 200, 403, 403, 200],
        ),
        ("admin", fixture.key("admin", "admin", None), [200; 10]),
    ];
    for (name, caller, granted) in callers {
        let queued = place(&owner, &tomorrow(&format!("{name}-queued")));
        let unknown = place(&owner, &tomorrow(&format!("{name}-unknown")));
        fixture.sql(&format!("UPDATE outgoing SET state = 'unknown' WHERE id = '{unknown}'"));
        let new = tomorrow(&format!("{name}-new"));
        let bound = name.ends_with("-other") && name != "send-other";
        let new = if bound { json!({ "to": OTHER, "message": "x", "from": NOBODYS }) } else { new };
        let got = [
            caller.get(&format!("/sms/status/{queued}")),
            caller.raw("POST", &format!("/sms/cancel/{queued}"), b""),
            caller.post(&format!("/sms/settle/{unknown}"), &json!({ "status": "failed" })),
            caller.post("/sms/send", &new),
            caller.get("/sms/outbox"),
            caller.get("/sms/inbox"),
            caller.get("/sims"),
            caller.get("/devices"),
            caller.get("/metrics"),
            (caller.status("/events"), Value::Null),
        ];
        assert_eq!(got.each_ref().map(|(status, _)| *status), granted, "{name}: {got:?}");
        let seen = got[4].1["messages"].as_array().map_or(0, Vec::len);
        let sees = matches!(name, "read" | "owner" | "admin");
        assert_eq!(seen > 1, sees, "{name}: {}", got[4].1);
        // A refused call changed nothing.
        let state = |id: &str| client.get(&format!("/sms/status/{id}")).1["status"].as_str().unwrap().to_owned();
        assert_eq!(state(&queued) == "cancelled", granted[1] == 200, "{name}");
        assert_eq!(state(&unknown) == "failed", granted[2] == 200, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_id_is_refused_with_any_other_field() {
    let fixture = Fixture::new(52, "sends_per_minute = 0\n").await;
    let client = &fixture.client;
    let mut whole = tomorrow("a-1");
    let more = json!({ "ttl": 3600, "priority": "urgent", "status_report": false, "on_exhausted": "refuse" });
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    whole["on_exhausted"] = json!("overflow");
    let first = place(client, &whole);
    assert_eq!(place(client, &whole), first);
    whole["gateway"] = json!("test");
    assert_eq!(place(client, &whole), first, "the gateway's name is not a part of the message");
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(48);
    for (field, other) in [
        ("to", json!(CARD)),
        ("message", json!("y")),
        ("from", Value::Null),
        ("ttl", json!(3601)),
        ("ttl", Value::Null),
        ("send_at", json!(at.to_string())),
        ("send_at", Value::Null),
        ("priority", json!("normal")),
        ("priority", Value::Null),
        ("status_report", json!(true)),
        ("status_report", Value::Null),
        ("on_exhausted", json!("wait")),
        ("on_exhausted", json!("refuse")),
        ("on_exhausted", Value::Null),
    ] {
        let mut changed = whole.clone();
        changed[field] = other.clone();
        let (status, refused) = client.post("/sms/send", &changed);
        assert_eq!((status, &refused["error"]["code"]), (409, &json!("key_reused")), "{field}: {other}");
    }
    // The other way round: first without a number, then with one.
    let mut any = tomorrow("a-2");
    any["from"] = Value::Null;
    place(client, &any);
    assert_eq!(client.post("/sms/send", &tomorrow("a-2")).0, 409);
    assert_eq!(client.get("/sms/outbox").1["messages"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_with_an_old_name_is_another_caller() {
    let fixture = Fixture::new(53, "sends_per_minute = 3\n").await;
    let old = fixture.key("alice", "send", None);
    let ids: Vec<String> = ["a", "b", "c"].iter().map(|id| place(&old, &tomorrow(id))).collect();
    assert_eq!(old.post("/sms/send", &tomorrow("d")).0, 429);
    fixture.remove("alice");
    let new = fixture.key("alice", "send", None);
    assert_eq!(old.get("/sms/outbox").0, 401);
    assert_eq!(new.get("/sms/outbox").1["messages"], json!([]));
    for id in &ids {
        assert_eq!(new.get(&format!("/sms/status/{id}")).0, 404);
        assert_eq!(new.raw("POST", &format!("/sms/cancel/{id}"), b"").0, 404);
        assert_eq!(new.post(&format!("/sms/settle/{id}"), &json!({ "status": "sent" })).0, 404);
    }
    // The new key has its own ids and its own limit per minute.
    assert!(!ids.contains(&place(&new, &tomorrow("a"))));
    assert_eq!(
        fixture.client.get(&format!("/sms/status/{}", ids[0])).1["status"],
        "queued",
        "what was asked for stands"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn open_requests_of_a_deleted_key_end() {
    let fixture = Fixture::new(54, "").await;
    let reader = fixture.key("reader", "read", None);
    let changed = fixture.key("changed", "read", None);
    let sender = fixture.key("sender", "send", None);
    let mut streams = [reader.stream(None), changed.stream(None)];
    let mut stays = fixture.client.stream(None);
    fixture.bench.rig().post_text(0, "Example", "Your code is 123450").unwrap().unwrap();
    for stream in &mut streams {
        assert_eq!(stream.events(1)[0].data["data"]["code"]["value"], "123450");
    }
    // A request whose body is still to come.
    let body = tomorrow("late").to_string();
    let mut late = TcpStream::connect(sender.address).unwrap();
    let (key, length) = (&sender.key, body.len());
    write!(
        late,
        "POST /sms/send HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Length: {length}\r\n\r\n"
    )
    .unwrap();
    late.write_all(&body.as_bytes()[..5]).unwrap();
    sleep(Duration::from_millis(300)).await;

    fixture.remove("reader");
    fixture.remove("sender");
    fixture.sql(&format!("UPDATE api_key SET numbers = '{NOBODYS}' WHERE name = 'changed'"));
    fixture.bench.rig().post_text(0, "Example", "Your code is 999999").unwrap().unwrap();
    late.write_all(&body.as_bytes()[5..]).unwrap();
    for stream in streams {
        let rest = tokio::time::timeout(Duration::from_secs(5), tokio::task::spawn_blocking(|| stream.rest()));
        let rest = rest.await.expect("the stream ends").unwrap();
        assert!(!rest.contains("999999"), "{rest}");
    }
    assert_eq!(stays.events(2)[1].data["data"]["code"]["value"], "999999");
    late.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = [0; 512];
    let count = late.read(&mut answer).unwrap();
    assert!(answer[..count].starts_with(b"HTTP/1.1 401"), "{}", String::from_utf8_lossy(&answer[..count]));
    assert_eq!(fixture.client.get("/sms/outbox").1["messages"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_without_a_key_blocks_no_other_caller() {
    let fixture = Fixture::new(55, "requests_per_minute = 40\n").await;
    let client = &fixture.client;
    let (reader, other) = (fixture.key("reader", "read", None), fixture.key("other", "read", None));
    let stranger = client.with_key("simgate_wrong");
    let codes: Vec<u16> = (0..60).map(|_| stranger.get("/sims").0).collect();
    assert_eq!(codes[..40], [401; 40]);
    assert!(codes[45..].iter().all(|code| *code == 429), "{codes:?}");
    assert_eq!(client.with_key("").get("/nothing").0, 429);
    assert_eq!((reader.get("/sims").0, client.get("/healthz").0), (200, 200));
    // A flood with a key blocks no other caller either.
    let codes: Vec<u16> = (0..60).map(|_| reader.get("/sims").0).collect();
    assert!(codes[..39].iter().all(|code| *code == 200) && codes[45..].iter().all(|code| *code == 429), "{codes:?}");
    assert_eq!((other.get("/sims").0, client.get("/healthz").0), (200, 200));
    // A flood of health checks blocks no other caller either.
    let codes: Vec<u16> = (0..80).map(|_| client.get("/healthz").0).collect();
    assert_eq!(codes[79], 429, "{codes:?}");
    assert_eq!(other.get("/sims").0, 200);
    // One or two of the requests may have been allowed meanwhile.
    let mut refused = (0..60).map(|_| stranger.headers("POST", "/sims", b"")).filter(|(status, _)| *status == 429);
    let (_, headers) = refused.next().expect("it is refused soon");
    assert!((1..=60).contains(&headers["retry-after"].parse::<u64>().unwrap()));
    // Here the configuration trusts no proxy.
    for header in ["X-Forwarded-For: 198.51.100.7", "Forwarded: for=198.51.100.7"] {
        assert!((0..60).any(|_| forwarded(client.address, header) == 429), "{header}");
    }
    let local = fixture.bench.simgate(&["sims"]);
    assert!(local.status.success(), "the command line is not counted");
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_proxy_each_client_has_its_own_limit() {
    let fixture =
        Fixture::new(56, "requests_per_minute = 20\ntrusted_proxies = [\"127.0.0.1\", \"10.0.0.0/8\"]\n").await;
    let address = fixture.client.address;
    let flood = |header: &str| (0..30).map(|_| forwarded(address, header)).collect::<Vec<u16>>();
    assert_eq!(flood("X-Forwarded-For: 198.51.100.7")[29], 429);
    for same in [
        "X-Forwarded-For: 203.0.113.9, 198.51.100.7",
        "X-Forwarded-For: 198.51.100.7, 10.1.2.3",
        "Forwarded: for=198.51.100.7",
    ] {
        assert_eq!(forwarded(address, same), 429, "{same}");
    }
    assert_eq!(forwarded(address, "X-Forwarded-For: 198.51.100.8"), 401);
    assert_eq!(forwarded(address, "Forwarded: for=\"[2001:db8::1]\""), 401);
    assert_eq!(flood("X-Forwarded-For: 2001:db8::1")[29], 429);
    assert_eq!(forwarded(address, "X-Forwarded-For: 2001:db8::2"), 429, "a limit counts a whole /64");
    assert_eq!(forwarded(address, "X-Forwarded-For: 2001:db8:0:1::2"), 401);
}

/// The status of a request without a key.
fn forwarded(address: SocketAddr, header: &str) -> u16 {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /sims HTTP/1.1\r\nHost: x\r\n{header}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer[9..12].parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_connections_shut_nobody_out() {
    let fixture = Fixture::new(57, "").await;
    let client = &fixture.client;
    for head in ["", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        let idle: Vec<TcpStream> = (0..300)
            .map(|_| {
                let mut stream = TcpStream::connect(client.address).unwrap();
                // A connection that was closed for another one accepts nothing more.
                let _ = stream.write_all(head.as_bytes());
                stream
            })
            .collect();
        sleep(Duration::from_millis(300)).await;
        let began = Instant::now();
        assert_eq!(
            (forwarded(client.address, "X: y"), client.get("/healthz").0, client.get("/sims").0),
            (401, 200, 200)
        );
        let local = fixture.bench.simgate(&["sims"]);
        assert!(local.status.success());
        assert!(began.elapsed() < Duration::from_secs(10), "they had to wait: {:?}", began.elapsed());
        drop(idle);
    }
    // The same on the local socket.
    let socket = fixture.bench.dir.path().join("data/simgate.sock");
    let idle: Vec<_> = (0..200).map(|_| std::os::unix::net::UnixStream::connect(&socket).unwrap()).collect();
    let local = fixture.bench.simgate(&["sims"]);
    assert!(local.status.success());
    drop(idle);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_can_not_hold_all_streams() {
    let fixture = Fixture::new(58, "").await;
    let (greedy, other) = (fixture.key("greedy", "read", None), fixture.key("other", "read", None));
    let mut streams = Vec::new();
    let mut refused = 0;
    for _ in 0..64 {
        match greedy.try_stream(None) {
            Some(stream) => streams.push(stream),
            None => refused += 1,
        }
    }
    assert!(streams.len() < 32 && refused > 32, "{} streams", streams.len());
    let (status, body) = greedy.get("/events");
    assert_eq!((status, &body["error"]["code"]), (503, &json!("too_many_streams")));
    let mut stream = other.stream(None);
    fixture.bench.rig().post_text(0, "Example", "Your code is 123450").unwrap().unwrap();
    assert_eq!(stream.events(1)[0].data["data"]["code"]["value"], "123450");
    drop(streams);
    within(10, "the place of a closed stream is free", || greedy.status("/events") == 200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn malformed_requests_are_refused_in_the_usual_form() {
    let fixture = Fixture::new(59, "").await;
    let client = &fixture.client;
    for (method, path) in [("GET", "/sms/status/%ff"), ("POST", "/sms/cancel/%ff"), ("POST", "/sms/settle/a%C3")] {
        let (status, headers) = client.headers(method, path, b"");
        assert_eq!((status, headers["content-type"].as_str()), (400, "application/json"), "{path}");
        let (_, body) = client.raw(method, path, b"");
        assert_eq!(body["error"]["code"], "invalid_field", "{path}: {body}");
    }
    let twice =
        [&br#"{"to":"+12025550199","message":"x","message":"y"}"#[..], br#"{"to":"1","message":"x","t\u006f":"2"}"#];
    for body in twice {
        let (status, refused) = client.raw("POST", "/sms/send", body);
        assert_eq!((status, &refused["error"]["code"]), (400, &json!("invalid_json")), "{refused}");
    }
    let (status, refused) = client.raw("POST", "/sms/settle/x", br#"{"status":"sent","status":"failed"}"#);
    assert_eq!((status, &refused["error"]["code"]), (400, &json!("invalid_json")));
    for at in ["2026-12-01T10:30:00+25:00", "2026-12-01T10:30:00+01:00[Europe/Berlin]", "2026-12-01 10:30:00Z"] {
        let (status, refused) = client.post("/sms/send", &json!({ "to": OTHER, "message": "x", "send_at": at }));
        assert_eq!((status, &refused["error"]["code"]), (400, &json!("invalid_field")), "{at}");
    }
    for path in ["/sms/send", "/sms/settle/x"] {
        for broken in ["zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}x\r\n0\r\n\r\n", "ffffffffffffffffff\r\n{}"] {
            let mut stream = TcpStream::connect(client.address).unwrap();
            let key = &client.key;
            write!(stream, "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nTransfer-Encoding: chunked\r\n\r\n{broken}")
                .unwrap();
            let mut answer = String::new();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            let _ = stream.read_to_string(&mut answer);
            assert!(
                answer.starts_with("HTTP/1.1 400") && answer.contains("\"broken_body\""),
                "{path} {broken:?}: {answer}"
            );
        }
    }
    assert_eq!(client.get("/sms/outbox").1["messages"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_sees_only_what_concerns_its_numbers() {
    let fixture = Fixture::new(60, "sends_per_minute = 0\n").await;
    let (own, other) = (fixture.key("own", "read", Some(CARD)), fixture.key("other", "read", Some(NOBODYS)));
    let (mut stream, empty) = (own.stream(None), other.stream(None));
    fixture.bench.rig().post_text(0, "Example", "Your code is 123450").unwrap().unwrap();
    let id = place(&fixture.client, &json!({ "to": OTHER, "message": "x", "from": CARD }));
    let kinds: Vec<Value> = stream.events(2).into_iter().map(|event| event.data["type"].clone()).collect();
    assert!(kinds.contains(&json!("sms.received")) && kinds.contains(&json!("sms.sent")), "{kinds:?}");
    for (key, seen, status) in [(&own, 1, 200), (&other, 0, 404)] {
        for (path, list) in [("/sms/inbox", "messages"), ("/sms/outbox", "messages"), ("/sims", "sims")] {
            let (_, body) = key.get(path);
            assert_eq!(body[list].as_array().unwrap().len(), seen, "{path}: {body}");
        }
        assert_eq!(key.get(&format!("/sms/status/{id}")).0, status);
    }
    fixture.remove("other");
    let rest = tokio::task::spawn_blocking(|| empty.rest()).await.unwrap();
    assert!(!rest.contains("event:"), "{rest}");
}
