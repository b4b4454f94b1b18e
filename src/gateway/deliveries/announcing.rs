//! Writes events and their deliveries.

use crate::flow::delivery::Lane;
use crate::flow::notice::Kind;
use crate::gateway::transaction::Transaction;
use crate::model::Name;
use crate::store::{About, StoreError};

use super::queues::Effect;

/// Writes an event and one delivery for each destination: these, and the webhooks that want events of this kind and
/// number.
pub fn announce(
    t: &mut Transaction,
    event: &str,
    kind: Kind,
    about: About,
    lane: Lane,
    number: Option<&str>,
    destinations: &[Name],
) -> Result<(), StoreError> {
    let hooks = t.hooks.destinations(kind, number);
    let destinations: Vec<Name> = destinations.iter().chain(hooks).cloned().collect();
    let names: Vec<&str> = destinations.iter().map(Name::as_str).collect();
    let deliveries = t.tx.deliveries().insert_event(event, kind.as_str(), about, lane, &names, t.now.wall)?;
    for (destination, delivery) in destinations.into_iter().zip(deliveries) {
        t.then(Effect::Offer { destination, delivery, lane });
    }
    Ok(())
}
