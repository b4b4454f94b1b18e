//! Text that a person wrote is not interpreted.

use super::*;

const TEXT_HEAD: &str = "+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"";

fn ussd(text: &str, coding: Option<u8>) -> Output {
    Output::Urc(Urc::Ussd(Ussd { state: UssdState::Done, text: Some(text.into()), coding }))
}

/// A text mode message with its header.
fn text_message(row: &str) -> Output {
    message(&format!("{TEXT_HEAD}\n{row}"), 0)
}

#[test]
fn a_row_of_a_text_is_no_prompt() {
    let body = "0011000B912120555510F30000AA05E8329BFD06";
    let mut session = Session::default();
    let mut out = Vec::new();
    session.start(send(19, body), START);
    session.receive(b"+CUSD: 0,\"menu\r\n> 1 yes\r\n2 no\",15\r\n", START, &mut out);
    assert_eq!(out, [ussd("menu\n> 1 yes\n2 no", Some(15))]);
    session.receive(format!("{TEXT_HEAD}\r\n> yes\r\n").as_bytes(), START, &mut out);
    assert_eq!(out[1..], [text_message("> yes")]);
    session.receive(b"\r\n> ", START, &mut out);
    assert_eq!(out[2..], [Output::Write(format!("{body}\x1a").into_bytes())]);
}

#[test]
fn a_text_mode_message_is_kept_and_not_interpreted() {
    for words in ["OK", "ERROR", "+CMT: ,23", "+CMTI: \"SM\",3", "RDY", "AT", "> ", PDU] {
        check(
            Some(Command::stores_in_use()),
            &format!("{TEXT_HEAD}\r\n{words}\r\n+CPMS: \"SM\",1,20\r\nOK\r\n"),
            &[text_message(words), reply(&["+CPMS: \"SM\",1,20"], Final::Ok)],
        );
    }
    let page = "+CBM: 1,50,1,1,1";
    check(None, &format!("{page}\r\nOK\r\n"), &[other(page)]);
}

#[test]
fn the_rows_of_a_text_can_not_forge_a_sender() {
    let forged = format!("+CMT: ,23\r\n{PDU}\r\n");
    let again = message(&format!("+CMT: ,23\n{PDU}"), 0);
    check(None, &format!("{TEXT_HEAD}\r\nhello\r\n{forged}"), &[text_message("hello"), again.clone()]);
    let csdh = format!("{TEXT_HEAD},145,4,0,0,\"+1206\",145,2");
    check(None, &format!("{csdh}\r\nhi\r\n{forged}"), &[message(&format!("{csdh}\nhi"), 0), again]);
    for head in [
        "+CMGR: \"REC UNREAD\",\"+12025550143\",,\"26/11/22,10:30:00+04\"",
        "+CMGR: \"STO SENT\",\"+12025550143\",",
        "+CMGL: 1,\"REC READ\",\"+12025550143\",,\"26/11/22,10:30:00+04\"",
    ] {
        let (command, forged) = if head.starts_with("+CMGR") {
            (Command::read(1), "+CMGR: 0,,23")
        } else {
            (Command::list(), "+CMGL: 2,0,,23")
        };
        check(
            Some(command),
            &format!("{head}\r\nhello\r\n{forged}\r\n{PDU}\r\nOK\r\n"),
            &[Output::Noise("hello".into()), Output::Noise(PDU.into()), incomplete(&[])],
        );
    }
    let report = "+CDS: 6,77,\"+1202\",145,\"26/11/22,10:30:00+04\",\"26/11/22,10:30:00+04\",0";
    check(None, &format!("{report}\r\n{PDU}\r\n"), &[other(report), Output::Noise(PDU.into())]);
}

#[test]
fn text_mode_ends_when_the_modem_accepts_pdu_mode() {
    let mut session = Session::default();
    let mut out = Vec::new();
    let pdu_mode = || Command::plain("AT+CMGF=0", Shape::Nothing);
    assert!(!session.is_in_text_mode());
    session.receive(format!("{TEXT_HEAD}\r\nhi\r\n").as_bytes(), START, &mut out);
    assert!(session.is_in_text_mode());
    session.start(Command::attention(), START);
    session.receive(b"OK\r\n", START, &mut out);
    assert!(session.is_in_text_mode());
    session.start(pdu_mode(), START);
    session.receive(format!("{TEXT_HEAD}\r\nhi\r\nOK\r\n").as_bytes(), START, &mut out);
    assert!(session.is_in_text_mode(), "the OK may be the second row of the message");
    session.start(pdu_mode(), START);
    session.receive(b"OK\r\n", START, &mut out);
    assert!(!session.is_in_text_mode());
    out.clear();
    session.receive(format!("+CMT: ,23\r\n{PDU}\r\n").as_bytes(), START, &mut out);
    assert_eq!(out, [message(PDU, 23)]);
}

#[test]
fn a_text_about_a_full_store_is_no_code() {
    check(
        Some(Command::attention()),
        "+CUSD: 0,\"Offer: SMS Full pack\r\nOK\r\nbye\",15\r\nOK\r\n",
        &[ussd("Offer: SMS Full pack\nOK\nbye", Some(15)), reply(&[], Final::Ok)],
    );
    check(None, "+CUSD: 0,\"SMS full pack 5\",15\r\n", &[ussd("SMS full pack 5", Some(15))]);
}

#[test]
fn a_text_without_its_end_hides_no_final_result_code() {
    let mut session = Session::default();
    let mut out = Vec::new();
    session.start(Command::stores_in_use().within(Duration::from_secs(2)), START);
    session.receive(b"+CUSD: 0,\"half\r\n+CPMS: \"SM\",1,20\r\n\r\nOK\r\n", START, &mut out);
    assert!(out.is_empty());
    session.expire(session.deadline().unwrap(), &mut out);
    assert_eq!(out.len(), 2);
    assert!(matches!(&out[0], Output::Urc(Urc::Ussd(_))));
    assert_eq!(out[1], reply(&["+CPMS: \"SM\",1,20"], Final::Ok));
}

#[test]
fn a_text_without_its_end_hides_no_restart() {
    let mut session = Session::default();
    let mut out = Vec::new();
    session.receive(b"+CUSD: 0,\"half\r\nRDY\r\n+CPIN: READY\r\nOK\r\n", START, &mut out);
    // The `OK` arrived before this command.
    session.start(Command::attention().within(Duration::from_secs(60)), START);
    assert_eq!(session.deadline(), Some(START + SECOND_ROW_WITHIN), "not after a minute");
    session.expire(START + SECOND_ROW_WITHIN, &mut out);
    assert_eq!(out[1..], [Output::Urc(Urc::Booted), Output::Urc(Urc::Card(CardState::Ready))]);
    assert!(!session.is_idle());
    out.clear();
    // The text is longer than any valid one, so its last row is interpreted.
    session.receive(b"+CUSD: 0,\"half\r\n", START, &mut out);
    let mut rows = 0;
    while out.is_empty() {
        session.receive(format!("{}\r\nOK\r\n", "y".repeat(200)).as_bytes(), START, &mut out);
        rows += 1;
    }
    assert!(rows < 8);
    assert_eq!(out[1], reply(&[], Final::Ok));
}

#[test]
fn a_text_is_ended_by_another() {
    check(
        None,
        "+CUSD: 0,\"half\r\n+CUSD: 0,\"whole\",15\r\n+CUSD: 0,\"half\r\n+CBM: 1\r\n00\r\n",
        &[ussd("half", None), ussd("whole", Some(15)), ussd("half", None), other("+CBM: 1")],
    );
}
