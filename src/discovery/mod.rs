//! Finds USB modems: which devices there are, which of their ports takes AT commands, and what can't be used and why.
//!
//! `sysfs` reads the devices from the kernel's files, `uevents` wakes it when one is plugged in. `judge` decides by the device's
//! id (`roles`), by the classes of its interfaces, or by asking, which ports may be opened at all: a GPS or diagnostic port never
//! is. `probe` asks a port who is there. `Finder` is the pure machine between them: what to probe next, which modems there
//! are, what is left alone. No libudev is involved.

mod devices;
mod finder;
pub mod holders;
mod judge;
mod probe;
mod roles;
mod sysfs;
mod uevents;
mod watcher;

pub use finder::{Discovered, FoundModem, Ignored};
pub use uevents::Source;
pub use watcher::{Settings, start};
