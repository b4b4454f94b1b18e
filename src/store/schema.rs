//! The tables, and the way from any earlier version of them to this one.

use rusqlite::Connection;

use super::StoreError;

/// Each entry brings the database from the version of its index to the next. Entries are never
/// changed once released; a change is a new entry.
const MIGRATIONS: &[&str] = &[V1];

const V1: &str = "
-- Every line ever seen, by what it is known by (`iccid:...`).
CREATE TABLE sim (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;

-- Which card a subscription is on.
CREATE TABLE card (
  imsi TEXT PRIMARY KEY,
  iccid TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A message, whole or being assembled.
CREATE TABLE message (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('assembling', 'complete', 'incomplete', 'undecoded', 'report')),
  sim INTEGER NOT NULL REFERENCES sim (id),
  sim_name TEXT NOT NULL,
  device TEXT NOT NULL,
  sender TEXT NOT NULL,
  number TEXT,
  owner TEXT,
  text TEXT,
  data BLOB,
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

-- A TPDU as it came, for good: what can't be decoded today may be tomorrow.
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  message INTEGER NOT NULL REFERENCES message (seq) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  raw BLOB NOT NULL,
  hexadecimal INTEGER NOT NULL,
  fingerprint BLOB NOT NULL,
  arrived_at INTEGER NOT NULL,
  repeats INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX part_message ON part (message);
CREATE INDEX part_fingerprint ON part (fingerprint, arrived_at);

-- Slots whose message is on disk and that were not seen empty since.
CREATE TABLE place (
  holder TEXT NOT NULL,
  store TEXT NOT NULL,
  slot INTEGER NOT NULL,
  fingerprint BLOB NOT NULL,
  PRIMARY KEY (holder, store, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  message INTEGER NOT NULL REFERENCES message (seq) ON DELETE CASCADE
) STRICT;
CREATE INDEX event_message ON event (message);

-- One event for one destination, until that destination said yes.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event INTEGER NOT NULL REFERENCES event (seq) ON DELETE CASCADE,
  destination TEXT NOT NULL,
  lane INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'settled', 'dead', 'dropped')),
  attempts INTEGER NOT NULL DEFAULT 0,
  -- When it is due again after a refusal or a person's word; NULL: it never had to wait.
  due_at INTEGER,
  error TEXT,
  created_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;
CREATE INDEX delivery_event ON delivery (event);
CREATE INDEX delivery_pending ON delivery (destination, id) WHERE state = 'pending';
CREATE INDEX delivery_due ON delivery (due_at) WHERE state = 'pending' AND due_at IS NOT NULL;
CREATE INDEX delivery_dead ON delivery (id) WHERE state = 'dead';

-- PINs tried on cards; `mark` is a keyed fingerprint of the PIN.
CREATE TABLE pin (
  card TEXT NOT NULL,
  mark BLOB NOT NULL,
  opened INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  unsettled INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (card, mark)
) STRICT, WITHOUT ROWID;

-- Devices as last seen.
CREATE TABLE device (
  name TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  maker TEXT NOT NULL,
  model TEXT NOT NULL,
  imei TEXT,
  sim TEXT,
  registration TEXT,
  signal_dbm INTEGER,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// The version that this program writes.
pub fn version() -> usize {
    MIGRATIONS.len()
}

/// Brings the database to [`version`], each step in a transaction of its own. A database from a
/// later program is refused: its meaning is not known here.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let found = stamped(connection)?;
    if found > version() {
        return Err(StoreError::FromLaterProgram { found, known: version() });
    }
    for (index, step) in MIGRATIONS.iter().enumerate().skip(found) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", i64::try_from(index + 1).expect("few migrations"))?;
        transaction.commit()?;
    }
    Ok(())
}

/// The version that the database says it has.
pub fn stamped(connection: &Connection) -> Result<usize, StoreError> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_gets_every_table_and_a_later_one_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(stamped(&connection).unwrap(), version());
        migrate(&mut connection).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        let error = migrate(&mut connection).unwrap_err();
        assert!(matches!(error, StoreError::FromLaterProgram { found: 99, .. }), "{error}");
    }
}
