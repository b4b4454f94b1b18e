//! The interface between a device and the gateway.

use std::sync::Arc;

use tokio::sync::oneshot;

use crate::flow::Event;
use crate::flow::outbound::{Orphan, Submission};
use crate::flow::pin::Verdict;
use crate::model::Timestamp;

/// A command of the gateway to a device.
#[derive(Debug, Clone)]
pub enum Command {
    /// The arrival with this ticket is on disk: it may be deleted or acknowledged.
    Acknowledge(u64),
    /// Whether the PIN may be tried, in answer to [`Event::PinWanted`].
    PinVerdict(Verdict),
    /// Send this part or message. Its outcome is one [`Event::Receipt`].
    Submit(Submission),
    /// Read the remote's inbox, in answer to [`Event::InboxFound`]. Older messages were there before simgate.
    ReadInbox(Timestamp),
    /// Ask the remote for the outcome of this orphan. The answer is one [`Event::Receipt`].
    Reconcile(Orphan),
}

/// The gateway, as a device uses it.
#[derive(Clone)]
pub struct Gateway {
    /// Emits an event. It doesn't block.
    pub emit: Arc<dyn Fn(Event) + Send + Sync>,
    /// The receiver gets a value as soon as the gateway has handled every event that was emitted before.
    pub caught_up: Arc<dyn Fn() -> oneshot::Receiver<()> + Send + Sync>,
}
