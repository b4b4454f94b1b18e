//! The daemon's log: what it must contain, and what it must not.

use std::io::Write as _;
use std::time::Duration;

use simgate_testing::broker::Way;
use simgate_testing::{Bench, quick};

/// Only the log shows a wrong address or key before a person misses messages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_destination_is_logged_until_it_is_back() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 12, false).await;
    let way = Way::to(bench.address.port()).await;
    let text = std::fs::read_to_string(&bench.config).unwrap();
    std::fs::write(&bench.config, text.replace(&bench.address.to_string(), &way.address.to_string())).unwrap();
    way.cut();
    let _daemon = bench.daemon();
    bench.rig().post_text(0, "+12025550143", "hello").unwrap().unwrap();
    let logged = async |bench: &Bench, what: &str| {
        for _ in 0..200 {
            if bench.log().contains(what) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("`{what}` is missing in\n{}", bench.log());
    };
    logged(&bench, "ERROR `backend` accepts nothing since ").await;
    way.open();
    bench.expect(1, Duration::from_secs(30)).await;
    logged(&bench, "INFO `backend` accepts deliveries again").await;
    assert_eq!(bench.log().matches("accepts nothing").count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_fullest_log_shows_the_dialogue_and_nothing_personal() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 11, false).await;
    let card = bench.rig().modem(0, |modem, _| modem.card().cloned()).unwrap().unwrap();
    let mut config = std::fs::File::options().append(true).open(&bench.config).unwrap();
    writeln!(config, "[log]\nlevel = \"trace\"").unwrap();
    let _daemon = bench.daemon();
    // What lies there before the modem is ready is found by a list, and not announced.
    for _ in 0..200 {
        if bench.log().contains("> AT+CSQ") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let text = "Your Example code is 471108";
    bench.rig().post_text(0, "+12025550143", text).unwrap().unwrap();
    bench.expect(1, Duration::from_secs(30)).await;
    assert!(bench.events.contains_key(text));
    // The log is a file: what was delivered was logged before.
    let log = bench.log();
    for row in ["> AT+CMGF=0", "> AT+CMGR=", "< +CMTI: ", "< OK"] {
        assert!(log.contains(row), "{row} is missing in\n{log}");
    }
    for personal in [&card.imsi, &card.iccid, "471108", "Your Example", "2025550143", simgate_testing::SECRET] {
        assert!(!log.contains(personal), "{personal} is in\n{log}");
    }
    let pdu = log.split(|next: char| !next.is_ascii_hexdigit()).find(|run| run.len() >= 20);
    assert_eq!(pdu, None, "in\n{log}");
}
