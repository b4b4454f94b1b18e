//! Measures simgate under bursts and when idle: the program with modems on ports, a real store and a real webhook, on the same
//! machine as the simulator.
//!
//! `cargo bench --bench load` measures all; `-- burst`, `-- flood` or `-- idle` one of them.

// A bench prints its results, and panics if it can't measure.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::time::{Duration, Instant};

use simgate::pdu::{Address, Pdu, Text, Timestamp, Tpdu, deliver_parts};
use simgate::simulator::modem::Personality;
use simgate_testing::{Bench, Daemon, quick};

const BAUD: u32 = 115_200;
/// A modem's time for a command.
const COMMAND: Duration = Duration::from_millis(2);

fn main() {
    let parts: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|word| word == part);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    if wanted("burst") {
        for modems in [1, 8] {
            runtime.block_on(burst(modems, 400));
        }
    }
    if wanted("flood") {
        for modems in [1, 8, 64, 256] {
            runtime.block_on(flood(modems, 100 * modems.clamp(20, 100)));
        }
    }
    if wanted("idle") {
        for modems in [1, 64, 256] {
            runtime.block_on(idle(modems));
        }
    }
}

fn modems(count: usize, baud: Option<u32>) -> Vec<Personality> {
    let names = ["generic", "ec25", "e3372h", "sim7600"];
    let modem = |at: usize| {
        let mut modem = quick(names[at % names.len()], baud);
        (modem.timing.reply, modem.timing.slower) = (COMMAND, &[]);
        // The stores must have room for a burst.
        (modem.stores.sm, modem.stores.me) = (255, if modem.stores.me == 0 { 0 } else { 255 });
        modem
    };
    (0..count).map(modem).collect()
}

async fn started(modems: Vec<Personality>) -> (Bench, Daemon) {
    let mut bench = Bench::new(modems, 3, false).await;
    let daemon = bench.daemon();
    let count = bench.rig().len();
    // One message for each modem, after which all are ready and swept.
    for port in 0..count {
        bench.rig().post_text(port, "Example", &format!("warm {port}")).unwrap().unwrap();
    }
    bench.expect(count, Duration::from_secs(120)).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    (bench, daemon)
}

/// Messages of all kinds as TPDUs, and the number of events that they cause.
fn messages(count: usize) -> Vec<Vec<Vec<u8>>> {
    let smsc = Address::parse("+12063130004").unwrap();
    let kinds = [
        "Your Example code is 482913. Do not share it with anybody.",
        "Код подтверждения: 482913. Никому не сообщайте его.",
        "[x] €{} 482913 ^~|",
        "a message of three parts ",
    ];
    (0..count)
        .map(|number| {
            let mut text = format!("#{number} {}", kinds[number % kinds.len()]);
            if number % 16 == 3 {
                text.push_str(&"and so on, ".repeat(30));
            }
            let sender = Address::parse(["Example", "+12025550143", "611"][number % 3]).unwrap();
            let sent_at = Timestamp::new(1_795_343_400 + i64::try_from(number).unwrap(), 4).unwrap();
            let coded = Text::from(text.as_str());
            let parts = deliver_parts(&sender, sent_at, &coded).unwrap();
            let whole = |deliver| Pdu { smsc: Some(smsc.clone()), tpdu: Tpdu::Deliver(deliver) }.encode().octets;
            parts.into_iter().map(whole).collect()
        })
        .collect()
}

/// The bytes that must pass the port for a TPDU: `+CMTI`, `AT+CMGR` and its reply, `AT+CMGD` and `OK`.
fn reference(pdu: &[u8]) -> Duration {
    let octets = "\r\n+CMTI: \"SM\",100\r\nAT+CMGR=100\r\r\n+CMGR: 0,,100\r\n\r\n\r\nOK\r\nAT+CMGD=100\r\r\nOK\r\n"
        .len()
        + 2 * pdu.len();
    Duration::from_secs_f64(octets as f64 * 10.0 / f64::from(BAUD)) + 2 * COMMAND
}

/// All messages at once, over ports with a speed: compared with the time that the ports need.
async fn burst(count: usize, total: usize) {
    let (mut bench, daemon) = started(modems(count, Some(BAUD))).await;
    let messages = messages(total);
    let mut line_time = vec![Duration::ZERO; count];
    let (before, start) = (Used::of(&daemon), Instant::now());
    for (number, parts) in messages.into_iter().enumerate() {
        for pdu in parts {
            line_time[number % count] += reference(&pdu);
            bench.rig().post(number % count, pdu).unwrap().unwrap();
        }
    }
    bench.expect(count + total, Duration::from_secs(600)).await;
    let took = start.elapsed();
    let least = line_time.into_iter().max().unwrap();
    let used = Used::of(&daemon).since(&before);
    println!(
        "burst of {total} of all kinds, {count} modems at {BAUD} baud: {:.1} messages/s, {:.0} % of the reference exchange \
         ({:.2} s of {:.2} s), {:.3} ms CPU a message, {:.1} MiB",
        total as f64 / took.as_secs_f64(),
        100.0 * least.as_secs_f64() / took.as_secs_f64(),
        least.as_secs_f64(),
        took.as_secs_f64(),
        used.cpu.as_secs_f64() * 1e3 / total as f64,
        used.resident_mib,
    );
}

/// Ports without a speed limit: the throughput of simgate and the disk.
async fn flood(count: usize, total: usize) {
    let (mut bench, daemon) = started(modems(count, None)).await;
    let messages: Vec<Vec<u8>> =
        messages(total * 2).into_iter().filter(|parts| parts.len() == 1).flatten().take(total).collect();
    let (before, start) = (Used::of(&daemon), Instant::now());
    for (number, pdu) in messages.into_iter().enumerate() {
        bench.rig().post(number % count, pdu).unwrap().unwrap();
    }
    bench.expect(count + total, Duration::from_secs(600)).await;
    let took = start.elapsed();
    let used = Used::of(&daemon).since(&before);
    println!(
        "flood of {total}, {count} modems: {:.0} messages/s durable and delivered, {:.3} ms CPU a message, {:.1} MiB",
        total as f64 / took.as_secs_f64(),
        used.cpu.as_secs_f64() * 1e3 / total as f64,
        used.resident_mib,
    );
}

async fn idle(count: usize) {
    let (_bench, daemon) = started(modems(count, Some(BAUD))).await;
    let (before, start) = (Used::of(&daemon), Instant::now());
    tokio::time::sleep(Duration::from_secs(30)).await;
    let used = Used::of(&daemon).since(&before);
    println!(
        "idle, {count} modems: {:.2} % of a core, {:.1} MiB resident",
        100.0 * used.cpu.as_secs_f64() / start.elapsed().as_secs_f64(),
        used.resident_mib
    );
}

/// CPU time and memory of the process.
struct Used {
    cpu: Duration,
    resident_mib: f64,
}

impl Used {
    fn of(daemon: &Daemon) -> Self {
        let proc = format!("/proc/{}", daemon.0.id());
        let stat = std::fs::read_to_string(format!("{proc}/stat")).unwrap();
        // Fields 14 and 15 of proc(5), counted from the name: user and system time in ticks of 10 ms.
        let fields: Vec<&str> = stat.rsplit_once(") ").unwrap().1.split(' ').collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        let status = std::fs::read_to_string(format!("{proc}/status")).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        let kib: f64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        Self { cpu: Duration::from_millis(ticks * 10), resident_mib: kib / 1024.0 }
    }

    fn since(&self, before: &Self) -> Self {
        Self { cpu: self.cpu - before.cpu, resident_mib: self.resident_mib }
    }
}
