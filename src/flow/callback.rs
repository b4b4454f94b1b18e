//! What the remote of a device says when it calls us, and why it is not heard.

use super::outbound::Standing;
use super::{Content, Origin};
use crate::model::LineId;

/// One thing that a call says.
#[derive(Clone, PartialEq, Eq)]
pub enum Said {
    Arrived { line: LineId, origin: Origin, content: Content },
    Progress { remote: String, standing: Standing },
}

/// Why a call is not heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It does not show that it comes from the remote.
    NotVerified(&'static str),
    /// It comes from the remote, and can't be read: why, for a person.
    NotUnderstood(String),
    /// A fault of simgate, or its end.
    Fault,
}
