//! Asks a person at the terminal, or takes the answers from the command line.

use std::io::{self, IsTerminal};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use crate::cli::terminal::{note, prompt};
use crate::cli::{CliError, Exit};
use crate::model::Secret;

/// The longest answer, in bytes.
const ANSWER_BYTES_MAX: usize = 4096;

/// One question.
pub struct Question<'a> {
    /// What is asked for.
    pub text: &'a str,
    /// The option that answers it.
    pub option: &'a str,
    /// The answer of a person who only presses Enter, or who can't be asked. `None`: there has to be one.
    pub default: Option<&'a str>,
}

/// Where answers come from.
pub struct Questions {
    /// Whether standard input is a terminal.
    pub is_terminal: bool,
}

impl Questions {
    pub fn new() -> Self {
        Self { is_terminal: io::stdin().is_terminal() }
    }

    /// The answer to a question: `given` by an option, or typed. A person is asked again until `read` takes it.
    pub fn ask<T>(
        &self,
        question: &Question<'_>,
        given: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, CliError> {
        let Question { text, option, default } = question;
        if let Some(given) = given {
            return read(given).map_err(|why| CliError::new(Exit::Usage, format!("{option}: {why}")));
        }
        if !self.is_terminal {
            let default = default.ok_or_else(|| self.unanswered(option))?;
            return read(default).map_err(|why| CliError::new(Exit::Usage, format!("{option}: {why}")));
        }
        loop {
            prompt(&match default {
                Some(default) if !default.is_empty() => format!("{text} [{default}]: "),
                Some(_) | None => format!("{text}: "),
            });
            let typed = read_row()?;
            let answer = match (typed.trim(), default) {
                ("", Some(default)) => default,
                (typed, _) => typed,
            };
            match read(answer) {
                Ok(answer) => return Ok(answer),
                Err(why) => note(&format!("  {why}")),
            }
        }
    }

    /// A password, which is typed without being seen.
    pub fn secret(&self, text: &str, option: &str) -> Result<Secret, CliError> {
        if !self.is_terminal {
            return Err(self.unanswered(option));
        }
        loop {
            let typed = read_hidden(&format!("{text} (is not shown): "))?;
            note("");
            if !typed.is_empty() {
                return Ok(Secret::new(typed.as_str()));
            }
        }
    }

    /// A question that is answered with yes or no; no is the default.
    pub fn is_agreed(&self, text: &str) -> Result<bool, CliError> {
        let question = Question { text, option: "", default: Some("n") };
        self.ask(&question, None, |answer| match answer.to_lowercase().as_str() {
            "y" | "yes" => Ok(true),
            "n" | "no" => Ok(false),
            _ => Err("y or n".to_owned()),
        })
    }

    fn unanswered(&self, option: &str) -> CliError {
        CliError::new(Exit::Usage, format!("`{option}` is missing, and standard input is no terminal to ask at"))
            .hint("give `--name`, `--url` and `--password-env` or `--password-file`; `simgate phone add --help` lists all options")
    }
}

fn ended() -> CliError {
    CliError::failed("the input ended before all questions were answered").hint("nothing was written; run it again")
}

/// One row from the terminal. It is read without a buffer, since a hidden answer may follow.
fn read_row() -> Result<String, CliError> {
    let mut bytes = Vec::new();
    loop {
        match read_byte()? {
            b'\n' => break,
            byte if bytes.len() < ANSWER_BYTES_MAX => bytes.push(byte),
            _ => {}
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn read_byte() -> Result<u8, CliError> {
    let mut byte = [0; 1];
    loop {
        match rustix::io::read(io::stdin(), &mut byte) {
            Ok(0) => return Err(ended()),
            Ok(_) => return Ok(byte[0]),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(CliError::failed("can't read from the terminal").because(&error)),
        }
    }
}

/// Restores the terminal when it is dropped.
struct Restored(Termios);

impl Drop for Restored {
    fn drop(&mut self) {
        // There is nobody to tell.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.0);
    }
}

/// One row that is not shown. Signals are off meanwhile: Ctrl-C must not leave the terminal without echo. The question comes
/// after that, so what is typed at once is not shown either.
fn read_hidden(question: &str) -> Result<Zeroizing<String>, CliError> {
    let failed = |error: rustix::io::Errno| CliError::failed("can't hide what is typed").because(&error);
    let before = tcgetattr(io::stdin()).map_err(failed)?;
    let mut hidden = before.clone();
    hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
    tcsetattr(io::stdin(), OptionalActions::Now, &hidden).map_err(failed)?;
    let _restored = Restored(before);
    prompt(question);
    let mut bytes = Zeroizing::new(Vec::with_capacity(ANSWER_BYTES_MAX));
    loop {
        match read_byte()? {
            b'\n' | b'\r' => break,
            // Ctrl-C and Ctrl-D.
            0x03 | 0x04 => {
                note("");
                return Err(ended());
            }
            // Backspace removes a whole character.
            0x08 | 0x7F => while bytes.pop().is_some_and(|byte| byte & 0xC0 == 0x80) {},
            // Ctrl-U.
            0x15 => bytes.clear(),
            byte if bytes.len() < ANSWER_BYTES_MAX => bytes.push(byte),
            _ => {}
        }
    }
    Ok(Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned()))
}
