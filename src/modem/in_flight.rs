//! The command in flight, and the conclusions from its reply.

use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::card_state;

use super::deadlines::Quick;
use super::modem_info::ModemInfo;

/// The command in flight.
#[derive(Debug)]
pub(super) struct InFlight {
    /// The command as it was sent, without CR.
    pub command: String,
    /// When it was sent.
    pub since: Duration,
    /// Its kind, if it is a quick command.
    pub quick: Option<Quick>,
    /// After this many misses in a row, the modem is served without it.
    pub misses_max: Option<u8>,
}

impl InFlight {
    /// Notes in `modem` whether the command was answered. Returns that.
    pub fn note_reply(&self, reply: &Reply, modem: &mut ModemInfo, now: Duration) -> bool {
        let is_answered = !reply.timed_out() || self.is_card_state(reply);
        match self.misses_max {
            Some(_) if is_answered => modem.silent.note_answer(&self.command),
            Some(most) => modem.silent.note_miss(&self.command, most, now),
            None => {}
        }
        match self.quick {
            Some(quick) if is_answered => modem.deadlines.note_answer(quick, now),
            Some(quick) => modem.deadlines.note_miss(quick),
            None => {}
        }
        is_answered
    }

    /// Whether the reply contains the state of the card. Such a reply is complete even without a final result code.
    fn is_card_state(&self, reply: &Reply) -> bool {
        self.command == "AT+CPIN?" && reply.find(card_state).is_some()
    }
}
