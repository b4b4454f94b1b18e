//! Whether the database is the one that belongs here, and as new as it was. What is known of it lies beside it, in
//! [`ID_FILE`]: its id, and how far it had come.
//!
//! One that is gone, or is another, keeps simgate from starting: it would go on as if nothing had ever been. An older
//! copy, as from a backup, holds the outbox: what waits there may have been sent since.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{DaemonError, data_failed};
use super::strange::{ID_FILE, KEY_FILE, Strange};
use crate::files;
use crate::store::Store;

const BYTES_MAX: u64 = 256;
/// How far the database has come is noted this often, where it has come further.
const NOTE_EVERY: Duration = Duration::from_secs(10);

/// What [`ID_FILE`] holds.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    id: String,
    reach: i64,
}

impl Known {
    fn parse(text: &str) -> Option<Self> {
        let (id, reach) = text.trim_end().split_once(' ')?;
        let good = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(Self { id: good.then(|| id.to_owned())?, reach: reach.parse().ok()? })
    }

    fn read(path: &Path) -> Result<Option<Self>, DaemonError> {
        let bytes = match files::read(path, BYTES_MAX) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(data_failed("read", path, error)),
        };
        let known = std::str::from_utf8(&bytes).ok().and_then(Self::parse);
        known.map(Some).ok_or_else(|| DaemonError::Identity(Strange::Unreadable { file: path.to_owned() }))
    }

    fn text(&self) -> String {
        format!("{} {}\n", self.id, self.reach)
    }
}

/// Before the database is opened: SQLite would make a new one where there is none, and throw its log away.
pub fn look(data: &Path) -> Result<(), DaemonError> {
    let database = Store::path(data);
    let empty = match fs::metadata(&database) {
        Ok(found) if found.len() > 0 => return Ok(()),
        Ok(_) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(data_failed("look at", &database, error)),
    };
    // The first key is given its name only when the database has it.
    if data.join(ID_FILE).exists() || data.join(KEY_FILE).exists() {
        return Err(DaemonError::Identity(Strange::Gone { database, empty }));
    }
    Ok(())
}

/// Whether the database that was opened is the one that is known here. A new one gets its id.
pub fn settle(store: &mut Store, data: &Path) -> Result<(), DaemonError> {
    let path = data.join(ID_FILE);
    let (found, reach) =
        (store.identity().id().map_err(DaemonError::Store)?, store.identity().progress().map_err(DaemonError::Store)?);
    let hold = |store: &Store, why: &str| match store.identity().hold_reason() {
        Ok(None) => store.identity().hold(why).map_err(DaemonError::Store),
        Ok(Some(_)) => Ok(()),
        Err(error) => Err(DaemonError::Store(error)),
    };
    match (Known::read(&path)?, found) {
        (Some(known), Some(id)) if known.id == id => {
            if reach < known.reach {
                hold(
                    store,
                    "the database is older than the one that was here before, so what waits may have been sent",
                )?;
                note(&path, &Known { id, reach })?;
            }
        }
        (Some(_), _) => return Err(DaemonError::Identity(Strange::Foreign { database: Store::path(data) })),
        (None, Some(id)) => {
            // A start that was cut off between the database and the file.
            let is_new = Known::read(&files::unfinished(&path)).ok().flatten().is_some_and(|begun| begun.id == id);
            if !is_new {
                let why = "the database came here without its `store.id`, so what waits may have been sent elsewhere";
                hold(store, why)?;
            }
            note(&path, &Known { id, reach })?;
        }
        (None, None) => {
            let mut random = [0; 16];
            getrandom::fill(&mut random).map_err(|error| data_failed("make", &path, io::Error::other(error)))?;
            let known = Known { id: random.iter().map(|byte| format!("{byte:02x}")).collect(), reach };
            let begin = || {
                use io::Write;
                let mut file = files::create(&files::unfinished(&path))?;
                file.write_all(known.text().as_bytes())?;
                file.sync_all()
            };
            begin().map_err(|error| data_failed("write", &path, error))?;
            store.transaction(|tx| tx.identity().set_id(&known.id)).map_err(DaemonError::Store)?;
            files::finish(&path).map_err(|error| data_failed("write", &path, error))?;
        }
    }
    Ok(())
}

fn note(path: &Path, known: &Known) -> Result<(), DaemonError> {
    files::replace(path, known.text().as_bytes()).map_err(|error| data_failed("write", path, error))
}

/// Notes how far the database has come, for the next start: an older copy is known by that. What can't be noted now is
/// noted the next time.
pub fn note_reach(data: &Path) {
    let Ok(store) = Store::open_to_read(data) else { return };
    let path = data.join(ID_FILE);
    if let (Ok(Some(known)), Ok(Some(id)), Ok(reach)) =
        (Known::read(&path), store.identity().id(), store.identity().progress())
        && known.id == id
        && known.reach < reach
    {
        let _ = note(&path, &Known { id, reach });
    }
}

/// The same, now and then, on a thread that may wait for the disk.
pub async fn note_often(data: PathBuf) {
    loop {
        tokio::time::sleep(NOTE_EVERY).await;
        let data = data.clone();
        let _ = tokio::task::spawn_blocking(move || note_reach(&data)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(data: &Path) -> Result<Option<String>, DaemonError> {
        look(data)?;
        let mut store = Store::open(data).map_err(DaemonError::Store)?;
        settle(&mut store, data)?;
        store.identity().hold_reason().map_err(DaemonError::Store)
    }

    fn refused(data: &Path) -> Strange {
        match settled(data) {
            Err(DaemonError::Identity(strange)) => strange,
            other => panic!("{other:?}"),
        }
    }

    /// Something that makes it newer.
    fn go_on(data: &Path) {
        let database = rusqlite::Connection::open(Store::path(data)).unwrap();
        let held = "INSERT INTO sim (key) VALUES (random()); INSERT INTO debit (sim, recipient, boot) \
                    SELECT max(id), x'00', 'b' FROM sim";
        database.execute_batch(held).unwrap();
        drop(database);
        note_reach(data);
    }

    fn copy(from: &Path, to: &Path) {
        let database = rusqlite::Connection::open(Store::path(from)).unwrap();
        let _ = fs::remove_file(Store::path(to));
        database.execute("VACUUM INTO ?1", [Store::path(to).to_str().unwrap()]).unwrap();
    }

    #[test]
    fn a_database_that_is_gone_emptied_or_another_one_is_refused() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert_eq!(settled(here.path()).unwrap(), None);
        assert_eq!(settled(here.path()).unwrap(), None, "it is the same");
        settled(there.path()).unwrap();
        let file = Store::path(here.path());
        let whole = fs::read(&file).unwrap();
        fs::write(&file, "").unwrap();
        assert_eq!(refused(here.path()), Strange::Gone { database: file.clone(), empty: true });
        fs::remove_file(&file).unwrap();
        assert_eq!(refused(here.path()), Strange::Gone { database: file.clone(), empty: false });
        assert!(!file.exists());
        copy(there.path(), here.path());
        assert_eq!(refused(here.path()), Strange::Foreign { database: file.clone() });
        // On purpose.
        let id = fs::read(here.path().join(ID_FILE)).unwrap();
        fs::remove_file(here.path().join(ID_FILE)).unwrap();
        assert!(settled(here.path()).unwrap().unwrap().contains("came here"));
        fs::write(here.path().join(ID_FILE), &id).unwrap();
        fs::write(&file, whole).unwrap();
        assert_eq!(settled(here.path()).unwrap(), None);
        fs::write(here.path().join(ID_FILE), "").unwrap();
        assert_eq!(refused(here.path()), Strange::Unreadable { file: here.path().join(ID_FILE) });
    }

    #[test]
    fn an_older_copy_is_held_until_a_person_releases_it() {
        let (here, backup) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        settled(here.path()).unwrap();
        go_on(here.path());
        copy(here.path(), backup.path());
        assert_eq!(settled(here.path()).unwrap(), None);
        copy(backup.path(), here.path());
        assert_eq!(settled(here.path()).unwrap(), None, "nothing came in between");
        go_on(here.path());
        copy(backup.path(), here.path());
        assert!(settled(here.path()).unwrap().unwrap().contains("older"));
        assert!(Store::open_to_read(here.path()).unwrap().identity().release().unwrap());
        assert_eq!(settled(here.path()).unwrap(), None, "and not again");
        // On another machine, with all that README.md says to take along.
        assert!(settled(backup.path()).unwrap().unwrap().contains("came here"));
    }

    /// A start that was cut off at any point, and a directory from before there was an id.
    #[test]
    fn a_first_start_goes_on_where_it_was_cut_off() {
        let data = tempfile::tempdir().unwrap();
        fs::write(Store::path(data.path()), "").unwrap();
        fs::write(data.path().join("store.id.new"), "never came into the store").unwrap();
        assert_eq!(settled(data.path()).unwrap(), None);
        fs::rename(data.path().join(ID_FILE), data.path().join("store.id.new")).unwrap();
        assert_eq!(settled(data.path()).unwrap(), None);
        assert!(data.path().join(ID_FILE).exists());
        fs::remove_file(data.path().join(ID_FILE)).unwrap();
        rusqlite::Connection::open(Store::path(data.path()))
            .unwrap()
            .execute("UPDATE store SET id = NULL", [])
            .unwrap();
        assert_eq!(settled(data.path()).unwrap(), None);
    }

    #[test]
    fn a_key_without_its_database_does_not_begin_anew() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join(KEY_FILE), "key").unwrap();
        assert!(matches!(refused(data.path()), Strange::Gone { .. }));
    }
}
