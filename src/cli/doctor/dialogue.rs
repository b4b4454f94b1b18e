//! One dialogue with a modem: a command, its reply, the next command.

use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::Runtime;
use tokio_serial::SerialStream;

use super::super::CliError;
use crate::at::command::{Command, Shape};
use crate::at::{Output, Reply, Session};
use crate::clock;
use crate::drivers::modem::open_port;

/// A modem that reads nothing for this time has stopped its flow control.
const WRITE_LIMIT: Duration = Duration::from_secs(5);
/// A modem that just got power, or whose last user broke off in a command, answers one of these.
const GREETINGS: u32 = 4;
const GREETING_TIME: Duration = Duration::from_secs(2);

pub struct Dialogue {
    runtime: Runtime,
    port: SerialStream,
    session: Session,
}

impl Dialogue {
    /// Opens a port. The inner error is a sentence for users.
    pub fn open(path: &Path, baud: u32) -> Result<Result<Self, String>, CliError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| CliError::failed("can't start a runtime").because(&error))?;
        let port = runtime.block_on(open_port(path, baud));
        Ok(port.map(|port| Self { runtime, port, session: Session::default() }))
    }

    /// Whether the modem answers `AT`.
    pub fn greet(&mut self) -> bool {
        // Ends the text of a message that an earlier user left open.
        let escape = self.runtime.block_on(write(&mut self.port, &[0x1B, b'\r']));
        escape
            && (0..GREETINGS)
                .any(|_| self.ask(Command::attention().within(GREETING_TIME)).is_some_and(|reply| !reply.timed_out()))
    }

    /// The reply to a command; none if the port failed.
    pub fn ask(&mut self, command: Command) -> Option<Reply> {
        self.runtime.block_on(ask(&mut self.port, &mut self.session, command))
    }

    /// The reply to a question whose answer begins with a prefix.
    pub fn question(&mut self, command: &str, prefix: &'static [&'static str]) -> Option<Reply> {
        self.ask(Command::plain(command, Shape::Prefixed(prefix)))
    }
}

async fn write(port: &mut SerialStream, bytes: &[u8]) -> bool {
    matches!(tokio::time::timeout(WRITE_LIMIT, port.write_all(bytes)).await, Ok(Ok(())))
}

async fn ask(port: &mut SerialStream, session: &mut Session, command: Command) -> Option<Reply> {
    let bytes = session.start(command, clock::now().mono);
    if !write(port, &bytes).await {
        return None;
    }
    let (mut buffer, mut outputs) = ([0; 4096], Vec::new());
    loop {
        let now = clock::now().mono;
        session.expire(now, &mut outputs);
        for output in outputs.drain(..) {
            match output {
                Output::Reply(reply) => return Some(reply),
                Output::Write(bytes) => {
                    if !write(port, &bytes).await {
                        return None;
                    }
                }
                Output::Item(_) | Output::Urc(_) | Output::Echo | Output::Noise(_) => {}
            }
        }
        let pause = session.deadline().map_or(Duration::ZERO, |deadline| deadline.saturating_sub(now));
        match tokio::time::timeout(pause, port.read(&mut buffer)).await {
            Ok(Ok(0) | Err(_)) => return None,
            Ok(Ok(count)) => session.receive(&buffer[..count], clock::now().mono, &mut outputs),
            Err(_) => {}
        }
    }
}
