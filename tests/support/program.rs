//! The program that Cargo built beside these tests, as a command.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;

/// The path of the program. Cargo puts tests and benches in `target/PROFILE/deps` and the program in `target/PROFILE`.
pub fn program() -> &'static str {
    static PATH: LazyLock<String> = LazyLock::new(|| {
        let test = std::env::current_exe().expect("a running test has a path");
        let folder = test.ancestors().nth(2).expect("a test lies in deps");
        let program = folder.join("simgate");
        assert!(program.exists(), "{} is missing: cargo builds it with the tests", program.display());
        program.to_str().expect("the path is UTF-8").to_owned()
    });
    &PATH
}

/// A verb of the command line, without the variables that name gateways and keys.
pub fn simgate(words: &[&str]) -> Command {
    let mut command = Command::new(program());
    command.args(words).env_remove("SIMGATE_URL").env_remove("SIMGATE_KEY");
    command
}

/// Runs a command with this input.
pub fn output(command: &mut Command, input: &str) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    // A command that refuses its arguments reads nothing.
    let _ = child.stdin.take().expect("it is piped").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

/// The output of a command that must have succeeded, without the last line end.
pub fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("it prints UTF-8").trim_end().to_owned()
}

/// The rows of a command that prints JSON, one value a row.
pub fn rows(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|row| serde_json::from_str(row).expect("each row is JSON")).collect()
}

/// Another program that has a port open, and locks it as such programs do. Dropping it ends it.
pub struct Holder(Child);

impl Holder {
    /// Opens the port; returns when it is open.
    pub fn of(port: &Path) -> Self {
        let script = "exec 3<>\"$0\"; flock -x 3; echo open; exec sleep 600";
        let mut shell = Command::new("sh");
        let mut child = shell.args(["-c", script]).arg(port).stdout(Stdio::piped()).spawn().expect("sh is there");
        let said = child.stdout.as_mut().expect("it is piped").read_exact(&mut [0; 5]);
        said.expect("it says that the port is open");
        Self(child)
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
