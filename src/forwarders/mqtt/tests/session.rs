//! Sessions in which the broker keeps bad packets and resends them on each connection.

#![allow(clippy::wildcard_enum_match_arm)]

use std::sync::{Arc, Mutex};

use super::*;

/// The packet that the session starts with until it is acknowledged or dropped: a head, octets of the body, and whether more
/// follow.
struct Poison {
    packet: Vec<u8>,
    /// The broker ends the connection after it.
    ends: bool,
}

/// A broker whose session contains a bad packet. Returns the number of connections until it was gone, and whether a clean
/// session removed it.
async fn cured(version: Version, poison: Poison) -> (usize, bool) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (commands, received) = super::commands();
    let mut settings = settings(listener.local_addr().unwrap().port(), Some(version));
    settings.commands = Some(commands);
    let (sink, events) = std_mpsc::channel();
    let mut tasks = JoinSet::new();
    let sender = start(settings, &mut tasks, move |event| drop(sink.send(event)));
    let cured = Arc::new(Mutex::new(None));
    let seen = Arc::clone(&cured);
    tokio::spawn(async move {
        for number in 0.. {
            let (mut stream, _) = listener.accept().await.unwrap();
            let Some((_, body)) = packet(&mut stream).await else { continue };
            let is_clean = body[7] & 0x02 != 0;
            if is_clean {
                *seen.lock().unwrap() = Some((number, true));
            }
            let welcome: &[u8] = if version == Version::V5 { &[0x20, 0x03, 0, 0, 0] } else { &[0x20, 0x02, 0, 0] };
            stream.write_all(welcome).await.unwrap();
            let (mut reader, mut writer) = stream.into_split();
            let (answers, mut to_write) = mpsc::unbounded_channel::<Vec<u8>>();
            if seen.lock().unwrap().is_none() {
                answers.send(poison.packet.clone()).unwrap();
            }
            let ends = poison.ends && seen.lock().unwrap().is_none();
            let writing = tokio::spawn(async move {
                while let Some(octets) = to_write.recv().await {
                    if writer.write_all(&octets).await.is_err() || ends {
                        break;
                    }
                }
            });
            while let Some((kind, body)) = packet(&mut reader).await {
                let answer = match kind & 0xF0 {
                    0x30 => {
                        let end = 2 + usize::from(u16::from_be_bytes([body[0], body[1]]));
                        vec![0x40, 0x02, body[end], body[end + 1]]
                    }
                    0x40 if body[..2] == [0, 7] => {
                        seen.lock().unwrap().get_or_insert((number, false));
                        continue;
                    }
                    0x80 if version == Version::V5 => vec![0x90, 4, body[0], body[1], 0, 1],
                    0x80 => vec![0x90, 3, body[0], body[1], 1],
                    _ => continue,
                };
                drop(answers.send(answer));
            }
            writing.abort();
        }
    });
    let until = Instant::now() + Duration::from_secs(90);
    while cured.lock().unwrap().is_none() {
        assert!(Instant::now() < until, "the session is as it was");
        sleep(Duration::from_millis(10)).await;
    }
    // After that simgate serves on: a delivery is published.
    loop {
        assert!(Instant::now() < until, "nothing is delivered");
        match next(&events).await {
            Event::Answered { answer: Answer::Taken, .. } => break,
            Event::Reachable { .. } | Event::Answered { .. } => drop(sender.send(delivery(1, "good"))),
            _ => unreachable!("a forwarder emits no other event"),
        }
    }
    assert_eq!(received.try_iter().count(), 0, "nothing of it is a command");
    cured.lock().unwrap().unwrap()
}

fn publish(length: usize, sent: usize) -> Vec<u8> {
    let topic = b"simgate/test/send";
    let mut head = vec![0x32];
    let mut left = length;
    while left >= 128 {
        head.push(u8::try_from(left % 128).unwrap() | 0x80);
        left /= 128;
    }
    head.push(u8::try_from(left).unwrap());
    let body = [&[0, 17], topic.as_slice(), &[0, 7]].concat();
    let sent = sent.max(body.len());
    [head, body.clone(), vec![b'x'; sent - body.len()]].concat()
}

/// 3.1.1 has no receive maximum.
#[tokio::test]
async fn a_command_of_any_length_is_refused_and_forgotten_and_the_session_stays() {
    let whole = 20 << 20;
    for (length, sent) in [(whole, whole), (255 << 20, 1 << 20)] {
        let poison = Poison { packet: publish(length, sent), ends: false };
        assert_eq!(cured(Version::V311, poison).await, (0, false), "{sent} of {length} octets");
    }
}

#[tokio::test]
async fn a_session_that_can_not_be_read_is_dropped() {
    // An invalid QoS, a packet that never ends, and an invalid packet type.
    for version in [Version::V311, Version::V5] {
        for (packet, ends) in
            [(vec![0x36, 0x03, 0, 0, 0], false), (publish(5000, 100), true), (vec![0xF0, 0x00], false)]
        {
            let (connections, by_clean_session) = cured(version, Poison { packet, ends }).await;
            assert!(by_clean_session && connections == 3, "{connections} connections");
        }
    }
}
