//! How a phone is reached: its addresses, its password, and requests with these.

use std::path::PathBuf;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::Uri;

use super::call::{Answer, Call, NoReply, Outcome};
use super::phone;
use crate::model::{Name, Secret};
use crate::outgoing_http::{BODY_BYTES_MAX, Client, Destination, Failure, Pool, Reach, Reply, Request, Trust};

/// A phone answers within this time, or it does not answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The configuration of a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the machine needs.
    pub phone: phone::Settings,
    /// Its addresses, in the order in which they are tried: `http://HOST:PORT`.
    pub urls: Vec<Uri>,
    /// The user of the app's local server.
    pub user: String,
    /// The password.
    pub password: Secret,
    /// Where attachments are saved. `None`: they stay in the phone.
    pub attachments: Option<PathBuf>,
}

impl Settings {
    /// The name of the device.
    pub fn name(&self) -> &Name {
        &self.phone.name
    }

    /// A request to one of the addresses.
    pub fn request(&self, address: usize, call: Call) -> Request {
        let url = &self.urls[address % self.urls.len()];
        let whole = format!("{}{}", url.to_string().trim_end_matches('/'), call.path);
        let credentials = BASE64_STANDARD.encode(format!("{}:{}", self.user, self.password.reveal()));
        let mut headers = vec![("authorization", format!("Basic {credentials}"))];
        let body = call.body.map(|body| body.to_string().into_bytes());
        if body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        // A path of ours is always a valid one.
        let url = whole.parse().unwrap_or_else(|_| url.clone());
        Request { method: call.method, url, headers, body }
    }
}

/// The connections to a phone.
pub fn destination(pool: &Pool) -> Destination {
    pool.destination(Client {
        timeout: TIMEOUT,
        trust: Trust::Public,
        reach: Reach::Anywhere,
        answer_bytes_max: BODY_BYTES_MAX,
    })
}

/// The outcome of a request.
pub fn outcome(result: Result<Reply, Failure>) -> Outcome {
    match result {
        // A body that was cut off is as good as none: its reader sees that.
        Ok(reply) => Ok(Answer { status: reply.status.as_u16(), body: reply.body.unwrap_or_default() }),
        Err(Failure::Unreachable(why) | Failure::Withdrawn(why)) => Err(NoReply::Unreachable(why)),
        Err(Failure::Unwanted) => Err(NoReply::Unreachable("the request was not sent".to_owned())),
        Err(Failure::NoAnswer(why)) => Err(NoReply::NoAnswer(why)),
        Err(Failure::Panicked) => Err(NoReply::NoAnswer("a fault of simgate".to_owned())),
    }
}
