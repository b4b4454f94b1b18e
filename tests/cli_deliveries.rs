//! `simgate inbox` and `simgate deliveries` beside a running daemon.

mod support;

use std::process::{Command, Output};
use std::time::Duration;

use support::{Bench, quick};

fn simgate(bench: &Bench, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simgate"));
    let (verb, rest) = words.split_at(if words[0] == "deliveries" { 2 } else { 1 });
    command.args(verb).arg("--config").arg(&bench.config).args(rest).output().expect("the binary runs")
}

fn rows(output: &Output) -> Vec<serde_json::Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_settled_delivery_is_replayed_by_a_persons_word() {
    let mut bench = Bench::new(vec![quick("generic", None)], 21, false).await;
    let none = simgate(&bench, &["inbox"]);
    assert_eq!(none.status.code(), Some(1), "there is no store yet");
    assert!(String::from_utf8_lossy(&none.stderr).contains("error: there is no store to read\n"));

    let _daemon = bench.daemon();
    bench.rig().post_text(0, "Bank", "Your code is 471182").unwrap().unwrap();
    bench.expect(1, Duration::from_secs(20)).await;
    let (text, ids) = bench.events.first_key_value().unwrap();
    let (text, id) = (text.clone(), ids.first_key_value().unwrap().0.clone());

    let shown = rows(&simgate(&bench, &["inbox", "--json"]));
    assert_eq!(shown.len(), 1);
    assert_eq!((&shown[0]["id"], &shown[0]["data"]["text"]), (&id.as_str().into(), &text.as_str().into()));
    assert_eq!(shown[0]["data"]["code"]["value"], "471182");

    // Settling waits for company for a moment.
    let mut settled = Vec::new();
    for _ in 0..100 {
        settled = rows(&simgate(&bench, &["deliveries", "list", "--state", "settled", "--json"]));
        if !settled.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let number = settled[0]["id"].to_string();
    assert_eq!(settled[0]["event"], id.as_str());

    let drop = simgate(&bench, &["deliveries", "drop", &number]);
    assert_eq!(drop.status.code(), Some(1), "what is settled can't be given up");
    assert!(simgate(&bench, &["deliveries", "replay", &number]).status.success());
    for _ in 0..100 {
        if bench.events[&text][&id] == 2 {
            return;
        }
        bench.collect(Duration::from_millis(100)).await;
    }
    panic!("it did not come again; the daemon said:\n{}", bench.log());
}
