//! `[[forwarder]]` and `[[owner]]`: destinations of messages, and the owners of numbers.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::Uri;

use super::declare::{section, variants};
use super::email::EmailSettings;
use super::exec::ExecSettings;
use super::kinds::{Flag, ListOf, NAME, NUMBER, Span, choice, one_of};
use super::mqtt::MqttSettings;
use super::reading::{Reading, Table};
use super::secret::{SecretFrom, SecretKeys, not_empty};
use super::url::URL;
use crate::model::{Msisdn, Name};

variants! {
    /// A destination of messages.
    Forwarder in "forwarder" {
        "webhook" => Webhook(WebhookSettings),
        "mqtt" => Mqtt(MqttSettings),
        "email" => Email(EmailSettings),
        "exec" => Exec(ExecSettings),
    }
}

impl Forwarder {
    pub fn name(&self) -> &Name {
        match self {
            Self::Webhook(webhook) => &webhook.name,
            Self::Mqtt(mqtt) => &mqtt.name,
            Self::Email(email) => &email.name,
            Self::Exec(exec) => &exec.name,
        }
    }

    /// Whether it gets messages for numbers without an owner.
    pub fn is_default(&self) -> bool {
        match self {
            Self::Webhook(webhook) => webhook.default,
            Self::Mqtt(mqtt) => mqtt.default,
            Self::Email(email) => email.default,
            Self::Exec(exec) => exec.default,
        }
    }
}

choice! {
    /// The format of a webhook's body.
    WebhookFormat {
        /// simgate's own event.
        "event" => Event,
        /// The webhook of the Android app, with its own signature.
        "smsgate" => Smsgate,
        /// `{from,to,message,timestamp,code}`.
        "enum" => Enum,
    }
}

section! {
    /// Posts each event by HTTP, and retries until the receiver answers with a 2xx status.
    WebhookSettings in "forwarder" check signing {
        /// The forwarder's name; owners list it in `forward_to`.
        name: Name = NAME => required, example "backend";
        /// The URL to post to. simgate follows no redirects. Over http:// anybody on the way can read the messages.
        url: Uri = URL => required, example "https://enum.example/sms/webhook/simgate";
        /// The key that signs each request, so that the receiver can detect a forged one. For the formats
        /// `event` and `enum` a Standard Webhooks secret: `whsec_` and the base64 of 24 to 64 random bytes (`echo
        /// whsec_$(head -c 32 /dev/urandom | base64 -w0)` makes one). For `smsgate` any string. Exactly one of
        /// `secret`, `secret_file`, `secret_env` is needed unless `sign = false`.
        secret: Option<SecretFrom> = SecretKeys { noun: "secret", check: not_empty } => secret,
            example "whsec_ZXhhbXBsZSBvbmx5LCBtYWtlIHlvdXIgb3duIQ==";
        /// Whether simgate signs requests. Without a signature, anybody who learns the URL can forge messages.
        sign: bool = Flag => default true, example true;
        /// The body. `event`: simgate's own, with everything it knows. `smsgate`: the webhook of the Android app
        /// SMS Gateway, with its `X-Signature`, for receivers written for that. `enum`: the flat
        /// `{from,to,message,timestamp,code}` of an ENUM backend.
        format: WebhookFormat = one_of::<WebhookFormat>() => default "event", example "event";
        /// The time limit of one attempt, from connecting to the end of the answer.
        timeout: Duration = Span { min: "1s", max: "30s" } => default "10s", example "5s";
        /// Whether this forwarder also gets messages for numbers without an owner. Without any such forwarder, simgate keeps
        /// these messages but forwards them nowhere.
        default: bool = Flag => default true, example false;
        /// How long simgate retries a delivery before it becomes a dead letter, which is kept and can be replayed.
        give_up: Duration = Span { min: "1m", max: "30d" } => default "3d", example "7d";
    }
}

section! {
    /// An owner of numbers, and the destinations of their messages.
    Owner in "owner" {
        /// The owner's name, which events contain.
        name: Name = NAME => required, example "alice";
        /// The owner's phone numbers. A number has one owner.
        numbers: Vec<Msisdn> = ListOf(NUMBER) => required, example ["+12025550143"];
        /// The names of the forwarders that get the messages for these numbers.
        forward_to: Vec<Name> = ListOf(NAME) => required, example ["backend"];
    }
}

/// The secret that the format needs, if any.
fn signing(webhook: &WebhookSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let Some(from) = &webhook.secret else {
        if webhook.sign {
            reading.problem_with_hint(
                table.offset,
                format!("{} needs one of `secret`, `secret_file` and `secret_env`", table.title),
                "without a signature a receiver can't detect forged messages; if yours does not check, set `sign = false`",
            );
            return None;
        }
        return Some(());
    };
    let key = ["secret", "secret_file", "secret_env"].into_iter().find(|key| table.get(key).is_some())?;
    if !webhook.sign {
        reading.problem(table.offset_of(key), format!("`{key}` is set, but `sign = false` does not use it"));
        return None;
    }
    match webhook.format {
        WebhookFormat::Smsgate => Some(()),
        WebhookFormat::Event | WebhookFormat::Enum if is_standard(from.secret.reveal()) => Some(()),
        WebhookFormat::Event | WebhookFormat::Enum => {
            let wanted = "must be `whsec_` and the base64 of 24 to 64 bytes, as Standard Webhooks wants it";
            reading.problem_with_hint(
                table.offset_of(key),
                format!("`{key}`: the secret {wanted}"),
                "`echo whsec_$(head -c 32 /dev/urandom | base64 -w0)` makes one",
            );
            None
        }
    }
}

/// Standard Webhooks, "Signature scheme": symmetric secrets have 24 to 64 bytes.
fn is_standard(secret: &str) -> bool {
    let key = secret.strip_prefix("whsec_").and_then(|text| BASE64_STANDARD.decode(text).ok());
    key.is_some_and(|key| (24..=64).contains(&key.len()))
}
