//! Secrets: in the configuration file, in a file of their own, or in an environment variable. simgate never prints the value:
//! `config print` writes the place that it comes from.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::declare::{Field, KeyDoc};
use super::kinds::{quoted, type_of};
use super::reading::{Reading, Table};
use crate::files::{self, is_readable_by_all};
use crate::model::Secret;

/// A secret with the place that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretFrom {
    pub secret: Secret,
    pub source: SecretSource,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretSource {
    /// A key of a configuration file, such as `forwarder.1.secret`.
    Key(PathBuf, String),
    /// A file that contains nothing else.
    File(PathBuf),
    Variable(String),
}

/// The three keys of one secret: `NAME`, `NAME_file`, `NAME_env`.
pub struct SecretKeys {
    /// Its description, without an article: "PIN of the card".
    pub noun: &'static str,
    /// Returns the fault of a value, without quoting the value.
    pub check: fn(&str) -> Result<(), &'static str>,
}

/// Reports a password that is set without the user name that it belongs to.
pub fn without_username(table: &Table<'_>, reading: &mut Reading<'_>) {
    for key in ["password", "password_file", "password_env"].into_iter().filter(|key| table.get(key).is_some()) {
        reading.problem(table.offset_of(key), format!("`{key}` is set, but not `username`"));
    }
}

/// The check for a secret that may be empty.
pub fn any(_: &str) -> Result<(), &'static str> {
    Ok(())
}

/// The check for a secret of any form.
pub fn not_empty(text: &str) -> Result<(), &'static str> {
    if text.is_empty() { Err("must not be empty") } else { Ok(()) }
}

const BYTES_MAX: u64 = 65_536;

impl Field for SecretKeys {
    type Value = Option<SecretFrom>;

    fn read(&self, key: &str, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<Self::Value> {
        let keys = [key.to_owned(), format!("{key}_file"), format!("{key}_env")];
        let mut places = keys.iter().filter_map(|key| table.get(key).map(|value| (key, value)));
        let Some((used, value)) = places.next() else { return Some(None) };
        if let Some((other, value)) = places.next() {
            reading.problem(value.span().start, format!("`{used}` and `{other}` are both set: one place is enough"));
            return None;
        }
        let Some(text) = value.get_ref().as_str() else {
            let what = format!("`{used}` must be a string in quotes, not {}", type_of(value.get_ref()));
            reading.problem(value.span().start, what);
            return None;
        };
        let found = if used == &keys[0] {
            self.inline(text, key, value, table, reading)
        } else if used == &keys[1] {
            self.file(text, value, reading)
        } else {
            self.variable(text, reading)
        };
        let checked = found.and_then(|from| match (self.check)(from.secret.reveal()) {
            Ok(()) => Ok(from),
            Err(why) => Err(format!("the {} {why}", self.noun)),
        });
        match checked {
            Ok(from) => Some(Some(from)),
            Err(why) => {
                reading.problem(value.span().start, format!("`{used}`: {why}"));
                None
            }
        }
    }

    fn write(&self, key: &str, value: &Self::Value, out: &mut String) {
        let Some(from) = value else { return };
        let line = match &from.source {
            SecretSource::Key(file, place) => {
                format!("{key}_file = {}", quoted(&format!("{}#{place}", file.display())))
            }
            SecretSource::File(file) => format!("{key}_file = {}", quoted(&file.to_string_lossy())),
            SecretSource::Variable(name) => format!("{key}_env = {}", quoted(name)),
        };
        out.push_str(&line);
        out.push('\n');
    }

    fn docs(&self, key: &str, doc: &str, example: &str) -> Vec<KeyDoc> {
        let one = |key: String, kind: &str, example: String, in_sample: bool, doc: String| KeyDoc {
            key,
            kind: kind.to_owned(),
            default: "none".to_owned(),
            example,
            doc,
            in_sample,
        };
        vec![
            one(key.to_owned(), "string, a secret", example.to_owned(), true, doc.to_owned()),
            one(
                format!("{key}_file"),
                "path; a relative one begins at the directory of this file",
                quoted(&format!("/etc/simgate/{key}")),
                false,
                format!(
                    "In place of `{key}`: a file that holds the {} and nothing else (a line end after it does not \
                     count). Only the user that simgate runs as should be able to read it; a file that everybody can \
                     read causes a warning. `FILE#KEY` takes the value of a key of another simgate configuration; \
                     `simgate config print` writes this in place of a secret that stands in the configuration itself.",
                    self.noun
                ),
            ),
            one(
                format!("{key}_env"),
                "string, the name of an environment variable",
                quoted(&format!("SIMGATE_{}", key.to_uppercase())),
                false,
                format!("In place of `{key}`: the environment variable that holds the {}.", self.noun),
            ),
        ]
    }
}

impl SecretKeys {
    fn inline(
        &self,
        text: &str,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        table: &Table<'_>,
        reading: &mut Reading<'_>,
    ) -> Result<SecretFrom, String> {
        if is_readable_by_all(reading.file) {
            reading.warn(value.span().start, format_args!("everybody on this machine can read `{key}` in this file"));
        }
        let file = std::path::absolute(reading.file).unwrap_or_else(|_| reading.file.to_owned());
        let source = SecretSource::Key(file, format!("{}.{key}", table.path));
        Ok(SecretFrom { secret: Secret::new(text), source })
    }

    fn file(&self, text: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Result<SecretFrom, String> {
        let path = reading.resolve(text);
        if let Some((file, key)) = text.split_once('#').filter(|_| !path.exists()) {
            let file = reading.resolve(file);
            let content = read_bounded(&file)?;
            let table = DeTable::parse(content.reveal()).map_err(|_| format!("{} is not TOML", file.display()))?;
            let found =
                walk(table.get_ref(), key).ok_or_else(|| format!("{} has no string `{key}`", file.display()))?;
            self.warn_of(&file, value, reading);
            let source = SecretSource::Key(file, key.to_owned());
            return Ok(SecretFrom { secret: Secret::new(found), source });
        }
        let content = read_bounded(&path)?;
        self.warn_of(&path, value, reading);
        Ok(SecretFrom {
            secret: Secret::new(content.reveal().trim_end_matches(['\n', '\r'])),
            source: SecretSource::File(path),
        })
    }

    fn warn_of(&self, path: &Path, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) {
        if is_readable_by_all(path) {
            let what = format!("everybody on this machine can read the {} in {}", self.noun, path.display());
            reading.warn(value.span().start, what);
        }
    }

    fn variable(&self, name: &str, reading: &Reading<'_>) -> Result<SecretFrom, String> {
        let value = (reading.variable)(name).ok_or_else(|| format!("the environment variable `{name}` is not set"))?;
        Ok(SecretFrom { secret: Secret::new(value), source: SecretSource::Variable(name.to_owned()) })
    }
}

fn read_bounded(path: &Path) -> Result<Secret, String> {
    let bytes = files::read(path, BYTES_MAX).map_err(|error| format!("can't read {}: {error}", path.display()))?;
    String::from_utf8(bytes).map(Secret::new).map_err(|_| format!("{} is not UTF-8 text", path.display()))
}

/// The string at `section.key` or `section.2.key`.
fn walk<'a>(table: &'a DeTable<'_>, place: &str) -> Option<&'a str> {
    let mut steps = place.split('.');
    let mut value = table.get(steps.next()?)?.get_ref();
    for step in steps {
        value = match value {
            DeValue::Table(table) => table.get(step)?.get_ref(),
            DeValue::Array(list) => list.get(step.parse::<usize>().ok()?.checked_sub(1)?)?.get_ref(),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {
                return None;
            }
        };
    }
    value.as_str()
}
