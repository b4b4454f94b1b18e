//! The features of a candidate: the word that binds it most, what else the text has, its place, its form, and what it may be
//! instead of the code.

use super::candidate::{Candidate, Meaning, Shape};
use super::class::{Class, Role};
use super::evidence::{BESIDE_WORDS, Evidence};
use super::feature::{Feature, Features, Weights};
use super::fold::Glyph;
use super::instructed;
use super::lexicon::Hit;
use super::particles::particles;
use super::terse;

/// The feature of a word by its distance from the candidate, in words and in sentences. A word in another sentence counts as
/// far unless it is adjacent.
struct Reach {
    /// At most `BESIDE_WORDS` away, or adjacent.
    beside: Feature,
    /// At most `NEAR_WORDS` away.
    near: Feature,
    /// Elsewhere in the same sentence.
    sentence: Feature,
    anywhere: Feature,
}

const NEAR_WORDS: u32 = 6;

const OTP: Reach = Reach {
    beside: Feature::OtpBeside,
    near: Feature::OtpNear,
    sentence: Feature::OtpSentence,
    anywhere: Feature::OtpAnywhere,
};
const CODE: Reach = Reach {
    beside: Feature::CodeBeside,
    near: Feature::CodeNear,
    sentence: Feature::CodeSentence,
    anywhere: Feature::CodeAnywhere,
};

/// This many words may be between a word for code and a word for verification.
const VERIFIED_CODE_WORDS: u32 = 3;

/// What a word gains for a candidate.
#[derive(Clone, Copy, Default)]
struct Binding {
    features: Features,
    points: f32,
}

impl Binding {
    fn new(feature: Feature, weights: &Weights) -> Self {
        Self::default().and(feature, weights)
    }

    fn and(mut self, feature: Feature, weights: &Weights) -> Self {
        self.features.add(feature);
        self.points += weights.of(feature);
        self
    }

    fn and_if(self, holds: bool, feature: Feature, weights: &Weights) -> Self {
        if holds { self.and(feature, weights) } else { self }
    }

    fn max(self, other: Self) -> Self {
        if other.points > self.points { other } else { self }
    }

    fn is_free(&self) -> bool {
        !self.features.has_any(&[Feature::Claimed, Feature::Blocked])
    }

    /// Whether the candidate has a name of its own, so that it is no year and no time.
    fn names(&self) -> bool {
        let close = [Feature::OtpSentence, Feature::CodeBeside];
        self.is_free() && (self.names_one_time() || self.features.has_any(&close))
    }

    /// Whether a name of a one-time code is near.
    fn names_one_time(&self) -> bool {
        self.is_free() && self.features.has_any(&[Feature::OtpBeside, Feature::OtpNear, Feature::Pin])
    }
}

impl Evidence<'_> {
    /// The features of one candidate; none for a word in capitals that nothing marks as a code.
    pub fn features(&self, at: usize, weights: &Weights) -> Option<Features> {
        let candidate = &self.candidates[at];
        let entered = instructed::is_entered(self, candidate);
        let binding = self.binding(candidate, entered, weights);
        if candidate.shape == Shape::Letters
            && (!binding.names_one_time()
                || self.has(Class::Promo)
                || !self.stands_out(candidate)
                || !self.is_presented(candidate))
        {
            return None;
        }
        let mut features = binding.features;
        features.add(Feature::Candidate);
        self.add_context(candidate, entered, &mut features);
        self.add_place(candidate, &mut features);
        add_shape(candidate, &mut features);
        self.add_against(candidate, binding, &mut features);
        Some(features)
    }

    /// The most that any word gains for the candidate.
    fn binding(&self, candidate: &Candidate, entered: bool, weights: &Weights) -> Binding {
        let nearness = |hit| self.nearness(hit, candidate, &OTP, weights);
        let reach = |hit, nearness| self.reach(hit, candidate, nearness, weights);
        let otp = self.best(Class::Otp, Binding::default(), nearness, reach);
        let most = |hit| match self.is_announced(hit, candidate) {
            true => Binding::new(Feature::Pin, weights).max(nearness(hit)),
            false => nearness(hit),
        };
        let bound = self.best(Class::Code, otp, most, |hit, _| self.code_binding(hit, candidate, weights));
        let binding_if = |holds: bool, feature| if holds { Binding::new(feature, weights) } else { Binding::default() };
        bound
            .max(binding_if(instructed::is_titled(self, candidate), Feature::Titled))
            .max(binding_if(instructed::is_instructed(self, candidate, entered), Feature::Instructed))
    }

    /// The best binding of any word of a class, if it is better than `floor`. `most` is an upper limit that is quick to
    /// compute, so that words far away need no closer look.
    fn best(
        &self,
        class: Class,
        floor: Binding,
        most: impl Fn(Hit) -> Binding,
        binding: impl Fn(Hit, Binding) -> Binding,
    ) -> Binding {
        self.of(class).fold(floor, |best, hit| {
            let most = most(hit);
            if most.points <= best.points { best } else { best.max(binding(hit, most)) }
        })
    }

    /// What a word for code gains: more with a word for verification near, in whatever order, and less in "ID code".
    fn code_binding(&self, hit: Hit, candidate: &Candidate, weights: &Weights) -> Binding {
        let gap = |other: Hit| match other.end <= hit.start {
            true => self.tokens.distance(other.end, hit.start),
            false => self.tokens.distance(hit.end, other.start.max(hit.end)),
        };
        let apart = |other: &Hit| {
            let (start, end) = if other.end <= hit.start { (other.end, hit.start) } else { (hit.end, other.start) };
            (candidate.start >= start && candidate.end <= end) || !self.same_sentence(*other, hit)
        };
        let reach = |reach| self.reach(hit, candidate, self.nearness(hit, candidate, reach, weights), weights);
        // A text with a discount verifies nothing: "Unlock 30% off with code ...".
        let words = if self.has(Class::Promo) { 0 } else { VERIFIED_CODE_WORDS };
        let verified = self.of(Class::Verify).any(|verify| !apart(&verify) && gap(verify) <= words);
        if verified {
            return reach(&OTP);
        }
        let kind_of_code = |other: Hit| gap(other) == 0 && !apart(&other) && other.end <= hit.start;
        if self.of(Class::Promo).any(kind_of_code) {
            return Binding::default();
        }
        // Some languages put the kind of code after it: "código postal", "code promo".
        let kind_after =
            |other: Hit| gap(other) <= 1 && !apart(&other) && other.start >= hit.end && other.end <= candidate.start;
        if self.of(Class::Promo).any(kind_after)
            || self
                .of(Class::Other)
                .any(|other| kind_after(other) && (gap(other) == 0 || self.is_particle(hit.end, other.start)))
        {
            return Binding::default();
        }
        let offered = self.of(Class::Promo).any(|promo| promo.start < hit.start || self.same_sentence(promo, hit));
        if self.is_announced(hit, candidate) && !offered && self.is_phrase(hit, "pin") {
            return Binding::new(Feature::Pin, weights);
        }
        let of_kind = self.of(Class::Other).any(kind_of_code);
        let binding = reach(&CODE);
        binding.and_if(of_kind && binding.points > 0.0, Feature::OfKind, weights)
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

    /// What the word gains by its distance, less for another number between.
    fn nearness(&self, hit: Hit, candidate: &Candidate, reach: &Reach, weights: &Weights) -> Binding {
        let Some((from, to)) = Self::between(hit, candidate) else { return Binding::default() };
        let before = hit.end <= candidate.start;
        let feature = match (self.sentences(from, to), self.tokens.distance(from, to)) {
            (0, 0..=BESIDE_WORDS) | (_, 0) => reach.beside,
            (0, 0..=NEAR_WORDS) => reach.near,
            // "Your code to add the card to your phone is 1234"
            (0, _) if before && self.follows_copula(candidate) => reach.near,
            (0, _) => reach.sentence,
            (_, _) => reach.anywhere,
        };
        let blocked = match before {
            true => !candidate.has_copula && candidate.has_number_since(hit.end),
            false => candidate.number_after.is_some_and(|end| end <= hit.start),
        };
        Binding::new(feature, weights).and_if(blocked, Feature::Blocked, weights)
    }

    /// The number of sentence ends between two places.
    fn sentences(&self, from: usize, to: usize) -> u32 {
        self.tokens.sentence(to).abs_diff(self.tokens.sentence(from.saturating_sub(1)))
    }

    /// What the word gains with its `nearness`: nothing in a warning, less if it announces another number.
    fn reach(&self, hit: Hit, candidate: &Candidate, nearness: Binding, weights: &Weights) -> Binding {
        let Some((from, to)) = Self::between(hit, candidate) else { return Binding::default() };
        let warning = || self.of(Class::Ask).any(|ask| self.same_sentence(ask, hit));
        if self.sentences(from, to) > 0 && warning() {
            return Binding::default();
        }
        let claimed = hit.end > candidate.start && self.announces(hit);
        nearness.and_if(claimed && nearness.points > 0.0, Feature::Claimed, weights)
    }

    /// Whether only a word such as "de" is between the two, as in "código de reserva".
    fn is_particle(&self, from: usize, to: usize) -> bool {
        let between: String = self.text[from..to].iter().map(|glyph| glyph.fold).collect();
        particles().has_role(between.trim(), Role::Of)
    }

    fn same_sentence(&self, one: Hit, other: Hit) -> bool {
        self.tokens.same_sentence(one.start, other.start)
    }

    fn add_context(&self, candidate: &Candidate, entered: bool, features: &mut Features) {
        let rivals = |other: &&Candidate| {
            other.meaning == Meaning::Unknown && (other.shape == Shape::Digits || other.shape == candidate.shape)
        };
        features.add_if(self.retriever, Feature::Retriever);
        features.add_if(self.has(Class::Verify), Feature::Verify);
        features.add_if(self.has(Class::Hush), Feature::Hush);
        features.add_if(self.has(Class::Valid), Feature::Valid);
        features.add_if(entered && !candidate.is_word_like(), Feature::Entered);
        let only = self.candidates.iter().filter(rivals).count() == 1;
        features.add_if(only, Feature::OnlyNumber);
        features.add_if(only && terse::is_terse(self, candidate), Feature::Terse);
    }

    fn add_place(&self, candidate: &Candidate, features: &mut Features) {
        let before = self.before(candidate);
        let after =
            self.text[candidate.end..].iter().find(|glyph| !matches!(glyph.orig, ' ' | '.')).map(|glyph| glyph.orig);
        let starts_row = self.starts_row(candidate);
        let ends_row = matches!(after, None | Some('\n' | '\r'));
        if starts_row && ends_row {
            features.add(Feature::OwnRow);
        } else if before.is_none() {
            features.add(Feature::TextStart);
        }
        features.add_if(matches!(before, Some(':' | '=')), Feature::AfterColon);
        features.add_if(candidate.has_copula, Feature::Copula);
    }

    /// Whether it is behind a colon, in brackets, beside "is", or on a row of its own.
    fn is_presented(&self, candidate: &Candidate) -> bool {
        let after = self.text.get(candidate.end).map(|glyph| glyph.orig);
        let own_row = self.starts_row(candidate) && matches!(after, None | Some('\n' | '\r'));
        let marked =
            matches!(self.before(candidate), Some(':' | '=' | '"' | '[' | '(' | '「' | '【' | '\'' | '«' | '“' | '`'));
        after != Some(':') && (own_row || marked || candidate.has_copula)
    }

    /// Whether a time of the day follows, as a date has it: `250618 14:22`.
    fn is_before_clock(&self, candidate: &Candidate) -> bool {
        let next: Vec<char> = self.text[candidate.end..].iter().take(6).map(|glyph| glyph.orig).collect();
        let [' ', h, hour, ':', m, minute] = next[..] else { return false };
        candidate.value.len() == 6 && [h, hour, m, minute].iter().all(char::is_ascii_digit)
    }

    fn starts_row(&self, candidate: &Candidate) -> bool {
        matches!(self.before(candidate), None | Some('\n' | '\r'))
    }

    fn add_against(&self, candidate: &Candidate, binding: Binding, features: &mut Features) {
        match candidate.meaning {
            Meaning::Unknown => {}
            Meaning::Other => features.add(Feature::Other),
            Meaning::Call => features.add(Feature::Call),
            Meaning::Money => features.add(Feature::Money),
            Meaning::Quantity => features.add(Feature::Quantity),
        }
        let named = binding.names();
        let value = candidate.value.as_str();
        if candidate.shape == Shape::Digits {
            let year = value.len() == 4 && (value.starts_with("19") || value.starts_with("20")) && !candidate.grouped;
            features.add_if(year && !named, Feature::Year);
            let date = self.is_before_clock(candidate)
                || (candidate.grouped && is_short_date(&self.text[candidate.start..candidate.end]));
            features.add_if(date, Feature::Date);
            let signs_between = candidate.end - candidate.start - value.len();
            let telephone = signs_between >= 2 && value.len() >= 8 && !candidate.prefixed;
            features.add_if(telephone && !named, Feature::Telephone);
        }
        features.add_if(self.has(Class::Conference), Feature::Conference);
        if self.has(Class::Promo) {
            features.add_if(candidate.is_word_like(), Feature::PromoWordLike);
            features.add_if(!candidate.is_word_like() && !binding.names_one_time(), Feature::Promo);
        }
    }
}

fn add_shape(candidate: &Candidate, features: &mut Features) {
    match candidate.length() {
        6 => features.add(Feature::SixLong),
        4 | 5 => features.add(Feature::FourOrFiveLong),
        0..=3 | 10.. => features.add(Feature::TenLong),
        7..=9 => {}
    }
    features.add_if(candidate.grouped, Feature::Grouped);
    features.add_if(candidate.prefixed, Feature::Prefixed);
    if candidate.shape == Shape::Mixed {
        features.add(Feature::Mixed);
        if is_spoken(&candidate.value) {
            features.add(Feature::Spoken);
        } else if candidate.is_word_like() {
            features.add(Feature::WordLike);
        } else if is_numbered(&candidate.value) {
            features.add(Feature::Numbered);
        }
    }
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
