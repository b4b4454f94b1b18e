//! Callbacks: HTTP requests of a device's remote. The answer waits until their content is on disk.

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
pub struct CallbackRequest<'a> {
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// Its whole body.
    pub body: &'a [u8],
}

/// How a kind of device verifies and reads a callback. Implementations are pure: they change nothing.
pub trait Callback: Send + Sync {
    /// Verifies and reads a callback. Returns all of its content or, if anything can't be read, the reason.
    fn read(&self, request: CallbackRequest<'_>, now: Timestamp) -> Result<Vec<CallbackEvent>, CallbackRefusal>;
}

/// Handles the callbacks of one device.
pub struct Endpoint {
    device: Name,
    callback: Box<dyn Callback>,
    gateway: Gateway,
    state: Mutex<State>,
}

struct State {
    last_ticket: u64,
    /// The callbacks that wait until the arrival with this ticket is on disk.
    waiting: BTreeMap<u64, oneshot::Sender<()>>,
}

/// One ticket that a callback waits for. If the callback is dropped, so is its entry.
struct PendingCommit<'a> {
    endpoint: &'a Endpoint,
    ticket: u64,
    acknowledged: oneshot::Receiver<()>,
}

impl Endpoint {
    /// Handles callbacks of a device, which `callback` verifies and reads.
    pub fn new(device: Name, callback: Box<dyn Callback>, gateway: Gateway) -> Self {
        // The tickets are above all those of an earlier endpoint of this device, so that a late acknowledgement of
        // those has no effect here.
        let last_ticket = u64::try_from(clock::now().mono.as_nanos()).unwrap_or(u64::MAX / 2);
        let state = Mutex::new(State { last_ticket, waiting: BTreeMap::new() });
        Self { device, callback, gateway, state }
    }

    /// Handles a callback of the remote. Returns when all of its content is on disk.
    pub async fn handle(&self, request: CallbackRequest<'_>, now: Timestamp) -> Result<(), CallbackRefusal> {
        let items = caught(|| self.callback.read(request, now)).map_err(|_| CallbackRefusal::Fault)??;
        let waits: Vec<PendingCommit> = items.into_iter().map(|item| self.emit(item, now)).collect();
        for mut wait in waits {
            // The gateway has ended, so the content does not reach the disk.
            if (&mut wait.acknowledged).await.is_err() {
                return Err(CallbackRefusal::Fault);
            }
        }
        Ok(())
    }

    /// The arrival with this ticket is on disk.
    pub fn acknowledge(&self, ticket: u64) {
        let waiting = self.state().waiting.remove(&ticket);
        waiting.map(|waiting| waiting.send(()));
    }

    fn emit(&self, item: CallbackEvent, at: Timestamp) -> PendingCommit<'_> {
        let (sender, acknowledged) = oneshot::channel();
        let ticket = {
            let mut state = self.state();
            state.last_ticket += 1;
            let ticket = state.last_ticket;
            state.waiting.insert(ticket, sender);
            ticket
        };
        let device = self.device.clone();
        (self.gateway.emit)(match item {
            CallbackEvent::Arrived { line, origin, content } => {
                Event::Arrived(Arrival { device, ticket, line, origin, content, at })
            }
            CallbackEvent::Progress { remote, state } => {
                Event::Progress(Progress { device, ticket, remote, state, at })
            }
        });
        PendingCommit { endpoint: self, ticket, acknowledged }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for PendingCommit<'_> {
    fn drop(&mut self) {
        self.endpoint.state().waiting.remove(&self.ticket);
    }
}
