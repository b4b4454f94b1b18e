//! The state of each line now: its name, the device that it is in, whether it receives.

use std::collections::BTreeMap;

use serde::Serialize;

use super::device::{DeviceReport, DeviceState, LineReport};
use super::routing::Directory;
use crate::model::{LineId, Name, Timestamp};

/// The published state of a line. The field names are a contract.
///
/// It holds nothing of any message, so a broker may retain it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineState {
    /// Name of the line.
    pub name: String,
    /// Number of its card, if it has one.
    pub iccid: Option<String>,
    /// Its phone number, if it is known.
    pub number: Option<String>,
    /// The device that it is in, if any.
    pub device: Option<String>,
    /// State of that device, or `absent`.
    pub state: &'static str,
    /// Why it has this state, for a person.
    pub reason: String,
    /// Registration with the network, as words for a person.
    pub registration: Option<&'static str>,
    /// Signal strength.
    pub signal_dbm: Option<i16>,
    /// When it got this state, in RFC 3339 form.
    pub time: String,
}

/// The lines of all devices.
#[derive(Debug, Default)]
pub struct Lines {
    /// The last report of each device.
    reports: BTreeMap<Name, DeviceReport>,
}

impl Lines {
    /// States of the configured lines at the start, before any device reports: all are absent.
    ///
    /// Published because a broker may still retain the states of an earlier run.
    pub fn unseen(directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let lines = directory.routes.lines.keys();
        lines.map(|line| absent(line, directory, "not seen since simgate started", now)).collect()
    }

    /// Stores the report of a device, and returns the states that changed: of its lines, and of those that left it.
    pub fn update(&mut self, report: &DeviceReport, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let before = self.reports.insert(report.device.clone(), report.clone());
        let why = match report.state {
            DeviceState::Ready | DeviceState::NoNetwork => format!("no longer in {}", report.device),
            DeviceState::Absent | DeviceState::Starting | DeviceState::Blocked | DeviceState::Resting => {
                format!("{}: {}", report.device, report.reason)
            }
        };
        let mut changed = self.lost(before, &why, directory, now);
        changed.extend(states(report, directory, now));
        changed
    }

    /// Removes a device that ended, and returns the states of its lines, which are absent now.
    pub fn remove_device(&mut self, device: &Name, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let before = self.reports.remove(device);
        self.lost(before, &format!("{device} was ended"), directory, now)
    }

    /// States of all lines that are in a device, for example after their names changed.
    pub fn all(&self, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        self.reports.values().flat_map(|report| states(report, directory, now)).collect()
    }

    /// The lines of an earlier report that are in no device now. A line that is in another device has the state of that
    /// one.
    fn lost(&self, before: Option<DeviceReport>, why: &str, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let is_lost =
            |line: &LineId| !self.reports.values().any(|report| lasting(report).any(|there| there.line == *line));
        let before = before.iter().flat_map(lasting).map(|line| &line.line);
        before.filter(|line| is_lost(line)).map(|line| absent(line, directory, why, now)).collect()
    }
}

/// Lines with a lasting identity. Others have no name to publish.
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
            reason: "a reason".into(),
            maker: String::new(),
            model: String::new(),
            imei: None,
            lines: sim.into_iter().map(|digits| card(digits, Some(-71))).collect(),
            warnings: None,
        }
    }

    fn card(digits: &str, signal_dbm: Option<i16>) -> LineReport {
        let line = LineId::Iccid(Iccid::parse(digits).unwrap());
        LineReport { line, takes: Takes::Tpdus, number: None, registration: Some("home"), signal_dbm }
    }

    const CARD: &str = "8901260712345678901";
    const NOW: Timestamp = Timestamp::from_millis(0);

    fn changes(
        lines: &mut Lines,
        directory: &Directory,
        report: &DeviceReport,
    ) -> Vec<(String, Option<String>, &'static str)> {
        lines.update(report, directory, NOW).into_iter().map(|line| (line.name, line.device, line.state)).collect()
    }

    #[test]
    fn a_line_is_where_its_card_is() {
        let name = Name::parse("att-1").unwrap();
        let lines = [(LineId::Iccid(Iccid::parse(CARD).unwrap()), Line { name, number: None, missed_call_code: None })];
        let directory = Directory::new(Routes { lines: lines.into(), ..Routes::default() });
        let mut lines = Lines::default();
        assert_eq!(Lines::unseen(&directory, NOW)[0].state, "absent");
        let line = |device: Option<&str>, state| vec![("att-1".to_owned(), device.map(str::to_owned), state)];

        let first = report("modem-1", Some(CARD), DeviceState::Ready);
        assert_eq!(changes(&mut lines, &directory, &first), line(Some("modem-1"), "ready"));
        let gone = report("modem-1", None, DeviceState::Absent);
        assert_eq!(changes(&mut lines, &directory, &gone), line(None, "absent"));
        assert!(changes(&mut lines, &directory, &gone).is_empty());

        changes(&mut lines, &directory, &first);
        let second = report("modem-2", Some(CARD), DeviceState::NoNetwork);
        assert_eq!(changes(&mut lines, &directory, &second), line(Some("modem-2"), "no-network"));
        assert!(changes(&mut lines, &directory, &gone).is_empty(), "it is in the other modem");
    }

    #[test]
    fn all_lines_of_a_device_are_absent_when_it_ends() {
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
        let both = changes(&mut lines, &directory, &report(&[1, 2]));
        assert_eq!(both, [state("phone-1", true), state("phone-2", true)]);
        let one = changes(&mut lines, &directory, &report(&[2]));
        assert_eq!(one, [state("phone-1", false), state("phone-2", true)]);
        let ended = lines.remove_device(&Name::parse("phone").unwrap(), &directory, NOW);
        assert_eq!(
            ended.iter().map(|line| (line.name.as_str(), line.state)).collect::<Vec<_>>(),
            [("phone-2", "absent")]
        );
        assert!(lines.remove_device(&Name::parse("phone").unwrap(), &directory, NOW).is_empty());
    }
}
