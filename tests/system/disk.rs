//! A full disk, a disk that can't be written, and a damaged file: nothing is acknowledged, nothing is lost, and the
//! daemon recovers by itself.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use simgate::simulator::modem::{ModemEvent, NAMES};
use simgate_testing::program::program;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::Instant;

/// A shell in its own mount namespace, in which the data directory is a small disk.
struct Small {
    shell: Child,
    input: ChildStdin,
}

impl Small {
    /// `None`: this system doesn't allow users to have namespaces.
    fn start(bench: &Bench) -> Option<Self> {
        let data = bench.dir.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        let log = std::fs::File::options().create(true).append(true).open(bench.dir.path().join("log")).unwrap();
        let mut shell = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "--kill-child", "sh"])
            .env("DATA", &data)
            .env("SIMGATE", program())
            .env("CONFIG", &bench.config)
            .env("DONE", bench.dir.path().join("done"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .ok()?;
        let mut input = shell.stdin.take().unwrap();
        writeln!(input, "mount -t tmpfs -o size=24m,mode=700 none \"$DATA\" && echo mounted || echo no").ok()?;
        let mut output = String::new();
        BufReader::new(shell.stdout.take().unwrap()).read_line(&mut output).unwrap();
        if output.trim() != "mounted" {
            println!("figures: no namespaces on this system: the full disk was left out ({})", bench.log().trim());
            return None;
        }
        Some(Self { shell, input })
    }

    fn execute(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    /// Waits until the shell has executed all commands.
    async fn done(&mut self, bench: &Bench) {
        let mark = bench.dir.path().join("done");
        let _ = std::fs::remove_file(&mark);
        self.execute("touch \"$DONE\"");
        let until = Instant::now() + Duration::from_secs(60);
        while !mark.exists() {
            assert!(Instant::now() < until, "the shell does not answer:\n{}", bench.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        // The shell must get the time to kill the daemon, which would outlive it.
        let _ = writeln!(self.input, "kill -9 $daemon; exit");
        let until = Instant::now() + Duration::from_secs(10);
        while Instant::now() < until && matches!(self.shell.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}

const RUN: &str = "\"$SIMGATE\" run --config \"$CONFIG\" & daemon=$!";
const FILL: &str = "dd if=/dev/zero of=\"$DATA/filler\" bs=4k 2>/dev/null";

fn deleted(bench: &Bench) -> usize {
    let events = (0..bench.rig().len()).flat_map(|port| bench.rig().take_events(port));
    events.filter(|event| matches!(event, ModemEvent::Deleted { .. })).count()
}

/// How long the disk is full. `SIMGATE_FULL_FOR` sets another number of seconds.
fn full_for() -> Duration {
    simgate_testing::seconds("SIMGATE_FULL_FOR", 8)
}

/// Sends a numbered text each 25 ms, to each modem in turn.
async fn load(bench: &Bench, sent: &mut usize, span: Duration) {
    let until = Instant::now() + span;
    while Instant::now() < until {
        bench.rig().post_text(*sent % 4, "+12025550143", &format!("message {sent}")).unwrap().unwrap();
        *sent += 1;
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_delays_messages_and_loses_none() {
    let modems = NAMES.iter().take(4).map(|name| quick(name, None)).collect();
    let mut bench = Bench::new(modems, 61, false).await;
    let Some(mut small) = Small::start(&bench) else { return };
    small.execute(RUN);
    let mut sent = 0;
    load(&bench, &mut sent, Duration::from_secs(3)).await;
    bench.expect(sent, Duration::from_secs(20)).await;

    small.execute(FILL);
    small.done(&bench).await;
    load(&bench, &mut sent, full_for()).await;
    // Some messages still fit into the blocks that the log has already.
    bench.collect(Duration::ZERO).await;
    deleted(&bench);
    let before = bench.events.len();
    load(&bench, &mut sent, Duration::from_secs(2)).await;
    bench.collect(Duration::ZERO).await;
    assert_eq!(deleted(&bench), 0, "an acknowledged message is not on disk");
    assert!(before < sent && bench.events.len() == before, "{before} of {sent} came through; the disk was not full");
    assert!(bench.log().contains("nothing is taken from the modems until the store works again"), "{}", bench.log());

    small.execute("rm \"$DATA/filler\"");
    let healed = Instant::now();
    bench.expect(sent, Duration::from_secs(30)).await;
    let took = healed.elapsed();
    tokio::time::sleep(Duration::from_secs(2)).await;
    bench.collect(Duration::ZERO).await;
    let twice = bench.events.values().filter(|ids| ids.len() > 1).count();
    println!(
        "figures: {sent} messages, disk full for {} s: 0 lost, {twice} twice, all there {:.1} s after it was not",
        full_for().as_secs() + 2,
        took.as_secs_f64()
    );
    assert_eq!((twice, bench.events.len()), (0, sent));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_daemon_waits_for_a_disk_that_is_full_at_the_start() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 62, false).await;
    let Some(mut small) = Small::start(&bench) else { return };
    // The store exists, but there is no room for the index of its log.
    small.execute(RUN);
    bench.rig().post_text(0, "+12025550143", "first").unwrap().unwrap();
    bench.expect(1, Duration::from_secs(30)).await;
    small.execute("kill $daemon; wait $daemon");
    small.execute(FILL);
    small.execute(RUN);
    small.done(&bench).await;
    deleted(&bench);
    bench.rig().post_text(0, "+12025550143", "patience").unwrap().unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    bench.collect(Duration::ZERO).await;
    assert!(bench.events.len() == 1 && deleted(&bench) == 0, "{}", bench.log());
    small.execute("rm \"$DATA/filler\"");
    bench.expect(2, Duration::from_secs(30)).await;
}

/// A daemon under strace. Without this it would outlive strace.
struct Traced(Daemon);

impl Drop for Traced {
    fn drop(&mut self) {
        let _ = Command::new("pkill").args(["-KILL", "-P", &self.0.0.id().to_string()]).status();
    }
}

/// Lets system calls of the disk fail or stall for a while, by strace, and checks that the daemon recovers.
async fn survives(fault: &str, seed: u64) {
    let modems = NAMES.iter().take(4).map(|name| quick(name, None)).collect();
    let mut bench = Bench::new(modems, seed, false).await;
    // strace can only watch files that exist.
    let mut first = bench.daemon();
    bench.rig().post_text(0, "+12025550143", "first").unwrap().unwrap();
    bench.expect(1, Duration::from_secs(20)).await;
    first.kill();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "--seccomp-bpf", "-o"]).arg(bench.dir.path().join("calls"));
    for file in ["simgate.db", "simgate.db-wal"] {
        strace.arg("-P").arg(bench.dir.path().join("data").join(file));
    }
    strace.args(["-e", &format!("inject={fault}"), program()]);
    let _daemon = Traced(Daemon(bench.command(strace).spawn().unwrap()));
    let mut sent = 0;
    load(&bench, &mut sent, Duration::from_secs(6)).await;
    bench.expect(sent + 1, Duration::from_secs(60)).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    bench.collect(Duration::ZERO).await;
    let calls = std::fs::read_to_string(bench.dir.path().join("calls")).unwrap();
    let met = calls.lines().filter(|line| line.contains("INJECTED") || line.contains("DELAYED")).count();
    assert!(met > 3, "the fault did not happen: {calls}");
    let twice = bench.events.values().filter(|ids| ids.len() > 1).count();
    println!("figures: {fault}: {sent} messages, met {met} times, 0 lost, {twice} twice");
    assert_eq!((twice, bench.events.len()), (0, sent + 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_daemon_survives_input_output_errors_of_the_disk() {
    survives("pwrite64:error=EIO:when=60..90", 64).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_daemon_survives_a_disk_that_turns_read_only() {
    survives("pwrite64:error=EROFS:when=60..90", 65).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_daemon_survives_failing_syncs() {
    survives("fsync,fdatasync:error=EIO:when=10..15", 66).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_daemon_survives_slow_syncs() {
    survives("fsync,fdatasync:delay_enter=400ms:when=3..20", 67).await;
}

/// Waiting mends no damaged file: simgate ends with an error, and after a repair it finds all messages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_store_is_refused_and_kept() {
    let mut bench = Bench::new(vec![quick("ec25", None)], 63, false).await;
    let mut daemon = bench.daemon();
    bench.rig().post_text(0, "+12025550143", "before").unwrap().unwrap();
    bench.expect(1, Duration::from_secs(20)).await;
    daemon.stop();
    deleted(&bench);
    let file = bench.dir.path().join("data/simgate.db");
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, [b"garbage!".repeat(512), whole[4096..].to_vec()].concat()).unwrap();
    let damaged = std::fs::read(&file).unwrap();
    bench.rig().post_text(0, "+12025550143", "meanwhile").unwrap().unwrap();
    let run = bench.command(Command::new(program())).stderr(Stdio::piped()).output().unwrap();
    let output = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(1), "{output}");
    assert!(
        output.contains("error: ") && output.contains("file is not a database") && output.contains("hint: "),
        "{output}"
    );
    assert_eq!(std::fs::read(&file).unwrap(), damaged, "the file was changed");
    assert_eq!(deleted(&bench), 0, "a message left the modem");
    std::fs::write(&file, whole).unwrap();
    let _daemon = bench.daemon();
    bench.expect(2, Duration::from_secs(20)).await;
}
