//! Reads the body of a request: a JSON object with known keys. `null` counts as absent.

use serde_json::{Map, Value};

use axum::http::StatusCode;

use crate::api::error::ApiError;
use crate::api::request::invalid;
use crate::flow::command;
use crate::model::Timestamp;

/// The fields of an object.
#[cfg_attr(test, derive(Debug))]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a body. A field that isn't known is refused, unless it is `null`.
    pub fn read(body: &[u8], known: &[&str]) -> Result<Self, ApiError> {
        let value = command::json(body).map_err(|refusal| ApiError::refused(&refusal, None))?;
        Self::of(value, "the body", known)
    }

    fn of(value: Value, what: &str, known: &[&str]) -> Result<Self, ApiError> {
        let refused = |message: String| ApiError::new(StatusCode::BAD_REQUEST, "invalid_json", message);
        let Value::Object(fields) = value else { return Err(refused(format!("{what} must be a JSON object"))) };
        match fields.iter().find(|(key, value)| !value.is_null() && !known.contains(&key.as_str())) {
            None => Ok(Self(fields)),
            Some(_) => Err(refused(format!("{what} may have {} only", known.join(", ")))),
        }
    }

    fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// Whether the field is there.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// A string.
    pub fn text(&self, key: &str) -> Result<Option<&str>, ApiError> {
        self.get(key).map(|value| value.as_str().ok_or_else(|| invalid(key, "a string"))).transpose()
    }

    /// A string that must be there.
    pub fn needed(&self, key: &str) -> Result<&str, ApiError> {
        self.text(key)?.ok_or_else(|| invalid(key, "there"))
    }

    /// A whole number.
    pub fn number(&self, key: &str) -> Result<Option<i64>, ApiError> {
        self.get(key).map(|value| value.as_i64().ok_or_else(|| invalid(key, "a whole number"))).transpose()
    }

    /// True or false.
    pub fn flag(&self, key: &str) -> Result<Option<bool>, ApiError> {
        self.get(key).map(|value| value.as_bool().ok_or_else(|| invalid(key, "true or false"))).transpose()
    }

    /// A point in time, with an offset.
    pub fn time(&self, key: &str) -> Result<Option<Timestamp>, ApiError> {
        let wanted = || invalid(key, "a time with an offset, such as 2026-11-22T10:30:00Z");
        self.text(key)?.map(|text| Timestamp::parse(text).ok_or_else(wanted)).transpose()
    }

    /// A list of strings.
    pub fn list(&self, key: &str) -> Result<Option<Vec<String>>, ApiError> {
        let wanted = || invalid(key, "a list of strings");
        let Some(value) = self.get(key) else { return Ok(None) };
        let items = value.as_array().ok_or_else(wanted)?;
        items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wanted)).collect::<Result<_, _>>().map(Some)
    }

    /// An object.
    pub fn object(&self, key: &str, known: &[&str]) -> Result<Option<Self>, ApiError> {
        self.get(key).map(|value| Self::of(value.clone(), &format!("`{key}`"), known)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_by_type_and_null_is_absent() {
        let fields = |body: &str| Fields::read(body.as_bytes(), &["a", "b"]);
        let read = fields(r#"{"a":null,"b":"x","c":null}"#).unwrap();
        assert_eq!((read.text("a").unwrap(), read.needed("b").unwrap()), (None, "x"));
        assert!(read.needed("a").is_err() && !read.has("a"));
        for wrong in ["", "[]", r#"{"c":1}"#, r#"{"a":1,"a":1}"#] {
            assert!(fields(wrong).is_err(), "{wrong}");
        }
        let one = fields(r#"{"a":1.5,"b":["x",1]}"#).unwrap();
        assert!(one.number("a").is_err() && one.text("a").is_err() && one.flag("a").is_err() && one.time("a").is_err());
        assert!(one.list("b").is_err() && one.object("b", &[]).is_err());
        let error = fields(r#"{"geheim":1}"#).unwrap_err();
        assert!(!error.message.contains("geheim"));
    }
}
