//! Finds the one-time code in a text. `candidates` picks what looks like a code, `score` observes features of it and of the
//! words around it, `weights` has a fitted weight for each feature, and `choice` turns their sums into probabilities. A wrong
//! code costs its reader more than none.
//!
//! Pure: no clock, no files, no network. The words of each language are in `words/*.words`. An operator's own words and
//! rules come with the [`Finder`]. This module never logs a text or a code.

mod candidate;
mod candidates;
mod choice;
mod class;
pub mod collection;
mod disguise;
mod evidence;
pub mod feature;
mod fold;
mod index;
mod instructed;
mod lexicon;
mod name;
mod origin;
mod particles;
mod pattern;
mod rules;
mod score;
mod script;
mod sender;
mod service;
mod template;
mod terse;
mod tokens;
mod validity;
mod weights;
mod words;

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use evidence::Evidence;
use feature::Weights;
use fold::Glyph;
use lexicon::{Lexicon, lexicon};
use particles::particles;
use rules::{Decision, Details};
use tokens::Tokens;

pub use choice::{LIKELY, Weighed};
pub use class::Class;
pub use disguise::Disguised;
pub use pattern::{Pattern, PatternError};
pub use rules::{Rule, Verdict};
pub use template::{Template, TemplateError};

/// A one-time code, and what the text reports about it.
#[derive(Clone, PartialEq)]
pub struct Found {
    /// What the user types: ASCII digits without their grouping, or letters and digits with the hyphens between them.
    pub value: String,
    /// The code as it stands in the text, where that differs: `123 456`, `G-123456`, digits of another script.
    pub spelling: Option<String>,
    /// The service that issued the code.
    pub service: Option<String>,
    /// The host that the code is bound to.
    pub origin: Option<String>,
    /// The probability that it is right; 1.0 if a rule decided, or the text has a format for machines.
    pub confidence: f32,
    /// The values that would be the answer if this one were not in the text, the most probable one first: a text may have two
    /// codes.
    pub alternatives: Vec<String>,
    pub valid_for: Option<Duration>,
}

/// Of the answers that are at least this probable, 995 in 1000 were right in texts that the weights were not fitted to. The
/// default of `[codes] min_confidence`.
pub const MIN_CONFIDENCE: f32 = 0.7;

/// Codes are secrets, so neither the code nor its origin is printed.
impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("service", &self.service)
            .field("confidence", &self.confidence)
            .finish_non_exhaustive()
    }
}

/// What decides whether a text holds a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A rule of the operator.
    Rule,
    /// The last row, which binds a code to a host.
    Format,
    Weights,
}

/// Finds codes by the words of all languages, and by an operator's own words and rules. The default has none of those.
/// Clones share them.
#[derive(Clone, Default)]
pub struct Finder {
    own: Option<Arc<Own>>,
    /// Instead of the fitted ones.
    weights: Option<Arc<Weights>>,
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
        Self { own: Some(Arc::new(Own { words: words.to_vec(), lexicon: OnceLock::new(), rules })), weights: None }
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

    /// The same finder with other weights.
    pub fn with_weights(self, weights: Weights) -> Self {
        Self { weights: Some(Arc::new(weights)), ..self }
    }

    /// The weights in force.
    pub fn weights(&self) -> &Weights {
        self.weights.as_deref().unwrap_or(&weights::FITTED)
    }

    fn rules(&self) -> &[Rule] {
        self.own.as_ref().map_or(&[], |own| &own.rules)
    }

    /// The message and its code with other words and numbers of the same shape.
    pub fn disguise(&self, sender: &str, text: &str, code: Option<&str>) -> Disguised {
        disguise::disguise(self.lexicon(), sender, text, code)
    }

    /// What decides a text: a rule or a format for machines, before the weights do.
    pub fn basis(&self, sender: &str, text: &str) -> Basis {
        let by_rule = match rules::decide(self.rules(), sender, &fold::fold(text)) {
            Some(Decision::NoCode) => true,
            Some(Decision::Code(details)) => details.value.is_some(),
            None => false,
        };
        match (by_rule, origin::origin_bound(text)) {
            (true, _) => Basis::Rule,
            (false, Some(_)) => Basis::Format,
            (false, None) => Basis::Weights,
        }
    }

    fn evidence<'a>(&self, sender: &'a str, glyphs: &'a [Glyph], tokens: &'a Tokens) -> Evidence<'a> {
        let (retriever, hash) = origin::retriever(glyphs);
        let hits = self.lexicon().find(glyphs);
        let candidates = candidates::candidates(glyphs, tokens, &hits, hash.unwrap_or(glyphs.len()));
        Evidence::new(glyphs, tokens, hits, candidates, sender, retriever)
    }

    /// The candidates of a text in its order, each with its features and its probability. Neither rules nor formats for
    /// machines are heeded.
    pub fn weigh(&self, sender: &str, text: &str) -> Vec<Weighed> {
        let glyphs = fold::fold(text);
        let tokens = Tokens::new(&glyphs, self.lexicon());
        choice::weigh(&self.evidence(sender, &glyphs, &tokens), self.weights())
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
        let tokens = Tokens::new(&glyphs, self.lexicon());
        let evidence = self.evidence(sender, &glyphs, &tokens);
        let mut alternatives = Vec::new();
        let (value, confidence, bound, at) = match (details.value, bound) {
            // The host belongs to the code in the last row of the text, and to no other code.
            (Some(value), bound) => {
                let bound = bound.filter(|bound| bound.code == value);
                (value, 1.0, bound, None)
            }
            (None, Some(bound)) => (bound.code.to_owned(), 1.0, Some(bound), None),
            (None, None) => {
                let weighed = choice::weigh(&evidence, self.weights());
                let likely = choice::likely(&weighed);
                let (best, others) = likely.split_first()?;
                alternatives = others.iter().map(|other| other.value.clone()).collect();
                (best.value.clone(), best.probability, None, Some(best.at))
            }
        };
        let host = bound.map(|bound| bound.host);
        let candidate = at.map(|at| &evidence.candidates[at]);
        let written = candidate.map(|one| glyphs[one.start..one.end].iter().map(|glyph| glyph.orig).collect());
        let spelling = written.filter(|written| *written != value);
        Some(Found {
            value,
            spelling,
            service: details.service.or_else(|| service::service(sender, &evidence, host)),
            origin: host.map(str::to_owned),
            confidence,
            alternatives,
            valid_for: details.valid_for.or_else(|| validity::valid_for(&evidence, candidate)),
        })
    }
}
