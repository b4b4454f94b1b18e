//! The commands of a profile, one after the other. A setting that the modem keeps without power is read first.

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::profile::{self, Kept};

use super::super::startup::{Next, Startup, Step};

/// What to send at this place of a list: a step with a kept setting has two places, one to read it and one to write it.
enum Place<'a> {
    Query(&'a Kept),
    Command(&'a profile::Step),
}

fn place(steps: &[profile::Step], index: usize) -> Option<Place<'_>> {
    steps.iter().flat_map(places).nth(index)
}

fn places(step: &profile::Step) -> impl Iterator<Item = Place<'_>> {
    step.kept.iter().map(Place::Query).chain([Place::Command(step)])
}

/// The command at this place.
pub fn profile_command(steps: &[profile::Step], index: usize) -> Option<Command> {
    Some(match place(steps, index)? {
        Place::Query(kept) => Command::plain(&kept.query, Shape::Free),
        Place::Command(step) => Command::plain(&step.command, Shape::Nothing),
    })
}

/// Follows the reply: a setting that is right already is not written, and a required command is repeated until the modem
/// accepts it.
pub fn follow_profile(steps: &[profile::Step], startup: &mut Startup, reply: &Reply, list: &'static Step) -> Next {
    match place(steps, startup.index) {
        Some(Place::Query(kept)) if reply.rows.contains(&kept.row) => {
            startup.index += 1;
            Next::Entry
        }
        Some(Place::Command(step)) if step.required && !reply.is_ok() => {
            Next::Retry { from: list, why: "refuses a command that its profile requires" }
        }
        Some(Place::Query(_) | Place::Command(_)) | None => Next::Entry,
    }
}
