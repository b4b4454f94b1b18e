//! A collection of texts with the answers that a person gives, and how many of them the finder
//! gives too.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Deserializer};

use super::fold::{fold, fold_word};
use super::origin::{self, Retriever};
use super::{Finder, Found};

/// One text. What is absent is not asked; `null` asks for none.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    #[serde(default)]
    pub lang: Option<String>,
    #[serde(default)]
    pub from: String,
    pub text: String,
    /// Always asked.
    #[serde(deserialize_with = "Option::deserialize")]
    pub code: Option<String>,
    #[serde(default, deserialize_with = "asked")]
    pub service: Option<Option<String>>,
    #[serde(default, deserialize_with = "asked")]
    pub origin: Option<Option<String>>,
    /// In seconds.
    #[serde(default, deserialize_with = "asked")]
    pub valid_for: Option<Option<u64>>,
    #[serde(default)]
    pub format: Option<String>,
}

/// A key that is there, be it with `null`.
fn asked<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// One answer that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// As in a line of a collection.
    pub key: &'static str,
    pub wanted: Option<String>,
    pub got: Option<String>,
}

impl Case {
    pub fn ask(&self, finder: &Finder) -> Option<Found> {
        finder.find(&self.from, &self.text)
    }

    /// Whether every answer is right: code or none, and what is asked of service, origin and validity.
    pub fn is_exact(&self, found: Option<&Found>) -> bool {
        self.misses(found).is_empty()
    }

    /// What is not as it should be: the code, or where that is right, the rest that is asked.
    pub fn misses(&self, found: Option<&Found>) -> Vec<Miss> {
        let code = found.map(|found| found.value.clone());
        if code != self.code {
            return vec![Miss { key: "code", wanted: self.code.clone(), got: code }];
        }
        let Some(found) = found else { return Vec::new() };
        let seconds = |span: Duration| span.as_secs().to_string();
        let answers = [
            ("service", self.service.clone(), found.service.clone()),
            ("origin", self.origin.clone(), found.origin.clone()),
            ("valid_for", self.valid_for.map(|wanted| wanted.map(|s| s.to_string())), found.valid_for.map(seconds)),
        ];
        let wrong = answers.into_iter().filter_map(|(key, wanted, got)| Some(Miss { key, wanted: wanted?, got }));
        wrong.filter(|miss| miss.wanted != miss.got).collect()
    }

    /// How the code is written: as the case says, or as its text shows.
    pub fn format(&self) -> &str {
        self.format.as_deref().unwrap_or_else(|| written(&self.text, self.code.as_deref()))
    }
}

fn written(text: &str, code: Option<&str>) -> &'static str {
    let Some(code) = code else { return "none" };
    if origin::origin_bound(text).is_some() {
        return "origin-bound";
    }
    if origin::retriever(&fold(text)).0 != Retriever::No {
        return "retriever";
    }
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return "alphanumeric";
    }
    if !fold_word(text).contains(code) {
        return "grouped";
    }
    if !text.contains(code) {
        return "other-script";
    }
    match code.len() {
        4 => "4 digits",
        5 => "5 digits",
        6 => "6 digits",
        7..=10 => "7-10 digits",
        _ => "other length",
    }
}

/// Counts over some texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    pub texts: usize,
    /// Texts with a code, and those of them that it was found in.
    pub codes: usize,
    pub found: usize,
    /// Answers, and those that were wrong.
    pub given: usize,
    pub wrong: usize,
    /// Texts with every answer right.
    pub exact: usize,
}

impl Score {
    pub fn count(&mut self, case: &Case, found: Option<&Found>) {
        let right = found.map(|found| &found.value) == case.code.as_ref();
        self.texts += 1;
        self.codes += usize::from(case.code.is_some());
        self.found += usize::from(right && found.is_some());
        self.given += usize::from(found.is_some());
        self.wrong += usize::from(!right && found.is_some());
        self.exact += usize::from(case.is_exact(found));
    }

    /// The share of the answers that are right, where there is one.
    pub fn precision(&self) -> Option<f64> {
        share(self.given - self.wrong, self.given)
    }

    /// The share of the codes that were found, where there is one.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.codes)
    }

    /// The share of the texts with every answer right.
    pub fn exact_share(&self) -> Option<f64> {
        share(self.exact, self.texts)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A collection's score: over all, by language, by the way the code is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    pub all: Score,
    pub languages: BTreeMap<String, Score>,
    pub formats: BTreeMap<String, Score>,
}

impl Scores {
    pub fn count(&mut self, case: &Case, found: Option<&Found>) {
        let language = case.lang.as_deref().unwrap_or("-").to_owned();
        self.all.count(case, found);
        self.languages.entry(language).or_default().count(case, found);
        self.formats.entry(case.format().to_owned()).or_default().count(case, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(text: &str, code: Option<&str>) -> Case {
        let code = code.map(str::to_owned);
        let (from, text) = ("Example".to_owned(), text.to_owned());
        Case { lang: None, from, text, code, service: None, origin: None, valid_for: None, format: None }
    }

    fn found(value: &str) -> Found {
        let service = Some("Example".to_owned());
        Found { value: value.to_owned(), service, origin: None, confidence: 0.9, valid_for: None }
    }

    #[test]
    fn the_way_a_code_is_written_shows_in_its_text() {
        for (text, code, format) in [
            ("hello", None, "none"),
            ("482913\n@example.com #482913", Some("482913"), "origin-bound"),
            ("<#> 482913", Some("482913"), "retriever"),
            ("Code 482913 FA+9qCX9VSu", Some("482913"), "retriever"),
            ("Code 482-913", Some("482913"), "grouped"),
            ("Code ٤٨٢ ٩١٣", Some("482913"), "grouped"),
            ("Code B4T-77K", Some("B4T-77K"), "alphanumeric"),
            ("Code ٤٨٢٩١٣", Some("482913"), "other-script"),
            ("Code 4829", Some("4829"), "4 digits"),
            ("Code 48291", Some("48291"), "5 digits"),
            ("Code 482913", Some("482913"), "6 digits"),
            ("Code 4829130", Some("4829130"), "7-10 digits"),
            ("Code 482", Some("482"), "other length"),
        ] {
            assert_eq!(case(text, code).format(), format, "{text}");
        }
        assert_eq!(Case { format: Some("own".to_owned()), ..case("hello", None) }.format(), "own");
    }

    #[test]
    fn exact_is_every_answer_that_was_asked_for() {
        let asked = case("", Some("1234"));
        let right = found("1234");
        assert!(asked.is_exact(Some(&right)));
        assert!(!asked.is_exact(None));
        assert!(!asked.is_exact(Some(&found("4321"))));
        assert!(case("", None).is_exact(None));
        assert!(!case("", None).is_exact(Some(&right)));
        for (case, exact) in [
            (Case { service: Some(Some("Example".to_owned())), ..asked.clone() }, true),
            (Case { service: Some(Some("Other".to_owned())), ..asked.clone() }, false),
            (Case { service: Some(None), ..asked.clone() }, false),
            (Case { origin: Some(None), ..asked.clone() }, true),
            (Case { origin: Some(Some("example.com".to_owned())), ..asked.clone() }, false),
            (Case { valid_for: Some(None), ..asked.clone() }, true),
            (Case { valid_for: Some(Some(60)), ..asked.clone() }, false),
        ] {
            assert_eq!(case.is_exact(Some(&right)), exact, "{case:?}");
        }
    }

    #[test]
    fn shares_are_of_what_there_is() {
        let mut score = Score::default();
        assert_eq!((score.precision(), score.recall(), score.exact_share()), (None, None, None));
        score.count(&case("", None), None);
        assert_eq!((score.precision(), score.recall(), score.exact_share()), (None, None, Some(1.0)));
        score.count(&case("", Some("1234")), Some(&found("1234")));
        score.count(&case("", Some("1234")), Some(&found("4321")));
        score.count(&case("", Some("1234")), None);
        score.count(&case("", Some("1234")), None);
        score.count(&case("", None), Some(&found("4321")));
        assert_eq!((score.texts, score.codes, score.found, score.given, score.wrong, score.exact), (6, 4, 1, 3, 2, 2));
        assert_eq!(score.precision(), Some(1.0 / 3.0));
        assert_eq!(score.recall(), Some(0.25));
        assert_eq!(score.exact_share(), Some(1.0 / 3.0));
    }
}
