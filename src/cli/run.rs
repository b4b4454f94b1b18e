//! `simgate run`: the daemon itself.

use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;

use super::client::KEY_VARIABLE;
use super::{CliError, ConfigArg, Exit};
use crate::config::{Config, Level};
use crate::daemon::{self, DaemonError};
use crate::log;
use crate::store::StoreError;
use crate::wiping;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    config: ConfigArg,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let config = args.config.load()?;
    // Programs of exec forwarders run as the same user and could read the secrets in `/proc`.
    config.secret_variables().chain([KEY_VARIABLE]).for_each(wiping::forget_variable);
    let codes = config.own_codes()?;
    log::start(level(&config));
    // A wrong sample text does not keep the daemon from starting: the finder may have changed with the version.
    if let Err(errors) = codes.check() {
        tracing::warn!(texts = errors.problems.len(), "sample texts in codes.d fail: run `simgate config check`");
    }
    if config.devices.is_empty() && !config.discovery.enabled {
        return Err(CliError::new(
            Exit::Config,
            "no [[device]] is configured and `[discovery]` is off, so there is nothing to receive from",
        )
        .hint("name a port, as in `simgate config reference`, or see it at work with `simgate demo`"));
    }
    let runtime = runtime()?;
    let done = runtime.block_on(async {
        let mut terminate = signal(SignalKind::terminate()).map_err(DaemonError::Thread)?;
        let stop = async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        };
        let mut hang_up = signal(SignalKind::hangup()).map_err(DaemonError::Thread)?;
        let (reload, reloads) = mpsc::unbounded_channel();
        let file = args.config.clone();
        let reloading = tokio::spawn(async move {
            while hang_up.recv().await.is_some() {
                match file.load() {
                    Ok(config) => drop(reload.send(config)),
                    Err(error) => tracing::error!(%error, "not reloaded, nothing is changed"),
                }
            }
        });
        let done = daemon::run(&config, codes.finder, reloads, stop).await;
        reloading.abort();
        done
    });
    // Threads that hang while they open a port are abandoned.
    runtime.shutdown_background();
    done.map_err(|error| failed(&error))
}

/// The tokio runtime of everything except the gateway's thread and the HTTP workers. One thread serves hundreds of modems; a
/// second one would only be woken for the work of the first.
pub fn runtime() -> Result<Runtime, CliError> {
    let built = Builder::new_current_thread().enable_all().build();
    built.map_err(|error| CliError::failed("can't start").because(&error))
}

/// The hint for a database of a development version.
pub const FROM_DEVELOPMENT: &str = "go on with the version that made it; or, when nothing waits in it any more, move \
    `simgate.db`, `store.id` and `api.key` out of the data directory, and `simgate run` begins anew";

pub fn failed(error: &DaemonError) -> CliError {
    let denied =
        matches!(error, DaemonError::Data { error, .. } if error.kind() == std::io::ErrorKind::PermissionDenied);
    let exit = match error {
        DaemonError::Ended(_) => Exit::Bug,
        DaemonError::Data { .. } if denied => Exit::NoPermission,
        DaemonError::Tls { .. } | DaemonError::Serve(_) => Exit::Config,
        DaemonError::Data { .. }
        | DaemonError::InUse { .. }
        | DaemonError::Store(_)
        | DaemonError::Identity(_)
        | DaemonError::Thread(_) => Exit::Failed,
    };
    let failure = CliError::new(exit, error.to_string());
    let failure = match std::error::Error::source(error) {
        Some(cause) => failure.because(cause),
        None => failure,
    };
    match error {
        DaemonError::Data { .. } => failure.hint("`data` in [gateway] names the directory; it must be writable"),
        DaemonError::InUse { .. } => failure.hint("stop the other one, or give this one a `data` directory of its own"),
        DaemonError::Identity(strange) => failure.hint(strange.hint()),
        DaemonError::Store(StoreError::FromDevelopment { .. }) => failure.hint(FROM_DEVELOPMENT),
        DaemonError::Store(error) if error.is_damage() => failure.hint(
            "keep the file: `sqlite3 simgate.db .recover | sqlite3 new.db` saves what can be read; \
             messages stay in the modems meanwhile",
        ),
        DaemonError::Store(_)
        | DaemonError::Thread(_)
        | DaemonError::Tls { .. }
        | DaemonError::Serve(_)
        | DaemonError::Ended(_) => failure,
    }
}

fn level(config: &Config) -> tracing::Level {
    match config.log.level {
        Level::Error => tracing::Level::ERROR,
        Level::Warn => tracing::Level::WARN,
        Level::Info => tracing::Level::INFO,
        Level::Debug => tracing::Level::DEBUG,
        Level::Trace => tracing::Level::TRACE,
    }
}
