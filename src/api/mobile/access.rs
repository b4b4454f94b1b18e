//! Which phone a request comes from, and how its driver is asked.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::{StatusCode, header};
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::api::error::ApiError;
use crate::api::keys;
use crate::api::peer::Client;
use crate::api::rate::Rate;
use crate::api::send::DONE_WITHIN;
use crate::api::state::Api;
use crate::clock;
use crate::flow::dial_in::{Ask, PhoneAnswer, PhoneCall, PushSink};
use crate::model::Secret;
use crate::store::PhoneRow;

/// Where a request comes from.
pub struct Origin {
    client: Option<IpAddr>,
    /// Scheme and value of `Authorization`.
    credentials: Option<(String, Secret)>,
}

impl Origin {
    /// The origin of a request.
    pub fn of(request: &Request) -> Self {
        let client = request.extensions().get::<Client>().map(|Client(client)| *client);
        let header = request.headers().get(header::AUTHORIZATION).map(|header| header.to_str().unwrap_or_default());
        let split = |header: &str| {
            let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
            (scheme.to_ascii_lowercase(), Secret::new(value.trim()))
        };
        Self { client, credentials: header.map(split) }
    }

    /// Whether it has no credentials at all.
    pub fn is_anonymous(&self) -> bool {
        self.credentials.is_none()
    }

    /// The credentials of a scheme, which is written in small letters.
    pub fn credentials(&self, scheme: &str) -> Option<&Secret> {
        self.credentials.as_ref().filter(|(found, _)| found == scheme).map(|(_, value)| value)
    }

    /// The address, as the client sees it from simgate.
    pub fn address(&self) -> String {
        self.client.map(|client| client.to_string()).unwrap_or_default()
    }

    /// Counts a request for the limit of its address.
    pub fn visit(&self, rate: &Rate<IpAddr>) -> Result<(), ApiError> {
        let visit = self.client.map_or(Ok(()), |client| rate.visit(&client, clock::now().mono));
        visit.map_err(ApiError::rate_limited)
    }

    /// Counts a request without valid credentials, so that none can be guessed quickly, and refuses it.
    pub fn refuse(&self, api: &Api, why: &str) -> ApiError {
        self.visit(&api.strangers).err().unwrap_or_else(|| ApiError::unauthorized(why))
    }
}

const REPLACED: &str = "this token is not known: `simgate phone code` shows how to register the phone again";

/// The phone that a request comes from.
pub async fn phone(api: &Arc<Api>, origin: &Origin) -> Result<PhoneRow, ApiError> {
    let Some(token) = origin.credentials("bearer") else {
        return Err(origin.refuse(api, "the phone's token is needed"));
    };
    let hash = keys::hash(token.reveal());
    let found = api.read(move |store, _| store.phones().by_token(&hash)).await?;
    let found = found.filter(|phone| api.settings.phones.url(&phone.device).is_some());
    let phone = found.ok_or_else(|| origin.refuse(api, REPLACED))?;
    api.phones.visit(&phone.device, clock::now().mono).map_err(ApiError::rate_limited)?;
    Ok(phone)
}

/// Asks the phone's driver.
pub async fn ask(api: &Arc<Api>, phone: &PhoneRow, ask: Ask, push: Option<PushSink>) -> Result<PhoneAnswer, ApiError> {
    let (sender, answer) = oneshot::channel();
    let reply = Box::new(move |answer| drop(sender.send(answer)));
    let call = PhoneCall { registration: Some(phone.id.clone()), ask, reply, push };
    if !api.settings.phones.call(&phone.device, call) {
        return Err(ApiError::unauthorized(REPLACED));
    }
    match timeout(DONE_WITHIN, answer).await {
        Ok(Ok(PhoneAnswer::Replaced)) => Err(ApiError::unauthorized(REPLACED)),
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(_)) | Err(_) => {
            Err(ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "the disk does not answer: call again"))
        }
    }
}
