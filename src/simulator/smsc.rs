//! A simulated SMSC (3GPP TS 23.040 3). It keeps messages until a modem accepts them, and repeats those whose
//! acknowledgement was lost. It forwards messages between its own lines, and sends status reports.
//!
//! It is pure, like the modems. A line is a card (its IMSI), so messages follow a card into another modem.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::time::Duration;

use super::modem::{ModemEvent, OfferId, Placed, Refused, SimModem};
use super::random::Random;
use crate::pdu::{
    Address, AddressError, ComposeError, Pdu, Reference, Status, StatusReport, Submit, Text, Timestamp, Tpdu,
    deliver_parts,
};

/// The most messages that wait for one line. `post` refuses more.
const WAITING_MAX: usize = 100_000;
/// The most records of finished messages; older ones are removed.
const RECORDS_MAX: usize = 200_000;
const OWN_ADDRESS: &str = "+12063130004";

/// The number of a posted message.
pub type PostId = u64;

/// The behaviour of an SMSC.
#[derive(Debug, Clone)]
pub struct SmscOptions {
    /// How long it waits after a modem refused a message or did not acknowledge it.
    pub retry: Duration,
    /// The time from a SUBMIT to a foreign number until its status report.
    pub report_after: Duration,
    /// One message in this many is delivered twice, as if its acknowledgement was lost. 0: none.
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

/// One message or report for a line.
#[derive(Clone)]
pub struct Posted {
    pub imsi: String,
    /// SCA and TPDU.
    pub pdu: Vec<u8>,
    pub posted_at: Duration,
    /// When the message was first acknowledged. From then on the SMSC counts it as delivered.
    pub delivered_at: Option<Duration>,
    /// How often it was acknowledged.
    pub copies: u32,
    /// No modem can accept it.
    pub refused: bool,
    /// The sender that requested a status report.
    report_to: Option<ReportTo>,
}

#[derive(Clone)]
struct ReportTo {
    imsi: String,
    mr: u8,
    recipient: Address,
    sent_at: Timestamp,
}

/// A SUBMIT from one of the lines.
#[derive(Clone)]
pub struct Submitted {
    pub at: Duration,
    pub imsi: String,
    pub mr: u8,
    pub pdu: Vec<u8>,
}

impl Submitted {
    /// The decoded SUBMIT. `None`: the PDU is none.
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
    /// Too many messages wait for this line.
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
    /// The waiting messages, with the time when each is due.
    waiting: BTreeSet<(Duration, PostId)>,
    /// The modem refused; the next try is not before this time.
    not_before: Duration,
    /// Whether the card was in a modem that accepts messages.
    reachable: bool,
}

/// The SMSC and its lines.
pub struct Smsc {
    options: SmscOptions,
    random: Random,
    lines: BTreeMap<String, Line>,
    posted: BTreeMap<PostId, Posted>,
    next_id: PostId,
    /// Direct messages that a modem (its IMEI) has sent to its host and that are not acknowledged.
    offered: BTreeMap<(String, OfferId), PostId>,
    submitted: VecDeque<Submitted>,
    reference: u16,
    has_new_posts: bool,
}

impl Smsc {
    /// An SMSC without messages.
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
            has_new_posts: false,
        }
    }

    /// Posts one PDU (SCA and TPDU, well-formed or not) for the card with this IMSI.
    pub fn post(&mut self, imsi: &str, pdu: Vec<u8>, now: Duration) -> Result<PostId, PostError> {
        self.enqueue(imsi, pdu, None, now, now)
    }

    /// Posts a text, in as many parts as it needs.
    pub fn post_text(&mut self, imsi: &str, from: &str, text: &str, now: Duration) -> Result<Vec<PostId>, PostError> {
        let from = Address::parse(from).map_err(PostError::From)?;
        self.reference = self.reference.wrapping_add(1);
        let reference = Reference::Narrow(self.reference.to_be_bytes()[1]);
        let parts = deliver_parts(&from, self.timestamp(now), &Text { reference, ..Text::from(text) });
        let parts = parts.map_err(PostError::Text)?;
        parts.into_iter().map(|part| self.post(imsi, with_own_address(Tpdu::Deliver(part)), now)).collect()
    }

    /// Delivers a message again, as if its acknowledgement was lost. False: there is no such message.
    pub fn repeat(&mut self, id: PostId, now: Duration) -> bool {
        let Some(posted) = self.posted.get(&id) else { return false };
        let line = self.lines.entry(posted.imsi.clone()).or_default();
        line.waiting.insert((now, id))
    }

    /// Exchanges everything between this modem and the SMSC that is due by `now`: handles the modem's events, which it
    /// also returns, and delivers what waits for its card.
    pub fn serve(&mut self, modem: &mut SimModem, now: Duration) -> Vec<ModemEvent> {
        let imsi = modem.card().map(|card| card.imsi.clone());
        if let Some(card) = modem.card() {
            let line = self.lines.entry(card.imsi.clone()).or_default();
            line.number.clone_from(&card.number);
            let reachable = modem.takes_messages();
            if reachable && !line.reachable {
                // The network alerts the SMSC of a line that is reachable again (23.040 3.2.6).
                line.not_before = Duration::ZERO;
            }
            line.reachable = reachable;
        }
        let mut events = Vec::new();
        // A delivery advances the modem to `now`, which may cause new events.
        for _ in 0..2 {
            let fresh = modem.take_events();
            for event in &fresh {
                self.handle_event(modem.imei(), imsi.as_deref(), event);
            }
            events.extend(fresh);
            if let Some(imsi) = &imsi {
                self.deliver_waiting(imsi, modem, now);
            }
        }
        events
    }

    /// When `serve` has something to do for this line.
    pub fn next_at(&self, imsi: &str) -> Option<Duration> {
        let line = self.lines.get(imsi)?;
        let (due, _) = line.waiting.first()?;
        Some((*due).max(line.not_before))
    }

    /// All posted messages.
    pub fn posted(&self) -> impl Iterator<Item = (PostId, &Posted)> {
        self.posted.iter().map(|(id, posted)| (*id, posted))
    }

    /// A posted message.
    pub fn get(&self, id: PostId) -> Option<&Posted> {
        self.posted.get(&id)
    }

    /// The SUBMITs, the oldest first.
    pub fn submitted(&self) -> impl ExactSizeIterator<Item = &Submitted> {
        self.submitted.iter()
    }

    /// Whether a message was posted since the last call, for any line.
    pub fn take_new_posts(&mut self) -> bool {
        std::mem::take(&mut self.has_new_posts)
    }

    /// The number of messages without an acknowledgement.
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
        self.has_new_posts = true;
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

    fn deliver_waiting(&mut self, imsi: &str, modem: &mut SimModem, now: Duration) {
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
                Ok(Placed::Stored(_) | Placed::Direct | Placed::Discarded) => {
                    line.waiting.remove(&(due, id));
                    self.note_delivery(id, now);
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

    fn note_delivery(&mut self, id: PostId, now: Duration) {
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

    /// Handles an event of a modem.
    fn handle_event(&mut self, imei: &str, imsi: Option<&str>, event: &ModemEvent) {
        match event {
            ModemEvent::Acknowledged { at, offer } => {
                if let Some(id) = self.offered.remove(&(imei.to_owned(), *offer)) {
                    self.note_delivery(id, *at);
                }
                // The modem was busy with that one, and takes the next.
                if let Some(line) = imsi.and_then(|imsi| self.lines.get_mut(imsi)) {
                    line.not_before = Duration::ZERO;
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
                // RP-SMMA: the modem has room again (24.011 7.3.2).
                if let Some(line) = imsi.and_then(|imsi| self.lines.get_mut(imsi)) {
                    line.not_before = Duration::ZERO;
                }
            }
            ModemEvent::Trace { .. } => {}
        }
    }

    /// Forwards a SUBMIT: to one of the SMSC's lines if it has the number, otherwise to a network that accepts
    /// everything.
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
                // A line with 100,000 waiting messages gets no more, and the sender gets no report.
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
