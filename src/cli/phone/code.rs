//! `simgate phone code`: a code for a phone that dials in.

use serde_json::Value;

use crate::cli::CliError;
use crate::cli::client::{ClientArg, ask, expect, segment};
use crate::cli::terminal::{print_json, print_row};

#[derive(clap::Args)]
pub struct Args {
    /// The device's name, as the configuration has it
    name: String,
    #[command(flatten)]
    client: ClientArg,
    /// Print the code as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let client = args.client.connect()?;
    let path = format!("/phones/{}/code", segment(&args.name));
    let answer = ask(&client, |client| client.post(&path, None))?;
    let body = expect(&client, &answer, "there is no code for this phone")?;
    if args.json {
        return print_json(&body);
    }
    let word = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default();
    let (code, url, until) = (word("code"), word("url"), word("expires_at"));
    if code.is_empty() {
        return Err(answer.stranger(client.gateway()));
    }
    for row in [
        format!("Code for {}: {code}", args.name),
        format!("It works once, until {until}. A phone that registered before is replaced."),
        String::new(),
        "On the phone, in the app SMS Gateway:".to_owned(),
        "1. Settings, Cloud Server, API URL:".to_owned(),
        format!("   {url}"),
        "2. Settings, Cloud Server, Notification channel: SSE Only. Private Token stays empty.".to_owned(),
        "3. Home: switch Cloud Server on and Local Server off, and tap the large button.".to_owned(),
        "4. Choose By Code, enter the code, and tap Continue.".to_owned(),
        "If no dialog comes, the app is still registered elsewhere: clear its storage in Android's".to_owned(),
        "settings (Apps, SMS Gateway, Storage), and begin again.".to_owned(),
        String::new(),
        format!("`simgate sims` shows when {} is ready; restart the app once after that.", args.name),
    ] {
        print_row(&row)?;
    }
    Ok(())
}
