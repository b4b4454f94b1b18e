//! The lines of the store: by which row each is known, and what the cards are called that the operator has no name for.
//! Such names follow from the order in which cards were first seen, which is the order of their rows: so they are the
//! same after a restart.

use std::collections::{BTreeMap, BTreeSet};

use crate::flow::routing::Directory;
use crate::flow::{Event, Place};
use crate::model::{SimId, SimKey};
use crate::store::{Store, StoreError, Tx};

/// What is known of lines without reading it again.
#[derive(Debug, Default)]
pub struct Cards {
    /// The rows of lines: their own, and those from when a card was known by its subscription alone.
    rows: BTreeMap<SimId, (SimKey, Vec<SimKey>)>,
    /// Cards that have a row and a name.
    met: BTreeSet<SimId>,
}

impl Cards {
    pub fn rows(&mut self, tx: &Tx, line: &SimId) -> Result<(SimKey, Vec<SimKey>), StoreError> {
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

    /// Gives a row and a name to each card that is new, before anything is said of it.
    pub fn meet(&mut self, events: &[Event], store: &mut Store, directory: &mut Directory) -> Result<(), StoreError> {
        let cards = events.iter().filter_map(card).filter(|sim| !self.met.contains(*sim));
        let new: Vec<SimId> = cards.cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        store.transaction(|tx| new.iter().try_for_each(|sim| tx.sim(&line_of(tx, sim)?).map(drop)))?;
        let seen = store.sims()?;
        directory.name_cards(seen.iter().map(|(_, sim)| sim));
        self.met.extend(new);
        Ok(())
    }
}

/// A card that could be read only by its subscription this time is still the same card.
pub fn line_of(tx: &Tx, sim: &SimId) -> Result<SimId, StoreError> {
    let known = match sim {
        SimId::Imsi(imsi) => tx.card_of(imsi)?.map(SimId::Iccid),
        SimId::Iccid(_) | SimId::Equipment(_) | SimId::Device(_) => None,
    };
    Ok(known.unwrap_or_else(|| sim.clone()))
}

/// The same for the holder of a slot.
pub fn place_of(tx: &Tx, place: &Place) -> Result<Place, StoreError> {
    Ok(Place { holder: line_of(tx, &place.holder)?, slot: place.slot })
}

/// The card that an event is about.
fn card(event: &Event) -> Option<&SimId> {
    let sim = match event {
        Event::Arrived(arrival) => Some(&arrival.sim),
        Event::Missed(call) => Some(&call.sim),
        Event::Device(report) => report.sim.as_ref(),
        Event::Freed(_)
        | Event::Card { .. }
        | Event::PinWanted(_)
        | Event::PinTried { .. }
        | Event::CardOpen { .. }
        | Event::Answered { .. }
        | Event::Reachable { .. }
        | Event::Wished { .. }
        | Event::PartDone { .. }
        | Event::ClockSynchronised(_)
        | Event::ClockTold(_) => None,
    };
    sim.filter(|sim| sim.is_card())
}
