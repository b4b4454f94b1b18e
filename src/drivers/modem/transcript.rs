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

    /// Logs the commands among the outputs; of a person's command its length only, since it may be a secret.
    pub fn log_sent(&self, outputs: &[Output], is_person: bool) {
        if !enabled!(Level::DEBUG) {
            return;
        }
        for output in outputs {
            if let Output::Write(bytes) = output {
                debug!(device = %self.device, "> {}", masked(bytes.trim_ascii_end(), is_person));
            }
        }
    }

    /// Logs the complete rows in these bytes: a piece of a number would not be recognised as personal. Of a reply to a
    /// person it logs lengths only.
    pub fn log_received(&mut self, bytes: &[u8], is_person: bool) {
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
            trace!(device = %self.device, "< {}", masked(&self.row, is_person));
            self.row.clear();
        }
    }
}

fn masked(row: &[u8], is_person: bool) -> String {
    if is_person { format!("<{}>", row.len()) } else { mask_row(row) }
}
