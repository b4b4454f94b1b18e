//! The settings of a simulated phone: what is true before the app runs.

use std::time::Duration;

use super::journey::Journey;
use crate::model::Timestamp;

/// The SIM in one slot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SimSlot {
    /// The own number, if the card knows it. Many don't.
    pub number: Option<String>,
    /// The ICCID, if Android shows it to the app. Since Android 10 it mostly doesn't.
    pub iccid: Option<String>,
    /// The operator's name.
    pub carrier: Option<String>,
}

/// The settings of a phone.
#[derive(Debug, Clone)]
pub struct PhoneSettings {
    /// The app's id of this phone.
    pub device_id: String,
    /// The user of HTTP Basic.
    pub user: String,
    /// The password of HTTP Basic.
    pub password: String,
    /// The key that signs webhooks.
    pub signing_key: String,
    /// The slots. `None`: the slot is empty.
    pub slots: Vec<Option<SimSlot>>,
    /// The slot that Android uses if the app chooses none.
    pub default_slot: usize,
    /// The version of the app.
    pub version: String,
    /// The number of its release.
    pub release: u32,
    /// The APK that takes any `http` URL for webhooks.
    pub insecure: bool,
    /// An app from before 2026: its webhooks have neither `sender` nor `recipient`, only `phoneNumber`.
    pub old_payloads: bool,
    /// Whether the app watches Android's inbox (since 1.66.1) and finds messages whose broadcast it missed.
    pub watches_inbox: bool,
    /// Whether the user allowed READ_PHONE_STATE. Without it the app neither chooses a SIM nor knows its number.
    pub reads_phone_state: bool,
    /// The calling code of the network's country, for numbers without `+`.
    pub calling_code: String,
    /// The phone's offset from UTC.
    pub zone_minutes: i32,
    /// The true time at time zero.
    pub epoch: Timestamp,
    /// How long Android takes to start a worker of the app.
    pub work_delay: Duration,
    /// How long Android takes to start the app again after it killed it.
    pub restart_after: Duration,
    /// What happens to a message for which no journey is planned.
    pub journey: Journey,
}

impl PhoneSettings {
    /// A phone with this many SIMs that know their numbers, at the settings that the app is installed with.
    pub fn new(slots: usize) -> Self {
        let slot = |nth: usize| SimSlot {
            number: Some(format!("+1202555{:04}", 190 + nth)),
            iccid: None,
            carrier: Some("Example Mobile".to_owned()),
        };
        Self {
            device_id: "0000000099aabbcc00000197a0c2e000".to_owned(),
            user: "sms".to_owned(),
            password: "k3x9v2pq".to_owned(),
            signing_key: "8sT_x2Qa".to_owned(),
            slots: (0..slots).map(|nth| Some(slot(nth))).collect(),
            default_slot: 0,
            version: "1.68.0".to_owned(),
            release: 10_680,
            insecure: false,
            old_payloads: false,
            watches_inbox: true,
            reads_phone_state: true,
            calling_code: "1".to_owned(),
            zone_minutes: 0,
            epoch: Timestamp::from_millis(1_795_300_000_000),
            work_delay: Duration::from_millis(50),
            restart_after: Duration::from_secs(10),
            journey: Journey::delivered(),
        }
    }

    /// The phone of this number: with numbers, id, password and key of its own.
    pub fn numbered(nth: usize, slots: usize) -> Self {
        let mut settings = Self::new(slots);
        for (slot, sim) in settings.slots.iter_mut().flatten().enumerate() {
            // Numbers for fiction: 555-0100 to 555-0199 of every area.
            let area = [303, 404, 505][slot % 3];
            sim.number = Some(format!("+1{area}55501{:02}", nth % 100));
            sim.iccid = Some(format!("8901260{nth:04}{slot:08}"));
        }
        settings.device_id = format!("{:016x}00000197a0c2e000", 0x99aa_bbcc_u64.wrapping_add(nth as u64));
        settings.password = format!("k3x9v{nth:03}");
        settings.signing_key = format!("8sT_x{nth:03}");
        settings
    }

    /// The same phone, whose app starts and sends at once.
    #[must_use]
    pub fn fast(mut self) -> Self {
        self.work_delay = Duration::from_millis(5);
        self.restart_after = Duration::from_millis(100);
        for (after, _) in &mut self.journey.steps {
            *after /= 75;
        }
        self
    }
}
