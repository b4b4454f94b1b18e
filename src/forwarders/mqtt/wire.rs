//! Filters the octets of a connection on their way to the library, so that no broker can exhaust memory or break the client.
//!
//! - A packet longer than `PACKET_MAX` is cut while it arrives, whatever length it announces. A command of that length is
//!   refused, and the refusal keeps the broker from resending it on each connection.
//! - The library fails on unknown reasons and unexpected acknowledgements. An unknown reason is replaced by a known one of the
//!   same meaning (MQTT 5.0 section 2.4: 0x80 and above is a failure); an unexpected acknowledgement is dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::version::Version;

/// The largest number of octets of a packet that pass. The longest command has 16 KiB; a longer one still passes far enough to
/// be refused with a reason.
pub const PACKET_MAX: usize = 128 * 1024;
/// Not counting the fixed header, which has up to five octets.
const BODY_MAX: usize = PACKET_MAX - 5;
/// The octets of an acknowledgement that are read.
const ACK_MAX: usize = 64 * 1024;
const CHUNK: usize = 8 * 1024;

const CONNACK: u8 = 2;
const PUBACK: u8 = 4;
const SUBACK: u8 = 9;
const DISCONNECT: u8 = 14;

const UNSPECIFIED: u8 = 0x80;
/// The reasons that the library knows, by packet.
const CONNACK_KNOWN: [u8; 22] = [
    0x00, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90, 0x95, 0x97, 0x99, 0x9A, 0x9B,
    0x9C, 0x9D, 0x9F,
];
const PUBACK_KNOWN: [u8; 9] = [0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99];
const SUBACK_KNOWN: [u8; 12] = [0x00, 0x01, 0x02, 0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2];
const DISCONNECT_KNOWN: [u8; 29] = [
    0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8D, 0x8E, 0x8F, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98,
    0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F, 0xA0, 0xA1, 0xA2,
];

/// The acknowledgements of a connection, shared with its publishers.
#[derive(Debug, Clone, Default)]
pub struct Acks(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// Packet identifiers of publications in flight.
    awaited: BTreeSet<u16>,
    /// Reasons that the library doesn't know, by packet identifier.
    reasons: BTreeMap<u16, u8>,
    /// The last such reason of a packet that has no identifier.
    unknown: Option<u8>,
    /// The broker accepted the connection.
    welcome: bool,
    /// A packet has started and not ended.
    midway: bool,
}

impl Acks {
    pub fn note_published(&self, packet: u16) {
        self.lock().awaited.insert(packet);
    }

    /// The true reason of this packet's PUBACK, if the library doesn't know it.
    pub fn take_reason(&self, packet: u16) -> Option<u8> {
        self.lock().reasons.remove(&packet)
    }

    /// The reason that the broker ended or refused the connection with, if the library doesn't know it.
    pub fn unknown(&self) -> Option<u8> {
        self.lock().unknown
    }

    /// Whether the broker accepted the connection, though its CONNACK may not have been processed yet.
    pub fn is_welcome(&self) -> bool {
        self.lock().welcome
    }

    /// Whether a packet from the broker is incomplete.
    pub fn is_midway(&self) -> bool {
        self.lock().midway
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads packets as they arrive, and writes the octets for the library.
struct Scanner {
    version: Version,
    acks: Acks,
    state: State,
}

enum State {
    /// Type and length, as far as they have arrived.
    Head(Vec<u8>),
    /// The next `left` octets pass, and then `cut` octets are dropped.
    Pass { left: usize, cut: usize },
    /// An acknowledgement with `left` octets missing.
    Collect { first: u8, left: usize, body: Vec<u8> },
    /// The octets are not MQTT; they pass, so that the library reports it.
    Broken,
}

impl Scanner {
    fn feed(&mut self, mut octets: &[u8], out: &mut Vec<u8>) {
        while !octets.is_empty() {
            octets = self.step(octets, out);
        }
        self.acks.lock().midway = !matches!(&self.state, State::Head(head) if head.is_empty());
    }

    /// Consumes at least one octet and returns the rest.
    fn step<'a>(&mut self, octets: &'a [u8], out: &mut Vec<u8>) -> &'a [u8] {
        match &mut self.state {
            State::Head(head) => {
                head.push(octets[0]);
                let head = head.clone();
                match length(&head) {
                    Ok(None) => {}
                    Ok(Some(length)) => self.begin(head[0], length, out),
                    Err(Malformed) => {
                        out.extend(head);
                        self.state = State::Broken;
                    }
                }
                &octets[1..]
            }
            State::Pass { left, cut } => {
                let (go_on, rest) = octets.split_at(octets.len().min(*left));
                out.extend(go_on);
                *left -= go_on.len();
                let dropped = rest.len().min(*cut);
                *cut -= dropped;
                if *left == 0 && *cut == 0 {
                    self.state = State::Head(Vec::new());
                }
                &rest[dropped..]
            }
            State::Collect { first, left, body } => {
                let (own, rest) = octets.split_at(octets.len().min(*left));
                body.extend(&own[..own.len().min(ACK_MAX - body.len())]);
                *left -= own.len();
                if *left == 0 {
                    let (first, body) = (*first, std::mem::take(body));
                    self.state = State::Head(Vec::new());
                    self.acknowledgement(first, &body, out);
                }
                rest
            }
            State::Broken => {
                out.extend(octets);
                &[]
            }
        }
    }

    fn begin(&mut self, first: u8, length: usize, out: &mut Vec<u8>) {
        let is_ack = matches!(first >> 4, CONNACK | PUBACK | SUBACK | DISCONNECT);
        if is_ack && length > 0 {
            self.state = State::Collect { first, left: length, body: Vec::new() };
            return;
        }
        let left = length.min(BODY_MAX);
        write_head(first, left, out);
        self.state = match length {
            0 => State::Head(Vec::new()),
            _ => State::Pass { left, cut: length - left },
        };
    }

    fn acknowledgement(&mut self, first: u8, body: &[u8], out: &mut Vec<u8>) {
        if first >> 4 == CONNACK && body.get(1) == Some(&0) {
            self.acks.lock().welcome = true;
        }
        let rewritten = match (first >> 4, self.version) {
            (PUBACK, version) => match self.puback(body, version) {
                Some(Puback::Unexpected) => return,
                Some(Puback::Is(packet)) => Some(packet),
                None => None,
            },
            (SUBACK, version) => suback(body, version),
            (CONNACK, Version::V5) if body.len() >= 3 => {
                let mut body = body.to_vec();
                body[1] = self.known(&CONNACK_KNOWN, body[1]);
                Some(body)
            }
            // 3.1.1 section 3.2.2.3 has five refusals; the third, server unavailable, is not about us.
            (CONNACK, Version::V311) if body.len() == 2 && body[1] > 5 => {
                self.acks.lock().unknown = Some(body[1]);
                Some(vec![body[0], 3])
            }
            (DISCONNECT, Version::V5) => body.first().map(|reason| vec![self.known(&DISCONNECT_KNOWN, *reason), 0]),
            _ => None,
        };
        let body = rewritten.as_deref().unwrap_or(body);
        write_head(first, body.len(), out);
        out.extend(body);
    }

    /// Replaces a reason that ends or refuses the connection by one that the library knows.
    fn known(&self, known: &[u8], reason: u8) -> u8 {
        if known.contains(&reason) {
            return reason;
        }
        self.acks.lock().unknown = Some(reason);
        UNSPECIFIED
    }

    /// Passes the packet without its properties, which are only texts.
    fn puback(&self, body: &[u8], version: Version) -> Option<Puback> {
        let &[high, low, ref rest @ ..] = body else { return None };
        let packet = u16::from_be_bytes([high, low]);
        let mut acks = self.acks.lock();
        if !acks.awaited.remove(&packet) {
            tracing::debug!(packet, "the broker acknowledged what was not published");
            return Some(Puback::Unexpected);
        }
        Some(Puback::Is(match version {
            Version::V311 => vec![high, low],
            Version::V5 => {
                let reason = rest.first().copied().unwrap_or(0);
                let known = match reason {
                    reason if PUBACK_KNOWN.contains(&reason) => reason,
                    0x80.. => UNSPECIFIED,
                    _ => 0,
                };
                if known != reason {
                    acks.reasons.insert(packet, reason);
                }
                vec![high, low, known]
            }
        }))
    }
}

enum Puback {
    Unexpected,
    Is(Vec<u8>),
}

/// Passes the packet without its properties.
fn suback(body: &[u8], version: Version) -> Option<Vec<u8>> {
    let (packet, rest) = body.split_at_checked(2)?;
    let (codes, known, properties): (_, &[u8], &[u8]) = match version {
        Version::V311 => (rest, &[0x00, 0x01, 0x02, 0x80], &[]),
        Version::V5 => {
            // The fixed header has the length in the same form.
            let head: Vec<u8> = std::iter::once(0).chain(rest.iter().copied().take(4)).collect();
            let octets = 1 + rest.iter().take_while(|octet| **octet >= 0x80).count();
            let skipped = length(head.get(..=octets)?).ok()??;
            (rest.get(octets + skipped..)?, &SUBACK_KNOWN, &[0])
        }
    };
    let known = |code: &u8| match code {
        code if known.contains(code) => *code,
        0x80.. => UNSPECIFIED,
        _ => 1,
    };
    Some([packet, properties, &codes.iter().map(known).collect::<Vec<_>>()].concat())
}

struct Malformed;

/// The length in a fixed header, once it is complete (MQTT 5.0 section 1.5.5).
fn length(head: &[u8]) -> Result<Option<usize>, Malformed> {
    let octets = head.get(1..).unwrap_or_default();
    match octets.last() {
        Some(last) if *last < 0x80 => {
            let value = |(place, octet): (usize, &u8)| usize::from(octet & 0x7F) << (7 * place);
            Ok(Some(octets.iter().enumerate().map(value).sum()))
        }
        Some(_) if octets.len() >= 4 => Err(Malformed),
        Some(_) | None => Ok(None),
    }
}

fn write_head(first: u8, length: usize, out: &mut Vec<u8>) {
    out.push(first);
    let mut left = length;
    loop {
        let octet = u8::try_from(left % 128).expect("less than 128");
        left /= 128;
        if left == 0 {
            out.push(octet);
            return;
        }
        out.push(octet | 0x80);
    }
}

/// A connection to a broker, TLS and all.
pub trait Socket: AsyncRead + AsyncWrite + Send + Sync + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> Socket for S {}

/// The connection as the library reads it.
pub struct Wire {
    socket: Box<dyn Socket>,
    scanner: Scanner,
    /// Octets for the library; it has read those before `read`.
    out: Vec<u8>,
    read: usize,
}

impl Wire {
    pub fn new(socket: Box<dyn Socket>, version: Version, acks: Acks) -> Self {
        let scanner = Scanner { version, acks, state: State::Head(Vec::new()) };
        Self { socket, scanner, out: Vec::new(), read: 0 }
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let mut chunk = [0; CHUNK];
        loop {
            let unread = &this.out[this.read..];
            if !unread.is_empty() {
                let count = unread.len().min(buffer.remaining());
                buffer.put_slice(&unread[..count]);
                this.read += count;
                return Poll::Ready(Ok(()));
            }
            this.out.clear();
            this.read = 0;
            let mut arrived = ReadBuf::new(&mut chunk);
            ready!(Pin::new(&mut this.socket).poll_read(context, &mut arrived))?;
            if arrived.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
            this.scanner.feed(arrived.filled(), &mut this.out);
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().socket).poll_write(context, octets)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().socket).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().socket).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(version: Version, awaited: &[u16], octets: &[u8]) -> (Vec<u8>, Acks) {
        let whole = scan(version, awaited, &[octets]);
        let single: Vec<&[u8]> = octets.chunks(1).collect();
        let (out, _) = scan(version, awaited, &single);
        assert_eq!(out, whole.0, "one octet at a time");
        whole
    }

    fn scan(version: Version, awaited: &[u16], pieces: &[&[u8]]) -> (Vec<u8>, Acks) {
        let acks = Acks::default();
        awaited.iter().for_each(|packet| acks.note_published(*packet));
        let mut scanner = Scanner { version, acks: acks.clone(), state: State::Head(Vec::new()) };
        let mut out = Vec::new();
        pieces.iter().for_each(|piece| scanner.feed(piece, &mut out));
        (out, acks)
    }

    #[test]
    fn a_reason_that_is_unknown_becomes_one_of_the_same_meaning() {
        for reason in 0..=255_u8 {
            let (out, acks) = read(Version::V5, &[7], &[0x40, 0x03, 0, 7, reason]);
            let known = match reason {
                reason if PUBACK_KNOWN.contains(&reason) => reason,
                0x80.. => 0x80,
                _ => 0,
            };
            assert_eq!(out, [0x40, 0x03, 0, 7, known]);
            assert_eq!(acks.take_reason(7), (known != reason).then_some(reason));
        }
        let disconnect = [0xE0, 0x04, 0xB0, 0x02, 0xFF, 0xFF];
        let (out, acks) = read(Version::V5, &[], &disconnect);
        assert_eq!((out.as_slice(), acks.unknown()), ([0xE0, 0x02, 0x80, 0x00].as_slice(), Some(0xB0)));
        let (out, acks) = read(Version::V5, &[], &[0x20, 0x03, 0x00, 0xC0, 0x00]);
        assert_eq!((out.as_slice(), acks.unknown()), ([0x20, 0x03, 0x00, 0x80, 0x00].as_slice(), Some(0xC0)));
        let (out, _) = read(Version::V311, &[], &[0x20, 0x02, 0x00, 0x09]);
        assert_eq!(out, [0x20, 0x02, 0x00, 0x03]);
        // A refusal in the form of 3.1.1 shows the library which version the broker speaks.
        let (out, _) = read(Version::V5, &[], &[0x20, 0x02, 0x00, 0x01]);
        assert_eq!(out, [0x20, 0x02, 0x00, 0x01]);
        let (out, _) = read(Version::V5, &[], &[0x90, 0x06, 0, 1, 0x02, 0xFF, 0xFF, 0xB0]);
        assert_eq!(out, [0x90, 0x04, 0, 1, 0x00, 0x80]);
        let (out, _) = read(Version::V311, &[], &[0x90, 0x03, 0, 1, 0x87]);
        assert_eq!(out, [0x90, 0x03, 0, 1, 0x80]);
    }

    #[test]
    fn words_in_an_acknowledgement_are_left_out_whatever_their_form() {
        let (out, _) = read(Version::V5, &[7], &[0x40, 0x07, 0, 7, 0x00, 0x03, 0x63, 0, 0]);
        assert_eq!(out, [0x40, 0x03, 0, 7, 0x00]);
        let (out, _) = read(Version::V311, &[7], &[0x40, 0x03, 0, 7, 0x00]);
        assert_eq!(out, [0x40, 0x02, 0, 7]);
    }

    #[test]
    fn an_acknowledgement_that_nothing_waits_for_is_dropped() {
        for version in [Version::V5, Version::V311] {
            let packets = [0x40, 0x02, 0, 7, 0x40, 0x02, 0, 7, 0x40, 0x02, 0, 9, 0xD0, 0x00];
            let (out, _) = read(version, &[7], &packets);
            assert_eq!(out.iter().filter(|octet| **octet == 0x40).count(), 1, "{out:?}");
            assert!(out.ends_with(&[0xD0, 0x00]), "{out:?}");
        }
    }

    #[test]
    fn a_packet_is_cut_and_what_follows_it_is_not() {
        let long = 3 * PACKET_MAX;
        let mut packets = Vec::new();
        write_head(0x32, long, &mut packets);
        packets.extend(vec![b'x'; long]);
        packets.extend([0xD0, 0x00]);
        let (out, acks) = scan(Version::V311, &[], &packets.chunks(5000).collect::<Vec<_>>());
        let mut wanted = Vec::new();
        write_head(0x32, BODY_MAX, &mut wanted);
        wanted.extend(vec![b'x'; BODY_MAX]);
        wanted.extend([0xD0, 0x00]);
        assert!(out == wanted, "{} octets", out.len());
        assert!(!acks.is_midway());
        // For the library the packet is complete, though the rest may never arrive.
        let (out, acks) = scan(Version::V311, &[], &packets.chunks(5000).take(30).collect::<Vec<_>>());
        assert_eq!(out.len(), wanted.len() - 2);
        assert!(acks.is_midway());
    }

    #[test]
    fn what_is_not_mqtt_is_for_the_library_to_say() {
        let octets = [0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x02];
        assert_eq!(read(Version::V5, &[], &octets).0, octets);
    }
}
