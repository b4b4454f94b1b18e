//! Tables `sim` and `card`: the lines, and the subscriptions on cards.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::model::{Iccid, Imsi, LineId, Name, SimKey, Timestamp};

use super::StoreError;

/// Reads lines.
pub struct Lines<'a>(pub(super) &'a Connection);

impl Lines<'_> {
    /// All lines with their rows, in the order in which they were first seen.
    pub fn all(&self) -> Result<Vec<(SimKey, LineId)>, StoreError> {
        let mut statement = self.0.prepare("SELECT id, key FROM sim ORDER BY id")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(SimKey, String)> = rows.collect::<Result<_, _>>()?;
        Ok(rows.into_iter().filter_map(|(key, name)| Some((key, LineId::parse(&name)?))).collect())
    }

    /// When each line received its last message.
    pub fn received(&self) -> Result<BTreeMap<LineId, Timestamp>, StoreError> {
        let mut statement = self.0.prepare("SELECT key, received_at FROM sim WHERE received_at IS NOT NULL")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(String, i64)> = rows.collect::<Result<_, _>>()?;
        let read = |(key, at): (String, i64)| Some((LineId::parse(&key)?, Timestamp::from_millis(at)));
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// The lines that are silent for unusually long, and since when.
    pub fn silent(&self) -> Result<BTreeMap<SimKey, Timestamp>, StoreError> {
        let mut statement = self.0.prepare("SELECT id, silent_since FROM sim WHERE silent_since IS NOT NULL")?;
        let row = |row: &Row| Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?)));
        Ok(statement.query_map([], row)?.collect::<Result<_, _>>()?)
    }
}

/// A line that is in a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServedLine {
    /// Its row.
    pub key: SimKey,
    /// The line.
    pub line: LineId,
    /// The device.
    pub device: Name,
    /// When it received its last message, once a person was told that it has been silent for unusually long.
    pub silent_since: Option<Timestamp>,
}

/// The most arrivals of a line that are looked at. A line with more is never silent for hours.
const ARRIVALS_MAX: u32 = 5000;

/// Changes lines, in a transaction.
pub struct LineWriter<'a>(pub(super) &'a Connection);

impl LineWriter<'_> {
    /// The row of a line. Inserts one if the line has none.
    pub fn ensure_row(&self, line: &LineId) -> Result<SimKey, StoreError> {
        let key = line.to_string();
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

    /// The lines that are in devices now.
    pub fn served(&self) -> Result<Vec<ServedLine>, StoreError> {
        let sql = "SELECT s.id, s.key, l.device, s.silent_since FROM device_line l JOIN sim s ON s.key = l.line ORDER BY s.id";
        let mut statement = self.0.prepare_cached(sql)?;
        let row = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let rows: Vec<(SimKey, String, String, Option<i64>)> =
            statement.query_map([], row)?.collect::<Result<_, _>>()?;
        let served = |(key, line, device, since): (SimKey, String, String, Option<i64>)| {
            let (line, device) = (LineId::parse(&line)?, Name::parse(&device).ok()?);
            Some(ServedLine { key, line, device, silent_since: since.map(Timestamp::from_millis) })
        };
        Ok(rows.into_iter().filter_map(served).collect())
    }

    /// When a line received its last messages since then, the oldest first.
    pub fn arrivals(&self, line: SimKey, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        let sql = "SELECT received_at FROM message WHERE received_at >= ?1 AND sim = ?2 AND state <> 'report'
             ORDER BY received_at DESC LIMIT ?3";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map(params![since.as_millis(), line, ARRIVALS_MAX], |row| row.get(0))?;
        let mut all: Vec<i64> = rows.collect::<Result<_, _>>()?;
        all.reverse();
        Ok(all.into_iter().map(Timestamp::from_millis).collect())
    }

    /// Stores that a line received a message.
    pub fn note_received(&self, line: SimKey, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE sim SET received_at = max(ifnull(received_at, ?2), ?2) WHERE id = ?1";
        self.0.prepare_cached(sql)?.execute(params![line, at.as_millis()])?;
        Ok(())
    }

    /// Stores since when a line is silent, as a person was told; `None`: it is not.
    pub fn set_silent_since(&self, line: SimKey, since: Option<Timestamp>) -> Result<(), StoreError> {
        let sql = "UPDATE sim SET silent_since = ?2 WHERE id = ?1";
        self.0.prepare_cached(sql)?.execute(params![line, since.map(Timestamp::as_millis)])?;
        Ok(())
    }

    /// The line of a row.
    pub fn of_row(&self, key: SimKey) -> Result<Option<LineId>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT key FROM sim WHERE id = ?1")?;
        let name: Option<String> = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(name.as_deref().and_then(LineId::parse))
    }

    /// The other rows of a card, from a time when it was known only by its subscription.
    pub fn other_rows_of(&self, line: &LineId) -> Result<Vec<SimKey>, StoreError> {
        let LineId::Iccid(iccid) = line else { return Ok(Vec::new()) };
        let sql = "SELECT s.id FROM card c JOIN sim s ON s.key = 'imsi:' || c.imsi WHERE c.iccid = ?1";
        let ids =
            self.0.prepare_cached(sql)?.query_map([iccid.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(ids)
    }

    /// For a known card: the rows under which the device received while its card was unknown. For an unknown card:
    /// the row of the card that was in the device last.
    pub fn unnamed_rows_of(&self, device: &Name, line: &LineId) -> Result<Vec<SimKey>, StoreError> {
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

    /// Stores which card a subscription is on. Rows of the subscription become rows of the card. `false`: it was known,
    /// and nothing changed.
    pub fn link_card(&self, iccid: &Iccid, imsi: &Imsi) -> Result<bool, StoreError> {
        if self.card_of(imsi)?.as_ref() == Some(iccid) {
            return Ok(false);
        }
        let names = params![LineId::Iccid(iccid.clone()).to_string(), LineId::Imsi(imsi.clone()).to_string()];
        self.0.execute("UPDATE OR IGNORE sim SET key = ?1 WHERE key = ?2", names)?;
        self.0.execute("UPDATE OR REPLACE place SET holder = ?1 WHERE holder = ?2", names)?;
        // If both had a row already, debits, stops and messages to send move to the card. Open groups move, too, so
        // that later parts join them. Complete messages stay, because their deliveries keep the order of their lane.
        for (table, column, open) in [
            ("debit", "sim", ""),
            ("outgoing", "sim", ""),
            ("outgoing", "line", ""),
            ("stopped", "sim", ""),
            ("message", "sim", "AND state = 'assembling'"),
        ] {
            let sql = format!(
                "UPDATE OR IGNORE {table} SET {column} = (SELECT id FROM sim WHERE key = ?1)
                 WHERE {column} = (SELECT id FROM sim WHERE key = ?2) {open}"
            );
            self.0.execute(&sql, names)?;
        }
        self.0
            .prepare_cached(
                "INSERT INTO card (imsi, iccid) VALUES (?1, ?2)
                 ON CONFLICT (imsi) DO UPDATE SET iccid = ?2 WHERE iccid <> ?2",
            )?
            .execute(params![imsi.as_str(), iccid.as_str()])?;
        Ok(true)
    }

    /// The card that a subscription is on, if it is known.
    pub fn card_of(&self, imsi: &Imsi) -> Result<Option<Iccid>, StoreError> {
        let known: Option<String> = self
            .0
            .prepare_cached("SELECT iccid FROM card WHERE imsi = ?1")?
            .query_row([imsi.as_str()], |row| row.get(0))
            .optional()?;
        Ok(known.and_then(|iccid| Iccid::parse(&iccid).ok()))
    }
}
