//! Counts the parts that each SIM has sent, and how many more its limits allow.
//!
//! A debit is made before the first byte goes to the modem. It counts as long as it may belong to the present period.
//! It is refunded only if it is certain that nothing was sent.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use jiff::tz::TimeZone;

use super::calendar::{Calendar, End, MONTH_MAX, Period};
use crate::model::{DebitRow, Now, SimKey};

const HOUR: Duration = Duration::from_secs(3600);

/// The limits of a line. `None`: no limit of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Parts in a calendar day, in the zone of the line.
    pub day: Option<u32>,
    /// Parts in a calendar month, in the zone of the line.
    pub month: Option<u32>,
    /// Parts in any span of an hour.
    pub hour: Option<u32>,
    /// Different recipients in a calendar month.
    pub recipients: Option<u32>,
    /// Shortest time from the end of one message to the start of the next.
    pub gap: Duration,
    /// Parts of each day that only urgent messages may use.
    pub reserve_urgent: u32,
    /// Time zone of days and months.
    pub zone: TimeZone,
}

/// Default limit of parts in a day. Most plans call fewer than a hundred fair use.
pub const DAY: u32 = 99;

impl Default for Limits {
    fn default() -> Self {
        let zone = TimeZone::UTC;
        Self { day: Some(DAY), month: None, hour: None, recipients: None, gap: Duration::ZERO, reserve_urgent: 0, zone }
    }
}

impl Limits {
    /// Parts of a day that a message of this urgency may use.
    fn day_for(&self, urgent: bool) -> Option<u32> {
        self.day.map(|day| day.saturating_sub(if urgent { 0 } else { self.reserve_urgent }))
    }

    /// The most parts that one message can have without exceeding a limit by itself.
    pub fn parts_max(&self, urgent: bool) -> u32 {
        [self.day_for(urgent), self.month, self.hour].into_iter().flatten().min().unwrap_or(u32::MAX)
    }
}

/// The debit of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debit {
    /// Its row in the store.
    pub id: DebitRow,
    /// Keyed fingerprint of the recipient.
    pub recipient_fingerprint: [u8; 16],
    /// When the part was sent, or failed for good.
    pub end: End,
}

/// A limit that allows no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// [`Limits::gap`].
    Gap,
    /// [`Limits::hour`].
    Hour,
    /// [`Limits::day`].
    Day,
    /// [`Limits::recipients`].
    Recipients,
    /// [`Limits::month`].
    Month,
}

impl Limit {
    /// The limit, for a person.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "the gap between two messages",
            Self::Hour => "the limit of the hour",
            Self::Day => "the limit of the day",
            Self::Recipients => "the limit of recipients in a month",
            Self::Month => "the limit of the month",
        }
    }
}

/// A line has no room under a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full {
    /// The limit.
    pub limit: Limit,
    /// How long the line has no room, at least.
    pub wait: Duration,
}

/// How much of its limits a line has used, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    /// Parts of this day.
    pub day: u32,
    /// Parts of this month.
    pub month: u32,
    /// Parts of the last hour.
    pub hour: u32,
    /// Different recipients of this month.
    pub recipients: u32,
}

/// The debits that may still count: by line, the oldest first.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    sims: BTreeMap<SimKey, VecDeque<Debit>>,
}

/// What a message needs of the limits of a line.
#[derive(Debug, Clone, Copy)]
pub struct Demand<'a> {
    /// Its parts.
    pub parts: u32,
    /// Whether it may use the urgent reserve.
    pub urgent: bool,
    /// Keyed fingerprint of the recipient.
    pub recipient_fingerprint: &'a [u8; 16],
}

impl Ledger {
    /// Adds a debit of a line.
    pub fn add(&mut self, sim: SimKey, debit: Debit) {
        self.sims.entry(sim).or_default().push_back(debit);
    }

    /// Sets the end of a debit: the part was sent, it failed, or its outcome is unknown.
    pub fn end(&mut self, sim: SimKey, id: DebitRow, end: End) {
        let debits = self.sims.get_mut(&sim).into_iter().flatten();
        debits.filter(|debit| debit.id == id).for_each(|debit| debit.end = end);
    }

    /// Removes a debit, because it is certain that nothing was sent.
    pub fn refund(&mut self, sim: SimKey, id: DebitRow) {
        if let Some(debits) = self.sims.get_mut(&sim) {
            debits.retain(|debit| debit.id != id);
        }
    }

    /// Lists debits that no limit needs any more, with their lines. The margin is two months, because a deleted
    /// debit can't be restored.
    pub fn old(&self, calendar: &Calendar, now: Now) -> Vec<(SimKey, DebitRow)> {
        let window = calendar.window(Period::Span(MONTH_MAX * 2), &TimeZone::UTC, now);
        let of_line = |(sim, debits): (&SimKey, &VecDeque<Debit>)| {
            let old = debits.iter().filter(|debit| !window.holds(debit.end)).map(|debit| (*sim, debit.id));
            old.collect::<Vec<_>>()
        };
        self.sims.iter().flat_map(of_line).collect()
    }

    /// The debits of a line. `None` is a line without a row in the store: it has sent nothing.
    fn debits(&self, sim: Option<SimKey>) -> impl DoubleEndedIterator<Item = &Debit> + Clone {
        sim.and_then(|sim| self.sims.get(&sim)).into_iter().flatten()
    }

    fn in_period<'a>(
        &'a self,
        sim: Option<SimKey>,
        period: Period,
        limits: &'a Limits,
        calendar: &'a Calendar,
        now: Now,
    ) -> impl Iterator<Item = &'a Debit> + Clone {
        let window = calendar.window(period, &limits.zone, now);
        self.debits(sim).filter(move |debit| window.holds(debit.end))
    }

    /// Counts what a line has used of its limits.
    pub fn used(&self, sim: Option<SimKey>, limits: &Limits, calendar: &Calendar, now: Now) -> Used {
        let count = |period| self.in_period(sim, period, limits, calendar, now).count();
        let whole = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let month = self.in_period(sim, Period::Month, limits, calendar, now);
        let recipients: BTreeSet<&[u8; 16]> = month.map(|debit| &debit.recipient_fingerprint).collect();
        Used {
            day: whole(count(Period::Day)),
            month: whole(count(Period::Month)),
            hour: whole(count(Period::Span(HOUR))),
            recipients: whole(recipients.len()),
        }
    }

    /// The line that last sent to this recipient, according to the debits that are in memory.
    pub fn last_to(&self, recipient_fingerprint: &[u8; 16]) -> Option<SimKey> {
        let last = |debits: &VecDeque<Debit>| {
            let to_recipient = debits.iter().filter(|debit| debit.recipient_fingerprint == *recipient_fingerprint);
            to_recipient.map(|debit| debit.id).max()
        };
        let by_sim = self.sims.iter().filter_map(|(sim, debits)| Some((last(debits)?, *sim)));
        by_sim.max().map(|(_, sim)| sim)
    }

    /// Share of today's limit that is used, in millionths. A line without a limit is compared with the default
    /// limit.
    pub fn share(&self, sim: SimKey, limits: &Limits, calendar: &Calendar, now: Now) -> u64 {
        let used = self.in_period(Some(sim), Period::Day, limits, calendar, now).count() as u64;
        used * 1_000_000 / u64::from(limits.day.unwrap_or(DAY).max(1))
    }

    /// Parts that the line may still send now. `None`: it has no limit.
    pub fn left(&self, sim: SimKey, urgent: bool, limits: &Limits, calendar: &Calendar, now: Now) -> Option<u32> {
        let used = self.used(Some(sim), limits, calendar, now);
        let left = |most: Option<u32>, used: u32| most.map(|most| most.saturating_sub(used));
        let left =
            [left(limits.day_for(urgent), used.day), left(limits.month, used.month), left(limits.hour, used.hour)];
        left.into_iter().flatten().min()
    }

    /// Checks whether a line has room for a message now. Returns the first limit that leaves none.
    pub fn room(
        &self,
        sim: Option<SimKey>,
        demand: Demand<'_>,
        limits: &Limits,
        calendar: &Calendar,
        now: Now,
    ) -> Result<(), Full> {
        let counted = [
            (Limit::Month, Period::Month, limits.month),
            (Limit::Day, Period::Day, limits.day_for(demand.urgent)),
            (Limit::Hour, Period::Span(HOUR), limits.hour),
        ];
        for (limit, period, most) in counted {
            let Some(most) = most else { continue };
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            let parts = usize::try_from(demand.parts).unwrap_or(usize::MAX);
            let in_period: Vec<&Debit> = self.in_period(sim, period, limits, calendar, now).collect();
            if in_period.len() + parts > most {
                // This many of the oldest must stop counting first.
                let over = (in_period.len() + parts - most).min(in_period.len());
                let last = over.checked_sub(1).and_then(|last| in_period.get(last));
                let wait = last.map_or(HOUR, |debit| calendar.recheck_after(debit.end, period, &limits.zone, now));
                return Err(Full { limit, wait });
            }
        }
        if let Some(most) = limits.recipients {
            let month = self.in_period(sim, Period::Month, limits, calendar, now);
            let known: BTreeSet<_> = month.map(|debit| &debit.recipient_fingerprint).collect();
            let is_known = known.contains(demand.recipient_fingerprint);
            if !is_known && known.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
                let oldest = self.in_period(sim, Period::Month, limits, calendar, now).next();
                let wait =
                    oldest.map_or(HOUR, |debit| calendar.recheck_after(debit.end, Period::Month, &limits.zone, now));
                return Err(Full { limit: Limit::Recipients, wait });
            }
        }
        let gap = Period::Span(limits.gap);
        let last = self.in_period(sim, gap, limits, calendar, now).last();
        match last.filter(|_| limits.gap > Duration::ZERO) {
            Some(debit) => {
                Err(Full { limit: Limit::Gap, wait: calendar.recheck_after(debit.end, gap, &limits.zone, now) })
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Boot, RunId, Timestamp};

    const LINE: SimKey = SimKey::new(1);
    const OTHER: SimKey = SimKey::new(2);
    const START: i64 = 1_795_343_400_000;

    fn at(seconds: u64) -> Now {
        let mono = Duration::from_secs(seconds);
        Now { wall: Timestamp::from_millis(START + i64::try_from(seconds).unwrap() * 1000), mono }
    }

    fn calendar() -> Calendar {
        let boot = Boot { run: RunId::of_process(1), uptime: Duration::ZERO, at: at(0) };
        let mut calendar = Calendar::new(boot, Vec::new());
        calendar.note_synchronised(at(0));
        calendar
    }

    fn fingerprint(number: u8) -> [u8; 16] {
        [number; 16]
    }

    fn ledger(ends: &[(u64, u8)]) -> Ledger {
        let mut ledger = Ledger::default();
        for (id, &(seconds, recipient)) in ends.iter().enumerate() {
            let end = End::At(Duration::from_secs(seconds));
            let (id, recipient_fingerprint) = (DebitRow::new(i64::try_from(id).unwrap()), fingerprint(recipient));
            ledger.add(LINE, Debit { id, recipient_fingerprint, end });
        }
        ledger
    }

    fn room(ledger: &Ledger, limits: &Limits, parts: u32, urgent: bool, seconds: u64) -> Result<(), Full> {
        let demand = Demand { parts, urgent, recipient_fingerprint: &fingerprint(9) };
        ledger.room(Some(LINE), demand, limits, &calendar(), at(seconds))
    }

    #[test]
    fn parts_count_and_the_reserve_is_for_urgent_messages() {
        let ledger = ledger(&[(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1)]);
        let limits = Limits { day: Some(10), reserve_urgent: 2, ..Limits::default() };
        assert_eq!(room(&ledger, &limits, 2, false, 10), Ok(()));
        assert_eq!(room(&ledger, &limits, 4, true, 10), Ok(()));
        let full = room(&ledger, &limits, 3, false, 10).unwrap_err();
        // It is 10:30, and the day ends at midnight.
        assert_eq!((full.limit, full.wait), (Limit::Day, Duration::from_secs(13 * 3600 + 30 * 60 - 10)));
        assert_eq!(room(&ledger, &limits, 5, true, 10).unwrap_err().limit, Limit::Day);
        assert_eq!((limits.parts_max(false), limits.parts_max(true)), (8, 10));
    }

    #[test]
    fn the_limit_of_the_hour_frees_room_part_by_part() {
        let ledger = ledger(&[(100, 1), (200, 1), (300, 1)]);
        let limits = Limits { hour: Some(3), ..Limits::default() };
        let wait = |parts| room(&ledger, &limits, parts, false, 400).unwrap_err().wait.as_secs();
        assert_eq!((wait(1), wait(2), wait(3)), (3300, 3400, 3500));
        assert_eq!(room(&ledger, &limits, 1, false, 3700), Ok(()));
    }

    #[test]
    fn a_gap_lasts_from_the_end_of_a_message_to_the_start_of_the_next() {
        let mut ledger = ledger(&[(100, 1)]);
        let limits = Limits { gap: Duration::from_secs(5), ..Limits::default() };
        let full = room(&ledger, &limits, 1, false, 103).unwrap_err();
        assert_eq!((full.limit, full.wait), (Limit::Gap, Duration::from_secs(2)));
        assert_eq!(room(&ledger, &limits, 1, false, 105), Ok(()));
        ledger.add(LINE, open_debit(7));
        assert_eq!(room(&ledger, &limits, 1, false, 105).unwrap_err().limit, Limit::Gap);
    }

    #[test]
    fn a_known_recipient_needs_no_room_in_the_limit_of_recipients() {
        let limits = Limits { recipients: Some(2), ..Limits::default() };
        assert_eq!(room(&ledger(&[(1, 1), (2, 1)]), &limits, 1, false, 10), Ok(()));
        assert_eq!(room(&ledger(&[(1, 1), (2, 2)]), &limits, 1, false, 10).unwrap_err().limit, Limit::Recipients);
        assert_eq!(room(&ledger(&[(1, 1), (2, 9)]), &limits, 1, false, 10), Ok(()));
    }

    #[test]
    fn a_refunded_debit_counts_no_more() {
        let mut ledger = ledger(&[(1, 1)]);
        let limits = Limits { day: Some(1), ..Limits::default() };
        assert!(room(&ledger, &limits, 1, false, 10).is_err());
        ledger.refund(LINE, DebitRow::new(0));
        assert_eq!(room(&ledger, &limits, 1, false, 10), Ok(()));
    }

    #[test]
    fn the_ledger_finds_the_line_that_last_sent_to_a_recipient() {
        let mut ledger = ledger(&[(1, 1), (2, 2)]);
        ledger.add(OTHER, open_debit(5));
        let last_to = |number| ledger.last_to(&fingerprint(number));
        assert_eq!((last_to(1), last_to(2), last_to(3)), (Some(OTHER), Some(LINE), None));
    }

    fn open_debit(id: i64) -> Debit {
        Debit { id: DebitRow::new(id), recipient_fingerprint: fingerprint(1), end: End::Open }
    }
}
