//! USSD requests: each is made once, by the device that has the line, and its session is its caller's.

use super::*;
use crate::flow::ussd::{self, Ask, Outcome, Receipt, SESSION_FOR, Step, UssdState};
use crate::model::Secret;

const START: &str = "2026-11-22T12:00:00Z";
const SIM: &str = "sim-8901";

impl Scene {
    fn ask(&mut self, caller: &str, key: Option<&str>, ask: Ask) -> u64 {
        self.ask_of(SIM, caller, key, ask)
    }

    fn ask_of(&mut self, sim: &str, caller: &str, key: Option<&str>, ask: Ask) -> u64 {
        self.tickets += 1;
        let key = key.map(str::to_owned);
        let sim = matches!(ask, Ask::Code(_)).then(|| sim.to_owned());
        let request = ussd::Request { caller: caller.into(), key, numbers: Vec::new(), sim, ask };
        self.handle(&[Event::UssdRequested { ticket: self.tickets, request: Box::new(request) }]);
        self.tickets
    }

    fn step(&mut self) -> (Name, Dial) {
        assert_eq!(self.dials.len(), 1, "{:?}", self.dials);
        self.dials.remove(0)
    }

    fn end_step(&mut self, (device, dial): &(Name, Dial), outcome: Outcome) {
        self.handle(&[Event::UssdEnded(Receipt { device: device.clone(), ticket: dial.ticket, outcome })]);
    }

    fn told(&mut self) -> (u64, Result<Answered, RefusalCode>) {
        assert_eq!(self.answered.len(), 1, "{:?}", self.answered);
        self.answered.remove(0)
    }

    fn refusal(&mut self) -> RefusalCode {
        self.told().1.unwrap_err()
    }

    fn used(&self) -> bool {
        !self.dials.is_empty()
    }
}

fn code(text: &str) -> Ask {
    Ask::Code(Secret::new(text))
}

fn says(state: UssdState) -> Outcome {
    Outcome::Answered { state, text: Some(Secret::new("4.20")) }
}

fn scene() -> Scene {
    let mut scene = Scene::new(START, day(10));
    scene.ready(1, iccid(0));
    scene
}

#[test]
fn a_code_goes_to_the_device_that_has_the_card_and_its_answer_to_its_caller() {
    let mut scene = scene();
    scene.ready(2, iccid(1));
    let ticket = scene.ask("alice", None, code("*100#"));
    let (device_of, dial) = scene.step();
    assert_eq!((&device_of, &dial.line, &dial.step), (&device(1), &iccid(0), &Step::Code(Secret::new("*100#"))));
    scene.ask("bob", None, code("*100#"));
    assert_eq!(scene.refusal(), RefusalCode::LineBusy);
    scene.end_step(&(device(2), dial.clone()), says(UssdState::Done));
    assert!(scene.answered.is_empty(), "another device's outcome");
    scene.end_step(&(device_of, dial), says(UssdState::Done));
    let (answered, answer) = scene.told();
    let answer = answer.unwrap();
    assert_eq!((answered, answer.state, answer.session), (ticket, UssdState::Done, None));
    for (sim, want) in [("nobody", RefusalCode::UnknownSim), ("", RefusalCode::UnknownSim)] {
        scene.ask_of(sim, "alice", None, code("*100#"));
        assert_eq!(scene.refusal(), want, "{sim}");
    }
    scene.ask_of(CARDS[1], "alice", None, code("*100#"));
    assert_eq!(scene.step().0, device(2), "a card is found by its number, too");
}

#[test]
fn a_session_is_its_callers_and_expires() {
    let mut scene = scene();
    scene.ask("alice", None, code("*101#"));
    let dial = scene.step();
    scene.end_step(&dial, says(UssdState::WantsAnswer));
    let session = scene.told().1.unwrap().session.unwrap();
    let answer = |session: &str| Ask::Answer { session: session.to_owned(), text: Secret::new("2") };
    for (caller, session) in [("bob", session.as_str()), ("alice", "other")] {
        scene.ask(caller, None, answer(session));
        assert_eq!(scene.refusal(), RefusalCode::UnknownSession, "{caller}");
    }
    scene.ask("bob", None, code("*100#"));
    assert_eq!(scene.refusal(), RefusalCode::LineBusy);
    scene.ask("alice", None, answer(&session));
    let dial = scene.step();
    assert_eq!(dial.1.step, Step::Answer(Secret::new("2")));
    scene.ask("alice", None, answer(&session));
    assert_eq!(scene.refusal(), RefusalCode::LineBusy, "the first answer has no outcome yet");
    scene.end_step(&dial, says(UssdState::WantsAnswer));
    assert_eq!(scene.told().1.unwrap().session.as_deref(), Some(session.as_str()), "the same session");
    scene.pass(SESSION_FOR);
    scene.ask("alice", None, answer(&session));
    assert_eq!(scene.refusal(), RefusalCode::UnknownSession, "nobody answered in time");
    scene.ask("bob", None, code("*100#"));
    assert!(scene.used(), "the line is free");
}

#[test]
fn a_request_with_an_id_is_made_once_through_everything() {
    let mut scene = scene();
    let first = scene.ask("mqtt", Some("a-1"), code("*141*5#"));
    let dial = scene.step();
    let again = scene.ask("mqtt", Some("a-1"), code("*141*5#"));
    assert!(!scene.used() && scene.answered.is_empty(), "it waits for the same answer");
    scene.ask("mqtt", Some("a-1"), code("*141*50#"));
    assert_eq!(scene.refusal(), RefusalCode::KeyReused);
    scene.end_step(&dial, says(UssdState::Done));
    let tickets: Vec<u64> = scene.answered.drain(..).map(|(ticket, answer)| answer.map(|_| ticket).unwrap()).collect();
    assert_eq!(tickets, [first, again]);
    scene.ask("mqtt", Some("a-1"), code("*141*5#"));
    assert_eq!(scene.told().1.unwrap().text, Some(Secret::new("4.20")), "the answer is repeated");
    scene.ask("mqtt", Some("a-2"), code("*141*5#"));
    scene.dials.clear();
    // simgate is killed.
    scene.restart(machine(RUN));
    scene.ready(1, iccid(0));
    for (key, want) in [("a-1", RefusalCode::KeyReused), ("a-2", RefusalCode::NoAnswer)] {
        scene.ask("mqtt", Some(key), code("*141*5#"));
        assert_eq!(scene.refusal(), want, "{key}");
    }
    assert!(!scene.used(), "neither is made again");
    scene.ask("other", Some("a-1"), code("*141*5#"));
    assert!(scene.used(), "ids count for each caller");
}

#[test]
fn an_outcome_is_told_as_it_is_known() {
    let mut scene = scene();
    for (outcome, want) in [
        (Outcome::Refused("no".into()), RefusalCode::UssdRefused),
        (Outcome::NoAnswer("silence".into()), RefusalCode::NoAnswer),
        (Outcome::NotSubmitted("busy".into()), RefusalCode::NoLine),
    ] {
        let key = format!("{want:?}");
        scene.ask("alice", Some(&key), code("*100#"));
        let dial = scene.step();
        scene.end_step(&dial, outcome);
        assert_eq!(scene.refusal(), want);
        scene.ask("alice", Some(&key), code("*100#"));
        if want == RefusalCode::NoLine {
            assert!(scene.used(), "nothing was submitted, so the id is free");
        } else {
            assert_eq!(scene.refusal(), want, "it is not made again");
        }
    }
    scene.handle(&[Event::DeviceEnded(device(1))]);
    assert_eq!(scene.refusal(), RefusalCode::NoAnswer);
    scene.ask("alice", None, code("*100#"));
    assert_eq!(scene.refusal(), RefusalCode::UnknownSim);
}
