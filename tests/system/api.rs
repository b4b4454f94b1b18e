//! The HTTP interface of the shipped binary: which requests are accepted and refused and how, who may do what, and the
//! limits of slow and fast clients.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use simgate::simulator::modem::Personality;
use simgate_testing::http::Client;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

const CARD: &str = "+12025550143";
const OTHER: &str = "+12025550199";

struct Fixture {
    bench: Bench,
    _daemon: Daemon,
    client: Client,
}

impl Fixture {
    /// A gateway with three modems. The first card has a number and may send ten parts a day, the others two.
    async fn new(seed: u64, more: &str) -> Self {
        let modems: Vec<Personality> = ["ec25", "e3372h", "sim7600"].map(|name| quick(name, None)).to_vec();
        let bench = Bench::new(modems, seed, false).await;
        let card = |port: usize| bench.rig().modem(port, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
        bench.configure(&format!(
            "[sending]\nlimits = {{ day = 2 }}\n[[sim]]\niccid = \"{}\"\nname = \"one\"\nnumber = \"{CARD}\"\n\
             limits = {{ day = 10 }}\nallowed = [\"+1\", \"611\"]\nstop_list = true\n",
            card(0)
        ));
        let text = std::fs::read_to_string(&bench.config).unwrap();
        std::fs::write(
            &bench.config,
            text.replace("listen = \"127.0.0.1:0\"\n", &format!("listen = \"127.0.0.1:0\"\n{more}")),
        )
        .unwrap();
        let daemon = bench.daemon();
        let client = bench.ready(3).await;
        Self { bench, _daemon: daemon, client }
    }

    fn submitted(&self) -> usize {
        self.bench.rig().smsc(|smsc, _| smsc.submitted().len())
    }

    async fn over(&self, id: &str) -> Value {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let status = self.client.get(&format!("/sms/status/{id}")).1;
            if !matches!(status["status"].as_str(), Some("queued" | "sending")) || Instant::now() > until {
                return status;
            }
            sleep(Duration::from_millis(50)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_sent_and_its_status_can_be_read() {
    let fixture = Fixture::new(1, "").await;
    let client = &fixture.client;
    let body = json!({ "from": CARD, "to": OTHER, "message": "hello €", "id": "a-1", "gateway": "test" });
    let (status, sent) = client.post("/sms/send", &body);
    assert_eq!(
        (status, &sent["success"], &sent["status"], &sent["provider"]),
        (200, &json!(true), &json!("queued"), &json!("simgate"))
    );
    let id = sent["message_id"].as_str().unwrap();
    let over = fixture.over(id).await;
    assert!(matches!(over["status"].as_str(), Some("sent" | "delivered")), "{over}");
    assert_eq!((&over["to"], &over["sim"]["name"], &over["parts_sent"]), (&json!(OTHER), &json!("one"), &json!(1)));
    let text = fixture.bench.rig().smsc(|smsc, _| {
        let submit = smsc.submitted().next().unwrap().submit().unwrap();
        (submit.recipient.as_ref().unwrap().to_string(), submit.text().map(str::to_owned))
    });
    assert_eq!(text, (OTHER.to_owned(), Some("hello €".to_owned())));

    // The same key again is the same message. With another body it is refused, and nothing changes.
    let (_, again) = client.post("/sms/send", &body);
    assert_eq!(again["message_id"], id);
    let (status, refused) =
        client.post("/sms/send", &json!({ "from": CARD, "to": OTHER, "message": "other", "id": "a-1" }));
    assert_eq!((status, &refused["error"]["code"]), (409, &json!("key_reused")));
    let (_, outbox) = client.get("/sms/outbox");
    assert_eq!(outbox["messages"].as_array().unwrap().len(), 1);
    assert_eq!(fixture.submitted(), 1);

    let (_, sims) = client.get("/sims");
    let one = sims["sims"].as_array().unwrap().iter().find(|sim| sim["name"] == "one").unwrap();
    assert_eq!((&one["used"]["day"], &one["limits"]["day"], &one["state"]), (&json!(1), &json!(10), &json!("ready")));
    assert_eq!(client.get("/devices").1["devices"].as_array().unwrap().len(), 3);
    let metrics = client.text("/metrics");
    assert!(metrics.contains("simgate_sim_parts_today{sim=\"one\"} 1\n"), "{metrics}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_has_its_status_and_code_and_changes_nothing() {
    let fixture = Fixture::new(2, "sends_per_minute = 0\n").await;
    let client = &fixture.client;
    fixture.bench.printed(&["keys", "add", "reader", "--scopes", "read"]);
    let reader = client.with_key(&fixture.bench.printed(&["keys", "add", "reader-2", "--scopes", "read"]));
    let bound =
        client.with_key(&fixture.bench.printed(&["keys", "add", "alice", "--scopes", "send,read", "--number", OTHER]));
    let send = |body: Value| client.post("/sms/send", &body);
    let long = "a".repeat(153 * 20 + 1);
    let to = |to: &str| json!({ "to": to, "message": "x" });
    let with = |key: &str, value: Value| {
        let mut body = json!({ "to": OTHER, "message": "x" });
        body[key] = value;
        body
    };
    for (answer, status, code) in [
        (client.with_key("wrong").post("/sms/send", &to(OTHER)), 401, "unauthorized"),
        (client.with_key("").post("/sms/send", &to(OTHER)), 401, "unauthorized"),
        (reader.post("/sms/send", &to(OTHER)), 403, "wrong_scope"),
        (bound.post("/sms/send", &with("from", json!(CARD))), 403, "not_your_number"),
        // A key that is bound to a number without a line.
        (bound.post("/sms/send", &to(OTHER)), 422, "unknown_sender"),
        (bound.get("/devices"), 403, "wrong_scope"),
        (send(to("Telegram")), 400, "invalid_recipient"),
        (send(to("+0123")), 400, "invalid_recipient"),
        (send(json!({ "to": OTHER, "message": "" })), 400, "empty_text"),
        (send(json!({ "to": OTHER, "message": long })), 422, "too_long"),
        (send(json!({ "to": OTHER, "message": "a".repeat(161 * 10) })), 422, "limit_too_small"),
        (send(with("mesage", json!("x"))), 400, "unknown_field"),
        (send(with("ttl", json!("soon"))), 400, "invalid_field"),
        (send(with("send_at", json!("2099-01-01T00:00:00Z"))), 400, "invalid_time"),
        (send(with("gateway", json!("cellar"))), 400, "wrong_gateway"),
        (send(with("from", json!("+12025550100"))), 422, "unknown_sender"),
        (send(json!({ "from": CARD, "to": "+4917612345678", "message": "x" })), 403, "destination_not_allowed"),
        (client.raw("POST", "/sms/send", b"{"), 400, "invalid_json"),
        (client.raw("POST", "/sms/send", &[b'a'; 70_000]), 413, "body_too_large"),
        (client.get("/sms/send"), 405, "method_not_allowed"),
        (client.get("/nothing"), 404, "not_found"),
        (client.get("/sms/inbox?limit=0"), 400, "invalid_field"),
        (client.get("/sims?x=1"), 400, "unknown_field"),
        (client.get("/sms/status/none"), 404, "unknown_message"),
        (client.raw("POST", "/sms/cancel/none", b""), 404, "unknown_message"),
        (client.post("/sms/settle/none", &json!({ "status": "delivered" })), 400, "invalid_field"),
    ] {
        let error = &answer.1["error"];
        assert_eq!((answer.0, error["code"].as_str().unwrap_or_default()), (status, code), "{}", answer.1);
        assert!(error["message"].as_str().unwrap().len() > 10 && error["request_id"].as_str().unwrap().len() == 16);
    }
    assert_eq!(client.get("/sms/outbox").1["messages"], json!([]));
    assert_eq!(fixture.submitted(), 0);
    // A deleted key has no rights.
    assert_eq!(reader.get("/sims").0, 200);
    fixture.bench.printed(&["keys", "remove", "reader-2"]);
    assert_eq!(reader.get("/sims").0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_over_the_limit_waits_is_refused_or_is_cancelled() {
    let fixture = Fixture::new(3, "sends_per_minute = 0\n").await;
    let client = &fixture.client;
    let send = |extra: Value| {
        let mut body = json!({ "from": CARD, "to": OTHER, "message": "a".repeat(160) });
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        client.post("/sms/send", &body)
    };
    let ids: Vec<String> = (0..12).map(|_| send(json!({})).1["message_id"].as_str().unwrap().to_owned()).collect();
    for id in &ids[..10] {
        fixture.over(id).await;
    }
    sleep(Duration::from_millis(500)).await;
    assert_eq!(fixture.submitted(), 10, "ten parts a day, and not one more");
    let waits = client.get(&format!("/sms/status/{}", ids[11])).1;
    assert_eq!(
        (&waits["status"], &waits["reason"]),
        (&json!("queued"), &json!("waits for the limit of the day to open"))
    );
    let (status, refused) = send(json!({ "on_exhausted": "refuse" }));
    assert_eq!((status, &refused["error"]["code"]), (429, &json!("exhausted")));
    assert!(refused["error"]["next_at"].as_str().unwrap().ends_with('Z'));
    let (status, cancelled) = client.raw("POST", &format!("/sms/cancel/{}", ids[11]), b"");
    assert_eq!((status, &cancelled["status"]), (200, &json!("cancelled")));
    assert_eq!(client.raw("POST", &format!("/sms/cancel/{}", ids[0]), b"").1["error"]["code"], "wrong_state");
    assert_eq!(client.post(&format!("/sms/settle/{}", ids[0]), &json!({ "status": "sent" })).0, 409);
    assert_eq!(client.get("/sms/outbox?state=queued").1["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recipient_gets_nothing_from_a_number_between_stop_and_start() {
    let fixture = Fixture::new(7, "sends_per_minute = 0\n").await;
    let (client, bench) = (&fixture.client, &fixture.bench);
    let send = |from: Option<&str>| client.post("/sms/send", &json!({ "from": from, "to": OTHER, "message": "x" }));
    let answer = async |text: &str, count: usize| {
        bench.rig().post_text(0, OTHER, text);
        let until = Instant::now() + Duration::from_secs(20);
        while client.get("/sms/inbox").1["messages"].as_array().unwrap().len() < count {
            assert!(Instant::now() < until, "it did not arrive:\n{}", bench.log());
            sleep(Duration::from_millis(20)).await;
        }
    };
    answer("please stop", 1).await;
    assert_eq!(send(Some(CARD)).0, 200);
    answer("Stop.", 2).await;
    let (status, refused) = send(Some(CARD));
    assert_eq!((status, &refused["error"]["code"]), (403, &json!("stopped")));
    let other_line = send(None).1["message_id"].as_str().unwrap().to_owned();
    assert_ne!(fixture.over(&other_line).await["sim"]["name"], "one", "another number may send to the recipient");
    assert!(bench.printed(&["stops", "list"]).starts_with("one                  +12025550199"));
    answer("START", 3).await;
    assert_eq!(send(Some(CARD)).0, 200);
    answer("STOP", 4).await;
    assert_eq!(send(Some(CARD)).0, 403);
    bench.printed(&["stops", "remove", OTHER]);
    sleep(Duration::from_millis(1500)).await;
    assert_eq!(send(Some(CARD)).0, 200, "a removed stop counts within a second");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stream_has_all_events_and_can_be_resumed() {
    let fixture = Fixture::new(4, "").await;
    let mut stream = fixture.client.stream(None);
    for number in 0..3 {
        fixture.bench.rig().post_text(0, "Example", &format!("Your code is 12345{number}"));
    }
    let first = stream.events(3);
    assert!(first.iter().all(|event| event.data["type"] == "sms.received"), "{first:?}");
    drop(stream);
    fixture.bench.rig().post_text(0, "Example", "Your code is 999999");
    let sent = fixture.client.post("/sms/send", &json!({ "to": OTHER, "message": "x" }));
    assert_eq!(sent.0, 200);
    let mut stream = fixture.client.stream(Some(&first[1].id));
    let again = stream.events(3);
    assert_eq!(again[0].data, first[2].data, "it continues after the named event");
    let kinds: Vec<&str> = again[1..].iter().map(|event| event.data["type"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"sms.received") && kinds.contains(&"sms.sent"), "{kinds:?}");
    let inbox = fixture.client.get("/sms/inbox?limit=2").1;
    assert_eq!(inbox["messages"][0]["code"]["value"], "999999");
    let older = fixture.client.get(&format!("/sms/inbox?before={}", inbox["next"].as_str().unwrap())).1;
    assert_eq!(older["messages"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn fast_clients_must_wait_and_slow_ones_are_disconnected() {
    let fixture = Fixture::new(5, "sends_per_minute = 3\nrequests_per_minute = 2000\n").await;
    let client = &fixture.client;
    let codes: Vec<u16> = (0..4).map(|_| client.post("/sms/send", &json!({ "to": OTHER, "message": "x" })).0).collect();
    assert_eq!(codes, [200, 200, 200, 429]);
    let (_, headers) = client.headers("POST", "/sms/send", br#"{"to":"+12025550199","message":"x"}"#);
    let wait: u64 = headers.get("retry-after").unwrap().parse().unwrap();
    assert!((1..=20).contains(&wait), "{wait}");

    // Headers without an end, too many headers, a body that never comes.
    let mut endless = TcpStream::connect(client.address).unwrap();
    endless.write_all(format!("GET /sims HTTP/1.1\r\nHost: x\r\nX-Long: {}", "a".repeat(40_000)).as_bytes()).unwrap();
    let mut answer = String::new();
    endless.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let _ = endless.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 431") || answer.is_empty(), "{answer}");
    let mut slow = TcpStream::connect(client.address).unwrap();
    write!(
        slow,
        "POST /sms/settle/x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Length: 50\r\n\r\n{{",
        client.key
    )
    .unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = [0; 64];
    let count = slow.read(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer[..count]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_refused_early_leaves_its_connection_usable() {
    let fixture = Fixture::new(7, "").await;
    let mut connection = TcpStream::connect(fixture.client.address).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    for _ in 0..3 {
        // Without a key it is refused before its body, which comes later.
        write!(connection, "POST /sms/send HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n").unwrap();
        std::thread::sleep(Duration::from_millis(100));
        connection.write_all(b"{}").unwrap();
        assert!(answer(&mut connection).starts_with("HTTP/1.1 401"));
        write!(connection, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        assert!(answer(&mut connection).starts_with("HTTP/1.1 200"));
    }
    // A body that never comes ends the connection, and the answer says so.
    write!(connection, "POST /sms/send HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n").unwrap();
    let refused = answer(&mut connection);
    assert!(refused.starts_with("HTTP/1.1 401") && refused.contains("connection: close\r\n"), "{refused}");
    // So does a client that waits to be asked for its body.
    let mut connection = TcpStream::connect(fixture.client.address).unwrap();
    write!(connection, "POST /sms/send HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        .unwrap();
    let refused = answer(&mut connection);
    assert!(refused.starts_with("HTTP/1.1 401") && refused.contains("connection: close\r\n"), "{refused}");
}

/// One answer with its body, which is short.
fn answer(connection: &mut TcpStream) -> String {
    let (mut answer, mut part) = (String::new(), [0; 1024]);
    while !answer.ends_with('}') {
        let count = connection.read(&mut part).unwrap();
        assert!(count > 0, "the connection ended: {answer}");
        answer.push_str(std::str::from_utf8(&part[..count]).unwrap());
    }
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn over_tls_the_server_presents_its_certificate() {
    let modems = vec![quick("ec25", None)];
    let bench = Bench::new(modems, 6, false).await;
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    std::fs::write(bench.dir.path().join("api.pem"), made.cert.pem()).unwrap();
    std::fs::write(bench.dir.path().join("api.pem.key"), made.signing_key.serialize_pem()).unwrap();
    let text = std::fs::read_to_string(&bench.config).unwrap();
    let text = text.replace(
        "listen = \"127.0.0.1:0\"\n",
        "listen = \"127.0.0.1:0\"\ntls_cert = \"api.pem\"\ntls_key = \"api.pem.key\"\n",
    );
    std::fs::write(&bench.config, text).unwrap();
    let _daemon = bench.daemon();
    let client = Client::of(&bench, "https").await.trusting(made.cert.der());
    assert_eq!(client.get("/healthz"), (200, json!({ "status": "ok" })));
    assert_eq!(client.get("/sims").0, 200);
    let mut plain = TcpStream::connect(client.address).unwrap();
    plain.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
}
