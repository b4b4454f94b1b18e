//! Asks the ports of a device who is there.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::at::command::{Command, Shape};
use crate::drivers::modem::Dialogue;
use crate::model::Imei;

use super::holders;

/// USB modems accept any speed.
const BAUD: u32 = 115_200;
/// The longest time for one port, from its opening to its last answer.
const PORT_TIME: Duration = Duration::from_secs(20);

/// The modem behind a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub port: PathBuf,
    pub maker: String,
    pub model: String,
    pub imei: Option<Imei>,
}

/// Asks ports in turn until one answers as a modem does. The error says of each why not.
pub async fn ask(ports: &[PathBuf]) -> Result<Answer, String> {
    let mut failures = Vec::new();
    for port in ports {
        match tokio::time::timeout(PORT_TIME, ask_port(port)).await {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(why)) => failures.push(why),
            Err(_) => failures.push(format!("{} took too long to answer", port.display())),
        }
    }
    Err(failures.join("; "))
}

async fn ask_port(port: &Path) -> Result<Answer, String> {
    let shown = port.display();
    let mut dialogue = match Dialogue::open(port, BAUD).await {
        Ok(dialogue) => dialogue,
        Err(why) => return Err(with_holder(port, why)),
    };
    if !dialogue.greet().await {
        return Err(format!("{shown} does not answer AT commands"));
    }
    // Sierra's ports of applications answer OK to everything and name themselves.
    let about = dialogue.ask(free("ATI")).await.map_or(String::new(), |reply| reply.rows.join(" "));
    if about.trim_start().starts_with("APP") {
        return Err(format!("{shown} is no port for AT commands of a person"));
    }
    let maker = dialogue.words("AT+CGMI").await;
    let model = dialogue.words("AT+CGMM").await;
    let imei = dialogue.ask(free("AT+CGSN")).await.and_then(|reply| reply.find(imei));
    // An echo of what is written is no answer, nor is an OK to everything.
    if maker.is_empty() && model.is_empty() && imei.is_none() && about.trim().is_empty() {
        return Err(format!("{shown} answers, but names neither maker nor model"));
    }
    Ok(Answer { port: port.to_owned(), maker, model, imei })
}

fn free(command: &str) -> Command {
    Command::plain(command, Shape::Free)
}

fn imei(row: &str) -> Option<Imei> {
    row.split(|c: char| !c.is_ascii_digit()).find_map(|digits| Imei::parse(digits).ok())
}

/// Adds which program has the port, if it is open.
fn with_holder(port: &Path, why: String) -> String {
    let real = std::fs::canonicalize(port).unwrap_or_else(|_| port.to_owned());
    match holders::of(Path::new("/proc"), &real).first() {
        Some(holder) => format!("{why}: it is {holder}; {}", holder.remedy()),
        None => why,
    }
}
