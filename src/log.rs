//! Writes the log to standard error, for a terminal or for the journal, which reads the level from a `<N>` at the start
//! of a row (sd-daemon(3)). Warnings that repeat each other are written a few times only.

mod repeats;

use std::fmt::{self, Debug};
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};

use tracing::field::Field;
use tracing::{Dispatch, Event, Level, Subscriber};
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::fmt::format::{self, FormatEvent, FormatFields};
use tracing_subscriber::fmt::{FmtContext, FormattedFields, MakeWriter};
use tracing_subscriber::registry::LookupSpan;

use crate::clock;
use crate::model::printable;
use repeats::{Key, Repeats, Verdict};

/// Starts logging at `level` and above.
pub fn start(level: Level) {
    let is_terminal = std::io::stderr().is_terminal();
    let journal = std::env::var_os("JOURNAL_STREAM").is_some() && !is_terminal;
    // Fails only if a logger exists already.
    let _ = tracing::dispatcher::set_global_default(lines(level, journal, is_terminal, std::io::stderr));
}

fn lines<W: for<'a> MakeWriter<'a> + Send + Sync + 'static>(
    level: Level,
    journal: bool,
    is_terminal: bool,
    writer: W,
) -> Dispatch {
    // Fields and messages hold texts of modems and servers, which must not start a row of their own.
    let fields = format::debug_fn(|writer: &mut format::Writer<'_>, field: &Field, value: &dyn Debug| {
        let value = format!("{value:?}");
        let value = printable(&value);
        match field.name() {
            "message" => write!(writer, "{value}"),
            name => write!(writer, "{name}={value}"),
        }
    });
    let builder = tracing_subscriber::fmt().with_max_level(level).with_writer(writer).fmt_fields(fields.delimited(" "));
    match journal {
        true => Dispatch::new(builder.event_format(Sparing::new(Journal, "<4>")).finish()),
        false => {
            let lines = format::format().with_target(false).with_ansi(is_terminal);
            Dispatch::new(builder.with_ansi(is_terminal).event_format(Sparing::new(lines, "")).finish())
        }
    }
}

/// Drops warnings and errors that repeat each other.
struct Sparing<F> {
    lines: F,
    /// Start of a row that this writes itself.
    prefix: &'static str,
    repeats: Mutex<Repeats>,
}

impl<F> Sparing<F> {
    fn new(lines: F, prefix: &'static str) -> Self {
        Self { lines, prefix, repeats: Mutex::default() }
    }

    fn note(&self, key: Key) -> Verdict {
        let mut repeats = self.repeats.lock().unwrap_or_else(PoisonError::into_inner);
        repeats.note(key.into_text(), clock::now().mono)
    }
}

impl<S, N, F> FormatEvent<S, N> for Sparing<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: format::Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        if *event.metadata().level() > Level::WARN {
            return self.lines.format_event(context, writer, event);
        }
        let mut key = Key::new(event.metadata().name());
        for span in context.event_scope().into_iter().flatten() {
            let extensions = span.extensions();
            key.push(extensions.get::<FormattedFields<N>>().map_or("", |fields| fields.as_str()));
        }
        event.record(&mut key);
        let prefix = self.prefix;
        match self.note(key) {
            Verdict::Drop => Ok(()),
            Verdict::Write { dropped } => {
                if dropped > 0 {
                    writeln!(writer, "{prefix}{dropped} messages like the next one were dropped")?;
                }
                self.lines.format_event(context, writer, event)
            }
            Verdict::WriteLast => {
                self.lines.format_event(context, writer.by_ref(), event)?;
                writeln!(writer, "{prefix}more messages like the last one are dropped for a minute")
            }
        }
    }
}

/// The form of a row without the time, which the journal adds.
struct Journal;

impl<S, N> FormatEvent<S, N> for Journal
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: format::Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let priority = match *event.metadata().level() {
            Level::ERROR => 3,
            Level::WARN => 4,
            Level::INFO => 6,
            Level::DEBUG | Level::TRACE => 7,
        };
        write!(writer, "<{priority}>")?;
        if let Some(scope) = context.event_scope() {
            for span in scope.from_root() {
                let extensions = span.extensions();
                let fields = extensions.get::<FormattedFields<N>>().map_or("", |fields| fields.as_str());
                write!(writer, "{}{{{fields}}}: ", span.name())?;
            }
        }
        context.field_format().format_fields(writer.by_ref(), event)?;
        writeln!(writer)
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Sink(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn texts_from_outside_start_no_row_and_control_no_terminal() {
        for journal in [false, true] {
            let sink = Sink::default();
            let writer = sink.clone();
            let lines = lines(Level::INFO, journal, false, move || writer.clone());
            tracing::dispatcher::with_default(&lines, || {
                let foreign = "E3372\r\n<0>all is well\u{202e}\u{9b}2J";
                let span = tracing::info_span!("modem", model = %foreign, other = foreign);
                let _inside = span.enter();
                tracing::info!(model = %foreign, same = ?foreign, count = 3, "it reports {foreign}");
                tracing::debug!("not at this level");
            });
            let log = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
            assert_eq!(log.matches(|c: char| c.is_control()).count(), 1, "one row: {log:?}");
            assert!(log.ends_with('\n') && !log.contains('\u{202e}'), "{log:?}");
            let written = r"E3372\r\n<0>all is well\u202e\u009b2J";
            assert!(log.contains(&format!("modem{{model={written} other=")), "{log}");
            let message = format!("it reports {written} model={written} same=");
            assert!(log.contains(&message) && log.contains(" count=3"), "{log}");
            assert_eq!(log.starts_with("<6>modem{"), journal, "{log}");
        }
    }
}
