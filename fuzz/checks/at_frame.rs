//! Bytes from a serial port. Used by the fuzz target, and by `tests/library/corpora.rs` on what it found.

use simgate::at::frame::{Framer, ROW_BYTES_MAX, Token};

/// The tokens are the same however the bytes are split, and none is empty or too long. The first byte sets the length of the
/// pieces, and whether a prompt is expected.
pub fn check(input: &[u8]) {
    let Some((&first, bytes)) = input.split_first() else { return };
    let prompt_of = (first & 1 != 0).then_some("AT+CMGS=23");
    let whole = cut(bytes, bytes.len().max(1), prompt_of);
    assert_eq!(whole, cut(bytes, 1, prompt_of));
    assert_eq!(whole, cut(bytes, usize::from(first / 2).max(1), prompt_of));
    let kept: usize = whole.iter().map(length).sum();
    assert!(kept <= bytes.len());
}

fn cut(bytes: &[u8], size: usize, prompt_of: Option<&str>) -> Vec<Token> {
    let mut framer = Framer::default();
    let mut tokens = Vec::new();
    for mut piece in bytes.chunks(size) {
        while !piece.is_empty() {
            let (taken, token) = framer.take(piece, prompt_of);
            assert!(taken > 0);
            piece = &piece[taken..];
            tokens.extend(token);
        }
    }
    tokens
}

fn length(token: &Token) -> usize {
    match token {
        Token::Row(row) => {
            assert!(!row.is_empty() && row.len() <= ROW_BYTES_MAX);
            row.len()
        }
        Token::Overlong(row) => {
            assert_eq!(row.len(), ROW_BYTES_MAX);
            row.len()
        }
        Token::Prompt => 0,
    }
}
