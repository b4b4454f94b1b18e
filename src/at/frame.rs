//! Bytes to lines (V.250 5.7.1) and to the prompt of `+CMGS` (27.005 3.5.1), which has no line
//! end and which a plain line reader therefore never sees.

/// Longest line kept. The longest honest ones are `+COPS=?` listings of about 3 kB; a PDU line
/// has at most 2 * (12 + 164) characters.
pub const LINE_BYTES_MAX: usize = 8192;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A line without its line end, never empty.
    Line(Vec<u8>),
    /// `> `: the modem waits for a PDU.
    Prompt,
    /// The beginning of a line that was longer than [`LINE_BYTES_MAX`]; the rest is gone.
    Overlong(Vec<u8>),
}

/// Cuts a stream of bytes, however it was split on its way.
#[derive(Debug, Default)]
pub struct Framer {
    line: Vec<u8>,
    overlong: bool,
    /// NUL bytes left out: some UARTs make them while the modem powers up.
    pub nuls: u64,
}

impl Framer {
    /// Takes bytes up to and including the next token. Returns how many were taken and the token,
    /// so that the caller can change `prompt_of` between two tokens of one read.
    ///
    /// `>` at the beginning of a line is the prompt only while that of a command is waited for:
    /// elsewhere it may begin a line of text. A prompt may also stand glued behind the echo of its
    /// command, or behind what is left of the echo (`AT+CMGS=23> `, `GS=23> `).
    pub fn take(&mut self, bytes: &[u8], prompt_of: Option<&str>) -> (usize, Option<Token>) {
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'\r' | b'\n' => {
                    if let Some(token) = self.end_line() {
                        return (at + 1, Some(token));
                    }
                }
                0 => self.nuls += 1,
                // Blanks, and what a Ctrl-Z or XON leaves behind.
                1..=b' ' if self.line.is_empty() => {}
                b'>' if prompt_of.is_some_and(|command| self.is_end_of(command)) => {
                    self.line.clear();
                    return (at + 1, Some(Token::Prompt));
                }
                _ if self.line.len() == LINE_BYTES_MAX => self.overlong = true,
                _ => self.line.push(byte),
            }
        }
        (bytes.len(), None)
    }

    /// Forgets a half line, as after the port was opened anew.
    pub fn clear(&mut self) {
        self.line.clear();
        self.overlong = false;
    }

    fn end_line(&mut self) -> Option<Token> {
        if self.line.is_empty() {
            return None;
        }
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.overlong) { Some(Token::Overlong(line)) } else { Some(Token::Line(line)) }
    }

    /// Nothing yet, or the echo of `command` not yet ended by its CR, with or without its beginning.
    fn is_end_of(&self, command: &str) -> bool {
        let start = command.len().checked_sub(self.line.len());
        start.is_some_and(|start| command.as_bytes()[start..].eq_ignore_ascii_case(&self.line))
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

    fn line(text: &str) -> Token {
        Token::Line(text.as_bytes().to_vec())
    }

    #[test]
    fn lines_are_the_same_however_the_bytes_are_split() {
        const SEND: Option<&str> = Some("AT+CMGS=23");
        let cases: [(&[u8], Option<&str>, Vec<Token>); 13] = [
            (b"\r\nOK\r\n", None, vec![line("OK")]),
            (b"AT\r\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n", None, vec![line("AT"), line("OK"), line("+CMTI: \"SM\",1")]),
            (b"\n\r\r\n  OK\r", None, vec![line("OK")]),
            (b"\0O\0K\r\n", None, vec![line("OK")]),
            (b"\r\n> ", SEND, vec![Token::Prompt]),
            (b"AT+CMGS=23\r\r\n> \r\n+CMGS: 4\r\n", SEND, vec![line("AT+CMGS=23"), Token::Prompt, line("+CMGS: 4")]),
            (b"AT+CMGS=23> ", SEND, vec![Token::Prompt]),
            (b"GS=23> ", SEND, vec![Token::Prompt]),
            (b"at+cmgs=23\r\r\n>", SEND, vec![line("at+cmgs=23"), Token::Prompt]),
            (b"a > b\r\n> ", SEND, vec![line("a > b"), Token::Prompt]),
            (b"x AT+CMGS=23>\r\n", SEND, vec![line("x AT+CMGS=23>")]),
            (b"\x1A\r\n\x11+CMGS: 4\r\n", None, vec![line("+CMGS: 4")]),
            (b"\r\n> not asked for\r\n", None, vec![line("> not asked for")]),
        ];
        for (bytes, prompt_of, want) in cases {
            for size in [1, 2, 3, 5, 7, 100] {
                assert_eq!(cut(bytes, size, prompt_of), want, "{bytes:?} by {size}");
            }
        }
    }

    #[test]
    fn an_overlong_line_is_bounded_and_the_next_one_whole() {
        let mut bytes = vec![b'x'; 3 * LINE_BYTES_MAX];
        bytes.extend_from_slice(b"\r\nOK\r\n");
        assert_eq!(cut(&bytes, 1000, None), vec![Token::Overlong(vec![b'x'; LINE_BYTES_MAX]), line("OK")]);
    }
}
