//! Random runs of all models. With any input and any fault, a modem stays deterministic and within its limits, and no
//! stored message disappears unless it is deleted.

use std::collections::BTreeMap;

use super::*;

const TYPED: [&str; 24] = [
    "AT\r",
    "ATE0\r",
    "ATZ\r",
    "AT&F\r",
    "\x1bAT\r",
    "AT+CMGL=4\r",
    "AT+CMGL=0\r",
    "AT+CMGR=1\r",
    "AT+CMGD=0\r",
    "AT+CMGD=1\r",
    "AT+CMGD=2,1\r",
    "AT+CPMS?\r",
    "AT+CPMS=\"ME\",\"ME\",\"ME\"\r",
    "AT+CPMS=\"SM\",\"SM\",\"SM\"\r",
    "AT+CPMS=\"MT\"\r",
    "AT+CNMI=2,1,0,2,0\r",
    "AT+CNMI=1,2,0,0,0\r",
    "AT+CSMS=1;+CNMA\r",
    "AT+CMGS=15\r",
    "0001000B912120550541F3000002E834\x1a",
    "\x1b",
    "AT+CFUN=1,1\r",
    "AT+CFUN=4;+CFUN=1\r",
    "AT+CREG=2;+CLIP=1;+CMEE=2\r",
];

/// One step of a run: input of the host, an action of the network, or a fault.
fn step(modem: &mut SimModem, random: &mut Random, now: Duration, stored: &mut BTreeMap<Slot, Vec<u8>>) {
    match random.below(12) {
        0..=4 => modem.receive(TYPED[random.below(TYPED.len())].as_bytes(), now),
        5 => {
            let noise: Vec<u8> = (0..random.below(80)).map(|_| random.byte()).collect();
            modem.receive(&noise, now);
        }
        6..=8 => {
            let pdu = bytes([CODE, FLASH, FOR_CARD, REPORT, "", "07", "FF00"][random.below(7)]);
            if let Ok(Placed::Stored(slot)) = modem.deliver(&pdu, now) {
                assert_eq!(stored.insert(slot, pdu), None, "{slot} was taken");
            }
        }
        9 => modem.fault(fault(random), now),
        10 if random.once_in(10) => modem.unplug(now),
        _ => modem.power_on(now),
    }
}

fn fault(random: &mut Random) -> Fault {
    let answers = [Answer::Error, Answer::Cms(500), Answer::Lost, Answer::NotDone, Answer::Cut, Answer::Slow(SECOND)];
    let answer = answers[random.below(answers.len())];
    match random.below(11) {
        10 => Fault::HangUp(SECOND),
        0 => Fault::Silent(SECOND),
        1 => Fault::ResetSilently { instant: random.once_in(2) },
        2 => Fault::Reset,
        3 => Fault::Garbage(random.below(100)),
        4 => Fault::LoseUrcs(1),
        5 => Fault::LoseUrcsFor(SECOND),
        6 => Fault::SendResult { times: 1, answer },
        7 => Fault::Coverage([Coverage::Searching, Coverage::Home][random.below(2)]),
        8 => Fault::Call { number: "+12025550143".into(), rings: 2 },
        _ => Fault::Answer { command: ["", "+CMG", "+CPMS"][random.below(3)].into(), times: 2, answer },
    }
}

/// Runs for `steps` steps. Returns the output and the events.
fn live(name: &str, seed: u64, steps: usize) -> (Vec<u8>, Vec<ModemEvent>) {
    let mut modem = SimModem::new(Personality::by_name(name).unwrap().fast(), seed);
    modem.trace(true);
    modem.power_on(Duration::ZERO);
    let mut random = Random::new(seed);
    let (mut out, mut all) = (Vec::new(), Vec::new());
    let mut stored: BTreeMap<Slot, Vec<u8>> = BTreeMap::new();
    let mut now = Duration::ZERO;
    for _ in 0..steps {
        now += Duration::from_millis(random.number() % 400);
        // What is due by now comes first: a slot that was just deleted may be filled again.
        for stepping in [false, true] {
            if stepping {
                step(&mut modem, &mut random, now, &mut stored);
            }
            out.extend(modem.transmit(now));
            let events = modem.take_events();
            for event in &events {
                if let ModemEvent::Deleted { slot, pdu, .. } = event {
                    assert_eq!(stored.remove(slot).as_ref(), Some(pdu), "{slot}");
                }
            }
            all.extend(events);
        }
        assert!(modem.next_at().is_none_or(|at| at >= now), "everything that was due is done");
        let slots: BTreeMap<Slot, Vec<u8>> = modem.slots().iter().map(|(slot, s)| (*slot, s.pdu.clone())).collect();
        assert_eq!(slots, stored);
    }
    (out, all)
}

#[test]
fn no_stored_message_disappears_by_itself() {
    for name in NAMES.into_iter().chain(MORE_NAMES) {
        for seed in 0..20 {
            let (out, events) = live(name, seed, 400);
            assert!(out.windows(4).any(|four| four == b"\r\nOK"), "{name} {seed}: it did talk");
            assert!(!events.is_empty(), "{name} {seed}");
        }
    }
}

#[test]
fn the_same_seed_produces_the_same_run() {
    for name in NAMES.into_iter().chain(MORE_NAMES) {
        assert_eq!(live(name, 5, 300), live(name, 5, 300));
        assert_ne!(live(name, 5, 300).0, live(name, 6, 300).0);
    }
}

#[test]
fn bytes_one_by_one_are_the_same_bytes() {
    let line = "ATE0\rAT+CPMS?\rAT+CMGS=15\r0001000B912120550541F3000002E834\x1aAT+CMGL=4\r";
    let talk = |pieces: usize| {
        let mut bench = Bench::booting(Personality::generic());
        bench.run(60 * SECOND);
        for piece in line.as_bytes().chunks(pieces) {
            bench.modem.receive(piece, bench.now);
            bench.modem.transmit(bench.now);
        }
        bench.run(10 * SECOND)
    };
    assert_eq!(talk(1), talk(line.len()));
    assert!(talk(1).contains("+CMGS: 0"));
}
