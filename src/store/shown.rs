//! What HTTP and the command line show of messages on their way out, and the stream of all events.

use rusqlite::{OptionalExtension, Row, params};

use crate::flow::notice::Notice;
use crate::flow::outbound::State;
use crate::model::Timestamp;

use super::views::{OUTGOING_EVENT, outgoing};
use super::{Store, StoreError};

/// A message on its way out, for whoever asked for it. Its text stays where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingView {
    pub message_id: String,
    pub caller: String,
    /// The caller's own id for it.
    pub key: Option<String>,
    pub from: Option<String>,
    pub to: String,
    pub state: State,
    pub reason: Option<String>,
    pub parts: u32,
    pub parts_sent: u32,
    pub urgent: bool,
    pub created_at: Timestamp,
    pub send_at: Option<Timestamp>,
    pub expires_at: Timestamp,
    /// The line that it goes, or went, by: `iccid:...`.
    pub sim: Option<String>,
    pub device: Option<String>,
}

/// Which messages are meant. Nothing said is no limit.
#[derive(Debug, Clone, Default)]
pub struct Which<'a> {
    pub state: Option<State>,
    pub caller: Option<&'a str>,
    /// Numbers that they are to be sent from.
    pub numbers: &'a [String],
}

const VIEW: &str = "SELECT o.id, o.caller, o.key, o.sender, o.recipient, o.state, o.reason, o.parts,
    (SELECT count(*) FROM outgoing_part p WHERE p.message = o.seq AND p.state = 'sent'), o.urgent, o.created_at,
    o.send_at, o.expires_at, s.key, o.device
  FROM outgoing o LEFT JOIN sim s ON s.id = o.sim";

fn view(row: &Row<'_>) -> rusqlite::Result<OutgoingView> {
    Ok(OutgoingView {
        message_id: row.get(0)?,
        caller: row.get(1)?,
        key: row.get(2)?,
        from: row.get(3)?,
        to: row.get(4)?,
        state: row.get(5)?,
        reason: row.get(6)?,
        parts: row.get(7)?,
        parts_sent: row.get(8)?,
        urgent: row.get(9)?,
        created_at: Timestamp::from_millis(row.get(10)?),
        send_at: row.get::<_, Option<i64>>(11)?.map(Timestamp::from_millis),
        expires_at: Timestamp::from_millis(row.get(12)?),
        sim: row.get(13)?,
        device: row.get(14)?,
    })
}

impl Store {
    pub fn outgoing_view(&self, id: &str) -> Result<Option<OutgoingView>, StoreError> {
        let sql = format!("{VIEW} WHERE o.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], view).optional()?)
    }

    /// The latest first.
    pub fn outgoing_views(&self, which: &Which<'_>, limit: usize) -> Result<Vec<OutgoingView>, StoreError> {
        let sql = format!(
            "{VIEW} WHERE (?1 IS NULL OR o.state = ?1)
               AND (?2 IS NULL AND ?3 = '[]' OR o.caller = ?2 OR o.sender IN (SELECT value FROM json_each(?3)))
             ORDER BY o.seq DESC LIMIT ?4"
        );
        let numbers = serde_json::to_string(which.numbers).unwrap_or_default();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![which.state, which.caller, numbers, limit], view)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Events of every kind after this one, in order, with their numbers.
    pub fn events(&self, gateway: &str, after: i64, limit: usize) -> Result<Vec<(i64, Notice)>, StoreError> {
        let rows = i64::try_from(limit).unwrap_or(i64::MAX);
        let received = self.inbox(gateway, after, limit)?;
        let sql = format!("SELECT {OUTGOING_EVENT} WHERE e.seq > ?1 ORDER BY e.seq LIMIT ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let sent = statement.query_map([after, rows], |row| Ok((row.get(13)?, outgoing(row, gateway)?)))?;
        let sent: Vec<(i64, Notice)> = sent.collect::<Result<_, _>>()?;
        let received = received.into_iter().map(|row| (row.seq, row.notice));
        let mut all: Vec<_> = received.chain(sent).chain(self.calls(gateway, after, rows)?).collect();
        all.sort_by_key(|(seq, _)| *seq);
        all.truncate(limit);
        Ok(all)
    }

    /// How many messages on their way out there are in each state.
    pub fn outgoing_counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.counts("SELECT state, count(*) FROM outgoing GROUP BY state ORDER BY state")
    }

    /// How many deliveries wait, and how many were given up, as `DESTINATION STATE`.
    pub fn delivery_counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.counts(
            "SELECT destination || ' ' || state, count(*) FROM delivery WHERE state IN ('pending', 'dead')
             GROUP BY destination, state ORDER BY destination, state",
        )
    }

    /// How many deliveries wait that failed while others passed, by destination.
    pub fn set_aside_counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        self.counts(
            "SELECT destination, count(*) FROM delivery WHERE state = 'pending' AND attempts > 0
             GROUP BY destination ORDER BY destination",
        )
    }

    fn counts(&self, sql: &str) -> Result<Vec<(String, u64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
