//! Encodes one JSON object as the PDUs that `AT+CMGS` takes.

use std::time::Duration;

use serde::Serialize;
use serde_json::{Map, Value};

use super::super::lines::TooLong;
use crate::model::json::{self, JsonError};
use crate::pdu::{Address, Class, Language, Pdu, Reference, Request, Text, Tpdu, Validity, compose};

/// Enough for a text of 255 parts with every character escaped.
pub const LINE_BYTES_MAX: usize = 1 << 20;

#[derive(Serialize)]
pub struct Encoded {
    pdus: Vec<EncodedPdu>,
}

#[derive(Serialize)]
struct EncodedPdu {
    hex: String,
    length: usize,
}

pub fn encode(line: Result<&[u8], TooLong>) -> Result<Encoded, String> {
    let line = line.map_err(|TooLong| format!("longer than {LINE_BYTES_MAX} bytes"))?;
    let Value::Object(fields) = json::read(line).map_err(|error| refusal(&error))? else {
        return Err(NO_OBJECT.to_owned());
    };
    let mut fields = Fields(fields);
    let to = fields.string("to")?.ok_or("`to` is missing")?;
    let text = fields.string("text")?.ok_or("`text` is missing")?;
    let smsc = fields.string("smsc")?;
    let class = fields.integer("class", 3)?.map(|class| u8::try_from(class).expect("at most 3"));
    let languages = fields.languages()?;
    let wide = fields.boolean("wide_reference")?;
    let reference = fields.integer("reference", if wide { 0xFFFF } else { 0xFF })?;
    let request = Request {
        status_report: fields.boolean("status_report")?,
        validity: fields.validity()?,
        reject_duplicates: fields.boolean("reject_duplicates")?,
        reply_path: fields.boolean("reply_path")?,
    };
    fields.end()?;

    let number = |name: &str, text: &str| Address::number(text).map_err(|error| format!("`{name}` {error}"));
    let recipient = number("to", &to)?;
    let smsc = smsc.map(|smsc| number("smsc", &smsc)).transpose()?;
    let reference = reference.unwrap_or_else(|| mixed(&to, &text));
    let [high, low] = u16::try_from(reference & 0xFFFF).expect("masked").to_be_bytes();
    let reference = if wide { Reference::Wide(u16::from_be_bytes([high, low])) } else { Reference::Narrow(low) };
    let text = Text { text: &text, class: class.and_then(Class::from_number), languages: &languages, reference };
    let parts = compose(&recipient, &text, &request).map_err(|error| format!("`text` {error}"))?;
    let encoded = parts.into_iter().map(|part| {
        let encoded = Pdu { smsc: smsc.clone(), tpdu: Tpdu::Submit(part) }.encode();
        EncodedPdu { hex: encoded.hex(), length: encoded.tpdu_length }
    });
    Ok(Encoded { pdus: encoded.collect() })
}

/// The error names half of a surrogate pair, since other programs write one when they cut an emoji in two. Only this sentence
/// of serde_json identifies it.
fn refusal(error: &JsonError) -> String {
    let words = match error {
        JsonError::NotJson(words) => words,
        JsonError::Repeated(key) => return format!("`{key}` stands twice"),
    };
    let lone = ["lone leading surrogate", "unexpected end of hex escape"].iter().any(|start| words.starts_with(start));
    if lone { "a string has half of a surrogate pair" } else { NO_OBJECT }.to_owned()
}

const NO_OBJECT: &str = "not a JSON object";

/// A reference that differs from message to message, without stored state (FNV-1a).
fn mixed(to: &str, text: &str) -> u64 {
    let hash = to
        .bytes()
        .chain([0])
        .chain(text.bytes())
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3));
    hash ^ hash >> 32
}

/// The fields of a row, taken out one by one; fields that remain at the end are refused. Errors name fields, never their
/// values.
struct Fields(Map<String, Value>);

impl Fields {
    fn string(&mut self, name: &str) -> Result<Option<String>, String> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                Err(format!("`{name}` must be a string"))
            }
        }
    }

    fn boolean(&mut self, name: &str) -> Result<bool, String> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(value)) => Ok(value),
            Some(Value::String(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                Err(format!("`{name}` must be true or false"))
            }
        }
    }

    fn integer(&mut self, name: &str, most: u64) -> Result<Option<u64>, String> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_u64().filter(|value| *value <= most) {
                Some(value) => Ok(Some(value)),
                None => Err(format!("`{name}` must be a whole number from 0 to {most}")),
            },
        }
    }

    fn validity(&mut self) -> Result<Option<Validity>, String> {
        let seconds = match self.0.remove("validity") {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) => seconds(&text),
            Some(value) => value.as_u64(),
        };
        match seconds.filter(|seconds| *seconds > 0) {
            Some(seconds) => Ok(Some(Validity::at_least(Duration::from_secs(seconds)))),
            None => Err("`validity` must be a number of seconds, or like \"30m\", \"24h\", \"2d\", \"1w\"".to_owned()),
        }
    }

    fn languages(&mut self) -> Result<Vec<Language>, String> {
        let refused = || {
            let names = Language::ALL.map(Language::name).join(", ");
            format!("`languages` must be a list of: {names}")
        };
        match self.0.remove("languages") {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(names)) if names.len() <= Language::ALL.len() => {
                let language = |name: &Value| name.as_str().and_then(Language::from_name).ok_or_else(refused);
                names.iter().map(language).collect()
            }
            Some(_) => Err(refused()),
        }
    }

    fn end(self) -> Result<(), String> {
        match self.0.into_iter().next() {
            None => Ok(()),
            Some((name, _)) if name.len() <= 40 => Err(format!("unknown field `{name}`")),
            Some(_) => Err("an unknown field".to_owned()),
        }
    }
}

fn seconds(text: &str) -> Option<u64> {
    let unit = text.chars().next_back()?;
    let count: u64 = text.strip_suffix(unit)?.parse().ok()?;
    count.checked_mul(match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        'w' => 604_800,
        _ => return None,
    })
}
