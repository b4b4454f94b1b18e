//! Names for the cards that the operator has none for. They follow from the order in which cards were first seen, which is
//! the order of their rows: so they are the same after a restart.

use super::Gateway;
use crate::flow::Event;
use crate::model::SimId;
use crate::store::StoreError;

impl Gateway {
    /// Gives a row and a name to each card that is new, before anything is said of it.
    pub(super) fn meet_cards(&mut self, events: &[Event]) -> Result<(), StoreError> {
        let cards = events.iter().filter_map(card).filter(|sim| !self.met.contains(*sim));
        let new: Vec<SimId> = cards.cloned().collect();
        if new.is_empty() {
            return Ok(());
        }
        self.store.transaction(|tx| {
            for sim in &new {
                let known = match sim {
                    SimId::Imsi(imsi) => tx.card_of(imsi)?.map(SimId::Iccid),
                    SimId::Iccid(_) | SimId::Equipment(_) | SimId::Device(_) => None,
                };
                tx.sim(known.as_ref().unwrap_or(sim))?;
            }
            Ok(())
        })?;
        self.name_cards()?;
        self.met.extend(new);
        Ok(())
    }

    pub(super) fn name_cards(&mut self) -> Result<(), StoreError> {
        let seen = self.store.sims()?;
        self.settings.directory.name_cards(seen.iter().map(|(_, sim)| sim));
        Ok(())
    }
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
