//! Where messages are stored, and how they are announced.

use crate::at::command::{Command, Shape};
use crate::at::profile::HANDED_OVER;
use crate::at::reply;
use crate::model::StoreName;

use super::super::ask::{OF_GREAT_USE, OF_LITTLE_USE};
use super::super::indications;
use super::super::patience::Quick;
use super::super::startup::{Next, Step, Work};
use super::super::store_plan::StorePlan;
use super::network::REGISTRATION_CODES;

/// A list of stores that can't be understood is asked for so often again: what was spoilt on the line reads otherwise the
/// next time, and a store that is not known of is not read.
const UNCLEAR_REPEATS: u8 = 2;
/// One that is refused so often, over five seconds, is one that the modem does not tell.
const UNSUPPORTED_REPEATS: u8 = 10;

pub static PDU_MODE: Step = Step {
    ask: |_| Ok(Command::pdu_mode()),
    read: |_, reply| {
        if reply.is_ok() { Next::Go(&SMSC) } else { Next::Again { from: &PDU_MODE, why: "does not take PDU mode" } }
    },
    quick: None,
    misses_max: None,
    silence: None,
};

static SMSC: Step = Step {
    ask: |_| Ok(Command::smsc()),
    read: |work, reply| {
        work.known.network.note_smsc(reply);
        Next::Go(&SMSC_SET)
    },
    quick: Some(Quick::Card),
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static SMSC_SET: Step = Step {
    ask: |work| work.known.wanted_smsc(work.settings).and_then(Command::set_smsc).ok_or(Next::Go(&SERVICE)),
    read: |work, reply| {
        if reply.is_ok() {
            work.known.network.smsc = work.known.wanted_smsc(work.settings).map(str::to_owned);
        }
        Next::Go(&SERVICE)
    },
    quick: Some(Quick::Card),
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

/// Messages that are handed over are to be acknowledged.
static SERVICE: Step = Step {
    ask: |work| {
        let wanted = work.known.profile.acknowledges;
        if wanted { Ok(Command::acknowledged_service()) } else { Err(Next::Go(&STORE_NAMES)) }
    },
    read: |work, reply| {
        agreed(work, reply.is_ok());
        Next::Go(&STORE_NAMES)
    },
    quick: None,
    misses_max: Some(OF_GREAT_USE),
    silence: None,
};

static STORE_NAMES: Step = Step {
    ask: |_| Ok(Command::plain("AT+CPMS=?", Shape::Prefixed(&["+CPMS:"]))),
    read: |work, reply| {
        let repeats = work.startup.repeats;
        let again = Next::Again { from: &STORE_NAMES, why: "does not name its message stores" };
        let groups = if reply.is_ok() {
            match reply.find(reply::store_groups).filter(|groups| names_any(groups)) {
                None if repeats < UNCLEAR_REPEATS => return again,
                groups => groups.unwrap_or_default(),
            }
        } else if work.known.stores.storeless.is_concluded() {
            return without_stores(work);
        } else if repeats >= UNSUPPORTED_REPEATS {
            // A modem that does not say may take the usual ones all the same.
            Vec::new()
        } else {
            return again;
        };
        work.startup.plan = StorePlan::new(&groups, &mut work.known.stores.named);
        Next::Go(&SERVICE_AGAIN)
    },
    quick: Some(Quick::Select),
    misses_max: Some(OF_GREAT_USE),
    silence: None,
};

/// A modem that has just started refuses whatever has to do with messages, for some time.
static SERVICE_AGAIN: Step = Step {
    ask: |work| {
        let wanted = work.known.profile.acknowledges && !work.startup.acknowledges;
        if wanted { Ok(Command::acknowledged_service()) } else { Err(Next::Go(&STORES)) }
    },
    read: |work, reply| {
        agreed(work, reply.is_ok());
        Next::Go(&STORES)
    },
    quick: None,
    misses_max: Some(OF_GREAT_USE),
    silence: None,
};

/// One selection of stores after the other, until the modem takes one by which messages find room.
static STORES: Step = Step {
    ask: |work| match work.startup.plan.selections.get(work.startup.index) {
        Some(selection) => Ok(Command::select_stores(*selection)),
        None if work.known.stores.storeless.is_concluded() => Err(without_stores(work)),
        None => Err(Next::Again { from: &STORE_NAMES, why: "does not give access to its message stores" }),
    },
    read: |work, reply| {
        let (index, now) = (work.startup.index, work.now.mono);
        let (plan, stores) = (&mut work.startup.plan, &mut work.known.stores);
        if !reply.is_ok() {
            stores.storeless.refused(reply, now);
            return Next::Other;
        }
        if !plan.can_receive(index, reply, &stores.clogged) {
            if !plan.is_clogged(index, &stores.clogged) {
                stores.storeless.note_no_places(now);
            }
            return Next::Other;
        }
        plan.selection = index;
        stores.storeless.forget();
        Next::Go(&INDICATION_VALUES)
    },
    quick: Some(Quick::Select),
    misses_max: None,
    silence: None,
};

static INDICATION_VALUES: Step = Step {
    ask: |_| Ok(Command::plain("AT+CNMI=?", Shape::Prefixed(&["+CNMI:"]))),
    read: |work, reply| {
        let is_absent = work.known.stores.storeless.is_concluded();
        let sets = if is_absent { HANDED_OVER } else { work.known.profile.indications };
        let values = reply.find(reply::indication_values);
        work.startup.indications = indications::to_try(sets, values.as_deref());
        Next::Go(&INDICATION)
    },
    quick: None,
    misses_max: Some(OF_GREAT_USE),
    silence: None,
};

static INDICATION: Step = Step {
    ask: |work| {
        if let Some(values) = work.startup.indications.get(work.startup.index) {
            return Ok(Command::indicate(values));
        }
        let storeless = &mut work.known.stores.storeless;
        if storeless.is_concluded() {
            // That it has no store may have been wrong.
            storeless.forget();
            return Err(Next::Again { from: &STORE_NAMES, why: "neither stores messages nor hands them over" });
        }
        // None was taken: the counts of the stores are polled all the same.
        Err(Next::Go(&REGISTRATION_CODES))
    },
    read: |work, reply| {
        work.startup.announces = reply.is_ok();
        if reply.is_ok() { Next::Go(&REGISTRATION_CODES) } else { Next::Other }
    },
    quick: None,
    misses_max: Some(OF_GREAT_USE),
    silence: None,
};

/// What came before may have been acknowledged by the modem itself.
fn agreed(work: &mut Work, acknowledges: bool) {
    work.startup.acknowledges = acknowledges;
    work.heard.void_early();
}

/// Messages are handed over one by one, and acknowledged when they are on disk.
fn without_stores(work: &mut Work) -> Next {
    work.startup.plan = StorePlan::default();
    Next::Go(&INDICATION_VALUES)
}

/// One of those that hold messages: a word that the line put in between may look like another.
fn names_any(groups: &[Vec<StoreName>]) -> bool {
    groups.iter().flatten().any(|store| [StoreName::ME, StoreName::SM, StoreName::MT].contains(store))
}
