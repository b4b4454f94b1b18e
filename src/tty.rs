//! Terminals, that is serial ports and pseudo terminals, as raw streams of bytes that never block.
//!
//! Raw mode is set by nix, which speaks `TCGETS` where rustix speaks `TCGETS2`: older versions of qemu's user emulation
//! (7.2 was seen) know the first only, and their `ENOSYS` is none of the refusals after which rustix tries it. The speed
//! needs the second, and is set apart.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use nix::sys::termios::{ControlFlags, InputFlags, SetArg, cfmakeraw, tcgetattr, tcsetattr};
use rustix::termios::OptionalActions;
use tokio::io::Interest;
use tokio::io::unix::{AsyncFd, AsyncFdReadyGuard};

pub struct Tty {
    fd: AsyncFd<OwnedFd>,
}

impl Tty {
    /// Must be called within a tokio runtime, with a descriptor that does not block.
    pub fn new(fd: OwnedFd) -> io::Result<Self> {
        // For bytes to read only: a terminal tells each time that it has sent some, and nobody waits for that.
        Ok(Self { fd: Self::watch(fd, Interest::READABLE)? })
    }

    /// tokio marks `AsyncFd::new` as deprecated since a type may give out a descriptor that it later closes, and
    /// offers an `unsafe` function instead. An `OwnedFd` keeps its one descriptor open as long as it lives.
    #[expect(deprecated, reason = "sound for an OwnedFd, and unsafe code is kept out of here")]
    fn watch(fd: OwnedFd, interest: Interest) -> io::Result<AsyncFd<OwnedFd>> {
        AsyncFd::with_interest(fd, interest)
    }

    pub async fn readable(&self) -> io::Result<AsyncFdReadyGuard<'_, OwnedFd>> {
        self.fd.readable().await
    }

    /// Nothing is lost where the future is dropped.
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let mut ready = self.fd.readable().await?;
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
        match rustix::io::write(self.fd.get_ref(), bytes) {
            Err(rustix::io::Errno::AGAIN) => self.write_later(bytes).await,
            done => Ok(done?),
        }
    }

    /// There is no room, which is rare. A descriptor is watched but once, so this takes another.
    async fn write_later(&self, bytes: &[u8]) -> io::Result<usize> {
        let watched = Self::watch(self.fd.get_ref().try_clone()?, Interest::WRITABLE)?;
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
        self.fd.get_ref().as_fd()
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
