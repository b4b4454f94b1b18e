//! The state of each line now: its name, the device that it is in, whether it receives.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde::Serialize;

use super::device::{DeviceReport, DeviceState, LineReport};
use super::receives::Receives;
use super::routing::Directory;
use crate::model::{LineId, Name, Now, Timestamp};

/// How long the time of the last message may lag behind in a published state.
const RECEIVED_EVERY: Duration = Duration::from_secs(60);

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
    /// Whether it can receive messages now, and why not.
    pub receives: Receives,
    /// When it got this state, in RFC 3339 form.
    pub time: String,
}

/// The lines of all devices.
#[derive(Debug, Default)]
pub struct Lines {
    /// The last report of each device.
    reports: BTreeMap<Name, DeviceReport>,
    /// When each line received its last message.
    received: BTreeMap<LineId, Timestamp>,
    /// Lines that received since their state was published.
    unpublished: BTreeSet<LineId>,
    /// When states with the time of the last message are due, on the monotonic clock.
    due: Duration,
}

impl Lines {
    /// No device has reported yet. `received`: when each line received its last message.
    pub fn new(received: BTreeMap<LineId, Timestamp>) -> Self {
        Self { received, ..Self::default() }
    }

    /// States of the configured lines at the start, before any device reports: all are absent.
    ///
    /// Published because a broker may still retain the states of an earlier run.
    pub fn unseen(&self, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let lines = directory.routes.lines.keys();
        lines.map(|line| self.absent(line, directory, "not seen since simgate started", now)).collect()
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
        changed.extend(self.states(report, directory, now));
        changed
    }

    /// Removes a device that ended, and returns the states of its lines, which are absent now.
    pub fn remove_device(&mut self, device: &Name, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let before = self.reports.remove(device);
        self.lost(before, &format!("{device} was ended"), directory, now)
    }

    /// States of all lines that are in a device, for example after their names changed.
    pub fn all(&self, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        self.reports.values().flat_map(|report| self.states(report, directory, now)).collect()
    }

    /// Notes that a line received a message.
    pub fn note_received(&mut self, line: &LineId, at: Timestamp) {
        let last = self.received.entry(line.clone()).or_insert(at);
        *last = at.max(*last);
        self.unpublished.insert(line.clone());
    }

    /// States of lines that received messages, once a minute: a message alone changes no state.
    pub fn take_received(&mut self, directory: &Directory, now: Now) -> Vec<LineState> {
        if self.unpublished.is_empty() || now.mono < self.due {
            return Vec::new();
        }
        self.due = now.mono + RECEIVED_EVERY;
        let received = std::mem::take(&mut self.unpublished);
        let mut states = Vec::new();
        for report in self.reports.values() {
            let is_in = report.lines.iter().any(|line| received.contains(&line.line));
            let of_report = is_in.then(|| self.states(report, directory, now.wall));
            states.extend(of_report.into_iter().flatten());
        }
        states
    }

    /// The lines with a lasting identity that are in devices now, with the device.
    pub fn served(&self) -> impl Iterator<Item = (&DeviceReport, &LineReport)> {
        self.reports.values().flat_map(|report| lasting(report).map(move |line| (report, line)))
    }

    /// The lines of an earlier report that are in no device now. A line that is in another device has the state of that
    /// one.
    fn lost(&self, before: Option<DeviceReport>, why: &str, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let is_lost = |line: &LineId| !self.served().any(|(_, there)| there.line == *line);
        let before = before.iter().flat_map(lasting).map(|line| &line.line);
        before.filter(|line| is_lost(line)).map(|line| self.absent(line, directory, why, now)).collect()
    }

    fn states(&self, report: &DeviceReport, directory: &Directory, now: Timestamp) -> Vec<LineState> {
        let state = |line: &LineReport| {
            let last = self.received.get(&line.line).copied();
            LineState {
                device: Some(report.device.to_string()),
                state: report.state.as_str(),
                registration: line.registration,
                signal_dbm: line.signal_dbm,
                receives: Receives::new(report.state, &report.reason, line.reception.as_ref(), last, now),
                ..self.absent(&line.line, directory, &report.reason, now)
            }
        };
        lasting(report).map(state).collect()
    }

    fn absent(&self, line: &LineId, directory: &Directory, reason: &str, now: Timestamp) -> LineState {
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
            receives: Receives::absent(reason, self.received.get(line).copied(), now),
            time: now.to_string(),
        }
    }
}

/// Lines with a lasting identity. Others have no name to publish.
fn lasting(report: &DeviceReport) -> impl Iterator<Item = &LineReport> {
    report.lines.iter().filter(|line| line.line.is_lasting())
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
        LineReport { line, takes: Takes::Tpdus, number: None, registration: Some("home"), signal_dbm, reception: None }
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
        assert_eq!(lines.unseen(&directory, NOW)[0].state, "absent");
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

    #[test]
    fn the_time_of_the_last_message_is_published_once_a_minute() {
        let directory = Directory::default();
        let mut lines = Lines::new([(LineId::Iccid(Iccid::parse(CARD).unwrap()), NOW)].into());
        let card = LineId::Iccid(Iccid::parse(CARD).unwrap());
        let at = |seconds| {
            let span = Duration::from_secs(seconds);
            Now { wall: NOW.after(span), mono: span }
        };
        let last = |states: Vec<LineState>| {
            states.into_iter().map(|state| state.receives.last_received_at.unwrap()).collect::<Vec<_>>()
        };
        let first = lines.update(&report("modem-1", Some(CARD), DeviceState::Ready), &directory, NOW);
        assert_eq!(last(first), [NOW.to_string()], "of an earlier run");
        assert!(lines.take_received(&directory, at(1)).is_empty());
        lines.note_received(&card, at(2).wall);
        assert_eq!(last(lines.take_received(&directory, at(2))), [at(2).wall.to_string()]);
        for second in [3, 4] {
            lines.note_received(&card, at(second).wall);
            assert!(lines.take_received(&directory, at(second)).is_empty());
        }
        assert_eq!(last(lines.take_received(&directory, at(62))), [at(4).wall.to_string()]);
        assert!(lines.take_received(&directory, at(200)).is_empty());
    }
}
