//! `[[forwarder]]` of the type `mqtt`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use http::Uri;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::declare::section;
use super::kinds::{CLIENT_ID, File, Flag, ListOf, NAME, NUMBER, PREFIX, Span, USER, choice, one_of};
use super::reading::{Reading, Table};
use super::secret::{SecretFrom, SecretKeys};
use super::url::BROKER;
use crate::files::{self, is_readable_by_all};
use crate::model::{Msisdn, Name};

choice! {
    /// Which version of the protocol is spoken.
    MqttVersion {
        /// 5.0, and 3.1.1 with a broker that does not know it.
        "auto" => Auto,
        "5" => V5,
        "3.1.1" => V311,
    }
}

section! {
    /// Publishes each event to an MQTT broker, QoS 1, never retained: to `PREFIX/GATEWAY/sim/NAME/sms` and, where the
    /// number is known, `PREFIX/GATEWAY/number/DIGITS/sms`; one with a code also to `.../code` instead of `.../sms`.
    /// `PREFIX/GATEWAY/status` is `online` or `offline`, and `PREFIX/GATEWAY/sim/NAME/state` tells a line's state; both
    /// are retained and hold nothing of any message. A delivery is settled when the broker has acknowledged it.
    MqttSettings in "forwarder" check together {
        /// What the forwarder is called; owners name it in `forward_to`.
        name: Name = NAME => required, example "broker";
        /// The broker. Without a port it is 1883, and 8883 for mqtts://. Over mqtt:// anybody on the way can read the
        /// messages and the password.
        url: Uri = BROKER => required, example "mqtts://broker.example:8883";
        /// The user name, where the broker wants one.
        username: Option<String> = USER => optional "no user name is sent", example "simgate";
        /// The password that goes with `username`, where the broker wants one.
        password: Option<SecretFrom> = SecretKeys { noun: "password", check: any } => secret, example "correct horse";
        /// The certificates, in PEM form, of the authorities that may have signed the broker's certificate; no others
        /// are trusted then.
        ca_file: Option<PathBuf> = File => optional "the authorities that browsers trust", example "/etc/simgate/ca.pem";
        /// This gateway's certificate, in PEM form, for a broker that asks for one; needs `key_file`.
        cert_file: Option<PathBuf> = File => optional "none is shown", example "/etc/simgate/client.pem";
        /// The private key of `cert_file`, in PEM form.
        key_file: Option<PathBuf> = File => optional "none", example "/etc/simgate/client.key";
        /// What every topic begins with, before the gateway's name.
        prefix: String = PREFIX => default "simgate", example "home/sms";
        /// By what the broker tells its clients apart. Two clients with the same one throw each other out.
        client_id: Option<String> = CLIENT_ID => optional "`simgate-GATEWAY-NAME`", example "simgate-attic";
        /// The version of MQTT. `auto` begins with 5.0 and goes over to 3.1.1 with a broker that does not know it. With
        /// 3.1.1 a broker can't say that it refuses a message.
        version: MqttVersion = one_of::<MqttVersion>() => default "auto", example "5";
        /// How long the broker may take to acknowledge a message, and to let simgate in.
        timeout: Duration = Span { min: "1s", max: "60s" } => default "10s", example "5s";
        /// Whether it also gets the messages to numbers that have no owner. With no such forwarder these messages
        /// are kept, and shown, but sent nowhere.
        default: bool = Flag => default true, example false;
        /// How long a delivery is tried again before it becomes a dead letter, which is kept and can be replayed by
        /// hand.
        give_up: Duration = Span { min: "1m", max: "30d" } => default "3d", example "7d";
        /// Whether messages are sent for whoever publishes a command to `PREFIX/GATEWAY/send`: a JSON object of at most
        /// 16384 bytes with `to`, `message` and `id`, the same `id` for the same message. Whoever may publish there
        /// spends your money in your name, and MQTT does not tell who it was: let the broker's ACL allow it to few, and
        /// to simgate to read that topic and to write `PREFIX/GATEWAY/send/result`. The broker then keeps for simgate
        /// what comes while it is away, with MQTT 5 for at most an hour, with 3.1.1 for as long as the broker pleases.
        commands: bool = Flag => default false, example true;
        /// The numbers that commands may send from. With one, it need not be said in the command; with none, commands
        /// may send from every SIM.
        send_from: Vec<Msisdn> = ListOf(NUMBER) => default of [], example ["+12025550143"];
    }
}

fn any(_: &str) -> Result<(), &'static str> {
    Ok(())
}

/// Keys that make sense only together, and files that are what they should be.
fn together(mqtt: &MqttSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let before = reading.problems.len();
    let given = |key: &str| table.get(key).is_some();
    if mqtt.username.is_none() {
        for key in ["password", "password_file", "password_env"].into_iter().filter(|key| given(key)) {
            reading.problem(table.offset_of(key), format!("`{key}` is given, but no `username`"));
        }
    }
    for (key, other) in [("cert_file", "key_file"), ("key_file", "cert_file")] {
        if given(key) && !given(other) {
            reading.problem(table.offset_of(key), format!("`{key}` is given, but no `{other}`"));
        }
    }
    for key in ["ca_file", "cert_file", "key_file"].into_iter().filter(|key| given(key)) {
        if mqtt.url.scheme_str() != Some("mqtts") {
            reading.problem(table.offset_of(key), format!("`{key}` is given, but `url` does not begin with mqtts://"));
        }
    }
    if !mqtt.commands && given("send_from") {
        let what = "`send_from` is given, but not `commands = true`".to_owned();
        reading.problem(table.offset_of("send_from"), what);
    }
    if reading.problems.len() > before {
        return None;
    }
    let content = |file: &Path| files::read(file, files::PEM_BYTES_MAX).map_err(Pem::Io);
    let certificate = |file: &Path| CertificateDer::from_pem_slice(&content(file)?).map(drop);
    let key = |file: &Path| PrivateKeyDer::from_pem_slice(&content(file)?).map(drop);
    let mut look = |name: &str, file: &Option<PathBuf>, noun: &str, read: &dyn Fn(&Path) -> Result<(), Pem>| {
        if let Some(Err(error)) = file.as_deref().map(read) {
            let shown = file.as_deref().map(Path::display).expect("it was read");
            let what = if let Pem::Io(error) = error {
                format!("`{name}`: can't read {shown}: {error}")
            } else {
                format!("`{name}`: {shown} has no {noun} in PEM form")
            };
            reading.problem(table.offset_of(name), what);
        }
    };
    look("ca_file", &mqtt.ca_file, "certificate", &certificate);
    look("cert_file", &mqtt.cert_file, "certificate", &certificate);
    look("key_file", &mqtt.key_file, "private key", &key);
    if let Some(key) = mqtt.key_file.as_deref().filter(|key| is_readable_by_all(key)) {
        let what = format!("everybody on this machine can read the private key in {}", key.display());
        reading.warn(table.offset_of("key_file"), what);
    }
    (reading.problems.len() == before).then_some(())
}

type Pem = rustls::pki_types::pem::Error;
