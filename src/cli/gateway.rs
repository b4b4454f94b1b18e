//! The gateway that a verb talks to.

use std::fmt;
use std::path::PathBuf;

pub enum Gateway {
    /// The gateway of this machine, by this socket.
    Here(PathBuf),
    At(String),
}

impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(socket) => write!(f, "{}", socket.display()),
            Self::At(base) => f.write_str(base),
        }
    }
}
