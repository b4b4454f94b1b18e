//! Simulated modems on pseudo terminals in real time, with one SMSC behind them, for `simgate simulate`, `simgate demo`
//! and the benches.
//!
//! Only here is the simulated time the real one: nanoseconds since the rig was started. Each port has one task, which
//! sleeps until its modem, its SMSC or its host has something to do.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::modem::{ModemEvent, Personality, SimCard, SimModem};
use super::pty::{Hosts, Pty};
use super::smsc::{PostError, PostId, Smsc, SmscOptions};

/// How long to wait before a pseudo terminal that can't be opened is opened again.
const REOPEN_AFTER: Duration = Duration::from_secs(1);
/// The most events that are kept for a port if the caller doesn't take them.
const EVENTS_MAX: usize = 100_000;
const PUK: &str = "12345678";

/// The options of a rig.
pub struct RigOptions {
    /// The models, one for each port.
    pub modems: Vec<Personality>,
    /// The seed of all randomness.
    pub seed: u64,
    /// The folder for the symlinks `modem-1`, `modem-2` and so on.
    pub dir: Option<PathBuf>,
    /// The PIN that every card requires.
    pub pin: Option<String>,
    /// Whether to record the times of commands and replies (see `Rig::take_events`).
    pub trace: bool,
    /// The options of the SMSC.
    pub smsc: SmscOptions,
}

impl RigOptions {
    /// Options with a seed and defaults: no folder, no PIN, no trace.
    pub fn new(modems: Vec<Personality>, seed: u64) -> Self {
        Self { modems, seed, dir: None, pin: None, trace: false, smsc: SmscOptions::default() }
    }
}

struct Port {
    modem: Mutex<SimModem>,
    wake: Notify,
    link: Option<PathBuf>,
    path: Mutex<Option<PathBuf>>,
    pulled: Mutex<Option<SimCard>>,
    events: Mutex<Vec<ModemEvent>>,
    traced: bool,
    attended: AtomicBool,
}

/// A rig that runs. Modems are counted from 0 here, and from 1 for people.
pub struct Rig {
    start: Instant,
    ports: Vec<Port>,
    smsc: Mutex<Smsc>,
    hosts: Hosts,
}

/// A running rig. Dropping it stops the modems and removes their ports.
pub struct Running {
    /// The rig.
    pub rig: Arc<Rig>,
    /// The tasks of its ports.
    pub tasks: JoinSet<()>,
}

impl Rig {
    /// Opens all ports and switches all modems on. Must be called within a tokio runtime.
    pub fn start(options: RigOptions) -> io::Result<Running> {
        let mut ports = Vec::with_capacity(options.modems.len());
        for (number, personality) in (1_u64..).zip(options.modems) {
            let mut modem = SimModem::new(personality, options.seed.wrapping_mul(1_000_003).wrapping_add(number));
            modem.trace(options.trace);
            if let Some(card) = modem.card_mut() {
                card.number = Some(format!("+1202555{:04}", 100 + number));
                if let Some(pin) = &options.pin {
                    *card = card.clone().with_pin(pin, PUK);
                }
            }
            modem.power_on(Duration::ZERO);
            ports.push(Port {
                modem: Mutex::new(modem),
                wake: Notify::new(),
                link: options.dir.as_ref().map(|dir| dir.join(format!("modem-{number}"))),
                path: Mutex::default(),
                pulled: Mutex::default(),
                events: Mutex::default(),
                traced: options.trace,
                attended: AtomicBool::new(false),
            });
        }
        let smsc = Mutex::new(Smsc::new(options.smsc, options.seed));
        let rig = Arc::new(Self { start: Instant::now(), ports, smsc, hosts: Hosts::new() });
        let mut tasks = JoinSet::new();
        for port in 0..rig.ports.len() {
            let pty = rig.open(port)?;
            tasks.spawn(Arc::clone(&rig).drive(port, pty));
        }
        tasks.spawn({
            let rig = Arc::clone(&rig);
            async move { rig.hosts.run().await }
        });
        Ok(Running { rig, tasks })
    }

    /// The number of modems.
    pub fn len(&self) -> usize {
        self.ports.len()
    }

    /// Whether there are no modems.
    pub fn is_empty(&self) -> bool {
        self.ports.is_empty()
    }

    /// The path of this modem's port; `None` while it is unplugged.
    pub fn path(&self, port: usize) -> Option<PathBuf> {
        lock(&self.ports.get(port)?.path).clone()
    }

    /// Whether a process has this port open.
    pub fn has_host(&self, port: usize) -> bool {
        self.ports.get(port).is_some_and(|port| port.attended.load(Ordering::Acquire))
    }

    /// The simulated time: the real time since the start.
    pub fn now(&self) -> Duration {
        self.start.elapsed()
    }

    /// Runs a function on a modem, then wakes its task. `None`: there is no such modem.
    pub fn modem<T>(&self, port: usize, act: impl FnOnce(&mut SimModem, Duration) -> T) -> Option<T> {
        let port = self.ports.get(port)?;
        let done = act(&mut lock(&port.modem), self.now());
        port.wake.notify_one();
        Some(done)
    }

    /// Runs a function on the SMSC, then wakes all tasks.
    pub fn smsc<T>(&self, act: impl FnOnce(&mut Smsc, Duration) -> T) -> T {
        let done = act(&mut lock(&self.smsc), self.now());
        self.wake_all();
        done
    }

    /// Posts a text for the card in this modem, or for the one that was removed last.
    pub fn post_text(&self, port: usize, from: &str, text: &str) -> Option<Result<Vec<PostId>, PostError>> {
        let imsi = self.imsi(port)?;
        let posted = lock(&self.smsc).post_text(&imsi, from, text, self.now());
        self.ports.get(port)?.wake.notify_one();
        Some(posted)
    }

    /// Posts a PDU (SCA and TPDU) for the card in this modem, or for the one that was removed last.
    pub fn post(&self, port: usize, pdu: Vec<u8>) -> Option<Result<PostId, PostError>> {
        let imsi = self.imsi(port)?;
        let posted = lock(&self.smsc).post(&imsi, pdu, self.now());
        self.ports.get(port)?.wake.notify_one();
        Some(posted)
    }

    /// Removes the card and keeps it. False: there was none.
    pub fn pull_card(&self, port: usize) -> Option<bool> {
        let card = self.modem(port, SimModem::pull_card)?;
        let pulled = card.is_some();
        if pulled {
            *lock(&self.ports.get(port)?.pulled) = card;
        }
        Some(pulled)
    }

    /// Inserts the card that was removed from `from` into `into`. False: none was removed.
    pub fn insert_card(&self, into: usize, from: usize) -> Option<bool> {
        let card = lock(&self.ports.get(from)?.pulled).take();
        let Some(card) = card else { return Some(false) };
        let before = self.modem(into, |modem, now| modem.insert_card(card, now))?;
        if before.is_some() {
            *lock(&self.ports.get(into)?.pulled) = before;
        }
        Some(true)
    }

    /// The events of this modem since the last call.
    pub fn take_events(&self, port: usize) -> Vec<ModemEvent> {
        self.ports.get(port).map(|port| std::mem::take(&mut *lock(&port.events))).unwrap_or_default()
    }

    fn imsi(&self, port: usize) -> Option<String> {
        let port = self.ports.get(port)?;
        let inside = lock(&port.modem).card().map(|card| card.imsi.clone());
        inside.or_else(|| lock(&port.pulled).as_ref().map(|card| card.imsi.clone()))
    }

    fn wake_all(&self) {
        for port in &self.ports {
            port.wake.notify_one();
        }
    }

    fn open(&self, number: usize) -> io::Result<Pty> {
        let port = &self.ports[number];
        let pty = Pty::open(port.link.as_deref(), &self.hosts)?;
        *lock(&port.path) = Some(pty.path().to_owned());
        Ok(pty)
    }

    /// Runs one modem forever.
    async fn drive(self: Arc<Self>, number: usize, pty: Pty) {
        let port = &self.ports[number];
        let mut pty = Some(pty);
        let mut unsent: Vec<u8> = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let step = self.step(number, unsent.is_empty());
            unsent.extend(step.out);
            port.attended.store(pty.as_ref().is_some_and(Pty::has_host), Ordering::Release);
            match (&pty, step.hung_up) {
                (Some(_), true) => {
                    pty = None;
                    unsent.clear();
                    *lock(&port.path) = None;
                }
                (None, false) => pty = self.open(number).ok(),
                (Some(open), false) if !open.has_host() => {
                    unsent.clear();
                    open.discard();
                }
                (Some(_), false) | (None, true) => {}
            }
            let reopen = (pty.is_none() && !step.hung_up).then(|| self.now() + REOPEN_AFTER);
            let next = [step.next, reopen].into_iter().flatten().min();
            let Some(open) = &pty else {
                tokio::select! {
                    () = self.sleep_until(next) => {}
                    () = port.wake.notified() => {}
                }
                continue;
            };
            match Self::wait(port, open, &unsent, &mut buffer, self.sleep_until(next)).await {
                WaitEnd::Read(count) => lock(&port.modem).receive(&buffer[..count], self.now()),
                WaitEnd::Written(count) => drop(unsent.drain(..count)),
                WaitEnd::Woken => {}
                WaitEnd::Closed => pty = None,
            }
        }
    }

    /// Waits for the next thing to do. The port is read even while writing is not possible.
    async fn wait(port: &Port, pty: &Pty, unsent: &[u8], buffer: &mut [u8], due: impl Future<Output = ()>) -> WaitEnd {
        tokio::select! {
            () = port.wake.notified() => WaitEnd::Woken,
            () = pty.host_changed() => WaitEnd::Woken,
            () = due => WaitEnd::Woken,
            written = pty.write(unsent), if !unsent.is_empty() => written.map_or(WaitEnd::Closed, WaitEnd::Written),
            read = pty.read(buffer) => match read {
                Ok(count) if count > 0 => WaitEnd::Read(count),
                Ok(_) | Err(_) => WaitEnd::Closed,
            },
        }
    }

    async fn sleep_until(&self, next: Option<Duration>) {
        match next {
            Some(next) => tokio::time::sleep(next.saturating_sub(self.now())).await,
            None => std::future::pending().await,
        }
    }

    /// Lets the modem and the SMSC do what is due.
    fn step(&self, number: usize, room: bool) -> Step {
        let port = &self.ports[number];
        let mut modem = lock(&port.modem);
        let mut smsc = lock(&self.smsc);
        let now = self.now();
        modem.advance(now);
        let mut events = smsc.serve(&mut modem, now);
        let out = if room { modem.transmit(now) } else { Vec::new() };
        events.extend(smsc.serve(&mut modem, now));
        let waiting = modem.card().and_then(|card| smsc.next_at(&card.imsi));
        let own = if room { modem.next_at() } else { modem.next_inside_at() };
        let has_posts = smsc.take_new_posts();
        let step = Step { out, hung_up: modem.hung_up(), next: [own, waiting].into_iter().flatten().min() };
        drop((modem, smsc));
        if port.traced {
            let mut kept = lock(&port.events);
            if kept.len() < EVENTS_MAX {
                kept.extend(events);
            }
        }
        if has_posts {
            self.wake_all();
        }
        step
    }
}

struct Step {
    out: Vec<u8>,
    hung_up: bool,
    next: Option<Duration>,
}

/// What ended a wait.
enum WaitEnd {
    Read(usize),
    Written(usize),
    Woken,
    Closed,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::simulator::modem::Fault;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio_serial::{SerialPortBuilderExt, SerialStream};

    const TEST_TIMEOUT: Duration = Duration::from_secs(20);

    fn start(count: usize, dir: &Path) -> Running {
        let modems = vec![Personality::generic().fast(); count];
        let options = RigOptions { dir: Some(dir.to_owned()), ..RigOptions::new(modems, 1) };
        Rig::start(options).unwrap()
    }

    fn open(path: &Path) -> SerialStream {
        tokio_serial::new(path.to_str().unwrap(), 115_200).open_native_async().unwrap()
    }

    async fn until(what: &str, mut done: impl FnMut() -> bool) {
        let deadline = Instant::now() + TEST_TIMEOUT;
        while !done() {
            assert!(Instant::now() < deadline, "{what}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Writes a command, and reads until `end` has arrived.
    async fn ask(host: &mut SerialStream, command: &str, end: &str) -> String {
        host.write_all(command.as_bytes()).await.unwrap();
        let mut received = Vec::new();
        let mut buffer = [0; 1024];
        while !String::from_utf8_lossy(&received).contains(end) {
            let count = tokio::time::timeout(TEST_TIMEOUT, host.read(&mut buffer)).await.expect(command).unwrap();
            assert!(count > 0, "hung up");
            received.extend(&buffer[..count]);
        }
        String::from_utf8(received).unwrap()
    }

    async fn registered(rig: &Rig, port: usize) {
        until("registered", || rig.modem(port, |modem, _| modem.registered()) == Some(true)).await;
    }

    #[tokio::test]
    async fn a_host_controls_a_modem_and_receives_its_messages() {
        let dir = tempfile::tempdir().unwrap();
        let running = start(2, dir.path());
        let rig = &running.rig;
        registered(rig, 1).await;
        let mut host = open(&dir.path().join("modem-2"));
        assert_eq!(ask(&mut host, "ATE0\r", "OK\r\n").await, "ATE0\r\r\nOK\r\n");
        ask(&mut host, "AT+CNMI=2,1\r", "OK\r\n").await;
        rig.post_text(1, "Bank", "1234").unwrap().unwrap();
        assert_eq!(ask(&mut host, "", "+CMTI: \"SM\",1\r\n").await, "\r\n+CMTI: \"SM\",1\r\n");
        assert!(ask(&mut host, "AT+CMGR=1\r", "OK\r\n").await.contains("+CMGR: 0,,"));
        assert_eq!(rig.smsc(|smsc, _| smsc.waiting()), 0);
    }

    #[tokio::test]
    async fn unplugging_hangs_up_and_removes_the_name_until_power_on() {
        let dir = tempfile::tempdir().unwrap();
        let running = start(1, dir.path());
        let rig = &running.rig;
        let link = dir.path().join("modem-1");
        registered(rig, 0).await;
        let mut host = open(&link);
        ask(&mut host, "AT\r", "OK\r\n").await;
        rig.modem(0, SimModem::unplug);
        let mut buffer = [0; 64];
        let received = tokio::time::timeout(TEST_TIMEOUT, host.read(&mut buffer)).await.expect("a hang-up");
        assert!(matches!(received, Ok(0) | Err(_)), "{received:?}");
        until("the name is removed", || !link.is_symlink()).await;
        assert_eq!(rig.path(0), None);
        rig.modem(0, SimModem::power_on);
        until("the name appears again", || link.exists()).await;
        registered(rig, 0).await;
        ask(&mut open(&link), "AT\r", "OK\r\n").await;
        drop(running);
        until("the end removes the names", || !link.is_symlink()).await;
    }

    #[tokio::test]
    async fn output_without_a_host_is_lost() {
        let dir = tempfile::tempdir().unwrap();
        let running = start(1, dir.path());
        let rig = &running.rig;
        let link = dir.path().join("modem-1");
        registered(rig, 0).await;
        let mut host = open(&link);
        ask(&mut host, "ATE0+CNMI=2,1\r", "OK\r\n").await;
        drop(host);
        until("the closing is detected", || !rig.has_host(0)).await;
        rig.post_text(0, "Bank", "1234").unwrap().unwrap();
        until("stored", || rig.smsc(|smsc, _| smsc.waiting()) == 0).await;
        let received = ask(&mut open(&link), "AT+CPMS?\r", "OK\r\n").await;
        assert_eq!(received, "\r\n+CPMS: \"SM\",1,20,\"SM\",1,20,\"SM\",1,20\r\n\r\nOK\r\n");
    }

    #[tokio::test]
    async fn a_card_moves_to_another_modem() {
        let dir = tempfile::tempdir().unwrap();
        let running = start(2, dir.path());
        let rig = &running.rig;
        registered(rig, 0).await;
        registered(rig, 1).await;
        let iccid = |port| rig.modem(port, |modem, _| modem.card().map(|card| card.iccid.clone())).unwrap();
        let first = iccid(0);
        assert_eq!(rig.pull_card(0), Some(true));
        assert_eq!(rig.pull_card(0), Some(false));
        assert_eq!(rig.insert_card(1, 0), Some(true));
        assert_eq!((iccid(0), iccid(1)), (None, first));
        assert_eq!(rig.insert_card(0, 1), Some(true), "the other card moves back");
        assert!(iccid(0).is_some());
        assert_eq!(rig.insert_card(0, 1), Some(false));
        assert_eq!(rig.insert_card(9, 1), Some(false));
        assert_eq!(rig.pull_card(9), None);
    }

    #[tokio::test]
    async fn a_host_that_does_not_read_blocks_no_task() {
        let dir = tempfile::tempdir().unwrap();
        let running = start(1, dir.path());
        let rig = &running.rig;
        registered(rig, 0).await;
        let mut host = open(&dir.path().join("modem-1"));
        ask(&mut host, "ATE0\r", "OK\r\n").await;
        rig.modem(0, |modem, now| modem.fault(Fault::Garbage(60_000), now));
        rig.modem(0, |modem, now| modem.fault(Fault::Garbage(60_000), now));
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut received = 0;
        let mut buffer = [0; 4096];
        while received < 120_000 {
            received += tokio::time::timeout(TEST_TIMEOUT, host.read(&mut buffer)).await.expect("all of it").unwrap();
        }
        ask(&mut host, "AT\r", "OK\r\n").await;
    }
}
