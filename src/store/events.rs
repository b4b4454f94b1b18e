//! Table `event`, for reading: the events of messages, calls and troubles, as destinations receive them.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::flow::notice::{Call, Code, Confidence, Data, DeviceTrouble, Kind, Notice, Outgoing, Sim};
use crate::flow::outbound::State;
use crate::model::{DeliveryRow, Timestamp};

use super::StoreError;
use super::inbox::{Inbox, RECEIVED_COLUMNS, received};

/// The columns that [`outgoing`] reads, then the event's number, and their tables.
const OUTGOING_EVENT: &str = "e.id, e.kind, e.at, o.id, o.key, o.sender, o.recipient, o.reason, o.parts,
    (SELECT count(*) FROM outgoing_part p WHERE p.message = o.seq AND p.state = 'sent'), s.key, o.device,
    o.created_at, e.seq, o.sim,
    (SELECT a.id FROM mailing_recipient r JOIN mailing a ON a.seq = r.mailing WHERE r.outgoing = o.seq)
  FROM event e JOIN outgoing o ON o.seq = e.outgoing LEFT JOIN sim s ON s.id = o.sim";

/// The columns that [`call`] reads, then the event's number, and their tables.
const CALL_EVENT: &str =
    "e.id, e.at, c.id, c.caller, c.number, c.code, c.code_confidence, c.code_expires_at, c.sim_name,
    s.key, c.device, c.received_at, c.rings, c.owner, e.seq
  FROM event e JOIN call c ON c.seq = e.call JOIN sim s ON s.id = c.sim";

/// The columns that [`trouble`] reads, then the event's number, and their tables.
const TROUBLE_EVENT: &str = "e.id, e.at, t.device, t.warning, t.active, t.reason, t.remedy, e.seq, t.sim, t.iccid
  FROM event e JOIN trouble t ON t.seq = e.trouble";
/// That an event happened, without its message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventEntry {
    /// Its number.
    pub seq: i64,
    /// Its id.
    pub id: String,
    /// What happened, such as `sms.sent`.
    pub kind: String,
    /// When.
    pub at: Timestamp,
}

/// Reads events. `gateway` is the name in them.
pub struct Events<'a>(pub(super) &'a Connection);

impl Events<'_> {
    /// The event of a pending delivery. `None`: the delivery is no longer pending.
    pub fn of_delivery(&self, delivery: DeliveryRow, gateway: &str) -> Result<Option<Notice>, StoreError> {
        let sql = format!(
            "SELECT {RECEIVED_COLUMNS} FROM delivery d JOIN event e ON e.seq = d.event JOIN message m ON m.seq = e.message
             JOIN sim s ON s.id = m.sim WHERE d.id = ?1 AND d.state = 'pending'"
        );
        let row = self.0.prepare_cached(&sql)?.query_row([delivery], |row| received(row, gateway)).optional()?;
        match row {
            Some(row) => Ok(Some(row.notice)),
            None => match self.of_outgoing(delivery, gateway)? {
                Some(notice) => Ok(Some(notice)),
                None => match self.of_call(delivery, gateway)? {
                    Some(notice) => Ok(Some(notice)),
                    None => self.of_trouble(delivery, gateway),
                },
            },
        }
    }

    /// Events with a higher number than `after`, in order, with their numbers.
    pub fn after(&self, gateway: &str, after: i64, limit: usize) -> Result<Vec<(i64, Notice)>, StoreError> {
        let rows = i64::try_from(limit).unwrap_or(i64::MAX);
        let received = Inbox(self.0).after(gateway, after, limit)?;
        let sql = format!("SELECT {OUTGOING_EVENT} WHERE e.seq > ?1 ORDER BY e.seq LIMIT ?2");
        let mut statement = self.0.prepare_cached(&sql)?;
        let sent = statement.query_map([after, rows], |row| Ok((row.get(13)?, outgoing(row, gateway)?)))?;
        let sent: Vec<(i64, Notice)> = sent.collect::<Result<_, _>>()?;
        let received = received.into_iter().map(|row| (row.seq, row.notice));
        let mut all: Vec<_> = received.chain(sent).chain(self.calls_after(gateway, after, rows)?).collect();
        all.extend(self.troubles_after(gateway, after, rows)?);
        all.sort_by_key(|(seq, _)| *seq);
        all.truncate(limit);
        Ok(all)
    }

    /// Events of a period, the latest first.
    pub fn log(
        &self,
        since: Option<Timestamp>,
        until: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<EventEntry>, StoreError> {
        let sql = "SELECT seq, id, kind, at FROM event WHERE (?1 IS NULL OR at >= ?1) AND (?2 IS NULL OR at <= ?2)
                   ORDER BY seq DESC LIMIT ?3";
        let mut statement = self.0.prepare_cached(sql)?;
        let (since, until) = (since.map(Timestamp::as_millis), until.map(Timestamp::as_millis));
        let rows = statement.query_map(params![since, until, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            let at = Timestamp::from_millis(row.get(3)?);
            Ok(EventEntry { seq: row.get(0)?, id: row.get(1)?, kind: row.get(2)?, at })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Number of the last event; 0 if there is none.
    pub fn last(&self) -> Result<i64, StoreError> {
        let last: Option<i64> = self.0.query_row("SELECT max(seq) FROM event", [], |row| row.get(0))?;
        Ok(last.unwrap_or(0))
    }

    /// The event of a pending delivery, if it is about a message to send.
    fn of_outgoing(&self, delivery: DeliveryRow, gateway: &str) -> Result<Option<Notice>, StoreError> {
        let sql = format!(
            "SELECT {OUTGOING_EVENT} JOIN delivery d ON d.event = e.seq WHERE d.id = ?1 AND d.state = 'pending'"
        );
        let row = self.0.prepare_cached(&sql)?.query_row([delivery], |row| outgoing(row, gateway));
        Ok(row.optional()?)
    }

    /// The event of a pending delivery, if it is about a call.
    fn of_call(&self, delivery: DeliveryRow, gateway: &str) -> Result<Option<Notice>, StoreError> {
        let sql =
            format!("SELECT {CALL_EVENT} JOIN delivery d ON d.event = e.seq WHERE d.id = ?1 AND d.state = 'pending'");
        let row = self.0.prepare_cached(&sql)?.query_row([delivery], |row| call(row, gateway));
        Ok(row.optional()?)
    }

    /// The event of a pending delivery, if it is about a trouble of a device.
    fn of_trouble(&self, delivery: DeliveryRow, gateway: &str) -> Result<Option<Notice>, StoreError> {
        let sql = format!(
            "SELECT {TROUBLE_EVENT} JOIN delivery d ON d.event = e.seq WHERE d.id = ?1 AND d.state = 'pending'"
        );
        let row = self.0.prepare_cached(&sql)?.query_row([delivery], |row| trouble(row, gateway));
        Ok(row.optional()?)
    }

    /// Events of troubles with a higher number than `after`, in order, with their numbers.
    fn troubles_after(&self, gateway: &str, after: i64, limit: i64) -> Result<Vec<(i64, Notice)>, StoreError> {
        let sql = format!("SELECT {TROUBLE_EVENT} WHERE e.seq > ?1 ORDER BY e.seq LIMIT ?2");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map([after, limit], |row| Ok((row.get(7)?, trouble(row, gateway)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Events of calls with a higher number than `after`, in order, with their numbers.
    fn calls_after(&self, gateway: &str, after: i64, limit: i64) -> Result<Vec<(i64, Notice)>, StoreError> {
        let sql = format!("SELECT {CALL_EVENT} WHERE e.seq > ?1 ORDER BY e.seq LIMIT ?2");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map([after, limit], |row| Ok((row.get(14)?, call(row, gateway)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Reads the event of a message to send. It keeps the state that it announced, whatever the state is now.
fn outgoing(row: &Row, gateway: &str) -> rusqlite::Result<Notice> {
    let kind: String = row.get(1)?;
    let kind = Kind::parse(&kind).unwrap_or(Kind::SmsUnknown);
    let state = State::ALL.into_iter().find(|state| Kind::of(*state) == Some(kind)).unwrap_or(State::Unknown);
    let sim: Option<String> = row.get(10)?;
    let failed = matches!(state, State::Failed | State::Unknown | State::Undelivered);
    Ok(Notice {
        id: row.get(0)?,
        kind,
        time: Timestamp::from_millis(row.get(2)?).to_string(),
        gateway: gateway.to_owned(),
        data: Data::Outgoing(Box::new(Outgoing {
            message_id: row.get(3)?,
            id: row.get::<_, Option<String>>(4)?.or(row.get(15)?),
            from: row.get(5)?,
            to: row.get(6)?,
            state: state.as_str(),
            reason: row.get::<_, Option<String>>(7)?.filter(|_| failed),
            parts: row.get(8)?,
            parts_sent: row.get(9)?,
            line: row.get(14)?,
            iccid: sim.and_then(|key| key.strip_prefix("iccid:").map(str::to_owned)),
            device: row.get(11)?,
            created_at: Timestamp::from_millis(row.get(12)?).to_string(),
        })),
    })
}

/// Reads the event of a call.
fn call(row: &Row, gateway: &str) -> rusqlite::Result<Notice> {
    let time = |ms: i64| Timestamp::from_millis(ms).to_string();
    let code = match row.get::<_, Option<String>>(5)? {
        Some(value) => Some(Code {
            value,
            spelling: None,
            alternatives: Vec::new(),
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

/// Reads the event of a trouble.
fn trouble(row: &Row, gateway: &str) -> rusqlite::Result<Notice> {
    let name: Option<String> = row.get(8)?;
    let iccid = row.get(9)?;
    let sim = name.map(|name| Sim { name, iccid });
    Ok(Notice {
        id: row.get(0)?,
        kind: if sim.is_some() { Kind::SimAlarm } else { Kind::DeviceState },
        time: Timestamp::from_millis(row.get(1)?).to_string(),
        gateway: gateway.to_owned(),
        data: Data::Device(Box::new(DeviceTrouble {
            sim,
            device: row.get(2)?,
            warning: row.get(3)?,
            active: row.get(4)?,
            reason: row.get(5)?,
            remedy: row.get(6)?,
        })),
    })
}
