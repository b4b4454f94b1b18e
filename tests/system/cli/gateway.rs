//! `simgate send`, `status`, `outbox`, `sims` and own rules for codes with the daemon that ships: both sides mean the same
//! by what they say.

use std::time::Duration;

use serde_json::Value;
use simgate_testing::http::Client;
use simgate_testing::program::rows;
use simgate_testing::{Bench, quick};
use tokio::time::{Instant, sleep};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_from_the_command_line_goes_out_once() {
    let bench = Bench::new(vec![quick("generic", None)], 31, false).await;
    let _daemon = bench.daemon();
    Client::of(&bench, "http").await;
    let simgate = |words: &[&str]| bench.simgate(words);
    let until = Instant::now() + Duration::from_secs(30);
    while rows(&simgate(&["sims", "--json"])).first().is_none_or(|sim| sim["state"] != "ready") {
        assert!(Instant::now() < until, "no line is ready:\n{}", bench.log());
        sleep(Duration::from_millis(100)).await;
    }

    let words = ["send", "+12025550199", "hello", "--id", "a-1", "--wait", "--json"];
    let sent = simgate(&words);
    assert!(sent.status.success(), "{sent:?}");
    let (sent, again) = (rows(&sent), rows(&simgate(&words)));
    assert_eq!(sent[0]["message_id"], again[0]["message_id"]);
    assert_eq!(bench.rig().smsc(|smsc, _| smsc.submitted().len()), 1, "the same id is the same message");

    let many = simgate(&["send", "--text", "later", "611", "foo", "--at", "2099-01-01T00:00:00Z", "--json"]);
    assert_eq!(many.status.code(), Some(1));
    let codes: Vec<Value> = rows(&many).iter().map(|row| row["error"]["code"].clone()).collect();
    assert_eq!(codes, ["invalid_time", "invalid_recipient"]);

    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
    let later = rows(&simgate(&["send", "611", "later", "--at", &at.to_string(), "--json"]));
    let id = later[0]["message_id"].as_str().unwrap();
    assert_eq!(rows(&simgate(&["outbox", "--state", "queued", "--json"]))[0]["message_id"], id);
    let cancelled = simgate(&["outbox", "cancel", id]);
    assert_eq!(String::from_utf8_lossy(&cancelled.stdout), format!("{id} cancelled\n"));
    assert_eq!(rows(&simgate(&["status", id, "--json"]))[0]["status"], "cancelled");
    let settled = simgate(&["outbox", "settle", id, "--sent"]);
    assert!(String::from_utf8_lossy(&settled.stderr).contains("(wrong_state)"), "{settled:?}");
    assert_eq!(rows(&simgate(&["sims", "--json"]))[0]["used"]["day"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_daemon_finds_codes_by_the_rules_beside_its_configuration() {
    let mut bench = Bench::new(vec![quick("generic", None)], 32, false).await;
    let codes = bench.dir.path().join("codes.d");
    std::fs::create_dir(&codes).unwrap();
    std::fs::write(codes.join("own.toml"), "[[rule]]\ntext = \"Tor {*}: {code}\"\nservice = \"Hof\"\n").unwrap();
    let _daemon = bench.daemon();
    bench.rig().post_text(0, "+12025550143", "Tor 2: 4471").unwrap().unwrap();
    let event = tokio::time::timeout(Duration::from_secs(30), bench.seen.recv()).await;
    let event = event.expect("it arrives").unwrap().expect("the request is signed").event;
    assert_eq!(event["data"]["code"]["value"], "4471", "{}", bench.log());
    assert_eq!((&event["data"]["code"]["service"], &event["data"]["code"]["confidence"]), (&"Hof".into(), &1.0.into()));
}
