//! `simgate demo`: the main job from end to end. Only the modems are simulated: the store is a real one on disk, the
//! webhook checks real signatures, and the time of each stage is measured.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;

use super::run::{failed, runtime};
use super::terminal::{note, print_row};
use super::{CliError, Exit};
use crate::clock;
use crate::code::Finder;
use crate::config::Config;
use crate::daemon;
use crate::files;
use crate::model::Secret;
use crate::simulator::modem::{ModemEvent, Personality, Trace};
use crate::simulator::random::Random;
use crate::simulator::receiver::{self, Seen};
use crate::simulator::rig::{Rig, RigOptions};
use crate::store::Store;

#[derive(clap::Args)]
pub struct Args {
    /// End after the first code has arrived at the webhook and has left the SIM
    #[arg(long)]
    once: bool,
    /// How many modems
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    modems: u16,
    /// Publish the codes to this MQTT broker as well: mqtt://HOST[:PORT]
    #[arg(long, value_name = "URL")]
    mqtt: Option<String>,
    /// Print the gateway's log, too
    #[arg(short, long)]
    verbose: bool,
}

const MODELS: [&str; 4] = ["ec25", "e3372h", "sim800", "sim7600"];
const EVERY: Duration = Duration::from_millis(1500);
/// A code that takes longer than this counts as lost.
const PATIENCE: Duration = Duration::from_secs(30);

/// Texts as services send them, with the code's place marked by `#`.
const TEXTS: [(&str, &str); 6] = [
    ("Example", "Your Example code is #. Do not share it."),
    ("+12025550143", "# is your verification code. It is valid for 10 minutes."),
    ("Bank", "Ihr Sicherheitscode lautet: #. Gültig für 5 Minuten."),
    ("Shop", "Код подтверждения: #. Никому не сообщайте."),
    ("Login", "G-# is your login code.\n\n@login.example #"),
    ("City", "【City】验证码 #，5分钟内有效。"),
];

pub fn run(args: &Args) -> Result<(), CliError> {
    crate::log::start(if args.verbose { tracing::Level::INFO } else { tracing::Level::ERROR });
    // The clock starts before the simulation, so that simulated times can be converted.
    clock::now();
    let data = Data::make()?;
    let runtime = runtime()?;
    let done = runtime.block_on(demo(args, &data.0));
    runtime.shutdown_background();
    done
}

/// The data directory of this demo; dropping it deletes the directory.
struct Data(PathBuf);

impl Data {
    fn make() -> Result<Self, CliError> {
        let parent = std::env::temp_dir();
        let made = files::make_directory(&parent, "simgate-demo-");
        made.map(Self).map_err(|error| {
            CliError::failed(format!("can't make a directory in `{}`", parent.display())).because(&error)
        })
    }
}

impl Drop for Data {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn demo(args: &Args, data: &Path) -> Result<(), CliError> {
    let io = |error: std::io::Error| CliError::failed("can't start the simulation").because(&error);
    let secret = Secret::new("whsec_c2ltZ2F0ZSBkZW1vIHNlY3JldCwgMzIgYnl0ZXM=");
    let (address, events) = receiver::start(&secret).await.map_err(io)?;
    let modems = (0..usize::from(args.modems)).filter_map(|at| Personality::by_name(MODELS[at % MODELS.len()]));
    let modems: Vec<_> = modems.map(|modem| Personality { baud: Some(115_200), ..modem.fast() }).collect();
    let options = RigOptions { trace: true, dir: Some(data.to_owned()), ..RigOptions::new(modems, 1) };
    let running = Rig::start(options).map_err(io)?;
    let config = config(&running.rig, data, address, &secret, args.mqtt.as_deref())?;

    print_row(&format!(
        "simgate {}: {} simulated modems at 115200 baud",
        env!("CARGO_PKG_VERSION"),
        running.rig.len()
    ))?;
    print_row(&format!("  store    {} (SQLite, synced before anything is acknowledged)", data.display()))?;
    print_row(&format!("  webhook  http://{address}/ (checks every signature)"))?;
    if let Some(url) = &args.mqtt {
        print_row(&format!("  broker   {url} (mosquitto_sub -v -t 'simgate/demo/#' shows it)"))?;
    }
    print_row("  Ctrl-C ends it")?;
    print_row("")?;
    let talk = converse(&running.rig, events, args.mqtt.is_some().then_some(data), args.once);
    // The demo has no reload.
    let (_reload, reloads) = tokio::sync::mpsc::unbounded_channel();
    tokio::select! {
        done = daemon::run(&config, Finder::default(), reloads, std::future::pending()) => done.map_err(|error| failed(&error)),
        done = talk => done,
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

/// Writes the configuration: the demo's gateway reads a file as any other does.
fn config(
    rig: &Rig,
    data: &Path,
    address: std::net::SocketAddr,
    secret: &Secret,
    mqtt: Option<&str>,
) -> Result<Config, CliError> {
    use std::fmt::Write;
    let mut text =
        format!("[gateway]\nname = \"demo\"\ndata = {:?}\n[api]\nlisten = \"off\"\n", data.to_string_lossy());
    for port in 0..rig.len() {
        let path = data.join(format!("modem-{}", port + 1));
        let _ = write!(text, "[[device]]\ntype = \"modem\"\nport = {:?}\n", path.to_string_lossy());
        if let Some(iccid) = rig.modem(port, |modem, _| modem.card().map(|card| card.iccid.clone())).flatten() {
            let number = 100 + port + 1;
            let _ = write!(
                text,
                "[[sim]]\niccid = \"{iccid}\"\nname = \"sim-{}\"\nnumber = \"+1202555{number:04}\"\n",
                port + 1
            );
        }
    }
    let _ = write!(
        text,
        "[[forwarder]]\ntype = \"webhook\"\nname = \"backend\"\nurl = \"http://{address}/\"\nsecret = \"{}\"\n",
        secret.reveal()
    );
    let parse = |text: &str| Config::parse(Path::new("demo"), text, &|_| None);
    if let Some(url) = mqtt {
        let broker = format!("[[forwarder]]\ntype = \"mqtt\"\nname = \"{BROKER}\"\nurl = {url:?}\n");
        parse(&broker).map_err(|errors| {
            let what = errors.problems.first().map_or("is no broker", |problem| &problem.what);
            CliError::new(Exit::Usage, format!("--mqtt: {what}")).hint("for example `--mqtt mqtt://127.0.0.1:1883`")
        })?;
        text.push_str(&broker);
    }
    parse(&text).map_err(|error| CliError::new(Exit::Bug, format!("the demo's own configuration is wrong: {error}")))
}

/// The forwarder for `--mqtt`.
const BROKER: &str = "broker";

/// Posts codes one at a time and prints the stages of each. With `broker`, the store in that data directory shows what the
/// broker has acknowledged.
async fn converse(
    rig: &Arc<Rig>,
    mut events: UnboundedReceiver<Result<Seen, axum::http::StatusCode>>,
    broker: Option<&Path>,
    once: bool,
) -> Result<(), CliError> {
    ready(rig).await?;
    let mut random = Random::new(clock::now().wall.as_millis().cast_unsigned());
    for round in 0_usize.. {
        let port = random.below(rig.len());
        let (from, text) = TEXTS[round % TEXTS.len()];
        let code = random.digits(6);
        let _ = rig.take_events(port);
        let (sent, sent_mono) = (rig.now(), clock::now().mono);
        if !matches!(rig.post_text(port, from, &text.replace('#', &code)), Some(Ok(_))) {
            return Err(CliError::new(Exit::Bug, "the simulated network refused a message"));
        }
        let seen = tokio::time::timeout(PATIENCE, arrival(&mut events)).await;
        let Ok(Some(seen)) = seen else {
            return Err(CliError::failed(format!("no code arrived within {} s", PATIENCE.as_secs()))
                .hint("`simgate demo --verbose` prints the log of the gateway"));
        };
        let received = sent + seen.at.saturating_sub(sent_mono);
        let trace = whole_way(rig, port, received).await?;
        show(rig, port, &seen, &trace, received)?;
        if let Some(data) = broker {
            acknowledged(data).await?;
            print_row("    acknowledged by the broker")?;
        }
        if once {
            print_row("")?;
            return print_row("The code went all the way: modem, disk, webhook, and off the card.");
        }
        tokio::time::sleep(EVERY).await;
    }
    Ok(())
}

/// Waits until every modem is ready: the gateway then counts its stores.
async fn ready(rig: &Rig) -> Result<(), CliError> {
    let limit = rig.now() + PATIENCE;
    let mut waiting: Vec<usize> = (0..rig.len()).collect();
    while rig.now() < limit {
        waiting.retain(|&port| {
            let asked = |event: &ModemEvent| {
                matches!(event, ModemEvent::Trace { what: Trace::Replied(command), .. } if command.starts_with("AT+CSQ"))
            };
            !rig.take_events(port).iter().any(asked)
        });
        if waiting.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(CliError::failed("a modem was not ready in time")
        .hint("`simgate demo --verbose` prints the log of the gateway"))
}

async fn arrival(events: &mut UnboundedReceiver<Result<Seen, axum::http::StatusCode>>) -> Option<Seen> {
    loop {
        match events.recv().await? {
            Ok(seen) if seen.again => {}
            Ok(seen) => return Some(seen),
            Err(status) => note(&format!("a request was turned away: {status}")),
        }
    }
}

/// When each stage passed the serial port, in simulated time.
#[derive(Default)]
struct Stages {
    announced: Option<Duration>,
    read: Option<Duration>,
    deleted: Option<Duration>,
}

/// Waits until the modem has deleted the message, which proves that it is on disk. A read after `received` is the check
/// before the deletion.
async fn whole_way(rig: &Rig, port: usize, received: Duration) -> Result<Stages, CliError> {
    let mut stages = Stages::default();
    let limit = rig.now() + PATIENCE;
    while rig.now() < limit {
        for event in rig.take_events(port) {
            match event {
                ModemEvent::Trace { at, what: Trace::Announced(_) } => stages.announced = Some(at),
                ModemEvent::Trace { at, what: Trace::Replied(command) }
                    if at <= received && (command.starts_with("AT+CMGR") || command.starts_with("AT+CMGL")) =>
                {
                    stages.read = Some(at);
                }
                ModemEvent::Deleted { at, .. } => stages.deleted = Some(at),
                ModemEvent::Trace { .. }
                | ModemEvent::Submitted { .. }
                | ModemEvent::Acknowledged { .. }
                | ModemEvent::NotAcknowledged { .. } => {}
            }
        }
        if stages.deleted.is_some() {
            return Ok(stages);
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Err(CliError::failed("the message was delivered but stayed on the card"))
}

/// Waits until the broker has acknowledged every delivery.
async fn acknowledged(data: &Path) -> Result<(), CliError> {
    let failed = |error: &dyn std::error::Error| CliError::failed("the demo's own store can't be read").because(error);
    let store = Store::open_to_read(data).map_err(|error| failed(&error))?;
    let limit = clock::now().mono + PATIENCE;
    loop {
        let pending = store.deliveries().list(Some("pending"), 1000).map_err(|error| failed(&error))?;
        let Some(waiting) = pending.into_iter().find(|delivery| delivery.destination == BROKER) else { return Ok(()) };
        if clock::now().mono > limit {
            let why = waiting.error.unwrap_or_else(|| "it did not answer".to_owned());
            return Err(CliError::failed(format!("the broker has not acknowledged the code: {why}"))
                .hint("`mosquitto -p 1883` starts one for a try"));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Prints one code's stages. `received` is the simulated time at which the webhook got the event.
fn show(rig: &Rig, port: usize, seen: &Seen, stages: &Stages, received: Duration) -> Result<(), CliError> {
    let data = &seen.event["data"];
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let model = rig.modem(port, |modem, _| modem.personality().model).unwrap_or_default();
    let (time, name, from) = (word(&seen.event["time"]), word(&data["sim"]["name"]), word(&data["from"]));
    print_row(&format!("{time}  {name} ({model})  from {from}"))?;
    print_row(&format!("    code {}", word(&data["code"]["value"])))?;
    // Times count from the announcement, since before it the gateway can't know of the message. A message that was not
    // announced was found by the counts of the stores.
    let start = stages.announced.or(stages.read).unwrap_or(received);
    let since = |at: Option<Duration>| {
        at.map_or_else(|| "-".into(), |at| format!("{:.1} ms", at.saturating_sub(start).as_secs_f64() * 1e3))
    };
    print_row(&format!(
        "    announced 0 ms · read {} · on disk, signed and delivered {} · deleted from the card {}",
        since(stages.read),
        since(Some(received)),
        since(stages.deleted)
    ))
}
