//! Tables `device`, `device_line` and `seat`: the last report of each device, and the line that it last had.

use rusqlite::{Connection, OptionalExtension, params};

use crate::flow::notice::DeviceTrouble;
use crate::flow::reception::Reception;
use crate::flow::{DeviceReport, LineReport, Warning};
use crate::model::{LineId, Name, Timestamp, TroubleRow};

use super::StoreError;

/// The last report of a device, as JSON for people.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeviceRow {
    /// Name of the device.
    pub name: String,
    /// Its state.
    pub state: String,
    /// Why it has this state, for a person.
    pub reason: String,
    /// Manufacturer and model.
    pub model: String,
    /// Number of the equipment.
    pub imei: Option<String>,
    /// Troubles that last.
    pub warnings: Vec<Warning>,
    /// When it reported, in RFC 3339 form.
    pub at: String,
    /// Its lines.
    pub lines: Vec<DeviceLine>,
}

/// A line in the last report of a device.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeviceLine {
    /// Identity of the line, such as `iccid:...`.
    pub line: String,
    /// The number that the line reports as its own.
    pub number: Option<String>,
    /// Registration with the network, for a person.
    pub registration: Option<String>,
    /// Signal strength.
    pub signal_dbm: Option<i16>,
    /// By which ways messages reach it. `None`: the device does not see the network.
    #[serde(skip)]
    pub reception: Option<Reception>,
}

/// Reads devices.
pub struct Devices<'a>(pub(super) &'a Connection);

impl Devices<'_> {
    /// The last reports of all devices, by name.
    pub fn all(&self) -> Result<Vec<DeviceRow>, StoreError> {
        let sql = "SELECT name, state, reason, maker || ' ' || model, imei, at, warnings FROM device ORDER BY name";
        let mut statement = self.0.prepare(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(DeviceRow {
                name: row.get(0)?,
                state: row.get(1)?,
                reason: row.get(2)?,
                model: row.get(3)?,
                imei: row.get(4)?,
                at: Timestamp::from_millis(row.get(5)?).to_string(),
                warnings: serde_json::from_str(&row.get::<_, String>(6)?).unwrap_or_default(),
                lines: Vec::new(),
            })
        })?;
        let rows: Vec<DeviceRow> = rows.collect::<Result<_, _>>()?;
        rows.into_iter().map(|row| Ok(DeviceRow { lines: self.lines(&row.name)?, ..row })).collect()
    }

    fn lines(&self, device: &str) -> Result<Vec<DeviceLine>, StoreError> {
        let sql = "SELECT line, number, registration, signal_dbm, reception FROM device_line WHERE device = ?1 ORDER BY place";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([device], |row| {
            let (line, number, registration, signal_dbm) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let reception: Option<String> = row.get(4)?;
            let reception = reception.map(|facts| serde_json::from_str(&facts).unwrap_or_default());
            Ok(DeviceLine { line, number, registration, signal_dbm, reception })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Changes devices, in a transaction.
pub struct DeviceWriter<'a>(pub(super) &'a Connection);

impl DeviceWriter<'_> {
    /// The troubles that a device had last.
    pub fn troubles(&self, device: &Name) -> Result<Vec<Warning>, StoreError> {
        let sql = "SELECT warnings FROM device WHERE name = ?1";
        let stored: Option<String> =
            self.0.prepare_cached(sql)?.query_row([device.as_str()], |row| row.get(0)).optional()?;
        Ok(stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Inserts the begin or the end of a trouble.
    pub fn insert_trouble(&self, notice: &DeviceTrouble, at: Timestamp) -> Result<TroubleRow, StoreError> {
        let sql = "INSERT INTO trouble (device, warning, active, reason, remedy, at, sim, iccid)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let DeviceTrouble { sim, device, warning, active, reason, remedy } = notice;
        let (name, iccid) = (sim.as_ref().map(|sim| &sim.name), sim.as_ref().and_then(|sim| sim.iccid.as_ref()));
        self.0.prepare_cached(sql)?.execute(params![
            device,
            warning,
            active,
            reason,
            remedy,
            at.as_millis(),
            name,
            iccid
        ])?;
        Ok(TroubleRow::new(self.0.last_insert_rowid()))
    }

    /// Replaces the stored report of a device by this one. `lines` and `troubles` replace those of the report.
    pub fn set_report(
        &self,
        report: &DeviceReport,
        lines: &[LineReport],
        troubles: &[Warning],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM device_line WHERE device = ?1")?.execute([report.device.as_str()])?;
        self.0
            .prepare_cached(
                "INSERT OR REPLACE INTO device (name, state, reason, maker, model, imei, at, warnings)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                report.device.as_str(),
                report.state.as_str(),
                report.reason,
                report.maker,
                report.model,
                report.imei.as_ref().map(|imei| imei.as_str().to_owned()),
                at.as_millis(),
                serde_json::to_string(troubles).expect("plain data"),
            ])?;
        let mut insert = self.0.prepare_cached(
            "INSERT INTO device_line (device, place, line, number, registration, signal_dbm, reception)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for (place, line) in (0_i64..).zip(lines) {
            insert.execute(params![
                report.device.as_str(),
                place,
                line.line.to_string(),
                line.number.as_ref().map(|number| number.as_str()),
                line.registration,
                line.signal_dbm,
                line.reception.as_ref().map(|facts| serde_json::to_string(facts).expect("plain data")),
            ])?;
        }
        Ok(())
    }

    /// When simgate first found this inbox: now, if it is new.
    pub fn inbox_since(&self, device: &Name, inbox: &str, now: Timestamp) -> Result<Timestamp, StoreError> {
        let sql = "INSERT INTO inbox (device, inbox, since) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        self.0.prepare_cached(sql)?.execute(params![device.as_str(), inbox, now.as_millis()])?;
        let sql = "SELECT since FROM inbox WHERE device = ?1 AND inbox = ?2";
        let since = self.0.prepare_cached(sql)?.query_row([device.as_str(), inbox], |row| row.get(0))?;
        Ok(Timestamp::from_millis(since))
    }

    /// Deletes a device and its lines.
    pub fn delete(&self, device: &Name) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM device_line WHERE device = ?1")?.execute([device.as_str()])?;
        self.0.prepare_cached("DELETE FROM device WHERE name = ?1")?.execute([device.as_str()])?;
        Ok(())
    }

    /// Updates the line that is in a device, and since when, if it changed.
    pub fn set_seat(&self, device: &Name, line: &LineId, at: Timestamp) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO seat (device, card, since) VALUES (?1, ?2, 0) ON CONFLICT (device)
                 DO UPDATE SET card = excluded.card, since = ?3 WHERE card <> excluded.card",
            )?
            .execute(params![device.as_str(), line.to_string(), at.as_millis()])?;
        Ok(())
    }

    /// When a device last got another card, as far as simgate noticed.
    pub fn card_changed_at(&self, device: &Name) -> Result<Timestamp, StoreError> {
        let sql = "SELECT since FROM seat WHERE device = ?1";
        let since = self.0.prepare_cached(sql)?.query_row([device.as_str()], |row| row.get(0)).optional()?;
        Ok(Timestamp::from_millis(since.unwrap_or(0)))
    }
}
