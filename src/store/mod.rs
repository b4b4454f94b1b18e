//! The store: an SQLite database, which holds all durable state. One thread writes it.
//!
//! WAL with `synchronous=FULL`: a commit returns after one fsync of the log, so committed rows survive a power cut. A
//! message must be acknowledged only after [`Store::transaction`] returned.
//!
//! This module decides nothing: it inserts, changes and reads rows.

#![deny(missing_docs)]
mod alarms;
mod anchor;
mod calls;
mod debits;
mod deliveries;
mod devices;
mod error;
mod events;
mod hooks;
mod identity;
mod inbox;
mod keys;
mod line_memory;
mod lines;
mod mailings;
mod memory;
mod messages;
mod outbox;
mod outgoing;
mod outgoing_parts;
mod phones;
mod pins;
mod places;
mod retention;
mod schema;
mod stops;
mod tokens;
mod upkeep;
mod ussd;
mod values;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use anchor::{Anchor, ChangedFile};

use crate::files;
use crate::model::{CallRow, DeliveryRow, MessageRow, OutgoingRow, PartRow};

pub use alarms::{AlarmReader, AlarmWriter, WatchedLine};
pub use calls::{CallWriter, NewCall};
pub use debits::{DebitWriter, Debits};
pub use deliveries::{About, Deliveries, DeliveryState, DeliveryView, DeliveryWriter};
pub use devices::{DeviceLine, DeviceRow, DeviceWriter, Devices};
pub use error::StoreError;
pub use events::{EventEntry, Events};
pub use hooks::{HookWriter, Hooks, PREFIX as HOOK_PREFIX};
pub use identity::{Identity, IdentityWriter};
pub use inbox::{Inbox, InboxFilter, InboxRow};
pub use keys::{KeyRow, Keys, NewKey};
pub use lines::{LineWriter, Lines, ServedLine};
pub use mailings::{MailingFilter, MailingView, MailingWriter, Mailings, Recipient};
pub use messages::{Content, Head, MessageWriter, Messages, NewMessage, StoredPart};
pub use outbox::{Outbox, OutboxFilter, OutboxRow, OutgoingView};
pub use outgoing::{Known, NewOutgoing, OpenMessage, OutgoingBody, OutgoingHead, OutgoingMessages, OutgoingWriter};
pub use outgoing_parts::{OutgoingPart, OutgoingPartWriter, Reportable};
pub use phones::{PhoneRow, PhoneWriter, Phones};
pub use pins::PinWriter;
pub use places::PlaceWriter;
pub use retention::{Retention, RetentionWriter};
pub use stops::{StopRow, StopWriter, Stops};
pub use tokens::{TokenRow, TokenWriter, Tokens};
pub use upkeep::{UpkeepReader, UpkeepWriter};
pub use ussd::{UssdJournal, UssdWriter};

/// How long a writer waits for another one, such as `simgate deliveries replay` beside the daemon.
const BUSY: Duration = Duration::from_secs(5);

const FILE_NAME: &str = "simgate.db";

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// Fields are dropped in this order, and the anchor must be dropped after the connection.
    anchor: Option<Anchor>,
    lost: Option<ChangedFile>,
}

/// An open transaction: its changes become durable together, or not at all.
///
/// The statements are grouped by table: `tx.messages()` changes table `message`, and `store.messages()` reads it.
pub struct Tx<'a>(Transaction<'a>);

/// The last row of each table that grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HighWater {
    /// Of received messages.
    pub message: MessageRow,
    /// Of calls.
    pub call: CallRow,
    /// Of parts of received messages.
    pub part: PartRow,
    /// Of deliveries.
    pub delivery: DeliveryRow,
    /// Of messages to send.
    pub outgoing: OutgoingRow,
}

impl Store {
    /// Path of the database in a data directory.
    pub fn path(data: &Path) -> PathBuf {
        data.join(FILE_NAME)
    }

    /// Opens the store of a data directory for writing. Creates or migrates it if needed.
    ///
    /// Fails if the file can't be opened, is damaged, or has the tables of another version.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        memory::configure();
        let path = Self::path(data);
        let open = |error| StoreError::Open { path: path.clone(), error };
        let anchor = own_files(&path)?;
        let connection = Connection::open(&path).map_err(open)?;
        if anchor.is_short()
            && let Some(why) = identity::find_damage(&connection)?
        {
            return Err(StoreError::Damaged { path, why });
        }
        Ok(Self { anchor: Some(anchor), ..Self::prepare(connection)? })
    }

    /// Creates a store in memory, for tests and the simulation.
    pub fn in_memory() -> Result<Self, StoreError> {
        memory::configure();
        Self::prepare(Connection::open_in_memory()?)
    }

    /// Opens the store for a command beside a daemon. Creates and migrates nothing.
    ///
    /// Fails if the tables are not those of this version.
    pub fn open_to_read(data: &Path) -> Result<Self, StoreError> {
        memory::configure();
        let path = Self::path(data);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |error| StoreError::Open { path: path.clone(), error };
        let connection = Connection::open_with_flags(&path, flags).map_err(open)?;
        connection.busy_timeout(BUSY)?;
        schema::check(&connection)?;
        Ok(Self { connection, anchor: None, lost: None })
    }

    /// Makes all writes fail from now on, or succeed again, as on a full disk. For the simulation.
    pub fn refuse_writes(&self, refuse: bool) -> Result<(), StoreError> {
        Ok(self.connection.pragma_update(None, "query_only", refuse)?)
    }

    fn prepare(mut connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        // Erased values are overwritten, and temporary tables never reach other files.
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // Otherwise SQLite compiles a statement again for each value: a third of the work.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(64);
        schema::migrate(&mut connection)?;
        Ok(Self { connection, anchor: None, lost: None })
    }

    /// Copies the log into the database and empties it, so that neither holds erased values. `false`: another
    /// connection still reads an older state.
    pub fn empty_log(&mut self) -> Result<bool, StoreError> {
        self.check()?;
        self.connection.busy_timeout(Duration::from_millis(20))?;
        let busy: Result<i64, _> = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        self.connection.busy_timeout(BUSY)?;
        Ok(busy? == 0)
    }

    /// Runs `work` in one transaction, and commits it. After `Ok` all changes are on disk; after an error none is.
    ///
    /// Fails if SQLite refuses, or if the files are no longer in their place.
    pub fn transaction<T>(&mut self, work: impl FnOnce(&Tx) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let tx = Tx(transaction);
        let done = work(&tx)?;
        check_files(&mut self.anchor, &self.lost)?;
        tx.0.commit()?;
        if let Err(changed) = self.anchor.as_mut().map_or(Ok(()), Anchor::check) {
            // The files changed during the commit, so the rows may be lost. Nothing may follow, and nothing
            // more is written.
            self.lost = Some(changed);
        }
        check_files(&mut self.anchor, &self.lost)?;
        Ok(done)
    }

    /// Checks that the files are still in their place. Until they are, every write fails.
    pub fn check(&mut self) -> Result<(), StoreError> {
        check_files(&mut self.anchor, &self.lost)
    }

    /// The last row of each table that grows.
    pub fn high_water(&self) -> Result<HighWater, StoreError> {
        let last = |table: &str, column: &str| -> Result<i64, StoreError> {
            let sql = format!("SELECT ifnull(max({column}), 0) FROM {table}");
            Ok(self.connection.query_row(&sql, [], |row| row.get(0))?)
        };
        Ok(HighWater {
            message: MessageRow::new(last("message", "seq")?),
            call: CallRow::new(last("call", "seq")?),
            part: PartRow::new(last("part", "id")?),
            delivery: DeliveryRow::new(last("delivery", "id")?),
            outgoing: OutgoingRow::new(last("outgoing", "seq")?),
        })
    }

    /// A number that changes when another connection commits.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

/// Readers, by table.
impl Store {
    /// Reads lines.
    pub fn lines(&self) -> Lines<'_> {
        Lines(&self.connection)
    }

    /// Reads received messages.
    pub fn messages(&self) -> Messages<'_> {
        Messages(&self.connection)
    }

    /// Reads received messages with their events.
    pub fn inbox(&self) -> Inbox<'_> {
        Inbox(&self.connection)
    }

    /// Reads events.
    pub fn events(&self) -> Events<'_> {
        Events(&self.connection)
    }

    /// Reads deliveries.
    pub fn deliveries(&self) -> Deliveries<'_> {
        Deliveries(&self.connection)
    }

    /// Reads devices.
    pub fn devices(&self) -> Devices<'_> {
        Devices(&self.connection)
    }

    /// Reads messages to send, for the gateway.
    pub fn outgoing(&self) -> OutgoingMessages<'_> {
        OutgoingMessages(&self.connection)
    }

    /// Reads messages to send, for callers and people.
    pub fn outbox(&self) -> Outbox<'_> {
        Outbox(&self.connection)
    }

    /// Reads debits and clock offsets.
    pub fn debits(&self) -> Debits<'_> {
        Debits(&self.connection)
    }

    /// Reads what is remembered of lines.
    pub fn upkeep(&self) -> UpkeepReader<'_> {
        UpkeepReader(&self.connection)
    }

    /// Reads what is remembered of cards for their alarms.
    pub fn alarms(&self) -> AlarmReader<'_> {
        AlarmReader(&self.connection)
    }

    /// Reads the journal of USSD requests.
    pub fn ussd(&self) -> UssdJournal<'_> {
        UssdJournal(&self.connection)
    }

    /// Reads stops.
    pub fn stops(&self) -> Stops<'_> {
        Stops(&self.connection)
    }

    /// Reads and changes keys of the HTTP interface.
    pub fn keys(&self) -> Keys<'_> {
        Keys(&self.connection)
    }

    /// Reads messages of callers to several recipients.
    pub fn mailings(&self) -> Mailings<'_> {
        Mailings(&self.connection)
    }

    /// Reads registered webhooks.
    pub fn hooks(&self) -> Hooks<'_> {
        Hooks(&self.connection)
    }

    /// Reads tokens of keys.
    pub fn tokens(&self) -> Tokens<'_> {
        Tokens(&self.connection)
    }

    /// Reads registrations of phones.
    pub fn phones(&self) -> Phones<'_> {
        Phones(&self.connection)
    }

    /// Reads the identity of the database, and holds or releases the outbox.
    pub fn identity(&self) -> Identity<'_> {
        Identity(&self.connection)
    }

    /// Finds expired codes.
    pub fn retention(&self) -> Retention<'_> {
        Retention(&self.connection)
    }
}

/// Writers, by table.
impl Tx<'_> {
    /// Changes lines.
    pub fn lines(&self) -> LineWriter<'_> {
        LineWriter(&self.0)
    }

    /// Changes places.
    pub fn places(&self) -> PlaceWriter<'_> {
        PlaceWriter(&self.0)
    }

    /// Changes received messages.
    pub fn messages(&self) -> MessageWriter<'_> {
        MessageWriter(&self.0)
    }

    /// Changes missed calls.
    pub fn calls(&self) -> CallWriter<'_> {
        CallWriter(&self.0)
    }

    /// Inserts events, and changes deliveries.
    pub fn deliveries(&self) -> DeliveryWriter<'_> {
        DeliveryWriter(&self.0)
    }

    /// Changes devices.
    pub fn devices(&self) -> DeviceWriter<'_> {
        DeviceWriter(&self.0)
    }

    /// Changes messages to send.
    pub fn outgoing(&self) -> OutgoingWriter<'_> {
        OutgoingWriter(&self.0)
    }

    /// Changes parts of messages to send.
    pub fn outgoing_parts(&self) -> OutgoingPartWriter<'_> {
        OutgoingPartWriter(&self.0)
    }

    /// Changes debits and clock offsets.
    pub fn debits(&self) -> DebitWriter<'_> {
        DebitWriter(&self.0)
    }

    /// Changes the journal of PINs.
    pub fn pins(&self) -> PinWriter<'_> {
        PinWriter(&self.0)
    }

    /// Changes what is remembered of lines.
    pub fn upkeep(&self) -> UpkeepWriter<'_> {
        UpkeepWriter(&self.0)
    }

    /// Changes what is remembered of cards for their alarms.
    pub fn alarms(&self) -> AlarmWriter<'_> {
        AlarmWriter(&self.0)
    }

    /// Changes the journal of USSD requests.
    pub fn ussd(&self) -> UssdWriter<'_> {
        UssdWriter(&self.0)
    }

    /// Changes stops.
    pub fn stops(&self) -> StopWriter<'_> {
        StopWriter(&self.0)
    }

    /// Changes messages of callers to several recipients.
    pub fn mailings(&self) -> MailingWriter<'_> {
        MailingWriter(&self.0)
    }

    /// Changes registered webhooks.
    pub fn hooks(&self) -> HookWriter<'_> {
        HookWriter(&self.0)
    }

    /// Changes tokens of keys.
    pub fn tokens(&self) -> TokenWriter<'_> {
        TokenWriter(&self.0)
    }

    /// Changes registrations of phones.
    pub fn phones(&self) -> PhoneWriter<'_> {
        PhoneWriter(&self.0)
    }

    /// Changes the identity of the database.
    pub fn identity(&self) -> IdentityWriter<'_> {
        IdentityWriter(&self.0)
    }

    /// Erases codes and deletes old rows.
    pub fn retention(&self) -> RetentionWriter<'_> {
        RetentionWriter(&self.0)
    }
}

fn check_files(anchor: &mut Option<Anchor>, lost: &Option<ChangedFile>) -> Result<(), StoreError> {
    if let Some(ChangedFile { path, what }) = lost.clone() {
        return Err(StoreError::Lost { path, what, for_good: true });
    }
    match anchor.as_mut().map_or(Ok(()), Anchor::check) {
        Ok(()) => Ok(()),
        Err(ChangedFile { path, what }) => Err(StoreError::Lost { path, what, for_good: false }),
    }
}

/// Creates the database for its owner alone, whatever the umask. SQLite creates the files beside it with the same mode.
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
