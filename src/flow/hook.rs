//! Webhooks that callers register while simgate runs: each is a destination for the events of one kind.

use super::notice::Kind;
use crate::model::Name;

/// A registered webhook.
#[derive(Clone, PartialEq, Eq)]
pub struct Hook {
    /// Its name as a destination, which no configured forwarder has.
    pub destination: Name,
    /// Who registered it.
    pub owner: HookOwner,
    /// The caller's id of it.
    pub id: String,
    /// Where its events are posted.
    pub url: String,
    /// The events that it gets.
    pub event: HookEvent,
    /// The numbers that its owner is bound to. Empty: all.
    pub numbers: Vec<String>,
}

/// Without the URL, which may contain a token.
impl std::fmt::Debug for Hook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hook({}, {})", self.destination, self.event.as_str())
    }
}

/// Who registered a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HookOwner {
    /// The user that simgate runs as.
    Local,
    /// The API key with this id. The webhook ends with its key.
    Key(i64),
}

impl HookOwner {
    /// The number for it in the store. Ids of keys begin at 1.
    pub fn number(self) -> i64 {
        match self {
            Self::Local => 0,
            Self::Key(id) => id,
        }
    }

    /// Reads the number.
    pub fn of_number(number: i64) -> Self {
        if number == 0 { Self::Local } else { Self::Key(number) }
    }
}

/// The kinds of events, in the words of the Android app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HookEvent {
    /// A text was received.
    SmsReceived,
    /// Binary data was received.
    SmsDataReceived,
    /// The network accepted all parts of a message.
    SmsSent,
    /// The recipient's phone has a message.
    SmsDelivered,
    /// A message was not sent, or not delivered.
    SmsFailed,
    /// A message was cancelled. simgate has no such event.
    SmsCancelled,
    /// An MMS was announced. simgate receives none.
    MmsReceived,
    /// An MMS was downloaded. simgate receives none.
    MmsDownloaded,
    /// The app's sign of life. simgate sends none.
    SystemPing,
    /// The app started. simgate has no such event.
    AppStarted,
}

impl HookEvent {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::SmsReceived,
        Self::SmsDataReceived,
        Self::SmsSent,
        Self::SmsDelivered,
        Self::SmsFailed,
        Self::SmsCancelled,
        Self::MmsReceived,
        Self::MmsDownloaded,
        Self::SystemPing,
        Self::AppStarted,
    ];

    /// The app's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SmsReceived => "sms:received",
            Self::SmsDataReceived => "sms:data-received",
            Self::SmsSent => "sms:sent",
            Self::SmsDelivered => "sms:delivered",
            Self::SmsFailed => "sms:failed",
            Self::SmsCancelled => "sms:cancelled",
            Self::MmsReceived => "mms:received",
            Self::MmsDownloaded => "mms:downloaded",
            Self::SystemPing => "system:ping",
            Self::AppStarted => "app:started",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == text)
    }

    /// Whether events of this kind may belong to it.
    ///
    /// A received message may have a text or data, which its body shows. A message whose outcome is unknown did not
    /// fail: a caller that sends it again may send it twice.
    pub fn covers(self, kind: Kind) -> bool {
        match self {
            Self::SmsReceived | Self::SmsDataReceived => kind == Kind::SmsReceived,
            Self::SmsSent => kind == Kind::SmsSent,
            Self::SmsDelivered => kind == Kind::SmsDelivered,
            Self::SmsFailed => matches!(kind, Kind::SmsFailed | Kind::SmsUndelivered),
            Self::SmsCancelled | Self::MmsReceived | Self::MmsDownloaded | Self::SystemPing | Self::AppStarted => false,
        }
    }
}

impl Hook {
    /// Whether it gets an event of this kind about a message of this number (`None`: of an unknown number).
    pub fn wants(&self, kind: Kind, number: Option<&str>) -> bool {
        let is_own =
            self.numbers.is_empty() || number.is_some_and(|number| self.numbers.iter().any(|own| own == number));
        self.event.covers(kind) && is_own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hook_gets_the_events_of_its_kind_and_of_its_numbers() {
        let hook = |event: &str, numbers: &[&str]| Hook {
            destination: Name::parse("hook-1").unwrap(),
            owner: HookOwner::Key(1),
            id: "a".into(),
            url: "https://h.example/?token=geheim".into(),
            event: HookEvent::parse(event).unwrap(),
            numbers: numbers.iter().map(|&number| number.to_owned()).collect(),
        };
        let mine = "+12025550143";
        for (event, kind, wants) in [
            ("sms:received", Kind::SmsReceived, true),
            ("sms:data-received", Kind::SmsReceived, true),
            ("sms:sent", Kind::SmsSent, true),
            ("sms:sent", Kind::SmsDelivered, false),
            ("sms:delivered", Kind::SmsDelivered, true),
            ("sms:failed", Kind::SmsFailed, true),
            ("sms:failed", Kind::SmsUndelivered, true),
            ("sms:failed", Kind::SmsUnknown, false),
            ("system:ping", Kind::SmsReceived, false),
            ("sms:received", Kind::CallMissed, false),
        ] {
            assert_eq!(hook(event, &[]).wants(kind, None), wants, "{event} {kind:?}");
            assert_eq!(hook(event, &[mine]).wants(kind, Some(mine)), wants, "{event} {kind:?}");
            assert!(!hook(event, &[mine]).wants(kind, None), "{event} {kind:?}");
            assert!(!hook(event, &[mine]).wants(kind, Some("+12025550199")), "{event} {kind:?}");
        }
        assert_eq!(format!("{:?}", hook("sms:sent", &[])), "Hook(hook-1, sms:sent)");
    }

    #[test]
    fn words_and_owners_are_read_back() {
        for event in HookEvent::ALL {
            assert_eq!(HookEvent::parse(event.as_str()), Some(event));
        }
        assert_eq!(HookEvent::parse("sms:lost"), None);
        for owner in [HookOwner::Local, HookOwner::Key(7)] {
            assert_eq!(HookOwner::of_number(owner.number()), owner);
        }
    }
}
