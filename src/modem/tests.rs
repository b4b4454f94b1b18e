//! The machine against modems that support very little; the simulated modems are more complete.

mod calls;
mod cards;
mod children;
mod console;
mod dialogue;
mod foreign;
mod foreign_stores;
mod profiles;
mod reception;
mod settings;
mod starting;
mod stores;
mod ussd;

use std::time::Duration;

use super::{Input, Modem, Output, Settings};
use crate::flow::{DeviceState, Event};
use crate::model::{Name, Now, Secret, Timestamp};

const BEGINNING: Duration = Duration::from_secs(100);

fn now(mono: Duration) -> Now {
    Now { wall: Timestamp::from_millis(1_795_343_400_000), mono }
}

/// Runs a modem that replies to each command with `answer`, for this time, and then until no command is in flight.
fn run(span: Duration, answer: impl Fn(&str) -> &'static str) -> (Modem, Vec<Event>, Vec<String>) {
    run_modem(None, span, answer)
}

/// The same with a PIN, without the gateway's answer.
fn run_with_pin(span: Duration, answer: impl Fn(&str) -> &'static str) -> (Modem, Vec<Event>, Vec<String>) {
    run_modem(Some(Secret::new("1234")), span, answer)
}

fn run_modem(
    pin: Option<Secret>,
    span: Duration,
    answer: impl Fn(&str) -> &'static str,
) -> (Modem, Vec<Event>, Vec<String>) {
    let mut modem = Modem::new(Settings { pin, ..Settings::new(Name::parse("modem-1").unwrap()) });
    let outputs = modem.handle(Input::Opened, now(BEGINNING));
    let (events, sent) = serve(&mut modem, outputs, BEGINNING, BEGINNING + span, answer);
    (modem, events, sent)
}

/// Carries out the outputs of a modem from one time to another, and then until no command is in flight.
fn serve(
    modem: &mut Modem,
    mut outputs: Vec<Output>,
    mut mono: Duration,
    end: Duration,
    answer: impl Fn(&str) -> &'static str,
) -> (Vec<Event>, Vec<String>) {
    let (mut events, mut sent) = (Vec::new(), Vec::new());
    loop {
        let mut reply = String::new();
        for output in outputs.drain(..) {
            match output {
                Output::Write(bytes) => {
                    let text = String::from_utf8(bytes).unwrap();
                    let Some(command) = text.strip_suffix('\r') else { continue };
                    sent.push(command.to_owned());
                    reply.push_str(answer(command));
                }
                Output::Event(event) => events.push(event),
                Output::Reopen(_) | Output::ResetUsb(_) | Output::Console(_) => panic!("the port is fine"),
            }
        }
        if mono >= end && reply.is_empty() {
            return (events, sent);
        }
        mono += Duration::from_millis(2);
        if reply.is_empty() {
            mono = modem.wake_at().unwrap_or(end).clamp(mono, end.max(mono));
            outputs = modem.handle(Input::Time, now(mono));
        } else {
            outputs = modem.handle(Input::Bytes(reply.as_bytes()), now(mono));
        }
    }
}

fn states(events: &[Event]) -> Vec<DeviceState> {
    let state = |event: &Event| if let Event::Device(report) = event { Some(report.state) } else { None };
    events.iter().filter_map(state).collect()
}

#[test]
fn a_modem_that_supports_little_is_served() {
    let (modem, events, sent) = run(Duration::from_secs(40), |command| match command {
        "AT" | "ATE0" | "AT+CMGF=0" | "AT+CPMS=\"SM\"" => "\r\nOK\r\n",
        "AT+CPMS?" => "\r\n+CPMS: \"SM\",0,10\r\n\r\nOK\r\n",
        "AT+CMGL=4" => "\r\nOK\r\n",
        _ => "\r\nERROR\r\n",
    });
    assert!(modem.is_ready(), "{:?}", states(&events));
    assert!(sent.iter().any(|command| command == "AT+CMGL=4"), "its store is listed");
    assert_eq!(states(&events).last(), Some(&DeviceState::Ready));
}

#[test]
fn the_networks_time_is_emitted_if_it_is_set() {
    let mut modem = Modem::new(Settings::new(Name::parse("modem-1").unwrap()));
    let mut times = |text: &str| {
        modem.handle(Input::Opened, now(BEGINNING));
        let outputs = modem.handle(Input::Bytes(text.as_bytes()), now(BEGINNING)).into_iter();
        let time = |output| {
            if let Output::Event(Event::NetworkTime(now)) = output { Some(now.wall.to_string()) } else { None }
        };
        outputs.filter_map(time).collect::<Vec<_>>()
    };
    let sim800 = "\r\n*PSUTTZ: 2026,11,22,9,29,58,\"+4\",0\r\n";
    assert_eq!(times(sim800), ["2026-11-22T09:29:58.000Z"]);
    assert_eq!(times("\r\n^NWTIME: 26/11/22,10:29:58+04,00\r\n"), ["2026-11-22T09:29:58.000Z"]);
    assert!(times("\r\n*PSUTTZ: 2004,1,1,0,0,18,\"+0\",0\r\n").is_empty(), "the clock was never set");
}

#[test]
fn a_modem_that_refuses_pdu_mode_is_not_ready() {
    let (modem, _, sent) = run(Duration::from_secs(60), |command| match command {
        "AT+CMGF=0" => "\r\n+CMS ERROR: 303\r\n",
        "AT+CPIN?" => "\r\n+CPIN: READY\r\n\r\nOK\r\n",
        "AT+CIMI" => "\r\n310260123456789\r\n\r\nOK\r\n",
        _ => "\r\nOK\r\n",
    });
    assert!(!modem.is_ready());
    assert!(!sent.iter().any(|command| command.starts_with("AT+CMGD")));
}

/// A Quectel's reply that ended eight octets early: as many as the SMSC address has, which some firmware counts too.
#[test]
fn a_pdu_truncated_by_the_length_of_its_smsc_address_is_not_intact() {
    let is_whole = |pdu: &str, length| super::content::is_whole(&super::content::content(pdu.as_bytes()), length);
    let whole = "07912160130300F4040ED0D432BB7C9687DB00006211221103304016A31928FBAECB41E337B90C4ACF41331A0D769301";
    assert!(is_whole(whole, 40), "27.005 counts so");
    assert!(is_whole(whole, 48), "with the address");
    assert!(!is_whole(&whole[..80], 40), "eight octets are missing");
    assert!(!is_whole(&whole[..94], 40), "one octet is missing");
    assert!(!is_whole("07912160130300F4040xD0", 3), "not hexadecimal");
}

const DIRECT: &str = "\r\n+CMT: ,36\r\n07912160130300F404038116F10000621122110324401723\
    9A0C947DD7E5A0F19B5C06A5E7A059ED86CBE500\r\n";

fn quectel(command: &str) -> &'static str {
    match command {
        "AT+CMGF?" => "\r\n+CMGF: 0\r\n\r\nOK\r\n",
        "AT+CGMI" => "\r\nQuectel\r\n\r\nOK\r\n",
        "AT+CPIN?" => "\r\n+CPIN: READY\r\n\r\nOK\r\n",
        "AT+CIMI" => "\r\n310260123456789\r\n\r\nOK\r\n",
        "AT+CSMS=1" => "\r\n+CSMS: 1,1,1\r\n\r\nOK\r\n",
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\",\"SM\"),(\"ME\",\"SM\"),(\"ME\",\"SM\")\r\n\r\nOK\r\n",
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",0,255,\"SM\",0,50,\"ME\",0,255\r\n\r\nOK\r\n",
        "AT+CREG?" => "\r\n+CREG: 1,1\r\n\r\nOK\r\n",
        command if command.starts_with("AT+CPMS=\"") => "\r\n+CPMS: 0,255,0,50,0,255\r\n\r\nOK\r\n",
        _ => "\r\nOK\r\n",
    }
}

fn ticket(events: &[Event]) -> Option<u64> {
    events.iter().find_map(|event| if let Event::Arrived(arrival) = event { Some(arrival.ticket) } else { None })
}

const SOON: Duration = Duration::from_millis(10);

fn events_of(outputs: Vec<Output>) -> Vec<Event> {
    let event = |output| if let Output::Event(event) = output { Some(event) } else { None };
    outputs.into_iter().filter_map(event).collect()
}

fn acknowledges(outputs: &[Output]) -> bool {
    outputs.iter().any(|output| matches!(output, Output::Write(bytes) if bytes.starts_with(b"AT+CNMA")))
}

#[test]
fn a_direct_message_is_acknowledged_in_time_or_not_at_all() {
    for (committed_after, expected) in [(1, true), (7, true), (9, false), (60, false)] {
        let (mut modem, _, _) = run(Duration::from_secs(20), quectel);
        assert!(modem.is_ready());
        let at = BEGINNING + Duration::from_secs(20);
        let outputs = modem.handle(Input::Bytes(DIRECT.as_bytes()), now(at));
        let committed_at = at + Duration::from_secs(committed_after);
        let (events, _) = serve(&mut modem, outputs, at, committed_at, quectel);
        let ticket = ticket(&events).expect("it arrives");
        let outputs = modem.handle(Input::Acknowledge(ticket), now(committed_at + SOON));
        assert_eq!(acknowledges(&outputs), expected, "on disk after {committed_after} s");
    }
}

/// A modem that has just restarted acknowledges messages before `+CSMS=1` by itself. `+CNMA` would then acknowledge
/// another message, which simgate may not have received.
#[test]
fn a_direct_message_from_before_csms_is_kept_and_not_acknowledged() {
    for (before, expected) in [("AT+CMGF=0", false), ("AT+CPMS=?", true)] {
        let (mut modem, events, _) =
            run(Duration::from_secs(4), |command| if command == before { concat_direct() } else { quectel(command) });
        assert!(modem.is_ready());
        let ticket = ticket(&events).expect("it is kept until the modem is ready");
        let outputs = modem.handle(Input::Acknowledge(ticket), now(BEGINNING + Duration::from_secs(5)));
        assert_eq!(acknowledges(&outputs), expected, "received before {before}");
    }
}

fn concat_direct() -> &'static str {
    static REPLY: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| format!("{DIRECT}\r\nOK\r\n"));
    &REPLY
}

/// If the disk stalls while a full store is read, nothing can be done, and the machine must not poll.
#[test]
fn a_modem_at_its_limit_of_readings_sleeps_until_one_is_on_disk() {
    static LIST: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        let pdu = DIRECT.lines().last().expect("the PDU");
        let item = |index: usize| format!("\r\n+CMGL: {index},1,,36\r\n{pdu}");
        (0..65).map(item).collect::<String>() + "\r\n\r\nOK\r\n"
    });
    let (mut modem, events, _) = run(Duration::from_secs(4), |command| match command {
        "AT+CMGL=4" => &LIST,
        "AT+CPMS?" => "\r\n+CPMS: \"ME\",65,255,\"ME\",65,255,\"ME\",65,255\r\n\r\nOK\r\n",
        "AT+CPMS=?" => "\r\n+CPMS: (\"ME\"),(\"ME\"),(\"ME\")\r\n\r\nOK\r\n",
        command => quectel(command),
    });
    let arrived = events.iter().filter(|event| matches!(event, Event::Arrived(_))).count();
    assert_eq!(arrived, 65, "all of the list");
    let at = BEGINNING + Duration::from_secs(4);
    modem.handle(Input::Bytes(b"\r\n+CMTI: \"ME\",70\r\n"), now(at));
    assert!(modem.wake_at().expect("some check is due later") > at);
    let outputs = modem.handle(Input::Acknowledge(ticket(&events).expect("65")), now(at));
    assert!(!outputs.is_empty(), "one is deleted");
}

/// Such a modem receives direct messages only, and the network keeps each message until it is on disk.
#[test]
fn a_modem_without_a_store_is_served() {
    let storeless = |command: &str| match command {
        "AT+CNMI=?" => "\r\n+CNMI: (0-2),(0,2,3),(0,2),(0,1),(0,1)\r\n\r\nOK\r\n",
        "AT+CNMI?" => "\r\n+CNMI: 2,2,0,1,0\r\n\r\nOK\r\n",
        command if command.starts_with("AT+CPMS") => "\r\n+CMS ERROR: 303\r\n",
        command => quectel(command),
    };
    let (mut modem, events, sent) = run(Duration::from_secs(100), storeless);
    assert!(modem.is_ready(), "{:?}", states(&events));
    let ready = states(&events).iter().filter(|state| **state == DeviceState::Ready).count();
    assert_eq!(ready, 1, "once, and for good");
    assert!(sent.contains(&"AT+CNMI=2,2,0,1,0".to_owned()) && !sent.contains(&"AT+CNMI=2,1,0,1,0".to_owned()));
    let at = BEGINNING + Duration::from_secs(100);
    let events = events_of(modem.handle(Input::Bytes(DIRECT.as_bytes()), now(at)));
    let outputs = modem.handle(Input::Acknowledge(ticket(&events).expect("it arrives")), now(at));
    assert!(acknowledges(&outputs));
    // The modem reports by itself that it has stores after all.
    modem.handle(Input::Bytes(b"\r\nOK\r\n\r\n+QIND: SMS DONE\r\n"), now(at));
    assert!(!modem.is_ready());
}

/// 27.005 3.4.4: a modem whose `+CNMA` did not arrive in time stops announcing messages.
#[test]
fn the_announcements_are_checked_after_a_late_acknowledgement() {
    let (mut modem, _, _) = run(Duration::from_secs(21), quectel);
    let at = BEGINNING + Duration::from_millis(21_100);
    let outputs = modem.handle(Input::Bytes(DIRECT.as_bytes()), now(at));
    // The disk stalls for this time.
    let committed_at = at + Duration::from_secs(9);
    let (events, _) = serve(&mut modem, outputs, at, committed_at, quectel);
    let ticket = ticket(&events).expect("it arrives");
    let outputs = modem.handle(Input::Acknowledge(ticket), now(committed_at + SOON));
    assert!(!acknowledges(&outputs));
    let (_, sent) = serve(&mut modem, outputs, committed_at + SOON, committed_at + 2 * SOON, quectel);
    assert!(sent.contains(&"AT+CNMI?".to_owned()), "{sent:?}");
}

/// If the computer was suspended, the card may have changed, and its slots may contain other messages.
#[test]
fn a_modem_is_restarted_if_the_machine_wakes_up_late() {
    let (mut modem, _, _) = run(Duration::from_secs(20), quectel);
    let due = modem.wake_at().expect("it counts");
    let begins = |modem: &mut Modem, at| {
        let outputs = modem.handle(Input::Time, now(at));
        outputs.iter().any(|output| matches!(output, Output::Write(bytes) if bytes == &[0x1B]))
    };
    assert!(!begins(&mut modem, due + Duration::from_millis(900)), "a small delay");
    let (mut modem, _, _) = run(Duration::from_secs(20), quectel);
    assert!(begins(&mut modem, due + Duration::from_secs(2)));
    assert!(!modem.is_ready());
}

/// Each of the two devices would delete messages that the other has not read.
#[test]
fn a_modem_that_another_device_uses_is_left_alone() {
    let (mut modem, _, _) = run(Duration::from_secs(20), quectel);
    let at = BEGINNING + Duration::from_secs(21);
    let outputs = modem.handle(Input::SameAs(&Name::parse("modem-0").unwrap()), now(at));
    assert!(!outputs.iter().any(|output| matches!(output, Output::Write(_))));
    let reports: Vec<_> = events_of(outputs)
        .into_iter()
        .filter_map(|event| if let Event::Device(report) = event { Some(report) } else { None })
        .collect();
    let [report] = &reports[..] else { panic!("{reports:?}") };
    assert_eq!((report.state, &report.lines), (DeviceState::Blocked, &vec![]));
    assert_eq!(report.reason, "is the same modem as `modem-0`: two of its ports are configured");
    let (_, sent) = serve(&mut modem, Vec::new(), at, at + Duration::from_secs(9), quectel);
    assert!(sent.is_empty(), "{sent:?}");
    // The next startup reports the card, and the driver then blocks the device again, before it reads anything.
    let (events, _) = serve(&mut modem, Vec::new(), at, at + Duration::from_secs(11), quectel);
    let state = |event: &Event| {
        if let Event::Device(report) = event { Some((report.state, !report.lines.is_empty())) } else { None }
    };
    let state = events.iter().filter_map(state).find(|(_, has_card)| *has_card).map(|(state, _)| state);
    assert_eq!(state, Some(DeviceState::Blocked));
}
