//! Folds a text into the form in which words are compared: digits of every script become ASCII, invisible characters
//! vanish, letters lose case and accents.
//!
//! Senders write plain letters where the GSM alphabet (TS 23.038) lacks a letter: "codigo", or "KΩΔIKOΣ" with Latin
//! letters that look Greek. The value of a code comes from `orig`, which keeps the case.

use super::script::{Sort, is_caseless, is_simple, sort};

/// One character of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The form to compare.
    pub fold: char,
    /// As it was sent, but with ASCII digits and without full-width forms.
    pub orig: char,
    pub sort: Sort,
}

impl Glyph {
    pub const BLANK: Self = Self { fold: ' ', orig: ' ', sort: Sort::Blank };

    fn new(c: char) -> Self {
        if let Some(glyph) = ASCII.get(c as usize) {
            return *glyph;
        }
        if is_simple(c) {
            return Self { fold: c, orig: c, sort: Sort::Letter };
        }
        let orig = plain(c);
        Self { fold: folded(orig), orig, sort: sort(orig) }
    }

    pub fn is_letter(&self) -> bool {
        matches!(self.sort, Sort::Latin | Sort::Letter)
    }
}

/// Computed once, since most texts are of these characters.
static ASCII: [Glyph; 128] = {
    let mut glyphs = [Glyph::BLANK; 128];
    let mut code = 0_u8;
    while code < 128 {
        let sort = match code {
            b'a'..=b'z' | b'A'..=b'Z' => Sort::Latin,
            b'0'..=b'9' => Sort::Digit,
            b' ' | b'\n' | b'\r' | b'\t' => Sort::Blank,
            _ => Sort::Sign,
        };
        glyphs[code as usize] = Glyph { fold: code.to_ascii_lowercase() as char, orig: code as char, sort };
        code += 1;
    }
    glyphs
};

/// Longer texts are cut. A message has at most 255 parts of 153 septets (TS 23.040, 9.2.3.24.1).
const GLYPHS_MAX: usize = 255 * 153;

/// Folds a text.
pub fn fold(text: &str) -> Vec<Glyph> {
    let mut all = Vec::with_capacity(text.len().min(GLYPHS_MAX));
    for glyph in glyphs(text) {
        if all.len() == GLYPHS_MAX {
            break;
        }
        all.push(glyph);
    }
    all
}

/// The characters of a text, folded, without the invisible ones.
pub fn glyphs(text: &str) -> impl Iterator<Item = Glyph> {
    text.chars().filter(|c| !is_invisible(*c)).map(Glyph::new)
}

/// The folded form of a word.
pub fn fold_word(word: &str) -> String {
    glyphs(word).map(|glyph| glyph.fold).collect()
}

/// Whether a reader sees no character of its own: joiners, direction marks, variation selectors, vowel points. U+20E3 makes
/// a keycap emoji of the digit before it.
fn is_invisible(c: char) -> bool {
    if c < '\u{ad}' {
        return c.is_ascii_control() && c != '\n' && c != '\r' && c != '\t';
    }
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{61c}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e01ef}')
}

/// The zeros of the scripts that have digits of their own (Unicode category Nd); nine follow each.
const ZEROS: [u32; 34] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50,
    0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xaa50, 0xff10,
];

/// The mathematical digits: five styles of ten.
const STYLED_DIGITS: std::ops::RangeInclusive<u32> = 0x1d7ce..=0x1d7ff;

fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    if code < ZEROS[0] {
        return None;
    }
    let value = if STYLED_DIGITS.contains(&code) {
        (code - STYLED_DIGITS.start()) % 10
    } else {
        let at = ZEROS.partition_point(|zero| *zero <= code);
        code.checked_sub(*ZEROS.get(at.checked_sub(1)?)?)?
    };
    char::from_digit(value, 10)
}

/// Replaces full-width forms, digits of other scripts, and the many blanks and dashes by ASCII.
fn plain(c: char) -> char {
    if let Some(digit) = digit(c) {
        return digit;
    }
    match c {
        // A full-width comma stays, because it parts sentences and never the digits of a number.
        '\u{ff0c}' => c,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{b7}' | '\u{2010}'..='\u{2015}' | '\u{2027}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' | '\u{2b9}' | '\u{60}' | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{66a}' => '%',
        c => c,
    }
}

/// The small letter without its accent.
fn folded(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let lower = if is_caseless(c) { c } else { c.to_lowercase().next().unwrap_or(c) };
    match lower {
        '\u{e0}'..='\u{2af}' | '\u{1e00}'..='\u{1e9f}' => latin(lower),
        '\u{1ea0}'..='\u{1eb7}' => 'a',
        '\u{1eb8}'..='\u{1ec7}' => 'e',
        '\u{1ec8}'..='\u{1ecb}' => 'i',
        '\u{1ecc}'..='\u{1ee3}' => 'o',
        '\u{1ee4}'..='\u{1ef1}' => 'u',
        '\u{1ef2}'..='\u{1ef9}' => 'y',
        '\u{370}'..='\u{3ff}' => greek(lower),
        '\u{451}' => 'е',
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
        '\u{649}' | '\u{6cc}' | '\u{6d2}' => '\u{64a}',
        '\u{6a9}' => '\u{643}',
        '\u{629}' | '\u{6c0}' | '\u{6c1}' | '\u{6c3}' | '\u{6be}' => '\u{647}',
        '\u{624}' => '\u{648}',
        '\u{626}' => '\u{64a}',
        other => other,
    }
}

fn latin(c: char) -> char {
    match c {
        'à'..='æ' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ȧ' | 'ɐ' | 'ɑ' => 'a',
        'ƀ' | 'ɓ' | 'ḃ' | 'ḅ' | 'ḇ' => 'b',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' | 'ɖ' | 'ɗ' | 'ḋ' | 'ḍ' | 'ḏ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | 'ǝ' | 'ɛ' | 'ḗ' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' | 'ɣ' | 'ḡ' => 'g',
        'ĥ' | 'ħ' | 'ḣ' | 'ḥ' | 'ḧ' | 'ḩ' | 'ḫ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ɨ' | 'ɩ' | 'ḭ' => 'i',
        'ĵ' => 'j',
        'ķ' | 'ƙ' | 'ǩ' | 'ḱ' | 'ḳ' | 'ḵ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' | 'ḷ' | 'ḹ' | 'ḻ' => 'l',
        'ḿ' | 'ṁ' | 'ṃ' => 'm',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' | 'ɲ' | 'ṅ' | 'ṇ' | 'ṉ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'œ' | 'ơ' | 'ǒ' | 'ɔ' | 'ṓ' => 'o',
        'ṕ' | 'ṗ' | 'ƥ' => 'p',
        'ŕ' | 'ŗ' | 'ř' | 'ṙ' | 'ṛ' | 'ṝ' | 'ṟ' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ß' | 'ṡ' | 'ṣ' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṫ' | 'ṭ' | 'ṯ' | 'ẗ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' | 'ʉ' | 'ʊ' => 'u',
        'ṽ' | 'ṿ' | 'ʋ' => 'v',
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' | 'ẇ' | 'ẉ' => 'w',
        'ẋ' | 'ẍ' => 'x',
        'ý' | 'ÿ' | 'ŷ' | 'ƴ' | 'ȳ' | 'ẏ' => 'y',
        'ź' | 'ż' | 'ž' | 'ẑ' | 'ẓ' | 'ẕ' => 'z',
        other => other,
    }
}

/// Without tonos, and as a Latin letter where the capitals look alike, because the GSM alphabet has only the Greek capitals
/// that Latin lacks.
fn greek(c: char) -> char {
    match c {
        'ά' | 'α' => 'a',
        'β' => 'b',
        'έ' | 'ε' => 'e',
        'ζ' => 'z',
        'ή' | 'η' => 'h',
        'ί' | 'ϊ' | 'ΐ' | 'ι' => 'i',
        'κ' => 'k',
        'μ' => 'm',
        'ν' => 'n',
        'ό' | 'ο' => 'o',
        'ρ' => 'p',
        'τ' => 't',
        'ύ' | 'ϋ' | 'ΰ' | 'υ' => 'y',
        'χ' => 'x',
        'ώ' => 'ω',
        'ς' => 'σ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_ascii() {
        for text in [
            "0123456789",
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "०१२३४५६७८९",
            "০১২৩৪৫৬৭৮৯",
            "๐๑๒๓๔๕๖๗๘๙",
            "០១២៣៤៥៦៧៨៩",
            "၀၁၂၃၄၅၆၇၈၉",
            "໐໑໒໓໔໕໖໗໘໙",
            "０１２３４５６７８９",
            "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
            "0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣",
        ] {
            assert_eq!(fold_word(text), "0123456789", "{text}");
        }
    }

    #[test]
    fn the_same_word_has_one_spelling() {
        for (a, b) in [
            ("CÓDIGO", "codigo"),
            ("mã xác thực", "ma xac thuc"),
            ("ΚΩΔΙΚΌΣ", "KΩΔIKOΣ"),
            ("κωδικός", "ΚΩΔΙΚΟΣ"),
            ("Doğrulama", "DOGRULAMA"),
            ("İŞLEM", "işlem"),
            ("کد", "كد"),
            ("co\u{ad}de\u{200b}", "code"),
            ("ＣＯＤＥ", "code"),
            ("Şifrəniz", "sifreniz"),
            ("lámbàr ɗaya", "lambar daya"),
            ("nọ́mbà ìjẹ́rìísí ṣíṣí", "nomba ijeriisi sisi"),
        ] {
            assert_eq!(fold_word(a), fold_word(b), "{a} {b}");
        }
    }
}
