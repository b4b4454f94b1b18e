//! The lines of the store: their rows, their derived names, and the numbers that they report.
//!
//! Derived names follow the order of the rows, which is the order in which lines were first seen. So the names are the
//! same after a restart.

use std::collections::{BTreeMap, BTreeSet};

use crate::flow::routing::{Directory, Routes};
use crate::flow::{Event, LineReport, Place};
use crate::model::{LineId, SimKey};
use crate::store::{Store, StoreError, Tx};

use super::alerts::Alert;

/// What the gateway keeps in memory about lines.
#[derive(Debug, Default)]
pub struct Cards {
    /// Rows of lines: the own row, and rows from a time when the card was known only by its subscription.
    rows: BTreeMap<LineId, (SimKey, Vec<SimKey>)>,
    /// Lines that have a row and a name.
    known: BTreeSet<LineId>,
    /// Lines that report another number than the configured one, and whose alert was raised.
    contradicting: BTreeSet<LineId>,
}

impl Cards {
    /// Loads the numbers that lines reported before this process started.
    pub fn load_numbers(store: &Store, directory: &mut Directory) -> Result<(), StoreError> {
        for line in store.devices().all()?.into_iter().flat_map(|device| device.lines) {
            let number = line.number.and_then(|number| number.parse().ok());
            if let Some(line) = LineId::parse(&line.line) {
                directory.set_reported_number(&line, number.as_ref());
            }
        }
        Ok(())
    }

    /// The row of a line, which is added if it is missing, and its other rows.
    pub fn rows(&mut self, tx: &Tx, line: &LineId) -> Result<(SimKey, Vec<SimKey>), StoreError> {
        if let Some(rows) = self.rows.get(line) {
            return Ok(rows.clone());
        }
        let rows = (tx.lines().ensure_row(line)?, tx.lines().other_rows_of(line)?);
        self.rows.insert(line.clone(), rows.clone());
        Ok(rows)
    }

    /// Forgets the rows in memory, because they changed, or because the transaction that added them failed.
    pub fn forget_rows(&mut self) {
        self.rows.clear();
    }

    /// Adds a row and a name for each new line in `events`, before anything is written of it. Notes the numbers
    /// that lines report.
    pub fn add_lines(
        &mut self,
        events: &[Event],
        store: &mut Store,
        directory: &mut Directory,
        alerts: &mut Vec<Alert>,
    ) -> Result<(), StoreError> {
        let lines = events.iter().flat_map(lines).filter(|line| line.is_lasting() && !self.known.contains(*line));
        let new: Vec<LineId> = lines.cloned().collect();
        if !new.is_empty() {
            store.transaction(|tx| {
                new.iter().try_for_each(|line| tx.lines().ensure_row(&line_of(tx, line)?).map(drop))
            })?;
            name_lines(store, directory)?;
            self.known.extend(new);
        }
        self.note_numbers(events, store, directory, alerts)
    }

    /// Replaces the configured owners, destinations and names.
    pub fn set_routes(&mut self, routes: &Routes, store: &Store, directory: &mut Directory) -> Result<(), StoreError> {
        directory.routes = routes.clone();
        self.contradicting.clear();
        name_lines(store, directory)
    }

    /// Notes the numbers in reports of devices. Raises an alert for each that contradicts the configuration.
    fn note_numbers(
        &mut self,
        events: &[Event],
        store: &mut Store,
        directory: &mut Directory,
        alerts: &mut Vec<Alert>,
    ) -> Result<(), StoreError> {
        let reports =
            events.iter().filter_map(|event| if let Event::Device(report) = event { Some(report) } else { None });
        let reported: Vec<&LineReport> =
            reports.flat_map(|report| &report.lines).filter(|reported| reported.line.is_lasting()).collect();
        if reported.is_empty() {
            return Ok(());
        }
        let known =
            |tx: &Tx| reported.iter().map(|reported| line_of(tx, &reported.line)).collect::<Result<Vec<_>, _>>();
        for (reported, line) in reported.iter().zip(store.transaction(known)?) {
            directory.set_reported_number(&line, reported.number.as_ref());
            let Some((configured, other)) = directory.contradiction(&line) else {
                self.contradicting.remove(&line);
                continue;
            };
            let (configured, other) = (configured.clone(), other.clone());
            if self.contradicting.insert(line.clone()) {
                let name = directory.line(&line).0;
                alerts.push(Alert::Warning(format!(
                    "the card of {name} reports {other} as its number; \
                     its [[sim]] has `number` {configured}, which counts"
                )));
            }
        }
        Ok(())
    }
}

fn name_lines(store: &Store, directory: &mut Directory) -> Result<(), StoreError> {
    let seen = store.lines().all()?;
    directory.name_lines(seen.iter().map(|(_, line)| line));
    Ok(())
}

/// The line that an id belongs to. A card that was read only by its subscription this time is still the same card.
pub fn line_of(tx: &Tx, sim: &LineId) -> Result<LineId, StoreError> {
    let known = match sim {
        LineId::Imsi(imsi) => tx.lines().card_of(imsi)?.map(LineId::Iccid),
        LineId::Iccid(_) | LineId::Equipment(_) | LineId::Device(_) | LineId::Slot { .. } | LineId::Number { .. } => {
            None
        }
    };
    Ok(known.unwrap_or_else(|| sim.clone()))
}

/// The place with the line of its holder, as [`line_of`] finds it.
pub fn place_of(tx: &Tx, place: &Place) -> Result<Place, StoreError> {
    Ok(Place { holder: line_of(tx, &place.holder)?, slot: place.slot })
}

/// The lines that an event is about.
fn lines(event: &Event) -> Vec<&LineId> {
    match event {
        Event::Arrived(arrival) => vec![&arrival.line],
        Event::Missed(call) => vec![&call.line],
        Event::Device(report) => report.lines.iter().map(|line| &line.line).collect(),
        Event::Freed(_)
        | Event::Card { .. }
        | Event::PinWanted(_)
        | Event::PinTried { .. }
        | Event::CardOpen { .. }
        | Event::InboxFound { .. }
        | Event::DeviceStarted(_)
        | Event::DeviceEnded(_)
        | Event::Answered { .. }
        | Event::Reachable { .. }
        | Event::UssdRequested { .. }
        | Event::UssdEnded(_)
        | Event::Requested { .. }
        | Event::ChangeRequested { .. }
        | Event::Receipt(_)
        | Event::Progress(_)
        | Event::Rerouted(_)
        | Event::ClockSynchronised(_)
        | Event::NetworkTime(_) => Vec::new(),
    }
}
