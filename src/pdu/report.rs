//! SMS-STATUS-REPORT: the outcome of a sent message (3GPP TS 23.040 9.2.2.3).

use super::address::Address;
use super::coding::Dcs;
use super::first_octet::{MTI_STATUS_REPORT, REPORT, UDHI};
use super::flaw::Flaws;
use super::pid::Pid;
use super::reader::Reader;
use super::status::Status;
use super::timestamp::Timestamp;
use super::user_data::UserData;

/// Bits of TP-Parameter-Indicator (9.2.3.27).
const HAS_PID: u8 = 0x01;
const HAS_DCS: u8 = 0x02;
const HAS_USER_DATA: u8 = 0x04;
const EXTENDED: u8 = 0x80;

const NO_MORE_MESSAGES: u8 = 0x04;
const LOOP_PREVENTION: u8 = 0x08;

/// A status report. If the TPDU was truncated, the missing fields are `None`. A report from [`new`](Self::new) has the
/// fields up to the status; the others are optional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusReport {
    /// TP-MR of the SMS-SUBMIT that the report is about.
    pub reference: Option<u8>,
    /// TP-RA: the recipient of that message.
    pub recipient: Option<Address>,
    /// TP-SCTS: when the SMSC accepted the message.
    pub smsc_timestamp: Option<Timestamp>,
    /// TP-DT: when the status was reached.
    pub discharge: Option<Timestamp>,
    /// TP-ST. Without it the report says nothing about the message.
    pub status: Option<Status>,
    /// TP-PID.
    pub pid: Option<Pid>,
    /// TP-DCS.
    pub dcs: Option<Dcs>,
    /// TP-UD.
    pub user_data: Option<UserData>,
    /// TP-MMS: more messages wait at the SMSC.
    pub more_messages: bool,
    /// TP-SRQ: the report is about an SMS-COMMAND instead of an SMS-SUBMIT.
    pub of_command: bool,
    /// TP-LP: the message was forwarded before.
    pub loop_prevention: bool,
    /// What is wrong with the TPDU.
    pub flaws: Flaws,
}

impl StatusReport {
    /// A report without flaws, with the fields up to the status.
    pub fn new(
        reference: u8,
        recipient: Address,
        smsc_timestamp: Timestamp,
        discharge: Timestamp,
        status: Status,
    ) -> Self {
        Self {
            reference: Some(reference),
            recipient: Some(recipient),
            smsc_timestamp: Some(smsc_timestamp),
            discharge: Some(discharge),
            status: Some(status),
            ..Self::from_first_octet(NO_MORE_MESSAGES)
        }
    }

    /// The flags of the first octet, and no fields.
    fn from_first_octet(first: u8) -> Self {
        Self {
            reference: None,
            recipient: None,
            smsc_timestamp: None,
            discharge: None,
            status: None,
            pid: None,
            dcs: None,
            user_data: None,
            more_messages: first & NO_MORE_MESSAGES == 0,
            of_command: first & REPORT != 0,
            loop_prevention: first & LOOP_PREVENTION != 0,
            flaws: Flaws::default(),
        }
    }

    pub(super) fn read(first: u8, reader: &mut Reader<'_>) -> Self {
        let mut report = Self::from_first_octet(first);
        let _ = report.read_fields(first & UDHI != 0, reader);
        report
    }

    /// Reads the fields; returns `None` where the TPDU ends.
    fn read_fields(&mut self, has_header: bool, reader: &mut Reader<'_>) -> Option<()> {
        self.reference = Some(reader.octet()?);
        self.recipient = Some(Address::read(reader)?);
        self.smsc_timestamp = Some(Timestamp::read(reader)?);
        self.discharge = Some(Timestamp::read(reader)?);
        self.status = Some(Status(reader.octet()?));
        // A report may end with its status.
        let indicator = reader.octet_if_there()?;
        let mut extension = indicator;
        while extension & EXTENDED != 0 {
            extension = reader.octet()?;
        }
        if indicator & HAS_PID != 0 {
            self.pid = Some(Pid(reader.octet()?));
        }
        if indicator & HAS_DCS != 0 {
            self.dcs = Some(Dcs(reader.octet()?));
        }
        if indicator & HAS_USER_DATA != 0 {
            // Without TP-DCS the text is in the default alphabet.
            self.user_data = Some(UserData::read(self.dcs.unwrap_or_default(), has_header, reader)?);
        }
        Some(())
    }

    /// Encodes the TPDU. A flawed field is written as it was understood, a truncated one as far as it is known.
    pub fn encode(&self) -> Vec<u8> {
        let mut octets = Vec::with_capacity(32);
        self.write(&mut octets);
        octets
    }

    pub(super) fn write(&self, octets: &mut Vec<u8>) {
        let flag = |bit: u8, set: bool| if set { bit } else { 0 };
        let has_header = self.user_data.as_ref().is_some_and(|user_data| user_data.header().is_some());
        octets.push(
            MTI_STATUS_REPORT
                | flag(NO_MORE_MESSAGES, !self.more_messages)
                | flag(LOOP_PREVENTION, self.loop_prevention)
                | flag(REPORT, self.of_command)
                | flag(UDHI, has_header),
        );
        // Up to the status, no field follows one that is `None`.
        let _ = self.write_fields(octets);
    }

    fn write_fields(&self, octets: &mut Vec<u8>) -> Option<()> {
        octets.push(self.reference?);
        self.recipient.as_ref()?.write(octets);
        octets.extend(self.smsc_timestamp?.octets());
        octets.extend(self.discharge?.octets());
        octets.push(self.status?.0);
        let flag = |bit: u8, set: bool| if set { bit } else { 0 };
        let indicator = flag(HAS_PID, self.pid.is_some())
            | flag(HAS_DCS, self.dcs.is_some())
            | flag(HAS_USER_DATA, self.user_data.is_some());
        if indicator != 0 {
            octets.push(indicator);
        }
        octets.extend(self.pid.map(|pid| pid.0));
        octets.extend(self.dcs.map(|dcs| dcs.0));
        self.user_data.as_ref()?.write(octets);
        Some(())
    }
}
