//! Creates, replaces and reads files that only their owner may access.
//!
//! It never follows a link at the place of a new file, and never waits for a pipe without a writer. It reads no more than
//! its limit.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// Longest file of certificates or of a key.
pub const PEM_BYTES_MAX: u64 = 4 << 20;

/// Mode of a new file.
const OWNER_ALONE: u32 = 0o600;
/// Most names that are tried for a directory.
const NAMES_TRIED: usize = 16;

/// Reads a regular file of at most `bytes_max` bytes. Refuses a pipe or a device without waiting.
pub fn read(path: &Path, bytes_max: u64) -> io::Result<Vec<u8>> {
    let file = OpenOptions::new()
        .read(true)
        .custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed())
        .open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
    }
    let mut bytes = Vec::new();
    file.take(bytes_max + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > bytes_max {
        return Err(io::Error::new(ErrorKind::FileTooLarge, format!("it is longer than {bytes_max} bytes")));
    }
    Ok(bytes)
}

/// Whether every user of the machine may read a file.
pub fn is_readable_by_all(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o004 != 0)
}

/// Creates a file for its owner alone, whatever the umask. Replaces a file of this name, which a crash may have left.
pub fn create(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    create_new(path)
}

/// Creates a file for its owner alone. Fails if the name is taken, also by a link.
pub fn create_new(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().create_new(true).write(true).mode(OWNER_ALONE).open(path)?;
    file.set_permissions(Permissions::from_mode(OWNER_ALONE))?;
    Ok(file)
}

/// The name of a file until it is complete.
pub fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(".new");
    path.with_file_name(name)
}

/// Creates or replaces a file, completely or not at all. The file is on disk when this returns.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = create(&unfinished(path))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    finish(path)
}

/// Renames an unfinished file to its final name.
pub fn finish(path: &Path) -> io::Result<()> {
    fs::rename(unfinished(path), path)?;
    File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()
}

/// Removes the rights of all but the owner from a file, if it exists.
pub fn narrow(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(data) if data.is_file() && data.permissions().mode() & 0o077 != 0 => {
            fs::set_permissions(path, Permissions::from_mode(data.permissions().mode() & 0o700))
        }
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Creates a directory for its owner alone, if it is not there.
pub fn private_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).recursive(true).create(path)
}

/// Creates a directory for its owner alone, with a name that nobody can foresee.
pub fn make_directory(parent: &Path, prefix: &str) -> io::Result<PathBuf> {
    let mut tried = 0;
    loop {
        let random = getrandom::u64().map_err(io::Error::other)?;
        let path = parent.join(format!("{prefix}{random:016x}"));
        match DirBuilder::new().mode(0o700).create(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && tried < NAMES_TRIED => tried += 1,
            made => return made.map(|()| path),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn only_a_regular_file_within_the_limit_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "12345").unwrap();
        assert_eq!(read(&file, 5).unwrap(), b"12345");
        assert_eq!(read(&file, 4).unwrap_err().to_string(), "it is longer than 4 bytes");
        let pipe = dir.path().join("pipe");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        for strange in [pipe.as_path(), dir.path(), Path::new("/dev/zero"), Path::new("/dev/null")] {
            let error = read(strange, 5).unwrap_err();
            assert_eq!(error.to_string(), "it is not a regular file", "{}", strange.display());
        }
    }

    #[test]
    fn a_new_file_replaces_a_link_and_not_its_target() {
        let dir = tempfile::tempdir().unwrap();
        let (victim, path) = (dir.path().join("victim"), dir.path().join("key"));
        fs::write(&victim, "precious").unwrap();
        symlink(&victim, unfinished(&path)).unwrap();
        symlink(&victim, &path).unwrap();
        replace(&path, b"whole").unwrap();
        assert_eq!(
            (fs::read_to_string(&victim).unwrap(), fs::read_to_string(&path).unwrap()),
            ("precious".into(), "whole".into())
        );
        assert_eq!(mode(&path), 0o600);
        assert!(create_new(&path).is_err());
    }

    #[test]
    fn a_directory_has_a_unique_name_and_is_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let made = [make_directory(dir.path(), "a-").unwrap(), make_directory(dir.path(), "a-").unwrap()];
        assert_ne!(made[0], made[1]);
        assert_eq!(mode(&made[0]), 0o700);
    }

    #[test]
    fn the_rights_of_others_are_removed() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        narrow(&file).unwrap();
        fs::write(&file, "").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        assert!(is_readable_by_all(&file));
        narrow(&file).unwrap();
        assert_eq!((mode(&file), is_readable_by_all(&file)), (0o600, false));
    }
}
