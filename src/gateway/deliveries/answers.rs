//! Writes the outcome of attempts: a delivery is settled, is retried later, or becomes a dead letter.

use std::time::Duration;

use crate::flow::{Answer, retry};
use crate::gateway::transaction::Transaction;
use crate::model::{DeliveryRow, Name};
use crate::store::{DeliveryState, StoreError};

use super::hooks::AS_DESTINATION;
use super::queues::Effect;

/// Writes the outcome of one attempt.
pub fn record(
    t: &mut Transaction,
    delivery: DeliveryRow,
    destination: &Name,
    answer: &Answer,
) -> Result<(), StoreError> {
    let to = destination.clone();
    match answer {
        Answer::Taken => {
            t.tx.deliveries().end(delivery, DeliveryState::Settled, None, t.now.wall)?;
            t.then(Effect::Accepted { destination: to, delivery });
        }
        Answer::Gone { why } => {
            t.then(Effect::Refused { destination: to, delivery });
            make_dead(t, delivery, destination, why)?;
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
                keep_waiting(t, delivery, destination, why)?;
            }
        }
        Answer::Unavailable { why } => {
            t.then(Effect::Unavailable { destination: to, delivery, why: why.clone() });
            keep_waiting(t, delivery, destination, why)?;
        }
    }
    Ok(())
}

/// Schedules the next attempt of this delivery alone, or makes it a dead letter after the last one.
fn postpone(
    t: &mut Transaction,
    delivery: DeliveryRow,
    destination: &Name,
    why: &str,
    retry_after: Option<Duration>,
) -> Result<(), StoreError> {
    let attempts = t.tx.deliveries().history(delivery)?.map_or(0, |(attempts, _)| attempts);
    let Some(wait) = retry::wait_after_refusal(attempts + 1, delivery.get()) else {
        return make_dead(t, delivery, destination, why);
    };
    let wait = wait.max(retry_after.unwrap_or_default().min(retry::RETRY_AFTER_MAX));
    t.tx.deliveries().postpone(delivery, t.now.wall.after(wait), why)?;
    if attempts == 0 {
        let (destination, why) = (destination.clone(), why.to_owned());
        t.then(Effect::Stuck { destination, delivery, why });
    }
    Ok(())
}

/// Lets a delivery wait for its destination, or makes it a dead letter if it was tried for long enough.
fn keep_waiting(t: &mut Transaction, delivery: DeliveryRow, destination: &Name, why: &str) -> Result<(), StoreError> {
    let hook = t.hooks.has(destination).then_some(&AS_DESTINATION);
    let known = t.settings.destinations.get(destination).or(hook);
    let give_up = known.map_or(Duration::MAX, |known| known.give_up);
    let made = t.tx.deliveries().history(delivery)?.map(|(_, made)| made);
    let young = t.run.rows_within(give_up, t.now).is_some_and(|before| delivery > before.delivery);
    if !young && made.is_some_and(|made| t.now.wall >= made.after(give_up)) {
        return make_dead(t, delivery, destination, why);
    }
    t.tx.deliveries().set_error(delivery, why)
}

/// Makes a delivery a dead letter.
fn make_dead(t: &mut Transaction, delivery: DeliveryRow, destination: &Name, why: &str) -> Result<(), StoreError> {
    t.tx.deliveries().end(delivery, DeliveryState::Dead, Some(why), t.now.wall)?;
    let (destination, why) = (destination.clone(), why.to_owned());
    t.then(Effect::Dead { destination, delivery, why });
    Ok(())
}
