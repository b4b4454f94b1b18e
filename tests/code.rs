//! The code finder against its own collection of texts, `tests/codes/*.jsonl`: made up for this
//! project, in many languages, with the answers that a person gives.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;
use serde::Deserialize;
use simgate::code::{self, Found};

/// One text. What is absent is not asked.
#[derive(Deserialize)]
struct Case {
    lang: String,
    from: String,
    text: String,
    code: Option<String>,
    service: Option<String>,
    origin: Option<String>,
    valid_for: Option<u64>,
}

#[derive(Default)]
struct Score {
    texts: usize,
    /// Texts with a code, and those of them that it was found in.
    codes: usize,
    found: usize,
    /// Answers, and those that were wrong.
    given: usize,
    wrong: usize,
    /// Texts with every answer right: code or none, service, origin, validity.
    exact: usize,
}

impl Score {
    fn count(&mut self, case: &Case, found: Option<&Found>) {
        let value = found.map(|found| found.value.as_str());
        let right = value == case.code.as_deref();
        self.texts += 1;
        self.codes += usize::from(case.code.is_some());
        self.found += usize::from(right && value.is_some());
        self.given += usize::from(value.is_some());
        self.wrong += usize::from(!right && value.is_some());
        self.exact += usize::from(right && details(case, found));
    }

    fn precision(&self) -> f64 {
        1.0 - self.wrong as f64 / self.given.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.codes.max(1) as f64
    }
}

fn details(case: &Case, found: Option<&Found>) -> bool {
    let Some(found) = found else { return true };
    (case.service.is_none() || case.service == found.service)
        && case.origin == found.origin
        && case.valid_for.is_none_or(|seconds| found.valid_for == Some(Duration::from_secs(seconds)))
}

fn collection() -> Vec<Case> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codes");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect::<String>();
    texts.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn the_collection_is_answered_as_a_person_would() {
    let cases = collection();
    let mut all = Score::default();
    let mut languages: BTreeMap<&str, Score> = BTreeMap::new();
    for case in &cases {
        let found = code::find(&case.from, &case.text);
        all.count(case, found.as_ref());
        languages.entry(&case.lang).or_default().count(case, found.as_ref());
        if found.as_ref().map(|found| &found.value) != case.code.as_ref() || !details(case, found.as_ref()) {
            let got = found.as_ref().map(|found| (&found.value, &found.service, &found.origin, found.valid_for));
            println!("{} {:?}\n  wanted {:?} {:?}, got {got:?}", case.lang, case.text, case.code, case.service);
        }
    }
    for (language, score) in &languages {
        println!(
            "{language:8} texts {:3}  precision {:.3}  recall {:.3}  exact {:.3}",
            score.texts,
            score.precision(),
            score.recall(),
            score.exact as f64 / score.texts as f64
        );
    }
    println!(
        "all      texts {:3}  precision {:.4}  recall {:.4}  exact {:.4}, in {} languages",
        all.texts,
        all.precision(),
        all.recall(),
        all.exact as f64 / all.texts as f64,
        languages.len()
    );
    assert!(all.texts >= 600 && languages.len() >= 75, "{} texts in {} languages", all.texts, languages.len());
    assert!(all.precision() >= 0.999, "{} wrong codes", all.wrong);
    assert!(all.recall() >= 0.99, "recall {}", all.recall());
    assert!(all.exact as f64 >= 0.98 * all.texts as f64, "exact {} of {}", all.exact, all.texts);
}

#[test]
fn an_answer_does_not_show_its_code_when_debugged() {
    let found = code::find("Example", "Your code is 482913. Valid for 5 minutes.").expect("has a code");
    assert_eq!((found.value.as_str(), found.valid_for), ("482913", Some(Duration::from_secs(300))));
    assert!(!format!("{found:?}").contains("482913"));
}

proptest! {
    #[test]
    fn no_text_panics(sender in "\\PC{0,12}", text in "\\PC{0,200}") {
        let _ = code::find(&sender, &text);
    }

    #[test]
    fn no_mixture_of_words_and_numbers_panics(parts in prop::collection::vec(part(), 0..60)) {
        let _ = code::find("Example", &parts.concat());
    }

    /// Whatever digits a sender chooses, in whatever script and grouping, they come back as ASCII.
    #[test]
    fn every_six_digits_are_found(digits in "[0-9]{6}", zero in prop::sample::select(vec!['0', '٠', '۰', '०', '০', '๐', '០', '၀', '０'])) {
        let shown: String = digits.bytes().map(|b| char::from_u32(u32::from(zero) + u32::from(b - b'0')).unwrap()).collect();
        for text in [format!("Your verification code is {shown}."), format!("Your code: {}-{}", &shown[..shown.len() / 2], &shown[shown.len() / 2..])] {
            let found = code::find("Example", &text).map(|found| found.value);
            prop_assert_eq!(found.as_deref(), Some(digits.as_str()), "{}", text);
        }
    }
}

fn part() -> impl Strategy<Value = String> {
    let words = [
        "code",
        " ",
        "\n",
        ":",
        ".",
        "-",
        "*",
        "#",
        "@",
        "@a.b #1",
        "<#>",
        "验证码",
        "คุณ",
        "\u{200d}",
        "قد",
        "12",
        "1234",
        "482913",
        "٤٨٢",
        "OTP",
        "A7K9QX",
        "order",
        "$",
        "min",
        "valid for",
        "https://a.b/",
        "[",
        "]",
        "FA+9qCX9VSu",
        "é",
        "\u{301}",
    ];
    prop::sample::select(words.map(str::to_owned).to_vec())
}
