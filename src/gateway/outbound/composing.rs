//! What a device is given of a message: composed when it is handed out, since only then it is known which kind of line
//! takes it, and how long it is still worth sending.

use std::time::Duration;

use crate::at::RetryClass;
use crate::flow::outbound::{self, Body, Cause};
use crate::model::{OutgoingRow, Secret, Timestamp};
use crate::pdu::hex;
use crate::store::OutgoingBody;

/// A phone puts parts together by it: no two of 256 messages in a row have the same (TS 23.040 clause 9.2.3.24.1).
pub fn reference(message: OutgoingRow) -> u8 {
    let [.., reference] = message.get().to_be_bytes();
    reference
}

/// One part, counted from 1. `more`: others of the same message follow at once.
pub fn part(message: &OutgoingBody, sequence: u8, more: bool, now: Timestamp) -> Result<Body, Cause> {
    let tpdus = outbound::recipient(&message.recipient)
        .and_then(|to| outbound::parts(&to, &message.text, reference(message.seq), message.report, ttl(message, now)));
    let tpdus = tpdus.map_err(|refusal| cause(refusal.message))?;
    let tpdu = usize::from(sequence).checked_sub(1).and_then(|index| tpdus.get(index));
    let tpdu = tpdu.ok_or_else(|| cause(format!("the message has no part {sequence}")))?;
    // The SMSC is the card's own.
    Ok(Body::Tpdu { pdu: Secret::new(format!("00{}", hex::encode(tpdu))), length: tpdu.len(), more })
}

/// All of it, for a device that splits texts by itself.
pub fn whole(message: OutgoingBody, now: Timestamp) -> Body {
    let ttl = ttl(&message, now);
    let OutgoingBody { id, recipient, text, report, .. } = message;
    Body::Text { message_id: id, to: recipient, text: Secret::new(text), status_report: report, ttl }
}

fn ttl(message: &OutgoingBody, now: Timestamp) -> Duration {
    let left = message.expires_at.as_millis() - now.as_millis();
    Duration::from_millis(u64::try_from(left).unwrap_or(0))
}

/// It was composed when it was taken, so this is a fault of ours: it is not tried again.
fn cause(why: String) -> Cause {
    Cause { why, class: Some(RetryClass::Never) }
}
