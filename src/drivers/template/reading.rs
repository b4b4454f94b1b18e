//! Reads the messages in a body, whose fields are found by JSON pointers.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::flow::callback::CallbackEvent;
use crate::flow::{Content, Origin, TextContent};
use crate::model::{LineId, Name, Pointer};

use super::values::{links, number, scalar, sent_at};

/// The pointers of the fields in a message, or in the whole body if there is no array of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The sender: a number or a name.
    pub sender: Pointer,
    /// The number that received the message.
    pub recipient: Pointer,
    /// The text.
    pub text: Pointer,
    /// The provider's id of the message.
    pub id: Option<Pointer>,
    /// When the message was sent.
    pub time: Option<Pointer>,
    /// Links to media.
    pub media: Option<Pointer>,
    /// The array of messages, if the body has several.
    pub array: Option<Pointer>,
    /// Values that a message must have. An element without them is no message.
    pub only: BTreeMap<Pointer, String>,
}

const MESSAGES_MAX: usize = 100;
const SENDER_CHARS_MAX: usize = 64;
const TEXT_CHARS_MAX: usize = 10_000;
const ID_CHARS_MAX: usize = 256;

/// Reads all messages, or returns the reason why one of them can't be read. The reason contains nothing of their
/// content.
pub fn read(fields: &Fields, device: &Name, bytes: &[u8], body: &Value) -> Result<Vec<CallbackEvent>, String> {
    let Some(array) = &fields.array else {
        return Ok(message(fields, device, body, bytes.to_vec())?.into_iter().collect());
    };
    let elements = body.pointer(array.as_str()).and_then(Value::as_array);
    let elements = elements.ok_or_else(|| format!("there is no array of messages at `{array}`"))?;
    if elements.len() > MESSAGES_MAX {
        return Err(format!("there are more than {MESSAGES_MAX} messages at `{array}`"));
    }
    let of = |(at, element): (usize, &Value)| {
        let read = message(fields, device, element, element.to_string().into_bytes());
        read.map_err(|why| format!("message {} of {}: {why}", at + 1, elements.len())).transpose()
    };
    elements.iter().enumerate().filter_map(of).collect()
}

/// Reads one message. `None`: the element is no message.
fn message(fields: &Fields, device: &Name, message: &Value, raw: Vec<u8>) -> Result<Option<CallbackEvent>, String> {
    if !fields.only.iter().all(|(pointer, wanted)| is(message.pointer(pointer.as_str()), wanted)) {
        return Ok(None);
    }
    let sender = wanted(message, &fields.sender)?.trim().to_owned();
    let sender = short(sender, &fields.sender, SENDER_CHARS_MAX)?.ok_or_else(|| missing(&fields.sender))?;
    let media = fields.media.as_ref().and_then(|pointer| message.pointer(pointer.as_str())).map_or(vec![], links);
    // A picture may have no text.
    let text =
        wanted(message, &fields.text).or_else(|why| if media.is_empty() { Err(why) } else { Ok(String::new()) })?;
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(too_long(&fields.text, TEXT_CHARS_MAX));
    }
    let number = scalar(message.pointer(fields.recipient.as_str())).and_then(|text| number(&text));
    let line = match number {
        Some(number) => LineId::Number { device: device.clone(), number },
        None => LineId::Device(device.clone()),
    };
    let id = match &fields.id {
        Some(pointer) => {
            let id = scalar(message.pointer(pointer.as_str())).unwrap_or_default();
            short(id, pointer, ID_CHARS_MAX)?
        }
        None => None,
    };
    let time = fields.time.as_ref().and_then(|pointer| message.pointer(pointer.as_str()));
    let content = TextContent { sender, text, data: None, sent_at: time.and_then(sent_at), media, raw };
    Ok(Some(CallbackEvent::Arrived { line, origin: Origin::Remote(id), content: Content::Text(Box::new(content)) }))
}

fn is(value: Option<&Value>, wanted: &str) -> bool {
    match value {
        Some(Value::Bool(value)) => value.to_string() == wanted,
        value => scalar(value).is_some_and(|value| value == wanted),
    }
}

fn wanted(message: &Value, pointer: &Pointer) -> Result<String, String> {
    scalar(message.pointer(pointer.as_str())).ok_or_else(|| missing(pointer))
}

fn missing(pointer: &Pointer) -> String {
    format!("there is no string or whole number at `{pointer}`")
}

fn too_long(pointer: &Pointer, chars_max: usize) -> String {
    format!("the value at `{pointer}` is longer than {chars_max} characters")
}

/// Checks the length and the characters. `None`: the text is empty.
fn short(text: String, pointer: &Pointer, chars_max: usize) -> Result<Option<String>, String> {
    if text.chars().count() > chars_max {
        return Err(too_long(pointer, chars_max));
    }
    if text.chars().any(char::is_control) {
        return Err(format!("the value at `{pointer}` contains control characters"));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    fn fields() -> Fields {
        let optional = |text| Some(pointer(text));
        Fields {
            sender: pointer("/from"),
            recipient: pointer("/to"),
            text: pointer("/text"),
            id: optional("/id"),
            time: optional("/at"),
            media: optional("/media"),
            array: None,
            only: BTreeMap::new(),
        }
    }

    /// Reads one message: its line, its id, and its content.
    fn one(fields: &Fields, body: &Value) -> Result<(String, Option<String>, TextContent), String> {
        let device = Name::parse("provider").unwrap();
        let mut items = read(fields, &device, body.to_string().as_bytes(), body)?;
        assert_eq!(items.len(), 1);
        let CallbackEvent::Arrived { line, origin: Origin::Remote(id), content: Content::Text(text) } = items.remove(0)
        else {
            panic!("it is a message");
        };
        Ok((line.to_string(), id, *text))
    }

    /// A complete message with another value for one key.
    fn with(key: &str, value: Value) -> Value {
        let mut body = json!({ "from": "+12025550143", "to": "+12025550199", "text": "hello", "id": "a" });
        body[key] = value;
        body
    }

    #[test]
    fn a_message_has_its_line_and_its_id_if_they_can_be_read() {
        let id = |id: &str| Some(id.to_owned());
        for (key, value, line, known) in [
            ("to", json!("+12025550199"), "number:provider:+12025550199", id("a")),
            ("to", json!(12_025_550_199_u64), "number:provider:+12025550199", id("a")),
            ("to", json!("80800"), "device:provider", id("a")),
            ("to", json!(null), "device:provider", id("a")),
            ("to", json!(["+12025550199"]), "device:provider", id("a")),
            ("id", json!(17), "number:provider:+12025550199", id("17")),
            ("id", json!(""), "number:provider:+12025550199", None),
            ("id", json!(null), "number:provider:+12025550199", None),
            ("id", json!(1.0e30), "number:provider:+12025550199", None),
        ] {
            let found = one(&fields(), &with(key, value.clone())).map(|(line, id, _)| (line, id));
            assert_eq!(found, Ok((line.to_owned(), known)), "{key} {value}");
        }
        assert_eq!(one(&Fields { id: None, ..fields() }, &with("id", json!("a"))).unwrap().1, None);
    }

    #[test]
    fn a_message_without_sender_or_text_or_beyond_a_limit_is_refused() {
        let missing = |key: &str| format!("there is no string or whole number at `/{key}`");
        let long = |key: &str, most: u32| format!("the value at `/{key}` is longer than {most} characters");
        let control = |key: &str| format!("the value at `/{key}` contains control characters");
        for (key, value, why) in [
            ("from", json!(null), missing("from")),
            ("from", json!(" "), missing("from")),
            ("from", json!({ "number": 1 }), missing("from")),
            ("from", json!(1.5), missing("from")),
            ("from", json!("x".repeat(65)), long("from", 64)),
            ("from", json!("a\nb"), control("from")),
            ("text", json!(null), missing("text")),
            ("text", json!(["a"]), missing("text")),
            ("text", json!("ä".repeat(10_001)), long("text", 10_000)),
            ("id", json!("x".repeat(257)), long("id", 256)),
            ("id", json!("a\u{0}"), control("id")),
        ] {
            assert_eq!(one(&fields(), &with(key, value)).err(), Some(why));
        }
        for (key, value) in [
            ("from", json!("Bank")),
            ("from", json!("ä".repeat(64))),
            ("from", json!(447_700_900_001_u64)),
            ("text", json!("")),
            ("text", json!(482_913)),
            ("text", json!("😀\n\u{0}".repeat(3_000))),
            ("id", json!("ä".repeat(256))),
        ] {
            assert!(one(&fields(), &with(key, value.clone())).is_ok(), "{key} {value}");
        }
        assert!(one(&fields(), &json!([])).is_err());
        assert!(one(&fields(), &json!(null)).is_err());
        let picture = json!({ "from": "+12025550143", "text": null, "media": ["https://h/a"] });
        assert_eq!(one(&fields(), &picture).unwrap().2.text, "", "a picture without a text");
    }

    #[test]
    fn either_all_messages_of_a_body_are_read_or_none() {
        let of = |array: &str| Fields { array: Some(pointer(array)), ..fields() };
        let device = Name::parse("provider").unwrap();
        let read = |fields: &Fields, body: Value| read(fields, &device, body.to_string().as_bytes(), &body);
        let message = |text: &str| with("text", json!(text));
        let both = read(&of("/m"), json!({ "m": [message("a"), message("b")] })).unwrap();
        let raws = both.iter().map(|item| match item {
            CallbackEvent::Arrived { content, .. } => String::from_utf8_lossy(content.bytes()).into_owned(),
            CallbackEvent::Progress { .. } => panic!("it is a message"),
        });
        assert_eq!(raws.collect::<Vec<_>>(), [message("a").to_string(), message("b").to_string()]);
        assert_eq!(read(&of(""), json!([message("a")])).unwrap().len(), 1);
        assert_eq!(read(&of(""), json!([])).unwrap().len(), 0);
        let broken = read(&of(""), json!([message("a"), { "from": "b" }])).err().unwrap();
        assert_eq!(broken, "message 2 of 2: there is no string or whole number at `/text`");
        let nowhere = "there is no array of messages at `/m`";
        assert_eq!(read(&of("/m"), json!({ "m": {} })).err().unwrap(), nowhere);
        assert_eq!(read(&of("/m"), json!([])).err().unwrap(), nowhere);
        assert_eq!(read(&of(""), json!(vec![message("a"); 100])).unwrap().len(), 100);
        assert!(read(&of(""), json!(vec![message("a"); 101])).is_err());
    }

    #[test]
    fn an_element_that_is_no_message_is_skipped() {
        let only = |pairs: &[(&str, &str)]| Fields {
            only: pairs.iter().map(|(at, text)| (pointer(at), (*text).to_owned())).collect(),
            ..fields()
        };
        let device = Name::parse("provider").unwrap();
        for (pairs, body, count) in [
            (&[("/type", "in")][..], json!({ "type": "in" }), Err(())),
            (&[("/type", "in")], json!({ "type": "out" }), Ok(0)),
            (&[("/type", "in")], json!({}), Ok(0)),
            (&[("/type", "in")], json!(null), Ok(0)),
            (&[("/type", "5"), ("/new", "true")], json!({ "type": 5, "new": true }), Err(())),
            (&[("/type", "5"), ("/new", "true")], json!({ "type": 5, "new": false }), Ok(0)),
        ] {
            let read = read(&only(pairs), &device, b"", &body).map(|items| items.len()).map_err(drop);
            assert_eq!(read, count, "{body}");
        }
        let of_several = Fields { array: Some(pointer("")), ..only(&[("/type", "in")]) };
        let mut message = with("type", json!("in"));
        let body = json!([{ "type": "out" }, message.take()]);
        assert_eq!(super::read(&of_several, &device, b"", &body).unwrap().len(), 1);
    }
}
