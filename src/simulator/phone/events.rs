//! The events that the app sends to webhooks. Each is queued once for each webhook that is registered for it.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};

use super::calling;
use super::http::gson;
use super::inbox::{Arrived, Body};
use super::log_table::Priority;
use super::outbox::ProcessingState;
use super::state::State;

/// Queues an event. The id of the event is unique for each webhook, and the same over all attempts.
pub(super) fn emit(state: &mut State, event: &str, payload: &Value) {
    let registrations = state.database.webhooks.registrations().to_vec();
    for webhook in registrations.into_iter().filter(|webhook| webhook.event == event) {
        let body = json!({
            "id": state.fresh_id(),
            "webhookId": webhook.id,
            "event": event,
            "deviceId": state.database.device_id,
            "payload": payload,
        });
        let now_ms = state.wall_ms();
        state.database.webhooks.enqueue(&webhook.url, gson(body), now_ms);
        state.log(Priority::Debug, "WebHooksService", "Queued webhook event for processing");
        calling::start_worker(state);
    }
}

/// Announces the new state of a message to these recipients, if a webhook can be registered for it.
pub(super) fn message_changed(
    state: &mut State,
    id: &str,
    numbers: &[String],
    new: ProcessingState,
    error: Option<&str>,
) {
    let (event, time) = match new {
        ProcessingState::Sent => ("sms:sent", "sentAt"),
        ProcessingState::Delivered => ("sms:delivered", "deliveredAt"),
        ProcessingState::Failed => ("sms:failed", "failedAt"),
        ProcessingState::Cancelled => ("sms:cancelled", "cancelledAt"),
        ProcessingState::Pending | ProcessingState::Processed => return,
    };
    let Some(message) = state.database.outbox.get(id) else { return };
    let (sim_number, parts) = (message.sim_number, message.parts);
    let slot = sim_number.and_then(|number| usize::try_from(number - 1).ok());
    let sender = slot.and_then(|slot| state.own_number(slot));
    for number in numbers {
        let mut payload = json!({ "messageId": id, "simNumber": sim_number, "phoneNumber": number });
        payload[time] = json!(state.date(state.wall_ms()));
        if !state.settings.old_payloads {
            payload["sender"] = json!(sender);
            payload["recipient"] = json!(number);
        }
        if new == ProcessingState::Sent {
            payload["partsCount"] = parts.map_or(json!(-1), |parts| json!(parts));
        }
        if new == ProcessingState::Failed {
            payload["reason"] = json!(error.unwrap_or("Unknown"));
        }
        emit(state, event, &payload);
    }
}

/// Announces a received message. `message_id` is no id to fetch it with.
pub(super) fn received(state: &mut State, message: &Arrived, message_id: &str) {
    let reads = state.settings.reads_phone_state;
    let mut payload = json!({
        "messageId": message_id,
        "simNumber": reads.then_some(message.slot + 1),
        "phoneNumber": message.from,
        "receivedAt": state.date(message.smsc_ms),
    });
    if !state.settings.old_payloads {
        payload["sender"] = json!(message.from);
        payload["recipient"] = json!(state.own_number(message.slot));
    }
    let event = match &message.body {
        Body::Text(text) => {
            payload["message"] = json!(text);
            "sms:received"
        }
        Body::Data(data) => {
            payload["data"] = json!(BASE64_STANDARD.encode(data));
            "sms:data-received"
        }
        Body::MmsHeader { transaction, subject, size } => {
            payload["transactionId"] = json!(transaction);
            payload["subject"] = json!(subject);
            payload["size"] = json!(size);
            "mms:received"
        }
        Body::Mms { subject, body, parts, .. } => {
            let attachments = parts.iter().map(|part| {
                json!({
                    "partId": part.id,
                    "contentType": part.content_type,
                    "name": part.name,
                    "size": part.data.len(),
                    "data": BASE64_STANDARD.encode(&part.data),
                })
            });
            payload["attachments"] = attachments.collect();
            payload["subject"] = json!(subject);
            payload["body"] = json!(body);
            "mms:downloaded"
        }
    };
    emit(state, event, &payload);
}

/// Announces that the app has started, with the SIMs that it sees.
pub(super) fn started(state: &mut State) {
    let cards = sim_cards(state);
    emit(state, "app:started", &json!({ "simCards": cards }));
}

/// The SIMs in the form of the app: none without the permission READ_PHONE_STATE.
pub(super) fn sim_cards(state: &State) -> Value {
    let is_seen = |slot: usize| state.settings.reads_phone_state && state.has_sim(slot);
    let slots = state.settings.slots.iter().enumerate().filter(|(slot, _)| is_seen(*slot));
    let card = |(slot, sim): (usize, &Option<super::settings::SimSlot>)| {
        let sim = sim.as_ref()?;
        Some(json!({
            "slotIndex": slot,
            "simNumber": slot + 1,
            "phoneNumber": state.own_number(slot),
            "carrierName": sim.carrier,
            "iccid": sim.iccid,
        }))
    };
    slots.filter_map(card).collect()
}
