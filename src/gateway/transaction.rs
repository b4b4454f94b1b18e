//! One transaction being written: what its writers are given, and what follows from it once it is on disk.

use crate::flow::Action;
use crate::model::{IdSource, Now};
use crate::store::Tx;

use super::cards::Cards;
use super::deliveries::queues::{self, Queues};
use super::fingerprints::{Keyed, fingerprint};
use super::inbound::groups;
use super::outbound::outbox::{self, Outbox};
use super::presence;
use super::run::Run;
use super::settings::Settings;

/// Writers are functions in the file of what they write. They change the database and ask for what is to follow; what
/// is in memory they only read.
pub struct Transaction<'a> {
    pub tx: &'a Tx<'a>,
    pub settings: &'a Settings,
    pub keyed: &'a Keyed,
    pub ids: &'a mut IdSource,
    pub now: Now,
    pub run: Run,
    pub cards: &'a mut Cards,
    pub outbox: &'a Outbox,
    pub deliveries: &'a Queues,
    pub effects: Vec<Effect>,
}

/// What a transaction leads to once it is on disk; each part applies its own.
pub enum Effect {
    Act(Action),
    Presence(presence::Effect),
    Inbound(groups::Effect),
    Outbound(outbox::Effect),
    Deliveries(queues::Effect),
}

impl Transaction<'_> {
    pub fn then(&mut self, effect: impl Into<Effect>) {
        self.effects.push(effect.into());
    }

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
