//! `simgate doctor`: what keeps messages from arriving or going out, and what mends it.
//!
//! It changes nothing. While a gateway runs, it has the modems' ports, and the doctor asks it; otherwise the doctor asks each
//! modem itself.

mod disk;
mod kernel_log;
mod machine;
mod modem;
mod ports;
mod reach;
mod running;

use std::path::PathBuf;

use serde_json::json;

use super::client::Client;
use super::finding::{Finding, Grade};
use super::phone;
use super::terminal::{print_json, print_row};
use super::{CliError, ConfigArg};
use crate::config::{Config, Device};
use machine::Machine;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    config: ConfigArg,
    /// Print all findings as one JSON object
    #[arg(long)]
    json: bool,
    /// Read the files of the system below this directory, such as those of a mounted image, and not those of this machine
    #[arg(long, value_name = "DIR", default_value = "/")]
    root: PathBuf,
}

/// The findings, each printed as it comes, because a modem may take its time.
struct Findings {
    all: Vec<Finding>,
    prints: bool,
    printed: Result<(), CliError>,
}

impl Findings {
    fn add(&mut self, finding: Finding) {
        if self.prints && self.printed.is_ok() {
            self.printed = finding.rows().iter().try_for_each(|row| print_row(row));
        }
        self.all.push(finding);
    }

    fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.add(finding));
    }
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let mut findings = Findings { all: Vec::new(), prints: !args.json, printed: Ok(()) };
    let machine = Machine::new(&args.root);
    if let Some(config) = configuration(&args.config, &mut findings) {
        findings.add(machine::clock(crate::clock::is_synchronised()));
        findings.extend(disk::examine(&machine, &config.gateway.data));
        findings.extend(kernel_log::examine(&machine));
        findings.extend(machine::voltage(&machine));
        findings.extend(machine::sockets(&machine));
        devices(&config, &machine, &mut findings)?;
        findings.extend(reach::forwarders(&config.forwarders));
        findings.extend(running::deliveries(&config));
    }
    findings.printed?;
    let wrong = findings.all.iter().filter(|finding| finding.grade == Grade::Wrong).count();
    if args.json {
        let all: Vec<_> = findings.all.iter().map(Finding::json).collect();
        print_json(&json!({ "healthy": wrong == 0, "findings": all }))?;
    }
    match wrong {
        0 if args.json => Ok(()),
        0 => print_row("nothing is wrong"),
        1 => Err(CliError::failed("one finding is wrong").hint("do what stands below it; then run this again")),
        _ => Err(CliError::failed(format!("{wrong} findings are wrong"))
            .hint("begin with the first: later ones may follow from it; then run this again")),
    }
}

/// The configuration. With a fault in it nothing else can be examined.
fn configuration(arg: &ConfigArg, findings: &mut Findings) -> Option<Config> {
    match arg.examine() {
        Ok(config) => {
            findings.extend(config.warnings.iter().map(|warning| Finding::note("config", warning.to_string())));
            findings.add(Finding::good("config", "is valid"));
            Some(config)
        }
        Err(errors) => {
            for problem in errors.problems {
                let place = match problem.line {
                    Some(line) => format!("{}:{line}", problem.file.display()),
                    None => problem.file.display().to_string(),
                };
                let finding = Finding::wrong("config", format!("{place}: {}", problem.what));
                findings.add(finding.remedy(problem.hint.unwrap_or_else(|| "correct this row of the file".to_owned())));
            }
            None
        }
    }
}

fn devices(config: &Config, machine: &Machine, findings: &mut Findings) -> Result<(), CliError> {
    let client = Client::local(&config.gateway.data);
    let reports = running::reports(&client);
    findings.add(match &reports {
        Some(_) => Finding::good("gateway", "runs and answers"),
        None => Finding::note("gateway", "no gateway runs with this configuration, so the devices are asked directly"),
    });
    for device in &config.devices {
        if let Some(report) = reports.as_ref().and_then(|reports| running::of(reports, device.name())) {
            findings.extend(running::device(device.name(), report));
            continue;
        }
        match device {
            Device::Modem(settings) => {
                if ports::examine(machine, settings, &mut |finding| findings.add(finding)) {
                    modem::examine(settings, config, &mut |finding| findings.add(finding))?;
                }
            }
            Device::Android(android) if android.dial_in => {
                let text = format!("{} dials in, which only a running gateway sees", android.name);
                findings.add(Finding::note("phone", text));
            }
            Device::Android(android) => findings.extend(phone::examined(android, config)),
            Device::Template(_) => {}
        }
    }
    Ok(())
}
