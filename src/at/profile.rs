//! How models differ, as data. Each family of models is a file in `profiles`, and an operator may add files of the same
//! form. To add a family, add a file there, a transcript in `tests/transcripts/` and an entry in `hardware.md`. An
//! unknown model uses the profile `generic`, which works with fewer features and never refuses a modem.
//!
//! `fields` is a profile; `parsing` reads its text and `printing` writes it; `families` are those that are compiled in.

mod families;
mod fields;
mod parsing;
mod printing;

use std::sync::Arc;

pub use families::{generic, words};
pub use fields::{Kept, Profile, Step, Words};
pub use parsing::{Fault, parse};

/// The profiles of an operator, which precede those that are compiled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profiles {
    own: Vec<Arc<Profile>>,
}

impl Profiles {
    /// The profiles of an operator, in the order in which they are tried.
    pub fn new(own: Vec<Arc<Profile>>) -> Self {
        Self { own }
    }

    /// All profiles in the order in which they are tried: the operator's, then those that are compiled in.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Profile>> {
        self.own.iter().chain(families::all())
    }

    /// The operator's profiles.
    pub fn own(&self) -> &[Arc<Profile>] {
        &self.own
    }

    /// The profile for a maker and a model, as the modem reports them in `+CGMI` and `+CGMM`.
    pub fn of(&self, maker: &str, model: &str) -> Arc<Profile> {
        let (maker, model) = (maker.to_ascii_uppercase(), model.to_ascii_uppercase());
        Arc::clone(self.all().find(|profile| profile.fits(&maker, &model)).unwrap_or(generic()))
    }

    /// The profile with this name.
    pub fn named(&self, name: &str) -> Option<&Arc<Profile>> {
        self.all().find(|profile| profile.name == name)
    }
}

#[cfg(test)]
mod tests;
