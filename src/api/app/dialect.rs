//! Which requests are the app's, and how the app and its servers differ.

use axum::http::{HeaderMap, header};

/// The path that the app's servers add before all others.
pub const SERVER_PATH: &str = "/3rdparty/v1";

/// The first words of the app's own paths. `devices` belongs to both interfaces.
const PATHS: [&str; 10] =
    ["message", "messages", "webhook", "webhooks", "inbox", "device", "health", "settings", "logs", "auth"];

/// Whose answers a client expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Those of the app in local mode.
    Phone,
    /// Those of its servers.
    Server,
}

/// The dialect of a request. `None`: the request is for simgate's own interface.
///
/// `/devices` is in both interfaces. There, a caller with a key as Bearer token means simgate's own.
pub fn dialect(path: &str, headers: &HeaderMap) -> Option<Dialect> {
    if path.strip_prefix(SERVER_PATH).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        return Some(Dialect::Server);
    }
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let is_own = || {
        let header = headers.get(header::AUTHORIZATION).and_then(|header| header.to_str().ok()).unwrap_or_default();
        let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
        // A token has two dots, and a key has none.
        !scheme.eq_ignore_ascii_case("basic") && !value.contains('.')
    };
    // The app has no path below that of a device.
    let is_device = path.strip_prefix("/devices/").is_some_and(|rest| !rest.contains('/'));
    let is_app = PATHS.contains(&first) || is_device || path == "/devices" && !is_own();
    is_app.then_some(Dialect::Phone)
}

/// Whether a path of the app needs no key.
pub fn is_health(path: &str) -> bool {
    let path = path.strip_prefix(SERVER_PATH).unwrap_or(path);
    matches!(path, "/health" | "/health/live" | "/health/ready" | "/health/startup")
}

/// Longest id of a device.
const ID_MAX: usize = 21;

/// The id of the only device: the gateway, by its name.
pub fn device_id(gateway: &str) -> &str {
    gateway.get(..ID_MAX).unwrap_or(gateway)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_decides_whose_request_it_is() {
        let none = HeaderMap::new();
        for (path, wanted) in [
            ("/messages", Some(Dialect::Phone)),
            ("/message/a-1", Some(Dialect::Phone)),
            ("/inbox/export", Some(Dialect::Phone)),
            ("/auth/token", Some(Dialect::Phone)),
            ("/3rdparty/v1/messages", Some(Dialect::Server)),
            ("/3rdparty/v1/devices", Some(Dialect::Server)),
            ("/3rdparty/v1", Some(Dialect::Server)),
            ("/3rdparty/v11/messages", None),
            ("/devices", None),
            ("/devices/attic", Some(Dialect::Phone)),
            ("/devices/attic/at", None),
            ("/sms/inbox", None),
            ("/healthz", None),
            ("/events", None),
            ("/", None),
        ] {
            assert_eq!(dialect(path, &none), wanted, "{path}");
        }
        for (authorization, wanted) in [
            ("Basic YTpi", Some(Dialect::Phone)),
            ("basic YTpi", Some(Dialect::Phone)),
            ("Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln", Some(Dialect::Phone)),
            ("Bearer simgate_c2VjcmV0", None),
            ("Bearer", None),
        ] {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, authorization.parse().unwrap())]);
            assert_eq!(dialect("/devices", &headers), wanted, "{authorization}");
        }
    }

    #[test]
    fn health_is_open_to_all() {
        assert!(is_health("/health") && is_health("/3rdparty/v1/health/ready"));
        assert!(!is_health("/healthz") && !is_health("/health/../messages") && !is_health("/3rdparty/v1/messages"));
    }
}
