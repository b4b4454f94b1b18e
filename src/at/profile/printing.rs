//! Writes a profile as TOML, which `parsing` reads again.

use std::fmt;

use super::super::ussd::Form;
use super::fields::{Profile, Step};

/// All keys, also those that equal the ones of `generic`.
impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "name = {}", quoted(&self.name))?;
        for (key, words) in [
            ("makers", &self.makers),
            ("models", &self.models),
            ("iccid", &self.iccid),
            ("pin_attempts", &self.pin_attempts),
            ("resets", &self.resets),
        ] {
            writeln!(f, "{key} = {}", list(words.iter().map(|word| quoted(word))))?;
        }
        writeln!(f, "card_state_ends = {}", self.card_state_ends)?;
        for (key, time) in [
            ("pin_rest_s", self.pin_rest),
            ("radio_rest_s", self.radio_rest),
            ("boot_s", self.boot),
            ("listing_s", self.listing),
        ] {
            writeln!(f, "{key} = {}", time.as_secs())?;
        }
        writeln!(f, "stores = {}", list(self.stores.iter().map(|store| quoted(store.as_str()))))?;
        writeln!(f, "indications = {}", list(self.indications.iter().map(|set| format!("{set:?}"))))?;
        writeln!(f, "acknowledges = {}", self.acknowledges)?;
        writeln!(f, "radio_cycles = {}", self.radio_cycles)?;
        writeln!(
            f,
            "ussd = {}",
            quoted(match self.ussd {
                Form::Plain => "plain",
                Form::Packed => "packed",
            })
        )?;
        writeln!(f, "lists = {}", self.lists)?;
        for (key, words) in [
            ("boot_words", &self.words.boot),
            ("ready_words", &self.words.ready),
            ("power_words", &self.words.power),
            ("noise_words", &self.words.noise),
        ] {
            writeln!(f, "{key} = {}", list(words.iter().map(|word| quoted(word))))?;
        }
        writeln!(f, "early = {}", list(self.early.iter().map(step)))?;
        writeln!(f, "late = {}", list(self.late.iter().map(step)))
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn step(step: &Step) -> String {
    let mut keys = vec![format!("command = {}", quoted(&step.command))];
    if step.required {
        keys.push("required = true".to_owned());
    }
    if let Some(kept) = &step.kept {
        keys.push(format!("query = {}, is = {}", quoted(&kept.query), quoted(&kept.row)));
    }
    format!("{{ {} }}", keys.join(", "))
}

/// A literal string of TOML has no escapes; no text of a profile contains `'`.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{text}'") } else { format!("\"{text}\"") }
}
