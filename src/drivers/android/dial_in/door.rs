//! Where the requests of a phone come in, and which phone is registered.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use crate::flow::dial_in::{PhoneCall, Registered};
use crate::model::Name;

/// The path below which simgate is the app's private server.
const PATH: &str = "/api/mobile/v1";

/// The present registrations, as they are on disk.
#[derive(Clone, Default)]
pub struct Registrations(Arc<Mutex<BTreeMap<Name, Registered>>>);

impl Registrations {
    /// Those that the store has.
    pub fn new(known: impl IntoIterator<Item = (Name, Registered)>) -> Self {
        Self(Arc::new(Mutex::new(known.into_iter().collect())))
    }

    /// The registration of a device.
    pub fn of(&self, device: &Name) -> Option<Registered> {
        self.lock().get(device).cloned()
    }

    /// Notes a registration that is on disk.
    pub fn set(&self, device: Name, registered: Registered) {
        self.lock().insert(device, registered);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Name, Registered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What comes in.
pub enum Knock {
    /// A request.
    Call(PhoneCall),
    /// See [`Door::registered`].
    Registered(Option<Registered>),
}

/// Takes the requests of one phone. It doesn't block.
#[derive(Clone)]
pub struct Door {
    base: String,
    knocks: UnboundedSender<Knock>,
}

impl Door {
    /// The door of a device whose phone reaches simgate at `base`.
    pub fn new(base: String, knocks: UnboundedSender<Knock>) -> Self {
        Self { base, knocks }
    }

    /// The URL that the app is given.
    pub fn url(&self) -> String {
        format!("{}{PATH}", self.base)
    }

    /// Passes a request on. `false`: the device has ended.
    pub fn call(&self, call: PhoneCall) -> bool {
        self.knocks.send(Knock::Call(call)).is_ok()
    }

    /// A registration is on disk or, if it is `None`, could not be written.
    pub fn registered(&self, registered: Option<Registered>) {
        drop(self.knocks.send(Knock::Registered(registered)));
    }
}
