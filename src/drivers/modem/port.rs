//! Opens a serial port: raw, exclusive, and with a time limit.
//!
//! `serialport` opens the port, and `tokio-serial` reads and writes it. Two things are done here because the crates
//! can't do them: giving up an open that hangs, and taking a lock on a pseudo terminal that ends with the process.
//!
//! One limit remains: if root opens a port that another process uses, `serialport` removes `TIOCEXCL` from it when it
//! fails. The lock remains. For every other user the kernel refuses the open before that.
//!
//! Don't flush the stream: that is `tcdrain`, which blocks the thread until the last byte was sent. Don't combine
//! `readable` with `try_read` either: together they never clear the readiness, and loop.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serialport::{Error, ErrorKind, TTYPort};
use tokio::sync::oneshot;
use tokio_serial::SerialStream;

/// Some interfaces block the kernel's `option` driver in `open()`, which no read timeout ends. After this time the
/// thread is abandoned.
const OPEN_LIMIT: Duration = Duration::from_secs(5);

/// The ports that a thread is opening, an abandoned one among them: a port that hangs costs one thread, however often it
/// is tried.
static OPENING: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Opens a port exclusively (`flock`, and `TIOCEXCL` on a real port). The path may be a link whose target changes: it
/// is resolved each time. Dropping the stream closes the port. The error is a sentence for users with the path.
pub async fn open(path: &Path, baud: u32) -> Result<SerialStream, String> {
    let display = path.display().to_string();
    let (sender, receiver) = oneshot::channel();
    let real = std::fs::canonicalize(path).map_err(|error| format!("can't open `{display}`: {error}"))?;
    let Some(opening) = Opening::begin(real) else { return Err(format!("opening `{display}` hangs")) };
    std::thread::Builder::new()
        .name("open".into())
        .spawn(move || {
            let opened = open_now(&opening.0, baud);
            drop(opening);
            // If the caller has given up, the port is closed again.
            let _ = sender.send(opened);
        })
        .map_err(|error| format!("can't start a thread: {error}"))?;
    let opened = match tokio::time::timeout(OPEN_LIMIT, receiver).await {
        Ok(Ok(opened)) => opened,
        Ok(Err(_)) => return Err(format!("can't open `{display}`")),
        Err(_) => return Err(format!("opening `{display}` hangs")),
    };
    opened.and_then(SerialStream::try_from).map_err(|error| match error.kind {
        // The crate's error for `EBUSY`, and for a lock of another process.
        ErrorKind::NoDevice => format!("can't open `{display}`: another program has it"),
        ErrorKind::InvalidInput | ErrorKind::Unknown | ErrorKind::Io(_) => format!("can't open `{display}`: {error}"),
    })
}

/// A port in [`OPENING`].
struct Opening(PathBuf);

impl Opening {
    /// None if an earlier thread still opens the port.
    fn begin(port: PathBuf) -> Option<Self> {
        let is_first = OPENING.lock().unwrap_or_else(PoisonError::into_inner).insert(port.clone());
        // Not `then_some`: one that is made in vain would remove the port when it is dropped.
        is_first.then(|| Self(port))
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        OPENING.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

fn open_now(path: &Path, baud: u32) -> Result<TTYPort, Error> {
    let name = path.to_str().ok_or_else(|| Error::new(ErrorKind::InvalidInput, "its name is not UTF-8"))?;
    // The builder's defaults: 8 data bits, no parity, one stop bit, no flow control, no waiting for a carrier.
    let mut port = serialport::new(name, baud).open_native()?;
    if is_pseudo(path) {
        // A shared lock remains, and every opener requests an exclusive one.
        port.set_exclusive(false)?;
    }
    Ok(port)
}

/// Whether a path is a pseudo terminal. It keeps TIOCEXCL for as long as its other side is open, even if the process
/// was killed, and then only root could open it again.
fn is_pseudo(path: &Path) -> bool {
    path.starts_with("/dev/pts")
}

#[cfg(test)]
mod tests {
    use std::io;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio_serial::SerialPort;

    use super::*;
    use crate::simulator::pty::{Hosts, Pty};

    const TEST_TIMEOUT: Duration = Duration::from_secs(20);

    #[tokio::test]
    async fn a_port_has_one_opener_and_transports_every_byte() {
        let modem = Pty::open(None, &Hosts::new()).unwrap();
        // A named speed, one without a name, and a port that was open before.
        for baud in [115_200, 123_456, 9_600] {
            let mut port = open(modem.path(), baud).await.unwrap();
            assert_eq!(port.baud_rate().unwrap(), baud);
            assert!(!port.exclusive(), "it could not be opened again after a kill");
            let refused = open(modem.path(), baud).await.err().unwrap();
            assert!(refused.ends_with("another program has it"), "{refused}");

            // Every byte: among them are XON, interrupt, end of file, erase and both line ends.
            let bytes: Vec<u8> = (0..=255).collect();
            port.write_all(&bytes).await.unwrap();
            assert_eq!(gather(async |buffer: &mut [u8]| modem.read(buffer).await).await, bytes);
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                rest = &rest[modem.write(rest).await.unwrap()..];
            }
            assert_eq!(gather(async |buffer: &mut [u8]| port.read(buffer).await).await, bytes);
        }
    }

    async fn gather(mut read: impl AsyncFnMut(&mut [u8]) -> io::Result<usize>) -> Vec<u8> {
        let mut all = Vec::new();
        while all.len() < 256 {
            let mut buffer = [0; 300];
            let count = read(&mut buffer).await.unwrap();
            all.extend_from_slice(&buffer[..count]);
        }
        all
    }

    #[tokio::test]
    async fn a_dropped_read_loses_nothing_and_a_hang_up_is_reported() {
        let modem = Pty::open(None, &Hosts::new()).unwrap();
        let mut port = open(modem.path(), 115_200).await.unwrap();
        let bytes: Vec<u8> = (0..=255).cycle().take(20_000).collect();
        let (mut sent, mut received) = (bytes.as_slice(), Vec::new());
        while received.len() < bytes.len() {
            let mut buffer = [0; 7];
            // The other future is dropped, often in the middle.
            tokio::select! {
                read = port.read(&mut buffer) => received.extend_from_slice(&buffer[..read.unwrap()]),
                written = modem.write(&sent[..sent.len().min(13)]), if !sent.is_empty() => sent = &sent[written.unwrap()..],
                () = tokio::task::yield_now() => {}
            }
        }
        assert_eq!(received, bytes);
        drop(modem);
        let hang_up = tokio::time::timeout(TEST_TIMEOUT, port.read(&mut [0; 9])).await.expect("a hang-up");
        assert!(matches!(hang_up, Ok(0) | Err(_)), "{hang_up:?}");
    }

    /// The writer can give up, and other tasks continue meanwhile.
    #[tokio::test]
    async fn a_port_that_accepts_no_bytes_blocks_no_task() {
        let modem = Pty::open(None, &Hosts::new()).unwrap();
        let mut port = open(modem.path(), 115_200).await.unwrap();
        let bytes = vec![b'a'; 1 << 20];
        let stuck = tokio::time::timeout(Duration::from_millis(200), port.write_all(&bytes)).await;
        assert!(stuck.is_err(), "{stuck:?}");
        let mut buffer = vec![0; 1 << 20];
        while modem.read(&mut buffer).await.unwrap() == buffer.len() {}
        let done = tokio::time::timeout(TEST_TIMEOUT, async {
            tokio::join!(port.write_all(b"b"), async {
                while !buffer.contains(&b'b') {
                    modem.read(&mut buffer).await.unwrap();
                }
            })
        });
        done.await.expect("it accepts bytes again").0.unwrap();
    }

    #[tokio::test]
    async fn a_path_that_is_no_port_is_refused_with_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        let none = open(&folder.path().join("none"), 9_600).await.err().unwrap();
        assert!(none.ends_with("/none`: No such file or directory (os error 2)"), "{none}");
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let refused = open(&file, 9_600).await.err().unwrap();
        assert!(refused.starts_with("can't open `"), "{refused}");
    }
}
