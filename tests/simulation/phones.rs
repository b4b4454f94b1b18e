//! Phones in a world: simulated phones with their app, the machines that drive them, and what they brought and sent.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use simgate::drivers::android::Input;
use simgate::flow::outbound::{Orphan, Submission};
use simgate::flow::{Action, Content, Event};
use simgate::model::{Name, Now, Timestamp};
use simgate::simulator::phone::{Battery, Fault, Journey, PhoneSettings, Plug, SendError, Step};
use simgate::simulator::random::Random;
use simgate_testing::phone::PhoneLink;

/// The slots of each phone.
pub const SLOTS: usize = 2;

/// What the gateway commands a phone.
pub enum Order {
    Acknowledge(u64),
    Submit(Box<Submission>),
    Reconcile(Box<Orphan>),
    ReadInbox(Timestamp),
}

/// The phones of a world.
#[derive(Default)]
pub struct Phones {
    links: Vec<PhoneLink>,
    /// Arrivals that the present daemon has not committed, by phone and ticket.
    open: BTreeMap<(usize, u64), String>,
    /// Texts that are on simgate's disk.
    pub stored: BTreeSet<String>,
    /// Texts that people sent to the phones.
    pub planned: Vec<String>,
}

/// A text that a phone sent over the air.
pub struct OnAir {
    /// Phone and slot.
    pub line: String,
    pub text: String,
    pub parts: u32,
    pub at: Duration,
}

impl Phones {
    /// Adds a phone, whose clock is right.
    pub fn add(&mut self, epoch: Timestamp, webhooks: bool, now: Duration) {
        let name = Name::parse(&format!("phone-{}", self.links.len() + 1)).expect("a name");
        let settings = PhoneSettings { epoch, ..PhoneSettings::new(SLOTS) };
        let mut link = PhoneLink::new(name, settings, webhooks);
        link.end(now);
        self.links.push(link);
    }

    pub fn count(&self) -> usize {
        self.links.len()
    }

    pub fn names(&self) -> BTreeSet<Name> {
        self.links.iter().map(|link| link.name().clone()).collect()
    }

    /// The phone and its order, if an action is for a phone.
    pub fn order_of(&self, action: Action) -> Result<(usize, Order), Action> {
        let find = |device: &Name| self.links.iter().position(|link| link.name() == device);
        let device = match &action {
            Action::Acknowledge { device, .. } | Action::ReadInbox { device, .. } => device,
            Action::Submit(submission) => &submission.device,
            Action::Reconcile(orphan) => &orphan.device,
            Action::AnswerPin { .. }
            | Action::AnswerRequest { .. }
            | Action::Deliver(_)
            | Action::PublishLine(_)
            | Action::AnswerChange { .. }
            | Action::AnswerUssd { .. }
            | Action::Dial { .. }
            | Action::OpenHook(_)
            | Action::CloseHook(_) => return Err(action),
        };
        let Some(phone) = find(device) else { return Err(action) };
        let order = match action {
            Action::Acknowledge { ticket, .. } => Order::Acknowledge(ticket),
            Action::ReadInbox { since, .. } => Order::ReadInbox(since),
            Action::Submit(submission) => Order::Submit(submission),
            Action::Reconcile(orphan) => Order::Reconcile(orphan),
            other @ (Action::AnswerPin { .. }
            | Action::AnswerRequest { .. }
            | Action::Deliver(_)
            | Action::PublishLine(_)
            | Action::AnswerChange { .. }
            | Action::AnswerUssd { .. }
            | Action::Dial { .. }
            | Action::OpenHook(_)
            | Action::CloseHook(_)) => return Err(other),
        };
        Ok((phone, order))
    }

    /// The daemon has started.
    pub fn start(&mut self, now: Now) -> Vec<Event> {
        (0..self.links.len()).flat_map(|phone| self.emit(phone, |link| link.start(now))).collect()
    }

    /// The daemon has died.
    pub fn end(&mut self, now: Duration) {
        self.open.clear();
        self.links.iter_mut().for_each(|link| link.end(now));
    }

    pub fn next_at(&self) -> Option<Duration> {
        self.links.iter().filter_map(PhoneLink::next_at).min()
    }

    /// Does what is due. Returns events for the gateway.
    pub fn step(&mut self, now: Now) -> Vec<Event> {
        (0..self.links.len()).flat_map(|phone| self.emit(phone, |link| link.step(now))).collect()
    }

    pub fn order(&mut self, phone: usize, order: Order, now: Now) -> Vec<Event> {
        if let Order::Acknowledge(ticket) = order
            && let Some(text) = self.open.remove(&(phone, ticket))
        {
            self.stored.insert(text);
        }
        self.emit(phone, |link| match order {
            Order::Acknowledge(ticket) => link.acknowledge(ticket, now),
            Order::Submit(submission) => link.input(Input::Submit(*submission), now),
            Order::Reconcile(orphan) => link.input(Input::Reconcile(*orphan), now),
            Order::ReadInbox(since) => link.input(Input::ReadInbox(since), now),
        })
    }

    /// A person texts a SIM of a phone.
    pub fn receive(&mut self, phone: usize, slot: usize, text: &str, now: Now) {
        self.links[phone].app.receive(slot, "+12025550177", text, now.wall, now.mono);
    }

    pub fn fault(&mut self, phone: usize, fault: Fault, now: Duration) {
        self.links[phone].fault(fault, now);
    }

    /// Ends all faults.
    pub fn heal(&mut self, now: Duration) {
        self.links.iter_mut().for_each(|link| link.app.heal(now));
    }

    /// Texts that Android has.
    pub fn received(&self) -> BTreeSet<String> {
        let of = |link: &PhoneLink| {
            link.app.android_inbox().into_iter().map(|(_, _, text)| text.to_owned()).collect::<Vec<_>>()
        };
        self.links.iter().flat_map(of).collect()
    }

    /// What passed between phones and machines, and when.
    pub fn transcript(&self) -> Vec<String> {
        let row = |link: &PhoneLink, (at, what): &(Duration, String)| {
            format!("{:9.4} {} {what}", at.as_secs_f64(), link.name())
        };
        self.links.iter().flat_map(|link| link.transcript.iter().map(|noted| row(link, noted))).collect()
    }

    pub fn on_air(&self) -> Vec<OnAir> {
        let of = |link: &PhoneLink| {
            let on_air = link.app.sent().map(|sent| OnAir {
                line: format!("{} {}", link.name(), sent.slot),
                text: sent.text.clone(),
                parts: sent.parts,
                at: sent.at,
            });
            on_air.collect::<Vec<_>>()
        };
        self.links.iter().flat_map(of).collect()
    }

    fn emit(&mut self, phone: usize, act: impl FnOnce(&mut PhoneLink) -> Vec<Event>) -> Vec<Event> {
        let events = act(&mut self.links[phone]);
        for event in &events {
            if let Event::Arrived(arrival) = event
                && let Content::Text(content) = &arrival.content
            {
                self.open.insert((phone, arrival.ticket), content.text.clone());
            }
        }
        events
    }
}

/// A random fault, and the one that ends it after a while, if it doesn't end by itself.
pub fn fault(random: &mut Random, span: Duration) -> (Fault, Option<Fault>) {
    let times = u32::from(1 + random.byte() % 3);
    let slot = random.below(SLOTS);
    let late = Step::NotSent(SendError::GenericFailure);
    let journeys = [
        Journey::sent(),
        Journey::silent(true),
        Journey::silent(false),
        Journey::refused(SendError::NoService),
        Journey::refused(SendError::GenericFailure),
        Journey { on_air: true, steps: vec![(span, late)] },
        Journey { on_air: true, steps: vec![(span, Step::ReportParts(0)), (span * 2, Step::Sent)] },
        Journey::sent().then(span, Step::Report(0x41)),
    ];
    let battery = Battery { percent: random.byte() % 10, plug: Plug::Unplugged };
    match random.below(19) {
        0 => (Fault::Off, Some(Fault::On)),
        1 => (Fault::Away, Some(Fault::Back)),
        2 | 3 => (Fault::Moved, None),
        4 => (Fault::NoInternet, Some(Fault::Internet)),
        5 => (Fault::Kill, None),
        6 => (Fault::KillAfterSaving, None),
        7 => (Fault::KillBeforeSaving, None),
        8 => (Fault::KillAfterAccepting, None),
        9 => (Fault::KillInWebhook, None),
        10 => (Fault::LoseSendAnswers(times), None),
        11 => (Fault::LoseAnswers(times), None),
        12 => (Fault::LoseWebhookAnswers(times), None),
        13 => (Fault::Slow(span * 2), Some(Fault::Slow(Duration::ZERO))),
        14 => (Fault::Battery(battery), None),
        15 => (Fault::PullSim(slot), Some(Fault::InsertSim(slot))),
        16 => (Fault::ClockAhead(i64::from(random.byte()) * 10_000 - 1_280_000), Some(Fault::ClockAhead(0))),
        _ => (Fault::Journeys { times, journey: journeys[random.below(journeys.len())].clone() }, None),
    }
}
