//! SMS-STATUS-REPORT: what became of a message that was sent (3GPP TS 23.040 9.2.2.3).

use super::address::Address;
use super::coding::Dcs;
use super::first::{MTI_STATUS_REPORT, REPORT, UDHI};
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

/// Where a TPDU was cut off, the fields from there on are `None`: nobody knows what they were. One
/// made by [`new`](Self::new) has those up to the status, and no report needs the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusReport {
    /// TP-MR of the SMS-SUBMIT that this is about.
    pub reference: Option<u8>,
    pub recipient: Option<Address>,
    /// When the SMSC took the message.
    pub smsc_timestamp: Option<Timestamp>,
    /// When the status became what it is.
    pub discharge: Option<Timestamp>,
    /// Nothing is known of the message without it.
    pub status: Option<Status>,
    pub pid: Option<Pid>,
    pub dcs: Option<Dcs>,
    pub user_data: Option<UserData>,
    pub more_messages: bool,
    /// About an SMS-COMMAND, not an SMS-SUBMIT.
    pub of_command: bool,
    pub loop_prevention: bool,
    pub flaws: Flaws,
}

impl StatusReport {
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
            ..Self::of(NO_MORE_MESSAGES)
        }
    }

    /// What the first octet says, and no field.
    fn of(first: u8) -> Self {
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
        let mut report = Self::of(first);
        let _ = report.read_fields(first & UDHI != 0, reader);
        report
    }

    /// `None` where the TPDU ends.
    fn read_fields(&mut self, has_header: bool, reader: &mut Reader<'_>) -> Option<()> {
        self.reference = Some(reader.octet()?);
        self.recipient = Some(Address::read(reader)?);
        self.smsc_timestamp = Some(Timestamp::read(reader)?);
        self.discharge = Some(Timestamp::read(reader)?);
        self.status = Some(Status(reader.octet()?));
        // The report may end here.
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
            // Without TP-DCS it is the default alphabet.
            self.user_data = Some(UserData::read(self.dcs.unwrap_or_default(), has_header, reader)?);
        }
        Some(())
    }

    /// The TPDU. What was flawed comes out as it was understood, what was cut off as far as it goes.
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
        // Nothing stands behind a field that is `None`, up to the status.
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
