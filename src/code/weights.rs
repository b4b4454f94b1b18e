//! The weight of each feature, with its standard error. `examples/fit-codes` fits them to `tests/codes` and writes this file;
//! to change a weight, add texts there.

use super::feature::{Feature, Weights};

/// A row for each feature: its weight, its standard error, and how many candidates of `tests/codes` have it.
#[rustfmt::skip]
pub const TABLE: [(Feature, f32, f32, u32); Feature::ALL.len()] = [
    (Feature::Candidate,        -5.94, 0.52,  6848),
    (Feature::OtpBeside,         7.13, 0.42,  2250),
    (Feature::OtpNear,           4.62, 0.54,   403),
    (Feature::OtpSentence,       3.69, 0.67,   183),
    (Feature::OtpAnywhere,       1.40, 0.89,   192),
    (Feature::CodeBeside,        5.60, 0.37,   698),
    (Feature::CodeNear,          5.23, 0.67,   104),
    (Feature::CodeSentence,      1.60, 1.01,    27),
    (Feature::CodeAnywhere,      1.02, 0.69,   143),
    (Feature::Pin,               5.68, 0.73,    47),
    (Feature::Titled,            2.70, 0.95,    21),
    (Feature::Instructed,        3.79, 0.81,   460),
    (Feature::Claimed,          -3.06, 1.06,    70),
    (Feature::OfKind,           -1.36, 1.18,    29),
    (Feature::Blocked,          -0.76, 0.75,   318),
    (Feature::Verify,            1.50, 0.27,  3420),
    (Feature::Hush,              2.62, 0.53,  1501),
    (Feature::Valid,             0.93, 0.36,  1199),
    (Feature::Entered,           2.60, 0.77,   877),
    (Feature::OnlyNumber,        1.34, 0.34,  5005),
    (Feature::Terse,             4.22, 0.81,   191),
    (Feature::Retriever,         2.23, 1.25,    71),
    (Feature::OwnRow,            2.20, 0.86,    23),
    (Feature::TextStart,         1.44, 0.76,   223),
    (Feature::AfterColon,        1.87, 0.33,  1194),
    (Feature::Copula,            1.31, 0.36,   994),
    (Feature::Brackets,          0.91, 1.22,    81),
    (Feature::SixLong,           2.24, 0.38,  2704),
    (Feature::FourOrFiveLong,    1.35, 0.36,  2760),
    (Feature::NineLong,         -2.11, 1.22,   258),
    (Feature::TenLong,          -3.01, 1.02,   328),
    (Feature::Grouped,           0.41, 0.38,  1300),
    (Feature::Spelled,           2.10, 1.35,    52),
    (Feature::Prefixed,         -3.11, 1.44,    27),
    (Feature::Mixed,            -1.21, 0.40,   812),
    (Feature::WordLike,         -2.63, 0.97,   135),
    (Feature::Numbered,         -3.19, 1.08,    76),
    (Feature::Spoken,           -2.56, 1.06,    45),
    (Feature::Other,            -3.64, 0.53,  1159),
    (Feature::Call,             -4.28, 0.72,   385),
    (Feature::Money,            -4.39, 1.04,    89),
    (Feature::Quantity,         -3.01, 1.21,    78),
    (Feature::Year,             -2.17, 0.79,   114),
    (Feature::Round,            -2.17, 1.16,   113),
    (Feature::Date,             -3.44, 1.05,    92),
    (Feature::HashSign,         -2.66, 1.42,    29),
    (Feature::Time,             -2.25, 1.38,     7),
    (Feature::Telephone,        -2.62, 1.26,   105),
    (Feature::Promo,            -4.58, 0.86,    87),
    (Feature::PromoWordLike,    -2.66, 1.23,    86),
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
