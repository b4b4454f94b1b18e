//! Serves a modem that is ready: decides the next command, and which child a reply belongs to. All of it is discarded
//! at the next restart.

use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::Domain;
use crate::at::session::Item;
use crate::at::urc::Direct as Message;
use crate::at::ussd::Ussd as UssdCode;
use crate::flow::DeviceState;
use crate::flow::Origin;
use crate::flow::ussd::Dial;
use crate::model::{Now, Slot, StoreName};

use super::backlog::Backlog;
use super::content::{content, is_whole};
use super::counts::{CountResult, Counts};
use super::direct::Direct;
use super::modem_info::{ModemInfo, Settings};
use super::next_command::{NextCommand, earliest};
use super::outputs::{Outputs, Reading};
use super::restart::{Reason, Verdict};
use super::sender::{self, Part, Sender};
use super::slot_types::{self, Effect};
use super::slots::Slots;
use super::startup::Startup;
use super::ussd::{self, Ussd};
use super::watch::{Check, CheckResult, Watch, card_check_result};

/// Some modems announce a message before it can be read. If the slot is empty, its store is counted after this time.
const NOT_YET_READABLE: Duration = Duration::from_millis(500);

const DIRECT_ACKNOWLEDGED: &str =
    "receives; the modem stores nothing, the network keeps each message until it is on disk";
const DIRECT_UNACKNOWLEDGED: &str =
    "receives; the modem stores nothing: a message that arrives while simgate is not running is lost";

const NAMELESS: &str =
    "; its card reports neither ICCID nor IMSI, so nothing can be sent: try the card in another modem";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Task {
    Slots(slot_types::Task),
    Count,
    Acknowledge,
    Sender(sender::Task),
    Ussd(ussd::Task),
    Check(Check),
}

/// The children of a modem that is served.
#[derive(Debug)]
pub(super) struct Serving {
    slots: Slots,
    counts: Counts,
    direct: Direct,
    sender: Sender,
    ussd: Ussd,
    watch: Watch,
    /// The task of the command in flight.
    in_flight: Option<Task>,
    /// The last command was a submission, so the next turn is for receiving.
    sender_was_last: bool,
    /// The state of the device may have changed.
    state_changed: bool,
}

impl Serving {
    /// Begins to serve, with the results of the startup and the backlog.
    pub fn new(startup: Startup, backlog: &mut Backlog, modem: &ModemInfo, now: Now, out: &mut Outputs) -> Self {
        let mut direct = Direct::new(startup.acknowledges);
        direct.receive_backlog(backlog, modem, now, out);
        Self {
            slots: Slots::new(startup.plan, std::mem::take(&mut backlog.slots)),
            counts: Counts::new(now.mono),
            direct,
            sender: Sender::default(),
            ussd: Ussd::default(),
            watch: Watch::new(startup.announces, now.mono),
            in_flight: None,
            sender_was_last: false,
            state_changed: true,
        }
    }

    /// The next time at which something is due.
    pub fn wake_at(&self) -> Option<Duration> {
        if self.direct.has_due() || self.sender.is_due() || self.ussd.is_due() {
            return Some(Duration::ZERO);
        }
        earliest([Some(self.counts.due()), Some(self.watch.next_due()), self.slots.next_due(), self.ussd.wake_at()])
    }

    /// The command of the most urgent task.
    pub fn next(&mut self, modem: &ModemInfo, now: Now, out: &mut Outputs) -> Option<NextCommand<()>> {
        let next = self.choose(modem, now, out);
        self.in_flight = next.as_ref().map(|next| next.task);
        self.sender_was_last = match self.in_flight {
            Some(Task::Sender(sender::Task::Send(_))) => true,
            Some(Task::Acknowledge) => self.sender_was_last,
            Some(Task::Slots(_) | Task::Count | Task::Sender(_) | Task::Ussd(_) | Task::Check(_)) | None => false,
        };
        next.map(|next| next.map(|_| ()))
    }

    fn choose(&mut self, modem: &ModemInfo, now: Now, out: &mut Outputs) -> Option<NextCommand<Task>> {
        if self.slots.sweep_is_due(now.mono) {
            self.sweep();
        }
        let acknowledge = self.direct.next(now.mono);
        if self.direct.take_missed_deadline() {
            self.watch.check_indication();
        }
        if let Some(next) = acknowledge {
            return Some(next.map(|()| Task::Acknowledge));
        }
        self.ussd.expire(now.mono, out);
        // A step has few commands, so it delays nothing for long.
        if let Some(next) = self.ussd.next(modem, now.mono, out) {
            return Some(next.map(Task::Ussd));
        }
        // Receiving and sending take turns, so neither delays the other for long.
        if !self.sender_was_last
            && let Some(next) = self.sender.next(modem, now.mono, out)
        {
            return Some(next.map(Task::Sender));
        }
        if let Some(next) = self.slots.next(modem, now) {
            return Some(next.map(Task::Slots));
        }
        if let Some(next) = self.sender.next(modem, now.mono, out) {
            return Some(next.map(Task::Sender));
        }
        if let Some(next) = self.counts.next(now.mono) {
            return Some(next.map(|()| Task::Count));
        }
        self.watch.next(modem, now.mono).map(|next| next.map(Task::Check))
    }

    /// Whether nothing goes before a person's command.
    pub fn is_free(&self) -> bool {
        !self.direct.has_due() && !self.sender.is_due() && !self.ussd.is_due()
    }

    /// Lists all stores again.
    pub fn sweep(&mut self) {
        self.counts.recheck_all();
        self.slots.sweep();
    }

    /// Handles a message that was listed or read.
    pub fn item(&mut self, item: &Item, modem: &ModemInfo, now: Now, out: &mut Outputs) {
        if let Some(Task::Slots(task)) = self.in_flight {
            self.slots.item(task, item, modem, now, out);
        }
    }

    /// Handles the reply to the command in flight.
    pub fn replied(
        &mut self,
        reply: &Reply,
        modem: &mut ModemInfo,
        settings: &Settings,
        now: Now,
        out: &mut Outputs,
    ) -> Verdict {
        match self.in_flight.take() {
            None => Verdict::Stay,
            Some(Task::Slots(task)) => {
                let effect = self.slots.replied(task, reply, modem, now, out);
                self.after_slots(effect, modem, now)
            }
            Some(Task::Count) => {
                let counted = self.counts.replied(reply, &mut self.slots, modem, now);
                self.after_count(counted, modem)
            }
            Some(Task::Acknowledge) => {
                self.direct.replied();
                if !reply.is_ok() {
                    self.watch.check_indication();
                    self.watch.check_card();
                }
                Verdict::Stay
            }
            Some(Task::Sender(sender::Task::Card)) => self.after_check(card_check_result(reply, modem), now, out),
            Some(Task::Sender(task)) => {
                self.state_changed |= task == sender::Task::FindSmsc;
                self.sender.replied(task, reply, modem, out)
            }
            Some(Task::Ussd(ussd::Task::Card)) => self.after_check(card_check_result(reply, modem), now, out),
            Some(Task::Ussd(task)) => {
                self.ussd.replied(task, reply, out);
                Verdict::Stay
            }
            Some(Task::Check(check)) => {
                let checked = self.watch.replied(check, reply, modem, settings);
                self.after_check(checked, now, out)
            }
        }
    }

    /// Notes that no reply arrived in time.
    pub fn note_miss(&mut self, modem: &mut ModemInfo, now: Duration) {
        if let Some(Task::Slots(task)) = self.in_flight {
            Slots::note_miss(task, modem, now);
        }
    }

    fn after_slots(&mut self, effect: Effect, modem: &mut ModemInfo, now: Now) -> Verdict {
        match effect {
            Effect::None => Verdict::Stay,
            Effect::NotYetReadable => {
                self.counts.schedule_by(now.mono + NOT_YET_READABLE);
                Verdict::Stay
            }
            Effect::Deleted(store) => {
                self.counts.note_deletion(store, now.mono);
                Verdict::Stay
            }
            Effect::Remains(store) => self.check_usable(store, modem),
        }
    }

    /// Checks whether the receiving store has become unusable. Another store then receives; if there is none, the state
    /// changes.
    fn check_usable(&mut self, store: StoreName, modem: &mut ModemInfo) -> Verdict {
        if !self.slots.note_unusable(store, modem) {
            return Verdict::Stay;
        }
        self.state_changed = true;
        if self.slots.plan().all_unusable(&modem.stores.unusable) {
            Verdict::Stay
        } else {
            Verdict::Restart(Reason::StoreUnusable)
        }
    }

    fn after_count(&mut self, counted: CountResult, modem: &mut ModemInfo) -> Verdict {
        let CountResult { verdict, is_in_doubt, has_room } = counted;
        self.state_changed |= has_room;
        if is_in_doubt {
            self.watch.check_card();
        }
        match (verdict, self.slots.plan().receiver()) {
            (Verdict::Stay, Some(store)) => self.check_usable(store, modem),
            (verdict, _) => verdict,
        }
    }

    fn after_check(&mut self, checked: CheckResult, now: Now, out: &mut Outputs) -> Verdict {
        match checked {
            CheckResult::State => self.state_changed = true,
            CheckResult::Card { is_same } => {
                self.sender.note_card_check(is_same, now.mono, out);
                self.ussd.note_card_check(is_same, out);
            }
            CheckResult::Nothing | CheckResult::Restart(_) => {}
        }
        checked.into()
    }

    /// The arrival with this ticket is on disk.
    pub fn acknowledge(&mut self, ticket: u64, modem: &ModemInfo, now: Duration) {
        self.slots.acknowledge(ticket, modem, now);
        self.direct.acknowledge(ticket);
    }

    /// Submits a part.
    pub fn submit(&mut self, part: Part, modem: &ModemInfo, out: &mut Outputs) {
        let is_busy = matches!(self.in_flight, Some(Task::Sender(sender::Task::Send(_) | sender::Task::Sent)));
        self.sender.submit(part, is_busy, modem, out);
    }

    /// Makes a step of a USSD dialogue.
    pub fn dial(&mut self, dial: Dial, modem: &ModemInfo, now: Duration, out: &mut Outputs) {
        self.ussd.dial(dial, modem, now, out);
    }

    /// Handles a `+CUSD`.
    pub fn receive_ussd(&mut self, code: &UssdCode, modem: &ModemInfo, now: Duration, out: &mut Outputs) {
        self.ussd.receive(code, &modem.profile, now, out);
    }

    /// Whether a part was submitted and has no result yet.
    fn is_sending(&self) -> bool {
        matches!(self.in_flight, Some(Task::Sender(sender::Task::Send(_))))
    }

    /// Whether messages are waiting until the result of a part arrives.
    pub fn has_messages_behind_send(&self) -> bool {
        self.is_sending() && self.slots.has_to_read()
    }

    /// Handles the result of a part before the other outputs of the same bytes. A code that causes a restart, such as
    /// `+CPIN: NOT INSERTED`, may arrive between `+CMGS: 2` and its `OK`.
    pub fn note_send_result(&mut self, reply: &Reply, now: Duration, out: &mut Outputs) {
        if let Some(Task::Sender(sender::Task::Send(ticket))) = self.in_flight {
            self.in_flight = Some(Task::Sender(sender::Task::Sent));
            self.sender.note_result(ticket, reply, now, out);
        }
    }

    /// Notes the announcement of a slot.
    pub fn note_announcement(&mut self, slot: Slot) {
        self.slots.note_announcement(slot);
    }

    /// Notes an announced report (`+CDSI`). EC25 has it in `SR` and names `SM`, so that store is listed, too.
    pub fn note_report(&mut self, slot: Slot) {
        self.slots.note_announcement(slot);
        self.slots.list_reports();
    }

    /// Handles a direct message.
    pub fn receive_direct(
        &mut self,
        message: &Message,
        backlog: &mut Backlog,
        modem: &ModemInfo,
        now: Now,
        out: &mut Outputs,
    ) {
        self.direct.receive(message, backlog, modem, now, out);
    }

    /// Handles the message of a slot in reply to another command: an extra or a lost final result code has shifted the
    /// replies. Slot numbers are then wrong, and this message may have been deleted without being read. Therefore it is
    /// stored now; if it is still in its slot, it is read again and recognised as the same.
    pub fn out_of_step(&mut self, message: &Message, modem: &ModemInfo, now: Now, out: &mut Outputs) -> Verdict {
        let content = content(&message.row);
        if is_whole(&content, message.length) {
            let origin = Origin::Direct { announced: false };
            out.emit_arrival(Reading { line: modem.line(), origin, content, at: now.wall });
        }
        Verdict::Restart(Reason::OutOfStep)
    }

    /// Notes that the card may have changed: it is checked before anything is sent, also before a part whose prompt has
    /// not arrived.
    pub fn note_card_change(&mut self, may_have_sent_body: bool) -> Verdict {
        self.sender.note_card_change();
        if self.is_sending() && !may_have_sent_body {
            return Verdict::Restart(Reason::CardChanged);
        }
        self.watch.check_card();
        Verdict::Stay
    }

    /// Notes a change of the registration.
    pub fn note_registration(&mut self, domain: Domain, modem: &mut ModemInfo) {
        self.state_changed |= self.watch.note_registration(domain, modem) == CheckResult::State;
    }

    /// Checks the modem after a call: a Huawei was reported to receive no message after one.
    pub fn note_call_end(&mut self, now: Duration) {
        self.watch.check_all(now);
    }

    /// Returns whether the state of the device may have changed, and resets that.
    pub fn take_state_changed(&mut self) -> bool {
        std::mem::take(&mut self.state_changed)
    }

    /// Whether the store that receives is full of messages that stay there.
    pub fn is_store_full(&self, modem: &ModemInfo) -> bool {
        self.slots.is_receiver_unusable(modem)
    }

    /// The state of the device and its reason, for a modem that is ready. It also depends on the network.
    pub fn state(&self, modem: &ModemInfo, settings: &Settings, calls_are_noise: bool) -> (DeviceState, String) {
        if let Some(reason) = self.slots.unusable_reason(modem) {
            return (DeviceState::Blocked, reason);
        }
        let (state, mut reason) = modem.network.verdict(self.watch.announces, settings.radio_on);
        if modem.sim.is_none() {
            reason.push_str(NAMELESS);
        }
        if calls_are_noise {
            return (state, format!("{reason}; too many calls in a minute: further calls are ignored"));
        }
        if state != DeviceState::Ready || modem.stores.presence.routing() == 1 {
            return (state, reason);
        }
        (state, if self.direct.acknowledges() { DIRECT_ACKNOWLEDGED } else { DIRECT_UNACKNOWLEDGED }.to_owned())
    }

    /// Ends serving: every part and every USSD step gets its outcome. `written`: the modem may have accepted the PDU of the part that was
    /// submitted.
    pub fn end(self, written: bool, why: &str, out: &mut Outputs) {
        let in_flight = if let Some(Task::Sender(task)) = self.in_flight { Some(task) } else { None };
        self.sender.end(in_flight, written, why, out);
        self.ussd.end(why, out);
    }
}
