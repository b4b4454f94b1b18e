//! Partners that nobody of this project wrote judge simgate's phone side: published clients of the Android app's API drive the
//! shipped binary, Prism compares their calls and the driver's with the app's specification, and openssl and a client verify
//! the signatures of webhooks.
//!
//! `./test clients` installs them and runs this; a plain `cargo test` leaves it out.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod judge;
mod phone;
mod pins;
mod published;
mod signatures;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

const SOON: Duration = Duration::from_secs(40);

/// A file of what `./test` installed.
fn installed(path: &str) -> PathBuf {
    let folder = std::env::var_os("SIMGATE_CLIENTS");
    let folder =
        folder.expect("SIMGATE_CLIENTS is not set: `./test clients` installs the clients, sets it and runs this");
    PathBuf::from(folder).join(path)
}

/// A file beside this one.
fn beside(path: &str) -> String {
    format!("{}/tests/clients/{path}", env!("CARGO_MANIFEST_DIR"))
}

/// A program that ends after three minutes at the latest.
fn bounded(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new("timeout");
    command.arg("180").arg(program).stdin(Stdio::null());
    command
}

/// The output of a command. The error is what it wrote to standard error, and how it ended.
fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{}{}", String::from_utf8_lossy(&output.stderr), output.status)),
    }
}
