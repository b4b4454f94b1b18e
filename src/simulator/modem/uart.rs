//! The serial line: when each byte is on the wire, both ways. Ten bits a byte (8N1), or no pacing at
//! all, as on USB.

use std::collections::VecDeque;
use std::time::Duration;

use super::event::Mark;

/// The most that may wait in either direction. Beyond it the modem takes no more commands and drops
/// what the host sends, as a UART without flow control does.
const WAITING_BYTES_MAX: usize = 256 * 1024;
/// A rim is woken for so many bytes at a time at least (or for the end of a line), not for each one.
const PIECE_BYTES: usize = 32;

#[derive(Debug)]
struct Segment {
    bytes: Vec<u8>,
    /// How many of them are out already.
    sent: usize,
    start: Duration,
    mark: Option<Mark>,
}

#[derive(Debug)]
pub(super) struct Line {
    byte_time: Duration,
    from_host: VecDeque<(Duration, u8)>,
    host_free: Duration,
    to_host: VecDeque<Segment>,
    modem_free: Duration,
    waiting: usize,
}

impl Line {
    pub fn new(baud: Option<u32>) -> Self {
        let nanos = baud.map_or(0, |baud| 10_000_000_000 / u64::from(baud.max(1)));
        Self {
            byte_time: Duration::from_nanos(nanos),
            from_host: VecDeque::new(),
            host_free: Duration::ZERO,
            to_host: VecDeque::new(),
            modem_free: Duration::ZERO,
            waiting: 0,
        }
    }

    /// The host writes `bytes` at `now`.
    pub fn receive(&mut self, bytes: &[u8], now: Duration) {
        let room = WAITING_BYTES_MAX.saturating_sub(self.from_host.len());
        for byte in bytes.iter().take(room) {
            self.host_free = self.host_free.max(now) + self.byte_time;
            self.from_host.push_back((self.host_free, *byte));
        }
    }

    /// When the next byte from the host is there.
    pub fn next_in(&self) -> Option<Duration> {
        self.from_host.front().map(|(at, _)| *at)
    }

    pub fn take_in(&mut self) -> Option<u8> {
        self.from_host.pop_front().map(|(_, byte)| byte)
    }

    /// The modem writes `bytes` at `now`; `mark` stands for their last byte.
    pub fn send(&mut self, bytes: &[u8], now: Duration, mark: Option<Mark>) {
        let start = self.modem_free.max(now);
        self.modem_free = start + self.span(bytes.len());
        self.waiting += bytes.len();
        if let Some(last) = self.to_host.back_mut()
            && last.mark.is_none()
            && last.start + self.byte_time * u32::try_from(last.bytes.len()).unwrap_or(u32::MAX) == start
        {
            last.bytes.extend_from_slice(bytes);
            last.mark = mark;
            return;
        }
        self.to_host.push_back(Segment { bytes: bytes.to_vec(), sent: 0, start, mark });
    }

    /// Takes what is out by `now`, and calls `passed` for each mark that it passes, with its time.
    pub fn transmit(&mut self, now: Duration, mut passed: impl FnMut(Mark, Duration)) -> Vec<u8> {
        let mut out = Vec::new();
        while let Some(segment) = self.to_host.front_mut() {
            let done = if self.byte_time.is_zero() {
                if segment.start <= now { segment.bytes.len() } else { 0 }
            } else {
                let bytes = now.saturating_sub(segment.start).as_nanos() / self.byte_time.as_nanos();
                usize::try_from(bytes).unwrap_or(usize::MAX).min(segment.bytes.len())
            };
            let fresh = segment.bytes.get(segment.sent..done).unwrap_or_default();
            out.extend_from_slice(fresh);
            self.waiting -= fresh.len();
            segment.sent = segment.sent.max(done);
            if done < segment.bytes.len() {
                break;
            }
            let end = segment.start + self.byte_time * u32::try_from(segment.bytes.len()).unwrap_or(u32::MAX);
            if let Some(mark) = segment.mark.take() {
                passed(mark, end);
            }
            self.to_host.pop_front();
        }
        out
    }

    /// When something is due to the host next.
    pub fn next_out(&self) -> Option<Duration> {
        let segment = self.to_host.front()?;
        let rest = segment.bytes.get(segment.sent..).unwrap_or_default();
        let line_end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| at + 1);
        Some(segment.start + self.span(segment.sent + line_end.min(PIECE_BYTES)))
    }

    /// The host doesn't read: no room for more replies.
    pub fn blocked(&self) -> bool {
        self.waiting >= WAITING_BYTES_MAX
    }

    /// The line is cut: what was on it is gone.
    pub fn cut(&mut self) {
        self.from_host.clear();
        self.to_host.clear();
        self.waiting = 0;
        self.host_free = Duration::ZERO;
        self.modem_free = Duration::ZERO;
    }

    fn span(&self, bytes: usize) -> Duration {
        self.byte_time * u32::try_from(bytes).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn a_paced_line_takes_ten_bits_a_byte_both_ways() {
        let mut line = Line::new(Some(10_000));
        line.receive(b"AT\r", Duration::ZERO);
        line.receive(b"x", MS);
        let mut at = Vec::new();
        while let Some(next) = line.next_in() {
            at.push(next);
            line.take_in();
        }
        assert_eq!(at, [MS, MS * 2, MS * 3, MS * 4]);

        line.send(b"OK", MS * 10, None);
        line.send(b"\r\n", MS * 10, None);
        assert_eq!(line.transmit(MS * 10, |_, _| ()), b"");
        assert_eq!(line.transmit(MS * 12, |_, _| ()), b"OK");
        assert_eq!(line.next_out(), Some(MS * 14));
        assert_eq!(line.transmit(MS * 14, |_, _| ()), b"\r\n");
        assert_eq!(line.next_out(), None);
    }

    #[test]
    fn a_mark_has_the_time_of_its_last_byte() {
        let mut line = Line::new(Some(10_000));
        line.send(b"noise", MS, None);
        line.send(b"+CMTI", MS, Some(Mark::Replied("a".into())));
        line.send(b"later", MS, None);
        let mut marks = Vec::new();
        assert_eq!(line.transmit(MS * 10, |_, at| marks.push(at)), b"noise+CMT");
        assert!(marks.is_empty());
        assert_eq!(line.transmit(MS * 60, |_, at| marks.push(at)), b"Ilater");
        assert_eq!(marks, [MS * 11]);
    }

    #[test]
    fn a_long_reply_wakes_the_rim_piece_by_piece() {
        let mut line = Line::new(Some(10_000));
        line.send(&[b'x'; 100], Duration::ZERO, None);
        let (mut wakes, mut got) = (0, 0);
        while let Some(at) = line.next_out() {
            got += line.transmit(at, |_, _| ()).len();
            wakes += 1;
        }
        assert_eq!((wakes, got), (4, 100));
    }

    #[test]
    fn an_unpaced_line_is_at_once() {
        let mut line = Line::new(None);
        line.send(b"OK\r\n", MS, None);
        assert_eq!(line.transmit(MS, |_, _| ()), b"OK\r\n");
    }

    #[test]
    fn what_waits_is_bounded() {
        let mut line = Line::new(None);
        line.receive(&vec![b'A'; WAITING_BYTES_MAX * 2], MS);
        assert_eq!(line.from_host.len(), WAITING_BYTES_MAX);
        line.send(&vec![b'A'; WAITING_BYTES_MAX], MS, None);
        assert!(line.blocked());
        line.transmit(MS, |_, _| ());
        assert!(!line.blocked());
    }
}
