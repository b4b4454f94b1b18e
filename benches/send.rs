//! Measures the time that simgate adds to a message to send: from the result of one message to the next `AT+CMGS`, and from the
//! prompt to the PDU, without the time of the serial port and the modem. It includes two commits: the outcome of the one
//! message, and the reservation of the next. It runs the program with eight busy modems on ports at 115200 baud.
//!
//! The simulator runs on the same processors, and counts against simgate.

// A bench prints its results, and panics if it can't measure.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::time::Duration;

use serde_json::json;
use simgate::simulator::modem::{ModemEvent, Trace};
use simgate_testing::http::Client;
use simgate_testing::{Bench, quick};
use tokio::time::{Instant, sleep};

const MODEMS: usize = 8;
const MESSAGES: usize = 400;
const BYTE: Duration = Duration::from_nanos(10_000_000_000 / 115_200);

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (next, handed, took) = runtime.block_on(measure());
    println!("{MESSAGES} messages by {MODEMS} modems at 115200 baud, all kept busy, {:.1} s:", took.as_secs_f64());
    print("result to next AT+CMGS", &next);
    print("prompt to PDU", &handed);
    let both: Vec<Duration> = next.iter().zip(&handed).map(|(one, other)| *one + *other).collect();
    print("added to a message", &both);
}

fn print(what: &str, times: &[Duration]) {
    let mut times: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    println!("{what:>23}: p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms", at(50), at(95), at(99));
}

/// The gaps of all messages except the first of each modem, and the total time.
async fn measure() -> (Vec<Duration>, Vec<Duration>, Duration) {
    let names = ["generic", "ec25", "e3372h", "sim7600"];
    let modems = (0..MODEMS).map(|at| quick(names[at % names.len()], Some(115_200))).collect();
    let bench = Bench::new(modems, 3, true).await;
    let text = std::fs::read_to_string(&bench.config).unwrap();
    let unlimited = "listen = \"127.0.0.1:0\"\nsends_per_minute = 0\nrequests_per_minute = 0\n[sending]\nlimits = { day = 100000 }\n";
    std::fs::write(&bench.config, text.replace("listen = \"127.0.0.1:0\"\n", unlimited)).unwrap();
    let _daemon = bench.daemon();
    let client = Client::of(&bench, "http").await;
    while client.get("/readyz").1["devices_ready"] != MODEMS {
        sleep(Duration::from_millis(50)).await;
    }
    let body = |number: usize| json!({ "to": "+12025550199", "message": format!("message {number} of many"), "status_report": false });
    let start = Instant::now();
    for number in 0..MESSAGES {
        assert_eq!(client.post("/sms/send", &body(number)).0, 200);
    }
    while bench.rig().smsc(|smsc, _| smsc.submitted().len()) < MESSAGES {
        sleep(Duration::from_millis(50)).await;
    }
    let took = start.elapsed();
    sleep(Duration::from_millis(500)).await;
    let (mut next, mut handed) = (Vec::new(), Vec::new());
    for port in 0..MODEMS {
        gaps(&bench.rig().take_events(port), &mut next, &mut handed);
    }
    (next, handed, took)
}

fn gaps(events: &[ModemEvent], next: &mut Vec<Duration>, handed: &mut Vec<Duration>) {
    let (mut done, mut prompted, mut length) = (None, None, 0);
    let mut other = Duration::ZERO;
    let (mut asked, mut began) = (None, None);
    for event in events {
        let ModemEvent::Trace { at, what } = event else { continue };
        match what {
            Trace::Command(line) if line.starts_with("AT+CMGS=") => {
                length = line.trim_start_matches("AT+CMGS=").parse().unwrap_or(0);
                let line_time = BYTE * u32::try_from(line.len() + 1).unwrap();
                asked = done.take().map(|done| (*at - line_time).saturating_sub(done).saturating_sub(other));
            }
            Trace::Replied(line) if line.starts_with("AT+CMGS=") => prompted = Some(*at),
            // The SMSC's length, the TPDU, Ctrl-Z.
            Trace::Command(line) if line == "<data>" => {
                let line_time = BYTE * (2 * (length + 1) + 1);
                if let (Some(prompted), Some(asked)) = (prompted.take(), asked.take()) {
                    next.push(asked);
                    handed.push((*at - line_time).saturating_sub(prompted));
                }
            }
            Trace::Replied(line) if line == "<data>" => (done, other) = (Some(*at), Duration::ZERO),
            // Other commands in between, such as counting the stores, count as the port's time.
            Trace::Command(line) => began = Some(*at - BYTE * u32::try_from(line.len() + 1).unwrap()),
            Trace::Replied(_) => other += began.take().map_or(Duration::ZERO, |began| at.saturating_sub(began)),
            Trace::Announced(_) => {}
        }
    }
}
