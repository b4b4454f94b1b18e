//! `simgate pdu` as scripts use it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use simgate_testing::program::program;

fn command(verb: &str) -> Command {
    let mut command = Command::new(program());
    command.args(["pdu", verb]).stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

fn answers(verb: &str, input: &[u8]) -> Vec<Value> {
    let mut child = command(verb).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn assert_has(answer: &Value, expected: Value) {
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(answer.get(name), Some(value), "{name} of {answer}");
    }
}

#[test]
fn a_message_is_decoded() {
    let line = b"07912120550501F0440B912120550541F300106211220192854015050003A70201906536FB0D8287E574D0DB5D06\n";
    let expected = json!({
        "type": "deliver", "smsc": "+12025550100", "sender": "+12025550143", "text": "Hello part one", "data_hex": null,
        "encoding": "gsm7", "timestamp": "2026-11-22T10:29:58+01:00", "class": 0, "mr": null, "status": null,
        "concat": {"ref": 167, "bits": 8, "total": 2, "seq": 1}, "flaws": [],
    });
    let answers = answers("decode", line);
    assert_has(&answers[0], expected);
    assert!(answers[0].get("recipient").is_none());
}

#[test]
fn data_drafts_and_reports_are_decoded() {
    let answers = answers(
        "decode",
        b"07912120550501F0040B912120550541F30004621122019285400300FF7F\r\n\
          0031070b912120550541f30000a702e834\n\
          07912120550501F006D60B912120550541F3621122019285406211220103004046",
    );
    assert_has(&answers[0], json!({"type": "deliver", "text": null, "data_hex": "00FF7F", "encoding": "8bit"}));
    assert_has(
        &answers[1],
        json!({"type": "submit", "smsc": null, "recipient": "+12025550143", "text": "hi", "mr": 7}),
    );
    assert_eq!(answers[1]["validity"]["seconds"], 86_400);
    assert!(answers[1].get("sender").is_none());
    let expected = json!({
        "type": "status-report", "recipient": "+12025550143", "mr": 214, "status": 70, "status_class": "permanent",
        "status_meaning": "the validity period is over", "timestamp": "2026-11-22T10:29:58+01:00",
        "discharge": "2026-11-22T10:30:00+01:00", "text": null,
    });
    assert_has(&answers[2], expected);
}

#[test]
fn what_a_pdu_ends_before_is_null() {
    let answers = answers(
        "decode",
        b"000406\n00040B912120550541F3\n00040B912120550541F3000462112201928540\n\
          0001\n0011070B912120550541F30000\n\
          0006\n0006D60B912120550541F3621122\n\
          00440B912120550541F3000062112201928540A0050003A7\n\
          00440B912120550541F3000462112201928540140605040B84\n\
          0051070B912120550541F30000A7A00500",
    );
    let nothing = json!({
        "pid": null, "dcs": null, "mr": null, "validity": null, "timestamp": null, "status": null, "text": null,
        "data_hex": null, "encoding": null, "class": null, "udh": null, "flaws": ["truncated"],
    });
    let number = "+12025550143";
    let header = json!({"udh": [], "flaws": ["truncated", "short-user-data"]});
    for (answer, same, expected) in [
        (&answers[0], &nothing, json!({"type": "deliver", "sender": null, "sender_type": null})),
        (&answers[1], &nothing, json!({"type": "deliver", "sender": number, "sender_type": "international"})),
        (
            &answers[2],
            &json!({"text": null, "data_hex": null, "encoding": null, "flaws": ["truncated"]}),
            json!({"sender": number, "pid": 0, "dcs": 4, "timestamp": "2026-11-22T10:29:58+01:00"}),
        ),
        (&answers[3], &nothing, json!({"type": "submit", "recipient": null, "recipient_type": null})),
        (
            &answers[4],
            &json!({"text": null, "encoding": null, "validity": null, "flaws": ["truncated"]}),
            json!({"mr": 7, "recipient": number, "pid": 0, "dcs": 0}),
        ),
        (&answers[5], &nothing, json!({"type": "status-report", "recipient": null, "discharge": null})),
        (
            &answers[6],
            &json!({"timestamp": null, "discharge": null, "status": null, "flaws": ["truncated"]}),
            json!({"mr": 214, "recipient": number, "status_class": null}),
        ),
        // Cut within the header, which is no text.
        (&answers[7], &header, json!({"text": "", "data_hex": null, "encoding": "gsm7"})),
        (&answers[8], &header, json!({"text": null, "data_hex": "", "encoding": "8bit"})),
        (&answers[9], &header, json!({"text": "", "mr": 7})),
    ] {
        assert_has(answer, same.clone());
        assert_has(answer, expected);
    }
}

#[test]
fn what_is_damaged_is_marked() {
    let answers = answers(
        "decode",
        b"00040B912120550541F30000621122019285FF02EF35\n\
          0006D60B912120550541F362112201928540621122010300400080\n\
          0006D60B912120550541F362112201928540621122010300A000",
    );
    let time = "2026-11-22T10:29:58+00:00";
    assert_has(&answers[0], json!({"text": "ok", "timestamp": time, "flaws": ["timestamp"]}));
    assert_has(&answers[1], json!({"status": 0, "flaws": ["truncated"]}));
    assert_has(&answers[2], json!({"status": 0, "discharge": "2026-11-22T10:30:00+00:00", "flaws": ["timestamp"]}));
}

#[test]
fn headers_are_shown_octet_by_octet_and_element_by_element() {
    let answers = answers(
        "decode",
        b"00440B912120550541F300046211220192854006040003700141\n\
          00440B912120550541F30004621122019285400A0605040B8423F001062F\n\
          00440B912120550541F300046211220192854006040402F0F141\n\
          00440B912120550541F300046211220192854001\n\
          00440B912120550541F3000062112201928540A0080003A7020124\n\
          00040B912120550541F300046211220192854001FF",
    );
    let wide = json!({"bits": 16, "destination": 2948, "source": 9200});
    let bad = json!({"udh": [], "udh_hex": "00037001", "data_hex": "41", "ports": null, "flaws": ["bad-header"]});
    assert_has(&answers[0], bad);
    let elements = json!([{"id": 5, "data_hex": "0B8423F0"}]);
    assert_has(&answers[1], json!({"udh": elements, "udh_hex": "05040B8423F0", "ports": wide, "data_hex": "01062F"}));
    let narrow = json!({"bits": 8, "destination": 240, "source": 241});
    assert_has(&answers[2], json!({"udh_hex": "0402F0F1", "ports": narrow, "data_hex": "41"}));
    assert_has(&answers[3], json!({"udh": null, "udh_hex": null, "data_hex": ""}));
    let elements = json!([{"id": 0, "data_hex": "A70201"}]);
    let concat = json!({"ref": 167, "bits": 8, "total": 2, "seq": 1});
    assert_has(&answers[4], json!({"udh": elements, "udh_hex": "0003A7020124", "concat": concat, "text": ""}));
    assert_has(&answers[5], json!({"udh": null, "udh_hex": null, "data_hex": "FF"}));
}

#[test]
fn what_is_asked_of_the_network_is_shown() {
    let answers = answers(
        "decode",
        b"0001070B912120550541F3000002E834\n00A5070B912120550541F3000002E834\n\
          00040B912120550541F300006211220192854002EF35\n00800B912120550541F300006211220192854002EF35\n\
          0006D60B912120550541F3621122019285406211220103004000",
    );
    let of_submit = |asked: bool| json!({"status_report": asked, "reject_duplicates": asked, "reply_path": asked});
    assert_has(&answers[0], of_submit(false));
    assert_has(&answers[1], of_submit(true));
    assert_has(&answers[2], json!({"more_messages": false, "reply_path": false}));
    assert_has(&answers[3], json!({"more_messages": true, "reply_path": true}));
    for (answer, absent) in
        [(&answers[0], "more_messages"), (&answers[2], "status_report"), (&answers[4], "reply_path")]
    {
        assert_eq!(answer.get(absent), None, "{answer}");
    }
}

#[test]
fn a_name_has_the_characters_that_its_length_says_and_an_smsc_has_digits() {
    let answers = answers(
        "decode",
        b"00040ED06180183006900100006211220192854002E834\n00040DD0CE32DDCC4EE30100006211220192854002E834\n\
          0191040ED0D432BB7C9687DB00006211220192854002E834",
    );
    assert_has(&answers[0], json!({"sender": "a@b@c@d@", "text": "hi", "flaws": []}));
    assert_has(&answers[1], json!({"sender": "Netflix", "text": "hi", "flaws": []}));
    assert_has(&answers[2], json!({"smsc": null, "sender": "Telegram", "text": "hi", "flaws": []}));
}

#[test]
fn blanks_may_stand_between_octets() {
    let answers = answers(
        "decode",
        b"00 04 0B91 2120550541F3 0000\t62112201928540 02EF35\n00 0 4\n00 040\n00 0g\n\
          0009070B912120550541F30000 82005A00000000 02E834",
    );
    assert_has(&answers[0], json!({"sender": "+12025550143", "text": "ok", "flaws": []}));
    assert_has(&answers[1], json!({"error": "an odd number of hex digits"}));
    assert_has(&answers[2], json!({"error": "an odd number of hex digits"}));
    assert_has(&answers[3], json!({"error": "not a hex digit at position 5"}));
    // With a second octet of flags before the period.
    assert_has(&answers[4], json!({"validity": {"format": "enhanced", "seconds": 90, "until": null}}));
}

#[test]
fn every_line_has_its_answer_whatever_it_is() {
    let mut input = Vec::new();
    let good = "07912120550501F0040B912120550541F300006211220192854002EF35";
    let lines: [&[u8]; 9] =
        [good.as_bytes(), b"", b"   ", b"\xFF\xFE\x00", b"0", b"zz", b"07912120", &[b'A'; 3 << 20], good.as_bytes()];
    for line in lines {
        input.extend(line);
        input.push(b'\n');
    }
    for verb in ["decode", "encode"] {
        let answers = answers(verb, &input);
        assert_eq!(answers.len(), lines.len());
        for (index, answer) in answers.iter().enumerate() {
            let good = verb == "decode" && (index == 0 || index == 8);
            assert_eq!(answer.get("error").is_none(), good, "{answer}");
        }
    }
    assert_eq!(answers("decode", b"").len(), 0);
    assert_eq!(answers("decode", b"\n").len(), 1);
    assert_eq!(answers("decode", b"zz").len(), 1);
}

#[test]
fn a_text_is_encoded_and_decoded_again() {
    let input = concat!(
        r#"{"to":"+12025550143","text":"hi"}"#,
        "\n",
        r#"{"to":"611","text":"😀","smsc":"+12025550100","status_report":true,"validity":"24h","class":0}"#,
        "\n",
        r#"{"to":"611","text":"\u011f\u0131\u015f","languages":["turkish"],"validity":300}"#,
        "\n",
        r#"{"to":"611","text":"LONG","reference":4660,"wide_reference":true}"#,
        "\n",
    );
    let input = input.replace("LONG", &"a".repeat(161));
    let encoded = answers("encode", input.as_bytes());
    assert_eq!(encoded[0], json!({"pdus": [{"hex": "0001000B912120550541F3000002E834", "length": 15}]}));
    assert_eq!(encoded[1], json!({"pdus": [{"hex": "07912120550501F03100038116F10018A704D83DDE00", "length": 14}]}));
    let hex: String = encoded
        .iter()
        .flat_map(|answer| answer["pdus"].as_array().unwrap())
        .map(|pdu| pdu["hex"].as_str().unwrap().to_owned() + "\n")
        .collect();
    let decoded = answers("decode", hex.as_bytes());
    assert_eq!(decoded.len(), 5);
    assert_has(&decoded[1], json!({"text": "😀", "encoding": "ucs2", "class": 0, "smsc": "+12025550100"}));
    assert_has(&decoded[2], json!({"text": "ğış", "encoding": "gsm7"}));
    assert_eq!(decoded[2]["validity"]["seconds"], 300);
    assert_has(&decoded[3], json!({"concat": {"ref": 4660, "bits": 16, "total": 2, "seq": 1}}));
}

#[test]
fn languages_are_combined_to_the_fewest_parts() {
    let line = |text: &str, languages: &[&str]| json!({"to": "+1", "text": text, "languages": languages}).to_string();
    let (euros, letters) = ("€".repeat(100), "ığ".repeat(40) + "ãõ");
    let lines = [
        line(&euros, &[]),
        line(&euros, &["turkish"]),
        line(&letters, &["turkish"]),
        line(&letters, &["turkish", "portuguese"]),
    ];
    let encoded = answers("encode", lines.join("\n").as_bytes());
    let counts: Vec<_> = encoded.iter().map(|answer| answer["pdus"].as_array().unwrap().len()).collect();
    assert_eq!(counts, [2, 1, 2, 1]);
    let hex = format!(
        "{}\n{}\n",
        encoded[1]["pdus"][0]["hex"].as_str().unwrap(),
        encoded[3]["pdus"][0]["hex"].as_str().unwrap()
    );
    let decoded = answers("decode", hex.as_bytes());
    assert_has(&decoded[0], json!({"text": euros, "udh": [{"id": 0x25, "data_hex": "01"}], "flaws": []}));
    assert_has(
        &decoded[1],
        json!({"text": letters, "udh": [{"id": 0x24, "data_hex": "03"}, {"id": 0x25, "data_hex": "01"}], "flaws": []}),
    );
}

#[test]
fn what_cannot_be_encoded_is_refused_by_name_and_without_its_text() {
    let long = format!(r#"{{"to":"611","text":"{}"}}"#, "secret ".repeat(6000));
    for (line, error) in [
        (r#"{"to":"611"}"#, "`text` is missing"),
        (r#"{"text":"secret"}"#, "`to` is missing"),
        (r#"{"to":"secret","text":"secret"}"#, "`to` has a character"),
        (r#"{"to":"","text":"secret"}"#, "`to` has no digits"),
        (r#"{"to":"123456789012345678901","text":"secret"}"#, "`to` is longer"),
        (r#"{"to":"611","text":"secret","form":1}"#, "unknown field `form`"),
        (r#"{"to":"611","text":["secret"]}"#, "`text` must be a string"),
        (r#"{"to":"611","text":"secret","class":4}"#, "`class` must be"),
        (r#"{"to":"611","text":"secret","class":-1}"#, "`class` must be"),
        (r#"{"to":"611","text":"secret","validity":"secret"}"#, "`validity` must be"),
        (r#"{"to":"611","text":"secret","validity":0}"#, "`validity` must be"),
        (r#"{"to":"611","text":"secret","status_report":"yes"}"#, "`status_report` must be"),
        (r#"{"to":"611","text":"secret","languages":["secret"]}"#, "`languages` must be"),
        (r#"{"to":"611","text":"secret","reference":256}"#, "`reference` must be"),
        (r#"{"to":"611","text":"secret","smsc":"secret"}"#, "`smsc` has a character"),
        (r#"["secret"]"#, "not a JSON object"),
        (r#"{"to":"611","text":"secret","text":"secret"}"#, "`text` stands twice"),
        (r#"{"to":"611","text":"\ud83d"}"#, "a string has half of a surrogate pair"),
        (r#"{"to":"611","text":"secret\ud83dsecret"}"#, "a string has half of a surrogate pair"),
        (r#"{"to":"611","text":"\ud83d\n"}"#, "a string has half of a surrogate pair"),
        (r#"{"to":"611","text":"\ud83d\u0041"}"#, "a string has half of a surrogate pair"),
        (r#"{"to":"611","text":"\ude00"}"#, "a string has half of a surrogate pair"),
        (r#"{"to":"611","text":"\ud8"}"#, "not a JSON object"),
        (r#"{"to":"611","text":"\ud83d"#, "not a JSON object"),
        (r#"{"to":"611","text":"secret}"#, "not a JSON object"),
        (&long, "`text` takes 275 parts"),
    ] {
        let answers = answers("encode", line.as_bytes());
        let answer = answers[0]["error"].as_str().unwrap();
        assert!(answer.starts_with(error), "{line}: {answer}");
        assert!(!answer.contains("secret"), "{answer}");
    }
}

#[test]
fn answers_do_not_wait_for_the_end_of_input() {
    let mut child = command("decode").spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        stdin.write_all(b"00040B912120550541F300006211220192854002EF35\n").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["text"], "ok");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = command("decode").spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    drop(child.stdout.take());
    let _ = stdin.write_all(b"zz\n".repeat(100_000).as_slice());
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
