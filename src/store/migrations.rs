//! The migrations from earlier versions of the tables.

/// Each entry migrates the database from version `FIRST` of `schema.rs` plus its index to the next one. A released entry is never
/// changed; a change of the tables is a new entry.
pub const MIGRATIONS: &[&str] = &[APP, PHONES];

/// For clients of the Android app.
const APP: &str = "
-- Messages of callers to several recipients, each of which is a message to send.
CREATE TABLE mailing (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  caller TEXT NOT NULL,
  -- The caller's id of it.
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX mailing_id ON mailing (id, caller);
CREATE TABLE mailing_recipient (
  outgoing INTEGER PRIMARY KEY REFERENCES outgoing (seq) ON DELETE CASCADE,
  mailing INTEGER NOT NULL REFERENCES mailing (seq),
  -- The recipient as the caller wrote it.
  number TEXT NOT NULL
) STRICT;
CREATE INDEX mailing_recipient_mailing ON mailing_recipient (mailing);

-- The line that the caller wants the message to be sent from.
ALTER TABLE outgoing ADD COLUMN line INTEGER REFERENCES sim (id);

-- Webhooks that callers registered. `key` is the id of the owner's key; 0: the owner is the user that simgate runs as.
CREATE TABLE hook (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  key INTEGER NOT NULL,
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  event TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX hook_id ON hook (key, id);

-- Tokens of keys. A token is valid while it has a row. `refresh` is the SHA-256 of its refresh token.
CREATE TABLE token (
  jti TEXT PRIMARY KEY,
  key INTEGER NOT NULL,
  scopes TEXT NOT NULL,
  -- How long it is valid, in seconds; a refreshed one is valid as long.
  ttl INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  refresh BLOB NOT NULL UNIQUE,
  refresh_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX token_key ON token (key, refresh_until);
";

/// For phones that dial in.
const PHONES: &str = "
-- The registration of each device of type android that dials in. `token` is the SHA-256 of the phone's token.
CREATE TABLE phone (
  device TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  token BLOB NOT NULL UNIQUE,
  model TEXT NOT NULL,
  registered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";
