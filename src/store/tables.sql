-- The tables of a new database.
--
-- States are compared one by one. For a list of more than two values SQLite builds a table in each statement, which
-- takes a quarter of the time of a commit.

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
  key TEXT NOT NULL UNIQUE,
  -- When it received its last message.
  received_at INTEGER,
  -- When it received its last message, once a person was told that it has been silent for unusually long.
  silent_since INTEGER
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

-- Since when the messages of an inbox are simgate's.
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
  -- By which ways messages reach it, as a JSON object; NULL: the device does not see the network.
  reception TEXT,
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
  code_spelling TEXT,
  -- Other values that may be the code, one in each row of text.
  code_alternatives TEXT NOT NULL DEFAULT '',
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

-- Troubles of devices and SIMs, as they began and ended.
CREATE TABLE trouble (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  device TEXT NOT NULL,
  -- The name and the ICCID of the SIM, if the trouble is of one.
  sim TEXT,
  iccid TEXT,
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
  -- The line that the caller wants, if only one will do.
  line INTEGER REFERENCES sim (id),
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

-- The registration of each device of type android that dials in. `token` is the SHA-256 of the phone's token.
CREATE TABLE phone (
  device TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  token BLOB NOT NULL UNIQUE,
  model TEXT NOT NULL,
  registered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- USSD requests that have an id of their caller, so that none is made twice. `outcome`: null while it is not known.
CREATE TABLE ussd (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  outcome TEXT
) STRICT;
CREATE UNIQUE INDEX ussd_key ON ussd (caller, key);

-- What is remembered of lines to keep them alive: a JSON object.
CREATE TABLE upkeep (
  sim INTEGER PRIMARY KEY REFERENCES sim (id),
  memory TEXT NOT NULL
) STRICT;

-- What is remembered of cards to raise their alarms once: a JSON object.
CREATE TABLE alarm (
  sim INTEGER PRIMARY KEY REFERENCES sim (id),
  memory TEXT NOT NULL
) STRICT;
