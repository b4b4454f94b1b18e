//! The settings that the host can change.

use super::personality::Personality;
use crate::model::StoreName;

/// The settings that the host can change. `AT&F` restores those of the factory, `ATZ` those that `AT&W` saved.
#[derive(Debug, Clone)]
pub struct Settings {
    pub echo: bool,
    pub verbose: bool,
    pub quiet: bool,
    pub errors: u32,
    pub text_mode: bool,
    pub stores: [StoreName; 3],
    /// `+CNMI`: mode, mt, bm, ds, bfr.
    pub indications: [u32; 5],
    pub service: u32,
    /// `<n>` of `+CREG`, `+CGREG`, `+CEREG`.
    pub registration: [u32; 3],
    pub callers: bool,
    /// `+CRC=1`: `+CRING: VOICE` instead of `RING`.
    pub rings_extended: bool,
    pub charset: String,
    pub function: u32,
    pub operator_format: u32,
    pub keep_link: u32,
    pub urc_port: String,
    /// The command of `indications.unlocked_by` was received.
    pub urcs_unlocked: bool,
}

impl Settings {
    pub fn factory(personality: &Personality) -> Self {
        Self {
            echo: true,
            verbose: true,
            quiet: false,
            errors: personality.replies.cmee,
            text_mode: personality.replies.text_mode,
            stores: personality.stores.default,
            indications: personality.indications.default,
            service: 0,
            registration: [0; 3],
            callers: false,
            rings_extended: false,
            charset: "GSM".to_owned(),
            function: if personality.boot.radio_off { 4 } else { 1 },
            operator_format: 0,
            keep_link: 0,
            urc_port: personality.indications.urc_port.unwrap_or_default().to_owned(),
            urcs_unlocked: personality.indications.unlocked_by.is_none(),
        }
    }

    /// Replaces all settings, except the selected stores on models that keep these.
    pub fn load(&mut self, others: Self, personality: &Personality) {
        let stores = if personality.stores.persists { self.stores } else { others.stores };
        *self = Self { stores, ..others };
    }
}
