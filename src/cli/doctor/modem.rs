//! Asks a modem what keeps it from receiving and sending: its card, its network, its stores. Nothing is changed, and no PIN is
//! tried.

use std::time::Duration;

use super::super::CliError;
use super::super::dialogue::Dialogue;
use crate::at::command::{Command, Shape};
use crate::at::reply::{self, CardState, Domain, Final, Registration};
use crate::at::session::End;
use crate::at::{Profile, Reply};
use crate::cli::finding::Finding;
use crate::config::{Config, ModemSettings};
use crate::flow::reception::Reception;
use crate::model::LineId;

/// How long a modem that ends its answer to `+CPIN?` without a result is waited for.
const CARD_REST: Duration = Duration::from_secs(2);
/// A card that is being read answers again after this time.
const CARD_PAUSE: Duration = Duration::from_secs(2);
const CARD_TRIES: u32 = 5;
/// Below this, messages are lost on their way.
const SIGNAL_MIN: i16 = -107;

const CONTRACT: &str = "check with the operator whether the card is active and may use this network";
const ANTENNA: &str = "connect the antenna, move it to a window, and see whether a phone has coverage there";

/// Asks the modem on its port, which is free.
pub fn examine(settings: &ModemSettings, config: &Config, add: &mut dyn FnMut(Finding)) -> Result<(), CliError> {
    let name = &settings.name;
    let Some(port) = &settings.port else { return Ok(()) };
    let mut dialogue = match Dialogue::open(port, settings.baud)? {
        Ok(dialogue) => dialogue,
        Err(why) => {
            let remedy = "unplug the modem and plug it in again; then try another of its ports";
            add(Finding::wrong("port", format!("{name}: {why}")).remedy(remedy));
            return Ok(());
        }
    };
    if !dialogue.greet() {
        let remedy = "give `port` another port of this modem, one that takes AT commands; for a modem on a UART check `baud`; \
                      or unplug it and plug it in again";
        add(Finding::wrong("modem", format!("{name}: does not answer AT commands")).remedy(remedy));
        return Ok(());
    }
    let maker = dialogue.words("AT+CGMI");
    let model = dialogue.words("AT+CGMM");
    let profiles = &config.gateway.profiles.profiles;
    let configured = settings.profile.as_ref().and_then(|name| profiles.named(name.as_str()).cloned());
    let profile = configured.unwrap_or_else(|| profiles.of(&maker, &model));
    let shown = format!("{maker} {model}");
    add(Finding::good(
        "modem",
        format!("{name}: answers; it is {}", if shown.trim().is_empty() { "unknown" } else { shown.trim() }),
    ));
    if !card(&mut dialogue, settings, &profile, add) {
        return Ok(());
    }
    let line = iccid(&mut dialogue, &profile);
    network(&mut dialogue, settings, add);
    smsc(&mut dialogue, settings, config, line.as_ref(), add);
    stores(&mut dialogue, settings, add);
    Ok(())
}

/// Whether the card is open, so that more can be asked.
fn card(dialogue: &mut Dialogue, settings: &ModemSettings, profile: &Profile, add: &mut dyn FnMut(Finding)) -> bool {
    let name = &settings.name;
    let mut state = None;
    for attempt in 0..CARD_TRIES {
        if attempt > 0 {
            std::thread::sleep(CARD_PAUSE);
        }
        let reply = dialogue.ask(Command::card_state(CARD_REST));
        state = reply.as_ref().and_then(card_state);
        if !matches!(state, None | Some(CardState::Busy)) {
            break;
        }
    }
    let (text, remedy) = match state {
        Some(CardState::Ready) => {
            add(Finding::good("card", format!("{name}: its card is open")));
            return true;
        }
        // Some modems don't report it.
        None => {
            add(Finding::note("card", format!("{name}: does not report the state of its card")));
            return true;
        }
        Some(CardState::WantsPin) => {
            let left = attempts(dialogue, profile);
            let left = left.map_or(String::new(), |left| format!(", with {left} attempts left"));
            match &settings.pin {
                Some(_) => {
                    add(Finding::note(
                        "card",
                        format!("{name}: its card requires the configured PIN{left}; the doctor does not try it"),
                    ));
                    return false;
                }
                None => (
                    format!("its card requires a PIN{left}"),
                    "set `pin_file` of this [[device]], or switch the PIN off in a phone",
                ),
            }
        }
        Some(CardState::WantsPuk) => {
            ("its card is locked and requires its PUK".to_owned(), "unlock it in a phone: the operator has the PUK")
        }
        Some(CardState::Locked) => (
            "it is locked to another network or card".to_owned(),
            "have it unlocked by the operator who sold it, or use a card of that operator",
        ),
        Some(CardState::Missing) => {
            ("there is no card".to_owned(), "put a card in, its contacts as the drawing at the slot shows; clean them")
        }
        Some(CardState::Busy) => {
            ("it is still reading its card".to_owned(), "clean the contacts of the card, or try another card")
        }
        Some(CardState::Other(words)) => {
            (format!("it reports this state of its card: {words}"), "try the card in a phone")
        }
    };
    add(Finding::wrong("card", format!("{name}: {text}")).remedy(remedy));
    false
}

fn card_state(reply: &Reply) -> Option<CardState> {
    let missing = matches!(&reply.end, End::Final(Final::Equipment(cause)) if cause.is(10));
    reply.find(reply::card_state).or(missing.then_some(CardState::Missing))
}

fn attempts(dialogue: &mut Dialogue, profile: &Profile) -> Option<u8> {
    profile
        .pin_attempts
        .iter()
        .find_map(|question| dialogue.ask(Command::plain(question, Shape::Free))?.find(reply::pin_attempts_left))
}

fn iccid(dialogue: &mut Dialogue, profile: &Profile) -> Option<LineId> {
    let mut read = |question: &String| dialogue.ask(Command::plain(question, Shape::Free))?.find(reply::iccid);
    profile.iccid.iter().find_map(&mut read).map(LineId::Iccid)
}

fn network(dialogue: &mut Dialogue, settings: &ModemSettings, add: &mut dyn FnMut(Finding)) {
    let name = &settings.name;
    let radio = dialogue.question("AT+CFUN?", &["+CFUN:"]).and_then(|reply| reply.find(reply::functionality));
    if let Some(mode @ (0 | 4 | 7)) = radio {
        let remedy = match settings.radio_on {
            true => {
                "simgate switches it on when it starts; if it stays off, look for a switch at the modem or the board"
            }
            false => "remove `radio_on = false` of this [[device]]",
        };
        add(Finding::wrong("network", format!("{name}: its radio is off (+CFUN: {mode})")).remedy(remedy));
        return;
    }
    let domains = [Domain::Circuit, Domain::Packet, Domain::Evolved, Domain::FiveG];
    let registrations = domains
        .into_iter()
        .filter_map(|domain| dialogue.ask(Command::registration(domain))?.find(reply::registration))
        .collect();
    add(registration(name.as_str(), &Reception { registrations, ..Reception::default() }));
    let signal = dialogue.question("AT+CSQ", &["+CSQ:"]).and_then(|reply| reply.find(reply::signal_dbm));
    match signal {
        Some(dbm) if dbm < SIGNAL_MIN => {
            add(Finding::note("network", format!("{name}: the signal is weak ({dbm} dBm)")).remedy(ANTENNA));
        }
        Some(dbm) => add(Finding::good("network", format!("{name}: the signal is {dbm} dBm"))),
        None => {}
    }
}

/// What the registrations of all domains mean for messages.
fn registration(name: &str, reception: &Reception) -> Finding {
    let text = format!("{name}: {}", reception.listed());
    let best = reception.registrations.values().max();
    let carried = [Domain::Circuit, Domain::Evolved, Domain::FiveG].iter().any(|domain| reception.carries(*domain));
    match best {
        None => Finding::note("network", format!("{name}: does not report its registration")),
        Some(_) if carried => Finding::good("network", text),
        Some(state) if state.carries_sms() => {
            let remedy = "some networks carry no messages in packet data alone: try another operator's card, or a modem with LTE";
            Finding::note("network", text).remedy(remedy)
        }
        Some(Registration::Denied | Registration::EmergencyOnly) => {
            Finding::wrong("network", format!("{text}: the network refuses this card")).remedy(CONTRACT)
        }
        Some(_) => Finding::wrong("network", format!("{text}: there is no network for it")).remedy(ANTENNA),
    }
}

fn smsc(
    dialogue: &mut Dialogue,
    settings: &ModemSettings,
    config: &Config,
    line: Option<&LineId>,
    add: &mut dyn FnMut(Finding),
) {
    let name = &settings.name;
    let Some(reply) = dialogue.ask(Command::smsc()).filter(Reply::is_ok) else { return };
    let is_set = || config.sims.iter().any(|sim| sim.smsc.is_some() && sim.line().as_ref() == line);
    match reply.find(reply::smsc) {
        Some(number) => add(Finding::good("smsc", format!("{name}: the SMSC is {number}"))),
        None if line.is_some() && is_set() => {
            add(Finding::good("smsc", format!("{name}: the card names no SMSC, and its [[sim]] has `smsc`")));
        }
        None => {
            let finding = Finding::wrong("smsc", format!("{name}: the card names no SMSC, so nothing can be sent"));
            add(finding.remedy("set `smsc` in its [[sim]]: the operator publishes the number"));
        }
    }
}

fn stores(dialogue: &mut Dialogue, settings: &ModemSettings, add: &mut dyn FnMut(Finding)) {
    let name = &settings.name;
    let uses = dialogue.ask(Command::stores_in_use()).and_then(|reply| reply.find(reply::stores_in_use));
    // The last store receives.
    let Some(receiver) = uses.as_ref().and_then(|uses| uses.last().copied().flatten()) else { return };
    let (used, total) = (receiver.used, receiver.total);
    let text = format!("{name}: {used} of {total} places for messages are used in {}", receiver.store.as_str());
    add(if total > 0 && used >= total {
        let remedy = "let simgate run: it takes messages over and deletes them; drafts and messages that stay must be deleted in \
                      a phone";
        Finding::wrong("store", format!("{text}, so no message can arrive")).remedy(remedy)
    } else {
        Finding::good("store", text)
    });
}

#[cfg(test)]
mod tests {
    use super::super::super::finding::Grade;
    use super::*;

    #[test]
    fn the_registrations_of_all_domains_decide_together() {
        let of = |states: &[(Domain, Registration)]| {
            let registrations = states.iter().copied().collect();
            registration("m", &Reception { registrations, ..Reception::default() })
        };
        let grade = |states: &[(Domain, Registration)]| of(states).grade;
        assert_eq!(grade(&[]), Grade::Note);
        assert_eq!(
            grade(&[(Domain::Circuit, Registration::Searching), (Domain::Evolved, Registration::Roaming)]),
            Grade::Good
        );
        assert_eq!(
            grade(&[(Domain::Circuit, Registration::Denied), (Domain::Packet, Registration::Home)]),
            Grade::Note
        );
        let denied = of(&[(Domain::Circuit, Registration::Denied), (Domain::Evolved, Registration::NotRegistered)]);
        assert!(denied.grade == Grade::Wrong && denied.remedy.as_deref() == Some(CONTRACT), "{denied:?}");
        let searching = of(&[(Domain::Circuit, Registration::Searching)]);
        assert!(searching.grade == Grade::Wrong && searching.remedy.as_deref() == Some(ANTENNA), "{searching:?}");
    }
}
