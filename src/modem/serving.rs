//! A modem that is ready: what is done next, and which child an answer is for. All of it goes at the next restart.

use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::Domain;
use crate::at::session::Item;
use crate::at::urc::Direct as Message;
use crate::flow::DeviceState;
use crate::flow::Origin;
use crate::model::{Now, Slot, StoreName};

use super::ask::{Ask, Reason, Verdict, earliest};
use super::content::{content, is_whole};
use super::counts::{Counted, Counts};
use super::direct::Direct;
use super::heard::Heard;
use super::known::{Known, Settings};
use super::out::{Out, Reading};
use super::sender::{self, Part, Sender};
use super::slots::{self, Effect, Slots};
use super::startup::Startup;
use super::watch::{Check, Checked, Watch, card_told};

/// Some modems announce a message before it can be read: where the slot is empty, its store is counted after so long.
const NOT_YET_READABLE: Duration = Duration::from_millis(500);

const HANDS_OVER: &str = "receives; the modem stores nothing, the network keeps each message until it is on disk";
const HANDS_OVER_UNHEARD: &str = "receives; the modem stores nothing: what comes while nobody listens is lost";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Slots(slots::Task),
    Count,
    Acknowledge,
    Sender(sender::Task),
    Check(Check),
}

#[derive(Debug)]
pub(super) struct Serving {
    slots: Slots,
    counts: Counts,
    direct: Direct,
    sender: Sender,
    watch: Watch,
    /// What the command in flight is for.
    in_flight: Option<Task>,
    /// The last command was for sending: something else may have its turn.
    sender_had_turn: bool,
    /// The state of the line may be another one now.
    is_news: bool,
}

impl Serving {
    pub fn new(startup: Startup, heard: &mut Heard, known: &Known, now: Now, out: &mut Out) -> Self {
        let mut direct = Direct::new(startup.acknowledges);
        direct.take_early(heard, known, now, out);
        Self {
            slots: Slots::new(startup.plan, std::mem::take(&mut heard.slots)),
            counts: Counts::new(now.mono),
            direct,
            sender: Sender::default(),
            watch: Watch::new(startup.announces, now.mono),
            in_flight: None,
            sender_had_turn: false,
            is_news: true,
        }
    }

    pub fn wake_at(&self) -> Option<Duration> {
        if self.direct.has_due() || self.sender.is_due() {
            return Some(Duration::ZERO);
        }
        earliest([Some(self.counts.due()), Some(self.watch.next_due()), self.slots.next_due()])
    }

    /// The most urgent thing to do.
    pub fn next(&mut self, known: &Known, now: Now, out: &mut Out) -> Option<Ask<()>> {
        let ask = self.choose(known, now, out);
        self.in_flight = ask.as_ref().map(|ask| ask.task);
        self.sender_had_turn = match self.in_flight {
            Some(Task::Sender(sender::Task::Send(_))) => true,
            Some(Task::Acknowledge) => self.sender_had_turn,
            Some(Task::Slots(_) | Task::Count | Task::Sender(_) | Task::Check(_)) | None => false,
        };
        ask.map(|ask| ask.map(|_| ()))
    }

    fn choose(&mut self, known: &Known, now: Now, out: &mut Out) -> Option<Ask<Task>> {
        if self.slots.sweep_is_due(now.mono) {
            self.sweep();
        }
        let acknowledge = self.direct.next(now.mono);
        if self.direct.take_missed() {
            self.watch.look_at_indication();
        }
        if let Some(ask) = acknowledge {
            return Some(ask.map(|()| Task::Acknowledge));
        }
        // Neither receiving nor sending keeps the other waiting for more than one turn.
        if !self.sender_had_turn
            && let Some(ask) = self.sender.next(known, now.mono, out)
        {
            return Some(ask.map(Task::Sender));
        }
        if let Some(ask) = self.slots.next(known, now) {
            return Some(ask.map(Task::Slots));
        }
        if let Some(ask) = self.sender.next(known, now.mono, out) {
            return Some(ask.map(Task::Sender));
        }
        if let Some(ask) = self.counts.next(now.mono) {
            return Some(ask.map(|()| Task::Count));
        }
        self.watch.next(known, now.mono).map(|ask| ask.map(Task::Check))
    }

    pub fn sweep(&mut self) {
        self.counts.look_again();
        self.slots.sweep();
    }

    /// A message in a listing or a reading.
    pub fn item(&mut self, item: &Item, known: &Known, now: Now, out: &mut Out) {
        if let Some(Task::Slots(task)) = self.in_flight {
            self.slots.item(task, item, known, now, out);
        }
    }

    pub fn replied(
        &mut self,
        reply: &Reply,
        known: &mut Known,
        settings: &Settings,
        now: Now,
        out: &mut Out,
    ) -> Verdict {
        match self.in_flight.take() {
            None => Verdict::Stay,
            Some(Task::Slots(task)) => {
                let effect = self.slots.replied(task, reply, known, now, out);
                self.after_slots(effect, known, now)
            }
            Some(Task::Count) => {
                let counted = self.counts.replied(reply, &mut self.slots, known, now);
                self.after_count(counted, known)
            }
            Some(Task::Acknowledge) => {
                self.direct.replied();
                if !reply.is_ok() {
                    self.watch.look_at_indication();
                    self.watch.look_at_card();
                }
                Verdict::Stay
            }
            Some(Task::Sender(sender::Task::Card)) => self.after_check(card_told(reply, known), now, out),
            Some(Task::Sender(task)) => {
                self.is_news |= task == sender::Task::FindSmsc;
                self.sender.replied(task, reply, known, out)
            }
            Some(Task::Check(check)) => {
                let checked = self.watch.replied(check, reply, known, settings);
                self.after_check(checked, now, out)
            }
        }
    }

    /// No answer came in time.
    pub fn missed(&mut self, known: &mut Known, now: Duration) {
        if let Some(Task::Slots(task)) = self.in_flight {
            Slots::missed(task, known, now);
        }
    }

    fn after_slots(&mut self, effect: Effect, known: &mut Known, now: Now) -> Verdict {
        match effect {
            Effect::None => Verdict::Stay,
            Effect::NotYetReadable => {
                self.counts.by(now.mono + NOT_YET_READABLE);
                Verdict::Stay
            }
            Effect::Deleted(store) => {
                self.counts.deleted(store, now.mono);
                Verdict::Stay
            }
            Effect::Stays(store) => self.look_for_clog(store, known),
        }
    }

    /// A store that receives and is full of what stays there: another one receives, or a person has to look.
    fn look_for_clog(&mut self, store: StoreName, known: &mut Known) -> Verdict {
        if !self.slots.note_clog(store, known) {
            return Verdict::Stay;
        }
        self.is_news = true;
        if self.slots.plan().all_clogged(&known.stores.clogged) {
            Verdict::Stay
        } else {
            Verdict::Restart(Reason::Clogged)
        }
    }

    fn after_count(&mut self, counted: Counted, known: &mut Known) -> Verdict {
        let Counted { verdict, is_in_doubt, has_room } = counted;
        self.is_news |= has_room;
        if is_in_doubt {
            self.watch.look_at_card();
        }
        match (verdict, self.slots.plan().receiver()) {
            (Verdict::Stay, Some(store)) => self.look_for_clog(store, known),
            (verdict, _) => verdict,
        }
    }

    fn after_check(&mut self, checked: Checked, now: Now, out: &mut Out) -> Verdict {
        match checked {
            Checked::State => self.is_news = true,
            Checked::Card { is_same } => self.sender.card_told(is_same, now.mono, out),
            Checked::Nothing | Checked::Restart(_) => {}
        }
        checked.into()
    }

    pub fn acknowledged(&mut self, ticket: u64, known: &Known, now: Duration) {
        self.slots.acknowledged(ticket, known, now);
        self.direct.acknowledged(ticket);
    }

    pub fn submit(&mut self, part: Part, known: &Known, out: &mut Out) {
        let is_busy = matches!(self.in_flight, Some(Task::Sender(sender::Task::Send(_) | sender::Task::Sent)));
        self.sender.submit(part, is_busy, known, out);
    }

    /// A part is in the modem's hands.
    fn is_sending(&self) -> bool {
        matches!(self.in_flight, Some(Task::Sender(sender::Task::Send(_))))
    }

    /// Messages wait to be read: a result that is overdue by far is not to hold them up.
    pub fn is_in_hurry(&self) -> bool {
        self.is_sending() && self.slots.has_to_read()
    }

    /// The result of a part may stand behind something by which all begins anew, such as `+CPIN: NOT INSERTED` between
    /// `+CMGS: 2` and its `OK`: it is told before that.
    pub fn hear_result(&mut self, reply: &Reply, now: Duration, out: &mut Out) {
        if let Some(Task::Sender(sender::Task::Send(ticket))) = self.in_flight {
            self.in_flight = Some(Task::Sender(sender::Task::Sent));
            self.sender.result(ticket, reply, now, out);
        }
    }

    pub fn stored(&mut self, slot: Slot) {
        self.slots.told_of(slot);
    }

    pub fn direct(&mut self, message: &Message, heard: &mut Heard, known: &Known, now: Now, out: &mut Out) {
        self.direct.heard(message, heard, known, now, out);
    }

    /// A slot's message comes in answer to something else: a final result code too many, or too few, has shifted the
    /// answers. By the number of the slot it may have been deleted already, and was never taken for what it is: it is
    /// kept now. If it still lies there it is read again, and found to be the same.
    pub fn out_of_step(&mut self, message: &Message, known: &Known, now: Now, out: &mut Out) -> Verdict {
        let content = content(&message.line);
        if is_whole(&content, message.length) {
            let origin = Origin::Direct { announced: false };
            out.arrived(Reading { line: known.line(), origin, content, at: now.wall });
        }
        Verdict::Restart(Reason::OutOfStep)
    }

    /// Something happened to the card: nothing is sent before it was asked who it is, not even what waits for its prompt.
    pub fn card_changed(&mut self, may_have_handed_over: bool) -> Verdict {
        self.sender.card_changed();
        if self.is_sending() && !may_have_handed_over {
            return Verdict::Restart(Reason::CardChanged);
        }
        self.watch.look_at_card();
        Verdict::Stay
    }

    pub fn registration_heard(&mut self, domain: Domain, known: &mut Known) {
        self.is_news |= self.watch.registration_heard(domain, known) == Checked::State;
    }

    /// Some modems take no message after a call (reported of a Huawei): find out now.
    pub fn call_over(&mut self, now: Duration) {
        self.watch.look_at_all(now);
    }

    /// Asked once: whether the state of the line may be another one.
    pub fn take_news(&mut self) -> bool {
        std::mem::take(&mut self.is_news)
    }

    /// Ready, as far as the modem goes; whether the network carries messages is its own matter.
    pub fn state(&self, known: &Known, settings: &Settings, calls_are_noise: bool) -> (DeviceState, String) {
        if let Some(reason) = self.slots.clogged_reason(known) {
            return (DeviceState::Blocked, reason);
        }
        let (state, reason) = known.network.verdict(self.watch.announces, settings.radio_on);
        if calls_are_noise {
            return (state, format!("{reason}; more calls than there can be: no more of them are told of"));
        }
        if state != DeviceState::Ready || !known.stores.storeless.is_concluded() {
            return (state, reason);
        }
        (state, if self.direct.acknowledges() { HANDS_OVER } else { HANDS_OVER_UNHEARD }.to_owned())
    }

    /// The modem is served no more: each part has its outcome. `written`: the modem may have taken the PDU of the part in
    /// its hands.
    pub fn end(self, written: bool, why: &str, out: &mut Out) {
        let in_flight = if let Some(Task::Sender(task)) = self.in_flight { Some(task) } else { None };
        self.sender.end(in_flight, written, why, out);
    }
}
