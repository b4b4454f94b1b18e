//! Alarms of a card: a network that denies it, another subscription or number on it, another card in its place.
//!
//! Each may be the first sign of a number that was ported or of a SIM that was swapped. An alarm is raised once, when
//! what it is about has lasted for [`SETTLE`], and is over when that has not been so for as long. The store keeps the
//! memory of each card, so a restart repeats nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::reception::Reception;
use super::upkeep::Present;
use crate::model::Msisdn;

/// How long something lasts before it raises an alarm, or ends one.
pub const SETTLE: Duration = Duration::from_secs(60);
/// A change that was told and that lasts for this long is usual.
const USUAL_AFTER: Duration = Duration::from_secs(7 * 86400);
/// Digits of an IMSI that a sentence names: the last ones tell two apart, and don't identify a subscriber.
const IMSI_DIGITS: usize = 4;

/// What an alarm is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A network refuses the card, and none serves it.
    RegistrationDenied,
    /// The card has another subscription (IMSI) than before.
    ImsiChanged,
    /// The card reports another number than before.
    NumberChanged,
    /// The device of a configured card has another card, and the configured one is in no device.
    CardExchanged,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::RegistrationDenied, Self::ImsiChanged, Self::NumberChanged, Self::CardExchanged];

    /// The word for it, which is a contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RegistrationDenied => "registration-denied",
            Self::ImsiChanged => "imsi-changed",
            Self::NumberChanged => "number-changed",
            Self::CardExchanged => "card-exchanged",
        }
    }

    /// What a person can do.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::RegistrationDenied => {
                "ask the operator whether the SIM is blocked, or its number was moved to another SIM or operator; without \
                 your order that is urgent"
            }
            Self::ImsiChanged => {
                "ask the operator, unless the card is one that changes its subscription by itself; the alarm ends in 7 days"
            }
            Self::NumberChanged => {
                "ask the operator, unless you ordered it; set `number` in its [[sim]], or wait: the alarm ends in 7 days"
            }
            Self::CardExchanged => "put the card back, or change its [[sim]]",
        }
    }

    fn finding(self, memory: &Memory, seen: &Seen) -> Finding {
        let name = seen.name;
        match self {
            Self::RegistrationDenied => match seen.reception {
                Some(reception) if reception.is_registered() => Finding::Over,
                Some(reception) if reception.is_denied() => Finding::Lasts {
                    about: String::new(),
                    text: format!("the network denies the registration of `{name}`: {}", reception.listed()),
                },
                // A modem that searches again, or that starts up, may be denied again.
                Some(_) | None => Finding::Unsure,
            },
            Self::ImsiChanged => memory.imsi.finding(|latest, usual| {
                let tail = |imsi: &str| imsi[imsi.len().saturating_sub(IMSI_DIGITS)..].to_owned();
                let (latest, usual) = (tail(latest), tail(usual));
                format!("the card of `{name}` has another IMSI than before: it ends in {latest} instead of {usual}")
            }),
            Self::NumberChanged if seen.configured_number.map(Msisdn::as_str) == memory.number.latest.as_deref() => {
                Finding::Over
            }
            Self::NumberChanged => memory.number.finding(|latest, usual| {
                format!("the card of `{name}` reports {latest} as its number, and reported {usual} before")
            }),
            Self::CardExchanged => match (&seen.place, &memory.device) {
                (CardPlace::InDevice | CardPlace::NotConfigured, _) => Finding::Over,
                (CardPlace::Replaced { by, by_name }, Some(device)) => Finding::Lasts {
                    about: by.clone(),
                    text: format!(
                        "`{name}` is in no device, and `{device}`, where it was, has another card: `{by_name}`"
                    ),
                },
                (CardPlace::Replaced { .. }, None) | (CardPlace::Nowhere, _) => Finding::Unsure,
            },
        }
    }
}

/// Whether what an alarm is about is so now.
enum Finding {
    /// It is. `about` tells one occurrence from another; `text` is a sentence for a person.
    Lasts { about: String, text: String },
    /// It is not.
    Over,
    /// Nothing reported tells.
    Unsure,
}

/// What is remembered of a card. The store keeps it in this form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// Its subscription.
    pub imsi: Value,
    /// The number that it reports as its own.
    pub number: Value,
    /// The device that it was in last.
    pub device: Option<String>,
    /// The alarms that were told and last.
    pub raised: BTreeMap<Kind, Raised>,
}

/// Something that seldom changes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Value {
    /// What it usually is.
    usual: Option<String>,
    /// What it was last.
    latest: Option<String>,
}

impl Value {
    /// Notes what it is now. The first one is the usual one.
    pub fn note(&mut self, now: &str) {
        self.usual.get_or_insert_with(|| now.to_owned());
        if self.latest.as_deref() != Some(now) {
            self.latest = Some(now.to_owned());
        }
    }

    fn finding(&self, sentence: impl Fn(&str, &str) -> String) -> Finding {
        match (&self.latest, &self.usual) {
            (Some(latest), Some(usual)) if latest != usual => {
                Finding::Lasts { about: latest.clone(), text: sentence(latest, usual) }
            }
            (Some(_), Some(_)) => Finding::Over,
            (None, _) | (_, None) => Finding::Unsure,
        }
    }
}

/// An alarm that was told and lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// Tells the occurrence from another one.
    about: String,
    /// Since when, in Unix milliseconds. `None`: no clock was right so far.
    since: Option<i64>,
}

/// What is known of a card now.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    /// The name of its line.
    pub name: &'a str,
    /// What its device reports of the network. `None`: it is in no device.
    pub reception: Option<&'a Reception>,
    /// The number in its `[[sim]]`.
    pub configured_number: Option<&'a Msisdn>,
    /// Where the card is.
    pub place: CardPlace,
}

/// Where a card is, as far as exchanges matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardPlace {
    /// In a device.
    InDevice,
    /// It has no `[[sim]]`: such a card may come and go.
    NotConfigured,
    /// In no device, and the one where it was last has no other card.
    Nowhere,
    /// In no device, and the one where it was last has another card.
    Replaced {
        /// Identity of the other card.
        by: String,
        /// The name of its line.
        by_name: String,
    },
}

/// An alarm that begins or is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Which one.
    pub kind: Kind,
    /// What is wrong, for a person. `None`: it is over.
    pub text: Option<String>,
}

/// Since when each alarm differs from what was told, on the monotonic clock.
pub type Pending = BTreeMap<Kind, Duration>;

/// Decides which alarms begin and which are over, and notes that in the memory.
pub fn judge(
    memory: &mut Memory,
    pending: &mut Pending,
    seen: &Seen,
    present: Option<Present>,
    mono: Duration,
) -> Vec<News> {
    if let Some(present) = present {
        memory.get_used_to(present);
    }
    let mut news = Vec::new();
    for kind in Kind::ALL {
        let wanted = match kind.finding(memory, seen) {
            Finding::Unsure => continue,
            Finding::Over => None,
            Finding::Lasts { about, text } => Some((about, text)),
        };
        let told = memory.raised.get(&kind).map(|raised| &raised.about);
        if wanted.as_ref().map(|(about, _)| about) == told {
            pending.remove(&kind);
            continue;
        }
        if mono < *pending.entry(kind).or_insert(mono) + SETTLE {
            continue;
        }
        pending.remove(&kind);
        let (about, text) = wanted.unzip();
        match about {
            Some(about) => {
                let since = present.map(|present| present.latest.as_millis());
                memory.raised.insert(kind, Raised { about, since });
            }
            None => drop(memory.raised.remove(&kind)),
        }
        news.push(News { kind, text });
    }
    news
}

impl Memory {
    /// A change that was told long ago is usual now.
    fn get_used_to(&mut self, present: Present) {
        for (kind, value) in [(Kind::ImsiChanged, &mut self.imsi), (Kind::NumberChanged, &mut self.number)] {
            let Some(raised) = self.raised.get_mut(&kind) else { continue };
            let since = *raised.since.get_or_insert(present.latest.as_millis());
            if present.is_past(since, USUAL_AFTER) {
                value.usual.clone_from(&value.latest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::at::reply::{Domain, Registration};
    use crate::model::Timestamp;

    /// A card, what is known of it, and the time.
    struct Card {
        memory: Memory,
        pending: Pending,
        reception: Option<Reception>,
        configured_number: Option<Msisdn>,
        place: CardPlace,
        mono: Duration,
    }

    const STEP: Duration = Duration::from_secs(10);

    impl Card {
        fn new() -> Self {
            let (memory, pending) = (Memory::default(), Pending::default());
            let (reception, configured_number, place) = (None, None, CardPlace::InDevice);
            Self { memory, pending, reception, configured_number, place, mono: Duration::ZERO }
        }

        fn look(&mut self) -> Vec<(&'static str, bool)> {
            let at = Timestamp::from_millis(1_795_343_400_000).after(self.mono);
            let present = Some(Present { earliest: at, latest: at });
            let (reception, configured_number) = (self.reception.as_ref(), self.configured_number.as_ref());
            let seen = Seen { name: "att-1", reception, configured_number, place: self.place.clone() };
            let news = judge(&mut self.memory, &mut self.pending, &seen, present, self.mono);
            let words = news.into_iter().map(|news| {
                assert!(news.text.as_ref().is_none_or(|text| text.contains("`att-1`")), "{news:?}");
                (news.kind.as_str(), news.text.is_some())
            });
            words.collect()
        }

        /// Looks for this many steps, and returns what was told.
        fn pass(&mut self, steps: u32) -> Vec<(&'static str, bool)> {
            let mut news = Vec::new();
            for _ in 0..steps {
                self.mono += STEP;
                news.extend(self.look());
            }
            news
        }

        fn registered(&mut self, circuit: Registration, lte: Registration) {
            let registrations = [(Domain::Circuit, circuit), (Domain::Evolved, lte)].into();
            self.reception = Some(Reception { registrations, ..Reception::default() });
        }

        /// The process ends, and another one goes on with what is stored.
        fn restart(&mut self) {
            let stored = serde_json::to_string(&self.memory).unwrap();
            (self.memory, self.pending, self.reception) =
                (serde_json::from_str(&stored).unwrap(), Pending::default(), None);
        }
    }

    const DENIED: &str = "registration-denied";

    #[test]
    fn a_denied_registration_is_told_once_when_it_lasts_and_when_it_is_over() {
        use Registration::{Denied, Home, Searching};
        let mut card = Card::new();
        card.registered(Denied, Denied);
        assert_eq!(card.pass(6), []);
        assert_eq!(card.pass(1), [(DENIED, true)]);
        assert_eq!(card.pass(100), []);
        card.restart();
        assert_eq!(card.pass(100), [], "its modem is not ready yet");
        card.registered(Denied, Searching);
        assert_eq!(card.pass(100), []);
        card.registered(Searching, Searching);
        assert_eq!(card.pass(100), [], "it is still served by none");
        card.registered(Home, Denied);
        assert_eq!(card.pass(8), [(DENIED, false)]);
        card.registered(Denied, Denied);
        assert_eq!(card.pass(8), [(DENIED, true)], "a second time");
    }

    #[test]
    fn a_registration_that_comes_and_goes_is_not_told() {
        use Registration::{Denied, Home, Searching};
        let mut card = Card::new();
        for _ in 0..20 {
            card.registered(Denied, Denied);
            assert_eq!(card.pass(5), []);
            card.registered(Home, Home);
            assert_eq!(card.pass(1), []);
        }
        // A modem that is denied searches in between, and is not served.
        for steps in [0, 0, 1] {
            card.registered(Denied, Denied);
            assert_eq!(card.pass(2).len(), steps);
            card.registered(Searching, Searching);
            assert_eq!(card.pass(1), []);
        }
    }

    #[test]
    fn another_imsi_is_told_once_and_ends_when_the_old_one_is_back_or_the_new_one_is_usual() {
        let mut card = Card::new();
        card.memory.imsi.note("310260123456789");
        assert_eq!(card.pass(20), []);
        card.memory.imsi.note("310260555555555");
        assert_eq!(card.pass(7), [("imsi-changed", true)]);
        card.restart();
        assert_eq!(card.pass(100), []);
        card.memory.imsi.note("310260123456789");
        assert_eq!(card.pass(7), [("imsi-changed", false)]);
        card.memory.imsi.note("310260555555555");
        card.pass(7);
        card.memory.imsi.note("310260777777777");
        assert_eq!(card.pass(7), [("imsi-changed", true)], "a third one is another occurrence");
        card.mono += USUAL_AFTER - STEP * 10;
        assert_eq!(card.pass(9), []);
        assert_eq!(card.pass(10), [("imsi-changed", false)], "it is usual");
        card.memory.imsi.note("310260123456789");
        assert_eq!(card.pass(7), [("imsi-changed", true)]);
    }

    /// Without a clock that is right, seven days can't be told.
    #[test]
    fn a_change_is_not_usual_before_a_clock_says_so() {
        let mut card = Card::new();
        card.memory.imsi.note("310260123456789");
        card.memory.imsi.note("310260555555555");
        let seen = Seen { name: "att-1", reception: None, configured_number: None, place: CardPlace::InDevice };
        for minute in 0..3 {
            judge(&mut card.memory, &mut card.pending, &seen, None, SETTLE * minute);
        }
        assert_eq!(card.memory.raised[&Kind::ImsiChanged].since, None);
        card.mono = SETTLE * 3;
        assert_eq!(card.pass(100), [], "it counts from the first clock that is right");
        assert!(card.memory.raised[&Kind::ImsiChanged].since.is_some());
    }

    #[test]
    fn another_number_is_told_unless_it_is_the_configured_one() {
        let number = |text: &str| Msisdn::parse(text).unwrap();
        let mut card = Card::new();
        card.memory.number.note("+12025550143");
        assert_eq!(card.pass(10), []);
        card.memory.number.note("+12025550199");
        assert_eq!(card.pass(7), [("number-changed", true)]);
        card.configured_number = Some(number("+12025550143"));
        assert_eq!(card.pass(20), [], "the configuration has the old one");
        card.configured_number = Some(number("+12025550199"));
        assert_eq!(card.pass(7), [("number-changed", false)], "a person knows of it");
    }

    #[test]
    fn a_configured_card_whose_device_has_another_one_is_told() {
        let replaced = |by: &str| CardPlace::Replaced { by: by.into(), by_name: "sim-1".into() };
        let mut card = Card::new();
        card.memory.device = Some("modem-1".into());
        card.place = CardPlace::Nowhere;
        assert_eq!(card.pass(100), [], "it was pulled");
        card.place = replaced("iccid:1");
        assert_eq!(card.pass(3), []);
        card.place = CardPlace::InDevice;
        assert_eq!(card.pass(100), [], "two cards changed places, and one modem was slower");
        card.place = replaced("iccid:1");
        assert_eq!(card.pass(7), [("card-exchanged", true)]);
        card.restart();
        card.place = CardPlace::Nowhere;
        assert_eq!(card.pass(100), []);
        card.place = replaced("iccid:1");
        assert_eq!(card.pass(100), []);
        card.place = replaced("iccid:2");
        assert_eq!(card.pass(7), [("card-exchanged", true)], "a third card");
        card.place = CardPlace::NotConfigured;
        assert_eq!(card.pass(7), [("card-exchanged", false)], "its [[sim]] was removed");
    }

    #[test]
    fn a_sentence_names_the_end_of_an_imsi_only() {
        let mut memory = Memory::default();
        memory.imsi.note("310260123456789");
        memory.imsi.note("310260555551234");
        let seen = Seen { name: "att-1", reception: None, configured_number: None, place: CardPlace::InDevice };
        let mut pending = Pending::default();
        judge(&mut memory, &mut pending, &seen, None, Duration::ZERO);
        let news = judge(&mut memory, &mut pending, &seen, None, SETTLE);
        let text = news[0].text.clone().unwrap();
        assert_eq!(text, "the card of `att-1` has another IMSI than before: it ends in 1234 instead of 6789");
    }
}
