//! The tables, and the migrations from earlier versions of them.

use rusqlite::Connection;

use super::error::StoreError;

/// The version of [`TABLES`]. Earlier versions were development versions, and no database of theirs is read.
const FIRST: usize = 15;

/// Each entry migrates the database from version `FIRST` plus its index to the next one. A released entry is never
/// changed; a change of the tables is a new entry.
const MIGRATIONS: &[&str] = &[];

/// The tables of a new database.
const TABLES: &str = include_str!("tables.sql");

/// The version of the tables of this program.
pub fn version() -> usize {
    FIRST + MIGRATIONS.len()
}

/// Creates the tables of a new database, or migrates an older one to [`version`]. Each step is a transaction.
pub fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let found = stamped(connection)?;
    if found == 0 {
        step(connection, TABLES, FIRST)?;
    } else {
        refuse_unknown(found)?;
    }
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(found.saturating_sub(FIRST)) {
        step(connection, migration, FIRST + index + 1)?;
    }
    Ok(())
}

fn step(connection: &mut Connection, sql: &str, version: usize) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "user_version", i64::try_from(version).expect("few migrations"))?;
    Ok(transaction.commit()?)
}

/// Checks that the tables are those of this program, for readers.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    match stamped(connection)? {
        0 => Err(StoreError::Empty),
        found => {
            refuse_unknown(found)?;
            let known = version();
            if found < known { Err(StoreError::FromEarlierProgram { found, known }) } else { Ok(()) }
        }
    }
}

/// Refuses a version that this program doesn't know.
fn refuse_unknown(found: usize) -> Result<(), StoreError> {
    let known = version();
    match found {
        _ if found < FIRST => Err(StoreError::FromDevelopment { found }),
        _ if found > known => Err(StoreError::FromLaterProgram { found, known }),
        _ => Ok(()),
    }
}

/// The version that the database is stamped with; 0: it is new.
fn stamped(connection: &Connection) -> Result<usize, StoreError> {
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(found).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A_MESSAGE: &str = "
        INSERT INTO sim (id, key) VALUES (1, 'iccid:1');
        INSERT INTO message (seq, id, state, sim, sim_name, device, sender, first_at, received_at, parts)
          VALUES (7, 'm', 'complete', 1, 's', 'd', 'x', 1, 1, 1);
    ";

    fn new() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection
    }

    #[test]
    fn a_new_database_gets_each_table_once() {
        let mut connection = new();
        assert_eq!(stamped(&connection).unwrap(), version());
        migrate(&mut connection).unwrap();
        check(&connection).unwrap();
        let empty = check(&Connection::open_in_memory().unwrap()).unwrap_err();
        assert!(matches!(empty, StoreError::Empty), "{empty}");
    }

    /// Such a database is not changed.
    #[test]
    fn a_database_of_an_unknown_version_is_refused() {
        for found in [1, FIRST - 1, version() + 1, 99] {
            let mut connection = Connection::open_in_memory().unwrap();
            connection.pragma_update(None, "user_version", i64::try_from(found).unwrap()).unwrap();
            let errors = [check(&connection).unwrap_err(), migrate(&mut connection).unwrap_err()];
            for error in errors {
                let is_right = match &error {
                    StoreError::FromDevelopment { found: reported } => *reported == found && found < FIRST,
                    StoreError::FromLaterProgram { found: reported, .. } => *reported == found && found > version(),
                    StoreError::Sqlite(_)
                    | StoreError::Open { .. }
                    | StoreError::Empty
                    | StoreError::FromEarlierProgram { .. }
                    | StoreError::Files { .. }
                    | StoreError::Damaged { .. }
                    | StoreError::Lost { .. } => false,
                };
                assert!(is_right, "{found}: {error}");
            }
            let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
            assert_eq!((tables, stamped(&connection).unwrap()), (0, found));
        }
    }

    #[test]
    fn a_check_of_states_builds_no_table() {
        let connection = new();
        for (table, state) in
            [("message", "report"), ("delivery", "dropped"), ("outgoing", "cancelled"), ("outgoing_part", "unknown")]
        {
            let mut explained = connection.prepare(&format!("EXPLAIN UPDATE {table} SET state = '{state}'")).unwrap();
            let steps = explained.query_map([], |row| row.get::<_, String>(1)).unwrap();
            assert!(!steps.map(Result::unwrap).any(|step| step == "OpenEphemeral"), "{table}");
        }
        connection.execute_batch(A_MESSAGE).unwrap();
        let refused = connection.execute("UPDATE message SET state = 'lost'", []).unwrap_err();
        assert!(refused.to_string().contains("CHECK constraint failed"), "{refused}");
    }

    /// A client resumes a stream by the number of an event.
    #[test]
    fn an_event_is_about_one_row_is_deleted_with_it_and_its_number_is_never_reused() {
        let connection = new();
        connection.pragma_update(None, "foreign_keys", "ON").unwrap();
        connection.execute_batch(A_MESSAGE).unwrap();
        let call =
            "INSERT INTO call (seq, id, sim, sim_name, device, rings, received_at) VALUES (7, 'c', 1, 's', 'd', 1, 1)";
        connection.execute(call, []).unwrap();
        let event = |columns: &str, values: &str| {
            connection.execute(
                &format!("INSERT INTO event (id, kind, at{columns}) VALUES (?1, 'k', 1{values})"),
                [format!("{columns}{values}")],
            )
        };
        assert!(event("", "").is_err());
        assert!(event(", message, call", ", 7, 7").is_err());
        event(", message", ", 7").unwrap();
        let last = connection.last_insert_rowid();
        connection
            .execute("INSERT INTO delivery (event, destination, lane, created_at) VALUES (?1, 'backend', 1, 1)", [last])
            .unwrap();
        connection.execute("DELETE FROM message", []).unwrap();
        let left = "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM delivery)";
        let left: i64 = connection.query_row(left, [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0);
        event(", call", ", 7").unwrap();
        assert_eq!(connection.last_insert_rowid(), last + 1);
    }

    /// Rows of a deleted key must not belong to a new key with its name.
    #[test]
    fn the_id_of_a_key_is_never_reused() {
        let connection = new();
        let add = || {
            let sql = "INSERT INTO api_key (name, hash, scopes, numbers, created_at) VALUES ('a', x'03', '', '', 1)";
            connection.execute(sql, []).unwrap();
            connection.last_insert_rowid()
        };
        let first = add();
        connection.execute("DELETE FROM api_key", []).unwrap();
        assert_eq!(add(), first + 1);
    }
}
