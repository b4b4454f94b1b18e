//! Where messages are stored, and how they are announced (27.005 3.2.2, 3.4.1).

use crate::at::command::{Command, Shape};
use crate::at::reply;
use crate::model::StoreName;

use super::super::deadlines::Quick;
use super::super::indications::{self, DIRECT_INDICATIONS};
use super::super::next_command::{GREAT_USE, LITTLE_USE};
use super::super::startup::{Next, Step, Work};
use super::super::store_plan::StorePlan;
use super::network::REGISTRATION_CODES;

/// This many times a list of stores that can't be parsed is queried again. A row that was corrupted in transit differs
/// the next time, and an unknown store is not read.
const UNCLEAR_REPEATS: u8 = 2;
/// After this many refusals, over five seconds, the modem doesn't report its stores.
const UNSUPPORTED_REPEATS: u8 = 10;

/// Sets PDU mode.
pub static PDU_MODE: Step = Step {
    command: |_| Ok(Command::pdu_mode()),
    on_reply: |_, reply| {
        if reply.is_ok() {
            Next::Step(&SMSC)
        } else {
            Next::Retry {
                from: &PDU_MODE,
                why: "does not accept PDU mode: this port may be for data alone, so try another of its ports",
            }
        }
    },
    quick: None,
    misses_max: None,
    on_miss: None,
};

/// The SMSC that the card names.
static SMSC: Step = Step {
    command: |_| Ok(Command::smsc()),
    on_reply: |work, reply| {
        work.modem.network.note_smsc(reply);
        Next::Step(&SMSC_SET)
    },
    quick: Some(Quick::Card),
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Sets the configured SMSC, if it is another one.
static SMSC_SET: Step = Step {
    command: |work| work.modem.wanted_smsc(work.settings).and_then(Command::set_smsc).ok_or(Next::Step(&SERVICE)),
    on_reply: |work, reply| {
        if reply.is_ok() {
            let smsc = work.modem.wanted_smsc(work.settings).map(str::to_owned);
            work.modem.network.set_smsc(smsc);
        }
        Next::Step(&SERVICE)
    },
    quick: Some(Quick::Card),
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Requests that the network waits for an acknowledgement of direct messages.
static SERVICE: Step = Step {
    command: |work| {
        let wanted = work.modem.profile.acknowledges;
        if wanted { Ok(Command::acknowledged_service()) } else { Err(Next::Step(&STORE_NAMES)) }
    },
    on_reply: |work, reply| {
        note_service(work, reply.is_ok());
        Next::Step(&STORE_NAMES)
    },
    quick: None,
    misses_max: Some(GREAT_USE),
    on_miss: None,
};

/// The stores that the modem has.
static STORE_NAMES: Step = Step {
    command: |_| Ok(Command::plain("AT+CPMS=?", Shape::Prefixed(&["+CPMS:"]))),
    on_reply: |work, reply| {
        let repeats = work.startup.repeats;
        let again = Next::Retry { from: &STORE_NAMES, why: "does not name its message stores" };
        let groups = if reply.is_ok() {
            match reply.find(reply::store_groups).filter(|groups| names_any(groups)) {
                None if repeats < UNCLEAR_REPEATS => return again,
                groups => groups.unwrap_or_default(),
            }
        } else if work.modem.stores.presence.is_absent() {
            return without_stores(work);
        } else if repeats >= UNSUPPORTED_REPEATS {
            // A modem that doesn't report its stores may accept the usual ones all the same.
            Vec::new()
        } else {
            return again;
        };
        let wanted = &work.modem.profile.stores;
        work.startup.plan = StorePlan::new(&groups, wanted, &mut work.modem.stores.named);
        Next::Step(&SERVICE_AGAIN)
    },
    quick: Some(Quick::Select),
    misses_max: Some(GREAT_USE),
    on_miss: None,
};

/// Requests the acknowledgement again: a modem that has just started refuses every message command for some time.
static SERVICE_AGAIN: Step = Step {
    command: |work| {
        let wanted = work.modem.profile.acknowledges && !work.startup.acknowledges;
        if wanted { Ok(Command::acknowledged_service()) } else { Err(Next::Step(&STORES)) }
    },
    on_reply: |work, reply| {
        note_service(work, reply.is_ok());
        Next::Step(&STORES)
    },
    quick: None,
    misses_max: Some(GREAT_USE),
    on_miss: None,
};

/// Tries the selections of stores until the modem accepts one that has room for messages.
static STORES: Step = Step {
    command: |work| match work.startup.plan.selections.get(work.startup.index) {
        Some(selection) => Ok(Command::select_stores(*selection)),
        None if work.modem.stores.presence.is_absent() => Err(without_stores(work)),
        None => Err(Next::Retry { from: &STORE_NAMES, why: "refuses access to its message stores" }),
    },
    on_reply: |work, reply| {
        let (index, now) = (work.startup.index, work.now.mono);
        let (plan, stores) = (&mut work.startup.plan, &mut work.modem.stores);
        if !reply.is_ok() {
            stores.presence.note_refusal(reply, now);
            return Next::Entry;
        }
        if !plan.can_receive(index, reply, &stores.unusable) {
            if !plan.is_unusable(index, &stores.unusable) {
                stores.presence.note_no_places(now);
            }
            return Next::Entry;
        }
        plan.selection = index;
        stores.presence.reset();
        Next::Step(&INDICATION_VALUES)
    },
    quick: Some(Quick::Select),
    misses_max: None,
    on_miss: None,
};

/// The values that `+CNMI` accepts.
static INDICATION_VALUES: Step = Step {
    command: |_| Ok(Command::plain("AT+CNMI=?", Shape::Prefixed(&["+CNMI:"]))),
    on_reply: |work, reply| {
        let is_absent = work.modem.stores.presence.is_absent();
        let values = reply.find(reply::indication_values);
        let candidates = |sets| indications::candidates(sets, values.as_deref());
        work.startup.indications = if is_absent { candidates(DIRECT_INDICATIONS) } else { Vec::new() };
        if !is_absent || work.startup.plan.is_unselected {
            work.startup.indications.extend(candidates(&work.modem.profile.indications));
        }
        Next::Step(&INDICATION)
    },
    quick: None,
    misses_max: Some(GREAT_USE),
    on_miss: None,
};

/// Tries sets of values for `+CNMI`.
static INDICATION: Step = Step {
    command: |work| {
        if let Some(values) = work.startup.indications.get(work.startup.index) {
            return Ok(Command::indicate(values));
        }
        let presence = &mut work.modem.stores.presence;
        if presence.is_absent() && !work.startup.plan.is_unselected {
            // The conclusion that it has no store may have been wrong.
            presence.reset();
            return Err(Next::Retry { from: &STORE_NAMES, why: "neither stores messages nor sends them directly" });
        }
        // No set was accepted: polling the counts finds new messages all the same.
        Err(Next::Step(&REGISTRATION_CODES))
    },
    on_reply: |work, reply| {
        work.startup.announces = reply.is_ok();
        let mt = work.startup.indications.get(work.startup.index).and_then(|values| values.get(1)).copied();
        if let Some(mt) = mt.filter(|_| reply.is_ok()) {
            work.modem.stores.presence.note_routing(mt);
        }
        if reply.is_ok() { Next::Step(&REGISTRATION_CODES) } else { Next::Entry }
    },
    quick: None,
    misses_max: Some(GREAT_USE),
    on_miss: None,
};

/// Notes whether simgate acknowledges direct messages. The modem may have acknowledged earlier ones by itself.
fn note_service(work: &mut Work, acknowledges: bool) {
    work.startup.acknowledges = acknowledges;
    work.backlog.void_deadlines();
}

/// Continues without stores: messages arrive directly, and are acknowledged when they are on disk.
fn without_stores(work: &mut Work) -> Next {
    work.startup.plan = StorePlan::default();
    Next::Step(&UNSELECTED)
}

/// Whether the modem lists messages although it selects no store: what lies there is read, too.
static UNSELECTED: Step = Step {
    command: |_| Ok(Command::list()),
    on_reply: |work, reply| {
        if reply.is_ok() || reply.finds_no_message() {
            work.startup.plan = StorePlan::unselected();
        }
        Next::Step(&INDICATION_VALUES)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Whether the groups name a store for messages. A word that was written into the row may look like the name of another
/// store.
fn names_any(groups: &[Vec<StoreName>]) -> bool {
    groups.iter().flatten().any(|store| [StoreName::ME, StoreName::SM, StoreName::MT].contains(store))
}
