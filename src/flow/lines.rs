//! What can be said of each line now: a SIM's name, where it is, whether it receives.

use std::collections::BTreeMap;

use serde::Serialize;

use super::device::{DeviceReport, DeviceState, LineReport};
use super::routing::Directory;
use crate::model::{LineId, Name, Timestamp};

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

/// Which lines are where.
#[derive(Debug, Default)]
pub struct Lines {
    /// What each device said last.
    reports: BTreeMap<Name, DeviceReport>,
}

impl Lines {
    /// The lines that the operator named, before any device was heard of: a broker may still hold
    /// what they were in an earlier run.
    pub fn unseen(directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let cards = directory.routes.lines.keys().cloned().map(LineId::Iccid);
        cards.map(|line| absent(&line, directory, "not seen since simgate started", now)).collect()
    }

    /// What a device's report changes: the lines in it, and those that were in it before.
    pub fn report(&mut self, report: &DeviceReport, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let before = self.reports.insert(report.device.clone(), report.clone());
        let why = match report.state {
            DeviceState::Ready | DeviceState::NoNetwork => format!("no longer in {}", report.device),
            DeviceState::Absent | DeviceState::Starting | DeviceState::Blocked | DeviceState::Resting => {
                format!("{}: {}", report.device, report.reason)
            }
        };
        let mut changed = self.gone(before, &why, directory, now);
        changed.extend(states(report, directory, now));
        changed
    }

    /// A device was ended, and its lines are nowhere.
    pub fn ended(&mut self, device: &Name, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let before = self.reports.remove(device);
        self.gone(before, &format!("{device} was ended"), directory, now)
    }

    /// All of them, as when they have other names.
    pub fn all(&self, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        self.reports.values().flat_map(|report| states(report, directory, now)).collect()
    }

    /// Those of a device that are in none now. Carried to another one, a line has that one's state already.
    fn gone(&self, before: Option<DeviceReport>, why: &str, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let is_gone =
            |line: &LineId| !self.reports.values().any(|report| lasting(report).any(|there| there.line == *line));
        let before = before.iter().flat_map(lasting).map(|line| &line.line);
        before.filter(|line| is_gone(line)).map(|line| absent(line, directory, why, now)).collect()
    }
}

fn lasting(report: &DeviceReport) -> impl Iterator<Item = &LineReport> {
    report.lines.iter().filter(|line| line.line.is_lasting())
}

fn states(report: &DeviceReport, directory: &Directory, now: Timestamp) -> impl Iterator<Item = LineState> {
    lasting(report).map(move |line| LineState {
        device: Some(report.device.to_string()),
        state: report.state.as_str(),
        registration: line.registration,
        signal_dbm: line.signal_dbm,
        ..absent(&line.line, directory, &report.reason, now)
    })
}

fn absent(line: &LineId, directory: &Directory, reason: &str, now: Timestamp) -> LineState {
    let (name, number) = directory.line(line);
    LineState {
        name,
        iccid: line.iccid().map(|iccid| iccid.to_string()),
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
    use crate::flow::Takes;
    use crate::flow::routing::{Line, Routes};
    use crate::model::Iccid;

    fn report(device: &str, sim: Option<&str>, state: DeviceState) -> DeviceReport {
        DeviceReport {
            device: Name::parse(device).unwrap(),
            state,
            reason: "as told".into(),
            maker: String::new(),
            model: String::new(),
            imei: None,
            lines: sim.into_iter().map(|digits| card(digits, Some(-71))).collect(),
        }
    }

    fn card(digits: &str, signal_dbm: Option<i16>) -> LineReport {
        let line = LineId::Iccid(Iccid::parse(digits).unwrap());
        LineReport { line, takes: Takes::Tpdus, number: None, registration: Some("home"), signal_dbm }
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
        let name = Name::parse("att-1").unwrap();
        let lines = [(Iccid::parse(CARD).unwrap(), Line { name, number: None, missed_call_code: None })];
        let directory = Directory::new(Routes { lines: lines.into(), ..Routes::default() });
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

    #[test]
    fn a_device_has_several_lines_and_takes_them_along_when_it_ends() {
        let directory = Directory::default();
        let slot = |index| LineId::Slot { device: Name::parse("phone").unwrap(), index };
        let report = |slots: &[u8]| DeviceReport {
            lines: slots.iter().map(|&index| LineReport { line: slot(index), ..card(CARD, None) }).collect(),
            ..report("phone", None, DeviceState::Ready)
        };
        let mut lines = Lines::default();
        let state = |name: &str, is_there: bool| {
            (name.to_owned(), is_there.then(|| "phone".to_owned()), if is_there { "ready" } else { "absent" })
        };
        let both = told(&mut lines, &directory, &report(&[1, 2]));
        assert_eq!(both, [state("phone-1", true), state("phone-2", true)]);
        let one = told(&mut lines, &directory, &report(&[2]));
        assert_eq!(one, [state("phone-1", false), state("phone-2", true)]);
        let ended = lines.ended(&Name::parse("phone").unwrap(), &directory, NOW);
        assert_eq!(
            ended.iter().map(|line| (line.name.as_str(), line.state)).collect::<Vec<_>>(),
            [("phone-2", "absent")]
        );
        assert!(lines.ended(&Name::parse("phone").unwrap(), &directory, NOW).is_empty());
    }
}
