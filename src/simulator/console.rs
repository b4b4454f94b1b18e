//! Control commands over a stream: standard input, or a Unix socket that any number of clients may open.

use std::io;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::UnixListener;

use super::phone::LivePhone;
use super::rig::Rig;
use super::{control, phone_control};

/// A longer command ends the connection.
const ROW_BYTES_MAX: u64 = 64 * 1024;

/// What the commands act on.
pub struct Simulated {
    /// The modems.
    pub rig: Arc<Rig>,
    /// The phones.
    pub phones: Vec<Arc<LivePhone>>,
}

impl Simulated {
    /// The answer to one row, without a line end. `None`: the row is empty.
    fn answer_row(&self, row: &str) -> Option<String> {
        if row.trim() == "help" {
            return Some(format!("ok {}; {}", control::HELP, phone_control::HELP));
        }
        if phone_control::is_for_phones(row) {
            return Some(phone_control::answer_row(&self.phones, row));
        }
        control::answer_row(&self.rig, row)
    }
}

/// Answers every row until the input ends.
pub async fn converse(
    simulated: &Simulated,
    input: impl AsyncRead + Unpin,
    mut output: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut input = BufReader::new(input);
    let mut row = Vec::new();
    loop {
        row.clear();
        let count = (&mut input).take(ROW_BYTES_MAX).read_until(b'\n', &mut row).await?;
        if count == 0 {
            return Ok(());
        }
        if row.last() != Some(&b'\n') && row.len() as u64 >= ROW_BYTES_MAX {
            output.write_all(b"error: the command is too long\n").await?;
            return output.flush().await;
        }
        if let Some(answer) = simulated.answer_row(&String::from_utf8_lossy(&row)) {
            output.write_all(format!("{answer}\n").as_bytes()).await?;
            output.flush().await?;
        }
    }
}

/// A socket for control commands, for its owner only. Dropping it removes the file.
pub struct ControlSocket {
    listener: UnixListener,
    path: PathBuf,
}

impl ControlSocket {
    /// Binds the socket. A stale socket, which no process listens on, is replaced; any other file is not.
    pub fn bind(path: &Path) -> io::Result<Self> {
        let stale = std::fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket())
            && std::os::unix::net::UnixStream::connect(path).is_err();
        if stale {
            std::fs::remove_file(path)?;
        }
        let listener = UnixListener::bind(path)?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
        Ok(Self { listener, path: path.to_owned() })
    }

    /// Answers clients until accepting fails.
    pub async fn serve(&self, simulated: &Arc<Simulated>) -> io::Result<()> {
        loop {
            let (stream, _) = self.listener.accept().await?;
            let simulated = Arc::clone(simulated);
            tokio::spawn(async move {
                let (input, output) = stream.into_split();
                // A client that disconnects early is no error.
                let _ = converse(&simulated, input, output).await;
            });
        }
    }
}

impl Drop for ControlSocket {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::modem::Personality;
    use crate::simulator::rig::{RigOptions, Running};
    use tokio::net::UnixStream;

    fn start() -> (Running, Arc<Simulated>) {
        let running = Rig::start(RigOptions::new(vec![Personality::generic().fast()], 1)).unwrap();
        let simulated = Arc::new(Simulated { rig: Arc::clone(&running.rig), phones: Vec::new() });
        (running, simulated)
    }

    #[tokio::test]
    async fn each_row_has_one_answer() {
        let (_running, simulated) = start();
        let mut output = Vec::new();
        converse(&simulated, &b"full 1\n\n# x\nnonsense\nroomy 1"[..], &mut output).await.unwrap();
        assert_eq!(String::from_utf8(output).unwrap(), "ok\nerror: no command `nonsense`; try `help`\nok\n");
    }

    #[tokio::test]
    async fn rows_for_phones_and_modems_go_to_them() {
        let (_running, simulated) = start();
        let help = simulated.answer_row("help").unwrap();
        assert!(help.contains("unplug N") && help.contains("phone N sms"), "{help}");
        assert_eq!(simulated.answer_row("phones").as_deref(), Some("ok []"));
        assert_eq!(simulated.answer_row("phone 1 sent").as_deref(), Some("error: there is no phone 1; there are 0"));
        assert_eq!(simulated.answer_row("sent").as_deref(), Some("ok []"));
    }

    #[tokio::test]
    async fn a_row_without_an_end_is_refused() {
        let (_running, simulated) = start();
        let mut output = Vec::new();
        converse(&simulated, tokio::io::repeat(b'x'), &mut output).await.unwrap();
        assert_eq!(output, b"error: the command is too long\n");
    }

    #[tokio::test]
    async fn a_socket_belongs_to_its_owner_and_is_removed_at_the_end() {
        let (_running, simulated) = start();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("control");
        let socket = ControlSocket::bind(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(ControlSocket::bind(&path).is_err(), "a process listens on it");
        let serving = tokio::spawn(async move { socket.serve(&simulated).await });
        let mut client = UnixStream::connect(&path).await.unwrap();
        client.write_all(b"full 1\n").await.unwrap();
        let mut answer = [0; 3];
        client.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"ok\n");
        serving.abort();
        assert!(serving.await.is_err());
        assert!(!path.exists());
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        assert!(ControlSocket::bind(&path).is_ok(), "a stale one is replaced");
        std::fs::write(dir.path().join("file"), "").unwrap();
        assert!(ControlSocket::bind(&dir.path().join("file")).is_err());
    }
}
