//! Seeded simulation of messages both ways. What the SMSC believes delivered reaches the receivers, once per event id,
//! whatever breaks; no message is sent twice; and when all faults are healed, all queues drain.
//!
//! `SIMGATE_SEED=n` repeats one world (with `SIMGATE_TRANSCRIPT=1` a failure prints its bytes). `SIMGATE_SEEDS=n` runs
//! that many fresh seeds. A seed that found a bug stays in `OLD_SEEDS`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod makers;
mod phones;
mod remote;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use simgate::pdu::{
    Address, Class, Direction, Pdu, Reference, Request, Submit, Text, Timestamp as PduTimestamp, Tpdu, compose,
    deliver_parts, hex,
};
use simgate::simulator::modem::{Answer as ModemAnswer, Fault, MORE_NAMES, NAMES, Personality, SimModem};
use simgate::simulator::random::Random;

use simgate::flow::outbound::{OnExhausted, SendRequest, State};
use simgate::flow::pool::Policy;
use world::{Faults, OWNERS, Receiver, ReportFaults, Sabotage, Waiting, World, waits_visibly, without_validity};

/// Seeds that once failed.
const OLD_SEEDS: &[u64] = &[
    104_186_167_268_255,
    108_658_147_341_149,
    123_141_808_370_880,
    123_141_808_373_798,
    123_141_808_373_915,
    138_833_418_345_149,
    212_656_389_429_944,
    143_147_526_158_139,
    144_842_986_926_598,
    144_842_986_927_424,
    144_842_986_927_758,
    152_545_458_310_814,
    152_545_458_312_055,
    156_313_115_193_829,
    169_744_557_089_828,
    170_455_701_412_916,
    180_347_954_915_412,
    189_915_488_914_156,
    189_915_488_914_598,
    221_291_384_887_686,
    221_291_384_893_770,
    221_291_384_897_226,
    221_291_384_898_667,
    221_291_384_902_203,
    221_291_384_904_624,
    241_910_118_980_320,
    241_910_118_985_749,
    241_910_118_986_149,
    241_910_118_990_983,
    241_910_118_994_509,
    241_910_118_996_362,
    256_106_204_884_899,
    266_900_086_992_686,
    268_360_948_156_817,
];

const FRESH_SEEDS: u64 = 100;

/// Longest time for a healed world to drain. Refused deliveries wait for hours, and a clock that was set while the
/// daemon was down makes them wait longer.
const HEALED_WITHIN: Duration = Duration::from_secs(12 * 3600);
/// The same if the clock was days off.
const HEALED_WITHIN_DAYS: Duration = Duration::from_secs(40 * 3600);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The text of a planned message: distinct, of one to three parts, in both alphabets.
fn text(random: &mut Random, message: usize) -> String {
    let filler = ["Your code is ", "Ваш код ", "[x] €{} ", "验证码："];
    let mut text = format!("#{message} {}{}", filler[random.below(4)], random.digits(6));
    if random.once_in(4) {
        let more = 100 + random.below(300);
        text.extend((0..more).map(|_| char::from(b'a' + random.byte() % 26)));
    }
    text
}

/// A planned message: the text of its event, and its TPDUs.
fn message(random: &mut Random, message: usize) -> (String, Vec<Vec<u8>>) {
    let smsc = Address::parse("+12063130004").unwrap();
    if random.once_in(12) {
        // Undecodable bytes: an SMS-SUBMIT in a slot for received messages, cut off anywhere.
        let mut pdu = Pdu { smsc: Some(smsc), tpdu: Tpdu::Submit(draft()) }.encode().octets;
        pdu.truncate(9 + random.below(8));
        pdu.extend(u16::try_from(message).unwrap().to_be_bytes());
        return (hex::encode(&pdu), vec![pdu]);
    }
    let text = text(random, message);
    let senders = ["+12025550143", "Telegram", "611", "+4915112345678"];
    let sender = Address::parse(senders[random.below(4)]).unwrap();
    // Never at a full minute, because such a stamp proves no repeat.
    let second = i64::try_from(message + message / 59).unwrap();
    let sent_at = PduTimestamp::new(1_795_343_401 + second, 4).unwrap();
    // Parts of two messages with the same sender, reference and total can't be distinguished if they arrive hours
    // apart. So each sender counts its references, in either width.
    let number = u8::try_from(message / 2).unwrap();
    let narrow = message.is_multiple_of(2);
    let reference = if narrow { Reference::Narrow(number) } else { Reference::Wide(u16::from(number)) };
    // The modem delivers class 0 without storing it, and stores class 2 on the card.
    let class = [None, None, None, Some(Class::Flash), Some(Class::Card)][random.below(5)];
    let coded = Text { reference, class, ..Text::from(text.as_str()) };
    let pdus = deliver_parts(&sender, sent_at, &coded)
        .unwrap()
        .into_iter()
        .map(|deliver| Pdu { smsc: Some(smsc.clone()), tpdu: Tpdu::Deliver(deliver) })
        .map(|pdu| pdu.encode().octets)
        .collect();
    (text, pdus)
}

fn draft() -> Submit {
    let parts = compose(&Address::parse("+12025550100").unwrap(), &Text::from("never sent"), &Request::default());
    parts.unwrap().swap_remove(0)
}

const RECIPIENTS: [&str; 4] = ["+12025550101", "+12025550102", "+4917612345678", "611"];

/// A random request to send a message.
fn send_request(random: &mut Random, number: usize) -> SendRequest {
    let mut text = format!("out {number} ");
    if random.once_in(4) {
        text.extend((0..100 + random.below(300)).map(|_| char::from(b'a' + random.byte() % 26)));
    }
    SendRequest {
        caller: "world".to_owned(),
        key: Some(format!("key {number}")),
        from: None,
        line: None,
        to: RECIPIENTS[random.below(RECIPIENTS.len())].to_owned(),
        text,
        urgent: random.once_in(4),
        status_report: !random.once_in(4),
        ttl: seconds([20, 600, 7 * 86400][random.below(3)]),
        send_at: None,
        expires_at: None,
        on_exhausted: if random.once_in(8) { OnExhausted::Refuse } else { OnExhausted::Wait },
    }
}

/// Makes one random fault happen.
fn cause_trouble(world: &mut World) {
    let site = world.random.below(world.sites.len());
    let now = world.now;
    let span = Duration::from_millis(100 + u64::try_from(world.random.below(8000)).unwrap());
    let command =
        ["+CMGR", "+CMGD", "+CMGL", "+CPMS", "+CNMI", "+CMGF", "+CPIN", "AT"][world.random.below(8)].to_owned();
    let answers = [
        ModemAnswer::Error,
        ModemAnswer::Cms(500),
        ModemAnswer::Cms(314),
        ModemAnswer::Slow(span),
        ModemAnswer::Lost,
        ModemAnswer::NotDone,
        ModemAnswer::Cut,
    ];
    let answer = answers[world.random.below(answers.len())];
    let times = u32::from(1 + world.random.byte() % 3);
    let send_answers = [
        ModemAnswer::Lost,
        ModemAnswer::NotDone,
        ModemAnswer::Cms(500),
        ModemAnswer::Cms(38),
        ModemAnswer::Cms(331),
        ModemAnswer::Slow(span),
    ];
    let send_answer = send_answers[world.random.below(send_answers.len())];
    let fault = match world.random.below(21) {
        0 => Fault::Silent(span),
        1 => Fault::ResetSilently { instant: false },
        2 => Fault::ResetSilently { instant: true },
        3 => Fault::Reset,
        4 => Fault::Garbage(usize::from(world.random.byte())),
        5 => Fault::LoseUrcs(times),
        6 => Fault::LoseUrcsFor(span),
        7 | 8 => Fault::Answer { command, times, answer },
        9 => Fault::Full,
        10 => Fault::Roomy,
        11 => return world.unplug(site, span),
        12 => {
            world.await_the_worst();
            return world.kill(span / 4);
        }
        13 => {
            // The clock is set, by less than the window in which a repeat is recognised.
            let minutes = i64::try_from(world.random.below(40)).unwrap() - 20;
            world.wall_base = world.true_base + minutes * 60_000;
            world.synchronised = false;
            return;
        }
        16 | 17 => Fault::SendResult { times, answer: send_answer },
        18 => Fault::Answer { command: "+CMGS".to_owned(), times, answer },
        19 => {
            // The clock is synchronised, to the right time or to a time that is a day off.
            let days = if world.days_jump && world.random.once_in(2) { [-1, 1][world.random.below(2)] } else { 0 };
            world.wall_base = world.true_base + days * 86_400_000;
            world.synchronised = days == 0 || world.was_right();
            return;
        }
        14 => Fault::HangUp(span),
        // A person needs longer to swap a card.
        15 => return world.pull_cards(seconds(4) + span / 2),
        _ => {
            world.await_the_worst();
            return world.power_cut(span / 2);
        }
    };
    world.sites[site].modem.fault(fault, now);
}

/// Makes one random fault of a phone happen, if there is a phone.
fn cause_phone_trouble(world: &mut World) {
    if world.phones.count() > 0 && world.random.once_in(2) {
        let phone = world.random.below(world.phones.count());
        let span = Duration::from_millis(100 + u64::try_from(world.random.below(20_000)).unwrap());
        let (fault, end) = phones::fault(&mut world.random, span);
        world.phone_fault(phone, fault, Duration::ZERO);
        end.into_iter().for_each(|end| world.phone_fault(phone, end, span));
    }
}

/// Runs the world of a seed. `Err` names the broken promise.
fn run(seed: u64, sabotage: Sabotage) -> Result<u64, String> {
    run_world(seed, sabotage, false)
}

/// One world in this many has a modem that stores nothing. The rest of such a world is unchanged.
const STORELESS_EVERY: u64 = 19;

/// The same for a modem of a rarer maker.
const RARER_EVERY: u64 = 4;

/// One world in this many has a webhook that fails for some events, and has no other faults.
const CHOKES_EVERY: u64 = 5;

/// Runs a world. In a calm one nothing goes wrong; some worlds are calm by chance.
fn run_world(seed: u64, sabotage: Sabotage, calm: bool) -> Result<u64, String> {
    let mut random = Random::new(seed);
    let mut modems: Vec<(SimModem, Option<&'static str>)> = (0..1 + random.below(4))
        .map(|_| {
            let mut personality = Personality::by_name(NAMES[random.below(NAMES.len())]).unwrap().fast();
            personality.baud = [None, Some(115_200), Some(9600)][random.below(3)];
            if random.once_in(2) {
                personality = personality.quiet();
            }
            (SimModem::new(personality, random.number()), None)
        })
        .collect();
    if seed.is_multiple_of(STORELESS_EVERY) {
        modems[0].0 = SimModem::new(Personality::storeless().fast(), seed);
    } else if seed.is_multiple_of(RARER_EVERY) && !OLD_SEEDS.contains(&seed) {
        let name = MORE_NAMES[usize::try_from(seed / RARER_EVERY).unwrap() % MORE_NAMES.len()];
        let last = modems.len() - 1;
        modems[last].0 = SimModem::new(Personality::by_name(name).unwrap().fast(), seed);
    }
    let mut world = World::new(random.number(), modems);
    world.sabotage = sabotage;
    world.repeats = random.below(10);
    world.day_limit = u32::try_from(2 + random.below(10)).unwrap();
    world.cancels = 20;
    world.policy = [Policy::LeastUsed, Policy::RoundRobin, Policy::Sticky][random.below(3)];
    world.report_faults = ReportFaults { lost: random.below(30), repeated: random.below(30) };
    // A board without a battery starts with a random time.
    world.synchronised = !random.once_in(4);
    let calm = random.once_in(10) || calm;
    if !calm {
        let mut faults = |refusals: usize| Faults {
            lost_requests: random.below(30),
            lost_answers: random.below(30),
            refusals: random.below(refusals),
            fails_on: 0,
            down: false,
        };
        world.receivers[0].faults = faults(4);
        world.receivers[1].faults = faults(1);
        if seed.is_multiple_of(CHOKES_EVERY) {
            world.receivers[0].faults = Faults { fails_on: 2 + seed % 7, ..Faults::default() };
        }
    }
    let lasts = 20 + u64::try_from(random.below(60)).unwrap();
    world.days_jump = random.once_in(4);
    world.swaps = world.days_jump;
    let messages = if world.days_jump { 0 } else { 5 + random.below(60) };
    if random.once_in(2) {
        world.begin_before_midnight(seconds(u64::try_from(random.below(usize::try_from(lasts).unwrap())).unwrap()));
    }
    if !world.synchronised && world.days_jump {
        world.wall_base -= i64::try_from(random.below(400)).unwrap() * 86_400_000 / 100;
    }
    for number in 0..random.below(16) {
        let at = Duration::from_millis(u64::try_from(random.below(usize::try_from(lasts).unwrap() * 1000)).unwrap());
        let request = send_request(&mut random, number);
        world.request_send(request, at);
    }
    let cards: Vec<String> =
        world.sites.iter().map(|site| site.modem.card().expect("made with a card").imsi.clone()).collect();
    let mut texts = Vec::new();
    for number in 0..messages {
        let (text, pdus) = message(&mut random, number);
        let imsi = &cards[random.below(cards.len())];
        let at = seconds(1)
            + Duration::from_millis(u64::try_from(random.below(usize::try_from(lasts).unwrap() * 1000)).unwrap());
        for pdu in pdus {
            let later = random.about(Duration::from_millis(500));
            world.submit(Waiting { imsi: imsi.clone(), pdu, message: number }, at + later);
        }
        texts.push(text);
    }
    let callers = calls(seed, lasts, &mut world);
    add_specials(seed, lasts, calm, &mut world, &mut texts);
    let end = world.now + seconds(lasts);
    while world.now < end {
        let pause = random.about(Duration::from_millis(if calm { 60_000 } else { 1500 }));
        world.run_until((world.now + pause).min(end));
        if !calm {
            for receiver in 0..world.receivers.len() {
                let down = random.once_in(5);
                world.set_down(receiver, down);
            }
            let full = random.once_in(12);
            world.set_disk_full(full);
            cause_trouble(&mut world);
            cause_phone_trouble(&mut world);
        }
    }
    heal(&mut world);
    // Until the last caller has hung up.
    world.run_until(world.now + RINGS * 2);
    let healed = world.now;
    let limit = healed + if world.days_jump { HEALED_WITHIN_DAYS } else { HEALED_WITHIN };
    while !world.is_drained() && world.now < limit {
        world.run_until(world.now + seconds(if world.now < healed + seconds(600) { 1 } else { 60 }));
    }
    let checked = check(&world, &texts).and_then(|()| check_calls(&world, &callers, calm));
    checked.map_err(|why| format!("seed {seed}: {why}\n{}", world.transcript()))?;
    Ok(world.commits)
}

// One world in this many has such a special, by a chance of its own.
const REMOTE_EVERY: u64 = 3;
const PHONES_EVERY: u64 = 3;
const REFUSES_EVERY: u64 = 7;
const OWNERS_EVERY: u64 = 6;
const STOP_EVERY: u64 = 8;
const BOOT_HIDDEN_EVERY: u64 = 9;

/// Adds specials to a world: phones, a provider that calls, a modem that refuses all commands from some point on, numbers with
/// owners, a recipient who sends STOP, a machine that hides the id of its run.
fn add_specials(seed: u64, lasts: u64, calm: bool, world: &mut World, texts: &mut Vec<String>) {
    let mut random = Random::new(seed ^ 0x0DD);
    let at = |random: &mut Random| {
        Duration::from_millis(u64::try_from(random.below(usize::try_from(lasts).unwrap() * 1000)).unwrap())
    };
    if seed.is_multiple_of(REFUSES_EVERY) && !calm {
        let answers = [
            ModemAnswer::Error,
            ModemAnswer::Yes,
            ModemAnswer::NotDone,
            ModemAnswer::Cms(302),
            ModemAnswer::Cms(310),
            ModemAnswer::Cms(321),
            ModemAnswer::Cms(500),
            ModemAnswer::Cme(3),
            ModemAnswer::Cme(13),
            ModemAnswer::Cme(14),
        ];
        let (after, answer) = (u32::from(random.byte() % 60), answers[random.below(answers.len())]);
        let (site, wait) = (random.below(world.sites.len()), at(&mut random));
        world.schedule_fault(site, Fault::Refuse { after, answer }, wait);
    }
    if seed.is_multiple_of(REMOTE_EVERY) {
        let mut random = Random::new(seed ^ 0x200);
        for number in 0..1 + random.below(12) {
            let wait = at(&mut random);
            world.remote_text(format!("remote {number}, code {}", random.digits(6)), wait);
        }
    }
    // The old seeds are of worlds without phones.
    if (seed / REMOTE_EVERY).is_multiple_of(PHONES_EVERY) && !OLD_SEEDS.contains(&seed) {
        let mut random = Random::new(seed ^ 0xF0E);
        for phone in 0..1 + random.below(2) {
            world.add_phone(!random.once_in(3));
            // A clock that is days off when a phone is first seen hides its messages.
            let texts = if world.days_jump { 0 } else { random.below(12) };
            for number in 0..texts {
                let (text, slot) =
                    (format!("phone {phone}, text {number}, code {}", random.digits(6)), random.below(2));
                let wait = at(&mut random);
                world.phone_text(phone, slot, text, wait);
            }
        }
    }
    if seed.is_multiple_of(OWNERS_EVERY) {
        (0..world.sites.len()).filter(|site| site % 2 == 0).for_each(|site| world.add_owner(site));
    }
    world.hides_boot = seed.is_multiple_of(BOOT_HIDDEN_EVERY);
    world.has_stop_list = seed.is_multiple_of(STOP_EVERY);
    if world.has_stop_list && !world.days_jump {
        let sender = Address::parse(RECIPIENTS[random.below(RECIPIENTS.len())]).unwrap();
        let sent_at = PduTimestamp::new(1_795_343_001, 4).unwrap();
        let deliver = deliver_parts(&sender, sent_at, &Text::from("STOP")).unwrap().swap_remove(0);
        let smsc = Some(Address::parse("+12063130004").unwrap());
        let pdu = Pdu { smsc, tpdu: Tpdu::Deliver(deliver) }.encode().octets;
        let site = random.below(world.sites.len());
        let imsi = world.sites[site].modem.card().expect("made with a card").imsi.clone();
        let wait = at(&mut random);
        world.submit(Waiting { imsi, pdu, message: texts.len() }, wait);
        texts.push("STOP".to_owned());
    }
}

/// Checks that a line sends nothing to a recipient after STOP, except messages that it had begun.
fn check_stop(world: &World) -> Result<(), String> {
    for stop in &world.stops {
        let begun = stop.at_ms + i64::try_from(BEGUN_WITHIN.as_millis()).unwrap();
        let after =
            world.submissions.iter().filter(|submission| submission.at_ms > begun && submission.imsi == stop.imsi);
        for submission in after {
            let Ok(Tpdu::Submit(submit)) = Tpdu::decode(&submission.tpdu, Direction::FromMobile) else { continue };
            if submit.recipient.is_some_and(|recipient| recipient.to_string() == stop.from) {
                return Err(format!(
                    "{} got a message {} s after STOP",
                    stop.from,
                    (submission.at_ms - stop.at_ms) / 1000
                ));
            }
        }
    }
    Ok(())
}

/// Longest time from the commit of a STOP to the end of a message that was being sent. Each part may take three
/// minutes.
const BEGUN_WITHIN: Duration = Duration::from_secs(15 * 60);

/// Longest time that a caller lets a phone ring.
const RINGS: Duration = Duration::from_secs(30);
/// After this many seconds a modem has started and reports callers. A modem without a store takes a quarter of a minute
/// longer.
const STARTED: u64 = 15;
const STARTED_STORELESS: u64 = 30;

/// Schedules a call to half of the modems, each from its own number. The rest of the world is unchanged.
fn calls(seed: u64, lasts: u64, world: &mut World) -> Vec<String> {
    let mut random = Random::new(seed ^ 0xCA11);
    let mut callers = Vec::new();
    for site in 0..world.sites.len() {
        if random.once_in(2) {
            let number = format!("+1202555{:04}", 1000 + site);
            let rings = u32::try_from(1 + random.below(5)).unwrap();
            let is_storeless = site == 0 && seed.is_multiple_of(STORELESS_EVERY);
            let started = if is_storeless { STARTED_STORELESS } else { STARTED };
            let span = usize::try_from(lasts.saturating_sub(started)).unwrap() * 1000;
            if span == 0 {
                continue;
            }
            let wait = seconds(started) + Duration::from_millis(u64::try_from(random.below(span)).unwrap());
            world.call(site, &number, rings, wait);
            callers.push(number);
        }
    }
    callers
}

/// Checks that each call is one event in a calm world. In other worlds rings may be lost, and so may calls; but each
/// event has a number that called.
fn check_calls(world: &World, callers: &[String], calm: bool) -> Result<(), String> {
    for receiver in &world.receivers {
        let found = world.calls_by_number(receiver);
        if let Some(stranger) = found.keys().flatten().find(|caller| !callers.contains(caller)) {
            return Err(format!("{}: {stranger} has not called", receiver.name));
        }
        // Events of an owned number go to the owner's receiver alone.
        let owners = world.receivers.iter().find(|other| other.name == OWNERS && receiver.name != OWNERS);
        let by_owners = owners.map(|owners| world.calls_by_number(owners)).unwrap_or_default();
        let count = |found: &BTreeMap<Option<String>, BTreeSet<String>>, caller: &String| {
            found.get(&Some(caller.clone())).map_or(0, |ids| ids.len())
        };
        let events = |caller: &String| count(&found, caller) + count(&by_owners, caller);
        if let Some(caller) = callers.iter().find(|caller| calm && receiver.name != OWNERS && events(caller) != 1) {
            return Err(format!("{}: {} events of one call", receiver.name, events(caller)));
        }
    }
    Ok(())
}

/// Runs the world of a seed. A panic is a broken promise, too.
fn attempt(seed: u64) -> Result<u64, String> {
    std::panic::catch_unwind(|| run(seed, Sabotage::None)).unwrap_or_else(|panic| {
        let why = panic.downcast_ref::<String>().map_or("a panic", String::as_str);
        Err(format!("seed {seed}: {}", why.chars().take(1000).collect::<String>()))
    })
}

fn heal(world: &mut World) {
    let now = world.now;
    world.set_disk_full(false);
    world.insert_all();
    world.wall_base = world.true_base;
    world.synchronised = true;
    for receiver in 0..world.receivers.len() {
        world.set_down(receiver, false);
        world.receivers[receiver].faults = Faults::default();
    }
    world.phones.heal(now);
    for site in &mut world.sites {
        site.modem.heal(now);
        site.modem.power_on(now);
    }
}

fn check(world: &World, texts: &[String]) -> Result<(), String> {
    if let Some(pdu) = world.believed_pdus.iter().find(|pdu| !world.holds(pdu)) {
        return Err(format!(
            "a TPDU of {} octets is believed delivered and is not on disk: {}",
            pdu.len(),
            hex::encode(pdu)
        ));
    }
    check_sent(world)?;
    check_stop(world)?;
    check_remote(world)?;
    check_phones(world)?;
    for receiver in &world.receivers {
        check_receiver(world, receiver, texts).map_err(|why| format!("{}: {why}", receiver.name))?;
    }
    if !world.is_drained() {
        let states: Vec<_> = world
            .sites
            .iter()
            .map(|site| {
                format!(
                    "{} ready={} slots={}",
                    site.modem.personality().name,
                    site.line.is_ready(),
                    site.modem.slots().len()
                )
            })
            .collect();
        let waits: Vec<_> = world.outgoing().into_iter().filter(|row| !row.state.is_over()).collect();
        let waits: Vec<_> = waits.iter().map(|row| (&row.id, row.state, &row.reason, &row.expires_at)).collect();
        return Err(format!(
            "something is stuck after everything was healed: {} unsent, {states:?}, {waits:?}, {}",
            world.unsent,
            world.undone()
        ));
    }
    Ok(())
}

/// Checks that each text that Android has is one event.
fn check_phones(world: &World) -> Result<(), String> {
    let received = world.phones.received();
    for receiver in world.receivers.iter().filter(|receiver| receiver.name != OWNERS) {
        let events = world.events_by_text(receiver);
        let count = |text: &String| events.get(text).map_or(0, BTreeSet::len);
        if let Some(text) = received.iter().find(|text| count(text) != 1) {
            let stored = world.stored(text);
            return Err(format!("{}: `{text}` arrived as {} events; stored: {stored}", receiver.name, count(text)));
        }
    }
    Ok(())
}

/// Checks that each message that was answered with 200 is one event.
fn check_remote(world: &World) -> Result<(), String> {
    for receiver in world.receivers.iter().filter(|receiver| receiver.name != OWNERS) {
        let events = world.events_by_text(receiver);
        for message in &world.remote.messages {
            let ids = events.get(&message.text).map_or(0, BTreeSet::len);
            if ids > 1 || message.answered && ids == 0 {
                let (name, text, answered) = (receiver.name, &message.text, message.answered);
                return Err(format!("{name}: `{text}`, answered: {answered}, arrived as {ids} events"));
            }
        }
    }
    Ok(())
}

/// Checks that no part is sent twice, that no line exceeds its limit of a day, and that the state of each message is
/// true.
fn check_sent(world: &World) -> Result<(), String> {
    let mut parts: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    let mut days: BTreeMap<(&str, i64), u32> = BTreeMap::new();
    for submission in &world.submissions {
        *parts.entry(without_validity(&submission.tpdu)).or_default() += 1;
        *days.entry((&submission.imsi, submission.at_ms.div_euclid(86_400_000))).or_default() += 1;
    }
    if let Some((tpdu, times)) = parts.iter().find(|(_, times)| **times > 1) {
        return Err(format!("sent {times} times: {}", hex::encode(tpdu)));
    }
    let on_air = world.phones.on_air();
    let mut phone_days: BTreeMap<(&str, i64), u32> = BTreeMap::new();
    for sent in &on_air {
        let at_ms = world.true_base + i64::try_from(sent.at.as_millis()).unwrap();
        *phone_days.entry((&sent.line, at_ms.div_euclid(86_400_000))).or_default() += sent.parts;
    }
    if let Some(((line, _), count)) = phone_days.iter().find(|(_, count)| **count > world.day_limit) {
        return Err(format!("{line} sent {count} parts on a day; its limit is {}", world.day_limit));
    }
    if let Some(((imsi, day), count)) = days.iter().find(|(_, count)| **count > world.day_limit) {
        let mine = world.submissions.iter().filter(|submission| submission.imsi == **imsi);
        let at: Vec<_> = mine.map(|submission| (submission.at_ms - world.true_base) as f64 / 1000.0).collect();
        let midnight = (day * 86_400_000 - world.true_base) as f64 / 1000.0;
        return Err(format!(
            "line {imsi} sent {count} parts on day {day}, which began at {midnight}; its limit is {}: {at:?}\n{}",
            world.day_limit,
            world.debits()
        ));
    }
    for row in world.outgoing() {
        let by_modems = world.parts_of(&row).iter().filter(|tpdu| parts.contains_key(*tpdu)).count();
        let by_phones: u32 = on_air.iter().filter(|sent| sent.text == world.text_of(&row)).map(|sent| sent.parts).sum();
        let sent = by_modems + usize::try_from(by_phones).unwrap();
        let of = usize::try_from(row.parts).unwrap();
        if sent > of {
            return Err(format!("{by_modems} parts of {} by modems, {by_phones} by phones, {of} in all", row.id));
        }
        let is_true = match row.state {
            State::Sent | State::Delivered | State::Undelivered => sent == of,
            State::Queued => sent == 0 && waits_visibly(&row),
            State::Cancelled => sent == 0,
            State::Sending => sent < of && waits_visibly(&row),
            State::Failed => sent < of,
            State::Unknown => true,
        };
        if !is_true {
            let state = row.state.as_str();
            return Err(format!(
                "message {} is `{state}` ({:?}); {sent} of {of} parts reached the SMSC",
                row.id, row.reason
            ));
        }
        let event = format!("{}.{}", row.id, row.state.as_str());
        // An event of an owned number goes to the owner's receiver alone.
        let is_owners = |receiver: &&Receiver| receiver.name == OWNERS && receiver.accepted.contains_key(&event);
        let misses_it = |receiver: &&Receiver| receiver.name != OWNERS && !receiver.accepted.contains_key(&event);
        if world.receivers.iter().any(|receiver| is_owners(&receiver)) {
            continue;
        }
        let has_event = row.state.is_over() && row.state != State::Cancelled;
        if let (true, Some(receiver)) = (has_event, world.receivers.iter().find(misses_it)) {
            return Err(format!("{} did not get {event}", receiver.name));
        }
    }
    for requested in &world.requested {
        if let Some(Ok(accepted)) = &requested.answer
            && !world.outgoing().iter().any(|row| row.id == accepted.message_id)
        {
            return Err(format!("message {} was accepted and is not in the store", accepted.message_id));
        }
    }
    Ok(())
}

/// Checks the events of one receiver: each message is one event, in order, and none is invented.
fn check_receiver(world: &World, receiver: &Receiver, texts: &[String]) -> Result<(), String> {
    let events = world.events_by_text(receiver);
    let numbers: Vec<_> = world.owned.iter().map(|(_, number)| number.as_str()).collect();
    let is_owners = receiver.name == OWNERS;
    let addressed = receiver.accepted.values().filter_map(|(notice, _)| notice.received());
    let astray =
        addressed.map(|data| data.to.as_deref()).find(|to| to.is_some_and(|to| numbers.contains(&to)) != is_owners);
    if let Some(to) = astray {
        return Err(format!("it got a message to {to:?}"));
    }
    let of_owners = world.receivers.iter().find(|receiver| receiver.name == OWNERS);
    let of_owners = of_owners.map(|receiver| world.events_by_text(receiver)).unwrap_or_default();
    if let Some(id) = &receiver.out_of_order {
        return Err(format!("{id} came after a later delivery of its line"));
    }
    for &message in world.believed.keys().filter(|message| !world.unpromised.contains(message)) {
        match events.get(texts[message].as_str()) {
            // A card that couldn't be identified has no owner, so its messages go to the gateway's own
            // receivers.
            None if is_owners || of_owners.contains_key(texts[message].as_str()) => {}
            None => {
                let stored = world.stored(&texts[message]);
                let text = &texts[message];
                let pieces = pieces(world, text);
                return Err(format!(
                    "message {message} is believed delivered and reached no receiver; stored: {stored}; pieces: {pieces:?}; {text}"
                ));
            }
            Some(ids) if ids.len() > 1 => {
                let sims: Vec<_> = ids
                    .iter()
                    .map(|id| format!("{:?}", receiver.accepted[id].0.received().map(|data| &data.sim.iccid)))
                    .collect();
                return Err(format!("message {message} arrived as {} events: {ids:?} {sims:?}", ids.len()));
            }
            Some(_) => {}
        }
    }
    // A modem without a store may lose or garble parts of messages.
    let is_remotes = |text: &String| {
        world.remote.messages.iter().any(|message| message.text == *text) || world.phones.planned.contains(text)
    };
    let invented = events.keys().find(|text| !texts.contains(text) && !is_remotes(text) && !is_cut_off(world, text));
    if let (Some(text), true) = (invented, world.unpromised.is_empty()) {
        return Err(format!("nobody sent what arrived: {text}"));
    }
    Ok(())
}

/// Received messages that start like a part of this text: by which card and device, and with which missing parts.
fn pieces(world: &World, text: &str) -> Vec<String> {
    let accepted = world.receivers.iter().flat_map(|receiver| receiver.accepted.values());
    let begins_within = |piece: &str| {
        let beginning: String = piece.chars().take(12).collect();
        !beginning.is_empty() && text.contains(&beginning)
    };
    accepted
        .filter_map(|(notice, _)| notice.received().filter(|data| data.text.as_deref().is_some_and(begins_within)))
        .map(|data| format!("{:?} {} {:?} {:?}", data.sim.iccid, data.device, data.missing_parts, data.text))
        .collect()
}

/// Whether a text is the start of a PDU that was cut off or garbled between modem and gateway. The network may never
/// repeat such a message, so the gateway stores and delivers it as it is.
fn is_cut_off(world: &World, text: &str) -> bool {
    let line = hex::decode(text).unwrap_or_default();
    let begins_so = |pdu: &Vec<u8>| {
        let digits = hex::encode(pdu);
        let same = line.iter().zip(digits.bytes()).take_while(|(one, other)| **one == *other).count();
        same >= line.len().min(60)
    };
    let is_report = line.len() > REPORT.len() && line.starts_with(REPORT);
    // A modem that was reset in the middle of the header ends the row with whatever comes next.
    let is_header = line.starts_with(b"+CMT:");
    !line.is_empty() && (is_report || is_header || world.believed_pdus.iter().any(begins_so))
}

/// The start of the simulated SMSC's status reports, which are no messages: its address, and MTI 2.
const REPORT: &[u8] = b"07912160130300F406";

fn seeds() -> Vec<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    if let Some(seed) = number("SIMGATE_SEED") {
        return vec![seed];
    }
    let base = std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos();
    let base = u64::try_from(base & 0xFFFF_FFFF_FFFF).unwrap();
    let fresh = number("SIMGATE_SEEDS").unwrap_or(FRESH_SEEDS);
    OLD_SEEDS.iter().copied().chain((0..fresh).map(|n| base + n)).collect()
}

#[test]
fn what_the_network_believes_delivered_arrives_whatever_breaks() {
    let seeds = seeds();
    let (first, last) = (seeds[0], seeds[seeds.len() - 1]);
    let done: Vec<Result<u64, String>> = std::thread::scope(|scope| {
        let halves: Vec<_> = seeds
            .chunks(seeds.len().div_ceil(2))
            .map(|half| scope.spawn(|| half.iter().map(|&seed| attempt(seed)).collect::<Vec<_>>()))
            .collect();
        halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
    });
    let broken: Vec<&String> = done.iter().filter_map(|result| result.as_ref().err()).collect();
    let commits: u64 = done.iter().filter_map(|result| result.as_ref().ok()).sum();
    println!(
        "figures: {} simulated worlds (seeds {first}..={last}), {commits} commits, {} with a broken promise",
        seeds.len(),
        broken.len()
    );
    assert!(broken.is_empty(), "{}", broken.iter().take(20).map(|why| why.as_str()).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_call_is_one_event_in_a_calm_world() {
    for seed in 1..=60 {
        run_world(seed, Sabotage::None, true).unwrap();
    }
}

#[test]
fn acknowledging_before_the_commit_is_noticed_within_twenty_seeds() {
    let noticed = (1..=20).find(|&seed| run(seed, Sabotage::AcknowledgeBeforeCommit).is_err());
    assert!(noticed.is_some(), "twenty worlds did not notice that messages left the modem before they were on disk");
}

#[test]
fn debiting_after_the_send_is_noticed_within_forty_seeds() {
    let noticed = (1..=40).find(|&seed| run(seed, Sabotage::DebitAfterSend).is_err());
    assert!(noticed.is_some(), "forty worlds did not notice that lines were debited after they had sent");
}

/// The card needs a PIN, and at any moment of the start the daemon is killed or the modem loses power. A wrong PIN
/// costs one attempt in all, a right one none.
#[test]
fn no_pin_attempt_is_lost_twice() {
    for seed in 1..=60 {
        let mut random = Random::new(seed);
        let right = random.once_in(2);
        let personality = Personality::by_name(NAMES[random.below(NAMES.len())]).unwrap().fast();
        let mut modem = SimModem::new(personality, random.number());
        let card = modem.card_mut().unwrap();
        *card = card.clone().with_pin("1234", "12345678");
        let mut world = World::new(random.number(), vec![(modem, Some(if right { "1234" } else { "4321" }))]);
        for _ in 0..30 {
            let pause = random.about(Duration::from_millis(1200));
            world.run_until(world.now + pause);
            match random.below(4) {
                0 => world.kill(Duration::from_millis(50)),
                1 => world.power_cut(Duration::from_millis(200)),
                2 => world.unplug(0, Duration::from_millis(300)),
                _ => {
                    let now = world.now;
                    world.sites[0].modem.fault(Fault::Silent(Duration::from_millis(700)), now);
                }
            }
            let left = world.sites[0].modem.card().unwrap().attempts().0;
            assert!(left >= if right { 3 } else { 2 }, "seed {seed}, right PIN: {right}: {left} attempts left");
        }
    }
}

#[test]
fn a_right_pin_opens_the_card_again_after_every_restart() {
    let mut modem = SimModem::new(Personality::by_name("ec25").unwrap().fast(), 5);
    let card = modem.card_mut().unwrap();
    *card = card.clone().with_pin("1234", "12345678");
    let mut world = World::new(9, vec![(modem, Some("1234"))]);
    for _ in 0..5 {
        world.run_until(world.now + seconds(30));
        assert!(world.sites[0].line.is_ready(), "the PIN did not open the card");
        world.power_cut(seconds(1));
    }
}

fn all_over(world: &World) -> bool {
    let rows = world.outgoing();
    rows.len() == world.requested.len() && rows.iter().all(|row| row.state.is_over()) && world.is_drained()
}

/// A modem that only sends.
fn sender(number: u64) -> (SimModem, Option<&'static str>) {
    (SimModem::new(Personality::by_name("ec25").unwrap().fast().quiet(), number), None)
}

fn plain_request(number: usize, to: String, text: String) -> SendRequest {
    SendRequest {
        caller: "world".to_owned(),
        key: Some(format!("key {number}")),
        from: None,
        line: None,
        to,
        text,
        urgent: false,
        status_report: true,
        ttl: seconds(7 * 86400),
        send_at: None,
        expires_at: None,
        on_exhausted: OnExhausted::Wait,
    }
}

/// The network accepts each part, but the result is lost. A status report settles a message only if no other message to
/// the same recipient may fit.
#[test]
fn a_message_whose_result_is_lost_is_never_sent_again() {
    let mut world = World::new(3, vec![sender(1), sender(2), sender(3), sender(4)]);
    world.day_limit = 1000;
    world.run_until(seconds(20));
    for site in &mut world.sites {
        site.modem.fault(Fault::SendResult { times: 1000, answer: ModemAnswer::Lost }, world.now);
    }
    for number in 0..100 {
        let alone = number % 2 == 0;
        let recipient = if alone { format!("+1202555{number:04}") } else { "+4917612345678".to_owned() };
        world.request_send(plain_request(number, recipient, format!("lost {number}")), seconds(21));
    }
    while !all_over(&world) && world.now < seconds(48 * 3600) {
        world.run_until(world.now + seconds(30));
    }
    check_sent(&world).unwrap();
    let rows = world.outgoing();
    assert_eq!((rows.len(), world.submissions.len()), (100, 100));
    let (mut alone, mut shared) = (Vec::new(), Vec::new());
    for row in &rows {
        if row.recipient.starts_with("+1") { alone.push(row.state) } else { shared.push(row.state) }
    }
    assert!(alone.iter().all(|state| *state == State::Delivered), "its own report settles each: {alone:?}");
    // Of the messages to one recipient, only the first on each line surely matches its report.
    let settled = shared.iter().filter(|state| **state == State::Delivered).count();
    let unknown = shared.iter().filter(|state| **state == State::Unknown).count();
    assert!(settled <= 4 && settled + unknown == 50, "{shared:?}");
    println!(
        "figures: 100 results lost: 100 sent once, {} settled by their own report, {unknown} unknown",
        50 + settled
    );
}

/// Three cards with ten parts a day each, and fifty messages of one to three parts. The daemon is killed at random
/// moments around each midnight, and is down for the rest of the day.
#[test]
fn no_line_exceeds_its_limit_of_a_day_and_the_rest_is_sent_the_next_day() {
    let mut random = Random::new(12);
    let mut world = World::new(12, vec![sender(1), sender(2), sender(3)]);
    world.day_limit = 10;
    world.begin_before_midnight(seconds(150));
    for number in 0..50 {
        let text = format!("out {number} {}", "x".repeat([0, 170, 330][random.below(3)]));
        world.request_send(plain_request(number, format!("+1202555{number:04}"), text), seconds(30));
    }
    let mut days = 0;
    while !all_over(&world) && days < 10 {
        let end = seconds(days * 86400 + 300);
        while world.now < end {
            let pause = random.about(seconds(40));
            world.run_until((world.now + pause).min(end));
            let down = random.about(seconds(3));
            world.kill(down);
        }
        days += 1;
        world.kill(seconds(86400 - 300));
        world.run_until(seconds(days * 86400));
    }
    check_sent(&world).unwrap();
    let rows = world.outgoing();
    let parts: usize = rows.iter().map(|row| usize::try_from(row.parts).unwrap()).sum();
    let sent = world.submissions.len();
    println!(
        "figures: 3 lines, 10 parts a day, midnights and kills: {parts} parts of 50 messages, {sent} sent in {days} days"
    );
    assert!(all_over(&world), "everything is sent in time");
    assert!(rows.iter().all(|row| matches!(row.state, State::Sent | State::Delivered | State::Unknown)));
    assert!(sent <= parts && sent > parts - 20, "{sent} of {parts}");
}
