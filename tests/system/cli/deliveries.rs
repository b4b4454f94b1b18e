//! `simgate inbox` and `simgate deliveries` beside a running daemon.

use std::time::Duration;

use simgate_testing::program::rows;
use simgate_testing::{Bench, quick};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_settled_delivery_is_replayed_by_a_persons_word() {
    let mut bench = Bench::new(vec![quick("generic", None)], 21, false).await;
    let none = bench.simgate(&["inbox"]);
    assert_eq!(none.status.code(), Some(1), "there is no store yet");
    assert!(String::from_utf8_lossy(&none.stderr).contains("error: there is no store to read\n"));

    let _daemon = bench.daemon();
    bench.rig().post_text(0, "Bank", "Your code is 471182").unwrap().unwrap();
    bench.expect(1, Duration::from_secs(20)).await;
    let (text, ids) = bench.events.first_key_value().unwrap();
    let (text, id) = (text.clone(), ids.first_key_value().unwrap().0.clone());

    let shown = rows(&bench.simgate(&["inbox", "--json"]));
    assert_eq!(shown.len(), 1);
    assert_eq!((&shown[0]["id"], &shown[0]["data"]["text"]), (&id.as_str().into(), &text.as_str().into()));
    assert_eq!(shown[0]["data"]["code"]["value"], "471182");

    // Settling waits for company for a moment.
    let mut settled = Vec::new();
    for _ in 0..100 {
        settled = rows(&bench.simgate(&["deliveries", "list", "--state", "settled", "--json"]));
        if !settled.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let number = settled[0]["id"].to_string();
    assert_eq!(settled[0]["event"], id.as_str());

    let drop = bench.simgate(&["deliveries", "drop", &number]);
    assert_eq!(drop.status.code(), Some(1), "what is settled can't be given up");
    assert!(bench.simgate(&["deliveries", "replay", &number]).status.success());
    for _ in 0..100 {
        if bench.events[&text][&id] == 2 {
            return;
        }
        bench.collect(Duration::from_millis(100)).await;
    }
    panic!("it did not come again; the daemon said:\n{}", bench.log());
}
