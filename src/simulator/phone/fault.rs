//! The faults of a phone, each with its cause in the world.

use std::time::Duration;

use super::journey::Journey;

/// A fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The battery is empty, or the phone is switched off: no packet is answered, and messages wait at the SMSC. What
    /// Android had not yet reported of sent messages is lost for good: they stay `Processed`.
    Off,
    /// The phone is charged and starts again, with its database.
    On,
    /// The phone left the wireless network: requests are not answered, and no webhook gets out.
    Away,
    /// It is back.
    Back,
    /// The router gave the phone another address. Requests to the old one are not answered; webhooks still get out.
    Moved,
    /// The network has no internet (anymore). Webhooks wait if the app requires internet, and `/health` fails.
    NoInternet,
    /// The network has internet.
    Internet,
    /// The app is killed, by Android for memory or by its user. Android starts it again later.
    Kill,
    /// The app is killed right after it wrote the next message that it receives, before it queued the webhook. No
    /// webhook ever comes; only `GET /inbox` has the message.
    KillAfterSaving,
    /// The app is killed when it gets the broadcast of the next message, before it wrote it. Android's inbox has it. An
    /// app that watches that inbox finds it after its start; an older one does when somebody exports or refreshes.
    KillBeforeSaving,
    /// The app is killed right after it accepted the next message to send: the caller gets no answer, and the message is
    /// sent after the restart.
    KillAfterAccepting,
    /// The app is killed between passing the next message to Android and writing that it did. After the restart it sends
    /// the message once more, so the recipient gets it twice, unless Android's result came before.
    KillWhileSending,
    /// The app is killed while the receiver answers the next webhook. It calls again when another webhook makes its
    /// worker run, and not within five minutes.
    KillInWebhook,
    /// The answers to the next requests to send, this many, are lost on the way. The phone has accepted the messages.
    LoseSendAnswers(u32),
    /// The answers to all requests, this many, are lost on the way.
    LoseAnswers(u32),
    /// The answers to the next webhooks, this many, are lost on the way: the phone repeats what the receiver has.
    LoseWebhookAnswers(u32),
    /// All answers are late: the phone dozes, and its radio sleeps.
    Slow(Duration),
    /// The user changed the password in the app.
    Password(String),
    /// Every token is void: the user made a new secret for them.
    VoidTokens,
    /// The battery's level.
    Battery(Battery),
    /// The SIM is pulled out of this slot.
    PullSim(usize),
    /// The SIM is in its slot again.
    InsertSim(usize),
    /// The next messages, this many, have this journey.
    Journeys { times: u32, journey: Journey },
    /// The app is updated: it restarts at once, with another version.
    Updated { version: String },
    /// The app was removed and installed again: other id, password and key, and an empty database.
    Reinstalled,
    /// The phone's clock is set this many milliseconds ahead of the true time; negative: behind.
    ClockAhead(i64),
}

/// The battery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Battery {
    /// The level.
    pub percent: u8,
    /// What the phone hangs on.
    pub plug: Plug,
}

/// The source of power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plug {
    /// None.
    Unplugged,
    /// A charger.
    Charger,
    /// A computer.
    Usb,
}

impl Battery {
    /// The flags of `battery:charging`: 1 charging, 2 a charger, 4 USB.
    pub fn flags(self) -> i64 {
        match self.plug {
            Plug::Unplugged => 0,
            Plug::Charger => 3,
            Plug::Usb => 5,
        }
    }
}

/// A moment at which the app will be killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KillAt {
    Saving,
    BeforeSaving,
    Accepting,
    Sending,
    Webhook,
}

/// The faults that wait for their moment.
#[derive(Debug, Default)]
pub struct Faults {
    pub kills: Vec<KillAt>,
    pub lose_send_answers: u32,
    pub lose_answers: u32,
    pub lose_webhook_answers: u32,
    pub slow: Duration,
}

impl Faults {
    /// Whether the app is to be killed now; uses that fault.
    pub fn kills(&mut self, at: KillAt) -> bool {
        let found = self.kills.iter().position(|kill| *kill == at);
        found.map(|nth| self.kills.remove(nth)).is_some()
    }

    /// Whether this answer is lost; counts it.
    pub fn loses_answer(&mut self, to_send: bool) -> bool {
        if to_send && self.lose_send_answers > 0 {
            self.lose_send_answers -= 1;
            return true;
        }
        take_one(&mut self.lose_answers)
    }

    /// Whether this answer to a webhook is lost; counts it.
    pub fn loses_webhook_answer(&mut self) -> bool {
        take_one(&mut self.lose_webhook_answers)
    }
}

fn take_one(left: &mut u32) -> bool {
    let lost = *left > 0;
    *left -= u32::from(lost);
    lost
}
