//! Where the decisions meet the store: [`Gateway::handle`] takes everything that waits, writes it
//! in one transaction, and only then says what to do about it.
//!
//! An action that lets something leave a modem, or start towards a destination, exists only after
//! the commit that covers it: until then it is an effect, thrown away when the commit fails.

mod alerts;
mod cards;
mod deferred;
mod deliveries;
mod devices;
mod events;
mod fingerprints;
mod inbound;
mod outbound;
mod pins;
mod presence;
mod retention;
mod run;
mod settings;
mod transaction;
mod urgency;
pub mod usage;

use std::time::Duration;

use crate::flow::{Action, Answer, Event};
use crate::model::{Boot, DeliveryRow, IdSource, MessageRow, Now, Timestamp};
use crate::store::{Store, StoreError};

use cards::Cards;
use deferred::Deferred;
use deliveries::queues::Queues;
use fingerprints::{Keyed, recipient_fingerprint};
use inbound::assembly;
use inbound::groups::Groups;
use outbound::outbox::{self, Outbox};
use outbound::plan::{self, Plan};
use outbound::{clock, parts};
use presence::Presence;
use retention::Retention;
use run::Run;
use transaction::{Effect, Transaction};

pub use alerts::Alert;
pub use outbound::sending::Sending;
pub use settings::{Destination, Settings};
use urgency::Urgency;

/// What is read again for what others have changed, or for its time: this often.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Less is drift.
const CLOCK_STEP_MS: i64 = 2000;

pub struct Gateway {
    store: Store,
    settings: Settings,
    keyed: Keyed,
    ids: IdSource,
    run: Run,
    cards: Cards,
    groups: Groups,
    outbox: Outbox,
    deliveries: Queues,
    presence: Presence,
    retention: Retention,
    deferred: Deferred,
    clock_offset: i64,
    /// What the run before this one left half done is noted as such, which needs a disk that takes it.
    orphans_settled: bool,
    next_look: Duration,
    /// After something failed, nothing is tried before then but what comes from outside.
    rest_until: Duration,
    trouble: Option<StoreError>,
    alerts: Vec<Alert>,
}

impl Gateway {
    /// Takes up where the store left off.
    pub fn open(
        store: Store,
        mut settings: Settings,
        key: [u8; 32],
        ids: IdSource,
        boot: Boot,
        now: Now,
    ) -> Result<Self, StoreError> {
        Cards::recall(&store, &mut settings.directory)?;
        Ok(Self {
            keyed: fingerprints::keyed(&key),
            ids,
            outbox: Outbox::load(&store, boot, now)?,
            groups: Groups::load(&store, settings.assembly_wait, now)?,
            run: Run { since: now.mono, before: store.marks()? },
            cards: Cards::default(),
            deliveries: Queues::unread(&settings.destinations),
            presence: Presence::new(&settings.directory, now.wall),
            retention: Retention::new(now),
            deferred: Deferred::new(now.mono),
            clock_offset: now.clock_offset(),
            orphans_settled: false,
            next_look: now.mono,
            rest_until: now.mono,
            trouble: None,
            alerts: Vec::new(),
            store,
            settings,
        })
    }

    /// Takes all that happened, makes it durable in one transaction, and returns what follows.
    /// On an error nothing happened: call again with the same events.
    pub fn handle(&mut self, events: &[Event], now: Now) -> Result<Vec<Action>, StoreError> {
        let over = self.groups.over(now.mono);
        let wants_commit = events.iter().any(|event| Urgency::of(event).wants_commit());
        let mut actions = Vec::new();
        self.store.check()?;
        self.settle_orphans(now, &mut actions)?;
        self.follow_clock(now)?;
        self.follow_routes(events, now)?;
        self.cards.meet(events, &mut self.store, &mut self.settings.directory, &mut self.alerts)?;
        if wants_commit || !over.is_empty() || self.deferred.is_due(now.mono) {
            self.write(events, &over, now, &mut actions)?;
        } else if !events.is_empty() {
            self.put_off(events, now);
        }
        for event in events {
            if let Event::Reachable { destination } = event {
                self.deliveries.note_reachable(destination, &mut self.alerts);
            }
        }
        for event in events {
            clock::follow(&mut self.outbox.calendar, event, &mut self.store, now)?;
        }
        actions.extend(self.presence.take_changed().into_iter().map(|line| Action::Show(Box::new(line))));
        // What was committed above must be acted on even if one of these fails: it is tried again soon. Nor does one
        // keep the others back, as a disk that is full would keep what needs only to be read from going out.
        let housekeeping = [
            self.retention.clean(&mut self.store, &mut self.outbox, &self.settings, self.run, now),
            self.look(now, &mut actions),
            self.send_out(now, &mut actions),
            self.dispatch(now, &mut actions),
            self.retention.erase(&mut self.store, &self.settings, now),
        ];
        self.outbox.find_due(now);
        if let Some(error) = housekeeping.into_iter().find_map(Result::err) {
            self.rest_until = now.mono + LOOK_EVERY;
            self.next_look = self.rest_until;
            self.trouble = Some(error);
        }
        Ok(actions)
    }

    /// When [`Gateway::handle`] has something to do although nothing happened.
    pub fn wake_at(&self) -> Duration {
        let parts = [self.deliveries.wake_at(), self.groups.wake_at(), self.deferred.wake_at(), self.outbox.wake_at()];
        parts.into_iter().flatten().fold(self.next_look, Duration::min).max(self.rest_until)
    }

    /// Everything committed has been delivered, or given up for a person to see.
    pub fn is_drained(&self) -> Result<bool, StoreError> {
        Ok(self.groups.is_empty() && self.deferred.is_empty() && self.store.pending()? == 0)
    }

    /// What failed beside the events, since it was last asked.
    pub fn take_trouble(&mut self) -> Option<StoreError> {
        self.trouble.take()
    }

    /// What the operator should hear of, since it was last asked.
    pub fn take_news(&mut self) -> Vec<Alert> {
        std::mem::take(&mut self.alerts)
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Gives back the store, as after a power cut: what was committed is all that is left.
    pub fn into_store(self) -> Store {
        self.store
    }

    /// One transaction for all of it; nothing follows from any of it before the commit.
    fn write(
        &mut self,
        events: &[Event],
        over: &[MessageRow],
        now: Now,
        actions: &mut Vec<Action>,
    ) -> Result<(), StoreError> {
        let deferred = self.deferred.take();
        let written = self.transaction(now, |t| {
            deferred.iter().try_for_each(|event| events::write(t, event))?;
            // What follows from these was done when they were put off.
            t.effects.clear();
            events.iter().try_for_each(|event| events::write(t, event))?;
            over.iter().try_for_each(|&message| assembly::out_of_time(t, message))
        });
        match written {
            Ok(effects) => self.apply(effects, now, actions),
            Err(error) => {
                self.deferred.put_back(deferred);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Writes, and returns what follows from it.
    fn transaction(
        &mut self,
        now: Now,
        work: impl FnOnce(&mut Transaction) -> Result<(), StoreError>,
    ) -> Result<Vec<Effect>, StoreError> {
        let (settings, keyed, ids, run) = (&self.settings, &self.keyed, &mut self.ids, self.run);
        let (cards, outbox, deliveries) = (&mut self.cards, &self.outbox, &self.deliveries);
        let written = self.store.transaction(|tx| {
            let effects = Vec::new();
            let mut t = Transaction { tx, settings, keyed, ids, now, run, cards, outbox, deliveries, effects };
            work(&mut t)?;
            Ok(t.effects)
        });
        if written.is_err() {
            // Rows that were added are not there.
            self.cards.forget_rows();
        }
        written
    }

    fn apply(&mut self, effects: Vec<Effect>, now: Now, actions: &mut Vec<Action>) {
        for effect in effects {
            match effect {
                Effect::Act(action) => actions.push(action),
                Effect::Presence(effect) => self.presence.apply(effect, &self.settings.directory, now),
                Effect::Inbound(effect) => self.groups.apply(effect, now),
                Effect::Outbound(effect) => self.apply_outbound(effect, now),
                Effect::Deliveries(effect) => self.deliveries.apply(effect, now, &mut self.alerts),
            }
        }
    }

    fn apply_outbound(&mut self, effect: outbox::Effect, now: Now) {
        if let Err(error) = self.outbox.apply(effect, &self.store, now, &mut self.alerts) {
            self.trouble = Some(error);
        }
    }

    /// Leaves for a later commit what may wait for one; a destination that took its delivery gets the next one now.
    fn put_off(&mut self, events: &[Event], now: Now) {
        for event in events {
            if let Event::Answered { delivery, destination, answer: Answer::Taken } = event {
                self.deliveries.take(destination, DeliveryRow::new(*delivery), &mut self.alerts);
            }
        }
        self.deferred.add(events, now.mono);
    }

    /// What the run before this one had handed over and not heard of.
    fn settle_orphans(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if self.orphans_settled {
            return Ok(());
        }
        let effects = self.transaction(now, parts::settle_orphans)?;
        self.orphans_settled = true;
        // Their deliveries are found with all others.
        for effect in effects {
            match effect {
                Effect::Outbound(effect @ (outbox::Effect::Ended { .. } | outbox::Effect::Refunded { .. })) => {
                    self.apply_outbound(effect, now);
                }
                Effect::Act(action) => actions.push(action),
                Effect::Outbound(_) | Effect::Presence(_) | Effect::Inbound(_) | Effect::Deliveries(_) => {}
            }
        }
        Ok(())
    }

    /// What was said last of owners and names counts for all that is written from now on.
    fn follow_routes(&mut self, events: &[Event], now: Now) -> Result<(), StoreError> {
        for event in events {
            if let Event::Rerouted(routes) = event {
                self.cards.rerouted(routes, &self.store, &mut self.settings.directory)?;
                self.presence.renamed(&self.settings.directory, now);
            }
        }
        Ok(())
    }

    /// A wall clock that was set takes the waits of deliveries along: they are spans, not dates.
    fn follow_clock(&mut self, now: Now) -> Result<(), StoreError> {
        let offset = now.clock_offset();
        let step = offset - self.clock_offset;
        if step.abs() >= CLOCK_STEP_MS {
            let (was, keep) = (Timestamp::from_millis(now.wall.as_millis() - step), self.settings.keep_codes);
            self.store.transaction(|tx| {
                tx.clock_stepped(step)?;
                tx.codes_stepped(step, was, keep)?;
                tx.outgoing_stepped(step)
            })?;
            self.outbox.queue.forget();
            self.clock_offset = offset;
        }
        Ok(())
    }

    /// Finds what a person changed beside this process, and deliveries that had to wait for their time.
    fn look(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if self.next_look > now.mono {
            return Ok(());
        }
        // What was taken and not yet written would be found as still waiting.
        if !self.deferred.is_empty() {
            self.write(&[], &[], now, actions)?;
        }
        self.outbox.look(&self.store, &mut self.alerts)?;
        self.deliveries.find_due(&self.store, now, &mut self.alerts)?;
        self.next_look = now.mono + LOOK_EVERY;
        Ok(())
    }

    /// Hands out what lines are free for.
    fn send_out(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        let plan = self.plan(now)?;
        let alerts = plan.put_off.iter().filter(|(key, _, why)| !self.outbox.queue.has_told(*key, why));
        let waits: Vec<_> = alerts.map(|(key, _, why)| (*key, why.clone())).collect();
        if !plan.picks.is_empty() || !plan.expired.is_empty() || !waits.is_empty() {
            let effects = self.transaction(now, |t| parts::send_out(t, &plan, &waits))?;
            self.apply(effects, now, actions);
        }
        for (key, until, why) in plan.put_off {
            self.outbox.queue.put_off(key, until, why);
        }
        Ok(())
    }

    fn plan(&mut self, now: Now) -> Result<Plan, StoreError> {
        let keyed = &self.keyed;
        self.outbox.queue.fill(&self.store, |recipient| recipient_fingerprint(keyed, recipient), now)?;
        let mut plan = plan::plan(&self.outbox, &self.settings.sending, &self.settings.directory, now);
        if !plan.picks.is_empty() && self.store.held()?.is_some() {
            plan.hold(now);
        }
        Ok(plan)
    }

    /// Hands over what each destination can take.
    fn dispatch(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if !self.deferred.is_empty() && self.deliveries.want_page() {
            self.write(&[], &[], now, actions)?;
        }
        self.deliveries.dispatch(&self.store, &self.settings.name, now, actions)
    }
}

#[cfg(test)]
mod tests;
