//! Writes status reports (TS 23.040 9.2.2.3) to the parts that they are about.

use std::time::Duration;

use crate::flow::outbound::PartState;
use crate::flow::stop::is_same_number;
use crate::flow::{Arrival, Content, Origin};
use crate::gateway::outbound::ending::apply_reports;
use crate::gateway::transaction::Transaction;
use crate::model::{SimKey, StoreName, Timestamp};
use crate::pdu::{self, Pdu, StatusReport, Tpdu};
use crate::store::{Reportable, StoreError};

/// A later status report matches no part: references repeat after 256 parts.
const REPORT_WITHIN: Duration = Duration::from_secs(3 * 86400);

/// Writes a status report that arrived on a line.
pub fn record(t: &mut Transaction, sim: SimKey, arrival: &Arrival) -> Result<(), StoreError> {
    let Some((report, recipient)) = status_report(&arrival.content) else { return Ok(()) };
    if may_be_of_another_card(t, arrival)? {
        return Ok(());
    }
    let (Some(reference), Some(status)) = (report.reference, report.status) else { return Ok(()) };
    // If this run is young, the clock may have been set since a part was submitted, so stored times prove nothing.
    let young = t.run.rows_within(REPORT_WITHIN, t.now).is_some();
    let since = if young { Timestamp::from_millis(i64::MIN) } else { t.now.wall.before(REPORT_WITHIN) };
    let parts = t.tx.outgoing_parts().reportable(sim, since)?;
    let Some((part, adopts)) = reported_part(&parts, reference, &recipient) else { return Ok(()) };
    if adopts {
        // A part that waits for its result gets its state from the result.
        let state = if part.state == PartState::Submitted { PartState::Submitted } else { PartState::Sent };
        t.tx.outgoing_parts().set_state(part.part, state, Some(reference))?;
    }
    t.tx.outgoing_parts().set_status(part.part, status.0)?;
    apply_reports(t, part.message)
}

/// Whether the report may belong to a card that was in the device before.
///
/// A modem may store reports in its own memory, or deliver them late after it hung. By then another card may be in it.
fn may_be_of_another_card(t: &Transaction, arrival: &Arrival) -> Result<bool, StoreError> {
    let surely_of_this_one = match &arrival.origin {
        Origin::Slot { place, announced } => *announced || place.slot.store == StoreName::SM,
        Origin::Direct { announced } => *announced,
        Origin::Remote(_) => true,
    };
    if surely_of_this_one {
        return Ok(false);
    }
    Ok(t.tx.devices().card_changed_at(&arrival.device)? >= t.now.wall.before(REPORT_WITHIN))
}

fn status_report(content: &Content) -> Option<(StatusReport, String)> {
    let Content::Pdu(bytes) = content else { return None };
    match Pdu::decode(bytes).ok()?.tpdu {
        Tpdu::StatusReport(report) if !report.of_command => {
            let recipient = report.recipient.as_ref()?.to_string();
            Some((report, recipient))
        }
        Tpdu::StatusReport(_) | Tpdu::Deliver(_) | Tpdu::Submit(_) => None,
    }
}

/// Finds the part that a report is about. `parts` begins with the part submitted last.
///
/// `true` means that the part takes over the reference: its own one was lost with the result, or the result is still to
/// come. That needs proof: no other part to this recipient may fit.
fn reported_part<'a>(parts: &'a [Reportable], reference: u8, recipient: &str) -> Option<(&'a Reportable, bool)> {
    let to_recipient = || parts.iter().filter(|part| is_same_number(&part.recipient, recipient));
    let final_status = |part: &&Reportable| part.status.is_some_and(|status| pdu::Status(status).outcome().is_final());
    let known = to_recipient().find(|part| part.state != PartState::Unknown && part.reference == Some(reference));
    if let Some(part) = known {
        return Some((part, false)).filter(|(part, _)| !final_status(part));
    }
    let mut candidates = to_recipient();
    let only = candidates.next().filter(|part| part.state != PartState::Sent && part.reference.is_none())?;
    candidates.next().is_none().then_some((only, true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{OutgoingPartRow, OutgoingRow};

    fn part(id: i64, state: PartState, recipient: &str, reference: Option<u8>) -> Reportable {
        Reportable {
            part: OutgoingPartRow::new(id),
            message: OutgoingRow::new(id),
            state,
            recipient: recipient.to_owned(),
            reference,
            status: None,
        }
    }

    fn found(parts: &[Reportable], reference: u8, recipient: &str) -> Option<(i64, bool)> {
        reported_part(parts, reference, recipient).map(|(part, adopts)| (part.part.get(), adopts))
    }

    #[test]
    fn pain_29_a_report_matches_the_latest_part_with_its_reference_and_recipient() {
        let parts = [
            part(3, PartState::Sent, "+12025550143", Some(7)),
            part(2, PartState::Sent, "+12025550144", Some(7)),
            part(1, PartState::Sent, "+12025550143", Some(7)),
        ];
        assert_eq!(found(&parts, 7, "+12025550143"), Some((3, false)));
        assert_eq!(found(&parts, 7, "2025550144"), Some((2, false)));
        assert_eq!(found(&parts, 8, "+12025550143"), None);
        assert_eq!(found(&parts, 7, "+4912025550143"), None);
    }

    #[test]
    fn a_report_settles_an_unknown_part_only_if_no_other_part_fits() {
        let unknown = part(1, PartState::Unknown, "+12025550143", None);
        assert_eq!(found(std::slice::from_ref(&unknown), 9, "+12025550143"), Some((1, true)));
        assert_eq!(found(std::slice::from_ref(&unknown), 9, "+12025550144"), None);
        let submitted = part(1, PartState::Submitted, "+12025550143", None);
        assert_eq!(
            found(std::slice::from_ref(&submitted), 9, "+12025550143"),
            Some((1, true)),
            "the report may come before the result"
        );
        for other in [
            part(2, PartState::Sent, "+12025550143", Some(8)),
            part(2, PartState::Unknown, "+12025550143", None),
            part(2, PartState::Submitted, "+12025550143", None),
        ] {
            assert_eq!(found(&[other.clone(), unknown.clone()], 9, "+12025550143"), None);
            assert_eq!(found(&[unknown.clone(), other], 9, "+12025550143"), None);
        }
        let elsewhere = part(2, PartState::Sent, "+12025550199", Some(8));
        assert_eq!(found(&[elsewhere, unknown], 9, "+12025550143"), Some((1, true)));
    }
}
