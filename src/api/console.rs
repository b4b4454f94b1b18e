//! `POST` and `DELETE /devices/{name}/at`: a person's command to a modem, and the end of the console.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::error::ApiError;
use super::json::json;
use super::keys::{Caller, Scope};
use super::request::{Id, caller, query};
use super::send::body;
use super::state::{Answer, Api, Shared};
use crate::flow::console::{self, Ask, OUTCOME_WITHIN, Outcome, Reply};
use crate::flow::outbound::{Refusal, RefusalCode};
use crate::model::Name;

/// Longest wait for the outcome, which the device always has in time.
const WITHIN: Duration = OUTCOME_WITHIN.saturating_add(Duration::from_secs(10));

/// `POST /devices/{name}/at`: passes a command to a modem, and answers with the rows of its reply.
pub async fn command(State(api): Shared, Id(device): Id, request: Request) -> Answer {
    let caller = admin(&request)?;
    query(&request, &[])?;
    let body = body(&api, &caller, request).await?;
    let command = console::read(&body).map_err(|refusal| refused(&refusal))?;
    let outcome = asked(&api, &device, Ask::Command(command)).await?;
    let mut fields = outcome.fields().map_err(|refusal| refused(&refusal))?;
    fields.insert("success".to_owned(), json!(true));
    Ok(json(StatusCode::OK, &Value::Object(fields)))
}

/// `DELETE /devices/{name}/at`: ends the console, so the modem sends again.
pub async fn end(State(api): Shared, Id(device): Id, request: Request) -> Answer {
    admin(&request)?;
    query(&request, &[])?;
    asked(&api, &device, Ask::End).await?;
    Ok(json(StatusCode::OK, &json!({ "success": true })))
}

/// The caller. A modem has any card in it, so a key that is bound to numbers has no right to a console.
fn admin(request: &Request) -> Result<Caller, ApiError> {
    let caller = caller(request, Scope::Admin)?;
    if caller.numbers.is_empty() {
        return Ok(caller);
    }
    let why = "a key that is bound to numbers may not use a console";
    Err(refused(&Refusal::new(RefusalCode::NotYourNumber, why)))
}

async fn asked(api: &Api, device: &str, ask: Ask) -> Result<Outcome, ApiError> {
    let unknown = || {
        let what = "no device has this name: `GET /devices` lists them".to_owned();
        refused(&Refusal::new(RefusalCode::UnknownDevice, what))
    };
    let device = Name::parse(device).map_err(|_| unknown())?;
    let (sender, answer) = oneshot::channel();
    let reply = Reply::new(move |answer| drop(sender.send(answer)));
    if !(api.settings.consoles)(&device, ask, reply) {
        return Err(unknown());
    }
    let no_answer = |why: &str| refused(&Refusal::new(RefusalCode::NoAnswer, why));
    match timeout(WITHIN, answer).await {
        Ok(Ok(answer)) => answer.map_err(|refusal| refused(&refusal)),
        Ok(Err(_)) => Err(no_answer("the device was ended; the modem may have got the command")),
        Err(_) => Err(no_answer("the device does not answer; the modem may have got the command")),
    }
}

fn refused(refusal: &Refusal) -> ApiError {
    ApiError::refused(refusal, None)
}
