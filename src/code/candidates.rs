//! Picks the parts of a text that could be a code by their form.
//!
//! A form that is certainly something else (a decimal, a time, a date, a telephone number, part of a link, a masked card)
//! never becomes a candidate.

use super::candidate::{Candidate, Meaning, Shape};
use super::class::{Class, Role};
use super::fold::Glyph;
use super::lexicon::Hit;
use super::particles::particles;
use super::script::is_joined;
use super::tokens::{Kind, Token, Tokens};

/// No message with a code has more candidates; the search ends there.
const CANDIDATES_MAX: usize = 32;

/// `PUK1` and `PIN2` are names of numbers, and no codes.
const NAMES: [Class; 3] = [Class::Otp, Class::Code, Class::Other];

const LENGTHS: std::ops::RangeInclusive<usize> = 4..=10;

/// Marks that join two numbers into one thing that is no code: a decimal, a time, a date.
const JOINS: [char; 5] = ['.', ',', ':', '/', '\''];

/// Behind these marks a number is the visible end of a longer one, or a telephone number.
const MASKS: [char; 5] = ['•', '●', '×', '…', '+'];

pub fn candidates(text: &[Glyph], tokens: &Tokens, hits: &[Hit], end: usize) -> Vec<Candidate> {
    let mut found = Vec::new();
    let list = &tokens.list;
    let mut at = 0;
    while at < list.len() && list[at].start < end && found.len() < CANDIDATES_MAX {
        let signs = spelled_signs(text, list, at);
        if LENGTHS.contains(&signs.len()) && is_announced(text, signs, hits) {
            let shape = if signs.iter().any(|sign| sign.kind == Kind::Number) { Shape::Mixed } else { Shape::Letters };
            found.push(Candidate { shape, ..joined(text, signs) });
            at += signs.len();
            continue;
        }
        if !is_group(list[at]) && !is_capitals(text, list[at]) {
            at += 1;
            continue;
        }
        let chain = chain_at(text, list, at);
        let run = &list[at..at + chain.length];
        let in_address = run.iter().any(|token| tokens.in_address(token.start));
        let is_amount = chain.link == Link::Blank && is_decimal(text, run[run.len() - 1]);
        if !in_address && !is_amount && !is_masked(text, list, at) {
            read(text, list, at, &chain, hits, &mut found);
        }
        at += chain.length;
    }
    found
}

/// Whether decimals follow the number: `312 480.11`.
fn is_decimal(text: &[Glyph], last: Token) -> bool {
    let sign = |at: usize| text.get(at).map(|glyph| glyph.orig);
    matches!(sign(last.end), Some('.' | ',')) && sign(last.end + 1).is_some_and(|c| c.is_ascii_digit())
}

/// The letters and digits from a token on that have one blank between each: `e m 5 t i g`. None where there are only digits,
/// which are a chain, or small letters without a digit.
fn spelled_signs<'a>(text: &[Glyph], list: &'a [Token], at: usize) -> &'a [Token] {
    let is_sign = |token: &Token| token.end == token.start + 1 && text[token.start].orig.is_ascii_alphanumeric();
    let follows = |pair: &[Token]| is_sign(&pair[1]) && pair[1].start == pair[0].end + 1;
    if !is_sign(&list[at]) {
        return &[];
    }
    let length = 1 + list[at..].windows(2).take_while(|pair| follows(pair)).count();
    let signs = &list[at..at + length];
    let has = |test: fn(&char) -> bool| signs.iter().any(|sign| test(&text[sign.start].orig));
    // In `6 0 2 7 1 5 e o codigo` the letters are words.
    let digits = signs.iter().take_while(|sign| sign.kind == Kind::Number).count();
    let has_words =
        digits >= *LENGTHS.start() && signs[digits..].iter().all(|sign| text[sign.start].orig.is_ascii_lowercase());
    let can_be_code =
        has(char::is_ascii_alphabetic) && !has_words && (has(char::is_ascii_digit) || !has(char::is_ascii_lowercase));
    if can_be_code { signs } else { &[] }
}

/// What joins the tokens of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    None,
    Blank,
    Hyphen,
    /// By one of `JOINS`.
    Join,
}

struct Chain {
    link: Link,
    /// Number of tokens, with the marks between them.
    length: usize,
}

/// The longest chain of numbers from a token on, all joined by the same link. With hyphens, mixed groups count, too.
fn chain_at(text: &[Glyph], list: &[Token], at: usize) -> Chain {
    let mut chain = Chain { link: Link::None, length: 1 };
    if !is_group(list[at]) {
        return chain;
    }
    loop {
        let last = at + chain.length - 1;
        let (link, step) = link_after(text, list, last);
        if link == Link::None || (chain.link != Link::None && chain.link != link) {
            return chain;
        }
        chain.link = link;
        chain.length += step;
    }
}

fn is_group(token: Token) -> bool {
    matches!(token.kind, Kind::Number | Kind::Mixed)
}

/// The other half of `KXTW-8830` or `7QPX-ABJK`: as many capitals as the group has characters.
fn capital_half(text: &[Glyph], list: &[Token], at: usize, group: Token) -> Option<Token> {
    let is_half = |half: Token, hyphen: Token| {
        let (first, second) = if half.start < group.start { (half, group) } else { (group, half) };
        half.kind == Kind::Word
            && half.end - half.start == group.end - group.start
            && text[half.start..half.end].iter().all(|glyph| glyph.orig.is_ascii_uppercase())
            && text[hyphen.start].orig == '-'
            && (hyphen.start, hyphen.end) == (first.end, second.start)
    };
    let before = at.checked_sub(2).map(|before| (list[before], list[before + 1]));
    let after = list.get(at + 2).map(|after| (*after, list[at + 1]));
    [before, after].into_iter().flatten().find(|(half, hyphen)| is_half(*half, *hyphen)).map(|(half, _)| half)
}

fn link_after(text: &[Glyph], list: &[Token], at: usize) -> (Link, usize) {
    let Some(next) = list.get(at + 1).copied() else { return (Link::None, 0) };
    let numbers = list[at].kind == Kind::Number && next.kind == Kind::Number;
    // `6KD 49P`, but not `7719 B002`.
    let size = next.end - next.start;
    let mixed = (list[at].kind == Kind::Mixed && next.kind == Kind::Mixed && size >= 2)
        // `661 K0F`
        || (is_group(list[at]) && is_group(next) && size == 3);
    let groups = mixed && size == list[at].end - list[at].start;
    if (numbers || groups) && next.start == list[at].end + 1 && text[list[at].end].orig == ' ' {
        return (Link::Blank, 1);
    }
    let Some(second) = list.get(at + 2).copied() else { return (Link::None, 0) };
    if next.kind != Kind::Mark || next.start != list[at].end || second.start != next.end || !is_group(second) {
        return (Link::None, 0);
    }
    match text[next.start].orig {
        '-' => (Link::Hyphen, 2),
        // In `604183,5分钟` the comma ends a clause.
        ',' if list[at].end - list[at].start >= 4
            && text.get(second.end).is_some_and(|glyph| is_joined(glyph.orig)) =>
        {
            (Link::None, 0)
        }
        c if JOINS.contains(&c) && list[at].kind == Kind::Number && second.kind == Kind::Number => (Link::Join, 2),
        _ => (Link::None, 0),
    }
}

/// Whether the token is the visible part of a longer number: `****1234`, `+12025550143`, `xx1234`, `...1234`,
/// `FR76****8841`.
fn is_masked(text: &[Glyph], list: &[Token], at: usize) -> bool {
    let stars = text[list[at].end..].iter().take_while(|glyph| glyph.orig == '*').count();
    let bold = stars > 0 && text[..list[at].start].last().is_some_and(|glyph| glyph.orig == '*');
    let joins = text.get(list[at].end + stars).is_some_and(|glyph| glyph.orig.is_ascii_digit());
    if is_group(list[at]) && (stars >= 2 || (stars == 1 && joins)) && !bold {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|before| list[before]) else { return false };
    let adjacent = before.end == list[at].start;
    let sign = text[before.end - 1].orig;
    let sign_before = text[..before.start].last().map(|glyph| glyph.orig);
    let masked = match before.kind {
        Kind::Mark if sign == '*' => {
            // `*1234` and `** 1234` are cards, `*482913*` is a code in bold.
            let digits = list[at].end - list[at].start;
            return !bold
                && list[at].start <= before.end + 1
                && (sign_before == Some('*')
                    || (adjacent && (digits <= 4 || sign_before.is_some_and(|c| c.is_ascii_digit()))));
        }
        Kind::Mark => MASKS.contains(&sign) || (sign == '.' && sign_before == Some('.')),
        Kind::Word => text[before.start..before.end].iter().all(|glyph| glyph.fold == 'x'),
        Kind::Number | Kind::Mixed => false,
    };
    adjacent && masked
}

fn read(text: &[Glyph], list: &[Token], at: usize, chain: &Chain, hits: &[Hit], found: &mut Vec<Candidate>) {
    let groups: Vec<Token> = list[at..at + chain.length].iter().copied().filter(|token| is_group(*token)).collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.end - group.start).collect();
    match chain.link {
        // `17.38.42` is a code, since no month has such a day.
        Link::Join if text[groups[0].end].orig == '.' && is_announced(text, &groups, hits) => {
            let pairs = sizes == [2, 2, 2] && !is_day(text, &groups);
            // `775.102`, where a word of the text names a one-time code.
            let halves =
                sizes == [3, 3] && hits.iter().any(|hit| hit.class == Class::Otp) && !is_counted(&groups, hits);
            if pairs || halves {
                found.push(joined(text, &groups));
            }
        }
        Link::Join => {}
        Link::None => match groups.first() {
            Some(group) => single(text, list, at, *group, hits, found),
            None => capitals(text, list[at], hits, found),
        },
        Link::Hyphen if groups.iter().all(|group| group.kind == Kind::Number) => {
            let loose = matches!(sizes[..], [2, 3] | [3, 2] | [3, 4]);
            // `8-3-1907`: a shelf and a parcel on it.
            let shelved = (5..=8).contains(&sizes.iter().sum::<usize>()) && is_announced(text, &groups, hits);
            if is_grouping(&sizes) || loose || shelved {
                found.push(joined(text, &groups));
            }
        }
        Link::Hyphen => {
            let length: usize = sizes.iter().sum();
            if (6..=LENGTHS.end() + 2).contains(&length)
                && sizes.iter().all(|size| *size >= 2)
                && is_ascii(text, &groups)
            {
                found.push(Candidate { shape: Shape::Mixed, ..joined(text, &groups) });
            }
        }
        Link::Blank if groups.iter().any(|group| group.kind == Kind::Mixed) => {
            let (start, end) = (groups[0].start, groups[groups.len() - 1].end);
            let length: usize = sizes.iter().sum();
            let capital = !text[start..end].iter().any(|glyph| glyph.orig.is_lowercase());
            if is_equal(&sizes) && (6..=*LENGTHS.end()).contains(&length) && capital && is_ascii(text, &groups) {
                found.push(Candidate { shape: Shape::Mixed, ..joined(text, &groups) });
            } else {
                groups.into_iter().for_each(|group| single(text, list, at, group, hits, found));
            }
        }
        Link::Blank => {
            let length: usize = sizes.iter().sum();
            let set_apart = || is_set_apart(text, &groups, hits);
            let named = || is_named(text, &groups, hits) && !is_counted(&groups, hits);
            let pair = is_uneven_grouping(&sizes) && (set_apart() || named()) || sizes == [4, 1] && set_apart();
            let spoken =
                matches!(sizes[..], [3, 3, 2] | [2, 3, 3] | [3, 2, 2] | [2, 2, 3]) && is_announced(text, &groups, hits);
            if is_grouping(&sizes) || pair || spoken {
                found.push(joined(text, &groups));
            } else if length < 9 || (sizes.len() == 2 && sizes.iter().all(|size| *size >= 4)) {
                for group in groups {
                    single(text, list, at, group, hits, found);
                }
            }
        }
    }
}

/// Whether the groups have one size, and four to nine digits in all: `123 456`, `12-34-56`, `1 2 3 4`.
fn is_grouping(sizes: &[usize]) -> bool {
    let length: usize = sizes.iter().sum();
    is_equal(sizes) && (4..=9).contains(&length) && sizes.len() >= 2 && (sizes[0] > 1 || sizes.len() >= 4)
}

/// Whether the groups are of two sizes that senders use: `4839 07`, `12 345`.
fn is_uneven_grouping(sizes: &[usize]) -> bool {
    matches!(sizes, [2, 3] | [3, 2] | [2, 4] | [4, 2] | [3, 4] | [4, 3])
}

/// Whether the groups can be a day, a month and a year in any order.
fn is_day(text: &[Glyph], groups: &[Token]) -> bool {
    let number = |group: &Token| {
        let digits = text[group.start..group.end].iter().filter_map(|glyph| glyph.orig.to_digit(10));
        digits.fold(0, |number, digit| number * 10 + digit)
    };
    let numbers: Vec<u32> = groups.iter().map(number).collect();
    let month = numbers.iter().any(|number| (1..=12).contains(number));
    let day = numbers.iter().filter(|number| (1..=31).contains(*number)).count() >= 2;
    month && day
}

/// Whether a colon or a word for code is right before the groups.
fn is_announced(text: &[Glyph], groups: &[Token], hits: &[Hit]) -> bool {
    let before = text[..groups[0].start].iter().rev().find(|glyph| glyph.orig != ' ');
    before.is_some_and(|glyph| glyph.orig == ':') || is_named(text, groups, hits)
}

/// Whether a word for code is right before the groups.
fn is_named(text: &[Glyph], groups: &[Token], hits: &[Hit]) -> bool {
    let start = groups[0].start;
    let blanks = text[..start].iter().rev().take_while(|glyph| glyph.orig == ' ').count();
    let names = |hit: &Hit| hit.end == start - blanks && matches!(hit.class, Class::Otp | Class::Code | Class::Enter);
    hits.iter().any(names)
}

/// Whether a unit or a currency follows the groups.
fn is_counted(groups: &[Token], hits: &[Hit]) -> bool {
    let end = groups[groups.len() - 1].end;
    hits.iter().any(|hit| (end..=end + 1).contains(&hit.start) && matches!(hit.class, Class::Unit | Class::Money))
}

/// Whether a word such as "is" is right before the groups.
fn follows_copula(text: &[Glyph], groups: &[Token]) -> bool {
    let start = groups[0].start;
    let blanks = text[..start].iter().rev().take_while(|glyph| glyph.orig == ' ').count();
    let letters = text[..start - blanks].iter().rev().take_while(|glyph| glyph.orig.is_alphabetic()).count();
    let word: String = text[start - blanks - letters..start - blanks].iter().map(|glyph| glyph.fold).collect();
    blanks > 0 && particles().has_role(&word, Role::Is)
}

/// Whether the groups are announced, and end their sentence.
fn is_set_apart(text: &[Glyph], groups: &[Token], hits: &[Hit]) -> bool {
    let end = groups[groups.len() - 1].end;
    let mark = text.get(end).is_none_or(|glyph| matches!(glyph.orig, '.' | '\n' | '!'));
    mark && text.get(end + 1).is_none_or(|glyph| glyph.orig.is_whitespace() || !glyph.orig.is_alphanumeric())
        && (is_announced(text, groups, hits) || follows_copula(text, groups))
}

fn is_equal(sizes: &[usize]) -> bool {
    sizes.iter().all(|size| *size == sizes[0])
}

fn plain(text: &[Glyph], start: usize, end: usize) -> Candidate {
    let value = text[start..end].iter().map(|glyph| glyph.orig).collect();
    Candidate {
        start,
        end,
        value,
        shape: Shape::Digits,
        grouped: false,
        prefixed: false,
        meaning: Meaning::Unknown,
        has_copula: false,
        number_before: None,
        number_after: None,
    }
}

fn joined(text: &[Glyph], groups: &[Token]) -> Candidate {
    let (start, end) = (groups[0].start, groups[groups.len() - 1].end);
    let signs = || text[start..end].iter().map(|glyph| glyph.orig);
    // A field for digits takes no hyphen; one for letters takes the code as it is written, and may want the hyphen.
    let has_letters = signs().any(|c| c.is_ascii_alphabetic());
    let value = signs().filter(|c| c.is_ascii_alphanumeric() || (has_letters && *c == '-')).collect();
    Candidate { value, grouped: true, ..plain(text, start, end) }
}

fn single(text: &[Glyph], list: &[Token], at: usize, group: Token, hits: &[Hit], found: &mut Vec<Candidate>) {
    let length = group.end - group.start;
    // `TWV-K4H`; but `TWV-104` is a flight.
    let can_be_half = list[at].start == group.start && (length == 4 || (length == 3 && group.kind == Kind::Mixed));
    if let Some(half) = capital_half(text, list, at, group).filter(|_| can_be_half) {
        let halves = if half.start < group.start { [half, group] } else { [group, half] };
        found.push(Candidate { shape: Shape::Mixed, ..joined(text, &halves) });
        return;
    }
    if !LENGTHS.contains(&length) {
        return;
    }
    match group.kind {
        Kind::Number => found.push(with_prefix(text, list, at, group)),
        Kind::Mixed
            if is_ascii(text, &[group])
                && !is_masked_mix(text, group)
                && !is_measure(text, group)
                && !is_torn(text, group)
                && !hits.iter().any(|hit| hit.start == group.start && NAMES.contains(&hit.class)) =>
        {
            found.push(Candidate { shape: Shape::Mixed, ..plain(text, group.start, group.end) });
        }
        Kind::Mixed | Kind::Word | Kind::Mark => {}
    }
}

/// The digits of `G-123456`, where the letters are the service's and the user types the digits; or the whole of `LR-7741`.
fn with_prefix(text: &[Glyph], list: &[Token], at: usize, group: Token) -> Candidate {
    let candidate = plain(text, group.start, group.end);
    let Some([letters, hyphen]) = at.checked_sub(2).and_then(|from| list.get(from..at)) else { return candidate };
    let hyphenated = text[hyphen.start].orig == '-' && hyphen.end == group.start && letters.end == hyphen.start;
    let glyphs = &text[letters.start..letters.end];
    let is_prefix = glyphs.len() <= 4 && glyphs.iter().all(|glyph| glyph.orig.is_ascii_uppercase());
    if !(hyphenated && is_prefix && group.start == list[at].start) {
        return candidate;
    }
    let prefixed = Candidate { start: letters.start, prefixed: true, ..candidate };
    // A service puts one letter before its codes, or its initials; or six digits, which are a code by themselves.
    let is_initial = |word: &Token| {
        let first = text[word.start].orig;
        first == glyphs[0].orig && text[word.start..word.end].iter().any(|glyph| glyph.orig.is_lowercase())
    };
    if glyphs.len() == 1 || prefixed.length() == 6 || list.iter().any(is_initial) {
        return prefixed;
    }
    Candidate { value: joined(text, &[*letters, *hyphen, group]).value, ..prefixed }
}

fn is_ascii(text: &[Glyph], groups: &[Token]) -> bool {
    groups.iter().flat_map(|group| &text[group.start..group.end]).all(|glyph| glyph.orig.is_ascii_alphanumeric())
}

/// Whether it is the tail of a card: `XX1234`.
fn is_masked_mix(text: &[Glyph], group: Token) -> bool {
    let rest = text[group.start..group.end].iter().skip_while(|glyph| glyph.fold == 'x').count();
    rest < group.end - group.start && text[group.end - rest..group.end].iter().all(|glyph| glyph.orig.is_ascii_digit())
}

/// Whether it is a part of a longer code with signs, such as the `k29Q` of `gH8!k29Q`.
fn is_torn(text: &[Glyph], group: Token) -> bool {
    let joins = |mark: Option<&Glyph>, other: Option<&Glyph>| {
        mark.is_some_and(|glyph| matches!(glyph.orig, '!' | '@' | '#' | '$' | '%' | '&' | '^' | '_' | '+' | '='))
            && other.is_some_and(|glyph| glyph.orig.is_ascii_alphanumeric())
    };
    let before = |back: usize| group.start.checked_sub(back).map(|at| &text[at]);
    joins(before(1), before(2)) || joins(text.get(group.end), text.get(group.end + 1))
}

/// Whether it is a quantity or a time: `5000mAh`, `1130pm`, `1080p`, `14h30`.
fn is_measure(text: &[Glyph], group: Token) -> bool {
    let glyphs = &text[group.start..group.end];
    let letters: Vec<usize> = (0..glyphs.len()).filter(|i| glyphs[*i].orig.is_ascii_alphabetic()).collect();
    let together = letters.last().zip(letters.first()).is_some_and(|(last, first)| last - first + 1 == letters.len());
    let small = letters.iter().all(|i| glyphs[*i].orig.is_ascii_lowercase());
    // `50000F` is an amount of francs.
    let money = letters == [glyphs.len() - 1] && glyphs[letters[0]].orig == 'F';
    (small || money) && together && letters.len() <= 3 && letters.first().is_some_and(|first| *first > 0)
}

/// Adds a word of capitals, as in `code: QWERTZ`. The score decides whether the word stands out.
fn capitals(text: &[Glyph], token: Token, hits: &[Hit], found: &mut Vec<Candidate>) {
    let known = |hit: &Hit| hit.start < token.end && hit.end > token.start && hit.class != Class::Unit;
    if is_capitals(text, token) && !hits.iter().any(known) {
        found.push(Candidate { shape: Shape::Letters, ..plain(text, token.start, token.end) });
    }
}

fn is_capitals(text: &[Glyph], token: Token) -> bool {
    token.kind == Kind::Word
        && (5..=8).contains(&(token.end - token.start))
        && text[token.start..token.end].iter().all(|glyph| glyph.orig.is_ascii_uppercase())
}
