//! Which card a message belongs to, and which bytes an acknowledgement is for.

use std::cell::{Cell, RefCell};

use super::dialogue::{Bench, holds_nothing};
use super::starting::empty;
use super::*;
use crate::flow::Origin;
use crate::flow::outbound::{Cause, Outcome};

const REPORT: &str = "07912160130300F406010B912120550501F2621132000020006211320000200000";
const FIRST: &str = "07912143658709F1040B912120666610F30000621122013000000441E19008";
const SECOND: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";
const CARD: &str = "\r\n+CCID: 8901260712345678901\r\n\r\nOK\r\n";

fn with_a_card(command: &str) -> &'static str {
    static REPORT_READ: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| format!("\r\n+CMGR: 0,,25\r\n{REPORT}\r\n\r\nOK\r\n"));
    match command {
        "AT+CCID" | "AT+QCCID" | "AT+ICCID" => CARD,
        "AT+CMGR=3" => &REPORT_READ,
        command => quectel(command),
    }
}

/// The arrivals after these bytes: whether each was in a slot, and whether it was announced for the current card.
fn arrivals(bytes: &str) -> Vec<(bool, bool)> {
    let (mut modem, _, _) = run(Duration::from_secs(20), with_a_card);
    assert!(modem.is_ready());
    let at = BEGINNING + Duration::from_secs(21);
    let outputs = modem.handle(Input::Bytes(bytes.as_bytes()), now(at));
    let (events, _) = serve(&mut modem, outputs, at, at + Duration::from_secs(40), with_a_card);
    assert!(modem.is_ready());
    let arrived = |event| if let Event::Arrived(arrival) = event { Some(arrival) } else { None };
    let arrived = events.into_iter().filter_map(arrived).map(|arrival| match arrival.origin {
        Origin::Slot { announced, .. } => (true, announced),
        Origin::Direct { announced } => (false, announced),
        Origin::Remote(_) => unreachable!("only remotes have this origin"),
    });
    arrived.collect()
}

/// A modem that was stuck may send messages of the previous card.
#[test]
fn messages_from_before_the_startup_may_belong_to_another_card() {
    let direct = format!("\r\n+CDS: 25\r\n{REPORT}\r\n");
    let stored = "\r\n+CDSI: \"ME\",3\r\n";
    assert_eq!(arrivals(&direct), [(false, true)]);
    assert_eq!(arrivals(stored), [(true, true)]);
    for restart in ["\r\nRDY\r\n", "\r\n+CPIN: NOT INSERTED\r\n"] {
        assert_eq!(arrivals(&format!("{restart}{direct}")), [(false, false)], "{restart:?}");
        assert_eq!(arrivals(&format!("{restart}{stored}")), [(true, false)], "{restart:?}");
    }
}

/// The card was changed without an unsolicited code, or can't be identified.
#[test]
fn a_part_is_sent_only_by_the_card_that_was_debited() {
    const OTHER_CARD: &str = "\r\n+CCID: 8901260712345678919\r\n\r\nOK\r\n";
    for (answer, sends) in
        [(CARD, true), (OTHER_CARD, false), ("\r\nERROR\r\n", false), ("\r\nOK\r\n", false), ("", false)]
    {
        let reply = RefCell::new(CARD);
        let mut bench = Bench::ready(|command| match command {
            "AT+CCID" | "AT+QCCID" | "AT+ICCID" => reply.borrow().to_string(),
            command if command.starts_with("AT+CMGS=") => "\r\n> ".to_owned(),
            "AT+CIMI" => "\r\n310260123456789\r\n\r\nOK\r\n".to_owned(),
            "AT+CPIN?" => "\r\n+CPIN: READY\r\n\r\nOK\r\n".to_owned(),
            _ => holds_nothing(command),
        });
        // Longer than a change of the card takes.
        bench.run(Vec::new(), Duration::from_secs(8));
        reply.replace(answer);
        let outputs = bench.send(7);
        bench.run(outputs, Duration::from_secs(60));
        let asked = bench.sent.iter().filter(|command| command.starts_with("AT+CMGS=")).count();
        assert_eq!(asked, usize::from(sends), "{answer:?}: {:?}", bench.reasons);
        if !sends {
            assert!(
                matches!(bench.outcomes[..], [Outcome::Failed(Cause { class: None, .. })]),
                "{answer:?}: {:?}",
                bench.outcomes
            );
        }
    }
}

/// The slot is announced again before its first message is on disk.
#[test]
fn an_acknowledgement_deletes_no_newer_message() {
    let holds = RefCell::new(FIRST);
    let answer = |command: &str| match command {
        "AT+CMGR=3" => format!("\r\n+CMGR: 0,,23\r\n{}\r\n\r\nOK\r\n", holds.borrow()),
        "AT+CMGL=4" => format!("\r\n+CMGL: 3,0,,23\r\n{}\r\n\r\nOK\r\n", holds.borrow()),
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",1,255,\"SM\",0,50,\"ME\",1,255\r\n\r\nOK\r\n".to_owned(),
        command => with_a_card(command).to_owned(),
    };
    let (mut modem, _, _) = run(Duration::from_secs(20), with_a_card);
    let mut at = BEGINNING + Duration::from_secs(20);
    // Runs for a second. Returns the tickets of the arrivals, and the commands.
    let mut step = |modem: &mut Modem, input: Input<'_>| {
        let (mut outputs, mut tickets, mut sent) = (modem.handle(input, now(at)), Vec::new(), Vec::new());
        let end = at + Duration::from_secs(1);
        while at < end || !outputs.is_empty() {
            let mut reply = String::new();
            for output in outputs.drain(..) {
                match output {
                    Output::Write(bytes) => {
                        let command = String::from_utf8(bytes).unwrap().trim_end().to_owned();
                        reply += &answer(&command);
                        sent.push(command);
                    }
                    Output::Event(Event::Arrived(arrival)) => tickets.push(arrival.ticket),
                    Output::Event(_) | Output::Reopen(_) | Output::ResetUsb(_) | Output::Console(_) => {}
                }
            }
            at += Duration::from_millis(5);
            let input = if reply.is_empty() { Input::Time } else { Input::Bytes(reply.as_bytes()) };
            outputs = modem.handle(input, now(at));
        }
        (tickets, sent)
    };
    let deletes = |sent: &[String]| sent.iter().filter(|command| command.starts_with("AT+CMGD=3")).count();
    let announcement = Input::Bytes(b"\r\n+CMTI: \"ME\",3\r\n");
    let (first, _) = step(&mut modem, announcement);
    holds.replace(SECOND);
    let (second, _) = step(&mut modem, Input::Bytes(b"\r\n+CMTI: \"ME\",3\r\n"));
    let ([first], [second]) = (&first[..], &second[..]) else { panic!("{first:?} {second:?}") };
    let (_, sent) = step(&mut modem, Input::Acknowledge(*first));
    assert_eq!(deletes(&sent), 0, "the second message is not on disk: {sent:?}");
    let (_, sent) = step(&mut modem, Input::Acknowledge(*second));
    assert_eq!(deletes(&sent), 1, "{sent:?}");
}

/// The number in the last report.
fn number(events: &[Event]) -> Option<String> {
    let number = |event: &Event| {
        let Event::Device(report) = event else { return None };
        Some(report.lines.first().and_then(|line| line.number.clone()))
    };
    events.iter().rev().find_map(number).expect("a report").map(|number| number.to_string())
}

#[test]
fn the_number_of_each_card_is_queried_once() {
    const OTHER_CARD: &str = "\r\n+CCID: 8901260712345678919\r\n\r\nOK\r\n";
    const NUMBER: &str = "\r\n+CNUM: ,\"2025550143\",129\r\n+CNUM: ,\"+12025550143\",145\r\n\r\nOK\r\n";
    const READY: &str = "\r\n+CPIN: READY\r\n\r\nOK\r\n";
    const BUSY: &str = "\r\n+CME ERROR: 14\r\n";
    let replies = Cell::new((READY, CARD, NUMBER));
    let answer = |command: &str| match command {
        "AT+CPIN?" => replies.get().0,
        "AT+CCID" | "AT+QCCID" | "AT+ICCID" => replies.get().1,
        "AT+CNUM" => replies.get().2,
        command => quectel(command),
    };
    let span = Duration::from_secs(20);
    let (mut modem, events, sent) = run(span, answer);
    let asked = |sent: &[String]| sent.iter().filter(|command| *command == "AT+CNUM").count();
    assert_eq!((number(&events).as_deref(), asked(&sent)), (Some("+12025550143"), 1));
    let mut at = BEGINNING + span;
    for (next_replies, want, times, what) in [
        ((READY, CARD, NUMBER), Some("+12025550143"), 0, "the same card"),
        ((READY, OTHER_CARD, BUSY), None, 1, "another card, which is busy"),
        ((READY, OTHER_CARD, NUMBER), Some("+12025550143"), 1, "it is queried again, since it was busy"),
        ((READY, OTHER_CARD, BUSY), Some("+12025550143"), 0, "it has answered, so it is not queried again"),
        (("\r\n+CME ERROR: 10\r\n", BUSY, BUSY), None, 0, "no card"),
        ((READY, OTHER_CARD, "\r\nOK\r\n"), None, 1, "the same card, which stores no number any more"),
    ] {
        replies.set(next_replies);
        at += span;
        let outputs = modem.handle(Input::Bytes(b"\r\nRDY\r\n"), now(at));
        let (events, sent) = serve(&mut modem, outputs, at, at + span, answer);
        at += span;
        assert_eq!((number(&events).as_deref(), asked(&sent)), (want, times), "{what}");
    }
}

#[test]
fn a_modem_that_does_not_report_the_number_of_its_line_is_served() {
    for answer in
        ["\r\nOK\r\n", "\r\nERROR\r\n", "\r\n+CME ERROR: 22\r\n", "\r\n+CNUM: \"\",\"\",129\r\n\r\nOK\r\n", ""]
    {
        let (modem, events, _) = run(Duration::from_secs(60), |command| match command {
            "AT+CNUM" => answer,
            command => with_a_card(command),
        });
        assert!(modem.is_ready(), "{answer:?}: {:?}", states(&events));
        assert_eq!(number(&events), None, "{answer:?}");
    }
}

#[test]
fn the_imsi_is_read_behind_its_name() {
    for answer in ["+CIMI: 310260123456789", "\"310260123456789\"", "310260123456789"] {
        let (modem, _, _) = run(Duration::from_secs(20), |command| match command {
            "AT+CIMI" => format!("\r\n{answer}\r\n\r\nOK\r\n").leak(),
            command => empty(command),
        });
        let sim = modem.info().sim.as_ref().map(ToString::to_string);
        assert_eq!(sim.as_deref(), Some("imsi:310260123456789"), "{answer}");
    }
}
