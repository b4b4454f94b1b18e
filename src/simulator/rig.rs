//! Simulated modems on pseudo terminals in real time, with one SMSC behind them: what `simgate simulate`,
//! `simgate demo` and the benches run.
//!
//! The only place where the simulated time is real: nanoseconds since the rig was started. One task a port,
//! asleep until its modem, its SMSC or its host has something to do.

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

/// A pseudo terminal that can't be had is asked for again after this.
const REOPEN_AFTER: Duration = Duration::from_secs(1);
/// Traces kept for a port whose events nobody takes.
const EVENTS_MAX: usize = 100_000;
const PUK: &str = "12345678";

pub struct RigOptions {
    pub modems: Vec<Personality>,
    pub seed: u64,
    /// Where the symlinks `modem-1`, `modem-2` ... are made.
    pub dir: Option<PathBuf>,
    /// Every card wants this PIN.
    pub pin: Option<String>,
    /// Records when what was on the line (see `Rig::take_events`).
    pub trace: bool,
    pub smsc: SmscOptions,
}

impl RigOptions {
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

/// Modems are counted from 0 here; people count them from 1.
pub struct Rig {
    start: Instant,
    ports: Vec<Port>,
    smsc: Mutex<Smsc>,
    hosts: Hosts,
}

/// Stops the modems and takes their ports away when dropped.
pub struct Running {
    pub rig: Arc<Rig>,
    pub tasks: JoinSet<()>,
}

impl Rig {
    /// Opens all ports and switches all modems on. Within a tokio runtime.
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

    pub fn len(&self) -> usize {
        self.ports.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ports.is_empty()
    }

    /// Where a host finds this modem at present; `None` while it is unplugged.
    pub fn path(&self, port: usize) -> Option<PathBuf> {
        lock(&self.ports.get(port)?.path).clone()
    }

    /// Some process has this port open.
    pub fn has_host(&self, port: usize) -> bool {
        self.ports.get(port).is_some_and(|port| port.attended.load(Ordering::Acquire))
    }

    /// Simulated time: the real one since the start.
    pub fn now(&self) -> Duration {
        self.start.elapsed()
    }

    /// Does something to a modem, and lets the world see it.
    pub fn modem<T>(&self, port: usize, act: impl FnOnce(&mut SimModem, Duration) -> T) -> Option<T> {
        let port = self.ports.get(port)?;
        let done = act(&mut lock(&port.modem), self.now());
        port.wake.notify_one();
        Some(done)
    }

    pub fn smsc<T>(&self, act: impl FnOnce(&mut Smsc, Duration) -> T) -> T {
        let done = act(&mut lock(&self.smsc), self.now());
        self.wake_all();
        done
    }

    /// A text for the card that is in this modem (or was pulled out of it last).
    pub fn post_text(&self, port: usize, from: &str, text: &str) -> Option<Result<Vec<PostId>, PostError>> {
        let imsi = self.imsi(port)?;
        let posted = lock(&self.smsc).post_text(&imsi, from, text, self.now());
        self.ports.get(port)?.wake.notify_one();
        Some(posted)
    }

    pub fn post(&self, port: usize, pdu: Vec<u8>) -> Option<Result<PostId, PostError>> {
        let imsi = self.imsi(port)?;
        let posted = lock(&self.smsc).post(&imsi, pdu, self.now());
        self.ports.get(port)?.wake.notify_one();
        Some(posted)
    }

    /// Takes the card out and keeps it. False if there was none.
    pub fn pull_card(&self, port: usize) -> Option<bool> {
        let card = self.modem(port, SimModem::pull_card)?;
        let pulled = card.is_some();
        if pulled {
            *lock(&self.ports.get(port)?.pulled) = card;
        }
        Some(pulled)
    }

    /// Puts the card that was pulled out of `from` into `into`. False if none was.
    pub fn insert_card(&self, into: usize, from: usize) -> Option<bool> {
        let card = lock(&self.ports.get(from)?.pulled).take();
        let Some(card) = card else { return Some(false) };
        let before = self.modem(into, |modem, now| modem.insert_card(card, now))?;
        if before.is_some() {
            *lock(&self.ports.get(into)?.pulled) = before;
        }
        Some(true)
    }

    /// What happened at this modem since the last call.
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

    /// Runs one modem for ever.
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
                Heard::Bytes(count) => lock(&port.modem).receive(&buffer[..count], self.now()),
                Heard::Written(count) => drop(unsent.drain(..count)),
                Heard::Nothing => {}
                Heard::Broken => pty = None,
            }
        }
    }

    /// What cannot be written for now must not keep the port from being read.
    async fn wait(port: &Port, pty: &Pty, unsent: &[u8], buffer: &mut [u8], due: impl Future<Output = ()>) -> Heard {
        tokio::select! {
            () = port.wake.notified() => Heard::Nothing,
            () = pty.host_changed() => Heard::Nothing,
            () = due => Heard::Nothing,
            written = pty.write(unsent), if !unsent.is_empty() => written.map_or(Heard::Broken, Heard::Written),
            read = pty.read(buffer) => match read {
                Ok(count) if count > 0 => Heard::Bytes(count),
                Ok(_) | Err(_) => Heard::Broken,
            },
        }
    }

    async fn sleep_until(&self, next: Option<Duration>) {
        match next {
            Some(next) => tokio::time::sleep(next.saturating_sub(self.now())).await,
            None => std::future::pending().await,
        }
    }

    /// Lets modem and SMSC do what is due.
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
        let news = smsc.take_news();
        let step = Step { out, hung_up: modem.hung_up(), next: [own, waiting].into_iter().flatten().min() };
        drop((modem, smsc));
        if port.traced {
            let mut kept = lock(&port.events);
            if kept.len() < EVENTS_MAX {
                kept.extend(events);
            }
        }
        if news {
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
enum Heard {
    Bytes(usize),
    Written(usize),
    Nothing,
    Broken,
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

    const PATIENCE: Duration = Duration::from_secs(20);

    fn start(count: usize, dir: &Path) -> Running {
        let modems = vec![Personality::generic().fast(); count];
        let options = RigOptions { dir: Some(dir.to_owned()), ..RigOptions::new(modems, 1) };
        Rig::start(options).unwrap()
    }

    fn open(path: &Path) -> SerialStream {
        tokio_serial::new(path.to_str().unwrap(), 115_200).open_native_async().unwrap()
    }

    async fn until(what: &str, mut done: impl FnMut() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !done() {
            assert!(Instant::now() < deadline, "{what}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Writes a command, and reads until `end` has come.
    async fn ask(host: &mut SerialStream, command: &str, end: &str) -> String {
        host.write_all(command.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        let mut buffer = [0; 1024];
        while !String::from_utf8_lossy(&heard).contains(end) {
            let count = tokio::time::timeout(PATIENCE, host.read(&mut buffer)).await.expect(command).unwrap();
            assert!(count > 0, "hung up");
            heard.extend(&buffer[..count]);
        }
        String::from_utf8(heard).unwrap()
    }

    async fn registered(rig: &Rig, port: usize) {
        until("registered", || rig.modem(port, |modem, _| modem.registered()) == Some(true)).await;
    }

    #[tokio::test]
    async fn a_host_talks_to_a_modem_and_gets_its_messages() {
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
    async fn pulling_the_plug_hangs_up_and_the_name_comes_back() {
        let dir = tempfile::tempdir().unwrap();
        let running = start(1, dir.path());
        let rig = &running.rig;
        let link = dir.path().join("modem-1");
        registered(rig, 0).await;
        let mut host = open(&link);
        ask(&mut host, "AT\r", "OK\r\n").await;
        rig.modem(0, SimModem::unplug);
        let mut buffer = [0; 64];
        let heard = tokio::time::timeout(PATIENCE, host.read(&mut buffer)).await.expect("a hang-up");
        assert!(matches!(heard, Ok(0) | Err(_)), "{heard:?}");
        until("the name goes", || !link.is_symlink()).await;
        assert_eq!(rig.path(0), None);
        rig.modem(0, SimModem::power_on);
        until("the name comes back", || link.exists()).await;
        registered(rig, 0).await;
        ask(&mut open(&link), "AT\r", "OK\r\n").await;
        drop(running);
        until("the end takes the names away", || !link.is_symlink()).await;
    }

    #[tokio::test]
    async fn what_is_said_to_nobody_is_lost() {
        let dir = tempfile::tempdir().unwrap();
        let running = start(1, dir.path());
        let rig = &running.rig;
        let link = dir.path().join("modem-1");
        registered(rig, 0).await;
        let mut host = open(&link);
        ask(&mut host, "ATE0+CNMI=2,1\r", "OK\r\n").await;
        drop(host);
        until("the closing is noticed", || !rig.has_host(0)).await;
        rig.post_text(0, "Bank", "1234").unwrap().unwrap();
        until("stored", || rig.smsc(|smsc, _| smsc.waiting()) == 0).await;
        let heard = ask(&mut open(&link), "AT+CPMS?\r", "OK\r\n").await;
        assert_eq!(heard, "\r\n+CPMS: \"SM\",1,20,\"SM\",1,20,\"SM\",1,20\r\n\r\nOK\r\n");
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
        assert_eq!(rig.insert_card(0, 1), Some(true), "and the other one back");
        assert!(iccid(0).is_some());
        assert_eq!(rig.insert_card(0, 1), Some(false));
        assert_eq!(rig.insert_card(9, 1), Some(false));
        assert_eq!(rig.pull_card(9), None);
    }

    #[tokio::test]
    async fn a_host_that_does_not_read_blocks_nobody() {
        let dir = tempfile::tempdir().unwrap();
        let running = start(1, dir.path());
        let rig = &running.rig;
        registered(rig, 0).await;
        let mut host = open(&dir.path().join("modem-1"));
        ask(&mut host, "ATE0\r", "OK\r\n").await;
        rig.modem(0, |modem, now| modem.fault(Fault::Garbage(60_000), now));
        rig.modem(0, |modem, now| modem.fault(Fault::Garbage(60_000), now));
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut heard = 0;
        let mut buffer = [0; 4096];
        while heard < 120_000 {
            heard += tokio::time::timeout(PATIENCE, host.read(&mut buffer)).await.expect("all of it").unwrap();
        }
        ask(&mut host, "AT\r", "OK\r\n").await;
    }
}
