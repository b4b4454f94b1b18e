//! A client of the HTTP interface.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, sleep};

use super::Bench;

#[derive(Clone)]
pub struct Client {
    pub address: SocketAddr,
    pub key: String,
    scheme: &'static str,
    agent: ureq::Agent,
}

fn agent(roots: Option<ureq::tls::RootCerts>) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .tls_config(ureq::tls::TlsConfig::builder().root_certs(roots.unwrap_or(ureq::tls::RootCerts::WebPki)).build());
    config.build().new_agent()
}

impl Client {
    /// Waits until the daemon listens, and reads its first key.
    pub async fn of(bench: &Bench, scheme: &'static str) -> Self {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            let log = bench.log();
            let line = log.lines().rfind(|line| line.contains("HTTP interface listens"));
            let address = line.and_then(|line| line.split("address=").nth(1)?.split_whitespace().next()?.parse().ok());
            if let Some(address) = address {
                let key = std::fs::read_to_string(bench.dir.path().join("data/api.key")).unwrap().trim_end().to_owned();
                return Self { address, key, scheme, agent: agent(None) };
            }
            assert!(Instant::now() < until, "the daemon does not listen:\n{log}");
            sleep(Duration::from_millis(20)).await;
        }
    }

    pub fn with_key(&self, key: &str) -> Self {
        Self { key: key.to_owned(), ..self.clone() }
    }

    pub fn trusting(self, certificate: &[u8]) -> Self {
        let certificate = ureq::tls::Certificate::from_der(certificate).to_owned();
        let roots = ureq::tls::RootCerts::new_with_certs(&[certificate]);
        Self { agent: agent(Some(roots)), ..self }
    }

    fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    fn request(&self, method: &str, path: &str, body: Option<&[u8]>) -> ureq::http::Response<ureq::Body> {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(self.url(path))
            .header("Authorization", format!("Bearer {}", self.key));
        match body {
            Some(body) => self.agent.run(request.body(body).unwrap()).unwrap(),
            None => {
                let request = request.body(()).unwrap();
                // The server may close a connection that rested, at the moment at which it is used again.
                self.agent.run(request.clone()).or_else(|_| self.agent.run(request)).unwrap()
            }
        }
    }

    fn json(mut response: ureq::http::Response<ureq::Body>) -> (u16, Value) {
        let text = response.body_mut().read_to_string().unwrap();
        (response.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    pub fn get(&self, path: &str) -> (u16, Value) {
        Self::json(self.request("GET", path, None))
    }

    /// Only the status, since the body of some answers never ends.
    pub fn status(&self, path: &str) -> u16 {
        self.request("GET", path, None).status().as_u16()
    }

    pub fn text(&self, path: &str) -> String {
        self.request("GET", path, None).body_mut().read_to_string().unwrap()
    }

    pub fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.raw("POST", path, body.to_string().as_bytes())
    }

    pub fn raw(&self, method: &str, path: &str, body: &[u8]) -> (u16, Value) {
        Self::json(self.request(method, path, Some(body)))
    }

    /// Posts as a remote does. Returns the status.
    pub fn call_without_key(&self, path: &str, headers: &[(&'static str, String)], body: &[u8]) -> u16 {
        let request = ureq::http::Request::builder().method("POST").uri(self.url(path));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
        self.agent.run(request.body(body).unwrap()).unwrap().status().as_u16()
    }

    pub fn headers(&self, method: &str, path: &str, body: &[u8]) -> (u16, BTreeMap<String, String>) {
        let response = self.request(method, path, Some(body));
        let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value)));
        (response.status().as_u16(), headers.collect())
    }

    /// The stream of events, from now on or after this id.
    pub fn stream(&self, after: Option<&str>) -> Stream {
        self.try_stream(after).expect("a stream of events")
    }

    /// `None`: the daemon has no room for another stream.
    pub fn try_stream(&self, after: Option<&str>) -> Option<Stream> {
        let mut request = self.agent.get(self.url("/events")).header("Authorization", format!("Bearer {}", self.key));
        if let Some(after) = after {
            request = request.header("Last-Event-ID", after);
        }
        let response = request.call().unwrap();
        if response.headers()["content-type"] != "text/event-stream" {
            assert_eq!(response.status(), 503);
            return None;
        }
        let reader: Box<dyn Read + Send> = Box::new(response.into_body().into_reader());
        Some(Stream(BufReader::new(reader)))
    }
}

pub struct Stream(BufReader<Box<dyn Read + Send>>);

#[derive(Debug)]
pub struct Event {
    pub id: String,
    pub data: Value,
}

impl Stream {
    /// Waits for this many events.
    pub fn events(&mut self, count: usize) -> Vec<Event> {
        let mut events = Vec::new();
        let mut id = String::new();
        while events.len() < count {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended after {} events", events.len());
            if let Some(text) = line.strip_prefix("id: ") {
                id = text.trim_end().to_owned();
            } else if let Some(text) = line.strip_prefix("data: ") {
                events.push(Event { id: id.clone(), data: serde_json::from_str(text).unwrap() });
            }
        }
        events
    }

    /// Waits for the end of the stream; returns what arrived until then.
    pub fn rest(mut self) -> String {
        let mut rest = String::new();
        let _ = self.0.read_to_string(&mut rest);
        rest
    }
}
