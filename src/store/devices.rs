//! Devices as they said last, with the lines in them.

use rusqlite::{OptionalExtension, params};

use crate::flow::{DeviceReport, LineReport};
use crate::model::{LineId, Name, Timestamp};

use super::{Store, StoreError, Tx};

/// A device as last seen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeviceRow {
    pub name: String,
    pub state: String,
    pub reason: String,
    pub model: String,
    pub imei: Option<String>,
    pub at: String,
    pub lines: Vec<DeviceLine>,
}

/// A line in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeviceLine {
    /// What it is known by: `iccid:...`.
    pub line: String,
    /// As the line itself tells.
    pub number: Option<String>,
    pub registration: Option<String>,
    pub signal_dbm: Option<i16>,
}

impl Tx<'_> {
    /// The state of a device, as `simgate devices` shows it.
    pub fn device(&self, report: &DeviceReport, lines: &[LineReport], at: Timestamp) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM device_line WHERE device = ?1")?.execute([report.device.as_str()])?;
        self.0
            .prepare_cached(
                "INSERT OR REPLACE INTO device (name, state, reason, maker, model, imei, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                report.device.as_str(),
                report.state.as_str(),
                report.reason,
                report.maker,
                report.model,
                report.imei.as_ref().map(|imei| imei.as_str().to_owned()),
                at.as_millis(),
            ])?;
        let mut insert = self.0.prepare_cached(
            "INSERT INTO device_line (device, place, line, number, registration, signal_dbm)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (place, line) in (0_i64..).zip(lines) {
            insert.execute(params![
                report.device.as_str(),
                place,
                line.line.to_string(),
                line.number.as_ref().map(|number| number.as_str()),
                line.registration,
                line.signal_dbm,
            ])?;
        }
        Ok(())
    }

    /// It is none of ours any more.
    pub fn device_ended(&self, device: &Name) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM device_line WHERE device = ?1")?.execute([device.as_str()])?;
        self.0.prepare_cached("DELETE FROM device WHERE name = ?1")?.execute([device.as_str()])?;
        Ok(())
    }

    /// A line was seen in a device.
    pub fn seated(&self, device: &Name, line: &LineId, at: Timestamp) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO seat (device, card, since) VALUES (?1, ?2, 0) ON CONFLICT (device)
                 DO UPDATE SET card = excluded.card, since = ?3 WHERE card <> excluded.card",
            )?
            .execute(params![device.as_str(), line.to_string(), at.as_millis()])?;
        Ok(())
    }

    /// When another card was put into a device, as far as known.
    pub fn card_changed_at(&self, device: &Name) -> Result<Timestamp, StoreError> {
        let sql = "SELECT since FROM seat WHERE device = ?1";
        let since = self.0.prepare_cached(sql)?.query_row([device.as_str()], |row| row.get(0)).optional()?;
        Ok(Timestamp::from_millis(since.unwrap_or(0)))
    }
}

impl Store {
    pub fn devices(&self) -> Result<Vec<DeviceRow>, StoreError> {
        let sql = "SELECT name, state, reason, maker || ' ' || model, imei, at FROM device ORDER BY name";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(DeviceRow {
                name: row.get(0)?,
                state: row.get(1)?,
                reason: row.get(2)?,
                model: row.get(3)?,
                imei: row.get(4)?,
                at: Timestamp::from_millis(row.get(5)?).to_string(),
                lines: Vec::new(),
            })
        })?;
        let rows: Vec<DeviceRow> = rows.collect::<Result<_, _>>()?;
        rows.into_iter().map(|row| Ok(DeviceRow { lines: self.device_lines(&row.name)?, ..row })).collect()
    }

    fn device_lines(&self, device: &str) -> Result<Vec<DeviceLine>, StoreError> {
        let sql = "SELECT line, number, registration, signal_dbm FROM device_line WHERE device = ?1 ORDER BY place";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([device], |row| {
            let (line, number, registration, signal_dbm) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(DeviceLine { line, number, registration, signal_dbm })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
