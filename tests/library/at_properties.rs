//! Properties of `at::Session` in every dialogue. Unsolicited codes anywhere in a reply change neither the reply nor
//! the code, however the bytes are split. No input causes a panic or leaves a command in flight forever.

use std::time::Duration;

use proptest::prelude::*;
use simgate::at::command::{Command, Shape};
use simgate::at::session::End;
use simgate::at::{Final, Output, Session, Urc};

use crate::corpora::at_session;

const NOW: Duration = Duration::from_secs(1);

/// A command and its reply, in units between which a modem may send unsolicited codes.
#[derive(Debug, Clone)]
struct Exchange {
    command: Command,
    units: Vec<String>,
    /// The expected outputs, without those of the unsolicited codes.
    want: Vec<String>,
}

fn exchange(command: Command, units: &[&str], want: &[&str]) -> Exchange {
    let owned = |rows: &[&str]| rows.iter().map(|&row| row.to_owned()).collect();
    Exchange { command, units: owned(units), want: owned(want) }
}

fn pdu(octets: &[u8]) -> String {
    let digits: String = octets.iter().map(|octet| format!("{octet:02X}")).collect();
    format!("00040B912120555510F30000621122013000{digits}")
}

fn tpdu_length(pdu: &str) -> usize {
    pdu.len() / 2 - 1
}

fn listing(bodies: &[Vec<u8>]) -> Exchange {
    let mut list = exchange(Command::list(), &[], &[]);
    for (index, body) in bodies.iter().enumerate() {
        let pdu = pdu(body);
        list.units.push(format!("+CMGL: {index},1,,{}", tpdu_length(&pdu)));
        list.want.push(format!("item {pdu}"));
        list.units.push(pdu);
    }
    list.units.push("OK".into());
    list.want.push("reply Ok".into());
    list
}

fn exchanges() -> impl Strategy<Value = Exchange> {
    let plain = |text: &'static str, shape| Command::plain(text, shape);
    prop_oneof![
        Just(exchange(Command::attention(), &["OK"], &["reply Ok"])),
        Just(exchange(Command::read(9), &["+CMS ERROR: 321"], &["reply Message 321"])),
        Just(exchange(
            Command::stores_in_use(),
            &["+CPMS: \"SM\",1,20,\"SM\",1,20", "OK"],
            &["row +CPMS: \"SM\",1,20,\"SM\",1,20", "reply Ok"],
        )),
        Just(exchange(plain("AT+CGSN", Shape::Free), &["490154203237518", "OK"], &["row 490154203237518", "reply Ok"])),
        Just(exchange(plain("AT+CGMM", Shape::Free), &["EC25", "OK"], &["row EC25", "reply Ok"])),
        Just(exchange(plain("AT^X", Shape::Nothing), &["COMMAND NOT SUPPORT"], &["reply NotSupported"])),
        prop::collection::vec(prop::collection::vec(any::<u8>(), 2..30), 0..5).prop_map(|bodies| listing(&bodies)),
    ]
}

/// An unsolicited code as it arrives, and the expected output. A direct message has another length than the messages of
/// a listing, so it can be distinguished.
fn announcements() -> impl Strategy<Value = (String, String)> {
    prop_oneof![
        (0..300_u16).prop_map(|n| (format!("+CMTI: \"SM\",{n}"), format!("stored SM/{n}"))),
        Just(("^RSSI:20".into(), "other".into())),
        Just(("+ZUSIMR:2".into(), "other".into())),
        Just(("OVER-VOLTAGE WARNNING".into(), "power".into())),
        Just(("RDY".into(), "booted".into())),
        Just(("+SMS FULL".into(), "full".into())),
        Just(("VOICE CALL: END: 000005".into(), "call ended".into())),
        Just(("NO CARRIER".into(), "call ended".into())),
        Just(("RING".into(), "ring".into())),
        Just(("+CLIP: \"+12025550143\",145,\"\",,\"OK\",0".into(), "caller +12025550143".into())),
        Just(("+CLIP: \"\",128,,,,1".into(), "caller hidden".into())),
        Just((format!("+CBM: 88\r\n{}", "0A".repeat(88)), "other".into())),
        Just(("+CMTI: 3".into(), "stored somewhere".into())),
        Just(("+CUSD: 0,\"two\r\nlines\r\nOK\",15".into(), "ussd".into())),
        prop::collection::vec(any::<u8>(), 40..60).prop_map(|body| {
            let pdu = pdu(&body);
            (format!("+CMT: ,{}\r\n{pdu}", tpdu_length(&pdu)), format!("message {pdu}"))
        }),
    ]
}

fn describe(output: &Output) -> Vec<String> {
    match output {
        Output::Write(_) => vec!["write".into()],
        Output::Echo => vec!["echo".into()],
        Output::Noise(row) => vec![format!("noise {row}")],
        Output::Item(item) => vec![format!("item {}", item.row.escape_ascii())],
        Output::Reply(reply) => {
            let end = match &reply.end {
                End::Final(Final::Message(cause)) => format!("reply Message {}", cause.code.expect("a number")),
                End::Final(
                    end @ (Final::Ok | Final::Error | Final::NotSupported | Final::Equipment(_) | Final::CallEnded),
                ) => format!("reply {end:?}"),
                End::Incomplete => "reply incomplete".into(),
                End::TimedOut => "reply timed out".into(),
            };
            reply.rows.iter().map(|row| format!("row {row}")).chain([end]).collect()
        }
        Output::Urc(urc) => vec![match urc {
            Urc::Stored(slot) => format!("stored {slot}"),
            Urc::Message(direct) => format!("message {}", direct.row.escape_ascii()),
            Urc::StoredSomewhere => "stored somewhere".into(),
            Urc::StoreFull => "full".into(),
            Urc::Booted => "booted".into(),
            Urc::PowerAlarm(_) => "power".into(),
            Urc::Ussd(_) => "ussd".into(),
            Urc::Ring => "ring".into(),
            Urc::Caller(caller) => format!("caller {}", caller.number.as_deref().unwrap_or("hidden")),
            Urc::CallEnded => "call ended".into(),
            Urc::Other(_) => "other".into(),
            unexpected @ (Urc::ReportStored(_)
            | Urc::Report(_)
            | Urc::OutOfStep(_)
            | Urc::MessagesReady
            | Urc::Card(_)
            | Urc::CardChanged
            | Urc::Registered(..)
            | Urc::Clock(_)) => format!("unexpected: {unexpected:?}"),
        }],
    }
}

fn feed(session: &mut Session, mut bytes: &[u8], sizes: &mut impl Iterator<Item = usize>, out: &mut Vec<Output>) {
    while !bytes.is_empty() {
        let (piece, rest) = bytes.split_at(sizes.next().unwrap_or(1).min(bytes.len()));
        session.receive(piece, NOW, out);
        bytes = rest;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn unsolicited_codes_change_no_reply_and_none_is_lost(
        dialogue in prop::collection::vec((exchanges(), any::<bool>()), 1..6),
        codes in prop::collection::vec((any::<prop::sample::Index>(), announcements()), 0..8),
        sizes in prop::collection::vec(1..40_usize, 1..20),
    ) {
        let places: usize = dialogue.iter().map(|(exchange, _)| exchange.units.len()).sum();
        let mut sizes = sizes.into_iter().cycle();
        let mut session = Session::default();
        let mut out = Vec::new();
        let (mut want_replies, mut want_codes) = (Vec::new(), Vec::new());
        let mut place = 0;
        for (exchange, echo) in &dialogue {
            session.start(exchange.command.clone(), NOW);
            if *echo {
                want_replies.push("echo".to_owned());
                feed(&mut session, format!("{}\r\r\n", exchange.command.text()).as_bytes(), &mut sizes, &mut out);
            }
            for unit in &exchange.units {
                for (_, (code, meaning)) in codes.iter().filter(|(index, _)| index.index(places) == place) {
                    feed(&mut session, format!("\r\n{code}\r\n").as_bytes(), &mut sizes, &mut out);
                    want_codes.push(meaning.clone());
                }
                feed(&mut session, format!("\r\n{unit}\r\n").as_bytes(), &mut sizes, &mut out);
                place += 1;
            }
            want_replies.extend(exchange.want.iter().cloned());
            prop_assert!(session.is_idle());
        }
        let is_code = |output: &&Output| matches!(output, Output::Urc(_));
        let got_codes: Vec<_> = out.iter().filter(is_code).flat_map(describe).collect();
        let got_replies: Vec<_> = out.iter().filter(|output| !is_code(output)).flat_map(describe).collect();
        prop_assert_eq!(got_codes, want_codes);
        prop_assert_eq!(got_replies, want_replies);
    }

    #[test]
    fn any_bytes_are_accepted_and_every_command_ends_once(input in prop::collection::vec(any::<u8>(), 0..2000)) {
        at_session::check(&input);
    }

    /// Rows that modems send, in any order and cut at any byte.
    #[test]
    fn pieces_of_dialogues_in_any_order_are_accepted(
        pieces in prop::collection::vec((0..PIECES.len(), 0..40_usize), 0..60),
    ) {
        let mut input = Vec::new();
        for (piece, cut) in pieces {
            let piece = PIECES[piece];
            input.extend_from_slice(&piece[..piece.len().saturating_sub(cut % (2 * piece.len()))]);
        }
        at_session::check(&input);
    }
}

/// 0xFE and a number is a command; 0xFD and a number is a wait in seconds.
const PIECES: &[&[u8]] = &[
    b"\r\nOK\r\n",
    b"\r\nERROR\r\n",
    b"\r\n+CMS ERROR: 500\r\n",
    b"\r\n> ",
    b"\r\n+CMGL: 1,0,,23\r\n",
    b"+CMGR: 0,\"OK\",23\r\n",
    b"07912143658709F1040B912120555510F30000621122013000000441E19008\r\n",
    b"0011000B91\x1A\r\n",
    b"\r\n+CMT: ,23\r\n",
    b"\r\nRING\r\n\r\n+CLIP: \"+12025550143\",145,,,,0\r\n\r\nNO CARRIER\r\n",
    b"\r\n+CUSD: 0,\"a\r\n",
    b"b\",15\r\n",
    b"+CPIN: READY\r\n",
    b"+CMT: \"+1202\",,\"26/11/22,10:30:00+04\"\r\n",
    b"+CMGR: \"REC READ\",\"+1202\",,\"26/11/22,10:30:00+04\"\r\n",
    b"+CBM: 31\r\n",
    b"+CMT: \"5\" pipe\",23OK\r\n",
    b"07912143658709F1040B\r\n",
    b"912120555510F30000621122013000000441E19008OK\r\n",
    b"+CMTI: \"SM\",3^RSSI:20\r\n",
    b"AT+CMGF=0\r",
    b"+CREG: 1\r\n",
    b"+CREG: 0,1\r\n",
    b"AT+CMGS=4",
    b"AT+CPMS?\r",
    b"OK+CMTI: \"SM\",1\r\n",
    b"\0\xFF\x11",
    b"\xFE\x00",
    b"\xFE\x01",
    b"\xFE\x02",
    b"\xFE\x03",
    b"\xFE\x04",
    b"\xFE\x05",
    b"\xFE\x06",
    b"\xFE\x07",
    b"\xFD\x02",
    b"\xFD\x3C",
];

/// Nothing that a modem sends is kept forever.
#[test]
fn the_kept_bytes_have_a_limit() {
    for piece in [b"x".as_slice(), b"+CMGL: 1,0,,23\r\n", b"+CUSD: 0,\"x\r\n", b"abc\r\n", b"+CREG: 1\r\n", b"\0"] {
        let mut session = Session::default();
        session.start(Command::plain("AT+COPS=?", Shape::Free), NOW);
        let mut out = Vec::new();
        for _ in 0..2_000_000 / piece.len() {
            session.receive(piece, NOW, &mut out);
            out.clear();
        }
        session.receive(b"\r\n\"\r\nOK\r\n", NOW, &mut out);
        let kept: usize = out.iter().flat_map(describe).map(|row| row.len()).sum();
        assert!(kept < 100_000, "{kept} bytes of {:?}", piece.escape_ascii().to_string());
    }
}
