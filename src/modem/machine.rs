//! One modem, as a pure machine: bytes, acknowledgements and the time go in; bytes, events and wishes for the port come
//! out. The daemon runs it on a serial port, the simulation in memory.

use std::time::Duration;

use crate::at::reply::Registration;
use crate::flow::pin::Verdict;
use crate::flow::{DeviceReport, DeviceState, Event, LineReport, Takes};
use crate::model::{LineId, Name, Now};

use super::ask::earliest;
use super::calls::{Calls, News, Over};
use super::known::Settings;
use super::open::Open;
use super::out::{Out, Output};
use super::resets::Resets;
use super::sender::{Part, not_taken};

/// Later than asked for by so much: the machine was suspended, or far too much to do for it.
const STOOD_STILL: Duration = Duration::from_secs(1);
/// Meanwhile nothing that the modem says is heard: it may be well again.
const REOPEN: Duration = Duration::from_secs(2);

#[derive(Debug)]
pub enum Input<'a> {
    /// The port was opened.
    Opened,
    Bytes(&'a [u8]),
    /// The port is gone, or can't be opened.
    Lost(&'a str),
    /// An arrival is on disk.
    Acknowledged(u64),
    /// Another device has the same modem with the same card, by another of its ports.
    SameAs(&'a Name),
    PinVerdict(Verdict),
    /// A part to be sent.
    Submit(Part),
    /// The time that [`Modem::wake_at`] asked for has come.
    Time,
}

#[derive(Debug)]
pub struct Modem {
    settings: Settings,
    out: Out,
    open: Option<Open>,
    /// A call rings on while the modem is made ready, and is told of although its port is gone.
    calls: Calls,
    reported: Option<DeviceReport>,
    resets: Resets,
    /// When it wants to be told the time at the latest.
    awaits: Option<Duration>,
}

impl Modem {
    pub fn new(settings: Settings) -> Self {
        Self::after(settings, 0)
    }

    fn after(settings: Settings, last_ticket: u64) -> Self {
        let out = Out::new(settings.name.clone(), last_ticket);
        Self {
            settings,
            out,
            open: None,
            calls: Calls::default(),
            reported: None,
            resets: Resets::default(),
            awaits: None,
        }
    }

    /// One that knows nothing yet of the same modem. An acknowledgement that was meant for the one before it acknowledges
    /// nothing.
    pub fn successor(&self) -> Self {
        Self::after(self.settings.clone(), self.out.last_ticket())
    }

    /// Tells the machine what happened; returns what to do.
    pub fn handle(&mut self, input: Input, now: Now) -> Vec<Output> {
        let stood_still = self.awaits.is_some_and(|due| now.mono.saturating_sub(due) > STOOD_STILL);
        match input {
            Input::Opened => {
                self.leave("the port was opened anew");
                self.open = Some(Open::new(&self.settings, self.resets, now, &mut self.out));
            }
            Input::Lost(why) => {
                self.leave(why);
                self.out.enter(DeviceState::Absent, why);
            }
            Input::Submit(part) => match &mut self.open {
                Some(open) => open.submit(part, &mut self.out),
                None => {
                    let why = format!("the modem is not ready: {}", self.out.state.1);
                    not_taken(part.ticket, &why, &mut self.out);
                }
            },
            Input::Bytes(_) | Input::Acknowledged(_) | Input::SameAs(_) | Input::PinVerdict(_) | Input::Time => {
                self.pass_on(input, now);
            }
        }
        self.turn(stood_still, now);
        let over = self.calls.expire(now.mono);
        self.call_over(over, now);
        self.report();
        self.awaits = self.wake_at();
        self.out.take()
    }

    /// To an open port.
    fn pass_on(&mut self, input: Input, now: Now) {
        let Some(open) = &mut self.open else { return };
        match input {
            Input::Bytes(bytes) => {
                let calls = open.hear(bytes, &self.settings, now, &mut self.out);
                self.hear_calls(calls, now);
            }
            Input::Acknowledged(ticket) => open.acknowledged(ticket, now.mono),
            Input::SameAs(other) => open.same_as(other, now, &mut self.out),
            Input::PinVerdict(verdict) => open.pin_verdict(verdict, now, &mut self.out),
            Input::Opened | Input::Lost(_) | Input::Submit(_) | Input::Time => {}
        }
    }

    /// What comes after each input, whatever it was.
    fn turn(&mut self, stood_still: bool, now: Now) {
        let Some(open) = &mut self.open else { return };
        open.hurry();
        let calls = open.hear(b"", &self.settings, now, &mut self.out);
        open.check(stood_still, now, &mut self.out);
        open.go_on(&self.settings, now, &mut self.out);
        if let Some((state, reason)) = open.state(&self.settings, self.calls.are_noise()) {
            self.out.enter(state, reason);
        }
        if let Some(why) = open.lost() {
            self.leave(why);
            self.out.enter(DeviceState::Resting, why);
            self.out.reopen(REOPEN);
        }
        self.hear_calls(calls, now);
    }

    /// The port is gone, or is opened anew: all that was known of the modem goes with it.
    fn leave(&mut self, why: &str) {
        if let Some(open) = self.open.take() {
            self.resets = open.end(why, &mut self.out);
        }
    }

    /// When to call [`Modem::handle`] with [`Input::Time`] at the latest.
    pub fn wake_at(&self) -> Option<Duration> {
        earliest([self.open.as_ref().and_then(Open::wake_at), self.calls.over_at()])
    }

    /// Whether it receives now.
    pub fn is_ready(&self) -> bool {
        self.open.as_ref().is_some_and(Open::is_serving)
    }

    fn hear_calls(&mut self, calls: Vec<News>, now: Now) {
        for news in calls {
            let sim = self.open.as_ref().and_then(|open| open.known.sim.as_ref());
            let over = self.calls.hear(news, sim, now);
            self.call_over(over, now);
        }
    }

    fn call_over(&mut self, over: Option<Over>, now: Now) {
        let Some(over) = over else { return };
        let device = self.settings.name.clone();
        let line = self.open.as_ref().map_or_else(|| LineId::Device(device.clone()), |open| open.known.line());
        self.out.event(Event::Missed(over.told(device, line)));
        if let Some(open) = &mut self.open {
            open.call_over(now.mono);
        }
    }

    /// Reports a change, once. The signal alone is no change.
    fn report(&mut self) {
        let known = self.open.as_ref().map(|open| &open.known);
        let (state, reason) = &self.out.state;
        let text = |text: fn(&super::known::Known) -> &String| known.map_or("", |known| text(known).as_str());
        let (maker, model) = (text(|known| &known.maker), text(|known| &known.model));
        let imei = known.and_then(|known| known.imei.as_ref());
        let line = known.and_then(|known| known.sim.as_ref());
        let number = known.and_then(super::known::Known::number);
        let registration = known.and_then(|known| known.network.registration()).map(Registration::as_str);
        // Asked after every few bytes: nothing is copied to find that all is as it was.
        let is_told = self.reported.as_ref().is_some_and(|told| {
            let of_line = told.lines.first().map(|told| (&told.line, told.number.as_ref(), told.registration));
            (told.state, &told.reason) == (*state, reason)
                && (told.maker.as_str(), told.model.as_str()) == (maker, model)
                && told.imei.as_ref() == imei
                && of_line == line.map(|line| (line, number, registration))
        });
        if is_told {
            return;
        }
        let line = line.map(|line| LineReport {
            line: line.clone(),
            takes: Takes::Tpdus,
            number: number.cloned(),
            registration,
            signal_dbm: known.and_then(|known| known.network.signal_dbm),
        });
        let report = DeviceReport {
            device: self.settings.name.clone(),
            state: *state,
            reason: reason.clone(),
            maker: maker.to_owned(),
            model: model.to_owned(),
            imei: imei.cloned(),
            lines: line.into_iter().collect(),
        };
        self.reported = Some(report.clone());
        self.out.event(Event::Device(report));
    }

    #[cfg(test)]
    pub(super) fn known(&self) -> &super::known::Known {
        &self.open.as_ref().expect("the port is open").known
    }
}
