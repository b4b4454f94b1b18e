//! Pseudo terminals that behave like a modem's serial port: raw, with a stable name if wanted, and removed with the
//! modem.
//!
//! The slave side is kept open here too. Otherwise Linux resets its settings each time a host closes it, and its echo
//! would return the modem's own output. Inotify reports whether a host has the port open, so that output without a host
//! is lost, as on a real port.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use rustix::fs::{Mode, OFlags, inotify};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, QueueSelector, tcflush, tcgetattr, tcsetattr};
use tokio::sync::Notify;

use super::tty::Tty;

/// One open pseudo terminal. Dropping it unplugs it: the host reads end of file.
pub struct Pty {
    master: Tty,
    slave: OwnedFd,
    path: PathBuf,
    link: Option<PathBuf>,
    host: Arc<Host>,
    /// The number of closes when the last byte was read. A host that writes is present, even if inotify has not
    /// reported its opening yet.
    closes_at_read: AtomicU64,
}

/// No byte was read yet.
const NEVER: u64 = u64::MAX;

impl Pty {
    /// Opens a pair, and creates a symlink to it at `link`.
    pub fn open(link: Option<&Path>, hosts: &Hosts) -> io::Result<Self> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let path = PathBuf::from(OsStr::from_bytes(ptsname(&master, Vec::new())?.as_bytes()));
        let slave = rustix::fs::open(&path, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty())?;
        let mut settings = tcgetattr(&slave)?;
        settings.make_raw();
        tcsetattr(&slave, OptionalActions::Now, &settings)?;
        rustix::fs::fcntl_setfl(&master, OFlags::RDWR | OFlags::NONBLOCK)?;
        let host = hosts.watch(&path);
        if let Some(link) = link {
            point(link, &path)?;
        }
        let link = link.map(Path::to_owned);
        Ok(Self { master: Tty::new(master)?, slave, path, link, host, closes_at_read: AtomicU64::new(NEVER) })
    }

    /// The path that a host opens.
    pub fn path(&self) -> &Path {
        self.link.as_deref().unwrap_or(&self.path)
    }

    /// Reads bytes from the host.
    pub async fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        let done = self.master.read(buffer).await;
        self.closes_at_read.store(self.host.closes.load(Ordering::Acquire), Ordering::Release);
        done
    }

    /// Writes bytes to the host. Returns how many were written.
    pub async fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        self.master.write(bytes).await
    }

    /// Whether a process has the port open.
    pub fn has_host(&self) -> bool {
        let closes = self.host.closes.load(Ordering::Acquire);
        self.host.opens.load(Ordering::Acquire) > closes || self.closes_at_read.load(Ordering::Acquire) == closes
    }

    /// Waits until a host opens or closes the port.
    pub async fn host_changed(&self) {
        self.host.changed.notified().await;
    }

    /// Discards bytes that no host has read.
    pub fn discard(&self) {
        // If the flush fails, old bytes remain for the next host, as with some drivers.
        let _ = tcflush(&self.slave, QueueSelector::IFlush);
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Another port may use the name by now.
        if let Some(link) = &self.link
            && std::fs::read_link(link).is_ok_and(|target| target == self.path)
        {
            let _ = std::fs::remove_file(link);
        }
    }
}

/// Makes `link` point to `path` in one step, so that it is never missing.
fn point(link: &Path, path: &Path) -> io::Result<()> {
    let mut name = link.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}", std::process::id()));
    let fresh = link.with_file_name(name);
    let _ = std::fs::remove_file(&fresh);
    std::os::unix::fs::symlink(path, &fresh)?;
    std::fs::rename(&fresh, link)
}

/// How often other processes opened and closed the port.
struct Host {
    opens: AtomicU64,
    closes: AtomicU64,
    changed: Notify,
}

/// Watches the openings of all ports with one inotify descriptor, because a user has only 128 of them.
pub struct Hosts {
    inotify: Option<Tty>,
    watched: Mutex<BTreeMap<i32, Weak<Host>>>,
}

impl Hosts {
    /// Starts inotify. Without it, every port counts as open.
    pub fn new() -> Self {
        let flags = inotify::CreateFlags::NONBLOCK | inotify::CreateFlags::CLOEXEC;
        let inotify = inotify::init(flags).ok().and_then(|fd| Tty::new(fd).ok());
        Self { inotify, watched: Mutex::default() }
    }

    fn watch(&self, path: &Path) -> Arc<Host> {
        let host = Arc::new(Host { opens: AtomicU64::new(0), closes: AtomicU64::new(0), changed: Notify::new() });
        let flags = inotify::WatchFlags::OPEN | inotify::WatchFlags::CLOSE_WRITE | inotify::WatchFlags::CLOSE_NOWRITE;
        let watch = self.inotify.as_ref().and_then(|fd| inotify::add_watch(fd, path, flags).ok());
        match watch {
            Some(watch) => {
                let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
                watched.retain(|_, host| host.strong_count() > 0);
                watched.insert(watch, Arc::downgrade(&host));
            }
            None => host.opens.store(1, Ordering::Release),
        }
        host
    }

    /// Counts openings and closings until inotify fails.
    pub async fn run(&self) {
        let Some(fd) = &self.inotify else { return };
        let mut buffer = [MaybeUninit::<u8>::uninit(); 4096];
        while let Ok(mut ready) = fd.readable().await {
            let mut reader = inotify::Reader::new(fd, &mut buffer);
            loop {
                match reader.next() {
                    Ok(event) => self.count(event.wd(), event.events()),
                    Err(rustix::io::Errno::AGAIN) => break ready.clear_ready(),
                    Err(rustix::io::Errno::INTR) => {}
                    Err(_) => return,
                }
            }
        }
    }

    fn count(&self, watch: i32, events: inotify::ReadFlags) {
        let mut watched = self.watched.lock().unwrap_or_else(PoisonError::into_inner);
        if events.contains(inotify::ReadFlags::IGNORED) {
            watched.remove(&watch);
        }
        let Some(host) = watched.get(&watch).and_then(Weak::upgrade) else { return };
        let counter = if events.contains(inotify::ReadFlags::OPEN) { &host.opens } else { &host.closes };
        counter.fetch_add(1, Ordering::AcqRel);
        host.changed.notify_one();
    }
}

impl Default for Hosts {
    fn default() -> Self {
        Self::new()
    }
}
