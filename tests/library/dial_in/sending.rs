//! Messages that a phone fetches: no message is given out to be sent twice, and none is lost.

use serde_json::json;
use simgate::at::RetryClass;
use simgate::drivers::android::dial_in::Input;
use simgate::flow::dial_in::{Ask, PhoneAnswer};
use simgate::flow::outbound::{Cause, Outcome, RemoteState, SentAs};

use super::world::{App, FIRST, RECIPIENT, World, orphan, registered, seconds};

fn sent(ticket: i64) -> Outcome {
    Outcome::Sent(Some(SentAs::Remote(format!("m-{ticket}"))))
}

fn pending(id: &str) -> Vec<(String, String)> {
    vec![(id.to_owned(), "Pending".to_owned())]
}

fn cancelling(id: &str) -> Vec<(String, String)> {
    vec![(id.to_owned(), "Cancelling".to_owned())]
}

#[test]
fn a_message_is_pushed_fetched_and_followed_to_its_delivery() {
    let mut world = World::listening();
    world.submit(1, seconds(600));
    assert_eq!(world.pushed(), ["MessageEnqueued"]);
    let rows = world.fetch();
    let until = world.wall().after(seconds(600)).to_string();
    let wanted = json!([{
        "id": "m-1", "textMessage": { "text": "hello" }, "phoneNumbers": [RECIPIENT], "simNumber": 2,
        "withDeliveryReport": true, "isEncrypted": false, "state": "Pending", "validUntil": until,
        "createdAt": world.wall().to_string(),
    }]);
    assert_eq!(json!(rows), wanted);
    assert_eq!(world.fetched(), pending("m-1"), "the phone has told nothing of it");
    world.tell("m-1", "Processed", None);
    assert_eq!(world.fetched(), []);
    assert_eq!(world.outcomes, []);
    world.tell("m-1", "Sent", None);
    assert_eq!(world.outcomes, [(1, sent(1))]);
    world.tell("m-1", "Sent", None);
    world.tell("m-1", "Delivered", None);
    assert_eq!((world.outcomes.len(), world.progress.clone()), (1, vec![("m-1".into(), RemoteState::Delivered)]));
    assert_eq!(world.fetched(), []);
}

#[test]
fn the_oldest_message_comes_first_unless_the_app_asks_otherwise() {
    let mut world = World::listening();
    world.submit(1, seconds(600));
    world.submit(2, seconds(600));
    let PhoneAnswer::Body(rows) = world.ask(Ask::Messages { newest_first: true }) else { panic!("a list") };
    assert_eq!((rows[0]["id"].as_str(), rows[1]["id"].as_str()), (Some("m-2"), Some("m-1")));
    assert_eq!(world.fetched()[0].0, "m-1");
}

#[test]
fn the_recipients_state_counts_and_an_error_has_its_class() {
    for (error, class) in [
        ("Send result: RESULT_ERROR_NO_SERVICE", Some(RetryClass::AnotherSim)),
        ("sendSMS: Invalid phone number", Some(RetryClass::Never)),
        ("TTL expired", None),
    ] {
        let mut world = World::listening();
        world.submit(1, seconds(600));
        world.fetch();
        // The app's summary of this message is `Delivered`.
        world.tell("m-1", "Failed", Some(error));
        let why = format!("the phone: {error}");
        assert_eq!(world.outcomes, [(1, Outcome::Failed(Cause { why, class }))]);
        assert_eq!(world.fetched(), []);
    }
}

#[test]
fn a_message_that_no_phone_fetched_was_not_sent() {
    let mut world = World::listening();
    world.submit(1, seconds(600));
    world.pass(seconds(595));
    assert_eq!(world.outcomes, []);
    world.pass(seconds(10));
    assert!(matches!(world.outcomes_of(1)[..], [Outcome::Failed(Cause { class: None, .. })]), "{:?}", world.outcomes);
    assert_eq!(world.fetched(), []);
}

#[test]
fn a_phone_that_tells_nothing_is_called_again_and_then_the_message_is_unknown() {
    let mut world = World::listening();
    world.submit(1, seconds(3600));
    assert_eq!(world.fetched(), pending("m-1"));
    world.pushes.clear();
    world.pass(seconds(290));
    assert!(world.pushed().len() >= 4, "it is called every minute");
    assert_eq!(world.outcomes, []);
    world.pass(seconds(15));
    assert!(matches!(world.outcomes_of(1)[..], [Outcome::Unknown { .. }]), "{:?}", world.outcomes);
    assert_eq!(world.fetched(), cancelling("m-1"), "it is never given out to be sent again");
    world.tell("m-1", "Sent", None);
    assert_eq!(world.outcomes_of(1)[1..], [&sent(1)], "a late report still counts");
}

/// A phone that lost the answer to its fetch says so by cancelling what it does not know.
#[test]
fn a_lost_answer_ends_as_not_sent_once_the_message_is_unknown() {
    let mut world = World::listening();
    world.submit(1, seconds(3600));
    world.fetch();
    world.pass(seconds(310));
    let mut app = App::default();
    app.fetch(&mut world, FIRST);
    assert_eq!(app.sent, Vec::<String>::new());
    let [Outcome::Unknown { .. }, Outcome::Failed(_)] = world.outcomes_of(1)[..] else {
        panic!("{:?}", world.outcomes)
    };
    world.submit(2, seconds(3600));
    world.fetch();
    world.pass(seconds(7 * 3600));
    assert_eq!(world.fetched(), [], "the app may have forgotten what it sent by now, and would call it cancelled");
}

#[test]
fn a_message_that_waits_in_the_app_beyond_its_time_is_cancelled() {
    let mut world = World::listening();
    world.submit(1, seconds(120));
    world.fetch();
    for _ in 0..2 {
        world.tell("m-1", "Pending", None);
        world.pass(seconds(50));
    }
    world.pushes.clear();
    world.tell("m-1", "Pending", None);
    world.pass(seconds(25));
    let cancelled = world.pushes.iter().filter(|(_, push)| push.event == "MessageCancelled").collect::<Vec<_>>();
    assert_eq!(cancelled.len(), 1, "{:?}", world.pushes);
    assert_eq!(cancelled[0].1.data, json!({ "messageId": "m-1" }));
    assert_eq!(world.fetched(), cancelling("m-1"));
    world.tell("m-1", "Cancelled", None);
    assert!(matches!(world.outcomes_of(1)[..], [Outcome::Failed(Cause { class: None, .. })]), "{:?}", world.outcomes);
}

#[test]
fn a_message_is_sent_once_however_often_it_is_fetched() {
    let (mut world, mut app) = (World::listening(), App::default());
    world.submit(1, seconds(3600));
    app.fetch(&mut world, FIRST);
    assert_eq!(world.outcomes, [], "the report was lost");
    world.restart(vec![orphan(1, true)]);
    world.listen(2);
    assert!(world.pushed().contains(&"MessageEnqueued"));
    app.fetch(&mut world, FIRST);
    assert_eq!((app.sent.len(), world.outcomes.clone()), (1, vec![(1, sent(1))]));
}

#[test]
fn after_a_crash_an_unknown_message_is_not_given_out_but_its_late_report_counts() {
    let mut world = World::new();
    world.restart(vec![orphan(1, false)]);
    world.listen(1);
    assert_eq!(world.fetched(), []);
    world.pass(seconds(400));
    assert_eq!(world.fetched(), []);
    world.tell("m-1", "Sent", None);
    assert_eq!(world.outcomes.last(), Some(&(1, sent(1))));
}

#[test]
fn a_report_on_a_message_that_an_earlier_process_settled_reaches_the_gateway() {
    let mut world = World::listening();
    world.tell("m-7", "Delivered", None);
    world.tell("m-8", "Failed", Some("Delivery result from SC +1: 64"));
    world.tell("m-9", "Pending", None);
    let wanted = [("m-7".to_owned(), RemoteState::Delivered), ("m-8".to_owned(), RemoteState::Failed)];
    assert_eq!((world.progress.clone(), world.outcomes.len()), (wanted.to_vec(), 0));
}

#[test]
fn another_installation_gets_nothing_that_an_earlier_one_may_have() {
    let mut world = World::listening();
    world.submit(1, seconds(3600));
    world.fetch();
    world.submit(2, seconds(3600));
    assert_eq!(world.ask_as(None, Ask::Replace), PhoneAnswer::Kept(vec![2]));
    assert_eq!(world.fetched(), [], "nothing is given out while the registration is being written");
    world.input(Input::Registered(Some(registered("second"))));
    assert_eq!(world.closed, [1]);
    assert_eq!(world.ask(Ask::Messages { newest_first: false }), PhoneAnswer::Replaced);
    assert_eq!(world.ask(Ask::Listen { stream: 9 }), PhoneAnswer::Replaced);
    let ids = |world: &mut World| -> Vec<String> {
        world.fetch_as("second").iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&mut world), ["m-2"]);
    assert_eq!(world.outcomes, [], "the gateway has written the outcome of the other one");
    world.pass(seconds(1000));
    assert_eq!(ids(&mut world), ["m-2"], "to be cancelled");
    assert_eq!(world.inboxes, ["first", "second"], "each has an inbox of its own");
}

#[test]
fn a_registration_that_failed_changes_nothing() {
    let mut world = World::listening();
    world.submit(1, seconds(3600));
    world.ask_as(None, Ask::Replace);
    world.ask_as(None, Ask::Replace);
    world.input(Input::Registered(None));
    assert_eq!(world.fetched(), [], "another one is still being written");
    world.input(Input::Registered(None));
    assert_eq!(world.fetched(), pending("m-1"));
}
