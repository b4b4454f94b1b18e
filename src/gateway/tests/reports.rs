//! What status reports change.

use super::*;
use crate::pdu::{Status, StatusReport};

const START: &str = "2026-11-22T12:00:00Z";
/// 2026-11-22T11:59:58Z.
const STAMP: i64 = 1_795_348_798;
const DELIVERED: u8 = 0x00;
/// The SMSC tries again.
const STILL_TRYING: u8 = 0x20;
const EXPIRED: u8 = 0x46;

impl Scene {
    /// A report on a part with this reference arrives.
    fn receive_report(&mut self, reference: u8, status: u8) {
        let (recipient, at) = (Address::parse(RECIPIENT).unwrap(), pdu::Timestamp::new(STAMP, 4).unwrap());
        let report = Tpdu::StatusReport(StatusReport::new(reference, recipient, at, at, Status(status)));
        let content = Content::Pdu(Pdu { smsc: None, tpdu: report }.encode().octets);
        self.tickets += 1;
        let (device, line, ticket, at) = (device(1), iccid(0), self.tickets, self.now.wall);
        let origin = Origin::Direct { announced: true };
        self.handle(&[Event::Arrived(Arrival { device, ticket, line, origin, content, at })]);
    }

    /// A message whose parts were sent with these references.
    fn sent_as(references: &[u8]) -> Self {
        let mut scene = Self::new(START, day(10));
        scene.ready(1, iccid(0));
        scene.send(&"x".repeat(150 * references.len()));
        for reference in references {
            let submission = scene.submission();
            scene.report_outcome(&submission, Outcome::Sent(Some(SentAs::Reference(*reference))));
        }
        assert_eq!(scene.states(), [State::Sent]);
        scene
    }
}

#[test]
fn a_message_is_delivered_when_all_of_its_parts_are() {
    let mut scene = Scene::sent_as(&[1, 2, 3]);
    for (reference, state) in [(3, State::Sent), (1, State::Sent), (1, State::Sent), (2, State::Delivered)] {
        scene.receive_report(reference, DELIVERED);
        assert_eq!(scene.states(), [state], "{reference}");
    }
    let mut scene = Scene::sent_as(&[1, 2]);
    scene.receive_report(1, EXPIRED);
    assert_eq!(scene.states(), [State::Undelivered], "one lost part is enough");
}

#[test]
fn the_first_final_report_counts() {
    let mut scene = Scene::sent_as(&[1]);
    scene.receive_report(1, STILL_TRYING);
    assert_eq!(scene.states(), [State::Sent]);
    scene.receive_report(1, DELIVERED);
    for status in [STILL_TRYING, EXPIRED] {
        scene.receive_report(1, status);
        assert_eq!(scene.states(), [State::Delivered], "{status}");
    }
    let mut scene = Scene::sent_as(&[1]);
    scene.receive_report(1, EXPIRED);
    scene.receive_report(1, DELIVERED);
    assert_eq!(scene.states(), [State::Undelivered], "a later part may have the same reference");
}

/// The modem may lose the result of a part, and report what became of it all the same.
#[test]
fn a_report_that_comes_before_the_result_counts_if_the_result_does_not_contradict() {
    let unknown = Outcome::Unknown { why: "silence".into() };
    let sent = |reference| Outcome::Sent(Some(SentAs::Reference(reference)));
    for (outcome, state) in [(unknown, State::Delivered), (sent(9), State::Delivered), (sent(1), State::Sent)] {
        let mut scene = Scene::new(START, day(10));
        scene.ready(1, iccid(0));
        scene.send("one");
        let submission = scene.submission();
        scene.receive_report(9, DELIVERED);
        assert_eq!(scene.states(), [State::Sending]);
        scene.report_outcome(&submission, outcome.clone());
        assert_eq!(scene.states(), [state], "{outcome:?}");
    }
}
