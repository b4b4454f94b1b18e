//! Converts values of simgate to columns and back.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql};

use crate::flow::delivery::Lane;
use crate::flow::inbound::MessageState;
use crate::flow::outbound::{PartState, State};
use crate::model::{
    CallRow, DebitRow, DeliveryRow, MailingRow, MessageRow, OutgoingPartRow, OutgoingRow, PartRow, SimKey, TroubleRow,
};

use super::StoreError;

/// Values that are stored as words.
macro_rules! words {
    ($($name:ty),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.as_str()))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Self::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
    )*};
}

words!(MessageState, PartState, State);

/// Row numbers.
macro_rules! rows {
    ($($name:ty),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.get()))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self::new)
            }
        }
    )*};
}

rows!(
    CallRow,
    DebitRow,
    DeliveryRow,
    MailingRow,
    MessageRow,
    OutgoingPartRow,
    OutgoingRow,
    PartRow,
    SimKey,
    TroubleRow
);

/// The lane of events without a line. Rows begin at 1.
const NO_LINE: i64 = 0;

impl ToSql for Lane {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(match self {
            Self::NoLine => NO_LINE,
            Self::Line(sim) => sim.get(),
        }))
    }
}

impl FromSql for Lane {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(match value.as_i64()? {
            NO_LINE => Self::NoLine,
            sim => Self::Line(SimKey::new(sim)),
        })
    }
}

/// Reads rows of a name and a number.
pub fn counts(connection: &Connection, sql: &str) -> Result<Vec<(String, u64)>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn values_are_read_back_and_unknown_words_are_refused() {
        let connection = Connection::open_in_memory().unwrap();
        let stored = |value: &dyn ToSql| connection.query_row("SELECT ?1", [value], |row| row.get::<_, i64>(0));
        let lane = |number: i64| connection.query_row("SELECT ?1", [number], |row| row.get::<_, Lane>(0));
        for (value, number) in [(Lane::NoLine, 0), (Lane::Line(SimKey::new(7)), 7)] {
            assert_eq!((stored(&value), lane(number)), (Ok(number), Ok(value)));
        }
        let state = |text: &str| connection.query_row("SELECT ?1", [text], |row| row.get::<_, PartState>(0));
        assert_eq!(state(PartState::Submitted.as_str()), Ok(PartState::Submitted));
        assert!(state("sending").is_err());
    }
}
