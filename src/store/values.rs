//! How values of ours are written in columns.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

use crate::flow::delivery::Lane;
use crate::flow::inbound::MessageState;
use crate::flow::outbound::{PartState, State};
use crate::model::{DebitRow, OutgoingPartRow, OutgoingRow, SimKey};

/// Words, each of which stands for one value.
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

/// Numbers of rows.
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

rows!(DebitRow, OutgoingPartRow, OutgoingRow, SimKey);

/// The lane of events that no line has a part in. Rows begin at 1.
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
