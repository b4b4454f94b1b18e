//! `simgate status`: the state of a message.

use serde_json::Value;

use super::CliError;
use super::client::{ClientArg, ask, expect, segment};
use super::terminal::{print_json, print_row, text_at};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    client: ClientArg,
    /// The message's id, as `simgate send` and `simgate outbox` show it
    #[arg(value_name = "ID")]
    id: String,
    /// Print it as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let client = args.client.connect()?;
    let path = format!("/sms/status/{}", segment(&args.id));
    let answer = ask(&client, |client| client.get(&path))?;
    let message = expect(&client, &answer, "can't see how the message stands")?;
    if args.json {
        return print_json(&message);
    }
    for line in describe(&message) {
        print_row(&line)?;
    }
    Ok(())
}

/// The known fields, one per row.
fn describe(message: &Value) -> Vec<String> {
    let of = |pointer| text_at(message, pointer);
    let parts = match (of("/parts_sent"), of("/parts")) {
        (sent, parts) if sent != "-" && parts != "-" => format!("{sent} of {parts} sent"),
        (_, parts) => parts,
    };
    let rows = [
        ("message", of("/message_id")),
        ("id", of("/id")),
        ("status", of("/status")),
        ("reason", of("/reason")),
        ("to", of("/to")),
        ("from", of("/from")),
        ("parts", parts),
        ("created", of("/created_at")),
        ("send at", of("/send_at")),
        ("expires", of("/expires_at")),
        ("sim", of("/sim/name")),
        ("device", of("/device")),
    ];
    rows.into_iter().filter(|(_, value)| value != "-").map(|(name, value)| format!("{name:<8} {value}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_known_is_shown() {
        let message = json!({"message_id": "01", "status": "failed", "reason": "no\u{1b}[m", "parts": 2, "parts_sent": 1,
                             "from": null, "sim": {"name": "att-1"}, "new": {"member": 1}});
        let lines = ["message  01", "status   failed", "reason   no\u{1b}[m", "parts    1 of 2 sent", "sim      att-1"];
        assert_eq!(describe(&message), lines);
        assert!(describe(&json!({})).is_empty());
    }
}
