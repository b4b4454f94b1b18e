//! Makes USSD requests, one dialogue at a time (27.007 7.15).
//!
//! `AT+CUSD=1` usually returns at once, and the network answers by a `+CUSD` later; meanwhile the modem receives and
//! sends messages. Some modems return only with the answer: other commands then wait, at most for the deadline of the
//! command. Every step from the gateway gets exactly one outcome, and none is submitted twice. A `+CUSD` that answers
//! no step is the network's or the card's own: it concerns no caller, and a question in it is ended.

use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{Charset, Final};
use crate::at::session::End;
use crate::at::ussd::{Ussd as Code, UssdState};
use crate::at::{Profile, Reply};
use crate::flow::ussd::{ANSWER_WITHIN, Dial, Outcome, SESSION_FOR, SUBMIT_WITHIN, Step};
use crate::model::Secret;

use super::deadlines::Quick;
use super::modem_info::ModemInfo;
use super::next_command::{GREAT_USE, LITTLE_USE, NextCommand, earliest};
use super::outputs::Outputs;

/// A dialogue that its caller left is ended this much later than the gateway forgets it.
const LEFT_FOR: Duration = SESSION_FOR.saturating_add(Duration::from_secs(10));

/// What a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// Ends a dialogue.
    End,
    /// Checks which card is in the modem.
    Card,
    /// Sets the character set: with another one the modem would read the code as other characters.
    Charset,
    /// Submits the step.
    Submit,
}

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Waits,
    CardIsSame,
    CharsetIsSet,
    Submitted,
}

#[derive(Debug)]
struct Current {
    dial: Dial,
    progress: Progress,
    until: Duration,
}

/// The step without an outcome, and the dialogue in which the network waits for an answer.
#[derive(Debug, Default)]
pub(super) struct Ussd {
    current: Option<Current>,
    /// The network waits for an answer until then.
    open_until: Option<Duration>,
    /// A dialogue must be ended.
    end_is_due: bool,
}

impl Ussd {
    /// Whether a command is due.
    pub fn is_due(&self) -> bool {
        self.end_is_due || self.current.as_ref().is_some_and(|current| current.progress != Progress::Submitted)
    }

    /// The next time at which a deadline passes.
    pub fn wake_at(&self) -> Option<Duration> {
        earliest([self.current.as_ref().map(|current| current.until), self.open_until])
    }

    /// Accepts a step, or emits its outcome if it can't be submitted.
    pub fn dial(&mut self, dial: Dial, modem: &ModemInfo, now: Duration, out: &mut Outputs) {
        let not_submitted = |why: &str| Outcome::NotSubmitted(why.to_owned());
        if modem.sim.as_ref() != Some(&dial.line) {
            return out.emit_ussd(dial.ticket, not_submitted("another card is in the modem"));
        }
        if self.current.is_some() {
            return out.emit_ussd(dial.ticket, not_submitted("another USSD request is not answered yet"));
        }
        match &dial.step {
            Step::Code(_) => self.end_is_due |= self.open_until.take().is_some(),
            Step::Answer(_) if self.open_until.is_none() => {
                return out.emit_ussd(dial.ticket, not_submitted("the network has ended the dialogue"));
            }
            Step::Answer(_) => {}
            Step::Cancel => {
                self.end_is_due |= self.open_until.take().is_some();
                let outcome = Outcome::Answered { state: UssdState::Ended, text: None };
                return out.emit_ussd(dial.ticket, outcome);
            }
        }
        self.current = Some(Current { dial, progress: Progress::Waits, until: now + SUBMIT_WITHIN });
    }

    /// Ends what is overdue.
    pub fn expire(&mut self, now: Duration, out: &mut Outputs) {
        if self.open_until.take_if(|until| *until <= now).is_some() {
            self.end_is_due = true;
        }
        if let Some(current) = self.current.take_if(|current| current.until <= now) {
            let outcome = match current.progress {
                Progress::Submitted => {
                    // A late answer must not be taken for that of the next code.
                    self.end_is_due = true;
                    self.open_until = None;
                    Outcome::NoAnswer(format!("the network did not answer within {} s", ANSWER_WITHIN.as_secs()))
                }
                Progress::Waits | Progress::CardIsSame | Progress::CharsetIsSet => {
                    Outcome::NotSubmitted("the modem was busy".to_owned())
                }
            };
            out.emit_ussd(current.dial.ticket, outcome);
        }
    }

    /// The next command, if one is due.
    pub fn next(&mut self, modem: &ModemInfo, now: Duration, out: &mut Outputs) -> Option<NextCommand<Task>> {
        if std::mem::take(&mut self.end_is_due) {
            return Some(NextCommand::new(Task::End, Command::end_ussd()).optional(LITTLE_USE));
        }
        let current = self.current.as_mut()?;
        match current.progress {
            Progress::Submitted => None,
            Progress::Waits => {
                let command = modem.which_card();
                Some(NextCommand::new(Task::Card, command).quick(Quick::Card).optional(GREAT_USE))
            }
            Progress::CardIsSame => {
                let command = Command::use_charset(Charset::Gsm);
                Some(NextCommand::new(Task::Charset, command).optional(LITTLE_USE))
            }
            Progress::CharsetIsSet => {
                let command = submission(&current.dial.step, &modem.profile);
                let Some(command) = command else {
                    let ticket = current.dial.ticket;
                    self.current = None;
                    out.emit_ussd(ticket, Outcome::NotSubmitted("the modem can't write these characters".to_owned()));
                    return None;
                };
                (current.progress, current.until) = (Progress::Submitted, now + ANSWER_WITHIN);
                Some(NextCommand::new(Task::Submit, command))
            }
        }
    }

    /// Handles the check of the card. If the card can't be identified, nothing is submitted.
    pub fn note_card_check(&mut self, is_same: bool, out: &mut Outputs) {
        let waits = |current: &Current| current.progress == Progress::Waits;
        if is_same {
            if let Some(current) = self.current.as_mut().filter(|current| waits(current)) {
                current.progress = Progress::CardIsSame;
            }
        } else if let Some(current) = self.current.take_if(|current| waits(current)) {
            let why = "the modem does not report which card is in it".to_owned();
            out.emit_ussd(current.dial.ticket, Outcome::NotSubmitted(why));
        }
    }

    /// Handles the reply to a command. Serving handles the check of the card.
    pub fn replied(&mut self, task: Task, reply: &Reply, out: &mut Outputs) {
        match task {
            Task::End | Task::Card => {}
            // A modem without the command has one character set.
            Task::Charset => {
                if let Some(current) = &mut self.current {
                    current.progress = Progress::CharsetIsSet;
                }
            }
            // If the network's answer came before, there is no step any more.
            Task::Submit if reply.is_ok() => {}
            Task::Submit => {
                if let Some(current) = self.current.take() {
                    self.open_until = None;
                    out.emit_ussd(current.dial.ticket, Outcome::Refused(cause(reply)));
                }
            }
        }
    }

    /// Handles a `+CUSD`.
    pub fn receive(&mut self, code: &Code, profile: &Profile, now: Duration, out: &mut Outputs) {
        let wants_answer = code.state == UssdState::WantsAnswer;
        if let Some(current) = self.current.take_if(|current| current.progress == Progress::Submitted) {
            self.open_until = wants_answer.then(|| now + LEFT_FOR);
            let text = code.readable(profile.ussd).map(Secret::new);
            return out.emit_ussd(current.dial.ticket, Outcome::Answered { state: code.state, text });
        }
        if self.open_until.is_some() {
            // The network ended the dialogue, or asks again.
            self.open_until = self.open_until.filter(|_| wants_answer);
        } else {
            self.end_is_due |= wants_answer;
        }
    }

    /// Ends everything: the step gets its outcome.
    pub fn end(self, why: &str, out: &mut Outputs) {
        if let Some(Current { dial, progress, .. }) = self.current {
            let outcome = match progress {
                Progress::Submitted => Outcome::NoAnswer(why.to_owned()),
                Progress::Waits | Progress::CardIsSame | Progress::CharsetIsSet => {
                    Outcome::NotSubmitted(why.to_owned())
                }
            };
            out.emit_ussd(dial.ticket, outcome);
        }
    }
}

fn submission(step: &Step, profile: &Profile) -> Option<Command> {
    match step {
        Step::Code(text) | Step::Answer(text) => Command::ussd(text.reveal(), profile.ussd),
        Step::Cancel => None,
    }
}

fn cause(reply: &Reply) -> String {
    match &reply.end {
        End::Final(Final::Message(cause) | Final::Equipment(cause)) => cause.sentence.to_owned(),
        End::Final(Final::Ok | Final::Error | Final::NotSupported | Final::CallEnded)
        | End::Incomplete
        | End::TimedOut => "the modem answered ERROR".to_owned(),
    }
}
