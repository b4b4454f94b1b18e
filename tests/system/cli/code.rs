//! `simgate code` through the binary, with and without own words and rules.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use simgate_testing::program;

fn simgate(args: &[&str], input: &str) -> Output {
    program::output(&mut program::simgate(args), input)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("is UTF-8")
}

fn write(dir: &Path, name: &str, content: &str) -> String {
    let path = dir.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    path.to_str().expect("is UTF-8").to_owned()
}

const CASES: &str = r#"{"lang":"en","from":"Acme","text":"Your code is 482913","code":"482913","service":"Acme"}

{"lang":"en","from":"Acme","text":"Your code is 482-913","code":"482913","service":"Other"}
{"lang":"de","from":"Hof","text":"Tor 2: 4471 druecken","code":"4471"}
{"lang":"de","from":"Hof","text":"Ihr Code ist 4471","code":null}
{"from":"Hof","text":"Bis morgen","code":null}
"#;

#[test]
fn a_small_collection_has_known_figures() {
    let output = simgate(&["code", "score", "-", "--config", "/dev/null"], CASES);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        "          TEXTS  CODES  PRECISION  RECALL  EXACT
all       5      3      0.6667     0.6667  0.4000

-         1      0      -          -       1.0000
de        2      1      0.0000     0.0000  0.0000
en        2      2      1.0000     1.0000  0.5000

4 digits  1      1      -          0.0000  0.0000
6 digits  1      1      1.0000     1.0000  1.0000
grouped   1      1      1.0000     1.0000  0.0000
none      2      0      0.0000     -       0.5000
"
    );
}

#[test]
fn misses_are_listed_with_their_place_and_the_right_answer() {
    let dir = tempfile::tempdir().unwrap();
    let file = write(dir.path(), "cases.jsonl", CASES);
    let output = simgate(&["code", "score", "--misses", &file, "--config", "/dev/null"], "");
    let listed: Vec<&str> = text(&output.stdout).lines().skip_while(|line| !line.starts_with(&file)).collect();
    assert_eq!(
        listed.join("\n").replace(&file, "cases.jsonl"),
        r#"cases.jsonl:3  service: wanted Other, got Acme
  Acme  "Your code is 482-913"

cases.jsonl:4  code: wanted 4471, got none
  Hof  "Tor 2: 4471 druecken"

cases.jsonl:5  code: wanted none, got 4471
  Hof  "Ihr Code ist 4471""#
    );
    let output = simgate(&["code", "score", "--misses", "--json", &file, "--config", "/dev/null"], "");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["all"]["texts"], 5);
    assert_eq!(answer["all"]["exact_share"], 0.4);
    assert_eq!(answer["languages"]["-"]["precision"], Value::Null);
    assert_eq!(answer["formats"]["grouped"]["found"], 1);
    assert_eq!(answer["misses"][1]["line"], 4);
    assert_eq!(answer["misses"][1]["wrong"]["code"]["wanted"], "4471");
}

#[test]
fn a_row_that_is_no_case_is_reported_and_nothing_is_counted() {
    let dir = tempfile::tempdir().unwrap();
    let hint = "hint: each row is an object such as {\"from\": \"Example\", \"text\": \"Your code is 482913\", \"code\": \
                \"482913\"}; `\"code\": null` for a text without one\n";
    for (line, fault) in [
        ("{\"text\": \"x\"}", "missing field `code` (column 13)"),
        ("{\"code\": null}", "missing field `text` (column 14)"),
        ("nonsense", "expected ident (column 2)"),
        ("{\"text\": 5, \"code\": null}", "invalid type: integer `5`, expected a string (column 10)"),
        (
            "{\"text\": \"x\", \"code\": null, \"servce\": 1}",
            "unknown field `servce`, expected one of `lang`, `from`, `text`, `code`, `service`, `origin`, `valid_for`, \
             `format` (column 36)",
        ),
    ] {
        let file = write(dir.path(), "cases.jsonl", &format!("{}\n{line}\n", CASES.lines().next().unwrap()));
        let output = simgate(&["code", "score", &file, "--config", "/dev/null"], "");
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stdout), "");
        assert_eq!(
            text(&output.stderr).replace(&file, "cases.jsonl"),
            format!("error: cases.jsonl:2: {fault}\n\n{hint}")
        );
    }
    let output = simgate(&["code", "score", "-", "--config", "/dev/null"], &"x\n".repeat(12));
    assert!(text(&output.stderr).starts_with("error: 12 rows are no texts with their answers\n  -:1: "), "{output:?}");
    assert!(text(&output.stderr).contains("  and 2 more\n\nhint: "), "{output:?}");
    let output = simgate(&["code", "score", "-", "--config", "/dev/null"], "\n");
    assert!(text(&output.stderr).starts_with("error: there is no text to find a code in\n"), "{output:?}");
    let output = simgate(&["code", "score", "none.jsonl", "--config", "/dev/null"], "");
    assert_eq!(text(&output.stderr), "error: can't read `none.jsonl`\n  No such file or directory (os error 2)\n");
    assert_eq!(simgate(&["code", "score"], "").status.code(), Some(2), "a file must be named");
}

const OWN: &str = r#"
[[rule]]
from = "Hof"
text = "Tor {*}: {code} druecken"
service = "Hof Sieben"

[[text]]
from = "hof"
text = "Tor 12: 4471 DRUECKEN"
code = "4471"
"#;

fn with_own(dir: &Path, own: &str) -> (String, PathBuf) {
    (
        write(dir, "simgate.toml", "[gateway]\nname = \"attic\"\n[discovery]\nenabled = false\n"),
        write(dir, "codes.d/own.toml", own).into(),
    )
}

#[test]
fn own_rules_decide_in_extract_and_score() {
    let dir = tempfile::tempdir().unwrap();
    let (config, _) = with_own(dir.path(), OWN);
    let question = "{\"from\":\"HOF\",\"text\":\"Tor 2: 4471 druecken\"}\n";
    let answer = |output: Output| -> Value { serde_json::from_slice(&output.stdout).unwrap() };
    let without = answer(simgate(&["code", "extract", "--config", "/dev/null"], question));
    assert_eq!(without["code"], Value::Null);
    let with = answer(simgate(&["code", "extract", "--config", &config], question));
    assert_eq!(
        (&with["code"], &with["service"], &with["confidence"]),
        (&"4471".into(), &"Hof Sieben".into(), &1.0.into())
    );
    let scored = answer(simgate(&["code", "score", "--json", "--config", &config, "-"], CASES));
    assert_eq!(scored["all"]["found"], 3, "one more than without");
}

#[test]
fn config_check_compares_the_own_texts_and_reports_wrong_answers() {
    let dir = tempfile::tempdir().unwrap();
    let (config, own) = with_own(dir.path(), OWN);
    let check = simgate(&["config", "check", &config], "");
    assert!(check.status.success(), "{}", text(&check.stderr));
    let last = text(&check.stdout).lines().last().unwrap();
    assert!(last.ends_with("codes.d: good, with 0 words, 1 rule, 1 text"), "{last}");

    std::fs::write(
        &own,
        OWN.to_owned() + "\n[[text]]\nfrom = \"Hof\"\ntext = \"Tor 2: 4471 drehen\"\ncode = \"4471\"\n",
    )
    .unwrap();
    let check = simgate(&["config", "check", &config], "");
    assert_eq!(check.status.code(), Some(78));
    let own = own.to_str().unwrap();
    assert_eq!(
        text(&check.stderr),
        format!(
            "error: {own}:12: the finder's answer to this [[text]] is wrong: `code` should be `4471` and is none\n\
             hint: add a [[rule]] with a `text` of this form\n"
        )
    );
    let json = simgate(&["config", "check", "--json", &config], "");
    assert_eq!(json.status.code(), Some(78));
    let answer: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((answer["problems"][0]["file"].as_str(), &answer["problems"][0]["line"]), (Some(own), &12.into()));

    // The daemon logs only that some fail, without the text. It stops here because it has no modem.
    let run = simgate(&["run", "--config", &config], "");
    let log = text(&run.stderr);
    assert!(log.contains("sample texts in codes.d fail") && !log.contains("4471"), "{log}");
    assert!(log.contains("no [[device]] is configured"), "{log}");

    // A rule with a fault stops the verbs that need the rules, and no other.
    std::fs::write(own, "[[rule]]\ntxt = \"{code}\"\n").unwrap();
    for verb in [["config", "check"], ["code", "extract"], ["run", "--config"]] {
        let args = [&verb[..], if verb[0] == "code" { &["--config"] } else { &[] }, &[config.as_str()]].concat();
        let output = simgate(&args, "");
        assert_eq!(output.status.code(), Some(78), "{verb:?}");
        if verb[0] != "run" {
            let error = text(&output.stderr);
            assert!(
                error.contains(&format!("{own}:2: unknown key `txt` in [[rule]]\nhint: did you mean `text`?")),
                "{error}"
            );
        }
    }
    assert!(simgate(&["config", "print", "--config", &config], "").status.success());
}

#[test]
fn extract_answers_with_what_a_user_types_and_with_how_the_text_writes_it() {
    for (message, code, spelling, alternatives) in [
        ("Your code is 551-902", Some("551902"), Some("551-902"), &[][..]),
        ("Your access code is TWV-K4H", Some("TWV-K4H"), None, &[]),
        ("Your code is 551902", Some("551902"), None, &[]),
        ("Your sign-in code is 551902. Your backup code is 730415.", Some("551902"), None, &["730415"]),
        ("See you at six", None, None, &[]),
    ] {
        let question = serde_json::json!({"from": "Acme", "text": message}).to_string();
        let extract = |least: &str| {
            let args = ["code", "extract", "--min-confidence", least, "--config", "/dev/null"];
            serde_json::from_slice::<Value>(&simgate(&args, &question).stdout).unwrap()
        };
        let answer = extract("0.7");
        assert_eq!((answer["code"].as_str(), answer["spelling"].as_str()), (code, spelling), "{message}");
        assert_eq!(answer["alternatives"], serde_json::json!(alternatives), "{message}");
        // No code is as sure as 1, unless a rule or a format for machines says so.
        let doubtful = extract("1");
        let others: Vec<&str> = code.into_iter().chain(alternatives.iter().copied()).collect();
        assert_eq!(
            (&doubtful["code"], &doubtful["alternatives"]),
            (&Value::Null, &serde_json::json!(others)),
            "{message}"
        );
    }
}
