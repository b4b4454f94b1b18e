//! The faults that can be injected into a modem.

use std::collections::VecDeque;
use std::time::Duration;

use super::coverage::Coverage;
use super::event::UrcKind;
use super::parse::{Command, Op};

/// A fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The modem neither reads nor writes for this time; a pending reply follows afterwards. Messages from the network
    /// are stored meanwhile, and their URCs are lost.
    Silent(Duration),
    /// The modem resets without URCs: all settings are the factory's, and the slots remain. `instant`: it is ready
    /// again after 25 ms.
    ResetSilently {
        instant: bool,
    },
    /// The modem boots as after power-on, with its URCs; on USB the port disappears for a while.
    Reset,
    /// The port disappears for this time; the modem continues and keeps its settings.
    HangUp(Duration),
    /// This number of random bytes is sent to the host.
    Garbage(usize),
    /// The next message URCs, this many, are lost.
    LoseUrcs(u32),
    /// All URCs are lost for this time.
    LoseUrcsFor(Duration),
    /// The next command rows, this many, with a command that begins like this, are answered like this. With `=` at its end
    /// only the form that sets is meant.
    Answer {
        command: String,
        times: u32,
        answer: Answer,
    },
    /// After this number of command rows, every further one is answered like this, a bare `AT` too.
    Refuse {
        after: u32,
        answer: Answer,
    },
    /// The next results of `+CMGS`, this many, after Ctrl-Z. `Lost`: sent, but the result is lost. `NotDone`: neither
    /// sent nor answered.
    SendResult {
        times: u32,
        answer: Answer,
    },
    /// Drafts fill the stores of the modem.
    Full,
    /// Those drafts are removed.
    Roomy,
    Coverage(Coverage),
    /// A call rings this number of times and ends. A caller without a number hides it.
    Call {
        number: String,
        rings: u32,
    },
    /// The network takes this long to answer a USSD code.
    UssdTakes(Duration),
    /// The network sends a USSD text that answers no code. `asks`: it waits for an answer.
    UssdPush {
        asks: bool,
    },
}

/// How a command is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Not executed; ERROR.
    Error,
    /// Not executed; OK.
    Yes,
    /// Not executed; `+CMS ERROR: n`.
    Cms(u16),
    /// Not executed; `+CME ERROR: n` in the form of `+CMEE`.
    Cme(u16),
    /// Not executed; `+CMS ERROR: n` this much later.
    LateCms(u16, Duration),
    /// Executed, but this much later.
    Slow(Duration),
    /// Executed; the answer is lost, a prompt too.
    Lost,
    /// Not executed and not answered.
    NotDone,
    /// Executed; the reply ends in the middle of its rows.
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

impl Rule {
    /// `+CPIN` is for every form of the command, `+CPIN=` for the one that sets.
    fn is_for(&self, command: &Command) -> bool {
        match self.command.strip_suffix('=') {
            Some(name) => command.op == Op::Set && command.name == name,
            None => command.name.starts_with(&self.command),
        }
    }
}

impl Faults {
    pub fn silent(&self, now: Duration) -> bool {
        now < self.silent_until
    }

    /// Whether this URC is lost; counts it.
    pub fn loses_urc(&mut self, kind: UrcKind, now: Duration) -> bool {
        if self.silent(now) || now < self.lose_urcs_until {
            return true;
        }
        let counted = kind == UrcKind::Message && self.lose_urcs > 0;
        self.lose_urcs -= u32::from(counted);
        counted
    }

    /// The answer of the first rule for one of these commands; uses the rule once.
    pub fn answer_for(&mut self, commands: &[Command]) -> Option<Answer> {
        match &mut self.refuse {
            Some((0, answer)) => return Some(*answer),
            Some((left, _)) => *left -= 1,
            None => {}
        }
        let speaks = |rule: &Rule| commands.iter().any(|command| rule.is_for(command));
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

    /// Ends silence: the modem is reset.
    pub fn end_silence(&mut self) {
        self.silent_until = Duration::ZERO;
    }
}
