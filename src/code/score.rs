//! How likely a candidate is the code, in points for and against it.

use super::candidate::{Candidate, Meaning, Shape};
use super::class::{Class, Role};
use super::evidence::{BESIDE_WORDS, Evidence};
use super::fold::Glyph;
use super::instructed;
use super::lexicon::Hit;
use super::origin::Retriever;
use super::particles::particles;

/// A candidate needs this many points.
pub const ENOUGH: f32 = 5.0;

/// With a smaller lead than this, two candidates are too close to choose one.
pub const TOO_CLOSE: f32 = 0.25;

/// The points of a word by its distance from the candidate, in words and in sentences. A word in another sentence counts as
/// far unless it is adjacent.
struct Reach {
    /// At most `BESIDE_WORDS` away, or adjacent.
    beside: f32,
    /// At most `NEAR_WORDS` away.
    near: f32,
    /// Elsewhere in the same sentence.
    sentence: f32,
    /// In a neighbouring sentence, at most `NEXT_WORDS` away.
    next: f32,
    anywhere: f32,
}

const NEAR_WORDS: u32 = 6;
const NEXT_WORDS: u32 = 9;

const OTP: Reach = Reach { beside: 6.0, near: 5.2, sentence: 4.4, next: 3.8, anywhere: 2.5 };
const CODE: Reach = Reach { beside: 4.5, near: 3.6, sentence: 2.8, next: 2.4, anywhere: 1.0 };
const VERIFY: Reach = Reach { beside: 2.0, near: 2.0, sentence: 1.5, next: 0.5, anywhere: 0.0 };

/// "PIN 1234", whatever the PIN opens.
const PIN: f32 = 5.2;
/// "Verification: 1234", without a word for code.
const TITLED: f32 = 2.8;
/// "Enter 1234", "give the driver 1234", without a word for code.
const INSTRUCTED: f32 = 2.2;

/// A word for code counts as `OTP` less this if a word for verification is near.
const VERIFIED_CODE: f32 = 0.3;
/// This many words may be between the two.
const VERIFIED_CODE_WORDS: u32 = 3;

/// The word comes after the number: "1234 is your code".
const AFTER: f32 = -0.3;
/// The word announces another number after it.
const CLAIMED: f32 = -3.0;
/// Another number is between the word and the candidate.
const BLOCKED: f32 = -2.0;

mod context {
    pub const VERIFY: f32 = 0.8;
    pub const HUSH: f32 = 1.5;
    pub const VALID: f32 = 1.0;
    pub const ENTER_BESIDE: f32 = 2.0;
    pub const ONLY_NUMBER: f32 = 0.5;
    pub const BRIEF_SENDER: f32 = 0.4;
    pub const RETRIEVER_HASH: f32 = 2.5;
    pub const RETRIEVER_MARK: f32 = 5.0;
}

mod place {
    pub const OWN_ROW: f32 = 1.5;
    pub const TEXT_START: f32 = 0.7;
    pub const TEXT_END: f32 = 0.4;
    pub const AFTER_COLON: f32 = 0.5;
    /// "... is 1234", "1234 is ...".
    pub const COPULA: f32 = 0.8;
    pub const BRACKETS: f32 = 0.4;
}

mod shape {
    pub const SIX: f32 = 1.0;
    pub const FOUR_OR_FIVE: f32 = 0.5;
    pub const SEVEN_OR_EIGHT: f32 = 0.0;
    pub const NINE: f32 = -1.5;
    pub const TEN: f32 = -2.0;
    pub const GROUPED: f32 = 0.5;
    /// `4 8 2 9`, `4-8-2-9`, to be read aloud.
    pub const SPELLED: f32 = 3.0;
    /// `48 29 13`.
    pub const PAIRS: f32 = 1.0;
    pub const PREFIXED: f32 = 1.0;
    pub const MIXED: f32 = -0.3;
    /// `Kq8Z2m`: small letters and capitals.
    pub const BOTH_CASES: f32 = -0.7;
    /// `SAVE20`: a word and a number.
    pub const WORD_LIKE: f32 = -1.5;
    pub const LETTERS: f32 = -1.5;
    /// `A047`: the number of a seat, a form, a place in a queue.
    pub const NUMBERED: f32 = -2.0;
    /// `beta3ak`: Arabic on a Latin keyboard.
    pub const SPOKEN: f32 = -8.0;
}

mod against {
    /// The number is an order, an account, a flight.
    pub const OTHER: f32 = -7.0;
    /// The same, but the text announces a code, too: "code for your account: 1234".
    pub const OTHER_ANNOUNCED: f32 = -1.5;
    pub const CALL: f32 = -7.0;
    pub const MONEY: f32 = -20.0;
    pub const QUANTITY: f32 = -8.0;
    pub const YEAR: f32 = -2.5;
    pub const DAY_OF_CALENDAR: f32 = -2.0;
    pub const AFTER_MONTH: f32 = -5.0;
    /// `1500`: most such numbers are amounts.
    pub const ROUND: f32 = -1.5;
    /// `12-03-25`.
    pub const DATE: f32 = -4.0;
    pub const HASH_SIGN: f32 = -1.5;
    /// "Parcel 12346: 7093".
    pub const LABEL: f32 = -3.0;
    /// "At 1815".
    pub const TIME: f32 = -2.5;
    /// `57 72 30 15`, `956 777 956`: telephone numbers have such groups.
    pub const TELEPHONE: f32 = -2.5;
    /// The text offers a discount, and no word for a one-time code is near.
    pub const PROMO: f32 = -5.0;
    pub const PROMO_WORD_LIKE: f32 = -5.0;
    pub const PROMO_BESIDE_OTP: f32 = -1.0;
}

impl Evidence<'_> {
    /// Points of one candidate.
    pub fn score(&self, at: usize) -> f32 {
        let candidate = &self.candidates[at];
        let entered = instructed::is_entered(self, candidate);
        let binding = self.binding(candidate, entered);
        if candidate.shape == Shape::Letters
            && (binding < OTP.near
                || self.has(Class::Promo)
                || !self.capitals_stand_out()
                || !self.is_presented(candidate))
        {
            return 0.0;
        }
        binding
            + self.context(candidate, entered)
            + self.place(candidate)
            + shape_points(candidate)
            + self.against(candidate, binding)
    }

    /// The most points that any word gains for the candidate.
    fn binding(&self, candidate: &Candidate, entered: bool) -> f32 {
        let best = |class, reach: &Reach| {
            self.best(class, 0.0, |hit| self.nearness(hit, candidate, reach), |hit| self.reach(hit, candidate, reach))
        };
        let otp = best(Class::Otp, &OTP);
        let most = |hit| match self.is_announced(hit, candidate) {
            true => PIN.max(self.nearness(hit, candidate, &OTP)),
            false => self.nearness(hit, candidate, &OTP) - VERIFIED_CODE,
        };
        let code = self.best(Class::Code, otp, most, |hit| self.code_points(hit, candidate));
        let is_headed = self.starts_row(candidate) && (self.has(Class::Valid) || self.has(Class::Hush));
        let verify = match is_headed || entered {
            true => best(Class::Verify, &VERIFY),
            false => 0.0,
        };
        let titled = if instructed::is_titled(self, candidate) { TITLED } else { 0.0 };
        let instructed = if instructed::is_instructed(self, candidate, entered) { INSTRUCTED } else { 0.0 };
        otp.max(code).max(verify).max(titled).max(instructed)
    }

    /// The most points of any word of a class, at least `floor`. `most` is an upper limit that is quick to compute, so that
    /// words far away need no closer look.
    fn best(&self, class: Class, floor: f32, most: impl Fn(Hit) -> f32, points: impl Fn(Hit) -> f32) -> f32 {
        self.of(class).fold(floor, |best, hit| if most(hit) <= best { best } else { best.max(points(hit)) })
    }

    /// The points of a word for code: more with a word for verification near, in whatever order, and none in "order code".
    fn code_points(&self, hit: Hit, candidate: &Candidate) -> f32 {
        let gap = |other: Hit| match other.end <= hit.start {
            true => self.tokens.distance(other.end, hit.start),
            false => self.tokens.distance(hit.end, other.start.max(hit.end)),
        };
        let apart = |other: &Hit| {
            let (start, end) = if other.end <= hit.start { (other.end, hit.start) } else { (hit.end, other.start) };
            (candidate.start >= start && candidate.end <= end) || !self.same_sentence(*other, hit)
        };
        // A text with a discount verifies nothing: "Unlock 30% off with code ...".
        let words = if self.has(Class::Promo) { 0 } else { VERIFIED_CODE_WORDS };
        let verified = self.of(Class::Verify).any(|verify| !apart(&verify) && gap(verify) <= words);
        if verified {
            return self.reach(hit, candidate, &OTP) - VERIFIED_CODE;
        }
        let kind_of_code = |other: Hit| gap(other) == 0 && !apart(&other) && other.end <= hit.start;
        if self.of(Class::Other).chain(self.of(Class::Promo)).any(kind_of_code) {
            return 0.0;
        }
        // Some languages put the kind of code after it: "código postal", "code promo".
        let kind_after =
            |other: Hit| gap(other) <= 1 && !apart(&other) && other.start >= hit.end && other.end <= candidate.start;
        if self.of(Class::Promo).any(kind_after)
            || self
                .of(Class::Other)
                .any(|other| kind_after(other) && (gap(other) == 0 || self.is_particle(hit.end, other.start)))
        {
            return 0.0;
        }
        let offered = self.of(Class::Promo).any(|promo| promo.start < hit.start || self.same_sentence(promo, hit));
        if self.is_announced(hit, candidate) && !offered && self.is_phrase(hit, "pin") {
            return PIN;
        }
        self.reach(hit, candidate, &CODE)
    }

    fn is_phrase(&self, hit: Hit, phrase: &str) -> bool {
        phrase.chars().eq(self.text[hit.start..hit.end].iter().map(|glyph| glyph.fold))
    }

    /// The text between the word and the candidate, if they don't overlap.
    fn between(hit: Hit, candidate: &Candidate) -> Option<(usize, usize)> {
        match hit.end <= candidate.start {
            true => Some((hit.end, candidate.start)),
            false => (hit.start >= candidate.end).then_some((candidate.end, hit.start)),
        }
    }

    /// The points for the distance, less those for another number between.
    fn nearness(&self, hit: Hit, candidate: &Candidate, reach: &Reach) -> f32 {
        let Some((from, to)) = Self::between(hit, candidate) else { return 0.0 };
        let before = hit.end <= candidate.start;
        let points = match (self.sentences(from, to), self.tokens.distance(from, to)) {
            (0, 0..=BESIDE_WORDS) | (_, 0) => reach.beside,
            (0, 0..=NEAR_WORDS) => reach.near,
            (0, _) => reach.sentence,
            (1..=2, 0..=NEXT_WORDS) => reach.next,
            (_, _) => reach.anywhere,
        };
        let blocked = match before {
            true => !candidate.has_copula && candidate.has_number_since(hit.end),
            false => candidate.number_after.is_some_and(|end| end <= hit.start),
        };
        points + if before { 0.0 } else { AFTER } + if blocked { BLOCKED } else { 0.0 }
    }

    /// The number of sentence ends between two places.
    fn sentences(&self, from: usize, to: usize) -> u32 {
        self.tokens.sentence(to).abs_diff(self.tokens.sentence(from.saturating_sub(1)))
    }

    fn reach(&self, hit: Hit, candidate: &Candidate, reach: &Reach) -> f32 {
        let Some((from, to)) = Self::between(hit, candidate) else { return 0.0 };
        let warning = || self.of(Class::Ask).any(|ask| self.same_sentence(ask, hit));
        if self.sentences(from, to) > 0 && warning() {
            return 0.0;
        }
        let claimed = hit.end > candidate.start && self.announces(hit);
        self.nearness(hit, candidate, reach) + if claimed { CLAIMED } else { 0.0 }
    }

    /// Whether only a word such as "de" is between the two, as in "código de reserva".
    fn is_particle(&self, from: usize, to: usize) -> bool {
        let between: String = self.text[from..to].iter().map(|glyph| glyph.fold).collect();
        particles().has_role(between.trim(), Role::Of)
    }

    fn same_sentence(&self, one: Hit, other: Hit) -> bool {
        self.tokens.same_sentence(one.start, other.start)
    }

    fn context(&self, candidate: &Candidate, entered: bool) -> f32 {
        let rivals = |other: &&Candidate| {
            other.meaning == Meaning::Unknown && (other.shape == Shape::Digits || other.shape == candidate.shape)
        };
        let numbers = self.candidates.iter().filter(rivals).count();
        let retriever = match self.retriever {
            Retriever::No => 0.0,
            Retriever::Hash => context::RETRIEVER_HASH,
            Retriever::Marked => context::RETRIEVER_MARK,
        };
        let points_if = |holds: bool, points: f32| if holds { points } else { 0.0 };
        retriever
            + points_if(self.has(Class::Verify), context::VERIFY)
            + points_if(self.has(Class::Hush), context::HUSH)
            + points_if(self.has(Class::Valid), context::VALID)
            + points_if(entered && !candidate.is_word_like(), context::ENTER_BESIDE)
            + points_if(numbers == 1, context::ONLY_NUMBER)
            + points_if(self.brief_sender, context::BRIEF_SENDER)
    }

    fn place(&self, candidate: &Candidate) -> f32 {
        let before = self.before(candidate);
        let after =
            self.text[candidate.end..].iter().find(|glyph| !matches!(glyph.orig, ' ' | '.')).map(|glyph| glyph.orig);
        let starts_row = self.starts_row(candidate);
        let ends_row = matches!(after, None | Some('\n' | '\r'));
        let mut points = 0.0;
        if starts_row && ends_row {
            points += place::OWN_ROW;
        } else if before.is_none() {
            points += place::TEXT_START;
        } else if after.is_none() {
            points += place::TEXT_END;
        }
        match before {
            Some(':' | '=') => points += place::AFTER_COLON,
            Some('[' | '(' | '"' | '「' | '【' | '<' | '\'') => points += place::BRACKETS,
            Some(_) | None => {}
        }
        if candidate.has_copula {
            points += place::COPULA;
        }
        points
    }

    /// Whether it is behind a colon, in brackets, beside "is", or on a row of its own.
    fn is_presented(&self, candidate: &Candidate) -> bool {
        let after = self.text.get(candidate.end).map(|glyph| glyph.orig);
        let own_row = self.starts_row(candidate) && matches!(after, None | Some('\n' | '\r'));
        let marked =
            matches!(self.before(candidate), Some(':' | '=' | '"' | '[' | '(' | '「' | '【' | '\'' | '«' | '“' | '`'));
        after != Some(':') && (own_row || marked || candidate.has_copula)
    }

    /// Whether it is the label of another number: "Parcel 12346: 7093".
    fn is_label(&self, candidate: &Candidate) -> bool {
        let rest = &self.text[candidate.end..];
        let colon = rest.first().is_some_and(|glyph| glyph.orig == ':');
        colon && rest[1..].iter().find(|glyph| glyph.orig != ' ').is_some_and(|glyph| glyph.orig.is_ascii_digit())
    }

    /// Whether it is a time of the day: "at 1815", "um 1815".
    fn is_time(&self, candidate: &Candidate) -> bool {
        let clock = candidate.value.parse::<u32>().is_ok_and(|value| value / 100 < 24 && value % 100 < 60);
        let at_before = self.token_before(candidate).is_some_and(|token| self.has_role(token, Role::At));
        candidate.value.len() == 4 && !candidate.grouped && clock && at_before
    }

    fn starts_row(&self, candidate: &Candidate) -> bool {
        matches!(self.before(candidate), None | Some('\n' | '\r'))
    }

    fn against(&self, candidate: &Candidate, binding: f32) -> f32 {
        let mut points = meaning_points(candidate.meaning);
        let beside = binding >= CODE.beside + AFTER;
        if candidate.shape == Shape::Digits {
            let year =
                candidate.value.len() == 4 && (candidate.value.starts_with("19") || candidate.value.starts_with("20"));
            if year && !candidate.grouped {
                let month =
                    |hit: Hit| hit.end <= candidate.start && self.tokens.distance(hit.end, candidate.start) == 0;
                points += if self.of(Class::Month).any(month) {
                    against::AFTER_MONTH
                } else if beside {
                    0.0
                } else {
                    against::YEAR
                };
            }
            if candidate.grouped && is_short_date(&self.text[candidate.start..candidate.end]) {
                points += against::DATE;
            }
            let announces = |hit: Hit| self.is_announced(hit, candidate);
            let announced = self.of(Class::Otp).chain(self.of(Class::Code)).any(announces);
            if !announced && self.is_time(candidate) {
                points += against::TIME;
            }
            if candidate.value.len() == 4 && candidate.value.ends_with("00") && !beside {
                points += against::ROUND;
            }
            if is_calendar_day(&candidate.value) && !beside {
                points += against::DAY_OF_CALENDAR;
            }
            let signs_between = candidate.end - candidate.start - candidate.value.len();
            if signs_between >= 2 && candidate.value.len() >= 8 && !candidate.prefixed && !beside {
                points += against::TELEPHONE;
            }
        }
        if self.is_label(candidate) {
            points += against::LABEL;
        }
        if candidate.start > 0 && self.text[candidate.start - 1].orig == '#' {
            points += against::HASH_SIGN;
        }
        if self.has(Class::Promo) {
            points += match (binding >= OTP.near - VERIFIED_CODE + AFTER, candidate.is_word_like()) {
                (_, true) => against::PROMO_WORD_LIKE,
                (true, false) => against::PROMO_BESIDE_OTP,
                (false, false) => against::PROMO,
            };
        }
        points
    }
}

fn meaning_points(meaning: Meaning) -> f32 {
    match meaning {
        Meaning::Unknown => 0.0,
        Meaning::Other => against::OTHER,
        Meaning::OtherAnnounced => against::OTHER_ANNOUNCED,
        Meaning::Call => against::CALL,
        Meaning::Money => against::MONEY,
        Meaning::Quantity => against::QUANTITY,
    }
}

fn shape_points(candidate: &Candidate) -> f32 {
    let length = match candidate.value.len() {
        0..=3 => shape::TEN,
        4 | 5 => shape::FOUR_OR_FIVE,
        6 => shape::SIX,
        7 | 8 => shape::SEVEN_OR_EIGHT,
        9 => shape::NINE,
        _ => shape::TEN,
    };
    let kind = match candidate.shape {
        Shape::Digits => 0.0,
        Shape::Mixed if is_spoken(&candidate.value) => shape::MIXED + shape::SPOKEN,
        Shape::Mixed if candidate.is_word_like() => shape::MIXED + shape::WORD_LIKE,
        Shape::Mixed if is_numbered(&candidate.value) => shape::MIXED + shape::NUMBERED,
        Shape::Mixed if !is_one_case(&candidate.value) => shape::MIXED + shape::BOTH_CASES,
        Shape::Mixed => shape::MIXED,
        Shape::Letters => shape::LETTERS,
    };
    let points_if = |holds: bool, points: f32| if holds { points } else { 0.0 };
    let (written, typed) = (candidate.end - candidate.start, candidate.value.len());
    let digits = candidate.grouped && candidate.shape == Shape::Digits;
    length
        + kind
        + points_if(candidate.grouped, shape::GROUPED)
        + points_if(digits && written + 1 == 2 * typed, shape::SPELLED)
        + points_if(digits && typed == 6 && written == 8, shape::PAIRS)
        + points_if(candidate.prefixed, shape::PREFIXED)
}

fn is_one_case(value: &str) -> bool {
    !value.bytes().any(|b| b.is_ascii_lowercase()) || !value.bytes().any(|b| b.is_ascii_uppercase())
}

/// Whether it is a letter and a number, as of a seat or a form: `A047`, `P389`, `D212`.
fn is_numbered(value: &str) -> bool {
    value.len() == 4
        && value.starts_with(|c: char| c.is_ascii_uppercase())
        && value[1..].bytes().all(|b| b.is_ascii_digit())
}

/// Whether it is a word of small letters, with digits for the sounds that Latin lacks: `beta3ak`, `da2aye2`.
fn is_spoken(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit);
    let sounds = digits.clone().all(|digit| matches!(digit, b'2' | b'3' | b'5'..=b'9'));
    let small = value.bytes().skip(1).all(|b| !b.is_ascii_uppercase());
    // Malay writes a doubled word with a `2`: `siapa2`.
    let doubled = value.ends_with('2') && value.bytes().rev().skip(1).all(|b| b.is_ascii_lowercase());
    let vowels = value.bytes().filter(|b| b"aeiou".contains(b)).count();
    let few = digits.clone().count() * 4 <= value.len() || digits.count() <= vowels;
    small && sounds && (doubled || few)
}

/// Whether it is a date, or a span of hours: `31-12-25`, `31-12`, `18-21`.
fn is_short_date(text: &[Glyph]) -> bool {
    let written: String = text.iter().map(|glyph| glyph.orig).collect();
    let parts: Option<Vec<u32>> =
        written.split('-').map(|part| part.parse().ok().filter(|_| part.len() == 2)).collect();
    parts.is_some_and(|parts| {
        let fits = |day, month| (1..=31).contains(&day) && (1..=12).contains(&month);
        match parts[..] {
            // `18-21` is a span of hours.
            [from, to] => fits(from, to) || (from < to && to <= 24),
            [day, month, year] => fits(day, month) && (20..40).contains(&year),
            _ => false,
        }
    })
}

/// Whether it is a date: `20241231`, `31122024`.
fn is_calendar_day(value: &str) -> bool {
    let part = |from: usize, to: usize| value.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let fits = |year, month, day| (1990..2060).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    value.len() == 8 && (fits(part(0, 4), part(4, 6), part(6, 8)) || fits(part(4, 8), part(2, 4), part(0, 2)))
}
