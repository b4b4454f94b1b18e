//! `[[forwarder]]` of the type `email`.

use std::path::PathBuf;
use std::time::Duration;

use http::Uri;
use lettre::Address;

use super::declare::section;
use super::kinds::{ADDRESS, File, Flag, NAME, Span, USER};
use super::pem;
use super::reading::{Reading, Table};
use super::secret::{SecretFrom, SecretKeys, any, without_username};
use super::url::MAIL_SERVER;
use crate::model::Name;

section! {
    /// Sends received messages, missed calls, alarms, and messages of one's own that failed as e-mail. What comes while a mail is
    /// on its way goes together in the next one, at most 50 events. A delivery is settled when the server has accepted the mail.
    /// A server that refuses it for ever (5xx) gets it again by the schedule of refusals, one that is busy (4xx) or can't be
    /// reached within seconds to minutes. After a failure a mail may come twice, with the same `Message-ID`.
    EmailSettings in "forwarder" check together {
        /// The forwarder's name; owners list it in `forward_to`.
        name: Name = NAME => required, example "mail";
        /// The server for outgoing mail. `smtps://` is TLS from the first byte, port 465; `smtp://` is STARTTLS, port 587.
        url: Uri = MAIL_SERVER => required, example "smtps://mail.example";
        /// The user name, if the server requires one.
        username: Option<String> = USER => optional "simgate does not log in", example "simgate@example.net";
        /// The password for `username`, if the server requires one.
        password: Option<SecretFrom> = SecretKeys { noun: "password", check: any } => secret, example "correct horse";
        /// The certificates, in PEM form, of the authorities that may sign the server's certificate; simgate trusts no others
        /// then.
        ca_file: Option<PathBuf> = File => optional "the authorities that browsers trust", example "/etc/simgate/ca.pem";
        /// Whether a server at `smtp://` must encrypt the connection. Without that anybody on the way can read mail and
        /// password, so it is for a server on the same machine.
        starttls: bool = Flag => default true, example true;
        /// The sender's address, to which bounces go.
        from: Address = ADDRESS => required, example "simgate@example.net";
        /// The recipient's address. For several recipients use several forwarders, or a list of your mail server.
        to: Address = ADDRESS => required, example "alice@example.net";
        /// Whether the subject shows the code, so that it can be read on a locked phone, by anybody.
        subject_code: bool = Flag => default false, example true;
        /// The time limit for connecting, and for each reply of the server.
        timeout: Duration = Span { min: "1s", max: "10m" } => default "60s", example "30s";
        /// Whether this forwarder also gets messages for numbers without an owner. Without any such forwarder, simgate keeps
        /// these messages but forwards them nowhere.
        default: bool = Flag => default true, example false;
        /// How long simgate retries a delivery before it becomes a dead letter, which is kept and can be replayed.
        give_up: Duration = Span { min: "1m", max: "30d" } => default "3d", example "7d";
    }
}

/// Checks keys that need each other.
fn together(email: &EmailSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let before = reading.problems.len();
    let is_set = |key: &str| table.get(key).is_some();
    if email.username.is_none() {
        without_username(table, reading);
    } else if email.password.is_none() {
        let what = "`username` is set, but none of `password`, `password_file` and `password_env`".to_owned();
        reading.problem(table.offset_of("username"), what);
    }
    let is_plain = email.url.scheme_str() == Some("smtp") && !email.starttls;
    if !email.starttls && !is_plain {
        let what = "`starttls = false` is set, but `url` does not begin with smtp://".to_owned();
        reading.problem(table.offset_of("starttls"), what);
    }
    if is_plain && is_set("ca_file") {
        let what = "`ca_file` is set, but `starttls = false` encrypts nothing".to_owned();
        reading.problem(table.offset_of("ca_file"), what);
    } else {
        pem::certificates("ca_file", email.ca_file.as_deref(), table, reading);
    }
    (reading.problems.len() == before).then_some(())
}
