//! Notifies systemd: ready, alive, stopping (sd_notify(3)). Without systemd all functions do nothing.

use std::time::Duration;

use sd_notify::NotifyState;

/// simgate is ready.
pub fn ready(status: &str) {
    let _ = sd_notify::notify(&[NotifyState::Ready, NotifyState::Status(status)]);
}

/// Sets the status text.
pub fn status(status: &str) {
    let _ = sd_notify::notify(&[NotifyState::Status(status)]);
}

/// simgate stops.
pub fn stopping() {
    let _ = sd_notify::notify(&[NotifyState::Stopping]);
}

/// Feeds the watchdog. Call it only after progress was seen.
pub fn alive() {
    let _ = sd_notify::notify(&[NotifyState::Watchdog]);
}

/// How often to feed the watchdog, if there is one: twice in its timeout.
pub fn watchdog_interval() -> Option<Duration> {
    sd_notify::watchdog_enabled().map(|within| within / 2)
}
