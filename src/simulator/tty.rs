//! The modem's side of a pseudo terminal, and other descriptors, as byte streams that never block.
//!
//! `tokio-serial` can't use such a descriptor: its own pairs are inherited by child processes, which would keep a
//! modem's port open after the modem is gone.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use tokio::io::Interest;
use tokio::io::unix::{AsyncFd, AsyncFdReadyGuard};

/// A descriptor that tokio watches.
pub struct Tty {
    fd: AsyncFd<OwnedFd>,
}

impl Tty {
    /// Watches a descriptor that does not block. Must be called within a tokio runtime.
    pub fn new(fd: OwnedFd) -> io::Result<Self> {
        // Only readability is watched: a terminal also signals each time that it has sent bytes, which no task waits
        // for.
        Ok(Self { fd: Self::watch(fd, Interest::READABLE)? })
    }

    /// tokio marks `AsyncFd::new` as deprecated because a type may expose a descriptor that it later closes, and offers
    /// an `unsafe` function instead. An `OwnedFd` keeps its descriptor open for its whole life.
    #[expect(deprecated, reason = "sound for an OwnedFd, and unsafe code is kept out of here")]
    fn watch(fd: OwnedFd, interest: Interest) -> io::Result<AsyncFd<OwnedFd>> {
        AsyncFd::with_interest(fd, interest)
    }

    /// Waits until there are bytes to read.
    pub async fn readable(&self) -> io::Result<AsyncFdReadyGuard<'_, OwnedFd>> {
        self.fd.readable().await
    }

    /// Reads bytes. Dropping the future loses none.
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let mut ready = self.fd.readable().await?;
            if let Ok(done) = ready.try_io(|fd| Ok(rustix::io::read(fd, &mut *buffer)?)) {
                // There were no more bytes, so the next read need not try.
                if matches!(done, Ok(count) if 0 < count && count < buffer.len()) {
                    ready.clear_ready();
                }
                return done;
            }
        }
    }

    /// Writes bytes. Returns how many were written.
    pub async fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        match rustix::io::write(self.fd.get_ref(), bytes) {
            Err(rustix::io::Errno::AGAIN) => self.write_later(bytes).await,
            done => Ok(done?),
        }
    }

    /// Waits for room, which is rarely necessary. A descriptor can be watched only once, so this uses a copy.
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
