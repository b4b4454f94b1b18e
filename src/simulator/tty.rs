//! The modem's side of a pseudo terminal, and other descriptors, as streams of bytes that never block.
//!
//! `tokio-serial` has no way to take such a descriptor: its own pairs are handed on to child processes, which would keep
//! a modem's port open after the modem is gone.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

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
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.get_ref().as_fd()
    }
}
