//! What can go wrong with a modem, on command.

use std::collections::VecDeque;
use std::time::Duration;

use super::boot::{Boot, Timer};
use super::dialogue::{Input, UrcKind};
use super::network::Coverage;
use super::parse::Command;
use super::storage::{Status, Stored};
use super::{SimModem, Work};
use crate::model::StoreName;

/// The most rules that wait for their command.
const RULES_MAX: usize = 1000;
const GARBAGE_MAX: usize = 64 * 1024;

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
    pub(super) fn delay(self) -> Duration {
        match self {
            Self::Slow(delay) | Self::LateCms(_, delay) => delay,
            Self::Error | Self::Yes | Self::Cms(_) | Self::Cme(_) | Self::Lost | Self::NotDone | Self::Cut => {
                Duration::ZERO
            }
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Faults {
    silent_until: Duration,
    lose_urcs: u32,
    lose_urcs_until: Duration,
    rules: VecDeque<Rule>,
    refuse: Option<(u32, Answer)>,
    send: VecDeque<(u32, Answer)>,
}

#[derive(Debug)]
struct Rule {
    command: String,
    times: u32,
    answer: Answer,
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

impl SimModem {
    pub fn fault(&mut self, fault: Fault, now: Duration) {
        self.advance(now);
        match fault {
            Fault::Silent(span) => self.fall_silent(span),
            Fault::ResetSilently { instant } => self.reset(if instant { Boot::Instant } else { Boot::Silent }),
            Fault::Reset => self.reset(Boot::Visible),
            Fault::Garbage(count) => {
                let bytes: Vec<u8> = (0..count.min(GARBAGE_MAX)).map(|_| self.random.byte()).collect();
                self.say(&bytes, None);
            }
            Fault::HangUp(span) => self.hang_up(span),
            Fault::LoseUrcs(count) => self.faults.lose_urcs = count,
            Fault::LoseUrcsFor(span) => self.faults.lose_urcs_until = self.now + span,
            Fault::Answer { command, times, answer } => {
                if times > 0 && self.faults.rules.len() < RULES_MAX {
                    self.faults.rules.push_back(Rule { command: command.to_ascii_uppercase(), times, answer });
                }
            }
            Fault::Refuse { after, answer } => self.faults.refuse = Some((after, answer)),
            Fault::SendResult { times, answer } => {
                if times > 0 && self.faults.send.len() < RULES_MAX {
                    self.faults.send.push_back((times, answer));
                }
            }
            Fault::Full => self.fill(),
            Fault::Roomy => self.empty(),
            Fault::Coverage(coverage) => self.cover(coverage),
            Fault::Call { number, rings } => {
                self.later(Duration::ZERO, Timer::Ring { number, nth: 0, left: rings.min(1000) })
            }
        }
        self.advance(now);
    }

    /// All that waits to go wrong, and all that is wrong with line and network, is over. What a fault has
    /// done stays done: a modem that was reset has lost its settings.
    pub fn heal(&mut self, now: Duration) {
        self.advance(now);
        self.faults = Faults::default();
        self.cover(Coverage::Home);
        self.empty();
    }

    fn hang_up(&mut self, span: Duration) {
        if self.power.port {
            self.power.port = false;
            self.line.cut();
            self.held.clear();
            self.input = Input::default();
            self.later(span, Timer::PortBack);
        }
    }

    fn fall_silent(&mut self, span: Duration) {
        let until = self.faults.silent_until.max(self.now + span);
        self.faults.silent_until = until;
        if let Some(Work { until: due, .. }) = &mut self.work {
            *due = (*due).max(until);
        }
    }

    fn fill(&mut self) {
        for name in [StoreName::SM, StoreName::ME] {
            let Some(store) = self.store_mut(name) else { continue };
            while store.put(Stored { status: Status::Unsent, pdu: draft() }).is_some() {}
        }
    }

    fn empty(&mut self) {
        for name in [StoreName::SM, StoreName::ME] {
            let Some(store) = self.store_mut(name) else { continue };
            let drafts: Vec<usize> =
                store.iter().filter(|(_, stored)| stored.pdu == draft()).map(|(position, _)| position).collect();
            for position in drafts {
                store.take(position);
            }
        }
    }
}

/// An SMS-SUBMIT to nobody in particular that was never sent: `+12025550100`, "hi".
fn draft() -> Vec<u8> {
    vec![0, 0x01, 0, 11, 0x91, 0x21, 0x20, 0x55, 0x05, 0x01, 0xF0, 0, 0, 2, 0xE8, 0x34]
}
