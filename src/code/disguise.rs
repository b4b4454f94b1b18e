//! Replaces what a text says by signs of the same shape, so that a wrong answer can be shown to others without the text.
//!
//! Words that the finder knows stay, as do signs and blanks. Every other letter becomes another letter of its script and case,
//! and every digit another digit of its script. The same word or number becomes the same one everywhere.

use std::collections::BTreeMap;

use super::class::Role;
use super::fold::{Glyph, fold, glyphs};
use super::lexicon::{Hit, Lexicon};
use super::particles::particles;
use super::script::Sort;
use super::tokens::{Kind, Token, Tokens};

/// A message whose words and numbers were replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disguised {
    pub from: String,
    pub text: String,
    /// The code as the replaced text has it; none if the text does not have the code.
    pub code: Option<String>,
}

/// Replaces the words and the numbers of a message and of its code.
pub fn disguise(lexicon: &Lexicon, from: &str, text: &str, code: Option<&str>) -> Disguised {
    let mut words = Words::default();
    let (folded, replaced) = words.replace(lexicon, text, true);
    let code = code.and_then(|code| code_in(&folded, &replaced, code));
    let (_, from) = words.replace(lexicon, from, false);
    Disguised { from: from.concat(), text: replaced.concat(), code }
}

/// The number of each word and number that was replaced, by its folded form.
#[derive(Default)]
struct Words(BTreeMap<String, usize>);

impl Words {
    /// The glyphs of a text, and what each becomes, with the invisible characters before it left out.
    fn replace(&mut self, lexicon: &Lexicon, text: &str, keep_known: bool) -> (Vec<Glyph>, Vec<String>) {
        let folded = fold(text);
        let tokens = Tokens::new(&folded, lexicon);
        let hits = if keep_known { lexicon.find(&folded) } else { Vec::new() };
        let visible = text.chars().filter(|c| glyphs(c.encode_utf8(&mut [0; 4])).next().is_some());
        let mut replaced: Vec<String> = visible.take(folded.len()).map(String::from).collect();
        for token in tokens.list.iter().filter(|token| token.kind != Kind::Mark) {
            if keep_known && is_known(&folded, &hits, token) {
                continue;
            }
            let glyphs = &folded[token.start..token.end];
            let next = self.0.len();
            let number = *self.0.entry(glyphs.iter().map(|glyph| glyph.fold).collect()).or_insert(next);
            let open = !glyphs.iter().all(|glyph| glyph.orig.is_uppercase() && !"aeiou".contains(glyph.fold));
            for (at, (glyph, sign)) in glyphs.iter().zip(&mut replaced[token.start..token.end]).enumerate() {
                *sign = replacement(glyph, sign, number, at, open).into();
            }
        }
        (folded, replaced)
    }
}

/// Whether a word is one that the finder knows.
fn is_known(text: &[Glyph], hits: &[Hit], token: &Token) -> bool {
    let word: String = text[token.start..token.end].iter().map(|glyph| glyph.fold).collect();
    let roles = [Role::Is, Role::With, Role::To, Role::Send, Role::Of, Role::Link, Role::NoName, Role::Institution];
    let covers = |hit: &Hit| hit.start <= token.start && token.end <= hit.end;
    // A word with an ending of its own is known by its stem.
    let begins = |hit: &Hit| hit.start == token.start && hit.end > token.start && token.kind == Kind::Word;
    let numeral = particles().numeral(&word).is_some();
    let role = roles.iter().any(|role| particles().has_role(&word, *role));
    token.kind != Kind::Number && (hits.iter().any(|hit| covers(hit) || begins(hit)) || numeral || role)
}

/// Another sign for the sign at a place of the word with a number. Without `open`, the word gets no vowels.
fn replacement(glyph: &Glyph, sign: &str, number: usize, at: usize, open: bool) -> char {
    let pick = |signs: &str| signs.chars().nth((number * 7 + at * 3) % signs.chars().count()).unwrap_or('x');
    let Some(c) = sign.chars().next() else { return 'x' };
    if glyph.sort == Sort::Digit {
        // Its script's zero is as far below as its value.
        let value = glyph.orig.to_digit(10).unwrap_or(0);
        let other = pick("4719368525").to_digit(10).unwrap_or(0);
        return char::from_u32(u32::from(c) - value + other).unwrap_or(glyph.orig);
    }
    let small = match c {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => pick("λδξπφψ"),
        '\u{400}'..='\u{52f}' => pick("бвгдлж"),
        '\u{530}'..='\u{58f}' => pick("բգդզլ"),
        '\u{590}'..='\u{5ff}' => pick("גזטצנ"),
        '\u{600}'..='\u{6ff}' => pick("جزطضغ"),
        '\u{900}'..='\u{97f}' => pick("खगघझठ"),
        '\u{e00}'..='\u{e7f}' => pick("ขคฉชซ"),
        '\u{10a0}'..='\u{10ff}' => pick("ბგდზლ"),
        '\u{3041}'..='\u{3096}' => pick("さすせそ"),
        '\u{30a1}'..='\u{30fa}' => pick("サスセソ"),
        '\u{3400}'..='\u{9fff}' => pick("東西南北山川"),
        '\u{ac00}'..='\u{d7a3}' => pick("산강달별꽃"),
        _ if at % 2 == 1 && open => pick("aeiou"),
        _ => pick("bdfgklmnprstvz"),
    };
    if c.is_uppercase() { small.to_uppercase().next().unwrap_or(small) } else { small }
}

/// The signs that replaced those of a code, with the marks of the code itself.
fn code_in(text: &[Glyph], replaced: &[String], code: &str) -> Option<String> {
    let wanted: Vec<char> = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_sign = |at: usize| text.get(at).is_some_and(|glyph| glyph.orig.is_ascii_alphanumeric());
    let places = (0..text.len()).filter(|at| *at == 0 || !is_sign(at - 1)).find_map(|start| {
        let signs = (start..text.len()).take_while(|at| is_sign(*at) || matches!(text[*at].orig, ' ' | '-'));
        let places: Vec<usize> = signs.filter(|at| is_sign(*at)).take(wanted.len()).collect();
        let same = places.iter().map(|at| text[*at].orig).eq(wanted.iter().copied());
        (same && places.last().is_some_and(|last| !is_sign(last + 1))).then_some(places)
    })?;
    let mut places = places.into_iter();
    let sign = |c: char| match c.is_ascii_alphanumeric() {
        true => places.next().and_then(|at| fold(&replaced[at]).first().map(|glyph| glyph.orig)),
        false => Some(c),
    };
    code.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    fn shown(from: &str, text: &str, code: Option<&str>) -> Disguised {
        disguise(lexicon(), from, text, code)
    }

    #[test]
    fn known_words_and_signs_stay_and_all_else_is_replaced() {
        let text =
            "Dear Margaret, 482-913 is your Corvane code. Call 0800 555 019 or see https://corvane.example/m?x=9";
        let Disguised { from, text: other, code } = shown("Corvane", text, Some("482913"));
        for secret in ["Margaret", "482", "913", "orvane", "0800", "example", "555"] {
            assert!(!other.contains(secret), "{secret} is in {other}");
        }
        assert!(other.starts_with("Dear ") && other.contains(" is your ") && other.contains(" code. Call "), "{other}");
        assert_eq!(other.chars().count(), text.chars().count());
        let name = other.split_once("your ").and_then(|(_, rest)| rest.split_once(' ')).map(|(name, _)| name);
        assert_eq!(name, Some(from.as_str()), "a name is the same in the text and as its sender");
        assert!(code.is_some_and(|code| other.replace('-', "").contains(&code)));
    }

    #[test]
    fn signs_keep_their_script_and_their_case() {
        for text in [
            "КОД ДЛЯ Ивана",
            "您的验证码是４８２９１３，张伟",
            "رمزك ٤٨٢٩١٣ يا محمد",
            "OTP: KHWMZRPB",
            "Γιάννης 12",
            "김민수 3",
        ] {
            let other = shown("+12025550143", text, None);
            assert_ne!(other.text, text);
            for (a, b) in text.chars().zip(other.text.chars()) {
                assert_eq!((a.is_uppercase(), a.is_numeric()), (b.is_uppercase(), b.is_numeric()), "{text}: {a} {b}");
                assert_eq!(a.is_ascii(), b.is_ascii(), "{text}: {a} {b}");
            }
            assert!(other.from.starts_with('+') && other.from.len() == 12 && other.from != "+12025550143");
        }
    }

    #[test]
    fn the_code_is_the_one_of_the_replaced_text() {
        for (text, code, found) in [
            ("Code 482 913", "482913", true),
            ("Code A7K-9QX", "A7K9QX", true),
            ("Code A7K-9QX", "A7K-9QX", true),
            ("Code 4829130", "482913", false),
            ("Code ٤٨٢٩١٣", "482913", true),
        ] {
            let other = shown("Example", text, Some(code));
            assert_eq!(other.code.is_some(), found, "{text} {other:?}");
            assert!(other.code.is_none_or(|other| other != code && other.len() == code.len()), "{text}");
        }
    }
}
