//! The USB devices of a machine, as the kernel describes them.

use std::fmt;
use std::path::PathBuf;

/// Vendor and product of a USB device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsbId {
    pub vendor: u16,
    pub product: u16,
}

impl UsbId {
    /// Reads `12d1:1506`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = |text: &str| (text.len() == 4).then(|| u16::from_str_radix(text, 16).ok()).flatten();
        let (vendor, product) = text.split_once(':')?;
        Some(Self { vendor: hex(vendor)?, product: hex(product)? })
    }
}

impl fmt::Display for UsbId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}:{:04x}", self.vendor, self.product)
    }
}

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
