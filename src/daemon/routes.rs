//! The owners, names and destinations of a configuration, also of one that is read while simgate runs.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

use super::event_queue::EventQueue;
use crate::config::{Config, Gateway};
use crate::flow::Event;
use crate::flow::routing::{Directory, Line, Owner, Routes};
use crate::model::Name;

/// The routes of a configuration.
pub fn of(config: &Config) -> Routes {
    let owners = config.owners.iter().flat_map(|owner| {
        let who = Owner { name: owner.name.to_string(), destinations: owner.forward_to.clone() };
        owner.numbers.iter().map(move |number| (number.clone(), who.clone()))
    });
    let lines = config.sims.iter().filter_map(|sim| {
        let missed_call_code = sim.missed_call_code.and_then(|digits| u8::try_from(digits).ok());
        let line = Line { name: sim.name.clone(), number: sim.number.clone(), missed_call_code };
        Some((sim.line()?, line))
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

/// Applies the owners, names and numbers of a new configuration, and logs which changes need a restart. `running` is
/// the configuration that simgate was started with.
///
/// `None`: the configuration was refused, and nothing of it applies.
pub fn reload(running: &Config, new: Config, queue: &EventQueue, directory: &RwLock<Directory>) -> Option<Config> {
    let routes = Routes { default_destinations: of(running).default_destinations, ..of(&new) };
    let present: BTreeSet<&Name> = running.forwarders.iter().map(|forwarder| forwarder.name()).collect();
    let absent = routes.owners.values().flat_map(|owner| &owner.destinations).find(|name| !present.contains(name));
    if let Some(forwarder) = absent {
        tracing::error!(%forwarder, "not reloaded: the new forwarder of an owner starts only after a restart");
        return None;
    }
    let (devices, owners, sims) = (running.devices.clone(), running.owners.clone(), running.sims.clone());
    let profiles = running.gateway.profiles.clone();
    let gateway = Gateway { profiles, ..new.gateway.clone() };
    let rest = Config { gateway, devices, owners, sims, ..new.clone() };
    // The limits and other sending rules of a SIM apply after a restart.
    let limits = |config: &Config| super::sending::settings(config).rules;
    let upkeep = super::sending::upkeep;
    if rest != *running || limits(running) != limits(&new) || upkeep(running) != upkeep(&new) {
        tracing::warn!(
            "other changes than [[device]], [[owner]] and the names and numbers of [[sim]] apply after a restart"
        );
    }
    directory.write().unwrap_or_else(PoisonError::into_inner).routes = routes.clone();
    queue.push(Event::Rerouted(Box::new(routes)));
    tracing::info!(devices = new.devices.len(), owners = new.owners.len(), "reloaded");
    Some(new)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use super::*;

    fn config(text: &str) -> Config {
        Config::parse(Path::new("/simgate.toml"), text, &|_| None).unwrap()
    }

    #[test]
    fn a_configuration_that_is_refused_changes_nothing() {
        let running = config("[[owner]]\nname = \"alice\"\nnumbers = [\"+12025550143\"]\nforward_to = []\n");
        let new = config(
            "[[forwarder]]\ntype = \"exec\"\nname = \"new\"\ncommand = [\"/bin/true\"]\n\
             [[owner]]\nname = \"bob\"\nnumbers = [\"+12025550143\"]\nforward_to = [\"new\"]\n",
        );
        let (queue, directory) = (EventQueue::default(), RwLock::new(Directory::new(of(&running))));
        let owner = || directory.read().unwrap().routes.owners.values().next().unwrap().name.clone();
        let events = || queue.take(Duration::ZERO).unwrap().events.len();
        assert!(reload(&running, new, &queue, &directory).is_none());
        assert_eq!((owner().as_str(), events()), ("alice", 0));
        let accepted = config("[[owner]]\nname = \"bob\"\nnumbers = [\"+12025550143\"]\nforward_to = []\n");
        assert!(reload(&running, accepted, &queue, &directory).is_some());
        assert_eq!((owner().as_str(), events()), ("bob", 1));
    }
}
