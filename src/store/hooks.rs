//! Table `hook`: webhooks that callers registered.

use rusqlite::{Connection, params};

use crate::flow::delivery::Lane;
use crate::flow::hook::{Hook, HookEvent, HookOwner};
use crate::model::{DeliveryRow, Name, Timestamp};

use super::StoreError;

/// The name of a webhook as a destination begins with this; its row number follows. No configured forwarder has such a
/// name.
pub const PREFIX: &str = "hook-";

/// Webhooks whose owner exists.
const OWNED: &str = "hook h LEFT JOIN api_key k ON k.id = h.key WHERE (h.key = 0 OR k.id IS NOT NULL)";

/// Reads webhooks. Those of a key end with it.
pub struct Hooks<'a>(pub(super) &'a Connection);

impl Hooks<'_> {
    /// All webhooks, in the order in which they were registered.
    pub fn all(&self) -> Result<Vec<Hook>, StoreError> {
        let sql = format!("SELECT h.seq, h.key, h.id, h.url, h.event, k.numbers FROM {OWNED} ORDER BY h.seq");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| {
            let (event, numbers): (String, Option<String>) = (row.get(4)?, row.get(5)?);
            let destination = Name::parse(&format!("{PREFIX}{}", row.get::<_, i64>(0)?));
            let (Ok(destination), Some(event)) = (destination, HookEvent::parse(&event)) else { return Ok(None) };
            Ok(Some(Hook {
                destination,
                owner: HookOwner::of_number(row.get(1)?),
                id: row.get(2)?,
                url: row.get(3)?,
                event,
                numbers: numbers.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
            }))
        })?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Whether webhooks or deliveries of removed keys are left.
    pub fn has_leftovers(&self) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT (SELECT count(*) FROM hook) > (SELECT count(*) FROM {OWNED})
                             OR EXISTS (SELECT 1 FROM delivery WHERE {LEFT})"
        );
        Ok(self.0.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }
}

/// Pending deliveries to webhooks that don't exist.
const LEFT: &str = "state = 'pending' AND destination GLOB 'hook-[0-9]*'
  AND NOT EXISTS (SELECT 1 FROM hook h WHERE 'hook-' || h.seq = destination)";

/// Changes webhooks, in a transaction.
pub struct HookWriter<'a>(pub(super) &'a Connection);

impl HookWriter<'_> {
    /// Inserts a webhook, or replaces the one with its id.
    pub fn set(
        &self,
        owner: HookOwner,
        id: &str,
        url: &str,
        event: HookEvent,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO hook (key, id, url, event, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (key, id) DO UPDATE SET url = excluded.url, event = excluded.event";
        self.0.prepare_cached(sql)?.execute(params![owner.number(), id, url, event.as_str(), at.as_millis()])?;
        Ok(())
    }

    /// Number of webhooks of an owner, without the one with this id.
    pub fn count_others(&self, owner: HookOwner, id: &str) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM hook WHERE key = ?1 AND id <> ?2";
        Ok(self.0.prepare_cached(sql)?.query_row(params![owner.number(), id], |row| row.get(0))?)
    }

    /// Whether the key of an owner exists.
    pub fn has_owner(&self, owner: HookOwner) -> Result<bool, StoreError> {
        let sql = "SELECT ?1 = 0 OR EXISTS (SELECT 1 FROM api_key WHERE id = ?1)";
        Ok(self.0.prepare_cached(sql)?.query_row([owner.number()], |row| row.get(0))?)
    }

    /// Deletes a webhook. `false`: the owner has none with this id.
    pub fn delete(&self, owner: HookOwner, id: &str) -> Result<bool, StoreError> {
        Ok(self.0.execute("DELETE FROM hook WHERE key = ?1 AND id = ?2", params![owner.number(), id])? > 0)
    }

    /// Deletes webhooks of removed keys, and drops pending deliveries to webhooks that don't exist.
    pub fn delete_leftovers(&self) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM hook WHERE key <> 0 AND key NOT IN (SELECT id FROM api_key)", [])?;
        let sql = format!(
            "UPDATE delivery SET state = 'dropped', due_at = NULL, error = 'the webhook was removed' WHERE {LEFT}"
        );
        self.0.execute(&sql, [])?;
        Ok(())
    }

    /// Number of messages with a text or data that were received within a period.
    pub fn count_received(&self, since: Timestamp, until: Timestamp) -> Result<u32, StoreError> {
        let sql = format!("SELECT count(*) FROM {RECEIVED}");
        let count = self.0.prepare_cached(&sql)?.query_row([since.as_millis(), until.as_millis()], |row| row.get(0));
        Ok(count?)
    }

    /// Inserts a delivery for each such message, in order. `numbers` are those of the lines; empty: all.
    pub fn deliver_again(
        &self,
        hook: &Hook,
        since: Timestamp,
        until: Timestamp,
        at: Timestamp,
    ) -> Result<Vec<(DeliveryRow, Lane)>, StoreError> {
        let sql = format!(
            "INSERT INTO delivery (event, destination, lane, created_at)
             SELECT e.seq, ?3, m.sim, ?5 FROM {RECEIVED} AND (?4 = '[]' OR m.number IN (SELECT value FROM json_each(?4)))
             ORDER BY e.seq RETURNING id, lane"
        );
        let numbers = serde_json::to_string(&hook.numbers).unwrap_or_default();
        let mut statement = self.0.prepare_cached(&sql)?;
        let values = params![since.as_millis(), until.as_millis(), hook.destination.as_str(), numbers, at.as_millis()];
        let mut rows: Vec<(DeliveryRow, Lane)> =
            statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        rows.sort_by_key(|(delivery, _)| *delivery);
        Ok(rows)
    }
}

/// Received messages of a period with a text or data, which was not erased, and their events.
const RECEIVED: &str = "message m JOIN event e ON e.message = m.seq
  WHERE m.received_at >= ?1 AND m.received_at < ?2 AND (m.text IS NOT NULL OR m.data IS NOT NULL)";
