//! What was sent counts over restarts, other runs of the machine, and clocks that jump.

use super::*;

/// One part was sent under a limit of one.
fn full(start: &str, rules: Rules, synchronised: bool) -> Scene {
    let mut scene = Scene::new(start, rules);
    if synchronised {
        scene.synchronised();
    }
    scene.ready(1, iccid(0));
    scene.send("one");
    scene.sent();
    scene.send("two");
    assert!(scene.nothing_goes_out());
    scene
}

fn limits() -> [(Rules, Duration); 3] {
    let hour = Limits { day: None, hour: Some(1), ..Limits::default() };
    let month = Limits { day: None, month: Some(1), ..Limits::default() };
    [(rules(hour), HOUR), (day(1), 25 * HOUR), (rules(month), (31 * 24 + 1) * HOUR)]
}

#[test]
fn no_restart_makes_room_whatever_is_known_of_the_machines_run() {
    let unknown = RunId::of_process;
    let runs = [
        [machine(RUN), machine(RUN), machine(RUN)],
        [unknown(1), unknown(2), unknown(3)],
        [unknown(1), machine(RUN), unknown(2)],
        [machine(RUN), unknown(1), machine(RUN)],
    ];
    for (rules, _) in limits() {
        for starts in &runs {
            for up in [28 * HOUR, 32 * 24 * HOUR] {
                let mut scene = Scene::new("1970-01-01T00:00:00Z", rules.clone());
                scene.pass(up);
                scene.restart(starts[0].clone());
                scene.ready(1, iccid(0));
                scene.send("one");
                scene.sent();
                for run in starts {
                    scene.pass(MINUTE);
                    scene.restart(run.clone());
                    scene.ready(1, iccid(0));
                    scene.send("more");
                    scene.pass(MINUTE);
                    assert!(scene.nothing_goes_out(), "{starts:?} {:?}", scene.outbox());
                }
            }
        }
    }
}

#[test]
fn a_process_that_knows_no_run_of_the_machine_waits_a_whole_period_and_no_longer() {
    for (rules, longest) in limits() {
        let mut scene = full("1970-01-02T00:00:00Z", rules, false);
        scene.restart(RunId::of_process(1));
        scene.ready(1, iccid(0));
        scene.pass(longest);
        assert!(scene.nothing_goes_out());
        // What may have been under way then had three minutes more.
        scene.pass(4 * MINUTE);
        scene.sent();
    }
}

#[test]
fn a_day_is_counted_over_a_reboot() {
    let mut scene = full("2026-11-22T12:00:00Z", day(1), true);
    scene.pass(HOUR);
    scene.reboot();
    scene.ready(1, iccid(0));
    scene.pass(MINUTE);
    assert!(scene.nothing_goes_out(), "the clock is not known");
    scene.synchronised();
    assert_eq!(scene.used_today(&iccid(0)), 1);
    scene.pass_until("2026-11-22T23:59:00Z");
    assert!(scene.nothing_goes_out());
    scene.pass_until("2026-11-23T00:01:00Z");
    scene.sent();
}

#[test]
fn a_day_is_counted_from_before_the_clock_was_set() {
    for started_anew in ["never", "before the clock is right", "after it is"] {
        let mut scene = full("1970-01-01T00:10:00Z", day(1), false);
        scene.pass(HOUR);
        if started_anew == "before the clock is right" {
            scene.reboot();
            scene.ready(1, iccid(0));
        }
        // An hour later it turns out that it was half past ten in the evening.
        scene.set_clock("2026-11-22T23:30:00Z");
        scene.synchronised();
        scene.pass(MINUTE);
        assert!(scene.nothing_goes_out(), "{started_anew}");
        if started_anew == "after it is" {
            scene.reboot();
            scene.synchronised();
            scene.ready(1, iccid(0));
        }
        scene.pass_until("2026-11-22T23:59:00Z");
        assert!(scene.nothing_goes_out(), "{started_anew}");
        scene.pass_until("2026-11-23T00:01:00Z");
        scene.sent();
    }
}

#[test]
fn a_clock_that_was_wrong_opens_no_day_over_a_restart_or_a_reboot() {
    for reboots in [false, true] {
        for wrong in ["2026-11-20T12:30:00Z", "2026-11-23T12:30:00Z"] {
            let mut scene = full("2026-11-22T12:00:00Z", day(1), true);
            scene.pass(HOUR);
            // Somebody sets the clock wrong for a while, and what is sent then counts as of then.
            scene.set_clock(wrong);
            scene.synchronised();
            scene.pass(MINUTE);
            assert!(scene.nothing_goes_out(), "{wrong}");
            if reboots {
                scene.reboot();
                scene.synchronised();
            } else {
                scene.restart(machine(RUN));
            }
            scene.ready(1, iccid(0));
            scene.pass(MINUTE);
            assert!(scene.nothing_goes_out(), "{wrong}, reboots: {reboots}");
        }
    }
}

#[test]
fn both_times_that_may_be_right_are_known_after_a_restart() {
    let mut scene = full("2026-11-22T12:00:00Z", day(1), true);
    scene.set_clock("2026-11-22T18:00:00Z");
    scene.synchronised();
    scene.restart(machine(RUN));
    scene.ready(1, iccid(0));
    scene.pass_until("2026-11-23T00:01:00Z");
    scene.pass(MINUTE);
    assert!(scene.nothing_goes_out(), "by the other clock it is six in the evening");
    scene.pass_until("2026-11-23T06:01:00Z");
    scene.sent();
}

/// The time that was known before is forgotten no sooner because the process is a new one.
#[test]
fn a_clock_that_jumps_while_nothing_runs_opens_no_day() {
    let mut scene = Scene::new("2026-11-20T12:00:00Z", day(1));
    scene.ready(1, iccid(0));
    for _ in 0..48 {
        scene.synchronised();
        scene.pass(HOUR);
    }
    scene.send("one");
    scene.sent();
    scene.set_clock("2026-11-23T12:00:00Z");
    scene.restart(machine(RUN));
    scene.synchronised();
    scene.ready(1, iccid(0));
    scene.send("two");
    scene.pass(11 * HOUR);
    assert!(scene.nothing_goes_out());
}

#[test]
fn a_message_sent_while_the_clock_was_early_counts_when_it_is_right() {
    let mut scene = full("2026-11-20T12:00:00Z", day(1), true);
    scene.set_clock("2026-11-22T12:01:00Z");
    scene.synchronised();
    scene.reboot();
    scene.synchronised();
    scene.ready(1, iccid(0));
    scene.pass(MINUTE);
    assert!(scene.nothing_goes_out());
    scene.pass_until("2026-11-23T00:01:00Z");
    scene.sent();
}

/// The first clock that is right dates it; later starts of the machine don't move that date.
#[test]
fn what_has_no_date_is_dated_once() {
    let mut scene = full("1970-01-01T00:00:00Z", day(1), false);
    scene.set_clock("2026-11-22T20:00:00Z");
    scene.reboot();
    scene.synchronised();
    scene.pass_until("2026-11-23T00:05:00Z");
    scene.reboot();
    scene.synchronised();
    scene.ready(1, iccid(0));
    scene.sent();
}

#[test]
fn a_clock_is_noted_even_where_the_disk_refused_at_first() {
    let mut scene = full("2026-11-22T12:00:00Z", day(1), false);
    let gateway = scene.gateway.as_mut().unwrap();
    gateway.store.refuse_writes(true).unwrap();
    let event = [Event::ClockSynchronised(scene.now)];
    assert!(gateway.handle(&event, scene.now).is_err());
    gateway.store.refuse_writes(false).unwrap();
    gateway.handle(&event, scene.now).unwrap();
    assert_eq!(gateway.store.clock(&machine(RUN)).unwrap().len(), 1);
}

/// The modem may still send it after midnight.
#[test]
fn a_part_whose_outcome_is_unknown_counts_for_the_day_in_which_it_may_go_out() {
    let mut scene = Scene::new("2026-11-22T23:58:30Z", day(1));
    scene.synchronised();
    scene.ready(1, iccid(0));
    scene.send("one");
    let order = scene.order();
    scene.done(&order, Outcome::Unknown { why: "silence".into() });
    scene.send("two");
    scene.pass_until("2026-11-23T00:00:10Z");
    assert!(scene.nothing_goes_out());
    scene.pass_until("2026-11-23T23:59:00Z");
    assert!(scene.nothing_goes_out());
    scene.pass_until("2026-11-24T00:01:00Z");
    scene.sent();
}

#[test]
fn what_was_being_sent_when_the_process_died_counts_for_the_day_in_which_it_may_go_out() {
    for boot in ["same", "next", "unknown"] {
        let mut scene = Scene::new("2026-11-22T23:58:00Z", day(1));
        scene.synchronised();
        scene.ready(1, iccid(0));
        scene.send("one");
        scene.order();
        scene.pass(Duration::from_secs(30));
        match boot {
            "same" => scene.restart(machine(RUN)),
            "next" => scene.reboot(),
            _ => scene.restart(RunId::of_process(1)),
        }
        scene.synchronised();
        scene.ready(1, iccid(0));
        assert_eq!(scene.states(), [State::Unknown]);
        scene.send("two");
        scene.pass_until("2026-11-23T00:00:10Z");
        assert!(scene.nothing_goes_out(), "{boot}");
    }
}

#[test]
fn a_card_takes_along_what_it_sent_while_it_was_known_by_its_subscription() {
    for both_known in [false, true] {
        let imsi = Imsi::parse(IMSI).unwrap();
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
        scene.synchronised();
        if both_known {
            scene.ready(1, iccid(0));
        }
        scene.ready(1, LineId::Imsi(imsi.clone()));
        scene.send("one");
        scene.sent();
        let card = Event::Card { iccid: Iccid::parse(CARDS[0]).unwrap(), imsi };
        scene.handle(&[card]);
        scene.ready(1, iccid(0));
        scene.send("two");
        scene.pass(MINUTE);
        assert!(scene.nothing_goes_out());
        assert_eq!(scene.used_today(&iccid(0)), 1);
        scene.restart(machine(RUN));
        scene.ready(1, iccid(0));
        scene.pass(MINUTE);
        assert!(scene.nothing_goes_out());
    }
}
