//! A world in memory: simulated modems and SMSC, the lines and the gateway that ship, a receiver
//! that loses things, a clock, and power that fails. One seed, one run.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use simgate::code::Finder;
use simgate::flow::calendar::Calendar;
use simgate::flow::ledger::Limits;
use simgate::flow::notice::{Data, Notice};
use simgate::flow::outbound::{self, Accepted, Body, PartState, Refusal, SendRequest};
use simgate::flow::pin::Verdict;
use simgate::flow::pool::{Policy, Rules};
use simgate::flow::routing::{Directory, Line, Owner, Routes};
use simgate::flow::{Action, Answer, Delivery, Event};
use simgate::gateway::{Destination, Gateway, Sending, Settings};
use simgate::model::{Boot, Iccid, IdSource, Msisdn, Name, Now, RunId, Secret, Timestamp};
use simgate::modem::{Input, Modem, Output, Part, Settings as ModemSettings};
use simgate::pdu::{self, Address, Direction, Pdu, StatusReport, Tpdu, hex};
use simgate::simulator::modem::{Fault, ModemEvent, Placed, SimCard, SimModem};
use simgate::simulator::random::Random;
use simgate::store::{OutboxRow, Store};

use crate::remote::{self, Remote};

/// Tickets from here on are not of orders.
const CANCEL: u64 = 1 << 32;

/// How the order of things may be broken, to see that the checks would notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    None,
    /// A message leaves the modem before it is on disk.
    AcknowledgeBeforeCommit,
    /// A line is debited, and a part noted as handed over, only when its outcome is known.
    DebitAfterSend,
}

/// A modem, the line that drives it, and the port between them.
pub struct Site {
    pub modem: SimModem,
    pub line: Modem,
    settings: ModemSettings,
    open: bool,
}

/// One TPDU that the SMSC wants delivered.
#[derive(Clone)]
pub struct Waiting {
    /// The subscription it is for: the network finds the card, in whatever modem it is.
    pub imsi: String,
    pub pdu: Vec<u8>,
    /// Which message of the plan it is of.
    pub message: usize,
}

/// What is under way and arrives later. What belongs to a daemon dies with it.
enum Later {
    Open {
        site: usize,
    },
    Acknowledge {
        life: u32,
        site: usize,
        ticket: u64,
    },
    Pin {
        life: u32,
        site: usize,
        verdict: Verdict,
    },
    Commit {
        life: u32,
    },
    Request {
        life: u32,
        delivery: Box<Delivery>,
    },
    Answer {
        life: u32,
        event: Event,
    },
    Network {
        waiting: Waiting,
    },
    Start,
    PowerOn {
        site: usize,
    },
    Call {
        site: usize,
        number: String,
        rings: u32,
    },
    Fault {
        site: usize,
        fault: Fault,
    },
    Cards,
    /// Somebody asks for a message, for the first time or because nobody answered.
    Ask {
        order: usize,
    },
    Send {
        life: u32,
        site: usize,
        part: Part,
    },
    /// The clock is asked whether it is right.
    Clock,
    /// The remote calls with a message, until it hears that it was taken.
    Call200 {
        message: usize,
    },
    /// It hears that.
    Heard200 {
        life: u32,
        ticket: u64,
    },
}

/// A message that somebody wants sent.
pub struct Requested {
    pub order: SendRequest,
    pub answer: Option<Result<Accepted, Refusal>>,
}

/// A SUBMIT that the SMSC has, with the time by its own clock, which is right.
pub struct Submission {
    pub imsi: String,
    pub at_ms: i64,
    pub tpdu: Vec<u8>,
}

/// Somebody answered STOP to a line, by a clock that is right.
pub struct Stop {
    pub imsi: String,
    pub from: String,
    pub at_ms: i64,
}

/// In the place of a message of the plan: a status report.
pub const REPORT: usize = usize::MAX;

/// What may go wrong with status reports, out of a hundred.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportFaults {
    pub lost: usize,
    pub repeated: usize,
}

/// How a receiver behaves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Faults {
    /// Out of a hundred: requests that never arrive, answers that never come back, refusals.
    pub lost_requests: usize,
    pub lost_answers: usize,
    pub refusals: usize,
    /// One event of so many is not taken: the receiver fails each time, at once or after a while. `0`: all are.
    pub chokes_on: u64,
    pub down: bool,
}

/// Where events go, and what has come of them.
pub struct Receiver {
    pub name: &'static str,
    in_flight_max: usize,
    /// Says itself when it is there again, as the connection to a broker does; and what is lost is the connection's
    /// fault. A webhook that fails may do so for the one event's sake.
    says_so: bool,
    pub faults: Faults,
    /// Every event that it took, with how often.
    pub taken: BTreeMap<String, (Notice, u32)>,
    /// The last delivery of each line that it took for the first time. One that was refused, or failed, may come after
    /// those that followed it, so this is kept only where none ever was.
    last: BTreeMap<String, i64>,
    refused_some: bool,
    pub out_of_order: Option<String>,
}

impl Receiver {
    fn new(name: &'static str, in_flight_max: usize, says_so: bool) -> Self {
        let (taken, last) = (BTreeMap::new(), BTreeMap::new());
        let faults = Faults::default();
        Self { name, in_flight_max, says_so, faults, taken, last, refused_some: false, out_of_order: None }
    }

    fn take(&mut self, delivery: i64, notice: &Notice) {
        let entry = self.taken.entry(notice.id.clone()).or_insert_with(|| (notice.clone(), 0));
        assert_eq!(message_id(&entry.0), message_id(notice), "one event id, two messages");
        entry.1 += 1;
        if let Some(line) = line_of(notice).filter(|_| entry.1 == 1 && !self.refused_some) {
            let last = self.last.insert(line, delivery);
            if last.is_some_and(|last| last > delivery) {
                self.out_of_order = Some(format!("{}, delivery {delivery} after {last:?},", notice.id));
            }
        }
    }
}

/// The line that a message or a call came in by. Two cards may end in the same digits, which are the name of one
/// that has none.
fn line_of(notice: &Notice) -> Option<String> {
    let (sim, device) = match &notice.data {
        Data::Received(received) => (&received.sim, &received.device),
        Data::Call(call) => (&call.sim, &call.device),
        Data::Outgoing(_) => return None,
    };
    Some(format!("{:?} {device}", sim.iccid))
}

fn message_id(notice: &Notice) -> &str {
    match &notice.data {
        Data::Received(received) => &received.message_id,
        Data::Outgoing(outgoing) => &outgoing.message_id,
        Data::Call(call) => &call.call_id,
    }
}

pub struct World {
    pub random: Random,
    pub now: Duration,
    pub wall_base: i64,
    pub sites: Vec<Site>,
    gateway: Option<Gateway>,
    /// What the disk holds while no daemon runs.
    disk: Option<Store>,
    inbox: Vec<Event>,
    later: BTreeMap<(Duration, u64), Later>,
    made: u64,
    life: u32,
    commit_planned: bool,
    pub receivers: Vec<Receiver>,
    /// The disk takes nothing.
    pub disk_full: bool,
    /// TPDUs that the SMSC believes delivered, by message of the plan.
    pub believed: BTreeMap<usize, u32>,
    pub believed_pdus: BTreeSet<Vec<u8>>,
    /// Messages that a modem showed and acknowledged by itself.
    pub unpromised: BTreeSet<usize>,
    offered: BTreeMap<(usize, u32), Waiting>,
    pulled: Vec<(usize, SimCard)>,
    pub sabotage: Sabotage,
    /// Out of a hundred: TPDUs that the SMSC sends again although they were stored.
    pub repeats: usize,
    pub unsent: usize,
    pub commits: u64,
    /// How often in a row the gateway had nothing to do, and wanted to be called again at once.
    restless: u32,
    /// What the wall clock would say if it were right, at time zero.
    pub true_base: i64,
    /// Somebody says that the wall clock is right.
    pub synchronised: bool,
    /// The run of the machine, and when it began.
    boot: (u32, Duration),
    pub day_limit: u32,
    /// The clock may be a day off. How old a repeat is, nobody can tell then.
    pub days_jump: bool,
    pub policy: Policy,
    /// Out of a hundred: messages that somebody wants back.
    pub taken_back: usize,
    /// Cards with an owner, and their numbers.
    pub owned: Vec<(Iccid, Msisdn)>,
    pub stops: Vec<Stop>,
    /// Whoever answers STOP is not written to again.
    pub heeds_stop: bool,
    /// The kernel does not tell which run of the machine this is, at some starts.
    pub hides_boot: bool,
    /// Cards that are pulled come back in other modems.
    pub swaps: bool,
    /// When cards were put in last.
    inserted_at: Duration,
    pub requested: Vec<Requested>,
    pub submissions: Vec<Submission>,
    pub report_faults: ReportFaults,
    pub remote: Remote,
    transcript: Option<Vec<String>>,
}

/// The receiver of those who own a number.
pub const OWNERS: &str = "owners";

/// More steps than this without time going on are a loop.
const STEPS_AT_ONCE_MAX: u32 = 20_000;

/// The wall clock at the beginning, in milliseconds.
pub const WALL: i64 = 1_795_343_400_000;

/// By then a modem has heard what became of what it was sending, and has told which card is in it.
const SETTLED_AFTER: Duration = Duration::from_secs(200);

/// Between two tries of a transaction that failed.
const STORE_RETRY: Duration = Duration::from_millis(500);
/// Once or twice may be: what is put off becomes due, and is then written.
const RESTLESS_MAX: u32 = 4;

impl World {
    pub fn new(seed: u64, modems: Vec<(SimModem, Option<&str>)>) -> Self {
        let sites: Vec<Site> = modems
            .into_iter()
            .enumerate()
            .map(|(index, (modem, pin))| {
                let settings = ModemSettings { pin: pin.map(Secret::new), ..ModemSettings::new(device(index)) };
                Site { modem, line: Modem::new(settings.clone()), settings, open: false }
            })
            .collect();
        let mut world = Self {
            random: Random::new(seed),
            now: Duration::from_secs(10),
            wall_base: WALL,
            sites,
            gateway: None,
            disk: Some(Store::in_memory().unwrap()),
            inbox: Vec::new(),
            later: BTreeMap::new(),
            made: 0,
            life: 0,
            commit_planned: false,
            receivers: vec![Receiver::new("backend", 4, false), Receiver::new("broker", 16, true)],
            disk_full: false,
            believed: BTreeMap::new(),
            believed_pdus: BTreeSet::new(),
            unpromised: BTreeSet::new(),
            offered: BTreeMap::new(),
            pulled: Vec::new(),
            sabotage: Sabotage::None,
            repeats: 0,
            unsent: 0,
            commits: 0,
            restless: 0,
            true_base: WALL,
            synchronised: true,
            boot: (1, Duration::ZERO),
            day_limit: 99,
            days_jump: false,
            policy: Policy::LeastUsed,
            taken_back: 0,
            owned: Vec::new(),
            stops: Vec::new(),
            heeds_stop: false,
            hides_boot: false,
            swaps: false,
            inserted_at: Duration::ZERO,
            requested: Vec::new(),
            submissions: Vec::new(),
            report_faults: ReportFaults::default(),
            remote: Remote::default(),
            transcript: std::env::var_os("SIMGATE_TRANSCRIPT").map(|_| Vec::new()),
        };
        for site in 0..world.sites.len() {
            let after = world.random.about(Duration::from_millis(400));
            world.after(after, Later::PowerOn { site });
        }
        world.after(Duration::from_millis(1), Later::Start);
        world.after(Duration::from_millis(2), Later::Clock);
        world
    }

    /// Wants a message sent, and asks again until there is an answer.
    pub fn wish(&mut self, order: SendRequest, wait: Duration) {
        self.requested.push(Requested { order, answer: None });
        let order = self.requested.len() - 1;
        self.after(wait, Later::Ask { order });
    }

    /// Whether the gateway has seen the right time in this run of the machine: then it may be told a wrong one.
    pub fn was_right(&self) -> bool {
        let Some(gateway) = &self.gateway else { return false };
        let seen = gateway.store().clock(&self.run().run).unwrap();
        let right = self.true_base + i64::try_from(self.boot.1.as_millis()).unwrap();
        seen.iter().any(|seen| (seen.offset_ms - right).abs() < 1000)
    }

    /// Midnight is so far away, by a clock that is right; both clocks begin there.
    pub fn begin_before_midnight(&mut self, left: Duration) {
        const DAY: i64 = 86_400_000;
        self.true_base = WALL - WALL % DAY + DAY - i64::try_from((self.now + left).as_millis()).unwrap();
        self.wall_base = self.true_base;
    }

    /// The run of the machine, as a daemon that starts now would find it.
    fn run(&self) -> Boot {
        let run = RunId::of_machine(&format!("6f1d52a4-98be-4d5e-9c0a-{:012}", self.boot.0)).unwrap();
        let is_hidden = self.hides_boot && self.life % 3 < 2;
        let run = if is_hidden { RunId::of_process(self.life.into()) } else { run };
        Boot { run, uptime: self.now - self.boot.1, at: self.now() }
    }

    fn now(&self) -> Now {
        let wall = self.wall_base + i64::try_from(self.now.as_millis()).unwrap();
        Now { wall: Timestamp::from_millis(wall), mono: self.now }
    }

    fn after(&mut self, wait: Duration, later: Later) {
        self.made += 1;
        self.later.insert((self.now + wait, self.made), later);
    }

    fn soon(&mut self, at_most: Duration) -> Duration {
        let micros = usize::try_from(at_most.as_micros()).unwrap();
        Duration::from_micros(u64::try_from(self.random.below(micros + 1)).unwrap())
    }

    /// Hands a TPDU to the SMSC, which tries until the modem takes it.
    pub fn submit(&mut self, waiting: Waiting, wait: Duration) {
        self.unsent += 1;
        self.after(wait, Later::Network { waiting });
    }

    /// Somebody calls, and gives up after so many rings.
    pub fn call(&mut self, site: usize, number: &str, rings: u32, wait: Duration) {
        self.after(wait, Later::Call { site, number: number.to_owned(), rings });
    }

    /// The remote of a device has a message for it.
    pub fn remote_text(&mut self, text: String, wait: Duration) {
        self.remote.messages.push(remote::Message { text, answered: false });
        let message = self.remote.messages.len() - 1;
        self.after(wait, Later::Call200 { message });
    }

    /// Something goes wrong with a modem by and by.
    pub fn strike(&mut self, site: usize, fault: Fault, wait: Duration) {
        self.after(wait, Later::Fault { site, fault });
    }

    /// The card that is in a modem now has a number, an owner, and a receiver of its owner's.
    pub fn give_owner(&mut self, site: usize) {
        let card = self.sites[site].modem.card().expect("made with a card");
        let number = Msisdn::parse(&format!("+1202555{:04}", 2000 + site)).unwrap();
        self.owned.push((Iccid::parse(&card.iccid).unwrap(), number));
        if !self.receivers.iter().any(|receiver| receiver.name == OWNERS) {
            self.receivers.push(Receiver::new(OWNERS, 4, false));
        }
    }

    /// Lets everything happen up to `until`.
    pub fn run_until(&mut self, until: Duration) {
        let mut standing = 0;
        while let Some(at) = self.next_at().filter(|&at| at <= until) {
            standing = if at > self.now { 0 } else { standing + 1 };
            assert!(standing < STEPS_AT_ONCE_MAX, "time stands still: {}", self.who_holds_it());
            self.now = self.now.max(at);
            self.step();
        }
        self.now = until;
    }

    fn who_holds_it(&self) -> String {
        let due = |at: Option<Duration>| at.is_some_and(|at| at <= self.now);
        let sites = self.sites.iter().enumerate().flat_map(|(index, site)| {
            let line = due(site.line.wake_at()).then(|| format!("line {index} {:?}", site.line));
            let modem = due(site.modem.next_at()).then(|| format!("modem {index} {}", site.modem.personality().name));
            line.into_iter().chain(modem)
        });
        sites.collect::<Vec<_>>().join("; ")
    }

    fn next_at(&self) -> Option<Duration> {
        let later = self.later.keys().next().map(|&(at, _)| at);
        let line = |site: &Site| if site.open { site.line.wake_at() } else { None };
        let sites = self.sites.iter().flat_map(|site| [site.modem.next_at(), line(site)]).flatten();
        let gateway = (!self.commit_planned).then(|| self.gateway.as_ref().map(Gateway::wake_at)).flatten();
        sites.chain(later).chain(gateway).min()
    }

    fn step(&mut self) {
        while let Some(entry) = self.later.first_entry().filter(|entry| entry.key().0 <= self.now) {
            let later = entry.remove();
            self.happen(later);
        }
        for site in 0..self.sites.len() {
            self.network_events(site);
            self.carry(site);
        }
        let due = self.gateway.as_ref().is_some_and(|gateway| !self.inbox.is_empty() || gateway.wake_at() <= self.now);
        if due && !self.commit_planned {
            self.commit_planned = true;
            // Now and then a disk takes its time, as SD cards do.
            let slowest = Duration::from_millis(if self.random.once_in(16) { 1000 } else { 5 });
            let takes = Duration::from_micros(200) + self.soon(slowest);
            self.after(takes, Later::Commit { life: self.life });
        }
    }

    /// Bytes both ways, and what the line makes of the time.
    fn carry(&mut self, site: usize) {
        let now = self.now();
        let hung_up = self.sites[site].modem.hung_up();
        if self.sites[site].open && hung_up {
            self.sites[site].open = false;
            self.tell(site, Input::Lost("the port is gone"));
            self.after(Duration::from_millis(500), Later::Open { site });
        }
        let bytes = self.sites[site].modem.transmit(now.mono);
        if self.sites[site].open && self.gateway.is_some() {
            if !bytes.is_empty() {
                self.record(site, '<', &bytes);
                self.tell(site, Input::Bytes(&bytes));
            }
            if self.sites[site].line.wake_at().is_some_and(|at| at <= now.mono) {
                self.tell(site, Input::Time);
            }
        }
    }

    fn tell(&mut self, site: usize, input: Input) {
        if self.gateway.is_none() {
            return;
        }
        let now = self.now();
        for output in self.sites[site].line.handle(input, now) {
            match output {
                Output::Write(bytes) => {
                    self.record(site, '>', &bytes);
                    self.sites[site].modem.receive(&bytes, now.mono);
                }
                Output::Event(event) => {
                    self.sabotage(site, &event);
                    self.inbox.push(event);
                }
                Output::Reopen(wait) => {
                    self.sites[site].open = false;
                    self.after(wait, Later::Open { site });
                }
            }
        }
    }

    fn sabotage(&mut self, site: usize, event: &Event) {
        if let (Sabotage::AcknowledgeBeforeCommit, Event::Arrived(arrival)) = (self.sabotage, event) {
            let (life, ticket) = (self.life, arrival.ticket);
            self.after(Duration::ZERO, Later::Acknowledge { life, site, ticket });
        }
    }

    fn happen(&mut self, later: Later) {
        match later {
            Later::PowerOn { site } => self.sites[site].modem.power_on(self.now),
            Later::Call { site, number, rings } => {
                self.sites[site].modem.fault(Fault::Call { number, rings }, self.now);
            }
            Later::Fault { site, fault } => self.sites[site].modem.fault(fault, self.now),
            Later::Open { site } => self.open(site),
            Later::Start => self.start(),
            Later::Cards => self.insert_all(),
            Later::Network { waiting } => self.network(waiting),
            Later::Request { life, delivery } => self.request(life, *delivery),
            Later::Acknowledge { life, site, ticket } if life == self.life => {
                self.tell(site, Input::Acknowledge(ticket))
            }
            Later::Pin { life, site, verdict } if life == self.life => self.tell(site, Input::PinVerdict(verdict)),
            Later::Commit { life } if life == self.life => self.commit(),
            Later::Answer { life, event } if life == self.life => self.inbox.push(event),
            Later::Send { life, site, part } if life == self.life => self.tell(site, Input::Submit(part)),
            Later::Ask { order } => self.ask(order),
            Later::Call200 { message } => self.remote_calls(message),
            Later::Heard200 { life, ticket } if life == self.life => self.remote_hears(ticket),
            Later::Clock => {
                if self.synchronised && self.gateway.is_some() {
                    self.inbox.push(Event::ClockSynchronised(self.now()));
                }
                self.after(Duration::from_secs(10), Later::Clock);
            }
            Later::Acknowledge { .. }
            | Later::Pin { .. }
            | Later::Commit { .. }
            | Later::Answer { .. }
            | Later::Heard200 { .. }
            | Later::Send { .. } => {}
        }
    }

    /// It calls again after a while, whatever it hears meanwhile, and now and then at once.
    fn remote_calls(&mut self, message: usize) {
        if self.remote.messages[message].answered {
            return;
        }
        if self.gateway.is_some() {
            let event = self.remote.call(message, self.now().wall);
            self.inbox.push(event);
        }
        let twice = self.random.once_in(8);
        let wait = if twice { self.soon(Duration::from_millis(3)) } else { Duration::from_secs(10) };
        self.after(wait, Later::Call200 { message });
    }

    /// Answers get lost.
    fn remote_hears(&mut self, ticket: u64) {
        let Some(message) = self.remote.acknowledged(ticket) else { return };
        self.remote.messages[message].answered |= !self.random.once_in(4);
    }

    fn ask(&mut self, order: usize) {
        if self.requested[order].answer.is_none() {
            if self.gateway.is_some() {
                let ticket = u64::try_from(order).unwrap();
                self.inbox.push(Event::Requested {
                    ticket,
                    request: outbound::Request::Send(Box::new(self.requested[order].order.clone())),
                });
            }
            self.after(Duration::from_secs(5), Later::Ask { order });
        }
    }

    /// A SUBMIT has reached the SMSC: its report is on its way, unless it gets lost.
    fn submitted(&mut self, site: usize, mr: u8, octets: &[u8]) {
        // The card may have been pulled at that moment.
        let pulled = self.pulled.iter().filter(|(from, _)| *from == site).map(|(_, card)| card);
        let imsi = self.sites[site].modem.card().into_iter().chain(pulled).next().expect("a card sent it").imsi.clone();
        let pdu = Pdu::decode(octets).unwrap();
        let Tpdu::Submit(submit) = &pdu.tpdu else { panic!("a modem submits SUBMITs") };
        let now_ms = self.true_base + i64::try_from(self.now.as_millis()).unwrap();
        self.submissions.push(Submission { imsi: imsi.clone(), at_ms: now_ms, tpdu: pdu.tpdu.encode() });
        let chance = |random: &mut Random, percent: usize| random.below(100) < percent;
        if !submit.status_report || chance(&mut self.random, self.report_faults.lost) {
            return;
        }
        let stamp = pdu::Timestamp::new(now_ms / 1000, 0).unwrap();
        let recipient = submit.recipient.clone().expect("it has one");
        let report = StatusReport::new(mr, recipient, stamp, stamp, pdu::Status(0));
        let smsc = Some(Address::parse("+12063130004").unwrap());
        let pdu = Pdu { smsc, tpdu: Tpdu::StatusReport(report) }.encode().octets;
        let copies = 1 + usize::from(chance(&mut self.random, self.report_faults.repeated));
        for _ in 0..copies {
            let wait = self.random.about(Duration::from_secs(6));
            self.submit(Waiting { imsi: imsi.clone(), pdu: pdu.clone(), message: REPORT }, wait);
        }
    }

    fn open(&mut self, site: usize) {
        if self.gateway.is_none() || self.sites[site].open {
            return;
        }
        if self.sites[site].modem.hung_up() {
            self.tell(site, Input::Lost("there is no port"));
            self.after(Duration::from_millis(500), Later::Open { site });
        } else {
            self.sites[site].open = true;
            self.tell(site, Input::Opened);
        }
    }

    fn start(&mut self) {
        let Some(disk) = self.disk.take() else { return };
        let destination = |receiver: &Receiver| {
            let (give_up, in_flight_max) = (Duration::from_secs(30 * 86400), receiver.in_flight_max);
            (Name::parse(receiver.name).unwrap(), Destination { give_up, in_flight_max, statuses: true })
        };
        let destinations: BTreeMap<_, _> = self.receivers.iter().map(destination).collect();
        let settings = Settings {
            name: "world".into(),
            dedupe_window: Duration::from_secs(86400),
            assembly_wait: Duration::from_secs(3600),
            keep_messages: Duration::from_secs(3650 * 86400),
            keep_codes: Duration::from_secs(3650 * 86400),
            directory: self.directory(),
            destinations,
            sending: Sending {
                policy: self.policy,
                default_rules: Rules {
                    limits: Limits { day: Some(self.day_limit), ..Limits::default() },
                    stop_list: self.heeds_stop,
                    ..Rules::default()
                },
                ..Sending::default()
            },
            finder: Finder::default(),
            reconciling: BTreeSet::new(),
        };
        let ids = IdSource::new(self.random.number());
        self.gateway = Some(Gateway::open(disk, settings, [7; 32], ids, self.run(), self.now()).unwrap());
        self.life += 1;
        self.commit_planned = false;
        for site in 0..self.sites.len() {
            self.sites[site].line = Modem::new(self.sites[site].settings.clone());
            self.sites[site].open = false;
            self.after(Duration::ZERO, Later::Open { site });
        }
    }

    fn directory(&self) -> Directory {
        let name = |text: &str| Name::parse(text).unwrap();
        let defaults = self.receivers.iter().filter(|receiver| receiver.name != OWNERS);
        let line = |(iccid, number): &(Iccid, Msisdn)| {
            let (name, number) = (name(&format!("sim-of-{}", &number.as_str()[1..])), Some(number.clone()));
            (iccid.clone(), Line { name, number, missed_call_code: None })
        };
        let owner = |(_, number): &(Iccid, Msisdn)| {
            (number.clone(), Owner { name: "alice".into(), destinations: vec![name(OWNERS)] })
        };
        Directory::new(Routes {
            lines: self.owned.iter().map(line).collect(),
            owners: self.owned.iter().map(owner).collect(),
            default_destinations: defaults.map(|receiver| name(receiver.name)).collect(),
        })
    }

    /// Goes on until something was read and is not on disk, if that happens soon, and then a little
    /// further: the moment at which it matters most in which order things are done.
    pub fn await_the_worst(&mut self) {
        let limit = self.now + Duration::from_secs(3);
        let waits = |world: &Self| world.inbox.iter().any(|event| matches!(event, Event::Arrived(_)));
        while !waits(self)
            && let Some(at) = self.next_at().filter(|&at| at <= limit)
        {
            self.run_until(at);
        }
        let further = self.soon(Duration::from_millis(5));
        self.run_until(self.now + further);
    }

    /// The daemon dies between two steps: what was committed is all that is left.
    pub fn kill(&mut self, down_for: Duration) {
        let Some(gateway) = self.gateway.take() else { return };
        let mut disk = gateway.into_store();
        if self.sabotage == Sabotage::DebitAfterSend {
            disk.refuse_writes(false).unwrap();
            forget_what_was_handed_over(&mut disk);
            disk.refuse_writes(self.disk_full).unwrap();
        }
        self.disk = Some(disk);
        self.inbox.clear();
        self.remote.hang_up();
        self.life += 1;
        for site in &mut self.sites {
            site.open = false;
        }
        self.after(down_for, Later::Start);
    }

    /// The power fails: modems and daemon together.
    pub fn power_cut(&mut self, down_for: Duration) {
        self.kill(down_for);
        self.boot = (self.boot.0 + 1, self.now);
        // Of a machine that starts with a wrong time, and is told that it is right, nobody could know better.
        self.synchronised &= self.wall_base == self.true_base;
        for site in 0..self.sites.len() {
            self.sites[site].modem.unplug(self.now);
            let after = down_for + self.soon(Duration::from_millis(300));
            self.after(after, Later::PowerOn { site });
        }
    }

    pub fn unplug(&mut self, site: usize, away_for: Duration) {
        self.sites[site].modem.unplug(self.now);
        self.after(away_for, Later::PowerOn { site });
    }

    fn commit(&mut self) {
        self.commit_planned = false;
        let events = std::mem::take(&mut self.inbox);
        let now = self.now();
        let Some(gateway) = &mut self.gateway else { return };
        let actions = match gateway.handle(&events, now) {
            Ok(actions) => actions,
            Err(error) => {
                assert!(self.disk_full, "{error}");
                // The same events again, before all that came meanwhile.
                self.inbox.splice(0..0, events);
                self.commit_planned = true;
                return self.after(STORE_RETRY, Later::Commit { life: self.life });
            }
        };
        let trouble = gateway.take_trouble();
        assert!(trouble.is_none() || self.disk_full, "{trouble:?}");
        let restless = events.is_empty() && gateway.wake_at() <= now.mono;
        self.restless = if restless { self.restless + 1 } else { 0 };
        assert!(self.restless < RESTLESS_MAX, "nothing happens, and the gateway does not sleep: {trouble:?}");
        self.commits += 1;
        let life = self.life;
        for action in actions {
            let wait = self.soon(Duration::from_millis(2));
            match action {
                Action::Acknowledge { device, ticket } if device == remote::device() => {
                    self.after(wait, Later::Heard200 { life, ticket });
                }
                Action::Acknowledge { device, ticket } => {
                    let site = self.site(&device);
                    self.after(wait, Later::Acknowledge { life, site, ticket });
                }
                Action::AnswerPin { device, verdict } => {
                    let site = self.site(&device);
                    self.after(wait, Later::Pin { life, site, verdict });
                }
                Action::Deliver(delivery) => {
                    self.note_stop(&delivery.notice);
                    self.after(wait, Later::Request { life, delivery });
                }
                Action::Show(_) => {}
                Action::Submit(submission) => {
                    let site = self.site(&submission.device);
                    let outbound::Submission { ticket, line, body, .. } = *submission;
                    let Body::Tpdu { pdu, length, more } = body else { panic!("modems take TPDUs") };
                    self.after(wait, Later::Send { life, site, part: Part { ticket, line, pdu, length, more } });
                }
                Action::Reconcile(orphan) => panic!("no modem can be asked about {orphan:?}"),
                // Whether it could be taken back shows in what reached the SMSC.
                Action::AnswerRequest { ticket: CANCEL.., .. } => {}
                Action::AnswerRequest { ticket, answer } => {
                    if let Ok(accepted) = &answer
                        && self.random.below(100) < self.taken_back
                    {
                        let message_id = accepted.message_id.clone();
                        let event =
                            Event::Requested { ticket: CANCEL, request: outbound::Request::Cancel { message_id } };
                        let wait = self.random.about(Duration::from_secs(20));
                        self.after(wait, Later::Answer { life, event });
                    }
                    let wish = &mut self.requested[usize::try_from(ticket).unwrap()];
                    if let (Some(Ok(first)), Ok(again)) = (&wish.answer, &answer) {
                        assert_eq!(first.message_id, again.message_id, "one key, two messages");
                    }
                    wish.answer = Some(answer);
                }
            }
        }
    }

    /// A STOP that is on disk: from now on it counts.
    fn note_stop(&mut self, notice: &Notice) {
        let Some(data) = notice.received().filter(|data| data.text.as_deref() == Some("STOP")) else { return };
        let cards = self.sites.iter().filter_map(|site| site.modem.card());
        let mut cards = cards.chain(self.pulled.iter().map(|(_, card)| card));
        let card = cards.find(|card| Some(card.iccid.as_str()) == data.sim.iccid.as_deref());
        if let (Some(imsi), true) = (card.map(|card| card.imsi.clone()), self.stops.is_empty()) {
            let at_ms = self.true_base + i64::try_from(self.now.as_millis()).unwrap();
            self.stops.push(Stop { imsi, from: data.from.clone(), at_ms });
        }
    }

    fn site(&self, device: &Name) -> usize {
        self.sites.iter().position(|site| site.settings.name == *device).unwrap()
    }

    fn request(&mut self, life: u32, delivery: Delivery) {
        let Delivery { id, destination, notice } = delivery;
        let chance = |random: &mut Random, percent: usize| random.below(100) < percent;
        let receiver = self.receivers.iter_mut().find(|receiver| receiver.name == destination.as_str()).unwrap();
        let (faults, says_so) = (receiver.faults, receiver.says_so);
        let lost = |refused_some: &mut bool| {
            let why = "lost".to_owned();
            *refused_some |= !says_so;
            if says_so { Answer::Unavailable { why } } else { Answer::Failed { why, retry_after: None } }
        };
        let mut wait = Duration::from_millis(20);
        let answer = if faults.down {
            Answer::Unavailable { why: "down".into() }
        } else if faults.chokes_on > 0 && hash(&notice.id).is_multiple_of(faults.chokes_on) {
            receiver.refused_some = true;
            // It hangs.
            wait = Duration::from_secs(if hash(&notice.id).is_multiple_of(2 * faults.chokes_on) { 10 } else { 0 });
            Answer::Failed { why: "500".into(), retry_after: None }
        } else if chance(&mut self.random, faults.lost_requests) {
            lost(&mut receiver.refused_some)
        } else if chance(&mut self.random, faults.refusals) {
            receiver.refused_some = true;
            Answer::Refused { why: "400".into() }
        } else {
            receiver.take(id, &notice);
            let is_lost = chance(&mut self.random, faults.lost_answers);
            if is_lost { lost(&mut receiver.refused_some) } else { Answer::Taken }
        };
        let wait = self.soon(wait);
        self.after(wait, Later::Answer { life, event: Event::Answered { delivery: id, destination, answer } });
    }

    /// All cards are pulled, and put back a little later. Into other modems only where nothing arrives: what
    /// such a modem keeps in itself, or reads before it knows its new card, nobody could tell whose it is.
    pub fn pull_cards(&mut self, out_for: Duration) {
        let now = self.now;
        for site in 0..self.sites.len() {
            let card = self.sites[site].modem.pull_card(now);
            self.pulled.extend(card.map(|card| (site, card)));
        }
        self.after(out_for, Later::Cards);
    }

    /// Every card that lies about is put back.
    pub fn insert_all(&mut self) {
        let now = self.now;
        self.inserted_at = now;
        let mut pulled = std::mem::take(&mut self.pulled);
        if self.swaps && !pulled.is_empty() {
            let sites: Vec<usize> = pulled.iter().map(|(site, _)| *site).collect();
            pulled.rotate_left(self.random.below(sites.len()));
            pulled.iter_mut().zip(sites).for_each(|((site, _), other)| *site = other);
        }
        for (site, card) in pulled {
            assert!(self.sites[site].modem.insert_card(card, now).is_none());
        }
    }

    /// A receiver goes away or comes back.
    pub fn set_down(&mut self, receiver: usize, down: bool) {
        let there_again = self.receivers[receiver].faults.down && !down;
        self.receivers[receiver].faults.down = down;
        if there_again && self.receivers[receiver].says_so {
            let destination = Name::parse(self.receivers[receiver].name).unwrap();
            let wait = self.soon(Duration::from_secs(2));
            self.after(wait, Later::Answer { life: self.life, event: Event::Reachable { destination } });
        }
    }

    /// The disk takes nothing any more, or takes everything again.
    pub fn set_disk_full(&mut self, full: bool) {
        self.disk_full = full;
        let stores = self.gateway.as_ref().map(Gateway::store).into_iter().chain(self.disk.as_ref());
        stores.for_each(|store| store.refuse_writes(full).unwrap());
    }

    fn network(&mut self, waiting: Waiting) {
        let now = self.now;
        // A card that is in another modem, which is sending and was not heard of since: nobody could tell whose report it is.
        if self.swaps && waiting.message == REPORT && now < self.inserted_at + SETTLED_AFTER {
            return self.after(SETTLED_AFTER, Later::Network { waiting });
        }
        let has_card = |site: &Site| site.modem.card().is_some_and(|card| card.imsi == waiting.imsi);
        let site = self.sites.iter().position(has_card);
        let placed = site.map(|site| (site, self.sites[site].modem.deliver(&waiting.pdu, now)));
        if let Some((site, placed)) = &placed {
            self.note(*site, || format!("message {} {}: {placed:?}", waiting.message, hex::encode(&waiting.pdu)));
        }
        match placed {
            Some((_, Ok(Placed::Stored(_)))) => self.believe(waiting),
            // Neither stored nor acknowledged by us: such a modem can't keep the promise.
            Some((_, Ok(Placed::Direct))) => {
                self.unsent -= 1;
                if waiting.message != REPORT {
                    self.unpromised.insert(waiting.message);
                }
            }
            Some((_, Ok(Placed::Discarded))) if waiting.message == REPORT => self.unsent -= 1,
            Some((site, Ok(Placed::Offered(offer)))) => {
                self.offered.insert((site, offer), waiting);
            }
            Some((_, Ok(Placed::Discarded))) => panic!("nothing is thrown away in these worlds"),
            Some((_, Err(_))) | None => {
                let wait = self.random.about(Duration::from_secs(2));
                self.after(wait, Later::Network { waiting });
            }
        }
    }

    fn believe(&mut self, waiting: Waiting) {
        self.unsent -= 1;
        if waiting.message == REPORT {
            return;
        }
        *self.believed.entry(waiting.message).or_default() += 1;
        self.believed_pdus.insert(waiting.pdu.clone());
        if self.random.below(100) < self.repeats {
            // The acknowledgement was lost on its way: the network sends it again.
            self.unsent += 1;
            let wait = self.random.about(Duration::from_secs(5));
            self.after(wait, Later::Network { waiting });
        }
    }

    fn network_events(&mut self, site: usize) {
        for event in self.sites[site].modem.take_events() {
            match event {
                ModemEvent::Acknowledged { offer, .. } => {
                    let waiting = self.offered.remove(&(site, offer)).unwrap();
                    self.believe(waiting);
                }
                ModemEvent::NotAcknowledged { offer, .. } => {
                    let waiting = self.offered.remove(&(site, offer)).unwrap();
                    let wait = self.random.about(Duration::from_secs(2));
                    self.after(wait, Later::Network { waiting });
                }
                ModemEvent::Submitted { mr, pdu, .. } => self.submitted(site, mr, &pdu),
                ModemEvent::Deleted { slot, pdu, .. } => {
                    self.note(site, || format!("deleted {slot:?} {}", hex::encode(&pdu)));
                }
                ModemEvent::Trace { .. } => {}
            }
        }
    }

    /// Everything is where it belongs.
    pub fn is_drained(&self) -> bool {
        let empty = |site: &Site| {
            use simgate::simulator::modem::Status;
            // What lies on a card that was put into it can't be read there.
            site.modem.personality().name == "storeless"
                || site.modem.slots().iter().all(|(_, stored)| !matches!(stored.status, Status::Unread | Status::Read))
        };
        self.unsent == 0
            && self.inbox.iter().all(|event| matches!(event, Event::ClockSynchronised(_)))
            && self.gateway.as_ref().is_some_and(|gateway| gateway.is_drained().unwrap())
            && self.requested.iter().all(|wish| wish.answer.is_some())
            && self.remote.messages.iter().all(|message| message.answered)
            && self.outgoing().iter().all(|row| row.state.is_over() || waits_visibly(row))
            && self.sites.iter().all(empty)
    }

    /// What was counted, for a person who looks for what was not.
    pub fn debits(&self) -> String {
        let Some(gateway) = &self.gateway else { return "no daemon runs".into() };
        let (boot, store) = (self.run(), gateway.store());
        let seen = store.clock(&boot.run).unwrap();
        let debits = store.debits(&Calendar::new(boot, seen.clone()), self.now()).unwrap();
        format!("{:?}\n{debits:?}\n{seen:?}", store.sims().unwrap())
    }

    /// What keeps it from being drained.
    pub fn undone(&self) -> String {
        let unanswered = self.requested.iter().filter(|wish| wish.answer.is_none()).count();
        let pending = self.gateway.as_ref().map(|gateway| gateway.store().pending().unwrap());
        let slots: Vec<_> = self.sites.iter().flat_map(|site| site.modem.slots()).collect();
        format!("{unanswered} unanswered, {pending:?} pending, in the inbox: {:?}, {slots:?}", self.inbox)
    }

    /// What the store says of all that was to be sent.
    pub fn outgoing(&self) -> Vec<OutboxRow> {
        self.gateway.as_ref().map_or_else(Vec::new, |gateway| gateway.store().outgoing(100_000).unwrap())
    }

    /// What the store says of messages whose text begins so.
    pub fn stored(&self, text: &str) -> String {
        let Some(gateway) = &self.gateway else { return "no daemon runs".into() };
        let store = gateway.store();
        let rows = store.latest("world", 100_000).unwrap();
        let found =
            rows.iter().filter(|row| row.notice.received().is_some_and(|data| data.text.as_deref() == Some(text)));
        let ids: Vec<_> = found.map(|row| (row.state.as_str(), row.notice.id.as_str())).collect();
        let deliveries = store.deliveries(None, 100_000).unwrap();
        let mine = deliveries.iter().filter(|row| ids.iter().any(|(_, id)| *id == row.event));
        format!("{ids:?} {:?}", mine.map(|row| (&row.state, row.attempts)).collect::<Vec<_>>())
    }

    /// Distinct events that a receiver took, by the text they carry, or by the octets of what has no text.
    pub fn events_by_text(&self, receiver: &Receiver) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (id, (notice, _)) in &receiver.taken {
            let Some(data) = notice.received() else { continue };
            if !data.missing_parts.is_empty() && !self.unpromised.is_empty() {
                continue;
            }
            let said = data.text.as_deref().or(data.undecoded_hex.as_deref()).or(data.data_hex.as_deref());
            found.entry(said.unwrap_or_default().to_owned()).or_default().insert(id.clone());
        }
        found
    }

    /// Who called by what a receiver took, and the ids of the events that said so.
    pub fn calls_by_number(&self, receiver: &Receiver) -> BTreeMap<Option<String>, BTreeSet<String>> {
        let mut found: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for (id, (notice, _)) in &receiver.taken {
            if let Data::Call(call) = &notice.data {
                found.entry(call.from.clone()).or_default().insert(id.clone());
            }
        }
        found
    }

    pub fn holds(&self, pdu: &[u8]) -> bool {
        self.gateway.as_ref().is_some_and(|gateway| gateway.store().holds(pdu).unwrap())
    }

    fn record(&mut self, site: usize, way: char, bytes: &[u8]) {
        if let Some(transcript) = &mut self.transcript {
            transcript.push(format!("{:9.4} {site} {way} {}", self.now.as_secs_f64(), bytes.escape_ascii()));
        }
    }

    /// What the network did with a modem, or a modem with its slots: no bytes on the line.
    fn note(&mut self, site: usize, what: impl FnOnce() -> String) {
        if let Some(transcript) = &mut self.transcript {
            transcript.push(format!("{:9.4} {site} = {}", self.now.as_secs_f64(), what()));
        }
    }

    pub fn transcript(&self) -> String {
        self.transcript.as_ref().map_or_else(String::new, |lines| lines.join("\n"))
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(7, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)) ^ (hash >> 7))
}

/// As if nothing had been written before the outcome was known.
fn forget_what_was_handed_over(disk: &mut Store) {
    disk.transaction(|tx| {
        for part in tx.orphans()? {
            tx.part_is(part.id, PartState::Waiting, None)?;
            tx.without_debit(part.id)?;
            part.debit.map_or(Ok(()), |debit| tx.refunded(debit))?;
            tx.released(part.message)?;
        }
        Ok(())
    })
    .unwrap();
}

impl World {
    /// What the SMSC would get of a message, part by part, whatever validity the parts have.
    pub fn parts_of(&self, row: &OutboxRow) -> Vec<Vec<u8>> {
        let taken = |wish: &&Requested| matches!(&wish.answer, Some(Ok(accepted)) if accepted.message_id == row.id);
        // Nobody has heard of it yet.
        let mut orders = self.requested.iter().filter(taken).map(|wish| &wish.order);
        let Some(order) = orders.next() else { return Vec::new() };
        let to = outbound::recipient(&row.recipient).unwrap();
        let [.., reference] = row.seq.get().to_be_bytes();
        let parts = outbound::parts(&to, &order.text, reference, order.status_report, Duration::from_secs(3600));
        parts.unwrap().iter().map(|tpdu| without_validity(tpdu)).collect()
    }
}

/// A SUBMIT as it would be without a validity period.
pub fn without_validity(tpdu: &[u8]) -> Vec<u8> {
    let Ok(Tpdu::Submit(mut submit)) = Tpdu::decode(tpdu, Direction::FromMobile) else { panic!("it is a SUBMIT") };
    submit.validity = None;
    submit.encode()
}

/// It waits, and says what for: a limit, a line whose card can't be known, or a word of the recipient's.
pub fn waits_visibly(row: &OutboxRow) -> bool {
    let whys = ["waits for the limit", "no line that", "the recipient answered STOP"];
    row.reason.as_deref().is_some_and(|why| whys.iter().any(|known| why.starts_with(known)))
}

pub fn device(index: usize) -> Name {
    Name::parse(&format!("modem-{}", index + 1)).unwrap()
}
