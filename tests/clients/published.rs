//! The published clients of the app's API, each with all of its methods and in both dialects.

use std::collections::BTreeMap;

use serde_json::Value;
use simgate_testing::hook::Hook;
use simgate_testing::{Bench, quick};

use super::judge::{Judge, Verdict};
use super::{SOON, beside, bounded, installed, output};

/// The paths of the app, and those of its servers.
const DIALECTS: [(&str, &str); 2] = [("phone", ""), ("server", "/3rdparty/v1")];

/// What a client needs to know.
struct Call<'a> {
    /// The URL behind which Prism judges.
    judged: &'a str,
    direct: &'a str,
    key: &'a str,
    hook: &'a str,
    dialect: &'a str,
}

/// The results of a client.
#[derive(Debug, PartialEq, Eq)]
struct Report {
    version: String,
    /// By the name of the method: `ok`, or `refused: ` with the reason.
    results: BTreeMap<String, String>,
}

impl Report {
    fn summary(&self, registry: &str) -> String {
        let served = self.results.values().filter(|result| *result == "ok").count();
        let (version, all) = (&self.version, self.results.len());
        let refused = all - served;
        format!(
            "{registry} {version}: {all} methods, {served} served, {refused} refused with a reason, in both dialects"
        )
    }
}

fn report(text: &str) -> Result<Report, String> {
    let rows = text.lines().map(|row| row.split_once(": ").ok_or_else(|| format!("not a result: {row}")));
    let mut results = BTreeMap::new();
    for row in rows {
        let (name, result) = row?;
        results.insert(name.to_owned(), result.to_owned());
    }
    let version = results.remove("version").ok_or("it does not print its version")?;
    match results.values().find(|result| *result != "ok" && !result.starts_with("refused: ")) {
        Some(other) => Err(format!("no result: {other}")),
        None if results.is_empty() => Err("it has no methods".to_owned()),
        None => Ok(Report { version, results }),
    }
}

fn python(call: &Call<'_>) -> Result<Report, String> {
    let mut command = bounded(installed("python/bin/python"));
    command.arg(beside("python/client.py")).args([call.judged, call.direct, "first", call.key, call.hook]);
    report(&output(command.args([format!("python-{}", call.dialect).as_str(), call.dialect]))?)
}

fn node(call: &Call<'_>) -> Result<Report, String> {
    let mut command = bounded("node");
    command.arg(beside("node/client.mjs")).arg(installed("node/node_modules/android-sms-gateway"));
    command.args([call.judged, "first", call.key, call.hook, &format!("node-{}", call.dialect)]);
    report(&output(&mut command)?)
}

fn rust(call: &Call<'_>) -> Result<Report, String> {
    let (version, wanted) = crate_methods()?;
    let mut command = bounded(installed("rust/debug/app-client"));
    command.args(["call", call.judged, call.direct, "first", call.key, &format!("rust-{}", call.dialect)]);
    let text = output(command.arg(call.dialect))?;
    let report = report(&format!("version: {version}\n{text}"))?;
    let called: Vec<&String> = report.results.keys().collect();
    match called.iter().map(|name| name.as_str()).eq(wanted.iter().map(String::as_str)) {
        true => Ok(report),
        false => Err(format!("the crate has {wanted:?}, and the client calls {called:?}")),
    }
}

/// The version of the crate, and the public methods of its `Client` in order, from its source.
fn crate_methods() -> Result<(String, Vec<String>), String> {
    let cargo = std::env::var_os("CARGO").ok_or("Cargo runs the tests")?;
    let manifest = beside("rust/Cargo.toml");
    let mut command = bounded(cargo);
    let text = output(command.args(["metadata", "--locked", "--format-version", "1", "--manifest-path", &manifest]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages.into_iter().find(|package| package["name"] == "android-sms-gateway");
    let package = package.ok_or("the crate is not among the packages")?;
    let source = package["manifest_path"].as_str().unwrap_or_default().replace("Cargo.toml", "src/client.rs");
    let source = std::fs::read_to_string(&source).map_err(|error| format!("{source}: {error}"))?;
    let methods = source.split_once("\nimpl Client {\n").and_then(|(_, rest)| rest.split_once("\n}\n"));
    let (methods, _) = methods.ok_or("the crate has no `impl Client`")?;
    let head = |row: &str| row.trim().strip_prefix("pub ").map(|row| row.trim_start_matches("async ").to_owned());
    let name = |head: String| Some(head.strip_prefix("fn ")?.split(['(', '<']).next()?.to_owned());
    let names = methods.lines().filter_map(head).filter_map(name).filter(|name| name != "new");
    let mut names: Vec<String> = names.map(|name| format!("Client.{name}")).collect();
    names.sort();
    Ok((package["version"].as_str().unwrap_or_default().to_owned(), names))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_method_of_the_published_clients_is_served_or_refused_with_a_reason() {
    let bench = Bench::new(vec![quick("ec25", None), quick("e3372h", None)], 411, false).await;
    let text = std::fs::read_to_string(&bench.config).unwrap();
    let api = "[api]\nsends_per_minute = 0\nwebhook_networks = [\"127.0.0.1\"]\n";
    std::fs::write(&bench.config, text.replace("[api]\n", api)).unwrap();
    bench.configure("[sending]\nlimits = { gap = \"0s\" }\n");
    let _daemon = bench.daemon();
    let client = bench.ready(2).await;
    bench.rig().post_text(0, "+12025550143", "for the inbox").unwrap().unwrap();
    let has_come = || client.get("/sms/inbox").1["messages"].as_array().is_some_and(|messages| messages.len() == 1);
    bench.until("the message is in the inbox", SOON, has_come).await;
    let hook = Hook::start();

    let clients = [("PyPI", python as fn(&Call<'_>) -> _), ("npm", node), ("crates.io", rust)];
    let mut reports: BTreeMap<&str, Vec<Report>> = BTreeMap::new();
    let mut faults = Vec::new();
    let (mut judged, mut is_judged) = (0, false);
    for (dialect, path) in DIALECTS {
        let direct = format!("http://{}{path}", client.address);
        let judge = Judge::start(&bench, dialect, &direct, Verdict::Refuse).await;
        let url = judge.as_ref().map_or(direct.as_str(), |judge| judge.url.as_str());
        let call = Call { judged: url, direct: &direct, key: &client.key, hook: &hook.url, dialect };
        for (registry, run) in &clients {
            match run(&call) {
                Ok(report) => reports.entry(registry).or_default().push(report),
                Err(why) => faults.push(format!("{registry}, {dialect}: {why}")),
            }
        }
        if let Some(judge) = judge {
            judged += judge.requests().len();
            faults.extend(judge.violations().into_iter().map(|what| format!("Prism, {dialect}: {what}")));
            is_judged = true;
        }
    }
    assert!(faults.is_empty(), "{}\nthe daemon's log:\n{}", faults.join("\n"), bench.log());
    for (registry, reports) in &reports {
        let [phone, server] = &reports[..] else { panic!("{registry}: {reports:?}") };
        assert_eq!(phone, server, "{registry}");
        println!("figures: clients: {}", phone.summary(registry));
        for (name, result) in phone.results.iter().filter(|(_, result)| *result != "ok") {
            println!("{registry} {name} {result}");
        }
    }
    match is_judged {
        true => println!("figures: clients: Prism found nothing wrong in {judged} requests and their replies"),
        false => println!("figures: clients: no specification on this machine: Prism's validation was left out"),
    }
    assert!(!is_judged || judged > 150, "only {judged} requests went through Prism");
}
