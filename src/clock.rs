//! Reads the clocks. No other module does: they get the time as an argument.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustix::time::{ClockId, clock_gettime};

use crate::model::{Boot, Now, RunId, Timestamp};

/// The run of the machine that this process is in. Must be called once: without an id from the kernel, each call
/// returns another name.
pub fn boot() -> Boot {
    let at = now();
    let run = std::fs::read_to_string(BOOT_ID).ok().and_then(|text| RunId::of_machine(&text));
    let uptime = Duration::try_from(clock_gettime(ClockId::Monotonic)).ok();
    match (run, uptime) {
        (Some(run), Some(uptime)) => Boot { run, uptime, at },
        // Without one of them, times of an earlier process can't be related to this one.
        (_, uptime) => {
            let number = getrandom::u64().unwrap_or_else(|_| at.wall.as_millis().cast_unsigned());
            Boot { run: RunId::of_process(number), uptime: uptime.unwrap_or_default(), at }
        }
    }
}

/// The kernel's id of the run of the machine (random(4)).
const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// Whether the kernel's clock is synchronised, for example by NTP (adjtimex(2)).
#[expect(unsafe_code, reason = "libc has no safe wrapper of it, nor has any crate that is kept")]
pub fn is_synchronised() -> std::io::Result<bool> {
    // SAFETY: the struct consists of numbers, for which zero is valid.
    let mut timex: libc::timex = unsafe { std::mem::zeroed() };
    // SAFETY: without modes the call changes nothing. It fills in the struct, which lives as long.
    let state = unsafe { libc::adjtimex(&raw mut timex) };
    if state < 0 {
        return Err(std::io::Error::last_os_error());
    }
    Ok(state != libc::TIME_ERROR && timex.status & libc::STA_UNSYNC == 0)
}

/// The time on both clocks. `mono` starts at the first call.
#[allow(clippy::disallowed_methods)]
pub fn now() -> Now {
    static START: OnceLock<Instant> = OnceLock::new();
    let mono = START.get_or_init(Instant::now).elapsed();
    let wall = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since_1970) => millis(since_1970),
        Err(before) => -millis(before.duration()),
    };
    Now { wall: Timestamp::from_millis(wall), mono }
}

fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}
