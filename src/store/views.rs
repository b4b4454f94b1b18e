//! What is read back: for forwarders, for people, for the gateway after a restart.

use rusqlite::{OptionalExtension, Row, params};

use crate::flow::inbound::MessageState;
use crate::flow::notice::{Code, Confidence, Data, Kind, Notice, Outgoing, Received, Sim};
use crate::flow::outbound::State;
use crate::model::{CallRow, DeliveryRow, MessageRow, OutgoingRow, PartRow, Timestamp};
use crate::pdu::hex;

use super::{Store, StoreError};

/// A message, as `simgate inbox` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    pub seq: i64,
    pub state: MessageState,
    pub notice: Notice,
}

/// A delivery, as `simgate deliveries list` shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeliveryView {
    pub id: i64,
    pub event: String,
    pub destination: String,
    pub state: String,
    pub attempts: u32,
    pub created_at: String,
    pub due_at: Option<String>,
    pub error: Option<String>,
}

/// The last row of each table that grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HighWater {
    pub message: MessageRow,
    pub call: CallRow,
    pub part: PartRow,
    pub delivery: DeliveryRow,
    pub outgoing: OutgoingRow,
}

const MESSAGE: &str = "e.seq, m.state, m.id, m.sender, m.number, m.text, m.code, m.code_service, m.code_origin,
  m.code_confidence, m.code_expires_at, m.sim_name, s.key, m.device, m.sent_at, m.received_at, m.parts, m.owner, m.missing,
  m.data, m.media, (SELECT raw FROM part WHERE message = m.seq AND m.state = 'undecoded' LIMIT 1)";

/// What `outgoing` reads, and the event's number after it.
pub const OUTGOING_EVENT: &str = "e.id, e.kind, e.at, o.id, o.key, o.sender, o.recipient, o.reason, o.parts,
    (SELECT count(*) FROM outgoing_part p WHERE p.message = o.seq AND p.state = 'sent'), s.key, o.device,
    o.created_at, e.seq
  FROM event e JOIN outgoing o ON o.seq = e.outgoing LEFT JOIN sim s ON s.id = o.sim";

impl Store {
    /// The event of a delivery that still waits.
    pub fn notice(&self, delivery: DeliveryRow, gateway: &str) -> Result<Option<Notice>, StoreError> {
        let sql = format!(
            "SELECT {MESSAGE} FROM delivery d JOIN event e ON e.seq = d.event JOIN message m ON m.seq = e.message
             JOIN sim s ON s.id = m.sim WHERE d.id = ?1 AND d.state = 'pending'"
        );
        let row =
            self.connection.prepare_cached(&sql)?.query_row([delivery], |row| message(row, gateway)).optional()?;
        match row {
            Some(row) => Ok(Some(row.notice)),
            None => match self.outgoing_notice(delivery, gateway)? {
                Some(notice) => Ok(Some(notice)),
                None => self.call_notice(delivery, gateway),
            },
        }
    }

    fn outgoing_notice(&self, delivery: DeliveryRow, gateway: &str) -> Result<Option<Notice>, StoreError> {
        let sql = format!(
            "SELECT {OUTGOING_EVENT} JOIN delivery d ON d.event = e.seq WHERE d.id = ?1 AND d.state = 'pending'"
        );
        let row = self.connection.prepare_cached(&sql)?.query_row([delivery], |row| outgoing(row, gateway));
        Ok(row.optional()?)
    }

    /// Messages whose event came after `after`, in this order.
    pub fn inbox(&self, gateway: &str, after: i64, limit: usize) -> Result<Vec<InboxRow>, StoreError> {
        self.messages("e.seq > ?1 ORDER BY e.seq", gateway, after, limit)
    }

    /// Whether a code that expired before `limit` is still there.
    pub fn has_expired(&self, limit: Timestamp) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM message WHERE code IS NOT NULL AND code_expires_at < ?1
                   UNION ALL SELECT 1 FROM call WHERE code IS NOT NULL AND code_expires_at < ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([limit.as_millis()])?)
    }

    /// The number of the last event.
    pub fn last_event(&self) -> Result<i64, StoreError> {
        let last: Option<i64> = self.connection.query_row("SELECT max(seq) FROM event", [], |row| row.get(0))?;
        Ok(last.unwrap_or(0))
    }

    /// The latest messages, the oldest of them first.
    pub fn latest(&self, gateway: &str, limit: usize) -> Result<Vec<InboxRow>, StoreError> {
        let mut rows = self.messages("e.seq > ?1 ORDER BY e.seq DESC", gateway, 0, limit)?;
        rows.reverse();
        Ok(rows)
    }

    /// The latest messages before an event, `0` for all, to these numbers, none for all: the latest first.
    pub fn latest_to(
        &self,
        gateway: &str,
        numbers: &[String],
        before: i64,
        limit: usize,
    ) -> Result<Vec<InboxRow>, StoreError> {
        let sql = format!(
            "SELECT {MESSAGE} FROM event e JOIN message m ON m.seq = e.message JOIN sim s ON s.id = m.sim
             WHERE (?1 = 0 OR e.seq < ?1) AND (?2 = '[]' OR m.number IN (SELECT value FROM json_each(?2)))
             ORDER BY e.seq DESC LIMIT ?3"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let numbers = serde_json::to_string(numbers).unwrap_or_default();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![before, numbers, limit], |row| message(row, gateway))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn messages(&self, which: &str, gateway: &str, after: i64, limit: usize) -> Result<Vec<InboxRow>, StoreError> {
        let sql = format!(
            "SELECT {MESSAGE} FROM event e JOIN message m ON m.seq = e.message JOIN sim s ON s.id = m.sim
             WHERE {which} LIMIT ?2"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![after, limit], |row| message(row, gateway))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How far each table has come.
    pub fn marks(&self) -> Result<HighWater, StoreError> {
        let last = |table: &str, column: &str| -> Result<i64, StoreError> {
            let sql = format!("SELECT ifnull(max({column}), 0) FROM {table}");
            Ok(self.connection.query_row(&sql, [], |row| row.get(0))?)
        };
        Ok(HighWater {
            message: MessageRow::new(last("message", "seq")?),
            call: CallRow::new(last("call", "seq")?),
            part: PartRow::new(last("part", "id")?),
            delivery: DeliveryRow::new(last("delivery", "id")?),
            outgoing: OutgoingRow::new(last("outgoing", "seq")?),
        })
    }

    /// Whether a TPDU is kept as it came.
    pub fn holds(&self, raw: &[u8]) -> Result<bool, StoreError> {
        Ok(self.connection.prepare("SELECT 1 FROM part WHERE raw = ?1")?.exists([raw])?)
    }

    /// Groups that still wait for parts, with the time their first part came.
    pub fn assembling(&self) -> Result<Vec<(MessageRow, Timestamp)>, StoreError> {
        let mut statement = self.connection.prepare("SELECT seq, first_at FROM message WHERE state = 'assembling'")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Deliveries in a state, the latest first.
    pub fn deliveries(&self, state: Option<&str>, limit: usize) -> Result<Vec<DeliveryView>, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT d.id, e.id, d.destination, d.state, d.attempts, d.created_at, d.due_at, d.error
             FROM delivery d JOIN event e ON e.seq = d.event WHERE ?1 IS NULL OR d.state = ?1 ORDER BY d.id DESC LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let time = |ms: i64| Timestamp::from_millis(ms).to_string();
        let rows = statement.query_map(params![state, limit], |row| {
            Ok(DeliveryView {
                id: row.get(0)?,
                event: row.get(1)?,
                destination: row.get(2)?,
                state: row.get(3)?,
                attempts: row.get(4)?,
                created_at: time(row.get(5)?),
                due_at: row.get::<_, Option<i64>>(6)?.map(time),
                error: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn message(row: &Row, gateway: &str) -> rusqlite::Result<InboxRow> {
    let id: String = row.get(2)?;
    let time = |ms: i64| Timestamp::from_millis(ms).to_string();
    let received_at = time(row.get(15)?);
    let sim_key: String = row.get(12)?;
    let missing: String = row.get(18)?;
    let code = match row.get::<_, Option<String>>(6)? {
        Some(value) => Some(Code {
            value,
            service: row.get(7)?,
            origin: row.get(8)?,
            confidence: Confidence(row.get(9)?),
            expires_at: time(row.get(10)?),
        }),
        None => None,
    };
    let expires_at: Option<i64> = row.get(10)?;
    let (text, data): (Option<String>, Option<Vec<u8>>) = (row.get(5)?, row.get(19)?);
    let media: String = row.get(20)?;
    let received = Received {
        message_id: id.clone(),
        from: row.get(3)?,
        to: row.get(4)?,
        text_from: (text.is_some() && data.is_some()).then_some("data"),
        text,
        expired: code.is_none() && expires_at.is_some(),
        code,
        sim: Sim { name: row.get(11)?, iccid: sim_key.strip_prefix("iccid:").map(str::to_owned) },
        device: row.get(13)?,
        sent_at: row.get(14)?,
        received_at: received_at.clone(),
        parts: row.get(16)?,
        owner: row.get(17)?,
        missing_parts: missing.split(',').filter_map(|number| number.parse().ok()).collect(),
        data_hex: data.map(|data| hex::encode(&data)),
        media: media.lines().map(str::to_owned).collect(),
        undecoded_hex: row.get::<_, Option<Vec<u8>>>(21)?.map(|raw| hex::encode(&raw)),
    };
    Ok(InboxRow {
        seq: row.get(0)?,
        state: row.get(1)?,
        notice: Notice {
            id: format!("{id}.received"),
            kind: Kind::SmsReceived,
            time: received_at,
            gateway: gateway.to_owned(),
            data: Data::Received(Box::new(received)),
        },
    })
}

/// The event of a message on its way out. What the event says stays, whatever became of the message later.
pub fn outgoing(row: &Row, gateway: &str) -> rusqlite::Result<Notice> {
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
            id: row.get(4)?,
            from: row.get(5)?,
            to: row.get(6)?,
            state: state.as_str(),
            reason: row.get::<_, Option<String>>(7)?.filter(|_| failed),
            parts: row.get(8)?,
            parts_sent: row.get(9)?,
            iccid: sim.and_then(|key| key.strip_prefix("iccid:").map(str::to_owned)),
            device: row.get(11)?,
            created_at: Timestamp::from_millis(row.get(12)?).to_string(),
        })),
    })
}
