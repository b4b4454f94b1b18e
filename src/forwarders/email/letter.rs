//! Writes events as a mail: plain text, and the same as simple HTML.
//!
//! Nothing of a message ever gets into a header, but for a code whose characters are letters, digits and hyphens, where the
//! configuration wants it in the subject.

use std::fmt::Write as _;
use std::time::{Duration, UNIX_EPOCH};

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart};

use super::settings::Settings;
use crate::clock;
use crate::flow::notice::{Code, Data, Kind, Notice};
use crate::model::printable;

/// The longest code in a subject, in characters.
const CODE_MAX: usize = 16;

/// Writes a mail about at least one event.
pub fn write(settings: &Settings, notices: &[Notice]) -> Message {
    let items: Vec<Item> = notices.iter().map(Item::of).collect();
    let domain = settings.from.domain();
    let first = notices.first().map_or("", |notice| notice.id.as_str());
    // The same event has the same id when it is sent again, so that a mail program can tell repeats.
    let id =
        if notices.len() > 1 { format!("<{first}.{}@{domain}>", notices.len()) } else { format!("<{first}@{domain}>") };
    let now = clock::now().wall.as_millis();
    let date = UNIX_EPOCH + Duration::from_millis(u64::try_from(now).unwrap_or_default());
    let (plain, html) = (plain(&items), html(&items));
    let auto = HeaderName::new_from_ascii_str("Auto-Submitted");
    Message::builder()
        .from(Mailbox::new(None, settings.from.clone()))
        .to(Mailbox::new(None, settings.to.clone()))
        .subject(subject(settings, notices))
        .message_id(Some(id))
        .date(date)
        // RFC 3834: so that no holiday notice answers.
        .raw_header(HeaderValue::new(auto, "auto-generated".to_owned()))
        .multipart(
            MultiPart::alternative()
                .singlepart(part(plain, ContentType::TEXT_PLAIN))
                .singlepart(part(html, ContentType::TEXT_HTML)),
        )
        .expect("a mail with both addresses is complete")
}

/// Quoted-printable carries every character, and a person can read it.
fn part(text: String, kind: ContentType) -> SinglePart {
    let body = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable);
    SinglePart::builder().header(kind).body(body.expect("this encoding takes any text"))
}

fn subject(settings: &Settings, notices: &[Notice]) -> String {
    let subject = match notices {
        [notice] => about(notice, settings.subject_code),
        _ => format!("{} messages", notices.len()),
    };
    let gateway = notices.first().map_or("", |notice| notice.gateway.as_str());
    format!("[{gateway}] {subject}")
}

/// What an event is about, in words of simgate and of its configuration.
fn about(notice: &Notice, shows_code: bool) -> String {
    let shown = |code: &Option<Code>| {
        let code = code.as_ref().filter(|_| shows_code).map(|code| code.value.as_str());
        let is_plain = |code: &&str| {
            code.len() <= CODE_MAX && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        code.filter(is_plain).map(str::to_owned)
    };
    match &notice.data {
        Data::Received(message) => match shown(&message.code) {
            Some(code) => format!("Code {code} to {}", message.sim.name),
            None => format!("Message to {}", message.sim.name),
        },
        Data::Call(call) => match shown(&call.code) {
            Some(code) => format!("Code {code} to {}", call.sim.name),
            None => format!("Missed call to {}", call.sim.name),
        },
        Data::Outgoing(message) => format!("Your message is {}", message.state),
        Data::Device(trouble) => {
            let over = if trouble.active { "" } else { " is over" };
            format!("{}: {}{over}", trouble.device, trouble.warning)
        }
    }
}

/// An event for a person: what is known of it, and its text.
struct Item {
    facts: Vec<(&'static str, String)>,
    text: Option<String>,
}

impl Item {
    fn of(notice: &Notice) -> Self {
        match &notice.data {
            Data::Received(message) => {
                let mut facts = vec![
                    ("From", printable(&message.from).into_owned()),
                    ("To", line(&message.sim.name, message.to.as_deref())),
                ];
                facts.push(("Received", message.received_at.clone()));
                facts.extend(message.code.as_ref().map(code));
                if !message.missing_parts.is_empty() {
                    facts.push(("Missing parts", listed(message.missing_parts.iter().map(u16::to_string))));
                }
                if !message.media.is_empty() {
                    facts
                        .push(("Attachments", listed(message.media.iter().map(|media| printable(media).into_owned()))));
                }
                facts.extend(message.data_hex.clone().map(|data| ("Data", data)));
                facts.extend(message.undecoded_hex.clone().map(|data| ("Not decoded", data)));
                let erased = message
                    .expired
                    .then(|| "(The code expired before this mail was sent, so the text was erased.)".to_owned());
                Self { facts, text: message.text.clone().or(erased) }
            }
            Data::Call(call) => {
                let from = call.from.as_deref().map_or("(withheld)".into(), printable);
                let mut facts =
                    vec![("Missed call from", from.into_owned()), ("To", line(&call.sim.name, call.to.as_deref()))];
                facts.push(("Received", call.received_at.clone()));
                facts.push(("Rings", call.rings.to_string()));
                facts.extend(call.code.as_ref().map(code));
                Self { facts, text: None }
            }
            Data::Outgoing(message) => {
                let mut facts =
                    vec![("Your message to", printable(&message.to).into_owned()), ("State", message.state.to_owned())];
                facts.extend(message.reason.as_deref().map(|reason| ("Reason", printable(reason).into_owned())));
                facts.push(("Accepted", message.created_at.clone()));
                facts.push(("Id", message.message_id.clone()));
                Self { facts, text: None }
            }
            Data::Device(trouble) => {
                let kind = if notice.kind == Kind::SimAlarm { "Alarm" } else { "Trouble" };
                let over = if trouble.active { "" } else { " (over)" };
                let mut facts = vec![(kind, format!("{}{over}", trouble.warning)), ("Device", trouble.device.clone())];
                facts.extend(trouble.sim.as_ref().map(|sim| ("SIM", sim.name.clone())));
                facts.push(("What", printable(&trouble.reason).into_owned()));
                if !trouble.remedy.is_empty() {
                    facts.push(("What to do", trouble.remedy.clone()));
                }
                Self { facts, text: None }
            }
        }
    }
}

fn line(name: &str, number: Option<&str>) -> String {
    number.map_or_else(|| name.to_owned(), |number| format!("{number} ({name})"))
}

fn code(code: &Code) -> (&'static str, String) {
    let value = printable(&code.value);
    let text = match &code.service {
        Some(service) => format!("{value} of {}", printable(service)),
        None => value.into_owned(),
    };
    ("Code", text)
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

const RULE: &str = "\n----------------------------------------\n\n";

fn plain(items: &[Item]) -> String {
    let item = |item: &Item| {
        let mut out = String::new();
        for (name, value) in &item.facts {
            let _ = writeln!(out, "{name}: {value}");
        }
        if let Some(text) = &item.text {
            let _ = writeln!(out, "\n{text}");
        }
        out
    };
    items.iter().map(item).collect::<Vec<_>>().join(RULE)
}

fn html(items: &[Item]) -> String {
    let item = |item: &Item| {
        let facts: Vec<String> =
            item.facts.iter().map(|(name, value)| format!("{name}: <b>{}</b>", escaped(value))).collect();
        let text = item.text.as_deref().map(escaped);
        let text = text.map(|text| format!("<p dir=\"auto\" style=\"white-space:pre-wrap\">{text}</p>"));
        format!("<p>{}</p>\n{}\n", facts.join("<br>\n"), text.unwrap_or_default())
    };
    let body = items.iter().map(item).collect::<Vec<_>>().join("<hr>\n");
    format!("<!doctype html>\n<meta charset=\"utf-8\">\n{body}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::notice::{DeviceTrouble, Sim};

    fn plain_of(notice: &Notice) -> String {
        plain(&[Item::of(notice)])
    }

    #[test]
    fn a_mail_tells_what_is_known_of_a_message() {
        let mut notice = Notice::example();
        let text = plain_of(&notice);
        assert!(text.starts_with("From: Telegram\nTo: +12025550143 (att-1)\nReceived: "), "{text}");
        assert!(text.ends_with("\nCode: 12345 of Telegram\n\nTelegram code: 12345\n"), "{text}");
        assert_eq!(about(&notice, false), "Message to att-1");
        assert_eq!(about(&notice, true), "Code 12345 to att-1");
        let message = notice.received_mut();
        message.code.as_mut().unwrap().value = "12\r\nBcc: x".into();
        assert_eq!(about(&notice, true), "Message to att-1");
        let message = notice.received_mut();
        (message.text, message.code, message.expired) = (None, None, true);
        assert!(plain_of(&notice).contains("was erased"), "{}", plain_of(&notice));
    }

    #[test]
    fn an_alarm_says_what_to_do_until_it_is_over() {
        let trouble = |active| DeviceTrouble {
            sim: Some(Sim { name: "att-1".into(), iccid: None }),
            device: "modem-1".into(),
            warning: "low-balance".into(),
            active,
            reason: "1.20 is left".into(),
            remedy: if active { "top it up".into() } else { String::new() },
        };
        let notice = |active| Notice {
            kind: Kind::SimAlarm,
            data: Data::Device(Box::new(trouble(active))),
            ..Notice::example()
        };
        assert_eq!(
            plain_of(&notice(true)),
            "Alarm: low-balance\nDevice: modem-1\nSIM: att-1\nWhat: 1.20 is left\nWhat to do: top it up\n"
        );
        assert_eq!(about(&notice(false), false), "modem-1: low-balance is over");
    }

    #[test]
    fn html_shows_a_text_and_never_runs_it() {
        let mut notice = Notice::example();
        notice.received_mut().text = Some("<script>\"&amp;".into());
        let page = html(&[Item::of(&notice)]);
        assert!(page.contains("&lt;script&gt;&quot;&amp;amp;") && !page.contains("<script>"), "{page}");
    }
}
