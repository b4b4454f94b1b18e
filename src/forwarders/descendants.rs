//! The end of a process and of all below it, as /proc shows them.
//!
//! Processes are stopped before their children are looked for. What is stopped starts nothing, and collects no child
//! that ended: so no number found here can be given to another process before it is killed.

use std::collections::BTreeSet;
use std::fs;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// A tree is no deeper than this, or not all of it is found.
const ROUNDS_MAX: usize = 64;
/// A process may be given to another parent while the others are looked through: it is found the next time.
const QUIET: usize = 2;

/// Kills a process that was not waited for, its group, and all below it. It must have orphans below it given to it.
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
    // The leader is the last one: were it gone, those that lose their parent would be nowhere to be found.
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

/// Processes of which the parent is among these.
fn children(parents: &BTreeSet<i32>) -> Vec<i32> {
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    let numbers = processes.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    numbers.filter(|process| parent(*process).is_some_and(|parent| parents.contains(&parent))).collect()
}

/// proc_pid_stat(5): `PID (NAME) STATE PARENT ...`, where the name may hold anything.
fn parent(process: i32) -> Option<i32> {
    let stat = fs::read(format!("/proc/{process}/stat")).ok()?;
    let after = stat.iter().rposition(|byte| *byte == b')')?;
    let fields = std::str::from_utf8(stat.get(after + 1..)?).ok()?;
    fields.split_whitespace().nth(1)?.parse().ok()
}
