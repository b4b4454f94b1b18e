//! A real Mosquitto on a free loopback port, a subscriber to all topics, and a proxy that can cut connections.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener as StdListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::Instant;

/// The broker's options beside its port.
#[derive(Default)]
pub struct Options {
    /// Rows for mosquitto.conf.
    pub lines: String,
    /// Authority, certificate and key for TLS.
    pub tls: Option<Tls>,
    /// User and password of the subscriber.
    pub reader: Option<(&'static str, &'static str)>,
}

#[derive(Clone)]
pub struct Tls {
    pub authority: PathBuf,
    pub certificate: PathBuf,
    pub key: PathBuf,
}

pub struct Broker {
    dir: PathBuf,
    pub port: u16,
    options: Options,
    process: Option<Child>,
    reader: Option<Reader>,
}

/// A publication as a subscriber receives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The broker sent it since it was retained, not since it was published now.
    pub retained: bool,
    pub topic: String,
    pub body: String,
}

/// `mosquitto_sub` on everything.
struct Reader {
    process: Child,
    lines: Receiver<String>,
}

const READY: &str = "test/ready";

impl Broker {
    pub fn start(dir: &Path, options: Options) -> Self {
        let port = StdListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut text = format!("listener {port} 127.0.0.1\npersistence false\nmax_queued_messages 100000\n");
        if let Some(tls) = &options.tls {
            writeln!(text, "cafile {}", tls.authority.display()).unwrap();
            writeln!(text, "certfile {}\nkeyfile {}", tls.certificate.display(), tls.key.display()).unwrap();
        }
        text.push_str(&options.lines);
        std::fs::write(dir.join("mosquitto.conf"), text).unwrap();
        let mut broker = Self { dir: dir.to_owned(), port, options, process: None, reader: None };
        broker.go_on();
        broker
    }

    /// Starts the broker (again) with a subscriber to all topics.
    pub fn go_on(&mut self) {
        let log = std::fs::File::options().create(true).append(true).open(self.dir.join("mosquitto.log")).unwrap();
        let child = Command::new("mosquitto")
            .arg("-c")
            .arg(self.dir.join("mosquitto.conf"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("mosquitto is installed: ./test does that");
        self.process = Some(child);
        let until = Instant::now() + Duration::from_secs(20);
        // It is retained, so a subscriber that receives it has subscribed.
        while !self.client("mosquitto_pub").args(["-r", "-q", "1", "-t", READY, "-m", "x"]).status().unwrap().success()
        {
            assert!(Instant::now() < until, "the broker does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        let mut process = self
            .client("mosquitto_sub")
            .args(["-q", "1", "-t", "#", "-F", "%r %t %p"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = process.stdout.take().unwrap();
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let ready = lines.recv_timeout(Duration::from_secs(20)).expect("the reader hears the broker");
        assert!(ready.ends_with(&format!("{READY} x")), "{ready}");
        self.reader = Some(Reader { process, lines });
    }

    /// Publishes a message with QoS 1 and further options of `mosquitto_pub`.
    pub fn publish(&self, topic: &str, body: &str, more: &[&str]) {
        let mut client = self.client("mosquitto_pub");
        let done = client.args(["-q", "1", "-t", topic, "-m", body]).args(more).status().unwrap();
        assert!(done.success(), "{topic}");
    }

    /// One of Mosquitto's programs with the options for this broker.
    pub fn client(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-V", "mqttv5"]).stderr(Stdio::null());
        if let Some(tls) = &self.options.tls {
            command.arg("--cafile").arg(&tls.authority);
            command.arg("--cert").arg(&tls.certificate).arg("--key").arg(&tls.key);
        }
        if let Some((user, password)) = self.options.reader {
            command.args(["-u", user, "-P", password]);
        }
        command
    }

    /// The messages since the last call; waits at most `wait` for the first.
    pub fn receive(&self, wait: Duration) -> Vec<Published> {
        let Some(reader) = &self.reader else { return Vec::new() };
        let first = reader.lines.recv_timeout(wait).ok();
        first.into_iter().chain(reader.lines.try_iter()).filter_map(|line| message(&line)).collect()
    }

    /// The retained messages that a new subscriber receives: topic and body.
    pub fn retained(&self) -> BTreeMap<String, String> {
        let mut reader = self.client("mosquitto_sub");
        let out = reader.args(["--retained-only", "-W", "1", "-t", "#", "-F", "%r %t %p"]).output().unwrap();
        let lines = String::from_utf8(out.stdout).unwrap();
        let kept = lines.lines().filter_map(message).filter(|message| message.topic != READY);
        kept.map(|message| (message.topic, message.body)).collect()
    }

    /// Kills the broker (-9), after a moment in which the subscriber receives the rest.
    pub fn kill(&mut self) -> Vec<Published> {
        std::thread::sleep(Duration::from_millis(300));
        let messages = self.receive(Duration::ZERO);
        for process in [self.process.take(), self.reader.take().map(|reader| reader.process)].iter_mut().flatten() {
            let _ = process.kill();
            let _ = process.wait();
        }
        messages
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.kill();
    }
}

fn message(line: &str) -> Option<Published> {
    let mut words = line.splitn(3, ' ');
    let (retained, topic, body) = (words.next()? == "1", words.next()?.to_owned(), words.next()?.to_owned());
    Some(Published { retained, topic, body })
}

/// A proxy before the broker that can be cut and opened again. It accepts no connection while it is cut.
pub struct Way {
    pub address: SocketAddr,
    open: Arc<AtomicBool>,
    connections: Arc<Mutex<Vec<AbortHandle>>>,
}

impl Way {
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let open = Arc::new(AtomicBool::new(true));
        let connections = Arc::new(Mutex::new(Vec::new()));
        let (is_open, made) = (Arc::clone(&open), Arc::clone(&connections));
        tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                if !is_open.load(Ordering::SeqCst) {
                    continue;
                }
                let task = tokio::spawn(async move {
                    if let Ok(mut broker) = TcpStream::connect(("127.0.0.1", port)).await {
                        let _ = tokio::io::copy_bidirectional(&mut client, &mut broker).await;
                    }
                });
                made.lock().unwrap().push(task.abort_handle());
            }
        });
        Self { address, open, connections }
    }

    pub fn cut(&self) {
        self.open.store(false, Ordering::SeqCst);
        self.connections.lock().unwrap().drain(..).for_each(|connection| connection.abort());
    }

    pub fn open(&self) {
        self.open.store(true, Ordering::SeqCst);
    }
}

/// Events from topics with this ending, by their text: ids, and how often each arrived.
pub fn events(messages: &[Published], end: &str) -> BTreeMap<String, BTreeMap<String, u32>> {
    let mut found: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for message in messages.iter().filter(|message| message.topic.ends_with(end)) {
        let event: serde_json::Value = serde_json::from_str(&message.body).expect("an event is JSON");
        let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        *found.entry(word(&event["data"]["text"])).or_default().entry(word(&event["id"])).or_default() += 1;
    }
    found
}
