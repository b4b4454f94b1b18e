//! Terminals, that is serial ports and pseudo terminals, as raw streams of bytes that never block.
//!
//! Raw mode is set by nix, which speaks `TCGETS` where rustix speaks `TCGETS2`: older versions of qemu's user emulation
//! (7.2 was seen) know the first only, and their `ENOSYS` is none of the refusals after which rustix tries it. The speed
//! needs the second, and is set apart.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, OnceLock};

use nix::sys::termios::{ControlFlags, InputFlags, SetArg, cfmakeraw, tcgetattr, tcsetattr};
use rustix::termios::OptionalActions;
use tokio::io::Interest;
use tokio::io::unix::{AsyncFd, AsyncFdReadyGuard};

pub struct Tty {
    fd: Arc<OwnedFd>,
    /// Empty while bytes are left to gather.
    watched: OnceLock<AsyncFd<Arc<OwnedFd>>>,
}

impl Tty {
    /// Must be called within a tokio runtime, with a descriptor that does not block.
    pub fn new(fd: OwnedFd) -> io::Result<Self> {
        let tty = Self { fd: Arc::new(fd), watched: OnceLock::new() };
        tty.watched()?;
        Ok(tty)
    }

    /// tokio marks `AsyncFd::new` as deprecated since a type may give out a descriptor that it later closes, and
    /// offers an `unsafe` function instead. An `OwnedFd` keeps its one descriptor open as long as it lives.
    #[expect(deprecated, reason = "sound for an OwnedFd, and unsafe code is kept out of here")]
    fn watch(fd: Arc<OwnedFd>, interest: Interest) -> io::Result<AsyncFd<Arc<OwnedFd>>> {
        AsyncFd::with_interest(fd, interest)
    }

    /// For bytes to read only: a terminal tells each time that it has sent some, and nobody waits for that.
    fn watched(&self) -> io::Result<&AsyncFd<Arc<OwnedFd>>> {
        if let Some(watched) = self.watched.get() {
            return Ok(watched);
        }
        let fresh = Self::watch(Arc::clone(&self.fd), Interest::READABLE)?;
        Ok(self.watched.get_or_init(|| fresh))
    }

    pub async fn readable(&self) -> io::Result<AsyncFdReadyGuard<'_, Arc<OwnedFd>>> {
        self.watched()?.readable().await
    }

    /// Lets bytes gather until it is read again. As long as the terminal is watched, every few bytes that come
    /// wake the runtime, whether or not anybody wants to read them.
    pub fn unwatch(&mut self) {
        self.watched.take();
    }

    /// Nothing is lost where the future is dropped.
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.watched.get().is_none() {
            match rustix::io::read(&self.fd, &mut *buffer) {
                Err(rustix::io::Errno::AGAIN) => {}
                done => return Ok(done?),
            }
        }
        loop {
            let mut ready = self.watched()?.readable().await?;
            if let Ok(done) = ready.try_io(|fd| Ok(rustix::io::read(fd, &mut *buffer)?)) {
                // There was no more: the next read need not find that out.
                if matches!(done, Ok(count) if 0 < count && count < buffer.len()) {
                    ready.clear_ready();
                }
                return done;
            }
        }
    }

    pub async fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        match rustix::io::write(&self.fd, bytes) {
            Err(rustix::io::Errno::AGAIN) => self.write_later(bytes).await,
            done => Ok(done?),
        }
    }

    /// There is no room, which is rare. A descriptor is watched but once, so this takes another.
    async fn write_later(&self, bytes: &[u8]) -> io::Result<usize> {
        let watched = Self::watch(Arc::new(self.fd.try_clone()?), Interest::WRITABLE)?;
        loop {
            let mut ready = watched.writable().await?;
            if let Ok(done) = ready.try_io(|fd| Ok(rustix::io::write(fd, bytes)?)) {
                return done;
            }
        }
    }

    pub async fn write_all(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.write(bytes).await? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                written => bytes = &bytes[written..],
            }
        }
        Ok(())
    }
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

/// Bytes as they are: 8 data bits, no parity, one stop bit, no flow control, no waiting for a carrier.
pub fn make_raw(terminal: impl AsFd) -> io::Result<()> {
    let mut wanted = tcgetattr(&terminal)?;
    cfmakeraw(&mut wanted);
    wanted.input_flags -= InputFlags::IXOFF | InputFlags::IXANY;
    wanted.control_flags -= ControlFlags::CSTOPB | ControlFlags::CRTSCTS;
    wanted.control_flags |= ControlFlags::CREAD | ControlFlags::CLOCAL;
    tcsetattr(&terminal, SetArg::TCSANOW, &wanted)?;
    // Setting succeeds where any of it did.
    let set = tcgetattr(&terminal)?;
    let differs = (set.input_flags, set.output_flags, set.local_flags)
        != (wanted.input_flags, wanted.output_flags, wanted.local_flags);
    if differs { Err(io::Error::other("the port can't be made raw")) } else { Ok(()) }
}

/// Any speed, not only the ones that have a name.
pub fn set_speed(terminal: impl AsFd, baud: u32) -> io::Result<()> {
    let set = || {
        let mut termios = rustix::termios::tcgetattr(&terminal)?;
        termios.set_speed(baud)?;
        rustix::termios::tcsetattr(&terminal, OptionalActions::Now, &termios)
    };
    match set() {
        // No Linux says so of an ioctl: this is an emulator, and its ports have no speed.
        Err(rustix::io::Errno::NOSYS) => Ok(()),
        done => Ok(done?),
    }
}
