//! Sending with the shipped binary: limits hold through kill -9 and when cards change modems, messages avoid a failing
//! line, and the load is spread by the policy.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use simgate::simulator::modem::{Answer, Fault};
use simgate::simulator::random::Random;
use simgate_testing::http::Client;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::sleep;

const RECIPIENT: &str = "+12025550199";

async fn bench(modems: usize, seed: u64, sending: &str) -> Bench {
    let names = ["ec25", "e3372h", "sim7600", "generic"];
    let bench = Bench::new((0..modems).map(|at| quick(names[at % names.len()], None)).collect(), seed, false).await;
    let text = std::fs::read_to_string(&bench.config).unwrap();
    let more = "listen = \"127.0.0.1:0\"\nsends_per_minute = 0\nrequests_per_minute = 0\n";
    std::fs::write(&bench.config, text.replace("listen = \"127.0.0.1:0\"\n", more)).unwrap();
    bench.configure(sending);
    bench
}

/// Starts the daemon and waits until this many lines are ready. Each start listens on another port.
async fn start(bench: &Bench, lines: usize) -> (Daemon, Client) {
    let _ = std::fs::remove_file(bench.dir.path().join("log"));
    let daemon = bench.daemon();
    let client = bench.ready(lines).await;
    (daemon, client)
}

fn send(client: &Client, number: usize, text: &str) -> Value {
    let body = json!({ "to": RECIPIENT, "message": text, "id": format!("m-{number}"), "status_report": false });
    let (status, answer) = client.post("/sms/send", &body);
    assert_eq!(status, 200, "{answer}");
    answer
}

/// Number of parts that the SMSC got from each card.
fn by_card(bench: &Bench) -> BTreeMap<String, usize> {
    bench.rig().smsc(|smsc, _| {
        smsc.submitted().fold(BTreeMap::new(), |mut counts, sent| {
            *counts.entry(sent.imsi.clone()).or_default() += 1;
            counts
        })
    })
}

fn counts(client: &Client) -> BTreeMap<String, usize> {
    let messages = client.get("/sms/outbox?limit=1000").1["messages"].as_array().unwrap().clone();
    messages.iter().fold(BTreeMap::new(), |mut counts, message| {
        *counts.entry(message["status"].as_str().unwrap().to_owned()).or_default() += 1;
        counts
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_card_sends_more_than_its_limit_through_kills_and_another_modem() {
    let bench = bench(3, 21, "[sending]\nlimits = { day = 10 }\n").await;
    let mut random = Random::new(4);
    let (mut daemon, mut client) = start(&bench, 3).await;
    for number in 0..50 {
        send(&client, number, &format!("message {number} {}", "x".repeat([0, 170, 330][random.below(3)])));
    }
    let mut kills = 0;
    for round in 0..6 {
        sleep(Duration::from_millis(50 + u64::try_from(random.below(500)).unwrap())).await;
        daemon.kill();
        kills += 1;
        if round == 3 {
            // Two cards change modems.
            for port in 0..2 {
                bench.rig().pull_card(port).unwrap();
            }
            bench.rig().insert_card(1, 0).unwrap();
            bench.rig().insert_card(0, 1).unwrap();
        }
        (daemon, client) = start(&bench, 3).await;
    }
    let waiting = || counts(&client).get("queued").copied().unwrap_or(0);
    let is_full = || {
        client.get("/sims").1["sims"].as_array().unwrap().iter().filter(|sim| sim["next_at"].is_string()).count() == 3
    };
    bench.until("every line reaches its limit", Duration::from_secs(60), is_full).await;
    sleep(Duration::from_secs(2)).await;
    let sent = by_card(&bench);
    let states = counts(&client);
    println!(
        "figures: 3 cards of 10 parts a day, 50 messages, {kills} kills, two cards changed places: {sent:?}, {states:?}"
    );
    assert!(sent.len() == 3 && sent.values().all(|count| *count <= 10), "{sent:?}");
    assert!(waiting() > 0 && states.values().sum::<usize>() == 50);
    let tpdus: Vec<_> =
        bench.rig().smsc(|smsc, _| smsc.submitted().map(|sent| sent.submit().unwrap().encode()).collect());
    let distinct: std::collections::BTreeSet<_> = tpdus.iter().collect();
    assert_eq!(distinct.len(), tpdus.len(), "no part was sent twice");
    drop(daemon);
}

/// Random references once were equal for two messages of the same length.
#[tokio::test(flavor = "multi_thread")]
async fn parts_of_different_messages_differ() {
    let bench = bench(3, 24, "").await;
    let (_daemon, client) = start(&bench, 3).await;
    for number in 0..64 {
        send(&client, number, &"x".repeat(200));
    }
    bench.until("all are sent", Duration::from_secs(60), || by_card(&bench).values().sum::<usize>() == 128).await;
    let parts: std::collections::BTreeSet<_> =
        bench.rig().smsc(|smsc, _| smsc.submitted().map(|sent| sent.submit().unwrap().encode()).collect());
    assert_eq!(parts.len(), 128);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_line_leaves_the_pool_after_three_messages_and_comes_back() {
    let bench = bench(3, 22, "").await;
    let (_daemon, client) = start(&bench, 3).await;
    let bad = bench.rig().modem(0, |modem, _| modem.card().unwrap().imsi.clone()).unwrap();
    // The network answers "no network service" three times, and nothing is sent.
    let fault = Fault::SendResult { times: 3, answer: Answer::Cms(331) };
    bench.rig().modem(0, |modem, now| modem.fault(fault, now)).unwrap();
    let mut log_at = 0;
    for number in 0..30 {
        send(&client, number, &format!("message {number}"));
        bench
            .until("it goes by another line", Duration::from_secs(20), || {
                let sent: usize = by_card(&bench).values().sum();
                sent > number
            })
            .await;
        if log_at == 0 && bench.log().contains("sends nothing for") {
            log_at = number + 1;
        }
    }
    assert!(!by_card(&bench).contains_key(&bad));
    println!("figures: a line that fails was left after {log_at} messages; 30 of 30 went by the others");
    assert!((1..=12).contains(&log_at), "every third message is its own: {log_at}");
    // After half a minute the line is back in the pool, and it has sent less than the others today.
    let mut number = 30;
    bench
        .until("it comes back", Duration::from_secs(90), || {
            send(&client, number, &format!("message {number}"));
            number += 1;
            std::thread::sleep(Duration::from_millis(500));
            by_card(&bench).contains_key(&bad)
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_load_is_spread_by_the_policy() {
    for (policy, wanted) in [("least-used", [8, 8, 8]), ("round-robin", [8, 8, 8]), ("sticky", [24, 0, 0])] {
        let bench = bench(3, 23, &format!("[sending]\npolicy = \"{policy}\"\n")).await;
        let (_daemon, client) = start(&bench, 3).await;
        for number in 0..24 {
            send(&client, number, &format!("message {number}"));
            let sent = || by_card(&bench).values().sum::<usize>() > number;
            bench.until("it is sent", Duration::from_secs(20), sent).await;
            // The outcome is committed before the next line is chosen.
            bench
                .until("it is noted", Duration::from_secs(20), || counts(&client).get("sent") == Some(&(number + 1)))
                .await;
        }
        let mut sent: Vec<usize> = by_card(&bench).into_values().collect();
        sent.resize(3, 0);
        sent.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(sent, wanted, "{policy}");
    }
}
