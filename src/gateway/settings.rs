//! What the operator can set.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::code::Finder;
use crate::flow::routing::Directory;
use crate::model::Name;

use super::outbound::sending::Sending;

#[derive(Debug, Clone)]
pub struct Settings {
    /// This gateway's name in every event.
    pub name: String,
    /// How long an identical TPDU in another slot is the network repeating itself.
    pub dedupe_window: Duration,
    /// How long parts of a message wait for the others.
    pub assembly_wait: Duration,
    /// How long settled messages are kept.
    pub keep_messages: Duration,
    /// How long a code and its text are kept after it expired.
    pub keep_codes: Duration,
    pub destinations: BTreeMap<Name, Destination>,
    pub directory: Directory,
    /// Devices that can ask their remote what became of a message that a run before this one had handed over.
    pub reconciling: BTreeSet<Name>,
    pub sending: Sending,
    /// Finds the one-time code in what arrives.
    pub finder: Finder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    /// How long it is tried before a delivery becomes a dead letter.
    pub give_up: Duration,
    /// How many deliveries it may have that it has not answered.
    pub in_flight_max: usize,
    /// Whether it is told what became of messages that were sent.
    pub statuses: bool,
}
