//! Events as the standard input of a program of the operator's, started anew for each.
//!
//! There is no shell: the program and its arguments are what the configuration says, and nothing
//! of a message is ever part of a command line.

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::task::JoinSet;

use crate::flow::notice::Notice;
use crate::flow::{Answer, Event, Handover};
use crate::model::DeviceName;
use crate::task::guarded;

#[derive(Debug, Clone)]
pub struct Settings {
    pub name: DeviceName,
    /// The program, then its arguments.
    pub command: Vec<String>,
    /// From its start to its end.
    pub timeout: Duration,
}

/// Programs that run at the same time.
pub const AT_ONCE: usize = 4;
/// `EX_TEMPFAIL` of sysexits.h.
const TRY_LATER: i32 = 75;
/// What a program needs to find its way, and nothing that could be a secret.
const ENVIRONMENT: [&str; 6] = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ"];

/// Starts the task within the running tokio runtime. It ends when the sender returned here is
/// dropped, and takes running programs with it: what they were given is given again.
pub fn start<E>(settings: Settings, tasks: &mut JoinSet<()>, events: E) -> UnboundedSender<Handover>
where
    E: Fn(Event) + Clone + Send + Sync + 'static,
{
    let (sender, mut receiver) = mpsc::unbounded_channel();
    tasks.spawn(async move {
        let mut running = JoinSet::new();
        loop {
            tokio::select! {
                handover = receiver.recv() => {
                    let Some(Handover { delivery, destination, notice }) = handover else { return };
                    let (settings, events) = (settings.clone(), events.clone());
                    running.spawn(async move {
                        let answer = guarded(give(&settings, &notice)).await.unwrap_or_else(|_| {
                            Answer::Failed { why: "a fault of simgate".to_owned(), retry_after: None }
                        });
                        events(Event::Answered { delivery, destination, answer });
                    });
                }
                Some(_) = running.join_next() => {}
            }
        }
    });
    sender
}

async fn give(settings: &Settings, notice: &Notice) -> Answer {
    let failed = |why: String| Answer::Failed { why, retry_after: None };
    let mut child = match spawn(settings, notice) {
        Ok(child) => Group(child),
        Err(error) => return Answer::Unavailable { why: format!("can't start the program: {error}") },
    };
    let mut body = serde_json::to_vec(notice).expect("a notice is plain data");
    body.push(b'\n');
    let outcome = tokio::time::timeout(settings.timeout, async {
        if let Some(mut input) = child.0.stdin.take() {
            // A program may decide without reading; its exit code says what it thinks.
            let _ = input.write_all(&body).await;
        }
        child.0.wait().await
    });
    match outcome.await {
        Ok(Ok(status)) => answer(status),
        Ok(Err(error)) => failed(format!("the program can't be waited for: {error}")),
        Err(_) => failed(format!("the program had not ended after {:?}", settings.timeout)),
    }
}

fn spawn(settings: &Settings, notice: &Notice) -> std::io::Result<Child> {
    let (program, arguments) = settings.command.split_first().ok_or(std::io::ErrorKind::InvalidInput)?;
    Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(ENVIRONMENT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
        .env("SIMGATE_EVENT_ID", &notice.id)
        .stdin(Stdio::piped())
        // What it prints may be a message, and would end in simgate's own log.
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
}

/// A program and all that it started, gone at the latest with this.
struct Group(Child);

impl Drop for Group {
    fn drop(&mut self) {
        let leader = self.0.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        if let Some(leader) = leader {
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

/// The exit code decides.
fn answer(status: ExitStatus) -> Answer {
    match status.code() {
        Some(0) => Answer::Taken,
        Some(TRY_LATER) => Answer::Failed { why: "the program asked to try later (75)".to_owned(), retry_after: None },
        Some(code) => Answer::Refused { why: format!("the program ended with {code}") },
        None => Answer::Failed { why: format!("the program was ended by {status}"), retry_after: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice() -> Notice {
        let mut notice = Notice::example();
        notice.received_mut().text = Some("$(reboot); `reboot`\n".into());
        notice
    }

    async fn given(command: &[&str], timeout: Duration) -> Answer {
        let command = command.iter().map(|&word| word.to_owned()).collect();
        give(&Settings { name: DeviceName::parse("script").unwrap(), command, timeout }, &notice()).await
    }

    async fn script(text: &str) -> Answer {
        given(&["/bin/sh", "-c", text], Duration::from_secs(10)).await
    }

    fn is_failed(answer: &Answer, said: &str) -> bool {
        matches!(answer, Answer::Failed { why, .. } if why.contains(said))
    }

    #[tokio::test]
    async fn the_exit_code_decides() {
        assert_eq!(script("cat >/dev/null").await, Answer::Taken);
        assert_eq!(script("exit 0").await, Answer::Taken, "it need not read");
        assert!(is_failed(&script("exit 75").await, "later"));
        assert_eq!(script("exit 3").await, Answer::Refused { why: "the program ended with 3".into() });
        assert!(is_failed(&script("kill -9 $$").await, "signal"));
        let missing = given(&["/none/here"], Duration::from_secs(10)).await;
        assert!(matches!(missing, Answer::Unavailable { why } if why.contains("can't start the program")));
    }

    #[tokio::test]
    async fn the_event_is_one_line_of_input_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let save =
            format!("cat > {0}; echo $SIMGATE_EVENT_ID $# >> {0}; env | grep -c CARGO >> {0}; exit 0", out.display());
        assert_eq!(script(&save).await, Answer::Taken);
        let line = serde_json::to_string(&notice()).unwrap();
        assert_eq!(std::fs::read_to_string(out).unwrap(), format!("{line}\n01JD.received 0\n0\n"));
    }

    #[tokio::test]
    async fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("pid");
        let hang = format!("sleep 60 & echo $! > {}; wait", out.display());
        let answer = given(&["/bin/sh", "-c", &hang], Duration::from_millis(500)).await;
        assert!(is_failed(&answer, "had not ended"));
        let child = std::fs::read_to_string(out).unwrap();
        for _ in 0..500 {
            // A zombie nobody has collected yet counts as ended.
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
            if stat.is_empty() || stat.contains(") Z ") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("what the program started still runs");
    }
}
