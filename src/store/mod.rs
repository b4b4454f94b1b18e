//! SQLite: the only durable state. One writer; every write is named for what happened.
//!
//! WAL with `synchronous=FULL`: a commit returns after one fsync of the log, and what was
//! committed survives a power cut. Whoever acknowledges anything does so after
//! [`Store::transaction`] returned.

mod anchor;
mod calls;
mod deliveries;
mod identity;
mod inbound;
mod keys;
mod memory;
mod outgoing;
mod pins;
mod retention;
mod schema;
mod shown;
mod stops;
mod values;
mod views;

use std::cmp::Ordering;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use anchor::{Anchor, Strange};

use crate::files;

pub use calls::NewCall;
pub use deliveries::{About, DeliveryState};
pub use inbound::{Content, Head, NewMessage, StoredPart};
pub use keys::{KeyRow, NewKey};
pub use outgoing::{Known, NewOutgoing, OpenMessage, OutboxRow, OutgoingHead, OutgoingPart, Reportable};
pub use shown::{OutgoingView, Which};
pub use stops::StopRow;
pub use views::{DeliveryView, DeviceRow, InboxRow, Marks};

/// How long a writer waits for another, such as `simgate deliveries replay` beside the daemon.
const BUSY: Duration = Duration::from_secs(5);

const FILE_NAME: &str = "simgate.db";

#[derive(Debug)]
pub enum StoreError {
    Sqlite(rusqlite::Error),
    /// The database can't be opened there.
    Open {
        path: PathBuf,
        error: rusqlite::Error,
    },
    FromLaterProgram {
        found: usize,
        known: usize,
    },
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
            Self::FromEarlierProgram { found: 0, .. } => f.write_str("the store is empty"),
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

/// The database, opened by the one writer or by a reader.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// After the connection: it is dropped in this order.
    anchor: Option<Anchor>,
    lost: Option<Strange>,
}

/// Writes that become durable together, or not at all.
pub struct Tx<'a>(Transaction<'a>);

impl Store {
    /// Where the database of a data directory is.
    pub fn path(data: &Path) -> PathBuf {
        data.join(FILE_NAME)
    }

    /// Opens the store of a data directory for writing, made new or brought up to date as needed.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        memory::share();
        let path = Self::path(data);
        let open = |error| StoreError::Open { path: path.clone(), error };
        let anchor = own_files(&path)?;
        let connection = Connection::open(&path).map_err(open)?;
        if anchor.is_short()
            && let Some(why) = Self::find_damage(&connection)?
        {
            return Err(StoreError::Damaged { path, why });
        }
        Ok(Self { anchor: Some(anchor), ..Self::prepare(connection)? })
    }

    /// A store that lives as long as its connection: for tests and the simulation.
    pub fn in_memory() -> Result<Self, StoreError> {
        memory::share();
        Self::prepare(Connection::open_in_memory()?)
    }

    /// Opens it for reading beside a daemon that writes. Nothing is made or migrated.
    pub fn open_to_read(data: &Path) -> Result<Self, StoreError> {
        memory::share();
        let path = Self::path(data);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |error| StoreError::Open { path: path.clone(), error };
        let connection = Connection::open_with_flags(&path, flags).map_err(open)?;
        connection.busy_timeout(BUSY)?;
        let found = schema::stamped(&connection)?;
        let known = schema::version();
        match found.cmp(&known) {
            Ordering::Equal => Ok(Self { connection, anchor: None, lost: None }),
            Ordering::Greater => Err(StoreError::FromLaterProgram { found, known }),
            Ordering::Less => Err(StoreError::FromEarlierProgram { found, known }),
        }
    }

    /// Behaves like a store on a disk that can be read and not written. For the simulation.
    pub fn refuse_writes(&self, refuse: bool) -> Result<(), StoreError> {
        Ok(self.connection.pragma_update(None, "query_only", refuse)?)
    }

    fn prepare(mut connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        // What is erased is overwritten, and nothing is put aside in other files.
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // Otherwise statements are compiled anew for each value that they are given: a third of the work.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(64);
        schema::migrate(&mut connection)?;
        Ok(Self { connection, anchor: None, lost: None })
    }

    /// Brings the log into the database and empties it: what was erased is in neither then. `false` while somebody
    /// else reads what is older.
    pub fn empty_log(&mut self) -> Result<bool, StoreError> {
        self.check()?;
        self.connection.busy_timeout(Duration::from_millis(20))?;
        let busy: Result<i64, _> = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        self.connection.busy_timeout(BUSY)?;
        Ok(busy? == 0)
    }

    /// Does `work` in one transaction. When this returns `Ok`, all of it is on disk; otherwise
    /// none of it is.
    pub fn transaction<T>(&mut self, work: impl FnOnce(&Tx) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let tx = Tx(transaction);
        let done = work(&tx)?;
        look(&mut self.anchor, &self.lost)?;
        tx.0.commit()?;
        if let Err(strange) = self.anchor.as_mut().map_or(Ok(()), Anchor::check) {
            // It may be written, and it may be gone: nothing follows from it, and nothing more is written on top of it.
            self.lost = Some(strange);
        }
        look(&mut self.anchor, &self.lost)?;
        Ok(done)
    }

    /// Whether its files are still there. Where they are not, it takes nothing until they are back.
    pub fn check(&mut self) -> Result<(), StoreError> {
        look(&mut self.anchor, &self.lost)
    }
}

fn look(anchor: &mut Option<Anchor>, lost: &Option<Strange>) -> Result<(), StoreError> {
    if let Some(Strange { path, what }) = lost.clone() {
        return Err(StoreError::Lost { path, what, for_good: true });
    }
    match anchor.as_mut().map_or(Ok(()), Anchor::check) {
        Ok(()) => Ok(()),
        Err(Strange { path, what }) => Err(StoreError::Lost { path, what, for_good: false }),
    }
}

/// Makes the database its owner's alone, whatever the umask; SQLite gives the files beside it the same mode.
fn own_files(path: &Path) -> Result<Anchor, StoreError> {
    let failed = |error| StoreError::Files { path: path.to_owned(), error };
    match files::create_new(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
        Ok(_) | Err(_) => {}
    }
    for end in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(end);
        files::narrow(Path::new(&file)).map_err(failed)?;
    }
    Anchor::new(path).map_err(failed)
}
