//! SQLite: the only durable state. One writer; every write is named for what happened.
//!
//! WAL with `synchronous=FULL`: a commit returns after one fsync of the log, and what was
//! committed survives a power cut. Whoever acknowledges anything does so after
//! [`Store::transaction`] returned.

mod anchor;
mod calls;
mod debits;
mod deliveries;
mod devices;
mod error;
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

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use anchor::{Anchor, Strange};

use crate::files;

pub use calls::NewCall;
pub use deliveries::{About, DeliveryState};
pub use devices::{DeviceLine, DeviceRow};
pub use error::StoreError;
pub use inbound::{Content, Head, NewMessage, StoredPart};
pub use keys::{KeyRow, NewKey};
pub use outgoing::{Known, NewOutgoing, OpenMessage, OutboxRow, OutgoingBody, OutgoingHead, OutgoingPart, Reportable};
pub use shown::{OutgoingView, Which};
pub use stops::StopRow;
pub use views::{DeliveryView, HighWater, InboxRow};

/// How long a writer waits for another, such as `simgate deliveries replay` beside the daemon.
const BUSY: Duration = Duration::from_secs(5);

const FILE_NAME: &str = "simgate.db";

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
        schema::check(&connection)?;
        Ok(Self { connection, anchor: None, lost: None })
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
