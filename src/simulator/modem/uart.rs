//! The serial connection: the time of each byte, in both directions. A byte takes ten bits (8N1), or no time at all, as
//! on USB.

use std::collections::VecDeque;
use std::time::Duration;

use super::event::Mark;

/// The most bytes that may wait in either direction. Beyond it the modem accepts no more commands and drops bytes from
/// the host, like a UART without flow control.
const WAITING_BYTES_MAX: usize = 256 * 1024;
/// The caller is woken for this number of bytes at a time, or for the end of a row, not for every byte.
const PIECE_BYTES: usize = 32;

#[derive(Debug)]
struct Segment {
    bytes: Vec<u8>,
    /// How many of them were sent already.
    sent: usize,
    start: Duration,
    mark: Option<Mark>,
}

#[derive(Debug)]
pub(super) struct Uart {
    byte_time: Duration,
    from_host: VecDeque<(Duration, u8)>,
    host_free: Duration,
    to_host: VecDeque<Segment>,
    modem_free: Duration,
    waiting: usize,
}

impl Uart {
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

    /// Receives `bytes`, which the host writes at `now`.
    pub fn receive(&mut self, bytes: &[u8], now: Duration) {
        let room = WAITING_BYTES_MAX.saturating_sub(self.from_host.len());
        for byte in bytes.iter().take(room) {
            self.host_free = self.host_free.max(now) + self.byte_time;
            self.from_host.push_back((self.host_free, *byte));
        }
    }

    /// When the next byte from the host has arrived.
    pub fn next_in(&self) -> Option<Duration> {
        self.from_host.front().map(|(at, _)| *at)
    }

    pub fn take_in(&mut self) -> Option<u8> {
        self.from_host.pop_front().map(|(_, byte)| byte)
    }

    /// Sends `bytes`, which the modem writes at `now`; `mark` belongs to their last byte.
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

    /// Returns the bytes that were sent by `now`, and calls `passed` for each mark among them, with its time.
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

    /// When the next bytes for the host are due.
    pub fn next_out(&self) -> Option<Duration> {
        let segment = self.to_host.front()?;
        let rest = segment.bytes.get(segment.sent..).unwrap_or_default();
        let row_end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| at + 1);
        Some(segment.start + self.span(segment.sent + row_end.min(PIECE_BYTES)))
    }

    /// Whether the host doesn't read, so that there is no room for more replies.
    pub fn blocked(&self) -> bool {
        self.waiting >= WAITING_BYTES_MAX
    }

    /// Discards all bytes in both directions.
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
    fn a_byte_takes_ten_bits_in_both_directions() {
        let mut uart = Uart::new(Some(10_000));
        uart.receive(b"AT\r", Duration::ZERO);
        uart.receive(b"x", MS);
        let mut at = Vec::new();
        while let Some(next) = uart.next_in() {
            at.push(next);
            uart.take_in();
        }
        assert_eq!(at, [MS, MS * 2, MS * 3, MS * 4]);

        uart.send(b"OK", MS * 10, None);
        uart.send(b"\r\n", MS * 10, None);
        assert_eq!(uart.transmit(MS * 10, |_, _| ()), b"");
        assert_eq!(uart.transmit(MS * 12, |_, _| ()), b"OK");
        assert_eq!(uart.next_out(), Some(MS * 14));
        assert_eq!(uart.transmit(MS * 14, |_, _| ()), b"\r\n");
        assert_eq!(uart.next_out(), None);
    }

    #[test]
    fn a_mark_has_the_time_of_its_last_byte() {
        let mut uart = Uart::new(Some(10_000));
        uart.send(b"noise", MS, None);
        uart.send(b"+CMTI", MS, Some(Mark::Replied("a".into())));
        uart.send(b"later", MS, None);
        let mut marks = Vec::new();
        assert_eq!(uart.transmit(MS * 10, |_, at| marks.push(at)), b"noise+CMT");
        assert!(marks.is_empty());
        assert_eq!(uart.transmit(MS * 60, |_, at| marks.push(at)), b"Ilater");
        assert_eq!(marks, [MS * 11]);
    }

    #[test]
    fn a_long_reply_wakes_the_caller_piece_by_piece() {
        let mut uart = Uart::new(Some(10_000));
        uart.send(&[b'x'; 100], Duration::ZERO, None);
        let (mut wakes, mut got) = (0, 0);
        while let Some(at) = uart.next_out() {
            got += uart.transmit(at, |_, _| ()).len();
            wakes += 1;
        }
        assert_eq!((wakes, got), (4, 100));
    }

    #[test]
    fn without_a_speed_bytes_are_sent_at_once() {
        let mut uart = Uart::new(None);
        uart.send(b"OK\r\n", MS, None);
        assert_eq!(uart.transmit(MS, |_, _| ()), b"OK\r\n");
    }

    #[test]
    fn the_waiting_bytes_have_a_limit() {
        let mut uart = Uart::new(None);
        uart.receive(&vec![b'A'; WAITING_BYTES_MAX * 2], MS);
        assert_eq!(uart.from_host.len(), WAITING_BYTES_MAX);
        uart.send(&vec![b'A'; WAITING_BYTES_MAX], MS, None);
        assert!(uart.blocked());
        uart.transmit(MS, |_, _| ());
        assert!(!uart.blocked());
    }
}
