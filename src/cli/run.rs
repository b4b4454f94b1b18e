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
    // Programs that are started run as the same user, and could read them in `/proc`.
    config.secret_variables().chain([KEY_VARIABLE]).for_each(wiping::forget_variable);
    let codes = config.own_codes()?;
    log::start(level(&config));
    // No reason not to start: the finder may have changed with the version.
    if let Err(errors) = codes.check() {
        tracing::warn!(texts = errors.problems.len(), "sample texts in codes.d fail: run `simgate config check`");
    }
    if config.devices.is_empty() {
        return Err(CliError::new(Exit::Config, "no [[device]] is configured, so there is nothing to receive from")
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
    // A thread that hangs in opening a port is not waited for.
    runtime.shutdown_background();
    done.map_err(|error| failed(&error))
}

/// The small runtime of everything that is not the gateway's thread or an HTTP worker's: a thread is enough for
/// hundreds of lines, and a second one would only be woken for the work of the first.
pub fn runtime() -> Result<Runtime, CliError> {
    let built = Builder::new_current_thread().enable_all().build();
    built.map_err(|error| CliError::failed("can't start").because(&error))
}

/// What to do about a database whose tables are those of a development version.
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
    let shown = CliError::new(exit, error.to_string());
    let shown = match std::error::Error::source(error) {
        Some(cause) => shown.because(cause),
        None => shown,
    };
    match error {
        DaemonError::Data { .. } => shown.hint("`data` in [gateway] names the directory; it must be writable"),
        DaemonError::InUse { .. } => shown.hint("stop the other one, or give this one a `data` directory of its own"),
        DaemonError::Identity(strange) => shown.hint(strange.hint()),
        DaemonError::Store(StoreError::FromDevelopment { .. }) => shown.hint(FROM_DEVELOPMENT),
        DaemonError::Store(error) if error.is_damage() => shown.hint(
            "keep the file: `sqlite3 simgate.db .recover | sqlite3 new.db` saves what can be read; \
             messages stay in the modems meanwhile",
        ),
        DaemonError::Store(_)
        | DaemonError::Thread(_)
        | DaemonError::Tls { .. }
        | DaemonError::Serve(_)
        | DaemonError::Ended(_) => shown,
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
