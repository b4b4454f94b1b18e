//! Single questions to a modem on a port that no driver uses: a command, its reply, the next command.

use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_serial::SerialStream;

use super::port;
use crate::at::command::{Command, Shape};
use crate::at::{Output, Reply, Session};
use crate::clock;
use crate::modem::{Progress, Resync};

/// A modem that reads nothing for this time has stopped its flow control.
const WRITE_LIMIT: Duration = Duration::from_secs(5);
/// A modem that just got power, or whose last user broke off in a command, answers within this time.
const GREETING_TIME: Duration = Duration::from_secs(10);

/// A dialogue with a modem.
pub struct Dialogue {
    port: SerialStream,
    session: Session,
}

impl Dialogue {
    /// Opens a port. The error is a sentence for users.
    pub async fn open(path: &Path, baud: u32) -> Result<Self, String> {
        Ok(Self { port: port::open(path, baud).await?, session: Session::default() })
    }

    /// Whether the modem answers, and each answer belongs to its question: replies to an earlier user may still come.
    pub async fn greet(&mut self) -> bool {
        // Ends the text of a message that an earlier user left open.
        self.write(&[0x1B, b'\r']).await
            && tokio::time::timeout(GREETING_TIME, self.synchronise()).await.unwrap_or(false)
    }

    async fn synchronise(&mut self) -> bool {
        let mut resync = Resync::default();
        while let Some(reply) = self.ask(resync.command()).await {
            match resync.replied(&reply) {
                Progress::Continue => {}
                Progress::Settle(time) => self.let_pass(time).await,
                Progress::NoModem => return false,
                Progress::Synchronised => return true,
            }
        }
        false
    }

    /// Reads for some time, so that late replies are over.
    async fn let_pass(&mut self, time: Duration) {
        let (mut buffer, mut outputs) = ([0; 4096], Vec::new());
        let all = async {
            while let Ok(count @ 1..) = self.port.read(&mut buffer).await {
                self.session.receive(&buffer[..count], clock::now().mono, &mut outputs);
            }
        };
        // It ends by the time, or the next question finds that the port failed.
        let _ = tokio::time::timeout(time, all).await;
    }

    /// The reply to a command; none if the port failed.
    pub async fn ask(&mut self, command: Command) -> Option<Reply> {
        let bytes = self.session.start(command, clock::now().mono);
        if !self.write(&bytes).await {
            return None;
        }
        let (mut buffer, mut outputs) = ([0; 4096], Vec::new());
        loop {
            let now = clock::now().mono;
            self.session.expire(now, &mut outputs);
            for output in outputs.drain(..) {
                match output {
                    Output::Reply(reply) => return Some(reply),
                    // It breaks a prompt off: no question has a body.
                    Output::Write(bytes) if !self.write(&bytes).await => return None,
                    Output::Write(_) | Output::Item(_) | Output::Urc(_) | Output::Echo | Output::Noise(_) => {}
                }
            }
            let pause = self.session.deadline().map_or(Duration::ZERO, |deadline| deadline.saturating_sub(now));
            match tokio::time::timeout(pause, self.port.read(&mut buffer)).await {
                Ok(Ok(0) | Err(_)) => return None,
                Ok(Ok(count)) => self.session.receive(&buffer[..count], clock::now().mono, &mut outputs),
                Err(_) => {}
            }
        }
    }

    /// The first row of the reply to a question such as `AT+CGMI`, without the name of the command; empty if the modem refuses it.
    pub async fn words(&mut self, question: &str) -> String {
        let reply = self.ask(Command::plain(question, Shape::Free)).await.filter(Reply::is_ok);
        let row = reply.and_then(|reply| reply.rows.into_iter().find(|row| !row.trim().is_empty())).unwrap_or_default();
        row.rsplit_once(':').map_or(row.as_str(), |(_, rest)| rest).trim().trim_matches('"').to_owned()
    }

    async fn write(&mut self, bytes: &[u8]) -> bool {
        matches!(tokio::time::timeout(WRITE_LIMIT, self.port.write_all(bytes)).await, Ok(Ok(())))
    }
}
