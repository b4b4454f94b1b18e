//! Plans which messages are sent now, and by which lines. A plan changes nothing: its execution is a transaction.

use std::time::Duration;

use crate::flow::ledger::{Demand, Full};
use crate::flow::pool::{Candidate, Policy, choose};
use crate::flow::routing::Directory;
use crate::model::{Name, Now, SimKey};

use super::outbox::Outbox;
use super::queue::{Key, NO_LINE, Waiting};
use super::seats::Seat;
use super::sending::{Sending, is_from};

/// Longest time until a message is planned again, however long no line has room for it.
const RECHECK_MAX: Duration = Duration::from_secs(60);
/// The same while no line is ready.
const NO_LINE_WAIT: Duration = Duration::from_secs(1);

/// The same while the outbox is held.
const HELD_WAIT: Duration = Duration::from_secs(1);

const HELD: &str = "the outbox is held: run `simgate outbox release` to send";
const STOPPED: &str = "the recipient answered STOP";

/// A message that is sent now.
#[derive(Debug, Clone)]
pub struct Pick {
    /// The message.
    pub key: Key,
    /// The device of the line.
    pub device: Name,
    /// The line.
    pub sim: SimKey,
    /// Keyed fingerprint of the recipient.
    pub recipient_fingerprint: [u8; 16],
}

/// What to do with the queued messages.
#[derive(Debug, Default)]
pub struct Plan {
    /// Messages to send now.
    pub picks: Vec<Pick>,
    /// Messages whose time to live is over.
    pub expired: Vec<Key>,
    /// Messages that no line may send now: when to plan them again, and why they wait.
    pub postponed: Vec<(Key, Duration, String)>,
}

impl Plan {
    /// Postpones all picks, because the outbox is held.
    pub fn hold(&mut self, now: Now) {
        let postponed = self.picks.drain(..).map(|pick| (pick.key, now.mono + HELD_WAIT, HELD.to_owned()));
        self.postponed.extend(postponed);
    }
}

enum Choice {
    /// This line sends the message.
    Line(SimKey),
    /// A line that may send it is busy or suspended.
    Busy,
    /// No line may send it: how long, and why.
    None(Duration, String),
}

/// Plans for all queued messages, urgent ones first.
pub fn plan(outbox: &Outbox, sending: &Sending, directory: &Directory, now: Now) -> Plan {
    let mut plan = Plan::default();
    let mut free = outbox.seats.free(now);
    for (key, waiting) in outbox.queue.all() {
        if waiting.expires <= now.mono {
            plan.expired.push(*key);
            continue;
        }
        if waiting.not_before > now.mono {
            continue;
        }
        match line_for(outbox, waiting, &free, sending, directory, now) {
            Choice::Line(sim) => {
                let Some(at) = free.iter().position(|(_, seat)| seat.key == sim) else { continue };
                let device = free.remove(at).0.clone();
                plan.picks.push(Pick { key: *key, device, sim, recipient_fingerprint: waiting.recipient_fingerprint });
            }
            Choice::Busy => {}
            Choice::None(wait, why) => plan.postponed.push((*key, now.mono + wait, why)),
        }
    }
    plan
}

/// Chooses the line for one message.
fn line_for(
    outbox: &Outbox,
    waiting: &Waiting,
    free: &[(&Name, &Seat)],
    sending: &Sending,
    directory: &Directory,
    now: Now,
) -> Choice {
    let open = &waiting.open;
    let fits = |seat: &Seat| {
        open.sim.is_none_or(|sim| sim == seat.key)
            && open.line.is_none_or(|line| line == seat.key)
            && is_from(&seat.line, open.sender.as_deref(), directory)
            && sending.rules(&seat.line).allow(&open.recipient)
    };
    let is_stopped = |seat: &Seat| outbox.is_stopped(&seat.line, &open.recipient, sending);
    let mut fullest: Option<Full> = None;
    let (mut busy, mut stopped) = (false, false);
    let mut candidates = Vec::new();
    for seat in outbox.seats.all().filter(|seat| seat.ready && fits(seat)) {
        if is_stopped(seat) {
            stopped = true;
            continue;
        }
        let rules = sending.rules(&seat.line);
        let recipient_fingerprint = &waiting.recipient_fingerprint;
        let demand = Demand { parts: open.undebited, urgent: open.urgent, recipient_fingerprint };
        let room = if open.undebited == 0 {
            Ok(())
        } else {
            outbox.ledger.room(Some(seat.key), demand, &rules.limits, &outbox.calendar, now)
        };
        if let Err(full) = room {
            let sooner = fullest.as_ref().is_none_or(|known| full.wait < known.wait);
            fullest = if sooner { Some(full) } else { fullest };
        } else if free.iter().any(|(_, other)| other.key == seat.key) {
            let (assigned, last_turn) = outbox.seats.turns(seat.key);
            candidates.push(Candidate {
                sim: seat.key,
                share: outbox.ledger.share(seat.key, &rules.limits, &outbox.calendar, now),
                weight: rules.weight,
                assigned,
                last_turn,
            });
        } else {
            busy = true;
        }
    }
    if candidates.len() > 1 {
        candidates.retain(|candidate| Some(candidate.sim) != waiting.avoid);
    }
    // The lookup visits every debit, so it is made only for this policy.
    let sticky = sending.policy == Policy::Sticky;
    let last = sticky.then(|| outbox.ledger.last_to(&waiting.recipient_fingerprint)).flatten();
    // If the last line is only busy, the message waits for it.
    let waits_for_last = busy
        && last.is_some_and(|last| outbox.seats.all().any(|seat| seat.key == last && seat.busy && fits(seat)))
        && candidates.iter().all(|candidate| Some(candidate.sim) != last);
    match choose(sending.policy, &candidates, last) {
        Some(sim) if !waits_for_last => Choice::Line(sim),
        _ if busy => Choice::Busy,
        _ => match fullest {
            Some(full) => {
                Choice::None(full.wait.min(RECHECK_MAX), format!("waits for {} to open", full.limit.as_str()))
            }
            None if stopped => Choice::None(RECHECK_MAX, STOPPED.to_owned()),
            None => Choice::None(NO_LINE_WAIT, NO_LINE.to_owned()),
        },
    }
}
