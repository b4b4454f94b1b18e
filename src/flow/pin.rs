//! Whether a PIN may be tried: a card locks itself after three wrong ones (TS 31.101 9.5).

/// The journal's entries about one PIN on one card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// The PIN has opened this card before.
    pub opened: bool,
    /// The card refused the PIN.
    pub failed: bool,
    /// A try is in the journal without an outcome, because of a crash, a power cut or silence.
    pub unsettled: bool,
}

/// Whether a PIN may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may be tried.
    Try,
    /// The card refused this PIN before, so simgate never tries it again.
    Failed,
    /// The outcome of an earlier try is unknown.
    Unsettled,
    /// The card lost attempts already. The remaining ones are reserved for a person.
    AttemptsLost {
        /// Attempts that the card has left.
        left: u8,
    },
}

/// Attempts of a card that has lost none.
const ATTEMPTS: u8 = 3;

/// Decides whether a PIN may be tried. `attempts_left` is the card's report, if it reports attempts.
///
/// A PIN that opened the card before may be tried after an unsettled try, if the card reports that it lost no attempt:
/// a wrong PIN would have cost one.
pub fn judge(history: History, attempts_left: Option<u8>) -> Verdict {
    if history.failed {
        return Verdict::Failed;
    }
    if let Some(left) = attempts_left.filter(|&left| left < ATTEMPTS) {
        return Verdict::AttemptsLost { left };
    }
    if history.unsettled && !(history.opened && attempts_left.is_some()) {
        return Verdict::Unsettled;
    }
    Verdict::Try
}

impl Verdict {
    /// Why the PIN isn't tried, for a person. Empty for [`Verdict::Try`].
    pub fn reason(self) -> String {
        match self {
            Self::Try => String::new(),
            Self::Failed => "the card refused the configured PIN before: correct the PIN, it is not tried again".into(),
            Self::Unsettled => {
                "the outcome of an earlier try of this PIN is not known: check the card in a phone".into()
            }
            Self::AttemptsLost { left } => {
                format!("the card has {left} of {ATTEMPTS} attempts left: enter the PIN in a phone first")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pain_10_a_pin_is_tried_only_if_no_attempt_can_be_lost() {
        let history = |opened, failed, unsettled| History { opened, failed, unsettled };
        for (past, left, want) in [
            (history(false, false, false), Some(3), Verdict::Try),
            (history(false, false, false), None, Verdict::Try),
            (history(false, false, false), Some(2), Verdict::AttemptsLost { left: 2 }),
            (history(true, false, false), Some(3), Verdict::Try),
            (history(true, false, false), None, Verdict::Try),
            (history(true, false, false), Some(1), Verdict::AttemptsLost { left: 1 }),
            (history(true, true, false), Some(3), Verdict::Failed),
            (history(false, true, false), Some(3), Verdict::Failed),
            (history(false, false, true), Some(3), Verdict::Unsettled),
            (history(false, false, true), None, Verdict::Unsettled),
            (history(true, false, true), Some(3), Verdict::Try),
            (history(true, false, true), None, Verdict::Unsettled),
        ] {
            assert_eq!(judge(past, left), want, "{past:?} {left:?}");
        }
    }
}
