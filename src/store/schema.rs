//! The tables of a new database, and how an older one gets them.

use rusqlite::Connection;

use super::error::StoreError;
use super::migrations::MIGRATIONS;

/// The version of [`TABLES`]. Earlier versions were development versions, and no database of theirs is read.
const FIRST: usize = 11;

/// The tables of a new database.
///
/// States are compared one by one. For a list of more than two values SQLite builds a table in each statement, which
/// takes a quarter of the time of a commit.
const TABLES: &str = "
-- The database itself: its id, which the data directory also has, and why its outbox is held, if it is.
CREATE TABLE store (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT,
  held TEXT
) STRICT;
INSERT INTO store (one) VALUES (1);

-- Offsets between the wall clock and the uptime, seen while the wall clock was synchronised.
CREATE TABLE clock (
  boot TEXT NOT NULL,
  offset_ms INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (boot, offset_ms)
) STRICT, WITHOUT ROWID;

-- Every line that was ever seen, by its identity (`iccid:...`).
CREATE TABLE sim (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;

-- The card that each subscription is on.
CREATE TABLE card (
  imsi TEXT PRIMARY KEY,
  iccid TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last report of each device.
CREATE TABLE device (
  name TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  maker TEXT NOT NULL,
  model TEXT NOT NULL,
  imei TEXT,
  -- Troubles that last, as a JSON array of `code`, `text` and `remedy`.
  warnings TEXT NOT NULL DEFAULT '[]',
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When simgate first found an inbox of a device. Messages from before are not simgate's.
CREATE TABLE inbox (
  device TEXT NOT NULL,
  inbox TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (device, inbox)
) STRICT, WITHOUT ROWID;

-- The lines of a device, in the order of its report.
CREATE TABLE device_line (
  device TEXT NOT NULL REFERENCES device (name) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  line TEXT NOT NULL,
  -- The number that the line reports as its own.
  number TEXT,
  registration TEXT,
  signal_dbm INTEGER,
  PRIMARY KEY (device, place)
) STRICT, WITHOUT ROWID;

-- The card that was last in each device, and since when; 0: no other card was in it.
CREATE TABLE seat (
  device TEXT PRIMARY KEY,
  card TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- PINs that were tried on cards. `mark` is a keyed fingerprint of the PIN.
CREATE TABLE pin (
  card TEXT NOT NULL,
  mark BLOB NOT NULL,
  opened INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  unsettled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (card, mark)
) STRICT, WITHOUT ROWID;

-- Received messages, also those that wait for parts.
CREATE TABLE message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state = 'assembling' OR state = 'complete' OR state = 'incomplete'
    OR state = 'undecoded' OR state = 'report'),
  sim INTEGER NOT NULL REFERENCES sim (id),
  sim_name TEXT NOT NULL,
  device TEXT NOT NULL,
  sender TEXT NOT NULL,
  number TEXT,
  owner TEXT,
  text TEXT,
  data BLOB,
  -- Links to attachments, one in each row of text.
  media TEXT NOT NULL DEFAULT '',
  sent_at TEXT,
  first_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  missing TEXT NOT NULL DEFAULT '',
  reference INTEGER,
  wide INTEGER,
  code TEXT,
  code_service TEXT,
  code_origin TEXT,
  code_confidence INTEGER,
  code_expires_at INTEGER
) STRICT;
CREATE INDEX message_assembling ON message (sim, sender, reference, wide, parts) WHERE state = 'assembling';
CREATE INDEX message_received ON message (received_at);
-- Finds codes to erase.
CREATE INDEX message_code ON message (code_expires_at) WHERE code IS NOT NULL;

-- The parts of received messages as they arrived: TPDUs, or bodies of remotes. A later version may decode more of them.
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  message INTEGER NOT NULL REFERENCES message (seq) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  raw BLOB NOT NULL,
  form TEXT NOT NULL CHECK (form = 'pdu' OR form = 'garbled' OR form = 'text'),
  fingerprint BLOB NOT NULL,
  arrived_at INTEGER NOT NULL,
  repeats INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX part_message ON part (message);
CREATE INDEX part_fingerprint ON part (fingerprint, arrived_at);

-- Slots whose message is stored here, and that were not reported empty since.
CREATE TABLE place (
  holder TEXT NOT NULL,
  store TEXT NOT NULL,
  slot INTEGER NOT NULL,
  fingerprint BLOB NOT NULL,
  PRIMARY KEY (holder, store, slot)
) STRICT, WITHOUT ROWID;

-- Missed calls. `caller` is NULL if the number is withheld or was not reported.
CREATE TABLE call (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  sim INTEGER NOT NULL REFERENCES sim (id),
  sim_name TEXT NOT NULL,
  device TEXT NOT NULL,
  caller TEXT,
  number TEXT,
  owner TEXT,
  rings INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  code TEXT,
  code_confidence INTEGER,
  code_expires_at INTEGER
) STRICT;
CREATE INDEX call_received ON call (received_at);
CREATE INDEX call_code ON call (code_expires_at) WHERE code IS NOT NULL;

-- Troubles of devices, as they began and ended.
CREATE TABLE trouble (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  device TEXT NOT NULL,
  warning TEXT NOT NULL,
  active INTEGER NOT NULL,
  reason TEXT NOT NULL,
  remedy TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX trouble_at ON trouble (at);

-- Messages to send.
CREATE TABLE outgoing (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  -- `key#` and the key's id, or another name of the caller.
  caller TEXT NOT NULL,
  -- The caller's idempotency key, and a keyed fingerprint of the request.
  key TEXT,
  mark BLOB NOT NULL,
  sender TEXT,
  recipient TEXT NOT NULL,
  text TEXT NOT NULL,
  urgent INTEGER NOT NULL,
  report INTEGER NOT NULL,
  on_exhausted TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state = 'queued' OR state = 'sending' OR state = 'sent' OR state = 'failed'
    OR state = 'unknown' OR state = 'delivered' OR state = 'undelivered' OR state = 'cancelled'),
  parts INTEGER NOT NULL,
  -- The line that is reserved for all parts.
  sim INTEGER REFERENCES sim (id),
  device TEXT,
  created_at INTEGER NOT NULL,
  -- A time that the caller named. The other times are spans.
  send_at INTEGER,
  expires_at INTEGER NOT NULL,
  -- Failed attempts, and why the message waits or ended in this state.
  failures INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  over_at INTEGER
) STRICT;
CREATE UNIQUE INDEX outgoing_key ON outgoing (caller, key) WHERE key IS NOT NULL;
CREATE INDEX outgoing_open ON outgoing (urgent DESC, seq) WHERE state IN ('queued', 'sending');
CREATE INDEX outgoing_over ON outgoing (over_at) WHERE over_at IS NOT NULL;

CREATE TABLE outgoing_part (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES outgoing (seq) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  -- `handed`: submitted to a device, without an outcome.
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state = 'waiting' OR state = 'handed' OR state = 'sent'
    OR state = 'failed' OR state = 'unknown'),
  -- The first part of its submission. A device that splits texts itself gets all parts in one submission.
  submission INTEGER,
  -- How often it was submitted. A remote knows each submission by an id of its own.
  tries INTEGER NOT NULL DEFAULT 0,
  -- TP-MR, by which status reports identify the part, or the remote's id; and TP-ST of the status report.
  reference INTEGER,
  remote TEXT,
  status INTEGER,
  handed_at INTEGER,
  -- Its present debit.
  debit INTEGER
) STRICT;
CREATE INDEX outgoing_part_message ON outgoing_part (message, sequence);
CREATE INDEX outgoing_part_remote ON outgoing_part (remote) WHERE remote IS NOT NULL;
CREATE INDEX outgoing_part_handed ON outgoing_part (handed_at) WHERE handed_at IS NOT NULL;

-- The debit of a part. It is deleted early only if it is certain that nothing was sent.
CREATE TABLE debit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sim INTEGER NOT NULL REFERENCES sim (id),
  recipient BLOB NOT NULL,
  -- When it ended: the run of the machine, the uptime in milliseconds, and the latest possible wall-clock time.
  boot TEXT NOT NULL,
  ended INTEGER,
  latest INTEGER
) STRICT;
CREATE INDEX debit_sim ON debit (sim);

-- Recipients who sent STOP to a line, which sends them nothing more.
CREATE TABLE stopped (
  sim INTEGER NOT NULL REFERENCES sim (id),
  recipient TEXT NOT NULL,
  word TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (sim, recipient)
) STRICT, WITHOUT ROWID;

-- Events of messages, calls and troubles. The number of a deleted event is never reused.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  message INTEGER REFERENCES message (seq) ON DELETE CASCADE,
  outgoing INTEGER REFERENCES outgoing (seq) ON DELETE CASCADE,
  call INTEGER REFERENCES call (seq) ON DELETE CASCADE,
  trouble INTEGER REFERENCES trouble (seq) ON DELETE CASCADE,
  CHECK ((message IS NOT NULL) + (outgoing IS NOT NULL) + (call IS NOT NULL) + (trouble IS NOT NULL) = 1)
) STRICT;
CREATE INDEX event_message ON event (message) WHERE message IS NOT NULL;
CREATE INDEX event_outgoing ON event (outgoing) WHERE outgoing IS NOT NULL;
CREATE INDEX event_call ON event (call) WHERE call IS NOT NULL;
CREATE INDEX event_trouble ON event (trouble) WHERE trouble IS NOT NULL;

-- Deliveries: an event for one destination.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event INTEGER NOT NULL REFERENCES event (seq) ON DELETE CASCADE,
  destination TEXT NOT NULL,
  lane INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state = 'pending' OR state = 'settled' OR state = 'dead'
    OR state = 'dropped'),
  attempts INTEGER NOT NULL DEFAULT 0,
  -- When it is due after a refusal, or because a person retries it. NULL: it never waited.
  due_at INTEGER,
  error TEXT,
  created_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;
CREATE INDEX delivery_event ON delivery (event);
CREATE INDEX delivery_pending ON delivery (destination, id) WHERE state = 'pending';
CREATE INDEX delivery_due ON delivery (due_at) WHERE state = 'pending' AND due_at IS NOT NULL;
CREATE INDEX delivery_dead ON delivery (id) WHERE state = 'dead';

-- Keys of callers of the HTTP interface. `hash` is the SHA-256 of the key. `numbers` are those that it is bound to,
-- separated by blanks; empty: all. The id of a deleted key is never reused, because messages belong to a key and not to
-- its name.
CREATE TABLE api_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  hash BLOB NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  numbers TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
";

/// The version of the tables of this program.
pub fn version() -> usize {
    FIRST + MIGRATIONS.len()
}

/// Creates the tables of a new database, or migrates an older one to [`version`]. Each step is a transaction.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let found = stamped(connection)?;
    if found == 0 {
        step(connection, TABLES, FIRST)?;
    } else {
        refuse_unknown(found)?;
    }
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(found.saturating_sub(FIRST)) {
        step(connection, migration, FIRST + index + 1)?;
    }
    Ok(())
}

fn step(connection: &mut Connection, sql: &str, version: usize) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "user_version", i64::try_from(version).expect("few migrations"))?;
    Ok(transaction.commit()?)
}

/// Checks that the tables are those of this program, for readers.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    match stamped(connection)? {
        0 => Err(StoreError::Empty),
        found => {
            refuse_unknown(found)?;
            let known = version();
            if found < known { Err(StoreError::FromEarlierProgram { found, known }) } else { Ok(()) }
        }
    }
}

/// Refuses a version that this program doesn't know.
fn refuse_unknown(found: usize) -> Result<(), StoreError> {
    let known = version();
    match found {
        _ if found < FIRST => Err(StoreError::FromDevelopment { found }),
        _ if found > known => Err(StoreError::FromLaterProgram { found, known }),
        _ => Ok(()),
    }
}

/// The version that the database is stamped with; 0: it is new.
fn stamped(connection: &Connection) -> Result<usize, StoreError> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A_MESSAGE: &str = "
        INSERT INTO sim (id, key) VALUES (1, 'iccid:1');
        INSERT INTO message (seq, id, state, sim, sim_name, device, sender, first_at, received_at, parts)
          VALUES (7, 'm', 'complete', 1, 's', 'd', 'x', 1, 1, 1);
    ";

    fn new() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection
    }

    #[test]
    fn a_new_database_gets_each_table_once() {
        let mut connection = new();
        assert_eq!(stamped(&connection).unwrap(), version());
        migrate(&mut connection).unwrap();
        check(&connection).unwrap();
        let empty = check(&Connection::open_in_memory().unwrap()).unwrap_err();
        assert!(matches!(empty, StoreError::Empty), "{empty}");
    }

    /// Such a database is not changed.
    #[test]
    fn a_database_of_an_unknown_version_is_refused() {
        for found in [1, FIRST - 1, version() + 1, 99] {
            let mut connection = Connection::open_in_memory().unwrap();
            connection.pragma_update(None, "user_version", i64::try_from(found).unwrap()).unwrap();
            let errors = [check(&connection).unwrap_err(), migrate(&mut connection).unwrap_err()];
            for error in errors {
                let is_right = match &error {
                    StoreError::FromDevelopment { found: reported } => *reported == found && found < FIRST,
                    StoreError::FromLaterProgram { found: reported, .. } => *reported == found && found > version(),
                    StoreError::Sqlite(_)
                    | StoreError::Open { .. }
                    | StoreError::Empty
                    | StoreError::FromEarlierProgram { .. }
                    | StoreError::Files { .. }
                    | StoreError::Damaged { .. }
                    | StoreError::Lost { .. } => false,
                };
                assert!(is_right, "{found}: {error}");
            }
            let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
            assert_eq!((tables, stamped(&connection).unwrap()), (0, found));
        }
    }

    #[test]
    fn a_check_of_states_builds_no_table() {
        let connection = new();
        for (table, state) in
            [("message", "report"), ("delivery", "dropped"), ("outgoing", "cancelled"), ("outgoing_part", "unknown")]
        {
            let mut explained = connection.prepare(&format!("EXPLAIN UPDATE {table} SET state = '{state}'")).unwrap();
            let steps = explained.query_map([], |row| row.get::<_, String>(1)).unwrap();
            assert!(!steps.map(Result::unwrap).any(|step| step == "OpenEphemeral"), "{table}");
        }
        connection.execute_batch(A_MESSAGE).unwrap();
        let refused = connection.execute("UPDATE message SET state = 'lost'", []).unwrap_err();
        assert!(refused.to_string().contains("CHECK constraint failed"), "{refused}");
    }

    /// A client resumes a stream by the number of an event.
    #[test]
    fn an_event_is_about_one_row_is_deleted_with_it_and_its_number_is_never_reused() {
        let connection = new();
        connection.pragma_update(None, "foreign_keys", "ON").unwrap();
        connection.execute_batch(A_MESSAGE).unwrap();
        let call =
            "INSERT INTO call (seq, id, sim, sim_name, device, rings, received_at) VALUES (7, 'c', 1, 's', 'd', 1, 1)";
        connection.execute(call, []).unwrap();
        let event = |columns: &str, values: &str| {
            connection.execute(
                &format!("INSERT INTO event (id, kind, at{columns}) VALUES (?1, 'k', 1{values})"),
                [format!("{columns}{values}")],
            )
        };
        assert!(event("", "").is_err());
        assert!(event(", message, call", ", 7, 7").is_err());
        event(", message", ", 7").unwrap();
        let last = connection.last_insert_rowid();
        connection
            .execute("INSERT INTO delivery (event, destination, lane, created_at) VALUES (?1, 'backend', 1, 1)", [last])
            .unwrap();
        connection.execute("DELETE FROM message", []).unwrap();
        let left = "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM delivery)";
        let left: i64 = connection.query_row(left, [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0);
        event(", call", ", 7").unwrap();
        assert_eq!(connection.last_insert_rowid(), last + 1);
    }

    /// Rows of a deleted key must not belong to a new key with its name.
    #[test]
    fn the_id_of_a_key_is_never_reused() {
        let connection = new();
        let add = || {
            let sql = "INSERT INTO api_key (name, hash, scopes, numbers, created_at) VALUES ('a', x'03', '', '', 1)";
            connection.execute(sql, []).unwrap();
            connection.last_insert_rowid()
        };
        let first = add();
        connection.execute("DELETE FROM api_key", []).unwrap();
        assert_eq!(add(), first + 1);
    }
}
