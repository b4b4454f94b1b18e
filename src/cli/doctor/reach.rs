//! Whether brokers and webhooks can be reached: a name that resolves, and a port that accepts a connection. Nothing is sent.

use std::net::{TcpStream, ToSocketAddrs};
use std::sync::mpsc;
use std::time::Duration;

use crate::cli::finding::Finding;
use crate::config::{Forwarder, host_and_port};

/// The time limit for looking up a name and connecting. A lookup can't be broken off, so it has a thread of its own.
const LIMIT: Duration = Duration::from_secs(10);

/// Examines the destinations, all at once.
pub fn forwarders(forwarders: &[Forwarder]) -> Vec<Finding> {
    let started: Vec<_> = forwarders
        .iter()
        .filter_map(|forwarder| match forwarder {
            Forwarder::Webhook(webhook) => Some(("webhook", forwarder, host_and_port(&webhook.url))),
            Forwarder::Mqtt(broker) => Some(("broker", forwarder, host_and_port(&broker.url))),
            Forwarder::Email(email) => Some(("mail", forwarder, host_and_port(&email.url))),
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

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_port_accepts_or_refuses() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(connect("127.0.0.1", port).is_ok());
        drop(listener);
        assert!(matches!(connect("127.0.0.1", port), Err(Trouble::Refused(_))));
    }
}
