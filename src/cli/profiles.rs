//! `simgate devices profile`: the profiles of modems, an operator's own and those that are compiled in.

use super::terminal::{print_row, print_rows};
use super::{CliError, ConfigArg};
use crate::at::Profiles;

#[derive(clap::Args)]
pub struct Args {
    /// The profile to print [default: the names of all, in the order in which simgate tries them]
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    config: ConfigArg,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let own = args.config.load_if_possible().gateway.profiles;
    match &args.name {
        None => names(&own.profiles).iter().try_for_each(|name| print_row(name)),
        Some(name) => match own.profiles.named(name) {
            Some(profile) => print_rows(&profile.to_string()),
            None => Err(CliError::failed(format!("there is no profile `{name}`"))
                .hint("`simgate devices profile` names them all")),
        },
    }
}

/// The names, with a note behind those of the operator.
fn names(profiles: &Profiles) -> Vec<String> {
    let is_own = |name: &str| profiles.own().iter().any(|own| own.name == name);
    let compiled_in = Profiles::default();
    let own = profiles.own().iter().map(|profile| format!("{} (own)", profile.name));
    let others = compiled_in.all().map(|profile| profile.name.clone()).filter(|name| !is_own(name));
    own.chain(others).collect()
}
