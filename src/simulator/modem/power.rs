//! The power state of the modem.

use std::time::Duration;

/// The shortest time of a boot. No firmware starts, reads its card and accepts a message in less, and a host may rely
/// on that between two commands.
pub const INSTANT: Duration = Duration::from_millis(25);

#[derive(Debug, Clone, Default)]
pub struct Power {
    /// Whether the modem has power: false while it is unplugged.
    pub plugged: bool,
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

/// How a modem boots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boot {
    /// Ready after [`INSTANT`], without URCs.
    Instant,
    /// In its usual time, without URCs.
    Silent,
    Visible,
}
