//! What arrives: whether it was here before, and otherwise what is written of it.

use crate::flow::inbound::{self, Equality, Incoming, Kind};
use crate::flow::{Action, Arrival, Content, Origin, Place};
use crate::gateway::cards::{line_of, place_of};
use crate::gateway::fingerprints::{remote_fingerprint, tpdu_fingerprint};
use crate::gateway::transaction::Transaction;
use crate::model::{LineId, SimKey, Timestamp};
use crate::store::StoreError;

use super::assembly::{self, Piece};
use super::reports;

/// The same slot is the same message until it was seen empty; elsewhere an identical TPDU within the window is the
/// network repeating itself, where its stamp tells; what has an id is the same under the same id; and a remote without ids
/// repeats itself where its bytes do. All are acknowledged, none is new.
pub fn arrived(t: &mut Transaction, arrival: &Arrival) -> Result<(), StoreError> {
    let line = line_of(t.tx, &arrival.line)?;
    let place = arrival.origin.place().map(|place| place_of(t.tx, place)).transpose()?;
    if !note_place(t, arrival, place.as_ref())? {
        let (sim, other_names) = t.cards.rows(t.tx, &line)?;
        let fingerprint = fingerprint(t, Some(sim), arrival);
        let incoming = inbound::read(&arrival.content);
        if !count_repeat(t, arrival, &incoming, &line, &fingerprint, other_names)? {
            begin(t, &Piece { arrival, line: &line, sim, incoming: &incoming, fingerprint: &fingerprint })?;
        }
    }
    t.then(Action::Acknowledge { device: arrival.device.clone(), ticket: arrival.ticket });
    Ok(())
}

/// Notes what lies in its place. `true`: the same bytes lay there before.
fn note_place(t: &Transaction, arrival: &Arrival, place: Option<&Place>) -> Result<bool, StoreError> {
    let Some(place) = place else { return Ok(false) };
    // A slot of the equipment stays the same under another card; a repeat is one line's.
    let lying = fingerprint(t, None, arrival);
    if t.tx.in_place(place)? == Some(lying) {
        return Ok(true);
    }
    t.tx.placed(place, &lying)?;
    Ok(false)
}

/// Counts a repeat of what came before on this line. `false`: it is new.
fn count_repeat(
    t: &Transaction,
    arrival: &Arrival,
    incoming: &Incoming,
    line: &LineId,
    mark: &[u8; 32],
    other_names: Vec<SimKey>,
) -> Result<bool, StoreError> {
    if let Origin::Remote(Some(_)) = arrival.origin {
        return t.tx.repeated(mark, Timestamp::from_millis(i64::MIN), None);
    }
    if !tells_repeats(t, incoming, arrival)? {
        return Ok(false);
    }
    let window = t.settings.dedupe_window;
    let young = t.run.surely_within(window, t.now).map(|marks| marks.part);
    let since = arrival.at.before(window);
    let mut repeated = t.tx.repeated(mark, since, young)?;
    // It may have come while the card was known by its subscription alone, or by nothing.
    let unnamed = t.tx.rows_unnamed(&arrival.device, line)?;
    for before in other_names.into_iter().chain(unnamed) {
        repeated |= t.tx.repeated(&fingerprint(t, Some(before), arrival), since, young)?;
    }
    Ok(repeated)
}

/// Whether the network, or a remote, repeats itself if the same bytes were here before.
fn tells_repeats(t: &Transaction, incoming: &Incoming, arrival: &Arrival) -> Result<bool, StoreError> {
    if t.settings.dedupe_window.is_zero() {
        return Ok(false);
    }
    // A remote that gives no ids calls again with the same bytes when it missed our answer.
    if matches!(arrival.origin, Origin::Remote(_)) {
        return Ok(true);
    }
    match incoming.equality() {
        Equality::Repeat => Ok(true),
        Equality::RepeatIfToTheSecond => t.tx.stamps_to_the_second(split(&arrival.content).0),
        Equality::Nothing => Ok(false),
    }
}

/// A message, or a part of one, that was not here before.
fn begin(t: &mut Transaction, piece: &Piece) -> Result<(), StoreError> {
    let message = assembly::joined(t, piece)?;
    let message = match message {
        Some(message) => message,
        None => assembly::first(t, piece)?,
    };
    let sequence = assembly::sequence(piece.incoming);
    t.tx.part(message, sequence, &piece.arrival.content, piece.fingerprint, piece.arrival.at)?;
    match &piece.incoming.kind {
        Kind::Part { group, .. } => assembly::finish_if_complete(t, message, group.total),
        Kind::Report => reports::reported(t, piece.sim, piece.arrival),
        Kind::Whole | Kind::Undecoded => Ok(()),
    }
}

/// Of a remote's id; or of a TPDU. The SMSC's address is left out: a repeat may come by another one.
fn fingerprint(t: &Transaction, sim: Option<SimKey>, arrival: &Arrival) -> [u8; 32] {
    match &arrival.origin {
        Origin::Remote(Some(id)) => remote_fingerprint(t.keyed, &arrival.device, &arrival.line, id),
        Origin::Remote(None) | Origin::Slot { .. } | Origin::Direct { .. } => {
            tpdu_fingerprint(t.keyed, sim, split(&arrival.content).1)
        }
    }
}

/// The SMSC's address, with its length, and the TPDU.
fn split(content: &Content) -> (&[u8], &[u8]) {
    let bytes = content.bytes();
    let smsc = match content {
        Content::Pdu(_) => bytes.first().map_or(0, |&octets| 1 + usize::from(octets)),
        Content::Garbled(_) | Content::Text(_) => 0,
    };
    bytes.split_at_checked(smsc).unwrap_or((&[], bytes))
}
