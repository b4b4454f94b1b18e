//! Requests that leave as a whole: ureq writes head and body one after the other, each of which would be a packet, or
//! a TLS record, of its own, and would wake the receiver.

use std::fmt;

use ureq::Error;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, DefaultConnector, LazyBuffers, NextTimeout, Transport,
};

/// Connects as ureq does.
#[derive(Debug, Default)]
pub struct Whole(DefaultConnector);

impl Connector<()> for Whole {
    type Out = Held;

    fn connect(&self, details: &ConnectionDetails, chained: Option<()>) -> Result<Option<Held>, Error> {
        let (input, output) = (details.config.input_buffer_size(), details.config.output_buffer_size());
        let held = |inner| Held { inner, buffers: LazyBuffers::new(input, output), unsent: Vec::new() };
        Ok(self.0.connect(details, chained)?.map(held))
    }
}

/// Keeps what is to be sent until an answer is waited for.
pub struct Held {
    inner: Box<dyn Transport>,
    buffers: LazyBuffers,
    unsent: Vec<u8>,
}

impl Held {
    fn send(&mut self, timeout: NextTimeout) -> Result<(), Error> {
        let mut rest = self.unsent.as_slice();
        while !rest.is_empty() {
            let output = self.inner.buffers().output();
            let count = rest.len().min(output.len());
            let (now, later) = rest.split_at(count);
            output[..count].copy_from_slice(now);
            self.inner.transmit_output(count, timeout)?;
            rest = later;
        }
        self.unsent.clear();
        Ok(())
    }
}

impl Transport for Held {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let output = self.buffers.output();
        let enough = output.len();
        self.unsent.extend_from_slice(&output[..amount]);
        if self.unsent.len() < enough { Ok(()) } else { self.send(timeout) }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.send(timeout)?;
        self.inner.maybe_await_input(timeout)?;
        let input = self.inner.buffers().input();
        let room = self.buffers.input_append_buf();
        let count = input.len().min(room.len());
        room[..count].copy_from_slice(&input[..count]);
        self.buffers.input_appended(count);
        self.inner.buffers().input_consume(count);
        Ok(count > 0)
    }

    fn is_open(&mut self) -> bool {
        self.unsent.is_empty() && self.inner.buffers().input().is_empty() && self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use super::*;

    const INPUT: usize = 4096;

    /// Notes how much it is given at a time, and answers with one byte.
    #[derive(Debug)]
    struct Noting(LazyBuffers, Arc<Mutex<Vec<Vec<u8>>>>);

    impl Transport for Noting {
        fn buffers(&mut self) -> &mut dyn Buffers {
            &mut self.0
        }

        fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), Error> {
            self.1.lock().unwrap().push(self.0.output()[..amount].to_vec());
            Ok(())
        }

        fn await_input(&mut self, _: NextTimeout) -> Result<bool, Error> {
            self.0.input_append_buf()[0] = b'!';
            self.0.input_appended(1);
            Ok(true)
        }

        fn is_open(&mut self) -> bool {
            true
        }
    }

    /// On a socket the receiver may be too late to see that there were two.
    #[test]
    fn nothing_leaves_before_an_answer_is_waited_for() {
        let sent = Arc::default();
        let inner = Box::new(Noting(LazyBuffers::new(64, 64), Arc::clone(&sent)));
        let mut held = Held { inner, buffers: LazyBuffers::new(64, 64), unsent: Vec::new() };
        for piece in [b"head", b"body"] {
            held.buffers().output()[..4].copy_from_slice(piece);
            held.transmit_output(4, NextTimeout::default()).unwrap();
            assert!(sent.lock().unwrap().is_empty() && !held.is_open());
        }
        assert!(held.await_input(NextTimeout::default()).unwrap());
        assert_eq!(*sent.lock().unwrap(), [b"headbody".to_vec()]);
        assert_eq!(held.buffers().input(), b"!");
    }

    fn agent() -> ureq::Agent {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .output_buffer_size(4096)
            .input_buffer_size(INPUT)
            .max_response_header_size(INPUT - 1)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        ureq::Agent::with_parts(config, Whole::default(), ureq::unversioned::resolver::DefaultResolver::default())
    }

    /// Answers one connection's requests with these bytes, one after the other. Returns its address, and later what the
    /// first reads of the requests brought.
    fn receiver(body: usize, answers: Vec<Vec<u8>>) -> (String, std::thread::JoinHandle<Vec<usize>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let serve = move |mut stream: TcpStream| {
            let mut firsts = Vec::new();
            for answer in answers {
                let (mut all, mut buffer) = (Vec::new(), vec![0; 1 << 20]);
                let end = |all: &[u8]| all.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4 + body);
                while end(&all).is_none_or(|end| all.len() < end) {
                    let count = stream.read(&mut buffer).unwrap();
                    assert!(count > 0, "cut off after {}", all.len());
                    all.extend_from_slice(&buffer[..count]);
                    firsts.push(all.len());
                }
                assert_eq!(Some(all.len()), end(&all), "no more than was announced");
                assert!(all.ends_with(&vec![b'x'; body]));
                for piece in answer.chunks(1000) {
                    // Whoever has read enough closes the connection, with more on its way.
                    if stream.write_all(piece).is_err() {
                        return firsts;
                    }
                }
            }
            firsts
        };
        (url, std::thread::spawn(move || serve(listener.accept().unwrap().0)))
    }

    fn answer(head: usize, body: usize) -> Vec<u8> {
        let pad = "p".repeat(head);
        let mut answer = format!("HTTP/1.1 200 OK\r\nX-Pad: {pad}\r\nContent-Length: {body}\r\n\r\n").into_bytes();
        answer.resize(answer.len() + body, b'y');
        answer
    }

    fn post(agent: &ureq::Agent, url: &str, body: usize) -> Result<Vec<u8>, Error> {
        agent.post(url).send(&vec![b'x'; body][..])?.body_mut().read_to_vec()
    }

    #[test]
    fn head_and_body_arrive_together_on_one_connection() {
        let (url, receiver) = receiver(800, vec![answer(1, 0), answer(1, 2), answer(1, 100_000)]);
        let agent = agent();
        for body in [0, 2, 100_000] {
            assert_eq!(post(&agent, &url, 800).unwrap(), vec![b'y'; body]);
        }
        let firsts = receiver.join().unwrap();
        assert_eq!(firsts.len(), 3, "a read for each request: {firsts:?}");
    }

    #[test]
    fn a_body_larger_than_the_buffers_arrives_whole() {
        for body in [0, 4000, 4096, 200_000] {
            let (url, receiver) = receiver(body, vec![answer(1, 1)]);
            assert_eq!(post(&agent(), &url, body).unwrap(), b"y");
            receiver.join().unwrap();
        }
    }

    #[test]
    fn a_head_that_fits_nowhere_is_an_error_at_once() {
        let (url, served) = receiver(1, vec![answer(2 * INPUT, 1)]);
        let error = post(&agent(), &url, 1).unwrap_err();
        assert!(matches!(error, Error::LargeResponseHeader(..)), "{error}");
        served.join().unwrap();
        let (url, served) = receiver(1, vec![answer(INPUT / 2, 1)]);
        assert_eq!(post(&agent(), &url, 1).unwrap(), b"y");
        served.join().unwrap();
    }
}
