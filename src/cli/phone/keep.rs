//! Keeps a phone's password: in a file of its own, or as a row in the file of variables that systemd reads.

use std::io::{ErrorKind, Write};
use std::path::Path;

use zeroize::Zeroizing;

use super::snippet::Place;
use crate::files;
use crate::model::Secret;

/// The name of the file from which the systemd unit takes variables.
const ENVIRONMENT: &str = "environment";
/// The largest file of variables.
const BYTES_MAX: u64 = 65_536;

/// Writes the password, so that only the file's owner can read it. A file with the name `environment` gets a row for
/// systemd; another one must not exist yet. `path` is absolute. The error is a sentence.
pub fn keep(path: &Path, phone: &str, password: &Secret) -> Result<Place, String> {
    let failed = |error: std::io::Error| {
        let path = path.display();
        if error.kind() == ErrorKind::AlreadyExists {
            return format!("{path} exists already");
        }
        if error.kind() == ErrorKind::PermissionDenied {
            return format!("{path} must not be written: run this as root, or take another file");
        }
        format!("can't write {path}: {error}")
    };
    if path.file_name().is_some_and(|name| name == ENVIRONMENT) {
        let variable = variable_of(phone);
        let present = match files::read(path, BYTES_MAX) {
            Ok(bytes) => {
                Zeroizing::new(String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8 text", path.display()))?)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Zeroizing::default(),
            Err(error) => return Err(failed(error)),
        };
        files::replace(path, with_row(&present, &variable, password).as_bytes()).map_err(failed)?;
        return Ok(Place::Variable(variable));
    }
    let mut file = files::create_new(path).map_err(failed)?;
    let written = file.write_all(format!("{}\n", password.reveal()).as_bytes()).and_then(|()| file.sync_all());
    written.map_err(failed)?;
    Ok(Place::File(path.to_owned()))
}

/// The environment variable of a phone's password.
fn variable_of(phone: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    format!("SIMGATE_{}_PASSWORD", phone.chars().map(letter).collect::<String>())
}

/// The file with this variable, in the form of systemd.exec(5), `EnvironmentFile=`.
fn with_row(present: &str, variable: &str, password: &Secret) -> Zeroizing<String> {
    let head = format!("{variable}=");
    let others = present.lines().filter(|row| !row.trim_start().starts_with(&head));
    let mut text: String = others.map(|row| format!("{row}\n")).collect();
    text.push_str(&head);
    text.push('"');
    for c in password.reveal().chars() {
        if matches!(c, '"' | '\\' | '`' | '$') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push_str("\"\n");
    Zeroizing::new(text)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_password_gets_a_file_of_its_own_that_nobody_else_reads() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pixel.password");
        assert_eq!(keep(&path, "pixel", &Secret::new("a\"b")), Ok(Place::File(path.clone())));
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), mode(&path)), ("a\"b\n", 0o600));
        assert!(keep(&path, "pixel", &Secret::new("other")).unwrap_err().ends_with("exists already"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a\"b\n", "an existing file is not changed");
    }

    #[test]
    fn a_row_for_systemd_replaces_an_earlier_one_and_keeps_the_others() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("environment");
        fs::write(&path, "SIMGATE_PIN_1=1234\nSIMGATE_MY_PIXEL_PASSWORD=old").unwrap();
        let kept = keep(&path, "my-pixel", &Secret::new("a\"$b\\")).unwrap();
        assert_eq!(kept, Place::Variable("SIMGATE_MY_PIXEL_PASSWORD".into()));
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, "SIMGATE_PIN_1=1234\nSIMGATE_MY_PIXEL_PASSWORD=\"a\\\"\\$b\\\\\"\n");
        assert_eq!(mode(&path), 0o600);
    }
}
