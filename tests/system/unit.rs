//! The shipped binary as users run it: under the restrictions of the shipped systemd unit, on machines that have been up
//! for hours and for weeks. Limits hold over restarts, the clock can be asked, and messages go both ways.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::sandbox::{Confined, Restrictions, Sandbox, shipped};
use serde_json::json;
use simgate_testing::http::Client;
use simgate_testing::{Bench, quick};
use tokio::time::sleep;

const RECIPIENT: &str = "+12025550199";
const HOUR: Duration = Duration::from_secs(3600);
const ALL: Duration = Duration::from_secs(40);

/// No test: the other half of `Sandbox`, which runs this binary again within its namespaces.
#[test]
fn inside_the_unit() {
    if let Ok(what) = std::env::var(crate::sandbox::enter::WHAT) {
        crate::sandbox::enter::enter(&what).unwrap();
    }
}

#[test]
fn every_directive_of_the_unit_is_known_here_and_a_new_one_is_not_passed_over() {
    let known = Restrictions::of(&shipped()).unwrap();
    assert!(known.no_new_privileges && known.drop_capabilities && known.strict_system && known.private_tmp);
    let mut reasons: Vec<&str> = known.left_out.iter().map(|(_, why)| *why).collect();
    reasons.sort_unstable();
    reasons.dedup();
    for why in reasons {
        let all: Vec<_> =
            known.left_out.iter().filter(|(_, other)| *other == why).map(|(what, _)| what.as_str()).collect();
        println!("figures: of the unit {} directives were left out, {why}: {}", all.len(), all.join("; "));
    }
    for more in ["PrivateNetwork=yes", "ProtectClock=maybe", "ProcSubset=all", "NoSuchThing=1", "MemoryMax=1G"] {
        let error = Restrictions::of(&format!("{}\n[Service]\n{more}\n", shipped())).unwrap_err();
        assert!(error.contains(more), "{error}");
    }
}

async fn bench(seed: u64, sending: &str) -> Bench {
    let bench = Bench::new(vec![quick("ec25", None)], seed, false).await;
    let text = std::fs::read_to_string(&bench.config).unwrap();
    // The gateway's name is the machine's own.
    std::fs::write(&bench.config, text.replace("name = \"test\"\n", "")).unwrap();
    bench.configure(sending);
    bench
}

/// The daemon under the unit, with its line ready.
async fn start(sandbox: &Sandbox, bench: &Bench, up: Duration) -> (Confined, Client) {
    let _ = std::fs::remove_file(bench.dir.path().join("log"));
    let daemon = sandbox.daemon(bench, up);
    let client = bench.ready(1).await;
    (daemon, client)
}

fn send(client: &Client, id: &str) {
    let body = json!({ "to": RECIPIENT, "message": id, "id": id, "status_report": false });
    let (status, answer) = client.post("/sms/send", &body);
    assert_eq!(status, 200, "{answer}");
}

fn at_the_network(bench: &Bench) -> usize {
    bench.rig().smsc(|smsc, _| smsc.submitted().count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_unit_takes_away_is_gone_and_what_simgate_needs_is_there() {
    let Some(sandbox) = Sandbox::new(&shipped()) else { return };
    let bench = bench(1, "").await;
    let said = sandbox.probe(&bench, 28 * HOUR);
    let told = |what: &str| {
        let row = said.lines().find_map(|row| row.strip_prefix(what)?.strip_prefix('='));
        row.unwrap_or_else(|| panic!("{what} is not in\n{said}")).to_owned()
    };
    // What it needs.
    assert_eq!(told("boot id"), "done");
    assert_eq!(told("read the clock's state"), "done");
    assert_eq!(told("host"), crate::sandbox::enter::HOST);
    assert_eq!(told("the bench"), "done");
    assert_eq!(told("an internet socket"), "done");
    assert!(told("uptime").parse::<u64>().unwrap() >= 28 * 3600, "{said}");
    // What it does not.
    let nothing = "0".repeat(16);
    assert_eq!((told("CapEff"), told("CapBnd"), told("NoNewPrivs")), (nothing.clone(), nothing, "1".to_owned()));
    assert_ne!(told("set the clock's state"), "done");
    for path in ["/etc/probe", "/usr/local/bin/probe", "/var/lib/probe", "/proc/sys/kernel/printk", "/sys/probe"] {
        assert!(["ReadOnlyFilesystem", "PermissionDenied"].contains(&told(path).as_str()), "{path}: {}", told(path));
    }
    let in_tmp: usize = told("entries of /tmp").parse().unwrap();
    assert!(in_tmp <= 2, "the probe's own and the bench: {in_tmp}");
    assert_eq!(told("core"), "0");
    assert_eq!(told("/root"), "0");
    for refused in ["a namespace", "a host name", "real time"] {
        assert_ne!(told(refused), "done", "{refused}");
    }
    if sandbox.filters_calls() {
        assert_eq!(told("Seccomp"), "2");
        let refused =
            ["write and execute", "a packet socket", "another personality", "a set-user-id bit", "another user"];
        for refused in refused {
            assert_ne!(told(refused), "done", "{refused}");
        }
    }
    println!(
        "figures: under the unit: {}",
        said.lines().filter(|row| row.contains('=')).collect::<Vec<_>>().join(", ")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_go_both_ways_under_the_unit_and_over_restarts() {
    let Some(sandbox) = Sandbox::new(&shipped()) else { return };
    let mut bench = bench(2, "").await;
    let (mut threads, mut memory) = (0, 0);
    for round in 0..3 {
        let (mut daemon, client) = start(&sandbox, &bench, 28 * HOUR).await;
        bench.rig().post_text(0, "+12025550143", &format!("in {round}")).unwrap().unwrap();
        send(&client, &format!("out {round}"));
        bench.expect(round + 1, ALL).await;
        bench.until("it is sent", ALL, || at_the_network(&bench) > round).await;
        let log = bench.log();
        assert!(log.contains("gateway=attic-7 "), "{log}");
        assert!(!log.contains("can't ask whether the clock is right"), "{log}");
        threads = daemon.told("Threads").max(threads);
        memory = daemon.told("VmRSS").max(memory);
        if round == 1 {
            drop(daemon);
        } else {
            daemon.stop();
            assert!(bench.log().contains("stopped"), "{}", bench.log());
        }
    }
    let (most_threads, most) = (sandbox.restrictions.tasks_max.unwrap(), sandbox.restrictions.memory_max.unwrap());
    println!(
        "figures: under the unit: {threads} threads of TasksMax={most_threads}, which was only counted; {} MiB resident, and \
         MemoryMax={} MiB was held by RLIMIT_DATA",
        memory >> 10,
        most >> 20
    );
    assert!(threads < most_threads && memory << 10 < most);
}

/// One message goes out, and no start of the daemon makes room for another one.
async fn sent_over_restarts(sandbox: &Sandbox, limit: &str, up: Duration, seed: u64) -> (usize, i64) {
    let bench =
        bench(seed, &format!("[sending]\nlimits = {{ day = 99, {limit} = 1 }}\n").replace("day = 99, day", "day"))
            .await;
    for round in 0..4 {
        let (daemon, client) = start(sandbox, &bench, up).await;
        send(&client, &format!("message {round}"));
        if round == 0 {
            bench.until("the first one is sent", ALL, || at_the_network(&bench) == 1).await;
        }
        // Each of them shows the same limit as reached.
        let full = || client.get("/sims").1["sims"][0]["next_at"].is_string();
        bench.until("the limit is reached, as people see it", ALL, || full() || at_the_network(&bench) > 1).await;
        sleep(Duration::from_millis(400)).await;
        drop(daemon);
    }
    (at_the_network(&bench), times_seen(&bench))
}

/// How often the store notes that the clock was right.
fn times_seen(bench: &Bench) -> i64 {
    let store = rusqlite::Connection::open(bench.dir.path().join("data/simgate.db")).unwrap();
    store.query_row("SELECT count(*) FROM clock", [], |row| row.get(0)).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_restart_makes_room_under_a_limit() {
    let hidden = format!("{}\n[Service]\nProcSubset=pid\n", shipped());
    let mut tasks = tokio::task::JoinSet::new();
    let mut seed = 10;
    for (unit, boot_id) in [(shipped(), "boot id known"), (hidden, "boot id hidden")] {
        for clock in ["clock as it is", "clock right"] {
            let Some(mut sandbox) = Sandbox::new(&unit) else { return };
            let is_right = clock == "clock right";
            if is_right && !sandbox.with_a_clock_that_is_right() {
                println!("figures: limits under a clock that is right were left out");
                continue;
            }
            let sandbox = std::sync::Arc::new(sandbox);
            for limit in ["hour", "day", "month"] {
                for (up, shown) in [(28 * HOUR, "28 h"), (32 * 24 * HOUR, "32 days")] {
                    seed += 1;
                    let sandbox = std::sync::Arc::clone(&sandbox);
                    tasks.spawn(async move {
                        let (sent, seen) = sent_over_restarts(&sandbox, limit, up, seed).await;
                        (format!("{limit} = 1, up for {shown}, {boot_id}, {clock}"), sent, !is_right || seen == 1)
                    });
                }
            }
        }
    }
    let all: BTreeSet<(String, usize, bool)> = tasks.join_all().await.into_iter().collect();
    let most = all.iter().map(|(_, sent, _)| *sent).max().unwrap();
    println!("figures: limits of one part over 4 starts under the unit, {} cases: at most {most} sent", all.len());
    assert!(all.iter().all(|(_, sent, _)| *sent == 1), "{all:#?}");
    assert!(all.iter().all(|(.., noted)| *noted), "a clock was right, and nobody noted it: {all:#?}");
}
