//! Modems with one habit each that makes the startup difficult.

use std::cell::Cell;
use std::time::Duration;

use super::{quectel, run, run_with_pin, states};
use crate::flow::{DeviceState, Event};

pub const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

/// A reply with its command in front, as a modem with echo sends it. Leaked: there are few.
fn echoed(command: &str, reply: &str) -> &'static str {
    format!("{command}\r{reply}").leak()
}

/// A modem with one store, which is empty.
pub fn empty(command: &str) -> &'static str {
    match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\"),(\"ME\"),(\"ME\")\r\n\r\nOK\r\n",
        command => quectel(command),
    }
}

/// A modem with one store, which contains one message.
fn holding_one(command: &str) -> &'static str {
    match command {
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",1,255,\"ME\",1,255,\"ME\",1,255\r\n\r\nOK\r\n",
        "AT+CMGL=4" => format!("\r\n+CMGL: 1,0,,23\r\n{PDU}\r\n\r\nOK\r\n").leak(),
        command => empty(command),
    }
}

pub fn arrived(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event, Event::Arrived(_))).count()
}

pub fn reasons(events: &[Event]) -> Vec<String> {
    let reason = |event: &Event| if let Event::Device(report) = event { Some(report.reason.clone()) } else { None };
    events.iter().filter_map(reason).collect()
}

pub fn starts(sent: &[String]) -> usize {
    sent.iter().filter(|command| *command == "ATE0").count()
}

/// A7672 answers `OK` to `ATE0` and continues to echo. Others refuse `ATE0`.
#[test]
fn a_modem_whose_echo_stays_is_served() {
    for answer in ["\r\nOK\r\n", "\r\nERROR\r\n"] {
        let (modem, events, sent) = run(Duration::from_secs(60), |command| {
            echoed(command, if command == "ATE0" { answer } else { holding_one(command) })
        });
        assert!(modem.is_ready(), "{:?}", states(&events));
        assert_eq!((starts(&sent), arrived(&events)), (1, 1));
    }
}

#[test]
fn an_echo_that_returns_is_a_sign_of_a_restart() {
    let (commands, echoes) = (Cell::new(0), Cell::new(true));
    let (modem, _, sent) = run(Duration::from_secs(60), |command| {
        commands.set(commands.get() + 1);
        echoes.set(command != "ATE0" && (echoes.get() || commands.get() == 50));
        if echoes.get() { echoed(command, empty(command)) } else { empty(command) }
    });
    assert!(modem.is_ready());
    assert_eq!(starts(&sent), 2, "once at first, once for the echo");
}

/// Only the first command after `ATE0` is not echoed.
#[test]
fn an_echo_that_always_returns_is_accepted_in_the_end() {
    let (modem, events, sent) = run(Duration::from_secs(300), |command| {
        if command == "AT+CMEE=1" { quectel(command) } else { echoed(command, holding_one(command)) }
    });
    assert!(modem.is_ready(), "{:?}", states(&events));
    assert_eq!(starts(&sent), 11);
    assert_eq!(states(&events).last(), Some(&DeviceState::Ready));
}

/// Wavecom sends `+CPIN: READY` without an `OK`.
#[test]
fn a_card_state_without_a_final_result_code_is_accepted() {
    let (modem, events, sent) = run(Duration::from_secs(120), |command| match command {
        "AT+CPIN?" => "\r\n+CPIN: READY\r\n",
        command => holding_one(command),
    });
    assert!(modem.is_ready(), "{:?}", states(&events));
    assert_eq!((starts(&sent), arrived(&events)), (1, 1));
    assert!(sent.iter().filter(|command| *command == "AT+CPIN?").count() > 2, "the card is checked all the same");
}

/// The same with a maker that has a profile: the startup loses no time.
#[test]
fn a_wavecom_is_ready_at_once() {
    let (modem, events, _) = run(Duration::from_secs(2), |command| match command {
        "AT+CGMI" => "\r\n WAVECOM MODEM\r\n\r\nOK\r\n",
        "AT+CPIN?" => "\r\n+CPIN: READY\r\n",
        "AT+CCID" => "\r\n+CCID: \"8901260712345678901\"\r\n\r\nOK\r\n",
        command => empty(command),
    });
    assert!(modem.is_ready(), "{:?}", states(&events));
}

/// Siemens MC35 answers `+CMGR: 0,,0` and `OK` for an empty slot: no PDU follows.
#[test]
fn a_slot_of_no_length_is_empty() {
    let (_, events, sent) = run(Duration::from_secs(30), |command| match command {
        "AT+CMGL=4" => "\r\n+CMS ERROR: 303\r\n",
        "AT+CMGR=200" => format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n").leak(),
        command if command.starts_with("AT+CMGR=") => "\r\n+CMGR: 0,,0\r\n\r\nOK\r\n",
        command => holding_one(command),
    });
    let mut reads: Vec<&String> = sent.iter().filter(|command| command.starts_with("AT+CMGR=")).collect();
    let all = reads.len();
    reads.sort();
    reads.dedup();
    assert_eq!((arrived(&events), all), (1, reads.len()), "each slot is read once");
}

#[test]
fn the_state_of_the_card_is_part_of_the_reason() {
    for (words, why) in [
        ("SIM REMOVED", "there is no card"),
        ("PH-NET PIN", "the modem is locked to a network or to a card"),
        ("SIM CRASH", "the modem reports this state of its card: SIM CRASH"),
    ] {
        let (_, events, _) = run(Duration::from_secs(20), |command| match command {
            "AT+CPIN?" => format!("\r\n+CPIN: {words}\r\n\r\nOK\r\n").leak(),
            command => empty(command),
        });
        assert_eq!(states(&events).last(), Some(&DeviceState::Blocked));
        assert_eq!(reasons(&events).last().map(String::as_str), Some(why), "{words}");
    }
}

#[test]
fn the_state_of_a_busy_card_is_queried_again() {
    let asked = Cell::new(0);
    let (modem, events, _) = run(Duration::from_secs(20), |command| match command {
        "AT+CPIN?" if asked.replace(asked.get() + 1) < 5 => "\r\n+CPIN: SIM BUSY\r\n\r\nOK\r\n",
        command => empty(command),
    });
    assert!(modem.is_ready(), "{:?}", reasons(&events));
}

/// The attempts left in the gateway's request, if the modem answers one command with `reply` and supports no other of
/// the kind.
fn attempts_reported(maker: &'static str, command: &'static str, reply: &'static str) -> Option<u8> {
    let others = ["CPINR", "CPIN?", "PINC", "SPIC", "PINCNT", "PCT", "EPIN", "ZPINPUK", "QTRPIN"];
    let (_, events, _) = run_with_pin(Duration::from_secs(20), |sent| match sent {
        "AT+CGMI" => format!("\r\n{maker}\r\n\r\nOK\r\n").leak(),
        "AT+CPIN?" => "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n",
        sent if sent == command => format!("\r\n{reply}\r\n\r\nOK\r\n").leak(),
        sent if others.iter().any(|other| sent.contains(other)) => "\r\nERROR\r\n",
        sent => empty(sent),
    });
    let wanted = |event: &Event| if let Event::PinWanted(wanted) = event { Some(wanted.attempts_left) } else { None };
    events.iter().find_map(wanted).expect("the gateway is asked")
}

#[test]
fn the_attempts_left_are_queried_with_the_command_of_every_maker() {
    for (maker, command, reply) in [
        ("u-blox", "AT+UPINCNT", "+UPINCNT: 1,3,10,10"),
        ("Telit", "AT#PCT", "#PCT: 1"),
        ("Cinterion", "AT^SPIC", "^SPIC: 1"),
        ("Fibocom", "AT+XPINCNT", "+XPINCNT: 1,3,10,10"),
        ("Ericsson", "AT*EPIN?", "*EPIN: 1, 10, 3, 10"),
        ("Quectel", "AT+QTRPIN", "+QTRPIN: 1,3,10,10"),
        ("Quectel", "AT+QPINC?", "+QPINC: \"SC\",1,10"),
        ("Sierra", "AT+CPINC?", "+CPINC: 1,3,10,10"),
    ] {
        assert_eq!(attempts_reported(maker, command, reply), Some(1), "{maker}");
    }
    assert_eq!(attempts_reported("u-blox", "AT+NONE", ""), None);
}

/// Runs a modem that accepts only some `+CNMI`. Returns the values that were tried, and the last reason.
fn indications(maker: &'static str, values: &'static str, takes: impl Fn(&str) -> bool) -> (Vec<String>, String) {
    let (_, events, sent) = run(Duration::from_secs(20), |command| match command {
        "AT+CGMI" => format!("\r\n{maker}\r\n\r\nOK\r\n").leak(),
        "AT+CNMI=?" => format!("\r\n+CNMI: {values}\r\n\r\nOK\r\n").leak(),
        command => match command.strip_prefix("AT+CNMI=") {
            Some(set) if !takes(set) => "\r\n+CMS ERROR: 303\r\n",
            Some(_) | None => empty(command),
        },
    });
    let tried = sent.iter().filter_map(|command| command.strip_prefix("AT+CNMI=")).filter(|set| *set != "?");
    (tried.map(str::to_owned).collect(), reasons(&events).pop().unwrap())
}

#[test]
fn announcements_are_requested_with_values_that_the_modem_lists() {
    for (maker, values, want) in [
        // Cinterion MC75i clears its buffer at each setting, and accepts no other value.
        ("Cinterion", "(0-3),(0,1),(0,2,3),(0,2),(1)", "2,1,0,2,1"),
        ("Cinterion", "(0-3),(0,1),(0,2,3),(2),(1)", "2,1,0,2,1"),
        ("Acme", "(2),(0-3)", "2,1"),
        ("Acme", "(0-2),(0-3),(0,2),(0-2),(0,1)", "2,1,0,1,0"),
        ("HUAWEI", "(0-2),(0-3),(0,2),(0-2),(0,1)", "1,1,0,1,0"),
    ] {
        let (tried, why) = indications(maker, values, |set| set == want);
        assert_eq!((tried, why.as_str()), (vec![want.to_owned()], "receives"), "{values}");
    }
}

#[test]
fn the_other_values_are_tried_if_a_modem_refuses_those_that_it_lists() {
    let (tried, why) = indications("Acme", "(0-2),(1),(0),(1),(1)", |set| set == "1,1,0,0,0");
    assert_eq!((tried.last().unwrap().as_str(), why.as_str()), ("1,1,0,0,0", "receives"));
    let before = tried.len();
    let mut tried = tried;
    tried.sort();
    tried.dedup();
    assert_eq!(tried.len(), before, "none twice");
}

/// SIM800L with a changed setting: it names the card's store `SM_P`.
#[test]
fn the_store_of_the_card_is_read_under_its_other_name() {
    let (modem, events, sent) = run(Duration::from_secs(20), |command| match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"SM_P\"),(\"SM_P\"),(\"SM_P\")\r\n\r\nOK\r\n",
        "AT+CPMS?" => "\r\n+CPMS: \"SM_P\",1,20,\"SM_P\",1,20,\"\",,\r\n\r\nOK\r\n",
        command => holding_one(command),
    });
    assert!(modem.is_ready(), "{:?}", reasons(&events));
    assert_eq!((starts(&sent), arrived(&events)), (1, 1));
    let asked = sent.iter().filter(|command| *command == "AT+CPIN?").count();
    assert!(asked <= 2, "a count that can be parsed causes no check of the card: {asked}");
}

#[test]
fn the_iccid_is_read_behind_the_makers_own_name() {
    let (modem, _, _) = run(Duration::from_secs(20), |command| match command {
        "AT+CGMI" => "\r\nZTE INCORPORATED\r\n\r\nOK\r\n",
        "AT+ZGETICCID" => "\r\n+ZGETICCID: 89860042190733578148\r\n\r\nOK\r\n",
        "AT+CCID" | "AT+ICCID" => "\r\nERROR\r\n",
        command => empty(command),
    });
    assert_eq!(modem.info().sim.as_ref().map(ToString::to_string).as_deref(), Some("iccid:89860042190733578148"));
}

/// E173, whose maker has another list of commands than an unknown modem.
pub fn e173(command: &str) -> &'static str {
    match command {
        "AT+CGMI" => "\r\nhuawei\r\n\r\nOK\r\n",
        "AT+CGSN" => "\r\n490154203237518\r\n\r\nOK\r\n",
        "AT+CRSM=176,12258,0,0,10" => "\r\n+CRSM: 144,0,\"98680024917033754118\"\r\n\r\nOK\r\n",
        command if command.contains("CCID") || command.contains("SCID") => "\r\nCOMMAND NOT SUPPORT\r\n",
        command => empty(command),
    }
}

#[test]
fn a_single_error_does_not_change_the_identity_of_a_modem() {
    for question in ["AT+CGMI", "AT+CGSN"] {
        let asked = Cell::new(0);
        let (modem, _, sent) = run(Duration::from_secs(20), |command| {
            asked.set(asked.get() + u32::from(command == question));
            if command == question && asked.get() == 1 { "\r\nERROR\r\n" } else { e173(command) }
        });
        assert!(modem.is_ready() && modem.info().imei.is_some(), "{question}");
        assert_eq!(starts(&sent), 1);
        assert!(sent.contains(&"AT^CURC=0".to_owned()), "{question}: {sent:?}");
    }
}

/// The modem reports its identity at one startup and not at another; its card is the same.
#[test]
fn a_card_keeps_its_name_if_the_modem_reports_no_identity() {
    for unknown_at in [1, 2] {
        let (starts, restarted) = (Cell::new(0), Cell::new(false));
        let (modem, events, _) = run(Duration::from_secs(60), |command| {
            starts.set(starts.get() + u32::from(command == "ATE0"));
            match command {
                "AT+CGMI" | "AT+CGMM" | "AT+CGSN" if starts.get() == unknown_at => "\r\nERROR\r\n",
                "AT+CSQ" if !restarted.replace(true) => "\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\nRDY\r\n",
                command => e173(command),
            }
        });
        assert!(starts.get() == 2 && modem.is_ready(), "{:?}", reasons(&events));
        let sim = modem.info().sim.as_ref().map(ToString::to_string);
        assert_eq!(sim.as_deref(), Some("iccid:89860042190733571481"), "{unknown_at}");
        assert!(modem.info().imei.is_some() && modem.info().maker == "huawei", "values of an earlier startup are kept");
    }
}

/// Most modems answer any query within a second, so a lost answer costs no more than that.
#[test]
fn a_lost_answer_costs_seconds_for_every_command() {
    let modem = |command: &str| match command {
        "AT+CPIN?" | "AT+CREG?" | "AT+CPMS=?" => empty(command),
        command => e173(command),
    };
    let (_, _, asked) = run(Duration::from_secs(2), modem);
    for question in asked.iter().filter(|command| !["AT", "AT+CMGL=4"].contains(&command.as_str())) {
        let lost = Cell::new(false);
        let (modem, events, _) =
            run(
                Duration::from_secs(4),
                |command| {
                    if command == question && !lost.replace(true) { "" } else { modem(command) }
                },
            );
        assert!(lost.get() && modem.is_ready(), "{question}: {:?}", reasons(&events));
    }
}

#[test]
fn a_corrupted_card_state_is_queried_again() {
    let asked = Cell::new(0);
    let (modem, events, _) = run(Duration::from_secs(3), |command| {
        asked.set(asked.get() + u32::from(command == "AT+CPIN?"));
        let is_corrupted = command == "AT+CPIN?" && asked.get() == 1;
        if is_corrupted { "\r\n+CPIN: RE\u{1b}[0mADY\r\n\r\nOK\r\n" } else { e173(command) }
    });
    assert!(modem.is_ready(), "{:?}", reasons(&events));
}

/// The second number was queried often enough at the first startup.
#[test]
fn a_modem_that_reports_one_number_of_its_card_is_soon_ready_again() {
    let restarted = Cell::new(false);
    let (modem, events, sent) = run(Duration::from_secs(60), |command| match command {
        "AT+CRSM=176,12258,0,0,10" => "\r\nCOMMAND NOT SUPPORT\r\n",
        "AT+CSQ" if !restarted.replace(true) => "\r\n+CSQ: 20,99\r\n\r\nOK\r\n\r\nRDY\r\n",
        command => e173(command),
    });
    assert!(modem.is_ready() && starts(&sent) == 2, "{:?}", reasons(&events));
    let again = sent.iter().rposition(|command| command == "ATE0").unwrap();
    let ready = sent[again..].iter().position(|command| command == "AT+CMGF=0").unwrap();
    let asked = |from: &[String]| from.iter().filter(|command| *command == "AT+CIMI").count();
    assert_eq!((asked(&sent[..again]), asked(&sent[again..again + ready])), (6, 1));
}

/// The state and reason for a modem with these answers about the network.
fn network(circuit: &str, evolved: &str, packet: &str, five_g: &str) -> (DeviceState, String) {
    let answers = [
        ("AT+CREG?", format!("+CREG: {circuit}")),
        ("AT+CEREG?", format!("+CEREG: {evolved}")),
        ("AT+CGREG?", format!("+CGREG: {packet}")),
        ("AT+C5GREG?", format!("+C5GREG: {five_g}")),
    ];
    let answers = answers.map(|(command, row)| (command, &*format!("\r\n{row}\r\n\r\nOK\r\n").leak()));
    let (_, events, _) = run(Duration::from_secs(60), |command| {
        let known = answers.iter().find(|(question, _)| *question == command);
        known
            .map_or_else(|| empty(command), |(_, answer)| if answer.contains(": -") { "\r\nERROR\r\n" } else { answer })
    });
    (*states(&events).last().unwrap(), reasons(&events).pop().unwrap())
}

#[test]
fn the_best_registration_counts() {
    for (answers, state, reason) in [
        (["0,1", "0,0", "0,0", "-"], DeviceState::Ready, "receives"),
        (["0,2", "0,1", "0,0", "-"], DeviceState::Ready, "receives"),
        // Only 5G is registered.
        (["0,0", "0,0", "0,0", "0,1"], DeviceState::Ready, "receives"),
        (
            ["0,3", "-", "0,5", "-"],
            DeviceState::Ready,
            "receives; registered for data only, where not every network carries messages",
        ),
        (["0,3", "-", "0,2", "-"], DeviceState::NoNetwork, "network: denied"),
        (["-", "-", "0,1", "0,0"], DeviceState::Ready, "receives; the modem does not report its registration"),
    ] {
        let [circuit, evolved, packet, five_g] = answers;
        assert_eq!(network(circuit, evolved, packet, five_g), (state, reason.to_owned()), "{answers:?}");
    }
}

/// The registration changes from LTE to 5G alone; no lost network is reported in between.
#[test]
fn a_change_of_networks_is_queried_before_it_is_reported() {
    let asked = Cell::new(0);
    let (_, events, _) = run(Duration::from_secs(100), |command| {
        let lte = asked.get() < 3;
        match command {
            "AT+CREG?" => "\r\n+CREG: 0,0\r\n\r\nOK\r\n",
            "AT+CEREG?" => {
                asked.set(asked.get() + 1);
                if lte { "\r\n+CEREG: 0,1\r\n\r\nOK\r\n" } else { "\r\n+CEREG: 0,0\r\n\r\nOK\r\n" }
            }
            "AT+CPMS?" if asked.get() == 3 => {
                asked.set(4);
                "\r\n+CPMS: \"ME\",0,255,\"ME\",0,255,\"ME\",0,255\r\n\r\n+CEREG: 0\r\n\r\nOK\r\n"
            }
            "AT+C5GREG?" => "\r\n+C5GREG: 0,1\r\n\r\nOK\r\n",
            command => empty(command),
        }
    });
    assert!(!states(&events).contains(&DeviceState::NoNetwork), "{:?}", reasons(&events));
    assert!(asked.get() > 5);
}

/// The queries that few modems need are not sent to the others.
#[test]
fn a_registration_that_carries_messages_is_enough() {
    let (_, _, sent) = run(Duration::from_secs(60), empty);
    assert!(!sent.iter().any(|command| command.contains("C5GREG") || command.contains("CGREG")));
}

/// The card is removed directly after it was reported as ready. Messages of the next card would then count as those of
/// the equipment, and parts of a message on it would not be joined with earlier ones.
#[test]
fn a_card_that_is_removed_before_its_number_was_read_is_awaited() {
    for reported_by in ["AT+CIMI", "AT+CCID"] {
        let asked = Cell::new(0);
        let (modem, events, sent) = run(Duration::from_secs(120), |command| {
            asked.set(asked.get() + u32::from(command == reported_by));
            let is_out = (1..=40).contains(&asked.get());
            if is_out && command == reported_by { "\r\n+CME ERROR: 10\r\n" } else { empty(command) }
        });
        assert!(modem.is_ready(), "{reported_by}: {:?}", reasons(&events));
        assert!(reasons(&events).iter().any(|reason| reason == "there is no card"), "{:?}", reasons(&events));
        let ready = states(&events).iter().filter(|state| **state == DeviceState::Ready).count();
        assert_eq!(ready, 1, "{reported_by}: not while it was out");
        assert_eq!(modem.info().sim.as_ref().map(ToString::to_string).as_deref(), Some("imsi:310260123456789"));
        assert!(sent.iter().filter(|command| *command == "AT+CPIN?").count() > 40, "the card is queried each time");
    }
}

/// `ATQ1` or `ATV0` was saved in the modem: it sends no result codes, or numbers.
#[test]
fn result_codes_in_words_are_switched_on() {
    for silent in ["", "0\r"] {
        let words = Cell::new(false);
        let (modem, _, sent) = run(Duration::from_secs(20), |command| {
            words.set(words.get() || command == "ATQ0V1");
            if words.get() { empty(command) } else { silent }
        });
        assert!(modem.is_ready());
        assert_eq!(sent.iter().filter(|command| *command == "ATQ0V1").count(), 1);
    }
    let (_, _, sent) = run(Duration::from_secs(20), empty);
    assert!(!sent.contains(&"ATQ0V1".to_owned()), "a modem that answers doesn't need it");
}

/// A modem that has just started refuses every message command for some time. Without `+CSMS=1` it would acknowledge
/// direct messages by itself.
#[test]
fn the_acknowledged_service_is_requested_until_the_modem_accepts_it() {
    let asked = Cell::new(0);
    let (_, _, sent) = run(Duration::from_secs(20), |command| {
        asked.set(asked.get() + usize::from(command == "AT+CPMS=?"));
        match command {
            "AT+CSMS=1" | "AT+CPMS=?" if asked.get() < 3 => "\r\n+CMS ERROR: 515\r\n",
            command => quectel(command),
        }
    });
    let of_messages: Vec<_> =
        sent.iter().filter(|command| ["AT+CSMS=1", "AT+CPMS=?"].contains(&command.as_str())).collect();
    assert_eq!(of_messages, ["AT+CSMS=1", "AT+CPMS=?", "AT+CPMS=?", "AT+CPMS=?", "AT+CSMS=1"]);
    let (_, _, sent) = run(Duration::from_secs(20), quectel);
    assert_eq!(sent.iter().filter(|command| *command == "AT+CSMS=1").count(), 1, "the modem accepted it");
}

/// Some firmware ignores unknown commands. A modem can be served if it selects a store, its card is open, and it
/// accepts PDU mode. (The modem of this test counts the stores that it names, whatever was selected.)
#[test]
fn a_modem_that_never_answers_an_optional_command_is_served() {
    let needed = |command: &str| {
        ["AT", "AT+CPIN?", "AT+CMGF=0", "AT+CPMS?", "AT+CMGL=4"].contains(&command) || command.starts_with("AT+CPMS=")
    };
    let (_, _, all) = run(Duration::from_secs(60), holding_one);
    let mut optional: Vec<_> = all.into_iter().filter(|command| !needed(command)).collect();
    optional.sort();
    optional.dedup();
    assert!(optional.len() > 12, "{optional:?}");
    for mute in optional {
        let answer = |command: &str| if command == mute { "" } else { holding_one(command) };
        let (modem, events, sent) = run(Duration::from_secs(120), answer);
        assert!(modem.is_ready() && arrived(&events) > 0, "{mute}: {:?}", reasons(&events));
        assert!(starts(&sent) <= 8, "{mute}: {}", starts(&sent));
        let (_, _, later) = run(Duration::from_secs(5 * 3600), answer);
        assert!(starts(&later) <= starts(&sent) + 8, "{mute}: it is hardly sent: {}", starts(&later));
    }
    let (modem, events, _) = run(Duration::from_secs(120), |command| match command {
        "AT+CSQ" | "AT+CEREG=1" | "AT+CMEE=1" | "AT+CGSN" | "AT+CLIP=1" | "AT+CSMS=1" => "",
        command => holding_one(command),
    });
    assert!(modem.is_ready() && arrived(&events) > 0, "{:?}", reasons(&events));
}

/// An answer may be lost in transit.
#[test]
fn a_command_whose_answer_was_lost_is_sent_again() {
    let asked = Cell::new(0);
    let (modem, events, sent) = run(Duration::from_secs(60), |command| {
        asked.set(asked.get() + usize::from(command == "AT+CGMM"));
        if command == "AT+CGMM" && asked.get() == 1 { "" } else { holding_one(command) }
    });
    assert!(modem.is_ready(), "{:?}", reasons(&events));
    assert_eq!((starts(&sent), asked.get()), (2, 2));
    assert!(reasons(&events).iter().any(|reason| reason.starts_with("did not answer `AT+CGMM`")));
}
