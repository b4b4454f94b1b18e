//! Opening a serial port: raw, exclusive, and never waited for in the open itself.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, Mode, OFlags, flock};
use rustix::termios::{ioctl_tiocexcl, ioctl_tiocnxcl};
use tokio::sync::oneshot;

use crate::tty::{Tty, make_raw, set_speed};

/// Some interfaces hang the kernel's `option` driver in `open()`, which no read timeout ends: the
/// thread is then abandoned.
const OPEN_LIMIT: Duration = Duration::from_secs(5);

/// An open port. Dropping it gives it back.
pub struct Port {
    tty: Tty,
}

impl Port {
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tty.read(buffer).await
    }

    pub async fn write_all(&self, bytes: &[u8]) -> io::Result<()> {
        self.tty.write_all(bytes).await
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        // Closing does not undo it where another process has the port open.
        let _ = ioctl_tiocnxcl(&self.tty);
    }
}

/// Opens a port for this process alone (`flock`, and `TIOCEXCL` on what is a port indeed). The path may be a link that
/// moves: it is followed anew each time.
pub async fn open(path: &Path, baud: u32) -> Result<Port, String> {
    let (sender, receiver) = oneshot::channel();
    let (runtime, path): (_, PathBuf) = (tokio::runtime::Handle::current(), path.to_owned());
    let shown = path.display().to_string();
    std::thread::Builder::new()
        .name("open".into())
        .spawn(move || {
            let _inside = runtime.enter();
            let _ = sender.send(open_now(&path, baud));
        })
        .map_err(|error| format!("can't start a thread: {error}"))?;
    match tokio::time::timeout(OPEN_LIMIT, receiver).await {
        Ok(Ok(opened)) => opened.map_err(|error| format!("can't open `{shown}`: {error}")),
        Ok(Err(_)) => Err(format!("can't open `{shown}`")),
        Err(_) => Err(format!("opening `{shown}` hangs")),
    }
}

fn open_now(path: &Path, baud: u32) -> io::Result<Port> {
    let real = std::fs::canonicalize(path)?;
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let fd = rustix::fs::open(&real, flags, Mode::empty())?;
    flock(&fd, FlockOperation::NonBlockingLockExclusive).map_err(|error| match error {
        rustix::io::Errno::WOULDBLOCK => io::Error::other("another program has it"),
        error => error.into(),
    })?;
    let pseudo = is_pseudo(&real);
    let port = Port { tty: Tty::new(fd)? };
    if !pseudo {
        ioctl_tiocexcl(&port.tty)?;
    }
    make_raw(&port.tty)?;
    set_speed(&port.tty, baud)?;
    Ok(port)
}

/// A pseudo terminal keeps TIOCEXCL as long as its other side is open, and so beyond a process that
/// was killed: nobody but root could open it again.
fn is_pseudo(path: &Path) -> bool {
    path.starts_with("/dev/pts")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::pty::{Hosts, Pty};

    #[tokio::test]
    async fn one_opener_at_a_time_and_every_byte_as_it_is() {
        let modem = Pty::open(None, &Hosts::new()).unwrap();
        // A named speed, one without a name, and a port that was open before.
        for baud in [115_200, 123_456, 9_600] {
            let port = open(modem.path(), baud).await.unwrap();
            let set = rustix::termios::tcgetattr(&port.tty).unwrap();
            assert_eq!((set.input_speed(), set.output_speed()), (baud, baud));
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

    async fn gather(read: impl AsyncFn(&mut [u8]) -> io::Result<usize>) -> Vec<u8> {
        let mut all = Vec::new();
        while all.len() < 256 {
            let mut buffer = [0; 300];
            let count = read(&mut buffer).await.unwrap();
            all.extend_from_slice(&buffer[..count]);
        }
        all
    }
}
