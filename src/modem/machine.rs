//! The modem as a machine that outlives its ports. It takes one [`Input`] at a time and returns [`Output`]s. The daemon
//! runs it on a serial port, the simulation in memory.

use std::time::Duration;

use crate::at::Command;
use crate::at::reply::Registration;
use crate::flow::console::{Ask, Outcome as ConsoleOutcome};
use crate::flow::pin::Verdict;
use crate::flow::ussd::{Dial, Outcome as UssdOutcome};
use crate::flow::{DeviceReport, DeviceState, Event, LineReport, Takes};
use crate::model::{LineId, Name, Now};

use super::calls::{CallEvent, Calls, EndedCall};
use super::console::{Hold, IN_USE};
use super::modem_info::Settings;
use super::next_command::earliest;
use super::open_port::OpenPort;
use super::outputs::{Output, Outputs};
use super::resets::Resets;
use super::sender::{Part, report_not_submitted};

/// If the machine wakes up later than planned by more than this, the computer was suspended or overloaded.
const LATE_WAKE: Duration = Duration::from_secs(1);
/// How long the port stays closed before it is opened again. The modem may have recovered by then.
const REOPEN: Duration = Duration::from_secs(2);

/// What happens to a modem.
#[derive(Debug)]
pub enum Input<'a> {
    /// The port was opened.
    Opened,
    /// Bytes from the modem.
    Bytes(&'a [u8]),
    /// The port disappeared or can't be opened, for this reason.
    Lost(&'a str),
    /// The arrival with this ticket is on disk, so it may be deleted or acknowledged.
    Acknowledge(u64),
    /// Another device uses the same modem with the same card, on another of its ports.
    SameAs(&'a Name),
    /// The gateway's answer to [`Event::PinWanted`].
    PinVerdict(Verdict),
    /// A part to submit. Its outcome is one [`Event::Receipt`].
    Submit(Part),
    /// A step of a USSD dialogue. Its outcome is one [`Event::UssdEnded`].
    Dial(Dial),
    /// What a person does at the console. The outcome of a command is one [`Output::Console`].
    Console(Ask),
    /// The time of [`Modem::wake_at`] has come.
    Time,
}

/// One modem with its card. It exists for as long as the device.
#[derive(Debug)]
pub struct Modem {
    settings: Settings,
    out: Outputs,
    port: Option<OpenPort>,
    /// Calls outlive the port: a call may ring during a restart, and is reported although the port is gone.
    calls: Calls,
    /// Whether a person uses the modem.
    hold: Hold,
    reported: Option<DeviceReport>,
    resets: Resets,
    /// The time of the next wake-up.
    awaits: Option<Duration>,
}

impl Modem {
    /// A modem whose port is not open. The first ticket is 1.
    pub fn new(settings: Settings) -> Self {
        Self::after(settings, 0)
    }

    fn after(settings: Settings, last_ticket: u64) -> Self {
        let out = Outputs::new(settings.name.clone(), last_ticket);
        Self {
            settings,
            out,
            port: None,
            calls: Calls::default(),
            hold: Hold::default(),
            reported: None,
            resets: Resets::default(),
            awaits: None,
        }
    }

    /// A new machine for the same modem, without its state. Its tickets continue those of this one, so a late
    /// acknowledgement matches no new ticket.
    pub fn successor(&self) -> Self {
        Self::after(self.settings.clone(), self.out.last_ticket())
    }

    /// Handles one input. Returns what the caller must do, in order.
    pub fn handle(&mut self, input: Input, now: Now) -> Vec<Output> {
        let woke_late = self.awaits.is_some_and(|due| now.mono.saturating_sub(due) > LATE_WAKE);
        match input {
            Input::Opened => {
                self.close("the port was opened again");
                self.port = Some(OpenPort::new(&self.settings, self.resets, now, &mut self.out));
            }
            Input::Lost(why) => {
                self.close(why);
                self.out.set_state(DeviceState::Absent, why);
            }
            Input::Submit(part) if self.hold.is_on() => report_not_submitted(part.ticket, IN_USE, &mut self.out),
            Input::Dial(dial) if self.hold.is_on() => {
                self.out.emit_ussd(dial.ticket, UssdOutcome::NotSubmitted(IN_USE.to_owned()));
            }
            Input::Submit(part) => match &mut self.port {
                Some(port) => port.submit(part, &mut self.out),
                None => {
                    let why = format!("the modem is not ready: {}", self.out.state.1);
                    report_not_submitted(part.ticket, &why, &mut self.out);
                }
            },
            Input::Dial(dial) => match &mut self.port {
                Some(port) => port.dial(dial, now.mono, &mut self.out),
                None => {
                    let why = format!("the modem is not ready: {}", self.out.state.1);
                    self.out.emit_ussd(dial.ticket, UssdOutcome::NotSubmitted(why));
                }
            },
            Input::Console(Ask::Command(command)) => self.use_console(command, now),
            Input::Console(Ask::End) => self.end_console(now),
            Input::Bytes(_) | Input::Acknowledge(_) | Input::SameAs(_) | Input::PinVerdict(_) | Input::Time => {
                self.forward_to_port(input, now);
            }
        }
        if self.hold.ends_at().is_some_and(|at| at <= now.mono) {
            self.end_console(now);
        }
        self.run(woke_late, now);
        if self.out.has_console_outcome() {
            self.hold.note_outcome(now.mono);
        }
        let ended = self.calls.expire(now.mono);
        self.note_call_end(ended, now);
        self.report();
        self.awaits = self.wake_at();
        self.out.take()
    }

    /// Passes a person's command to the port, or emits its outcome if there is none.
    fn use_console(&mut self, command: Command, now: Now) {
        if self.hold.is_pending() {
            return self.out.emit_console(ConsoleOutcome::NotSent("another command has not ended yet".to_owned()));
        }
        match &mut self.port {
            Some(port) => {
                port.console(command, now.mono);
                self.hold.begin(now.mono);
            }
            None => self.out.emit_console(ConsoleOutcome::NotSent(self.out.state.1.clone())),
        }
    }

    /// Ends the use by a person. A command without an outcome goes on.
    fn end_console(&mut self, now: Now) {
        if !self.hold.is_pending()
            && self.hold.end()
            && let Some(port) = &mut self.port
        {
            port.end_console(now, &mut self.out);
        }
    }

    /// Handles an input that has no effect without an open port.
    fn forward_to_port(&mut self, input: Input, now: Now) {
        let Some(port) = &mut self.port else { return };
        match input {
            Input::Bytes(bytes) => {
                let calls = port.receive(bytes, &self.settings, now, &mut self.out);
                self.handle_calls(calls, now);
            }
            Input::Acknowledge(ticket) => port.acknowledge(ticket, now.mono),
            Input::SameAs(other) => port.same_as(other, now, &mut self.out),
            Input::PinVerdict(verdict) => port.pin_verdict(verdict, now, &mut self.out),
            Input::Opened | Input::Lost(_) | Input::Submit(_) | Input::Dial(_) | Input::Console(_) | Input::Time => {}
        }
    }

    /// Does the work that follows every input.
    fn run(&mut self, woke_late: bool, now: Now) {
        let Some(port) = &mut self.port else { return };
        port.limit_send_wait();
        let calls = port.receive(b"", &self.settings, now, &mut self.out);
        port.check(woke_late, now, &mut self.out);
        port.send_next(&self.settings, now, &mut self.out);
        if let Some((state, reason)) = port.state(&self.settings, self.calls.is_flooded()) {
            self.out.set_state(state, reason);
        }
        if let Some(why) = port.reopen_reason() {
            self.close(why);
            self.out.set_state(DeviceState::Resting, why);
            self.out.reopen(REOPEN);
        }
        self.handle_calls(calls, now);
    }

    /// Discards the port, and with it everything that is known of the modem.
    fn close(&mut self, why: &str) {
        if let Some(port) = self.port.take() {
            self.resets = port.end(why, &mut self.out);
        }
    }

    /// The latest monotonic time for the next [`Input::Time`]. `None`: only another input can change anything.
    pub fn wake_at(&self) -> Option<Duration> {
        earliest([self.port.as_ref().and_then(OpenPort::wake_at), self.calls.ends_at(), self.hold.ends_at()])
    }

    /// Whether the modem is started up and receives messages.
    pub fn is_ready(&self) -> bool {
        self.port.as_ref().is_some_and(OpenPort::is_serving)
    }

    fn handle_calls(&mut self, calls: Vec<CallEvent>, now: Now) {
        for event in calls {
            let sim = self.port.as_ref().and_then(|port| port.modem.sim.as_ref());
            let ended = self.calls.handle(event, sim, now);
            self.note_call_end(ended, now);
        }
    }

    fn note_call_end(&mut self, ended: Option<EndedCall>, now: Now) {
        let Some(ended) = ended else { return };
        let device = self.settings.name.clone();
        let line = self.port.as_ref().map_or_else(|| LineId::Device(device.clone()), |port| port.modem.line());
        self.out.emit(Event::Missed(ended.into_missed_call(device, line)));
        if let Some(port) = &mut self.port {
            port.note_call_end(now.mono);
        }
    }

    /// Emits a report if anything except the signal changed.
    fn report(&mut self) {
        let modem = self.port.as_ref().map(|port| &port.modem);
        let (state, reason) = if self.out.state.0 == DeviceState::Ready && self.hold.is_on() {
            // Nothing is sent meanwhile.
            (&DeviceState::Starting, IN_USE)
        } else {
            (&self.out.state.0, self.out.state.1.as_str())
        };
        let text = |text: fn(&super::modem_info::ModemInfo) -> &String| modem.map_or("", |modem| text(modem).as_str());
        let (maker, model) = (text(|modem| &modem.maker), text(|modem| &modem.model));
        let imei = modem.and_then(|modem| modem.imei.as_ref());
        let line = modem.and_then(|modem| modem.sim.as_ref());
        let number = modem.and_then(super::modem_info::ModemInfo::number);
        let registration = modem.and_then(|modem| modem.network.registration()).map(Registration::as_str);
        let reception = modem.map(|modem| &modem.network.reception);
        // This runs after every few bytes, so an unchanged report must be found without copying.
        let is_unchanged = self.reported.as_ref().is_some_and(|reported| {
            let of_line = reported.lines.first().map(|reported| {
                (&reported.line, reported.number.as_ref(), reported.registration, reported.reception.as_ref())
            });
            (reported.state, reported.reason.as_str()) == (*state, reason)
                && (reported.maker.as_str(), reported.model.as_str()) == (maker, model)
                && reported.imei.as_ref() == imei
                && of_line == line.map(|line| (line, number, registration, reception))
        });
        if is_unchanged {
            return;
        }
        let line = line.map(|line| LineReport {
            line: line.clone(),
            takes: Takes::Tpdus,
            number: number.cloned(),
            registration,
            signal_dbm: modem.and_then(|modem| modem.network.signal_dbm),
            reception: reception.cloned(),
        });
        let report = DeviceReport {
            device: self.settings.name.clone(),
            state: *state,
            reason: reason.to_owned(),
            maker: maker.to_owned(),
            model: model.to_owned(),
            imei: imei.cloned(),
            lines: line.into_iter().collect(),
            warnings: None,
        };
        self.reported = Some(report.clone());
        self.out.emit(Event::Device(report));
    }

    /// What is known of the modem; the port must be open.
    #[cfg(test)]
    pub(super) fn info(&self) -> &super::modem_info::ModemInfo {
        &self.port.as_ref().expect("the port is open").modem
    }
}
