//! One line that nobody asked for. Used by the fuzz target, and by `tests/library/corpora.rs` on what it found.

use simgate::at::glue;
use simgate::at::urc::{self, Head};

/// Nothing is lost where a line comes apart, and a text that goes on comes to its end.
pub fn check(input: &[u8]) {
    let line = &*String::from_utf8_lossy(input);
    let pieces = glue::unglue(line);
    let blanks = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(pieces.iter().map(|piece| blanks(piece)).sum::<usize>(), blanks(line));
    for piece in pieces {
        let _ = (urc::twin(piece), urc::shows_text(piece), urc::breaks_text_off(piece));
        let Some(Head::TextFollows(mut open)) = urc::parse(piece) else { continue };
        let _ = open.clone().broken_off();
        for lines in 0.. {
            match open.go_on("123456789") {
                Err(still) if !still.is_full() => open = still,
                Ok(_) | Err(_) => break,
            }
            assert!(lines < 110);
        }
    }
}
