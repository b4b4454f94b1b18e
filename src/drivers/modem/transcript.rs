//! The dialogue with a modem in the log: commands at `debug`, the modem's lines at `trace`, both
//! without what is personal.

use tracing::{Level, debug, enabled, trace};

use crate::at::masked::masked;
use crate::model::Name;
use crate::modem::Output;

/// A line that does not end is shown in pieces of this length.
const LINE_MAX: usize = 1024;

pub(super) struct Transcript {
    device: Name,
    line: Vec<u8>,
}

impl Transcript {
    pub fn new(device: Name) -> Self {
        Self { device, line: Vec::new() }
    }

    pub fn said(&self, outputs: &[Output]) {
        if !enabled!(Level::DEBUG) {
            return;
        }
        for output in outputs {
            if let Output::Write(bytes) = output {
                debug!(device = %self.device, "> {}", masked(bytes.trim_ascii_end()));
            }
        }
    }

    /// Whole lines only: a piece of a number does not look like one.
    pub fn heard(&mut self, bytes: &[u8]) {
        if !enabled!(Level::TRACE) {
            return;
        }
        for &byte in bytes {
            match byte {
                b'\r' | b'\n' if self.line.is_empty() => continue,
                b'\r' | b'\n' => {}
                _ if self.line.len() < LINE_MAX => {
                    self.line.push(byte);
                    continue;
                }
                _ => self.line.push(byte),
            }
            trace!(device = %self.device, "< {}", masked(&self.line));
            self.line.clear();
        }
    }
}
