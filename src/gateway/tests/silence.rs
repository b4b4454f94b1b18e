//! Lines that receive nothing for unusually long.

use super::*;
use crate::flow::notice::{Data, Kind, Notice};

const START: &str = "2026-03-02T09:00:00Z";

impl Scene {
    /// A line that has received a message in each of twelve hours.
    fn with_hourly_messages() -> Self {
        let mut scene = Self::new(START, day(10));
        scene.synchronise();
        scene.ready(1, iccid(0));
        for message in 0..12 {
            scene.receive(1, iccid(0), "+12025550143", &format!("hello {message}"));
            scene.pass(HOUR);
        }
        scene
    }

    /// The alarms after the event with this number: device, sentence, and whether it begins.
    fn alarms(&self, after: i64) -> Vec<(String, String, bool)> {
        let alarm = |(_, notice): (i64, Notice)| match notice.data {
            Data::Device(trouble) if trouble.warning == "no-inbound" => {
                assert!(notice.kind == Kind::SimAlarm && trouble.sim.is_some_and(|sim| sim.iccid.is_some()));
                Some((trouble.device, trouble.reason, trouble.active))
            }
            Data::Device(_) | Data::Received(_) | Data::Outgoing(_) | Data::Call(_) => None,
        };
        self.store().events().after("test", after, 1000).unwrap().into_iter().filter_map(alarm).collect()
    }

    fn last_event(&self) -> i64 {
        self.store().events().last().unwrap()
    }
}

#[test]
fn a_line_that_is_silent_for_longer_than_usual_is_told_once_and_when_it_is_over() {
    let mut scene = Scene::with_hourly_messages();
    let before = scene.last_event();
    for _ in 0..4 {
        scene.pass(HOUR);
    }
    assert_eq!(scene.alarms(before), [], "five hours are usual");
    scene.pass(2 * HOUR);
    let alarms = scene.alarms(before);
    let [(name, sentence, true)] = &alarms[..] else { panic!("{alarms:?}") };
    assert!(sentence.contains("nothing for 7 h; its longest pause in 14 days was 1 h"), "{sentence}");
    assert_eq!(*name, device(1).to_string());

    assert_eq!(scene.store().lines().silent().unwrap().len(), 1);

    // It is told once, also after a restart.
    scene.restart(machine(RUN));
    scene.ready(1, iccid(0));
    for _ in 0..9 {
        scene.pass(HOUR);
    }
    assert_eq!(scene.alarms(before).len(), 1);
    scene.receive(1, iccid(0), "+12025550143", "hello again");
    scene.pass(HOUR);
    let alarms = scene.alarms(before);
    assert_eq!((alarms.len(), alarms[1].2), (2, false), "{alarms:?}");
}

/// While simgate was off, messages waited in the network.
#[test]
fn a_pause_of_simgate_is_no_silence() {
    let mut scene = Scene::with_hourly_messages();
    let before = scene.last_event();
    scene.now = Now { wall: scene.now.wall.after(48 * HOUR), mono: scene.now.mono + 48 * HOUR };
    scene.restart(machine(RUN));
    scene.ready(1, iccid(0));
    for _ in 0..5 {
        scene.pass(HOUR);
    }
    assert_eq!(scene.alarms(before), []);
}
