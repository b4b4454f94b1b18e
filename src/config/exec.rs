//! `[[forwarder]]` of the type `exec`.

use std::time::Duration;

use super::declare::section;
use super::kinds::{Flag, ListOf, NAME, Span};
use super::reading::{Reading, Table};
use super::url::ARGUMENT;
use crate::model::Name;

section! {
    /// Starts a program for each event, with the event as one line of JSON on its standard input. There is no shell.
    /// Exit code 0 settles the delivery; 75 means that nothing can be taken now, and the program is tried again within
    /// seconds; any other code refuses this one message, which is tried again after 5 s, 5 min, 30 min and so on up to
    /// `give_up`. What the program prints is thrown away.
    ExecSettings in "forwarder" check program {
        /// What the forwarder is called; owners name it in `forward_to`.
        name: Name = NAME => required, example "script";
        /// The program, by its path or by a name found in PATH, and its arguments.
        command: Vec<String> = ListOf(ARGUMENT) => required, example ["/usr/local/bin/on-sms", "--quiet"];
        /// How long the program may run. Then it is killed, and with it whatever it started, and the delivery is tried
        /// again.
        timeout: Duration = Span { min: "1s", max: "10m" } => default "30s", example "10s";
        /// Whether it also gets the messages to numbers that have no owner.
        default: bool = Flag => default true, example false;
        /// How long a delivery is tried again before it becomes a dead letter, which is kept and can be replayed by
        /// hand.
        give_up: Duration = Span { min: "1m", max: "30d" } => default "3d", example "7d";
    }
}

fn program(exec: &ExecSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    if exec.command.first().is_some_and(|program| !program.is_empty()) {
        return Some(());
    }
    reading.problem(table.offset_of("command"), "`command` must begin with a program".to_owned());
    None
}
