//! The requests of the driver for phones, as Prism judges them: a simulated phone behind Prism, and a daemon in front of it.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use simgate::simulator::phone::{LivePhone, PhoneSettings};
use simgate_testing::Bench;
use simgate_testing::http::Client;

use super::SOON;
use super::judge::{Judge, Verdict, free_port};

/// simgate cancels a message a minute after its time to live, if it still waits in the app.
const CANCELLED: Duration = Duration::from_secs(150);

const SENDER: &str = "+12025550143";

/// What the specification forbids although the app does it, as the app's source (v1.68.0) shows.
const FAULTS_OF_THE_SPECIFICATION: [(&str, &str); 4] = [
    (
        "request.body.deviceId Request body property deviceId must NOT have more than 21 characters",
        "ids of 21 characters come from the app's servers; a phone's own has 32 (LocalServerService.getDeviceId), and \
         POST /messages takes no other",
    ),
    ("response.body.deviceId Response body property deviceId must NOT have more than 21 characters", "the same"),
    (
        "response.body.messages.send_interval_min Response body property messages.send_interval_min must be >= 1",
        "the app writes 0 if it is not set (MessagesSettings.export)",
    ),
    (
        "response.body.messages.limit_value Response body property messages.limit_value must be >= 1",
        "the app writes 0 if it is not set (MessagesSettings.export)",
    ),
];

/// The requests that a driver makes in its life.
const REQUESTS: [&str; 12] = [
    "get /device",
    "get /settings",
    "patch /settings",
    "get /webhooks",
    "post /webhooks",
    "delete /webhooks/",
    "post /messages",
    "get /messages/",
    "delete /messages/",
    "get /inbox",
    "post /inbox/refresh",
    "get /health",
];

/// Calls the phone's app directly, as another program does.
fn call(phone: &LivePhone, method: &str, path: &str, body: &Value) {
    let (user, password) = phone.act(|phone, _| {
        let (user, password) = phone.credentials();
        (user.to_owned(), password.to_owned())
    });
    let credentials = BASE64_STANDARD.encode(format!("{user}:{password}"));
    let request = ureq::http::Request::builder().method(method).uri(format!("http://{}{path}", phone.address()));
    let request = request.header("Authorization", format!("Basic {credentials}"));
    let agent = ureq::Agent::config_builder().timeout_global(Some(SOON)).build().new_agent();
    agent.run(request.header("Content-Type", "application/json").body(body.to_string()).unwrap()).unwrap();
}

/// Sends a message, and waits until it has one of these states.
async fn send(bench: &Bench, client: &Client, text: &str, ttl: u64, wanted: &[&str], limit: Duration) {
    let (status, sent) = client.post("/sms/send", &json!({ "to": SENDER, "message": text, "ttl": ttl }));
    assert_eq!(status, 200, "{sent}");
    let path = format!("/sms/status/{}", sent["message_id"].as_str().unwrap());
    let has_state = || client.get(&path).1["status"].as_str().is_some_and(|status| wanted.contains(&status));
    bench.until(&format!("a message is one of {wanted:?}"), limit, has_state).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_validator_accepts_every_request_of_the_driver_for_phones() {
    let bench = Bench::new(vec![], 413, false).await;
    let running = LivePhone::start(PhoneSettings::numbered(1, 2).fast(), 413).unwrap();
    let phone = &running.phone;
    // One webhook of an earlier configuration, which simgate removes, and one of another program, which stays.
    for (id, url) in [("simgate-pixel-old", "https://gw.example/old"), ("theirs", "https://their.example/in")] {
        call(phone, "POST", "/webhooks", &json!({ "id": id, "url": url, "event": "app:started" }));
    }
    let own = format!("http://{}", phone.address());
    let judge = Judge::start(&bench, "driver", &own, Verdict::Note).await;
    let url = judge.as_ref().map_or(own.as_str(), |judge| judge.url.as_str());
    let listen = format!("127.0.0.1:{}", free_port());
    let text = std::fs::read_to_string(&bench.config).unwrap();
    std::fs::write(&bench.config, text.replace("127.0.0.1:0", &listen)).unwrap();
    let password = phone.act(|phone, _| phone.credentials().1.to_owned());
    bench.configure(&format!(
        "[[device]]\ntype = \"android\"\nname = \"pixel\"\nurl = \"{url}\"\npassword = \"{password}\"\nslots = [1, 2]\n\
         callback = \"http://{listen}/sms/webhook/pixel\"\n[sending]\nlimits = {{ gap = \"0s\" }}\n"
    ));
    let _daemon = bench.daemon();
    let client = bench.ready(1).await;

    phone.act(|phone, now| phone.receive(1, SENDER, "Your code is 482913", simgate::clock::now().wall, now));
    let has_come = || client.get("/sms/inbox").1["messages"][0]["text"] == "Your code is 482913";
    bench.until("the message is in the inbox", SOON, has_come).await;
    send(&bench, &client, "hi", 600, &["delivered"], SOON).await;
    send(&bench, &client, &"a long text ".repeat(30), 600, &["delivered"], SOON).await;
    // The app's own limit: it sends no more within the hour, which is too long for the next message.
    call(phone, "PATCH", "/settings", &json!({ "messages": { "limit_period": "PerHour", "limit_value": 1 } }));
    send(&bench, &client, "waits", 10, &["failed"], CANCELLED).await;
    let over_the_air: Vec<String> = phone.act(|phone, _| phone.sent().map(|sent| sent.text.clone()).collect());
    assert!(!over_the_air.iter().any(|text| text == "waits"), "{over_the_air:?}");

    let Some(judge) = judge else {
        println!("figures: clients: no specification on this machine: the driver's requests were not validated");
        return;
    };
    let requests = judge.requests();
    for wanted in REQUESTS {
        let has_it = |request: &String| match wanted.ends_with('/') {
            true => request.starts_with(wanted),
            false => request == wanted,
        };
        assert!(requests.iter().any(has_it), "{wanted} is not among the requests: {requests:?}");
    }
    let (known, others): (Vec<String>, Vec<String>) = judge
        .violations()
        .into_iter()
        .partition(|what| FAULTS_OF_THE_SPECIFICATION.iter().any(|(fault, _)| fault == what));
    assert!(others.is_empty(), "{}", others.join("\n"));
    for (fault, why) in FAULTS_OF_THE_SPECIFICATION {
        assert!(known.iter().any(|what| what == fault), "Prism does not object any more to: {fault} ({why})");
    }
    println!(
        "figures: clients: Prism accepts {} requests of the driver for phones; {} faults of the specification are known",
        requests.len(),
        FAULTS_OF_THE_SPECIFICATION.len()
    );
}
