//! `simgate pdu`: PDUs to JSON and back, for scripts.

mod decode;
mod encode;

use std::io::{self, Write};

use clap::Subcommand;
use serde::Serialize;

use super::terminal::json_line;
use super::{CliError, lines};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Decode hex PDUs as modems print them, SMSC first, to JSON objects.
    ///
    /// Blanks between octets are allowed. A field that the PDU ends before is null; its faults are listed in flaws.
    Decode,
    /// Encode JSON objects as the hex PDUs that AT+CMGS takes.
    ///
    /// Fields: to, text; and if wanted smsc, status_report, validity (seconds, or "30m", "24h",
    /// "2d", "1w"), class (0 to 3), reject_duplicates, reply_path, languages (national tables that
    /// may be used, as ["turkish"]), reference (of the parts), wide_reference.
    Encode,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    match args.verb {
        Verb::Decode => {
            let mut octets = Vec::new();
            lines::filter(decode::LINE_BYTES_MAX, |line, output| write_line(output, &decode::decode(line, &mut octets)))
        }
        Verb::Encode => lines::filter(encode::LINE_BYTES_MAX, |line, output| write_line(output, &encode::encode(line))),
    }
}

fn write_line<T: Serialize>(output: &mut dyn Write, answer: &Result<T, String>) -> io::Result<()> {
    let line = match answer {
        Ok(answer) => json_line(answer),
        Err(error) => json_line(&Refused { error }),
    };
    writeln!(output, "{line}")
}

#[derive(Serialize)]
struct Refused<'a> {
    error: &'a str,
}
