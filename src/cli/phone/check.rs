//! `simgate phone check`: whether a daemon could use a configured phone, and what it would change there.

use super::examine;
use super::report::Report;
use crate::cli::finding::Finding;
use crate::cli::terminal::{print_json, print_row};
use crate::cli::{CliError, ConfigArg, Exit};
use crate::config::{AndroidSettings, Config, Device};
use crate::daemon::android_of;
use crate::drivers::android::{Direct, Settings};
use crate::outgoing_http::Pool;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    config: ConfigArg,
    /// The phone's name in the configuration
    #[arg(value_name = "NAME")]
    name: String,
    /// Print all findings as one JSON object
    #[arg(long)]
    json: bool,
}

/// The findings of a phone, for another verb.
pub fn examined(settings: &AndroidSettings, config: &Config) -> Vec<Finding> {
    let settings = android_of(settings, config);
    let phone = Direct::new(settings.clone(), &Pool::default());
    let mut ignore = |_: &Finding| {};
    let mut report = Report::new(settings.phone.name.clone(), &mut ignore);
    examine_all(&settings, config, &phone, &mut report);
    report.findings
}

/// Asks the phone everything.
fn examine_all(settings: &Settings, config: &Config, phone: &Direct, report: &mut Report<'_>) {
    let mut ask = |address, call| phone.ask(address, call);
    if let Some(reached) = examine::reach(settings, report, &mut ask) {
        examine::condition(&reached, report, &mut ask);
        examine::slots(&reached, settings, config, report);
        examine::changes(&reached, settings, config, report, &mut ask);
    }
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let config = args.config.load()?;
    let settings = android_of(configured(&config, &args.name)?, &config);
    let phone = Direct::new(settings.clone(), &Pool::default());
    let mut printed = Ok(());
    let mut print = |finding: &Finding| {
        if !args.json && printed.is_ok() {
            printed = finding.rows().iter().try_for_each(|row| print_row(row));
        }
    };
    let mut report = Report::new(settings.phone.name.clone(), &mut print);
    examine_all(&settings, &config, &phone, &mut report);
    let (is_usable, json) = (report.is_usable(), report.json());
    printed?;
    if args.json {
        print_json(&json)?;
    }
    match is_usable {
        true if args.json => Ok(()),
        true => print_row(&format!("simgate can use {}", args.name)),
        false => Err(CliError::failed(format!("simgate can't use `{}` yet", args.name))
            .hint("each finding that is `wrong` names what to do; then run this again")),
    }
}

/// The phone with this name.
fn configured<'a>(config: &'a Config, name: &str) -> Result<&'a AndroidSettings, CliError> {
    let phones = config.devices.iter().filter_map(|device| match device {
        Device::Android(android) => Some(&**android),
        Device::Modem(_) | Device::Template(_) => None,
    });
    let phones: Vec<&AndroidSettings> = phones.collect();
    let found = phones.iter().find(|phone| phone.name.as_str() == name);
    found.copied().ok_or_else(|| {
        let error = CliError::new(Exit::Usage, format!("no [[device]] of type `android` has the name `{name}`"));
        let names: Vec<String> = phones.iter().map(|phone| format!("`{}`", phone.name)).collect();
        match names.is_empty() {
            true => error.hint("`simgate phone add` makes one"),
            false => error.hint(format!("the configuration has {}", names.join(", "))),
        }
    })
}
