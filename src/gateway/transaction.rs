//! One open transaction: what its writers may use, and the effects that follow its commit.

use crate::flow::Action;
use crate::model::{IdSource, Now};
use crate::store::Tx;

use super::cards::Cards;
use super::deliveries::hooks::Hooks;
use super::deliveries::queues::{self, Queues};
use super::fingerprints::{Keyed, fingerprint};
use super::inbound::groups;
use super::outbound::outbox::{self, Outbox};
use super::presence;
use super::run::Run;
use super::settings::Settings;

/// Context of the writers: functions that change the database and add effects. They only read what is in memory.
pub struct Transaction<'a> {
    /// The transaction of the store.
    pub tx: &'a Tx<'a>,
    /// The configuration.
    pub settings: &'a Settings,
    /// The key of fingerprints.
    pub keyed: &'a Keyed,
    /// Source of ids.
    pub ids: &'a mut IdSource,
    /// The time of the transaction.
    pub now: Now,
    /// The present run.
    pub run: Run,
    /// Rows of lines.
    pub cards: &'a mut Cards,
    /// Messages to send.
    pub outbox: &'a Outbox,
    /// Queues of destinations.
    pub deliveries: &'a Queues,
    /// Registered webhooks.
    pub hooks: &'a Hooks,
    /// Effects so far.
    pub effects: Vec<Effect>,
}

/// What follows a commit. Each part of the gateway applies its own effects.
pub enum Effect {
    /// An action for the caller.
    Act(Action),
    /// A change of where lines are.
    Presence(presence::Effect),
    /// A change of groups that wait for parts.
    Inbound(groups::Effect),
    /// A change of the messages to send.
    Outbound(outbox::Effect),
    /// A change of the queues of destinations.
    Deliveries(queues::Effect),
    /// A change of the registered webhooks.
    HooksChanged,
}

impl Transaction<'_> {
    /// Adds an effect.
    pub fn then(&mut self, effect: impl Into<Effect>) {
        self.effects.push(effect.into());
    }

    /// The keyed fingerprint of some words.
    pub fn fingerprint(&self, words: &[&str]) -> [u8; 32] {
        fingerprint(self.keyed, words)
    }
}

impl From<Action> for Effect {
    fn from(action: Action) -> Self {
        Self::Act(action)
    }
}

impl From<presence::Effect> for Effect {
    fn from(effect: presence::Effect) -> Self {
        Self::Presence(effect)
    }
}

impl From<groups::Effect> for Effect {
    fn from(effect: groups::Effect) -> Self {
        Self::Inbound(effect)
    }
}

impl From<outbox::Effect> for Effect {
    fn from(effect: outbox::Effect) -> Self {
        Self::Outbound(effect)
    }
}

impl From<queues::Effect> for Effect {
    fn from(effect: queues::Effect) -> Self {
        Self::Deliveries(effect)
    }
}
