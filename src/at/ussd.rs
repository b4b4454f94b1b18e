//! `+CUSD` (27.007 7.15): the network's part of a USSD dialogue. Its text may have several rows, and the modem puts
//! bare line ends between them. The text is kept as the modem sent it.

use std::fmt;

use crate::pdu::{self, Alphabet, hex};

use super::reply::number;

/// The longest text: 182 characters (23.038), and more bytes as UCS2 in hexadecimal digits.
const TEXT_BYTES_MAX: usize = 1024;

/// The state of the dialogue, `<m>` of 27.007 7.15.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UssdState {
    /// No further action is required.
    Done,
    /// The network waits for an answer from the user.
    WantsAnswer,
    /// The network ended the dialogue.
    Ended,
    /// Another local client answered.
    AnsweredElsewhere,
    /// The operation is not supported.
    NotSupported,
    /// The network did not answer in time.
    NetworkTimeout,
}

impl UssdState {
    /// The state as a word, which is a contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::WantsAnswer => "wants_answer",
            Self::Ended => "ended",
            Self::AnsweredElsewhere => "answered_elsewhere",
            Self::NotSupported => "not_supported",
            Self::NetworkTimeout => "network_timeout",
        }
    }
}

/// One `+CUSD` code.
#[derive(Clone, PartialEq, Eq)]
pub struct Ussd {
    /// The state of the dialogue.
    pub state: UssdState,
    /// The text as it arrived: plain, or hexadecimal digits of UCS2 or of packed septets, depending on the model. See
    /// [`Ussd::readable`].
    pub text: Option<String>,
    /// The coding scheme (23.038 5), if the modem reports it.
    pub coding: Option<u8>,
}

/// How a modem writes USSD codes and answers in the default alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As characters.
    Plain,
    /// Septets packed into octets, in hexadecimal digits: nearly all E-series sticks of Huawei.
    Packed,
}

impl Ussd {
    /// The text for a person. Hexadecimal digits are decoded by the coding scheme; a text that can't be decoded is
    /// returned as it is. `None`: the code has no text.
    pub fn readable(&self, form: Form) -> Option<String> {
        let text = self.text.as_deref()?;
        let coding = self.coding.unwrap_or(pdu::ussd::DEFAULT_CODING);
        let decoded = hex::decode(text).ok().filter(|octets| !octets.is_empty()).and_then(|octets| {
            match (pdu::ussd::alphabet(coding), form) {
                (Alphabet::Ucs2, _) | (Alphabet::Gsm7, Form::Packed) => pdu::ussd::text(coding, &octets),
                (Alphabet::Gsm7, Form::Plain) => of_charset(&octets),
                (Alphabet::Data, _) => None,
            }
        });
        Some(decoded.unwrap_or_else(|| text.to_owned()))
    }
}

/// Decodes a plain text that the modem wrote as UCS2 because `+CSCS` was left so. Such characters are in the first
/// alphabets of Unicode (up to Arabic); digits of a plain number would decode to others.
fn of_charset(octets: &[u8]) -> Option<String> {
    const LAST_HIGH: u8 = 0x06;
    let near = octets.iter().step_by(2).all(|&high| high <= LAST_HIGH);
    if near { pdu::ussd::ucs2(octets) } else { None }
}

/// A text may contain balances and phone numbers, so only its length is printed.
impl fmt::Debug for Ussd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ussd({:?}, {} bytes)", self.state, self.text.as_ref().map_or(0, String::len))
    }
}

/// A `+CUSD:` whose quoted text has not ended.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenText(String);

impl fmt::Debug for OpenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpenText({} bytes)", self.0.len())
    }
}

/// A complete `+CUSD:`; `Err`: the code as it arrived, with an unknown state.
pub type ParsedUssd = Result<Ussd, String>;

impl OpenText {
    /// Parses the text behind `+CUSD:`; `Err`: the quoted text continues in the next row.
    pub(super) fn parse(rest: &str) -> Result<ParsedUssd, Self> {
        if is_closed(rest) { Ok(read(rest)) } else { Err(Self(rest.to_owned())) }
    }

    /// Appends the next row; `Err`: the text still continues.
    pub fn append(mut self, row: &str) -> Result<ParsedUssd, Self> {
        self.0.push('\n');
        self.0.push_str(row);
        if is_closed(&self.0) { Ok(read(&self.0)) } else { Err(self) }
    }

    /// Whether the text is longer than any valid one: its end was lost.
    pub fn is_full(&self) -> bool {
        self.0.len() > TEXT_BYTES_MAX
    }

    /// Parses a text whose end did not arrive.
    pub fn into_incomplete(self) -> ParsedUssd {
        read(&self.0)
    }
}

/// Whether a `+CUSD:` is complete: it has no quote, or ends with a closing quote and at most the coding behind it. The
/// text may contain quotes too.
fn is_closed(rest: &str) -> bool {
    let Some(open) = rest.find('"') else { return true };
    let close = rest.rfind('"').expect("one was found");
    let behind = rest[close + 1..].trim();
    let coding = behind.strip_prefix(',').unwrap_or(behind).trim();
    close > open && coding.bytes().all(|byte| byte.is_ascii_digit()) && (behind.is_empty() || behind.starts_with(','))
}

fn read(rest: &str) -> ParsedUssd {
    let state = match number::<u8>(rest.split(',').next().unwrap_or_default()) {
        Some(0) => UssdState::Done,
        Some(1) => UssdState::WantsAnswer,
        Some(2) => UssdState::Ended,
        Some(3) => UssdState::AnsweredElsewhere,
        Some(4) => UssdState::NotSupported,
        Some(5) => UssdState::NetworkTimeout,
        _ => return Err(format!("+CUSD: {rest}")),
    };
    let (text, behind) = match rest.split_once('"') {
        None => (None, ""),
        Some((_, quoted)) => match quoted.rsplit_once('"') {
            Some((text, behind)) => (Some(text.to_owned()), behind),
            None => (Some(quoted.to_owned()), ""),
        },
    };
    Ok(Ussd { state, text, coding: number(behind.trim().trim_start_matches(',')) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ussd(state: UssdState, text: Option<&str>, coding: Option<u8>) -> ParsedUssd {
        Ok(Ussd { state, text: text.map(str::to_owned), coding })
    }

    #[test]
    fn a_text_in_one_row_is_parsed_with_its_state() {
        for (rest, want) in [
            ("0,\"Balance: 4.20\",15", ussd(UssdState::Done, Some("Balance: 4.20"), Some(15))),
            ("1, \"1 \"Gold\", 2 more\" , 72", ussd(UssdState::WantsAnswer, Some("1 \"Gold\", 2 more"), Some(72))),
            ("2", ussd(UssdState::Ended, None, None)),
            ("4,\"\"", ussd(UssdState::NotSupported, Some(""), None)),
            ("9,\"x\"", Err("+CUSD: 9,\"x\"".into())),
        ] {
            assert_eq!(OpenText::parse(rest), Ok(want), "{rest}");
        }
    }

    #[test]
    fn a_text_of_several_rows_ends_with_its_quote() {
        let open = OpenText::parse("0,\"").unwrap_err();
        let open = open.append("OK").unwrap_err().append("say \"yes\", please").unwrap_err();
        let whole = ussd(UssdState::Done, Some("\nOK\nsay \"yes\", please\nor not"), Some(15));
        assert_eq!(open.clone().append("or not\",15"), Ok(whole));
        assert_eq!(open.into_incomplete(), ussd(UssdState::Done, Some("\nOK\nsay \"yes"), None));
    }

    #[test]
    fn a_text_without_an_end_has_a_limit() {
        let mut open = OpenText::parse("0,\"a").unwrap_err();
        for rows in 0.. {
            if open.is_full() {
                return assert!(rows < 12);
            }
            open = open.append(&"x".repeat(100)).unwrap_err();
        }
    }

    #[test]
    fn a_text_in_hexadecimal_digits_is_decoded_by_its_coding() {
        let readable = |text: &str, coding, form| {
            Ussd { state: UssdState::Done, text: Some(text.to_owned()), coding }.readable(form).unwrap()
        };
        for (text, coding, form, want) in [
            ("Balance: 4.20", Some(15), Form::Plain, "Balance: 4.20"),
            ("C2303BEC1E9775209A0B", Some(15), Form::Packed, "Balance: 4."),
            ("C2303BEC1E9775209A0B", Some(15), Form::Plain, "C2303BEC1E9775209A0B"),
            ("00420061006C", Some(15), Form::Plain, "Bal"),
            ("04110430043B0430043D0441", Some(72), Form::Plain, "Баланс"),
            ("04110430043B0430043D0441", Some(72), Form::Packed, "Баланс"),
            ("Баланс", Some(72), Form::Packed, "Баланс"),
            ("12345678", Some(15), Form::Plain, "12345678"),
            ("0612345", Some(15), Form::Plain, "0612345"),
            ("DEAD", Some(0x44), Form::Packed, "DEAD"),
            ("", None, Form::Packed, ""),
        ] {
            assert_eq!(readable(text, coding, form), want, "{text} {coding:?} {form:?}");
        }
        let without = Ussd { state: UssdState::Ended, text: None, coding: None };
        assert_eq!(without.readable(Form::Plain), None);
    }

    #[test]
    fn a_text_is_not_printed() {
        assert_eq!(format!("{:?}", OpenText::parse("0,\"4.20\",15")), "Ok(Ok(Ussd(Done, 4 bytes)))");
    }
}
