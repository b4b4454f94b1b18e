//! What each destination gets next: deliveries that are due come back from the disk, and go out.

use crate::flow::delivery::{Queue, WINDOW};
use crate::flow::{Action, Handover};
use crate::model::{DeviceName, Now};
use crate::store::StoreError;

use super::{Gateway, LOOK_EVERY, stops};

impl Gateway {
    pub(super) fn note_down(&mut self, destination: &DeviceName, why: &str, now: Now) {
        if let Some(since) = self.queues.get(destination).and_then(Queue::down_since) {
            self.news.is_down(destination, since, why, now.mono);
        }
    }

    pub(super) fn with_queue(&mut self, destination: &DeviceName, work: impl FnOnce(&mut Queue)) {
        // A destination that left the configuration keeps its deliveries on disk.
        if let Some(queue) = self.queues.get_mut(destination) {
            work(queue);
            if queue.down_since().is_none() {
                self.news.is_up(destination);
            }
        }
    }

    /// Finds deliveries whose wait is over, or that a person wants tried again.
    pub(super) fn look(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if self.next_look > now.mono {
            return Ok(());
        }
        // What was taken and not yet written would be found as still waiting.
        if !self.unwritten.is_empty() {
            self.write(&[], &[], now, actions)?;
        }
        // Whatever a person changed beside this process.
        self.tell_of_hold()?;
        let data_version = self.store.data_version()?;
        if data_version != self.data_version {
            self.outbox.stopped = stops::load(&self.store)?;
            self.data_version = data_version;
        }
        for (destination, listed) in self.store.due(now.wall, WINDOW)? {
            if let Ok(destination) = DeviceName::parse(&destination) {
                self.with_queue(&destination, |queue| queue.revive(listed));
            }
        }
        self.next_look = now.mono + LOOK_EVERY;
        Ok(())
    }

    /// Hands over what each destination can take.
    pub(super) fn dispatch(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if !self.unwritten.is_empty() && self.queues.values().any(|queue| queue.wants_page().is_some()) {
            self.write(&[], &[], now, actions)?;
        }
        for (destination, queue) in &mut self.queues {
            if let Some(after) = queue.wants_page() {
                let (page, more) = self.store.waiting(destination.as_str(), after, WINDOW)?;
                queue.page(&page, more);
            }
            while let Some(delivery) = queue.next(now.mono) {
                match self.store.notice(delivery, &self.settings.name)? {
                    Some(notice) => {
                        let destination = destination.clone();
                        actions.push(Action::Deliver(Box::new(Handover { delivery, destination, notice })));
                    }
                    // Dropped by a person meanwhile.
                    None => queue.forget(delivery),
                }
            }
        }
        Ok(())
    }
}
