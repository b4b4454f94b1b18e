//! The power state of the modem, and its timers.

use std::time::Duration;

use super::event::OfferId;
use super::personality::BootStep;

/// The shortest time of a boot. No firmware starts, reads its card and accepts a message in less, and a host may rely
/// on that between two commands.
pub const INSTANT: Duration = Duration::from_millis(25);

#[derive(Debug, Clone, Default)]
pub struct Power {
    /// Whether the modem has power: false while it is unplugged.
    pub plugged: bool,
    /// Whether the host has a port.
    pub port: bool,
    /// Whether the firmware reads from its port.
    pub listening: bool,
    /// The card answers.
    pub card: bool,
    /// Message commands work.
    pub messages: bool,
    /// Whether the last boot sent no URCs.
    pub silent: bool,
    /// Whether the last boot took only [`INSTANT`].
    pub instant: bool,
}

/// What happens after a time.
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

/// How a modem boots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boot {
    /// Ready after [`INSTANT`], without URCs.
    Instant,
    /// In its usual time, without URCs.
    Silent,
    Visible,
}
