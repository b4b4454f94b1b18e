//! A configuration file as text and as TOML.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use toml::Spanned;
use toml::de::DeTable;

use super::error::ConfigErrors;
use super::reading::Reading;

/// The default path of the configuration.
pub const DEFAULT_PATH: &str = "/etc/simgate/simgate.toml";

pub const BYTES_MAX: u64 = 1 << 20;

/// Reads the file at `path`, or the default one if it exists.
pub fn open_default(path: Option<&Path>) -> Result<Option<File>, ConfigErrors> {
    let file = path.unwrap_or(Path::new(DEFAULT_PATH));
    match File::open(file) {
        Ok(open) => Ok(Some(open)),
        Err(error) if path.is_none() && error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ConfigErrors::one(file, format!("can't read it: {error}"))),
    }
}

pub fn text_of(file: &Path, open: File) -> Result<String, ConfigErrors> {
    let mut bytes = Vec::new();
    let read = open.take(BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(|error| ConfigErrors::one(file, format!("can't read it: {error}")))?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(ConfigErrors::one(file, "is larger than 1 MiB"));
    }
    as_text(file, bytes)
}

pub fn as_text(file: &Path, bytes: Vec<u8>) -> Result<String, ConfigErrors> {
    String::from_utf8(bytes).map_err(|_| ConfigErrors::one(file, "is not UTF-8 text"))
}

/// The text as TOML; its errors are collected in `reading`.
pub fn table_of<'t>(text: &'t str, reading: &mut Reading<'_>) -> Option<Spanned<DeTable<'t>>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        // Only the first row of the parser's message is used: the others may quote a secret of the file.
        let what = error.message().lines().next().unwrap_or("is not TOML");
        reading.problem(error.span().map_or(0, |span| span.start), format!("not TOML: {what}"));
    }
    errors.is_empty().then_some(root)
}
