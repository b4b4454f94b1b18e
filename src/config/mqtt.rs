//! `[[forwarder]]` of the type `mqtt`.

use std::path::PathBuf;
use std::time::Duration;

use http::Uri;

use super::declare::section;
use super::kinds::{CLIENT_ID, File, Flag, ListOf, NAME, NUMBER, PREFIX, Span, USER, choice, one_of};
use super::pem;
use super::reading::{Reading, Table};
use super::secret::{SecretFrom, SecretKeys, any, without_username};
use super::url::BROKER;
use crate::files::is_readable_by_all;
use crate::model::{Msisdn, Name};

choice! {
    /// The protocol version.
    MqttVersion {
        /// 5.0, or 3.1.1 with a broker that does not know 5.0.
        "auto" => Auto,
        "5" => V5,
        "3.1.1" => V311,
    }
}

section! {
    /// Publishes each event to an MQTT broker, QoS 1, never retained: to `PREFIX/GATEWAY/sim/NAME/sms` and, where the
    /// number is known, `PREFIX/GATEWAY/number/DIGITS/sms`; one with a code also to `.../code` instead of `.../sms`.
    /// `PREFIX/GATEWAY/status` is `online` or `offline`, and `PREFIX/GATEWAY/sim/NAME/state` is a line's state; both are
    /// retained and contain nothing of any message. A delivery is settled when the broker has acknowledged it.
    MqttSettings in "forwarder" check together {
        /// The forwarder's name; owners list it in `forward_to`.
        name: Name = NAME => required, example "broker";
        /// The broker's URL. The default port is 1883, for mqtts:// 8883. Over mqtt:// anybody on the way can read messages and
        /// password.
        url: Uri = BROKER => required, example "mqtts://broker.example:8883";
        /// The user name, if the broker requires one.
        username: Option<String> = USER => optional "no user name is sent", example "simgate";
        /// The password for `username`, if the broker requires one.
        password: Option<SecretFrom> = SecretKeys { noun: "password", check: any } => secret, example "correct horse";
        /// The certificates, in PEM form, of the authorities that may sign the broker's certificate; simgate trusts no others
        /// then.
        ca_file: Option<PathBuf> = File => optional "the authorities that browsers trust", example "/etc/simgate/ca.pem";
        /// The gateway's client certificate, in PEM form, for a broker that requires one; needs `key_file`.
        cert_file: Option<PathBuf> = File => optional "simgate presents none", example "/etc/simgate/client.pem";
        /// The private key of `cert_file`, in PEM form.
        key_file: Option<PathBuf> = File => optional "none", example "/etc/simgate/client.key";
        /// The first levels of every topic, before the gateway's name.
        prefix: String = PREFIX => default "simgate", example "home/sms";
        /// The client id. A broker disconnects the first of two clients with the same id.
        client_id: Option<String> = CLIENT_ID => optional "`simgate-GATEWAY-NAME`", example "simgate-attic";
        /// The version of MQTT. `auto` starts with 5.0 and falls back to 3.1.1 for a broker that does not know 5.0. With 3.1.1 a
        /// broker has no way to refuse a message.
        version: MqttVersion = one_of::<MqttVersion>() => default "auto", example "5";
        /// The time limit for the broker to accept the connection, and to acknowledge a message.
        timeout: Duration = Span { min: "1s", max: "60s" } => default "10s", example "5s";
        /// Whether this forwarder also gets messages for numbers without an owner. Without any such forwarder, simgate keeps
        /// these messages but forwards them nowhere.
        default: bool = Flag => default true, example false;
        /// How long simgate retries a delivery before it becomes a dead letter, which is kept and can be replayed.
        give_up: Duration = Span { min: "1m", max: "30d" } => default "3d", example "7d";
        /// Whether simgate sends messages for commands on `PREFIX/GATEWAY/send`: a JSON object of at most 16384 bytes with
        /// `to`, `message` and `id`, the same `id` for the same message. A client that may publish there sends in your name and
        /// at your cost, and MQTT does not identify it. So let the broker's ACL admit few clients, and allow simgate to read that
        /// topic and to write `PREFIX/GATEWAY/send/result`. While simgate is away the broker keeps commands for it: with MQTT 5
        /// for at most an hour, with 3.1.1 as long as the broker is configured to.
        commands: bool = Flag => default false, example true;
        /// Whether simgate also makes USSD requests for commands on `PREFIX/GATEWAY/ussd`; needs `commands = true`. USSD codes can
        /// transfer credit and book services, so let the broker's ACL admit even fewer clients to that topic.
        ussd: bool = Flag => default false, example true;
        /// The numbers that commands may send from. With one number, commands need not name it; with none, commands may send
        /// from every SIM.
        send_from: Vec<Msisdn> = ListOf(NUMBER) => default of [], example ["+12025550143"];
    }
}

/// Checks keys that need each other, and files that must contain PEM.
fn together(mqtt: &MqttSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let before = reading.problems.len();
    let is_set = |key: &str| table.get(key).is_some();
    if mqtt.username.is_none() {
        without_username(table, reading);
    }
    for (key, other) in [("cert_file", "key_file"), ("key_file", "cert_file")] {
        if is_set(key) && !is_set(other) {
            reading.problem(table.offset_of(key), format!("`{key}` is set, but not `{other}`"));
        }
    }
    for key in ["ca_file", "cert_file", "key_file"].into_iter().filter(|key| is_set(key)) {
        if mqtt.url.scheme_str() != Some("mqtts") {
            reading.problem(table.offset_of(key), format!("`{key}` is set, but `url` does not begin with mqtts://"));
        }
    }
    for key in ["send_from", "ussd"].into_iter().filter(|key| !mqtt.commands && is_set(key)) {
        reading.problem(table.offset_of(key), format!("`{key}` is set, but not `commands = true`"));
    }
    if reading.problems.len() > before {
        return None;
    }
    pem::certificates("ca_file", mqtt.ca_file.as_deref(), table, reading);
    pem::certificates("cert_file", mqtt.cert_file.as_deref(), table, reading);
    pem::key("key_file", mqtt.key_file.as_deref(), table, reading);
    if let Some(key) = mqtt.key_file.as_deref().filter(|key| is_readable_by_all(key)) {
        let what = format!("everybody on this machine can read the private key in {}", key.display());
        reading.warn(table.offset_of("key_file"), what);
    }
    (reading.problems.len() == before).then_some(())
}
