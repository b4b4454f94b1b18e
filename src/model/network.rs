//! A network of IP addresses: `10.0.0.0/8`, `2001:db8::/32`, or a single address.

use core::net::IpAddr;
use std::fmt;

/// The addresses that begin with the same bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

/// Why a text is no network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkError {
    /// It is neither an address nor an address with a number of bits.
    NotOne,
    /// The address is not the first one of the network.
    HasHost,
}

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOne => "is not",
            Self::HasHost => "has more of the address than the network's bits",
        })
    }
}

/// The bits of an address from the left, and their number.
fn bits_of(address: IpAddr) -> (u128, u8) {
    match address {
        IpAddr::V4(address) => (u128::from(u32::from(address)) << 96, 32),
        IpAddr::V6(address) => (u128::from(address), 128),
    }
}

/// A mask with the first `bits` of 128 bits.
fn mask(bits: u8) -> u128 {
    u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0)
}

impl Network {
    /// Parses an address with or without a number of bits.
    pub fn parse(text: &str) -> Result<Self, NetworkError> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let first: IpAddr = address.parse().map_err(|_| NetworkError::NotOne)?;
        let (value, most) = bits_of(first);
        let digits = |bits: &&str| bits.bytes().all(|byte| byte.is_ascii_digit());
        let bits = match bits {
            None => most,
            Some(bits) => {
                let bits = Some(bits).filter(digits).and_then(|bits| bits.parse().ok());
                bits.filter(|bits| *bits <= most).ok_or(NetworkError::NotOne)?
            }
        };
        if value & !mask(bits) != 0 {
            return Err(NetworkError::HasHost);
        }
        Ok(Self { first, bits })
    }

    /// Whether an address belongs to the network. An IPv4-mapped IPv6 address counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        let ((first, of_first), (address, of_address)) = (bits_of(self.first), bits_of(address.to_canonical()));
        of_first == of_address && (first ^ address) & mask(self.bits) == 0
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match bits_of(self.first).1 == self.bits {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}/{}", self.first, self.bits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_parsed_and_printed() {
        for text in ["127.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "2001:db8::/32", "::/0", "192.0.2.128/25"] {
            assert_eq!(Network::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Network::parse("127.0.0.1/32").unwrap().to_string(), "127.0.0.1");
        for wrong in ["", "localhost", "10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/", "10.0.0.0/+8", "10.0.0.0/8/8"]
        {
            assert_eq!(Network::parse(wrong), Err(NetworkError::NotOne), "{wrong}");
        }
        for wrong in ["10.0.0.1/8", "2001:db8::1/32", "1.0.0.0/0"] {
            assert_eq!(Network::parse(wrong), Err(NetworkError::HasHost), "{wrong}");
        }
    }

    #[test]
    fn a_network_contains_the_addresses_with_its_first_bits() {
        for (network, address, inside) in [
            ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("127.0.0.1", "::ffff:127.0.0.1", true),
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.0", false),
            ("0.0.0.0/0", "192.0.2.1", true),
            ("0.0.0.0/0", "::1", false),
            ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::", false),
            ("::/0", "2001:db8::1", true),
            ("::/0", "127.0.0.1", false),
        ] {
            let contains = Network::parse(network).unwrap().contains(address.parse().unwrap());
            assert_eq!(contains, inside, "{network} {address}");
        }
    }
}
