//! Cuts bytes into rows (V.250 5.7.1) and prompts. The prompt of `+CMGS` (27.005 3.5.1) has no line end, so a plain row
//! reader would never find it.

/// The longest row that is kept. The longest valid rows are `+COPS=?` listings of about 3 kB; a row with a PDU has at
/// most 2 * (12 + 164) characters.
pub const ROW_BYTES_MAX: usize = 8192;

/// What the framer finds in a stream of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A row without its line end, never empty.
    Row(Vec<u8>),
    /// `> `: the modem waits for a PDU.
    Prompt,
    /// The beginning of a row that was longer than [`ROW_BYTES_MAX`]; the rest is discarded.
    Overlong(Vec<u8>),
}

/// Cuts a stream of bytes into tokens. How the stream was divided into reads doesn't matter.
#[derive(Debug, Default)]
pub struct Framer {
    row: Vec<u8>,
    overlong: bool,
    /// The number of discarded NUL bytes: some UARTs produce them while the modem powers up.
    pub nuls: u64,
}

impl Framer {
    /// Consumes bytes up to and including the next token. Returns the number of consumed bytes and the token, so that
    /// the caller can change `prompt_of` between two tokens of one read.
    ///
    /// `prompt_of` is the command that waits for a prompt. Only then is a `>` at the beginning of a row a prompt;
    /// otherwise it may begin a row of text. The prompt may also follow the echo of its command, or the last part of
    /// the echo, without a line end (`AT+CMGS=23> `, `GS=23> `).
    pub fn take(&mut self, bytes: &[u8], prompt_of: Option<&str>) -> (usize, Option<Token>) {
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'\r' | b'\n' => {
                    if let Some(token) = self.end_row() {
                        return (at + 1, Some(token));
                    }
                }
                0 => self.nuls += 1,
                // Blanks, and the bytes that a Ctrl-Z or XON leaves in front of a row.
                1..=b' ' if self.row.is_empty() => {}
                b'>' if prompt_of.is_some_and(|command| self.is_end_of(command)) => {
                    self.row.clear();
                    return (at + 1, Some(Token::Prompt));
                }
                _ if self.row.len() == ROW_BYTES_MAX => self.overlong = true,
                _ => self.row.push(byte),
            }
        }
        (bytes.len(), None)
    }

    /// Discards an incomplete row, as after the port was opened again.
    pub fn clear(&mut self) {
        self.row.clear();
        self.overlong = false;
    }

    fn end_row(&mut self) -> Option<Token> {
        if self.row.is_empty() {
            return None;
        }
        let row = std::mem::take(&mut self.row);
        if std::mem::take(&mut self.overlong) { Some(Token::Overlong(row)) } else { Some(Token::Row(row)) }
    }

    /// Whether the row so far is empty, or is an end of the echo of `command` whose CR has not arrived.
    fn is_end_of(&self, command: &str) -> bool {
        let start = command.len().checked_sub(self.row.len());
        start.is_some_and(|start| command.as_bytes()[start..].eq_ignore_ascii_case(&self.row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds `bytes` in pieces of `size` and collects the tokens.
    fn cut(bytes: &[u8], size: usize, prompt_of: Option<&str>) -> Vec<Token> {
        let mut framer = Framer::default();
        let mut tokens = Vec::new();
        for mut piece in bytes.chunks(size) {
            while !piece.is_empty() {
                let (taken, token) = framer.take(piece, prompt_of);
                piece = &piece[taken..];
                tokens.extend(token);
            }
        }
        tokens
    }

    fn row(text: &str) -> Token {
        Token::Row(text.as_bytes().to_vec())
    }

    #[test]
    fn rows_do_not_depend_on_how_the_bytes_are_split() {
        const SEND: Option<&str> = Some("AT+CMGS=23");
        let cases: [(&[u8], Option<&str>, Vec<Token>); 13] = [
            (b"\r\nOK\r\n", None, vec![row("OK")]),
            (b"AT\r\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n", None, vec![row("AT"), row("OK"), row("+CMTI: \"SM\",1")]),
            (b"\n\r\r\n  OK\r", None, vec![row("OK")]),
            (b"\0O\0K\r\n", None, vec![row("OK")]),
            (b"\r\n> ", SEND, vec![Token::Prompt]),
            (b"AT+CMGS=23\r\r\n> \r\n+CMGS: 4\r\n", SEND, vec![row("AT+CMGS=23"), Token::Prompt, row("+CMGS: 4")]),
            (b"AT+CMGS=23> ", SEND, vec![Token::Prompt]),
            (b"GS=23> ", SEND, vec![Token::Prompt]),
            (b"at+cmgs=23\r\r\n>", SEND, vec![row("at+cmgs=23"), Token::Prompt]),
            (b"a > b\r\n> ", SEND, vec![row("a > b"), Token::Prompt]),
            (b"x AT+CMGS=23>\r\n", SEND, vec![row("x AT+CMGS=23>")]),
            (b"\x1A\r\n\x11+CMGS: 4\r\n", None, vec![row("+CMGS: 4")]),
            (b"\r\n> not asked for\r\n", None, vec![row("> not asked for")]),
        ];
        for (bytes, prompt_of, want) in cases {
            for size in [1, 2, 3, 5, 7, 100] {
                assert_eq!(cut(bytes, size, prompt_of), want, "{bytes:?} by {size}");
            }
        }
    }

    #[test]
    fn an_overlong_row_is_cut_off_and_the_next_one_is_complete() {
        let mut bytes = vec![b'x'; 3 * ROW_BYTES_MAX];
        bytes.extend_from_slice(b"\r\nOK\r\n");
        assert_eq!(cut(&bytes, 1000, None), vec![Token::Overlong(vec![b'x'; ROW_BYTES_MAX]), row("OK")]);
    }
}
