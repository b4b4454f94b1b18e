//! Headers and the lines that may be theirs.

use super::*;

const OTHER: &str = "07912143658709F1040B912120666610F30000621122013000000441E19008";
const LONGER: &str = "07912143658709F1040B912120555510F3000062112201300000054848484848";

fn report(line: &str, length: usize) -> Output {
    Output::Urc(Urc::Report(Direct { length, line: line.as_bytes().to_vec() }))
}

fn noise(line: &str) -> Output {
    Output::Noise(line.to_owned())
}

fn page() -> String {
    format!("+CBM: 88\r\n{}\r\n", "0A".repeat(88))
}

#[test]
fn words_between_a_header_and_its_pdu_are_no_pdu() {
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
fn a_pdu_spoilt_on_its_way_is_kept_as_it_came() {
    let spoilt = PDU.replace("87", "8?");
    check(None, &format!("+CMT: ,23\r\n{spoilt}\r\n"), &[message(&spoilt, 23)]);
    let longer = format!("{PDU}00");
    check(None, &format!("+CMT: ,23\r\n{longer}\r\n"), &[message(&longer, 23)]);
    check(None, &format!("+CMT: ,2x\r\n{PDU}\r\n"), &[message(PDU, 0)]);
}

#[test]
fn a_pdu_that_another_line_cut_in_two_is_joined() {
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

/// What each kind of header, its PDU and the codes written into that give.
fn check_written_into(pdu_and_codes: &str, codes: &[Output]) {
    let told = |first: Output| [vec![first], codes.to_vec()].concat();
    for (header, mine) in [("+CMT: ,23", message(PDU, 23)), ("+CDS: 23", report(PDU, 23))] {
        let mut out = play(None, format!("{header}\r\n{pdu_and_codes}").as_bytes(), 1);
        out.sort_by_key(|output| *output != mine);
        assert_eq!(out, told(mine), "{header} {pdu_and_codes:?}");
    }
    for (command, header, mine) in [
        (Command::read(1), "+CMGR: 0,,23", item(None, 23, PDU)),
        (Command::list(), "+CMGL: 3,0,,23", item(Some(3), 23, PDU)),
    ] {
        for size in [1, 4096] {
            let heard = format!("{header}\r\n{pdu_and_codes}\r\nOK\r\n");
            let mut out = play(Some(command.clone()), heard.as_bytes(), size);
            assert_eq!(out.pop(), Some(reply(&[], Final::Ok)), "{heard:?}");
            out.sort_by_key(|output| *output != mine);
            assert_eq!(out, told(mine.clone()), "{heard:?}");
        }
    }
}

#[test]
fn a_code_in_the_middle_of_a_pdu_is_cut_out_of_it() {
    let codes = [
        ("^RSSI:18", other("^RSSI:18")),
        ("^BOOT:33264,0,0,0,20", other("^BOOT:33264,0,0,0,20")),
        ("RING", Output::Urc(Urc::Ring)),
        ("+CREG: 1", Output::Urc(Urc::Registered(Domain::Circuit, Registration::Home))),
        ("+CMTI: \"SM\",4", stored(StoreName::SM, 4)),
        ("Call Ready", Output::Urc(Urc::MessagesReady)),
    ];
    for (code, told) in codes {
        for cut in [2, 3, 6, 14, 20, 33, PDU.len() - 1] {
            let (head, tail) = PDU.split_at(cut);
            for (before, behind) in [("", ""), ("\r\n", "\r\n"), ("\r\n", ""), ("", "\r\n"), (" ", "\r\n\r\n")] {
                // Its number's last digit, or the PDU's: nobody can tell.
                if !behind.is_empty() || tail.len() > 6 || matches!(code, "RING" | "Call Ready") {
                    check_written_into(&format!("{head}{before}{code}{behind}{tail}\r\n"), std::slice::from_ref(&told));
                }
            }
        }
    }
    // Before the second digit nobody knows how long the address is.
    check_written_into(&format!("0^RSSI:18{}\r\n", &PDU[1..]), &[other("^RSSI:18")]);
    check_written_into(&format!("^RSSI:18{PDU}\r\n"), &[other("^RSSI:18")]);
    let (first, second, third) = (&PDU[..9], &PDU[9..30], &PDU[30..]);
    check_written_into(
        &format!("{first}\r\n^RSSI:18\r\n{second}\r\nRING\r\n{third}\r\n"),
        &[other("^RSSI:18"), Output::Urc(Urc::Ring)],
    );
}

#[test]
fn what_cannot_be_put_together_is_kept_as_it_came() {
    let spoilt = |row: &str| {
        check(
            Some(Command::read(1)),
            &format!("+CMGR: 0,,23\r\n{row}\r\nOK\r\n"),
            &[item(None, 23, row), reply(&[], Final::Ok)],
        );
        check(None, &format!("+CMT: ,23\r\n{row}\r\n"), &[message(row, 23)]);
    };
    for noise in ["*", "^x:1", "?RING", "^*"] {
        spoilt(&format!("{}{noise}{}", &PDU[..40], &PDU[40..]));
    }
    // The rest of it is lost.
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
    // The header of the next one is: its PDU is not that of this slot.
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
        &[Output::Write(format!("{body}\x1a").into_bytes()), message(PDU, 23), handed_over(&["+CMGS: 7"], Final::Ok)],
    );
}

#[test]
fn half_a_pdu_is_kept_when_the_rest_does_not_come() {
    let mut session = Session::default();
    let mut out = Vec::new();
    session.receive(format!("+CMT: ,23\r\n{}\r\n", &PDU[..40]).as_bytes(), START, &mut out);
    assert!(out.is_empty());
    session.expire(START + SECOND_LINE, &mut out);
    assert_eq!(out, [message(&PDU[..40], 23)]);
    out.clear();
    // A PDU that lost two digits, and the next one, whose header was lost.
    let short = &PDU[..PDU.len() - 2];
    session.receive(format!("+CMT: ,23\r\n{short}\r\n{OTHER}\r\n").as_bytes(), START, &mut out);
    assert_eq!(out, [message(short, 23), message(OTHER, 23)]);
}

#[test]
fn a_page_of_a_cell_broadcast_takes_nobodys_place() {
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
fn several_headers_in_a_row_wait_side_by_side() {
    check(None, &format!("+CMT: ,99\r\n+CDS: ,23\r\n{PDU}\r\n"), &[report(PDU, 23)]);
    check(None, &format!("+CMT: ,23\r\n+CDS: 24\r\n{LONGER}\r\n{PDU}\r\n"), &[report(LONGER, 24), message(PDU, 23)]);
    let mut session = Session::default();
    let mut out = Vec::new();
    session.receive(&b"+CMT: ,99\r\n".repeat(100), START, &mut out);
    assert_eq!(out, vec![noise("+CMT"); 96], "a few, and no more");
    out.clear();
    session.expire(START + SECOND_LINE, &mut out);
    assert_eq!(out, vec![noise("+CMT"); 4]);
}

/// A slot that was thought to hold what came unasked would be emptied unread.
#[test]
fn what_lies_in_a_slot_is_not_guessed() {
    let spoilt = &PDU[1..];
    for headers in ["+CMGR: 0,,23\r\n+CMT: ,23", "+CMT: ,23\r\n+CMGR: 0,,23"] {
        for first in [spoilt, PDU, &PDU.replace("87", "8?")] {
            check(
                Some(Command::read(1)),
                &format!("{headers}\r\n{first}\r\n{OTHER}\r\nOK\r\n"),
                &[message(first, 0), message(OTHER, 0), incomplete(&[])],
            );
        }
    }
}

#[test]
fn two_lengths_tell_whose_a_line_is() {
    for headers in ["+CMGR: 0,,23\r\n+CMT: ,24", "+CMT: ,24\r\n+CMGR: 0,,23"] {
        let (mine, news) = (item(None, 23, PDU), message(LONGER, 24));
        for (lines, want) in
            [([PDU, LONGER], [mine.clone(), news.clone()]), ([LONGER, PDU], [news.clone(), mine.clone()])]
        {
            let [first, second] = lines;
            let from_modem = format!("{headers}\r\n{first}\r\n{second}\r\nOK\r\n");
            check(Some(Command::read(1)), &from_modem, &[&want[..], &[reply(&[], Final::Ok)]].concat());
        }
    }
}

#[test]
fn a_name_with_odd_quotes_or_brackets_hides_no_message() {
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
fn headers_and_pdus_that_lost_their_line_end_are_found() {
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

/// The line is made ready anew on an open port: what the modem had half said by then still counts.
#[test]
fn to_give_up_a_command_takes_nothing_from_what_the_modem_says_by_itself() {
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
    assert_eq!(out, [noise("OK")], "another port says something else");
}

/// A listing was given up, and the modem goes on with it.
#[test]
fn what_a_listing_lost_is_not_taken_from_the_next_one() {
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
