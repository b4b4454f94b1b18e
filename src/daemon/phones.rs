//! Joins phones that dial in with the HTTP interface.

use super::roster::{Devices, Phones as Settings};
use crate::drivers::android::dial_in::Registrations;
use crate::flow::dial_in::{PhoneCall, Phones, Registered};
use crate::forwarders::sign;
use crate::model::Name;
use crate::store::{Store, StoreError};

/// What the store knows of phones, and their key, which is derived from one of the data directory.
pub fn known(store: &Store, key: &[u8; 32]) -> Result<Settings, StoreError> {
    let rows = store.phones().all()?;
    let known = rows.into_iter().map(|row| (row.device, Registered { id: row.id, model: row.model }));
    Ok(Settings { registrations: Registrations::new(known), key: sign::derived_key(key, "phones that dial in") })
}

/// The phones among the running devices.
pub struct DialledIn {
    /// The devices.
    pub devices: Devices,
    /// Which phones are registered.
    pub registrations: Registrations,
}

impl Phones for DialledIn {
    fn url(&self, device: &Name) -> Option<String> {
        self.devices.door(device).map(|door| door.url())
    }

    fn call(&self, device: &Name, call: PhoneCall) -> bool {
        self.devices.door(device).is_some_and(|door| door.call(call))
    }

    fn registered(&self, device: &Name, registered: Option<Registered>) {
        // A device that starts now reads it here.
        if let Some(registered) = &registered {
            self.registrations.set(device.clone(), registered.clone());
        }
        if let Some(door) = self.devices.door(device) {
            door.registered(registered);
        }
    }
}
