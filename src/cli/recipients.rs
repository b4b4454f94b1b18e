//! Reads recipients and text from the command line, files and standard input.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use super::terminal::note;
use super::{CliError, Exit};
use crate::flow::command::KEY_MAX;
use crate::flow::outbound;

const FILE_BYTES_MAX: u64 = 8 << 20;
/// Far more than the longest message needs.
const TEXT_BYTES_MAX: u64 = 64 << 10;

/// Recipients in the order of the input, each once.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Recipients {
    pub numbers: Vec<String>,
    /// Recipients that the input repeats.
    pub repeated: Vec<String>,
}

impl Recipients {
    /// Collects recipients. Two spellings of a number are one recipient. A word that is no number stays: the gateway refuses it.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut times: HashMap<String, u32> = HashMap::new();
        let mut recipients = Self::default();
        for text in words {
            let number =
                outbound::recipient(text).map_or_else(|_| text.trim().to_owned(), |address| address.to_string());
            let seen = times.entry(number.clone()).or_default();
            *seen += 1;
            match seen {
                1 => recipients.numbers.push(number),
                2 => recipients.repeated.push(number),
                _ => {}
            }
        }
        recipients
    }
}

/// The rows of a list that name a recipient.
pub fn lines(list: &str) -> impl Iterator<Item = &str> {
    let lines = list.trim_start_matches('\u{FEFF}').lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Reads a list of numbers; `-` is standard input.
pub fn read_list(path: &Path) -> Result<String, CliError> {
    let what = format!("can't read the numbers in {}", path.display());
    if path == Path::new("-") {
        return read(io::stdin().lock(), FILE_BYTES_MAX, "can't read the numbers on standard input");
    }
    let file = File::open(path)
        .map_err(|error| CliError::failed(&what).because(&error).hint("one number a line; `-` is standard input"))?;
    read(file, FILE_BYTES_MAX, &what)
}

/// Reads the text of a message: all of standard input, without the last line end.
pub fn read_text() -> Result<String, CliError> {
    if io::stdin().is_terminal() {
        note("the text, then Ctrl-D:");
    }
    let text = read(io::stdin().lock(), TEXT_BYTES_MAX, "can't read the text on standard input")?;
    Ok(without_last_end(&text).to_owned())
}

fn without_last_end(text: &str) -> &str {
    let bare = text.strip_suffix('\n').unwrap_or(text);
    if bare.len() < text.len() { bare.strip_suffix('\r').unwrap_or(bare) } else { bare }
}

fn read(from: impl Read, bytes_max: u64, what: &str) -> Result<String, CliError> {
    let mut bytes = Vec::new();
    let read = from.take(bytes_max + 1).read_to_end(&mut bytes);
    read.map_err(|error| CliError::failed(what).because(&error))?;
    if bytes.len() as u64 > bytes_max {
        return Err(CliError::failed(what).cause(format!("it is longer than {} KiB", bytes_max >> 10)));
    }
    String::from_utf8(bytes)
        .map_err(|_| CliError::failed(what).cause("it is not UTF-8").hint("`iconv -t UTF-8` turns it"))
}

/// Ids for the requests of this command, so that a request which is repeated is not sent twice.
#[derive(Debug, Clone)]
pub struct Id(String);

/// Room for the longest number and the hyphen before it.
const NUMBER_MAX: usize = 22;

impl Id {
    /// Takes the caller's own id, or 128 random bits.
    pub fn new(own: Option<&str>, many: bool) -> Result<Self, CliError> {
        let room = if many { KEY_MAX - NUMBER_MAX } else { KEY_MAX };
        match own {
            Some(id) if id.is_empty() || id.len() > room || id.chars().any(char::is_control) => {
                let what = format!("--id takes 1 to {room} bytes of text without control characters");
                Err(CliError::new(Exit::Usage, what).hint("without it, each message gets a random one"))
            }
            Some(id) => Ok(Self(id.to_owned())),
            None => {
                let mut bits = [0; 16];
                getrandom::fill(&mut bits)
                    .map_err(|error| CliError::failed("there is no randomness").because(&error))?;
                Ok(Self(crate::pdu::hex::encode(&bits).to_lowercase()))
            }
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id for one recipient among several.
    pub fn with(&self, number: &str) -> Self {
        let short: String = number.chars().filter(char::is_ascii_graphic).take(NUMBER_MAX - 1).collect();
        Self(format!("{}-{short}", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_each_once_however_it_is_written() {
        let list = "\u{FEFF}# friends\r\n+12025550143\r\n\n  +1 (202) 555-0144 \n#+12025550145\n+1 202 555 0143\nx y\n\
                    +12025550143\n";
        let recipients = Recipients::of(lines(list));
        assert_eq!(recipients.numbers, ["+12025550143", "+12025550144", "x y"]);
        assert_eq!(recipients.repeated, ["+12025550143"]);
        assert_eq!(Recipients::of(lines("\n# none\n")), Recipients::default());
    }

    #[test]
    fn one_end_of_a_line_is_dropped() {
        for (text, wanted) in [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), ("a\r", "a\r"), ("\n", "")] {
            assert_eq!(without_last_end(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn an_id_is_the_callers_or_random() {
        assert_eq!(Id::new(Some("x"), true).unwrap().with("+12025550143").as_str(), "x-+12025550143");
        let random = [Id::new(None, false).unwrap(), Id::new(None, false).unwrap()];
        assert!(random.iter().all(|id| id.0.len() == 32 && id.0.bytes().all(|byte| byte.is_ascii_hexdigit())));
        assert_ne!(random[0].0, random[1].0);
        let long = "a".repeat(KEY_MAX);
        assert!(Id::new(Some(&long), false).is_ok());
        for (wrong, many) in [(long.as_str(), true), ("", false), ("a\nb", false)] {
            assert_eq!(Id::new(Some(wrong), many).unwrap_err().exit, Exit::Usage, "{wrong:?}");
        }
    }

    #[test]
    fn what_is_too_long_or_no_text_is_refused() {
        assert_eq!(read("ab".as_bytes(), 2, "x").unwrap(), "ab");
        assert!(read("abc".as_bytes(), 2, "x").unwrap_err().to_string().contains("longer"));
        assert!(read(b"\xFF".as_slice(), 2, "x").unwrap_err().to_string().contains("hint: "));
    }
}
