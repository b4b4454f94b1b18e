//! The app's HTTP server in local mode: which routes there are, who may call them, and what they answer.

mod auth;
mod device;
mod inbox;
mod messages;
mod tokens;
mod webhooks;

use super::http::{HttpReply, HttpRequest};
use super::state::State;
use auth::authenticate;

/// Answers a request. A path that the app doesn't have is 404 without authorization; so is a wrong method 405.
pub(super) fn answer(state: &mut State, request: &HttpRequest) -> HttpReply {
    let segments = request.segments();
    let path: Vec<&str> = segments.iter().map(String::as_str).collect();
    let method = request.method.as_str();
    if let ("GET", ["health"]) = (method, &path[..]) {
        return device::health(state);
    }
    let Some(route) = Route::find(method, &path) else {
        let known = METHODS.iter().any(|method| Route::find(method, &path).is_some()) || path == ["health"];
        return HttpReply::empty(if known { 405 } else { 404 });
    };
    let caller = match authenticate(state, request) {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let done = route.scope().map_or(Ok(()), |scope| caller.require(scope)).and_then(|()| match route {
        Route::Root => Ok(device::root()),
        Route::Docs => Ok(device::docs()),
        Route::Device => Ok(device::device(state)),
        Route::Logs => Ok(device::logs(state, request)),
        Route::Settings => Ok(device::settings(state)),
        Route::PatchSettings => device::patch_settings(state, request),
        Route::ListMessages => messages::list(state, request),
        Route::Send => messages::send(state, request),
        Route::Message(id) => Ok(messages::get(state, id)),
        Route::Cancel(id) => Ok(messages::cancel(state, id)),
        Route::Export => inbox::export(state, request),
        Route::Inbox => inbox::list(state, request),
        Route::Refresh => inbox::refresh(state, request),
        Route::Attachment(id, part) => Ok(inbox::attachment(state, id, part)),
        Route::ListWebhooks => Ok(webhooks::list(state)),
        Route::AddWebhook => webhooks::add(state, request),
        Route::RemoveWebhook(id) => Ok(webhooks::remove(state, id)),
        Route::Issue => tokens::issue(state, request),
        Route::RefreshToken => tokens::refresh(state, &caller),
        Route::Revoke(id) => Ok(tokens::revoke(state, id)),
    });
    done.unwrap_or_else(|refusal| refusal)
}

const METHODS: [&str; 4] = ["GET", "POST", "PATCH", "DELETE"];

/// The routes, in the plural and in the singular.
#[derive(Debug, Clone, Copy)]
enum Route<'a> {
    Root,
    Docs,
    Device,
    Logs,
    Settings,
    PatchSettings,
    ListMessages,
    Send,
    Message(&'a str),
    Cancel(&'a str),
    Export,
    Inbox,
    Refresh,
    Attachment(&'a str, &'a str),
    ListWebhooks,
    AddWebhook,
    RemoveWebhook(&'a str),
    Issue,
    RefreshToken,
    Revoke(&'a str),
}

impl<'a> Route<'a> {
    fn find(method: &str, path: &[&'a str]) -> Option<Self> {
        Some(match (method, path) {
            ("GET", [""]) => Self::Root,
            ("GET", ["docs"]) => Self::Docs,
            ("GET", ["device"]) => Self::Device,
            ("GET", ["logs"]) => Self::Logs,
            ("GET", ["settings"]) => Self::Settings,
            ("PATCH", ["settings"]) => Self::PatchSettings,
            ("GET", ["messages" | "message"]) => Self::ListMessages,
            ("POST", ["messages" | "message"]) => Self::Send,
            ("GET", ["messages" | "message", id]) if !id.is_empty() => Self::Message(id),
            ("DELETE", ["messages" | "message", id]) if !id.is_empty() => Self::Cancel(id),
            ("POST", ["messages" | "message", "inbox", "export"]) => Self::Export,
            ("GET", ["inbox"]) => Self::Inbox,
            ("POST", ["inbox", "refresh"]) => Self::Refresh,
            ("GET", ["inbox", id, "attachments", part]) => Self::Attachment(id, part),
            ("GET", ["webhooks" | "webhook"]) => Self::ListWebhooks,
            ("POST", ["webhooks" | "webhook"]) => Self::AddWebhook,
            ("DELETE", ["webhooks" | "webhook", id]) if !id.is_empty() => Self::RemoveWebhook(id),
            ("POST", ["auth", "token"]) => Self::Issue,
            ("POST", ["auth", "token", "refresh"]) => Self::RefreshToken,
            ("DELETE", ["auth", "token", id]) if !id.is_empty() => Self::Revoke(id),
            _ => return None,
        })
    }

    /// The scope that a token needs; a refresh of tokens has a rule of its own.
    fn scope(self) -> Option<&'static str> {
        match self {
            Self::Root | Self::Docs | Self::RefreshToken => None,
            Self::Device => Some("devices:list"),
            Self::Logs => Some("logs:read"),
            Self::Settings => Some("settings:read"),
            Self::PatchSettings => Some("settings:write"),
            Self::ListMessages | Self::Message(_) => Some("messages:read"),
            Self::Send => Some("messages:send"),
            Self::Cancel(_) => Some("messages:cancel"),
            Self::Export => Some("messages:export"),
            Self::Inbox => Some("inbox:list"),
            Self::Refresh => Some("inbox:refresh"),
            Self::Attachment(..) => Some("inbox:read"),
            Self::ListWebhooks => Some("webhooks:list"),
            Self::AddWebhook => Some("webhooks:write"),
            Self::RemoveWebhook(_) => Some("webhooks:delete"),
            Self::Issue | Self::Revoke(_) => Some("tokens:manage"),
        }
    }
}
