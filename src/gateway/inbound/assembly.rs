//! Builds messages from parts: the first part starts a message, others join it. A message is announced when it is
//! complete, or when the wait for its parts is over.

use crate::flow::assembly;
use crate::flow::delivery::Lane;
use crate::flow::inbound::{self, Body, Incoming, Kind, MessageState};
use crate::flow::{Arrival, notice};
use crate::gateway::deliveries::announcing;
use crate::gateway::transaction::Transaction;
use crate::model::{LineId, MessageRow, Name, SimKey};
use crate::store::{About, Content, NewMessage, StoreError, StoredPart};

use super::codes;
use super::groups::Effect;
use super::stops;

/// A decoded arrival.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    /// The arrival.
    pub arrival: &'a Arrival,
    /// Its line, as the store knows it.
    pub line: &'a LineId,
    /// The row of the line.
    pub sim: SimKey,
    /// The decoded header.
    pub incoming: &'a Incoming,
    /// The fingerprint by which a repeat is recognised.
    pub fingerprint: &'a [u8; 32],
}

/// The number of the part in its message, from 1.
pub fn sequence(incoming: &Incoming) -> u8 {
    match incoming.kind {
        Kind::Part { sequence, .. } => sequence,
        Kind::Whole | Kind::Report | Kind::Undecoded => 1,
    }
}

/// Finds the message that a part joins, if one was started.
pub fn find_group(t: &Transaction, piece: &Piece) -> Result<Option<MessageRow>, StoreError> {
    match &piece.incoming.kind {
        Kind::Part { group, sequence } => {
            let part = assembly::Part { sequence: *sequence, stamp: piece.incoming.stamp };
            Ok(assembly::join(&t.tx.messages().open_groups(piece.sim, group)?, part))
        }
        Kind::Whole | Kind::Report | Kind::Undecoded => Ok(None),
    }
}

/// Writes a new message. One of a single part gets its content and is announced; others wait for more parts.
pub fn start_message(t: &mut Transaction, piece: &Piece) -> Result<MessageRow, StoreError> {
    let (settings, Piece { arrival, line, sim, incoming, .. }) = (t.settings, *piece);
    let (group, state, received_at) = match &incoming.kind {
        Kind::Part { group, .. } => (Some(group), MessageState::Assembling, arrival.at),
        Kind::Whole => (None, MessageState::Complete, t.now.wall),
        Kind::Report => (None, MessageState::Report, t.now.wall),
        Kind::Undecoded => (None, MessageState::Undecoded, t.now.wall),
    };
    let content = match incoming.kind {
        Kind::Whole => read_content(t, sim, &incoming.sender, inbound::whole(&arrival.content), Vec::new())?,
        Kind::Part { .. } | Kind::Report | Kind::Undecoded => Content::default(),
    };
    let directory = &settings.directory;
    let (sim_name, number) = directory.line(line);
    let (owner, destinations) = directory.route(number);
    let id = t.ids.next(arrival.at);
    let message = t.tx.messages().insert(&NewMessage {
        id,
        state,
        sim,
        sim_name: &sim_name,
        arrival,
        sender: &incoming.sender,
        number: number.map(|number| number.as_str()),
        owner,
        sent_at: incoming.sent_at.as_deref(),
        received_at,
        parts: group.map_or(1, |group| group.total),
        group,
        content: &content,
    })?;
    match &incoming.kind {
        Kind::Part { .. } => t.then(Effect::Waits(message, settings.assembly_wait)),
        Kind::Whole | Kind::Undecoded => {
            announce(t, message, &id.to_string(), sim, number.map(|number| number.as_str()), destinations)?;
        }
        Kind::Report => {}
    }
    Ok(message)
}

/// Finishes a message if no part is missing.
pub fn finish_if_complete(t: &mut Transaction, message: MessageRow, total: u8) -> Result<(), StoreError> {
    let parts = t.tx.messages().parts_of(message)?;
    if missing(total, &parts).is_empty() { finish(t, message, MessageState::Complete, &parts) } else { Ok(()) }
}

/// Finishes a message whose wait is over although parts are missing.
pub fn finish_incomplete(t: &mut Transaction, message: MessageRow) -> Result<(), StoreError> {
    let parts = t.tx.messages().parts_of(message)?;
    finish(t, message, MessageState::Incomplete, &parts)
}

/// Writes the content of a message of several parts, and announces it.
fn finish(
    t: &mut Transaction,
    message: MessageRow,
    state: MessageState,
    parts: &[StoredPart],
) -> Result<(), StoreError> {
    let head = t.tx.messages().head(message)?;
    let body = inbound::body(parts.iter().map(|part| part.raw.as_slice()));
    let content = read_content(t, head.sim, &head.sender, body, missing(head.parts, parts))?;
    t.tx.messages().finish(message, state, &content, t.now.wall)?;
    t.then(Effect::Complete(message));
    let number = head.number.as_deref().and_then(|number| number.parse().ok());
    let settings = t.settings;
    let (_, destinations) = settings.directory.route(number.as_ref());
    announce(t, message, &head.id, head.sim, head.number.as_deref(), destinations)
}

/// Finds the code in a message, and applies a STOP or START in it.
fn read_content(
    t: &mut Transaction,
    sim: SimKey,
    sender: &str,
    body: Body,
    missing: Vec<u8>,
) -> Result<Content, StoreError> {
    let found = body.text.as_deref().and_then(|text| t.settings.finder.find(sender, text));
    let code = found.map(|found| codes::of_text(found, t.now.wall));
    if let Some(text) = &body.text {
        stops::apply(t, sim, sender, text)?;
    }
    Ok(Content { text: body.text, data: body.data, code, missing })
}

fn announce(
    t: &mut Transaction,
    message: MessageRow,
    id: &str,
    sim: SimKey,
    number: Option<&str>,
    destinations: &[Name],
) -> Result<(), StoreError> {
    let (event, kind, about) = (format!("{id}.received"), notice::Kind::SmsReceived, About::Received(message));
    announcing::announce(t, &event, kind, about, Lane::Line(sim), number, destinations)
}

fn missing(total: u8, parts: &[StoredPart]) -> Vec<u8> {
    let present: Vec<u8> = parts.iter().map(|part| part.sequence).collect();
    assembly::missing(total, &present)
}
