//! Routes about the phone: its health, its SIMs, its log and its settings.

use serde_json::{Value, json};

use crate::simulator::phone::dates;
use crate::simulator::phone::events::sim_cards;
use crate::simulator::phone::health::check;
use crate::simulator::phone::http::{BadBody, HttpReply, HttpRequest, object};
use crate::simulator::phone::log_table::Entry;
use crate::simulator::phone::state::State;

/// A phone whose check fails answers 500, with the same body.
pub fn health(state: &State) -> HttpReply {
    let health = check(state);
    HttpReply::json(if health.failed { 500 } else { 200 }, health.shown)
}

pub fn root() -> HttpReply {
    HttpReply::json(200, json!({ "status": "ok", "model": "Pixel" }))
}

pub fn docs() -> HttpReply {
    let body = b"<!DOCTYPE html><title>Swagger UI</title>".to_vec();
    HttpReply { status: 200, headers: vec![("Content-Type", "text/html; charset=UTF-8".to_owned())], body }
}

pub fn device(state: &State) -> HttpReply {
    let now = state.date(state.wall_ms());
    let device = json!({
        "id": state.database.device_id,
        "name": "Google/panther",
        "createdAt": state.date(state.database.installed_at_ms),
        "updatedAt": now,
        "lastSeen": now,
        "simCards": sim_cards(state),
    });
    HttpReply::json(200, json!([device]))
}

/// A date that can't be read counts as none.
pub fn logs(state: &State, request: &HttpRequest) -> HttpReply {
    let date = |name: &str| request.query(name).and_then(|text| dates::read_query(&text));
    let (from, to) = (date("from").unwrap_or(0), date("to").unwrap_or_else(|| state.wall_ms()));
    let shown = |entry: &Entry| {
        json!({
            "id": entry.id,
            "priority": entry.priority.name(),
            "module": entry.module,
            "message": entry.message,
            "createdAt": state.date(entry.created_at_ms),
        })
    };
    HttpReply::json(200, state.database.log.select(from, to).map(shown).collect::<Value>())
}

pub fn settings(state: &State) -> HttpReply {
    HttpReply::json(200, state.database.settings.shown())
}

pub fn patch_settings(state: &mut State, request: &HttpRequest) -> Result<HttpReply, HttpReply> {
    let invalid = |why: &str| HttpReply::error(400, format!("Invalid request: {why}"));
    let sections = object(request).map_err(|bad| match bad {
        BadBody::Unsupported => invalid("Cannot transform this request's content"),
        BadBody::Malformed(why) => invalid(&why),
    })?;
    let fresh: String = state.fresh_id().chars().take(8).collect();
    state.database.settings.patch(&sections, &fresh).map_err(|why| invalid(&why))?;
    Ok(settings(state))
}
