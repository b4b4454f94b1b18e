//! Verifies and reads the callbacks of a provider.

use super::body;
use super::reading::{self, Fields};
use super::verify::Verification;
use crate::drivers::{Callback, CallbackRequest};
use crate::flow::callback::{CallbackEvent, CallbackRefusal};
use crate::model::{Name, Timestamp};

/// A provider whose callbacks the configuration describes.
pub struct Template {
    /// The device.
    pub device: Name,
    /// How a callback proves its origin.
    pub verification: Verification,
    /// Where the fields of a message are in the body.
    pub fields: Fields,
}

impl Callback for Template {
    fn read(&self, request: CallbackRequest<'_>, now: Timestamp) -> Result<Vec<CallbackEvent>, CallbackRefusal> {
        self.verification.verify(request, now).map_err(CallbackRefusal::NotVerified)?;
        let body = body::read(request).map_err(CallbackRefusal::Unreadable)?;
        reading::read(&self.fields, &self.device, request.body, &body).map_err(CallbackRefusal::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::*;
    use crate::flow::{Content, Origin};
    use crate::model::{Pointer, Secret};

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_605_000);

    /// A callback, and where its fields are.
    struct Example {
        provider: &'static str,
        kind: &'static str,
        /// Sender, recipient, text, id, time, media, array.
        pointers: [&'static str; 7],
        only: &'static [(&'static str, &'static str)],
        body: &'static str,
        /// The expected sender, line, text, id and time.
        want: [&'static str; 5],
        media: &'static [&'static str],
    }

    const JSON: &str = "application/json";
    const FORM: &str = "application/x-www-form-urlencoded";

    const EXAMPLES: [Example; 6] = [
        Example {
            provider: "Telnyx",
            kind: JSON,
            pointers: [
                "/data/payload/from/phone_number",
                "/data/payload/to/0/phone_number",
                "/data/payload/text",
                "/data/payload/id",
                "/data/payload/received_at",
                "/data/payload/media",
                "",
            ],
            only: &[("/data/event_type", "message.received")],
            body: r#"{"data":{"record_type":"event","event_type":"message.received","id":"0d3c5c0e-0000-4000-8000-000000000001",
                "occurred_at":"2026-03-01T09:00:03.120+00:00","payload":{"record_type":"message","direction":"inbound",
                "id":"0d3c5c0e-0000-4000-8000-0000000000aa","type":"MMS","from":{"phone_number":"+12025550143",
                "carrier":"Example","line_type":"Wireless","status":"received"},"to":[{"phone_number":"+12025550199",
                "status":"webhook_delivered"}],"text":"Your code is 482913","received_at":"2026-03-01T09:00:03.001+00:00",
                "media":[{"url":"https://media.example/a.jpg","content_type":"image/jpeg","size":102400}]}},
                "meta":{"attempt":1,"delivered_to":"https://gw.example/sms/webhook/telnyx"}}"#,
            want: [
                "+12025550143",
                "number:provider:+12025550199",
                "Your code is 482913",
                "0d3c5c0e-0000-4000-8000-0000000000aa",
                "2026-03-01T09:00:03.001+00:00",
            ],
            media: &["https://media.example/a.jpg"],
        },
        Example {
            provider: "Bandwidth",
            kind: "application/json; charset=utf-8",
            pointers: [
                "/message/from",
                "/to",
                "/message/text",
                "/message/id",
                "/message/time",
                "/message/media",
                "ROOT",
            ],
            only: &[("/type", "message-received")],
            body: r#"[{"type":"message-received","time":"2026-03-01T09:00:05.000000Z","description":"Incoming message received",
                "to":"+12025550199","message":{"id":"1772355600000abcdefghijklmnop","owner":"+12025550199",
                "applicationId":"11111111-2222-3333-4444-555555555555","time":"2026-03-01T09:00:01.000000Z","segmentCount":1,
                "direction":"in","to":["+12025550199"],"from":"+12025550143","text":"Your code is 482913",
                "media":["https://media.example/a.jpg"]}},
                {"type":"message-delivered","time":"2026-03-01T09:00:05.000000Z","to":"+12025550143","message":{"id":"b"}}]"#,
            want: [
                "+12025550143",
                "number:provider:+12025550199",
                "Your code is 482913",
                "1772355600000abcdefghijklmnop",
                "2026-03-01T09:00:01.000000Z",
            ],
            media: &["https://media.example/a.jpg"],
        },
        Example {
            provider: "like Twilio",
            kind: FORM,
            pointers: ["/From", "/To", "/Body", "/MessageSid", "", "/MediaUrl0", ""],
            only: &[("/SmsStatus", "received")],
            body: "ToCountry=US&MessageSid=SM0123456789abcdef&NumMedia=1&SmsStatus=received&Body=Your+code+is+482913&\
                To=%2B12025550199&From=%2B12025550143&MediaUrl0=https%3A%2F%2Fmedia.example%2Fa.jpg&ApiVersion=2010-04-01",
            want: ["+12025550143", "number:provider:+12025550199", "Your code is 482913", "SM0123456789abcdef", ""],
            media: &["https://media.example/a.jpg"],
        },
        Example {
            provider: "like Vonage",
            kind: JSON,
            pointers: ["/msisdn", "/to", "/text", "/messageId", "/message-timestamp", "", ""],
            only: &[("/type", "text")],
            body: r#"{"msisdn":"12025550143","to":"12025550199","messageId":"0A0000000123ABCD1","text":"Your code is 482913",
                "type":"text","keyword":"YOUR","message-timestamp":"2026-03-01 09:00:01"}"#,
            want: ["12025550143", "number:provider:+12025550199", "Your code is 482913", "0A0000000123ABCD1", ""],
            media: &[],
        },
        Example {
            provider: "like SMSAPI",
            kind: FORM,
            pointers: ["/sms_from", "/sms_to", "/sms_text", "/MsgId", "/sms_date", "", ""],
            only: &[],
            body: "sms_to=48500500500&sms_from=48600600600&sms_text=Tw%C3%B3j+kod%3A+482913&sms_date=1772355601&\
                username=example&MsgId=5F6A7B8C9D",
            want: [
                "48600600600",
                "number:provider:+48500500500",
                "Twój kod: 482913",
                "5F6A7B8C9D",
                "2026-03-01T09:00:01.000Z",
            ],
            media: &[],
        },
        Example {
            provider: "several, with numbers as numbers and without ids",
            kind: JSON,
            pointers: ["/source", "/destination", "/body", "", "/ts", "", "/messages"],
            only: &[],
            body: r#"{"account":7,"messages":[{"source":"Bank","destination":80800,"body":482913,"ts":1772355601123}]}"#,
            want: ["Bank", "device:provider", "482913", "", "2026-03-01T09:00:01.123Z"],
            media: &[],
        },
    ];

    impl Example {
        fn template(&self) -> Template {
            let must = |text: &str| Pointer::parse(text).unwrap();
            let may = |text: &str| match text {
                "" => None,
                "ROOT" => Some(must("")),
                text => Some(must(text)),
            };
            let [sender, recipient, text, id, time, media, array] = self.pointers;
            let fields = Fields {
                sender: must(sender),
                recipient: must(recipient),
                text: must(text),
                id: may(id),
                time: may(time),
                media: may(media),
                array: may(array),
                only: self.only.iter().map(|(at, text)| (must(at), (*text).to_owned())).collect(),
            };
            let device = Name::parse("provider").unwrap();
            Template { device, verification: Verification::Bearer(Secret::new("s3cret")), fields }
        }

        fn read(&self, secret: &str, body: &[u8]) -> Result<Vec<CallbackEvent>, CallbackRefusal> {
            let mut headers = HeaderMap::new();
            headers.insert("content-type", HeaderValue::from_static(self.kind));
            headers.insert("authorization", format!("Bearer {secret}").parse().unwrap());
            self.template().read(CallbackRequest { headers: &headers, body }, NOW)
        }
    }

    #[test]
    fn callbacks_of_known_providers_are_read() {
        for example in EXAMPLES {
            let mut items = example.read("s3cret", example.body.as_bytes()).unwrap_or_else(|why| {
                panic!("{}: {why:?}", example.provider);
            });
            assert_eq!(items.len(), 1, "{}", example.provider);
            let CallbackEvent::Arrived { line, origin: Origin::Remote(id), content: Content::Text(text) } =
                items.remove(0)
            else {
                panic!("{}: no message", example.provider);
            };
            let (id, sent_at) = (id.unwrap_or_default(), text.sent_at.unwrap_or_default());
            assert_eq!([text.sender, line.to_string(), text.text, id, sent_at], example.want, "{}", example.provider);
            assert_eq!(text.media, example.media, "{}", example.provider);
            if example.pointers[6].is_empty() {
                assert_eq!(text.raw, example.body.as_bytes(), "as it arrived");
            }
        }
    }

    #[test]
    fn an_unverified_callback_is_not_read_and_a_truncated_one_is_refused() {
        for example in EXAMPLES {
            for body in [example.body.as_bytes(), b"{", b""] {
                let refused = example.read("guessed", body).err();
                assert_eq!(refused, Some(CallbackRefusal::NotVerified("the secret is wrong")), "{}", example.provider);
            }
            if example.kind != FORM {
                for end in 0..example.body.len() {
                    let refused = example.read("s3cret", &example.body.as_bytes()[..end]).err();
                    assert!(matches!(refused, Some(CallbackRefusal::Unreadable(_))), "{} {end}", example.provider);
                }
            }
        }
    }

    #[test]
    fn a_reason_contains_neither_message_nor_secret() {
        let example = &EXAMPLES[0];
        for body in ["{\"data\":{\"payload\":{\"text\":\"482913\"", "{\"text\":482913 s3cret}", "\"482913\""] {
            let reasons =
                format!("{:?} {:?}", example.read("s3cret", body.as_bytes()).err(), example.read("482913", b"").err());
            assert!(!reasons.contains("482913") && !reasons.contains("s3cret"), "{reasons}");
        }
    }

    #[test]
    fn no_bytes_panic() {
        for kind in [JSON, FORM] {
            let example = Example { kind, ..EXAMPLES[1] };
            for seed in 0..200_u8 {
                let mut body = example.body.as_bytes().to_vec();
                let at = usize::from(seed) * 3 % body.len();
                body[at] = body[at].wrapping_mul(31).wrapping_add(seed);
                let _ = example.read("s3cret", &body);
            }
        }
    }
}
