//! What can be said of each line now: a SIM's name, where it is, whether it receives.

use std::collections::BTreeMap;

use serde::Serialize;

use super::device::{DeviceReport, DeviceState};
use super::routing::Directory;
use crate::model::{DeviceName, SimId, Timestamp};

/// A line as the outside sees it. Its field names are a contract; there is nothing of a message in
/// it, so a broker may keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineState {
    pub name: String,
    pub iccid: Option<String>,
    pub number: Option<String>,
    /// `None`: it is in no device.
    pub device: Option<String>,
    pub state: &'static str,
    /// Why it is so, for a person.
    pub reason: String,
    pub registration: Option<&'static str>,
    pub signal_dbm: Option<i16>,
    /// Since when, RFC 3339.
    pub time: String,
}

/// Which line is where.
#[derive(Debug, Default)]
pub struct Lines {
    in_device: BTreeMap<DeviceName, SimId>,
}

impl Lines {
    /// The lines that the operator named, before any device was heard of: a broker may still hold
    /// what they were in an earlier run.
    pub fn unseen(directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let cards = directory.lines.keys().cloned().map(SimId::Iccid);
        cards.map(|sim| absent(&sim, directory, "not seen since simgate started", now)).collect()
    }

    /// What a device's report changes: the line in it, and the one that was in it before.
    pub fn report(&mut self, report: &DeviceReport, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let mut changed = Vec::new();
        let card = report.sim.as_ref().filter(|sim| sim.is_card());
        let before = match card {
            Some(sim) => self.in_device.insert(report.device.clone(), sim.clone()),
            None => self.in_device.remove(&report.device),
        };
        if let Some(gone) = before.filter(|before| Some(before) != card) {
            // Carried to another device, it has that one's state already.
            if !self.in_device.values().any(|sim| *sim == gone) {
                let why = match report.state {
                    DeviceState::Ready | DeviceState::NoNetwork => format!("no longer in {}", report.device),
                    DeviceState::Absent | DeviceState::Starting | DeviceState::Blocked | DeviceState::Resting => {
                        format!("{}: {}", report.device, report.reason)
                    }
                };
                changed.push(absent(&gone, directory, &why, now));
            }
        }
        if let Some(sim) = card {
            changed.push(LineState {
                device: Some(report.device.to_string()),
                state: report.state.as_str(),
                registration: report.registration,
                signal_dbm: report.signal_dbm,
                ..absent(sim, directory, &report.reason, now)
            });
        }
        changed
    }
}

fn absent(sim: &SimId, directory: &Directory, reason: &str, now: Timestamp) -> LineState {
    let (name, number) = directory.line(sim);
    LineState {
        name,
        iccid: sim.iccid().map(|iccid| iccid.to_string()),
        number: number.map(ToString::to_string),
        device: None,
        state: DeviceState::Absent.as_str(),
        reason: reason.to_owned(),
        registration: None,
        signal_dbm: None,
        time: now.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::routing::Line;
    use crate::model::Iccid;

    fn report(device: &str, sim: Option<&str>, state: DeviceState) -> DeviceReport {
        DeviceReport {
            device: DeviceName::parse(device).unwrap(),
            state,
            reason: "as told".into(),
            maker: String::new(),
            model: String::new(),
            imei: None,
            sim: sim.map(|digits| SimId::Iccid(Iccid::parse(digits).unwrap())),
            registration: Some("home"),
            signal_dbm: Some(-71),
        }
    }

    const CARD: &str = "8901260712345678901";
    const NOW: Timestamp = Timestamp::from_millis(0);

    fn told(
        lines: &mut Lines,
        directory: &Directory,
        report: &DeviceReport,
    ) -> Vec<(String, Option<String>, &'static str)> {
        lines.report(report, directory, NOW).into_iter().map(|line| (line.name, line.device, line.state)).collect()
    }

    #[test]
    fn a_line_is_where_its_card_is() {
        let name = DeviceName::parse("att-1").unwrap();
        let lines = [(Iccid::parse(CARD).unwrap(), Line { name, number: None, missed_call_code: None })];
        let directory = Directory { lines: lines.into(), ..Directory::default() };
        let mut lines = Lines::default();
        assert_eq!(Lines::unseen(&directory, NOW)[0].state, "absent");
        let line = |device: Option<&str>, state| vec![("att-1".to_owned(), device.map(str::to_owned), state)];

        let first = report("modem-1", Some(CARD), DeviceState::Ready);
        assert_eq!(told(&mut lines, &directory, &first), line(Some("modem-1"), "ready"));
        let gone = report("modem-1", None, DeviceState::Absent);
        assert_eq!(told(&mut lines, &directory, &gone), line(None, "absent"));
        assert!(told(&mut lines, &directory, &gone).is_empty());

        told(&mut lines, &directory, &first);
        let second = report("modem-2", Some(CARD), DeviceState::NoNetwork);
        assert_eq!(told(&mut lines, &directory, &second), line(Some("modem-2"), "no-network"));
        assert!(told(&mut lines, &directory, &gone).is_empty(), "it is in the other modem");
    }
}
