//! SMS-STATUS-REPORT: what became of a message that was sent (3GPP TS 23.040 9.2.2.3).

use super::address::Address;
use super::coding::Dcs;
use super::flaw::{Flaw, Flaws};
use super::pid::Pid;
use super::reader::Reader;
use super::status::Status;
use super::timestamp::Timestamp;
use super::user_data::UserData;
use super::{MTI_STATUS_REPORT, REPORT, UDHI};

/// Bits of TP-Parameter-Indicator (9.2.3.27).
const HAS_PID: u8 = 0x01;
const HAS_DCS: u8 = 0x02;
const HAS_USER_DATA: u8 = 0x04;
const EXTENDED: u8 = 0x80;

const NO_MORE_MESSAGES: u8 = 0x04;
const LOOP_PREVENTION: u8 = 0x08;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusReport {
    /// TP-MR of the SMS-SUBMIT that this is about.
    pub reference: u8,
    pub recipient: Address,
    /// When the SMSC took the message.
    pub smsc_timestamp: Timestamp,
    /// When the status became what it is.
    pub discharge: Timestamp,
    /// `None` if the TPDU ends before it: nothing is known then.
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
            reference,
            recipient,
            smsc_timestamp,
            discharge,
            status: Some(status),
            pid: None,
            dcs: None,
            user_data: None,
            more_messages: false,
            of_command: false,
            loop_prevention: false,
            flaws: Flaws::default(),
        }
    }

    pub(super) fn read(first: u8, reader: &mut Reader<'_>) -> Self {
        let reference = reader.octet();
        let recipient = Address::read(reader);
        let mut time = || {
            let time = reader.array().map_or(Timestamp::ABSENT, Timestamp::from_octets);
            reader.flaws.add_if(Flaw::Timestamp, time.unix_seconds().is_none());
            time
        };
        let (smsc_timestamp, discharge) = (time(), time());
        let status = reader.octet_if_there().map(Status);
        reader.flaws.add_if(Flaw::Truncated, status.is_none());
        let mut report = Self {
            status,
            more_messages: first & NO_MORE_MESSAGES == 0,
            of_command: first & REPORT != 0,
            loop_prevention: first & LOOP_PREVENTION != 0,
            ..Self::new(reference, recipient, smsc_timestamp, discharge, Status(0))
        };
        if let Some(indicator) = reader.octet_if_there() {
            report.read_optional(first, indicator, reader);
        }
        report
    }

    fn read_optional(&mut self, first: u8, indicator: u8, reader: &mut Reader<'_>) {
        let mut extension = indicator;
        while extension & EXTENDED != 0 {
            extension = reader.octet_if_there().unwrap_or(0);
        }
        self.pid = (indicator & HAS_PID != 0).then(|| Pid(reader.octet()));
        self.dcs = (indicator & HAS_DCS != 0).then(|| Dcs(reader.octet()));
        if indicator & HAS_USER_DATA != 0 {
            // Without TP-DCS it is the default alphabet.
            self.user_data = Some(UserData::read(self.dcs.unwrap_or_default(), first & UDHI != 0, reader));
        }
    }

    /// The TPDU.
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
        octets.push(self.reference);
        self.recipient.write(octets);
        octets.extend(self.smsc_timestamp.octets());
        octets.extend(self.discharge.octets());
        let Some(status) = self.status else { return };
        octets.push(status.0);
        let indicator = flag(HAS_PID, self.pid.is_some())
            | flag(HAS_DCS, self.dcs.is_some())
            | flag(HAS_USER_DATA, self.user_data.is_some());
        if indicator != 0 {
            octets.push(indicator);
        }
        octets.extend(self.pid.map(|pid| pid.0));
        octets.extend(self.dcs.map(|dcs| dcs.0));
        if let Some(user_data) = &self.user_data {
            user_data.write(octets);
        }
    }
}
