//! An SMS provider that posts what arrives to a URL. The configuration describes the form of its callbacks.
//!
//! Such a device only receives: it has no task and sends nothing.

mod body;
mod callback;
mod reading;
mod values;
mod verify;

use std::sync::Arc;

use super::{Command, Endpoint, Gateway, Orphans, Started};
use crate::at::RetryClass;
use crate::flow::outbound::{Cause, Outcome, Receipt};
use crate::flow::{DeviceReport, DeviceState, Event, LineReport, Takes};
use crate::model::{LineId, Msisdn, Name};

pub use callback::Template;
pub use reading::Fields;
pub use verify::{Stamp, Verification};

/// The configuration of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The name of the device, which is part of the URL.
    pub name: Name,
    /// The numbers that it receives for; each one is a line.
    pub numbers: Vec<Msisdn>,
    /// How a callback proves its origin.
    pub verification: Verification,
    /// Where the fields of a message are in the body.
    pub fields: Fields,
}

/// Starts the device: reports it to the gateway, and handles its callbacks.
pub fn start(settings: Settings, gateway: Gateway) -> Started {
    (gateway.emit)(Event::Device(report(&settings)));
    let Settings { name, verification, fields, .. } = settings;
    let callback = Template { device: name.clone(), verification, fields };
    let endpoint = Arc::new(Endpoint::new(name.clone(), Box::new(callback), gateway.clone()));
    let (receiver, emit) = (Arc::clone(&endpoint), Arc::clone(&gateway.emit));
    let device = name.clone();
    let receipt = move |ticket, outcome| emit(Event::Receipt(Receipt { device: name.clone(), ticket, outcome }));
    let commands = move |command| match command {
        Command::Acknowledge(ticket) => receiver.acknowledge(ticket),
        // No line of this device sends, so the gateway submits nothing to it.
        Command::Submit(submission) => {
            let why = "a device of type `template` does not send".to_owned();
            receipt(submission.ticket, Outcome::Failed(Cause { why, class: Some(RetryClass::Never) }));
        }
        Command::Reconcile(orphan) => {
            let why = "a device of type `template` can't be asked what became of it".to_owned();
            receipt(orphan.ticket, Outcome::Unknown { why });
        }
        Command::Dial(dial) => gateway.refuse_ussd(&device, dial.ticket),
        Command::Console(_, reply) => reply.refuse_kind(&device),
        Command::PinVerdict(_) | Command::ReadInbox(_) => {}
    };
    Started {
        commands: Box::new(commands),
        endpoint: Some(endpoint),
        door: None,
        orphans: Orphans::Unknown,
        running: None,
    }
}

fn report(settings: &Settings) -> DeviceReport {
    let line = |number: &Msisdn| LineReport {
        line: LineId::Number { device: settings.name.clone(), number: number.clone() },
        takes: Takes::Nothing,
        number: Some(number.clone()),
        registration: None,
        signal_dbm: None,
        reception: None,
    };
    DeviceReport {
        device: settings.name.clone(),
        state: DeviceState::Ready,
        reason: format!("receives callbacks at /sms/webhook/{}", settings.name),
        maker: String::new(),
        model: String::new(),
        imei: None,
        lines: settings.numbers.iter().map(line).collect(),
        warnings: None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use http::HeaderMap;
    use tokio::sync::oneshot;

    use super::*;
    use crate::drivers::CallbackRequest;
    use crate::flow::callback::CallbackRefusal;
    use crate::flow::outbound::{Body, Orphan, Submission};
    use crate::model::{Pointer, Secret, Timestamp};

    const NOW: Timestamp = Timestamp::from_millis(1_772_355_605_000);

    fn settings() -> Settings {
        let pointer = |text| Pointer::parse(text).unwrap();
        Settings {
            name: Name::parse("provider").unwrap(),
            numbers: vec![Msisdn::parse("+12025550199").unwrap()],
            verification: Verification::Bearer(Secret::new("s3cret")),
            fields: Fields {
                sender: pointer("/from"),
                recipient: pointer("/to"),
                text: pointer("/text"),
                id: None,
                time: None,
                media: None,
                array: Some(pointer("")),
                only: BTreeMap::new(),
            },
        }
    }

    /// A device, and the events that it emitted.
    fn started() -> (Started, Arc<Mutex<Vec<Event>>>) {
        let events = Arc::new(Mutex::new(Vec::new()));
        let emitted = Arc::clone(&events);
        let emit = Arc::new(move |event| emitted.lock().unwrap().push(event));
        (start(settings(), Gateway { emit, caught_up: Arc::new(|| oneshot::channel().1) }), events)
    }

    async fn post(endpoint: Arc<Endpoint>, secret: &'static str, body: &'static str) -> Result<(), CallbackRefusal> {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", format!("Bearer {secret}").parse().unwrap());
        endpoint.handle(CallbackRequest { headers: &headers, body: body.as_bytes() }, NOW).await
    }

    #[test]
    fn it_is_ready_with_its_numbers_and_sends_nothing() {
        let (started, events) = started();
        let Some(Event::Device(report)) = events.lock().unwrap().pop() else { panic!("the first event is a report") };
        assert_eq!(
            (report.state, report.reason.as_str()),
            (DeviceState::Ready, "receives callbacks at /sms/webhook/provider")
        );
        let lines: Vec<_> = report.lines.iter().map(|line| (line.line.to_string(), line.takes)).collect();
        assert_eq!(lines, [("number:provider:+12025550199".to_owned(), Takes::Nothing)]);
        assert!(started.running.is_none() && started.orphans == Orphans::Unknown);

        let (device, line) = (report.device, report.lines[0].line.clone());
        let body = Body::Tpdu { pdu: Secret::new("00"), length: 1, more: false };
        (started.commands)(Command::Submit(Submission { device: device.clone(), ticket: 7, line, body }));
        (started.commands)(Command::Reconcile(Orphan {
            device,
            ticket: 8,
            remote_id: "a".to_owned(),
            parts: 1,
            submission: None,
        }));
        (started.commands)(Command::Acknowledge(9));
        let events = events.lock().unwrap();
        let [Event::Receipt(first), Event::Receipt(second)] = &events[..] else { panic!("{events:?}") };
        let never = matches!(first.outcome, Outcome::Failed(Cause { class: Some(RetryClass::Never), .. }));
        assert!(never && first.ticket == 7, "{first:?}");
        assert!(matches!(second.outcome, Outcome::Unknown { .. }) && second.ticket == 8, "{second:?}");
    }

    #[tokio::test]
    async fn a_callback_is_answered_after_all_of_it_was_acknowledged() {
        let (started, events) = started();
        let endpoint = started.endpoint.unwrap();
        let refused = post(Arc::clone(&endpoint), "guessed", "[]").await;
        assert_eq!(refused, Err(CallbackRefusal::NotVerified("the secret is wrong")));
        let half = r#"[{"from":"a","text":"b"},{"from":"a"}]"#;
        assert!(matches!(post(Arc::clone(&endpoint), "s3cret", half).await, Err(CallbackRefusal::Unreadable(_))));
        assert_eq!(events.lock().unwrap().len(), 1, "neither emits an event");

        let both = r#"[{"from":"a","text":"b"},{"from":"a","text":"c"}]"#;
        let post = tokio::spawn(post(Arc::clone(&endpoint), "s3cret", both));
        while events.lock().unwrap().len() < 3 {
            tokio::task::yield_now().await;
        }
        let ticket = |event: &Event| if let Event::Arrived(arrival) = event { arrival.ticket } else { 0 };
        let tickets: Vec<u64> = events.lock().unwrap()[1..].iter().map(ticket).collect();
        (started.commands)(Command::Acknowledge(tickets[1]));
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert!(!post.is_finished(), "one message is not on disk");
        (started.commands)(Command::Acknowledge(tickets[0]));
        assert_eq!(post.await.unwrap(), Ok(()));
    }

    /// The device is restarted while an earlier message is not on disk yet.
    #[tokio::test]
    async fn an_acknowledgement_for_an_older_endpoint_has_no_effect_on_a_newer_one() {
        let ((older, older_events), (newer, newer_events)) = (started(), started());
        let body = r#"[{"from":"a","text":"b"}]"#;
        let posts =
            [older.endpoint, newer.endpoint].map(|endpoint| tokio::spawn(post(endpoint.unwrap(), "s3cret", body)));
        while older_events.lock().unwrap().len() + newer_events.lock().unwrap().len() < 4 {
            tokio::task::yield_now().await;
        }
        let Event::Arrived(arrival) = older_events.lock().unwrap()[1].clone() else { panic!("a message") };
        (newer.commands)(Command::Acknowledge(arrival.ticket));
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert!(!posts[1].is_finished());
        posts.iter().for_each(tokio::task::JoinHandle::abort);
    }
}
