//! What can go wrong with a modem, on command.

use std::collections::VecDeque;
use std::time::Duration;

use super::coverage::Coverage;
use super::event::UrcKind;
use super::parse::Command;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Neither reads nor writes for so long; a reply that was under way comes afterwards. Messages from
    /// the network are stored meanwhile, their URCs are lost.
    Silent(Duration),
    /// All settings are the factory's again, without a word; the slots stay. `instant`: ready
    /// again after 25 ms.
    ResetSilently {
        instant: bool,
    },
    /// Boots as after power-on, with its URCs; on USB the port goes and comes back.
    Reset,
    /// The port is gone for so long; the modem lives on, and remembers its settings.
    HangUp(Duration),
    /// So many random bytes on the line to the host.
    Garbage(usize),
    /// The next so many message URCs don't come.
    LoseUrcs(u32),
    /// No URC comes for so long.
    LoseUrcsFor(Duration),
    /// The next so many command lines with a command that begins like this are answered so.
    Answer {
        command: String,
        times: u32,
        answer: Answer,
    },
    /// So many command lines are answered as ever, and all after them so, a bare `AT` too.
    Refuse {
        after: u32,
        answer: Answer,
    },
    /// The next so many results of `+CMGS`, after Ctrl-Z. `Lost`: sent, but not said. `NotDone`: neither.
    SendResult {
        times: u32,
        answer: Answer,
    },
    /// Drafts take up the rest of the receiving store, or of all stores of the modem.
    Full,
    /// Those drafts are gone again.
    Roomy,
    Coverage(Coverage),
    /// A call comes in and gives up after so many rings. A caller without a number hides it.
    Call {
        number: String,
        rings: u32,
    },
}

/// What becomes of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Not executed; ERROR.
    Error,
    /// Not executed; OK.
    Yes,
    /// Not executed; `+CMS ERROR: n`.
    Cms(u16),
    /// Not executed; `+CME ERROR: n` as `+CMEE` has it.
    Cme(u16),
    /// Not executed; `+CMS ERROR: n` so much later.
    LateCms(u16, Duration),
    /// Executed, but so much later.
    Slow(Duration),
    /// Executed; nothing is said, neither a prompt.
    Lost,
    /// Not executed, nothing is said.
    NotDone,
    /// Executed; the reply breaks off in the middle of its lines.
    Cut,
}

impl Answer {
    pub fn delay(self) -> Duration {
        match self {
            Self::Slow(delay) | Self::LateCms(_, delay) => delay,
            Self::Error | Self::Yes | Self::Cms(_) | Self::Cme(_) | Self::Lost | Self::NotDone | Self::Cut => {
                Duration::ZERO
            }
        }
    }
}

#[derive(Debug, Default)]
pub struct Faults {
    pub silent_until: Duration,
    pub lose_urcs: u32,
    pub lose_urcs_until: Duration,
    pub rules: VecDeque<Rule>,
    pub refuse: Option<(u32, Answer)>,
    pub send: VecDeque<(u32, Answer)>,
}

#[derive(Debug)]
pub struct Rule {
    pub command: String,
    pub times: u32,
    pub answer: Answer,
}

impl Faults {
    pub fn silent(&self, now: Duration) -> bool {
        now < self.silent_until
    }

    /// True if this URC is lost; counts it.
    pub fn swallows_urc(&mut self, kind: UrcKind, now: Duration) -> bool {
        if self.silent(now) || now < self.lose_urcs_until {
            return true;
        }
        let counted = kind == UrcKind::Message && self.lose_urcs > 0;
        self.lose_urcs -= u32::from(counted);
        counted
    }

    /// The first rule that speaks of one of these commands; used up once.
    pub fn answer_for(&mut self, commands: &[Command]) -> Option<Answer> {
        match &mut self.refuse {
            Some((0, answer)) => return Some(*answer),
            Some((left, _)) => *left -= 1,
            None => {}
        }
        let speaks = |rule: &Rule| commands.iter().any(|command| command.name.starts_with(&rule.command));
        let found = self.rules.iter().position(speaks)?;
        let rule = self.rules.get_mut(found)?;
        rule.times -= 1;
        let answer = rule.answer;
        if rule.times == 0 {
            self.rules.remove(found);
        }
        Some(answer)
    }

    pub fn answer_for_send(&mut self) -> Option<Answer> {
        let (times, answer) = self.send.front_mut()?;
        *times -= 1;
        let (left, answer) = (*times, *answer);
        if left == 0 {
            self.send.pop_front();
        }
        Some(answer)
    }

    /// A reset ends a hang.
    pub fn woken(&mut self) {
        self.silent_until = Duration::ZERO;
    }
}
