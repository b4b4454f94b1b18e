//! Sticks that simgate finds by itself, in a directory that looks like sysfs: plugged in, pulled out, and back in other sockets under
//! other names.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use simgate::simulator::modem::Fault;
use simgate::simulator::pty::{Hosts, Pty};
use simgate::simulator::usb::{Stick, Tree};
use simgate_testing::http::Client;
use simgate_testing::program::Holder;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

/// How long a stick is out.
const OUT: Duration = Duration::from_millis(500);

/// A machine with sockets for sticks, and simgate without any configured device.
struct Machine {
    bench: Bench,
    tree: Tree,
}

impl Machine {
    async fn new(models: &[&str], seed: u64, more: &str) -> Self {
        let bench = Bench::new(models.iter().map(|name| quick(name, None)).collect(), seed, false).await;
        let tree = Tree::new().unwrap();
        let text = std::fs::read_to_string(&bench.config).unwrap();
        let (head, devices) = text.split_at(text.find("[[device]]").unwrap());
        let forwarder = &devices[devices.find("[[forwarder]]").unwrap()..];
        let discovery = format!(
            "[discovery]\nsysfs = {:?}\ndev = {:?}\nuevents = {:?}\n",
            tree.sysfs().to_str().unwrap(),
            tree.dev().to_str().unwrap(),
            tree.uevents().to_str().unwrap()
        );
        let head = head.replace("[discovery]\nenabled = false\n", &discovery);
        // The tests ask again and again.
        let head = head.replace("[api]\n", "[api]\nrequests_per_minute = 0\n");
        std::fs::write(&bench.config, format!("{head}{more}{forwarder}")).unwrap();
        Self { bench, tree }
    }

    /// Plugs a modem in: its third interface takes AT commands.
    fn plug(&self, modem: usize, place: &str, tty: u32) {
        // A busy machine may open the terminal later than it was told to.
        let find = || std::fs::canonicalize(self.bench.rig().path(modem)?).ok();
        let terminal = (0..200).find_map(|_| {
            find().or_else(|| {
                std::thread::sleep(Duration::from_millis(50));
                None
            })
        });
        let terminal = terminal.expect("the modem has a terminal");
        let stick = Stick::new(place, "2c7c:0125").closed(0).port(2, &format!("ttyUSB{tty}"), Some(&terminal));
        self.tree.plug(&stick).unwrap();
    }

    /// Pulls the modem's stick out of its socket. Its terminal hangs up, and is another one afterwards.
    fn unplug(&self, modem: usize, place: &str) {
        self.tree.unplug(place).unwrap();
        self.bench.rig().modem(modem, |modem, now| modem.fault(Fault::HangUp(OUT), now)).unwrap();
    }

    async fn client(&self) -> Client {
        Client::of(&self.bench, "http").await
    }

    /// Waits until this many modems are ready.
    async fn ready(&self, client: &Client, count: usize) -> Vec<Value> {
        let mut ready = Vec::new();
        let are_ready = || {
            let devices = client.get("/devices").1["devices"].as_array().cloned().unwrap_or_default();
            ready = devices.into_iter().filter(|device| device["state"] == "ready").collect();
            ready.len() == count
        };
        self.bench.until("the modems are found and ready", Duration::from_secs(40), are_ready).await;
        ready
    }
}

fn names(devices: &[Value]) -> BTreeSet<String> {
    devices.iter().map(|device| device["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stick_is_found_and_has_its_name_and_its_limits_in_every_socket() {
    let mut machine = Machine::new(&["ec25"], 61, "[sending]\nlimits = { day = 2 }\n").await;
    let _daemon = machine.bench.daemon();
    let client = machine.client().await;
    assert_eq!(client.get("/devices").1["devices"], Value::Array(Vec::new()));
    machine.plug(0, "1-1.2", 2);
    let before = machine.ready(&client, 1).await;
    machine.bench.rig().post_text(0, "+12025550143", "first").unwrap().unwrap();
    machine.bench.expect(1, Duration::from_secs(20)).await;
    let send = |text: &str| {
        let body = serde_json::json!({ "to": "+12025550199", "message": text, "on_exhausted": "refuse" });
        client.post("/sms/send", &body).0
    };
    assert_eq!((send("one"), send("two")), (200, 200));

    machine.unplug(0, "1-1.2");
    let gone = || client.get("/devices").1["devices"].as_array().is_some_and(Vec::is_empty);
    machine.bench.until("it is gone", Duration::from_secs(10), gone).await;
    machine.bench.rig().post_text(0, "+12025550143", "while it is out").unwrap().unwrap();
    sleep(OUT + Duration::from_millis(300)).await;
    machine.plug(0, "2-4", 7);
    let after = machine.ready(&client, 1).await;
    assert_eq!(names(&before), names(&after));
    assert_eq!(before[0]["lines"][0]["line"], after[0]["lines"][0]["line"]);
    machine.bench.expect(2, Duration::from_secs(20)).await;
    assert_ne!(send("three"), 200, "the limit came with it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_ports_are_never_opened_and_what_can_not_be_used_is_explained() {
    let machine = Machine::new(&["ec25", "ec25"], 62, "").await;
    let (gps, unknown) = (Pty::open(None, &Hosts::new()).unwrap(), Pty::open(None, &Hosts::new()).unwrap());
    let terminal = std::fs::canonicalize(machine.bench.rig().path(0).unwrap()).unwrap();
    let stick = Stick::new("1-1", "2c7c:0125").port(0, "ttyUSB0", Some(gps.path())).port(2, "ttyUSB2", Some(&terminal));
    machine.tree.plug(&stick).unwrap();
    let adapter = Stick::new("1-2", "1a86:7523").port(0, "ttyUSB9", Some(unknown.path()));
    machine.tree.plug(&adapter).unwrap();
    machine.tree.plug(&Stick::new("1-3", "12d1:1f01").interface(0, (8, 6, 80))).unwrap();
    machine.tree.plug(&Stick::new("1-4", "12d1:14dc").interface(0, (2, 6, 0))).unwrap();
    // Another program has the second modem.
    let held = std::fs::canonicalize(machine.bench.rig().path(1).unwrap()).unwrap();
    let _holder = Holder::of(&held);
    machine.plug(1, "1-5", 5);

    let _daemon = machine.bench.daemon();
    let client = machine.client().await;
    machine.ready(&client, 1).await;
    let ignored = || {
        let ignored = client.get("/devices").1["ignored"].as_array().cloned().unwrap_or_default();
        ignored.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let explained = ["usb_modeswitch -v 12d1 -p 1f01", "192.168.8.1", "[[device]]"];
    let all = || explained.iter().all(|word| ignored().iter().any(|device| device.contains(word)));
    machine.bench.until("all are explained", Duration::from_secs(10), all).await;
    let busy = || ignored().iter().any(|device| device.contains("sleep (process"));
    machine.bench.until("the holder is named", Duration::from_secs(60), busy).await;
    for port in [&gps, &unknown] {
        let read = tokio::time::timeout(Duration::from_millis(100), port.read(&mut [0; 16])).await;
        assert!(read.is_err(), "somebody wrote to a port that takes no commands");
    }
    let said = machine.bench.printed(&["devices"]);
    assert!(said.contains("left alone: 12d1:14dc at USB 1-4"), "{said}");
}

/// Another program went in the middle of a command: its reply comes late, after simgate has opened the port.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_reply_to_an_earlier_program_shifts_no_answer() {
    let machine = Machine::new(&["ec25"], 64, "").await;
    let port = Pty::open(None, &Hosts::new()).unwrap();
    let stick = Stick::new("1-1", "2c7c:0125").port(2, "ttyUSB2", Some(port.path()));
    machine.tree.plug(&stick).unwrap();
    let modem = tokio::spawn(async move {
        let (mut buffer, mut seen) = ([0; 256], String::new());
        while let Ok(count) = port.read(&mut buffer).await {
            seen.push_str(&String::from_utf8_lossy(&buffer[..count]));
            while let Some((line, rest)) = seen.split_once('\r') {
                let reply = match line.trim_start_matches('\u{1B}') {
                    // The rest of the earlier command.
                    "" => "OK",
                    "AT+CMGF?" => "+CMGF: 0\r\n\r\nOK",
                    "AT+CGMI" => "Quectel\r\n\r\nOK",
                    "AT+CGMM" => "EC25\r\n\r\nOK",
                    "AT+CGSN" => "490154203237518\r\n\r\nOK",
                    _ => "OK",
                };
                sleep(Duration::from_millis(20)).await;
                port.write(format!("\r\n{reply}\r\n").as_bytes()).await.unwrap();
                seen = rest.to_owned();
            }
        }
    });
    let _daemon = machine.bench.daemon();
    let client = machine.client().await;
    let mut found = BTreeSet::new();
    let is_found = || {
        found = names(client.get("/devices").1["devices"].as_array().unwrap());
        !found.is_empty()
    };
    machine.bench.until("it is found", Duration::from_secs(20), is_found).await;
    modem.abort();
    assert_eq!(found, BTreeSet::from(["modem-237518".to_owned()]));
}

const MODELS: [&str; 8] = ["ec25", "e3372h", "sim7600", "generic", "zte-mf", "mc75i", "e173", "a7672"];

/// Sockets, descriptors and memory of the daemon.
fn use_of(daemon: &Daemon) -> (usize, usize, usize) {
    let proc = PathBuf::from(format!("/proc/{}", daemon.0.id()));
    let count = |dir: &str| std::fs::read_dir(proc.join(dir)).unwrap().count();
    let status = std::fs::read_to_string(proc.join("status")).unwrap();
    let kib = status.lines().find_map(|row| row.strip_prefix("VmRSS:")).unwrap();
    (count("fd"), count("task"), kib.split_whitespace().next().unwrap().parse().unwrap())
}

/// Sixteen sticks of eight families; `SIMGATE_PLUGS` rounds (12), each in a time as 200 in ten minutes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_sticks_come_and_go_and_no_message_is_lost() {
    let rounds: usize = std::env::var("SIMGATE_PLUGS").ok().and_then(|text| text.parse().ok()).unwrap_or(12);
    let models: Vec<&str> = (0..16).map(|at| MODELS[at % MODELS.len()]).collect();
    let mut machine = Machine::new(&models, 63, "").await;
    let daemon = machine.bench.daemon();
    let client = machine.client().await;
    for stick in 0..16 {
        machine.plug(stick, &format!("1-{stick}"), u32::try_from(stick).unwrap());
    }
    let first = names(&machine.ready(&client, 16).await);
    let mut before = None;
    let mut slowest = Duration::ZERO;
    for round in 0..rounds {
        let (out, tty) = (round % 16, 16 + u32::try_from(round).unwrap());
        // Each stick changes its socket once, and its name each time.
        machine.unplug(out, &format!("{}-{out}", if round < 16 { 1 } else { 2 }));
        machine.bench.rig().post_text(out, "+12025550143", &format!("message {round}")).unwrap().unwrap();
        sleep(OUT + Duration::from_millis(300)).await;
        machine.plug(out, &format!("2-{out}"), tty);
        let plugged = Instant::now();
        machine.bench.expect(round + 1, Duration::from_secs(60)).await;
        slowest = slowest.max(plugged.elapsed());
        if round == 2 {
            machine.ready(&client, 16).await;
            before = Some(use_of(&daemon));
        }
    }
    assert_eq!(names(&machine.ready(&client, 16).await), first);
    let ((fds, threads, kib), after) = (before.unwrap(), use_of(&daemon));
    println!(
        "figures: 16 sticks, {rounds} times unplugged and plugged in: a message that waited arrived within {slowest:?}; descriptors {fds} and {}, threads {threads} and {}, {kib} and {} KiB",
        after.0, after.1, after.2
    );
    assert!(after.0 <= fds + 4 && after.1 <= threads + 4 && after.2 <= kib + 4096, "{fds} {threads} {kib}: {after:?}");
}
