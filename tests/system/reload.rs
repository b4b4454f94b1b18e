//! The shipped binary reads its configuration again on SIGHUP: devices start, end and restart, owners and names change,
//! and the log names changes that need a restart.

use std::fmt::Write as _;
use std::time::Duration;

use rustix::process::Signal;
use simgate::simulator::modem::{ModemEvent, Trace};
use simgate_testing::http::Client;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

fn device(bench: &Bench, port: usize) -> String {
    format!(
        "[[device]]\ntype = \"modem\"\nname = \"modem-{}\"\nport = {:?}\n",
        port + 1,
        bench.rig().path(port).unwrap()
    )
}

/// Writes the configuration with other devices and these additions.
fn configure(bench: &Bench, devices: &[usize], more: &str) {
    let text = std::fs::read_to_string(&bench.config).unwrap();
    let mut text = text.split("[[device]]").next().unwrap().to_owned();
    devices.iter().for_each(|&port| text.push_str(&device(bench, port)));
    write!(text, "{more}").unwrap();
    std::fs::write(&bench.config, text).unwrap();
}

fn reload(daemon: &Daemon) {
    daemon.signal(Signal::HUP);
}

/// Waits until exactly these devices run, and the ports that exist receive.
async fn until_devices(client: &Client, bench: &Bench, wanted: &[&str]) {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let devices = client.get("/devices").1["devices"].clone();
        let devices = devices.as_array().unwrap();
        let names: Vec<&str> = devices.iter().map(|device| device["name"].as_str().unwrap()).collect();
        if names == wanted && devices.iter().all(|device| device["state"] == "ready") {
            return;
        }
        assert!(Instant::now() < until, "{devices:?}\n{}", bench.log());
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn devices_start_and_end_while_others_run() {
    let mut bench = Bench::new(["ec25", "e3372h", "sim7600"].map(|name| quick(name, None)).to_vec(), 21, false).await;
    let forwarders = std::fs::read_to_string(&bench.config).unwrap();
    let forwarders = forwarders[forwarders.find("[[forwarder]]").unwrap()..].to_owned();
    configure(&bench, &[0, 1], &forwarders);
    let daemon = bench.daemon();
    let client = Client::of(&bench, "http").await;
    until_devices(&client, &bench, &["modem-1", "modem-2"]).await;
    configure(&bench, &[1, 2], &forwarders);
    reload(&daemon);
    until_devices(&client, &bench, &["modem-2", "modem-3"]).await;
    for port in 0..3 {
        bench.rig().post_text(port, "+12025550143", &format!("to {port}")).unwrap().unwrap();
    }
    bench.expect(2, Duration::from_secs(30)).await;
    assert!(!bench.events.contains_key("to 0"), "that modem has no device");
    configure(&bench, &[0, 1, 2], &forwarders);
    reload(&daemon);
    bench.expect(3, Duration::from_secs(30)).await;
    until_devices(&client, &bench, &["modem-1", "modem-2", "modem-3"]).await;
    let lines = client.get("/devices").1["devices"][0]["lines"].clone();
    assert!(lines[0]["line"].as_str().unwrap().starts_with("iccid:"), "{lines}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_and_names_apply_at_once_and_a_mistake_changes_nothing() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 22, false).await;
    let card = bench.rig().modem(0, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
    let before = std::fs::read_to_string(&bench.config).unwrap();
    let daemon = bench.daemon();
    let client = Client::of(&bench, "http").await;
    until_devices(&client, &bench, &["modem-1"]).await;
    let sim = format!("[[sim]]\niccid = {card:?}\nname = \"mine\"\nnumber = \"+12025550143\"\n");
    let owner = "[[owner]]\nname = \"alice\"\nnumbers = [\"+12025550143\"]\nforward_to = []\n";
    bench.configure(&format!("{sim}{owner}"));
    reload(&daemon);
    let until = Instant::now() + Duration::from_secs(30);
    while client.get("/sims").1["sims"][0]["owner"] != "alice" {
        assert!(Instant::now() < until, "{:?}\n{}", client.get("/sims").1, bench.log());
        sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(client.get("/sims").1["sims"][0]["name"], "mine");
    bench.rig().post_text(0, "+12025550143", "for alice").unwrap().unwrap();
    let inbox = || client.get("/sms/inbox").1["messages"].clone();
    while inbox().as_array().unwrap().is_empty() {
        assert!(Instant::now() < until, "{}", bench.log());
        sleep(Duration::from_millis(50)).await;
    }
    assert_eq!((&inbox()[0]["owner"], &inbox()[0]["sim"]["name"]), (&"alice".into(), &"mine".into()));
    for (mistake, why) in [
        ("[[owner]]\nnmae = \"bob\"\n", "not reloaded, nothing is changed"),
        ("[dedupe]\nwindow = \"1h\"\n", "apply after a restart"),
    ] {
        std::fs::write(&bench.config, format!("{before}{sim}{owner}{mistake}")).unwrap();
        reload(&daemon);
        let until = Instant::now() + Duration::from_secs(30);
        while !bench.log().contains(why) {
            assert!(Instant::now() < until, "{}", bench.log());
            sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(client.get("/sims").1["sims"][0]["owner"], "alice");
    }
    bench.rig().post_text(0, "+12025550143", "for alice again").unwrap().unwrap();
    while inbox().as_array().unwrap().len() < 2 {
        sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(bench.collect(Duration::ZERO).await, 0, "the default webhook gets none of them");
}

/// A profile of the operator's own: what it adds is sent to the modem at once, and one with a mistake changes nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn own_profiles_apply_at_once_and_a_mistake_changes_nothing() {
    let bench = Bench::new(vec![quick("ec25", None)], 23, true).await;
    let own = bench.dir.path().join("profiles.d");
    std::fs::create_dir(&own).unwrap();
    let profile = |more: &str| {
        let text = format!("name = \"own\"\nextends = \"quectel\"\nmakers = [\"QUECTEL\"]\n{more}");
        std::fs::write(own.join("own.toml"), text).unwrap();
    };
    let text = std::fs::read_to_string(&bench.config).unwrap();
    let text = text.replacen("[gateway]\n", &format!("[gateway]\nprofiles = {own:?}\n"), 1);
    std::fs::write(&bench.config, text).unwrap();
    profile("");
    let daemon = bench.daemon();
    let client = bench.ready(1).await;
    let sends = |command: &str| {
        let events = bench.rig().take_events(0);
        events
            .iter()
            .any(|event| matches!(event, ModemEvent::Trace { what: Trace::Command(line), .. } if line == command))
    };
    profile("[[late]]\ncommand = 'AT+OWN=1'\n");
    reload(&daemon);
    bench.until("the modem gets it", Duration::from_secs(30), || sends("AT+OWN=1")).await;
    until_devices(&client, &bench, &["modem-1"]).await;
    profile("[[lately]]\ncommand = 'AT+OWN=2'\n");
    reload(&daemon);
    let is_refused = || bench.log().contains("not reloaded, nothing is changed");
    bench.until("it is refused", Duration::from_secs(30), is_refused).await;
    assert!(bench.log().contains("own.toml:4"), "{}", bench.log());
    sleep(Duration::from_secs(1)).await;
    assert!(!sends("AT+OWN=2") && client.get("/readyz").1["devices_ready"] == 1);
}
