//! Starts the threads or tasks of a configured forwarder.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinSet;

use super::core::Core;
use super::error::DaemonError;
use super::event_queue::EventQueue;
use super::pending::Pending;
use super::sending;
use crate::config::{
    Config, EmailSettings, ExecSettings, Forwarder, MqttSettings, MqttVersion, WebhookFormat, WebhookSettings,
    host_and_port,
};
use crate::files;
use crate::flow::delivery::Room;
use crate::flow::notice::Confidence;
use crate::flow::outbound::Request;
use crate::flow::ussd;
use crate::flow::{Delivery, Event};
use crate::forwarders::{email, exec, mqtt, webhook};
use crate::gateway::Destination;
use crate::outgoing_http::{Pool, Reach};

/// The settings of a forwarder that the gateway needs.
pub fn destination(forwarder: &Forwarder) -> Destination {
    let (give_up, room) = match forwarder {
        Forwarder::Webhook(webhook) => (webhook.give_up, Room::one_of_each_lane(webhook::IN_FLIGHT_MAX)),
        Forwarder::Mqtt(mqtt) => (mqtt.give_up, Room::one_of_each_lane(mqtt::IN_FLIGHT_MAX)),
        Forwarder::Email(email) => (email.give_up, Room { all: email::DIGEST_MAX, of_lane: email::DIGEST_MAX }),
        Forwarder::Exec(exec) => (exec.give_up, Room::one_of_each_lane(exec::IN_FLIGHT_MAX)),
    };
    // The flat body of an ENUM backend has no fields for messages to send.
    let statuses = !matches!(forwarder, Forwarder::Webhook(webhook) if webhook.format == WebhookFormat::Enum);
    Destination { give_up, room, statuses }
}

/// What passes the commands of brokers to the gateway.
pub struct Callers<'a> {
    /// Requests about messages.
    pub requests: &'a Pending<Request>,
    /// USSD requests.
    pub dialogues: &'a Pending<ussd::Request>,
}

/// Starts a forwarder and adds it to the core. Its tasks are added to `tasks`.
pub fn start(
    forwarder: &Forwarder,
    config: &Config,
    core: &mut Core,
    pool: &Pool,
    tasks: &mut JoinSet<()>,
    queue: &EventQueue,
    callers: &Callers,
) -> Result<(), DaemonError> {
    let queue = queue.clone();
    let events = move |event: Event| queue.push(event);
    match forwarder {
        Forwarder::Webhook(settings) => {
            let webhook = webhook::start(webhook_settings(settings, config.codes.min_confidence), pool, events);
            let outlet = move |delivery: Box<Delivery>| webhook(*delivery);
            core.add_forwarder(settings.name.clone(), Box::new(outlet));
        }
        Forwarder::Mqtt(settings) => {
            let sender = mqtt::start(mqtt_settings(settings, config, callers)?, tasks, events);
            let lines = sender.clone();
            core.add_line_publisher(Box::new(move |line| drop(lines.send(mqtt::Task::Show(line)))));
            let outlet = move |delivery| drop(sender.send(mqtt::Task::Deliver(delivery)));
            core.add_forwarder(settings.name.clone(), Box::new(outlet));
        }
        Forwarder::Email(settings) => {
            let sender = start_email(settings, tasks, events)?;
            let outlet = move |delivery: Box<Delivery>| drop(sender.send(*delivery));
            core.add_forwarder(settings.name.clone(), Box::new(outlet));
        }
        Forwarder::Exec(settings) => {
            let sender = exec::start(exec_settings(settings), tasks, events);
            let outlet = move |delivery: Box<Delivery>| drop(sender.send(*delivery));
            core.add_forwarder(settings.name.clone(), Box::new(outlet));
        }
    }
    Ok(())
}

fn webhook_settings(webhook: &WebhookSettings, min_confidence: Confidence) -> webhook::Settings {
    webhook::Settings {
        name: webhook.name.clone(),
        url: webhook.url.clone(),
        format: match webhook.format {
            WebhookFormat::Event => webhook::Format::Event,
            WebhookFormat::Smsgate => webhook::Format::Smsgate,
            WebhookFormat::Enum => webhook::Format::Enum { min_confidence },
        },
        secret: webhook.secret.as_ref().map(|from| from.secret.clone()),
        timeout: webhook.timeout,
        // The operator named the URL.
        reach: Reach::Anywhere,
        registered: None,
    }
}

fn mqtt_settings(mqtt: &MqttSettings, config: &Config, callers: &Callers) -> Result<mqtt::Settings, DaemonError> {
    let gateway = &config.gateway;
    let root = format!("{}/{}", mqtt.prefix, gateway.name);
    let secure = mqtt.url.scheme_str() == Some("mqtts");
    let files = mqtt::Files { authority: mqtt.ca_file.clone(), own: mqtt.cert_file.clone().zip(mqtt.key_file.clone()) };
    let tls = secure
        .then(|| mqtt::tls_client(&files))
        .transpose()
        .map_err(|error| DaemonError::Tls { forwarder: mqtt.name.clone(), error })?;
    let password = mqtt.password.as_ref().map(|from| from.secret.clone());
    let (host, port) = host_and_port(&mqtt.url);
    let address = mqtt::Address {
        host,
        port,
        tls,
        credentials: mqtt.username.clone().map(|user| (user, password.unwrap_or_default())),
        client_id: mqtt.client_id.clone().unwrap_or_else(|| format!("simgate-{}-{}", gateway.name, mqtt.name)),
        keep_alive: KEEP_ALIVE,
        timeout: mqtt.timeout,
        will: mqtt::status_topic(&root),
    };
    let version = match mqtt.version {
        MqttVersion::Auto => None,
        MqttVersion::V5 => Some(mqtt::Version::V5),
        MqttVersion::V311 => Some(mqtt::Version::V311),
    };
    let commands = mqtt.commands.then(|| mqtt::Commands {
        requests: callers.requests.sink(),
        dialogues: mqtt.ussd.then(|| callers.dialogues.sink()),
        defaults: sending::defaults(config),
        gateway: gateway.name.to_string(),
        numbers: mqtt.send_from.clone(),
    });
    let (name, timeout) = (mqtt.name.clone(), mqtt.timeout);
    let min_confidence = config.codes.min_confidence;
    Ok(mqtt::Settings { name, address, root, min_confidence, version, timeout, commands })
}

/// MQTT keep-alive. A connection that broke silently is noticed within twice this time.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

fn start_email(
    email: &EmailSettings,
    tasks: &mut JoinSet<()>,
    events: impl Fn(Event) + Send + Sync + 'static,
) -> Result<UnboundedSender<Delivery>, DaemonError> {
    let wrong = |why: String| {
        let file = email.ca_file.clone().unwrap_or_default();
        DaemonError::Tls { forwarder: email.name.clone(), error: mqtt::TlsError { file, why } }
    };
    let authorities = email.ca_file.as_deref().map(|file| files::read(file, files::PEM_BYTES_MAX)).transpose();
    let authorities = authorities.map_err(|error| wrong(error.to_string()))?;
    let security = match (email.url.scheme_str(), email.starttls) {
        (Some("smtps"), _) => email::Security::Tls(authorities),
        (_, true) => email::Security::StartTls(authorities),
        (_, false) => email::Security::None,
    };
    let (host, port) = host_and_port(&email.url);
    let password = email.password.as_ref().map(|from| from.secret.clone());
    let server = email::Server {
        host,
        port,
        security,
        credentials: email.username.clone().zip(password),
        timeout: email.timeout,
    };
    let (from, to, subject_code) = (email.from.clone(), email.to.clone(), email.subject_code);
    email::start(email::Settings { server, from, to, subject_code }, tasks, events).map_err(wrong)
}

fn exec_settings(exec: &ExecSettings) -> exec::Settings {
    exec::Settings { name: exec.name.clone(), command: exec.command.clone(), timeout: exec.timeout }
}
