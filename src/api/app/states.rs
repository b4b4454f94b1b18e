//! The app's states of messages and recipients.

use crate::flow::outbound::State;

/// A state, in the app's words. Others are never used, since clients know only these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AppState {
    /// It waits.
    Pending,
    /// It was passed to a line, and no outcome is known.
    Processed,
    /// The network accepted it.
    Sent,
    /// The recipient's phone has it.
    Delivered,
    /// It was not sent, or not delivered.
    Failed,
    /// It was cancelled.
    Cancelled,
}

impl AppState {
    const ALL: [Self; 6] = [Self::Pending, Self::Processed, Self::Sent, Self::Delivered, Self::Failed, Self::Cancelled];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Processed => "Processed",
            Self::Sent => "Sent",
            Self::Delivered => "Delivered",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// The state of a message to one recipient.
    ///
    /// A message whose outcome is unknown was passed to a line, and did perhaps go out. `Failed` would make a client
    /// send it again.
    pub fn of(state: State) -> Self {
        match state {
            State::Queued => Self::Pending,
            State::Sending | State::Unknown => Self::Processed,
            State::Sent => Self::Sent,
            State::Delivered => Self::Delivered,
            State::Failed | State::Undelivered => Self::Failed,
            State::Cancelled => Self::Cancelled,
        }
    }
}

/// The state of a message to several recipients, by the app's rule.
pub fn roll_up(states: &[State]) -> AppState {
    let states: Vec<AppState> = states.iter().map(|state| AppState::of(*state)).collect();
    let any = [AppState::Pending, AppState::Cancelled, AppState::Processed];
    let all = [AppState::Failed, AppState::Delivered];
    let first = any.into_iter().find(|state| states.contains(state));
    let first = first.or_else(|| all.into_iter().find(|state| states.iter().all(|other| other == state)));
    first.unwrap_or(AppState::Sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_the_state_of_its_recipients() {
        use State::{Cancelled, Delivered, Failed, Queued, Sending, Sent, Undelivered, Unknown};
        for (states, wanted) in [
            (&[Queued][..], "Pending"),
            (&[Delivered, Failed, Queued], "Pending"),
            (&[Cancelled, Delivered], "Cancelled"),
            (&[Cancelled, Sending], "Cancelled"),
            (&[Sending, Delivered], "Processed"),
            (&[Unknown, Failed], "Processed"),
            (&[Failed, Undelivered], "Failed"),
            (&[Delivered, Delivered], "Delivered"),
            (&[Delivered, Failed], "Sent"),
            (&[Sent, Delivered], "Sent"),
            (&[Sent], "Sent"),
        ] {
            assert_eq!(roll_up(states).as_str(), wanted, "{states:?}");
        }
        for state in AppState::ALL {
            assert_eq!(AppState::parse(state.as_str()), Some(state));
        }
        assert_eq!(AppState::parse("Unknown"), None);
    }
}
