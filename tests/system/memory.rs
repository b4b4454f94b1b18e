//! The memory of an idle daemon.

use std::fs;
use std::time::Duration;

use simgate_testing::{Bench, Daemon, quick};

const MIB: u64 = 1024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn code_that_only_the_start_needed_is_released() {
    // Given a daemon that has started.
    let mut bench = Bench::new(vec![quick("ec25", None)], 12, false).await;
    let daemon = bench.daemon();
    bench.ready(1).await;

    // When nothing happens, then less of its code is resident than before.
    let mut most = 0;
    bench
        .until("the code of the start is released", Duration::from_secs(60), || {
            let now = resident_code_kib(&daemon);
            most = most.max(now);
            now + MIB < most
        })
        .await;

    // And it runs on.
    bench.rig().post_text(0, "Example", "after the release").unwrap().unwrap();
    bench.expect(1, Duration::from_secs(30)).await;
}

/// How much of the program's own code is in the memory of the process (proc(5), `smaps`).
fn resident_code_kib(daemon: &Daemon) -> u64 {
    let proc = format!("/proc/{}", daemon.0.id());
    let program = fs::read_link(format!("{proc}/exe")).unwrap();
    let smaps = fs::read_to_string(format!("{proc}/smaps")).unwrap();
    let mut rows = smaps.lines();
    rows.find(|row| row.contains(" r-xp ") && row.ends_with(program.to_str().unwrap())).expect("the program has code");
    let resident = rows.find_map(|row| row.strip_prefix("Rss:")).expect("each mapping has an Rss");
    resident.trim().strip_suffix(" kB").unwrap().parse().unwrap()
}
