//! `simgate demo`: the main job from end to end. Only modems and phones are simulated: the store is a real one on disk, the
//! webhook checks real signatures, the phone's app calls over real HTTP, and the time of each stage is measured.

mod arrival;
mod modem;
mod phone;
mod world;

use std::path::{Path, PathBuf};
use std::time::Duration;

use self::arrival::{Events, PATIENCE};
use self::world::{BROKER, Line, World};
use super::CliError;
use super::run::{failed, runtime};
use super::terminal::print_row;
use crate::clock;
use crate::code::Finder;
use crate::daemon;
use crate::files;
use crate::model::Secret;
use crate::simulator::random::Random;
use crate::simulator::receiver;
use crate::store::Store;

#[derive(clap::Args)]
pub struct Args {
    /// End after the first code has arrived at the webhook and has left the SIM
    #[arg(long)]
    once: bool,
    /// How many modems
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64))]
    modems: u16,
    /// How many phones, each with two SIMs
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = clap::value_parser!(u16).range(0..=16))]
    phones: u16,
    /// Publish the codes to this MQTT broker as well: mqtt://HOST[:PORT]
    #[arg(long, value_name = "URL")]
    mqtt: Option<String>,
    /// Print the gateway's log, too
    #[arg(short, long)]
    verbose: bool,
}

const EVERY: Duration = Duration::from_millis(1500);

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
    let world = World::start(args.modems, args.phones, data).map_err(io)?;
    let config = world.config(data, address, &secret, args.mqtt.as_deref())?;

    print_row(&format!("simgate {}: {}", env!("CARGO_PKG_VERSION"), devices(args)))?;
    for (nth, phone) in (1..).zip(world.phones()) {
        let lines = format!("lines phone-{nth}-sim-1 and phone-{nth}-sim-2");
        print_row(&format!(
            "  phone-{nth}  http://{} (its app calls http://{}/), {lines}",
            phone.address(),
            world.listen
        ))?;
    }
    print_row(&format!("  store    {} (SQLite, synced before anything is acknowledged)", data.display()))?;
    print_row(&format!("  webhook  http://{address}/ (checks every signature)"))?;
    if let Some(url) = &args.mqtt {
        print_row(&format!("  broker   {url} (mosquitto_sub -v -t 'simgate/demo/#' shows it)"))?;
    }
    print_row("  Ctrl-C ends it")?;
    print_row("")?;
    let talk = converse(&world, events, args.mqtt.is_some().then_some(data), args.once);
    // The demo has no reload.
    let (_reload, reloads) = tokio::sync::mpsc::unbounded_channel();
    tokio::select! {
        done = daemon::run(&config, Finder::default(), reloads, std::future::pending()) => done.map_err(|error| failed(&error)),
        done = talk => done,
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

fn devices(args: &Args) -> String {
    let count = |number: u16, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    let modems = format!("{} at 115200 baud", count(args.modems, "simulated modem"));
    match args.phones {
        0 => modems,
        phones => format!("{modems}, {} with two SIMs", count(phones, "simulated phone")),
    }
}

/// Posts codes one at a time, to one line after the other, and prints the stages of each. With `broker`, the store in that
/// data directory shows what the broker has acknowledged.
async fn converse(world: &World, mut events: Events, broker: Option<&Path>, once: bool) -> Result<(), CliError> {
    modem::ready(world.rig()).await?;
    let mut random = Random::new(clock::now().wall.as_millis().cast_unsigned());
    let lines = world.lines();
    let mut turns = lines.iter().cycle();
    for (from, text) in TEXTS.iter().cycle() {
        // A modem is always among them, so this ends.
        let is_ready = |line: &&Line| match line {
            Line::Modem(_) => true,
            Line::Phone(phone, _) => phone::is_settled(phone),
        };
        let Some(line) = turns.find(is_ready) else { break };
        let text = text.replace('#', &random.digits(6));
        match line {
            Line::Modem(port) => modem::pass(world.rig(), *port, from, &text, &mut events).await?,
            Line::Phone(phone, slot) => phone::pass(phone, *slot, from, &text, &mut events).await?,
        }
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
