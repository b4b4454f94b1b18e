//! Forty pains of people who run gateways, each from a thread of another project, and the rule that spares them simgate's
//! users. A test is named after its pain: `pain_14_...`.
//!
//! | Pain | Where its test is, or why it has none |
//! |---|---|
//! | 1, 2, 5, 6, 11-20, 30, 37, 38 | here: a modem as a pure machine against the dialogue of the thread |
//! | 3, 4, 7 | `tests/system/faults.rs`: the shipped program and a port that disappears |
//! | 8 | `src/modem/tests/foreign.rs` |
//! | 9 | none: it is about the arguments of a container, and simgate runs as a service of the host |
//! | 10 | `src/flow/pin.rs` |
//! | 21-29 | `src/gateway`: assembly, repeats, reports, the queue; 24: `src/pdu/tests/other_codecs.rs` |
//! | 31-36 | `tests/library/phone`: the phone as a pure machine against the app. 31: `a_message_that_stays_in_the_apps_queue_is_cancelled`; 32: `a_refusal_of_the_network_fails_and_of_several_parts_none_is_repeated`; 33: the limits of `src/flow/ledger.rs`; 34: `webhooks_that_never_reach_us_are_made_up_for_within_minutes`; 35: `a_refused_message_is_tried_ten_times_over_three_days`; 36: `a_phone_that_dies_for_hours_leaves_unknown_and_tells_the_truth_when_it_is_back` |
//! | 39 | none: another program takes the port; `udev/60-simgate.rules` keeps it away |
//! | 40 | none: it is about native dependencies, and simgate has none: see the table of ARCHITECTURE.md |

use std::cell::{Cell, RefCell};
use std::time::Duration;

use simgate::flow::receives::{CanReceive, Receives};
use simgate::flow::reception::Reception;
use simgate::flow::{DeviceState, Event};
use simgate::model::{Name, Now, Timestamp};
use simgate::modem::{Input, Modem, Output, Settings};

const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";
const BEGINNING: Duration = Duration::from_secs(100);

fn now(mono: Duration) -> Now {
    Now { wall: Timestamp::from_millis(1_795_343_400_000), mono }
}

/// A modem, a gateway whose disk is fast, and a dialogue.
struct Bench<'a> {
    modem: Modem,
    mono: Duration,
    answer: Box<dyn FnMut(&str) -> String + 'a>,
    /// Each command, with the time at which it was sent.
    sent: Vec<(Duration, String)>,
    arrived: usize,
    states: Vec<(DeviceState, String)>,
    /// Of the last report of its line.
    reception: Option<Reception>,
    model: String,
}

impl<'a> Bench<'a> {
    fn starting(answer: impl FnMut(&str) -> String + 'a) -> Self {
        let modem = Modem::new(Settings::new(Name::parse("modem-1").unwrap()));
        let answer = Box::new(answer);
        let mut bench = Self {
            modem,
            mono: BEGINNING,
            answer,
            sent: Vec::new(),
            arrived: 0,
            states: Vec::new(),
            reception: None,
            model: String::new(),
        };
        let outputs = bench.modem.handle(Input::Opened, now(BEGINNING));
        bench.carry_out(outputs, Duration::ZERO);
        bench
    }

    fn ready(answer: impl FnMut(&str) -> String + 'a) -> Self {
        let mut bench = Self::starting(answer);
        bench.run(Duration::from_secs(20));
        assert!(bench.modem.is_ready(), "{:?}", bench.states);
        bench
    }

    fn run(&mut self, span: Duration) {
        self.carry_out(Vec::new(), span);
    }

    /// The modem sends this by itself; then this time passes.
    fn hear(&mut self, bytes: &str, span: Duration) {
        let outputs = self.modem.handle(Input::Bytes(bytes.as_bytes()), now(self.mono));
        self.carry_out(outputs, span);
    }

    fn carry_out(&mut self, mut outputs: Vec<Output>, span: Duration) {
        let end = self.mono + span;
        loop {
            let (mut reply, mut tickets) = (String::new(), Vec::new());
            for output in outputs.drain(..) {
                match output {
                    Output::Write(bytes) => {
                        let text = String::from_utf8(bytes).unwrap();
                        if let Some(command) = text.strip_suffix('\r') {
                            self.sent.push((self.mono, command.to_owned()));
                            reply.push_str(&(self.answer)(command));
                        }
                    }
                    Output::Event(Event::Arrived(arrival)) => tickets.push(arrival.ticket),
                    Output::Event(Event::Device(report)) => {
                        self.model = report.model;
                        self.reception = report.lines.into_iter().find_map(|line| line.reception);
                        self.states.push((report.state, report.reason));
                    }
                    Output::Event(_) | Output::Reopen(_) | Output::ResetUsb(_) | Output::Console(_) => {}
                }
            }
            self.arrived += tickets.len();
            for ticket in tickets {
                outputs.extend(self.modem.handle(Input::Acknowledge(ticket), now(self.mono)));
            }
            if self.mono >= end && reply.is_empty() && outputs.is_empty() {
                return;
            }
            self.mono += Duration::from_millis(2);
            if !reply.is_empty() {
                outputs.extend(self.modem.handle(Input::Bytes(reply.as_bytes()), now(self.mono)));
            } else if outputs.is_empty() {
                self.mono = self.modem.wake_at().unwrap_or(end).clamp(self.mono, end.max(self.mono));
                outputs = self.modem.handle(Input::Time, now(self.mono));
            }
        }
    }

    fn times(&self, command: &str) -> usize {
        self.sent.iter().filter(|(_, sent)| sent == command).count()
    }
}

fn ok(rows: &str) -> String {
    if rows.is_empty() { "\r\nOK\r\n".to_owned() } else { format!("\r\n{rows}\r\n\r\nOK\r\n") }
}

/// A modem of this maker whose stores ME and SM are empty.
fn modem(maker: &str, command: &str) -> String {
    match command {
        "AT+CGMI" => ok(maker),
        "AT+CMGF?" => ok("+CMGF: 0"),
        "AT+CPIN?" => ok("+CPIN: READY"),
        "AT+CCID" | "AT+QCCID" | "AT^ICCID?" | "AT+ZGETICCID" | "AT#CCID" => ok("+CCID: 8901260712345678901"),
        "AT+CIMI" => ok("310260123456789"),
        "AT+CSMS=1" => ok("+CSMS: 1,1,1"),
        "AT+CPMS=?" => ok("+CPMS: (\"ME\",\"SM\"),(\"ME\",\"SM\"),(\"ME\",\"SM\")"),
        "AT+CPMS?" => ok("+CPMS: \"ME\",0,99,\"SM\",0,50,\"ME\",0,99"),
        "AT+CREG?" => ok("+CREG: 1,1"),
        command if command.starts_with("AT+CPMS=\"") => ok("+CPMS: 0,99,0,50,0,99"),
        _ => ok(""),
    }
}

fn item(head: &str) -> String {
    ok(&format!("{head}0,,23\r\n{PDU}"))
}

/// One message in ME, which `+CMGL` never lists: it hangs.
fn hangs_at_listing(command: &str) -> String {
    match command {
        "AT+CMGL=4" => String::new(),
        "AT+CPMS?" => ok("+CPMS: \"ME\",1,99,\"SM\",0,50,\"ME\",1,99"),
        "AT+CMGR=5" => item("+CMGR: "),
        command => modem("huawei", command),
    }
}

#[test]
fn pain_01_a_listing_that_hangs_delays_its_messages_by_seconds() {
    let mut bench = Bench::starting(hangs_at_listing);
    bench.run(Duration::from_secs(30));
    assert!(bench.arrived > 0, "{:?}", bench.states);
}

#[test]
fn pain_02_a_listing_that_is_not_answered_is_not_retried_blindly() {
    let mut bench = Bench::starting(hangs_at_listing);
    bench.run(Duration::from_secs(480));
    assert!((1..=2).contains(&bench.times("AT+CMGL=4")), "{} in eight minutes", bench.times("AT+CMGL=4"));
}

#[test]
fn pain_05_a_modem_that_comes_and_goes_is_not_reset() {
    let mut bench = Bench::starting(|command| modem("huawei", command));
    for _ in 0..30 {
        bench.run(Duration::from_millis(700));
        let mut outputs = bench.modem.handle(Input::Lost("unplugged"), now(bench.mono));
        outputs.extend(bench.modem.handle(Input::Opened, now(bench.mono)));
        bench.carry_out(outputs, Duration::ZERO);
    }
    bench.run(Duration::from_secs(10));
    assert!(bench.modem.is_ready(), "{:?}", bench.states.last());
    assert!(bench.sent.iter().all(|(_, sent)| !sent.contains("CFUN=") && sent != "AT^RESET"));
}

#[test]
fn pain_06_a_modem_that_restarts_is_left_alone_for_a_while() {
    let mut bench = Bench::starting(|command| match command {
        "AT+CMGF=0" => "\r\nERROR\r\n".to_owned(),
        command => modem("huawei", command),
    });
    bench.run(Duration::from_secs(600));
    let reset = bench.sent.iter().position(|(_, sent)| sent == "AT^RESET").expect("it is reset");
    let pause = bench.sent[reset + 1].0 - bench.sent[reset].0;
    assert!(pause >= Duration::from_secs(10), "{pause:?}");
}

#[test]
fn pain_11_a_full_store_is_read_though_nothing_announces_its_messages() {
    for full in ["^SMMEMFULL: \"SM\"", "+SMS FULL", "+QIND: \"smsfull\",\"ME\""] {
        let lies_there = Cell::new(false);
        let mut bench = Bench::ready(|command| match command {
            "AT+CMGL=4" if lies_there.get() => item("+CMGL: 1,"),
            command => modem("huawei", command),
        });
        lies_there.set(true);
        bench.hear(&format!("\r\n{full}\r\n"), Duration::from_millis(500));
        assert!(bench.arrived > 0, "{full}");
    }
}

#[test]
fn pain_12_a_message_is_read_in_the_store_that_its_announcement_names() {
    let selected = RefCell::new(String::new());
    let mut bench = Bench::ready(|command| {
        if let Some(stores) = command.strip_prefix("AT+CPMS=\"") {
            selected.replace(stores[..2].to_owned());
        }
        let in_sm = selected.borrow().as_str() == "SM";
        match command {
            "AT+CMGR=1" if in_sm => item("+CMGR: "),
            "AT+CPMS?" if in_sm => ok("+CPMS: \"SM\",0,50,\"SM\",0,50,\"ME\",0,99"),
            command => modem("huawei", command),
        }
    });
    bench.hear("\r\n+CMTI: \"SM\",1\r\n", Duration::from_millis(500));
    assert_eq!(bench.arrived, 1, "{:?}", bench.sent.last());
}

#[test]
fn pain_13_a_store_that_is_refused_leads_to_the_next_one() {
    let bench = Bench::ready(|command| match command {
        "AT+CPMS?" => ok("+CPMS: \"SM\",0,50,\"SM\",0,50,\"SM\",0,50"),
        command if command.starts_with("AT+CPMS=\"ME") => "\r\n+CMS ERROR: 303\r\n".to_owned(),
        command => modem("huawei", command),
    });
    assert!(bench.sent.iter().any(|(_, sent)| sent.starts_with("AT+CPMS=\"SM")));
}

#[test]
fn pain_14_a_report_that_is_announced_in_the_wrong_store_deletes_no_message() {
    let takes = |values: &'static str| {
        Bench::ready(move |command| match command {
            "AT+CNMI=?" => ok("+CNMI: (0-2),(0-3),(0-3),(0-2),(0-1)"),
            "AT+CMGR=0" => ok(""),
            command if command.starts_with("AT+CNMI=") && command != values => "\r\nERROR\r\n".to_owned(),
            command => modem("Quectel", command),
        })
    };
    let bench = takes("AT+CNMI=2,1,0,1,0");
    let first = bench.sent.iter().find(|(_, sent)| sent.starts_with("AT+CNMI=") && !sent.ends_with('?'));
    assert_eq!(first.map(|(_, sent)| sent.as_str()), Some("AT+CNMI=2,1,0,1,0"), "reports come directly");
    let mut bench = takes("AT+CNMI=2,1,0,2,0");
    bench.hear("\r\n+CDSI: \"SM\",0\r\n", Duration::from_secs(5));
    assert!(
        bench.sent.iter().all(|(_, sent)| !sent.starts_with("AT+CMGD")),
        "the slot is empty, so nothing is deleted"
    );
    // The report is in the store of reports.
    let (selected, lies_there) = (RefCell::new(String::new()), Cell::new(false));
    let mut bench = Bench::ready(|command| {
        if let Some(stores) = command.strip_prefix("AT+CPMS=\"") {
            selected.replace(stores[..2].to_owned());
        }
        let in_sr = selected.borrow().as_str() == "SR";
        match command {
            "AT+CNMI=?" => ok("+CNMI: (0-2),(0-3),(0-3),(0,2),(0-1)"),
            "AT+CPMS=?" => ok("+CPMS: (\"ME\",\"SM\",\"SR\"),(\"ME\",\"SM\"),(\"ME\",\"SM\")"),
            "AT+CMGL=4" if in_sr && lies_there.get() => item("+CMGL: 0,"),
            command => modem("Quectel", command),
        }
    });
    lies_there.set(true);
    bench.hear("\r\n+CDSI: \"SM\",0\r\n", Duration::from_millis(500));
    assert!(bench.arrived == 1, "{:?}", bench.sent.last());
}

#[test]
fn pain_15_a_message_is_found_within_seconds_though_its_announcement_goes_elsewhere() {
    let lies_there = Cell::new(false);
    let mut bench = Bench::ready(|command| match command {
        "AT+CPMS?" if lies_there.get() => ok("+CPMS: \"ME\",1,99,\"SM\",0,50,\"ME\",1,99"),
        "AT+CMGL=4" if lies_there.get() => item("+CMGL: 1,"),
        command => modem("huawei", command),
    });
    assert_eq!(bench.arrived, 0);
    lies_there.set(true);
    bench.run(Duration::from_secs(4));
    assert!(bench.arrived > 0);
}

#[test]
fn pain_16_a_quectel_sends_its_announcements_to_the_port_in_use() {
    let bench = Bench::ready(|command| match command {
        "AT+QURCCFG=\"urcport\"" => ok("+QURCCFG: \"urcport\",\"uart1\""),
        command => modem("Quectel", command),
    });
    assert_eq!(bench.times("AT+QURCCFG=\"urcport\",\"usbat\""), 1);
}

/// The rows that this maker's modems write into replies.
fn arrives_with(noise: &str, maker: &str) -> bool {
    let mut bench = Bench::ready(|command| match command {
        "AT+CMGR=3" => format!("\r\n{noise}\r\n\r\n+CMGR: 0,,23\r\n{PDU}\r\n\r\n{noise}\r\n\r\nOK\r\n"),
        "AT+CPMS?" => format!("\r\n{noise}\r\n{}", modem(maker, command)),
        "AT+CGMM" => format!("\r\n{noise}\r\n{}", ok("E173")),
        command => modem(maker, command),
    });
    bench.hear("\r\n+CMTI: \"ME\",3\r\n", Duration::from_secs(1));
    bench.arrived == 1 && bench.model == "E173"
}

#[test]
fn pain_17_rows_of_the_maker_do_not_corrupt_replies() {
    for noise in ["^DSFLOWRPT:0000001A,00000000,00000000,0000,0000", "^RSSI:17", "^BOOT:1,0,0,0,0", "+ZUSIMR:2"] {
        assert!(arrives_with(noise, "huawei"), "{noise}");
    }
}

#[test]
fn pain_18_bare_warnings_do_not_corrupt_replies() {
    for noise in ["OVER-VOLTAGE WARNNING", "UNDER-VOLTAGE WARNING", "UNDER_VOLTAGE WARNING", "_OSIGQ: 3,0"] {
        assert!(arrives_with(noise, "SIMCOM_Ltd"), "{noise}");
    }
}

#[test]
fn pain_19_after_a_call_the_modem_is_checked_at_once() {
    let mut bench = Bench::ready(|command| modem("huawei", command));
    // Between two regular checks.
    bench.run(Duration::from_secs(8));
    let before = bench.times("AT+CNMI?");
    bench.hear("\r\nRING\r\n", Duration::from_secs(1));
    bench.hear("\r\nNO CARRIER\r\n", Duration::from_millis(500));
    assert_eq!(bench.times("AT+CNMI?"), before + 1, "does it still announce messages?");
    assert_eq!(bench.times("ATA") + bench.times("AT+CHUP"), 0, "it neither answers nor refuses");
}

#[test]
fn pain_20_a_modem_that_lost_the_network_has_its_radio_switched_off_and_on() {
    let cycles = |maker: &'static str, hours: u64| {
        let mut bench = Bench::ready(|command| match command {
            "AT+CREG?" | "AT+CEREG?" => ok("+CREG: 1,2"),
            "AT+CFUN?" => ok("+CFUN: 1"),
            command => modem(maker, command),
        });
        bench.run(Duration::from_secs(300));
        assert_eq!(bench.times("AT+CFUN=4"), 0, "the network may be gone for a moment");
        bench.run(Duration::from_secs(hours * 3600));
        assert_eq!(bench.times("AT+CFUN=4"), bench.times("AT+CFUN=1"), "it is on in the end");
        bench.times("AT+CFUN=4")
    };
    assert_eq!(cycles("SIMCOM INCORPORATED", 1), 2, "after 10 min and 20 more");
    assert!((6..=9).contains(&cycles("SIMCOM INCORPORATED", 24)), "rarer while it has no effect");
    assert_eq!(cycles("Neoway", 1), 0, "its UART stops with its radio");
    let mut served = Bench::ready(|command| modem("SIMCOM INCORPORATED", command));
    served.run(Duration::from_secs(3600));
    assert_eq!(served.times("AT+CFUN=4"), 0);
}

#[test]
fn pain_30_no_refused_command_of_little_use_keeps_a_modem_from_being_served() {
    let needed = |command: &str| {
        ["AT", "ATE0", "AT+CPIN?", "AT+CMGF=0", "AT+CMGF?", "AT+CPMS?", "AT+CMGL=4"].contains(&command)
            || command.starts_with("AT+CPMS=")
    };
    let mut bench = Bench::starting(|command| match command {
        "AT+CMGL=4" => item("+CMGL: 1,"),
        command if needed(command) => modem("", command),
        _ => "\r\nERROR\r\n".to_owned(),
    });
    bench.run(Duration::from_secs(60));
    assert!(bench.modem.is_ready() && bench.arrived > 0, "{:?}", bench.states);
}

/// LTE serves its data, and nothing carries its messages: each send ends with `+CMS ERROR: 350`, and nothing arrives.
#[test]
fn pain_37_a_sim_without_a_way_for_messages_is_named() {
    let answer = |circuit: &'static str, ims: &'static str| {
        let bench = Bench::ready(move |command| match command {
            "AT+CREG?" => ok(circuit),
            "AT+CEREG?" => ok("+CEREG: 0,1"),
            "AT+CIREG?" => ok(ims),
            command => modem("Quectel", command),
        });
        let at = now(BEGINNING).wall;
        let receives = Receives::new(DeviceState::Ready, "receives", bench.reception.as_ref(), None, at);
        (receives.answer, receives.reason)
    };
    let (without, why) = answer("+CREG: 0,2", "+CIREG: 0,0");
    assert!(without == CanReceive::No && why.contains("neither 2G/3G nor IMS carries messages"), "{why}");
    assert_eq!(answer("+CREG: 0,2", "+CIREG: 0,1,4").0, CanReceive::Yes);
    assert_eq!(answer("+CREG: 0,1", "+CIREG: 0,0").0, CanReceive::Yes);
}

#[test]
fn pain_38_roaming_and_messages_alone_are_a_registration() {
    for (answer, receives) in [
        ("+CREG: 1,5", true),
        ("+CREG: 1,6", true),
        ("+CREG: 1,7", true),
        ("+CREG: 1,9", true),
        ("+CREG: 1,10", true),
        ("+CREG: 1,0", false),
        ("+CREG: 1,3", false),
    ] {
        let bench = Bench::ready(|command| match command {
            "AT+CREG?" => ok(answer),
            command => modem("huawei", command),
        });
        let is_ready = bench.states.last().is_some_and(|(state, _)| *state == DeviceState::Ready);
        assert_eq!(is_ready, receives, "{answer}: {:?}", bench.states.last());
    }
}
