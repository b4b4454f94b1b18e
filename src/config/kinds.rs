//! The kinds of values that keys have: how each is read, written and described.

use std::fmt;
use std::marker::PhantomData;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::TimeZone;
use toml::Spanned;
use toml::de::DeValue;

use super::declare::{Section, read_section};
use super::duration;
use super::kind::Kind;
use super::nearest::nearest;
use super::reading::{Reading, Table, excerpt, listed};
use crate::model::{Iccid, Imei, Msisdn, Name, Network};

/// A TOML basic string.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The string. Any other type is reported; `noun` names what is wanted, with its article.
fn string<'a>(key: &str, value: &'a Spanned<DeValue<'_>>, noun: &str, reading: &mut Reading<'_>) -> Option<&'a str> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        let what = format!("`{key}` must be {noun} in quotes, not {}", type_of(value.get_ref()));
        reading.problem(value.span().start, what);
    }
    text
}

pub fn type_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// `true` or `false`.
pub struct Flag;

impl Kind for Flag {
    type Value = bool;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let what = format!("`{key}` must be true or false, without quotes, not {}", type_of(value.get_ref()));
            reading.problem(value.span().start, what);
        }
        flag
    }

    fn write(&self, value: &bool) -> String {
        value.to_string()
    }

    fn describe(&self) -> String {
        "true or false".to_owned()
    }
}

/// A whole number in a range.
pub struct Whole {
    pub unit: &'static str,
    pub min: u32,
    pub max: u32,
}

impl Kind for Whole {
    type Value = u32;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<u32> {
        let DeValue::Integer(number) = value.get_ref() else {
            let what = format!("`{key}` must be a whole number without quotes, not {}", type_of(value.get_ref()));
            reading.problem(value.span().start, what);
            return None;
        };
        let number = u32::from_str_radix(number.as_str(), number.radix())
            .ok()
            .filter(|number| (self.min..=self.max).contains(number));
        if number.is_none() {
            reading.problem(value.span().start, format!("`{key}` must be from {} to {}", self.min, self.max));
        }
        number
    }

    fn write(&self, value: &u32) -> String {
        value.to_string()
    }

    fn describe(&self) -> String {
        format!("whole number of {}, from {} to {}", self.unit, self.min, self.max)
    }
}

/// A value that is an `Option` in its type but always set by the configuration.
pub struct Always<K>(pub K);

impl<K: Kind> Kind for Always<K> {
    type Value = Option<K::Value>;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self::Value> {
        self.0.read(key, value, reading).map(Some)
    }

    fn write(&self, value: &Self::Value) -> String {
        self.0.write(value.as_ref().expect("it was read, and is always there"))
    }

    fn describe(&self) -> String {
        self.0.describe()
    }
}

/// A span of time in a range.
pub struct Span {
    pub min: &'static str,
    pub max: &'static str,
}

impl Kind for Span {
    type Value = Duration;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Duration> {
        let text = string(key, value, "a duration such as `90s`, `1h30m` or `30d`", reading)?;
        let Some(span) = duration::parse(text) else {
            let what = format!(
                "`{key}` must be a duration such as `90s`, `1h30m` or `30d` (units w d h m s ms), not `{}`",
                excerpt(text)
            );
            reading.problem(value.span().start, what);
            return None;
        };
        let limit = |text| duration::parse(text).expect("the limits in a declaration are durations");
        if span < limit(self.min) || span > limit(self.max) {
            let what = format!("`{key}` must be from {} to {}, not `{}`", self.min, self.max, excerpt(text));
            reading.problem(value.span().start, what);
            return None;
        }
        Some(span)
    }

    fn write(&self, value: &Duration) -> String {
        quoted(&duration::write(*value))
    }

    fn describe(&self) -> String {
        format!("duration, from {} to {}", self.min, self.max)
    }
}

/// A path. A relative one starts at the directory of the configuration file.
pub struct File;

impl Kind for File {
    type Value = PathBuf;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<PathBuf> {
        let text = string(key, value, "a path", reading)?;
        if text.is_empty() || text.contains('\0') {
            reading.problem(value.span().start, format!("`{key}` must be a path, not an empty string"));
            return None;
        }
        Some(reading.resolve(text))
    }

    fn write(&self, value: &PathBuf) -> String {
        quoted(&value.to_string_lossy())
    }

    fn describe(&self) -> String {
        "path; a relative one begins at the directory of this file".to_owned()
    }
}

/// A fixed set of words. Made by `choice!` or `words!`.
pub trait Choice: Copy + PartialEq + 'static {
    fn all() -> Vec<(&'static str, Self)>;

    fn word(self) -> &'static str {
        Self::all().into_iter().find(|(_, value)| *value == self).expect("every value has its word").0
    }
}

/// Declares an enum with its words in the configuration.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $word:literal => $variant:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        $crate::config::kinds::words!($name { $($word => $variant,)+ });
    };
}
pub(super) use choice;

/// Declares the words in the configuration for an enum of another module.
macro_rules! words {
    ($name:ident { $($word:literal => $variant:ident,)+ }) => {
        impl $crate::config::kinds::Choice for $name {
            fn all() -> Vec<(&'static str, Self)> {
                vec![$(($word, Self::$variant),)+]
            }
        }
    };
}
pub(super) use words;

/// One word of a `Choice`.
pub struct OneOf<T>(PhantomData<T>);

fn words_of<T: Choice>() -> Vec<&'static str> {
    T::all().into_iter().map(|(word, _)| word).collect()
}

pub const fn one_of<T: Choice>() -> OneOf<T> {
    OneOf(PhantomData)
}

impl<T: Choice> Kind for OneOf<T> {
    type Value = T;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<T> {
        let words = words_of::<T>();
        let text = string(key, value, &format!("one of {}", listed(&words)), reading)?;
        let found = T::all().into_iter().find(|(word, _)| *word == text).map(|(_, value)| value);
        if found.is_none() {
            let what = format!("`{key}` must be one of {}, not `{}`", listed(&words), excerpt(text));
            match nearest(text, words) {
                Some(meant) => reading.problem_with_hint(value.span().start, what, format!("did you mean `{meant}`?")),
                None => reading.problem(value.span().start, what),
            }
        }
        found
    }

    fn write(&self, value: &T) -> String {
        quoted(value.word())
    }

    fn describe(&self) -> String {
        format!("one of {}", listed(&words_of::<T>()))
    }
}

/// A string that a function parses.
pub struct Parsed<T> {
    /// With its article and an example: completes "must be ...".
    pub noun: &'static str,
    pub parse: fn(&str) -> Result<T, String>,
    /// Whether the error may quote a wrong value: a URL may contain a password.
    pub show_wrong: bool,
}

impl<T: fmt::Display> Kind for Parsed<T> {
    type Value = T;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<T> {
        let text = string(key, value, self.noun, reading)?;
        match (self.parse)(text) {
            Ok(value) => Some(value),
            Err(why) => {
                let found = if self.show_wrong { format!("`{}`", excerpt(text)) } else { "this one".to_owned() };
                reading.problem(value.span().start, format!("`{key}` must be {}: {found} {why}", self.noun));
                None
            }
        }
    }

    fn write(&self, value: &T) -> String {
        quoted(&value.to_string())
    }

    fn describe(&self) -> String {
        self.noun.split_once(' ').map_or(self.noun, |(_, noun)| noun).to_owned()
    }
}

pub const NAME: Parsed<Name> = Parsed {
    noun: "a name of 1 to 64 letters, digits, `.`, `_` or `-`, the first a letter or digit",
    parse: |text| Name::parse(text).map_err(|_| "is not".to_owned()),
    show_wrong: true,
};

pub const NUMBER: Parsed<Msisdn> = Parsed {
    noun: "a number in E.164 form, such as `+12025550143`",
    parse: |text| Msisdn::parse(text).map_err(|error| error.to_string()),
    show_wrong: true,
};

pub const ICCID: Parsed<Iccid> = Parsed {
    noun: "an ICCID, the 18 to 20 digits beginning with 89 that are printed on the card",
    parse: |text| Iccid::parse(text).map_err(|error| error.to_string()),
    show_wrong: true,
};

pub const IMEI: Parsed<Imei> = Parsed {
    noun: "an IMEI, the 15 digits that are printed on the modem (or the answer to AT+CGSN)",
    parse: |text| Imei::parse(text).map_err(|error| error.to_string()),
    show_wrong: true,
};

pub const NETWORK: Parsed<Network> = Parsed {
    noun: "a network or one address, such as `10.0.0.0/8` or `127.0.0.1`",
    parse: |text| Network::parse(text).map_err(|error| error.to_string()),
    show_wrong: true,
};

/// The name of a zone in the IANA time zone database.
pub const ZONE: Parsed<Zone> = Parsed {
    noun: "a time zone of the IANA database, such as `Europe/Berlin` or `UTC`",
    parse: |text| match TimeZone::get(text) {
        Ok(zone) => Ok(Zone { name: text.to_owned(), zone }),
        Err(_) => Err("is not known here".to_owned()),
    },
    show_wrong: true,
};

/// A time zone with its name in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    pub name: String,
    pub zone: TimeZone,
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// A prefix of numbers: `+1`, `+4917`, or a short code.
pub const BEGINNING: Parsed<String> = Parsed {
    noun: "the beginning of a number, such as `+1` or `+4917`, or a short code",
    parse: |text| {
        let digits = text.strip_prefix('+').unwrap_or(text);
        let good = (1..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if good { Ok(text.to_owned()) } else { Err("is not".to_owned()) }
    },
    show_wrong: true,
};

/// An address of this machine with a port, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listen {
    Off,
    On(SocketAddr),
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("off"),
            Self::On(address) => write!(f, "{address}"),
        }
    }
}

pub const LISTEN: Parsed<Listen> = Parsed {
    noun: "an address with a port, such as `127.0.0.1:8081` or `[::1]:8081`, or `off`",
    parse: |text| match text {
        "off" => Ok(Listen::Off),
        _ => text.parse().map(Listen::On).map_err(|_| "is not".to_owned()),
    },
    show_wrong: true,
};

/// A topic prefix (MQTT 5.0 section 4.7): levels without wildcards, none empty.
pub const PREFIX: Parsed<String> = Parsed {
    noun: "a topic of levels separated by `/`, such as `simgate` or `home/sms`",
    parse: |text| {
        if text.chars().any(|c| matches!(c, '+' | '#') || c.is_control() || c.is_whitespace()) {
            return Err("has a wildcard or a blank".to_owned());
        }
        if text.split('/').any(str::is_empty) || text.starts_with('$') || text.len() > 256 {
            return Err("has an empty level, begins with `$`, or is too long".to_owned());
        }
        Ok(text.to_owned())
    },
    show_wrong: true,
};

pub const CLIENT_ID: Parsed<String> = Parsed {
    noun: "a client identifier of 1 to 128 printable characters",
    parse: |text| match text.len() {
        1..=128 if text.chars().all(|c| c.is_ascii_graphic()) => Ok(text.to_owned()),
        _ => Err("is not".to_owned()),
    },
    show_wrong: true,
};

/// The address of a mailbox. The local part is at most 64 octets long (RFC 5321, section 4.5.3.1.1); simgate takes ASCII only, since few
/// servers support SMTPUTF8 (RFC 6531).
pub const ADDRESS: Parsed<lettre::Address> = Parsed {
    noun: "an e-mail address such as `alice@example.net`",
    parse: |text| match text.parse::<lettre::Address>() {
        Ok(address) if text.is_ascii() && address.user().len() <= 64 => Ok(address),
        Ok(_) => Err("has letters outside ASCII, or more than 64 before the `@`".to_owned()),
        Err(_) => Err("is none".to_owned()),
    },
    show_wrong: true,
};

pub const USER: Parsed<String> = Parsed {
    noun: "a user name",
    parse: |text| {
        let good = !text.is_empty() && text.len() <= 1024 && !text.contains('\0');
        if good { Ok(text.to_owned()) } else { Err("is empty or too long".to_owned()) }
    },
    show_wrong: true,
};

/// A table within a section: `limits = { day = 99 }`, or `[sim.limits]`.
pub struct Inner<S>(PhantomData<S>);

pub const fn inner<S: Section>() -> Inner<S> {
    Inner(PhantomData)
}

impl<S: Section> Kind for Inner<S> {
    type Value = S;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<S> {
        let DeValue::Table(raw) = value.get_ref() else {
            let what = format!("`{key}` must be a table such as `{{ day = 99 }}`, not {}", type_of(value.get_ref()));
            reading.problem(value.span().start, what);
            return None;
        };
        let (title, path) = (format!("`{key}`"), key.to_owned());
        read_section(&Table { title, path, position: 1, offset: value.span().start, raw }, &[], reading)
    }

    fn write(&self, value: &S) -> String {
        let mut lines = String::new();
        value.write(&mut lines);
        format!("{{ {} }}", lines.lines().collect::<Vec<_>>().join(", "))
    }

    fn describe(&self) -> String {
        let key =
            |doc: super::declare::KeyDoc| format!("`{}` ({}; default {}): {}", doc.key, doc.kind, doc.default, doc.doc);
        format!("table of {}", S::docs().into_iter().map(key).collect::<Vec<_>>().join(" "))
    }
}

/// A list of values of one kind.
pub struct ListOf<K>(pub K);

impl<K: Kind> Kind for ListOf<K> {
    type Value = Vec<K::Value>;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self::Value> {
        let Some(list) = value.get_ref().as_array() else {
            let what = format!("`{key}` must be a list in brackets, not {}", type_of(value.get_ref()));
            reading.problem(value.span().start, what);
            return None;
        };
        let read: Vec<_> = list.iter().map(|value| self.0.read(key, value, reading)).collect();
        read.into_iter().collect()
    }

    fn write(&self, value: &Self::Value) -> String {
        let items: Vec<String> = value.iter().map(|item| self.0.write(item)).collect();
        format!("[{}]", items.join(", "))
    }

    fn describe(&self) -> String {
        format!("list, each a {}", self.0.describe())
    }
}
