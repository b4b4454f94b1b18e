//! The systemd unit, and the daemon's notifications to systemd.

use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use simgate_testing::program::program;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::Instant;

fn shipped() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("systemd/simgate.service");
    std::fs::read_to_string(path).unwrap()
}

/// What systemd-analyze says of the unit. `None`: it is not installed.
fn analyze(verb: &str, options: &[&str]) -> Option<(bool, String)> {
    let dir = tempfile::tempdir().unwrap();
    let unit = dir.path().join("simgate.service");
    // The binary of this build stands in for the one that will be installed.
    std::fs::write(&unit, shipped().replace("/usr/local/bin/simgate", program())).unwrap();
    match Command::new("systemd-analyze").arg(verb).args(options).arg(&unit).output() {
        Ok(output) => {
            let printed = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            Some((output.status.success(), printed))
        }
        Err(_) => {
            println!("figures: systemd-analyze is not installed, the unit was not looked at");
            None
        }
    }
}

#[test]
fn systemd_finds_no_fault_in_the_unit() {
    if let Some((right, printed)) = analyze("verify", &["--recursive-errors=yes", "--man=no"]) {
        assert!(right && !printed.contains("simgate.service"), "{printed}");
    }
}

#[test]
fn the_unit_is_hardened() {
    if let Some((right, printed)) = analyze("security", &["--offline=yes", "--threshold=20"]) {
        assert!(right, "{printed}");
    }
}

#[test]
fn a_wrong_configuration_is_not_restarted() {
    assert!(shipped().contains("\nRestartPreventExitStatus=78\n"));
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("simgate.toml");
    std::fs::write(&config, "[gatway]\n").unwrap();
    let run = Command::new(program()).args(["run", "--config"]).arg(&config).output().unwrap();
    assert_eq!(run.status.code(), Some(78));
}

/// The socket that systemd would listen at.
struct Manager(UnixDatagram);

impl Manager {
    fn at(path: &Path) -> Self {
        Self(UnixDatagram::bind(path).unwrap())
    }

    /// Waits until a line is told; what else is told meanwhile is passed over.
    fn hears(&self, wanted: &str, limit: Duration) -> bool {
        let until = Instant::now() + limit;
        let mut buffer = [0; 4096];
        while let Some(left) = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
            self.0.set_read_timeout(Some(left)).unwrap();
            if let Ok(length) = self.0.recv(&mut buffer)
                && String::from_utf8_lossy(&buffer[..length]).lines().any(|line| line == wanted)
            {
                return true;
            }
        }
        false
    }

    /// How often a line was told since it was last asked for.
    fn heard(&self, wanted: &str) -> usize {
        self.0.set_nonblocking(true).unwrap();
        let mut buffer = [0; 4096];
        let told = std::iter::from_fn(|| {
            let length = self.0.recv(&mut buffer).ok()?;
            Some(String::from_utf8_lossy(&buffer[..length]).into_owned())
        });
        let times = told.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
        let times = times.filter(|line| line == wanted).count();
        self.0.set_nonblocking(false).unwrap();
        times
    }
}

const LONG: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_watchdog_is_fed_while_there_is_progress_and_starves_when_the_store_stands_still() {
    let bench = Bench::new(vec![quick("generic", None)], 3, false).await;
    let socket = bench.dir.path().join("notify");
    let manager = Manager::at(&socket);
    let mut command = Command::new(program());
    command.env("NOTIFY_SOCKET", &socket).env("WATCHDOG_USEC", "12000000");
    let mut daemon = Daemon(bench.command(command).spawn().unwrap());
    assert!(manager.hears("READY=1", LONG), "not ready:\n{}", bench.log());
    assert!(manager.hears("WATCHDOG=1", LONG), "starves:\n{}", bench.log());

    // Another writer holds the database, and a message arrives: the gateway's thread waits for its
    // transaction, while the process and its modem live on.
    let blocker = rusqlite::Connection::open(bench.dir.path().join("data/simgate.db")).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    bench.rig().post_text(0, "+12025550143", "wait for me").unwrap().unwrap();
    complaints(&bench, 1).await;
    manager.heard("WATCHDOG=1");
    complaints(&bench, 2).await;
    assert_eq!(manager.heard("WATCHDOG=1"), 0, "fed although nothing goes on");
    drop(blocker);
    assert!(manager.hears("WATCHDOG=1", LONG), "starves for ever:\n{}", bench.log());

    let _ = Command::new("kill").arg(daemon.0.id().to_string()).status();
    assert!(manager.hears("STOPPING=1", LONG), "{}", bench.log());
    assert!(daemon.0.wait().unwrap().success());
}

/// Waits until the watchdog's task has complained so often.
async fn complaints(bench: &Bench, times: usize) {
    let until = Instant::now() + 2 * LONG;
    while bench.log().matches("the gateway's thread does not answer").count() < times {
        assert!(Instant::now() < until, "nobody noticed:\n{}", bench.log());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
