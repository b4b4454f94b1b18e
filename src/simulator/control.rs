//! The control commands: one command in a row, and one row in answer, `ok ...` or `error: ...`.
//!
//! The grammar is pure; `run` carries out a command on a rig.

use std::time::Duration;

use serde_json::{Value, json};

use super::modem::{Answer, Coverage, Fault, LockState, SimModem, Status};
use super::rig::Rig;
use super::words::{ControlError, Words, fail, parse_number};
use crate::pdu::{Address, hex};

/// The answer to `help`: every command and every fault.
pub const HELP: &str = "commands: sms N FROM TEXT | pdu N HEX | repeat ID | fault N FAULT | heal N | plug N | unplug N | \
     full N | roomy N | pull-sim N | insert-sim N [FROM] | call N NUMBER|hidden [RINGS] | slots N | status | sent | help; \
     N is a modem from 1, or all; faults: silent SPAN | hang-up SPAN | reset | reset-silent [slow] | garbage BYTES | lose-urcs COUNT | \
     lose-urcs-for SPAN | home | roaming | searching | denied | answer COMMAND TIMES HOW | refuse AFTER HOW | \
     send TIMES HOW; \
     HOW: error | yes | cms CODE | late-cms CODE SPAN | cme CODE | slow SPAN | lost | not-done | cut; SPAN: 500ms, 10s, 2m";

/// A control command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Sms { to: Modems, from: String, text: String },
    Pdu { to: Modems, pdu: Vec<u8> },
    Repeat { id: u64 },
    Fault { at: Modems, fault: Fault },
    Heal(Modems),
    Plug(Modems),
    Unplug(Modems),
    PullSim(Modems),
    InsertSim { into: usize, from: usize },
    Slots(Modems),
    Status,
    Sent,
    Help,
}

/// The modems that a command is for. They are counted from 0 here, and from 1 in a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modems {
    One(usize),
    All,
}

/// Parses a row; `None` if it is empty or a comment.
pub fn parse(row: &str) -> Result<Option<Command>, ControlError> {
    let row = row.trim();
    if row.is_empty() || row.starts_with('#') {
        return Ok(None);
    }
    let mut words = Words::of(row);
    let verb = words.take().unwrap_or_default();
    let command = match verb {
        "sms" => {
            let (to, from) = (modems(&mut words)?, words.need("an originator")?.to_owned());
            let text = words.rest().to_owned();
            if text.is_empty() {
                return fail("`sms` needs a text");
            }
            return Ok(Some(Command::Sms { to, from, text }));
        }
        "pdu" => {
            let to = modems(&mut words)?;
            let pdu = hex::decode(words.need("a PDU in hex")?)
                .map_err(|error| ControlError::new(format!("the PDU is {error}")))?;
            Command::Pdu { to, pdu }
        }
        "repeat" => Command::Repeat { id: words.number("the id of a message")? },
        "fault" => Command::Fault { at: modems(&mut words)?, fault: fault(&mut words)? },
        "full" => Command::Fault { at: modems(&mut words)?, fault: Fault::Full },
        "roomy" => Command::Fault { at: modems(&mut words)?, fault: Fault::Roomy },
        "call" => {
            let (at, number) = (modems(&mut words)?, words.need("the caller's number")?);
            let number = if number == "hidden" { String::new() } else { number.to_owned() };
            let rings = words.take().map_or(Ok(5), |word| parse_number(word, "how many rings"))?;
            Command::Fault { at, fault: Fault::Call { number, rings } }
        }
        "heal" => Command::Heal(modems(&mut words)?),
        "plug" => Command::Plug(modems(&mut words)?),
        "unplug" => Command::Unplug(modems(&mut words)?),
        "pull-sim" => Command::PullSim(modems(&mut words)?),
        "insert-sim" => {
            let into = modem(&mut words)?;
            let from = if words.rest().is_empty() { into } else { modem(&mut words)? };
            Command::InsertSim { into, from }
        }
        "slots" => Command::Slots(modems(&mut words)?),
        "status" => Command::Status,
        "sent" => Command::Sent,
        "help" => Command::Help,
        _ => return fail(format!("no command `{verb}`; try `help`")),
    };
    words.end(verb)?;
    Ok(Some(command))
}

fn fault(words: &mut Words<'_>) -> Result<Fault, ControlError> {
    let name = words.need("the name of a fault")?;
    Ok(match name {
        "silent" => Fault::Silent(words.span()?),
        "reset" => Fault::Reset,
        "reset-silent" => match words.take() {
            None => Fault::ResetSilently { instant: true },
            Some("slow") => Fault::ResetSilently { instant: false },
            Some(other) => return fail(format!("`reset-silent` may be `slow`, not `{other}`")),
        },
        "hang-up" => Fault::HangUp(words.span()?),
        "garbage" => Fault::Garbage(words.number("how many bytes")?),
        "lose-urcs" => Fault::LoseUrcs(words.number("how many URCs")?),
        "lose-urcs-for" => Fault::LoseUrcsFor(words.span()?),
        "home" => Fault::Coverage(Coverage::Home),
        "roaming" => Fault::Coverage(Coverage::Roaming),
        "searching" => Fault::Coverage(Coverage::Searching),
        "denied" => Fault::Coverage(Coverage::Denied),
        "answer" => {
            let command = words.need("a command such as +CMGD")?.to_owned();
            let times = words.number("how many times")?;
            Fault::Answer { command, times, answer: answer(words)? }
        }
        "refuse" => Fault::Refuse { after: words.number("how many are answered before")?, answer: answer(words)? },
        "send" => Fault::SendResult { times: words.number("how many times")?, answer: answer(words)? },
        _ => return fail(format!("no fault `{name}`; try `help`")),
    })
}

fn answer(words: &mut Words<'_>) -> Result<Answer, ControlError> {
    let name = words.need("how to answer")?;
    Ok(match name {
        "error" => Answer::Error,
        "yes" => Answer::Yes,
        "cms" => Answer::Cms(words.number("a CMS code")?),
        "cme" => Answer::Cme(words.number("a CME code")?),
        "late-cms" => Answer::LateCms(words.number("a CMS code")?, words.span()?),
        "slow" => Answer::Slow(words.span()?),
        "lost" => Answer::Lost,
        "not-done" => Answer::NotDone,
        "cut" => Answer::Cut,
        _ => return fail(format!("no answer `{name}`; try `help`")),
    })
}

fn modems(words: &mut Words<'_>) -> Result<Modems, ControlError> {
    let what = "a modem's number, or `all`,";
    Ok(match words.one_or_all("modem", what)? {
        Some(number) => Modems::One(number),
        None => Modems::All,
    })
}

fn modem(words: &mut Words<'_>) -> Result<usize, ControlError> {
    words.counted("modem", "a modem's number")
}

/// The answer to one row, without a line end. `None`: the row is empty.
pub fn answer_row(rig: &Rig, row: &str) -> Option<String> {
    match parse(row) {
        Ok(None) => None,
        Ok(Some(command)) => Some(match run(rig, &command) {
            Ok(text) if text.is_empty() => "ok".to_owned(),
            Ok(text) => format!("ok {text}"),
            Err(error) => format!("error: {error}"),
        }),
        Err(error) => Some(format!("error: {error}")),
    }
}

/// Carries out a command. The answer is one row, in JSON if it is long.
pub fn run(rig: &Rig, command: &Command) -> Result<String, ControlError> {
    match command {
        Command::Sms { to, from, text } => {
            let mut ids = Vec::new();
            for port in ports(rig, *to)? {
                let posted = rig.post_text(port, from, text).ok_or_else(|| no_card(port))?;
                ids.extend(posted.map_err(|error| ControlError::new(error.to_string()))?);
            }
            Ok(numbers(&ids))
        }
        Command::Pdu { to, pdu } => {
            let mut ids = Vec::new();
            for port in ports(rig, *to)? {
                let posted = rig.post(port, pdu.clone()).ok_or_else(|| no_card(port))?;
                ids.push(posted.map_err(|error| ControlError::new(error.to_string()))?);
            }
            Ok(numbers(&ids))
        }
        Command::Repeat { id } => match rig.smsc(|smsc, now| smsc.repeat(*id, now)) {
            true => Ok(String::new()),
            false => fail(format!("no message {id}")),
        },
        Command::Fault { at, fault } => each(rig, *at, |modem, now| modem.fault(fault.clone(), now)),
        Command::Heal(at) => each(rig, *at, SimModem::heal),
        Command::Plug(at) => each(rig, *at, SimModem::power_on),
        Command::Unplug(at) => each(rig, *at, SimModem::unplug),
        Command::PullSim(at) => {
            for port in ports(rig, *at)? {
                if rig.pull_card(port) != Some(true) {
                    return fail(format!("modem {} has no card", port + 1));
                }
            }
            Ok(String::new())
        }
        Command::InsertSim { into, from } => match rig.insert_card(*into, *from) {
            Some(true) => Ok(String::new()),
            Some(false) => fail(format!("no card was pulled out of modem {}", from + 1)),
            None => fail(format!("there is no modem {}", into + 1)),
        },
        Command::Slots(at) => {
            let lists: Vec<Value> = ports(rig, *at)?.map(|port| rig.modem(port, slots).unwrap_or_default()).collect();
            Ok(json!(lists).to_string())
        }
        Command::Status => Ok(status(rig).to_string()),
        Command::Sent => Ok(sent(rig).to_string()),
        Command::Help => Ok(HELP.to_owned()),
    }
}

fn ports(rig: &Rig, modems: Modems) -> Result<std::ops::Range<usize>, ControlError> {
    match modems {
        Modems::All => Ok(0..rig.len()),
        Modems::One(port) if port < rig.len() => Ok(port..port + 1),
        Modems::One(port) => fail(format!("there is no modem {}; there are {}", port + 1, rig.len())),
    }
}

fn each(rig: &Rig, modems: Modems, act: impl Fn(&mut SimModem, Duration)) -> Result<String, ControlError> {
    for port in ports(rig, modems)? {
        rig.modem(port, &act);
    }
    Ok(String::new())
}

fn no_card(port: usize) -> ControlError {
    ControlError::new(format!("modem {} has no card", port + 1))
}

fn numbers(ids: &[u64]) -> String {
    ids.iter().map(u64::to_string).collect::<Vec<_>>().join(" ")
}

fn slots(modem: &mut SimModem, now: Duration) -> Value {
    modem.advance(now);
    let status_name = |status: Status| match status {
        Status::Unread => "unread",
        Status::Read => "read",
        Status::Unsent => "unsent",
        Status::Sent => "sent",
    };
    let all = modem.slots();
    let one = |(slot, stored): &(crate::model::Slot, &super::modem::Stored)| {
        json!({
            "store": slot.store.as_str(),
            "index": slot.index,
            "status": status_name(stored.status),
            "pdu": hex::encode(&stored.pdu),
        })
    };
    all.iter().map(one).collect()
}

fn status(rig: &Rig) -> Value {
    let lock_name = |state: LockState| match state {
        LockState::Ready => "ready",
        LockState::Pin => "PIN",
        LockState::Puk => "PUK",
        LockState::Blocked => "blocked",
    };
    let modems: Vec<Value> = (0..rig.len())
        .filter_map(|port| {
            let host = rig.has_host(port);
            let path = rig.path(port);
            rig.modem(port, |modem, now| {
                modem.advance(now);
                json!({
                    "modem": port + 1,
                    "port": path,
                    "open": host,
                    "model": modem.personality().name,
                    "imei": modem.imei(),
                    "iccid": modem.card().map(|card| &card.iccid),
                    "number": modem.card().and_then(|card| card.number.as_ref()),
                    "card": modem.card().map(|card| lock_name(card.state())),
                    "registered": modem.registered(),
                    "stored": modem.slots().len(),
                })
            })
        })
        .collect();
    rig.smsc(|smsc, _| {
        let delivered = smsc.posted().filter(|(_, posted)| posted.copies > 0).count();
        json!({
            "modems": modems,
            "waiting": smsc.waiting(),
            "delivered": delivered,
            "sent": smsc.submitted().len(),
        })
    })
}

fn sent(rig: &Rig) -> Value {
    let one = |sent: &super::smsc::Submitted| {
        let submit = sent.submit();
        json!({
            "imsi": sent.imsi,
            "mr": sent.mr,
            "recipient": submit.as_ref().and_then(|submit| submit.recipient.as_ref()).map(Address::to_string),
            "text": submit.as_ref().and_then(|submit| submit.text()),
            "pdu": hex::encode(&sent.pdu),
        })
    };
    rig.smsc(|smsc, _| smsc.submitted().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::modem::Personality;
    use crate::simulator::rig::RigOptions;

    #[test]
    fn commands_are_parsed_as_help_describes_them() {
        let at = Modems::One(0);
        let fault = |fault| Some(Command::Fault { at, fault });
        let answer = |answer| fault(Fault::Answer { command: "+CMGD".into(), times: 2, answer });
        for (row, expected) in [
            ("", None),
            ("  # nothing", None),
            (
                "sms 1 +12025550143 Your  code is 1",
                Some(Command::Sms { to: at, from: "+12025550143".into(), text: "Your  code is 1".into() }),
            ),
            ("sms all Bank x", Some(Command::Sms { to: Modems::All, from: "Bank".into(), text: "x".into() })),
            ("pdu 2 0a0B", Some(Command::Pdu { to: Modems::One(1), pdu: vec![10, 11] })),
            ("repeat 7", Some(Command::Repeat { id: 7 })),
            ("fault 1 silent 10s", fault(Fault::Silent(Duration::from_secs(10)))),
            ("fault 1 reset", fault(Fault::Reset)),
            ("fault 1 reset-silent", fault(Fault::ResetSilently { instant: true })),
            ("fault 1 reset-silent slow", fault(Fault::ResetSilently { instant: false })),
            ("fault 1 garbage 64", fault(Fault::Garbage(64))),
            ("fault 1 lose-urcs 3", fault(Fault::LoseUrcs(3))),
            ("fault 1 lose-urcs-for 2m", fault(Fault::LoseUrcsFor(Duration::from_secs(120)))),
            ("fault 1 denied", fault(Fault::Coverage(Coverage::Denied))),
            ("fault 1 answer +CMGD 2 error", answer(Answer::Error)),
            ("fault 1 answer +CMGD 2 cms 500", answer(Answer::Cms(500))),
            ("fault 1 answer +CMGD 2 cme 14", answer(Answer::Cme(14))),
            ("fault 1 hang-up 5s", fault(Fault::HangUp(Duration::from_secs(5)))),
            ("fault 1 answer +CMGD 2 late-cms 350 2m", answer(Answer::LateCms(350, Duration::from_secs(120)))),
            ("fault 1 answer +CMGD 2 slow 500ms", answer(Answer::Slow(Duration::from_millis(500)))),
            ("fault 1 answer +CMGD 2 lost", answer(Answer::Lost)),
            ("fault 1 answer +CMGD 2 yes", answer(Answer::Yes)),
            ("fault 1 answer +CMGD 2 not-done", answer(Answer::NotDone)),
            ("fault 1 refuse 12 cms 310", fault(Fault::Refuse { after: 12, answer: Answer::Cms(310) })),
            ("fault 1 answer +CMGD 2 cut", answer(Answer::Cut)),
            ("fault 1 send 1 lost", fault(Fault::SendResult { times: 1, answer: Answer::Lost })),
            ("full 1", fault(Fault::Full)),
            ("roomy 1", fault(Fault::Roomy)),
            ("call 1 +12025550143", fault(Fault::Call { number: "+12025550143".into(), rings: 5 })),
            ("call 1 hidden", fault(Fault::Call { number: String::new(), rings: 5 })),
            ("call 1 +12025550143 2", fault(Fault::Call { number: "+12025550143".into(), rings: 2 })),
            ("heal all", Some(Command::Heal(Modems::All))),
            ("plug 1", Some(Command::Plug(at))),
            ("unplug 1", Some(Command::Unplug(at))),
            ("pull-sim 1", Some(Command::PullSim(at))),
            ("insert-sim 1", Some(Command::InsertSim { into: 0, from: 0 })),
            ("insert-sim 1 2", Some(Command::InsertSim { into: 0, from: 1 })),
            ("slots all", Some(Command::Slots(Modems::All))),
            ("status", Some(Command::Status)),
            ("sent", Some(Command::Sent)),
            ("help", Some(Command::Help)),
        ] {
            assert_eq!(parse(row), Ok(expected), "{row}");
        }
    }

    #[test]
    fn a_wrong_command_is_refused_with_a_reason() {
        for (row, expected) in [
            ("hello", "no command `hello`; try `help`"),
            ("sms", "a modem's number, or `all`, is missing"),
            ("sms 0 x y", "modems count from 1"),
            ("sms x y z", "`x` is not a modem's number, or `all`,"),
            ("sms 1 Bank", "`sms` needs a text"),
            ("pdu 1 0", "the PDU is an odd number of hex digits"),
            ("fault 1", "the name of a fault is missing"),
            ("fault 1 hunger", "no fault `hunger`; try `help`"),
            ("fault 1 silent long", "`long` is no span such as 500ms, 10s or 2m"),
            ("fault 1 silent 99999999999999999999s", "`99999999999999999999s` is no span such as 500ms, 10s or 2m"),
            ("fault 1 silent 10", "`10` is no span such as 500ms, 10s or 2m"),
            ("fault 1 reset-silent fast", "`reset-silent` may be `slow`, not `fast`"),
            ("fault 1 answer +CMGD 2 sing", "no answer `sing`; try `help`"),
            ("status 1", "`1` is too much for `status`"),
        ] {
            assert_eq!(parse(row), fail(expected), "{row}");
        }
    }

    #[tokio::test]
    async fn commands_act_on_the_rig() {
        let running = Rig::start(RigOptions::new(vec![Personality::generic().fast(); 2], 1)).unwrap();
        let ask = |row: &str| answer_row(&running.rig, row).unwrap();
        assert_eq!(ask("sms 3 Bank x"), "error: there is no modem 3; there are 2");
        assert_eq!(ask("sms all Bank 4711"), "ok 1 2");
        assert_eq!(ask("repeat 9"), "error: no message 9");
        let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
        while !ask("status").contains("\"delivered\":2") {
            assert!(tokio::time::Instant::now() < deadline, "{}", ask("status"));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert!(ask("slots 1").contains("\"store\":\"SM\""));
        assert_eq!(ask("full 1"), "ok");
        assert_eq!(ask("slots 1").matches("unsent").count(), 119);
        assert_eq!(ask("heal all"), "ok");
        assert_eq!(ask("slots 1").matches("unsent").count(), 0);
        assert_eq!(ask("unplug 2"), "ok");
        assert!(ask("status").contains("\"registered\":false"));
        assert_eq!(ask("pull-sim 1"), "ok");
        assert_eq!(ask("pull-sim 1"), "error: modem 1 has no card");
        assert_eq!(ask("insert-sim 2"), "error: no card was pulled out of modem 2");
        assert_eq!(ask("insert-sim 1"), "ok");
        assert_eq!(ask("sent"), "ok []");
        assert!(answer_row(&running.rig, "").is_none());
    }
}
