//! Received messages: Android's inbox has each of them, the app's table those that it processed, and webhooks those of
//! them for which it lived long enough.
//!
//! The app knows a message by a hash of 32 bits. A second message with the same hash is dropped silently: no webhook and no
//! row. Android's inbox still has both.

use super::events;
use super::fault::KillAt;
use super::inbox::{Arrived, Body, Incoming, Kind, MmsPart};
use super::java::{Envelope, hash_string, webhook_id};
use super::log_table::Priority;
use super::state::State;

/// A message arrives from the network. While the phone is off, it waits at the SMSC.
pub(super) fn receive(state: &mut State, message: Arrived) {
    if !state.is_on {
        state.at_smsc.push_back(message);
        return;
    }
    let in_inbox = matches!(message.body, Body::Text(_) | Body::Mms { .. });
    let row = in_inbox.then(|| state.provider.insert(message.clone()));
    // Nobody gets the broadcast if the app does not run. Data messages and notifications of MMS are then lost.
    if state.process.is_none() {
        return;
    }
    if state.faults.kills(KillAt::BeforeSaving) {
        state.kill_for_a_while();
        return;
    }
    process(state, &message, true);
    if let (Some(row), Some(_)) = (row, &state.process) {
        state.database.inbox.seen = row;
    }
}

/// Looks at what Android's inbox got while the app did not run.
pub(super) fn catch_up(state: &mut State) {
    for (row, message) in state.provider.after(state.database.inbox.seen) {
        let is_text = matches!(message.body, Body::Text(_));
        if state.settings.watches_inbox || !is_text {
            process(state, &message, true);
        }
        if state.process.is_none() {
            return;
        }
        state.database.inbox.seen = row;
    }
}

/// Takes over Android's inbox of a period, as the calls for export and refresh do.
pub(super) fn export(state: &mut State, kinds: &[Kind], from_ms: i64, to_ms: i64, trigger: bool) {
    let (sms, mms) = (kinds.contains(&Kind::Sms), kinds.contains(&Kind::Mms));
    for message in state.provider.select(sms, mms, from_ms, to_ms) {
        process(state, &message, trigger);
    }
}

fn process(state: &mut State, message: &Arrived, trigger: bool) {
    let (kind, hash) = identify(state, message);
    let id = format!("{}{hash}", kind.prefix());
    if state.database.inbox.get(&id).is_some() {
        state.log(Priority::Debug, "ReceiverService", "ReceiverService::process - duplicate message, skipping");
        return;
    }
    let parts = match &message.body {
        Body::Mms { parts, .. } => parts.clone(),
        Body::Text(_) | Body::Data(_) | Body::MmsHeader { .. } => Vec::new(),
    };
    let row = Incoming {
        id,
        kind,
        sender: message.from.clone(),
        recipient: state.own_number(message.slot),
        sim_number: state.settings.reads_phone_state.then_some(message.slot + 1),
        preview: preview(&message.body),
        created_at_ms: message.smsc_ms,
        parts,
    };
    state.database.inbox.insert(row);
    if state.faults.kills(KillAt::Saving) {
        state.kill_for_a_while();
        return;
    }
    if trigger {
        let message_id = match &message.body {
            Body::Text(_) | Body::Data(_) => webhook_id(hash),
            Body::MmsHeader { transaction, .. } => transaction.clone(),
            Body::Mms { id, .. } => id.to_string(),
        };
        events::received(state, message, &message_id);
    }
}

fn identify(state: &State, message: &Arrived) -> (Kind, i32) {
    let subscription = i32::try_from(message.slot + 1).ok().filter(|_| state.settings.slots.len() > message.slot);
    let envelope = Envelope { address: &message.from, date_ms: message.smsc_ms, subscription };
    match &message.body {
        Body::Text(text) => (Kind::Sms, envelope.hash_text(text)),
        Body::Data(data) => (Kind::DataSms, envelope.hash_data(data)),
        Body::MmsHeader { transaction, .. } => (Kind::Mms, hash_string(transaction)),
        Body::Mms { id, .. } => (Kind::MmsDownloaded, hash_string(&id.to_string())),
    }
}

fn preview(body: &Body) -> String {
    match body {
        Body::Text(text) => text.clone(),
        Body::Data(data) => {
            let hex: String = data.iter().take(64).map(|byte| format!("{byte:02x}")).collect();
            if data.len() > 64 { format!("{hex}...") } else { hex }
        }
        Body::MmsHeader { subject, .. } => subject.clone().unwrap_or_else(|| "MMS notification".to_owned()),
        Body::Mms { subject, body, .. } => {
            body.clone().or_else(|| subject.clone()).unwrap_or_else(|| "MMS content".to_owned())
        }
    }
}

/// An MMS that the network announces, and that Android then downloads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mms {
    /// The originator.
    pub from: String,
    /// The subject.
    pub subject: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// The attachments: media type, name, content.
    pub attachments: Vec<(String, Option<String>, Vec<u8>)>,
}

/// The notification and the download of an MMS, as Android passes them to the app.
pub(super) fn read_mms(state: &mut State, slot: usize, mms: Mms, smsc_ms: i64) -> (Arrived, Arrived) {
    let transaction = format!("T{}", state.fresh_id());
    let id = state.provider.fresh_number();
    let part = |(content_type, name, data): (String, Option<String>, Vec<u8>)| MmsPart {
        id: state.provider.fresh_number(),
        content_type,
        name,
        data,
    };
    let parts: Vec<MmsPart> = mms.attachments.into_iter().map(part).collect();
    let size = parts.iter().map(|part| part.data.len()).sum();
    let header = Body::MmsHeader { transaction, subject: mms.subject.clone(), size };
    let whole = Body::Mms { id, subject: mms.subject, body: mms.text, parts };
    let arrived = |body| Arrived { from: mms.from.clone(), slot, smsc_ms, body };
    (arrived(header), arrived(whole))
}
