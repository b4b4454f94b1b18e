//! PDUs made by hand from the specification, PDUs from the field, and the faults of other codecs.

mod other_codecs;

use super::*;

fn pdu(text: &str) -> Pdu {
    let octets = hex::decode(text).unwrap();
    Pdu::decode(&octets).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn deliver(text: &str) -> Deliver {
    match pdu(text).tpdu {
        Tpdu::Deliver(deliver) => deliver,
        Tpdu::Submit(_) | Tpdu::StatusReport(_) => panic!("not an SMS-DELIVER: {text}"),
    }
}

fn submit(text: &str) -> Submit {
    match pdu(text).tpdu {
        Tpdu::Submit(submit) => submit,
        Tpdu::Deliver(_) | Tpdu::StatusReport(_) => panic!("not an SMS-SUBMIT: {text}"),
    }
}

fn report(text: &str) -> StatusReport {
    match pdu(text).tpdu {
        Tpdu::StatusReport(report) => report,
        Tpdu::Deliver(_) | Tpdu::Submit(_) => panic!("not an SMS-STATUS-REPORT: {text}"),
    }
}

fn flaws(text: &str) -> Vec<Flaw> {
    pdu(text).tpdu.flaws().iter().collect()
}

const SMSC: &str = "07912120550501F0";
/// A recipient or originator, +12025550143.
const NUMBER: &str = "0B912120550541F3";
/// 2026-11-22T10:29:58+01:00.
const TIME: &str = "62112201928540";

/// An SMS-DELIVER with the number and the time above.
fn of(first: &str, pid_dcs: &str, user_data: &str) -> String {
    format!("{SMSC}{first}{NUMBER}{pid_dcs}{TIME}{user_data}")
}

#[test]
fn messages_seen_in_the_field() {
    for (text, smsc, originator, time, message) in [
        (
            "07917283010010F5040BC87238880900F10000993092516195800AE8329BFD4697D9EC37",
            "+27381000015",
            "27838890001",
            "1999-03-29T15:16:59+02:00",
            "hellohello",
        ),
        (
            "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07",
            "+31624000000",
            "+31641600986",
            "2002-08-26T19:37:41+00:00",
            "How are you?",
        ),
        (
            "07912120550501F0040ED0D432BB7C9687DB00006211220192854014D432BB7C9687DBA0F19B5CD68162B219AD06",
            "+12025550100",
            "Telegram",
            "2026-11-22T10:29:58+01:00",
            "Telegram code: 12345",
        ),
    ] {
        let Pdu { smsc: Some(read_smsc), tpdu: Tpdu::Deliver(read) } = pdu(text) else { panic!("{text}") };
        assert_eq!(read_smsc.to_string(), smsc);
        assert_eq!(read.originator.as_ref().unwrap().to_string(), originator);
        assert_eq!(read.smsc_timestamp.and_then(Timestamp::rfc3339).as_deref(), Some(time));
        assert_eq!(read.text(), Some(message));
        assert!(read.flaws.is_empty(), "{:?}", read.flaws);
        assert_eq!(pdu(text).encode().hex(), text);
    }
}

#[test]
fn texts_of_the_default_alphabet() {
    for (user_data, text) in [
        ("00", ""),
        ("0731D98C56B3DD00", "1234567"),
        ("08ED709A0D6A9701", "mail me@"),
        ("0100", "@"),
        ("1931D8A60CDAA0C29B1468C3136F7CA04D6F43D9BC3640", "10€ {a} [b] ~^\\|"),
        ("0361F106", "ab "),
        ("04E1CD460C", "a b"),
        ("03E18D18", "ab"),
    ] {
        assert_eq!(deliver(&of("04", "0000", user_data)).text(), Some(text), "{user_data}");
        assert_eq!(flaws(&of("04", "0000", user_data)), [], "{user_data}");
    }
}

#[test]
fn ucs2_with_and_without_surrogates() {
    for (user_data, text, expected) in [
        ("12041F044004380432043504420020D83DDE00", "Привет 😀", vec![]),
        ("04D83D0061", "\u{FFFD}a", vec![Flaw::LoneSurrogate]),
        ("02D83D", "\u{FFFD}", vec![Flaw::LoneSurrogate]),
        ("04DE00D83D", "\u{FFFD}\u{FFFD}", vec![Flaw::LoneSurrogate]),
        ("06D83DD83DDE00", "\u{FFFD}😀", vec![Flaw::LoneSurrogate]),
        ("03006100", "a", vec![Flaw::OddUcs2]),
        ("0100", "", vec![Flaw::OddUcs2]),
        ("00", "", vec![]),
        // A byte order mark.
        ("04FFFE0000", "\0", vec![]),
        ("06FEFF00500049", "PI", vec![]),
        ("08FFFE50003DD800DE", "P😀", vec![]),
        ("02FEFF", "", vec![]),
        ("060050FEFF0049", "P\u{FEFF}I", vec![]),
        ("05FFFE500049", "P", vec![Flaw::OddUcs2]),
    ] {
        let text_of = of("04", "0008", user_data);
        assert_eq!(deliver(&text_of).text(), Some(text), "{user_data}");
        assert_eq!(flaws(&text_of), expected, "{user_data}");
    }
}

/// The mark also applies to the following parts, and some senders repeat it in each part.
#[test]
fn a_byte_order_mark_is_no_character_of_a_long_text() {
    let join = |parts: &[&str]| {
        let parts: Vec<_> = parts.iter().map(|part| deliver(&of("04", "0008", part)).user_data.unwrap()).collect();
        UserData::join(&parts)
    };
    assert_eq!(join(&["06FEFF00500049", "04004E0021"]), "PIN!");
    assert_eq!(join(&["06FFFE50004900", "044E002100"]), "PIN!");
    assert_eq!(join(&["06FFFE50004900", "06FFFE4E002100"]), "PIN!");
    assert_eq!(join(&["06FFFE50004900", "06FEFF004E0021"]), "PIN!");
    assert_eq!(join(&["0400500049", "06FFFE4E002100"]), "PIN!");
    assert_eq!(join(&["07FFFE500049004E", "03002100"]), "PIN!", "split within a code unit");
    assert_eq!(join(&["06FFFE50003DD8", "0400DE2100"]), "P😀!", "and within a pair");
}

#[test]
fn data_is_kept_as_octets() {
    let data = deliver(&of("04", "0004", "0300FF7F"));
    assert_eq!(
        (data.text(), data.user_data.as_ref().and_then(UserData::octets)),
        (None, Some([0x00, 0xFF, 0x7F].as_slice()))
    );
    let to_ports = deliver(&of("44", "00F5", "0A0605040B8423F001062F"));
    assert_eq!(to_ports.user_data.as_ref().and_then(UserData::octets), Some([0x01, 0x06, 0x2F].as_slice()));
    assert_eq!(
        to_ports.user_data.as_ref().and_then(UserData::ports),
        Some(Ports { destination: 2948, source: 9200, wide: true })
    );
    assert_eq!(to_ports.dcs.and_then(Dcs::class), Some(Class::Equipment));
    let compressed = deliver(&of("04", "0020", "021234"));
    assert_eq!(
        (compressed.text(), compressed.user_data.as_ref().and_then(UserData::octets)),
        (None, Some([0x12, 0x34].as_slice()))
    );
    assert!(compressed.dcs.unwrap().is_compressed());
}

#[test]
fn a_header_does_not_touch_the_text_after_it() {
    for (user_data, wide, reference) in [
        ("15050003A70201906536FB0D8287E574D0DB5D06", false, 0xA7),
        ("16060804A7B80201C8329BFD06C1C3723AE8ED2E03", true, 0xA7B8),
    ] {
        let read = deliver(&of("44", "0000", user_data));
        assert_eq!(read.text(), Some("Hello part one"), "{user_data}");
        assert_eq!(read.concat(), Some(Concat { reference, wide, total: 2, sequence: 1 }));
        assert!(read.flaws.is_empty());
    }
}

#[test]
fn national_tables_are_read() {
    assert_eq!(deliver(&of("44", "0000", "0D03240101D89C37E9CD1C1402")).text(), Some("ğış !"));
    assert_eq!(deliver(&of("44", "0000", "0903250101601C3A04")).text(), Some("ğış€"));
}

#[test]
fn pid_class_and_waiting_are_read() {
    for dcs in ["10", "F0"] {
        let flash = deliver(&of("04", &format!("00{dcs}"), "03EEF71D"));
        assert_eq!((flash.text(), flash.dcs.and_then(Dcs::class)), (Some("now"), Some(Class::Flash)));
    }
    let waiting = deliver(&of("04", "00D8", "0732D038CC66CF01"));
    assert_eq!(waiting.text(), Some("2 calls"));
    assert_eq!(waiting.waiting(), [Waiting { kind: WaitingKind::Voice, active: true, count: None, store: true }]);
    let none_waiting = deliver(&of("04", "00E0", "020061"));
    assert_eq!(none_waiting.text(), Some("a"));
    assert_eq!(none_waiting.waiting(), [Waiting { kind: WaitingKind::Voice, active: false, count: None, store: true }]);
    let by_header = deliver(&of("44", "0004", "060401020002AA"));
    assert_eq!(by_header.waiting(), [Waiting { kind: WaitingKind::Voice, active: true, count: Some(2), store: false }]);
    assert_eq!(deliver(&of("04", "4200", "0178")).pid.and_then(Pid::replace_type), Some(2));
    assert!(deliver(&of("04", "4000", "0178")).pid.unwrap().is_silent());
}

#[test]
fn the_first_octet_has_its_bits() {
    let read = deliver(&of("A8", "0000", "0178"));
    assert!(read.more_messages && read.status_report && read.reply_path && read.loop_prevention);
    assert_eq!(pdu(&of("A8", "0000", "0178")).encode().hex(), of("A8", "0000", "0178"));
    let read = deliver(&of("04", "0000", "0178"));
    assert!(!read.more_messages && !read.status_report && !read.reply_path && !read.loop_prevention);
}

#[test]
fn drafts_with_every_kind_of_validity() {
    let absolute = Validity::Absolute(Timestamp::from_octets([0x62, 0x11, 0x22, 0x01, 0x92, 0x85, 0x40]));
    for (text, validity) in [
        ("0001070B912120550541F3000002E834", None),
        ("0031070B912120550541F30000A702E834", Some(Validity::Relative(167))),
        ("0019070B912120550541F300006211220192854002E834", Some(absolute)),
        ("0009070B912120550541F30000025A000000000002E834", Some(Validity::Enhanced([2, 90, 0, 0, 0, 0, 0]))),
    ] {
        let draft = submit(text);
        assert_eq!((draft.text(), draft.validity, draft.reference), (Some("hi"), validity, Some(7)), "{text}");
        assert_eq!(draft.recipient.as_ref().unwrap().to_string(), "+12025550143");
        assert_eq!(draft.status_report, text.starts_with("0031"));
        let encoded = pdu(text).encode();
        assert_eq!((encoded.hex().as_str(), encoded.tpdu_length), (text, text.len() / 2 - 1));
    }
    assert_eq!(flaws("0019070B912120550541F30000621122019285FF02E834"), [Flaw::Timestamp]);
    let draft = submit("0085070B912120550541F3001102E834");
    assert!(draft.reject_duplicates && draft.reply_path && !draft.status_report);
    assert_eq!(draft.dcs.and_then(Dcs::class), Some(Class::Equipment));
}

#[test]
fn reports_are_read_with_and_without_optional_fields() {
    let start = format!("{SMSC}06D6{NUMBER}{TIME}62112201030040");
    let plain = report(&format!("{start}00"));
    assert_eq!((plain.reference, plain.status), (Some(0xD6), Some(Status(0))));
    assert_eq!(plain.recipient.as_ref().unwrap().to_string(), "+12025550143");
    assert_eq!(plain.smsc_timestamp.and_then(Timestamp::rfc3339).as_deref(), Some("2026-11-22T10:29:58+01:00"));
    assert_eq!(plain.discharge.and_then(Timestamp::rfc3339).as_deref(), Some("2026-11-22T10:30:00+01:00"));
    assert_eq!((plain.pid, plain.dcs, plain.user_data), (None, None, None));

    let with_text = report(&format!("{start}4607000004E7B7BB0C"));
    assert_eq!(with_text.status.map(Status::outcome), Some(Outcome::Permanent));
    assert_eq!(with_text.user_data.unwrap().text(), Some("gone"));

    let without_text = report(&format!("{start}50034004"));
    assert_eq!((without_text.pid, without_text.dcs), (Some(Pid(0x40)), Some(Dcs(4))));
    assert_eq!(without_text.user_data, None);

    let extended = report(&format!("{start}2081800041"));
    assert_eq!((extended.pid, extended.dcs), (Some(Pid(0x41)), None));
    assert!(extended.flaws.is_empty());

    for cut in ["0080", "008080", "0081", "0001"] {
        let text = format!("{start}{cut}");
        assert_eq!((report(&text).status, report(&text).pid), (Some(Status(0)), None), "{text}");
        assert_eq!(flaws(&text), [Flaw::Truncated], "{text}");
    }

    let of_command = report(&format!("{SMSC}26D6{NUMBER}{TIME}{TIME}30"));
    assert!(of_command.of_command);
    assert_eq!(of_command.status.map(Status::outcome), Some(Outcome::Trying));

    for tail in ["00", "4607000004E7B7BB0C", "50034004"] {
        let text = format!("{start}{tail}");
        assert_eq!(pdu(&text).encode().hex(), text);
    }
}

#[test]
fn types_that_carry_no_message_are_errors() {
    for (first, direction, error) in [
        (0, Direction::FromMobile, DecodeError::DeliverReport),
        (1, Direction::ToMobile, DecodeError::SubmitReport),
        (2, Direction::FromMobile, DecodeError::Command),
        (3, Direction::FromMobile, DecodeError::Reserved),
    ] {
        assert_eq!(Tpdu::decode(&[first, 0, 0], direction), Err(error));
    }
    assert_eq!(Tpdu::decode(&[], Direction::ToMobile), Err(DecodeError::Empty));
    assert_eq!(Pdu::decode(&[]), Err(DecodeError::Empty));
    assert_eq!(Pdu::decode(&[0]), Err(DecodeError::Empty));
    assert_eq!(Pdu::decode(&[7, 0x91, 0x21]), Err(DecodeError::Smsc));
}

#[test]
fn a_reserved_type_is_read_as_a_message() {
    let text = of("07", "0000", "02EF35");
    assert_eq!(deliver(&text).text(), Some("ok"));
    assert_eq!(flaws(&text), [Flaw::ReservedType]);
}

#[test]
fn flawed_messages_are_read_as_far_as_possible() {
    for (text, message, expected) in [
        (format!("{SMSC}04{NUMBER}00006231220192854002EF35"), Some("ok"), vec![Flaw::Timestamp]),
        (format!("{SMSC}04{NUMBER}0000621122019285FF02EF35"), Some("ok"), vec![Flaw::Timestamp]),
        (format!("{SMSC}04{NUMBER}0000621122019285A002EF35"), Some("ok"), vec![Flaw::Timestamp]),
        (format!("{SMSC}04{NUMBER}0000621122019285F802EF35"), Some("ok"), vec![Flaw::Timestamp]),
        (format!("{SMSC}04{NUMBER}0000621122019285FD02EF35"), Some("ok"), vec![Flaw::Timestamp]),
        (format!("{SMSC}04{NUMBER}00006211220192850802EF35"), Some("ok"), vec![]),
        (of("04", "0000", "02EF35FFFF"), Some("ok"), vec![Flaw::TrailingOctets]),
        (of("04", "0000", "14E8329BFD06"), Some("hello"), vec![Flaw::Truncated, Flaw::ShortUserData]),
        (of("04", "0008", "0600610062"), Some("ab"), vec![Flaw::Truncated, Flaw::ShortUserData]),
        (of("04", "0004", "05AABB"), None, vec![Flaw::Truncated, Flaw::ShortUserData]),
        (of("04", "0000", "02"), Some(""), vec![Flaw::Truncated, Flaw::ShortUserData]),
        (of("44", "0000", "02"), Some(""), vec![Flaw::Truncated, Flaw::ShortUserData]),
        (of("44", "0000", "04D4329E"), Some("Tex"), vec![Flaw::Truncated, Flaw::ShortUserData, Flaw::LongHeader]),
        (of("44", "0008", "0420616263"), Some("\u{2061}\u{6263}"), vec![Flaw::LongHeader]),
        (of("44", "0000", "00"), Some(""), vec![Flaw::LongHeader]),
        (of("44", "0000", "04D4329E0E"), Some("Text"), vec![Flaw::LongHeader]),
        (of("44", "0008", "09040003A70200610062"), Some("ab"), vec![Flaw::BadHeader]),
        (of("04", "0084", "02EF35"), Some("ok"), vec![Flaw::ReservedCoding]),
        (of("44", "0000", "070324012078AF01"), Some("ok"), vec![Flaw::UnknownLanguage]),
        (of("04", "0000", ""), None, vec![Flaw::Truncated]),
        (of("04", "0084", ""), None, vec![Flaw::Truncated, Flaw::ReservedCoding]),
    ] {
        assert_eq!(deliver(&text).text(), message, "{text}");
        assert_eq!(flaws(&text), expected, "{text}");
    }
}

#[test]
fn a_truncated_header_is_not_read_as_the_message() {
    let concat = Some(Concat { reference: 0xA7, wide: false, total: 2, sequence: 1 });
    for (pid_dcs, user_data, header, elements, concat) in [
        ("0000", "A005", "", 0, None),
        ("0000", "A0050003A7", "0003A7", 0, None),
        ("0000", "A0050003A70201", "0003A70201", 1, concat),
        ("0000", "A0080003A702012401", "0003A702012401", 1, concat),
        ("0008", "8C0B0003A7020105040B84", "0003A7020105040B84", 1, concat),
        ("0004", "140605040B84", "05040B84", 0, None),
        ("0020", "140605040B84", "05040B84", 0, None),
    ] {
        let text = of("44", pid_dcs, user_data);
        let user_data = deliver(&text).user_data.unwrap();
        assert_eq!((user_data.text().unwrap_or(""), user_data.octets().unwrap_or(&[])), ("", &[][..]), "{text}");
        let read = user_data.header().unwrap();
        assert_eq!((hex::encode(read.octets()).as_str(), read.elements().count()), (header, elements), "{text}");
        assert_eq!(user_data.concat(), concat, "{text}");
        assert_eq!(flaws(&text), [Flaw::Truncated, Flaw::ShortUserData], "{text}");
        // Its complete part is written, and read back.
        let again = Pdu::decode(&pdu(&text).encode().octets).unwrap();
        assert!(again.tpdu.flaws().is_empty(), "{text}");
        assert_eq!(again.tpdu.user_data().and_then(UserData::concat), concat, "{text}");
    }
}

#[test]
fn the_missing_fields_of_a_truncated_message_are_none() {
    let whole = of("04", "0000", "02EF35");
    for (octets, sender, pid, dcs, time) in [
        (1, None, None, None, false),
        (2, None, None, None, false),
        (3, None, None, None, false),
        (4, Some("+12"), None, None, false),
        (9, Some("+12025550143"), None, None, false),
        (10, Some("+12025550143"), Some(Pid(0)), None, false),
        (11, Some("+12025550143"), Some(Pid(0)), Some(Dcs(0)), false),
        (17, Some("+12025550143"), Some(Pid(0)), Some(Dcs(0)), false),
        (18, Some("+12025550143"), Some(Pid(0)), Some(Dcs(0)), true),
    ] {
        let text = &whole[..SMSC.len() + octets * 2];
        let read = deliver(text);
        assert_eq!(read.originator.as_ref().map(Address::to_string).as_deref(), sender, "{text}");
        assert_eq!((read.pid, read.dcs, read.smsc_timestamp.is_some()), (pid, dcs, time), "{text}");
        assert_eq!((read.user_data, read.flaws.iter().collect()), (None, vec![Flaw::Truncated]), "{text}");
    }
    assert_eq!(deliver(&whole[..whole.len() - 4]).text(), Some(""));
}

#[test]
fn the_missing_fields_of_a_truncated_draft_are_none() {
    for (first, validity) in [("01", ""), ("11", "A7"), ("19", TIME), ("09", "025A0000000000")] {
        let whole = format!("00{first}07{NUMBER}0000{validity}02E834");
        for (end, present) in [
            (4, [false; 5]),
            (6, [true, false, false, false, false]),
            (8, [true, false, false, false, false]),
            (22, [true, true, false, false, false]),
            (24, [true, true, true, false, false]),
            (26, [true, true, true, true, false]),
            (26 + validity.len(), [true, true, true, true, !validity.is_empty()]),
        ] {
            let read = submit(&whole[..end]);
            let fields = [
                read.reference.is_some(),
                read.recipient.is_some(),
                read.pid.is_some(),
                read.dcs.is_some(),
                read.validity.is_some(),
            ];
            assert_eq!(fields, present, "{}", &whole[..end]);
            assert_eq!((read.user_data, read.flaws.iter().collect()), (None, vec![Flaw::Truncated]), "{end}");
        }
    }
}

#[test]
fn the_missing_fields_of_a_truncated_report_are_none() {
    let whole = format!("0006D6{NUMBER}{TIME}62112201030040000700000141");
    for (end, known) in
        [(4, 0), (6, 1), (8, 1), (22, 2), (34, 2), (36, 3), (48, 3), (50, 4), (52, 5), (54, 5), (56, 6), (58, 7)]
    {
        let read = report(&whole[..end]);
        let fields = [
            read.reference.is_some(),
            read.recipient.is_some(),
            read.smsc_timestamp.is_some(),
            read.discharge.is_some(),
            read.status.is_some(),
            read.pid.is_some(),
            read.dcs.is_some(),
        ];
        assert_eq!(fields, [0, 1, 2, 3, 4, 5, 6].map(|field| field < known), "{end}");
        // A report may end with its status.
        let flaws: &[Flaw] = if end == 52 { &[] } else { &[Flaw::Truncated] };
        assert_eq!((read.user_data, read.flaws.iter().collect::<Vec<_>>()), (None, flaws.to_vec()), "{end}");
    }
    assert!(report(&whole).user_data.is_some());
}

#[test]
fn a_truncated_tpdu_is_written_as_far_as_it_is_known() {
    for whole in [
        of("04", "0000", "02EF35"),
        format!("{SMSC}1907{NUMBER}0000{TIME}02E834"),
        format!("{SMSC}06D6{NUMBER}{TIME}{TIME}00"),
    ] {
        for end in (SMSC.len() + 2..whole.len()).step_by(2) {
            let once = pdu(&whole[..end]).encode();
            let again = Pdu::decode(&once.octets).unwrap();
            assert!(once.octets.len() * 2 <= end, "{end}");
            assert_eq!(again.encode(), once, "{end}");
            assert_eq!(again.tpdu.user_data(), pdu(&whole[..end]).tpdu.user_data(), "{end}");
        }
    }
}

#[test]
fn a_pair_or_an_escape_that_is_split_between_parts_is_joined() {
    let part = |dcs: &str, user_data: &str| deliver(&of("44", &format!("00{dcs}"), user_data)).user_data.unwrap();
    let joined = |parts: &[UserData]| UserData::join(parts);

    let pair = [part("08", "0A050003A702010061D83D"), part("08", "0A050003A70202DE000062")];
    assert_eq!((pair[0].text(), pair[1].text()), (Some("a\u{FFFD}"), Some("\u{FFFD}b")));
    assert_eq!(joined(&pair), "a😀b");

    let unit = [part("08", "09050003A70201006104"), part("08", "09050003A70202160062")];
    assert_eq!(joined(&unit), "aЖb");

    let stray = [part("08", "09050003A70201006104"), part("08", "08050003A702020062")];
    assert_eq!(joined(&stray), "ab");

    let escape = [part("00", "09050003A70201C21B"), part("00", "09050003A70202CA31")];
    assert_eq!((escape[0].text(), escape[1].text()), (Some("a "), Some("e1")));
    assert_eq!(joined(&escape), "a€1");

    let mixed = [part("00", "09050003A70201C21B"), part("08", "08050003A702020062")];
    assert_eq!(joined(&mixed), "a b");
    let mixed = [part("08", "0A050003A702010061D83D"), part("00", "09050003A70202CA31")];
    assert_eq!(joined(&mixed), "a\u{FFFD}e1");
}

#[test]
fn texts_are_not_in_debug_output() {
    let text = format!("{:?}", pdu(&of("04", "0000", "0731D98C56B3DD00")));
    assert!(!text.contains("1234567") && !text.contains("12025550143"), "{text}");
}
