//! A code through a simulated modem.

use std::time::Duration;

use super::arrival::{Events, PATIENCE, arrival, print_code, since};
use crate::cli::terminal::print_row;
use crate::cli::{CliError, Exit};
use crate::clock;
use crate::simulator::modem::{ModemEvent, Trace};
use crate::simulator::receiver::Seen;
use crate::simulator::rig::Rig;

/// Waits until every modem is ready: the gateway then counts its stores.
pub async fn ready(rig: &Rig) -> Result<(), CliError> {
    let limit = rig.now() + PATIENCE;
    let mut waiting: Vec<usize> = (0..rig.len()).collect();
    while rig.now() < limit {
        waiting.retain(|&port| {
            let asked = |event: &ModemEvent| {
                matches!(event, ModemEvent::Trace { what: Trace::Replied(command), .. } if command.starts_with("AT+CSQ"))
            };
            !rig.take_events(port).iter().any(asked)
        });
        if waiting.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(CliError::failed("a modem was not ready in time")
        .hint("`simgate demo --verbose` prints the log of the gateway"))
}

/// Posts a text to a modem, waits until it went all the way, and prints the stages.
pub async fn pass(rig: &Rig, port: usize, from: &str, text: &str, events: &mut Events) -> Result<(), CliError> {
    let _ = rig.take_events(port);
    let (sent, sent_mono) = (rig.now(), clock::now().mono);
    if !matches!(rig.post_text(port, from, text), Some(Ok(_))) {
        return Err(CliError::new(Exit::Bug, "the simulated network refused a message"));
    }
    let seen = arrival(events).await?;
    let received = sent + seen.at.saturating_sub(sent_mono);
    let stages = whole_way(rig, port, received).await?;
    show(rig, port, &seen, &stages, received)
}

/// When each stage passed the serial port, in simulated time.
#[derive(Default)]
struct Stages {
    announced: Option<Duration>,
    read: Option<Duration>,
    deleted: Option<Duration>,
}

/// Waits until the modem has deleted the message, which proves that it is on disk. A read after `received` is the check
/// before the deletion.
async fn whole_way(rig: &Rig, port: usize, received: Duration) -> Result<Stages, CliError> {
    let mut stages = Stages::default();
    let limit = rig.now() + PATIENCE;
    while rig.now() < limit {
        for event in rig.take_events(port) {
            match event {
                ModemEvent::Trace { at, what: Trace::Announced(_) } => stages.announced = Some(at),
                ModemEvent::Trace { at, what: Trace::Replied(command) }
                    if at <= received && (command.starts_with("AT+CMGR") || command.starts_with("AT+CMGL")) =>
                {
                    stages.read = Some(at);
                }
                ModemEvent::Deleted { at, .. } => stages.deleted = Some(at),
                ModemEvent::Trace { .. }
                | ModemEvent::Submitted { .. }
                | ModemEvent::Acknowledged { .. }
                | ModemEvent::NotAcknowledged { .. } => {}
            }
        }
        if stages.deleted.is_some() {
            return Ok(stages);
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Err(CliError::failed("the message was delivered but stayed on the card"))
}

/// Prints one code's stages. `received` is the simulated time at which the webhook got the event.
fn show(rig: &Rig, port: usize, seen: &Seen, stages: &Stages, received: Duration) -> Result<(), CliError> {
    print_code(seen, rig.modem(port, |modem, _| modem.personality().model).unwrap_or_default())?;
    // Times count from the announcement, since before it the gateway can't know of the message. A message that was not
    // announced was found by the counts of the stores.
    let start = stages.announced.or(stages.read).unwrap_or(received);
    print_row(&format!(
        "    announced 0 ms · read {} · on disk, signed and delivered {} · deleted from the card {}",
        since(start, stages.read),
        since(start, Some(received)),
        since(start, stages.deleted)
    ))
}
