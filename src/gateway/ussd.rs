//! USSD dialogues: at most one for each line, in memory. It ends with simgate, since the network ends it, too.
//!
//! A request with an id of its caller is in the journal before it is made, and is made once: the same id again waits
//! for the same answer, or is told what is known of the outcome.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::flow::outbound::{Refusal, RefusalCode};
use crate::flow::routing::Directory;
use crate::flow::ussd::{Answered, Ask, Dial, Outcome, Receipt, Request, SESSION_FOR, Step, UssdState};
use crate::flow::{Action, Event, Takes};
use crate::model::{IdSource, LineId, Name, Now};
use crate::store::{Store, StoreError};

use super::outbound::seats::Seats;

/// The answers that are kept for callers who repeat their id. Their texts are in memory only.
const ANSWERS_KEPT: usize = 32;
/// The most callers that wait for one answer.
const CALLERS_MAX: usize = 16;

type Answer = Result<Answered, Refusal>;

/// The dialogues of all lines.
#[derive(Debug, Default)]
pub struct Dialogues {
    by_line: BTreeMap<LineId, Dialogue>,
    last_ticket: u64,
    answered: VecDeque<(Once, Ask, Answer)>,
}

/// What the dialogues need of the gateway.
pub struct Place<'a> {
    pub seats: &'a Seats,
    pub directory: &'a Directory,
    pub store: &'a mut Store,
    pub ids: &'a mut IdSource,
    pub now: Now,
}

/// A request that may be made once.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Once {
    caller: String,
    key: String,
}

#[derive(Debug)]
struct Dialogue {
    session: String,
    caller: String,
    device: Name,
    state: State,
}

#[derive(Debug)]
enum State {
    /// The device has a step. Several callers wait for its outcome if they have the same id.
    Waits { ticket: u64, callers: Vec<u64>, once: Option<Once>, ask: Ask },
    /// The network waits for an answer until then.
    Open { until: Duration },
}

impl Dialogues {
    /// Handles the events about dialogues. Returns a failure of the store; the requests then are refused.
    pub fn handle(&mut self, events: &[Event], mut place: Place, actions: &mut Vec<Action>) -> Option<StoreError> {
        let mut failure = None;
        for event in events {
            if let Event::UssdRequested { ticket, request } = event {
                let refused = self.request(*ticket, request, &mut place, actions).unwrap_or_else(|error| {
                    failure = Some(error);
                    Some(Err(refusal(RefusalCode::Busy, "the disk does not answer; nothing was submitted")))
                });
                actions.extend(refused.map(|answer| Action::AnswerUssd { ticket: *ticket, answer }));
            } else if let Event::UssdEnded(receipt) = event {
                failure = self.end_step(receipt, &mut place, actions).err().or(failure);
            } else if let Event::DeviceEnded(device) = event {
                self.end_device(device, actions);
            }
        }
        failure
    }

    /// Begins a step. Returns the answer if there is one at once.
    fn request(
        &mut self,
        ticket: u64,
        request: &Request,
        place: &mut Place,
        actions: &mut Vec<Action>,
    ) -> Result<Option<Answer>, StoreError> {
        let once = request.key.clone().map(|key| Once { caller: request.caller.clone(), key });
        if let Some(once) = &once
            && let Some(found) = self.repeated(ticket, once, &request.ask, place.store)?
        {
            return Ok(found);
        }
        let found = match &request.ask {
            Ask::Code(_) => self.free_line(request, place),
            Ask::Answer { session, .. } | Ask::Cancel { session } => self.line_of_session(session, request, place),
        };
        let (line, device, session) = match found {
            Ok(found) => found,
            Err(refusal) => return Ok(Some(Err(refusal))),
        };
        if place.store.identity().hold_reason()?.is_some() {
            let why = "the outbox is held: `simgate outbox list` tells why";
            return Ok(Some(Err(refusal(RefusalCode::NoLine, why))));
        }
        if let Some(Once { caller, key }) = &once {
            place.store.transaction(|tx| tx.ussd().insert(caller, key))?;
        }
        self.last_ticket += 1;
        let step = match &request.ask {
            Ask::Code(code) => Step::Code(code.clone()),
            Ask::Answer { text, .. } => Step::Answer(text.clone()),
            Ask::Cancel { .. } => Step::Cancel,
        };
        let dial = Dial { ticket: self.last_ticket, line: line.clone(), step };
        let (caller, ask) = (request.caller.clone(), request.ask.clone());
        let state = State::Waits { ticket: self.last_ticket, callers: vec![ticket], once, ask };
        self.by_line.insert(line, Dialogue { session, caller, device: device.clone(), state });
        actions.push(Action::Dial { device, dial });
        Ok(None)
    }

    /// What is known of a request with this id. `None`: it is new. The inner `None`: it waits for its answer.
    fn repeated(
        &mut self,
        ticket: u64,
        once: &Once,
        ask: &Ask,
        store: &Store,
    ) -> Result<Option<Option<Answer>>, StoreError> {
        let other = || Err(refusal(RefusalCode::KeyReused, "the `id` was used for another USSD request"));
        for dialogue in self.by_line.values_mut() {
            if let State::Waits { callers, once: Some(running), ask: asked, .. } = &mut dialogue.state
                && running == once
            {
                if asked != ask {
                    return Ok(Some(Some(other())));
                }
                if callers.len() >= CALLERS_MAX {
                    let why = "the same request waits for its answer already";
                    return Ok(Some(Some(Err(refusal(RefusalCode::LineBusy, why)))));
                }
                callers.push(ticket);
                return Ok(Some(None));
            }
        }
        if let Some((_, asked, answer)) = self.answered.iter().find(|(known, ..)| known == once) {
            return Ok(Some(Some(if asked == ask { answer.clone() } else { other() })));
        }
        let found = store.ussd().find(&once.caller, &once.key)?;
        Ok(found.map(|outcome| {
            Some(Err(match outcome {
                Some(outcome) => refusal(
                    RefusalCode::KeyReused,
                    format!("the request with this `id` was made, with the outcome `{outcome}`; its text is not kept"),
                ),
                None => refusal(
                    RefusalCode::NoAnswer,
                    "simgate ended during the request with this `id`: its outcome is unknown, and it is not made again",
                ),
            }))
        }))
    }

    /// The line for a new dialogue, its device, and the id of the session.
    fn free_line(&self, request: &Request, place: &mut Place) -> Result<(LineId, Name, String), Refusal> {
        let wanted = request.sim.as_deref().unwrap_or_default();
        let is_it = |line: &LineId| is_called(line, wanted, place.directory);
        let seats: Vec<_> = place.seats.in_devices().filter(|(_, seat)| is_it(&seat.line)).collect();
        // A card that moved may seem to be in two devices.
        let seat = seats.iter().find(|(_, seat)| seat.ready).or(seats.first());
        let Some((device, seat)) = seat else {
            let is_known = place.directory.routes.lines.keys().any(is_it);
            return Err(match is_known {
                true => refusal(RefusalCode::NoLine, format!("`{wanted}` is in no device that makes USSD requests")),
                false => refusal(RefusalCode::UnknownSim, format!("no SIM is called `{wanted}`, nor has this number")),
            });
        };
        if !request.numbers.is_empty() {
            let (_, number) = place.directory.line(&seat.line);
            if !number.is_some_and(|number| request.numbers.contains(number)) {
                return Err(refusal(RefusalCode::NotYourNumber, "the caller may not use this SIM"));
            }
        }
        if seat.takes != Takes::Tpdus {
            let why = format!("`{wanted}` is in {device}, which makes no USSD requests: only modems do");
            return Err(refusal(RefusalCode::NotSupported, why));
        }
        if !seat.ready {
            return Err(refusal(RefusalCode::NoLine, format!("{device} is not ready: `simgate devices` tells why")));
        }
        let is_taken = |dialogue: &Dialogue| match &dialogue.state {
            State::Waits { .. } => true,
            // The same caller may begin anew.
            State::Open { until } => *until > place.now.mono && dialogue.caller != request.caller,
        };
        if self.by_line.get(&seat.device_line).is_some_and(is_taken) {
            return Err(refusal(RefusalCode::LineBusy, format!("`{wanted}` has another USSD dialogue")));
        }
        Ok((seat.device_line.clone(), (*device).clone(), place.ids.next(place.now.wall).to_string()))
    }

    /// The line of a session in which the network waits for its caller.
    fn line_of_session(
        &self,
        session: &str,
        request: &Request,
        place: &Place,
    ) -> Result<(LineId, Name, String), Refusal> {
        let is_of = |line: &LineId, wanted: &str| {
            let mut seats = place.seats.all().filter(|seat| seat.device_line == *line);
            seats.any(|seat| is_called(&seat.line, wanted, place.directory))
        };
        let found = self.by_line.iter().find(|(line, dialogue)| {
            let is_its = dialogue.session == session && dialogue.caller == request.caller;
            is_its && request.sim.as_deref().is_none_or(|wanted| is_of(line, wanted))
        });
        let over = || refusal(RefusalCode::UnknownSession, "the session of this caller is over, or never was");
        let (line, dialogue) = found.ok_or_else(over)?;
        match &dialogue.state {
            State::Waits { .. } => Err(refusal(RefusalCode::LineBusy, "the network has not answered yet")),
            State::Open { until } if *until <= place.now.mono => Err(over()),
            State::Open { .. } => Ok((line.clone(), dialogue.device.clone(), dialogue.session.clone())),
        }
    }

    /// Handles the outcome of a step.
    fn end_step(&mut self, receipt: &Receipt, place: &mut Place, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        let is_it = |dialogue: &Dialogue| {
            let waits = matches!(&dialogue.state, State::Waits { ticket, .. } if *ticket == receipt.ticket);
            waits && dialogue.device == receipt.device
        };
        let Some(line) = self.by_line.iter().find(|(_, dialogue)| is_it(dialogue)).map(|(line, _)| line.clone()) else {
            return Ok(());
        };
        let Some(Dialogue { session, caller, device, state: State::Waits { callers, once, ask, .. } }) =
            self.by_line.remove(&line)
        else {
            return Ok(());
        };
        let (answer, outcome) = match &receipt.outcome {
            Outcome::Answered { state, text } => {
                let wants_answer = *state == UssdState::WantsAnswer;
                let named = wants_answer.then(|| session.clone());
                if wants_answer {
                    let state = State::Open { until: place.now.mono + SESSION_FOR };
                    self.by_line.insert(line, Dialogue { session, caller, device, state });
                }
                (Ok(Answered { state: *state, text: text.clone(), session: named }), Some(state.as_str()))
            }
            Outcome::Refused(why) => (Err(refusal(RefusalCode::UssdRefused, why)), Some("refused")),
            Outcome::NotSubmitted(why) => {
                (Err(refusal(RefusalCode::NoLine, format!("nothing was submitted: {why}"))), None)
            }
            Outcome::NoAnswer(why) => (Err(no_answer(why)), Some("no answer")),
        };
        let answers = callers.into_iter().map(|ticket| Action::AnswerUssd { ticket, answer: answer.clone() });
        actions.extend(answers);
        let Some(once) = once else { return Ok(()) };
        let (caller, key) = (once.caller.clone(), once.key.clone());
        if outcome.is_some() {
            self.answered.push_back((once, ask, answer));
            self.answered.drain(..self.answered.len().saturating_sub(ANSWERS_KEPT));
        }
        place.store.transaction(|tx| match outcome {
            Some(outcome) => tx.ussd().set_outcome(&caller, &key, outcome),
            // The same id may be used again.
            None => tx.ussd().delete(&caller, &key),
        })
    }

    /// A device ended, and answers nothing any more.
    fn end_device(&mut self, device: &Name, actions: &mut Vec<Action>) {
        self.by_line.retain(|_, dialogue| {
            if dialogue.device != *device {
                return true;
            }
            if let State::Waits { callers, .. } = &dialogue.state {
                let answer = || Err(no_answer("the device was ended"));
                actions.extend(callers.iter().map(|&ticket| Action::AnswerUssd { ticket, answer: answer() }));
            }
            false
        });
    }
}

/// Whether a caller may mean this line: by its name, its number or its ICCID.
fn is_called(line: &LineId, wanted: &str, directory: &Directory) -> bool {
    let (name, number) = directory.line(line);
    let is_card = line.iccid().is_some_and(|iccid| iccid.as_str() == wanted);
    name == wanted || is_card || number.is_some_and(|number| number.as_str() == wanted)
}

fn no_answer(why: &str) -> Refusal {
    refusal(RefusalCode::NoAnswer, format!("{why}; the network may have carried the request out"))
}

fn refusal(code: RefusalCode, why: impl Into<String>) -> Refusal {
    Refusal::new(code, why)
}
