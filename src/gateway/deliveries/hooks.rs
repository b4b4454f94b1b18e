//! Registered webhooks: which events they get, and their queues, which come and go while simgate runs.
//!
//! The store has them all. The memory follows it after each change, and after a change by another program, which may
//! have removed the key that a webhook ends with.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::Action;
use crate::flow::delivery::Room;
use crate::flow::hook::{Hook, HookOwner};
use crate::flow::notice::Kind;
use crate::gateway::settings::Destination;
use crate::model::Name;
use crate::store::{Store, StoreError};

use super::queues::Queues;

/// How a webhook is served: as long as the Android app retries, and longer. The receiver gets statuses.
pub const AS_DESTINATION: Destination =
    Destination { give_up: Duration::from_secs(3 * 24 * 3600), room: Room::one_of_each_lane(16), statuses: true };

/// The registered webhooks.
#[derive(Debug)]
pub struct Hooks {
    all: BTreeMap<Name, Hook>,
    /// Those that were opened.
    open: BTreeMap<Name, Hook>,
    /// The store may have others.
    is_stale: bool,
    /// Changes when another program writes to the database.
    data_version: i64,
}

impl Hooks {
    /// Loads all from the store. None is open yet.
    pub fn load(store: &Store) -> Result<Self, StoreError> {
        Ok(Self { all: read(store)?, open: BTreeMap::new(), is_stale: true, data_version: store.data_version()? })
    }

    /// The destinations of an event about a message of this number.
    pub fn destinations(&self, kind: Kind, number: Option<&str>) -> impl Iterator<Item = &Name> {
        self.all.values().filter(move |hook| hook.wants(kind, number)).map(|hook| &hook.destination)
    }

    /// The webhooks of an owner.
    pub fn of(&self, owner: HookOwner) -> impl Iterator<Item = &Hook> {
        self.all.values().filter(move |hook| hook.owner == owner)
    }

    /// Whether a destination is a webhook.
    pub fn has(&self, destination: &Name) -> bool {
        self.all.contains_key(destination)
    }

    /// Notes that a commit changed webhooks.
    pub fn note_change(&mut self) {
        self.is_stale = true;
    }

    /// Looks for changes by other programs.
    pub fn recheck(&mut self, store: &Store) -> Result<(), StoreError> {
        let data_version = store.data_version()?;
        self.is_stale |= data_version != self.data_version;
        self.data_version = data_version;
        Ok(())
    }

    /// Follows the store: opens new and changed webhooks, closes removed ones, and drops their deliveries.
    pub fn follow(
        &mut self,
        store: &mut Store,
        queues: &mut Queues,
        actions: &mut Vec<Action>,
    ) -> Result<(), StoreError> {
        if !self.is_stale {
            return Ok(());
        }
        if store.hooks().has_leftovers()? {
            store.transaction(|tx| {
                tx.hooks().delete_leftovers()?;
                tx.tokens().delete_leftovers()
            })?;
        }
        let present = read(store)?;
        for gone in self.open.keys().filter(|name| !present.contains_key(*name)) {
            queues.remove(gone);
            actions.push(Action::CloseHook(gone.clone()));
        }
        for (name, hook) in &present {
            let known = self.open.get(name);
            if known.is_none_or(|known| known.url != hook.url || known.event != hook.event) {
                // Deliveries in flight to the earlier place lose their answers, so all are read again.
                queues.add(name, AS_DESTINATION.room);
                actions.push(Action::OpenHook(Box::new(hook.clone())));
            }
        }
        (self.all, self.open, self.is_stale) = (present.clone(), present, false);
        Ok(())
    }
}

fn read(store: &Store) -> Result<BTreeMap<Name, Hook>, StoreError> {
    Ok(store.hooks().all()?.into_iter().map(|hook| (hook.destination.clone(), hook)).collect())
}
