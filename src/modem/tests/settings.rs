//! Settings that another program, the maker or the modem's history left: text mode, flight mode, no SMSC, a full store.

use super::super::UsbReset;
use super::dialogue::{Bench, holds_nothing};
use super::*;
use crate::flow::outbound::{Cause, Outcome, SentAs};
use crate::model::Iccid;

/// Every command from one step on is refused. The time does not advance while the machine looks for a command, so that
/// search must end.
#[test]
fn a_modem_without_stores_that_accepts_no_indication_is_restarted() {
    for refusal in ["ERROR", "+CMS ERROR: 302", "+CMS ERROR: 303", "+CME ERROR: 3", "+CME ERROR: 4"] {
        let (modem, events, sent) = run(Duration::from_secs(300), move |command| match command {
            _ if command.starts_with("AT+CPMS") || command.starts_with("AT+CNMI") => {
                format!("\r\n{refusal}\r\n").leak()
            }
            "AT+CMGL=4" => "\r\nERROR\r\n",
            command => quectel(command),
        });
        assert!(!modem.is_ready(), "{refusal}: {:?}", states(&events));
        assert!(sent.len() < 4000, "{refusal}: {} commands", sent.len());
        assert!(sent.iter().filter(|command| *command == "AT+CNMI=?").count() > 1, "{refusal}: it is queried again");
    }
}

#[test]
fn a_modem_whose_card_store_fails_is_restarted() {
    for refusal in [
        "+CMS ERROR: 310",
        "+CMS ERROR: 313",
        "+CMS ERROR: 314",
        "+CMS ERROR: 320",
        "+CMS ERROR: 500",
        "+CME ERROR: 10",
        "+CME ERROR: 14",
        "+CME ERROR: 100",
    ] {
        let (modem, events, sent) = run(Duration::from_secs(300), move |command| match command {
            _ if command.starts_with("AT+CPMS=\"") => format!("\r\n{refusal}\r\n").leak(),
            command => quectel(command),
        });
        assert!(!modem.is_ready(), "{refusal}: {:?}", states(&events));
        assert!(sent.iter().any(|command| command == "AT+CFUN=1,1"), "{refusal}: it is restarted now and then");
    }
}

#[test]
fn a_card_whose_number_was_read_before_and_is_refused_now_is_not_served() {
    let asked = std::cell::Cell::new(0);
    let (modem, events, sent) = run(Duration::from_secs(400), |command| match command {
        "AT+QCCID" if asked.replace(asked.get() + 1) > 0 => "\r\nERROR\r\n",
        "AT+QCCID" => "\r\n+QCCID: 8901260712345678901\r\n\r\nOK\r\n",
        "AT+CPMS?" => "\r\nRDY\r\n",
        command => quectel(command),
    });
    assert!(sent.iter().filter(|command| *command == "AT+QCCID").count() > 10, "{:?}", states(&events));
    assert!(!modem.is_ready(), "another card may be in it");
}

/// Another program sets text mode through a second port just before a part is sent.
#[test]
fn a_part_is_never_written_in_text_mode() {
    let mut text_mode = false;
    let mut bench = Bench::ready(move |command: &str| {
        if let Some(mode) = command.strip_prefix("AT+CMGF=") {
            text_mode = mode == "1";
        }
        match command {
            _ if command.starts_with("AT+CMGS=") => {
                assert!(!text_mode, "a text to number {command}");
                text_mode = true;
                "\r\n> ".to_owned()
            }
            "AT+CMGF?" => format!("\r\n+CMGF: {}\r\n\r\nOK\r\n", u8::from(text_mode)),
            command => holds_nothing(command),
        }
    });
    for ticket in 1..=2 {
        let outputs = bench.send(ticket);
        bench.run(outputs, Duration::from_millis(100));
        let outputs = bench.receive(b"\r\n+CMGS: 7\r\n\r\nOK\r\n");
        bench.run(outputs, Duration::from_secs(1));
    }
    assert_eq!(bench.outcomes, [Outcome::Sent(Some(SentAs::Reference(7))), Outcome::Sent(Some(SentAs::Reference(7)))]);
}

#[test]
fn a_modem_that_refuses_pdu_mode_sends_nothing() {
    let mut bench = Bench::ready(holds_nothing);
    bench.answer = Box::new(|command: &str| match command {
        "AT+CMGF=0" => "\r\nERROR\r\n".to_owned(),
        command => holds_nothing(command),
    });
    let outputs = bench.send(1);
    bench.run(outputs, Duration::from_secs(5));
    assert!(matches!(bench.outcomes[..], [Outcome::Failed(Cause { class: None, .. })]), "{:?}", bench.outcomes);
    assert!(!bench.sent.iter().any(|command| command.starts_with("AT+CMGS")));
    assert!(bench.reasons.iter().any(|reason| reason.contains("PDU mode")), "{:?}", bench.reasons);
}

/// The network had no SMSC for the part, though the card names one. It is set again, once, and the part is sent again.
#[test]
fn a_part_without_an_smsc_is_sent_again_after_the_smsc_was_set() {
    for answers in [["+CMS ERROR: 330", "+CMGS: 9\r\n\r\nOK"], ["+CMS ERROR: 330", "+CMS ERROR: 330"]] {
        let mut bench = Bench::ready(|command: &str| match command {
            _ if command.starts_with("AT+CMGS=") => "\r\n> ".to_owned(),
            "AT+CSCA?" => "\r\n+CSCA: \"+12063130004\",145\r\n\r\nOK\r\n".to_owned(),
            command => holds_nothing(command),
        });
        let outputs = bench.send(1);
        bench.run(outputs, Duration::from_millis(100));
        for answer in answers {
            let outputs = bench.receive(format!("\r\n{answer}\r\n").as_bytes());
            bench.run(outputs, Duration::from_millis(100));
        }
        bench.run(Vec::new(), Duration::from_secs(5));
        assert_eq!(bench.times_sent("AT+CSCA=\"+12063130004\",145"), 1, "{:?}", bench.sent);
        assert_eq!(bench.sent.iter().filter(|command| command.starts_with("AT+CMGS=")).count(), 2);
        match &bench.outcomes[..] {
            [Outcome::Sent(Some(SentAs::Reference(9)))] => assert!(answers[1].starts_with("+CMGS")),
            [Outcome::Failed(Cause { why, .. })] => assert_eq!(why, "SMSC address unknown"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_card_without_an_smsc_is_reported_and_gets_the_configured_one() {
    let answer = |command: &str| match command {
        "AT+CSCA?" => "\r\n+CSCA: \"\",129\r\n\r\nOK\r\n".to_owned(),
        command => holds_nothing(command),
    };
    let mut bench = Bench::ready(answer);
    let reason = bench.reasons.last().unwrap();
    assert!(reason.contains("names no SMSC") && reason.contains("`smsc`"), "{reason}");
    let outputs = bench.send(1);
    bench.answer = Box::new(|command: &str| match command {
        "AT+CSCA?" => "\r\n+CSCA: \"\",129\r\n\r\nOK\r\n".to_owned(),
        _ if command.starts_with("AT+CMGS=") => "\r\n> \r\n+CMS ERROR: 330\r\n".to_owned(),
        command => holds_nothing(command),
    });
    bench.run(outputs, Duration::from_secs(5));
    assert!(matches!(&bench.outcomes[..], [Outcome::Failed(Cause { class: Some(_), .. })]));

    let mut settings = Settings::new(Name::parse("modem-1").unwrap());
    settings.smsc.insert(Iccid::parse("8901260712345678901").unwrap(), "+12063130004".to_owned());
    let bench = Bench::ready_with(settings, move |command: &str| match command {
        "AT+QCCID" => "\r\n+QCCID: 8901260712345678901\r\n\r\nOK\r\n".to_owned(),
        command => answer(command),
    });
    assert_eq!(bench.times_sent("AT+CSCA=\"+12063130004\",145"), 1);
    assert!(!bench.reasons.last().unwrap().contains("SMSC"), "{:?}", bench.reasons.last());
}

/// A radio that was switched off long ago, and stays off over power cycles.
#[test]
fn a_radio_that_is_off_is_switched_on_if_the_configuration_allows_it() {
    let flight = |sticks: bool| {
        let mode = std::rc::Rc::new(std::cell::Cell::new(4));
        move |command: &str| match command {
            "AT+CFUN?" => format!("\r\n+CFUN: {}\r\n\r\nOK\r\n", mode.get()),
            "AT+CFUN=1" => {
                mode.set(if sticks { 4 } else { 1 });
                "\r\nOK\r\n".to_owned()
            }
            "AT+CREG?" | "AT+CEREG?" => {
                let state = if mode.get() == 1 { 1 } else { 0 };
                format!("\r\n{}: 1,{state}\r\n\r\nOK\r\n", &command[2..command.len() - 1])
            }
            command => holds_nothing(command),
        }
    };
    let bench = Bench::ready(flight(false));
    assert_eq!((bench.times_sent("AT+CFUN=1"), bench.reasons.last().unwrap().as_str()), (1, "receives"));

    let mut bench = Bench::ready(flight(true));
    bench.run(Vec::new(), Duration::from_secs(300));
    assert_eq!(bench.times_sent("AT+CFUN=1"), 3, "a limited number of tries");
    assert!(bench.reasons.last().unwrap().starts_with("flight mode"), "{:?}", bench.reasons.last());

    let settings = Settings { radio_on: false, ..Settings::new(Name::parse("modem-1").unwrap()) };
    let mut bench = Bench::ready_with(settings, flight(false));
    bench.run(Vec::new(), Duration::from_secs(60));
    assert_eq!(bench.times_sent("AT+CFUN=1"), 0);
    assert!(bench.reasons.last().unwrap().contains("radio_on"), "{:?}", bench.reasons.last());
}

/// ME has no place for messages (data sticks): SM receives.
#[test]
fn a_store_without_places_is_replaced_by_another_one() {
    let bench = Bench::ready(|command: &str| match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\",\"SM\"),(\"ME\",\"SM\"),(\"ME\",\"SM\")\r\n\r\nOK\r\n".to_owned(),
        "AT+CPMS?" => "\r\n+CPMS: \"SM\",0,20,\"SM\",0,20,\"SM\",0,20\r\n\r\nOK\r\n".to_owned(),
        _ if command.starts_with("AT+CPMS=") => {
            let places = |store: &str| if store.contains("ME") { "0,0" } else { "0,20" };
            let stores: Vec<_> = command["AT+CPMS=".len()..].split(',').map(places).collect();
            format!("\r\n+CPMS: {}\r\n\r\nOK\r\n", stores.join(","))
        }
        command => holds_nothing(command),
    });
    let taken = bench.sent.iter().rfind(|command| command.starts_with("AT+CPMS=\"")).unwrap();
    assert!(taken.ends_with("\"SM\""), "{taken}");
}

const DRAFT: &str = "0001000B912120550501F00000 02E834";

/// The store is full of drafts: nothing can arrive, and the reason contains advice. Once a draft is gone the modem
/// receives.
#[test]
fn a_modem_with_a_store_full_of_drafts_is_not_ready() {
    let drafts = std::rc::Rc::new(std::cell::Cell::new(2));
    let count = std::rc::Rc::clone(&drafts);
    let draft = DRAFT.replace(' ', "");
    let mut bench = Bench::ready(move |command: &str| match command {
        "AT+CSMS=1" => "\r\nERROR\r\n".to_owned(),
        "AT+CPMS?" => format!("\r\n+CPMS: \"ME\",{0},2,\"ME\",{0},2,\"ME\",{0},2\r\n\r\nOK\r\n", count.get()),
        "AT+CMGL=4" => {
            let list: String = (0..count.get()).map(|index| format!("\r\n+CMGL: {index},2,,15\r\n{draft}")).collect();
            format!("{list}\r\n\r\nOK\r\n")
        }
        command => holds_nothing(command),
    });
    bench.run(Vec::new(), Duration::from_secs(60));
    let reason = bench.reasons.last().unwrap().clone();
    assert!(reason.contains("nothing can arrive") && reason.contains("AT+CMGD"), "{reason}");
    assert!(bench.modem.info().network.reception.store_full);
    assert!(!bench.sent.iter().any(|command| command.starts_with("AT+CMGD")), "simgate deletes no drafts");
    drafts.set(1);
    bench.run(Vec::new(), Duration::from_secs(10));
    assert_eq!(bench.reasons.last().unwrap(), "receives");
    assert!(!bench.modem.info().network.reception.store_full);
}

/// The same if the card has room: it receives from then on.
#[test]
fn another_store_receives_if_one_is_full_of_drafts() {
    let draft = DRAFT.replace(' ', "");
    let selected = std::cell::RefCell::new("ME".to_owned());
    let mut bench = Bench::ready(|command: &str| match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\",\"SM\"),(\"ME\",\"SM\"),(\"ME\",\"SM\")\r\n\r\nOK\r\n".to_owned(),
        _ if command.starts_with("AT+CPMS=\"") => {
            let stores: Vec<_> = command["AT+CPMS=".len()..].split(',').map(|store| store.trim_matches('"')).collect();
            let places = |store: &&str| if *store == "ME" { "1,1" } else { "0,20" };
            let uses: Vec<_> = stores.iter().map(places).collect();
            *selected.borrow_mut() = stores.join(" ");
            format!("\r\n+CPMS: {}\r\n\r\nOK\r\n", uses.join(","))
        }
        "AT+CPMS?" => {
            let places = |store: &str| format!("\"{store}\",{}", if store == "ME" { "1,1" } else { "0,20" });
            let uses: Vec<_> = selected.borrow().split(' ').map(places).collect();
            format!("\r\n+CPMS: {}\r\n\r\nOK\r\n", uses.join(","))
        }
        "AT+CMGL=4" if selected.borrow().starts_with("ME") => {
            format!("\r\n+CMGL: 0,2,,15\r\n{draft}\r\n\r\nOK\r\n")
        }
        command => holds_nothing(command),
    });
    bench.run(Vec::new(), Duration::from_secs(60));
    assert_eq!(bench.reasons.last().unwrap(), "receives");
    assert!(selected.borrow().ends_with("SM"), "{selected:?}");
}

/// No line has so many calls.
#[test]
fn the_number_of_reported_calls_has_a_limit() {
    let mut bench = Bench::ready(holds_nothing);
    let mut missed = 0;
    for _ in 0..1000 {
        let outputs = bench.receive(b"\r\nRING\r\n\r\nNO CARRIER\r\n");
        missed += outputs.iter().filter(|output| matches!(output, Output::Event(Event::Missed(_)))).count();
        bench.run(outputs, Duration::from_millis(10));
    }
    assert_eq!(missed, 30);
}

/// Its firmware hangs, and nothing that is written to the port reaches it.
#[test]
fn the_usb_device_of_a_silent_modem_is_reset_three_times_then_once_a_day() {
    let mut modem = Modem::new(Settings::new(Name::parse("modem-1").unwrap()));
    let (mut mono, mut resets, mut ways, mut reasons) = (BEGINNING, Vec::new(), Vec::new(), Vec::new());
    let mut outputs = modem.handle(Input::Opened, now(mono));
    while mono < BEGINNING + Duration::from_secs(50 * 3600) {
        let mut opens = None;
        for output in outputs {
            match output {
                Output::ResetUsb(how) => {
                    resets.push((mono - BEGINNING).as_secs());
                    ways.push(how);
                }
                Output::Reopen(wait) => opens = Some(wait),
                Output::Event(Event::Device(report)) => reasons.push(report.reason),
                Output::Write(_) | Output::Event(_) | Output::Console(_) => {}
            }
        }
        mono = opens.map_or_else(|| modem.wake_at().unwrap(), |wait| mono + wait);
        outputs = modem.handle(if opens.is_some() { Input::Opened } else { Input::Time }, now(mono));
    }
    assert_eq!(resets.len(), 5, "{resets:?}");
    assert_eq!(ways[..3], [UsbReset::Bus, UsbReset::Power, UsbReset::Power]);
    assert!(resets[2] < 1800 && resets[3] > 24 * 3600 && resets[4] > 48 * 3600, "{resets:?}");
    assert!(reasons.iter().any(|reason| reason.contains("unplug it")), "{reasons:?}");
}
