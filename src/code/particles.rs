//! Single words that mean something at a certain place of a sentence, numbers as words, and signs of currencies.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::class::Role;
use super::fold::fold_word;
use super::words::{LANGUAGES, Section, Spelling, rows, sides};

/// The single words of all languages, by their folded form.
#[derive(Default)]
pub struct Particles {
    /// A bit for each role that a word has.
    roles: BTreeMap<String, u16>,
    numerals: BTreeMap<String, u64>,
    signs: Vec<char>,
}

/// Read at first use.
pub fn particles() -> &'static Particles {
    static PARTICLES: LazyLock<Particles> = LazyLock::new(Particles::new);
    &PARTICLES
}

impl Particles {
    fn new() -> Self {
        let mut all = Self::default();
        for (_, text) in LANGUAGES {
            let mut spelling = Spelling::default();
            for (section, row) in rows(text) {
                match section {
                    Section::Spelling => spelling.add(row),
                    Section::Words(role) => all.add_word(row, role, &spelling),
                    Section::Numerals => all.add_numeral(row, &spelling),
                    Section::Signs => all.signs.extend(row.chars()),
                    Section::Phrases(_) => {}
                }
            }
        }
        all
    }

    fn add_word(&mut self, word: &str, role: Role, spelling: &Spelling<'_>) {
        for word in spelling.variants(word).iter().map(String::as_str).chain([word]) {
            *self.roles.entry(fold_word(word)).or_default() |= bit(role);
        }
    }

    fn add_numeral(&mut self, row: &str, spelling: &Spelling<'_>) {
        let Some((word, number)) = sides(row) else { return };
        let Ok(number) = number.parse() else { return };
        for word in spelling.variants(word).iter().map(String::as_str).chain([word]) {
            self.numerals.insert(fold_word(word), number);
        }
    }

    /// Whether a folded word has a role in any language.
    pub fn has_role(&self, word: &str, role: Role) -> bool {
        self.roles.get(word).is_some_and(|roles| roles & bit(role) != 0)
    }

    /// The number that a folded word means.
    pub fn numeral(&self, word: &str) -> Option<u64> {
        self.numerals.get(word).copied()
    }

    pub fn is_sign(&self, c: char) -> bool {
        self.signs.contains(&c)
    }
}

fn bit(role: Role) -> u16 {
    1 << role as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_numbers_in_every_spelling() {
        for (word, number) in [
            ("Ten", Some(10)),
            ("fünf", Some(5)),
            ("fuenf", Some(5)),
            ("funf", Some(5)),
            ("dreissig", Some(30)),
            ("десяти", Some(10)),
            ("خمس", Some(5)),
            ("minutes", None),
        ] {
            assert_eq!(particles().numeral(&fold_word(word)), number, "{word}");
        }
    }

    /// All languages are read at once, so a word can't mean five here and ten there.
    #[test]
    fn no_word_means_two_numbers() {
        for (tag, text) in LANGUAGES {
            for (section, row) in rows(text) {
                if section == Section::Numerals {
                    let (word, number) = sides(row).expect("has two sides");
                    let number: u64 = number.parse().expect("is a number");
                    assert_eq!(particles().numeral(&fold_word(word)), Some(number), "{tag}: {row}");
                }
            }
        }
    }

    #[test]
    fn a_word_has_the_roles_of_all_its_languages() {
        for (word, role, has) in [
            ("is", Role::Is, true),
            ("είναι", Role::Is, true),
            ("είναι", Role::With, false),
            ("mit", Role::With, true),
            ("für", Role::Link, true),
            ("fuer", Role::Link, true),
            ("για", Role::Link, true),
            ("2fa", Role::Sender, true),
        ] {
            assert_eq!(particles().has_role(&fold_word(word), role), has, "{word}");
        }
        assert!(particles().is_sign('€') && !particles().is_sign('E'));
    }
}
