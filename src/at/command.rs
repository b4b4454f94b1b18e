//! Commands with their deadlines and the form of their replies.
//!
//! A command row ends in CR alone (V.250 5.2.1: S3). Text that a person typed is checked against an allow-list first:
//! the builder does not escape it, and `"` or CR in a parameter would start a second command.

use std::fmt;
use std::time::Duration;

use at_commands::builder::{CommandBuilder, Set};
use zeroize::Zeroize;

use crate::model::Secret;
use crate::pdu::{self, hex};

use super::network::Bearer;
use super::reply::{Charset, Domain};
use super::selection::Selection;
use super::ussd::Form;

/// The form of a command's information response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// No information response, only a final result code.
    Nothing,
    /// Rows that begin with one of these prefixes.
    Prefixed(&'static [&'static str]),
    /// Any row that is no unsolicited result code, as for the names of maker and model.
    Free,
    /// A header with this prefix and a PDU in the next row, any number of times.
    Pdus(&'static str),
    /// Any row that simgate does not need itself, and the final result code, for a person.
    Whole,
}

/// One command. It is in flight until its final result code arrives or its deadline passes.
#[derive(Clone, PartialEq, Eq)]
pub struct Command {
    text: String,
    /// The PDU that is sent after the prompt and closed by Ctrl-Z.
    pub body: Option<Secret>,
    /// The form of the information response.
    pub shape: Shape,
    /// The time until the final result code or, where the command has a body, until the result after the body.
    pub timeout: Duration,
    /// How long to wait for the final result code after the information response, where some modems never send one.
    pub rest: Option<Duration>,
    pub(super) secret: bool,
}

/// The timeout of a plain command: makers promise 0.3 s, sticks under load take longer.
pub const PLAIN: Duration = Duration::from_secs(5);
/// The timeout of a command that reads or writes the card: identity, storage and PIN.
pub const CARD: Duration = Duration::from_secs(15);
/// The timeout to the first message of a listing, and from each message to the next. 255 long messages take 100 s at
/// 9600 baud, and makers allow up to 120 s for the whole listing. A listing that pauses for longer is abandoned, and
/// the slots are read one by one.
pub const LISTING: Duration = Duration::from_secs(4);
/// The timeout from `AT+CMGS` to the prompt.
pub const PROMPT: Duration = Duration::from_secs(10);
/// The same while the modem sends nothing at all: it may be busy, and a prompt was seen after 12 s.
pub const PROMPT_IN_SILENCE: Duration = Duration::from_secs(30);
/// The timeout from the PDU to `+CMGS`: EG06-E reported `+CMS ERROR: 350` after 135 s.
pub const SEND: Duration = Duration::from_secs(180);
/// The timeout until the network accepts a USSD code. Its answer arrives as an unsolicited code.
pub const USSD: Duration = Duration::from_secs(120);
/// The timeout of `+CFUN=`: Quectel promises 15 s; sticks that write their settings first take longer.
pub const FUNCTION: Duration = Duration::from_secs(30);

/// The longest command: a USSD code of the greatest length in hexadecimal digits.
const COMMAND_BYTES_MAX: usize = 384;
/// 23.040 9.2.3: an SMS-SUBMIT with all its fields and 140 octets of user data.
const TPDU_OCTETS_MAX: u8 = 164;
/// The longest USSD code: 22.030 sets no limit; 23.038 fits 182 characters into one USSD operation.
const USSD_DIGITS_MAX: usize = 182;

/// `<fun>` of `+CFUN=` (27.007 8.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// Radio and card off.
    Minimum,
    /// Full functionality.
    Full,
    /// Radio off, card on.
    Flight,
    /// The modem restarts; its USB devices disappear and appear again.
    Restart,
}

impl Command {
    /// A command that is sent as written: one without parameters, or one from a profile.
    pub fn plain(text: impl Into<String>, shape: Shape) -> Self {
        Self { text: text.into(), body: None, shape, timeout: PLAIN, rest: None, secret: false }
    }

    /// The same command with another timeout.
    #[must_use]
    pub fn within(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// `AT`: does the modem answer?
    pub fn attention() -> Self {
        Self::plain("AT", Shape::Nothing).within(Duration::from_secs(2))
    }

    /// `Q0`, `V1`: the modem sends result codes, in words (V.250 6.2.5, 6.2.6). Without them a modem seems dead, and
    /// another program may have saved such settings in it.
    pub fn results_in_words() -> Self {
        Self::plain("ATQ0V1", Shape::Nothing)
    }

    /// `+CMEE=1`: the modem reports errors by number (27.007 9.1).
    pub fn number_causes() -> Self {
        Self::set_number("+CMEE", 1, Shape::Nothing)
    }

    /// `+CPMS=`: selects the message stores.
    pub fn select_stores(selection: Selection) -> Self {
        let shape = Shape::Prefixed(&["+CPMS:"]);
        let command = Self::set("+CPMS", shape, |command| match selection {
            Selection::One(one) => command.with_string_parameter(one.as_str()),
            Selection::Two(one, two) => command.with_string_parameter(one.as_str()).with_string_parameter(two.as_str()),
            Selection::Three(one, two, three) => command
                .with_string_parameter(one.as_str())
                .with_string_parameter(two.as_str())
                .with_string_parameter(three.as_str()),
        });
        command.within(CARD)
    }

    /// `+CPMS?`: the selected stores, and the number of messages in each.
    pub fn stores_in_use() -> Self {
        Self::plain("AT+CPMS?", Shape::Prefixed(&["+CPMS:"])).within(PLAIN)
    }

    /// `+CMGR=`: reads the message at `index` of mem1.
    pub fn read(index: u16) -> Self {
        Self::set_number("+CMGR", index, Shape::Pdus("+CMGR:")).within(CARD)
    }

    /// `+CMGD=`: deletes the message at `index` of mem1, and never more than that one.
    pub fn delete(index: u16) -> Self {
        Self::set_number("+CMGD", index, Shape::Nothing).within(CARD)
    }

    /// `+CMGL=4`: all messages of mem1.
    pub fn list() -> Self {
        Self::set_number("+CMGL", 4, Shape::Pdus("+CMGL:")).within(LISTING)
    }

    /// `+CNMI=`: sets how messages are announced. The values are mode, mt, bm, ds and bfr, or the first of these
    /// (27.005 3.4.1).
    pub fn indicate(values: &[u8]) -> Self {
        Self::set("+CNMI", Shape::Nothing, |command| {
            values.iter().fold(command, |command, &value| command.with_int_parameter(value))
        })
    }

    /// `+CSMS=1`: the host acknowledges direct messages (27.005 3.2.1).
    pub fn acknowledged_service() -> Self {
        Self::set_number("+CSMS", 1, Shape::Prefixed(&["+CSMS:"]))
    }

    /// `+CNMA`: acknowledges a direct message to the network (27.005 3.4.4).
    pub fn acknowledge() -> Self {
        Self::plain("AT+CNMA", Shape::Nothing)
    }

    /// `+CMGS=` in PDU mode. `pdu` is in hexadecimal digits and begins with the SMSC address; `tpdu_length` counts the
    /// octets behind that address. Returns `None` if a character is no digit: it would end the PDU early. Returns
    /// `None` too if the length is wrong: the modem would then answer late or never.
    pub fn send(tpdu_length: usize, pdu: &Secret) -> Option<Self> {
        let digits = pdu.reveal();
        let length = u8::try_from(tpdu_length).ok().filter(|length| *length <= TPDU_OCTETS_MAX)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let smsc_length = usize::from(u8::from_str_radix(digits.get(..2)?, 16).ok()?);
        if digits.len() != 2 * (1 + smsc_length + tpdu_length) {
            return None;
        }
        let mut command = Self::set_number("+CMGS", length, Shape::Prefixed(&["+CMGS:"])).within(SEND);
        command.body = Some(pdu.clone());
        Some(command)
    }

    /// `+CMGF=0`: messages are PDUs, not texts (27.005 3.2.3).
    pub fn pdu_mode() -> Self {
        Self::set_number("+CMGF", 0, Shape::Nothing)
    }

    /// `+CMMS=`: keeps the link to the network open between the parts of a message (27.005 3.5.6). The modem switches
    /// it off itself some seconds after the last part.
    pub fn keep_link(on: bool) -> Self {
        Self::set_number("+CMMS", on, Shape::Nothing)
    }

    /// `+CSCA=`: sets the SMSC, where the card names none. Returns `None` unless the number is 3 to 20 digits with or
    /// without `+`.
    pub fn set_smsc(number: &str) -> Option<Self> {
        let digits = number.strip_prefix('+').unwrap_or(number);
        if !(3..=20).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let kind = if number.starts_with('+') { 145 } else { 129 };
        let command = Self::set("+CSCA", Shape::Nothing, |command| {
            command.with_string_parameter(number).with_int_parameter(kind)
        });
        Some(command.within(CARD))
    }

    /// `+CSCA?`: the SMSC that the card names.
    pub fn smsc() -> Self {
        Self::plain("AT+CSCA?", Shape::Prefixed(&["+CSCA:"])).within(CARD)
    }

    /// `+CUSD=1`: sends a USSD code, or the answer to a menu, to the network. Returns `None` for characters that are not
    /// in the same place of all character sets, and for quotes: the code is placed between quotes without escaping. A
    /// code may contain a PIN (`**04*1234*5678*5678#` changes it, 22.030 6.6.2). Huawei's sticks expect it packed:
    /// `AT+CUSD=1,"AA180C3602",15` for `*100#`.
    pub fn ussd(code: &str, form: Form) -> Option<Self> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b" *#+.,-/:".contains(&b);
        if !(1..=USSD_DIGITS_MAX).contains(&code.len()) || !code.bytes().all(allowed) {
            return None;
        }
        let written = match form {
            Form::Plain => code.to_owned(),
            Form::Packed => hex::encode(&pdu::ussd::pack(code)?),
        };
        let command = Self::set("+CUSD", Shape::Nothing, |command| {
            command.with_int_parameter(1).with_string_parameter(&written).with_int_parameter(15)
        });
        let mut command = command.within(USSD);
        command.secret = true;
        Some(command)
    }

    /// `+CUSD=2`: ends a dialogue in which the network waits for an answer.
    pub fn end_ussd() -> Self {
        Self::set_number("+CUSD", 2, Shape::Nothing).within(CARD)
    }

    /// `+CFUN=`: switches the radio and the card on or off, or restarts the modem.
    pub fn function(function: Function) -> Self {
        let command = Self::set("+CFUN", Shape::Nothing, |command| match function {
            Function::Minimum => command.with_int_parameter(0),
            Function::Full => command.with_int_parameter(1),
            Function::Flight => command.with_int_parameter(4),
            Function::Restart => command.with_int_parameter(1).with_int_parameter(1),
        });
        command.within(FUNCTION)
    }

    /// `+CLIP=1`: the modem reports the number of a caller.
    pub fn announce_callers() -> Self {
        Self::set_number("+CLIP", 1, Shape::Nothing).within(CARD)
    }

    /// `+CHUP`: ends an incoming call. On some modems no message arrives while a call rings. On Huawei E3372h-153 no
    /// message arrives after a refused call until one is sent.
    pub fn hang_up() -> Self {
        Self::plain("AT+CHUP", Shape::Nothing).within(CARD)
    }

    /// `H` (V.250 6.3.6): the same for modems without `+CHUP`.
    pub fn hook_on() -> Self {
        Self::plain("ATH", Shape::Nothing).within(CARD)
    }

    /// `+CREG?`, `+CGREG?`, `+CEREG?` or `+C5GREG?`: the registration in a domain.
    pub fn registration(domain: Domain) -> Self {
        let (question, prefix): (_, &'static [&'static str]) = match domain {
            Domain::Circuit => ("AT+CREG?", &["+CREG:"]),
            Domain::Packet => ("AT+CGREG?", &["+CGREG:"]),
            Domain::Evolved => ("AT+CEREG?", &["+CEREG:"]),
            Domain::FiveG => ("AT+C5GREG?", &["+C5GREG:"]),
        };
        Self::plain(question, Shape::Prefixed(prefix))
    }

    /// `+CREG=1` and its variants: the modem reports each change of its registration.
    pub fn announce_registration(domain: Domain) -> Self {
        let name = match domain {
            Domain::Circuit => "+CREG",
            Domain::Packet => "+CGREG",
            Domain::Evolved => "+CEREG",
            Domain::FiveG => "+C5GREG",
        };
        Self::set_number(name, 1, Shape::Nothing)
    }

    /// `+CSCS=`: sets the character set for names, numbers and USSD texts.
    pub fn use_charset(charset: Charset) -> Self {
        Self::set("+CSCS", Shape::Nothing, |command| command.with_string_parameter(charset.as_str()))
    }

    /// `+CSCS?`: the character set in use.
    pub fn charset() -> Self {
        Self::plain("AT+CSCS?", Shape::Prefixed(&["+CSCS:"]))
    }

    /// `+CGSMS=`: sets the bearer for messages that are sent.
    pub fn send_by(bearer: Bearer) -> Self {
        Self::set_number("+CGSMS", bearer.number(), Shape::Nothing)
    }

    /// `+CGSMS?`: the bearer in use.
    pub fn bearer() -> Self {
        Self::plain("AT+CGSMS?", Shape::Prefixed(&["+CGSMS:"]))
    }

    /// `+CTZR=2`: the modem reports a change of the time zone by `+CTZE`, with the time in it (27.007 8.41).
    pub fn announce_clock() -> Self {
        Self::set_number("+CTZR", 2, Shape::Nothing)
    }

    /// `+CTZU=1`: the network sets the modem's clock.
    pub fn follow_network_clock() -> Self {
        Self::set_number("+CTZU", 1, Shape::Nothing)
    }

    /// `+CCLK?`: the modem's clock.
    pub fn clock() -> Self {
        Self::plain("AT+CCLK?", Shape::Prefixed(&["+CCLK:"]))
    }

    /// `+COPS?`: the operator, in the format that the modem is set to.
    pub fn operator() -> Self {
        Self::plain("AT+COPS?", Shape::Prefixed(&["+COPS:"])).within(CARD)
    }

    /// `+COPS=3,2`: the modem names operators by MCC and MNC; the choice of the operator does not change.
    pub fn name_operators_by_number() -> Self {
        Self::set("+COPS", Shape::Nothing, |command| command.with_int_parameter(3).with_int_parameter(2))
    }

    /// `+CEER`: the cause of the last failed call, message or registration.
    pub fn last_cause() -> Self {
        Self::plain("AT+CEER", Shape::Prefixed(&["+CEER:"]))
    }

    /// Quectel's `+QCFG="ims"`: the IMS setting, and whether IMS is available.
    pub fn ims() -> Self {
        Self::set("+QCFG", Shape::Prefixed(&["+QCFG:"]), |command| command.with_string_parameter("ims"))
    }

    /// `+CPIN?`: the state of the card. Wavecom answers `+CPIN: READY` without an `OK`. Such a reply ends after `rest`
    /// as timed out, and its rows are valid all the same.
    pub fn card_state(rest: Duration) -> Self {
        let command = Self::plain("AT+CPIN?", Shape::Prefixed(&["+CPIN:"])).within(CARD);
        Self { rest: Some(rest), ..command }
    }

    /// `+CNUM`: the numbers that the card stores as its own (27.007 7.1).
    pub fn own_number() -> Self {
        Self::plain("AT+CNUM", Shape::Prefixed(&["+CNUM:"]))
    }

    /// `+CPIN=`: enters the PIN. Returns `None` unless it has 4 to 8 digits (TS 31.101 9.5).
    pub fn enter_pin(pin: &Secret) -> Option<Self> {
        let digits = pin.reveal();
        if !(4..=8).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let command = Self::set("+CPIN", Shape::Nothing, |command| command.with_string_parameter(digits));
        let mut command = command.within(Duration::from_secs(30));
        command.secret = true;
        Some(command)
    }

    fn set_number(name: &str, number: impl Into<i32>, shape: Shape) -> Self {
        Self::set(name, shape, |command| command.with_int_parameter(number))
    }

    /// Builds a command with parameters, which `with` appends.
    fn set(
        name: &str,
        shape: Shape,
        with: impl for<'a> FnOnce(CommandBuilder<'a, Set>) -> CommandBuilder<'a, Set>,
    ) -> Self {
        let mut buffer = [0; COMMAND_BYTES_MAX];
        let built = with(CommandBuilder::create_set(&mut buffer, true).named(name)).finish_with(b"");
        let text = built.expect("no command with checked parameters is longer than the buffer");
        let text = std::str::from_utf8(text).expect("commands are ASCII").to_owned();
        // The buffer may have contained a PIN.
        buffer.zeroize();
        Self::plain(text, shape)
    }

    /// The whole command without its CR. It may contain a secret: log [`Command::name`] instead.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The command for the log, without a PIN or a USSD code.
    pub fn name(&self) -> &str {
        if self.secret { self.text.split('=').next().unwrap_or_default() } else { &self.text }
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Command({})", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StoreName;

    #[test]
    fn commands_are_written_as_27_005_defines_them() {
        use StoreName as S;
        for (command, want) in [
            (Command::number_causes(), "AT+CMEE=1"),
            (Command::select_stores(Selection::One(S::SM)), "AT+CPMS=\"SM\""),
            (Command::select_stores(Selection::Two(S::ME, S::SM)), "AT+CPMS=\"ME\",\"SM\""),
            (Command::select_stores(Selection::Three(S::ME, S::SM, S::ME)), "AT+CPMS=\"ME\",\"SM\",\"ME\""),
            (Command::list(), "AT+CMGL=4"),
            (Command::indicate(&[2, 1, 0, 1, 0]), "AT+CNMI=2,1,0,1,0"),
            (Command::indicate(&[2, 1]), "AT+CNMI=2,1"),
            (Command::acknowledged_service(), "AT+CSMS=1"),
            (Command::pdu_mode(), "AT+CMGF=0"),
            (Command::read(0), "AT+CMGR=0"),
            (Command::delete(254), "AT+CMGD=254"),
            (Command::send(4, &Secret::new("0011000B91")).unwrap(), "AT+CMGS=4"),
            (Command::set_smsc("+12063130004").unwrap(), "AT+CSCA=\"+12063130004\",145"),
            (Command::set_smsc("0170").unwrap(), "AT+CSCA=\"0170\",129"),
            (Command::ussd("*100#", Form::Plain).unwrap(), "AT+CUSD=1,\"*100#\",15"),
            (Command::ussd("*100#", Form::Packed).unwrap(), "AT+CUSD=1,\"AA180C3602\",15"),
            (Command::hang_up(), "AT+CHUP"),
            (Command::hook_on(), "ATH"),
            (Command::registration(Domain::FiveG), "AT+C5GREG?"),
            (Command::use_charset(Charset::Gsm), "AT+CSCS=\"GSM\""),
            (Command::send_by(Bearer::PacketPreferred), "AT+CGSMS=2"),
            (Command::announce_clock(), "AT+CTZR=2"),
            (Command::follow_network_clock(), "AT+CTZU=1"),
            (Command::name_operators_by_number(), "AT+COPS=3,2"),
            (Command::end_ussd(), "AT+CUSD=2"),
            (Command::announce_callers(), "AT+CLIP=1"),
            (Command::announce_registration(Domain::Circuit), "AT+CREG=1"),
            (Command::announce_registration(Domain::Evolved), "AT+CEREG=1"),
            (Command::function(Function::Minimum), "AT+CFUN=0"),
            (Command::function(Function::Full), "AT+CFUN=1"),
            (Command::function(Function::Flight), "AT+CFUN=4"),
            (Command::function(Function::Restart), "AT+CFUN=1,1"),
            (Command::keep_link(true), "AT+CMMS=1"),
            (Command::keep_link(false), "AT+CMMS=0"),
            (Command::ims(), "AT+QCFG=\"ims\""),
            (Command::enter_pin(&Secret::new("1234")).unwrap(), "AT+CPIN=\"1234\""),
        ] {
            assert_eq!(command.text(), want);
        }
        for form in [Form::Plain, Form::Packed] {
            let longest = Command::ussd(&"1".repeat(USSD_DIGITS_MAX), form).unwrap();
            assert!(longest.text().ends_with("\",15"), "{form:?}");
        }
    }

    #[test]
    fn a_parameter_that_could_begin_a_second_command_is_refused() {
        for bad in ["*100#\"\r\nAT+CFUN=0", "", "*1=00#", "ä", "\u{1a}", "1\"", &"1".repeat(183)] {
            for form in [Form::Plain, Form::Packed] {
                assert_eq!(Command::ussd(bad, form), None, "{bad:?}");
            }
        }
        for bad in ["+1206\",1", "", "+", "12", "+1 206 313", "++1206", "1206+", &"1".repeat(21)] {
            assert_eq!(Command::set_smsc(bad), None, "{bad:?}");
        }
        let bad = [
            "",
            "0",
            "é",
            "00",
            "0011000B9",
            "0111000B91",
            "0011000B9100",
            "0011000B\r1",
            "0011000B\u{1a}1",
            "0011000B 1",
            "0011000B\u{1b}1",
        ];
        for bad in bad.map(Secret::new) {
            assert_eq!(Command::send(4, &bad), None, "{}", bad.reveal());
        }
        assert_eq!(Command::send(165, &Secret::new("00".repeat(166))), None);
    }

    #[test]
    fn an_invalid_pin_is_not_sent_and_no_pin_is_printed() {
        for bad in ["", "123", "123456789", "12a4", "1234\r", "1\"34"] {
            assert_eq!(Command::enter_pin(&Secret::new(bad)), None, "{bad}");
        }
        assert_eq!(format!("{:?}", Command::enter_pin(&Secret::new("1234")).unwrap()), "Command(AT+CPIN)");
        let change = Command::ussd("**04*1234*5678*5678#", Form::Plain).unwrap();
        assert_eq!(format!("{change:?}"), "Command(AT+CUSD)");
    }
}
