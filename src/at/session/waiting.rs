//! Headers that wait for their PDU, and whose PDU a line is.
//!
//! A header of the reply and codes of the modem's own may wait at the same time. The length that each
//! told says whose a line is. Where it doesn't say so, the reply goes without: what lies in a slot can
//! be read again, and a slot must never be thought to hold what came unasked.

use std::time::Duration;

use super::super::command::Shape;
use super::super::reply::Header;
use super::super::urc::{Announced, Direct, Urc};
use super::aside::{Parted, cut_off, cut_out};
use super::{InFlight, Item, Output, SECOND_LINE, Session};

/// The shortest SMS-DELIVER has 14 octets with its SMSC length; IMEI, IMSI and ICCID have fewer digits.
const PDU_DIGITS_MIN: usize = 28;
/// A spoilt line shorter than this was hardly a PDU.
const SPOILT_MIN: usize = 8;
/// An SMSC address has 12 octets at most, its length among them (24.011 8.2.5.1).
const SMSC_OCTETS_MAX: usize = 12;
/// The longest SMS-DELIVER has 165 octets (23.040 9.2.2.1); what tells more is mistaken.
const TPDU_OCTETS_MAX: usize = 200;
/// Codes that wait for a second line at one time. Honest modems have one, at most two.
const COMING_MAX: usize = 4;

/// The first line of a two-line code, whose PDU is to come.
#[derive(Debug)]
pub(super) struct Coming {
    what: Announced,
    /// What the header said; nothing where that was spoilt.
    length: Option<usize>,
    until: Duration,
    /// The beginning of a PDU that another line cut in two.
    half: Vec<u8>,
    /// Its line can't be told from that of a reply.
    doubtful: bool,
}

impl Coming {
    fn is_due(&self, line: &[u8], fits: Fit) -> bool {
        match (self.what, self.length) {
            (_, None) => false,
            (Announced::Page, Some(length)) => line.len() == 2 * length,
            (Announced::Message | Announced::Report | Announced::Slot, Some(length)) => fits(line, length),
        }
    }

    fn joined(&self, line: &[u8]) -> Vec<u8> {
        [&self.half, line].concat()
    }

    /// Whether digits are the beginning of what is due.
    fn is_short(&self, digits: &[u8]) -> bool {
        let Some(length) = self.length.filter(|_| !self.doubtful) else { return false };
        match self.what {
            Announced::Page => digits.len() < 2 * length,
            Announced::Message | Announced::Report | Announced::Slot => is_beginning(digits, length),
        }
    }

    /// Whether a line that is not hexadecimal is about as long as the PDU.
    fn is_near(&self, line: &[u8]) -> bool {
        let Some(length) = self.length else { return line.len() >= PDU_DIGITS_MIN };
        let (least, most) = (2 * (1 + length), 2 * (1 + SMSC_OCTETS_MAX + length));
        (least * 3 / 4..=most + 8).contains(&line.len())
    }

    fn output(&self, line: Vec<u8>) -> Output {
        let length = self.length.filter(|_| !self.doubtful).unwrap_or(0);
        let direct = Direct { length, line };
        Output::Urc(match self.what {
            Announced::Message => Urc::Message(direct),
            Announced::Report => Urc::Report(direct),
            Announced::Slot => Urc::OutOfStep(direct),
            Announced::Page => Urc::Other(format!("{}: {length}", self.what.name())),
        })
    }
}

/// Whether a line is as long as a header says.
type Fit = fn(&[u8], usize) -> bool;

/// As 27.005 counts, or, where that tells nothing, as some firmware counts: with the SMSC address.
const FITS: [Fit; 2] = [|line, length| tpdu_length(line) == Some(length), |line, length| line.len() == 2 * length];

/// Whether digits are the beginning of a PDU whose TPDU has so many octets.
fn is_beginning(digits: &[u8], length: usize) -> bool {
    smsc_octets(digits).is_some_and(|smsc| smsc <= SMSC_OCTETS_MAX && digits.len() < 2 * (smsc + length))
}

fn is_whole(digits: &[u8], length: usize) -> bool {
    FITS.into_iter().any(|fits| fits(digits, length))
}

impl Session {
    pub(super) fn wait_for_pdu(
        &mut self,
        what: Announced,
        length: Option<usize>,
        now: Duration,
        out: &mut Vec<Output>,
    ) {
        if self.coming.len() == COMING_MAX
            && let Some(oldest) = self.coming.pop_front()
        {
            self.lost(&oldest, out);
        }
        let until = now + SECOND_LINE;
        self.coming.push_back(Coming { what, length, until, half: Vec::new(), doubtful: false });
    }

    /// Gives up those whose second line did not come in time.
    pub(super) fn expire_coming(&mut self, now: Duration, out: &mut Vec<Output>) {
        while self.coming_until().is_some_and(|until| until <= now)
            && let Some(late) = self.coming.pop_front()
        {
            self.lost(&late, out);
        }
    }

    /// Whatever listing it ended, be it one that was given up: no PDU comes any more for a header of it.
    pub(super) fn end_listing(&mut self, out: &mut Vec<Output>) {
        while let Some(at) = self.coming.iter().position(|coming| coming.what == Announced::Slot)
            && let Some(ended) = self.coming.remove(at)
        {
            self.lost(&ended, out);
        }
    }

    pub(super) fn coming_until(&self) -> Option<Duration> {
        self.coming.front().map(|coming| coming.until)
    }

    /// Whether the rest of a PDU is waited for, be it a digit.
    pub(super) fn has_half(&self) -> bool {
        let of_reply = self.in_flight.as_ref().is_some_and(|in_flight| !in_flight.half.is_empty());
        of_reply || self.coming.iter().any(|coming| !coming.half.is_empty())
    }

    /// Takes a row apart in which a code of the modem's own stands among the digits that a header waits for.
    pub(super) fn part_row<'a>(&self, row: &'a str) -> Option<Parted<'a>> {
        let listed = self.in_flight.as_ref().and_then(|in_flight| Some((in_flight.header?.length, &in_flight.half)));
        let coming = self.coming.iter().filter_map(|coming| Some((coming.length?, &coming.half)));
        let waiting = || listed.into_iter().chain(coming.clone()).filter(|(length, _)| *length <= TPDU_OCTETS_MAX);
        let whole = waiting().find_map(|(length, held)| {
            let sizes = (1..=SMSC_OCTETS_MAX).map(|smsc| 2 * (smsc + length));
            cut_out(row, held, sizes, |digits| tpdu_length(digits) == Some(length))
        });
        let is_short = |parted: &Parted<'_>| {
            waiting().any(|(length, held)| is_beginning(&[held, parted.digits.as_slice()].concat(), length))
        };
        whole.or_else(|| cut_off(row).filter(is_short))
    }

    fn lost(&mut self, coming: &Coming, out: &mut Vec<Output>) {
        if coming.half.is_empty() {
            self.noise(coming.what.name().as_bytes(), out);
        } else {
            out.push(coming.output(coming.half.clone()));
        }
    }

    /// Hands hexadecimal digits to the header that waits for them.
    pub(super) fn pdu_line(&mut self, line: &[u8], out: &mut Vec<Output>) -> bool {
        let listed = self.in_flight.as_ref().and_then(|in_flight| in_flight.header);
        let held = self.in_flight.as_ref().map_or(&[][..], |in_flight| &in_flight.half);
        let joined = [held, line].concat();
        for fits in FITS {
            let due = |coming: &Coming| coming.is_due(&coming.joined(line), fits) || coming.is_due(line, fits);
            let at = self.coming.iter().position(due);
            let fits_listed = listed.is_some_and(|header| fits(&joined, header.length));
            match at {
                Some(at) if fits_listed => self.give_in_doubt(at, line, out),
                Some(at) => self.give(at, line, out),
                None if fits_listed => return self.give_item(line, out),
                None => continue,
            }
            return true;
        }
        if self.coming.is_empty() {
            return self.hold_half(joined) || self.give_item(line, out);
        }
        if listed.is_some() {
            self.give_in_doubt(0, line, out);
            return true;
        }
        // An IMEI, say, asked for just when a message came.
        if line.len() < PDU_DIGITS_MIN && self.takes_any_line() {
            return false;
        }
        self.note_stray(true);
        self.give(0, line, out);
        true
    }

    /// Hands a line that is not hexadecimal to the header that waits for a PDU, if it may have been
    /// one. Any other goes by, and the PDU is waited for: `+CMT: ,23`, `VOICE CALL: END: 000005`.
    pub(super) fn spoilt_line(&mut self, line: &[u8], out: &mut Vec<Output>) -> bool {
        let digits = line.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
        if line.len() < SPOILT_MIN || digits * 4 < line.len() * 3 {
            return false;
        }
        let listed = self.in_flight.as_ref().is_some_and(|in_flight| in_flight.header.is_some());
        match self.coming.iter().position(|coming| coming.is_near(line)) {
            Some(at) if listed => self.give_in_doubt(at, line, out),
            Some(at) => {
                if let Some(coming) = self.coming.remove(at) {
                    out.push(coming.output(line.to_vec()));
                }
            }
            None if listed && !self.coming.is_empty() => self.give_in_doubt(0, line, out),
            None => return self.give_item(line, out),
        }
        true
    }

    fn give_item(&mut self, line: &[u8], out: &mut Vec<Output>) -> bool {
        let Some(in_flight) = &mut self.in_flight else { return false };
        let Some(header) = in_flight.header else { return false };
        let joined = [&in_flight.half, line].concat();
        if !in_flight.half.is_empty() && !is_whole(&joined, header.length) {
            // The rest did not come, and this line is no part of it.
            in_flight.give_up_half(out);
            return false;
        }
        in_flight.half = joined;
        in_flight.give_up_half(out);
        true
    }

    /// The reply's PDU comes in two where another line was written into it.
    fn hold_half(&mut self, digits: Vec<u8>) -> bool {
        let Some(in_flight) = &mut self.in_flight else { return false };
        let is_half = in_flight.header.is_some_and(|header| is_beginning(&digits, header.length));
        if is_half {
            in_flight.half = digits;
        }
        is_half
    }

    /// To a code of the modem's own. A PDU comes in two where another line was written into it:
    /// `+CMT: ,23`, `07912143658709F1040B`, `+CMTI: "SM",4`, and the rest.
    fn give(&mut self, at: usize, line: &[u8], out: &mut Vec<Output>) {
        let Some(mut coming) = self.coming.remove(at) else { return };
        let joined = coming.joined(line);
        let is_whole = |digits: &[u8]| FITS.into_iter().any(|fits| coming.is_due(digits, fits));
        if !is_whole(line) && !is_whole(&joined) && coming.is_short(&joined) {
            coming.half = joined;
            self.coming.insert(at, coming);
        } else if !coming.half.is_empty() && is_whole(line) {
            // What was thought to be its beginning was the whole of another, less a digit or two.
            out.push(coming.output(coming.half.clone()));
            out.push(coming.output(line.to_vec()));
        } else {
            out.push(coming.output(joined));
        }
    }

    /// A code of the modem's own and a header of the reply wait, and the line may be either's. None is
    /// believed to be what lies in the slot; both are passed on as what came unasked, and in doubt.
    fn give_in_doubt(&mut self, at: usize, line: &[u8], out: &mut Vec<Output>) {
        let in_flight = self.in_flight.as_mut();
        let (header, held) = in_flight.map_or((None, Vec::new()), |in_flight| {
            in_flight.incomplete = true;
            (in_flight.header.take(), std::mem::take(&mut in_flight.half))
        });
        let Some(mut coming) = self.coming.remove(at) else { return };
        coming.doubtful = true;
        let halves = [held, coming.half.clone()].into_iter().filter(|half| !half.is_empty());
        out.extend(halves.map(|half| coming.output(half)));
        out.push(coming.output(line.to_vec()));
        if let Some(Header { length, .. }) = header {
            self.coming.insert(at, Coming { length: Some(length), half: Vec::new(), ..coming });
        }
    }

    /// A PDU without its header says that the header was lost.
    pub(super) fn note_stray(&mut self, is_hex: bool) {
        if let Some(in_flight) = &mut self.in_flight
            && matches!(in_flight.command.shape, Shape::Pdus(_))
        {
            in_flight.incomplete |= is_hex;
        }
    }
}

impl InFlight {
    /// Passes on what there is of the PDU that is waited for, if that is anything.
    pub(super) fn give_up_half(&mut self, out: &mut Vec<Output>) {
        if !self.half.is_empty()
            && let Some(header) = self.header.take()
        {
            out.push(Output::Item(Item { header, line: std::mem::take(&mut self.half) }));
        }
    }
}

/// Octets of the SMSC address, its length among them.
fn smsc_octets(digits: &[u8]) -> Option<usize> {
    let length = u8::from_str_radix(std::str::from_utf8(digits.get(..2)?).ok()?, 16).ok()?;
    Some(1 + usize::from(length))
}

/// Octets of the TPDU in a line of hexadecimal digits that begins with the SMSC address.
fn tpdu_length(line: &[u8]) -> Option<usize> {
    if !line.len().is_multiple_of(2) {
        return None;
    }
    (line.len() / 2).checked_sub(smsc_octets(line)?)
}
