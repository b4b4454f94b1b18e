//! Calls to the daemon's modems: each becomes one event for the destinations of its number, and delays nothing else.

use std::time::Duration;

use serde_json::{Value, json};
use simgate::simulator::modem::{CallWords, Fault, Personality};
use simgate_testing::broker::{Broker, Options, Way, events};
use simgate_testing::{Bench, quick};
use tokio::time::{Instant, sleep};

const CALLER: &str = "+12025550175";

/// `[[sim]]` for the card of each modem.
fn sims(bench: &Bench) -> String {
    let sim = |port: usize| {
        let iccid = bench.rig().modem(port, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
        format!(
            "[[sim]]\niccid = \"{iccid}\"\nname = \"sim-{port}\"\nnumber = \"+1202555010{port}\"\nmissed_call_code = 4\n"
        )
    };
    (0..bench.rig().len()).map(sim).collect()
}

fn call(bench: &Bench, port: usize, number: &str, rings: u32) {
    let fault = Fault::Call { number: number.into(), rings };
    bench.rig().modem(port, |modem, now| modem.fault(fault.clone(), now)).unwrap();
}

/// All events within `span`, and for as long as `enough` says that some are missing.
async fn collect(bench: &mut Bench, all: &mut Vec<Value>, span: Duration, enough: impl Fn(&[Value]) -> bool) {
    let until = Instant::now() + span;
    let limit = until + Duration::from_secs(60);
    while Instant::now() < until || !enough(all) {
        assert!(Instant::now() < limit, "{all:#?}\n{}", bench.log());
        if let Ok(Some(seen)) = tokio::time::timeout(Duration::from_millis(100), bench.seen.recv()).await {
            all.push(seen.expect("every request is signed").event);
        }
    }
}

fn of_kind<'a>(all: &'a [Value], kind: &str) -> Vec<&'a Value> {
    all.iter().filter(|event| event["type"] == kind).collect()
}

/// One modem of each way to tell of a call, a message each second and one on its way out in the middle of it.
#[tokio::test(flavor = "multi_thread")]
async fn each_call_is_one_event_and_costs_no_message() {
    const MODEMS: usize = 5;
    const MESSAGES: usize = 50;
    let generic = quick("generic", None);
    let refuses = CallWords { refuses: true, ..generic.calls };
    let late = CallWords { late: true, ..generic.calls };
    let mut slow = quick("ec25", None);
    slow.timing.send = Duration::from_secs(4);
    let modems = vec![
        slow,
        quick("zte-mf", None),
        quick("sim7600", None),
        Personality { calls: refuses, ..generic.clone() },
        Personality { calls: late, ..generic },
    ];
    let mut bench = Bench::new(modems, 41, false).await;
    bench.configure(&sims(&bench));
    bench.configure("[log]\nlevel = \"trace\"\n");
    bench.configure("[[owner]]\nname = \"alice\"\nnumbers = [\"+12025550104\"]\nforward_to = [\"backend\"]\n");
    let _daemon = bench.daemon();
    let client = bench.ready(MODEMS).await;
    let mut stream = client.stream(None);

    for port in 0..MODEMS {
        call(&bench, port, CALLER, 2);
    }
    let body =
        json!({ "to": "+12025550199", "from": "+12025550100", "message": "while it rings", "status_report": false });
    assert_eq!(client.post("/sms/send", &body).0, 200);
    for number in 0..MESSAGES {
        bench.rig().post_text(number % MODEMS, "Example", &format!("message {number}")).unwrap().unwrap();
        sleep(Duration::from_millis(150)).await;
    }
    let mut all = Vec::new();
    let enough = |all: &[Value]| {
        of_kind(all, "call.missed").len() >= MODEMS
            && of_kind(all, "sms.received").len() >= MESSAGES
            && !of_kind(all, "sms.sent").is_empty()
    };
    // Longer than any call is waited for.
    collect(&mut bench, &mut all, Duration::from_secs(14), enough).await;

    let calls = of_kind(&all, "call.missed");
    assert_eq!(calls.len(), MODEMS, "{calls:#?}");
    for (port, caller) in [Some(CALLER), Some(CALLER), Some(CALLER), None, Some(CALLER)].into_iter().enumerate() {
        let name = format!("sim-{port}");
        let owner = if port == 4 { json!("alice") } else { Value::Null };
        let event = calls.iter().find(|event| event["data"]["sim"]["name"] == *name).unwrap();
        let data = &event["data"];
        assert_eq!(event["id"], format!("{}.missed", data["call_id"].as_str().unwrap()));
        assert_eq!((data["from"].as_str(), data["code"]["value"].as_str()), (caller, caller.map(|_| "0175")), "{name}");
        assert_eq!((&data["to"], &data["rings"]), (&json!(format!("+1202555010{port}")), &json!(2)));
        assert_eq!((&data["device"], &data["owner"]), (&json!(format!("modem-{}", port + 1)), &owner));
        assert!(data["received_at"].as_str() < event["time"].as_str(), "it rang before it was missed: {event}");
        if caller.is_some() {
            let code = &data["code"];
            assert_eq!((&code["service"], &code["origin"]), (&Value::Null, &Value::Null));
            assert!(code["confidence"].is_f64() && code["expires_at"].as_str() > event["time"].as_str(), "{code}");
        }
    }
    assert_eq!(of_kind(&all, "sms.received").len(), MESSAGES, "one event for each");
    assert_eq!(of_kind(&all, "sms.sent").len(), 1);
    assert_eq!(bench.rig().smsc(|smsc, _| smsc.submitted().len()), 1);
    let streamed = stream.events(MODEMS + MESSAGES + 1);
    let ids = |kind: &str| {
        let found = streamed.iter().filter(|event| event.data["type"] == kind);
        found.map(|event| event.data["id"].as_str().unwrap().to_owned()).collect::<std::collections::BTreeSet<_>>()
    };
    let posted = calls.iter().map(|event| event["id"].as_str().unwrap().to_owned());
    assert_eq!(ids("call.missed"), posted.collect());
    // A key that is bound to a number hears of the calls to that.
    let key = bench.printed(&["keys", "add", "bound", "--scopes", "read", "--number", "+12025550102"]);
    let bound = client.with_key(key.lines().last().unwrap()).stream(Some("0")).events(MESSAGES / MODEMS + 1);
    assert!(bound.iter().all(|event| event.data["data"]["to"] == "+12025550102"), "{bound:?}");
    assert_eq!(bound.iter().filter(|event| event.data["type"] == "call.missed").count(), 1);
    let log = bench.log();
    assert!(log.contains("< RING") && log.contains("< +CLIP: <"), "it is shown that it rang");
    assert!(!log.contains("2025550175") && !log.contains("0175,"), "and not who called");
    println!("figures: {MODEMS} calls beside {MESSAGES} messages and a send: each once, nothing lost");
}

/// The receiver is away while it rings; the daemon dies once it is on disk.
#[tokio::test(flavor = "multi_thread")]
async fn a_call_on_disk_survives_a_kill_and_keeps_its_id() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 42, false).await;
    let way = Way::to(bench.address.port()).await;
    let text = std::fs::read_to_string(&bench.config).unwrap();
    std::fs::write(&bench.config, text.replace(&bench.address.to_string(), &way.address.to_string())).unwrap();
    bench.configure(&sims(&bench));
    way.cut();
    let mut daemon = bench.daemon();
    bench.ready(1).await;
    call(&bench, 0, CALLER, 1);
    let until = Instant::now() + Duration::from_secs(30);
    let event = loop {
        let listed = bench.printed(&["deliveries", "list", "--json"]);
        let row = listed.lines().find(|line| line.contains(".missed"));
        if let Some(row) = row {
            let row: Value = serde_json::from_str(row).unwrap();
            assert_eq!(row["state"], "pending");
            break row["event"].as_str().unwrap().to_owned();
        }
        assert!(Instant::now() < until, "it is not on disk: {listed}\n{}", bench.log());
        sleep(Duration::from_millis(50)).await;
    };
    daemon.kill();
    way.open();
    daemon = bench.daemon();
    let mut all = Vec::new();
    collect(&mut bench, &mut all, Duration::from_secs(5), |all| !all.is_empty()).await;
    daemon.kill();
    let _daemon = bench.daemon();
    collect(&mut bench, &mut all, Duration::from_secs(5), |_| true).await;
    let ids: Vec<_> = all.iter().map(|event| event["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [event.as_str()]);
    assert_eq!(all[0]["data"]["from"], CALLER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_gets_the_call_and_its_code_by_sim_and_by_number() {
    let bench = Bench::new(vec![quick("ec25", None)], 43, false).await;
    let lines = "allow_anonymous true\n".to_owned();
    let broker = Broker::start(bench.dir.path(), Options { lines, ..Options::default() });
    bench.configure(&sims(&bench));
    bench.configure(&format!(
        "[[forwarder]]\ntype = \"mqtt\"\nname = \"broker\"\nurl = \"mqtt://127.0.0.1:{}\"\n",
        broker.port
    ));
    let _daemon = bench.daemon();
    bench.ready(1).await;
    call(&bench, 0, CALLER, 1);
    let ends = ["sim/sim-0/call", "number/12025550100/call", "sim/sim-0/code", "number/12025550100/code"];
    let mut messages = Vec::new();
    let until = Instant::now() + Duration::from_secs(30);
    while ends.iter().any(|end| events(&messages, end).is_empty()) {
        assert!(Instant::now() < until, "{messages:?}\n{}", bench.log());
        messages.extend(broker.receive(Duration::from_millis(200)));
    }
    assert!(messages.iter().all(|message| !message.topic.ends_with("/sms")), "{messages:?}");
    assert!(broker.retained().values().all(|body| !body.contains("0175")), "it is not kept");
}
