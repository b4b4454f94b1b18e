//! Checks that the database belongs to the data directory, and that it is not an older copy. [`ID_FILE`] beside it
//! holds its id and its progress.
//!
//! simgate doesn't start if the database is missing or is another one: it would forget all messages. For an older copy,
//! as from a backup, it holds the outbox, because queued messages may have been sent since.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::{DaemonError, data_failed};
use super::identity_error::{ID_FILE, IdentityError, KEY_FILE};
use crate::files;
use crate::store::Store;

const BYTES_MAX: u64 = 256;
/// How often the progress of the database is written to [`ID_FILE`].
const NOTE_EVERY: Duration = Duration::from_secs(10);

/// The content of [`ID_FILE`].
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    id: String,
    progress: i64,
}

impl Known {
    fn parse(text: &str) -> Option<Self> {
        let (id, progress) = text.trim_end().split_once(' ')?;
        let good = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(Self { id: good.then(|| id.to_owned())?, progress: progress.parse().ok()? })
    }

    fn read(path: &Path) -> Result<Option<Self>, DaemonError> {
        let bytes = match files::read(path, BYTES_MAX) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(data_failed("read", path, error)),
        };
        let known = std::str::from_utf8(&bytes).ok().and_then(Self::parse);
        known.map(Some).ok_or_else(|| DaemonError::Identity(IdentityError::Unreadable { file: path.to_owned() }))
    }

    fn text(&self) -> String {
        format!("{} {}\n", self.id, self.progress)
    }
}

/// Checks that the database exists if it should. Called before the database is opened, because SQLite would create a
/// new one and discard the log.
pub fn check_presence(data: &Path) -> Result<(), DaemonError> {
    let database = Store::path(data);
    let empty = match fs::metadata(&database) {
        Ok(found) if found.len() > 0 => return Ok(()),
        Ok(_) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(data_failed("look at", &database, error)),
    };
    // Both files exist only after the database was written.
    if data.join(ID_FILE).exists() || data.join(KEY_FILE).exists() {
        return Err(DaemonError::Identity(IdentityError::Gone { database, empty }));
    }
    Ok(())
}

/// Checks that the open database is the one that [`ID_FILE`] names, and holds the outbox of an older copy. A new
/// database gets its id.
pub fn check_identity(store: &mut Store, data: &Path) -> Result<(), DaemonError> {
    let path = data.join(ID_FILE);
    let found = store.identity().id().map_err(DaemonError::Store)?;
    let progress = store.identity().progress().map_err(DaemonError::Store)?;
    let hold = |store: &Store, why: &str| match store.identity().hold_reason() {
        Ok(None) => store.identity().hold(why).map_err(DaemonError::Store),
        Ok(Some(_)) => Ok(()),
        Err(error) => Err(DaemonError::Store(error)),
    };
    match (Known::read(&path)?, found) {
        (Some(known), Some(id)) if known.id == id => {
            if progress < known.progress {
                hold(
                    store,
                    "the database is older than the one that was here before, so what waits may have been sent",
                )?;
                note(&path, &Known { id, progress })?;
            }
        }
        (Some(_), _) => return Err(DaemonError::Identity(IdentityError::Foreign { database: Store::path(data) })),
        (None, Some(id)) => {
            // An interrupted first start may have written the database and not yet the file.
            let is_new = Known::read(&files::unfinished(&path)).ok().flatten().is_some_and(|begun| begun.id == id);
            if !is_new {
                let why = "the database came here without its `store.id`, so what waits may have been sent elsewhere";
                hold(store, why)?;
            }
            note(&path, &Known { id, progress })?;
        }
        (None, None) => {
            let mut random = [0; 16];
            getrandom::fill(&mut random).map_err(|error| data_failed("make", &path, io::Error::other(error)))?;
            let known = Known { id: random.iter().map(|byte| format!("{byte:02x}")).collect(), progress };
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

/// Writes the progress of the database to [`ID_FILE`], by which the next start recognises an older copy. A failure is
/// ignored: the next call writes it.
pub fn note_progress(data: &Path) {
    let Ok(store) = Store::open_to_read(data) else { return };
    let path = data.join(ID_FILE);
    if let (Ok(Some(known)), Ok(Some(id)), Ok(progress)) =
        (Known::read(&path), store.identity().id(), store.identity().progress())
        && known.id == id
        && known.progress < progress
    {
        let _ = note(&path, &Known { id, progress });
    }
}

/// Calls [`note_progress`] regularly, on a thread that may wait for the disk.
pub async fn note_regularly(data: PathBuf) {
    loop {
        tokio::time::sleep(NOTE_EVERY).await;
        let data = data.clone();
        let _ = tokio::task::spawn_blocking(move || note_progress(&data)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(data: &Path) -> Result<Option<String>, DaemonError> {
        check_presence(data)?;
        let mut store = Store::open(data).map_err(DaemonError::Store)?;
        check_identity(&mut store, data)?;
        store.identity().hold_reason().map_err(DaemonError::Store)
    }

    fn refused(data: &Path) -> IdentityError {
        match settled(data) {
            Err(DaemonError::Identity(error)) => error,
            other => panic!("{other:?}"),
        }
    }

    /// Writes something, which makes the database newer.
    fn make_progress(data: &Path) {
        let database = rusqlite::Connection::open(Store::path(data)).unwrap();
        let held = "INSERT INTO sim (key) VALUES (random()); INSERT INTO debit (sim, recipient, boot) \
                    SELECT max(id), x'00', 'b' FROM sim";
        database.execute_batch(held).unwrap();
        drop(database);
        note_progress(data);
    }

    fn copy(from: &Path, to: &Path) {
        let database = rusqlite::Connection::open(Store::path(from)).unwrap();
        let _ = fs::remove_file(Store::path(to));
        database.execute("VACUUM INTO ?1", [Store::path(to).to_str().unwrap()]).unwrap();
    }

    #[test]
    fn a_missing_emptied_or_foreign_database_is_refused() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert_eq!(settled(here.path()).unwrap(), None);
        assert_eq!(settled(here.path()).unwrap(), None, "the same database");
        settled(there.path()).unwrap();
        let file = Store::path(here.path());
        let whole = fs::read(&file).unwrap();
        fs::write(&file, "").unwrap();
        assert_eq!(refused(here.path()), IdentityError::Gone { database: file.clone(), empty: true });
        fs::remove_file(&file).unwrap();
        assert_eq!(refused(here.path()), IdentityError::Gone { database: file.clone(), empty: false });
        assert!(!file.exists());
        copy(there.path(), here.path());
        assert_eq!(refused(here.path()), IdentityError::Foreign { database: file.clone() });
        // Without the file a person wants this database.
        let id = fs::read(here.path().join(ID_FILE)).unwrap();
        fs::remove_file(here.path().join(ID_FILE)).unwrap();
        assert!(settled(here.path()).unwrap().unwrap().contains("came here"));
        fs::write(here.path().join(ID_FILE), &id).unwrap();
        fs::write(&file, whole).unwrap();
        assert_eq!(settled(here.path()).unwrap(), None);
        fs::write(here.path().join(ID_FILE), "").unwrap();
        assert_eq!(refused(here.path()), IdentityError::Unreadable { file: here.path().join(ID_FILE) });
    }

    #[test]
    fn an_older_copy_is_held_until_a_person_releases_it() {
        let (here, backup) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        settled(here.path()).unwrap();
        make_progress(here.path());
        copy(here.path(), backup.path());
        assert_eq!(settled(here.path()).unwrap(), None);
        copy(backup.path(), here.path());
        assert_eq!(settled(here.path()).unwrap(), None, "nothing was written in between");
        make_progress(here.path());
        copy(backup.path(), here.path());
        assert!(settled(here.path()).unwrap().unwrap().contains("older"));
        assert!(Store::open_to_read(here.path()).unwrap().identity().release().unwrap());
        assert_eq!(settled(here.path()).unwrap(), None, "it is held once");
        // A move to another machine, with the files that docs/operating.md names for a backup.
        assert!(settled(backup.path()).unwrap().unwrap().contains("came here"));
    }

    /// The first start may be interrupted at any point; and an older data directory has no id.
    #[test]
    fn an_interrupted_first_start_is_completed() {
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
    fn a_key_without_its_database_is_refused() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join(KEY_FILE), "key").unwrap();
        assert!(matches!(refused(data.path()), IdentityError::Gone { .. }));
    }
}
