//! Alerts for the operator, which the daemon logs.

/// One alert, with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alert {
    /// A message or an event is not being delivered.
    Error(String),
    /// Something needs a look.
    Warning(String),
    /// An earlier alert no longer applies.
    Recovery(String),
}
