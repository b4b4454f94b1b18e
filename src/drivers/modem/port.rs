//! Opening a serial port: raw, exclusive, and never waited for in the open itself.
//!
//! `serialport` opens the port, and `tokio-serial` reads and writes it. Two things they can't do, so they are done here:
//! giving up an open that hangs, and taking a lock that ends with the process on a pseudo terminal.
//!
//! One thing nobody can do: where root opens a port that somebody has, `serialport` takes `TIOCEXCL` off it on its way
//! out. The lock stays. All others are refused by the kernel before that.
//!
//! Don't flush the stream: that is `tcdrain`, which blocks the thread until the last byte has left. Don't pair
//! `readable` with `try_read` either: together they never clear the readiness, and turn in a circle.

use std::path::Path;
use std::time::Duration;

use serialport::{Error, ErrorKind, TTYPort};
use tokio::sync::oneshot;
use tokio_serial::SerialStream;

/// Some interfaces hang the kernel's `option` driver in `open()`, which no read timeout ends: the
/// thread is then abandoned.
const OPEN_LIMIT: Duration = Duration::from_secs(5);

/// Opens a port for this process alone (`flock`, and `TIOCEXCL` on what is a port indeed). The path may be a link that
/// moves: it is followed anew each time. Dropping the stream gives the port back.
pub async fn open(path: &Path, baud: u32) -> Result<SerialStream, String> {
    let shown = path.display().to_string();
    let (sender, receiver) = oneshot::channel();
    let path = path.to_owned();
    std::thread::Builder::new()
        .name("open".into())
        .spawn(move || {
            // Given up meanwhile: the port is closed again.
            let _ = sender.send(open_now(&path, baud));
        })
        .map_err(|error| format!("can't start a thread: {error}"))?;
    let opened = match tokio::time::timeout(OPEN_LIMIT, receiver).await {
        Ok(Ok(opened)) => opened,
        Ok(Err(_)) => return Err(format!("can't open `{shown}`")),
        Err(_) => return Err(format!("opening `{shown}` hangs")),
    };
    opened.and_then(SerialStream::try_from).map_err(|error| match error.kind {
        // What the crate makes of `EBUSY`, and of a lock that somebody holds.
        ErrorKind::NoDevice => format!("can't open `{shown}`: another program has it"),
        ErrorKind::InvalidInput | ErrorKind::Unknown | ErrorKind::Io(_) => format!("can't open `{shown}`: {error}"),
    })
}

fn open_now(path: &Path, baud: u32) -> Result<TTYPort, Error> {
    let real = std::fs::canonicalize(path)?;
    let name = real.to_str().ok_or_else(|| Error::new(ErrorKind::InvalidInput, "its name is not UTF-8"))?;
    // 8 data bits, no parity, one stop bit, no flow control, no waiting for a carrier: what the builder begins with.
    let mut port = serialport::new(name, baud).open_native()?;
    if is_pseudo(&real) {
        // What is left is a shared lock, and whoever opens the port asks for one that is not.
        port.set_exclusive(false)?;
    }
    Ok(port)
}

/// A pseudo terminal keeps TIOCEXCL as long as its other side is open, and so beyond a process that
/// was killed: nobody but root could open it again.
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

    const PATIENCE: Duration = Duration::from_secs(20);

    #[tokio::test]
    async fn one_opener_at_a_time_and_every_byte_as_it_is() {
        let modem = Pty::open(None, &Hosts::new()).unwrap();
        // A named speed, one without a name, and a port that was open before.
        for baud in [115_200, 123_456, 9_600] {
            let mut port = open(modem.path(), baud).await.unwrap();
            assert_eq!(port.baud_rate().unwrap(), baud);
            assert!(!port.exclusive(), "nobody could open it again after a kill");
            let refused = open(modem.path(), baud).await.err().unwrap();
            assert!(refused.ends_with("another program has it"), "{refused}");

            // All of them: among them are XON, interrupt, end of file, erase and both ends of line.
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
    async fn a_read_that_is_dropped_loses_nothing_and_a_hang_up_is_seen() {
        let modem = Pty::open(None, &Hosts::new()).unwrap();
        let mut port = open(modem.path(), 115_200).await.unwrap();
        let bytes: Vec<u8> = (0..=255).cycle().take(20_000).collect();
        let (mut sent, mut heard) = (bytes.as_slice(), Vec::new());
        while heard.len() < bytes.len() {
            let mut buffer = [0; 7];
            // Whichever is ready; the other one is dropped, often in the middle.
            tokio::select! {
                read = port.read(&mut buffer) => heard.extend_from_slice(&buffer[..read.unwrap()]),
                written = modem.write(&sent[..sent.len().min(13)]), if !sent.is_empty() => sent = &sent[written.unwrap()..],
                () = tokio::task::yield_now() => {}
            }
        }
        assert_eq!(heard, bytes);
        drop(modem);
        let hang_up = tokio::time::timeout(PATIENCE, port.read(&mut [0; 9])).await.expect("a hang-up");
        assert!(matches!(hang_up, Ok(0) | Err(_)), "{hang_up:?}");
    }

    /// Whoever writes can give up, and nothing else stands still meanwhile.
    #[tokio::test]
    async fn a_port_that_takes_no_bytes_holds_nobody_up() {
        let modem = Pty::open(None, &Hosts::new()).unwrap();
        let mut port = open(modem.path(), 115_200).await.unwrap();
        let bytes = vec![b'a'; 1 << 20];
        let stuck = tokio::time::timeout(Duration::from_millis(200), port.write_all(&bytes)).await;
        assert!(stuck.is_err(), "{stuck:?}");
        let mut buffer = vec![0; 1 << 20];
        while modem.read(&mut buffer).await.unwrap() == buffer.len() {}
        let done = tokio::time::timeout(PATIENCE, async {
            tokio::join!(port.write_all(b"b"), async {
                while !buffer.contains(&b'b') {
                    modem.read(&mut buffer).await.unwrap();
                }
            })
        });
        done.await.expect("it takes bytes again").0.unwrap();
    }

    #[tokio::test]
    async fn what_is_no_port_is_refused_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let none = open(&folder.path().join("none"), 9_600).await.err().unwrap();
        assert!(none.ends_with("/none`: No such file or directory (os error 2)"), "{none}");
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let refused = open(&file, 9_600).await.err().unwrap();
        assert!(refused.starts_with("can't open `"), "{refused}");
    }
}
