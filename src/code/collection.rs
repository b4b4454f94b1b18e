//! A collection of texts with the right answers, and the count of those that the finder has right.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Deserializer};

use super::fold::{fold, fold_word};
use super::origin;
use super::{Finder, Found};

/// One text with its right answers. An absent answer is not compared; `null` means that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    #[serde(default)]
    pub lang: Option<String>,
    #[serde(default)]
    pub from: String,
    pub text: String,
    /// Always compared.
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

/// Reads a key that is present, `null` included.
fn asked<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// One answer that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The key in a row of the collection.
    pub key: &'static str,
    pub wanted: Option<String>,
    pub got: Option<String>,
}

impl Case {
    /// The finder's answer.
    pub fn ask(&self, finder: &Finder) -> Option<Found> {
        finder.find(&self.from, &self.text)
    }

    /// Whether every answer is right: the code or that there is none, and each of service, origin and validity that the
    /// case has.
    pub fn is_exact(&self, found: Option<&Found>) -> bool {
        self.misses(found).is_empty()
    }

    /// The wrong answers: the code alone if it is wrong, otherwise the rest.
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

    /// How the code is written: `format` of the case, or as the text has it.
    pub fn format(&self) -> &str {
        self.format.as_deref().unwrap_or_else(|| written(&self.text, self.code.as_deref()))
    }
}

fn written(text: &str, code: Option<&str>) -> &'static str {
    let Some(code) = code else { return "none" };
    if origin::origin_bound(text).is_some() {
        return "origin-bound";
    }
    if origin::retriever(&fold(text)).0 {
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
    /// Texts that hold a code.
    pub codes: usize,
    /// Texts whose code was found.
    pub found: usize,
    /// Texts for which the finder returned a code.
    pub answers: usize,
    /// Those of them with a wrong code.
    pub wrong: usize,
    /// Texts whose answers are all right.
    pub exact: usize,
}

impl Score {
    /// Adds one text and its answer.
    pub fn count(&mut self, case: &Case, found: Option<&Found>) {
        let right = found.map(|found| &found.value) == case.code.as_ref();
        self.texts += 1;
        self.codes += usize::from(case.code.is_some());
        self.found += usize::from(right && found.is_some());
        self.answers += usize::from(found.is_some());
        self.wrong += usize::from(!right && found.is_some());
        self.exact += usize::from(case.is_exact(found));
    }

    /// Adds the counts of other texts.
    pub fn add(&mut self, other: Self) {
        self.texts += other.texts;
        self.codes += other.codes;
        self.found += other.found;
        self.answers += other.answers;
        self.wrong += other.wrong;
        self.exact += other.exact;
    }

    /// The share of the returned codes that are right.
    pub fn precision(&self) -> Option<f64> {
        share(self.answers - self.wrong, self.answers)
    }

    /// The share of the codes that were found.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.codes)
    }

    /// The share of the texts whose answers are all right.
    pub fn exact_share(&self) -> Option<f64> {
        share(self.exact, self.texts)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The score of a collection: of all texts, of each language, and of each way to write a code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    pub all: Score,
    pub languages: BTreeMap<String, Score>,
    pub formats: BTreeMap<String, Score>,
}

impl Scores {
    /// Adds one text and its answer.
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
        Found {
            value: value.to_owned(),
            spelling: None,
            service,
            origin: None,
            confidence: 0.9,
            alternatives: Vec::new(),
            valid_for: None,
        }
    }

    #[test]
    fn the_format_of_a_code_follows_from_its_text() {
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
    fn exact_means_that_every_answer_of_the_case_is_right() {
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
    fn a_share_of_nothing_is_none() {
        let mut score = Score::default();
        assert_eq!((score.precision(), score.recall(), score.exact_share()), (None, None, None));
        score.count(&case("", None), None);
        assert_eq!((score.precision(), score.recall(), score.exact_share()), (None, None, Some(1.0)));
        score.count(&case("", Some("1234")), Some(&found("1234")));
        score.count(&case("", Some("1234")), Some(&found("4321")));
        score.count(&case("", Some("1234")), None);
        score.count(&case("", Some("1234")), None);
        score.count(&case("", None), Some(&found("4321")));
        assert_eq!(
            (score.texts, score.codes, score.found, score.answers, score.wrong, score.exact),
            (6, 4, 1, 3, 2, 2)
        );
        assert_eq!(score.precision(), Some(1.0 / 3.0));
        assert_eq!(score.recall(), Some(0.25));
        assert_eq!(score.exact_share(), Some(1.0 / 3.0));
    }
}
