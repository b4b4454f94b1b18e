//! USSD dialogues: one outcome for each step, one command for each code, and nothing that waits for them.

use super::*;
use crate::flow::outbound::{Outcome as Sent, Receipt, SentAs};
use crate::flow::ussd::{Dial, Outcome, Step, UssdState};
use crate::model::{Imsi, LineId};
use crate::modem::Part;

const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

fn answer(command: &str) -> &'static str {
    match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\"),(\"ME\"),(\"ME\")\r\n\r\nOK\r\n",
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,9,\"ME\",0,9,\"ME\",0,9\r\n\r\nOK\r\n",
        command => quectel(command),
    }
}

/// A modem that is ready, and what happened since.
struct Desk {
    modem: Modem,
    mono: Duration,
    sent: Vec<String>,
    outcomes: Vec<(u64, Outcome)>,
    receipts: Vec<Sent>,
    arrived: usize,
}

impl Desk {
    fn ready() -> Self {
        let modem = Modem::new(Settings::new(Name::parse("modem-1").unwrap()));
        let (sent, outcomes, receipts) = (Vec::new(), Vec::new(), Vec::new());
        let mut desk = Self { modem, mono: BEGINNING, sent, outcomes, receipts, arrived: 0 };
        desk.input(Input::Opened, 90, answer);
        assert!(desk.modem.is_ready());
        desk.sent.clear();
        desk
    }

    fn input(&mut self, input: Input, seconds: u64, answer: impl Fn(&str) -> &'static str) {
        let outputs = self.modem.handle(input, now(self.mono));
        let end = self.mono + Duration::from_secs(seconds);
        let (events, sent) = serve(&mut self.modem, outputs, self.mono, end, answer);
        self.mono = end.max(self.mono + SOON);
        self.sent.extend(sent);
        for event in events {
            if let Event::UssdEnded(receipt) = event {
                self.outcomes.push((receipt.ticket, receipt.outcome));
            } else if let Event::Receipt(Receipt { outcome, .. }) = event {
                self.receipts.push(outcome);
            } else if let Event::Arrived(_) = event {
                self.arrived += 1;
            }
        }
    }

    fn dial(&mut self, ticket: u64, step: Step) {
        self.input(Input::Dial(Dial { ticket, line: line(), step }), 0, answer);
    }

    fn receive(&mut self, row: &str) {
        self.input(Input::Bytes(format!("\r\n{row}\r\n").as_bytes()), 0, answer);
    }

    fn seconds(&mut self, seconds: u64) {
        self.input(Input::Time, seconds, answer);
    }

    /// The USSD commands since the last call.
    fn commands(&mut self) -> Vec<String> {
        self.sent.drain(..).filter(|sent| sent.starts_with("AT+CUSD")).collect()
    }

    fn outcome(&mut self) -> (u64, Outcome) {
        assert_eq!(self.outcomes.len(), 1, "{:?}", self.outcomes);
        self.outcomes.remove(0)
    }
}

fn line() -> LineId {
    LineId::Imsi(Imsi::parse("310260123456789").unwrap())
}

fn code(text: &str) -> Step {
    Step::Code(Secret::new(text))
}

fn said(state: UssdState, text: &str) -> Outcome {
    Outcome::Answered { state, text: Some(Secret::new(text)) }
}

#[test]
fn messages_arrive_and_go_out_while_the_network_thinks() {
    let mut desk = Desk::ready();
    desk.dial(1, code("*100#"));
    assert_eq!(desk.sent.last().map(String::as_str), Some("AT+CUSD=1,\"*100#\",15"));
    assert!(desk.sent.iter().any(|sent| sent == "AT+CSCS=\"GSM\""), "{:?}", desk.sent);
    let filled = |command: &str| match command {
        "AT+CMGR=3" => {
            "\r\n+CMGR: 0,,23\r\n07912143658709F1040B912120555510F30000621122013000000441E19008\r\n\r\nOK\r\n"
        }
        "AT+CMGS=15" => "\r\n> \r\n+CMGS: 5\r\n\r\nOK\r\n",
        command => answer(command),
    };
    assert!(PDU.len() > 46);
    desk.input(Input::Bytes(b"\r\n+CMTI: \"ME\",3\r\n"), 1, filled);
    assert_eq!(desk.arrived, 1);
    let pdu = Secret::new("0001000B912120550541F3000002E834");
    let part = Part { ticket: 7, line: line(), pdu, length: 15, more: false };
    desk.input(Input::Submit(part), 1, filled);
    assert_eq!(desk.receipts, [Sent::Sent(Some(SentAs::Reference(5)))]);
    assert!(desk.outcomes.is_empty());
    desk.seconds(100);
    desk.receive("+CUSD: 0,\"Balance: 4.20\",15");
    assert_eq!(desk.outcome(), (1, said(UssdState::Done, "Balance: 4.20")));
    assert_eq!(desk.commands().len(), 1);
}

#[test]
fn a_menu_is_answered_in_its_session_and_ended_when_it_is_left() {
    let mut desk = Desk::ready();
    desk.dial(1, code("*101#"));
    desk.receive("+CUSD: 1,\"1 Balance\n2 Offers\",15");
    assert_eq!(desk.outcome(), (1, said(UssdState::WantsAnswer, "1 Balance\n2 Offers")));
    desk.dial(2, Step::Answer(Secret::new("2")));
    desk.receive("+CUSD: 1,\"1 Week\",15");
    assert_eq!(desk.outcome(), (2, said(UssdState::WantsAnswer, "1 Week")));
    assert_eq!(desk.commands(), ["AT+CUSD=1,\"*101#\",15", "AT+CUSD=1,\"2\",15"]);
    desk.seconds(200);
    assert_eq!(desk.commands(), ["AT+CUSD=2"], "the caller left it");
    desk.dial(3, Step::Answer(Secret::new("1")));
    assert!(matches!(desk.outcome(), (3, Outcome::NotSubmitted(_))));
    desk.dial(4, code("*101#"));
    desk.receive("+CUSD: 1,\"1 Balance\",15");
    desk.outcome();
    desk.dial(5, Step::Cancel);
    assert_eq!(desk.outcome(), (5, Outcome::Answered { state: UssdState::Ended, text: None }));
    assert_eq!(desk.commands(), ["AT+CUSD=1,\"*101#\",15", "AT+CUSD=2"]);
    desk.dial(6, code("*101#"));
    desk.receive("+CUSD: 1,\"1 Balance\",15");
    desk.outcome();
    desk.receive("+CUSD: 2");
    desk.dial(7, Step::Answer(Secret::new("1")));
    assert!(matches!(desk.outcome(), (7, Outcome::NotSubmitted(_))), "the network ended it");
    assert_eq!(desk.commands().len(), 1);
}

#[test]
fn a_new_code_ends_an_open_menu_first() {
    let mut desk = Desk::ready();
    desk.dial(1, code("*101#"));
    desk.receive("+CUSD: 1,\"1 Balance\",15");
    desk.dial(2, code("*100#"));
    assert_eq!(desk.commands(), ["AT+CUSD=1,\"*101#\",15", "AT+CUSD=2", "AT+CUSD=1,\"*100#\",15"]);
}

#[test]
fn what_answers_no_code_concerns_nobody_and_its_question_is_ended() {
    let mut desk = Desk::ready();
    for row in ["+CUSD: 0,\"An offer\",15", "+CUSD: 2", "+CUSD: 9,\"?\",15", "+STKPCI: 0,\"D0\"", "+CUSD: 0,\"open"] {
        desk.receive(row);
    }
    desk.seconds(30);
    assert_eq!((desk.commands(), desk.outcomes.len()), (vec![], 0));
    desk.receive("+CUSD: 1,\"Do you want it?\",15");
    assert_eq!(desk.commands(), ["AT+CUSD=2"]);
    desk.dial(1, code("*100#"));
    desk.receive("+CUSD: 0,\"4.20\",15");
    assert_eq!(desk.outcome(), (1, said(UssdState::Done, "4.20")));
}

#[test]
fn a_code_without_an_answer_is_not_repeated_and_a_late_answer_is_nobodys() {
    let mut desk = Desk::ready();
    desk.dial(1, code("*100#"));
    desk.seconds(149);
    assert!(desk.outcomes.is_empty());
    desk.seconds(2);
    assert!(matches!(desk.outcome(), (1, Outcome::NoAnswer(_))));
    assert_eq!(desk.commands(), ["AT+CUSD=1,\"*100#\",15", "AT+CUSD=2"]);
    desk.receive("+CUSD: 0,\"late\",15");
    desk.dial(2, code("*102#"));
    desk.receive("+CUSD: 0,\"4.20\",15");
    assert_eq!(desk.outcome(), (2, said(UssdState::Done, "4.20")));
}

#[test]
fn a_restart_gives_each_step_its_one_outcome() {
    let mut desk = Desk::ready();
    desk.dial(1, code("*100#"));
    let mut events = events_of(desk.modem.handle(Input::Bytes(b"\r\nRDY\r\n"), now(desk.mono)));
    let early = Dial { ticket: 2, line: line(), step: code("*100#") };
    events.extend(events_of(desk.modem.handle(Input::Dial(early), now(desk.mono))));
    let outcome = |event| if let Event::UssdEnded(receipt) = event { Some(receipt.outcome) } else { None };
    let outcomes: Vec<Outcome> = events.into_iter().filter_map(outcome).collect();
    assert!(matches!(outcomes[..], [Outcome::NoAnswer(_), Outcome::NotSubmitted(_)]), "{outcomes:?}");
    desk.seconds(60);
    assert!(desk.modem.is_ready() && desk.outcomes.is_empty());
    assert_eq!(desk.commands(), ["AT+CUSD=1,\"*100#\",15"], "none is repeated");
    desk.dial(3, code("*100#"));
    desk.input(Input::Lost("the port is gone"), 0, answer);
    assert!(matches!(desk.outcome(), (3, Outcome::NoAnswer(_))));
    desk.dial(4, code("*100#"));
    assert!(matches!(desk.outcome(), (4, Outcome::NotSubmitted(_))), "there is no port");
}

#[test]
fn no_other_card_makes_the_request() {
    let mut desk = Desk::ready();
    let other = LineId::Imsi(Imsi::parse("310260123456780").unwrap());
    desk.input(Input::Dial(Dial { ticket: 1, line: other, step: code("*100#") }), 0, answer);
    assert!(matches!(desk.outcome(), (1, Outcome::NotSubmitted(_))));
    // The card was changed without a code of the modem.
    let changed = |command: &str| match command {
        "AT+CIMI" => "\r\n310260123456780\r\n\r\nOK\r\n",
        command => answer(command),
    };
    desk.input(Input::Dial(Dial { ticket: 2, line: line(), step: code("*100#") }), 0, changed);
    assert!(matches!(desk.outcome(), (2, Outcome::NotSubmitted(_))));
    assert_eq!(desk.commands(), [""; 0]);
}

#[test]
fn a_refusal_has_its_cause_and_a_second_step_does_not_disturb_the_first() {
    let mut desk = Desk::ready();
    let refuses = |command: &str| match command {
        command if command.starts_with("AT+CUSD=1") => "\r\n+CME ERROR: 30\r\n",
        command => answer(command),
    };
    desk.input(Input::Dial(Dial { ticket: 1, line: line(), step: code("*100#") }), 0, refuses);
    let (1, Outcome::Refused(why)) = desk.outcome() else { panic!("it is refused") };
    assert!(why.contains("no network service"), "{why}");
    desk.dial(2, code("*100#"));
    desk.dial(3, code("*100#"));
    assert!(matches!(desk.outcome(), (3, Outcome::NotSubmitted(_))));
    desk.receive("+CUSD: 0,\"4.20\",15");
    assert_eq!(desk.outcome(), (2, said(UssdState::Done, "4.20")));
}

#[test]
fn an_answer_before_the_final_result_code_counts_once() {
    let mut desk = Desk::ready();
    let late = |command: &str| match command {
        command if command.starts_with("AT+CUSD=1") => "",
        command => answer(command),
    };
    desk.input(Input::Dial(Dial { ticket: 1, line: line(), step: code("*100#") }), 20, late);
    desk.receive("+CUSD: 0,\"4.20\",15");
    assert_eq!(desk.outcome(), (1, said(UssdState::Done, "4.20")));
    desk.receive("OK");
    desk.seconds(300);
    assert!(desk.outcomes.is_empty() && desk.modem.is_ready());
    assert_eq!(desk.commands().len(), 1);
}
