//! Who owns which number, what lines are called, and where messages go, by the configuration; and by one that is read
//! while simgate runs.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

use super::event_queue::EventQueue;
use crate::config::Config;
use crate::flow::Event;
use crate::flow::routing::{Directory, Line, Owner, Routes};
use crate::model::Name;

pub fn of(config: &Config) -> Routes {
    let owners = config.owners.iter().flat_map(|owner| {
        let who = Owner { name: owner.name.to_string(), destinations: owner.forward_to.clone() };
        owner.numbers.iter().map(move |number| (number.clone(), who.clone()))
    });
    let lines = config.sims.iter().map(|sim| {
        let missed_call_code = sim.missed_call_code.and_then(|digits| u8::try_from(digits).ok());
        let line = Line { name: sim.name.clone(), number: sim.number.clone(), missed_call_code };
        (sim.iccid.clone(), line)
    });
    Routes {
        lines: lines.collect(),
        owners: owners.collect(),
        default_destinations: config
            .forwarders
            .iter()
            .filter(|forwarder| forwarder.is_default())
            .map(|forwarder| forwarder.name().clone())
            .collect(),
    }
}

/// Lets owners, names and numbers of a new configuration count from now on, and says what of it does not. `None`: nothing
/// of it does. `running` is the one that simgate was started with.
pub fn follow(running: &Config, new: Config, queue: &EventQueue, directory: &RwLock<Directory>) -> Option<Config> {
    let routes = Routes { default_destinations: of(running).default_destinations, ..of(&new) };
    let there: BTreeSet<&Name> = running.forwarders.iter().map(|forwarder| forwarder.name()).collect();
    let strange = routes.owners.values().flat_map(|owner| &owner.destinations).find(|name| !there.contains(name));
    if let Some(forwarder) = strange {
        tracing::error!(%forwarder, "not reloaded: an owner's messages are to go to a forwarder that is not there before a restart");
        return None;
    }
    let (devices, owners, sims) = (running.devices.clone(), running.owners.clone(), running.sims.clone());
    let rest = Config { devices, owners, sims, ..new.clone() };
    // Of a SIM, only its limits and what else belongs to sending waits.
    let limits = |config: &Config| super::sending::settings(config).rules;
    if rest != *running || limits(running) != limits(&new) {
        tracing::warn!(
            "what is new beside [[device]], [[owner]] and the names and numbers of [[sim]] counts after a restart"
        );
    }
    directory.write().unwrap_or_else(PoisonError::into_inner).routes = routes.clone();
    queue.tell(Event::Rerouted(Box::new(routes)));
    tracing::info!(devices = new.devices.len(), owners = new.owners.len(), "reloaded");
    Some(new)
}
