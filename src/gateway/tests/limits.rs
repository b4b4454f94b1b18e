//! Sent parts count over restarts, reboots, and clocks that jump.

use super::*;

/// A scene in which one part was sent under a limit of one.
fn full(start: &str, rules: Rules, synchronised: bool) -> Scene {
    let mut scene = Scene::new(start, rules);
    if synchronised {
        scene.synchronise();
    }
    scene.ready(1, iccid(0));
    scene.send("one");
    scene.report_sent();
    scene.send("two");
    assert!(scene.nothing_is_submitted());
    scene
}

fn limits() -> [(Rules, Duration); 3] {
    let hour = Limits { day: None, hour: Some(1), ..Limits::default() };
    let month = Limits { day: None, month: Some(1), ..Limits::default() };
    [(rules(hour), HOUR), (day(1), 25 * HOUR), (rules(month), (31 * 24 + 1) * HOUR)]
}

#[test]
fn no_restart_makes_room_with_known_and_unknown_runs_of_the_machine() {
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
                scene.report_sent();
                for run in starts {
                    scene.pass(MINUTE);
                    scene.restart(run.clone());
                    scene.ready(1, iccid(0));
                    scene.send("more");
                    scene.pass(MINUTE);
                    assert!(scene.nothing_is_submitted(), "{starts:?} {:?}", scene.outbox());
                }
            }
        }
    }
}

#[test]
fn without_a_known_run_of_the_machine_a_part_counts_for_one_whole_period() {
    for (rules, longest) in limits() {
        let mut scene = full("1970-01-02T00:00:00Z", rules, false);
        scene.restart(RunId::of_process(1));
        scene.ready(1, iccid(0));
        scene.pass(longest);
        assert!(scene.nothing_is_submitted());
        // A submission in flight at that time had three more minutes.
        scene.pass(4 * MINUTE);
        scene.report_sent();
    }
}

#[test]
fn a_day_is_counted_over_a_reboot() {
    let mut scene = full("2026-11-22T12:00:00Z", day(1), true);
    scene.pass(HOUR);
    scene.reboot();
    scene.ready(1, iccid(0));
    scene.pass(MINUTE);
    assert!(scene.nothing_is_submitted(), "the clock isn't synchronised");
    scene.synchronise();
    assert_eq!(scene.used_today(&iccid(0)), 1);
    scene.pass_until("2026-11-22T23:59:00Z");
    assert!(scene.nothing_is_submitted());
    scene.pass_until("2026-11-23T00:01:00Z");
    scene.report_sent();
}

#[test]
fn parts_sent_before_the_clock_was_set_count_for_the_right_day() {
    for started_anew in ["never", "before the clock is right", "after it is"] {
        let mut scene = full("1970-01-01T00:10:00Z", day(1), false);
        scene.pass(HOUR);
        if started_anew == "before the clock is right" {
            scene.reboot();
            scene.ready(1, iccid(0));
        }
        // An hour later the clock is set: the part was sent at half past ten in the evening.
        scene.set_clock("2026-11-22T23:30:00Z");
        scene.synchronise();
        scene.pass(MINUTE);
        assert!(scene.nothing_is_submitted(), "{started_anew}");
        if started_anew == "after it is" {
            scene.reboot();
            scene.synchronise();
            scene.ready(1, iccid(0));
        }
        scene.pass_until("2026-11-22T23:59:00Z");
        assert!(scene.nothing_is_submitted(), "{started_anew}");
        scene.pass_until("2026-11-23T00:01:00Z");
        scene.report_sent();
    }
}

#[test]
fn a_wrong_clock_starts_no_new_day_over_a_restart_or_a_reboot() {
    for reboots in [false, true] {
        for wrong in ["2026-11-20T12:30:00Z", "2026-11-23T12:30:00Z"] {
            let mut scene = full("2026-11-22T12:00:00Z", day(1), true);
            scene.pass(HOUR);
            // The clock is wrong for a while, and parts sent then are dated by it.
            scene.set_clock(wrong);
            scene.synchronise();
            scene.pass(MINUTE);
            assert!(scene.nothing_is_submitted(), "{wrong}");
            if reboots {
                scene.reboot();
                scene.synchronise();
            } else {
                scene.restart(machine(RUN));
            }
            scene.ready(1, iccid(0));
            scene.pass(MINUTE);
            assert!(scene.nothing_is_submitted(), "{wrong}, reboots: {reboots}");
        }
    }
}

#[test]
fn both_clock_offsets_are_known_after_a_restart() {
    let mut scene = full("2026-11-22T12:00:00Z", day(1), true);
    scene.set_clock("2026-11-22T18:00:00Z");
    scene.synchronise();
    scene.restart(machine(RUN));
    scene.ready(1, iccid(0));
    scene.pass_until("2026-11-23T00:01:00Z");
    scene.pass(MINUTE);
    assert!(scene.nothing_is_submitted(), "by the other offset it is six in the evening");
    scene.pass_until("2026-11-23T06:01:00Z");
    scene.report_sent();
}

/// A new process knows the offset of the old one.
#[test]
fn a_clock_that_jumps_between_two_processes_starts_no_new_day() {
    let mut scene = Scene::new("2026-11-20T12:00:00Z", day(1));
    scene.ready(1, iccid(0));
    for _ in 0..48 {
        scene.synchronise();
        scene.pass(HOUR);
    }
    scene.send("one");
    scene.report_sent();
    scene.set_clock("2026-11-23T12:00:00Z");
    scene.restart(machine(RUN));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send("two");
    scene.pass(11 * HOUR);
    assert!(scene.nothing_is_submitted());
}

#[test]
fn a_part_sent_while_the_clock_was_slow_counts_for_the_right_day() {
    let mut scene = full("2026-11-20T12:00:00Z", day(1), true);
    scene.set_clock("2026-11-22T12:01:00Z");
    scene.synchronise();
    scene.reboot();
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.pass(MINUTE);
    assert!(scene.nothing_is_submitted());
    scene.pass_until("2026-11-23T00:01:00Z");
    scene.report_sent();
}

/// The first synchronised clock dates a part. Later reboots don't change the date.
#[test]
fn an_undated_part_is_dated_once() {
    let mut scene = full("1970-01-01T00:00:00Z", day(1), false);
    scene.set_clock("2026-11-22T20:00:00Z");
    scene.reboot();
    scene.synchronise();
    scene.pass_until("2026-11-23T00:05:00Z");
    scene.reboot();
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.report_sent();
}

#[test]
fn a_clock_reading_is_stored_after_the_disk_refused_it_at_first() {
    let mut scene = full("2026-11-22T12:00:00Z", day(1), false);
    let gateway = scene.gateway.as_mut().unwrap();
    gateway.store.refuse_writes(true).unwrap();
    let event = [Event::ClockSynchronised(scene.now)];
    assert!(gateway.handle(&event, scene.now).is_err());
    gateway.store.refuse_writes(false).unwrap();
    gateway.handle(&event, scene.now).unwrap();
    assert_eq!(gateway.store.debits().clock_offsets(&machine(RUN)).unwrap().len(), 1);
}

#[test]
fn a_message_waits_until_all_of_its_parts_have_room() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(3));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send("one");
    scene.report_sent();
    scene.send(&"x".repeat(400));
    scene.pass(MINUTE);
    assert!(scene.nothing_is_submitted(), "two parts of its three have room");
    scene.pass_until("2026-11-23T00:01:00Z");
    for _ in 0..3 {
        scene.report_sent();
    }
    assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Sent, State::Sent], 3));
}

/// The modem may still send it after midnight.
#[test]
fn an_unknown_part_counts_for_the_day_in_which_it_may_be_sent() {
    let mut scene = Scene::new("2026-11-22T23:58:30Z", day(1));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send("one");
    let submission = scene.submission();
    scene.report_outcome(&submission, Outcome::Unknown { why: "silence".into() });
    scene.send("two");
    scene.pass_until("2026-11-23T00:00:10Z");
    assert!(scene.nothing_is_submitted());
    scene.pass_until("2026-11-23T23:59:00Z");
    assert!(scene.nothing_is_submitted());
    scene.pass_until("2026-11-24T00:01:00Z");
    scene.report_sent();
}

#[test]
fn a_part_in_flight_at_a_crash_counts_for_the_day_in_which_it_may_be_sent() {
    for boot in ["same", "next", "unknown"] {
        let mut scene = Scene::new("2026-11-22T23:58:00Z", day(1));
        scene.synchronise();
        scene.ready(1, iccid(0));
        scene.send("one");
        scene.submission();
        scene.pass(Duration::from_secs(30));
        match boot {
            "same" => scene.restart(machine(RUN)),
            "next" => scene.reboot(),
            _ => scene.restart(RunId::of_process(1)),
        }
        scene.synchronise();
        scene.ready(1, iccid(0));
        assert_eq!(scene.states(), [State::Unknown]);
        scene.send("two");
        scene.pass_until("2026-11-23T00:00:10Z");
        assert!(scene.nothing_is_submitted(), "{boot}");
    }
}

#[test]
fn parts_sent_while_a_card_was_known_by_its_subscription_count_for_the_card() {
    for both_known in [false, true] {
        let imsi = Imsi::parse(IMSI).unwrap();
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
        scene.synchronise();
        if both_known {
            scene.ready(1, iccid(0));
        }
        scene.ready(1, LineId::Imsi(imsi.clone()));
        scene.send("one");
        scene.report_sent();
        let card = Event::Card { iccid: Iccid::parse(CARDS[0]).unwrap(), imsi };
        scene.handle(&[card]);
        scene.ready(1, iccid(0));
        scene.send("two");
        scene.pass(MINUTE);
        assert!(scene.nothing_is_submitted());
        assert_eq!(scene.used_today(&iccid(0)), 1);
        scene.restart(machine(RUN));
        scene.ready(1, iccid(0));
        scene.pass(MINUTE);
        assert!(scene.nothing_is_submitted());
    }
}
