//! A card that is known by its subscription (IMSI) alone for a while: what it did then counts for the card.

use super::*;
use crate::at::RetryClass;
use crate::flow::Place;
use crate::flow::outbound::Cause;
use crate::model::{Slot, StoreName};

const START: &str = "2026-11-22T12:00:00Z";

fn subscription() -> LineId {
    LineId::Imsi(Imsi::parse(IMSI).unwrap())
}

/// The card is ready, but only its subscription is known. `both_known`: the card itself was known before, too.
fn scene(rules: Rules, both_known: bool) -> Scene {
    let mut scene = Scene::new(START, rules);
    scene.synchronise();
    if both_known {
        scene.ready(1, iccid(0));
    }
    scene.ready(1, subscription());
    scene
}

impl Scene {
    /// The modem starts up again, and both numbers of the card are read.
    fn identify(&mut self) {
        self.report(device(1), Vec::new());
        let card = Event::Card { iccid: Iccid::parse(CARDS[0]).unwrap(), imsi: Imsi::parse(IMSI).unwrap() };
        self.handle(&[card]);
        self.ready(1, iccid(0));
    }
}

#[test]
fn a_stop_counts_for_the_card() {
    for (both_known, restarts) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut scene = scene(Rules { stop_list: true, ..day(1) }, both_known);
        scene.send("one");
        scene.report_sent();
        scene.send("two");
        scene.receive(1, subscription(), RECIPIENT, "STOP");
        scene.identify();
        if restarts {
            scene.restart(machine(RUN));
            scene.ready(1, iccid(0));
        }
        scene.pass_until("2026-11-23T00:01:00Z");
        scene.pass(MINUTE);
        assert!(scene.nothing_is_submitted(), "{both_known}, {restarts}");
        assert_eq!(scene.outbox()[1].1.as_deref(), Some("the recipient answered STOP"));
    }
}

#[test]
fn a_message_that_was_begun_is_continued_by_the_card() {
    for (both_known, restarts) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut scene = scene(day(10), both_known);
        scene.send(&"x".repeat(200));
        scene.report_sent();
        let second = scene.submission();
        let cause = Cause { why: "no service".into(), class: Some(RetryClass::Later) };
        scene.report_outcome(&second, Outcome::Failed(cause));
        scene.identify();
        scene.ready(2, iccid(1));
        if restarts {
            scene.restart(machine(RUN));
            scene.ready(1, iccid(0));
            scene.ready(2, iccid(1));
        }
        if !restarts {
            assert!(scene.nothing_is_submitted(), "its wait is not over");
        }
        scene.pass(HOUR);
        let again = scene.submission();
        assert_eq!((again.ticket, again.line), (second.ticket, iccid(0)), "{both_known}, {restarts}");
        assert_eq!(scene.used_today(&iccid(0)), 2);
    }
}

#[test]
fn parts_join_although_the_card_was_identified_between_them() {
    for both_known in [false, true] {
        let mut scene = scene(day(1), both_known);
        let text = "x".repeat(200);
        let first = scene.arrivals(1, &subscription(), "+12025550143", &text).remove(0);
        scene.handle(&[Event::Arrived(first)]);
        scene.identify();
        let second = scene.arrivals(1, &iccid(0), "+12025550143", &text).remove(1);
        scene.handle(&[Event::Arrived(second)]);
        assert_eq!(scene.inbox().into_iter().map(|data| data.text).collect::<Vec<_>>(), [Some(text)], "{both_known}");
    }
}

/// Its stamp proves no repeat: only the slot does.
#[test]
fn a_slot_that_is_read_again_after_the_card_was_identified_holds_the_same_message() {
    for both_known in [false, true] {
        let mut scene = scene(day(1), both_known);
        for line in [subscription(), iccid(0)] {
            let slot = Slot { store: StoreName::SM, index: 3 };
            let origin = Origin::Slot { place: Place { holder: line.clone(), slot }, announced: false };
            let arrived = scene.arrivals(1, &line, "+12025550143", "hello").remove(0);
            scene.handle(&[Event::Arrived(Arrival { origin, ..arrived })]);
            scene.identify();
        }
        assert_eq!(scene.inbox().len(), 1, "{both_known}");
    }
}
