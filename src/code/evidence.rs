//! A text with everything that was found in it, and what each candidate means by the words beside it.

use super::candidate::{Candidate, Meaning, Shape};
use super::class::{Class, Role};
use super::fold::Glyph;
use super::lexicon::Hit;
use super::particles::particles;
use super::tokens::{Kind, Token, Tokens};

/// A word announces the number that follows it within this many words.
pub const BESIDE_WORDS: u32 = 2;

/// This many words may be between `order` and its number.
const OTHER_WORDS: u32 = 2;
/// This many words may be between `call` and its number.
const CALL_WORDS: u32 = 3;

/// The classes of words in a sentence about a code.
const OF_CODES: [Class; 4] = [Class::Otp, Class::Code, Class::Verify, Class::Enter];

/// English sends texts "to" a number. As a Polish word it means "is".
const TO: &str = "to";

const UNITS: [Class; 5] = [Class::Unit, Class::Second, Class::Minute, Class::Hour, Class::Day];

/// A text with everything that was found in it.
pub struct Evidence<'a> {
    pub text: &'a [Glyph],
    pub tokens: &'a Tokens,
    /// In the order of the text.
    pub hits: Vec<Hit>,
    by_class: [Vec<Hit>; Class::COUNT],
    pub candidates: Vec<Candidate>,
    pub sender: &'a str,
    /// Whether the text is for the SMS Retriever of Android.
    pub retriever: bool,
    /// The places of the words that announce a number after them.
    announcing: Vec<(usize, usize)>,
}

impl<'a> Evidence<'a> {
    pub fn new(
        text: &'a [Glyph],
        tokens: &'a Tokens,
        hits: Vec<Hit>,
        candidates: Vec<Candidate>,
        sender: &'a str,
        retriever: bool,
    ) -> Self {
        let mut by_class: [Vec<Hit>; Class::COUNT] = Default::default();
        for hit in &hits {
            by_class[hit.class as usize].push(*hit);
        }
        let mut evidence = Self { text, tokens, hits, by_class, candidates, sender, retriever, announcing: Vec::new() };
        let read = |candidate| (evidence.meaning(candidate), evidence.has_copula(candidate));
        let meanings: Vec<(Meaning, bool)> = evidence.candidates.iter().map(read).collect();
        for (candidate, (meaning, has_copula)) in evidence.candidates.iter_mut().zip(meanings) {
            (candidate.meaning, candidate.has_copula) = (meaning, has_copula);
        }
        evidence.note_neighbours();
        let announcing = |hit: &Hit| {
            let first = evidence.candidates.partition_point(|candidate| candidate.start < hit.end);
            let mut near =
                evidence.candidates[first..].iter().take_while(|candidate| evidence.is_announced(*hit, candidate));
            near.any(|candidate| candidate.meaning == Meaning::Unknown && candidate.shape != Shape::Letters)
        };
        evidence.announcing = evidence
            .hits
            .iter()
            .filter(|hit| matches!(hit.class, Class::Otp | Class::Code | Class::Verify) && announcing(hit))
            .map(|hit| (hit.start, hit.end))
            .collect();
        evidence.announcing.sort_unstable();
        evidence
    }

    /// Notes for each candidate where the nearest numbers are that could be codes, too.
    fn note_neighbours(&mut self) {
        let mut last = None;
        for candidate in &mut self.candidates {
            candidate.number_before = last;
            last = if candidate.meaning == Meaning::Unknown { Some(candidate.start) } else { last };
        }
        let mut next = None;
        for candidate in self.candidates.iter_mut().rev() {
            candidate.number_after = next;
            next = if candidate.meaning == Meaning::Unknown { Some(candidate.end) } else { next };
        }
    }

    /// Whether most letters are small.
    fn has_few_capitals(&self) -> bool {
        let count = |test: fn(char) -> bool| self.text.iter().filter(|glyph| test(glyph.orig)).count();
        count(char::is_lowercase) > 2 * count(char::is_uppercase)
    }

    /// Whether a word in capitals stands out from the text around it: most other letters are small, or the script has no
    /// capitals and the word has no vowel, which no name lacks. `OTP` and its like are in capitals anywhere.
    pub fn stands_out(&self, word: &Candidate) -> bool {
        let known = self.hits.iter().map(|hit| (hit.start, hit.end)).chain([(word.start, word.end)]);
        let (mut small, mut capital) = (0_usize, 0_usize);
        for (at, glyph) in self.text.iter().enumerate() {
            if glyph.orig.is_lowercase() {
                small += 1;
            } else if glyph.orig.is_uppercase() && !known.clone().any(|(start, end)| (start..end).contains(&at)) {
                capital += 1;
            }
        }
        let has_vowel = self.text[word.start..word.end].iter().any(|glyph| "aeiou".contains(glyph.fold));
        if small > 0 { small > 2 * capital } else { capital == 0 && !has_vowel }
    }

    /// Whether the word announces a number after it, so that it is not about an earlier number.
    pub fn announces(&self, hit: Hit) -> bool {
        self.announcing.binary_search(&(hit.start, hit.end)).is_ok()
    }

    /// Whether the word is right before the candidate.
    pub fn is_announced(&self, hit: Hit, candidate: &Candidate) -> bool {
        hit.end <= candidate.start
            && self.tokens.distance(hit.end, candidate.start) <= BESIDE_WORDS
            && self.tokens.same_sentence(hit.start, candidate.start)
    }

    /// Whether a word such as "is" is right before or after the candidate.
    fn has_copula(&self, candidate: &Candidate) -> bool {
        let list = &self.tokens.list;
        let next = list.partition_point(|token| token.start < candidate.end);
        self.token_before(candidate).is_some_and(|token| self.has_role(token, Role::Is))
            || list.get(next).is_some_and(|token| self.has_role(token, Role::Is))
    }

    /// The word or sign before the candidate.
    pub fn token_before(&self, candidate: &Candidate) -> Option<&Token> {
        let list = &self.tokens.list;
        let first = list.partition_point(|token| token.start < candidate.start);
        list.get(first.checked_sub(1)?)
    }

    /// Whether "is" is right before the candidate: "... is 1234". The Polish `to` doesn't count, because English has
    /// "sent to 1234".
    pub fn follows_copula(&self, candidate: &Candidate) -> bool {
        self.token_before(candidate).is_some_and(|token| self.has_role(token, Role::Is) && !self.is_word(token, TO))
    }

    /// The word in its folded form.
    pub fn folded(&self, token: &Token) -> String {
        self.text[token.start..token.end].iter().map(|glyph| glyph.fold).collect()
    }

    /// Whether the word has a role in any language.
    pub fn has_role(&self, token: &Token, role: Role) -> bool {
        particles().has_role(&self.folded(token), role)
    }

    fn is_word(&self, token: &Token, word: &str) -> bool {
        word.chars().eq(self.text[token.start..token.end].iter().map(|glyph| glyph.fold))
    }

    pub fn has(&self, class: Class) -> bool {
        !self.by_class[class as usize].is_empty()
    }

    /// Whether the text has a currency.
    pub fn has_money(&self) -> bool {
        self.has(Class::Money) || self.text.iter().any(|glyph| particles().is_sign(glyph.orig))
    }

    pub fn of(&self, class: Class) -> impl Iterator<Item = Hit> {
        self.by_class[class as usize].iter().copied()
    }

    fn meaning(&self, candidate: &Candidate) -> Meaning {
        let quantity = self.quantity(candidate);
        if quantity == Meaning::Unknown { self.other(candidate) } else { quantity }
    }

    /// What the candidate is by the names of numbers beside it.
    fn other(&self, candidate: &Candidate) -> Meaning {
        let called = |hit: Hit| self.names(hit, candidate, CALL_WORDS) || self.is_called_after(hit, candidate);
        if candidate.shape == Shape::Digits && (self.of(Class::Call).any(called) || self.is_recipient(candidate)) {
            return Meaning::Call;
        }
        if self.is_puk(candidate) {
            return Meaning::Other;
        }
        let named = self
            .of(Class::Other)
            .any(|hit| self.names(hit, candidate, OTHER_WORDS) || self.is_named_after(hit, candidate));
        if !(named || self.is_numbered(candidate)) || self.is_subject(candidate) {
            return Meaning::Unknown;
        }
        // "Code for your account: 1234"
        let announced = |hit: &Hit| {
            matches!(hit.class, Class::Otp | Class::Code)
                && hit.end <= candidate.start
                && self.tokens.sentence(candidate.start) - self.tokens.sentence(hit.start) <= 1
        };
        let set_apart = matches!(self.before(candidate), Some(':' | '\n' | '='));
        match self.candidates.len() == 1 && set_apart && self.hits.iter().any(announced) {
            true => Meaning::Unknown,
            false => Meaning::Other,
        }
    }

    /// Whether the name follows the number, in a sentence about no code: "the 1815 bus".
    fn is_named_after(&self, hit: Hit, candidate: &Candidate) -> bool {
        hit.start == candidate.end + 1 && !self.is_in_sentence(candidate.start, &OF_CODES)
    }

    /// Whether a word of one of the classes is in the sentence of a place.
    pub fn is_in_sentence(&self, place: usize, classes: &[Class]) -> bool {
        let within = |hit: Hit| self.tokens.same_sentence(hit.start, place);
        classes.iter().any(|class| self.of(*class).any(within))
    }

    /// Whether the verb follows the number to call, in a sentence about no code: "1930 ಗೆ ಕರೆ ಮಾಡಿ", "1200 номерине
    /// чалыңыз".
    fn is_called_after(&self, hit: Hit, candidate: &Candidate) -> bool {
        hit.start >= candidate.end
            && self.tokens.same_sentence(hit.start, candidate.start)
            && self.tokens.distance(candidate.end, hit.start) <= 1
            && !self.is_in_sentence(candidate.start, &OF_CODES)
    }

    /// Whether it is a PUK, which has eight digits and is often a sentence away from its name, or the PIN beside it.
    fn is_puk(&self, candidate: &Candidate) -> bool {
        let puk = |hit: Hit| self.text[hit.start..hit.end].iter().map(|glyph| glyph.fold).eq("puk".chars());
        let otp = self.of(Class::Otp).any(|hit| self.is_announced(hit, candidate));
        matches!(candidate.value.len(), 4 | 8) && !otp && self.of(Class::Other).any(puk)
    }

    /// Whether "No." or its like is before the number and names no code: "No. 1234", "n.º 1234", "№ 1234".
    fn is_numbered(&self, candidate: &Candidate) -> bool {
        let folded = |end: usize| self.text[..end].iter().rev().map(|glyph| glyph.fold);
        let end = candidate.start - folded(candidate.start).take_while(|c| *c == ' ').count();
        let start = end - folded(end).take_while(|c| *c != ' ').take(4).count();
        let sign: Vec<char> = self.text[start..end].iter().map(|glyph| glyph.fold).collect();
        let marked = sign.iter().any(|c| matches!(c, '.' | '°' | 'º'));
        let letters: String = sign.iter().filter(|c| c.is_alphabetic()).collect();
        let of_code = |hit: Hit| hit.end <= start && self.is_blank(hit.end, start);
        (sign.contains(&'№') || (marked && particles().has_role(&letters, Role::Numero)))
            && !self.of(Class::Otp).chain(self.of(Class::Code)).any(of_code)
    }

    /// Whether the sentence calls the number a code: "Dear customer, 1234 is the OTP".
    fn is_subject(&self, candidate: &Candidate) -> bool {
        let list = &self.tokens.list;
        let next = list.get(list.partition_point(|token| token.start < candidate.end));
        let is_next = next.is_some_and(|token| token.start == candidate.end + 1 && self.has_role(token, Role::Is));
        is_next
            && self.before(candidate) == Some(',')
            && self
                .of(Class::Otp)
                .any(|hit| hit.start > candidate.end && self.tokens.distance(candidate.end, hit.start) <= 3)
    }

    /// Whether it is a number to send a text to: "Text STOP to 12345", "BAJA al 12345".
    fn is_recipient(&self, candidate: &Candidate) -> bool {
        let list = &self.tokens.list;
        if self.is_short_code(candidate) {
            return true;
        }
        let first = list.partition_point(|token| token.start < candidate.start);
        let sentence = self.tokens.sentence(candidate.start);
        let mut before = list[..first].iter().rev().take_while(|token| self.tokens.sentence(token.start) == sentence);
        // In "SMS BLOCK 4410 to 56161" neither number is a code.
        let next = list.partition_point(|token| token.start < candidate.end);
        let has_recipient = list.get(next).is_some_and(|token| self.is_word(token, TO))
            && list.get(next + 1).is_some_and(|token| token.kind == Kind::Number);
        let is_one = has_recipient || before.next().is_some_and(|token| self.is_word(token, TO));
        is_one && before.any(|token| self.has_role(token, Role::Send))
    }

    /// Whether a keyword in capitals is to be sent to it: "BAJA al 12345".
    fn is_short_code(&self, candidate: &Candidate) -> bool {
        let list = &self.tokens.list;
        let first = list.partition_point(|token| token.start < candidate.start);
        let Some([keyword, link]) = first.checked_sub(2).and_then(|from| list.get(from..first)) else { return false };
        let word = |token: &Token| &self.text[token.start..token.end];
        let capitals = word(keyword).iter().all(|glyph| glyph.orig.is_uppercase());
        let small = |token: &Token| word(token).iter().all(|glyph| !glyph.orig.is_uppercase());
        let links = small(link) && self.has_role(link, Role::To);
        let known = |hit: Hit| hit.start < keyword.end && hit.end > keyword.start;
        let codes = || [Class::Otp, Class::Code, Class::Verify].into_iter().any(|class| self.of(class).any(known));
        candidate.shape == Shape::Digits
            && capitals
            && links
            && keyword.end - keyword.start >= 2
            && !codes()
            && self.has_few_capitals()
    }

    /// Whether the word names the candidate: it is before it in the same sentence, with no number or word for code between.
    fn names(&self, hit: Hit, candidate: &Candidate, words: u32) -> bool {
        if hit.end > candidate.start || self.tokens.distance(hit.end, candidate.start) > words {
            return false;
        }
        let list = &self.tokens.list;
        let between = &list[list.partition_point(|token| token.start < hit.end)..];
        // A telephone number may be in groups, so another number between is a part of it.
        let grouped = hit.class == Class::Call;
        let number = |token: &Token| matches!(token.kind, Kind::Number | Kind::Mixed);
        let taken = !grouped && between.iter().take_while(|token| token.end <= candidate.start).any(number);
        let nearer = |other: Hit| (hit.end..=candidate.start).contains(&other.end);
        let closer = OF_CODES.iter().any(|class| self.of(*class).any(nearer));
        let apart = !self.tokens.same_sentence(hit.start, candidate.start)
            && self.text[hit.end..candidate.start].iter().any(|glyph| matches!(glyph.orig, '!' | '?' | '。' | '.'));
        // In "The code for your phone is 1234" the number is the code.
        let of_code = |code: Hit| code.end <= hit.start && self.tokens.same_sentence(code.start, hit.start);
        let codes = || self.of(Class::Otp).chain(self.of(Class::Code));
        let is_code = || self.follows_copula(candidate) && codes().any(of_code);
        !taken && !closer && !apart && !is_code()
    }

    /// Whether a sign or a unit beside the candidate makes it an amount.
    fn quantity(&self, candidate: &Candidate) -> Meaning {
        let is_money = |c: Option<char>| c.is_some_and(|c| particles().is_sign(c));
        let after = self.text[candidate.end..].iter().find(|glyph| glyph.orig != ' ').map(|glyph| glyph.orig);
        if is_money(self.before(candidate)) || is_money(after) {
            return Meaning::Money;
        }
        let rest = self.text[candidate.end..].iter().map(|glyph| glyph.fold);
        if after == Some('%') || " of ".chars().eq(rest.take(4)) {
            return Meaning::Quantity;
        }
        // A single letter is no unit: in "4821 d'accès" the `d` is no day.
        let letter = |hit: Hit| hit.end - hit.start == 1 && self.text[hit.start].orig.is_ascii();
        // The first word of the next sentence is no unit: "... 4821. Min ton moirasteite".
        let joined = |hit: Hit| self.text[candidate.end..hit.start].iter().all(|glyph| glyph.orig == ' ');
        let whole = |hit: Hit| self.text.get(hit.end).is_none_or(|glyph| glyph.orig != '-');
        let follows = |hit: Hit| hit.start >= candidate.end && joined(hit) && !letter(hit) && whole(hit);
        let precedes = |hit: Hit| hit.end <= candidate.start && self.is_blank(hit.end, candidate.start);
        if self.of(Class::Money).any(|hit| (follows(hit) || precedes(hit)) && self.is_currency(hit)) {
            return Meaning::Money;
        }
        // "PIN 4093 saat ...": `saat` is an hour in one language and another word in others. After a word for code no number
        // counts hours.
        let named = self.of(Class::Otp).chain(self.of(Class::Code)).any(|hit| {
            hit.end <= candidate.start
                && self.text[hit.end..candidate.start].iter().all(|glyph| matches!(glyph.orig, ' ' | ':'))
        });
        let units = if named { &UNITS[..1] } else { &UNITS[..] };
        match units.iter().any(|class| self.of(*class).any(follows)) {
            true => Meaning::Quantity,
            false => Meaning::Unknown,
        }
    }

    /// The last sign before the candidate that is no blank.
    pub fn before(&self, candidate: &Candidate) -> Option<char> {
        self.text[..candidate.start].iter().rev().find(|glyph| glyph.orig != ' ').map(|glyph| glyph.orig)
    }

    fn is_blank(&self, from: usize, to: usize) -> bool {
        self.text[from..to].iter().all(|glyph| matches!(glyph.orig, ' ' | '.'))
    }

    /// Whether a currency of three letters is in capitals: `MAD` is one, `mad` is a word.
    pub fn is_currency(&self, hit: Hit) -> bool {
        let glyphs = &self.text[hit.start..hit.end];
        glyphs.len() != 3 || glyphs.iter().all(|glyph| !glyph.orig.is_ascii_lowercase())
    }
}
