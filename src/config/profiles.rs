//! `profiles` of `[gateway]`: the operator's own profiles of modems, one file for each.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use super::error::ConfigErrors;
use super::kind::Kind;
use super::kinds::File;
use super::nearest::nearest;
use super::reading::{Reading, listed};
use super::text::{BYTES_MAX, as_text};
use crate::at::profile::{self, Profile, Profiles};
use crate::files;

/// The most files, enough for any board.
const FILES_MAX: usize = 100;

/// A directory, and the profiles in it.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnProfiles {
    /// The directory, which may be absent.
    pub directory: PathBuf,
    /// The profiles, in the order of their files.
    pub profiles: Profiles,
}

/// The path of a directory with profiles, which are read with the configuration.
pub struct ProfileDirectory;

impl Kind for ProfileDirectory {
    type Value = OwnProfiles;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<OwnProfiles> {
        let directory = File.read(key, value, reading)?;
        match read(&directory) {
            Ok(profiles) => Some(OwnProfiles { directory, profiles }),
            Err(errors) => {
                reading.problems.extend(errors.problems);
                None
            }
        }
    }

    fn write(&self, value: &OwnProfiles) -> String {
        File.write(&value.directory)
    }

    fn describe(&self) -> String {
        File.describe()
    }
}

/// Reads all profiles of a directory, in the order of their files, or returns all faults in them.
fn read(directory: &Path) -> Result<Profiles, ConfigErrors> {
    let cannot = |error: std::io::Error| ConfigErrors::one(directory, format!("can't read it: {error}"));
    let entries = match std::fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Profiles::default()),
        Err(error) => return Err(cannot(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(cannot)?.path();
        // Hidden files are the temporary files of editors.
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if path.extension() == Some(OsStr::new("toml")) && !is_hidden {
            paths.push(path);
        }
    }
    if paths.len() > FILES_MAX {
        return Err(ConfigErrors::one(directory, format!("has more than {FILES_MAX} files")));
    }
    paths.sort();
    let (mut found, mut names, mut problems) = (Vec::new(), BTreeSet::new(), Vec::new());
    for path in paths {
        match read_one(&path) {
            Ok(profile) if !names.insert(profile.name.clone()) => {
                let what = format!("the profile name `{}` appears twice", profile.name);
                problems.extend(ConfigErrors::one(path, what).problems);
            }
            Ok(profile) => found.push(Arc::new(profile)),
            Err(errors) => problems.extend(errors.problems),
        }
    }
    if problems.is_empty() { Ok(Profiles::new(found)) } else { Err(ConfigErrors { problems }) }
}

fn read_one(path: &Path) -> Result<Profile, ConfigErrors> {
    let bytes = files::read(path, BYTES_MAX);
    let bytes = bytes.map_err(|error| ConfigErrors::one(path, format!("can't read it: {error}")))?;
    let text = as_text(path, bytes)?;
    let compiled_in = Profiles::default();
    let fault = match profile::parse(&text, &|name| compiled_in.named(name).cloned()) {
        Ok(profile) if profile.name == profile::generic().name => {
            let what = "the name `generic` is that of simgate's own profile for unknown models".to_owned();
            profile::Fault { offset: 0, what, misspelt: None }
        }
        Ok(profile) => return Ok(profile),
        Err(fault) => fault,
    };
    let mut reading = Reading::new(path, &text, &|_| None);
    match fault.misspelt {
        None => reading.problem(fault.offset, fault.what),
        Some((word, known)) => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let hint = match nearest(&word, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("they are {}", listed(&known)),
            };
            reading.problem_with_hint(fault.offset, fault.what, hint);
        }
    }
    Err(reading.into_errors())
}
