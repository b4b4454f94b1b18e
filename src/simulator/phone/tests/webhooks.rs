//! Registrations, signatures and retries.

use super::*;

#[test]
fn an_id_is_registered_once_and_wrong_registrations_are_refused() {
    let mut world = World::new();
    world.hook("sms:received");
    let body = json!({ "id": "sms:received", "url": "https://gw.example/2", "event": "sms:sent" });
    let reply = world.ask_with("POST", "/webhooks", &body);
    let expected =
        json!({ "id": "sms:received", "url": "https://gw.example/2", "event": "sms:sent", "source": "Local" });
    assert_eq!((reply.status, reply.value()), (201, expected.clone()));
    assert_eq!(world.ask("GET", "/webhooks").value(), json!([expected]));
    for (body, message) in [
        (
            json!({ "url": "http://gw.example", "event": "sms:sent" }),
            "url must start with https:// or http://127.0.0.1",
        ),
        (json!({ "event": "sms:sent" }), "url must start with https:// or http://127.0.0.1"),
        (json!({ "url": HOOK, "event": "sms:lost" }), "Unsupported event"),
        (json!({ "url": HOOK }), "Unsupported event"),
        (json!({ "url": HOOK, "event": "sms:sent", "deviceId": "x" }), "Device ID mismatch"),
    ] {
        let reply = world.ask_with("POST", "/webhooks", &body);
        assert_eq!((reply.status, &reply.value()["message"]), (400, &json!(message)), "{body}");
    }
    assert_eq!(world.ask("DELETE", "/webhooks/sms:received").status, 204);
    assert_eq!(world.ask("GET", "/webhooks").value(), json!([]));
}

#[test]
fn every_attempt_has_a_fresh_signature_and_the_same_body() {
    let mut world = World::new();
    world.hook("sms:received");
    world.receive("1 < 2");
    let mut seen = Vec::new();
    world.pass_with(SECOND * 30, |call| {
        let header = |name: &str| call.headers.iter().find(|(key, _)| *key == name).unwrap().1.clone();
        let expected = super::super::hmac::signature("8sT_x2Qa", &call.body, &header("X-Timestamp"));
        assert_eq!(header("X-Signature"), expected);
        assert_eq!(header("User-Agent"), "me.capcom.smsgateway/1.68.0");
        assert_eq!(call.url, HOOK);
        assert!(String::from_utf8_lossy(&call.body).contains(r"1 \u003c 2"));
        seen.push((header("X-Timestamp"), call.body.clone()));
        (seen.len() == 3).then_some(204)
    });
    assert_eq!(seen.len(), 3);
    assert!(seen.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 == pair[1].1));
    assert_eq!(world.phone.webhook_counts(), (0, 1, 0));
}

#[test]
fn a_refusal_is_repeated_with_longer_waits_until_the_last_retry() {
    let mut world = World::new();
    world.hook("sms:received");
    world.ask_with("PATCH", "/settings", &json!({ "webhooks": { "retry_count": 3 } }));
    world.receive("x");
    let mut times = Vec::new();
    let start = world.now;
    world.pass_with(MINUTE * 5, |call| {
        times.push(call.headers.iter().find(|(key, _)| *key == "X-Timestamp").unwrap().1.parse::<i64>().unwrap());
        Some(410)
    });
    let gaps: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    // The worker looks every five seconds, so a retry may be that much late.
    assert_eq!(times.len(), 4);
    for (gap, least) in gaps.iter().zip([5, 10, 20]) {
        assert!((least..=least + 5).contains(gap), "{gaps:?}");
    }
    assert_eq!(world.phone.webhook_counts(), (0, 0, 1));
    assert!(world.now > start);
}

#[test]
fn a_slow_receiver_delays_every_other_webhook() {
    let mut world = World::new();
    ["sms:received", "sms:sent"].iter().for_each(|event| world.hook(event));
    world.receive("x");
    world.now += SECOND;
    let first = world.phone.due_webhook(world.now).unwrap();
    world.send("a", &json!({}));
    world.now += SECOND * 4;
    assert_eq!(world.phone.due_webhook(world.now), None, "one call at a time");
    world.now += SECOND;
    assert_eq!(world.phone.due_webhook(world.now), None, "the call was given up, and the worker sleeps");
    world.phone.webhook_done(first.id, Some(200), world.now);
    assert_eq!(world.phone.webhook_counts().1, 0, "too late");
    world.pass(SECOND * 10);
    assert_eq!(world.events(), ["sms:sent", "sms:received"]);
}

#[test]
fn webhooks_wait_for_internet_that_the_app_requires() {
    let mut world = World::new();
    world.hook("sms:received");
    world.phone.fault(Fault::NoInternet, world.now);
    world.receive("one");
    world.ask_with("PATCH", "/settings", &json!({ "webhooks": { "internet_required": false } }));
    world.receive("two");
    world.pass(MINUTE * 10);
    assert!(world.called.is_empty(), "the worker that waits keeps its condition");
    world.phone.fault(Fault::Internet, world.now);
    world.pass(MINUTE);
    world.phone.fault(Fault::NoInternet, world.now);
    world.receive("three");
    world.pass(MINUTE);
    let texts: Vec<&str> = world.called.iter().map(|call| call["payload"]["message"].as_str().unwrap()).collect();
    assert_eq!(texts, ["one", "two", "three"], "the next worker needs no internet");
}

#[test]
fn the_url_is_that_of_the_moment_of_the_event() {
    let mut world = World::new();
    world.hook("sms:received");
    world.receive("x");
    let body = json!({ "id": "sms:received", "url": "https://new.example", "event": "sms:received" });
    world.ask_with("POST", "/webhooks", &body);
    world.receive("y");
    let mut urls = Vec::new();
    world.pass_with(MINUTE, |call| {
        urls.push(call.url.clone());
        Some(200)
    });
    assert_eq!(urls, [HOOK, "https://new.example"]);
}

#[test]
fn a_ping_comes_with_the_health_after_the_next_start() {
    let mut world = World::new();
    world.hook("system:ping");
    world.ask_with("PATCH", "/settings", &json!({ "ping": { "interval_seconds": 60 } }));
    world.phone.fault(Fault::Updated { version: "1.69.0".to_owned() }, world.now);
    world.pass(MINUTE * 2 + SECOND * 10);
    assert_eq!(world.events(), ["system:ping", "system:ping"]);
    assert_eq!(world.called[0]["payload"]["health"]["version"], "1.69.0");
}
