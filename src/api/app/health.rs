//! `/health`: the app's form of health.

use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::api::json::json;
use crate::api::metrics::is_alive;
use crate::api::state::{Answer, Shared};

/// `GET /health` and `/health/ready`: `fail` with 503 if nothing is written, `warn` if no device is ready or the outbox
/// is held.
pub async fn health(State(api): Shared) -> Answer {
    if !is_alive(&api).await {
        return Ok(json(StatusCode::SERVICE_UNAVAILABLE, &body("fail", &json!({ "store:writes": writes(false) }))));
    }
    let (devices, is_held) =
        api.read(|store, _| Ok((store.devices().all()?, store.identity().hold_reason()?.is_some()))).await?;
    let ready = devices.iter().filter(|device| device.state == "ready").count();
    let status = |is_well: bool| if is_well { "pass" } else { "warn" };
    let checks = json!({
        "store:writes": writes(true),
        "devices:ready": {
            "status": status(ready > 0), "observedValue": ready, "observedUnit": "devices",
            "description": "devices that receive and send now",
        },
        "outbox:held": {
            "status": status(!is_held), "observedValue": u8::from(is_held), "observedUnit": "flags",
            "description": "1 if nothing is sent until a person releases the outbox",
        },
    });
    Ok(json(StatusCode::OK, &body(status(ready > 0 && !is_held), &checks)))
}

/// `GET /health/live` and `/health/startup`: whether simgate works at all.
pub async fn live(State(api): Shared) -> Answer {
    let is_alive = is_alive(&api).await;
    let (status, word) = if is_alive { (StatusCode::OK, "pass") } else { (StatusCode::SERVICE_UNAVAILABLE, "fail") };
    Ok(json(status, &body(word, &json!({ "store:writes": writes(is_alive) }))))
}

fn writes(is_alive: bool) -> Value {
    json!({
        "status": if is_alive { "pass" } else { "fail" }, "observedValue": u8::from(is_alive), "observedUnit": "flags",
        "description": "1 if messages reach the disk",
    })
}

/// Numbers of the version, such as 102 for 0.1.2.
fn release() -> u32 {
    env!("CARGO_PKG_VERSION")
        .split('.')
        .filter_map(|part| part.parse::<u32>().ok())
        .fold(0, |sum, part| sum * 100 + part)
}

fn body(status: &str, checks: &Value) -> Value {
    json!({ "status": status, "version": env!("CARGO_PKG_VERSION"), "releaseId": release(), "checks": checks })
}
