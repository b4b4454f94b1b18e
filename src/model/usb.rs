//! The kind of a USB device.

use std::fmt;

/// Vendor and product of a USB device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsbId {
    /// The number of the vendor.
    pub vendor: u16,
    /// The vendor's number of the product.
    pub product: u16,
}

impl UsbId {
    /// Reads `12d1:1506`: two numbers of four hexadecimal digits each.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hex = |text: &str| u16::from_str_radix(text, 16).ok().filter(|_| is_hex(text));
        let (vendor, product) = text.split_once(':')?;
        Some(Self { vendor: hex(vendor)?, product: hex(product)? })
    }
}

impl fmt::Display for UsbId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}:{:04x}", self.vendor, self.product)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_has_two_numbers_of_four_digits() {
        let id = UsbId { vendor: 0x12d1, product: 0x1506 };
        assert_eq!((UsbId::parse("12D1:1506"), id.to_string()), (Some(id), "12d1:1506".to_owned()));
        for wrong in ["12d1", "12d1:150", "12d1:15060", "+2d1:1506", "12d1:150g", "12d1:1506:1"] {
            assert_eq!(UsbId::parse(wrong), None, "{wrong}");
        }
    }
}
