//! The configuration of sending.

use std::collections::BTreeMap;

use crate::flow::pool::{Policy, Rules};
use crate::flow::routing::Directory;
use crate::model::LineId;

/// Rules for sending.
#[derive(Debug, Clone, Default)]
pub struct Sending {
    /// How messages are spread over the lines.
    pub policy: Policy,
    /// Rules of single lines.
    pub rules: BTreeMap<LineId, Rules>,
    /// Rules of all other lines.
    pub default_rules: Rules,
}

impl Sending {
    /// The rules of a line.
    pub fn rules(&self, line: &LineId) -> &Rules {
        self.rules.get(line).unwrap_or(&self.default_rules)
    }

    /// Whether any line has a stop list.
    pub fn has_stop_list(&self) -> bool {
        self.default_rules.stop_list || self.rules.values().any(|rules| rules.stop_list)
    }
}

/// Whether a line has the number to send from. No number allows every line.
pub fn is_from(line: &LineId, sender: Option<&str>, directory: &Directory) -> bool {
    let Some(sender) = sender else { return true };
    directory.line(line).1.is_some_and(|number| number.as_str() == sender)
}
