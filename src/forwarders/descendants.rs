//! Kills a process and all of its descendants, which it finds in /proc.
//!
//! It stops each process before it looks for its children. A stopped process starts nothing and reaps no child, so the kernel
//! can't reuse a process id between finding and killing.

use std::collections::BTreeSet;
use std::fs;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// The deepest tree that is searched.
const ROUNDS_MAX: usize = 64;
/// The number of searches: a process may get another parent during one search, and is found by the next.
const QUIET: usize = 2;

/// Kills a process that was not waited for, its group, and all of its descendants. The process must be a subreaper, so that
/// orphans below it become its children.
pub fn kill_with(leader: Pid) {
    let mut found = BTreeSet::from([leader.as_raw_nonzero().get()]);
    let _ = kill_process(leader, Signal::STOP);
    let mut quiet = 0;
    for _ in 0..ROUNDS_MAX {
        let more: Vec<i32> = children(&found).into_iter().filter(|child| !found.contains(child)).collect();
        quiet = if more.is_empty() { quiet + 1 } else { 0 };
        if quiet == QUIET {
            break;
        }
        signal(more.iter().copied(), Signal::STOP);
        found.extend(more);
    }
    // The leader dies last: without it, orphans would get another parent and could not be found.
    found.remove(&leader.as_raw_nonzero().get());
    signal(found.into_iter(), Signal::KILL);
    let _ = kill_process_group(leader, Signal::KILL);
    let _ = kill_process(leader, Signal::KILL);
}

fn signal(processes: impl Iterator<Item = i32>, signal: Signal) {
    for process in processes.filter_map(Pid::from_raw) {
        let _ = kill_process(process, signal);
    }
}

/// The children of these processes.
fn children(parents: &BTreeSet<i32>) -> Vec<i32> {
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    let numbers = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    numbers.filter(|process| parent(*process).is_some_and(|parent| parents.contains(&parent))).collect()
}

/// proc_pid_stat(5): `PID (NAME) STATE PARENT ...`, where the name may contain any character.
fn parent(process: i32) -> Option<i32> {
    let stat = fs::read(format!("/proc/{process}/stat")).ok()?;
    let after = stat.iter().rposition(|byte| *byte == b')')?;
    let fields = std::str::from_utf8(stat.get(after + 1..)?).ok()?;
    fields.split_whitespace().nth(1)?.parse().ok()
}
