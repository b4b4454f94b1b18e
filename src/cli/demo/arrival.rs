//! What arrives at the demo's webhook.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::cli::CliError;
use crate::cli::terminal::{note, print_row};
use crate::simulator::receiver::Seen;

/// A code, or a device, that takes longer than this counts as lost.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Events of the receiver: accepted ones, and the status of each refusal.
pub type Events = UnboundedReceiver<Result<Seen, axum::http::StatusCode>>;

/// Waits for the next new event.
pub async fn arrival(events: &mut Events) -> Result<Seen, CliError> {
    let next = async {
        loop {
            match events.recv().await? {
                Ok(seen) if seen.again => {}
                Ok(seen) => return Some(seen),
                Err(status) => note(&format!("a request was turned away: {status}")),
            }
        }
    };
    tokio::time::timeout(PATIENCE, next).await.ok().flatten().ok_or_else(|| {
        CliError::failed(format!("no code arrived within {} s", PATIENCE.as_secs()))
            .hint("`simgate demo --verbose` prints the log of the gateway")
    })
}

/// Prints the line on which a code arrived, `place` its device, and the code.
pub fn print_code(seen: &Seen, place: &str) -> Result<(), CliError> {
    let data = &seen.event["data"];
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let (time, name, from) = (word(&seen.event["time"]), word(&data["sim"]["name"]), word(&data["from"]));
    print_row(&format!("{time}  {name} ({place})  from {from}"))?;
    print_row(&format!("    code {}", word(&data["code"]["value"])))
}

/// The time of a stage since the start, for a person.
pub fn since(start: Duration, stage: Option<Duration>) -> String {
    stage.map_or_else(|| "-".into(), |at| format!("{:.1} ms", at.saturating_sub(start).as_secs_f64() * 1e3))
}
