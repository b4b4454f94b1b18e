//! Starts the operator's program for each event, with the event on its standard input.
//!
//! There is no shell: program and arguments come from the configuration, and no part of a message ever enters a command line.

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, set_child_subreaper};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::task::JoinSet;

use super::descendants;
use crate::flow::notice::Notice;
use crate::flow::{Answer, Delivery, Event};
use crate::model::Name;
use crate::task::guarded;

#[derive(Debug, Clone)]
pub struct Settings {
    pub name: Name,
    /// The program and its arguments.
    pub command: Vec<String>,
    /// The time limit of one run.
    pub timeout: Duration,
}

/// The largest number of programs that run at the same time.
pub const IN_FLIGHT_MAX: usize = 4;
/// `EX_TEMPFAIL` of sysexits.h.
const TRY_LATER: i32 = 75;
/// The environment variables that programs get; none of them can be a secret.
const ENVIRONMENT: [&str; 6] = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ"];

/// Starts the task within the running tokio runtime. It ends when the returned sender is dropped, and kills running programs;
/// the gateway dispatches their deliveries again.
pub fn start<E>(settings: Settings, tasks: &mut JoinSet<()>, events: E) -> UnboundedSender<Delivery>
where
    E: Fn(Event) + Clone + Send + Sync + 'static,
{
    let (sender, mut receiver) = mpsc::unbounded_channel();
    tasks.spawn(async move {
        let mut running = JoinSet::new();
        loop {
            tokio::select! {
                delivery = receiver.recv() => {
                    let Some(Delivery { id, destination, notice }) = delivery else { return };
                    let (settings, events) = (settings.clone(), events.clone());
                    running.spawn(async move {
                        let answer = guarded(run_program(&settings, &notice)).await.unwrap_or_else(|_| {
                            Answer::Failed { why: "a fault of simgate".to_owned(), retry_after: None }
                        });
                        events(Event::Answered { delivery: id, destination, answer });
                    });
                }
                Some(_) = running.join_next() => {}
            }
        }
    });
    sender
}

async fn run_program(settings: &Settings, notice: &Notice) -> Answer {
    let failed = |why: String| Answer::Failed { why, retry_after: None };
    let mut child = match spawn(settings, notice) {
        Ok(child) => Running(child),
        Err(error) => return Answer::Unavailable { why: format!("can't start the program: {error}") },
    };
    let mut body = serde_json::to_vec(notice).expect("a notice is plain data");
    body.push(b'\n');
    let outcome = tokio::time::timeout(settings.timeout, async {
        if let Some(mut input) = child.0.stdin.take() {
            // A program may exit without reading its input; only the exit code counts.
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
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .envs(ENVIRONMENT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
        .env("SIMGATE_EVENT_ID", &notice.id)
        .stdin(Stdio::piped())
        // Its output may contain a message, which must not reach simgate's log.
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0);
    keep_orphans(&mut command);
    command.spawn()
}

/// Makes the program the parent of every orphan below it (a subreaper), so that all of its descendants are found, also those
/// with a session of their own.
#[expect(unsafe_code, reason = "std has no safe way to do something in a process before its program begins")]
fn keep_orphans(command: &mut Command) {
    let keep = || Ok(set_child_subreaper(Some(Pid::INIT))?);
    // SAFETY: between fork and exec this makes one system call; it allocates nothing and locks nothing.
    unsafe { command.pre_exec(keep) };
}

/// A running program. Dropping this kills it with all of its descendants.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let leader = self.0.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        if let Some(leader) = leader {
            descendants::kill_with(leader);
        }
    }
}

/// Maps the exit code to the answer.
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

    async fn answer_of(command: &[&str], timeout: Duration) -> Answer {
        let command = command.iter().map(|&word| word.to_owned()).collect();
        run_program(&Settings { name: Name::parse("script").unwrap(), command, timeout }, &notice()).await
    }

    async fn script(text: &str) -> Answer {
        answer_of(&["/bin/sh", "-c", text], Duration::from_secs(10)).await
    }

    fn is_failed(answer: &Answer, words: &str) -> bool {
        matches!(answer, Answer::Failed { why, .. } if why.contains(words))
    }

    #[tokio::test]
    async fn the_exit_code_decides() {
        assert_eq!(script("cat >/dev/null").await, Answer::Taken);
        assert_eq!(script("exit 0").await, Answer::Taken, "it need not read");
        assert!(is_failed(&script("exit 75").await, "later"));
        for code in [1, 2, 3, 74, 76, 127, 255] {
            let refused = Answer::Refused { why: format!("the program ended with {code}") };
            assert_eq!(script(&format!("exit {code}")).await, refused);
        }
        assert!(is_failed(&script("kill -9 $$").await, "signal"));
        let missing = answer_of(&["/none/here"], Duration::from_secs(10)).await;
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

    /// A zombie counts as ended.
    fn runs(pid: &str) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        !stat.is_empty() && !stat.contains(") Z ")
    }

    #[tokio::test]
    async fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let note = "echo $$ >> \"$0\"; exec sleep 60";
        for start in [
            format!("sh -c '{note}' \"$0\" &"),
            format!("setsid sh -c '{note}' \"$0\" &"),
            // A daemon: a session of its own, and its parent has ended.
            format!("(setsid sh -c '(sh -c '\\''{note}'\\'' \"$0\" &)' \"$0\" &)"),
            format!("(env -i PATH=\"$PATH\" setsid sh -c '{note}' \"$0\" &)"),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let out = dir.path().join("pid").display().to_string();
            let hang = format!("{start}\necho $$ >> \"$0\"; sleep 60; true");
            let answer = answer_of(&["/bin/sh", "-c", &hang, &out], Duration::from_secs(1)).await;
            assert!(is_failed(&answer, "had not ended"));
            let started = std::fs::read_to_string(&out).unwrap();
            assert_eq!(started.lines().count(), 2, "{start}");
            let until = tokio::time::Instant::now() + Duration::from_secs(10);
            while let Some(left) = started.lines().find(|pid| runs(pid)) {
                assert!(tokio::time::Instant::now() < until, "{left} still runs: {start}");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
}
