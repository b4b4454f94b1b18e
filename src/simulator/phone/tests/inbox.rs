//! Received messages.

use super::*;

#[test]
fn a_text_is_in_the_inbox_and_calls_its_webhook() {
    let mut world = World::new();
    world.hook("sms:received");
    world.receive("Your code is 246810");
    world.pass(SECOND);
    let row = world.ask("GET", "/inbox?limit=1").value()[0].clone();
    let call = world.called[0].clone();
    let payload = &call["payload"];
    let received_at = "2026-11-21T22:26:46.000Z";
    assert_eq!(call["webhookId"], "sms:received");
    assert_eq!(call["deviceId"], world.phone.device_id());
    let expected = json!({
        "messageId": payload["messageId"],
        "sender": "Bank",
        "recipient": "+12025550191",
        "simNumber": 2,
        "phoneNumber": "Bank",
        "message": "Your code is 246810",
        "receivedAt": received_at,
    });
    assert_eq!(*payload, expected);
    let hash = i64::from_str_radix(payload["messageId"].as_str().unwrap(), 16).unwrap();
    let signed = if hash >= 1 << 31 { hash - (1 << 32) } else { hash };
    let expected = json!({
        "id": format!("text:{signed}"),
        "type": "SMS",
        "sender": "Bank",
        "recipient": "+12025550191",
        "simNumber": 2,
        "contentPreview": "Your code is 246810",
        "createdAt": received_at,
        "attachments": [],
    });
    assert_eq!(row, expected);
}

#[test]
fn a_twin_within_the_second_is_dropped_by_the_app_and_kept_by_android() {
    let mut world = World::new();
    world.hook("sms:received");
    world.receive("same");
    world.receive("same");
    world.now += SECOND;
    world.receive("same");
    world.pass(MINUTE);
    assert_eq!(world.inbox().len(), 2);
    assert_eq!(world.events().len(), 2);
    assert_eq!(world.phone.android_inbox().len(), 3);
}

#[test]
fn the_inbox_has_types_periods_and_pages() {
    let mut world = World::new();
    world.receive("one");
    world.pass(SECOND);
    world.receive("two");
    let at = world.wall();
    world.phone.receive_data(0, FRIEND, 53739, &[1, 2], at, world.now);
    world.phone.receive_data(0, FRIEND, 7, &[1, 2], at, world.now);
    let total = |world: &mut World, query: &str| {
        let reply = world.ask("GET", &format!("/inbox{query}"));
        assert_eq!(reply.status, 200, "{query}: {}", reply.value());
        (reply.header("X-Total-Count").unwrap().to_owned(), reply.value().as_array().unwrap().len())
    };
    assert_eq!(total(&mut world, ""), ("3".into(), 3));
    assert_eq!(total(&mut world, "?type=SMS&limit=1&offset=1"), ("2".into(), 1));
    assert_eq!(total(&mut world, "?type=DATA_SMS").1, 1);
    let from = at.to_string().replace(".000Z", "%2B00:00");
    assert_eq!(total(&mut world, &format!("?from={from}")).1, 2);
    for query in [
        "?type=X",
        "?limit=0",
        "?limit=501",
        "?offset=-1",
        "?includeAttachments=x",
        "?deviceId=x",
        "?from=2026-03-01T09:00:00.000000%2B00:00",
        "?from=2026-03-01T09:00:00",
        "?to=2026-03-01T09:00:00+00:00",
        "?from=2030-01-01T00:00:00Z",
    ] {
        assert_eq!(world.ask("GET", &format!("/inbox{query}")).status, 400, "{query}");
    }
}

#[test]
fn an_mms_is_announced_and_then_downloaded() {
    let mut world = World::new();
    ["mms:received", "mms:downloaded"].iter().for_each(|event| world.hook(event));
    let picture = ("image/png".to_owned(), Some("a\"b.png".to_owned()), vec![1, 2, 3]);
    let mms = Mms { from: FRIEND.to_owned(), subject: None, text: Some("look".to_owned()), attachments: vec![picture] };
    let at = world.wall();
    world.phone.receive_mms(0, mms, at, world.now);
    world.pass(MINUTE);
    assert_eq!(world.events(), ["mms:received", "mms:downloaded"]);
    assert_eq!(world.called[0]["payload"]["size"], 3);
    let attachment = world.called[1]["payload"]["attachments"][0].clone();
    assert_eq!((&attachment["data"], &attachment["contentType"]), (&json!("AQID"), &json!("image/png")));
    let rows = world.ask("GET", "/inbox?type=MMS_DOWNLOADED&includeAttachments=true").value();
    let (id, part) = (rows[0]["id"].as_str().unwrap(), rows[0]["attachments"][0]["partId"].as_u64().unwrap());
    assert!(id.starts_with("mms:"));
    let reply = world.ask("GET", &format!("/inbox/{id}/attachments/{part}"));
    assert_eq!((reply.status, reply.body.as_slice()), (200, &[1, 2, 3][..]));
    assert_eq!(reply.header("Content-Disposition"), Some("attachment; filename=\"a_b.png\""));
    assert_eq!(world.ask("GET", &format!("/inbox/{id}/attachments/99")).status, 404);
}

#[test]
fn an_export_repeats_nothing_that_was_processed() {
    let mut world = World::with(PhoneSettings { watches_inbox: false, ..PhoneSettings::new(2) });
    world.hook("sms:received");
    world.receive("processed");
    world.phone.fault(Fault::KillBeforeSaving, world.now);
    world.receive("missed");
    world.pass(MINUTE);
    assert_eq!(world.inbox(), ["processed"], "an older app does not watch Android's inbox");
    let period = json!({ "since": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z" });
    assert_eq!(world.ask_with("POST", "/messages/inbox/export", &period).status, 202);
    world.pass(MINUTE);
    let texts: Vec<&str> = world.called.iter().map(|call| call["payload"]["message"].as_str().unwrap()).collect();
    assert_eq!(texts, ["processed", "missed"]);
    for (body, status) in [
        (json!({ "until": "2027-01-01T00:00:00Z" }), 400),
        (json!({ "since": "2027-01-02T00:00:00Z", "until": "2027-01-01T00:00:00Z" }), 400),
        (json!({ "since": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z", "messageTypes": [] }), 400),
        (
            json!({ "since": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z", "messageTypes": ["DATA_SMS"] }),
            400,
        ),
    ] {
        assert_eq!(world.ask_with("POST", "/inbox/refresh", &body).status, status, "{body}");
    }
}

#[test]
fn without_permission_or_number_fields_are_missing() {
    let mut settings = PhoneSettings::new(2);
    settings.slots[1].as_mut().unwrap().number = None;
    let mut world = World::with(settings.clone());
    world.hook("sms:received");
    world.receive("x");
    world.pass(SECOND);
    let payload = world.called[0]["payload"].clone();
    assert_eq!((payload.get("recipient"), &payload["simNumber"]), (None, &json!(2)));

    let mut world = World::with(PhoneSettings { reads_phone_state: false, old_payloads: true, ..settings });
    world.hook("sms:received");
    world.receive("x");
    world.send("a", &json!({ "simNumber": 1 }));
    world.pass(SECOND);
    let payload = world.called[0]["payload"].as_object().unwrap().clone();
    let keys: Vec<&str> = payload.keys().map(String::as_str).collect();
    assert_eq!(keys, ["message", "messageId", "phoneNumber", "receivedAt"], "an old app without permission");
    let error = world.message("a")["recipients"][0]["error"].clone();
    assert_eq!(error, "Can't send message: SIM selection requires READ_PHONE_STATE permission");
}
