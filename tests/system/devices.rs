//! Devices with faults: one that panics is restarted alone, and one that sends without pause is read no faster than the
//! gateway handles its events.

use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use simgate::drivers::modem::{self, DriverSettings, Shared};
use simgate::drivers::{Command, Gateway, Started};
use simgate::flow::outbound::{Body, Outcome, Receipt, Submission};
use simgate::flow::{DeviceState, Event};
use simgate::model::{LineId, Name, Secret};
use simgate::modem::Settings;
use simgate::simulator::modem::{Personality, SimModem};
use simgate::simulator::rig::{Rig, RigOptions, Running};
use simgate_testing::http::Client;
use simgate_testing::{Bench, Daemon, hang, program, quick};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep};

/// A modem's task and its events. The receiver of its events panics on some, to simulate a fault of simgate.
struct Device {
    started: Started,
    events: Arc<Mutex<Vec<Event>>>,
}

fn name(number: usize) -> Name {
    Name::parse(&format!("modem-{number}")).unwrap()
}

fn start(
    running: &Running,
    number: usize,
    shared: &Shared,
    panics_on: impl Fn(&Event) -> bool + Send + Sync + 'static,
) -> Device {
    let caught_up = || {
        let (answer, receiver) = oneshot::channel();
        answer.send(()).unwrap();
        receiver
    };
    let port = running.rig.path(number - 1).unwrap();
    start_on(port, number, shared, panics_on, Arc::new(caught_up))
}

fn start_on(
    port: std::path::PathBuf,
    number: usize,
    shared: &Shared,
    panics_on: impl Fn(&Event) -> bool + Send + Sync + 'static,
    caught_up: Arc<dyn Fn() -> oneshot::Receiver<()> + Send + Sync>,
) -> Device {
    let settings = DriverSettings { modem: Settings::new(name(number)), port, baud: 115_200 };
    let events = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&events);
    let emit = move |event: Event| {
        assert!(!panics_on(&event), "a fault of simgate, on purpose");
        kept.lock().unwrap().push(event);
    };
    let started = modem::start(settings, Gateway { emit: Arc::new(emit), caught_up }, shared.clone());
    Device { started, events }
}

impl Device {
    async fn until<T>(&self, what: &str, found: impl Fn(&Event) -> Option<T>) -> T {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            if let Some(found) = self.events.lock().unwrap().iter().find_map(&found) {
                return found;
            }
            assert!(Instant::now() < until, "{what}: {:?}", self.events.lock().unwrap());
            sleep(Duration::from_millis(20)).await;
        }
    }

    async fn ready(&self) -> LineId {
        let is_ready = |event: &Event| {
            let Event::Device(report) = event else { return None };
            let line = report.lines.first().map(|line| line.line.clone());
            line.filter(|_| report.state == DeviceState::Ready)
        };
        self.until("ready", is_ready).await
    }
}

fn rig(modems: usize) -> (Running, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let modems = (0..modems).map(|_| quick("ec25", None)).collect();
    let options = RigOptions { dir: Some(dir.path().to_owned()), ..RigOptions::new(modems, 5) };
    (Rig::start(options).unwrap(), dir)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_that_panics_is_restarted_alone() {
    let (running, _dir) = rig(2);
    let shared = Shared::default();
    let once = AtomicBool::new(true);
    let fails = move |event: &Event| matches!(event, Event::Arrived(_)) && once.swap(false, Ordering::Relaxed);
    let (sick, well) = (start(&running, 1, &shared, fails), start(&running, 2, &shared, |_| false));
    sick.ready().await;
    well.ready().await;
    for port in 0..2 {
        running.rig.post_text(port, "+12025550143", "hello").unwrap().unwrap();
    }
    let arrival = |event: &Event| if let Event::Arrived(arrival) = event { Some(arrival.ticket) } else { None };
    well.until("the other device continues", arrival).await;
    sick.until("the messages in the modem are read again", arrival).await;
    assert_eq!(shared.faults.all().into_iter().collect::<Vec<_>>(), [(name(1), 1)]);
    let reports_fault = |event: &Event| {
        let Event::Device(report) = event else { return None };
        report.reason.contains("fault of simgate").then_some(())
    };
    sick.until("its state reports the fault", reports_fault).await;
    assert!(!well.events.lock().unwrap().iter().any(|event| reports_fault(event).is_some()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_under_way_when_a_device_panics_is_unknown_once() {
    let (running, _dir) = rig(1);
    let shared = Shared::default();
    let left = AtomicU32::new(1);
    let fails = move |event: &Event| {
        let is_sent = matches!(event, Event::Receipt(Receipt { outcome: Outcome::Sent(_), .. }));
        is_sent && left.swap(0, Ordering::Relaxed) > 0
    };
    let device = start(&running, 1, &shared, fails);
    let line = device.ready().await;
    let pdu = Secret::new("000100 0B912120555510F30000 02E834".replace(' ', ""));
    let body = Body::Tpdu { pdu, length: 15, more: false };
    (device.started.commands)(Command::Submit(Submission { device: name(1), ticket: 7, line, body }));
    let done = |event: &Event| if let Event::Receipt(receipt) = event { Some(receipt.outcome.clone()) } else { None };
    let outcome = device.until("it has an outcome", done).await;
    assert!(matches!(outcome, Outcome::Unknown { .. }), "{outcome:?}");
    sleep(Duration::from_secs(3)).await;
    let outcomes = device.events.lock().unwrap().iter().filter_map(done).count();
    assert_eq!(outcomes, 1);
}

/// A port that sends at full speed for seconds, with the shipped binary: the memory doesn't grow, and the other modem
/// is served.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_port_that_sends_without_pause_takes_no_memory() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 92, false).await;
    let (master, path) = terminal();
    bench.configure(&format!("[[device]]\ntype = \"modem\"\nname = \"flood\"\nport = {path:?}\n"));
    let daemon = bench.daemon();
    let client = Client::of(&bench, "http").await;
    let over = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&over);
    let flood = std::thread::spawn(move || {
        let mut written = 0_u64;
        let block = "\r\nRING\r\n\r\nNO CARRIER\r\n\r\n+CREG: 1\r\n\r\n+CREG: 2\r\n".repeat(64);
        let mut port = std::fs::File::from(master);
        while !stop.load(Ordering::Relaxed) {
            match port.write(block.as_bytes()) {
                Ok(count) => written += u64::try_from(count).unwrap(),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                    std::thread::sleep(Duration::from_millis(1));
                }
                Err(_) => break,
            }
        }
        written
    });
    let mut most = 0;
    for number in 0..20 {
        bench.rig().post_text(0, "+12025550143", &format!("message {number}")).unwrap().unwrap();
        bench.expect(number + 1, Duration::from_secs(90)).await;
        most = most.max(resident_kib(daemon.0.id()));
        assert_eq!(client.get("/healthz").0, 200);
        sleep(Duration::from_millis(200)).await;
    }
    over.store(true, Ordering::Relaxed);
    let written = flood.join().unwrap();
    println!(
        "figures: a port that sent {} MB in 4 s beside a healthy modem: {} MiB at most",
        written / 1_000_000,
        most / 1024
    );
    assert!(most < 64 * 1024, "{most} KiB");
}

/// The gateway handles no event, and a modem reports the network's time without pause.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_port_whose_open_hangs_costs_one_thread_and_delays_no_other() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 93, false).await;
    let (_master, path) = terminal();
    bench.configure(&format!("[[device]]\ntype = \"modem\"\nname = \"stuck\"\nport = {path:?}\n"));
    let hanging = hang::program(program::program(), bench.dir.path(), path.as_ref());
    let daemon = Daemon(bench.command(hanging).spawn().unwrap());
    let client = bench.ready(1).await;
    let reason = || {
        let devices = client.get("/devices").1["devices"].clone();
        let stuck = devices.as_array().unwrap().iter().find(|device| device["name"] == "stuck");
        stuck.and_then(|device| device["reason"].as_str()).unwrap_or_default().to_owned()
    };
    let hangs = || reason() == format!("opening `{path}` hangs");
    bench.until("the port is shown", Duration::from_secs(20), hangs).await;
    // It is tried again every few seconds.
    for number in 0..8 {
        bench.rig().post_text(0, "+12025550143", &format!("message {number}")).unwrap().unwrap();
        bench.expect(number + 1, Duration::from_secs(5)).await;
        sleep(Duration::from_secs(1)).await;
    }
    let tasks = std::fs::read_dir(format!("/proc/{}/task", daemon.0.id())).unwrap();
    let names = tasks.map(|task| std::fs::read_to_string(task.unwrap().path().join("comm")).unwrap());
    assert_eq!(names.filter(|name| name == "open\n").count(), 1);
    assert!(hangs(), "{}", reason());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_modem_is_not_read_while_the_gateway_handles_no_event() {
    let (master, path) = terminal();
    let over = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&over);
    let modem = std::thread::spawn(move || {
        let (mut port, began) = (std::fs::File::from(master), Instant::now());
        let mut modem = SimModem::new(Personality::by_name("ec25").unwrap().fast().quiet(), 5);
        modem.power_on(Duration::ZERO);
        let (mut received, mut written) = ([0; 4096], 0);
        while !stop.load(Ordering::Relaxed) {
            let now = began.elapsed();
            if let Ok(count) = port.read(&mut received) {
                modem.receive(&received[..count], now);
            }
            let mut bytes = modem.transmit(now);
            if now > Duration::from_secs(5) {
                bytes.extend(b"\r\n^NWTIME: 26/11/22,10:29:58+04,00\r\n".repeat(8));
            }
            written += port.write(&bytes).unwrap_or(0);
            std::thread::sleep(Duration::from_millis(1));
        }
        written
    });
    let held = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&held);
    let caught_up = Arc::new(move || {
        let (answer, receiver) = oneshot::channel();
        kept.lock().unwrap().push(answer);
        receiver
    });
    let device = start_on(path.into(), 1, &Shared::default(), |_| false, caught_up);
    sleep(Duration::from_secs(12)).await;
    over.store(true, Ordering::Relaxed);
    let written = modem.join().unwrap();
    let events = device.events.lock().unwrap().len();
    println!(
        "figures: no event of a modem is handled: {events} events wait, {written} bytes were read or are in the port"
    );
    assert_eq!(held.lock().unwrap().len(), 1, "the gateway was asked once and has not answered");
    // The events of the last read are added.
    assert!((256..1024).contains(&events), "{events}");
}

/// The master's end of a pseudo terminal, which does not block, and the name of the other end.
fn terminal() -> (OwnedFd, String) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let path = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
    rustix::io::ioctl_fionbio(&master, true).unwrap();
    (master, path)
}

fn resident_kib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
