//! Devices: one folder for each kind of them.
//!
//! A device is started with its settings and [`Gateway`], the side of the gateway that it speaks to, and is from then on
//! what [`Started`] says. It ends when `commands` is dropped.

mod callback;
mod gateway;
pub mod modem;
pub mod template;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tokio::task::JoinHandle;

pub use callback::{Call, Callback, Door};
pub use gateway::{Command, Gateway};

/// A device that runs.
pub struct Started {
    pub commands: Box<dyn Fn(Command) + Send>,
    /// Where the remote calls us, of devices that are called.
    pub door: Option<Arc<Door>>,
    pub orphans: Orphans,
    /// What there is to run, of devices that do something by themselves.
    pub running: Option<Running>,
}

/// A device's task, which ends when nobody commands it any more.
pub struct Running {
    pub task: JoinHandle<()>,
    /// Counts up while the task makes progress.
    pub pulse: Arc<AtomicU64>,
}

/// What becomes of submissions that a process before this one had handed over, and not heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orphans {
    /// Nobody knows, and nobody will.
    Unknown,
    /// The remote can be asked.
    Ask,
}
