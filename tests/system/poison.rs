//! One message of a hundred fails at its receiver, with the shipped binary: by an error, a closed connection, or
//! silence. The others arrive within half a minute, in the order of their lines. The failing one is set aside, listed,
//! and retried by its own schedule.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use simgate_testing::http::Client;
use simgate_testing::{Bench, quick};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep};

/// How the receiver treats the failing message.
#[derive(Debug, Clone, Copy)]
enum Way {
    Error,
    Close,
    Hang,
    /// Refused once, with `Retry-After` in seconds or as a date.
    LaterSeconds,
    LaterDate,
}

/// The accepted texts in order, with their times.
type Taken = Arc<Mutex<Vec<(String, Instant)>>>;

async fn receiver(way: Way) -> (SocketAddr, Taken, Taken) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (taken, refused) = (Taken::default(), Taken::default());
    let (into, other) = (Arc::clone(&taken), Arc::clone(&refused));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, way, Arc::clone(&into), Arc::clone(&other)));
        }
    });
    (address, taken, refused)
}

async fn serve(mut stream: TcpStream, way: Way, taken: Taken, refused: Taken) {
    let mut bytes = Vec::new();
    loop {
        let Some(body) = request(&mut stream, &mut bytes).await else { return };
        let event: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let text = event["data"]["text"].as_str().unwrap_or_default().to_owned();
        let is_once = matches!(way, Way::LaterSeconds | Way::LaterDate);
        let is_over = is_once && !refused.lock().unwrap().is_empty();
        let is_poison = text.contains("poison") && !is_over;
        let list = if is_poison { &refused } else { &taken };
        list.lock().unwrap().push((text, Instant::now()));
        let later = |value: &str| {
            format!("HTTP/1.1 503 Service Unavailable\r\nretry-after: {value}\r\ncontent-length: 0\r\n\r\n")
        };
        let answer = match way {
            _ if !is_poison => "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
            Way::Error => "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n".to_owned(),
            Way::LaterSeconds => later("6"),
            Way::LaterDate => {
                let then = jiff::Timestamp::now() + Duration::from_secs(7);
                later(&then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())
            }
            Way::Close => return,
            Way::Hang => {
                sleep(Duration::from_secs(120)).await;
                return;
            }
        };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Reads the body of the next request of a connection.
async fn request(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<Vec<u8>> {
    loop {
        let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
        if let Some(head) = text.find("\r\n\r\n") {
            let length = text.split("content-length:").nth(1)?.split("\r\n").next()?.trim().parse::<usize>().ok()?;
            if bytes.len() >= head + 4 + length {
                let rest = bytes.split_off(head + 4 + length);
                let body = bytes.split_off(head + 4);
                *bytes = rest;
                return Some(body);
            }
        }
        if stream.read_buf(bytes).await.ok()? == 0 {
            return None;
        }
    }
}

async fn one_of_a_hundred(way: Way, seed: u64) {
    let bench = Bench::new(vec![quick("ec25", None), quick("e3372h", None)], seed, false).await;
    let (address, taken, refused) = receiver(way).await;
    let text = std::fs::read_to_string(&bench.config).unwrap();
    std::fs::write(&bench.config, text.replace(&bench.address.to_string(), &address.to_string())).unwrap();
    let _daemon = bench.daemon();
    for number in 0..100 {
        let text = if number == 10 { "poison".to_owned() } else { format!("message {number:03}") };
        bench.rig().post_text(number % 2, "+12025550143", &text).unwrap().unwrap();
    }
    let start = Instant::now();
    while taken.lock().unwrap().len() < 99 {
        let so_far = taken.lock().unwrap().len();
        assert!(start.elapsed() < Duration::from_secs(30), "{way:?}: {so_far} of 99\n{}", bench.log());
        sleep(Duration::from_millis(50)).await;
    }
    let took = start.elapsed();
    // The next attempt at it may hang for the whole timeout.
    let until = Instant::now() + Duration::from_secs(40);
    while !bench.log().contains("is set aside") {
        assert!(Instant::now() < until, "{way:?}: no warning\n{}", bench.log());
        sleep(Duration::from_millis(100)).await;
    }
    // The expected order is that in which they were read from the modem.
    let store = rusqlite::Connection::open(bench.dir.path().join("data/simgate.db")).unwrap();
    let mut statement = store.prepare("SELECT text, seq FROM message").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let read: BTreeMap<String, i64> = rows.map(Result::unwrap).collect();
    let mut lines: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for (text, _) in taken.lock().unwrap().iter() {
        lines.entry(text["message ".len()..].parse::<usize>().unwrap() % 2).or_default().push(read[text]);
    }
    for order in lines.values() {
        assert!(order.is_sorted(), "{way:?}: {order:?}");
    }
    let client = Client::of(&bench, "http").await;
    let metrics = client.text("/metrics");
    assert!(metrics.contains("simgate_deliveries_set_aside{destination=\"backend\"} 1"), "{metrics}");
    // Settlements are written a little later.
    let until = Instant::now() + Duration::from_secs(20);
    while bench.printed(&["deliveries", "list", "--state", "pending"]).lines().count() != 1 {
        assert!(Instant::now() < until, "{}", bench.printed(&["deliveries", "list"]));
        sleep(Duration::from_millis(100)).await;
    }
    let tries = refused.lock().unwrap().len();
    println!(
        "figures: one of 100 by webhook, {way:?}: the other 99 after {:.1} s, it was tried {tries} times",
        took.as_secs_f64()
    );
    assert!(tries <= 6, "{way:?}: {tries} tries");
}

/// Without `Retry-After` the next attempt would come within two seconds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_retry_after_is_obeyed() {
    for (way, seed) in [(Way::LaterSeconds, 85), (Way::LaterDate, 86)] {
        let bench = Bench::new(vec![quick("ec25", None)], seed, false).await;
        let (address, taken, refused) = receiver(way).await;
        let text = std::fs::read_to_string(&bench.config).unwrap();
        std::fs::write(&bench.config, text.replace(&bench.address.to_string(), &address.to_string())).unwrap();
        let _daemon = bench.daemon();
        bench.rig().post_text(0, "+12025550143", "poison").unwrap().unwrap();
        let until = Instant::now() + Duration::from_secs(60);
        while taken.lock().unwrap().is_empty() {
            assert!(Instant::now() < until, "{way:?}: no second attempt\n{}", bench.log());
            sleep(Duration::from_millis(50)).await;
        }
        let (taken, refused) = (taken.lock().unwrap().clone(), refused.lock().unwrap().clone());
        assert_eq!((taken.len(), refused.len()), (1, 1), "{way:?}");
        let waited = taken[0].1 - refused[0].1;
        assert!(waited > Duration::from_secs(5), "{way:?}: {waited:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_500_for_one_message_delays_no_other() {
    one_of_a_hundred(Way::Error, 81).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_connection_for_one_message_delays_no_other() {
    one_of_a_hundred(Way::Close, 83).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silence_for_one_message_delays_no_other() {
    one_of_a_hundred(Way::Hang, 84).await;
}
