//! Modems that nobody here wrote, and their message stores: what they lack, and what they answer instead.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::dialogue::{Bench, holds_nothing};
use super::*;

const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";
const OTHER: &str = "07912143658709F1040B912120666610F30000621122013000000441E19008";

/// A modem that knows no `+CPMS`. Its one store is listed, read and emptied all the same.
fn without_selection<'a>(
    store: &'a RefCell<BTreeMap<u16, &'static str>>,
    takes: &'a str,
) -> impl Fn(&str) -> String + 'a {
    move |command| {
        let item = |head: String, pdu: &str| format!("\r\n{head}0,,23\r\n{pdu}");
        if command.starts_with("AT+CPMS") {
            return "\r\nERROR\r\n".to_owned();
        }
        if let Some(values) = command.strip_prefix("AT+CNMI=") {
            return if values.starts_with(takes) { "\r\nOK\r\n" } else { "\r\nERROR\r\n" }.to_owned();
        }
        if command == "AT+CMGL=4" {
            let items: String =
                store.borrow().iter().map(|(index, pdu)| item(format!("+CMGL: {index},"), pdu)).collect();
            return format!("{items}\r\n\r\nOK\r\n");
        }
        let index = |prefix| command.strip_prefix(prefix).and_then(|index| index.parse::<u16>().ok());
        if let Some(index) = index("AT+CMGR=") {
            return store.borrow().get(&index).map_or("\r\n+CMS ERROR: 321\r\n".to_owned(), |pdu| {
                format!("{}\r\n\r\nOK\r\n", item("+CMGR: ".to_owned(), pdu))
            });
        }
        if let Some(index) = index("AT+CMGD=") {
            store.borrow_mut().remove(&index);
            return "\r\nOK\r\n".to_owned();
        }
        quectel(command).to_owned()
    }
}

#[test]
fn a_modem_that_selects_no_store_is_listed_read_and_emptied_all_the_same() {
    let store = RefCell::new(BTreeMap::from([(1, PDU)]));
    let mut bench = Bench::starting(without_selection(&store, "1,1"));
    bench.run(Vec::new(), Duration::from_secs(60));
    assert!(bench.modem.is_ready(), "{:?}", bench.reasons);
    assert_eq!((bench.arrived.len(), store.borrow().len()), (1, 0), "{:?}", bench.sent);
    store.borrow_mut().insert(3, OTHER);
    let outputs = bench.receive(b"\r\n+CMTI: \"SM\",3\r\n");
    bench.run(outputs, Duration::from_secs(1));
    assert_eq!((bench.arrived.len(), store.borrow().len()), (2, 0));
    // Its announcement is lost.
    store.borrow_mut().insert(2, PDU);
    bench.run(Vec::new(), Duration::from_secs(100));
    assert_eq!((bench.arrived.len(), store.borrow().len()), (3, 0));
    assert!(!bench.reasons.last().unwrap().contains("lost"), "{:?}", bench.reasons.last());
}

/// If the slot has another message by now, that one is not deleted.
#[test]
fn a_slot_of_a_modem_that_selects_no_store_is_deleted_only_with_the_same_bytes() {
    let store = RefCell::new(BTreeMap::new());
    let mut bench = Bench::starting(without_selection(&store, "2,2"));
    bench.run(Vec::new(), Duration::from_secs(60));
    assert!(bench.modem.is_ready(), "{:?}", bench.reasons);
    store.borrow_mut().insert(3, PDU);
    let mut outputs = bench.receive(b"\r\n+CMTI: \"SM\",3\r\n");
    bench.mono += Duration::from_millis(2);
    outputs.extend(bench.receive(format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n").as_bytes()));
    store.borrow_mut().insert(3, OTHER);
    // Half a second until the message is on disk.
    bench.mono += Duration::from_millis(500);
    let events = outputs.into_iter().filter(|output| matches!(output, Output::Event(_))).collect();
    bench.run(events, Duration::from_secs(5));
    assert_eq!((bench.arrived.len(), store.borrow().len()), (2, 0), "both are read before they are deleted");
}

/// Each refused poll leads to a check of the card, which reads its memory.
#[test]
fn a_modem_that_can_not_count_its_stores_is_asked_about_once_a_minute() {
    let mut bench = Bench::ready(|command| match command {
        "AT+CPMS?" => "\r\nERROR\r\n".to_owned(),
        command => holds_nothing(command),
    });
    bench.run(Vec::new(), Duration::from_secs(300));
    let before = (bench.times_sent("AT+CPMS?"), bench.times_sent("AT+CPIN?"));
    bench.run(Vec::new(), Duration::from_secs(600));
    let polls = bench.times_sent("AT+CPMS?") - before.0;
    assert!((9..=11).contains(&polls), "{polls} in ten minutes");
    // The regular check of the card comes every 20 s.
    let checks = bench.times_sent("AT+CPIN?") - before.1;
    assert!(checks <= 45, "{checks} in ten minutes");
}

/// phonesim answers `+CMS ERROR: 321` to `AT+CMGL=4` if its store is empty.
#[test]
fn an_invalid_index_as_the_answer_to_a_listing_means_that_the_store_is_empty() {
    let has_one = Cell::new(false);
    let mut bench = Bench::ready(|command| match command {
        "AT+CMGL=4" if has_one.get() => format!("\r\n+CMGL: 2,0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
        "AT+CMGL=4" => "\r\n+CMS ERROR: 321\r\n".to_owned(),
        "AT+CMGR=2" if has_one.get() => format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
        command => holds_nothing(command),
    });
    bench.run(Vec::new(), Duration::from_secs(60));
    let reads = bench.sent.iter().filter(|command| command.starts_with("AT+CMGR=")).count();
    assert_eq!(reads, 0, "no slot is read");
    has_one.set(true);
    let outputs = bench.receive(b"\r\n+CMTI: \"ME\",2\r\n");
    bench.run(outputs, Duration::from_secs(1));
    assert_eq!(bench.arrived.len(), 1);
}

/// Three optional commands that the modem ignores must not delay a message that lies in it for long.
#[test]
fn three_ignored_commands_in_a_row_delay_a_message_by_at_most_ten_seconds() {
    let answer = |command: &str| match command {
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",1,9,\"ME\",1,9,\"ME\",1,9\r\n\r\nOK\r\n".to_owned(),
        "AT+CMGL=4" => format!("\r\n+CMGL: 1,0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
        "AT+QCCID" => "\r\n+QCCID: 8901260712345678901\r\n\r\nOK\r\n".to_owned(),
        command => holds_nothing(command),
    };
    let all = Bench::ready(answer).sent;
    let startup: Vec<&String> = all.iter().skip_while(|command| *command != "ATE0").collect();
    let serves = startup.iter().position(|command| *command == "AT+CMGL=4").unwrap();
    let needed = |command: &str| {
        ["AT+CPIN?", "AT+QCCID", "AT+CIMI", "AT+CMGF=0", "AT+CPMS?"].contains(&command)
            || command.starts_with("AT+CPMS=")
    };
    let optional: Vec<&String> = startup[..serves].iter().copied().filter(|command| !needed(command)).collect();
    assert!(optional.len() > 12, "{optional:?}");
    for mute in optional.windows(3) {
        let ignored = |command: &str| mute.iter().any(|mute| *mute == command);
        let mut bench = Bench::starting(|command| if ignored(command) { String::new() } else { answer(command) });
        let until = bench.mono + Duration::from_secs(60);
        while bench.arrived.is_empty() && bench.mono < until {
            bench.run(Vec::new(), Duration::from_millis(100));
        }
        let took = bench.mono - BEGINNING;
        assert!(took <= Duration::from_secs(10), "{mute:?}: {took:?}");
    }
}
