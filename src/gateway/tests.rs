//! Scripted events against a gateway with a store in memory, for cases that the simulation meets only by chance.

mod ages;
mod alarms;
mod failures;
mod hooks;
mod incoming;
mod limits;
mod mailings;
mod outgoing;
mod pins;
mod queue;
mod reports;
mod requests;
mod retention;
mod seam;
mod silence;
mod subscriptions;
mod upkeep;
mod ussd;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::{Destination, Gateway, Sending, Settings};
use crate::code::Finder;
use crate::flow::delivery::Room;
use crate::flow::ledger::Limits;
use crate::flow::outbound::{
    OnExhausted, Orphan, Outcome, Receipt, RefusalCode, Request, SendRequest, SentAs, State, Submission,
};
use crate::flow::pool::Rules;
use crate::flow::routing::Directory;
use crate::flow::ussd::{Answered, Dial};
use crate::flow::{
    Action, Answer, Arrival, Content, Delivery, DeviceReport, DeviceState, Event, LineReport, Origin, Takes,
};
use crate::model::{Boot, Iccid, IdSource, Imei, Imsi, LineId, Name, Now, RunId, Timestamp};
use crate::pdu::{self, Address, Pdu, Text, Tpdu, deliver_parts};

const BACKEND: &str = "backend";
const RECIPIENT: &str = "+12025550199";
const CARDS: [&str; 2] = ["8901260712345678901", "8901260712345678919"];
const IMSI: &str = "310260123456789";
const RUN: &str = "6f1d52a4-98be-4d5e-9c0a-0123456789ab";
const HOUR: Duration = Duration::from_secs(3600);
const MINUTE: Duration = Duration::from_secs(60);

/// A gateway, its machine, and the actions that it returned.
struct Scene {
    gateway: Option<Gateway>,
    settings: Settings,
    now: Now,
    /// When the present run of the machine began, on the monotonic clock of the scene.
    started: Duration,
    lives: u64,
    tickets: u64,
    /// Submissions without an outcome.
    submissions: Vec<Submission>,
    /// Submissions whose outcome a device asks its remote for.
    orphans: Vec<Orphan>,
    /// Since when messages in the inboxes of devices are simgate's.
    inboxes: Vec<Timestamp>,
    /// Tickets of committed arrivals.
    acknowledged: Vec<u64>,
    ids: Vec<String>,
    /// Deliveries in flight.
    deliveries: Vec<Delivery>,
    /// Answers to changes.
    changes: Vec<Result<(), RefusalCode>>,
    /// Steps of USSD dialogues, with their devices.
    dials: Vec<(Name, Dial)>,
    /// Answers to USSD requests, with their tickets.
    answered: Vec<(u64, Result<Answered, RefusalCode>)>,
    /// URLs of open webhooks, by their destinations.
    hooks: BTreeMap<Name, String>,
}

fn rules(limits: Limits) -> Rules {
    Rules { limits, ..Rules::default() }
}

fn day(most: u32) -> Rules {
    rules(Limits { day: Some(most), ..Limits::default() })
}

fn iccid(card: usize) -> LineId {
    LineId::Iccid(Iccid::parse(CARDS[card]).unwrap())
}

fn device(number: usize) -> Name {
    Name::parse(&format!("modem-{number}")).unwrap()
}

fn time(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn machine(run: &str) -> RunId {
    RunId::of_machine(run).unwrap()
}

impl Scene {
    /// The machine and the gateway start at this time, by a clock that isn't synchronised.
    fn new(start: &str, rules: Rules) -> Self {
        Self::with(start, rules, |_| {})
    }

    fn with(start: &str, rules: Rules, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            name: "test".into(),
            dedupe_window: 24 * HOUR,
            assembly_wait: HOUR,
            keep_messages: 3650 * 24 * HOUR,
            keep_codes: HOUR,
            destinations: BTreeMap::new(),
            directory: Directory::default(),
            reconciling: BTreeSet::new(),
            upkeep: BTreeMap::new(),
            sending: Sending { default_rules: rules, ..Sending::default() },
            finder: Finder::default(),
        };
        change(&mut settings);
        let now = Now { wall: time(start), mono: Duration::ZERO };
        let mut scene = Self {
            gateway: None,
            settings,
            now,
            started: Duration::ZERO,
            lives: 0,
            tickets: 0,
            submissions: Vec::new(),
            orphans: Vec::new(),
            acknowledged: Vec::new(),
            inboxes: Vec::new(),
            ids: Vec::new(),
            deliveries: Vec::new(),
            dials: Vec::new(),
            answered: Vec::new(),
            changes: Vec::new(),
            hooks: BTreeMap::new(),
        };
        scene.open(crate::store::Store::in_memory().unwrap(), machine(RUN));
        scene
    }

    /// With one destination, which gets every event.
    fn with_backend(start: &str, rules: Rules, change: impl FnOnce(&mut Settings)) -> Self {
        Self::with(start, rules, |settings| {
            let backend = Name::parse(BACKEND).unwrap();
            let destination = Destination { give_up: 72 * HOUR, room: Room::one_of_each_lane(4), statuses: true };
            settings.destinations.insert(backend.clone(), destination);
            settings.directory.routes.default_destinations = vec![backend];
            change(settings);
        })
    }

    fn open(&mut self, store: crate::store::Store, run: RunId) {
        self.lives += 1;
        let boot = Boot { run, uptime: self.now.mono - self.started, at: self.now };
        let ids = IdSource::new(self.lives);
        self.gateway = Some(Gateway::open(store, self.settings.clone(), [7; 32], ids, boot, self.now).unwrap());
        self.submissions.clear();
        self.dials.clear();
        self.deliveries.clear();
        self.hooks.clear();
        self.handle(&[]);
    }

    /// The process ends, and a new one starts in this run of the machine.
    fn restart(&mut self, run: RunId) {
        let store = self.gateway.take().unwrap().into_store();
        self.open(store, run);
    }

    /// The machine restarts.
    fn reboot(&mut self) {
        self.started = self.now.mono;
        self.restart(machine(&format!("0e9f7a10-5d2c-4b1f-8a3e-{:012}", self.lives)));
    }

    fn handle(&mut self, events: &[Event]) {
        let gateway = self.gateway.as_mut().unwrap();
        for action in gateway.handle(events, self.now).unwrap() {
            match action {
                Action::Submit(submission) => self.submissions.push(*submission),
                Action::AnswerRequest { answer, .. } => self.ids.push(answer.unwrap().message_id),
                Action::Deliver(delivery) => self.deliveries.push(*delivery),
                Action::Reconcile(orphan) => self.orphans.push(*orphan),
                Action::Acknowledge { ticket, .. } => self.acknowledged.push(ticket),
                Action::ReadInbox { since, .. } => self.inboxes.push(since),
                Action::AnswerChange { answer, .. } => self.changes.push(answer.map_err(|refusal| refusal.code)),
                Action::Dial { device, dial } => self.dials.push((device, dial)),
                Action::AnswerUssd { ticket, answer } => {
                    self.answered.push((ticket, answer.map_err(|refusal| refusal.code)));
                }
                Action::OpenHook(hook) => drop(self.hooks.insert(hook.destination, hook.url)),
                Action::CloseHook(destination) => drop(self.hooks.remove(&destination)),
                Action::AnswerPin { .. } | Action::PublishLine(_) => {}
            }
        }
        assert!(gateway.take_failure().is_none());
    }

    fn pass(&mut self, span: Duration) {
        self.now = Now { wall: self.now.wall.after(span), mono: self.now.mono + span };
        self.handle(&[]);
    }

    fn pass_until(&mut self, wall: &str) {
        let ms = time(wall).as_millis() - self.now.wall.as_millis();
        self.pass(Duration::from_millis(u64::try_from(ms).unwrap()));
    }

    fn set_clock(&mut self, wall: &str) {
        self.now.wall = time(wall);
        self.handle(&[]);
    }

    fn synchronise(&mut self) {
        self.handle(&[Event::ClockSynchronised(self.now)]);
    }

    /// A device with this card reports that it is ready.
    fn ready(&mut self, number: usize, line: LineId) {
        self.ready_as(number, line, None);
    }

    fn ready_as(&mut self, number: usize, line: LineId, imei: Option<Imei>) {
        let report = DeviceReport {
            device: device(number),
            state: DeviceState::Ready,
            reason: "receiving".into(),
            maker: String::new(),
            model: String::new(),
            imei,
            lines: vec![LineReport {
                line,
                takes: Takes::Tpdus,
                number: None,
                registration: Some("home"),
                signal_dbm: None,
                reception: None,
            }],
            warnings: None,
        };
        self.handle(&[Event::Device(report)]);
    }

    /// Requests a message with one part for each 153 letters, and returns its id.
    fn send(&mut self, text: &str) -> String {
        self.send_with(text, |_| {})
    }

    /// The same, after a change of the request.
    fn send_with(&mut self, text: &str, change: impl FnOnce(&mut SendRequest)) -> String {
        let requested = self.requested(text, change);
        self.handle(&[requested]);
        self.ids.last().unwrap().clone()
    }

    fn requested(&mut self, text: &str, change: impl FnOnce(&mut SendRequest)) -> Event {
        self.tickets += 1;
        let mut request = SendRequest {
            caller: "test".into(),
            key: None,
            from: None,
            line: None,
            to: RECIPIENT.into(),
            text: text.into(),
            urgent: false,
            status_report: false,
            ttl: 60 * 24 * HOUR,
            send_at: None,
            expires_at: None,
            on_exhausted: OnExhausted::Wait,
        };
        change(&mut request);
        Event::Requested { ticket: self.tickets, request: Request::Send(Box::new(request)) }
    }

    /// Takes the only submission.
    fn submission(&mut self) -> Submission {
        assert_eq!(self.submissions.len(), 1, "{:?}", self.outbox());
        self.submissions.remove(0)
    }

    fn nothing_is_submitted(&self) -> bool {
        self.submissions.is_empty()
    }

    fn report_outcome(&mut self, submission: &Submission, outcome: Outcome) {
        let (device, ticket) = (submission.device.clone(), submission.ticket);
        self.handle(&[Event::Receipt(Receipt { device, ticket, outcome })]);
    }

    /// Reports that the only submission was sent.
    fn report_sent(&mut self) {
        let submission = self.submission();
        self.report_outcome(&submission, Outcome::Sent(Some(SentAs::Reference(1))));
    }

    /// A text arrives on the card in a device.
    fn receive(&mut self, number: usize, line: LineId, from: &str, text: &str) {
        for arrival in self.arrivals(number, &line, from, text) {
            self.handle(&[Event::Arrived(arrival)]);
        }
    }

    /// The parts of a text.
    fn arrivals(&mut self, number: usize, line: &LineId, from: &str, text: &str) -> Vec<Arrival> {
        self.tickets += 1;
        let from = Address::parse(from).unwrap();
        let parts = deliver_parts(&from, pdu::Timestamp::ABSENT, &Text::from(text)).unwrap();
        let arrival = |part| {
            let content = Content::Pdu(Pdu { smsc: None, tpdu: Tpdu::Deliver(part) }.encode().octets);
            let (device, line, ticket, at) = (device(number), line.clone(), self.tickets, self.now.wall);
            Arrival { device, ticket, line, origin: Origin::Direct { announced: true }, content, at }
        };
        parts.into_iter().map(arrival).collect()
    }

    fn outbox(&self) -> Vec<(State, Option<String>)> {
        let rows = self.gateway.as_ref().unwrap().store().outbox().list(100).unwrap();
        rows.into_iter().rev().map(|row| (row.state, row.reason)).collect()
    }

    fn states(&self) -> Vec<State> {
        self.outbox().into_iter().map(|(state, _)| state).collect()
    }

    /// Parts that count for today, as people see them.
    fn used_today(&self, sim: &LineId) -> u32 {
        let gateway = self.gateway.as_ref().unwrap();
        let boot = gateway.outbox.calendar.boot().clone();
        let lines = super::usage::lines(&gateway.store, &self.settings.sending, &Directory::default(), &boot, self.now);
        let lines = lines.unwrap();
        let listed = lines.iter().find(|line| line.sim == *sim).unwrap().used.day;
        let seat = gateway.outbox.seats.all().find(|seat| seat.line == *sim).unwrap();
        let limits = &self.settings.sending.default_rules.limits;
        let counted = gateway.outbox.ledger.used(Some(seat.key), limits, &gateway.outbox.calendar, self.now).day;
        assert_eq!(listed, counted, "people see the number that counts");
        counted
    }
}
