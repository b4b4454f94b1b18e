//! Messages from and to phones that dial in.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::phone::{Fixture, NUMBER, OTHER, SOON};

#[tokio::test]
async fn a_message_is_pushed_at_once_and_followed_to_its_delivery() {
    let fixture = Fixture::new("").await;
    let mut phone = fixture.phone();
    let stream = phone.listen();
    stream.wait_for("WebhooksUpdated");
    let mut fastest = Duration::MAX;
    for number in 1..=5 {
        let began = Instant::now();
        let id = fixture.send(&format!("hello {number}"));
        stream.wait_for("MessageEnqueued");
        fastest = fastest.min(began.elapsed());
        let (_, rows) = phone.get("/messages?order=lifo");
        assert_eq!(
            (rows[0]["textMessage"]["text"].clone(), rows.as_array().unwrap().len()),
            (json!(format!("hello {number}")), 1)
        );
        assert_eq!(rows[0]["phoneNumbers"], json!([OTHER]));
        assert_eq!(phone.fetch(), [id.as_str()], "until the phone tells of it");
        phone.tell(&id, "Processed");
        assert_eq!(phone.fetch(), Vec::<String>::new());
        phone.tell(&id, "Sent");
        assert_eq!(fixture.state(&id), "sent", "the answer comes after the commit");
        phone.tell(&id, "Delivered");
        fixture.until_state(&id, "delivered").await;
    }
    assert!(fastest < Duration::from_secs(1), "{fastest:?}");
    let states = json!([{ "id": "x", "recipients": ["x".repeat(70_000)] }]);
    assert_eq!(phone.patch("/message", &states).0, 413);
    assert_eq!(phone.patch("/message", &json!({ "id": "x" })).0, 400);
    assert_eq!(phone.patch("/message", &json!([{ "state": "Sent" }])).0, 400);
    assert_eq!(phone.patch("/message", &json!([{ "id": "unknown", "state": "Sent" }])).0, 204);
}

#[tokio::test]
async fn a_kill_between_fetch_and_state_sends_nothing_twice() {
    let mut fixture = Fixture::new("").await;
    let mut phone = fixture.phone();
    phone.get("/device");
    fixture.until_ready().await;
    let id = fixture.send("hello");
    fixture.until_state(&id, "sending").await;
    assert_eq!(phone.fetch(), [id.as_str()]);
    fixture.crash().await;
    phone.address = fixture.client.address;
    fixture.bench.until("it is given out again", SOON, || phone.fetch() == [id.as_str()]).await;
    assert_eq!(phone.sent.len(), 1, "under the same id, which the app knows");
    phone.tell(&id, "Sent");
    fixture.until_state(&id, "sent").await;

    let second = fixture.send("hello again");
    fixture.until_state(&second, "sending").await;
    assert_eq!(phone.fetch(), [second.as_str()]);
    fixture.crash().await;
    let mut other = fixture.phone();
    fixture.until_state(&second, "unknown").await;
    assert_eq!(other.fetch(), Vec::<String>::new(), "another phone would send it a second time");
    fixture.crash().await;
    other.address = fixture.client.address;
    other.get("/device");
    fixture.until_ready().await;
    assert_eq!((other.fetch(), fixture.state(&second)), (Vec::new(), "unknown".to_owned()));
    let third = fixture.send("to the other phone");
    fixture.until_state(&third, "sending").await;
    assert_eq!(other.fetch(), [third.as_str()]);
}

fn received(number: u32) -> Value {
    json!({ "messageId": format!("5f3759d{number}"), "sender": OTHER, "recipient": NUMBER, "phoneNumber": OTHER,
        "simNumber": 1, "message": format!("message {number}"), "receivedAt": "2026-03-01T09:05:12.000+00:00" })
}

#[tokio::test]
async fn messages_of_a_gap_arrive_once() {
    let mut fixture = Fixture::new("").await;
    let phone = fixture.phone();
    let stream = phone.listen();
    stream.wait_for("SettingsUpdated");
    let (_, settings) = phone.get("/settings");
    let key = settings["webhooks"]["signing_key"].as_str().unwrap().to_owned();
    let (_, webhooks) = phone.get("/webhooks");
    assert!(
        webhooks
            .as_array()
            .unwrap()
            .iter()
            .any(|hook| { hook["event"] == "sms:received" && hook["url"] == "https://gw.example/sms/webhook/pixel" })
    );
    assert_eq!(phone.call("guessed", "sms:received", &received(1)), 401);
    assert_eq!(phone.call(&key, "sms:received", &received(1)), 200);
    fixture.bench.expect(1, SOON).await;
    // For the time before this process.
    stream.wait_for("MessagesExportRequested");
    stream.cut();
    fixture
        .bench
        .until("the cut is noticed", SOON, || {
            fixture.device()["reason"].as_str().is_some_and(|reason| reason.contains("does not listen"))
        })
        .await;
    let again = phone.listen();
    let asked = again.wait_for("MessagesExportRequested");
    assert_eq!(asked["triggerWebhooks"], true);
    // The app posts what it missed, and what it has posted before if it has lost its list.
    for number in [1, 2] {
        assert_eq!(phone.call(&key, "sms:received", &received(number)), 200);
    }
    fixture.bench.expect(2, SOON).await;
    let inbox = fixture.client.get("/sms/inbox").1["messages"].as_array().unwrap().clone();
    assert_eq!(inbox.len(), 2, "{inbox:?}");
    assert!(
        inbox.iter().all(|message| message["sim"]["name"] == "prepaid" || message["sim"] == "prepaid"),
        "{inbox:?}"
    );

    let newest = phone.listen();
    assert!(again.has_ended(), "the newest stream counts");
    newest.wait_for("MessagesExportRequested");
    fixture.phone();
    assert!(newest.has_ended(), "it is the stream of an earlier registration");
    assert_eq!(phone.call(&key, "sms:received", &received(3)), 401, "an earlier phone can't bring messages");
}
