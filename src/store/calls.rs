//! Calls that were missed.

use rusqlite::{OptionalExtension, Row, params};

use crate::flow::call::MissedCall;
use crate::flow::notice::{Call, Code, Confidence, Data, Kind, Notice, Sim};
use crate::model::{CallRow, DeliveryRow, MessageId, SimKey, Timestamp};

use super::{Store, StoreError, Tx};

/// A call to be written.
pub struct NewCall<'a> {
    pub id: MessageId,
    pub sim: SimKey,
    pub sim_name: &'a str,
    pub missed: &'a MissedCall,
    pub number: Option<&'a str>,
    pub owner: Option<&'a str>,
    /// With its expiry as a point in time.
    pub code: Option<(Code, Timestamp)>,
}

/// What `notice` reads, and the event's number after it.
const CALL_EVENT: &str =
    "e.id, e.at, c.id, c.caller, c.number, c.code, c.code_confidence, c.code_expires_at, c.sim_name,
    s.key, c.device, c.received_at, c.rings, c.owner, e.seq
  FROM event e JOIN call c ON c.seq = e.call JOIN sim s ON s.id = c.sim";

impl Tx<'_> {
    pub fn missed(&self, new: &NewCall) -> Result<CallRow, StoreError> {
        let code = new.code.as_ref();
        self.0
            .prepare_cached(
                "INSERT INTO call (id, sim, sim_name, device, caller, number, owner, rings, received_at,
                   code, code_confidence, code_expires_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                new.id.to_string(),
                new.sim,
                new.sim_name,
                new.missed.device.as_str(),
                new.missed.caller,
                new.number,
                new.owner,
                new.missed.rings,
                new.missed.at.as_millis(),
                code.map(|(code, _)| &code.value),
                code.map(|(code, _)| code.confidence.0),
                code.map(|(_, expires_at)| expires_at.as_millis()),
            ])?;
        Ok(CallRow::new(self.0.last_insert_rowid()))
    }
}

impl Store {
    /// The event of a delivery that still waits, where that is of a call.
    pub(super) fn call_notice(&self, delivery: DeliveryRow, gateway: &str) -> Result<Option<Notice>, StoreError> {
        let sql =
            format!("SELECT {CALL_EVENT} JOIN delivery d ON d.event = e.seq WHERE d.id = ?1 AND d.state = 'pending'");
        let row = self.connection.prepare_cached(&sql)?.query_row([delivery], |row| notice(row, gateway));
        Ok(row.optional()?)
    }

    /// Events of calls after this one, in order, with their numbers.
    pub(super) fn calls(&self, gateway: &str, after: i64, limit: i64) -> Result<Vec<(i64, Notice)>, StoreError> {
        let sql = format!("SELECT {CALL_EVENT} WHERE e.seq > ?1 ORDER BY e.seq LIMIT ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([after, limit], |row| Ok((row.get(14)?, notice(row, gateway)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn notice(row: &Row, gateway: &str) -> rusqlite::Result<Notice> {
    let time = |ms: i64| Timestamp::from_millis(ms).to_string();
    let code = match row.get::<_, Option<String>>(5)? {
        Some(value) => Some(Code {
            value,
            service: None,
            origin: None,
            confidence: Confidence(row.get(6)?),
            expires_at: time(row.get(7)?),
        }),
        None => None,
    };
    let sim_key: String = row.get(9)?;
    let expires_at: Option<i64> = row.get(7)?;
    Ok(Notice {
        id: row.get(0)?,
        kind: Kind::CallMissed,
        time: time(row.get(1)?),
        gateway: gateway.to_owned(),
        data: Data::Call(Box::new(Call {
            call_id: row.get(2)?,
            from: row.get(3)?,
            to: row.get(4)?,
            expired: code.is_none() && expires_at.is_some(),
            code,
            sim: Sim { name: row.get(8)?, iccid: sim_key.strip_prefix("iccid:").map(str::to_owned) },
            device: row.get(10)?,
            received_at: time(row.get(11)?),
            rings: row.get(12)?,
            owner: row.get(13)?,
        })),
    })
}
