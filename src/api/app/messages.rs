//! `/messages`: sends, shows and cancels messages.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::access::allow;
use super::dialect::{Dialect, SERVER_PATH, device_id};
use super::params::Params;
use super::reading::{self, Wanted};
use super::scopes::AppScope;
use super::states::{AppState, roll_up};
use crate::api::error::ApiError;
use crate::api::json::json;
use crate::api::keys::{Caller, Scope, Who};
use crate::api::read::directory;
use crate::api::request::{Id, invalid};
use crate::api::send::{body, submit, unknown_message};
use crate::api::state::{Answer, Api, Shared};
use crate::clock;
use crate::flow::command::bind;
use crate::flow::notice::Kind;
use crate::flow::outbound::{self, State as MessageState};
use crate::model::{Msisdn, SimKey};
use crate::store::{MailingFilter, MailingView};

/// Most messages of one page, and the usual number.
const PAGE: (usize, usize) = (50, 100);

const UNKNOWN: &str = "whether it was sent is unknown, and simgate does not send it again";

/// `POST /messages`: sends a message to all recipients, or refuses it for all.
pub async fn send(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::MessagesSend])?;
    // simgate accepts every number that a line may send to, so these change nothing.
    Params::of(&request, &["skipPhoneValidation", "deviceActiveWithin"])?;
    let dialect = dialect_of(&request);
    if let Who::Key(id) = caller.who {
        api.sends.visit(&id, clock::now().mono).map_err(ApiError::rate_limited)?;
    }
    let body = body(&api, &caller, request).await?;
    let Wanted { mut mailing, sim_number } = reading::read(&body, &caller, &api.settings, clock::now().wall)?;
    if let Some(number) = sim_number {
        let (line, number) = line(&api, number).await?;
        mailing.message.line = Some(line);
        // A caller that is bound to numbers must name one; its SIM does that, too.
        mailing.message.from = number.filter(|_| !caller.numbers.is_empty());
    }
    bind(&mut mailing.message, &caller.numbers).map_err(|refusal| ApiError::refused(&refusal, None))?;
    let done = submit(&api, outbound::Request::SendMailing(Box::new(mailing))).await?;
    let view = find(&api, &caller, &done.message_id).await?;
    let mut response = json(StatusCode::ACCEPTED, &message(&view, &api.settings.gateway, true));
    let path = format!("{}/messages/{}", prefix(dialect), done.message_id);
    if let Ok(location) = HeaderValue::from_str(&path) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// `GET /messages/{id}`: one message.
pub async fn get(State(api): Shared, Id(id): Id, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::MessagesRead, AppScope::MessagesList])?;
    Params::of(&request, &[])?;
    let view = find(&api, &caller, &id).await?;
    Ok(json(StatusCode::OK, &message(&view, &api.settings.gateway, true)))
}

/// `GET /messages`: messages that were sent this way, the latest first.
pub async fn list(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::MessagesRead, AppScope::MessagesList])?;
    let known = ["state", "limit", "offset", "from", "to", "deviceId", "includeContent", "sort"];
    let params = Params::of(&request, &known)?;
    reading::check_device(params.text("deviceId"), &api.settings.gateway)?;
    let (limit, offset) = (params.number("limit", PAGE.0, (1, PAGE.1))?, params.number("offset", 0, (0, usize::MAX))?);
    let with_content = params.flag("includeContent")?;
    let is_ascending = match params.text("sort") {
        None | Some("-created_at") => false,
        Some("created_at") => true,
        Some(_) => return Err(invalid("sort", "`created_at` or `-created_at`")),
    };
    let state = params.text("state").map(|text| AppState::parse(text).ok_or_else(|| invalid("state", "a known state")));
    let state = state.transpose()?;
    let filter = MailingFilter { since: params.time("from")?, until: params.time("to")?, ..visible(&caller) };
    let (total, views) = api
        .read(move |store, _| {
            let mut found = store.mailings().states(&filter)?;
            found.retain(|(_, states)| state.is_none_or(|state| roll_up(states) == state));
            if is_ascending {
                found.reverse();
            }
            let page = found.iter().skip(offset).take(limit);
            let views = page.map(|(row, _)| store.mailings().get(*row)).collect::<Result<Vec<_>, _>>()?;
            Ok((found.len(), views))
        })
        .await?;
    let views = views.iter().flatten().map(|view| message(view, &api.settings.gateway, with_content));
    Ok(counted(total, &views.collect::<Vec<_>>()))
}

/// `DELETE /messages/{id}`: cancels the message to all recipients to whom nothing was sent.
pub async fn cancel(State(api): Shared, Id(id): Id, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::MessagesCancel, AppScope::MessagesSend])?;
    Params::of(&request, &[])?;
    let dialect = dialect_of(&request);
    let owns = |view: &MailingView| {
        caller.may(Scope::Admin) && caller.numbers.is_empty() || view.caller == caller.message_owner()
    };
    let view = Some(find(&api, &caller, &id).await?).filter(owns).ok_or_else(unknown_message)?;
    let cancelled = submit(&api, outbound::Request::CancelMailing { mailing: view.row }).await;
    cancelled.map_err(|error| match (error.status, dialect) {
        // The app answers 400 here, and its servers 409.
        (StatusCode::CONFLICT, Dialect::Phone) => ApiError { status: StatusCode::BAD_REQUEST, ..error },
        _ => error,
    })?;
    let view = find(&api, &caller, &id).await?;
    Ok(json(StatusCode::OK, &message(&view, &api.settings.gateway, true)))
}

/// An answer with a page of a list, and the length of the whole list.
pub fn counted(total: usize, page: &[Value]) -> Response {
    let mut response = json(StatusCode::OK, &page);
    response.headers_mut().insert("x-total-count", HeaderValue::from(total));
    response
}

/// Whose answers the client expects.
pub fn dialect_of(request: &Request) -> Dialect {
    request.extensions().get().copied().unwrap_or(Dialect::Phone)
}

fn prefix(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Phone => "",
        Dialect::Server => SERVER_PATH,
    }
}

/// The messages that a caller may see: with the scope `read` all of its numbers, otherwise its own.
fn visible(caller: &Caller) -> MailingFilter {
    let reads = caller.may(Scope::Read);
    let numbers: Vec<String> = match reads {
        true => caller.numbers.iter().map(ToString::to_string).collect(),
        false => Vec::new(),
    };
    let sees_all = reads && numbers.is_empty();
    MailingFilter { caller: (!sees_all).then(|| caller.message_owner()), numbers, since: None, until: None }
}

async fn find(api: &Arc<Api>, caller: &Caller, id: &str) -> Result<MailingView, ApiError> {
    let (id, own, filter) = (id.to_owned(), caller.message_owner(), visible(caller));
    let found = api.read(move |store, _| store.mailings().find(&id, &own, &filter)).await?;
    found.ok_or_else(unknown_message)
}

/// The line with this number, and its phone number if that is known.
async fn line(api: &Arc<Api>, number: i64) -> Result<(SimKey, Option<Msisdn>), ApiError> {
    let found = api.read(move |store, settings| {
        let directory = directory(store, settings)?;
        let line = store.lines().all()?.into_iter().find(|(key, line)| key.get() == number && line.is_lasting());
        Ok(line.map(|(key, line)| (key, directory.line(&line).1.cloned())))
    });
    found.await?.ok_or_else(|| invalid("simNumber", "the `simNumber` of a SIM, which `/devices` lists"))
}

/// A message in the app's form. Absent values are left out, as by the app.
fn message(view: &MailingView, gateway: &str, with_content: bool) -> Value {
    let states: Vec<MessageState> = view.recipients.iter().map(|recipient| recipient.state).collect();
    let recipients = view.recipients.iter().map(|recipient| {
        let state = AppState::of(recipient.state);
        let mut value = json!({ "phoneNumber": recipient.number, "state": state.as_str() });
        let reason = || recipient.reason.clone().unwrap_or_else(|| recipient.state.as_str().to_owned());
        if recipient.state == MessageState::Unknown {
            value["error"] = json!(format!("{UNKNOWN}: {}", reason()));
        } else if state == AppState::Failed {
            value["error"] = json!(reason());
        }
        value
    });
    let mut value = json!({
        "id": view.id,
        "deviceId": device_id(gateway),
        "state": roll_up(&states).as_str(),
        "isHashed": false,
        "isEncrypted": false,
        "recipients": recipients.collect::<Vec<_>>(),
        "states": times(view),
        "createdAt": view.created_at.to_string(),
    });
    if with_content {
        value["textMessage"] = json!({ "text": view.text });
    }
    value
}

/// When a message last got each state, of any recipient.
fn times(view: &MailingView) -> Value {
    let last = |kinds: &[Kind]| view.events.iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, at)| *at).max();
    let times = [
        (AppState::Pending, Some(view.created_at)),
        (AppState::Processed, view.submitted_at),
        (AppState::Sent, last(&[Kind::SmsSent])),
        (AppState::Delivered, last(&[Kind::SmsDelivered])),
        (AppState::Failed, last(&[Kind::SmsFailed, Kind::SmsUndelivered])),
        (AppState::Cancelled, view.cancelled_at),
    ];
    let times = times.into_iter().filter_map(|(state, at)| Some((state.as_str().to_owned(), json!(at?.to_string()))));
    Value::Object(times.collect::<Map<_, _>>())
}
