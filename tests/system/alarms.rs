//! Whether each SIM can receive, and its alarms, with the shipped binary: a registration that turns to denied, a card that
//! is exchanged, another subscription and number on a card. Each is told once, also over kill -9.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;
use simgate::simulator::modem::{Coverage, Fault};
use simgate_testing::broker::{Broker, Options};
use simgate_testing::{Bench, quick};

/// An alarm settles for a minute, and a modem is looked at every 20 s.
const TOLD_WITHIN: Duration = Duration::from_secs(150);

/// Alarms by SIM, code word and whether they begin, with the number of their distinct events.
type Told = BTreeMap<(String, String, bool), usize>;

/// Takes what the receiver got.
fn collect(bench: &mut Bench, ids: &mut BTreeMap<String, (String, String, bool)>) -> Told {
    while let Ok(seen) = bench.seen.try_recv() {
        let event = seen.expect("every request is signed").event;
        let word = |pointer: &str| event.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        if word("/type") == "sim.alarm" {
            let active = event["data"]["active"].as_bool().unwrap();
            assert_eq!(word("/data/remedy").is_empty(), !active, "{event}");
            ids.insert(word("/id"), (word("/data/sim/name"), word("/data/warning"), active));
        }
    }
    ids.values().fold(Told::new(), |mut told, alarm| {
        *told.entry(alarm.clone()).or_default() += 1;
        told
    })
}

fn alarm(sim: &str, word: &str, active: bool) -> ((String, String, bool), usize) {
    ((sim.to_owned(), word.to_owned(), active), 1)
}

async fn until_told(bench: &mut Bench, ids: &mut BTreeMap<String, (String, String, bool)>, count: usize) -> Told {
    let limit = tokio::time::Instant::now() + TOLD_WITHIN;
    loop {
        let told = collect(bench, ids);
        if told.len() >= count {
            return told;
        }
        assert!(tokio::time::Instant::now() < limit, "{told:?}\n{}", bench.log());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_alarm_of_a_card_is_told_once_over_a_kill_and_when_it_is_over() {
    let modems = ["ec25", "generic", "sim7600", "e3372h"].map(|name| quick(name, None)).to_vec();
    let mut bench = Bench::new(modems, 91, false).await;
    let broker =
        Broker::start(bench.dir.path(), Options { lines: "allow_anonymous true\n".into(), ..Options::default() });
    bench.configure(&format!(
        "[[forwarder]]\ntype = \"mqtt\"\nname = \"broker\"\nurl = \"mqtt://127.0.0.1:{}\"\n",
        broker.port
    ));
    // The fourth card has no [[sim]].
    for (port, name) in ["denied", "exchanged", "changed"].iter().enumerate() {
        let iccid = bench.rig().modem(port, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
        bench.configure(&format!("[[sim]]\niccid = \"{iccid}\"\nname = \"{name}\"\n"));
    }
    let rewrite = |bench: &Bench, imsi: &str, number: &str| {
        let write = |modem: &mut simgate::simulator::modem::SimModem, now| {
            let card = modem.card_mut().unwrap();
            (card.imsi, card.number) = (imsi.to_owned(), Some(number.to_owned()));
            modem.fault(Fault::Reset, now);
        };
        bench.rig().modem(2, write).unwrap();
    };
    let (old_imsi, new_imsi) = ("310260123456789", "310260555551234");
    rewrite(&bench, old_imsi, "+12025550143");
    let mut daemon = bench.daemon();
    let client = bench.ready(4).await;
    let receives = |client: &simgate_testing::http::Client| -> BTreeMap<String, Value> {
        let sims = client.get("/sims").1["sims"].as_array().unwrap().clone();
        sims.into_iter().map(|sim| (sim["name"].as_str().unwrap().to_owned(), sim)).collect()
    };
    let before = receives(&client);
    assert_eq!(before.len(), 4);
    assert!(before.values().all(|sim| sim["receives"]["answer"] == "yes"), "{before:?}");
    assert!(before.values().all(|sim| sim["receives"]["last_received_at"].is_null() && sim["alarms"][0].is_null()));

    bench.rig().post_text(0, "+12025550199", "hello").unwrap().unwrap();
    let is_known = || receives(&client)["denied"]["receives"]["last_received_at"].is_string();
    bench.until("the last message is known", Duration::from_secs(10), is_known).await;

    bench.rig().modem(0, |modem, now| modem.fault(Fault::Coverage(Coverage::Denied), now)).unwrap();
    assert_eq!((bench.rig().pull_card(1), bench.rig().pull_card(3)), (Some(true), Some(true)));
    assert_eq!(bench.rig().insert_card(1, 3), Some(true));
    rewrite(&bench, new_imsi, "+12025550144");

    let mut ids = BTreeMap::new();
    let told = until_told(&mut bench, &mut ids, 4).await;
    let begun: Told = [
        alarm("denied", "registration-denied", true),
        alarm("exchanged", "card-exchanged", true),
        alarm("changed", "imsi-changed", true),
        alarm("changed", "number-changed", true),
    ]
    .into();
    assert_eq!(told, begun);
    let after = receives(&client);
    let answer = |name: &str| {
        let receives = &after[name]["receives"];
        (receives["answer"].as_str().unwrap().to_owned(), receives["reason"].as_str().unwrap().to_owned())
    };
    let (denied, why) = answer("denied");
    assert!(denied == "no" && why.starts_with("the network denies the registration"), "{why}");
    assert_eq!(after["denied"]["receives"]["registrations"]["circuit"], "denied");
    assert_eq!((answer("exchanged").0.as_str(), answer("changed").0.as_str()), ("no", "yes"));
    assert_eq!(after["changed"]["alarms"], serde_json::json!(["imsi-changed", "number-changed"]));
    let retained = broker.retained();
    let state: Value = serde_json::from_str(&retained["simgate/test/sim/denied/state"]).unwrap();
    assert_eq!((&state["receives"]["answer"], &state["state"]), (&"no".into(), &"no-network".into()), "{state}");
    let printed = bench.printed(&["sims"]);
    assert!(printed.contains("no (the network denies the registration"), "{printed}");

    // What lasts is not told again, and what is over is told.
    daemon.kill();
    assert_eq!(bench.rig().insert_card(1, 1), Some(true));
    rewrite(&bench, old_imsi, "+12025550144");
    let _daemon = bench.daemon();
    until_told(&mut bench, &mut ids, 6).await;
    tokio::time::sleep(Duration::from_secs(15)).await;
    let mut all = begun;
    all.extend([alarm("exchanged", "card-exchanged", false), alarm("changed", "imsi-changed", false)]);
    assert_eq!(collect(&mut bench, &mut ids), all);
}
