//! What passes between a device and the gateway.

use std::sync::Arc;

use tokio::sync::oneshot;

use crate::flow::Event;
use crate::flow::outbound::{Orphan, Submission};
use crate::flow::pin::Verdict;

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
