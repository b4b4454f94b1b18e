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
    /// Another program, or the modem itself, may have left text mode behind.
    PduMode,
    /// The network had no SMSC for a part: the one that the card names is set anew.
    FindSmsc,
    SetSmsc,
    /// A part, by its ticket.
    Send(i64),
    /// The same, whose outcome was told already.
    Sent,
    /// The radio or the modem is being restarted: the answer does not matter.
    Reset,
}

impl Doing {
    /// After how many times in a row without an answer the modem is served without it, where it can be.
    pub fn misses_max(&self) -> Option<u8> {
        const OF_LITTLE_USE: Option<u8> = Some(2);
        const OF_GREAT_USE: Option<u8> = Some(4);
        match self {
            Self::Start(step) => match step {
                Step::EchoOff
                | Step::CauseNumbers
                | Step::Maker
                | Step::Model
                | Step::Equipment
                | Step::Early(_)
                | Step::PinAttempts(_)
                | Step::Late(_)
                | Step::RegistrationCodes
                | Step::RegistrationCodesEvolved
                | Step::Registration(_)
                | Step::Radio
                | Step::RadioOn
                | Step::Smsc
                | Step::SmscSet
                | Step::Signal => OF_LITTLE_USE,
                Step::Iccid(_)
                | Step::Subscription
                | Step::AcknowledgedService
                | Step::ServiceAgain
                | Step::StoreNames
                | Step::IndicationValues
                | Step::Indication(_)
                | Step::Callers => OF_GREAT_USE,
                Step::Card | Step::Pin | Step::PduMode | Step::Stores(_) => None,
            },
            Self::Align
            | Self::Check(Check::Registration(_) | Check::Signal | Check::Radio)
            | Self::KeepLink
            | Self::FindSmsc
            | Self::SetSmsc => OF_LITTLE_USE,
            Self::Check(Check::Indication | Check::CardNumber) => OF_GREAT_USE,
            Self::Resync
            | Self::Select(_)
            | Self::Read(_)
            | Self::Delete(_)
            | Self::List(_)
            | Self::Count
            | Self::Check(Check::Card)
            | Self::Acknowledge
            | Self::PduMode
            | Self::Send(_)
            | Self::Sent
            | Self::Reset => None,
        }
    }

    /// What it is to [`super::patience`], if it is anything.
    pub fn quick(&self) -> Option<Quick> {
        match self {
            Self::Select(_) | Self::Start(Step::StoreNames | Step::Stores(_)) => Some(Quick::Select),
            Self::Read(_) => Some(Quick::Read),
            Self::Delete(_) => Some(Quick::Delete),
            Self::Count => Some(Quick::Count),
            Self::Start(
                Step::Card | Step::Iccid(_) | Step::PinAttempts(_) | Step::Subscription | Step::Smsc | Step::SmscSet,
            )
            | Self::Check(Check::Card | Check::CardNumber) => Some(Quick::Card),
            Self::Start(Step::Callers) => Some(Quick::Callers),
            Self::Check(Check::Indication | Check::Registration(_) | Check::Signal | Check::Radio) => {
                Some(Quick::Check)
            }
            Self::Resync
            | Self::Align
            | Self::Start(_)
            | Self::List(_)
            | Self::Acknowledge
            | Self::KeepLink
            | Self::PduMode
            | Self::FindSmsc
            | Self::SetSmsc
            | Self::Send(_)
            | Self::Sent
            | Self::Reset => None,
        }
    }
}
