//! `simgate code explain`: why a text was answered as it was.

use serde_json::{Value, json};

use super::terminal::table;
use crate::code::{Basis, Finder, LIKELY, Weighed};

/// The answer, and a table of the candidates with their features and the weight of each.
pub fn rows(finder: &Finder, from: &str, text: &str) -> Vec<String> {
    let answer = match finder.find(from, text) {
        Some(found) => {
            let service = found.service.map_or(String::new(), |service| format!(" of {service}"));
            format!("code {}{service}, probability {:.3}", found.value, found.confidence)
        }
        None => "no code".to_owned(),
    };
    let why = match finder.basis(from, text) {
        Basis::Rule => "a rule decides, whatever the weights are".to_owned(),
        Basis::Format => "the last row binds the code to a host, whatever the weights are".to_owned(),
        Basis::Weights => format!("candidates that are together at least {LIKELY} probable are a code"),
    };
    let weighed = finder.weigh(from, text);
    let mut rows = vec![format!("{answer}; {why}")];
    if weighed.is_empty() {
        rows.push("nothing in the text has the form of a code".to_owned());
    } else {
        let cells: Vec<Vec<String>> = weighed.iter().flat_map(|candidate| cells(finder, candidate)).collect();
        rows.extend(table(&["CANDIDATE", "PROBABILITY", "WEIGHT", "FEATURE"], &cells));
    }
    rows
}

/// The rows of a candidate, the heaviest features first.
fn cells(finder: &Finder, candidate: &Weighed) -> Vec<Vec<String>> {
    let weights = finder.weights();
    let mut features: Vec<_> = candidate.features.iter().map(|feature| (weights.of(feature), feature.name())).collect();
    features.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let sum = (candidate.value.clone(), format!("{:.3}", candidate.probability));
    let first = vec![sum.0, sum.1, format!("{:+.2}", weights.sum(candidate.features)), "in all".to_owned()];
    let blank = String::new;
    let feature = |(weight, name): (f32, &str)| vec![blank(), blank(), format!("{weight:+.2}"), name.to_owned()];
    std::iter::once(first).chain(features.into_iter().map(feature)).collect()
}

/// The same as one JSON object.
pub fn object(finder: &Finder, from: &str, text: &str) -> Value {
    let share = |share: f32| (f64::from(share) * 1000.0).round() / 1000.0;
    let weight = |weight: f32| (f64::from(weight) * 100.0).round() / 100.0;
    let candidates = finder.weigh(from, text).into_iter().map(|one| {
        let features = one.features.iter().map(|feature| (feature.name(), weight(finder.weights().of(feature))));
        let features: Vec<Value> = features.map(|(name, weight)| json!({"name": name, "weight": weight})).collect();
        json!({"value": one.value, "probability": share(one.probability), "features": features})
    });
    let basis = match finder.basis(from, text) {
        Basis::Rule => "rule",
        Basis::Format => "format",
        Basis::Weights => "weights",
    };
    json!({
        "code": finder.find(from, text).map(|found| found.value),
        "decided_by": basis,
        "candidates": candidates.collect::<Vec<_>>(),
    })
}
