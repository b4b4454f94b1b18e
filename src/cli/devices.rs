//! `simgate devices`: modems, phones and providers, how they are, and what a person can do about it.

use serde_json::Value;

use super::client::{ClientArg, ask, expect, list};
use super::terminal::{note, print_json, print_row, state_of, table, text_at};
use super::{CliError, console, profiles};

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<DevicesVerb>,
    #[command(flatten)]
    client: ClientArg,
    /// Print each as one JSON object, with all of its lines and warnings
    #[arg(long)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum DevicesVerb {
    /// Print a profile of modems as TOML, or the names of all
    Profile(profiles::Args),
    /// Send AT commands to a modem and show its replies; messages arrive meanwhile, and none is sent
    At(console::Args),
}

const HEADING: [&str; 4] = ["NAME", "STATE", "MODEL", "LINES"];

pub fn run(args: &Args) -> Result<(), CliError> {
    match &args.verb {
        Some(DevicesVerb::Profile(profile)) => return profiles::run(profile),
        Some(DevicesVerb::At(console)) => return console::run(console),
        None => {}
    }
    let client = args.client.connect()?;
    let answer = ask(&client, |client| client.get("/devices"))?;
    let body = expect(&client, &answer, "can't see the devices")?;
    let devices = list(&client, &answer, &body, "devices")?;
    if args.json {
        return devices.iter().try_for_each(print_json);
    }
    let ignored = body.get("ignored").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if devices.is_empty() {
        note("no device has reported yet");
        return ignored.iter().flat_map(left_alone).try_for_each(|line| print_row(&line));
    }
    let rows: Vec<Vec<String>> = devices.iter().map(row).collect();
    table(&HEADING, &rows).iter().try_for_each(|line| print_row(line))?;
    devices.iter().flat_map(warnings).try_for_each(|line| print_row(&line))?;
    ignored.iter().flat_map(left_alone).try_for_each(|line| print_row(&line))
}

fn row(device: &Value) -> Vec<String> {
    let of = |pointer| text_at(device, pointer);
    let model =
        Some(of("/model").trim().to_owned()).filter(|model| !model.is_empty()).unwrap_or_else(|| "-".to_owned());
    let lines = device.get("lines").and_then(Value::as_array).into_iter().flatten();
    let lines = lines.map(|line| text_at(line, "/line")).collect::<Vec<_>>().join(", ");
    vec![of("/name"), state_of(device), model, if lines.is_empty() { "-".to_owned() } else { lines }]
}

/// A USB device that the search for modems left alone, and why.
fn left_alone(device: &Value) -> Vec<String> {
    let of = |pointer| text_at(device, pointer);
    vec![format!("left alone: {} {}", of("/device"), of("/why")), format!("  to do: {}", of("/remedy"))]
}

/// The warnings of a device, each with its remedy beneath.
fn warnings(device: &Value) -> Vec<String> {
    let name = text_at(device, "/name");
    let warnings = device.get("warnings").and_then(Value::as_array).into_iter().flatten();
    let rows = warnings.flat_map(|warning| {
        let remedy = Some(text_at(warning, "/remedy")).filter(|remedy| remedy != "-");
        let remedy = remedy.map(|remedy| format!("  to do: {remedy}"));
        [Some(format!("warning: {name}: {}", text_at(warning, "/text"))), remedy].into_iter().flatten()
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_device_is_a_row_and_each_warning_has_its_remedy() {
        let device = json!({ "name": "pixel", "state": "ready", "reason": "ready", "model": " Google/Pixel",
            "lines": [{ "line": "slot:pixel:1" }, { "line": "slot:pixel:2" }],
            "warnings": [{ "code": "battery-low", "text": "12 %", "remedy": "plug in a charger" }, { "text": "x" }] });
        assert_eq!(row(&device), ["pixel", "ready", "Google/Pixel", "slot:pixel:1, slot:pixel:2"]);
        assert_eq!(warnings(&device), ["warning: pixel: 12 %", "  to do: plug in a charger", "warning: pixel: x"]);
        let bare = json!({ "name": "m", "state": "absent", "reason": "no port", "model": " ", "lines": [] });
        assert_eq!(row(&bare), ["m", "absent (no port)", "-", "-"]);
        let ignored = json!({ "device": "12d1:1f01 at USB 1-1", "why": "shows its disk", "remedy": "usb_modeswitch" });
        assert_eq!(
            left_alone(&ignored),
            ["left alone: 12d1:1f01 at USB 1-1 shows its disk", "  to do: usb_modeswitch"]
        );
        assert!(warnings(&bare).is_empty() && row(&json!({})) == ["-"; 4]);
    }
}
