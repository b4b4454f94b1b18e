//! The command in flight, and what its answer tells of the modem's ways.

use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::card_state;

use super::known::Known;
use super::patience::Quick;

#[derive(Debug)]
pub(super) struct Asked {
    pub line: String,
    pub since: Duration,
    pub quick: Option<Quick>,
    pub misses_max: Option<u8>,
}

impl Asked {
    /// Notes whether it was answered, and returns that.
    pub fn over(&self, reply: &Reply, known: &mut Known, now: Duration) -> bool {
        let is_answered = !reply.timed_out() || self.is_card_state(reply);
        match self.misses_max {
            Some(_) if is_answered => known.unanswered.answered(&self.line),
            Some(most) => known.unanswered.missed(&self.line, most, now),
            None => {}
        }
        match self.quick {
            Some(quick) if is_answered => known.patience.answered(quick, now),
            Some(quick) => known.patience.missed(quick),
            None => {}
        }
        is_answered
    }

    /// An answer to `+CPIN?` that says all, with or without a final result code behind it.
    fn is_card_state(&self, reply: &Reply) -> bool {
        self.line == "AT+CPIN?" && reply.find(card_state).is_some()
    }
}
