//! Devices that are called by their remote: what a call says, and its answer, which waits for the commit.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use http::HeaderMap;
use tokio::sync::oneshot;

use super::gateway::Gateway;
use crate::clock;
use crate::flow::callback::{CallbackEvent, CallbackRefusal};
use crate::flow::outbound::Progress;
use crate::flow::{Arrival, Event};
use crate::model::{Name, Timestamp};
use crate::task::caught;

/// One HTTP request of a remote.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    pub headers: &'a HeaderMap,
    pub body: &'a [u8],
}

/// What a device makes of a call. Pure: it verifies the call and reads it, and changes nothing.
pub trait Callback: Send + Sync {
    fn called(&self, call: Call<'_>, now: Timestamp) -> Result<Vec<CallbackEvent>, CallbackRefusal>;
}

/// Where a remote calls a device.
pub struct Door {
    device: Name,
    callback: Box<dyn Callback>,
    gateway: Gateway,
    inside: Mutex<Inside>,
}

struct Inside {
    last_ticket: u64,
    /// Who waits for what was said under a ticket to be on disk.
    waiting: BTreeMap<u64, oneshot::Sender<()>>,
}

/// Whoever waits may go away; then nothing is kept for it.
struct Waits<'a> {
    door: &'a Door,
    ticket: u64,
    acknowledged: oneshot::Receiver<()>,
}

impl Door {
    pub fn new(device: Name, callback: Box<dyn Callback>, gateway: Gateway) -> Self {
        // Above all tickets of a door that had this device's name before: what is acknowledged of those opens nothing here.
        let last_ticket = u64::try_from(clock::now().mono.as_nanos()).unwrap_or(u64::MAX / 2);
        let inside = Mutex::new(Inside { last_ticket, waiting: BTreeMap::new() });
        Self { device, callback, gateway, inside }
    }

    /// The remote calls. Done when all that it said is on disk.
    pub async fn called(&self, call: Call<'_>, now: Timestamp) -> Result<(), CallbackRefusal> {
        let said = caught(|| self.callback.called(call, now)).map_err(|_| CallbackRefusal::Fault)??;
        let waits: Vec<Waits> = said.into_iter().map(|said| self.tell(said, now)).collect();
        for mut wait in waits {
            // The gateway is over: nothing more comes to the disk.
            if (&mut wait.acknowledged).await.is_err() {
                return Err(CallbackRefusal::Fault);
            }
        }
        Ok(())
    }

    /// The gateway has it on disk.
    pub fn acknowledge(&self, ticket: u64) {
        let waiting = self.inside().waiting.remove(&ticket);
        waiting.map(|waiting| waiting.send(()));
    }

    fn tell(&self, said: CallbackEvent, at: Timestamp) -> Waits<'_> {
        let (sender, acknowledged) = oneshot::channel();
        let ticket = {
            let mut inside = self.inside();
            inside.last_ticket += 1;
            let ticket = inside.last_ticket;
            inside.waiting.insert(ticket, sender);
            ticket
        };
        let device = self.device.clone();
        (self.gateway.tell)(match said {
            CallbackEvent::Arrived { line, origin, content } => {
                Event::Arrived(Arrival { device, ticket, line, origin, content, at })
            }
            CallbackEvent::Progress { remote, state } => {
                Event::Progress(Progress { device, ticket, remote, state, at })
            }
        });
        Waits { door: self, ticket, acknowledged }
    }

    fn inside(&self) -> std::sync::MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.door.inside().waiting.remove(&self.ticket);
    }
}
