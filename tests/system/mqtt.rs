//! The MQTT forwarder with a real Mosquitto: plain, over TLS, killed and started again in mid-stream.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use simgate::simulator::modem::NAMES;
use tokio::time::Instant;

use simgate_testing::broker::{Broker, Options, Published, Tls, Way, events};
use simgate_testing::{Bench, quick};

fn forwarder(url: &str, more: &str) -> String {
    format!("[[forwarder]]\ntype = \"mqtt\"\nname = \"broker\"\nurl = \"{url}\"\n{more}")
}

/// Hears until `enough` says so, or fails.
fn receive_until(
    broker: &Broker,
    messages: &mut Vec<Published>,
    limit: Duration,
    bench: &Bench,
    enough: impl Fn(&[Published]) -> bool,
) {
    let until = Instant::now() + limit;
    while !enough(messages) {
        assert!(Instant::now() < until, "{} messages arrived; the daemon logged:\n{}", messages.len(), bench.log());
        messages.extend(broker.receive(Duration::from_millis(200)));
    }
}

fn status(messages: &[Published]) -> Option<&str> {
    let last = messages.iter().rev().find(|message| message.topic == "simgate/test/status");
    last.map(|message| message.body.as_str())
}

const MESSAGES: usize = 2000;
const MODEMS: usize = 8;

/// The broker is killed and restarted in mid-stream, and loses its sessions.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_through_a_broker_that_dies() {
    let modems = NAMES.iter().cycle().take(MODEMS).map(|name| quick(name, None)).collect();
    let mut bench = Bench::new(modems, 21, false).await;
    let mut broker =
        Broker::start(bench.dir.path(), Options { lines: "allow_anonymous true\n".into(), ..Options::default() });
    let way = Way::to(broker.port).await;
    bench.configure(&forwarder(&format!("mqtt://{}", way.address), ""));
    let mut daemon = bench.daemon();
    let (mut messages, mut deaths) = (Vec::new(), 0);
    for number in 0..MESSAGES {
        let text = format!("message {number}");
        bench.rig().post_text(number % MODEMS, "+12025550143", &text).unwrap().unwrap();
        if number % 500 == 250 {
            // The connection breaks first: what the broker acknowledged it also passes on then.
            way.cut();
            messages.extend(broker.kill());
            tokio::time::sleep(Duration::from_millis(if deaths == 1 { 4000 } else { 300 })).await;
            broker.go_on();
            way.open();
            deaths += 1;
        }
        tokio::time::sleep(Duration::from_millis(4)).await;
    }
    let complete = |messages: &[Published]| events(messages, "/sms").len() >= MESSAGES;
    receive_until(&broker, &mut messages, Duration::from_secs(60), &bench, complete);
    bench.expect(MESSAGES, Duration::from_secs(20)).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    messages.extend(broker.receive(Duration::ZERO));

    let found = events(&messages, "/sms");
    assert_eq!(found.len(), MESSAGES, "texts that nobody sent");
    let twice: Vec<_> = found.iter().filter(|(_, ids)| ids.len() > 1).collect();
    assert!(twice.is_empty(), "came as two events: {twice:?}");
    let again: u32 = found.values().flat_map(|ids| ids.values()).map(|times| times - 1).sum();
    println!(
        "figures: {MESSAGES} messages by MQTT, {deaths} deaths of the broker: 0 lost, {again} again by the same id"
    );
    let kept = messages.iter().find(|message| message.retained && message.topic.ends_with("/sms"));
    assert_eq!(kept, None, "a message was retained");

    // How its end is told: by itself when it is asked to stop, by the broker when it can't.
    assert_eq!(status(&messages), Some("online"));
    daemon.stop();
    receive_until(&broker, &mut messages, Duration::from_secs(10), &bench, |messages| {
        status(messages) == Some("offline")
    });
    let mut daemon = bench.daemon();
    receive_until(&broker, &mut messages, Duration::from_secs(10), &bench, |messages| {
        status(messages) == Some("online")
    });
    daemon.kill();
    receive_until(&broker, &mut messages, Duration::from_secs(10), &bench, |messages| {
        status(messages) == Some("offline")
    });
    broker.kill();
}

/// How long the broker is down; `SIMGATE_DOWN_FOR` sets another number of seconds.
fn down_for() -> Duration {
    simgate_testing::seconds("SIMGATE_DOWN_FOR", 12)
}

/// Four modems at 115200 baud, twenty messages a second all the while.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broker_down() {
    let modems: Vec<_> = ["ec25", "e3372h", "sim800", "sim7600"].map(|name| quick(name, Some(115_200))).into();
    let count = modems.len();
    let bench = Bench::new(modems, 22, false).await;
    let mut broker =
        Broker::start(bench.dir.path(), Options { lines: "allow_anonymous true\n".into(), ..Options::default() });
    let way = Way::to(broker.port).await;
    bench.configure(&forwarder(&format!("mqtt://{}", way.address), ""));
    let _daemon = bench.daemon();
    let mut sent = 0;
    let mut load = async |span: Duration| {
        let until = Instant::now() + span;
        while Instant::now() < until {
            bench.rig().post_text(sent % count, "+12025550143", &format!("message {sent}")).unwrap().unwrap();
            sent += 1;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    load(Duration::from_secs(3)).await;
    way.cut();
    let mut messages = broker.kill();
    load(down_for()).await;
    broker.go_on();
    way.open();

    let start = Instant::now();
    receive_until(&broker, &mut messages, Duration::from_secs(60), &bench, |messages| {
        events(messages, "/sms").len() >= sent
    });
    let took = start.elapsed().as_secs_f64();
    tokio::time::sleep(Duration::from_secs(2)).await;
    messages.extend(broker.receive(Duration::ZERO));
    let found = events(&messages, "/sms");
    let twice = found.values().filter(|ids| ids.len() > 1).count();
    println!(
        "figures: broker down for {} s: {sent} messages, 0 lost, {twice} twice, all there after {took:.1} s",
        down_for().as_secs()
    );
    assert_eq!((found.len(), twice), (sent, 0));
    broker.kill();
}

/// A broker that takes no long packets can say so by MQTT 5, and only ends the connection by 3.1.1: one long message
/// among a hundred keeps none of the others, and ends as a dead letter or waits for its next try.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_is_too_long_for_the_broker_holds_up_no_other() {
    for (version, seed) in ["3.1.1", "5"].into_iter().zip(23..) {
        let modems = NAMES.iter().cycle().take(4).map(|name| quick(name, None)).collect();
        let bench = Bench::new(modems, seed, false).await;
        let lines = "allow_anonymous true\nmax_packet_size 700\n".to_owned();
        let broker = Broker::start(bench.dir.path(), Options { lines, ..Options::default() });
        let url = format!("mqtt://127.0.0.1:{}", broker.port);
        bench.configure(&forwarder(&url, &format!("version = \"{version}\"\n")));
        let _daemon = bench.daemon();
        let long = "long ".repeat(150);
        let start = Instant::now();
        for number in 0..100 {
            let short = format!("message {number}");
            let text = if number == 10 { &long } else { &short };
            bench.rig().post_text(number % 4, "+12025550143", text).unwrap().unwrap();
        }
        let mut messages = Vec::new();
        let complete = |messages: &[Published]| events(messages, "/sms").len() >= 99;
        receive_until(&broker, &mut messages, Duration::from_secs(30), &bench, complete);
        let took = start.elapsed().as_secs_f64();
        let log = bench.log();
        let connections = log.matches("connected to the broker").count();
        println!(
            "figures: MQTT {version}, 1 of 100 messages too long: 99 there after {took:.1} s, {connections} connections"
        );
        let found = events(&messages, "/sms");
        assert!(found.len() == 99 && !found.contains_key(&long), "{}", found.len());
        // Of each SIM they came in their order, but for those that came again.
        let mut last = [0; 4];
        let mut seen = BTreeSet::new();
        for message in messages.iter().filter(|message| message.topic.ends_with("/sms")) {
            let event: serde_json::Value = serde_json::from_str(&message.body).unwrap();
            if seen.insert(event["id"].as_str().unwrap().to_owned()) {
                let number: usize =
                    event["data"]["text"].as_str().unwrap().rsplit(' ').next().unwrap().parse().unwrap();
                assert!(last[number % 4] <= number, "{number} came after {}", last[number % 4]);
                last[number % 4] = number;
            }
        }
        // Refused for its own sake: it does not end the connection again and again.
        assert!(connections <= 8, "{log}");
    }
}

/// A line's state as the broker keeps it.
fn line(kept: &BTreeMap<String, String>, name: &str) -> (String, String) {
    let state = kept.get(&format!("simgate/test/sim/{name}/state")).map_or("null", String::as_str);
    let state: serde_json::Value = serde_json::from_str(state).unwrap();
    let word = |key: &str| state[key].as_str().unwrap_or("-").to_owned();
    (word("state"), word("device"))
}

/// Whoever comes later hears the state of the gateway and of its lines, and nothing of a message.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_broker_keeps_states_and_no_message() {
    let mut bench = Bench::new(vec![quick("ec25", None), quick("e3372h", None)], 51, false).await;
    let broker =
        Broker::start(bench.dir.path(), Options { lines: "allow_anonymous true\n".into(), ..Options::default() });
    let iccid = bench.rig().modem(0, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
    let gone = "8901260712345678901";
    bench.configure(&format!(
        "[[sim]]\niccid = \"{iccid}\"\nname = \"mine\"\nnumber = \"+12025550143\"\n\
         [[sim]]\niccid = \"{gone}\"\nname = \"gone\"\n"
    ));
    bench.configure(&forwarder(&format!("mqtt://127.0.0.1:{}", broker.port), ""));
    let _daemon = bench.daemon();
    bench.rig().post_text(0, "Example", "Your Example code is 482913.").unwrap().unwrap();
    bench.expect(1, Duration::from_secs(20)).await;
    let mut messages = Vec::new();
    receive_until(&broker, &mut messages, Duration::from_secs(10), &bench, |messages| {
        let ends = ["sim/mine/sms", "sim/mine/code", "number/12025550143/sms", "number/12025550143/code"];
        ends.iter().all(|end| !events(messages, end).is_empty())
    });
    let until = Instant::now() + Duration::from_secs(20);
    loop {
        let kept = broker.retained();
        assert!(kept.values().all(|body| !body.contains("482913")), "{kept:?}");
        assert!(kept.keys().all(|topic| topic.ends_with("/status") || topic.ends_with("/state")), "{kept:?}");
        let found = (line(&kept, "mine"), line(&kept, "gone"));
        let wanted = (("ready".into(), "modem-1".into()), ("absent".into(), "-".into()));
        if found == wanted && kept.get("simgate/test/status").map(String::as_str) == Some("online") {
            break;
        }
        assert!(Instant::now() < until, "{kept:?}");
    }
    bench.rig().pull_card(0).unwrap();
    while line(&broker.retained(), "mine").0 != "absent" {
        assert!(Instant::now() < until, "the card is gone and its line is not: {:?}", broker.retained());
    }
}

/// Cards whose numbers end alike, and one that the operator named as the others would be: each has a name of its own, and
/// keeps it over a restart.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_line_has_a_name_of_its_own() {
    let mut bench = Bench::new((0..4).map(|_| quick("ec25", None)).collect(), 52, false).await;
    let broker =
        Broker::start(bench.dir.path(), Options { lines: "allow_anonymous true\n".into(), ..Options::default() });
    let cards = ["8901260712311178901", "8901260712322278901", "8901260712333378901", "8901260712344478901"];
    for (port, iccid) in cards.into_iter().enumerate() {
        bench.rig().modem(port, |modem, _| modem.card_mut().unwrap().iccid = iccid.to_owned()).unwrap();
    }
    let named = cards[3];
    bench.configure(&format!("[[sim]]\niccid = \"{named}\"\nname = \"sim-8901\"\n"));
    bench.configure(&forwarder(&format!("mqtt://127.0.0.1:{}", broker.port), ""));
    let names = |broker: &Broker| -> BTreeMap<String, String> {
        let lines = broker.retained().into_iter().filter(|(topic, _)| topic.ends_with("/state"));
        let line = |(_, body): (String, String)| {
            let state: serde_json::Value = serde_json::from_str(&body).unwrap();
            (state["iccid"].as_str().unwrap().to_owned(), state["name"].as_str().unwrap().to_owned())
        };
        lines.map(line).collect()
    };
    let mut before = None;
    for _ in 0..2 {
        let mut daemon = bench.daemon();
        let until = Instant::now() + Duration::from_secs(20);
        while names(&broker).len() < cards.len() || !broker.retained().values().all(|body| !body.contains("absent")) {
            assert!(Instant::now() < until, "{:?}", broker.retained());
        }
        let found = names(&broker);
        assert_eq!(found[named], "sim-8901", "the operator's word");
        let distinct: BTreeSet<&String> = found.values().collect();
        assert_eq!(distinct.len(), cards.len(), "{found:?}");
        assert_eq!(before.get_or_insert(found.clone()), &found);
        daemon.stop();
    }
    let _daemon = bench.daemon();
    for port in 0..cards.len() {
        bench.rig().post_text(port, "+12025550143", &format!("to {port}")).unwrap().unwrap();
    }
    bench.expect(cards.len(), Duration::from_secs(20)).await;
    let mut messages = Vec::new();
    receive_until(&broker, &mut messages, Duration::from_secs(10), &bench, |messages| {
        events(messages, "/sms").len() == cards.len()
    });
    let is_lines = |topic: &&String| topic.contains("/sim/") && topic.ends_with("/sms");
    let topics: BTreeSet<&String> = messages.iter().map(|message| &message.topic).filter(is_lines).collect();
    assert_eq!(topics.len(), cards.len(), "{topics:?}");
}

/// Certificates of an authority of our own.
fn certificates(dir: &Path, name: &str) -> Tls {
    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
    let key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.distinguished_name.push(DnType::CommonName, name);
    let authority_certificate = authority.self_signed(&key).unwrap();
    let issuer = Issuer::new(authority, key);
    let own_key = KeyPair::generate().unwrap();
    let mut own = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    own.distinguished_name.push(DnType::CommonName, "simgate");
    let certificate = own.signed_by(&own_key, &issuer).unwrap();
    let file = |what: &str, text: String| {
        let path = dir.join(format!("{name}-{what}.pem"));
        std::fs::write(&path, text).unwrap();
        path
    };
    Tls {
        authority: file("ca", authority_certificate.pem()),
        certificate: file("certificate", certificate.pem()),
        key: file("key", own_key.serialize_pem()),
    }
}

/// Own authority, client certificates, user and password, in both versions of the protocol; a
/// broker of another authority gets nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broker_over_tls_is_known_by_its_certificate_and_knows_us_by_ours() {
    for (version, seed) in [("5", 31), ("3.1.1", 32)] {
        let mut bench = Bench::new(vec![quick("ec25", None)], seed, false).await;
        let dir = bench.dir.path().to_owned();
        let tls = certificates(&dir, "ours");
        let other = certificates(&dir, "other");
        std::fs::write(dir.join("users"), "").unwrap();
        for user in ["simgate", "reader"] {
            let mut make = std::process::Command::new("mosquitto_passwd");
            make.arg("-b").arg(dir.join("users")).args([user, "s3cret phrase"]);
            assert!(make.status().unwrap().success());
        }
        let lines = format!("require_certificate true\npassword_file {}\n", dir.join("users").display());
        let reader = Some(("reader", "s3cret phrase"));
        let broker = Broker::start(&dir, Options { lines, tls: Some(tls.clone()), reader });
        let files = |authority: &Path| {
            format!(
                "ca_file = {authority:?}\ncert_file = {:?}\nkey_file = {:?}\nversion = \"{version}\"\n\
                 username = \"simgate\"\npassword = \"s3cret phrase\"\n",
                tls.certificate, tls.key
            )
        };
        let right = std::fs::read_to_string(&bench.config).unwrap();
        let url = format!("mqtts://localhost:{}", broker.port);
        bench.configure(&forwarder(&url, &files(&other.authority)));
        let mut daemon = bench.daemon();
        bench.rig().post_text(0, "+12025550143", "not for strangers").unwrap().unwrap();
        bench.expect(1, Duration::from_secs(20)).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let mut messages = broker.receive(Duration::ZERO);
        assert!(messages.is_empty(), "a broker that can't be known got {messages:?}");
        assert!(bench.log().contains("no connection to the broker"), "{}", bench.log());
        assert!(!bench.log().contains("s3cret"), "the password is in the log");
        daemon.stop();

        std::fs::write(&bench.config, right).unwrap();
        bench.configure(&forwarder(&url, &files(&tls.authority)));
        let _daemon = bench.daemon();
        let arrived = |messages: &[Published]| events(messages, "/sms").contains_key("not for strangers");
        receive_until(&broker, &mut messages, Duration::from_secs(20), &bench, arrived);
    }
}

/// A broker that lets us write to one line's topics and not to another's (MQTT 5 tells): the one
/// goes on, the other waits and is shown.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_topic_that_is_refused_holds_up_no_other() {
    let bench = Bench::new(vec![quick("ec25", None), quick("e3372h", None)], 41, false).await;
    let cards: Vec<String> =
        (0..2).map(|port| bench.rig().modem(port, |modem, _| modem.card().unwrap().iccid.clone()).unwrap()).collect();
    let rules = "topic read #\ntopic write test/#\ntopic write simgate/test/status\ntopic write simgate/test/sim/+/state\n\
                 topic write simgate/test/sim/open/#\n";
    std::fs::write(bench.dir.path().join("acl"), rules).unwrap();
    let lines = format!("allow_anonymous true\nacl_file {}\n", bench.dir.path().join("acl").display());
    let broker = Broker::start(bench.dir.path(), Options { lines, ..Options::default() });
    let sims = ["shut", "open"].iter().zip(&cards);
    let sims =
        sims.map(|(name, iccid)| format!("[[sim]]\niccid = \"{iccid}\"\nname = \"{name}\"\n")).collect::<String>();
    bench.configure(&sims);
    bench.configure(&forwarder(&format!("mqtt://127.0.0.1:{}", broker.port), ""));
    let _daemon = bench.daemon();
    for number in 0..10 {
        bench.rig().post_text(0, "+12025550143", &format!("shut {number}")).unwrap().unwrap();
        bench.rig().post_text(1, "+12025550143", &format!("open {number}")).unwrap().unwrap();
    }
    let mut messages = Vec::new();
    receive_until(&broker, &mut messages, Duration::from_secs(20), &bench, |messages| {
        events(messages, "/sms").len() >= 10
    });
    assert!(events(&messages, "/sms").keys().all(|text| text.starts_with("open")), "{messages:?}");
    let refused = || {
        let list = bench.printed(&["deliveries", "list", "--state", "pending", "--json"]);
        list.matches("not authorized for this topic (0x87)").count()
    };
    let until = Instant::now() + Duration::from_secs(20);
    while refused() < 10 {
        assert!(Instant::now() < until, "{} of 10 are shown as refused", refused());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
