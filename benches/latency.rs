//! Measures simgate's own share of the time from a message's announcement to its webhook, without the time of the serial port
//! and the modem. It runs the program with modems on ports at 115200 baud, a real store and a real receiver. Messages arrive
//! at a fixed rate, at one modem after the other.
//!
//! The simulator wakes every millisecond and runs on the same processors; both count against simgate.
//!
//! `-- beside-faults` measures 13 modems twice: alone, and beside one that falls silent in the middle of a command, one that
//! floods its port at line speed, and one whose port hangs when it is opened. The ratio shows how much a healthy modem pays for
//! its neighbours.

// A bench prints its results, and panics if it can't measure.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use simgate::clock;
use simgate::simulator::modem::{Fault, ModemEvent, Trace};
use simgate::simulator::pty::{Hosts, Pty};
use simgate::simulator::random::Random;
use simgate_testing::{Bench, Daemon, hang, program, quick};

/// Number of modems, and messages per second to all of them together.
const LOADS: [(usize, u32); 3] = [(8, 25), (64, 25), (64, 200)];
const MESSAGES: usize = 1000;
const BYTE: Duration = Duration::from_nanos(10_000_000_000 / 115_200);
/// The bytes `CR LF CR LF OK CR LF` after the PDU: the message is complete before them.
const TRAILER: u32 = 8;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    if std::env::args().any(|arg| arg == "beside-faults") {
        return beside_faults(&runtime);
    }
    for (modems, rate) in LOADS {
        let shares = runtime.block_on(measure(modems, rate, false));
        println!("own share of {} messages, {modems} modems at 115200 baud, {rate} messages/s:", shares.len());
        print("announced to AT+CMGR", shares.iter().map(|share| share.asking));
        print("reply to AT+CMGD", shares.iter().map(|share| share.keeping));
        print("reply to webhook", shares.iter().map(|share| share.telling));
        print("all of it", shares.iter().map(|share| share.asking + share.telling));
    }
}

/// Rounds of the comparison, each alone and beside the faults.
const ROUNDS: usize = 3;

fn beside_faults(runtime: &tokio::runtime::Runtime) {
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (all, faults) in [(&mut alone, false), (&mut beside, true)] {
            let shares = runtime.block_on(measure(13, 25, faults));
            all.extend(shares.iter().map(|share| (share.asking + share.telling).as_secs_f64() * 1e3));
        }
    }
    let p95 = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() * 95 / 100]
    };
    let (alone, beside) = (p95(&mut alone), p95(&mut beside));
    println!(
        "13 modems at 115200 baud, 25 messages/s: p95 {alone:.2} ms alone, {beside:.2} ms beside three faulty modems"
    );
    println!("ratio {:.2}", beside / alone);
}

/// Sends unsolicited codes at the speed of a port with 115200 baud, until the port is closed.
async fn flood(port: Pty) {
    let rows = "\r\n^RSSI:21\r\n\r\n+CREG: 1\r\n\r\n^HCSQ:\"LTE\",50,42,161,26\r\n".repeat(2);
    let pause = BYTE * u32::try_from(rows.len()).unwrap();
    let mut next = tokio::time::Instant::now();
    loop {
        next += pause;
        tokio::time::sleep_until(next).await;
        let _ = port.write(rows.as_bytes()).await;
        let _ = tokio::time::timeout(Duration::ZERO, port.read(&mut [0; 256])).await;
    }
}

fn print(what: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<f64> = times.map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    let (p50, p95, p99, max) = (at(50), at(95), at(99), at(100));
    println!("{what:>20}: p50 {p50:.2} ms, p95 {p95:.2} ms, p99 {p99:.2} ms, max {max:.2} ms");
}

/// simgate's share of a message's time.
struct Share {
    /// From the announcement to the command that reads the message.
    asking: Duration,
    /// From the message to its deletion, which proves that it is on disk.
    keeping: Duration,
    /// From the message to the whole request at the receiver.
    telling: Duration,
}

async fn measure(modems: usize, rate: u32, beside_faults: bool) -> Vec<Share> {
    let names = ["generic", "ec25", "e3372h", "sim7600"];
    let modems: Vec<_> = (0..modems).map(|at| quick(names[at % names.len()], Some(115_200))).collect();
    let count = modems.len();
    let silent = beside_faults.then(|| quick("ec25", Some(115_200)));
    let mut bench = Bench::new(modems.into_iter().chain(silent).collect(), 3, true).await;
    let mut neighbours = tokio::task::JoinSet::new();
    let stuck = Pty::open(None, &Hosts::new()).unwrap();
    let mut command = Command::new(program::program());
    if beside_faults {
        let port = Pty::open(None, &Hosts::new()).unwrap();
        for (name, path) in [("flood", port.path()), ("stuck", stuck.path())] {
            bench.configure(&format!("[[device]]\ntype = \"modem\"\nname = \"{name}\"\nport = {path:?}\n"));
        }
        neighbours.spawn(flood(port));
        command = hang::program(program::program(), bench.dir.path(), stuck.path());
    }
    let _daemon = Daemon(bench.command(command).spawn().unwrap());
    // Long enough for every modem to start up and be swept.
    tokio::time::sleep(Duration::from_secs(6)).await;
    bench.rig().modem(count, |modem, now| modem.fault(Fault::Silent(Duration::from_secs(3600)), now));
    let rig = Arc::clone(bench.rig());
    let posting = tokio::spawn(async move {
        let (mut random, mut next) = (Random::new(1), tokio::time::Instant::now());
        for number in 0..MESSAGES {
            tokio::time::sleep_until(next).await;
            // A random offset, so that messages don't follow simgate's own timers.
            next += random.about(Duration::from_secs(1) / rate);
            let _ = rig.take_events(number % count);
            let text = format!("{number} is the message: your code is {}", random.digits(6));
            rig.post_text(number % count, "Example", &text).unwrap().unwrap();
        }
    });
    let mut shares = Vec::new();
    for _ in 0..MESSAGES {
        let Ok(seen) = tokio::time::timeout(Duration::from_secs(20), bench.seen.recv()).await else { break };
        let seen = seen.unwrap().unwrap();
        let text = seen.event["data"]["text"].as_str().unwrap().to_owned();
        let number: usize = text.split(' ').next().unwrap().parse().unwrap();
        let rig = Arc::clone(bench.rig());
        // Both clocks are the system's monotonic one, with different origins.
        let offset = clock::now().mono.as_secs_f64() - rig.now().as_secs_f64();
        let arrived = Duration::from_secs_f64(seen.at.as_secs_f64() - offset);
        shares.push(tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(15)).await;
            share(rig.take_events(number % count), arrived)
        }));
    }
    posting.await.unwrap();
    let mut found = Vec::new();
    for share in shares {
        found.extend(share.await.unwrap());
    }
    found
}

/// `None`: the message was found by the counts of the stores before its announcement was read.
fn share(events: Vec<ModemEvent>, arrived: Duration) -> Option<Share> {
    // When the last byte of each of these passed the port.
    let mut times: BTreeMap<&str, Duration> = BTreeMap::new();
    for event in &events {
        let ModemEvent::Trace { at, what } = event else { continue };
        match what {
            Trace::Announced(_) => times.insert("announced", *at),
            Trace::Command(line) if line.starts_with("AT+CMGR") => times.insert("asked", *at - sending(line)),
            Trace::Replied(line) if line.starts_with("AT+CMGR") => times.insert("replied", *at - BYTE * TRAILER),
            Trace::Command(line) if line.starts_with("AT+CMGD") => times.insert("deleted", *at - sending(line)),
            Trace::Command(_) | Trace::Replied(_) => None,
        };
    }
    let (announced, replied) = (*times.get("announced")?, *times.get("replied")?);
    Some(Share {
        asking: times.get("asked")?.saturating_sub(announced),
        keeping: times.get("deleted")?.saturating_sub(replied),
        telling: arrived.saturating_sub(replied),
    })
}

/// The port's time for a command.
fn sending(line: &str) -> Duration {
    BYTE * (u32::try_from(line.len()).unwrap() + 1)
}
