//! The types that all modules share: numbers that identify things, points in time, places in a modem's stores.
//!
//! Every type is a validated newtype: a value that exists is well-formed. This module has no I/O, no clock and no
//! randomness.

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
mod usb;

pub use boot::{Boot, RunId};
pub use digits::{DigitsError, Iccid, Imei, Imsi, Msisdn};
pub use id::{IdSource, MessageId};
pub use network::{Network, NetworkError, is_public};
pub use place::{LineId, Name, NameError, Slot, StoreName};
pub use pointer::Pointer;
pub use printable::printable;
pub use row::{
    CallRow, DebitRow, DeliveryRow, MailingRow, MessageRow, OutgoingPartRow, OutgoingRow, PartRow, SimKey, TroubleRow,
};
pub use secret::Secret;
pub use time::{Now, Timestamp};
pub use usb::UsbId;
