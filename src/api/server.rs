//! Accepts connections, over TLS if configured, and closes those that stall or must leave their place to others.

use std::fmt;
use std::future::ready;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpListener;
use tokio::time::{Instant, Sleep, sleep, timeout};
use tokio_rustls::TlsAcceptor;
use zeroize::Zeroizing;

use super::local;
use super::peer::{self, Peer};
use super::places::{Place, Places, Turn};
use super::router::router;
use super::state::Api;
use crate::files::{self, PEM_BYTES_MAX};

/// Most connections, in all and of one subscriber. There are fewer streams of events, so each subscriber has places
/// left.
const CONNECTIONS_MAX: usize = 256;
const SHARE_MAX: usize = 128;
/// Most connections of the command line, which have places of their own.
const LOCAL_MAX: usize = 64;
/// The subscriber of all local connections.
const NOBODY: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(10);
/// Longest time for the headers of a request, from its first byte or from the end of the last request.
const HEADERS_WITHIN: Duration = Duration::from_secs(30);
const HEADERS_MAX: usize = 16 * 1024;
/// Longest time for a client to accept written bytes.
const WRITTEN_WITHIN: Duration = Duration::from_secs(30);
/// Wait before another attempt to listen on an address that is in use or doesn't exist yet.
const LISTEN_AGAIN: Duration = Duration::from_secs(5);

/// The files of TLS.
pub struct Tls {
    /// Certificates, as PEM.
    pub certificates: PathBuf,
    /// Private key, as PEM.
    pub key: PathBuf,
}

/// Why the TLS files can't be used.
#[derive(Debug)]
pub struct ServeError(String);

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ServeError {}

impl Tls {
    /// Reads the files.
    pub fn acceptor(&self) -> Result<TlsAcceptor, ServeError> {
        let file = |path: &PathBuf, error: &dyn fmt::Display| ServeError(format!("{}: {error}", path.display()));
        let read = |path: &PathBuf| files::read(path, PEM_BYTES_MAX).map_err(|error| file(path, &error));
        let (chain, key) = (read(&self.certificates)?, Zeroizing::new(read(&self.key)?));
        let chain = CertificateDer::pem_slice_iter(&chain).collect::<Result<Vec<_>, _>>();
        let chain = chain.map_err(|error| file(&self.certificates, &error))?;
        let key = PrivateKeyDer::from_pem_slice(&key).map_err(|error| file(&self.key, &error))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|config| config.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|error| file(&self.certificates, &error))?;
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

/// Listens until the task is dropped. If it can't listen, it logs that once and tries again.
pub fn serve(
    api: Arc<Api>,
    address: SocketAddr,
    tls: Option<&Tls>,
) -> Result<impl Future<Output = ()> + use<>, ServeError> {
    let tls = tls.map(Tls::acceptor).transpose()?;
    Ok(async move {
        let cannot = |error: &io::Error| {
            tracing::error!(%address, %error, "the HTTP interface can't listen on its address and tries again");
        };
        let listener = until_it_works(|| TcpListener::bind(address), cannot).await;
        let address = listener.local_addr().unwrap_or(address);
        tracing::info!(%address, tls = tls.is_some(), "the HTTP interface listens");
        accept_all(api, &listener, tls).await;
    })
}

/// Listens on the socket in the data directory, for the command line of this machine.
pub async fn serve_local(api: Arc<Api>) {
    let data = api.settings.data.clone();
    let cannot = |error: &io::Error| {
        let socket = data.join(local::SOCKET_FILE);
        tracing::error!(socket = %socket.display(), %error, "can't listen for the command line, trying again");
    };
    let listener = until_it_works(|| ready(local::listen(&data)), cannot).await;
    let places = Places::new(LOCAL_MAX, LOCAL_MAX);
    loop {
        let Some((stream, _)) = pause_after_error(listener.accept().await).await else { continue };
        if !stream.peer_cred().is_ok_and(|peer| local::may_call(peer.uid())) {
            continue;
        }
        if let Some(place) = places.take(NOBODY, false) {
            tokio::spawn(serve_connection(Arc::clone(&api), stream, Peer::Local, None, place));
        }
    }
}

/// Tries until it can listen. Logs the first failure.
async fn until_it_works<T, F: Future<Output = io::Result<T>>>(
    listen: impl Fn() -> F,
    cannot: impl Fn(&io::Error),
) -> T {
    let mut is_logged = false;
    loop {
        match listen().await {
            Ok(listener) => return listener,
            Err(error) => {
                if !is_logged {
                    cannot(&error);
                }
                is_logged = true;
                sleep(LISTEN_AGAIN).await;
            }
        }
    }
}

/// Pauses after a failed accept, so that the loop doesn't spin.
async fn pause_after_error<T>(accepted: io::Result<T>) -> Option<T> {
    if accepted.is_err() {
        // Most likely the file descriptors are used up, and other connections end soon.
        sleep(Duration::from_millis(100)).await;
    }
    accepted.ok()
}

/// Accepts connections until the task is dropped.
async fn accept_all(api: Arc<Api>, listener: &TcpListener, tls: Option<TlsAcceptor>) {
    let places = Places::new(CONNECTIONS_MAX, SHARE_MAX);
    loop {
        let Some((stream, peer)) = pause_after_error(listener.accept().await).await else { continue };
        let address = peer.ip().to_canonical();
        let is_proxy = peer::is_trusted(address, &api.settings.trusted_proxies);
        // Without a place the connection is closed at once: a connection that waits for a place would block all
        // others.
        if let Some(place) = places.take(peer::subscriber(address), is_proxy) {
            let _ = stream.set_nodelay(true);
            tokio::spawn(serve_connection(Arc::clone(&api), stream, Peer::Address(address), tls.clone(), place));
        }
    }
}

/// Serves a connection until it ends, or until its place is revoked.
async fn serve_connection<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    api: Arc<Api>,
    stream: S,
    peer: Peer,
    tls: Option<TlsAcceptor>,
    place: Arc<Place>,
) {
    let served = async {
        match tls {
            None => serve_requests(api, stream, peer, &place).await,
            Some(tls) => {
                if let Ok(Ok(stream)) = timeout(HANDSHAKE_WITHIN, tls.accept(stream)).await {
                    serve_requests(api, stream, peer, &place).await;
                }
            }
        }
    };
    tokio::select! {
                // Polled first, so that no request starts on a connection that must end.
        biased;
                () = place.revoked() => {}
        () = served => {}
    }
}

/// Serves the requests of a connection.
async fn serve_requests<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    api: Arc<Api>,
    stream: S,
    peer: Peer,
    place: &Arc<Place>,
) {
    let router = TowerToHyperService::new(router(api));
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        let turn = Arc::new(Turn::begin(place));
        request.extensions_mut().insert(peer);
        request.extensions_mut().insert(Arc::clone(&turn));
        let answer = router.call(request);
        async move { answer.await.map(|response| response.map(|body| Answering { body, _turn: turn })) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN).max_buf_size(HEADERS_MAX);
    // Only the client needs to know why a connection ends.
    let _ = http.serve_connection(TokioIo::new(Impatient::new(stream)), service).await;
}

/// The body of an answer. The connection works until all of it is sent.
struct Answering {
    body: Body,
    _turn: Arc<Turn>,
}

impl HttpBody for Answering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream that fails if its other side accepts no bytes for [`WRITTEN_WITHIN`].
struct Impatient<S> {
    stream: S,
    waits: Option<Pin<Box<Sleep>>>,
}

impl<S> Impatient<S> {
    fn new(stream: S) -> Self {
        Self { stream, waits: None }
    }

    /// Fails instead of waiting for longer than [`WRITTEN_WITHIN`].
    fn or_late<T>(&mut self, context: &mut Context<'_>, done: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if done.is_ready() {
            self.waits = None;
            return done;
        }
        let waits =
            self.waits.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(Instant::now() + WRITTEN_WITHIN)));
        task::ready!(waits.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Impatient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Impatient<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.or_late(context, done)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_flush(context);
        self.or_late(context, done)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(context);
        self.or_late(context, done)
    }
}
