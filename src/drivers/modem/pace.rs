//! How long to let bytes gather before the port is read again.
//!
//! At 115200 baud a message takes 30 ms, and waking up for each millisecond's bytes costs more than all
//! that is done with them. Nothing can be done before its end, whose place the header told: the port is left
//! alone until then. Nor can anything be done before a message that was asked for has begun, and lines that tell
//! something beside the answer drip in too: the answer can't end before they do. Nor before the modem has deleted
//! what it was told to, which takes it about as long each time. A port that brings all at once, as USB does whatever
//! its speed is said to be, is never waited for; nor is what hardly comes in more than one piece.

use std::time::Duration;

use crate::at::ToCome;

/// A line that stalls may go on much faster than it was before.
const REST_MAX: Duration = Duration::from_millis(32);
/// For less, a timer is not worth it.
const REST_MIN: Duration = Duration::from_micros(400);
/// The last byte is there a little after its time.
const GRACE: Duration = Duration::from_micros(150);
/// A read of fewer bytes brought no more than a drop of a line.
const DROP_BYTES: usize = 8;
/// For twelve bytes at 115200 baud; the shortest result code takes as long.
const DRIP_REST: Duration = Duration::from_millis(1);
/// A modem that takes longer to delete has other things to do meanwhile, and takes longer or shorter.
const DELETING_MAX: Duration = Duration::from_millis(6);
/// It may have become faster: so much less is waited for each time.
const DELETING_SHARE: u32 = 128;
/// Fewer pieces are better taken as they come.
const PIECES_MIN: usize = 2;
/// A piece that was larger than this many after it is forgotten by and by.
const PIECES_SEEN: usize = 8;
/// A byte with its start and stop bit.
const BITS: u64 = 10;

/// What is known of the speed of one port.
#[derive(Debug)]
pub struct Pace {
    /// Nanoseconds a byte at the speed that the port was set to.
    set: u64,
    /// The PDU that is on its way.
    coming: Option<Coming>,
    /// What was seen of the last PDU that came in pieces.
    seen: Option<Speed>,
    /// The port was left alone for so many bytes of a message that had not begun.
    unseen: Option<usize>,
    /// What is being deleted.
    deleting: Option<Deleting>,
    /// How long that took from the command to the end of its result code, which came in pieces.
    deleted_in: Option<Duration>,
    /// The port was left alone for the answer to what was asked at this time.
    asked: Option<Duration>,
    /// It was left alone before it was read this time.
    rested: bool,
    /// Bytes that come at a time, as far as was seen.
    piece: usize,
}

#[derive(Debug)]
struct Deleting {
    since: Duration,
    rested: bool,
    /// The port was looked at before the end.
    looked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speed {
    /// The one that the port was set to.
    AsSet,
    /// Nanoseconds a byte.
    Byte(u64),
}

#[derive(Debug)]
struct Coming {
    /// When its first bytes were there, which may have been long in coming.
    since: Duration,
    /// Those that came after.
    bytes: usize,
    /// It was left to gather: its end may have been there before it was read.
    rested: bool,
}

impl Pace {
    /// For a port that was set to so many bits a second.
    pub fn new(baud: u32) -> Self {
        Self {
            set: BITS * 1_000_000_000 / u64::from(baud.max(1)),
            coming: None,
            seen: None,
            unseen: None,
            deleting: None,
            deleted_in: None,
            asked: None,
            rested: false,
            piece: 0,
        }
    }

    /// `count` bytes were read at `now`, none if something else happened: how long the port may be left alone.
    pub fn read(&mut self, count: usize, to_come: ToCome, now: Duration) -> Option<Duration> {
        if !self.rested && count > 0 {
            self.piece = count.max(self.piece - self.piece.saturating_sub(count).div_ceil(PIECES_SEEN));
        }
        self.note_deleting(count, to_come, now);
        let rest = self.rest(count, to_come, now);
        self.rested = rest.is_some();
        rest
    }

    fn rest(&mut self, count: usize, to_come: ToCome, now: Duration) -> Option<Duration> {
        match to_come {
            ToCome::Bytes(rest) => self.message_goes_on(count, rest, now),
            // An order came while it was waited for, or nothing.
            ToCome::Answer(_, asked) if count == 0 && self.asked == Some(asked) => None,
            ToCome::Answer(least, asked) => {
                // An answer, and the next was asked for.
                self.message_is_over(count, now, |waited_for| count >= waited_for);
                let rest = self.seen.and_then(|speed| self.time_for(least, speed));
                self.unseen = rest.map(|_| least);
                self.asked = Some(asked);
                rest
            }
            ToCome::Deleted(_) => {
                self.message_is_over(count, now, |_| count > 0);
                self.time_to_delete()
            }
            ToCome::End(least) => {
                self.message_is_over(count, now, |_| count > 0);
                let rest = self.seen.filter(|&speed| count > 0 && speed == Speed::AsSet);
                rest.and_then(|speed| self.time_for(least, speed))
            }
            ToCome::Aside => (1..DROP_BYTES).contains(&count).then_some(DRIP_REST),
            ToCome::Unknown => {
                self.message_is_over(count, now, |_| count > 0);
                None
            }
        }
    }

    fn message_goes_on(&mut self, count: usize, rest: usize, now: Duration) -> Option<Duration> {
        if count == 0 {
            return None;
        }
        let speed = match &mut self.coming {
            Some(coming) => {
                coming.bytes += count;
                let speed = coming.speed(now, self.set);
                self.seen.map_or(speed, |seen| self.faster(seen, speed))
            }
            None => {
                self.coming = Some(Coming { since: now, bytes: 0, rested: false });
                self.seen?
            }
        };
        self.unseen = None;
        let rest = self.time_for(rest, speed);
        if let Some(coming) = &mut self.coming {
            coming.rested |= rest.is_some();
        }
        rest
    }

    /// One that came at once, or nearly, says that the line is fast.
    fn message_is_over(&mut self, count: usize, now: Duration, was_all_there: impl Fn(usize) -> bool) {
        if let Some(mut coming) = self.coming.take() {
            coming.bytes += count;
            let speed = coming.speed(now, self.set);
            let kept = self.seen.filter(|&seen| coming.rested && self.faster(seen, speed) == seen);
            self.seen = kept.or(Some(speed));
        } else if self.unseen.take_if(|least| was_all_there(*least)).is_some() {
            // The line may be faster than it was.
            self.seen = None;
        }
    }

    fn note_deleting(&mut self, count: usize, to_come: ToCome, now: Duration) {
        let next = match (to_come, &mut self.deleting) {
            (ToCome::Deleted(since), Some(deleting)) if deleting.since == since => {
                deleting.looked = true;
                return;
            }
            (ToCome::End(_) | ToCome::Aside | ToCome::Bytes(_), Some(deleting)) => {
                deleting.looked = true;
                return;
            }
            (ToCome::Deleted(since), _) => Some(Deleting { since, rested: false, looked: false }),
            (_, _) => None,
        };
        if let Some(over) = std::mem::replace(&mut self.deleting, next).filter(|_| count > 0) {
            self.deleted_in = match self.deleted_in {
                _ if over.looked => Some(now.saturating_sub(over.since)),
                Some(time) if over.rested => Some(time - time / DELETING_SHARE),
                // Whoever waits is woken once anyway.
                _ => None,
            };
        }
    }

    fn time_to_delete(&mut self) -> Option<Duration> {
        let deleting = self.deleting.as_mut().filter(|deleting| !deleting.looked)?;
        let worth_it = REST_MIN..=DELETING_MAX;
        let rest = self.deleted_in.filter(|time| self.seen == Some(Speed::AsSet) && worth_it.contains(time));
        deleting.rested = rest.is_some();
        rest
    }

    fn nanoseconds(&self, speed: Speed) -> u64 {
        match speed {
            Speed::AsSet => self.set,
            Speed::Byte(nanoseconds) => nanoseconds,
        }
    }

    fn faster(&self, one: Speed, other: Speed) -> Speed {
        if self.nanoseconds(one) <= self.nanoseconds(other) { one } else { other }
    }

    /// How long `bytes` can be left to gather. What was measured may be wrong, so some of the way is left.
    fn time_for(&self, bytes: usize, speed: Speed) -> Option<Duration> {
        if bytes <= self.piece * PIECES_MIN {
            return None;
        }
        let whole = Duration::from_nanos(self.nanoseconds(speed).saturating_mul(u64::try_from(bytes).ok()?));
        let rest = match speed {
            Speed::AsSet => whole + GRACE,
            Speed::Byte(_) => whole * 3 / 4,
        };
        Some(rest.min(REST_MAX)).filter(|&rest| rest >= REST_MIN)
    }
}

impl Coming {
    /// Bytes come in pieces, so that there is no telling by so few of them: what is about the speed that was set is that.
    fn speed(&self, now: Duration, set: u64) -> Speed {
        let took = u64::try_from(now.saturating_sub(self.since).as_nanos()).unwrap_or(u64::MAX);
        let byte = took / u64::try_from(self.bytes.max(1)).unwrap_or(u64::MAX);
        if (set / 2..=set * 2).contains(&byte) { Speed::AsSet } else { Speed::Byte(byte) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    /// Ten bytes a millisecond.
    fn slow() -> Pace {
        Pace::new(100_000)
    }

    /// After a message that came as slowly as was set, byte by byte at first.
    fn slow_and_known() -> Pace {
        let mut pace = slow();
        assert_eq!(pace.read(2, ToCome::Bytes(102), ms(10)), None);
        assert_eq!(pace.read(2, ToCome::Bytes(100), Duration::from_micros(10_200)), Some(ms(10) + GRACE));
        assert_eq!(pace.read(100, ToCome::Unknown, Duration::from_micros(20_400)), None);
        pace
    }

    #[test]
    fn a_slow_line_is_left_to_gather_until_the_end_of_a_message() {
        let mut pace = slow();
        // The modem took half a second to answer: that says nothing of the line.
        assert_eq!(pace.read(10, ToCome::Bytes(310), ms(500)), None);
        // It is about as fast as was set.
        assert_eq!(pace.read(10, ToCome::Bytes(300), ms(501)), Some(ms(30) + GRACE));
        assert_eq!(pace.read(275, ToCome::Bytes(25), ms(531)), Some(ms(2) + Duration::from_micros(500) + GRACE));
        assert_eq!(pace.read(25, ToCome::Unknown, ms(534)), None);
        // The next is known from its first bytes on.
        assert_eq!(pace.read(10, ToCome::Bytes(200), ms(900)), Some(ms(20) + GRACE));
        assert_eq!(pace.read(200, ToCome::Unknown, ms(990)), None, "very late");
        assert_eq!(pace.read(10, ToCome::Bytes(200), ms(1090)), Some(ms(20) + GRACE), "which is not the line's doing");
        assert_eq!(pace.read(198, ToCome::Bytes(2), ms(1111)), None, "so few are not worth it");
    }

    #[test]
    fn of_a_line_slower_than_was_set_some_is_left() {
        let mut pace = Pace::new(1_000_000);
        assert_eq!(pace.read(20, ToCome::Bytes(300), ms(500)), None);
        assert_eq!(pace.read(20, ToCome::Bytes(280), ms(502)), Some(ms(21)));
        assert_eq!(pace.read(200, ToCome::Bytes(80), ms(522)), Some(ms(6)));
    }

    #[test]
    fn a_line_that_brings_all_at_once_is_not_waited_for() {
        let mut pace = slow();
        assert_eq!(pace.read(64, ToCome::Bytes(256), ms(100)), None);
        assert_eq!(pace.read(64, ToCome::Bytes(192), ms(100)), None);
        assert_eq!(pace.read(192, ToCome::Unknown, ms(100)), None);
        assert_eq!(pace.read(64, ToCome::Bytes(256), ms(200)), None);
        // It was seen to be fast, whatever it does for a while.
        assert_eq!(pace.read(64, ToCome::Bytes(192), ms(250)), None);
        assert_eq!(pace.read(0, ToCome::Bytes(192), ms(251)), None);
    }

    /// To rest for them, and to be woken, and to begin to watch anew, is more than to be woken for each.
    #[test]
    fn a_line_of_few_large_pieces_is_not_waited_for() {
        let mut pace = slow();
        assert_eq!(pace.read(64, ToCome::Bytes(200), ms(6)), None);
        assert_eq!(pace.read(64, ToCome::Bytes(136), ms(13)), Some(ms(13) + Duration::from_micros(600) + GRACE));
        assert_eq!(pace.read(128, ToCome::Bytes(8), ms(27)), None);
        assert_eq!(pace.read(8, ToCome::Unknown, ms(28)), None);
        assert_eq!(pace.read(64, ToCome::Bytes(100), ms(100)), None, "one more, and the rest of it");
        assert_eq!(pace.read(64, ToCome::Bytes(36), ms(106)), None);
        assert_eq!(pace.read(36, ToCome::Unknown, ms(110)), None);
        // A line may do otherwise later.
        for number in 0..40 {
            assert_eq!(pace.read(6, ToCome::Unknown, ms(200 + number)), None);
        }
        assert_eq!(pace.read(6, ToCome::Bytes(100), ms(300)), Some(ms(10) + GRACE));
    }

    #[test]
    fn a_message_that_was_asked_for_is_let_begin() {
        let mut pace = slow();
        let asked = |least, at| ToCome::Answer(least, ms(at));
        assert_eq!(pace.read(6, asked(80, 0), ms(0)), None, "nothing is known of the line");
        let mut pace = slow_and_known();
        assert_eq!(pace.read(6, asked(80, 30), ms(30)), Some(ms(8) + GRACE));
        assert_eq!(pace.read(0, asked(80, 30), ms(38)), None, "an order, or nothing: it may come at any time now");
        assert_eq!(pace.read(6, ToCome::Bytes(60), ms(39)), Some(ms(6) + GRACE));
        assert_eq!(pace.read(60, ToCome::Unknown, ms(45)), None);
        assert_eq!(pace.read(6, asked(80, 50), ms(50)), Some(ms(8) + GRACE));
        let rest = Some(Duration::from_micros(7800) + GRACE);
        assert_eq!(pace.read(2, asked(78, 50), ms(58)), rest, "it takes its time");
        assert_eq!(pace.read(120, ToCome::Unknown, ms(66)), None);
        assert_eq!(pace.read(6, asked(80, 70), ms(70)), None, "the line is as fast as that, or faster");
        let mut pace = slow_and_known();
        assert_eq!(pace.read(6, asked(80, 90), ms(90)), Some(ms(8) + GRACE));
        assert_eq!(pace.read(120, asked(80, 98), ms(98)), None, "as well where the next was asked for at once");
    }

    /// A port that was slow for once, as where the modem had something else to do, costs one rest.
    #[test]
    fn what_is_known_of_a_line_is_what_it_did_last() {
        let mut pace = slow();
        assert_eq!(pace.read(10, ToCome::Bytes(100), ms(0)), None);
        assert_eq!(pace.read(10, ToCome::Bytes(90), ms(90)), Some(ms(32)));
        assert_eq!(pace.read(90, ToCome::Unknown, ms(122)), None);
        assert_eq!(pace.read(10, ToCome::Bytes(100), ms(200)), Some(ms(32)));
        assert_eq!(pace.read(100, ToCome::Unknown, ms(200)), None);
        assert_eq!(pace.read(10, ToCome::Bytes(100), ms(300)), None);
    }

    #[test]
    fn the_end_of_an_answer_is_let_come_where_the_line_is_as_slow_as_was_set() {
        let mut pace = slow();
        assert_eq!(pace.read(2, ToCome::End(4), ms(0)), None, "nothing is known of the line");
        let mut pace = slow_and_known();
        for number in 0..20 {
            assert_eq!(pace.read(1, ToCome::Unknown, ms(21 + number)), None);
        }
        assert_eq!(pace.read(1, ToCome::End(4), ms(50)), Some(Duration::from_micros(400) + GRACE));
        assert_eq!(pace.read(4, ToCome::Unknown, ms(51)), None);
        assert_eq!(pace.read(1, ToCome::End(1), ms(52)), None, "so few are not worth it");
        assert_eq!(pace.read(0, ToCome::End(4), ms(53)), None, "nothing was read");
        assert_eq!(pace.read(2, ToCome::Bytes(100), ms(60)), Some(ms(10) + GRACE));
    }

    #[test]
    fn the_end_of_deleting_is_let_come_once_its_time_is_known() {
        let mut pace = slow_and_known();
        assert_eq!(pace.read(4, ToCome::Deleted(ms(20)), ms(20)), None, "nothing is known of it");
        assert_eq!(pace.read(2, ToCome::End(4), ms(23)), None);
        // Slots are deleted one after the other.
        assert_eq!(pace.read(4, ToCome::Deleted(ms(24)), ms(24)), Some(ms(4)));
        let less = ms(4) - ms(4) / DELETING_SHARE;
        assert_eq!(pace.read(6, ToCome::Deleted(ms(28)), ms(28)), Some(less), "it may be faster");
        assert_eq!(pace.read(6, ToCome::Unknown, ms(32)), None);
        // What is told meanwhile, or an order, is no end.
        assert_eq!(pace.read(8, ToCome::Deleted(ms(40)), ms(40)), Some(less - less / DELETING_SHARE));
        assert_eq!(pace.read(0, ToCome::Deleted(ms(40)), ms(41)), None, "once for each");
        assert_eq!(pace.read(9, ToCome::Aside, ms(43)), None);
        assert_eq!(pace.read(6, ToCome::Unknown, ms(45)), None);
        assert_eq!(pace.read(6, ToCome::Deleted(ms(50)), ms(50)), Some(ms(5)), "it took longer than was waited");
        // Given up.
        assert_eq!(pace.read(0, ToCome::Unknown, ms(900)), None);
        assert_eq!(pace.read(6, ToCome::Deleted(ms(950)), ms(950)), Some(ms(5)));
    }

    #[test]
    fn a_modem_that_takes_its_time_to_delete_or_answers_in_one_piece_is_not_waited_for() {
        let mut pace = slow_and_known();
        assert_eq!(pace.read(4, ToCome::Deleted(ms(20)), ms(20)), None);
        assert_eq!(pace.read(2, ToCome::End(4), ms(59)), None);
        assert_eq!(pace.read(4, ToCome::Deleted(ms(60)), ms(60)), None, "it took 40 ms");
        assert_eq!(pace.read(2, ToCome::End(4), ms(61)), None);
        assert_eq!(pace.read(4, ToCome::Deleted(ms(62)), ms(62)), Some(ms(2)), "and 2 now");
        let mut pace = slow_and_known();
        assert_eq!(pace.read(4, ToCome::Deleted(ms(20)), ms(20)), None);
        assert_eq!(pace.read(6, ToCome::Deleted(ms(23)), ms(23)), None);
        let mut pace = slow();
        assert_eq!(pace.read(4, ToCome::Deleted(ms(20)), ms(20)), None);
        assert_eq!(pace.read(2, ToCome::End(4), ms(21)), None);
        assert_eq!(pace.read(4, ToCome::Deleted(ms(22)), ms(22)), None, "the line may bring all at once");
    }

    #[test]
    fn drops_of_a_line_aside_are_gathered() {
        let mut pace = slow();
        assert_eq!(pace.read(1, ToCome::Aside, ms(100)), Some(ms(1)));
        assert_eq!(pace.read(12, ToCome::Aside, ms(101)), None, "no more than a drop is waited for");
        assert_eq!(pace.read(0, ToCome::Aside, ms(102)), None, "nothing was read");
        assert_eq!(pace.read(1, ToCome::Unknown, ms(103)), None, "an answer is");
    }
}
