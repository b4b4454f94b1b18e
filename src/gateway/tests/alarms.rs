//! Alarms of cards: what devices report, over restarts.

use super::*;
use crate::at::reply::{Domain, Registration};
use crate::flow::notice::{Data, Kind};
use crate::flow::receives::CanReceive;
use crate::flow::reception::Reception;
use crate::flow::routing::{Line, Routes};
use crate::gateway::usage::LineView;
use crate::model::Msisdn;

const START: &str = "2026-11-22T12:00:00Z";

/// The first card is configured as `att-1`.
fn scene() -> Scene {
    let name = Name::parse("att-1").unwrap();
    let line = Line { name, number: None, missed_call_code: None };
    let routes = Routes { lines: [(iccid(0), line)].into(), ..Routes::default() };
    let mut scene = Scene::with(START, day(10), |settings| settings.directory = Directory::new(routes));
    scene.synchronise();
    scene
}

fn line(card: usize, registration: Registration, number: Option<&str>) -> LineReport {
    let reception = Reception { registrations: [(Domain::Circuit, registration)].into(), ..Reception::default() };
    LineReport {
        line: iccid(card),
        takes: Takes::Tpdus,
        number: number.map(|number| Msisdn::parse(number).unwrap()),
        registration: Some(registration.as_str()),
        signal_dbm: None,
        reception: Some(reception),
    }
}

impl Scene {
    /// The alarms since the last call: SIM, device, code word, and whether it begins.
    fn raised(&mut self, seen: &mut i64) -> Vec<(String, String, String, bool)> {
        let events = self.store().events().after("test", *seen, 1000).unwrap();
        *seen = self.store().events().last().unwrap();
        let alarms = events.into_iter().filter(|(_, notice)| notice.kind == Kind::SimAlarm).map(|(_, notice)| {
            let Data::Device(alarm) = notice.data else { panic!("it is one") };
            (alarm.sim.unwrap().name, alarm.device, alarm.warning, alarm.active)
        });
        alarms.collect()
    }

    /// Passes two minutes with all looks.
    fn two_minutes(&mut self) {
        for _ in 0..12 {
            self.pass(Duration::from_secs(10));
        }
    }

    fn subscribe(&mut self, imsi: &str) {
        let (iccid, imsi) = (Iccid::parse(CARDS[0]).unwrap(), Imsi::parse(imsi).unwrap());
        self.handle(&[Event::Card { iccid, imsi }]);
    }

    fn shown(&self, card: usize) -> LineView {
        let gateway = self.gateway.as_ref().unwrap();
        let boot = gateway.outbox.calendar.boot().clone();
        let (sending, directory) = (&self.settings.sending, &self.settings.directory);
        let lines = super::super::usage::lines(&gateway.store, sending, directory, &boot, self.now).unwrap();
        lines.into_iter().find(|line| line.sim == iccid(card)).unwrap()
    }
}

fn alarm(device: &str, word: &str, active: bool) -> (String, String, String, bool) {
    ("att-1".to_owned(), device.to_owned(), word.to_owned(), active)
}

#[test]
fn a_denied_registration_is_told_once_over_restarts() {
    let (mut scene, mut seen) = (scene(), 0);
    scene.report(device(1), vec![line(0, Registration::Denied, None)]);
    scene.pass(Duration::from_secs(30));
    assert_eq!(scene.raised(&mut seen), []);
    scene.two_minutes();
    assert_eq!(scene.raised(&mut seen), [alarm("modem-1", "registration-denied", true)]);
    assert_eq!(scene.shown(0).alarms, ["registration-denied".to_owned()].into());
    for _ in 0..2 {
        scene.restart(machine(RUN));
        scene.two_minutes();
        scene.report(device(1), vec![line(0, Registration::Denied, None)]);
        scene.two_minutes();
    }
    assert_eq!(scene.raised(&mut seen), []);
    scene.report(device(1), vec![line(0, Registration::Home, None)]);
    scene.two_minutes();
    assert_eq!(scene.raised(&mut seen), [alarm("modem-1", "registration-denied", false)]);
    assert!(scene.shown(0).alarms.is_empty());
}

#[test]
fn another_imsi_on_a_known_card_is_told_once_over_restarts() {
    let (mut scene, mut seen) = (scene(), 0);
    let start = |scene: &mut Scene, imsi| {
        scene.subscribe(imsi);
        scene.report(device(1), vec![line(0, Registration::Home, None)]);
        scene.two_minutes();
    };
    start(&mut scene, IMSI);
    start(&mut scene, IMSI);
    assert_eq!(scene.raised(&mut seen), []);
    start(&mut scene, "310260999999999");
    assert_eq!(scene.raised(&mut seen), [alarm("modem-1", "imsi-changed", true)]);
    scene.restart(machine(RUN));
    start(&mut scene, "310260999999999");
    assert_eq!(scene.raised(&mut seen), []);
    start(&mut scene, IMSI);
    assert_eq!(scene.raised(&mut seen), [alarm("modem-1", "imsi-changed", false)]);
}

#[test]
fn another_number_on_a_known_card_is_told_and_is_usual_after_a_week() {
    let (mut scene, mut seen) = (scene(), 0);
    for number in [Some("+12025550143"), None, Some("+12025550143")] {
        scene.report(device(1), vec![line(0, Registration::Home, number)]);
        scene.two_minutes();
    }
    assert_eq!(scene.raised(&mut seen), []);
    scene.report(device(1), vec![line(0, Registration::Home, Some("+12025550199"))]);
    scene.two_minutes();
    assert_eq!(scene.raised(&mut seen), [alarm("modem-1", "number-changed", true)]);
    for _ in 0..7 {
        scene.pass(24 * HOUR);
        scene.synchronise();
        scene.two_minutes();
    }
    assert_eq!(scene.raised(&mut seen), [alarm("modem-1", "number-changed", false)]);
}

#[test]
fn another_card_in_the_place_of_a_configured_one_is_told_once_over_restarts() {
    let (mut scene, mut seen) = (scene(), 0);
    scene.report(device(1), vec![line(0, Registration::Home, None)]);
    scene.report(device(1), Vec::new());
    scene.two_minutes();
    assert_eq!(scene.raised(&mut seen), [], "the card was pulled");
    scene.report(device(1), vec![line(1, Registration::Home, None)]);
    scene.two_minutes();
    assert_eq!(scene.raised(&mut seen), [alarm("modem-1", "card-exchanged", true)]);
    let shown = scene.shown(0);
    assert_eq!((shown.receives.answer, shown.alarms.len()), (CanReceive::No, 1));
    assert_eq!((scene.shown(1).receives.answer, scene.shown(1).alarms.len()), (CanReceive::Yes, 0));
    scene.restart(machine(RUN));
    scene.two_minutes();
    scene.report(device(1), vec![line(1, Registration::Home, None)]);
    scene.two_minutes();
    assert_eq!(scene.raised(&mut seen), []);
    // The other card has no [[sim]], so nobody misses it.
    scene.report(device(1), vec![line(0, Registration::Home, None)]);
    scene.two_minutes();
    assert_eq!(scene.raised(&mut seen), [alarm("modem-1", "card-exchanged", false)]);
}

#[test]
fn a_card_that_was_moved_to_another_modem_is_not_missed() {
    let (mut scene, mut seen) = (scene(), 0);
    scene.report(device(1), vec![line(0, Registration::Home, None)]);
    scene.report(device(2), vec![line(1, Registration::Home, None)]);
    scene.report(device(1), vec![line(1, Registration::Home, None)]);
    scene.report(device(2), Vec::new());
    scene.pass(Duration::from_secs(40));
    scene.report(device(2), vec![line(0, Registration::Home, None)]);
    scene.two_minutes();
    assert_eq!(scene.raised(&mut seen), []);
}

#[test]
fn the_last_message_of_a_line_is_known_after_a_restart_and_without_the_message() {
    let mut scene = scene();
    assert_eq!(scene.gateway.as_ref().unwrap().store().lines().received().unwrap(), [].into());
    scene.report(device(1), vec![line(0, Registration::Home, None)]);
    scene.receive(1, iccid(0), "+12025550143", "hello");
    let at = scene.now.wall;
    scene.pass(48 * HOUR);
    scene.restart(machine(RUN));
    scene.report(device(1), vec![line(0, Registration::Home, None)]);
    assert_eq!(scene.shown(0).receives.last_received_at, Some(at.to_string()));
    scene.settings.keep_messages = HOUR;
    scene.restart(machine(RUN));
    scene.pass(HOUR);
    assert_eq!(scene.shown(0).receives.last_received_at, Some(at.to_string()));
}
