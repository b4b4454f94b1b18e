//! Headers and the PDUs that belong to them.

use super::*;

const OTHER: &str = "07912143658709F1040B912120666610F30000621122013000000441E19008";
const LONGER: &str = "07912143658709F1040B912120555510F3000062112201300000054848484848";

fn report(row: &str, length: usize) -> Output {
    Output::Urc(Urc::Report(Direct { length, row: row.as_bytes().to_vec() }))
}

fn noise(row: &str) -> Output {
    Output::Noise(row.to_owned())
}

fn page() -> String {
    format!("+CBM: 88\r\n{}\r\n", "0A".repeat(88))
}

#[test]
fn words_between_a_header_and_its_pdu_are_not_taken_for_the_pdu() {
    for words in [
        "VOICE CALL: END: 000005",
        "PNN UPDATING",
        "OPL UPDATING",
        "PPPD: DISCONNECTED",
        "SIM REFRESH",
        "RING",
        "NO CARRIER",
        "hello",
    ] {
        let known = match words {
            "hello" => noise(words),
            "RING" => Output::Urc(Urc::Ring),
            "NO CARRIER" | "VOICE CALL: END: 000005" => Output::Urc(Urc::CallEnded),
            words => other(words),
        };
        check(None, &format!("+CMT: ,23\r\n{words}\r\n{PDU}\r\n"), &[known.clone(), message(PDU, 23)]);
        check(
            Some(Command::read(1)),
            &format!("+CMGR: 0,,23\r\n{words}\r\n{PDU}\r\nOK\r\n"),
            &[known, item(None, 23, PDU), reply(&[], Final::Ok)],
        );
    }
}

#[test]
fn a_corrupted_pdu_is_kept_as_it_arrived() {
    let corrupted = PDU.replace("87", "8?");
    check(None, &format!("+CMT: ,23\r\n{corrupted}\r\n"), &[message(&corrupted, 23)]);
    let longer = format!("{PDU}00");
    check(None, &format!("+CMT: ,23\r\n{longer}\r\n"), &[message(&longer, 23)]);
    check(None, &format!("+CMT: ,2x\r\n{PDU}\r\n"), &[message(PDU, 0)]);
}

#[test]
fn a_pdu_that_another_row_divides_is_joined() {
    for cut in [2, 7, 20, PDU.len() - 1] {
        let (head, rest) = PDU.split_at(cut);
        let from_modem = format!("+CDS: 23\r\n{head}\r\n+CMTI: \"SM\",4\r\n{rest}\r\n");
        check(None, &from_modem, &[stored(StoreName::SM, 4), report(PDU, 23)]);
    }
    let (first, rest) = PDU.split_at(16);
    let (second, third) = rest.split_at(20);
    check(
        Some(Command::attention()),
        &format!("+CMT: ,23\r\n{first}\r\nOK\r\n{second}^RSSI:20\r\n{third}\r\n"),
        &[reply(&[], Final::Ok), other("^RSSI:20"), message(PDU, 23)],
    );
}

/// Checks each kind of header with its PDU, into which these codes are written.
fn check_interrupted(pdu_and_codes: &str, codes: &[Output]) {
    let with_codes = |first: Output| [vec![first], codes.to_vec()].concat();
    for (header, mine) in [("+CMT: ,23", message(PDU, 23)), ("+CDS: 23", report(PDU, 23))] {
        let mut out = play(None, format!("{header}\r\n{pdu_and_codes}").as_bytes(), 1);
        out.sort_by_key(|output| *output != mine);
        assert_eq!(out, with_codes(mine), "{header} {pdu_and_codes:?}");
    }
    for (command, header, mine) in [
        (Command::read(1), "+CMGR: 0,,23", item(None, 23, PDU)),
        (Command::list(), "+CMGL: 3,0,,23", item(Some(3), 23, PDU)),
    ] {
        for size in [1, 4096] {
            let received = format!("{header}\r\n{pdu_and_codes}\r\nOK\r\n");
            let mut out = play(Some(command.clone()), received.as_bytes(), size);
            assert_eq!(out.pop(), Some(reply(&[], Final::Ok)), "{received:?}");
            out.sort_by_key(|output| *output != mine);
            assert_eq!(out, with_codes(mine.clone()), "{received:?}");
        }
    }
}

#[test]
fn a_code_in_the_middle_of_a_pdu_is_extracted() {
    let codes = [
        ("^RSSI:18", other("^RSSI:18")),
        ("^BOOT:33264,0,0,0,20", other("^BOOT:33264,0,0,0,20")),
        ("RING", Output::Urc(Urc::Ring)),
        ("+CREG: 1", Output::Urc(Urc::Registered(Domain::Circuit, Registration::Home))),
        ("+CMTI: \"SM\",4", stored(StoreName::SM, 4)),
        ("Call Ready", Output::Urc(Urc::MessagesReady)),
    ];
    for (code, output) in codes {
        for cut in [2, 3, 6, 14, 20, 33, PDU.len() - 1] {
            let (head, tail) = PDU.split_at(cut);
            for (before, behind) in [("", ""), ("\r\n", "\r\n"), ("\r\n", ""), ("", "\r\n"), (" ", "\r\n\r\n")] {
                // A last digit may belong to the code or to the PDU.
                if !behind.is_empty() || tail.len() > 6 || matches!(code, "RING" | "Call Ready") {
                    check_interrupted(
                        &format!("{head}{before}{code}{behind}{tail}\r\n"),
                        std::slice::from_ref(&output),
                    );
                }
            }
        }
    }
    // The second digit decides the length of the address.
    check_interrupted(&format!("0^RSSI:18{}\r\n", &PDU[1..]), &[other("^RSSI:18")]);
    check_interrupted(&format!("^RSSI:18{PDU}\r\n"), &[other("^RSSI:18")]);
    let (first, second, third) = (&PDU[..9], &PDU[9..30], &PDU[30..]);
    check_interrupted(
        &format!("{first}\r\n^RSSI:18\r\n{second}\r\nRING\r\n{third}\r\n"),
        &[other("^RSSI:18"), Output::Urc(Urc::Ring)],
    );
}

/// The tail of an ICCID may have the very length that the PDU lacks.
#[test]
fn the_answer_of_a_command_is_never_the_rest_of_a_pdu() {
    let cut_off = &PDU[..PDU.len() - 18];
    let iccid = "^ICCID: 8901260712345678901F";
    let from_modem = format!("+CMT: ,23\r\n{cut_off}\r\n{iccid}\r\nOK\r\n");
    for shape in [Shape::Prefixed(&["^ICCID:"]), Shape::Free] {
        let command = Command::plain("AT^ICCID?", shape);
        check(Some(command), &from_modem, &[reply(&[iccid], Final::Ok)]);
    }
}

#[test]
fn a_pdu_that_cannot_be_joined_is_kept_as_it_arrived() {
    let corrupted = |row: &str| {
        check(
            Some(Command::read(1)),
            &format!("+CMGR: 0,,23\r\n{row}\r\nOK\r\n"),
            &[item(None, 23, row), reply(&[], Final::Ok)],
        );
        check(None, &format!("+CMT: ,23\r\n{row}\r\n"), &[message(row, 23)]);
    };
    for noise in ["*", "^x:1", "?RING", "^*"] {
        corrupted(&format!("{}{noise}{}", &PDU[..40], &PDU[40..]));
    }
    // The rest of the PDU is lost.
    let half = &PDU[..40];
    check(
        Some(Command::read(1)),
        &format!("+CMGR: 0,,23\r\n{half}\r\nRING\r\nOK\r\n"),
        &[Output::Urc(Urc::Ring), item(None, 23, half), reply(&[], Final::Ok)],
    );
    check(
        Some(Command::list()),
        &format!("+CMGL: 3,0,,23\r\n{half}^RSSI:18\r\n+CMGL: 4,0,,23\r\n{PDU}\r\nOK\r\n"),
        &[other("^RSSI:18"), item(Some(3), 23, half), item(Some(4), 23, PDU), reply(&[], Final::Ok)],
    );
    // The next header is lost: its PDU must not be assigned to this slot.
    check(
        Some(Command::list()),
        &format!("+CMGL: 3,0,,23\r\n{half}\r\n{OTHER}\r\nOK\r\n"),
        &[item(Some(3), 23, half), noise(OTHER), incomplete(&[])],
    );
    let mut session = Session::default();
    let mut out = Vec::new();
    session.start(Command::read(1), START);
    session.receive(format!("+CMGR: 0,,23\r\n{half}\r\n").as_bytes(), START, &mut out);
    session.expire(session.deadline().unwrap(), &mut out);
    assert_eq!(out[0], item(None, 23, half));
    assert!(matches!(&out[1..], [Output::Reply(reply)] if reply.timed_out()), "{out:?}");
}

#[test]
fn a_prompt_before_a_pdu_is_not_part_of_it() {
    let body = "0011000B912120555510F30000AA05E8329BFD06";
    check(
        Some(send(19, body)),
        &format!("\r\n> \r\n+CMT: ,23\r\n> {PDU}\r\n+CMGS: 7\r\nOK\r\n"),
        &[Output::Write(format!("{body}\x1a").into_bytes()), message(PDU, 23), body_sent(&["+CMGS: 7"], Final::Ok)],
    );
}

#[test]
fn half_a_pdu_is_kept_when_the_rest_does_not_come() {
    let mut session = Session::default();
    let mut out = Vec::new();
    session.receive(format!("+CMT: ,23\r\n{}\r\n", &PDU[..40]).as_bytes(), START, &mut out);
    assert!(out.is_empty());
    session.expire(START + SECOND_ROW_WITHIN, &mut out);
    assert_eq!(out, [message(&PDU[..40], 23)]);
    out.clear();
    // A PDU that lost two digits, and the next one, whose header was lost.
    let short = &PDU[..PDU.len() - 2];
    session.receive(format!("+CMT: ,23\r\n{short}\r\n{OTHER}\r\n").as_bytes(), START, &mut out);
    assert_eq!(out, [message(short, 23), message(OTHER, 23)]);
}

#[test]
fn a_page_of_a_cell_broadcast_is_not_taken_for_a_message() {
    let passed = other("+CBM: 88");
    check(
        Some(Command::read(1)),
        &format!("+CMGR: 0,,23\r\n{}{PDU}\r\nOK\r\n", page()),
        &[passed.clone(), item(None, 23, PDU), reply(&[], Final::Ok)],
    );
    check(None, &format!("+CMT: ,23\r\n{}{PDU}\r\n", page()), &[passed.clone(), message(PDU, 23)]);
    check(None, &format!("{}+CMT: ,23\r\n{PDU}\r\n", page()), &[passed.clone(), message(PDU, 23)]);
    check(free("AT+CGMI"), &format!("{}Quectel\r\nOK\r\n", page()), &[passed.clone(), reply(&["Quectel"], Final::Ok)]);
    let whole = page();
    let (head, rest) = whole.trim_end().split_at(50);
    check(None, &format!("{head}\r\nRING\r\n{rest}\r\n"), &[Output::Urc(Urc::Ring), passed]);
}

#[test]
fn several_headers_may_be_pending_at_a_time() {
    check(None, &format!("+CMT: ,99\r\n+CDS: ,23\r\n{PDU}\r\n"), &[report(PDU, 23)]);
    check(None, &format!("+CMT: ,23\r\n+CDS: 24\r\n{LONGER}\r\n{PDU}\r\n"), &[report(LONGER, 24), message(PDU, 23)]);
    let mut session = Session::default();
    let mut out = Vec::new();
    session.receive(&b"+CMT: ,99\r\n".repeat(100), START, &mut out);
    assert_eq!(out, vec![noise("+CMT"); 96], "a few, and no more");
    out.clear();
    session.expire(START + SECOND_ROW_WITHIN, &mut out);
    assert_eq!(out, vec![noise("+CMT"); 4]);
}

/// If an unsolicited PDU were taken for the content of a slot, that slot would be deleted unread.
#[test]
fn the_content_of_a_slot_is_never_guessed() {
    let corrupted = &PDU[1..];
    for headers in ["+CMGR: 0,,23\r\n+CMT: ,23", "+CMT: ,23\r\n+CMGR: 0,,23"] {
        for first in [corrupted, PDU, &PDU.replace("87", "8?")] {
            check(
                Some(Command::read(1)),
                &format!("{headers}\r\n{first}\r\n{OTHER}\r\nOK\r\n"),
                &[message(first, 0), message(OTHER, 0), incomplete(&[])],
            );
        }
    }
}

#[test]
fn the_length_decides_which_header_a_pdu_belongs_to() {
    for headers in ["+CMGR: 0,,23\r\n+CMT: ,24", "+CMT: ,24\r\n+CMGR: 0,,23"] {
        let (mine, news) = (item(None, 23, PDU), message(LONGER, 24));
        for (rows, want) in
            [([PDU, LONGER], [mine.clone(), news.clone()]), ([LONGER, PDU], [news.clone(), mine.clone()])]
        {
            let [first, second] = rows;
            let from_modem = format!("{headers}\r\n{first}\r\n{second}\r\nOK\r\n");
            check(Some(Command::read(1)), &from_modem, &[&want[..], &[reply(&[], Final::Ok)]].concat());
        }
    }
}

#[test]
fn a_name_with_odd_quotes_or_brackets_loses_no_message() {
    for alpha in ["\"5\" pipe\"", "Bob (mobile", "\"a,b\"", "", "\"+CMT: ,5\"", "\"26\""] {
        check(
            Some(Command::read(1)),
            &format!("+CMGR: 0,{alpha},23\r\n{PDU}\r\nOK\r\n"),
            &[item(None, 23, PDU), reply(&[], Final::Ok)],
        );
        check(
            Some(Command::list()),
            &format!("+CMGL: 1,0,{alpha},23\r\n{PDU}\r\nOK\r\n"),
            &[item(Some(1), 23, PDU), reply(&[], Final::Ok)],
        );
        check(None, &format!("+CMT: {alpha},23\r\n{PDU}\r\n"), &[message(PDU, 23)]);
    }
}

#[test]
fn headers_and_pdus_without_their_line_end_are_found() {
    let signal = || other("^RSSI:20");
    let done = || reply(&[], Final::Ok);
    let at = || Some(Command::attention());
    let read = || Some(Command::read(1));
    check(None, &format!("+CMT: ,23^RSSI:20\r\n{PDU}\r\n"), &[signal(), message(PDU, 23)]);
    check(at(), &format!("+CMT: ,23OK\r\n{PDU}\r\n"), &[done(), message(PDU, 23)]);
    check(at(), &format!("+CMT: ,23\r\n{PDU}OK\r\n"), &[message(PDU, 23), done()]);
    check(read(), &format!("+CMGR: 0,,23\r\n{PDU}OK\r\n"), &[item(None, 23, PDU), done()]);
    check(read(), &format!("+CMGR: 0,,23\r\n{PDU} \r\nOK\r\n"), &[item(None, 23, PDU), done()]);
    check(
        read(),
        &format!("+CMGR: 0,,23^RSSI:20\r\n{PDU}ERROR\r\n"),
        &[signal(), item(None, 23, PDU), reply(&[], Final::Error)],
    );
}

/// Also when the modem is prepared again on an open port, its incomplete codes must count.
#[test]
fn abandoning_a_command_loses_no_unsolicited_code() {
    let from_modem = format!("\r\n+CMT: ,23\r\n{PDU}\r\n\r\n+CMTI: \"SM\",3\r\n");
    for cut in 0..from_modem.len() {
        let (before, after) = from_modem.split_at(cut);
        let mut session = Session::default();
        let mut out = Vec::new();
        session.start(Command::attention(), START);
        session.receive(before.as_bytes(), START, &mut out);
        session.abandon();
        assert!(session.is_idle());
        session.receive(after.as_bytes(), START, &mut out);
        assert_eq!(out, [message(PDU, 23), stored(StoreName::SM, 3)], "cut at {cut}");
    }
    let mut session = Session::default();
    let mut out = Vec::new();
    session.receive(b"+CMT: ,23\r\n0791", START, &mut out);
    session.reset();
    session.receive(b"OK\r\n", START, &mut out);
    assert_eq!(out, [noise("OK")], "the next port may be another modem's");
}

/// A listing was abandoned, and the modem continues it.
#[test]
fn a_header_of_an_ended_listing_takes_no_later_pdu() {
    let next = format!("+CMGL: 1,0,,23\r\n{PDU}\r\nOK\r\n");
    for end in ["OK", "ERROR"] {
        check(
            Some(Command::list()),
            &format!("+CMGL: 1,0,,23\r\n{PDU}\r\n{end}\r\n+CMGL: 2,0,,23\r\n{end}\r\n+CMT: ,23\r\n{OTHER}\r\n"),
            &[
                item(Some(1), 23, PDU),
                reply(&[], if end == "OK" { Final::Ok } else { Final::Error }),
                noise("+CMGR"),
                noise(end),
                message(OTHER, 23),
            ],
        );
    }
    let (mut session, mut out) = (Session::default(), Vec::new());
    session.receive(b"+CMGL: 9,0,,23\r\n0791\r\nOK\r\n", Duration::ZERO, &mut out);
    session.start(Command::list(), Duration::ZERO);
    out.clear();
    session.receive(next.as_bytes(), Duration::ZERO, &mut out);
    assert_eq!(out, [item(Some(1), 23, PDU), reply(&[], Final::Ok)]);
}
