//! Requests of phones that dial in, and what simgate answers and pushes to them.

use serde_json::Value;

use crate::model::Name;

/// What a registered phone asks for, or reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Only that it is there.
    Present,
    /// The messages that it is to send or to cancel.
    Messages {
        /// The newest one comes first.
        newest_first: bool,
    },
    /// The states of messages, as the app reports them.
    States(Value),
    /// The webhooks that it is to call.
    Webhooks,
    /// The settings that it is to have.
    Settings,
    /// It opened a stream of events, which takes the place of an earlier one.
    Listen {
        /// Distinguishes this stream from all others.
        stream: u64,
    },
    /// This stream has ended.
    Left {
        /// The stream.
        stream: u64,
    },
    /// Another phone, or the same one with a new installation of the app, is about to register. Until
    /// [`Phones::registered`], no message is given out. The answer is [`PhoneAnswer::Kept`].
    Replace,
}

/// The answer to a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneAnswer {
    /// A body.
    Body(Value),
    /// Done; there is nothing to tell.
    Done,
    /// Its registration was replaced by another one.
    Replaced,
    /// Tickets of the submissions that were never given out to any phone.
    Kept(Vec<i64>),
}

/// An event of the stream that a phone listens to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Push {
    /// Its type.
    pub event: &'static str,
    /// Its data.
    pub data: Value,
}

/// Called once, with the answer.
pub type PhoneReply = Box<dyn FnOnce(PhoneAnswer) + Send>;

/// Writes an event to a stream. Dropping it ends the stream.
pub type PushSink = Box<dyn Fn(Push) + Send>;

/// One request of a phone.
pub struct PhoneCall {
    /// Its registration. `None`: simgate itself asks.
    pub registration: Option<String>,
    /// What it asks for.
    pub ask: Ask,
    /// Gets the answer.
    pub reply: PhoneReply,
    /// The stream of [`Ask::Listen`].
    pub push: Option<PushSink>,
}

/// A phone that registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The id that simgate gave it.
    pub id: String,
    /// Maker and model, as the app reports them.
    pub model: String,
}

/// The phones that dial in, as the HTTP interface uses them. None of its functions blocks.
pub trait Phones: Send + Sync {
    /// The URL of simgate that the app of this phone is given. `None`: no device of this name dials in.
    fn url(&self, device: &Name) -> Option<String>;

    /// Passes a request to the phone's driver. `false`: no device of this name dials in.
    fn call(&self, device: &Name, call: PhoneCall) -> bool;

    /// A registration is on disk or, if it is `None`, could not be written.
    fn registered(&self, device: &Name, registered: Option<Registered>);
}
