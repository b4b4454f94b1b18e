//! The language files, `words/*.words`, and how their rows are read. `words/_common.words` describes the format.
//!
//! Nothing is checked here: the tests below check each file.

use super::class::{Class, Role};

macro_rules! languages {
    ($($tag:literal)*) => {
        &[$(($tag, include_str!(concat!("words/", $tag, ".words")))),*]
    };
}

/// Every file: its language tag and its text. Senders mix languages, so the finder looks for the words of all languages in
/// every text.
#[rustfmt::skip]
pub const LANGUAGES: &[(&str, &str)] = languages! {
    "_common" "ab" "ace" "af" "ak" "am" "am-Latn" "apc" "ar" "ar-Latn" "ary" "arz" "as" "as-Latn" "ast" "ay" "az" "ba"
    "ban" "bcl" "be" "bem" "bg" "bg-Latn" "bho" "bi" "bm" "bn" "bn-Latn" "bo" "br" "ca" "ce" "ceb" "ckb" "co" "cs"
    "cv" "cy" "da" "de" "doi" "dv" "ee" "el" "el-Latn" "en" "eo" "es" "et" "eu" "fa" "fa-Latn" "ff" "fi" "fil" "fj"
    "fo" "fr" "fur" "fy" "ga" "gl" "gn" "gu" "ha" "haw" "he" "hi" "hi-Latn" "hil" "hr" "hsb" "ht" "hu" "hy" "hy-Latn"
    "id" "ig" "ilo" "is" "it" "ja" "jv" "ka" "ka-Latn" "kaa" "kaa-Cyrl" "kha" "kk" "kl" "km" "kmr" "kn" "kn-Latn" "ko"
    "kok" "ks" "kv" "ky" "lb" "lg" "ln" "lo" "lt" "luo" "lus" "lv" "mai" "mg" "mi" "min" "mk" "mk-Latn" "ml" "ml-Latn"
    "mn" "mn-Latn" "mni" "mr" "ms" "mt" "my" "ne" "nl" "nn" "no" "nr" "nso" "ny" "oc" "om" "or" "os" "pa" "pa-Latn"
    "pap" "pcm" "pis" "pl" "ps" "pt" "qu" "rm" "rn" "ro" "ru" "ru-Latn" "rue" "rw" "sah" "sat" "sc" "sd" "se" "si"
    "sk" "sl" "sm" "sn" "so" "sq" "sr" "srn" "ss" "st" "su" "sv" "sw" "szl" "ta" "ta-Latn" "te" "te-Latn" "tet" "tg"
    "th" "ti" "ti-Latn" "tk" "to" "tpi" "tr" "ts" "tt" "ug" "uk" "uk-Latn" "ur" "ur-Latn" "uz" "uz-Cyrl" "ve" "vi"
    "war" "wo" "xh" "yi" "yo" "zh" "zu"
};

/// What the rows below a heading such as `[otp]` are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// How a letter is written where the keyboard lacks it: `ä = ae`.
    Spelling,
    Phrases(Class),
    /// Single words.
    Words(Role),
    /// Numbers as words: `five = 5`.
    Numerals,
    /// Signs of currencies.
    Signs,
}

impl Section {
    fn of_name(name: &str) -> Option<Self> {
        match name {
            "spelling" => Some(Self::Spelling),
            "numeral" => Some(Self::Numerals),
            "sign" => Some(Self::Signs),
            name => {
                let words = || Role::of_section(name).map(Self::Words);
                Class::of_section(name).map(Self::Phrases).or_else(words)
            }
        }
    }
}

/// The rows of a file, each with its section. A `#` begins a comment.
pub fn rows(text: &str) -> impl Iterator<Item = (Section, &str)> {
    let mut section = None;
    text.lines().filter_map(move |line| {
        let row = line.split_once('#').map_or(line, |(row, _)| row).trim();
        if let Some(name) = heading(row) {
            section = Section::of_name(name);
            return None;
        }
        section.filter(|_| !row.is_empty()).map(|section| (section, row))
    })
}

fn heading(row: &str) -> Option<&str> {
    row.strip_prefix('[')?.strip_suffix(']')
}

/// The two sides of a row such as `five = 5`.
pub fn sides(row: &str) -> Option<(&str, &str)> {
    let (left, right) = row.split_once('=')?;
    Some((left.trim(), right.trim()))
}

/// The letters of a language that have a second spelling.
#[derive(Default)]
pub struct Spelling<'a>(Vec<(char, &'a str)>);

impl<'a> Spelling<'a> {
    pub fn add(&mut self, row: &'a str) {
        let sides = sides(row);
        self.0.extend(sides.and_then(|(letter, instead)| Some((letter.chars().next()?, instead))));
    }

    /// Other ways to write a phrase: each letter as it is or replaced, in all its places at once.
    pub fn variants(&self, phrase: &str) -> Vec<String> {
        let mut variants = Vec::new();
        // Most languages have none, and most phrases no such letter.
        if self.0.is_empty() || phrase.is_ascii() {
            return variants;
        }
        let phrase = phrase.to_lowercase();
        for (letter, instead) in &self.0 {
            if phrase.contains(*letter) {
                let others: Vec<String> =
                    variants.iter().map(|other: &String| other.replace(*letter, instead)).collect();
                variants.push(phrase.replace(*letter, instead));
                variants.extend(others);
            }
        }
        variants
    }
}

#[cfg(test)]
mod tests;
