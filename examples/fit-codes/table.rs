//! The source of `src/code/weights.rs`.

use std::fmt::Write;

use simgate::code::feature::Feature;

use super::fit::Fitted;

const HEAD: &str = "\
//! The weight of each feature, with its standard error. `examples/fit-codes` fits them to `tests/codes` and writes this file;
//! to change a weight, add texts there.

use super::feature::{Feature, Weights};

/// A row for each feature: its weight, its standard error, and how many candidates of `tests/codes` have it.
#[rustfmt::skip]
pub const TABLE: [(Feature, f32, f32, u32); Feature::ALL.len()] = [
";

const TAIL: &str = "\
];

/// The weights in force.
pub static FITTED: Weights = {
    let mut weights = [0.0; Feature::ALL.len()];
    let mut row = 0;
    while row < TABLE.len() {
        weights[TABLE[row].0 as usize] = TABLE[row].1;
        row += 1;
    }
    Weights::new(weights)
};
";

pub fn source(fitted: &Fitted) -> String {
    let mut source = HEAD.to_owned();
    for feature in Feature::ALL {
        let at = *feature as usize;
        let (name, weight) = (format!("{feature:?},"), fitted.weights.of(*feature));
        let (error, count) = (fitted.errors[at], fitted.counts[at]);
        // Writing to a string can't fail.
        let _ = writeln!(source, "    (Feature::{name:16} {weight:6.2}, {error:4.2}, {count:5}),");
    }
    source + TAIL
}
