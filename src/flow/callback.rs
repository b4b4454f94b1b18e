//! Events that the remote of a device reports by calling simgate, and why such a call is refused.

use super::outbound::RemoteState;
use super::{Content, Origin};
use crate::model::LineId;

/// One event in a call of a remote. A call may hold several.
#[derive(Clone, PartialEq, Eq)]
pub enum CallbackEvent {
    /// A message arrived.
    Arrived {
        /// The line that received it.
        line: LineId,
        /// The remote's id of it.
        origin: Origin,
        /// Its text.
        content: Content,
    },
    /// A message that the remote accepted earlier has a new state.
    Progress {
        /// The remote's id of the message.
        remote: String,
        /// Its new state.
        state: RemoteState,
    },
}

/// Why a call of a remote is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallbackRefusal {
    /// The call doesn't prove that it comes from the remote. The text names the proof that is missing.
    NotVerified(&'static str),
    /// The call comes from the remote and can't be read. The text is for a person.
    Unreadable(String),
    /// simgate failed or stopped before the commit.
    Fault,
}
