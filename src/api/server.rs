//! Connections: taken, over TLS where that is configured, and cut off when they do nothing.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep, timeout};
use tokio_rustls::TlsAcceptor;

use super::{Api, Peer, router};

/// Connections at once; more wait until one ends.
const CONNECTIONS_MAX: usize = 256;
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
        let chain =
            CertificateDer::pem_file_iter(&self.certificates).map_err(|error| file(&self.certificates, &error))?;
        let chain: Vec<_> = chain.collect::<Result<_, _>>().map_err(|error| file(&self.certificates, &error))?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|error| file(&self.key, &error))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|config| config.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|error| file(&self.certificates, &error))?;
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

/// Listens until the task is dropped. An address that can't be listened on is tried again, and said once.
pub fn serve(api: Api, address: SocketAddr, tls: Option<&Tls>) -> Result<impl Future<Output = ()> + use<>, ServeError> {
    let tls = tls.map(Tls::acceptor).transpose()?;
    let api = Arc::new(api);
    Ok(async move {
        let mut told = false;
        let listener = loop {
            match TcpListener::bind(address).await {
                Ok(listener) => break listener,
                Err(error) => {
                    if !told {
                        tracing::error!(%address, %error, "the HTTP interface can't listen there; it is tried again");
                    }
                    told = true;
                    sleep(LISTEN_AGAIN).await;
                }
            }
        };
        let address = listener.local_addr().unwrap_or(address);
        tracing::info!(%address, tls = tls.is_some(), "the HTTP interface listens");
        take_all(api, &listener, tls).await;
    })
}

async fn take_all(api: Arc<Api>, listener: &TcpListener, tls: Option<TlsAcceptor>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, peer)) => {
                tokio::spawn(take(Arc::clone(&api), stream, peer, tls.clone(), place));
            }
            // Out of file descriptors, most likely: others end.
            Err(_) => sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn take(
    api: Arc<Api>,
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    _place: OwnedSemaphorePermit,
) {
    let _ = stream.set_nodelay(true);
    match tls {
        None => talk(api, stream, peer).await,
        Some(tls) => {
            if let Ok(Ok(stream)) = timeout(HANDSHAKE_WITHIN, tls.accept(stream)).await {
                talk(api, stream, peer).await;
            }
        }
    }
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(api: Arc<Api>, stream: S, peer: SocketAddr) {
    let router = TowerToHyperService::new(router(api));
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip().to_canonical()));
        router.call(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN).max_buf_size(HEADERS_MAX);
    // Whatever ends a connection, its client knows, and nobody else has to.
    let _ = http.serve_connection(TokioIo::new(Impatient::new(stream)), service).await;
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
        ready!(waits.as_mut().poll(context));
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
