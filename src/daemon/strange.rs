//! A database that does not belong here.

use std::fmt;
use std::path::{Path, PathBuf};

pub const ID_FILE: &str = "store.id";
/// The first key, for whoever may read it: the user that simgate runs as.
pub const KEY_FILE: &str = "api.key";

/// Why the database is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Strange {
    /// There was one.
    Gone { database: PathBuf, empty: bool },
    /// It belongs to another data directory, or is from before databases had an id.
    Foreign { database: PathBuf },
    /// The file with the id holds none.
    Unreadable { file: PathBuf },
}

impl fmt::Display for Strange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone { database, empty: false } => {
                write!(
                    f,
                    "the database `{}` is gone; simgate does not start with a new one by itself",
                    database.display()
                )
            }
            Self::Gone { database, empty: true } => {
                write!(f, "the database `{}` is empty; simgate does not start anew by itself", database.display())
            }
            Self::Foreign { database } => {
                write!(f, "the database `{}` is not the one that was here before", database.display())
            }
            Self::Unreadable { file } => write!(f, "`{}` does not hold the id of a database", file.display()),
        }
    }
}

impl Strange {
    /// What a person can do on purpose.
    pub fn hint(&self) -> String {
        let beside = |file: &Path, name: &str| file.with_file_name(name).display().to_string();
        match self {
            Self::Gone { database, .. } => format!(
                "put it back, or a backup of it; to begin anew without it, remove `{}` and `{}`, and a new key is made",
                beside(database, ID_FILE),
                beside(database, KEY_FILE)
            ),
            Self::Foreign { database } => format!(
                "put the right one back; to use this one, remove `{}`: nothing is sent then until `simgate outbox release`",
                beside(database, ID_FILE)
            ),
            Self::Unreadable { file } => format!(
                "remove it if the database is the right one: nothing is sent then until `simgate outbox release` \
                 ({})",
                file.display()
            ),
        }
    }
}
