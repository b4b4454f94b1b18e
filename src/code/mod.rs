//! Finds the one-time code in a text: candidates by form, points for what stands around them, and
//! an answer only when the points suffice. A wrong code costs its reader more than none.
//!
//! Pure: no clock, no files, no network. The words are in `languages`, the points in `score`; an
//! operator's own words and rules come with the [`Finder`]. Texts and codes never reach a log from
//! here.

mod candidate;
mod candidates;
mod class;
pub mod collection;
mod evidence;
mod fold;
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
mod tree;
mod validity;
mod words;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use candidate::{Candidate, Shape};
use evidence::Evidence;
use lexicon::{Lexicon, lexicon};
use origin::Retriever;
use rules::Ruling;
use tokens::Tokens;

pub use class::Class;
pub use pattern::{Pattern, PatternError};
pub use rules::{Rule, Says};
pub use template::{Template, TemplateError};

/// A one-time code and what the text says of it.
#[derive(Clone, PartialEq)]
pub struct Found {
    /// What the user types: ASCII digits without their grouping, or letters and digits as sent.
    pub value: String,
    /// Whose code it is.
    pub service: Option<String>,
    /// The host that the code is bound to.
    pub origin: Option<String>,
    /// From 0.5 (just enough) to 1.0 (a rule decided, or the text says so in a format for machines).
    pub confidence: f32,
    pub valid_for: Option<Duration>,
}

/// Codes are secrets: shown is only that there is one.
impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("service", &self.service)
            .field("confidence", &self.confidence)
            .finish_non_exhaustive()
    }
}

/// Finds codes by the words of all languages, and by an operator's own words and rules. The default
/// has none of those. A clone shares them.
#[derive(Clone, Default)]
pub struct Finder {
    own: Option<Arc<Own>>,
}

struct Own {
    /// All words, if some are the operator's.
    lexicon: Option<Lexicon>,
    rules: Vec<Rule>,
}

/// Rules may quote texts.
impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder").field("rules", &self.rules().len()).finish_non_exhaustive()
    }
}

impl Finder {
    /// With own words beside those of the languages, and own rules above the points: the first
    /// that fits decides.
    pub fn new(words: &[(Class, Pattern)], rules: Vec<Rule>) -> Self {
        let lexicon = (!words.is_empty()).then(|| Lexicon::new(words));
        Self { own: Some(Arc::new(Own { lexicon, rules })) }
    }

    fn lexicon(&self) -> &Lexicon {
        self.own.as_ref().and_then(|own| own.lexicon.as_ref()).unwrap_or_else(|| lexicon())
    }

    fn rules(&self) -> &[Rule] {
        self.own.as_ref().map_or(&[], |own| &own.rules)
    }

    /// The code in a text from a sender (a number, a short code, or a name), if there is one.
    pub fn find(&self, sender: &str, text: &str) -> Option<Found> {
        let glyphs = fold::fold(text);
        let ruling = match rules::rule(self.rules(), sender, &glyphs) {
            Some(Ruling::NoCode) => return None,
            Some(Ruling::Code(ruled)) => Some(ruled),
            None => None,
        };
        let (value, ruled_service, ruled_span) =
            ruling.map_or((None, None, None), |ruled| (ruled.value, ruled.service, ruled.valid_for));
        let bound = origin::origin_bound(text);
        let (retriever, hash) = origin::retriever(&glyphs);
        let lexicon = self.lexicon();
        let tokens = Tokens::new(&glyphs, lexicon);
        let hits = lexicon.find(&glyphs);
        let candidates = candidates::candidates(&glyphs, &tokens, &hits, hash.unwrap_or(glyphs.len()));
        let evidence = Evidence::new(&glyphs, &tokens, hits, candidates, is_brief(sender), retriever);
        let (value, confidence, bound, at) = match (value, bound) {
            // The origin is that of its own code, and of no other.
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
        Some(Found {
            value,
            service: ruled_service.or_else(|| service::service(sender, &evidence, host)),
            origin: host.map(str::to_owned),
            confidence,
            valid_for: ruled_span.or_else(|| validity::valid_for(&evidence, at.map(|at| &evidence.candidates[at]))),
        })
    }
}

/// Names and short codes send more codes than people do.
fn is_brief(sender: &str) -> bool {
    sender.chars().any(char::is_alphabetic) || (3..=7).contains(&sender.trim_start_matches('+').len())
}

/// The candidate with the most points, if they suffice and no other comes close.
fn best(evidence: &Evidence<'_>) -> Option<(usize, f32)> {
    let points: Vec<f32> = (0..evidence.candidates.len()).map(|at| evidence.score(at)).collect();
    // A word in capitals only where no number will do.
    let is_number = |at: &usize| evidence.candidates[*at].shape != Shape::Letters && points[*at] >= score::ENOUGH;
    let some = (0..points.len()).any(|at| is_number(&at));
    let at = (0..points.len())
        .filter(|at| !some || is_number(at))
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

/// From points above the threshold, and the lead over the next candidate, to 0.5..0.99.
fn confidence(above: f32, lead: f32) -> f32 {
    let sure = 1.0 - 0.5 * (-above / 1.2).exp();
    let clear = 1.0 - 0.4 * (-lead / 1.2).exp();
    ((sure * clear).clamp(0.5, 0.99) * 100.0).round() / 100.0
}
