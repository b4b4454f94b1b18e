//! What happens in the phone after a time.

use super::inbox::Arrived;
use super::journey::Step;

/// What happens after a time.
#[derive(Debug)]
pub(super) enum Timer {
    /// Android reports on a message of this id to this recipient.
    Radio { message: String, number: String, step: Step },
    /// Android starts the app again.
    StartApp,
    /// Android has downloaded an MMS.
    Downloaded(Arrived),
    /// The app's ping is due.
    Ping,
}
