//! `[[forwarder]]` of the type `exec`.

use std::time::Duration;

use super::declare::section;
use super::kinds::{Flag, ListOf, NAME, Span};
use super::reading::{Reading, Table};
use super::url::ARGUMENT;
use crate::model::Name;

section! {
    /// Starts a program for each event, without a shell; its standard input is the event as one row of JSON. Exit code 0
    /// settles the delivery. 75 means that the program can take nothing now: simgate retries within seconds. Any other code
    /// refuses this one event, which is retried after 5 s, 5 min, 30 min and so on up to `give_up`. simgate discards what the
    /// program prints.
    ExecSettings in "forwarder" check program {
        /// The forwarder's name; owners list it in `forward_to`.
        name: Name = NAME => required, example "script";
        /// The program, by path or by a name in PATH, and its arguments.
        command: Vec<String> = ListOf(ARGUMENT) => required, example ["/usr/local/bin/on-sms", "--quiet"];
        /// How long the program may run. After that simgate kills it with all of its children and retries the delivery.
        timeout: Duration = Span { min: "1s", max: "10m" } => default "30s", example "10s";
        /// Whether this forwarder also gets messages for numbers without an owner.
        default: bool = Flag => default true, example false;
        /// How long simgate retries a delivery before it becomes a dead letter, which is kept and can be replayed.
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
