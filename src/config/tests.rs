//! Whole files: what is accepted, and the sentence for each fault.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::*;
use crate::code::MIN_CONFIDENCE;
use crate::flow::notice::Confidence;
use crate::model::Name;

fn parse(text: &str) -> Result<Config, ConfigErrors> {
    Config::parse(Path::new("/conf/simgate.toml"), text, &|name| (name == "HOOK_SECRET").then(|| SECRET.to_owned()))
}

const SECRET: &str = "whsec_ZXhhbXBsZSBvbmx5LCBtYWtlIHlvdXIgb3duIQ==";

/// The faults as `line: sentence`.
fn faults(text: &str) -> Vec<String> {
    let errors = parse(text).expect_err("has a fault");
    errors.problems.iter().map(|problem| format!("{}: {}", problem.line.unwrap_or(0), problem.what)).collect()
}

#[test]
fn a_file_with_everything_reads_as_written() {
    let config = parse(
        r#"
        [gateway]
        name = "attic"
        data = "state"
        [log]
        level = "debug"
        [dedupe]
        window = "1h30m"
        [[device]]
        type = "modem"
        port = "/dev/ttyUSB2"
        pin = "1234"
        profile = "huawei"
        [[device]]
        type = "modem"
        port = "/dev/ttyS0"
        baud = 9_600
        [[sim]]
        iccid = "8901260712345678901F"
        name = "att-1"
        number = "+12025550143"
        [[forwarder]]
        type = "webhook"
        name = "backend"
        url = "https://enum.example:8443/in?x=1"
        secret_env = "HOOK_SECRET"
        format = "enum"
        [[forwarder]]
        type = "mqtt"
        name = "broker"
        url = "mqtts://broker.example"
        username = "u"
        password_env = "HOOK_SECRET"
        [[forwarder]]
        type = "exec"
        name = "script"
        command = ["/bin/cat", "-"]
        [[owner]]
        name = "alice"
        numbers = ["+12025550143"]
        forward_to = ["backend"]
        "#,
    )
    .expect("is right");
    assert_eq!(config.gateway.data, PathBuf::from("/conf/state"));
    assert_eq!(config.log.level, Level::Debug);
    assert_eq!(config.dedupe.window, Duration::from_secs(5400));
    assert_eq!(config.retention.messages, Duration::from_secs(30 * 86_400));
    let Device::Modem(first) = &config.devices[0] else { panic!("it is a modem") };
    assert_eq!(
        (first.name.as_str(), first.baud, first.profile.as_ref().map(Name::as_str)),
        ("modem-1", 115_200, Some("huawei"))
    );
    assert_eq!(first.pin.as_ref().map(|from| from.secret.reveal()), Some("1234"));
    let Device::Modem(second) = &config.devices[1] else { panic!("it is a modem") };
    assert_eq!((second.name.as_str(), second.baud, second.pin.is_none()), ("modem-2", 9600, true));
    assert_eq!(
        config.sims[0].line().expect("it is a card").iccid().expect("it is a card").as_str(),
        "8901260712345678901"
    );
    let Forwarder::Webhook(hook) = &config.forwarders[0] else { panic!("it is a webhook") };
    assert_eq!((hook.format, hook.default, hook.give_up), (WebhookFormat::Enum, true, Duration::from_secs(3 * 86_400)));
    assert_eq!(hook.url.to_string(), "https://enum.example:8443/in?x=1");
    assert_eq!(hook.secret.as_ref().map(|from| from.secret.reveal()), Some(SECRET));
    assert_eq!(config.owners[0].forward_to[0].as_str(), "backend");
    let Forwarder::Mqtt(mqtt) = &config.forwarders[1] else { panic!("it is a broker") };
    assert_eq!(
        (mqtt.prefix.as_str(), mqtt.version, mqtt.username.as_deref()),
        ("simgate", MqttVersion::Auto, Some("u"))
    );
    let Forwarder::Exec(exec) = &config.forwarders[2] else { panic!("it is a program") };
    assert_eq!(exec.command, ["/bin/cat", "-"]);
}

#[test]
fn each_fault_has_its_sentence_and_line() {
    let hook = |rest: &str| format!("[[forwarder]]\ntype=\"webhook\"\nname=\"b\"\nurl=\"http://h/\"\n{rest}");
    let mqtt = |rest: &str| format!("[[forwarder]]\ntype=\"mqtt\"\nname=\"b\"\n{rest}");
    let mail = |rest: &str| {
        let both = "from=\"a@b.example\"\nto=\"c@d.example\"";
        format!("[[forwarder]]\ntype=\"email\"\nname=\"b\"\n{rest}\n{both}")
    };
    let owner = |rest: &str| hook(&format!("sign=false\n[[owner]]\nname=\"o\"\n{rest}"));
    for (text, fault) in [
        ("x = 1".to_owned(), "1: unknown key `x` outside of any section"),
        ("[gateway]\n[gatway]\n".to_owned(), "2: unknown section `gatway`"),
        ("[[gateway]]\n".to_owned(), "1: `gateway` must be a section that stands once, [gateway]"),
        ("[device]\n".to_owned(), "1: `device` can stand several times and is written [[device]], in two brackets"),
        ("sim = [1]".to_owned(), "1: `sim` can stand several times and is written [[sim]], in two brackets"),
        (
            "[dedupe]\n\nwindow = 24".to_owned(),
            "3: `window` must be a duration such as `90s`, `1h30m` or `30d` in quotes, not a number",
        ),
        ("[dedupe]\nwindow = \"91d\"".to_owned(), "2: `window` must be from 0s to 90d, not `91d`"),
        ("[[device]]\ntype=\"modem\"\nport=\"/p\"\nbaud=1".to_owned(), "4: `baud` must be from 300 to 4000000"),
        ("[[device]]\ntype=\"modem\"\nport=\"\"".to_owned(), "3: `port` must be a path, not an empty string"),
        (
            "[[device]]\ntype=\"modem\"\nport=\"/p\"\npin=1234".to_owned(),
            "4: `pin` must be a string in quotes, not a number",
        ),
        ("[[device]]\ntype=\"modem\"\nport=\"/p\"\npin=\"123\"".to_owned(), "4: `pin`: the PIN must be 4 to 8 digits"),
        (
            "[[device]]\ntype=\"modem\"\nport=\"/p\"\npin_env=\"NO\"".to_owned(),
            "4: `pin_env`: the environment variable `NO` is not set",
        ),
        (
            "[[device]]\ntype=\"modem\"\nport=\"/p\"\n[[device]]\ntype=\"modem\"\nport=\"/q\"\nname=\"modem-1\""
                .to_owned(),
            "4: the device name `modem-1` appears twice",
        ),
        (
            "[[sim]]\nname=\"a\"\niccid=\"89012607\"".to_owned(),
            "3: `iccid` must be an ICCID, the 18 to 20 digits beginning with 89 that are printed on the card: `89012607` has the wrong number of digits",
        ),
        (
            "[[sim]]\nname=\"a\"\niccid=\"8901260712345678901\"\n[[sim]]\nname=\"b\"\niccid=\"8901260712345678901F\""
                .to_owned(),
            "6: the ICCID `8901260712345678901` appears twice",
        ),
        (hook(""), "1: [[forwarder]] needs one of `secret`, `secret_file` and `secret_env`"),
        (
            hook("secret=\"short\""),
            "5: `secret`: the secret must be `whsec_` and the base64 of 24 to 64 bytes, as Standard Webhooks wants it",
        ),
        (hook("secret=\"s\"\nsign=false"), "5: `secret` is set, but `sign = false` does not use it"),
        (hook("secret=\"\"\nformat=\"smsgate\""), "5: `secret`: the secret must not be empty"),
        (
            hook("secret_file=\"/none/here\""),
            "5: `secret_file`: can't read /none/here: No such file or directory (os error 2)",
        ),
        (owner("numbers=[]\nforward_to=[\"c\"]"), "9: `forward_to` names `c`, but no [[forwarder]] has this name"),
        (owner("numbers=[]\nforward_to=[\"b\", \"b\"]"), "9: the forwarder `b` appears twice"),
        (owner("forward_to=[]"), "6: [[owner]] needs `numbers`"),
        (
            mqtt("url=\"http://h\""),
            "4: `url` must be a URL beginning with mqtt:// or mqtts://: this one has another scheme, or none",
        ),
        (
            mqtt("url=\"mqtt://u:p@h\""),
            "4: `url` must be a URL beginning with mqtt:// or mqtts://: this one holds a user name or password: use \
             `username` and `password` instead",
        ),
        (
            mqtt("url=\"mqtt://h\"\nprefix=\"a/#\""),
            "5: `prefix` must be a topic of levels separated by `/`, such as `simgate` or `home/sms`: `a/#` has a \
             wildcard or a blank",
        ),
        (mqtt("url=\"mqtt://h\"\nsend_from=[\"+12025550143\"]"), "5: `send_from` is set, but not `commands = true`"),
        (
            mqtt("url=\"mqtt://h\"\ncommands=true\nsend_from=[\"att-1\"]"),
            "6: `send_from` must be a number in E.164 form, such as `+12025550143`: `att-1` starts with digits that such a \
             number never has",
        ),
        (mqtt("url=\"mqtt://h\"\npassword=\"p\""), "5: `password` is set, but not `username`"),
        (
            mqtt("url=\"mqtt://h\"\nca_file=\"/dev/null\""),
            "5: `ca_file` is set, but `url` does not begin with mqtts://",
        ),
        (
            mqtt("url=\"mqtts://h\"\nca_file=\"/dev/null\""),
            "5: `ca_file`: can't read /dev/null: it is not a regular file",
        ),
        (
            mail("url=\"mqtt://h\""),
            "4: `url` must be a URL beginning with smtps:// or smtp://: this one has another scheme, or none",
        ),
        (
            mail("url=\"smtp://h/x\""),
            "4: `url` must be a URL beginning with smtps:// or smtp://: this one has more than a host and a port",
        ),
        (
            mail("url=\"smtps://h\"\nstarttls=false"),
            "5: `starttls = false` is set, but `url` does not begin with smtp://",
        ),
        (
            mail("url=\"smtp://h\"\nusername=\"a\""),
            "5: `username` is set, but none of `password`, `password_file` and `password_env`",
        ),
        (
            mail("url=\"smtp://h\"\nstarttls=false\nca_file=\"/dev/null\""),
            "6: `ca_file` is set, but `starttls = false` encrypts nothing",
        ),
        (
            "[[forwarder]]\ntype=\"email\"\nname=\"b\"\nurl=\"smtps://h\"\nfrom=\"a@b.example\"\nto=\"a b\"".to_owned(),
            "6: `to` must be an e-mail address such as `alice@example.net`: `a b` is none",
        ),
        ("[[forwarder]]\ntype=\"exec\"\nname=\"b\"\ncommand=[]".to_owned(), "4: `command` must begin with a program"),
        ("[gateway".to_owned(), "1: not TOML: unclosed table, expected `]`"),
    ] {
        assert_eq!(faults(&text), [fault], "{text}");
    }
}

#[test]
fn a_misspelt_key_is_named_with_the_one_that_was_meant() {
    let errors =
        parse("[[owner]]\nname = \"a\"\nnumbers = []\nforward_to = []\nforwardto = []").expect_err("unknown key");
    assert_eq!(
        errors.to_string(),
        "/conf/simgate.toml:5: unknown key `forwardto` in [[owner]]\nhint: did you mean `forward_to`?"
    );
    assert_eq!(errors.problems[0].column, Some(1));
}

#[test]
fn all_faults_are_told_at_once_but_not_without_end() {
    let text = "[log]\n".to_owned() + &(0..50).map(|i| format!("k{i:02} = 1\n")).collect::<String>();
    let errors = parse(&text).expect_err("unknown keys").to_string();
    assert_eq!(errors.matches("unknown key").count(), 20);
    assert!(errors.ends_with("error: /conf/simgate.toml: and 30 more"), "{errors}");
    assert!(errors.contains(":2: unknown key `k00`"), "{errors}");
}

#[test]
fn no_secret_is_shown_in_any_form() {
    let right = "[[forwarder]]\ntype=\"webhook\"\nname=\"b\"\nurl=\"http://h/\"\nformat=\"smsgate\"\nsecret=\"geheim\"";
    let config = parse(right).expect("is right");
    assert!(!format!("{config:?}").contains("geheim"));
    assert!(
        config.to_toml().contains("secret_file = \"/conf/simgate.toml#forwarder.1.secret\""),
        "{}",
        config.to_toml()
    );
    for wrong in [
        "secret = \"geheim\"\nsecret_env = \"geheim\"",
        "secret = [\"geheim\"]",
        "secret = \"geheim",
        "secret = geheim",
        "secret = \"geheim\"\nsecret = \"geheim\"",
        "sercet = \"geheim\"",
        "secret = \"geheim\"",
        "sign = false\nsecret = \"geheim\"",
        "url = \"http://geheim:geheim@h/\"",
    ] {
        let errors = parse(&format!("[[forwarder]]\ntype=\"webhook\"\nname=\"b\"\n{wrong}")).expect_err("has a fault");
        assert!(!errors.to_string().contains("geheim"), "{errors}");
    }
}

#[test]
fn secrets_come_from_files_and_from_other_configurations() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("hook");
    std::fs::write(&file, format!("{SECRET}\r\n")).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    let conf = dir.path().join("simgate.toml");
    let text = "[[forwarder]]\ntype=\"webhook\"\nname=\"b\"\nurl=\"http://h/\"\nsecret_file=\"hook\"";
    let read = |text: &str| Config::parse(&conf, text, &|_| None);

    let config = read(text).expect("is right");
    assert_eq!(config.warnings, [""; 0]);
    assert_eq!(read(&config.to_toml()), Ok(config));

    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
    let warned = read(text).expect("is right").warnings;
    assert_eq!(warned.len(), 1);
    assert!(
        warned[0].ends_with(&format!(":5: everybody on this machine can read the secret in {}", file.display())),
        "{warned:?}"
    );

    let inline = text.replace("secret_file=\"hook\"", &format!("secret=\"{SECRET}\""));
    std::fs::write(&conf, &inline).unwrap();
    std::fs::set_permissions(&conf, PermissionsExt::from_mode(0o600)).unwrap();
    let config = read(&inline).expect("is right");
    assert_eq!(read(&config.to_toml()), Ok(config), "the printed form finds the secret again");
}

#[test]
fn the_state_directory_of_systemd_beats_the_default_and_not_the_file() {
    let read = |text: &str, directories: &str| {
        Config::parse(Path::new("/c"), text, &|name| (name == "STATE_DIRECTORY").then(|| directories.to_owned()))
            .unwrap()
            .gateway
            .data
    };
    assert_eq!(read("", "/var/lib/a:/var/lib/b"), PathBuf::from("/var/lib/a"));
    assert_eq!(read("", ""), PathBuf::from("/var/lib/simgate"));
    assert_eq!(read("[gateway]\ndata=\"/srv\"", "/var/lib/a"), PathBuf::from("/srv"));
}

#[test]
fn what_keeps_a_sim_alive_is_read_with_its_kinds() {
    let of = |rows: &str| format!("[[sim]]\niccid = \"8901260712345678901\"\nname = \"a\"\n{rows}");
    let right = of("keep_alive = \"150d\"\nexpires = 2027-05-01\ntop_up = \"2027-03-01\"\n\
                    balance = { ussd = \"*100#\", pattern = \"Bal {amount}\", below = \"2.50\" }\n");
    let sim = parse(&right).expect("is right").sims[0].clone();
    assert_eq!(
        (sim.expires.unwrap().to_string(), sim.top_up.unwrap().to_string()),
        ("2027-05-01".into(), "2027-03-01".into())
    );
    assert_eq!(sim.balance.unwrap().below.unwrap().0, 250);
    for (rows, fault) in [
        ("expires = 2027-05-01T10:00:00Z", "4: `expires` must be a day such as `2027-05-01`, without a time"),
        ("expires = \"2027-02-30\"", "4: `expires` must be a day such as `2027-05-01`: `2027-02-30` is none"),
        (
            "balance = { ussd = \"me\", pattern = \"{amount}\" }",
            "4: `ussd` must be a USSD code such as `*100#`: `me` is none",
        ),
        (
            "balance = { ussd = \"*1#\", pattern = \"x\" }",
            "4: `pattern` must be the text around the amount, such as `Balance: {amount} EUR`: `x` does not have `{amount}` once, or is too long",
        ),
    ] {
        assert_eq!(faults(&of(rows)), [fault], "{rows}");
    }
    let phone =
        "[[sim]]\ndevice = \"pixel\"\nslot = 1\nname = \"a\"\nbalance = { ussd = \"*1#\", pattern = \"{amount}\" }\n";
    assert!(faults(phone).iter().any(|fault| fault.ends_with("`balance` needs USSD, which phones don't make")));
}

#[test]
fn every_default_and_example_of_a_declaration_is_accepted() {
    for section in Config::docs().into_iter().chain(CodesFile::docs()) {
        for key in &section.keys {
            let value = toml::de::DeValue::parse(&key.example);
            assert!(value.is_ok(), "{} {}: {}", section.title, key.key, key.example);
            assert!(key.doc.ends_with('.') && key.doc.len() > 30, "{} {}: {}", section.title, key.key, key.doc);
        }
    }
    assert_eq!(parse(&parse("").unwrap().to_toml()), parse(""));
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "[\\[\\]a-z_=\"0-9. \n#+-]{0,200}") {
        let _ = parse(&text);
    }
}

#[test]
fn the_http_interface_is_not_open_to_others_without_a_word() {
    assert_eq!(
        faults("[api]\nlisten = \"0.0.0.0:8081\"\n"),
        ["2: `listen`: 0.0.0.0:8081 can be reached from other machines, and TLS is not spoken"]
    );
    assert_eq!(faults("[api]\ntls_cert = \"a.pem\"\n"), ["2: `tls_cert` is set, but not `tls_key`"]);
    assert_eq!(
        faults("[api]\nlisten = \"localhost\"\n"),
        [
            "2: `listen` must be an address with a port, such as `127.0.0.1:8081` or `[::1]:8081`, or `off`: `localhost` is not"
        ]
    );
    for right in ["listen = \"off\"", "listen = \"[::1]:80\"", "listen = \"0.0.0.0:80\"\nplain_http = true"] {
        parse(&format!("[api]\n{right}\n")).expect(right);
    }
}

#[test]
fn how_many_digits_of_a_caller_are_a_code_is_said_for_each_sim() {
    let read = |digits: &str| format!("[[sim]]\niccid = \"8901260712345678901\"\nname = \"a\"\n{digits}\n");
    let digits = |text: &str| parse(&read(text)).expect("is right").sims[0].missed_call_code;
    assert_eq!((digits(""), digits("missed_call_code = 4"), digits("missed_call_code = 6")), (None, Some(4), Some(6)));
    for wrong in ["3", "7", "0", "-4"] {
        let text = read(&format!("missed_call_code = {wrong}"));
        assert_eq!(faults(&text), ["4: `missed_call_code` must be from 4 to 6"], "{wrong}");
    }
    assert_eq!(faults(&read("missed_call_code = true")).len(), 1);
    let error = parse(&read("missed_calls_code = 4")).expect_err("misspelt").to_string();
    assert!(error.ends_with("hint: did you mean `missed_call_code`?"), "{error}");
}

#[test]
fn a_sim_has_the_limits_of_all_but_for_those_that_it_sets() {
    let config = parse(
        "[gateway]\ntime_zone = \"Europe/Berlin\"\n[sending]\nlimits = { day = 50, hour = 5 }\n\
         [[sim]]\niccid = \"8901260712345678901\"\nname = \"a\"\ntime_zone = \"America/New_York\"\n\
         [sim.limits]\ngap = \"5s\"\n",
    )
    .expect("is right");
    assert_eq!((config.sending.limits.day, config.sending.limits.hour), (Some(50), Some(5)));
    let own = config.sims[0].limits.as_ref().expect("it has some");
    assert_eq!((own.day, own.hour, own.gap), (None, None, Some(Duration::from_secs(5))));
    let all = own.over(&config.sending.limits);
    assert_eq!((all.day, all.hour, all.gap, all.month), (Some(50), Some(5), Duration::from_secs(5), None));
    assert_eq!(config.gateway.time_zone.name, "Europe/Berlin");
    assert_eq!(config.sims[0].time_zone.as_ref().expect("it has one").name, "America/New_York");
    assert_eq!(
        faults("[sending]\nlimits = { dya = 5 }\n[gateway]\ntime_zone = \"Mars\"\n"),
        [
            "2: unknown key `dya` in `limits`",
            "4: `time_zone` must be a time zone of the IANA database, such as `Europe/Berlin` or `UTC`: `Mars` is not known here"
        ]
    );
    assert_eq!(faults("[sending]\nlimits = 5\n"), ["2: `limits` must be a table such as `{ day = 99 }`, not a number"]);
}

#[test]
fn how_sure_a_code_must_be_is_a_probability() {
    let read = |text: &str| parse(text).expect("is valid").codes.min_confidence;
    assert_eq!(read(""), Confidence::from_share(MIN_CONFIDENCE));
    for (written, confidence) in [("0.85", 85), ("1", 100), ("1.0", 100), ("0", 0), ("0.999", 100)] {
        assert_eq!(read(&format!("[codes]\nmin_confidence = {written}")), Confidence(confidence), "{written}");
    }
    for wrong in ["1.01", "-0.1", "90", "nan", "inf", "1e9"] {
        let text = format!("[codes]\nmin_confidence = {wrong}");
        assert_eq!(faults(&text), ["2: `min_confidence` must be from 0 to 1, such as 0.9"], "{wrong}");
    }
    let text = "[codes]\nmin_confidence = \"0.9\"";
    assert_eq!(faults(text), ["2: `min_confidence` must be a number without quotes, not a string"]);
}
