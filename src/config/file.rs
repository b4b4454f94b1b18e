//! The whole file: the list of its sections, single and repeated, and how each is read and written.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::declare::{KeyDoc, Section, Variants, read_section};
use super::kinds::type_of;
use super::nearest::nearest;
use super::reading::{Reading, Table, excerpt, listed};

/// The largest number of tables of one section, enough for any board.
const TABLES_MAX: usize = 1000;

/// The reference's entry for one section, or for one type of it.
pub struct SectionDoc {
    /// The title in the file: `[gateway]`, `[[device]]`.
    pub title: String,
    pub about: String,
    /// The value of `type`, if the section has one.
    pub kind: Option<&'static str>,
    pub keys: Vec<KeyDoc>,
}

/// Reads a section that may occur once. An absent one has all defaults.
pub fn read_once<S: Section>(root: &DeTable<'_>, reading: &mut Reading<'_>) -> Option<S> {
    let empty = DeTable::new();
    let title = format!("[{}]", S::NAME);
    let (raw, offset) = match root.get(S::NAME).map(|value| (value.get_ref(), value.span().start)) {
        None => (&empty, 0),
        Some((DeValue::Table(table), offset)) => (table, offset),
        Some((_, offset)) => {
            reading.problem(offset, format!("`{}` must be a section that stands once, {title}", S::NAME));
            return None;
        }
    };
    read_section(&Table { title, path: S::NAME.to_owned(), position: 1, offset, raw }, &[], reading)
}

/// Reads all tables of a section that may repeat. A table with an error leaves `None`, so that positions are those of the
/// file.
pub fn read_many<S: Section>(root: &DeTable<'_>, reading: &mut Reading<'_>) -> Vec<Option<S>> {
    tables(root, S::NAME, reading).iter().map(|table| read_section(table, &[], reading)).collect()
}

/// Like `read_many`, for a section with a `type`.
pub fn read_typed<V: Variants>(root: &DeTable<'_>, reading: &mut Reading<'_>) -> Vec<Option<V>> {
    let mut counts = vec![0; V::TYPES.len()];
    let mut all = Vec::new();
    for mut table in tables(root, V::NAME, reading) {
        let word = kind_of(&table, V::TYPES, reading);
        all.push(word.and_then(|at| {
            counts[at] += 1;
            table.position = counts[at];
            V::read(V::TYPES[at], &table, reading)
        }));
    }
    all
}

/// The known type of the table.
fn kind_of(table: &Table<'_>, types: &[&'static str], reading: &mut Reading<'_>) -> Option<usize> {
    let Some(value) = table.get("type") else {
        reading.problem_with_hint(
            table.offset,
            format!("{} needs `type`", table.title),
            format!("it is one of {}", listed(types)),
        );
        return None;
    };
    let text = value.get_ref().as_str().unwrap_or_default();
    let found = types.iter().position(|known| *known == text);
    if found.is_none() {
        let found = if text.is_empty() { type_of(value.get_ref()).to_owned() } else { format!("`{}`", excerpt(text)) };
        let what = format!("`type` in {} must be one of {}, not {found}", table.title, listed(types));
        match nearest(text, types.iter().copied()) {
            Some(meant) => reading.problem_with_hint(value.span().start, what, format!("did you mean `{meant}`?")),
            None => reading.problem(value.span().start, what),
        }
    }
    found
}

pub fn tables<'a>(root: &'a DeTable<'a>, name: &str, reading: &mut Reading<'_>) -> Vec<Table<'a>> {
    let Some(value) = root.get(name) else { return Vec::new() };
    let title = format!("[[{name}]]");
    let list = value.get_ref().as_array().filter(|list| list.iter().all(|item| item.get_ref().is_table()));
    let Some(list) = list else {
        let what = format!("`{name}` can stand several times and is written {title}, in two brackets");
        reading.problem(value.span().start, what);
        return Vec::new();
    };
    if list.len() > TABLES_MAX {
        reading.problem(value.span().start, format!("{title} stands more than {TABLES_MAX} times"));
    }
    let numbered = list.iter().take(TABLES_MAX).enumerate();
    numbered.filter_map(|(i, item)| table_of(item, &title, format!("{name}.{}", i + 1), i + 1)).collect()
}

fn table_of<'a>(item: &'a Spanned<DeValue<'a>>, title: &str, path: String, position: usize) -> Option<Table<'a>> {
    let raw = item.get_ref().as_table()?;
    Some(Table { title: title.to_owned(), path, position, offset: item.span().start, raw })
}

/// Reports unknown sections.
pub fn refuse_unknown_sections(root: &DeTable<'_>, known: &[SectionDoc], reading: &mut Reading<'_>) {
    let titles: Vec<&str> = known.iter().map(|section| section.title.as_str()).collect();
    let names: Vec<&str> = titles.iter().map(|title| title.trim_matches(['[', ']'])).collect();
    for (key, value) in root.iter().filter(|(key, _)| !names.contains(&key.get_ref().as_ref())) {
        let is_section = match value.get_ref() {
            DeValue::Table(_) => true,
            DeValue::Array(list) => list.iter().any(|item| item.get_ref().is_table()),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => false,
        };
        let name = excerpt(key.get_ref());
        let what = match is_section {
            true => format!("unknown section `{name}`"),
            false => format!("unknown key `{name}` outside of any section"),
        };
        let meant = nearest(key.get_ref(), names.iter().copied())
            .and_then(|meant| names.iter().position(|name| *name == meant));
        let hint = match meant {
            Some(at) => format!("did you mean `{}`?", titles[at]),
            None => format!("the sections are {}", listed(&titles)),
        };
        reading.problem_with_hint(key.span().start, what, hint);
    }
}

pub fn write_once<S: Section>(section: &S, out: &mut String) {
    out.push_str(&format!("\n[{}]\n", S::NAME));
    section.write(out);
}

pub fn write_many<S: Section>(sections: &[S], out: &mut String) {
    for section in sections {
        out.push_str(&format!("\n[[{}]]\n", S::NAME));
        section.write(out);
    }
}

pub fn write_typed<V: Variants>(sections: &[V], out: &mut String) {
    for section in sections {
        out.push_str(&format!("\n[[{}]]\n", V::NAME));
        section.write(out);
    }
}

pub fn docs_once<S: Section>() -> Vec<SectionDoc> {
    vec![SectionDoc { title: format!("[{}]", S::NAME), about: S::about(), kind: None, keys: S::docs() }]
}

pub fn docs_many<S: Section>() -> Vec<SectionDoc> {
    vec![SectionDoc { title: format!("[[{}]]", S::NAME), about: S::about(), kind: None, keys: S::docs() }]
}

pub fn docs_typed<V: Variants>() -> Vec<SectionDoc> {
    let title = format!("[[{}]]", V::NAME);
    let types = V::TYPES.iter().zip(V::docs());
    types.map(|(kind, (about, keys))| SectionDoc { title: title.clone(), about, kind: Some(kind), keys }).collect()
}

/// Declares the sections of the file: `field: TYPE`, each `once`, `many` times, or `typed` (many,
/// and of several types).
macro_rules! sections {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $how:ident $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $crate::config::file::sections!(@type $how $type),)*
            /// Warnings, as sentences for a person.
            pub warnings: Vec<String>,
        }

        impl $name {
            /// Reads every section; errors are collected in `reading`.
            fn read_sections(
                root: &toml::de::DeTable<'_>,
                reading: &mut $crate::config::reading::Reading<'_>,
            ) -> Option<Self> {
                $crate::config::file::refuse_unknown_sections(root, &Self::docs(), reading);
                $(let $field = $crate::config::file::sections!(@read $how $type)(root, reading);)*
                Some(Self {
                    $($field: $crate::config::file::sections!(@take $how $field),)*
                    warnings: Vec::new(),
                })
            }

            /// The effective configuration as TOML that `parse` accepts again. A secret appears as the place that it comes from.
            pub fn to_toml(&self) -> String {
                let mut out = String::new();
                $($crate::config::file::sections!(@write $how)(&self.$field, &mut out);)*
                out.trim_start().to_owned()
            }

            /// The entries of the reference, in the order of the declarations.
            pub fn docs() -> Vec<$crate::config::file::SectionDoc> {
                let mut docs = Vec::new();
                $(docs.extend($crate::config::file::sections!(@docs $how $type));)*
                docs
            }
        }
    };
    (@type once $type:ty) => { $type };
    (@type $how:ident $type:ty) => { Vec<$type> };
    (@read once $type:ty) => { $crate::config::file::read_once::<$type> };
    (@read many $type:ty) => { $crate::config::file::read_many::<$type> };
    (@read typed $type:ty) => { $crate::config::file::read_typed::<$type> };
    (@take once $field:ident) => { $field? };
    (@take $how:ident $field:ident) => { $field.into_iter().collect::<Option<Vec<_>>>()? };
    (@write once) => { $crate::config::file::write_once };
    (@write many) => { $crate::config::file::write_many };
    (@write typed) => { $crate::config::file::write_typed };
    (@docs once $type:ty) => { $crate::config::file::docs_once::<$type>() };
    (@docs many $type:ty) => { $crate::config::file::docs_many::<$type>() };
    (@docs typed $type:ty) => { $crate::config::file::docs_typed::<$type>() };
}
pub(super) use sections;
