//! `simgate demo` with its phone.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use simgate_testing::program::simgate;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_brings_codes_from_modems_and_from_the_phone() {
    let place = tempfile::tempdir().unwrap();
    let mut demo = simgate(&["demo"]);
    let mut child = demo.env("TMPDIR", place.path()).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let wanted = ["sim-1 (EC25)", "sim-2 (E3372)", "phone-1-sim-1 (phone, slot 1)", "phone-1-sim-2 (phone, slot 2)"];
    let reading = tokio::task::spawn_blocking(move || {
        let mut missing = wanted.to_vec();
        let mut codes = 0;
        for row in output.lines().map_while(Result::ok) {
            missing.retain(|line| !row.contains(line));
            codes += usize::from(row.starts_with("    code ") && row.len() == "    code 123456".len());
            if missing.is_empty() && codes >= wanted.len() {
                break;
            }
        }
        (missing, codes)
    });
    let read = tokio::time::timeout(Duration::from_secs(120), reading).await;
    child.kill().unwrap();
    child.wait().unwrap();
    let (missing, codes) = read.expect("the demo goes on").unwrap();
    assert!(missing.is_empty() && codes >= wanted.len(), "{missing:?}, {codes} codes");
}
