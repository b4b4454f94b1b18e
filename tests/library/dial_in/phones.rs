//! Whether a phone is there, and what it is told.

use serde_json::json;
use simgate::drivers::android::Called;
use simgate::drivers::android::dial_in::Input;
use simgate::flow::DeviceState;
use simgate::flow::dial_in::{Ask, PhoneAnswer};
use simgate::flow::outbound::{Cause, Outcome};

use super::world::{FIRST, World, registered, seconds};

#[test]
fn a_phone_without_registration_gets_nothing_and_a_person_learns_what_to_do() {
    let mut world = World::with(None);
    assert_eq!(world.last_report().state, DeviceState::Blocked);
    assert!(world.last_report().reason.contains("simgate phone code pixel"), "{}", world.last_report().reason);
    world.submit(1, seconds(600));
    assert!(matches!(world.outcomes_of(1)[..], [Outcome::Failed(Cause { class: None, .. })]), "{:?}", world.outcomes);
    assert_eq!(world.ask(Ask::Present), PhoneAnswer::Replaced);
    assert_eq!(world.ask_as(None, Ask::Replace), PhoneAnswer::Kept(Vec::new()));
    world.input(Input::Registered(Some(registered(FIRST))));
    assert_eq!((world.last_report().state, world.last_report().model.as_str()), (DeviceState::Ready, "Google/panther"));
    assert_eq!(world.last_report().lines.len(), 2);
}

#[test]
fn a_phone_that_does_not_call_for_20_minutes_is_away() {
    let mut world = World::new();
    assert_eq!(world.last_report().state, DeviceState::Starting);
    world.pass(seconds(19 * 60));
    assert_eq!(world.last_report().state, DeviceState::Starting);
    world.pass(seconds(120));
    assert_eq!(world.last_report().state, DeviceState::Absent);
    let warnings = world.last_report().warnings.clone().unwrap();
    assert_eq!(warnings.iter().map(|warning| warning.code.as_ref()).collect::<Vec<_>>(), ["phone-away"]);
    world.ask(Ask::Present);
    assert_eq!((world.last_report().state, world.last_report().warnings.clone()), (DeviceState::Ready, Some(vec![])));
    world.submit(1, seconds(7200));
    world.submit(2, seconds(7200));
    assert_eq!(world.fetch().len(), 2);
    world.tell("m-2", "Processed", None);
    world.submit(3, seconds(7200));
    world.pass(seconds(15 * 60));
    // A webhook counts, too.
    world.input(Input::Called(Called::Ping));
    world.pass(seconds(19 * 60));
    assert_eq!((world.last_report().state, world.outcomes_of(3).len()), (DeviceState::Ready, 0));
    world.pass(seconds(120));
    assert_eq!(world.last_report().state, DeviceState::Absent);
    assert!(
        matches!(world.outcomes_of(3)[..], [Outcome::Failed(Cause { class: None, .. })]),
        "another SIM may send it"
    );
    for given in [1, 2] {
        assert!(matches!(world.outcomes_of(given)[..], [Outcome::Unknown { .. }]), "{:?}", world.outcomes);
    }
}

#[test]
fn a_phone_that_listens_is_there_and_its_newest_stream_counts() {
    let mut world = World::listening();
    world.pass(seconds(7200));
    assert_eq!((world.last_report().state, world.last_report().reason.as_str()), (DeviceState::Ready, "ready"));
    world.listen(2);
    assert_eq!(world.closed, [1]);
    world.ask_as(None, Ask::Left { stream: 1 });
    world.pushes.clear();
    world.submit(1, seconds(600));
    assert!(world.pushes.iter().all(|(stream, _)| *stream == 2) && !world.pushes.is_empty());
    world.ask_as(None, Ask::Left { stream: 2 });
    world.pushes.clear();
    world.submit(2, seconds(7200));
    assert!(world.pushed().is_empty() && world.last_report().reason.contains("does not listen"));
    world.pass(seconds(21 * 60));
    assert_eq!(world.last_report().state, DeviceState::Absent);
}

#[test]
fn messages_of_the_time_without_a_stream_are_asked_for_once_the_app_has_its_webhooks() {
    let mut world = World::new();
    let since = world.wall().before(seconds(600));
    world.listen(1);
    assert_eq!(world.pushed(), ["SettingsUpdated", "WebhooksUpdated"]);
    world.input(Input::ReadInbox(since));
    world.pass(seconds(60));
    assert_eq!(world.pushed(), Vec::<&str>::new(), "the app has no webhooks yet");
    world.ask(Ask::Webhooks);
    world.pass(seconds(5));
    assert_eq!(world.pushed(), Vec::<&str>::new(), "it may not have stored them yet");
    world.pass(seconds(5));
    let asked = world.pushes[0].1.clone();
    assert_eq!((asked.event, world.pushes.len()), ("MessagesExportRequested", 1));
    let until = world.wall().after(seconds(86400)).to_string();
    let wanted =
        json!({ "since": since.to_string(), "until": until, "messageTypes": "SMS,MMS", "triggerWebhooks": true });
    assert_eq!(asked.data, wanted, "what was there before simgate is not simgate's");

    world.pushes.clear();
    world.pass(seconds(7200));
    assert_eq!(world.pushed(), Vec::<&str>::new());
    world.ask_as(None, Ask::Left { stream: 1 });
    let cut = world.wall();
    world.pass(seconds(900));
    world.listen(2);
    assert_eq!(world.pushes[0].1.data["since"], json!(cut.before(seconds(1800)).to_string()));
    world.pushes.clear();
    // It connects anew before the end of its stream was noticed.
    world.listen(3);
    assert_eq!(world.pushed(), ["MessagesExportRequested"]);
    world.pass(seconds(86400));
    assert_eq!(world.pushed(), ["SettingsUpdated", "WebhooksUpdated"], "once a day");
}

#[test]
fn the_app_is_told_its_webhooks_and_its_settings() {
    let mut world = World::new();
    let PhoneAnswer::Body(webhooks) = world.ask(Ask::Webhooks) else { panic!("a list") };
    let rows: Vec<_> = webhooks.as_array().unwrap().iter().map(|row| row["event"].as_str().unwrap()).collect();
    let wanted = ["sms:received", "sms:data-received", "mms:received", "system:ping", "app:started"];
    assert_eq!(rows, wanted);
    assert_eq!(webhooks[0]["url"], "https://gw.example/sms/webhook/pixel");
    assert_eq!(webhooks[0]["id"], "simgate-pixel-sms-received");
    let settings = |world: &mut World, registration| {
        let PhoneAnswer::Body(settings) = world.ask_as(Some(registration), Ask::Settings) else { panic!("settings") };
        settings
    };
    let first = settings(&mut world, FIRST);
    let key = first["webhooks"]["signing_key"].as_str().unwrap().to_owned();
    assert_eq!(key.len(), 64);
    let wanted = json!({
        "gateway": { "notification_channel": "SSE_ONLY" },
        "messages": { "processing_order": "FIFO" },
        "webhooks": { "internet_required": false, "signing_key": key },
    });
    assert_eq!(first, wanted);
    world.ask_as(None, Ask::Replace);
    world.input(Input::Registered(Some(registered("second"))));
    assert_ne!(settings(&mut world, "second")["webhooks"]["signing_key"], json!(key), "an earlier phone can't sign");
}
