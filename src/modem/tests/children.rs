//! The children of a modem that is served, each tested alone.

use super::*;
use crate::at::Reply;
use crate::at::reply::{Domain, Final, Header, MessageStatus, Registration};
use crate::at::session::{End, Item};
use crate::at::urc::Direct as Message;
use crate::flow::Content;
use crate::flow::outbound::{Cause, Outcome, Receipt};
use crate::model::{LineId, Slot, StoreName};
use crate::modem::Part;
use crate::modem::backlog::Backlog;
use crate::modem::counts::Counts;
use crate::modem::direct::Direct;
use crate::modem::modem_info::ModemInfo;
use crate::modem::outputs::Outputs;
use crate::modem::restart::{Reason, Verdict};
use crate::modem::sender::{self, Sender};
use crate::modem::slot_types::{Effect, Task};
use crate::modem::slots::Slots;
use crate::modem::store_plan::StorePlan;
use crate::modem::watch::{Check, CheckResult, Watch};

const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";
const OTHER: &str = "07912143658709F1040B912120666610F30000621122013000000441E19008";

struct Scene {
    modem: ModemInfo,
    out: Outputs,
    backlog: Backlog,
    at: Duration,
}

impl Scene {
    fn new() -> Self {
        let device = Name::parse("modem-1").unwrap();
        let mut modem = ModemInfo::new(&Settings::new(device.clone()));
        modem.sim = LineId::parse("iccid:8901260712345678901");
        Self { modem, out: Outputs::new(device, 0), backlog: Backlog::default(), at: BEGINNING }
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

fn answer(rows: &[&str], end: Final) -> Reply {
    Reply { rows: rows.iter().map(|&row| row.to_owned()).collect(), end: End::Final(end), body_sent: false }
}

fn ok(rows: &[&str]) -> Reply {
    answer(rows, Final::Ok)
}

fn plan() -> StorePlan {
    let stores = vec![StoreName::ME, StoreName::SM];
    let wanted = stores.clone();
    StorePlan::new(&[stores.clone(), stores.clone(), stores], &wanted, &mut std::collections::BTreeSet::new())
}

fn item(row: &str) -> Item {
    Item { header: Header { index: None, status: MessageStatus::Unread, length: 23 }, row: row.as_bytes().to_vec() }
}

/// The next task of the slots; every selection succeeds.
fn next(slots: &mut Slots, scene: &mut Scene) -> Option<Task> {
    loop {
        let task = slots.next(&scene.modem, scene.now())?.task;
        let Task::Select(_) = task else { return Some(task) };
        let now = scene.now();
        slots.replied(task, &ok(&["+CPMS: 0,9,0,9,0,9"]), &mut scene.modem, now, &mut scene.out);
    }
}

fn reply(slots: &mut Slots, task: Task, reply: &Reply, scene: &mut Scene) -> Effect {
    let now = scene.now();
    slots.replied(task, reply, &mut scene.modem, now, &mut scene.out)
}

#[test]
fn a_slot_is_deleted_only_by_the_ticket_of_its_last_reading() {
    let (mut scene, mut slots) = (Scene::new(), Slots::new(plan(), Vec::new()));
    let slot = Slot { store: StoreName::ME, index: 3 };
    slots.note_announcement(slot);
    let read = |scene: &mut Scene, slots: &mut Slots, row: &str| {
        let task = next(slots, scene).unwrap();
        assert_eq!(task, Task::Read(slot));
        let now = scene.now();
        slots.item(task, &item(row), &scene.modem, now, &mut scene.out);
        reply(slots, task, &ok(&[]), scene);
        scene.tickets()[0]
    };
    let first = read(&mut scene, &mut slots, PDU);
    slots.note_announcement(slot);
    let second = read(&mut scene, &mut slots, OTHER);
    slots.acknowledge(first, &scene.modem, scene.at);
    while let Some(task) = next(&mut slots, &mut scene) {
        assert!(matches!(task, Task::List(_)), "{task:?}");
        let found = if task == Task::List(StoreName::ME) { Some(3) } else { None };
        if let Some(index) = found {
            let mut listed = item(OTHER);
            listed.header.index = Some(index);
            let now = scene.now();
            slots.item(task, &listed, &scene.modem, now, &mut scene.out);
        }
        reply(&mut slots, task, &ok(&[]), &mut scene);
    }
    slots.acknowledge(second, &scene.modem, scene.at);
    assert_eq!(next(&mut slots, &mut scene), Some(Task::Delete(slot)));
    assert_eq!(reply(&mut slots, Task::Delete(slot), &ok(&[]), &mut scene), Effect::Deleted(StoreName::ME));
    assert_eq!(slots.count_read(StoreName::ME), 0);
}

#[test]
fn repeated_sweeps_reach_every_store() {
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
    assert_eq!(swept[1], Task::List(StoreName::ME), "the receiving store is last");
}

#[test]
fn a_count_that_stays_wrong_is_examined_less_and_less_often() {
    let (mut scene, mut slots, mut counts) = (Scene::new(), Slots::new(plan(), Vec::new()), Counts::new(BEGINNING));
    let count = ok(&["+CPMS: \"ME\",1,9,\"SM\",0,9,\"ME\",1,9"]);
    let mut looks = Vec::new();
    for second in 0..120 {
        scene.at = BEGINNING + Duration::from_secs(second);
        while let Some(task) = next(&mut slots, &mut scene) {
            if task == Task::List(StoreName::ME) {
                looks.push(second);
            }
            reply(&mut slots, task, &ok(&[]), &mut scene);
            scene.modem.stores.failures.clear();
            if matches!(task, Task::Read(_)) {
                continue;
            }
        }
        let now = scene.now();
        let counted = counts.replied(&count, &mut slots, &mut scene.modem, now);
        assert_eq!(counted.verdict, Verdict::Stay);
    }
    let waits: Vec<u64> = looks.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(waits.windows(2).skip(1).all(|pair| pair[1] >= pair[0]) && looks.len() < 12, "{looks:?}");
}

#[test]
fn a_modem_that_uses_another_store_than_the_selected_one_has_restarted() {
    let (mut scene, mut slots, mut counts) = (Scene::new(), Slots::new(plan(), Vec::new()), Counts::new(BEGINNING));
    next(&mut slots, &mut scene);
    let now = scene.now();
    let counted = counts.replied(&ok(&["+CPMS: \"MT\",0,9,\"MT\",0,9,\"MT\",0,9"]), &mut slots, &mut scene.modem, now);
    assert_eq!(counted.verdict, Verdict::Restart(Reason::OtherStore));
    let counted = counts.replied(&answer(&[], Final::Error), &mut slots, &mut scene.modem, now);
    assert!(counted.is_in_doubt, "its card may have been pulled");
}

#[test]
fn a_direct_message_is_acknowledged_in_time_or_not_at_all() {
    for (late, sends) in [(Duration::from_secs(1), true), (Duration::from_secs(9), false)] {
        let (mut scene, mut direct) = (Scene::new(), Direct::new(true));
        let message = Message { length: 23, row: PDU.as_bytes().to_vec() };
        let now = scene.now();
        direct.receive(&message, &mut scene.backlog, &scene.modem, now, &mut scene.out);
        let ticket = scene.tickets()[0];
        assert!(direct.next(scene.at).is_none(), "not before it is on disk");
        direct.acknowledge(ticket);
        assert_eq!(direct.next(scene.at + late).is_some(), sends);
        assert_eq!(direct.take_missed_deadline(), !sends);
    }
}

#[test]
fn a_corrupted_direct_message_is_accepted_if_it_arrives_twice() {
    let (mut scene, mut direct) = (Scene::new(), Direct::new(true));
    let corrupted = Message { length: 23, row: PDU.as_bytes()[..40].to_vec() };
    let now = scene.now();
    for arrived in [0, 1] {
        direct.receive(&corrupted, &mut scene.backlog, &scene.modem, now, &mut scene.out);
        let events = scene.events();
        assert_eq!(events.len(), arrived);
        assert!(
            events
                .iter()
                .all(|event| matches!(event, Event::Arrived(arrival) if matches!(arrival.content, Content::Pdu(_))))
        );
    }
}

fn part(ticket: i64, modem: &ModemInfo) -> Part {
    let line = modem.sim.clone().unwrap();
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
        sender.submit(part(7, &scene.modem), false, &scene.modem, &mut scene.out);
        sender.submit(part(8, &scene.modem), false, &scene.modem, &mut scene.out);
        assert!(matches!(scene.outcomes()[..], [(8, Outcome::Failed(Cause { class: None, .. }))]), "one at a time");
        let mut tasks = Vec::new();
        while let Some(next) = sender.next(&scene.modem, BEGINNING, &mut scene.out) {
            match next.task {
                sender::Task::Card if in_flight.is_none() => break,
                sender::Task::Card => sender.note_card_check(true, BEGINNING, &mut scene.out),
                sender::Task::KeepLink
                | sender::Task::PduMode
                | sender::Task::FindSmsc
                | sender::Task::SetSmsc
                | sender::Task::Send(_)
                | sender::Task::Sent => {}
            }
            sender.replied(next.task, &ok(&[]), &mut scene.modem, &mut scene.out);
            tasks.push(next.task);
        }
        assert_eq!(tasks.last().copied(), in_flight, "{tasks:?}");
        sender.end(in_flight, written, "the port is gone", &mut scene.out);
        let outcomes = scene.outcomes();
        assert!(matches!(&outcomes[..], [(7, outcome)] if is_right(outcome)), "{outcomes:?}");
    }
}

/// The gateway submitted it before it learned of the change, and has debited the other card.
#[test]
fn a_part_that_was_debited_from_another_card_is_not_sent() {
    for present in [LineId::parse("iccid:8901260712345678919"), None] {
        let (mut scene, mut sender) = (Scene::new(), Sender::default());
        let part = part(7, &scene.modem);
        // The card that is present was checked a moment ago.
        sender.note_card_check(true, BEGINNING, &mut scene.out);
        scene.modem.sim = present.clone();
        sender.submit(part, false, &scene.modem, &mut scene.out);
        assert!(sender.next(&scene.modem, BEGINNING, &mut scene.out).is_none(), "{present:?}");
        let outcomes = scene.outcomes();
        assert!(matches!(outcomes[..], [(7, Outcome::Failed(Cause { class: None, .. }))]), "{outcomes:?}");
    }
}

#[test]
fn a_modem_that_lost_its_settings_is_detected_soon() {
    let (mut scene, settings) = (Scene::new(), Settings::new(Name::parse("modem-1").unwrap()));
    let mut watch = Watch::new(true, BEGINNING);
    assert!(watch.next(&scene.modem, BEGINNING).is_none());
    let next = watch.next(&scene.modem, watch.next_due()).unwrap();
    assert_eq!(next.task, Check::Indication);
    let mut checked = |row: &str| watch.replied(next.task, &ok(&[row]), &mut scene.modem, &settings);
    assert_eq!(checked("+CNMI: 2,1,0,1,0"), CheckResult::Nothing);
    assert_eq!(checked("+CNMI: 0,0,0,0,0"), CheckResult::Restart(Reason::LostSettings));
}

#[test]
fn the_state_changes_after_all_registrations_were_queried() {
    let mut scene = Scene::new();
    let mut watch = Watch::new(true, BEGINNING);
    scene.modem.network.note_registration(Domain::Circuit, Registration::Searching);
    assert_eq!(
        watch.note_registration(Domain::Circuit, &mut scene.modem),
        CheckResult::Nothing,
        "another domain may carry messages"
    );
    let mut asked = Vec::new();
    while let Some(next) = watch.next(&scene.modem, BEGINNING) {
        asked.push(next.task);
    }
    assert_eq!(asked, [Check::Registration(Domain::Packet), Check::Registration(Domain::FiveG)]);
    assert_eq!(watch.note_registration(Domain::FiveG, &mut scene.modem), CheckResult::State);
}
