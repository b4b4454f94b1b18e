//! The tables, and the way from any earlier version of them to this one.

use rusqlite::Connection;

use super::StoreError;

/// Each entry brings the database from the version of its index to the next. Entries are never
/// changed once released; a change is a new entry.
const MIGRATIONS: &[&str] = &[V1, V2, V3, V4, V5, V6, V7, V8];

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

const V2: &str = "
-- A message on its way out.
CREATE TABLE outgoing (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  caller TEXT NOT NULL,
  -- The caller's idempotency key, and a keyed fingerprint of all that it asked for.
  key TEXT,
  mark BLOB NOT NULL,
  sender TEXT,
  recipient TEXT NOT NULL,
  text TEXT NOT NULL,
  urgent INTEGER NOT NULL,
  report INTEGER NOT NULL,
  on_exhausted TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('queued', 'sending', 'sent', 'failed', 'unknown', 'delivered', 'undelivered', 'cancelled')),
  parts INTEGER NOT NULL,
  -- The line that was chosen for all parts.
  sim INTEGER REFERENCES sim (id),
  device TEXT,
  created_at INTEGER NOT NULL,
  -- By the wall clock, where the caller asked for a time; the rest are spans.
  send_at INTEGER,
  expires_at INTEGER NOT NULL,
  -- Tries that failed, and why it waits or ended as it did.
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
  tpdu BLOB NOT NULL,
  -- `handed`: to a modem, and nothing heard of it yet.
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'handed', 'sent', 'failed', 'unknown')),
  -- TP-MR under which status reports come, and what they said (TP-ST).
  reference INTEGER,
  status INTEGER,
  handed_at INTEGER,
  -- Its debit as it stands.
  debit INTEGER
) STRICT;
CREATE INDEX outgoing_part_message ON outgoing_part (message, sequence);
CREATE INDEX outgoing_part_handed ON outgoing_part (handed_at) WHERE handed_at IS NOT NULL;

-- A part's place under the limits of its line. It is gone only when it is sure that nothing went out.
CREATE TABLE debit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sim INTEGER NOT NULL REFERENCES sim (id),
  recipient BLOB NOT NULL,
  -- When it ended: the machine's run, milliseconds since that began, and the latest time that it may have been.
  boot TEXT NOT NULL,
  ended INTEGER,
  latest INTEGER
) STRICT;
CREATE INDEX debit_sim ON debit (sim);

-- Times at which the wall clock was synchronised: what it was ahead of the clock that counts since the start.
CREATE TABLE clock (
  boot TEXT NOT NULL,
  offset_ms INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (boot, offset_ms)
) STRICT, WITHOUT ROWID;

-- Events of either kind of message.
CREATE TABLE event_of_both (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  message INTEGER REFERENCES message (seq) ON DELETE CASCADE,
  outgoing INTEGER REFERENCES outgoing (seq) ON DELETE CASCADE,
  CHECK ((message IS NULL) <> (outgoing IS NULL))
) STRICT;
INSERT INTO event_of_both (seq, id, kind, at, message) SELECT seq, id, kind, at, message FROM event;
DROP TABLE event;
ALTER TABLE event_of_both RENAME TO event;
CREATE INDEX event_message ON event (message) WHERE message IS NOT NULL;
CREATE INDEX event_outgoing ON event (outgoing) WHERE outgoing IS NOT NULL;
";

const V3: &str = "
-- Who may call the HTTP interface. `hash` is the SHA-256 of the key, `numbers` those that it is bound to, with blanks
-- between them; none: it is bound to none.
CREATE TABLE api_key (
  name TEXT PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  numbers TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Recipients that answered STOP to a line, which does not write to them again.
CREATE TABLE stopped (
  sim INTEGER NOT NULL REFERENCES sim (id),
  recipient TEXT NOT NULL,
  word TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (sim, recipient)
) STRICT, WITHOUT ROWID;
";

const V4: &str = "
-- The card that was last seen in each device, and since when it is that one; 0: no other is known.
CREATE TABLE seat (
  device TEXT PRIMARY KEY,
  card TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Codes that are to be erased.
CREATE INDEX message_code ON message (code_expires_at) WHERE code IS NOT NULL;
";

const V5: &str = "
-- A call that nobody took. `caller` is NULL where it was withheld or not told.
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

-- Events of messages either way, and of calls. Numbers of events that are gone are not given again.
CREATE TABLE event_of_all (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  message INTEGER REFERENCES message (seq) ON DELETE CASCADE,
  outgoing INTEGER REFERENCES outgoing (seq) ON DELETE CASCADE,
  call INTEGER REFERENCES call (seq) ON DELETE CASCADE,
  CHECK ((message IS NOT NULL) + (outgoing IS NOT NULL) + (call IS NOT NULL) = 1)
) STRICT;
INSERT INTO event_of_all (seq, id, kind, at, message, outgoing) SELECT seq, id, kind, at, message, outgoing FROM event;
DELETE FROM sqlite_sequence WHERE name = 'event_of_all';
INSERT INTO sqlite_sequence (name, seq) SELECT 'event_of_all', seq FROM sqlite_sequence WHERE name = 'event';
DROP TABLE event;
ALTER TABLE event_of_all RENAME TO event;
CREATE INDEX event_message ON event (message) WHERE message IS NOT NULL;
CREATE INDEX event_outgoing ON event (outgoing) WHERE outgoing IS NOT NULL;
CREATE INDEX event_call ON event (call) WHERE call IS NOT NULL;
";

/// SQLite looks a value up in a list of more than two by way of a table that it makes for each statement, which took a
/// quarter of the time of a commit. What the tables hold stays as it is, so that their text alone is changed, in the
/// way that SQLite's page on ALTER TABLE has for it.
const V6: &str = "
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''assembling'', ''complete'', ''incomplete'', ''undecoded'', ''report'')',
  'state = ''assembling'' OR state = ''complete'' OR state = ''incomplete'' OR state = ''undecoded'' OR state = ''report''')
  WHERE type = 'table' AND name = 'message';
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''pending'', ''settled'', ''dead'', ''dropped'')',
  'state = ''pending'' OR state = ''settled'' OR state = ''dead'' OR state = ''dropped''')
  WHERE type = 'table' AND name = 'delivery';
UPDATE sqlite_schema SET sql = replace(sql,
  'state IN (''waiting'', ''handed'', ''sent'', ''failed'', ''unknown'')',
  'state = ''waiting'' OR state = ''handed'' OR state = ''sent'' OR state = ''failed'' OR state = ''unknown''')
  WHERE type = 'table' AND name = 'outgoing_part';
UPDATE sqlite_schema SET sql = replace(sql, 'state IN
    (''queued'', ''sending'', ''sent'', ''failed'', ''unknown'', ''delivered'', ''undelivered'', ''cancelled'')',
  'state = ''queued'' OR state = ''sending'' OR state = ''sent'' OR state = ''failed'' OR state = ''unknown''
    OR state = ''delivered'' OR state = ''undelivered'' OR state = ''cancelled''')
  WHERE type = 'table' AND name = 'outgoing';
PRAGMA writable_schema = RESET;
";

/// Messages belong to the key that asked for them, and not to its name, which another key may have later. Before, they
/// belonged to the name: whoever has it now may be asking again for what is here, so all of them become its own.
const V7: &str = "
CREATE TABLE api_key_with_id (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  hash BLOB NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  numbers TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO api_key_with_id (name, hash, scopes, numbers, created_at)
  SELECT name, hash, scopes, numbers, created_at FROM api_key ORDER BY created_at, name;
DROP TABLE api_key;
ALTER TABLE api_key_with_id RENAME TO api_key;
-- No name has a `#` in it.
UPDATE outgoing SET caller = 'key#' || api_key.id FROM api_key WHERE outgoing.caller = 'key:' || api_key.name;
";

const V8: &str = "
-- Of the database itself: what it is known by beside it, and why nothing is sent, if a person has to let it first.
CREATE TABLE store (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT,
  held TEXT
) STRICT;
INSERT INTO store (one) VALUES (1);
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
    // A table that is made anew under its name would take along what refers to it.
    connection.pragma_update(None, "foreign_keys", "OFF")?;
    for (index, step) in MIGRATIONS.iter().enumerate().skip(found) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        // Where only its text was changed, nobody else who has the database open would read it again.
        let schema: i64 = transaction.pragma_query_value(None, "schema_version", |row| row.get(0))?;
        transaction.pragma_update(None, "schema_version", schema + 1)?;
        transaction.pragma_update(None, "user_version", i64::try_from(index + 1).expect("few migrations"))?;
        transaction.commit()?;
    }
    connection.pragma_update(None, "foreign_keys", "ON")?;
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

    const A_MESSAGE: &str = "
        INSERT INTO sim (id, key) VALUES (1, 'iccid:1');
        INSERT INTO message (seq, id, state, sim, sim_name, device, sender, first_at, received_at, parts)
          VALUES (7, 'm', 'complete', 1, 's', 'd', 'x', 1, 1, 1);
    ";

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

    #[test]
    fn what_an_earlier_program_kept_is_still_there() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(V1).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection
            .execute_batch(
                "INSERT INTO sim (id, key) VALUES (1, 'iccid:1');
                 INSERT INTO message (seq, id, state, sim, sim_name, device, sender, first_at, received_at, parts)
                   VALUES (7, 'm', 'complete', 1, 's', 'd', 'x', 1, 1, 1);
                 INSERT INTO event (seq, id, kind, at, message) VALUES (5, 'm.received', 'sms.received', 1, 7);
                 INSERT INTO delivery (id, event, destination, lane, created_at) VALUES (3, 5, 'backend', 1, 1);",
            )
            .unwrap();
        migrate(&mut connection).unwrap();
        let kept = "SELECT d.id, e.id, e.message FROM delivery d JOIN event e ON e.seq = d.event";
        let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let kept: (i64, String, i64) = connection.query_row(kept, [], row).unwrap();
        assert_eq!(kept, (3, "m.received".to_owned(), 7));
        // And what refers to what still does.
        connection.execute("DELETE FROM message", []).unwrap();
        let left: i64 = connection.query_row("SELECT count(*) FROM delivery", [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0);
    }

    #[test]
    fn states_are_checked_without_a_table_made_for_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        for (table, state) in
            [("message", "report"), ("delivery", "dropped"), ("outgoing", "cancelled"), ("outgoing_part", "unknown")]
        {
            let mut explained = connection.prepare(&format!("EXPLAIN UPDATE {table} SET state = '{state}'")).unwrap();
            let steps = explained.query_map([], |row| row.get::<_, String>(1)).unwrap();
            assert!(!steps.map(Result::unwrap).any(|step| step == "OpenEphemeral"), "{table}");
            let text = "SELECT sql FROM sqlite_schema WHERE name = ?1";
            let text: String = connection.query_row(text, [table], |row| row.get(0)).unwrap();
            assert!(text.contains(&format!("OR state = '{state}'")), "{text}");
        }
        connection.execute_batch(A_MESSAGE).unwrap();
        let refused = connection.execute("UPDATE message SET state = 'lost'", []).unwrap_err();
        assert!(refused.to_string().contains("CHECK constraint failed"), "{refused}");
        let sound: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
    }

    #[test]
    fn keys_get_ids_and_keep_their_messages() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&[V1, V2, V3, V4, V5, V6].concat()).unwrap();
        connection.pragma_update(None, "user_version", 6).unwrap();
        connection
            .execute_batch(
                "INSERT INTO api_key VALUES ('b', x'01', 'admin', '', 5), ('a', x'02', 'send', '+1', 7);
                 INSERT INTO outgoing (id, caller, key, mark, recipient, text, urgent, report, on_exhausted, state, parts,
                     created_at, expires_at)
                   SELECT 'm' || value, value, 'k', x'00', '+1', 't', 0, 0, 'wait', 'sent', 1, 1, 2
                   FROM json_each('[\"key:a\", \"key:b\", \"key:gone\", \"mqtt:a\"]');",
            )
            .unwrap();
        migrate(&mut connection).unwrap();
        let list = |sql: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
        };
        assert_eq!(
            list("SELECT id || ' ' || name || ' ' || scopes || ' ' || numbers FROM api_key ORDER BY id"),
            ["1 b admin ", "2 a send +1"]
        );
        assert_eq!(list("SELECT caller FROM outgoing ORDER BY id"), ["key#2", "key#1", "key:gone", "mqtt:a"]);
        // What belonged to a key that is gone belongs to nobody, whoever gets its name.
        connection.execute("DELETE FROM api_key", []).unwrap();
        connection
            .execute("INSERT INTO api_key (name, hash, scopes, numbers, created_at) VALUES ('a', x'03', '', '', 1)", [])
            .unwrap();
        assert_eq!(list("SELECT 'key#' || id FROM api_key"), ["key#3"]);
    }

    /// A stream that is taken up again goes by the numbers of events.
    #[test]
    fn calls_get_events_of_their_own_and_no_number_that_was_given_before() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&[V1, V2, V3, V4].concat()).unwrap();
        connection.pragma_update(None, "user_version", 4).unwrap();
        let event = |connection: &Connection, id: &str, about: &str| {
            connection.execute(&format!("INSERT INTO event (id, kind, at, {about}) VALUES (?1, 'k', 1, 7)"), [id])
        };
        connection.execute_batch(A_MESSAGE).unwrap();
        event(&connection, "m.received", "message").unwrap();
        event(&connection, "gone", "message").unwrap();
        connection
            .execute_batch(
                "INSERT INTO delivery (event, destination, lane, created_at) VALUES (1, 'backend', 1, 1);
                 DELETE FROM event WHERE id = 'gone';",
            )
            .unwrap();
        migrate(&mut connection).unwrap();
        connection
            .execute_batch(
                "INSERT INTO call (seq, id, sim, sim_name, device, rings, received_at) VALUES (7, 'c', 1, 's', 'd', 1, 1);",
            )
            .unwrap();
        event(&connection, "c.missed", "call").unwrap();
        assert_eq!(connection.last_insert_rowid(), 3);
        let both = "INSERT INTO event (id, kind, at, message, call) VALUES ('both', 'k', 1, 7, 7)";
        assert!(connection.execute(both, []).is_err(), "an event is about one thing");
        let neither = "INSERT INTO event (id, kind, at) VALUES ('neither', 'k', 1)";
        assert!(connection.execute(neither, []).is_err());
        let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM delivery d JOIN event e ON e.seq = d.event"), 1);
        connection.execute("DELETE FROM call", []).unwrap();
        assert_eq!(count("SELECT count(*) FROM event"), 1);
    }
}
