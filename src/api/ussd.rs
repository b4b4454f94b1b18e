//! `POST` and `DELETE /sims/{name}/ussd`: a USSD request, the answer to a menu, and the end of a dialogue.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::error::ApiError;
use super::json::json;
use super::keys::Scope;
use super::request::{Id, caller, invalid, query};
use super::send::body;
use super::state::{Answer, Api, Shared};
use crate::flow::outbound::Refusal;
use crate::flow::ussd::{self, Ask, OUTCOME_WITHIN};

/// Longest wait for the outcome, which the gateway always has in time unless the disk holds it up.
const WITHIN: Duration = OUTCOME_WITHIN.saturating_add(Duration::from_secs(10));

/// `POST /sims/{name}/ussd`: sends a code, or answers a menu. Codes can move money, so the scope is `admin`.
pub async fn ask(State(api): Shared, Id(sim): Id, request: Request) -> Answer {
    let caller = caller(&request, Scope::Admin)?;
    query(&request, &[])?;
    let body = body(&api, &caller, request).await?;
    let read = ussd::read(&body, &caller.message_owner(), &caller.numbers, Some(sim));
    answered(&api, read.map_err(|refusal| refused(&refusal))?).await
}

/// `DELETE /sims/{name}/ussd?session=ID`: ends a dialogue.
pub async fn cancel(State(api): Shared, Id(sim): Id, request: Request) -> Answer {
    let caller = caller(&request, Scope::Admin)?;
    let query = query(&request, &["session"])?;
    let session = query.first().map(|(_, session)| (*session).to_owned());
    let ask = Ask::Cancel { session: session.ok_or_else(|| invalid("session", "the id of a session"))? };
    let (sim, numbers) = (Some(sim), caller.numbers.clone());
    answered(&api, ussd::Request { caller: caller.message_owner(), key: None, numbers, sim, ask }).await
}

async fn answered(api: &Api, request: ussd::Request) -> Answer {
    let (sender, answer) = oneshot::channel();
    (api.settings.dialogues)(request, Box::new(move |answer| drop(sender.send(answer))));
    let Ok(Ok(answer)) = timeout(WITHIN, answer).await else {
        let message = "the gateway does not answer; the network may have carried the request out";
        return Err(ApiError::new(StatusCode::GATEWAY_TIMEOUT, "no_answer", message));
    };
    let mut fields = answer.map_err(|refusal| refused(&refusal))?.fields();
    fields.insert("success".to_owned(), json!(true));
    Ok(json(StatusCode::OK, &Value::Object(fields)))
}

fn refused(refusal: &Refusal) -> ApiError {
    ApiError::refused(refusal, None)
}
