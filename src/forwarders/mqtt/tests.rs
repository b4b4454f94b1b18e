//! Against brokers made of a few bytes, for what no real one does on demand.

use std::sync::mpsc as std_mpsc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;

fn settings(port: u16, version: Option<Version>) -> Settings {
    Settings {
        name: DeviceName::parse("broker").unwrap(),
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
        version,
        timeout: Duration::from_secs(1),
    }
}

fn handover(delivery: i64, text: &str) -> Task {
    let mut notice = Notice { id: format!("{delivery}.received"), ..Notice::example() };
    let data = notice.received_mut();
    (data.text, data.to, data.code) = (Some(text.into()), None, None);
    Task::Deliver(Box::new(Handover { delivery, destination: DeviceName::parse("broker").unwrap(), notice }))
}

/// One packet: its first octet and its body.
async fn packet(stream: &mut TcpStream) -> Option<(u8, Vec<u8>)> {
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
    let (events, heard) = std_mpsc::channel();
    let mut tasks = JoinSet::new();
    let sender = start(settings(port, version), &mut tasks, move |event| drop(events.send(event)));
    (sender, heard, tasks)
}

async fn next(heard: &std_mpsc::Receiver<Event>) -> Event {
    for _ in 0..1000 {
        if let Ok(event) = heard.try_recv() {
            return event;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("nothing was heard");
}

/// A broker of 2014 answers a CONNECT of level 5 with "unacceptable protocol version" in the form of
/// 3.1.1, or hangs up.
#[tokio::test]
async fn a_broker_that_speaks_only_3_1_1_is_spoken_to_in_that() {
    for refusal in [&[0x20, 0x02, 0x00, 0x01][..], &[]] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (_sender, heard, _tasks) = begin(listener.local_addr().unwrap().port(), None);
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
        assert!(matches!(next(&heard).await, Event::Reachable { .. }));
        drop(stream);
    }
}

/// The whole of promise 2: a delivery is settled by the broker's word, and what it never said
/// anything of is given back.
#[tokio::test]
async fn only_a_puback_settles() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (sender, heard, _tasks) = begin(listener.local_addr().unwrap().port(), Some(Version::V5));
    // Before there is a connection everything comes back at once.
    sender.send(handover(1, "early")).unwrap();
    assert!(matches!(next(&heard).await, Event::Answered { delivery: 1, answer: Answer::Unavailable { .. }, .. }));
    let (mut stream, _) = listener.accept().await.unwrap();
    connect(&mut stream).await;
    stream.write_all(&[0x20, 0x03, 0x00, 0x00, 0x00]).await.unwrap();
    assert!(matches!(next(&heard).await, Event::Reachable { .. }));
    sender.send(handover(2, "yes")).unwrap();
    sender.send(handover(3, "no")).unwrap();
    sender.send(handover(4, "silence")).unwrap();
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
        if let Event::Answered { delivery, answer, .. } = next(&heard).await {
            answers.insert(delivery, answer);
        }
    }
    assert_eq!(answers[&2], Answer::Taken);
    assert!(matches!(answers[&3], Answer::Refused { .. }), "{answers:?}");
    assert!(matches!(answers[&4], Answer::Unavailable { .. }), "{answers:?}");
}

/// MQTT 5.0 section 3.2.2.3.6: what is longer than the broker takes would end the connection.
#[tokio::test]
async fn what_is_too_long_for_the_broker_is_refused_and_ends_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (sender, heard, _tasks) = begin(listener.local_addr().unwrap().port(), Some(Version::V5));
    let (mut stream, _) = listener.accept().await.unwrap();
    connect(&mut stream).await;
    stream.write_all(&[0x20, 0x08, 0x00, 0x00, 0x05, 0x27, 0x00, 0x00, 0x02, 0x00]).await.unwrap();
    assert!(matches!(next(&heard).await, Event::Reachable { .. }));
    sender.send(handover(1, &"long ".repeat(200))).unwrap();
    let Event::Answered { delivery: 1, answer: Answer::Refused { why }, .. } = next(&heard).await else {
        panic!("it was not refused")
    };
    assert!(why.ends_with("the broker takes 512 at most"), "{why}");
}
