//! Headers without their PDU, and the assignment of PDU rows to them.
//!
//! A header of the reply and headers of unsolicited codes may be pending at the same time. The length in each header
//! decides whose PDU a row is. If the lengths don't decide, the reply gets nothing: a slot can be read again, but an
//! unsolicited PDU must never be taken for the content of a slot.

use std::collections::VecDeque;
use std::time::Duration;

use super::super::reply::Header;
use super::super::urc::{Direct, PduKind, Urc};
use super::in_flight::InFlight;
use super::interrupted_pdu::{SplitRow, extract_code, split_at_code};
use super::length::{FITS, Fit, SMSC_OCTETS_MAX, is_beginning, tpdu_length};
use super::output::{Output, noise};

/// The second row of a code follows the first at once; after this time it is lost.
pub const SECOND_ROW_WITHIN: Duration = Duration::from_secs(5);

/// The shortest SMS-DELIVER: 14 octets with its SMSC length. IMEI, IMSI and ICCID have fewer digits.
const PDU_DIGITS_MIN: usize = 28;
/// A shorter corrupted row is hardly a PDU.
const CORRUPTED_MIN: usize = 8;
/// The longest SMS-DELIVER has 165 octets (23.040 9.2.2.1); a header with more than this is wrong.
const TPDU_OCTETS_MAX: usize = 200;
/// The most headers of unsolicited codes that are pending at one time. Modems normally have one, at most two.
const PENDING_MAX: usize = 4;

/// The header of an unsolicited code whose PDU has not arrived.
#[derive(Debug)]
struct PendingPdu {
    kind: PduKind,
    /// The length in the header; `None` if the header was corrupted.
    length: Option<usize>,
    until: Duration,
    /// The beginning of the PDU, if another row divides it in two.
    half: Vec<u8>,
    /// The header's PDU can't be distinguished from that of the reply.
    doubtful: bool,
}

impl PendingPdu {
    fn is_complete(&self, row: &[u8], fits: Fit) -> bool {
        match (self.kind, self.length) {
            (_, None) => false,
            (PduKind::Page, Some(length)) => row.len() == 2 * length,
            (PduKind::Message | PduKind::Report | PduKind::Slot, Some(length)) => fits(row, length),
        }
    }

    fn joined(&self, row: &[u8]) -> Vec<u8> {
        [&self.half, row].concat()
    }

    /// Whether the digits are a beginning of the pending PDU.
    fn is_short(&self, digits: &[u8]) -> bool {
        let Some(length) = self.length.filter(|_| !self.doubtful) else { return false };
        match self.kind {
            PduKind::Page => digits.len() < 2 * length,
            PduKind::Message | PduKind::Report | PduKind::Slot => is_beginning(digits, length),
        }
    }

    /// Whether the length of a corrupted row is near that of the PDU.
    fn has_similar_length(&self, row: &[u8]) -> bool {
        let Some(length) = self.length else { return row.len() >= PDU_DIGITS_MIN };
        let (least, most) = (2 * (1 + length), 2 * (1 + SMSC_OCTETS_MAX + length));
        (least * 3 / 4..=most + 8).contains(&row.len())
    }

    fn output(&self, row: Vec<u8>) -> Output {
        let length = self.length.filter(|_| !self.doubtful).unwrap_or(0);
        let direct = Direct { length, row };
        Output::Urc(match self.kind {
            PduKind::Message => Urc::Message(direct),
            PduKind::Report => Urc::Report(direct),
            PduKind::Slot => Urc::OutOfStep(direct),
            PduKind::Page => Urc::Other(format!("{}: {length}", self.kind.name())),
        })
    }
}

/// The headers of unsolicited codes whose PDU has not arrived.
#[derive(Debug, Default)]
pub struct PendingPdus {
    queue: VecDeque<PendingPdu>,
}

impl PendingPdus {
    /// Adds a header; the oldest one is dropped if there are too many.
    pub fn expect(&mut self, kind: PduKind, length: Option<usize>, now: Duration, out: &mut Vec<Output>) {
        if self.queue.len() == PENDING_MAX
            && let Some(oldest) = self.queue.pop_front()
        {
            emit_lost(&oldest, out);
        }
        let until = now + SECOND_ROW_WITHIN;
        self.queue.push_back(PendingPdu { kind, length, until, half: Vec::new(), doubtful: false });
    }

    /// Drops headers whose PDU did not arrive in time.
    pub fn expire(&mut self, now: Duration, out: &mut Vec<Output>) {
        while self.next_deadline().is_some_and(|until| until <= now)
            && let Some(late) = self.queue.pop_front()
        {
            emit_lost(&late, out);
        }
    }

    /// Drops headers of a listing that has ended: no PDU arrives for them.
    pub fn end_listing(&mut self, out: &mut Vec<Output>) {
        while let Some(at) = self.queue.iter().position(|pending| pending.kind == PduKind::Slot)
            && let Some(ended) = self.queue.remove(at)
        {
            emit_lost(&ended, out);
        }
    }

    /// When the first header is overdue.
    pub fn next_deadline(&self) -> Option<Duration> {
        self.queue.front().map(|pending| pending.until)
    }

    /// Whether the rest of a PDU is pending. It may be a single digit.
    pub fn has_half(&self, in_flight: Option<&InFlight>) -> bool {
        let of_reply = in_flight.is_some_and(|in_flight| !in_flight.half.is_empty());
        of_reply || self.queue.iter().any(|pending| !pending.half.is_empty())
    }

    /// Splits a row in which an unsolicited code is inside the digits of a pending PDU.
    pub fn split_row<'a>(&self, row: &'a str, in_flight: Option<&InFlight>) -> Option<SplitRow<'a>> {
        let listed = in_flight.and_then(|in_flight| Some((in_flight.header?.length, &in_flight.half)));
        let pending = self.queue.iter().filter_map(|pending| Some((pending.length?, &pending.half)));
        let waiting = || listed.into_iter().chain(pending.clone()).filter(|(length, _)| *length <= TPDU_OCTETS_MAX);
        let whole = waiting().find_map(|(length, held)| {
            let sizes = (1..=SMSC_OCTETS_MAX).map(|smsc| 2 * (smsc + length));
            extract_code(row, held, sizes, |digits| tpdu_length(digits) == Some(length))
        });
        let is_short = |split: &SplitRow<'_>| {
            waiting().any(|(length, held)| is_beginning(&[held, split.digits.as_slice()].concat(), length))
        };
        whole.or_else(|| split_at_code(row).filter(is_short))
    }

    /// Assigns a row of hexadecimal digits to the pending header. Returns `false` if there is none.
    pub fn take_pdu_row(&mut self, row: &[u8], in_flight: Option<&mut InFlight>, out: &mut Vec<Output>) -> bool {
        let listed = in_flight.as_ref().and_then(|in_flight| in_flight.header);
        let held = in_flight.as_ref().map_or(&[][..], |in_flight| &in_flight.half);
        let joined = [held, row].concat();
        for fits in FITS {
            let due = |pending: &PendingPdu| {
                pending.is_complete(&pending.joined(row), fits) || pending.is_complete(row, fits)
            };
            let at = self.queue.iter().position(due);
            let fits_listed = listed.is_some_and(|header| fits(&joined, header.length));
            match at {
                Some(at) if fits_listed => self.emit_doubtful(at, row, in_flight, out),
                Some(at) => self.emit_pdu(at, row, out),
                None if fits_listed => return in_flight.is_some_and(|in_flight| in_flight.take_item_pdu(row, out)),
                None => continue,
            }
            return true;
        }
        if self.queue.is_empty() {
            return in_flight.is_some_and(|in_flight| in_flight.keep_half(joined) || in_flight.take_item_pdu(row, out));
        }
        if listed.is_some() {
            self.emit_doubtful(0, row, in_flight, out);
            return true;
        }
        // The row may be the answer: an IMEI, for example, if a message arrives during `AT+CGSN`.
        if row.len() < PDU_DIGITS_MIN && in_flight.as_ref().is_some_and(|in_flight| in_flight.accepts_any_row()) {
            return false;
        }
        if let Some(in_flight) = in_flight {
            in_flight.note_stray(true);
        }
        self.emit_pdu(0, row, out);
        true
    }

    /// Assigns a row that is not hexadecimal to a pending header, if it may be a corrupted PDU. Otherwise the PDU
    /// remains pending: `+CMT: ,23`, `VOICE CALL: END: 000005`.
    pub fn take_corrupted_row(&mut self, row: &[u8], in_flight: Option<&mut InFlight>, out: &mut Vec<Output>) -> bool {
        let digits = row.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
        if row.len() < CORRUPTED_MIN || digits * 4 < row.len() * 3 {
            return false;
        }
        let listed = in_flight.as_ref().is_some_and(|in_flight| in_flight.header.is_some());
        match self.queue.iter().position(|pending| pending.has_similar_length(row)) {
            Some(at) if listed => self.emit_doubtful(at, row, in_flight, out),
            Some(at) => {
                if let Some(pending) = self.queue.remove(at) {
                    out.push(pending.output(row.to_vec()));
                }
            }
            None if listed && !self.queue.is_empty() => self.emit_doubtful(0, row, in_flight, out),
            None => return in_flight.is_some_and(|in_flight| in_flight.take_item_pdu(row, out)),
        }
        true
    }

    /// Assigns a row to an unsolicited code. A PDU arrives in two rows if another row was written into it: `+CMT: ,23`,
    /// `07912143658709F1040B`, `+CMTI: "SM",4`, and the rest.
    fn emit_pdu(&mut self, at: usize, row: &[u8], out: &mut Vec<Output>) {
        let Some(mut pending) = self.queue.remove(at) else { return };
        let joined = pending.joined(row);
        let is_whole = |digits: &[u8]| FITS.into_iter().any(|fits| pending.is_complete(digits, fits));
        if !is_whole(row) && !is_whole(&joined) && pending.is_short(&joined) {
            pending.half = joined;
            self.queue.insert(at, pending);
        } else if !pending.half.is_empty() && is_whole(row) {
            // The kept beginning was the whole PDU of another header, without a digit or two.
            out.push(pending.output(pending.half.clone()));
            out.push(pending.output(row.to_vec()));
        } else {
            out.push(pending.output(joined));
        }
    }

    /// Emits a row that may belong to an unsolicited code or to a header of the reply. It is not accepted as the
    /// content of the slot; both PDUs are emitted as unsolicited and doubtful.
    fn emit_doubtful(&mut self, at: usize, row: &[u8], in_flight: Option<&mut InFlight>, out: &mut Vec<Output>) {
        let (header, held) = in_flight.map_or((None, Vec::new()), |in_flight| {
            in_flight.incomplete = true;
            (in_flight.header.take(), std::mem::take(&mut in_flight.half))
        });
        let Some(mut pending) = self.queue.remove(at) else { return };
        pending.doubtful = true;
        let halves = [held, pending.half.clone()].into_iter().filter(|half| !half.is_empty());
        out.extend(halves.map(|half| pending.output(half)));
        out.push(pending.output(row.to_vec()));
        if let Some(Header { length, .. }) = header {
            self.queue.insert(at, PendingPdu { length: Some(length), half: Vec::new(), ..pending });
        }
    }
}

fn emit_lost(pending: &PendingPdu, out: &mut Vec<Output>) {
    match pending.half.is_empty() {
        true => out.push(noise(pending.kind.name().as_bytes())),
        false => out.push(pending.output(pending.half.clone())),
    }
}
