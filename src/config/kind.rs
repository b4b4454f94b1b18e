//! What a kind of value can do.

use toml::Spanned;
use toml::de::DeValue;

use super::reading::Reading;

/// A kind of value. A value that can't be read is reported with its place, and is `None`.
pub trait Kind {
    type Value;
    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self::Value>;
    /// As TOML that `read` takes again.
    fn write(&self, value: &Self::Value) -> String;
    /// Type, unit and range, for the reference.
    fn describe(&self) -> String;
}
