//! SMS-SUBMIT: a message to send (3GPP TS 23.040 9.2.2.2). Modems store drafts in this form.

use super::address::Address;
use super::coding::Dcs;
use super::first_octet::{MTI_SUBMIT, REPLY_PATH, REPORT, UDHI};
use super::flaw::Flaws;
use super::header::{Concat, Header};
use super::pid::Pid;
use super::reader::Reader;
use super::timestamp::Timestamp;
use super::user_data::UserData;
use super::validity::Validity;

const REJECT_DUPLICATES: u8 = 0x04;

/// A message to send. If the TPDU was truncated, the missing fields are `None`. A message from [`new`](Self::new) has
/// all fields but the validity, which is optional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submit {
    /// TP-MR. Most modems replace it with their own count, which they report in `+CMGS`.
    pub reference: Option<u8>,
    /// TP-DA: the recipient.
    pub recipient: Option<Address>,
    /// TP-PID.
    pub pid: Option<Pid>,
    /// TP-DCS.
    pub dcs: Option<Dcs>,
    /// TP-VP: how long the SMSC tries.
    pub validity: Option<Validity>,
    /// TP-UD.
    pub user_data: Option<UserData>,
    /// TP-RD: the SMSC rejects duplicates.
    pub reject_duplicates: bool,
    /// TP-SRR: a status report is requested.
    pub status_report: bool,
    /// TP-RP: a reply may use the same SMSC.
    pub reply_path: bool,
    /// What is wrong with the TPDU.
    pub flaws: Flaws,
}

impl Submit {
    /// A message without flaws and without optional fields.
    pub fn new(recipient: Address, dcs: Dcs, user_data: UserData) -> Self {
        Self {
            reference: Some(0),
            recipient: Some(recipient),
            pid: Some(Pid::default()),
            dcs: Some(dcs),
            user_data: Some(user_data),
            ..Self::from_first_octet(MTI_SUBMIT)
        }
    }

    /// The flags of the first octet, and no fields.
    fn from_first_octet(first: u8) -> Self {
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
        let mut submit = Self::from_first_octet(first);
        let _ = submit.read_fields(first, reader);
        submit
    }

    /// Reads the fields; returns `None` where the TPDU ends.
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

    /// Encodes the TPDU. A flawed field is written as it was understood, a truncated one as far as it is known.
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
        // No field follows one that is `None`.
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

    /// The text of this part.
    pub fn text(&self) -> Option<&str> {
        self.user_data.as_ref()?.text()
    }

    /// Which part of which message this is, if it is a part.
    pub fn concat(&self) -> Option<Concat> {
        self.header()?.concat()
    }
}
