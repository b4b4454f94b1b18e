//! TP-Status: the outcome of a sent message (3GPP TS 23.040 9.2.3.15).

/// The status, as the octet was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Status(pub u8);

/// What a status means for the sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The SMSC has completed the message; only code 0 means that the recipient has it.
    Delivered,
    /// Not yet; the SMSC still tries, and another report follows.
    Trying,
    /// Failed permanently: the same message would fail again.
    Permanent,
    /// Failed temporarily: the SMSC has stopped trying, but the reason may pass.
    Temporary,
}

impl Outcome {
    /// The stable name for records and scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Trying => "trying",
            Self::Permanent => "permanent",
            Self::Temporary => "temporary",
        }
    }

    /// Whether no further report follows.
    pub fn is_final(self) -> bool {
        self != Self::Trying
    }
}

impl Status {
    /// The outcome, by the group of the octet, so that codes specific to an SMSC are classified too. The upper half is
    /// reserved and read as 0x63, "service rejected", as 9.2.3.15 requires.
    pub fn outcome(self) -> Outcome {
        match self.0 >> 5 {
            0 => Outcome::Delivered,
            1 => Outcome::Trying,
            2 => Outcome::Permanent,
            _ => Outcome::Temporary,
        }
    }

    /// The meaning in words for a person.
    pub fn meaning(self) -> &'static str {
        match self.0 {
            0x00 => "received by the recipient",
            0x01 => "forwarded to the recipient, who did not confirm",
            0x02 => "replaced by the SMSC",
            0x03..=0x1F => "completed, for a reason of the SMSC's own",
            0x20 => "congestion; the SMSC is still trying",
            0x21 => "the recipient is busy; the SMSC is still trying",
            0x22 => "no response from the recipient; the SMSC is still trying",
            0x23 => "service rejected; the SMSC is still trying",
            0x24 => "quality of service not available; the SMSC is still trying",
            0x25 => "error at the recipient; the SMSC is still trying",
            0x26..=0x3F => "a temporary error of the SMSC's own; it is still trying",
            0x40 => "remote procedure error",
            0x41 => "incompatible destination",
            0x42 => "connection rejected by the recipient",
            0x43 => "the recipient can't be reached",
            0x44 => "quality of service not available",
            0x45 => "no interworking with the recipient's network",
            0x46 => "the validity period is over",
            0x47 => "deleted by the sender",
            0x48 => "deleted by the SMSC's administration",
            0x49 => "the SMSC knows no such message",
            0x4A..=0x5F => "a permanent error of the SMSC's own",
            0x60 => "congestion; the SMSC stopped trying",
            0x61 => "the recipient is busy; the SMSC stopped trying",
            0x62 => "no response from the recipient; the SMSC stopped trying",
            0x63 => "service rejected; the SMSC stopped trying",
            0x64 => "quality of service not available; the SMSC stopped trying",
            0x65 => "error at the recipient; the SMSC stopped trying",
            0x66..=0x7F => "a temporary error of the SMSC's own; it stopped trying",
            0x80..=0xFF => "a reserved code, read as: service rejected; the SMSC stopped trying",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_has_its_outcome() {
        for code in 0..=255 {
            let expected = match code {
                0x00..=0x1F => Outcome::Delivered,
                0x20..=0x3F => Outcome::Trying,
                0x40..=0x5F => Outcome::Permanent,
                0x60..=0xFF => Outcome::Temporary,
            };
            let status = Status(code);
            assert_eq!(status.outcome(), expected, "{code:02X}");
            assert_eq!(status.meaning().contains("still trying"), expected == Outcome::Trying, "{code:02X}");
            assert_eq!(status.meaning().contains("stopped trying"), expected == Outcome::Temporary, "{code:02X}");
            assert_eq!(expected.is_final(), expected != Outcome::Trying);
        }
    }
}
