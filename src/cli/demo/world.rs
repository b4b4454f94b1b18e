//! The demo's devices, and the configuration for them.

use std::fmt::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use crate::cli::{CliError, Exit};
use crate::config::Config;
use crate::model::Secret;
use crate::simulator::modem::Personality;
use crate::simulator::phone::{LivePhone, PhoneSettings, RunningPhone};
use crate::simulator::rig::{Rig, RigOptions, Running};

const MODELS: [&str; 4] = ["ec25", "e3372h", "sim800", "sim7600"];
const SLOTS: usize = 2;

/// The forwarder for `--mqtt`.
pub const BROKER: &str = "broker";

/// Simulated modems on pseudo terminals, and simulated phones on loopback ports.
pub struct World {
    running: Running,
    phones: Vec<RunningPhone>,
    /// Where simgate listens for the phones.
    pub listen: SocketAddr,
}

/// A line on which a code can arrive.
#[derive(Clone)]
pub enum Line {
    /// That of a modem.
    Modem(usize),
    /// That of a slot (from 0) of a phone.
    Phone(Arc<LivePhone>, usize),
}

impl World {
    pub fn start(modems: u16, phones: u16, data: &Path) -> std::io::Result<Self> {
        let models = (0..usize::from(modems)).filter_map(|at| Personality::by_name(MODELS[at % MODELS.len()]));
        let models = models.map(|modem| Personality { baud: Some(115_200), ..modem.fast() }).collect();
        let options = RigOptions { trace: true, dir: Some(data.to_owned()), ..RigOptions::new(models, 1) };
        let phone = |nth| LivePhone::start(PhoneSettings::numbered(nth, SLOTS).fast(), nth as u64);
        let phones = (1..=usize::from(phones)).map(phone).collect::<std::io::Result<_>>()?;
        // The port is free again until the gateway takes it.
        let listen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        Ok(Self { running: Rig::start(options)?, phones, listen })
    }

    pub fn rig(&self) -> &Rig {
        &self.running.rig
    }

    pub fn phones(&self) -> impl Iterator<Item = &Arc<LivePhone>> {
        self.phones.iter().map(|running| &running.phone)
    }

    /// All lines: those of the modems first.
    pub fn lines(&self) -> Vec<Line> {
        let slots = self.phones().flat_map(|phone| (0..SLOTS).map(|slot| Line::Phone(Arc::clone(phone), slot)));
        (0..self.rig().len()).map(Line::Modem).chain(slots).collect()
    }

    /// Writes the configuration: the demo's gateway reads a file as any other does.
    pub fn config(
        &self,
        data: &Path,
        webhook: SocketAddr,
        secret: &Secret,
        mqtt: Option<&str>,
    ) -> Result<Config, CliError> {
        let listen = if self.phones.is_empty() { "off".to_owned() } else { self.listen.to_string() };
        // The demo must not open a stick that is plugged into this machine.
        let sections = format!("[discovery]\nenabled = false\n[api]\nlisten = \"{listen}\"\n");
        let mut text = format!("[gateway]\nname = \"demo\"\ndata = {:?}\n{sections}", data.to_string_lossy());
        for port in 0..self.rig().len() {
            self.write_modem(port, data, &mut text);
        }
        for (nth, phone) in (1..).zip(self.phones()) {
            self.write_phone(nth, phone, &mut text);
        }
        // Writing into a string can't fail.
        let _ = write!(
            text,
            "[[forwarder]]\ntype = \"webhook\"\nname = \"backend\"\nurl = \"http://{webhook}/\"\nsecret = \"{}\"\n",
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
        parse(&text)
            .map_err(|error| CliError::new(Exit::Bug, format!("the demo's own configuration is wrong: {error}")))
    }

    fn write_modem(&self, port: usize, data: &Path, text: &mut String) {
        let path = data.join(format!("modem-{}", port + 1));
        let _ = write!(text, "[[device]]\ntype = \"modem\"\nport = {:?}\n", path.to_string_lossy());
        let iccid = self.rig().modem(port, |modem, _| modem.card().map(|card| card.iccid.clone())).flatten();
        if let Some(iccid) = iccid {
            let (name, number) = (port + 1, 100 + port + 1);
            let _ =
                write!(text, "[[sim]]\niccid = \"{iccid}\"\nname = \"sim-{name}\"\nnumber = \"+1202555{number:04}\"\n");
        }
    }

    fn write_phone(&self, nth: usize, phone: &LivePhone, text: &mut String) {
        let (address, listen) = (phone.address(), self.listen);
        let (user, password, sims) = phone.act(|phone, _| {
            let (user, password) = phone.credentials();
            let numbers = phone.settings().slots.iter().map(|sim| sim.as_ref().and_then(|sim| sim.number.clone()));
            (user.to_owned(), password.to_owned(), numbers.collect::<Vec<_>>())
        });
        let _ = write!(
            text,
            "[[device]]\ntype = \"android\"\nname = \"phone-{nth}\"\nurl = \"http://{address}\"\nusername = \"{user}\"\n\
             password = \"{password}\"\nslots = [1, 2]\ncallback = \"http://{listen}/sms/webhook/phone-{nth}\"\n"
        );
        for (slot, number) in (1..).zip(sims) {
            let name = format!("phone-{nth}-sim-{slot}");
            let _ = write!(text, "[[sim]]\ndevice = \"phone-{nth}\"\nslot = {slot}\nname = \"{name}\"\n");
            if let Some(number) = number {
                let _ = writeln!(text, "number = \"{number}\"");
            }
        }
    }
}
