//! The files of the data directory with the shipped binary: removed, truncated, replaced and restored databases, file
//! modes, and secrets in the environment.

use std::fs;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use simgate::clock;
use simgate::simulator::modem::ModemEvent;
use simgate_testing::http::Client;
use simgate_testing::program::program;
use simgate_testing::{Bench, Daemon, SECRET, quick};
use tokio::time::sleep;

const SOON: Duration = Duration::from_secs(30);

fn binary() -> Command {
    Command::new(program())
}

fn data(bench: &Bench) -> PathBuf {
    bench.dir.path().join("data")
}

fn database(bench: &Bench) -> PathBuf {
    data(bench).join("simgate.db")
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn deleted(bench: &Bench) -> usize {
    let events = bench.rig().take_events(0);
    events.iter().filter(|event| matches!(event, ModemEvent::Deleted { .. })).count()
}

async fn receive(bench: &mut Bench, text: &str, texts: usize) {
    bench.rig().post_text(0, "+12025550143", text).unwrap().unwrap();
    bench.expect(texts, SOON).await;
}

/// Starts simgate, which must fail, and returns its error.
fn refused(bench: &Bench) -> String {
    let run = bench.command(binary()).stderr(Stdio::piped()).output().unwrap();
    let output = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(1), "{output}");
    assert!(output.contains("error: ") && output.contains("\nhint: "), "{output}");
    output
}

/// Waits until the daemon logs that it stores nothing, and checks that no message leaves the modem.
async fn stores_nothing(bench: &mut Bench, client: &Client, why: &str) {
    bench.until(why, SOON, || bench.log().contains(why)).await;
    bench.rig().post_text(0, "+12025550143", "meanwhile").unwrap().unwrap();
    let (status, body) = client.get("/healthz");
    assert_eq!((status, &body["error"]["code"]), (503, &json!("store_unavailable")), "{body}");
    bench.collect(Duration::ZERO).await;
    assert!(!bench.events.contains_key("meanwhile"), "delivered without a commit");
    assert_eq!(deleted(bench), 0, "the message left the modem");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_removed_nothing_is_stored() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 301, true).await;
    let mut daemon = bench.daemon();
    let client = Client::of(&bench, "http").await;
    receive(&mut bench, "before", 1).await;
    bench.until("it stays", SOON, || deleted(&bench) == 1).await;
    for end in ["", "-wal", "-shm"] {
        let (here, away) = (data(&bench).join(format!("simgate.db{end}")), bench.dir.path().join(format!("away{end}")));
        fs::rename(here, away).unwrap();
    }
    stores_nothing(&mut bench, &client, "was removed while simgate runs").await;
    for end in ["-wal", "-shm", ""] {
        let (here, away) = (data(&bench).join(format!("simgate.db{end}")), bench.dir.path().join(format!("away{end}")));
        fs::rename(away, here).unwrap();
    }
    bench.expect(2, SOON).await;
    assert!(bench.events.values().all(|ids| ids.len() == 1));
    bench.until("it stays", SOON, || deleted(&bench) == 1).await;
    // Now the database is removed for good.
    for end in ["", "-wal", "-shm"] {
        fs::rename(data(&bench).join(format!("simgate.db{end}")), bench.dir.path().join(format!("away{end}"))).unwrap();
    }
    bench.rig().post_text(0, "+12025550143", "later").unwrap().unwrap();
    sleep(Duration::from_secs(3)).await;
    daemon.kill();
    assert_eq!(deleted(&bench), 0, "the message left the modem");
    let output = refused(&bench);
    assert!(output.contains("is gone") && output.contains("store.id") && output.contains("api.key"), "{output}");
    assert!(!database(&bench).exists());
    for end in ["", "-wal", "-shm"] {
        fs::rename(bench.dir.path().join(format!("away{end}")), data(&bench).join(format!("simgate.db{end}"))).unwrap();
    }
    let _daemon = bench.daemon();
    bench.expect(3, SOON).await;
}

/// A name, the words in the log, and the damage to the database.
type Fault = (&'static str, &'static str, fn(&Path));

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_emptied_truncated_or_replaced_nothing_is_stored() {
    let faults: [Fault; 5] = [
        ("emptied", "was emptied or overwritten while", |path| fs::write(path, "").unwrap()),
        ("cut off", "was cut off while", |path| {
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_len(file.metadata().unwrap().len() / 2).unwrap();
        }),
        ("replaced", "was replaced by another file while", |path| {
            fs::copy(path, path.with_extension("other")).unwrap();
            fs::rename(path.with_extension("other"), path).unwrap();
        }),
        ("log removed", "-wal` was removed while", |path| fs::remove_file(path.with_extension("db-wal")).unwrap()),
        ("log overwritten", "-wal` was emptied or overwritten while", |path| {
            let log = fs::File::options().write(true).open(path.with_extension("db-wal")).unwrap();
            log.write_all_at(&[0; 32], 0).unwrap();
        }),
    ];
    for (name, why, fault) in faults {
        let mut bench = Bench::new(vec![quick("ec25", None)], 302, true).await;
        let _daemon = bench.daemon();
        let client = Client::of(&bench, "http").await;
        receive(&mut bench, "before", 1).await;
        bench.until(name, SOON, || deleted(&bench) == 1).await;
        fault(&database(&bench));
        stores_nothing(&mut bench, &client, why).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_changed_between_starts_is_refused_with_a_hint() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 303, true).await;
    let mut daemon = bench.daemon();
    receive(&mut bench, "before", 1).await;
    daemon.stop();
    let whole = fs::read(database(&bench)).unwrap();
    fs::write(database(&bench), "").unwrap();
    let output = refused(&bench);
    assert!(output.contains("is empty") && output.contains("store.id"), "{output}");
    fs::write(database(&bench), &whole[..whole.len() / 2]).unwrap();
    let output = refused(&bench);
    assert!(output.contains("malformed") && output.contains("keep the file"), "{output}");
    // The database of another gateway.
    let other = Bench::new(vec![quick("ec25", None)], 304, true).await;
    let mut daemon = other.daemon();
    Client::of(&other, "http").await;
    daemon.stop();
    fs::copy(database(&other), database(&bench)).unwrap();
    let output = refused(&bench);
    assert!(output.contains("is not the one that was here before"), "{output}");
    fs::write(database(&bench), &whole).unwrap();
    let _daemon = bench.daemon();
    receive(&mut bench, "after", 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_truncated_database_with_a_log_is_refused() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 305, true).await;
    let mut daemon = bench.daemon();
    receive(&mut bench, "before", 1).await;
    daemon.stop();
    // First everything is in the database, then something more only in the log.
    let mut daemon = bench.daemon();
    receive(&mut bench, "after", 2).await;
    daemon.kill();
    assert!(fs::metadata(data(&bench).join("simgate.db-wal")).unwrap().len() > 0);
    let whole = fs::read(database(&bench)).unwrap();
    fs::write(database(&bench), &whole[..whole.len() / 2]).unwrap();
    let output = refused(&bench);
    assert!(output.contains("malformed") || output.contains("is damaged"), "{output}");
    assert!(output.contains("keep the file"), "{output}");
    fs::write(database(&bench), &whole).unwrap();
    let _daemon = bench.daemon();
    receive(&mut bench, "at last", 3).await;
}

/// The queued messages of a backup may have been sent since.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_backup_sends_nothing_until_a_person_releases_it() {
    let bench = Bench::new(vec![quick("generic", None)], 306, true).await;
    let ready = |bench: &Bench| String::from_utf8_lossy(&bench.simgate(&["sims"]).stdout).contains("ready");
    let submitted = || bench.rig().smsc(|smsc, _| smsc.submitted().len());
    let mut daemon = bench.daemon();
    Client::of(&bench, "http").await;
    bench.until("no line", SOON, || ready(&bench)).await;
    // The outbox is held during the backup, so the backup holds a queued message.
    assert!(bench.simgate(&["outbox", "hold"]).status.success());
    let sent = bench.simgate(&["send", "+12025550199", "once", "--json"]);
    let id = serde_json::from_slice::<Value>(&sent.stdout).unwrap()["message_id"].as_str().unwrap().to_owned();
    let status = || -> Value { serde_json::from_slice(&bench.simgate(&["status", &id, "--json"]).stdout).unwrap() };
    bench
        .until("the reason is missing", SOON, || status()["reason"].as_str().is_some_and(|why| why.contains("held")))
        .await;
    assert_eq!((status()["status"].as_str(), submitted()), (Some("queued"), 0));
    let listed = bench.simgate(&["outbox"]);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("nothing is sent until"), "{listed:?}");
    let backup = bench.dir.path().join("backup.db");
    let saved = rusqlite::Connection::open(database(&bench)).unwrap();
    saved.execute("VACUUM INTO ?1", [backup.to_str().unwrap()]).unwrap();
    drop(saved);
    rusqlite::Connection::open(&backup).unwrap().execute("UPDATE store SET held = NULL", []).unwrap();
    assert!(bench.simgate(&["outbox", "release"]).status.success());
    assert_eq!(bench.simgate(&["outbox", "release"]).status.code(), Some(1), "it is not held");
    bench.until("it is not sent", SOON, || submitted() == 1).await;
    bench.until("it is not sent", SOON, || status()["status"] == "sent").await;
    daemon.stop();

    for end in ["-wal", "-shm"] {
        let _ = fs::remove_file(data(&bench).join(format!("simgate.db{end}")));
    }
    fs::copy(&backup, database(&bench)).unwrap();
    let _daemon = bench.daemon();
    bench.until("no line", SOON, || ready(&bench)).await;
    bench.until("it does not listen", SOON, || bench.log().matches("HTTP interface listens").count() == 2).await;
    let client = Client::of(&bench, "http").await;
    bench
        .until("the reason is missing", SOON, || status()["reason"].as_str().is_some_and(|why| why.contains("held")))
        .await;
    assert_eq!(client.get("/readyz").1["outbox_held"], true);
    assert!(
        bench.log().contains("nothing is sent until `simgate outbox release`: the database is older"),
        "{}",
        bench.log()
    );
    sleep(Duration::from_secs(2)).await;
    assert_eq!(submitted(), 1, "the message was sent twice");
    assert!(bench.simgate(&["outbox", "cancel", &id]).status.success());
    assert!(bench.simgate(&["outbox", "release"]).status.success());
    assert!(bench.simgate(&["send", "+12025550199", "another"]).status.success());
    bench.until("it is not sent", SOON, || submitted() == 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_for_their_owner_alone_whatever_the_umask() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 307, true).await;
    fs::create_dir(data(&bench)).unwrap();
    fs::set_permissions(data(&bench), PermissionsExt::from_mode(0o755)).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 0; exec \"$0\" \"$@\"", program()]);
    let mut daemon = Daemon(bench.command(shell).spawn().unwrap());
    receive(&mut bench, "one", 1).await;
    let files = ["simgate.db", "simgate.db-wal", "simgate.db-shm", "store.id", "fingerprint.key", "api.key", "lock"];
    let check = |bench: &Bench| {
        for file in files {
            assert_eq!(mode(&data(bench).join(file)), 0o600, "{file}");
        }
    };
    check(&bench);
    assert_eq!(bench.log().matches("others may look into the data directory").count(), 1, "{}", bench.log());
    daemon.kill();
    // Files of an earlier version, or copies.
    for file in files {
        fs::set_permissions(data(&bench).join(file), PermissionsExt::from_mode(0o644)).unwrap();
    }
    fs::set_permissions(data(&bench), PermissionsExt::from_mode(0o700)).unwrap();
    let _daemon = bench.daemon();
    receive(&mut bench, "two", 2).await;
    check(&bench);
    assert_eq!(bench.log().matches("others may look into the data directory").count(), 1, "{}", bench.log());
}

/// simgate doesn't write through a file that a crash or another user left at the place of a new one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unfinished_files_of_a_crash_are_replaced() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 308, true).await;
    fs::create_dir(data(&bench)).unwrap();
    let victim = bench.dir.path().join("victim");
    fs::write(&victim, "precious").unwrap();
    for name in ["fingerprint.key.new", "api.key.new", "store.id.new"] {
        std::os::unix::fs::symlink(&victim, data(&bench).join(name)).unwrap();
    }
    let _daemon = bench.daemon();
    receive(&mut bench, "one", 1).await;
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_a_development_version_is_refused_unchanged() {
    let bench = Bench::new(vec![quick("ec25", None)], 309, true).await;
    fs::create_dir_all(data(&bench)).unwrap();
    let old = rusqlite::Connection::open(database(&bench)).unwrap();
    old.execute_batch("CREATE TABLE sim (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = 8;").unwrap();
    drop(old);
    for output in [refused(&bench), String::from_utf8(bench.simgate(&["inbox"]).stderr).unwrap()] {
        assert!(output.contains("schema 8 of a development version"), "{output}");
        assert!(output.contains("simgate.db") && output.contains("store.id"), "what to do: {output}");
    }
    let old = rusqlite::Connection::open(database(&bench)).unwrap();
    let tables: i64 = old.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
    let version: i64 = old.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!((tables, version), (1, 8));
}

#[test]
fn the_demo_works_in_an_unpredictable_directory() {
    let parent = tempfile::tempdir().unwrap();
    let mut demo = binary();
    let demo = demo.args(["demo", "--once", "-n", "1"]).env("TMPDIR", parent.path());
    let mut demo = Daemon(demo.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    let limit = clock::now().mono + SOON;
    let made = loop {
        assert!(clock::now().mono < limit);
        if let Some(made) = fs::read_dir(parent.path()).unwrap().next() {
            break made.unwrap();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let name = made.file_name().into_string().unwrap();
    assert_eq!(name.strip_prefix("simgate-demo-").unwrap().len(), 16, "{name}");
    assert_eq!(mode(&made.path()), 0o700);
    assert!(demo.0.wait().unwrap().success());
    assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_of_the_environment_are_used_and_then_erased() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 309, true).await;
    let text = fs::read_to_string(&bench.config).unwrap();
    let text = text.replace(&format!("secret = \"{SECRET}\""), "secret_env = \"HOOK\"");
    fs::write(&bench.config, text.replace("[[forwarder]]", "pin_env = \"PIN\"\n[[forwarder]]")).unwrap();
    let mut command = binary();
    command.env("HOOK", SECRET).env("PIN", "4711").env("SIMGATE_KEY", "geheim").env("OTHER", "stays");
    // Calls to this machine bypass the proxy, where nobody listens.
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(name, "http://127.0.0.1:9");
    }
    let daemon = Daemon(bench.command(command).spawn().unwrap());
    receive(&mut bench, "signed", 1).await;
    let left = fs::read(format!("/proc/{}/environ", daemon.0.id())).unwrap();
    let left = String::from_utf8_lossy(&left);
    assert!(!left.contains(SECRET) && !left.contains("4711") && !left.contains("geheim"), "{left}");
    assert!(left.contains("OTHER=stays"), "{left}");
}

#[test]
fn readable_secrets_cause_a_warning_and_pipes_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (pipe, key) = (dir.path().join("pipe"), dir.path().join("tls.key"));
    let fifo = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, fifo, rustix::fs::Mode::RUSR, 0).unwrap();
    fs::write(&key, "key").unwrap();
    fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).unwrap();
    let config = dir.path().join("simgate.toml");
    let check = |text: &str| {
        fs::write(&config, text).unwrap();
        let checked = binary().args(["config", "check"]).arg(&config).output().unwrap();
        (checked.status.code(), String::from_utf8_lossy(&checked.stderr).into_owned())
    };
    let (code, output) = check("[api]\ntls_cert = \"c.pem\"\ntls_key = \"tls.key\"\n");
    assert_eq!(code, Some(0), "{output}");
    assert!(
        output.contains("everybody on this machine can read the private key in") && output.contains("tls.key"),
        "{output}"
    );
    let hook = "[[forwarder]]\ntype = \"webhook\"\nname = \"b\"\nurl = \"http://h/\"\n";
    let broker = "[[forwarder]]\ntype = \"mqtt\"\nname = \"b\"\nurl = \"mqtts://h\"\n";
    for text in [
        format!("{hook}secret_file = \"pipe\""),
        format!("{hook}secret_file = \"pipe#a.b\""),
        format!("{hook}secret_file = \".\""),
        format!("{hook}secret_file = \"/dev/zero\""),
        "[[device]]\ntype = \"modem\"\nport = \"/p\"\npin_file = \"pipe\"".to_owned(),
        format!("{broker}ca_file = \"pipe\""),
    ] {
        let (code, output) = check(&text);
        assert_eq!(code, Some(78), "{output}");
        assert!(output.contains("it is not a regular file"), "{output}");
    }
}
