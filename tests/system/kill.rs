//! Kills the shipped binary (kill -9) again and again during a stream of messages.

use std::time::Duration;

use simgate::simulator::modem::NAMES;
use simgate::simulator::random::Random;

use simgate_testing::{Bench, quick};

const MESSAGES: usize = 500;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_message_is_lost_or_delivered_as_two_events_through_kills() {
    let modems = NAMES.iter().take(4).map(|name| quick(name, None)).collect();
    let mut bench = Bench::new(modems, 11, false).await;
    let mut random = Random::new(std::time::UNIX_EPOCH.elapsed().unwrap().subsec_nanos().into());
    let mut daemon = bench.daemon();
    let (mut sent, mut kills) = (0, 0);
    while sent < MESSAGES {
        let until = bench.rig().now() + Duration::from_millis(200 + random.number() % 1800);
        while bench.rig().now() < until && sent < MESSAGES {
            let mut text = format!("message {sent} code {}", random.digits(6));
            if random.once_in(8) {
                text.push_str(&" and on".repeat(30));
            }
            bench.rig().post_text(sent % 4, "+12025550143", &text).unwrap().unwrap();
            sent += 1;
            tokio::time::sleep(Duration::from_millis(20 + random.number() % 40)).await;
        }
        bench.collect(Duration::ZERO).await;
        daemon.kill();
        kills += 1;
        daemon = bench.daemon();
    }
    bench.expect(MESSAGES, Duration::from_secs(90)).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    bench.collect(Duration::from_millis(100)).await;
    daemon.kill();
    let twice: Vec<_> = bench.events.iter().filter(|(_, ids)| ids.len() > 1).collect();
    let redelivered: u32 = bench.events.values().flat_map(|ids| ids.values()).map(|times| times - 1).sum();
    println!(
        "figures: {MESSAGES} messages, {kills} kills: 0 lost, {} twice, {redelivered} redelivered by the same id",
        twice.len()
    );
    assert!(twice.is_empty(), "delivered as two events: {twice:?}");
    assert_eq!(bench.events.len(), MESSAGES, "an event has a text that nobody sent");
}
