//! `simgate config`: shows, checks and explains the configuration.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::terminal::{note, say_all, say_json};
use super::{CliError, Exit};
use crate::config::{self, Config, ConfigErrors, OwnCodes};

/// For every verb that reads the configuration.
#[derive(Args, Clone)]
pub struct ConfigArg {
    /// The configuration file [default: /etc/simgate/simgate.toml, if there is one]
    #[arg(long, value_name = "PATH")]
    config: Option<PathBuf>,
}

impl ConfigArg {
    /// The configuration; warnings go to stderr.
    pub fn load(&self) -> Result<Config, CliError> {
        let config = Config::load(self.config.as_deref())?;
        for warning in &config.warnings {
            note(&format!("warning: {warning}"));
        }
        Ok(config)
    }

    /// What the configuration says of codes, and nothing else of it.
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
    /// Say whether a configuration is right, and if not, all that is wrong with it
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
        ConfigVerb::Print { config } => say_all(&config.load()?.to_toml()),
        ConfigVerb::Reference => say_all(&config::reference_page()),
        ConfigVerb::Check { path, config, json } => {
            let path = path.or(config.config);
            let checked = check(path.as_deref());
            if json {
                say_json(&as_json(&checked))?;
                return checked.map(drop).map_err(|_| CliError::new(Exit::Config, "the configuration has faults"));
            }
            let (config, codes) = checked?;
            for warning in &config.warnings {
                note(&format!("warning: {warning}"));
            }
            say_all(&summary(path, &config, &codes))
        }
    }
}

/// The file, and the own words, rules and texts that belong to it, which are tried.
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
    format!(
        "{}: good, with {}, {}, {}, {}\n{}",
        file.display(),
        count(config.devices.len(), "device"),
        count(config.sims.len(), "SIM"),
        count(config.forwarders.len(), "forwarder"),
        count(config.owners.len(), "owner"),
        own.unwrap_or_default()
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
