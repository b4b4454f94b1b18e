//! `/devices`: the gateway as one device, with its lines as SIM cards.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::access::allow;
use super::dialect::device_id;
use super::params::Params;
use super::scopes::AppScope;
use crate::api::error::ApiError;
use crate::api::json::json;
use crate::api::read::lines;
use crate::api::request::Id;
use crate::api::state::{Answer, Shared};
use crate::clock;
use crate::gateway::usage::LineView;

/// `GET /devices`: a list of the only device. `simNumber` is the number of a SIM in messages.
pub async fn list(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::DevicesList])?;
    Params::of(&request, &[])?;
    let (views, reported) = api
        .read(|store, settings| {
            let reported = store.devices().all()?.into_iter().map(|device| device.at).max();
            Ok((lines(store, settings)?, reported))
        })
        .await?;
    let mut views: Vec<&LineView> = views.iter().filter(|view| caller.may_see_number(view.number.as_deref())).collect();
    views.sort_by_key(|view| view.key);
    let (started, gateway) = (api.started.to_string(), &api.settings.gateway);
    Ok(json(
        StatusCode::OK,
        &json!([{
            "id": device_id(gateway),
            "name": gateway,
            "createdAt": started,
            "updatedAt": reported.unwrap_or(started),
            "lastSeen": clock::now().wall.to_string(),
            "simCards": views.into_iter().filter_map(card).collect::<Vec<_>>(),
        }]),
    ))
}

/// A line that was ever seen.
fn card(view: &LineView) -> Option<Value> {
    let number = view.key?.get();
    let mut card = json!({ "slotIndex": number - 1, "simNumber": number, "carrierName": view.name });
    if let Some(number) = &view.number {
        card["phoneNumber"] = json!(number);
    }
    if let Some(iccid) = view.sim.iccid() {
        card["iccid"] = json!(iccid.to_string());
    }
    Some(card)
}

/// `DELETE /devices/{id}`: refused.
pub async fn remove(State(_): Shared, Id(_): Id, request: Request) -> Answer {
    allow(&request, &[AppScope::DevicesDelete])?;
    let why = "the only device is the gateway itself, and its configuration names its modems";
    Err(ApiError::new(StatusCode::FORBIDDEN, "not_supported", why))
}
