//! `simgate simulate`: simulated modems on pseudo terminals, and simulated phones on loopback ports.

use std::fmt::Write;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use super::CliError;
use crate::simulator::console::{ControlSocket, Simulated, converse};
use crate::simulator::modem::{MORE_NAMES, NAMES, Personality};
use crate::simulator::phone::{LivePhone, PhoneSettings, RunningPhone};
use crate::simulator::random::Random;
use crate::simulator::rig::{Rig, RigOptions, Running};
use crate::simulator::smsc::SmscOptions;
use crate::simulator::sticks::Sticks;
use crate::simulator::usb::Tree;
use crate::simulator::words::span;

const MODEMS_MAX: usize = 1024;
const PHONES_MAX: usize = 64;
const SLOTS_MAX: usize = 3;

#[derive(clap::Args)]
#[command(
    after_help = "Prints the ports of modems, then URL, user and password of phones, one a line, and answers control lines \
                  from standard input (try `help`)."
)]
pub struct Args {
    /// How many modems
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 1)]
    modems: usize,
    /// How many phones with the SMS Gateway app in local mode; with phones `--modems 0` goes, too
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    phones: usize,
    /// How many SIMs each phone has
    #[arg(long, value_name = "COUNT", default_value_t = 2)]
    slots: usize,
    /// generic, ec25, e3372h, e173, sim800, sim7600, zte-mf, mc75i, q2406,
    /// a7672, ep06, le910, mc7455, toby-l2, l850, dwm157, icon, ge865, ec200a, or mixed for all but ec200a in turn
    #[arg(long, value_name = "MODEL", default_value = "generic")]
    model: String,
    /// Pace the bytes as a UART of this speed does; 0 for no pacing [default: the model's]
    #[arg(long, value_name = "BAUD")]
    baud: Option<u32>,
    /// Make symlinks `modem-1`, `modem-2` ... in this directory; they stay the same after unplugging
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Show the modems as USB sticks in this directory, which must be empty: it looks like sysfs and /dev, and is deleted at
    /// the end; `unplug N` and `plug N` pull a stick out and plug it in
    #[arg(long, value_name = "DIR")]
    usb: Option<PathBuf>,
    /// Every card asks for this PIN
    #[arg(long, value_name = "PIN", value_parser = parse_pin)]
    pin: Option<String>,
    /// The seed of everything random
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Post a code to a random modem or phone at this interval, such as 2s
    #[arg(long, value_name = "SPAN", value_parser = parse_span)]
    every: Option<Duration>,
    /// Boot a hundred times as fast, and send in 20 ms; phones, too
    #[arg(long)]
    fast: bool,
    /// Send no unsolicited rows
    #[arg(long)]
    quiet: bool,
    /// Read control rows from this Unix socket, too, and keep running after the end of standard input
    #[arg(long, value_name = "PATH")]
    control: Option<PathBuf>,
    /// Keep running after the end of standard input
    #[arg(long)]
    stay: bool,
    /// Print a configuration for simgate instead of the ports
    #[arg(long)]
    print_config: bool,
}

fn parse_span(text: &str) -> Result<Duration, String> {
    span(text).filter(|span| !span.is_zero()).ok_or_else(|| "a span is written 500ms, 10s or 2m".to_owned())
}

fn parse_pin(text: &str) -> Result<String, String> {
    let right = (4..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if right { Ok(text.to_owned()) } else { Err("a PIN has 4 to 8 digits".to_owned()) }
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let modems = personalities(args)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| CliError::failed("can't start").because(&error))?;
    let done = runtime.block_on(simulate(args, modems));
    // The thread that reads standard input can't be interrupted.
    runtime.shutdown_background();
    done
}

fn personalities(args: &Args) -> Result<Vec<Personality>, CliError> {
    if (args.modems == 0 && args.phones == 0) || args.modems > MODEMS_MAX {
        return Err(CliError::failed(format!("can't simulate {} modems; from 1 to {MODEMS_MAX} go", args.modems)));
    }
    if args.phones > PHONES_MAX {
        return Err(CliError::failed(format!("can't simulate {} phones; up to {PHONES_MAX} go", args.phones)));
    }
    if args.slots == 0 || args.slots > SLOTS_MAX {
        return Err(CliError::failed(format!(
            "can't simulate {} SIMs in a phone; from 1 to {SLOTS_MAX} go",
            args.slots
        )));
    }
    let all: Vec<&str> = NAMES.into_iter().chain(MORE_NAMES).collect();
    let names = if args.model == "mixed" { all.clone() } else { vec![args.model.as_str()] };
    let mut modems = Vec::with_capacity(args.modems);
    for name in names.iter().cycle().take(args.modems) {
        let mut modem = Personality::by_name(name).ok_or_else(|| {
            CliError::failed(format!("there is no model `{name}`"))
                .hint(format!("take one of {}, or mixed", all.join(", ")))
        })?;
        if let Some(baud) = args.baud {
            modem.baud = (baud > 0).then_some(baud);
        }
        if args.fast {
            modem = modem.fast();
        }
        if args.quiet {
            modem = modem.quiet();
        }
        modems.push(modem);
    }
    Ok(modems)
}

async fn simulate(args: &Args, modems: Vec<Personality>) -> Result<(), CliError> {
    // The handlers are set before the ports are printed: a signal without them would leave the symlinks behind.
    let ended = told_to_end();
    if let Some(dir) = &args.dir {
        std::fs::create_dir_all(dir)
            .map_err(|error| CliError::failed(format!("can't make `{}`", dir.display())).because(&error))?;
    }
    let smsc = SmscOptions { epoch: crate::clock::now().wall.as_seconds(), ..SmscOptions::default() };
    let (dir, pin) = (args.dir.clone(), args.pin.clone());
    let options = RigOptions { dir, pin, smsc, ..RigOptions::new(modems, args.seed) };
    let Running { rig, mut tasks } =
        Rig::start(options).map_err(|error| CliError::failed("can't open the pseudo terminals").because(&error))?;
    let tree = match &args.usb {
        Some(dir) => Some(Tree::in_directory(dir).map_err(|error| {
            CliError::failed(format!("can't show USB sticks in `{}`", dir.display()))
                .because(&error)
                .hint("name a directory that is empty or does not exist")
        })?),
        None => None,
    };
    let phones = phones(args).map_err(|error| CliError::failed("can't open a port for a phone").because(&error))?;
    let socket = match &args.control {
        Some(path) => Some(
            ControlSocket::bind(path)
                .map_err(|error| CliError::failed(format!("can't listen at `{}`", path.display())).because(&error))?,
        ),
        None => None,
    };
    let simulated = Simulated { rig, phones: phones.iter().map(|running| Arc::clone(&running.phone)).collect() };
    let simulated = Arc::new(simulated);
    let text = match args.print_config {
        true => discovery(tree.as_ref()) + &config(&simulated.rig, args.pin.as_deref(), tree.is_none()),
        false => ports(&simulated.rig) + &access(&simulated.phones),
    };
    let mut stdout = std::io::stdout();
    let printed = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    printed.map_err(|error| CliError::failed("can't print the ports").because(&error))?;

    let sticks = tree.map(|tree| Sticks::new(tree, Arc::clone(&simulated.rig)));
    let stays = args.stay || args.control.is_some();
    let done = tokio::select! {
        () = ended => Ok(()),
        () = send_codes(&simulated, args.every, args.seed) => Ok(()),
        () = listen_to_stdin(&simulated, stays) => Ok(()),
        followed = follow_ports(sticks) => {
            followed.map_err(|error| CliError::failed("can't show the USB sticks").because(&error))
        }
        served = serve(socket.as_ref(), &simulated) => {
            served.map_err(|error| CliError::failed("the control socket failed").because(&error))
        }
    };
    tasks.shutdown().await;
    done
}

fn phones(args: &Args) -> std::io::Result<Vec<RunningPhone>> {
    let start = |nth: usize| {
        let settings = PhoneSettings::numbered(nth, args.slots);
        let settings = if args.fast { settings.fast() } else { settings };
        LivePhone::start(settings, args.seed.wrapping_add(nth as u64))
    };
    (1..=args.phones).map(start).collect()
}

async fn serve(socket: Option<&ControlSocket>, simulated: &Arc<Simulated>) -> std::io::Result<()> {
    match socket {
        Some(socket) => socket.serve(simulated).await,
        None => std::future::pending().await,
    }
}

async fn follow_ports(sticks: Option<Sticks>) -> std::io::Result<()> {
    match sticks {
        Some(sticks) => sticks.follow().await,
        None => std::future::pending().await,
    }
}

async fn listen_to_stdin(simulated: &Simulated, stays: bool) {
    // Any error ends the conversation.
    let _ = converse(simulated, tokio::io::stdin(), tokio::io::stdout()).await;
    if stays {
        std::future::pending::<()>().await;
    }
}

/// Registers the signal handlers at the call, not at the first poll.
fn told_to_end() -> impl Future<Output = ()> {
    let signals = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    async move {
        match signals {
            (Ok(mut interrupt), Ok(mut terminate)) => {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            }
            // Without handlers the signals end the process by themselves.
            (Err(_), _) | (_, Err(_)) => std::future::pending().await,
        }
    }
}

/// Texts in the forms in which services write codes.
const TEXTS: [(&str, &str); 8] = [
    ("Telegram", "Telegram code: {}"),
    ("Google", "G-{} is your Google verification code."),
    ("MyBank", "Your MyBank code is {}. Never tell it to anybody. It is valid for 5 minutes."),
    ("+12025550175", "{} is your Example verification code"),
    ("Shop", "Use {} to sign in to Shop.\n\n@shop.example #{}"),
    ("WhatsApp", "<#> Your WhatsApp code: {}\nDon't share this code with others\n4sgLq1p5sV6"),
    ("Postbank", "Ihre TAN lautet {}. Geben Sie sie nur bei der Zahlung von 12,50 EUR ein."),
    ("72975", "Код подтверждения: {}. Никому его не сообщайте."),
];

/// Posts codes to modems and phones in turn by chance.
async fn send_codes(simulated: &Simulated, every: Option<Duration>, seed: u64) {
    let Some(every) = every else { return std::future::pending().await };
    let mut random = Random::new(seed);
    let mut ticks = tokio::time::interval(every);
    loop {
        ticks.tick().await;
        let (from, text) = TEXTS[random.below(TEXTS.len())];
        let code = random.digits(6);
        let text = text.replace("{}", &code);
        let nth = random.below(simulated.rig.len() + simulated.phones.len());
        match simulated.phones.get(nth.wrapping_sub(simulated.rig.len())) {
            Some(phone) => {
                let slot = random.below(phone.act(|phone, _| phone.settings().slots.len()));
                let time = crate::clock::now().wall;
                phone.act(|phone, now| phone.receive(slot, from, &text, time, now));
            }
            // A modem whose stores are full misses a code.
            None => drop(simulated.rig.post_text(nth, from, &text)),
        }
    }
}

fn ports(rig: &Rig) -> String {
    (0..rig.len()).filter_map(|port| rig.path(port)).map(|path| format!("{}\n", path.display())).collect()
}

/// URL, user and password of each phone.
fn access(phones: &[Arc<LivePhone>]) -> String {
    let one = |phone: &Arc<LivePhone>| {
        let url = format!("http://{}", phone.address());
        phone.act(|phone, _| {
            let (user, password) = phone.credentials();
            format!("{url} {user} {password}\n")
        })
    };
    phones.iter().map(one).collect()
}

/// Where simgate finds the sticks.
fn discovery(tree: Option<&Tree>) -> String {
    let Some(tree) = tree else { return String::new() };
    let text_of = |path: PathBuf| serde_json::Value::from(path.to_string_lossy());
    let (sysfs, dev, uevents) = (text_of(tree.sysfs()), text_of(tree.dev()), text_of(tree.uevents()));
    format!("[discovery]\nsysfs = {sysfs}\ndev = {dev}\nuevents = {uevents}\n\n")
}

/// `by_port`: each `[[device]]` names its port. Sticks are found, and named by their IMEI.
fn config(rig: &Rig, pin: Option<&str>, by_port: bool) -> String {
    let mut text = String::new();
    // A JSON string is a TOML string.
    let text_of = |value: &str| serde_json::Value::from(value);
    for port in 0..rig.len() {
        let Some(path) = rig.path(port) else { continue };
        let card = rig.modem(port, |modem, _| modem.card().map(|card| (card.iccid.clone(), card.number.clone())));
        let number = port + 1;
        let imei = rig.modem(port, |modem, _| modem.imei().to_owned()).unwrap_or_default();
        let (key, value) = if by_port { ("port", path.to_string_lossy()) } else { ("imei", imei.into()) };
        // Writing into a string can't fail.
        let _ = write!(text, "[[device]]\ntype = \"modem\"\nname = \"modem-{number}\"\n{key} = {}\n", text_of(&value));
        if let Some(pin) = pin {
            let _ = writeln!(text, "pin = {}", text_of(pin));
        }
        if let Some((iccid, msisdn)) = card.flatten() {
            let _ = write!(text, "\n[[sim]]\niccid = {}\nname = \"sim-{number}\"\n", text_of(&iccid));
            if let Some(msisdn) = msisdn {
                let _ = writeln!(text, "number = {}", text_of(&msisdn));
            }
        }
        text.push('\n');
    }
    text
}
