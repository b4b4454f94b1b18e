//! One unsolicited row. Used by the fuzz target, and by `tests/library/corpora.rs` on what it found.

use simgate::at::merged_rows;
use simgate::at::urc::{self, Parsed};

/// Splitting a row loses nothing, and a text of several rows ends.
pub fn check(input: &[u8]) {
    let row = &*String::from_utf8_lossy(input);
    let pieces = merged_rows::split(row);
    let blanks = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    assert_eq!(pieces.iter().map(|piece| blanks(piece)).sum::<usize>(), blanks(row));
    for piece in pieces {
        let _ = (urc::shared_prefix(piece), urc::is_text_mode_header(piece), urc::interrupts_text(piece));
        let Some(Parsed::UssdContinues(mut open)) = urc::parse(piece) else { continue };
        let _ = open.clone().into_incomplete();
        for rows in 0.. {
            match open.append("123456789") {
                Err(still) if !still.is_full() => open = still,
                Ok(_) | Err(_) => break,
            }
            assert!(rows < 110);
        }
    }
}
