//! Errors about a database that doesn't belong to the data directory.

use std::fmt;
use std::path::{Path, PathBuf};

/// The file with the id of the database.
pub const ID_FILE: &str = "store.id";
/// The file with the first key, readable only for the user that simgate runs as.
pub const KEY_FILE: &str = "api.key";

/// Why the database is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityError {
    /// The database is missing or empty, and existed before.
    Gone {
        /// Its path.
        database: PathBuf,
        /// Whether its file is empty.
        empty: bool,
    },
    /// The database belongs to another data directory, or has no id.
    Foreign {
        /// Its path.
        database: PathBuf,
    },
    /// The file with the id can't be read.
    Unreadable {
        /// Its path.
        file: PathBuf,
    },
}

impl fmt::Display for IdentityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone { database, empty: false } => {
                write!(f, "the database `{}` is gone; simgate does not create a new one by itself", database.display())
            }
            Self::Gone { database, empty: true } => {
                write!(f, "the database `{}` is empty; simgate does not create a new one by itself", database.display())
            }
            Self::Foreign { database } => {
                write!(f, "the database `{}` is not the one that was here before", database.display())
            }
            Self::Unreadable { file } => write!(f, "`{}` does not hold the id of a database", file.display()),
        }
    }
}

impl IdentityError {
    /// What a person can do.
    pub fn hint(&self) -> String {
        let beside = |file: &Path, name: &str| file.with_file_name(name).display().to_string();
        match self {
            Self::Gone { database, .. } => format!(
                "restore it or a backup of it; to start without it, remove `{}` and `{}`: \
                 simgate then creates a new key",
                beside(database, ID_FILE),
                beside(database, KEY_FILE)
            ),
            Self::Foreign { database } => format!(
                "restore the right one; to use this one, remove `{}`: \
                 then nothing is sent until `simgate outbox release`",
                beside(database, ID_FILE)
            ),
            Self::Unreadable { file } => format!(
                "if the database is the right one, remove the file: \
                 then nothing is sent until `simgate outbox release` ({})",
                file.display()
            ),
        }
    }
}
