//! Table `call`: missed calls.

use rusqlite::{Connection, params};

use crate::flow::call::MissedCall;
use crate::flow::notice::Code;
use crate::model::{CallRow, MessageId, SimKey, Timestamp};

use super::StoreError;

/// A call to insert.
pub struct NewCall<'a> {
    /// Id of the call.
    pub id: MessageId,
    /// Row of the line.
    pub sim: SimKey,
    /// Name of the line.
    pub sim_name: &'a str,
    /// The call itself.
    pub missed: &'a MissedCall,
    /// The line's own number.
    pub number: Option<&'a str>,
    /// Owner of that number.
    pub owner: Option<&'a str>,
    /// The code in the caller's number, with its expiry.
    pub code: Option<(Code, Timestamp)>,
}

/// Changes missed calls, in a transaction.
pub struct CallWriter<'a>(pub(super) &'a Connection);

impl CallWriter<'_> {
    /// Inserts a call.
    pub fn insert(&self, new: &NewCall) -> Result<CallRow, StoreError> {
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
