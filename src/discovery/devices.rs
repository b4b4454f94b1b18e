//! The USB devices of a machine, as the kernel describes them.

use std::fmt;
use std::path::PathBuf;

use crate::model::UsbId;

/// A USB device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The kernel's name of its place, which stays as long as it is in this socket: `1-1.2`.
    pub place: String,
    /// The kernel's number of it, which is new after each plugging.
    pub number: u16,
    pub id: UsbId,
    /// Manufacturer and product, in its own words.
    pub words: String,
    /// In the order of their numbers.
    pub interfaces: Vec<Interface>,
}

/// An interface of a USB device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    pub number: u8,
    /// Class, subclass, protocol.
    pub class: (u8, u8, u8),
    /// The serial port that the kernel made of it.
    pub port: Option<PathBuf>,
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at USB {}", self.id, self.place)?;
        if self.words.is_empty() { Ok(()) } else { write!(f, " ({})", self.words) }
    }
}

impl Device {
    /// Its serial ports.
    pub fn ports(&self) -> impl Iterator<Item = &PathBuf> {
        self.interfaces.iter().filter_map(|interface| interface.port.as_ref())
    }
}
