//! The card: who it is, what it stores, and its PIN with the counters that end in a blocked card
//! (3GPP TS 27.007 8.3, TS 31.101 11.1).

use std::fmt;

use super::storage::Store;
use crate::simulator::random::Random;

const PIN_ATTEMPTS: u8 = 3;
const PUK_ATTEMPTS: u8 = 10;

#[derive(Clone)]
pub struct SimCard {
    pub iccid: String,
    pub imsi: String,
    /// The SMSC's address that the card holds, `+` and digits.
    pub smsc: Option<String>,
    /// The line's own number as EF_MSISDN has it: often empty.
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

/// What `+CPIN?` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockState {
    Ready,
    Pin,
    Puk,
    /// No attempt is left at all: the card is waste.
    Blocked,
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

    /// Attempts left: PIN, PUK.
    pub fn attempts(&self) -> (u8, u8) {
        self.lock.as_ref().map_or((PIN_ATTEMPTS, PUK_ATTEMPTS), |lock| (lock.pin_left, lock.puk_left))
    }

    /// Power was off: the card wants its PIN again.
    pub(super) fn powered_up(&mut self) {
        if let Some(lock) = &mut self.lock {
            lock.open = false;
        }
    }

    /// One attempt. False: it was wrong and is gone.
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

/// Adds the digit that makes the Luhn sum (ITU-T E.118, 3GPP TS 23.003 B) of an ICCID or IMEI come out.
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
    fn three_wrong_pins_ask_for_the_puk_and_ten_wrong_puks_end_the_card() {
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
        card.powered_up();
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
    fn the_right_pin_gives_the_attempts_back_and_power_asks_again() {
        let mut card = card();
        assert_eq!(card.state(), LockState::Pin);
        card.try_pin("9999");
        assert!(card.try_pin("1234"));
        assert_eq!((card.state(), card.attempts()), (LockState::Ready, (3, 10)));
        card.powered_up();
        assert_eq!(card.state(), LockState::Pin);
    }

    #[test]
    fn numbers_end_in_their_check_digit() {
        for whole in ["490154203237518", "8944500102198304826", "79927398713"] {
            assert_eq!(with_check_digit(whole[..whole.len() - 1].to_owned()), whole);
        }
    }

    #[test]
    fn a_card_does_not_show_its_pin() {
        let shown = format!("{:?}", card());
        assert!(!shown.contains("1234\"") && !shown.contains("12345678"), "{shown}");
    }
}
