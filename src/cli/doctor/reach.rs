//! Whether brokers and webhooks can be reached: a name that resolves, and a port that accepts a connection. Nothing is sent.

use std::net::{TcpStream, ToSocketAddrs};
use std::sync::mpsc;
use std::time::Duration;

use http::Uri;

use crate::cli::finding::Finding;
use crate::config::Forwarder;

/// The time limit for looking up a name and connecting. A lookup can't be broken off, so it has a thread of its own.
const LIMIT: Duration = Duration::from_secs(10);

/// Examines the destinations, all at once.
pub fn forwarders(forwarders: &[Forwarder]) -> Vec<Finding> {
    let started: Vec<_> = forwarders
        .iter()
        .filter_map(|forwarder| match forwarder {
            Forwarder::Webhook(webhook) => Some(("webhook", forwarder, place(&webhook.url)?)),
            Forwarder::Mqtt(broker) => Some(("broker", forwarder, place(&broker.url)?)),
            Forwarder::Email(email) => Some(("mail", forwarder, place(&email.url)?)),
            Forwarder::Exec(_) => None,
        })
        .map(|(step, forwarder, (host, port))| {
            let (sender, result) = mpsc::channel();
            let of_thread = host.clone();
            std::thread::spawn(move || sender.send(connect(&of_thread, port)));
            (step, forwarder.name(), host, port, result)
        })
        .collect();
    let findings = started.into_iter().map(|(step, name, host, port, result)| {
        let shown = format!("{name}: {host}:{port}");
        match result.recv_timeout(LIMIT).unwrap_or(Err(Trouble::Silent)) {
            Ok(()) => Finding::good(step, format!("{shown} accepts connections")),
            Err(trouble) => Finding::wrong(step, format!("{shown} {}", trouble.text())).remedy(trouble.remedy()),
        }
    });
    findings.collect()
}

enum Trouble {
    Unknown(String),
    Refused(String),
    Silent,
}

impl Trouble {
    fn text(&self) -> String {
        match self {
            Self::Unknown(why) => format!("has a name that can't be looked up: {why}"),
            Self::Refused(why) => format!("accepts no connection: {why}"),
            Self::Silent => "does not answer".to_owned(),
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "correct `url`, or the machine's network and DNS (`resolvectl status`)",
            Self::Refused(_) => "start the server there, or correct `url`; messages wait meanwhile",
            Self::Silent => "look for a firewall between, or correct `url`; messages wait meanwhile",
        }
    }
}

fn connect(host: &str, port: u16) -> Result<(), Trouble> {
    let addresses = (host, port).to_socket_addrs().map_err(|error| Trouble::Unknown(error.to_string()))?;
    let mut trouble = Trouble::Unknown("it has no address".to_owned());
    for address in addresses {
        match TcpStream::connect_timeout(&address, LIMIT / 2) {
            Ok(_) => return Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::TimedOut => trouble = Trouble::Silent,
            Err(error) => trouble = Trouble::Refused(error.to_string()),
        }
    }
    Err(trouble)
}

/// Host and port of a URL.
fn place(url: &Uri) -> Option<(String, u16)> {
    let usual = match url.scheme_str() {
        Some("https") => 443,
        Some("http") => 80,
        Some("mqtts") => 8883,
        Some("smtps") => 465,
        Some("smtp") => 587,
        Some(_) | None => 1883,
    };
    let host = url.host()?.trim_start_matches('[').trim_end_matches(']').to_owned();
    Some((host, url.port_u16().unwrap_or(usual)))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_url_has_the_usual_port_of_its_scheme() {
        for (url, host, port) in [
            ("https://a.example/x", "a.example", 443),
            ("http://a.example:8080", "a.example", 8080),
            ("mqtt://a.example", "a.example", 1883),
            ("mqtts://[::1]", "::1", 8883),
            ("smtps://a.example", "a.example", 465),
            ("smtp://a.example", "a.example", 587),
        ] {
            assert_eq!(place(&url.parse().unwrap()), Some((host.to_owned(), port)), "{url}");
        }
    }

    #[test]
    fn a_port_accepts_or_refuses() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(connect("127.0.0.1", port).is_ok());
        drop(listener);
        assert!(matches!(connect("127.0.0.1", port), Err(Trouble::Refused(_))));
    }
}
