//! HTTP over the Unix socket in the data directory.

use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport};

use crate::api::local;

/// The deadline for connecting, by the socket or the network.
pub const CONNECT: Duration = Duration::from_secs(5);

/// Connects to the socket of a data directory, whatever address the request names.
#[derive(Debug)]
pub struct Socket(pub PathBuf);

impl Connector for Socket {
    type Out = Local;

    fn connect(&self, details: &ConnectionDetails<'_>, _chained: Option<()>) -> Result<Option<Local>, ureq::Error> {
        let within = details.timeout.not_zero().map_or(CONNECT, |within| *within);
        let stream = local::connect(&self.0, within)?;
        let buffers = LazyBuffers::new(details.config.input_buffer_size(), details.config.output_buffer_size());
        Ok(Some(Local { buffers, stream }))
    }
}

pub struct Local {
    buffers: LazyBuffers,
    stream: UnixStream,
}

impl fmt::Debug for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Local")
    }
}

/// A socket reports a timeout as `WouldBlock`.
fn in_time<T>(done: std::io::Result<T>, timeout: NextTimeout) -> Result<T, ureq::Error> {
    done.map_err(|error| {
        let late = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        if late { ureq::Error::Timeout(timeout.reason) } else { error.into() }
    })
}

impl Transport for Local {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        let timeout = timeout.for_write();
        self.stream.set_write_timeout(timeout.not_zero().map(|within| *within))?;
        in_time(self.stream.write_all(&self.buffers.output()[..amount]), timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let timeout = timeout.for_read();
        self.stream.set_read_timeout(timeout.not_zero().map(|within| *within))?;
        let read = in_time(self.stream.read(self.buffers.input_append_buf()), timeout)?;
        self.buffers.input_appended(read);
        Ok(read > 0)
    }

    /// Whether the peer has neither closed the connection nor sent unexpected bytes.
    fn is_open(&mut self) -> bool {
        let quiet = self.stream.set_nonblocking(true).is_ok()
            && self.stream.read(&mut [0]).is_err_and(|error| error.kind() == ErrorKind::WouldBlock);
        self.stream.set_nonblocking(false).is_ok() && quiet
    }
}
