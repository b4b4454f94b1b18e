//! Connects the decisions of `flow` with the store: [`Gateway::handle`] takes all events that wait, writes them in one
//! transaction, and returns the actions that follow.
//!
//! An action that lets a message leave a modem or start towards a destination exists only after its commit. Before that
//! it is an effect of the transaction, and a failed commit discards it.

#![deny(missing_docs)]

mod alarms;
mod alerts;
mod cards;
mod changes;
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
mod silence;
mod transaction;
mod upkeep;
mod urgency;
pub mod usage;
mod ussd;

use std::time::Duration;

use crate::flow::upkeep::Present;
use crate::flow::{Action, Answer, Event};
use crate::model::{Boot, DeliveryRow, IdSource, MessageRow, Now, Timestamp};
use crate::store::{Store, StoreError};

use alarms::AlarmWatch;
use cards::Cards;
use deferred::Deferred;
use deliveries::hooks::Hooks;
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
use silence::SilenceWatch;
use transaction::{Effect, Transaction};
use upkeep::Upkeep;
use ussd::Dialogues;

pub use alerts::Alert;
pub use outbound::sending::Sending;
pub use settings::{Destination, Settings};
use urgency::Urgency;

/// How often the gateway looks for changes by other programs and for deliveries that became due.
const RECHECK_EVERY: Duration = Duration::from_secs(1);
/// A smaller step of the wall clock is drift, not a change.
const CLOCK_STEP_MS: i64 = 2000;

/// The state of the gateway. One thread owns it and the store.
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
    hooks: Hooks,
    presence: Presence,
    retention: Retention,
    silence: SilenceWatch,
    alarms: AlarmWatch,
    dialogues: Dialogues,
    upkeep: Upkeep,
    deferred: Deferred,
    clock_offset: i64,
    /// Whether the submissions of the run before this one are settled, which needs a disk that accepts writes.
    orphans_settled: bool,
    next_recheck: Duration,
    /// After a failure, only events from outside are handled before this time.
    paused_until: Duration,
    failure: Option<StoreError>,
    alerts: Vec<Alert>,
}

impl Gateway {
    /// Loads the state from the store.
    ///
    /// `key` is for the fingerprints. Fails if the store can't be read.
    pub fn open(
        store: Store,
        mut settings: Settings,
        key: [u8; 32],
        ids: IdSource,
        boot: Boot,
        now: Now,
    ) -> Result<Self, StoreError> {
        Cards::load_numbers(&store, &mut settings.directory)?;
        Ok(Self {
            keyed: fingerprints::keyed(&key),
            ids,
            outbox: Outbox::load(&store, boot, now)?,
            groups: Groups::load(&store, settings.assembly_wait, now)?,
            run: Run { since: now.mono, before: store.high_water()? },
            cards: Cards::default(),
            deliveries: Queues::unread(&settings.destinations),
            hooks: Hooks::load(&store)?,
            presence: Presence::new(&settings.directory, store.lines().received()?, now.wall),
            retention: Retention::new(now),
            silence: SilenceWatch::new(now),
            alarms: AlarmWatch::default(),
            dialogues: Dialogues::default(),
            upkeep: Upkeep::new(now),
            deferred: Deferred::new(now.mono),
            clock_offset: now.clock_offset(),
            orphans_settled: false,
            next_recheck: now.mono,
            paused_until: now.mono,
            failure: None,
            alerts: Vec::new(),
            store,
            settings,
        })
    }

    /// Writes all events to the store in one transaction, and returns the actions that follow.
    ///
    /// If this fails, nothing was written: call it again with the same events.
    pub fn handle(&mut self, events: &[Event], now: Now) -> Result<Vec<Action>, StoreError> {
        let over = self.groups.over(now.mono);
        let wants_commit = events.iter().any(|event| Urgency::of(event).wants_commit());
        let mut actions = Vec::new();
        self.store.check()?;
        self.settle_orphans(now, &mut actions)?;
        self.follow_clock(now)?;
        self.follow_routes(events, now)?;
        self.cards.add_lines(events, &mut self.store, &mut self.settings.directory, &mut self.alerts)?;
        if wants_commit || !over.is_empty() || self.deferred.is_due(now.mono) {
            self.write(events, &over, now, &mut actions)?;
        } else if !events.is_empty() {
            self.defer(events, now);
        }
        for event in events {
            if let Event::Reachable { destination } = event {
                self.deliveries.note_reachable(destination, &mut self.alerts);
            }
        }
        for event in events {
            clock::record(&mut self.outbox.calendar, event, &mut self.store, now)?;
        }
        self.answer_dialogues(events, now, &mut actions);
        let changed = self.presence.take_changed(&self.settings.directory, now);
        actions.extend(changed.into_iter().map(|line| Action::PublishLine(Box::new(line))));
        // The actions of the commit above must be returned even if one of these steps fails; the step is
        // repeated soon. All steps run, because a full disk must not stop deliveries that only need to be read.
        let housekeeping = [
            self.retention.clean(&mut self.store, &mut self.outbox, &self.settings, self.run, now),
            self.recheck(now, &mut actions),
            self.watch_silence(now, &mut actions),
            self.watch_cards(now, &mut actions),
            self.keep_lines_alive(now, &mut actions),
            self.hooks.follow(&mut self.store, &mut self.deliveries, &mut actions),
            self.send_out(now, &mut actions),
            self.dispatch(now, &mut actions),
            self.retention.erase(&mut self.store, &self.settings, now),
        ];
        self.outbox.find_due(now);
        if let Some(error) = housekeeping.into_iter().find_map(Result::err) {
            self.paused_until = now.mono + RECHECK_EVERY;
            self.next_recheck = self.paused_until;
            self.failure = Some(error);
        }
        Ok(actions)
    }

    /// When to call [`Gateway::handle`] next if no event comes before, on the monotonic clock.
    pub fn wake_at(&self) -> Duration {
        let parts = [self.deliveries.wake_at(), self.groups.wake_at(), self.deferred.wake_at(), self.outbox.wake_at()];
        parts.into_iter().flatten().fold(self.next_recheck, Duration::min).max(self.paused_until)
    }

    /// Whether no message waits for parts, and no delivery is pending. Fails if the store can't be read.
    pub fn is_drained(&self) -> Result<bool, StoreError> {
        Ok(self.groups.is_empty() && self.deferred.is_empty() && self.store.deliveries().count_pending()? == 0)
    }

    /// The last failure of a step that no event caused, since the last call.
    pub fn take_failure(&mut self) -> Option<StoreError> {
        self.failure.take()
    }

    /// Alerts for the operator since the last call.
    pub fn take_alerts(&mut self) -> Vec<Alert> {
        std::mem::take(&mut self.alerts)
    }

    /// The store, for reading.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Returns the store and discards everything else, as a power cut does.
    pub fn into_store(self) -> Store {
        self.store
    }

    /// Writes deferred events, `events` and groups whose wait is over in one transaction, and applies its effects.
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
            // These effects were applied when the events were deferred.
            t.effects.clear();
            events.iter().try_for_each(|event| events::write(t, event))?;
            over.iter().try_for_each(|&message| assembly::finish_incomplete(t, message))
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

    /// Runs one transaction, and returns its effects.
    fn transaction(
        &mut self,
        now: Now,
        work: impl FnOnce(&mut Transaction) -> Result<(), StoreError>,
    ) -> Result<Vec<Effect>, StoreError> {
        let (settings, keyed, ids, run) = (&self.settings, &self.keyed, &mut self.ids, self.run);
        let (cards, outbox, deliveries) = (&mut self.cards, &self.outbox, &self.deliveries);
        let hooks = &self.hooks;
        let written = self.store.transaction(|tx| {
            let effects = Vec::new();
            let mut t = Transaction { tx, settings, keyed, ids, now, run, cards, outbox, deliveries, hooks, effects };
            work(&mut t)?;
            Ok(t.effects)
        });
        if written.is_err() {
            // The transaction was rolled back, so rows that it added don't exist.
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
                Effect::HooksChanged => self.hooks.note_change(),
            }
        }
    }

    fn apply_outbound(&mut self, effect: outbox::Effect, now: Now) {
        if let Err(error) = self.outbox.apply(effect, &self.store, now, &mut self.alerts) {
            self.failure = Some(error);
        }
    }

    /// Leaves events for a later commit. A destination that accepted a delivery gets the next one now.
    fn defer(&mut self, events: &[Event], now: Now) {
        for event in events {
            if let Event::Answered { delivery, destination, answer: Answer::Taken } = event {
                self.deliveries.note_accepted(destination, DeliveryRow::new(*delivery), &mut self.alerts);
            }
        }
        self.deferred.add(events, now.mono);
    }

    /// Settles the submissions of the run before this one whose outcome is unknown.
    fn settle_orphans(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if self.orphans_settled {
            return Ok(());
        }
        let effects = self.transaction(now, parts::settle_orphans)?;
        self.orphans_settled = true;
        // Their deliveries are loaded with all others.
        for effect in effects {
            match effect {
                Effect::Outbound(effect @ (outbox::Effect::DebitEnded { .. } | outbox::Effect::Refunded { .. })) => {
                    self.apply_outbound(effect, now);
                }
                Effect::Act(action) => actions.push(action),
                Effect::Outbound(_)
                | Effect::Presence(_)
                | Effect::Inbound(_)
                | Effect::Deliveries(_)
                | Effect::HooksChanged => {}
            }
        }
        Ok(())
    }

    /// Applies new routes, before anything is written by the old ones.
    fn follow_routes(&mut self, events: &[Event], now: Now) -> Result<(), StoreError> {
        for event in events {
            if let Event::Rerouted(routes) = event {
                self.cards.set_routes(routes, &self.store, &mut self.settings.directory)?;
                self.presence.rename_lines(&self.settings.directory, now);
            }
        }
        Ok(())
    }

    /// Shifts stored times when the wall clock was set: waits are spans, so their ends move with the clock.
    fn follow_clock(&mut self, now: Now) -> Result<(), StoreError> {
        let offset = now.clock_offset();
        let step = offset - self.clock_offset;
        if step.abs() >= CLOCK_STEP_MS {
            let (was, keep) = (Timestamp::from_millis(now.wall.as_millis() - step), self.settings.keep_codes);
            self.store.transaction(|tx| {
                tx.deliveries().shift_due_times(step)?;
                tx.retention().shift_code_expiries(step, was, keep)?;
                tx.outgoing().shift_expiries(step)
            })?;
            self.outbox.queue.reload();
            self.clock_offset = offset;
        }
        Ok(())
    }

    /// Begins, continues and ends USSD dialogues.
    fn answer_dialogues(&mut self, events: &[Event], now: Now, actions: &mut Vec<Action>) {
        let (seats, directory) = (&self.outbox.seats, &self.settings.directory);
        let place = ussd::Place { seats, directory, store: &mut self.store, ids: &mut self.ids, now };
        let mut answers = Vec::new();
        let mut failure = self.dialogues.handle(events, place, &mut answers);
        for action in answers {
            let balance_of =
                if let Action::AnswerUssd { ticket, .. } = &action { upkeep::line_of(*ticket) } else { None };
            match (balance_of, action) {
                (Some(line), Action::AnswerUssd { answer, .. }) => {
                    let recorded = self.transaction(now, |t| upkeep::record_balance(t, line, &answer));
                    match recorded {
                        Ok(effects) => self.apply(effects, now, actions),
                        Err(error) => failure = Some(error),
                    }
                }
                (_, action) => actions.push(action),
            }
        }
        self.failure = failure.or(self.failure.take());
    }

    /// Keeps lines alive, and asks for their balances.
    fn keep_lines_alive(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if let Some(present) = self.upkeep.begin_round(&self.outbox.calendar, now) {
            let mut asks = Vec::new();
            let effects = self.transaction(now, |t| upkeep::look(t, present, &mut asks))?;
            self.apply(effects, now, actions);
            self.answer_dialogues(&asks, now, actions);
        }
        Ok(())
    }

    /// Tells a person about lines that receive nothing for unusually long.
    fn watch_silence(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if self.silence.begin_round(now) {
            let effects = self.transaction(now, silence::judge)?;
            self.apply(effects, now, actions);
        }
        Ok(())
    }

    /// Raises alarms of cards, and ends them.
    fn watch_cards(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if self.alarms.begin_round(now) {
            let watched = self.store.alarms().watched()?;
            let (lines, directory) = (self.presence.lines(), &self.settings.directory);
            let present = Present::of(&self.outbox.calendar, now);
            let changes = self.alarms.judge(watched, lines, directory, present, now);
            if !changes.is_empty() {
                let effects = self.transaction(now, |t| alarms::write(t, &changes))?;
                self.apply(effects, now, actions);
            }
        }
        Ok(())
    }

    /// Looks for changes by other programs, and for deliveries that became due.
    fn recheck(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if self.next_recheck > now.mono {
            return Ok(());
        }
        // A deferred settlement must be written first, or its delivery would be found as pending.
        if !self.deferred.is_empty() {
            self.write(&[], &[], now, actions)?;
        }
        self.outbox.recheck(&self.store, &mut self.alerts)?;
        self.hooks.recheck(&self.store)?;
        self.deliveries.find_due(&self.store, now, &mut self.alerts)?;
        self.next_recheck = now.mono + RECHECK_EVERY;
        Ok(())
    }

    /// Assigns queued messages to free lines.
    fn send_out(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        let plan = self.plan(now)?;
        let changed = plan.postponed.iter().filter(|(key, _, why)| !self.outbox.queue.has_reason(*key, why));
        let waits: Vec<_> = changed.map(|(key, _, why)| (*key, why.clone())).collect();
        if !plan.picks.is_empty() || !plan.expired.is_empty() || !waits.is_empty() {
            let effects = self.transaction(now, |t| parts::execute(t, &plan, &waits))?;
            self.apply(effects, now, actions);
        }
        for (key, until, why) in plan.postponed {
            self.outbox.queue.postpone(key, until, why);
        }
        Ok(())
    }

    fn plan(&mut self, now: Now) -> Result<Plan, StoreError> {
        let keyed = &self.keyed;
        self.outbox.queue.fill(&self.store, |recipient| recipient_fingerprint(keyed, recipient), now)?;
        let mut plan = plan::plan(&self.outbox, &self.settings.sending, &self.settings.directory, now);
        if !plan.picks.is_empty() && self.store.identity().hold_reason()?.is_some() {
            plan.hold(now);
        }
        Ok(plan)
    }

    /// Dispatches as many deliveries as each destination may have in flight.
    fn dispatch(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if !self.deferred.is_empty() && self.deliveries.want_page() {
            self.write(&[], &[], now, actions)?;
        }
        self.deliveries.dispatch(&self.store, &self.settings.name, now, actions)
    }
}

#[cfg(test)]
mod tests;
