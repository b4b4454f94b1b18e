//! Errors that keep the daemon from starting, or end it.

use std::fmt;
use std::path::Path;

use super::identity_error::IdentityError;
use crate::api::ServeError;
use crate::forwarders::mqtt::TlsError;
use crate::model::Name;
use crate::store::StoreError;

/// Why the daemon can't start or must end.
#[derive(Debug)]
pub enum DaemonError {
    /// A file of the data directory can't be used.
    Data {
        /// What was attempted on which file.
        what: String,
        /// The system's reason.
        error: std::io::Error,
    },
    /// Another simgate uses the data directory.
    InUse {
        /// The directory.
        directory: String,
    },
    /// The store can't be used.
    Store(StoreError),
    /// The database doesn't belong to the data directory.
    Identity(IdentityError),
    /// A thread can't be started.
    Thread(std::io::Error),
    /// The TLS files of a forwarder can't be used.
    Tls {
        /// The forwarder.
        forwarder: Name,
        /// Why.
        error: TlsError,
    },
    /// The TLS files of the HTTP interface can't be used.
    Serve(ServeError),
    /// A part ended that must run as long as the daemon. This is a bug.
    Ended(&'static str),
}

impl fmt::Display for DaemonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data { what, .. } => f.write_str(what),
            Self::InUse { directory } => write!(f, "another simgate uses the data directory `{directory}`"),
            Self::Store(_) => f.write_str("the store can't be used"),
            Self::Identity(error) => write!(f, "{error}"),
            Self::Thread(_) => f.write_str("can't start a thread"),
            Self::Tls { forwarder, .. } => write!(f, "the TLS files of the forwarder `{forwarder}` can't be used"),
            Self::Serve(_) => f.write_str("the HTTP interface can't speak TLS"),
            Self::Ended(what) => write!(f, "{what} has ended by itself"),
        }
    }
}

impl std::error::Error for DaemonError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Data { error, .. } | Self::Thread(error) => Some(error),
            Self::Store(error) => Some(error),
            Self::Tls { error, .. } => Some(error),
            Self::Serve(error) => Some(error),
            Self::InUse { .. } | Self::Identity(_) | Self::Ended(_) => None,
        }
    }
}

/// The error of an attempt on a file of the data directory.
pub fn data_failed(what: &str, path: &Path, error: std::io::Error) -> DaemonError {
    DaemonError::Data { what: format!("can't {what} `{}`", path.display()), error }
}
