//! `simgate doctor` with faults that were planted: each is named, with what mends it.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use simgate::simulator::modem::{Coverage, Fault, SimModem};
use simgate_testing::program::{Holder, rows, simgate};
use simgate_testing::{Bench, quick};

/// The findings of one grade, without those of this machine's clock and disk.
fn findings(config: &Path, root: &Path, grade: &str) -> Vec<(String, String, String)> {
    let words = ["doctor", "--json", "--root", root.to_str().unwrap(), "--config", config.to_str().unwrap()];
    let output = simgate(&words).output().unwrap();
    let report = rows(&output).remove(0);
    let all = report["findings"].as_array().unwrap();
    let has_wrong = all.iter().any(|finding| finding["grade"] == "wrong");
    assert_eq!((report["healthy"] == true, output.status.code()), (!has_wrong, Some(i32::from(has_wrong))), "{report}");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_grade = all.iter().filter(|finding| finding["grade"] == grade);
    let found = of_grade.map(|finding| (word(&finding["step"]), word(&finding["text"]), word(&finding["remedy"])));
    found.filter(|(step, ..)| step != "clock" && step != "disk").collect()
}

/// Asserts that exactly one finding is wrong, and that its text and its remedy have these words.
fn one_fault(config: &Path, root: &Path, step: &str, text: &str, remedy: &str) {
    let wrong = findings(config, root, "wrong");
    assert_eq!(wrong.len(), 1, "{step}: {wrong:?}");
    assert!(wrong[0].0 == step && wrong[0].1.contains(text) && wrong[0].2.contains(remedy), "{step}: {wrong:?}");
}

/// A directory instead of the system's, with a kernel log.
fn machine(log: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("dev")).unwrap();
    std::fs::write(root.path().join("dev/kmsg"), log).unwrap();
    root
}

async fn bench(seed: u64) -> Bench {
    let bench = Bench::new(vec![quick("ec25", None)], seed, false).await;
    std::fs::create_dir_all(bench.dir.path().join("data")).unwrap();
    bench
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_healthy_gateway_has_nothing_wrong_whether_it_runs_or_not() {
    let bench = bench(41).await;
    let root = machine("6,1,1,-;usb 1-1: new high-speed USB device number 2\n");
    assert_eq!(findings(&bench.config, root.path(), "wrong"), []);
    let good = findings(&bench.config, root.path(), "ok");
    let steps: Vec<&str> = good.iter().map(|(step, ..)| step.as_str()).collect();
    let wanted =
        ["config", "data", "kernel", "port", "modem", "card", "network", "network", "smsc", "store", "webhook"];
    assert_eq!(steps, wanted, "{good:?}");
    let _daemon = bench.daemon();
    bench.ready(1).await;
    assert_eq!(findings(&bench.config, root.path(), "wrong"), []);
    let good = findings(&bench.config, root.path(), "ok");
    assert!(good.iter().any(|(step, text, _)| step == "device" && text == "modem-1: receives"), "{good:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_of_a_modem_and_its_card_is_named() {
    let bench = bench(42).await;
    let root = machine("");
    let plant = |act: &dyn Fn(&mut SimModem, Duration)| bench.rig().modem(0, |modem, now| act(modem, now)).unwrap();
    let fault = |fault: Fault| plant(&|modem, now| modem.fault(fault.clone(), now));
    let check = |step, text, remedy| one_fault(&bench.config, root.path(), step, text, remedy);

    fault(Fault::Coverage(Coverage::Denied));
    check("network", "the network refuses this card", "operator");
    fault(Fault::Coverage(Coverage::Searching));
    check("network", "there is no network", "antenna");
    fault(Fault::Coverage(Coverage::Home));

    fault(Fault::Full);
    check("store", "no message can arrive", "let simgate run");
    fault(Fault::Roomy);

    let smsc = bench.rig().modem(0, |modem, _| modem.card_mut().unwrap().smsc.take()).unwrap();
    check("smsc", "nothing can be sent", "`smsc`");
    plant(&|modem, _| modem.card_mut().unwrap().smsc.clone_from(&smsc));

    bench.rig().pull_card(0);
    check("card", "there is no card", "put a card in");
    bench.rig().insert_card(0, 0);

    plant(&|modem, now| {
        let card = modem.card_mut().unwrap();
        *card = card.clone().with_pin("1234", "12345678");
        modem.fault(Fault::ResetSilently { instant: true }, now);
    });
    check("card", "requires a PIN, with 3 attempts left", "pin_file");

    fault(Fault::Silent(Duration::from_secs(60)));
    check("modem", "does not answer AT commands", "another port");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_of_a_port_is_named() {
    let bench = bench(43).await;
    let port = std::fs::canonicalize(bench.rig().path(0).unwrap()).unwrap();
    let holder = Holder::of(&port);
    let held = format!("sleep (process {}) has", holder.id());
    one_fault(&bench.config, Path::new("/"), "port", &held, "end sleep");
    drop(holder);

    let root = machine("");
    std::fs::create_dir_all(root.path().join("dev/serial/by-id")).unwrap();
    std::fs::write(root.path().join("dev/serial/by-id/usb-Quectel-if02"), "").unwrap();
    let text = std::fs::read_to_string(&bench.config).unwrap();
    let named = format!("{:?}", bench.dir.path().join("modem-1").to_string_lossy());
    for (port, words, remedy) in [
        (bench.dir.path().join("missing"), "is not there", "usb-Quectel-if02"),
        (bench.config.clone(), "is no serial port", "correct `port`"),
    ] {
        let other = bench.dir.path().join("other.toml");
        std::fs::write(&other, text.replace(&named, &format!("{:?}", port.to_string_lossy()))).unwrap();
        one_fault(&other, root.path(), "port", words, remedy);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_of_the_machine_and_the_destinations_is_named() {
    let bench = bench(44).await;
    for (log, step, text, remedy) in [
        ("4,1,1,-;hwmon hwmon1: Undervoltage detected!\n".to_owned(), "power", "voltage was too low", "power supply"),
        ("3,1,1,-;usb 1-1-port2: over-current condition\n".to_owned(), "power", "too much current", "power supply"),
        ("6,1,1,-;usb 1-1: USB disconnect, device number 4\n".repeat(20), "usb", "20 times", "hub"),
        ("3,1,1,-;Out of memory: Killed process 7 (simgate)\n".to_owned(), "memory", "memory was short", "free -m"),
    ] {
        one_fault(&bench.config, machine(&log).path(), step, text, remedy);
    }
    let root = machine("");
    let text = std::fs::read_to_string(&bench.config).unwrap();
    let other = bench.dir.path().join("other.toml");
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let check = |more: &str, step, words, remedy| {
        std::fs::write(&other, format!("{text}{more}")).unwrap();
        one_fault(&other, root.path(), step, words, remedy);
    };
    let hook =
        format!("[[forwarder]]\ntype = \"webhook\"\nname = \"down\"\nurl = \"http://{closed}/\"\nsign = false\n");
    check(&hook, "webhook", "accepts no connection", "start the server");
    let broker = format!("[[forwarder]]\ntype = \"mqtt\"\nname = \"down\"\nurl = \"mqtt://{closed}\"\n");
    check(&broker, "broker", "accepts no connection", "start the server");
    check("[mqtt]\n", "config", "unknown", "");
    std::fs::write(&other, text.replace("/data\"", "/simgate.toml\"")).unwrap();
    one_fault(&other, root.path(), "data", "is no directory", "`data`");
}
