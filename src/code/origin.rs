//! The two formats that say by themselves where the code is, or that there is one.

use super::fold::Glyph;
use super::script::Sort;

/// A code bound to an origin.
#[derive(Debug, PartialEq, Eq)]
pub struct Bound<'a> {
    pub host: &'a str,
    pub code: &'a str,
}

/// Reads the last line `@host #code` (WICG, "Origin-bound one-time codes delivered via SMS",
/// "Parsing"). Fields are parted by exactly one blank; what follows the code is ignored. A host
/// without a dot names no site; `@john #happy` is what people write.
pub fn origin_bound(text: &str) -> Option<Bound<'_>> {
    // Most texts have none, which is quicker to see than where their last line begins.
    let line = if text.contains('@') { text.rsplit(['\n', '\r']).next()? } else { return None };
    let (host, rest) = token(line.strip_prefix('@')?)?;
    let (code, _) = token(rest.strip_prefix(' ')?.strip_prefix('#')?)?;
    (is_host(host) && code.len() <= CODE_MAX).then_some(Bound { host, code })
}

const CODE_MAX: usize = 64;

/// Up to the next ASCII whitespace.
fn token(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn is_host(host: &str) -> bool {
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    host.contains('.') && host.len() <= 253 && host.split('.').all(label)
}

/// How sure it is that a text is for the SMS Retriever of Android.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retriever {
    No,
    /// It ends with 11 characters that look like the hash of an app.
    Hash,
    /// It has the mark `<#>` too, or `[#]` as older guides say.
    Marked,
}

/// The trailer of the SMS Retriever: the hash, and the index where it begins.
pub fn retriever(text: &[Glyph]) -> (Retriever, Option<usize>) {
    let end = text.iter().rposition(|glyph| glyph.sort != Sort::Blank).map_or(0, |at| at + 1);
    let start = text[..end].iter().rposition(|glyph| glyph.sort == Sort::Blank).map_or(0, |at| at + 1);
    let hash = (start > 0 && is_hash(&text[start..end])).then_some(start);
    let begins = |mark: &str| mark.chars().zip(text).all(|(c, glyph)| c == glyph.orig) && text.len() > 3;
    let kind = match (begins("<#>") || begins("[#]"), hash) {
        (true, _) => Retriever::Marked,
        (false, Some(_)) => Retriever::Hash,
        (false, None) => Retriever::No,
    };
    (kind, hash)
}

/// 11 characters of base64 that no word looks like: capitals amid small letters, or digits.
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
    fn retriever_trailers_are_told_from_words() {
        for (text, kind) in [
            ("<#> Your code is 123456\nFA+9qCX9VSu", Retriever::Marked),
            ("Your code is 123456 FA+9qCX9VSu", Retriever::Hash),
            ("<#> Your code is 123456", Retriever::Marked),
            ("Your code is 123456 for information", Retriever::No),
            ("INFORMATION", Retriever::No),
            ("12345678901", Retriever::No),
            ("call 12345678901", Retriever::No),
        ] {
            assert_eq!(retriever(&fold(text)).0, kind, "{text}");
        }
    }
}
