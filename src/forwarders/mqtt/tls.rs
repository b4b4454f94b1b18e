//! TLS: verifies the broker's certificate and presents the gateway's own.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};

/// The files of a connection over TLS.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// The trusted authorities; by default those that browsers trust.
    pub authority: Option<PathBuf>,
    /// The gateway's client certificate and its key.
    pub own: Option<(PathBuf, PathBuf)>,
}

/// The error of one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsError {
    pub file: PathBuf,
    pub why: String,
}

impl fmt::Display for TlsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file.display(), self.why)
    }
}

impl std::error::Error for TlsError {}

/// Reads the files.
pub fn client(files: &Files) -> Result<Arc<ClientConfig>, TlsError> {
    let wrong = |file: &Path, why: &dyn fmt::Display| TlsError { file: file.to_owned(), why: why.to_string() };
    let mut roots = RootCertStore::empty();
    match &files.authority {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(file) => {
            for certificate in certificates(file)? {
                roots.add(certificate).map_err(|error| wrong(file, &error))?;
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has suites for TLS 1.2 and 1.3")
        .with_root_certificates(roots);
    let config = match &files.own {
        None => builder.with_no_client_auth(),
        Some((certificate, key)) => {
            let chain = certificates(certificate)?;
            let read = PrivateKeyDer::from_pem_file(key).map_err(|error| wrong(key, &fault(&error, "private key")))?;
            builder.with_client_auth_cert(chain, read).map_err(|error| wrong(key, &error))?
        }
    };
    Ok(Arc::new(config))
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let wrong = |why: String| TlsError { file: file.to_owned(), why };
    let found: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
    match found {
        Ok(found) if found.is_empty() => Err(wrong("has no certificate in PEM form".to_owned())),
        Ok(found) => Ok(found),
        Err(error) => Err(wrong(fault(&error, "certificate"))),
    }
}

/// The fault without the bytes that the library would quote, which may be a key's.
fn fault(error: &pem::Error, wanted: &str) -> String {
    if let pem::Error::Io(error) = error { error.to_string() } else { format!("has no {wanted} in PEM form") }
}
