//! `simgate config` through the binary: what it prints is what it accepts.

use std::path::Path;
use std::process::Output;

use simgate_testing::program;
fn simgate(args: &[&str]) -> Output {
    program::simgate(args)
        .env_remove("STATE_DIRECTORY")
        .env("SIMGATE_TEST_PIN", "4711")
        .output()
        .expect("the binary starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("is UTF-8")
}

fn write(dir: &Path, name: &str, content: &str) -> String {
    let path = dir.join(name);
    std::fs::write(&path, content).expect("writes");
    path.to_str().expect("is UTF-8").to_owned()
}

#[test]
fn the_printed_configuration_is_accepted_and_prints_the_same() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "hook.secret", "whsec_ZXhhbXBsZSBvbmx5LCBtYWtlIHlvdXIgb3duIQ==\n");
    let original = write(
        dir.path(),
        "simgate.toml",
        r#"
        [gateway]
        name = "attic"
        [[device]]
        type = "modem"
        port = "/dev/ttyUSB2"
        pin_env = "SIMGATE_TEST_PIN"
        [[device]]
        type = "modem"
        port = "tty \"quoted\" \\ back"
        pin = "0815"
        [[forwarder]]
        type = "webhook"
        name = "backend"
        url = "https://enum.example/in"
        secret_file = "hook.secret"
        give_up = "36h"
        [[forwarder]]
        type = "webhook"
        name = "phone-app"
        url = "http://192.0.2.7:8080/in"
        secret = "swordfish"
        format = "smsgate"
        [[owner]]
        name = "alice"
        numbers = ["+12025550143", "+4915112345678"]
        forward_to = ["backend", "phone-app"]
        "#,
    );
    let first = simgate(&["config", "print", "--config", &original]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    for secret in ["swordfish", "whsec_", "0815", "4711"] {
        assert!(!text(&first.stdout).contains(secret), "{secret}");
    }
    let printed = write(dir.path(), "printed.toml", text(&first.stdout));
    let second = simgate(&["config", "print", "--config", &printed]);
    assert_eq!(text(&second.stdout), text(&first.stdout), "{}", text(&second.stderr));
    assert!(simgate(&["config", "check", &printed]).status.success());
}

/// The same with files in PEM form in place of those in /etc/simgate.
fn with_certificates(dir: &Path, samples: &str) -> String {
    let key = rcgen::KeyPair::generate().expect("there is randomness");
    let certificate = rcgen::CertificateParams::default().self_signed(&key).expect("it signs itself");
    let certificate = write(dir, "certificate.pem", &certificate.pem());
    let key = write(dir, "key.pem", &key.serialize_pem());
    let samples = samples.replace("/etc/simgate/ca.pem", &certificate).replace("/etc/simgate/client.pem", &certificate);
    samples.replace("/etc/simgate/client.key", &key)
}

#[test]
fn every_example_of_the_reference_is_accepted() {
    let page = simgate(&["config", "reference"]);
    assert!(page.status.success());
    let page = text(&page.stdout);
    let samples = |page: &str| -> String {
        page.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
    };
    let (main, own) = page.split_once("\n# codes.d/*.toml\n").expect("has both pages");
    let (samples, own) = (samples(main), samples(own));
    assert!(samples.matches("[[").count() >= 4 && samples.contains("[retention]"), "{samples}");
    let dir = tempfile::tempdir().unwrap();
    // Files that the samples name are looked into.
    let samples = with_certificates(dir.path(), &samples);
    let codes = dir.path().join("own codes");
    std::fs::create_dir(&codes).unwrap();
    write(&codes, "own.toml", &own);
    let here = samples.replace("/etc/simgate/codes.d", codes.to_str().unwrap());
    let file = write(dir.path(), "simgate.toml", &here);
    let check = simgate(&["config", "check", &file]);
    assert!(check.status.success(), "{}", text(&check.stderr));
    assert!(text(&check.stdout).contains("good, with 14 words, 1 rule, 1 text\n"), "{}", text(&check.stdout));

    // A SIM in a phone has `device` and `slot` in place of `iccid`, and no balance by USSD.
    let without_balance: String = here.split_inclusive('\n').filter(|row| !row.starts_with("balance = ")).collect();
    assert_ne!(without_balance, here);
    let in_phone = without_balance.replace("\niccid = \"8901260712345678901\"\n", "\ndevice = \"pixel\"\nslot = 1\n");
    assert_ne!(in_phone, without_balance);
    let check = simgate(&["config", "check", &write(dir.path(), "phone.toml", &in_phone)]);
    assert!(check.status.success(), "{}", text(&check.stderr));

    // A modem that is found has `imei` in place of `port`.
    let port = here.lines().find(|row| row.starts_with("port = ")).unwrap();
    let found = here.replacen(port, "imei = \"490154203237518\"", 1);
    let check = simgate(&["config", "check", &write(dir.path(), "found.toml", &found)]);
    assert!(check.status.success(), "{}", text(&check.stderr));

    // Each key's own example too, in place of the one in the sample.
    for example in page.lines().filter_map(|line| line.strip_prefix("- Example: `")?.strip_suffix('`')) {
        let key = example.split(' ').next().unwrap();
        let in_sample =
            samples.lines().chain(in_phone.lines()).chain(found.lines()).chain(own.lines()).any(|line| line == example);
        assert!(in_sample || key.ends_with("_file") || key.ends_with("_env"), "{example}");
    }
}

#[test]
fn a_wrong_file_ends_with_78_and_names_file_line_key_and_what_was_meant() {
    let dir = tempfile::tempdir().unwrap();
    let file = write(dir.path(), "simgate.toml", "[log]\nlevle = \"info\"\n\n[dedupe]\nwindow = \"soon\"\n");
    let check = simgate(&["config", "check", &file]);
    assert_eq!(check.status.code(), Some(78));
    assert_eq!(
        text(&check.stderr),
        format!(
            "error: {file}:2: unknown key `levle` in [log]\nhint: did you mean `level`?\nerror: {file}:5: `window` must be a \
             duration such as `90s`, `1h30m` or `30d` (units w d h m s ms), not `soon`\n"
        )
    );
    let json = simgate(&["config", "check", "--json", &file]);
    assert_eq!(json.status.code(), Some(78));
    let answer: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(answer["problems"][0]["line"], 2);
    assert_eq!(answer["problems"][1]["column"], 10);
}

#[test]
fn a_named_file_must_be_there_and_be_text() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("none.toml");
    let check = simgate(&["config", "print", "--config", missing.to_str().unwrap()]);
    assert_eq!(check.status.code(), Some(78));
    assert!(text(&check.stderr).contains("none.toml: can't read it: No such file"), "{}", text(&check.stderr));
    let binary = dir.path().join("binary.toml");
    std::fs::write(&binary, [0xff, 0xfe]).unwrap();
    let check = simgate(&["config", "check", binary.to_str().unwrap()]);
    assert!(text(&check.stderr).contains("is not UTF-8 text"), "{}", text(&check.stderr));
}

#[test]
fn an_own_profile_is_checked_shown_and_used_by_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let profiles = dir.path().join("profiles.d");
    std::fs::create_dir(&profiles).unwrap();
    let path = write(
        dir.path(),
        "simgate.toml",
        "[gateway]\nprofiles = \"profiles.d\"\n[[device]]\ntype = \"modem\"\nport = \"/dev/null\"\nprofile = \"acme\"\n",
    );
    let check = || simgate(&["config", "check", &path]);
    let absent = check();
    assert_eq!(absent.status.code(), Some(78));
    assert!(text(&absent.stderr).contains("simgate.toml:6: there is no profile `acme`"), "{}", text(&absent.stderr));

    write(&profiles, "10-acme.toml", "name = \"acme\"\nextends = \"zte\"\npin_rst_s = 3\n");
    let wrong = check();
    assert_eq!(wrong.status.code(), Some(78));
    let said = text(&wrong.stderr);
    assert!(said.contains("profiles.d/10-acme.toml:3: unknown key `pin_rst_s`"), "{said}");
    assert!(said.contains("hint: did you mean `pin_rest_s`?"), "{said}");

    write(&profiles, "10-acme.toml", "name = \"acme\"\nextends = \"zte\"\npin_rest_s = 3\n");
    write(&profiles, "20-acme.toml", "name = \"acme\"\n");
    assert!(text(&check().stderr).contains("20-acme.toml: the profile name `acme` appears twice"));
    write(&profiles, "20-acme.toml", "name = \"generic\"\n");
    assert!(text(&check().stderr).contains("20-acme.toml:1: the name `generic` is that of simgate's own"));
    std::fs::remove_file(profiles.join("20-acme.toml")).unwrap();

    let right = check();
    assert_eq!((right.status.code(), text(&right.stderr)), (Some(0), ""));
    assert!(text(&right.stdout).contains("profiles.d: good, with 1 profile\n"), "{}", text(&right.stdout));
    let listed = simgate(&["devices", "profile", "--config", &path]);
    let names: Vec<&str> = text(&listed.stdout).lines().collect();
    assert_eq!((names.first(), names.last()), (Some(&"acme (own)"), Some(&"generic")));
    let shown = simgate(&["devices", "profile", "acme", "--config", &path]);
    assert!(text(&shown.stdout).contains("pin_rest_s = 3\n") && text(&shown.stdout).contains("AT+ZGETICCID"));
    // What it prints is a profile.
    write(&profiles, "10-acme.toml", text(&shown.stdout));
    assert_eq!(check().status.code(), Some(0));
    let unknown = simgate(&["devices", "profile", "akme", "--config", &path]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).starts_with("error: there is no profile `akme`"));
}
