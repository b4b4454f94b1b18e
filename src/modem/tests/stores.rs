//! Stores that a modem names, doesn't name, or counts in its own way.

use std::cell::Cell;
use std::time::Duration;

use super::dialogue::Bench;
use super::starting::{PDU, e173, reasons, starts};
use super::{quectel, run};

/// One answer contains the names of the stores, and is corrupted in transit.
#[test]
fn a_store_whose_name_was_lost_is_read() {
    const NAMES: &str = "\r\n+CPMS: (\"SM\",\"ME\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")\r\n\r\nOK\r\n";
    const SPLIT: &str = "\r\n+CPMS:AT\r (\"SM\",\"ME\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")\r\n\r\nOK\r\n";
    const SHORT: &str = "\r\n+CPMS: (\"SM\"),(\"SM\"),(\"SM\")\r\n\r\nOK\r\n";
    for (first, second) in [(SPLIT, NAMES), (NAMES, SPLIT), (NAMES, SHORT), (NAMES, "\r\nOK\r\n")] {
        let (starts, asked, restarted) = (Cell::new(0), Cell::new(0), Cell::new(false));
        let (modem, events, sent) = run(Duration::from_secs(20), |command| {
            starts.set(starts.get() + u32::from(command == "ATE0"));
            asked.set(asked.get() + u32::from(command == "AT+CPMS=?"));
            match command {
                "AT+CPMS=?" if starts.get() == 2 => second,
                "AT+CPMS=?" if asked.get() == 1 => first,
                "AT+CPMS=?" => NAMES,
                "AT+CPMS?" => "\r\nERROR\r\n",
                "AT+CSQ" if !restarted.replace(true) => "\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\nRDY\r\n",
                command => e173(command),
            }
        });
        assert!(modem.is_ready() && starts.get() == 2, "{:?}", reasons(&events));
        let again = sent.iter().rposition(|command| command == "ATE0").unwrap();
        for (start, store) in [(&sent[..again], "ME"), (&sent[again..], "ME"), (&sent[again..], "SM")] {
            let selection = format!("AT+CPMS=\"{store}\"");
            assert!(start.iter().any(|command| command.starts_with(&selection)), "{store}: {first} {second}");
        }
    }
}

const SM_IN_USE: &str = "\r\n+CPMS: \"SM\",0,9,\"SM\",0,9,\"SM\",0,9\r\n\r\nOK\r\n";

fn listed(sent: &[String], store: &str) -> bool {
    let selection = format!("AT+CPMS=\"{store}\"");
    let mut pairs = sent.windows(2);
    pairs.any(|pair| pair[0].starts_with(&selection) && pair[1] == "AT+CMGL=4")
}

/// A modem that answers `OK` to every command names no store, and both stores contain messages.
#[test]
fn both_usual_stores_are_read_if_a_modem_names_none() {
    let answer = |command: &str| match command {
        "AT+CPMS=?" => "\r\nOK\r\n",
        "AT+CPMS?" => SM_IN_USE,
        command => e173(command),
    };
    let (modem, events, sent) = run(Duration::from_secs(20), answer);
    assert!(modem.is_ready(), "{:?}", reasons(&events));
    assert!(listed(&sent, "ME") && listed(&sent, "SM"), "{sent:?}");
    let (modem, _, sent) = run(Duration::from_secs(300), |command| match command {
        command if command.starts_with("AT+CPMS=\"ME\"") => "\r\n+CMS ERROR: 302\r\n",
        command => answer(command),
    });
    let asked = sent.iter().filter(|command| command.starts_with("AT+CPMS=\"ME\"")).count();
    assert!(modem.is_ready() && listed(&sent, "SM"));
    assert_eq!(asked, 1, "a store that it doesn't have is tried once");
}

#[test]
fn a_store_that_only_an_announcement_names_is_read() {
    let answer = |command: &str| match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"SM\"),(\"SM\"),(\"SM\")\r\n\r\nOK\r\n",
        "AT+CPMS?" => SM_IN_USE,
        "AT+CMGR=7" => format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n").leak(),
        command => e173(command),
    };
    let mut bench = Bench::ready(|command| answer(command).to_owned());
    assert!(!listed(&bench.sent, "ME"));
    let outputs = bench.receive(b"\r\n+CMTI: \"ME\",7\r\n");
    bench.run(outputs, Duration::from_secs(1));
    assert_eq!(bench.arrived.len(), 1);
    assert!(
        bench.sent.windows(2).any(|pair| pair == ["AT+CMGR=7", "AT+CMGL=4"]),
        "the store may contain other messages"
    );
}

/// A modem that fails says `OK` to everything and does nothing. Then the index of an announcement is one of the store that
/// was selected before.
#[test]
fn a_selection_that_was_not_made_reads_and_deletes_nothing() {
    let fails = Cell::new(false);
    let mut bench = Bench::ready(|command| match command {
        command if command.starts_with("AT+CPMS=\"") && fails.get() => "\r\nOK\r\n".to_owned(),
        command if command.starts_with("AT+CPMS=\"") => "\r\n+CPMS: 0,20,0,20,0,20\r\n\r\nOK\r\n".to_owned(),
        "AT+CPMS=?" => "\r\n+CPMS: (\"SM\",\"ME\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")\r\n\r\nOK\r\n".to_owned(),
        "AT+CPMS?" => "\r\nOK\r\n".to_owned(),
        "AT+CMGR=4" => format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
        command => e173(command).to_owned(),
    });
    fails.set(true);
    let outputs = bench.receive(b"\r\n+CMTI: \"SM\",4\r\n");
    bench.run(outputs, Duration::from_secs(5));
    assert_eq!((bench.times_sent("AT+CMGR=4"), bench.times_sent("AT+CMGD=4")), (0, 0), "{:?}", bench.sent);
    fails.set(false);
    let outputs = bench.receive(b"\r\n+CMTI: \"SM\",4\r\n");
    bench.run(outputs, Duration::from_secs(30));
    assert_eq!((bench.arrived.len(), bench.times_sent("AT+CMGD=4")), (1, 1));
}

/// The modem restarts during a listing. The number of places is known from the selection of the store.
#[test]
fn slots_that_a_store_does_not_have_are_not_read() {
    let (modem, _, sent) = run(Duration::from_secs(30), |command| match command {
        "AT+CMGL=4" => "",
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,20,\"ME\",0,20,\"ME\",0,20\r\n\r\nOK\r\n",
        command if command.starts_with("AT+CPMS=\"") => "\r\n+CPMS: 0,20,0,20,0,20\r\n\r\nOK\r\n",
        command if command.starts_with("AT+CMGR=") => "\r\n+CMS ERROR: 321\r\n",
        command => e173(command),
    });
    assert!(modem.is_ready());
    assert!(sent.contains(&"AT+CMGR=20".to_owned()), "indices from 0 or from 1");
    assert!(!sent.contains(&"AT+CMGR=21".to_owned()));
}

/// The number of startups of a modem that answers the nth count like this.
fn starts_with_counts(count: impl Fn(usize) -> &'static str) -> usize {
    let asked = Cell::new(0);
    let (modem, events, sent) = run(Duration::from_secs(200), |command| {
        if command != "AT+CPMS?" {
            return quectel(command);
        }
        asked.set(asked.get() + 1);
        count(asked.get())
    });
    assert!(modem.is_ready(), "{:?}", reasons(&events));
    starts(&sent)
}

/// EC25 was reset silently: it then receives on the card, whose store is not counted.
#[test]
fn a_modem_whose_second_store_changes_has_restarted() {
    const SET: &str = "\r\n+CPMS: \"ME\",0,255,\"SM\",0,50,\"ME\",0,255\r\n\r\nOK\r\n";
    const RESET: &str = "\r\n+CPMS: \"ME\",0,255,\"ME\",0,255,\"ME\",0,255\r\n\r\nOK\r\n";
    assert_eq!(starts_with_counts(|_| SET), 1);
    assert_eq!(starts_with_counts(|asked| if asked == 5 { RESET } else { SET }), 2);
    assert_eq!(starts_with_counts(|_| RESET), 1, "a modem whose second store can't be chosen");
}

/// The card was changed without an unsolicited code.
#[test]
fn a_card_with_another_number_of_places_is_another_card() {
    const FIFTY: &str = "\r\n+CPMS: \"ME\",0,255,\"SM\",0,50,\"ME\",0,255\r\n\r\nOK\r\n";
    const THIRTY: &str = "\r\n+CPMS: \"ME\",0,255,\"SM\",0,30,\"ME\",0,255\r\n\r\nOK\r\n";
    const NONE: &str = "\r\n+CPMS: \"ME\",0,255,\"SM\",0,0,\"ME\",0,255\r\n\r\nOK\r\n";
    assert_eq!(starts_with_counts(|asked| if asked < 5 { FIFTY } else { THIRTY }), 2);
    assert_eq!(starts_with_counts(|asked| if asked == 5 { NONE } else { FIFTY }), 1, "a card that is busy");
    assert_eq!(
        starts_with_counts(|asked| if asked % 2 == 0 { FIFTY } else { THIRTY }),
        6,
        "this modem's numbers are no sign"
    );
}
