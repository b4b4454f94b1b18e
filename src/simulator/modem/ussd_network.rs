//! The network behind USSD codes: a balance, a menu of two levels, a text in UCS2, and a code without an answer.

use std::time::Duration;

/// The coding of the default alphabet.
pub(super) const GSM7: u8 = 15;
/// The coding of UCS2.
pub(super) const UCS2: u8 = 72;

/// A dialogue with the network.
#[derive(Debug, Default)]
pub(super) struct UssdNetwork {
    menu: Option<Menu>,
    /// Codes and answers that the network got.
    pub received: Vec<String>,
    /// How long the network takes. `None`: as long as for a message.
    pub takes: Option<Duration>,
}

/// The level of the menu at which the network waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Menu {
    Top,
    Offers,
}

/// An answer of the network.
#[derive(Debug)]
pub(super) struct UssdAnswer {
    pub state: u8,
    pub text: &'static str,
    pub coding: u8,
}

impl UssdNetwork {
    /// Takes a code or an answer. `None`: the network never answers it.
    pub fn take(&mut self, text: String) -> Option<UssdAnswer> {
        let (menu, answer) = answer(self.menu, &text);
        self.menu = menu;
        self.received.push(text);
        answer
    }

    /// Ends the dialogue.
    pub fn cancel(&mut self) {
        self.menu = None;
    }
}

/// What follows, and what the network answers. `None`: it never answers.
fn answer(menu: Option<Menu>, text: &str) -> (Option<Menu>, Option<UssdAnswer>) {
    let says = |state, text| Some(UssdAnswer { state, text, coding: GSM7 });
    match (menu, text) {
        (Some(Menu::Top), "1") | (None, "*100#") => (None, says(0, "Balance: 12.50")),
        (Some(Menu::Top), "2") => (Some(Menu::Offers), says(1, "1 Week\n2 Month")),
        (Some(Menu::Offers), "1") => (None, says(0, "The week is booked")),
        (Some(Menu::Offers), "2") => (None, says(0, "The month is booked")),
        (Some(_), _) => (None, says(2, "Wrong choice")),
        (None, "*101#") => (Some(Menu::Top), says(1, "1 Balance\n2 Offers")),
        (None, "*102#") => (None, Some(UssdAnswer { state: 0, text: "Баланс: 12.50", coding: UCS2 })),
        (None, "*103#") => (None, None),
        (None, _) => (None, says(4, "")),
    }
}
