//! The weight of each feature, with its standard error. `examples/fit-codes` fits them to `tests/codes` and writes this file;
//! to change a weight, add texts there.

use super::feature::{Feature, Weights};

/// A row for each feature: its weight, its standard error, and how many candidates of `tests/codes` have it.
#[rustfmt::skip]
pub const TABLE: [(Feature, f32, f32, u32); Feature::ALL.len()] = [
    (Feature::Candidate,        -7.05, 0.66,  7261),
    (Feature::OtpBeside,         8.83, 0.60,  2373),
    (Feature::OtpNear,           6.20, 0.73,   498),
    (Feature::OtpSentence,       4.33, 0.92,   134),
    (Feature::OtpAnywhere,       2.30, 1.14,   203),
    (Feature::CodeBeside,        6.85, 0.50,   744),
    (Feature::CodeNear,          6.97, 0.85,   131),
    (Feature::CodeSentence,      1.63, 1.59,    23),
    (Feature::CodeAnywhere,      1.49, 0.79,   148),
    (Feature::Pin,               7.37, 0.97,    54),
    (Feature::Titled,            3.87, 1.45,    20),
    (Feature::Instructed,        5.77, 0.93,   478),
    (Feature::Claimed,          -4.69, 2.14,    59),
    (Feature::OfKind,           -3.70, 1.57,    28),
    (Feature::Blocked,          -1.06, 1.08,   336),
    (Feature::Verify,            1.74, 0.34,  3615),
    (Feature::Hush,              3.32, 0.69,  1592),
    (Feature::Valid,             1.41, 0.45,  1252),
    (Feature::Entered,           2.02, 0.86,   925),
    (Feature::OnlyNumber,        1.37, 0.43,  5313),
    (Feature::Terse,             5.74, 1.28,   204),
    (Feature::Retriever,         4.08, 2.20,    78),
    (Feature::OwnRow,            2.82, 1.07,    24),
    (Feature::TextStart,         2.96, 1.08,   237),
    (Feature::AfterColon,        2.35, 0.39,  1279),
    (Feature::Copula,            1.53, 0.43,  1106),
    (Feature::SixLong,           2.47, 0.48,  2885),
    (Feature::FourOrFiveLong,    1.67, 0.44,  2909),
    (Feature::TenLong,          -3.47, 1.11,   351),
    (Feature::Grouped,           1.09, 0.47,  1394),
    (Feature::Prefixed,         -6.92, 1.68,    32),
    (Feature::Mixed,            -1.15, 0.52,   879),
    (Feature::WordLike,         -3.18, 1.13,   147),
    (Feature::Numbered,         -5.36, 2.08,    80),
    (Feature::Spoken,           -3.91, 1.58,    45),
    (Feature::Other,            -4.50, 0.67,  1228),
    (Feature::Call,             -6.23, 0.93,   406),
    (Feature::Money,            -7.15, 1.92,    97),
    (Feature::Quantity,         -5.88, 2.05,    81),
    (Feature::Year,             -2.89, 0.99,   119),
    (Feature::Date,             -5.90, 2.01,   106),
    (Feature::Telephone,        -6.36, 2.08,   112),
    (Feature::Promo,            -5.82, 1.10,    95),
    (Feature::Conference,       -9.27, 1.74,    13),
    (Feature::PromoWordLike,    -4.31, 2.33,    96),
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
