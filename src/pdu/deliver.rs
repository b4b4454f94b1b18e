//! SMS-DELIVER: a message as it comes (3GPP TS 23.040 9.2.2.1).

use super::address::Address;
use super::coding::Dcs;
use super::flaw::{Flaw, Flaws};
use super::header::{Concat, Waiting};
use super::pid::Pid;
use super::reader::Reader;
use super::timestamp::Timestamp;
use super::user_data::UserData;
use super::{REPLY_PATH, REPORT, UDHI};

/// Clear if more messages wait.
const NO_MORE_MESSAGES: u8 = 0x04;
const LOOP_PREVENTION: u8 = 0x08;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliver {
    pub originator: Address,
    pub pid: Pid,
    pub dcs: Dcs,
    /// [`Timestamp::ABSENT`] if the TPDU ends before it.
    pub smsc_timestamp: Timestamp,
    pub user_data: UserData,
    /// More messages wait at the SMSC.
    pub more_messages: bool,
    /// The SMSC told the sender of the delivery.
    pub status_report: bool,
    pub reply_path: bool,
    pub loop_prevention: bool,
    pub flaws: Flaws,
}

impl Deliver {
    pub fn new(originator: Address, smsc_timestamp: Timestamp, dcs: Dcs, user_data: UserData) -> Self {
        Self {
            originator,
            pid: Pid::default(),
            dcs,
            smsc_timestamp,
            user_data,
            more_messages: false,
            status_report: false,
            reply_path: false,
            loop_prevention: false,
            flaws: Flaws::default(),
        }
    }

    pub(super) fn read(first: u8, reader: &mut Reader<'_>) -> Self {
        let originator = Address::read(reader);
        let pid = Pid(reader.octet());
        let dcs = Dcs(reader.octet());
        let smsc_timestamp = reader.array().map_or(Timestamp::ABSENT, Timestamp::from_octets);
        reader.flaws.add_if(Flaw::Timestamp, smsc_timestamp.unix_seconds().is_none());
        let user_data = if reader.flaws.contains(Flaw::Truncated) {
            UserData::empty(dcs)
        } else {
            UserData::read(dcs, first & UDHI != 0, reader)
        };
        Self {
            originator,
            pid,
            dcs,
            smsc_timestamp,
            user_data,
            more_messages: first & NO_MORE_MESSAGES == 0,
            status_report: first & REPORT != 0,
            reply_path: first & REPLY_PATH != 0,
            loop_prevention: first & LOOP_PREVENTION != 0,
            flaws: Flaws::default(),
        }
    }

    /// The TPDU. What was flawed comes out as it was understood.
    pub fn encode(&self) -> Vec<u8> {
        let mut octets = Vec::with_capacity(176);
        self.write(&mut octets);
        octets
    }

    pub(super) fn write(&self, octets: &mut Vec<u8>) {
        let flag = |bit: u8, set: bool| if set { bit } else { 0 };
        octets.push(
            flag(NO_MORE_MESSAGES, !self.more_messages)
                | flag(LOOP_PREVENTION, self.loop_prevention)
                | flag(REPORT, self.status_report)
                | flag(UDHI, self.user_data.header().is_some())
                | flag(REPLY_PATH, self.reply_path),
        );
        self.originator.write(octets);
        octets.extend([self.pid.0, self.dcs.0]);
        octets.extend(self.smsc_timestamp.octets());
        self.user_data.write(octets);
    }

    pub fn text(&self) -> Option<&str> {
        self.user_data.text()
    }

    pub fn concat(&self) -> Option<Concat> {
        self.user_data.concat()
    }

    /// From the data coding scheme or the header.
    pub fn waiting(&self) -> Vec<Waiting> {
        self.dcs.waiting().into_iter().chain(self.user_data.header().into_iter().flat_map(|h| h.waiting())).collect()
    }
}
