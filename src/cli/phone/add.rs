//! `simgate phone add`: walks a person through a phone's setup, and prints its sections for the configuration.
//!
//! The sections go to standard output, everything else to standard error, so that `>>` appends them to the file.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use http::Uri;

use super::examine::{self, Reached};
use super::questions::{Question, Questions};
use super::report::Report;
use super::snippet::{Draft, Place, url_of};
use super::trial::{self, Listener};
use super::{answers, intro, keep};
use crate::api::Tls;
use crate::cli::config::ConfigArg;
use crate::cli::finding::{Finding, Grade};
use crate::cli::terminal::{note, print_rows};
use crate::cli::{CliError, Exit};
use crate::config::{Config, Listen};
use crate::daemon::android_of;
use crate::drivers::android::{Direct, Settings};
use crate::files;
use crate::model::{Msisdn, Name, Secret};
use crate::outgoing_http::Pool;

#[derive(clap::Args)]
#[command(
    after_help = "What is not given is asked for at the terminal. Without a terminal, --name, --url and a password are \
                        needed, and the others have the defaults shown."
)]
pub struct Args {
    #[command(flatten)]
    config: ConfigArg,
    /// The name that the phone gets in simgate
    #[arg(long)]
    name: Option<String>,
    /// The address that the app shows, such as 192.168.1.20:8080, or a name such as pixel.local
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// The user name that the app shows [default: sms]
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// Take the password from this environment variable
    #[arg(long, value_name = "VARIABLE", conflicts_with = "password_file")]
    password_env: Option<String>,
    /// Take the password from this file, which contains nothing else
    #[arg(long, value_name = "PATH")]
    password_file: Option<PathBuf>,
    /// Where to keep a typed password: a new file; or one named `environment`, which gets a row for systemd
    #[arg(long, value_name = "PATH", conflicts_with_all = ["password_env", "password_file"])]
    keep: Option<String>,
    /// The slots whose SIMs are used, such as 1,2 [default: all with a SIM]
    #[arg(long, value_name = "SLOTS")]
    slots: Option<String>,
    /// The number of a SIM, such as 2=+12025550143; can be repeated [default: the number on the card]
    #[arg(long, value_name = "SLOT=NUMBER")]
    number: Vec<String>,
    /// The URL at which the phone reaches simgate, or `none` [default: none, simgate asks the phone every 5 s]
    #[arg(long, value_name = "URL")]
    callback: Option<String>,
}

/// The variables of the systemd unit.
const KEPT: &str = "/etc/simgate/environment";
/// The largest password file.
const PASSWORD_BYTES_MAX: u64 = 4096;

pub fn run(args: &Args) -> Result<(), CliError> {
    let questions = Questions::new();
    let config = args.config.load_if_possible();
    if questions.is_terminal {
        intro::show();
    }
    let mut adding = Adding { args, questions, config, draft: Draft::new(), password: Secret::default(), typed: false };
    adding.name()?;
    let (settings, reached) = adding.reach()?;
    let phone = Direct::new(settings.clone(), &Pool::default());
    adding.sims(&settings, &reached, &phone)?;
    adding.callback(&reached, &phone)?;
    let variables = adding.keep()?;
    adding.draft.config(&adding.password).map_err(|why| CliError::new(Exit::Bug, why))?;
    note("");
    print_rows(&adding.draft.toml())?;
    note("");
    note("Append these sections to the configuration, then:");
    next_steps(&adding.draft, variables.as_deref());
    Ok(())
}

/// Names what is left to do. `variables`: the file that the unit, but no shell, has variables from.
fn next_steps(draft: &Draft, variables: Option<&Path>) {
    let check = format!("simgate config check && simgate phone check {}", draft.name);
    match (&draft.place, variables) {
        (Place::Variable(_), Some(file)) => {
            note(&format!("  sh -c 'set -a; . {}; {check}'", file.display()));
            note("  systemctl restart simgate");
        }
        (Place::Variable(_), None) => note(&format!("  {check}")),
        (Place::File(path), _) => {
            note(&format!("  {check}"));
            note(&format!("  systemctl reload simgate      # its user must be able to read {}", path.display()));
        }
    }
}

/// The answers, as they come.
struct Adding<'a> {
    args: &'a Args,
    questions: Questions,
    /// The configuration that the phone is added to.
    config: Config,
    draft: Draft,
    password: Secret,
    /// Whether the password was typed, so that it has to be kept.
    typed: bool,
}

impl Adding<'_> {
    fn name(&mut self) -> Result<(), CliError> {
        let question =
            Question { text: "Name of the phone in simgate, such as pixel", option: "--name", default: None };
        let read = |text: &str| {
            let name = Name::parse(text).map_err(|error| error.to_string())?;
            match self.config.devices.iter().any(|device| *device.name() == name) {
                true => Err(format!("the configuration has a device `{name}` already")),
                false => Ok(name.to_string()),
            }
        };
        self.draft.name = self.questions.ask(&question, self.args.name.as_deref(), read)?;
        Ok(())
    }

    /// Asks for address, user and password until the phone answers.
    fn reach(&mut self) -> Result<(Settings, Reached), CliError> {
        self.url(self.args.url.as_deref())?;
        self.user(self.args.user.as_deref())?;
        self.password()?;
        loop {
            let (android, config) = self.draft.config(&self.password).map_err(|why| CliError::new(Exit::Usage, why))?;
            let settings = android_of(&android, &config);
            let phone = Direct::new(settings.clone(), &Pool::default());
            let mut show = |finding: &Finding| show(finding);
            let mut report = Report::new(settings.phone.name.clone(), &mut show);
            let reached = examine::reach(&settings, &mut report, &mut |address, call| phone.ask(address, call));
            if let (Some(reached), Some(identity)) = (reached, &report.identity) {
                // Other phones may get this address later.
                self.draft.phone_id = Some(identity.id.clone());
                if self.draft.config(&self.password).is_err() {
                    self.draft.phone_id = None;
                }
                return Ok((settings, reached));
            }
            let is_password_wrong = report.findings.iter().any(|finding| finding.step == "password");
            if !self.questions.is_terminal {
                return Err(CliError::failed("the phone can't be used yet")
                    .hint("do what the finding above says, and run this again"));
            }
            if is_password_wrong {
                self.user(None)?;
                self.type_password()?;
            } else {
                self.url(None)?;
            }
        }
    }

    fn url(&mut self, given: Option<&str>) -> Result<(), CliError> {
        let question =
            Question { text: "Address that the app shows under Local server", option: "--url", default: None };
        let read = |text: &str| {
            let url = url_of(text);
            Draft { url: url.clone(), ..Draft::new() }.checked().map(|_| url)
        };
        self.draft.url = self.questions.ask(&question, given, read)?;
        Ok(())
    }

    fn user(&mut self, given: Option<&str>) -> Result<(), CliError> {
        let question = Question { text: "User name", option: "--user", default: Some("sms") };
        let read = |text: &str| Draft { user: text.to_owned(), ..Draft::new() }.checked().map(|draft| draft.user);
        self.draft.user = self.questions.ask(&question, given, read)?;
        Ok(())
    }

    fn password(&mut self) -> Result<(), CliError> {
        if let Some(variable) = &self.args.password_env {
            let value = std::env::var(variable).ok().filter(|value| !value.is_empty());
            let missing = || CliError::new(Exit::Usage, format!("the environment variable `{variable}` is not set"));
            self.password = Secret::new(value.ok_or_else(missing)?);
            self.draft.place = Place::Variable(variable.clone());
            return Ok(());
        }
        let Some(path) = &self.args.password_file else { return self.type_password() };
        let failed =
            |why: &str| CliError::failed(format!("can't read the password in `{}`", path.display())).cause(why);
        let bytes = files::read(path, PASSWORD_BYTES_MAX).map_err(|error| failed(&error.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|_| failed("it is not UTF-8 text"))?;
        let text = text.trim_end_matches(['\n', '\r']);
        if text.is_empty() {
            return Err(failed("it is empty"));
        }
        self.password = Secret::new(text);
        self.draft.place = Place::File(std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        Ok(())
    }

    fn type_password(&mut self) -> Result<(), CliError> {
        self.password = self.questions.secret("Password", "--password-env")?;
        self.typed = true;
        Ok(())
    }

    /// Shows the phone's condition, and asks which of its SIMs to use.
    fn sims(&mut self, settings: &Settings, reached: &Reached, phone: &Direct) -> Result<(), CliError> {
        let mut show = |finding: &Finding| show(finding);
        let mut report = Report::new(settings.phone.name.clone(), &mut show);
        let mut ask = |address, call| phone.ask(address, call);
        examine::condition(reached, &mut report, &mut ask);
        let sims = answers::sims(&reached.device);
        if sims.is_empty() {
            answers::slots(&sims, &[], &|_| None).into_iter().for_each(|finding| report.add(finding));
        }
        if report.findings.iter().any(|finding| finding.grade == Grade::Wrong) {
            return Err(CliError::failed("the phone can't be used yet")
                .hint("do what the findings above say, and run this again"));
        }
        let found: Vec<u8> = sims.iter().map(|sim| sim.slot).collect();
        for sim in &sims {
            show_row(&format!("slot {}: {}", sim.slot, sim.describe()));
        }
        let all = found.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
        let question = Question { text: "Slots to use", option: "--slots", default: Some(&all) };
        let read = |text: &str| slots_of(text, &found);
        let slots = self.questions.ask(&question, self.args.slots.as_deref(), read)?;
        let given = numbers_of(&self.args.number, &slots)?;
        self.draft.sims.clear();
        for slot in slots {
            let own =
                sims.iter().find(|sim| sim.slot == slot).and_then(|sim| Msisdn::parse(sim.number.as_deref()?).ok());
            let own = own.map(|number| number.as_str().to_owned());
            let given = given.iter().find(|(of, _)| *of == slot).map(|(_, number)| number.as_str());
            let text = format!("Number of the SIM in slot {slot}, such as +12025550143 (Enter: not known)");
            let question = Question { text: &text, option: "--number", default: Some("") };
            let read = |text: &str| match text {
                "" => Ok(None),
                _ => Msisdn::parse(text)
                    .map(|number| Some(number.as_str().to_owned()))
                    .map_err(|error| error.to_string()),
            };
            let number = match (given, own) {
                (None, Some(own)) => Some(own),
                (given, _) => self.questions.ask(&question, given, read)?,
            };
            self.draft.sims.push((slot, number));
        }
        Ok(())
    }

    /// Asks how the phone reaches simgate, and tries it.
    fn callback(&mut self, reached: &Reached, phone: &Direct) -> Result<(), CliError> {
        let path = format!("/sms/webhook/{}", self.draft.name);
        if self.questions.is_terminal && self.args.callback.is_none() {
            note("");
            note(
                "Messages arrive at once if the phone can call simgate. It calls https:// with a certificate that it trusts, or by",
            );
            note(&format!("cable http://127.0.0.1:PORT{path} (docs/phones.md). Otherwise simgate asks it every 5 s."));
        }
        let mut given = self.args.callback.as_deref();
        loop {
            let text = format!("URL at which the phone reaches simgate, ending in {path}");
            let question = Question { text: &text, option: "--callback", default: Some("none") };
            let draft = self.draft.clone();
            let read = |text: &str| match text {
                "none" => Ok(None),
                _ => {
                    let with = Draft { callback: Some(text.to_owned()), ..draft.clone() };
                    with.checked().map(|draft| draft.callback)
                }
            };
            let callback = self.questions.ask(&question, given, read)?;
            let Some(url) = callback.as_deref().and_then(|callback| callback.parse::<Uri>().ok()) else {
                show(&Finding::good("webhook", "none: simgate asks the phone every 5 s what has arrived"));
                return Ok(());
            };
            let finding = self.try_callback(&url, reached, phone)?;
            show(&finding);
            let is_kept = match (finding.grade, self.questions.is_terminal) {
                (Grade::Good | Grade::Note, _) => true,
                (Grade::Wrong, true) => self.questions.is_agreed("Keep this URL all the same? y or n")?,
                (Grade::Wrong, false) => {
                    return Err(CliError::failed("the callback does not work yet")
                        .hint("do what the finding above says, or leave `--callback` out: simgate then asks the phone every 5 s"));
                }
            };
            if is_kept {
                self.draft.callback = callback;
                return Ok(());
            }
            given = None;
        }
    }

    fn try_callback(&self, url: &Uri, reached: &Reached, phone: &Direct) -> Result<Finding, CliError> {
        let address = match self.config.api.listen {
            Listen::On(address) => address,
            Listen::Off => SocketAddr::from((Ipv4Addr::LOCALHOST, url.port_u16().unwrap_or(8081))),
        };
        let tls = match (&self.config.api.tls_cert, &self.config.api.tls_key) {
            (Some(certificates), Some(key)) => {
                let tls = Tls { certificates: certificates.clone(), key: key.clone() };
                let failed = |error: crate::api::ServeError| {
                    CliError::new(Exit::Config, "the certificate in [api] can't be used").because(&error)
                };
                Some(tls.acceptor().map_err(failed)?)
            }
            (_, _) => None,
        };
        let name = Name::parse(&self.draft.name).map_err(|error| CliError::new(Exit::Bug, error.to_string()))?;
        note(&format!("listens at {address} for a call of the phone ..."));
        Ok(match Listener::open(address, tls, url.path()) {
            Ok(listener) => trial::run(url, &listener, &name, &mut |call| phone.ask(reached.address, call)),
            Err(error) => Finding::note("webhook", format!("not tried, because {address} can't be opened: {error}"))
                .remedy("if simgate runs there, `simgate devices` warns when the phone does not reach it; or stop it and run this again"),
        })
    }

    /// Keeps a typed password. Returns the file, if it is one of variables.
    fn keep(&mut self) -> Result<Option<PathBuf>, CliError> {
        if !self.typed {
            return Ok(None);
        }
        let beside = format!("{}.password", self.draft.name);
        let default = match rustix::process::geteuid().is_root() && Path::new(KEPT).parent().is_some_and(Path::is_dir) {
            true => KEPT,
            false => beside.as_str(),
        };
        let question = Question {
            text: "File that keeps the password; one named `environment` gets a row for systemd",
            option: "--keep",
            default: Some(default),
        };
        let read = |text: &str| {
            let path = std::path::absolute(text).map_err(|error| error.to_string())?;
            keep::keep(&path, &self.draft.name, &self.password).map(|place| (place, path))
        };
        let (place, path) = self.questions.ask(&question, self.args.keep.as_deref(), read)?;
        self.draft.place = place;
        Ok(matches!(self.draft.place, Place::Variable(_)).then_some(path))
    }
}

fn show(finding: &Finding) {
    finding.rows().iter().for_each(|row| note(row));
}

fn show_row(text: &str) {
    note(&format!("       {text}"));
}

/// The slots in a list such as `1,2`; each must have a SIM.
fn slots_of(text: &str, found: &[u8]) -> Result<Vec<u8>, String> {
    let slot = |word: &str| {
        let slot = word.trim().parse::<u8>().ok().filter(|slot| found.contains(slot));
        slot.ok_or_else(|| format!("`{}` is no slot with a SIM", word.trim()))
    };
    let mut slots = text.split(',').map(slot).collect::<Result<Vec<u8>, String>>()?;
    slots.sort_unstable();
    slots.dedup();
    Ok(slots)
}

/// The numbers given as `SLOT=NUMBER`.
fn numbers_of(given: &[String], slots: &[u8]) -> Result<Vec<(u8, String)>, CliError> {
    let number = |word: &String| {
        let pair = word.split_once('=').and_then(|(slot, number)| Some((slot.parse().ok()?, number.to_owned())));
        pair.filter(|(slot, _)| slots.contains(slot)).ok_or_else(|| {
            CliError::new(Exit::Usage, format!("--number: `{word}` is not SLOT=NUMBER with a slot that is used"))
        })
    };
    given.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_slots_with_a_sim_are_taken() {
        assert_eq!(slots_of("2, 1,2", &[1, 2]), Ok(vec![1, 2]));
        for wrong in ["", "3", "1;2", "a", "0"] {
            assert!(slots_of(wrong, &[1, 2]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_number_belongs_to_a_slot_that_is_used() {
        assert_eq!(numbers_of(&["2=+12025550143".into()], &[2]).unwrap(), [(2, "+12025550143".to_owned())]);
        for wrong in ["+12025550143", "1=+12025550143", "x=1"] {
            assert!(numbers_of(&[wrong.into()], &[2]).is_err(), "{wrong}");
        }
    }
}
