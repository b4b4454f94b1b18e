//! Cuts a folded text into words, numbers and marks. It finds out which of them are part of an address, in which sentence
//! each is, and how many words are between two places.

use super::class::Class;
use super::fold::Glyph;
use super::lexicon::Lexicon;
use super::script::{Sort, is_joined};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    Number,
    /// Latin letters and digits together.
    Mixed,
    /// Any other sign.
    Mark,
}

#[derive(Debug, Clone, Copy)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// The tokens of a text.
pub struct Tokens {
    pub list: Vec<Token>,
    /// For each glyph, and for the end of the text: twice the number of words before it. A letter of a script without blanks
    /// counts as half a word.
    words: Vec<u32>,
    /// For each glyph: the index of its sentence.
    sentences: Vec<u32>,
    addresses: Vec<(usize, usize)>,
}

impl Tokens {
    pub fn new(text: &[Glyph], lexicon: &Lexicon) -> Self {
        let list = cut(text, lexicon);
        Self {
            words: count_words(text, &list),
            sentences: count_sentences(text),
            addresses: addresses(text, &list),
            list,
        }
    }

    /// The number of words between two places of the text.
    pub fn distance(&self, from: usize, to: usize) -> u32 {
        self.words[to].saturating_sub(self.words[from]).div_ceil(2)
    }

    /// The index of the sentence at a place.
    pub fn sentence(&self, at: usize) -> u32 {
        self.sentences.get(at).or(self.sentences.last()).copied().unwrap_or(0)
    }

    pub fn same_sentence(&self, one: usize, other: usize) -> bool {
        self.sentence(one) == self.sentence(other)
    }

    /// Whether the place is part of a link, a host name or a mail address.
    pub fn in_address(&self, at: usize) -> bool {
        self.addresses.iter().any(|(start, end)| (*start..*end).contains(&at))
    }
}

fn cut(text: &[Glyph], lexicon: &Lexicon) -> Vec<Token> {
    let mut list = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while let Some(first) = text.get(at) {
        let (kind, length) = match first.sort {
            Sort::Blank => {
                at += 1;
                continue;
            }
            Sort::Latin | Sort::Digit => {
                let (mut letters, mut digits) = (0, 0);
                for glyph in &text[at..] {
                    match glyph.sort {
                        Sort::Latin => letters += 1,
                        Sort::Digit => digits += 1,
                        Sort::Letter | Sort::Blank | Sort::Sign => break,
                    }
                }
                let kind = match (letters, digits) {
                    (_, 0) => Kind::Word,
                    (0, _) => Kind::Number,
                    (_, _) => Kind::Mixed,
                };
                (kind, letters + digits)
            }
            Sort::Letter => (Kind::Word, text[at..].iter().take_while(|glyph| glyph.sort == Sort::Letter).count()),
            Sort::Sign => (Kind::Mark, 1),
        };
        let token = Token { kind, start: at, end: at + length };
        match split(text, token, lexicon) {
            Some((first, second)) => list.extend([first, second]),
            None => list.push(token),
        }
        at += length;
    }
    list
}

/// Splits a number from a word where the blank is missing: `10min`, `Rs500`, `OTP482913`, `482913is`.
fn split(text: &[Glyph], token: Token, lexicon: &Lexicon) -> Option<(Token, Token)> {
    if token.kind != Kind::Mixed {
        return None;
    }
    let glyphs = &text[token.start..token.end];
    let digit_first = glyphs[0].orig.is_ascii_digit();
    let border = glyphs.iter().position(|glyph| glyph.orig.is_ascii_digit() != digit_first)?;
    let (head, tail) = glyphs.split_at(border);
    if tail.iter().any(|glyph| glyph.orig.is_ascii_digit() == digit_first) {
        return None;
    }
    let cut = token.start + border;
    if digit_first {
        let is = tail.len() == 2 && tail[0].fold == 'i' && tail[1].fold == 's';
        let small = tail.iter().all(|glyph| glyph.orig.is_lowercase());
        let lost_blank = head.len() >= 4 && small && (is || tail.len() >= 3);
        let quantity = lexicon.classes(tail).any(|class| {
            matches!(class, Class::Second | Class::Minute | Class::Hour | Class::Day | Class::Unit | Class::Money)
        });
        let shout = tail.len() <= 2 && tail.iter().all(|glyph| glyph.orig.is_uppercase()) && head.len() >= 3;
        (lost_blank || (quantity && !shout)).then_some((
            Token { kind: Kind::Number, end: cut, ..token },
            Token { kind: Kind::Word, start: cut, ..token },
        ))
    } else {
        let named = lexicon.classes(head).any(|class| matches!(class, Class::Otp | Class::Code))
            || (head.len() > 1 && lexicon.classes(head).any(|class| class == Class::Money));
        named.then_some((
            Token { kind: Kind::Word, end: cut, ..token },
            Token { kind: Kind::Number, start: cut, ..token },
        ))
    }
}

fn count_words(text: &[Glyph], list: &[Token]) -> Vec<u32> {
    let mut words = Vec::with_capacity(text.len() + 1);
    let mut sum = 0;
    for token in list {
        match token.kind {
            Kind::Word if is_joined(text[token.start].fold) => {
                words.resize(token.start + 1, sum);
                words.extend((token.start..token.end).map(|_| {
                    sum += 1;
                    sum
                }));
            }
            Kind::Word | Kind::Mixed | Kind::Number => {
                words.resize(token.end, sum);
                sum += 2;
            }
            Kind::Mark => {}
        }
    }
    words.resize(text.len() + 1, sum);
    words
}

/// The index of the sentence of each glyph. A sentence ends at `!`, `?`, `;`, at a `.` before a blank, at their like in
/// other scripts, and at a line end.
fn count_sentences(text: &[Glyph]) -> Vec<u32> {
    let mut sentence = 0;
    let mut sentences = Vec::with_capacity(text.len());
    for (i, glyph) in text.iter().enumerate() {
        if glyph.sort != Sort::Sign && glyph.orig != '\n' {
            continue;
        }
        let next = text.get(i + 1).map_or(' ', |glyph| glyph.orig);
        let before = if i == 0 { ' ' } else { text[i - 1].orig };
        let ends = match glyph.orig {
            '.' => {
                next.is_whitespace() && !is_abbreviation(text, i) && !is_within_sentence(text, i)
                    || (before.is_ascii_digit() && next.is_uppercase())
            }
            '!' | '?' | ';' => true,
            '\n' | '。' | '！' | '？' | '；' | '؟' | '।' | '॥' | '։' | '።' | '။' | '។' | '؛' | '۔' | '܀' => {
                true
            }
            _ => false,
        };
        if ends {
            sentences.resize(i + 1, sentence);
            sentence += 1;
        }
    }
    sentences.resize(text.len(), sentence);
    sentences
}

/// Whether a sentence goes on after a full stop, because no small letter begins a sentence: `Codul dvs. pentru plata`.
fn is_within_sentence(text: &[Glyph], stop: usize) -> bool {
    let letters = text[..stop].iter().rev().take_while(|glyph| glyph.is_letter()).count();
    let next = text[stop + 1..].iter().take(2).find(|glyph| glyph.orig != ' ');
    // A number goes on after an abbreviation: `tel. 1884`.
    let short = (1..=4).contains(&letters) && next.is_some_and(|glyph| glyph.orig.is_ascii_digit());
    letters > 0 && (short || next.is_some_and(|glyph| glyph.orig.is_lowercase()))
}

/// Whether the full stop ends an abbreviation of at most three letters: `No.`, `Ref.`, `Rs.`.
fn is_abbreviation(text: &[Glyph], stop: usize) -> bool {
    let letters = text[..stop].iter().rev().take(4).take_while(|glyph| glyph.is_letter()).count();
    let first_is_capital = stop > letters && text[stop - letters].orig.is_uppercase();
    (1..=2).contains(&letters) || (letters == 3 && first_is_capital)
}

/// The places of links, host names and mail addresses. Their digits are never codes.
fn addresses(text: &[Glyph], list: &[Token]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut end = 0;
    for mark in list {
        if mark.kind != Kind::Mark || mark.start < end || !is_address_sign(text, mark.start) {
            continue;
        }
        let is_part = |glyph: &&Glyph| glyph.orig.is_ascii_graphic();
        let start = mark.start - text[..mark.start].iter().rev().take_while(is_part).count();
        end = mark.end + text[mark.end..].iter().take_while(is_part).count();
        found.extend(address_in(&text[start..end]).map(|(from, to)| (start + from, start + to)));
    }
    found
}

/// Whether the sign can be part of an address: `a.b`, `a@b`, `a://b`.
fn is_address_sign(text: &[Glyph], at: usize) -> bool {
    let after = |c: char| text.get(at + 1).is_some_and(|next| next.orig == c);
    match text[at].orig {
        '.' | '@' => text.get(at + 1).is_some_and(|next| next.orig.is_ascii_graphic()),
        ':' => after('/'),
        _ => false,
    }
}

fn address_in(chunk: &[Glyph]) -> Option<(usize, usize)> {
    let text: String = chunk.iter().map(|glyph| glyph.fold).collect();
    if let Some(scheme) = text.find("://") {
        let letters = text[..scheme].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        return Some((scheme - letters, chunk.len()));
    }
    if let Some(www) = text.find("www.") {
        return Some((www, chunk.len()));
    }
    let is_host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'@');
    let begin = text.bytes().position(|b| b.is_ascii_alphanumeric())?;
    let host_len = text[begin..].bytes().take_while(|b| is_host(*b)).count();
    let host = text[begin..begin + host_len].trim_end_matches(['.', '-', '_']);
    let (name, last) = host.rsplit_once('.')?;
    let label = name.rsplit(['.', '@']).next()?;
    let end = begin + host.len();
    let capital = chunk[end - last.len()].orig.is_uppercase() && chunk.get(end - last.len() + 1)?.orig.is_lowercase();
    let plausible = last.len() >= 2
        && last.bytes().all(|b| b.is_ascii_alphabetic())
        && label.bytes().any(|b| b.is_ascii_alphabetic())
        && !capital;
    let path = text[end..].starts_with(['/', '?', ':']);
    plausible.then_some((begin, if path { chunk.len() } else { end }))
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::super::lexicon::lexicon;
    use super::*;

    fn tokens(text: &str) -> Vec<String> {
        let glyphs = fold(text);
        let tokens = Tokens::new(&glyphs, lexicon());
        tokens
            .list
            .iter()
            .map(|token| glyphs[token.start..token.end].iter().map(|glyph| glyph.orig).collect())
            .collect()
    }

    #[test]
    fn numbers_are_split_from_words_where_the_blank_is_missing() {
        for (text, parts) in [
            ("OTP482913", vec!["OTP", "482913"]),
            ("10min", vec!["10", "min"]),
            ("Rs500", vec!["Rs", "500"]),
            ("482913adalah", vec!["482913", "adalah"]),
            ("A7K9QX", vec!["A7K9QX"]),
            ("SAVE20", vec!["SAVE20"]),
            ("인증번호123456를", vec!["인증번호", "123456", "를"]),
        ] {
            assert_eq!(tokens(text), parts, "{text}");
        }
    }

    #[test]
    fn addresses_are_found() {
        for (text, address) in [
            ("see https://a.example/123456 now", Some("https://a.example/123456")),
            ("a.example/1234", Some("a.example/1234")),
            ("x4821@mail.example", Some("x4821@mail.example")),
            ("点击https://a.cn/1234查看", Some("https://a.cn/1234")),
            ("code:4821.Do not", None),
            ("4821.never", None),
            ("is 4821. Do", None),
        ] {
            let glyphs = fold(text);
            let found = addresses(&glyphs, &cut(&glyphs, lexicon()))
                .first()
                .map(|(start, end)| glyphs[*start..*end].iter().map(|glyph| glyph.orig).collect::<String>());
            assert_eq!(found.as_deref(), address, "{text}");
        }
    }
}
