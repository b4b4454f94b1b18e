//! What answers a command, and what ends it.

use super::*;

#[test]
fn codes_with_a_mark_are_no_name_of_a_maker() {
    for code in [
        "+CSQ: 20,99",
        "+CNSMOD: 1,4",
        "*EUICC: 1",
        "+CLCC: 1,1,4,0,0",
        "+COLP: \"1\"",
        "+NITZ: 1",
        "^CARDMODE: 1",
        "$GPGGA,1",
        "VOICE CALL: BEGIN",
        "+XLEMA: 1",
        "%CTZV: 1",
    ] {
        let from_modem = format!("{code}\r\nSIMCOM INCORPORATED\r\nOK\r\n");
        check(free("AT+CGMI"), &from_modem, &[other(code), reply(&["SIMCOM INCORPORATED"], Final::Ok)]);
    }
}

#[test]
fn an_answer_may_have_the_name_of_its_command() {
    for (command, answer) in [
        ("AT+CGMI", "+CGMI: huawei"),
        ("AT+CGMM", "#CGMM: LE910C1"),
        ("AT+CGMM", "+GMM: E173"),
        ("AT^CPIN?", "^CPIN: READY,,10,3,10,3"),
        ("AT+QPINC=\"SC\"", "+QPINC: \"SC\",3,10"),
        ("AT+CCID", "+CCID: 8901260712345678901"),
        ("AT+CICCID", "+ICCID: 8901260712345678901"),
        ("AT+CRSM=176,12258,0,0,10", "+CRSM: 144,0,\"981062702143658709F1\""),
        ("AT+ZPINPUK=?", "+ZPINPUK: 3,10"),
    ] {
        check(free(command), &format!("{answer}\r\nOK\r\n"), &[reply(&[answer], Final::Ok)]);
    }
}

#[test]
fn no_echo_is_an_answer() {
    for echo in ["MM\r", "M\r", "AT+CGMI\r\r\n", "at+cgmm\r", "ATE0\r", "AT\r", "AT+CGMM"] {
        let from_modem = format!("{echo}EC25\r\nOK\r\n");
        check(free("AT+CGMM"), &from_modem, &[Output::Echo, reply(&["EC25"], Final::Ok)]);
    }
    check(free("AT+CGMI"), "ATEL\r\nOK\r\n", &[reply(&["ATEL"], Final::Ok)]);
    let answer = "+CPMS: \"SM\",1,20";
    let from_modem = format!("at+cpms?{answer}\r\nOK\r\n");
    check(Some(Command::stores_in_use()), &from_modem, &[Output::Echo, reply(&[answer], Final::Ok)]);
}

#[test]
fn merged_rows_lose_no_announcement_and_block_no_command() {
    let query = || Some(Command::stores_in_use());
    let code = || stored(StoreName::SM, 3);
    let done = || reply(&[], Final::Ok);
    let home = Output::Urc(Urc::Registered(Domain::Circuit, Registration::Home));
    for (merged, want) in [
        ("+CMTI: \"SM\",3^RSSI:20", vec![code(), other("^RSSI:20")]),
        ("+CMTI: \"SM\",3RING", vec![code(), Output::Urc(Urc::Ring)]),
        ("+CMTI: \"SM\",3+CREG: 1", vec![code(), home]),
        ("+CMTI: \"SM\",3OK", vec![code(), done()]),
        ("+CMTI: \"SM\",3ERROR", vec![code(), reply(&[], Final::Error)]),
        ("OKRING", vec![done(), Output::Urc(Urc::Ring)]),
        ("RING+CMTI: \"SM\",3", vec![Output::Urc(Urc::Ring), code()]),
        ("NO CARRIER\r\nOK", vec![Output::Urc(Urc::CallEnded), done()]),
        ("OKNO CARRIER", vec![done(), Output::Urc(Urc::CallEnded)]),
        ("OK#QSS: 3", vec![done(), Output::Urc(Urc::MessagesReady)]),
        ("OK*PSUTTZ: 1", vec![done(), other("*PSUTTZ: 1")]),
        ("^RSSI:20OK", vec![other("^RSSI:20"), done()]),
        ("OKOK", vec![done(), Output::Noise("OK".into())]),
        ("+CPMS: \"SM\",1,20OK", vec![reply(&["+CPMS: \"SM\",1,20"], Final::Ok)]),
        ("+CMTI: 3", vec![Output::Urc(Urc::StoredSomewhere)]),
    ] {
        check(query(), &format!("\r\n{merged}\r\n"), &want);
    }
}

#[test]
fn causes_are_parsed_in_every_form() {
    for end in ["+CMS ERROR: 500", "+CMS ERROR:500", "+CMS ERROR 500", "+cms error: 500"] {
        check(Some(Command::attention()), &format!("{end}\r\n"), &[reply(&[], Final::Message(Cause::message("500")))]);
    }
}

/// The modem would take the next command as the text of the message.
#[test]
fn a_late_prompt_is_cancelled() {
    let escape = Output::Write(vec![ESCAPE]);
    check(
        Some(send(4, "0011000B91")),
        "ERROR\r\n\r\n> \r\n> \r\n",
        &[reply(&[], Final::Error), escape.clone(), Output::Noise(">".into())],
    );
    let mut session = Session::default();
    let mut out = Vec::new();
    session.start(send(4, "0011000B91"), START);
    session.expire(START + PROMPT_IN_SILENCE, &mut out);
    session.start(Command::attention(), START + PROMPT_IN_SILENCE);
    out.clear();
    session.receive(b"\r\n> ", START + PROMPT_IN_SILENCE, &mut out);
    assert_eq!(out, [escape]);
    out.clear();
    session.receive(b"\r\nOK\r\n", START + PROMPT_IN_SILENCE, &mut out);
    assert_eq!(out, [reply(&[], Final::Ok)]);
}

/// Some firmware writes results in small letters.
#[test]
fn results_and_names_of_codes_in_small_letters_are_understood() {
    let slot = Slot { store: StoreName::SM, index: 3 };
    check(
        Some(Command::plain("AT+CGSN", Shape::Nothing)),
        "+cmti: \"sm\",3\r\nok\r\n",
        &[Output::Urc(Urc::Stored(slot)), reply(&[], Final::Ok)],
    );
    check(Some(Command::pdu_mode()), "error\r\n", &[reply(&[], Final::Error)]);
    let mut session = Session::default();
    let mut out = Vec::new();
    session.start(send(4, "0011000B91"), START);
    session.receive(b"\r\n> ", START, &mut out);
    out.clear();
    session.receive(b"\r\n+cmgs: 5\r\n\r\nok\r\n", START, &mut out);
    let end = End::Final(Final::Ok);
    assert_eq!(out, [Output::Reply(Reply { rows: vec!["+CMGS: 5".into()], end, body_sent: true })]);
}

/// A prompt was seen after 12 s. A modem that sends something else meanwhile is not that busy.
#[test]
fn a_silent_modem_gets_thirty_seconds_for_its_prompt_and_one_that_talks_gets_ten() {
    let written = |prompt_after: u64, other: &[u8]| {
        let mut session = Session::default();
        let mut out = Vec::new();
        session.start(send(4, "0011000B91"), START);
        session.receive(other, START + Duration::from_secs(2), &mut out);
        let at = START + Duration::from_secs(prompt_after);
        session.expire(at, &mut out);
        session.receive(b"\r\n> ", at, &mut out);
        out.contains(&Output::Write(b"0011000B91\x1a".to_vec()))
    };
    assert!(written(12, b"") && written(29, b""));
    assert!(!written(30, b""));
    assert!(written(9, b"\r\n^RSSI: 20\r\n"));
    assert!(!written(10, b"\r\n^RSSI: 20\r\n"));
}
