//! A simulated SMSC: keeps messages until a modem takes them, repeats those whose yes got lost, carries
//! messages between its own lines, and answers with status reports (3GPP TS 23.040 3).
//!
//! Pure, as the modems are. A line is a card (its IMSI), so that messages follow it into another modem.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::time::Duration;

use super::modem::{ModemEvent, OfferId, Placed, Refused, SimModem};
use super::random::Random;
use crate::pdu::{
    Address, AddressError, ComposeError, Pdu, Reference, Status, StatusReport, Submit, Text, Timestamp, Tpdu,
    deliver_parts,
};

/// Messages that wait for one line. Beyond it `post` refuses.
const WAITING_MAX: usize = 100_000;
/// Records of messages that are done; older ones are forgotten.
const RECORDS_MAX: usize = 200_000;
const OWN_ADDRESS: &str = "+12063130004";

pub type PostId = u64;

#[derive(Debug, Clone)]
pub struct SmscOptions {
    /// How long it waits after a modem refused or did not acknowledge.
    pub retry: Duration,
    /// From a SUBMIT to numbers outside until its status report.
    pub report_after: Duration,
    /// One message in so many is delivered once more, as if its yes got lost. 0: none.
    pub repeats_one_in: usize,
    /// The wall clock at time zero, in Unix seconds.
    pub epoch: i64,
}

impl Default for SmscOptions {
    fn default() -> Self {
        Self {
            retry: Duration::from_secs(5),
            report_after: Duration::from_secs(2),
            repeats_one_in: 0,
            epoch: 1_795_300_000,
        }
    }
}

/// One message or report on its way to a line.
#[derive(Clone)]
pub struct Posted {
    pub imsi: String,
    /// SCA and TPDU.
    pub pdu: Vec<u8>,
    pub posted_at: Duration,
    /// When the SMSC first got its yes: from then on it believes that it delivered.
    pub delivered_at: Option<Duration>,
    /// How often it got one.
    pub copies: u32,
    /// No modem can ever take it.
    pub refused: bool,
    /// Whoever wants to know that it arrived.
    report_to: Option<ReportTo>,
}

#[derive(Clone)]
struct ReportTo {
    imsi: String,
    mr: u8,
    recipient: Address,
    sent_at: Timestamp,
}

/// A SUBMIT that came from one of the lines.
#[derive(Clone)]
pub struct Submitted {
    pub at: Duration,
    pub imsi: String,
    pub mr: u8,
    pub pdu: Vec<u8>,
}

impl Submitted {
    /// The SUBMIT in it, unless it is none.
    pub fn submit(&self) -> Option<Submit> {
        match Pdu::decode(&self.pdu).ok()?.tpdu {
            Tpdu::Submit(submit) => Some(submit),
            Tpdu::Deliver(_) | Tpdu::StatusReport(_) => None,
        }
    }
}

/// Why a message can't be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostError {
    From(AddressError),
    Text(ComposeError),
    /// Too many wait for this line already.
    Full,
}

impl fmt::Display for PostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::From(error) => write!(f, "the originator {error}"),
            Self::Text(error) => write!(f, "the text {error}"),
            Self::Full => write!(f, "{WAITING_MAX} messages wait for this line already"),
        }
    }
}

impl std::error::Error for PostError {}

#[derive(Default)]
struct Line {
    number: Option<String>,
    /// By when each is due.
    waiting: BTreeSet<(Duration, PostId)>,
    /// The modem refused: not again before.
    not_before: Duration,
    /// The card was in a modem that takes messages.
    reachable: bool,
}

pub struct Smsc {
    options: SmscOptions,
    random: Random,
    lines: BTreeMap<String, Line>,
    posted: BTreeMap<PostId, Posted>,
    next_id: PostId,
    /// Messages that a modem (its IMEI) shows to its host at present.
    offered: BTreeMap<(String, OfferId), PostId>,
    submitted: VecDeque<Submitted>,
    reference: u16,
    news: bool,
}

impl Smsc {
    pub fn new(options: SmscOptions, seed: u64) -> Self {
        Self {
            options,
            random: Random::new(seed),
            lines: BTreeMap::new(),
            posted: BTreeMap::new(),
            next_id: 1,
            offered: BTreeMap::new(),
            submitted: VecDeque::new(),
            reference: 0,
            news: false,
        }
    }

    /// Takes one PDU (SCA and TPDU, well-formed or not) for the card with this IMSI.
    pub fn post(&mut self, imsi: &str, pdu: Vec<u8>, now: Duration) -> Result<PostId, PostError> {
        self.enqueue(imsi, pdu, None, now, now)
    }

    /// Takes a text, in as many parts as it needs.
    pub fn post_text(&mut self, imsi: &str, from: &str, text: &str, now: Duration) -> Result<Vec<PostId>, PostError> {
        let from = Address::parse(from).map_err(PostError::From)?;
        self.reference = self.reference.wrapping_add(1);
        let reference = Reference::Narrow(self.reference.to_be_bytes()[1]);
        let parts = deliver_parts(&from, self.timestamp(now), &Text { reference, ..Text::from(text) });
        let parts = parts.map_err(PostError::Text)?;
        parts.into_iter().map(|part| self.post(imsi, with_own_address(Tpdu::Deliver(part)), now)).collect()
    }

    /// Delivers a message again that was delivered already, as if its yes had got lost.
    pub fn repeat(&mut self, id: PostId, now: Duration) -> bool {
        let Some(posted) = self.posted.get(&id) else { return false };
        let line = self.lines.entry(posted.imsi.clone()).or_default();
        line.waiting.insert((now, id))
    }

    /// Everything between this modem and the SMSC that is due by `now`: takes the modem's events (and
    /// gives them on), and hands over what waits for its card.
    pub fn serve(&mut self, modem: &mut SimModem, now: Duration) -> Vec<ModemEvent> {
        let imsi = modem.card().map(|card| card.imsi.clone());
        if let Some(card) = modem.card() {
            let line = self.lines.entry(card.imsi.clone()).or_default();
            line.number.clone_from(&card.number);
            let reachable = modem.takes_messages();
            if reachable && !line.reachable {
                // The network alerts the SMSC of a line that comes back (23.040 3.2.6).
                line.not_before = Duration::ZERO;
            }
            line.reachable = reachable;
        }
        let mut events = Vec::new();
        // Handing over makes the modem live up to now, which may bring new events.
        for _ in 0..2 {
            let fresh = modem.take_events();
            for event in &fresh {
                self.hear(modem.imei(), imsi.as_deref(), event);
            }
            events.extend(fresh);
            if let Some(imsi) = &imsi {
                self.hand_over(imsi, modem, now);
            }
        }
        events
    }

    /// When `serve` has something to do for this line next.
    pub fn next_at(&self, imsi: &str) -> Option<Duration> {
        let line = self.lines.get(imsi)?;
        let (due, _) = line.waiting.first()?;
        Some((*due).max(line.not_before))
    }

    pub fn posted(&self) -> impl Iterator<Item = (PostId, &Posted)> {
        self.posted.iter().map(|(id, posted)| (*id, posted))
    }

    pub fn get(&self, id: PostId) -> Option<&Posted> {
        self.posted.get(&id)
    }

    /// Oldest first.
    pub fn submitted(&self) -> impl ExactSizeIterator<Item = &Submitted> {
        self.submitted.iter()
    }

    /// True if something was queued since the last call, for whichever line.
    pub fn take_news(&mut self) -> bool {
        std::mem::take(&mut self.news)
    }

    /// How many still wait for a yes.
    pub fn waiting(&self) -> usize {
        self.lines.values().map(|line| line.waiting.len()).sum::<usize>() + self.offered.len()
    }

    fn enqueue(
        &mut self,
        imsi: &str,
        pdu: Vec<u8>,
        report_to: Option<ReportTo>,
        due: Duration,
        now: Duration,
    ) -> Result<PostId, PostError> {
        let line = self.lines.entry(imsi.to_owned()).or_default();
        if line.waiting.len() >= WAITING_MAX {
            return Err(PostError::Full);
        }
        let id = self.next_id;
        self.next_id += 1;
        line.waiting.insert((due, id));
        self.news = true;
        let posted = Posted {
            imsi: imsi.to_owned(),
            pdu,
            posted_at: now,
            delivered_at: None,
            copies: 0,
            refused: false,
            report_to,
        };
        self.posted.insert(id, posted);
        if self.posted.len() > RECORDS_MAX
            && let Some((oldest, _)) = self.posted.iter().find(|(_, posted)| posted.delivered_at.is_some())
        {
            let oldest = *oldest;
            self.posted.remove(&oldest);
        }
        Ok(id)
    }

    fn hand_over(&mut self, imsi: &str, modem: &mut SimModem, now: Duration) {
        while let Some(line) = self.lines.get_mut(imsi)
            && let Some((due, id)) = line.waiting.first().copied()
            && due.max(line.not_before) <= now
        {
            let Some(posted) = self.posted.get_mut(&id) else {
                line.waiting.remove(&(due, id));
                continue;
            };
            match modem.deliver(&posted.pdu, now) {
                Ok(Placed::Offered(offer)) => {
                    line.waiting.remove(&(due, id));
                    self.offered.insert((modem.imei().to_owned(), offer), id);
                }
                Ok(Placed::Stored(_) | Placed::Shown | Placed::Discarded) => {
                    line.waiting.remove(&(due, id));
                    self.delivered(id, now);
                }
                Err(Refused::TooLong) => {
                    line.waiting.remove(&(due, id));
                    posted.refused = true;
                }
                Err(Refused::Off | Refused::Unreachable | Refused::Full | Refused::Busy) => {
                    line.not_before = now + self.options.retry;
                }
            }
        }
    }

    fn delivered(&mut self, id: PostId, now: Duration) {
        let Some(posted) = self.posted.get_mut(&id) else { return };
        posted.delivered_at.get_or_insert(now);
        posted.copies += 1;
        let (imsi, report_to, first) = (posted.imsi.clone(), posted.report_to.take(), posted.copies == 1);
        let repeats = self.options.repeats_one_in;
        if first && repeats > 0 && self.random.once_in(repeats) {
            let due = now + self.options.retry;
            self.lines.entry(imsi).or_default().waiting.insert((due, id));
        }
        if let Some(to) = report_to {
            self.report(to, now, now);
        }
    }

    /// What the modem tells of the messages it was given and of those it sent.
    fn hear(&mut self, imei: &str, imsi: Option<&str>, event: &ModemEvent) {
        match event {
            ModemEvent::Acknowledged { at, offer } => {
                if let Some(id) = self.offered.remove(&(imei.to_owned(), *offer)) {
                    self.delivered(id, *at);
                }
            }
            ModemEvent::NotAcknowledged { at, offer } => {
                let Some(id) = self.offered.remove(&(imei.to_owned(), *offer)) else { return };
                let Some(posted) = self.posted.get(&id) else { return };
                let due = *at + self.options.retry;
                self.lines.entry(posted.imsi.clone()).or_default().waiting.insert((due, id));
            }
            ModemEvent::Submitted { at, mr, pdu } => {
                let Some(imsi) = imsi else { return };
                let submitted = Submitted { at: *at, imsi: imsi.to_owned(), mr: *mr, pdu: pdu.clone() };
                self.forward(&submitted);
                if self.submitted.len() >= RECORDS_MAX {
                    self.submitted.pop_front();
                }
                self.submitted.push_back(submitted);
            }
            ModemEvent::Deleted { .. } => {
                // RP-SMMA: there is room again (24.011 7.3.2).
                if let Some(line) = imsi.and_then(|imsi| self.lines.get_mut(imsi)) {
                    line.not_before = Duration::ZERO;
                }
            }
            ModemEvent::Trace { .. } => {}
        }
    }

    /// To one of the own lines if the number is there, else into the world, which takes everything.
    fn forward(&mut self, submitted: &Submitted) {
        let Some(Submit {
            recipient: Some(recipient), dcs: Some(dcs), user_data: Some(user_data), status_report, ..
        }) = submitted.submit()
        else {
            return;
        };
        let now = submitted.at;
        let sent_at = self.timestamp(now);
        let report_to = status_report.then(|| ReportTo {
            imsi: submitted.imsi.clone(),
            mr: submitted.mr,
            recipient: recipient.clone(),
            sent_at,
        });
        let own = |imsi: &str| self.lines.get(imsi).and_then(|line| line.number.clone());
        let wanted = format!("+{}", recipient.digits());
        let to =
            self.lines.iter().find(|(_, line)| line.number.as_ref() == Some(&wanted)).map(|(imsi, _)| imsi.clone());
        let from = own(&submitted.imsi).and_then(|number| Address::number(&number).ok());
        match (to, from) {
            (Some(to), from) => {
                let from = from.unwrap_or_else(own_address);
                let deliver = crate::pdu::Deliver::new(from, sent_at, dcs, user_data);
                // A line with 100,000 messages waiting gets no more; its sender gets no report.
                let _ = self.enqueue(&to, with_own_address(Tpdu::Deliver(deliver)), report_to, now, now);
            }
            (None, _) => {
                if let Some(to) = report_to {
                    self.report(to, now, now + self.options.report_after);
                }
            }
        }
    }

    fn report(&mut self, to: ReportTo, now: Duration, due: Duration) {
        let report = StatusReport::new(to.mr, to.recipient, to.sent_at, self.timestamp(due), Status(0));
        let _ = self.enqueue(&to.imsi, with_own_address(Tpdu::StatusReport(report)), None, due, now);
    }

    fn timestamp(&self, now: Duration) -> Timestamp {
        let seconds = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        Timestamp::new(self.options.epoch.saturating_add(seconds), 0).unwrap_or(Timestamp::ABSENT)
    }
}

fn own_address() -> Address {
    Address::number(OWN_ADDRESS).expect("a constant number")
}

fn with_own_address(tpdu: Tpdu) -> Vec<u8> {
    Pdu { smsc: Some(own_address()), tpdu }.encode().octets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdu::{Request, compose};
    use crate::simulator::modem::{Fault, Personality};

    const SECOND: Duration = Duration::from_secs(1);

    struct World {
        smsc: Smsc,
        modems: Vec<SimModem>,
        now: Duration,
        said: String,
    }

    impl World {
        fn new(count: u64, options: SmscOptions) -> Self {
            let modems = (0..count)
                .map(|seed| {
                    let mut modem = SimModem::new(Personality::generic(), seed);
                    modem.card_mut().unwrap().number = Some(format!("+1202555010{seed}"));
                    modem.power_on(Duration::ZERO);
                    modem
                })
                .collect();
            let mut world = Self { smsc: Smsc::new(options, 1), modems, now: Duration::ZERO, said: String::new() };
            world.run(10);
            world
        }

        fn run(&mut self, seconds: u32) {
            for _ in 0..seconds * 10 {
                self.now += SECOND / 10;
                for modem in &mut self.modems {
                    self.smsc.serve(modem, self.now);
                    self.said += &String::from_utf8_lossy(&modem.transmit(self.now));
                }
            }
        }

        fn imsi(&self, modem: usize) -> String {
            self.modems[modem].card().unwrap().imsi.clone()
        }

        fn send(&mut self, modem: usize, to: &str) {
            let request = Request { status_report: true, ..Request::default() };
            let submit = compose(&Address::number(to).unwrap(), &Text::from("hi"), &request).unwrap().remove(0);
            let encoded = Pdu { smsc: None, tpdu: Tpdu::Submit(submit) }.encode();
            self.modems[modem].receive(format!("AT+CMGS={}\r", encoded.tpdu_length).as_bytes(), self.now);
            self.run(1);
            self.modems[modem].receive(format!("{}\x1a", encoded.hex()).as_bytes(), self.now);
            self.run(10);
        }
    }

    #[test]
    fn a_message_waits_until_the_modem_takes_it() {
        let mut world = World::new(1, SmscOptions::default());
        let imsi = world.imsi(0);
        world.modems[0].unplug(world.now);
        let ids = world.smsc.post_text(&imsi, "Bank", &"long ".repeat(40), world.now).unwrap();
        assert_eq!(ids.len(), 2);
        world.run(20);
        assert_eq!(world.smsc.waiting(), 2);
        world.modems[0].power_on(world.now);
        world.run(20);
        assert_eq!(world.smsc.waiting(), 0);
        let posted = world.smsc.get(ids[1]).unwrap();
        assert!(posted.delivered_at > Some(20 * SECOND) && posted.copies == 1);
        assert_eq!(world.modems[0].slots().len(), 2);
    }

    #[test]
    fn a_full_modem_gets_it_when_there_is_room() {
        let mut world = World::new(1, SmscOptions::default());
        let imsi = world.imsi(0);
        world.modems[0].fault(Fault::Full, world.now);
        let id = world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap()[0];
        world.run(20);
        assert_eq!(world.smsc.get(id).unwrap().copies, 0);
        world.modems[0].fault(Fault::Roomy, world.now);
        world.run(20);
        assert_eq!(world.smsc.get(id).unwrap().copies, 1);
    }

    #[test]
    fn a_line_that_comes_back_and_room_in_the_modem_need_no_waiting() {
        let mut world = World::new(1, SmscOptions { retry: 1000 * SECOND, ..SmscOptions::default() });
        let imsi = world.imsi(0);
        world.modems[0].unplug(world.now);
        world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap();
        world.run(1);
        world.modems[0].power_on(world.now);
        world.run(10);
        assert_eq!(world.smsc.waiting(), 0);
        world.modems[0].fault(Fault::Full, world.now);
        world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap();
        world.run(10);
        assert_eq!(world.smsc.waiting(), 1);
        world.modems[0].receive(b"AT+CMGD=1\r", world.now);
        world.run(1);
        assert_eq!(world.smsc.waiting(), 0);
    }

    #[test]
    fn an_offer_that_is_not_acknowledged_comes_again() {
        let mut world = World::new(1, SmscOptions::default());
        let imsi = world.imsi(0);
        world.modems[0].receive(b"AT+CSMS=1;+CNMI=2,2\r", world.now);
        world.run(1);
        let id = world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap()[0];
        world.run(10);
        assert_eq!((world.smsc.waiting(), world.said.matches("+CMT:").count()), (1, 1));
        world.run(20);
        world.modems[0].receive(b"AT+CNMI=2,2\r", world.now);
        world.smsc.post_text(&imsi, "Bank", "5678", world.now).unwrap();
        world.run(1);
        assert_eq!(world.modems[0].slots().len(), 1, "mt fell back to 0: the first one was stored");
        assert_eq!(world.smsc.get(id).unwrap().copies, 1);
        world.modems[0].receive(b"AT+CNMA\r", world.now);
        world.run(10);
        assert_eq!(world.smsc.waiting(), 0);
    }

    #[test]
    fn some_messages_come_twice() {
        let mut world = World::new(1, SmscOptions { repeats_one_in: 2, ..SmscOptions::default() });
        let imsi = world.imsi(0);
        for number in 0..10 {
            world.smsc.post_text(&imsi, "Bank", &number.to_string(), world.now).unwrap();
        }
        world.run(30);
        let copies: Vec<u32> = world.smsc.posted().map(|(_, posted)| posted.copies).collect();
        assert!(copies.contains(&1) && copies.contains(&2), "{copies:?}");
        assert_eq!(world.modems[0].slots().len(), copies.iter().sum::<u32>() as usize);
        let id = world.smsc.posted().next().unwrap().0;
        let before = world.smsc.get(id).unwrap().copies;
        assert!(world.smsc.repeat(id, world.now));
        world.run(1);
        assert_eq!(world.smsc.get(id).unwrap().copies, before + 1);
    }

    #[test]
    fn lines_write_to_each_other_and_get_their_reports() {
        let mut world = World::new(2, SmscOptions::default());
        for modem in 0..2 {
            world.modems[modem].receive(b"ATE0+CNMI=2,1,0,1\r", world.now);
        }
        world.run(1);
        world.send(0, "+12025550101");
        let (_, stored) = world.modems[1].slots()[0];
        let Tpdu::Deliver(deliver) = Pdu::decode(&stored.pdu).unwrap().tpdu else { panic!("a DELIVER") };
        let sender = deliver.originator.as_ref().map(Address::to_string);
        assert_eq!((sender.as_deref(), deliver.text()), (Some("+12025550100"), Some("hi")));
        assert_eq!(world.said.matches("+CDS:").count(), 1, "{}", world.said);
        assert_eq!(world.smsc.submitted().len(), 1);

        world.send(0, "+4930123456");
        assert_eq!(world.said.matches("+CDS:").count(), 2, "the world takes everything");
    }

    #[test]
    fn messages_follow_the_card() {
        let mut world = World::new(2, SmscOptions::default());
        let imsi = world.imsi(0);
        let card = world.modems[0].pull_card(world.now).unwrap();
        world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap();
        world.run(10);
        world.modems[1].insert_card(card, world.now);
        world.run(20);
        assert_eq!((world.smsc.waiting(), world.modems[1].slots().len()), (0, 1));
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        let mut smsc = Smsc::new(SmscOptions::default(), 1);
        assert!(matches!(smsc.post_text("1", "a name too long", "x", SECOND), Err(PostError::From(_))));
        assert!(matches!(smsc.post_text("1", "Bank", &"x".repeat(50_000), SECOND), Err(PostError::Text(_))));
        let mut world = World::new(1, SmscOptions::default());
        let imsi = world.imsi(0);
        let id = world.smsc.post(&imsi, vec![0; 300], world.now).unwrap();
        world.run(1);
        assert!(world.smsc.get(id).unwrap().refused);
        assert_eq!(world.smsc.waiting(), 0);
    }
}
