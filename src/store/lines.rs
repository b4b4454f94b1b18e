//! Tables `sim` and `card`: the lines, and the subscriptions on cards.

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::{Iccid, Imsi, LineId, Name, SimKey};

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
}

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
