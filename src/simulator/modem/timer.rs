//! What happens in the modem after a time.

use super::event::OfferId;
use super::personality::BootStep;
use super::ussd_network::UssdAnswer;

/// What happens after a time.
#[derive(Debug)]
pub(super) enum Timer {
    Listen,
    PortBack,
    Boot(BootStep),
    Reset {
        visible: bool,
    },
    Camp,
    CardIn,
    Noise,
    OfferExpires(OfferId),
    Ring {
        number: String,
        nth: u32,
        left: u32,
    },
    /// The network's answer to a USSD code: state, text, coding.
    Ussd(UssdAnswer),
    Shutdown,
}
