//! The binary as people and scripts run it: `simgate simulate`.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use simgate_testing::Bench;
use simgate_testing::program::program;

/// Ends the process whatever becomes of the test.
struct Simulator(Child);

impl Simulator {
    fn start(args: &[&str]) -> Self {
        let mut command = Command::new(program());
        command.arg("simulate").args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
        Self(command.spawn().expect("the binary was built for this test"))
    }

    fn lines(&mut self) -> impl Iterator<Item = String> + use<> {
        let output = self.0.stdout.take().expect("piped");
        BufReader::new(output).lines().map(|line| line.expect("text"))
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_prints_its_ports_answers_and_ends_with_its_input() {
    let dir = tempfile::tempdir().unwrap();
    let ports = dir.path().join("ports");
    let mut simulator = Simulator::start(&["-n", "2", "--fast", "--dir", ports.to_str().unwrap()]);
    let mut input = simulator.0.stdin.take().unwrap();
    let mut lines = simulator.lines();
    for name in ["modem-1", "modem-2"] {
        let link = ports.join(name);
        assert_eq!(lines.next().unwrap(), link.to_str().unwrap());
        assert!(Path::new(&std::fs::read_link(&link).unwrap()).starts_with("/dev/pts"));
    }
    input.write_all(b"sms 3 Bank x\nsms 2 Bank 4711\n").unwrap();
    assert_eq!(lines.next().unwrap(), "error: there is no modem 3; there are 2");
    assert_eq!(lines.next().unwrap(), "ok 1");
    drop(input);
    assert!(simulator.0.wait().unwrap().success());
    assert_eq!(std::fs::read_dir(&ports).unwrap().count(), 0, "no name is left behind");
}

#[test]
fn with_a_socket_it_outlives_its_input_and_ends_by_signal() {
    let dir = tempfile::tempdir().unwrap();
    let socket = dir.path().join("control");
    let mut simulator = Simulator::start(&["--model", "ec25", "--control", socket.to_str().unwrap()]);
    drop(simulator.0.stdin.take());
    assert!(simulator.lines().next().unwrap().starts_with("/dev/pts/"));
    let mut client = UnixStream::connect(&socket).unwrap();
    client.write_all(b"status\n").unwrap();
    let mut answer = String::new();
    BufReader::new(&client).read_line(&mut answer).unwrap();
    assert!(answer.starts_with("ok {") && answer.contains("\"model\":\"ec25\""), "{answer}");
    let pid = i32::try_from(simulator.0.id()).unwrap();
    rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), rustix::process::Signal::TERM).unwrap();
    assert!(simulator.0.wait().unwrap().success());
    assert!(!socket.exists());
}

#[test]
fn it_prints_a_configuration() {
    let mut simulator = Simulator::start(&["-n", "2", "--pin", "0042", "--print-config"]);
    drop(simulator.0.stdin.take());
    let mut text = String::new();
    simulator.0.stdout.take().unwrap().read_to_string(&mut text).unwrap();
    let config: toml::Table = text.parse().unwrap();
    let devices = config["device"].as_array().unwrap();
    assert_eq!(devices.len(), 2);
    assert_eq!(devices[1]["name"].as_str(), Some("modem-2"));
    assert_eq!(devices[1]["pin"].as_str(), Some("0042"));
    assert_eq!(config["sim"][0]["number"].as_str(), Some("+12025550101"));
    assert!(simgate::model::Iccid::parse(config["sim"][0]["iccid"].as_str().unwrap()).is_ok());
}

#[test]
fn phones_serve_their_api_and_obey_the_console() {
    // Given a phone without any modem.
    let mut simulator = Simulator::start(&["-n", "0", "--phones", "1", "--fast"]);
    let mut input = simulator.0.stdin.take().unwrap();
    let mut lines = simulator.lines();
    let access = lines.next().unwrap();
    let [url, user, password] = access.split(' ').collect::<Vec<_>>()[..] else { panic!("{access}") };
    let base = format!("http://{user}:{password}@{}", url.strip_prefix("http://").unwrap());

    // When a caller sends a message, and one arrives.
    let message = r#"{"id":"a","message":"hello","phoneNumbers":["+12025550143"]}"#;
    let post = ureq::post(format!("{base}/message")).header("Content-Type", "application/json");
    assert_eq!(post.send(message).unwrap().status(), 202);
    input.write_all(b"phone 1 sms 2 Bank Your code is 4711\n").unwrap();
    assert_eq!(lines.next().unwrap(), "ok");

    // Then the network has the one, and the app the other.
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(20);
    loop {
        input.write_all(b"phone 1 sent\n").unwrap();
        let sent = lines.next().unwrap();
        if sent.contains("\"text\":\"hello\"") {
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "{sent}");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let mut inbox = ureq::get(format!("{base}/inbox")).call().unwrap();
    assert!(inbox.body_mut().read_to_string().unwrap().contains("Your code is 4711"));
    drop(input);
    assert!(simulator.0.wait().unwrap().success());
}

#[test]
fn what_cannot_be_simulated_is_told() {
    for (args, told) in [
        (&["--model", "nokia"][..], "there is no model `nokia`"),
        (&["-n", "0"], "can't simulate 0 modems"),
        (&["--phones", "65"], "can't simulate 65 phones"),
        (&["--phones", "1", "--slots", "4"], "can't simulate 4 SIMs in a phone"),
        (&["--pin", "12"], "a PIN has 4 to 8 digits"),
        (&["--every", "soon"], "a span is written 500ms, 10s or 2m"),
    ] {
        let command = Command::new(program()).arg("simulate").args(args).output().unwrap();
        assert!(!command.status.success());
        let said = String::from_utf8(command.stderr).unwrap();
        assert!(said.contains(told), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_sticks_are_found_pulled_out_and_plugged_in() {
    let bench = Bench::new(Vec::new(), 75, false).await;
    let sticks = bench.dir.path().join("usb");
    let args = ["-n", "2", "--model", "mixed", "--fast", "--print-config", "--usb", sticks.to_str().unwrap()];
    let mut simulator = Simulator::start(&args);
    let mut input = simulator.0.stdin.take().unwrap();
    let mut lines = simulator.lines();
    let mut printed = String::new();
    while printed.matches("\n\n").count() < 5 {
        printed += &(lines.next().unwrap() + "\n");
    }
    let text = std::fs::read_to_string(&bench.config).unwrap();
    std::fs::write(&bench.config, text.replace("[discovery]\nenabled = false\n", &printed)).unwrap();
    let _daemon = bench.daemon();
    let client = bench.ready(2).await;
    let state = || {
        let devices = client.get("/devices").1["devices"].as_array().unwrap().clone();
        let device = devices.into_iter().find(|device| device["name"] == "modem-2");
        device.and_then(|device| device["state"].as_str().map(str::to_owned))
    };
    input.write_all(b"unplug 2\n").unwrap();
    assert_eq!(lines.next().unwrap(), "ok");
    let is_out = || state().is_none_or(|state| state != "ready");
    bench.until("the stick is out", Duration::from_secs(20), is_out).await;
    input.write_all(b"plug 2\n").unwrap();
    assert_eq!(lines.next().unwrap(), "ok");
    bench.until("it is back", Duration::from_secs(40), || state().as_deref() == Some("ready")).await;
    drop(input);
    assert!(simulator.0.wait().unwrap().success());
    assert!(!sticks.exists(), "nothing is left behind");
    std::fs::create_dir(&sticks).unwrap();
    std::fs::write(sticks.join("mine"), "").unwrap();
    let refused = Command::new(program()).args(["simulate"]).args(args).stdin(Stdio::null()).output().unwrap();
    let error = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(1) && error.contains("error: ") && error.contains("hint: "), "{error}");
    assert!(sticks.join("mine").exists());
}
