//! The commands and settings for one family of models.

use std::time::Duration;

use super::super::ussd::Form;
use crate::model::StoreName;

/// One command of a modem's startup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The command as it is sent, without CR.
    pub command: String,
    /// Whether the modem can't serve without this step. If it refuses another step, the startup continues without it.
    pub required: bool,
    /// The setting, if the modem keeps it in a memory that wears out: it is read first, and written only if it differs.
    pub kept: Option<Kept>,
}

/// A setting that a modem keeps without power.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The command that reads the setting.
    pub query: String,
    /// The row of the answer if the setting is right already.
    pub row: String,
}

/// The commands and settings for one family of models.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The name in the configuration and in `hardware.md`.
    pub name: String,
    /// One of these is in the answer to `+CGMI`, in capitals.
    pub makers: Vec<String>,
    /// The answer to `+CGMM` begins with one of these, in capitals. Empty: any model of these makers.
    pub models: Vec<String>,
    /// Commands that are sent first, at every start.
    pub early: Vec<Step>,
    /// Commands that are sent once the card is open.
    pub late: Vec<Step>,
    /// Commands that read the ICCID, tried in this order.
    pub iccid: Vec<String>,
    /// Commands that report how many attempts the PIN has left, tried in this order.
    pub pin_attempts: Vec<String>,
    /// Commands that restart the modem. Each further restart without effect uses the next one, and then the last one.
    pub resets: Vec<String>,
    /// Whether the modem answers `+CPIN?` without a final result code.
    pub card_state_ends: bool,
    /// How long the modem needs to rest after it accepted the PIN, to the second.
    pub pin_rest: Duration,
    /// How long the modem needs to rest after its radio was switched on, to the second.
    pub radio_rest: Duration,
    /// How long the modem may need from its start until message commands work, to the second.
    pub boot: Duration,
    /// How long the modem may need for each message of a listing, to the second.
    pub listing: Duration,
    /// The stores for new messages, the best first. Another one receives only if the modem has none of these.
    pub stores: Vec<StoreName>,
    /// Values of `+CNMI` to try, the best first. All have mt=1: store, then announce. A value of bm or bfr that the
    /// modem does not list is replaced by one that it lists.
    pub indications: Vec<[u8; 5]>,
    /// Whether simgate acknowledges direct messages (`+CMT`, class 0 among them) with `+CNMA`.
    pub acknowledges: bool,
    /// Whether simgate may switch the radio off and on if the modem finds no network.
    pub radio_cycles: bool,
    /// How the modem writes USSD codes and answers.
    pub ussd: Form,
    /// Whether `+CMGL` works in PDU mode; if not, slots are read one by one.
    pub lists: bool,
    /// Rows that the modem sends by itself.
    pub words: Words,
}

/// Rows that modems send by themselves, as far as they are words of a maker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Rows that the modem sends when it has just started and has lost all settings.
    pub boot: Vec<String>,
    /// Rows after which message commands work.
    pub ready: Vec<String>,
    /// Rows about a voltage that is out of bounds, or a modem that switches itself off.
    pub power: Vec<String>,
    /// Beginnings of rows without a meaning for messages. A command that accepts any row must not take them as its
    /// answer.
    pub noise: Vec<String>,
}

impl Profile {
    /// Whether this is the profile of a maker and a model, both in capitals.
    pub fn fits(&self, maker: &str, model: &str) -> bool {
        if self.makers.is_empty() && self.models.is_empty() {
            return false;
        }
        // Some SIMCom firmware reports the maker in the model only.
        let is_maker = |known: &String| maker.contains(known.as_str()) || model.starts_with(known.as_str());
        let is_model = |known: &String| model.starts_with(known.as_str());
        (self.makers.is_empty() || self.makers.iter().any(is_maker))
            && (self.models.is_empty() || self.models.iter().any(is_model))
    }
}
