//! Modems that nobody here wrote, each by the habit that it showed.

use std::collections::VecDeque;

use super::dialogue::{Bench, holds_nothing};
use super::*;
use crate::model::{Imei, LineId, Slot, StoreName};
use crate::modem::known::Known;

const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

/// Clones: one message in the memory of both is two messages.
#[test]
fn modems_that_share_their_imei_share_no_places_but_the_cards() {
    let places = ["modem-1", "modem-2"].map(|name| {
        let mut known = Known::new(&Settings::new(Name::parse(name).unwrap()));
        known.imei = Some(Imei::parse("490154203237518").unwrap());
        known.sim = Some(LineId::parse("iccid:8901260712345678901").unwrap());
        [StoreName::ME, StoreName::SM].map(|store| known.place(Slot { store, index: 1 }))
    });
    assert_ne!(places[0][0], places[1][0], "its own memory");
    assert_eq!(places[0][1], places[1][1], "a card is the same card in any modem");
}

/// Whether a modem that takes so long for each command is served, and reads a message that it tells of.
fn serves_one_that_takes(delay: Duration) -> bool {
    let mut modem = Modem::new(Settings::new(Name::parse("modem-1").unwrap()));
    let (mut now_at, mut is_busy_until, mut told) = (BEGINNING, BEGINNING, false);
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
            }
        }
        if modem.is_ready() && !told {
            told = true;
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

/// `+CMGL` refused, and empty slots answer `ERROR`.
#[test]
fn empty_slots_that_answer_an_error_are_not_read_again_and_again() {
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
        bench.go_on(Vec::new(), Duration::from_secs(30));
        let before = reads(&bench);
        bench.go_on(Vec::new(), Duration::from_secs(300));
        // A sweep each 90 s tries each of them once.
        assert!(reads(&bench) - before < 5 * 520, "{refusal:?}: {}", reads(&bench) - before);
        lies_there.set(true);
        let outputs = bench.hear(b"\r\n+CMTI: \"ME\",7\r\n");
        bench.go_on(outputs, Duration::from_secs(1));
        assert_eq!(bench.arrived.len(), 1, "{refusal:?}");
    }
}

/// It has but text mode.
#[test]
fn a_modem_that_can_not_be_served_is_restarted_three_times_and_then_once_a_day() {
    let answer = |command: &str| match command {
        "AT+CMGF=0" => "\r\nERROR\r\n",
        command => quectel(command),
    };
    let (line, events, sent) = run(Duration::from_secs(50 * 3600), answer);
    let resets = sent.iter().filter(|command| *command == "AT+CFUN=1,1").count();
    assert!((4..=5).contains(&resets), "{resets} in 50 hours");
    assert!(!line.is_ready());
    let said = |event: &Event| matches!(event, Event::Device(report) if report.reason.contains("unplug it"));
    assert!(events.iter().any(said), "a person is told what to do");
}

/// `AT+CPMS="ME","SM","ME"` is answered `OK`, and the third store stays SM (python-gsmmodem issue 119).
#[test]
fn a_modem_that_keeps_its_messages_elsewhere_than_told_is_taken_as_it_is() {
    let mut bench = Bench::ready(|command| match command {
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\",\"SM\"),(\"ME\",\"SM\"),(\"ME\",\"SM\")\r\n\r\nOK\r\n".to_owned(),
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,9,\"SM\",0,9,\"SM\",0,9\r\n\r\nOK\r\n".to_owned(),
        "AT+CMGR=2" => format!("\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\nOK\r\n"),
        command => holds_nothing(command),
    });
    bench.go_on(Vec::new(), Duration::from_secs(120));
    assert_eq!(bench.times_sent("ATE0"), 2, "once more, and then it is believed: {:?}", bench.reasons);
    let outputs = bench.hear(b"\r\n+CMTI: \"SM\",2\r\n");
    bench.go_on(outputs, Duration::from_secs(1));
    assert_eq!(bench.arrived.len(), 1);
}
