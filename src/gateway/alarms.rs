//! Raises alarms of cards and ends them, and announces all alarms of lines.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::alarm::{CardPlace, Memory, News, Pending, Seen, judge};
use crate::flow::delivery::Lane;
use crate::flow::lines::Lines;
use crate::flow::notice::{DeviceTrouble, Kind, Sim};
use crate::flow::routing::Directory;
use crate::flow::upkeep::Present;
use crate::flow::{LineReport, Warning};
use crate::model::{Iccid, Imsi, LineId, Name, Now, SimKey};
use crate::store::{About, StoreError, WatchedLine};

use super::deliveries::announcing::announce;
use super::transaction::Transaction;

/// How often the cards are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// When to look at the cards next, and what has not lasted for long enough.
#[derive(Debug, Default)]
pub struct AlarmWatch {
    next: Duration,
    pending: BTreeMap<SimKey, Pending>,
}

/// What changes of a card.
#[derive(Debug)]
pub struct Change {
    watched: WatchedLine,
    news: Vec<News>,
}

impl AlarmWatch {
    /// Begins a round if one is due. `false`: none is.
    pub fn begin_round(&mut self, now: Now) -> bool {
        let begins = self.next <= now.mono;
        if begins {
            self.next = now.mono + LOOK_EVERY;
        }
        begins
    }

    /// Judges the cards by what their devices reported last. Returns what [`write`] must write.
    pub fn judge(
        &mut self,
        watched: Vec<WatchedLine>,
        lines: &Lines,
        directory: &Directory,
        present: Option<Present>,
        now: Now,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        for mut watched in watched {
            let before = watched.memory.clone();
            let served = lines.served().find(|(_, reported)| reported.line == watched.line);
            let seen = Seen {
                name: &directory.line(&watched.line).0,
                reception: served.and_then(|(_, reported)| reported.reception.as_ref()),
                configured_number: directory.routes.lines.get(&watched.line).and_then(|line| line.number.as_ref()),
                place: place(&watched, served.is_some(), lines, directory),
            };
            let pending = self.pending.entry(watched.key).or_default();
            let news = judge(&mut watched.memory, pending, &seen, present, now.mono);
            if watched.memory != before {
                changes.push(Change { watched, news });
            }
        }
        changes
    }
}

/// Where a card is, as far as exchanges matter.
fn place(watched: &WatchedLine, is_served: bool, lines: &Lines, directory: &Directory) -> CardPlace {
    if is_served {
        return CardPlace::InDevice;
    }
    if !directory.routes.lines.contains_key(&watched.line) {
        return CardPlace::NotConfigured;
    }
    let is_there = |device: &Name| watched.memory.device.as_deref() == Some(device.as_str());
    match lines.served().find(|(report, _)| is_there(&report.device)) {
        Some((_, other)) => CardPlace::Replaced { by: other.line.to_string(), by_name: directory.line(&other.line).0 },
        None => CardPlace::Nowhere,
    }
}

/// Writes the changes of cards, and announces their alarms.
pub fn write(t: &mut Transaction, changes: &[Change]) -> Result<(), StoreError> {
    for Change { watched, news } in changes {
        t.tx.alarms().set(watched.key, &watched.memory)?;
        let device = watched.memory.device.as_deref().unwrap_or_default();
        for News { kind, text } in news {
            let (active, code) = (text.is_some(), kind.as_str().into());
            let (text, remedy) = match text {
                Some(text) => (text.clone(), kind.remedy().into()),
                None => (over(t, &watched.line), "".into()),
            };
            announce_alarm(t, &watched.line, device, Warning { code, text, remedy }, active)?;
        }
    }
    Ok(())
}

/// The sentence that an alarm is over.
pub fn over(t: &Transaction, line: &LineId) -> String {
    format!("`{}`: over", t.settings.directory.line(line).0)
}

/// Notes the device and the number of a card.
pub fn note_report(t: &Transaction, device: &Name, reported: &LineReport) -> Result<(), StoreError> {
    change_memory(t, &reported.line, |memory| {
        memory.device = Some(device.to_string());
        if let Some(number) = &reported.number {
            memory.number.note(number.as_str());
        }
    })
}

/// Notes the subscription on a card.
pub fn note_subscription(t: &Transaction, iccid: &Iccid, imsi: &Imsi) -> Result<(), StoreError> {
    change_memory(t, &LineId::Iccid(iccid.clone()), |memory| memory.imsi.note(imsi.as_str()))
}

/// Changes the memory of a card. Other lines have none: slots of phones and numbers of providers are where they are.
fn change_memory(t: &Transaction, line: &LineId, change: impl FnOnce(&mut Memory)) -> Result<(), StoreError> {
    if !matches!(line, LineId::Iccid(_) | LineId::Imsi(_)) {
        return Ok(());
    }
    let key = t.tx.lines().ensure_row(line)?;
    let before = t.tx.alarms().of(key)?;
    let mut memory = before.clone();
    change(&mut memory);
    if memory == before { Ok(()) } else { t.tx.alarms().set(key, &memory) }
}

/// Announces that an alarm of a line begins, or is over.
pub fn announce_alarm(
    t: &mut Transaction,
    line: &LineId,
    device: &str,
    alarm: Warning,
    active: bool,
) -> Result<(), StoreError> {
    let (name, number) = t.settings.directory.line(line);
    let destinations = t.settings.status_destinations(number);
    let Warning { code, text, remedy } = alarm;
    let notice = DeviceTrouble {
        sim: Some(Sim { name, iccid: line.iccid().map(ToString::to_string) }),
        device: device.to_owned(),
        warning: code.into_owned(),
        active,
        reason: text,
        remedy: remedy.into_owned(),
    };
    let row = t.tx.devices().insert_trouble(&notice, t.now.wall)?;
    let event = format!("{}.alarm", t.ids.next(t.now.wall));
    announce(t, &event, Kind::SimAlarm, About::Trouble(row), Lane::NoLine, None, &destinations)
}
