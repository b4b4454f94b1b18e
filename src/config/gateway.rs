//! The sections that occur once: the gateway itself and how it keeps its data.

use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::declare::section;
use super::kinds::{File, NAME, Span, ZONE, Zone, choice, one_of};
use super::profiles::{OwnProfiles, ProfileDirectory};
use super::reading::{Reading, Table};
use crate::model::Name;

section! {
    /// The gateway itself.
    Gateway in "gateway" {
        /// The gateway's name in every event, which distinguishes several boards.
        name: Name = NAME => computed by host_name, "the host name, or `simgate` where that is no such name",
            example "attic";
        /// The time zone of days and months for SIMs without one of their own.
        time_zone: Zone = ZONE => computed by system_zone, "the machine's own, or UTC if it has none",
            example "Europe/Berlin";
        /// The directory of all of simgate's data: messages, deliveries, limits. It must lie on a disk that keeps synced data,
        /// not in memory. Only one simgate may use it at a time.
        data: PathBuf = File => computed by data_directory,
            "`$STATE_DIRECTORY` where systemd sets it, otherwise `\"/var/lib/simgate\"`", example "/var/lib/simgate";
        /// The directory of own profiles of modems, one file `*.toml` for each. simgate reads them with the configuration, and
        /// tries them before its own. The directory may be absent. `simgate devices profile NAME` prints one to start from.
        profiles: OwnProfiles = ProfileDirectory => default "/etc/simgate/profiles.d", example "/etc/simgate/profiles.d";
    }
}

choice! {
    /// The least important log rows that are still written.
    Level {
        "error" => Error,
        "warn" => Warn,
        "info" => Info,
        "debug" => Debug,
        "trace" => Trace,
    }
}

section! {
    /// simgate's log, which goes to standard error and from there to the journal.
    Log in "log" {
        /// The least important level that is written. `error`: something is not being delivered; `warn`: look today; `info`:
        /// what happened; `debug`: also the commands to modems; `trace`: also every row from a modem. simgate never logs
        /// numbers, texts, codes or PINs, only their lengths.
        level: Level = one_of::<Level>() => default "info", example "debug";
    }
}

section! {
    /// Repeats: a network sends a message again when its acknowledgement was lost.
    Dedupe in "dedupe" {
        /// How long an identical message (same sender, same time stamp to the second, same bytes) counts as a repeat by the
        /// network and is merged with the first. Longer is safe; much shorter lets repeats through as new messages; `0s` merges
        /// nothing. Equal messages without a time stamp, or with one to the minute, are never merged.
        window: Duration = Span { min: "0s", max: "90d" } => default "24h", example "48h";
    }
}

section! {
    /// Assembly of long messages, which arrive in parts; the network may delay or lose a part.
    Assembly in "assembly" {
        /// How long simgate waits for missing parts, from the first part that arrived. After that it forwards the message marked
        /// as incomplete; later parts are forwarded on their own.
        wait: Duration = Span { min: "1m", max: "7d" } => default "1h", example "30m";
    }
}

section! {
    /// How long finished messages stay on disk.
    Retention in "retention" {
        /// How long a message is kept after its last delivery was settled. A message with an open delivery is never removed.
        messages: Duration = Span { min: "1h", max: "3650d" } => default "30d", example "90d";
        /// How long a message with a one-time code is kept after the code expired. After that simgate erases text and code from
        /// the disk, delivered or not: a destination that was down until then gets the event with `expired: true`, without
        /// text and code.
        codes: Duration = Span { min: "0s", max: "3650d" } => default "1h", example "10m";
    }
}

/// The host name up to its first dot.
fn host_name(_: &Table<'_>, _: &Reading<'_>) -> Name {
    // Not from /proc, which a hardened service can't read.
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
    let directories = (reading.variable)("STATE_DIRECTORY").unwrap_or_default();
    match directories.split(':').next() {
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
