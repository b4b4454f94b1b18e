//! Writes arrivals, and recognises repeats.

use crate::flow::inbound::{self, Equality, Incoming, Kind};
use crate::flow::{Action, Arrival, Content, Origin, Place};
use crate::gateway::cards::{line_of, place_of};
use crate::gateway::fingerprints::{remote_fingerprint, tpdu_fingerprint};
use crate::gateway::presence;
use crate::gateway::transaction::Transaction;
use crate::model::{LineId, SimKey, Timestamp};
use crate::store::StoreError;

use super::assembly::{self, Piece};
use super::reports;

/// Writes an arrival, unless it is a repeat, which is only counted. Both are acknowledged.
///
/// An arrival is a repeat in these cases:
/// - The same slot holds the same bytes, and was not reported empty in between.
/// - An identical TPDU came on this line within the window, and its stamp is exact enough to prove a repeat.
/// - A remote sent the same id before, or, if it sends no ids, the same bytes.
pub fn record(t: &mut Transaction, arrival: &Arrival) -> Result<(), StoreError> {
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

/// Stores the fingerprint of the message in its slot. `true`: the slot had the same one before.
fn note_place(t: &Transaction, arrival: &Arrival, place: Option<&Place>) -> Result<bool, StoreError> {
    let Some(place) = place else { return Ok(false) };
    // The line isn't part of the fingerprint: a slot of the equipment stays the same when the card changes.
    let present = fingerprint(t, None, arrival);
    if t.tx.places().fingerprint_in(place)? == Some(present) {
        return Ok(true);
    }
    t.tx.places().set_fingerprint(place, &present)?;
    Ok(false)
}

/// Counts a repeat of a message of this line. `false`: the message is new.
fn count_repeat(
    t: &Transaction,
    arrival: &Arrival,
    incoming: &Incoming,
    line: &LineId,
    known_fingerprint: &[u8; 32],
    other_names: Vec<SimKey>,
) -> Result<bool, StoreError> {
    if let Origin::Remote(Some(_)) = arrival.origin {
        return t.tx.messages().count_repeat(known_fingerprint, Timestamp::from_millis(i64::MIN), None);
    }
    if !proves_repeats(t, incoming, arrival)? {
        return Ok(false);
    }
    let window = t.settings.dedupe_window;
    let young = t.run.rows_within(window, t.now).map(|before| before.part);
    let since = arrival.at.before(window);
    let mut repeated = t.tx.messages().count_repeat(known_fingerprint, since, young)?;
    // The first copy may have come while the card was known only by its subscription, or not at all.
    let unnamed = t.tx.lines().unnamed_rows_of(&arrival.device, line)?;
    for before in other_names.into_iter().chain(unnamed) {
        repeated |= t.tx.messages().count_repeat(&fingerprint(t, Some(before), arrival), since, young)?;
    }
    Ok(repeated)
}

/// Whether equal bytes prove that the network, or a remote, repeats itself.
fn proves_repeats(t: &Transaction, incoming: &Incoming, arrival: &Arrival) -> Result<bool, StoreError> {
    if t.settings.dedupe_window.is_zero() {
        return Ok(false);
    }
    // A remote without ids calls again with the same bytes if it missed our answer.
    if matches!(arrival.origin, Origin::Remote(_)) {
        return Ok(true);
    }
    match incoming.equality() {
        Equality::Repeat => Ok(true),
        Equality::RepeatIfToTheSecond => t.tx.messages().has_stamp_to_the_second(split(&arrival.content).0),
        Equality::Nothing => Ok(false),
    }
}

/// Writes a new message, or a new part of one.
fn begin(t: &mut Transaction, piece: &Piece) -> Result<(), StoreError> {
    let message = match assembly::find_group(t, piece)? {
        Some(message) => message,
        None => assembly::start_message(t, piece)?,
    };
    if !matches!(piece.incoming.kind, Kind::Report) {
        t.tx.lines().note_received(piece.sim, piece.arrival.at)?;
        t.then(presence::Effect::Received(piece.line.clone(), piece.arrival.at));
    }
    let sequence = assembly::sequence(piece.incoming);
    t.tx.messages().insert_part(message, sequence, &piece.arrival.content, piece.fingerprint, piece.arrival.at)?;
    match &piece.incoming.kind {
        Kind::Part { group, .. } => assembly::finish_if_complete(t, message, group.total),
        Kind::Report => reports::record(t, piece.sim, piece.arrival),
        Kind::Whole | Kind::Undecoded => Ok(()),
    }
}

/// The fingerprint of a remote's id, or of a TPDU. The SMSC's address is left out, because a repeat may come from
/// another one.
fn fingerprint(t: &Transaction, sim: Option<SimKey>, arrival: &Arrival) -> [u8; 32] {
    match &arrival.origin {
        Origin::Remote(Some(id)) => remote_fingerprint(t.keyed, &arrival.device, &arrival.line, id),
        Origin::Remote(None) | Origin::Slot { .. } | Origin::Direct { .. } => {
            tpdu_fingerprint(t.keyed, sim, split(&arrival.content).1)
        }
    }
}

/// Splits the content into the SMSC's address with its length, and the TPDU.
fn split(content: &Content) -> (&[u8], &[u8]) {
    let bytes = content.bytes();
    let smsc = match content {
        Content::Pdu(_) => bytes.first().map_or(0, |&octets| 1 + usize::from(octets)),
        Content::Garbled(_) | Content::Text(_) => 0,
    };
    bytes.split_at_checked(smsc).unwrap_or((&[], bytes))
}
