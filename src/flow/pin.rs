//! Whether a PIN may be tried: a card locks itself after three wrong ones (TS 31.101 9.5).

/// What the journal knows of one PIN on one card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// It has opened this card before.
    pub opened: bool,
    /// It was refused.
    pub failed: bool,
    /// A try was journalled and nothing was heard of it: a crash, a power cut, silence.
    pub unsettled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Try,
    /// Never again by itself.
    Failed,
    /// The outcome of an earlier try is not known.
    Unsettled,
    /// The card has lost attempts already: the rest are a person's.
    AttemptsLost {
        left: u8,
    },
}

/// All the attempts that a card starts with.
const ATTEMPTS: u8 = 3;

/// A PIN that opened the card and is now unsettled may be tried only on a card that tells that it
/// lost no attempt: had the try been made and been wrong, one would be missing.
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
    /// For a person, when it is not tried.
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
    fn a_pin_is_tried_only_where_no_attempt_can_be_burnt() {
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
