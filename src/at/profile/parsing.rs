//! Reads a profile from TOML. A key that the text omits is that of the profile that it extends.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use super::super::ussd::Form;
use super::fields::{Kept, Profile, Step, Words};
use crate::model::{Name, StoreName};

/// The longest command or word, in characters.
const TEXT_MAX: usize = 100;
/// The longest list.
const LIST_MAX: usize = 64;
/// The longest time, in seconds.
const SECONDS_MAX: u64 = 600;

/// Commands that no profile may send: they delete, send, change a PIN, dial, or undo simgate's own settings.
const REFUSED: &[&str] = &[
    "+CMGD", "+CMGS", "+CMGW", "+CMGC", "+CMSS", "+CPIN=", "+CPIN2", "+CPWD", "+CLCK", "+CUSD", "+CNMA", "+CMGF",
    "+CPMS=", "+CNMI=", "+CMGDA", "+QMGDA", "D", "A", "E1", "V0", "Q1", "Z", "&F",
];

/// An error in the text of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place in the text, in octets.
    pub offset: usize,
    /// A sentence that names the key or the value.
    pub what: String,
    /// A misspelt word, and the known ones.
    pub misspelt: Option<(String, Vec<String>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Spanned<String>,
    extends: Option<Spanned<String>>,
    makers: Option<Vec<Spanned<String>>>,
    models: Option<Vec<Spanned<String>>>,
    early: Option<Vec<WrittenStep>>,
    late: Option<Vec<WrittenStep>>,
    iccid: Option<Vec<Spanned<String>>>,
    pin_attempts: Option<Vec<Spanned<String>>>,
    resets: Option<Vec<Spanned<String>>>,
    card_state_ends: Option<bool>,
    pin_rest_s: Option<Spanned<u64>>,
    radio_rest_s: Option<Spanned<u64>>,
    boot_s: Option<Spanned<u64>>,
    listing_s: Option<Spanned<u64>>,
    stores: Option<Spanned<Vec<Spanned<String>>>>,
    indications: Option<Spanned<Vec<Spanned<[u8; 5]>>>>,
    acknowledges: Option<bool>,
    radio_cycles: Option<bool>,
    ussd: Option<Spanned<String>>,
    lists: Option<bool>,
    boot_words: Option<Vec<Spanned<String>>>,
    ready_words: Option<Vec<Spanned<String>>>,
    power_words: Option<Vec<Spanned<String>>>,
    noise_words: Option<Vec<Spanned<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    command: Spanned<String>,
    #[serde(default)]
    required: bool,
    query: Option<Spanned<String>>,
    is: Option<Spanned<String>>,
}

/// Reads a profile. `base` finds the profile that the text extends: `generic`, if it names none.
pub fn parse(text: &str, base: &dyn Fn(&str) -> Option<Arc<Profile>>) -> Result<Profile, Fault> {
    let written: Written = toml::from_str(text).map_err(|error| from_toml(&error))?;
    let name = name_of(&written.name)?;
    let extended = match &written.extends {
        Some(extends) => Some(base(extends.get_ref()).ok_or_else(|| {
            fault(extends, format!("`extends` names no profile that is compiled in: `{}`", excerpt(extends.get_ref())))
        })?),
        None => base("generic"),
    };
    let from = extended.map_or_else(|| empty(&name), |profile| (*profile).clone());
    Ok(Profile {
        name,
        makers: words(written.makers)?.map(capitals).unwrap_or_default(),
        models: words(written.models)?.map(capitals).unwrap_or_default(),
        early: steps(written.early)?.unwrap_or(from.early),
        late: steps(written.late)?.unwrap_or(from.late),
        iccid: commands(written.iccid)?.unwrap_or(from.iccid),
        pin_attempts: commands(written.pin_attempts)?.unwrap_or(from.pin_attempts),
        resets: commands(written.resets)?.unwrap_or(from.resets),
        card_state_ends: written.card_state_ends.unwrap_or(from.card_state_ends),
        pin_rest: seconds("pin_rest_s", 0, written.pin_rest_s)?.unwrap_or(from.pin_rest),
        radio_rest: seconds("radio_rest_s", 0, written.radio_rest_s)?.unwrap_or(from.radio_rest),
        boot: seconds("boot_s", 1, written.boot_s)?.unwrap_or(from.boot),
        listing: seconds("listing_s", 1, written.listing_s)?.unwrap_or(from.listing),
        stores: stores(written.stores)?.unwrap_or(from.stores),
        indications: indications(written.indications)?.unwrap_or(from.indications),
        acknowledges: written.acknowledges.unwrap_or(from.acknowledges),
        radio_cycles: written.radio_cycles.unwrap_or(from.radio_cycles),
        ussd: ussd(written.ussd)?.unwrap_or(from.ussd),
        lists: written.lists.unwrap_or(from.lists),
        words: Words {
            boot: words(written.boot_words)?.unwrap_or(from.words.boot),
            ready: words(written.ready_words)?.unwrap_or(from.words.ready),
            power: words(written.power_words)?.unwrap_or(from.words.power),
            noise: words(written.noise_words)?.unwrap_or(from.words.noise),
        },
    })
}

/// The base of `generic` itself, which sets every key that matters.
fn empty(name: &str) -> Profile {
    Profile {
        name: name.to_owned(),
        makers: Vec::new(),
        models: Vec::new(),
        early: Vec::new(),
        late: Vec::new(),
        iccid: Vec::new(),
        pin_attempts: Vec::new(),
        resets: Vec::new(),
        card_state_ends: false,
        pin_rest: Duration::ZERO,
        radio_rest: Duration::ZERO,
        boot: Duration::ZERO,
        listing: Duration::ZERO,
        stores: Vec::new(),
        indications: Vec::new(),
        acknowledges: true,
        radio_cycles: true,
        ussd: Form::Plain,
        lists: true,
        words: Words::default(),
    }
}

/// Only the first row of the parser's message is used; the others quote the text.
fn from_toml(error: &toml::de::Error) -> Fault {
    let offset = error.span().map_or(0, |span| span.start);
    let message = error.message().lines().next().unwrap_or("is not TOML");
    // serde: "unknown field `x`, expected one of `a`, `b`".
    let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    if message.starts_with("unknown field")
        && let Some(key) = quoted.next()
    {
        let what = format!("unknown key `{}`", excerpt(&key));
        return Fault { offset, what, misspelt: Some((key, quoted.collect())) };
    }
    if message.starts_with("missing field")
        && let Some(key) = quoted.next()
    {
        return Fault { offset, what: format!("needs `{key}`"), misspelt: None };
    }
    Fault { offset, what: message.to_owned(), misspelt: None }
}

fn fault<T>(at: &Spanned<T>, what: impl Into<String>) -> Fault {
    Fault { offset: at.span().start, what: what.into(), misspelt: None }
}

fn name_of(name: &Spanned<String>) -> Result<String, Fault> {
    let parsed = Name::parse(name.get_ref());
    let good = parsed.map_err(|error| fault(name, format!("`name` is no name of a profile: {error}")))?;
    Ok(good.to_string())
}

fn seconds(key: &str, min: u64, value: Option<Spanned<u64>>) -> Result<Option<Duration>, Fault> {
    let Some(value) = value else { return Ok(None) };
    if !(min..=SECONDS_MAX).contains(value.get_ref()) {
        return Err(fault(&value, format!("`{key}` must be {min} to {SECONDS_MAX} seconds, not {}", value.get_ref())));
    }
    Ok(Some(Duration::from_secs(value.into_inner())))
}

/// A text of printable ASCII, which needs no escapes.
fn plain(text: Spanned<String>) -> Result<String, Fault> {
    let good = |text: &str| {
        (1..=TEXT_MAX).contains(&text.len()) && text.trim() == text && text.bytes().all(|b| (b' '..=b'~').contains(&b))
    };
    if !good(text.get_ref()) || text.get_ref().contains('\'') {
        let what = format!(
            "`{}` must be 1 to {TEXT_MAX} printable ASCII characters without `'`, not blank at an end",
            excerpt(text.get_ref())
        );
        return Err(fault(&text, what));
    }
    Ok(text.into_inner())
}

fn command(text: Spanned<String>) -> Result<String, Fault> {
    let offset = text.span().start;
    let command = plain(text)?;
    let Some(rest) = command.strip_prefix("AT") else {
        return Err(Fault { offset, what: format!("`{command}` must begin with `AT`"), misspelt: None });
    };
    let refuses = |part: &str| REFUSED.iter().any(|refused| part.to_ascii_uppercase().starts_with(refused));
    // One row may contain several commands.
    if rest.split(';').any(|part| refuses(part.trim_start())) {
        let what = format!("`{command}` must not be sent by a profile: it deletes, sends, dials or undoes settings");
        return Err(Fault { offset, what, misspelt: None });
    }
    Ok(command)
}

fn list<T, U>(items: Option<Vec<T>>, each: impl Fn(T) -> Result<U, Fault>) -> Result<Option<Vec<U>>, Fault> {
    items.map(|items| items.into_iter().take(LIST_MAX).map(each).collect()).transpose()
}

fn words(items: Option<Vec<Spanned<String>>>) -> Result<Option<Vec<String>>, Fault> {
    list(items, plain)
}

fn capitals(words: Vec<String>) -> Vec<String> {
    words.into_iter().map(|word| word.to_ascii_uppercase()).collect()
}

fn commands(items: Option<Vec<Spanned<String>>>) -> Result<Option<Vec<String>>, Fault> {
    list(items, command)
}

fn steps(items: Option<Vec<WrittenStep>>) -> Result<Option<Vec<Step>>, Fault> {
    list(items, |step| {
        let kept = match (step.query, step.is) {
            (None, None) => None,
            (Some(query), Some(row)) => Some(Kept { query: command(query)?, row: plain(row)? }),
            (Some(alone), None) | (None, Some(alone)) => {
                return Err(fault(
                    &alone,
                    "`query` and `is` belong together: the command, and the row that it answers",
                ));
            }
        };
        Ok(Step { command: command(step.command)?, required: step.required, kept })
    })
}

fn stores(items: Option<Spanned<Vec<Spanned<String>>>>) -> Result<Option<Vec<StoreName>>, Fault> {
    let Some(items) = items else { return Ok(None) };
    let nothing = items.get_ref().is_empty();
    if nothing {
        return Err(fault(&items, "`stores` must name `ME`, `SM`, or both"));
    }
    list(Some(items.into_inner()), |item| {
        let known = StoreName::parse(item.get_ref()).filter(|store| [StoreName::ME, StoreName::SM].contains(store));
        known.ok_or_else(|| fault(&item, format!("a store is `ME` or `SM`, not `{}`", excerpt(item.get_ref()))))
    })
}

fn indications(items: Option<Spanned<Vec<Spanned<[u8; 5]>>>>) -> Result<Option<Vec<[u8; 5]>>, Fault> {
    let Some(items) = items else { return Ok(None) };
    if items.get_ref().is_empty() {
        return Err(fault(&items, "`indications` must have at least one set of values"));
    }
    list(Some(items.into_inner()), |item| {
        let [mode, mt, bm, ds, bfr] = *item.get_ref();
        // With another mt the modem would send messages without storing them.
        if mt != 1 || mode > 3 || bm > 3 || ds > 2 || bfr > 1 {
            return Err(fault(
                &item,
                "values of `+CNMI` are 0-3, 1, 0-3, 0-2, 0-1: the second is 1, store and announce",
            ));
        }
        Ok(item.into_inner())
    })
}

fn ussd(word: Option<Spanned<String>>) -> Result<Option<Form>, Fault> {
    let Some(word) = word else { return Ok(None) };
    match word.get_ref().as_str() {
        "plain" => Ok(Some(Form::Plain)),
        "packed" => Ok(Some(Form::Packed)),
        other => Err(fault(&word, format!("`ussd` must be `plain` or `packed`, not `{}`", excerpt(other)))),
    }
}

/// Foreign text as an error quotes it.
fn excerpt(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '?' } else { c }).take(60).collect()
}
