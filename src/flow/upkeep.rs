//! What keeps a prepaid SIM alive: a message before the operator ends an unused SIM, reminders of dates, the balance.
//!
//! Times are those that the calendar trusts ([`super::calendar`]). While it trusts none, everything waits. Where several
//! may be right, nothing is due before it is due by all of them, and something done counts as done at the latest one. So
//! a clock that jumps makes simgate late, never early.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use crate::model::{Msisdn, Now, Timestamp};

const DAY: Duration = Duration::from_secs(86400);
/// How long before a date a person is reminded.
const REMIND_BEFORE: Duration = DAY.saturating_mul(14);
/// How long a canary may fly. Networks usually take seconds.
pub const CANARY_WAIT: Duration = Duration::from_secs(2 * 3600);
/// The wait after an attempt that failed.
const AGAIN_AFTER: Duration = DAY;

/// What a line needs, as configured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// The longest time without a message that the operator counts.
    pub keep_alive: Option<Duration>,
    /// Who gets the message. `None`: another own line.
    pub keep_alive_to: Option<Msisdn>,
    /// How often it sends a canary: a message to another own line, whose way is measured.
    pub canary: Option<Duration>,
    /// The last day of the SIM.
    pub expires: Option<Date>,
    /// The day until which it must be topped up.
    pub top_up: Option<Date>,
    /// How its balance is read.
    pub balance: Option<Balance>,
}

/// How a balance is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// The USSD code.
    pub code: String,
    /// The text around the amount, with [`AMOUNT`] in its place.
    pub pattern: String,
    /// How often.
    pub every: Duration,
    /// An alarm is raised below this amount, in hundredths.
    pub below: Option<i64>,
}

/// Stands for the amount in a pattern.
pub const AMOUNT: &str = "{amount}";

/// What is remembered of a line. The store keeps it in this form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// When the line last sent something, in Unix milliseconds; or when simgate first looked at it.
    pub active_at: Option<i64>,
    /// The last debit that was seen.
    pub last_debit: i64,
    /// When the last message to keep it alive was queued.
    pub tried_at: Option<i64>,
    /// How many such messages were queued since it was active.
    pub tries: u32,
    /// When its balance was last asked for.
    pub asked_at: Option<i64>,
    /// Its balance in hundredths.
    pub balance: Option<i64>,
    /// When its balance was read.
    pub balance_at: Option<i64>,
    /// How many canaries were queued.
    pub canaries: u32,
    /// When the last one was queued.
    pub canary_at: Option<i64>,
    /// It has neither arrived nor failed.
    pub canary_flies: bool,
    /// When it was first seen as sent.
    pub canary_sent_at: Option<i64>,
    /// How long the last one that arrived took, in milliseconds.
    pub canary_took: Option<i64>,
    /// What persons were told and lasts: code words, with a date where they are about one.
    pub alarms: BTreeSet<String>,
}

/// The present time, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// The earliest time that may be right.
    pub earliest: Timestamp,
    /// The latest one.
    pub latest: Timestamp,
}

impl Present {
    /// By the calendar. `None`: no clock was ever right in this run of the machine.
    pub fn of(calendar: &Calendar, now: Now) -> Option<Self> {
        let uptime = calendar.uptime(now);
        Some(Self { earliest: calendar.earliest(uptime)?, latest: calendar.latest(uptime)? })
    }

    /// Whether this long has passed since a time, by all clocks that may be right.
    pub fn is_past(self, since: i64, span: Duration) -> bool {
        self.earliest >= Timestamp::from_millis(since).after(span)
    }
}

impl Memory {
    /// Notes what the line sent meanwhile. Times of a clock that was ahead become the present one.
    pub fn look(&mut self, newest_debit: i64, now: Present) {
        let latest = now.latest.as_millis();
        if self.active_at.is_none() || newest_debit > self.last_debit {
            (self.active_at, self.tried_at, self.tries) = (Some(latest), None, 0);
        }
        self.last_debit = self.last_debit.max(newest_debit);
        let times = [
            &mut self.active_at,
            &mut self.tried_at,
            &mut self.asked_at,
            &mut self.balance_at,
            &mut self.canary_at,
            &mut self.canary_sent_at,
        ];
        for time in times.into_iter().flatten() {
            *time = latest.min(*time);
        }
    }

    /// Whether a message to keep the line alive is due.
    pub fn needs_message(&self, rules: &Rules, now: Present) -> bool {
        let is_unused = |every| self.active_at.is_some_and(|at| now.is_past(at, every));
        rules.keep_alive.is_some_and(is_unused) && self.tried_at.is_none_or(|at| now.is_past(at, AGAIN_AFTER))
    }

    /// Notes that such a message was queued.
    pub fn note_message(&mut self, now: Present) {
        (self.tried_at, self.tries) = (Some(now.latest.as_millis()), self.tries.saturating_add(1));
    }

    /// The key of the next such message: it is made of the line's last activity, so the same message has the same key.
    pub fn key(&self, line: i64, tries: u32) -> String {
        format!("keep-alive {line} {} {tries}", self.active_at.unwrap_or_default())
    }

    /// Whether the balance is due.
    pub fn needs_balance(&self, rules: &Rules, now: Present) -> bool {
        let Some(balance) = &rules.balance else { return false };
        let is_old = self.balance_at.is_none_or(|at| now.is_past(at, balance.every));
        is_old && self.asked_at.is_none_or(|at| now.is_past(at, balance.every.min(AGAIN_AFTER)))
    }

    /// Whether a canary is due: the last one has landed, and it is long enough ago.
    pub fn needs_canary(&self, rules: &Rules, now: Present) -> bool {
        let is_due = |every| self.canary_at.is_none_or(|at| now.is_past(at, every));
        !self.canary_flies && rules.canary.is_some_and(is_due)
    }

    /// Notes that a canary was queued.
    pub fn note_canary(&mut self, now: Present) {
        self.canaries = self.canaries.saturating_add(1);
        (self.canary_at, self.canary_flies, self.canary_sent_at) = (Some(now.latest.as_millis()), true, None);
    }

    /// The key of the last canary, and its text on a line of this name.
    pub fn canary(&self, line: i64, name: &str) -> (String, String) {
        (format!("canary {line} {}", self.canaries), format!("{name}: canary {}", self.canaries))
    }

    /// Whether a canary that was sent is lost: it was seen as sent [`CANARY_WAIT`] ago or longer.
    pub fn is_canary_lost(&self, now: Present) -> bool {
        self.canary_sent_at.is_some_and(|at| now.is_past(at, CANARY_WAIT))
    }

    /// The code words of the alarms that last.
    pub fn alarm_codes(&self) -> impl Iterator<Item = &str> {
        self.alarms.iter().filter_map(|alarm| alarm.split(' ').next())
    }

    /// The alarms about dates that should be raised now.
    pub fn dates(rules: &Rules, zone: &TimeZone, now: Present) -> Vec<(Due, Date)> {
        let of = |date: Option<Date>, soon: Due, passed: Option<Due>| {
            let date = date?;
            let begins = date.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond();
            let begins = Timestamp::from_millis(begins);
            let due = if now.latest >= begins { passed.unwrap_or(soon) } else { soon };
            (now.latest >= begins.before(REMIND_BEFORE)).then_some((due, date))
        };
        let expires = of(rules.expires, Due::Expires, Some(Due::Expired));
        expires.into_iter().chain(of(rules.top_up, Due::TopUp, None)).collect()
    }
}

/// What a date is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The SIM expires soon.
    Expires,
    /// The day of its expiry has come.
    Expired,
    /// It must be topped up soon.
    TopUp,
}

impl Due {
    /// The word for it, which is a contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expires => "sim-expires",
            Self::Expired => "sim-expired",
            Self::TopUp => "top-up-due",
        }
    }

    /// A sentence for a person.
    pub fn sentence(self, line: &str, date: Date) -> String {
        match self {
            Self::Expires => format!("`{line}` expires on {date}"),
            Self::Expired => format!("`{line}` has expired on {date}"),
            Self::TopUp => format!("`{line}` must be topped up by {date}"),
        }
    }
}

/// Reads the amount out of the network's text, in hundredths. `None`: the text does not fit the pattern.
///
/// Blanks and line ends count as one blank. `1.234,50` and `1,234.50` are both read; an amount may have a sign.
pub fn amount(text: &str, pattern: &str) -> Option<i64> {
    let one_blank = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, pattern) = (one_blank(text), one_blank(pattern));
    let (before, behind) = pattern.split_once(AMOUNT)?;
    for (at, _) in text.match_indices(before) {
        let rest = text[at + before.len()..].trim_start();
        let length = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | '-' | '+')).unwrap_or(rest.len());
        // The full stop behind an amount ends the sentence.
        let digits = rest[..length].trim_end_matches(['.', ',']);
        if rest[digits.len()..].trim_start().starts_with(behind.trim_start())
            && let Some(amount) = hundredths(digits)
        {
            return Some(amount);
        }
    }
    None
}

/// Reads an amount such as `12.5`, `-1.234,50` or `7`, in hundredths.
pub fn hundredths(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    // Up to two digits behind the last separator are decimals; three are thousands.
    let (whole, decimals) = match digits.rsplit_once(['.', ',']) {
        Some((whole, decimals)) if decimals.len() <= 2 => (whole, decimals),
        Some(_) | None => (digits, ""),
    };
    let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(&whole) || !is_number(decimals) || (whole.is_empty() && decimals.is_empty()) || whole.len() > 15 {
        return None;
    }
    let amount: i64 = format!("{whole}{decimals:0<2}").parse().ok()?;
    Some(if negative { -amount } else { amount })
}

/// Writes hundredths: `12.50`.
pub fn written(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, decimals) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    format!("{sign}{whole}.{decimals:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_where_the_pattern_names_it() {
        for (text, pattern, want) in [
            ("Balance: 12.50", "Balance: {amount}", Some(1250)),
            ("Balance: 12.50 EUR. Thank you", "Balance: {amount} EUR", Some(1250)),
            ("Ihr Guthaben betraegt\n1.234,50 EUR.", "betraegt {amount} EUR", Some(123_450)),
            ("Credit 1,234.5USD", "Credit {amount}", Some(123_450)),
            ("Bal:-3,2", "Bal:{amount}", Some(-320)),
            ("Your bonus 5. Balance 7.", "Balance {amount}", Some(700)),
            ("EUR 5 of data, EUR 7 left", "EUR {amount} left", Some(700)),
            ("1,234 left", "{amount} left", Some(123_400)),
            ("Баланс: 12.50р", "Баланс: {amount}", Some(1250)),
            ("Balance: none", "Balance: {amount}", None),
            ("Balance: 12.50", "Credit: {amount}", None),
            ("Balance: 1.2.3.4-5", "Balance: {amount}", None),
            ("", "{amount}", None),
        ] {
            assert_eq!(amount(text, pattern), want, "{text}");
        }
        assert_eq!([1250, -305, 7].map(written), ["12.50", "-3.05", "0.07"]);
        assert_eq!(hundredths("9999999999999999"), None);
    }

    fn at(day: i64) -> Timestamp {
        Timestamp::from_millis(1_795_343_400_000 + day * 86_400_000)
    }

    fn sure(day: i64) -> Present {
        Present { earliest: at(day), latest: at(day) }
    }

    #[test]
    fn a_line_needs_a_message_when_it_was_unused_by_all_clocks() {
        let rules = Rules { keep_alive: Some(DAY * 150), ..Rules::default() };
        let mut memory = Memory::default();
        memory.look(0, sure(0));
        assert!(!memory.needs_message(&rules, sure(149)) && memory.needs_message(&rules, sure(150)));
        let doubtful = Present { earliest: at(10), latest: at(400) };
        assert!(!memory.needs_message(&rules, doubtful), "one clock may be ahead");
        memory.look(1, doubtful);
        memory.look(1, sure(11));
        assert!(!memory.needs_message(&rules, sure(160)) && memory.needs_message(&rules, sure(161)));
        let key = memory.key(1, 0);
        memory.note_message(sure(161));
        assert!(!memory.needs_message(&rules, sure(161)) && memory.needs_message(&rules, sure(162)));
        assert_eq!((memory.key(1, 0), memory.tries), (key.clone(), 1));
        memory.look(2, sure(162));
        assert!(!memory.needs_message(&rules, sure(311)) && memory.key(1, 0) != key, "it was sent");
        assert!(!memory.needs_message(&Rules::default(), sure(9999)));
    }

    #[test]
    fn dates_are_told_two_weeks_before_and_when_they_have_come() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        // Day 0 is 2026-11-22.
        let rules = Rules { expires: Some(date("2026-12-20")), top_up: Some(date("2026-12-10")), ..Rules::default() };
        let of = |day| Memory::dates(&rules, &TimeZone::UTC, sure(day)).into_iter().map(|(due, _)| due.as_str());
        assert_eq!(of(3).count(), 0);
        assert_eq!(of(5).collect::<Vec<_>>(), ["top-up-due"]);
        assert_eq!(of(14).collect::<Vec<_>>(), ["sim-expires", "top-up-due"]);
        assert_eq!(of(28).collect::<Vec<_>>(), ["sim-expired", "top-up-due"]);
    }

    #[test]
    fn a_balance_is_asked_for_as_often_as_configured_and_again_after_a_day_without_an_answer() {
        let (code, pattern) = ("*100#".to_owned(), "{amount}".to_owned());
        let balance = Balance { code, pattern, every: DAY * 7, below: None };
        let rules = Rules { balance: Some(balance), ..Rules::default() };
        let mut memory = Memory::default();
        assert!(memory.needs_balance(&rules, sure(0)));
        memory.asked_at = Some(at(0).as_millis());
        assert!(!memory.needs_balance(&rules, sure(0)) && memory.needs_balance(&rules, sure(1)));
        memory.balance_at = Some(at(0).as_millis());
        assert!(!memory.needs_balance(&rules, sure(6)) && memory.needs_balance(&rules, sure(7)));
    }
}
