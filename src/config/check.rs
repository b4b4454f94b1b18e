//! Checks across sections: names that must be unique, and names that must exist.
//!
//! The checks work on the parsed file rather than on the finished sections, so that a section with an error of its own does
//! not cause errors in others. Values of the wrong type are reported before.

use std::collections::BTreeSet;
use std::fmt::Display;

use toml::de::{DeTable, DeValue};

use super::nearest::nearest;
use super::reading::{Reading, excerpt, listed};
use crate::at::Profiles;
use crate::model::{Iccid, Name};

pub fn across_sections(root: &DeTable<'_>, reading: &mut Reading<'_>) {
    for (section, key, noun) in [
        ("device", "port", "the port"),
        ("sim", "name", "the SIM name"),
        ("sim", "number", "the number"),
        ("forwarder", "name", "the forwarder name"),
        ("owner", "name", "the owner name"),
        ("owner", "numbers", "the number"),
    ] {
        refuse_repeats(strings(root, section, key), noun, reading);
    }
    let cards = strings(root, "sim", "iccid").into_iter();
    refuse_repeats(cards.filter_map(|(text, offset)| Some((Iccid::parse(text).ok()?, offset))), "the ICCID", reading);
    let slots = (0..offsets(root, "sim").len()).filter_map(|at| {
        let (device, offset) = *strings_of(root, "sim", at, "device").first()?;
        Some((format!("{device}, slot {}", whole(root, "sim", at, "slot")?), offset))
    });
    refuse_repeats(slots, "the SIM in", reading);
    refuse_unknown_forwarders(root, reading);
    refuse_unknown_phones(root, reading);
    for (name, offset) in strings(root, "forwarder", "name") {
        if name.strip_prefix("hook-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
            let what = format!("the forwarder name `{}` is one of a registered webhook", excerpt(name));
            reading.problem_with_hint(offset, what, "choose a name that is not `hook-` and a number");
        }
    }
    for owner in 0..offsets(root, "owner").len() {
        refuse_repeats(strings_of(root, "owner", owner, "forward_to"), "the forwarder", reading);
    }
    // Two providers may deliver messages for one number.
    for device in 0..offsets(root, "device").len() {
        refuse_repeats(strings_of(root, "device", device, "numbers"), "the number", reading);
    }
    warn_of_closed_doors(root, reading);
}

/// Device names, some of which come from the port: `names` holds those of all tables, in order.
pub fn device_names<'a>(root: &DeTable<'_>, names: impl Iterator<Item = &'a Name>, reading: &mut Reading<'_>) {
    refuse_repeats(names.zip(offsets(root, "device")), "the device name", reading);
}

/// Reports profiles of `[[device]]` that don't exist.
pub fn device_profiles(root: &DeTable<'_>, profiles: &Profiles, reading: &mut Reading<'_>) {
    for (name, offset) in strings(root, "device", "profile") {
        if profiles.named(name).is_some() {
            continue;
        }
        let what = format!("there is no profile `{}`", excerpt(name));
        let hint = match nearest(name, profiles.all().map(|profile| profile.name.as_str())) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`simgate devices profile` names them all".to_owned(),
        };
        reading.problem_with_hint(offset, what, hint);
    }
}

/// Warns of a device that needs HTTP calls while HTTP is off.
fn warn_of_closed_doors(root: &DeTable<'_>, reading: &mut Reading<'_>) {
    let listen = root.get("api").and_then(|api| api.get_ref().as_table()?.get("listen")?.get_ref().as_str());
    for (_, offset) in strings(root, "device", "type").into_iter().filter(|(kind, _)| *kind == "template") {
        if listen == Some("off") {
            reading.warn(offset, "a device of type `template` is called by HTTP, but [api] has `listen = \"off\"`");
        }
    }
}

fn refuse_repeats<T: Ord + Display>(
    values: impl IntoIterator<Item = (T, usize)>,
    noun: &str,
    reading: &mut Reading<'_>,
) {
    let mut seen = BTreeSet::new();
    for (value, offset) in values {
        if seen.contains(&value) {
            reading.problem(offset, format!("{noun} `{}` appears twice", excerpt(&value.to_string())));
        } else {
            seen.insert(value);
        }
    }
}

fn refuse_unknown_forwarders(root: &DeTable<'_>, reading: &mut Reading<'_>) {
    let forwarders: Vec<&str> = strings(root, "forwarder", "name").into_iter().map(|(name, _)| name).collect();
    for (name, offset) in strings(root, "owner", "forward_to") {
        if forwarders.contains(&name) {
            continue;
        }
        let what = format!("`forward_to` names `{}`, but no [[forwarder]] has this name", excerpt(name));
        match nearest(name, forwarders.iter().copied()) {
            Some(meant) => reading.problem_with_hint(offset, what, format!("did you mean `{meant}`?")),
            None if forwarders.is_empty() => reading.problem(offset, what),
            None => reading.problem_with_hint(offset, what, format!("the forwarders are {}", listed(&forwarders))),
        }
    }
}

fn refuse_unknown_phones(root: &DeTable<'_>, reading: &mut Reading<'_>) {
    let is_phone = |at: &usize| strings_of(root, "device", *at, "type").iter().any(|(kind, _)| *kind == "android");
    let phones: Vec<&str> = (0..offsets(root, "device").len())
        .filter(is_phone)
        .flat_map(|at| strings_of(root, "device", at, "name"))
        .map(|(name, _)| name)
        .collect();
    for (name, offset) in strings(root, "sim", "device") {
        if !phones.contains(&name) {
            let what = format!("`device` names `{}`, but no [[device]] of type `android` has this name", excerpt(name));
            match nearest(name, phones.iter().copied()) {
                Some(meant) => reading.problem_with_hint(offset, what, format!("did you mean `{meant}`?")),
                None => reading.problem(offset, what),
            }
        }
    }
}

/// The places of the tables of a section.
pub fn offsets(root: &DeTable<'_>, section: &str) -> Vec<usize> {
    let list = root.get(section).and_then(|value| value.get_ref().as_array());
    list.map_or(Vec::new(), |list| list.iter().map(|item| item.span().start).collect())
}

/// All strings of a key in the tables of a section, with their places.
fn strings<'a>(root: &'a DeTable<'_>, section: &str, key: &str) -> Vec<(&'a str, usize)> {
    (0..offsets(root, section).len()).flat_map(|at| strings_of(root, section, at, key)).collect()
}

/// The string, or the list of strings, of a key in one table.
fn strings_of<'a>(root: &'a DeTable<'_>, section: &str, at: usize, key: &str) -> Vec<(&'a str, usize)> {
    let table = root.get(section).and_then(|value| value.get_ref().as_array()?.get(at)?.get_ref().as_table());
    let Some(value) = table.and_then(|table| table.get(key)) else { return Vec::new() };
    match value.get_ref() {
        DeValue::String(text) => vec![(text.as_ref(), value.span().start)],
        DeValue::Array(items) => {
            items.iter().filter_map(|item| Some((item.get_ref().as_str()?, item.span().start))).collect()
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Table(_) => {
            Vec::new()
        }
    }
}

/// The digits of a whole number in one table.
fn whole<'a>(root: &'a DeTable<'_>, section: &str, at: usize, key: &str) -> Option<&'a str> {
    let table = root.get(section)?.get_ref().as_array()?.get(at)?.get_ref().as_table()?;
    match table.get(key)?.get_ref() {
        DeValue::Integer(number) => Some(number.as_str()),
        DeValue::String(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    }
}
