//! Others verify the signatures of the webhooks that simgate posts in the app's form: openssl, and the published crate.

use serde_json::json;
use simgate_testing::hook::{Hook, Posted};
use simgate_testing::{Bench, quick};

use super::{beside, bounded, installed, output};

const SENDER: &str = "+12025550143";
/// With characters that JSON may escape, and some of more than one byte.
const TEXT: &str = "Grüße <&> 'Käse' \"1/2\" 🚀 482913";

fn crate_says(key: &str, body: &str, posted: &Posted) -> String {
    let (stamp, signature) = (&posted.headers["x-timestamp"], &posted.headers["x-signature"]);
    let mut command = bounded(installed("rust/debug/app-client"));
    output(command.args(["verify", key, body, stamp, signature])).unwrap().trim_end().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn openssl_and_the_crate_accept_every_signature_and_nothing_else() {
    let bench = Bench::new(vec![quick("ec25", None)], 412, false).await;
    let text = std::fs::read_to_string(&bench.config).unwrap();
    std::fs::write(&bench.config, text.replace("[api]\n", "[api]\nwebhook_networks = [\"127.0.0.1\"]\n")).unwrap();
    let _daemon = bench.daemon();
    let client = bench.ready(1).await;
    let (received, sent) = (Hook::start(), Hook::start());
    for (hook, event) in [(&received, "sms:received"), (&sent, "sms:sent")] {
        let (status, _) = client.post("/webhooks", &json!({ "url": hook.url, "event": event }));
        assert_eq!(status, 201);
    }
    bench.rig().post_text(0, SENDER, TEXT).unwrap().unwrap();
    let (status, _) = client.post("/messages", &json!({ "message": TEXT, "phoneNumbers": [SENDER] }));
    assert_eq!(status, 202);

    let posted = [received.next(), sent.next()];

    let settings = client.get("/settings").1;
    let key = settings["webhooks"]["signing_key"].as_str().unwrap();
    for posted in &posted {
        assert_eq!(posted.headers["x-signature"], posted.signature(key), "openssl");
        assert_eq!(crate_says(key, &posted.body, posted), "valid");
        for (key, body) in [("another", posted.body.clone()), (key, posted.body.replace("sms:", "sms;"))] {
            assert_eq!(crate_says(key, &body, posted), "wrong");
        }
    }
    let body = bench.dir.path().join("body.json");
    std::fs::write(&body, &posted[0].body).unwrap();
    let mut reader = bounded(installed("python/bin/python"));
    let read = output(
        reader
            .arg(beside("python/payload.py"))
            .env("PYTHONIOENCODING", "utf-8")
            .stdin(std::fs::File::open(body).unwrap()),
    );
    assert_eq!(read.unwrap().trim_end(), format!("{SENDER} {TEXT}"));
    println!(
        "figures: clients: openssl and crates.io accept the signatures of {} webhooks, PyPI reads them",
        posted.len()
    );
}
