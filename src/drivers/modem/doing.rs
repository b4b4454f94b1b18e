//! What a command is for, from when it goes out to its reply.

use crate::model::{Slot, StoreName};

use super::patience::Quick;
use super::start::Step;
use super::watch::Check;

/// What the reply to the command in flight is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doing {
    Resync,
    Align,
    Start(Step),
    Select(StoreName),
    Read(Slot),
    Delete(Slot),
    List(StoreName),
    Count,
    Check(Check),
    Acknowledge,
    KeepLink,
    /// A part, by its ticket.
    Send(i64),
    /// The same, whose outcome was told already.
    Sent,
    /// The radio or the modem is being restarted: the answer does not matter.
    Reset,
}

impl Doing {
    /// What it is to [`super::patience`], if it is anything.
    pub fn quick(&self) -> Option<Quick> {
        match self {
            Self::Select(_) | Self::Start(Step::StoreNames | Step::Stores(_)) => Some(Quick::Select),
            Self::Read(_) => Some(Quick::Read),
            Self::Delete(_) => Some(Quick::Delete),
            Self::Count => Some(Quick::Count),
            Self::Start(Step::Card | Step::Iccid(_) | Step::PinAttempts(_) | Step::Subscription)
            | Self::Check(Check::Card | Check::CardNumber) => Some(Quick::Card),
            Self::Start(Step::Callers) => Some(Quick::Callers),
            Self::Check(Check::Indication | Check::Registration(_) | Check::Signal) => Some(Quick::Check),
            Self::Resync
            | Self::Align
            | Self::Start(_)
            | Self::List(_)
            | Self::Acknowledge
            | Self::KeepLink
            | Self::Send(_)
            | Self::Sent
            | Self::Reset => None,
        }
    }
}
