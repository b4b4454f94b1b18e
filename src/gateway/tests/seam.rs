//! Devices that are no modems: they take whole texts, have remotes with own ids, gain and lose lines, report numbers.

use super::*;
use crate::at::RetryClass;
use crate::flow::change::{Change, NewPhone};
use crate::flow::notice::{Data, Notice};
use crate::flow::outbound::{Body, Cause, Progress, RemoteState};
use crate::flow::routing::{Line, Owner, Routes};
use crate::flow::{Place, TextContent, Warning};
use crate::gateway::Alert;
use crate::model::{Msisdn, Slot, StoreName};

const START: &str = "2026-11-22T12:00:00Z";

fn phone() -> Name {
    Name::parse("phone").unwrap()
}

fn slot(index: u8) -> LineId {
    LineId::Slot { device: phone(), index }
}

fn msisdn(text: &str) -> Msisdn {
    Msisdn::parse(text).unwrap()
}

impl Scene {
    /// The phone reports these slots, which take whole texts.
    fn report_phone(&mut self, slots: &[u8]) {
        let line = |&index: &u8| LineReport {
            line: slot(index),
            takes: Takes::Texts,
            number: None,
            registration: None,
            signal_dbm: None,
            reception: None,
        };
        self.report(phone(), slots.iter().map(line).collect());
    }

    pub(super) fn report(&mut self, device: Name, lines: Vec<LineReport>) {
        let (state, reason) = (DeviceState::Ready, "receiving".to_owned());
        let (maker, model, warnings) = (String::new(), String::new(), None);
        self.handle(&[Event::Device(DeviceReport {
            device,
            state,
            reason,
            maker,
            model,
            imei: None,
            lines,
            warnings,
        })]);
    }

    fn report_progress(&mut self, remote: &str, state: RemoteState) {
        self.tickets += 1;
        let (device, ticket, remote, at) = (phone(), self.tickets, remote.to_owned(), self.now.wall);
        self.handle(&[Event::Progress(Progress { device, ticket, remote, state, at })]);
        assert_eq!(self.acknowledged.last(), Some(&self.tickets));
    }

    /// A remote sends a text with this id.
    fn receive_text(&mut self, line: LineId, id: Option<&str>, text: &str) {
        self.tickets += 1;
        let (sender, raw) = ("Bank".to_owned(), text.as_bytes().to_vec());
        let content = TextContent { sender, text: text.into(), data: None, sent_at: None, media: Vec::new(), raw };
        let (origin, content) = (Origin::Remote(id.map(str::to_owned)), Content::Text(Box::new(content)));
        let (device, ticket, at) = (phone(), self.tickets, self.now.wall);
        self.handle(&[Event::Arrived(Arrival { device, ticket, line, origin, content, at })]);
        assert_eq!(self.acknowledged.last(), Some(&self.tickets));
    }

    fn end(&mut self, device: Name) {
        self.handle(&[Event::DeviceEnded(device)]);
    }

    fn phone_scene() -> Self {
        let mut scene = Self::new(START, day(10));
        scene.synchronise();
        scene.report_phone(&[1]);
        scene
    }
}

fn sent_as(remote: &str) -> Outcome {
    Outcome::Sent(Some(SentAs::Remote(remote.to_owned())))
}

#[test]
fn a_device_that_splits_texts_gets_a_whole_text_and_its_parts_count() {
    let mut scene = Scene::phone_scene();
    let text = "x".repeat(400);
    let id = scene.send(&text);
    let submission = scene.submission();
    let Body::Text { remote_id, to, text: body, .. } = &submission.body else { panic!("{submission:?}") };
    assert_eq!((remote_id, to.as_str(), body.reveal()), (&id, RECIPIENT, text.as_str()));
    assert_eq!((submission.line.clone(), scene.used_today(&slot(1))), (slot(1), 3));
    scene.send("another");
    assert!(scene.nothing_is_submitted(), "a line sends one message at a time");
    scene.report_outcome(&submission, sent_as("r-1"));
    assert_eq!(scene.states()[0], State::Sent);
    scene.report_progress("r-0", RemoteState::Delivered);
    assert_eq!(scene.states()[0], State::Sent, "of another message");
    scene.report_progress("r-1", RemoteState::Sent);
    scene.report_progress("r-1", RemoteState::Delivered);
    assert_eq!(scene.states()[0], State::Delivered);
    scene.report_progress("r-1", RemoteState::Failed);
    assert_eq!(scene.states()[0], State::Delivered, "the first final state counts");
    let submission = scene.submission();
    scene.report_outcome(&submission, sent_as("r-2"));
    scene.report_progress("r-2", RemoteState::Failed);
    assert_eq!((scene.states()[1], scene.used_today(&slot(1))), (State::Undelivered, 4));
}

#[test]
fn a_failed_text_is_retried_and_an_unknown_one_is_not() {
    let mut scene = Scene::phone_scene();
    scene.send(&"x".repeat(400));
    let submission = scene.submission();
    scene.report_outcome(
        &submission,
        Outcome::Failed(Cause { why: "no signal".into(), class: Some(RetryClass::Later) }),
    );
    assert_eq!(scene.used_today(&slot(1)), 0);
    scene.pass(HOUR);
    let submission = scene.submission();
    scene.report_outcome(&submission, Outcome::Unknown { why: "silence".into() });
    scene.pass(HOUR);
    assert!(scene.nothing_is_submitted());
    assert_eq!((scene.states(), scene.used_today(&slot(1))), (vec![State::Unknown], 3));
}

#[test]
fn after_a_crash_a_submission_is_unknown_unless_its_device_can_ask() {
    for asks in [false, true] {
        let mut scene = Scene::with(START, day(10), |settings| {
            settings.reconciling = if asks { [phone()].into() } else { BTreeSet::new() };
        });
        scene.synchronise();
        scene.report_phone(&[1]);
        let id = scene.send(&"x".repeat(400));
        let submission = scene.submission();
        for _ in 0..2 {
            scene.restart(machine(RUN));
        }
        if !asks {
            assert_eq!((scene.states(), scene.orphans.len()), (vec![State::Unknown], 0));
            continue;
        }
        let again = Some(Box::new(submission.clone()));
        let orphan = Orphan { device: phone(), ticket: submission.ticket, remote_id: id, parts: 3, submission: again };
        assert_eq!((scene.states(), &scene.orphans), (vec![State::Sending], &vec![orphan.clone(), orphan]));
        scene.report_phone(&[1]);
        assert!(scene.nothing_is_submitted(), "the outcome is still unknown");
        scene.report_outcome(&submission, sent_as("r-1"));
        scene.report_progress("r-1", RemoteState::Delivered);
        assert_eq!((scene.states(), scene.used_today(&slot(1))), (vec![State::Delivered], 3));
    }
}

/// The remote refuses an id that it knows, so a retry has its own. A retry that was never submitted has none.
#[test]
fn each_try_of_a_text_has_its_own_id() {
    let mut scene = Scene::with(START, day(10), |settings| settings.reconciling = [phone()].into());
    scene.synchronise();
    scene.report_phone(&[1]);
    let id = scene.send("hello");
    let remote_id = |submission: &Submission| match &submission.body {
        Body::Text { remote_id, parts, .. } => (remote_id.clone(), *parts),
        Body::Tpdu { .. } => panic!("{submission:?}"),
    };
    let first = scene.submission();
    scene.report_outcome(&first, Outcome::Failed(Cause { why: "no signal".into(), class: Some(RetryClass::Later) }));
    scene.pass(HOUR);
    let second = scene.submission();
    assert_eq!([first, second].map(|submission| remote_id(&submission)), [(id.clone(), 1), (format!("{id}-2"), 1)]);
    scene.restart(machine(RUN));
    assert_eq!(scene.orphans[0].remote_id, format!("{id}-2"), "the remote is asked for the last one");
    let again = scene.orphans[0].submission.as_ref().map(|submission| remote_id(submission));
    assert_eq!(again, Some((format!("{id}-2"), 1)));
}

#[test]
fn an_unknown_text_gets_the_outcome_that_its_remote_tells_later() {
    let not_sent = || Outcome::Failed(Cause { why: "never got it".into(), class: Some(RetryClass::Later) });
    for (late, state) in [
        (sent_as("r-1"), State::Sent),
        (not_sent(), State::Failed),
        (Outcome::Unknown { why: "?".into() }, State::Unknown),
    ] {
        let mut scene = Scene::with(START, day(10), |settings| settings.reconciling = [phone()].into());
        scene.synchronise();
        scene.report_phone(&[1]);
        scene.send(&"x".repeat(400));
        let submission = scene.submission();
        scene.report_outcome(&submission, Outcome::Unknown { why: "silence".into() });
        scene.send("another");
        let other = scene.submission();
        scene.send("a third");
        scene.report_outcome(&submission, late);
        assert!(scene.nothing_is_submitted(), "the line still has the other one");
        scene.report_outcome(&other, sent_as("r-2"));
        scene.report_sent();
        assert_eq!(scene.states(), [state, State::Sent, State::Sent]);
        scene.pass(HOUR);
        assert!(scene.nothing_is_submitted(), "it is never sent again");
        assert_eq!(scene.used_today(&slot(1)), 5, "its debits stay");
        if state == State::Sent {
            scene.report_progress("r-1", RemoteState::Delivered);
            assert_eq!(scene.states()[0], State::Delivered);
        }
    }
}

#[test]
fn an_unknown_text_is_asked_for_again_after_a_restart() {
    let mut scene = Scene::with(START, day(10), |settings| settings.reconciling = [phone()].into());
    scene.synchronise();
    scene.report_phone(&[1]);
    scene.send("hello");
    let submission = scene.submission();
    scene.report_outcome(&submission, Outcome::Unknown { why: "silence".into() });
    scene.restart(machine(RUN));
    assert_eq!(scene.orphans.len(), 1);
    assert_eq!(scene.orphans[0].submission, None, "a person may have sent it by hand meanwhile");
    scene.pass(100 * HOUR);
    scene.restart(machine(RUN));
    assert_eq!(scene.orphans.len(), 1, "not for ever");
}

#[test]
fn a_device_that_is_started_again_is_asked_for_what_its_end_left_unknown() {
    let mut scene = Scene::phone_scene();
    let id = scene.send("hello");
    let submission = scene.submission();
    scene.end(phone());
    assert_eq!(scene.states(), [State::Unknown]);
    scene.handle(&[Event::DeviceStarted(Name::parse("another").unwrap())]);
    assert_eq!(scene.orphans, [], "it never had the message");
    scene.handle(&[Event::DeviceStarted(phone())]);
    assert_eq!(
        scene.orphans,
        [Orphan { device: phone(), ticket: submission.ticket, remote_id: id, parts: 1, submission: None }]
    );
    scene.report_phone(&[1]);
    scene.report_outcome(&submission, sent_as("r-1"));
    assert_eq!((scene.states(), scene.used_today(&slot(1))), (vec![State::Sent], 1));
}

/// The phone that was registered before may have got a message, and the new one would send it a second time.
#[test]
fn a_new_registration_makes_unknown_what_an_earlier_one_may_have() {
    for is_kept in [false, true] {
        let mut scene = Scene::with(START, day(10), |settings| settings.reconciling = [phone()].into());
        scene.synchronise();
        scene.report_phone(&[1]);
        scene.send("hello");
        let submission = scene.submission();
        let kept = if is_kept { vec![submission.ticket] } else { vec![submission.ticket + 1] };
        let new = NewPhone { device: phone(), id: "new".into(), token: [1; 32], model: "Pixel".into(), kept };
        let change = Event::ChangeRequested { ticket: 1, change: Box::new(Change::RegisterPhone(new)) };
        scene.handle(&[change]);
        assert_eq!(scene.changes, [Ok(())]);
        scene.restart(machine(RUN));
        let again = scene.orphans.iter().map(|orphan| orphan.submission.is_some()).collect::<Vec<_>>();
        let state = if is_kept { State::Sending } else { State::Unknown };
        assert_eq!((scene.states(), again), (vec![state], vec![is_kept]));
        scene.report_phone(&[1]);
        scene.send("another");
        if is_kept {
            scene.report_outcome(&submission, sent_as("r-1"));
            assert_eq!(scene.states()[0], State::Sent);
        }
        let other = scene.submission();
        assert_ne!(other.ticket, submission.ticket, "the line is free for others, and nothing is sent again");
    }
}

/// A person's old messages must not be forwarded when simgate first sees the phone.
#[test]
fn an_inbox_is_simgates_from_the_first_time_that_it_is_found() {
    let mut scene = Scene::phone_scene();
    let find = |scene: &mut Scene, inbox: &str| {
        scene.handle(&[Event::InboxFound { device: phone(), inbox: inbox.into() }]);
        *scene.inboxes.last().unwrap()
    };
    let first = find(&mut scene, "phone-a");
    assert_eq!(first, scene.now.wall.before(HOUR), "clocks may differ by an hour");
    scene.pass(HOUR);
    scene.restart(machine(RUN));
    assert_eq!(find(&mut scene, "phone-a"), first);
    assert_eq!(find(&mut scene, "phone-b"), scene.now.wall.before(HOUR), "another phone in its place");
}

/// Each line has its own name, limit and order, and both send at the same time.
#[test]
fn a_device_has_several_lines() {
    let mut scene = Scene::new(START, day(1));
    scene.synchronise();
    scene.report_phone(&[1, 2]);
    for text in ["one", "two", "three"] {
        scene.send(text);
    }
    let mut lines: Vec<LineId> = scene.submissions.iter().map(|submission| submission.line.clone()).collect();
    lines.sort();
    assert_eq!(lines, [slot(1), slot(2)]);
    for submission in std::mem::take(&mut scene.submissions) {
        scene.report_outcome(&submission, sent_as(&submission.ticket.to_string()));
    }
    scene.pass(MINUTE);
    assert!(scene.nothing_is_submitted(), "both lines have reached their limit");
    let devices = scene.gateway.as_ref().unwrap().store().devices().all().unwrap();
    let lines: Vec<&str> = devices[0].lines.iter().map(|line| line.line.as_str()).collect();
    assert_eq!(lines, ["slot:phone:1", "slot:phone:2"]);
}

#[test]
fn the_end_of_a_device_makes_its_submissions_unknown() {
    let mut scene = Scene::phone_scene();
    scene.send("one");
    scene.send("two");
    scene.submission();
    scene.end(phone());
    assert_eq!(scene.states()[0], State::Unknown);
    scene.pass(MINUTE);
    assert!(scene.nothing_is_submitted());
    assert!(scene.gateway.as_ref().unwrap().store().devices().all().unwrap().is_empty());
    scene.report_phone(&[1]);
    scene.report_sent();
    assert_eq!(scene.states(), [State::Unknown, State::Sent]);
}

/// Another card is in the modem, and the submission of the first one has no outcome yet.
#[test]
fn a_modem_sends_one_part_at_a_time_whichever_card_is_in_it() {
    let mut scene = Scene::new(START, day(10));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send("one");
    scene.send("two");
    let first = scene.submission();
    scene.ready(1, iccid(1));
    assert!(scene.nothing_is_submitted());
    scene.report_outcome(&first, Outcome::Unknown { why: "another card".into() });
    assert_eq!(scene.submission().line, iccid(1));
}

#[test]
fn pain_26_a_repeat_of_a_remote_is_received_once() {
    let mut scene = Scene::phone_scene();
    let of_account = LineId::Number { device: phone(), number: msisdn("+12025550143") };
    for _ in 0..3 {
        scene.receive_text(of_account.clone(), Some("a"), "Your code is 123456");
    }
    let code = scene.inbox()[0].code.clone();
    assert_eq!(code.map(|code| code.value).as_deref(), Some("123456"));
    scene.pass(30 * 24 * HOUR);
    scene.receive_text(of_account.clone(), Some("a"), "Your code is 123456");
    scene.receive_text(of_account, Some("b"), "Your code is 123456");
    assert_eq!(scene.inbox().len(), 2);
    // A message to two of our numbers may have one id.
    let other = LineId::Number { device: phone(), number: msisdn("+12025550144") };
    scene.receive_text(other, Some("b"), "Your code is 123456");
    let received = scene.inbox();
    assert_eq!(received.len(), 3);
    let first = &received[0];
    assert_eq!(
        (first.from.as_str(), first.to.as_deref(), first.sim.name.as_str()),
        ("Bank", Some("+12025550143"), "phone-0143")
    );
}

#[test]
fn owners_and_names_may_change_while_it_runs() {
    let line = |name: &str| Line {
        name: Name::parse(name).unwrap(),
        number: Some(msisdn("+12025550143")),
        missed_call_code: None,
    };
    let LineId::Iccid(card) = iccid(0) else { panic!("it is one") };
    let routes = |name: &str, owner: &str| Routes {
        lines: [(LineId::Iccid(card.clone()), line(name))].into(),
        owners: [(msisdn("+12025550143"), Owner { name: owner.into(), destinations: vec![] })].into(),
        default_destinations: vec![],
    };
    let mut scene =
        Scene::with(START, day(10), |settings| settings.directory = Directory::new(routes("first", "alice")));
    scene.ready(1, iccid(0));
    scene.receive(1, iccid(0), "+12025550100", "one");
    scene.handle(&[Event::Rerouted(Box::new(routes("second", "bob")))]);
    scene.receive(1, iccid(0), "+12025550100", "two");
    let owners: Vec<_> = scene.inbox().into_iter().map(|data| (data.sim.name, data.owner.unwrap())).collect();
    assert_eq!(owners, [("first".to_owned(), "alice".to_owned()), ("second".to_owned(), "bob".to_owned())]);
}

/// `number` in its `[[sim]]` goes before the number on the card. A difference raises one alert.
#[test]
fn the_number_on_a_card_counts_if_none_is_configured() {
    let LineId::Iccid(card) = iccid(0) else { panic!("it is one") };
    let configured =
        Line { name: Name::parse("att-1").unwrap(), number: Some(msisdn("+12025550143")), missed_call_code: None };
    let routes = Routes { lines: [(LineId::Iccid(card), configured)].into(), ..Routes::default() };
    let mut scene = Scene::with(START, day(10), |settings| settings.directory = Directory::new(routes));
    let reported = |line| LineReport {
        line,
        takes: Takes::Tpdus,
        number: Some(msisdn("+12025550177")),
        registration: None,
        signal_dbm: None,
        reception: None,
    };
    for number in [1, 2, 1, 2] {
        scene.report(device(number), vec![reported(iccid(number - 1))]);
    }
    for (number, to) in [(1, "+12025550143"), (2, "+12025550177")] {
        scene.receive(number, iccid(number - 1), "+12025550100", "hello");
        assert_eq!(scene.inbox().last().unwrap().to.as_deref(), Some(to));
    }
    let alerts = scene.gateway.as_mut().unwrap().take_alerts();
    let warnings: Vec<_> = alerts.iter().filter(|alert| matches!(alert, Alert::Warning(_))).collect();
    assert!(
        matches!(&warnings[..], [Alert::Warning(why)] if why.contains("att-1") && why.contains("0177")),
        "{alerts:?}"
    );
    // After a restart the number is known before the modem reports it again.
    scene.restart(machine(RUN));
    scene.receive(2, iccid(1), "+12025550100", "again");
    assert_eq!(scene.inbox().last().unwrap().to.as_deref(), Some("+12025550177"));
}

/// A message of a remote is in no slot, and a message in a slot has no id.
#[test]
fn a_slot_and_an_id_of_a_remote_are_never_confused() {
    let mut scene = Scene::phone_scene();
    scene.receive_text(slot(1), Some("1"), "hello");
    let place = Place { holder: slot(1), slot: Slot { store: StoreName::SM, index: 1 } };
    let (device, line, content) = (phone(), slot(1), Content::Garbled(b"hello".to_vec()));
    let origin = Origin::Slot { place, announced: true };
    scene.handle(&[Event::Arrived(Arrival { device, ticket: 99, line, origin, content, at: scene.now.wall })]);
    assert_eq!(scene.inbox().len(), 2);
}

/// A battery may be low for days: a person gets to know when it begins and when it is over.
#[test]
fn a_trouble_is_announced_when_it_begins_and_when_it_is_over() {
    let mut scene = Scene::with_backend(START, day(10), |_| {});
    let low = Warning {
        code: "battery-low".into(),
        text: "the battery is at 12 %".into(),
        remedy: "plug in a charger".into(),
    };
    let away = Warning { code: "phone-away".into(), text: "it is away".into(), remedy: "check its power".into() };
    let report = |scene: &mut Scene, warnings: Option<&[&Warning]>| {
        let warnings = warnings.map(|all| all.iter().map(|warning| (*warning).clone()).collect());
        let device = phone();
        let (state, reason) = (DeviceState::Ready, "ready".to_owned());
        let (maker, model, imei, lines) = (String::new(), String::new(), None, Vec::new());
        let last = scene.gateway.as_ref().unwrap().store().events().last().unwrap();
        scene.handle(&[Event::Device(DeviceReport { device, state, reason, maker, model, imei, lines, warnings })]);
        let announced = scene.gateway.as_ref().unwrap().store().events().after("test", last, 100).unwrap();
        let trouble = |(_, notice): (i64, Notice)| {
            let Data::Device(trouble) = notice.data else { panic!("a trouble") };
            assert_eq!(notice.kind.as_str(), "device.state");
            (trouble.warning, trouble.active)
        };
        announced.into_iter().map(trouble).collect::<Vec<_>>()
    };
    let event = |code: &str, active| (code.to_owned(), active);
    assert_eq!(report(&mut scene, None), []);
    assert_eq!(report(&mut scene, Some(&[])), []);
    assert_eq!(report(&mut scene, Some(&[&low])), [event("battery-low", true)]);
    assert_eq!(report(&mut scene, Some(&[&low])), []);
    assert_eq!(report(&mut scene, None), [], "it does not know");
    assert_eq!(scene.deliveries.len(), 1, "a destination gets it");
    scene.restart(machine(RUN));
    assert_eq!(
        report(&mut scene, Some(&[&low, &away])),
        [event("phone-away", true)],
        "no second alarm after a restart"
    );
    let devices = scene.gateway.as_ref().unwrap().store().devices().all().unwrap();
    assert_eq!(
        devices[0].warnings.iter().map(|trouble| trouble.code.as_ref()).collect::<Vec<_>>(),
        ["battery-low", "phone-away"]
    );
    let over = report(&mut scene, Some(&[&away]));
    assert_eq!(over, [event("battery-low", false)]);
    let last = scene.gateway.as_ref().unwrap().store().events().last().unwrap();
    scene.end(phone());
    let end = scene.gateway.as_ref().unwrap().store().events().after("test", last, 100).unwrap();
    assert_eq!(end.len(), 1, "a device that is gone is in no trouble");
}
