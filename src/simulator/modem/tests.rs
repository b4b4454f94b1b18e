//! Dialogues with simulated modems. `> ` is a command line from the host, `< ` a line that comes back; what
//! comes back must be these lines and no others.

mod faults;
mod worlds;

use super::*;
use crate::model::StoreName;

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
    /// Booted and registered, silent since, echo off.
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

    /// All that comes within `span`.
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
            let sent = line.strip_prefix("> ").unwrap_or_else(|| panic!("a command should stand at {line:?}"));
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
fn the_bytes_on_the_line_are_those_of_v250() {
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
fn the_generic_modem_answers_by_the_standards() {
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
fn mt_is_both_stores_with_one_row_of_indexes() {
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
fn deleting_by_flag_spares_what_it_should() {
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
fn a_full_store_refuses_and_says_so_as_the_model_does() {
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
    assert_eq!(bench.run(SECOND), "", "mt is 0: nothing is shown");
}

#[test]
fn classes_go_their_own_ways() {
    let mut bench = Bench::generic();
    bench.talk("> AT+CPMS=\"ME\",\"ME\",\"ME\";+CNMI=2,1\n< +CPMS: 0,100,0,100,0,100\n< OK");
    assert_eq!(bench.deliver(FLASH), Ok(Placed::Shown), "class 0 is shown even in store mode");
    assert_eq!(bench.run(SECOND), format!("\r\n+CMT: ,34\r\n{FLASH}\r\n"));
    assert_eq!(bench.deliver(FOR_CARD), stored(StoreName::SM, 1));
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",1\r\n");
    bench.talk("> AT+CNMI=2,2\n< OK");
    assert_eq!(bench.deliver(FOR_CARD), stored(StoreName::SM, 2));
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",2\r\n");
    assert_eq!(bench.deliver(CODE), Ok(Placed::Shown), "without +CSMS=1 the network has its yes at once");
    assert_eq!(bench.deliver(REPORT), Ok(Placed::Discarded));
}

#[test]
fn reports_come_as_the_settings_and_the_model_say() {
    let mut bench = Bench::new(Personality::ec25());
    bench.talk("> AT+CNMI=2,1,0,2,0\n< OK");
    assert_eq!(bench.deliver(REPORT), stored(StoreName::SR, 0));
    assert_eq!(bench.run(SECOND), "\r\n+CDSI: \"SM\",0\r\n", "the EC25 trap: it lies in SR");
    let mut bench = Bench::new(Personality::zte_mf());
    bench.talk("> AT+CNMI=1,1,0,1,0\n< OK");
    assert_eq!(bench.deliver(REPORT), Ok(Placed::Shown));
    assert_eq!(bench.run(SECOND), format!("\r\n+CDS: ,2\r\n{REPORT}\r\n"));
}

#[test]
fn what_cannot_be_told_yet_waits_in_the_modem() {
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
    assert_eq!(bench.send("00\x1b"), "\r\nOK\r\n", "ESC gives up");
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
fn a_urc_does_not_break_into_data_entry() {
    let mut bench = Bench::generic();
    bench.send("AT+CNMI=2,1\r");
    bench.send("AT+CMGS=15\r");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "");
    assert_eq!(bench.send("\x1b"), "\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n");
}

#[test]
fn a_urc_may_stand_before_within_or_after_a_reply_but_not_in_a_message() {
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

#[test]
fn a_reset_asks_for_the_pin_again_and_keeps_the_counter() {
    let mut bench = Bench::generic();
    let card = bench.modem.card.take().unwrap().with_pin("1234", "12345678");
    bench.modem.card = Some(card);
    bench.talk("> AT+CPIN=9999\n< ERROR\n> AT+CPIN=1234\n< OK");
    bench.modem.fault(Fault::ResetSilently { instant: true }, bench.now);
    bench.run(SECOND / 40);
    bench.send("ATE0\r");
    bench.talk("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CPIN=9999\n< ERROR");
    bench.modem.fault(Fault::ResetSilently { instant: true }, bench.now);
    bench.run(SECOND / 40);
    bench.send("ATE0\r");
    bench.talk("> AT+CPINR\n< +CPINR: SIM PIN,2,3\n< +CPINR: SIM PUK,10,10\n< OK");
}

#[test]
fn a_pin_opens_the_card_and_its_counter_is_real() {
    for (personality, ask, locked) in [
        (Personality::generic(), "AT+CPINR", "+CPINR: SIM PIN,2,3\n< +CPINR: SIM PUK,10,10"),
        (Personality::e3372h(), "AT^CPIN?", "^CPIN: SIM PIN,2,10,2,10,3"),
        (Personality::ec25(), "AT+QPINC?", "+QPINC: \"SC\",2,10\n< +QPINC: \"P2\",3,10"),
        (Personality::sim800(), "AT+SPIC", "+SPIC: 2,10,3,10"),
        (Personality::zte_mf(), "AT+ZPINPUK=?", "+ZPINPUK: 2,10"),
    ] {
        let mut bench = Bench::booting(personality);
        let card = bench.modem.card.take().unwrap().with_pin("0042", "12345678");
        bench.modem.card = Some(card);
        bench.run(30 * SECOND);
        bench.send("ATE0\r");
        bench.talk(&format!(
            r#"
            > AT+CMEE=1
            < OK
            > AT+CPIN?
            < +CPIN: SIM PIN
            < OK
            > AT+CPMS?
            < +CMS ERROR: 311
            > AT+CIMI
            < +CME ERROR: 11
            > AT+CPIN=0043
            < +CME ERROR: 16
            > {ask}
            < {locked}
            < OK
            > AT+CPIN="0042"
            < OK
            "#
        ));
        bench.run(30 * SECOND);
        assert!(bench.modem.registered());
        bench.talk("> AT+CPIN?\n< +CPIN: READY\n< OK");
    }
}

#[test]
fn models_boot_with_their_own_words() {
    for (personality, expected) in [
        (Personality::generic(), ""),
        (Personality::ec25(), "RDY +CFUN: 1 +CPIN: READY +QUSIM: 1 +QIND: SMS DONE +QIND: PB DONE"),
        (Personality::sim800(), "RDY +CFUN: 1 +CPIN: READY Call Ready SMS Ready"),
        (Personality::sim7600(), "RDY +CPIN: READY SMS DONE PB DONE"),
    ] {
        let mut bench = Bench::booting(personality);
        let said = bench.run(60 * SECOND);
        let said: Vec<&str> = said.split("\r\n").filter(|line| !line.is_empty()).collect();
        assert_eq!(said.join(" "), expected);
    }
}

#[test]
fn messages_are_not_ready_at_once() {
    let mut bench = Bench::booting(Personality::sim800());
    bench.run(10 * SECOND);
    bench.send("ATE0\r");
    bench.talk("> AT+CPIN?\n< +CPIN: READY\n< OK\n> AT+CPMS?\n< +CMS ERROR: 302");
    assert_eq!(bench.deliver(CODE), Err(Refused::Unreachable));
    bench.run(10 * SECOND);
    bench.talk("> AT+CPMS?\n< +CPMS: \"SM\",0,10,\"SM\",0,10,\"SM\",0,10\n< OK");
}

#[test]
fn models_read_the_iccid_each_in_its_way() {
    for (personality, ask, prefix, turned) in [
        (Personality::generic(), "AT+CCID", "+CCID: ", false),
        (Personality::ec25(), "AT+QCCID", "+QCCID: ", false),
        (Personality::e3372h(), "AT^ICCID?", "^ICCID: ", false),
        (Personality::e173(), "AT^ICCID?", "^ICCID: ", true),
        (Personality::sim800(), "AT+CCID", "", false),
        (Personality::sim7600(), "AT+CICCID", "+ICCID: ", false),
    ] {
        let mut bench = Bench::new(personality);
        let reply = bench.send(&format!("{ask}\r"));
        let shown = reply.trim().lines().next().unwrap().strip_prefix(prefix).unwrap().trim().to_owned();
        let iccid = bench.modem.card().unwrap().iccid.clone();
        assert_eq!(shown.starts_with("98"), turned, "{ask}");
        assert_eq!(crate::model::Iccid::parse(&shown).unwrap().as_str(), iccid, "{ask}");
    }
}

#[test]
fn models_refuse_what_they_promise() {
    for (personality, promised, refused, taken) in [
        (Personality::zte_mf(), "(0,1,2)", "2,1,0,1,0", "1,1,0,1,0"),
        (Personality::e173(), "(0,1,2)", "1,1,0,1,0", "2,1,0,2,0"),
        (Personality::sim7600(), "(0,1,2)", "2,1,0,1,0", "2,1,0,2,0"),
    ] {
        let mut bench = Bench::new(personality);
        assert!(bench.send("AT+CNMI=?\r").contains(promised));
        bench.talk(&format!("> AT+CNMI={refused}\n< +CMS ERROR: 303\n> AT+CNMI={taken}\n< OK"));
    }
    let mut bench = Bench::new(Personality::e3372h());
    bench.talk("> AT+NOSUCH\n< COMMAND NOT SUPPORT\n> AT+CSMS?\n< +CSMS: 1,1,1\n< OK");
    let mut bench = Bench::new(Personality::zte_mf());
    bench.talk("> AT+CPMS=\"SM\",\"SM\",\"SM\"\n< OK\n> AT+CMEE=1;+CMGF=0\n< ERROR");
    let mut bench = Bench::new(Personality::sim800());
    bench.talk("> AT+CPMS=\"SM_P\"\n< +CPMS: 0,10,0,10,0,10\n< OK\n> AT+CNMA\n< ERROR");
}

#[test]
fn rarer_quirks_can_be_asked_for() {
    let mut personality = Personality::e173();
    personality.indications.unlocked_by = Some("^PORTSEL=1");
    let mut bench = Bench::new(personality);
    bench.talk("> AT+CNMI=2,1\n< OK");
    bench.deliver(CODE).unwrap();
    bench.talk("> AT^PORTSEL=0\n< OK");
    assert_eq!(bench.run(SECOND), "");
    bench.talk("> AT^PORTSEL=1\n< OK");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",1\r\n");

    let mut personality = Personality::generic();
    personality.stores.list_fails = Some(303);
    personality.stores.unreadable = Some(StoreName::SM);
    personality.replies.text_mode = true;
    personality.timing.slower = &[("+CSQ", 400)];
    let mut bench = Bench::new(personality);
    bench.deliver(CODE).unwrap();
    bench.talk("> AT+CMGF?\n< +CMGF: 1\n< OK\n> AT+CMGF=0\n< OK\n> AT+CMGL=4\n< +CMS ERROR: 303");
    bench.talk("> AT+CMGR=1\n< OK\n> AT+CPMS?\n< +CPMS: \"SM\",1,20,\"SM\",1,20,\"SM\",1,20\n< OK");
    bench.modem.receive(b"AT+CSQ;+CSQ\r", bench.now);
    assert_eq!(bench.run(800 * MS), "");
    assert_eq!(bench.run(2 * MS), "\r\n+CSQ: 20,99\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
}

#[test]
fn noise_ends_when_the_model_is_calmed() {
    for (personality, noise, calm) in
        [(Personality::zte_mf(), "+ZUSIMR:2", "AT+CPMS?\r"), (Personality::e3372h(), "^RSSI:20", "AT^CURC=0\r")]
    {
        let mut modem = SimModem::new(personality, 3);
        modem.power_on(Duration::ZERO);
        let mut bench = Bench { modem, now: Duration::ZERO };
        assert!(bench.run(60 * SECOND).matches(noise).count() > 3);
        bench.send(calm);
        assert!(!bench.run(60 * SECOND).contains(noise));
    }
}

#[test]
fn the_quectel_urc_port_silences_this_one() {
    let mut bench = Bench::new(Personality::ec25());
    bench.talk("> AT+QURCCFG=\"urcport\",\"uart1\"\n< OK");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "");
    bench.talk("> AT+QURCCFG=\"urcport\"\n< +QURCCFG: \"urcport\",\"uart1\"\n< OK");
    bench.talk("> AT+QURCCFG=\"urcport\",\"usbat\"\n< OK");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"ME\",1\r\n");
}

#[test]
fn what_comes_during_a_command_fares_by_the_model() {
    for (busy, replies) in [(Busy::Queues, 2), (Busy::Ignores, 1), (Busy::Aborts, 2)] {
        let mut personality = Personality::generic();
        personality.replies.busy = busy;
        let mut bench = Bench::new(personality);
        bench.modem.receive(b"AT+CSQ\rAT\r", bench.now);
        assert_eq!(bench.run(SECOND).matches("OK").count(), replies, "{busy:?}");
    }
    let mut personality = Personality::generic();
    personality.replies.busy = Busy::Aborts;
    let mut bench = Bench::new(personality);
    let slow = Fault::Answer { command: "+CMGL".into(), times: 1, answer: Answer::Slow(10 * SECOND) };
    bench.modem.fault(slow, bench.now);
    assert_eq!(bench.send("AT+CMGL=4\r"), "");
    assert_eq!(bench.send("AT\r"), "\r\nERROR\r\n\r\nOK\r\n");
    assert_eq!(bench.run(20 * SECOND), "");
}

#[test]
fn a_paced_line_takes_its_time_and_traces_tell_it() {
    let mut personality = Personality::generic();
    personality.baud = Some(10_000);
    let mut bench = Bench::new(personality);
    bench.modem.trace(true);
    let start = bench.now;
    bench.modem.receive(b"AT\r", start);
    assert_eq!(bench.run(SECOND), "\r\nOK\r\n");
    // 3 bytes in, 2 ms of work, 6 bytes out.
    let trace = |ms, what| ModemEvent::Trace { at: start + ms * MS, what };
    assert_eq!(bench.events(), [trace(3, Trace::Command("AT".into())), trace(11, Trace::Replied("AT".into()))]);

    bench.send("AT+CNMI=2,1\r");
    bench.events();
    let start = bench.now;
    bench.deliver(CODE).unwrap();
    bench.run(SECOND);
    let slot = Slot { store: StoreName::SM, index: 1 };
    let announced = ModemEvent::Trace { at: start + 17 * MS, what: Trace::Announced(slot) };
    assert_eq!(bench.events(), [announced], "17 bytes: CR LF +CMTI: \"SM\",1 CR LF");
}

#[test]
fn text_mode_is_not_spoken() {
    let mut bench = Bench::generic();
    bench.talk("> AT+CMGF=1\n< OK\n> AT+CMGL=4\n< +CMS ERROR: 303\n> AT+CMGF=0\n< OK\n> AT+CMGL=4\n< OK");
}

#[test]
fn a_call_rings_and_gives_up_in_each_models_words() {
    let call = |bench: &mut Bench, number: &str, rings| {
        bench.modem.fault(Fault::Call { number: number.into(), rings }, bench.now);
        bench.run((rings + 1) * 5 * SECOND)
    };
    let mut bench = Bench::generic();
    assert_eq!(call(&mut bench, "+12025550143", 1), "\r\nRING\r\n\r\nNO CARRIER\r\n", "nobody asked who calls");
    bench.send("AT+CLIP=1\r");
    let said = call(&mut bench, "+12025550143", 2);
    assert_eq!(said.matches("\r\nRING\r\n\r\n+CLIP: \"+12025550143\",145,\"\",,\"\",0\r\n").count(), 2);
    assert!(said.ends_with("\r\nNO CARRIER\r\n"));
    let said = call(&mut bench, "", 1);
    assert_eq!(said, "\r\nRING\r\n\r\n+CLIP: \"\",128,\"\",,\"\",1\r\n\r\nNO CARRIER\r\n");
    bench.send("AT+CRC=1\r");
    assert!(call(&mut bench, "611", 1).starts_with("\r\n+CRING: VOICE\r\n\r\n+CLIP: \"611\",129,"));

    let of = |words: CallWords| {
        let mut bench = Bench::new(Personality { calls: words, ..Personality::generic().quiet() });
        bench.send("AT+CLIP=1\r");
        call(&mut bench, "+12025550143", 2)
    };
    assert!(of(Personality::sim7600().calls).ends_with("\r\nMISSED_CALL: 10:29AM 12025550143\r\n"));
    assert!(of(Personality::zte_mf().calls).ends_with("\r\n+CLIP: \"+12025550143\",145,,,,0\r\n"));
    let refuses = CallWords { refuses: true, ..Personality::generic().calls };
    assert_eq!(of(refuses), "\r\nRING\r\n\r\nRING\r\n\r\nNO CARRIER\r\n");
    let late = CallWords { late: true, ..Personality::generic().calls };
    assert!(of(late).starts_with("\r\nRING\r\n\r\nRING\r\n\r\n+CLIP: "));
}
