//! What keeps a SIM alive: the balance in its `[[sim]]`, and the kinds of values that are only there.

use std::fmt;
use std::time::Duration;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::declare::section;
use super::kind::Kind;
use super::kinds::{Inner, Parsed, Span, inner, quoted};
use super::reading::Reading;
use crate::flow::upkeep::{AMOUNT, hundredths, written};
use crate::flow::ussd::is_code;

/// A day, as a date of TOML or in quotes.
pub struct Day;

const DAY: Parsed<Date> = Parsed {
    noun: "a day such as `2027-05-01`",
    parse: |text| text.parse::<Date>().map_err(|_| "is none".to_owned()),
    show_wrong: true,
};

impl Kind for Day {
    type Value = Date;

    fn read(&self, key: &str, value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Option<Date> {
        let DeValue::Datetime(written) = value.get_ref() else { return DAY.read(key, value, reading) };
        let day = written.to_string().parse::<Date>().ok().filter(|_| written.time.is_none());
        if day.is_none() {
            reading.problem(value.span().start, format!("`{key}` must be {}, without a time", DAY.noun));
        }
        day
    }

    fn write(&self, value: &Date) -> String {
        quoted(&value.to_string())
    }

    fn describe(&self) -> String {
        DAY.describe()
    }
}

/// An amount of money, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(pub i64);

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&written(self.0))
    }
}

const AMOUNT_OF_MONEY: Parsed<Amount> = Parsed {
    noun: "an amount in quotes, such as `5` or `2.50`",
    parse: |text| hundredths(text).map(Amount).ok_or_else(|| "is none".to_owned()),
    show_wrong: true,
};

const CODE: Parsed<String> = Parsed {
    noun: "a USSD code such as `*100#`",
    parse: |text| if is_code(text) { Ok(text.to_owned()) } else { Err("is none".to_owned()) },
    show_wrong: true,
};

const PATTERN: Parsed<String> = Parsed {
    noun: "the text around the amount, such as `Balance: {amount} EUR`",
    parse: |text| match text.matches(AMOUNT).count() {
        1 if text.len() <= 182 => Ok(text.to_owned()),
        _ => Err("does not have `{amount}` once, or is too long".to_owned()),
    },
    show_wrong: true,
};

section! {
    /// How simgate reads the balance of a prepaid SIM.
    BalanceSettings in "balance" {
        /// The USSD code that answers with the balance. It must not cost anything.
        ussd: String = CODE => required, example "*100#";
        /// The text of the answer around the balance, with `{amount}` in its place. Blanks and line ends count as one blank.
        pattern: String = PATTERN => required, example "Balance: {amount}";
        /// How often simgate asks. Without an answer it asks again after a day.
        every: Duration = Span { min: "1h", max: "365d" } => default "7d", example "1d";
        /// A lower balance than this is an alarm (`sim.alarm`).
        below: Option<Amount> = AMOUNT_OF_MONEY => optional "no alarm", example "5";
    }
}

pub const BALANCE: Inner<BalanceSettings> = inner::<BalanceSettings>();
