//! Habits of real modems that no simulated modem has.

use std::collections::VecDeque;

use super::dialogue::{Bench, holds_nothing};
use super::*;
use crate::model::{Imei, LineId, Slot, StoreName};
use crate::modem::modem_info::ModemInfo;

const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

/// If both are clones, the same message in their memories is two messages.
#[test]
fn pain_08_modems_with_the_same_imei_share_only_the_places_of_the_card() {
    let places = ["modem-1", "modem-2"].map(|name| {
        let mut modem = ModemInfo::new(&Settings::new(Name::parse(name).unwrap()));
        modem.imei = Some(Imei::parse("490154203237518").unwrap());
        modem.sim = Some(LineId::parse("iccid:8901260712345678901").unwrap());
        [StoreName::ME, StoreName::SM].map(|store| modem.place(Slot { store, index: 1 }))
    });
    assert_ne!(places[0][0], places[1][0], "its own memory");
    assert_eq!(places[0][1], places[1][1], "a card is the same card in any modem");
}

/// Whether a modem with this delay for each command is served, and an announced message is read.
fn serves_one_that_takes(delay: Duration) -> bool {
    let mut modem = Modem::new(Settings::new(Name::parse("modem-1").unwrap()));
    let (mut now_at, mut is_busy_until, mut is_announced) = (BEGINNING, BEGINNING, false);
    let mut replies: VecDeque<(Duration, String)> = VecDeque::new();
    let mut outputs = modem.handle(Input::Opened, now(now_at));
    while now_at < BEGINNING + Duration::from_secs(600) {
        for output in outputs.drain(..) {
            match output {
                Output::Write(bytes) => {
                    let Some(command) = String::from_utf8(bytes).unwrap().strip_suffix('\r').map(str::to_owned) else {
                        continue;
                    };
                    let reply = match command.as_str() {
                        "AT+CMEE?" => "\r\n+CMEE: 1\r\n\r\nOK\r\n".to_owned(),
                        "AT+CSMS?" => "\r\n+CSMS: 1,1,1,1\r\n\r\nOK\r\n".to_owned(),
                        "AT+CMGR=3" => format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
                        command => holds_nothing(command),
                    };
                    is_busy_until = is_busy_until.max(now_at) + delay;
                    replies.push_back((is_busy_until, reply));
                }
                Output::Event(Event::Arrived(_)) => return true,
                Output::Event(_) => {}
                Output::Reopen(_) => return false,
                Output::ResetUsb(_) | Output::Console(_) => {}
            }
        }
        if modem.is_ready() && !is_announced {
            is_announced = true;
            outputs = modem.handle(Input::Bytes(b"\r\n+CMTI: \"ME\",3\r\n"), now(now_at));
            continue;
        }
        let reply_at = replies.front().map_or(Duration::MAX, |(at, _)| *at);
        let wake_at = modem.wake_at().unwrap_or(Duration::MAX);
        now_at = reply_at.min(wake_at).max(now_at);
        outputs = match replies.pop_front_if(|(at, _)| *at <= now_at) {
            Some((_, reply)) => modem.handle(Input::Bytes(reply.as_bytes()), now(now_at)),
            None => modem.handle(Input::Time, now(now_at)),
        };
    }
    false
}

#[test]
fn a_modem_that_takes_up_to_five_seconds_for_each_command_is_served() {
    for delay in [100, 900, 990, 1000, 1050, 1100, 1300, 1900, 2000, 2100, 3000, 4100, 5000] {
        assert!(serves_one_that_takes(Duration::from_millis(delay)), "{delay} ms");
    }
}

/// The modem refuses `+CMGL`, and answers `ERROR` for an empty slot.
#[test]
fn empty_slots_that_answer_an_error_are_not_read_repeatedly() {
    for refusal in ["\r\nERROR\r\n", "\r\n+CMS ERROR: 500\r\n", "\r\n+CMS ERROR: 321\r\n"] {
        let lies_there = std::cell::Cell::new(false);
        let mut bench = Bench::ready(|command| match command {
            "AT+CMGL=4" => "\r\nERROR\r\n".to_owned(),
            "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,255,\"ME\",0,255,\"ME\",0,255\r\n\r\nOK\r\n".to_owned(),
            "AT+CMGR=7" if lies_there.get() => format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
            command if command.starts_with("AT+CMGR=") => refusal.to_owned(),
            command => holds_nothing(command),
        });
        let reads = |bench: &Bench| bench.sent.iter().filter(|command| command.starts_with("AT+CMGR=")).count();
        bench.run(Vec::new(), Duration::from_secs(30));
        let before = reads(&bench);
        bench.run(Vec::new(), Duration::from_secs(300));
        // A sweep every 90 s tries each slot once.
        assert!(reads(&bench) - before < 5 * 520, "{refusal:?}: {}", reads(&bench) - before);
        lies_there.set(true);
        let outputs = bench.receive(b"\r\n+CMTI: \"ME\",7\r\n");
        bench.run(outputs, Duration::from_secs(1));
        assert_eq!(bench.arrived.len(), 1, "{refusal:?}");
    }
}

/// The modem supports text mode only.
#[test]
fn a_modem_that_can_not_be_served_is_restarted_three_times_and_then_once_a_day() {
    let answer = |command: &str| match command {
        "AT+CMGF=0" => "\r\nERROR\r\n",
        command => quectel(command),
    };
    let (modem, events, sent) = run(Duration::from_secs(50 * 3600), answer);
    let resets = sent.iter().filter(|command| *command == "AT+CFUN=1,1").count();
    assert!((4..=5).contains(&resets), "{resets} in 50 hours");
    assert!(!modem.is_ready());
    let has_advice = |event: &Event| matches!(event, Event::Device(report) if report.reason.contains("unplug it"));
    assert!(events.iter().any(has_advice), "the reason contains advice");
}

/// The modem answers `OK` to `AT+CPMS="ME","SM","ME"`, but the third store remains SM (python-gsmmodem issue 119).
#[test]
fn a_modem_that_ignores_the_selected_receiving_store_is_served() {
    let mut bench = Bench::ready(|command| match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\",\"SM\"),(\"ME\",\"SM\"),(\"ME\",\"SM\")\r\n\r\nOK\r\n".to_owned(),
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,9,\"SM\",0,9,\"SM\",0,9\r\n\r\nOK\r\n".to_owned(),
        "AT+CMGR=2" => format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
        command => holds_nothing(command),
    });
    bench.run(Vec::new(), Duration::from_secs(120));
    assert_eq!(bench.times_sent("ATE0"), 2, "one restart, then its store is accepted: {:?}", bench.reasons);
    let outputs = bench.receive(b"\r\n+CMTI: \"SM\",2\r\n");
    bench.run(outputs, Duration::from_secs(1));
    assert_eq!(bench.arrived.len(), 1);
}

/// B2G's table knows no bare `AT`; another emulator answers `ERROR` to it.
#[test]
fn a_modem_that_knows_no_bare_at_is_served() {
    for answer in ["", "\r\nERROR\r\n", "\r\n+CME ERROR: 3\r\n"] {
        let mut bench = Bench::starting(|command| match command {
            "AT" | "ATQ0V1" => answer.to_owned(),
            "AT+CMEE?" => "\r\n+CMEE: 1\r\n\r\nOK\r\n".to_owned(),
            "AT+CSMS?" => "\r\n+CSMS: 1,1,1,1\r\n\r\nOK\r\n".to_owned(),
            command => holds_nothing(command),
        });
        bench.run(Vec::new(), Duration::from_secs(30));
        assert!(bench.modem.is_ready(), "{answer:?}: {:?}", bench.reasons);
    }
}

#[test]
fn a_modem_that_writes_in_small_letters_is_served() {
    let mut bench = Bench::ready(|command| holds_nothing(command).to_lowercase());
    let outputs = bench.send(7);
    bench.run(outputs, Duration::from_millis(10));
    let outputs = bench.receive(b"\r\n> ");
    bench.run(outputs, Duration::from_millis(10));
    let outputs = bench.receive(b"\r\n+cmgs: 5\r\n\r\nok\r\n");
    bench.run(outputs, Duration::from_millis(10));
    let reference = crate::flow::outbound::SentAs::Reference(5);
    assert_eq!(bench.outcomes, [crate::flow::outbound::Outcome::Sent(Some(reference))]);
}

/// Two clones with locked cards that don't report their ICCID before the PIN.
#[test]
fn modems_with_the_same_imei_and_unreadable_cards_have_pins_of_their_own() {
    let key = |name: &str| {
        let mut modem =
            Modem::new(Settings { pin: Some(Secret::new("1234")), ..Settings::new(Name::parse(name).unwrap()) });
        let outputs = modem.handle(Input::Opened, now(BEGINNING));
        let (events, _) =
            serve(&mut modem, outputs, BEGINNING, BEGINNING + Duration::from_secs(10), |command| match command {
                "AT+CGSN" => "\r\n490154203237518\r\n\r\nOK\r\n",
                "AT+CPIN?" => "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n",
                "AT+CIMI" => "\r\nERROR\r\n",
                command => quectel(command),
            });
        let wanted =
            |event: &Event| if let Event::PinWanted(wanted) = event { Some(wanted.card.clone()) } else { None };
        events.iter().find_map(wanted).expect("the gateway is asked")
    };
    assert_ne!(key("modem-1"), key("modem-2"));
    assert_eq!(key("modem-1"), key("modem-1"));
}

/// Such a modem receives, but the limits of its line are unknown.
#[test]
fn a_modem_whose_card_has_no_name_says_that_it_can_not_send() {
    let mut bench = Bench::starting(|command| match command {
        "AT+CIMI" => "\r\nERROR\r\n".to_owned(),
        command => holds_nothing(command),
    });
    bench.run(Vec::new(), Duration::from_secs(60));
    assert!(bench.modem.is_ready(), "{:?}", bench.reasons);
    let reason = bench.reasons.last().unwrap();
    assert!(reason.contains("receives") && reason.contains("nothing can be sent"), "{reason}");
}

/// Many a second port, and many a stick for data alone, answers `ERROR` to everything about messages.
#[test]
fn a_modem_that_refuses_pdu_mode_says_what_a_person_can_try() {
    let (_, events, _) = run(Duration::from_secs(120), |command| match command {
        "AT+CMGF=0" => "\r\nERROR\r\n",
        command => quectel(command),
    });
    let advises =
        |event: &Event| matches!(event, Event::Device(report) if report.reason.contains("try another of its ports"));
    assert!(events.iter().any(advises));
}
