//! `simgate sims`: the SIM cards and what is left of their limits.

use serde_json::Value;

use super::CliError;
use super::client::{ClientArg, ask, expect, list};
use super::terminal::{note, print_json, print_row, state_of, table, text_at};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    client: ClientArg,
    /// Print each as one JSON object, with all of its limits
    #[arg(long)]
    json: bool,
}

const HEADING: [&str; 8] = ["NAME", "NUMBER", "DEVICE", "STATE", "RECEIVES", "TODAY", "BALANCE", "NEXT AT"];

pub fn run(args: &Args) -> Result<(), CliError> {
    let client = args.client.connect()?;
    let answer = ask(&client, |client| client.get("/sims"))?;
    let body = expect(&client, &answer, "can't see the SIM cards")?;
    let sims = list(&client, &answer, &body, "sims")?;
    if args.json {
        return sims.iter().try_for_each(print_json);
    }
    if sims.is_empty() {
        note("no SIM card has been seen yet");
        // A key that is bound to numbers may not see the devices.
        let devices = client.get("/devices").ok().and_then(|answer| answer.body.get("devices")?.as_array().cloned());
        devices.iter().flatten().for_each(|device| note(&why_none(device)));
        return Ok(());
    }
    let rows: Vec<Vec<String>> = sims.iter().map(row).collect();
    table(&HEADING, &rows).iter().try_for_each(|line| print_row(line))?;
    sims.iter().filter_map(alarms).for_each(|alarms| note(&alarms));
    Ok(())
}

/// The alarms of a card that last.
fn alarms(sim: &Value) -> Option<String> {
    let words: Vec<&str> = sim.get("alarms")?.as_array()?.iter().filter_map(Value::as_str).collect();
    (!words.is_empty()).then(|| format!("alarms of {}: {}", name(sim), words.join(", ")))
}

fn name(sim: &Value) -> String {
    let of = |pointer| text_at(sim, pointer);
    Some(of("/name")).filter(|name| name != "-").unwrap_or_else(|| of("/iccid"))
}

/// Why a device shows no card: it waits for its PIN, or has none.
fn why_none(device: &Value) -> String {
    format!("{}: {}", text_at(device, "/name"), state_of(device))
}

/// Whether a line receives messages now, with the reason unless it does.
fn receives(sim: &Value) -> String {
    match (text_at(sim, "/receives/answer"), text_at(sim, "/receives/reason")) {
        (answer, reason) if answer == "yes" || reason == "-" => answer,
        (answer, reason) => format!("{answer} ({reason})"),
    }
}

fn row(sim: &Value) -> Vec<String> {
    let of = |pointer| text_at(sim, pointer);
    let today = match (of("/used/day"), of("/limits/day")) {
        (used, none) if none == "-" => used,
        (used, limit) => format!("{used}/{limit}"),
    };
    vec![
        name(sim),
        of("/number"),
        of("/device"),
        of("/state"),
        receives(sim),
        today,
        of("/balance/amount"),
        of("/next_at"),
    ]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_card_is_a_row_even_where_little_is_known_of_it() {
        let full = json!({"name": "att-1", "number": "+12025550143", "device": "m1", "state": "ready", "reason": "receives",
                          "receives": {"answer": "yes", "reason": "registered"},
                          "used": {"day": 7}, "limits": {"day": 99}, "next_at": "2026-01-01T00:00:00Z", "balance": {"amount": "12.50"}, "new": []});
        assert_eq!(
            row(&full),
            ["att-1", "+12025550143", "m1", "ready", "yes", "7/99", "12.50", "2026-01-01T00:00:00Z"]
        );
        let bare = json!({"iccid": "8901", "state": "blocked", "receives": {"answer": "no", "reason": "PIN"}, "used": {"day": 1}, "limits": {"day": null}});
        assert_eq!(row(&bare), ["8901", "-", "-", "blocked", "no (PIN)", "1", "-", "-"]);
        assert_eq!(row(&json!({})), ["-"; 8]);
        let told = json!({"name": "att-1", "alarms": ["card-exchanged", "low-balance"]});
        assert_eq!(alarms(&told).as_deref(), Some("alarms of att-1: card-exchanged, low-balance"));
        assert_eq!((alarms(&json!({"alarms": []})), alarms(&full)), (None, None));
        let locked = json!({"name": "m1", "state": "blocked", "reason": "the card requires its PUK"});
        assert_eq!(why_none(&locked), "m1: blocked (the card requires its PUK)");
    }
}
