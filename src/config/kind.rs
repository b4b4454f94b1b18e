//! The trait of a kind of value.

use toml::Spanned;
use toml::de::DeValue;

use super::reading::Reading;

/// A kind of value. `read` reports a value that it can't read with its place, and returns `None`.
pub trait Kind {
    type Value;
    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self::Value>;
    /// The value as TOML that `read` accepts.
    fn write(&self, value: &Self::Value) -> String;
    /// Type, unit and range, for the reference.
    fn describe(&self) -> String;
}
