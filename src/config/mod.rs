//! The configuration: one TOML file, by default `/etc/simgate/simgate.toml`, and defaults for all keys that it omits.
//!
//! A key is declared once (`gateway.rs`, `device.rs`, `forwarder.rs`, `mqtt.rs`, `exec.rs`, `api.rs`, `sending.rs`,
//! `codes.rs`, `discovery.rs`, `template.rs`, `android.rs`). Parser, defaults, printed form and reference page follow from the declaration. A new key is
//! one row there; a new kind of device or forwarder is a variant and its section. Nothing here acts on the configuration.

mod android;
mod api;
mod check;
mod codes;
mod declare;
mod device;
mod discovery;
mod duration;
mod email;
mod error;
mod exec;
mod file;
mod forwarder;
mod gateway;
mod kind;
mod kinds;
mod mqtt;
mod nearest;
mod pem;
mod probability;
mod profiles;
mod reading;
mod reference;
mod secret;
mod sending;
mod template;
#[cfg(test)]
mod tests;
mod text;
mod upkeep;
mod url;

use std::path::Path;

use reading::Reading;
use text::{open_default, table_of, text_of};

pub use android::AndroidSettings;
pub use api::Api;
pub use codes::{Codes, CodesFile, OwnCodes};
pub use declare::KeyDoc;
pub use device::{Device, ModemSettings, SimSettings};
pub use discovery::Discovery;
pub use duration::parse as parse_duration;
pub use email::EmailSettings;
pub use error::{ConfigErrors, Problem};
pub use exec::ExecSettings;
pub use file::SectionDoc;
pub use forwarder::{Forwarder, Owner, WebhookFormat, WebhookSettings};
pub use gateway::{Assembly, Dedupe, Gateway, Level, Log, Retention};
pub use kinds::{Listen, Zone};
pub use mqtt::{MqttSettings, MqttVersion};
pub use profiles::OwnProfiles;
pub use reference::page as reference_page;
pub use secret::{SecretFrom, SecretSource};
pub use sending::{OwnLimits, Sending};
pub use template::{Signed, TemplateSettings, Verify};
pub use text::DEFAULT_PATH;
pub use url::host_and_port;

file::sections! {
    /// All settings of an operator.
    Config {
        gateway: once Gateway,
        log: once Log,
        dedupe: once Dedupe,
        assembly: once Assembly,
        retention: once Retention,
        api: once Api,
        sending: once Sending,
        codes: once Codes,
        discovery: once Discovery,
        devices: typed Device,
        sims: many SimSettings,
        forwarders: typed Forwarder,
        owners: many Owner,
    }
}

impl Config {
    /// Reads the file at `path`, or the default one, which may be absent.
    pub fn load(path: Option<&Path>) -> Result<Self, ConfigErrors> {
        let file = path.unwrap_or(Path::new(DEFAULT_PATH));
        let text = open_default(path)?.map_or_else(|| Ok(String::new()), |open| text_of(file, open))?;
        Self::parse(file, &text, &|name| std::env::var(name).ok())
    }

    /// The operator's own words, rules and sample texts for this configuration.
    pub fn own_codes(&self) -> Result<OwnCodes, ConfigErrors> {
        self.codes.directory.as_deref().map_or_else(|| Ok(OwnCodes::default()), OwnCodes::read)
    }

    /// The environment variables that contain secrets.
    pub fn secret_variables(&self) -> impl Iterator<Item = &str> {
        let devices = self.devices.iter().map(|device| match device {
            Device::Modem(modem) => modem.pin.as_ref(),
            Device::Template(template) => template.secret.as_ref(),
            Device::Android(android) => android.password.as_ref(),
        });
        let forwarders = self.forwarders.iter().map(|forwarder| match forwarder {
            Forwarder::Webhook(webhook) => webhook.secret.as_ref(),
            Forwarder::Mqtt(mqtt) => mqtt.password.as_ref(),
            Forwarder::Email(email) => email.password.as_ref(),
            Forwarder::Exec(_) => None,
        });
        devices.chain(forwarders).flatten().filter_map(|from| match &from.source {
            SecretSource::Variable(name) => Some(name.as_str()),
            SecretSource::Key(..) | SecretSource::File(_) => None,
        })
    }

    /// Parses the text of `file`; `variable` looks up environment variables.
    pub fn parse(file: &Path, text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigErrors> {
        let mut reading = Reading::new(file, text, variable);
        let Some(root) = table_of(text, &mut reading) else { return Err(reading.into_errors()) };
        let config = Self::read_sections(root.get_ref(), &mut reading);
        check::across_sections(root.get_ref(), &mut reading);
        if let Some(config) = &config {
            check::device_names(root.get_ref(), config.devices.iter().map(Device::name), &mut reading);
            check::device_profiles(root.get_ref(), &config.gateway.profiles.profiles, &mut reading);
        }
        match config {
            Some(mut config) if reading.problems.is_empty() => {
                config.warnings = reading.warnings;
                config.codes = config.codes.in_force(file);
                Ok(config)
            }
            Some(_) | None => Err(reading.into_errors()),
        }
    }
}

impl Default for Config {
    /// The configuration without a file.
    fn default() -> Self {
        Self::parse(Path::new(DEFAULT_PATH), "", &|name| std::env::var(name).ok())
            .expect("the defaults of the declarations are in their own ranges")
    }
}
