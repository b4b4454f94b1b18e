//! A receiver of the webhooks that clients of the app register.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

const SOON: Duration = Duration::from_secs(40);

/// A request that a receiver got.
#[derive(Debug)]
pub struct Posted {
    /// By their names in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Posted {
    /// The body, as JSON.
    pub fn event(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The signature as openssl computes it.
    pub fn signature(&self, key: &str) -> String {
        let mut openssl = Command::new("openssl");
        openssl.args(["dgst", "-sha256", "-hmac", key, "-hex"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut openssl = openssl.spawn().expect("openssl is installed (./test does it)");
        let signed = format!("{}{}", self.body, self.headers["x-timestamp"]);
        openssl.stdin.take().unwrap().write_all(signed.as_bytes()).unwrap();
        let output = openssl.wait_with_output().unwrap();
        String::from_utf8(output.stdout).unwrap().split_whitespace().next_back().unwrap().to_owned()
    }
}

/// A receiver of webhooks.
pub struct Hook {
    pub url: String,
    pub posted: Receiver<Posted>,
    status: Arc<Mutex<u16>>,
}

impl Hook {
    /// A receiver that answers with 200.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook?token=geheim", listener.local_addr().unwrap());
        let status = Arc::new(Mutex::new(200));
        let (sender, posted) = channel();
        let answers = Arc::clone(&status);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut headers = BTreeMap::new();
                let mut row = String::new();
                while reader.read_line(&mut row).is_ok_and(|bytes| bytes > 2) {
                    if let Some((name, value)) = row.trim_end().split_once(": ") {
                        headers.insert(name.to_ascii_lowercase(), value.to_owned());
                    }
                    row.clear();
                }
                let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
                let mut body = vec![0; length];
                reader.read_exact(&mut body).unwrap();
                let status = *answers.lock().unwrap();
                write!(stream, "HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
                let body = String::from_utf8(body).unwrap();
                if sender.send(Posted { headers, body }).is_err() {
                    return;
                }
            }
        });
        Self { url, posted, status }
    }

    /// Waits for the next request.
    pub fn next(&self) -> Posted {
        self.posted.recv_timeout(SOON).expect("a webhook is posted")
    }

    pub fn is_silent(&self) -> bool {
        self.posted.recv_timeout(Duration::from_millis(1500)).is_err()
    }

    pub fn answer(&self, status: u16) {
        *self.status.lock().unwrap() = status;
    }
}
