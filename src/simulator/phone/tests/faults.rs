//! What breaks, and what is left afterwards.

use super::*;

fn get_health(world: &mut World) -> Answer {
    world.answer(&HttpRequest::new("GET", "/health"))
}

#[test]
fn a_phone_that_is_off_is_silent_and_forgets_what_is_under_way() {
    let mut world = World::new();
    world.hook("sms:received");
    world.send("a", &json!({}));
    world.pass(SECOND);
    world.send("b", &json!({}));
    world.phone.fault(Fault::Off, world.now);
    assert_eq!(get_health(&mut world), Answer::Silent);
    world.receive("while off");
    world.pass(MINUTE);
    world.phone.fault(Fault::On, world.now);
    assert_eq!(get_health(&mut world), Answer::Refused, "Android boots");
    world.pass(MINUTE);
    assert_eq!(world.state("a"), "Processed", "nobody will ever know");
    assert_eq!(world.state("b"), "Delivered");
    assert_eq!(world.inbox(), ["while off"]);
    assert_eq!(world.events(), ["sms:received"]);
}

#[test]
fn an_app_killed_after_saving_never_calls_the_webhook() {
    let mut world = World::new();
    world.hook("sms:received");
    world.phone.fault(Fault::KillAfterSaving, world.now);
    world.receive("x");
    assert_eq!(get_health(&mut world), Answer::Refused);
    world.pass(MINUTE * 60);
    assert_eq!(world.inbox(), ["x"]);
    let period = json!({ "since": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z" });
    world.ask_with("POST", "/messages/inbox/export", &period);
    world.pass(MINUTE);
    assert!(world.called.is_empty(), "not even when it exports");
}

#[test]
fn an_app_killed_before_saving_finds_the_message_in_androids_inbox() {
    let mut world = World::new();
    world.hook("sms:received");
    world.phone.fault(Fault::KillBeforeSaving, world.now);
    world.receive("x");
    world.receive("while it does not run");
    let at = world.wall();
    world.phone.receive_data(0, FRIEND, 53739, &[1], at, world.now);
    world.pass(MINUTE);
    assert_eq!(world.inbox().len(), 2, "the data message is lost");
    assert_eq!(world.events().len(), 2);
}

#[test]
fn an_app_killed_after_accepting_sends_after_its_restart() {
    let mut world = World::new();
    world.phone.fault(Fault::KillAfterAccepting, world.now);
    let body = json!({ "id": "a", "message": "x", "phoneNumbers": [FRIEND] });
    let request = HttpRequest::new("POST", "/messages").with_json(&body);
    assert_eq!(world.answer(&request), Answer::Lost);
    assert_eq!(world.answer(&request), Answer::Refused);
    world.pass(MINUTE);
    assert_eq!(world.reply(&request).status, 409);
    assert_eq!(world.state("a"), "Delivered");
    assert_eq!(world.sent(), [FRIEND]);
}

#[test]
fn an_answer_lost_after_acceptance_changes_nothing_else() {
    let mut world = World::new();
    world.phone.fault(Fault::LoseSendAnswers(1), world.now);
    let body = json!({ "id": "a", "message": "x", "phoneNumbers": [FRIEND] });
    let request = HttpRequest::new("POST", "/messages").with_json(&body);
    assert!(matches!(get_health(&mut world), Answer::Reply(..)), "other answers are not lost");
    assert_eq!(world.answer(&request), Answer::Lost);
    assert_eq!(world.reply(&request).status, 409);
    world.phone.fault(Fault::LoseAnswers(1), world.now);
    assert_eq!(get_health(&mut world), Answer::Lost);
    world.phone.fault(Fault::Slow(SECOND * 9), world.now);
    assert!(matches!(get_health(&mut world), Answer::Reply(_, late) if late == SECOND * 9));
}

#[test]
fn an_app_killed_while_sending_sends_twice_unless_a_result_comes_first() {
    let mut world = World::new();
    for (id, result_after, times) in [("late", SECOND * 20, 2), ("early", SECOND, 1)] {
        let before = world.sent().len();
        let journey = Journey { on_air: true, steps: vec![(result_after, Step::Sent)] };
        world.phone.plan(journey);
        world.phone.fault(Fault::KillWhileSending, world.now);
        world.send(id, &json!({}));
        world.pass(MINUTE);
        assert_eq!(world.sent().len() - before, times, "{id}");
    }
}

#[test]
fn an_app_killed_in_a_webhook_repeats_it_after_five_minutes_with_the_next() {
    let mut world = World::new();
    world.hook("sms:received");
    world.phone.fault(Fault::KillInWebhook, world.now);
    world.receive("one");
    world.pass(MINUTE * 10);
    assert_eq!(world.called.len(), 1, "no worker runs for it");
    world.receive("two");
    world.pass(MINUTE);
    let texts: Vec<&str> = world.called.iter().map(|call| call["payload"]["message"].as_str().unwrap()).collect();
    assert_eq!(texts, ["one", "one", "two"]);
    assert_eq!(world.called[0]["id"], world.called[1]["id"]);
}

#[test]
fn a_lost_answer_to_a_webhook_repeats_it() {
    let mut world = World::new();
    world.hook("sms:received");
    world.phone.fault(Fault::LoseWebhookAnswers(1), world.now);
    world.receive("x");
    world.pass(MINUTE);
    assert_eq!(world.called.len(), 2);
    assert_eq!(world.called[0], world.called[1]);
}

#[test]
fn without_its_network_a_phone_calls_nobody_and_answers_nobody() {
    let mut world = World::new();
    world.hook("sms:received");
    world.phone.fault(Fault::Away, world.now);
    world.receive("x");
    world.pass(SECOND * 20);
    assert_eq!(get_health(&mut world), Answer::Silent);
    assert!(world.called.is_empty());
    world.phone.fault(Fault::Back, world.now);
    world.pass(MINUTE);
    assert_eq!(world.called.len(), 1);
    let address = world.phone.address();
    world.phone.fault(Fault::Moved, world.now);
    assert_ne!(world.phone.address(), address);
}

#[test]
fn passwords_and_tokens_end() {
    let mut world = World::new();
    let pair = world.ask_with("POST", "/auth/token", &json!({ "scopes": ["all:any"] })).value();
    let by_token = HttpRequest::new("GET", "/").with_token(pair["access_token"].as_str().unwrap());
    let by_password = HttpRequest::new("GET", "/").with_basic("sms", "k3x9v2pq");
    assert_eq!(world.reply(&by_token).status, 200);
    world.phone.fault(Fault::Password("other".to_owned()), world.now);
    assert_eq!(world.reply(&by_password).status, 401);
    assert_eq!(world.reply(&by_token).status, 200, "a token outlives the password");
    world.phone.fault(Fault::VoidTokens, world.now);
    assert_eq!(world.reply(&by_token).status, 401);
}

#[test]
fn an_update_restarts_the_app_and_keeps_its_database() {
    let mut world = World::new();
    world.hook("app:started");
    world.send("a", &json!({}));
    world.phone.fault(Fault::Updated { version: "1.69.0".to_owned() }, world.now);
    world.pass(MINUTE);
    assert_eq!(world.state("a"), "Delivered");
    assert_eq!(world.events(), ["app:started"]);
    assert_eq!(world.called[0]["payload"]["simCards"][1]["simNumber"], 2);
    assert_eq!(world.ask("GET", "/health").value()["version"], "1.69.0");
}

#[test]
fn a_new_installation_forgets_everything_but_androids_inbox() {
    let mut world = World::new();
    world.hook("sms:received");
    world.receive("x");
    world.send("a", &json!({}));
    let (id, key) = (world.phone.device_id().to_owned(), world.phone.signing_key().to_owned());
    world.phone.fault(Fault::Reinstalled, world.now);
    world.pass(MINUTE);
    assert_ne!(world.phone.device_id(), id);
    assert_ne!(world.phone.signing_key(), key);
    assert_eq!(world.ask("GET", "/webhooks").value(), json!([]));
    assert_eq!(world.ask("GET", "/messages/a").status, 404);
    assert!(world.inbox().is_empty() && world.sent().is_empty());
    let period = json!({ "since": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z" });
    world.ask_with("POST", "/inbox/refresh", &period);
    assert_eq!(world.inbox(), ["x"]);
}

#[test]
fn a_wrong_clock_shows_in_dates_and_signatures_only() {
    let mut world = World::new();
    world.hook("sms:received");
    world.phone.fault(Fault::ClockAhead(3_600_000), world.now);
    world.receive("x");
    let true_seconds = world.wall().as_seconds();
    world.pass_with(SECOND, |call| {
        let stamp = call.headers.iter().find(|(key, _)| *key == "X-Timestamp").unwrap().1.parse::<i64>().unwrap();
        assert!(stamp - true_seconds >= 3600);
        Some(200)
    });
    assert_eq!(world.called.len(), 1);
}

#[test]
fn healing_ends_every_fault() {
    let mut world = World::new();
    for fault in
        [Fault::NoInternet, Fault::Away, Fault::PullSim(0), Fault::Slow(SECOND), Fault::Off, Fault::KillInWebhook]
    {
        world.phone.fault(fault, world.now);
    }
    world.phone.heal(world.now);
    assert!(matches!(get_health(&mut world), Answer::Reply(reply, late) if reply.status == 200 && late.is_zero()));
    world.send("a", &json!({ "simNumber": 1 }));
    world.pass(MINUTE);
    assert_eq!(world.state("a"), "Delivered");
}
