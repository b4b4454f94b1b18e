//! Composes submissions. This happens at the last moment, because the form depends on the line that sends the message,
//! and the validity on the time that is left.

use std::time::Duration;

use crate::at::RetryClass;
use crate::flow::outbound::{self, Body, Cause};
use crate::model::{OutgoingRow, Secret, Timestamp};
use crate::pdu::hex;
use crate::store::OutgoingBody;

/// The reference by which a phone joins parts. It differs between any 256 messages in a row (TS 23.040 9.2.3.24.1).
pub fn reference(message: OutgoingRow) -> u8 {
    let [.., reference] = message.get().to_be_bytes();
    reference
}

/// Composes one part, counted from 1. `more`: other parts of the message follow at once.
pub fn part(message: &OutgoingBody, sequence: u8, more: bool, now: Timestamp) -> Result<Body, Cause> {
    let tpdus = outbound::recipient(&message.recipient)
        .and_then(|to| outbound::parts(&to, &message.text, reference(message.seq), message.report, ttl(message, now)));
    let tpdus = tpdus.map_err(|refusal| cause(refusal.message))?;
    let tpdu = usize::from(sequence).checked_sub(1).and_then(|index| tpdus.get(index));
    let tpdu = tpdu.ok_or_else(|| cause(format!("the message has no part {sequence}")))?;
    // An empty SMSC address selects the card's own SMSC.
    Ok(Body::Tpdu { pdu: Secret::new(format!("00{}", hex::encode(tpdu))), length: tpdu.len(), more })
}

/// Composes the whole message, for a device that splits texts itself. `tries`: how often it was submitted, this time
/// included.
pub fn whole(message: OutgoingBody, tries: u32, parts: u32, now: Timestamp) -> Body {
    let ttl = ttl(&message, now);
    let OutgoingBody { id, recipient, text, report, .. } = message;
    let remote_id = remote_id(&id, tries);
    Body::Text { remote_id, to: recipient, text: Secret::new(text), status_report: report, ttl, parts }
}

/// The id under which a remote knows a submission. The remote refuses an id that it knows, so a message that it failed to
/// send is submitted under another one.
pub fn remote_id(message: &str, tries: u32) -> String {
    if tries <= 1 { message.to_owned() } else { format!("{message}-{tries}") }
}

fn ttl(message: &OutgoingBody, now: Timestamp) -> Duration {
    let left = message.expires_at.as_millis() - now.as_millis();
    Duration::from_millis(u64::try_from(left).unwrap_or(0))
}

/// The message could be composed when its request was accepted, so this is a fault of simgate, and a retry is useless.
fn cause(why: String) -> Cause {
    Cause { why, class: Some(RetryClass::Never) }
}
