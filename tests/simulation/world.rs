//! A world in memory: simulated modems, SMSC, receivers, clock and power that fail, around the machines and the gateway
//! that ship. One seed is one run.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use simgate::code::Finder;
use simgate::flow::calendar::Calendar;
use simgate::flow::delivery::Room;
use simgate::flow::ledger::Limits;
use simgate::flow::notice::{Data, Notice};
use simgate::flow::outbound::{self, Accepted, Body, PartState, Refusal, SendRequest};
use simgate::flow::pin::Verdict;
use simgate::flow::pool::{Policy, Rules};
use simgate::flow::routing::{Directory, Line, Owner, Routes};
use simgate::flow::{Action, Answer, Delivery, Event};
use simgate::gateway::{Destination, Gateway, Sending, Settings};
use simgate::model::{Boot, Iccid, IdSource, LineId, Msisdn, Name, Now, RunId, Secret, Timestamp};
use simgate::modem::{Input, Modem, Output, Part, Settings as ModemSettings};
use simgate::pdu::{self, Address, Direction, Pdu, StatusReport, Tpdu, hex};
use simgate::simulator::modem::{Fault, ModemEvent, Placed, SimCard, SimModem};
use simgate::simulator::phone::Fault as PhoneFault;
use simgate::simulator::random::Random;
use simgate::store::{OutboxRow, Store};

use crate::phones::{Order, Phones};
use crate::remote::{self, Remote};

/// Ticket of requests to cancel. Lower tickets are indices of send requests.
const CANCEL: u64 = 1 << 32;

/// How a test breaks the order of steps, to prove that the checks notice it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    None,
    /// A message leaves the modem before it is on disk.
    AcknowledgeBeforeCommit,
    /// A line is debited, and a part marked as submitted, only after its outcome.
    DebitAfterSend,
}

/// A simulated modem, the machine that drives it, and the port between them.
pub struct Site {
    pub modem: SimModem,
    pub line: Modem,
    settings: ModemSettings,
    open: bool,
}

/// One TPDU that the SMSC wants delivered.
#[derive(Clone)]
pub struct Waiting {
    /// The subscription of the recipient. The network finds its card in any modem.
    pub imsi: String,
    pub pdu: Vec<u8>,
    /// Index of the planned message.
    pub message: usize,
}

/// An event that happens later. Events of a daemon die with it.
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
    /// A caller requests a message, for the first time or because no answer came.
    Ask {
        request: usize,
    },
    Send {
        life: u32,
        site: usize,
        part: Part,
    },
    /// The daemon checks whether the clock is synchronised.
    Clock,
    /// The remote calls with a message, again and again until it gets a 200.
    Call200 {
        message: usize,
    },
    /// The remote gets a 200.
    Answered200 {
        life: u32,
        ticket: u64,
    },
    Order {
        life: u32,
        phone: usize,
        order: Order,
    },
    PhoneText {
        phone: usize,
        slot: usize,
        text: String,
    },
    PhoneFault {
        phone: usize,
        fault: PhoneFault,
    },
}

/// A request to send a message, and its answer.
pub struct Requested {
    pub request: SendRequest,
    pub answer: Option<Result<Accepted, Refusal>>,
}

/// A SUBMIT that reached the SMSC, with the time by a right clock.
pub struct Submission {
    pub imsi: String,
    pub at_ms: i64,
    pub tpdu: Vec<u8>,
}

/// A STOP that a recipient sent to a line, with the time by a right clock.
pub struct Stop {
    pub imsi: String,
    pub from: String,
    pub at_ms: i64,
}

/// Instead of the index of a planned message: a status report.
pub const REPORT: usize = usize::MAX;

/// Percentages of status reports that are lost or repeated.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportFaults {
    pub lost: usize,
    pub repeated: usize,
}

/// How a receiver behaves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Faults {
    /// Percentages: requests that never arrive, answers that never come back, refusals.
    pub lost_requests: usize,
    pub lost_answers: usize,
    pub refusals: usize,
    /// The receiver always fails for one event in this many, at once or after a while. 0: for none.
    pub fails_on: u64,
    pub down: bool,
}

/// A destination of events, and the events that it accepted.
pub struct Receiver {
    pub name: &'static str,
    in_flight_max: usize,
    /// Whether it reports itself when it is available again, as the connection to a broker does. A loss is then the
    /// fault of the connection. A webhook may fail because of one event.
    reports_itself: bool,
    pub faults: Faults,
    /// Each event that it accepted, and how often.
    pub accepted: BTreeMap<String, (Notice, u32)>,
    /// The last delivery of each line that it accepted for the first time. Not kept after a refusal or failure,
    /// because such a delivery may come after later ones.
    last: BTreeMap<String, i64>,
    refused_some: bool,
    pub out_of_order: Option<String>,
}

impl Receiver {
    fn new(name: &'static str, in_flight_max: usize, reports_itself: bool) -> Self {
        let (accepted, last) = (BTreeMap::new(), BTreeMap::new());
        let faults = Faults::default();
        Self { name, in_flight_max, reports_itself, faults, accepted, last, refused_some: false, out_of_order: None }
    }

    fn accept(&mut self, delivery: i64, notice: &Notice) {
        let entry = self.accepted.entry(notice.id.clone()).or_insert_with(|| (notice.clone(), 0));
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

/// The line of a received message or call. The derived names of two cards may be equal, so the line is identified by
/// card and device; that of a phone by its name.
fn line_of(notice: &Notice) -> Option<String> {
    let (sim, device) = match &notice.data {
        Data::Received(received) => (&received.sim, &received.device),
        Data::Call(call) => (&call.sim, &call.device),
        Data::Outgoing(_) | Data::Device(_) => return None,
    };
    Some(format!("{:?} {} {device}", sim.iccid, if sim.iccid.is_none() { &sim.name } else { "" }))
}

fn message_id(notice: &Notice) -> &str {
    match &notice.data {
        Data::Received(received) => &received.message_id,
        Data::Outgoing(outgoing) => &outgoing.message_id,
        Data::Call(call) => &call.call_id,
        Data::Device(trouble) => &trouble.device,
    }
}

pub struct World {
    pub random: Random,
    pub now: Duration,
    pub wall_base: i64,
    pub sites: Vec<Site>,
    gateway: Option<Gateway>,
    /// The store while no daemon runs.
    disk: Option<Store>,
    inbox: Vec<Event>,
    later: BTreeMap<(Duration, u64), Later>,
    made: u64,
    life: u32,
    commit_planned: bool,
    pub receivers: Vec<Receiver>,
    /// Whether the disk is full.
    pub disk_full: bool,
    /// Planned messages that the SMSC believes delivered, with their counts.
    pub believed: BTreeMap<usize, u32>,
    pub believed_pdus: BTreeSet<Vec<u8>>,
    /// Messages that a modem acknowledged without storing them.
    pub unpromised: BTreeSet<usize>,
    offered: BTreeMap<(usize, u32), Waiting>,
    pulled: Vec<(usize, SimCard)>,
    pub sabotage: Sabotage,
    /// Percentage of TPDUs that the SMSC repeats although they were stored.
    pub repeats: usize,
    pub unsent: usize,
    pub commits: u64,
    /// How often in a row the gateway had nothing to do and wanted to be called again at once.
    restless: u32,
    /// The right wall-clock time at time zero.
    pub true_base: i64,
    /// Whether the wall clock is synchronised.
    pub synchronised: bool,
    /// Number of the run of the machine, and when it began.
    boot: (u32, Duration),
    pub day_limit: u32,
    /// Whether the clock may be a day off. The age of a repeat is then unknown.
    pub days_jump: bool,
    pub policy: Policy,
    /// Percentage of messages that their caller cancels.
    pub cancels: usize,
    /// Cards with an owner, and their numbers.
    pub owned: Vec<(Iccid, Msisdn)>,
    pub stops: Vec<Stop>,
    /// Whether lines have a stop list.
    pub has_stop_list: bool,
    /// Whether the kernel hides the id of the machine's run at some starts.
    pub hides_boot: bool,
    /// Whether pulled cards are inserted into other modems.
    pub swaps: bool,
    /// When cards were last inserted.
    inserted_at: Duration,
    pub requested: Vec<Requested>,
    pub submissions: Vec<Submission>,
    pub report_faults: ReportFaults,
    pub remote: Remote,
    pub phones: Phones,
    transcript: Option<Vec<String>>,
}

/// The receiver of the owners of numbers.
pub const OWNERS: &str = "owners";

/// More steps than this at one time are an endless loop.
const STEPS_AT_ONCE_MAX: u32 = 20_000;

/// The wall clock at the start, in milliseconds.
pub const WALL: i64 = 1_795_343_400_000;

/// After this time a modem has the outcome of its submission and has reported its card.
const SETTLED_AFTER: Duration = Duration::from_secs(200);

/// Wait before a failed transaction is repeated.
const STORE_RETRY: Duration = Duration::from_millis(500);
/// Twice is possible: deferred events become due and are written.
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
            cancels: 0,
            owned: Vec::new(),
            stops: Vec::new(),
            has_stop_list: false,
            hides_boot: false,
            swaps: false,
            inserted_at: Duration::ZERO,
            requested: Vec::new(),
            submissions: Vec::new(),
            report_faults: ReportFaults::default(),
            remote: Remote::default(),
            phones: Phones::default(),
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

    /// Requests a message, again and again until there is an answer.
    pub fn request_send(&mut self, request: SendRequest, wait: Duration) {
        self.requested.push(Requested { request, answer: None });
        let request = self.requested.len() - 1;
        self.after(wait, Later::Ask { request });
    }

    /// Whether the gateway knows the right time in this run of the machine. Only then may it learn a wrong one.
    pub fn was_right(&self) -> bool {
        let Some(gateway) = &self.gateway else { return false };
        let seen = gateway.store().debits().clock_offsets(&self.run().run).unwrap();
        let right = self.true_base + i64::try_from(self.boot.1.as_millis()).unwrap();
        seen.iter().any(|seen| (seen.offset_ms - right).abs() < 1000)
    }

    /// Sets both clocks so that midnight is `left` away.
    pub fn begin_before_midnight(&mut self, left: Duration) {
        const DAY: i64 = 86_400_000;
        self.true_base = WALL - WALL % DAY + DAY - i64::try_from((self.now + left).as_millis()).unwrap();
        self.wall_base = self.true_base;
    }

    /// The run of the machine, as a starting daemon finds it.
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

    /// Passes a TPDU to the SMSC, which tries until the modem accepts it.
    pub fn submit(&mut self, waiting: Waiting, wait: Duration) {
        self.unsent += 1;
        self.after(wait, Later::Network { waiting });
    }

    /// Schedules a call that ends after `rings` rings.
    pub fn call(&mut self, site: usize, number: &str, rings: u32, wait: Duration) {
        self.after(wait, Later::Call { site, number: number.to_owned(), rings });
    }

    /// Schedules a message of the remote.
    pub fn remote_text(&mut self, text: String, wait: Duration) {
        self.remote.messages.push(remote::Message { text, answered: false });
        let message = self.remote.messages.len() - 1;
        self.after(wait, Later::Call200 { message });
    }

    /// Adds a phone, with webhooks or without.
    pub fn add_phone(&mut self, webhooks: bool) {
        self.phones.add(Timestamp::from_millis(self.true_base), webhooks, self.now);
    }

    /// Schedules a text of a person to a phone.
    pub fn phone_text(&mut self, phone: usize, slot: usize, text: String, wait: Duration) {
        self.phones.planned.push(text.clone());
        self.after(wait, Later::PhoneText { phone, slot, text });
    }

    /// Schedules a fault of a phone.
    pub fn phone_fault(&mut self, phone: usize, fault: PhoneFault, wait: Duration) {
        self.after(wait, Later::PhoneFault { phone, fault });
    }

    /// Schedules a fault of a modem.
    pub fn schedule_fault(&mut self, site: usize, fault: Fault, wait: Duration) {
        self.after(wait, Later::Fault { site, fault });
    }

    /// Adds an owner and the owner's receiver for the card in a modem.
    pub fn add_owner(&mut self, site: usize) {
        let card = self.sites[site].modem.card().expect("made with a card");
        let number = Msisdn::parse(&format!("+1202555{:04}", 2000 + site)).unwrap();
        self.owned.push((Iccid::parse(&card.iccid).unwrap(), number));
        if !self.receivers.iter().any(|receiver| receiver.name == OWNERS) {
            self.receivers.push(Receiver::new(OWNERS, 4, false));
        }
    }

    /// Runs the world until `until`.
    pub fn run_until(&mut self, until: Duration) {
        let mut steps = 0;
        while let Some(at) = self.next_at().filter(|&at| at <= until) {
            steps = if at > self.now { 0 } else { steps + 1 };
            assert!(steps < STEPS_AT_ONCE_MAX, "time does not advance: {}", self.due_sites());
            self.now = self.now.max(at);
            self.step();
        }
        self.now = until;
    }

    fn due_sites(&self) -> String {
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
        sites.chain(later).chain(gateway).chain(self.phones.next_at()).min()
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
        let events = self.phones.step(self.now());
        self.inbox.extend(events);
        let due = self.gateway.as_ref().is_some_and(|gateway| !self.inbox.is_empty() || gateway.wake_at() <= self.now);
        if due && !self.commit_planned {
            self.commit_planned = true;
            // A slow disk, such as an SD card, stalls from time to time.
            let slowest = Duration::from_millis(if self.random.once_in(16) { 1000 } else { 5 });
            let takes = Duration::from_micros(200) + self.soon(slowest);
            self.after(takes, Later::Commit { life: self.life });
        }
    }

    /// Moves bytes both ways between a modem and its machine, and passes the time to the machine.
    fn carry(&mut self, site: usize) {
        let now = self.now();
        let hung_up = self.sites[site].modem.hung_up();
        if self.sites[site].open && hung_up {
            self.sites[site].open = false;
            self.input(site, Input::Lost("the port is gone"));
            self.after(Duration::from_millis(500), Later::Open { site });
        }
        let bytes = self.sites[site].modem.transmit(now.mono);
        if self.sites[site].open && self.gateway.is_some() {
            if !bytes.is_empty() {
                self.record(site, '<', &bytes);
                self.input(site, Input::Bytes(&bytes));
            }
            if self.sites[site].line.wake_at().is_some_and(|at| at <= now.mono) {
                self.input(site, Input::Time);
            }
        }
    }

    fn input(&mut self, site: usize, input: Input) {
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
                Output::ResetUsb(_) => {
                    self.sites[site].modem.fault(Fault::Reset, self.now);
                }
                Output::Reopen(wait) => {
                    self.sites[site].open = false;
                    self.after(wait, Later::Open { site });
                }
                // Nobody uses a console here.
                Output::Console(_) => {}
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
                self.input(site, Input::Acknowledge(ticket))
            }
            Later::Pin { life, site, verdict } if life == self.life => self.input(site, Input::PinVerdict(verdict)),
            Later::Commit { life } if life == self.life => self.commit(),
            Later::Answer { life, event } if life == self.life => self.inbox.push(event),
            Later::Send { life, site, part } if life == self.life => self.input(site, Input::Submit(part)),
            Later::Ask { request } => self.ask(request),
            Later::Call200 { message } => self.call_of_remote(message),
            Later::Answered200 { life, ticket } if life == self.life => self.answer_remote(ticket),
            Later::Order { life, phone, order } if life == self.life => {
                let events = self.phones.order(phone, order, self.now());
                self.inbox.extend(events);
            }
            Later::PhoneText { phone, slot, text } => {
                let wall = Timestamp::from_millis(self.true_base + i64::try_from(self.now.as_millis()).unwrap());
                self.phones.receive(phone, slot, &text, Now { wall, mono: self.now });
            }
            Later::PhoneFault { phone, fault } => self.phones.fault(phone, fault, self.now),
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
            | Later::Answered200 { .. }
            | Later::Order { .. }
            | Later::Send { .. } => {}
        }
    }

    /// The remote calls with a message, and again after a while; sometimes at once.
    fn call_of_remote(&mut self, message: usize) {
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

    /// Answers the remote, unless the answer is lost.
    fn answer_remote(&mut self, ticket: u64) {
        let Some(message) = self.remote.acknowledged(ticket) else { return };
        self.remote.messages[message].answered |= !self.random.once_in(4);
    }

    fn ask(&mut self, request: usize) {
        if self.requested[request].answer.is_none() {
            if self.gateway.is_some() {
                let ticket = u64::try_from(request).unwrap();
                self.inbox.push(Event::Requested {
                    ticket,
                    request: outbound::Request::Send(Box::new(self.requested[request].request.clone())),
                });
            }
            self.after(Duration::from_secs(5), Later::Ask { request });
        }
    }

    /// Notes a SUBMIT that reached the SMSC, and schedules its status report unless the report is lost.
    fn submitted(&mut self, site: usize, mr: u8, octets: &[u8]) {
        // The card may have been pulled at the same moment.
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
            self.input(site, Input::Lost("there is no port"));
            self.after(Duration::from_millis(500), Later::Open { site });
        } else {
            self.sites[site].open = true;
            self.input(site, Input::Opened);
        }
    }

    fn start(&mut self) {
        let Some(disk) = self.disk.take() else { return };
        let destination = |receiver: &Receiver| {
            let (give_up, room) = (Duration::from_secs(30 * 86400), Room::one_of_each_lane(receiver.in_flight_max));
            (Name::parse(receiver.name).unwrap(), Destination { give_up, room, statuses: true })
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
                    stop_list: self.has_stop_list,
                    ..Rules::default()
                },
                ..Sending::default()
            },
            finder: Finder::default(),
            upkeep: BTreeMap::new(),
            reconciling: self.phones.names(),
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
        let events = self.phones.start(self.now());
        self.inbox.extend(events);
    }

    fn directory(&self) -> Directory {
        let name = |text: &str| Name::parse(text).unwrap();
        let defaults = self.receivers.iter().filter(|receiver| receiver.name != OWNERS);
        let line = |(iccid, number): &(Iccid, Msisdn)| {
            let (name, number) = (name(&format!("sim-of-{}", &number.as_str()[1..])), Some(number.clone()));
            (LineId::Iccid(iccid.clone()), Line { name, number, missed_call_code: None })
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

    /// Runs until a message was read and is not committed, if that happens soon, and then a little further. At that
    /// moment the order of steps matters most.
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

    /// Kills the daemon between two steps. Only committed data are left.
    pub fn kill(&mut self, down_for: Duration) {
        let Some(gateway) = self.gateway.take() else { return };
        let mut disk = gateway.into_store();
        if self.sabotage == Sabotage::DebitAfterSend {
            disk.refuse_writes(false).unwrap();
            undo_submissions(&mut disk);
            disk.refuse_writes(self.disk_full).unwrap();
        }
        self.disk = Some(disk);
        self.inbox.clear();
        self.remote.hang_up();
        self.phones.end(self.now);
        self.life += 1;
        for site in &mut self.sites {
            site.open = false;
        }
        self.after(down_for, Later::Start);
    }

    /// Cuts the power of modems and daemon.
    pub fn power_cut(&mut self, down_for: Duration) {
        self.kill(down_for);
        self.boot = (self.boot.0 + 1, self.now);
        // A machine can't notice a wrong time that is called synchronised from the start.
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
                // The same events again, before later ones.
                self.inbox.splice(0..0, events);
                self.commit_planned = true;
                return self.after(STORE_RETRY, Later::Commit { life: self.life });
            }
        };
        let failure = gateway.take_failure();
        assert!(failure.is_none() || self.disk_full, "{failure:?}");
        let restless = events.is_empty() && gateway.wake_at() <= now.mono;
        self.restless = if restless { self.restless + 1 } else { 0 };
        assert!(self.restless < RESTLESS_MAX, "the gateway has nothing to do and does not sleep: {failure:?}");
        self.commits += 1;
        let life = self.life;
        for action in actions {
            let wait = self.soon(Duration::from_millis(2));
            let action = match self.phones.order_of(action) {
                Ok((phone, order)) => {
                    self.after(wait, Later::Order { life, phone, order });
                    continue;
                }
                Err(action) => action,
            };
            match action {
                Action::Acknowledge { device, ticket } if device == remote::device() => {
                    self.after(wait, Later::Answered200 { life, ticket });
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
                // Nobody registers webhooks here, nor makes USSD requests.
                Action::PublishLine(_)
                | Action::AnswerChange { .. }
                | Action::OpenHook(_)
                | Action::CloseHook(_)
                | Action::AnswerUssd { .. }
                | Action::Dial { .. } => {}
                Action::ReadInbox { device, .. } => panic!("{device} has no inbox"),
                Action::Submit(submission) => {
                    let site = self.site(&submission.device);
                    let outbound::Submission { ticket, line, body, .. } = *submission;
                    let Body::Tpdu { pdu, length, more } = body else { panic!("modems take TPDUs") };
                    self.after(wait, Later::Send { life, site, part: Part { ticket, line, pdu, length, more } });
                }
                Action::Reconcile(orphan) => panic!("no modem can be asked about {orphan:?}"),
                // What reached the SMSC proves whether the message was cancelled.
                Action::AnswerRequest { ticket: CANCEL.., .. } => {}
                Action::AnswerRequest { ticket, answer } => {
                    if let Ok(accepted) = &answer
                        && self.random.below(100) < self.cancels
                    {
                        let message_id = accepted.message_id.clone();
                        let event =
                            Event::Requested { ticket: CANCEL, request: outbound::Request::Cancel { message_id } };
                        let wait = self.random.about(Duration::from_secs(20));
                        self.after(wait, Later::Answer { life, event });
                    }
                    let requested = &mut self.requested[usize::try_from(ticket).unwrap()];
                    if let (Some(Ok(first)), Ok(again)) = (&requested.answer, &answer) {
                        assert_eq!(first.message_id, again.message_id, "one key, two messages");
                    }
                    requested.answer = Some(answer);
                }
            }
        }
    }

    /// Notes a committed STOP, which counts from now on.
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
        let (faults, reports_itself) = (receiver.faults, receiver.reports_itself);
        let lost = |refused_some: &mut bool| {
            let why = "lost".to_owned();
            *refused_some |= !reports_itself;
            if reports_itself { Answer::Unavailable { why } } else { Answer::Failed { why, retry_after: None } }
        };
        let mut wait = Duration::from_millis(20);
        let answer = if faults.down {
            Answer::Unavailable { why: "down".into() }
        } else if faults.fails_on > 0 && hash(&notice.id).is_multiple_of(faults.fails_on) {
            receiver.refused_some = true;
            // Some failures take a while.
            wait = Duration::from_secs(if hash(&notice.id).is_multiple_of(2 * faults.fails_on) { 10 } else { 0 });
            Answer::Failed { why: "500".into(), retry_after: None }
        } else if chance(&mut self.random, faults.lost_requests) {
            lost(&mut receiver.refused_some)
        } else if chance(&mut self.random, faults.refusals) {
            receiver.refused_some = true;
            Answer::Refused { why: "400".into() }
        } else {
            receiver.accept(id, &notice);
            let is_lost = chance(&mut self.random, faults.lost_answers);
            if is_lost { lost(&mut receiver.refused_some) } else { Answer::Taken }
        };
        let wait = self.soon(wait);
        self.after(wait, Later::Answer { life, event: Event::Answered { delivery: id, destination, answer } });
    }

    /// Pulls all cards and inserts them a little later. They are inserted into other modems only in worlds without
    /// messages: a modem that keeps messages itself can't tell their card.
    pub fn pull_cards(&mut self, out_for: Duration) {
        let now = self.now;
        for site in 0..self.sites.len() {
            let card = self.sites[site].modem.pull_card(now);
            self.pulled.extend(card.map(|card| (site, card)));
        }
        self.after(out_for, Later::Cards);
    }

    /// Inserts all pulled cards.
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

    /// Makes a receiver unavailable or available.
    pub fn set_down(&mut self, receiver: usize, down: bool) {
        let is_back = self.receivers[receiver].faults.down && !down;
        self.receivers[receiver].faults.down = down;
        if is_back && self.receivers[receiver].reports_itself {
            let destination = Name::parse(self.receivers[receiver].name).unwrap();
            let wait = self.soon(Duration::from_secs(2));
            self.after(wait, Later::Answer { life: self.life, event: Event::Reachable { destination } });
        }
    }

    /// Makes the disk full or empty.
    pub fn set_disk_full(&mut self, full: bool) {
        self.disk_full = full;
        let stores = self.gateway.as_ref().map(Gateway::store).into_iter().chain(self.disk.as_ref());
        stores.for_each(|store| store.refuse_writes(full).unwrap());
    }

    fn network(&mut self, waiting: Waiting) {
        let now = self.now;
        // A card moved to a modem that may still send for another card. Whose report this is would be unknown.
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
            Some((_, Ok(Placed::Discarded))) => panic!("no modem of these worlds discards messages"),
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
            // The acknowledgement is lost, so the network repeats the message.
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

    /// Whether nothing is left to do.
    pub fn is_drained(&self) -> bool {
        let empty = |site: &Site| {
            use simgate::simulator::modem::Status;
            // It can't read messages on the card.
            site.modem.personality().name == "storeless"
                || site.modem.slots().iter().all(|(_, stored)| !matches!(stored.status, Status::Unread | Status::Read))
        };
        self.unsent == 0
            && self.inbox.iter().all(|event| matches!(event, Event::ClockSynchronised(_)))
            && self.gateway.as_ref().is_some_and(|gateway| gateway.is_drained().unwrap())
            && self.requested.iter().all(|requested| requested.answer.is_some())
            && self.remote.messages.iter().all(|message| message.answered)
            && self.phones.received().is_subset(&self.phones.stored)
            && self.outgoing().iter().all(|row| row.state.is_over() || waits_visibly(row))
            && self.sites.iter().all(empty)
    }

    /// All debits, for a person who looks for a missing one.
    pub fn debits(&self) -> String {
        let Some(gateway) = &self.gateway else { return "no daemon runs".into() };
        let (boot, store) = (self.run(), gateway.store());
        let seen = store.debits().clock_offsets(&boot.run).unwrap();
        let debits = store.debits().all(&Calendar::new(boot, seen.clone()), self.now()).unwrap();
        format!("{:?}\n{debits:?}\n{seen:?}", store.lines().all().unwrap())
    }

    /// What is left to do, for a person.
    pub fn undone(&self) -> String {
        let unanswered = self.requested.iter().filter(|requested| requested.answer.is_none()).count();
        let pending = self.gateway.as_ref().map(|gateway| gateway.store().deliveries().count_pending().unwrap());
        let slots: Vec<_> = self.sites.iter().flat_map(|site| site.modem.slots()).collect();
        format!("{unanswered} unanswered, {pending:?} pending, in the inbox: {:?}, {slots:?}", self.inbox)
    }

    /// All messages to send, from the store.
    pub fn outgoing(&self) -> Vec<OutboxRow> {
        self.gateway.as_ref().map_or_else(Vec::new, |gateway| gateway.store().outbox().list(100_000).unwrap())
    }

    /// Messages with this text in the store, and their deliveries.
    pub fn stored(&self, text: &str) -> String {
        let Some(gateway) = &self.gateway else { return "no daemon runs".into() };
        let store = gateway.store();
        let rows = store.inbox().latest("world", 100_000).unwrap();
        let found =
            rows.iter().filter(|row| row.notice.received().is_some_and(|data| data.text.as_deref() == Some(text)));
        let ids: Vec<_> = found.map(|row| (row.state.as_str(), row.notice.id.as_str())).collect();
        let deliveries = store.deliveries().list(None, 100_000).unwrap();
        let mine = deliveries.iter().filter(|row| ids.iter().any(|(_, id)| *id == row.event));
        format!("{ids:?} {:?}", mine.map(|row| (&row.state, row.attempts)).collect::<Vec<_>>())
    }

    /// Distinct events that a receiver accepted, by their text, or by their octets if they have no text.
    pub fn events_by_text(&self, receiver: &Receiver) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (id, (notice, _)) in &receiver.accepted {
            let Some(data) = notice.received() else { continue };
            if !data.missing_parts.is_empty() && !self.unpromised.is_empty() {
                continue;
            }
            let content = data.text.as_deref().or(data.undecoded_hex.as_deref()).or(data.data_hex.as_deref());
            found.entry(content.unwrap_or_default().to_owned()).or_default().insert(id.clone());
        }
        found
    }

    /// The callers in the events that a receiver accepted, with the ids of the events.
    pub fn calls_by_number(&self, receiver: &Receiver) -> BTreeMap<Option<String>, BTreeSet<String>> {
        let mut found: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for (id, (notice, _)) in &receiver.accepted {
            if let Data::Call(call) = &notice.data {
                found.entry(call.from.clone()).or_default().insert(id.clone());
            }
        }
        found
    }

    pub fn holds(&self, pdu: &[u8]) -> bool {
        self.gateway.as_ref().is_some_and(|gateway| gateway.store().messages().has_part(pdu).unwrap())
    }

    fn record(&mut self, site: usize, way: char, bytes: &[u8]) {
        if let Some(transcript) = &mut self.transcript {
            transcript.push(format!("{:9.4} {site} {way} {}", self.now.as_secs_f64(), bytes.escape_ascii()));
        }
    }

    /// Notes an act of the network or of a modem that moves no bytes on the port.
    fn note(&mut self, site: usize, what: impl FnOnce() -> String) {
        if let Some(transcript) = &mut self.transcript {
            transcript.push(format!("{:9.4} {site} = {}", self.now.as_secs_f64(), what()));
        }
    }

    pub fn transcript(&self) -> String {
        let Some(lines) = &self.transcript else { return String::new() };
        let mut lines: Vec<String> = lines.iter().cloned().chain(self.phones.transcript()).collect();
        lines.sort_by(|one, other| one.get(..9).cmp(&other.get(..9)));
        lines.join("\n")
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(7, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)) ^ (hash >> 7))
}

/// Undoes the commits that came before the outcome of each submission.
fn undo_submissions(disk: &mut Store) {
    disk.transaction(|tx| {
        for part in tx.outgoing_parts().orphans()? {
            tx.outgoing_parts().set_state(part.id, PartState::Waiting, None)?;
            tx.outgoing_parts().clear_debit(part.id)?;
            part.debit.map_or(Ok(()), |debit| tx.debits().delete(debit))?;
            tx.outgoing().release_line(part.message)?;
        }
        Ok(())
    })
    .unwrap();
}

impl World {
    /// The request of a message. `None`: the caller doesn't have its answer yet.
    fn request_of(&self, row: &OutboxRow) -> Option<&SendRequest> {
        let is_it =
            |requested: &&Requested| matches!(&requested.answer, Some(Ok(accepted)) if accepted.message_id == row.id);
        self.requested.iter().find(is_it).map(|requested| &requested.request)
    }

    /// The text of a message.
    pub fn text_of(&self, row: &OutboxRow) -> &str {
        self.request_of(row).map_or("", |request| &request.text)
    }

    /// The parts of a message as the SMSC gets them, without their validity.
    pub fn parts_of(&self, row: &OutboxRow) -> Vec<Vec<u8>> {
        let Some(request) = self.request_of(row) else { return Vec::new() };
        let to = outbound::recipient(&row.recipient).unwrap();
        let [.., reference] = row.seq.get().to_be_bytes();
        let parts = outbound::parts(&to, &request.text, reference, request.status_report, Duration::from_secs(3600));
        parts.unwrap().iter().map(|tpdu| without_validity(tpdu)).collect()
    }
}

/// A SUBMIT without its validity period.
pub fn without_validity(tpdu: &[u8]) -> Vec<u8> {
    let Ok(Tpdu::Submit(mut submit)) = Tpdu::decode(tpdu, Direction::FromMobile) else { panic!("it is a SUBMIT") };
    submit.validity = None;
    submit.encode()
}

/// Whether a message waits for a reason that no healing removes: a limit, a line whose card is unknown, or a STOP.
pub fn waits_visibly(row: &OutboxRow) -> bool {
    let reasons = ["waits for the limit", "no line that", "the recipient answered STOP"];
    row.reason.as_deref().is_some_and(|why| reasons.iter().any(|known| why.starts_with(known)))
}

pub fn device(index: usize) -> Name {
    Name::parse(&format!("modem-{}", index + 1)).unwrap()
}
