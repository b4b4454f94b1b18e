//! Codes and tokens of phones.

use std::fs;

use rustix::process::Signal;
use serde_json::json;
use simgate_testing::program::rows;

use super::phone::{Fixture, SOON};

#[tokio::test]
async fn a_phone_registers_with_a_code_that_works_once() {
    let fixture = Fixture::new("").await;
    fixture.bench.until("a person is asked to act", SOON, || fixture.device()["state"] == "blocked").await;
    let printed = fixture.bench.printed(&["phone", "code", "pixel"]);
    assert!(printed.contains("https://gw.example/api/mobile/v1"), "{printed}");
    let mut phone = fixture.phone();
    assert_eq!((phone.id.len(), phone.token.len()), (21, 43));
    fixture.until_ready().await;

    let code = fixture.code();
    let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
    let body = br#"{"name":"Google/panther","pushToken":null,"simCards":[]}"#;
    for (authorization, body, status, reason) in [
        ("", &body[..], 401, "unauthorized"),
        ("Bearer some-private-token", &body[..], 401, "unauthorized"),
        ("Basic c21zOnNlY3JldA==", &body[..], 401, "unauthorized"),
        (&format!("Code {wrong}"), &body[..], 401, "unauthorized"),
        (&format!("Code {code}"), b"{", 400, "invalid_json"),
        (&format!("Code {code}"), &vec![b' '; 70_000][..], 413, "body_too_large"),
    ] {
        let (answered, answer) = phone.register_with(authorization, body);
        assert_eq!((answered, answer["error"]["code"].as_str()), (status, Some(reason)), "{authorization} {answer}");
    }
    assert_eq!(phone.get("/device").1["device"]["id"], phone.id, "the phone that is registered stays so");

    let (status, answer) = phone.register(&code);
    assert_eq!((status, &answer["login"]), (201, &json!("pixel")), "none of these used up the code: {answer}");
    assert_eq!(phone.get("/message").0, 401, "the earlier token has ended");
    phone.take(&answer);
    assert_eq!(phone.get("/message"), (200, json!([])));
    assert_eq!(phone.register(&code).0, 401, "it is used up");
    let (status, answer) = phone.patch("/device", &json!({ "id": "another", "pushToken": null }));
    assert_eq!((status, &answer["error"]["code"]), (403, &json!("wrong_device")));
    assert_eq!(phone.patch("/device", &json!({ "id": phone.id, "pushToken": null, "simCards": [] })).0, 204);
    assert_eq!(phone.get("/user/code").0, 404);

    let guessed = fixture.code();
    for step in 1..=5 {
        let wrong = format!("{:06}", (guessed.parse::<u32>().unwrap() + step) % 1_000_000);
        assert_eq!(phone.register(&wrong).0, 401);
    }
    assert_eq!(phone.register(&guessed).0, 401, "five wrong ones end it");
    for file in ["simgate.db", "simgate.db-wal"] {
        let bytes = fs::read(fixture.bench.dir.path().join("data").join(file)).unwrap();
        assert!(!bytes.windows(phone.token.len()).any(|window| window == phone.token.as_bytes()), "{file}");
    }
}

#[tokio::test]
async fn only_an_administrator_gets_a_code_and_only_for_a_phone_that_dials_in() {
    let fixture = Fixture::new("").await;
    let refused = fixture.bench.simgate(&["phone", "code", "nokia"]);
    let error = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && error.contains("error: there is no code for this phone"), "{error}");
    let key = fixture.bench.simgate(&["keys", "add", "reader", "--scopes", "read,send", "--json"]);
    let key = rows(&key)[0]["key"].as_str().unwrap().to_owned();
    let (status, answer) = fixture.client.with_key(&key).raw("POST", "/phones/pixel/code", b"");
    assert_eq!((status, &answer["error"]["code"]), (403, &json!("wrong_scope")));
    assert_eq!(fixture.client.with_key("wrong").raw("POST", "/phones/pixel/code", b"").0, 401);
    assert_eq!(fixture.client.raw("POST", "/phones/pixel/code", b"").0, 200);
}

#[tokio::test]
async fn wrong_tokens_are_counted_by_address_and_keep_no_phone_out() {
    let fixture = Fixture::new("requests_per_minute = 20").await;
    let mut phone = fixture.phone();
    let token = std::mem::replace(&mut phone.token, "guessed".to_owned());
    let answers: Vec<u16> = (0..25).map(|_| phone.get("/message").0).collect();
    assert!(answers.contains(&401) && answers.last() == Some(&429), "{answers:?}");
    assert_eq!(phone.register("000000").0, 429, "no code can be guessed either");
    phone.token = token;
    assert_eq!(phone.get("/message").0, 200);
    let answers: Vec<u16> = (0..25).map(|_| phone.get("/settings").0).collect();
    assert_eq!(answers.last(), Some(&429), "a phone has its own limit");
}

/// A lost phone is shut out by another name of its device.
#[tokio::test]
async fn a_reload_shuts_a_phone_out_and_lets_another_one_in() {
    let fixture = Fixture::new("").await;
    let phone = fixture.phone();
    let stream = phone.listen();
    stream.wait_for("WebhooksUpdated");
    let text = fs::read_to_string(&fixture.bench.config).unwrap();
    fs::write(&fixture.bench.config, text.replace("\"pixel\"", "\"pixel-2\"")).unwrap();
    fixture.daemon.signal(Signal::HUP);
    assert!(stream.has_ended());
    fixture.bench.until("the new device is there", SOON, || fixture.device()["name"] == "pixel-2").await;
    assert_eq!(phone.get("/message").0, 401);
    assert!(!fixture.bench.simgate(&["phone", "code", "pixel"]).status.success());
    let code = rows(&fixture.bench.simgate(&["phone", "code", "pixel-2", "--json"]))[0]["code"].clone();
    assert_eq!(phone.register(code.as_str().unwrap()).0, 201);
    fixture.bench.until("the new device is ready", SOON, || fixture.device()["state"] == "ready").await;
}
