//! A code through a simulated phone, whose app calls simgate over real HTTP.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::arrival::{Events, PATIENCE, arrival, print_code, since};
use crate::cli::CliError;
use crate::cli::terminal::print_row;
use crate::clock;
use crate::simulator::phone::{Answer, HttpRequest, LivePhone};

/// After its start, the app's worker looks for webhooks that wait, and then sleeps for 5 s. A code in this time would wait
/// for it.
const SETTLED_AFTER: Duration = Duration::from_secs(6);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Whether codes pass through the app at once: simgate has registered its webhooks, and the start is over.
pub fn is_settled(phone: &LivePhone) -> bool {
    phone.now() >= SETTLED_AFTER && has_webhooks(phone)
}

fn has_webhooks(phone: &LivePhone) -> bool {
    let answer = phone.act(|phone, now| {
        let (user, password) = phone.credentials();
        let request = HttpRequest {
            method: "GET".to_owned(),
            path: "/webhooks".to_owned(),
            query: String::new(),
            authorization: Some(format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")))),
            content_type: None,
            body: Vec::new(),
        };
        phone.request(&request, now)
    });
    match answer {
        Answer::Reply(reply, _) => String::from_utf8_lossy(&reply.body).contains("app:started"),
        Answer::Lost | Answer::Refused | Answer::Silent => false,
    }
}

/// Lets a text arrive in a slot (from 0), waits until it went all the way, and prints the stages.
pub async fn pass(phone: &LivePhone, slot: usize, from: &str, text: &str, events: &mut Events) -> Result<(), CliError> {
    let done = || phone.act(|phone, _| phone.webhook_counts().1);
    let before = done();
    let start = clock::now();
    phone.act(|phone, now| phone.receive(slot, from, text, start.wall, now));
    let seen = arrival(events).await?;
    let limit = start.mono + PATIENCE;
    while done() == before {
        if clock::now().mono > limit {
            return Err(CliError::failed("the message was delivered, but the app's call was not answered"));
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    let acknowledged = clock::now().mono;
    print_code(&seen, &format!("phone, slot {}", slot + 1))?;
    print_row(&format!(
        "    in the phone 0 ms · on disk, signed and delivered {} · acknowledged to the app {}",
        since(start.mono, Some(seen.at)),
        since(start.mono, Some(acknowledged))
    ))
}
