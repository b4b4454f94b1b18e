//! Calls during the work of a modem: each is reported once, and disturbs nothing.

use super::*;
use crate::flow::MissedCall;
use crate::flow::outbound::{Outcome, Receipt, SentAs};
use crate::model::{Imsi, LineId};
use crate::modem::Part;

const CALLER: &str = "\r\n+CLIP: \"+12025550199\",145,,,,0\r\n";
const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

fn answer(command: &str) -> String {
    let answer = match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\"),(\"ME\"),(\"ME\")\r\n\r\nOK\r\n",
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,9,\"ME\",0,9,\"ME\",0,9\r\n\r\nOK\r\n",
        command => quectel(command),
    };
    answer.to_owned()
}

/// A modem, with its outputs and their times.
struct Bench {
    modem: Modem,
    mono: Duration,
    sent: Vec<String>,
    missed: Vec<(Duration, MissedCall)>,
    outcomes: Vec<Outcome>,
    arrived: usize,
    reasons: Vec<String>,
    /// The modem doesn't answer.
    dead: bool,
}

impl Bench {
    fn ready() -> Self {
        Self::ready_with(answer)
    }

    fn ready_with(answer: impl Fn(&str) -> String) -> Self {
        let settings = Settings::new(Name::parse("modem-1").unwrap());
        let mut bench = Self {
            modem: Modem::new(settings),
            mono: BEGINNING,
            sent: Vec::new(),
            missed: Vec::new(),
            outcomes: Vec::new(),
            arrived: 0,
            reasons: Vec::new(),
            dead: false,
        };
        let outputs = bench.modem.handle(Input::Opened, now(BEGINNING));
        bench.run(outputs, Duration::from_secs(90), answer);
        assert!(bench.modem.is_ready(), "{:?}", bench.reasons);
        bench.sent.clear();
        bench
    }

    fn receive(&mut self, text: &str) {
        let outputs = self.modem.handle(Input::Bytes(text.as_bytes()), now(self.mono));
        self.run(outputs, Duration::ZERO, answer);
    }

    fn wait(&mut self, span: Duration) {
        let outputs = self.modem.handle(Input::Time, now(self.mono));
        self.run(outputs, span, answer);
    }

    fn seconds(&mut self, seconds: u64) {
        self.wait(Duration::from_secs(seconds));
    }

    fn run(&mut self, mut outputs: Vec<Output>, span: Duration, answer: impl Fn(&str) -> String) {
        let end = self.mono + span;
        loop {
            let mut reply = String::new();
            for output in outputs.drain(..) {
                match output {
                    Output::Write(bytes) => {
                        let text = String::from_utf8(bytes).unwrap();
                        let Some(command) = text.strip_suffix('\r') else { continue };
                        self.sent.push(command.to_owned());
                        if !self.dead {
                            reply.push_str(&answer(command));
                        }
                    }
                    Output::Event(Event::Missed(call)) => self.missed.push((self.mono, call)),
                    Output::Event(Event::Receipt(Receipt { outcome, .. })) => self.outcomes.push(outcome),
                    Output::Event(Event::Arrived(_)) => self.arrived += 1,
                    Output::Event(Event::Device(report)) => self.reasons.push(report.reason),
                    Output::Event(_) | Output::Reopen(_) | Output::ResetUsb(_) | Output::Console(_) => {}
                }
            }
            if self.mono >= end && reply.is_empty() {
                return;
            }
            if reply.is_empty() {
                self.mono = self.modem.wake_at().unwrap_or(end).clamp(self.mono, end);
                outputs = self.modem.handle(Input::Time, now(self.mono));
            } else {
                outputs = self.modem.handle(Input::Bytes(reply.as_bytes()), now(self.mono));
            }
        }
    }

    fn calls(&self) -> Vec<(Option<&str>, u32)> {
        self.missed.iter().map(|(_, call)| (call.caller.as_deref(), call.rings)).collect()
    }

    fn submit(&mut self) {
        let line = LineId::Imsi(Imsi::parse("310260123456789").unwrap());
        let pdu = Secret::new("0001000B912120550541F3000002E834");
        let part = Part { ticket: 7, line, pdu, length: 15, more: false };
        let outputs = self.modem.handle(Input::Submit(part), now(self.mono));
        self.run(outputs, Duration::ZERO, answer);
    }
}

#[test]
fn a_call_is_reported_once_when_the_modem_reports_its_end() {
    for end in ["NO CARRIER", "^CEND:1,0,67,25", "MISSED_CALL: 10:29AM 12025550199"] {
        let mut bench = Bench::ready();
        let began = bench.mono;
        bench.receive("\r\nRING\r\n");
        bench.seconds(5);
        bench.receive(&format!("\r\nRING\r\n{CALLER}"));
        bench.seconds(5);
        bench.receive(&format!("\r\n+CRING: VOICE\r\n{CALLER}"));
        assert!(bench.missed.is_empty(), "it still rings");
        bench.receive(&format!("\r\n{end}\r\n\r\nNO CARRIER\r\n"));
        assert_eq!(bench.calls(), [(Some("+12025550199"), 3)], "{end}");
        assert_eq!(bench.missed[0].1.at, now(began).wall);
        assert_eq!(bench.missed[0].1.line, LineId::Imsi(Imsi::parse("310260123456789").unwrap()));
        bench.seconds(60);
        assert_eq!(bench.missed.len(), 1);
        let answers = ["ATA", "ATH", "AT+CHUP"];
        assert!(!bench.sent.iter().any(|sent| answers.contains(&sent.as_str())), "none is answered or refused");
    }
}

#[test]
fn a_call_without_a_reported_end_is_over_some_time_after_its_last_ring() {
    let mut bench = Bench::ready();
    bench.receive(&format!("\r\nRING\r\n{CALLER}"));
    bench.seconds(6);
    bench.receive(&format!("\r\nRING\r\n{CALLER}"));
    let last = bench.mono;
    bench.seconds(60);
    assert_eq!(bench.calls(), [(Some("+12025550199"), 2)]);
    assert_eq!(bench.missed[0].0, last + Duration::from_secs(8));
    // A call that rings forever is reported all the same.
    for _ in 0..70 {
        bench.receive("\r\nRING\r\n");
        bench.seconds(5);
    }
    assert_eq!(bench.missed.len(), 2);
}

#[test]
fn the_last_number_of_a_call_counts() {
    let other = CALLER.replace("0199", "0175");
    let national = "\r\n+CLIP: \"2025550199\",129,,,,0\r\n";
    let hidden = "\r\n+CLIP: \"\",128,,,,1\r\n";
    let ring = |row: &str| format!("\r\nRING\r\n{row}");
    for (rows, want) in [
        (vec![ring("")], vec![(None, 1)]),
        (vec![ring(hidden), ring(hidden)], vec![(None, 2)]),
        (vec![ring(hidden), ring(CALLER)], vec![(Some("+12025550199"), 2)]),
        (vec![ring(CALLER), ring(hidden)], vec![(Some("+12025550199"), 2)]),
        (vec![ring(national), ring(CALLER)], vec![(Some("+12025550199"), 2)]),
        (vec![CALLER.to_owned()], vec![(Some("+12025550199"), 1)]),
        (vec![CALLER.to_owned(), ring(CALLER)], vec![(Some("+12025550199"), 1)]),
        (vec![ring("\r\n+CLIP: \"+1202x550199\",145\r\n"), ring(CALLER)], vec![(Some("+12025550199"), 2)]),
        // Two calls, one directly after the other.
        (vec![ring(CALLER), ring(CALLER), ring(&other)], vec![(Some("+12025550199"), 2), (Some("+12025550175"), 1)]),
    ] {
        let mut bench = Bench::ready();
        for rows in &rows {
            bench.receive(rows);
            bench.seconds(4);
        }
        bench.seconds(10);
        assert_eq!(bench.calls(), want, "{rows:?}");
    }
}

/// Every reply to a submission, with a ring at each place where the modem may insert one.
#[test]
fn a_ring_disturbs_neither_commands_nor_sends() {
    let ring = format!("\r\nRING\r\n{CALLER}\r\nNO CARRIER\r\n");
    let pieces = ["\r\n> ", "\r\n+CMGS: 42\r\n", "\r\nOK\r\n"];
    for place in 0..=pieces.len() {
        for merged in [false, true] {
            let mut bench = Bench::ready();
            bench.dead = true;
            bench.submit();
            let mut sent = bench.sent.len();
            // The card is checked first.
            if bench.sent.last().is_some_and(|command| command == "AT+CIMI") {
                bench.receive("\r\n310260123456789\r\n\r\nOK\r\n");
                sent = bench.sent.len();
            }
            assert_eq!(bench.sent[sent - 1], "AT+CMGF=0");
            bench.receive("\r\nOK\r\n");
            assert_eq!(bench.sent[sent], "AT+CMGS=15");
            let mut rows: Vec<&str> = pieces.to_vec();
            rows.insert(place, &ring);
            if merged {
                bench.receive(&rows.concat());
            } else {
                rows.iter().for_each(|piece| bench.receive(piece));
            }
            assert_eq!(bench.outcomes, [Outcome::Sent(Some(SentAs::Reference(42)))], "at {place}, merged: {merged}");
            assert_eq!(bench.calls(), [(Some("+12025550199"), 1)], "at {place}, merged: {merged}");
        }
    }
    // A ring between a header and its PDU, before an answer of any form, and merged with other rows.
    let mut bench = Bench::ready_with(|command| match command {
        "AT+CGMM" => "\r\nRING\r\n\r\nEC25\r\n\r\nOK\r\n".to_owned(),
        "AT+CIMI" => "\r\nNO CARRIER\r\n\r\n310260123456789\r\n\r\nOK\r\n".to_owned(),
        command => answer(command),
    });
    assert_eq!(bench.calls(), [(None, 1)]);
    bench.receive(&format!("\r\n+CMT: ,23\r\nRING\r\n{CALLER}{PDU}\r\nNO CARRIER\r\n"));
    assert_eq!((bench.arrived, bench.missed.len()), (1, 2));
    bench.receive("\r\n+CMTI: \"ME\",3RING+CLIP: \"+12025550199\",145,,,,0NO CARRIER\r\n");
    assert_eq!(bench.calls()[2], (Some("+12025550199"), 1));
    assert!(bench.sent.contains(&"AT+CMGR=3".to_owned()));
}

/// A modem that reports rings but doesn't answer must be restarted.
#[test]
fn rings_do_not_hide_a_modem_that_does_not_answer() {
    let mut bench = Bench::ready();
    bench.seconds(3);
    bench.dead = true;
    let since = bench.mono;
    let known = bench.reasons.len();
    while bench.reasons.len() == known {
        bench.receive("\r\nRING\r\n");
        bench.seconds(1);
        assert!(bench.mono < since + Duration::from_secs(15), "the silence is not detected: {:?}", bench.sent);
    }
    assert!(bench.reasons[known].contains("did not answer in time"));
    assert!(bench.missed.is_empty(), "the call still rings");
    bench.dead = false;
    bench.seconds(60);
    assert_eq!(bench.missed.len(), 1);
    assert!(bench.modem.is_ready());
}

#[test]
fn a_call_is_reported_although_its_modem_was_unplugged() {
    let mut bench = Bench::ready();
    bench.receive(&format!("\r\nRING\r\n{CALLER}"));
    bench.modem.handle(Input::Lost("the port is gone"), now(bench.mono));
    bench.mono += Duration::from_secs(9);
    let outputs = bench.modem.handle(Input::Lost("can't open it"), now(bench.mono));
    bench.run(outputs, Duration::ZERO, answer);
    assert_eq!(bench.calls(), [(Some("+12025550199"), 1)]);
    assert_eq!(bench.missed[0].1.line, LineId::Imsi(Imsi::parse("310260123456789").unwrap()), "the card it rang at");
    assert_eq!(bench.modem.wake_at(), None);
}

#[test]
fn a_modem_that_does_not_report_callers_is_served() {
    for refusal in ["\r\nERROR\r\n", "\r\n+CME ERROR: 4\r\n", "\r\nCOMMAND NOT SUPPORT\r\n", ""] {
        let asked = std::cell::Cell::new(0);
        let mut bench = Bench::ready_with(|command| match command {
            "AT+CLIP=1" => {
                asked.set(asked.get() + 1);
                refusal.to_owned()
            }
            command => answer(command),
        });
        // A single silence may be chance, or the modem is slow.
        assert_eq!(asked.get(), if refusal.is_empty() { 4 } else { 1 }, "{refusal}");
        bench.receive("\r\nRING\r\n");
        bench.seconds(10);
        assert_eq!(bench.calls(), [(None, 1)]);
    }
}

#[test]
fn the_callers_number_is_requested_again_after_one_silence() {
    let asked = std::cell::Cell::new(0);
    Bench::ready_with(|command| match command {
        "AT+CLIP=1" => {
            asked.set(asked.get() + 1);
            if asked.get() == 1 { String::new() } else { answer(command) }
        }
        command => answer(command),
    });
    assert_eq!(asked.get(), 2);
}

/// A Huawei E3372h-153 was reported to receive no messages after a call.
#[test]
fn the_announcements_are_checked_after_a_call() {
    let mut bench = Bench::ready();
    bench.seconds(3);
    bench.sent.clear();
    bench.receive("\r\nRING\r\n\r\nNO CARRIER\r\n");
    bench.wait(Duration::from_millis(500));
    assert!(bench.sent.contains(&"AT+CNMI?".to_owned()), "{:?}", bench.sent);
}
