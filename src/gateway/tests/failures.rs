//! Writes that fail: nothing follows from them, and the same events are handled again.

use super::*;

#[test]
fn pain_23_nothing_follows_from_a_transaction_that_fails() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
    scene.synchronise();
    scene.ready(1, iccid(0));
    let requested = scene.requested("one", |_| {});
    let arrived = scene.arrivals(1, &iccid(0), "+12025550143", "hello").remove(0);
    let events = [requested, Event::Arrived(arrived)];
    let (gateway, now) = (scene.gateway.as_mut().unwrap(), scene.now);
    gateway.store.refuse_writes(true).unwrap();
    for _ in 0..3 {
        assert!(gateway.handle(&events, now).is_err(), "the caller must repeat the events");
    }
    gateway.store.refuse_writes(false).unwrap();
    scene.handle(&events);
    assert_eq!((scene.ids.len(), scene.acknowledged.len(), scene.inbox().len()), (1, 1, 1));
    scene.report_sent();
    assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Sent], 1));
}

/// The answer of a destination waits for other writes, the first of which fails.
#[test]
fn an_answer_that_waits_is_written_after_a_failure() {
    let mut scene = Scene::with_backend("2026-11-22T12:00:00Z", day(1), |_| {});
    scene.receive(1, iccid(0), "+12025550143", "one");
    let delivery = scene.deliveries.remove(0);
    scene.answer(&delivery, Answer::Taken);
    let arrived = scene.arrivals(1, &iccid(0), "+12025550143", "two").remove(0);
    let events = [Event::Arrived(arrived)];
    let (gateway, now) = (scene.gateway.as_mut().unwrap(), scene.now);
    gateway.store.refuse_writes(true).unwrap();
    assert!(gateway.handle(&events, now).is_err());
    gateway.store.refuse_writes(false).unwrap();
    scene.handle(&events);
    scene.restart(machine(RUN));
    let texts: Vec<_> = scene.deliveries.iter().map(|delivery| &delivery.notice.received().unwrap().text).collect();
    assert_eq!(texts, [&Some("two".to_owned())], "the first one is settled");
}

#[test]
fn submissions_of_the_run_before_are_settled_after_a_failure() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
    scene.ready(1, iccid(0));
    scene.send("one");
    scene.submission();
    let store = scene.gateway.take().unwrap().into_store();
    let boot = Boot { run: machine(RUN), uptime: scene.now.mono, at: scene.now };
    let mut gateway = Gateway::open(store, scene.settings.clone(), [7; 32], IdSource::new(9), boot, scene.now).unwrap();
    gateway.store.refuse_writes(true).unwrap();
    for _ in 0..2 {
        assert!(gateway.handle(&[], scene.now).is_err());
    }
    gateway.store.refuse_writes(false).unwrap();
    scene.gateway = Some(gateway);
    scene.handle(&[]);
    assert_eq!(scene.states(), [State::Unknown]);
}
