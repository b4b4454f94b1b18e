//! JSON from callers. A key that occurs twice in one object refuses the whole text.
//!
//! RFC 8259 section 4 leaves the meaning of a repeated key to the reader. A proxy that checks a command could read
//! another command from the same text than simgate, which executes it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonError {
    /// The text is no JSON. The parser's message may contain some of the text.
    NotJson(String),
    /// This key occurs twice in one object.
    Repeated(String),
}

/// Parses one JSON value.
pub fn read(text: &[u8]) -> Result<Value, JsonError> {
    let mut repeated = None;
    let mut source = serde_json::Deserializer::from_slice(text);
    let value = Strict(&mut repeated).deserialize(&mut source).and_then(|value| source.end().map(|()| value));
    match (value, repeated) {
        (Ok(value), _) => Ok(value),
        (Err(_), Some(key)) => Err(JsonError::Repeated(key)),
        (Err(error), None) => Err(JsonError::NotJson(error.to_string())),
    }
}

/// Builds a value, and notes a key that occurs twice.
struct Strict<'a>(&'a mut Option<String>);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(Strict(self.0))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            if fields.contains_key(&key) {
                *self.0 = Some(key);
                return Err(A::Error::custom("a key occurs twice"));
            }
            let value = object.next_value_seed(Strict(self.0))?;
            fields.insert(key, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_is_parsed_as_by_serde_json() {
        for text in [
            r#"{"a":[1,-2,2.5,true,false,null,"\u00fc\n"],"b":{"a":{"a":18446744073709551615}}}"#,
            "[]",
            "7",
            "\"x\"",
            " null ",
        ] {
            assert_eq!(read(text.as_bytes()), Ok(serde_json::from_str(text).unwrap()), "{text}");
        }
        for text in ["", "{", r#"{"a":1}}"#, "{} {}", r#"{"a":1,}"#, "{1:2}", "nul", "\u{0}"] {
            assert!(matches!(read(text.as_bytes()), Err(JsonError::NotJson(_))), "{text}");
        }
        assert!(matches!(read(b"\"\xff\""), Err(JsonError::NotJson(_))));
        // The depth limit of serde_json prevents a stack overflow.
        assert!(matches!(read("[".repeat(100_000).as_bytes()), Err(JsonError::NotJson(_))));
    }

    #[test]
    fn a_repeated_key_is_refused_at_any_depth_and_in_every_spelling() {
        let twice = |key: &str| Err(JsonError::Repeated(key.to_owned()));
        assert_eq!(read(br#"{"to":"1","to":"1"}"#), twice("to"));
        assert_eq!(read(br#"{"to":"1","message":"x","\u0074o":null}"#), twice("to"));
        assert_eq!(read(br#"[{"x":{"a":1,"b":2,"a":3}}]"#), twice("a"));
        assert_eq!(read(br#"{"":1,"":2}"#), twice(""));
        assert_eq!(read(br#"{"a":{"a":1},"b":{"a":1}}"#), Ok(json!({"a": {"a": 1}, "b": {"a": 1}})));
    }
}
