//! The two formats for machines: one marks the code and its host, the other marks that the text holds a code.

use super::fold::Glyph;
use super::script::Sort;

/// A code and the host that it is bound to.
#[derive(Debug, PartialEq, Eq)]
pub struct Bound<'a> {
    pub host: &'a str,
    pub code: &'a str,
}

/// Reads the last row `@host #code` (WICG, "Origin-bound one-time codes delivered via SMS", "Parsing"). Exactly one blank
/// is between the fields, and the rest after the code is ignored. A host needs a dot, because people write `@john #happy`.
pub fn origin_bound(text: &str) -> Option<Bound<'_>> {
    // Most texts have no `@`, and to see that is quicker than to find their last row.
    let row = if text.contains('@') { text.rsplit(['\n', '\r']).next()? } else { return None };
    let (host, rest) = token(row.strip_prefix('@')?)?;
    let (code, _) = token(rest.strip_prefix(' ')?.strip_prefix('#')?)?;
    (is_host(host) && code.len() <= CODE_MAX).then_some(Bound { host, code })
}

const CODE_MAX: usize = 64;

/// Cuts the text at its first ASCII whitespace.
fn token(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn is_host(host: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    host.contains('.') && host.len() <= 253 && host.split('.').all(label)
}

/// Whether a text is for the SMS Retriever of Android, and where the hash of the app begins. Such a text ends with 11
/// characters that look like the hash, or begins with the mark `<#>`, or with `[#]` of older guides.
pub fn retriever(text: &[Glyph]) -> (bool, Option<usize>) {
    let end = text.iter().rposition(|glyph| glyph.sort != Sort::Blank).map_or(0, |at| at + 1);
    let start = text[..end].iter().rposition(|glyph| glyph.sort == Sort::Blank).map_or(0, |at| at + 1);
    let hash = (start > 0 && is_hash(&text[start..end])).then_some(start);
    let begins = |mark: &str| mark.chars().zip(text).all(|(c, glyph)| c == glyph.orig) && text.len() > 3;
    (begins("<#>") || begins("[#]") || hash.is_some(), hash)
}

/// Whether it is 11 characters of base64 that look like no word: with capitals amid small letters, or with digits.
fn is_hash(word: &[Glyph]) -> bool {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/');
    let count = |test: fn(char) -> bool| word.iter().filter(|glyph| test(glyph.orig)).count();
    let inner_capital = word.iter().skip(1).any(|glyph| glyph.orig.is_ascii_uppercase());
    word.len() == 11
        && word.iter().all(|glyph| is_base64(glyph.orig))
        && count(|c| c.is_ascii_lowercase()) > 0
        && inner_capital
        && count(|c| c.is_ascii_alphabetic()) >= 5
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn origin_bound_codes_follow_the_grammar() {
        for (text, found) in [
            ("@example.com #747723", Some(("example.com", "747723"))),
            ("747723 is your code.\n\n@example.com #747723", Some(("example.com", "747723"))),
            ("text\r\n@example.com #747723 @embedded.example", Some(("example.com", "747723"))),
            ("@example.com #747723 %ecommerce.example $future", Some(("example.com", "747723"))),
            ("@example.com #A7-x\tmore", Some(("example.com", "A7-x"))),
            ("something @example.com #747723", None),
            ("@example.com code #747723", None),
            ("@example.com  #747723", None),
            ("@example.com\t#747723", None),
            ("@example.com #", None),
            ("@example.com 747723", None),
            ("@ #747723", None),
            (" @example.com #747723", None),
            ("@example.com #747723\n", None),
            ("@example.com #747723\nmore", None),
            ("#747723 @example.com", None),
            ("@john #happy", None),
            ("@a..b #1", None),
            ("", None),
        ] {
            let bound = origin_bound(text);
            assert_eq!(bound.map(|bound| (bound.host, bound.code)), found, "{text:?}");
        }
    }

    #[test]
    fn retriever_hashes_are_distinguished_from_words() {
        for (text, found) in [
            ("<#> Your code is 123456\nFA+9qCX9VSu", (true, Some(24))),
            ("Your code is 123456 FA+9qCX9VSu", (true, Some(20))),
            ("<#> Your code is 123456", (true, None)),
            ("Your code is 123456 for information", (false, None)),
            ("INFORMATION", (false, None)),
            ("12345678901", (false, None)),
            ("call 12345678901", (false, None)),
        ] {
            assert_eq!(retriever(&fold(text)), found, "{text}");
        }
    }
}
