//! The pool with ten thousand destinations of which a tenth hangs: its threads, its memory, and how long the others wait. One
//! receiver on this machine serves all destinations.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use simgate::outgoing_http::{BODY_BYTES_MAX, Client, Destination, Failure, Pool, Reach, Reply, Request, Trust};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use ureq::http::Method;

const HEALTHY: usize = 9_000;
const HANGING: usize = 1_000;
const TIMEOUT: Duration = Duration::from_secs(10);
/// Longer than one timeout: the first hanging destinations are known by then and have their next try.
const PERIOD: Duration = Duration::from_secs(12);
/// The pause between two requests to healthy destinations.
const PACE: Duration = Duration::from_millis(2);
/// Concurrent tries of a destination that is down, as the gateway dispatches them.
const PROBES: usize = 4;

/// An answer: the destination, the time since its request, and the result.
type Answered = (usize, Duration, Result<Reply, Failure>);

/// Answers paths that begin with `/ok`, and no others.
fn receiver() -> SocketAddr {
    let (sender, address) = channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream));
            }
        });
    });
    address.recv().unwrap()
}

async fn serve(mut stream: TcpStream) {
    let mut bytes = Vec::with_capacity(1024);
    while stream.read_buf(&mut bytes).await.is_ok_and(|count| count > 0) {
        // The body is one byte.
        if bytes.ends_with(b"\r\n\r\nx") && bytes.starts_with(b"POST /ok") {
            bytes.clear();
            if stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.is_err() {
                return;
            }
        }
    }
}

struct Bench {
    address: SocketAddr,
    answers: Receiver<Answered>,
    sender: Sender<Answered>,
    destinations: Vec<Destination>,
}

impl Bench {
    /// The first `HEALTHY` of them answer.
    fn send(&self, number: usize) {
        let kind = if number < HEALTHY { "ok" } else { "hang" };
        let url = format!("http://{}/{kind}/{number}", self.address).parse().unwrap();
        let request = Request { method: Method::POST, url, headers: vec![], body: Some(b"x".to_vec()) };
        let (sender, start) = (self.sender.clone(), Instant::now());
        self.destinations[number]
            .send(move || Some(request), move |result| drop(sender.send((number, start.elapsed(), result))));
    }
}

/// A number of /proc/self/status.
fn status(key: &str) -> usize {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let row = text.lines().find(|row| row.starts_with(key)).unwrap();
    row.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn ten_thousand_destinations_of_which_a_tenth_hangs() {
    let address = receiver();
    let (sender, answers) = channel();
    let (threads, kib) = (status("Threads:"), status("VmRSS:"));
    let pool = Pool::default();
    let client =
        Client { timeout: TIMEOUT, trust: Trust::Public, reach: Reach::Anywhere, answer_bytes_max: BODY_BYTES_MAX };
    let destinations = (0..HEALTHY + HANGING).map(|_| pool.destination(client.clone())).collect();
    let bench = Bench { address, answers, sender, destinations };

    let idle_kib = status("VmRSS:");
    let start = Instant::now();
    (0..HEALTHY).for_each(|number| bench.send(number));
    for _ in 0..HEALTHY {
        let (number, _, result) = bench.answers.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(result.is_ok(), "{number}: {result:?}");
    }
    let (first, first_kib) = (start.elapsed(), status("VmRSS:"));

    for number in HEALTHY..HEALTHY + HANGING {
        (0..PROBES).for_each(|_| bench.send(number));
    }
    let (start, mut sent, mut most_threads, mut most_kib) = (Instant::now(), 0, 0, 0);
    while start.elapsed() < PERIOD {
        // The step has no common divisor with their number, so all have their turn in a mixed order.
        bench.send(sent * 7_919 % HEALTHY);
        sent += 1;
        if sent % 100 == 0 {
            (most_threads, most_kib) = (most_threads.max(status("Threads:")), most_kib.max(status("VmRSS:")));
        }
        std::thread::sleep(PACE);
    }
    let (mut waits, mut hung) = (Vec::new(), 0);
    while waits.len() < sent {
        let (number, wait, result) = bench.answers.recv_timeout(Duration::from_secs(20)).unwrap();
        if number < HEALTHY {
            assert!(result.is_ok(), "{number}: {result:?}");
            waits.push(wait);
        } else {
            assert!(matches!(result, Err(Failure::NoAnswer(_))), "{number}: {result:?}");
            hung += 1;
        }
    }
    waits.sort();
    let at = |thousandth: usize| waits[(waits.len() - 1) * thousandth / 1000].as_secs_f64() * 1e3;
    let mib = |now: usize| (now - kib) as f64 / 1024.0;
    println!(
        "figures: 10,000 destinations, a tenth hangs: {} threads, {:.1} MiB more with the receiver's own, of \
         which {:.1} MiB before any request and {:.1} MiB before those that hang; the first request of {HEALTHY} took {:.1} s; of {sent} more beside those that hang half were answered within {:.1} ms, 99 % \
         within {:.1} ms, all within {:.1} ms; {hung} timeouts",
        most_threads - threads,
        mib(most_kib),
        mib(idle_kib),
        mib(first_kib),
        first.as_secs_f64(),
        at(500),
        at(990),
        at(1000),
    );
    assert!(most_threads - threads <= 256, "{most_threads} threads");
    assert!(most_kib - kib < 128 * 1024, "{most_kib} KiB");
    assert!(hung > 0, "the first timeouts are over");
    // A stall of the whole test process may make single healthy destinations look slow.
    assert!(at(990) < 3_000.0, "healthy destinations wait for those that hang");
}
