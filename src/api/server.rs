//! Connections: taken, over TLS where that is configured, and cut off when they do nothing or others need their place.

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

/// Connections at once, and those of one subscriber. Streams of events, of which there are fewer, leave it some.
const CONNECTIONS_MAX: usize = 256;
const SHARE_MAX: usize = 128;
/// Those of the command line have places of their own.
const LOCAL_MAX: usize = 64;
const NOBODY: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
const HANDSHAKE_WITHIN: Duration = Duration::from_secs(10);
/// From the first byte of a request, or the end of the last one, to the end of its headers.
const HEADERS_WITHIN: Duration = Duration::from_secs(30);
const HEADERS_MAX: usize = 16 * 1024;
/// A client that does not take what it asked for.
const WRITTEN_WITHIN: Duration = Duration::from_secs(30);
/// An address that is taken, or not there yet, is tried again.
const LISTEN_AGAIN: Duration = Duration::from_secs(5);

/// The certificate and its key.
pub struct Tls {
    pub certificates: PathBuf,
    pub key: PathBuf,
}

/// Why TLS can't be spoken.
#[derive(Debug)]
pub struct ServeError(String);

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ServeError {}

impl Tls {
    fn acceptor(&self) -> Result<TlsAcceptor, ServeError> {
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

/// Listens until the task is dropped. An address that can't be listened on is tried again, and said once.
pub fn serve(
    api: Arc<Api>,
    address: SocketAddr,
    tls: Option<&Tls>,
) -> Result<impl Future<Output = ()> + use<>, ServeError> {
    let tls = tls.map(Tls::acceptor).transpose()?;
    Ok(async move {
        let cannot = |error: &io::Error| {
            tracing::error!(%address, %error, "the HTTP interface can't listen there; it is tried again");
        };
        let listener = until_it_works(|| TcpListener::bind(address), cannot).await;
        let address = listener.local_addr().unwrap_or(address);
        tracing::info!(%address, tls = tls.is_some(), "the HTTP interface listens");
        take_all(api, &listener, tls).await;
    })
}

/// The same for the command line of this machine, in the data directory.
pub async fn serve_local(api: Arc<Api>) {
    let data = api.settings.data.clone();
    let cannot = |error: &io::Error| {
        let socket = data.join(local::SOCKET_FILE);
        tracing::error!(socket = %socket.display(), %error, "the command line can't reach simgate; it is tried again");
    };
    let listener = until_it_works(|| ready(local::listen(&data)), cannot).await;
    let places = Places::new(LOCAL_MAX, LOCAL_MAX);
    loop {
        let Some((stream, _)) = accepted(listener.accept().await).await else { continue };
        if !stream.peer_cred().is_ok_and(|peer| local::may_call(peer.uid())) {
            continue;
        }
        if let Some(place) = places.take(NOBODY, false) {
            tokio::spawn(take(Arc::clone(&api), stream, Peer::Local, None, place));
        }
    }
}

/// What listens at last; the first failure is said.
async fn until_it_works<T, F: Future<Output = io::Result<T>>>(
    listen: impl Fn() -> F,
    cannot: impl Fn(&io::Error),
) -> T {
    let mut told = false;
    loop {
        match listen().await {
            Ok(listener) => return listener,
            Err(error) => {
                if !told {
                    cannot(&error);
                }
                told = true;
                sleep(LISTEN_AGAIN).await;
            }
        }
    }
}

async fn accepted<T>(accepted: io::Result<T>) -> Option<T> {
    if accepted.is_err() {
        // Out of file descriptors, most likely: others end.
        sleep(Duration::from_millis(100)).await;
    }
    accepted.ok()
}

async fn take_all(api: Arc<Api>, listener: &TcpListener, tls: Option<TlsAcceptor>) {
    let places = Places::new(CONNECTIONS_MAX, SHARE_MAX);
    loop {
        let Some((stream, peer)) = accepted(listener.accept().await).await else { continue };
        let address = peer.ip().to_canonical();
        let is_proxy = peer::is_trusted(address, &api.settings.trusted_proxies);
        // Without a place it is closed at once: whoever waits for one would hold up all others.
        if let Some(place) = places.take(peer::subscriber(address), is_proxy) {
            let _ = stream.set_nodelay(true);
            tokio::spawn(take(Arc::clone(&api), stream, Peer::Address(address), tls.clone(), place));
        }
    }
}

/// Serves a connection until it ends, or has to give way to another one.
async fn take<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    api: Arc<Api>,
    stream: S,
    peer: Peer,
    tls: Option<TlsAcceptor>,
    place: Arc<Place>,
) {
    let served = async {
        match tls {
            None => talk(api, stream, peer, &place).await,
            Some(tls) => {
                if let Ok(Ok(stream)) = timeout(HANDSHAKE_WITHIN, tls.accept(stream)).await {
                    talk(api, stream, peer, &place).await;
                }
            }
        }
    };
    tokio::select! {
        // First, so that no request is begun that would be cut off.
        biased;
        () = place.given_up() => {}
        () = served => {}
    }
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
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
    // Whatever ends a connection, its client knows, and nobody else has to.
    let _ = http.serve_connection(TokioIo::new(Impatient::new(stream)), service).await;
}

/// The body of an answer: the connection works until all of it has gone out.
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

/// A stream whose other side has to take what is written to it.
struct Impatient<S> {
    stream: S,
    waits: Option<Pin<Box<Sleep>>>,
}

impl<S> Impatient<S> {
    fn new(stream: S) -> Self {
        Self { stream, waits: None }
    }

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
