//! Why the store can't be used.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rusqlite::ErrorCode;

#[derive(Debug)]
pub enum StoreError {
    Sqlite(rusqlite::Error),
    /// The database can't be opened there.
    Open {
        path: PathBuf,
        error: rusqlite::Error,
    },
    /// A development version made it, whose tables no other knows.
    FromDevelopment {
        found: usize,
    },
    FromLaterProgram {
        found: usize,
        known: usize,
    },
    /// It was opened to be read, and there is nothing in it yet.
    Empty,
    /// It was opened to be read, and what is read is not there yet.
    FromEarlierProgram {
        found: usize,
        known: usize,
    },
    /// Its files can't be made, or made its owner's alone.
    Files {
        path: PathBuf,
        error: io::Error,
    },
    /// A part of it is missing.
    Damaged {
        path: PathBuf,
        why: String,
    },
    /// A file is no longer what it was when it was opened.
    Lost {
        path: PathBuf,
        what: String,
        /// Something was written to it that may be nowhere.
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
    /// Whether the disk may take it later, by itself: it is full, or fails for now. A file that is
    /// no database, or one that must not be written, stays so until a person acts.
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
