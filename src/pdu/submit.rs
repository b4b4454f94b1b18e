//! SMS-SUBMIT: a message as it goes (3GPP TS 23.040 9.2.2.2). Modems keep drafts as such.

use super::address::Address;
use super::coding::Dcs;
use super::flaw::{Flaw, Flaws};
use super::header::Concat;
use super::pid::Pid;
use super::reader::Reader;
use super::timestamp::Timestamp;
use super::user_data::UserData;
use super::validity::Validity;
use super::{MTI_SUBMIT, REPLY_PATH, REPORT, UDHI};

const REJECT_DUPLICATES: u8 = 0x04;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submit {
    /// TP-MR. Most modems put their own count in its place and tell it in `+CMGS`.
    pub reference: u8,
    pub recipient: Address,
    pub pid: Pid,
    pub dcs: Dcs,
    pub validity: Option<Validity>,
    pub user_data: UserData,
    pub reject_duplicates: bool,
    /// A status report is wanted.
    pub status_report: bool,
    pub reply_path: bool,
    pub flaws: Flaws,
}

impl Submit {
    pub fn new(recipient: Address, dcs: Dcs, user_data: UserData) -> Self {
        Self {
            reference: 0,
            recipient,
            pid: Pid::default(),
            dcs,
            validity: None,
            user_data,
            reject_duplicates: false,
            status_report: false,
            reply_path: false,
            flaws: Flaws::default(),
        }
    }

    pub(super) fn read(first: u8, reader: &mut Reader<'_>) -> Self {
        let reference = reader.octet();
        let recipient = Address::read(reader);
        let pid = Pid(reader.octet());
        let dcs = Dcs(reader.octet());
        let validity = match first & 0x18 {
            0x08 => reader.array().map(Validity::Enhanced),
            0x10 => Some(Validity::Relative(reader.octet())),
            0x18 => reader.array().map(|octets| Validity::Absolute(Timestamp::from_octets(octets))),
            _ => None,
        };
        if let Some(Validity::Absolute(time)) = validity {
            reader.flaws.add_if(Flaw::Timestamp, time.unix_seconds().is_none());
        }
        let user_data = if reader.flaws.contains(Flaw::Truncated) {
            UserData::empty(dcs)
        } else {
            UserData::read(dcs, first & UDHI != 0, reader)
        };
        Self {
            reference,
            recipient,
            pid,
            dcs,
            validity,
            user_data,
            reject_duplicates: first & REJECT_DUPLICATES != 0,
            status_report: first & REPORT != 0,
            reply_path: first & REPLY_PATH != 0,
            flaws: Flaws::default(),
        }
    }

    /// The TPDU.
    pub fn encode(&self) -> Vec<u8> {
        let mut octets = Vec::with_capacity(176);
        self.write(&mut octets);
        octets
    }

    pub(super) fn write(&self, octets: &mut Vec<u8>) {
        let flag = |bit: u8, set: bool| if set { bit } else { 0 };
        octets.push(
            MTI_SUBMIT
                | flag(REJECT_DUPLICATES, self.reject_duplicates)
                | Validity::format(self.validity)
                | flag(REPORT, self.status_report)
                | flag(UDHI, self.user_data.header().is_some())
                | flag(REPLY_PATH, self.reply_path),
        );
        octets.push(self.reference);
        self.recipient.write(octets);
        octets.extend([self.pid.0, self.dcs.0]);
        if let Some(validity) = self.validity {
            validity.write(octets);
        }
        self.user_data.write(octets);
    }

    pub fn text(&self) -> Option<&str> {
        self.user_data.text()
    }

    pub fn concat(&self) -> Option<Concat> {
        self.user_data.concat()
    }
}
