//! `/messages`: what is accepted, and how it is shown.

use super::*;

#[test]
fn an_accepted_message_is_pending_without_times() {
    let mut world = World::new();
    let reply = world.send("a", &json!({ "simNumber": 2, "textMessage": { "text": "1 < 2 & 'x'=y" } }));
    assert_eq!(reply.status, 202);
    assert!(String::from_utf8_lossy(&reply.body).contains(r"1 \u003c 2 \u0026 \u0027x\u0027\u003dy"));
    let expected = json!({
        "id": "a",
        "deviceId": world.phone.device_id(),
        "state": "Pending",
        "isHashed": false,
        "isEncrypted": false,
        "textMessage": { "text": "1 < 2 & 'x'=y" },
        "recipients": [{ "phoneNumber": FRIEND, "state": "Pending" }],
        "states": {},
    });
    assert_eq!(reply.value(), expected);
    let states = world.message("a")["states"].clone();
    assert!(states["Pending"].as_str().unwrap().ends_with('Z'), "{states}");
}

#[test]
fn a_repeated_id_or_number_is_a_conflict_and_changes_nothing() {
    let mut world = World::new();
    assert_eq!(world.send("a", &json!({})).status, 202);
    assert_eq!(world.send("a", &json!({ "textMessage": { "text": "other" } })).status, 409);
    assert_eq!(world.message("a")["textMessage"]["text"], "x");
    assert_eq!(world.send("b", &json!({ "phoneNumbers": [FRIEND, FRIEND] })).status, 409);
    assert_eq!(world.ask("GET", "/messages/b").status, 404);
    world.pass(MINUTE);
    assert_eq!(world.send("a", &json!({})).status, 409, "also after it was sent");
    assert_eq!(world.sent(), [FRIEND]);
}

#[test]
fn a_wrong_request_is_refused_as_the_app_refuses_it() {
    let mut world = World::new();
    for (body, status, message) in [
        (json!({ "textMessage": null }), 400, "Must specify exactly one of: textMessage, dataMessage, or message"),
        (json!({ "message": "y" }), 400, "Cannot specify multiple message types simultaneously"),
        (json!({ "textMessage": { "text": "" } }), 400, "Text message is empty"),
        (json!({ "textMessage": {} }), 500, "Attempt to invoke a method on a null object reference"),
        (json!({ "phoneNumbers": [] }), 400, "Empty phone numbers list"),
        (json!({ "phoneNumbers": null }), 500, "Attempt to invoke a method on a null object reference"),
        (json!({ "simNumber": 0 }), 400, "SIM number cannot be less than 1"),
        (json!({ "scheduleAt": "2020-01-01T00:00:00Z" }), 400, "scheduleAt must be in the future"),
        (json!({ "ttl": 5, "validUntil": "2030-01-01T00:00:00Z" }), 400, "fields conflict: ttl and validUntil"),
        (json!({ "validUntil": "2020-01-01T00:00:00Z" }), 400, "message already expired"),
        (json!({ "deviceId": "other" }), 400, "Invalid device ID"),
        (json!({ "priority": 300 }), 400, "Failed to convert request body to class PostMessageRequest"),
        (json!({ "ttl": "soon" }), 400, "Failed to convert request body to class PostMessageRequest"),
        (
            json!({ "textMessage": null, "dataMessage": { "data": "AA==", "port": 70_000 } }),
            400,
            "Port must be between 0 and 65535",
        ),
    ] {
        let reply = world.send("a", &body);
        assert_eq!((reply.status, &reply.value()["message"]), (status, &json!(message)), "{body}");
    }
    let body = json!({ "id": "a", "message": "old", "phoneNumbers": [FRIEND] });
    assert_eq!(world.ask_with("POST", "/message?skipPhoneValidation=maybe", &body).status, 400);
    let plain = HttpRequest { body: b"{}".to_vec(), ..HttpRequest::new("POST", "/messages") };
    assert_eq!(world.reply(&plain).status, 500, "no content type");
    let broken = HttpRequest { body: b"{".to_vec(), ..HttpRequest::new("POST", "/messages").with_json(&json!({})) };
    assert_eq!(world.reply(&broken).status, 400);
    assert_eq!(world.ask("GET", "/messages/a").status, 404, "nothing was accepted");
    assert_eq!(world.ask_with("POST", "/message", &body).status, 202, "the deprecated member");
}

#[test]
fn the_list_has_pages_states_and_periods() {
    let mut world = World::new();
    for id in ["a", "b", "c"] {
        world.send(id, &json!({}));
        world.pass(SECOND);
    }
    let ids = |world: &mut World, target: &str| {
        let reply = world.ask("GET", target);
        assert_eq!(reply.status, 200, "{target}");
        let ids: Vec<String> =
            reply.value().as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        (ids.join(" "), reply.header("X-Total-Count").unwrap().to_owned())
    };
    assert_eq!(ids(&mut world, "/messages"), ("c b a".into(), "3".into()));
    assert_eq!(ids(&mut world, "/messages?limit=1&offset=1"), ("b".into(), "3".into()));
    assert_eq!(ids(&mut world, "/messages?state=Failed"), (String::new(), "0".into()));
    let from = format!("/messages?from={}", world.wall().before(SECOND * 2));
    assert_eq!(ids(&mut world, &from), ("c b".into(), "2".into()));
    assert_eq!(ids(&mut world, "/messages?from=2027-01-01T00:00:00.000000%2B00:00").1, "3", "no date, so no limit");
    assert!(world.ask("GET", "/messages").value()[0].get("textMessage").is_none());
    assert_eq!(world.ask("GET", "/messages?includeContent=true").value()[0]["textMessage"]["text"], "x");
    for target in ["?state=Sending", "?includeContent=1", "?deviceId=x", "?from=2030-01-01T00:00:00Z"] {
        assert_eq!(world.ask("GET", &format!("/messages{target}")).status, 400, "{target}");
    }
}

#[test]
fn only_what_is_pending_can_be_cancelled() {
    let mut world = World::new();
    world.hook("sms:cancelled");
    world.send("a", &json!({}));
    assert_eq!(world.ask("DELETE", "/messages/a").value()["state"], "Cancelled");
    assert_eq!(world.ask("DELETE", "/messages/a").status, 200, "again");
    world.pass(MINUTE);
    assert_eq!(world.state("a"), "Cancelled");
    assert!(world.sent().is_empty());
    assert_eq!(world.events(), ["sms:cancelled"], "once");
    world.send("b", &json!({}));
    world.pass(SECOND);
    let reply = world.ask("DELETE", "/messages/b");
    assert_eq!((reply.status, &reply.value()["message"]), (400, &json!("Message b is not in Pending state")));
}
