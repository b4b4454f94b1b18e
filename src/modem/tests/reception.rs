//! What a modem reports of the ways by which messages reach its line.

use super::dialogue::{Bench, holds_nothing};
use super::*;
use crate::at::reply::{Domain, Registration};
use crate::flow::reception::Reception;

/// A modem that LTE serves, with these answers to `AT+CREG?` and `AT+CIREG?`.
fn lte<'a>(circuit: &'a str, ims: &'a str) -> Bench<'a> {
    Bench::ready(move |command: &str| match command {
        "AT+CREG?" => format!("\r\n+CREG: 0,{circuit}\r\n\r\nOK\r\n"),
        "AT+CEREG?" => "\r\n+CEREG: 0,1\r\n\r\nOK\r\n".to_owned(),
        "AT+CIREG?" => format!("\r\n{ims}\r\n"),
        command => holds_nothing(command),
    })
}

fn reception<'a>(bench: &'a Bench<'_>) -> &'a Reception {
    &bench.modem.info().network.reception
}

#[test]
fn ims_is_asked_for_only_if_messages_depend_on_it() {
    let both = lte("1", "+CIREG: 0,1\r\n\r\nOK");
    assert_eq!((both.times_sent("AT+CIREG?"), reception(&both).ims), (0, None));
    assert_eq!(reception(&both).registrations.get(&Domain::Circuit), Some(&Registration::Home));
    for (answer, want) in [
        ("+CIREG: 0,1,4\r\n\r\nOK", Some(true)),
        ("+CIREG: 0,0\r\n\r\nOK", Some(false)),
        ("ERROR", None),
        ("+CME ERROR: 100", None),
    ] {
        let mut alone = lte("2", answer);
        assert_eq!(reception(&alone).ims, want, "{answer}");
        let startup = alone.times_sent("AT+CIREG?");
        alone.run(Vec::new(), Duration::from_secs(120));
        assert!(startup >= 1 && alone.times_sent("AT+CIREG?") > startup && alone.modem.is_ready(), "{answer}");
    }
}

/// The modem is served without the answer.
#[test]
fn a_modem_that_never_answers_about_ims_is_served() {
    let mut bench = Bench::starting(|command: &str| match command {
        "AT+CREG?" => "\r\n+CREG: 0,2\r\n\r\nOK\r\n".to_owned(),
        "AT+CEREG?" => "\r\n+CEREG: 0,1\r\n\r\nOK\r\n".to_owned(),
        "AT+CIREG?" => String::new(),
        command => holds_nothing(command),
    });
    bench.run(Vec::new(), Duration::from_secs(60));
    assert!(bench.modem.is_ready(), "{:?}", bench.reasons);
    assert_eq!((bench.times_sent("AT+CIREG?"), reception(&bench).ims), (2, None));
}

#[test]
fn a_change_of_one_domain_is_reported_although_the_state_stays() {
    let mut bench = lte("1", "ERROR");
    let outputs = bench.receive(b"\r\n+CREG: 3\r\n");
    let reported = outputs.iter().find_map(|output| match output {
        Output::Event(Event::Device(report)) => report.lines[0].reception.clone(),
        Output::Event(_) | Output::Write(_) | Output::Reopen(_) | Output::ResetUsb(_) | Output::Console(_) => None,
    });
    let registrations = reported.expect("it is reported").registrations;
    assert_eq!(registrations, [(Domain::Circuit, Registration::Denied), (Domain::Evolved, Registration::Home)].into());
    let again = bench.receive(b"\r\n+CREG: 3\r\n");
    assert!(!again.iter().any(|output| matches!(output, Output::Event(Event::Device(_)))), "nothing changed");
}

/// Without an SMSC nothing can be sent, and messages arrive all the same.
#[test]
fn what_the_card_says_of_its_smsc_is_reported() {
    for (answer, want) in [
        ("+CSCA: \"+12063130004\",145\r\n\r\nOK", Some(true)),
        ("+CSCA: \"\",129\r\n\r\nOK", Some(false)),
        ("ERROR", None),
    ] {
        let bench = Bench::ready(|command: &str| match command {
            "AT+CSCA?" => format!("\r\n{answer}\r\n"),
            command => holds_nothing(command),
        });
        assert_eq!(reception(&bench).smsc, want, "{answer}");
    }
}
