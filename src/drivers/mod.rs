//! Devices: one folder for each kind of them.
//!
//! A device is started with its settings and [`Gateway`], the side of the gateway that it speaks to, and is from then on
//! what [`Started`] says. It ends when `commands` is dropped.

mod callback;
pub mod modem;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::flow::Event;
use crate::flow::outbound::{Orphan, Submission};
use crate::flow::pin::Verdict;

pub use callback::{Call, Callback, Door};

/// What the gateway says to a device.
#[derive(Debug, Clone)]
pub enum Command {
    /// What came under this ticket is on disk.
    Acknowledge(u64),
    PinVerdict(Verdict),
    Submit(Submission),
    /// The remote is to be asked what became of this: a [`crate::flow::outbound::Receipt`] says it.
    Reconcile(Orphan),
}

/// The gateway, as a device sees it.
#[derive(Clone)]
pub struct Gateway {
    pub tell: Arc<dyn Fn(Event) + Send + Sync>,
    /// Answered when the gateway has taken what it was told so far.
    pub round: Arc<dyn Fn() -> oneshot::Receiver<()> + Send + Sync>,
}

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
