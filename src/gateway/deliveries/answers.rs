//! What destinations answer: whether a delivery is settled, tried again, or a dead letter.

use std::time::Duration;

use crate::flow::{Answer, retry};
use crate::gateway::transaction::Transaction;
use crate::model::{DeliveryRow, Name};
use crate::store::{DeliveryState, StoreError};

use super::queues::Effect;

pub fn answered(
    t: &mut Transaction,
    delivery: DeliveryRow,
    destination: &Name,
    answer: &Answer,
) -> Result<(), StoreError> {
    let to = destination.clone();
    match answer {
        Answer::Taken => {
            t.tx.ended(delivery, DeliveryState::Settled, None, t.now.wall)?;
            t.then(Effect::Taken { destination: to, delivery });
        }
        Answer::Gone { why } => {
            t.then(Effect::Refused { destination: to, delivery });
            bury(t, delivery, destination, why)?;
        }
        Answer::Refused { why } => {
            t.then(Effect::Refused { destination: to, delivery });
            postpone(t, delivery, destination, why, None)?;
        }
        Answer::Failed { why, retry_after } => {
            if t.deliveries.is_own_fault(destination, delivery) {
                t.then(Effect::SetAside { destination: to, delivery });
                postpone(t, delivery, destination, why, *retry_after)?;
            } else {
                let (retry_after, reason) = (*retry_after, why.clone());
                t.then(Effect::Failed { destination: to, delivery, retry_after, why: reason });
                hinder(t, delivery, destination, why)?;
            }
        }
        Answer::Unavailable { why } => {
            t.then(Effect::Unavailable { destination: to, delivery, why: why.clone() });
            hinder(t, delivery, destination, why)?;
        }
    }
    Ok(())
}

/// It is tried again by its own schedule, as long as that lasts.
fn postpone(
    t: &mut Transaction,
    delivery: DeliveryRow,
    destination: &Name,
    why: &str,
    retry_after: Option<Duration>,
) -> Result<(), StoreError> {
    let attempts = t.tx.delivery_past(delivery)?.map_or(0, |(attempts, _)| attempts);
    let Some(wait) = retry::wait_after_refusal(attempts + 1, delivery.get()) else {
        return bury(t, delivery, destination, why);
    };
    let wait = wait.max(retry_after.unwrap_or_default().min(retry::RETRY_AFTER_MAX));
    t.tx.postponed(delivery, t.now.wall.after(wait), why)?;
    if attempts == 0 {
        let (destination, why) = (destination.clone(), why.to_owned());
        t.then(Effect::Stuck { destination, delivery, why });
    }
    Ok(())
}

/// It waits for its destination, as long as it is to be tried at all.
fn hinder(t: &mut Transaction, delivery: DeliveryRow, destination: &Name, why: &str) -> Result<(), StoreError> {
    let known = t.settings.destinations.get(destination);
    let give_up = known.map_or(Duration::MAX, |known| known.give_up);
    let made = t.tx.delivery_past(delivery)?.map(|(_, made)| made);
    let young = t.run.surely_within(give_up, t.now).is_some_and(|before| delivery > before.delivery);
    if !young && made.is_some_and(|made| t.now.wall >= made.after(give_up)) {
        return bury(t, delivery, destination, why);
    }
    t.tx.hindered(delivery, why)
}

/// It is a dead letter from now on.
fn bury(t: &mut Transaction, delivery: DeliveryRow, destination: &Name, why: &str) -> Result<(), StoreError> {
    t.tx.ended(delivery, DeliveryState::Dead, Some(why), t.now.wall)?;
    let (destination, why) = (destination.clone(), why.to_owned());
    t.then(Effect::Dead { destination, delivery, why });
    Ok(())
}
