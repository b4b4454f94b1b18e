//! Why the daemon can't start, or go on.

use std::fmt;
use std::path::Path;

use super::strange::Strange;
use crate::api::ServeError;
use crate::forwarders::mqtt::TlsError;
use crate::model::Name;
use crate::store::StoreError;

#[derive(Debug)]
pub enum DaemonError {
    Data {
        what: String,
        error: std::io::Error,
    },
    /// Another simgate uses the data directory.
    InUse {
        directory: String,
    },
    Store(StoreError),
    /// The database is not the one that belongs here.
    Identity(Strange),
    Thread(std::io::Error),
    Tls {
        forwarder: Name,
        error: TlsError,
    },
    /// TLS of the HTTP interface.
    Serve(ServeError),
    /// A part that runs as long as the daemon does has ended: a bug.
    Ended(&'static str),
}

impl fmt::Display for DaemonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Data { what, .. } => f.write_str(what),
            Self::InUse { directory } => write!(f, "another simgate uses the data directory `{directory}`"),
            Self::Store(_) => f.write_str("the store can't be used"),
            Self::Identity(strange) => write!(f, "{strange}"),
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

pub fn data_failed(what: &str, path: &Path, error: std::io::Error) -> DaemonError {
    DaemonError::Data { what: format!("can't {what} `{}`", path.display()), error }
}
