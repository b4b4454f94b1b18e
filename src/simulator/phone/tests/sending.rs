//! The queue, and what becomes of messages.

use super::*;

#[test]
fn a_message_goes_through_its_states() {
    let mut world = World::new();
    world.send("a", &json!({ "simNumber": 2 }));
    assert_eq!(world.state("a"), "Pending");
    world.pass(SECOND);
    assert_eq!(world.state("a"), "Processed");
    world.pass(SECOND);
    assert_eq!(world.state("a"), "Sent");
    world.pass(SECOND * 5);
    assert_eq!(world.state("a"), "Delivered");
    let sent: Vec<&Sent> = world.phone.sent().collect();
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].slot, sent[0].message.as_str(), sent[0].parts), (1, "a", 1));
    let states = world.message("a")["states"].clone();
    assert_eq!(states.as_object().unwrap().len(), 4);
}

#[test]
fn each_part_is_reported_and_any_part_fails_the_whole() {
    let mut world = World::new();
    ["sms:sent", "sms:delivered", "sms:failed"].iter().for_each(|event| world.hook(event));
    world.send("a", &json!({ "textMessage": { "text": "x".repeat(400) } }));
    world.pass(MINUTE);
    assert_eq!(world.events(), ["sms:sent", "sms:delivered", "sms:delivered", "sms:delivered"]);
    assert_eq!(world.called[0]["payload"]["partsCount"], 3);
    assert_eq!(world.state("a"), "Delivered");
    world.phone.report("a", FRIEND, Step::Report(0x41), world.now);
    assert_eq!(world.state("a"), "Failed", "after it was delivered");
    assert_eq!(world.message("a")["recipients"][0]["error"], "Delivery result from SC +12063130004: 65");
    world.phone.report("a", FRIEND, Step::Report(0), world.now);
    assert_eq!(world.state("a"), "Failed", "for good");
    world.pass(MINUTE);
    let tail: Vec<&str> = world.events().into_iter().skip(4).collect();
    assert_eq!(tail, ["sms:failed", "sms:delivered"], "the webhook comes all the same");
}

#[test]
fn reports_may_be_missing_temporary_or_before_the_result() {
    let mut world = World::new();
    let temporary = Journey::sent().then(SECOND * 3, Step::Report(0x20));
    let early = Journey::sent().then(SECOND / 2, Step::Report(0));
    for (id, journey, expected) in [
        ("silent", Journey::silent(true), "Processed"),
        ("temporary", temporary, "Sent"),
        ("early", early, "Sent"),
        ("refused", Journey::refused(SendError::NoService), "Failed"),
    ] {
        world.phone.plan(journey);
        world.send(id, &json!({}));
        world.pass(MINUTE);
        assert_eq!(world.state(id), expected, "{id}");
    }
    let error = world.message("refused")["recipients"][0]["error"].clone();
    assert!(error.as_str().unwrap().starts_with("Send result: RESULT_ERROR_NO_SERVICE"), "{error}");
    assert_eq!(world.sent().len(), 3, "what was refused was not sent");
    world.send("plain", &json!({ "withDeliveryReport": false }));
    world.pass(MINUTE);
    assert_eq!(world.state("plain"), "Sent");
}

#[test]
fn recipients_are_judged_when_they_are_sent_to() {
    let mut world = World::new();
    let reply = world.send("a", &json!({ "phoneNumbers": ["72975", "+18005550143", FRIEND] }));
    assert_eq!(reply.status, 202);
    world.pass(MINUTE);
    let message = world.message("a");
    assert_eq!(message["recipients"][0]["error"], "sendSMS: Invalid phone number");
    assert_eq!(message["recipients"][1]["error"], "sendSMS: Invalid phone number type");
    assert_eq!(message["state"], "Sent", "one delivered and two failed");
    assert_eq!(world.sent(), [FRIEND]);
    let body = json!({ "id": "b", "message": "x", "phoneNumbers": ["729-75"] });
    assert_eq!(world.ask_with("POST", "/messages?skipPhoneValidation=true", &body).status, 202);
    world.pass(MINUTE);
    assert_eq!(world.sent(), [FRIEND, "72975"]);
}

#[test]
fn the_newest_goes_first_and_a_new_one_ends_the_pause() {
    let mut world = World::new();
    let patch = json!({ "messages": { "send_interval_min": 60, "send_interval_max": 60 } });
    world.ask_with("PATCH", "/settings", &patch);
    let send = |world: &mut World, id: &str| world.send(id, &json!({ "textMessage": { "text": id } }));
    for id in ["1", "2", "3"] {
        send(&mut world, id);
        world.now += Duration::from_millis(10);
    }
    world.pass(SECOND);
    send(&mut world, "4");
    world.pass(SECOND);
    let texts = |world: &World| world.phone.sent().map(|sent| sent.text.clone()).collect::<Vec<_>>().join(" ");
    assert_eq!(texts(&world), "3 4");
    world.pass(MINUTE * 3);
    assert_eq!(texts(&world), "3 4 2 1");
    world.ask_with(
        "PATCH",
        "/settings",
        &json!({ "messages": { "processing_order": "FIFO", "send_interval_max": null } }),
    );
    for id in ["5", "6"] {
        send(&mut world, id);
        world.now += Duration::from_millis(10);
    }
    world.pass(SECOND);
    assert_eq!(texts(&world), "3 4 2 1 5 6");
}

#[test]
fn a_limit_delays_and_an_urgent_message_passes_it() {
    let mut world = World::new();
    world.ask_with("PATCH", "/settings", &json!({ "messages": { "limit_period": "PerMinute", "limit_value": 1 } }));
    world.send("a", &json!({}));
    world.pass(SECOND);
    world.send("b", &json!({ "ttl": 30 }));
    world.send("c", &json!({ "priority": 100 }));
    world.pass(SECOND);
    assert_eq!(world.state("b"), "Pending");
    assert_eq!(world.state("c"), "Processed");
    world.pass(MINUTE * 2);
    assert_eq!(world.message("b")["recipients"][0]["error"], "TTL expired");
    world.send("d", &json!({}));
    world.pass(MINUTE * 2);
    assert_eq!(world.state("d"), "Delivered");
    assert_eq!(world.sent().len(), 3);
}

#[test]
fn a_scheduled_message_waits_and_holds_up_a_later_immediate_one() {
    let mut world = World::new();
    let at = world.wall().after(MINUTE).to_string();
    world.send("later", &json!({ "scheduleAt": at }));
    world.pass(SECOND);
    world.send("now", &json!({}));
    world.pass(SECOND * 30);
    assert_eq!((world.state("later"), world.state("now")), ("Pending".into(), "Pending".into()));
    world.pass(MINUTE);
    assert_eq!((world.state("later"), world.state("now")), ("Delivered".into(), "Delivered".into()));
}

#[test]
fn the_sim_is_chosen_by_request_setting_or_android() {
    let mut world = World::new();
    world.hook("sms:sent");
    let slots = |world: &World| world.phone.sent().map(|sent| sent.slot).collect::<Vec<_>>();
    world.send("a", &json!({}));
    world.pass(MINUTE);
    assert!(world.called[0]["payload"].get("simNumber").is_none(), "Android chose it");
    world.ask_with("PATCH", "/settings", &json!({ "messages": { "sim_selection_mode": "RoundRobin" } }));
    for id in ["b", "c"] {
        world.send(id, &json!({}));
        world.pass(MINUTE);
    }
    assert_eq!(slots(&world), [0, 0, 1]);
    assert_eq!(world.called[2]["payload"]["simNumber"], 2);
    assert_eq!(world.called[2]["payload"]["sender"], "+12025550191");
    world.send("d", &json!({ "simNumber": 3 }));
    world.phone.fault(Fault::PullSim(1), world.now);
    world.send("e", &json!({ "simNumber": 2 }));
    world.pass(MINUTE);
    for (id, error) in [("d", "Can't send message: SIM 3 not found"), ("e", "Can't send message: SIM 2 not found")] {
        assert_eq!(world.message(id)["recipients"][0]["error"], error);
    }
}

#[test]
fn an_encrypted_message_fails_without_a_passphrase_and_data_is_sent_as_such() {
    let mut world = World::new();
    world.send("a", &json!({ "isEncrypted": true }));
    world.send("b", &json!({ "textMessage": null, "dataMessage": { "data": "AQI=", "port": 53739 } }));
    world.pass(MINUTE);
    assert_eq!(world.message("a")["recipients"][0]["error"], "Can't send message: Passphrase is not set");
    assert_eq!(world.message("b")["dataMessage"], json!({ "data": "AQI=", "port": 53739 }));
    assert_eq!(world.sent(), [FRIEND]);
}
