//! Prism (npm `@stoplight/prism-cli`) as a proxy that compares requests and replies with the app's OpenAPI file.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use simgate_testing::Bench;

use super::installed;

const START_MAX: Duration = Duration::from_secs(60);

/// What Prism does with what the specification forbids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It answers with an error of its own (`--errors`).
    Refuse,
    /// It passes it on.
    Note,
}

/// A running Prism.
pub struct Judge {
    child: Child,
    log: PathBuf,
    pub url: String,
}

impl Judge {
    /// Starts one in front of a URL. `None`: the specification is not on this machine.
    pub async fn start(bench: &Bench, name: &str, upstream: &str, verdict: Verdict) -> Option<Self> {
        let specification = specification()?;
        let port = free_port();
        let log = bench.dir.path().join(format!("prism-{name}.log"));
        let mut command = Command::new(installed("prism/node_modules/.bin/prism"));
        command.args(["proxy", "-h", "127.0.0.1", "-p", &port.to_string()]);
        if verdict == Verdict::Refuse {
            command.arg("--errors");
        }
        command.arg(specification).arg(upstream).stdin(Stdio::null());
        // With `production` it would start a second process, which nobody ends.
        command.env("FORCE_COLOR", "0").env_remove("NODE_ENV");
        let file = File::create(&log).unwrap();
        let child = command.stdout(file.try_clone().unwrap()).stderr(file).spawn().expect("Prism starts");
        let judge = Self { child, log, url: format!("http://127.0.0.1:{port}") };
        bench.until("Prism listens", START_MAX, || judge.text().contains("Prism is listening")).await;
        Some(judge)
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The requests that it got, such as `post /webhooks`.
    pub fn requests(&self) -> Vec<String> {
        let text = self.text();
        let rows = text.lines().filter(|row| row.ends_with("Request received"));
        let request = |row: &str| {
            let mut words = row.split_once("[HTTP SERVER] ")?.1.split_whitespace();
            Some(format!("{} {}", words.next()?, words.next()?))
        };
        rows.filter_map(request).collect()
    }

    /// What the specification forbids.
    pub fn violations(&self) -> Vec<String> {
        let text = self.text();
        let found = |row: &str| {
            let noted = row.split_once("Violation: ").map(|(_, what)| what);
            noted.or_else(|| row.contains("terminated with error").then_some(row)).map(str::to_owned)
        };
        text.lines().filter_map(found).collect()
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The specification of the app: another project's data, which is not part of this repository.
fn specification() -> Option<PathBuf> {
    let folder = std::env::var_os("SIMGATE_SPECS")?;
    Some(Path::new(&folder).join("capcom6-local-patched.json")).filter(|file| file.exists())
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
