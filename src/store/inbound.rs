//! Messages on their way in.

use rusqlite::{OptionalExtension, params};

use crate::flow::assembly::{Group, OpenGroup, Part};
use crate::flow::inbound::{self, MessageState};
use crate::flow::notice::Code;
use crate::flow::{Arrival, Content as Arrived, Place};
use crate::model::{Iccid, Imsi, LineId, MessageId, MessageRow, Name, PartRow, SimKey, Timestamp};

use super::{StoreError, Tx};

/// Parts among which one tells how exact the stamps of its SMSC are.
const STAMPS_SEEN: i64 = 1000;

/// A message to be written: whole, or the beginning of one.
pub struct NewMessage<'a> {
    pub id: MessageId,
    pub state: MessageState,
    pub sim: SimKey,
    pub sim_name: &'a str,
    pub arrival: &'a Arrival,
    pub sender: &'a str,
    pub number: Option<&'a str>,
    pub owner: Option<&'a str>,
    pub sent_at: Option<&'a str>,
    pub received_at: Timestamp,
    pub parts: u8,
    pub group: Option<&'a Group>,
    pub content: &'a Content,
}

/// What a message turned out to say.
#[derive(Default)]
pub struct Content {
    pub text: Option<String>,
    pub data: Option<Vec<u8>>,
    /// With its expiry as a point in time.
    pub code: Option<(Code, Timestamp)>,
    pub missing: Vec<u8>,
}

impl Content {
    fn missing(&self) -> String {
        let missing: Vec<String> = self.missing.iter().map(u8::to_string).collect();
        missing.join(",")
    }
}

/// What a message is known by.
pub struct Head {
    pub id: String,
    pub sim: SimKey,
    pub sender: String,
    pub number: Option<String>,
    pub parts: u8,
}

/// A part read back for decoding.
pub struct StoredPart {
    pub sequence: u8,
    pub raw: Vec<u8>,
}

impl Tx<'_> {
    /// The number that stands for a line in other tables.
    pub fn sim(&self, sim: &LineId) -> Result<SimKey, StoreError> {
        let key = sim.to_string();
        let known = self
            .0
            .prepare_cached("SELECT id FROM sim WHERE key = ?1")?
            .query_row([&key], |row| row.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        self.0.prepare_cached("INSERT INTO sim (key) VALUES (?1)")?.execute([&key])?;
        Ok(SimKey::new(self.0.last_insert_rowid()))
    }

    /// The other rows of a card, from when it was known by its subscription alone.
    pub fn other_names(&self, line: &LineId) -> Result<Vec<SimKey>, StoreError> {
        let LineId::Iccid(iccid) = line else { return Ok(Vec::new()) };
        let sql = "SELECT s.id FROM card c JOIN sim s ON s.key = 'imsi:' || c.imsi WHERE c.iccid = ?1";
        let ids =
            self.0.prepare_cached(sql)?.query_map([iccid.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(ids)
    }

    /// The rows under which a device's lines received while nobody could tell which card was in it; for such a line,
    /// that of the card that was in it last.
    pub fn rows_unnamed(&self, device: &Name, line: &LineId) -> Result<Vec<SimKey>, StoreError> {
        let sql = match line {
            LineId::Slot { .. } | LineId::Number { .. } => return Ok(Vec::new()),
            LineId::Iccid(_) | LineId::Imsi(_) => {
                "SELECT id FROM sim WHERE key IN ('device:' || ?1, (SELECT 'imei:' || imei FROM device WHERE name = ?1))"
            }
            LineId::Equipment(_) | LineId::Device(_) => {
                "SELECT s.id FROM seat t JOIN sim s ON s.key = t.card WHERE t.device = ?1"
            }
        };
        let ids =
            self.0.prepare_cached(sql)?.query_map([device.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(ids)
    }

    /// Notes which card a subscription is on. What was known by the subscription alone so far goes
    /// on under the card's number.
    pub fn card(&self, iccid: &Iccid, imsi: &Imsi) -> Result<(), StoreError> {
        if self.card_of(imsi)?.as_ref() == Some(iccid) {
            return Ok(());
        }
        let names = params![LineId::Iccid(iccid.clone()).to_string(), LineId::Imsi(imsi.clone()).to_string()];
        self.0.execute("UPDATE OR IGNORE sim SET key = ?1 WHERE key = ?2", names)?;
        self.0.execute("UPDATE OR REPLACE place SET holder = ?1 WHERE holder = ?2", names)?;
        // Where both were known already, what was sent under either counts for the card, and a message is joined by parts
        // that come later. What is whole stays where it is: its deliveries are in the order of that line.
        for (table, open) in [("debit", ""), ("outgoing", ""), ("stopped", ""), ("message", "AND state = 'assembling'")]
        {
            let sql = format!(
                "UPDATE OR IGNORE {table} SET sim = (SELECT id FROM sim WHERE key = ?1)
                 WHERE sim = (SELECT id FROM sim WHERE key = ?2) {open}"
            );
            self.0.execute(&sql, names)?;
        }
        self.0
            .prepare_cached(
                "INSERT INTO card (imsi, iccid) VALUES (?1, ?2)
                 ON CONFLICT (imsi) DO UPDATE SET iccid = ?2 WHERE iccid <> ?2",
            )?
            .execute(params![imsi.as_str(), iccid.as_str()])?;
        Ok(())
    }

    pub fn card_of(&self, imsi: &Imsi) -> Result<Option<Iccid>, StoreError> {
        let known: Option<String> = self
            .0
            .prepare_cached("SELECT iccid FROM card WHERE imsi = ?1")?
            .query_row([imsi.as_str()], |row| row.get(0))
            .optional()?;
        Ok(known.and_then(|iccid| Iccid::parse(&iccid).ok()))
    }

    /// What was last committed from this place and not seen deleted since.
    pub fn in_place(&self, place: &Place) -> Result<Option<[u8; 32]>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT fingerprint FROM place WHERE holder = ?1 AND store = ?2 AND slot = ?3")?
            .query_row(params![place.holder.to_string(), place.slot.store.as_str(), place.slot.index], |row| row.get(0))
            .optional()?)
    }

    pub fn placed(&self, place: &Place, fingerprint: &[u8; 32]) -> Result<(), StoreError> {
        self.0
            .prepare_cached("INSERT OR REPLACE INTO place (holder, store, slot, fingerprint) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![place.holder.to_string(), place.slot.store.as_str(), place.slot.index, fingerprint])?;
        Ok(())
    }

    /// The place was seen empty.
    pub fn freed(&self, place: &Place) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM place WHERE holder = ?1 AND store = ?2 AND slot = ?3")?.execute(params![
            place.holder.to_string(),
            place.slot.store.as_str(),
            place.slot.index
        ])?;
        Ok(())
    }

    /// Counts a repeat of a part that arrived after `since`, or later than the part `young`; `false`:
    /// there is none.
    pub fn repeated(
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

    pub fn begun(&self, new: &NewMessage) -> Result<MessageRow, StoreError> {
        let code = new.content.code.as_ref();
        self.0
            .prepare_cached(
                "INSERT INTO message (id, state, sim, sim_name, device, sender, number, owner, sent_at,
                   first_at, received_at, parts, reference, wide, text, data, missing, code,
                   code_service, code_origin, code_confidence, code_expires_at, media)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                   ?19, ?20, ?21, ?22, ?23)",
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
            ])?;
        Ok(MessageRow::new(self.0.last_insert_rowid()))
    }

    pub fn part(
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

    /// Groups that lack parts and have this key.
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

    /// Whether, of the latest parts, one whose PDU begins with these octets was stamped to the second.
    pub fn stamps_to_the_second(&self, smsc: &[u8]) -> Result<bool, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT raw FROM part WHERE id > (SELECT max(id) FROM part) - ?1 AND form = 'pdu'
               AND substr(raw, 1, length(?2)) = ?2",
        )?;
        let mut stamps =
            statement.query_map(params![STAMPS_SEEN, smsc], |row| Ok(inbound::stamp(row.get_ref(0)?.as_blob()?)))?;
        stamps.try_fold(false, |any, stamp| Ok(any || stamp?.is_some_and(inbound::is_to_the_second)))
    }

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

    pub fn parts(&self, message: MessageRow) -> Result<Vec<StoredPart>, StoreError> {
        let mut statement =
            self.0.prepare_cached("SELECT sequence, raw FROM part WHERE message = ?1 ORDER BY sequence")?;
        let rows = statement.query_map([message], |row| Ok(StoredPart { sequence: row.get(0)?, raw: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A message of several parts has all that it will have.
    pub fn finished(
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
                   code_service = ?8, code_origin = ?9, code_confidence = ?10, code_expires_at = ?11 WHERE seq = ?1",
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
            ])?;
        Ok(())
    }
}

/// Links, one a line: a link has no blanks and no ends of line (RFC 3986 clause 2).
fn media(content: &Arrived) -> String {
    match content {
        Arrived::Text(text) => text.media.join("\n"),
        Arrived::Pdu(_) | Arrived::Garbled(_) => String::new(),
    }
}
