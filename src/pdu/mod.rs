//! The SMS transfer layer: octets to messages and back (3GPP TS 23.040, TS 23.038).
//!
//! This module is pure. It reads every PDU that modems send, as far as possible, and reports what is wrong with it; it
//! writes only what the specification allows. Texts never appear in errors or `Debug`.

mod address;
mod alphabet;
mod cluster;
mod coder;
mod coding;
mod compose;
mod deliver;
mod first_octet;
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

/// A PDU as modems exchange it (27.005): the address of the SMSC, then a TPDU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdu {
    /// The SMSC. `None`: the card's own.
    pub smsc: Option<Address>,
    /// The TPDU.
    pub tpdu: Tpdu,
}

/// A transfer-layer unit of one of the three types that carry messages or reports (23.040 9.2.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tpdu {
    /// A received message.
    Deliver(Deliver),
    /// A message to send, or a draft.
    Submit(Submit),
    /// The outcome of a sent message.
    StatusReport(StatusReport),
}

/// The direction of a TPDU. The same type bits have another meaning to the mobile and from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the network, as in `+CMT` and `+CDS`.
    ToMobile,
    /// To the network, as in `AT+CMGS`.
    FromMobile,
    /// From a modem's store, which contains messages, drafts and reports.
    Stored,
}

/// Why octets can't be decoded as a TPDU. The caller keeps the octets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeError {
    /// There are no octets.
    Empty,
    /// The SMSC address is longer than the octets.
    Smsc,
    /// An SMS-SUBMIT-REPORT.
    SubmitReport,
    /// An SMS-DELIVER-REPORT.
    DeliverReport,
    /// An SMS-COMMAND.
    Command,
    /// A type that is reserved in the direction from the mobile.
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
    /// Decodes a PDU as modems send it in answer to `AT+CMGR` and `AT+CMGL`, and in `+CMT` and `+CDS`.
    pub fn decode(octets: &[u8]) -> Result<Self, DecodeError> {
        let mut reader = Reader::new(octets);
        if reader.is_at_end() {
            return Err(DecodeError::Empty);
        }
        let smsc = Address::read_smsc(&mut reader).map_err(|()| DecodeError::Smsc)?;
        let tpdu = Tpdu::read(reader, Direction::Stored)?;
        Ok(Self { smsc, tpdu })
    }

    /// Encodes the PDU as `AT+CMGS` requires it.
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

/// An encoded PDU: `AT+CMGS` takes its TPDU length first, then the octets in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The SMSC address and the TPDU.
    pub octets: Vec<u8>,
    /// The octets of the TPDU, without the SMSC address.
    pub tpdu_length: usize,
}

impl Encoded {
    /// The octets in hexadecimal digits.
    pub fn hex(&self) -> String {
        hex::encode(&self.octets)
    }
}

impl Tpdu {
    /// Decodes a TPDU, without an SMSC address.
    pub fn decode(octets: &[u8], direction: Direction) -> Result<Self, DecodeError> {
        Self::read(Reader::new(octets), direction)
    }

    /// Reads a TPDU. A reserved type from the network is read as an SMS-DELIVER (23.040 9.2.3.1). A TPDU in a store is
    /// from the network or is a draft, so type 1 there is an SMS-SUBMIT.
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

    /// Encodes the TPDU, without an SMSC address.
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

    /// What is wrong with the TPDU.
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

    /// The user data. `None` for a report without user data, and for a TPDU that ends before it.
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
