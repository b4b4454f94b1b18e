//! What goes out now, and by which line. Deciding changes nothing: what was decided counts once it is on disk.

use std::time::Duration;

use crate::flow::ledger::{Full, Wanted};
use crate::flow::pool::{Candidate, Policy, choose};
use crate::flow::routing::Directory;
use crate::model::{Name, Now, SimKey};

use super::outbox::Outbox;
use super::queue::{Key, NO_LINE, Waiting};
use super::seats::Seat;
use super::sending::{Sending, is_from};

/// However long a line has no room, it is asked again after so long.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// The same where no line is there at all.
const NO_LINE_WAIT: Duration = Duration::from_secs(1);

/// What is held is looked at again after so long.
const HELD_WAIT: Duration = Duration::from_secs(1);

const HELD: &str = "the outbox is held; `simgate outbox release` lets it go";
const STOPPED: &str = "the recipient answered STOP";

/// A message that goes out now.
#[derive(Debug, Clone)]
pub struct Pick {
    pub key: Key,
    pub device: Name,
    pub sim: SimKey,
    pub mark: [u8; 16],
}

#[derive(Debug, Default)]
pub struct Plan {
    pub picks: Vec<Pick>,
    pub expired: Vec<Key>,
    /// No line may send it before then, because of this.
    pub put_off: Vec<(Key, Duration, String)>,
}

impl Plan {
    /// The outbox is held: what was picked waits, and says so.
    pub fn hold(&mut self, now: Now) {
        let put_off = self.picks.drain(..).map(|pick| (pick.key, now.mono + HELD_WAIT, HELD.to_owned()));
        self.put_off.extend(put_off);
    }
}

enum Found {
    Line(SimKey),
    /// One that may send it is busy, or resting.
    Busy,
    None(Duration, String),
}

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
            Found::Line(sim) => {
                let Some(at) = free.iter().position(|(_, seat)| seat.key == sim) else { continue };
                let device = free.remove(at).0.clone();
                plan.picks.push(Pick { key: *key, device, sim, mark: waiting.mark });
            }
            Found::Busy => {}
            Found::None(wait, why) => plan.put_off.push((*key, now.mono + wait, why)),
        }
    }
    plan
}

fn line_for(
    outbox: &Outbox,
    waiting: &Waiting,
    free: &[(&Name, &Seat)],
    sending: &Sending,
    directory: &Directory,
    now: Now,
) -> Found {
    let open = &waiting.open;
    let fits = |seat: &Seat| {
        open.sim.is_none_or(|sim| sim == seat.key)
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
        let wanted = Wanted { parts: open.undebited, urgent: open.urgent, recipient: &waiting.mark };
        let room = if open.undebited == 0 {
            Ok(())
        } else {
            outbox.ledger.room(Some(seat.key), wanted, &rules.limits, &outbox.calendar, now)
        };
        if let Err(full) = room {
            let sooner = fullest.as_ref().is_none_or(|known| full.wait < known.wait);
            fullest = if sooner { Some(full) } else { fullest };
        } else if free.iter().any(|(_, other)| other.key == seat.key) {
            let (given, last_turn) = outbox.seats.turns(seat.key);
            candidates.push(Candidate {
                sim: seat.key,
                share: outbox.ledger.share(seat.key, &rules.limits, &outbox.calendar, now),
                weight: rules.weight,
                given,
                last_turn,
            });
        } else {
            busy = true;
        }
    }
    if candidates.len() > 1 {
        candidates.retain(|candidate| Some(candidate.sim) != waiting.avoid);
    }
    // It takes a look at every debit: only where it is asked for.
    let sticky = sending.policy == Policy::Sticky;
    let last = sticky.then(|| outbox.ledger.last_to(&waiting.mark)).flatten();
    // Its own line is only busy: it is worth waiting for.
    let held = busy
        && last.is_some_and(|last| outbox.seats.all().any(|seat| seat.key == last && seat.busy && fits(seat)))
        && candidates.iter().all(|candidate| Some(candidate.sim) != last);
    match choose(sending.policy, &candidates, last) {
        Some(sim) if !held => Found::Line(sim),
        _ if busy => Found::Busy,
        _ => match fullest {
            Some(full) => Found::None(full.wait.min(LOOK_AGAIN), format!("waits for {} to open", full.limit.as_str())),
            None if stopped => Found::None(LOOK_AGAIN, STOPPED.to_owned()),
            None => Found::None(NO_LINE_WAIT, NO_LINE.to_owned()),
        },
    }
}
