//! What the network is to the modem.

use super::event::{Mark, OfferId};

/// What the network thinks of this line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Coverage {
    #[default]
    Home,
    Roaming,
    Searching,
    Denied,
}

#[derive(Debug, Default)]
pub struct Network {
    pub coverage: Coverage,
    /// The modem has found its cell.
    pub camped: bool,
    /// The message shown to the host that waits for CNMA.
    pub offer: Option<OfferId>,
    pub offers: u32,
    /// The message reference of the next SUBMIT.
    pub mr: u8,
    pub noise_ended: bool,
    pub buffered: Vec<(String, Option<Mark>)>,
}

impl Network {
    /// The modem boots. References and coverage are not the modem's to reset.
    pub fn restart(&mut self) {
        *self = Self { coverage: self.coverage, offers: self.offers, mr: self.mr, ..Self::default() };
    }
}
