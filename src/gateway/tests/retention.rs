//! Rows that stay in the store however old they are, and deliveries that wait there.

use super::*;
use crate::flow::retry::RETRY_AFTER_MAX;
use crate::gateway::Alert;

/// A gateway with one destination, which keeps messages as briefly as it may.
fn scene() -> Scene {
    Scene::with_backend("2026-11-22T12:00:00Z", day(100), |settings| {
        (settings.keep_messages, settings.dedupe_window, settings.keep_codes) = (HOUR, HOUR, 10_000 * HOUR);
    })
}

impl Scene {
    pub(super) fn answer(&mut self, delivery: &Delivery, answer: Answer) {
        let (delivery, destination) = (delivery.id, delivery.destination.clone());
        self.deliveries.retain(|other| other.id != delivery);
        self.handle(&[Event::Answered { delivery, destination, answer }]);
    }

    fn waiting_texts(&self) -> Vec<String> {
        let text = |delivery: &Delivery| delivery.notice.received()?.text.clone();
        self.deliveries.iter().filter_map(text).collect()
    }

    fn delivery(&self, text: &str) -> Delivery {
        let is_it =
            |delivery: &&Delivery| delivery.notice.received().is_some_and(|data| data.text.as_deref() == Some(text));
        self.deliveries.iter().find(is_it).unwrap_or_else(|| panic!("{text} in {:?}", self.waiting_texts())).clone()
    }

    /// Accepts every delivery for a while, but answers those with the text `poison` with `answer`. Returns their
    /// number.
    fn serve(&mut self, span: Duration, poison: &str, answer: &Answer) -> u32 {
        let end = self.now.mono + span;
        let mut tries = 0;
        while self.now.mono < end {
            for delivery in std::mem::take(&mut self.deliveries) {
                let is_poison = delivery.notice.received().is_some_and(|data| data.text.as_deref() == Some(poison));
                tries += u32::from(is_poison);
                self.answer(&delivery, if is_poison { answer.clone() } else { Answer::Taken });
            }
            self.pass(Duration::from_secs(1));
        }
        tries
    }

    fn rows(&self) -> Vec<(String, u32)> {
        let rows = self.gateway.as_ref().unwrap().store().deliveries().list(None, 100).unwrap();
        rows.into_iter().map(|row| (row.state, row.attempts)).collect()
    }

    fn received(&self) -> usize {
        self.gateway.as_ref().unwrap().store().inbox().latest("test", 100).unwrap().len()
    }
}

fn failed(retry_after: Option<Duration>) -> Answer {
    Answer::Failed { why: "the receiver answered 500".into(), retry_after }
}

#[test]
fn dead_letters_and_unknown_messages_are_never_removed() {
    let mut scene = scene();
    scene.synchronise();
    scene.ready(1, iccid(0));
    for text in ["dead", "settled"] {
        scene.receive(1, iccid(0), "+12025550143", text);
        let delivery = scene.delivery(text);
        let gone = Answer::Gone { why: "410".into() };
        scene.answer(&delivery, if text == "dead" { gone } else { Answer::Taken });
    }
    scene.send("unknown");
    let submission = scene.submission();
    scene.report_outcome(&submission, Outcome::Unknown { why: "silence".into() });
    // A message whose delivery is pending stays for that reason, so settle all deliveries.
    assert_eq!(scene.serve(Duration::from_secs(5), "none", &Answer::Taken), 0);
    assert_eq!((scene.received(), scene.states()), (2, vec![State::Unknown]));
    for _ in 0..50 {
        scene.pass(24 * HOUR);
    }
    assert_eq!((scene.received(), scene.states()), (1, vec![State::Unknown]), "only the settled message is removed");
    assert_eq!(scene.rows().iter().filter(|(state, _)| state == "dead").count(), 1);
}

#[test]
fn a_message_is_kept_while_it_waits_for_parts_or_for_its_destination() {
    let mut scene = scene();
    scene.synchronise();
    let mut parts = scene.arrivals(1, &iccid(0), "+12025550143", &"x".repeat(200)).into_iter();
    let mut next = || Event::Arrived(parts.next().unwrap());
    let first = next();
    scene.settings.assembly_wait = 10 * HOUR;
    scene.restart(machine(RUN));
    scene.handle(&[first]);
    for _ in 0..4 {
        scene.pass(2 * HOUR);
    }
    scene.handle(&[next()]);
    assert_eq!(scene.waiting_texts(), ["x".repeat(200)], "its parts were kept");
    for _ in 0..4 {
        scene.pass(2 * HOUR);
    }
    assert_eq!(scene.received(), 1, "its delivery is pending");
    let delivery = scene.delivery(&"x".repeat(200));
    scene.answer(&delivery, Answer::Taken);
    scene.pass(2 * HOUR);
    scene.pass(2 * HOUR);
    assert_eq!(scene.received(), 0);
}

#[test]
fn a_dead_letter_about_a_sent_message_is_never_removed() {
    let mut scene = scene();
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send("one");
    scene.report_sent();
    let delivery = scene.deliveries.remove(0);
    scene.answer(&delivery, Answer::Gone { why: "410".into() });
    for _ in 0..50 {
        scene.pass(24 * HOUR);
    }
    assert_eq!((scene.states(), scene.rows()), (vec![State::Sent], vec![("dead".to_owned(), 1)]));
}

/// Both contain the code. What remains shows that there was one.
#[test]
fn an_expired_code_is_erased_with_its_text_and_its_pdu() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
    let arrived = scene.arrivals(1, &iccid(0), "+12025550143", "Your code is 482913").remove(0);
    let pdu = arrived.content.bytes().to_vec();
    scene.handle(&[Event::Arrived(arrived)]);
    let stored = |scene: &Scene| {
        let message = scene.inbox().remove(0);
        let has_pdu = scene.gateway.as_ref().unwrap().store().messages().has_part(&pdu).unwrap();
        (message.text, message.code.map(|code| code.value), message.expired, has_pdu)
    };
    let whole = (Some("Your code is 482913".to_owned()), Some("482913".to_owned()), false, true);
    assert_eq!(stored(&scene), whole);
    // It is valid for ten minutes, and kept for an hour after that.
    scene.pass(69 * MINUTE);
    assert_eq!(stored(&scene), whole);
    scene.pass(2 * MINUTE);
    assert_eq!(stored(&scene), (None, None, true, false));
}

#[test]
fn a_code_is_kept_with_its_spelling_and_the_other_code_of_its_text() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
    let text = "Your sign-in code is 551-902. Your backup code is 730415.";
    scene.receive(1, iccid(0), "+12025550143", text);
    let code = scene.inbox().remove(0).code.unwrap();
    assert_eq!((code.value.as_str(), code.spelling.as_deref()), ("551902", Some("551-902")));
    assert_eq!(code.alternatives, ["730415"]);
}

#[test]
fn a_settled_delivery_is_not_dispatched_again() {
    let mut scene = scene();
    for text in ["settled", "pending"] {
        scene.receive(1, iccid(0), "+12025550143", text);
    }
    let delivery = scene.delivery("settled");
    scene.answer(&delivery, Answer::Taken);
    // Its answer may wait for other writes.
    scene.pass(Duration::from_secs(1));
    for _ in 0..2 {
        assert_eq!(scene.waiting_texts(), ["pending"]);
        scene.restart(machine(RUN));
    }
}

/// It ends as a dead letter. No other delivery waits for it, before a restart or after.
#[test]
fn a_delivery_that_always_fails_has_a_schedule_of_its_own() {
    let mut scene = scene();
    scene.synchronise();
    scene.ready(1, iccid(0));
    for text in ["poison", "second", "third"] {
        scene.receive(1, iccid(0), "+12025550143", text);
    }
    let tries = scene.serve(Duration::from_secs(60), "poison", &failed(None));
    assert!(tries <= 5, "{tries} tries in a minute");
    assert!(scene.waiting_texts().is_empty());
    let alerts = scene.gateway.as_mut().unwrap().take_alerts();
    let of_stuck = |alert: &&Alert| matches!(alert, Alert::Warning(text) if text.contains("set aside"));
    assert_eq!(alerts.iter().filter(of_stuck).count(), 1, "{alerts:?}");
    scene.restart(machine(RUN));
    scene.receive(1, iccid(0), "+12025550143", "fourth");
    assert_eq!(scene.waiting_texts(), ["fourth"], "nothing waits for it after a restart");
    let mut all = tries;
    for _ in 0..5 * 24 {
        all += scene.serve(Duration::from_secs(2), "poison", &failed(None));
        scene.pass(HOUR);
    }
    assert!((8..=16).contains(&all), "{all} tries in all");
    assert_eq!(scene.rows().iter().filter(|(state, _)| state == "dead").count(), 1, "{:?}", scene.rows());
}

/// A receiver may ask not to retry one delivery for a while. The gateway obeys for an hour at most.
#[test]
fn a_retry_after_delays_its_delivery_up_to_an_hour() {
    for (asked, wait) in [(HOUR / 6, HOUR / 6), (100 * HOUR, RETRY_AFTER_MAX)] {
        let mut scene = scene();
        scene.synchronise();
        scene.ready(1, iccid(0));
        for text in ["poison", "second"] {
            scene.receive(1, iccid(0), "+12025550143", text);
        }
        let poison = scene.delivery("poison");
        scene.answer(&poison, failed(Some(asked)));
        let tries = scene.serve(wait - MINUTE, "poison", &failed(Some(asked)));
        assert_eq!((tries, scene.waiting_texts().len()), (0, 0), "{asked:?}");
        assert_eq!(scene.serve(2 * MINUTE, "poison", &failed(Some(asked))), 1, "{asked:?}");
        assert_eq!(scene.serve(wait - 2 * MINUTE, "poison", &failed(Some(asked))), 0, "{asked:?}: it is set aside now");
    }
}
