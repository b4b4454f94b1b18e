//! `simgate inbox`: the messages that arrived, read from the store, with or without a running daemon.

use std::fs::File;
use std::io;
use std::time::Duration;

use super::run::FROM_DEVELOPMENT;
use super::terminal::{self, json_line};
use super::{CliError, ConfigArg, Exit};
use crate::config::Config;
use crate::store::{InboxRow, Store, StoreError};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    config: ConfigArg,
    /// Show at most this many of the latest messages
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 20)]
    lines: usize,
    /// Keep running, and show messages as they arrive
    #[arg(short, long)]
    follow: bool,
    /// Print each message as one JSON object: the event that forwarders get
    #[arg(long)]
    json: bool,
}

const LOOK_EVERY: Duration = Duration::from_millis(250);
const PAGE: usize = 200;

pub fn run(args: &Args) -> Result<(), CliError> {
    let config = args.config.load()?;
    let store = open(&config)?;
    let gateway = config.gateway.name.to_string();
    let failed = |error| CliError::failed("can't read the messages").because(&error as &dyn std::error::Error);
    let mut rows = store.inbox().latest(&gateway, args.lines).map_err(failed)?;
    let mut last = store.events().last().map_err(failed)?;
    loop {
        for row in &rows {
            last = last.max(row.seq);
            if print(row, args.json).is_err() {
                // The reader of the pipe has ended.
                return Ok(());
            }
        }
        if !args.follow {
            return Ok(());
        }
        if rows.len() < PAGE {
            std::thread::sleep(LOOK_EVERY);
        }
        rows = store.inbox().after(&gateway, last, PAGE).map_err(failed)?;
    }
}

/// Opens the store of the configured data directory for reading; a daemon may be writing to it.
pub fn open(config: &Config) -> Result<Store, CliError> {
    let data = &config.gateway.data;
    Store::open_to_read(data).map_err(|error| {
        // SQLite's own error does not name the file.
        if let Err(denied) = File::open(Store::path(data))
            && denied.kind() == io::ErrorKind::PermissionDenied
        {
            return CliError::new(
                Exit::NoPermission,
                format!("this user may not read the store in {}", data.display()),
            )
            .because(&denied)
            .hint("run this as root, or as the user that simgate runs as");
        }
        let failure = CliError::failed("there is no store to read").because(&error);
        if let StoreError::FromEarlierProgram { .. } | StoreError::Empty = error {
            return failure.hint("`simgate run` brings it up to date");
        }
        if let StoreError::FromDevelopment { .. } = error {
            return failure.hint(FROM_DEVELOPMENT);
        }
        failure.hint("`data` in [gateway] names its directory; `simgate run` makes it")
    })
}

fn print(row: &InboxRow, json: bool) -> io::Result<()> {
    if json {
        return terminal::row(&json_line(&row.notice));
    }
    let Some(data) = row.notice.received() else { return Ok(()) };
    let to = data.to.as_deref().unwrap_or(&data.sim.name);
    let from = if data.from.is_empty() { "?" } else { &data.from };
    let text = match (&data.text, &data.data_hex, &data.undecoded_hex) {
        (Some(text), _, _) => text.clone(),
        (None, Some(hex), _) => format!("[{} octets of data]", hex.len() / 2),
        (None, None, Some(_)) => "[can't be decoded; kept as it came]".to_owned(),
        (None, None, None) if data.expired => "[erased: its code expired]".to_owned(),
        (None, None, None) => String::new(),
    };
    let missing = if data.missing_parts.is_empty() { "" } else { " [parts are missing]" };
    terminal::row(&format!("{}  {from} -> {to}  {text}{missing}", data.received_at))
}
