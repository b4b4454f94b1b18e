//! Android phones with the SMS gateway app (capcom6), by the app's local server; phones that dial in are in `dial_in`.
//!
//! `phone` contains the whole behaviour of a phone, and is pure. This file carries it out: it makes the phone's requests,
//! and passes events to the gateway and commands back.

mod access;
mod attachments;
mod call;
mod contact;
pub mod dial_in;
mod direct;
mod health;
mod inbox;
mod message;
mod outbox;
mod phone;
mod reading;
mod registration;
mod reporting;
mod rim;
mod setup;
mod status;
mod webhook;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use self::access::{destination, outcome};
use self::attachments::Shelf;
use self::rim::{PULSE, Rim};
use super::{Command, Endpoint, Gateway, Orphans, Running, Started};
use crate::clock;
use crate::outgoing_http::{Destination, Pool};
use crate::task::{Faults, guarded};

pub use access::Settings;
pub use call::{Answer, Call, NoReply, Outcome as CallOutcome};
pub use direct::Direct;
pub use health::warnings as health_warnings;
pub use phone::{Input, Output, Phone, Settings as PhoneSettings, Task};
pub use reading::Source;
pub use registration::{
    Change, Webhooks, changes, is_accepted as is_accepted_callback, settings as changed_settings, signing_key, trial_id,
};
pub use setup::{Identity, identity};
pub use webhook::{Called, Webhook};

/// Starts a phone. Must be called within a tokio runtime.
pub fn start(settings: Settings, gateway: Gateway, pool: &Pool, faults: Faults) -> Started {
    let (sender, commands) = mpsc::unbounded_channel();
    let (called, calls) = mpsc::unbounded_channel();
    let name = settings.phone.name.clone();
    let endpoint = settings.phone.webhooks.clone().map(|webhooks| {
        let call = Box::new(move |call| drop(called.send(call)));
        let key = Box::new(move || Some(webhooks.signing_key.clone()));
        let webhook = Webhook::new(settings.phone.source(), key, call);
        Arc::new(Endpoint::new(name.clone(), Box::new(webhook), gateway.clone()))
    });
    let pulse = Arc::new(AtomicU64::new(0));
    let http = destination(pool);
    let shelf = settings.attachments.clone().map(|directory| Shelf::new(settings.name().clone(), directory, pool));
    let (refusing, device) = (gateway.clone(), name.clone());
    let rim = Rim::new(name, gateway, faults);
    let driver = Driver { settings, http, shelf, rim, pulse: Arc::clone(&pulse) };
    let task = tokio::spawn(driver.run(commands, calls));
    let receiver = endpoint.clone();
    let commands = move |command| match (command, &receiver) {
        (Command::Acknowledge(ticket), Some(endpoint)) if !Phone::is_ticket(ticket) => endpoint.acknowledge(ticket),
        (Command::Dial(dial), _) => refusing.refuse_ussd(&device, dial.ticket),
        (Command::Console(_, reply), _) => reply.refuse_kind(&device),
        (command, _) => drop(sender.send(command)),
    };
    let running = Some(Running { task, pulse });
    Started { commands: Box::new(commands), endpoint, door: None, orphans: Orphans::Ask, running }
}

/// The task of one phone.
struct Driver {
    settings: Settings,
    http: Destination,
    /// Where attachments are saved, if they are.
    shelf: Option<Shelf>,
    rim: Rim,
    pulse: Arc<AtomicU64>,
}

impl Driver {
    /// Runs until the commands end. After a panic only this device is restarted.
    async fn run(mut self, mut commands: UnboundedReceiver<Command>, mut calls: UnboundedReceiver<Called>) {
        loop {
            let mut phone = Phone::new(self.settings.phone.clone());
            if guarded(self.serve(&mut phone, &mut commands, &mut calls)).await.is_ok() {
                return;
            }
            self.rim.rest_after_fault(phone.open()).await;
        }
    }

    async fn serve(
        &mut self,
        phone: &mut Phone,
        commands: &mut UnboundedReceiver<Command>,
        calls: &mut UnboundedReceiver<Called>,
    ) {
        // A new channel for each machine: an answer to an earlier one must not reach this one.
        let (sender, mut answers) = mpsc::unbounded_channel();
        let mut input = Input::Time;
        loop {
            for output in phone.handle(input, clock::now()) {
                match output {
                    Output::Event(event) => self.rim.emit(event),
                    Output::Request { address, task, call } => self.request(address, task, call, &sender),
                    Output::Save { address, attachment } => {
                        if let Some(shelf) = &self.shelf {
                            shelf.save(&attachment, self.settings.request(address, attachment.call()));
                        }
                    }
                }
            }
            self.pulse.fetch_add(1, Ordering::Relaxed);
            let now = clock::now().mono;
            let pause = phone.wake_at().map_or(PULSE, |at| at.saturating_sub(now).min(PULSE));
            input = tokio::select! {
                biased;
                command = commands.recv() => match command {
                    Some(command) => command_input(command),
                    None => return,
                },
                Some(answer) = answers.recv() => answer,
                Some(called) = calls.recv() => Input::Called(called),
                () = tokio::time::sleep(pause) => Input::Time,
            };
        }
    }

    fn request(&self, address: usize, task: Task, call: Call, answers: &UnboundedSender<Input>) {
        let answers = answers.clone();
        let request = self.settings.request(address, call);
        self.http.send(move || Some(request), move |result| drop(answers.send(Input::Answered(task, outcome(result)))));
    }
}

fn command_input(command: Command) -> Input {
    match command {
        Command::Acknowledge(ticket) => Input::Acknowledge(ticket),
        Command::Submit(submission) => Input::Submit(submission),
        Command::Reconcile(orphan) => Input::Reconcile(orphan),
        Command::ReadInbox(since) => Input::ReadInbox(since),
        // A phone asks its owner for the PIN.
        Command::PinVerdict(_) | Command::Dial(_) | Command::Console(..) => Input::Time,
    }
}
