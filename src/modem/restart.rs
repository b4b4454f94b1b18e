//! Whether and why a modem is made ready again.

use std::fmt;

/// What a reply or an unsolicited code leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The phase continues.
    Stay,
    /// The modem is started up again.
    Restart(Reason),
}

/// Why a modem is started up again; shown to users as the reason of its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// The port was opened.
    Opened,
    /// The machine woke up much later than planned.
    WokeLate,
    /// A text mode header arrived.
    TextMode,
    /// The echo is on again.
    EchoReturned,
    /// The modem reported that it has booted.
    Booted,
    /// The modem reported that message commands work.
    MessagesReady,
    /// The modem reported that there is no card.
    CardRemoved,
    /// The card is no longer open.
    CardRemovedOrLocked,
    /// The card may have changed before a prompt.
    CardChanged,
    /// The card has another number.
    OtherCard,
    /// The card has another number of places for messages.
    OtherPlaceCount,
    /// The modem no longer announces messages.
    LostSettings,
    /// The radio is off.
    RadioOff,
    /// The modem found no network for a while.
    NoNetwork,
    /// The modem uses another store than the selected one.
    OtherStore,
    /// A store counts messages that can't be read.
    Unreadable,
    /// The modem has stores although it refused them before.
    HasStores,
    /// The receiving store is unusable.
    StoreUnusable,
    /// A vital command was not answered in time.
    Missed,
    /// This command was not answered in time, and the modem can be served without it.
    NoReply(String),
    /// The modem refused PDU mode.
    PduModeRefused,
    /// A reply belonged to another command.
    OutOfStep,
    /// A person's command did not end.
    BrokenOff,
    /// The console ended.
    ConsoleEnded,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self {
            Self::Opened => return f.write_str("being made ready"),
            Self::RadioOff => return f.write_str("its radio is off: being switched on"),
            Self::NoNetwork => return f.write_str("finds no network: its radio is switched off and on"),
            Self::StoreUnusable => {
                return f.write_str(
                    "its message store is full of messages that can't be deleted: switching to another store",
                );
            }
            Self::NoReply(command) => return write!(f, "did not answer `{command}`: being made ready again"),
            Self::WokeLate => "the gateway was suspended",
            Self::TextMode => "is in text mode",
            Self::EchoReturned => "has restarted",
            Self::Booted => "has restarted, or its card was moved",
            Self::MessagesReady => "is ready for messages",
            Self::CardRemoved => "its card was removed",
            Self::CardRemovedOrLocked => "its card was removed or locked",
            Self::CardChanged => "its card was changed",
            Self::OtherCard => "has another card",
            Self::OtherPlaceCount => "has another card, since the number of its places for messages is different",
            Self::LostSettings => "has lost its settings",
            Self::OtherStore => "uses another message store than the selected one",
            Self::Unreadable => "counts messages that can't be read",
            Self::HasStores => "has message stores after all",
            Self::Missed => "did not answer in time",
            Self::PduModeRefused => "no longer accepts PDU mode",
            Self::BrokenOff => "did not end a command of its console",
            Self::ConsoleEnded => "its console was used and is over",
            Self::OutOfStep => "sent the message of a slot in reply to another command",
        };
        write!(f, "{why}: being made ready again")
    }
}
