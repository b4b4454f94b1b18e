//! Modems of rarer makers, each with its own profile, at their real speed: they start, receive, send, and come back from a reset.

use simgate::at::Profiles;
use simgate::pdu::{Address, Pdu, Text, Timestamp, Tpdu, deliver_parts};
use simgate::simulator::modem::{Fault, MORE_NAMES, Personality, SimModem};

use super::{all_over, check_sent, plain_request, seconds};
use crate::world::{Waiting, World};

const PROFILES: [(&str, &str); 6] = [
    ("mc7455", "sierra"),
    ("toby-l2", "ublox"),
    ("l850", "fibocom"),
    ("dwm157", "dlink"),
    ("icon", "option"),
    ("ge865", "telit-2g"),
];

fn pdu(text: &str, second: i64) -> Vec<u8> {
    let smsc = Address::parse("+12063130004").unwrap();
    let sent_at = Timestamp::new(1_795_343_401 + second, 4).unwrap();
    let sender = Address::parse("Telegram").unwrap();
    let deliver = deliver_parts(&sender, sent_at, &Text::from(text)).unwrap().swap_remove(0);
    Pdu { smsc: Some(smsc), tpdu: Tpdu::Deliver(deliver) }.encode().octets
}

/// Submits a message for the modem and requests one by it, and waits for both.
fn pass(world: &mut World, number: usize) {
    let text = format!("in {number}");
    let imsi = world.sites[0].modem.card().unwrap().imsi.clone();
    let second = i64::try_from(number).unwrap();
    world.submit(Waiting { imsi, pdu: pdu(&text, second), message: number }, seconds(1));
    world.request_send(plain_request(number, format!("+1202555{number:04}"), format!("out {number}")), seconds(1));
    let limit = world.now + seconds(240);
    let has_arrived = |world: &World| world.events_by_text(&world.receivers[0]).contains_key(&text);
    while world.now < limit && !(has_arrived(world) && all_over(world)) {
        world.run_until(world.now + seconds(1));
    }
    assert!(has_arrived(world), "{text} has not arrived:\n{}", world.transcript());
    assert!(all_over(world), "out {number} was not sent:\n{}", world.transcript());
}

#[test]
fn modems_of_rarer_makers_start_receive_send_and_survive_a_reset() {
    assert_eq!(PROFILES.map(|(name, _)| name), MORE_NAMES);
    for (seed, (name, profile)) in (1..).zip(PROFILES) {
        let personality = Personality::by_name(name).unwrap();
        let found = Profiles::default().of(personality.manufacturer, personality.model);
        assert_eq!(found.name, profile, "{name}");
        let mut world = World::new(seed, vec![(SimModem::new(personality, seed), None)]);
        world.day_limit = 10;
        pass(&mut world, 0);
        let now = world.now;
        world.sites[0].modem.fault(Fault::Reset, now);
        pass(&mut world, 1);
        world.sites[0].modem.fault(Fault::ResetSilently { instant: false }, world.now);
        pass(&mut world, 2);
        check_sent(&world).unwrap();
        assert_eq!(world.submissions.len(), 3, "{name}");
    }
}
