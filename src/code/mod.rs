//! Finds the one-time code in a text: candidates by form, points for what stands around them, and
//! an answer only when the points suffice. A wrong code costs its reader more than none.
//!
//! Pure: no clock, no files, no network. The words are in `languages`, the points in `score`.
//! Texts and codes never reach a log from here.

mod bound;
mod candidates;
mod evidence;
mod fold;
mod languages;
mod lexicon;
mod score;
mod service;
mod tokens;
mod validity;

use std::fmt;
use std::time::Duration;

use bound::Retriever;
use candidates::{Candidate, Shape};
use evidence::Evidence;
use lexicon::lexicon;
use tokens::Tokens;

/// A one-time code and what the text says of it.
#[derive(Clone, PartialEq)]
pub struct Found {
    /// What the user types: ASCII digits without their grouping, or letters and digits as sent.
    pub value: String,
    /// Whose code it is.
    pub service: Option<String>,
    /// The host that the code is bound to.
    pub origin: Option<String>,
    /// From 0.5 (just enough) to 1.0 (the text says so in a format for machines).
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

/// The code in a text from a sender (a number, a short code, or a name), if there is one.
pub fn find(sender: &str, text: &str) -> Option<Found> {
    let bound = bound::origin_bound(text);
    let glyphs = fold::fold(text);
    let (retriever, hash) = bound::retriever(&glyphs);
    let tokens = Tokens::new(&glyphs, lexicon());
    let hits = lexicon().find(&glyphs);
    let candidates = candidates::candidates(&glyphs, &tokens, &hits, hash.unwrap_or(glyphs.len()));
    let evidence = Evidence::new(&glyphs, &tokens, hits, candidates, is_brief(sender), retriever);
    if let Some(bound) = bound {
        return Some(Found {
            value: bound.code.to_owned(),
            service: service::service(sender, &evidence, Some(bound.host)),
            origin: Some(bound.host.to_owned()),
            confidence: 1.0,
            valid_for: validity::valid_for(&evidence),
        });
    }
    let (at, confidence) = best(&evidence)?;
    Some(Found {
        value: evidence.candidates[at].value.clone(),
        service: service::service(sender, &evidence, None),
        origin: None,
        confidence,
        valid_for: validity::valid_for(&evidence),
    })
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
