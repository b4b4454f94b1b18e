//! Devices, with one folder for each kind: modems on serial ports, and providers that post what arrives.
//!
//! A kind has a function `start` that takes its settings and the [`Gateway`], and returns [`Started`]. A device ends
//! when its `commands` are dropped. Drivers don't know each other, nor the gateway's inside or the store: they exchange
//! the types of `flow`.

pub mod android;
mod callback;
mod gateway;
pub mod modem;
pub mod template;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tokio::task::JoinHandle;

pub use callback::{Callback, CallbackRequest, Endpoint};
pub use gateway::{Command, Gateway};

/// A device that runs, as the daemon uses it.
pub struct Started {
    /// Takes a command for the device. It doesn't block.
    pub commands: Box<dyn Fn(Command) + Send>,
    /// Handles the callbacks of the remote, for a kind of device that has them.
    pub endpoint: Option<Arc<Endpoint>>,
    /// Takes the requests of a phone that dials in.
    pub door: Option<android::dial_in::Door>,
    /// Whether the device can find out what became of orphans.
    pub orphans: Orphans,
    /// The task, for a kind of device that acts by itself.
    pub running: Option<Running>,
}

/// The task of a device. It ends after [`Started::commands`] was dropped.
pub struct Running {
    /// The task.
    pub task: JoinHandle<()>,
    /// Counts up while the task makes progress.
    pub pulse: Arc<AtomicU64>,
}

/// What a device can find out about orphans: submissions of an earlier process whose outcome is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orphans {
    /// Nothing: their outcome stays unknown.
    Unknown,
    /// The remote knows their outcome.
    Ask,
}
