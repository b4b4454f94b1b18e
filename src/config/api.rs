//! `[api]`: the HTTP interface.

use std::path::PathBuf;

use super::declare::section;
use super::kinds::{File, Flag, LISTEN, ListOf, Listen, NETWORK, Whole};
use super::reading::{Reading, Table};
use crate::files::is_readable_by_all;
use crate::model::Network;

section! {
    /// The HTTP interface: sending, reading, a stream of events, health and metrics. Every caller but those of
    /// `/healthz` and `/readyz` needs a key, see `simgate keys`. Where the address can't be listened on, messages are
    /// received and delivered all the same, and it is tried again. The command line on this machine needs neither: it
    /// goes by a socket in the data directory.
    Api in "api" check together {
        /// Where to listen; `off`: nowhere. Beyond this machine it is done with a certificate only, or with `plain_http`.
        listen: Listen = LISTEN => default "127.0.0.1:8081", example "0.0.0.0:8443";
        /// The certificate chain, in PEM form, with which TLS is spoken; needs `tls_key`. Read again at each start.
        tls_cert: Option<PathBuf> = File => optional "TLS is not spoken", example "/etc/simgate/api.pem";
        /// The private key of `tls_cert`, in PEM form.
        tls_key: Option<PathBuf> = File => optional "none", example "/etc/simgate/api.key";
        /// Whether `listen` may name an address beyond this machine without TLS: everybody on the way can then read
        /// keys, messages and codes. For a proxy that speaks TLS, on a network of its own.
        plain_http: bool = Flag => default false, example true;
        /// Messages that one key may place in a minute; `0`: as many as it likes. More are answered 429. The command line
        /// on this machine, which has no key, is not counted.
        sends_per_minute: u32 = Whole { unit: "messages", min: 0, max: 100_000 } => default 10, example 60;
        /// Requests that one key may make in a minute; `0`: as many as it likes. As many again may come from one address
        /// without a good key, and as many for its health. More are answered 429.
        requests_per_minute: u32 = Whole { unit: "requests", min: 0, max: 1_000_000 } => default 600, example 60;
        /// Proxies, by address or network. What they say of a client's address in `X-Forwarded-For` or `Forwarded` is
        /// believed, of nobody else. They must add to these headers, or replace them.
        trusted_proxies: Vec<Network> = ListOf(NETWORK) => default of [], example ["127.0.0.1", "10.0.0.0/8"];
    }
}

fn together(api: &Api, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let before = reading.problems.len();
    for (key, other) in [("tls_cert", "tls_key"), ("tls_key", "tls_cert")] {
        if table.get(key).is_some() && table.get(other).is_none() {
            reading.problem(table.offset_of(key), format!("`{key}` is given, but no `{other}`"));
        }
    }
    if let Listen::On(address) = api.listen
        && !address.ip().is_loopback()
        && api.tls_cert.is_none()
        && !api.plain_http
    {
        reading.problem_with_hint(
            table.offset_of("listen"),
            format!("`listen`: {address} can be reached from other machines, and TLS is not spoken"),
            "give `tls_cert` and `tls_key`, or say `plain_http = true`",
        );
    }
    if let Some(key) = api.tls_key.as_deref().filter(|key| is_readable_by_all(key)) {
        let what = format!("everybody on this machine can read the private key in {}", key.display());
        reading.warn(table.offset_of("tls_key"), what);
    }
    (reading.problems.len() == before).then_some(())
}
