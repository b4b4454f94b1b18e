//! Two phones with two SIMs each and two modems in one pool, with the shipped binary: nothing is lost, doubled or sent
//! over a limit through faults of phones and modems and through kill -9.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use simgate::drivers::android::signing_key;
use simgate::model::{Name, Secret};
use simgate::simulator::phone::{
    Fault, Journey, LivePhone, Mms, PhoneSettings, RunningPhone, SendError, Sent, SimPhone, Step,
};
use simgate::simulator::random::Random;
use simgate_testing::http::Client;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

const RECIPIENT: &str = "+12025550199";
const MESSAGES: usize = 500;
const LINES: usize = 6;
/// Enough for all messages, if no line is left out.
const DAY: usize = 130;

struct Pool {
    bench: Bench,
    phones: Vec<RunningPhone>,
    random: Random,
    /// Texts that arrived at a modem or a phone.
    received: usize,
    /// The ids of the messages to send.
    requested: Vec<String>,
}

/// A message on the air, or a part of one that a modem sent.
struct OnAir {
    line: String,
    text: String,
    parts: usize,
}

/// A free port that no other program gets while the daemon is down: the kernel gives out higher ones. Each call tries others, since
/// the tests of this process run side by side.
fn lasting_port() -> SocketAddr {
    static TRIED: AtomicU32 = AtomicU32::new(0);
    let tried = || TRIED.fetch_add(1, Ordering::Relaxed);
    let mut ports = std::iter::repeat_with(|| 20_000 + (std::process::id() * 31 + tried() * 7) % 10_000);
    let port = ports.find_map(|port| {
        let address = SocketAddr::from(([127, 0, 0, 1], u16::try_from(port).unwrap()));
        TcpListener::bind(address).is_ok().then_some(address)
    });
    port.unwrap()
}

impl Pool {
    async fn new() -> Self {
        let bench = Bench::new(vec![quick("ec25", None), quick("e3372h", None)], 18, false).await;
        // The phones call a port that stays the same.
        let port = lasting_port();
        let text = std::fs::read_to_string(&bench.config).unwrap();
        let api = format!("listen = \"{port}\"\nsends_per_minute = 0\nrequests_per_minute = 0\n");
        std::fs::write(&bench.config, text.replace("listen = \"127.0.0.1:0\"\n", &api)).unwrap();
        bench.configure(&format!("[sending]\nlimits = {{ day = {DAY} }}\n"));
        let phones: Vec<RunningPhone> =
            (0..2).map(|nth| LivePhone::start(PhoneSettings::numbered(nth, 2).fast(), 18).unwrap()).collect();
        for (nth, running) in phones.iter().enumerate() {
            let (url, name) = (running.phone.address(), format!("pixel-{nth}"));
            let password = running.phone.act(|phone, _| phone.credentials().1.to_owned());
            let file = bench.dir.path().join(&name);
            std::fs::write(&file, password).unwrap();
            std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
            bench.configure(&format!(
                "[[device]]\ntype = \"android\"\nname = \"{name}\"\nurl = \"http://{url}\"\npassword_file = {file:?}\n\
                 slots = [1, 2]\ncallback = \"http://{port}/sms/webhook/{name}\"\nattachments = {:?}\n",
                bench.dir.path().join("attachments")
            ));
        }
        let random = Random::new(std::time::UNIX_EPOCH.elapsed().unwrap().subsec_nanos().into());
        Self { bench, phones, random, received: 0, requested: Vec::new() }
    }

    async fn start(&self) -> (Daemon, Client) {
        let _ = std::fs::remove_file(self.bench.dir.path().join("log"));
        let daemon = self.bench.daemon();
        let client = Client::of(&self.bench, "http").await;
        (daemon, client)
    }

    fn phone(&self, nth: usize) -> &Arc<LivePhone> {
        &self.phones[nth].phone
    }

    /// A text for one of the lines in turn.
    fn receive(&mut self) {
        let text = format!("message {} code {}", self.received, self.random.digits(6));
        match self.received % LINES {
            modem @ 0..2 => drop(self.bench.rig().post_text(modem, RECIPIENT, &text).unwrap().unwrap()),
            line => {
                let wall = simgate::clock::now().wall;
                let receive = |phone: &mut SimPhone, now| phone.receive(line % 2, RECIPIENT, &text, wall, now);
                self.phone(line / 2 - 1).act(receive);
            }
        }
        self.received += 1;
    }

    fn request(&mut self, client: &Client) {
        let number = self.requested.len();
        let text = format!("out {number} {}", "x".repeat([0, 0, 170][self.random.below(3)]));
        let body = json!({ "to": RECIPIENT, "message": text, "id": format!("m-{number}") });
        let (status, answer) = client.post("/sms/send", &body);
        assert_eq!(status, 200, "{answer}");
        self.requested.push(answer["message_id"].as_str().unwrap().to_owned());
    }

    fn trouble(&mut self) {
        let nth = self.random.below(2);
        let on_air = self.random.once_in(2);
        let late = Duration::from_millis(300);
        let fault = match self.random.below(12) {
            0 | 1 => Fault::Kill,
            2 => Fault::KillAfterSaving,
            3 => Fault::KillBeforeSaving,
            4 => Fault::KillAfterAccepting,
            5 => Fault::KillInWebhook,
            6 => Fault::LoseSendAnswers(2),
            7 => Fault::LoseWebhookAnswers(2),
            8 => Fault::LoseAnswers(2),
            9 => Fault::Journeys { times: 1, journey: Journey::refused(SendError::NoService) },
            10 => {
                let steps = vec![(late, Step::NotSent(SendError::GenericFailure))];
                Fault::Journeys { times: 1, journey: Journey { on_air, steps } }
            }
            _ => {
                let modem = self.random.below(2);
                return self.bench.rig().modem(modem, |modem, now| modem.unplug(now)).unwrap_or(());
            }
        };
        self.phone(nth).act(|phone, now| phone.fault(fault, now));
    }

    /// Switches a phone off in the middle of its work, and on again.
    async fn dies(&self, nth: usize) {
        self.phone(nth).act(|phone, now| phone.fault(Fault::Off, now));
        sleep(Duration::from_millis(1500)).await;
        self.phone(nth).act(|phone, now| phone.fault(Fault::On, now));
    }

    fn heal(&self) {
        for nth in 0..2 {
            self.phone(nth).act(SimPhone::heal);
            self.bench.rig().modem(nth, |modem, now| modem.power_on(now)).unwrap();
        }
    }

    /// What went over the air, and the TPDUs of the modems.
    fn on_air(&self) -> (Vec<OnAir>, Vec<Vec<u8>>) {
        let submitted: Vec<_> = self
            .bench
            .rig()
            .smsc(|smsc, _| smsc.submitted().map(|sent| (sent.imsi.clone(), sent.submit().unwrap())).collect());
        let tpdus = submitted.iter().map(|(_, submit)| submit.encode()).collect();
        let of_modems = submitted.into_iter().map(|(line, submit)| {
            let text = submit.text().unwrap_or_default().to_owned();
            OnAir { line, text, parts: 1 }
        });
        let of_phones = (0..2).flat_map(|nth| {
            self.phone(nth).act(|phone, _| {
                let on_air = |sent: &Sent| OnAir {
                    line: format!("pixel-{nth} {}", sent.slot),
                    text: sent.text.clone(),
                    parts: usize::try_from(sent.parts).unwrap(),
                };
                phone.sent().map(on_air).collect::<Vec<_>>()
            })
        });
        (of_modems.chain(of_phones).collect(), tpdus)
    }
}

/// Calls as the app makes them, each wrong in another way.
fn forgeries(device: &str, password: &str, now: i64) -> Vec<(Vec<(&'static str, String)>, String)> {
    let key = signing_key(&Secret::new(password), &Name::parse(device).unwrap());
    let body = r#"{"id":"a","webhookId":"b","event":"sms:received","deviceId":"c","payload":{"messageId":"5f3759df",
        "sender":"+12025550143","simNumber":1,"message":"Your code is 246810","receivedAt":"2026-03-01T09:05:12Z"}}"#;
    let sign = |body: &str, stamp: &str, key: &str| {
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(body.as_bytes());
        mac.update(stamp.as_bytes());
        mac.finalize().into_bytes().iter().map(|octet| format!("{octet:02x}")).collect::<String>()
    };
    let call = |stamp: &str, signature: &str, body: &str| {
        (vec![("X-Timestamp", stamp.to_owned()), ("X-Signature", signature.to_owned())], body.to_owned())
    };
    let stamp = now.to_string();
    let right = sign(body, &stamp, key.reveal());
    let mut calls = Vec::new();
    // Forged: a wrong digit, or another key.
    for at in 0..right.len() {
        let digit = if &right[at..=at] == "0" { "1" } else { "0" };
        calls.push(call(&stamp, &format!("{}{digit}{}", &right[..at], &right[at + 1..]), body));
    }
    for guess in ["", "sms", password, "8sT_x000", &right] {
        calls.push(call(&stamp, &sign(body, &stamp, guess), body));
    }
    // Altered: another octet of the body, or another time.
    for at in (0..body.len()).step_by(2).take(75) {
        let altered = format!("{}~{}", &body[..at], &body[at + 1..]);
        calls.push(call(&stamp, &right, &altered));
    }
    calls.extend((1..=20).map(|off| call(&(now + off).to_string(), &right, body)));
    // Stale or from the future, with a right signature.
    for off in (0..17).map(|nth| 320 + nth * 1000) {
        for stamp in [now - off, now + off] {
            let stamp = stamp.to_string();
            calls.push(call(&stamp, &sign(body, &stamp, key.reveal()), body));
        }
    }
    calls.push((vec![("X-Timestamp", stamp.clone())], body.to_owned()));
    calls.push((vec![("X-Signature", right.clone())], body.to_owned()));
    // Right, and then replayed.
    calls.push(call(&stamp, &right, body));
    calls.push(call(&stamp, &right, body));
    calls
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_wrong_calls_are_refused_and_each_is_counted() {
    let pool = Pool::new().await;
    let (_daemon, client) = pool.start().await;
    let password = pool.phone(0).act(|phone, _| phone.credentials().1.to_owned());
    let calls = forgeries("pixel-0", &password, simgate::clock::now().wall.as_seconds());
    let statuses: Vec<u16> = calls
        .iter()
        .map(|(headers, body)| client.call_without_key("/sms/webhook/pixel-0", headers, body.as_bytes()))
        .collect();
    let refused = statuses.iter().filter(|status| **status == 401).count();
    assert_eq!((refused, statuses[calls.len() - 2]), (calls.len() - 1, 200), "{statuses:?}");
    let counted =
        format!("simgate_callbacks_refused_total{{device=\"pixel-0\",reason=\"callback_not_verified\"}} {refused}\n");
    let metrics = client.text("/metrics");
    assert!(metrics.contains(&counted), "{metrics}");
    assert_eq!(client.get("/sms/inbox?limit=100").1["messages"].as_array().unwrap().len(), 1);
    println!("figures: {refused} wrong calls of a phone's webhook, 0 accepted, {refused} counted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attachments_are_saved_where_the_operator_wants_them() {
    let pool = Pool::new().await;
    let picture: Vec<u8> = (0..300_000_u32).map(|octet| octet.to_le_bytes()[0]).collect();
    let mms = Mms {
        from: RECIPIENT.to_owned(),
        subject: None,
        text: Some("look".to_owned()),
        attachments: vec![("image/jpeg".to_owned(), Some("../a.jpg".to_owned()), picture.clone())],
    };
    let (_daemon, client) = pool.start().await;
    // With its webhooks registered the phone announces the message, and simgate reads it some seconds later; otherwise
    // it does within a minute.
    let is_ready = || {
        let devices = client.get("/devices").1["devices"].as_array().unwrap().clone();
        devices.iter().filter(|device| device["state"] == "ready").count() == 4
    };
    pool.bench.until("all are ready", Duration::from_secs(40), is_ready).await;
    sleep(Duration::from_secs(1)).await;
    let wall = simgate::clock::now().wall;
    pool.phone(0).act(|phone, now| phone.receive_mms(0, mms, wall, now));
    let media = || {
        let all = client.get("/sms/inbox?limit=100").1["messages"].as_array().unwrap().clone();
        let found = all.iter().find(|message| message["text"] == "look")?;
        Some(found["media"][0].as_str()?.to_owned())
    };
    pool.bench.until("the message arrives", Duration::from_secs(90), || media().is_some()).await;
    let described = media().unwrap();
    assert!(described.contains("image/jpeg ../a.jpg 300000 bytes"), "{described}");
    let file = described.split("saved as ").nth(1).unwrap();
    let path = pool.bench.dir.path().join("attachments/pixel-0").join(file);
    pool.bench.until("the attachment is saved", Duration::from_secs(20), || path.exists()).await;
    assert_eq!(std::fs::read(&path).unwrap(), picture);
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

/// The state of each message to send, by its id.
fn states(client: &Client) -> BTreeMap<String, String> {
    let messages = client.get("/sms/outbox?limit=1000").1["messages"].as_array().unwrap().clone();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    messages.iter().map(|message| (word(&message["message_id"]), word(&message["status"]))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn phones_and_modems_in_one_pool_lose_and_double_nothing_through_faults_and_kills() {
    let mut pool = Pool::new().await;
    let (mut daemon, mut client) = pool.start().await;
    let (mut kills, mut faults) = (0, 0);
    while pool.received < MESSAGES {
        let until = Instant::now() + Duration::from_millis(500 + pool.random.number() % 2000);
        while Instant::now() < until && pool.received < MESSAGES {
            pool.receive();
            pool.request(&client);
            sleep(Duration::from_millis(20 + pool.random.number() % 40)).await;
        }
        pool.bench.collect(Duration::ZERO).await;
        for _ in 0..3 {
            pool.trouble();
            faults += 1;
        }
        if kills % 5 == 4 {
            pool.dies(kills % 2).await;
        }
        daemon.kill();
        kills += 1;
        for modem in 0..2 {
            pool.bench.rig().modem(modem, |modem, now| modem.power_on(now)).unwrap();
        }
        (daemon, client) = pool.start().await;
    }
    pool.heal();
    // At the start simgate has each app read what Android received without it.
    daemon.kill();
    (daemon, client) = pool.start().await;

    // Then what arrived is one event each.
    let arrived = |bench: &Bench| bench.events.keys().filter(|text| text.starts_with("message ")).count();
    let limit = Instant::now() + Duration::from_secs(240);
    while arrived(&pool.bench) < MESSAGES {
        if Instant::now() >= limit {
            let here: Vec<&String> = pool.bench.events.keys().collect();
            let is_here = |number: usize| here.iter().any(|text| text.starts_with(&format!("message {number} ")));
            let missing: Vec<_> = (0..MESSAGES).filter(|number| !is_here(*number)).map(|n| (n, n % LINES)).collect();
            let deliveries = pool.bench.printed(&["deliveries", "list"]);
            let stored = client.get("/sms/inbox?limit=1000").1["messages"].as_array().map(Vec::len);
            let waiting = pool.bench.rig().smsc(|smsc, _| smsc.waiting());
            let slots: Vec<usize> = (0..2).filter_map(|n| pool.bench.rig().modem(n, |m, _| m.slots().len())).collect();
            panic!(
                "not there, with their lines: {missing:?}; stored {stored:?}, at the SMSC {waiting}, in slots {slots:?}; \
                 deliveries:\n{deliveries}\nthe daemon logged:\n{}",
                pool.bench.log()
            );
        }
        pool.bench.collect(Duration::from_millis(100)).await;
    }
    // And what was to be sent is sent once, or its state says what is known.
    let is_over = |state: &String| !["queued", "sending"].contains(&state.as_str());
    let limit = Instant::now() + Duration::from_secs(60);
    let mut now = states(&client);
    while !now.values().all(is_over) && Instant::now() < limit {
        sleep(Duration::from_millis(200)).await;
        now = states(&client);
    }
    pool.bench.collect(Duration::from_millis(100)).await;
    daemon.kill();

    let twice: Vec<_> =
        pool.bench.events.iter().filter(|(text, ids)| text.starts_with("message ") && ids.len() > 1).collect();
    assert!(twice.is_empty(), "two events of one message: {twice:?}");
    let (on_air, tpdus) = pool.on_air();
    let distinct: BTreeSet<_> = tpdus.iter().collect();
    assert_eq!(distinct.len(), tpdus.len(), "a modem sent a part twice");
    let mut by_line: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_number: BTreeMap<usize, usize> = BTreeMap::new();
    for sent in &on_air {
        *by_line.entry(&sent.line).or_default() += sent.parts;
        let number = sent.text.strip_prefix("out ").and_then(|rest| rest.split(' ').next()?.parse().ok());
        number.into_iter().for_each(|number| *by_number.entry(number).or_default() += 1);
    }
    assert_eq!(by_line.len(), LINES, "{by_line:?}");
    assert!(by_line.values().all(|parts| *parts <= DAY), "a line is over its limit of {DAY}: {by_line:?}");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, id) in pool.requested.iter().enumerate() {
        let (state, times) = (now[id].as_str(), by_number.get(&number).copied().unwrap_or(0));
        *counts.entry(state).or_default() += 1;
        let is_true = match state {
            "sent" | "delivered" => times == 1,
            "failed" | "queued" => times == 0,
            // A phone that died while it sent may still tell.
            "unknown" | "sending" => times <= 1,
            _ => false,
        };
        assert!(is_true, "message {number} is {state}, and went out {times} times");
    }
    println!(
        "figures: 2 phones and 2 modems, {MESSAGES} messages each way, {kills} kills, {faults} faults: {counts:?}, {by_line:?}"
    );
    let known = counts.get("sent").unwrap_or(&0) + counts.get("delivered").unwrap_or(&0);
    assert!(known >= MESSAGES * 8 / 10, "{counts:?}");
}
