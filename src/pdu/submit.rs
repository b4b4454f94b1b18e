//! SMS-SUBMIT: a message as it goes (3GPP TS 23.040 9.2.2.2). Modems keep drafts as such.

use super::address::Address;
use super::coding::Dcs;
use super::first::{MTI_SUBMIT, REPLY_PATH, REPORT, UDHI};
use super::flaw::Flaws;
use super::header::{Concat, Header};
use super::pid::Pid;
use super::reader::Reader;
use super::timestamp::Timestamp;
use super::user_data::UserData;
use super::validity::Validity;

const REJECT_DUPLICATES: u8 = 0x04;

/// Where a TPDU was cut off, the fields from there on are `None`: nobody knows what they were. One
/// made by [`new`](Self::new) has them all but the validity, which no SMS-SUBMIT needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submit {
    /// TP-MR. Most modems put their own count in its place and tell it in `+CMGS`.
    pub reference: Option<u8>,
    pub recipient: Option<Address>,
    pub pid: Option<Pid>,
    pub dcs: Option<Dcs>,
    pub validity: Option<Validity>,
    pub user_data: Option<UserData>,
    pub reject_duplicates: bool,
    /// A status report is wanted.
    pub status_report: bool,
    pub reply_path: bool,
    pub flaws: Flaws,
}

impl Submit {
    pub fn new(recipient: Address, dcs: Dcs, user_data: UserData) -> Self {
        Self {
            reference: Some(0),
            recipient: Some(recipient),
            pid: Some(Pid::default()),
            dcs: Some(dcs),
            user_data: Some(user_data),
            ..Self::of(MTI_SUBMIT)
        }
    }

    /// What the first octet says, and no field.
    fn of(first: u8) -> Self {
        Self {
            reference: None,
            recipient: None,
            pid: None,
            dcs: None,
            validity: None,
            user_data: None,
            reject_duplicates: first & REJECT_DUPLICATES != 0,
            status_report: first & REPORT != 0,
            reply_path: first & REPLY_PATH != 0,
            flaws: Flaws::default(),
        }
    }

    pub(super) fn read(first: u8, reader: &mut Reader<'_>) -> Self {
        let mut submit = Self::of(first);
        let _ = submit.read_fields(first, reader);
        submit
    }

    /// `None` where the TPDU ends.
    fn read_fields(&mut self, first: u8, reader: &mut Reader<'_>) -> Option<()> {
        self.reference = Some(reader.octet()?);
        self.recipient = Some(Address::read(reader)?);
        self.pid = Some(Pid(reader.octet()?));
        let dcs = Dcs(reader.octet()?);
        self.dcs = Some(dcs);
        self.validity = match first & 0x18 {
            0x08 => Some(Validity::Enhanced(reader.array()?)),
            0x10 => Some(Validity::Relative(reader.octet()?)),
            0x18 => Some(Validity::Absolute(Timestamp::read(reader)?)),
            _ => None,
        };
        self.user_data = Some(UserData::read(dcs, first & UDHI != 0, reader)?);
        Some(())
    }

    /// The TPDU. What was flawed comes out as it was understood, what was cut off as far as it goes.
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
                | flag(UDHI, self.header().is_some())
                | flag(REPLY_PATH, self.reply_path),
        );
        // Nothing stands behind a field that is `None`.
        let _ = self.write_fields(octets);
    }

    fn write_fields(&self, octets: &mut Vec<u8>) -> Option<()> {
        octets.push(self.reference?);
        self.recipient.as_ref()?.write(octets);
        octets.push(self.pid?.0);
        octets.push(self.dcs?.0);
        if let Some(validity) = self.validity {
            validity.write(octets);
        }
        self.user_data.as_ref()?.write(octets);
        Some(())
    }

    fn header(&self) -> Option<&Header> {
        self.user_data.as_ref()?.header()
    }

    pub fn text(&self) -> Option<&str> {
        self.user_data.as_ref()?.text()
    }

    pub fn concat(&self) -> Option<Concat> {
        self.header()?.concat()
    }
}
