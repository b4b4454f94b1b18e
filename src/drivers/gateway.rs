//! The interface between a device and the gateway.

use std::sync::Arc;

use tokio::sync::oneshot;

use crate::flow::Event;
use crate::flow::outbound::{Orphan, Outcome, Receipt, Submission};
use crate::flow::pin::Verdict;
use crate::flow::{console, ussd};
use crate::model::{Name, Timestamp};

/// A command of the gateway to a device.
#[derive(Debug)]
pub enum Command {
    /// The arrival with this ticket is on disk: it may be deleted or acknowledged.
    Acknowledge(u64),
    /// Whether the PIN may be tried, in answer to [`Event::PinWanted`].
    PinVerdict(Verdict),
    /// Send this part or message. Its outcome is one [`Event::Receipt`].
    Submit(Submission),
    /// Make this step of a USSD dialogue. Its outcome is one [`Event::UssdEnded`].
    Dial(ussd::Dial),
    /// Read the remote's inbox, in answer to [`Event::InboxFound`]. Older messages were there before simgate.
    ReadInbox(Timestamp),
    /// Ask the remote for the outcome of this orphan. The answer is one [`Event::Receipt`].
    Reconcile(Orphan),
    /// A person uses the console of a modem. The reply is called once.
    Console(console::Ask, console::Reply),
}

/// The gateway, as a device uses it.
#[derive(Clone)]
pub struct Gateway {
    /// Emits an event. It doesn't block.
    pub emit: Arc<dyn Fn(Event) + Send + Sync>,
    /// The receiver gets a value as soon as the gateway has handled every event that was emitted before.
    pub caught_up: Arc<dyn Fn() -> oneshot::Receiver<()> + Send + Sync>,
}

impl Gateway {
    /// Answers a step of a USSD dialogue of a device that makes none. The gateway asks only lines that take TPDUs, so
    /// this is for a line that changed its kind meanwhile.
    pub fn refuse_ussd(&self, device: &Name, ticket: u64) {
        let outcome = ussd::Outcome::NotSubmitted("this kind of device makes no USSD requests".to_owned());
        (self.emit)(Event::UssdEnded(ussd::Receipt { device: device.clone(), ticket, outcome }));
    }

    /// Makes submissions unknown, because a fault of simgate ended their device.
    pub fn settle_after_fault(&self, device: &Name, tickets: impl IntoIterator<Item = i64>) {
        for ticket in tickets {
            let why = "a fault of simgate ended the device while the message was being sent".to_owned();
            let receipt = Receipt { device: device.clone(), ticket, outcome: Outcome::Unknown { why } };
            (self.emit)(Event::Receipt(receipt));
        }
    }
}
