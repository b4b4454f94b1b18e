//! What is known of the modem behind an open port. It outlives restarts of the modem, and goes with the port: another
//! modem may be behind it then.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::at::command::{Command, Shape};
use crate::at::reply::{self, Final};
use crate::at::session::End;
use crate::at::{Profile, Reply};
use crate::flow::Place;
use crate::model::{Iccid, Imei, LineId, Msisdn, Name, Secret, Slot, StoreName};

use super::echo::Echo;
use super::network::Network;
use super::patience::Patience;
use super::storeless::Storeless;
use super::unanswered::Unanswered;

/// From `+CPIN: READY` to its `OK`, which comes at once if it comes.
const CARD_STATE_REST: Duration = Duration::from_secs(3);
const CARD_STATE_ENDED: Duration = Duration::from_millis(300);

/// What the operator says of a modem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub name: Name,
    pub pin: Option<Secret>,
    /// Instead of the one that fits what the modem says of itself.
    pub profile: Option<&'static Profile>,
    /// Whether a radio that is off may be switched on.
    pub radio_on: bool,
    /// The SMSC of a card, where the operator names one.
    pub smsc: BTreeMap<Iccid, String>,
}

impl Settings {
    pub fn new(name: Name) -> Self {
        Self { name, pin: None, profile: None, radio_on: true, smsc: BTreeMap::new() }
    }
}

#[derive(Debug)]
pub(super) struct Known {
    pub device: Name,
    pub maker: String,
    pub model: String,
    pub imei: Option<Imei>,
    /// What the card is known by.
    pub sim: Option<LineId>,
    pub own_number: OwnNumber,
    pub profile: &'static Profile,
    pub card: Card,
    pub network: Network,
    pub stores: Stores,
    pub patience: Patience,
    pub unanswered: Unanswered,
    pub echo: Echo,
    /// Deadlines missed since the modem last became ready.
    pub failures: u8,
    /// How long it took for its last answer to `AT`.
    pub latency: Duration,
}

/// The number that a card says is its own.
#[derive(Debug, Default)]
pub(super) struct OwnNumber {
    /// The card that has answered.
    of: Option<LineId>,
    number: Option<Msisdn>,
}

/// How the modem speaks of its card.
#[derive(Debug, Default)]
pub(super) struct Card {
    /// The command that read the card's number.
    pub number_command: Option<&'static str>,
    /// Of the two numbers of a card it said one alone, however often it was asked.
    pub half_named: bool,
    /// It has answered `+CPIN?` before.
    pub tells_state: bool,
    /// No final result code comes behind that answer.
    pub state_ends: bool,
}

#[derive(Debug, Default)]
pub(super) struct Stores {
    /// Those that the modem has named.
    pub named: BTreeSet<StoreName>,
    /// Those that are full of what is not to be deleted, or can't be: with how many.
    pub clogged: BTreeMap<StoreName, u16>,
    /// How often a slot could not be deleted.
    pub failures: BTreeMap<Slot, u32>,
    pub storeless: Storeless,
    /// A listing broke off: slots are read one by one until then.
    pub listing_distrusted_until: Duration,
    /// Looks into a store that changed nothing.
    pub fruitless: u32,
    /// How often the card had other places for messages than before.
    pub changed_places: u8,
    /// Where the modem keeps what comes, though it was told another store.
    pub receives_in: Option<StoreName>,
}

impl Known {
    pub fn new(settings: &Settings) -> Self {
        Self {
            device: settings.name.clone(),
            maker: String::new(),
            model: String::new(),
            imei: None,
            sim: None,
            own_number: OwnNumber::default(),
            profile: settings.profile.unwrap_or(&crate::at::profile::GENERIC),
            card: Card::default(),
            network: Network::default(),
            stores: Stores::default(),
            patience: Patience::default(),
            unanswered: Unanswered::default(),
            echo: Echo::default(),
            failures: 0,
            latency: Duration::ZERO,
        }
    }

    /// What messages come by.
    pub fn line(&self) -> LineId {
        self.sim.clone().unwrap_or_else(|| self.equipment())
    }

    pub fn equipment(&self) -> LineId {
        let device = || LineId::Device(self.device.clone());
        self.imei.clone().map_or_else(device, LineId::Equipment)
    }

    /// What lies in the modem's own memory is the device's: cheap modems have been seen to share their IMEI.
    pub fn place(&self, slot: Slot) -> Place {
        let device = || LineId::Device(self.device.clone());
        let holder = if slot.store == StoreName::SM { self.line() } else { device() };
        Place { holder, slot }
    }

    /// By its own number, or by the equipment that holds it: a PIN that failed on a card without number is then not tried
    /// on the next one either.
    pub fn card_key(&self) -> String {
        self.line().to_string()
    }

    /// A modem that was seen to leave out the `OK` is not waited for again.
    pub fn card_question(&self) -> Command {
        Command::card_state(if self.card.state_ends { CARD_STATE_ENDED } else { CARD_STATE_REST })
    }

    /// Asks for what the line is known by: the card's number, or that of the subscription where it has no other.
    pub fn which_card(&self) -> Command {
        Command::plain(self.card.number_command.unwrap_or("AT+CIMI"), Shape::Free)
    }

    /// Whether the card is to be asked for its own number: each card once.
    pub fn wants_number(&self) -> bool {
        self.sim.is_some() && self.own_number.of != self.sim
    }

    /// The answer to that. A card that is busy has not said that it has none: it is asked again the next time.
    pub fn note_number(&mut self, reply: &Reply) {
        // 22: not found.
        let is_not_found = matches!(&reply.end, End::Final(Final::Equipment(cause)) if cause.is(22));
        if reply.is_ok() || is_not_found {
            self.own_number = OwnNumber { of: self.sim.clone(), number: reply.find(reply::own_number) };
        }
    }

    /// That of the card in the modem.
    pub fn number(&self) -> Option<&Msisdn> {
        self.own_number.number.as_ref().filter(|_| self.sim.is_some() && self.own_number.of == self.sim)
    }

    /// What was answered once goes first: the maker, by whom the rest are chosen, may not have been understood then, or
    /// not now.
    pub fn card_number_command(&self, index: usize) -> Option<&'static str> {
        let known = self.card.number_command;
        let others = self.profile.iccid.iter().copied().filter(|command| Some(*command) != known);
        known.into_iter().chain(others).nth(index)
    }

    /// The SMSC that the operator names for this card, where the card names another one or none.
    pub fn wanted_smsc<'a>(&self, settings: &'a Settings) -> Option<&'a str> {
        let wanted = self.sim.as_ref().and_then(LineId::iccid).and_then(|iccid| settings.smsc.get(iccid))?;
        Some(wanted.as_str()).filter(|wanted| self.network.smsc.as_deref() != Some(wanted))
    }
}

/// Some modems answer `+CGMM: "X"` where others answer `X`.
pub(super) fn without_prefix(line: &str) -> String {
    let bare = line.strip_prefix('+').and_then(|rest| rest.split_once(':')).map_or(line, |(_, value)| value);
    bare.trim().trim_matches('"').to_owned()
}
