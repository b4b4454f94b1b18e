//! The only clock: everything else is told what time it is.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::model::{Now, Timestamp};

/// How long the machine has been up, by the clock that never jumps.
pub fn uptime() -> Duration {
    nix::time::clock_gettime(nix::time::ClockId::CLOCK_MONOTONIC).map_or(Duration::ZERO, Duration::from)
}

/// Names this run of the machine.
pub fn boot_id() -> String {
    // Without it each start of simgate counts as one of the machine: then less is known, and nothing wrong.
    let read = std::fs::read_to_string("/proc/sys/kernel/random/boot_id");
    read.map_or_else(|_| format!("unknown-{}", now().wall), |id| id.trim().to_owned())
}

/// Whether something keeps the wall clock right, and says that it is.
#[expect(unsafe_code, reason = "libc has no safe wrapper of it, nor has any crate that is kept")]
pub fn is_synchronised() -> bool {
    // SAFETY: it is plain numbers, of which all zeros are valid.
    let mut timex: libc::timex = unsafe { std::mem::zeroed() };
    // SAFETY: with no modes set the call changes nothing; it fills in what it is given, which lives as long.
    let state = unsafe { libc::adjtimex(&raw mut timex) };
    state >= 0 && state != libc::TIME_ERROR && timex.status & libc::STA_UNSYNC == 0
}

/// The time on both clocks. `mono` begins when this is first called.
#[allow(clippy::disallowed_methods)]
pub fn now() -> Now {
    static START: OnceLock<Instant> = OnceLock::new();
    let mono = START.get_or_init(Instant::now).elapsed();
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    Now { wall: Timestamp::from_millis(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)), mono }
}
