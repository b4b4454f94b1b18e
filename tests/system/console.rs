//! The console of a modem by HTTP, by the command line and without a daemon: what is refused never reaches the modem, messages
//! arrive meanwhile, and none is sent.

use std::time::Duration;

use serde_json::{Value, json};
use simgate::simulator::modem::{Answer, Fault, ModemEvent, Trace};
use simgate_testing::http::Client;
use simgate_testing::{Bench, program, quick};
use tokio::time::sleep;

use crate::phone::terminal::Terminal;

const AT: &str = "/devices/modem-1/at";

/// What no person may send, with a reason that the answer contains.
const REFUSED: [(&str, &str); 18] = [
    ("AT+CMGD=1", "messages"),
    ("at + cmgd = 1,4", "messages"),
    ("AT+CSQ;+CMGD=1", "messages"),
    ("AT+CMGDA=6", "messages"),
    ("AT+QMGDA=\"DEL ALL\"", "messages"),
    ("AT+CMGW=12", "messages"),
    ("AT+CMGS=23", "messages"),
    ("AT+CMSS=1", "messages"),
    ("AT+CNMI=0,0", "announces"),
    ("AT+CPMS=\"SM\"", "announces"),
    ("AT+CMGF=1", "announces"),
    ("AT+CPIN=1234", "lock the card"),
    ("AT+CLCK=\"SC\",1,\"1234\"", "lock the card"),
    ("AT+CFUN=0", "take the port away"),
    ("AT+IPR=9600", "take the port away"),
    ("ATD*99#", "without a mark"),
    ("AT+CSQ\rAT+CMGD=1", "printable"),
    ("0011000B912120\u{1a}", "printable"),
];

async fn bench(seed: u64) -> Bench {
    let bench = Bench::new(vec![quick("ec25", None), quick("generic", None)], seed, true).await;
    for port in 0..2 {
        let iccid = bench.rig().modem(port, |modem, _| modem.card().unwrap().iccid.clone()).unwrap();
        bench.configure(&format!(
            "[[sim]]\niccid = \"{iccid}\"\nname = \"sim-{port}\"\nnumber = \"+1202555010{port}\"\n"
        ));
    }
    bench.configure("[log]\nlevel = \"trace\"\n");
    bench
}

/// The commands that a modem got since the last call.
fn commands(bench: &Bench, port: usize) -> Vec<String> {
    let command = |event| {
        if let ModemEvent::Trace { what: Trace::Command(command), .. } = event { Some(command) } else { None }
    };
    bench.rig().take_events(port).into_iter().filter_map(command).collect()
}

fn ask(client: &Client, command: &str) -> (u16, Value) {
    client.post(AT, &json!({ "command": command }))
}

fn code_of(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["error"]["code"].as_str().unwrap_or_default())
}

fn state_of(client: &Client) -> (String, String) {
    let devices = client.get("/devices").1["devices"].as_array().unwrap().clone();
    let device = devices.into_iter().find(|device| device["name"] == "modem-1").unwrap();
    (device["state"].as_str().unwrap().to_owned(), device["reason"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_never_reaches_the_modem() {
    let bench = bench(71).await;
    let _daemon = bench.daemon();
    let client = bench.ready(2).await;
    commands(&bench, 0);
    for (command, why) in REFUSED {
        let answer = ask(&client, command);
        assert_eq!(code_of(&answer), (422, "command_refused"), "{command}: {}", answer.1);
        assert!(answer.1["error"]["message"].as_str().unwrap().contains(why), "{command}: {}", answer.1);
    }
    let long = format!("AT+X={}", "1".repeat(400));
    assert_eq!(code_of(&ask(&client, &long)), (422, "command_refused"));
    for (path, body, want) in [
        ("/devices/modem-9/at", json!({ "command": "AT" }), (404, "unknown_device")),
        ("/devices/a%20b/at", json!({ "command": "AT" }), (404, "unknown_device")),
        (AT, json!({ "command": 1 }), (400, "invalid_field")),
        (AT, json!({ "command": "AT", "id": "1" }), (400, "unknown_field")),
        (AT, json!([]), (400, "invalid_json")),
    ] {
        assert_eq!(code_of(&client.post(path, &body)), want, "{path} {body}");
    }
    let key = |words: &[&str]| {
        let words: Vec<&str> = ["keys", "add"].iter().chain(words).copied().collect();
        bench.printed(&words).trim().to_owned()
    };
    let sender = client.with_key(&key(&["sender", "--scopes", "send,read"]));
    let bound = client.with_key(&key(&["bound", "--scopes", "admin", "--number", "+12025550100"]));
    for (client, want) in [(&sender, "wrong_scope"), (&bound, "not_your_number")] {
        assert_eq!(code_of(&ask(client, "AT+CSQ")), (403, want));
        assert_eq!(code_of(&client.raw("DELETE", AT, b"")), (403, want));
    }
    assert_eq!(ask(&client.with_key("wrong"), "AT+CSQ").0, 401);
    assert_eq!(state_of(&client).0, "ready", "nothing of it began a console");
    // Not `AT+CPMS=`: simgate itself may list a store meanwhile.
    let refused = ["AT+CMGS", "AT+CNMI", "AT+CMGF=1", "AT+CFUN=0", "AT+IPR", "ATD", "AT+CSQ;", "AT+X"];
    let got = commands(&bench, 0);
    assert!(!got.iter().any(|command| refused.iter().any(|name| command.starts_with(name))), "{got:?}");

    // The console of the command line refuses them before it asks anybody.
    let refused = bench.simgate(&["devices", "at", "modem-1", "AT+CMGD=1"]);
    let text = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(1) && text.contains("error: ") && text.contains("hint: "), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_arrive_during_a_console_and_its_line_sends_none() {
    const MESSAGES: usize = 12;
    let mut bench = bench(72).await;
    let daemon = bench.daemon();
    let client = bench.ready(2).await;
    let said = ask(&client, "AT+CSQ;+CREG?");
    assert_eq!(said.0, 200, "{}", said.1);
    assert_eq!(
        said.1,
        json!({ "success": true, "state": "ok", "rows": ["+CSQ: 20,99", "+CREG: 1,1", "OK"], "reason": null })
    );
    let (state, reason) = state_of(&client);
    assert!(state == "starting" && reason.contains("a person uses its console"), "{state} {reason}");
    let body = json!({ "to": "+12025550199", "from": "+12025550100", "message": "waits", "status_report": false });
    let waiting = client.post("/sms/send", &body).1["message_id"].as_str().unwrap().to_owned();
    for number in 0..MESSAGES {
        bench.rig().post_text(0, "Example", &format!("message {number}")).unwrap().unwrap();
        assert_eq!(ask(&client, "AT+QCFG=\"ims\",\"sesame\"").1["state"], "ok");
        let any = json!({ "to": "+12025550199", "message": format!("by the other {number}"), "status_report": false });
        if number < 6 {
            assert_eq!(client.post("/sms/send", &any).0, 200);
        }
    }
    bench.expect(MESSAGES, Duration::from_secs(20)).await;
    let cards =
        |bench: &Bench| bench.rig().smsc(|smsc, _| smsc.submitted().map(|sent| sent.imsi.clone()).collect::<Vec<_>>());
    let own = bench.rig().modem(0, |modem, _| modem.card().unwrap().imsi.clone()).unwrap();
    bench.until("the other modem sends", Duration::from_secs(20), || cards(&bench).len() == 6).await;
    assert!(!cards(&bench).contains(&own), "the modem with the console has sent");
    assert_eq!(client.get(&format!("/sms/status/{waiting}")).1["status"], "queued");

    assert_eq!(client.raw("DELETE", AT, b"").0, 200);
    bench.until("it sends again", Duration::from_secs(20), || cards(&bench).contains(&own)).await;
    bench.until("it is ready", Duration::from_secs(20), || state_of(&client).0 == "ready").await;
    // A modem that restarts in a console comes back, and its messages with it.
    assert_eq!(ask(&client, "AT+CFUN=1,1").1["state"], "ok");
    bench.rig().post_text(0, "Example", "after the restart").unwrap().unwrap();
    bench.expect(MESSAGES + 1, Duration::from_secs(30)).await;
    drop(daemon);
    let log = bench.log();
    assert!(log.contains("a person uses the console") && log.contains("AT+QCFG"), "it is in the log");
    assert!(!log.contains("sesame"), "its parameters are not");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_sends_one_command_or_those_of_its_input() {
    let bench = bench(73).await;
    let mut daemon = bench.daemon();
    let client = bench.ready(2).await;
    let typed = |words: &[&str], input: &str| {
        let words: Vec<&str> = ["devices", "at", "modem-1"].iter().chain(words).copied().collect();
        let output = program::output(program::simgate(&words).arg("--config").arg(&bench.config), input);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    };
    let done = |(exit, rows, _): (i32, String, String)| (exit, rows);
    assert_eq!(done(typed(&["AT+CSQ"], "")), (0, "+CSQ: 20,99\nOK\n".to_owned()));
    assert!(!state_of(&client).1.contains("a person"), "it is over with the command");
    let (exit, rows, error) = typed(&["AT^NOSUCH"], "");
    assert!(exit == 1 && rows.contains("ERROR") && error.contains("error: the modem refused"), "{rows}{error}");
    let (exit, rows, _) = typed(&[], "AT+CSQ\r\n\nAT+CREG?\n");
    assert_eq!((exit, rows.as_str()), (0, "+CSQ: 20,99\nOK\n+CREG: 1,1\nOK\n"));
    let (exit, rows, error) = typed(&[], "AT+CMGD=1\nAT+CSQ\n");
    assert!(exit == 1 && rows.is_empty() && error.contains("did not get the command"), "a script ends: {rows}{error}");
    let (_, json, _) = typed(&["AT+CSQ", "--json"], "");
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json, json!({ "state": "ok", "rows": ["+CSQ: 20,99", "OK"], "reason": null }));
    let (exit, _, error) = typed(&["AT+CSQ", "--url", "http://127.0.0.1:1"], "");
    assert!(exit == 1 && error.contains("can't reach the gateway"), "{error}");

    // A person may go on after a refusal.
    let mut command = program::simgate(&["devices", "at", "modem-2"]);
    let mut terminal = Terminal::start(command.arg("--config").arg(&bench.config));
    terminal.expect("AT> ");
    terminal.type_row("AT+CMGD=1");
    terminal.expect("it reads, deletes");
    terminal.expect("AT> ");
    terminal.type_row("AT+CSQ");
    terminal.expect("AT> ");
    terminal.type_row("\u{4}");
    let (status, output, _) = terminal.end();
    assert!(status.success(), "{output}");
    assert_eq!(output, "+CSQ: 20,99\nOK\n");

    // Without a daemon it opens the port itself, and refuses the same.
    daemon.stop();
    sleep(Duration::from_millis(200)).await;
    assert_eq!(done(typed(&["AT+CSQ"], "")), (0, "+CSQ: 20,99\nOK\n".to_owned()));
    commands(&bench, 0);
    let (exit, _, error) = typed(&["AT+CMGD=1"], "");
    assert!(exit == 1 && error.contains("messages"), "{error}");
    assert_eq!(commands(&bench, 0), [""; 0]);
    let wrong =
        program::output(program::simgate(&["devices", "at", "modem-9", "AT"]).arg("--config").arg(&bench.config), "");
    let error = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(wrong.status.code() == Some(1) && error.contains("no [[device]] is called `modem-9`"), "{error}");
}

/// It takes the deadline of a command.
#[tokio::test(flavor = "multi_thread")]
async fn a_command_without_an_end_is_broken_off_and_said_so() {
    let mut bench = bench(74).await;
    let _daemon = bench.daemon();
    let client = bench.ready(2).await;
    let lost = Fault::Answer { command: "+CGATT".into(), times: 1, answer: Answer::NotDone };
    bench.rig().modem(0, |modem, now| modem.fault(lost, now)).unwrap();
    let output = bench.simgate(&["devices", "at", "modem-1", "AT+CGATT?"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && error.contains("did not end the command within 30 s"), "{error}");
    bench.rig().post_text(0, "Example", "afterwards").unwrap().unwrap();
    bench.expect(1, Duration::from_secs(20)).await;
    bench.until("it is ready again", Duration::from_secs(30), || state_of(&client).0 == "ready").await;
}
