//! The words for errors (3GPP TS 27.007 9.2, TS 27.005 3.2.5), as `+CMEE` asks for them.

use super::SimModem;
use super::dialogue::Failure;
use super::personality::Unknown;

pub(super) mod cme {
    pub const NOT_ALLOWED: u16 = 3;
    pub const SIM_ABSENT: u16 = 10;
    pub const PIN_REQUIRED: u16 = 11;
    pub const PUK_REQUIRED: u16 = 12;
    pub const SIM_FAILURE: u16 = 13;
    pub const SIM_BUSY: u16 = 14;
    pub const WRONG_PASSWORD: u16 = 16;
    pub const NO_SERVICE: u16 = 30;
}

pub(super) mod cms {
    pub const NOT_ALLOWED: u16 = 302;
    pub const NOT_SUPPORTED: u16 = 303;
    pub const BAD_PDU: u16 = 304;
    pub const SIM_ABSENT: u16 = 310;
    pub const PIN_REQUIRED: u16 = 311;
    pub const PUK_REQUIRED: u16 = 316;
    pub const BAD_INDEX: u16 = 321;
    pub const NO_SMSC: u16 = 330;
    pub const NO_SERVICE: u16 = 331;
    pub const NOTHING_TO_ACKNOWLEDGE: u16 = 340;
}

impl SimModem {
    /// The result line of a failure; `None` for plain ERROR.
    pub(super) fn failure_text(&self, failure: Failure) -> Option<String> {
        match (failure, self.settings.errors) {
            (Failure::Cms(code), _) => Some(format!("+CMS ERROR: {code}")),
            (Failure::Cme(code), 1) => Some(format!("+CME ERROR: {code}")),
            (Failure::Cme(code), 2) => Some(match cme_text(code) {
                Some(text) => format!("+CME ERROR: {text}"),
                None => format!("+CME ERROR: {code}"),
            }),
            (Failure::Unknown, _) => match self.personality.replies.unknown {
                Unknown::NotSupport => Some("COMMAND NOT SUPPORT".to_owned()),
                Unknown::Error => None,
            },
            (Failure::Cme(_) | Failure::Error, _) => None,
        }
    }
}

fn cme_text(code: u16) -> Option<&'static str> {
    Some(match code {
        cme::NOT_ALLOWED => "operation not allowed",
        cme::SIM_ABSENT => "SIM not inserted",
        cme::PIN_REQUIRED => "SIM PIN required",
        cme::PUK_REQUIRED => "SIM PUK required",
        cme::SIM_FAILURE => "SIM failure",
        cme::SIM_BUSY => "SIM busy",
        cme::WRONG_PASSWORD => "incorrect password",
        cme::NO_SERVICE => "no network service",
        _ => return None,
    })
}
