//! Scripted brokers, which do what no real broker does on demand.

use std::sync::mpsc as std_mpsc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::flow::command::Defaults;
use crate::flow::notice::Notice;
use crate::flow::outbound::{Accepted, OnExhausted, Reply, Request, State};

mod hostile;
mod session;

fn settings(port: u16, version: Option<Version>) -> Settings {
    Settings {
        name: Name::parse("broker").unwrap(),
        address: Address {
            host: "127.0.0.1".into(),
            port,
            tls: None,
            credentials: None,
            client_id: "test".into(),
            keep_alive: Duration::from_secs(15),
            timeout: Duration::from_secs(5),
            will: "simgate/test/status".into(),
        },
        root: "simgate/test".into(),
        min_confidence: Confidence(70),
        version,
        timeout: Duration::from_secs(1),
        commands: None,
    }
}

fn delivery(delivery: i64, text: &str) -> Task {
    let mut notice = Notice { id: format!("{delivery}.received"), ..Notice::example() };
    let data = notice.received_mut();
    (data.text, data.to, data.code) = (Some(text.into()), None, None);
    Task::Deliver(Box::new(Delivery { id: delivery, destination: Name::parse("broker").unwrap(), notice }))
}

/// One packet: its first octet and its body.
async fn packet(stream: &mut (impl tokio::io::AsyncRead + Unpin)) -> Option<(u8, Vec<u8>)> {
    let kind = stream.read_u8().await.ok()?;
    let (mut length, mut shift) = (0, 0);
    loop {
        let octet = stream.read_u8().await.ok()?;
        length |= usize::from(octet & 0x7F) << shift;
        shift += 7;
        if octet & 0x80 == 0 {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some((kind, body))
}

/// The protocol level of a CONNECT (3.1.2.2).
async fn connect(stream: &mut TcpStream) -> u8 {
    let (kind, body) = packet(stream).await.expect("a CONNECT");
    assert_eq!((kind, &body[..6]), (0x10, b"\0\x04MQTT".as_slice()));
    body[6]
}

fn begin(port: u16, version: Option<Version>) -> (UnboundedSender<Task>, std_mpsc::Receiver<Event>, JoinSet<()>) {
    let (sink, events) = std_mpsc::channel();
    let mut tasks = JoinSet::new();
    let sender = start(settings(port, version), &mut tasks, move |event| drop(sink.send(event)));
    (sender, events, tasks)
}

async fn next(events: &std_mpsc::Receiver<Event>) -> Event {
    for _ in 0..1000 {
        if let Ok(event) = events.try_recv() {
            return event;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("no event arrived");
}

/// A broker of 2014 answers a CONNECT of level 5 with "unacceptable protocol version" in the form of
/// 3.1.1, or hangs up.
#[tokio::test]
async fn a_broker_that_speaks_only_3_1_1_is_spoken_to_in_that() {
    for refusal in [&[0x20, 0x02, 0x00, 0x01][..], &[]] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (_sender, events, _tasks) = begin(listener.local_addr().unwrap().port(), None);
        let mut levels = Vec::new();
        let stream = loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            levels.push(connect(&mut stream).await);
            if levels.last() == Some(&4) {
                stream.write_all(&[0x20, 0x02, 0x00, 0x00]).await.unwrap();
                break stream;
            }
            stream.write_all(refusal).await.unwrap();
        };
        assert_eq!(levels, [5, 4]);
        assert!(matches!(next(&events).await, Event::Reachable { .. }));
        drop(stream);
    }
}

/// The broker's PUBACK settles a delivery; one without an answer goes back to the gateway.
#[tokio::test]
async fn only_a_puback_settles() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (sender, events, _tasks) = begin(listener.local_addr().unwrap().port(), Some(Version::V5));
    // Without a connection a delivery comes back at once.
    sender.send(delivery(1, "early")).unwrap();
    assert!(matches!(next(&events).await, Event::Answered { delivery: 1, answer: Answer::Unavailable { .. }, .. }));
    let (mut stream, _) = listener.accept().await.unwrap();
    connect(&mut stream).await;
    stream.write_all(&[0x20, 0x03, 0x00, 0x00, 0x00]).await.unwrap();
    assert!(matches!(next(&events).await, Event::Reachable { .. }));
    sender.send(delivery(2, "yes")).unwrap();
    sender.send(delivery(3, "no")).unwrap();
    sender.send(delivery(4, "silence")).unwrap();
    let mut seen = 0;
    while seen < 3 {
        let (kind, body) = packet(&mut stream).await.expect("a PUBLISH");
        assert_eq!(kind & 0xF6, 0x32, "QoS 1");
        let topic = usize::from(u16::from_be_bytes([body[0], body[1]]));
        let id = [body[topic + 2], body[topic + 3]];
        let text = String::from_utf8_lossy(&body).into_owned();
        let is_event = text.contains("simgate/test/sim/att-1/sms");
        assert_eq!(kind & 1 == 1, !is_event, "retained: {text}");
        seen += usize::from(is_event);
        let reason = if text.contains("\"no\"") { 0x87 } else { 0x00 };
        if !text.contains("\"silence\"") {
            stream.write_all(&[0x40, 0x03, id[0], id[1], reason]).await.unwrap();
        }
    }
    let mut answers = BTreeMap::new();
    while answers.len() < 3 {
        if let Event::Answered { delivery, answer, .. } = next(&events).await {
            answers.insert(delivery, answer);
        }
    }
    assert_eq!(answers[&2], Answer::Taken);
    assert!(matches!(answers[&3], Answer::Refused { .. }), "{answers:?}");
    assert!(matches!(answers[&4], Answer::Unavailable { .. }), "{answers:?}");
}

/// A sink of requests that answers only on demand.
fn commands() -> (Commands, std_mpsc::Receiver<(Request, Reply)>) {
    let (requests, received) = std_mpsc::channel();
    let requests = std::sync::Mutex::new(requests);
    let commands = Commands {
        requests: std::sync::Arc::new(move |request, reply| requests.lock().unwrap().send((request, reply)).unwrap()),
        defaults: Defaults { ttl: Duration::from_secs(60), on_exhausted: OnExhausted::Wait },
        gateway: "test".into(),
        numbers: Vec::new(),
        dialogues: None,
    };
    (commands, received)
}

/// A command with QoS 1 and packet identifier 7; with 5.0 it has response topic `r` and correlation data `c`.
fn command(version: Version, body: &str) -> Vec<u8> {
    let properties: &[u8] = match version {
        Version::V5 => &[8, 0x08, 0, 1, b'r', 0x09, 0, 1, b'c'],
        Version::V311 => &[],
    };
    let topic = b"simgate/test/send";
    let mut packet = vec![0x32, u8::try_from(4 + topic.len() + properties.len() + body.len()).unwrap(), 0, 17];
    for piece in [topic.as_slice(), &[0, 7], properties, body.as_bytes()] {
        packet.extend_from_slice(piece);
    }
    packet
}

/// simgate acknowledges a command only when it is on disk, since the broker forgets it then. The reply follows.
#[tokio::test]
async fn a_command_is_acknowledged_when_it_is_on_disk_and_then_answered() {
    for version in [Version::V5, Version::V311] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (commands, received) = commands();
        let mut settings = settings(listener.local_addr().unwrap().port(), Some(version));
        settings.commands = Some(commands);
        let mut tasks = JoinSet::new();
        let _sender = start(settings, &mut tasks, |_| {});
        let (mut stream, _) = listener.accept().await.unwrap();
        let (_, connect) = packet(&mut stream).await.unwrap();
        assert_eq!(connect[7] & 0x02, 0, "the session is gone on with");
        // Session present: unacknowledged commands may arrive before the subscription.
        let welcome: &[u8] =
            if version == Version::V5 { &[0x20, 0x03, 0x01, 0x00, 0x00] } else { &[0x20, 0x02, 0x01, 0x00] };
        stream.write_all(welcome).await.unwrap();
        stream.write_all(&command(version, r#"{"to":"611","message":"hi","id":"a"}"#)).await.unwrap();
        let mut seen = Vec::new();
        while let Ok(Some((kind, body))) = timeout(Duration::from_millis(300), packet(&mut stream)).await {
            if kind & 0xF0 == 0x30 {
                // The state; its packet identifier follows its topic.
                let at = 2 + usize::from(u16::from_be_bytes([body[0], body[1]]));
                stream.write_all(&[0x40, 0x02, body[at], body[at + 1]]).await.unwrap();
            }
            seen.push(kind & 0xF0);
        }
        assert!(seen.contains(&0x80), "it subscribes");
        assert!(!seen.contains(&0x40), "it is not on disk yet");
        let (request, reply) = received.try_recv().unwrap();
        let Request::Send(request) = request else { panic!("it is a message") };
        assert_eq!((request.caller.as_str(), request.key.as_deref()), ("mqtt:broker", Some("a")));
        reply(Ok(Accepted { message_id: "01M".into(), state: State::Queued, parts: 1 }));
        let (kind, body) = packet(&mut stream).await.unwrap();
        assert_eq!((kind, &body[..2]), (0x40, [0, 7].as_slice()));
        let (kind, body) = packet(&mut stream).await.unwrap();
        let text = String::from_utf8_lossy(&body).into_owned();
        assert_eq!(kind, 0x32, "QoS 1, not retained");
        assert!(
            text.ends_with(r#"{"success":true,"id":"a","message_id":"01M","status":"queued","parts":1}"#),
            "{text}"
        );
        match version {
            Version::V5 => assert!(text.starts_with("\0\x01r") && text.contains("\t\0\x01c"), "{text}"),
            Version::V311 => assert!(text.starts_with("\0\x18simgate/test/send/result"), "{text}"),
        }
    }
}

/// Commands beyond the window stay with the broker: none is refused because there are many.
#[tokio::test]
async fn so_many_commands_wait_and_no_more_are_read() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (commands, received) = commands();
    let mut settings = settings(listener.local_addr().unwrap().port(), Some(Version::V311));
    settings.commands = Some(commands);
    let mut tasks = JoinSet::new();
    let _sender = start(settings, &mut tasks, |_| {});
    let (mut stream, _) = listener.accept().await.unwrap();
    connect(&mut stream).await;
    stream.write_all(&[0x20, 0x02, 0x00, 0x00]).await.unwrap();
    // QoS 0, of which a broker may send as many as there are.
    let mut command = command(Version::V311, r#"{"to":"611","message":"hi","id":"a"}"#);
    command.drain(4 + 17..4 + 17 + 2);
    (command[0], command[1]) = (0x30, command[1] - 2);
    let (mut reader, mut writer) = stream.into_split();
    let sent = 2000;
    let (acks, mut to_write) = mpsc::unbounded_channel();
    for _ in 0..sent {
        acks.send(command.clone()).unwrap();
    }
    tokio::spawn(async move {
        while let Some(packet) = to_write.recv().await {
            writer.write_all(&packet).await.unwrap();
        }
    });
    tokio::spawn(async move {
        while let Some((kind, body)) = packet(&mut reader).await {
            let end = 2 + usize::from(u16::from_be_bytes([body[0], body[1]]));
            if kind & 0xF0 == 0x30 {
                acks.send(vec![0x40, 0x02, body[end], body[end + 1]]).unwrap();
            }
        }
    });
    let at_once = usize::from(super::session::IN_FLIGHT_MAX);
    let mut waiting = Vec::new();
    let until = Instant::now() + Duration::from_secs(60);
    let mut answered = 0;
    while answered < sent {
        assert!(Instant::now() < until, "{answered} were answered");
        sleep(Duration::from_millis(1)).await;
        waiting.extend(received.try_iter());
        assert!(waiting.len() <= at_once, "{} wait at once", waiting.len());
        // The first ones wait long enough for all others to be read, if simgate read them.
        if answered == 0 && waiting.len() == at_once {
            sleep(Duration::from_millis(500)).await;
            assert_eq!(received.try_iter().count(), 0);
        }
        for (number, (_, reply)) in waiting.drain(..).enumerate() {
            // A command that the gateway had no room for is submitted again.
            if answered == 0 && number == 0 {
                reply(Err(crate::flow::outbound::Refusal::new(crate::flow::outbound::RefusalCode::Busy, "not now")));
                continue;
            }
            answered += 1;
            reply(Ok(Accepted { message_id: "01M".into(), state: State::Queued, parts: 1 }));
        }
    }
}

/// MQTT 5.0 section 3.2.2.3.6: a packet longer than the broker accepts would end the connection.
#[tokio::test]
async fn what_is_too_long_for_the_broker_is_refused_and_ends_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (sender, events, _tasks) = begin(listener.local_addr().unwrap().port(), Some(Version::V5));
    let (mut stream, _) = listener.accept().await.unwrap();
    connect(&mut stream).await;
    stream.write_all(&[0x20, 0x08, 0x00, 0x00, 0x05, 0x27, 0x00, 0x00, 0x02, 0x00]).await.unwrap();
    assert!(matches!(next(&events).await, Event::Reachable { .. }));
    sender.send(delivery(1, &"long ".repeat(200))).unwrap();
    let Event::Answered { delivery: 1, answer: Answer::Refused { why }, .. } = next(&events).await else {
        panic!("it was not refused")
    };
    assert!(why.ends_with("the broker takes 512 at most"), "{why}");
}

/// The library allocates a slot for each possible unacknowledged publication: 16 MiB by default.
#[tokio::test]
async fn no_more_places_are_kept_than_are_of_use() {
    for commands in [false, true] {
        let (_, link) = connect::open(&settings(1, Some(Version::V5)).address, Version::V5, commands);
        let client::Driver::V5(link) = link.driver else { panic!("it speaks 5.0") };
        assert_eq!(link.options.get_outgoing_inflight_upper_limit(), Some(super::session::UNDER_WAY_MAX), "{commands}");
    }
}
