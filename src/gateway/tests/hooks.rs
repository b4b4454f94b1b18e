//! Webhooks that callers register while simgate runs.

use super::*;
use crate::flow::change::{Change, Export, HOOKS_MAX, NewHook};
use crate::flow::hook::{HookEvent, HookOwner};
use crate::store::{NewKey, Store};

const START: &str = "2026-11-22T12:00:00Z";
const SENDER: &str = "+12025550175";

fn key(store: &Store, name: &str, numbers: &str) -> HookOwner {
    let hash = std::array::from_fn(|at| name.as_bytes().get(at).copied().unwrap_or(0));
    let created_at = time(START);
    let (scopes, numbers) = ("read".to_owned(), numbers.to_owned());
    store.keys().insert(&NewKey { name: name.into(), hash, scopes, numbers, created_at }).unwrap();
    let row = store.keys().all().unwrap().into_iter().find(|row| row.key.name == name).unwrap();
    HookOwner::Key(row.id)
}

impl Scene {
    pub(super) fn store(&self) -> &Store {
        self.gateway.as_ref().unwrap().store()
    }

    fn change(&mut self, change: Change) -> Result<(), RefusalCode> {
        self.tickets += 1;
        self.handle(&[Event::ChangeRequested { ticket: self.tickets, change: Box::new(change) }]);
        self.changes.pop().unwrap()
    }

    fn register(&mut self, owner: HookOwner, id: &str, event: HookEvent) -> Result<(), RefusalCode> {
        self.change(set(owner, id, "https://h.example/", event))
    }

    fn unregister(&mut self, owner: HookOwner, id: &str) -> Result<(), RefusalCode> {
        self.change(Change::RemoveHook { owner, id: id.into() })
    }

    /// The destinations of the deliveries in flight, which are accepted.
    fn take_deliveries(&mut self) -> Vec<String> {
        let mut taken = Vec::new();
        while !self.deliveries.is_empty() {
            for delivery in std::mem::take(&mut self.deliveries) {
                taken.push(delivery.destination.to_string());
                let (delivery, destination) = (delivery.id, delivery.destination);
                self.handle(&[Event::Answered { delivery, destination, answer: Answer::Taken }]);
            }
        }
        taken.sort();
        taken
    }

    /// Pending deliveries, after all answers were written.
    fn pending(&mut self) -> i64 {
        self.pass(Duration::from_secs(1));
        self.store().deliveries().count_pending().unwrap()
    }
}

fn set(owner: HookOwner, id: &str, url: &str, event: HookEvent) -> Change {
    Change::SetHook(NewHook { owner, id: id.into(), url: url.into(), event })
}

fn export(owner: HookOwner, since: &str, until: &str) -> Change {
    let (since, until) = (time(since), time(until));
    Change::Export(Export { owner, since, until, events: vec![HookEvent::SmsReceived] })
}

#[test]
fn a_registered_webhook_gets_events_from_its_commit_until_its_end() {
    let mut scene = Scene::with_backend(START, day(10), |_| {});
    scene.receive(1, iccid(0), SENDER, "before");
    assert_eq!(scene.take_deliveries(), [BACKEND]);
    let owner = HookOwner::Local;
    scene.register(owner, "a", HookEvent::SmsReceived).unwrap();
    scene.register(owner, "b", HookEvent::SmsSent).unwrap();
    scene.receive(1, iccid(0), SENDER, "one");
    assert_eq!(scene.take_deliveries(), [BACKEND, "hook-1"]);
    assert_eq!(scene.pending(), 0);
    scene.restart(machine(RUN));
    assert_eq!(scene.hooks.len(), 2, "they are opened again");
    scene.receive(1, iccid(0), SENDER, "two");
    assert_eq!(scene.take_deliveries(), [BACKEND, "hook-1"]);
    scene.receive(1, iccid(0), SENDER, "three");
    assert_eq!(scene.pending(), 2);
    assert_eq!(scene.unregister(HookOwner::Key(1), "a"), Err(RefusalCode::UnknownMessage), "it is another's");
    scene.unregister(owner, "a").unwrap();
    assert_eq!((scene.hooks.len(), scene.pending()), (1, 1), "what it did not get is dropped");
    assert_eq!(scene.unregister(owner, "a"), Err(RefusalCode::UnknownMessage));
    let dropped = scene.store().deliveries().list(Some("dropped"), 9).unwrap();
    assert_eq!((dropped.len(), dropped[0].error.as_deref()), (1, Some("the webhook was removed")));
    scene.deliveries.retain(|delivery| delivery.destination.as_str() == BACKEND);
    scene.receive(1, iccid(0), SENDER, "four");
    assert_eq!(scene.take_deliveries(), [BACKEND, BACKEND]);
}

#[test]
fn a_message_that_is_sent_is_announced_to_webhooks_by_its_mailing() {
    let mut scene = Scene::new(START, day(10));
    scene.synchronise();
    scene.ready(1, iccid(0));
    for (id, event) in [("a", HookEvent::SmsSent), ("b", HookEvent::SmsFailed), ("c", HookEvent::SmsDelivered)] {
        scene.register(HookOwner::Local, id, event).unwrap();
    }
    scene.send("hi");
    scene.report_sent();
    let notice = serde_json::to_value(&scene.deliveries[0].notice).unwrap();
    assert_eq!((&notice["type"], scene.deliveries.len()), (&"sms.sent".into(), 1));
    assert_eq!(scene.take_deliveries(), ["hook-1"]);
    scene.send("lost");
    let submission = scene.submission();
    scene.report_outcome(&submission, Outcome::Unknown { why: "silence".into() });
    assert_eq!(scene.states()[1], State::Unknown);
    assert_eq!(scene.take_deliveries(), [""; 0], "an unknown outcome is no failure");
}

#[test]
fn a_webhook_is_bound_to_the_numbers_of_its_key_and_ends_with_it() {
    let (mine, other) = ("+12025550143", "+12025550199");
    let mut scene = Scene::with(START, day(10), |settings| {
        let line = |name: &str, number: &str| crate::flow::routing::Line {
            name: Name::parse(name).unwrap(),
            number: Some(number.parse().unwrap()),
            missed_call_code: None,
        };
        let cards = CARDS.map(|card| LineId::Iccid(Iccid::parse(card).unwrap()));
        settings.directory.routes.lines = cards.into_iter().zip([line("one", mine), line("two", other)]).collect();
    });
    let bound = key(scene.store(), "bound", mine);
    scene.register(bound, "a", HookEvent::SmsReceived).unwrap();
    scene.receive(1, iccid(0), SENDER, "for mine");
    scene.receive(2, iccid(1), SENDER, "for the other");
    assert_eq!(scene.take_deliveries(), ["hook-1"]);
    assert_eq!(scene.change(export(bound, START, "2026-11-22T13:00:00Z")), Ok(()));
    assert_eq!(scene.take_deliveries(), ["hook-1"], "an export is bound, too");
    scene.receive(1, iccid(0), SENDER, "waits");
    scene.store().keys().delete("bound").unwrap();
    scene.gateway.as_mut().unwrap().hooks.note_change();
    scene.pass(2 * super::super::RECHECK_EVERY);
    assert_eq!((scene.hooks.len(), scene.pending()), (0, 0));
    scene.deliveries.clear();
    scene.receive(1, iccid(0), SENDER, "after");
    assert_eq!(scene.take_deliveries(), [""; 0]);
    assert_eq!(scene.register(bound, "b", HookEvent::SmsReceived), Err(RefusalCode::UnknownMessage));
}

#[test]
fn a_webhook_of_a_used_id_replaces_the_earlier_one() {
    let mut scene = Scene::new(START, day(10));
    let owner = HookOwner::Local;
    scene.register(owner, "a", HookEvent::SmsReceived).unwrap();
    scene.receive(1, iccid(0), SENDER, "waits");
    let first = scene.deliveries.pop().unwrap();
    scene.change(set(owner, "a", "https://new.example/", HookEvent::SmsReceived)).unwrap();
    assert_eq!(scene.hooks.values().collect::<Vec<_>>(), ["https://new.example/"]);
    assert_eq!(scene.deliveries[0].id, first.id, "what the earlier place did not accept goes to the new one");
    assert_eq!(scene.take_deliveries(), ["hook-1"]);
    let key = key(scene.store(), "other", "");
    scene.register(key, "a", HookEvent::SmsReceived).unwrap();
    assert_eq!(scene.hooks.len(), 2, "each owner has its own ids");
    for number in 1..HOOKS_MAX {
        scene.register(owner, &format!("a-{number}"), HookEvent::SystemPing).unwrap();
    }
    assert_eq!(scene.register(owner, "one more", HookEvent::SystemPing), Err(RefusalCode::InvalidField));
    scene.register(owner, "a", HookEvent::SmsSent).unwrap();
}

#[test]
fn an_export_delivers_the_messages_of_a_period_under_their_ids() {
    let mut scene = Scene::new(START, day(10));
    let owner = HookOwner::Local;
    for text in ["one", "two", "three"] {
        scene.receive(1, iccid(0), SENDER, text);
        scene.pass(HOUR);
    }
    scene.register(owner, "a", HookEvent::SmsReceived).unwrap();
    scene.register(owner, "b", HookEvent::SmsSent).unwrap();
    assert_eq!(scene.take_deliveries(), [""; 0]);
    scene.change(export(owner, "2026-11-22T12:30:00Z", "2026-11-22T14:00:00Z")).unwrap();
    let text = |delivery: &Delivery| delivery.notice.received().unwrap().text.clone().unwrap();
    assert_eq!(scene.deliveries.iter().map(text).collect::<Vec<_>>(), ["two"]);
    assert!(scene.deliveries[0].notice.id.ends_with(".received"));
    let first = scene.deliveries[0].notice.id.clone();
    scene.take_deliveries();
    scene.change(export(owner, START, "2026-11-22T20:00:00Z")).unwrap();
    assert_eq!(scene.deliveries.len(), 1, "they keep their order, so the next one waits");
    assert_eq!(scene.take_deliveries().len(), 3);
    let ids: Vec<String> = scene.store().deliveries().list(None, 9).unwrap().into_iter().map(|row| row.event).collect();
    assert_eq!(ids.iter().filter(|id| **id == first).count(), 2, "the same event has the same id");
}

#[test]
fn a_webhook_that_is_down_is_tried_for_three_days() {
    let mut scene = Scene::new(START, day(10));
    scene.register(HookOwner::Local, "a", HookEvent::SmsReceived).unwrap();
    scene.receive(1, iccid(0), SENDER, "hi");
    for hours in 0..80 {
        let Some(delivery) = scene.deliveries.pop() else {
            assert!(hours >= 72, "it was given up after {hours} h");
            assert_eq!(scene.store().deliveries().list(Some("dead"), 9).unwrap().len(), 1);
            return;
        };
        let (delivery, destination) = (delivery.id, delivery.destination);
        let answer = Answer::Unavailable { why: "connection refused".into() };
        scene.handle(&[Event::Answered { delivery, destination, answer }]);
        scene.pass(HOUR);
    }
    panic!("it is never given up");
}
