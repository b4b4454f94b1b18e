//! Faults by which other gateways lose messages, repeat them or hang, one by one, against the shipped binary: four
//! modems at 115200 baud under load, and a fault in the middle. No message is lost, repeated or stuck. Prints how long
//! the recovery took.

use std::collections::BTreeMap;
use std::time::Duration;

use simgate::pdu::{Address, Pdu, Reference, Text, Timestamp, Tpdu, deliver_parts};
use simgate::simulator::modem::{Answer, Fault, Personality, SimModem};
use simgate::simulator::random::Random;
use simgate_testing::broker::Way;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

const MODEMS: usize = 4;

struct Fixture {
    bench: Bench,
    way: Way,
    _daemon: Daemon,
    sent: usize,
}

impl Fixture {
    /// The webhook is behind a connection that the test can cut.
    async fn with(modems: Vec<Personality>, seed: u64, before: usize) -> Self {
        let bench = Bench::new(modems, seed, false).await;
        let way = Way::to(bench.address.port()).await;
        let text = std::fs::read_to_string(&bench.config).unwrap();
        std::fs::write(&bench.config, text.replace(&bench.address.to_string(), &way.address.to_string())).unwrap();
        let mut sent = 0;
        for _ in 0..before {
            post(&bench, &mut sent);
        }
        let daemon = bench.daemon();
        Self { bench, way, _daemon: daemon, sent }
    }

    async fn new(seed: u64) -> Self {
        // One modem of each kind: card or equipment as the store, UART and USB.
        let modems = ["ec25", "e3372h", "sim800", "sim7600"].map(|name| quick(name, Some(115_200)));
        let mut fixture = Self::with(modems.to_vec(), seed, 0).await;
        fixture.load(Duration::from_secs(2)).await;
        fixture.bench.expect(fixture.sent, Duration::from_secs(30)).await;
        fixture
    }

    /// Sends twenty messages a second, to each modem in turn.
    async fn load(&mut self, span: Duration) {
        let until = Instant::now() + span;
        while Instant::now() < until {
            post(&self.bench, &mut self.sent);
            sleep(Duration::from_millis(50)).await;
        }
    }

    fn each(&self, act: impl Fn(&mut SimModem, Duration)) {
        for port in 0..MODEMS {
            self.bench.rig().modem(port, &act).unwrap();
        }
    }

    fn cause(&self, fault: impl Fn() -> Fault) {
        self.each(|modem, now| modem.fault(fault(), now));
    }

    /// Waits after the end of the fault until every message has arrived, each once.
    async fn healed(mut self, fault: &str) {
        let start = Instant::now();
        self.bench.expect(self.sent, Duration::from_secs(120)).await;
        let took = start.elapsed().as_secs_f64();
        sleep(Duration::from_secs(3)).await;
        self.bench.collect(Duration::ZERO).await;
        let twice = self.bench.events.values().filter(|ids| ids.len() > 1).count();
        println!("figures: {fault}: {} messages, 0 lost, {twice} twice, all there after {took:.1} s", self.sent);
        assert_eq!((self.bench.events.len(), twice), (self.sent, 0), "{fault}");
    }
}

fn post(bench: &Bench, sent: &mut usize) {
    let text = format!("message {sent}, code 482913");
    bench.rig().post_text(*sent % MODEMS, "+12025550143", &text).unwrap().unwrap();
    *sent += 1;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain_03_04_unplugged_for_6_s() {
    let mut fixture = Fixture::new(71).await;
    fixture.each(SimModem::unplug);
    fixture.load(Duration::from_secs(6)).await;
    fixture.each(SimModem::power_on);
    fixture.healed("unplugged for 6 s").await;
}

/// The port returns under another name behind the same link, like a renumbered ttyUSB.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain_07_port_gone_and_back_under_another_name() {
    let mut fixture = Fixture::new(72).await;
    for _ in 0..3 {
        fixture.cause(|| Fault::HangUp(Duration::from_secs(1)));
        fixture.load(Duration::from_secs(2)).await;
    }
    fixture.healed("port gone for 1 s, three times").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silent_for_15_s() {
    let mut fixture = Fixture::new(73).await;
    fixture.cause(|| Fault::Silent(Duration::from_secs(15)));
    fixture.load(Duration::from_secs(15)).await;
    fixture.healed("silent for 15 s").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silent_reset_with_all_settings_lost() {
    let mut fixture = Fixture::new(74).await;
    for instant in [true, false, true] {
        fixture.cause(|| Fault::ResetSilently { instant });
        fixture.load(Duration::from_secs(3)).await;
    }
    fixture.healed("silent resets, settings lost").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn garbage_on_the_line() {
    let mut fixture = Fixture::new(75).await;
    for _ in 0..20 {
        fixture.cause(|| Fault::Garbage(300));
        fixture.load(Duration::from_millis(300)).await;
    }
    fixture.healed("garbage on the line").await;
}

/// Ten slots are taken at the start, and 240 messages wait. The SMSC keeps those that don't fit, and tries again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn storage_full_at_the_start() {
    let small = |name: &str| {
        let mut modem = quick(name, Some(115_200));
        (modem.stores.sm, modem.stores.me) = (10, modem.stores.me.min(10));
        modem
    };
    let modems = ["ec25", "e3372h", "sim800", "sim7600"].map(small).to_vec();
    let fixture = Fixture::with(modems, 76, 240).await;
    fixture.healed("storage of 10 full at the start").await;
}

/// 208 messages are stored at the start, as many as a listing can have.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_listing_at_the_start() {
    let large = |name: &str| {
        let mut modem = quick(name, Some(115_200));
        (modem.stores.sm, modem.stores.me) = (255, if modem.stores.me == 0 { 0 } else { 255 });
        modem
    };
    let modems = ["ec25", "e3372h", "sim800", "sim7600"].map(large).to_vec();
    let fixture = Fixture::with(modems, 77, 208 * MODEMS).await;
    fixture.healed("208 messages lying in each modem at the start").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn errors_and_slow_and_silent_answers() {
    let mut fixture = Fixture::new(78).await;
    let mut random = Random::new(78);
    let commands = ["+CMGR", "+CMGD", "+CMGL", "+CPMS", "+CNMI", "AT"];
    for _ in 0..40 {
        let answers = [
            Answer::Error,
            Answer::Cms(500),
            Answer::Slow(Duration::from_millis(2000)),
            Answer::Slow(Duration::from_millis(6000)),
            Answer::Lost,
            Answer::NotDone,
            Answer::Cut,
        ];
        let (command, answer) =
            (commands[random.below(commands.len())].to_owned(), answers[random.below(answers.len())]);
        let fault = Fault::Answer { command, times: 1, answer };
        let port = random.below(MODEMS);
        fixture.bench.rig().modem(port, |modem, now| modem.fault(fault, now)).unwrap();
        fixture.load(Duration::from_millis(300)).await;
    }
    // Some faults still wait for their command.
    fixture.each(SimModem::heal);
    fixture.healed("ERROR, slow and silent answers").await;
}

/// Parts with 8-bit and 16-bit references of the same value are two messages, also if they arrive mixed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_with_references_of_both_widths() {
    let mut fixture = Fixture::new(79).await;
    let sender = Address::parse("+12025550143").unwrap();
    for number in 0..20_u8 {
        let mut waiting: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for (which, reference) in
            [Reference::Narrow(number), Reference::Wide(u16::from(number))].into_iter().enumerate()
        {
            let text = format!("{which} of {number}: {}", "abcdefghij ".repeat(25));
            let coded = Text { reference, ..Text::from(text.as_str()) };
            let parts = deliver_parts(&sender, Timestamp::new(1_795_343_400, 4).unwrap(), &coded).unwrap();
            for (at, deliver) in parts.into_iter().enumerate() {
                let pdu = Pdu { smsc: None, tpdu: Tpdu::Deliver(deliver) };
                waiting.insert(at * 2 + which, pdu.encode().octets);
            }
            fixture.sent += 1;
        }
        for pdu in waiting.into_values() {
            fixture.bench.rig().post(usize::from(number) % MODEMS, pdu).unwrap().unwrap();
        }
    }
    fixture.healed("parts with 8- and 16-bit references, mixed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn card_pulled_and_put_back() {
    let mut fixture = Fixture::new(80).await;
    for port in 0..MODEMS {
        fixture.bench.rig().pull_card(port).unwrap();
    }
    fixture.load(Duration::from_secs(5)).await;
    for port in 0..MODEMS {
        fixture.bench.rig().insert_card(port, port).unwrap();
    }
    fixture.healed("cards pulled for 5 s").await;
}

/// How long the webhook is down. `SIMGATE_DOWN_FOR` sets another number of seconds.
fn down_for() -> Duration {
    simgate_testing::seconds("SIMGATE_DOWN_FOR", 12)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn webhook_down() {
    let mut fixture = Fixture::new(81).await;
    fixture.way.cut();
    fixture.load(down_for()).await;
    fixture.way.open();
    fixture.healed(&format!("webhook down for {} s", down_for().as_secs())).await;
}
