//! Checks the order of system calls in the shipped binary: the row of a message is written and synced before the
//! message is deleted from the modem and before it is sent to the webhook.

use std::process::Command;
use std::time::Duration;

use simgate_testing::program::program;
use simgate_testing::{Bench, Daemon, quick};

const MESSAGES: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_is_synced_before_its_message_is_deleted_or_forwarded() {
    let mut bench = Bench::new(vec![quick("generic", None)], 5, false).await;
    let trace = bench.dir.path().join("strace");
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-s", "5000", "-e", "trace=write,writev,pwrite64,sendto,sendmsg,fdatasync,fsync", "-o"])
        .arg(&trace);
    strace.arg(program());
    // strace ends together with the daemon, so the signal must go to the daemon.
    let mut strace = Daemon(bench.command(strace).spawn().expect("strace is installed (./test does it)"));
    for number in 0..MESSAGES {
        bench.rig().post_text(0, "Example", &format!("planted-{number:03}-text")).unwrap().unwrap();
        // One message after the other, so that each has its own place in the trace.
        bench.expect(number + 1, Duration::from_secs(30)).await;
        let limit = bench.rig().now() + Duration::from_secs(20);
        while bench.rig().modem(0, |modem, _| !modem.slots().is_empty()).unwrap() {
            assert!(bench.rig().now() < limit, "the message stays on the modem");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    let ended = Command::new("pkill").args(["-TERM", "-P", &strace.0.id().to_string()]).status().unwrap();
    assert!(ended.success());
    assert!(strace.0.wait().unwrap().success(), "the daemon ends without an error:\n{}", bench.log());
    let trace = std::fs::read_to_string(&trace).unwrap();
    for number in 0..MESSAGES {
        check(&trace, number);
    }
}

/// Finds the calls about one message, and checks their order.
fn check(trace: &str, number: usize) {
    let text = format!("planted-{number:03}-text");
    let lines: Vec<&str> = trace.lines().collect();
    let first = |from: usize, is: &dyn Fn(&str) -> bool| (from..lines.len()).find(|&at| is(lines[at]));
    let written = first(0, &|line| line.contains("pwrite64(") && line.contains(&text))
        .unwrap_or_else(|| panic!("message {number} was never written"));
    // The call and its return, which are two rows if another thread runs in between.
    let synced = first(written, &|line| {
        let is_sync = line.contains("fdatasync(")
            || line.contains("fdatasync resumed")
            || line.contains("fsync(")
            || line.contains("fsync resumed");
        is_sync && line.ends_with("= 0")
    });
    let deleted = first(written, &|line| line.contains("AT+CMGD="));
    let posted = first(0, &|line| {
        (line.contains("sendto(") || line.contains("write(") || line.contains("writev("))
            && line.contains(&text)
            && !line.contains("pwrite64(")
    });
    let (Some(synced), Some(deleted), Some(posted)) = (synced, deleted, posted) else {
        panic!("message {number}: written {written}, synced {synced:?}, deleted {deleted:?}, posted {posted:?}");
    };
    assert!(synced < deleted, "message {number} was deleted (line {deleted}) before it was synced (line {synced})");
    assert!(synced < posted, "message {number} was posted (line {posted}) before it was synced (line {synced})");
    let early = lines[..written].iter().filter(|line| line.contains("AT+CMGD=")).count();
    assert_eq!(early, number, "a message was deleted before message {number} was written");
}
