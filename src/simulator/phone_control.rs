//! The control commands for phones, in rows as those for modems.
//!
//! The grammar is pure; `run` carries out a command on phones that run in real time.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::phone::{Battery, Fault, Journey, LivePhone, Plug, SendError, Sent, SimPhone};
use super::words::{ControlError, Words, fail};
use crate::clock;

/// What `help` says of phones.
pub const HELP: &str = "for phones: phones | phone N sms SLOT FROM TEXT | phone N fault FAULT | phone N heal | \
     phone N inbox | phone N sent; N is a phone from 1, or all, SLOT one from 1; \
     faults: off | on | away | back | moved | no-internet | internet | kill | kill-after-saving | kill-before-saving | \
     kill-after-accepting | kill-while-sending | kill-in-webhook | lose-send-answers COUNT | lose-answers COUNT | \
     lose-webhook-answers COUNT | slow SPAN | password WORD | void-tokens | battery PERCENT unplugged|charger|usb | \
     pull-sim SLOT | insert-sim SLOT | journey COUNT delivered|sent|silent|lost|refused | updated VERSION | reinstalled | \
     clock-ahead SECONDS";

/// A command for phones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The phones and how to reach them.
    List,
    /// A command for one phone (from 0), or for all.
    At(Option<usize>, Order),
}

/// What a phone shall do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// A text arrives.
    Sms { slot: usize, from: String, text: String },
    /// A fault.
    Fault(Fault),
    /// The end of all faults.
    Heal,
    /// Shows Android's inbox.
    Inbox,
    /// Shows what went over the air.
    Sent,
}

/// Whether a row is a command for phones.
pub fn is_for_phones(row: &str) -> bool {
    matches!(row.split_whitespace().next(), Some("phone" | "phones"))
}

/// Parses a row for which [`is_for_phones`] is true.
pub fn parse(row: &str) -> Result<Command, ControlError> {
    let mut words = Words::of(row);
    if words.take() == Some("phones") {
        words.end("phones")?;
        return Ok(Command::List);
    }
    let at = words.one_or_all("phone", "a phone's number, or `all`,")?;
    let verb = words.need("what the phone shall do")?;
    let order = match verb {
        "sms" => {
            let slot = slot(&mut words)?;
            let from = words.need("an originator")?.to_owned();
            let text = words.rest().to_owned();
            if text.is_empty() {
                return fail("`sms` needs a text");
            }
            return Ok(Command::At(at, Order::Sms { slot, from, text }));
        }
        "fault" => Order::Fault(fault(&mut words)?),
        "heal" => Order::Heal,
        "inbox" => Order::Inbox,
        "sent" => Order::Sent,
        _ => return fail(format!("a phone has no command `{verb}`; try `help`")),
    };
    words.end(verb)?;
    Ok(Command::At(at, order))
}

fn slot(words: &mut Words<'_>) -> Result<usize, ControlError> {
    words.counted("slot", "a slot's number")
}

fn fault(words: &mut Words<'_>) -> Result<Fault, ControlError> {
    let name = words.need("the name of a fault")?;
    Ok(match name {
        "off" => Fault::Off,
        "on" => Fault::On,
        "away" => Fault::Away,
        "back" => Fault::Back,
        "moved" => Fault::Moved,
        "no-internet" => Fault::NoInternet,
        "internet" => Fault::Internet,
        "kill" => Fault::Kill,
        "kill-after-saving" => Fault::KillAfterSaving,
        "kill-before-saving" => Fault::KillBeforeSaving,
        "kill-after-accepting" => Fault::KillAfterAccepting,
        "kill-while-sending" => Fault::KillWhileSending,
        "kill-in-webhook" => Fault::KillInWebhook,
        "lose-send-answers" => Fault::LoseSendAnswers(words.number("how many answers")?),
        "lose-answers" => Fault::LoseAnswers(words.number("how many answers")?),
        "lose-webhook-answers" => Fault::LoseWebhookAnswers(words.number("how many answers")?),
        "slow" => Fault::Slow(words.span()?),
        "password" => Fault::Password(words.need("a password")?.to_owned()),
        "void-tokens" => Fault::VoidTokens,
        "battery" => {
            let percent = words.number("a percentage")?;
            let plug = match words.need("`unplugged`, `charger` or `usb`")? {
                "unplugged" => Plug::Unplugged,
                "charger" => Plug::Charger,
                "usb" => Plug::Usb,
                other => return fail(format!("a battery is `unplugged`, or at a `charger` or `usb`, not `{other}`")),
            };
            Fault::Battery(Battery { percent, plug })
        }
        "pull-sim" => Fault::PullSim(slot(words)?),
        "insert-sim" => Fault::InsertSim(slot(words)?),
        "journey" => Fault::Journeys { times: words.number("how many messages")?, journey: journey(words)? },
        "updated" => Fault::Updated { version: words.need("a version")?.to_owned() },
        "reinstalled" => Fault::Reinstalled,
        "clock-ahead" => Fault::ClockAhead(words.number::<i64>("how many seconds")?.saturating_mul(1000)),
        _ => return fail(format!("a phone has no fault `{name}`; try `help`")),
    })
}

fn journey(words: &mut Words<'_>) -> Result<Journey, ControlError> {
    Ok(match words.need("how the messages fare")? {
        "delivered" => Journey::delivered(),
        "sent" => Journey::sent(),
        "silent" => Journey::silent(true),
        "lost" => Journey::silent(false),
        "refused" => Journey::refused(SendError::GenericFailure),
        other => return fail(format!("no message fares `{other}`; try `help`")),
    })
}

/// The answer to one row, without a line end.
pub fn answer_row(phones: &[Arc<LivePhone>], row: &str) -> String {
    match parse(row).and_then(|command| run(phones, &command)) {
        Ok(text) if text.is_empty() => "ok".to_owned(),
        Ok(text) => format!("ok {text}"),
        Err(error) => format!("error: {error}"),
    }
}

/// Carries out a command. The answer is one row, in JSON if it is long.
pub fn run(phones: &[Arc<LivePhone>], command: &Command) -> Result<String, ControlError> {
    let (at, order) = match command {
        Command::List => return Ok(phones.iter().map(|phone| status(phone)).collect::<Value>().to_string()),
        Command::At(at, order) => (*at, order),
    };
    let chosen = &phones[range(phones.len(), at)?];
    match order {
        Order::Sms { slot, from, text } => {
            let time = clock::now().wall;
            for phone in chosen {
                let slots = phone.act(|phone, _| phone.settings().slots.len());
                if *slot >= slots {
                    return fail(format!("there is no slot {}; there are {slots}", slot + 1));
                }
                phone.act(|phone, now| phone.receive(*slot, from, text, time, now));
            }
            Ok(String::new())
        }
        Order::Fault(fault) => each(chosen, |phone, now| phone.fault(fault.clone(), now)),
        Order::Heal => each(chosen, SimPhone::heal),
        Order::Inbox => Ok(list(chosen, inbox)),
        Order::Sent => Ok(list(chosen, |phone| phone.sent().map(sent).collect())),
    }
}

fn range(count: usize, at: Option<usize>) -> Result<Range<usize>, ControlError> {
    match at {
        None => Ok(0..count),
        Some(nth) if nth < count => Ok(nth..nth + 1),
        Some(nth) => fail(format!("there is no phone {}; there are {count}", nth + 1)),
    }
}

fn each(phones: &[Arc<LivePhone>], act: impl Fn(&mut SimPhone, Duration)) -> Result<String, ControlError> {
    phones.iter().for_each(|phone| phone.act(&act));
    Ok(String::new())
}

fn list(phones: &[Arc<LivePhone>], show: impl Fn(&SimPhone) -> Value) -> String {
    phones.iter().map(|phone| phone.act(|phone, _| show(phone))).collect::<Value>().to_string()
}

fn status(phone: &LivePhone) -> Value {
    let url = format!("http://{}", phone.address());
    phone.act(|phone, now| {
        phone.advance(now);
        let (user, password) = phone.credentials();
        let (waiting, done, given_up) = phone.webhook_counts();
        json!({
            "url": url,
            "user": user,
            "password": password,
            "device_id": phone.device_id(),
            "signing_key": phone.signing_key(),
            "version": phone.settings().version,
            "reachable": phone.is_reachable(),
            "running": phone.is_listening(),
            "sent": phone.sent().count(),
            "webhooks": { "waiting": waiting, "done": done, "given_up": given_up },
        })
    })
}

fn inbox(phone: &SimPhone) -> Value {
    let one = |(slot, from, text): (usize, &str, &str)| json!({ "slot": slot + 1, "from": from, "text": text });
    phone.android_inbox().into_iter().map(one).collect()
}

fn sent(sent: &Sent) -> Value {
    json!({
        "number": sent.number,
        "message": sent.message,
        "slot": sent.slot + 1,
        "to": sent.to,
        "text": sent.text,
        "parts": sent.parts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::phone::PhoneSettings;

    #[test]
    fn commands_are_parsed_as_help_describes_them() {
        let second = Duration::from_secs(1);
        for (row, fault) in [
            ("off", Fault::Off),
            ("on", Fault::On),
            ("away", Fault::Away),
            ("back", Fault::Back),
            ("moved", Fault::Moved),
            ("no-internet", Fault::NoInternet),
            ("internet", Fault::Internet),
            ("kill", Fault::Kill),
            ("kill-after-saving", Fault::KillAfterSaving),
            ("kill-before-saving", Fault::KillBeforeSaving),
            ("kill-after-accepting", Fault::KillAfterAccepting),
            ("kill-while-sending", Fault::KillWhileSending),
            ("kill-in-webhook", Fault::KillInWebhook),
            ("lose-send-answers 2", Fault::LoseSendAnswers(2)),
            ("lose-answers 2", Fault::LoseAnswers(2)),
            ("lose-webhook-answers 2", Fault::LoseWebhookAnswers(2)),
            ("slow 1s", Fault::Slow(second)),
            ("password x", Fault::Password("x".into())),
            ("void-tokens", Fault::VoidTokens),
            ("battery 9 usb", Fault::Battery(Battery { percent: 9, plug: Plug::Usb })),
            ("pull-sim 1", Fault::PullSim(0)),
            ("insert-sim 2", Fault::InsertSim(1)),
            ("journey 3 silent", Fault::Journeys { times: 3, journey: Journey::silent(true) }),
            ("journey 1 lost", Fault::Journeys { times: 1, journey: Journey::silent(false) }),
            ("updated 1.69.0", Fault::Updated { version: "1.69.0".into() }),
            ("reinstalled", Fault::Reinstalled),
            ("clock-ahead -5", Fault::ClockAhead(-5000)),
        ] {
            let expected = Command::At(Some(0), Order::Fault(fault));
            assert_eq!(parse(&format!("phone 1 fault {row}")), Ok(expected), "{row}");
            let name = row.split(' ').next().unwrap();
            assert!(HELP.contains(name), "help does not name {name}");
        }
        let sms = Order::Sms { slot: 1, from: "Bank".into(), text: "Your  code".into() };
        assert_eq!(parse("phone all sms 2 Bank  Your  code"), Ok(Command::At(None, sms)));
        assert_eq!(parse("phones"), Ok(Command::List));
    }

    #[test]
    fn a_wrong_command_is_refused_with_a_reason() {
        for (row, reason) in [
            ("phone", "a phone's number, or `all`, is missing"),
            ("phone 0 sent", "phones count from 1"),
            ("phone x sent", "`x` is not a phone's number, or `all`,"),
            ("phone 1", "what the phone shall do is missing"),
            ("phone 1 sing", "a phone has no command `sing`; try `help`"),
            ("phone 1 sms 0 a b", "slots count from 1"),
            ("phone 1 sms 1 Bank", "`sms` needs a text"),
            ("phone 1 fault hunger", "a phone has no fault `hunger`; try `help`"),
            ("phone 1 fault battery 5 sun", "a battery is `unplugged`, or at a `charger` or `usb`, not `sun`"),
            ("phone 1 fault journey 1 well", "no message fares `well`; try `help`"),
            ("phone 1 heal now", "`now` is too much for `heal`"),
        ] {
            assert_eq!(parse(row), fail(reason), "{row}");
        }
    }

    #[tokio::test]
    async fn commands_act_on_phones() {
        let running = LivePhone::start(PhoneSettings::new(2), 1).unwrap();
        let phones = [Arc::clone(&running.phone)];
        let ask = |row: &str| answer_row(&phones, row);
        assert_eq!(ask("phone 1 sms 3 Bank x"), "error: there is no slot 3; there are 2");
        assert_eq!(ask("phone 1 sms 2 Bank 4711"), "ok");
        assert_eq!(ask("phone all inbox"), r#"ok [[{"from":"Bank","slot":2,"text":"4711"}]]"#);
        assert_eq!(ask("phone 1 sent"), "ok [[]]");
        assert_eq!(ask("phone 1 fault off"), "ok");
        assert!(ask("phones").contains(r#""reachable":false"#));
        assert_eq!(ask("phone 1 heal"), "ok");
        assert!(ask("phones").contains(r#""reachable":true"#));
        assert_eq!(ask("phone 2 heal"), "error: there is no phone 2; there are 1");
    }
}
