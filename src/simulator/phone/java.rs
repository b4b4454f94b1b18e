//! Hashes as Java computes them, from which the app makes the ids of received messages. 32 bits are no identity: two
//! messages may have the same.

/// What identifies a received message for the app: its address, the SMSC's time and the subscription.
pub struct Envelope<'a> {
    /// The originator.
    pub address: &'a str,
    /// The SMSC's time in milliseconds since 1970.
    pub date_ms: i64,
    /// Android's id of the SIM.
    pub subscription: Option<i32>,
}

impl Envelope<'_> {
    /// The hash of a text message.
    pub fn hash_text(&self, text: &str) -> i32 {
        self.hash().wrapping_mul(31).wrapping_add(hash_string(text))
    }

    /// The hash of a data message.
    pub fn hash_data(&self, data: &[u8]) -> i32 {
        let bytes = data.iter().fold(1_i32, |hash, byte| step(hash, i32::from(byte.cast_signed())));
        self.hash().wrapping_mul(31).wrapping_add(bytes)
    }

    fn hash(&self) -> i32 {
        let date = self.date_ms ^ (self.date_ms.cast_unsigned() >> 32).cast_signed();
        let low = i32::from_be_bytes(low_bytes(date));
        let hash = step(hash_string(self.address), low);
        step(hash, self.subscription.unwrap_or(0))
    }
}

/// `String.hashCode` over UTF-16.
pub fn hash_string(text: &str) -> i32 {
    text.encode_utf16().fold(0, |hash, unit| step(hash, i32::from(unit)))
}

/// The hash as the app writes it in webhooks: unsigned, in hexadecimal, without leading zeros.
pub fn webhook_id(hash: i32) -> String {
    format!("{:x}", hash.cast_unsigned())
}

fn step(hash: i32, item: i32) -> i32 {
    hash.wrapping_mul(31).wrapping_add(item)
}

fn low_bytes(number: i64) -> [u8; 4] {
    let [_, _, _, _, a, b, c, d] = number.to_be_bytes();
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known values of `String.hashCode`.
    #[test]
    fn strings_hash_as_in_java() {
        for (text, hash) in [("", 0), ("a", 97), ("hello", 99_162_322), ("polygenelubricants", i32::MIN)] {
            assert_eq!(hash_string(text), hash, "{text}");
        }
        assert_eq!(hash_string("\u{1f600}"), 0xd83d * 31 + 0xde00, "over UTF-16");
    }

    #[test]
    fn every_field_of_the_envelope_counts() {
        let at = |address, date_ms, subscription| Envelope { address, date_ms, subscription }.hash_text("x");
        let first = at("+12025550143", 1_772_355_600_000, Some(1));
        assert_eq!(first, at("+12025550143", 1_772_355_600_000, Some(1)));
        for other in [
            at("+12025550144", 1_772_355_600_000, Some(1)),
            at("+12025550143", 1_772_355_601_000, Some(1)),
            at("+12025550143", 1_772_355_600_000, Some(2)),
        ] {
            assert_ne!(first, other);
        }
        // 31 * (31 * (31 * hash("a") + hash(Date(1))) + 2) + hash("b")
        let small = Envelope { address: "a", date_ms: 1, subscription: Some(2) };
        assert_eq!(small.hash_text("b"), 31 * (31 * (31 * 97 + 1) + 2) + 98);
        assert_eq!(small.hash_data(&[0xff]), 31 * (31 * (31 * 97 + 1) + 2) + 30);
    }

    #[test]
    fn an_id_is_unsigned_hexadecimal() {
        assert_eq!(webhook_id(-1), "ffffffff");
        assert_eq!(webhook_id(0x5f), "5f");
    }
}
