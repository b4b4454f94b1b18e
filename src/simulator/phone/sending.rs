//! The worker that passes messages to Android, and what it makes of Android's reports.

use super::app_settings::{Period, SimSelection};
use super::events;
use super::fault::KillAt;
use super::journey::{Journey, SendError, Sent, Step};
use super::numbers;
use super::outbox::{Content, Message, ProcessingState};
use super::state::{Sender, State};
use super::timer::Timer;
use crate::pdu::{Address, Request, Text, compose};

use std::time::Duration;

/// The priority from which on limits and pauses don't count.
const EXPEDITED: i64 = 100;
const LOWEST: i64 = -128;
/// The app pauses this long before each message.
const STEP: Duration = Duration::from_millis(1);
/// The reports of several parts come one after the other.
const BETWEEN_REPORTS: Duration = Duration::from_millis(100);
/// The SMSC in the texts of reports.
const SMSC: &str = "+12063130004";

/// Starts the worker at this time. Without force a worker that runs or waits stays as it is; with force it begins anew,
/// which ends its pause.
pub(super) fn start(state: &mut State, force: bool, after: Duration) {
    let at = state.now + after.max(state.settings.work_delay);
    if let Some(process) = &mut state.process
        && (force || process.sender.is_none())
    {
        process.sender = Some(Sender { at, chosen: None, previous_priority: LOWEST });
    }
}

/// Starts the worker for a message that was just written. `scheduled_before` is the earliest schedule before it.
///
/// If only scheduled messages wait, the worker waits for the first of them, and an immediate message waits with it.
pub(super) fn start_for(state: &mut State, schedule_at: Option<i64>, priority: i64, scheduled_before: Option<i64>) {
    let next = scheduled_before.filter(|at| *at > 0);
    match schedule_at {
        Some(at) if at > state.wall_ms() && next.is_some_and(|next| at < next) => {
            let after = state.until_ms(at);
            start(state, true, after);
        }
        Some(_) | None => start(state, next.is_none() || priority >= EXPEDITED, Duration::ZERO),
    }
}

/// When the worker does something next.
pub(super) fn next_at(state: &State) -> Option<Duration> {
    Some(state.process.as_ref()?.sender.as_ref()?.at)
}

/// One step of the worker: it chooses a message and waits for the limit, or sends it.
pub(super) fn step(state: &mut State) {
    let now_ms = state.wall_ms();
    let Some(worker) = state.process.as_mut().and_then(|process| process.sender.as_mut()) else { return };
    let (chosen, previous) = (worker.chosen.take(), worker.previous_priority);
    let was_chosen = chosen.is_some();
    let order = state.database.settings.processing_order;
    let Some(id) = chosen.or_else(|| state.database.outbox.next_pending(order, now_ms)) else {
        return finish(state);
    };
    let priority = state.database.outbox.get(&id).map_or(0, |message| message.priority);
    let is_limited = priority < EXPEDITED || previous >= priority;
    if is_limited
        && !was_chosen
        && let Some(wait_ms) = limit_wait_ms(state)
    {
        let at = state.now + Duration::from_millis(wait_ms);
        return go_on(state, at, previous, Some(id));
    }
    let sent = send(state, &id);
    let at = state.now + STEP;
    if !sent {
        return go_on(state, at, previous, None);
    }
    let pause = if priority >= EXPEDITED && previous < priority { Duration::ZERO } else { interval(state) };
    go_on(state, at + pause, priority, None);
}

fn go_on(state: &mut State, at: Duration, previous_priority: i64, chosen: Option<String>) {
    // The app may have been killed in between.
    if let Some(process) = &mut state.process {
        process.sender = Some(Sender { at, chosen, previous_priority });
    }
}

fn finish(state: &mut State) {
    let next = state.database.outbox.next_scheduled_ms().filter(|at| *at > state.wall_ms());
    let at = next.map(|at| state.now + state.until_ms(at));
    if let Some(process) = &mut state.process {
        process.sender = at.map(|at| Sender { at, chosen: None, previous_priority: LOWEST });
    }
}

/// How long the app's own limit delays the next message. It waits once, and does not look again afterwards.
fn limit_wait_ms(state: &State) -> Option<u64> {
    let settings = &state.database.settings;
    if settings.limit_value <= 0 || settings.limit_period == Period::Disabled {
        return None;
    }
    let (period, now_ms) = (settings.limit_period.ms(), state.wall_ms());
    use ProcessingState::{Delivered, Processed, Sent};
    let (count, last) = state.database.outbox.processed_since(now_ms - period, &[Processed, Sent, Delivered]);
    let wait = period - (now_ms - last) + 1000;
    (count >= settings.limit_value).then(|| u64::try_from(wait).unwrap_or(0))
}

fn interval(state: &mut State) -> Duration {
    let (least, most) = (state.database.settings.send_interval_min_s, state.database.settings.send_interval_max_s);
    let Some(range) = most.and_then(|most| usize::try_from(most - least).ok()) else { return Duration::ZERO };
    let seconds = u64::try_from(least).unwrap_or(0) + u64::try_from(state.random.below(range + 1)).unwrap_or(0);
    Duration::from_secs(seconds)
}

/// Sends one message to all of its pending recipients. False: nothing was passed to Android.
fn send(state: &mut State, id: &str) -> bool {
    let Some(message) = state.database.outbox.get(id).cloned() else { return false };
    if message.valid_until_ms.is_some_and(|until| until < state.wall_ms()) {
        set_state(state, id, None, ProcessingState::Failed, Some("TTL expired"));
        return false;
    }
    if message.state == ProcessingState::Cancelled {
        return false;
    }
    let (slot, parts) = match prepare(state, &message) {
        Ok(prepared) => prepared,
        Err(error) => {
            let error = format!("Can't send message: {error}");
            set_state(state, id, None, ProcessingState::Failed, Some(&error));
            return false;
        }
    };
    let pending = message.recipients.iter().filter(|one| one.state == ProcessingState::Pending);
    let numbers: Vec<String> = pending.map(|one| one.number.clone()).collect();
    for requested in numbers {
        match dialled(state, &message, &requested) {
            Ok(to) => {
                transmit(state, &message, slot, parts, &to, &requested);
                if state.faults.kills(KillAt::Sending) {
                    state.kill_for_a_while();
                    return true;
                }
                set_state(state, id, Some(&requested), ProcessingState::Processed, None);
            }
            Err(error) => {
                let error = format!("sendSMS: {error}");
                set_state(state, id, Some(&requested), ProcessingState::Failed, Some(&error));
            }
        }
    }
    true
}

/// The slot and the number of parts; otherwise why the message can't be sent at all.
fn prepare(state: &mut State, message: &Message) -> Result<(usize, u32), String> {
    let chosen = match message.sim_number {
        Some(number) => Some(usize::try_from(number - 1).unwrap_or(usize::MAX)),
        None => choose_slot(state, message.row)?,
    };
    if let Some(slot) = chosen {
        if !state.settings.reads_phone_state {
            return Err("SIM selection requires READ_PHONE_STATE permission".to_owned());
        }
        if !state.has_sim(slot) {
            return Err(format!("SIM {} not found", slot.saturating_add(1)));
        }
    }
    // A simulated phone has no passphrase, and does as a real one without.
    if message.is_encrypted {
        return Err("Passphrase is not set".to_owned());
    }
    let parts = match &message.content {
        Content::Text(text) => count_parts(text)?,
        Content::Data { data, .. } => {
            use base64::prelude::{BASE64_STANDARD, Engine};
            BASE64_STANDARD.decode(data).map_err(|_| format!("Invalid Base64 data for message {}", message.id))?;
            1
        }
    };
    if let Some(row) = state.database.outbox.get_mut(&message.id) {
        row.parts = Some(parts);
        if row.sim_number.is_none() {
            row.sim_number = chosen.and_then(|slot| i64::try_from(slot + 1).ok());
        }
    }
    Ok((chosen.unwrap_or(state.settings.default_slot), parts))
}

fn choose_slot(state: &mut State, row: u64) -> Result<Option<usize>, String> {
    let slots: Vec<usize> = (0..state.settings.slots.len()).filter(|slot| state.has_sim(*slot)).collect();
    if !state.settings.reads_phone_state {
        return Ok(None);
    }
    if slots.is_empty() {
        return Err("No SIMs found".to_owned());
    }
    let nth = match state.database.settings.sim_selection {
        SimSelection::OsDefault => return Ok(None),
        SimSelection::RoundRobin => usize::try_from(row).unwrap_or(0) % slots.len(),
        SimSelection::Random => state.random.below(slots.len()),
    };
    Ok(slots.get(nth).copied())
}

fn count_parts(text: &str) -> Result<u32, String> {
    let anybody = Address::parse("+12025550100").map_err(|error| error.to_string())?;
    let parts = compose(&anybody, &Text::from(text), &Request::default()).map_err(|error| error.to_string())?;
    u32::try_from(parts.len()).map_err(|error| error.to_string())
}

fn dialled(state: &State, message: &Message, requested: &str) -> Result<String, &'static str> {
    if !message.skip_phone_validation {
        return numbers::validated(requested, &state.settings.calling_code);
    }
    let number = numbers::filtered(requested);
    if number.is_empty() { Err("Invalid destinationAddress") } else { Ok(number) }
}

/// Android takes the message: its journey begins.
fn transmit(state: &mut State, message: &Message, slot: usize, parts: u32, to: &str, requested: &str) {
    let planned = state.journeys.pop_front();
    let journey = if state.has_sim(slot) {
        planned.unwrap_or_else(|| state.settings.journey.clone())
    } else {
        Journey::refused(SendError::NoService)
    };
    if journey.on_air {
        state.sent_count += 1;
        let text = match &message.content {
            Content::Text(text) => text.clone(),
            Content::Data { data, .. } => data.clone(),
        };
        state.note_sent(Sent {
            number: state.sent_count,
            message: message.id.clone(),
            slot,
            to: to.to_owned(),
            requested: requested.to_owned(),
            text,
            parts,
            at: state.now,
        });
    }
    for (after, step) in journey.steps {
        let (times, step) = match step {
            Step::ReportParts(status) => (parts, Step::Report(status)),
            Step::Sent | Step::NotSent(_) | Step::Report(_) => (1, step),
        };
        let is_report = matches!(step, Step::Report(_));
        for nth in (0..times).filter(|_| message.with_delivery_report || !is_report) {
            let timer = Timer::Radio { message: message.id.clone(), number: requested.to_owned(), step };
            state.schedule(after + BETWEEN_REPORTS * nth, timer);
        }
    }
}

/// Android reports on a message.
pub(super) fn report(state: &mut State, id: &str, number: &str, step: Step) {
    let (new, error) = match step {
        Step::Sent => (ProcessingState::Sent, None),
        Step::NotSent(error) => (ProcessingState::Failed, Some(format!("Send result: {}", error.text()))),
        Step::Report(status) | Step::ReportParts(status) => {
            let text = format!("Delivery result from SC {SMSC}: {status}");
            match status {
                0 => (ProcessingState::Delivered, None),
                1..0x20 => (ProcessingState::Delivered, Some(text)),
                // The SMSC still tries.
                0x20..0x40 => return,
                0x40.. => (ProcessingState::Failed, Some(text)),
            }
        }
    };
    set_state(state, id, Some(number), new, error.as_deref());
}

/// Writes the state of one recipient or of all, and announces it, even where the write changes nothing.
pub(super) fn set_state(state: &mut State, id: &str, number: Option<&str>, new: ProcessingState, error: Option<&str>) {
    let now_ms = state.wall_ms();
    let Some(message) = state.database.outbox.get_mut(id) else { return };
    message.set_state(number, new, error);
    message.refresh(now_ms);
    let numbers = match number {
        Some(number) => vec![number.to_owned()],
        None => message.recipients.iter().map(|one| one.number.clone()).collect(),
    };
    events::message_changed(state, id, &numbers, new, error);
}
