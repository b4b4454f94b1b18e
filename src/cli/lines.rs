//! A filter: each row of input gets one row of output, in order.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use super::CliError;

/// A row that is longer than the limit; its bytes are discarded.
pub struct TooLong;

const BUFFER_BYTES: usize = 1 << 16;

/// Calls `answer` for each row of standard input, without its line end and at most `bytes_max` bytes long; `answer` writes
/// one row. Output is flushed whenever no more input waits, so that a program can ask row by row. The work ends when the
/// reader of the output ends.
pub fn filter(
    bytes_max: usize,
    answer: impl FnMut(Result<&[u8], TooLong>, &mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    match filter_streams(io::stdin().lock(), io::stdout().lock(), bytes_max, answer) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(CliError::failed("can't go on reading lines").because(&error)),
        Ok(()) => Ok(()),
    }
}

fn filter_streams(
    input: impl Read,
    output: impl Write,
    bytes_max: usize,
    mut answer: impl FnMut(Result<&[u8], TooLong>, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut input = BufReader::with_capacity(BUFFER_BYTES, input);
    let mut output = BufWriter::with_capacity(BUFFER_BYTES, output);
    let mut line = Vec::new();
    loop {
        if input.buffer().is_empty() {
            output.flush()?;
        }
        match read_line(&mut input, &mut line, bytes_max, &mut output)? {
            Line::End => return output.flush(),
            Line::Whole => answer(Ok(&line), &mut output)?,
            Line::TooLong => answer(Err(TooLong), &mut output)?,
        }
    }
}

enum Line {
    Whole,
    TooLong,
    End,
}

fn read_line(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    bytes_max: usize,
    output: &mut impl Write,
) -> io::Result<Line> {
    line.clear();
    let mut too_long = false;
    let mut any = false;
    loop {
        let there = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            there => there?,
        };
        any |= !there.is_empty();
        let (taken, ends) = match there.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at, true),
            None => (there.len(), false),
        };
        let at_end = there.is_empty();
        too_long |= line.len() + taken > bytes_max;
        if !too_long {
            line.extend_from_slice(&there[..taken]);
        }
        input.consume(taken + usize::from(ends));
        if ends || at_end {
            return Ok(match (any, too_long) {
                (false, _) => Line::End,
                (true, true) => Line::TooLong,
                (true, false) => Line::Whole,
            });
        }
        output.flush()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns its bytes in pieces, as pipes do.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn answers(input: &[u8], piece: usize) -> String {
        let mut output = Vec::new();
        let answer = |line: Result<&[u8], TooLong>, output: &mut dyn Write| match line {
            Ok(line) => writeln!(output, "{}", String::from_utf8_lossy(line)),
            Err(TooLong) => writeln!(output, "too long"),
        };
        filter_streams(Pieces(input, piece), &mut output, 5, answer).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn every_line_has_one_answer_in_order() {
        for piece in [1, 2, 3, 7, 1000] {
            for (input, expected) in [
                (b"".as_slice(), ""),
                (b"\n", "\n"),
                (b"a\nb", "a\nb\n"),
                (b"a\n\nb\n", "a\n\nb\n"),
                (b"12345\n123456\n1\n", "12345\ntoo long\n1\n"),
                (b"1234567890", "too long\n"),
                (b"1234567890\n", "too long\n"),
                (b"\xFF\n", "\u{FFFD}\n"),
            ] {
                assert_eq!(answers(input, piece), expected, "{input:?} in pieces of {piece}");
            }
        }
    }
}
