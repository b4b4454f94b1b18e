//! Waits until the kernel reports that a device was plugged in or pulled out.
//!
//! The reports themselves are not read: they can be lost, and they come before the node of a port is there. They only say that it
//! is time to look.

use std::io;
use std::path::PathBuf;

use rustix::net::{AddressFamily, SocketFlags, SocketType, netlink};
use tokio::net::UnixDatagram;

/// Where reports come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The kernel.
    Kernel,
    /// A Unix datagram socket that is made at this path. It takes what the kernel would send.
    Socket(PathBuf),
    /// Nowhere: devices are looked for at regular times only.
    None,
}

/// The kernel's reports are shorter.
const REPORT_BYTES_MAX: usize = 8192;
/// The group of the kernel's own reports; udev repeats them in another one.
const KERNEL_GROUP: u32 = 1;

/// The socket. That of the kernel is not of this kind, but is read in the same way.
pub struct Uevents(Option<UnixDatagram>);

impl Uevents {
    /// Begins to listen. Without the right to it, no report ever comes.
    pub fn open(source: &Source) -> io::Result<Self> {
        let socket = match source {
            Source::Kernel => {
                let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
                let protocol = Some(netlink::KOBJECT_UEVENT);
                let socket = rustix::net::socket_with(AddressFamily::NETLINK, SocketType::DGRAM, flags, protocol)?;
                rustix::net::bind(&socket, &netlink::SocketAddrNetlink::new(0, KERNEL_GROUP))?;
                UnixDatagram::from_std(socket.into())?
            }
            Source::Socket(path) => {
                let _ = std::fs::remove_file(path);
                UnixDatagram::bind(path)?
            }
            Source::None => return Ok(Self::silent()),
        };
        Ok(Self(Some(socket)))
    }

    /// No report ever comes.
    pub fn silent() -> Self {
        Self(None)
    }

    /// Waits for the next report, and takes all that are there.
    pub async fn next(&self) {
        let Some(socket) = &self.0 else { return std::future::pending().await };
        let mut report = [0; REPORT_BYTES_MAX];
        // ENOBUFS: reports were lost, which is a report, too.
        let _ = socket.recv(&mut report).await;
        while socket.try_recv(&mut report).is_ok() {}
    }
}
