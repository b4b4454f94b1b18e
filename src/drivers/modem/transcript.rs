//! Logs the dialogue with a modem: commands at `debug`, the modem's rows at `trace`, both without personal data.

use tracing::{Level, debug, enabled, trace};

use crate::at::mask::mask_row;
use crate::model::Name;
use crate::modem::Output;

/// A row without an end is logged in pieces of this length.
const ROW_MAX: usize = 1024;

/// The transcript of one open port.
pub(super) struct Transcript {
    device: Name,
    row: Vec<u8>,
}

impl Transcript {
    /// The transcript of a port that was just opened.
    pub fn new(device: Name) -> Self {
        Self { device, row: Vec::new() }
    }

    /// Logs the commands among the outputs.
    pub fn log_sent(&self, outputs: &[Output]) {
        if !enabled!(Level::DEBUG) {
            return;
        }
        for output in outputs {
            if let Output::Write(bytes) = output {
                debug!(device = %self.device, "> {}", mask_row(bytes.trim_ascii_end()));
            }
        }
    }

    /// Logs the complete rows in these bytes: a piece of a number would not be recognised as personal.
    pub fn log_received(&mut self, bytes: &[u8]) {
        if !enabled!(Level::TRACE) {
            return;
        }
        for &byte in bytes {
            match byte {
                b'\r' | b'\n' if self.row.is_empty() => continue,
                b'\r' | b'\n' => {}
                _ if self.row.len() < ROW_MAX => {
                    self.row.push(byte);
                    continue;
                }
                _ => self.row.push(byte),
            }
            trace!(device = %self.device, "< {}", mask_row(&self.row));
            self.row.clear();
        }
    }
}
