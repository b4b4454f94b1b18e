//! The words that every other module speaks: numbers that name things, points in time, places
//! in a modem's storage.
//!
//! Everything here is a validated newtype: a value that exists is well-formed. No I/O, no clock,
//! no randomness of its own.

mod boot;
mod digits;
mod id;
pub mod json;
mod network;
mod place;
mod pointer;
mod printable;
mod row;
mod secret;
mod time;

pub use boot::{Boot, RunId};
pub use digits::{DigitsError, Iccid, Imei, Imsi, Msisdn};
pub use id::{IdSource, MessageId};
pub use network::{Network, NetworkError};
pub use place::{LineId, Name, NameError, Slot, StoreName};
pub use pointer::Pointer;
pub use printable::printable;
pub use row::{CallRow, DebitRow, DeliveryRow, MessageRow, OutgoingPartRow, OutgoingRow, PartRow, SimKey};
pub use secret::Secret;
pub use time::{Now, Timestamp};
