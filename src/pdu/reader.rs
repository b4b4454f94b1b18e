//! Reads octets from the front of a TPDU. A missing octet is flagged and `None`, and nothing follows it.

use super::flaw::{Flaw, Flaws};

/// The rest of a TPDU, and the flaws so far.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
    pub flaws: Flaws,
}

impl<'a> Reader<'a> {
    pub fn new(octets: &'a [u8]) -> Self {
        Self { rest: octets, flaws: Flaws::default() }
    }

    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Reads a mandatory octet.
    pub fn octet(&mut self) -> Option<u8> {
        let octet = self.octet_if_there();
        self.flaws.add_if(Flaw::Truncated, octet.is_none());
        octet
    }

    /// Reads an optional octet.
    pub fn octet_if_there(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Reads at most `count` octets. The caller handles a shorter result.
    pub fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Reads mandatory octets.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        match self.rest.split_first_chunk::<N>() {
            Some((taken, rest)) => {
                self.rest = rest;
                Some(*taken)
            }
            None => {
                self.rest = &[];
                self.flaws.add(Flaw::Truncated);
                None
            }
        }
    }

    /// The flaws. Remaining octets are one of them.
    pub fn finish(mut self) -> Flaws {
        self.flaws.add_if(Flaw::TrailingOctets, !self.is_at_end());
        self.flaws
    }
}
