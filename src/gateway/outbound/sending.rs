//! What the operator says of sending.

use std::collections::BTreeMap;

use crate::flow::pool::{Policy, Rules};
use crate::flow::routing::Directory;
use crate::model::{Iccid, LineId};

/// How messages are sent.
#[derive(Debug, Clone, Default)]
pub struct Sending {
    pub policy: Policy,
    /// What the operator says of single cards.
    pub rules: BTreeMap<Iccid, Rules>,
    /// What goes for all others.
    pub default_rules: Rules,
}

impl Sending {
    pub fn rules(&self, line: &LineId) -> &Rules {
        line.iccid().and_then(|iccid| self.rules.get(iccid)).unwrap_or(&self.default_rules)
    }

    /// Whether a line is not to write to whoever answers STOP.
    pub fn heeds_stop(&self) -> bool {
        self.default_rules.stop_list || self.rules.values().any(|rules| rules.stop_list)
    }
}

/// Whether the line has the number that is to be sent from.
pub fn is_from(line: &LineId, sender: Option<&str>, directory: &Directory) -> bool {
    let Some(sender) = sender else { return true };
    directory.line(line).1.is_some_and(|number| number.as_str() == sender)
}
