//! Requests to a phone one by one, for a person at the command line.

use std::sync::mpsc;

use super::access::{Settings, destination, outcome};
use super::call::{Call, NoReply, Outcome};
use crate::outgoing_http::{Destination, Pool};

/// A phone that is asked directly, without a machine.
pub struct Direct {
    settings: Settings,
    http: Destination,
}

impl Direct {
    /// Makes no request yet.
    pub fn new(settings: Settings, pool: &Pool) -> Self {
        Self { settings, http: destination(pool) }
    }

    /// Makes a request to the address with this index, and blocks until it ends, at most 10 s.
    pub fn ask(&self, address: usize, call: Call) -> Outcome {
        let (sender, answer) = mpsc::channel();
        let request = self.settings.request(address, call);
        self.http.send(move || Some(request), move |result| drop(sender.send(outcome(result))));
        answer.recv().unwrap_or_else(|_| Err(NoReply::NoAnswer("a fault of simgate".to_owned())))
    }
}
