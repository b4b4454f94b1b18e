//! The port to the host: the bytes in transit, the input that is not complete yet, and the URCs that wait for the end of
//! a reply. All of these are lost when the port disappears.

use std::time::Duration;

use super::event::Mark;
use super::uart::Uart;
use super::work::Entry;
use crate::simulator::random::Random;

/// The most URCs that are delayed by a reply or a data entry.
const DELAYED_MAX: usize = 64;

/// What the bytes from the host belong to now.
#[derive(Debug)]
pub(super) enum Input {
    Command(Vec<u8>),
    /// After the prompt, up to Ctrl-Z or ESC.
    Data {
        entry: Entry,
        typed: Vec<u8>,
    },
}

impl Default for Input {
    fn default() -> Self {
        Self::Command(Vec::new())
    }
}

/// A URC that waits until a reply or a data entry ends.
#[derive(Debug)]
struct DelayedUrc {
    bytes: Vec<u8>,
    mark: Option<Mark>,
    /// It may be sent between two rows of the reply.
    inside: bool,
}

#[derive(Debug)]
pub(super) struct Port {
    open: bool,
    pub uart: Uart,
    pub input: Input,
    delayed: Vec<DelayedUrc>,
}

impl Port {
    /// A port that the host doesn't have yet.
    pub fn new(baud: Option<u32>) -> Self {
        Self { open: false, uart: Uart::new(baud), input: Input::default(), delayed: Vec::new() }
    }

    /// Whether the host has the port.
    pub fn is_open(&self) -> bool {
        self.open
    }

    pub fn open(&mut self) {
        self.open = true;
    }

    /// Removes the port from the host.
    pub fn close(&mut self) {
        self.open = false;
        self.discard();
    }

    /// Discards the bytes in both directions, the input, and the URCs that wait.
    pub fn discard(&mut self) {
        self.uart.cut();
        self.input = Input::default();
        self.delayed.clear();
    }

    /// Whether the host is entering data after a prompt.
    pub fn is_in_data_entry(&self) -> bool {
        matches!(self.input, Input::Data { .. })
    }

    /// Writes bytes to the host, if it has the port. `mark` belongs to the last byte.
    pub fn write(&mut self, bytes: &[u8], now: Duration, mark: Option<Mark>) {
        if self.open {
            self.uart.send(bytes, now, mark);
        }
    }

    /// Keeps a URC until the reply or the data entry ends; `inside`: it may be sent between two rows of the reply.
    pub fn delay(&mut self, bytes: Vec<u8>, mark: Option<Mark>, inside: bool) {
        if self.delayed.len() < DELAYED_MAX {
            self.delayed.push(DelayedUrc { bytes, mark, inside });
        }
    }

    /// Writes the pieces of a reply, with some of the delayed URCs between them where these are allowed. If there is no
    /// piece, because the host switched replies off, the delayed URCs are the reply.
    pub fn write_reply(&mut self, pieces: &[String], random: &mut Random, now: Duration) {
        if pieces.is_empty() {
            return self.write_delayed(now);
        }
        for (number, piece) in pieces.iter().enumerate() {
            if number > 0
                && let Some(next) = self.delayed.iter().position(|urc| urc.inside)
                && random.once_in(pieces.len())
            {
                let urc = self.delayed.remove(next);
                self.write(&urc.bytes, now, urc.mark);
            }
            self.write(piece.as_bytes(), now, None);
        }
    }

    /// Writes all delayed URCs, unless a prompt is open.
    pub fn write_delayed(&mut self, now: Duration) {
        if !self.is_in_data_entry() {
            for urc in std::mem::take(&mut self.delayed) {
                self.write(&urc.bytes, now, urc.mark);
            }
        }
    }
}
