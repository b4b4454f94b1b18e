//! The fit: a choice among the candidates of a text, "no code" among them (a conditional logistic regression), with a
//! penalty on the square of each weight.
//!
//! Which word binds a candidate depends on the weights. So the candidates are weighed anew with each fit, until the same
//! words bind them.

use simgate::code::Finder;
use simgate::code::collection::Case;
use simgate::code::feature::{Feature, Features, Weights};

use super::linear::Symmetric;

/// The penalty is half of this, times the square of the weight: as if each weight were 0 with a standard deviation of 5.
const PENALTY: f64 = 0.04;

/// The fit ends when no weight changes by more than this.
const CHANGE_MAX: f64 = 1e-4;

const STEPS_MAX: usize = 50;

/// The fit ends after this many times, even if words still change.
const ROUNDS_MAX: usize = 20;

const FEATURES: usize = Feature::ALL.len();

/// The weights with their standard errors, both in the order of `Feature::ALL`.
pub struct Fitted {
    pub weights: Weights,
    pub errors: Vec<f64>,
    /// How many candidates have each feature.
    pub counts: Vec<usize>,
}

/// The candidates of one text: the features of each, and whether it is the code.
type Choice = Vec<(Features, bool)>;

/// Where the fit begins, so that it does not depend on an earlier one: each word binds, and the nearer one binds more.
pub fn start() -> Weights {
    let mut weights = [0.0; FEATURES];
    let ladder = [Feature::OtpAnywhere, Feature::CodeAnywhere, Feature::OtpSentence, Feature::CodeSentence];
    let bindings = [Feature::Titled, Feature::Instructed, Feature::CodeNear, Feature::OtpNear, Feature::Pin];
    let beside = [Feature::CodeBeside, Feature::OtpBeside];
    let ladder = ladder.into_iter().chain(bindings).chain(beside);
    ladder.zip(1_u8..).for_each(|(feature, rung)| weights[feature as usize] = f32::from(rung));
    Weights::new(weights)
}

/// Fits weights to texts, from some weights on.
pub fn fit(cases: &[&Case], from: Weights) -> Fitted {
    let finder = Finder::default();
    let mut weights = from;
    let mut choices = choices(cases, finder.clone().with_weights(weights.clone()));
    for _ in 0..ROUNDS_MAX {
        weights = climb(&choices, &weights);
        let next = self::choices(cases, finder.clone().with_weights(weights.clone()));
        if next == choices {
            break;
        }
        choices = next;
    }
    let (_, curvature) = slope(&choices, &to_vec(&weights));
    let mut counts = vec![0; FEATURES];
    choices
        .iter()
        .flatten()
        .flat_map(|(features, _)| features.iter())
        .for_each(|feature| counts[feature as usize] += 1);
    Fitted { weights, errors: curvature.inverse_diagonal().into_iter().map(f64::sqrt).collect(), counts }
}

/// The texts that the weights decide. The last row decides those of an origin-bound code.
fn choices(cases: &[&Case], finder: Finder) -> Vec<Choice> {
    let decided = cases.iter().filter(|case| case.format() != "origin-bound");
    decided
        .map(|case| {
            let weighed = finder.weigh(&case.from, &case.text);
            let strongest = weighed.into_iter().filter(|one| one.probability > 0.0);
            strongest.map(|one| (one.features, Some(&one.value) == case.code.as_ref())).collect()
        })
        .collect()
}

/// Newton's method: the likelihood has one summit for given words.
fn climb(choices: &[Choice], from: &Weights) -> Weights {
    let mut weights = to_vec(from);
    for _ in 0..STEPS_MAX {
        let (slope, curvature) = slope(choices, &weights);
        let step = curvature.solve(&slope);
        let before = likelihood(choices, &weights);
        let mut share = 1.0;
        let mut next = moved(&weights, &step, share);
        while likelihood(choices, &next) < before && share > 1e-6 {
            share /= 2.0;
            next = moved(&weights, &step, share);
        }
        let change = next.iter().zip(&weights).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        weights = next;
        if change < CHANGE_MAX {
            break;
        }
    }
    to_weights(&weights)
}

fn moved(weights: &[f64], step: &[f64], share: f64) -> Vec<f64> {
    weights.iter().zip(step).map(|(weight, step)| weight + share * step).collect()
}

/// The odds of each candidate of a text, of all of them and "no code", and of the right ones.
fn odds(choice: &Choice, weights: &[f64]) -> (Vec<f64>, f64, f64) {
    let sum = |features: &Features| features.iter().map(|feature| weights[feature as usize]).sum::<f64>();
    let odds: Vec<f64> = choice.iter().map(|(features, _)| sum(features).exp()).collect();
    let right: f64 = odds.iter().zip(choice).filter(|(_, (_, right))| *right).map(|(odds, _)| odds).sum();
    let total = 1.0 + odds.iter().sum::<f64>();
    let is_code = choice.iter().any(|(_, right)| *right);
    (odds, total, if is_code { right } else { 1.0 })
}

fn likelihood(choices: &[Choice], weights: &[f64]) -> f64 {
    let texts: f64 = choices.iter().map(|choice| odds(choice, weights)).map(|(_, all, right)| (right / all).ln()).sum();
    texts - (0..FEATURES).map(|at| penalty(at) / 2.0 * weights[at].powi(2)).sum::<f64>()
}

/// What a number without any feature is worth has no penalty.
fn penalty(at: usize) -> f64 {
    if at == Feature::Candidate as usize { 1e-6 } else { PENALTY }
}

/// The slope of the likelihood, and its curvature in the expectation.
fn slope(choices: &[Choice], weights: &[f64]) -> (Vec<f64>, Symmetric) {
    let mut slope: Vec<f64> = (0..FEATURES).map(|at| -penalty(at) * weights[at]).collect();
    let mut curvature = Symmetric::diagonal((0..FEATURES).map(penalty).collect());
    for choice in choices {
        let (odds, total, right) = odds(choice, weights);
        let mut mean = [0.0; FEATURES];
        for ((features, is_right), odds) in choice.iter().zip(&odds) {
            let expected = odds / total;
            let got = if *is_right { odds / right } else { 0.0 };
            let list: Vec<usize> = features.iter().map(|feature| feature as usize).collect();
            for one in &list {
                slope[*one] += got - expected;
                mean[*one] += expected;
                list.iter().for_each(|other| curvature.add(*one, *other, expected));
            }
        }
        let present: Vec<usize> = (0..FEATURES).filter(|at| mean[*at] > 0.0).collect();
        for one in &present {
            present.iter().for_each(|other| curvature.add(*one, *other, -mean[*one] * mean[*other]));
        }
    }
    (slope, curvature)
}

fn to_vec(weights: &Weights) -> Vec<f64> {
    Feature::ALL.iter().map(|feature| f64::from(weights.of(*feature))).collect()
}

/// The table has two decimals, so the weights in use have no more.
fn to_weights(weights: &[f64]) -> Weights {
    let mut rounded = [0.0; FEATURES];
    #[expect(clippy::cast_possible_truncation, reason = "two decimals are kept")]
    rounded.iter_mut().zip(weights).for_each(|(to, weight)| *to = ((weight * 100.0).round() / 100.0) as f32);
    Weights::new(rounded)
}
