//! What is known of the modem behind an open port. It outlives restarts of the modem, and is discarded with the port,
//! because the port may lead to another modem later.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::profile::{self, Profile, Profiles};
use crate::at::reply::{self, Final};
use crate::at::session::End;
use crate::flow::Place;
use crate::model::{Iccid, Imei, LineId, Msisdn, Name, Secret, Slot, StoreName};

use super::deadlines::Deadlines;
use super::echo::Echo;
use super::network::Network;
use super::silent_commands::SilentCommands;
use super::store_presence::StorePresence;

/// How long to wait for the `OK` after `+CPIN: READY`; it follows at once or never.
const CARD_STATE_REST: Duration = Duration::from_secs(3);
/// The same for a modem that never sends this `OK`.
const CARD_STATE_ENDED: Duration = Duration::from_millis(300);

/// The configuration of a modem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The name of the device.
    pub name: Name,
    /// The PIN of its card.
    pub pin: Option<Secret>,
    /// A profile to use instead of the one for the maker and model.
    pub profile: Option<Arc<Profile>>,
    /// The profiles of the operator and of simgate.
    pub profiles: Profiles,
    /// Whether simgate may switch on a radio that is off.
    pub radio_on: bool,
    /// The SMSC numbers that the operator configured for cards.
    pub smsc: BTreeMap<Iccid, String>,
}

impl Settings {
    /// The defaults: no PIN, the profile of the model, the radio may be switched on.
    pub fn new(name: Name) -> Self {
        Self { name, pin: None, profile: None, profiles: Profiles::default(), radio_on: true, smsc: BTreeMap::new() }
    }
}

/// What is known of a modem and its card.
#[derive(Debug)]
pub(super) struct ModemInfo {
    /// The name of the device.
    pub device: Name,
    /// The reply to `+CGMI`; empty if unknown.
    pub maker: String,
    /// The reply to `+CGMM`; empty if unknown.
    pub model: String,
    /// The reply to `+CGSN`.
    pub imei: Option<Imei>,
    /// The line of the card: its ICCID or, if that can't be read, its IMSI.
    pub sim: Option<LineId>,
    /// The number of the line, as the card stores it.
    pub own_number: OwnNumber,
    /// The profile in use.
    pub profile: Arc<Profile>,
    /// How the modem reports its card.
    pub card: Card,
    /// The registration, the radio and the SMSC.
    pub network: Network,
    /// What is known of the message stores.
    pub stores: Stores,
    /// The timeouts of quick commands.
    pub deadlines: Deadlines,
    /// The commands that the modem doesn't answer.
    pub silent: SilentCommands,
    /// The state of the echo.
    pub echo: Echo,
    /// The number of missed deadlines since the modem was last ready.
    pub failures: u8,
    /// How long the modem took to answer the last `AT`.
    pub latency: Duration,
}

/// The number that a card stores as its own.
#[derive(Debug, Default)]
pub(super) struct OwnNumber {
    /// The card that answered.
    of: Option<LineId>,
    number: Option<Msisdn>,
}

/// How the modem reports its card.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// The command that read the ICCID.
    pub number_command: Option<String>,
    /// The modem reported only one of the card's ICCID and IMSI, however often it was asked.
    pub half_named: bool,
    /// The modem has reported the state of the card before.
    pub reports_state: bool,
    /// The modem sends no final result code after the state of the card.
    pub state_ends: bool,
}

/// What is known of the message stores.
#[derive(Debug, Default)]
pub(super) struct Stores {
    /// The stores that the modem has named.
    pub named: BTreeSet<StoreName>,
    /// Stores that are full of messages which simgate must not or can't delete, with their number of places.
    pub unusable: BTreeMap<StoreName, u16>,
    /// How often the command for a slot failed.
    pub failures: BTreeMap<Slot, u32>,
    /// Whether the modem has a store at all.
    pub presence: StorePresence,
    /// Until this time slots are read one by one, because a listing was interrupted.
    pub listing_distrusted_until: Duration,
    /// The number of listings that found nothing.
    pub fruitless_listings: u32,
    /// How often the number of places on the card changed.
    pub place_changes: u8,
    /// The store that receives, if the modem ignores the selected one.
    pub receives_in: Option<StoreName>,
}

impl ModemInfo {
    /// Nothing is known yet.
    pub fn new(settings: &Settings) -> Self {
        Self {
            device: settings.name.clone(),
            maker: String::new(),
            model: String::new(),
            imei: None,
            sim: None,
            own_number: OwnNumber::default(),
            profile: settings.profile.as_ref().unwrap_or(profile::generic()).clone(),
            card: Card::default(),
            network: Network::default(),
            stores: Stores::default(),
            deadlines: Deadlines::default(),
            silent: SilentCommands::default(),
            echo: Echo::default(),
            failures: 0,
            latency: Duration::ZERO,
        }
    }

    /// The line of messages: the card, or the equipment if the card is unknown.
    pub fn line(&self) -> LineId {
        self.sim.clone().unwrap_or_else(|| self.equipment())
    }

    /// The modem by its IMEI, or by its device name if the IMEI is unknown.
    pub fn equipment(&self) -> LineId {
        let device = || LineId::Device(self.device.clone());
        self.imei.clone().map_or_else(device, LineId::Equipment)
    }

    /// The place of a slot. The modem's own memory is identified by the device, because some cheap modems have the same
    /// IMEI.
    pub fn place(&self, slot: Slot) -> Place {
        let device = || LineId::Device(self.device.clone());
        let holder = if slot.store == StoreName::SM { self.line() } else { device() };
        Place { holder, slot }
    }

    /// The key of the card in the journal of PINs: its line, or the equipment and the device. If a PIN failed on a card
    /// that can't be identified, the same PIN is not tried on the next one either. Two modems with the same IMEI are two
    /// devices.
    pub fn card_key(&self) -> String {
        let modem = || format!("{}@{}", self.equipment(), self.device);
        self.sim.as_ref().map_or_else(modem, LineId::to_string)
    }

    /// `+CPIN?`, with a short wait if the modem sends no `OK` after the state.
    pub fn card_question(&self) -> Command {
        Command::card_state(if self.card.state_ends { CARD_STATE_ENDED } else { CARD_STATE_REST })
    }

    /// The command that identifies the card: it reads the ICCID, or the IMSI if the line is known by that.
    pub fn which_card(&self) -> Command {
        Command::plain(self.card.number_command.as_deref().unwrap_or("AT+CIMI"), Shape::Free)
    }

    /// Whether `+CNUM` is due: each card is asked once.
    pub fn wants_number(&self) -> bool {
        self.sim.is_some() && self.own_number.of != self.sim
    }

    /// Notes the reply to `+CNUM`. If the card is busy, the reply doesn't count and the command is sent again at the
    /// next startup.
    pub fn note_number(&mut self, reply: &Reply) {
        // 22: not found.
        let is_not_found = matches!(&reply.end, End::Final(Final::Equipment(cause)) if cause.is(22));
        if reply.is_ok() || is_not_found {
            self.own_number = OwnNumber { of: self.sim.clone(), number: reply.find(reply::own_number) };
        }
    }

    /// The number of the line, as the card in the modem stores it.
    pub fn number(&self) -> Option<&Msisdn> {
        self.own_number.number.as_ref().filter(|_| self.sim.is_some() && self.own_number.of == self.sim)
    }

    /// The command at `index` that may read the ICCID. The one that worked before is first: the others are chosen by
    /// the maker, which the modem may report at one startup and not at another.
    pub fn card_number_command(&self, index: usize) -> Option<&str> {
        let first = self.card.number_command.as_deref();
        let others = self.profile.iccid.iter().map(String::as_str).filter(|command| Some(*command) != first);
        first.into_iter().chain(others).nth(index)
    }

    /// The configured SMSC for this card, if the card names another one or none.
    pub fn wanted_smsc<'a>(&self, settings: &'a Settings) -> Option<&'a str> {
        let wanted = self.sim.as_ref().and_then(LineId::iccid).and_then(|iccid| settings.smsc.get(iccid))?;
        Some(wanted.as_str()).filter(|wanted| self.network.smsc.as_deref() != Some(wanted))
    }
}

/// The value in a row, without a prefix and quotes: some modems answer `+CGMM: "X"`, others `X`.
pub(super) fn without_prefix(row: &str) -> String {
    let bare = row.strip_prefix('+').and_then(|rest| rest.split_once(':')).map_or(row, |(_, value)| value);
    bare.trim().trim_matches('"').to_owned()
}
