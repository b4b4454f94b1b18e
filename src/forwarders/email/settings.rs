//! What a forwarder needs to write and send mail.

use std::time::Duration;

use lettre::address::Address;

use crate::model::Secret;

/// The settings of a forwarder.
#[derive(Debug, Clone)]
pub struct Settings {
    pub server: Server,
    /// The sender of all mail.
    pub from: Address,
    /// The one who gets it.
    pub to: Address,
    /// Whether the subject shows the code.
    pub subject_code: bool,
}

/// A server for outgoing mail.
#[derive(Debug, Clone)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// User name and password.
    pub credentials: Option<(String, Secret)>,
    /// The time limit for connecting, and for each reply.
    pub timeout: Duration,
}

/// How the connection is protected.
#[derive(Debug, Clone)]
pub enum Security {
    /// Not at all.
    None,
    /// By STARTTLS, or the mail is not sent.
    StartTls(Authorities),
    /// TLS from the first byte.
    Tls(Authorities),
}

/// Who may sign the server's certificate: these authorities, in PEM form, or those that browsers trust.
pub type Authorities = Option<Vec<u8>>;
