//! Commands that a person types at the console of a modem, while simgate uses the same modem.
//!
//! Makers have more commands than anybody lists, so this file lists what is refused: what reads, deletes, stores or sends
//! messages, what changes how simgate talks with the modem, what can lock the card, what takes the port away, and what
//! changes the identity of the modem. It compares a command as modems read it: without blanks, in any case, and each
//! command of a chain. Where modems differ in what quotes mean, it ignores the quotes, and so refuses more.

use std::fmt;
use std::time::Duration;

use super::command::{Command, Shape};
use super::urc::MARKS;

/// The longest command, in characters.
pub const LENGTH_MAX: usize = 400;
/// The timeout of a command.
pub const WITHIN: Duration = Duration::from_secs(30);
/// The timeout of a search for networks (27.007 7.3).
pub const SEARCH_WITHIN: Duration = Duration::from_secs(180);

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has more than [`LENGTH_MAX`] characters.
    TooLong,
    /// It has a character that is no printable ASCII: Ctrl-Z, ESC or CR would end it, and Backspace would change it.
    Characters,
    /// It does not begin with `AT`.
    NoCommand,
    /// It contains a command without a mark that is not known to be harmless: `D` dials, `Z` discards all settings.
    Basic,
    /// It reads, deletes, stores, sends or acknowledges messages. Among the rows of a message that a person reads, one
    /// that arrives at the same time could be lost.
    Messages,
    /// It makes a USSD request.
    Ussd,
    /// It changes how messages are announced or stored, or how the modem answers.
    Dialogue,
    /// It can lock the card, or change what is on it.
    Card,
    /// It can take the port away from simgate, or switch the modem off.
    Port,
    /// It changes the identity of the modem.
    Identity,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "a command has at most {LENGTH_MAX} characters"),
            Self::Characters => f.write_str("a command has printable ASCII characters only"),
            Self::NoCommand => f.write_str("a command begins with `AT`"),
            Self::Basic => {
                f.write_str("of the commands without a mark, only `I`, `&V` and `Sn?` are passed on to the modem")
            }
            Self::Messages => {
                f.write_str("it reads, deletes, stores, sends or acknowledges messages, which only simgate may do")
            }
            Self::Ussd => f.write_str("it makes a USSD request: `simgate ussd` does"),
            Self::Dialogue => f.write_str("it changes how the modem announces messages, stores them or answers"),
            Self::Card => f.write_str("it can lock the card, or change what is on it"),
            Self::Port => f.write_str("it can take the port away from simgate, or switch the modem off"),
            Self::Identity => f.write_str("it changes the identity of the modem"),
        }
    }
}

/// Parts of the names of commands that work on messages: `+CMGR`, `^SMGL`, `+CMGDA`, `+QMGDA`, `+UCMGS`, `+CMGWO`.
const MESSAGES: [&str; 7] = ["MGR", "MGL", "MGD", "MGS", "MGW", "CMSS", "CMGC"];

/// What a command with this name may do, and which forms of it are passed on.
const REFUSED: [(Why, Passed, &[&str]); 6] = [
    (Why::Messages, Passed::Test, &["CNMA", "CUSATE", "CUSATT", "QSTKRSP", "STGR", "SSTR", "SMSMOVE", "CMGMV"]),
    (Why::Ussd, Passed::Questions, &["CUSD"]),
    (
        Why::Dialogue,
        Passed::Questions,
        &[
            "CNMI", "CPMS", "CMGF", "CSMS", "CRES", "CSCS", "CMUX", "CIURC", "CURC", "PORTSEL", "QURCCFG", "QINDCFG",
            "CGDATA", "CIPSEND", "QISEND", "CMEE",
        ],
    ),
    (
        Why::Card,
        Passed::Questions,
        &["CPIN", "CPIN2", "CPINE", "CPUK", "CLCK", "CPWD", "CRSM", "CRLA", "CSIM", "CGLA", "CARDLOCK", "XLCK"],
    ),
    (
        Why::Port,
        Passed::Questions,
        &[
            "CFUN",
            "IPR",
            "ICF",
            "IFC",
            "SETPORT",
            "U2DIAG",
            "USBCOMP",
            "CUSBPIDSWITCH",
            "USBSWITCH",
            "GTUSBMODE",
            "ZCDRUN",
            "PORTCFG",
            "UUSBCONF",
            "SSRV",
            "CPOF",
            "CPWROFF",
            "CPOWD",
            "QPOWD",
            "SMSO",
            "SHDN",
            "POWERDOWN",
            "CSCLK",
            "QSCLK",
            "UPSV",
            "CPSMS",
        ],
    ),
    (Why::Identity, Passed::Questions, &["EGMR", "SIMEI", "PHYNUM", "IMEI", "NVWR", "NVWREX", "MODIMEI"]),
];

/// Refused commands that are passed on with these parameters: they switch the radio on, and restart the modem.
const FULL_FUNCTION: [&str; 3] = ["CFUN=1", "CFUN=1,0", "CFUN=1,1"];
/// The same with this first parameter: they read the card's files, or ask about them (TS 51.011 9.2).
const CARD_READING: [&str; 4] = ["CRSM=176", "CRSM=178", "CRSM=192", "CRSM=242"];
/// Beginnings of settings that change which ports the modem shows.
const PORTS: [&str; 2] = ["QCFG=USBCFG", "QCFG=USBNET"];

/// Which forms of a refused command are passed on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passed {
    /// `=?`, which asks for the allowed values.
    Test,
    /// `=?` and `?`.
    Questions,
}

/// Reads a command as a person typed it. Its reply has all rows up to the final result code.
pub fn read(typed: &str) -> Result<Command, Why> {
    let typed = typed.trim_matches(' ');
    if typed.len() > LENGTH_MAX {
        return Err(Why::TooLong);
    }
    if !typed.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Err(Why::Characters);
    }
    let bare: String = typed.chars().filter(|next| !matches!(next, ' ' | '"')).collect::<String>().to_ascii_uppercase();
    let commands = bare.strip_prefix("AT").ok_or(Why::NoCommand)?;
    // What a command contains counts before its form: the reason is the more telling one.
    commands.match_indices(MARKS).try_for_each(|(at, _)| check_name(&commands[at + 1..]))?;
    if commands.split(';').all(is_harmless_basic) || commands.is_empty() {
        let timeout = if commands.contains("COPS=") { SEARCH_WITHIN } else { WITHIN };
        let mut command = Command::plain(typed, Shape::Whole).within(timeout);
        // It may be the password of an access point.
        command.secret = true;
        return Ok(command);
    }
    Err(Why::Basic)
}

/// Checks what follows a mark: a name, and behind it the parameters and the other commands of the chain.
fn check_name(behind: &str) -> Result<(), Why> {
    let end = behind.find(|next: char| !next.is_ascii_alphanumeric() && next != '_').unwrap_or(behind.len());
    let (name, rest) = behind.split_at(end);
    if MESSAGES.iter().any(|part| name.contains(part)) && !is_question(rest, Passed::Test) {
        return Err(Why::Messages);
    }
    if PORTS.iter().any(|setting| behind.starts_with(setting)) {
        return Err(Why::Port);
    }
    let command = behind.split(';').next().unwrap_or_default();
    let reads_card = command.split(',').next().is_some_and(|first| CARD_READING.contains(&first));
    let is_harmless = reads_card || FULL_FUNCTION.contains(&command);
    match REFUSED.iter().find(|(_, _, names)| names.contains(&name)) {
        Some((why, passed, _)) if !is_question(rest, *passed) && !is_harmless => Err(*why),
        Some(_) | None => Ok(()),
    }
}

/// Whether the form behind a name only asks.
fn is_question(rest: &str, passed: Passed) -> bool {
    let behind = match passed {
        Passed::Test => rest.strip_prefix("=?"),
        Passed::Questions => rest.strip_prefix("=?").or(rest.strip_prefix('?')),
    };
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(';'))
}

/// Whether what stands in front of the first mark is nothing, or a command without a mark that changes nothing.
fn is_harmless_basic(command: &str) -> bool {
    let basic = &command[..command.find(|next| next != '&' && MARKS.contains(&next)).unwrap_or(command.len())];
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    let register = basic.strip_prefix('S').and_then(|rest| rest.strip_suffix('?'));
    match (basic.strip_prefix('I'), basic.strip_prefix("&V"), register) {
        (Some(digits), ..) | (_, Some(digits), _) => is_number(digits),
        (.., Some(digits)) => !digits.is_empty() && is_number(digits),
        (None, None, None) => basic.is_empty() && !command.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_settings_pass_as_they_were_typed() {
        for typed in [
            "AT",
            "ATI",
            "at+csq",
            "AT&V",
            "ATS3?",
            "AT+CSQ;+CREG?",
            "AT+CMGD=?",
            "AT+CMGS=?;+CSQ",
            "AT+CPIN?",
            "AT+CNMI=?",
            "AT+CPMS?",
            "AT+CFUN?",
            "AT+CFUN=1",
            "AT+CFUN=1,1",
            "AT+CMGL=?",
            "AT+QCFG=\"ims\",1",
            "AT+CGSMS=2",
            "AT^SETPORT=?",
            "AT^SYSCFGEX=\"00\",3FFFFFFF,1,2,7FFFFFFFFFFFFFFF,,",
            "AT+CRSM=176,12258,0,0,10",
            "AT+COPS=0",
            "AT!GSTATUS?",
            "AT#MONI",
        ] {
            let command = read(typed).unwrap_or_else(|why| panic!("{typed}: {why}"));
            assert_eq!((command.text(), command.shape), (typed, Shape::Whole));
        }
        assert_eq!(read(" AT+COPS=? ").unwrap().timeout, SEARCH_WITHIN);
        assert_eq!(read("AT+CSQ").unwrap().timeout, WITHIN);
    }

    #[test]
    fn what_is_dangerous_is_refused_in_any_case_and_spacing_and_in_chains() {
        for (why, commands) in [
            (
                Why::Messages,
                &[
                    "AT+CMGD=1",
                    "at+cmgd=1,4",
                    "AT + C M G D = 1",
                    "AT+CSQ;+CMGD=1",
                    "AT+CSQ; +cmgd = 1",
                    "ATI+CMGD=1",
                    "ATE0+CMGD=1",
                    "AT+CSQ+CMGD=1",
                    "AT+CMGD",
                    "AT+CMGD?",
                    "AT+CMGD=?1",
                    "AT+CMGD=?,4",
                    "AT+X=\"a;+CMGD=1",
                    "AT+X=\";+CMGD=1\"",
                    "AT+CM\"\"GD=1",
                    "AT+CMGR=1",
                    "AT^SMGL=4",
                    "AT+CMGS=23",
                    "AT+CMGS=\"+1202\"",
                    "AT+CMGW",
                    "AT+CMSS=1",
                    "AT+CMGC=1",
                    "AT+CMGDA=6",
                    "AT+QMGDA=\"DEL ALL\"",
                    "AT^SMGD=1",
                    "AT+QCMGS=1",
                    "AT+CNMA",
                    "AT+CNMA=1",
                    "AT#SMSMOVE=1",
                ][..],
            ),
            (Why::Ussd, &["AT+CUSD=1,\"*100#\",15", "AT+CUSD=2"]),
            (
                Why::Dialogue,
                &["AT+CNMI=2,1", "AT+CPMS=\"SM\"", "AT+CMGF=1", "AT+CSMS=0", "AT^CURC=0", "AT+CSCS=\"UCS2\""],
            ),
            (
                Why::Card,
                &[
                    "AT+CPIN=1234",
                    "AT+CPIN=\"1234\",\"1234\"",
                    "AT+CLCK=\"SC\",1,\"1234\"",
                    "AT+CPWD=\"SC\",\"1\",\"2\"",
                    "AT+CRSM=220,28476,1,4,176,\"00\"",
                    "AT+CRSM=1760",
                    "AT+CSIM=14,\"A0A40000023F00\"",
                ],
            ),
            (
                Why::Port,
                &[
                    "AT+CFUN=0",
                    "AT+CFUN=4",
                    "AT+CFUN=1,1;+CFUN=0",
                    "AT+IPR=9600",
                    "AT^SETPORT=\"FF;1\"",
                    "AT+QPOWD=1",
                    "AT+QCFG=\"usbcfg\",0x2C7C,0x125",
                ],
            ),
            (Why::Identity, &["AT+EGMR=1,7,\"490154203237518\"", "AT^NVWR=1"]),
            (
                Why::Basic,
                &[
                    "ATD*99#",
                    "ATA",
                    "ATZ",
                    "AT&F",
                    "ATE1",
                    "ATQ1",
                    "ATV0",
                    "ATS3=65",
                    "ATH",
                    "ATO",
                    "AT+CSQ;D123;",
                    "AT+CSQ;",
                    "AT;",
                    "ATATI",
                    "AT&W",
                    "ATS?",
                    "AT+X=\"a;b\"",
                ],
            ),
            (Why::NoCommand, &["", "A/", "CSQ", "+CMTI: \"SM\",1", "> hello", "0011000B91"]),
            (
                Why::Characters,
                &[
                    "AT+CSQ\rAT+CMGD=1",
                    "AT+CSQ\n",
                    "AT\u{1a}",
                    "AT\u{1b}",
                    "AT+CMGX\u{8}D=1",
                    "AT\t",
                    "AT+X=\"ä\"",
                    "AT\u{0}",
                ],
            ),
        ] {
            for command in commands {
                assert_eq!(read(command).map(|_| ()), Err(why), "{command:?}");
            }
        }
        let longest = format!("AT+X={}", "1".repeat(LENGTH_MAX - 5));
        assert!(read(&longest).is_ok());
        assert_eq!(read(&format!("{longest}1")).map(|_| ()), Err(Why::TooLong));
    }

    #[test]
    fn parameters_are_not_printed() {
        let command = read("AT+QICSGP=1,1,\"apn\",\"user\",\"sesame\",1;+X=\"sesame\"").unwrap();
        assert_eq!((command.name(), format!("{command:?}").as_str()), ("AT+QICSGP", "Command(AT+QICSGP)"));
    }
}
