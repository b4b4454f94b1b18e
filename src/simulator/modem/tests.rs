//! Dialogues with simulated modems. `> ` is a command row of the host, `< ` a row of the answer. The answer must
//! consist of exactly these rows.

mod cards;
mod faults;
mod models;
mod worlds;

use std::time::Duration;

use super::*;
use crate::model::{Slot, StoreName};
use crate::simulator::random::Random;

/// `+12025550143`, "Your code is 4711".
const CODE: &str = "07912160130300F4040B912120550541F300006211220103000011D9775D0E1287DBE5F2E8F9402E3137";
/// The same, class 0.
const FLASH: &str = "07912160130300F4040B912120550541F300106211220103000011D9775D0E1287DBE5F2E8F9402E3137";
/// The same, class 2.
const FOR_CARD: &str = "07912160130300F4040B912120550541F300126211220103000011D9775D0E1287DBE5F2E8F9402E3137";
/// A status report for reference 0.
const REPORT: &str = "07912160130300F40600";
/// A SUBMIT to `+12025550143`, "hi": 15 octets without the SCA.
const SUBMIT: &str = "0001000B912120550541F3000002E834";

const SECOND: Duration = Duration::from_secs(1);
const MS: Duration = Duration::from_millis(1);

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

struct Bench {
    modem: SimModem,
    now: Duration,
}

impl Bench {
    /// A modem that has booted and registered, without noise and echo.
    fn new(personality: Personality) -> Self {
        let mut bench = Self::booting(personality);
        bench.run(60 * SECOND);
        bench.modem.receive(b"ATE0\r", bench.now);
        bench.run(SECOND);
        bench.modem.take_events();
        bench
    }

    fn booting(personality: Personality) -> Self {
        let mut modem = SimModem::new(personality.quiet(), 1);
        modem.power_on(Duration::ZERO);
        Self { modem, now: Duration::ZERO }
    }

    fn generic() -> Self {
        Self::new(Personality::generic())
    }

    /// The output within `span`.
    fn run(&mut self, span: Duration) -> String {
        let end = self.now + span;
        let mut out = Vec::new();
        while let Some(at) = self.modem.next_at().filter(|at| *at <= end) {
            out.extend(self.modem.transmit(at));
        }
        out.extend(self.modem.transmit(end));
        self.now = end;
        String::from_utf8_lossy(&out).into_owned()
    }

    fn send(&mut self, text: &str) -> String {
        self.modem.receive(text.as_bytes(), self.now);
        self.run(SECOND / 2)
    }

    fn talk(&mut self, script: &str) {
        let mut lines = script.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
        while let Some(line) = lines.next() {
            let sent = line.strip_prefix("> ").unwrap_or_else(|| panic!("{line:?} should be a command"));
            let raw = self.send(&format!("{}\r", sent.replace("^Z", "\x1a").replace("^[", "\x1b")));
            let got: Vec<&str> = raw.split("\r\n").filter(|line| !line.is_empty()).collect();
            let mut expected = Vec::new();
            while let Some(line) = lines.peek().and_then(|line| line.strip_prefix('<')) {
                expected.push(line.trim());
                lines.next();
            }
            assert_eq!(got, expected, "after {sent:?}");
        }
    }

    fn deliver(&mut self, pdu: &str) -> Result<Placed, Refused> {
        self.modem.deliver(&bytes(pdu), self.now)
    }

    fn events(&mut self) -> Vec<ModemEvent> {
        self.modem.take_events()
    }
}

fn stored(store: StoreName, index: u16) -> Result<Placed, Refused> {
    Ok(Placed::Stored(Slot { store, index }))
}

#[test]
fn the_bytes_on_the_port_are_those_of_v250() {
    let mut bench = Bench::booting(Personality::generic());
    assert_eq!(bench.send("AT\r"), "", "deaf while booting");
    bench.run(10 * SECOND);
    assert_eq!(bench.send("AT\r"), "AT\r\r\nOK\r\n");
    assert_eq!(bench.send("ATE0\r"), "ATE0\r\r\nOK\r\n");
    assert_eq!(bench.send("AT+CSQ\r"), "\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
    assert_eq!(bench.send("AT\r\n"), "\r\nOK\r\n");
    assert_eq!(bench.send("\x1bAT\r"), "\r\nOK\r\n");
    assert_eq!(bench.send("hello\r"), "");
    assert_eq!(bench.send("ATX\x08E0\r"), "\r\nOK\r\n");
    assert_eq!(bench.send("ATV0\r"), "0\r");
    assert_eq!(bench.send("AT+CSQ\r"), "+CSQ: 20,99\r\n0\r");
    assert_eq!(bench.send("AT+NO\r"), "4\r");
    assert_eq!(bench.send("ATV1Q1\r"), "");
    assert_eq!(bench.send("ATQ0\r"), "\r\nOK\r\n");
    assert_eq!(bench.send(&format!("AT{}\r", "E0".repeat(2000))), "\r\nERROR\r\n");
}

#[test]
fn the_generic_modem_answers_as_the_standards_define() {
    let mut bench = Bench::generic();
    bench.talk(
        r#"
        > AT
        < OK
        > ATI
        < Simgate
        < Generic
        < Revision: 1.0
        < OK
        > AT+CGMI
        < Simgate
        < OK
        > AT+CMEE=2;+CMEE?
        < +CMEE: 2
        < OK
        > AT+CPIN?
        < +CPIN: READY
        < OK
        > AT+CPIN="1234"
        < +CME ERROR: operation not allowed
        > AT+CMEE=1
        < OK
        > AT+CPIN="1234"
        < +CME ERROR: 3
        > AT+CREG?;+CEREG=2;+CEREG?
        < +CREG: 0,1
        < +CEREG: 2,1,"1A2B","01C3D405",7
        < OK
        > AT+COPS?
        < +COPS: 0,0,"Simulated",7
        < OK
        > AT+CSMS=1
        < +CSMS: 1,1,1
        < OK
        > AT+CSMS?
        < +CSMS: 1,1,1,1
        < OK
        > AT+CMGF=0;+CMGF?
        < +CMGF: 0
        < OK
        > AT+CSCA?
        < +CSCA: "+12063130004",145
        < OK
        > AT+CFUN?
        < +CFUN: 1
        < OK
        > AT+NOSUCH
        < ERROR
        > AT+CSQ;+NOSUCH;+CSQ
        < +CSQ: 20,99
        < ERROR
        "#,
    );
}

#[test]
fn stores_are_chosen_filled_read_and_emptied() {
    let mut bench = Bench::generic();
    bench.talk(
        r#"
        > AT+CPMS=?
        < +CPMS: ("SM","ME","MT"),("SM","ME","MT"),("SM","ME","MT")
        < OK
        > AT+CPMS?
        < +CPMS: "SM",0,20,"SM",0,20,"SM",0,20
        < OK
        > AT+CPMS="ME","SM","ME"
        < +CPMS: 0,100,0,20,0,100
        < OK
        > AT+CPMS="XX"
        < +CMS ERROR: 302
        > AT+CNMI=2,1,0,2,0
        < OK
        > AT+CNMI?
        < +CNMI: 2,1,0,2,0
        < OK
        > AT+CNMI=2,9
        < +CMS ERROR: 303
        > AT+CMGL=4
        < OK
        "#,
    );
    assert_eq!(bench.deliver(CODE), stored(StoreName::ME, 1));
    assert_eq!(bench.deliver(CODE), stored(StoreName::ME, 2));
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"ME\",1\r\n\r\n+CMTI: \"ME\",2\r\n");
    bench.talk(&format!(
        r#"
        > AT+CPMS?
        < +CPMS: "ME",2,100,"SM",0,20,"ME",2,100
        < OK
        > AT+CMGR=1
        < +CMGR: 0,,34
        < {CODE}
        < OK
        > AT+CMGL=0
        < +CMGL: 2,0,,34
        < {CODE}
        < OK
        > AT+CMGL=0
        < OK
        > AT+CMGL
        < OK
        > AT+CMGL="ALL"
        < ERROR
        > AT+CMGL=5
        < +CMS ERROR: 302
        > AT+CMGR=3
        < +CMS ERROR: 321
        > AT+CMGR=101
        < +CMS ERROR: 321
        > AT+CMGD=?
        < +CMGD: (1,2),(0-4)
        < OK
        > AT+CMGD=1
        < OK
        > AT+CMGD=1
        < OK
        > AT+CMGD=0
        < +CMS ERROR: 321
        > AT+CMGL=4
        < +CMGL: 2,1,,34
        < {CODE}
        < OK
        "#
    ));
    let slot = Slot { store: StoreName::ME, index: 1 };
    let events = bench.events();
    assert!(
        matches!(&events[..], [ModemEvent::Deleted { slot: at, pdu, .. }] if *at == slot && *pdu == bytes(CODE)),
        "{events:?}"
    );
    assert_eq!(bench.deliver(CODE), stored(StoreName::ME, 1), "the lowest free slot again");
}

#[test]
fn a_list_is_framed_like_a_real_one() {
    let mut bench = Bench::generic();
    for _ in 0..2 {
        bench.deliver(CODE).unwrap();
    }
    let one = |index| format!("+CMGL: {index},0,,34\r\n{CODE}\r\n");
    assert_eq!(bench.send("AT+CMGL=4\r"), format!("\r\n{}{}\r\nOK\r\n", one(1), one(2)));

    let mut bench = Bench::new(Personality::sim7600());
    for _ in 0..2 {
        bench.deliver(CODE).unwrap();
    }
    bench.run(SECOND);
    let one = |index| format!("\r\n+CMGL: {index},0,,34\r\n{CODE}\r\n");
    assert_eq!(bench.send("AT+CMGL=4\r"), format!("{}{}\r\nOK\r\n", one(0), one(1)));
}

#[test]
fn mt_is_both_stores_with_one_sequence_of_indexes() {
    let mut bench = Bench::generic();
    bench.talk(
        r#"
        > AT+CPMS="MT","MT","MT"
        < +CPMS: 0,120,0,120,0,120
        < OK
        > AT+CNMI=2,1
        < OK
        "#,
    );
    assert_eq!(bench.deliver(FOR_CARD), stored(StoreName::SM, 1));
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",1\r\n");
    bench.talk(&format!(
        r#"
        > AT+CMGL=4
        < +CMGL: 101,0,,34
        < {FOR_CARD}
        < OK
        > AT+CMGD=101
        < OK
        > AT+CMGL=4
        < OK
        "#
    ));
    for index in 1..=100 {
        assert_eq!(bench.deliver(CODE), stored(StoreName::ME, index));
    }
    assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 1), "the card when the modem is full");
}

#[test]
fn deleting_by_flag_keeps_the_other_messages() {
    let mut bench = Bench::generic();
    for (status, _) in [(Status::Read, 1), (Status::Unsent, 2), (Status::Sent, 3), (Status::Unread, 4)] {
        bench.modem.preload(StoreName::SM, status, &bytes(CODE)).unwrap();
    }
    let left = |bench: &Bench| bench.modem.slots().iter().map(|(slot, _)| slot.index).collect::<Vec<_>>();
    for (flag, expected) in [(1, &[2, 3, 4][..]), (2, &[2, 4]), (3, &[4]), (4, &[])] {
        bench.send(&format!("AT+CMGD=1,{flag}\r"));
        assert_eq!(left(&bench), expected, "flag {flag}");
    }
}

#[test]
fn a_full_store_refuses_and_reports_that_as_the_model_does() {
    let mut bench = Bench::new(Personality::e3372h());
    bench.send("AT+CNMI=1,1,0,2,0\r");
    for index in 0..19 {
        assert_eq!(bench.deliver(CODE), stored(StoreName::SM, index));
    }
    bench.run(SECOND);
    assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 19));
    assert_eq!(bench.run(SECOND), "\r\n^SMMEMFULL: \"SM\"\r\n");
    assert_eq!(bench.deliver(CODE), Err(Refused::Full));
    assert_eq!(bench.run(SECOND), "\r\n^SMMEMFULL: \"SM\"\r\n");
    bench.send("AT+CMGD=7\r");
    assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 7));

    let mut bench = Bench::new(Personality::sim7600());
    for _ in 0..22 {
        bench.deliver(CODE).unwrap();
    }
    bench.run(SECOND);
    assert_eq!(bench.deliver(CODE), stored(StoreName::ME, 22));
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"ME\",22\r\n\r\n+SMS FULL\r\n");
}

#[test]
fn direct_messages_wait_for_their_acknowledgement() {
    let mut bench = Bench::generic();
    bench.talk("> AT+CSMS=1;+CNMI=2,2,0,1,0\n< +CSMS: 1,1,1\n< OK");
    assert_eq!(bench.deliver(CODE), Ok(Placed::Offered(1)));
    assert_eq!(bench.run(SECOND), format!("\r\n+CMT: ,34\r\n{CODE}\r\n"));
    assert_eq!(bench.deliver(CODE), Err(Refused::Busy));
    bench.talk("> AT+CNMA\n< OK\n> AT+CNMA\n< +CMS ERROR: 340");
    assert!(matches!(bench.events()[..], [ModemEvent::Acknowledged { offer: 1, .. }]));

    assert_eq!(bench.deliver(CODE), Ok(Placed::Offered(2)));
    bench.run(SECOND);
    bench.talk("> AT+CNMA=2\n< OK");
    assert!(matches!(bench.events()[..], [ModemEvent::NotAcknowledged { offer: 2, .. }]));

    assert_eq!(bench.deliver(REPORT), Ok(Placed::Offered(3)));
    bench.run(16 * SECOND);
    assert_eq!(bench.events(), []);
    bench.run(2 * SECOND);
    assert!(matches!(bench.events()[..], [ModemEvent::NotAcknowledged { offer: 3, .. }]));
    bench.talk("> AT+CNMI?\n< +CNMI: 2,0,0,0,0\n< OK");
    assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 1));
    assert_eq!(bench.run(SECOND), "", "mt is 0: nothing is announced");
}

#[test]
fn each_class_is_stored_or_sent_directly() {
    let mut bench = Bench::generic();
    bench.talk("> AT+CPMS=\"ME\",\"ME\",\"ME\";+CNMI=2,1\n< +CPMS: 0,100,0,100,0,100\n< OK");
    assert_eq!(bench.deliver(FLASH), Ok(Placed::Direct), "class 0 is sent directly even in store mode");
    assert_eq!(bench.run(SECOND), format!("\r\n+CMT: ,34\r\n{FLASH}\r\n"));
    assert_eq!(bench.deliver(FOR_CARD), stored(StoreName::SM, 1));
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",1\r\n");
    bench.talk("> AT+CNMI=2,2\n< OK");
    assert_eq!(bench.deliver(FOR_CARD), stored(StoreName::SM, 2));
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",2\r\n");
    assert_eq!(bench.deliver(CODE), Ok(Placed::Direct), "without +CSMS=1 the message is acknowledged at once");
    assert_eq!(bench.deliver(REPORT), Ok(Placed::Discarded));
}

#[test]
fn reports_are_delivered_according_to_settings_and_model() {
    let mut bench = Bench::new(Personality::ec25());
    bench.talk("> AT+CNMI=2,1,0,2,0\n< OK");
    assert_eq!(bench.deliver(REPORT), stored(StoreName::SR, 0));
    assert_eq!(bench.run(SECOND), "\r\n+CDSI: \"SM\",0\r\n", "the EC25 trap: the report is in SR");
    let mut bench = Bench::new(Personality::zte_mf());
    bench.talk("> AT+CNMI=1,1,0,1,0\n< OK");
    assert_eq!(bench.deliver(REPORT), Ok(Placed::Direct));
    assert_eq!(bench.run(SECOND), format!("\r\n+CDS: ,2\r\n{REPORT}\r\n"));
}

#[test]
fn a_urc_that_can_not_be_sent_yet_waits_in_the_modem() {
    let mut bench = Bench::generic();
    bench.talk("> AT+CNMI=0,1\n< OK");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "");
    assert_eq!(bench.send("AT+CNMI=2,1\r").matches("+CMTI: \"SM\",1").count(), 1);
    bench.talk("> AT+CNMI=0,1\n< OK");
    bench.deliver(CODE).unwrap();
    bench.talk("> AT+CNMI=2,1,0,0,1\n< OK");
}

#[test]
fn a_message_is_sent_after_the_prompt() {
    let mut bench = Bench::generic();
    assert_eq!(bench.send("AT+CMGS=15\r"), "\r\n> ");
    assert_eq!(bench.send(&format!("{SUBMIT}\x1a")), "");
    assert_eq!(bench.run(3 * SECOND), "\r\n+CMGS: 0\r\n\r\nOK\r\n");
    let sent = bench.events();
    assert!(matches!(&sent[..], [ModemEvent::Submitted { mr: 0, pdu, .. }] if *pdu == bytes(SUBMIT)), "{sent:?}");

    bench.send("AT+CMGS=15\r");
    assert_eq!(bench.send("00\x1b"), "\r\nOK\r\n", "ESC cancels");
    for (length, pdu, result) in [
        ("14", SUBMIT, "304"),
        ("15", "00010", "304"),
        ("15", "zz", "304"),
        ("15", "", "304"),
        ("33", &CODE[..82], "304"),
    ] {
        assert_eq!(bench.send(&format!("AT+CMGS={length}\r")), "\r\n> ");
        assert_eq!(bench.send(&format!("{pdu}\x1a")), format!("\r\n+CMS ERROR: {result}\r\n"), "{length} {pdu}");
    }
    bench.talk("> AT+CMGS=0\n< +CMS ERROR: 304\n> AT+CMGS=999\n< +CMS ERROR: 304");
    bench.modem.fault(Fault::Coverage(Coverage::Searching), bench.now);
    bench.send("AT+CMGS=15\r");
    assert_eq!(bench.send(&format!("{SUBMIT}\x1a")), "\r\n+CMS ERROR: 331\r\n");
    assert_eq!(bench.events(), []);
}

#[test]
fn a_urc_does_not_interrupt_data_entry() {
    let mut bench = Bench::generic();
    bench.send("AT+CNMI=2,1\r");
    bench.send("AT+CMGS=15\r");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "");
    assert_eq!(bench.send("\x1b"), "\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n");
}

#[test]
fn a_urc_may_be_before_within_or_after_a_reply_but_not_in_a_message() {
    let (mut before, mut within, mut after) = (0, 0, 0);
    let mut bench = Bench::new(Personality::ec25());
    for _ in 0..60 {
        bench.send("AT+CMGD=1,4\r");
        for _ in 0..4 {
            bench.deliver(CODE).unwrap();
        }
        bench.run(SECOND);
        bench.modem.receive(b"AT+CMGL=4\r", bench.now);
        bench.deliver(FOR_CARD).unwrap();
        let reply = bench.run(SECOND);
        let lines: Vec<&str> = reply.split("\r\n").filter(|line| !line.is_empty()).collect();
        let found = |start: &str| lines.iter().position(|line| line.starts_with(start));
        let urc = found("+CMTI: \"SM\"").expect("the URC came");
        assert_eq!(lines.len(), 10, "it came once, and so did all else: {lines:?}");
        for (number, _) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("+CMGL")) {
            assert_eq!(lines[number + 1], CODE, "the PDU follows its header");
        }
        match (urc, found("OK")) {
            (0, _) => before += 1,
            (9, Some(8)) => after += 1,
            _ => within += 1,
        }
        bench.send("AT+CPMS=\"SM\"\r");
        bench.send("AT+CMGD=1,4\r");
        bench.send("AT+CPMS=\"ME\"\r");
    }
    assert!(before > 0 && within > 0 && after > 0, "{before} {within} {after}");
}
