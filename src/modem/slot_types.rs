//! The types of `slots`: what its commands are for, what their replies lead to, and the states of a slot.

use std::time::Duration;

use crate::model::{Slot, StoreName};

/// What a command of the slots is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// Select a store.
    Select(StoreName),
    /// Read a slot.
    Read(Slot),
    /// Delete a slot.
    Delete(Slot),
    /// List a store.
    List(StoreName),
}

/// What a reply leads to, besides changes of the slots.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    None,
    /// An announced slot is empty: some modems announce a message before it can be read.
    NotYetReadable,
    /// A message was deleted: the count of the store must change.
    Deleted(StoreName),
    /// Messages remain in this store, which may be full of them.
    Remains(StoreName),
}

/// The state of an occupied slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SlotState {
    /// The message was read and emitted to the gateway.
    Offered { ticket: u64, row: Vec<u8> },
    /// The message is on disk. It may be deleted from `due` on.
    Deletable { row: Vec<u8>, due: Duration },
    /// A draft, which is not touched.
    Draft,
    /// The message could not be read or deleted. It is read again at `due`.
    Retry { due: Duration },
}
