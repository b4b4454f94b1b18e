//! Tables `mailing` and `mailing_recipient`: messages of callers to several recipients.

use rusqlite::{Connection, OptionalExtension, params};

use crate::flow::notice::Kind;
use crate::flow::outbound::State;
use crate::model::{MailingRow, OutgoingRow, Timestamp};

use super::StoreError;

/// A mailing with its recipients, for its caller.
#[derive(Clone, PartialEq, Eq)]
pub struct MailingView {
    /// Its row.
    pub row: MailingRow,
    /// The caller's id of it.
    pub id: String,
    /// The caller.
    pub caller: String,
    /// The text.
    pub text: String,
    /// When the request was accepted.
    pub created_at: Timestamp,
    /// The recipients, in the caller's order.
    pub recipients: Vec<Recipient>,
    /// When the first part was submitted.
    pub submitted_at: Option<Timestamp>,
    /// When a message of it was cancelled last.
    pub cancelled_at: Option<Timestamp>,
    /// The kinds of events about its messages, each with the time of the last one.
    pub events: Vec<(Kind, Timestamp)>,
}

/// A recipient of a mailing.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The number as the caller wrote it.
    pub number: String,
    /// State of the message to it.
    pub state: State,
    /// Why the message waits, or why it ended in this state.
    pub reason: Option<String>,
}

/// Selects mailings. A mailing must have been accepted within the times, and match either the caller or the numbers.
#[derive(Debug, Clone, Default)]
pub struct MailingFilter {
    /// `None`: any caller.
    pub caller: Option<String>,
    /// Numbers to send from. Empty: any number.
    pub numbers: Vec<String>,
    /// Accepted at this time or later.
    pub since: Option<Timestamp>,
    /// Accepted at this time or earlier.
    pub until: Option<Timestamp>,
}

/// The conditions of a filter, on a mailing `m` and a message `o` of it.
const MATCHES: &str = "(?1 IS NULL AND ?2 = '[]' OR m.caller = ?1 OR o.sender IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR m.created_at >= ?3) AND (?4 IS NULL OR m.created_at <= ?4)";

const TABLES: &str = "mailing m JOIN mailing_recipient r ON r.mailing = m.seq JOIN outgoing o ON o.seq = r.outgoing";

/// Reads mailings.
pub struct Mailings<'a>(pub(super) &'a Connection);

impl Mailings<'_> {
    /// The mailings that match a filter, the latest first, with the states of their messages.
    pub fn states(&self, filter: &MailingFilter) -> Result<Vec<(MailingRow, Vec<State>)>, StoreError> {
        let sql = format!("SELECT m.seq, o.state FROM {TABLES} WHERE {MATCHES} ORDER BY m.seq DESC, o.seq");
        let mut statement = self.0.prepare_cached(&sql)?;
        let numbers = serde_json::to_string(&filter.numbers).unwrap_or_default();
        let (since, until) = (filter.since.map(Timestamp::as_millis), filter.until.map(Timestamp::as_millis));
        let rows = statement.query_map(params![filter.caller, numbers, since, until], |row| {
            Ok((row.get::<_, MailingRow>(0)?, row.get::<_, State>(1)?))
        })?;
        let mut found: Vec<(MailingRow, Vec<State>)> = Vec::new();
        for row in rows {
            let (mailing, state) = row?;
            match found.last_mut() {
                Some((last, states)) if *last == mailing => states.push(state),
                Some(_) | None => found.push((mailing, vec![state])),
            }
        }
        Ok(found)
    }

    /// The mailing with this id that matches a filter. One of the caller `own` goes before others.
    pub fn find(&self, id: &str, own: &str, filter: &MailingFilter) -> Result<Option<MailingView>, StoreError> {
        let sql = format!(
            "SELECT m.seq FROM {TABLES} WHERE m.id = ?5 AND {MATCHES} ORDER BY m.caller = ?6 DESC, m.seq DESC LIMIT 1"
        );
        let numbers = serde_json::to_string(&filter.numbers).unwrap_or_default();
        let (since, until) = (filter.since.map(Timestamp::as_millis), filter.until.map(Timestamp::as_millis));
        let mut statement = self.0.prepare_cached(&sql)?;
        let found = statement.query_row(params![filter.caller, numbers, since, until, id, own], |row| row.get(0));
        found.optional()?.map_or(Ok(None), |row| self.get(row))
    }

    /// The mailing of a row.
    pub fn get(&self, row: MailingRow) -> Result<Option<MailingView>, StoreError> {
        let sql = format!(
            "SELECT r.number, o.state, o.reason, m.id, m.caller, m.created_at, o.text,
               CASE WHEN o.state = 'cancelled' THEN o.over_at END,
               (SELECT min(p.handed_at) FROM outgoing_part p WHERE p.message = o.seq)
             FROM {TABLES} WHERE m.seq = ?1 ORDER BY o.seq"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let mut rows = statement.query([row])?;
        let mut view: Option<MailingView> = None;
        while let Some(next) = rows.next()? {
            let time = |at: Option<i64>| at.map(Timestamp::from_millis);
            let recipient = Recipient { number: next.get(0)?, state: next.get(1)?, reason: next.get(2)? };
            let (cancelled_at, submitted_at) = (time(next.get(7)?), time(next.get(8)?));
            if let Some(view) = &mut view {
                view.recipients.push(recipient);
                view.cancelled_at = view.cancelled_at.max(cancelled_at);
                view.submitted_at = [view.submitted_at, submitted_at].into_iter().flatten().min();
                continue;
            }
            view = Some(MailingView {
                row,
                id: next.get(3)?,
                caller: next.get(4)?,
                created_at: Timestamp::from_millis(next.get(5)?),
                text: next.get(6)?,
                recipients: vec![recipient],
                submitted_at,
                cancelled_at,
                events: self.events(row)?,
            });
        }
        Ok(view)
    }

    fn events(&self, row: MailingRow) -> Result<Vec<(Kind, Timestamp)>, StoreError> {
        let sql = "SELECT e.kind, max(e.at) FROM event e JOIN mailing_recipient r ON r.outgoing = e.outgoing
                   WHERE r.mailing = ?1 GROUP BY e.kind";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows =
            statement.query_map([row], |row| Ok((row.get::<_, String>(0)?, Timestamp::from_millis(row.get(1)?))))?;
        let rows: Vec<(String, Timestamp)> = rows.collect::<Result<_, _>>()?;
        Ok(rows.into_iter().filter_map(|(kind, at)| Some((Kind::parse(&kind)?, at))).collect())
    }
}

/// Changes mailings, in a transaction.
pub struct MailingWriter<'a>(pub(super) &'a Connection);

impl MailingWriter<'_> {
    /// Whether a caller used an id before.
    pub fn has_id(&self, caller: &str, id: &str) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) > 0 FROM mailing WHERE caller = ?1 AND id = ?2";
        Ok(self.0.prepare_cached(sql)?.query_row([caller, id], |row| row.get(0))?)
    }

    /// Inserts a mailing without recipients.
    pub fn insert(&self, caller: &str, id: &str, at: Timestamp) -> Result<MailingRow, StoreError> {
        let sql = "INSERT INTO mailing (caller, id, created_at) VALUES (?1, ?2, ?3)";
        self.0.prepare_cached(sql)?.execute(params![caller, id, at.as_millis()])?;
        Ok(MailingRow::new(self.0.last_insert_rowid()))
    }

    /// Adds a recipient, whose message was inserted before. `number` is as the caller wrote it.
    pub fn add_recipient(&self, mailing: MailingRow, message: OutgoingRow, number: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO mailing_recipient (outgoing, mailing, number) VALUES (?1, ?2, ?3)";
        self.0.prepare_cached(sql)?.execute(params![message, mailing, number])?;
        Ok(())
    }

    /// The caller's id of a mailing, and the ids of its messages, in the caller's order.
    pub fn messages_of(&self, mailing: MailingRow) -> Result<Option<(String, Vec<String>)>, StoreError> {
        let id = self.0.prepare_cached("SELECT id FROM mailing WHERE seq = ?1")?.query_row([mailing], |row| row.get(0));
        let Some(id) = id.optional()? else { return Ok(None) };
        let sql = "SELECT o.id FROM mailing_recipient r JOIN outgoing o ON o.seq = r.outgoing WHERE r.mailing = ?1
                   ORDER BY o.seq";
        let mut statement = self.0.prepare_cached(sql)?;
        let messages = statement.query_map([mailing], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(Some((id, messages)))
    }
}
