//! Handlers that read: messages, lines, devices.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::error::ApiError;
use super::json::json;
use super::keys::{Caller, Scope};
use super::request::{Id, caller, invalid, query};
use super::send::unknown_message;
use super::state::{Answer, Settings, Shared};
use crate::clock;
use crate::flow::outbound::State as MessageState;
use crate::flow::routing::Directory;
use crate::flow::upkeep::written;
use crate::gateway::usage::{self, LineView};
use crate::model::{LineId, SimKey};
use crate::store::{OutboxFilter, OutgoingView, Store, StoreError};

const LIMIT: usize = 50;
const LIMIT_MAX: usize = 1000;

fn limit(text: Option<&str>) -> Result<usize, ApiError> {
    let read = |text: &str| text.parse().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit));
    text.map_or(Some(LIMIT), read).ok_or_else(|| invalid("limit", "a whole number from 1 to 1000"))
}

fn value<'a>(query: &[(&str, &'a str)], wanted: &str) -> Option<&'a str> {
    query.iter().find(|(key, _)| *key == wanted).map(|(_, value)| *value)
}

/// The numbers that the caller is bound to.
fn bound(caller: &Caller) -> Vec<String> {
    caller.numbers.iter().map(ToString::to_string).collect()
}

/// Whether a caller may see a message to send. With the scope `read` it sees all messages of its numbers, otherwise its
/// own.
fn may_see(caller: &Caller, view: &OutgoingView) -> bool {
    view.caller == caller.message_owner() || caller.may(Scope::Read) && caller.may_see_number(view.from.as_deref())
}

/// `GET /sms/status/{id}`: one message to send.
pub async fn status(State(api): Shared, Id(id): Id, request: Request) -> Answer {
    let caller = caller(&request, Scope::Read).or_else(|_| caller_of(&request))?;
    query(&request, &[])?;
    let read = move |store: &Store, settings: &Settings| Ok((store.outbox().find(&id)?, directory(store, settings)?));
    let (view, directory) = api.read(read).await?;
    let view = view.filter(|view| may_see(&caller, view)).ok_or_else(unknown_message)?;
    Ok(json(StatusCode::OK, &outgoing(&view, &directory)))
}

fn caller_of(request: &Request) -> Result<Caller, ApiError> {
    caller(request, Scope::Send)
}

/// `GET /sms/outbox`: messages to send, the latest first.
pub async fn outbox(State(api): Shared, request: Request) -> Answer {
    let caller = caller(&request, Scope::Read).or_else(|_| caller_of(&request))?;
    let query = query(&request, &["limit", "state"])?;
    let limit = limit(value(&query, "limit"))?;
    let state = value(&query, "state").map(|text| {
        let names = MessageState::ALL.map(MessageState::as_str).join(", ");
        MessageState::parse(text).ok_or_else(|| invalid("state", &format!("one of {names}")))
    });
    let state = state.transpose()?;
    let views = api.read(move |store, settings| {
        let numbers = if caller.may(Scope::Read) { bound(&caller) } else { Vec::new() };
        let name = caller.message_owner();
        let all = caller.may(Scope::Read) && numbers.is_empty();
        let filter = OutboxFilter { state, caller: (!all).then_some(name.as_str()), numbers: &numbers };
        Ok((store.outbox().matching(&filter, limit)?, directory(store, settings)?, store.identity().hold_reason()?))
    });
    let (views, directory, held) = views.await?;
    let messages: Vec<Value> = views.iter().map(|view| outgoing(view, &directory)).collect();
    Ok(json(StatusCode::OK, &json!({ "messages": messages, "held": held })))
}

/// `GET /sms/inbox`: received messages, the latest first.
pub async fn inbox(State(api): Shared, request: Request) -> Answer {
    let caller = caller(&request, Scope::Read)?;
    let query = query(&request, &["limit", "before"])?;
    let limit = limit(value(&query, "limit"))?;
    let before = value(&query, "before").map_or(Some(0), |text| text.parse::<i64>().ok().filter(|before| *before > 0));
    let before = before.ok_or_else(|| invalid("before", "the `next` of the page before"))?;
    let rows = api
        .read(move |store, settings| store.inbox().latest_to(&settings.gateway, &bound(&caller), before, limit))
        .await?;
    let next = rows.last().filter(|_| rows.len() == limit).map(|row| row.seq.to_string());
    let messages: Vec<Value> =
        rows.iter().map(|row| serde_json::to_value(&row.notice.data).unwrap_or_default()).collect();
    Ok(json(StatusCode::OK, &json!({ "messages": messages, "next": next })))
}

/// `GET /sims`: lines, and how much they may send.
pub async fn sims(State(api): Shared, request: Request) -> Answer {
    let caller = caller(&request, Scope::Read)?;
    query(&request, &[])?;
    let views = api.read(lines).await?;
    let may_see = |view: &&LineView| caller.may_see_number(view.number.as_deref());
    let sims: Vec<Value> = views.iter().filter(may_see).map(line).collect();
    Ok(json(StatusCode::OK, &json!({ "sims": sims })))
}

/// All lines, with the use of their limits.
pub fn lines(store: &Store, settings: &Settings) -> Result<Vec<LineView>, StoreError> {
    usage::lines(store, &settings.sending, &settings.directory(), &settings.boot, clock::now())
}

/// `GET /devices`: the devices.
pub async fn devices(State(api): Shared, request: Request) -> Answer {
    let caller = caller(&request, Scope::Read)?;
    query(&request, &[])?;
    if !caller.numbers.is_empty() {
        let message = "the key is bound to numbers, and devices have none";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "wrong_scope", message));
    }
    let rows = api.read(|store, _| store.devices().all()).await?;
    Ok(json(StatusCode::OK, &json!({ "devices": rows, "ignored": (api.settings.ignored)() })))
}

/// The names of all lines, with derived names for those without a configured one.
pub fn directory(store: &Store, settings: &Settings) -> Result<Directory, StoreError> {
    let mut directory = settings.directory();
    let seen = store.lines().all()?;
    directory.name_lines(seen.iter().map(|(_, sim)| sim));
    Ok(directory)
}

fn outgoing(view: &OutgoingView, directory: &Directory) -> Value {
    let sim = view
        .sim
        .as_deref()
        .and_then(LineId::parse)
        .map(|sim| json!({ "name": directory.line(&sim).0, "iccid": sim.iccid().map(ToString::to_string) }));
    json!({
        "message_id": view.message_id,
        "id": view.key,
        "from": view.from,
        "to": view.to,
        "status": view.state.as_str(),
        "reason": view.reason,
        "parts": view.parts,
        "parts_sent": view.parts_sent,
        "priority": if view.urgent { "urgent" } else { "normal" },
        "created_at": view.created_at.to_string(),
        "send_at": view.send_at.map(|at| at.to_string()),
        "expires_at": view.expires_at.to_string(),
        "sim": sim,
        "device": view.device,
    })
}

fn line(view: &LineView) -> Value {
    let device = view.device.as_ref().map(|(device, _)| device);
    let reported = view.device.as_ref().map(|(_, reported)| reported);
    let limits = &view.rules.limits;
    json!({
        "name": view.name,
        "sim_number": view.key.map(SimKey::get),
        "iccid": view.sim.iccid().map(ToString::to_string),
        "number": view.number,
        "owner": view.owner,
        "number_on_card": view.reported_number,
        "device": device.map(|row| &row.name),
        "state": device.map_or("absent", |row| row.state.as_str()),
        "reason": device.map_or("not seen in a device", |row| row.reason.as_str()),
        "registration": reported.and_then(|reported| reported.registration.as_ref()),
        "signal_dbm": reported.and_then(|reported| reported.signal_dbm),
        "receives": view.receives,
        "alarms": view.alarms,
        "silent_since": view.silent_since.map(|at| at.to_string()),
        "balance": view.balance.map(|(amount, at)| json!({ "amount": written(amount), "at": at.to_string() })),
        "canary_ms": view.canary_took,
        "used": { "day": view.used.day, "month": view.used.month, "hour": view.used.hour,
                  "recipients": view.used.recipients },
        "limits": { "day": limits.day, "month": limits.month, "hour": limits.hour, "recipients": limits.recipients,
                    "gap_seconds": limits.gap.as_secs_f64(), "reserve_urgent": limits.reserve_urgent },
        "full": view.full.map(|(limit, _)| limit.as_str()),
        "next_at": view.full.map(|(_, at)| at.to_string()),
        "weight": view.rules.weight,
        "allowed": view.rules.allowed,
        "time_zone": limits.zone.iana_name(),
    })
}
