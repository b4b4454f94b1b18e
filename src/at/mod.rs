//! The AT dialogue with a modem (ITU-T V.250, 3GPP TS 27.005 and 27.007), as pure code: bytes and the time go in; rows,
//! replies and unsolicited result codes come out.
//!
//! A *row* is what V.250 calls a line: the bytes between two line ends. Everywhere else in simgate a *line* is a number
//! that sends and receives.
//!
//! - `frame` cuts bytes into rows and prompts; `merged_rows` separates rows whose line end was lost.
//! - `session` keeps one command in flight and separates its reply from unsolicited result codes.
//! - `reply`, `urc`, `network`, `ussd`, `caller` and `clock` parse rows; `error` assigns a retry class to every cause.
//! - `profile` has the families of models, as data, `selection` names the message stores in use, `mask` hides personal data in
//!   rows.
//! - `console` decides which commands of a person are passed on.
//!
//! This module opens no port and does not decide which command comes next: `modem` does.

pub mod caller;
pub mod clock;
pub mod command;
pub mod console;
pub mod error;
pub mod frame;
pub mod mask;
pub mod merged_rows;
pub mod network;
pub mod profile;
pub mod reply;
pub mod selection;
pub mod session;
pub mod urc;
pub mod ussd;

pub use caller::Caller;
pub use command::Command;
pub use error::{Cause, RetryClass};
pub use profile::{Profile, Profiles};
pub use reply::Final;
pub use selection::Selection;
pub use session::{Output, Reply, Session};
pub use urc::Urc;
