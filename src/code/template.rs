//! Texts of one form: fixed words, and holes for the code, for a name, for anything.
//!
//! A template must fit the whole text. Case, accents, the script of digits and the number of blanks do not matter. The
//! comparison goes from the end of the text to its beginning, part by part, because a sender chooses the text: so it takes
//! time in proportion to the text and to the template, however many holes there are.

use std::fmt;

use super::fold::{Glyph, fold};

/// A text with holes.
#[derive(Clone, PartialEq, Eq)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
}

#[derive(Clone, PartialEq, Eq)]
enum Part {
    Words(Words),
    /// `{code}`.
    Code,
    /// `{service}`: the shortest name that fits.
    Service,
    /// `{*}`: the shortest text that fits, even none.
    Anything,
}

/// Folded letters, and for each the length of the longest beginning of the word that ends there, too.
#[derive(Clone, PartialEq, Eq)]
struct Words {
    letters: Box<[char]>,
    borders: Box<[usize]>,
}

/// The contents of the holes.
#[derive(Default)]
pub struct Filled {
    pub code: Option<String>,
    pub service: Option<String>,
}

/// A few rows of text.
const TEMPLATE_CHARS_MAX: usize = 500;
const HOLES_MAX: usize = 16;
/// Longer texts, of more than ten parts, fit no template, because nobody sends codes in them.
const TEXT_GLYPHS_MAX: usize = 2000;

const CODE_LEN: std::ops::RangeInclusive<usize> = 3..=32;
/// Digits of a code that is written in groups.
const GROUPED_LEN: std::ops::RangeInclusive<usize> = 4..=12;
const SERVICE_GLYPHS_MAX: usize = 40;

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateError {
    Empty,
    TooLong,
    TooManyHoles,
    UnknownHole(String),
    /// A `{` without its `}`.
    Open,
    /// A `}` without its `{`.
    Closed,
    Twice(&'static str),
}

/// Completes "the text ...".
impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty"),
            Self::TooLong => write!(f, "is longer than {TEMPLATE_CHARS_MAX} characters"),
            Self::TooManyHoles => write!(f, "has more than {HOLES_MAX} holes"),
            Self::UnknownHole(name) => {
                write!(f, "has `{{{name}}}`, which is none of `{{code}}`, `{{service}}` and `{{*}}`")
            }
            Self::Open => f.write_str("has a `{` without its `}`; a brace of the text itself is written `{{`"),
            Self::Closed => f.write_str("has a `}` without its `{`; a brace of the text itself is written `}}`"),
            Self::Twice(hole) => write!(f, "has `{hole}` twice; write `{{*}}` for the other one"),
        }
    }
}

impl std::error::Error for TemplateError {}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

/// A template may quote a text, so only the number of its parts is printed.
impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Template").field("parts", &self.parts.len()).finish_non_exhaustive()
    }
}

/// A text in one row: a run of blanks and line ends becomes one blank, and none is left at the ends.
pub fn one_row(text: &[Glyph]) -> Vec<Glyph> {
    let mut row: Vec<Glyph> = Vec::with_capacity(text.len());
    for glyph in text {
        if !glyph.orig.is_whitespace() {
            row.push(*glyph);
        } else if row.last().is_some_and(|last| last.orig != ' ') {
            row.push(Glyph::BLANK);
        }
    }
    row.pop_if(|last| last.orig == ' ');
    row
}

impl Template {
    pub fn parse(source: &str) -> Result<Self, TemplateError> {
        if source.chars().count() > TEMPLATE_CHARS_MAX {
            return Err(TemplateError::TooLong);
        }
        let parts = parts(source.trim())?;
        if parts.is_empty() {
            return Err(TemplateError::Empty);
        }
        if parts.iter().filter(|part| !matches!(part, Part::Words(_))).count() > HOLES_MAX {
            return Err(TemplateError::TooManyHoles);
        }
        for (hole, name) in [(Part::Code, "{code}"), (Part::Service, "{service}")] {
            if parts.iter().filter(|part| **part == hole).count() > 1 {
                return Err(TemplateError::Twice(name));
            }
        }
        Ok(Self { source: source.to_owned(), parts })
    }

    pub fn has_code(&self) -> bool {
        self.parts.contains(&Part::Code)
    }

    pub fn has_service(&self) -> bool {
        self.parts.contains(&Part::Service)
    }

    /// Whether it has a letter of its own. Without one it would fit any text.
    pub fn has_words(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Words(words) if words.letters.iter().any(|c| c.is_alphanumeric())))
    }

    /// The contents of the holes, if the text (as `one_row` returns it) has this form.
    pub fn fill(&self, text: &[Glyph]) -> Option<Filled> {
        if text.len() > TEXT_GLYPHS_MAX || !self.ends_fit(text) {
            return None;
        }
        // For each part and place: whether this part and those behind it fit the text from there to its end.
        let mut fits = vec![vec![false; text.len() + 1]; self.parts.len() + 1];
        fits[self.parts.len()][text.len()] = true;
        for (at, part) in self.parts.iter().enumerate().rev() {
            let (here, behind) = fits.split_at_mut(at + 1);
            part.fits(text, &behind[0], &mut here[at]);
        }
        if !fits[0][0] {
            return None;
        }
        let mut filled = Filled::default();
        let mut place = 0;
        for (at, part) in self.parts.iter().enumerate() {
            let behind = &fits[at + 1];
            let end = match part {
                Part::Words(words) => place + words.letters.len(),
                Part::Anything => (place..=text.len()).find(|end| behind[*end])?,
                Part::Service => {
                    let end = (place + 1..=text.len()).find(|end| behind[*end] && ends_name(text[*end - 1].orig))?;
                    filled.service = Some(text[place..end].iter().map(|glyph| glyph.orig).collect());
                    end
                }
                Part::Code => {
                    let end = code_ends(text, place).into_iter().flatten().find(|end| behind[*end])?;
                    filled.code = Some(typed(&text[place..end]));
                    end
                }
            };
            place = end;
        }
        Some(filled)
    }

    /// Compares the fixed ends first: most texts differ from most templates there already.
    fn ends_fit(&self, text: &[Glyph]) -> bool {
        let starts = |words: &Words| words.is_at(text, 0);
        let ends =
            |words: &Words| text.len().checked_sub(words.letters.len()).is_some_and(|start| words.is_at(text, start));
        let first = self.parts.first().is_none_or(|part| !matches!(part, Part::Words(words) if !starts(words)));
        first && self.parts.last().is_none_or(|part| !matches!(part, Part::Words(words) if !ends(words)))
    }
}

fn parts(source: &str) -> Result<Vec<Part>, TemplateError> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '{' | '}' if rest.peek() == Some(&c) => words.extend(rest.next()),
            '}' => return Err(TemplateError::Closed),
            '{' => {
                let mut name = String::new();
                loop {
                    match rest.next() {
                        Some('}') => break,
                        Some('{') | None => return Err(TemplateError::Open),
                        Some(c) => name.push(c),
                    }
                }
                let hole = match name.as_str() {
                    "code" => Part::Code,
                    "service" => Part::Service,
                    "*" => Part::Anything,
                    _ => return Err(TemplateError::UnknownHole(name)),
                };
                parts.extend(Words::new(&std::mem::take(&mut words)).map(Part::Words));
                parts.push(hole);
            }
            c => words.push(c),
        }
    }
    parts.extend(Words::new(&words).map(Part::Words));
    Ok(parts)
}

impl Words {
    /// Blanks at the ends are kept, because they part the words from a hole.
    fn new(text: &str) -> Option<Self> {
        let mut letters: Vec<char> = Vec::new();
        for glyph in fold(text) {
            let c = if glyph.orig.is_whitespace() { ' ' } else { glyph.fold };
            if c != ' ' || letters.last() != Some(&' ') {
                letters.push(c);
            }
        }
        let mut borders = vec![0; letters.len()];
        let mut length = 0;
        for at in 1..letters.len() {
            while length > 0 && letters[at] != letters[length] {
                length = borders[length - 1];
            }
            length += usize::from(letters[at] == letters[length]);
            borders[at] = length;
        }
        (!letters.is_empty()).then(|| Self { letters: letters.into(), borders: borders.into() })
    }

    fn is_at(&self, text: &[Glyph], start: usize) -> bool {
        let there = text.get(start..start + self.letters.len());
        there.is_some_and(|there| there.iter().map(|glyph| glyph.fold).eq(self.letters.iter().copied()))
    }

    /// Where the words begin in a text, overlaps too. It compares each letter of the text once (Knuth, Morris, Pratt),
    /// because a sender chooses the text.
    fn places(&self, text: &[Glyph]) -> impl Iterator<Item = usize> {
        let mut length = 0;
        text.iter().enumerate().filter_map(move |(at, glyph)| {
            while length > 0 && (length == self.letters.len() || glyph.fold != self.letters[length]) {
                length = self.borders[length - 1];
            }
            length += usize::from(glyph.fold == self.letters[length]);
            (length == self.letters.len()).then(|| at + 1 - length)
        })
    }
}

impl Part {
    /// Computes where this part may begin from where the part behind it may begin.
    fn fits(&self, text: &[Glyph], behind: &[bool], here: &mut [bool]) {
        match self {
            Self::Words(words) => {
                for start in words.places(text) {
                    here[start] = behind[start + words.letters.len()];
                }
            }
            Self::Anything => {
                let mut any = false;
                for (here, behind) in here.iter_mut().zip(behind).rev() {
                    any |= behind;
                    *here = any;
                }
            }
            Self::Service => {
                let mut nearest = None;
                for start in (0..text.len()).rev() {
                    let c = text[start].orig;
                    if !in_name(c) {
                        nearest = None;
                    } else if ends_name(c) && behind[start + 1] {
                        nearest = Some(start + 1);
                    }
                    here[start] = ends_name(c) && nearest.is_some_and(|end| end - start <= SERVICE_GLYPHS_MAX);
                }
            }
            Self::Code => {
                for (start, here) in here.iter_mut().enumerate() {
                    *here = code_ends(text, start).into_iter().flatten().any(|end| behind[end]);
                }
            }
        }
    }
}

/// `Dr. Oetker`, `AT&T`, `1Password`.
fn in_name(c: char) -> bool {
    ends_name(c) || matches!(c, ' ' | '.' | '-' | '\'' | '&' | '+' | '_' | '/')
}

fn ends_name(c: char) -> bool {
    c.is_alphanumeric()
}

/// Where a code may end that begins here: groups with blanks, groups with hyphens, or one group; the longest first.
fn code_ends(text: &[Glyph], start: usize) -> [Option<usize>; 3] {
    let is_sign = |at: usize| text.get(at).is_some_and(|glyph| glyph.orig.is_ascii_alphanumeric());
    if !is_sign(start) || (start > 0 && is_sign(start - 1)) {
        return [None; 3];
    }
    let run = |from: usize| text[from..].iter().take_while(|glyph| glyph.orig.is_ascii_alphanumeric()).count();
    // The ends of the groups that the sign joins.
    let groups = |sign: char, test: fn(&[Glyph], usize) -> bool| {
        let mut ends = vec![start + run(start)];
        while let Some(end) = ends.last().copied() {
            let next = end + 1;
            if ends.len() == GROUPED_MAX || text.get(end).is_none_or(|glyph| glyph.orig != sign) || !is_sign(next) {
                break;
            }
            let length = run(next);
            if !test(&text[next..next + length], ends[0] - start) {
                break;
            }
            ends.push(next + length);
        }
        ends
    };
    let single = start + run(start);
    let alone = is_code(&text[start..single]).then_some(single);
    let digits = text[start..single].iter().all(|glyph| glyph.orig.is_ascii_digit());
    let blanks = if digits {
        let ends = groups(' ', |group, size| group.len() == size && group.iter().all(|g| g.orig.is_ascii_digit()));
        let size = single - start;
        let fits = ends.len() > 1 && (size > 1 || ends.len() > 2) && GROUPED_LEN.contains(&(size * ends.len()));
        ends.last().copied().filter(|_| fits)
    } else {
        None
    };
    let small = |glyph: &Glyph| glyph.orig.is_ascii_lowercase();
    let ends = groups('-', |group, _| !group.iter().any(|glyph| glyph.orig.is_ascii_lowercase()));
    let end = ends[ends.len() - 1];
    let hyphens =
        (ends.len() > 1 && !text[start..single].iter().any(small) && is_code(&text[start..end])).then_some(end);
    [blanks, hyphens, alone]
}

/// No code has more groups.
const GROUPED_MAX: usize = 12;

/// Whether it has a digit or is of capitals alone, as no word of a sentence is.
fn is_code(text: &[Glyph]) -> bool {
    let signs = || text.iter().filter(|glyph| glyph.orig != '-');
    let has_digit = signs().any(|glyph| glyph.orig.is_ascii_digit());
    let capitals = signs().all(|glyph| glyph.orig.is_ascii_uppercase());
    CODE_LEN.contains(&signs().count()) && (has_digit || capitals)
}

/// What the user types: digits without their grouping and without the letters of a service (`G-123456`), anything else
/// as it was sent.
fn typed(text: &[Glyph]) -> String {
    let whole: String = text.iter().map(|glyph| glyph.orig).collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let joined: String = whole.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if digits(&joined) {
        return joined;
    }
    match whole.split_once('-') {
        Some((letters, number))
            if letters.len() <= 4
                && letters.bytes().all(|byte| byte.is_ascii_uppercase())
                && number.len() >= 4
                && digits(number) =>
        {
            number.to_owned()
        }
        Some(_) | None => whole,
    }
}

#[cfg(test)]
mod tests;
