//! Chooses among the candidates of a text: how probable each is, "no code" among them.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::feature::{Features, Weights};

/// A candidate with its features.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// Its place among the candidates of the text.
    pub at: usize,
    /// What the user types.
    pub value: String,
    pub features: Features,
    /// From 0 to 1: the share of such candidates that are the code. Those of all values and of "no code" add up to 1.
    pub probability: f32,
}

/// The candidates in the order of the text. "No code" weighs 0.
pub fn weigh(evidence: &Evidence<'_>, weights: &Weights) -> Vec<Weighed> {
    let weighed = |(at, candidate): (usize, &Candidate)| {
        let features = evidence.features(at, weights)?;
        Some(Weighed { at, value: candidate.value.clone(), features, probability: 0.0 })
    };
    let mut all: Vec<Weighed> = evidence.candidates.iter().enumerate().filter_map(weighed).collect();
    let odds: Vec<f32> = all.iter().map(|one| weights.sum(one.features).exp()).collect();
    let total = 1.0 + odds.iter().sum::<f32>();
    all.iter_mut().zip(odds).for_each(|(one, odds)| one.probability = odds / total);
    all
}

/// The most probable value, with the first place where the text has it. A code that a text repeats is more probable.
pub fn best(all: &[Weighed]) -> Option<(usize, f32)> {
    let share =
        |one: &Weighed| all.iter().filter(|other| other.value == one.value).map(|other| other.probability).sum();
    let sums: Vec<(usize, f32)> = all.iter().map(|one| (one.at, share(one))).collect();
    // Of equal ones the first.
    sums.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))
}
