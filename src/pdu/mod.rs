//! The SMS transfer layer: octets to messages and back (3GPP TS 23.040, TS 23.038).
//!
//! Pure. Reads whatever modems hand over, as far as it goes, and says what was wrong with it; writes
//! only what the specification allows. Text never shows in errors or `Debug`.

mod address;
mod alphabet;
mod cluster;
mod coder;
mod coding;
mod compose;
mod deliver;
mod first;
mod flaw;
mod header;
pub mod hex;
mod language;
mod national;
mod pid;
mod reader;
mod report;
mod septets;
mod status;
mod submit;
mod timestamp;
mod user_data;
pub mod ussd;
mod validity;

use std::fmt;

pub use address::{Address, AddressError, NumberType};
pub use coding::{Alphabet, Class, Dcs};
pub use compose::{ComposeError, PARTS_MAX, Reference, Request, Text, compose, deliver_parts};
pub use deliver::Deliver;
pub use flaw::{Flaw, Flaws};
pub use header::{Concat, Element, Header, Ports, Waiting, WaitingKind};
pub use language::Language;
pub use pid::Pid;
pub use report::StatusReport;
pub use status::{Outcome, Status};
pub use submit::Submit;
pub use timestamp::Timestamp;
pub use user_data::UserData;
pub use validity::Validity;

use reader::Reader;

/// What stands between `+CMT` and the next line: the SMSC's address, then a TPDU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdu {
    /// `None`: the one that the card has.
    pub smsc: Option<Address>,
    pub tpdu: Tpdu,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tpdu {
    Deliver(Deliver),
    Submit(Submit),
    StatusReport(StatusReport),
}

/// The same bits name one type on the way to the mobile and another on the way from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the network, as `+CMT` and `+CDS` bring it.
    ToMobile,
    /// To the network, as `AT+CMGS` takes it.
    FromMobile,
    /// From a modem's storage, where messages lie with drafts and reports.
    Stored,
}

/// Why octets are no TPDU that means anything here. The caller keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// Nothing there.
    Empty,
    /// The SMSC's address is longer than what there is.
    Smsc,
    SubmitReport,
    DeliverReport,
    Command,
    /// A type that is reserved on the way from the mobile.
    Reserved,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no TPDU",
            Self::Smsc => "the SMSC address is longer than the PDU",
            Self::SubmitReport => "an SMS-SUBMIT-REPORT, which carries no message",
            Self::DeliverReport => "an SMS-DELIVER-REPORT, which carries no message",
            Self::Command => "an SMS-COMMAND, which carries no message",
            Self::Reserved => "a reserved message type",
        })
    }
}

impl std::error::Error for DecodeError {}

impl Pdu {
    /// As modems give it in answer to `AT+CMGR` and `AT+CMGL`, and in `+CMT` and `+CDS`.
    pub fn decode(octets: &[u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(octets);
        if reader.is_at_end() {
            return Err(DecodeError::Empty);
        }
        let smsc = Address::read_smsc(&mut reader).map_err(|()| DecodeError::Smsc)?;
        let tpdu = Tpdu::read(reader, Direction::Stored)?;
        Ok(Self { smsc, tpdu })
    }

    pub fn encode(&self) -> Encoded {
        let mut octets = Vec::with_capacity(188);
        match &self.smsc {
            Some(smsc) => smsc.write_smsc(&mut octets),
            None => octets.push(0),
        }
        let smsc_length = octets.len();
        self.tpdu.write(&mut octets);
        Encoded { tpdu_length: octets.len() - smsc_length, octets }
    }
}

/// What `AT+CMGS` wants: the length first, then the octets in hex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    pub octets: Vec<u8>,
    /// Without the SMSC's address.
    pub tpdu_length: usize,
}

impl Encoded {
    pub fn hex(&self) -> String {
        hex::encode(&self.octets)
    }
}

impl Tpdu {
    pub fn decode(octets: &[u8], direction: Direction) -> Result<Self, DecodeError> {
        Self::read(Reader::new(octets), direction)
    }

    /// A reserved type from the network is taken for an SMS-DELIVER (23.040 9.2.3.1). What lies in
    /// storage came from there or is a draft: its second type is SMS-SUBMIT.
    fn read(mut reader: Reader<'_>, direction: Direction) -> Result<Self, DecodeError> {
        let first = reader.octet_if_there().ok_or(DecodeError::Empty)?;
        let mut tpdu = match (first & 3, direction) {
            (0, Direction::FromMobile) => return Err(DecodeError::DeliverReport),
            (1, Direction::ToMobile) => return Err(DecodeError::SubmitReport),
            (2, Direction::FromMobile) => return Err(DecodeError::Command),
            (3, Direction::FromMobile) => return Err(DecodeError::Reserved),
            (1, Direction::FromMobile | Direction::Stored) => Self::Submit(Submit::read(first, &mut reader)),
            (2, Direction::ToMobile | Direction::Stored) => Self::StatusReport(StatusReport::read(first, &mut reader)),
            (mti, Direction::ToMobile | Direction::Stored | Direction::FromMobile) => {
                reader.flaws.add_if(Flaw::ReservedType, mti == 3);
                Self::Deliver(Deliver::read(first, &mut reader))
            }
        };
        *tpdu.flaws_mut() = reader.finish();
        Ok(tpdu)
    }

    /// The TPDU, without an SMSC's address.
    pub fn encode(&self) -> Vec<u8> {
        let mut octets = Vec::with_capacity(176);
        self.write(&mut octets);
        octets
    }

    fn write(&self, octets: &mut Vec<u8>) {
        match self {
            Self::Deliver(deliver) => deliver.write(octets),
            Self::Submit(submit) => submit.write(octets),
            Self::StatusReport(report) => report.write(octets),
        }
    }

    pub fn flaws(&self) -> Flaws {
        match self {
            Self::Deliver(deliver) => deliver.flaws,
            Self::Submit(submit) => submit.flaws,
            Self::StatusReport(report) => report.flaws,
        }
    }

    fn flaws_mut(&mut self) -> &mut Flaws {
        match self {
            Self::Deliver(deliver) => &mut deliver.flaws,
            Self::Submit(submit) => &mut submit.flaws,
            Self::StatusReport(report) => &mut report.flaws,
        }
    }

    /// `None` for a report without, and for what ends before it.
    pub fn user_data(&self) -> Option<&UserData> {
        match self {
            Self::Deliver(deliver) => deliver.user_data.as_ref(),
            Self::Submit(submit) => submit.user_data.as_ref(),
            Self::StatusReport(report) => report.user_data.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests;
