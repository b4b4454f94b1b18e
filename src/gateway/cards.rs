//! The lines of the store: by which row each is known, what those are called that the operator has no name for, and which
//! numbers they tell. Such names follow from the order in which lines were first seen, which is the order of their rows: so
//! they are the same after a restart.

use std::collections::{BTreeMap, BTreeSet};

use crate::flow::routing::{Directory, Routes};
use crate::flow::{Event, LineReport, Place};
use crate::model::{LineId, SimKey};
use crate::store::{Store, StoreError, Tx};

use super::alerts::Alert;

/// What is known of lines without reading it again.
#[derive(Debug, Default)]
pub struct Cards {
    /// The rows of lines: their own, and those from when a card was known by its subscription alone.
    rows: BTreeMap<LineId, (SimKey, Vec<SimKey>)>,
    /// Lines that have a row and a name.
    met: BTreeSet<LineId>,
    /// Lines that tell another number than the operator, as the log says already.
    contradicting: BTreeSet<LineId>,
}

impl Cards {
    /// What lines told before this process began.
    pub fn recall(store: &Store, directory: &mut Directory) -> Result<(), StoreError> {
        for line in store.devices()?.into_iter().flat_map(|device| device.lines) {
            let number = line.number.and_then(|number| number.parse().ok());
            if let Some(line) = LineId::parse(&line.line) {
                directory.tell(&line, number.as_ref());
            }
        }
        Ok(())
    }

    pub fn rows(&mut self, tx: &Tx, line: &LineId) -> Result<(SimKey, Vec<SimKey>), StoreError> {
        if let Some(rows) = self.rows.get(line) {
            return Ok(rows.clone());
        }
        let rows = (tx.sim(line)?, tx.other_names(line)?);
        self.rows.insert(line.clone(), rows.clone());
        Ok(rows)
    }

    /// They are others now, or those that were added are not there.
    pub fn forget_rows(&mut self) {
        self.rows.clear();
    }

    /// Gives a row and a name to each line that is new, before anything is said of it, and notes the numbers that lines tell.
    pub fn meet(
        &mut self,
        events: &[Event],
        store: &mut Store,
        directory: &mut Directory,
        alerts: &mut Vec<Alert>,
    ) -> Result<(), StoreError> {
        let lines = events.iter().flat_map(lines).filter(|line| line.is_lasting() && !self.met.contains(*line));
        let new: Vec<LineId> = lines.cloned().collect();
        if !new.is_empty() {
            store.transaction(|tx| new.iter().try_for_each(|line| tx.sim(&line_of(tx, line)?).map(drop)))?;
            name_lines(store, directory)?;
            self.met.extend(new);
        }
        self.hear_numbers(events, store, directory, alerts)
    }

    /// The operator says otherwise from now on who owns which number, and what lines are called.
    pub fn rerouted(&mut self, routes: &Routes, store: &Store, directory: &mut Directory) -> Result<(), StoreError> {
        directory.routes = routes.clone();
        self.contradicting.clear();
        name_lines(store, directory)
    }

    fn hear_numbers(
        &mut self,
        events: &[Event],
        store: &mut Store,
        directory: &mut Directory,
        alerts: &mut Vec<Alert>,
    ) -> Result<(), StoreError> {
        let reports =
            events.iter().filter_map(|event| if let Event::Device(report) = event { Some(report) } else { None });
        let told = reports.flat_map(|report| &report.lines).filter(|told| told.line.is_lasting());
        let told: Vec<&LineReport> = told.collect();
        if told.is_empty() {
            return Ok(());
        }
        let known = |tx: &Tx| told.iter().map(|told| line_of(tx, &told.line)).collect::<Result<Vec<_>, _>>();
        for (told, line) in told.iter().zip(store.transaction(known)?) {
            directory.tell(&line, told.number.as_ref());
            let Some((given, other)) = directory.contradiction(&line) else {
                self.contradicting.remove(&line);
                continue;
            };
            let (given, other) = (given.clone(), other.clone());
            if self.contradicting.insert(line.clone()) {
                let name = directory.line(&line).0;
                alerts.push(Alert::Warning(format!(
                    "the card of {name} says that its number is {other}; `number` in its [[sim]] says {given}, which counts"
                )));
            }
        }
        Ok(())
    }
}

fn name_lines(store: &Store, directory: &mut Directory) -> Result<(), StoreError> {
    let seen = store.sims()?;
    directory.name_lines(seen.iter().map(|(_, line)| line));
    Ok(())
}

/// A card that could be read only by its subscription this time is still the same card.
pub fn line_of(tx: &Tx, sim: &LineId) -> Result<LineId, StoreError> {
    let known = match sim {
        LineId::Imsi(imsi) => tx.card_of(imsi)?.map(LineId::Iccid),
        LineId::Iccid(_) | LineId::Equipment(_) | LineId::Device(_) | LineId::Slot { .. } | LineId::Number { .. } => {
            None
        }
    };
    Ok(known.unwrap_or_else(|| sim.clone()))
}

/// The same for the holder of a slot.
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
        | Event::DeviceEnded(_)
        | Event::Answered { .. }
        | Event::Reachable { .. }
        | Event::Requested { .. }
        | Event::Receipt(_)
        | Event::Progress(_)
        | Event::Rerouted(_)
        | Event::ClockSynchronised(_)
        | Event::ClockTold(_) => Vec::new(),
    }
}
