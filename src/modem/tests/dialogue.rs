//! What a line makes of a dialogue that goes wrong: nothing is lost, and nothing is deleted unread.

use super::*;
use crate::flow::Content;
use crate::flow::outbound::{Cause, Outcome, Receipt, SentAs};
use crate::modem::Part;

const OTHER: &str = "07912143658709F1040B912120666610F30000621122013000000441E19008";
const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

/// A line, its modem, and a gateway whose disk is quick.
pub struct Bench<'a> {
    pub line: Modem,
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

    /// The modem says so much of its own accord before it is made ready.
    fn ready_after(news: &[u8], answer: impl FnMut(&str) -> String + 'a) -> Self {
        Self::start(Settings::new(Name::parse("modem-1").unwrap()), news, Box::new(answer))
    }

    fn start(settings: Settings, news: &[u8], answer: Box<dyn FnMut(&str) -> String + 'a>) -> Self {
        let mut bench = Self {
            line: Modem::new(settings),
            mono: BEGINNING,
            answer,
            sent: Vec::new(),
            arrived: Vec::new(),
            reasons: Vec::new(),
            outcomes: Vec::new(),
        };
        let mut outputs = bench.line.handle(Input::Opened, now(BEGINNING));
        outputs.extend(bench.hear(news));
        bench.go_on(outputs, Duration::from_secs(20));
        assert!(bench.line.is_ready(), "{:?}", bench.reasons);
        bench
    }

    pub fn hear(&mut self, bytes: &[u8]) -> Vec<Output> {
        self.line.handle(Input::Bytes(bytes), now(self.mono))
    }

    /// Carries out what the line wants, for so long and until no command is under way.
    pub fn go_on(&mut self, mut outputs: Vec<Output>, span: Duration) {
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
                    Output::Event(_) | Output::Reopen(_) => {}
                }
            }
            for ticket in tickets {
                outputs.extend(self.line.handle(Input::Acknowledged(ticket), now(self.mono)));
            }
            if self.mono >= end && reply.is_empty() && outputs.is_empty() {
                return;
            }
            self.mono += Duration::from_millis(2);
            if !reply.is_empty() {
                outputs.extend(self.hear(reply.as_bytes()));
            } else if outputs.is_empty() {
                self.mono = self.line.wake_at().unwrap_or(end).clamp(self.mono, end.max(self.mono));
                outputs = self.line.handle(Input::Time, now(self.mono));
            }
        }
    }

    /// Hands it a part for the card that is in it.
    pub fn send(&mut self, ticket: i64) -> Vec<Output> {
        let line = self.line.known().sim.clone().expect("the card was read");
        let pdu = Secret::new("0011000B912120555510F30000AA0141");
        let part = Part { ticket, line, pdu, length: 15, more: false };
        self.line.handle(Input::Submit(part), now(self.mono))
    }

    pub fn times_sent(&self, command: &str) -> usize {
        self.sent.iter().filter(|sent| *sent == command).count()
    }
}

/// Reset without a word while a message is read, a modem says nothing any more until it is asked. One that is
/// merely slow gets more time by and by.
#[test]
fn a_modem_that_falls_silent_is_asked_again_soon_and_a_slow_one_gets_its_time() {
    let answer = |command: &str| if command == "AT+CMGR=3" { String::new() } else { holds_nothing(command) };
    let mut bench = Bench::ready(answer);
    let mut waits = Vec::new();
    for _ in 0..3 {
        let outputs = bench.hear(b"\r\n+CMTI: \"ME\",3\r\n");
        assert!(outputs.iter().any(|output| matches!(output, Output::Write(bytes) if bytes == b"AT+CMGR=3\r")));
        waits.push(bench.line.wake_at().unwrap() - bench.mono);
        bench.go_on(Vec::new(), Duration::from_secs(30));
        assert!(bench.line.is_ready(), "{:?}", bench.reasons);
    }
    assert_eq!(waits, [2.5, 2.5, 5.0].map(Duration::from_secs_f64));
}

/// A modem with one store, and nothing in it.
pub fn holds_nothing(command: &str) -> String {
    let answer = match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\"),(\"ME\"),(\"ME\")\r\n\r\nOK\r\n",
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,9,\"ME\",0,9,\"ME\",0,9\r\n\r\nOK\r\n",
        command => quectel(command),
    };
    answer.to_owned()
}

/// The card is moved just when a message is handed over, which is the only time it is.
#[test]
fn a_message_that_has_half_arrived_outlives_a_new_beginning() {
    let whole = format!("\r\n+CPIN: READY\r\n{DIRECT}");
    let reports = whole.find("+CMT").unwrap();
    for cut in [0, reports, reports + 3, reports + 12, reports + 30, whole.len() - 2, whole.len()] {
        let mut bench = Bench::ready(holds_nothing);
        let mut outputs = bench.hear(&whole.as_bytes()[..cut]);
        bench.mono += Duration::from_millis(1);
        outputs.extend(bench.hear(&whole.as_bytes()[cut..]));
        bench.go_on(outputs, Duration::from_secs(20));
        assert_eq!(bench.arrived.len(), 1, "cut at {cut}");
        assert!(matches!(bench.arrived[0], Content::Pdu(_)));
        assert_eq!(bench.times_sent("ATE0"), 2, "it was made ready anew");
    }
}

#[test]
fn a_modem_that_shows_text_is_put_right_and_not_believed() {
    let forged = format!("+CMT: ,23\r\n{PDU}\r\n");
    let head = "\r\n+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"\r\n";
    let mut bench = Bench::ready(holds_nothing);
    let outputs = bench.hear(format!("{head}OK\r\n{forged}").as_bytes());
    bench.go_on(outputs, Duration::from_secs(20));
    assert_eq!((bench.arrived.len(), bench.times_sent("AT+CNMA")), (0, 0), "the network sends it again");
    assert_eq!(bench.times_sent("AT+CMGF=0"), 2);
    assert!(bench.line.is_ready());
    // Without `+CNMA` this is the only time it comes.
    let mut bench =
        Bench::ready(|command| if command == "AT+CSMS=1" { "\r\nERROR\r\n".into() } else { holds_nothing(command) });
    let outputs = bench.hear(format!("{head}OK\r\n{forged}").as_bytes());
    bench.go_on(outputs, Duration::from_secs(20));
    assert_eq!(bench.times_sent("AT+CMGF=0"), 2);
    assert_eq!(bench.arrived.len(), 2);
    assert!(bench.arrived.iter().all(|raw| matches!(raw, Content::Garbled(_))), "kept as text");
}

/// Until `+CSMS=1` the modem acknowledges by itself: nobody sends again what is not kept. It may also
/// come again, whole: what was spoilt must not stand in its place in a long message.
#[test]
fn what_came_spoilt_before_the_modem_was_ready_is_kept_as_it_is() {
    let shown = "\r\n+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"\r\nhello\r\n";
    let garbled = format!("\r\n+CMT: ,23\r\n{}?\r\n", &PDU[..PDU.len() - 1]);
    let too_long = format!("\r\n+CMT: ,23\r\n{PDU}00\r\n");
    for news in [shown, &garbled, &too_long] {
        let bench = Bench::ready_after(news.as_bytes(), |command| match command {
            "AT+CSMS=1" => "\r\n+CSMS: 1,1,1\r\n\r\nOK\r\n".into(),
            command => holds_nothing(command),
        });
        let kinds: Vec<bool> = bench.arrived.iter().map(|raw| matches!(raw, Content::Garbled(_))).collect();
        assert_eq!(kinds, [true], "{news:?}");
    }
}

#[test]
fn a_message_stored_nobody_knows_where_is_looked_for_everywhere() {
    let mut bench = Bench::ready(holds_nothing);
    let before = bench.times_sent("AT+CMGL=4");
    let outputs = bench.hear(b"\r\n+CMTI: 3\r\n");
    bench.go_on(outputs, Duration::from_secs(1));
    assert_eq!(bench.times_sent("AT+CMGL=4") - before, 1);
}

/// The count that gives such a message away is the same each time: it was looked into, and helped.
#[test]
fn a_message_that_is_announced_before_it_can_be_read_is_looked_for_again() {
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
        let outputs = bench.hear(b"\r\n+CMTI: \"ME\",1\r\n");
        bench.go_on(outputs, Duration::from_secs(span));
        assert_eq!((bench.arrived.len(), held.get()), (times, false));
    }
}

/// A result code that the line made up, and every answer is the one to the command before: what lies in a slot is taken
/// for what lay in another, and would be deleted unread.
#[test]
fn a_message_in_answer_to_something_else_is_kept_and_the_dialogue_put_right() {
    let late = format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n");
    for (question, made_up) in [("AT+CMGR=3", "\r\nOK\r\n"), ("AT+CMGD=3", "\r\nERROR\r\n")] {
        let mut spoilt = false;
        let mut bench = Bench::ready(|command| match command {
            command if command == question && !spoilt => {
                spoilt = true;
                format!("{made_up}{late}")
            }
            "AT+CMGR=3" if question != "AT+CMGR=3" => format!("\r\n+CMGR: 0,,23\r\n{OTHER}\r\n\r\nOK\r\n"),
            command if command.starts_with("AT+CMGR=") => "\r\n+CMS ERROR: 321\r\n".into(),
            command => holds_nothing(command),
        });
        let outputs = bench.hear(b"\r\n+CMTI: \"ME\",3\r\n");
        bench.go_on(outputs, Duration::from_secs(1));
        assert!(bench.arrived.contains(&crate::modem::content::content(PDU.as_bytes())), "{question}");
        assert_eq!(bench.times_sent("ATE0"), 2, "{question}: it is made ready again");
    }
}

/// One that can't be read at all is looked for less and less.
#[test]
fn a_count_that_stays_wrong_costs_little() {
    let mut bench = Bench::ready(|command| match command {
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",1,9,\"ME\",1,9,\"ME\",1,9\r\n\r\nOK\r\n".into(),
        command => holds_nothing(command),
    });
    let before = bench.times_sent("AT+CMGL=4");
    bench.go_on(Vec::new(), Duration::from_secs(180));
    let looks = bench.times_sent("AT+CMGL=4") - before;
    assert!((4..=9).contains(&looks), "{looks} times in three minutes, with two sweeps");
}

/// The header of a message handed over is lost, and its PDU stands where that of the slot belongs.
#[test]
fn a_slot_is_not_emptied_after_a_reply_that_lost_a_line() {
    for (asked, asked_once) in [("AT+CMGL=4", "+CMGL: 1,1,,23"), ("AT+CMGR=1", "+CMGR: 0,,23")] {
        let (mut spoilt, mut held) = (false, true);
        let mut read_after = 0;
        let mut bench = Bench::ready(|command| match command {
            "AT+CMGL=4" if asked == command && held && !spoilt => {
                spoilt = true;
                format!("\r\n{asked_once}\r\n{OTHER}\r\n{PDU}\r\n\r\nOK\r\n")
            }
            "AT+CMGL=4" if asked != command => "\r\n+CMS ERROR: 303\r\n".into(),
            "AT+CMGR=1" if asked == command && held && !spoilt => {
                spoilt = true;
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
        bench.go_on(Vec::new(), Duration::from_secs(60));
        let read = |pdu: &str| bench.arrived.contains(&crate::modem::content::content(pdu.as_bytes()));
        assert!(read(OTHER) && read(PDU), "{asked}");
        assert_eq!(bench.times_sent("AT+CMGD=1"), 1, "{asked}");
    }
}

#[test]
fn a_message_from_somebody_with_an_odd_name_arrives() {
    for alpha in ["\"5\" pipe\"", "Bob (mobile"] {
        let mut bench = Bench::ready(|command| match command {
            "AT+CMGL=4" => format!("\r\n+CMGL: 1,0,{alpha},23\r\n{PDU}\r\n\r\nOK\r\n"),
            command => holds_nothing(command),
        });
        bench.go_on(Vec::new(), Duration::from_secs(1));
        assert!(!bench.arrived.is_empty(), "{alpha}");
    }
}

/// A modem with a card, on which nothing lies.
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

/// What becomes of a part whose dialogue goes on so, after the prompt.
fn outcomes(after_prompt: &[&str]) -> Vec<Outcome> {
    sent(&[&["\r\n> "], after_prompt].concat()).0
}

/// What becomes of a part after `AT+CMGS` where the modem says this, and whether the PDU was written.
fn sent(heard: &[&str]) -> (Vec<Outcome>, bool) {
    let mut bench = sending();
    let outputs: Vec<Output> = heard.iter().flat_map(|said| bench.hear(said.as_bytes())).collect();
    let is_body = |output: &Output| matches!(output, Output::Write(bytes) if bytes.starts_with(b"0011000B"));
    let written = outputs.iter().any(is_body);
    (outcomes_of(outputs), written)
}

fn outcomes_of(outputs: Vec<Output>) -> Vec<Outcome> {
    let outcome =
        |output| if let Output::Event(Event::Receipt(Receipt { outcome, .. })) = output { Some(outcome) } else { None };
    outputs.into_iter().filter_map(outcome).collect()
}

/// A modem that was told `AT+CMGS`.
fn sending() -> Bench<'static> {
    let mut bench =
        Bench::ready(|command| if command.starts_with("AT+CMGS=") { String::new() } else { has_a_card(command) });
    let mut outputs = bench.send(7);
    // The line may be busy with a look at its stores.
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
            bench.line.handle(Input::Time, now(bench.mono))
        } else {
            bench.line.handle(Input::Bytes(reply.as_bytes()), now(bench.mono))
        };
    }
    bench
}

/// It was lost on the line. To wait for it costs nothing as long as nothing else is to be done.
#[test]
fn a_result_that_is_overdue_holds_up_no_message_for_long() {
    let waits = |heard: &[&str]| {
        let mut bench = sending();
        heard.iter().for_each(|said| drop(bench.hear(said.as_bytes())));
        bench.line.wake_at().unwrap() - bench.mono
    };
    let (prompt, news) = ("\r\n> ", "\r\n+CMTI: \"ME\",3\r\n");
    assert!(waits(&[prompt]) > Duration::from_secs(120));
    assert_eq!(waits(&[prompt, news]), Duration::from_secs(60));
    assert_eq!(waits(&[news, prompt]), Duration::from_secs(60));

    let mut bench = sending();
    [prompt, news].iter().for_each(|said| drop(bench.hear(said.as_bytes())));
    bench.mono = bench.line.wake_at().unwrap();
    let outputs = bench.line.handle(Input::Time, now(bench.mono));
    assert!(matches!(outcomes_of(outputs)[..], [Outcome::Unknown { .. }]), "the network may have it");
    // The look at its stores after that finds what is there.
    bench.go_on(vec![Output::Write(b"AT\r".to_vec())], Duration::from_secs(5));
    assert!(bench.line.is_ready(), "{:?}", bench.reasons);
}

/// Or it would be sent by another card than the one whose limit it was counted for.
#[test]
fn a_card_changed_before_the_prompt_gets_no_message() {
    for urc in ["^SIMST:1,0", "+CPIN: NOT INSERTED", "+QUSIM: 1", "SMS Ready"] {
        for heard in [vec![format!("\r\n{urc}\r\n\r\n> ")], vec![format!("\r\n{urc}\r\n"), "\r\n> ".to_owned()]] {
            let heard: Vec<&str> = heard.iter().map(String::as_str).collect();
            let (outcomes, written) = sent(&heard);
            assert!(!written, "{heard:?}");
            assert!(matches!(outcomes[..], [Outcome::Failed(Cause { class: None, .. })]), "{heard:?}: {outcomes:?}");
        }
    }
    assert!(sent(&["\r\n> "]).1);
}

#[test]
fn a_result_stands_although_the_modem_says_in_the_same_breath_that_it_has_restarted() {
    let sent = Outcome::Sent(Some(SentAs::Reference(2)));
    assert_eq!(outcomes(&["\r\n+CMGS: 2\r\n\r\nOK\r\n"]), std::slice::from_ref(&sent));
    // The card is pulled while the network is asked.
    assert_eq!(outcomes(&["\r\n+CMGS: 2\r\n\r\n+CPIN: NOT INSERTED\r\n\r\nOK\r\n"]), [sent]);
    let [Outcome::Unknown { .. }] = outcomes(&["\r\n+CMGS: 2\r\n\r\n+CPIN: NOT INSERTED\r\n", "\r\nOK\r\n"])[..] else {
        panic!("what was handed over and cut off is unknown")
    };
}

#[test]
fn a_refusal_after_the_pdu_is_unknown_where_the_network_may_have_it_all_the_same() {
    let in_doubt = |result: &str| match outcomes(&[&format!("\r\n{result}\r\n")])[..] {
        [Outcome::Unknown { .. }] => true,
        [Outcome::Failed(Cause { class: Some(_), .. })] => false,
        ref other => panic!("{result}: {other:?}"),
    };
    for code in [332, 500, 512, 1000] {
        assert!(in_doubt(&format!("+CMS ERROR: {code}")), "{code}");
    }
    assert!(in_doubt("ERROR"), "it does not say why");
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
        bench.go_on(Vec::new(), Duration::from_secs(3600));
        bench.times_sent(select)
    };
    assert!(times(0) > 30, "{}", times(0));
    assert!(times(1) > 30, "the card was being pulled");
    assert!(times(3) > 20, "the modem refused everything for a while");
    assert!(times(usize::MAX) < 20, "it can't be used");
}
