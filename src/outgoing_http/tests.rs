//! The pool against receivers on this machine.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};

use ureq::http::{Method, StatusCode};

use super::*;

type Outcome = Result<Reply, Failure>;

/// Longer than any test that does not wait for it.
const LONG: Duration = Duration::from_secs(60);

/// Answers by path: `/ok`, `/moved`, `/echo` with the body's length, `/head/N` with a head of N bytes, `/hang` never.
fn receiver() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, connections) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&connections);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            count.fetch_add(1, Ordering::SeqCst);
            std::thread::spawn(move || serve(stream));
        }
    });
    (address, connections)
}

fn serve(mut stream: impl Read + Write) {
    while let Some((path, body)) = request(&mut stream) {
        let answer = match path.split_once("head/") {
            Some((_, length)) => {
                let pad = "p".repeat(length.parse().unwrap());
                format!("HTTP/1.1 200 OK\r\nx-pad: {pad}\r\ncontent-length: 0\r\n\r\n")
            }
            None if path.starts_with("/hang") => {
                let _ = stream.read_to_end(&mut Vec::new());
                return;
            }
            None if path == "/moved" => "HTTP/1.1 302 Found\r\nlocation: /ok\r\ncontent-length: 0\r\n\r\n".to_owned(),
            None if path == "/echo" => {
                let length = body.to_string();
                format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{length}", length.len())
            }
            None => "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".to_owned(),
        };
        if stream.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

/// The path of the next request and the length of its body.
fn request(stream: &mut impl Read) -> Option<(String, usize)> {
    let (mut bytes, mut buffer) = (Vec::new(), vec![0; 64 * 1024]);
    loop {
        let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
        if let Some(end) = text.find("\r\n\r\n") {
            let length = text.split("content-length:").nth(1).and_then(|rest| rest.split("\r\n").next());
            let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
            if bytes.len() >= end + 4 + length {
                assert_eq!(bytes.len(), end + 4 + length, "no more than was announced");
                assert!(bytes[end + 4..].iter().all(|byte| *byte == b'x'));
                return Some((text.split(' ').nth(1)?.to_owned(), length));
            }
        }
        let count = stream.read(&mut buffer).ok()?;
        if count == 0 {
            return None;
        }
        bytes.extend_from_slice(&buffer[..count]);
    }
}

fn client(timeout: Duration) -> Client {
    Client { timeout, trust: Trust::Public, reach: Reach::Anywhere, answer_bytes_max: BODY_BYTES_MAX }
}

fn post(address: SocketAddr, path: &str, body: usize) -> Request {
    let url = format!("http://{address}{path}").parse().unwrap();
    Request { method: Method::POST, url, headers: vec![("x-test", "1".to_owned())], body: Some(vec![b'x'; body]) }
}

fn send(destination: &Destination, request: Request) -> Receiver<Outcome> {
    let (sender, outcome) = channel();
    destination.send(move || Some(request), move |result| drop(sender.send(result)));
    outcome
}

fn wait(outcome: &Receiver<Outcome>) -> Outcome {
    outcome.recv_timeout(LONG).expect("each request has an end")
}

fn status(outcome: Outcome) -> u16 {
    outcome.unwrap().status.as_u16()
}

#[test]
fn a_request_gets_its_answer_on_a_connection_that_is_kept() {
    let (address, connections) = receiver();
    let (pool, other) = (Pool::default(), "/ok");
    let (one, two) = (pool.destination(client(LONG)), pool.destination(client(LONG)));
    let reply = wait(&send(&one, post(address, other, 3))).unwrap();
    assert_eq!((reply.status, reply.body.unwrap()), (StatusCode::OK, b"ok".to_vec()));
    let moved = wait(&send(&one, post(address, "/moved", 3))).unwrap();
    assert_eq!((moved.status.as_u16(), moved.headers["location"].to_str().unwrap()), (302, "/ok"), "not followed");
    let get = Request { method: Method::GET, body: None, ..post(address, "/ok", 0) };
    assert_eq!(status(wait(&send(&two, get))), 200);
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[test]
fn a_body_larger_than_the_buffers_arrives_whole() {
    let (address, _) = receiver();
    let pool = Pool::default();
    let destination = pool.destination(client(LONG));
    for body in [0, 4000, 16 * 1024, 200_000] {
        let reply = wait(&send(&destination, post(address, "/echo", body))).unwrap();
        assert_eq!(reply.body.unwrap(), body.to_string().into_bytes());
    }
}

#[test]
fn a_head_that_fits_nowhere_is_an_error_at_once() {
    let (address, _) = receiver();
    let pool = Pool::default();
    let destination = pool.destination(client(LONG));
    assert_eq!(status(wait(&send(&destination, post(address, "/head/20000", 1)))), 200);
    for length in [33_000, 100_000] {
        let outcome = wait(&send(&destination, post(address, &format!("/head/{length}"), 1)));
        assert!(matches!(outcome, Err(Failure::NoAnswer(_))), "{outcome:?}");
    }
}

#[test]
fn why_there_is_no_answer_is_told_apart() {
    let pool = Pool::default();
    let destination = pool.destination(client(Duration::from_secs(1)));
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert!(matches!(wait(&send(&destination, post(nobody, "/", 1))), Err(Failure::Unreachable(_))));
    let (address, _) = receiver();
    let hung = wait(&send(&destination, post(address, "/hang", 1)));
    assert_eq!(hung.unwrap_err(), Failure::NoAnswer("timeout: global".to_owned()));
}

/// Some destinations are prompt; many others start to hang, with a queue each.
#[test]
fn destinations_that_hang_hold_up_no_other() {
    let (address, _) = receiver();
    let pool = Pool::new(Limits { slow: 4, unproven: 6, all: 8, each: 4 });
    let healthy: Vec<_> = (0..4).map(|_| pool.destination(client(LONG))).collect();
    for destination in &healthy {
        assert_eq!(status(wait(&send(destination, post(address, "/ok", 1)))), 200);
    }
    let hanging: Vec<_> = (0..50).map(|_| pool.destination(client(LONG))).collect();
    let hung: Vec<_> =
        hanging.iter().flat_map(|to| (0..4).map(|_| send(to, post(address, "/hang", 1))).collect::<Vec<_>>()).collect();
    for _ in 0..50 {
        let outcomes: Vec<_> = healthy.iter().map(|to| send(to, post(address, "/ok", 1))).collect();
        outcomes.iter().for_each(|outcome| assert_eq!(status(wait(outcome)), 200));
    }
    assert!(hung.iter().all(|outcome| outcome.try_recv().is_err()), "all of them hang yet");
    assert!(pool.0.lock().workers <= 8);
}

/// A destination that hangs is known after its first timeout, and new ones have room beside those.
#[test]
fn destinations_known_to_hang_hold_up_no_new_one() {
    let (address, _) = receiver();
    let pool = Pool::new(Limits { slow: 2, unproven: 4, all: 6, each: 4 });
    let hanging: Vec<_> = (0..4).map(|_| pool.destination(client(PROMPT * 4))).collect();
    let ask_all = || hanging.iter().map(|to| send(to, post(address, "/hang", 1))).collect::<Vec<_>>();
    ask_all().iter().for_each(|outcome| assert!(wait(outcome).is_err()));
    let hung: Vec<_> = ask_all().into_iter().chain(ask_all()).collect();
    for _ in 0..20 {
        let new = pool.destination(client(LONG));
        assert_eq!(status(wait(&send(&new, post(address, "/ok", 1)))), 200);
    }
    assert!(hung.iter().all(|outcome| outcome.try_recv().is_err()), "all of them hang yet");
}

#[test]
fn workers_are_few_and_end_with_their_connections_when_there_is_nothing_to_do() {
    let (address, connections) = receiver();
    let pool = Pool::new(Limits { slow: 8, unproven: 8, all: 8, each: 4 });
    let destinations: Vec<_> = (0..50).map(|_| pool.destination(client(LONG))).collect();
    let mut most = 0;
    let outcomes: Vec<_> = (0..20)
        .flat_map(|_| destinations.iter().map(|to| send(to, post(address, "/ok", 1))).collect::<Vec<_>>())
        .collect();
    for outcome in outcomes {
        assert_eq!(status(wait(&outcome)), 200);
        most = most.max(pool.0.lock().workers);
    }
    assert!((1..=8).contains(&most), "{most}");
    assert!(connections.load(Ordering::SeqCst) <= 8);
    let until = clock::now().mono + LONG;
    while pool.0.lock().workers > 0 {
        assert!(clock::now().mono < until, "workers without work end");
        std::thread::sleep(Duration::from_millis(50));
    }
    let state = pool.0.lock();
    assert!(state.resting.is_empty() && state.agents.is_empty());
    drop(state);
    assert_eq!(status(wait(&send(&destinations[0], post(address, "/ok", 1)))), 200, "and begin again");
}

#[test]
fn a_panic_costs_neither_the_worker_nor_the_next_request() {
    let (address, _) = receiver();
    let pool = Pool::new(Limits { slow: 1, unproven: 1, all: 1, each: 1 });
    let destination = pool.destination(client(LONG));
    let (sender, outcome) = channel();
    let divisor = std::hint::black_box(0);
    destination.send(move || Some(post(address, "/ok", 7 / divisor)), move |result| drop(sender.send(result)));
    assert_eq!(wait(&outcome).unwrap_err(), Failure::Panicked);
    destination.send(move || Some(post(address, "/ok", 1)), move |_| assert_eq!(7 / divisor, 0));
    assert_eq!(status(wait(&send(&destination, post(address, "/ok", 1)))), 200);
    assert_eq!(pool.0.lock().workers, 1);
}

#[test]
fn what_is_withdrawn_is_told_so_and_not_sent() {
    let (address, connections) = receiver();
    let pool = Pool::new(Limits { slow: 1, unproven: 1, all: 1, each: 1 });
    let (busy, destination) = (pool.destination(client(LONG)), pool.destination(client(LONG)));
    let _hangs = send(&busy, post(address, "/hang", 1));
    let outcomes: Vec<_> = (0..3).map(|_| send(&destination, post(address, "/ok", 1))).collect();
    destination.withdraw().end("away");
    for outcome in &outcomes {
        assert_eq!(wait(outcome).unwrap_err(), Failure::Withdrawn("away".to_owned()));
    }
    let (sender, unwanted) = channel();
    let idle = Pool::default().destination(client(LONG));
    idle.send(|| None, move |result| drop(sender.send(result)));
    assert_eq!(wait(&unwanted).unwrap_err(), Failure::Unwanted);
    let dropped = send(&destination, post(address, "/ok", 1));
    drop(destination);
    assert!(dropped.recv_timeout(LONG).is_err(), "a dropped request has no outcome");
    assert!(connections.load(Ordering::SeqCst) <= 1);
}

/// A receiver over TLS with this self-signed certificate.
fn secure() -> (SocketAddr, Vec<u8>) {
    let issued = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(issued.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let chain = vec![issued.cert.der().clone()];
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key.into()).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            std::thread::spawn(move || serve(rustls::StreamOwned::<_, TcpStream>::new(connection, stream)));
        }
    });
    (address, issued.cert.der().to_vec())
}

#[test]
fn each_destination_has_its_own_trust() {
    let (address, certificate) = secure();
    let (_, other) = secure();
    let pool = Pool::default();
    let request = || Request { url: format!("https://{address}/ok").parse().unwrap(), ..post(address, "/", 1) };
    let ask = |trust: Trust| {
        let destination =
            pool.destination(Client { timeout: LONG, trust, reach: Reach::Anywhere, answer_bytes_max: BODY_BYTES_MAX });
        wait(&send(&destination, request()))
    };
    assert_eq!(status(ask(Trust::Only(vec![certificate.clone()]))), 200);
    for trust in [Trust::Public, Trust::Only(vec![other]), Trust::Only(vec![])] {
        assert!(ask(trust).is_err());
    }
    assert_eq!(status(ask(Trust::Only(vec![certificate]))), 200);
}
