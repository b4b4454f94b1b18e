//! The card: its identity, its messages, and its PIN with the counters that can block the card (3GPP TS 27.007 8.3, TS
//! 31.101 11.1).

use std::fmt;

use super::storage::Store;
use crate::simulator::random::Random;

const PIN_ATTEMPTS: u8 = 3;
const PUK_ATTEMPTS: u8 = 10;

/// A card.
#[derive(Clone)]
pub struct SimCard {
    pub iccid: String,
    pub imsi: String,
    /// The address of the SMSC on the card: `+` and digits.
    pub smsc: Option<String>,
    /// The line's own number in EF_MSISDN, which is often empty.
    pub number: Option<String>,
    pub messages: Store,
    lock: Option<Lock>,
}

#[derive(Clone)]
struct Lock {
    pin: String,
    puk: String,
    pin_left: u8,
    puk_left: u8,
    open: bool,
}

/// The state that `+CPIN?` reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockState {
    Ready,
    Pin,
    Puk,
    /// No attempt is left, not even for the PUK: the card can't be used any more.
    Blocked,
}

impl LockState {
    /// `<code>` of `+CPIN`.
    pub(super) fn cpin(self) -> &'static str {
        match self {
            Self::Ready => "READY",
            Self::Pin => "SIM PIN",
            Self::Puk | Self::Blocked => "SIM PUK",
        }
    }
}

impl SimCard {
    pub fn new(capacity: u16, random: &mut Random) -> Self {
        Self {
            iccid: with_check_digit(format!("8901260{}", random.digits(11))),
            imsi: format!("310260{}", random.digits(9)),
            smsc: Some("+12063130004".to_owned()),
            number: None,
            messages: Store::new(capacity),
            lock: None,
        }
    }

    #[must_use]
    pub fn with_pin(mut self, pin: &str, puk: &str) -> Self {
        self.lock = Some(Lock {
            pin: pin.to_owned(),
            puk: puk.to_owned(),
            pin_left: PIN_ATTEMPTS,
            puk_left: PUK_ATTEMPTS,
            open: false,
        });
        self
    }

    pub fn state(&self) -> LockState {
        match &self.lock {
            Some(lock) if lock.puk_left == 0 => LockState::Blocked,
            Some(lock) if lock.pin_left == 0 => LockState::Puk,
            Some(lock) if !lock.open => LockState::Pin,
            Some(_) | None => LockState::Ready,
        }
    }

    /// The attempts left for PIN and PUK.
    pub fn attempts(&self) -> (u8, u8) {
        self.lock.as_ref().map_or((PIN_ATTEMPTS, PUK_ATTEMPTS), |lock| (lock.pin_left, lock.puk_left))
    }

    /// Notes that the power was off: the card requires its PIN again.
    pub(super) fn note_power_up(&mut self) {
        if let Some(lock) = &mut self.lock {
            lock.open = false;
        }
    }

    /// Tries a PIN. False: it was wrong, and an attempt is lost.
    pub(super) fn try_pin(&mut self, pin: &str) -> bool {
        let Some(lock) = &mut self.lock else { return true };
        if lock.pin_left == 0 || lock.pin != pin {
            lock.pin_left = lock.pin_left.saturating_sub(1);
            return false;
        }
        lock.pin_left = PIN_ATTEMPTS;
        lock.open = true;
        true
    }

    pub(super) fn try_puk(&mut self, puk: &str, new_pin: &str) -> bool {
        let Some(lock) = &mut self.lock else { return true };
        if lock.puk_left == 0 || lock.puk != puk {
            lock.puk_left = lock.puk_left.saturating_sub(1);
            return false;
        }
        lock.pin = new_pin.to_owned();
        lock.pin_left = PIN_ATTEMPTS;
        lock.puk_left = PUK_ATTEMPTS;
        lock.open = true;
        true
    }
}

/// Appends the check digit (Luhn; ITU-T E.118, 3GPP TS 23.003 B) of an ICCID or IMEI.
pub(super) fn with_check_digit(digits: String) -> String {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let values = digits.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = values.enumerate().map(|(at, digit)| if at % 2 == 0 { doubled(digit) } else { digit }).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

impl fmt::Debug for SimCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attempts = self.attempts();
        f.debug_struct("SimCard")
            .field("iccid", &self.iccid)
            .field("state", &self.state())
            .field("attempts", &attempts)
            .field("used", &self.messages.used())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> SimCard {
        SimCard::new(10, &mut Random::new(1)).with_pin("1234", "12345678")
    }

    #[test]
    fn three_wrong_pins_require_the_puk_and_ten_wrong_puks_block_the_card() {
        let mut card = card();
        for left in [2, 1, 0] {
            assert!(!card.try_pin("9999"));
            assert_eq!(card.attempts().0, left);
        }
        assert_eq!(card.state(), LockState::Puk);
        assert!(!card.try_pin("1234"), "the right PIN is too late");
        assert!(!card.try_puk("00000000", "1111"));
        assert!(card.try_puk("12345678", "4321"));
        assert_eq!((card.state(), card.attempts()), (LockState::Ready, (3, 10)));
        card.note_power_up();
        assert!(card.try_pin("4321"));
        for _ in 0..3 {
            card.try_pin("9999");
        }
        for _ in 0..10 {
            card.try_puk("00000000", "1111");
        }
        assert_eq!(card.state(), LockState::Blocked);
        assert!(!card.try_puk("12345678", "4321"));
    }

    #[test]
    fn the_right_pin_restores_the_attempts_and_a_power_cycle_requires_it_again() {
        let mut card = card();
        assert_eq!(card.state(), LockState::Pin);
        card.try_pin("9999");
        assert!(card.try_pin("1234"));
        assert_eq!((card.state(), card.attempts()), (LockState::Ready, (3, 10)));
        card.note_power_up();
        assert_eq!(card.state(), LockState::Pin);
    }

    #[test]
    fn numbers_end_in_their_check_digit() {
        for whole in ["490154203237518", "8944500102198304826", "79927398713"] {
            assert_eq!(with_check_digit(whole[..whole.len() - 1].to_owned()), whole);
        }
    }

    #[test]
    fn a_pin_is_not_printed() {
        let debug = format!("{:?}", card());
        assert!(!debug.contains("1234\"") && !debug.contains("12345678"), "{debug}");
    }
}
