//! What of the modem has power, and what it does later by itself.

use std::time::Duration;

use super::event::OfferId;
use super::personality::BootStep;

/// How long a boot takes that takes no time. No firmware starts, reads its card and takes a message
/// in less, and a host may count on that between two commands.
pub const INSTANT: Duration = Duration::from_millis(25);

#[derive(Debug, Clone, Default)]
pub struct Power {
    /// Has current: false while unplugged.
    pub plugged: bool,
    /// The host sees the port.
    pub port: bool,
    /// The firmware reads its line.
    pub listening: bool,
    /// The card answers.
    pub card: bool,
    /// Message commands work.
    pub messages: bool,
    /// The last boot shows no URCs.
    pub silent: bool,
    /// The last boot takes no time but [`INSTANT`].
    pub instant: bool,
}

/// What happens later.
#[derive(Debug, Clone)]
pub enum Timer {
    Listen,
    PortBack,
    Boot(BootStep),
    Reset { visible: bool },
    Camp,
    CardIn,
    Noise,
    OfferExpires(OfferId),
    Ring { number: String, nth: u32, left: u32 },
    Ussd,
    Shutdown,
}

/// How a modem comes up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boot {
    /// Ready after [`INSTANT`], without a word.
    Instant,
    /// In its own time, without a word.
    Silent,
    Visible,
}
