//! TP-Protocol-Identifier: 3GPP TS 23.040 9.2.3.9.

/// The protocol identifier, as the octet was received, and the few values that change what a receiver does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Pid(pub u8);

impl Pid {
    /// Short Message Type 0: a phone acknowledges and discards it without informing the user.
    pub const SILENT: Self = Self(0x40);

    /// Whether this is Short Message Type 0.
    pub fn is_silent(self) -> bool {
        self == Self::SILENT
    }

    /// Replace Short Message Type 1 to 7: the message replaces an earlier one with the same type from the same
    /// originator.
    pub fn replace_type(self) -> Option<u8> {
        matches!(self.0, 0x41..=0x47).then_some(self.0 & 7)
    }

    /// Whether the message is for the card or the equipment itself (data download, personalisation), not for people.
    pub fn is_download(self) -> bool {
        matches!(self.0, 0x7C..=0x7F)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replace_types_are_one_to_seven() {
        let types: Vec<_> = (0x3F..=0x49).map(|octet| Pid(octet).replace_type()).collect();
        let expected = [None, None, Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), Some(7), None, None];
        assert_eq!(types, expected);
        assert!(Pid(0x40).is_silent() && !Pid(0x41).is_silent());
        assert!(Pid(0x7F).is_download() && !Pid(0x41).is_download());
    }
}
