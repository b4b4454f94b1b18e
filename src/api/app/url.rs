//! Checks the URL of a webhook, so that a caller can't make simgate post into local networks.
//!
//! A name is checked again whenever simgate connects, because it may lead to another address then.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::{StatusCode, Uri};

use crate::api::error::ApiError;
use crate::model::{Network, is_public};

/// Longest URL.
const BYTES_MAX: usize = 2048;

/// Checks a URL. `networks`: local networks that the operator allows.
pub fn check(text: &str, networks: &[Network]) -> Result<(), ApiError> {
    let refused = |why: &str| Err(ApiError::new(StatusCode::BAD_REQUEST, "invalid_field", format!("`url` {why}")));
    if text.len() > BYTES_MAX {
        return refused("has more than 2048 bytes");
    }
    let Ok(uri) = text.parse::<Uri>() else { return refused("is not a URL") };
    let is_https = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => false,
        Some(_) | None => return refused("must begin with https://"),
    };
    if text.contains('#') || uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return refused("must have no user, no password and no `#`");
    }
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    if host.is_empty() {
        return refused("has no host");
    }
    if uri.port().is_none() && text_after_host(&uri).is_some_and(|rest| !rest.is_empty()) {
        return refused("has a port that is no number");
    }
    let is_here = host.eq_ignore_ascii_case("localhost") || host.to_ascii_lowercase().ends_with(".localhost");
    let address = if is_here { Some(IpAddr::V4(Ipv4Addr::LOCALHOST)) } else { host.parse().ok() };
    let is_allowed = |address: IpAddr| networks.iter().any(|network| network.contains(address));
    match (is_https, address) {
        (true, Some(address)) if !is_public(address) && !is_allowed(address) => {
            refused("leads to an address that is not public, and `webhook_networks` in [api] does not list it")
        }
        (false, Some(address)) if !is_allowed(address) => {
            refused("must begin with https://, unless `webhook_networks` in [api] lists the address")
        }
        // A name may lead into a listed network.
        (false, None) if networks.is_empty() => refused("must begin with https://"),
        (true | false, _) => Ok(()),
    }
}

/// What follows the host in the authority: a colon and the port.
fn text_after_host(uri: &Uri) -> Option<&str> {
    let authority = uri.authority()?.as_str();
    authority.strip_prefix(uri.host()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_leads_out_or_into_a_listed_network() {
        let local = ["127.0.0.0/8", "192.168.1.0/24"].map(|network| Network::parse(network).unwrap());
        for (url, anywhere, listed) in [
            ("https://hooks.example/in?token=x", true, true),
            ("https://1.1.1.1:8443/", true, true),
            ("https://192.168.1.7/", false, true),
            ("https://192.168.2.7/", false, false),
            ("https://[::1]/", false, false),
            ("https://[::ffff:127.0.0.1]/", false, true),
            ("https://localhost/", false, true),
            ("https://169.254.169.254/latest", false, false),
            ("http://127.0.0.1:9876/x", false, true),
            ("http://localhost:9876/x", false, true),
            ("http://1.1.1.1/", false, false),
            ("http://hooks.example/in", false, true),
            ("https://user:word@hooks.example/", false, false),
            ("https://hooks.example/#x", false, false),
            ("ftp://hooks.example/", false, false),
            ("hooks.example", false, false),
            ("https://hooks.example:x/", false, false),
            ("https://hooks.example:/", false, false),
            ("https://[2606:4700::1111]:8443/", true, true),
            ("https:///x", false, false),
            ("", false, false),
        ] {
            assert_eq!(check(url, &[]).is_ok(), anywhere, "{url}");
            assert_eq!(check(url, &local).is_ok(), listed, "{url}");
        }
        assert!(check(&format!("https://hooks.example/{}", "a".repeat(BYTES_MAX)), &[]).is_err());
    }
}
