//! The only clock: everything else is told what time it is.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustix::time::{ClockId, clock_gettime};

use crate::model::{Boot, Now, RunId, Timestamp};

/// The run of the machine that this process is in. To be asked once: what the kernel does not tell has another name each
/// time.
pub fn boot() -> Boot {
    let at = now();
    let told = std::fs::read_to_string(BOOT_ID).ok().and_then(|text| RunId::of_machine(&text));
    let uptime = Duration::try_from(clock_gettime(ClockId::Monotonic)).ok();
    match (told, uptime) {
        (Some(run), Some(uptime)) => Boot { run, uptime, at },
        // Without either of them nothing can be said of what was before this process.
        (_, uptime) => {
            let number = getrandom::u64().unwrap_or_else(|_| at.wall.as_millis().cast_unsigned());
            Boot { run: RunId::of_process(number), uptime: uptime.unwrap_or_default(), at }
        }
    }
}

const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// Whether something keeps the wall clock right, and says that it is.
#[expect(unsafe_code, reason = "libc has no safe wrapper of it, nor has any crate that is kept")]
pub fn is_synchronised() -> std::io::Result<bool> {
    // SAFETY: it is plain numbers, of which all zeros are valid.
    let mut timex: libc::timex = unsafe { std::mem::zeroed() };
    // SAFETY: with no modes set the call changes nothing; it fills in what it is given, which lives as long.
    let state = unsafe { libc::adjtimex(&raw mut timex) };
    if state < 0 {
        return Err(std::io::Error::last_os_error());
    }
    Ok(state != libc::TIME_ERROR && timex.status & libc::STA_UNSYNC == 0)
}

/// The time on both clocks. `mono` begins when this is first called.
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
