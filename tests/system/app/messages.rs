//! Messages by the app's API: sent, shown, cancelled, refused; and who may do it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{CARDS, Fixture, Login, RECIPIENT, message, tomorrow};

const PREFIX: &str = "/3rdparty/v1";

#[tokio::test(flavor = "multi_thread")]
async fn a_message_to_several_recipients_is_sent_to_each_and_has_one_state() {
    let fixture = Fixture::new(301).await;
    let to = ["+12025550171", "+12025550172", "+1 (202) 555-0173"];
    let body = json!({ "id": "mine-1", "textMessage": { "text": "hi" }, "phoneNumbers": to, "priority": 0 });

    let accepted = fixture.post("/messages", &body);

    assert_eq!(accepted.status, 202, "{accepted:?}");
    assert_eq!(accepted.headers["location"], "/messages/mine-1");
    let message = &accepted.body;
    assert_eq!((&message["id"], &message["deviceId"]), (&json!("mine-1"), &json!("test")));
    assert_eq!((&message["isHashed"], &message["isEncrypted"]), (&json!(false), &json!(false)));
    assert_eq!(message["textMessage"]["text"], "hi");
    let numbers: Vec<&Value> =
        message["recipients"].as_array().unwrap().iter().map(|recipient| &recipient["phoneNumber"]).collect();
    assert_eq!(numbers, to, "as the client wrote them");
    let over = fixture.over("mine-1").await;
    assert!(matches!(over["state"].as_str(), Some("Sent" | "Delivered")), "{over}");
    assert!(over["states"]["Pending"].is_string() && over["states"]["Sent"].is_string(), "{over}");
    let submitted = fixture.bench.rig().smsc(|smsc, _| smsc.submitted().len());
    assert_eq!(submitted, 3);
    let repeated = fixture.post("/messages", &body);
    assert_eq!((repeated.status, repeated.body["message"].is_string()), (409, true), "{repeated:?}");
    assert_eq!(fixture.bench.rig().smsc(|smsc, _| smsc.submitted().len()), 3, "nothing is sent twice");
    // simgate's own calls show the same messages.
    let own = fixture.client.get("/sms/outbox").1["messages"].clone();
    assert_eq!(own.as_array().unwrap().iter().filter(|message| message["id"] == "mine-1").count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_listed_by_pages_states_and_times() {
    let fixture = Fixture::new(302).await;
    for number in 1..=3 {
        fixture.send(&tomorrow(&format!("m-{number}")));
    }
    fixture.delete("/messages/m-2");
    let ids = |query: &str| {
        let reply = fixture.get(&format!("/messages{query}"));
        assert_eq!(reply.status, 200, "{reply:?}");
        let ids: Vec<String> =
            reply.body.as_array().unwrap().iter().map(|m| m["id"].as_str().unwrap().to_owned()).collect();
        (ids, reply.headers["x-total-count"].clone())
    };
    let of =
        |wanted: &[&str], total: &str| (wanted.iter().map(|&id| id.to_owned()).collect::<Vec<_>>(), total.to_owned());
    assert_eq!(ids(""), of(&["m-3", "m-2", "m-1"], "3"));
    assert_eq!(ids("?limit=1&offset=1"), of(&["m-2"], "3"));
    assert_eq!(ids("?sort=created_at&limit=2"), of(&["m-1", "m-2"], "3"));
    assert_eq!(ids("?state=Pending"), of(&["m-3", "m-1"], "2"));
    assert_eq!(ids("?state=Cancelled"), of(&["m-2"], "1"));
    assert_eq!(ids("?from=2020-01-01T00%3A00%3A00%2B01%3A00"), of(&["m-3", "m-2", "m-1"], "3"));
    assert_eq!(ids("?to=2020-01-01T00:00:00Z"), of(&[], "0"));
    assert!(fixture.get("/messages").body[0].get("textMessage").is_none());
    assert_eq!(fixture.get("/messages?includeContent=true").body[0]["textMessage"]["text"], "hi");
    for wrong in ["limit=101", "limit=0", "state=Unknown", "from=2020-01-01T00:00:00", "deviceId=other", "form=1"] {
        let reply = fixture.get(&format!("/messages?{wrong}"));
        assert_eq!((reply.status, reply.body["message"].is_string()), (400, true), "{wrong}: {reply:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pending_message_is_cancelled_and_each_dialect_refuses_others_in_its_way() {
    let mut fixture = Fixture::new(303).await;
    for id in ["phone", "server"] {
        fixture.send(&tomorrow(id));
    }
    fixture.kill_and_restart().await;
    for (id, path, refused) in [("phone", "/message", 400), ("server", "/3rdparty/v1/messages", 409)] {
        let cancelled = fixture.delete(&format!("{path}/{id}"));
        assert_eq!((cancelled.status, &cancelled.body["state"]), (200, &json!("Cancelled")), "{cancelled:?}");
        assert_eq!(cancelled.body["recipients"][0]["state"], "Cancelled");
        let again = fixture.delete(&format!("{path}/{id}"));
        assert_eq!((again.status, again.body["message"].is_string()), (refused, true), "{again:?}");
        assert_eq!(fixture.delete(&format!("{path}/nobodys")).status, 404);
        assert_eq!(fixture.get(&format!("{path}/nobodys")).status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_message_is_refused_for_all_recipients() {
    let fixture = Fixture::new(304).await;
    let with = |changes: Value| {
        let mut body = message("hi");
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        body
    };
    let many: Vec<String> = (0..101).map(|number| format!("+1202555{number:04}")).collect();
    for (body, words) in [
        (json!({}), "phoneNumbers"),
        (json!([]), "object"),
        (with(json!({ "phoneNumbers": [] })), "phoneNumbers"),
        (with(json!({ "phoneNumbers": many })), "100"),
        (with(json!({ "phoneNumbers": [RECIPIENT, "abc"] })), "phone number"),
        (with(json!({ "phoneNumbers": [RECIPIENT, RECIPIENT] })), "twice"),
        (with(json!({ "phoneNumbers": RECIPIENT })), "list"),
        (json!({ "phoneNumbers": [RECIPIENT] }), "textMessage"),
        (with(json!({ "message": "hi" })), "both"),
        (with(json!({ "textMessage": { "text": "" } })), "empty"),
        (with(json!({ "textMessage": { "text": "x".repeat(4000) } })), "parts"),
        (json!({ "dataMessage": { "data": "AAAA", "port": 1 }, "phoneNumbers": [RECIPIENT] }), "texts only"),
        (with(json!({ "isEncrypted": true })), "passphrase"),
        (with(json!({ "simNumber": 0 })), "simNumber"),
        (with(json!({ "simNumber": 9 })), "/devices"),
        (with(json!({ "simNumber": "1" })), "whole number"),
        (with(json!({ "ttl": 4 })), "ttl"),
        (with(json!({ "ttl": 60, "validUntil": "2100-01-01T00:00:00Z" })), "validUntil"),
        (with(json!({ "validUntil": "2020-01-01T00:00:00Z" })), "future"),
        (with(json!({ "scheduleAt": "2020-01-01T00:00:00Z" })), "future"),
        (with(json!({ "scheduleAt": "2100-01-01T00:00:00" })), "offset"),
        (with(json!({ "priority": 128 })), "priority"),
        (with(json!({ "id": "x".repeat(37) })), "36"),
        (with(json!({ "deviceId": "other" })), "`test`"),
        (with(json!({ "simNumbr": 1 })), "only"),
    ] {
        let reply = fixture.post("/messages", &body);
        assert_eq!(reply.status, 400, "{body}: {reply:?}");
        let why = reply.body["message"].as_str().unwrap();
        assert!(why.contains(words), "{body}: {why}");
        assert_eq!(reply.body.as_object().unwrap().len(), 1, "{reply:?}");
    }
    assert_eq!(fixture.client.get("/sms/outbox").1["messages"], json!([]), "nothing was written");
    // What clients of later versions send without a meaning is no error.
    let harmless = json!({ "id": null, "simNumber": null, "mmsMessage": null, "ttl": null, "newField": null });
    fixture.send(&with(harmless));
    fixture.send(&json!({ "message": "old form", "phoneNumbers": ["611"], "deviceId": "test" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_chooses_a_sim_by_its_number_in_the_list_of_devices() {
    let fixture = Fixture::new(305).await;
    let device = fixture.get("/devices").body[0].clone();
    assert_eq!((&device["id"], &device["name"]), (&json!("test"), &json!("test")));
    let cards = device["simCards"].as_array().unwrap().clone();
    let numbers: BTreeSet<&str> = cards.iter().map(|card| card["phoneNumber"].as_str().unwrap()).collect();
    assert_eq!(numbers, CARDS.into());
    for card in &cards {
        let number = card["simNumber"].as_i64().unwrap();
        let sent = fixture.send(&json!({
            "textMessage": { "text": "hi" }, "phoneNumbers": [RECIPIENT], "simNumber": number,
        }));
        fixture.over(sent["id"].as_str().unwrap()).await;
        let own = fixture.client.get("/sms/outbox?limit=1").1["messages"][0].clone();
        assert_eq!(own["sim"]["iccid"], card["iccid"]);
    }
    // The paths of the app, of its servers, and of simgate itself.
    let bearer = Login::Bearer(fixture.client.key.clone());
    assert!(fixture.get("/device").body[0]["simCards"].is_array());
    assert!(fixture.get("/3rdparty/v1/devices").body[0]["simCards"].is_array());
    assert!(fixture.call(&bearer, "GET", "/3rdparty/v1/devices", None).body[0]["simCards"].is_array());
    assert!(fixture.call(&bearer, "GET", "/devices", None).body["devices"].is_array());
    assert_eq!(fixture.delete("/devices/test").status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_does_what_its_key_may_and_no_more() {
    let fixture = Fixture::new(306).await;
    let (send, read) = (fixture.key("sends", "send", None), fixture.key("reads", "read", None));
    let other = fixture.key("others", "send", None);
    let bound = fixture.key("bound", "send,read", Some(CARDS[1]));
    let sent = fixture.call(&send, "POST", "/messages", Some(&tomorrow("a")));
    assert_eq!(sent.status, 202, "{sent:?}");
    let own = |login: &Login, method: &str, path: &str| fixture.call(login, method, path, None).status;
    for (login, statuses) in [
        (&send, [200, 200, 403, 403, 403]),
        (&read, [200, 200, 200, 200, 200]),
        (&other, [404, 200, 403, 403, 403]),
        (&bound, [404, 200, 200, 200, 200]),
    ] {
        let paths = ["/messages/a", "/messages", "/inbox", "/devices", "/webhooks"];
        assert_eq!(paths.map(|path| own(login, "GET", path)), statuses, "{login:?}");
    }
    assert_eq!(fixture.call(&read, "POST", "/messages", Some(&tomorrow("b"))).status, 403);
    assert_eq!((own(&read, "DELETE", "/messages/a"), own(&other, "DELETE", "/messages/a")), (403, 404));
    assert_eq!(fixture.call(&other, "GET", "/messages", None).body, json!([]));
    assert_eq!(fixture.call(&other, "POST", "/messages", Some(&tomorrow("a"))).status, 202, "ids are each caller's");
    // A key with one number sends from it, and with no other SIM.
    assert_eq!(fixture.call(&bound, "POST", "/messages", Some(&tomorrow("c"))).status, 202);
    let cards = fixture.call(&bound, "GET", "/devices", None).body[0]["simCards"].clone();
    assert_eq!((cards.as_array().unwrap().len(), &cards[0]["phoneNumber"]), (1, &json!(CARDS[1])));
    let all = fixture.get("/devices").body[0]["simCards"].clone();
    let not_its_own = all.as_array().unwrap().iter().find(|card| card["phoneNumber"] == CARDS[0]).unwrap();
    let mut foreign = tomorrow("d");
    foreign["simNumber"] = not_its_own["simNumber"].clone();
    assert_eq!(fixture.call(&bound, "POST", "/messages", Some(&foreign)).status, 403);
    foreign["simNumber"] = cards[0]["simNumber"].clone();
    assert_eq!(fixture.call(&bound, "POST", "/messages", Some(&foreign)).status, 202);
    assert_eq!(own(&send, "DELETE", "/messages/a"), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_caller_gets_a_401_in_its_dialect_and_health_needs_no_key() {
    let fixture = Fixture::new(307).await;
    let Login::Basic(_, key) = fixture.admin.clone() else { panic!("it is Basic") };
    for login in [
        Login::Nobody,
        Login::Basic("first".into(), "wrong".into()),
        Login::Basic("other".into(), key.clone()),
        Login::Basic(String::new(), key.clone()),
        Login::Bearer("wrong".into()),
        Login::Bearer("a.b.c".into()),
        Login::Bearer("simgate_refresh_x".into()),
    ] {
        for path in ["/messages", "/3rdparty/v1/devices", "/inbox", "/webhooks", "/settings", "/logs"] {
            let reply = fixture.call(&login, "GET", path, None);
            // The app's servers give a reason.
            let has_reason = reply.body["message"].as_str().is_some_and(|reason| !reason.is_empty());
            let is_right = if path.starts_with("/3rdparty") { has_reason } else { reply.body == json!("") };
            assert!(reply.status == 401 && is_right, "{login:?} {path} {reply:?}");
            assert_eq!(reply.headers["www-authenticate"], "Basic realm=\"Access to SMS Gateway\"");
        }
        // The app's ways to log in open none of simgate's own calls.
        assert_eq!(fixture.call(&login, "GET", "/sms/inbox", None).status, 401, "{login:?}");
    }
    assert_eq!(fixture.call(&fixture.admin, "GET", "/sms/inbox", None).status, 401);
    let bearer = Login::Bearer(key);
    assert_eq!(fixture.call(&bearer, "GET", "/messages", None).status, 200);
    for path in ["/health", "/health/live", "/health/ready", "/health/startup"] {
        for prefix in ["", PREFIX] {
            let health = fixture.call(&Login::Nobody, "GET", &format!("{prefix}{path}"), None);
            assert_eq!((health.status, &health.body["status"]), (200, &json!("pass")), "{health:?}");
            for check in health.body["checks"].as_object().unwrap().values() {
                assert!(check["status"] == "pass" && check["observedValue"].is_u64(), "{health:?}");
            }
        }
    }
    assert_eq!(fixture.call(&fixture.admin, "PATCH", "/messages", None).status, 405);
    assert_eq!(fixture.get("/3rdparty/v1/sms/inbox").status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_outcome_is_processed_with_a_reason_and_never_failed() {
    let fixture = Fixture::new(308).await;
    fixture.send(&tomorrow("a"));
    let database = rusqlite::Connection::open(fixture.bench.dir.path().join("data/simgate.db")).unwrap();
    database.execute("UPDATE outgoing SET state = 'unknown', reason = 'the modem fell silent'", []).unwrap();
    let message = fixture.get("/messages/a").body;
    assert_eq!((&message["state"], &message["recipients"][0]["state"]), (&json!("Processed"), &json!("Processed")));
    let error = message["recipients"][0]["error"].as_str().unwrap();
    assert!(error.contains("unknown") && error.contains("fell silent"), "{error}");
}
