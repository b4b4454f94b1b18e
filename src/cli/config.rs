//! `simgate config`: shows, checks and explains the configuration.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::terminal::{note, print_json, print_rows};
use super::{CliError, Exit};
use crate::config::{self, Config, ConfigErrors, OwnCodes};

/// Options of every verb that reads the configuration.
#[derive(Args, Clone)]
pub struct ConfigArg {
    /// The configuration file [default: /etc/simgate/simgate.toml, if there is one]
    #[arg(long, value_name = "PATH")]
    config: Option<PathBuf>,
}

impl ConfigArg {
    /// Reads the configuration and prints its warnings to stderr.
    pub fn load(&self) -> Result<Config, CliError> {
        let config = Config::load(self.config.as_deref())?;
        for warning in &config.warnings {
            note(&format!("warning: {warning}"));
        }
        Ok(config)
    }

    /// Reads the configuration, for a verb that reports its faults itself.
    pub fn examine(&self) -> Result<Config, ConfigErrors> {
        Config::load(self.config.as_deref())
    }

    /// Reads the configuration, for a verb that can do without it: a shell lacks the variables of the unit, for example.
    pub fn load_if_possible(&self) -> Config {
        Config::load(self.config.as_deref()).unwrap_or_else(|errors| {
            let why = errors.problems.first().map_or("it has faults", |problem| problem.what.as_str());
            note(&format!("warning: the configuration is left out of account: {why}"));
            Config::default()
        })
    }

    /// Reads only what the configuration sets for codes.
    pub fn codes(&self) -> Result<OwnCodes, CliError> {
        Ok(OwnCodes::load(self.config.as_deref())?)
    }
}

#[derive(Args)]
pub struct ConfigArgs {
    #[command(subcommand)]
    verb: ConfigVerb,
}

#[derive(Subcommand)]
enum ConfigVerb {
    /// Print the configuration in force, defaults included, as TOML; secrets only as where they come from
    Print {
        #[command(flatten)]
        config: ConfigArg,
    },
    /// Check a configuration, and list all of its errors
    Check {
        /// The file to check
        #[arg(value_name = "PATH", conflicts_with = "config")]
        path: Option<PathBuf>,
        #[command(flatten)]
        config: ConfigArg,
        /// Answer as one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Print the reference page: every section and key, with range, default and example
    Reference,
}

pub fn run(args: ConfigArgs) -> Result<(), CliError> {
    match args.verb {
        ConfigVerb::Print { config } => print_rows(&config.load()?.to_toml()),
        ConfigVerb::Reference => print_rows(&config::reference_page()),
        ConfigVerb::Check { path, config, json } => {
            let path = path.or(config.config);
            let checked = check(path.as_deref());
            if json {
                print_json(&as_json(&checked))?;
                return checked.map(drop).map_err(|_| CliError::new(Exit::Config, "the configuration has faults"));
            }
            let (config, codes) = checked?;
            for warning in &config.warnings {
                note(&format!("warning: {warning}"));
            }
            print_rows(&summary(path, &config, &codes))
        }
    }
}

/// Reads the file, and tries the operator's own words, rules and sample texts that belong to it.
fn check(path: Option<&Path>) -> Result<(Config, OwnCodes), ConfigErrors> {
    let config = Config::load(path)?;
    let codes = config.own_codes()?;
    codes.check()?;
    Ok((config, codes))
}

fn summary(path: Option<PathBuf>, config: &Config, codes: &OwnCodes) -> String {
    let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    let file = path.unwrap_or_else(|| config::DEFAULT_PATH.into());
    let own = config.codes.directory.as_ref().map(|directory| {
        format!(
            "{}: good, with {}, {}, {}\n",
            directory.display(),
            count(codes.words, "word"),
            count(codes.rules, "rule"),
            count(codes.texts(), "text")
        )
    });
    let profiles = &config.gateway.profiles;
    let own_profiles = Some(profiles.profiles.own().len()).filter(|number| *number > 0);
    let own_profiles = own_profiles
        .map(|number| format!("{}: good, with {}\n", profiles.directory.display(), count(number, "profile")));
    format!(
        "{}: good, with {}, {}, {}, {}\n{}{}",
        file.display(),
        count(config.devices.len(), "device"),
        count(config.sims.len(), "SIM"),
        count(config.forwarders.len(), "forwarder"),
        count(config.owners.len(), "owner"),
        own.unwrap_or_default(),
        own_profiles.unwrap_or_default()
    )
}

fn as_json(checked: &Result<(Config, OwnCodes), ConfigErrors>) -> serde_json::Value {
    match checked {
        Ok((config, _)) => json!({"good": true, "warnings": config.warnings, "problems": []}),
        Err(errors) => {
            let problems = errors.problems.iter().map(|problem| {
                json!({
                    "file": problem.file, "line": problem.line, "column": problem.column,
                    "message": problem.what, "hint": problem.hint,
                })
            });
            json!({"good": false, "warnings": [], "problems": problems.collect::<Vec<_>>()})
        }
    }
}

impl From<ConfigErrors> for CliError {
    fn from(errors: ConfigErrors) -> Self {
        CliError::rows(Exit::Config, errors.to_string().lines().map(str::to_owned).collect())
    }
}
