//! The console: one outcome for each command of a person, messages that arrive meanwhile, and no part that goes out.

use super::*;
use crate::at::console::read;
use crate::flow::console::{Ask, HOLD, Outcome, Rows};
use crate::flow::outbound::{Cause, Outcome as Sent, Receipt};
use crate::model::{Imsi, LineId};
use crate::modem::Part;

fn answer(command: &str) -> &'static str {
    match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\"),(\"ME\"),(\"ME\")\r\n\r\nOK\r\n",
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,9,\"ME\",0,9,\"ME\",0,9\r\n\r\nOK\r\n",
        "AT+CMGR=3" => {
            "\r\n+CMGR: 0,,23\r\n07912143658709F1040B912120555510F30000621122013000000441E19008\r\n\r\nOK\r\n"
        }
        "at+csq; +creg?" => "\r\n+CSQ: 20,99\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\n",
        "AT+CLAC" => "\r\nAT+CGMI\r\n+CMGF\r\n\r\nOK\r\n",
        "AT^NONE" => "\r\n+CME ERROR: 3\r\n",
        "AT^DEAF" => "\r\n^DEAF: 1\r\n",
        "AT^ASKS" => "\r\n> ",
        "AT+CMGS=15" => "\r\n> ",
        command => quectel(command),
    }
}

/// A modem that is ready, and what happened since.
struct Desk {
    modem: Modem,
    mono: Duration,
    sent: Vec<String>,
    outcomes: Vec<Outcome>,
    receipts: Vec<Sent>,
    states: Vec<(DeviceState, String)>,
    arrived: usize,
    escapes: usize,
}

impl Desk {
    fn ready() -> Self {
        let modem = Modem::new(Settings::new(Name::parse("modem-1").unwrap()));
        let (sent, outcomes, receipts, states) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut desk = Self { modem, mono: BEGINNING, sent, outcomes, receipts, states, arrived: 0, escapes: 0 };
        desk.input(Input::Opened, 90);
        assert!(desk.modem.is_ready());
        (desk.escapes, desk.outcomes) = (0, Vec::new());
        desk.sent.clear();
        desk
    }

    /// Handles an input, and then the modem's answers and the time for some seconds.
    fn input(&mut self, input: Input, seconds: u64) {
        let end = self.mono + Duration::from_secs(seconds);
        let mut outputs = self.modem.handle(input, now(self.mono));
        loop {
            let mut reply = String::new();
            for output in outputs.drain(..) {
                match output {
                    Output::Write(bytes) if bytes == [0x1B] => self.escapes += 1,
                    Output::Write(bytes) => {
                        let text = String::from_utf8(bytes).unwrap();
                        let Some(command) = text.strip_suffix('\r') else { continue };
                        self.sent.push(command.to_owned());
                        reply.push_str(answer(command));
                    }
                    Output::Console(outcome) => self.outcomes.push(outcome),
                    Output::Event(Event::Receipt(Receipt { outcome, .. })) => self.receipts.push(outcome),
                    Output::Event(Event::Device(report)) => self.states.push((report.state, report.reason)),
                    Output::Event(Event::Arrived(_)) => self.arrived += 1,
                    Output::Event(_) | Output::Reopen(_) | Output::ResetUsb(_) => {}
                }
            }
            if self.mono >= end && reply.is_empty() {
                return;
            }
            self.mono += Duration::from_millis(2);
            outputs = if reply.is_empty() {
                self.mono = self.modem.wake_at().unwrap_or(end).clamp(self.mono, end.max(self.mono));
                self.modem.handle(Input::Time, now(self.mono))
            } else {
                self.modem.handle(Input::Bytes(reply.as_bytes()), now(self.mono))
            };
        }
    }

    fn type_command(&mut self, command: &str, seconds: u64) {
        self.input(Input::Console(Ask::Command(read(command).unwrap())), seconds);
    }

    fn submit(&mut self, ticket: i64) {
        let pdu = Secret::new("0001000B912120550541F3000002E834");
        let line = LineId::Imsi(Imsi::parse("310260123456789").unwrap());
        self.input(Input::Submit(Part { ticket, line, pdu, length: 15, more: false }), 1);
    }

    fn outcome(&mut self) -> Outcome {
        assert_eq!(self.outcomes.len(), 1, "{:?}", self.outcomes);
        self.outcomes.remove(0)
    }

    fn state(&self) -> (DeviceState, &str) {
        self.states.last().map(|(state, reason)| (*state, reason.as_str())).unwrap()
    }

    fn was_sent(&self, command: &str) -> bool {
        self.sent.iter().any(|sent| sent == command)
    }
}

fn ended(ok: bool, rows: &[&str]) -> Outcome {
    let rows: Vec<String> = rows.iter().map(|&row| row.to_owned()).collect();
    Outcome::Ended { ok, rows: Rows::new(&rows) }
}

#[test]
fn a_person_gets_the_rows_as_the_modem_wrote_them() {
    let mut desk = Desk::ready();
    desk.type_command("at+csq; +creg?", 0);
    assert_eq!(desk.outcome(), ended(true, &["+CSQ: 20,99", "+CREG: 0,1", "OK"]));
    desk.type_command("AT+CLAC", 0);
    assert_eq!(desk.outcome(), ended(true, &["AT+CGMI", "+CMGF", "OK"]));
    desk.type_command("AT^NONE", 0);
    assert_eq!(desk.outcome(), ended(false, &["+CME ERROR: 3"]));
}

#[test]
fn messages_arrive_and_none_is_sent_until_a_minute_after_the_last_command() {
    let mut desk = Desk::ready();
    desk.type_command("AT^NONE", 1);
    assert_eq!(desk.state().0, DeviceState::Starting, "{:?}", desk.states);
    assert!(desk.state().1.contains("a person uses its console"), "{:?}", desk.states);
    desk.input(Input::Bytes(b"\r\n+CMTI: \"ME\",3\r\n"), 1);
    assert_eq!(desk.arrived, 1, "it is read although a person uses the modem");
    desk.submit(7);
    let Sent::Failed(Cause { why, class: None }) = &desk.receipts[0] else { panic!("{:?}", desk.receipts) };
    assert!(why.contains("a person uses its console"), "{why}");
    assert!(!desk.was_sent("AT+CMGS=15"));
    desk.input(Input::Time, HOLD.as_secs() - 10);
    desk.type_command("AT^NONE", HOLD.as_secs() - 10);
    assert_eq!(desk.state().0, DeviceState::Starting);
    assert!(!desk.sent.iter().any(|sent| sent.starts_with("AT+CNMI=")), "{:?}", desk.sent);
    desk.input(Input::Time, 60);
    assert_eq!(desk.state().0, DeviceState::Ready, "{:?}", desk.states);
    assert!(desk.sent.iter().any(|sent| sent.starts_with("AT+CNMI=")), "its settings are made again");
    desk.submit(8);
    assert!(desk.was_sent("AT+CMGS=15"));
}

#[test]
fn the_end_of_the_console_is_at_once() {
    let mut desk = Desk::ready();
    desk.type_command("AT^NONE", 1);
    desk.input(Input::Console(Ask::End), 30);
    assert_eq!(desk.state().0, DeviceState::Ready, "{:?}", desk.states);
    assert!(desk.sent.iter().any(|sent| sent.starts_with("AT+CNMI=")));
    let sent = desk.sent.len();
    desk.input(Input::Console(Ask::End), 0);
    assert_eq!(desk.sent.len(), sent, "without a console its end changes nothing");
}

#[test]
fn a_command_waits_for_the_part_before_it() {
    let mut desk = Desk::ready();
    desk.submit(7);
    desk.type_command("AT^NONE", 1);
    assert!(desk.outcomes.is_empty() && !desk.was_sent("AT^NONE"));
    desk.type_command("AT+CLAC", 0);
    assert!(matches!(desk.outcome(), Outcome::NotSent(_)), "one command at a time");
    desk.input(Input::Bytes(b"\r\n+CMGS: 5\r\n\r\nOK\r\n"), 1);
    assert!(matches!(desk.receipts[..], [Sent::Sent(_)]), "{:?}", desk.receipts);
    assert_eq!(desk.outcome(), ended(false, &["+CME ERROR: 3"]));
}

#[test]
fn a_command_without_an_end_is_broken_off() {
    let mut desk = Desk::ready();
    desk.type_command("AT^DEAF", 29);
    assert!(desk.outcomes.is_empty());
    desk.input(Input::Time, 60);
    let Outcome::BrokenOff { rows, why } = desk.outcome() else { panic!() };
    assert_eq!(rows, Rows::new(&["^DEAF: 1".to_owned()]));
    assert!(why.contains("within 30 s"), "{why}");
    assert!(desk.modem.is_ready() && desk.escapes > 0, "it was made ready again");
    assert_eq!(desk.state().0, DeviceState::Starting, "the person may go on");
    desk.type_command("AT^ASKS", 0);
    assert!(desk.escapes > 1, "a prompt is ended at once, or the next command would be its text");
    desk.input(Input::Bytes(b"\r\nOK\r\n"), 0);
    assert_eq!(desk.outcome(), ended(true, &[">", "OK"]));
}

#[test]
fn a_lost_port_ends_the_command_but_not_the_console() {
    let mut desk = Desk::ready();
    desk.type_command("AT^DEAF", 1);
    desk.input(Input::Lost("the port is gone"), 0);
    let Outcome::BrokenOff { why, .. } = desk.outcome() else { panic!() };
    assert!(why.contains("the port is gone"), "{why}");
    desk.type_command("AT^NONE", 0);
    assert!(matches!(desk.outcome(), Outcome::NotSent(why) if why.contains("the port is gone")));
    desk.input(Input::Opened, 30);
    assert!(desk.modem.is_ready());
    assert_eq!(desk.state().0, DeviceState::Starting, "the minute is not over: {:?}", desk.states);
    desk.input(Input::Time, 90);
    assert_eq!(desk.state().0, DeviceState::Ready, "{:?}", desk.states);
}
