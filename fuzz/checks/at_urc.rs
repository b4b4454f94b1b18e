//! One line that nobody asked for. Used by the fuzz target, and by `tests/corpora.rs` on what it found.

use simgate::at::urc::{self, Head};

/// Nothing is lost where a line comes apart, and a text that goes on comes to its end.
pub fn check(input: &[u8]) {
    let line = &*String::from_utf8_lossy(input);
    let pieces = urc::unglue(line);
    let blanks = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(pieces.iter().map(|piece| blanks(piece)).sum::<usize>(), blanks(line));
    for piece in pieces {
        let _ = (urc::twin(piece), urc::is_known_noise(piece), urc::announces_message(piece));
        let Some(Head::TextFollows(mut open)) = urc::parse(piece) else { continue };
        let _ = open.clone().broken_off();
        for lines in 0.. {
            match open.go_on("123456789") {
                Ok(_) => break,
                Err(still) => open = still,
            }
            assert!(lines < 110);
        }
    }
}
