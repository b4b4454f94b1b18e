//! The weight of each feature, with its standard error. `examples/fit-codes` fits them to `tests/codes` and writes this file;
//! to change a weight, add texts there.

use super::feature::{Feature, Weights};

/// A row for each feature: its weight, its standard error, and how many candidates of `tests/codes` have it.
#[rustfmt::skip]
pub const TABLE: [(Feature, f32, f32, u32); Feature::ALL.len()] = [
    (Feature::Candidate,        -5.74, 0.52,  6706),
    (Feature::OtpBeside,         7.19, 0.44,  2214),
    (Feature::OtpNear,           4.69, 0.54,   404),
    (Feature::OtpSentence,       3.71, 0.67,   183),
    (Feature::OtpAnywhere,       1.44, 0.88,   193),
    (Feature::CodeBeside,        5.72, 0.38,   664),
    (Feature::CodeNear,          5.19, 0.67,    89),
    (Feature::CodeSentence,      1.73, 1.03,    25),
    (Feature::CodeAnywhere,      1.01, 0.68,   144),
    (Feature::Pin,               5.87, 0.80,    46),
    (Feature::Titled,            2.64, 0.94,    19),
    (Feature::Instructed,        3.82, 0.79,   456),
    (Feature::Claimed,          -2.99, 1.07,    70),
    (Feature::Blocked,          -0.74, 0.77,   315),
    (Feature::Verify,            1.50, 0.27,  3382),
    (Feature::Hush,              2.36, 0.56,  1481),
    (Feature::Valid,             0.99, 0.36,  1189),
    (Feature::Entered,           2.48, 0.75,   870),
    (Feature::OnlyNumber,        1.31, 0.34,  4902),
    (Feature::Retriever,         2.23, 1.25,    71),
    (Feature::OwnRow,            2.18, 0.87,    19),
    (Feature::TextStart,         1.86, 0.76,   217),
    (Feature::AfterColon,        1.83, 0.34,  1142),
    (Feature::Copula,            1.24, 0.36,   963),
    (Feature::Brackets,          0.91, 1.18,    82),
    (Feature::SixLong,           1.90, 0.39,  2593),
    (Feature::FourOrFiveLong,    1.21, 0.36,  2736),
    (Feature::NineLong,         -1.88, 1.28,   258),
    (Feature::TenLong,          -3.11, 1.02,   328),
    (Feature::Grouped,           0.59, 0.38,  1292),
    (Feature::Spelled,           2.09, 1.36,    53),
    (Feature::Prefixed,         -3.06, 1.40,    27),
    (Feature::Mixed,            -1.08, 0.40,   804),
    (Feature::WordLike,         -2.82, 0.96,   135),
    (Feature::Letters,          -0.30, 1.77,     3),
    (Feature::Numbered,         -3.31, 1.07,    76),
    (Feature::Spoken,           -2.82, 1.16,    43),
    (Feature::Other,            -3.54, 0.53,  1127),
    (Feature::Call,             -4.41, 0.79,   380),
    (Feature::Money,            -4.45, 1.05,    86),
    (Feature::Quantity,         -2.88, 1.19,    77),
    (Feature::Year,             -1.97, 0.81,   113),
    (Feature::Round,            -2.20, 1.16,   109),
    (Feature::Date,             -3.54, 1.06,    92),
    (Feature::HashSign,         -2.64, 1.42,    29),
    (Feature::Time,             -2.32, 1.38,     7),
    (Feature::Telephone,        -2.87, 1.26,   106),
    (Feature::Promo,            -4.61, 0.87,    87),
    (Feature::PromoWordLike,    -2.65, 1.23,    86),
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
