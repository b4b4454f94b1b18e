//! Android phones that dial in: the app uses simgate as its private server, so the phone may be behind any router.
//!
//! `phone` contains the whole behaviour of a phone, and is pure. This file carries it out: the HTTP interface passes the
//! phone's requests to a [`Door`], and its answers and pushes go back from here.

mod door;
mod offers;
mod phone;
mod presence;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc::{self, UnboundedReceiver};

use super::rim::{PULSE, Rim};
use super::webhook::{Called, Webhook};
use crate::clock;
use crate::drivers::{Command, Endpoint, Gateway, Orphans, Running, Started};
use crate::flow::dial_in::{Ask, PhoneAnswer, PhoneReply, PushSink};
use crate::task::{Faults, guarded};

pub use door::{Door, Registrations};
pub use phone::{Input, Output, Phone, Settings};

use door::Knock;

/// Starts a phone that dials in, with the registration that it has. Must be called within a tokio runtime.
pub fn start(settings: Settings, registrations: Registrations, gateway: Gateway, faults: Faults) -> Started {
    let (sender, commands) = mpsc::unbounded_channel();
    let (called, calls) = mpsc::unbounded_channel();
    let (knocking, knocks) = mpsc::unbounded_channel();
    let name = settings.name.clone();
    let (keys, known) = (settings.clone(), registrations.clone());
    let key = Box::new(move || known.of(&keys.name).map(|registered| keys.signing_key(&registered.id)));
    let webhook = Webhook::new(settings.source(), key, Box::new(move |call| drop(called.send(call))));
    let endpoint = Arc::new(Endpoint::new(name, Box::new(webhook), gateway.clone()));
    let door = Door::new(settings.base.clone(), knocking);
    let pulse = Arc::new(AtomicU64::new(0));
    let (refusing, device) = (gateway.clone(), settings.name.clone());
    let rim = Rim::new(settings.name.clone(), gateway, faults);
    let driver = Driver { settings, registrations, rim, pulse: Arc::clone(&pulse) };
    let task = tokio::spawn(driver.run(Inputs { commands, calls, knocks }));
    let receiver = Arc::clone(&endpoint);
    // Tickets of the machine are those of progress, whose acknowledgement nobody awaits.
    let commands = move |command| match command {
        Command::Acknowledge(ticket) => receiver.acknowledge(ticket),
        Command::Dial(dial) => refusing.refuse_ussd(&device, dial.ticket),
        Command::Console(_, reply) => reply.refuse_kind(&device),
        Command::Submit(_) | Command::Reconcile(_) | Command::ReadInbox(_) | Command::PinVerdict(_) => {
            drop(sender.send(command));
        }
    };
    let running = Some(Running { task, pulse });
    let (endpoint, door) = (Some(endpoint), Some(door));
    Started { commands: Box::new(commands), endpoint, door, orphans: Orphans::Ask, running }
}

/// Where the inputs of a phone come from.
struct Inputs {
    commands: UnboundedReceiver<Command>,
    calls: UnboundedReceiver<Called>,
    knocks: UnboundedReceiver<Knock>,
}

/// The task of one phone.
struct Driver {
    settings: Settings,
    registrations: Registrations,
    rim: Rim,
    pulse: Arc<AtomicU64>,
}

/// The requests that wait for their answer, and the open streams.
#[derive(Default)]
struct Open {
    last: u64,
    replies: BTreeMap<u64, PhoneReply>,
    /// The last request reports states, so its answer waits for the disk.
    is_report: bool,
    /// The stream that the last request opens.
    opened: Option<u64>,
    streams: BTreeMap<u64, PushSink>,
}

impl Driver {
    /// Runs until the commands end. After a panic only this device is restarted.
    async fn run(mut self, mut inputs: Inputs) {
        loop {
            let mut phone = Phone::new(self.settings.clone(), self.registrations.of(&self.settings.name));
            if guarded(self.serve(&mut phone, &mut inputs)).await.is_ok() {
                return;
            }
            self.rim.rest_after_fault(phone.open()).await;
        }
    }

    async fn serve(&mut self, phone: &mut Phone, inputs: &mut Inputs) {
        let mut open = Open::default();
        let mut input = Input::Time;
        loop {
            for output in phone.handle(input, clock::now()) {
                self.act(output, &mut open);
            }
            self.pulse.fetch_add(1, Ordering::Relaxed);
            input = tokio::select! {
                biased;
                command = inputs.commands.recv() => match command {
                    Some(Command::Submit(submission)) => Input::Submit(submission),
                    Some(Command::Reconcile(orphan)) => Input::Reconcile(orphan),
                    Some(Command::ReadInbox(since)) => Input::ReadInbox(since),
                    Some(
                        Command::Acknowledge(_) | Command::PinVerdict(_) | Command::Dial(_) | Command::Console(..),
                    ) => Input::Time,
                    None => return,
                },
                Some(knock) = inputs.knocks.recv() => open.admit(knock),
                Some(called) = inputs.calls.recv() => Input::Called(called),
                () = tokio::time::sleep(PULSE) => Input::Time,
            };
        }
    }

    fn act(&mut self, output: Output, open: &mut Open) {
        match output {
            Output::Event(event) => self.rim.emit(event),
            Output::Push { stream, push } => {
                if let Some(write) = open.streams.get(&stream) {
                    write(push);
                }
            }
            Output::Close { stream } => drop(open.streams.remove(&stream)),
            Output::Answer { number, answer } => {
                let Some(reply) = open.replies.remove(&number) else { return };
                if let (PhoneAnswer::Replaced, Some(stream)) = (&answer, open.opened) {
                    open.streams.remove(&stream);
                }
                if !open.is_report {
                    return reply(answer);
                }
                // The phone tells a state only until it is answered, so the state must be on disk before.
                let caught_up = (self.rim.gateway().caught_up)();
                tokio::spawn(async move {
                    if caught_up.await.is_ok() {
                        reply(answer);
                    }
                });
            }
        }
    }
}

impl Open {
    /// Keeps what a request needs for its answer.
    fn admit(&mut self, knock: Knock) -> Input {
        let call = match knock {
            Knock::Call(call) => call,
            Knock::Registered(registered) => return Input::Registered(registered),
        };
        self.last += 1;
        let number = self.last;
        self.is_report = matches!(call.ask, Ask::States(_));
        self.opened = None;
        if let (Ask::Listen { stream }, Some(push)) = (&call.ask, call.push) {
            self.streams.insert(*stream, push);
            self.opened = Some(*stream);
        }
        if let Ask::Left { stream } = &call.ask {
            self.streams.remove(stream);
        }
        self.replies.insert(number, call.reply);
        Input::Asked { number, registration: call.registration, ask: call.ask }
    }
}
