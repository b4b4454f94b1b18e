//! The way out: lines reserved, parts handed over, outcomes and status reports noted.
//!
//! A line is debited for all parts of a message in the transaction that hands over the first one, and what the modem
//! is told follows from that transaction alone. Whatever was handed over when this process ended is unknown.

use std::time::Duration;

use crate::at::RetryClass;
use crate::flow::calendar::{End, Heard, Kept, STILL_UNDER_WAY};
use crate::flow::ledger::{Debit, SimKey};
use crate::flow::notice::Kind;
use crate::flow::outbound::{NOT_TAKEN_WAIT, Outcome, PartOrder, State, sum_up, wait_after};
use crate::flow::{Action, DeviceReport, DeviceState, Event};
use crate::model::{DeviceName, Now, Secret, SimId};
use crate::pdu::hex;
use crate::store::{About, OpenMessage, PartRow, StoreError};

use super::Gateway;
use super::marks::{Keyed, mark};
use super::outbox::{Key, Pick, Seat};
use super::write::Write;

/// A recipient, as the limits count it.
pub(super) fn recipient_mark(keyed: &Keyed, recipient: &str) -> [u8; 16] {
    let mark = mark(keyed, &["recipient", recipient]);
    let mut short = [0; 16];
    short.copy_from_slice(&mark[..16]);
    short
}

/// What a transaction leads to once it is on disk, for messages on their way out.
pub(super) enum Effect {
    /// What is known by the subscription and by the card may have become one line.
    CardKnown,
    Seat {
        device: DeviceName,
        seat: Option<Seat>,
    },
    Queued(OpenMessage),
    /// To be tried again after a while, better on another line.
    Again {
        open: OpenMessage,
        wait: Duration,
        avoid: Option<SimKey>,
    },
    Debited {
        sim: SimKey,
        debit: Debit,
    },
    Ended {
        sim: SimKey,
        debit: i64,
        end: End,
    },
    Refunded {
        sim: SimKey,
        debit: i64,
    },
    /// The device has nothing to send any more.
    Idle(DeviceName),
    Picked {
        key: Key,
        device: DeviceName,
        sim: SimKey,
    },
    Dropped(Key),
    /// A recipient does not want to be written to from this line, or does again.
    Heeded {
        line: SimId,
        recipient: String,
        stop: bool,
    },
    LineWorks(SimKey),
    LineFails {
        sim: SimKey,
        why: String,
        needs_person: bool,
    },
}

impl Gateway {
    /// What the run before this one had handed over and not heard of.
    pub(super) fn settle_orphans(&mut self, now: Now) -> Result<(), StoreError> {
        if self.orphans_settled {
            return Ok(());
        }
        let effects = self.transaction(now, |write| {
            for part in write.tx.orphans()? {
                let why = "simgate ended while the message was being sent".to_owned();
                write.came_out(&part, &Outcome::Unknown { why }, None)?;
            }
            Ok(())
        })?;
        self.orphans_settled = true;
        // Their deliveries are found with all others.
        for effect in effects {
            if let super::Effect::Sending(effect @ (Effect::Ended { .. } | Effect::Refunded { .. })) = effect {
                self.apply_sending(effect, now);
            }
        }
        Ok(())
    }

    /// A clock that is right by somebody's word is noted, with what it says of debits, before it opens anything.
    pub(super) fn follow_synchronised(&mut self, events: &[Event], now: Now) -> Result<(), StoreError> {
        for event in events {
            let mut calendar = self.outbox.calendar.clone();
            let heard = if let Event::ClockSynchronised(then) = event {
                calendar.synchronised(*then)
            } else if let Event::ClockTold(then) = event {
                calendar.told(*then)
            } else {
                continue;
            };
            if heard != Heard::Nothing {
                self.store.transaction(|tx| {
                    tx.clock_seen(calendar.run(), calendar.seen())?;
                    let debits = if heard == Heard::News { tx.ended_debits()? } else { Vec::new() };
                    let dated = debits.iter().filter_map(|(id, kept)| Some((*id, calendar.dated(kept, now)?)));
                    dated.into_iter().try_for_each(|(id, kept)| tx.debit_ended(id, &kept))
                })?;
            }
            self.outbox.calendar = calendar;
        }
        Ok(())
    }

    /// Hands out what lines are free for.
    pub(super) fn send_out(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        let keyed = &self.keyed;
        self.outbox.fill(&self.store, |recipient| recipient_mark(keyed, recipient), now)?;
        let mut plan = self.outbox.plan(&self.settings.sending, &self.settings.directory, now);
        self.follow_hold(&mut plan, now)?;
        let told = |(key, until, why): &(_, Duration, String)| {
            (!self.outbox.has_told(*key, why)).then(|| (*key, *until, why.clone()))
        };
        let news: Vec<_> = plan.put_off.iter().filter_map(told).collect();
        if !plan.picks.is_empty() || !plan.expired.is_empty() || !news.is_empty() {
            let effects = self.transaction(now, |write| {
                // A person may have held them since.
                if !plan.picks.is_empty() && !write.tx.is_held()? {
                    plan.picks.iter().try_for_each(|pick| write.pick(pick))?;
                }
                for key in &plan.expired {
                    write.expired(key.1)?;
                    write.then(Effect::Dropped(*key));
                }
                for (key, _, why) in &news {
                    if let Some(open) = write.tx.open_message(key.1)? {
                        write.tx.outgoing_waits(key.1, open.failures, why)?;
                    }
                }
                Ok(())
            })?;
            self.apply_all(effects, now, actions);
        }
        for (key, until, why) in plan.put_off {
            self.outbox.put_off(key, until, why);
        }
        Ok(())
    }

    pub(super) fn apply_sending(&mut self, effect: Effect, now: Now) {
        let recipient = |open: &OpenMessage| recipient_mark(&self.keyed, &open.recipient);
        match effect {
            Effect::CardKnown => {
                if let Err(error) = self.outbox.load_debits(&self.store, now) {
                    self.trouble = Some(error);
                }
            }
            Effect::Seat { device, seat } => self.outbox.seat(&device, seat),
            Effect::Queued(open) => {
                let mark = recipient(&open);
                self.outbox.queued(open, mark, now);
            }
            Effect::Again { open, wait, avoid } => {
                let mark = recipient(&open);
                self.outbox.insert(open, mark, wait, avoid, now);
            }
            Effect::Debited { sim, debit } => self.outbox.ledger.add(sim, debit),
            Effect::Ended { sim, debit, end } => self.outbox.ledger.end(sim, debit, end),
            Effect::Refunded { sim, debit } => self.outbox.ledger.refund(sim, debit),
            Effect::Idle(device) => self.outbox.is_busy(&device, false),
            Effect::Picked { key, device, sim } => {
                self.outbox.take(key);
                self.outbox.is_busy(&device, true);
                self.outbox.gave(sim);
            }
            Effect::Dropped(key) => {
                self.outbox.take(key);
            }
            Effect::Heeded { line, recipient, stop: true } => self.outbox.stopped.insert(line, recipient),
            Effect::Heeded { line, recipient, stop: false } => self.outbox.stopped.remove(&line, &recipient),
            Effect::LineWorks(sim) => self.outbox.succeeded(sim),
            Effect::LineFails { sim, why, needs_person } => {
                if let Some(seconds) = self.outbox.failed(sim, needs_person, now) {
                    self.news.warn(format!("line {sim} sends nothing for {seconds} s: {why}"));
                }
            }
        }
    }
}

impl Write<'_> {
    /// Where a line is now, if it may send at all.
    pub(super) fn seat(&mut self, report: &DeviceReport, line: Option<&SimId>) -> Result<Option<Seat>, StoreError> {
        let (Some(card), Some(line)) = (&report.sim, line) else { return Ok(None) };
        if !card.is_card() {
            return Ok(None);
        }
        self.tx.seated(&report.device, card, self.now.wall)?;
        let (key, ready) = (self.tx.sim(line)?, report.state == DeviceState::Ready);
        Ok(Some(Seat { card: card.clone(), line: line.clone(), key, ready, busy: false }))
    }

    /// Reserves a line for a message and hands over its next part.
    pub(super) fn pick(&mut self, pick: &Pick) -> Result<(), StoreError> {
        let message = pick.key.1;
        if self.tx.outgoing_head(message)?.state.is_over() {
            self.then(Effect::Dropped(pick.key));
            return Ok(());
        }
        let debits =
            self.tx.reserved(message, pick.sim, pick.device.as_str(), &pick.mark, self.outbox.calendar.run())?;
        let Some(part) = self.tx.next_part(message)? else {
            self.then(Effect::Dropped(pick.key));
            return Ok(());
        };
        for id in debits {
            let debit = Debit { id, recipient: pick.mark, end: End::Open };
            self.then(Effect::Debited { sim: pick.sim, debit });
        }
        self.then(Effect::Picked { key: pick.key, device: pick.device.clone(), sim: pick.sim });
        self.hand(&part, &pick.device, &pick.card)
    }

    fn hand(&mut self, part: &PartRow, device: &DeviceName, card: &SimId) -> Result<(), StoreError> {
        self.tx.handed(part.id, self.now.wall)?;
        let more = self.tx.next_part(part.message)?.is_some();
        // The SMSC is the card's own.
        let pdu = Secret::new(format!("00{}", hex::encode(&part.tpdu)));
        let (device, sim, length) = (device.clone(), card.clone(), part.tpdu.len());
        let order = PartOrder { device, ticket: part.id, sim, pdu, length, more };
        self.effects.push(super::Effect::Do(Action::Send(Box::new(order))));
        Ok(())
    }

    pub(super) fn part_done(&mut self, device: &DeviceName, ticket: i64, outcome: &Outcome) -> Result<(), StoreError> {
        match self.tx.outgoing_part(ticket)?.filter(|part| part.state == "handed") {
            Some(part) => self.came_out(&part, outcome, Some(device)),
            None => {
                self.then(Effect::Idle(device.clone()));
                Ok(())
            }
        }
    }

    /// What came of handing over a part. `device`: it may be given the next one.
    fn came_out(&mut self, part: &PartRow, outcome: &Outcome, device: Option<&DeviceName>) -> Result<(), StoreError> {
        let sim = self.tx.outgoing_head(part.message)?.sim.unwrap_or_default();
        match outcome {
            Outcome::Sent { reference } => {
                if part.status.is_some() && reference.is_some_and(|reference| part.reference != Some(reference)) {
                    self.tx.part_unreported(part.id)?;
                }
                self.tx.part_is(part.id, "sent", *reference)?;
                self.end_debit(sim, part, Duration::ZERO)?;
                self.then(Effect::LineWorks(sim));
                self.go_on(part.message, None, device)
            }
            // Its report was here before its result should have been.
            Outcome::Unknown { .. } if part.status.is_some() => {
                self.came_out(part, &Outcome::Sent { reference: None }, device)
            }
            Outcome::Unknown { why } => {
                self.tx.part_is(part.id, "unknown", None)?;
                self.end_debit(sim, part, STILL_UNDER_WAY)?;
                if device.is_some() {
                    self.then(Effect::LineFails { sim, why: why.clone(), needs_person: false });
                }
                self.go_on(part.message, Some(why), device)
            }
            Outcome::NotTaken { why } => self.try_again(sim, part, why, None, device),
            Outcome::NotHanded { why, class } => {
                self.blame(sim, why, *class);
                self.try_again(sim, part, why, Some(*class), device)
            }
            Outcome::Refused { why, class, doubtful } => {
                self.blame(sim, why, *class);
                if *doubtful {
                    self.end_debit(sim, part, Duration::ZERO)?;
                    self.tx.without_debit(part.id)?;
                }
                let part = PartRow { debit: part.debit.filter(|_| !doubtful), ..part.clone() };
                self.try_again(sim, &part, why, Some(*class), device)
            }
        }
    }

    fn blame(&mut self, sim: SimKey, why: &str, class: RetryClass) {
        if class != RetryClass::Never {
            let needs_person = class == RetryClass::AskPerson;
            self.then(Effect::LineFails { sim, why: why.to_owned(), needs_person });
        }
    }

    /// `later`: how long the network may still take it after now.
    fn end_debit(&mut self, sim: SimKey, part: &PartRow, later: Duration) -> Result<(), StoreError> {
        let Some(debit) = part.debit else { return Ok(()) };
        let calendar = &self.outbox.calendar;
        let at = calendar.uptime(self.now) + later;
        let kept = Kept { run: calendar.run().clone(), ended: Some(at), latest: calendar.latest(at) };
        self.tx.debit_ended(debit, &kept)?;
        self.then(Effect::Ended { sim, debit, end: End::At(at) });
        Ok(())
    }

    pub(super) fn give_back(&mut self, sim: SimKey, parts: &[PartRow]) -> Result<(), StoreError> {
        for part in parts.iter().filter(|part| part.state == "waiting") {
            if let Some(debit) = part.debit {
                self.tx.without_debit(part.id)?;
                self.tx.refunded(debit)?;
                self.then(Effect::Refunded { sim, debit });
            }
        }
        Ok(())
    }

    /// A part is out, or may be: the next one goes at once, or the message is done.
    fn go_on(&mut self, message: i64, why: Option<&str>, device: Option<&DeviceName>) -> Result<(), StoreError> {
        if self.tx.outgoing_head(message)?.state.is_over() {
            self.idle(device);
            return Ok(());
        }
        let Some(next) = self.tx.next_part(message)? else {
            self.idle(device);
            let states = self.tx.statuses(message)?;
            let any = |wanted: &str| states.iter().any(|(state, _)| state == wanted);
            self.over(message, sum_up(any("unknown"), any("failed")), why)?;
            return self.sum_up_reports(message);
        };
        let seat = device.and_then(|device| self.outbox.seats.get(device));
        match (device, seat) {
            (Some(device), Some(seat)) if next.debit.is_some() => self.hand(&next, device, &seat.card),
            _ => {
                self.idle(device);
                self.again(message, Duration::ZERO, None)
            }
        }
    }

    fn idle(&mut self, device: Option<&DeviceName>) {
        if let Some(device) = device {
            self.then(Effect::Idle(device.clone()));
        }
    }

    fn again(&mut self, message: i64, wait: Duration, avoid: Option<SimKey>) -> Result<(), StoreError> {
        if let Some(open) = self.tx.open_message(message)? {
            self.then(Effect::Again { open, wait, avoid });
        }
        Ok(())
    }

    /// Nothing of this part went out.
    fn try_again(
        &mut self,
        sim: SimKey,
        part: &PartRow,
        why: &str,
        class: Option<RetryClass>,
        device: Option<&DeviceName>,
    ) -> Result<(), StoreError> {
        self.idle(device);
        self.tx.part_unreported(part.id)?;
        self.tx.part_is(part.id, "waiting", None)?;
        let parts = self.tx.outgoing_parts(part.message)?;
        if class == Some(RetryClass::Never) {
            self.give_back(sim, &parts)?;
            self.tx.part_is(part.id, "failed", None)?;
            return self.over(part.message, State::Failed, Some(why));
        }
        let begun = parts.iter().any(|part| part.state == "sent" || part.state == "unknown");
        if !begun {
            // Whichever line may send it next is debited then.
            self.give_back(sim, &parts)?;
            self.tx.released(part.message)?;
        }
        let Some(open) = self.tx.open_message(part.message)? else { return Ok(()) };
        let failures = open.failures + u32::from(class.is_some());
        let wait = class.map_or(NOT_TAKEN_WAIT, |class| wait_after(failures, class));
        self.tx.outgoing_waits(part.message, failures, why)?;
        let open = OpenMessage { failures, ..open };
        self.then(Effect::Again { open, wait, avoid: (!begun).then_some(sim) });
        Ok(())
    }

    /// Its time to live is over.
    pub(super) fn expired(&mut self, message: i64) -> Result<(), StoreError> {
        let head = self.tx.outgoing_head(message)?;
        if head.state.is_over() {
            return Ok(());
        }
        let parts = self.tx.outgoing_parts(message)?;
        self.give_back(head.sim.unwrap_or_default(), &parts)?;
        for part in parts.iter().filter(|part| part.state == "waiting") {
            self.tx.part_is(part.id, "failed", None)?;
        }
        self.over(message, State::Failed, Some("its time to live was over before it could be sent"))
    }

    pub(super) fn over(&mut self, message: i64, state: State, why: Option<&str>) -> Result<(), StoreError> {
        self.tx.outgoing_is(message, state, why, self.now.wall)?;
        let Some(kind) = Kind::of(state) else { return Ok(()) };
        let head = self.tx.outgoing_head(message)?;
        let number = head.sender.as_deref().and_then(|number| number.parse().ok());
        let (_, destinations) = self.settings.directory.route(number.as_ref());
        let wants = |name: &&DeviceName| self.settings.destinations.get(*name).is_some_and(|known| known.statuses);
        let destinations: Vec<DeviceName> = destinations.iter().filter(wants).cloned().collect();
        let event = format!("{}.{}", head.id, state.as_str());
        self.tell(&event, kind, About::Outgoing(message), head.sim.unwrap_or_default(), &destinations)
    }
}
