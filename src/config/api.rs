//! `[api]`: the HTTP interface.

use std::path::PathBuf;

use super::declare::section;
use super::kinds::{File, Flag, LISTEN, ListOf, Listen, NETWORK, Whole};
use super::reading::{Reading, Table};
use crate::files::is_readable_by_all;
use crate::model::Network;

section! {
    /// The HTTP interface: sending, reading, a stream of events, health and metrics. Every request except those for
    /// `/healthz` and `/readyz` needs a key, see `simgate keys`. When simgate can't listen on the address, it still receives
    /// and delivers messages, and tries the address again. The command line on this machine needs neither address nor
    /// key: it uses a socket in the data directory.
    Api in "api" check together {
        /// The address to listen on; `off` for none. An address beyond this machine needs a certificate, or `plain_http`.
        listen: Listen = LISTEN => default "127.0.0.1:8081", example "0.0.0.0:8443";
        /// The certificate chain for TLS, in PEM form; needs `tls_key`. simgate reads it at each start.
        tls_cert: Option<PathBuf> = File => optional "TLS is not spoken", example "/etc/simgate/api.pem";
        /// The private key of `tls_cert`, in PEM form.
        tls_key: Option<PathBuf> = File => optional "none", example "/etc/simgate/api.key";
        /// Whether `listen` may name an address beyond this machine without TLS. Everybody on that network can then read keys,
        /// messages and codes. It is meant for a proxy that speaks TLS, on a network of its own.
        plain_http: bool = Flag => default false, example true;
        /// Messages that one key may submit in a minute; `0`: no limit. Further ones get status 429. The command line on this
        /// machine has no key and no limit.
        sends_per_minute: u32 = Whole { unit: "messages", min: 0, max: 100_000 } => default 10, example 60;
        /// Requests that one key may make in a minute; `0`: no limit. One address may make as many without a valid key, and as
        /// many again for health. Further ones get status 429.
        requests_per_minute: u32 = Whole { unit: "requests", min: 0, max: 1_000_000 } => default 600, example 60;
        /// Proxies, by address or network. simgate takes a client's address from `X-Forwarded-For` or `Forwarded` of these
        /// proxies only. A proxy must append to these headers or replace them.
        trusted_proxies: Vec<Network> = ListOf(NETWORK) => default of [], example ["127.0.0.1", "10.0.0.0/8"];
        /// Addresses of this machine and of local networks to which callers may register webhooks, by `https` or `http`. To
        /// public addresses they may register them by `https`, and to no others. Every key with the scope `read` may register
        /// webhooks, so list no network with services that trust whoever reaches them.
        webhook_networks: Vec<Network> = ListOf(NETWORK) => default of [], example ["127.0.0.1", "192.168.0.0/16"];
    }
}

fn together(api: &Api, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let before = reading.problems.len();
    for (key, other) in [("tls_cert", "tls_key"), ("tls_key", "tls_cert")] {
        if table.get(key).is_some() && table.get(other).is_none() {
            reading.problem(table.offset_of(key), format!("`{key}` is set, but not `{other}`"));
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
            "set `tls_cert` and `tls_key`, or `plain_http = true`",
        );
    }
    if let Some(key) = api.tls_key.as_deref().filter(|key| is_readable_by_all(key)) {
        let what = format!("everybody on this machine can read the private key in {}", key.display());
        reading.warn(table.offset_of("tls_key"), what);
    }
    (reading.problems.len() == before).then_some(())
}
