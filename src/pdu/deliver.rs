//! SMS-DELIVER: a received message (3GPP TS 23.040 9.2.2.1).

use super::address::Address;
use super::coding::Dcs;
use super::first_octet::{REPLY_PATH, REPORT, UDHI};
use super::flaw::Flaws;
use super::header::{Concat, Header, Waiting};
use super::pid::Pid;
use super::reader::Reader;
use super::timestamp::Timestamp;
use super::user_data::UserData;

/// TP-More-Messages-to-Send; 0 means that more messages wait.
const NO_MORE_MESSAGES: u8 = 0x04;
const LOOP_PREVENTION: u8 = 0x08;

/// A received message. If the TPDU was truncated, the missing fields are `None`. A message from [`new`](Self::new) has
/// all fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliver {
    /// TP-OA: the sender.
    pub originator: Option<Address>,
    /// TP-PID.
    pub pid: Option<Pid>,
    /// TP-DCS.
    pub dcs: Option<Dcs>,
    /// TP-SCTS: when the SMSC received the message.
    pub smsc_timestamp: Option<Timestamp>,
    /// TP-UD.
    pub user_data: Option<UserData>,
    /// TP-MMS: more messages wait at the SMSC.
    pub more_messages: bool,
    /// TP-SRI: the SMSC reports the delivery to the sender.
    pub status_report: bool,
    /// TP-RP: a reply may use the sender's SMSC.
    pub reply_path: bool,
    /// TP-LP: the message was forwarded before.
    pub loop_prevention: bool,
    /// What is wrong with the TPDU.
    pub flaws: Flaws,
}

impl Deliver {
    /// A message without flaws and with all fields.
    pub fn new(originator: Address, smsc_timestamp: Timestamp, dcs: Dcs, user_data: UserData) -> Self {
        Self {
            originator: Some(originator),
            pid: Some(Pid::default()),
            dcs: Some(dcs),
            smsc_timestamp: Some(smsc_timestamp),
            user_data: Some(user_data),
            ..Self::from_first_octet(NO_MORE_MESSAGES)
        }
    }

    /// The flags of the first octet, and no fields.
    fn from_first_octet(first: u8) -> Self {
        Self {
            originator: None,
            pid: None,
            dcs: None,
            smsc_timestamp: None,
            user_data: None,
            more_messages: first & NO_MORE_MESSAGES == 0,
            status_report: first & REPORT != 0,
            reply_path: first & REPLY_PATH != 0,
            loop_prevention: first & LOOP_PREVENTION != 0,
            flaws: Flaws::default(),
        }
    }

    pub(super) fn read(first: u8, reader: &mut Reader<'_>) -> Self {
        let mut deliver = Self::from_first_octet(first);
        let _ = deliver.read_fields(first & UDHI != 0, reader);
        deliver
    }

    /// Reads the fields; returns `None` where the TPDU ends.
    fn read_fields(&mut self, has_header: bool, reader: &mut Reader<'_>) -> Option<()> {
        self.originator = Some(Address::read(reader)?);
        self.pid = Some(Pid(reader.octet()?));
        let dcs = Dcs(reader.octet()?);
        self.dcs = Some(dcs);
        self.smsc_timestamp = Some(Timestamp::read(reader)?);
        self.user_data = Some(UserData::read(dcs, has_header, reader)?);
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
            flag(NO_MORE_MESSAGES, !self.more_messages)
                | flag(LOOP_PREVENTION, self.loop_prevention)
                | flag(REPORT, self.status_report)
                | flag(UDHI, self.header().is_some())
                | flag(REPLY_PATH, self.reply_path),
        );
        // No field follows one that is `None`.
        let _ = self.write_fields(octets);
    }

    fn write_fields(&self, octets: &mut Vec<u8>) -> Option<()> {
        self.originator.as_ref()?.write(octets);
        octets.push(self.pid?.0);
        octets.push(self.dcs?.0);
        octets.extend(self.smsc_timestamp?.octets());
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

    /// The indications of waiting messages, from the data coding scheme or the header.
    pub fn waiting(&self) -> Vec<Waiting> {
        let of_dcs = self.dcs.and_then(Dcs::waiting);
        of_dcs.into_iter().chain(self.header().into_iter().flat_map(|header| header.waiting())).collect()
    }
}
