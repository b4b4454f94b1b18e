//! The AT dialogue with a modem (ITU-T V.250, 3GPP TS 27.005 and 27.007), as pure code: bytes and
//! the time go in, lines, replies and unsolicited result codes come out.
//!
//! `frame` cuts bytes into lines and prompts, `glue` takes lines apart that lost their end, `session`
//! keeps one command in flight and tells its reply from what the modem says on its own, `reply`, `urc`,
//! `network`, `ussd`, `caller` and `clock` read the lines, `error` gives every cause its retry class, `profile`
//! says how models differ, `selection` which message stores are used, `masked` shows lines without what is personal. Nothing here opens a port or
//! decides what to do next: that is the modem driver's.

pub mod caller;
pub mod clock;
pub mod command;
pub mod error;
pub mod frame;
pub mod glue;
pub mod masked;
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
pub use profile::Profile;
pub use reply::Final;
pub use selection::Selection;
pub use session::{Output, Reply, Session};
pub use urc::Urc;
