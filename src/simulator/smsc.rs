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
mod tests;
