//! Writes that fail: nothing follows from them, and the same events are handled again.

use super::*;

#[test]
fn nothing_follows_from_a_transaction_that_fails() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
    scene.synchronise();
    scene.ready(1, iccid(0));
    let requested = scene.requested("one");
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
