//! Every verb that prints what comes from outside: no row is forged, no terminal is steered, and JSON means the same.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use serde_json::{Value, json};
use simgate_testing::http::Client;
use simgate_testing::program;
use simgate_testing::{Bench, quick};
use tokio::time::{Instant, sleep};

/// What a sender, a server or a modem may say.
const EVIL: &str = "E\r\nhint: run this\t\u{1b}[2J\u{7f}\u{85}\u{9b}1m\u{ad}\u{61c}\u{200b}\u{200d}\u{200e}\u{2028}\u{2029}\u{202e}\u{2060}\
                    \u{2066}\u{feff}\u{e0041}x";

/// Whether a terminal, or whoever looks at it, takes it for something else than a letter.
fn misleads(c: char) -> bool {
    c != '\n' && c.is_control() || EVIL.chars().any(|evil| evil == c && !c.is_ascii() && c != '\n')
}

fn look(words: &[&str], output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    for printed in [&out, &err] {
        assert!(!printed.contains(misleads), "{words:?}: {printed:?}");
        assert!(
            !printed.lines().any(|row| row.starts_with("hint: run this\\t")),
            "{words:?} prints a forged row: {printed:?}"
        );
    }
    out.into_owned()
}

/// Whether a text stands in a value at any depth.
fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found == text,
        Value::Array(values) => values.iter().any(|value| holds(value, text)),
        Value::Object(fields) => fields.values().any(|value| holds(value, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

struct Run<'a>(&'a Path);

impl Run<'_> {
    fn with(&self, words: &[&str], input: &str) -> Output {
        let mut command = program::simgate(words);
        if words[0] != "pdu" {
            command.arg("--config").arg(self.0);
        }
        program::output(&mut command, input)
    }

    /// What it prints for people, which shows some of it.
    fn prints_for_people(&self, words: &[&str]) {
        let output = self.with(words, "");
        let out = look(words, &output);
        let printed = [out, String::from_utf8_lossy(&output.stderr).into_owned()].concat();
        assert!(printed.contains(r"E\r\nhint: run this\t\u001b[2J\u007f\u0085\u009b1m"), "{words:?}: {output:?}");
    }

    /// What it prints for programs, which means the same.
    fn prints_for_programs(&self, words: &[&str]) {
        let output = self.with(words, "");
        let rows: Vec<Value> = look(words, &output).lines().map(|row| serde_json::from_str(row).unwrap()).collect();
        assert!(rows.iter().any(|row| holds(row, EVIL)), "{words:?}: {output:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_verb_prints_what_its_gateway_has_as_it_came() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 61, false).await;
    let _daemon = bench.daemon();
    Client::of(&bench, "http").await;
    bench.rig().post_text(0, "A\r\nB", EVIL).unwrap().unwrap();
    bench.expect(1, Duration::from_secs(30)).await;
    let run = Run(&bench.config);
    let inbox = run.with(&["inbox"], "");
    assert!(look(&["inbox"], &inbox).contains(r"A\r\nB"), "{inbox:?}");
    run.prints_for_people(&["inbox"]);
    run.prints_for_programs(&["inbox", "--json"]);

    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
    let at = at.to_string();
    let until = Instant::now() + Duration::from_secs(30);
    while !run.with(&["send", "611", "x", "--at", &at], "").status.success() {
        assert!(Instant::now() < until, "{}", bench.log());
        sleep(Duration::from_millis(100)).await;
    }
    let store = rusqlite::Connection::open(bench.dir.path().join("data/simgate.db")).unwrap();
    store.busy_timeout(Duration::from_secs(10)).unwrap();
    for sql in [
        "UPDATE message SET sender = ?1, sim_name = ?1, device = ?1, number = ?1",
        "UPDATE delivery SET error = ?1, destination = ?1",
        "UPDATE outgoing SET recipient = ?1, sender = ?1, reason = ?1, device = ?1",
        "UPDATE device SET reason = ?1, model = ?1, state = 'blocked'",
        "UPDATE device_line SET registration = ?1",
        "INSERT INTO stopped (sim, recipient, word, at) SELECT id, ?1, ?1, 1 FROM sim",
        "UPDATE api_key SET name = ?1, numbers = ?1",
    ] {
        assert!(store.execute(sql, [EVIL]).unwrap() > 0, "{sql}");
    }
    let id: String = store.query_row("SELECT id FROM outgoing", [], |row| row.get(0)).unwrap();
    for words in [
        &["inbox"][..],
        &["outbox"],
        &["outbox", "list"],
        &["sims"],
        &["devices"],
        &["stops", "list"],
        &["keys", "list"],
        &["status", &id],
    ] {
        run.prints_for_people(words);
        let json = [words, &["--json"]].concat();
        match words[0] {
            // It splits them at blanks.
            "keys" => assert!(!look(&json, &run.with(&json, "")).is_empty()),
            _ => run.prints_for_programs(&json),
        }
    }
    run.prints_for_people(&["deliveries", "list"]);
    run.prints_for_programs(&["deliveries", "list", "--json"]);
    // And what a script was given by somebody.
    for words in [
        &["status", EVIL][..],
        &["outbox", "settle", EVIL, "--sent"],
        &["outbox", "cancel", EVIL, EVIL],
        &["outbox", "--state", EVIL],
        &["send", EVIL, "x"],
        &["send", "--text", "x", EVIL, "+1"],
        &["send", "611", "x", "--id", EVIL],
        &["send", "611", "x", "--from", EVIL],
        &["keys", "add", EVIL, "--scopes", "read"],
        &["keys", "add", "a", "--scopes", EVIL],
        &["keys", "remove", EVIL, "a"],
        &["stops", "remove", "+1"],
        &["sims", "--url", EVIL],
        &["sims", "--key-file", EVIL],
    ] {
        let output = run.with(words, "");
        assert!(!output.status.success() && !output.stderr.is_empty(), "{words:?}: {output:?}");
        look(words, &output);
    }
    look(&["stops", "remove"], &run.with(&["stops", "remove", EVIL], ""));
}

#[test]
fn no_verb_prints_what_a_server_answers_as_it_came() {
    let dir = tempfile::tempdir().unwrap();
    let key = dir.path().join("key");
    std::fs::write(&key, "sesame\n").unwrap();
    let config = dir.path().join("simgate.toml");
    std::fs::write(&config, format!("[gateway]\ndata = {:?}\n", dir.path().to_string_lossy())).unwrap();
    let whole = json!({
        "message_id": EVIL, "id": EVIL, "status": EVIL, "reason": EVIL, "to": EVIL, "from": EVIL, "device": EVIL, "parts": 1,
        "created_at": EVIL, "send_at": EVIL, "expires_at": EVIL, "sim": { "name": EVIL },
    });
    let receives = json!({ "answer": EVIL, "reason": EVIL });
    let sim = json!({ "name": EVIL, "number": EVIL, "device": EVIL, "state": EVIL, "receives": receives, "alarms": [EVIL],
                      "next_at": EVIL });
    let mut good = whole.clone();
    good["messages"] = json!([whole]);
    good["simCards"] = json!([{ "simNumber": 1, "carrierName": EVIL, "phoneNumber": EVIL }]);
    good["version"] = json!(EVIL);
    good["sims"] = json!([sim]);
    let trouble = json!({ "code": EVIL, "text": EVIL, "remedy": EVIL });
    let lines = json!([{ "line": EVIL }]);
    let device =
        json!({ "name": EVIL, "state": EVIL, "reason": EVIL, "model": EVIL, "lines": lines, "warnings": [trouble] });
    good["devices"] = json!([device]);
    let bad = json!({ "error": { "code": EVIL, "message": EVIL, "next_at": EVIL } });
    for (status, body, is_good) in [("200 OK", good, true), ("409 Conflict", bad, false)] {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let body = body.to_string();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 8192]);
                let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                let _ = stream.write_all([head.as_bytes(), body.as_bytes()].concat().as_slice());
            }
        });
        let run = Run(&config);
        let key = key.to_str().unwrap();
        for words in [
            &["sims"][..],
            &["devices"],
            &["outbox"],
            &["outbox", "cancel", "01"],
            &["outbox", "settle", "01", "--sent"],
            &["status", "01"],
            &["send", "611", "x"],
            &["send", "--text", "x", "611", "612"],
            &["send", "--wait", "611", "x"],
        ] {
            let words = [words, &["--url", &url, "--key-file", key]].concat();
            run.prints_for_people(&words);
            let json = [&words[..], &["--json"]].concat();
            if is_good {
                run.prints_for_programs(&json);
            }
            look(&json, &run.with(&json, ""));
        }
        // A phone is a server, too.
        let phone = dir.path().join("phone.toml");
        let sections = format!("[[device]]\ntype = \"android\"\nname = \"pixel\"\nurl = {url:?}\npassword = \"x\"\n");
        std::fs::write(&phone, sections).unwrap();
        for words in [&["phone", "check", "pixel"][..], &["phone", "check", "pixel", "--json"]] {
            let output = Run(&phone).with(words, "");
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            assert!(look(words, &output).contains("address"), "{output:?}");
        }
    }
}

#[test]
fn no_verb_that_reads_lines_prints_them_as_they_came() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("simgate.toml");
    let quoted = Value::from(EVIL).to_string();
    // A TOML string has other escapes beyond the first 65,536 letters.
    let toml: String =
        EVIL.chars().filter(|c| u32::from(*c) < 0x1_0000).map(|c| format!("\\u{:04X}", u32::from(c))).collect();
    let exec = format!("[[forwarder]]\ntype = \"exec\"\nname = \"x\"\ncommand = [\"/bin/true\", \"{toml}\"]\n");
    std::fs::write(&config, &exec).unwrap();
    let run = Run(&config);
    let printed = look(&["config", "print"], &run.with(&["config", "print"], ""));
    let again = dir.path().join("again.toml");
    std::fs::write(&again, &printed).unwrap();
    assert_eq!(look(&["config", "print"], &Run(&again).with(&["config", "print"], "")), printed);
    look(&["config", "check"], &run.with(&["config", "check"], ""));

    let case = format!("{{\"from\":{quoted},\"text\":{quoted},\"code\":\"1234\",\"lang\":{quoted}}}\n");
    let words = ["code", "extract"];
    look(&words, &run.with(&words, &format!("{case}{EVIL}\n")));
    let words = ["code", "score", "-", "--misses"];
    let output = run.with(&words, &case);
    assert!(output.status.success() && look(&words, &output).contains(r"E\r\nhint"), "{output:?}");
    look(&words, &run.with(&[&words[..], &["--json"]].concat(), &case));
    look(&words, &run.with(&words, "{\"text\": 1}\n"));
    look(&words, &run.with(&["code", "score", EVIL], ""));

    let text: Vec<u8> = EVIL.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hex: String = text.iter().map(|byte| format!("{byte:02X}")).collect();
    let pdu = format!("0004 0B 91 2120550541F3 00 08 62112201030000 {:02X} {hex}\n", text.len());
    let words = ["pdu", "decode"];
    let output = run.with(&words, &pdu);
    let row: Value = serde_json::from_str(&look(&words, &output)).unwrap();
    assert!(holds(&row, EVIL), "{row}");
    look(&words, &run.with(&words, EVIL));
    let words = ["pdu", "encode"];
    look(&words, &run.with(&words, &format!("{{\"to\":{quoted},\"text\":{quoted}}}\n{{\"to\":\"611\",{quoted}:1}}\n")));

    for wrong in [
        format!("[gateway]\nname = \"{toml}\"\n"),
        format!("\"{toml}\" = 1\n"),
        format!("[api]\nlisten = \"{toml}\"\n[log]\nlevel = \"{toml}\"\n\"{toml}\" = 1\n"),
        format!("[[forwarder]]\ntype = \"{toml}\"\n"),
    ] {
        std::fs::write(&config, &wrong).unwrap();
        for words in [&["config", "check"][..], &["config", "check", "--json"], &["config", "print"], &["sims"]] {
            let output = run.with(words, "");
            assert_eq!(output.status.code(), Some(78), "{words:?}: {output:?}");
            look(words, &output);
        }
    }
}
