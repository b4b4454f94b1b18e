//! Finds the one-time code in a text. `candidates` picks what looks like a code, `score` counts points for the words
//! around it, and the best candidate is the answer if it has enough points. A wrong code costs its reader more than none.
//!
//! Pure: no clock, no files, no network. The words of each language are in `words/*.words`. An operator's own words and
//! rules come with the [`Finder`]. This module never logs a text or a code.

mod candidate;
mod candidates;
mod class;
pub mod collection;
mod evidence;
mod fold;
mod index;
mod instructed;
mod lexicon;
mod origin;
mod particles;
mod pattern;
mod rules;
mod score;
mod script;
mod service;
mod template;
mod tokens;

mod validity;
mod words;

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use candidate::{Candidate, Shape};
use evidence::Evidence;
use lexicon::{Lexicon, lexicon};
use origin::Retriever;
use particles::particles;
use rules::{Decision, Details};
use tokens::Tokens;

pub use class::Class;
pub use pattern::{Pattern, PatternError};
pub use rules::{Rule, Verdict};
pub use template::{Template, TemplateError};

/// A one-time code, and what the text reports about it.
#[derive(Clone, PartialEq)]
pub struct Found {
    /// What the user types: ASCII digits without their grouping, or letters and digits as they were sent.
    pub value: String,
    /// The service that issued the code.
    pub service: Option<String>,
    /// The host that the code is bound to.
    pub origin: Option<String>,
    /// From 0.5 (just enough points) to 1.0 (a rule decided, or the text has a format for machines).
    pub confidence: f32,
    pub valid_for: Option<Duration>,
}

/// Codes are secrets, so neither the code nor its origin is printed.
impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("service", &self.service)
            .field("confidence", &self.confidence)
            .finish_non_exhaustive()
    }
}

/// Finds codes by the words of all languages, and by an operator's own words and rules. The default has none of those.
/// Clones share them.
#[derive(Clone, Default)]
pub struct Finder {
    own: Option<Arc<Own>>,
}

/// What an operator adds.
struct Own {
    words: Vec<(Class, Pattern)>,
    /// The words of all languages with the own ones, built at first use.
    lexicon: OnceLock<Lexicon>,
    rules: Vec<Rule>,
}

/// Rules may quote texts, so only their number is printed.
impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder").field("rules", &self.rules().len()).finish_non_exhaustive()
    }
}

impl Finder {
    /// A finder with own words beside those of the languages, and with own rules. The first rule that fits a text decides,
    /// whatever the points are.
    pub fn new(words: &[(Class, Pattern)], rules: Vec<Rule>) -> Self {
        Self { own: Some(Arc::new(Own { words: words.to_vec(), lexicon: OnceLock::new(), rules })) }
    }

    /// Reads the words of all languages now, which takes some ten milliseconds. Otherwise the first `find` does.
    pub fn load_words(&self) {
        self.lexicon();
        particles();
    }

    fn lexicon(&self) -> &Lexicon {
        match self.own.as_ref().filter(|own| !own.words.is_empty()) {
            Some(own) => own.lexicon.get_or_init(|| Lexicon::new(&own.words)),
            None => lexicon(),
        }
    }

    fn rules(&self) -> &[Rule] {
        self.own.as_ref().map_or(&[], |own| &own.rules)
    }

    /// The code in a text, if there is one. The sender is a number, a short code or a name.
    pub fn find(&self, sender: &str, text: &str) -> Option<Found> {
        let glyphs = fold::fold(text);
        let details = match rules::decide(self.rules(), sender, &glyphs) {
            Some(Decision::NoCode) => return None,
            Some(Decision::Code(details)) => details,
            None => Details::default(),
        };
        let bound = origin::origin_bound(text);
        let (retriever, hash) = origin::retriever(&glyphs);
        let lexicon = self.lexicon();
        let tokens = Tokens::new(&glyphs, lexicon);
        let hits = lexicon.find(&glyphs);
        let candidates = candidates::candidates(&glyphs, &tokens, &hits, hash.unwrap_or(glyphs.len()));
        let evidence = Evidence::new(&glyphs, &tokens, hits, candidates, is_brief(sender), retriever);
        let (value, confidence, bound, at) = match (details.value, bound) {
            // The host belongs to the code in the last row of the text, and to no other code.
            (Some(value), bound) => {
                let bound = bound.filter(|bound| bound.code == value);
                (value, 1.0, bound, None)
            }
            (None, Some(bound)) => (bound.code.to_owned(), 1.0, Some(bound), None),
            (None, None) => {
                let (at, confidence) = best(&evidence)?;
                (evidence.candidates[at].value.clone(), confidence, None, Some(at))
            }
        };
        let host = bound.map(|bound| bound.host);
        let candidate = at.map(|at| &evidence.candidates[at]);
        Some(Found {
            value,
            service: details.service.or_else(|| service::service(sender, &evidence, host)),
            origin: host.map(str::to_owned),
            confidence,
            valid_for: details.valid_for.or_else(|| validity::valid_for(&evidence, candidate)),
        })
    }
}

/// Whether the sender is a name or a short code: these send more codes than people do.
fn is_brief(sender: &str) -> bool {
    sender.chars().any(char::is_alphabetic) || (3..=7).contains(&sender.trim_start_matches('+').len())
}

/// The candidate with the most points, if they are enough and no other candidate comes close.
fn best(evidence: &Evidence<'_>) -> Option<(usize, f32)> {
    let points: Vec<f32> = (0..evidence.candidates.len()).map(|at| evidence.score(at)).collect();
    let is_letters = |at: usize| evidence.candidates[at].shape == Shape::Letters;
    // A word in capitals is a code only where no number is one.
    let is_number = |at: &usize| !is_letters(*at) && points[*at] >= score::ENOUGH;
    let has_number = (0..points.len()).any(|at| is_number(&at));
    let at = (0..points.len())
        .filter(|at| !has_number || is_number(at))
        .max_by(|a, b| points[*a].total_cmp(&points[*b]).then(b.cmp(a)))?;
    let Candidate { value, shape, .. } = &evidence.candidates[at];
    // A name in capitals does not compete with a number.
    let competes =
        |other: &Candidate| other.value != *value && (*shape == Shape::Letters || other.shape != Shape::Letters);
    let rival = (0..points.len()).filter(|other| competes(&evidence.candidates[*other])).map(|other| points[other]);
    let lead = points[at] - rival.fold(f32::NEG_INFINITY, f32::max);
    if points[at] < score::ENOUGH || lead < score::TOO_CLOSE {
        return None;
    }
    let certain = evidence.retriever == Retriever::Marked;
    Some((at, if certain { 0.99 } else { confidence(points[at] - score::ENOUGH, lead) }))
}

/// Turns the points above the threshold and the lead over the next candidate into 0.5..0.99.
fn confidence(above: f32, lead: f32) -> f32 {
    let sure = 1.0 - 0.5 * (-above / 1.2).exp();
    let clear = 1.0 - 0.4 * (-lead / 1.2).exp();
    ((sure * clear).clamp(0.5, 0.99) * 100.0).round() / 100.0
}
