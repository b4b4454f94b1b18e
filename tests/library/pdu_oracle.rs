//! The codec against another one (the `tpdu` crate), and properties that hold for all inputs.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use simgate::pdu::{
    Address, Class, Dcs, Deliver, Direction, Flaw, Language, Outcome, Pdu, Pid, Reference, Request, Status,
    StatusReport, Submit, Text, Timestamp, Tpdu, UserData, Validity, compose, deliver_parts,
};

/// Characters of every cost: one septet, two, only UCS2, surrogates, combining, national.
fn text(length_max: usize) -> impl Strategy<Value = String> {
    let letters = |set: &'static str| prop::sample::select(set.chars().collect::<Vec<_>>());
    let plain = letters("abcXYZ 0189@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà");
    let escaped = letters("€^{}[]~\\|\u{c}");
    let wide = letters("яЖ漢字\u{301}\u{200d}ığşçáâ\0`\u{fffd}");
    let pairs = letters("😀👨👩🏽🇩🇪𝄞\u{10ffff}");
    let any = prop_oneof![8 => plain.clone(), 4 => escaped.clone(), 2 => wide, 2 => pairs];
    let gsm7 = prop_oneof![6 => plain, 3 => escaped];
    prop_oneof![vec(gsm7, 0..length_max), vec(any, 0..length_max)].prop_map(|letters| letters.into_iter().collect())
}

fn national_text(length_max: usize) -> impl Strategy<Value = (Language, String)> {
    let of = |language: Language, set: &'static str| {
        vec(prop::sample::select(set.chars().collect::<Vec<_>>()), 1..length_max)
            .prop_map(move |letters| (language, letters.into_iter().collect::<String>()))
    };
    prop_oneof![
        of(Language::Turkish, "ğışİĞŞçabc €{}"),
        of(Language::Spanish, "áíóúÁÍÓÚçabc €{}"),
        of(Language::Portuguese, "ãõâêôçÀ∞ª`~^\\|abc {}"),
        of(Language::Hindi, "नमस्ते दुनिया१२३।ABC€,"),
        of(Language::Bengali, "হ্যালো বিশ্ব১২৩ABC€,"),
        of(Language::Tamil, "வணக்கம்௧௨௩ABC€,"),
        of(Language::Telugu, "నమస్తే౧౨౩ABC€,"),
        of(Language::Kannada, "ನಮಸ್ಕಾರಡಪ೧೨೩ABC[€,"),
        of(Language::Malayalam, "നമസ്കാരം൧൨൩ൻABC€,."),
        of(Language::Gujarati, "નમસ્તે૧૨૩ABC€,"),
        of(Language::Oriya, "ନମସ୍କାର୧୨୩ABC€,"),
        of(Language::Punjabi, "ਸਤ ਸ੍ਰੀ ਅਕਾਲ੧੨੩ABC€,"),
        of(Language::Urdu, "السلام علیکم۱۲۳ABC€,؟"),
    ]
}

fn digits() -> impl Strategy<Value = String> {
    "[0-9*#abc]{1,20}"
}

fn time() -> impl Strategy<Value = (i64, i8)> {
    (700_000_000..3_700_000_000_i64, -79..=79_i8)
}

/// The fewest parts, found by trying every cut: `best[n]` is for the first n characters.
fn fewest_parts(costs: &[usize], single: usize, multiple: usize) -> usize {
    if costs.iter().sum::<usize>() <= single {
        return 1;
    }
    let mut best = vec![usize::MAX; costs.len() + 1];
    best[0] = 0;
    for end in 1..=costs.len() {
        let mut size = 0;
        for start in (0..end).rev() {
            size += costs[start];
            if size > multiple {
                break;
            }
            best[end] = best[end].min(best[start].saturating_add(1));
        }
    }
    best[costs.len()]
}

fn gsm7_costs(text: &str) -> Option<Vec<usize>> {
    text.chars().map(|c| tpdu::pack_gsm7(&c.to_string()).ok().map(|(_, septets)| septets)).collect()
}

/// User data as `tpdu` decodes it.
fn oracle_text(dcs: u8, has_header: bool, length: u8, user_data: &[u8]) -> Option<String> {
    let header_octets = if has_header { usize::from(user_data[0]) + 1 } else { 0 };
    match tpdu::user_data_coding(dcs) {
        tpdu::UserDataCoding::Gsm7Bit if has_header => {
            Some(tpdu::unpack_gsm7_with_header(user_data, usize::from(length)).unwrap().1)
        }
        tpdu::UserDataCoding::Gsm7Bit => Some(tpdu::unpack_gsm7(user_data, usize::from(length)).unwrap()),
        tpdu::UserDataCoding::Ucs2 => {
            let units: Vec<u16> =
                user_data[header_octets..].chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
            Some(String::from_utf16_lossy(&units))
        }
        tpdu::UserDataCoding::EightBit | tpdu::UserDataCoding::Compressed => None,
    }
}

fn oracle_submit(submit: &Submit) -> tpdu::SmsSubmit {
    let octets = submit.encode();
    let mut relay = vec![0x00, 0x01, 0x00, 0x00, u8::try_from(octets.len()).unwrap()];
    relay.extend(octets);
    tpdu::parse_rp_data(&relay).unwrap().sms_submit
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_composed_the_other_codec_reads(
        text in text(500), to in digits(), international: bool, reference: u16, wide: bool,
        class in option::of(0..4_u8), relative in option::of(any::<u8>()), flags: [bool; 3],
    ) {
        let to = if international { format!("+{to}") } else { to };
        let recipient = Address::number(&to).unwrap();
        let reference = if wide { Reference::Wide(reference) } else { Reference::Narrow(reference.to_be_bytes()[1]) };
        let text = Text { class: class.and_then(Class::from_number), reference, ..Text::from(&*text) };
        let request = Request {
            status_report: flags[0],
            validity: relative.map(Validity::Relative),
            reject_duplicates: flags[1],
            reply_path: flags[2],
        };
        let parts = compose(&recipient, &text, &request).unwrap();
        let mut joined = String::new();
        for (index, part) in parts.iter().enumerate() {
            let read = oracle_submit(part);
            prop_assert_eq!(
                read.tp_destination_address.map(|to| (to.ton, to.npi, to.address)),
                Some((u8::from(international), 1, to.trim_start_matches('+').to_owned()))
            );
            prop_assert_eq!((read.tp_srr, read.tp_rd, read.tp_rp), (flags[0], flags[1], flags[2]));
            prop_assert_eq!(read.tp_validity_period, relative.map(tpdu::ValidityPeriod::Relative));
            prop_assert_eq!(read.tp_udhi, parts.len() > 1);
            if let Some(header) = read.tp_user_data_header {
                let tail = &header.user_data_header_value[header.user_data_header_value.len() - 2..];
                prop_assert_eq!(tail, [u8::try_from(parts.len()).unwrap(), u8::try_from(index + 1).unwrap()]);
            }
            prop_assert!(read.tp_user_data_raw.len() <= 140);
            joined += &oracle_text(read.tp_dcs, read.tp_udhi, read.tp_user_data_length, &read.tp_user_data_raw).unwrap();
        }
        prop_assert_eq!(joined, text.text);
    }

    #[test]
    fn parts_are_as_few_as_can_be(text in text(700), wide: bool) {
        let reference = if wide { Reference::Wide(7) } else { Reference::Narrow(7) };
        let (_, parts) = Text { reference, ..Text::from(&*text) }.split().unwrap();
        let fewest = match gsm7_costs(&text) {
            Some(costs) => fewest_parts(&costs, 160, if wide { 152 } else { 153 }),
            None => {
                let costs: Vec<_> = text.chars().map(char::len_utf16).collect();
                fewest_parts(&costs, 70, if wide { 66 } else { 67 })
            }
        };
        prop_assert_eq!(parts.len(), fewest);
        prop_assert_eq!(UserData::join(&parts), text.as_str());
        let joined: String = parts.iter().filter_map(UserData::text).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn what_is_composed_is_read_back((language, text) in national_text(400), others in option::of(text(50))) {
        let text = text + others.as_deref().unwrap_or("");
        let languages = [language];
        let text = Text { languages: &languages, ..Text::from(&*text) };
        let originator = Address::number("+12025550143").unwrap();
        let time = Timestamp::new(1_795_339_798, 4).unwrap();
        let parts = deliver_parts(&originator, time, &text).unwrap();
        let (_, without) = Text { languages: &[], ..text }.split().unwrap();
        prop_assert!(parts.len() <= without.len());
        for part in &parts {
            let octets = part.encode();
            let read = Tpdu::decode(&octets, Direction::ToMobile).unwrap();
            prop_assert!(read.flaws().is_empty());
            prop_assert_eq!(&Tpdu::Deliver(part.clone()), &read);
            prop_assert_eq!(read.encode(), octets);
        }
        prop_assert_eq!(UserData::join(parts.iter().filter_map(|part| part.user_data.as_ref())), text.text);
    }

    #[test]
    fn what_the_other_codec_delivers_is_read(
        text in text(60), from in digits(), ton in 0..8_u8, npi in 0..16_u8, pid: u8, (seconds, zone) in time(),
        reference: u8, has_header: bool, flags: [bool; 4],
    ) {
        let ton = if ton == 5 { 1 } else { ton };
        let coded = match (tpdu::pack_gsm7(&text), has_header) {
            (Ok(_), true) => {
                let (octets, length) = tpdu::pack_gsm7_with_header(&[5, 0, 3, reference, 2, 1], &text).unwrap();
                (0, octets, length)
            }
            (Ok((octets, length)), false) => (0, octets, length),
            (Err(_), _) => {
                let mut octets = if has_header { vec![5, 0, 3, reference, 2, 1] } else { vec![] };
                octets.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
                let length = octets.len();
                (8, octets, length)
            }
        };
        let (dcs, octets, length) = coded;
        let time = Timestamp::new(seconds, zone).unwrap();
        let digits: String = time.octets().iter().flat_map(|octet| [octet & 0xF, octet >> 4])
            .map(|digit| char::from_digit(u32::from(digit), 16).unwrap().to_ascii_uppercase()).collect();
        prop_assume!(octets.len() <= 140);
        let written = tpdu::SmsDeliver {
            tp_rp: flags[0], tp_udhi: has_header, tp_sri: flags[1], tp_lp: flags[2], tp_mms: flags[3], tp_mti: 0,
            tp_originating_address: tpdu::SMSAddress { ton, npi, address: from.clone() },
            tp_pid: pid, tp_dcs: dcs, tp_service_centre_timestamp: digits,
            tp_user_data_length: u8::try_from(length).unwrap(), tp_user_data: octets,
        }.encode().unwrap();
        let Ok(Tpdu::Deliver(read)) = Tpdu::decode(&written, Direction::ToMobile) else {
            return Err(TestCaseError::fail("not an SMS-DELIVER"));
        };
        prop_assert!(read.flaws.is_empty(), "{:?}", read.flaws);
        prop_assert_eq!(read.originator.as_ref().map(Address::digits), Some(from.as_str()));
        prop_assert_eq!(read.originator.as_ref().unwrap().to_string().starts_with('+'), ton == 1);
        prop_assert_eq!((read.pid, read.dcs, read.text()), (Some(Pid(pid)), Some(Dcs(dcs)), Some(text.as_str())));
        prop_assert_eq!(read.smsc_timestamp.and_then(Timestamp::unix_seconds), Some(seconds));
        prop_assert_eq!(
            (read.reply_path, read.status_report, read.loop_prevention, !read.more_messages),
            (flags[0], flags[1], flags[2], flags[3])
        );
        prop_assert_eq!(read.concat().map(|concat| concat.reference), has_header.then(|| u16::from(reference)));
        prop_assert_eq!(read.encode(), written);
    }

    #[test]
    fn reports_mean_the_same_to_both(
        mr: u8, to in digits(), status: u8, (seconds, zone) in time(), pid in option::of(any::<u8>()), text in option::of("[a-z]{0,40}"),
    ) {
        let time = Timestamp::new(seconds, zone).unwrap();
        let mut report = StatusReport::new(mr, Address::number(&to).unwrap(), time, time, Status(status));
        report.pid = pid.map(Pid);
        report.user_data = text.as_deref().map(|text| Text::from(text).split().unwrap().1.remove(0));
        let written = report.encode();
        let read = tpdu::SmsStatusReport::decode(&written).unwrap();
        prop_assert_eq!((read.tp_mr, read.tp_status, read.tp_recipient_address.address), (mr, status, to));
        prop_assert_eq!((read.tp_pid, read.tp_user_data_length.is_some()), (pid, text.is_some()));
        prop_assert_eq!(Tpdu::decode(&written, Direction::ToMobile), Ok(Tpdu::StatusReport(report)));
        prop_assert_eq!(Status(status).outcome() == Outcome::Permanent, (0x40..0x60).contains(&status));
    }

    #[test]
    fn where_the_other_codec_reads_a_message_so_does_this_one(octets in vec(any::<u8>(), 1..200), length in 0..12_u8) {
        let mut octets = octets;
        octets[0] &= 0xFC;
        if octets.len() > 1 {
            octets[1] = length;
        }
        let Ok(expected) = tpdu::SmsDeliver::decode(&octets) else { return Ok(()) };
        let Ok(Tpdu::Deliver(read)) = Tpdu::decode(&octets, Direction::ToMobile) else {
            return Err(TestCaseError::fail("not an SMS-DELIVER"));
        };
        let alphanumeric = expected.tp_originating_address.ton == 5;
        if !alphanumeric {
            prop_assert_eq!(read.originator.as_ref().map(Address::digits), Some(&*expected.tp_originating_address.address));
        }
        prop_assert_eq!((read.pid, read.dcs), (Some(Pid(expected.tp_pid)), Some(Dcs(expected.tp_dcs))));
        prop_assert_eq!(read.text().is_none(), matches!(
            tpdu::user_data_coding(expected.tp_dcs),
            tpdu::UserDataCoding::EightBit | tpdu::UserDataCoding::Compressed
        ));
        if !expected.tp_udhi {
            let text = oracle_text(expected.tp_dcs, false, expected.tp_user_data_length, &expected.tp_user_data);
            prop_assert_eq!(read.text(), text.as_deref());
        }
    }

    #[test]
    fn names_are_the_same_to_both(name in "[A-Za-z0-9 €{}&-]{1,11}") {
        let Ok(address) = Address::alphanumeric(&name) else { return Ok(()) };
        let (_, parts) = Text::from("x").split().unwrap();
        let time = Timestamp::new(1_795_339_798, 4).unwrap();
        let deliver = Deliver::new(address, time, Dcs(0), parts.into_iter().next().unwrap());
        let written = deliver.encode();
        let read = tpdu::SmsDeliver::decode(&written).unwrap();
        prop_assert_eq!(read.tp_originating_address.address.as_str(), name);
        prop_assert_eq!(read.encode().unwrap(), written.clone());
        prop_assert_eq!(Tpdu::decode(&written, Direction::ToMobile), Ok(Tpdu::Deliver(deliver)));
    }

    #[test]
    fn no_octets_are_too_much(octets in vec(any::<u8>(), 0..300)) {
        for direction in [Direction::ToMobile, Direction::FromMobile, Direction::Stored] {
            let _ = Tpdu::decode(&octets, direction);
        }
        if let Ok(pdu) = Pdu::decode(&octets) {
            let again = Pdu::decode(&pdu.encode().octets).unwrap();
            if pdu.tpdu.flaws().is_empty() {
                prop_assert_eq!(&again, &pdu);
            }
        }
    }

    #[test]
    fn every_beginning_of_a_message_is_marked_and_says_no_more(text in text(300), end: Index) {
        let originator = Address::number("+12025550143").unwrap();
        let parts = deliver_parts(&originator, Timestamp::new(0x6000_0000, 0).unwrap(), &Text::from(&*text)).unwrap();
        let octets = parts[0].encode();
        let end = 1 + end.index(octets.len() - 1);
        let cut = Tpdu::decode(&octets[..end], Direction::ToMobile).unwrap();
        prop_assert!(cut.flaws().contains(Flaw::Truncated));
        let Tpdu::Deliver(cut) = cut else { return Err(TestCaseError::fail("not an SMS-DELIVER")) };
        let whole = &parts[0];
        prop_assert!(cut.pid.is_none_or(|pid| Some(pid) == whole.pid));
        prop_assert!(cut.dcs.is_none_or(|dcs| Some(dcs) == whole.dcs));
        prop_assert!(cut.smsc_timestamp.is_none_or(|time| Some(time) == whole.smsc_timestamp));
        prop_assert!(cut.concat().is_none_or(|concat| Some(concat) == whole.concat()));
        // Half of an escape shows as a space, half of a surrogate pair as U+FFFD.
        let said = cut.text().unwrap_or("").trim_end_matches([' ', char::REPLACEMENT_CHARACTER]);
        prop_assert!(whole.text().unwrap().starts_with(said), "{said:?}");
    }
}
