//! `simgate phone add`, at a terminal and without one.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use simgate::simulator::phone::PhoneSettings;
use simgate_testing::program::{output, printed, simgate};

use super::terminal::Terminal;
use super::{Scene, closed_port};

fn add(scene: &Scene, config: &str) -> Command {
    let mut command = simgate(&["phone", "add", "--config", config]);
    command.current_dir(scene.dir.path());
    command
}

/// Appends the sections to the configuration, and lets simgate check it.
fn is_accepted(config: &str, sections: &str) -> String {
    let text = std::fs::read_to_string(config).unwrap();
    std::fs::write(config, format!("{text}\n{sections}")).unwrap();
    printed(&simgate(&["config", "check", config]).output().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_led_from_the_app_to_a_configuration() {
    // Given a phone whose second card does not know its number, and an empty configuration.
    let mut settings = PhoneSettings::numbered(1, 2).fast();
    settings.slots[1].as_mut().unwrap().number = None;
    let scene = Scene::with(settings);
    let config = scene.configure("");
    let before = scene.state();

    // When a person answers, and errs at each question first.
    let mut terminal = Terminal::start(&mut add(&scene, &config));
    terminal.expect("▄▄▄▄▄");
    terminal.expect("Battery optimization");
    terminal.expect("Name of the phone");
    terminal.type_row("my phone");
    terminal.expect("Name of the phone");
    terminal.type_row("pixel");
    terminal.expect("Address");
    terminal.type_row(&format!("127.0.0.1:{}", closed_port()));
    terminal.expect("User name");
    terminal.expect("[sms]: ");
    terminal.type_row("");
    terminal.expect("Password (is not shown): ");
    terminal.type_row("wr0ng-p4ss");
    terminal.expect("does not answer");
    terminal.expect("Address");
    terminal.type_row(&scene.address());
    terminal.expect("the app refuses the user or the password");
    terminal.expect("User name");
    terminal.type_row("");
    terminal.expect("Password (is not shown): ");
    // A mistake is taken back.
    terminal.type_row(&format!("x\u{7f}{}", scene.password()));
    terminal.expect("right; it is Google/panther");
    terminal.expect("ok     app");
    terminal.expect("Slots to use");
    terminal.type_row("3");
    terminal.expect("Slots to use");
    terminal.type_row("");
    terminal.expect("Number of the SIM in slot 2");
    terminal.type_row("+15055550143");
    terminal.expect("URL at which the phone reaches simgate");
    terminal.type_row("http://192.0.2.1/sms/webhook/pixel");
    terminal.expect("the app does not take");
    terminal.expect("Keep this URL");
    terminal.type_row("n");
    terminal.expect("URL at which the phone reaches simgate");
    terminal.type_row(&scene.callback("pixel"));
    terminal.expect("the phone reached");
    terminal.expect("File that keeps the password");
    terminal.type_row("simgate.toml");
    terminal.expect("exists already");
    terminal.expect("File that keeps the password");
    terminal.type_row("pixel.secret");
    terminal.expect("Append these sections");
    let (status, sections, screen) = terminal.end();

    // Then the sections are a configuration, and the password is in a file of its own alone.
    assert!(status.success(), "{screen}");
    for secret in [scene.password(), "wr0ng-p4ss".to_owned()] {
        assert!(!screen.contains(&secret) && !sections.contains(&secret), "{screen}\n{sections}");
    }
    let file = scene.dir.path().join("pixel.secret");
    assert_eq!(std::fs::read_to_string(&file).unwrap().trim_end(), scene.password());
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(sections.contains("number = \"+13035550101\""), "the number on the card: {sections}");
    assert!(sections.contains("number = \"+15055550143\"") && sections.contains("phone_id = "), "{sections}");
    assert!(is_accepted(&config, &sections).contains("1 device, 2 SIMs"), "{sections}");
    let check = simgate(&["phone", "check", "pixel", "--config", &config]).output().unwrap();
    assert!(printed(&check).ends_with("simgate can use pixel"));
    assert_eq!(scene.state(), before, "the trial leaves nothing in the app");
    assert_eq!(scene.running.phone.act(|phone, _| phone.sent().count()), 0, "and sends nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_ends_it_at_the_password_gets_the_terminal_back() {
    let scene = Scene::new();
    let config = scene.configure("");
    let mut command = add(&scene, &config);
    command.args(["--name", "pixel", "--url", &scene.address(), "--user", "sms"]);
    let mut terminal = Terminal::start(&mut command);
    terminal.expect("Password (is not shown): ");
    assert!(!terminal.echoes());
    terminal.type_row("\u{3}");
    terminal.expect("hint: nothing was written");
    let spare = terminal.echoes();
    let (status, sections, _) = terminal.end();
    assert_eq!((status.code(), sections.as_str(), spare), (Some(1), "", true));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn options_answer_all_questions_for_a_script() {
    let scene = Scene::new();
    let config = scene.configure("");
    let words = ["--name", "pixel", "--url", &scene.address(), "--password-env", "P", "--slots", "2", "--number"];
    let mut command = add(&scene, &config);
    command.args(words).args(["2=+12025550143", "--callback", &scene.callback("pixel")]).env("P", scene.password());
    let sections = printed(&output(&mut command, ""));
    assert!(sections.contains("password_env = \"P\"") && sections.contains("slots = [2]"), "{sections}");
    assert!(
        sections.contains("number = \"+12025550143\"") && sections.contains(&scene.callback("pixel")),
        "{sections}"
    );

    // A password in a file is named, not copied.
    let secret = scene.dir.path().join("secret");
    std::fs::write(&secret, format!("{}\n", scene.password())).unwrap();
    let mut command = add(&scene, &config);
    command.args(&words[..4]).args(["--password-file", "secret"]);
    let sections = printed(&output(&mut command, ""));
    assert!(sections.contains(&format!("password_file = {secret:?}")) && !sections.contains("callback"), "{sections}");
    assert!(is_accepted(&config, &sections).contains("1 device, 2 SIMs"));

    // A second one can be added although the shell lacks a variable of the first.
    let config = scene.configure(&sections.replace("password_file", "password_env"));
    let mut command = add(&scene, &config);
    command.args(["--name", "nexus", "--url", &scene.address(), "--password-file", "secret"]);
    let output = output(&mut command, "");
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not set"), "{output:?}");
    assert!(printed(&output).contains("name = \"nexus\""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_terminal_what_is_missing_or_wrong_is_an_error() {
    let scene = Scene::new();
    let config = scene.configure("[[device]]\ntype = \"modem\"\nname = \"taken\"\nport = \"/dev/ttyUSB0\"\n");
    let (address, silent) = (scene.address(), format!("127.0.0.1:{}", closed_port()));
    let complete = ["--name", "pixel", "--url", &address, "--password-env", "P"];
    let refused_url = ["--callback", "http://192.0.2.1/sms/webhook/pixel"];
    let cases: &[(&[&str], &[&str], i32, &str)] = &[
        (&[], &[], 2, "`--name` is missing"),
        (&complete[..2], &[], 2, "`--url` is missing"),
        (&complete[..4], &[], 2, "`--password-env` is missing"),
        (&["--name", "taken"], &complete[2..], 2, "a device `taken` already"),
        (&["--name", "pixel", "--url", &silent], &complete[4..], 1, "the phone can't be used yet"),
        (&complete, &["--slots", "1,3"], 2, "`3` is no slot with a SIM"),
        (&complete, &["--number", "1=0171"], 2, "--number: "),
        (&complete, &refused_url, 1, "the callback does not work yet"),
        (&complete, &["--callback", "https://gw.example/x"], 2, "/sms/webhook/pixel"),
        (&complete, &["--keep", "x"], 2, "cannot be used with"),
    ];
    for (words, more, code, error) in cases {
        let mut command = add(&scene, &config);
        command.args(*words).args(*more).env("P", scene.password());
        let output = output(&mut command, "");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(*code), "{words:?} {more:?}: {said}");
        assert!(said.contains("error: ") && said.contains(error), "{words:?} {more:?}: {said}");
        assert!(output.stdout.is_empty(), "{words:?} {more:?}: nothing for the configuration");
    }
    let mut wrong = add(&scene, &config);
    let said = output(wrong.args(complete).env("P", "other"), "").stderr;
    assert!(String::from_utf8_lossy(&said).contains("the app refuses the user or the password"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_callback_where_simgate_runs_already_is_not_tried() {
    let scene = Scene::new();
    let config = scene.configure("");
    let _taken = std::net::TcpListener::bind(("127.0.0.1", scene.listen)).unwrap();
    let before = scene.state();
    let mut command = add(&scene, &config);
    command.args(["--name", "pixel", "--url", &scene.address(), "--password-env", "P"]);
    command.args(["--callback", &scene.callback("pixel")]).env("P", scene.password());
    let output = output(&mut command, "");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("note   webhook    not tried"), "{said}");
    assert!(printed(&output).contains(&scene.callback("pixel")));
    assert_eq!(scene.state(), before);
}
