//! The configuration of the gateway.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::code::Finder;
use crate::flow::delivery::Room;
use crate::flow::routing::Directory;
use crate::flow::upkeep;
use crate::model::{LineId, Msisdn, Name};

use super::outbound::sending::Sending;

/// The configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of this gateway, in every event.
    pub name: String,
    /// How long an identical TPDU counts as a repeat by the network.
    pub dedupe_window: Duration,
    /// How long parts of a message wait for the others.
    pub assembly_wait: Duration,
    /// How long settled messages are kept.
    pub keep_messages: Duration,
    /// How long a code and its text are kept after the code expired.
    pub keep_codes: Duration,
    /// Configured destinations.
    pub destinations: BTreeMap<Name, Destination>,
    /// Names, numbers and owners of lines.
    pub directory: Directory,
    /// Devices that can ask their remote for the outcome of a submission of an earlier run.
    pub reconciling: BTreeSet<Name>,
    /// What lines need to stay alive.
    pub upkeep: BTreeMap<LineId, upkeep::Rules>,
    /// Rules for sending.
    pub sending: Sending,
    /// Finds the one-time code in a received message.
    pub finder: Finder,
}

impl Settings {
    /// The destinations of events that are no received messages: about this number, or about no number.
    pub fn status_destinations(&self, number: Option<&Msisdn>) -> Vec<Name> {
        let (_, destinations) = self.directory.route(number);
        let wants = |name: &&Name| self.destinations.get(*name).is_some_and(|known| known.statuses);
        destinations.iter().filter(wants).cloned().collect()
    }
}

/// The configuration of a destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    /// How long a delivery is tried before it becomes a dead letter.
    pub give_up: Duration,
    /// How many deliveries are in flight to it at most.
    pub room: Room,
    /// Whether it receives the events of messages to send.
    pub statuses: bool,
}
