//! The settings of sending, from the configuration.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::config::{Config, SimSettings};
use crate::flow::command::Defaults;
use crate::flow::ledger::Limits;
use crate::flow::pool::Rules;
use crate::flow::upkeep;
use crate::gateway::Sending;
use crate::model::LineId;

/// The settings for the gateway.
pub fn settings(config: &Config) -> Sending {
    let zone = &config.gateway.time_zone.zone;
    let rules = config.sims.iter().filter_map(|sim| {
        let zone = sim.time_zone.as_ref().map_or(zone, |own| &own.zone);
        let own = sim.limits.as_ref().map(|own| own.over(&config.sending.limits));
        let limits = limits(own.as_ref().unwrap_or(&config.sending.limits), zone);
        let rules = Rules { limits, weight: sim.weight, allowed: sim.allowed.clone(), stop_list: sim.stop_list };
        Some((sim.line()?, rules))
    });
    Sending {
        policy: config.sending.policy,
        rules: rules.collect(),
        default_rules: Rules { limits: limits(&config.sending.limits, zone), ..Rules::default() },
    }
}

/// What lines need to stay alive.
pub fn upkeep(config: &Config) -> BTreeMap<LineId, upkeep::Rules> {
    let of = |sim: &SimSettings| upkeep::Rules {
        keep_alive: sim.keep_alive,
        keep_alive_to: sim.keep_alive_to.clone(),
        canary: sim.canary,
        expires: sim.expires,
        top_up: sim.top_up,
        balance: sim.balance.as_ref().map(|balance| upkeep::Balance {
            code: balance.ussd.clone(),
            pattern: balance.pattern.clone(),
            every: balance.every,
            below: balance.below.map(|below| below.0),
        }),
    };
    config.sims.iter().filter_map(|sim| Some((sim.line()?, of(sim)))).collect()
}

/// Adds the time zone, which is configured elsewhere, to limits.
fn limits(limits: &Limits, zone: &TimeZone) -> Limits {
    Limits { zone: zone.clone(), ..limits.clone() }
}

/// Defaults for keys that a request omits.
pub fn defaults(config: &Config) -> Defaults {
    Defaults { ttl: config.sending.ttl, on_exhausted: config.sending.on_exhausted }
}
