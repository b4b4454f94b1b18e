//! The simulated phone for its users: what callers, network and people do to it, and the order of its own steps in time.

use std::time::Duration;

use super::calling::{self, WebhookCall};
use super::fault::{Fault, KillAt};
use super::http::{Answer, HttpRequest};
use super::inbox::{Arrived, Body};
use super::journey::{Journey, Sent, Step};
use super::receiving::Mms;
use super::settings::PhoneSettings;
use super::state::State;
use super::timer::Timer;
use super::webhook_table::RowState;
use super::{api, fault_injection, power, receiving, sending};
use crate::model::Timestamp;

/// How long Android takes to download an MMS.
const DOWNLOAD_AFTER: Duration = Duration::from_secs(3);
/// The only port whose data messages the app listens to.
const DATA_PORT: u16 = 53739;

/// A simulated phone.
pub struct SimPhone {
    state: State,
}

impl SimPhone {
    /// A phone whose app runs. The seed determines all ids.
    pub fn new(settings: PhoneSettings, seed: u64) -> Self {
        let mut state = State::new(settings, seed);
        power::start_app(&mut state);
        Self { state }
    }

    /// The settings.
    pub fn settings(&self) -> &PhoneSettings {
        &self.state.settings
    }

    /// The user and the password that the app accepts.
    pub fn credentials(&self) -> (&str, &str) {
        (&self.state.database.user, &self.state.database.password)
    }

    /// The key that signs webhooks.
    pub fn signing_key(&self) -> &str {
        &self.state.database.settings.signing_key
    }

    /// The id of the phone, which a new installation changes.
    pub fn device_id(&self) -> &str {
        &self.state.database.device_id
    }

    /// Counts the addresses that the phone has had; who sends a request to an older one gets [`Answer::Silent`].
    pub fn address(&self) -> u32 {
        self.state.link.address
    }

    /// Whether the app runs, so that something listens on its port.
    pub fn is_listening(&self) -> bool {
        self.state.process.is_some()
    }

    /// Whether the phone is on and in its network.
    pub fn is_reachable(&self) -> bool {
        self.state.is_on && self.state.link.at_home
    }

    /// A request of a caller, at the present address.
    pub fn request(&mut self, request: &HttpRequest, now: Duration) -> Answer {
        self.advance(now);
        if !self.is_reachable() {
            return Answer::Silent;
        }
        if !self.is_listening() {
            return Answer::Refused;
        }
        let state = &mut self.state;
        let reply = api::answer(state, request);
        let to_send = request.method == "POST" && reply.status == 202 && !reply.body.is_empty();
        if to_send && state.faults.kills(KillAt::Accepting) {
            state.kill_for_a_while();
            return Answer::Lost;
        }
        if state.faults.loses_answer(to_send) {
            return Answer::Lost;
        }
        Answer::Reply(reply, state.faults.slow)
    }

    /// A text arrives for the SIM in this slot. While the phone is off, the SMSC keeps it.
    pub fn receive(&mut self, slot: usize, from: &str, text: &str, smsc_time: Timestamp, now: Duration) {
        self.take_in(slot, from, smsc_time, Body::Text(text.to_owned()), now);
    }

    /// A data message arrives. The app listens to one port only, and Android has no inbox for the others.
    pub fn receive_data(
        &mut self,
        slot: usize,
        from: &str,
        port: u16,
        data: &[u8],
        smsc_time: Timestamp,
        now: Duration,
    ) {
        self.advance(now);
        if port == DATA_PORT {
            self.take_in(slot, from, smsc_time, Body::Data(data.to_vec()), now);
        }
    }

    /// An MMS arrives: the app gets its notification now, and the content when Android has downloaded it.
    pub fn receive_mms(&mut self, slot: usize, mms: Mms, smsc_time: Timestamp, now: Duration) {
        self.advance(now);
        let (header, whole) = receiving::read_mms(&mut self.state, slot, mms, to_the_second(smsc_time));
        receiving::receive(&mut self.state, header);
        self.state.schedule(DOWNLOAD_AFTER, Timer::Downloaded(whole));
    }

    fn take_in(&mut self, slot: usize, from: &str, smsc_time: Timestamp, body: Body, now: Duration) {
        self.advance(now);
        let message = Arrived { from: from.to_owned(), slot, smsc_ms: to_the_second(smsc_time), body };
        receiving::receive(&mut self.state, message);
    }

    /// The texts in Android's own inbox, the oldest first: slot, originator, text. Merged twins are both there.
    pub fn android_inbox(&self) -> Vec<(usize, &str, &str)> {
        let texts = self.state.provider.iter().filter_map(|message| match &message.body {
            Body::Text(text) => Some((message.slot, message.from.as_str(), text.as_str())),
            Body::Data(_) | Body::MmsHeader { .. } | Body::Mms { .. } => None,
        });
        texts.collect()
    }

    /// The next call of a webhook, if one is due. There is one at a time.
    pub fn due_webhook(&mut self, now: Duration) -> Option<WebhookCall> {
        self.advance(now);
        calling::next_call(&mut self.state)
    }

    /// The end of a call: the status of the answer, or none if none came. A call without an answer ends after 5 s by
    /// itself.
    pub fn webhook_done(&mut self, call: u64, status: Option<u16>, now: Duration) {
        self.advance(now);
        calling::settle(&mut self.state, call, status);
    }

    /// How many webhooks wait, are done, and were given up.
    pub fn webhook_counts(&self) -> (usize, usize, usize) {
        let count =
            |states: &[RowState]| self.state.database.webhooks.rows().filter(|row| states.contains(&row.state)).count();
        (count(&[RowState::Waiting, RowState::Processing]), count(&[RowState::Completed]), count(&[RowState::GivenUp]))
    }

    /// The messages that really went over the air, one for each recipient and each time.
    pub fn sent(&self) -> impl Iterator<Item = &Sent> {
        self.state.sent.iter()
    }

    /// Plans the journey of the next message that Android takes.
    pub fn plan(&mut self, journey: Journey) {
        self.state.journeys.push_back(journey);
    }

    /// Android reports on a message now, beside its journey.
    pub fn report(&mut self, message: &str, recipient: &str, step: Step, now: Duration) {
        self.advance(now);
        sending::report(&mut self.state, message, recipient, step);
    }

    /// Injects a fault.
    pub fn fault(&mut self, fault: Fault, now: Duration) {
        self.advance(now);
        fault_injection::inject(&mut self.state, fault);
    }

    /// Ends all pending and current faults. Their effects remain.
    pub fn heal(&mut self, now: Duration) {
        self.advance(now);
        fault_injection::heal(&mut self.state);
    }

    /// When to call `due_webhook` next, unless something else happens before.
    pub fn wake_at(&self) -> Option<Duration> {
        let inside = self.next_step().map(|(at, _)| at);
        [inside, calling::next_at(&self.state)].into_iter().flatten().min()
    }

    /// Does everything that is due by `now`, in the order of time. Every other call does this too.
    pub fn advance(&mut self, now: Duration) {
        while let Some((at, step)) = self.next_step()
            && at <= now
        {
            let state = &mut self.state;
            state.now = state.now.max(at);
            match step {
                Due::Timer => fire_timer(state),
                Due::Sender => sending::step(state),
                Due::Overdue(call) => calling::settle(state, call, None),
            }
        }
        self.state.now = self.state.now.max(now);
    }

    fn next_step(&self) -> Option<(Duration, Due)> {
        let timer = self.state.timers.next_at().map(|at| (at, Due::Timer));
        let sender = sending::next_at(&self.state).map(|at| (at, Due::Sender));
        let overdue = calling::overdue(&self.state).map(|(at, call)| (at, Due::Overdue(call)));
        [timer, sender, overdue].into_iter().flatten().min_by_key(|(at, _)| *at)
    }
}

#[derive(Debug, Clone, Copy)]
enum Due {
    Timer,
    Sender,
    Overdue(u64),
}

/// Does what the next timer waits for.
fn fire_timer(state: &mut State) {
    let Some(timer) = state.timers.take_next() else { return };
    match timer {
        Timer::Radio { message, number, step } => {
            // Android starts an app that does not run to pass it a report.
            power::start_app(state);
            sending::report(state, &message, &number, step);
        }
        Timer::StartApp => power::start_app(state),
        Timer::Downloaded(message) => receiving::receive(state, message),
        Timer::Ping => power::ping(state),
    }
}

/// An SMSC's time has no fraction of a second.
fn to_the_second(time: Timestamp) -> i64 {
    time.as_seconds() * 1000
}
