//! The app's table of messages to send, with the states of their recipients.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::app_settings::ProcessingOrder;

/// The states of a recipient, and of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProcessingState {
    /// Waits in the app.
    Pending,
    /// The app passed it to Android.
    Processed,
    /// The network accepted it.
    Sent,
    /// A status report said so.
    Delivered,
    /// Refused at any point, also after `Delivered`.
    Failed,
    /// Cancelled before it was processed.
    Cancelled,
}

impl ProcessingState {
    const ALL: [Self; 6] = [Self::Pending, Self::Processed, Self::Sent, Self::Delivered, Self::Failed, Self::Cancelled];

    /// The app's name of the state.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Processed => "Processed",
            Self::Sent => "Sent",
            Self::Delivered => "Delivered",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
        }
    }

    /// The state of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What a message contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A text.
    Text(String),
    /// Bytes in base64, for a port.
    Data { data: String, port: u16 },
}

/// One recipient.
#[derive(Debug, Clone)]
pub struct Recipient {
    pub number: String,
    pub state: ProcessingState,
    pub error: Option<String>,
}

/// One message. Times are in milliseconds of the phone's clock since 1970.
#[derive(Debug, Clone)]
pub struct Message {
    pub id: String,
    pub content: Content,
    pub recipients: Vec<Recipient>,
    /// The stored state. It lags behind the recipients until somebody reads the message.
    pub state: ProcessingState,
    /// The first time of each state.
    pub states: BTreeMap<ProcessingState, i64>,
    pub sim_number: Option<i64>,
    pub with_delivery_report: bool,
    pub skip_phone_validation: bool,
    pub is_encrypted: bool,
    pub valid_until_ms: Option<i64>,
    pub schedule_at_ms: Option<i64>,
    pub priority: i64,
    pub created_at_ms: i64,
    pub processed_at_ms: Option<i64>,
    pub parts: Option<u32>,
    /// SQLite's number of the row.
    pub row: u64,
}

impl Message {
    /// The state that follows from the recipients: the first rule that applies.
    pub fn rolled_up(&self) -> ProcessingState {
        use ProcessingState::{Cancelled, Delivered, Failed, Pending, Processed, Sent};
        let any = |state| self.recipients.iter().any(|recipient| recipient.state == state);
        let all = |state| self.recipients.iter().all(|recipient| recipient.state == state);
        match () {
            () if any(Pending) => Pending,
            () if any(Cancelled) => Cancelled,
            () if any(Processed) => Processed,
            () if all(Failed) => Failed,
            () if all(Delivered) => Delivered,
            () => Sent,
        }
    }

    /// Brings the stored state up to that of the recipients, as each reading by id does. `Failed` is final, except that
    /// `Processed` replaces it.
    pub fn refresh(&mut self, now_ms: i64) {
        let state = self.rolled_up();
        if state == self.state {
            return;
        }
        if state == ProcessingState::Processed {
            self.state = state;
            // SQLite's clock of the app has whole seconds.
            self.processed_at_ms = Some(now_ms.div_euclid(1000) * 1000);
        } else if self.state != ProcessingState::Failed {
            self.state = state;
        }
        self.states.entry(state).or_insert(now_ms);
    }

    /// Sets the state of one recipient, or of all. `Failed` is final.
    pub fn set_state(&mut self, number: Option<&str>, state: ProcessingState, error: Option<&str>) {
        let concerned = self.recipients.iter_mut().filter(|one| number.is_none_or(|number| one.number == number));
        for recipient in concerned.filter(|recipient| recipient.state != ProcessingState::Failed) {
            recipient.state = state;
            recipient.error = error.map(str::to_owned);
        }
    }
}

/// Why the app does not take a message.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict;

/// The table.
#[derive(Debug, Default)]
pub struct Outbox {
    messages: BTreeMap<u64, Message>,
    rows: u64,
}

/// The most messages that are kept; the oldest finished ones are removed.
const MESSAGES_MAX: usize = 100_000;

impl Outbox {
    /// Writes a message. Its id and the pairs of id and number are unique.
    pub fn insert(&mut self, mut message: Message) -> Result<(), Conflict> {
        let mut numbers: Vec<&str> = message.recipients.iter().map(|one| one.number.as_str()).collect();
        numbers.sort_unstable();
        let repeated = numbers.windows(2).any(|pair| pair[0] == pair[1]);
        if repeated || self.get(&message.id).is_some() {
            return Err(Conflict);
        }
        self.rows += 1;
        message.row = self.rows;
        message.states.insert(message.state, message.created_at_ms);
        self.messages.insert(self.rows, message);
        if self.messages.len() > MESSAGES_MAX {
            let finished = self.messages.iter().find(|(_, one)| one.state != ProcessingState::Pending);
            if let Some(row) = finished.map(|(row, _)| *row) {
                self.messages.remove(&row);
            }
        }
        Ok(())
    }

    pub fn get(&self, id: &str) -> Option<&Message> {
        self.messages.values().find(|message| message.id == id)
    }

    pub fn get_mut(&mut self, id: &str) -> Option<&mut Message> {
        self.messages.values_mut().find(|message| message.id == id)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Message> {
        self.messages.values()
    }

    /// The id of the message to send next. Messages whose recipients are no longer pending drop out of the queue.
    pub fn next_pending(&mut self, order: ProcessingOrder, now_ms: i64) -> Option<String> {
        for message in self.messages.values_mut() {
            if message.state == ProcessingState::Pending {
                message.refresh(now_ms);
            }
        }
        let due = |message: &&Message| message.schedule_at_ms.is_none_or(|at| at <= now_ms);
        let pending = self.iter().filter(|message| message.state == ProcessingState::Pending).filter(due);
        let next = match order {
            ProcessingOrder::Lifo => pending.max_by_key(|one| (one.priority, one.created_at_ms, Reverse(one.row))),
            ProcessingOrder::Fifo => pending.min_by_key(|one| (-one.priority, one.created_at_ms, one.row)),
        };
        next.map(|message| message.id.clone())
    }

    /// The earliest time for which a pending message is scheduled; 0 if one of them has no such time.
    pub fn next_scheduled_ms(&self) -> Option<i64> {
        let pending = self.iter().filter(|message| message.state == ProcessingState::Pending);
        pending.map(|message| message.schedule_at_ms.unwrap_or(0)).min()
    }

    /// The number of messages that were processed since then and are in one of these states, and the time of the last.
    pub fn processed_since(&self, since_ms: i64, states: &[ProcessingState]) -> (i64, i64) {
        let found = self.iter().filter(|message| states.contains(&message.state));
        let times = found.filter_map(|message| message.processed_at_ms).filter(|at| *at >= since_ms);
        times.fold((0, 0), |(count, last), at| (count + 1, last.max(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: &str, states: &[ProcessingState]) -> Message {
        let recipient = |(nth, state): (usize, &ProcessingState)| Recipient {
            number: format!("+1202555{nth:04}"),
            state: *state,
            error: None,
        };
        Message {
            id: id.to_owned(),
            content: Content::Text("x".to_owned()),
            recipients: states.iter().enumerate().map(recipient).collect(),
            state: ProcessingState::Pending,
            states: BTreeMap::new(),
            sim_number: None,
            with_delivery_report: true,
            skip_phone_validation: false,
            is_encrypted: false,
            valid_until_ms: None,
            schedule_at_ms: None,
            priority: 0,
            created_at_ms: 1_000,
            processed_at_ms: None,
            parts: None,
            row: 0,
        }
    }

    #[test]
    fn the_state_of_a_message_is_the_first_rule_that_applies() {
        use ProcessingState::{Cancelled, Delivered, Failed, Pending, Processed, Sent};
        for (states, expected) in [
            (&[Pending, Failed][..], Pending),
            (&[Cancelled, Processed], Cancelled),
            (&[Processed, Delivered], Processed),
            (&[Failed, Failed], Failed),
            (&[Delivered, Delivered], Delivered),
            (&[Delivered, Failed], Sent),
            (&[Sent, Delivered], Sent),
        ] {
            assert_eq!(message("a", states).rolled_up(), expected, "{states:?}");
        }
    }

    #[test]
    fn an_id_and_a_number_within_it_are_taken_once() {
        let mut outbox = Outbox::default();
        assert_eq!(outbox.insert(message("a", &[ProcessingState::Pending])), Ok(()));
        assert_eq!(outbox.insert(message("a", &[ProcessingState::Pending])), Err(Conflict));
        let mut twice = message("b", &[ProcessingState::Pending; 2]);
        twice.recipients[1].number = twice.recipients[0].number.clone();
        assert_eq!(outbox.insert(twice), Err(Conflict));
        assert!(outbox.get("b").is_none());
    }

    #[test]
    fn the_newest_goes_first_unless_the_app_is_set_otherwise() {
        let mut outbox = Outbox::default();
        for (id, created_at_ms, priority) in [("old", 1, 0), ("new", 2, 0), ("low", 3, -1)] {
            outbox.insert(Message { created_at_ms, priority, ..message(id, &[ProcessingState::Pending]) }).unwrap();
        }
        assert_eq!(outbox.next_pending(ProcessingOrder::Lifo, 9).as_deref(), Some("new"));
        assert_eq!(outbox.next_pending(ProcessingOrder::Fifo, 9).as_deref(), Some("old"));
        let later = Message { schedule_at_ms: Some(20), priority: 9, ..message("x", &[ProcessingState::Pending]) };
        outbox.insert(later).unwrap();
        assert_eq!(outbox.next_pending(ProcessingOrder::Lifo, 19).as_deref(), Some("new"));
        assert_eq!(outbox.next_pending(ProcessingOrder::Lifo, 20).as_deref(), Some("x"));
    }

    #[test]
    fn failed_is_final_for_a_recipient() {
        let mut one = message("a", &[ProcessingState::Delivered]);
        one.set_state(None, ProcessingState::Failed, Some("late"));
        one.refresh(5);
        assert_eq!(one.state, ProcessingState::Failed, "also after a delivery");
        one.set_state(None, ProcessingState::Delivered, None);
        one.refresh(6);
        assert_eq!(one.state, ProcessingState::Failed);
        assert_eq!(one.recipients[0].error.as_deref(), Some("late"));
    }
}
