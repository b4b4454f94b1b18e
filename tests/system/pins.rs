//! PINs over restarts: a wrong one reaches each card once at most, and a right one opens its card at every start.

use std::fmt::Write as _;
use std::time::Duration;

use simgate::simulator::modem::{Answer, Fault, ModemEvent, Trace};
use simgate_testing::{Bench, quick};

const PUK: &str = "12345678";
/// Restarts, and how many of them are kills in the middle of a first try.
const RESTARTS: usize = 50;
const CARDS: usize = 10;

/// Switches the modems off and on, so that their cards require the PIN again.
fn lock(bench: &Bench) {
    for port in 0..bench.rig().len() {
        bench.rig().modem(port, |modem, now| modem.fault(Fault::ResetSilently { instant: true }, now)).unwrap();
    }
}

/// Counts the tries of a PIN that a modem got since the last call.
fn tries(bench: &Bench, port: usize) -> usize {
    let is_try = |event: &ModemEvent| match event {
        ModemEvent::Trace { what: Trace::Command(row), .. } => row.starts_with("AT+CPIN="),
        ModemEvent::Trace { .. }
        | ModemEvent::Submitted { .. }
        | ModemEvent::Acknowledged { .. }
        | ModemEvent::NotAcknowledged { .. }
        | ModemEvent::Deleted { .. } => false,
    };
    bench.rig().take_events(port).iter().filter(|event| is_try(event)).count()
}

async fn bench(cards: usize, seed: u64) -> Bench {
    let bench = Bench::new((0..cards).map(|_| quick("ec25", None)).collect(), seed, true).await;
    for port in 0..cards {
        let card = |card: &mut simgate::simulator::modem::SimCard| *card = card.clone().with_pin("1234", PUK);
        bench.rig().modem(port, |modem, _| modem.card_mut().map(card)).unwrap();
    }
    lock(&bench);
    bench
}

/// Writes the configuration with the first modems only, all with this PIN.
fn configure(bench: &Bench, modems: usize, pin: &str) {
    let mut text = format!(
        "[gateway]\nname = \"test\"\ndata = {:?}\n[discovery]\nenabled = false\n[api]\nlisten = \"127.0.0.1:0\"\n",
        bench.dir.path().join("data").to_string_lossy()
    );
    for number in 1..=modems {
        let port = bench.dir.path().join(format!("modem-{number}"));
        writeln!(text, "[[device]]\ntype = \"modem\"\nport = {:?}\npin = \"{pin}\"", port.to_string_lossy()).unwrap();
    }
    std::fs::write(&bench.config, text).unwrap();
}

/// Each modem joins at one of the starts, and simgate is killed when this modem gets the PIN: before it hands it to the card,
/// or after it. At all other starts simgate has time to try it again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_pin_reaches_a_card_once_over_fifty_restarts() {
    let bench = bench(CARDS, 51).await;
    let mut seen = [0; CARDS];
    let (mut joined, every) = (0, RESTARTS / CARDS);
    for start in 0..RESTARTS {
        let newcomer = (start % every == 0).then_some(joined);
        if let Some(port) = newcomer {
            joined += 1;
            let answer = if port % 2 == 0 { Answer::Lost } else { Answer::NotDone };
            let fault = Fault::Answer { command: "+CPIN=".to_owned(), times: 1, answer };
            bench.rig().modem(port, |modem, now| modem.fault(fault, now)).unwrap();
            configure(&bench, joined, "9999");
        }
        let blocked = || bench.log().matches("blocked").count();
        let before = blocked();
        let daemon = bench.daemon();
        if let Some(port) = newcomer {
            let seen = &mut seen[port];
            let got_pin = || {
                *seen += tries(&bench, port);
                *seen > 0
            };
            bench.until("the modem gets the PIN", Duration::from_secs(30), got_pin).await;
        } else {
            bench.until("all are blocked", Duration::from_secs(30), || blocked() >= before + joined).await;
        }
        // Dropping it is kill -9.
        drop(daemon);
        for (port, seen) in seen.iter_mut().enumerate() {
            *seen += tries(&bench, port);
        }
        lock(&bench);
    }
    assert_eq!(seen, [1; CARDS]);
    let left = |port| bench.rig().modem(port, |modem, _| modem.card().unwrap().attempts().0).unwrap();
    let left: Vec<u8> = (0..CARDS).map(left).collect();
    assert_eq!(left, (0..CARDS).map(|port| if port % 2 == 0 { 2 } else { 3 }).collect::<Vec<_>>());
}

/// Every second start is killed when the modem has got the PIN and has not answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_pin_opens_its_card_at_every_start() {
    let bench = bench(1, 52).await;
    configure(&bench, 1, "1234");
    let ready = || bench.log().matches("state=\"ready\"").count();
    for start in 0..20 {
        let before = ready();
        tries(&bench, 0);
        let daemon = bench.daemon();
        if start % 2 == 1 {
            let answer = if start % 4 == 1 { Answer::Lost } else { Answer::NotDone };
            let fault = Fault::Answer { command: "+CPIN=".to_owned(), times: 1, answer };
            bench.rig().modem(0, |modem, now| modem.fault(fault, now)).unwrap();
            bench.until("the modem gets the PIN", Duration::from_secs(30), || tries(&bench, 0) > 0).await;
        } else {
            bench.until("the card is open", Duration::from_secs(30), || ready() > before).await;
        }
        drop(daemon);
        lock(&bench);
    }
}
