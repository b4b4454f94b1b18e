//! The sections that stand once: the gateway itself and how it keeps what it knows.

use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::declare::section;
use super::kinds::{File, NAME, Span, ZONE, Zone, choice, one_of};
use super::reading::{Reading, Table};
use crate::model::Name;

section! {
    /// The gateway itself.
    Gateway in "gateway" {
        /// What this gateway is called: in every event it sends, and to tell several boards apart.
        name: Name = NAME => computed by host_name, "the host name, or `simgate` where that is no such name",
            example "attic";
        /// The zone of days and months where a SIM has none of its own.
        time_zone: Zone = ZONE => computed by system_zone, "the machine's own, or UTC where that can't be told",
            example "Europe/Berlin";
        /// Directory of everything that simgate keeps: messages, deliveries, limits. It must lie on a disk that
        /// keeps what is synced to it, not in memory, and only one simgate may use it at a time.
        data: PathBuf = File => computed by data_directory,
            "`$STATE_DIRECTORY` where systemd sets it, otherwise `\"/var/lib/simgate\"`", example "/var/lib/simgate";
    }
}

choice! {
    /// The least important log lines that are still written.
    Level {
        "error" => Error,
        "warn" => Warn,
        "info" => Info,
        "debug" => Debug,
        "trace" => Trace,
    }
}

section! {
    /// What simgate says to its log, which goes to standard error and from there to the journal.
    Log in "log" {
        /// The least important lines that are written. `error`: something is not being delivered; `warn`: look
        /// today; `info`: what happened; `debug`: the commands given to modems; `trace`: every line that a modem says,
        /// too. Numbers, texts, codes and PINs are never written: their length stands for them.
        level: Level = one_of::<Level>() => default "info", example "debug";
    }
}

section! {
    /// Networks send a message again when its acknowledgement was lost on the way.
    Dedupe in "dedupe" {
        /// How long an identical message (same sender, same time stamp to the second, same bytes) counts as the network
        /// repeating itself, and is merged with the first. Longer is safe; much shorter lets repeats through as new
        /// messages; `0s` merges nothing. Equal messages whose time stamp is missing, or to the minute, are not merged.
        window: Duration = Span { min: "0s", max: "90d" } => default "24h", example "48h";
    }
}

section! {
    /// Long messages arrive in parts, which the network may hold back or lose.
    Assembly in "assembly" {
        /// How long to wait for the missing parts of a message, counted from the first part that came. Then it is
        /// delivered as it is, marked as incomplete; parts that come later are delivered on their own.
        wait: Duration = Span { min: "1m", max: "7d" } => default "1h", example "30m";
    }
}

section! {
    /// How long what is done with stays on disk.
    Retention in "retention" {
        /// How long a message is kept after the last of its deliveries was settled. A message that is still to be
        /// delivered is never removed.
        messages: Duration = Span { min: "1h", max: "3650d" } => default "30d", example "90d";
        /// How long a message with a one-time code is kept after the code expired. Then its text and the code are
        /// erased from the disk, delivered or not: a destination that was down until then gets the event with
        /// `expired: true`, without text and code.
        codes: Duration = Span { min: "0s", max: "3650d" } => default "1h", example "10m";
    }
}

/// The host name as far as it can be a name here: up to its first dot.
fn host_name(_: &Table<'_>, _: &Reading<'_>) -> Name {
    // Not from /proc, where a hardened service may not see it.
    clean_name(&rustix::system::uname().nodename().to_string_lossy())
}

fn clean_name(host: &str) -> Name {
    let first = host.trim().split('.').next().unwrap_or_default();
    let clean: String =
        first.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '-' }).collect();
    Name::parse(clean.trim_start_matches(['-', '_'])).or_else(|_| Name::parse("simgate")).expect("`simgate` is a name")
}

fn system_zone(_: &Table<'_>, _: &Reading<'_>) -> Zone {
    let zone = TimeZone::system();
    let name = zone.iana_name().unwrap_or("UTC").to_owned();
    let zone = TimeZone::get(&name).unwrap_or(TimeZone::UTC);
    Zone { name, zone }
}

/// systemd may name several directories, with `:` between them; the first is the main one.
fn data_directory(_: &Table<'_>, reading: &Reading<'_>) -> PathBuf {
    let given = (reading.variable)("STATE_DIRECTORY").unwrap_or_default();
    match given.split(':').next() {
        Some(first) if first.starts_with('/') => PathBuf::from(first),
        Some(_) | None => PathBuf::from("/var/lib/simgate"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_name_becomes_a_name() {
        for (host, name) in [
            ("attic\n", "attic"),
            ("pi-4.example.net", "pi-4"),
            ("böard", "b-ard"),
            ("", "simgate"),
            ("(none)", "none-"),
            ("...", "simgate"),
        ] {
            assert_eq!(clean_name(host).as_str(), name, "{host}");
        }
    }
}
