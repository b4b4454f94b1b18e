//! `[[device]] type = "template"`: the form of an SMS provider's calls.

use std::collections::BTreeMap;

use http::HeaderName;
use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::declare::section;
use super::kind::Kind;
use super::kinds::{Choice, ListOf, NAME, NUMBER, Parsed, choice, one_of, quoted, type_of};
use super::reading::{Reading, Table, excerpt};
use super::secret::{SecretFrom, SecretKeys, not_empty};
use crate::model::{Msisdn, Name, Pointer};

choice! {
    /// How a provider authenticates its calls.
    Verify {
        "hmac-sha256" => Hmac,
        "bearer" => Bearer,
        "basic" => Basic,
    }
}

choice! {
    /// The bytes that a signature covers.
    Signed {
        "body" => Body,
        /// The time stamp, a `.`, and the body.
        "timestamp.body" => StampAndBody,
    }
}

section! {
    /// An SMS provider that posts each message for your numbers to a URL, as JSON or as a form: its callback, or webhook. The
    /// URL is `/sms/webhook/NAME` of the HTTP interface; simgate answers 200 when the messages are on disk. JSON pointers
    /// (RFC 6901) locate the fields of a body: `/data/from`, `/to/0`; a form's field is `/Field`. Such a device only
    /// receives.
    TemplateSettings in "device" check verification {
        /// The device's name in events, in logs, on the command line and in the URL.
        name: Name = NAME => required, example "provider";
        /// How the provider authenticates a call. `hmac-sha256`: a header contains the HMAC of the body, hexadecimal or
        /// base64, with or without `sha256=` before it. `bearer`: `Authorization: Bearer SECRET`. `basic`: the secret is
        /// `USER:PASSWORD`, as in a URL `https://USER:PASSWORD@HOST/`.
        verify: Verify = one_of::<Verify>() => required, example "hmac-sha256";
        /// The secret that the provider and simgate share; without it, anybody could forge messages.
        secret: Option<SecretFrom> = SecretKeys { noun: "secret", check: not_empty } => secret,
            example "example-only";
        /// With `hmac-sha256`: the header with the signature.
        signature_header: Option<HeaderName> = HEADER => optional "only where calls are not signed",
            example "x-signature";
        /// With `hmac-sha256`: the header with the time of the call, in seconds since 1970. simgate refuses a call that is more
        /// than 5 minutes off its clock.
        timestamp_header: Option<HeaderName> = HEADER => optional "old calls are as good as new ones",
            example "x-timestamp";
        /// With `hmac-sha256`: the bytes that are signed.
        signed: Option<Signed> = one_of::<Signed>()
            => optional "`timestamp.body` with a `timestamp_header`, otherwise `body`", example "timestamp.body";
        /// Your numbers with this provider, which `simgate sims` lists. simgate accepts messages for other numbers, too.
        numbers: Vec<Msisdn> = ListOf(NUMBER) => default of [], example ["+12025550143"];
        /// The place of the sender's number or name.
        sender: Pointer = POINTER => required, example "/data/payload/from/phone_number";
        /// The place of the number that the message is for. Its owner gets the message. A value that is not in E.164 form, with
        /// or without the plus, has no owner; simgate accepts the message all the same.
        recipient: Pointer = POINTER => required, example "/data/payload/to/0/phone_number";
        /// The place of the message's text.
        text: Pointer = POINTER => required, example "/data/payload/text";
        /// The place of the provider's own id of the message, which identifies a repeated call. Without it, the same bytes
        /// within the `window` of `[dedupe]` are a repeat.
        id: Option<Pointer> = POINTER => optional "calls with the same bytes are repeats",
            example "/data/payload/id";
        /// The place of the time at which the message was sent: RFC 3339, or seconds or milliseconds since 1970.
        time: Option<Pointer> = POINTER => optional "only when it arrived is known",
            example "/data/payload/received_at";
        /// The place of links to media: one link, an array of them, or an array of objects with a `url`.
        media: Option<Pointer> = POINTER => optional "links are left out", example "/data/payload/media";
        /// The place of the array of messages, for a provider that brings several in one call; empty if the whole body is the
        /// array. All other pointers start at a message then.
        array: Option<Pointer> = ARRAY => optional "a call brings one message", example "/messages";
        /// Values, by pointer, that identify a message among the provider's calls. simgate answers other calls with 200 and
        /// ignores them.
        only: BTreeMap<Pointer, String> = Only => default of {},
            example { "/data/event_type" = "message.received" };
    }
}

const HEADER: Parsed<HeaderName> = Parsed {
    noun: "the name of a header, such as `x-signature`",
    parse: |text| text.parse().map_err(|_| "is none".to_owned()),
    show_wrong: true,
};

const POINTER: Parsed<Pointer> = Parsed {
    noun: "a JSON pointer, such as `/data/from` or `/to/0`",
    parse: |text| match text {
        "" => Err("is all of the body".to_owned()),
        _ => Pointer::parse(text).map_err(str::to_owned),
    },
    show_wrong: true,
};

const ARRAY: Parsed<Pointer> = Parsed {
    noun: "a JSON pointer, such as `/messages`, or empty",
    parse: |text| Pointer::parse(text).map_err(str::to_owned),
    show_wrong: true,
};

/// A table of pointers with their values.
struct Only;

impl Kind for Only {
    type Value = BTreeMap<Pointer, String>;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Self::Value> {
        let DeValue::Table(table) = value.get_ref() else {
            let what = format!(
                "`{key}` must be a table such as `{{ \"/type\" = \"received\" }}`, not {}",
                type_of(value.get_ref())
            );
            reading.problem(value.span().start, what);
            return None;
        };
        let entry = |(pointer, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| entry_of(key, pointer, value, reading);
        let entries: Vec<_> = table.iter().map(entry).collect();
        entries.into_iter().collect()
    }

    fn write(&self, value: &Self::Value) -> String {
        let entry = |(pointer, text): (&Pointer, &String)| format!("{} = {}", quoted(pointer.as_str()), quoted(text));
        match value.is_empty() {
            true => "{}".to_owned(),
            false => format!("{{ {} }}", value.iter().map(entry).collect::<Vec<_>>().join(", ")),
        }
    }

    fn describe(&self) -> String {
        "table, each a JSON pointer and the string, whole number, `true` or `false` that stands there, in quotes"
            .to_owned()
    }
}

fn entry_of(
    key: &str,
    pointer: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    reading: &mut Reading<'_>,
) -> Option<(Pointer, String)> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        let what = format!("`{key}` must have strings in quotes, not {}", type_of(value.get_ref()));
        reading.problem(value.span().start, what);
    }
    let parsed = (POINTER.parse)(pointer.get_ref());
    if let Err(why) = &parsed {
        let what = format!("`{key}` must have {}: `{}` {why}", POINTER.noun, excerpt(pointer.get_ref()));
        reading.problem(pointer.span().start, what);
    }
    Some((parsed.ok()?, text?.to_owned()))
}

/// Checks that the keys of this verification are set, and no others.
fn verification(template: &TemplateSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let before = reading.problems.len();
    if template.secret.is_none() {
        let what = format!("{} needs one of `secret`, `secret_file` and `secret_env`", table.title);
        reading.problem(table.offset, what);
    }
    match template.verify {
        Verify::Hmac => {
            if template.signature_header.is_none() {
                reading.problem(table.offset, "`verify = \"hmac-sha256\"` needs `signature_header`");
            }
            match (template.signed, &template.timestamp_header) {
                (Some(Signed::StampAndBody), None) => {
                    let what = "`signed = \"timestamp.body\"` needs `timestamp_header`";
                    reading.problem(table.offset_of("signed"), what);
                }
                (Some(Signed::Body), Some(_)) => reading.warn(
                    table.offset_of("signed"),
                    "the stamp in `timestamp_header` is not signed: whoever repeats a call can change it",
                ),
                (None | Some(Signed::StampAndBody), Some(_)) | (None | Some(Signed::Body), None) => {}
            }
        }
        Verify::Bearer | Verify::Basic => {
            for key in
                ["signature_header", "timestamp_header", "signed"].into_iter().filter(|key| table.get(key).is_some())
            {
                let what = format!("`{key}` is set, but `verify = \"{}\"` has no use for it", template.verify.word());
                reading.problem(table.offset_of(key), what);
            }
            let has_user = template.secret.as_ref().is_none_or(|from| from.secret.reveal().contains(':'));
            if template.verify == Verify::Basic && !has_user {
                reading.problem(table.offset, "`verify = \"basic\"` needs `USER:PASSWORD` as its secret");
            }
        }
    }
    (reading.problems.len() == before).then_some(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::{Config, Device};

    fn parse(more: &str) -> Result<(Box<TemplateSettings>, Config), Vec<String>> {
        let text =
            format!("[[device]]\ntype=\"template\"\nname=\"p\"\nsender=\"/a\"\nrecipient=\"/b\"\ntext=\"/c\"\n{more}");
        let config = Config::parse(Path::new("/c"), &text, &|name| (name == "S").then(|| "geheim".to_owned()));
        let problem = |problem: &crate::config::Problem| format!("{}: {}", problem.line.unwrap_or(0), problem.what);
        let config = config.map_err(|errors| errors.problems.iter().map(problem).collect::<Vec<_>>())?;
        let Device::Template(template) = &config.devices[0] else { panic!("it is a template") };
        Ok((template.clone(), config))
    }

    const HMAC: &str = "verify=\"hmac-sha256\"\nsignature_header=\"X-Signature\"\n";

    #[test]
    fn a_template_reads_as_written_and_is_printed_so() {
        let (template, config) = parse(&format!(
            "{HMAC}secret_env=\"S\"\ntimestamp_header=\"X-Time\"\nnumbers=[\"+12025550143\"]\narray=\"\"\nid=\"/d~1e\"\n\
             only={{\"/t\"=\"in\", \"/n\"=\"5\"}}"
        ))
        .expect("is right");
        assert_eq!((template.verify, template.signed), (Verify::Hmac, None));
        assert_eq!(template.signature_header.as_ref().map(HeaderName::as_str), Some("x-signature"));
        assert_eq!(template.array.as_ref().map(Pointer::as_str), Some(""));
        assert_eq!(
            template.only.iter().map(|(at, text)| (at.as_str(), text.as_str())).collect::<Vec<_>>(),
            [("/n", "5"), ("/t", "in")]
        );
        let printed = config.to_toml();
        assert!(!printed.contains("geheim") && printed.contains("secret_env = \"S\""), "{printed}");
        let again = Config::parse(Path::new("/c"), &printed, &|_| Some("geheim".to_owned()));
        assert_eq!(again, Ok(config.clone()));
        assert_eq!(config.secret_variables().collect::<Vec<_>>(), ["S"]);
        assert_eq!(config.devices[0].name().as_str(), "p");

        let (plain, config) =
            parse("verify=\"bearer\"\nsecret_env=\"S\"\n[device.only]\n\"/t\" = \"in\"").expect("is right");
        assert_eq!((plain.signed, plain.only.len(), &plain.array), (None, 1, &None));
        assert_eq!(
            Config::parse(Path::new("/c"), &config.to_toml(), &|_| Some("geheim".to_owned())),
            Ok(config.clone())
        );
        assert!(config.warnings.is_empty(), "{:?}", config.warnings);
        let unsigned = format!("{HMAC}secret_env=\"S\"\ntimestamp_header=\"X-Time\"\nsigned=\"body\"");
        let closed = "verify=\"bearer\"\nsecret_env=\"S\"\n[api]\nlisten=\"off\"".to_owned();
        for (unwise, warning) in [
            (unsigned, "/c:11: the stamp in `timestamp_header` is not signed: whoever repeats a call can change it"),
            (closed, "/c:2: a device of type `template` is called by HTTP, but [api] has `listen = \"off\"`"),
        ] {
            assert_eq!(parse(&unwise).expect("is unwise").1.warnings, [warning]);
        }
    }

    #[test]
    fn each_fault_of_a_template_has_its_sentence() {
        let bearer = |rest: &str| format!("verify=\"bearer\"\nsecret_env=\"S\"\n{rest}");
        for (more, fault) in [
            ("secret=\"s\"".to_owned(), "1: [[device]] needs `verify`"),
            ("verify=\"bearer\"".to_owned(), "1: [[device]] needs one of `secret`, `secret_file` and `secret_env`"),
            ("verify=\"bearer\"\nsecret=\"\"".to_owned(), "8: `secret`: the secret must not be empty"),
            ("verify=\"none\"".to_owned(), "7: `verify` must be one of `hmac-sha256`, `bearer`, `basic`, not `none`"),
            (
                "verify=\"hmac-sha256\"\nsecret=\"s\"".to_owned(),
                "1: `verify = \"hmac-sha256\"` needs `signature_header`",
            ),
            (
                bearer("signature_header=\"x\""),
                "9: `signature_header` is set, but `verify = \"bearer\"` has no use for it",
            ),
            (bearer("signed=\"body\""), "9: `signed` is set, but `verify = \"bearer\"` has no use for it"),
            (
                "verify=\"basic\"\nsecret=\"s\"".to_owned(),
                "1: `verify = \"basic\"` needs `USER:PASSWORD` as its secret",
            ),
            (
                format!("{HMAC}secret=\"s\"\nsigned=\"timestamp.body\""),
                "10: `signed = \"timestamp.body\"` needs `timestamp_header`",
            ),
            (
                "verify=\"hmac-sha256\"\nsecret=\"s\"\nsignature_header=\"x y\"".to_owned(),
                "9: `signature_header` must be the name of a header, such as `x-signature`: `x y` is none",
            ),
            (
                bearer("id=\"d\""),
                "9: `id` must be a JSON pointer, such as `/data/from` or `/to/0`: `d` does not begin with `/`",
            ),
            (
                bearer("id=\"\""),
                "9: `id` must be a JSON pointer, such as `/data/from` or `/to/0`: `` is all of the body",
            ),
            (
                bearer("array=\"m\""),
                "9: `array` must be a JSON pointer, such as `/messages`, or empty: `m` does not begin with `/`",
            ),
            (bearer("only=5"), "9: `only` must be a table such as `{ \"/type\" = \"received\" }`, not a number"),
            (bearer("only={\"/t\"=5}"), "9: `only` must have strings in quotes, not a number"),
            (
                bearer("only={t=\"in\"}"),
                "9: `only` must have a JSON pointer, such as `/data/from` or `/to/0`: `t` does not begin with `/`",
            ),
            (bearer("numbers=[\"+12025550143\",\"+12025550143\"]"), "9: the number `+12025550143` appears twice"),
            (bearer("port=\"/p\""), "9: unknown key `port` in [[device]]"),
            (bearer("[[device]]\ntype=\"modem\"\nport=\"/p\"\nname=\"p\""), "9: the device name `p` appears twice"),
        ] {
            assert_eq!(parse(&more).map(drop), Err(vec![fault.to_owned()]), "{more}");
        }
    }
}
