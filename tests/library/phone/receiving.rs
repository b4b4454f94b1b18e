//! Receiving through a phone: every message, and each once, whatever becomes of its webhook.

use std::time::Duration;

use simgate::flow::DeviceState;
use simgate::simulator::phone::{Battery, Fault, Plug};

use super::world::{World, seconds, slot};

/// All of these arrived, in this order of arrival, each as one message.
fn assert_received(world: &World, count: usize) {
    let mut texts = world.texts();
    texts.sort_unstable();
    let wanted: Vec<String> = (0..count).map(|number| format!("text {number:03}")).collect();
    assert_eq!(texts, wanted.iter().map(String::as_str).collect::<Vec<_>>());
}

fn text(world: &mut World, number: usize) {
    world.text(number % 2, &format!("text {number:03}"));
}

#[test]
fn a_text_arrives_by_webhook_within_seconds_and_by_the_inbox_without_one() {
    for webhooks in [true, false] {
        let mut world = World::with(webhooks, |_| {});
        world.pass(seconds(30));
        text(&mut world, 0);
        world.pass(seconds(7));
        assert_received(&world, 1);
        let first = world.received.values().next().unwrap();
        assert_eq!(first.line, slot(1));
        world.pass(seconds(3600));
        assert_received(&world, 1);
        let first = world.received.values().next().unwrap();
        assert_eq!(first.copies, 1, "the gateway is not bothered with what it has");
    }
}

#[test]
fn a_text_that_arrives_before_the_webhooks_are_registered_waits_for_no_later_reading() {
    let mut world = World::new();
    while !world.link.requests.iter().any(|request| request == "GET /inbox") {
        world.pass(Duration::from_millis(1));
    }
    assert!(!world.link.requests.iter().any(|request| request == "POST /webhooks"), "{:?}", world.link.requests);
    text(&mut world, 0);
    world.pass(seconds(5));
    assert_received(&world, 1);
}

#[test]
fn the_inbox_of_a_person_is_not_forwarded() {
    let mut world = World::with(true, |_| {});
    world.pass(seconds(1));
    let old = world.wall().before(seconds(86400));
    world.link.app.receive(0, "+12025550177", "a private text of yesterday", old, world.now);
    world.link.takes_webhooks = false;
    world.pass(seconds(3600));
    assert!(world.texts().is_empty(), "{:?}", world.texts());
}

#[test]
fn each_fault_of_the_app_and_of_the_network_loses_nothing() {
    let faults: [(&str, Vec<Fault>, Vec<Fault>); 12] = [
        ("none", vec![], vec![]),
        ("answers lost", vec![Fault::LoseWebhookAnswers(3)], vec![]),
        ("killed after saving", vec![Fault::KillAfterSaving], vec![]),
        ("killed before saving", vec![Fault::KillBeforeSaving], vec![]),
        ("killed in a webhook", vec![Fault::KillInWebhook], vec![]),
        ("off", vec![Fault::Off], vec![Fault::On]),
        ("away", vec![Fault::Away], vec![Fault::Back]),
        ("no internet", vec![Fault::NoInternet], vec![]),
        ("killed", vec![Fault::Kill], vec![]),
        ("moved", vec![Fault::Moved], vec![]),
        ("slow", vec![Fault::Slow(seconds(6))], vec![Fault::Slow(seconds(0))]),
        ("battery", vec![Fault::Battery(Battery { percent: 3, plug: Plug::Unplugged })], vec![]),
    ];
    for old in [false, true] {
        for (name, begin, end) in &faults {
            let mut world = World::with(true, |settings| settings.watches_inbox = !old);
            world.pass(seconds(60));
            let mut count = 0;
            for round in 0..3 {
                for fault in begin {
                    world.fault(fault.clone());
                }
                for _ in 0..3 {
                    text(&mut world, count);
                    count += 1;
                    world.pass(seconds(2));
                }
                world.pass(seconds(30 + 600 * round));
                for fault in end {
                    world.fault(fault.clone());
                }
                world.pass(seconds(60));
            }
            world.pass(seconds(1500));
            assert_received(&world, count);
            assert_eq!(world.last_report().state, DeviceState::Ready, "{name}: {:?}", world.last_report());
        }
    }
}

#[test]
fn webhooks_that_never_reach_us_are_made_up_for_within_minutes() {
    let mut world = World::new();
    world.pass(seconds(30));
    world.link.takes_webhooks = false;
    for number in 0..120 {
        text(&mut world, number);
        world.pass(seconds(1));
    }
    world.pass(seconds(70));
    assert_received(&world, 120);
}

#[test]
fn a_whole_night_away_is_read_in_order_when_the_phone_is_back() {
    let mut world = World::with(false, |_| {});
    world.pass(seconds(30));
    world.fault(Fault::Away);
    for number in 0..300 {
        text(&mut world, number);
        world.pass(seconds(60));
    }
    assert!(world.texts().is_empty());
    world.fault(Fault::Back);
    world.pass(seconds(60));
    assert_received(&world, 300);
}

#[test]
fn after_a_restart_of_ours_nothing_is_missed() {
    let mut world = World::new();
    world.pass(seconds(30));
    text(&mut world, 0);
    world.pass(seconds(10));
    world.link.takes_webhooks = false;
    for number in 1..5 {
        text(&mut world, number);
        world.pass(seconds(1));
    }
    world.restart(vec![]);
    world.pass(seconds(60));
    assert_received(&world, 5);
}

#[test]
fn a_low_battery_and_an_old_app_are_told() {
    let mut world = World::with(true, |settings| settings.version = "1.40.2".into());
    world.pass(seconds(70));
    let codes = |world: &World| {
        world.last_report().warnings.iter().flatten().map(|warning| warning.code.clone()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&world), ["app-old"]);
    world.fault(Fault::Battery(Battery { percent: 12, plug: Plug::Unplugged }));
    world.pass(seconds(70));
    assert_eq!(codes(&world), ["battery-low", "app-old"]);
    world.fault(Fault::Battery(Battery { percent: 12, plug: Plug::Charger }));
    world.pass(seconds(70));
    assert_eq!(codes(&world), ["app-old"]);
}

#[test]
fn a_password_that_was_changed_is_told_to_a_person() {
    let mut world = World::new();
    world.pass(seconds(30));
    world.fault(Fault::Password("another".into()));
    world.pass(seconds(120));
    let report = world.last_report();
    assert_eq!(
        (report.state, report.reason.as_str()),
        (DeviceState::Blocked, "the app refuses the user or the password")
    );
}
