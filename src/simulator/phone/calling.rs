//! The worker that calls webhooks: one for all of them, one call after the other, in batches.
//!
//! A slow receiver delays every other. After a batch in which nothing succeeded, or without anything due, the worker sleeps
//! for five seconds, also if something new arrives meanwhile.

use std::time::Duration;

use super::fault::KillAt;
use super::hmac::signature;
use super::state::{InFlight, Stage, State};
use super::webhook_table::{BACKOFF_MS, RowState};

/// How long the app waits for the first byte of an answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// A call of a webhook, to be posted by the tester, who answers with `SimPhone::webhook_done`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookCall {
    /// The number of this call.
    pub id: u64,
    /// The receiver.
    pub url: String,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body, which the signature covers byte by byte.
    pub body: Vec<u8>,
}

/// Creates the worker, unless there is one. A worker that exists keeps its condition.
pub(super) fn start_worker(state: &mut State) {
    if state.database.webhooks.worker.is_some() {
        return;
    }
    state.database.webhooks.worker = Some(state.database.settings.internet_required);
    let at = state.now + state.settings.work_delay;
    if let Some(process) = &mut state.process {
        process.caller.stage = Stage::Take;
        process.caller.pause_until = at;
    }
}

/// The next call, if the worker may run and has one.
pub(super) fn next_call(state: &mut State) -> Option<WebhookCall> {
    loop {
        if next_at(state)? > state.now {
            return None;
        }
        let pause = state.now + Duration::from_millis(BACKOFF_MS.unsigned_abs());
        let now_ms = state.wall_ms();
        let webhooks = &mut state.database.webhooks;
        let caller = &mut state.process.as_mut()?.caller;
        match caller.stage {
            Stage::Take => {
                caller.batch = webhooks.due(now_ms).into();
                caller.succeeded = 0;
                if caller.batch.is_empty() {
                    (caller.stage, caller.pause_until) = (Stage::Judge, pause);
                } else {
                    caller.stage = Stage::Call;
                }
            }
            Stage::Call => match caller.batch.pop_front() {
                Some(row) if state.link.at_home => return call(state, row),
                // Without a network the connection fails at once.
                Some(row) => webhooks.settle(row, false, state.database.settings.retry_count, now_ms),
                None => {
                    caller.stage = Stage::Judge;
                    if caller.succeeded == 0 {
                        caller.pause_until = pause;
                    }
                }
            },
            Stage::Judge if webhooks.has_waiting() => caller.stage = Stage::Take,
            Stage::Judge => {
                webhooks.clean_up(now_ms);
                webhooks.worker = None;
            }
        }
    }
}

fn call(state: &mut State, number: u64) -> Option<WebhookCall> {
    state.calls += 1;
    let (call, until) = (state.calls, state.now + ANSWER_WITHIN);
    let timestamp = state.wall_ms().div_euclid(1000).to_string();
    let row = state.database.webhooks.row_mut(number)?;
    row.state = RowState::Processing;
    let (url, body) = (row.url.clone(), row.payload.clone().into_bytes());
    state.process.as_mut()?.caller.in_flight = Some(InFlight { row: number, call, until });
    let headers = vec![
        ("Content-Type", "application/json".to_owned()),
        ("User-Agent", format!("me.capcom.smsgateway/{}", state.settings.version)),
        ("X-Signature", signature(&state.database.settings.signing_key, &body, &timestamp)),
        ("X-Timestamp", timestamp),
    ];
    Some(WebhookCall { id: call, url, headers, body })
}

/// The end of a call: the status of the answer, or none if none came.
pub(super) fn settle(state: &mut State, call: u64, status: Option<u16>) {
    let in_flight = state.process.as_mut().and_then(|process| process.caller.in_flight.take_if(|one| one.call == call));
    let Some(in_flight) = in_flight else { return };
    if state.faults.kills(KillAt::Webhook) {
        state.kill_for_a_while();
        return;
    }
    let success = status.is_some_and(|status| (200..300).contains(&status)) && !state.faults.loses_webhook_answer();
    let (now_ms, retries) = (state.wall_ms(), state.database.settings.retry_count);
    state.database.webhooks.settle(in_flight.row, success, retries, now_ms);
    if let Some(process) = &mut state.process {
        process.caller.succeeded += u32::from(success);
    }
}

/// The call that gets no answer in time, if that time is over.
pub(super) fn overdue(state: &State) -> Option<(Duration, u64)> {
    let in_flight = state.process.as_ref()?.caller.in_flight.as_ref()?;
    Some((in_flight.until, in_flight.call))
}

/// When the worker does something next; `None`: it waits for an answer, for internet or for work.
pub(super) fn next_at(state: &State) -> Option<Duration> {
    let needs_internet = state.database.webhooks.worker?;
    let caller = &state.process.as_ref()?.caller;
    let may_run = caller.in_flight.is_none() && (!needs_internet || state.link.internet);
    may_run.then(|| caller.pause_until.max(state.now))
}
