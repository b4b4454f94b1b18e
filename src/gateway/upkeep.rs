//! Keeps lines alive: queues a message before an unused SIM ends, reminds persons of dates, and asks for balances.
//!
//! A message goes the way of all others, at a time when no other waits, and counts in the limits of its line. Its key is
//! made of the line and of its last activity, and is written with the memory of the attempt, so that neither a crash nor a
//! clock makes two of one.

use std::time::Duration;

use crate::flow::Event;
use crate::flow::Warning;
use crate::flow::calendar::Calendar;
use crate::flow::outbound::{OnExhausted, Refusal, SendRequest, State};
use crate::flow::upkeep::{Memory, Present, Rules, amount, written};
use crate::flow::ussd::{Answered, Ask, Request};
use crate::model::{LineId, Msisdn, Now, Secret, SimKey};
use crate::store::{ServedLine, StoreError};

use super::alarms::{self, announce_alarm};
use super::outbound::acceptance::accept;
use super::transaction::Transaction;

/// How often the lines are looked at.
const CHECK_EVERY: Duration = Duration::from_secs(3600);
/// The first look, when modems are usually ready.
const FIRST_AFTER: Duration = Duration::from_secs(20);
/// How often a look is tried while no clock is right.
const CLOCK_RETRY: Duration = Duration::from_secs(10);
/// The caller of these messages and requests.
const CALLER: &str = "upkeep";
/// How long a message may wait: less than the time to the next attempt.
const TTL: Duration = Duration::from_secs(12 * 3600);
/// The first ticket of the section's own USSD requests: the line's row follows. Callers' tickets are counted from 1.
const FIRST_TICKET: u64 = 1 << 63;

/// When to look at the lines next.
#[derive(Debug)]
pub struct Upkeep {
    next: Duration,
}

impl Upkeep {
    /// Nothing is due at the start.
    pub fn new(now: Now) -> Self {
        Self { next: now.mono + FIRST_AFTER }
    }

    /// Begins a round if one is due and the time is known.
    pub fn begin_round(&mut self, calendar: &Calendar, now: Now) -> Option<Present> {
        if self.next > now.mono {
            return None;
        }
        let present = Present::of(calendar, now);
        self.next = now.mono + if present.is_some() { CHECK_EVERY } else { CLOCK_RETRY };
        present
    }
}

/// The line whose balance this answer is about, if the section asked for it.
pub fn line_of(ticket: u64) -> Option<SimKey> {
    let row = ticket.checked_sub(FIRST_TICKET)?;
    i64::try_from(row).ok().map(SimKey::new)
}

/// Looks at all lines that are in devices. Adds the USSD requests to make after the commit to `asks`.
pub fn look(t: &mut Transaction, present: Present, asks: &mut Vec<Event>) -> Result<(), StoreError> {
    let mut is_quiet = t.outbox.queue.demand() == 0;
    for served in t.tx.lines().served()? {
        let Some(rules) = t.settings.upkeep.get(&served.line).cloned() else { continue };
        let before = t.tx.upkeep().of(served.key)?;
        let mut memory = before.clone();
        memory.look(t.tx.upkeep().newest_debit(served.key)?, present);
        if memory.tries == 0 {
            set_alarm(t, &served, &mut memory, "keep-alive-failed", None)?;
        }
        if rules.balance.is_none() {
            for word in ["low-balance", "balance-unreadable"] {
                set_alarm(t, &served, &mut memory, word, None)?;
            }
        }
        remind(t, &served, &rules, &mut memory, present)?;
        if is_quiet && memory.needs_message(&rules, present) {
            is_quiet = !keep_alive(t, &served, &rules, &mut memory, present)?;
        }
        watch_canary(t, &served, &mut memory, present)?;
        if is_quiet && memory.needs_canary(&rules, present) {
            is_quiet = !send_canary(t, &served, &mut memory, present)?;
        }
        let is_ready = t.outbox.seats.all().any(|seat| seat.line == served.line && seat.ready);
        if is_ready
            && memory.needs_balance(&rules, present)
            && let (Some(balance), Ok(row)) = (&rules.balance, u64::try_from(served.key.get()))
        {
            memory.asked_at = Some(present.latest.as_millis());
            let (name, _) = t.settings.directory.line(&served.line);
            let ask = Ask::Code(Secret::new(balance.code.clone()));
            let request = Request { caller: CALLER.into(), key: None, numbers: Vec::new(), sim: Some(name), ask };
            asks.push(Event::UssdRequested { ticket: FIRST_TICKET + row, request: Box::new(request) });
        }
        if memory != before {
            t.tx.upkeep().set(served.key, &memory)?;
        }
    }
    Ok(())
}

/// Records the answer about a balance.
pub fn record_balance(t: &mut Transaction, key: SimKey, answer: &Result<Answered, Refusal>) -> Result<(), StoreError> {
    let served = t.tx.lines().served()?.into_iter().find(|served| served.key == key);
    let Some(served) = served else { return Ok(()) };
    let Some(balance) = t.settings.upkeep.get(&served.line).and_then(|rules| rules.balance.clone()) else {
        return Ok(());
    };
    // No line is ready, or its network did not answer: the state of the line tells that, and it is asked again.
    let Ok(answered) = answer else { return Ok(()) };
    let Some(present) = Present::of(&t.outbox.calendar, t.now) else { return Ok(()) };
    let (name, _) = t.settings.directory.line(&served.line);
    let mut memory = t.tx.upkeep().of(key)?;
    let read = answered.text.as_ref().and_then(|text| amount(text.reveal(), &balance.pattern));
    let unreadable = Warning {
        code: "balance-unreadable".into(),
        text: format!("the balance of `{name}` can't be read: the network's answer does not fit `pattern`"),
        remedy: "`simgate ussd` with the code shows the answer; correct `pattern` of `balance`".into(),
    };
    set_alarm(t, &served, &mut memory, "balance-unreadable", read.is_none().then_some(unreadable))?;
    if let Some(read) = read {
        (memory.balance, memory.balance_at) = (Some(read), Some(present.latest.as_millis()));
        let low = balance.below.filter(|below| read < *below).map(|below| Warning {
            code: "low-balance".into(),
            text: format!("the balance of `{name}` is {}, which is less than {}", written(read), written(below)),
            remedy: "top the SIM up".into(),
        });
        set_alarm(t, &served, &mut memory, "low-balance", low)?;
    }
    t.tx.upkeep().set(key, &memory)
}

/// Reminds persons of dates. A date that was changed or removed ends its alarm.
fn remind(
    t: &mut Transaction,
    served: &ServedLine,
    rules: &Rules,
    memory: &mut Memory,
    present: Present,
) -> Result<(), StoreError> {
    let (name, _) = t.settings.directory.line(&served.line);
    let zone = t.settings.sending.rules(&served.line).limits.zone.clone();
    let due = Memory::dates(rules, &zone, present);
    let word = |due: crate::flow::upkeep::Due, date| format!("{} {date}", due.as_str());
    let words: Vec<String> = due.iter().map(|(due, date)| word(*due, *date)).collect();
    let over = memory.alarms.iter().filter(|known| known.contains(' ') && !words.contains(known)).cloned();
    for known in over.collect::<Vec<_>>() {
        set_alarm(t, served, memory, &known, None)?;
    }
    for (due, date) in due {
        let remedy = "top the SIM up or replace it, then change the date in its [[sim]]".into();
        let warning = Warning { code: due.as_str().into(), text: due.sentence(&name, date), remedy };
        set_alarm(t, served, memory, &word(due, date), Some(warning))?;
    }
    Ok(())
}

/// Queues a message to keep a line alive, unless the last one may still be sent. Returns whether it did.
fn keep_alive(
    t: &mut Transaction,
    served: &ServedLine,
    rules: &Rules,
    memory: &mut Memory,
    present: Present,
) -> Result<bool, StoreError> {
    if let Some(last) = memory.tries.checked_sub(1) {
        let known = t.tx.outgoing().by_key(CALLER, &memory.key(served.key.get(), last))?;
        match known.map(|known| known.state) {
            None | Some(State::Failed | State::Cancelled) => {}
            // The debit of what was sent, or may have been, is about to end.
            Some(
                State::Queued | State::Sending | State::Sent | State::Unknown | State::Delivered | State::Undelivered,
            ) => return Ok(false),
        }
    }
    let (name, own) = t.settings.directory.line(&served.line);
    let own = own.cloned();
    let wanted = rules.keep_alive_to.clone().or_else(|| other_number(t, &served.line, own.as_ref()));
    let failed = |text: String| Warning {
        code: "keep-alive-failed".into(),
        text: format!("`{name}` must send a message to stay alive, and none went out: {text}"),
        remedy: "send one from it: `simgate send --from`; `keep_alive_to` of its [[sim]] names a recipient".into(),
    };
    let answer = match wanted {
        None => Err(failed("no other SIM has a known number".to_owned())),
        Some(to) => {
            let key = memory.key(served.key.get(), memory.tries);
            let request = message(served.key, key, &to, format!("{name}: keep-alive"));
            accept(t, &request)?.map_err(|refusal| failed(refusal.message))
        }
    };
    let is_queued = answer.is_ok();
    let again = || failed("the last one was not sent, and is queued again".to_owned());
    let warning = answer.err().or_else(|| (memory.tries > 0).then(again));
    if warning.is_some() {
        set_alarm(t, served, memory, "keep-alive-failed", warning)?;
    }
    memory.note_message(present);
    Ok(is_queued)
}

fn message(line: SimKey, key: String, to: &Msisdn, text: String) -> SendRequest {
    SendRequest {
        caller: CALLER.into(),
        key: Some(key),
        from: None,
        line: Some(line),
        to: to.to_string(),
        text,
        urgent: false,
        status_report: false,
        ttl: TTL,
        send_at: None,
        expires_at: None,
        on_exhausted: OnExhausted::Wait,
    }
}

/// Queues a canary. Returns whether it did.
fn send_canary(
    t: &mut Transaction,
    served: &ServedLine,
    memory: &mut Memory,
    present: Present,
) -> Result<bool, StoreError> {
    let (name, own) = t.settings.directory.line(&served.line);
    let own = own.cloned();
    memory.note_canary(present);
    let answer = match other_number(t, &served.line, own.as_ref()) {
        None => Err("no other SIM has a known number".to_owned()),
        Some(to) => {
            let (key, text) = memory.canary(served.key.get(), &name);
            accept(t, &message(served.key, key, &to, text))?.map_err(|refusal| refusal.message)
        }
    };
    let is_queued = answer.is_ok();
    if let Err(why) = answer {
        end_canary(t, served, memory, Some(&why))?;
    }
    Ok(is_queued)
}

/// Looks whether the last canary has arrived.
fn watch_canary(
    t: &mut Transaction,
    served: &ServedLine,
    memory: &mut Memory,
    present: Present,
) -> Result<(), StoreError> {
    if !memory.canary_flies {
        return Ok(());
    }
    let (name, _) = t.settings.directory.line(&served.line);
    let (key, text) = memory.canary(served.key.get(), &name);
    if let Some(took) = t.tx.upkeep().way(CALLER, &key, &text)? {
        memory.canary_took = Some(took.max(0));
        return end_canary(t, served, memory, None);
    }
    match t.tx.outgoing().by_key(CALLER, &key)?.map(|known| known.state) {
        Some(State::Queued | State::Sending) => Ok(()),
        None | Some(State::Failed | State::Cancelled) => end_canary(t, served, memory, Some("it was not sent")),
        Some(State::Sent | State::Unknown | State::Delivered | State::Undelivered) => {
            memory.canary_sent_at.get_or_insert(present.latest.as_millis());
            match memory.is_canary_lost(present) {
                true => end_canary(t, served, memory, Some("it was sent, and has not arrived")),
                false => Ok(()),
            }
        }
    }
}

/// The canary arrived, or is lost for a reason.
fn end_canary(
    t: &mut Transaction,
    served: &ServedLine,
    memory: &mut Memory,
    lost: Option<&str>,
) -> Result<(), StoreError> {
    memory.canary_flies = false;
    let (name, _) = t.settings.directory.line(&served.line);
    let warning = lost.map(|why| Warning {
        code: "canary-lost".into(),
        text: format!("the canary of `{name}` to another SIM is lost: {why}"),
        remedy: "look at both SIMs: `simgate sims`, `simgate outbox list`".into(),
    });
    set_alarm(t, served, memory, "canary-lost", warning)
}

/// The number of another own line: of one in a device, or else of any.
fn other_number(t: &Transaction, line: &LineId, own: Option<&Msisdn>) -> Option<Msisdn> {
    let directory = &t.settings.directory;
    let seated = t.outbox.seats.all().map(|seat| &seat.line);
    let mut others = seated.chain(directory.routes.lines.keys()).filter(|other| *other != line);
    others.find_map(|other| directory.line(other).1.filter(|number| Some(*number) != own).cloned())
}

/// Raises an alarm, or ends it, and announces that if it is news.
fn set_alarm(
    t: &mut Transaction,
    served: &ServedLine,
    memory: &mut Memory,
    word: &str,
    warning: Option<Warning>,
) -> Result<(), StoreError> {
    let is_news = match &warning {
        Some(_) => memory.alarms.insert(word.to_owned()),
        None => memory.alarms.remove(word),
    };
    if !is_news {
        return Ok(());
    }
    let code = word.split(' ').next().unwrap_or(word);
    let active = warning.is_some();
    let over = || Warning { code: code.to_owned().into(), text: alarms::over(t, &served.line), remedy: "".into() };
    let warning = warning.unwrap_or_else(over);
    announce_alarm(t, &served.line, served.device.as_str(), warning, active)
}
