//! Headers that wait for their PDU, and whose PDU a line is.
//!
//! A header of the reply and codes of the modem's own may wait at the same time. The length that each
//! told says whose a line is. Where it doesn't say so, the reply goes without: what lies in a slot can
//! be read again, and a slot must never be thought to hold what came unasked.

use std::collections::VecDeque;
use std::time::Duration;

use super::super::reply::Header;
use super::super::urc::{Announced, Direct, Urc};
use super::aside::{Parted, cut_off, cut_out};
use super::in_flight::InFlight;
use super::length::{FITS, Fit, SMSC_OCTETS_MAX, is_beginning, tpdu_length};
use super::output::{Output, noise};

/// The second line of a two-line code comes with the first; one that has not come by now was lost.
pub const SECOND_LINE: Duration = Duration::from_secs(5);

/// The shortest SMS-DELIVER has 14 octets with its SMSC length; IMEI, IMSI and ICCID have fewer digits.
const PDU_DIGITS_MIN: usize = 28;
/// A spoilt line shorter than this was hardly a PDU.
const SPOILT_MIN: usize = 8;
/// The longest SMS-DELIVER has 165 octets (23.040 9.2.2.1); what tells more is mistaken.
const TPDU_OCTETS_MAX: usize = 200;
/// Codes that wait for a second line at one time. Honest modems have one, at most two.
const COMING_MAX: usize = 4;

/// The first line of a two-line code, whose PDU is to come.
#[derive(Debug)]
struct Coming {
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

/// Codes of the modem's own whose second line is to come.
#[derive(Debug, Default)]
pub struct PendingPdus {
    coming: VecDeque<Coming>,
}

impl PendingPdus {
    pub fn wait_for(&mut self, what: Announced, length: Option<usize>, now: Duration, out: &mut Vec<Output>) {
        if self.coming.len() == COMING_MAX
            && let Some(oldest) = self.coming.pop_front()
        {
            lost(&oldest, out);
        }
        let until = now + SECOND_LINE;
        self.coming.push_back(Coming { what, length, until, half: Vec::new(), doubtful: false });
    }

    /// Gives up those whose second line did not come in time.
    pub fn expire(&mut self, now: Duration, out: &mut Vec<Output>) {
        while self.until().is_some_and(|until| until <= now)
            && let Some(late) = self.coming.pop_front()
        {
            lost(&late, out);
        }
    }

    /// Whatever listing it ended, be it one that was given up: no PDU comes any more for a header of it.
    pub fn end_listing(&mut self, out: &mut Vec<Output>) {
        while let Some(at) = self.coming.iter().position(|coming| coming.what == Announced::Slot)
            && let Some(ended) = self.coming.remove(at)
        {
            lost(&ended, out);
        }
    }

    pub fn until(&self) -> Option<Duration> {
        self.coming.front().map(|coming| coming.until)
    }

    /// Whether the rest of a PDU is waited for, be it a digit.
    pub fn has_half(&self, in_flight: Option<&InFlight>) -> bool {
        let of_reply = in_flight.is_some_and(|in_flight| !in_flight.half.is_empty());
        of_reply || self.coming.iter().any(|coming| !coming.half.is_empty())
    }

    /// Takes a row apart in which a code of the modem's own stands among the digits that a header waits for.
    pub fn part_row<'a>(&self, row: &'a str, in_flight: Option<&InFlight>) -> Option<Parted<'a>> {
        let listed = in_flight.and_then(|in_flight| Some((in_flight.header?.length, &in_flight.half)));
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

    /// Hands hexadecimal digits to the header that waits for them.
    pub fn pdu_line(&mut self, line: &[u8], in_flight: Option<&mut InFlight>, out: &mut Vec<Output>) -> bool {
        let listed = in_flight.as_ref().and_then(|in_flight| in_flight.header);
        let held = in_flight.as_ref().map_or(&[][..], |in_flight| &in_flight.half);
        let joined = [held, line].concat();
        for fits in FITS {
            let due = |coming: &Coming| coming.is_due(&coming.joined(line), fits) || coming.is_due(line, fits);
            let at = self.coming.iter().position(due);
            let fits_listed = listed.is_some_and(|header| fits(&joined, header.length));
            match at {
                Some(at) if fits_listed => self.give_in_doubt(at, line, in_flight, out),
                Some(at) => self.give(at, line, out),
                None if fits_listed => return in_flight.is_some_and(|in_flight| in_flight.give_item(line, out)),
                None => continue,
            }
            return true;
        }
        if self.coming.is_empty() {
            return in_flight.is_some_and(|in_flight| in_flight.hold_half(joined) || in_flight.give_item(line, out));
        }
        if listed.is_some() {
            self.give_in_doubt(0, line, in_flight, out);
            return true;
        }
        // An IMEI, say, asked for just when a message came.
        if line.len() < PDU_DIGITS_MIN && in_flight.as_ref().is_some_and(|in_flight| in_flight.takes_any_line()) {
            return false;
        }
        if let Some(in_flight) = in_flight {
            in_flight.note_stray(true);
        }
        self.give(0, line, out);
        true
    }

    /// Hands a line that is not hexadecimal to the header that waits for a PDU, if it may have been
    /// one. Any other goes by, and the PDU is waited for: `+CMT: ,23`, `VOICE CALL: END: 000005`.
    pub fn spoilt_line(&mut self, line: &[u8], in_flight: Option<&mut InFlight>, out: &mut Vec<Output>) -> bool {
        let digits = line.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
        if line.len() < SPOILT_MIN || digits * 4 < line.len() * 3 {
            return false;
        }
        let listed = in_flight.as_ref().is_some_and(|in_flight| in_flight.header.is_some());
        match self.coming.iter().position(|coming| coming.is_near(line)) {
            Some(at) if listed => self.give_in_doubt(at, line, in_flight, out),
            Some(at) => {
                if let Some(coming) = self.coming.remove(at) {
                    out.push(coming.output(line.to_vec()));
                }
            }
            None if listed && !self.coming.is_empty() => self.give_in_doubt(0, line, in_flight, out),
            None => return in_flight.is_some_and(|in_flight| in_flight.give_item(line, out)),
        }
        true
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
    fn give_in_doubt(&mut self, at: usize, line: &[u8], in_flight: Option<&mut InFlight>, out: &mut Vec<Output>) {
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
}

fn lost(coming: &Coming, out: &mut Vec<Output>) {
    match coming.half.is_empty() {
        true => out.push(noise(coming.what.name().as_bytes())),
        false => out.push(coming.output(coming.half.clone())),
    }
}
