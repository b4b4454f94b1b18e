//! Texts after `+CME ERROR:` and `+CMS ERROR:`. Used by the fuzz target, and by `tests/library/corpora.rs` on what it found.

use simgate::at::Cause;

/// A cause read has a sentence, which reads as the same cause.
pub fn check(input: &[u8]) {
    let text = &*String::from_utf8_lossy(input);
    for (cause, again) in [
        (Cause::equipment(text), Cause::equipment as fn(&str) -> Cause),
        (Cause::message(text), Cause::message as fn(&str) -> Cause),
    ] {
        assert!(!cause.sentence.is_empty());
        if let Some(code) = cause.code {
            assert_eq!(again(&code.to_string()), cause);
        }
    }
}
