//! JSON pointers (RFC 6901): the place of a value in a JSON text.

use std::fmt;

/// A pointer: `/data/from`, `/to/0`. An empty one refers to the whole text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer(String);

const BYTES_MAX: usize = 256;

impl Pointer {
    /// Parses a pointer. The error completes the sentence "`TEXT` ...".
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.len() > BYTES_MAX || text.chars().any(char::is_control) {
            return Err("is too long, or has control characters");
        }
        if !text.is_empty() && !text.starts_with('/') {
            return Err("does not begin with `/`");
        }
        let mut escapes = text.split('~').skip(1);
        if !escapes.all(|rest| rest.starts_with(['0', '1'])) {
            return Err("has a `~` that is neither `~0` (for `~`) nor `~1` (for `/`)");
        }
        Ok(Self(text.to_owned()))
    }

    /// The pointer as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_has_the_form_of_rfc_6901() {
        for right in ["", "/", "/a", "/data/to/0", "/a~1b", "/m~0n", "/ ", "/message-timestamp", "/ä", "/a/"] {
            assert_eq!(Pointer::parse(right).map(|pointer| pointer.to_string()).as_deref(), Ok(right));
        }
        let long = format!("/{}", "a".repeat(BYTES_MAX));
        for wrong in ["a", "data/from", "#/a", "$.a", "/a~", "/a~2", "/~~0", "/a\n", &long] {
            assert!(Pointer::parse(wrong).is_err(), "{wrong}");
        }
    }
}
