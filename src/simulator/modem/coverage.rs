//! The network, as the modem sees it.

use super::event::{Mark, OfferId};

/// How the network treats this line.
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
    /// The modem has found a cell.
    pub camped: bool,
    /// The direct message that waits for CNMA.
    pub offer: Option<OfferId>,
    pub offers: u32,
    /// The message reference of the next SUBMIT.
    pub mr: u8,
    pub noise_ended: bool,
    pub buffered: Vec<(String, Option<Mark>)>,
}

impl Network {
    /// Resets the state at a boot. References and coverage don't depend on the modem.
    pub fn restart(&mut self) {
        *self = Self { coverage: self.coverage, offers: self.offers, mr: self.mr, ..Self::default() };
    }
}
