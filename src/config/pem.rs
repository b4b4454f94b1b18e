//! Files that must contain certificates or a key in PEM form.

use std::path::Path;

use rustls::pki_types::pem::{Error, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::reading::{Reading, Table};
use crate::files;

/// Reports a file, if one is set, that can't be read or has no certificate.
pub fn certificates(key: &str, file: Option<&Path>, table: &Table<'_>, reading: &mut Reading<'_>) {
    let read = |text: &[u8]| CertificateDer::from_pem_slice(text).map(drop);
    look(key, file, "certificate", &read, table, reading);
}

/// Reports a file, if one is set, that can't be read or has no private key.
pub fn key(key: &str, file: Option<&Path>, table: &Table<'_>, reading: &mut Reading<'_>) {
    let read = |text: &[u8]| PrivateKeyDer::from_pem_slice(text).map(drop);
    look(key, file, "private key", &read, table, reading);
}

fn look(
    key: &str,
    file: Option<&Path>,
    noun: &str,
    read: &dyn Fn(&[u8]) -> Result<(), Error>,
    table: &Table<'_>,
    reading: &mut Reading<'_>,
) {
    let Some(file) = file else { return };
    let path = file.display();
    let what = match files::read(file, files::PEM_BYTES_MAX) {
        Err(error) => format!("`{key}`: can't read {path}: {error}"),
        Ok(text) if read(&text).is_err() => format!("`{key}`: {path} has no {noun} in PEM form"),
        Ok(_) => return,
    };
    reading.problem(table.offset_of(key), what);
}
