//! Chooses among the candidates of a text: how probable each is, "no code" among them.

use super::evidence::Evidence;
use super::feature::{Features, Weights};

/// A text has a code if the values that may be the code are together at least this probable.
pub const LIKELY: f32 = 0.5;

/// A candidate with its features.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// Its place among the candidates of the text.
    pub at: usize,
    /// What the user types.
    pub value: String,
    pub features: Features,
    /// From 0 to 1: the share of such candidates that are the code. Those of all candidates and of "no code" add up to 1. 0 if
    /// a stronger candidate has the same value.
    pub probability: f32,
}

/// The candidates in the order of the text. "No code" weighs 0. Where a text repeats a value, its strongest candidate counts.
pub fn weigh(evidence: &Evidence<'_>, weights: &Weights) -> Vec<Weighed> {
    let mut all: Vec<Weighed> = Vec::with_capacity(evidence.candidates.len());
    for (at, candidate) in evidence.candidates.iter().enumerate() {
        let Some(features) = evidence.features(at, weights) else { continue };
        let mut odds = weights.sum(features).exp();
        for other in all.iter_mut().filter(|other| other.value == candidate.value) {
            let weaker = if other.probability < odds { &mut other.probability } else { &mut odds };
            *weaker = 0.0;
        }
        all.push(Weighed { at, value: candidate.value.clone(), features, probability: odds });
    }
    let total = 1.0 + all.iter().map(|one| one.probability).sum::<f32>();
    all.iter_mut().for_each(|one| one.probability /= total);
    all
}

/// The values that are more probable than "no code", the most probable one first; none if they are improbable together. Of
/// equal ones the first of the text is first.
pub fn likely(all: &[Weighed]) -> Vec<&Weighed> {
    let none = 1.0 - all.iter().map(|one| one.probability).sum::<f32>();
    let mut likely: Vec<&Weighed> = all.iter().filter(|one| one.probability > 0.0 && one.probability >= none).collect();
    likely.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let together: f32 = likely.iter().map(|one| one.probability).sum();
    if together >= LIKELY { likely } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::Finder;

    fn answer(text: &str) -> Option<(String, Vec<String>)> {
        Finder::default().find("Larch", text).map(|found| (found.value, found.alternatives))
    }

    #[test]
    fn the_valid_code_comes_first_and_the_others_are_alternatives() {
        for (text, code, others) in [
            ("Your sign-in code is 551902. Your backup code is 730415.", "551902", &["730415"][..]),
            ("Old code 551902 no longer works. Your new code is 730415.", "730415", &["551902"]),
            ("Your code 551902 expired. Use 730415 to log in.", "730415", &["551902"]),
            ("Your code is 551902. Again: 551902", "551902", &[]),
            ("First code 551902, second code 730415", "551902", &["730415"]),
            ("Your code is 551902 for order 730415", "551902", &[]),
        ] {
            let others = others.iter().map(|other| (*other).to_owned()).collect();
            assert_eq!(answer(text), Some((code.to_owned(), others)), "{text}");
        }
        assert_eq!(answer("Larch: 2500 EUR"), None);
    }

    #[test]
    fn all_values_and_no_code_add_up_to_one() {
        let weighed = Finder::default().weigh("Larch", "Your code 551902 expired. Use 730415, or 730415.");
        let sum: f32 = weighed.iter().map(|one| one.probability).sum();
        let values = super::likely(&weighed);
        assert_eq!((weighed.len(), values.len()), (3, 2));
        assert!(sum > 0.9 && sum < 1.0, "{sum}");
        assert!(values[0].probability > values[1].probability);
        // An order that is named again and again does not become a code.
        let order = "Your order 4471 left our house. ";
        let of = |times| {
            Finder::default().weigh("Larch", &order.repeat(times)).iter().map(|one| one.probability).sum::<f32>()
        };
        assert!(of(30) < 2.0 * of(2), "{} {}", of(30), of(2));
    }
}
