//! Finds the client of a request, for limits by address.
//!
//! Headers with the client's address count only if a trusted proxy sent them. Read from the right, the first address
//! that is no trusted proxy is the client. The client may have written everything left of it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;

use crate::model::Network;

/// The other side of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// A process of this machine, on the socket in the data directory.
    Local,
    /// A host, over TCP.
    Address(IpAddr),
}

/// The client of a request without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client(pub IpAddr);

/// The address that a limit counts: one IPv4 address, or the /64 that an IPv6 subscriber has.
pub fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address @ IpAddr::V4(_) => address,
    }
}

/// Whether an address belongs to a trusted proxy.
pub fn is_trusted(address: IpAddr, trusted: &[Network]) -> bool {
    trusted.iter().any(|network| network.contains(address))
}

/// Finds the client of a request from the address `peer`.
pub fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    if !is_trusted(peer, trusted) {
        return peer;
    }
    let client_in = |name: &str, read: fn(&str) -> Vec<Option<IpAddr>>| {
        let values: Vec<_> = headers.get_all(name).iter().collect();
        // A header that is no text counts as an unknown hop, which hides all hops left of it.
        let hops = values.iter().flat_map(|value| value.to_str().map_or_else(|_| vec![None], read));
        let hops: Vec<_> = hops.collect();
        (!values.is_empty()).then(|| last_untrusted(peer, &hops, trusted))
    };
    match (client_in("x-forwarded-for", listed), client_in("forwarded", elements)) {
        (None, None) => peer,
        (Some(client), None) | (None, Some(client)) => client,
        // A proxy writes one of the headers and passes the other one on, as the client wrote it.
        (Some(one), Some(other)) => {
            if one == other {
                one
            } else {
                peer
            }
        }
    }
}

fn last_untrusted(peer: IpAddr, hops: &[Option<IpAddr>], trusted: &[Network]) -> IpAddr {
    let mut client = peer;
    for hop in hops.iter().rev() {
        let Some(address) = hop else { return client };
        client = *address;
        if !is_trusted(client, trusted) {
            return client;
        }
    }
    client
}

/// `X-Forwarded-For: client, proxy`.
fn listed(value: &str) -> Vec<Option<IpAddr>> {
    value.split(',').map(address).collect()
}

/// RFC 7239: `Forwarded: for=client;proto=https, for="[2001:db8::1]:4711"`.
fn elements(value: &str) -> Vec<Option<IpAddr>> {
    let Some(elements) = split_unquoted(value, ',') else { return vec![None] };
    let of_element = |element: &str| {
        let pairs = split_unquoted(element, ';')?;
        let mut names = pairs.iter().filter_map(|pair| pair.split_once('='));
        let (_, node) = names.find(|(name, _)| name.trim().eq_ignore_ascii_case("for"))?;
        address(node.trim().trim_matches('"'))
    };
    elements.into_iter().map(of_element).collect()
}

/// Splits at separators outside quotes. `None`: a quote has no end, so the parts are unknown.
fn split_unquoted(text: &str, separator: char) -> Option<Vec<&str>> {
    let (mut parts, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if c == separator && !quoted => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (!quoted).then_some(parts)
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let alone = bare.parse::<IpAddr>().ok();
    alone.or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip())).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROXY: &str = "127.0.0.1";

    fn of(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let trusted = [PROXY, "10.0.0.0/8"].map(|text| Network::parse(text).unwrap());
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        client(peer.parse().unwrap(), &map, &trusted).to_string()
    }

    #[test]
    fn a_limit_is_for_one_address_or_a_whole_64() {
        let of = |text: &str| subscriber(text.parse().unwrap()).to_string();
        assert_eq!(of("192.0.2.1"), "192.0.2.1");
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("2001:db8:1:2::"), "2001:db8:1:2::");
    }

    #[test]
    fn only_the_hops_of_trusted_proxies_count() {
        let xff = |value: &'static str| [("x-forwarded-for", value)];
        assert_eq!(of("192.0.2.1", &xff("198.51.100.7")), "192.0.2.1", "no trusted proxy");
        assert_eq!(of(PROXY, &[]), PROXY);
        for (value, client) in [
            ("198.51.100.7", "198.51.100.7"),
            ("198.51.100.7:4711", "198.51.100.7"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("::ffff:198.51.100.7", "198.51.100.7"),
            // The client may have written everything further left.
            ("203.0.113.9, 198.51.100.7", "198.51.100.7"),
            ("203.0.113.9, 198.51.100.7, 10.1.2.3", "198.51.100.7"),
            ("10.9.9.9, 198.51.100.7", "198.51.100.7"),
            ("10.9.9.9, 10.1.2.3", "10.9.9.9"),
            ("198.51.100.7, nonsense", PROXY),
            ("198.51.100.7, nonsense, 10.1.2.3", "10.1.2.3"),
            ("", PROXY),
            ("198.51.100.7,", PROXY),
        ] {
            assert_eq!(of(PROXY, &xff(value)), client, "{value}");
        }
        let two = [("x-forwarded-for", "203.0.113.9"), ("x-forwarded-for", "198.51.100.7, 10.1.2.3")];
        assert_eq!(of(PROXY, &two), "198.51.100.7", "several headers are one list");
    }

    #[test]
    fn the_forwarded_header_is_read_with_its_quotes() {
        for (value, client) in [
            ("for=198.51.100.7", "198.51.100.7"),
            ("proto=https;For=\"198.51.100.7:80\";by=10.0.0.1", "198.51.100.7"),
            ("for=203.0.113.9, for=\"[2001:db8::1]:4711\"", "2001:db8::1"),
            ("for=203.0.113.9;x=\"a, for=203.0.113.8\", for=198.51.100.7", "198.51.100.7"),
            ("for=198.51.100.7, for=10.1.2.3", "198.51.100.7"),
            ("for=198.51.100.7, for=unknown", PROXY),
            ("for=198.51.100.7, for=_hidden, for=10.1.2.3", "10.1.2.3"),
            ("by=198.51.100.7", PROXY),
            // An open quote of the client hides what the proxy wrote.
            ("for=203.0.113.9;x=\", for=198.51.100.7", PROXY),
            ("for=203.0.113.9;x=\"\\\", for=\"198.51.100.7\"", PROXY),
        ] {
            assert_eq!(of(PROXY, &[("forwarded", value)]), client, "{value}");
        }
        let both = |one, other| of(PROXY, &[("x-forwarded-for", one), ("forwarded", other)]);
        assert_eq!(both("198.51.100.7", "for=198.51.100.7"), "198.51.100.7");
        assert_eq!(both("198.51.100.7", "for=203.0.113.9"), PROXY, "the client wrote one of the two");
    }
}
