//! `simgate phone` beside a simulated phone over real HTTP.

mod add;
mod check;
mod demo;
mod devices;
pub mod terminal;

use std::net::TcpListener;

use simgate::simulator::phone::{LivePhone, PhoneSettings, RunningPhone};
use tempfile::TempDir;

/// A phone with two SIMs, and a directory for the configuration.
struct Scene {
    running: RunningPhone,
    dir: TempDir,
    /// Where simgate's HTTP interface would listen.
    listen: u16,
}

impl Scene {
    fn new() -> Self {
        Self::with(PhoneSettings::numbered(1, 2).fast())
    }

    fn with(settings: PhoneSettings) -> Self {
        let running = LivePhone::start(settings, 1).unwrap();
        Self { running, dir: tempfile::tempdir().unwrap(), listen: closed_port() }
    }

    /// The address that the app shows.
    fn address(&self) -> String {
        self.running.phone.address().to_string()
    }

    fn password(&self) -> String {
        self.running.phone.act(|phone, _| phone.credentials().1.to_owned())
    }

    /// A URL at which the phone reaches simgate's interface.
    fn callback(&self, name: &str) -> String {
        format!("http://127.0.0.1:{}/sms/webhook/{name}", self.listen)
    }

    /// Writes a configuration; returns its path.
    fn configure(&self, sections: &str) -> String {
        let (path, data) = (self.dir.path().join("simgate.toml"), self.dir.path().join("data"));
        let text = format!("[gateway]\ndata = {data:?}\n[api]\nlisten = \"127.0.0.1:{}\"\n{sections}", self.listen);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// What the phone has from others: its settings and webhooks.
    fn state(&self) -> (String, usize) {
        let get = |path: &str| {
            let url = format!("http://sms:{}@{}{path}", self.password(), self.address());
            ureq::get(url).call().unwrap().body_mut().read_to_string().unwrap()
        };
        let webhooks: serde_json::Value = serde_json::from_str(&get("/webhooks")).unwrap();
        (get("/settings"), webhooks.as_array().unwrap().len())
    }
}

/// A port on which nobody listens.
fn closed_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
