//! Commands through a real Mosquitto to the daemon: what the SMSC gets, and what the requester is answered.

use std::io::Write as _;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use simgate_testing::broker::{Broker, Options, Published};
use simgate_testing::http::Client;
use simgate_testing::{Bench, Daemon, quick};

const SEND: &str = "simgate/test/send";
const RESULT: &str = "simgate/test/send/result";
const MINE: &str = "+12025550143";

/// Modem, broker and configuration.
struct Fixture {
    bench: Bench,
    broker: Broker,
    messages: Vec<Published>,
}

impl Fixture {
    async fn new(seed: u64, keys: &str) -> Self {
        Self::with(seed, keys, "").await
    }

    /// With more lines for the broker.
    async fn with(seed: u64, keys: &str, lines: &str) -> Self {
        let bench = Bench::new(vec![quick("ec25", None)], seed, false).await;
        let broker = Broker::start(
            bench.dir.path(),
            Options { lines: format!("allow_anonymous true\n{lines}"), ..Options::default() },
        );
        let iccid = bench.rig().modem(0, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
        bench.configure(&format!(
            "[[sim]]\niccid = \"{iccid}\"\nname = \"mine\"\nnumber = \"{MINE}\"\n\
             [[forwarder]]\ntype = \"mqtt\"\nname = \"broker\"\nurl = \"mqtt://127.0.0.1:{}\"\ncommands = true\n{keys}\n",
            broker.port
        ));
        Self { bench, broker, messages: Vec::new() }
    }

    /// Starts it, and waits until it is there and its line can send.
    async fn daemon(&mut self) -> Daemon {
        let daemon = self.bench.daemon();
        self.until("online", |message| message.topic.ends_with("test/status") && message.body == "online").await;
        self.until("ready", |message| message.topic.ends_with("mine/state") && message.body.contains("\"ready\""))
            .await;
        daemon
    }

    /// The next message that is looked for.
    async fn until(&mut self, what: &str, is_it: impl Fn(&Published) -> bool) -> Published {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(at) = self.messages.iter().position(&is_it) {
                return self.messages.drain(..=at).next_back().unwrap();
            }
            assert!(Instant::now() < until, "{what} did not arrive; the daemon logged:\n{}", self.bench.log());
            self.messages.extend(self.broker.receive(Duration::ZERO));
            sleep(Duration::from_millis(20)).await;
        }
    }

    async fn answer(&mut self) -> Value {
        let messages = self.until("an answer", |message| message.topic == RESULT).await;
        assert!(!messages.retained);
        serde_json::from_str(&messages.body).unwrap()
    }

    async fn ask(&mut self, command: &Value) -> Value {
        self.broker.publish(SEND, &command.to_string(), &[]);
        self.answer().await
    }

    /// The texts that the SMSC got.
    fn sent(&self) -> Vec<String> {
        let text = |submit: simgate::pdu::Submit| submit.text().unwrap_or_default().to_owned();
        self.bench
            .rig()
            .smsc(|smsc, _| smsc.submitted().map(|submitted| text(submitted.submit().expect("it is one"))).collect())
    }

    async fn until_sent(&self, texts: &[&str]) {
        let until = Instant::now() + Duration::from_secs(20);
        while self.sent().len() < texts.len() {
            assert!(Instant::now() < until, "{:?} came out; the daemon logged:\n{}", self.sent(), self.bench.log());
            sleep(Duration::from_millis(20)).await;
        }
        // What is too much would come now.
        sleep(Duration::from_secs(1)).await;
        assert_eq!(self.sent(), texts);
    }
}

fn command(id: &str, message: &str) -> Value {
    json!({"to": "+12025550199", "message": message, "id": id})
}

const VERSIONS: [&str; 2] = ["5", "3.1.1"];

/// Twice, after a restart, by a broker that has forgotten everything: by its `id` it is one message. And a gateway that is
/// away, or dies with it in its hands, does not lose it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_is_one_message_however_often_it_comes() {
    for (version, seed) in VERSIONS.into_iter().zip(61..) {
        let mut fixture = Fixture::new(seed, &format!("version = \"{version}\"")).await;
        let mut daemon = fixture.daemon().await;
        let request = command("a-1", "on its way");
        let first = fixture.ask(&request).await;
        let id = first["message_id"].as_str().unwrap().to_owned();
        let wanted = json!({"success": true, "id": "a-1", "message_id": id, "status": "queued", "parts": 1});
        assert_eq!(first, wanted);
        fixture.until_sent(&["on its way"]).await;

        let again = fixture.ask(&request).await;
        assert_eq!((&again["success"], again["message_id"].as_str()), (&json!(true), Some(id.as_str())), "{again}");
        daemon.stop();
        let mut daemon = fixture.daemon().await;
        assert_eq!(fixture.ask(&request).await["message_id"].as_str(), Some(id.as_str()));
        let other = fixture.ask(&command("a-1", "something else")).await;
        assert_eq!(other["error"]["code"], "key_reused", "{other}");

        // The broker's memory is gone, and with it what was subscribed to.
        fixture.broker.kill();
        fixture.messages.clear();
        fixture.broker.go_on();
        fixture.until("online", |message| message.topic.ends_with("test/status") && message.body == "online").await;
        assert_eq!(fixture.ask(&request).await["message_id"].as_str(), Some(id.as_str()));
        fixture.until_sent(&["on its way"]).await;

        // While nobody is there the broker keeps it.
        daemon.kill();
        fixture.broker.publish(SEND, &command("a-2", "kept").to_string(), &[]);
        fixture.messages.clear();
        let mut daemon = fixture.bench.daemon();
        assert_eq!(fixture.answer().await["id"], "a-2");
        fixture.until_sent(&["on its way", "kept"]).await;

        // It dies with a command that it could not write down: the store is held by another.
        let holder = rusqlite::Connection::open(fixture.bench.dir.path().join("data/simgate.db")).unwrap();
        holder.execute_batch("BEGIN IMMEDIATE").unwrap();
        fixture.broker.publish(SEND, &command("a-3", "in its hands").to_string(), &[]);
        sleep(Duration::from_millis(500)).await;
        daemon.kill();
        drop(holder);
        fixture.messages.clear();
        assert!(
            fixture.broker.receive(Duration::ZERO).iter().all(|message| message.topic != RESULT),
            "answered too early"
        );
        let _daemon = fixture.bench.daemon();
        let answer = fixture.answer().await;
        assert_eq!((&answer["success"], &answer["id"]), (&json!(true), &json!("a-3")), "{answer}");
        fixture.until_sent(&["on its way", "kept", "in its hands"]).await;
        let log = fixture.bench.log();
        assert!(!log.contains("on its way") && !log.contains("2025550199"), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_a_command_is_refused_or_ignored_and_nothing_is_sent() {
    for (version, seed) in VERSIONS.into_iter().zip(71..) {
        let mut fixture = Fixture::new(seed, &format!("version = \"{version}\"\nsend_from = [\"{MINE}\"]")).await;
        fixture.broker.publish(SEND, &command("r-1", "retained").to_string(), &["-r"]);
        let _daemon = fixture.daemon().await;
        let with = |key: &str, value: Value| {
            let mut request = command("b-1", "never sent");
            request[key] = value;
            request
        };
        for (request, id, code, words) in [
            (with("id", Value::Null), Value::Null, "invalid_field", "`id` is missing: "),
            (with("mesage", json!("x")), json!("b-1"), "unknown_field", "`mesage` is not a field"),
            (with("gateway", json!("cellar")), json!("b-1"), "wrong_gateway", "this is not it"),
            (with("from", json!("+12025550144")), json!("b-1"), "not_your_number", "`from` is not one of"),
            (with("expires_at", json!("2020-01-01T00:00:00Z")), json!("b-1"), "invalid_time", "`expires_at` is over"),
            (with("to", json!("Example")), json!("b-1"), "invalid_recipient", "`to` must be a phone number"),
            (with("message", json!("x".repeat(17_000))), Value::Null, "invalid_json", "at most 16384 are read"),
            (json!("send something"), Value::Null, "invalid_json", "the body must be a JSON object"),
        ] {
            let answer = fixture.ask(&request).await;
            assert_eq!((&answer["success"], &answer["id"]), (&json!(false), &id), "{answer}");
            assert_eq!(answer["error"]["code"], code, "{answer}");
            assert!(answer["error"]["message"].as_str().unwrap().contains(words), "{answer}");
        }
        if version == "5" {
            // 3.1.1 can't tell that a message is going to be retained.
            fixture.broker.publish(SEND, &command("r-2", "retained").to_string(), &["-r"]);
        }
        // The number that commands may send from need not be said.
        let answer = fixture.ask(&command("b-2", "the only one")).await;
        assert_eq!((&answer["success"], &answer["id"]), (&json!(true), &json!("b-2")), "{answer}");
        fixture.until_sent(&["the only one"]).await;
        let log = fixture.bench.log();
        let ignored = log.matches("a retained command was ignored").count();
        assert_eq!(ignored, if version == "5" { 2 } else { 1 }, "{log}");
        assert!(!log.contains("never sent") && !log.contains("send something"), "{log}");
    }
}

/// 3.1.1 does not tell that a command is going to be retained: it is one message then, as any other, and what is kept of it
/// is none. When it is not worth sending any more the command itself can say.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_that_is_kept_is_no_second_message() {
    for (version, seed) in VERSIONS.into_iter().zip(88..) {
        let mut fixture = Fixture::new(seed, &format!("version = \"{version}\"")).await;
        let mut daemon = fixture.daemon().await;
        let at = |wait: i64| {
            let now = simgate::clock::now().wall.as_millis();
            simgate::model::Timestamp::from_millis(now + wait).to_string()
        };
        let mut request = command("k-1", "kept by the broker");
        request["expires_at"] = json!(at(3_600_000));
        fixture.broker.publish(SEND, &request.to_string(), &["-r"]);
        let answered = if version == "5" { &[][..] } else { &["kept by the broker"] };
        fixture.until_sent(answered).await;
        for _ in 0..2 {
            daemon.stop();
            daemon = fixture.daemon().await;
            fixture.until_sent(answered).await;
        }
        // It waits with the broker while the gateway is away, for longer than it is worth.
        daemon.stop();
        let mut late = command("k-2", "too late");
        late["expires_at"] = json!(at(2000));
        fixture.broker.publish(SEND, &late.to_string(), &[]);
        sleep(Duration::from_millis(2500)).await;
        fixture.messages.clear();
        fixture.broker.receive(Duration::ZERO);
        let _daemon = fixture.bench.daemon();
        let answer = fixture.answer().await;
        assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!("k-2"), &json!("invalid_time")), "{answer}");
        fixture.until_sent(answered).await;
    }
}

/// MQTT 5.0 section 4.10: the answer goes where it was asked for, with the data that it is known by there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_goes_to_the_topic_that_was_asked_for() {
    let mut fixture = Fixture::new(81, "").await;
    let _daemon = fixture.daemon().await;
    let asked = fixture
        .broker
        .client("mosquitto_rr")
        .args(["-q", "1", "-W", "10", "-t", SEND, "-e", "home/answers", "-F", "%t %D %p"])
        .args(["-D", "publish", "correlation-data", "question-7"])
        .args(["-m", &command("c-1", "asked").to_string()])
        .output()
        .unwrap();
    let messages = String::from_utf8(asked.stdout).unwrap();
    assert!(messages.starts_with("home/answers question-7 "), "{messages}\n{}", fixture.bench.log());
    assert!(messages.contains("\"success\":true,\"id\":\"c-1\""), "{messages}");
    // An answer there would be a command.
    let response = ["-D", "publish", "response-topic", SEND];
    fixture.broker.publish(SEND, &command("c-2", "asked again").to_string(), &response);
    let answer = fixture.answer().await;
    assert_eq!((&answer["success"], &answer["id"]), (&json!(true), &json!("c-2")), "{answer}");
    fixture.until_sent(&["asked", "asked again"]).await;
}

/// Whoever may publish there must not fill up the disk with warnings.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_junk_leaves_a_few_warnings() {
    let mut fixture = Fixture::with(86, "", "max_queued_messages 0\n").await;
    let _daemon = fixture.daemon().await;
    let mut publisher = fixture.broker.client("mosquitto_pub");
    let mut publisher = publisher.args(["-q", "1", "-l", "-t", SEND]).stdin(Stdio::piped()).spawn().unwrap();
    publisher.stdin.take().unwrap().write_all("junk\n".repeat(2000).as_bytes()).unwrap();
    assert!(publisher.wait().unwrap().success());
    for _ in 0..2000 {
        assert_eq!(fixture.answer().await["success"], json!(false));
    }
    let log = fixture.bench.log();
    let warnings = log.matches("a command was refused").count();
    assert!((1..=40).contains(&warnings), "{warnings} warnings");
    assert!(log.contains("more messages like the last one are dropped"), "{log}");
}

/// Memory that a process has, and the most that it had, in MiB.
fn memory(daemon: &Daemon) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{}/status", daemon.0.id())).unwrap();
    let of = |key: &str| {
        let line = status.lines().find(|line| line.starts_with(key)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    };
    (of("VmRSS:"), of("VmHWM:"))
}

const BURST: usize = 10_000;

/// Commands that come faster than the disk takes them wait with the broker: each is accepted, and none is in memory for
/// long.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_of_commands_is_accepted_to_the_last() {
    for (version, seed) in VERSIONS.into_iter().zip(82..) {
        // This broker sends all that it has at once, if it is let.
        let lines = "max_inflight_messages 0\nmax_queued_messages 0\n";
        let mut fixture = Fixture::with(seed, &format!("version = \"{version}\""), lines).await;
        let daemon = fixture.daemon().await;
        let idle = memory(&daemon).0;
        let start = Instant::now();
        let mut publisher = fixture
            .broker
            .client("mosquitto_pub")
            .args(["-q", "1", "-l", "-t", SEND])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let lines: String =
            (0..BURST).map(|number| format!("{}\n", command(&format!("b-{number}"), "a burst"))).collect();
        let mut input = publisher.stdin.take().unwrap();
        std::thread::spawn(move || input.write_all(lines.as_bytes()));
        // A reply under way is lost with its connection, which a slow machine may end: what was accepted is on disk.
        let client = Client::of(&fixture.bench, "http").await;
        let accepted = || {
            let metrics = client.text("/metrics");
            let counts = metrics.lines().filter(|line| line.starts_with("simgate_outgoing_messages{"));
            counts.filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok()).sum::<usize>()
        };
        let until = Instant::now() + Duration::from_secs(300);
        while accepted() < BURST {
            assert!(Instant::now() < until, "{} were accepted: {}", accepted(), fixture.bench.log());
            for message in fixture.broker.receive(Duration::from_millis(100)) {
                if message.topic == RESULT {
                    let answer: Value = serde_json::from_str(&message.body).unwrap();
                    assert_eq!(answer["success"], json!(true), "{answer}");
                }
            }
        }
        assert_eq!(accepted(), BURST, "each of them once");
        let (_, most) = memory(&daemon);
        println!(
            "figures: MQTT {version}, {BURST} commands at once: all accepted within {:.1} s, {} MiB above idle",
            start.elapsed().as_secs_f64(),
            most - idle
        );
        assert!(most - idle < 32, "{most} MiB, {idle} of them idle");
        publisher.wait().unwrap();
    }
}

/// One publish of a length that no board has memory for: the gateway serves on, then and after each restart.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_that_no_memory_holds_is_refused_and_harms_nothing() {
    for (version, seed) in VERSIONS.into_iter().zip(84..) {
        let mut fixture = Fixture::new(seed, &format!("version = \"{version}\"")).await;
        let mut daemon = fixture.daemon().await;
        let idle = memory(&daemon).0;
        let file = fixture.bench.dir.path().join("huge");
        std::fs::File::create(&file).unwrap().set_len(255 << 20).unwrap();
        let file = file.to_str().unwrap().to_owned();
        let (start, mut most) = (Instant::now(), 0);
        for more in [&[][..], &["-r"]] {
            let mut publisher = fixture.broker.client("mosquitto_pub");
            assert!(publisher.args(["-q", "1", "-t", SEND, "-f", &file]).args(more).status().unwrap().success());
            let answer = fixture.ask(&command(&format!("h-{}", more.len()), "small")).await;
            // By MQTT 5 the broker knows how much we take, and sends no more.
            let answer =
                if version == "5" || answer["success"] == json!(true) { answer } else { fixture.answer().await };
            assert_eq!(answer["success"], json!(true), "{answer}");
            most = most.max(memory(&daemon).1);
            // A retained one comes again with each subscription.
            daemon.stop();
            daemon = fixture.daemon().await;
        }
        println!(
            "figures: MQTT {version}, 255 MiB published, and retained: served on within {:.1} s, {} MiB above idle",
            start.elapsed().as_secs_f64(),
            most.saturating_sub(idle)
        );
        assert!(most.saturating_sub(idle) < 32, "{most} MiB, {idle} of them idle");
        assert!(!fixture.bench.log().contains("the session is dropped"), "{}", fixture.bench.log());
        fixture.until_sent(&["small", "small"]).await;
    }
}
