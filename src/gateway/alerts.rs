//! What the operator should hear of, in the log.

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alert {
    /// Something is not being delivered.
    Undelivered(String),
    /// Something is not as it should be.
    Warning(String),
    /// It is again.
    Note(String),
}
