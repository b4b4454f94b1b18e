//! The socket in the data directory, for the command line on this machine.
//!
//! Only the user that simgate runs as, and root, can open it. They could read the database, too, so they need no key. And
//! nobody else can take the place of the socket while simgate does not run.

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
/// sockaddr_un(7): the longest path, without the NUL behind it.
const PATH_MAX: usize = 107;
const WAITING_MAX: u32 = 64;

/// A path to the socket that is short enough for the system, good as long as the file beside it is open.
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

/// Listens there, in place of a simgate that is gone: whoever calls this holds the lock of the directory.
pub fn listen(data: &Path) -> io::Result<UnixListener> {
    let (path, _open) = address(data)?;
    match symlink_metadata(&path) {
        Ok(old) if old.file_type().is_socket() => remove_file(&path)?,
        // What else lies there is not ours to remove: binding says that the name is taken.
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let socket = UnixSocket::new_stream()?;
    // Before it has a name: at no moment may others open it, whatever the umask.
    fchmod(&socket, Mode::RUSR | Mode::WUSR)?;
    socket.bind(&path)?;
    socket.listen(WAITING_MAX)
}

/// Whether this user may call: the one that simgate runs as, or root.
pub fn may_call(uid: u32) -> bool {
    uid == 0 || uid == rustix::process::geteuid().as_raw()
}

/// Connects to the simgate of this data directory.
pub fn connect(data: &Path, within: Duration) -> io::Result<UnixStream> {
    let (path, open) = address(data)?;
    let (done, connected) = mpsc::channel();
    // One that hangs with all its places taken would keep connect(2) waiting without an end.
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
    async fn the_socket_is_its_owners_alone_and_takes_the_place_of_one_that_is_gone() {
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
    async fn a_directory_of_any_depth_will_do() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("d".repeat(100)).join("e".repeat(100));
        std::fs::create_dir_all(&deep).unwrap();
        let _listener = listen(&deep).unwrap();
        assert!(deep.join(SOCKET_FILE).exists());
        connect(&deep, SOON).unwrap();
    }

    #[tokio::test]
    async fn what_is_no_socket_is_left_where_it_is() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(SOCKET_FILE), "precious").unwrap();
        assert_eq!(listen(dir.path()).unwrap_err().kind(), io::ErrorKind::AddrInUse);
        assert_eq!(std::fs::read_to_string(dir.path().join(SOCKET_FILE)).unwrap(), "precious");
    }
}
