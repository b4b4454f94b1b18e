//! The command line talks TLS to a gateway of which it knows the certificate, and to nobody else.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use simgate_testing::program::simgate;

/// A certificate that is signed by itself, as `openssl req -x509` makes them: for a name, and able to sign.
fn certificate() -> (rcgen::Certificate, rcgen::KeyPair) {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::new(vec!["sms.example".to_owned()]).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    (params.self_signed(&key).unwrap(), key)
}

/// A server that answers each connection's request with an empty list of cards, and tells what it could read of it.
fn serve(certificate: CertificateDer<'static>, key: &rcgen::KeyPair) -> (SocketAddr, Receiver<String>) {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, requests) = mpsc::channel();
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), socket.unwrap());
            let mut buffer = [0; 4096];
            let read = stream.read(&mut buffer).unwrap_or(0);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"sims\":[]}");
            let _ = sender.send(String::from_utf8_lossy(&buffer[..read]).into_owned());
        }
    });
    (address, requests)
}

fn ask(folder: &Path, presented: &rcgen::Certificate, address: SocketAddr) -> Output {
    std::fs::write(folder.join("api.pem"), presented.pem()).unwrap();
    let (config, data) = (folder.join("simgate.toml"), folder.display());
    let api = format!("listen = '{address}'\ntls_cert = '{data}/api.pem'\ntls_key = '{data}/unread.key'");
    std::fs::write(&config, format!("[gateway]\ndata = '{data}'\n[api]\n{api}\n")).unwrap();
    simgate(&["sims", "--config"]).arg(config).env("SIMGATE_KEY", "sesame").output().unwrap()
}

#[test]
fn the_key_goes_to_the_certificate_of_the_configuration_only() {
    let folder = tempfile::tempdir().unwrap();
    let (own, key) = certificate();
    let (address, requests) = serve(own.der().clone(), &key);
    let good = ask(folder.path(), &own, address);
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stderr));
    assert!(requests.recv().unwrap().contains("Bearer sesame"));
    // Without a SIM it asks why there is none.
    assert!(requests.recv().unwrap().starts_with("GET /devices"));

    // Another one of the same name and kind.
    let (other, _) = certificate();
    let bad = ask(folder.path(), &other, address);
    let words = String::from_utf8_lossy(&bad.stderr);
    assert_eq!(bad.status.code(), Some(1), "{words}");
    assert!(words.contains("is not the gateway's") && words.contains("\nhint: "), "{words}");
    assert_eq!(requests.recv().unwrap(), "", "the request was sent all the same");
}

#[test]
fn whoever_shows_the_certificate_must_have_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let (own, _) = certificate();
    let (_, stolen_for) = certificate();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(stolen_for.serialize_der()));
    let provider = rustls::crypto::ring::default_provider();
    let key = provider.key_provider.load_private_key(key).unwrap();
    let certified = rustls::sign::CertifiedKey::new(vec![own.der().clone()], key);
    let config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(rustls::sign::SingleCertAndKey::from(certified)));
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let thief = std::thread::spawn(move || {
        let socket = listener.accept().unwrap().0;
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::new(config)).unwrap(), socket);
        stream.read(&mut [0; 4096]).unwrap_or(0)
    });
    let bad = ask(folder.path(), &own, address);
    assert_eq!(bad.status.code(), Some(1), "{}", String::from_utf8_lossy(&bad.stderr));
    assert_eq!(thief.join().unwrap(), 0, "the request was sent all the same");
}
