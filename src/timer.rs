//! Waking at the right microsecond: tokio's own timers go by the millisecond, in which twelve bytes pass at
//! 115200 baud.

use std::io;
use std::time::Duration;

use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
};

use crate::tty::Tty;

/// A timer of the kernel's.
pub struct Timer(Tty);

impl Timer {
    /// Within a tokio runtime.
    pub fn new() -> io::Result<Self> {
        let fd = timerfd_create(TimerfdClockId::Monotonic, TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC)?;
        Tty::new(fd).map(Self)
    }

    /// One sleeper at a time: the next one ends the last one's wait.
    pub async fn sleep(&self, span: Duration) {
        if span.is_zero() || self.set(span).is_err() {
            return;
        }
        // More than the eight bytes that there are: whoever reads less than asked for knows that nothing is left.
        let mut expirations = [0; 16];
        // A timer can't fail once it is set.
        let _ = self.0.read(&mut expirations).await;
    }

    fn set(&self, span: Duration) -> io::Result<()> {
        let once = Itimerspec {
            it_interval: Timespec::default(),
            it_value: Timespec::try_from(span).map_err(io::Error::other)?,
        };
        timerfd_settime(&self.0, TimerfdTimerFlags::empty(), &once)?;
        Ok(())
    }
}
