//! Modems that refuse everything from one command on: each simulated model, each command of its startup and of the time
//! after it, each kind of refusal. The machine must neither spin nor panic, and must serve the modem once it works
//! again.
//!
//! `SIMGATE_REFUSALS=all` tries all kinds for each command; without it they take turns.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use simgate::flow::Event;
use simgate::flow::inbound;
use simgate::model::{Name, Now, Timestamp};
use simgate::modem::{Input, Modem, Output, Settings};
use simgate::pdu::{Address, Pdu, Text, Timestamp as PduTimestamp, Tpdu, deliver_parts};
use simgate::simulator::modem::{Answer, Fault, NAMES, Personality, Placed, SimModem};
use simgate_testing::http::Client;
use simgate_testing::{Bench, quick};
use tokio::time::{Instant, sleep};

const WALL: i64 = 1_795_343_400_000;

const KINDS: [Answer; 14] = [
    Answer::Error,
    Answer::Yes,
    Answer::NotDone,
    Answer::Cms(302),
    Answer::Cms(303),
    Answer::Cms(310),
    Answer::Cms(314),
    Answer::Cms(321),
    Answer::Cms(500),
    Answer::Cme(3),
    Answer::Cme(10),
    Answer::Cme(13),
    Answer::Cme(14),
    Answer::Cme(100),
];

/// A simulated modem, the machine, and the port between them, with a clock of their own.
struct Pair {
    modem: SimModem,
    machine: Modem,
    now: Duration,
    is_open: bool,
    open_at: Option<Duration>,
    commands: u32,
    arrived: BTreeSet<String>,
    /// Messages that the network has not delivered yet.
    waiting: BTreeMap<String, Vec<u8>>,
    tried_at: Duration,
}

impl Pair {
    fn new(personality: Personality) -> Self {
        let settings = Settings::new(Name::parse("modem-1").unwrap());
        let mut modem = SimModem::new(personality, 7);
        modem.power_on(Duration::ZERO);
        Self {
            modem,
            machine: Modem::new(settings),
            now: Duration::ZERO,
            is_open: false,
            open_at: Some(Duration::from_millis(500)),
            commands: 0,
            arrived: BTreeSet::new(),
            waiting: BTreeMap::new(),
            tried_at: Duration::ZERO,
        }
    }

    fn handle(&mut self, input: Input) {
        let now =
            Now { wall: Timestamp::from_millis(WALL + i64::try_from(self.now.as_millis()).unwrap()), mono: self.now };
        let mut tickets = Vec::new();
        for output in self.machine.handle(input, now) {
            match output {
                Output::Write(bytes) => {
                    self.commands += u32::from(bytes.ends_with(b"\r"));
                    self.modem.receive(&bytes, self.now);
                }
                Output::Event(Event::Arrived(arrival)) => {
                    self.arrived.extend(inbound::body([arrival.content.bytes()].into_iter()).text);
                    tickets.push(arrival.ticket);
                }
                Output::Event(_) | Output::ResetUsb(_) | Output::Console(_) => {}
                Output::Reopen(wait) => {
                    self.is_open = false;
                    self.open_at = Some(self.now + wait);
                }
            }
        }
        for ticket in tickets {
            self.handle(Input::Acknowledge(ticket));
        }
    }

    fn step(&mut self) {
        if self.is_open && self.modem.hung_up() {
            self.is_open = false;
            self.open_at = Some(self.now + Duration::from_millis(500));
            self.handle(Input::Lost("the port is gone"));
        }
        if self.open_at.is_some_and(|at| at <= self.now) {
            self.open_at = None;
            if self.modem.hung_up() {
                self.open_at = Some(self.now + Duration::from_millis(500));
            } else {
                self.is_open = true;
                self.handle(Input::Opened);
            }
        }
        let bytes = self.modem.transmit(self.now);
        self.modem.take_events();
        if self.is_open {
            if !bytes.is_empty() {
                self.handle(Input::Bytes(&bytes));
            }
            if self.machine.wake_at().is_some_and(|at| at <= self.now) {
                self.handle(Input::Time);
            }
        }
        if self.now >= self.tried_at + Duration::from_secs(2) {
            self.tried_at = self.now;
            self.deliver();
        }
    }

    fn deliver(&mut self) {
        let now = self.now;
        let modem = &mut self.modem;
        self.waiting.retain(|_, pdu| !matches!(modem.deliver(pdu, now), Ok(Placed::Stored(_) | Placed::Direct)));
    }

    fn run_until(&mut self, until: Duration, mut enough: impl FnMut(&Self) -> bool) {
        while self.now < until && !enough(self) {
            let machine = if self.is_open { self.machine.wake_at() } else { None };
            let next = [self.modem.next_at(), machine, self.open_at, Some(self.tried_at + Duration::from_secs(2))];
            let next = next.into_iter().flatten().min().unwrap_or(until).min(until);
            self.now = self.now.max(next);
            self.step();
        }
    }
}

fn message(text: &str) -> Vec<u8> {
    let sender = Address::parse("+12025550143").unwrap();
    let deliver = deliver_parts(&sender, PduTimestamp::new(WALL / 1000, 4).unwrap(), &Text::from(text)).unwrap();
    let smsc = Some(Address::parse("+12063130004").unwrap());
    Pdu { smsc, tpdu: Tpdu::Deliver(deliver.into_iter().next().unwrap()) }.encode().octets
}

/// How long a modem refuses, and how long it may take until it is served after that: some are reset only now and then.
const REFUSES_FOR: Duration = Duration::from_secs(200);
const SERVED_WITHIN: Duration = Duration::from_secs(600);
/// More commands than a machine that makes progress sends in any second.
const COMMANDS_A_SECOND_MAX: u32 = 60;

/// Runs a modem that refuses. Returns how long after its recovery all messages had arrived.
fn run(personality: &Personality, after: u32, answer: Answer) -> Result<Duration, String> {
    let mut pair = Pair::new(personality.clone());
    pair.modem.fault(Fault::Refuse { after, answer }, Duration::ZERO);
    pair.waiting.insert("before".to_owned(), message("before"));
    pair.run_until(REFUSES_FOR / 2, |_| false);
    pair.waiting.insert("meanwhile".to_owned(), message("meanwhile"));
    pair.run_until(REFUSES_FOR, |_| false);
    let commands = pair.commands;
    let rate = commands / u32::try_from(REFUSES_FOR.as_secs()).unwrap();
    if rate > COMMANDS_A_SECOND_MAX {
        return Err(format!("{commands} commands in {REFUSES_FOR:?}"));
    }
    let healed = pair.now;
    pair.modem.heal(healed);
    pair.waiting.insert("after".to_owned(), message("after"));
    pair.run_until(healed + SERVED_WITHIN, |pair| pair.arrived.len() == 3 && pair.machine.is_ready());
    if pair.arrived.len() < 3 {
        let (arrived, waiting) = (&pair.arrived, pair.waiting.keys().collect::<Vec<_>>());
        return Err(format!("arrived: {arrived:?}, in the network: {waiting:?}, slots: {:?}", pair.modem.slots()));
    }
    Ok(pair.now - healed)
}

fn personalities() -> Vec<Personality> {
    let named = NAMES.iter().map(|name| Personality::by_name(name).unwrap());
    named.map(|personality| personality.fast().quiet()).collect()
}

/// The number of commands in the startup of a modem and in the half minute after it.
fn commands(personality: &Personality) -> u32 {
    let mut pair = Pair::new(personality.clone());
    pair.run_until(Duration::from_secs(120), |pair| pair.machine.is_ready());
    assert!(pair.machine.is_ready(), "{}", personality.name);
    pair.run_until(pair.now + Duration::from_secs(30), |_| false);
    pair.commands
}

#[test]
fn a_modem_that_refuses_everything_from_any_command_on_is_served_after_its_recovery() {
    let all = std::env::var_os("SIMGATE_REFUSALS").is_some_and(|value| value == "all");
    let mut cases = Vec::new();
    for (number, personality) in personalities().into_iter().enumerate() {
        for after in 0..commands(&personality) {
            for (kind, &answer) in KINDS.iter().enumerate() {
                let turn = (number + usize::try_from(after).unwrap()) % KINDS.len();
                if all || kind == turn {
                    cases.push((personality.clone(), after, answer));
                }
            }
        }
    }
    let results: Vec<_> = std::thread::scope(|scope| {
        let halves = cases.chunks(cases.len().div_ceil(2)).map(|half| {
            let attempt = |(personality, after, answer): &(Personality, u32, Answer)| {
                let run = || run(personality, *after, *answer);
                let done = std::panic::catch_unwind(run).unwrap_or_else(|_| Err("panics".to_owned()));
                done.map_err(|why| format!("{} from command {after} on {answer:?}: {why}", personality.name))
            };
            scope.spawn(move || half.iter().map(attempt).collect::<Vec<_>>())
        });
        halves.collect::<Vec<_>>().into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    let broken: Vec<_> = results.iter().filter_map(|result| result.as_ref().err()).collect();
    let longest = results.iter().flatten().max().unwrap();
    println!(
        "figures: {} models, {} refusals from one command on: {} broken, all served again within {:.0} s",
        NAMES.len(),
        results.len(),
        broken.len(),
        longest.as_secs_f64()
    );
    let first: Vec<_> = broken.iter().take(20).map(|why| why.as_str()).collect();
    assert!(broken.is_empty(), "{} of {}:\n{}", broken.len(), results.len(), first.join("\n"));
}

/// The number of messages before the other modems begin to refuse.
const ALONE: usize = 50;

/// With the shipped binary: modems that refuse everything run beside one that works. HTTP answers meanwhile, and
/// SIGTERM ends the daemon.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn modems_that_refuse_everything_delay_neither_a_healthy_one_nor_the_daemon() {
    let refusing = [
        (0, Answer::Error),
        (7, Answer::Cms(302)),
        (12, Answer::Cms(310)),
        (18, Answer::Cme(3)),
        (25, Answer::NotDone),
    ];
    let modems =
        std::iter::once(quick("ec25", None)).chain(NAMES.iter().take(refusing.len()).map(|name| quick(name, None)));
    let mut bench = Bench::new(modems.collect(), 91, false).await;
    let mut daemon = bench.daemon();
    let client = Client::of(&bench, "http").await;
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    for number in 0..ALONE + 100 {
        if number == ALONE {
            for (port, (after, answer)) in refusing.iter().enumerate() {
                let fault = Fault::Refuse { after: *after, answer: *answer };
                bench.rig().modem(port + 1, |modem, now| modem.fault(fault, now)).unwrap();
                bench.rig().modem(port + 1, |modem, now| modem.fault(Fault::Reset, now)).unwrap();
            }
        }
        let start = Instant::now();
        bench.rig().post_text(0, "+12025550143", &format!("message {number}")).unwrap().unwrap();
        bench.expect(number + 1, Duration::from_secs(30)).await;
        if number < ALONE {
            alone.push(start.elapsed())
        } else {
            beside.push(start.elapsed())
        }
        assert_eq!(client.get("/healthz").0, 200);
        // The others must refuse for longer than it takes to conclude that a modem has no store.
        sleep(Duration::from_millis(if number < ALONE { 40 } else { 200 })).await;
    }
    let start = Instant::now();
    daemon.stop();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert!(!bench.log().contains("a fault of simgate"), "{}", bench.log());
    let [alone, beside] = [alone, beside].map(|mut latencies: Vec<Duration>| {
        latencies.sort();
        let of = |percent: usize| latencies[latencies.len() * percent / 100].as_secs_f64() * 1e3;
        format!("p50 {:.1} ms, p95 {:.1} ms", of(50), of(95))
    });
    println!(
        "figures: latency of a modem while five others work: {alone}; while they refuse everything: {beside}; stopped in {:.1} s",
        start.elapsed().as_secs_f64()
    );
}
