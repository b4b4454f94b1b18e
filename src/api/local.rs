//! The socket in the data directory, for the command line on this machine.
//!
//! Only root and the user that simgate runs as can open it. They can read the database anyway, so they need no key. And
//! nobody else can put a socket in its place while simgate doesn't run.

use std::fs::{File, OpenOptions, remove_file, symlink_metadata};
use std::io;
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use rustix::fs::{Mode, OFlags, fchmod};
use tokio::net::{UnixListener, UnixSocket};

/// The name of the socket in the data directory.
pub const SOCKET_FILE: &str = "simgate.sock";
/// Longest path of a socket, without the NUL (sockaddr_un(7)).
const PATH_MAX: usize = 107;
/// Most connections that wait to be accepted.
const WAITING_MAX: u32 = 64;

/// Returns a path to the socket that is short enough for the system. It is valid while the returned directory is open.
fn address(data: &Path) -> io::Result<(PathBuf, Option<File>)> {
    let path = data.join(SOCKET_FILE);
    if path.as_os_str().len() <= PATH_MAX {
        return Ok((path, None));
    }
    use std::os::fd::AsRawFd;
    let flags = (OFlags::PATH | OFlags::DIRECTORY).bits().cast_signed();
    let directory = OpenOptions::new().read(true).custom_flags(flags).open(data)?;
    let path = format!("/proc/self/fd/{}/{SOCKET_FILE}", directory.as_raw_fd());
    Ok((path.into(), Some(directory)))
}

/// Listens on the socket, and replaces the socket of an earlier process. The caller must hold the lock of the
/// directory.
pub fn listen(data: &Path) -> io::Result<UnixListener> {
    let (path, _open) = address(data)?;
    match symlink_metadata(&path) {
        Ok(old) if old.file_type().is_socket() => remove_file(&path)?,
        // Another kind of file isn't ours to remove: binding then fails because the name is taken.
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let socket = UnixSocket::new_stream()?;
    // The mode is set before the socket has a name, so others can never open it, whatever the umask.
    fchmod(&socket, Mode::RUSR | Mode::WUSR)?;
    socket.bind(&path)?;
    socket.listen(WAITING_MAX)
}

/// Whether a user may call: root, and the user that simgate runs as.
pub fn may_call(uid: u32) -> bool {
    uid == 0 || uid == rustix::process::geteuid().as_raw()
}

/// Connects to the simgate of this data directory.
pub fn connect(data: &Path, within: Duration) -> io::Result<UnixStream> {
    let (path, open) = address(data)?;
    let (done, connected) = mpsc::channel();
    // If simgate hangs with a full backlog, connect(2) waits without end, so a thread makes the call.
    std::thread::spawn(move || {
        let stream = UnixStream::connect(&path);
        drop(open);
        let _ = done.send(stream);
    });
    connected.recv_timeout(within).unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const SOON: Duration = Duration::from_secs(5);

    #[tokio::test]
    async fn the_socket_is_for_its_owner_alone_and_replaces_a_dead_one() {
        let dir = tempfile::tempdir().unwrap();
        let none = connect(dir.path(), SOON).unwrap_err();
        assert_eq!(none.kind(), io::ErrorKind::NotFound);
        let listener = listen(dir.path()).unwrap();
        let mode = std::fs::metadata(dir.path().join(SOCKET_FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        connect(dir.path(), SOON).unwrap();
        drop(listener);
        assert_eq!(connect(dir.path(), SOON).unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
        let _again = listen(dir.path()).unwrap();
        connect(dir.path(), SOON).unwrap();
    }

    #[tokio::test]
    async fn the_path_of_the_directory_may_have_any_length() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("d".repeat(100)).join("e".repeat(100));
        std::fs::create_dir_all(&deep).unwrap();
        let _listener = listen(&deep).unwrap();
        assert!(deep.join(SOCKET_FILE).exists());
        connect(&deep, SOON).unwrap();
    }

    #[tokio::test]
    async fn a_file_that_is_no_socket_is_not_removed() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(SOCKET_FILE), "precious").unwrap();
        assert_eq!(listen(dir.path()).unwrap_err().kind(), io::ErrorKind::AddrInUse);
        assert_eq!(std::fs::read_to_string(dir.path().join(SOCKET_FILE)).unwrap(), "precious");
    }
}
