//! USSD by HTTP, by the command line and by a real Mosquitto, in both encodings, with menus; messages arrive and go out
//! during a dialogue and while a call rings.

use std::time::Duration;

use serde_json::{Value, json};
use simgate::simulator::modem::{BootStep, Fault};
use simgate_testing::broker::{Broker, Options, Published};
use simgate_testing::http::Client;
use simgate_testing::{Bench, program, quick};
use tokio::time::{Instant, sleep};

use crate::phone::terminal::Terminal;

const TEXT_OF_BALANCE: &str = "Balance: 12.50";

/// One modem that writes plain characters, one that writes packed septets.
async fn bench(seed: u64) -> Bench {
    let bench = Bench::new(vec![quick("ec25", None), quick("e3372h", None)], seed, false).await;
    for port in 0..2 {
        let iccid = bench.rig().modem(port, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
        let number = format!("+1202555010{port}");
        bench.configure(&format!("[[sim]]\niccid = \"{iccid}\"\nname = \"sim-{port}\"\nnumber = \"{number}\"\n"));
    }
    bench.configure("[log]\nlevel = \"trace\"\n");
    bench
}

fn fault(bench: &Bench, port: usize, fault: &Fault) {
    bench.rig().modem(port, |modem, now| modem.fault(fault.clone(), now)).unwrap();
}

/// What the network got.
fn dialled(bench: &Bench, port: usize) -> Vec<String> {
    bench.rig().modem(port, |modem, _| modem.ussd_codes().to_vec()).unwrap()
}

fn ask(client: &Client, sim: &str, body: &Value) -> (u16, Value) {
    client.post(&format!("/sims/{sim}/ussd"), body)
}

fn code_of(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["error"]["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn menus_and_texts_in_both_encodings_by_http() {
    let bench = bench(61).await;
    let daemon = bench.daemon();
    let client = bench.ready(2).await;
    for (sim, number) in [("sim-0", "%2B12025550100"), ("sim-1", "%2B12025550101")] {
        let (status, said) = ask(&client, sim, &json!({ "code": "*100#" }));
        assert_eq!((status, said["text"].as_str()), (200, Some(TEXT_OF_BALANCE)), "{said}\n{}", bench.log());
        assert_eq!((&said["success"], &said["state"], &said["session"]), (&json!(true), &json!("done"), &Value::Null));
        let (_, said) = ask(&client, number, &json!({ "code": "*102#" }));
        assert_eq!(said["text"], "Баланс: 12.50");
        let (_, top) = ask(&client, sim, &json!({ "code": "*101#" }));
        assert_eq!((&top["state"], &top["text"]), (&json!("wants_answer"), &json!("1 Balance\n2 Offers")));
        let session = top["session"].as_str().unwrap();
        let (_, offers) = ask(&client, sim, &json!({ "session": session, "answer": "2" }));
        assert_eq!((&offers["session"], &offers["text"]), (&top["session"], &json!("1 Week\n2 Month")));
        let other = if sim == "sim-0" { "sim-1" } else { "sim-0" };
        let wrong = ask(&client, other, &json!({ "session": session, "answer": "1" }));
        assert_eq!(code_of(&wrong), (404, "unknown_session"), "the session is of another SIM");
        let (_, booked) = ask(&client, sim, &json!({ "session": session, "answer": "1" }));
        assert_eq!((&booked["state"], &booked["text"]), (&json!("done"), &json!("The week is booked")));
        let over = ask(&client, sim, &json!({ "session": session, "answer": "1" }));
        assert_eq!(code_of(&over), (404, "unknown_session"));
        let (_, unknown) = ask(&client, sim, &json!({ "code": "*999#" }));
        assert_eq!(unknown["state"], "not_supported");
    }
    let (_, top) = ask(&client, "sim-0", &json!({ "code": "*101#" }));
    let path = format!("/sims/sim-0/ussd?session={}", top["session"].as_str().unwrap());
    assert_eq!(client.raw("DELETE", &path, b"").1["state"], "ended");
    assert_eq!(code_of(&client.raw("DELETE", &path, b"")), (404, "unknown_session"));
    for (sim, body, want) in [
        ("sim-9", json!({ "code": "*100#" }), (404, "unknown_sim")),
        ("sim-0", json!({ "code": "*100#\"\r" }), (400, "invalid_field")),
        ("sim-0", json!({ "code": "*100#", "text": "x" }), (400, "unknown_field")),
        ("sim-0", json!({}), (400, "invalid_field")),
    ] {
        assert_eq!(code_of(&ask(&client, sim, &body)), want, "{body}");
    }
    let dialled = dialled(&bench, 0);
    assert_eq!(dialled, ["*100#", "*102#", "*101#", "2", "1", "*999#", "*101#"]);
    drop(daemon);
    let log = bench.log();
    for secret in ["12.50", "*101#", "AA182C3602", "Offers"] {
        assert!(!log.contains(secret), "the log contains `{secret}`");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_key_with_all_rights_and_its_own_numbers_makes_requests() {
    let bench = bench(62).await;
    let _daemon = bench.daemon();
    bench.ready(2).await;
    let key = |words: &[&str]| {
        let words: Vec<&str> = ["keys", "add"].iter().chain(words).copied().collect();
        bench.printed(&words).trim().to_owned()
    };
    let sender = key(&["sender", "--scopes", "send,read"]);
    let bound = key(&["bound", "--scopes", "admin", "--number", "+12025550101"]);
    let client = Client::of(&bench, "http").await;
    let asked = |key: &str, sim: &str| {
        let answer = client.with_key(key).post(&format!("/sims/{sim}/ussd"), &json!({ "code": "*100#" }));
        (answer.0, answer.1["error"]["code"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(asked(&sender, "sim-0"), (403, "wrong_scope".to_owned()));
    assert_eq!(asked(&bound, "sim-0"), (403, "not_your_number".to_owned()));
    assert_eq!(asked(&bound, "sim-1").0, 200);
    assert_eq!((dialled(&bench, 0).len(), dialled(&bench, 1).len()), (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_pass_while_the_network_thinks_and_while_a_call_rings() {
    const MESSAGES: usize = 10;
    // Longer than any other request takes.
    const THINKS: Duration = Duration::from_secs(35);
    let mut bench = bench(63).await;
    let _daemon = bench.daemon();
    let client = bench.ready(2).await;
    for port in 0..2 {
        fault(&bench, port, &Fault::UssdTakes(THINKS));
        // The network's own texts answer nobody.
        fault(&bench, port, &Fault::UssdPush { asks: port == 0 });
        fault(&bench, port, &Fault::Call { number: "+12025550175".into(), rings: 6 });
    }
    sleep(Duration::from_millis(500)).await;
    let began = Instant::now();
    let thinking: Vec<_> = (0..2)
        .map(|port| {
            let mut command = program::simgate(&["ussd", &format!("sim-{port}"), "*100#"]);
            command.arg("--config").arg(&bench.config);
            std::thread::spawn(move || command.output().unwrap())
        })
        .collect();
    bench
        .until("both are dialled", Duration::from_secs(5), || (0..2).all(|port| dialled(&bench, port).len() == 1))
        .await;
    let busy = ask(&client, "sim-0", &json!({ "code": "*100#" }));
    assert_eq!(code_of(&busy), (409, "line_busy"));
    for number in 0..MESSAGES {
        bench.rig().post_text(number % 2, "Example", &format!("message {number}")).unwrap().unwrap();
        let from = format!("+1202555010{}", number % 2);
        let body = json!({ "to": "+12025550199", "from": from, "message": "out", "status_report": false });
        assert_eq!(client.post("/sms/send", &body).0, 200);
    }
    let sent = |bench: &Bench| bench.rig().smsc(|smsc, _| smsc.submitted().count());
    let limit = Instant::now() + Duration::from_secs(15);
    while bench.events.keys().filter(|text| text.starts_with("message")).count() < MESSAGES || sent(&bench) < MESSAGES {
        assert!(Instant::now() < limit, "{:?} {}\n{}", bench.events.keys(), sent(&bench), bench.log());
        bench.collect(Duration::from_millis(100)).await;
    }
    assert!(began.elapsed() < THINKS, "the dialogue is not over yet");
    assert!(thinking.iter().all(|thread| !thread.is_finished()), "all passed during the dialogue");
    for thread in thinking {
        assert_eq!(program::printed(&thread.join().unwrap()), TEXT_OF_BALANCE);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_answers_menus_in_order() {
    let bench = bench(64).await;
    let _daemon = bench.daemon();
    bench.ready(2).await;
    assert_eq!(bench.printed(&["ussd", "sim-1", "*100#"]), TEXT_OF_BALANCE);
    let menu = bench.printed(&["ussd", "sim-1", "*101#", "2", "2"]);
    assert_eq!(menu, "1 Balance\n2 Offers\n1 Week\n2 Month\nThe month is booked");
    let said: Value = serde_json::from_str(&bench.printed(&["ussd", "sim-0", "*102#", "--json"])).unwrap();
    assert_eq!((&said["state"], &said["text"]), (&json!("done"), &json!("Баланс: 12.50")));
    // Without a terminal and without an answer the dialogue is ended.
    let left = bench.simgate(&["ussd", "sim-0", "*101#"]);
    assert!(left.status.success());
    assert!(String::from_utf8_lossy(&left.stderr).contains("the dialogue was ended"));
    assert_eq!(bench.printed(&["ussd", "sim-0", "*100#"]), TEXT_OF_BALANCE);
    for (words, exit, error) in [
        (["ussd", "sim-0", "hello"], 2, "the code may have digits"),
        (["ussd", "sim-9", "*100#"], 1, "no SIM is called `sim-9`"),
        (["ussd", "sim-0", "*999#"], 1, "the network does not know this code"),
    ] {
        let output = bench.simgate(&words);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(exit) && text.contains(error), "{words:?}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_at_a_terminal_answers_menus() {
    let bench = bench(66).await;
    let _daemon = bench.daemon();
    bench.ready(2).await;
    let mut command = program::simgate(&["ussd", "sim-0", "*101#"]);
    let mut terminal = Terminal::start(command.arg("--config").arg(&bench.config));
    terminal.expect("Your answer (empty: end): ");
    terminal.type_row("the \"second\"");
    terminal.expect("an answer may have");
    terminal.type_row("2");
    terminal.expect("Your answer (empty: end): ");
    terminal.expect("Your answer (empty: end): ");
    terminal.type_row("");
    terminal.expect("the dialogue was ended");
    let (status, output, _) = terminal.end();
    assert!(status.success());
    assert_eq!(output, "1 Balance\n2 Offers\n1 Week\n2 Month\n");
    assert_eq!(dialled(&bench, 0), ["*101#", "2"]);
}

/// Balances need a right clock. The machine's may never be, so the modem reports the network's.
#[tokio::test(flavor = "multi_thread")]
async fn a_low_balance_is_shown_and_told() {
    let mut modem = quick("generic", None);
    let mut steps = modem.boot.power.to_vec();
    let span = modem.boot.speed.max(1) * 2000;
    steps.push((u64::from(span), BootStep::Urc("*PSUTTZ: 2026,12,1,10,0,0,\"+4\",0")));
    modem.boot.power = Box::leak(steps.into_boxed_slice());
    let mut bench = Bench::new(vec![modem], 67, false).await;
    let iccid = bench.rig().modem(0, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
    bench.configure(&format!(
        "[[sim]]\niccid = \"{iccid}\"\nname = \"prepaid\"\nexpires = 2026-12-05\n\
         balance = {{ ussd = \"*100#\", pattern = \"Balance: {{amount}}\", below = \"20\" }}\n"
    ));
    let _daemon = bench.daemon();
    let client = bench.ready(1).await;
    fault(&bench, 0, &Fault::Reset);
    let balance = || client.get("/sims").1["sims"][0]["balance"]["amount"] == "12.50";
    bench.until("the balance is read", Duration::from_secs(60), balance).await;
    assert!(bench.printed(&["sims"]).lines().nth(1).unwrap().contains("12.50"));
    let mut told = std::collections::BTreeSet::new();
    let limit = Instant::now() + Duration::from_secs(20);
    while told.len() < 2 {
        assert!(Instant::now() < limit, "{told:?}\n{}", bench.log());
        let seen = tokio::time::timeout(Duration::from_secs(1), bench.seen.recv()).await;
        if let Ok(Some(Ok(seen))) = seen
            && seen.event["type"] == "sim.alarm"
        {
            assert_eq!(seen.event["data"]["sim"]["name"], "prepaid");
            told.insert(seen.event["data"]["warning"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(told.into_iter().collect::<Vec<_>>(), ["low-balance", "sim-expires"]);
}

const COMMAND: &str = "simgate/test/ussd";
const RESULT: &str = "simgate/test/ussd/result";

async fn answer(broker: &mut Broker, bench: &Bench) -> Value {
    let limit = Instant::now() + Duration::from_secs(20);
    loop {
        let found = broker.receive(Duration::ZERO).into_iter().find(|message: &Published| message.topic == RESULT);
        if let Some(message) = found {
            assert!(!message.retained);
            return serde_json::from_str(&message.body).unwrap();
        }
        assert!(Instant::now() < limit, "no answer; the daemon logged:\n{}", bench.log());
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_by_mqtt_are_answered_once_through_a_kill() {
    let bench = bench(65).await;
    let lines = "allow_anonymous true\n".to_owned();
    let mut broker = Broker::start(bench.dir.path(), Options { lines, ..Options::default() });
    bench.configure(&format!(
        "[[forwarder]]\ntype = \"mqtt\"\nname = \"broker\"\nurl = \"mqtt://127.0.0.1:{}\"\ncommands = true\nussd = true\n",
        broker.port
    ));
    let retained = json!({ "id": "r", "sim": "sim-0", "code": "*100#" });
    broker.publish(COMMAND, &retained.to_string(), &["-r"]);
    let mut daemon = bench.daemon();
    bench.ready(2).await;
    let logged = || bench.log().contains("connected to the broker");
    bench.until("it is connected", Duration::from_secs(20), logged).await;
    broker.publish(COMMAND, &json!({ "id": "a", "sim": "sim-1", "code": "*101#" }).to_string(), &[]);
    let top = answer(&mut broker, &bench).await;
    assert_eq!((&top["id"], &top["state"]), (&json!("a"), &json!("wants_answer")));
    let next = json!({ "id": "b", "session": top["session"], "answer": "1" });
    broker.publish(COMMAND, &next.to_string(), &[]);
    let said = answer(&mut broker, &bench).await;
    assert_eq!((&said["id"], &said["success"], &said["text"]), (&json!("b"), &json!(true), &json!(TEXT_OF_BALANCE)));
    broker.publish(COMMAND, &json!({ "sim": "sim-1", "code": "*100#" }).to_string(), &[]);
    let refused = answer(&mut broker, &bench).await;
    assert_eq!((&refused["id"], &refused["error"]["code"]), (&Value::Null, &json!("invalid_field")));
    assert_eq!(dialled(&bench, 0), [""; 0], "a retained command is ignored");

    // simgate is killed while the network thinks. The broker repeats the command, and simgate does not.
    fault(&bench, 1, &Fault::UssdTakes(Duration::from_secs(60)));
    broker.publish(COMMAND, &json!({ "id": "c", "sim": "sim-1", "code": "*100#" }).to_string(), &[]);
    bench.until("it is dialled", Duration::from_secs(10), || dialled(&bench, 1).len() == 3).await;
    daemon.kill();
    std::fs::remove_file(bench.dir.path().join("log")).unwrap();
    let _daemon = bench.daemon();
    let told = answer(&mut broker, &bench).await;
    assert_eq!((&told["id"], &told["error"]["code"]), (&json!("c"), &json!("no_answer")), "{told}");
    bench.ready(2).await;
    assert_eq!(dialled(&bench, 1), ["*101#", "1", "*100#"], "none is made twice");
}
