//! Commands that are not about messages: V.250, identity, card, registration (3GPP TS 27.007).

use std::time::Duration;

use super::SimModem;
use super::boot::cpin_text;
use super::card::LockState;
use super::causes::cme;
use super::parse::{Command, Op};
use super::personality::{AttemptsCommand, BootStep, OwnNumber};
use super::power::Timer;
use super::work::{Failure, Outcome, Setting};

/// Commands that every model answers with OK, without effect.
const ACCEPTED: [&str; 13] = ["", "H", "X", "L", "M", "&C", "&D", "&K", "S0", "+CSDH", "+CSMP", "+CGATT", "+CHUP"];

impl SimModem {
    /// Carries out one command.
    pub(super) fn execute(&mut self, command: &Command) -> Outcome {
        let outcome = match self.basic(command) {
            Some(outcome) => outcome,
            None => match self.card_command(command) {
                Some(outcome) => outcome,
                None => match self.network_command(command) {
                    Some(outcome) => outcome,
                    None => self.message_command(command).unwrap_or_else(|| self.other(command)),
                },
            },
        };
        if matches!(outcome, Outcome::Done(_)) {
            self.note_command(command);
        }
        outcome
    }

    /// Notes commands that end the noise of a model when they succeed.
    fn note_command(&mut self, command: &Command) {
        let named = |wanted: &str| {
            let name = wanted.split('=').next().unwrap_or_default();
            let value = wanted.split_once('=').and_then(|(_, value)| value.parse().ok());
            command.name == name && value.is_none_or(|value| command.number(0, u32::MAX) == Some(value))
        };
        if self.personality.indications.unlocked_by.is_some_and(named) {
            self.settings.urcs_unlocked = true;
        }
        if command.name == "^CURC" {
            self.network.noise_ended = command.number(0, 1) == Some(0);
        } else if self.personality.noise.as_ref().is_some_and(|noise| named(noise.ended_by)) {
            self.network.noise_ended = true;
        }
    }

    fn basic(&mut self, command: &Command) -> Option<Outcome> {
        let value = command.number(0, 0);
        Some(match command.name.as_str() {
            "E" => self.switch(value, |settings, on| settings.echo = on),
            "V" => self.switch(value, |settings, on| settings.verbose = on),
            "Q" => self.switch(value, |settings, on| settings.quiet = on),
            "Z" => {
                self.restore(false);
                Outcome::ok()
            }
            "&F" => {
                self.restore(true);
                Outcome::ok()
            }
            "&W" => {
                self.saved = self.settings.clone();
                self.saved.function = 1;
                Outcome::ok()
            }
            "I" => {
                let row = |row: &&str| row.replace("{imei}", &self.imei);
                Outcome::Done(self.personality.identity.iter().map(row).collect())
            }
            "S3" | "S4" | "S5" => Outcome::ok(),
            "+CGMI" | "+GMI" => self.identity(command, self.personality.manufacturer.to_owned()),
            "+CGMM" | "+GMM" => self.identity(command, self.personality.model.to_owned()),
            "+CGMR" | "+GMR" => {
                let text = format!("{}{}", self.personality.revision_prefix, self.personality.revision);
                self.identity(command, text)
            }
            "+CGSN" | "+GSN" => self.identity(command, self.imei.clone()),
            "+GCAP" => Outcome::row("+GCAP: +CGSM"),
            "+CMEE" => match self.setting(command, "+CMEE", "(0-2)", 2, self.settings.errors) {
                Setting::To(level) => {
                    self.settings.errors = level;
                    Outcome::ok()
                }
                Setting::Answer(outcome) => outcome,
            },
            "+CSCS" => self.charset(command),
            "+CPAS" => Outcome::row("+CPAS: 0"),
            "+CCLK" if command.op == Op::Read => Outcome::row("+CCLK: \"26/11/22,10:30:00+04\""),
            _ => return None,
        })
    }

    fn switch(&mut self, value: Option<u32>, set: impl FnOnce(&mut super::Settings, bool)) -> Outcome {
        match value {
            Some(value @ 0..=1) => {
                set(&mut self.settings, value == 1);
                Outcome::ok()
            }
            Some(_) | None => Failure::Error.into(),
        }
    }

    fn identity(&self, command: &Command, text: String) -> Outcome {
        match command.op {
            Op::Execute => Outcome::row(text),
            Op::Test => Outcome::ok(),
            Op::Set | Op::Read => Failure::Error.into(),
        }
    }

    /// Handles a command with one number from 0 to `max`, which can be set, read and tested.
    pub(super) fn setting(&self, command: &Command, name: &str, range: &str, max: u32, present: u32) -> Setting {
        match command.op {
            Op::Test => Setting::Answer(Outcome::row(format!("{name}: {range}"))),
            Op::Read => Setting::Answer(Outcome::row(format!("{name}: {present}"))),
            Op::Set | Op::Execute => match command.number(0, 0) {
                Some(value) if value <= max => Setting::To(value),
                Some(_) | None => Setting::Answer(Failure::Cme(cme::NOT_ALLOWED).into()),
            },
        }
    }

    fn charset(&mut self, command: &Command) -> Outcome {
        match command.op {
            Op::Test => Outcome::row("+CSCS: (\"GSM\",\"IRA\",\"UCS2\")"),
            Op::Read => Outcome::row(format!("+CSCS: \"{}\"", self.settings.charset)),
            Op::Set | Op::Execute => match command.text(0) {
                Some(name) if ["GSM", "IRA", "UCS2"].contains(&name.as_str()) => {
                    self.settings.charset = name;
                    Outcome::ok()
                }
                Some(_) | None => Failure::Cme(cme::NOT_ALLOWED).into(),
            },
        }
    }

    fn card_command(&mut self, command: &Command) -> Option<Outcome> {
        let access = self.personality.card.clone();
        let reads_iccid = match access.iccid_command.strip_suffix('?') {
            Some(name) => command.name == name && command.op == Op::Read,
            None => command.name == access.iccid_command && command.op == Op::Execute,
        };
        if reads_iccid {
            return Some(self.iccid(access.iccid_prefix));
        }
        if let Some(outcome) = self.attempts(command, access.attempts) {
            return Some(outcome);
        }
        Some(match (command.name.as_str(), command.op) {
            ("+CPIN", Op::Read) => match self.card_state() {
                Ok(state) if access.state_ends => Outcome::Unended(format!("+CPIN: {}", cpin_text(state))),
                Ok(state) => Outcome::row(format!("+CPIN: {}", cpin_text(state))),
                Err(failure) => failure.into(),
            },
            ("+CPIN", Op::Set) => self.enter_pin(command),
            ("+CPIN", Op::Test) => Outcome::ok(),
            ("+CIMI", Op::Execute) => match self.open_card() {
                Ok(()) => Outcome::row(self.card.as_ref().map(|card| card.imsi.clone()).unwrap_or_default()),
                Err(failure) => failure.into(),
            },
            ("+CNUM", Op::Execute) => self.own_number(access.own_number),
            _ => return None,
        })
    }

    fn own_number(&self, how: OwnNumber) -> Outcome {
        let (alpha, none) = match how {
            OwnNumber::Told { alpha } => (alpha, Outcome::ok()),
            OwnNumber::Sought { alpha } => (alpha, Failure::Cme(cme::NOT_FOUND).into()),
            OwnNumber::Silent => return Outcome::ok(),
            OwnNumber::Unknown => return Failure::Unknown.into(),
        };
        match (self.open_card(), self.card.as_ref().and_then(|card| card.number.as_deref())) {
            (Err(failure), _) => failure.into(),
            (Ok(()), Some(number)) => {
                let kind = if number.starts_with('+') { 145 } else { 129 };
                Outcome::row(format!("+CNUM: {alpha},\"{number}\",{kind}"))
            }
            (Ok(()), None) => none,
        }
    }

    /// The state of the card, if it can be read.
    pub(super) fn card_state(&self) -> Result<LockState, Failure> {
        match &self.card {
            None => Err(Failure::Cme(cme::SIM_ABSENT)),
            Some(_) if !self.power.card => Err(Failure::Cme(cme::SIM_BUSY)),
            Some(card) if card.state() == LockState::Blocked => Err(Failure::Cme(cme::SIM_FAILURE)),
            Some(card) => Ok(card.state()),
        }
    }

    /// Whether the card can be used; if not, the failure that a command answers.
    pub(super) fn open_card(&self) -> Result<(), Failure> {
        match self.card_state()? {
            LockState::Ready => Ok(()),
            LockState::Pin => Err(Failure::Cme(cme::PIN_REQUIRED)),
            LockState::Puk | LockState::Blocked => Err(Failure::Cme(cme::PUK_REQUIRED)),
        }
    }

    fn enter_pin(&mut self, command: &Command) -> Outcome {
        let state = match self.card_state() {
            Ok(state) => state,
            Err(failure) => return failure.into(),
        };
        let (Some(card), Some(code)) = (&mut self.card, command.text(0)) else {
            return Failure::Error.into();
        };
        let accepted = match state {
            LockState::Ready => return Failure::Cme(cme::NOT_ALLOWED).into(),
            LockState::Pin => card.try_pin(&code),
            LockState::Puk | LockState::Blocked => match command.text(1) {
                Some(new_pin) => card.try_puk(&code, &new_pin),
                None => return Failure::Cme(cme::PUK_REQUIRED).into(),
            },
        };
        if !accepted {
            return Failure::Cme(cme::WRONG_PASSWORD).into();
        }
        self.power.silent = false;
        self.card_open();
        Outcome::ok()
    }

    fn iccid(&self, prefix: &str) -> Outcome {
        let Some(card) = &self.card else { return Failure::Cme(cme::SIM_ABSENT).into() };
        if !self.power.card {
            return Failure::Cme(cme::SIM_BUSY).into();
        }
        let access = &self.personality.card;
        let mut digits = card.iccid.clone();
        if digits.len() % 2 == 1 && (access.iccid_filler || access.iccid_swapped) {
            digits.push('F');
        }
        if access.iccid_swapped {
            let pairs: Vec<char> = digits.chars().collect();
            digits = pairs.chunks(2).flat_map(|pair| pair.iter().rev()).collect();
        }
        Outcome::row(format!("{prefix}{digits}"))
    }

    fn attempts(&self, command: &Command, how: AttemptsCommand) -> Option<Outcome> {
        let (name, op) = match how {
            AttemptsCommand::Cpinr => ("+CPINR", Op::Execute),
            AttemptsCommand::Huawei => ("^CPIN", Op::Read),
            AttemptsCommand::Quectel => ("+QPINC", Op::Read),
            AttemptsCommand::Simcom => ("+SPIC", Op::Execute),
            AttemptsCommand::Zte => ("+ZPINPUK", Op::Test),
            AttemptsCommand::Cinterion => ("^SPIC", Op::Execute),
            AttemptsCommand::Unknown => return None,
        };
        if command.name != name || command.op != op {
            return None;
        }
        let state = match self.card_state() {
            Ok(state) => state,
            Err(failure) => return Some(failure.into()),
        };
        let (pin, puk) = self.card.as_ref().map(super::SimCard::attempts).unwrap_or_default();
        Some(match how {
            AttemptsCommand::Cpinr | AttemptsCommand::Unknown => {
                Outcome::Done(vec![format!("+CPINR: SIM PIN,{pin},3"), format!("+CPINR: SIM PUK,{puk},10")])
            }
            AttemptsCommand::Huawei => {
                let left = match state {
                    LockState::Ready => String::new(),
                    LockState::Pin => pin.to_string(),
                    LockState::Puk | LockState::Blocked => puk.to_string(),
                };
                Outcome::row(format!("^CPIN: {},{left},{puk},{pin},10,3", cpin_text(state)))
            }
            AttemptsCommand::Quectel => {
                Outcome::Done(vec![format!("+QPINC: \"SC\",{pin},{puk}"), "+QPINC: \"P2\",3,10".to_owned()])
            }
            AttemptsCommand::Simcom => Outcome::row(format!("+SPIC: {pin},{puk},3,10")),
            AttemptsCommand::Zte => Outcome::row(format!("+ZPINPUK: {pin},{puk}")),
            AttemptsCommand::Cinterion => {
                Outcome::row(format!("^SPIC: {}", if state == LockState::Puk { puk } else { pin }))
            }
        })
    }

    /// Commands of one maker, and unknown commands.
    fn other(&mut self, command: &Command) -> Outcome {
        let name = command.name.as_str();
        let maker = self.personality.manufacturer;
        match (maker, name, command.op) {
            ("Quectel", "+QURCCFG", Op::Set) => match (command.text(0).as_deref(), command.text(1)) {
                (Some("urcport"), None) => {
                    Outcome::row(format!("+QURCCFG: \"urcport\",\"{}\"", self.settings.urc_port))
                }
                (Some("urcport"), Some(port)) if ["usbat", "usbmodem", "uart1"].contains(&port.as_str()) => {
                    self.saved.urc_port.clone_from(&port);
                    self.settings.urc_port = port;
                    Outcome::ok()
                }
                (Some(_), _) | (None, _) => Failure::Error.into(),
            },
            ("Quectel", "+QINISTAT", Op::Execute) => {
                let bits = u32::from(self.power.card) + if self.power.messages { 6 } else { 0 };
                Outcome::row(format!("+QINISTAT: {bits}"))
            }
            ("Quectel", "+QCFG", Op::Set) if command.text(0).as_deref() == Some("ims") && command.args.len() == 1 => {
                Outcome::row("+QCFG: \"ims\",1,1")
            }
            ("Quectel", "+QSIMSTAT", Op::Read) => {
                Outcome::row(format!("+QSIMSTAT: 0,{}", u32::from(self.card.is_some())))
            }
            ("huawei", "^CURC", Op::Set) => Outcome::ok(),
            ("huawei", "^RESET", Op::Execute) | ("SIMCOM INCORPORATED", "+CRESET", Op::Execute) => self.reset_soon(),
            ("huawei", "^RFSWITCH", Op::Read) => Outcome::row("^RFSWITCH: 1,1"),
            ("huawei", "^SETPORT", Op::Read) => Outcome::row("^SETPORT:A1;10,12,16,A2"),
            ("Quectel", "+QPOWD", Op::Set | Op::Execute) => {
                self.later(Duration::from_millis(500), Timer::Shutdown);
                Outcome::ok()
            }
            _ if ACCEPTED.contains(&name) || self.personality.accepts.contains(&name) => Outcome::ok(),
            _ => Failure::Unknown.into(),
        }
    }

    pub(super) fn reset_soon(&mut self) -> Outcome {
        self.later(Duration::from_millis(200), Timer::Reset { visible: true });
        Outcome::ok()
    }

    /// `+CFUN`: 4 and 0 switch the radio off, `1,1` restarts the modem.
    pub(super) fn function(&mut self, command: &Command) -> Outcome {
        match command.op {
            Op::Test => return Outcome::row("+CFUN: (0,1,4),(0,1)"),
            Op::Read => return Outcome::row(format!("+CFUN: {}", self.settings.function)),
            Op::Execute => return Failure::Error.into(),
            Op::Set => {}
        }
        match (command.number(0, 1), command.number(1, 0)) {
            (Some(1), Some(1)) => self.reset_soon(),
            (Some(wanted @ (0 | 1 | 4)), Some(0)) => {
                if wanted != self.settings.function {
                    self.timers.retain(|_, timer| !matches!(timer, Timer::Camp | Timer::Boot(BootStep::Registered)));
                    self.radio(wanted);
                    if wanted == 1 {
                        self.later(self.personality.timing.register, Timer::Camp);
                    }
                }
                Outcome::ok()
            }
            (Some(_) | None, _) => Failure::Cme(cme::NOT_ALLOWED).into(),
        }
    }
}
