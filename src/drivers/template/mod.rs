//! Any SMS provider that posts what arrives to a URL. What its calls look like stands in the configuration.
//!
//! It only receives: there is no task, and nothing is sent.

mod body;
mod callback;
mod reading;
mod values;
mod verify;

use std::sync::Arc;

use super::{Command, Door, Gateway, Orphans, Started};
use crate::at::RetryClass;
use crate::flow::outbound::{Cause, Outcome, Receipt};
use crate::flow::{DeviceReport, DeviceState, Event, LineReport, Takes};
use crate::model::{LineId, Msisdn, Name};

pub use callback::Template;
pub use reading::Fields;
pub use verify::{Stamp, Verification};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub name: Name,
    /// The numbers that it receives for.
    pub numbers: Vec<Msisdn>,
    pub verification: Verification,
    pub fields: Fields,
}

/// Opens the door for the provider, and tells the gateway so.
pub fn start(settings: Settings, gateway: Gateway) -> Started {
    (gateway.tell)(Event::Device(report(&settings)));
    let Settings { name, verification, fields, .. } = settings;
    let callback = Template { device: name.clone(), verification, fields };
    let door = Arc::new(Door::new(name.clone(), Box::new(callback), gateway.clone()));
    let (entrance, tell) = (Arc::clone(&door), gateway.tell);
    let receipt = move |ticket, outcome| tell(Event::Receipt(Receipt { device: name.clone(), ticket, outcome }));
    let commands = move |command| match command {
        Command::Acknowledge(ticket) => entrance.acknowledge(ticket),
        // No line of it takes anything, so nobody should ask.
        Command::Submit(submission) => {
            let why = "a device of type `template` does not send".to_owned();
            receipt(submission.ticket, Outcome::Failed(Cause { why, class: Some(RetryClass::Never) }));
        }
        Command::Reconcile(orphan) => {
            let why = "a device of type `template` can't be asked what became of it".to_owned();
            receipt(orphan.ticket, Outcome::Unknown { why });
        }
        Command::PinVerdict(_) => {}
    };
    Started { commands: Box::new(commands), door: Some(door), orphans: Orphans::Unknown, running: None }
}

fn report(settings: &Settings) -> DeviceReport {
    let line = |number: &Msisdn| LineReport {
        line: LineId::Number { device: settings.name.clone(), number: number.clone() },
        takes: Takes::Nothing,
        number: Some(number.clone()),
        registration: None,
        signal_dbm: None,
    };
    DeviceReport {
        device: settings.name.clone(),
        state: DeviceState::Ready,
        reason: format!("called at /sms/webhook/{}", settings.name),
        maker: String::new(),
        model: String::new(),
        imei: None,
        lines: settings.numbers.iter().map(line).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use http::HeaderMap;
    use tokio::sync::oneshot;

    use super::*;
    use crate::drivers::Call;
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

    /// A device, and what it told the gateway.
    fn started() -> (Started, Arc<Mutex<Vec<Event>>>) {
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        let tell = Arc::new(move |event| heard.lock().unwrap().push(event));
        (start(settings(), Gateway { tell, round: Arc::new(|| oneshot::channel().1) }), told)
    }

    async fn called(door: Arc<Door>, secret: &'static str, body: &'static str) -> Result<(), CallbackRefusal> {
        let mut headers = HeaderMap::new();
        headers.insert("authorization", format!("Bearer {secret}").parse().unwrap());
        door.called(Call { headers: &headers, body: body.as_bytes() }, NOW).await
    }

    #[test]
    fn it_is_ready_with_its_numbers_and_sends_nothing() {
        let (started, told) = started();
        let Some(Event::Device(report)) = told.lock().unwrap().pop() else { panic!("it reports itself") };
        assert_eq!((report.state, report.reason.as_str()), (DeviceState::Ready, "called at /sms/webhook/provider"));
        let lines: Vec<_> = report.lines.iter().map(|line| (line.line.to_string(), line.takes)).collect();
        assert_eq!(lines, [("number:provider:+12025550199".to_owned(), Takes::Nothing)]);
        assert!(started.running.is_none() && started.orphans == Orphans::Unknown);

        let (device, line) = (report.device, report.lines[0].line.clone());
        let body = Body::Tpdu { pdu: Secret::new("00"), length: 1, more: false };
        (started.commands)(Command::Submit(Submission { device: device.clone(), ticket: 7, line, body }));
        (started.commands)(Command::Reconcile(Orphan { device, ticket: 8, message_id: "a".to_owned() }));
        (started.commands)(Command::Acknowledge(9));
        let told = told.lock().unwrap();
        let [Event::Receipt(first), Event::Receipt(second)] = &told[..] else { panic!("{told:?}") };
        let never = matches!(first.outcome, Outcome::Failed(Cause { class: Some(RetryClass::Never), .. }));
        assert!(never && first.ticket == 7, "{first:?}");
        assert!(matches!(second.outcome, Outcome::Unknown { .. }) && second.ticket == 8, "{second:?}");
    }

    #[tokio::test]
    async fn a_call_is_answered_when_all_of_it_is_acknowledged() {
        let (started, told) = started();
        let door = started.door.unwrap();
        let refused = called(Arc::clone(&door), "guessed", "[]").await;
        assert_eq!(refused, Err(CallbackRefusal::NotVerified("the secret is wrong")));
        let half = r#"[{"from":"a","text":"b"},{"from":"a"}]"#;
        assert!(matches!(called(Arc::clone(&door), "s3cret", half).await, Err(CallbackRefusal::Unreadable(_))));
        assert_eq!(told.lock().unwrap().len(), 1, "nothing is told of either");

        let both = r#"[{"from":"a","text":"b"},{"from":"a","text":"c"}]"#;
        let call = tokio::spawn(called(Arc::clone(&door), "s3cret", both));
        while told.lock().unwrap().len() < 3 {
            tokio::task::yield_now().await;
        }
        let ticket = |event: &Event| if let Event::Arrived(arrival) = event { arrival.ticket } else { 0 };
        let tickets: Vec<u64> = told.lock().unwrap()[1..].iter().map(ticket).collect();
        (started.commands)(Command::Acknowledge(tickets[1]));
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert!(!call.is_finished(), "one of them is on no disk");
        (started.commands)(Command::Acknowledge(tickets[0]));
        assert_eq!(call.await.unwrap(), Ok(()));
    }

    /// The device is begun anew while a message that came before is on its way to the disk.
    #[tokio::test]
    async fn what_is_acknowledged_of_an_older_door_opens_no_newer_one() {
        let ((older, told_older), (newer, told_newer)) = (started(), started());
        let body = r#"[{"from":"a","text":"b"}]"#;
        let calls = [older.door, newer.door].map(|door| tokio::spawn(called(door.unwrap(), "s3cret", body)));
        while told_older.lock().unwrap().len() + told_newer.lock().unwrap().len() < 4 {
            tokio::task::yield_now().await;
        }
        let Event::Arrived(arrival) = told_older.lock().unwrap()[1].clone() else { panic!("a message") };
        (newer.commands)(Command::Acknowledge(arrival.ticket));
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert!(!calls[1].is_finished());
        calls.iter().for_each(tokio::task::JoinHandle::abort);
    }
}
