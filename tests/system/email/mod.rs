//! E-mail by a real server (aiosmtpd), as Python's parser reads it.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use serde_json::Value;
use simgate_testing::{Bench, quick};
use tokio::time::sleep;

const PATIENCE: Duration = Duration::from_secs(30);

struct Server {
    process: Child,
    rows: Receiver<String>,
    port: u16,
}

impl Server {
    /// Starts a server with the certificate in `dir`; see `server.py` for the words.
    fn start(dir: &Path, mode: &str, words: &[&str]) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/system/email/server.py");
        // Debian's Python, which has Debian's packages.
        let mut command = Command::new("/usr/bin/python3");
        command.args([script, mode]).arg(dir.join("mail.pem")).arg(dir.join("mail.key")).args(words);
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 is installed: ./test does that");
        let output = process.stdout.take().unwrap();
        let (sender, rows) = mpsc::channel();
        std::thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|row| sender.send(row))
        });
        let first = rows.recv_timeout(PATIENCE).expect("the server starts: ./test installs python3-aiosmtpd");
        let port = first.strip_prefix("PORT ").unwrap().parse().unwrap();
        Self { process, rows, port }
    }

    fn mail(&self, bench: &Bench) -> Value {
        let row = self.rows.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no mail came:\n{}", bench.log()));
        serde_json::from_str(&row).unwrap()
    }

    /// Takes mails until they have told this many events.
    fn events(&self, bench: &Bench, count: usize) -> Vec<Value> {
        let (mut mails, mut told) = (Vec::new(), 0);
        while told < count {
            let mail = self.mail(bench);
            told += texts(&mail).len();
            mails.push(mail);
        }
        assert_eq!(told, count, "{mails:?}");
        mails
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The texts of the messages in a mail.
fn texts(mail: &Value) -> Vec<String> {
    let text = mail["text"].as_str().unwrap().replace("\r\n", "\n");
    let rule = format!("\n{}\n\n", "-".repeat(40));
    let of = |item: &str| item.split_once("\n\n").map(|(_, text)| text.strip_suffix('\n').unwrap_or(text).to_owned());
    text.split(&rule).filter_map(of).collect()
}

fn header<'a>(mail: &'a Value, name: &str) -> Vec<&'a str> {
    let headers = mail["headers"].as_array().unwrap().iter();
    headers.filter(|pair| pair[0] == name).map(|pair| pair[1].as_str().unwrap()).collect()
}

async fn bench(seed: u64) -> Bench {
    let bench = Bench::new(vec![quick("ec25", None)], seed, false).await;
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    std::fs::write(bench.dir.path().join("mail.pem"), made.cert.pem()).unwrap();
    std::fs::write(bench.dir.path().join("mail.key"), made.signing_key.serialize_pem()).unwrap();
    bench
}

fn forwarder(url: &str, more: &str) -> String {
    format!(
        "[[forwarder]]\ntype = \"email\"\nname = \"mail\"\nurl = \"{url}\"\nfrom = \"simgate@example.net\"\n\
         to = \"alice@example.net\"\ntimeout = \"5s\"\n{more}"
    )
}

/// Emoji, letters from right to left, ten parts, what ends a mail in SMTP, and what would be headers: each text arrives as it was, and
/// no header has anything of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn texts_arrive_as_they_were_and_no_header_has_anything_of_them() {
    let long = "0123456789 äöü ß €\n".repeat(80);
    let sent = [
        "Your Example code is 482913.",
        "👩‍👩‍👧‍👦 and 🏳️‍🌈",
        "שלום, הקוד שלך הוא 482913",
        &long,
        "x\r\n.\r\n.\r\nQUIT\r\n..two\n.",
        "Subject: evil\r\nBcc: evil@example.net\r\n\r\n<script>alert(1)</script>&amp;",
        "=?utf-8?q?evil?= =0D=0A evil",
    ];
    for (seed, (mode, scheme, more)) in (71..).zip([
        ("plain", "smtp", "starttls = false\n"),
        ("starttls", "smtp", "username = \"simgate\"\npassword = \"sesame\"\nsubject_code = true\n"),
        ("smtps", "smtps", ""),
    ]) {
        let bench = bench(seed).await;
        let login: &[&str] = if mode == "starttls" { &["login", "simgate", "sesame"] } else { &[] };
        let server = Server::start(bench.dir.path(), mode, login);
        let authority = format!("ca_file = {:?}\n", bench.dir.path().join("mail.pem"));
        let authority = if mode == "plain" { "" } else { &authority };
        bench.configure(&forwarder(&format!("{scheme}://127.0.0.1:{}", server.port), &format!("{more}{authority}")));
        let _daemon = bench.daemon();
        for text in sent {
            bench.rig().post_text(0, "Ex<b>\nBcc:", text).unwrap().unwrap();
        }
        let mails = server.events(&bench, sent.len());
        let mut found: Vec<String> = mails.iter().flat_map(texts).collect();
        let mut wanted: Vec<String> = sent.iter().map(|text| text.replace("\r\n", "\n")).collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{mode}");
        for mail in &mails {
            assert_eq!(mail["to"], serde_json::json!(["alice@example.net"]));
            assert_eq!((&mail["from"], &mail["tls"]), (&"simgate@example.net".into(), &(mode != "plain").into()));
            assert_eq!(mail["defects"], serde_json::json!([]));
            let names: Vec<&str> =
                mail["headers"].as_array().unwrap().iter().map(|pair| pair[0].as_str().unwrap()).collect();
            let allowed =
                ["From", "To", "Subject", "Message-ID", "Date", "Auto-Submitted", "MIME-Version", "Content-Type"];
            assert!(names.iter().all(|name| allowed.contains(name)), "{names:?}");
            let headers = mail["headers"].to_string();
            assert!(!headers.contains("evil") && !headers.contains("Ex<b>"), "{mail}");
            assert!(!mail["html"].as_str().unwrap().contains("<script>"), "{mail}");
            let shows = header(mail, "Subject")[0].contains("482913");
            let is_single = texts(mail).len() == 1 && texts(mail)[0].contains("482913");
            assert_eq!(shows, mode == "starttls" && is_single, "{mail}");
        }
    }
}

/// What comes while the server is busy goes together in one mail. One text that it refuses keeps no other from its way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_messages_are_one_mail_and_one_that_is_refused_delays_no_other() {
    for (seed, refused) in [(74, None), (78, Some(4))] {
        let bench = bench(seed).await;
        let server = Server::start(bench.dir.path(), "plain", &["busy", "2", "refuse", "unwanted"]);
        bench.configure(&forwarder(&format!("smtp://127.0.0.1:{}", server.port), "starttls = false\n"));
        let text = |number| if Some(number) == refused { "unwanted".to_owned() } else { format!("message {number}") };
        for number in 0..10 {
            bench.rig().post_text(0, "+12025550143", &text(number)).unwrap().unwrap();
        }
        let _daemon = bench.daemon();
        bench.ready(1).await;
        let wanted: Vec<String> = (0..10).filter(|number| Some(*number) != refused).map(text).collect();
        let mails = server.events(&bench, wanted.len());
        let mut found: Vec<String> = mails.iter().flat_map(texts).collect();
        found.sort();
        assert_eq!(found, wanted);
        let ids: BTreeSet<&str> = mails.iter().flat_map(|mail| header(mail, "Message-ID")).collect();
        assert_eq!(ids.len(), mails.len(), "each mail has an id of its own");
        println!("figures: {} messages in {} mails", wanted.len(), mails.len());
        if refused.is_none() {
            assert!(mails.len() <= 5, "{} mails", mails.len());
            assert!(header(mails.last().unwrap(), "Subject")[0].ends_with(" messages"), "{:?}", mails.last());
        } else {
            bench
                .until("the refused one waits", PATIENCE, || pending(&bench).contains("the mail server answered 550"))
                .await;
        }
    }
}

fn pending(bench: &Bench) -> String {
    bench.printed(&["deliveries", "list", "--state", "pending"])
}

/// A server that shows another certificate, or offers no STARTTLS, gets neither mail nor password.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_sent_without_the_encryption_that_is_configured() {
    for (seed, mode, scheme, why) in [
        (75, "smtps", "smtps", "UnknownIssuer"),
        (76, "starttls", "smtp", "UnknownIssuer"),
        (77, "plain", "smtp", "STARTTLS"),
    ] {
        let bench = bench(seed).await;
        let server = Server::start(bench.dir.path(), mode, &[]);
        bench.configure(&forwarder(&format!("{scheme}://127.0.0.1:{}", server.port), ""));
        let _daemon = bench.daemon();
        bench.rig().post_text(0, "+12025550143", "secret").unwrap().unwrap();
        bench.ready(1).await;
        bench.until("the delivery waits", PATIENCE, || pending(&bench).contains(why)).await;
        sleep(Duration::from_millis(500)).await;
        assert!(server.rows.try_recv().is_err(), "{mode}");
    }
}
