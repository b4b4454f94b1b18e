//! What each child of a modem that is served does by itself.

use super::*;
use crate::at::Reply;
use crate::at::reply::{Domain, Final, Header, MessageStatus, Registration};
use crate::at::session::{End, Item};
use crate::at::urc::Direct as Message;
use crate::flow::Content;
use crate::flow::outbound::{Cause, Outcome, Receipt};
use crate::model::{LineId, Slot, StoreName};
use crate::modem::Part;
use crate::modem::ask::{Reason, Verdict};
use crate::modem::counts::Counts;
use crate::modem::direct::Direct;
use crate::modem::heard::Heard;
use crate::modem::known::Known;
use crate::modem::out::Out;
use crate::modem::sender::{self, Sender};
use crate::modem::slots::{Effect, Slots, Task};
use crate::modem::store_plan::StorePlan;
use crate::modem::watch::{Check, Checked, Watch};

const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";
const OTHER: &str = "07912143658709F1040B912120666610F30000621122013000000441E19008";

struct Scene {
    known: Known,
    out: Out,
    heard: Heard,
    at: Duration,
}

impl Scene {
    fn new() -> Self {
        let device = Name::parse("modem-1").unwrap();
        let mut known = Known::new(&Settings::new(device.clone()));
        known.sim = LineId::parse("iccid:8901260712345678901");
        Self { known, out: Out::new(device, 0), heard: Heard::default(), at: BEGINNING }
    }

    fn now(&self) -> Now {
        now(self.at)
    }

    fn events(&mut self) -> Vec<Event> {
        let event = |output| if let Output::Event(event) = output { Some(event) } else { None };
        self.out.take().into_iter().filter_map(event).collect()
    }

    fn tickets(&mut self) -> Vec<u64> {
        let ticket = |event| if let Event::Arrived(arrival) = event { Some(arrival.ticket) } else { None };
        self.events().into_iter().filter_map(ticket).collect()
    }

    fn outcomes(&mut self) -> Vec<(i64, Outcome)> {
        let done = |event| {
            if let Event::Receipt(Receipt { ticket, outcome, .. }) = event { Some((ticket, outcome)) } else { None }
        };
        self.events().into_iter().filter_map(done).collect()
    }
}

fn answer(lines: &[&str], end: Final) -> Reply {
    Reply { lines: lines.iter().map(|&line| line.to_owned()).collect(), end: End::Final(end), handed_over: false }
}

fn ok(lines: &[&str]) -> Reply {
    answer(lines, Final::Ok)
}

fn plan() -> StorePlan {
    let stores = vec![StoreName::ME, StoreName::SM];
    StorePlan::new(&[stores.clone(), stores.clone(), stores], &mut std::collections::BTreeSet::new())
}

fn item(line: &str) -> Item {
    Item { header: Header { index: None, status: MessageStatus::Unread, length: 23 }, line: line.as_bytes().to_vec() }
}

/// What the slots want done next; all their selections are taken.
fn next(slots: &mut Slots, scene: &mut Scene) -> Option<Task> {
    loop {
        let task = slots.next(&scene.known, scene.now())?.task;
        let Task::Select(_) = task else { return Some(task) };
        let now = scene.now();
        slots.replied(task, &ok(&["+CPMS: 0,9,0,9,0,9"]), &mut scene.known, now, &mut scene.out);
    }
}

fn reply(slots: &mut Slots, task: Task, reply: &Reply, scene: &mut Scene) -> Effect {
    let now = scene.now();
    slots.replied(task, reply, &mut scene.known, now, &mut scene.out)
}

#[test]
fn slots_are_emptied_by_the_ticket_of_what_was_read_and_no_other() {
    let (mut scene, mut slots) = (Scene::new(), Slots::new(plan(), Vec::new()));
    let slot = Slot { store: StoreName::ME, index: 3 };
    slots.told_of(slot);
    let read = |scene: &mut Scene, slots: &mut Slots, line: &str| {
        let task = next(slots, scene).unwrap();
        assert_eq!(task, Task::Read(slot));
        let now = scene.now();
        slots.item(task, &item(line), &scene.known, now, &mut scene.out);
        reply(slots, task, &ok(&[]), scene);
        scene.tickets()[0]
    };
    let first = read(&mut scene, &mut slots, PDU);
    slots.told_of(slot);
    let second = read(&mut scene, &mut slots, OTHER);
    slots.acknowledged(first, &scene.known, scene.at);
    while let Some(task) = next(&mut slots, &mut scene) {
        assert!(matches!(task, Task::List(_)), "{task:?}");
        let found = if task == Task::List(StoreName::ME) { Some(3) } else { None };
        if let Some(index) = found {
            let mut listed = item(OTHER);
            listed.header.index = Some(index);
            let now = scene.now();
            slots.item(task, &listed, &scene.known, now, &mut scene.out);
        }
        reply(&mut slots, task, &ok(&[]), &mut scene);
    }
    slots.acknowledged(second, &scene.known, scene.at);
    assert_eq!(next(&mut slots, &mut scene), Some(Task::Delete(slot)));
    assert_eq!(reply(&mut slots, Task::Delete(slot), &ok(&[]), &mut scene), Effect::Deleted(StoreName::ME));
    assert_eq!(slots.known_in(StoreName::ME), 0);
}

#[test]
fn a_sweep_that_is_asked_for_again_and_again_comes_to_every_store() {
    let (mut scene, mut slots) = (Scene::new(), Slots::new(plan(), Vec::new()));
    let swept: Vec<Task> = (0..4)
        .map(|_| {
            let task = next(&mut slots, &mut scene).unwrap();
            reply(&mut slots, task, &ok(&[]), &mut scene);
            slots.sweep();
            task
        })
        .collect();
    assert_eq!(swept[..2], swept[2..]);
    assert_eq!(swept[1], Task::List(StoreName::ME), "the one that receives comes last");
}

#[test]
fn a_count_that_is_wrong_is_looked_into_less_and_less() {
    let (mut scene, mut slots, mut counts) = (Scene::new(), Slots::new(plan(), Vec::new()), Counts::new(BEGINNING));
    let told = ok(&["+CPMS: \"ME\",1,9,\"SM\",0,9,\"ME\",1,9"]);
    let mut looks = Vec::new();
    for second in 0..120 {
        scene.at = BEGINNING + Duration::from_secs(second);
        while let Some(task) = next(&mut slots, &mut scene) {
            if task == Task::List(StoreName::ME) {
                looks.push(second);
            }
            reply(&mut slots, task, &ok(&[]), &mut scene);
            scene.known.stores.failures.clear();
            if matches!(task, Task::Read(_)) {
                continue;
            }
        }
        let now = scene.now();
        let counted = counts.replied(&told, &mut slots, &mut scene.known, now);
        assert_eq!(counted.verdict, Verdict::Stay);
    }
    let waits: Vec<u64> = looks.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(waits.windows(2).skip(1).all(|pair| pair[1] >= pair[0]) && looks.len() < 12, "{looks:?}");
}

#[test]
fn a_modem_that_uses_another_store_than_it_was_told_has_restarted() {
    let (mut scene, mut slots, mut counts) = (Scene::new(), Slots::new(plan(), Vec::new()), Counts::new(BEGINNING));
    next(&mut slots, &mut scene);
    let now = scene.now();
    let counted = counts.replied(&ok(&["+CPMS: \"MT\",0,9,\"MT\",0,9,\"MT\",0,9"]), &mut slots, &mut scene.known, now);
    assert_eq!(counted.verdict, Verdict::Restart(Reason::OtherStore));
    let counted = counts.replied(&answer(&[], Final::Error), &mut slots, &mut scene.known, now);
    assert!(counted.is_in_doubt, "its card may have been pulled");
}

#[test]
fn what_is_handed_over_is_acknowledged_in_time_or_not_at_all() {
    for (late, says) in [(Duration::from_secs(1), true), (Duration::from_secs(9), false)] {
        let (mut scene, mut direct) = (Scene::new(), Direct::new(true));
        let message = Message { length: 23, line: PDU.as_bytes().to_vec() };
        let now = scene.now();
        direct.heard(&message, &mut scene.heard, &scene.known, now, &mut scene.out);
        let ticket = scene.tickets()[0];
        assert!(direct.next(scene.at).is_none(), "not before it is on disk");
        direct.acknowledged(ticket);
        assert_eq!(direct.next(scene.at + late).is_some(), says);
        assert_eq!(direct.take_missed(), !says);
    }
}

#[test]
fn what_is_handed_over_spoilt_is_believed_when_it_comes_the_same_twice() {
    let (mut scene, mut direct) = (Scene::new(), Direct::new(true));
    let spoilt = Message { length: 23, line: PDU.as_bytes()[..40].to_vec() };
    let now = scene.now();
    for arrived in [0, 1] {
        direct.heard(&spoilt, &mut scene.heard, &scene.known, now, &mut scene.out);
        let events = scene.events();
        assert_eq!(events.len(), arrived);
        assert!(
            events
                .iter()
                .all(|event| matches!(event, Event::Arrived(arrival) if matches!(arrival.content, Content::Pdu(_))))
        );
    }
}

fn part(ticket: i64, known: &Known) -> Part {
    let line = known.sim.clone().unwrap();
    let pdu = Secret::new("0011000B912120555510F30000AA0141");
    Part { ticket, line, pdu, length: 15, more: false }
}

#[test]
fn each_part_has_one_outcome_however_the_sender_ends() {
    type How = (Option<sender::Task>, bool, fn(&Outcome) -> bool);
    let ends: [How; 3] = [
        (None, true, |outcome| matches!(outcome, Outcome::Failed(Cause { class: None, .. }))),
        (Some(sender::Task::Send(7)), false, |outcome| matches!(outcome, Outcome::Failed(Cause { class: None, .. }))),
        (Some(sender::Task::Send(7)), true, |outcome| matches!(outcome, Outcome::Unknown { .. })),
    ];
    for (in_flight, written, is_right) in ends {
        let (mut scene, mut sender) = (Scene::new(), Sender::default());
        sender.submit(part(7, &scene.known), false, &scene.known, &mut scene.out);
        sender.submit(part(8, &scene.known), false, &scene.known, &mut scene.out);
        assert!(matches!(scene.outcomes()[..], [(8, Outcome::Failed(Cause { class: None, .. }))]), "one at a time");
        let mut tasks = Vec::new();
        while let Some(ask) = sender.next(&scene.known, BEGINNING, &mut scene.out) {
            match ask.task {
                sender::Task::Card if in_flight.is_none() => break,
                sender::Task::Card => sender.card_told(true, BEGINNING, &mut scene.out),
                sender::Task::KeepLink
                | sender::Task::PduMode
                | sender::Task::FindSmsc
                | sender::Task::SetSmsc
                | sender::Task::Send(_)
                | sender::Task::Sent => {}
            }
            sender.replied(ask.task, &ok(&[]), &mut scene.known, &mut scene.out);
            tasks.push(ask.task);
        }
        assert_eq!(tasks.last().copied(), in_flight, "{tasks:?}");
        sender.end(in_flight, written, "the port is gone", &mut scene.out);
        let outcomes = scene.outcomes();
        assert!(matches!(&outcomes[..], [(7, outcome)] if is_right(outcome)), "{outcomes:?}");
    }
}

#[test]
fn a_modem_that_does_not_do_as_it_was_told_is_found_soon() {
    let (mut scene, settings) = (Scene::new(), Settings::new(Name::parse("modem-1").unwrap()));
    let mut watch = Watch::new(true, BEGINNING);
    assert!(watch.next(&scene.known, BEGINNING).is_none());
    let ask = watch.next(&scene.known, watch.next_due()).unwrap();
    assert_eq!(ask.task, Check::Indication);
    let mut told = |line: &str| watch.replied(ask.task, &ok(&[line]), &mut scene.known, &settings);
    assert_eq!(told("+CNMI: 2,1,0,1,0"), Checked::Nothing);
    assert_eq!(told("+CNMI: 0,0,0,0,0"), Checked::Restart(Reason::LostSettings));
}

#[test]
fn the_state_follows_the_network_once_all_was_asked() {
    let mut scene = Scene::new();
    let mut watch = Watch::new(true, BEGINNING);
    scene.known.network.registered(Domain::Circuit, Registration::Searching);
    assert_eq!(watch.registration_heard(Domain::Circuit, &mut scene.known), Checked::Nothing, "others may carry them");
    let mut asked = Vec::new();
    while let Some(ask) = watch.next(&scene.known, BEGINNING) {
        asked.push(ask.task);
    }
    assert_eq!(asked, [Check::Registration(Domain::Packet), Check::Registration(Domain::FiveG)]);
    assert_eq!(watch.registration_heard(Domain::FiveG, &mut scene.known), Checked::State);
}
