//! Commands of V.250, the identity of the modem, and the error format (3GPP TS 27.007 5 and 9.1).

use super::super::causes::cme;
use super::super::parse::{Command, Op};
use super::super::settings::Settings;
use super::super::state::State;
use super::super::work::{Failure, Outcome, Setting};

pub(super) fn answer(modem: &mut State, command: &Command) -> Option<Outcome> {
    let value = command.number(0, 0);
    Some(match command.name.as_str() {
        "E" => switch(&mut modem.settings, value, |settings, on| settings.echo = on),
        "V" => switch(&mut modem.settings, value, |settings, on| settings.verbose = on),
        "Q" => switch(&mut modem.settings, value, |settings, on| settings.quiet = on),
        "Z" => {
            modem.settings.load(modem.saved.clone(), &modem.personality);
            Outcome::ok()
        }
        "&F" => {
            modem.settings.load(Settings::factory(&modem.personality), &modem.personality);
            Outcome::ok()
        }
        "&W" => {
            modem.saved = modem.settings.clone();
            modem.saved.function = 1;
            Outcome::ok()
        }
        "I" => {
            let row = |row: &&str| row.replace("{imei}", &modem.imei);
            Outcome::Done(modem.personality.identity.iter().map(row).collect())
        }
        "S3" | "S4" | "S5" => Outcome::ok(),
        "+CGMI" | "+GMI" => identity(command, modem.personality.manufacturer.to_owned()),
        "+CGMM" | "+GMM" => identity(command, modem.personality.model.to_owned()),
        "+CGMR" | "+GMR" => {
            let text = format!("{}{}", modem.personality.revision_prefix, modem.personality.revision);
            identity(command, text)
        }
        "+CGSN" | "+GSN" => identity(command, modem.imei.clone()),
        "+GCAP" => Outcome::row("+GCAP: +CGSM"),
        "+CMEE" => match Setting::of(command, "(0-2)", 2, modem.settings.errors) {
            Setting::To(level) => {
                modem.settings.errors = level;
                Outcome::ok()
            }
            Setting::Answer(outcome) => outcome,
        },
        "+CSCS" => charset(modem, command),
        "+CPAS" => Outcome::row("+CPAS: 0"),
        "+CCLK" if command.op == Op::Read => Outcome::row("+CCLK: \"26/11/22,10:30:00+04\""),
        _ => return None,
    })
}

fn switch(settings: &mut Settings, value: Option<u32>, set: impl FnOnce(&mut Settings, bool)) -> Outcome {
    match value {
        Some(value @ 0..=1) => {
            set(settings, value == 1);
            Outcome::ok()
        }
        Some(_) | None => Failure::Error.into(),
    }
}

fn identity(command: &Command, text: String) -> Outcome {
    match command.op {
        Op::Execute => Outcome::row(text),
        Op::Test => Outcome::ok(),
        Op::Set | Op::Read => Failure::Error.into(),
    }
}

fn charset(modem: &mut State, command: &Command) -> Outcome {
    match command.op {
        Op::Test => Outcome::row("+CSCS: (\"GSM\",\"IRA\",\"UCS2\")"),
        Op::Read => Outcome::row(format!("+CSCS: \"{}\"", modem.settings.charset)),
        Op::Set | Op::Execute => match command.text(0) {
            Some(name) if ["GSM", "IRA", "UCS2"].contains(&name.as_str()) => {
                modem.settings.charset = name;
                Outcome::ok()
            }
            Some(_) | None => Failure::Cme(cme::NOT_ALLOWED).into(),
        },
    }
}
