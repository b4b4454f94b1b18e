//! What keeps lines alive, over a simulated year with restarts, reboots and clocks that jump.

use super::*;
use crate::at::RetryClass;
use crate::flow::notice::{Data, Kind};
use crate::flow::outbound::Cause;
use crate::flow::routing::{Line, Routes};
use crate::flow::upkeep::{Balance, Rules as Needs};
use crate::flow::ussd::{Outcome as UssdOutcome, Receipt as UssdReceipt, Step, UssdState};
use crate::model::{Msisdn, Secret};

const START: &str = "2026-01-01T00:00:00Z";
const DAY: Duration = Duration::from_secs(86400);
const STEP: Duration = Duration::from_secs(6 * 3600);
const NUMBERS: [&str; 2] = ["+12025550143", "+12025550144"];

/// Two cards in two modems; the first has these needs.
fn scene(needs: Needs, limits: Rules) -> Scene {
    let lines = (0..2).map(|card| {
        let (name, number) = (Name::parse(&format!("sim-{card}")).unwrap(), Msisdn::parse(NUMBERS[card]).unwrap());
        (iccid(card), Line { name, number: Some(number), missed_call_code: None })
    });
    let routes = Routes { lines: lines.collect(), ..Routes::default() };
    let mut scene = Scene::with(START, limits, |settings| {
        settings.directory = Directory::new(routes);
        settings.upkeep = [(iccid(0), needs)].into();
    });
    scene.synchronise();
    scene.both_ready();
    scene
}

impl Scene {
    fn both_ready(&mut self) {
        self.ready(1, iccid(0));
        self.ready(2, iccid(1));
    }

    /// The alarms so far: SIM, code word, and whether it begins.
    fn sim_alarms(&self) -> Vec<(String, String, bool)> {
        let events = self.store().events().after("test", 0, 1000).unwrap();
        let alarms = events.into_iter().filter(|(_, notice)| notice.kind == Kind::SimAlarm).map(|(_, notice)| {
            let Data::Device(alarm) = notice.data else { panic!("it is one") };
            assert!(!alarm.reason.is_empty() && (alarm.remedy.is_empty() != alarm.active), "{}", alarm.reason);
            (alarm.sim.unwrap().name, alarm.warning, alarm.active)
        });
        alarms.collect()
    }

    /// Passes days in steps, by a synchronised clock.
    fn days(&mut self, days: u32) {
        for _ in 0..days * 4 {
            self.pass(STEP);
            self.synchronise();
        }
    }

    /// The network answers a balance, if simgate asked for it.
    fn balance(&mut self, text: &str) -> bool {
        let Some((device, dial)) = self.dials.pop() else { return false };
        assert_eq!((&dial.line, &dial.step), (&iccid(0), &Step::Code(Secret::new("*100#"))));
        let outcome = UssdOutcome::Answered { state: UssdState::Done, text: Some(Secret::new(text)) };
        self.handle(&[Event::UssdEnded(UssdReceipt { device, ticket: dial.ticket, outcome })]);
        assert!(self.answered.is_empty(), "nobody else asked");
        true
    }

    fn shown_balance(&self) -> Option<i64> {
        let gateway = self.gateway.as_ref().unwrap();
        let boot = gateway.outbox.calendar.boot().clone();
        let lines = super::super::usage::lines(
            &gateway.store,
            &self.settings.sending,
            &self.settings.directory,
            &boot,
            self.now,
        );
        lines.unwrap().into_iter().find(|line| line.sim == iccid(0)).unwrap().balance.map(|(amount, _)| amount)
    }
}

/// Numbers below a limit that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap() % limit
    }
}

fn keeps(every: Duration) -> Needs {
    Needs { keep_alive: Some(every), ..Needs::default() }
}

fn reads_balance() -> Needs {
    let (code, pattern) = ("*100#".to_owned(), "Balance: {amount}".to_owned());
    Needs { balance: Some(Balance { code, pattern, every: DAY * 7, below: Some(500) }), ..Needs::default() }
}

/// When the line sent something in a year, and whether simgate did so by itself; when its balance was read. The true time is
/// that of the scene's monotonic clock.
type Year = (Vec<(Duration, bool)>, Vec<Duration>);

/// A year of restarts, reboots and clocks that jump.
fn year(seed: u64, needs: Needs) -> Year {
    let mut random = Chance(seed);
    let mut scene = scene(needs, day(1));
    let epoch = time(START);
    let (mut sent, mut asked): (Vec<(Duration, bool)>, Vec<Duration>) = (Vec::new(), Vec::new());
    let (mut wrong_until, mut is_known) = (Duration::ZERO, true);
    for step in 0..365 * 4 {
        scene.pass(STEP);
        let truth = epoch.after(scene.now.mono);
        match random.below(120) {
            0 => {
                let run = scene.gateway.as_ref().unwrap().outbox.calendar.run().clone();
                scene.restart(run);
            }
            1 => {
                scene.reboot();
                is_known = false;
            }
            // A battery is empty, or somebody sets the clock: ahead or behind, for some days.
            2 | 3 => {
                let far = DAY * random.below(900);
                scene.now.wall = if random.below(2) == 0 { truth.after(far) } else { truth.before(far) };
                wrong_until = scene.now.mono + DAY * random.below(5);
                // Once in a while a server of time is wrong, too. As for limits, it is believed if simgate knows no other
                // time of this run.
                if is_known && random.below(4) == 0 {
                    scene.synchronise();
                }
            }
            _ => {}
        }
        scene.both_ready();
        if scene.now.mono >= wrong_until {
            scene.now.wall = truth;
            scene.synchronise();
            is_known = true;
        }
        if step % 300 == 299 {
            scene.send_with("a person's own message", |request| request.from = Msisdn::parse(NUMBERS[0]).ok());
        }
        while let Some(submission) = scene.submissions.pop() {
            assert_eq!(submission.device, device(1), "it goes out by the line that needs it");
            let rows = scene.store().outbox().list(5).unwrap();
            let recipient = rows.into_iter().find(|row| row.state == State::Sending).unwrap().recipient;
            sent.push((scene.now.mono, recipient == NUMBERS[1]));
            scene.report_outcome(&submission, Outcome::Sent(Some(SentAs::Reference(1))));
        }
        if scene.balance("Balance: 9.00") {
            asked.push(scene.now.mono);
        }
    }
    (sent, asked)
}

#[test]
fn over_a_year_of_jumps_and_restarts_nothing_is_early_or_twice() {
    for seed in 0..6 {
        let (sent, asked) = year(seed, Needs { keep_alive: Some(DAY * 60), ..reads_balance() });
        for pair in sent.windows(2) {
            let (before, (at, is_ours)) = (pair[0].0, pair[1]);
            assert!(!is_ours || at - before >= DAY * 59, "seed {seed}: {before:?}, then {at:?}");
            assert!(at - before >= STEP, "the limit of the day");
        }
        let ours = sent.iter().filter(|(_, is_ours)| *is_ours).count();
        assert!((2..=6).contains(&ours), "seed {seed}: {ours} in a year: {sent:?}");
        assert!(sent.iter().find(|(_, is_ours)| *is_ours).unwrap().0 >= DAY * 59, "the first one, too");
        assert!(asked.windows(2).all(|pair| pair[1] - pair[0] >= DAY * 6), "seed {seed}: {asked:?}");
        // Each wrong server of time makes simgate late by a month.
        assert!((10..=53).contains(&asked.len()), "seed {seed}: {}", asked.len());
    }
    for seed in 6..9 {
        let (sent, _) = year(seed, Needs { canary: Some(DAY * 30), ..Needs::default() });
        let canaries: Vec<Duration> = sent.into_iter().filter(|(_, is_ours)| *is_ours).map(|(at, _)| at).collect();
        assert!(canaries.windows(2).all(|pair| pair[1] - pair[0] >= DAY * 29), "seed {seed}: {canaries:?}");
        assert!((4..=13).contains(&canaries.len()), "seed {seed}: {canaries:?}");
    }
}

#[test]
fn a_message_that_is_not_sent_is_tried_again_after_a_day_and_a_person_is_told() {
    let mut scene = scene(keeps(DAY * 30), day(10));
    scene.days(30);
    assert!(scene.nothing_is_submitted(), "simgate first looked six hours after the start");
    scene.days(1);
    let submission = scene.submission();
    let cause = Cause { why: "no credit".into(), class: Some(RetryClass::Never) };
    scene.report_outcome(&submission, Outcome::Failed(cause));
    scene.days(1);
    let again = scene.submission();
    assert_eq!(scene.sim_alarms(), [("sim-0".into(), "keep-alive-failed".into(), true)]);
    // Its outcome is unknown: it counts as sent, and is not tried again.
    scene.report_outcome(&again, Outcome::Unknown { why: "silence".into() });
    scene.days(30);
    assert!(scene.nothing_is_submitted());
    assert!(!scene.sim_alarms().last().unwrap().2, "it is over");
    scene.days(2);
    assert_eq!(scene.submissions.len(), 1);
}

#[test]
fn a_line_that_sends_anyway_needs_no_message_and_without_a_right_clock_all_waits() {
    let mut scene = scene(keeps(DAY * 30), day(10));
    for _ in 0..4 {
        scene.days(20);
        scene.send_with("hello", |request| request.from = Msisdn::parse(NUMBERS[0]).ok());
        scene.report_sent();
    }
    scene.reboot();
    scene.both_ready();
    for _ in 0..400 {
        scene.pass(STEP);
    }
    assert!(scene.nothing_is_submitted(), "100 days without a right clock");
    scene.synchronise();
    scene.pass(STEP);
    assert_eq!(scene.submissions.len(), 1);
}

#[test]
fn a_canary_is_measured_and_a_lost_one_is_told() {
    let mut scene = scene(Needs { canary: Some(DAY * 7), ..Needs::default() }, day(10));
    let mut last = None;
    for flight in 1..=4 {
        while scene.nothing_is_submitted() {
            scene.pass(STEP);
            scene.synchronise();
        }
        let gap = last.replace(scene.now.mono).map(|before| scene.now.mono - before);
        assert!(gap.is_none_or(|gap| (DAY * 7..DAY * 8).contains(&gap)), "one a week: {gap:?}");
        scene.report_sent();
        // The second one is lost.
        if flight != 2 {
            let arrives = scene.now.wall.after(Duration::from_secs(9));
            scene.set_clock(&arrives.to_string());
            scene.now.mono += Duration::from_secs(9);
            scene.receive(2, iccid(1), NUMBERS[0], &format!("sim-0: canary {flight}"));
        }
        scene.restart(machine(RUN));
        scene.both_ready();
        scene.days(1);
        let memory = scene.store().upkeep().all().unwrap().into_values().next().unwrap();
        assert_eq!((memory.canaries, memory.canary_took.map(|ms| ms / 1000)), (flight, Some(9)), "{flight}");
        let lost: Vec<bool> = scene.sim_alarms().into_iter().map(|(_, _, active)| active).collect();
        let want: &[bool] = if flight < 2 {
            &[]
        } else if flight == 2 {
            &[true]
        } else {
            &[true, false]
        };
        assert_eq!(lost, want, "{flight}");
    }
}

#[test]
fn a_low_balance_is_told_once_and_when_it_is_over() {
    let mut scene = scene(reads_balance(), day(10));
    scene.days(1);
    assert!(scene.balance("Balance: 9.00 EUR"));
    assert_eq!((scene.shown_balance(), scene.sim_alarms().len()), (Some(900), 0));
    scene.days(6);
    assert!(!scene.balance(""), "a week is not over");
    let mut told = Vec::new();
    for (text, amount) in [("Balance: 4.00", 400), ("Balance: 3.00", 300), ("Try later", 300), ("Balance: 20", 2000)] {
        scene.days(8);
        assert!(scene.balance(text), "{text}");
        assert_eq!(scene.shown_balance(), Some(amount));
        told = scene.sim_alarms().into_iter().map(|(_, word, active)| (word, active)).collect();
    }
    let want =
        [("low-balance", true), ("balance-unreadable", true), ("balance-unreadable", false), ("low-balance", false)];
    assert_eq!(told, want.map(|(word, active)| (word.to_owned(), active)));
}

#[test]
fn dates_are_told_once_over_restarts_and_end_when_they_are_changed() {
    let needs = Needs { expires: Some("2026-03-01".parse().unwrap()), ..Needs::default() };
    let mut scene = scene(needs, day(10));
    scene.days(44);
    assert_eq!(scene.sim_alarms(), []);
    scene.days(3);
    scene.restart(machine(RUN));
    scene.both_ready();
    scene.days(3);
    assert_eq!(scene.sim_alarms(), [("sim-0".into(), "sim-expires".into(), true)]);
    scene.days(15);
    let words = |scene: &Scene| scene.sim_alarms().into_iter().map(|(_, word, on)| (word, on)).collect::<Vec<_>>();
    let told = words(&scene);
    assert_eq!(told[1..], [("sim-expires".into(), false), ("sim-expired".into(), true)]);
    scene.settings.upkeep =
        [(iccid(0), Needs { expires: Some("2027-03-01".parse().unwrap()), ..Needs::default() })].into();
    scene.restart(machine(RUN));
    scene.both_ready();
    scene.days(1);
    assert_eq!(words(&scene)[3..], [("sim-expired".into(), false)]);
}
