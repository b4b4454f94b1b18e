//! Dialogues that go wrong: no message is lost, and none is deleted unread.

use super::*;
use crate::flow::Content;
use crate::flow::outbound::{Cause, Outcome, Receipt, SentAs};
use crate::modem::Part;

const OTHER: &str = "07912143658709F1040B912120666610F30000621122013000000441E19008";
const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

/// A modem, and a gateway whose disk is fast.
pub struct Bench<'a> {
    pub modem: Modem,
    pub mono: Duration,
    pub answer: Box<dyn FnMut(&str) -> String + 'a>,
    pub sent: Vec<String>,
    pub arrived: Vec<Content>,
    pub reasons: Vec<String>,
    pub outcomes: Vec<Outcome>,
}

impl<'a> Bench<'a> {
    pub fn ready(answer: impl FnMut(&str) -> String + 'a) -> Self {
        Self::ready_after(b"", answer)
    }

    pub fn ready_with(settings: Settings, answer: impl FnMut(&str) -> String + 'a) -> Self {
        Self::start(settings, b"", Box::new(answer))
    }

    /// Starts a modem that sends these codes before its startup.
    fn ready_after(codes: &[u8], answer: impl FnMut(&str) -> String + 'a) -> Self {
        Self::start(Settings::new(Name::parse("modem-1").unwrap()), codes, Box::new(answer))
    }

    /// A modem whose startup begins.
    pub fn starting(answer: impl FnMut(&str) -> String + 'a) -> Self {
        let settings = Settings::new(Name::parse("modem-1").unwrap());
        let mut bench = Self::closed(settings, Box::new(answer));
        let outputs = bench.modem.handle(Input::Opened, now(BEGINNING));
        bench.run(outputs, Duration::ZERO);
        bench
    }

    fn closed(settings: Settings, answer: Box<dyn FnMut(&str) -> String + 'a>) -> Self {
        Self {
            modem: Modem::new(settings),
            mono: BEGINNING,
            answer,
            sent: Vec::new(),
            arrived: Vec::new(),
            reasons: Vec::new(),
            outcomes: Vec::new(),
        }
    }

    fn start(settings: Settings, codes: &[u8], answer: Box<dyn FnMut(&str) -> String + 'a>) -> Self {
        let mut bench = Self::closed(settings, answer);
        let mut outputs = bench.modem.handle(Input::Opened, now(BEGINNING));
        outputs.extend(bench.receive(codes));
        bench.run(outputs, Duration::from_secs(20));
        assert!(bench.modem.is_ready(), "{:?}", bench.reasons);
        bench
    }

    pub fn receive(&mut self, bytes: &[u8]) -> Vec<Output> {
        self.modem.handle(Input::Bytes(bytes), now(self.mono))
    }

    /// Carries out the outputs of the modem for this time, and then until no command is in flight.
    pub fn run(&mut self, mut outputs: Vec<Output>, span: Duration) {
        let end = self.mono + span;
        loop {
            let mut reply = String::new();
            let mut tickets = Vec::new();
            for output in outputs.drain(..) {
                match output {
                    Output::Write(bytes) => {
                        let text = String::from_utf8(bytes).unwrap();
                        if let Some(command) = text.strip_suffix('\r') {
                            self.sent.push(command.to_owned());
                            reply.push_str(&(self.answer)(command));
                        }
                    }
                    Output::Event(Event::Arrived(arrival)) => {
                        tickets.push(arrival.ticket);
                        self.arrived.push(arrival.content);
                    }
                    Output::Event(Event::Device(report)) => self.reasons.push(report.reason),
                    Output::Event(Event::Receipt(Receipt { outcome, .. })) => self.outcomes.push(outcome),
                    Output::Event(_) | Output::Reopen(_) | Output::ResetUsb(_) | Output::Console(_) => {}
                }
            }
            for ticket in tickets {
                outputs.extend(self.modem.handle(Input::Acknowledge(ticket), now(self.mono)));
            }
            if self.mono >= end && reply.is_empty() && outputs.is_empty() {
                return;
            }
            self.mono += Duration::from_millis(2);
            if !reply.is_empty() {
                outputs.extend(self.receive(reply.as_bytes()));
            } else if outputs.is_empty() {
                self.mono = self.modem.wake_at().unwrap_or(end).clamp(self.mono, end.max(self.mono));
                outputs = self.modem.handle(Input::Time, now(self.mono));
            }
        }
    }

    /// Submits a part for the card in the modem.
    pub fn send(&mut self, ticket: i64) -> Vec<Output> {
        let line = self.modem.info().sim.clone().expect("the card was read");
        let pdu = Secret::new("0011000B912120555510F30000AA0141");
        let part = Part { ticket, line, pdu, length: 15, more: false };
        self.modem.handle(Input::Submit(part), now(self.mono))
    }

    pub fn times_sent(&self, command: &str) -> usize {
        self.sent.iter().filter(|sent| *sent == command).count()
    }
}

/// A modem that was reset while a message is read sends nothing more. A modem that is only slow gets longer timeouts.
#[test]
fn a_silent_modem_is_restarted_soon_and_a_slow_one_gets_longer_timeouts() {
    let answer = |command: &str| if command == "AT+CMGR=3" { String::new() } else { holds_nothing(command) };
    let mut bench = Bench::ready(answer);
    let mut waits = Vec::new();
    for _ in 0..3 {
        let outputs = bench.receive(b"\r\n+CMTI: \"ME\",3\r\n");
        assert!(outputs.iter().any(|output| matches!(output, Output::Write(bytes) if bytes == b"AT+CMGR=3\r")));
        waits.push(bench.modem.wake_at().unwrap() - bench.mono);
        bench.run(Vec::new(), Duration::from_secs(30));
        assert!(bench.modem.is_ready(), "{:?}", bench.reasons);
    }
    assert_eq!(waits, [2.5, 2.5, 5.0].map(Duration::from_secs_f64));
}

/// A modem with one store, which is empty.
pub fn holds_nothing(command: &str) -> String {
    let answer = match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\"),(\"ME\"),(\"ME\")\r\n\r\nOK\r\n",
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,9,\"ME\",0,9,\"ME\",0,9\r\n\r\nOK\r\n",
        command => quectel(command),
    };
    answer.to_owned()
}

/// The card is moved while a direct message arrives, and the message is not repeated.
#[test]
fn an_incomplete_direct_message_is_kept_over_a_restart() {
    let whole = format!("\r\n+CPIN: READY\r\n{DIRECT}");
    let reports = whole.find("+CMT").unwrap();
    for cut in [0, reports, reports + 3, reports + 12, reports + 30, whole.len() - 2, whole.len()] {
        let mut bench = Bench::ready(holds_nothing);
        let mut outputs = bench.receive(&whole.as_bytes()[..cut]);
        bench.mono += Duration::from_millis(1);
        outputs.extend(bench.receive(&whole.as_bytes()[cut..]));
        bench.run(outputs, Duration::from_secs(20));
        assert_eq!(bench.arrived.len(), 1, "cut at {cut}");
        assert!(matches!(bench.arrived[0], Content::Pdu(_)));
        assert_eq!(bench.times_sent("ATE0"), 2, "it was started up again");
    }
}

#[test]
fn a_modem_in_text_mode_is_set_to_pdu_mode_and_its_texts_are_not_accepted() {
    let forged = format!("+CMT: ,23\r\n{PDU}\r\n");
    let head = "\r\n+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"\r\n";
    let mut bench = Bench::ready(holds_nothing);
    let outputs = bench.receive(format!("{head}OK\r\n{forged}").as_bytes());
    bench.run(outputs, Duration::from_secs(20));
    assert_eq!((bench.arrived.len(), bench.times_sent("AT+CNMA")), (0, 0), "the network sends it again");
    assert_eq!(bench.times_sent("AT+CMGF=0"), 2);
    assert!(bench.modem.is_ready());
    // Without `+CNMA` the message is not sent again.
    let mut bench =
        Bench::ready(|command| if command == "AT+CSMS=1" { "\r\nERROR\r\n".into() } else { holds_nothing(command) });
    let outputs = bench.receive(format!("{head}OK\r\n{forged}").as_bytes());
    bench.run(outputs, Duration::from_secs(20));
    assert_eq!(bench.times_sent("AT+CMGF=0"), 2);
    assert_eq!(bench.arrived.len(), 2);
    assert!(bench.arrived.iter().all(|raw| matches!(raw, Content::Garbled(_))), "kept as text");
}

/// Before `+CSMS=1` the modem acknowledges by itself, and an acknowledged message is not sent again, so it is kept. If
/// the whole message arrives again, the corrupted one must not take its place in a long message.
#[test]
fn a_message_corrupted_before_the_startup_is_kept_as_garbled() {
    let text = "\r\n+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"\r\nhello\r\n";
    let garbled = format!("\r\n+CMT: ,23\r\n{}?\r\n", &PDU[..PDU.len() - 1]);
    let too_long = format!("\r\n+CMT: ,23\r\n{PDU}00\r\n");
    for codes in [text, &garbled, &too_long] {
        let bench = Bench::ready_after(codes.as_bytes(), |command| match command {
            "AT+CSMS=1" => "\r\n+CSMS: 1,1,1\r\n\r\nOK\r\n".into(),
            command => holds_nothing(command),
        });
        let kinds: Vec<bool> = bench.arrived.iter().map(|raw| matches!(raw, Content::Garbled(_))).collect();
        assert_eq!(kinds, [true], "{codes:?}");
    }
}

#[test]
fn an_announcement_without_a_store_lists_all_stores() {
    let mut bench = Bench::ready(holds_nothing);
    let before = bench.times_sent("AT+CMGL=4");
    let outputs = bench.receive(b"\r\n+CMTI: 3\r\n");
    bench.run(outputs, Duration::from_secs(1));
    assert_eq!(bench.times_sent("AT+CMGL=4") - before, 1);
}

/// The count that reveals such a message is the same each time, and must be examined each time.
#[test]
fn a_message_that_is_announced_before_it_can_be_read_is_found() {
    let held = std::cell::Cell::new(false);
    let mut bench = Bench::ready(|command| match command {
        "AT+CMGR=1" => "\r\n+CMS ERROR: 321\r\n".into(),
        "AT+CMGL=4" if held.get() => format!("\r\n+CMGL: 1,0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
        "AT+CPMS?" => {
            let used = u8::from(held.get());
            format!("\r\n+CPMS: \"ME\",{used},9,\"ME\",{used},9,\"ME\",{used},9\r\n\r\nOK\r\n")
        }
        "AT+CMGD=1" => {
            held.set(false);
            "\r\nOK\r\n".into()
        }
        command => holds_nothing(command),
    });
    for (times, span) in [(1, 1), (2, 1), (3, 2), (4, 5), (5, 1)] {
        held.set(true);
        let outputs = bench.receive(b"\r\n+CMTI: \"ME\",1\r\n");
        bench.run(outputs, Duration::from_secs(span));
        assert_eq!((bench.arrived.len(), held.get()), (times, false));
    }
}

/// An extra final result code shifts all replies: the content of one slot is taken for that of another, and would be
/// deleted unread.
#[test]
fn a_message_in_reply_to_another_command_is_kept_and_the_modem_restarted() {
    let late = format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n");
    for (question, made_up) in [("AT+CMGR=3", "\r\nOK\r\n"), ("AT+CMGD=3", "\r\nERROR\r\n")] {
        let mut corrupted = false;
        let mut bench = Bench::ready(|command| match command {
            command if command == question && !corrupted => {
                corrupted = true;
                format!("{made_up}{late}")
            }
            "AT+CMGR=3" if question != "AT+CMGR=3" => format!("\r\n+CMGR: 0,,23\r\n{OTHER}\r\n\r\nOK\r\n"),
            command if command.starts_with("AT+CMGR=") => "\r\n+CMS ERROR: 321\r\n".into(),
            command => holds_nothing(command),
        });
        let outputs = bench.receive(b"\r\n+CMTI: \"ME\",3\r\n");
        bench.run(outputs, Duration::from_secs(1));
        assert!(bench.arrived.contains(&crate::modem::content::content(PDU.as_bytes())), "{question}");
        assert_eq!(bench.times_sent("ATE0"), 2, "{question}: it is made ready again");
    }
}

/// A message that can't be read is searched for less and less often.
#[test]
fn a_count_that_stays_wrong_costs_little() {
    let mut bench = Bench::ready(|command| match command {
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",1,9,\"ME\",1,9,\"ME\",1,9\r\n\r\nOK\r\n".into(),
        command => holds_nothing(command),
    });
    let before = bench.times_sent("AT+CMGL=4");
    bench.run(Vec::new(), Duration::from_secs(180));
    let looks = bench.times_sent("AT+CMGL=4") - before;
    assert!((4..=9).contains(&looks), "{looks} times in three minutes, with two sweeps");
}

/// The header of a direct message is lost, and its PDU is where that of the slot belongs.
#[test]
fn a_slot_is_not_deleted_after_a_reply_that_lost_a_row() {
    for (asked, asked_once) in [("AT+CMGL=4", "+CMGL: 1,1,,23"), ("AT+CMGR=1", "+CMGR: 0,,23")] {
        let (mut corrupted, mut held) = (false, true);
        let mut read_after = 0;
        let mut bench = Bench::ready(|command| match command {
            "AT+CMGL=4" if asked == command && held && !corrupted => {
                corrupted = true;
                format!("\r\n{asked_once}\r\n{OTHER}\r\n{PDU}\r\n\r\nOK\r\n")
            }
            "AT+CMGL=4" if asked != command => "\r\n+CMS ERROR: 303\r\n".into(),
            "AT+CMGR=1" if asked == command && held && !corrupted => {
                corrupted = true;
                format!("\r\n{asked_once}\r\n{OTHER}\r\n{PDU}\r\n\r\nOK\r\n")
            }
            "AT+CMGR=1" if held => {
                read_after += 1;
                format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n")
            }
            command if command.starts_with("AT+CMGR=") => "\r\n+CMS ERROR: 321\r\n".into(),
            "AT+CMGD=1" => {
                assert!(read_after > 0, "{asked}: deleted before it was read");
                held = false;
                "\r\nOK\r\n".into()
            }
            "AT+CPMS?" => {
                let used = u8::from(held);
                format!("\r\n+CPMS: \"ME\",{used},9,\"ME\",{used},9,\"ME\",{used},9\r\n\r\nOK\r\n")
            }
            command => holds_nothing(command),
        });
        bench.run(Vec::new(), Duration::from_secs(60));
        let read = |pdu: &str| bench.arrived.contains(&crate::modem::content::content(pdu.as_bytes()));
        assert!(read(OTHER) && read(PDU), "{asked}");
        assert_eq!(bench.times_sent("AT+CMGD=1"), 1, "{asked}");
    }
}

#[test]
fn a_message_with_an_odd_phone_book_name_arrives() {
    for alpha in ["\"5\" pipe\"", "Bob (mobile"] {
        let mut bench = Bench::ready(|command| match command {
            "AT+CMGL=4" => format!("\r\n+CMGL: 1,0,{alpha},23\r\n{PDU}\r\n\r\nOK\r\n"),
            command => holds_nothing(command),
        });
        bench.run(Vec::new(), Duration::from_secs(1));
        assert!(!bench.arrived.is_empty(), "{alpha}");
    }
}

/// A modem with a card, whose store is empty.
fn has_a_card(command: &str) -> String {
    match command {
        "AT+CCID" | "AT+ICCID" | "AT+QCCID" | "AT^ICCID?" | "AT+CICCID" => {
            "\r\n+CCID: 8901260712345678901\r\n\r\nOK\r\n".to_owned()
        }
        "AT+CIMI" => "\r\n310260123456789\r\n\r\nOK\r\n".to_owned(),
        "AT+CPIN?" => "\r\n+CPIN: READY\r\n\r\nOK\r\n".to_owned(),
        _ => holds_nothing(command),
    }
}

/// The outcomes of a part after these rows, which follow the prompt.
fn outcomes(after_prompt: &[&str]) -> Vec<Outcome> {
    sent(&[&["\r\n> "], after_prompt].concat()).0
}

/// The outcomes of a part after these rows, which follow `AT+CMGS`, and whether the PDU was written.
fn sent(rows: &[&str]) -> (Vec<Outcome>, bool) {
    let mut bench = sending();
    let outputs: Vec<Output> = rows.iter().flat_map(|row| bench.receive(row.as_bytes())).collect();
    let is_body = |output: &Output| matches!(output, Output::Write(bytes) if bytes.starts_with(b"0011000B"));
    let written = outputs.iter().any(is_body);
    (outcomes_of(outputs), written)
}

fn outcomes_of(outputs: Vec<Output>) -> Vec<Outcome> {
    let outcome =
        |output| if let Output::Event(Event::Receipt(Receipt { outcome, .. })) = output { Some(outcome) } else { None };
    outputs.into_iter().filter_map(outcome).collect()
}

/// A modem that has received `AT+CMGS`.
fn sending() -> Bench<'static> {
    let mut bench =
        Bench::ready(|command| if command.starts_with("AT+CMGS=") { String::new() } else { has_a_card(command) });
    let mut outputs = bench.send(7);
    // A poll of the stores may be in flight.
    for _ in 0..50 {
        if outputs.iter().any(|output| matches!(output, Output::Write(bytes) if bytes.starts_with(b"AT+CMGS"))) {
            break;
        }
        bench.mono += Duration::from_millis(100);
        let writes = outputs
            .iter()
            .filter_map(|output| if let Output::Write(bytes) = output { Some(bytes.clone()) } else { None });
        let reply: String = writes.map(|bytes| has_a_card(String::from_utf8(bytes).unwrap().trim_end())).collect();
        outputs = if reply.is_empty() {
            bench.modem.handle(Input::Time, now(bench.mono))
        } else {
            bench.modem.handle(Input::Bytes(reply.as_bytes()), now(bench.mono))
        };
    }
    bench
}

/// The result was lost. Waiting for it costs nothing unless a message is waiting.
#[test]
fn an_overdue_result_does_not_delay_messages_for_long() {
    let waits = |rows: &[&str]| {
        let mut bench = sending();
        rows.iter().for_each(|row| drop(bench.receive(row.as_bytes())));
        bench.modem.wake_at().unwrap() - bench.mono
    };
    let (prompt, codes) = ("\r\n> ", "\r\n+CMTI: \"ME\",3\r\n");
    assert!(waits(&[prompt]) > Duration::from_secs(120));
    assert_eq!(waits(&[prompt, codes]), Duration::from_secs(60));
    assert_eq!(waits(&[codes, prompt]), Duration::from_secs(60));

    let mut bench = sending();
    [prompt, codes].iter().for_each(|row| drop(bench.receive(row.as_bytes())));
    bench.mono = bench.modem.wake_at().unwrap();
    let outputs = bench.modem.handle(Input::Time, now(bench.mono));
    assert!(matches!(outcomes_of(outputs)[..], [Outcome::Unknown { .. }]), "the network may have it");
    // The listing after that finds what was announced.
    bench.run(vec![Output::Write(b"AT\r".to_vec())], Duration::from_secs(5));
    assert!(bench.modem.is_ready(), "{:?}", bench.reasons);
}

/// Otherwise another card than the debited one would send it.
#[test]
fn a_card_that_changed_before_the_prompt_sends_nothing() {
    for urc in ["^SIMST:1,0", "+CPIN: NOT INSERTED", "+QUSIM: 1", "SMS Ready"] {
        for rows in [vec![format!("\r\n{urc}\r\n\r\n> ")], vec![format!("\r\n{urc}\r\n"), "\r\n> ".to_owned()]] {
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let (outcomes, written) = sent(&rows);
            assert!(!written, "{rows:?}");
            assert!(matches!(outcomes[..], [Outcome::Failed(Cause { class: None, .. })]), "{rows:?}: {outcomes:?}");
        }
    }
    assert!(sent(&["\r\n> "]).1);
}

#[test]
fn a_result_counts_although_a_restart_is_reported_in_the_same_bytes() {
    let sent = Outcome::Sent(Some(SentAs::Reference(2)));
    assert_eq!(outcomes(&["\r\n+CMGS: 2\r\n\r\nOK\r\n"]), std::slice::from_ref(&sent));
    // The card is removed while the network processes the part.
    assert_eq!(outcomes(&["\r\n+CMGS: 2\r\n\r\n+CPIN: NOT INSERTED\r\n\r\nOK\r\n"]), [sent]);
    let [Outcome::Unknown { .. }] = outcomes(&["\r\n+CMGS: 2\r\n\r\n+CPIN: NOT INSERTED\r\n", "\r\nOK\r\n"])[..] else {
        panic!("the outcome of an interrupted submission is unknown")
    };
}

#[test]
fn a_refusal_after_the_pdu_is_unknown_if_the_network_may_have_the_part() {
    let in_doubt = |result: &str| match outcomes(&[&format!("\r\n{result}\r\n")])[..] {
        [Outcome::Unknown { .. }] => true,
        [Outcome::Failed(Cause { class: Some(_), .. })] => false,
        ref other => panic!("{result}: {other:?}"),
    };
    for code in [332, 500, 512, 1000] {
        assert!(in_doubt(&format!("+CMS ERROR: {code}")), "{code}");
    }
    assert!(in_doubt("ERROR"), "it has no cause");
    for code in [8, 38, 310, 331] {
        assert!(!in_doubt(&format!("+CMS ERROR: {code}")), "{code}");
    }
}

#[test]
fn a_store_of_reports_that_was_refused_for_a_while_is_read_again() {
    let select = "AT+CPMS=\"SR\",\"ME\",\"ME\"";
    let times = |refused: usize| {
        let mut asked = 0;
        let mut bench = Bench::ready(move |command| match command {
            "AT+CPMS=?" => "\r\n+CPMS: (\"ME\",\"SR\"),(\"ME\"),(\"ME\")\r\n\r\nOK\r\n".to_owned(),
            command if command == select => {
                asked += 1;
                if asked <= refused { "\r\n+CMS ERROR: 310\r\n" } else { "\r\n+CPMS: 0,9,0,9,0,9\r\n\r\nOK\r\n" }
                    .to_owned()
            }
            command => holds_nothing(command),
        });
        bench.run(Vec::new(), Duration::from_secs(3600));
        bench.times_sent(select)
    };
    assert!(times(0) > 7, "{}", times(0));
    assert!(times(1) > 7, "the card was being removed");
    assert!(times(3) > 5, "the modem refused everything for a while");
    assert!(times(usize::MAX) < times(0), "it can't be used");
}
