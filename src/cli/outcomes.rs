//! Queries messages until each is over.

use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use super::CliError;
use super::answer::asks_to_wait;
use super::client::{Client, expect, segment};
use crate::flow::outbound::State;

/// The shortest pause between two queries, so that many messages stay within the rate limit of the gateway.
const APART_MIN: Duration = Duration::from_millis(250);
/// The longest pause between two queries for one message.
const ROUND_MAX: Duration = Duration::from_secs(1);
/// A gateway that restarts answers again within this many queries.
const FAILURES_MAX: u32 = 30;

/// Whether the network accepted every part.
pub fn is_sent(standing: &Value) -> bool {
    matches!(state(standing), Some(State::Sent | State::Delivered))
}

fn state(standing: &Value) -> Option<State> {
    standing.get("status").and_then(Value::as_str).and_then(State::parse)
}

/// Calls `done` for each message once it is over, with its last state. Every message has a time to live, so this ends; an
/// unknown state counts as over, too.
pub fn until_over<T>(
    client: &Client,
    pending: Vec<(String, T)>,
    mut done: impl FnMut(T, Value) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let mut pending = pending;
    let mut round = APART_MIN;
    let mut failures = 0;
    while !pending.is_empty() {
        let apart = (round / u32::try_from(pending.len()).unwrap_or(u32::MAX)).max(APART_MIN);
        round = (round * 2).min(ROUND_MAX);
        for (message_id, job) in std::mem::take(&mut pending) {
            sleep(apart);
            let answer = match client.get(&format!("/sms/status/{}", segment(&message_id))) {
                Ok(answer) => answer,
                Err(fault) => {
                    failures += 1;
                    if failures == FAILURES_MAX {
                        return Err(unknown(fault.explain(client.gateway()), &message_id));
                    }
                    pending.push((message_id, job));
                    continue;
                }
            };
            if let Some(wait) = asks_to_wait(&answer).or(answer.status.is_server_error().then_some(ROUND_MAX)) {
                failures += 1;
                if failures < FAILURES_MAX {
                    sleep(wait.min(Duration::from_secs(60)));
                    pending.push((message_id, job));
                    continue;
                }
            }
            let standing = expect(client, &answer, "can't see how the message stands");
            let standing = standing.map_err(|error| unknown(error, &message_id))?;
            failures = 0;
            match state(&standing).is_none_or(State::is_over) {
                true => done(job, standing)?,
                false => pending.push((message_id, job)),
            }
        }
    }
    Ok(())
}

fn unknown(error: CliError, message_id: &str) -> CliError {
    error.cause(format!("message {message_id} was placed, and what becomes of it was not seen"))
}
