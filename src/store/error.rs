//! Errors of the store.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why the store can't be used.
#[derive(Debug)]
pub enum StoreError {
    /// SQLite refused a statement.
    Sqlite(rusqlite::Error),
    /// The database can't be opened.
    Open {
        /// The database.
        path: PathBuf,
        /// SQLite's reason.
        error: rusqlite::Error,
    },
    /// A development version created the database, and this version doesn't know its tables.
    FromDevelopment {
        /// Version of the tables.
        found: usize,
    },
    /// A later version of simgate created the database.
    FromLaterProgram {
        /// Version of the tables.
        found: usize,
        /// The latest version that this program knows.
        known: usize,
    },
    /// The database was opened for reading, and has no tables yet.
    Empty,
    /// The database was opened for reading, and must be migrated first.
    FromEarlierProgram {
        /// Version of the tables.
        found: usize,
        /// The version that this program needs.
        known: usize,
    },
    /// The files can't be created, or can't be restricted to their owner.
    Files {
        /// The database.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
    },
    /// A part of the database is missing.
    Damaged {
        /// The database.
        path: PathBuf,
        /// What SQLite found.
        why: String,
    },
    /// A file of the open database was removed or changed by another program.
    Lost {
        /// The file.
        path: PathBuf,
        /// What happened to it, for a person.
        what: String,
        /// Whether a commit may be lost, so that only a restart helps.
        for_good: bool,
    },
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(error) => write!(f, "the store failed: {error}"),
            Self::Open { path, error } => write!(f, "can't open the store `{}`: {error}", path.display()),
            Self::FromLaterProgram { found, known } => {
                write!(f, "the store has schema {found}, made by a later simgate; this one knows up to {known}")
            }
            Self::Empty => f.write_str("the store is empty"),
            Self::FromDevelopment { found } => write!(
                f,
                "the store has schema {found} of a development version of simgate, and this version does not read it"
            ),
            Self::FromEarlierProgram { found, known } => {
                write!(f, "the store has schema {found}, made by an earlier simgate, and this one needs {known}")
            }
            Self::Files { path, error } => write!(f, "can't prepare `{}`: {error}", path.display()),
            Self::Damaged { path, why } => write!(f, "`{}` is damaged: {why}", path.display()),
            Self::Lost { path, what, for_good: false } => write!(f, "`{}` {what} while simgate runs", path.display()),
            Self::Lost { path, what, for_good: true } => {
                write!(f, "`{}` {what} while simgate wrote to it: simgate must be started anew", path.display())
            }
        }
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// Whether the same write may succeed later without a person: the disk is full, or fails for now. A file that
    /// is no database, or that must not be written, needs a person.
    pub fn may_pass(&self) -> bool {
        if let Self::Files { error, .. } = self {
            return error.kind() == io::ErrorKind::StorageFull;
        }
        let (Self::Sqlite(error) | Self::Open { error, .. }) = self else { return false };
        matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure | ErrorCode::DatabaseBusy)
        )
    }

    /// Whether the file itself is damaged.
    pub fn is_damage(&self) -> bool {
        if let Self::Damaged { .. } = self {
            return true;
        }
        let (Self::Sqlite(error) | Self::Open { error, .. }) = self else { return false };
        matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}
