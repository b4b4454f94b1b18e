//! Which arrivals are one message, parts of one, or repeats, and which part a status report is about.

use super::*;
use crate::flow::{Place, TextContent};
use crate::model::{Slot, StoreName};
use crate::pdu::{Reference, Status, StatusReport, hex};

const START: &str = "2026-11-22T12:00:00Z";
const SENDER: &str = "+12025550143";
const SMSC: &str = "+12063130004";
/// 2026-11-22T11:59:58Z.
const STAMP: i64 = 1_795_348_798;
const NARROW: Reference = Reference::Narrow(66);

fn stamp(seconds: i64) -> pdu::Timestamp {
    pdu::Timestamp::new(seconds, 4).unwrap()
}

fn encoded(smsc: &str, tpdu: Tpdu) -> Vec<u8> {
    Pdu { smsc: Some(Address::parse(smsc).unwrap()), tpdu }.encode().octets
}

/// The PDUs of all parts of a message.
fn pdus(text: &str, reference: Reference, smsc_timestamp: pdu::Timestamp) -> Vec<Vec<u8>> {
    let text = Text { reference, ..Text::from(text) };
    let parts = deliver_parts(&Address::parse(SENDER).unwrap(), smsc_timestamp, &text).unwrap();
    parts.into_iter().map(|part| encoded(SMSC, Tpdu::Deliver(part))).collect()
}

/// The two parts of a message, with these stamps.
fn two(letter: &str, reference: Reference, stamps: [i64; 2]) -> [Vec<u8>; 2] {
    let text = letter.repeat(200);
    let [first, second] = stamps.map(|at| pdus(&text, reference, stamp(at)));
    [first[0].clone(), second[1].clone()]
}

fn one(text: &str, smsc_timestamp: pdu::Timestamp) -> Vec<u8> {
    pdus(text, NARROW, smsc_timestamp).remove(0)
}

impl Scene {
    fn receive_pdu(&mut self, number: usize, pdu: &[u8], slot: Option<(StoreName, u16)>, announced: bool) {
        self.receive_on(iccid(number), pdu, slot, announced);
    }

    fn receive_on(&mut self, line: LineId, pdu: &[u8], slot: Option<(StoreName, u16)>, announced: bool) {
        self.tickets += 1;
        let content = Content::Pdu(pdu.to_vec());
        let place = slot.map(|(store, index)| Place { holder: line.clone(), slot: Slot { store, index } });
        let origin = place.map_or(Origin::Direct { announced }, |place| Origin::Slot { place, announced });
        let (device, ticket, at) = (device(1), self.tickets, self.now.wall);
        self.handle(&[Event::Arrived(Arrival { device, ticket, line, origin, content, at })]);
    }

    /// A remote calls with a text.
    fn receive_call(&mut self, line: &LineId, id: Option<String>, text: &str) {
        self.tickets += 1;
        let (sender, text, raw) = ("Bank".to_owned(), text.to_owned(), text.as_bytes().to_vec());
        let content =
            Content::Text(Box::new(TextContent { sender, text, data: None, sent_at: None, media: Vec::new(), raw }));
        let (device, ticket, line, origin, at) =
            (device(1), self.tickets, line.clone(), Origin::Remote(id), self.now.wall);
        self.handle(&[Event::Arrived(Arrival { device, ticket, line, origin, content, at })]);
    }

    fn receive_all(&mut self, pdus: &[&Vec<u8>]) {
        pdus.iter().for_each(|pdu| self.receive_pdu(0, pdu, None, true));
    }

    pub(super) fn inbox(&self) -> Vec<crate::flow::notice::Received> {
        let rows = self.gateway.as_ref().unwrap().store().inbox().after("test", 0, 100).unwrap();
        rows.into_iter().map(|row| row.notice.received().unwrap().clone()).collect()
    }

    /// The received texts, without repeated letters.
    fn texts(&self) -> Vec<String> {
        let shortened = |text: String| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.dedup();
            letters.into_iter().collect()
        };
        self.inbox().into_iter().map(|data| shortened(data.text.unwrap_or_default())).collect()
    }
}

#[test]
fn pain_22_a_late_part_of_an_old_message_does_not_join_a_new_one_with_its_reference() {
    for behind in [2700, 1200, 120] {
        let old = two("o", NARROW, [STAMP - behind, STAMP - behind + 1]);
        let new = two("n", NARROW, [STAMP, STAMP + 3]);
        let mut scene = Scene::new(START, day(1));
        scene.receive_all(&[&old[1], &new[0], &new[1]]);
        assert_eq!(scene.texts(), ["n"], "{behind} s before");
        scene.receive_all(&[&old[0]]);
        assert_eq!(scene.texts(), ["n", "o"], "the late part joins its own message");
    }
}

#[test]
fn pain_21_a_message_whose_part_never_arrives_is_delivered_without_it() {
    let parts = two("p", NARROW, [STAMP, STAMP]);
    let mut scene = Scene::new(START, day(1));
    scene.receive_all(&[&parts[0]]);
    assert!(scene.texts().is_empty(), "the other part may come");
    for _ in 0..48 {
        scene.pass(HOUR);
    }
    assert_eq!(scene.texts(), ["p"]);
    assert_eq!(scene.inbox()[0].missing_parts, [2], "it says so");
}

#[test]
fn stamps_distinguish_messages_with_one_reference_in_any_order() {
    let messages = [("a", STAMP - 1300), ("b", STAMP - 640), ("c", STAMP)];
    let parts: Vec<Vec<u8>> = messages.into_iter().flat_map(|(text, at)| two(text, NARROW, [at, at + 2])).collect();
    for turn in 0..120 {
        let (mut order, mut code): (Vec<usize>, usize) = ((0..6).collect(), turn * 6);
        for place in (1..6).rev() {
            order.swap(place, code % (place + 1));
            code /= place + 1;
        }
        let mut scene = Scene::new(START, day(1));
        order.iter().for_each(|&part| scene.receive_all(&[&parts[part]]));
        let mut texts = scene.texts();
        texts.sort();
        assert_eq!(texts, ["a", "b", "c"], "{order:?}");
    }
}

/// Some SMSCs use the same reference for every message.
#[test]
fn parts_with_equal_references_and_stamps_join_in_the_order_of_arrival() {
    let [first, second] = ["a", "b"].map(|text| two(text, NARROW, [STAMP, STAMP]));
    for order in [[&first[0], &second[0], &first[1], &second[1]], [&first[0], &first[1], &second[0], &second[1]]] {
        let mut scene = Scene::new(START, day(1));
        scene.receive_all(&order);
        assert_eq!(scene.texts(), ["a", "b"]);
    }
}

#[test]
fn a_reference_of_16_bits_never_equals_one_of_8() {
    let narrow = two("n", NARROW, [STAMP, STAMP]);
    let wide = two("w", Reference::Wide(66), [STAMP, STAMP]);
    for order in [[&narrow[0], &wide[1], &wide[0], &narrow[1]], [&wide[0], &narrow[1], &narrow[0], &wide[1]]] {
        let mut scene = Scene::new(START, day(1));
        scene.receive_all(&order);
        let mut texts = scene.texts();
        texts.sort();
        assert_eq!(texts, ["n", "w"]);
    }
}

#[test]
fn equal_messages_are_one_only_if_their_stamps_prove_it() {
    let minute = stamp(STAMP - STAMP.rem_euclid(60));
    let zeros = pdu::Timestamp::from_octets([0; 7]);
    for (stamp, events) in [(stamp(STAMP), 1), (minute, 3), (zeros, 3), (pdu::Timestamp::ABSENT, 3)] {
        let mut scene = Scene::new(START, day(1));
        for slot in [None, Some((StoreName::SM, 2)), Some((StoreName::SM, 3))] {
            scene.receive_pdu(0, &one("alarm", stamp), slot, true);
            scene.pass(Duration::from_secs(2));
        }
        assert_eq!(scene.texts().len(), events, "{stamp:?}");
        // The same slot holds the same message until it is reported empty.
        scene.receive_pdu(0, &one("alarm", stamp), Some((StoreName::SM, 3)), true);
        assert_eq!(scene.texts().len(), events, "{stamp:?}");
        let place = Place { holder: iccid(0), slot: Slot { store: StoreName::SM, index: 3 } };
        scene.handle(&[Event::Freed(place)]);
        scene.receive_pdu(0, &one("alarm", stamp), Some((StoreName::SM, 3)), true);
        assert_eq!(scene.texts().len(), if events == 1 { 1 } else { 4 }, "{stamp:?}");
    }
}

#[test]
fn equal_bytes_in_one_slot_of_two_cards_are_two_messages() {
    let mut scene = Scene::new(START, day(1));
    let pdu = one("alarm", pdu::Timestamp::ABSENT);
    for card in [0, 1, 0, 1] {
        scene.receive_pdu(card, &pdu, Some((StoreName::SM, 3)), true);
    }
    assert_eq!(scene.texts().len(), 2);
}

/// An SMSC that stamps to the second writes second 0, too, once a minute.
#[test]
fn a_stamp_of_a_full_minute_proves_a_repeat_if_the_smsc_stamps_to_the_second() {
    let minute = stamp(STAMP - STAMP.rem_euclid(60));
    for (seconds_of, events) in [(SMSC, 2), ("+12063130099", 3)] {
        let mut scene = Scene::new(START, day(1));
        let Tpdu::Deliver(other) = Pdu::decode(&one("other", stamp(STAMP))).unwrap().tpdu else { unreachable!() };
        scene.receive_all(&[&encoded(seconds_of, Tpdu::Deliver(other))]);
        scene.receive_all(&[&one("alarm", minute), &one("alarm", minute)]);
        assert_eq!(scene.texts().len(), events, "{seconds_of}");
    }
}

#[test]
fn a_repeat_from_another_smsc_is_a_repeat() {
    let mut scene = Scene::new(START, day(1));
    let Tpdu::Deliver(deliver) = Pdu::decode(&one("code", stamp(STAMP))).unwrap().tpdu else { unreachable!() };
    for smsc in [SMSC, "+12063130099", "+4912345678901"] {
        scene.receive_all(&[&encoded(smsc, Tpdu::Deliver(deliver.clone()))]);
    }
    let unnamed = Pdu { smsc: None, tpdu: Tpdu::Deliver(deliver) }.encode().octets;
    scene.receive_all(&[&unnamed]);
    assert_eq!(scene.texts().len(), 1);
}

/// A modem that hung may report no number of its card for a while.
#[test]
fn a_repeat_is_recognised_while_the_card_is_unknown() {
    let unnamed = LineId::Device(device(1));
    let imei = Imei::parse("490154203237518").unwrap();
    let equipment = LineId::Equipment(imei.clone());
    for (first, second, events) in [
        (unnamed.clone(), iccid(0), 1),
        (iccid(0), unnamed.clone(), 1),
        (equipment.clone(), iccid(0), 1),
        (iccid(0), equipment.clone(), 1),
        (iccid(0), iccid(1), 2),
        (LineId::Device(device(2)), iccid(0), 2),
    ] {
        let mut scene = Scene::new(START, day(1));
        let pdu = one("code", stamp(STAMP));
        for sim in [&first, &second] {
            scene.ready_as(1, sim.clone(), Some(imei.clone()));
            scene.receive_on(sim.clone(), &pdu, None, true);
        }
        assert_eq!(scene.texts().len(), events, "{first} {second}");
    }
}

#[test]
fn pain_25_without_a_window_only_the_same_slot_is_a_repeat() {
    let mut scene = Scene::new(START, day(1));
    scene.settings.dedupe_window = Duration::ZERO;
    scene.restart(machine(RUN));
    let pdu = one("alarm", stamp(STAMP));
    scene.receive_all(&[&pdu, &pdu]);
    // A clock that is set back changes no age.
    scene.set_clock("2026-11-22T11:00:00Z");
    scene.receive_all(&[&pdu]);
    for _ in 0..2 {
        scene.receive_pdu(0, &pdu, Some((StoreName::SM, 1)), true);
    }
    assert_eq!(scene.texts().len(), 4);
}

/// A remote calls again if our answer was lost: with its id, or with the same bytes if it sends no ids.
#[test]
fn a_repeat_of_a_remote_has_the_same_id_or_without_ids_the_same_bytes() {
    let number = |digits: &str| LineId::Number { device: device(1), number: digits.parse().unwrap() };
    let (mine, other) = (number("+12025550143"), number("+12025550199"));
    let (no_id, id) = (None, |id: &str| Some(id.to_owned()));
    for (window, first, second, events) in [
        (24, (&mine, no_id.clone(), "a"), (&mine, no_id.clone(), "a"), [1, 1, 2]),
        (24, (&mine, no_id.clone(), "a"), (&mine, no_id.clone(), "b"), [2, 2, 3]),
        (24, (&mine, no_id.clone(), "a"), (&other, no_id.clone(), "a"), [2, 2, 3]),
        (0, (&mine, no_id.clone(), "a"), (&mine, no_id, "a"), [2, 3, 4]),
        (24, (&mine, id("1"), "a"), (&mine, id("1"), "b"), [1, 1, 1]),
        (24, (&mine, id("1"), "a"), (&mine, id("2"), "a"), [2, 2, 2]),
    ] {
        let mut scene = Scene::new(START, day(1));
        scene.settings.dedupe_window = HOUR * window;
        scene.restart(machine(RUN));
        let mut counts = Vec::new();
        scene.receive_call(first.0, first.1, first.2);
        for after in [HOUR, HOUR, HOUR * 25] {
            scene.pass(after);
            scene.receive_call(second.0, second.1.clone(), second.2);
            counts.push(scene.inbox().len());
        }
        assert_eq!(counts, events, "{window} h: {} {}, {} {}", first.0, first.2, second.0, second.2);
    }
}

/// A repeat is recognised only while the message is kept.
#[test]
fn a_message_is_kept_as_long_as_a_repeat_may_come() {
    let mut scene = Scene::new(START, day(1));
    scene.settings.keep_messages = HOUR;
    scene.restart(machine(RUN));
    let pdu = one("hello", stamp(STAMP));
    scene.receive_all(&[&pdu]);
    let ids = |scene: &Scene| scene.inbox().into_iter().map(|data| data.message_id).collect::<Vec<_>>();
    let first = ids(&scene);
    for hours in 1..24 {
        scene.pass(HOUR);
        scene.receive_all(&[&pdu]);
        assert_eq!(ids(&scene), first, "after {hours} h");
    }
    scene.pass(2 * HOUR);
    scene.pass(2 * HOUR);
    assert!(scene.texts().is_empty(), "then it is removed");
}

#[test]
fn a_code_is_found_in_text_that_came_as_data() {
    let mut scene = Scene::new(START, day(1));
    let pdu = |text: &str| hex::decode(text).unwrap();
    scene.receive_all(&[
        &pdu("0791214365870921040B912120550541F300046211305160000013596F757220636F646520697320343832393133"),
        &pdu("0791214365870921040B912120550541F30008621130516000000EFEFF00500049004E002000340032"),
    ]);
    let [data, marked] = &scene.inbox()[..] else { panic!("two messages") };
    assert_eq!((data.text.as_deref(), data.text_from), (Some("Your code is 482913"), Some("data")));
    assert_eq!(data.data_hex.as_deref(), Some("596F757220636F646520697320343832393133"));
    assert_eq!(data.code.as_ref().map(|code| code.value.as_str()), Some("482913"));
    assert_eq!((marked.text.as_deref(), marked.text_from, &marked.data_hex), (Some("PIN 42"), None, &None));
}

/// A later version may decode it, so its bytes are kept as they arrived.
#[test]
fn a_pdu_that_can_not_be_decoded_is_kept_and_forwarded() {
    let mut scene = Scene::with_backend(START, day(1), |_| {});
    let pdu = [&[0x00, 0x40][..], &[0xA5; 20]].concat();
    scene.receive_all(&[&pdu]);
    let delivered: Vec<_> = scene.deliveries.iter().map(|delivery| delivery.notice.received().unwrap()).collect();
    let [data] = &delivered[..] else { panic!("{} deliveries", delivered.len()) };
    assert_eq!((data.text.as_deref(), data.undecoded_hex.as_deref()), (None, Some(&*hex::encode(&pdu))));
    assert_eq!(scene.acknowledged.len(), 1);
}

/// A message whose result was lost. Only a status report on its own card can settle it.
fn unknown(report_wanted_of: usize) -> Scene {
    let mut scene = Scene::new(START, day(10));
    scene.synchronise();
    scene.ready(1, iccid(report_wanted_of));
    scene.send("one");
    let submission = scene.submission();
    scene.report_outcome(&submission, Outcome::Unknown { why: "no answer".into() });
    assert_eq!(scene.states(), [State::Unknown]);
    scene
}

fn report() -> Vec<u8> {
    let recipient = Address::parse(RECIPIENT).unwrap();
    encoded(SMSC, Tpdu::StatusReport(StatusReport::new(9, recipient, stamp(STAMP), stamp(STAMP), Status(0))))
}

#[test]
fn a_report_that_may_belong_to_an_earlier_card_settles_nothing() {
    let (card, modem) = (Some((StoreName::SM, 1)), Some((StoreName::ME, 1)));
    for (slot, announced, settles) in [
        (None, true, true),
        (modem, true, true),
        (card, false, true),
        (card, true, true),
        (None, false, false),
        (modem, false, false),
    ] {
        for swapped in [true, false] {
            // The card that sent the part is in the modem now.
            let mut scene = unknown(0);
            if swapped {
                scene.ready(1, iccid(1));
                scene.pass(MINUTE);
                scene.ready(1, iccid(0));
            }
            scene.receive_pdu(0, &report(), slot, announced);
            let after = if settles || !swapped { State::Delivered } else { State::Unknown };
            assert_eq!(scene.states(), [after], "{slot:?}, {announced}, {swapped}");
        }
    }
}
