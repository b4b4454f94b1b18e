mod answers;
mod pending_pdu;
mod texts;

use super::in_flight::REPLY_BYTES_MAX;
use super::pending_pdu::SECOND_ROW_WITHIN;
use super::*;
use crate::at::Cause;
use crate::at::command::LISTING;
use crate::at::command::Shape;
use crate::at::reply::{CardState, Domain, Final, Header, MessageStatus, Registration};
use crate::at::urc::{Direct, Urc};
use crate::at::ussd::{Ussd, UssdState};
use crate::model::{Slot, StoreName};

const START: Duration = Duration::from_secs(100);

/// Sends `command`, then receives `from_modem` in pieces of `size` bytes.
fn play(command: Option<Command>, from_modem: &[u8], size: usize) -> Vec<Output> {
    let mut session = Session::default();
    let mut out = Vec::new();
    if let Some(command) = command {
        session.start(command, START);
    }
    for piece in from_modem.chunks(size) {
        session.receive(piece, START, &mut out);
    }
    out
}

/// Checks that the outputs are `want`, however the bytes are split.
fn check(command: Option<Command>, from_modem: &str, want: &[Output]) {
    for size in [1, 2, 3, 7, 64, 4096] {
        assert_eq!(play(command.clone(), from_modem.as_bytes(), size), want, "{from_modem:?} by {size}");
    }
}

fn reply(rows: &[&str], end: Final) -> Output {
    Output::Reply(Reply {
        rows: rows.iter().map(|&row| row.to_owned()).collect(),
        end: End::Final(end),
        body_sent: false,
    })
}

fn incomplete(rows: &[&str]) -> Output {
    let rows = rows.iter().map(|&row| row.to_owned()).collect();
    Output::Reply(Reply { rows, end: End::Incomplete, body_sent: false })
}

fn body_sent(rows: &[&str], end: Final) -> Output {
    let rows = rows.iter().map(|&row| row.to_owned()).collect();
    Output::Reply(Reply { rows, end: End::Final(end), body_sent: true })
}

fn message(row: &str, length: usize) -> Output {
    Output::Urc(Urc::Message(Direct { length, row: row.as_bytes().to_vec() }))
}

fn other(row: &str) -> Output {
    Output::Urc(Urc::Other(row.to_owned()))
}

fn query(row: &str, prefix: &'static [&'static str]) -> Option<Command> {
    Some(Command::plain(row, Shape::Prefixed(prefix)))
}

fn free(row: &str) -> Option<Command> {
    Some(Command::plain(row, Shape::Free))
}

fn send(length: usize, body: &str) -> Command {
    Command::send(length, &crate::model::Secret::new(body)).unwrap()
}

fn stored(store: StoreName, index: u16) -> Output {
    Output::Urc(Urc::Stored(Slot { store, index }))
}

fn item(index: Option<u16>, length: usize, row: &str) -> Output {
    let header = Header { index, status: MessageStatus::Unread, length };
    Output::Item(Item { header, row: row.as_bytes().to_vec() })
}

const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

#[test]
fn a_reply_ends_with_its_final_result() {
    check(Some(Command::attention()), "\r\nOK\r\n", &[reply(&[], Final::Ok)]);
    check(Some(Command::attention()), "AT\r\r\nOK\r\n", &[Output::Echo, reply(&[], Final::Ok)]);
    check(
        Some(Command::plain("AT+CGMM", Shape::Free)),
        "AT+CGMM\r\r\nEC25\r\n\r\nOK\r\n",
        &[Output::Echo, reply(&["EC25"], Final::Ok)],
    );
    check(
        Some(Command::plain("AT^X", Shape::Nothing)),
        "\r\nCOMMAND NOT SUPPORT\r\n",
        &[reply(&[], Final::NotSupported)],
    );
}

#[test]
fn an_announcement_in_the_middle_of_a_reply_is_separated() {
    check(
        Some(Command::stores_in_use()),
        "\r\n+CMTI: \"SM\",1\r\n\r\n+CPMS: \"SM\",1,20\r\n^RSSI:20\r\n+CMTI: \"SM\",2\r\n\r\nOK\r\n",
        &[
            stored(StoreName::SM, 1),
            Output::Urc(Urc::Other("^RSSI:20".into())),
            stored(StoreName::SM, 2),
            reply(&["+CPMS: \"SM\",1,20"], Final::Ok),
        ],
    );
}

#[test]
fn the_items_of_a_listing_are_emitted_one_by_one() {
    let listing =
        format!("\r\n+CMGL: 0,0,,23\r\n{PDU}\r\n+CMGL: 3,0,,23\r\n\r\n+CMTI: \"ME\",4\r\n{PDU}\r\n\r\nOK\r\n");
    check(
        Some(Command::list()),
        &listing,
        &[item(Some(0), 23, PDU), stored(StoreName::ME, 4), item(Some(3), 23, PDU), reply(&[], Final::Ok)],
    );
}

#[test]
fn a_direct_message_during_a_read_is_recognised_by_its_length() {
    let later = "07912143658709F1040B912120555510F3000062112201300000054848484848";
    check(
        Some(Command::read(1)),
        &format!("+CMGR: 0,,23\r\n+CMT: ,24\r\n{later}\r\n{PDU}\r\n\r\nOK\r\n"),
        &[message(later, 24), item(None, 23, PDU), reply(&[], Final::Ok)],
    );
    check(
        Some(Command::read(1)),
        &format!("+CMT: ,24\r\n+CMGR: 0,,23\r\n{PDU}\r\n{later}\r\n\r\nOK\r\n"),
        &[item(None, 23, PDU), message(later, 24), reply(&[], Final::Ok)],
    );
}

#[test]
fn merged_rows_and_incomplete_echoes_are_understood() {
    check(
        Some(Command::stores_in_use()),
        "+CPMS?\r\r\n+CPMS: \"SM\",1,20\r\n\r\nOK+CMTI: \"SM\",2\r\n",
        &[Output::Echo, reply(&["+CPMS: \"SM\",1,20"], Final::Ok), stored(StoreName::SM, 2)],
    );
    check(
        Some(Command::attention()),
        "ERROR+CNUM: ,\"1\",129\r\n",
        &[reply(&[], Final::Error), Output::Urc(Urc::Other("+CNUM: ,\"1\",129".into()))],
    );
}

#[test]
fn a_blank_behind_a_pdu_is_not_part_of_it() {
    let from_modem = format!("+CMGR: 0,,23\r\n{PDU} \r\n\r\nOK \r\n");
    check(Some(Command::read(1)), &from_modem, &[item(None, 23, PDU), reply(&[], Final::Ok)]);
    check(None, &format!("+CMT: ,23\r\n{PDU} \r\n"), &[message(PDU, 23)]);
}

#[test]
fn a_registration_announced_while_it_is_asked_for_is_not_lost() {
    check(
        Some(Command::plain("AT+CREG?", Shape::Prefixed(&["+CREG:"]))),
        "+CREG: 0,2\r\n+CREG: 1\r\nOK\r\n",
        &[Output::Urc(Urc::Registered(Domain::Circuit, Registration::Home)), reply(&["+CREG: 0,2"], Final::Ok)],
    );
}

#[test]
fn the_prompt_takes_the_body() {
    check(
        Some(send(4, "0011000B91")),
        "AT+CMGS=4\r\r\n> 0011000B91\u{1a}\r\n+CMTI: \"SM\",9\r\n+CMGS: 77\r\n\r\nOK\r\n",
        &[
            Output::Echo,
            Output::Write(b"0011000B91\x1a".to_vec()),
            stored(StoreName::SM, 9),
            body_sent(&["+CMGS: 77"], Final::Ok),
        ],
    );
}

#[test]
fn a_deadline_ends_a_command_and_cancels_a_missing_prompt() {
    let mut session = Session::default();
    let mut out = Vec::new();
    session.start(Command::attention(), START);
    session.expire(START, &mut out);
    assert!(out.is_empty());
    session.expire(session.deadline().unwrap(), &mut out);
    assert_eq!(out, [Output::Reply(Reply { rows: vec![], end: End::TimedOut, body_sent: false })]);
    out.clear();
    session.start(send(4, "0011000B91"), START);
    session.expire(START + PROMPT_IN_SILENCE, &mut out);
    assert_eq!(out[0], Output::Write(vec![ESCAPE]));
    out.clear();
    session.receive(b"\r\nOK\r\n", START, &mut out);
    assert_eq!(out, [Output::Noise("OK".into())], "the late end of an ended command");
}

#[test]
fn noise_is_counted_and_limited() {
    let mut session = Session::default();
    let mut out = Vec::new();
    let mut bytes = vec![0xFF; 20_000];
    bytes.extend_from_slice(b"\r\nhello\r\n");
    session.receive(&bytes, START, &mut out);
    assert_eq!(session.noise, 2);
    assert_eq!(out.len(), 2);
}

#[test]
fn a_corrupted_pdu_row_is_taken_for_the_pending_header() {
    let corrupted = "0791214x658709";
    check(
        Some(Command::read(1)),
        &format!("+CMGR: 0,,23\r\n{corrupted}\r\n\r\nOK\r\n"),
        &[item(None, 23, corrupted), reply(&[], Final::Ok)],
    );
}

#[test]
fn a_lost_pdu_or_header_makes_a_reply_incomplete() {
    let cases = [
        ("+CMGL: 0,0,,23\r\n\r\nOK\r\n".to_owned(), vec![incomplete(&[])]),
        (format!("+CMGL: 0,0,,23\r\n+CMGL: 1,0,,23\r\n{PDU}\r\nOK\r\n"), vec![item(Some(1), 23, PDU), incomplete(&[])]),
        (
            format!("+CMGL: x,0,,23\r\n{PDU}\r\nOK\r\n"),
            vec![Output::Noise(PDU.into()), incomplete(&["+CMGL: x,0,,23"])],
        ),
        (format!("{PDU}\r\nOK\r\n"), vec![Output::Noise(PDU.into()), incomplete(&[])]),
        ("+CMGL: 0,0,,23\r\n+CMS ERROR: 320\r\n".into(), vec![reply(&[], Final::Message(Cause::message("320")))]),
        // Siemens MC35 reports an empty slot.
        ("+CMGL: 0,0,,0\r\n\r\nOK\r\n".into(), vec![reply(&[], Final::Ok)]),
        (format!("+CMGL: 0,0,,0\r\n{PDU}\r\nOK\r\n"), vec![Output::Noise(PDU.into()), incomplete(&[])]),
        ("hello\r\nOK\r\n".into(), vec![Output::Noise("hello".into()), reply(&[], Final::Ok)]),
    ];
    for (from_modem, want) in cases {
        check(Some(Command::list()), &from_modem, &want);
    }
}

#[test]
fn unsolicited_codes_with_the_prefix_of_the_answer_are_not_lost() {
    let card = |state| Output::Urc(Urc::Card(state));
    check(
        query("AT+CPIN?", &["+CPIN:"]),
        "+CPIN: NOT READY\r\n+CPIN: READY\r\nOK\r\n",
        &[card(CardState::Missing), reply(&["+CPIN: READY"], Final::Ok)],
    );
    check(
        query("AT+CPIN?", &["+CPIN:"]),
        "+CPIN: READY\r\n+CME ERROR: 14\r\n",
        &[card(CardState::Ready), reply(&[], Final::Equipment(Cause::equipment("14")))],
    );
    let home = Output::Urc(Urc::Registered(Domain::Circuit, Registration::Home));
    let command = || query("AT+CREG?", &["+CREG:"]);
    check(command(), "+CREG: 1\r\n+CREG: 0,2\r\nOK\r\n", &[home.clone(), reply(&["+CREG: 0,2"], Final::Ok)]);
    check(command(), "+CREG: 1\r\nOK\r\n", &[home, reply(&["+CREG: 1"], Final::Ok)]);
}

#[test]
fn a_number_in_an_answer_is_not_taken_for_a_pdu() {
    check(
        free("AT+CGSN"),
        &format!("+CMT: ,23\r\n490154203237518\r\n{PDU}\r\nOK\r\n"),
        &[message(PDU, 23), reply(&["490154203237518"], Final::Ok)],
    );
    check(
        free("AT+CGMM"),
        &format!("EC25\r\n+CMT: ,23\r\n{PDU}\r\nOK\r\n"),
        &[message(PDU, 23), reply(&["EC25"], Final::Ok)],
    );
}

#[test]
fn codes_of_makers_are_no_answer() {
    check(
        free("AT+CGMI"),
        "^RSSI:20\r\n^BOOT:12345,0,0,0,75\r\nRDY\r\nhuawei\r\n+ZUSIMR:2\r\nOK\r\n",
        &[
            other("^RSSI:20"),
            other("^BOOT:12345,0,0,0,75"),
            Output::Urc(Urc::Booted),
            other("+ZUSIMR:2"),
            reply(&["huawei"], Final::Ok),
        ],
    );
    check(free("AT+CGMM"), "+CGMM: \"E173\"\r\nOK\r\n", &[reply(&["+CGMM: \"E173\""], Final::Ok)]);
}

#[test]
fn a_name_in_a_header_may_contain_anything() {
    for alpha in ["OK", "ERROR", "a, b", "+CMTI: x", "> ", "RING"] {
        let header = format!("+CMGL: 2,0,\"{alpha}\",23\r\n{PDU}\r\nOK\r\n");
        check(Some(Command::list()), &header, &[item(Some(2), 23, PDU), reply(&[], Final::Ok)]);
    }
    let mut bytes = b"+CMGL: 2,0,\"J\xF6rg\x00\",23\r\n".to_vec();
    bytes.extend_from_slice(format!("{PDU}\r\nOK\r\n").as_bytes());
    let want = [item(Some(2), 23, PDU), reply(&[], Final::Ok)];
    assert_eq!(play(Some(Command::list()), &bytes, 5), want, "Latin-1 is not UTF-8");
}

#[test]
fn complete_incomplete_and_merged_echoes_are_recognised() {
    let command = || Some(Command::stores_in_use());
    let answer = "+CPMS: \"SM\",1,20";
    for echo in ["AT+CPMS?\r\r\n", "at+cpms?\r\n", "PMS?\r\n", "AT+CP\r\n", "AT\r\n", "AT+CPMS?"] {
        check(command(), &format!("{echo}{answer}\r\nOK\r\n"), &[Output::Echo, reply(&[answer], Final::Ok)]);
    }
    check(command(), &format!("\r\n{answer}\r\n\r\nOK\r\n"), &[reply(&[answer], Final::Ok)]);
    check(Some(Command::attention()), "ATREADY: 1\r\nOK\r\n", &[other("ATREADY: 1"), reply(&[], Final::Ok)]);
}

/// With the echo off, `Echo` means that the modem has restarted. A repeated PDU does not mean that.
#[test]
fn a_pdu_that_the_modem_repeats_is_no_echo_of_a_command() {
    let body = "0011000B912120555510F30000AA05E8329BFD06";
    let written = Output::Write(format!("{body}\x1a").into_bytes());
    for repeated in
        [format!("{body}\x1a"), format!("{body}\r"), body[10..].to_owned(), body[..20].to_owned(), "> ".into()]
    {
        check(
            Some(send(19, body)),
            &format!("\r\n> {repeated}\r\n> +CMGS: 7\r\n\r\nOK\r\n"),
            &[written.clone(), body_sent(&["+CMGS: 7"], Final::Ok)],
        );
    }
}

#[test]
fn only_a_prompt_or_a_refusal_answers_a_send() {
    let refused = Final::Message(Cause::message("304"));
    check(Some(send(4, "0011000B91")), "\r\n+CMS ERROR: 304\r\n", &[reply(&[], refused)]);
    check(
        Some(send(4, "0011000B91")),
        "\r\nOK\r\n\r\n> \r\n+CMS ERROR: 38\r\n",
        &[
            Output::Noise("OK".into()),
            Output::Write(b"0011000B91\x1a".to_vec()),
            body_sent(&[], Final::Message(Cause::message("38"))),
        ],
    );
}

#[test]
fn a_reply_reports_whether_the_body_was_sent() {
    let mut session = Session::default();
    let mut out = Vec::new();
    session.start(send(4, "0011000B91"), START);
    session.receive(b"\r\n> ", START, &mut out);
    assert_eq!(session.deadline(), Some(START + crate::at::command::SEND), "the prompt came: the network's time runs");
    out.clear();
    session.expire(session.deadline().unwrap(), &mut out);
    assert_eq!(out, [Output::Reply(Reply { rows: vec![], end: End::TimedOut, body_sent: true })]);
}

#[test]
fn a_ussd_text_may_look_like_a_reply() {
    let text = "Balance:\nOK\n> 4.20 +CMTI:";
    let ussd = Ussd { state: UssdState::Done, text: Some(text.into()), coding: Some(15) };
    check(
        Some(Command::stores_in_use()),
        "+CUSD: 0,\"Balance:\r\nOK\r\n> 4.20 +CMTI:\",15\r\n+CPMS: \"SM\",1,20\r\nOK\r\n",
        &[Output::Urc(Urc::Ussd(ussd)), reply(&["+CPMS: \"SM\",1,20"], Final::Ok)],
    );
}

#[test]
fn a_second_row_that_never_arrives_is_dropped_after_its_deadline() {
    for head in [b"+CMT: ,23\r\n".as_slice(), b"+CUSD: 0,\"half\r\n"] {
        let mut session = Session::default();
        let mut out = Vec::new();
        session.receive(head, START, &mut out);
        assert!(out.is_empty());
        session.start(Command::attention(), START);
        session.receive(b"hello\r\n\r\nOK\r\n", START + SECOND_ROW_WITHIN, &mut out);
        assert_eq!(out[1..], [Output::Noise("hello".into()), reply(&[], Final::Ok)], "{head:?}");
    }
}

/// 255 messages take 100 s at 9600 baud, so a listing ends only when it pauses.
#[test]
fn each_item_extends_the_deadline_of_a_listing() {
    let mut session = Session::default();
    let mut now = Duration::from_secs(1000);
    session.start(Command::list(), now);
    let mut out = Vec::new();
    for index in 0..6 {
        now += LISTING * 9 / 10;
        session.receive(format!("+CMGL: {index},0,,23\r\n{PDU}\r\n").as_bytes(), now, &mut out);
        session.expire(now, &mut out);
    }
    assert_eq!(out.len(), 6, "{out:?}");
    // A flood of Huawei's codes does not extend the deadline.
    session.receive(b"^RSSI:20\r\n", now + LISTING * 9 / 10, &mut out);
    session.expire(now + LISTING, &mut out);
    assert!(matches!(out.last(), Some(Output::Reply(reply)) if reply.timed_out()), "{out:?}");

    // A listing that never ends has a limit.
    session.start(Command::list(), now);
    let begun = now;
    while !session.is_idle() {
        now += Duration::from_secs(5);
        session.receive(format!("+CMGL: 1,0,,23\r\n{PDU}\r\n").as_bytes(), now, &mut out);
        session.expire(now, &mut out);
        assert!(now < begun + Duration::from_secs(3600), "the listing never ends");
    }
}

#[test]
fn a_reply_without_an_end_has_a_limit() {
    let mut session = Session::default();
    let mut out = Vec::new();
    session.start(free("ATI").unwrap(), START);
    for _ in 0..1000 {
        session.receive(&[b'y'; 5000], START, &mut out);
        session.receive(b"\r\n", START, &mut out);
    }
    session.receive(b"OK\r\n", START, &mut out);
    let Some(Output::Reply(reply)) = out.pop() else { panic!("not ended") };
    assert!(reply.rows.iter().map(String::len).sum::<usize>() <= REPLY_BYTES_MAX);
}

#[test]
fn nothing_that_may_be_a_message_is_printed() {
    let secret = "SECRET4711";
    for output in [
        Output::Write(secret.into()),
        Output::Noise(secret.into()),
        reply(&[secret], Final::Ok),
        item(None, 5, secret),
        message(secret, 5),
    ] {
        assert!(!format!("{output:?}").contains("4711"), "{output:?}");
    }
}
