//! `section!` and `variants!`: one declaration of a section yields its type, its parser, its defaults, its printed form and
//! its part of the reference.

use toml::Spanned;
use toml::de::DeValue;

use super::kind::Kind;
use super::reading::{Reading, Table};

/// The reference's entry for one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDoc {
    pub key: String,
    /// Type, unit and range.
    pub kind: String,
    pub default: String,
    /// As TOML.
    pub example: String,
    pub doc: String,
    /// Whether the section's sample contains it.
    pub in_sample: bool,
}

/// One section of the file. Made by `section!`.
pub trait Section: Sized {
    /// The name in the file: `device`.
    const NAME: &'static str;

    fn about() -> String;
    fn docs() -> Vec<KeyDoc>;
    /// Reads all keys and reports their errors; `None` if there was one.
    fn read(table: &Table<'_>, reading: &mut Reading<'_>) -> Option<Self>;
    /// The lines `key = value`.
    fn write(&self, out: &mut String);
}

/// A section that is much larger than others of its kind is boxed.
impl<S: Section> Section for Box<S> {
    const NAME: &'static str = S::NAME;

    fn about() -> String {
        S::about()
    }

    fn docs() -> Vec<KeyDoc> {
        S::docs()
    }

    fn read(table: &Table<'_>, reading: &mut Reading<'_>) -> Option<Self> {
        S::read(table, reading).map(Self::new)
    }

    fn write(&self, out: &mut String) {
        S::write(self, out);
    }
}

/// A section whose `type` decides which keys it has. Made by `variants!`.
pub trait Variants: Sized {
    const NAME: &'static str;
    const TYPES: &'static [&'static str];

    /// The description of each type and its keys, in the order of `TYPES`.
    fn docs() -> Vec<(String, Vec<KeyDoc>)>;
    /// `None` for a word that is not in `TYPES`, and after a reported error.
    fn read(word: &str, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<Self>;
    fn write(&self, out: &mut String);
}

/// Reads a section's keys and reports unknown ones; `also` are keys that are read elsewhere.
pub fn read_section<S: Section>(table: &Table<'_>, also: &[&str], reading: &mut Reading<'_>) -> Option<S> {
    let docs = S::docs();
    let known: Vec<&str> = also.iter().copied().chain(docs.iter().map(|doc| doc.key.as_str())).collect();
    table.refuse_unknown(&known, reading);
    S::read(table, reading)
}

/// A key, or the three keys of a secret.
pub trait Field {
    type Value;
    fn read(&self, key: &str, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<Self::Value>;
    fn write(&self, key: &str, value: &Self::Value, out: &mut String);
    fn docs(&self, key: &str, doc: &str, example: &str) -> Vec<KeyDoc>;
}

/// A required key.
pub struct Required<K>(pub K);

/// An optional key.
pub struct Optional<K> {
    pub kind: K,
    /// The meaning of its absence.
    pub absent: &'static str,
    /// Whether the section's sample contains it.
    pub in_sample: bool,
}

/// A key with a default, which is written as TOML.
pub struct Defaulted<K> {
    pub kind: K,
    pub toml: &'static str,
}

/// A key whose default depends on the file's place or the machine.
pub struct Computed<K: Kind> {
    pub kind: K,
    pub compute: fn(&Table<'_>, &Reading<'_>) -> K::Value,
    /// For the reference.
    pub means: &'static str,
}

fn line<K: Kind>(kind: &K, key: &str, value: &K::Value, out: &mut String) {
    out.push_str(&format!("{key} = {}\n", kind.write(value)));
}

fn doc_of<K: Kind>(kind: &K, key: &str, doc: &str, example: &str, default: String) -> Vec<KeyDoc> {
    let (key, example, doc) = (key.to_owned(), example.to_owned(), doc.to_owned());
    vec![KeyDoc { key, kind: kind.describe(), default, example, doc, in_sample: true }]
}

impl<K: Kind> Field for Required<K> {
    type Value = K::Value;

    fn read(&self, key: &str, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<K::Value> {
        let Some(value) = table.get(key) else {
            reading.problem(table.offset, format!("{} needs `{key}`", table.title));
            return None;
        };
        self.0.read(key, value, reading)
    }

    fn write(&self, key: &str, value: &K::Value, out: &mut String) {
        line(&self.0, key, value, out);
    }

    fn docs(&self, key: &str, doc: &str, example: &str) -> Vec<KeyDoc> {
        doc_of(&self.0, key, doc, example, "none, required".to_owned())
    }
}

impl<K: Kind> Field for Optional<K> {
    type Value = Option<K::Value>;

    fn read(&self, key: &str, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<Self::Value> {
        match table.get(key) {
            None => Some(None),
            Some(value) => self.kind.read(key, value, reading).map(Some),
        }
    }

    fn write(&self, key: &str, value: &Self::Value, out: &mut String) {
        if let Some(value) = value {
            line(&self.kind, key, value, out);
        }
    }

    fn docs(&self, key: &str, doc: &str, example: &str) -> Vec<KeyDoc> {
        let docs = doc_of(&self.kind, key, doc, example, format!("none: {}", self.absent));
        docs.into_iter().map(|doc| KeyDoc { in_sample: self.in_sample, ..doc }).collect()
    }
}

impl<K: Kind> Field for Defaulted<K> {
    type Value = K::Value;

    fn read(&self, key: &str, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<K::Value> {
        match table.get(key) {
            Some(value) => self.kind.read(key, value, reading),
            None => self.kind.read(key, &literal(self.toml), reading),
        }
    }

    fn write(&self, key: &str, value: &K::Value, out: &mut String) {
        line(&self.kind, key, value, out);
    }

    fn docs(&self, key: &str, doc: &str, example: &str) -> Vec<KeyDoc> {
        doc_of(&self.kind, key, doc, example, format!("`{}`", self.toml))
    }
}

impl<K: Kind> Field for Computed<K> {
    type Value = K::Value;

    fn read(&self, key: &str, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<K::Value> {
        match table.get(key) {
            Some(value) => self.kind.read(key, value, reading),
            None => Some((self.compute)(table, reading)),
        }
    }

    fn write(&self, key: &str, value: &K::Value, out: &mut String) {
        line(&self.kind, key, value, out);
    }

    fn docs(&self, key: &str, doc: &str, example: &str) -> Vec<KeyDoc> {
        doc_of(&self.kind, key, doc, example, self.means.to_owned())
    }
}

/// The default of a declaration as a value.
fn literal(toml: &'static str) -> Spanned<DeValue<'static>> {
    DeValue::parse(toml).expect("the defaults in a declaration are TOML")
}

/// Rows of a doc comment as one paragraph.
pub fn paragraph(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// Declares a section: `key: type = kind => presence, example value;`. A presence is
/// `required`, `optional "the meaning of absence"`, `instead` (the same for a key that excludes one of the sample), `default value` (`default of value` for a list or a table), `computed by
/// FN "text for the reference"`, or `secret`. `check FN` names a check of all keys together. With `impl` before its name,
/// the type is defined in another module; fields without a key take their defaults.
macro_rules! section {
    (
        $(#[doc = $about:literal])*
        $name:ident in $section:literal $(check $check:path)? {
            $(
                $(#[doc = $doc:literal])*
                $key:ident: $type:ty = $kind:expr
                    => $presence:ident $($detail:literal)? $(of $value:tt)? $(by $compute:path, $means:literal)?,
                    example $example:tt;
            )*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $($(#[doc = $doc])* pub $key: $type,)* }
        section!(@impl $name in $section [$($about),*] [$($check)?] [] { $(
            $(#[doc = $doc])*
            $key = $kind => $presence $($detail)? $(of $value)? $(by $compute, $means)?, example $example;
        )* });
    };
    (
        $(#[doc = $about:literal])*
        impl $name:ident in $section:literal {
            $(
                $(#[doc = $doc:literal])*
                $key:ident: $type:ty = $kind:expr
                    => $presence:ident $($detail:literal)? $(of $value:tt)? $(by $compute:path, $means:literal)?,
                    example $example:tt;
            )*
        }
    ) => {
        section!(@impl $name in $section [$($about),*] [] [..Self::default()] { $(
            $(#[doc = $doc])*
            $key = $kind => $presence $($detail)? $(of $value)? $(by $compute, $means)?, example $example;
        )* });
    };
    (@impl $name:ident in $section:literal [$($about:literal),*] [$($check:path)?] [$($rest:tt)*] { $(
        $(#[doc = $doc:literal])*
        $key:ident = $kind:expr
            => $presence:ident $($detail:literal)? $(of $value:tt)? $(by $compute:path, $means:literal)?,
            example $example:tt;
    )* }) => {
        impl $crate::config::declare::Section for $name {
            const NAME: &'static str = $section;

            fn about() -> String {
                $crate::config::declare::paragraph(&[$($about),*])
            }

            fn docs() -> Vec<$crate::config::declare::KeyDoc> {
                use $crate::config::declare::Field;
                let mut docs = Vec::new();
                $({
                    let field = section!(@field $presence ($kind) $($detail)? $($value)? $($compute, $means)?);
                    let doc = $crate::config::declare::paragraph(&[$($doc),*]);
                    docs.extend(field.docs(stringify!($key), &doc, stringify!($example)));
                })*
                docs
            }

            fn read(
                table: &$crate::config::reading::Table<'_>,
                reading: &mut $crate::config::reading::Reading<'_>,
            ) -> Option<Self> {
                use $crate::config::declare::Field;
                $(let $key = section!(@field $presence ($kind) $($detail)? $($value)? $($compute, $means)?)
                    .read(stringify!($key), table, reading);)*
                let section = Self { $($key: $key?,)* $($rest)* };
                $($check(&section, table, reading)?;)?
                Some(section)
            }

            fn write(&self, out: &mut String) {
                use $crate::config::declare::Field;
                $(section!(@field $presence ($kind) $($detail)? $($value)? $($compute, $means)?)
                    .write(stringify!($key), &self.$key, out);)*
            }
        }
    };
    (@field required ($kind:expr)) => { $crate::config::declare::Required($kind) };
    (@field instead ($kind:expr) $absent:literal) => {
        $crate::config::declare::Optional { kind: $kind, absent: $absent, in_sample: false }
    };
    (@field optional ($kind:expr) $absent:literal) => {
        $crate::config::declare::Optional { kind: $kind, absent: $absent, in_sample: true }
    };
    (@field default ($kind:expr) $value:tt) => {
        $crate::config::declare::Defaulted { kind: $kind, toml: stringify!($value) }
    };
    (@field computed ($kind:expr) $compute:path, $means:literal) => {
        $crate::config::declare::Computed { kind: $kind, compute: $compute, means: $means }
    };
    (@field secret ($keys:expr)) => { $keys };
}
pub(super) use section;

/// Declares a section that has a `type`: one variant and its section for each type.
macro_rules! variants {
    (
        $(#[doc = $about:literal])*
        $name:ident in $section:literal { $($word:literal => $variant:ident($settings:ty),)+ }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name { $($variant($settings),)+ }

        impl $crate::config::declare::Variants for $name {
            const NAME: &'static str = $section;
            const TYPES: &'static [&'static str] = &[$($word),+];

            fn docs() -> Vec<(String, Vec<$crate::config::declare::KeyDoc>)> {
                use $crate::config::declare::Section;
                vec![$((<$settings>::about(), <$settings>::docs())),+]
            }

            fn read(
                word: &str,
                table: &$crate::config::reading::Table<'_>,
                reading: &mut $crate::config::reading::Reading<'_>,
            ) -> Option<Self> {
                match word {
                    $($word => $crate::config::declare::read_section(table, &["type"], reading).map(Self::$variant),)+
                    _ => None,
                }
            }

            fn write(&self, out: &mut String) {
                use $crate::config::declare::Section;
                match self {
                    $(Self::$variant(settings) => {
                        out.push_str(concat!("type = \"", $word, "\"\n"));
                        settings.write(out);
                    })+
                }
            }
        }
    };
}
pub(super) use variants;
