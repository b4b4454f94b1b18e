//! Error results in the form that `+CMEE` selects (3GPP TS 27.007 9.2, TS 27.005 3.2.5).

use super::causes::cme;
use super::personality::Unknown;
use super::state::State;
use super::work::Failure;

/// The result row of a failure; `None` for plain ERROR.
pub(super) fn failure_text(modem: &State, failure: Failure) -> Option<String> {
    match (failure, modem.settings.errors) {
        (Failure::Cms(code), _) => Some(format!("+CMS ERROR: {code}")),
        (Failure::Cme(code), 1) => Some(format!("+CME ERROR: {code}")),
        (Failure::Cme(code), 2) => Some(match cme_text(code) {
            Some(text) => format!("+CME ERROR: {text}"),
            None => format!("+CME ERROR: {code}"),
        }),
        (Failure::Unknown, _) => match modem.personality.replies.unknown {
            Unknown::NotSupport => Some("COMMAND NOT SUPPORT".to_owned()),
            Unknown::Error => None,
        },
        (Failure::Cme(_) | Failure::Error, _) => None,
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
