//! `simgate phone check` with phones in each condition.

use serde_json::Value;
use simgate::simulator::phone::{Battery, Fault, PhoneSettings, Plug};
use simgate_testing::program::{printed, rows, simgate};

use super::{Scene, closed_port};

fn sections(scene: &Scene, more: &str) -> String {
    format!(
        "[[device]]\ntype = \"android\"\nname = \"pixel\"\nurl = \"http://{}\"\npassword = \"{}\"\n{more}",
        scene.address(),
        scene.password()
    )
}

/// The exit code and the one JSON object.
fn check(config: &str) -> (Option<i32>, Value) {
    let output = simgate(&["phone", "check", "pixel", "--json", "--config", config]).output().unwrap();
    let mut rows = rows(&output);
    assert_eq!(rows.len(), 1, "{}", String::from_utf8_lossy(&output.stderr));
    (output.status.code(), rows.remove(0))
}

/// The grades of a step.
fn grades(report: &Value, step: &str) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter().filter(|finding| finding["step"] == step);
    findings.map(|finding| finding["grade"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_phone_is_usable_and_what_would_change_is_shown_and_not_done() {
    let scene = Scene::new();
    let other = format!("slots = [1, 2]\ncallback = {:?}\n", scene.callback("pixel"));
    let config = scene.configure(&sections(&scene, &other));
    let before = scene.state();
    let (code, report) = check(&config);
    assert_eq!((code, &report["usable"]), (Some(0), &Value::Bool(true)), "{report}");
    let changed: Vec<&str> =
        report["settings"].as_array().unwrap().iter().filter_map(|one| one["key"].as_str()).collect();
    assert_eq!(changed, ["messages.processing_order", "webhooks.internet_required", "webhooks.signing_key"]);
    assert_eq!((&report["settings"][0]["old"], &report["settings"][0]["new"]), (&"LIFO".into(), &"FIFO".into()));
    assert_eq!(report["webhooks"].as_array().unwrap().len(), 9);
    assert_eq!(report["sims"][1]["number"], "+14045550101");
    assert_eq!(scene.state(), before);

    let said = printed(&simgate(&["phone", "check", "pixel", "--config", &config]).output().unwrap());
    for row in
        ["ok     address", "ok     password", "processing_order from LIFO to FIFO", "adb reverse", "ok     inbox"]
    {
        assert!(said.contains(row), "{row}: {said}");
    }
    assert!(!said.contains(&scene.password()), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_trouble_has_its_grade_and_its_remedy() {
    let scene = Scene::new();
    let fault = |fault| scene.running.phone.act(|phone, now| phone.fault(fault, now));
    let url = format!("http://{}", scene.address());

    // A spare address that is dead is a note, a dead only one is wrong.
    let spare = format!("other_urls = [\"http://127.0.0.1:{}\"]\n", closed_port());
    let config = scene.configure(&sections(&scene, &spare));
    let (code, report) = check(&config);
    assert_eq!((code, grades(&report, "address")), (Some(0), vec!["ok".to_owned(), "note".to_owned()]), "{report}");
    let dead = sections(&scene, "").replace(&url, &format!("http://127.0.0.1:{}", closed_port()));
    let (code, report) = check(&scene.configure(&dead));
    assert_eq!((code, grades(&report, "address")), (Some(1), vec!["wrong".to_owned()]), "{report}");
    assert_eq!(report["id"], Value::Null);

    // Another phone, and a slot without a SIM.
    let (code, report) = check(&scene.configure(&sections(&scene, "phone_id = \"other\"\n")));
    assert!(code == Some(1) && report["findings"][0]["text"].as_str().unwrap().contains("another phone"), "{report}");
    let (code, report) = check(&scene.configure(&sections(&scene, "slots = [1, 3]\n")));
    assert_eq!((code, &grades(&report, "slots")[1][..]), (Some(1), "wrong"), "{report}");

    // A battery that ends, and an app that is too old.
    let config = scene.configure(&sections(&scene, ""));
    fault(Fault::Battery(Battery { percent: 12, plug: Plug::Unplugged }));
    let (code, report) = check(&config);
    assert_eq!((code, grades(&report, "battery")), (Some(0), vec!["note".to_owned()]), "{report}");
    let battery = report["findings"].as_array().unwrap().iter().find(|finding| finding["step"] == "battery").unwrap();
    assert_eq!(battery["remedy"], "plug in a charger");

    // A password that was changed in the app.
    fault(Fault::Password("other".into()));
    let (code, report) = check(&config);
    assert_eq!((code, grades(&report, "password")), (Some(1), vec!["wrong".to_owned()]), "{report}");
    let output = simgate(&["phone", "check", "pixel", "--config", &config]).output().unwrap();
    let (said, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("to do: the app shows both"), "{said}");
    assert!(error.contains("error: simgate can't use `pixel` yet") && error.contains("hint: "), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_permission_is_seen_by_the_sims_that_are_not() {
    let settings = PhoneSettings { reads_phone_state: false, ..PhoneSettings::numbered(1, 2).fast() };
    let scene = Scene::with(settings);
    let (code, report) = check(&scene.configure(&sections(&scene, "")));
    assert_eq!((code, grades(&report, "permissions")), (Some(1), vec!["wrong".to_owned()]), "{report}");
    assert!(report.to_string().contains("permission Phone"), "{report}");
}

#[test]
fn a_name_that_is_no_phone_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("simgate.toml");
    std::fs::write(&config, "[[device]]\ntype = \"modem\"\nname = \"pixel\"\nport = \"/dev/ttyUSB0\"\n").unwrap();
    let output = simgate(&["phone", "check", "pixel", "--config", config.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("no [[device]] of type `android`") && said.contains("hint: `simgate phone add`"), "{said}");
}
