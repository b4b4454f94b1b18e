//! Tables `message` and `part`: received messages and their parts.

use rusqlite::{Connection, params};

use crate::flow::assembly::{Group, OpenGroup, Part};
use crate::flow::inbound::{self, MessageState};
use crate::flow::notice::Code;
use crate::flow::{Arrival, Content as Arrived};
use crate::model::{MessageId, MessageRow, PartRow, SimKey, Timestamp};

use super::StoreError;

/// How many of the latest parts are searched for a stamp to the second.
const STAMPS_SEEN: i64 = 1000;

/// A message to insert. It may lack parts.
pub struct NewMessage<'a> {
    /// Id of the message.
    pub id: MessageId,
    /// Its state.
    pub state: MessageState,
    /// Row of the line.
    pub sim: SimKey,
    /// Name of the line.
    pub sim_name: &'a str,
    /// The arrival of its first part.
    pub arrival: &'a Arrival,
    /// TP-OA, as a number or a name.
    pub sender: &'a str,
    /// The line's own number.
    pub number: Option<&'a str>,
    /// Owner of that number.
    pub owner: Option<&'a str>,
    /// When the SMSC received it, in RFC 3339 form.
    pub sent_at: Option<&'a str>,
    /// When simgate received it.
    pub received_at: Timestamp,
    /// Number of its parts.
    pub parts: u8,
    /// What its parts share, if it has several.
    pub group: Option<&'a Group>,
    /// Its content, if all parts are here.
    pub content: &'a Content,
}

/// The content of a message.
#[derive(Default)]
pub struct Content {
    /// The text.
    pub text: Option<String>,
    /// Binary user data.
    pub data: Option<Vec<u8>>,
    /// The code in the text, with its expiry.
    pub code: Option<(Code, Timestamp)>,
    /// Numbers of the parts that are missing, from 1.
    pub missing: Vec<u8>,
}

impl Content {
    fn missing(&self) -> String {
        let missing: Vec<String> = self.missing.iter().map(u8::to_string).collect();
        missing.join(",")
    }
}

/// The head of a message.
pub struct Head {
    /// Id of the message.
    pub id: String,
    /// Row of the line.
    pub sim: SimKey,
    /// TP-OA, as a number or a name.
    pub sender: String,
    /// The line's own number.
    pub number: Option<String>,
    /// Number of its parts.
    pub parts: u8,
}

/// A stored part, to be decoded.
pub struct StoredPart {
    /// Its place in the message, from 1.
    pub sequence: u8,
    /// Its bytes as they arrived.
    pub raw: Vec<u8>,
}

/// Reads received messages.
pub struct Messages<'a>(pub(super) &'a Connection);

impl Messages<'_> {
    /// Messages that wait for parts, with the time at which their first part arrived.
    pub fn assembling(&self) -> Result<Vec<(MessageRow, Timestamp)>, StoreError> {
        let mut statement = self.0.prepare("SELECT seq, first_at FROM message WHERE state = 'assembling'")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a part with these bytes is stored.
    pub fn has_part(&self, raw: &[u8]) -> Result<bool, StoreError> {
        Ok(self.0.prepare("SELECT 1 FROM part WHERE raw = ?1")?.exists([raw])?)
    }
}

/// Changes received messages, in a transaction.
pub struct MessageWriter<'a>(pub(super) &'a Connection);

impl MessageWriter<'_> {
    /// Inserts a message.
    pub fn insert(&self, new: &NewMessage) -> Result<MessageRow, StoreError> {
        let code = new.content.code.as_ref();
        self.0
            .prepare_cached(
                "INSERT INTO message (id, state, sim, sim_name, device, sender, number, owner, sent_at,
                   first_at, received_at, parts, reference, wide, text, data, missing, code,
                   code_service, code_origin, code_confidence, code_expires_at, media, code_spelling, code_alternatives)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                   ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
            )?
            .execute(params![
                new.id.to_string(),
                new.state,
                new.sim,
                new.sim_name,
                new.arrival.device.as_str(),
                new.sender,
                new.number,
                new.owner,
                new.sent_at,
                new.arrival.at.as_millis(),
                new.received_at.as_millis(),
                new.parts,
                new.group.map(|group| group.reference),
                new.group.map(|group| group.wide),
                new.content.text,
                new.content.data,
                new.content.missing(),
                code.map(|(code, _)| &code.value),
                code.map(|(code, _)| &code.service),
                code.map(|(code, _)| &code.origin),
                code.map(|(code, _)| code.confidence.0),
                code.map(|(_, expires_at)| expires_at.as_millis()),
                media(&new.arrival.content),
                code.map(|(code, _)| &code.spelling),
                alternatives(code),
            ])?;
        Ok(MessageRow::new(self.0.last_insert_rowid()))
    }

    /// Inserts a part of a message.
    pub fn insert_part(
        &self,
        message: MessageRow,
        sequence: u8,
        content: &Arrived,
        fingerprint: &[u8; 32],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let form = match content {
            Arrived::Pdu(_) => "pdu",
            Arrived::Garbled(_) => "garbled",
            Arrived::Text(_) => "text",
        };
        self.0
            .prepare_cached(
                "INSERT INTO part (message, sequence, raw, form, fingerprint, arrived_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![message, sequence, content.bytes(), form, fingerprint, at.as_millis()])?;
        Ok(())
    }

    /// Counts a repeat of a part that arrived after `since`, or whose row is after `young`. `false`: there is no
    /// such part.
    pub fn count_repeat(
        &self,
        fingerprint: &[u8; 32],
        since: Timestamp,
        young: Option<PartRow>,
    ) -> Result<bool, StoreError> {
        let changed = self
            .0
            .prepare_cached(
                "UPDATE part SET repeats = repeats + 1 WHERE fingerprint = ?1 AND (arrived_at > ?2 OR id > ?3)",
            )?
            .execute(params![fingerprint, since.as_millis(), young.map_or(i64::MAX, PartRow::get)])?;
        Ok(changed > 0)
    }

    /// Messages of a line that lack parts and have the same group key.
    pub fn open_groups(&self, sim: SimKey, group: &Group) -> Result<Vec<OpenGroup>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT m.seq, p.sequence, p.raw FROM message m JOIN part p ON p.message = m.seq
             WHERE m.state = 'assembling' AND m.sim = ?1 AND m.sender = ?2 AND m.reference = ?3 AND m.wide = ?4
               AND m.parts = ?5 ORDER BY m.seq",
        )?;
        let rows = statement
            .query_map(params![sim, group.sender, group.reference, group.wide, group.total], |row| {
                let stamp = inbound::stamp(row.get_ref(2)?.as_blob()?);
                Ok((row.get::<_, MessageRow>(0)?, Part { sequence: row.get(1)?, stamp }))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let mut open: Vec<OpenGroup> = Vec::new();
        for (message, part) in rows {
            match open.last_mut() {
                Some(last) if last.message == message => last.parts.push(part),
                _ => open.push(OpenGroup { message, parts: vec![part] }),
            }
        }
        Ok(open)
    }

    /// Whether one of the latest parts from this SMSC has a stamp to the second. `smsc` is the start of its PDU.
    pub fn has_stamp_to_the_second(&self, smsc: &[u8]) -> Result<bool, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT raw FROM part WHERE id > (SELECT max(id) FROM part) - ?1 AND form = 'pdu'
               AND substr(raw, 1, length(?2)) = ?2",
        )?;
        let mut stamps =
            statement.query_map(params![STAMPS_SEEN, smsc], |row| Ok(inbound::stamp(row.get_ref(0)?.as_blob()?)))?;
        stamps.try_fold(false, |any, stamp| Ok(any || stamp?.is_some_and(inbound::is_to_the_second)))
    }

    /// The head of a message.
    pub fn head(&self, message: MessageRow) -> Result<Head, StoreError> {
        Ok(self.0.prepare_cached("SELECT id, sim, sender, number, parts FROM message WHERE seq = ?1")?.query_row(
            [message],
            |row| {
                Ok(Head {
                    id: row.get(0)?,
                    sim: row.get(1)?,
                    sender: row.get(2)?,
                    number: row.get(3)?,
                    parts: row.get(4)?,
                })
            },
        )?)
    }

    /// The parts of a message, in order.
    pub fn parts_of(&self, message: MessageRow) -> Result<Vec<StoredPart>, StoreError> {
        let mut statement =
            self.0.prepare_cached("SELECT sequence, raw FROM part WHERE message = ?1 ORDER BY sequence")?;
        let rows = statement.query_map([message], |row| Ok(StoredPart { sequence: row.get(0)?, raw: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Updates a message that waits for no more parts: its state, its content and its time.
    pub fn finish(
        &self,
        message: MessageRow,
        state: MessageState,
        content: &Content,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let code = content.code.as_ref();
        self.0
            .prepare_cached(
                "UPDATE message SET state = ?2, text = ?3, data = ?4, missing = ?5, received_at = ?6, code = ?7,
                   code_service = ?8, code_origin = ?9, code_confidence = ?10, code_expires_at = ?11,
                   code_spelling = ?12, code_alternatives = ?13 WHERE seq = ?1",
            )?
            .execute(params![
                message,
                state,
                content.text,
                content.data,
                content.missing(),
                at.as_millis(),
                code.map(|(code, _)| &code.value),
                code.map(|(code, _)| &code.service),
                code.map(|(code, _)| &code.origin),
                code.map(|(code, _)| code.confidence.0),
                code.map(|(_, expires_at)| expires_at.as_millis()),
                code.map(|(code, _)| &code.spelling),
                alternatives(code),
            ])?;
        Ok(())
    }
}

/// Joins the other values that may be the code by ends of line, which no value contains.
fn alternatives(code: Option<&(Code, Timestamp)>) -> String {
    code.map(|(code, _)| code.alternatives.join("\n")).unwrap_or_default()
}

/// Joins links by ends of line, which a link can't contain (RFC 3986 section 2).
fn media(content: &Arrived) -> String {
    match content {
        Arrived::Text(text) => text.media.join("\n"),
        Arrived::Pdu(_) | Arrived::Garbled(_) => String::new(),
    }
}
