//! The kind of value that is a probability.

use toml::Spanned;
use toml::de::DeValue;

use super::kind::Kind;
use super::kinds::type_of;
use super::reading::Reading;
use crate::flow::notice::Confidence;

/// A probability from 0 to 1, to two decimals.
pub struct Probability;

impl Kind for Probability {
    type Value = Confidence;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Confidence> {
        let written = match value.get_ref() {
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) => number.as_str(),
            DeValue::String(_) | DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                let what = format!("`{key}` must be a number without quotes, not {}", type_of(value.get_ref()));
                reading.problem(value.span().start, what);
                return None;
            }
        };
        let share = written.parse().ok().filter(|share| (0.0..=1.0).contains(share));
        if share.is_none() {
            reading.problem(value.span().start, format!("`{key}` must be from 0 to 1, such as 0.9"));
        }
        share.map(Confidence::from_share)
    }

    fn write(&self, value: &Confidence) -> String {
        format!("{:?}", f64::from(value.0) / 100.0)
    }

    fn describe(&self) -> String {
        "probability, from 0 to 1".to_owned()
    }
}
