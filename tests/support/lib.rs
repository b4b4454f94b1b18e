//! What tests and benches of the program share: simulated modems on ports, a receiver, a configuration, the daemon as a
//! process, and its command line.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc)]

pub mod broker;
pub mod hang;
pub mod hook;
pub mod http;
pub mod phone;
pub mod program;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use rustix::process::{Pid, Signal};
use simgate::model::Secret;
use simgate::simulator::modem::Personality;
use simgate::simulator::receiver::{self, Seen};
use simgate::simulator::rig::{Rig, RigOptions, Running};
use tempfile::TempDir;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, sleep};

use crate::http::Client;
use crate::program::program;

pub const SECRET: &str = "whsec_c2ltZ2F0ZSB0ZXN0IHNlY3JldCwgMzIgYnl0ZXM=";

/// Modems, receiver and a directory; tests start and kill the daemon.
pub struct Bench {
    pub running: Running,
    pub address: SocketAddr,
    pub seen: UnboundedReceiver<Result<Seen, axum::http::StatusCode>>,
    pub dir: TempDir,
    pub config: PathBuf,
    /// Distinct events by text.
    pub events: BTreeMap<String, BTreeMap<String, u32>>,
}

impl Bench {
    pub async fn new(modems: Vec<Personality>, seed: u64, trace: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (address, seen) = receiver::start(&Secret::new(SECRET)).await.unwrap();
        let options = RigOptions { trace, dir: Some(dir.path().to_owned()), ..RigOptions::new(modems, seed) };
        let running = Rig::start(options).unwrap();
        let config = dir.path().join("simgate.toml");
        std::fs::write(&config, text(dir.path(), running.rig.len(), address)).unwrap();
        Self { running, address, seen, dir, config, events: BTreeMap::new() }
    }

    /// Appends a text to the configuration.
    pub fn configure(&self, more: &str) {
        use std::io::Write as _;
        File::options().append(true).open(&self.config).unwrap().write_all(more.as_bytes()).unwrap();
    }

    pub fn rig(&self) -> &Arc<Rig> {
        &self.running.rig
    }

    /// Starts the daemon; its log goes to a file beside the configuration.
    pub fn daemon(&self) -> Daemon {
        Daemon(self.command(Command::new(program())).spawn().unwrap())
    }

    /// The daemon under another program, as in `strace ... simgate run`.
    pub fn command(&self, mut command: Command) -> Command {
        let log = File::options().create(true).append(true).open(self.dir.path().join("log")).unwrap();
        command.arg("run").arg("--config").arg(&self.config).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        command
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.dir.path().join("log")).unwrap_or_default()
    }

    /// Runs a verb of the command line with this bench's configuration.
    pub fn simgate(&self, words: &[&str]) -> Output {
        program::simgate(words).arg("--config").arg(&self.config).output().unwrap()
    }

    /// The same for a verb that must succeed; returns what it printed.
    pub fn printed(&self, words: &[&str]) -> String {
        program::printed(&self.simgate(words))
    }

    /// Waits until the condition holds; a failure prints the daemon's log.
    pub async fn until(&self, what: &str, limit: Duration, mut holds: impl FnMut() -> bool) {
        let end = Instant::now() + limit;
        while !holds() {
            assert!(Instant::now() < end, "not within {limit:?}: {what}; the daemon's log:\n{}", self.log());
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until the daemon serves HTTP and this many devices are ready.
    pub async fn ready(&self, devices: usize) -> Client {
        let client = Client::of(self, "http").await;
        let ready = || client.get("/readyz").1["devices_ready"] == devices;
        self.until("the devices are ready", Duration::from_secs(40), ready).await;
        client
    }

    /// Takes the requests that the receiver got; waits at most `wait` for the first.
    pub async fn collect(&mut self, wait: Duration) -> usize {
        let mut taken = 0;
        while let Ok(Some(seen)) =
            tokio::time::timeout(if taken == 0 { wait } else { Duration::ZERO }, self.seen.recv()).await
        {
            let event = seen.expect("every request is signed").event;
            let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let ids = self.events.entry(word(&event["data"]["text"])).or_default();
            *ids.entry(word(&event["id"])).or_default() += 1;
            taken += 1;
        }
        taken
    }

    /// Waits until this many distinct texts have arrived.
    pub async fn expect(&mut self, texts: usize, limit: Duration) {
        let until = Instant::now() + limit;
        while self.events.len() < texts {
            assert!(
                Instant::now() < until,
                "{} of {texts} messages arrived; the daemon logged:\n{}",
                self.events.len(),
                self.log()
            );
            self.collect(Duration::from_millis(100)).await;
        }
    }
}

/// A process that dropping kills.
pub struct Daemon(pub Child);

impl Daemon {
    /// kill -9.
    pub fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }

    /// Sends SIGTERM and waits for the end.
    pub fn stop(&mut self) {
        self.signal(Signal::TERM);
        let _ = self.0.wait();
    }

    pub fn signal(&self, signal: Signal) {
        rustix::process::kill_process(Pid::from_child(&self.0), signal).unwrap();
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.kill();
    }
}

fn text(dir: &Path, modems: usize, address: SocketAddr) -> String {
    let mut text = format!(
        "[gateway]\nname = \"test\"\ndata = {:?}\n[discovery]\nenabled = false\n[api]\nlisten = \"127.0.0.1:0\"\n",
        dir.join("data").to_string_lossy()
    );
    for number in 1..=modems {
        let port = dir.join(format!("modem-{number}"));
        writeln!(text, "[[device]]\ntype = \"modem\"\nport = {:?}", port.to_string_lossy()).unwrap();
    }
    writeln!(
        text,
        "[[forwarder]]\ntype = \"webhook\"\nname = \"backend\"\nurl = \"http://{address}/\"\nsecret = \"{SECRET}\""
    )
    .unwrap();
    text
}

/// A number of seconds, which a variable of the environment may override.
pub fn seconds(variable: &str, usual: u64) -> Duration {
    let set = std::env::var(variable).ok().and_then(|value| value.parse().ok());
    Duration::from_secs(set.unwrap_or(usual))
}

/// A modem that boots at once and sends no unsolicited noise.
pub fn quick(name: &str, baud: Option<u32>) -> Personality {
    Personality { baud, ..Personality::by_name(name).unwrap().fast().quiet() }
}
