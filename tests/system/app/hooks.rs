//! Webhooks that clients register, and what the inbox shows and exports.

use std::time::Duration;

use serde_json::{Value, json};
use simgate_testing::hook::Hook;

use super::{CARDS, Fixture, Login, RECIPIENT, SOON, message};

fn register(hook: &Hook, fixture: &Fixture, login: &Login, id: &str, event: &str) {
    let body = json!({ "id": id, "url": hook.url, "event": event });
    let reply = fixture.call(login, "POST", "/webhooks", Some(&body));
    assert_eq!(reply.status, 201, "{reply:?}");
    assert_eq!((&reply.body["id"], &reply.body["url"]), (&json!(id), &json!(hook.url)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_received_message_is_posted_and_signed_as_by_the_app() {
    let fixture = Fixture::new(311).await;
    let hook = Hook::start();
    register(&hook, &fixture, &fixture.admin, "mine", "sms:received");
    fixture.receive(1, "Your code is 482913").await;

    let posted = hook.next();

    let event = posted.event();
    assert_eq!(
        (&event["webhookId"], &event["event"], &event["deviceId"]),
        (&json!("mine"), &json!("sms:received"), &json!("test"))
    );
    let payload = &event["payload"];
    assert_eq!((&payload["message"], &payload["sender"]), (&json!("Your code is 482913"), &json!(RECIPIENT)));
    assert_eq!((&payload["phoneNumber"], &payload["recipient"]), (&json!(RECIPIENT), &json!(CARDS[1])));
    assert!(payload["receivedAt"].is_string() && payload["messageId"].is_string());
    assert_eq!(posted.headers["content-type"], "application/json");
    let settings = fixture.get("/settings").body;
    let key = settings["webhooks"]["signing_key"].as_str().unwrap();
    assert_eq!(posted.headers["x-signature"], posted.signature(key));
    let inbox = fixture.get("/inbox").body;
    assert_eq!((&inbox[0]["id"], &inbox[0]["simNumber"]), (&payload["messageId"], &payload["simNumber"]));
    // Each caller has another key, so that none can forge what another one gets.
    let reads = fixture.key("reads", "read", None);
    assert_ne!(fixture.call(&reads, "GET", "/settings", None).body["webhooks"]["signing_key"], key);
    assert!(!fixture.bench.log().contains("geheim") && !fixture.bench.log().contains(key));
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_messages_are_posted_under_the_clients_id() {
    let fixture = Fixture::new(312).await;
    let (sent, failed) = (Hook::start(), Hook::start());
    register(&sent, &fixture, &fixture.admin, "a", "sms:sent");
    register(&failed, &fixture, &fixture.admin, "b", "sms:failed");
    let mut body = message("hi");
    body["id"] = json!("mine-1");
    fixture.send(&body);
    let event = sent.next().event();
    assert_eq!((&event["event"], &event["payload"]["messageId"]), (&json!("sms:sent"), &json!("mine-1")));
    assert_eq!((&event["payload"]["recipient"], &event["payload"]["partsCount"]), (&json!(RECIPIENT), &json!(1)));
    assert!(event["payload"]["sentAt"].is_string() && event["payload"]["simNumber"].is_u64());
    assert!(failed.is_silent());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_that_fails_is_retried_through_a_crash() {
    let mut fixture = Fixture::new(313).await;
    let hook = Hook::start();
    register(&hook, &fixture, &fixture.admin, "mine", "sms:received");
    hook.answer(500);
    fixture.receive(0, "hi").await;
    let first = hook.next();
    fixture.kill_and_restart().await;
    let tried_again = hook.next();
    hook.answer(204);
    let mut taken = hook.next();
    // One that was under way got the earlier answer.
    while hook.posted.recv_timeout(Duration::from_secs(4)).map(|next| taken = next).is_ok() {}
    let ids = [first.event(), tried_again.event(), taken.event()].map(|event| event["id"].clone());
    assert!(ids[0].is_string() && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    let settled = || fixture.bench.printed(&["deliveries", "list", "--state", "settled"]).contains("hook-1");
    fixture.bench.until("it is settled", SOON, settled).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_come_and_go_while_simgate_runs() {
    let fixture = Fixture::new(314).await;
    let (first, second) = (Hook::start(), Hook::start());
    let reads = fixture.key("reads", "read", Some(CARDS[0]));
    register(&first, &fixture, &reads, "mine", "sms:received");
    fixture.receive(1, "for another number").await;
    fixture.receive(0, "one").await;
    assert_eq!(first.next().event()["payload"]["message"], "one", "the key is bound to this number");
    register(&second, &fixture, &reads, "mine", "sms:received");
    let listed = fixture.call(&reads, "GET", "/webhooks", None).body;
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!((&listed[0]["url"], &listed[0]["event"]), (&json!(second.url), &json!("sms:received")));
    assert_eq!(fixture.get("/webhooks").body, json!([]), "each caller has its own");
    fixture.receive(0, "two").await;
    assert_eq!(second.next().event()["payload"]["message"], "two");
    assert_eq!(fixture.delete("/webhooks/mine").status, 404);
    let no_id =
        fixture.call(&reads, "POST", "/webhooks", Some(&json!({ "id": null, "url": first.url, "event": "sms:sent" })));
    let path = format!("/webhook/{}", no_id.body["id"].as_str().unwrap());
    assert_eq!((no_id.status, fixture.call(&reads, "DELETE", &path, None).status), (201, 204));
    fixture.bench.printed(&["keys", "remove", "reads"]);
    let ended = || !fixture.bench.printed(&["deliveries", "list"]).contains("pending");
    fixture.bench.until("the webhook ends with its key", SOON, ended).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    fixture.receive(0, "three").await;
    assert!(second.is_silent() && first.is_silent());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_posts_a_period_once_more() {
    let fixture = Fixture::new(315).await;
    fixture.receive(0, "one").await;
    fixture.receive(1, "two").await;
    let hook = Hook::start();
    register(&hook, &fixture, &fixture.admin, "mine", "sms:received");
    assert!(hook.is_silent(), "it gets what comes from now on");
    let period = json!({ "deviceId": "test", "since": "2020-01-01T00:00:00+01:00", "until": "2100-01-01T00:00:00Z" });
    for path in ["/messages/inbox/export", "/message/inbox/export", "/inbox/export", "/3rdparty/v1/inbox/export"] {
        assert_eq!(fixture.post(path, &period).status, 202, "{path}");
        let texts: Vec<Value> = (0..2).map(|_| hook.next().event()["payload"]["message"].clone()).collect();
        assert!(texts.contains(&json!("one")) && texts.contains(&json!("two")), "{path}: {texts:?}");
    }
    assert_eq!(fixture.post("/inbox/refresh", &period).status, 202);
    let with = |key: &str, value: Value| {
        let mut period = period.clone();
        period[key] = value;
        period
    };
    assert_eq!(fixture.post("/inbox/export", &with("messageTypes", json!(["MMS"]))).status, 202);
    assert_eq!(fixture.post("/inbox/export", &with("until", json!("2020-01-02T00:00:00Z"))).status, 202);
    assert!(hook.is_silent(), "none of these posts anything");
    assert_eq!(fixture.post("/inbox/refresh", &with("triggerWebhooks", json!(true))).status, 202);
    hook.next();
    hook.next();
    for wrong in [
        with("until", json!("2019-01-01T00:00:00Z")),
        with("since", json!("2020-01-01T00:00:00")),
        with("since", json!(null)),
        with("deviceId", json!("other")),
        with("messageTypes", json!(["FAX"])),
        with("webhookDelivery", json!("Batch")),
    ] {
        assert_eq!(fixture.post("/inbox/export", &wrong).status, 400, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_is_listed_by_pages_times_and_types() {
    let fixture = Fixture::new(316).await;
    for text in ["one", "two", "three"] {
        fixture.receive(0, text).await;
    }
    let page = fixture.get("/inbox?limit=2&offset=1");
    let texts: Vec<&str> =
        page.body.as_array().unwrap().iter().map(|message| message["contentPreview"].as_str().unwrap()).collect();
    assert_eq!((texts, page.headers["x-total-count"].as_str()), (vec!["two", "one"], "3"));
    let first = &page.body[1];
    assert_eq!(
        (&first["type"], &first["sender"], &first["recipient"]),
        (&json!("SMS"), &json!(RECIPIENT), &json!(CARDS[0]))
    );
    let total = |query: &str| fixture.get(&format!("/3rdparty/v1/inbox?{query}")).headers["x-total-count"].clone();
    for (query, wanted) in [
        ("type=SMS", "3"),
        ("type=DATA_SMS", "0"),
        ("type=MMS", "0"),
        ("from=2020-01-01T00:00:00.000001%2B00:00", "3"),
        ("from=2100-01-01T00:00:00Z", "0"),
        ("to=2020-01-01T00:00:00Z&includeAttachments=True&deviceId=test", "0"),
    ] {
        assert_eq!(total(query), wanted, "{query}");
    }
    for wrong in ["type=FAX", "limit=501", "offset=-1", "from=now", "deviceId=x"] {
        assert_eq!(fixture.get(&format!("/inbox?{wrong}")).status, 400, "{wrong}");
    }
    assert_eq!(fixture.get("/inbox/x/attachments/1").status, 404);
    let log = fixture.get("/logs?from=2020-01-01T00:00:00Z").body;
    let latest = format!("sms.received {}.received", fixture.get("/inbox").body[0]["id"].as_str().unwrap());
    assert_eq!((log.as_array().unwrap().len(), &log[0]["message"]), (3, &json!(latest)));
    assert!(!log.to_string().contains("three"), "no texts");
    let change = json!({ "webhooks": { "signing_key": "mine" } });
    for method in ["PUT", "PATCH"] {
        assert_eq!(fixture.call(&fixture.admin, method, "/settings", Some(&change)).status, 403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_leads_into_no_network_that_the_operator_did_not_list() {
    let fixture = Fixture::new(317).await;
    let of = |body: Value| fixture.post("/webhooks", &body);
    for url in ["https://hooks.example/in", "http://127.0.0.1:9/x", "https://127.0.0.1:9/x"] {
        assert_eq!(of(json!({ "id": null, "url": url, "event": "sms:received" })).status, 201, "{url}");
    }
    for url in [
        "http://hooks.example.invalid:x/",
        "http://127.0.0.2/",
        "https://192.168.1.1/",
        "http://1.1.1.1/",
        "file:///x",
        "x",
    ] {
        let reply = of(json!({ "url": url, "event": "sms:received" }));
        assert_eq!((reply.status, reply.body["message"].is_string()), (400, true), "{url}: {reply:?}");
    }
    for event in ["sms:batch:received", "", "sms"] {
        assert_eq!(of(json!({ "url": "https://hooks.example/", "event": event })).status, 400, "{event}");
    }
    for event in ["mms:received", "system:ping", "app:started", "sms:cancelled", "sms:data-received"] {
        assert_eq!(of(json!({ "url": "https://hooks.example/", "event": event })).status, 201, "{event}");
    }
    assert_eq!(of(json!({ "id": "a".repeat(37), "url": "https://hooks.example/", "event": "sms:sent" })).status, 400);
}
