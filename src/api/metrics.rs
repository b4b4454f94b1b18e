//! `GET /healthz`, `/readyz` and `/metrics`: health and counters.

use std::fmt::Write;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;
use tokio::time::timeout;

use super::error::ApiError;
use super::json::json;
use super::keys::Scope;
use super::read::lines;
use super::request::{caller, query};
use super::state::{Answer, Api, Shared};

/// Longest wait for the gateway's thread. It answers within milliseconds, unless the disk stalls or is full.
const ALIVE_WITHIN: Duration = Duration::from_secs(5);

const NOTHING_WRITTEN: &str =
    "nothing is written: the disk is full, stalls or fails, or the database is gone; see the log";

pub async fn is_alive(api: &Api) -> bool {
    matches!(timeout(ALIVE_WITHIN, (api.settings.alive)()).await, Ok(Ok(())))
}

fn ill(code: &'static str, why: String) -> ApiError {
    ApiError::new(StatusCode::SERVICE_UNAVAILABLE, code, why)
}

/// Whether simgate works at all. If not, it should be restarted.
pub async fn healthz(State(api): Shared) -> Answer {
    if !is_alive(&api).await {
        return Err(ill("store_unavailable", NOTHING_WRITTEN.to_owned()));
    }
    Ok(json(StatusCode::OK, &json!({ "status": "ok" })))
}

/// Whether it can send and receive: at least one line is ready.
pub async fn readyz(State(api): Shared) -> Answer {
    if !is_alive(&api).await {
        return Err(ill("store_unavailable", NOTHING_WRITTEN.to_owned()));
    }
    let (devices, held) =
        api.read(|store, _| Ok((store.devices().all()?, store.identity().hold_reason()?.is_some()))).await?;
    let ready = devices.iter().filter(|device| device.state == "ready").count();
    if ready == 0 {
        return Err(ill("no_line", format!("none of {} devices is ready", devices.len())));
    }
    let body = json!({ "status": "ready", "devices_ready": ready, "devices": devices.len(), "outbox_held": held });
    Ok(json(StatusCode::OK, &body))
}

/// Counters in the text format of Prometheus. Labels are configured names: no numbers, no texts.
pub async fn metrics(State(api): Shared, request: Request) -> Answer {
    let caller = caller(&request, Scope::Read)?;
    query(&request, &[])?;
    if !caller.numbers.is_empty() {
        let message = "the key is bound to numbers, and the metrics are of all";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "wrong_scope", message));
    }
    let refused = api.refused.all();
    let text = api.read(move |store, settings| {
        let mut page = Page::default();
        page.head("simgate_messages_received_total", "counter", "Messages that arrived, whole or not.");
        page.line("simgate_messages_received_total", &[], store.high_water()?.message.get().unsigned_abs());
        page.head("simgate_outgoing_messages", "gauge", "Messages to be sent or sent, by state.");
        for (state, count) in store.outbox().counts()? {
            page.line("simgate_outgoing_messages", &[("state", &state)], count);
        }
        page.head("simgate_outbox_held", "gauge", "Whether nothing is sent until the outbox is released.");
        page.line("simgate_outbox_held", &[], u64::from(store.identity().hold_reason()?.is_some()));
        page.head("simgate_deliveries", "gauge", "Deliveries that are pending, or dead letters (dead).");
        for (name, count) in store.deliveries().counts()? {
            let (destination, state) = name.rsplit_once(' ').unwrap_or((&name, ""));
            page.line("simgate_deliveries", &[("destination", destination), ("state", state)], count);
        }
        page.head(
            "simgate_deliveries_set_aside",
            "gauge",
            "Pending deliveries that failed while others were accepted.",
        );
        for (destination, count) in store.deliveries().set_aside_counts()? {
            page.line("simgate_deliveries_set_aside", &[("destination", &destination)], count);
        }
        page.head("simgate_faults_total", "counter", "Faults of simgate that ended and restarted a device.");
        for (name, count) in settings.faults.all() {
            page.line("simgate_faults_total", &[("device", name.as_str())], count);
        }
        let name = "simgate_callbacks_refused_total";
        page.head(name, "counter", "Calls of remotes that were refused, since the start.");
        for ((device, reason), count) in refused {
            page.line(name, &[("device", device.as_str()), ("reason", reason)], count);
        }
        let lines = lines(store, settings)?;
        page.head("simgate_sim_ready", "gauge", "Whether the SIM can receive and send now.");
        for line in &lines {
            let ready = line.device.as_ref().is_some_and(|(device, _)| device.state == "ready");
            page.line("simgate_sim_ready", &[("sim", &line.name)], u64::from(ready));
        }
        page.head("simgate_sim_parts_today", "gauge", "Parts that count against today's limit.");
        for line in &lines {
            page.line("simgate_sim_parts_today", &[("sim", &line.name)], line.used.day.into());
        }
        page.head("simgate_sim_parts_today_limit", "gauge", "Today's limit in parts.");
        for line in &lines {
            if let Some(limit) = line.rules.limits.day {
                page.line("simgate_sim_parts_today_limit", &[("sim", &line.name)], limit.into());
            }
        }
        Ok(page.0)
    });
    let mut response = Response::new(Body::from(text.await?));
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    /// Writes one row. Names consist of letters, digits, `.`, `_` and `-`, so nothing needs escaping.
    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: u64) {
        let labels: Vec<String> = labels.iter().map(|(key, value)| format!("{key}=\"{value}\"")).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(self.0, "{name}{labels} {value}");
    }
}
