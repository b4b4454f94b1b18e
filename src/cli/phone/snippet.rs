//! The sections of a phone for the configuration, from the answers.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::config::{AndroidSettings, Config, Device};
use crate::model::Secret;

/// Where the configuration finds the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Variable(String),
    File(PathBuf),
}

/// The answers so far. Those that are still open have values that are right.
#[derive(Debug, Clone)]
pub struct Draft {
    pub name: String,
    pub url: String,
    pub user: String,
    pub place: Place,
    pub phone_id: Option<String>,
    /// Slot and number of each SIM.
    pub sims: Vec<(u8, Option<String>)>,
    pub callback: Option<String>,
}

impl Draft {
    pub fn new() -> Self {
        Self {
            name: "phone".to_owned(),
            url: "http://127.0.0.1:8080".to_owned(),
            user: "sms".to_owned(),
            place: Place::Variable(String::new()),
            phone_id: None,
            sims: vec![(1, None)],
            callback: None,
        }
    }

    /// The sections, without the password.
    pub fn toml(&self) -> String {
        // A JSON string is a TOML string.
        let text = |value: &str| serde_json::Value::from(value).to_string();
        let mut out =
            format!("[[device]]\ntype = \"android\"\nname = {}\nurl = {}\n", text(&self.name), text(&self.url));
        let mut row = |key: &str, value: String| {
            // Writing into a string can't fail.
            let _ = writeln!(out, "{key} = {value}");
        };
        if self.user != "sms" {
            row("username", text(&self.user));
        }
        match &self.place {
            Place::Variable(name) => row("password_env", text(name)),
            Place::File(path) => row("password_file", text(&path.to_string_lossy())),
        }
        if let Some(id) = &self.phone_id {
            row("phone_id", text(id));
        }
        let slots: Vec<String> = self.sims.iter().map(|(slot, _)| slot.to_string()).collect();
        row("slots", format!("[{}]", slots.join(", ")));
        if let Some(callback) = &self.callback {
            row("callback", text(callback));
        }
        for (slot, number) in &self.sims {
            let sim_name = text(&format!("{}-{slot}", self.name));
            let _ = write!(out, "\n[[sim]]\ndevice = {}\nslot = {slot}\nname = {sim_name}\n", text(&self.name));
            if let Some(number) = number {
                let _ = writeln!(out, "number = {}", text(number));
            }
        }
        out
    }

    /// The answers as a configuration, with this password; otherwise what is wrong with them, in one sentence.
    pub fn config(&self, password: &Secret) -> Result<(AndroidSettings, Config), String> {
        let place = Place::Variable("PASSWORD".to_owned());
        let text = Self { place, ..self.clone() }.toml();
        let variable = |_: &str| Some(password.reveal().to_owned());
        let config = Config::parse(Path::new("simgate.toml"), &text, &variable)
            .map_err(|errors| errors.problems.first().map_or_else(String::new, |problem| problem.what.clone()))?;
        match config.devices.first() {
            Some(Device::Android(android)) => Ok(((**android).clone(), config)),
            Some(Device::Modem(_) | Device::Template(_)) | None => Err("this is no phone".to_owned()),
        }
    }

    /// The draft, if a configuration takes it.
    pub fn checked(self) -> Result<Self, String> {
        self.config(&Secret::new("unknown")).map(|_| self)
    }
}

/// The URL of an address as the app shows it: without `http://`, and perhaps without the port.
pub fn url_of(typed: &str) -> String {
    let typed = typed.trim().trim_end_matches('/');
    if typed.contains("://") {
        return typed.to_owned();
    }
    let has_port = typed.rsplit_once(':').is_some_and(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    format!("http://{typed}{}", if has_port { "" } else { ":8080" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_the_app_shows_it() {
        for (typed, url) in [
            ("192.168.1.20:8080", "http://192.168.1.20:8080"),
            (" pixel.local ", "http://pixel.local:8080"),
            ("http://192.168.1.20:9000/", "http://192.168.1.20:9000"),
            ("https://phone.example", "https://phone.example"),
        ] {
            assert_eq!(url_of(typed), url);
        }
    }

    #[test]
    fn a_draft_is_a_configuration_with_all_of_its_answers_and_no_password() {
        let draft = Draft {
            name: "pixel".into(),
            url: "http://pixel.local:8080".into(),
            user: "me \"x\"".into(),
            place: Place::File("/etc/simgate/pixel.password".into()),
            phone_id: Some("0000000099aabbcc".into()),
            sims: vec![(1, Some("+12025550101".into())), (2, None)],
            callback: Some("https://gw.example/sms/webhook/pixel".into()),
        };
        let (android, config) = draft.config(&Secret::new("geheim")).unwrap();
        assert_eq!((android.username.as_str(), android.slots.as_slice()), ("me \"x\"", &[1, 2][..]));
        assert_eq!(android.password.unwrap().secret.reveal(), "geheim");
        assert_eq!((config.sims.len(), config.sims[1].name.as_str()), (2, "pixel-2"));
        let text = draft.toml();
        assert!(text.contains("password_file = \"/etc/simgate/pixel.password\"") && !text.contains("geheim"), "{text}");
    }

    #[test]
    fn a_wrong_answer_is_refused_with_the_words_of_the_configuration() {
        let wrong = |change: fn(&mut Draft)| {
            let mut draft = Draft::new();
            change(&mut draft);
            draft.checked().map(|_| ()).unwrap_err()
        };
        assert!(wrong(|draft| draft.name = "a b".into()).contains("`name`"));
        assert!(wrong(|draft| draft.url = "ftp://x".into()).contains("`url`"));
        assert!(wrong(|draft| draft.sims = vec![(9, None)]).contains("`slots`"));
        assert!(wrong(|draft| draft.sims[0].1 = Some("0171".into())).contains("`number`"));
        assert!(wrong(|draft| draft.callback = Some("https://gw/x".into())).contains("/sms/webhook/phone"));
    }
}
