//! The weight of each feature, with its standard error. `examples/fit-codes` fits them to `tests/codes` and writes this file;
//! to change a weight, add texts there.

use super::feature::{Feature, Weights};

/// A row for each feature: its weight, its standard error, and how many candidates of `tests/codes` have it.
#[rustfmt::skip]
pub const TABLE: [(Feature, f32, f32, u32); Feature::ALL.len()] = [
    (Feature::Candidate,        -5.78, 0.49,  7250),
    (Feature::OtpBeside,         6.81, 0.38,  2369),
    (Feature::OtpNear,           4.39, 0.50,   444),
    (Feature::OtpSentence,       3.74, 0.66,   195),
    (Feature::OtpAnywhere,       1.30, 0.88,   203),
    (Feature::CodeBeside,        5.53, 0.36,   751),
    (Feature::CodeNear,          5.16, 0.62,   114),
    (Feature::CodeSentence,      1.97, 0.92,    31),
    (Feature::CodeAnywhere,      1.02, 0.69,   148),
    (Feature::Pin,               5.49, 0.65,    50),
    (Feature::Titled,            2.54, 0.91,    21),
    (Feature::Instructed,        4.01, 0.71,   478),
    (Feature::Claimed,          -2.98, 1.06,    72),
    (Feature::OfKind,           -1.93, 1.14,    30),
    (Feature::Blocked,          -0.76, 0.74,   334),
    (Feature::Verify,            1.53, 0.26,  3614),
    (Feature::Hush,              2.63, 0.51,  1590),
    (Feature::Valid,             1.20, 0.35,  1252),
    (Feature::Entered,           2.31, 0.66,   923),
    (Feature::OnlyNumber,        1.20, 0.32,  5300),
    (Feature::Terse,             4.30, 0.81,   194),
    (Feature::Retriever,         2.17, 1.24,    78),
    (Feature::OwnRow,            2.22, 0.86,    24),
    (Feature::TextStart,         1.41, 0.74,   237),
    (Feature::AfterColon,        1.85, 0.31,  1275),
    (Feature::Copula,            1.48, 0.33,  1090),
    (Feature::Brackets,          0.81, 1.16,    84),
    (Feature::SixLong,           2.10, 0.36,  2873),
    (Feature::FourOrFiveLong,    1.27, 0.34,  2911),
    (Feature::NineLong,         -1.02, 0.97,   269),
    (Feature::TenLong,          -2.96, 0.93,   350),
    (Feature::Grouped,           0.41, 0.36,  1391),
    (Feature::Spelled,           2.17, 1.35,    55),
    (Feature::Prefixed,         -3.03, 1.40,    32),
    (Feature::Mixed,            -1.03, 0.37,   880),
    (Feature::WordLike,         -2.08, 0.85,   147),
    (Feature::Numbered,         -3.32, 1.07,    80),
    (Feature::Spoken,           -2.61, 1.03,    45),
    (Feature::Other,            -3.69, 0.52,  1231),
    (Feature::Call,             -4.46, 0.69,   404),
    (Feature::Money,            -4.27, 1.04,    92),
    (Feature::Quantity,         -3.06, 1.22,    81),
    (Feature::Year,             -2.15, 0.77,   119),
    (Feature::Round,            -2.15, 1.16,   115),
    (Feature::Date,             -3.49, 1.03,   104),
    (Feature::HashSign,         -2.48, 0.98,    39),
    (Feature::Time,             -2.20, 1.37,     8),
    (Feature::Telephone,        -3.04, 1.20,   111),
    (Feature::Promo,            -4.46, 0.83,    95),
    (Feature::PromoWordLike,    -3.20, 1.14,    96),
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
